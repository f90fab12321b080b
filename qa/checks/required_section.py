"""Sections that an article of its type must have."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 -- pydantic reads the options' types
from typing import TYPE_CHECKING

from qa.checks.registry import NOTHING, CheckOptions, check
from qa.checks.support.page import stated_title_span
from qa.checks.support.topics import topics_of
from qa.document.metadata import known_type
from qa.finding import Match
from qa.matching.patterns import compiled, flaw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document

INTRODUCTION = "@introduction"
EMERGENCY = "@emergency"
_INTRODUCTION_WORDS = 10


class Options(CheckOptions):
    """Sections by name, each with the patterns (RE2, any case) of headings that count as it.

    `sections` apply to every document, `by_type` to documents that declare that content type, `recommended` likewise but
    reported as the variant of that name. The pattern `@introduction` is met by 10 words or more above the first
    section, `@emergency` by a title that is an emergency itself. Front matter that isn't there declares nothing.
    `customary` names recommended sections that only some countries' services have, each with its profiles.
    """

    sections: Mapping[str, tuple[str, ...]] = NOTHING
    by_type: Mapping[str, Mapping[str, tuple[str, ...]]] = NOTHING
    recommended: Mapping[str, Mapping[str, tuple[str, ...]]] = NOTHING
    customary: Mapping[str, tuple[str, ...]] = NOTHING

    @staticmethod
    def refuse(options: Options) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """What is wrong with the options."""
        groups: list[tuple[tuple[str, ...], Mapping[str, tuple[str, ...]]]] = [(("sections",), options.sections)]
        groups += [(("by_type", name), group) for name, group in options.by_type.items()]
        groups += [(("recommended", name), group) for name, group in options.recommended.items()]
        for where, group in groups:
            for name, patterns in group.items():
                for index, pattern in enumerate(patterns):
                    if pattern not in (INTRODUCTION, EMERGENCY) and (message := flaw(pattern)):
                        yield (*where, name, index), message


@check("required_section", options=Options, values=("sections", "type", "count"), variants=("recommended",))
def required_section(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """One match for all the required sections that are missing, one for all the recommended ones."""
    headings = "\n".join(document.text_of(block) for block in document.body_blocks() if block.kind == "heading")
    declared = document.type if known_type(document.metadata.value("type")) else ""
    required = {**options.sections, **options.by_type.get(declared, {})}
    recommended = {
        name: patterns
        for name, patterns in options.recommended.get(declared, {}).items()
        if context.profile in options.customary.get(name, (context.profile,))
    }
    for variant, group in (("", required), ("recommended", recommended)):
        missing = [name for name, patterns in group.items() if not _present(document, patterns, headings, context)]
        if missing:
            values = {"sections": ", ".join(missing), "type": declared or "page", "count": len(missing)}
            yield Match(stated_title_span(document), values, variant)


def _present(document: Document, patterns: tuple[str, ...], headings: str, context: Context) -> bool:
    for pattern in patterns:
        if pattern == INTRODUCTION:
            if _introduced(document):
                return True
        elif pattern == EMERGENCY:
            if any(topic.emergency for topic in topics_of(document, context)):
                return True
        elif (regex := compiled(pattern)).may_match(document.lower) and regex.search(headings):
            return True
    return False


def _introduced(document: Document) -> bool:
    """Whether 10 words or more stand between the title and the first section's heading."""
    words = 0
    for block in document.body_blocks():
        if block.kind == "heading":
            if block.level > 1:
                break
        else:
            words += document.words_in(block.start, block.end)
    return words >= _INTRODUCTION_WORDS
