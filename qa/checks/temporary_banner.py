"""Notices of passing events, which must say when they begin and when they end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from qa.checks.existence import refused_patterns
from qa.checks.registry import CheckOptions, check
from qa.checks.support.announcements import overdue
from qa.checks.support.scopes import possible
from qa.checks.support.spans import block_span
from qa.dates import WrittenDate, dates_in, parse_date, spoken
from qa.finding import Match
from qa.matching.patterns import compiled, matches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Block, Document
    from qa.matching.patterns import Regex

_START = ("start", "starts", "from", "since", "begin", "begins", "valid_from", "published")
_END = ("end", "ends", "until", "to", "expires", "expiry", "valid_to", "valid_until")
_ENDS = re.compile(
    r"\b(?:until|till|to|through|and|[-–]|re-?opens?(?: on)?|back on|ends?(?: on)?|ending|expir(?:es|y|ing)(?: on)?|before|by)[: ]+$",
    re.IGNORECASE,
)


_UNTIL = re.compile(
    r"\b(?:until|till) (?:further notice|(?:\w+day,? )?\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2})|\b(?:from|re-?opens?(?: on)?) (?:\w+day,? )?\d{1,2}(?:st|nd|rd|th)?(?: [A-Z][a-z]{2,})?\b.*\b20\d\d\b",
    re.IGNORECASE,
)
# What was so in the past is history.
_PAST = re.compile(r"\b(?:was|were|had)\b", re.IGNORECASE)
_DAY = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2}\b",
    re.IGNORECASE,
)
_OF_PAGE = re.compile(r"\b(?:reviewed|updated|published|modified|posted)\b", re.IGNORECASE)


class Options(CheckOptions):
    """What makes a line a notice of a passing event, as RE2 patterns, any case.

    `events` (cyclone, outbreak), `disruptions` (may not be operating as usual), `notices` that a line begins with (Alert:).
    In the site's header and banner either an event or a disruption makes a notice. At the top of the article, above its
    first section, it takes a disruption, or an event in the first `near` characters of a line that begins as a notice, or
    something that will pass (`passing`: moved, closed, visitors must) in a line that begins so or that names a day.
    `invitations` to something on a day (join us, register by) are told anywhere in the body once the day is past, and so are
    announcements ("from 4 April 2022 you will") a month after theirs. `ended` are notices of what is over (COVID-19 restrictions).
    """

    events: tuple[str, ...] = ()
    disruptions: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    near: int = 60
    passing: tuple[str, ...] = ()
    invitations: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()

    @staticmethod
    def refuse(options: Options) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """What is wrong with the options."""
        yield from refused_patterns(
            events=options.events,
            disruptions=options.disruptions,
            notices=options.notices,
            passing=options.passing,
            invitations=options.invitations,
            ended=options.ended,
        )


@check(
    "temporary_banner",
    options=Options,
    values=("banner", "missing", "ended"),
    variants=("expired", "overdue"),
    needs=("today",),
)
def temporary_banner(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """A notice without its first or last day; variant `expired`: its last day is past. Neighbouring lines are one notice.

    A `banner` in the metadata with both days dates the notice on the page too.
    """
    field = document.metadata.get("banner")
    if field is not None and field.value:
        banners = field.value if isinstance(field.value, list) else [field.value]
        matches = [match for banner in banners for match in _stated(banner, field.span, context)]
        yield from matches
        if not matches or all(match.variant for match in matches):
            return
    groups = list(_notices(document, options))
    for group in groups:
        text = " ".join(document.text_of(block) for block in group)
        span = block_span(document, group[0])
        yield from _judged(document.text_of(group[0]), *_days(text, context), span, context)
        if field is not None and field.value:
            return
    told = {block.index for group in groups for block in group}
    yield from _invited(document, options, told, context)
    yield from _announced(document, options, told, context)


def _announced(document: Document, options: Options, told: set[int], context: Context) -> Iterator[Match]:
    """Announcements in the body of what has long happened, and notices of restrictions that have ended."""
    stale = {
        document.block_at(found.span()[0]).index: None
        for item in possible(document, options.ended)
        for found in matches(item, document.text)
    }
    for index in sorted(stale.keys() - told):
        block = document.blocks[index]
        if block.body and block.kind not in ("code", "heading") and not block.quoted:
            text = document.text_of(block)
            yield from _judged(text, *_days(text, context), block_span(document, block), context)
    for sentence, last in overdue(document, context):
        if sentence.block not in stale and sentence.block not in told:
            text = document.text[sentence.start : sentence.end]
            values = {"banner": _short(text), "ended": spoken(last.last), "missing": ""}
            yield Match(document.locate(sentence.start, sentence.end), values, "overdue")


def _invited(document: Document, options: Options, told: set[int], context: Context) -> Iterator[Match]:
    """Invitations in the body to something whose last day is past."""
    places = {
        document.block_at(found.span()[0]).index
        for item in possible(document, options.invitations)
        for found in matches(item, document.text)
    }
    if not places:
        return
    for index in sorted(places - told):
        block = document.blocks[index]
        text = document.text_of(block)
        read = (block.body and block.kind != "code") or block.role in ("banner", "header")
        days = list(dates_in(text, day_first=context.profile != "us")) if read else []
        if days and all(dated.last < context.today for dated in days):
            last = max(days, key=lambda dated: dated.last)
            yield from _judged(text, last, last, block_span(document, block), context)


def _stated(banner: Any, span: Any, context: Context) -> Iterator[Match]:
    if isinstance(banner, dict):
        words = next((str(value) for key, value in banner.items() if key in ("text", "title", "message")), "banner")
        start, end = (_first(banner, names) for names in (_START, _END))
    else:
        words = str(banner)
        start, end = _days(words, context)
    yield from _judged(words, start, end, span, context)


def _first(banner: dict[str, Any], names: tuple[str, ...]) -> WrittenDate | None:
    return next((dated for name in names if (dated := parse_date(banner.get(name)))), None)


def _judged(
    words: str, start: WrittenDate | None, end: WrittenDate | None, span: Any, context: Context
) -> Iterator[Match]:
    short = _short(words)
    if end is not None and end.last < context.today:
        yield Match(span, {"banner": short, "ended": spoken(end.last), "missing": ""}, "expired")
    elif start is None or end is None:
        missing = " and ".join(name for name, day in (("start", start), ("expiry", end)) if day is None)
        yield Match(span, {"banner": short, "missing": missing, "ended": ""})


def _short(words: str) -> str:
    return words.strip() if len(words) < 80 else words[:77].rsplit(" ", 1)[0] + " …"


def _days(text: str, context: Context) -> tuple[WrittenDate | None, WrittenDate | None]:
    """The first and the last day that a notice's own words give."""
    start = end = None
    for dated in dates_in(text, day_first=context.profile != "us"):
        if _ENDS.search(text[: dated.start]):
            end = end or dated
        else:
            start = start or dated
    return start, end


