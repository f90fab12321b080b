"""A hint never hides a match: wherever the engine finds a pattern, one of its hint's strings stands in the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.matching.hints import worked_out
from qa.matching.patterns import compiled

WORDS = st.sampled_from(
    [
        "abc",
        "abcd",
        "a",
        "x(?:abc|col)",
        "[xy]",
        "Heart",
        "ache",
        "col",
        "our",
        "ß",
        "é",
        " ",
        r"\pL",
        r"\d",
        ".",
        "[ab]",
        r"\b",
        "^",
        "$",
    ]
)


def wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda two: f"(?:{two[0]}|{two[1]})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{0,2}", "{2,3}", "+?"])).map(
            lambda two: f"(?:{two[0]}){two[1]}"
        ),
        inner.map(lambda one: f"(?P<hit>{one})" if "?P" not in one else one),
    )


PATTERNS = st.recursive(WORDS, wrapped, max_leaves=8)
TEXTS = st.lists(
    st.sampled_from(["abc", "ABCD", "xabc", "y", "heart", "ache", "Col", "our", "ß", "É", " ", "7", "a"]), max_size=12
).map("".join)


@given(PATTERNS, TEXTS)
def test_where_a_pattern_matches_its_hint_stands(pattern: str, text: str) -> None:
    regex = compiled(pattern)
    if regex.search(text) is not None:
        assert regex.may_match(text.lower())


@pytest.mark.parametrize(
    ("pattern", "hint"),
    [
        (r"\b(?:suffers?|suffering) from\b", [["suffer"], [" from"]]),
        (r"colou?r blind", [["r blind"], ["colo"]]),
        (r"(?:heart attack|stroke)s?", [["heart attack", "stroke"]]),
        (r"(?:heart attack|\d+)s?", []),
        (r"(?:abc)?(?:def)+", [["def"]]),
        (r"(?:more|less) \w+ then\b", [[" then"], ["less", "more"]]),
        (r"one.two.six.ten.eleven", [["eleven"], ["one"], ["two"], ["six"]]),
        (r"[[:alpha:]]xyz", []),
        (r"foo\x{00A0}bar", [["foo\xa0bar"]]),
        (r"\{\{\w+\}\}|<%=?\w+%>|%%[A-Z]{3}%%", [["%%", "<%", "{{"]]),
        (r"\b(?:Dr|Mr)\b", []),
        (r"\QAB+C\E", []),
        (
            r"[\[(](?:add|insert|e\.g\.)[^\])]{0,60}",
            [["(add", "(e.g.", "(insert", "[add", "[e.g.", "[insert"], ["add", "e.g.", "insert"]],
        ),
        (r"to(?: be)? (?:done|\d+)", []),
        (r"【[0-9]+†|\boaicite:[0-9]+", [["oaicite:", "【"]]),
    ],
)
def test_what_a_pattern_promises(pattern: str, hint: list[list[str]]) -> None:
    assert worked_out(pattern) == hint


def test_a_text_without_them_is_passed_over_uncompiled(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr("qa.matching.patterns._engine", lambda pattern, _: made.append(pattern))
    regex = compiled("first [a-z]{2,4} second")
    assert list(regex.finditer("Only the first of them.")) == []
    assert regex.search("SECOND") is None
    assert regex.fullmatch("") is None
    assert made == []
