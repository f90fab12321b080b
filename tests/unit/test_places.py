from __future__ import annotations

import pytest

from qa.document.model import Span
from qa.places import Lines


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
