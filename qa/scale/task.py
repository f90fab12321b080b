"""What runs on a worker: pages go in as texts, results come back as JSON."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING, Any

from qa import __version__
from qa.cache.plain import brief_to, located_to_plain, to_plain
from qa.errors import ConfigError
from qa.named import NamedTuple
from qa.scale.corpus import facts_text
from qa.scale.kit import Kit, WorkerSession
from qa.source import Source
from qa.system.tidy import tidy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qa.finding import Match
    from qa.rule import Rule

# Kits that a worker keeps; a run has one for each configuration that governs a folder.
KEPT = 8
# Pages whose leavings may lie about together.
TIDIED = 8


class Examine(NamedTuple):
    """A page to check; the path is absolute, `known` as in WorkerSession."""

    path: str
    text: str
    problem: str
    kind: str | None
    known: Mapping[str, bool | None]


class Amend(NamedTuple):
    """A page, again, with what was found on it by comparing pages, or the verdicts on addresses that it links to."""

    path: str
    text: str
    problem: str
    kind: str | None
    late: tuple[tuple[Rule, Match], ...]
    verdicts: Mapping[str, Mapping[str, Any]]


class Examined(NamedTuple):
    """A checked page as JSON texts, and in brief; `asked` are the answers that its result rests on."""

    brief: str
    result: str
    facts: str | None
    targets: str | None
    crashes: tuple[tuple[str, str], ...]
    asked: dict[str, bool | None]


Item = Examine | Amend
_here = threading.local()


def work(digest: str, kit: Kit | None, items: list[Item]) -> list[Any] | None:
    """Do the items in order: Examined for each Examine, a JSON text (or None) for each Amend.

    None means that this worker hasn't the kit, which has to come along.
    """
    session = _session(digest, kit)
    if session is None:
        return None
    done: list[Any] = []
    for count, item in enumerate(items, 1):
        done.append(_examined(item, session) if isinstance(item, Examine) else _amended(item, session))
        if count % TIDIED == 0:
            tidy()
    tidy()
    return done


def _session(digest: str, kit: Kit | None) -> WorkerSession | None:
    """This thread's session for a kit."""
    sessions: dict[str, WorkerSession] = _here.__dict__.setdefault("sessions", {})
    if digest not in sessions and kit is not None:
        if kit.version != __version__:
            message = f"the workers have version {__version__} of this tool, this machine has {kit.version}"
            raise ConfigError.of(message)
        while len(sessions) >= KEPT:
            del sessions[next(iter(sessions))]
        sessions[digest] = WorkerSession(kit)
    return sessions.get(digest)


def _examined(item: Examine, session: WorkerSession) -> Examined:
    checked, targets = session.examined(Source(item.path, item.text, item.problem, item.kind), item.known)
    result = checked.result
    return Examined(
        brief_to(result),
        _json(to_plain(result)),
        facts_text(result),
        _json(targets) if targets else None,
        tuple((crash.rule, crash.detail) for crash in result.crashes),
        dict(checked.asked),
    )


def _amended(item: Amend, session: WorkerSession) -> str | None:
    source = Source(item.path, item.text, item.problem, item.kind)
    found = session.judged(source, item.verdicts) if item.verdicts else session.amended_source(source, item.late)
    return _json(located_to_plain(found)) if found else None


def _json(data: Any) -> str:
    return json.dumps(data, separators=(",", ":"))
