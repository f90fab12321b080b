"""Sections that are meant to be a few short bullets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.existence import refused_patterns
from qa.checks.registry import CheckOptions, check
from qa.checks.support.scopes import possible
from qa.checks.support.spans import block_span
from qa.finding import Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Block, Document


class Options(CheckOptions):
    """`sections` are the headings meant (RE2 patterns, any case); the limits are inclusive, words a bullet."""

    sections: tuple[str, ...] = ()
    minimum: int = 3
    maximum: int = 6
    max_words: int = 25

    @staticmethod
    def refuse(options: Options) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """What is wrong with the options."""
        yield from refused_patterns(sections=options.sections)


@check(
    "bullet_count",
    options=Options,
    values=("title", "count", "minimum", "maximum", "words", "limit"),
    variants=("no-list", "long-bullet", "long-sentence"),
)
def bullet_count(document: Document, options: Options, _context: Context) -> Iterator[Match]:
    """A section with too few or too many bullets; variants: text in place of a list, a bullet with too many words.

    Where one sentence makes a bullet too long the variant is `long-sentence`: the rule on sentences reports it as well.
    """
    wanted = possible(document, options.sections)
    for section in document.sections[1:] if wanted else ():
        heading = document.blocks[section.heading]
        if not heading.body or not any(item.search(section.title) for item in wanted):
            continue
        inside = [block for block in document.blocks[section.first : section.last] if block.body]
        bullets = [block for block in inside if block.kind == "list_item" and block.level <= 1]
        values = {"title": section.title, "minimum": options.minimum, "maximum": options.maximum}
        if inside and not bullets:
            yield Match(block_span(document, heading), values, "no-list")
        elif bullets and not options.minimum <= len(bullets) <= options.maximum:
            yield Match(block_span(document, heading), {**values, "count": len(bullets)})
        for block in bullets:
            words = document.words_in(block.start, block.end)
            if words > options.max_words:
                values = {"words": words, "limit": options.max_words}
                yield Match(block_span(document, block), values, _kind(document, block, options.max_words))


def _kind(document: Document, block: Block, limit: int) -> str:
    longest = max(
        (document.words_in(item.start, item.end) for item in document.sentences if item.block == block.index), default=0
    )
    return "long-sentence" if longest > limit else "long-bullet"
