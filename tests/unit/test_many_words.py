"""Sets of words that don't fit into memory."""

from __future__ import annotations

from qa.corpus.groups import SMALL
from qa.corpus.many_words import ManyWords


def test_holds_what_was_added_and_nothing_else() -> None:
    words = [f"word{number}" for number in range(2 * SMALL)]
    many = ManyWords([*words, *words[::-1]])
    assert all(word in many for word in words)
    assert not any(f"other{number}" in many for number in range(1_000))
    assert many.any_of(["other", "word7"])
    assert not many.any_of(["other"])
    assert not many.any_of([])


def test_of_no_words_none_is_there() -> None:
    assert "word" not in ManyWords([])
