"""Dates that aren't written out: numbers alone, short months, ordinals, the month before the day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.dates import WrittenDate, dates_in, parse_date
from qa.document.overlaps import in_code
from qa.finding import Edit, Fix, Match
from qa.matching.patterns import compiled, matches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document

# A cheap sieve before the dates are parsed: digits joined as dates are, or a year behind a month or a day.
_SIEVE = (
    r"[0-9]{1,4}[-/.\x{2010}\x{2011}\x{2013}][0-9]{1,2}[-/.\x{2010}\x{2011}\x{2013}][0-9]{2,4}"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?[ \x{00A0}-]+(?:[0-9]{1,2}[a-z]{0,2},?[ \x{00A0}]+)?[0-9]{4}"
    r"|\b(?:0?[1-9]|1[0-2])/(?:19|20)[0-9]{2}\b"
)
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)\b", re.IGNORECASE)
_SHORT = re.compile(r"\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b", re.IGNORECASE)
_SOURCES = re.compile(r"references?|sources?|bibliography|citations?|evidence", re.IGNORECASE)


# "3.4.22" or "05/2023" is a date behind a word that says so, and a number of a section or a version elsewhere.
_DOTTED = re.compile(
    r"(?:\b(?:on|from|until|till|since|dated?|updated|review(?:ed)?|checked|published|printed|issued|due|expires|valid to|born|d\.?o\.?b\.?|(?<=\d )(?:to|and|[-–]))[: ]+)"
    r"(?P<date>(?:0?[1-9]|[12]\d|3[01])[.-](?:0?[1-9]|1[0-2])[.-]\d{2}|(?:0?[1-9]|1[0-2])/(?:19|20)\d\d)(?![\d.-]*\d)",
    re.IGNORECASE,
)


class Options(CheckOptions):
    """`allowed` names variants that the publisher accepts: numeric, short-month, ordinal, month-first."""

    allowed: tuple[str, ...] = ()


@check(
    "date_style",
    options=Options,
    values=("written", "better"),
    variants=("short-month", "ordinal", "month-first"),
)
def date_style(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """A date in figures alone; variants for short months, ordinals and American order. Lists of sources are left alone."""
    done = -1
    for found in matches(compiled(_SIEVE), document.text):
        block = document.block_at(found.span()[0])
        if block.index == done or not block.body or block.kind in ("code", "footnote") or block.quoted:
            continue
        done = block.index
        if _SOURCES.match(document.section_of(block).title):
            continue
        text = document.text_of(block)
        for dated in dates_in(text, day_first=context.profile != "us"):
            variant = _variant(text[dated.start : dated.end], dated)
            start, end = block.start + dated.start, block.start + dated.end
            if variant is None or (variant or "numeric") in options.allowed or in_code(document, start, end):
                continue
            yield _match(document, start, end, dated, variant)
        if "numeric" in options.allowed:
            continue
        for short in _DOTTED.finditer(text):
            written = parse_date(short.group("date"), day_first=context.profile != "us")
            start, end = block.start + short.start("date"), block.start + short.end("date")
            if written is not None and not in_code(document, start, end):
                yield _match(document, start, end, written, "")


def _variant(written: str, dated: WrittenDate) -> str | None:
    """Which fault a date has; "" is figures alone, None is none."""
    if dated.form in ("iso", "numeric"):
        return ""
    if dated.form == "month-first":
        return "month-first"
    if _ORDINAL.search(written):
        return "ordinal"
    return "short-month" if _SHORT.search(written) else None


def _match(document: Document, start: int, end: int, dated: WrittenDate, variant: str) -> Match:
    span, written, better = document.locate(start, end), document.text[start:end], str(dated)
    fix = None
    # Figures can be read two ways: 03/04/2024 is left for a person to write out.
    if document.excerpt(span) == written:
        fix = Fix(f"Write “{better}”", "manual" if not variant else "unsafe", (Edit(span.start, span.end, better),))
    return Match(span, {"written": written, "better": better}, variant, suggestions=(better,), fix=fix)
