"""One pass over a page for all strings tells of each what looking for it by itself tells, however the strings come to be known."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qa.matching.literals import Literals

WORDS = st.text(alphabet="abé “\udc80’", min_size=1, max_size=4)
TEXTS = st.text(alphabet="abcé “\udc80’\n", max_size=40)


@given(st.lists(st.tuples(st.lists(WORDS, max_size=4), TEXTS), max_size=12))
def test_a_string_is_found_where_it_stands(steps: list[tuple[list[str], str]]) -> None:
    known = []
    for words, text in steps:
        known.append((words, Literals(words)))
        for asked, literals in known:
            assert literals.any_in(text) == (not asked or any(word in text for word in asked))
