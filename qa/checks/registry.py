"""How a check is declared and found.

A check is a pure function `(Document, options, Context) -> Iterable[Match]` in the module of its name. It reads no clock,
file, network or environment; what it needs beside the document stands in its options (policy, from the rule) or in the
Context (facts, from the engine).
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol, get_type_hints

from qa.record import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pydantic import BaseModel

    from qa.checks.context import Context
    from qa.document.model import Document
    from qa.finding import Match


class CheckFunction(Protocol):
    """What a check looks like to the engine."""

    def __call__(self, document: Document, options: Any, context: Context, /) -> Iterable[Match]:
        """The matches of one document, in any order."""


# The default of options that are mappings.
NOTHING: Mapping[str, Any] = MappingProxyType({})


class CheckOptions:
    """Base of a check's options: its annotated attributes are the options, their values the defaults.

    A plain class on purpose: a hundred dataclasses or even records would cost every cold run some 40 ms. The model that validates a rule's
    options is made from the same annotations, when rules are compiled.
    """

    def __init__(self, **given: Any) -> None:
        self.__dict__.update(given)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(name)

    @classmethod
    def known(cls) -> list[str]:
        """The names of the options, inherited ones first."""
        # What `inspect.get_annotations` gives of a class, which is imported in a hundredth of the time.
        return list(
            dict.fromkeys(name for base in reversed(cls.__mro__) for name in getattr(base, "__annotations__", ()))
        )

    @classmethod
    def model(cls) -> type[BaseModel]:
        """The pydantic model of the options; unknown ones are errors."""
        from pydantic import ConfigDict, Field, create_model

        hints = get_type_hints(cls, include_extras=True)
        fields: dict[str, Any] = {}
        for name in cls.known():
            default = getattr(cls, name, ...)
            mapping = isinstance(default, MappingProxyType)
            fields[name] = (hints[name], Field(default_factory=dict) if mapping else default)
        return create_model(cls.__name__, __config__=ConfigDict(extra="forbid"), **fields)


@record
class Check:
    """A registered check: its function, the class of its options, the names it fills in messages, its variants."""

    name: str
    run: CheckFunction
    options: type[CheckOptions]
    values: frozenset[str]
    variants: frozenset[str]
    needs: frozenset[str]

    def build(self, options: Mapping[str, Any]) -> Any:
        """Options from plain data that the loader has already validated; lists become tuples."""
        known = set(self.options.known())
        return self.options(**{name: _frozen(value) for name, value in options.items() if name in known})


_CHECKS: dict[str, Check] = {}


class NoOptions(CheckOptions):
    """For checks that take none."""


def check(
    name: str,
    *,
    options: type[CheckOptions] = NoOptions,
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
    """The check of that name, importing its module on first use; raises KeyError for a name in neither NAMES nor CORPUS."""
    if name not in _CHECKS:
        from qa.checks import CORPUS, NAMES

        if name not in NAMES and name not in CORPUS:
            raise KeyError(name)
        import_module(f"qa.checks.{name}" if name in NAMES else f"qa.corpus.{name}")
    return _CHECKS[name]


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value
