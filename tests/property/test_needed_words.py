"""The words that a pattern is said to need never hide a match, and are the words that a reader would name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.document.model import WORD
from qa.matching.needed_words import Needed, needed_words, worked_out
from qa.matching.patterns import compiled

PIECES = st.sampled_from(
    ["take", "Care", "ing", "s", " ", " ", r"\b", "^", "$", r"\d", "[ab]", "[.,]", "[a-z]+", "-", "n['’]t", r"\w"]
)


def wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda two: f"(?:{two[0]}|{two[1]})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{0,2}", "{2,3}"])).map(lambda two: f"(?:{two[0]}){two[1]}"),
        inner.map(lambda one: f"({one})"),
    )


PATTERNS = st.recursive(PIECES, wrapped, max_leaves=10)
TEXTS = st.lists(
    st.sampled_from(["take", "TAKE", "care", "ing", "s", " ", " ", "7", "a", ", ", "-", "n't", "n’t", "."]),
    min_size=1,
    max_size=12,
).map("".join)


@given(PATTERNS, TEXTS)
def test_where_a_pattern_matches_its_words_stand(pattern: str, text: str) -> None:
    words = [word.lower() for word in WORD.findall(text)]
    if words and compiled(pattern).search(text) is not None:
        assert needed_words(pattern).stand_in(words)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\b((could|should) of)\b", [[], ["could", "should"]]),
        (
            r"^(?:if |when )?(?:you|they) (?:is|has) ",
            [["if", "they", "when", "you"], ["they", "when", "you"], ["has", "is"]],
        ),
        (r"\b(?:know|tell you) ((?:how|where) [a-z]+)", [[], ["know", "tell"], ["how", "where"]]),
        (r"(?:^|, )(its [a-z]+) way", [[], ["its"]]),
        (r"\b(take)\b", [[]]),
        (r"\btakes? care(?:[.,]|$| of\b)", [[], ["take", "takes"], ["care"]]),
        (r"did(?: not|n['’]t) go ", [[], ["go"]]),
        (r"[[:alpha:]] of ", [[]]),
    ],
)
def test_the_words(pattern: str, words: list[list[str]]) -> None:
    assert worked_out(pattern) == words


def test_a_text_begins_with_one_and_holds_one_of_each() -> None:
    needed = Needed(frozenset(("if",)), (frozenset(("you", "they")),))
    assert needed.stand_in(["if", "you", "can"])
    assert not needed.stand_in(["you", "if"])
    assert not needed.stand_in(["if", "it"])
