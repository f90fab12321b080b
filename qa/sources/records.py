"""Makes articles of a CMS's records: metadata as front matter over the body, as `exports` in qa.yaml says."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
import sqlite3
from typing import TYPE_CHECKING, Any

from qa.document.metadata import ALIASES, folded
from qa.errors import ConfigError
from qa.source import MAX_BYTES, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qa.config import Settings

# Where exports of common systems keep the text, and what they know a record by.
BODIES = ("body", "content", "html", "body_html", "content_html", "markdown", "text", "article")
IDS = ("url", "link", "permalink", "path", "slug", "id", "_id", "nid", "uuid")
_KINDS = {"html": "html", "markdown": "markdown", "text": "markdown"}
_TAG = re.compile(r"</?(?:p|h[1-6]|ul|ol|li|div|br|table|section|article|strong|em|a)\b[^<>]*>", re.IGNORECASE)
_STAMP = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d.*)?")
_DAYS = frozenset({"last_reviewed", "last_updated", "next_review", "published"})
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")


class Mapped:
    """The records of one export under the mapping that holds for it."""

    def __init__(self, name: str, settings: Settings) -> None:
        from qa.sources.selection import matches

        self._name = name
        self._rule: Mapping[str, Any] = next(
            (
                item
                for item in settings.exports
                if not item["paths"] or any(matches(name, item["folder"], pattern) for pattern in item["paths"])
            ),
            {},
        )
        self._named = {name: str(path) for name, path in self._rule.get("fields", {}).items()}
        own = {folded(alias) for aliases in settings.fields.values() for alias in aliases}
        self._known = {alias for name, aliases in ALIASES.items() for alias in (folded(name), *aliases)} | own
        self._dated = _DAYS | {
            alias for name in _DAYS for alias in (*ALIASES[name], *map(folded, settings.fields.get(name, ())))
        }
        self._seen = _Seen()

    def source(self, record: dict[str, Any], number: int, *, again: bool = False) -> Source | None:
        """The article of a record; None where the mapping's `where` leaves it out. `number` counts records from 1.

        `again`: the record is read a second time, so that its name doesn't count as taken. Raises ConfigError where the first
        record has no body.
        """
        if not all(_is(at(record, path), wanted) for path, wanted in self._rule.get("where", {}).items()):
            return None
        path = self._path(record, number, again=again)
        where = self._body_of(record)
        body = _text(at(record, where)) if where else None
        if body is None:
            missing = self._rule.get("body") or " or ".join(BODIES[:4])
            if number == 1:
                has = ", ".join(list(record)[:12]) or "nothing"
                detail = f"the record has no text in “{missing}” (it has: {has}); name the field in qa.yaml: exports: {{body: …}}"
                raise ConfigError.of(detail, self._name, 1)
            return Source(path, "", f"record {number} has no text in “{missing}”", "markdown")
        kind = _KINDS.get(self._rule.get("format") or "") or (
            "html" if len(_TAG.findall(body[:20_000])) > 1 else "markdown"
        )
        lines = [f"{name}: {value}" for name, value in self._fields(record, where, kind)]
        head = "\n".join(["---", *lines, "---", "", ""]) if lines else ""
        if len(body) + len(head) > MAX_BYTES:
            return Source(path, "", f"the text has {len(body):,} characters; the limit is {MAX_BYTES:,}", kind)
        if "\x00" in body:
            return Source(path, "", f"NUL character in the text of record {number}", kind)
        return Source(path, head + body, "", kind)

    def _path(self, record: dict[str, Any], number: int, *, again: bool) -> str:
        named = self._rule.get("id")
        found = (at(record, field) for field in ([named] if named else IDS))
        value = next((str(item) for item in found if isinstance(item, (str, int)) and str(item).strip()), "")
        name = _CONTROL.sub(" ", value).strip() or f"line {number}"
        # Two records of one name are two pages all the same.
        if self._seen.before(name, number, again=again):
            name = f"{name} (line {number})"
        return f"{self._name}!{name}"

    def _body_of(self, record: dict[str, Any]) -> str:
        if self._rule.get("body"):
            return str(self._rule["body"])
        return next((name for name in BODIES if _text(record.get(name)) is not None), "")

    def _fields(self, record: dict[str, Any], body: str, kind: str) -> Iterator[tuple[str, str]]:
        taken = set(self._named)
        for name, path in self._named.items():
            value = _said(at(record, path), name in self._dated, kind)
            if value:
                yield name, value
        for name, found in record.items():
            if name == body.partition(".")[0] or name in taken or folded(name) not in self._known:
                continue
            value = _said(found, folded(name) in self._dated, kind)
            if value:
                yield (name if re.fullmatch(r"[A-Za-z_][\w-]*", name) else json.dumps(name)), value


class _Seen:
    """The names that records have had, on disk; two names of one hash count as the same, once in 10^13 pairs."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute("CREATE TABLE seen (mark INTEGER PRIMARY KEY, number INTEGER)")

    def before(self, name: str, number: int, *, again: bool) -> bool:
        """Whether another, earlier record had the name."""
        mark = hash(name)
        if not again:
            self._base.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (mark, number))
        row = self._base.execute("SELECT number FROM seen WHERE mark = ?", (mark,)).fetchone()
        return row is not None and row[0] != number


def at(record: Any, path: str) -> Any:
    """The value at a dotted path (`acf.reviewed_on`, `authors.0.name`), None where there is none."""
    if isinstance(record, dict) and path in record:
        return record[path]
    for part in path.split("."):
        if isinstance(record, dict):
            record = record.get(part)
        elif isinstance(record, list) and part.isdigit() and int(part) < len(record):
            record = record[int(part)]
        else:
            return None
    return record


def _text(value: Any) -> str | None:
    """A text; WordPress keeps it as {"rendered": …}, Drupal as {"value": …}."""
    if isinstance(value, dict):
        value = next(
            (value[key] for key in ("rendered", "value", "processed") if isinstance(value.get(key), str)), None
        )
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    return value if isinstance(value, str) else None


def _said(value: Any, dated: bool, kind: str) -> str:
    """A value as YAML in one line, "" for nothing."""
    text = _text(value)
    if text is not None:
        stamp = _STAMP.fullmatch(text.strip()) if dated else None
        if stamp:
            return stamp[1] if _is_day(stamp[1]) else json.dumps(stamp[1])
        return json.dumps(html.unescape(text) if kind == "html" else text, ensure_ascii=False) if text.strip() else ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if value is None or value in ([], {}):
        return ""
    return json.dumps(value, ensure_ascii=False, default=str)


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is(value: Any, wanted: Any) -> bool:
    return value in wanted if isinstance(wanted, list) else value == wanted
