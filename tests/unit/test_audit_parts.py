"""Pieces of an audit on their own: numbers, charts, text that must stay text."""

import datetime as dt

import pytest

from qa.audit.charts import columns, trend
from qa.audit.embed import _window, escaped
from qa.audit.history import Run
from qa.audit.summary import plain
from qa.audit.tables import harmless


def run(day, **metrics):
    return Run(0, dt.date.fromisoformat(day), "x", "au", "0", "", frozenset(), metrics)


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+61", "'+61"),
        ("-5 mg", "'-5 mg"),
        ("@sum", "'@sum"),
        ("\t=1", "'\t=1"),
        (" =1", "' =1"),
        ("a=b", "a=b"),
        ("two\nlines", "two lines"),
        (7, 7),
        (None, None),
    ],
)
def test_no_cell_is_a_formula(cell, shown):
    assert harmless(cell) == shown


def test_markdown_stays_words():
    assert plain("a | [b](c) <d>") == "a \\| \\[b\\](c) \\<d\\>"
    for text, broken in (("@team", "@team"), ("#12", "#12"), ("https://x.org", "://"), ("www.x.org", "www.")):
        assert broken not in plain(text)


def test_data_cannot_end_its_script():
    text = escaped({"title": "</script><!-- & \u2028"})
    assert not set("<>&\u2028") & set(text)


def test_window_keeps_the_range():
    line = "x" * 1000 + "metastic" + "y" * 1000
    text, start, end = _window(line, 1000, 1008, 300)
    assert text[start:end] == "metastic"
    assert len(text) == 302
    assert _window("short", 1, 3, 300) == ("short", 1, 3)


def test_trend_is_spaced_by_days_and_needs_two():
    assert trend("Errors", "error", [run("2026-01-01", error=3)]) is None
    chart = trend(
        "Errors", "error", [run("2026-01-01", error=0), run("2026-01-11", error=5), run("2026-01-31", error=10)]
    )
    first, middle, last = chart.dots
    assert (middle.x - first.x) / (last.x - first.x) == pytest.approx(10 / 30)
    assert (first.y - middle.y) == pytest.approx(middle.y - last.y)
    assert [label for _, label in chart.ticks] == ["0", "5", "10"]


def test_trend_skips_audits_without_the_figure():
    chart = trend(
        "Broken", "broken", [run("2026-01-01", broken=None), run("2026-02-01", broken=1), run("2026-03-01", broken=2)]
    )
    assert [dot.value for dot in chart.dots] == ["1", "2"]


def test_columns_are_as_high_as_their_values():
    chart = columns([("a", 1), ("b", 4), ("c", 0)], [False, True, False])
    one, four, none = chart.bars
    assert four.height == pytest.approx(4 * one.height)
    assert none.height == 0
    assert four.marked
    assert all(bar.y + bar.height == pytest.approx(chart.base) for bar in chart.bars)
