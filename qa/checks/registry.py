"""How a check is declared and found.

A check is a pure function `(Document, options, Context) -> Iterable[Match]` in the module of its name. It reads no clock,
file, network or environment; what it needs beside the document stands in its options (policy, from the rule) or in the
Context (facts, from the engine).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from qa.checks.context import Context
    from qa.document.model import Document
    from qa.finding import Match


class CheckFunction(Protocol):
    """What a check looks like to the engine."""

    def __call__(self, document: Document, options: Any, context: Context, /) -> Iterable[Match]:
        """The matches of one document, in any order."""


@dataclass(frozen=True, slots=True)
class Check:
    """A registered check: its function, the dataclass of its options, the names it fills in messages, its variants."""

    name: str
    run: CheckFunction
    options: type[Any]
    values: frozenset[str]
    variants: frozenset[str]
    needs: frozenset[str]

    def build(self, options: Mapping[str, Any]) -> Any:
        """Options from plain data that the loader has already validated; lists become tuples."""
        known = {item.name for item in fields(self.options)}
        return self.options(**{name: _frozen(value) for name, value in options.items() if name in known})


_CHECKS: dict[str, Check] = {}


@dataclass(frozen=True, slots=True)
class NoOptions:
    """For checks that take none."""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 -- read by pydantic, not a field


def check(
    name: str,
    *,
    options: type[Any] = NoOptions,
    values: Iterable[str] = (),
    variants: Iterable[str] = (),
    needs: Iterable[str] = (),
) -> Callable[[CheckFunction], CheckFunction]:
    """Register a check under its module's name.

    `values` are the names it gives every match for the rule's message, `variants` the cases it tells apart, `needs` the
    outside facts it reads from the Context (today, corpus, network, git).
    """

    def register(function: CheckFunction) -> CheckFunction:
        _CHECKS[name] = Check(name, function, options, frozenset(values), frozenset(variants), frozenset(needs))
        return function

    return register


def get(name: str) -> Check:
    """The check of that name, importing its module on first use; raises KeyError for a name that isn't in NAMES."""
    if name not in _CHECKS:
        from qa.checks import NAMES

        if name not in NAMES:
            raise KeyError(name)
        import_module(f"qa.checks.{name}")
    return _CHECKS[name]


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value
