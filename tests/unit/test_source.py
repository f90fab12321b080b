from __future__ import annotations

import pytest

from qa.source import MAX_BYTES, Source


@pytest.mark.parametrize(
    ("data", "before", "problem"),
    [
        (b"caf\xe9\n", "   ", "byte 0xe9 (“é” in Windows-1252 and Latin-1) on line 1 is not UTF-8"),
        (b"\xef\xbb\xbfone\r\n\xc3\xa9\x81", "   \r\n ", "byte 0x81 on line 2 is not UTF-8"),
        (b"one\ntwo\x00", "   \n   ", "NUL character on line 2: this is not a text file"),
        (b"a\nb\xed\xa0\x80", " \n ", "U+D800, half of a character, on line 2 has no UTF-8 form"),
        (b"a\xed\xa0", " ", "byte 0xed (“í” in Windows-1252 and Latin-1) on line 1 is not UTF-8"),
        ("text".encode("utf-16"), "", "the file is UTF-16; save it as UTF-8"),
        ("text".encode("utf-16-le"), "", "the file looks like UTF-16 without its mark; save it as UTF-8"),
        ("text".encode("utf-16-be"), "", "the file looks like UTF-16 without its mark; save it as UTF-8"),
        (b"x" * (MAX_BYTES + 1), "", f"the file has {MAX_BYTES + 1:,} bytes; the limit is {MAX_BYTES:,}"),
    ],
)
def test_what_is_not_text_is_blank_up_to_the_fault(data, before, problem):
    source = Source.from_bytes("a.md", data)
    assert (source.text, source.problem) == (before, problem)


def test_half_a_character_in_memory_has_its_place():
    source = Source.from_text("a.md", "é\nab\udc80c")
    assert (source.text, source.problem) == (" \n  ", "U+DC80, half of a character, on line 2 has no UTF-8 form")


def test_text_is_kept_as_it_is():
    text = "\ufeffA\r\nB\n"
    assert Source.from_bytes("a.md", text.encode()).text == text


@pytest.mark.parametrize(
    ("declared", "text"),
    [
        (b"<meta charset=iso-8859-1>", "caf\xe9 \u2013"),
        (b'<meta http-equiv=Content-Type content="text/html; charset=windows-1252">', "caf\xe9 \u2013"),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?>', "caf\xe9 \u2013"),
        (b"<meta charset=utf-8>", None),
        (b"<meta charset=koi8-r>", None),
        (b"charset=latin1", None),
    ],
)
def test_a_web_page_may_declare_an_old_encoding(declared, text):
    source = Source.from_bytes("a.html", declared + b"caf\xe9 \x96")
    assert (source.text.removeprefix(declared.decode()) if not source.problem else None) == text
