"""Checks one page in two processes: an editor who waits for one file has two processors, and half of the work waits for nothing.

The checks of `qa.checks.APART` are dear and share little with the others. A copy of this process runs them and hands over what they
saw; where either comes to nothing, for whatever reason, all run here as ever, so that the result is the same in every case.
"""

from __future__ import annotations

import marshal
import os
import sys
from typing import TYPE_CHECKING

from qa.cache.plain import finding_from, finding_to
from qa.checks import APART
from qa.engine import Seen, checked, seen_by
from qa.errors import ConfigError
from qa.matching import hints
from qa.startup import regexes, together

if TYPE_CHECKING:
    from typing import NoReturn

    from qa.checks.context import Context
    from qa.document.model import Document
    from qa.engine import CheckCrash
    from qa.finding import Finding
    from qa.policy import Policy


def possible() -> bool:
    """Whether this process can be copied, and the copy has a processor of its own: only on Linux, and not beside threads."""
    return (
        sys.platform == "linux"
        and "threading" not in sys.modules
        and len(os.sched_getaffinity(0)) > 1
        and together.divide()
    )


def checked_in_two(
    document: Document, policy: Policy, context: Context
) -> tuple[tuple[Finding, ...], tuple[CheckCrash, ...]]:
    """As `qa.engine.checked` by the policy's plan. The checks that run apart ask the context for nothing outside the document."""
    other = _Copy(document, policy, context)
    try:
        seen = seen_by(document, policy.part(document, lambda name: name not in APART), context)
    except ConfigError:
        seen = None
    more = other.seen()
    if not seen or not more or seen.crashes:
        # Which fault is told, and in what order, is as it is in one process.
        return checked(document, policy.plan(document), context)
    seen.found += more.found
    seen.yielding.update(more.yielding)
    return seen.told()


class _Copy:
    """A copy of this process that runs the checks of `APART`; its work is done when the pipe from it is closed."""

    def __init__(self, document: Document, policy: Policy, context: Context) -> None:
        self._path = document.source.path
        self._pipe, given = os.pipe()
        self._process = os.fork()
        if not self._process:
            os.close(self._pipe)
            _work(given, document, policy, context)
        os.close(given)

    def seen(self) -> Seen | None:
        """What the copy saw, once it is done; None where that is not whole."""
        with open(self._pipe, "rb") as pipe:  # noqa: PTH123 -- a descriptor
            raw = pipe.read()
        _, status = os.waitpid(self._process, 0)
        if status:
            return None
        seen = Seen()
        found, yielding = marshal.loads(raw)  # noqa: S302 -- written by a copy of this process
        seen.found = [finding_from(self._path, item) for item in found]
        seen.yielding = {rule: frozenset(others) for rule, others in yielding}
        return seen


def _work(pipe: int, document: Document, policy: Policy, context: Context) -> NoReturn:
    """Run the checks, write what they saw, and end; whatever goes wrong is left to the other process, which meets it, too."""
    status = 1
    try:
        seen = seen_by(document, policy.part(document, APART.__contains__), context)
        if not seen.crashes:
            yielding = [(rule, list(others)) for rule, others in seen.yielding.items()]
            with open(pipe, "wb") as file:
                file.write(marshal.dumps(([finding_to(item) for item in seen.found], yielding)))
            regexes.save()
            hints.save()
            status = 0
    finally:
        # Nothing of what the copy has of its original may be done twice: no buffer written, no file removed.
        os._exit(status)
