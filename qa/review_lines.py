"""Lines on a page that say when it was or will be reviewed: "Page last reviewed: 12 March 2024 | Next review due: …"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from qa.dates import WrittenDate, dates_in, parse_date
from qa.document.reviewers import SIGNED, is_nameless, reviewers_of
from qa.record import record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.document.model import Block, Document, Span

Topic = Literal["reviewed", "next", "either"]

# What a line about reviewing begins with. "Review date" alone means the last one to some publishers, the next to others.
_NOUN = r"(?:this |the )?(?:page|article|content|information|fact ?sheet|leaflet|topic|guide|resource|document|entry) (?:(?:in|on|of) (?:this|the) (?:page|article|leaflet|fact ?sheet|section|topic) )?"
_PAGE = rf"(?:{_NOUN})?"
_MANNER = r"(?:medically |clinically |fully |formally |peer |expert |full |medical |clinical |complete )?"
_AND = r"(?: and | ?& ?| ?/ ?)"
_LABELS: tuple[tuple[Topic, str], ...] = (
    ("next", r"(?:the |date (?:of|for) )?next (?:scheduled |planned |clinical |full )?(?:review|check|revision)(?: date)?(?: is)?(?: due)?(?: date)?"),
    ("next", rf"{_PAGE}(?:is )?(?:next )?due (?:for|to be) (?:its next |its |the next )?(?:review(?:ed)?|renewal|re-?check(?:ed)?)"),
    ("next", r"review (?:is )?due(?: date)?|review by|for review(?: by| in| on)|(?:to )?(?:be )?review(?:ed)? again"),
    ("next", rf"{_PAGE}(?:and )?(?:is |are )?(?:due to be|to be|will be|should be|must be) (?:next )?(?:reviewed|revisited|checked again)(?: again)?"),
    ("next", r"we(?: will|['’]ll) (?:next )?(?:review|check|update) (?:it|this|this page|the page|this information)(?: again)?"),
    ("reviewed", rf"{_PAGE}(?:was |were |has been |date )?(?:last|latest|most recently) {_MANNER}review(?:ed)?(?:(?:{_AND})(?:updated|revised|revision|update))?(?: date| was)?"),
    ("reviewed", rf"{_PAGE}(?:it )?(?:was |were )?last checked(?:{_AND}(?:reviewed|updated))?(?: for accuracy)?"),
    ("reviewed", rf"{_PAGE}(?:was |were )?last (?:updated|revised|checked){_AND}{_MANNER}(?:last )?reviewed"),
    ("reviewed", r"(?:the )?date (?:of (?:the )?)?(?:last|latest) (?:clinical |medical )?review(?:ed)?"),
    ("reviewed", rf"(?:date )?{_MANNER}reviewed(?:{_AND}updated)?(?: date)?"),
    ("reviewed", r"(?:(?:clinical|medical|content|expert|peer) )?review (?:was |is )?(?:completed?|done|finished|carried out|undertaken)"),
    ("reviewed", rf"{_NOUN}(?:was |has been )?{_MANNER}reviewed"),
    ("reviewed", r"(?:clinical|medical|expert|peer) review(?= ?:)"),
    ("either", r"(?:date of|date for) (?:clinical |medical )?review|(?:clinical |medical |content )?review date"),
)  # fmt: skip
_LABEL = re.compile(
    r"(?:^|(?<=[.|•·;,()–—\n\t\d] )|(?<=[|•·;(\n])|(?<=\band )(?=(?:last|medically|clinically) )|(?P<behind>(?<=[^\W\d_] )(?=(?-i:[A-Z]))))[ \"'(\[]*(?:"
    + "|".join(f"(?P<{topic}{index}>{pattern})" for index, (topic, pattern) in enumerate(_LABELS))
    + r")(?![\w-])",
    re.IGNORECASE,
)
_STEM = re.compile(r"review|last checked|next check|check again|checked again|renewal|revisited|next revision")
_SEPARATOR = re.compile(r"\s*(?::|=|\||[-–—](?=\s))\s*|\s+")
_LEAD = re.compile(r"(?:(?:on|in|by|at|is|was|the|due|before|during|date)\b:?\s*|:\s*)*", re.IGNORECASE)
_BY = re.compile(r"by\b", re.IGNORECASE)
_SOMEBODY = re.compile(r"(?:Dr|Prof|Professor|A/Prof|Assoc(?:iate)? Prof(?:essor)?)\b\.? [A-Z]")
# What may stand alone behind a label: who reviewed, and when, is told below.
_BY_ALONE = re.compile(r"[\s:.–—|-]*+(?:by)?[\s:.–—|-]*+", re.IGNORECASE)
_KIND_OF_REVIEW = re.compile(r"(?:clinical|medical|content|expert|peer) review(?:er)?$", re.IGNORECASE)
_CUT = re.compile(r"[|•·;\n]|\.\s+(?=[A-Z])|\s{3,}|[,.]?\s+(?:page |content )?(?:last|next|updated)\b", re.IGNORECASE)
_TIME = re.compile(r"<time\b[^>]*?\bdatetime\s*=\s*[\"']?([^\"'>]+)", re.IGNORECASE)
_NEAR = 4  # characters that may stand between a label with no colon and its date
_NEAR_NAME = 60  # characters between a name and the date of its signature
_SENTENCE = re.compile(r"\.\s+[A-Z]")
_NAME_LINES, _NAME_WORDS = 3, 14  # below "Reviewed by": names, qualifications, a date
_LONG = 240  # a block longer than this is prose, and a label in it counts only with a colon or at its start


@record
class Statement:
    """One place where a document dates its review: what it dates, as written, and as a date (None: not readable as one)."""

    topic: Topic
    written: str
    date: WrittenDate | None
    span: Span
    visible: bool


def review_lines(document: Document, *, day_first: bool = True) -> Iterator[Statement]:
    """Statements in the page's text: body and chrome, but no cards, code, quotations or headings of other things."""
    done = -1
    for found in _STEM.finditer(document.lower):
        block = document.block_at(found.start())
        if block.index == done or block.kind in ("code", "footnote") or block.role in ("card", "nav") or block.quoted:
            continue
        done = block.index
        yield from _of_block(document, block, day_first=day_first)
    if any(sign in document.lower for sign in SIGNED):
        yield from _signed(document, day_first=day_first)


