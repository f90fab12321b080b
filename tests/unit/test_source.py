from __future__ import annotations

import pytest

from qa.source import MAX_BYTES, Source


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"caf\xe9\n", "byte 0xe9 on line 1 is not UTF-8"),
        (b"one\ntwo\x00", "NUL character on line 2: this is not a text file"),
        ("text".encode("utf-16"), "the file is UTF-16; save it as UTF-8"),
        (b"x" * (MAX_BYTES + 1), f"the file has {MAX_BYTES + 1:,} bytes; the limit is {MAX_BYTES:,}"),
    ],
)
def test_what_is_not_text(data, problem):
    source = Source.from_bytes("a.md", data)
    assert (source.text, source.problem) == ("", problem)


def test_text_is_kept_as_it_is():
    text = "\ufeffA\r\nB\n"
    assert Source.from_bytes("a.md", text.encode()).text == text
