"""Partner cards that were scraped carelessly: cut, overlong or full of page controls."""

from __future__ import annotations

import re
from collections.abc import Mapping  # noqa: TC003 -- pydantic reads the options' types
from typing import TYPE_CHECKING, Any

from qa.checks.registry import NOTHING, CheckOptions, check
from qa.checks.support import teasers
from qa.checks.support.partner_cards import partner_cards, teasers_below, words_span
from qa.checks.support.partners import folded_name
from qa.checks.support.site_names import parts, undoubled
from qa.dates import dates_in
from qa.finding import Match, Related
from qa.named import NamedTuple
from qa.rule import filled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.cards import Card
    from qa.document.model import Block, Document, Span

_DIGIT = re.compile(r"\d{2}")
_MAX_QUOTED = 40
_POSSESSIVE = re.compile(r"['’]s? (?:web ?site|site)", re.IGNORECASE)


class Options(CheckOptions):
    """What a teaser may hold, and how each fault is said.

    `max_words` is the longest teaser allowed, in words. `controls` (lower case) are labels of buttons and filters; two
    different ones, or one in an unfinished teaser, mean scraped navigation. `events` (lower case) are words for what takes
    place on a day. `reasons` words the faults, by their names (controls, labels, long, doubled, cut, passed, dates,
    blanks), with the names `end`, `words`, `limit`, `controls`, `phrase`, `dates` and `blanks` filled in. `joint` stands
    between two reasons.
    """

    max_words: int = 50
    controls: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    reasons: Mapping[str, str] = NOTHING
    joint: str = "; "


class _Faults(NamedTuple):
    """The names of a teaser's faults, the values of their wording, and the place to point at."""

    names: list[str]
    values: dict[str, Any]
    span: Span


@check(
    "teaser",
    options=Options,
    values=("reasons", "partner", "count", "name"),
    variants=("title", "article"),
    needs=("today",),
)
def teaser(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """One match a teaser, with all its reasons, and one a title; one a page for last lines that drop "the".

    A teaser below the article over a bare "Read more" is a teaser too; all that is asked of it is an end, and to say nothing twice.
    """
    cards = partner_cards(document)
    for card in cards:
        title, doubled = card.title, _doubled_name(document, card)
        faults = _faults(document, card.teaser, options, context) if card.teaser else None
        if faults:
            reasons = options.joint.join(
                filled(options.reasons.get(name, name), faults.values) for name in faults.names
            )
            yield Match(faults.span, {"reasons": reasons, "partner": card.partner})
        if title and doubled:
            yield Match(words_span(document, title), {"name": doubled, "partner": card.partner}, "title")
    yield from _without_article(document, cards)
    told = {card.teaser.index for card in cards if card.teaser}
    for block in teasers_below(document):
        phrase = teasers.doubled_phrase(document.text_of(block)) if block.index not in told else ""
        if phrase:
            reasons = filled(options.reasons.get("doubled", "doubled"), {"phrase": phrase})
            yield Match(words_span(document, block), {"reasons": reasons, "partner": ""})
            continue
        start = _cut(document, block, document.text_of(block), context) if block.index not in told else None
        if start is not None:
            end = teasers.last_words(document.text_of(block)[start:], _MAX_QUOTED)
            reasons = filled(options.reasons.get("cut", "cut"), {"end": end})
            yield Match(_tail(document, block, start), {"reasons": reasons, "partner": ""})


def _faults(document: Document, block: Block, options: Options, context: Context) -> _Faults | None:
    """What is wrong with a teaser; dates and blanks only add to other faults, except where an event has passed."""
    text = document.text_of(block)
    pattern = context.derived(("teaser", id(options)), lambda: teasers.control_pattern(options.controls))
    cut = _cut(document, block, text, context)
    hits = teasers.controls(text, pattern) if options.controls else []
    words = document.words_in(block.start, block.end)
    dated = list(dates_in(text)) if _DIGIT.search(text) else []
    passed = any(word in text.casefold() for word in options.events) and all(day.last < context.today for day in dated)
    doubled, blanks = teasers.doubled_phrase(text), teasers.stray_blanks(text)
    present = {
        "controls": len(hits) >= 2 or bool(hits and cut is not None),
        "labels": teasers.is_label_list(text),
        "long": words > options.max_words,
        "doubled": bool(doubled),
        "cut": cut is not None,
        "passed": bool(dated) and passed,
    }
    names = [name for name, there in present.items() if there]
    if not names:
        return None
    names += [name for name, there in (("dates", dated and not passed), ("blanks", blanks)) if there]
    values = {
        "words": words,
        "limit": options.max_words,
        "controls": ", ".join(f"“{hit}”" for hit in hits[:3]),
        "phrase": doubled,
        "dates": str(dated[0]) if dated else "",
        "blanks": blanks,
        "end": teasers.last_words(text[cut or 0 :], _MAX_QUOTED),
    }
    only_cut = names[0] == "cut" and cut is not None
    return _Faults(names, values, _tail(document, block, cut or 0) if only_cut else words_span(document, block))


def _cut(document: Document, block: Block, text: str, context: Context) -> int | None:
    """Where the unfinished end of a teaser starts, in characters of its text; None where it ends as text does."""
    sentences = sum(1 for sentence in document.sentences if sentence.block == block.index)
    start = teasers.unfinished_from(text, sentences)
    if start is not None:
        return start

    def is_word(word: str) -> bool:
        elsewhere = len(re.findall(rf"\b{word}\b", document.lower)) > 1
        return elsewhere or context.lexicon.knows(word)

    return teasers.breaks_in_word(text, is_word)


def _tail(document: Document, block: Block, start: int) -> Span:
    """The unfinished sentence that starts `start` characters into a block."""
    end = block.start + len(document.text_of(block).rstrip())
    return document.locate(block.start + start, end)


def _doubled_name(document: Document, card: Card) -> str:
    """The site's name where the last two parts of a card's title both give it."""
    pieces = parts(document.text_of(card.title)) if card.title else []
    if pieces and len(once := undoubled(pieces[-1])) < len(pieces[-1]) and (len(pieces) > 1 or " " in once):
        return once
    return pieces[-1] if len(pieces) > 1 and folded_name(pieces[-1]) == folded_name(pieces[-2]) else ""


def _without_article(document: Document, cards: list[Card]) -> Iterator[Match]:
    """Last lines that read "on X website", told once for the page; "on X's website" needs no article."""
    lacking = [card for card in cards if not card.has_article and not _POSSESSIVE.search(document.text_of(card.more))]
    if not lacking:
        return
    first, others = lacking[0], lacking[1:]
    related = tuple(Related("here too", words_span(document, card.more)) for card in others)
    yield Match(
        words_span(document, first.more), {"partner": first.partner, "count": len(lacking)}, "article", related=related
    )
