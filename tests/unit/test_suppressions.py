from __future__ import annotations

import datetime as dt

import pytest

from qa.session import Options, Session
from qa.source import Source

TODAY = dt.date(2026, 11, 22)
SLIP = "Teh nurse will help."


def findings(text: str, folder):
    session = Session(Options(TODAY))
    result = session.check_source(Source(str(folder / "page.md"), text))
    return [(item.rule, item.status, item.excerpt) for item in result.findings if item.rule in ("T01", "G12")]


@pytest.mark.parametrize(
    "text",
    [
        f"<!-- qa: disable-next-line T01 -- quoted -->\n{SLIP}\n",
        f"<!-- qa: disable-next-line misspelling until=2026-11-22 -- quoted -->\n\n{SLIP}\n",
        f"<!-- qa: disable-file T01 — quoted -->\n\n{SLIP}\n",
        f"<!-- qa: disable T01 -- quoted -->\n\n{SLIP}\n\n<!-- qa: enable T01 -->\n",
        f"---\ntitle: A\nqa: {{disable: [T01 -- quoted]}}\n---\n\n{SLIP}\n",
        f"---\ntitle: A\nqa: {{disable: {{rule: T01, reason: quoted, until: 2027-01-01}}}}\n---\n\n{SLIP}\n",
        f"---\ntitle: A\nqa: {{disable: {{rule: T01, reason: quoted, until: '2027-01-01'}}}}\n---\n\n{SLIP}\n",
        f"---\ntitle: A\nqa: {{disable: ['T01 until=2026-11-22 owner=editor -- quoted']}}\n---\n\n{SLIP}\n",
    ],
)
def test_a_complete_suppression_marks_its_finding(text, tmp_path):
    assert findings(text, tmp_path) == [("T01", "suppressed", "Teh")]


def test_it_ends_where_it_says(tmp_path):
    text = f"<!-- qa: disable T01 -- a -->\n\n{SLIP}\n\n<!-- qa: enable T01 -->\n\n{SLIP}\n"
    assert [status for rule, status, _ in findings(text, tmp_path) if rule == "T01"] == ["suppressed", "new"]
    text = f"<!-- qa: disable-next-line T01 -- a -->\n{SLIP}\n{SLIP}\n"
    assert [status for rule, status, _ in findings(text, tmp_path) if rule == "T01"] == ["suppressed", "new"]


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- qa: disable-next-line T01 -->",
        "<!-- qa: disable-next-line T01 until=2026-11-21 -- over -->",
        "<!-- qa: disable-nextline T01 -- a slip -->",
        "<!-- qa: disable-next-line T01 until=soon -- a slip -->",
        "<!-- qa: disable-next-line -- no rule -->",
        "<!-- qa: disable-next-line T99x -- no such rule -->",
    ],
)
def test_one_that_does_not_count_is_a_finding_and_suppresses_nothing(comment, tmp_path):
    found = findings(f"{comment}\n{SLIP}\n", tmp_path)
    assert ("G12", "new", comment) in found
    assert ("T01", "new", "Teh") in found


@pytest.mark.parametrize(
    "entry",
    ["T01 until=2026-11-21 -- over", "{rule: T01, reason: over, until: '2026-11-21'}", "T01 until=soon -- over"],
)
def test_one_of_the_front_matter_ends_too(entry, tmp_path):
    found = findings(f"---\ntitle: A\nqa: {{disable: [{entry}]}}\n---\n\n{SLIP}\n", tmp_path)
    assert [(rule, status) for rule, status, _ in found] == [("G12", "new"), ("T01", "new")]


def test_an_unused_one_is_a_finding(tmp_path):
    comment = "<!-- qa: disable-next-line T01 -- a -->"
    assert findings(f"{comment}\nThe nurse will help.\n", tmp_path) == [("G12", "new", comment)]


def test_the_publisher_can_accept_a_finding_for_files(site, tmp_path):
    site(qa_yaml="suppressions: [{rule: T01, paths: ['*.md'], reason: dialect, until: 2026-11-22}]\n")
    assert findings(SLIP, tmp_path) == [("T01", "suppressed", "Teh")]


@pytest.mark.parametrize(
    ("named", "nearest"),
    [("mispeling", "; did you mean “misspelling”?"), ("T1", "; did you mean “T01”?"), ("wwwwww", ".")],
)
def test_a_rule_that_does_not_exist_is_named_with_the_nearest(tmp_path, named, nearest):
    session = Session(Options(TODAY))
    text = f"<!-- qa: disable-next-line {named} -- quoted -->\n{SLIP}\n"
    result = session.check_source(Source(str(tmp_path / "page.md"), text))
    (told,) = (item.message for item in result.findings if item.rule == "G12" and "unknown" in item.message)
    assert told == f"The suppression names an unknown rule “{named}”{nearest}"
