from __future__ import annotations

import datetime as dt

import pytest

from qa.yamlio import MAX_NODES, load


def test_values_keep_what_was_written():
    data = load('a: 000\nb: 1300 22 4636\nc: yes\nd: 2026-05-14\ne: 12\nf: 1.5\ng: ~\nh: [x, "1"]\ni: 0123\n').data
    assert data == {
        "a": "000", "b": "1300 22 4636", "c": "yes", "d": dt.date(2026, 5, 14), "e": 12, "f": 1.5, "g": None,
        "h": ["x", "1"], "i": "0123",
    }  # fmt: skip


def test_marks_are_exact():
    text = "é: 1\nlist:\n  - {k: value}\n"
    loaded = load(text)
    start, end = loaded.marks[("list", 0, "k")].value
    assert text[start:end] == "value"
    start, end = loaded.marks[("é",)].key
    assert text[start:end] == "é"


@pytest.mark.parametrize(
    ("text", "code", "excerpt"),
    [
        ("a: 1\na: 2\n", "duplicate-key", "a"),
        ("a: 2025-02-30\n", "no-such-date", "2025-02-30"),
        ("a: b: c\n", "syntax", ": c"),
        ("a: *nowhere\n", "syntax", "*nowhere"),
        ("a: [1, 2\n", "syntax", ""),
    ],
)
def test_flaws_have_a_place(text, code, excerpt):
    (flaw,) = load(text).flaws
    assert flaw.code == code
    assert text[flaw.start : flaw.end].startswith(excerpt)


def test_aliases_cannot_multiply_without_end():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    loaded = load("\n".join(lines))
    assert [flaw.code for flaw in loaded.flaws] == ["too-large"]
    assert f"{MAX_NODES:,}" in loaded.flaws[0].detail


def test_deep_nesting_is_a_flaw():
    assert load("[" * 2000 + "]" * 2000).flaws
