from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lsp_editor import applied, utf16_range
from lsprotocol import types as lsp

from qa.lsp.buffers import Buffer
from qa.lsp.positions import Grid

ASTRAL, COMBINING = "😀", "e\u0301"
PIECES = st.sampled_from(["a", "é", COMBINING, ASTRAL, "\n", "\r\n", "\r", "\u2028", "\x0c", "\x85", "\ufeff", " "])
TEXTS = st.lists(PIECES).map("".join)


def test_columns_count_utf16_units():
    grid = Grid(f"ab\n{ASTRAL}{COMBINING}x\r\ny")
    assert grid.position(3 + 3) == lsp.Position(1, 4)
    assert grid.offset(lsp.Position(1, 4)) == 6
    assert grid.offset(lsp.Position(1, 1)) == 3, "the second half of a character is the character"
    assert grid.offset(lsp.Position(1, 99)) == 7, "a line ends before its line end"
    assert grid.offset(lsp.Position(9, 0)) == len(grid.text)


def test_columns_count_what_was_agreed_on():
    assert Grid(f"{ASTRAL}é|", "utf-8").position(2) == lsp.Position(0, 6)
    assert Grid(f"{ASTRAL}é|", "utf-32").position(2) == lsp.Position(0, 2)
    assert Grid(f"{ASTRAL}é|", lsp.PositionEncodingKind.Utf8).offset(lsp.Position(0, 6)) == 2


def test_only_line_ends_end_lines():
    text = "a\u2028b\x0cc\x85d\ne"
    assert Grid(text).position(len(text)) == lsp.Position(1, 1)


def test_a_byte_order_mark_is_a_column():
    assert Grid("\ufeff# A").position(3) == lsp.Position(0, 3)


@given(TEXTS, st.data())
def test_positions_come_back_and_mean_the_same_to_a_client(text, data):
    grid = Grid(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if any(text[at - 1 : at + 1] == "\r\n" for at in (start, end)):
        return  # between the two characters of a line end there is no position
    assert grid.offset(grid.position(start)) == start
    assert utf16_range(text, grid.range(start, end)) == text[start:end]


@given(TEXTS, TEXTS, st.data())
def test_changes_leave_the_text_that_the_client_has(text, new, data):
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    grid = Grid(text)
    where = grid.range(*cuts)
    buffer = Buffer("", "a.md", True, "markdown", 1, text)
    change = lsp.TextDocumentContentChangePartial(where, new)
    expected = applied(text, [lsp.TextEdit(where, new)])
    if not any(text[max(0, at - 1) : at + 1] == "\r\n" for at in cuts):
        assert expected == text[: cuts[0]] + new + text[cuts[1] :]
    assert (
        buffer.changed([change, change.__class__(lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0)), "x")], 2).text
        == f"x{expected}"
    )
