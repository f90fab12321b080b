"""Who reviewed an article clinically: a name, and what qualifies them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.existence import refused_patterns
from qa.checks.registry import CheckOptions, check
from qa.checks.support.governance import (
    has_value,
    is_article,
    records_nothing,
    stated_reviews,
    visible_reviewer,
)
from qa.checks.support.page import stated_title_span
from qa.checks.support.publishers import names_publisher
from qa.checks.support.stated import lists_sources
from qa.finding import Match
from qa.matching.patterns import compiled
from qa.review_dates import in_structured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document, Span


class Options(CheckOptions):
    """What a reviewer's name tells, as RE2 patterns, any case.

    `placeholders` name nobody, `not_people` are sources or guidelines rather than reviewers, `teams` are organisations,
    `roles` are titles, professions and letters that qualify a person.
    """

    placeholders: tuple[str, ...] = ()
    not_people: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    @staticmethod
    def refuse(options: Options) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """What is wrong with the options."""
        yield from refused_patterns(
            placeholders=options.placeholders, not_people=options.not_people, teams=options.teams, roles=options.roles
        )


@check(
    "reviewer",
    options=Options,
    values=("reviewer", "missing"),
    variants=("placeholder", "not-a-person", "team", "no-role", "no-metadata"),
)
def reviewer(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """No clinical reviewer, or one whose name or role doesn't say who answers for the page.

    Variant `no-metadata` stands for all that a page fails to record where it records nothing but a date on the page; a
    page without even that is reported by the rule on review dates alone.
    """
    if not is_article(document):
        return
    if records_nothing(document):
        if stated_reviews(document, context) or document.metadata.get("last_updated"):
            yield _alone(document)
        return
    people = list(_people(document))
    if not people:
        field = document.metadata.get("reviewer")
        yield Match(field.key if field else stated_title_span(document), {"reviewer": "", "missing": "reviewer"})
    seen = visible_reviewer(document)
    for name, role, span in people:
        # The page may say the role that its metadata doesn't: "reviewed by Ben Wu, physiotherapist".
        told = seen[0] if seen and not role and name.strip() and seen[0].startswith(name.strip()) else name
        variant = _judged(told, role, options)
        if variant:
            yield Match(span, {"reviewer": name.strip() or "(no name)"}, variant)


def _alone(document: Document) -> Match:
    """All that a page without metadata fails to say in its own words either."""
    missing = ["reviewer"]
    missing += [] if names_publisher(document) else ["publisher"]
    missing += [] if lists_sources(document) else ["sources"]
    if len(missing) == 1:
        return Match(stated_title_span(document), {"reviewer": "", "missing": "reviewer"})
    return Match(stated_title_span(document), {"missing": ", ".join(missing)}, "no-metadata")


def _people(document: Document) -> Iterator[tuple[str, str, Span]]:
    """Each reviewer's name and stated role, from the metadata, else from "Reviewed by" on the page."""
    field = document.metadata.get("reviewer")
    seen = visible_reviewer(document)
    # A person whom readers see goes before what the page tells search engines.
    if field is None or not has_value(field.value) or (seen and in_structured(document, field.span)):
        if seen:
            yield seen[0], "", seen[1]
        return
    for item in field.value if isinstance(field.value, list) else [field.value]:
        if isinstance(item, dict):
            role = " ".join(
                str(item[key]) for key in item if key not in ("name", "@type", "url") and has_value(item[key])
            )
            yield str(item.get("name") or ""), role, field.span
        else:
            yield str(item), "", field.span


def _judged(name: str, role: str, options: Options) -> str:
    def any_of(patterns: tuple[str, ...], text: str) -> bool:
        return any(compiled(pattern).search(text) for pattern in patterns)

    if not name.strip() or any_of(options.placeholders, name):
        return "placeholder"
    qualified = any_of(options.roles, f"{name}, {role}")
    if not qualified and any_of(options.not_people, name):
        return "not-a-person"
    if not qualified and any_of(options.teams, name):
        return "team"
    return "" if qualified or role else "no-role"
