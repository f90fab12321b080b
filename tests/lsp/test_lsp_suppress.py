"""Where a suppression is written: it must accept its finding and change nothing that readers see."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qa
from qa.lsp.quick_fixes import edits_between
from qa.triage.suppress import Suppressing

TODAY = dt.date(2026, 11, 22)
CHECKER = qa.Checker(select=["T01", "G12", "G03", "U"], today=TODAY)

EVERYTHING = qa.Checker(today=TODAY)


def suppressed(text, path="a.md", reach="line", reason="her own words", rule="T01", checker=CHECKER):
    """The text with the rule's last finding suppressed, and the findings left; None where no place was found."""
    finding = [item for item in checker.check(text, path).findings if item.rule == rule][-1]
    document = checker.document(text, path)
    job = Suppressing(finding, document, checker.policy(path), TODAY, lambda new: checker.document(new, path))
    edits = job.edits(reach, reason)
    if not edits:
        return None
    pieces, at = [], 0
    for edit in edits:
        pieces += [text[at : edit.start], edit.replacement]
        at = edit.end
    after = "".join([*pieces, text[at:]])
    return after, [(item.rule, item.excerpt, item.status) for item in checker.check(after, path).findings]


def said(text):
    """What all rules say about a text, blanks aside."""
    return {(item.rule, " ".join(item.message.split())) for item in EVERYTHING.check(text, "a.md").findings}


ACCEPTED = [("T01", "tumuor", "suppressed")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A\n\nThe tumuor.\n", "# A\n\n<!-- qa: disable-next-line T01 — her own words -->\nThe tumuor.\n"),
        ("# A\r\n\r\nThe tumuor.\r\n", "# A\r\n\r\n<!-- qa: disable-next-line T01 — her own words -->\r\nThe tumuor.\r\n"),
        ("The tumuor.", "<!-- qa: disable-next-line T01 — her own words -->\nThe tumuor."),
        ("# The tumuor\n", "<!-- qa: disable-next-line T01 — her own words -->\n# The tumuor\n"),
        # Within a paragraph a line of its own would end the paragraph.
        ("One line,\nthe tumuor.\n", "One line, <!-- qa: disable-next-line T01 — her own words -->\nthe tumuor.\n"),
        ("A break  \nthe tumuor.\n", "A break <!-- qa: disable-next-line T01 — her own words -->  \nthe tumuor.\n"),
        ("- one\n- the tumuor\n- three\n", "- one <!-- qa: disable-next-line T01 — her own words -->\n- the tumuor\n- three\n"),
        ("> One,\n> the tumuor.\n", "> One, <!-- qa: disable-next-line T01 — her own words -->\n> the tumuor.\n"),
        (
            "| a | b |\n|---|---|\n| one | two |\n| the tumuor | x |\n",
            "| a | b |\n|---|---|\n| one | two <!-- qa: disable-next-line T01 — her own words --> |\n| the tumuor | x |\n",
        ),
        (
            "| a | b |\n|---|---|\n| the tumuor | x |\n\nEnd.\n",
            "<!-- qa: disable T01 — her own words -->\n| a | b |\n|---|---|\n| the tumuor | x |\n<!-- qa: enable T01 -->\n\nEnd.\n",
        ),
    ],
)  # fmt: skip
def test_on_the_line(text, expected):
    assert suppressed(text) == (expected, ACCEPTED)


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("a.md", "The tumuor.\n", "<!-- qa: disable-file T01 — her own words -->\nThe tumuor.\n"),
        ("a.md", "\ufeffThe tumuor.\n", "\ufeff<!-- qa: disable-file T01 — her own words -->\nThe tumuor.\n"),
        ("a.md", "---\ntitle: A\n---\n\nThe tumuor.\n",
         "---\ntitle: A\n---\n<!-- qa: disable-file T01 — her own words -->\n\nThe tumuor.\n"),
        ("a.html", "<!doctype html>\n<html lang=en><p>The tumuor.</p></html>\n",
         "<!doctype html>\n<!-- qa: disable-file T01 — her own words -->\n<html lang=en><p>The tumuor.</p></html>\n"),
    ],
)  # fmt: skip
def test_in_the_file(path, text, expected):
    assert suppressed(text, path, "file") == (expected, ACCEPTED)


