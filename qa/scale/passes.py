"""The passes over all pages, once their results are together: what comparing them shows, and the verdicts on what they link to."""

from __future__ import annotations

import json
import pickle
from collections import deque
from typing import TYPE_CHECKING, Any

from qa.corpus.facts import Corpus
from qa.corpus.registry import function_of
from qa.engine import MAX_FINDINGS_PER_RULE
from qa.errors import ConfigError
from qa.scale.corpus import SpooledPages, kind_and_type
from qa.scale.crew import Lost
from qa.scale.examine import CHUNK, Kits, chunked
from qa.scale.spool import name_of, text_of
from qa.scale.stream import absolute, again, single_again
from qa.scale.task import Amend
from qa.sources.names import home

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from qa.policy import Policy
    from qa.rule import Rule
    from qa.scale.crew import Crew
    from qa.scale.spool import Spool
    from qa.session import Session
    from qa.source import Source

_LINKING = "SELECT p.path FROM pages p, json_each(p.targets) t JOIN told ON told.target = t.value"
_MATCHED = "SELECT path FROM matches"
_WANTED = "CREATE TEMP TABLE wanted AS SELECT number, path, archive, place FROM pages WHERE path IN ({}) ORDER BY archive, number"


def compare(spool: Spool, session: Session, policy: Policy, kits: Kits, crew: Crew) -> list[tuple[str, str, str]]:
    """Add what the rules over the whole corpus find; gives (rule, path, detail) of those that crashed."""
    crashes = matched(spool, session, policy)
    _amend(
        spool, session, kits, crew, _MATCHED,
        lambda path: {"late": late_matches(spool, session, path), "verdicts": {}},
    )  # fmt: skip
    return crashes


def matched(spool: Spool, session: Session, policy: Policy) -> list[tuple[str, str, str]]:
    """Leave in the spool what the rules over the whole corpus see; gives (rule, path, detail) of those that crashed."""
    pages = SpooledPages(spool)
    crashes: list[tuple[str, str, str]] = []
    if len(pages) < 2:
        return crashes
    corpus = Corpus(pages, whole=session.options.whole)
    context = session.context(home(pages[0].path))
    for planned in policy.needing("corpus"):
        ((last,),) = spool.base.execute("SELECT coalesce(max(rowid), 0) FROM matches").fetchall()
        try:
            for path, match in function_of(planned.check)(corpus, planned.options, context):
                body = pickle.dumps((planned.rule.id, match), protocol=5)
                spool.base.execute("INSERT INTO matches VALUES (?, ?)", (name_of(path), body))
        except Exception as error:  # noqa: BLE001 -- whatever a check's fault is, the others still run
            spool.base.execute("DELETE FROM matches WHERE rowid > ?", (last,))
            crashes.append((planned.rule.id, pages[0].path, f"{type(error).__name__}: {error}"))
    spool.base.execute("CREATE INDEX matches_by_path ON matches (path)")
    return crashes


def matched_paths(spool: Spool) -> Iterator[str]:
    """The paths of pages that `matched` has left something for, in order."""
    last = b""
    while row := spool.base.execute("SELECT min(path) FROM matches WHERE path > ?", (last,)).fetchone():
        if row[0] is None:
            return
        last = row[0]
        yield text_of(last)


def judge(spool: Spool, verdicts: Mapping[str, Mapping[str, Any]], session: Session, kits: Kits, crew: Crew) -> None:
    """Add what the rules that need the network find on pages that link to addresses with something to tell."""
    telling = [(target,) for target, verdict in verdicts.items() if verdict["kind"] != "ok"]
    spool.base.execute("CREATE TEMP TABLE told (target TEXT PRIMARY KEY)")
    spool.base.executemany("INSERT OR IGNORE INTO told VALUES (?)", telling)

    def arguments(path: str) -> dict[str, Any]:
        targets = spool.base.execute("SELECT targets FROM pages WHERE path = ?", (name_of(path),)).fetchone()[0]
        return {
            "late": (),
            "verdicts": {target: verdicts[target] for target in json.loads(targets) if target in verdicts},
        }

    _amend(spool, session, kits, crew, _LINKING, arguments)


def targets(spool: Spool) -> list[str]:
    """Every web address that a page links to, once, in order."""
    query = "SELECT DISTINCT t.value FROM pages p, json_each(p.targets) t ORDER BY 1"
    return [row[0] for row in spool.base.execute(query)]


def late_matches(spool: Spool, session: Session, path: str) -> tuple[tuple[Rule, Any], ...]:
    """The matches on a page with its own folder's rules, which say whether they look at it, and how severe they are there."""
    facts = spool.base.execute("SELECT facts FROM pages WHERE path = ?", (name_of(path),)).fetchone()[0]
    kind, content_type = kind_and_type(facts)
    plan = session.policy(home(path)).plan_for(path, content_type, kind, "corpus")
    rules: dict[str, Rule] = {item.rule.id: item.rule for item in plan}
    counts: dict[str, int] = {}
    late: list[tuple[Rule, Any]] = []
    for (body,) in spool.base.execute("SELECT match FROM matches WHERE path = ? ORDER BY rowid", (name_of(path),)):
        rule, match = pickle.loads(body)  # noqa: S301 -- written above, by this process
        counts[rule] = counts.get(rule, 0) + 1
        if rule in rules and counts[rule] <= MAX_FINDINGS_PER_RULE:
            late.append((rules[rule], match))
    return tuple(late)


def _amend(
    spool: Spool, session: Session, kits: Kits, crew: Crew, query: str, arguments: Callable[[str], dict[str, Any]]
) -> None:
    """Read the pages that a query names again, and add what workers find on them, given the arguments of each."""

    def triples() -> Iterator[tuple[Any, str, Amend]]:
        for path, source in _reread(spool, session, query):
            given = arguments(path)
            if given["late"] or given["verdicts"]:
                item = Amend(absolute(path), source.text, source.problem, source.kind, **given)
                yield kits.of(path), path, item

    for path, found in crew.done(chunked(triples(), CHUNK)):
        if isinstance(found, Lost):
            raise ConfigError.of(f"could not be looked at again: {found.reason}", path)
        if found is not None:
            spool.add_late(path, found)


def _reread(spool: Spool, session: Session, query: str) -> Iterator[tuple[str, Source]]:
    """The pages that a query names, each read again: those of an archive in one pass over it."""
    spool.base.execute(_WANTED.format(query))
    archives = [row[0] for row in spool.base.execute("SELECT DISTINCT archive FROM wanted ORDER BY archive")]
    for archive in archives:
        rows = spool.base.execute("SELECT path, place FROM wanted WHERE archive = ? ORDER BY rowid", (archive,))
        if not archive:
            for path, _ in rows:
                yield text_of(path), _readable(single_again(text_of(path), session))
            continue
        asked: deque[tuple[str, str]] = deque()
        for place, source in again(text_of(archive), _places(rows, asked), session):
            while asked[0][0] != place:  # nothing has come of it
                asked.popleft()
            yield asked[0][1], _readable(source)
    spool.base.execute("DROP TABLE wanted")


def _places(rows: Iterable[tuple[bytes, bytes]], asked: deque[tuple[str, str]]) -> Iterator[str]:
    """The places of rows of (path, place); what has been given is noted."""
    for path, place in rows:
        asked.append((text_of(place), text_of(path)))
        yield asked[-1][0]


def _readable(source: Source) -> Source:
    if source.problem:
        detail = f"cannot be read again to place what was found ({source.problem}); run this where the pages are"
        raise ConfigError.of(detail, source.path)
    return source
