"""The passes that follow the one over single files: rules that compare all documents, and rules that ask for their history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.corpus.registry import function_of
from qa.engine import MAX_FINDINGS_PER_RULE, CheckCrash
from qa.sources.names import home

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from qa.corpus.facts import Corpus
    from qa.corpus.registry import OnPage
    from qa.finding import Match
    from qa.policy import Policy
    from qa.results import Located
    from qa.rule import Rule
    from qa.session import Session

Matches = dict[str, list[tuple["Rule", "Match"]]]


def corpus_matches(corpus: Corpus, session: Session, policy: Policy) -> tuple[Matches, list[CheckCrash]]:
    """What the corpus rules see, by path.

    Options are those of the run's policy; whether a rule looks at a page, and how severe it is there, is for the page's own
    folder to say.
    """
    found: Matches = {}
    crashes: list[CheckCrash] = []
    if len(corpus.pages) < 2:
        return found, crashes
    context = session.context(home(corpus.pages[0].path))
    told: list[tuple[str, list[OnPage]]] = []
    for planned in policy.needing("corpus"):
        try:
            told.append((planned.rule.id, list(function_of(planned.check)(corpus, planned.options, context))))
        except Exception as error:  # noqa: BLE001 -- whatever a check's fault is, the others still run
            crashes.append(CheckCrash(planned.rule.id, corpus.pages[0].path, f"{type(error).__name__}: {error}"))
    types = _types(corpus, {path for _, matches in told for path, _ in matches})
    for name, matches in told:
        counts: dict[str, int] = {}
        for path, match in matches:
            counts[path] = counts.get(path, 0) + 1
            plan = session.policy(home(path)).plan_for(path, *types[path], "corpus")
            rule = next((item.rule for item in plan if item.rule.id == name), None)
            if rule is not None and counts[path] <= MAX_FINDINGS_PER_RULE:
                found.setdefault(path, []).append((rule, match))
    return found, crashes


def _types(corpus: Corpus, paths: AbstractSet[str]) -> dict[str, tuple[str, str]]:
    """The content type and the kind of some pages."""
    pages = corpus.pages if paths else ()
    return {page.path: (page.facts.type, page.kind) for page in pages if page.path in paths}


def located(matches: Mapping[str, list[tuple[Rule, Match]]], session: Session) -> dict[str, tuple[Located, ...]]:
    """The matches as findings; only files that have any are read again."""
    found: dict[str, tuple[Located, ...]] = {}
    for path, late in sorted(matches.items()):
        findings = session.amended(path, late)
        if findings:
            found[path] = findings
    return found
