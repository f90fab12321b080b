"""Tables that checks make of reference data, remembered from run to run: making one takes longer than reading a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from qa.language.phrases import PhraseTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from qa.checks.context import Context
    from qa.checks.registry import CheckOptions

T = TypeVar("T")


def table_of(
    context: Context, name: str, options: CheckOptions, kinds: tuple[str, ...], make: Callable[[], Any]
) -> Any:
    """`make()`, plain values made of the data of these kinds and of nothing else but the options and the profile."""
    return context.compiled(name, kinds, make, repr(sorted(vars(options).items())))


def phrase_table(
    context: Context,
    name: str,
    options: CheckOptions,
    kinds: tuple[str, ...],
    terms: Callable[[], Iterable[tuple[str, Any]]],
    entry: Callable[[Any], T],
    *,
    plurals: bool = True,
) -> PhraseTable[T]:
    """The table of the terms, whose entries are plain values of which `entry` makes what the check works with; see `table_of`."""
    plain = table_of(context, name, options, kinds, lambda: PhraseTable(terms(), plurals=plurals).plain())
    return PhraseTable.from_plain(plain, entry)
