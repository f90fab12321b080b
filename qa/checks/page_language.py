"""The language that a page declares."""

from __future__ import annotations

import re
from collections.abc import Mapping  # noqa: TC003 -- pydantic reads the options' types
from typing import TYPE_CHECKING

from qa.checks.registry import NOTHING, CheckOptions, check
from qa.checks.support.page import stated_title_span
from qa.document.model import Span
from qa.finding import Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document

_TAG = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*")


_FEWEST = 40
_SMALL = frozenset(
    "the of and to is are you your or with for that if it can be this have may not when from by as but they their most will should".split()
)


class Options(CheckOptions):
    """`expected` maps a national profile to its language tag (BCP 47)."""

    expected: Mapping[str, str] = NOTHING


@check(
    "page_language",
    options=Options,
    values=("lang", "expected"),
    variants=("invalid", "other-country", "other-language"),
)
def page_language(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """An HTML page with no `lang`; a tag that is none; English of another country than the profile's.

    A Markdown article's template usually sets the language, so there only a stated one is judged. Another language passes,
    unless the page is in English all the same (`other-language`).
    """
    expected = options.expected.get(context.profile, "en")
    stated = document.metadata.get("lang")
    lang = str(stated.value).strip() if stated is not None and isinstance(stated.value, str) else document.metadata.lang
    span = stated.span if stated is not None else _tag_span(document)
    if not lang:
        if document.kind == "html" and "<html" in document.source.text[:4000].lower():
            yield Match(span, {"lang": "", "expected": expected})
    elif not _TAG.fullmatch(lang):
        yield Match(span, {"lang": lang, "expected": expected}, "invalid")
    elif lang.lower().startswith("en-") and lang.lower() != expected.lower():
        yield Match(span, {"lang": lang, "expected": expected}, "other-country")
    elif not re.match("en(?:-|$)", lang, re.IGNORECASE) and _reads_as_english(document):
        yield Match(span, {"lang": lang, "expected": expected}, "other-language")


def _reads_as_english(document: Document) -> bool:
    """Whether an eighth of a page's words, of forty or more, are small words of English (of English pages a sixth to a third are)."""
    words = document.body_words
    return len(words) >= _FEWEST and sum(word.text.lower() in _SMALL for word in words) * 8 >= len(words)


def _tag_span(document: Document) -> Span:
    """The opening `<html>` tag, else the place that stands for the page."""
    text = document.source.text
    start = text[:4000].lower().find("<html")
    end = text.find(">", start)
    return Span(start, end + 1) if 0 <= start < end else stated_title_span(document)