def _signed(document: Document, *, day_first: bool) -> Iterator[Statement]:
    """Dates beside the name of somebody who signed: "Checked by Dr Li on 9 May 2026", "Signed off 3 June 2026 by …"."""
    for found in reviewers_of(document):
        label = document.text[slice(*found.label)].lower()
        block = document.block_at(found.place[0])
        if "review" in label or block.kind in ("code", "footnote") or block.quoted:
            continue
        if block.role in ("card", "nav"):
            continue
        start, end = found.label[0], min(block.end, found.place[1] + _NEAR_NAME)
        text = document.text[start:end]
        first = text.partition("\n")[0]
        dated = next(
            (item for item in dates_in(first, day_first=day_first, loose=True) if item.precision != "year"), None
        )
        before = _SENTENCE.search(first, found.place[1] - start, dated.start) if dated else None
        if (
            dated is not None
            and is_nameless(found.who)
            and first[dated.start - 2 : dated.start] not in (", ", "– ", "— ")
        ):
            continue  # "approved by the TGA in May 2019" is history
        if dated is not None and before is None:
            span = document.locate(start + dated.start, start + dated.end)
            yield Statement("reviewed", first[dated.start : dated.end], dated, span, visible=True)


def _of_block(document: Document, block: Block, *, day_first: bool) -> Iterator[Statement]:
    text = document.text_of(block)
    labels = [
        label for label in _LABEL.finditer(text) if label["behind"] is None or _opens_line(document, block, label)
    ]
    for index, label in enumerate(labels):
        limit = labels[index + 1].start() if index + 1 < len(labels) else len(text)
        topic = _topic(label)
        if _BY_ALONE.fullmatch(text, label.end(), limit):
            if limit == len(text) and len(text) < _LONG:
                yield from _of_next_block(document, block, topic, day_first)
            continue
        item = _of_rest(document, block, text, label, limit, day_first)
        if item is not None:
            yield item


def _opens_line(document: Document, block: Block, label: re.Match[str]) -> bool:
    """Whether a label right behind a word begins a line of the source, or ends in a colon: "Reviewed by: Dr Li⏎Last reviewed: …"."""
    if label.string.startswith(":", label.end()):
        return True
    at = document.locate(block.start + label.start(), block.start + label.end()).start
    return document.source.text[:at].rstrip(" \t*_").endswith("\n")


def _of_rest(
    document: Document, block: Block, text: str, label: re.Match[str], limit: int, day_first: bool
) -> Statement | None:
    """The date behind a label: next to it, or further on after "by Dr …"."""
    topic = _topic(label)
    separator = _SEPARATOR.match(text, label.end(), limit)
    named = bool(separator and separator.group().strip())
    begin = separator.end() if separator else label.end()
    lead = _LEAD.match(text, begin, limit)
    begin_date = lead.end() if lead else begin
    cut = _CUT.search(text, begin_date, limit)
    end = min(cut.start() if cut else limit, begin_date + 160)
    rest = text[begin_date:end]
    # "Reviewed by: Dr Li, May 2024": the label's own "by" leaves the date to stand anywhere before the cut.
    by_somebody = topic != "next" and bool(
        _BY.match(text, begin) or _SOMEBODY.match(text, begin) or _KIND_OF_REVIEW.search(label.group())
    )
    dated = next(iter(dates_in(rest, day_first=day_first, loose=True)), None)
    if dated and dated.precision == "year" and not (named and dated.start <= _NEAR):
        dated = None
    if dated and (by_somebody or dated.start <= _NEAR + 8 * named):
        plain = (
            (topic == "next" or "last" in label.group().lower()) and dated.precision != "year" and dated.start <= _NEAR
        )
        if not named and len(text) > _LONG and label.start() > 0 and not plain:
            return None
        span = document.locate(block.start + begin_date + dated.start, block.start + begin_date + dated.end)
        # "Reviewed Spring 2024" holds a year, but no date.
        exact = rest[: dated.end] if not by_somebody else ""
        if dated.precision == "year" and exact[: dated.start].strip():
            return _unreadable(document, block, begin_date, rest, topic)
        return Statement(topic, rest[dated.start : dated.end], dated, span, visible=True)
    if by_somebody:
        return None
    from_tag = _tagged(document, block, day_first)
    if from_tag is not None:
        span = document.locate(block.start + begin_date, block.start + end)
        return Statement(topic, rest.strip(), from_tag, span, visible=True)
    return _unreadable(document, block, begin_date, rest, topic) if named or _season(rest, label) else None


