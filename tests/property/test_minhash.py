"""Signatures estimate how alike two texts are, whatever the texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qa.corpus.minhash import BANDS, BINS, band, likeness, signature

WORDS = st.lists(st.integers(0, 60).map(lambda number: f"w{number}"), min_size=3, max_size=120)


def runs(words):
    return set(zip(words, words[1:], words[2:], strict=False))


@given(WORDS)
def test_a_text_is_like_itself_in_any_case(words):
    mark = signature(words)
    assert len(mark) == 2 * BINS
    assert likeness(mark, signature([word.upper() for word in words])) == 1.0
    assert b"".join(band(mark, number) for number in range(BANDS)) == mark[: BANDS * 12]


@given(WORDS, WORDS)
def test_likeness_is_symmetric_and_a_share(one, other):
    left, right = signature(one), signature(other)
    assert likeness(left, right) == likeness(right, left)
    assert 0.0 <= likeness(left, right) <= 1.0


@given(st.integers(0, 400), st.integers(0, 10_000))
def test_the_estimate_is_near_the_jaccard_index(changed, start):
    one = [f"w{start + index}" for index in range(400)]
    other = [*one[changed:], *(f"x{start + index}" for index in range(changed))]
    exact = len(runs(one) & runs(other)) / len(runs(one) | runs(other))
    # Four and a half standard errors.
    assert abs(likeness(signature(one), signature(other)) - exact) <= 0.2


def test_without_words_there_is_no_likeness():
    assert signature(["two", "words"]) == b""
    assert likeness(b"", b"") == 0.0
