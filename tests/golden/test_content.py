"""The sample publisher: exemplary articles stay clean, faulty ones give what their author planted."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from qa.session import Options, Session
from qa.yamlio import load

ROOT = Path(__file__).parent.parent.parent
ARTICLES = ROOT / "content" / "articles"
PLANTED = load((Path(__file__).parent / "content-planted.yaml").read_text(encoding="utf-8")).data
FAULTY = sorted({entry["path"] for entry in PLANTED})
EXEMPLARY = sorted(path.name for path in ARTICLES.glob("*.md") if f"content/articles/{path.name}" not in FAULTY)


@pytest.fixture(scope="module")
def session():
    return Session(Options(dt.date(2026, 11, 22)))


def test_there_are_enough_of_both():
    assert len(FAULTY) == 3
    assert len(EXEMPLARY) >= 7


@pytest.mark.parametrize("name", EXEMPLARY)
def test_exemplary_articles_give_no_warning(session, name):
    result = session.examine(str(ARTICLES / name)).result
    assert [(item.rule, item.message) for item in result.findings if item.severity != "info"] == []


@pytest.mark.parametrize("path", FAULTY)
def test_faulty_articles_give_what_was_planted(session, path):
    result = session.examine(str(ROOT / path)).result
    found = [
        (place.line, item.rule, item.severity, item.excerpt.splitlines()[0] if item.excerpt else "")
        for item, place in zip(result.findings, result.places, strict=True)
    ]
    planted = [(entry["line"], entry["rule"], entry["excerpt"]) for entry in PLANTED if entry["path"] == path]
    absent = [entry for entry in planted if not any(_is(entry, item) for item in found)]
    assert absent == []
    unplanned = [item for item in found if item[2] != "info" and not any(_is(entry, item) for entry in planted)]
    assert unplanned == []


def _is(entry: tuple[int, str, str], item: tuple[int, str, str, str]) -> bool:
    line, rule, excerpt = entry
    return (line, rule) == item[:2] and (excerpt in item[3] or item[3] in excerpt)