def test_a_finding_in_front_matter_can_only_be_accepted_for_the_file():
    text = "---\ntitle: A\nlast_reviewed: 2020-01-01\n---\n\nText.\n"
    assert suppressed(text, rule="G03") is None
    after, left = suppressed(text, rule="G03", reach="file")
    assert "---\n<!-- qa: disable-file G03 — her own words -->\n" in after
    assert left == [("G03", "2020-01-01", "suppressed")]


def test_html_keeps_its_tags_whole():
    text = '<p title="one"\nclass="two">The tumuor.</p>\n'
    found = suppressed(text, "a.html")
    assert found is None or found[1] == ACCEPTED
    text = "<ul>\n  <li>One</li>\n  <li>The tumuor</li>\n</ul>\n"
    assert suppressed(text, "a.html") == (
        text.replace("  <li>The", "  <!-- qa: disable-next-line T01 — her own words -->\n  <li>The"),
        ACCEPTED,
    )


def test_without_a_reason_it_does_not_count_yet():
    after, left = suppressed("# A\n\nThe tumuor.\n", reason="")
    assert after == "# A\n\n<!-- qa: disable-next-line T01 —  -->\nThe tumuor.\n"
    assert sorted(left) == [("G12", "<!-- qa: disable-next-line T01 —  -->", "new"), ("T01", "tumuor", "new")]


def test_a_reason_cannot_end_the_comment():
    after, left = suppressed("The tumuor.\n", reason="a --> b -- c\nd")
    assert after == "<!-- qa: disable-next-line T01 — a — b — c d -->\nThe tumuor.\n"
    assert left == ACCEPTED


def test_what_the_publisher_asks_for_is_stated(site):
    folder = site(qa_yaml="rules: {G12: {options: {require: [reason, until, owner]}}}\n")
    checker = qa.Checker(select=["T01", "G12"], today=TODAY)
    after, left = suppressed("The tumuor.\n", str(folder / "a.md"), checker=checker)
    assert after.startswith("<!-- qa: disable-next-line T01 until=2027-05-23 owner=NAME — her own words -->\n")
    assert left == ACCEPTED


LINES = st.sampled_from([
    "The tumuor grows.", "- The tumuor", "- another item", "  - nested tumuor", "> quoted tumuor", "| a | tumuor |", "|---|---|",
    "# The tumuor", "text with `code`", "```", "1. tumuor", "    indented tumuor", "", "", "*emphasis*  ", "tumuor\\", "===", "[a]: b",
    "<div>", "</div>", "<!-- a comment", "-->", "[tumuor](a.md)",
])  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=9), st.sampled_from(["\n", "\r\n"]))
def test_wherever_it_is_written_it_holds_and_readers_see_no_change(lines, end):
    text = end.join(lines) + end
    before = [item for item in CHECKER.check(text, "a.md").findings if item.rule == "T01" and item.status == "new"]
    if not before:
        return
    found = suppressed(text)
    if found is None:
        return
    after, left = found
    assert CHECKER.document(after, "a.md").text.split() == CHECKER.document(text, "a.md").text.split()
    assert said(after) <= said(text)
    kept = [item for item in left if item[0] == "T01" and item[2] == "new"]
    assert len(kept) < len(before)
    assert not [item for item in left if item[0] == "G12"]


@given(
    st.lists(st.sampled_from(["a\n", "b\r\n", "c", "\u2028"])), st.lists(st.sampled_from(["a\n", "b\r\n", "c", "d\n"]))
)
def test_edits_between_two_texts_lead_from_one_to_the_other(old, new):
    before, after = "".join(old), "".join(new)
    pieces, at = [], 0
    for edit in edits_between(before, after):
        pieces += [before[at : edit.start], edit.replacement]
        at = edit.end
    assert "".join([*pieces, before[at:]]) == after
