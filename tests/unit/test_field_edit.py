"""Changing one field of the front matter leaves every other character as it stands."""

import datetime as dt

import pytest

from qa.document.field_edit import FieldError, field_change

TEXT = """---
# note
title: Asthma  # keep
lastupdate: 2024-01-01
topics:
- a
- b

# about the reviewer
reviewer:
  - name: Dr A
    role: GP
owner: ''
empty:
---

Last reviewed: March 2024
"""


def changed(text, name, value, aliases=None):
    change = field_change(text, name, value, aliases)
    return text[: change.start] + change.replacement + text[change.end :]


@pytest.mark.parametrize(
    ("name", "value", "before", "after"),
    [
        ("title", "Asthma: what it is", "title: Asthma  # keep", 'title: "Asthma: what it is"  # keep'),
        ("last_updated", dt.date(2026, 1, 2), "lastupdate: 2024-01-01", "lastupdate: 2026-01-02"),
        ("topics", ["x, y", "000"], "topics:\n- a\n- b\n", 'topics: ["x, y", "000"]\n'),
        ("topics", [], "topics:\n- a\n- b\n", ""),
        ("reviewer", "Dr B", "reviewer:\n  - name: Dr A\n    role: GP\n", "reviewer: Dr B\n"),
        ("owner", "Team", "owner: ''", "owner: Team"),
        ("owner", "", "owner: ''\n", ""),
        ("empty", "full", "empty:", "empty: full"),
        # A date in the article's text is none of the front matter's.
        ("last_reviewed", dt.date(2026, 1, 2), "empty:\n", "empty:\nlast_reviewed: 2026-01-02\n"),
        ("banner", {"text": "Flood", "expires": dt.date(2026, 1, 1)}, "empty:\n",
         "empty:\nbanner:\n  text: Flood\n  expires: 2026-01-01\n"),
    ],
)  # fmt: skip
def test_one_field(name, value, before, after):
    assert before in TEXT
    assert changed(TEXT, name, value) == TEXT.replace(before, after, 1)


def test_a_front_matter_is_made():
    assert changed("Body", "title", "true") == '---\ntitle: "true"\n---\n\nBody'
    assert changed("\ufeffBody", "title", "A") == "\ufeff---\ntitle: A\n---\n\nBody"
    assert changed("Body", "title", "") == "Body"


def test_line_ends_stay():
    assert changed("---\r\ntitle: A\r\n---\r\nB", "banner", {"text": "C", "start": "d"}) == (
        "---\r\ntitle: A\r\nbanner:\r\n  text: C\r\n  start: d\r\n---\r\nB"
    )


def test_a_publisher_s_name_stays():
    text = "---\nchecked_on: 2024-01-01\n---\nB"
    assert "\nseen: 2026-01-01" in changed(
        "---\na: b\n---\n", "last_reviewed", dt.date(2026, 1, 1), {"last_reviewed": ["seen", "x"]}
    )
    assert "checked_on: 2026-01-01" in changed(
        text, "last_reviewed", dt.date(2026, 1, 1), {"last_reviewed": ["checked_on"]}
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("---\na: 1\ntitle: [a\n---\n", "line 4"),
        ("---\ntitle: a\n", "no closing ---"),
        ("---\ntitle: &a x\nowner: *a\n---\n", "can't be changed from here"),
        ("---\n- a\n- b\n---\n", "can't be read"),
    ],
)
def test_what_is_too_hard_is_refused(text, told):
    with pytest.raises(FieldError, match=told):
        field_change(text, "title", "b")
