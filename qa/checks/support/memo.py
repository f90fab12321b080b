"""What a check compiles from its options, made once a run."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa.checks.context import Context

Options = TypeVar("Options")
Made = TypeVar("Made")


def of_options(context: Context, name: str, options: Options, make: Callable[[Options], Made]) -> Made:
    """`make(options)`, remembered under the check's name and this very options object.

    The object is kept beside what was made from it, so that no other one can come to have its identity.
    """
    kept: tuple[Options, Made] = context.derived((name, id(options)), lambda: (options, make(options)))
    return kept[1]
