"""What a check compiles from its options, made once a run, and what several checks ask of a page, made once a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from qa.document.memo import kept

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa.checks.context import Context
    from qa.document.model import Document

Options = TypeVar("Options")
Made = TypeVar("Made")


def of_options(context: Context, name: str, options: Options, make: Callable[[Options], Made]) -> Made:
    """`make(options)`, remembered under the check's name and this very options object.

    The object is kept beside what was made from it, so that no other one can come to have its identity.
    """
    found: tuple[Options, Made] = context.derived((name, id(options)), lambda: (options, make(options)))
    return found[1]


def of_page(document: Document, context: Context, name: str, make: Callable[[], Made]) -> Made:
    """`make()`, remembered with the document under a dotted name for the run that this context belongs to."""
    owner, made = kept(document, name, lambda: (context.memory, make()))
    if owner is context.memory:
        return made
    document.__dict__.pop(name)
    return of_page(document, context, name, make)
