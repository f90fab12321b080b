"""The pass over single pages: every page of a stream is checked and its result spooled."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from qa.named import NamedTuple
from qa.scale.crew import Lost
from qa.scale.kit import answerable, kit_of
from qa.scale.spool import Row
from qa.scale.stream import absolute
from qa.scale.task import Examine, Examined
from qa.sources.choose import pages_at
from qa.sources.names import home, split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from qa.policy import Policy
    from qa.scale.crew import Crew
    from qa.scale.kit import Kit
    from qa.scale.spool import Spool
    from qa.scale.stream import Unit
    from qa.session import Session
    from qa.sources.model import Pages

# Pages a task: enough to hide the hand-over, few enough that a lost task costs little.
CHUNK = 32


class _Key(NamedTuple):
    unit: Unit
    known: Mapping[str, bool | None]


class Kits:
    """The kits of a run's configurations, each made once."""

    def __init__(self, session: Session, *, local: bool, targets: bool) -> None:
        self._session, self._local, self._targets = session, local, targets
        self._kits: dict[int, tuple[Policy, Kit]] = {}

    def of(self, path: str) -> Kit:
        """The kit for a page."""
        policy = self._session.policy(home(path))
        if id(policy) not in self._kits:
            kit = kit_of(policy, self._session.options, local=self._local, targets=self._targets)
            self._kits[id(policy)] = policy, kit
        return self._kits[id(policy)][1]


def examine(
    units: Iterable[Unit], kits: Kits, crew: Crew, spool: Spool, session: Session, progress: Callable[[int], None]
) -> None:
    """Check every unit and spool the results; pages whose answers about what stands beside them were wrong are checked again."""
    beside = _Beside(session)
    again: list[_Key] = []
    count = 0

    def keys() -> Iterator[_Key]:
        for unit in units:
            yield _Key(unit, {})
            yield from _drained(again)

    source = keys()
    while True:
        for key, result in crew.done(chunked(((_kit(kits, key), key, _item(key)) for key in source), CHUNK)):
            truth = beside.truth(key.unit, result.asked) if isinstance(result, Examined) else None
            if truth is not None:
                again.append(_Key(key.unit, {**key.known, **truth}))
                continue
            spool.put(_row(key.unit, result))
            count += 1
            progress(count)
        if not again:
            return
        source = _drained(again)


def _kit(kits: Kits, key: _Key) -> Kit:
    return kits.of(key.unit.source.path)


def chunked(
    triples: Iterable[tuple[Kit, object, object]], size: int
) -> Iterator[tuple[Kit, list[tuple[object, object]]]]:
    """(kit, [(key, item)…]) with at most that many items of one kit, in order."""
    kit: Kit | None = None
    pairs: list[tuple[object, object]] = []
    for own, key, item in triples:
        if kit is not None and (own is not kit or len(pairs) == size):
            yield kit, pairs
            pairs = []
        kit = own
        pairs.append((key, item))
    if kit is not None and pairs:
        yield kit, pairs


def _drained(again: list[_Key]) -> Iterator[_Key]:
    while again:
        yield again.pop(0)


def _item(key: _Key) -> Examine:
    source = key.unit.source
    return Examine(absolute(source.path), source.text, source.problem, source.kind, key.known)


def _row(unit: Unit, result: Examined | Lost) -> Row:
    path = unit.source.path
    if isinstance(result, Lost):
        lost = json.dumps([["", f"the page could not be checked ({result.reason})"]])
        return Row(path, unit.number, unit.outer, unit.place, "", "", None, None, lost)
    crashes = json.dumps(result.crashes) if result.crashes else None
    return Row(
        path, unit.number, unit.outer, unit.place, result.brief, result.result, result.facts, result.targets, crashes
    )


class _Beside:
    """Knows what stands beside pages: in their folder, or in their ZIP archive."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._archives: dict[str, Pages] = {}

    def truth(self, unit: Unit, asked: Mapping[str, bool | None]) -> dict[str, bool | None] | None:
        """The right answers to what a page asked, None where it was given them."""
        if not asked or not answerable(unit.source.path):
            return None
        truth = {target: self._holds(unit.source.path, target) for target in asked}
        return None if truth == dict(asked) else truth

    def _holds(self, path: str, target: str) -> bool | None:
        outer, name = split(path)
        if not outer:
            folder = os.path.dirname(os.path.abspath(path))  # noqa: PTH100, PTH120 -- a str, kept as one
            return os.path.exists(os.path.join(folder, target))  # noqa: PTH110, PTH118 -- as above
        if outer not in self._archives:
            self._archives = {outer: pages_at(outer, self._session.settings(home(outer)))}
        return self._archives[outer].holds(name, target)
