"""Corpus facts as a text, and facts behind such a text.

The rules that compare documents go through all of them in turn and each asks for little: a line of the text holds what is asked for
together, and is read when it is.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Any

from qa.corpus.facts import Claim, Page, PageFacts, PhoneFact
from qa.corpus.prints import Prints
from qa.document.model import Span
from qa.named import NamedTuple
from qa.record import fields

if TYPE_CHECKING:
    from collections.abc import Callable


def facts_to_text(facts: PageFacts) -> str:
    """The facts as lines of ASCII."""
    small = [facts.type, facts.anchor, facts.words, facts.ident, facts.ident_span, facts.address, facts.partners]
    return "\n".join((
        _dumped(small), _packed(facts.signature), _dumped(facts.phones), _dumped(facts.claims), _dumped(facts.targets),
        " ".join(map(_packed, facts.prints)),
    ))  # fmt: skip


def facts_from_text(text: str) -> PageFacts:
    """The facts behind a text of `facts_to_text`; raises ValueError where its number of lines is wrong."""
    return _StoredFacts(text)


def page_to_text(page: Page) -> str:
    """A page without its path: its facts below a line of its title and kind."""
    return f"{json.dumps([page.title, page.kind])}\n{facts_to_text(page.facts)}"


def page_from_text(path: str, text: str) -> Page:
    """The page of a text of `page_to_text`; raises ValueError."""
    head, _, facts = text.partition("\n")
    title, kind = json.loads(head)
    return Page(path, title, kind, facts_from_text(facts))


class _StoredFacts(PageFacts):
    """Facts whose fields are read, a line at a time, when they are first asked for."""

    __slots__ = ("_lines",)

    _lines: list[str]

    def __init__(self, text: str) -> None:
        lines = text.split("\n")
        if len(lines) != len(_LINES):
            raise ValueError(f"{len(lines)} lines of facts, not {len(_LINES)}")
        object.__setattr__(self, "_lines", lines)

    def __getattr__(self, name: str) -> Any:
        """Called for a field that hasn't been read."""
        at = _LINE_OF.get(name)
        if at is None:
            raise AttributeError(name)
        line = _LINES[at]
        for own, value in zip(line.fields, line.read(self._lines[at]), strict=True):
            object.__setattr__(self, own, value)
        return object.__getattribute__(self, name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PageFacts) and _values(self) == _values(other)

    def __hash__(self) -> int:
        return hash(_values(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return PageFacts, _values(self)


class _Line(NamedTuple):
    """The fields that a line holds, and what reads them."""

    fields: tuple[str, ...]
    read: Callable[[str], tuple[Any, ...]]


def _small(line: str) -> tuple[Any, ...]:
    kind, anchor, words, ident, ident_span, address, partners = json.loads(line)
    named = tuple((name, count) for name, count in partners)
    return kind, Span(*anchor), words, ident, Span(*ident_span), address, named


def _phones(line: str) -> tuple[Any, ...]:
    return (tuple(PhoneFact._make([*fact, Span(*span)]) for *fact, span in json.loads(line)),)


def _claims(line: str) -> tuple[Any, ...]:
    return (
        tuple(
            Claim._make([*fact, tuple(values), tuple(Span(*span) for span in spans)])
            for *fact, values, spans in json.loads(line)
        ),
    )


_LINES = (
    _Line(("type", "anchor", "words", "ident", "ident_span", "address", "partners"), _small),
    _Line(("signature",), lambda line: (b64decode(line),)),
    _Line(("phones",), _phones),
    _Line(("claims",), _claims),
    _Line(("targets",), lambda line: (tuple(json.loads(line)),)),
    _Line(("prints",), lambda line: (Prints._make(map(b64decode, line.split(" "))),)),
)
_LINE_OF = {name: number for number, line in enumerate(_LINES) for name in line.fields}


def _values(facts: PageFacts) -> tuple[Any, ...]:
    return tuple(getattr(facts, name) for name in fields(PageFacts))


def _dumped(data: Any) -> str:
    return json.dumps(data, separators=(",", ":"))


def _packed(data: bytes) -> str:
    return b64encode(data).decode("ascii")