def _notices(document: Document, options: Options) -> Iterator[list[Block]]:
    """Runs of neighbouring blocks of which one at least is a notice of a passing event, from that one on."""
    events, disruptions, passing = (
        possible(document, patterns) for patterns in (options.events, options.disruptions, options.passing)
    )
    above = any(block.role in ("header", "banner") for block in document.blocks[:40])
    if not (events or disruptions or passing or above):
        return
    title = document.title.lower()
    group: list[Block] = []
    for block in _top(document):
        text = document.text_of(block)
        if " " not in text.strip():
            continue  # "Heatwave" is a subject
        if (
            any(item.search(text) for item in disruptions)
            or _tells_event(block, text, events, options, title)
            or (block.kind != "heading" and _passes(text, passing, options))
            or _is_dated(block, text, options)
        ):
            if group and (block.index - group[-1].index > 2 or block.role != group[-1].role):
                yield group
                group = []
            group.append(block)
    if group:
        yield group


def _is_dated(block: Block, text: str, options: Options) -> bool:
    """Whether a site's notice, or a line of its header that begins as one or holds until a day, names a day."""
    if block.role not in ("banner", "header") or _DAY.search(text) is None or _OF_PAGE.search(text) is not None:
        return False
    if block.role == "banner" or any(compiled(item).search(text) for item in options.notices):
        return True
    return _UNTIL.search(text) is not None and _PAST.search(text) is None


def _top(document: Document) -> Iterator[Block]:
    """The header, banners, and the article above its first section."""
    below = False
    for block in document.blocks:
        if block.role in ("header", "banner"):
            yield block
        elif block.body and not below:
            below = block.kind == "heading" and block.level > 1
            if not below and block.kind != "code":
                yield block


def _passes(text: str, passing: list[Regex], options: Options) -> bool:
    """Whether a line tells of something that will pass: as a notice does, or with the day until which it holds."""
    if _PAST.search(text) or not any(item.search(text) for item in passing):
        return False
    return any(compiled(item).search(text) for item in options.notices) or _UNTIL.search(text) is not None


def _tells_event(block: Block, text: str, events: list[Regex], options: Options, title: str) -> bool:
    """Whether a block names an event that isn't the page's topic: in the chrome anywhere, in the body where a notice does."""
    event = next((found for item in events if (found := item.search(text))), None)
    if event is None or event.group(0).lower() in title:
        return False
    return not block.body or (
        event.span()[0] < options.near and any(compiled(item).search(text) for item in options.notices)
    )
