r"""Patterns that rule authors write, run in linear time.

They are RE2 expressions: no look-around and no back-references, so that no pattern and no article can make a run hang.
`\b`, `\w` and `\d` know ASCII alone; `\pL` is any letter. `^` and `$` are the ends of a block.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from qa.matching.hints import Hint, hint, may_match
from qa.matching.literals import Literals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_EITHER = "['’]"


class Found(Protocol):
    """One match."""

    def group(self, group: int = 0) -> str:
        """The text of a group; 0 is the whole match."""

    def span(self, group: int = 0) -> tuple[int, int]:
        """Where a group stands, (-1, -1) where it took no part."""

    def groups(self) -> tuple[str | None, ...]:
        """Every group's text."""


class Regex(Protocol):
    """A compiled pattern."""

    @property
    def groupindex(self) -> Mapping[str, int]:
        """The number of each named group."""

    def may_match(self, lower: str) -> bool:
        """Whether a text, given in lower case, may hold a match at all: a quick look before the pattern is run."""

    def finditer(self, text: str) -> Iterator[Found]:
        """Every match, in order."""

    def search(self, text: str) -> Found | None:
        """The first match."""

    def fullmatch(self, text: str) -> Found | None:
        """The match of the whole text."""


class _Waiting:
    """A pattern that is compiled for the first text that may match it: most of a rule's exceptions never meet one."""

    def __init__(self, pattern: str, *, ignore_case: bool) -> None:
        self._given = pattern, ignore_case
        self._hint: Hint | None = None
        self._needs: tuple[Literals, ...] | None = None

    def may_match(self, lower: str) -> bool:
        needs = self._needs
        if needs is None:
            needs = self._needs = tuple(map(Literals, hint(self._given[0])))
        return all(literals.any_in(lower) for literals in needs)

    def _spared(self, text: str) -> bool:
        """Whether a text, a stretch of a page as a rule, can't hold a match."""
        if self._hint is None:
            self._hint = hint(self._given[0])
        return not may_match(self._hint, text.lower())

    def finditer(self, text: str) -> Iterator[Found]:
        return iter(()) if self._spared(text) else self._ready().finditer(text)

    def search(self, text: str) -> Found | None:
        return None if self._spared(text) else self._ready().search(text)

    def fullmatch(self, text: str) -> Found | None:
        return None if self._spared(text) else self._ready().fullmatch(text)

    @property
    def groupindex(self) -> Mapping[str, int]:
        return self._ready().groupindex

    def _ready(self) -> Regex:
        """The pattern compiled; from then on it is asked without a look beforehand."""
        engine: Any = _engine(*self._given)
        self.__dict__.update(finditer=engine.finditer, search=engine.search, fullmatch=engine.fullmatch)
        regex: Regex = engine
        return regex


@lru_cache(maxsize=4096)
def compiled(pattern: str, *, ignore_case: bool = True) -> Regex:
    """A pattern ready to run; one that is no pattern raises ValueError, with the engine's reason, at its first use."""
    waiting: Any = _Waiting(pattern, ignore_case=ignore_case)
    regex: Regex = waiting
    return regex


@lru_cache(maxsize=4096)
def _engine(pattern: str, ignore_case: bool) -> Regex:
    import re2

    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = not ignore_case
    try:
        # What `re2.compile` comes to when it has read its fourteen options and set them again, a tenth of its time.
        regex: Regex = re2._Regexp(f"(?m){pattern}", options)  # noqa: SLF001
    except re2.error as error:
        raise ValueError(reason(pattern, error.args[0] if error.args else "")) from None
    return regex


def reason(pattern: str, said: Any) -> str:
    """Why a pattern can't be used, in words for the author of a rule."""
    detail = (said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)).replace("(?m)", "")
    if any(mark in pattern for mark in ("(?=", "(?!", "(?<=", "(?<!")):
        detail = "look-around (?= ?! ?<= ?<!) is not available; list what must not match under “unless”"
    elif "invalid escape sequence" in detail:
        detail += " (back-references such as \\1 are not available)"
    return f"not a usable pattern: {detail}"


def flaw(pattern: str) -> str:
    """What is wrong with a pattern, or ""."""
    try:
        _engine(pattern, True)
    except ValueError as error:
        return str(error)
    return ""


def phrase(text: str) -> str:
    """A pattern for words as written: whole words, any run of blanks between them, straight or curly apostrophes."""
    import re2

    # The engine's own escaping covers all but the apostrophes, which stand for each other.
    parts = [_EITHER.join(re2.escape(piece) for piece in part.replace("’", "'").split("'")) for part in text.split()]
    body = r"[ \t\x{00A0}]+".join(parts)
    head, tail = text.strip()[:1], text.strip()[-1:]
    return rf"{_edge(head)}{body}{_edge(tail)}"


def phrases(texts: Iterable[str]) -> str:
    """One pattern for many phrases, the longer before the shorter so that the longest match wins."""
    return "|".join(phrase(text) for text in sorted(set(texts), key=lambda text: (-len(text), text)))


def matches(regex: Regex, text: str) -> Iterator[Found]:
    """Every match, whatever code points the text holds: a lone surrogate, which UTF-8 has no form for, reads as "?"."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = text.encode("utf-8", "replace").decode("utf-8")
    return regex.finditer(text)


def _edge(char: str) -> str:
    return r"\b" if char.isascii() and (char.isalnum() or char == "_") else ""
