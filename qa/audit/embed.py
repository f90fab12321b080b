"""The report's data for its own script: JSON in pieces, safe inside an HTML page, never whole in memory."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator

    from qa.audit.model import Audit
    from qa.source import Source

# How many findings the page carries: what a browser filters at once. The other files carry all.
MAX_FINDINGS = 50_000
# Pages are shown whole, those with most errors first, while all of it stays under so many characters.
MAX_TEXT = 3_000_000
# Of longer lines only the surroundings of a finding are kept, in code points: of all but huge audits, and of those.
_WIDE, _NARROW, _WIDE_UP_TO = 1_500, 300, 20_000

# Texts whose numbers are kept in memory: messages and days return soon, lines seldom.
_KEPT = 256
_STATUS = {"new": 0, "suppressed": 1, "baselined": 2}


def escaped(data: Any) -> str:
    """JSON that can't end the script element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e").replace("\u2028", "\\u2028")


def rules_data(audit: Audit) -> str:
    """Rules as [id, name, severity, rationale, first source's title, its address]."""
    rows = []
    for rule in audit.rules:
        source = rule.sources[0] if rule.sources else None
        words = " ".join(rule.rationale.split())
        rows.append(
            [rule.id, rule.name, rule.severity, words, source.title if source else "", source.url if source else ""]
        )
    return escaped(rows)


def pages_data(audit: Audit) -> Iterator[str]:
    """Pages as [id, path, title, type, owner, words, grade, reviewed, due, emergency, errors, warnings, infos]."""
    query = """SELECT p.id, p.path, p.title, p.type, p.owner, p.words, p.grade, p.last_reviewed, p.due, p.emergency,
        coalesce(sum(f.rank = 0), 0), coalesce(sum(f.rank = 1), 0), coalesce(sum(f.rank = 2), 0)
      FROM now.pages p LEFT JOIN now.findings f ON f.page = p.id AND f.status = 'new' GROUP BY p.id ORDER BY p.id"""
    return _array(audit.base.execute(query))


class Findings:
    """The findings and the texts they share; `rows` must be used up before `texts`, which it fills."""

    def __init__(self, audit: Audit) -> None:
        self._base = audit.base
        self._rules = {rule.id: place for place, rule in enumerate(audit.rules)}
        self._texts = Texts(audit.base)
        ((self.total,),) = self._base.execute("SELECT count(*) FROM now.findings").fetchall()
        self._width = _WIDE if self.total <= _WIDE_UP_TO else _NARROW

    @property
    def shown(self) -> int:
        """How many findings the page carries."""
        return min(int(self.total), MAX_FINDINGS)

    def rows(self) -> Iterator[str]:
        """Findings, open errors first, as [page, rule, rank, status, line, start, end, excerpt, message, since, fresh,
        suggestions, line text]; `start` and `end` are offsets in the line text, and texts are numbers in `texts`.
        """  # noqa: D205 -- one list
        query = """SELECT page, rule, rank, status, line, excerpt, message, since, fresh, line_text, cut, data FROM now.findings
          ORDER BY status <> 'new', rank, page, start, id LIMIT ?"""
        return _array(self._row(row) for row in self._base.execute(query, (MAX_FINDINGS,)))

    def _row(self, row: tuple[Any, ...]) -> list[Any]:
        page, rule, rank, status, line, excerpt, message, since, fresh, text, cut, data = row
        more = json.loads(data)
        start = more["column"] - 1 - cut
        end = more["end_column"] - 1 - cut if more["end_line"] == line else len(text)
        text, start, end = _window(text, start, end, self._width)
        suggestions = ", ".join(more["suggestions"][:3])
        number = self._texts.number
        return [
            page, self._rules.get(rule, -1), rank, _STATUS[status], line, start, end, number(_cut(excerpt)),
            number(message), number(since), fresh, number(suggestions), number(text),
        ]  # fmt: skip

    def texts(self) -> Iterator[str]:
        """Every text that a finding names by its number."""
        return _array(self._texts)


class Texts:
    """Texts by number, each once, in a temporary table; those met last are found without it."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base, self._count = base, 0
        base.execute("DROP TABLE IF EXISTS temp.texts")
        base.execute("CREATE TEMP TABLE texts (id INTEGER PRIMARY KEY, mark BLOB NOT NULL UNIQUE, text BLOB NOT NULL)")
        self.number = lru_cache(_KEPT)(self._number)

    def _number(self, text: str) -> int:
        data = text.encode("utf-8", "surrogatepass")
        mark = hashlib.blake2b(data, digest_size=16).digest()
        row = self._base.execute("SELECT id FROM temp.texts WHERE mark = ?", (mark,)).fetchone()
        if row is not None:
            return int(row[0])
        self._base.execute("INSERT INTO temp.texts VALUES (?, ?, ?)", (self._count, mark, data))
        self._count += 1
        return self._count - 1

    def __iter__(self) -> Iterator[str]:
        return (
            str(data, "utf-8", "surrogatepass")
            for (data,) in self._base.execute("SELECT text FROM temp.texts ORDER BY id")
        )


def sources_data(audit: Audit) -> Iterator[str]:
    """The whole text of the pages with most errors, as [page, text], as far as the budget goes."""
    query = """SELECT p.id, p.path FROM now.pages p JOIN now.findings f ON f.page = p.id
      WHERE f.status = 'new' GROUP BY p.id ORDER BY sum(f.rank = 0) DESC, count(*) DESC, p.id"""
    return _array(_sources(audit.base.execute(query), audit.source))


def _sources(pages: Iterable[tuple[int, str]], source: Callable[[str], Source]) -> Iterator[list[Any]]:
    room = MAX_TEXT
    for number, path in pages:
        text = source(path).text
        room -= len(text)
        if room < 0:
            return
        yield [number, text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")]


def _window(text: str, start: int, end: int, width: int) -> tuple[str, int, int]:
    """The part of a line around a range, with … where it was cut, and the range in it."""
    if len(text) <= width:
        return text, start, min(end, len(text))
    begin = max(0, min(start - width // 4, len(text) - width))
    finish = begin + width
    lead = "…" if begin else ""
    shift = len(lead) - begin
    part = f"{lead}{text[begin:finish]}{'…' if finish < len(text) else ''}"
    return part, start + shift, min(end, finish) + shift


def _cut(text: str, width: int = 160) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= width else f"{folded[: width - 1]}…"


def _array(items: Iterable[Any]) -> Iterator[str]:
    yield "["
    first = True
    for item in items:
        yield escaped(item) if first else f",{escaped(item)}"
        first = False
    yield "]"
