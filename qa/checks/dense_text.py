"""A body that packs too many long or meaning-laden words into its sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.checks.support.page import stated_title_span
from qa.finding import Match
from qa.language.density import density
from qa.language.prose import is_english

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document


class Options(CheckOptions):
    """Limits in per cent of all words, judged from `min_words` on.

    `max_complex` is for words of three or more syllables, `max_density` for content words, `max_nominalisations` for
    verbs turned into nouns.
    """

    max_complex: float = 15.0
    max_density: float = 62.0
    max_nominalisations: float = 3.0
    min_words: int = 100


@check("dense_text", options=Options, values=("what", "share", "limit", "complex", "density", "nominalisations"))
def dense_text(document: Document, options: Options, context: Context) -> Iterator[Match]:  # noqa: ARG001 -- text only
    """Report once, with all three shares, a body that is over any of the limits; the first one over is named."""
    measured = density(document) if is_english(document) else None
    if measured is None or measured.words < options.min_words:
        return
    judged = (
        ("words of three or more syllables", measured.complex_words, options.max_complex),
        ("words that carry meaning", measured.content_words, options.max_density),
        ("verbs turned into nouns", measured.nominalisations, options.max_nominalisations),
    )
    over = [(what, share, limit) for what, share, limit in judged if share > limit]
    if over:
        what, share, limit = over[0]
        values = {
            "what": what,
            "share": f"{share:.0f}%",
            "limit": f"{limit:g}%",
            "complex": f"{measured.complex_words:.0f}%",
            "density": f"{measured.content_words:.0f}%",
            "nominalisations": f"{measured.nominalisations:.0f}%",
        }
        yield Match(stated_title_span(document), values)
