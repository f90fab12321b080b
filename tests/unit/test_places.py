from __future__ import annotations

import pytest

from qa.document.model import Span
from qa.places import MOST_TEXT, Lines


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_and_columns_count_code_points(newline):
    text = newline.join(["first", "é 😀 here", "third"])
    start = text.index("here")
    place = Lines(text).place(Span(start, start + 4))
    assert (place.line, place.column, place.end_line, place.end_column) == (2, 5, 2, 9)
    assert place.text == "é 😀 here"


def test_byte_order_mark_is_no_column():
    place = Lines("\ufeffword").place(Span(1, 5))
    assert (place.line, place.column, place.end_column, place.text) == (1, 1, 5, "word")


def test_span_over_lines():
    place = Lines("one\ntwo\n").place(Span(2, 5))
    assert (place.line, place.column, place.end_line, place.end_column) == (1, 3, 2, 2)


def test_of_a_long_line_what_stands_around_the_span_is_kept():
    line = "é" * 70_000 + " here " + "é" * 40_000
    lines = Lines(f"# Page\n\n{line}\nafter")
    start = 8 + line.index("here")
    for span in (Span(8, 9), Span(start, start + 4), Span(8 + len(line) - 1, 8 + len(line)), Span(start, start + 4)):
        place = lines.place(span)
        column = span.start - 8 + 1
        assert (place.line, place.column, place.end_column) == (3, column, column + span.end - span.start)
        assert len(place.text) == MOST_TEXT
        assert place.text == line[place.cut : place.cut + MOST_TEXT]
        assert place.text[column - 1 - place.cut :].startswith(line[column - 1 : column + 3])
        assert place.cut_bytes == len(line[: place.cut].encode())
