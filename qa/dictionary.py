"""The publisher's dictionary file: one word a line, `#` begins a comment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.document.composed import composed
from qa.errors import ConfigError
from qa.packs import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")


def read_lines(path: str | Path) -> list[str]:
    """The file's lines, comments included; raises ConfigError where it can't be read."""
    return read_text(path).splitlines()


def is_word(text: str) -> bool:
    """Whether a text is one whole word, as a dictionary holds."""
    return _WORD.fullmatch(text) is not None


def words_of(lines: Iterable[str]) -> list[str]:
    """The words of a dictionary's lines."""
    return [word for line in lines if (word := composed(line.partition("#")[0].strip()))]


def with_words(lines: Sequence[str], words: Iterable[str]) -> tuple[list[str], list[str]]:
    """The lines with new words sorted in, and the words that were new; comments at the head stay there.

    Raises ConfigError for what isn't one whole word: the spelling check looks up words, never parts of them.
    """
    known = set(words_of(lines))
    added: list[str] = []
    for word in map(composed, words):
        if not is_word(word):
            raise ConfigError.of(f"“{word}” is not one whole word")
        if word not in known:
            known.add(word)
            added.append(word)
    head = [line for line in lines if not line.partition("#")[0].strip()]
    body = [line for line in lines if line.partition("#")[0].strip()]
    return [*head, *sorted([*body, *added], key=lambda line: (line.casefold(), line))], added
