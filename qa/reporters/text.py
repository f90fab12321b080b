"""Findings for a person at a terminal."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from qa.finding import SEVERITIES
from qa.reporters.counted import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qa.finding import Finding
    from qa.places import Place
    from qa.results import Report

WIDTH = 100
_COLOURS = {"error": "31;1", "warning": "33;1", "info": "36", "dim": "2", "bold": "1", "fix": "32"}
_STATUS = {"suppressed": " (suppressed)", "baselined": " (baseline)"}


def parts(report: Report, *, colour: bool = False, quiet: bool = False, statistics: bool = False) -> Iterator[str]:
    """The findings that are new, file by file, then a summary; `quiet` leaves the summary out."""
    paint = _painter(colour)
    counts: Counter[tuple[str, str, str]] = Counter()
    for file in report.shown():
        shown = [(f, p) for f, p in zip(file.findings, file.places, strict=True) if f.status == "new"]
        yield _text(_file(file.path, shown, paint))
        if statistics:
            counts.update((finding.rule, finding.name, finding.severity) for finding, _ in shown)
    yield _text(_statistics(counts, paint))
    if not quiet:
        yield _text([_summary(report, paint)])


def render(report: Report, *, colour: bool = False, quiet: bool = False, statistics: bool = False) -> str:
    """The text of `parts`."""
    return "".join(parts(report, colour=colour, quiet=quiet, statistics=statistics))


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


class _Paint:
    def __init__(self, on: bool) -> None:
        self.on = on

    def __call__(self, style: str, text: str) -> str:
        return f"\033[{_COLOURS[style]}m{text}\033[0m" if self.on else text


def _painter(colour: bool) -> _Paint:
    return _Paint(colour)


def _file(path: str, shown: Iterable[tuple[Finding, Place]], paint: _Paint) -> Iterator[str]:
    yield paint("bold", printable(path))
    for finding, place in shown:
        yield from _finding(finding, place, paint)
    yield ""


def _finding(finding: Finding, place: Place, paint: _Paint) -> Iterator[str]:
    where = f"{place.line}:{place.column}"
    label = paint(finding.severity, finding.severity)
    rule = paint("dim", f"{finding.rule} {finding.name}")
    yield f"  {where:<9}{label}  {printable(finding.message)}  {rule}"
    if finding.excerpt.strip():
        yield from _excerpt(finding, place, paint)
    if finding.suggestions:
        offered = ", ".join(printable(word) for word in finding.suggestions[:5])
        yield f"           {paint('fix', '→')} {offered}"
    elif finding.fix:
        yield f"           {paint('fix', '→')} {printable(finding.fix.title)}"


def _excerpt(finding: Finding, place: Place, paint: _Paint) -> Iterator[str]:
    """The line with the excerpt underlined; a long line is cut to a window around it."""
    start = place.column - 1 - place.cut
    end = place.end_column - 1 - place.cut if place.end_line == place.line else len(place.text)
    text = place.text
    lead, tail = "", ""
    if len(text) > WIDTH:
        begin = max(0, min(start - WIDTH // 3, len(text) - WIDTH))
        finish = min(len(text), begin + WIDTH)
        lead, tail = ("…" if begin else ""), ("…" if finish < len(text) else "")
        text, start, end = text[begin:finish], start - begin, min(end, finish) - begin
    before, marked, after = (printable(part) for part in (text[:start], text[start:end], text[end:]))
    yield f"           {lead}{before}{marked}{after}{tail}"
    yield f"           {' ' * (columns(lead) + columns(before))}{paint(finding.severity, '^' * max(1, columns(marked)))}"


def printable(text: str) -> str:
    """Text that cannot steer a terminal: control and formatting characters become visible or blank."""
    if text.isprintable():
        return text
    return "".join(_visible(char) for char in text)


def _visible(char: str) -> str:
    if char in "\t\n\r\u00a0\u2028\u2029":
        return " "
    if char.isprintable():
        return char
    return "\N{REPLACEMENT CHARACTER}"


def columns(text: str) -> int:
    """How many terminal columns a text takes: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def _statistics(counts: Counter[tuple[str, str, str]], paint: _Paint) -> Iterator[str]:
    for (rule, name, severity), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"{count:>6}  {rule:<5}{name}  {paint(severity, severity)}"
    if counts:
        yield ""


def _summary(report: Report, paint: _Paint) -> str:
    files = counted(len(report.files), "file")
    parts = [
        paint(severity, f"{count:,} info" if severity == "info" else counted(count, severity))
        for severity in SEVERITIES
        if (count := report.count(severity))
    ]
    settled = [f"{count} {status}" for status in ("suppressed", "baselined") if (count := report.with_status(status))]
    return f"{files} checked: {', '.join([*parts, *settled]) or 'no findings'}."
