"""What is fuzzed: every place that reads what strangers write. A target takes bytes; whatever they are, it must not raise."""

from __future__ import annotations

import datetime as dt
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from qa.cache.plain import brief_from, from_plain
from qa.config import settings_of
from qa.document.directives import instructions_of, misplaced
from qa.document.reading import read
from qa.errors import ConfigError
from qa.matching.patterns import compiled
from qa.packs import read_rules
from qa.places import Lines
from qa.session import Options, Session
from qa.source import Source
from qa.triage.baseline import Baseline

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS = ("markdown", "html", "captured")
SESSION = Session(Options(dt.date(2026, 11, 22)))
FOLDER = Path(tempfile.mkdtemp(prefix="qa-fuzz-"))


def reader(data: bytes) -> None:
    """The first byte picks the kind; every span must lie in the text."""
    source = Source.from_bytes("page.md", data[1:])
    document = read(source, KINDS[(data[:1] or b"\0")[0] % 3])
    lines = Lines(source.text)
    for block in document.blocks:
        assert 0 <= block.span.start <= block.span.end <= len(source.text)
        lines.place(block.span)
    for item in instructions_of(document):
        assert 0 <= item.span.start <= item.span.end <= len(source.text)
    list(misplaced(document))


def article(data: bytes) -> None:
    """Every rule on the text, as a run would have it: no check may fail."""
    name = ("page.md", "page.html", "page.txt")[(data[:1] or b"\0")[0] % 3]
    source = Source.from_bytes(name, data[1:])
    result = SESSION.check_source(source, on_disk=False)
    assert not result.crashes, [str(crash) for crash in result.crashes]
    for finding, place in zip(result.findings, result.places, strict=True):
        assert 0 <= finding.span.start <= finding.span.end <= len(source.text)
        assert 1 <= place.line <= place.end_line
    json.dumps([finding.message for finding in result.findings])


def front_matter(data: bytes) -> None:
    """An article whose front matter is the data."""
    article(b"\0---\n" + data + b"\n---\n\n# Care\n\nWords.\n")


def suppression(data: bytes) -> None:
    """An article with the data as what a `qa:` comment says."""
    article(b"\0# Care\n\n<!-- qa: " + data + b" -->\nTeh nurse will help.\n")


def configuration(data: bytes) -> None:
    """A qa.yaml: it loads, or is refused with file and line."""
    _written("qa.yaml", data, lambda path: settings_of((path,)))


def rule(data: bytes) -> None:
    """A rule file of a publisher's own pack."""
    for other in FOLDER.glob("pack/*"):
        other.unlink()
    _written("pack/a-rule.yaml", data, lambda path: read_rules(path.parent, "pack"))


def pattern(data: bytes) -> None:
    """A rule author's pattern on a text that likes to hang engines: it is refused, or done in linear time."""
    text = data.decode("utf-8", "replace")
    try:
        for found in compiled(text).finditer("a" * 3000 + "! " + "ab" * 500 + text[:200]):
            assert found.span()[0] >= 0
    except ValueError:
        return


def baseline(data: bytes) -> None:
    """A baseline file."""
    _written("qa-baseline.json", data, lambda path: Baseline.read(path).marked("a.md", ()))


def stored(data: bytes) -> None:
    """A row of the cache: read, or refused as the cache refuses it."""
    text = data.decode("utf-8", "replace")
    for attempt in (lambda: brief_from(text), lambda: from_plain("a.md", json.loads(text))):
        try:
            attempt()
        except (ValueError, TypeError, KeyError, RecursionError):
            continue


def _written(name: str, data: bytes, use: Callable[[Path], object]) -> None:
    path = FOLDER / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    try:
        use(path)
    except ConfigError as error:
        for mistake in error.mistakes:
            assert str(mistake).count("\n") == 0, str(mistake)
            assert os.fspath(path) in str(mistake), str(mistake)


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target
    for target in (reader, article, front_matter, suppression, configuration, rule, pattern, baseline, stored)
}
