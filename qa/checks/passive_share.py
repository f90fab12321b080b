"""Too many sentences in the passive voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.checks.support.page import stated_title_span
from qa.finding import Match, Related
from qa.language.passive import passive
from qa.language.prose import is_english, prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document


class Options(CheckOptions):
    """`max_share` of the full sentences in per cent, judged from `min_sentences` on; `shown` passages are listed."""

    max_share: float = 20.0
    min_sentences: int = 10
    shown: int = 5


@check("passive_share", options=Options, values=("share", "limit", "passive", "sentences"))
def passive_share(document: Document, options: Options, context: Context) -> Iterator[Match]:  # noqa: ARG001 -- text only
    """Report a body with a larger share of passive sentences than the limit, once, with the first of them beside it."""
    if not is_english(document):
        return
    sentences = [sentence for sentence in prose(document) if not sentence.fragment]
    if len(sentences) < options.min_sentences:
        return
    found = []
    for sentence in sentences:
        place = passive(document, sentence.start, sentence.end)
        if place is not None:
            found.append(place)
    share = 100 * len(found) / len(sentences)
    if share > options.max_share:
        related = [Related("in the passive", document.locate(*place)) for place in found[: options.shown]]
        values = {
            "share": f"{share:.0f}%",
            "limit": f"{options.max_share:g}%",
            "passive": len(found),
            "sentences": len(sentences),
        }
        yield Match(stated_title_span(document), values, related=tuple(related))