_AGO = re.compile(
    r"(?:(?:last|this|earlier this) (?:week|month|year|spring|summer|autumn|winter)|(?:a|one|two|three|four|five|six|several|\d+) (?:days?|weeks?|months?|years?) ago|recently|today|yesterday)\.?",
    re.IGNORECASE,
)


def _season(rest: str, label: re.Match[str]) -> bool:
    """Whether a label with no colon is followed by a few words with a year and nothing else: "Last reviewed Spring 2024", "Reviewed last month"."""
    if label.start() == 0 and _AGO.fullmatch(rest.strip()):
        return True
    words = rest.strip().rstrip(".").split()
    return "last" in label.group().lower() and 0 < len(words) <= 4 and words[-1].isdigit() and len(words[-1]) == 4


# What stands where a date should: a number, a month or season, or a word for "not yet".
_MEANT_AS_DATE = re.compile(
    r"\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\b(?:spring|summer|autumn|fall|winter|early|late|mid|quarter|tbc"
    r"|tba|tbd|pending|unknown|soon|never|n/a|na|none|to be|not yet|due|overdue|today|yesterday|recent|annual|year|month|date)",
    re.IGNORECASE,
)


def _unreadable(document: Document, block: Block, begin: int, rest: str, topic: Topic) -> Statement | None:
    written = rest.strip().rstrip(".")
    if not written or len(written.split()) > 6 or not _MEANT_AS_DATE.search(written):
        return None
    lead = len(rest) - len(rest.lstrip())
    span = document.locate(block.start + begin + lead, block.start + begin + lead + len(written))
    return Statement(topic, written, None, span, visible=True)


def _of_next_block(document: Document, block: Block, topic: Topic, day_first: bool) -> Iterator[Statement]:
    """The date under a label that fills its block: "Last reviewed" as a heading or a table's cell, "Reviewed by" above a name."""
    if block.index + 1 >= len(document.blocks):
        return
    if document.text_of(block).rstrip(" :\n").lower().endswith("by"):
        yield from _below_name(document, block, topic, day_first)
        return
    following = document.blocks[block.index + 1]
    text = document.text_of(following)
    dated = parse_date(text, day_first=day_first)
    lead = len(text) - len(text.lstrip())
    span = document.locate(following.start + lead, following.start + lead + len(text.strip()))
    if dated is not None:
        yield Statement(topic, text.strip(), dated, span, visible=True)
    elif following.kind != "heading" and 0 < len(text.split()) <= 4:
        yield Statement(topic, text.strip(), None, span, visible=True)


def _below_name(document: Document, block: Block, topic: Topic, day_first: bool) -> Iterator[Statement]:
    """The date beside or below the name under "Reviewed by", as long as lines of a few words follow."""
    for following in document.blocks[block.index + 1 : block.index + 1 + _NAME_LINES]:
        text = document.text_of(following)
        if following.kind == "heading" or len(text.split()) > _NAME_WORDS or _LABEL.match(text):
            return
        dated = next(
            (item for item in dates_in(text, day_first=day_first, loose=True) if item.precision != "year"), None
        )
        if dated is not None:
            span = document.locate(following.start + dated.start, following.start + dated.end)
            yield Statement(topic, text[dated.start : dated.end], dated, span, visible=True)
            return


def _tagged(document: Document, block: Block, day_first: bool) -> WrittenDate | None:
    """The machine-readable date of a `<time>` inside the block: its words may be "last week"."""
    if document.kind == "captured" or "<" not in (source := document.excerpt(block.span)):
        return None
    found = _TIME.search(source)
    return parse_date(found.group(1).strip(), day_first=day_first) if found else None


def _topic(label: re.Match[str]) -> Topic:
    name = label.lastgroup or ""
    return "next" if name.startswith("next") else "either" if name.startswith("either") else "reviewed"
