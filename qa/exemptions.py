"""Findings about the suppressions of qa.yaml, at their own lines: those that don't count, have ended, or suppress nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from qa.finding import Finding, fingerprints, position
from qa.packs import read_text
from qa.places import Lines
from qa.record import replace
from qa.results import FileResult, nothing_known
from qa.rule import filled
from qa.sources.names import home
from qa.triage.suppressions import concerns, guard_of, over, required_by

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from qa.places import Place
    from qa.policy import Policy
    from qa.rule import Rule
    from qa.session import Session

# A suppression of qa.yaml: its file and its line.
Item = tuple[str, int]


class Exemptions:
    """Gathers which suppressions of qa.yaml a run's files used, then tells what is wrong with the others."""

    def __init__(self, session: Session, needs: frozenset[str]) -> None:
        """`needs` are those (corpus, git, network) that this run fulfilled: a rule that didn't run shows nothing to be unused."""
        self._session, self._needs = session, needs
        self._items: dict[Item, tuple[Mapping[str, Any], Policy]] = {}
        self._met: set[Item] = set()
        self._used: set[Item] = set()

    def note(self, path: str, used: tuple[int, ...]) -> None:
        """Take a checked file into account, with the numbers of the suppressions that accepted a finding in it."""
        policy = self._session.policy(home(path))
        for number, item in enumerate(policy.settings.suppressions):
            place = (item["path"], item["line"])
            self._items.setdefault(place, (item, policy))
            if number in used:
                self._used.add(place)
            if place not in self._met and (number in used or concerns(item, path)):
                self._met.add(place)

    @property
    def files(self) -> list[str]:
        """The qa.yaml files with suppressions that govern the files noted, as reports name them."""
        return sorted({_shown(path) for path, _ in self._items})

    def results(self) -> tuple[FileResult, ...]:
        """A result for each qa.yaml that has findings, in order of path, its baseline applied."""
        found: dict[str, list[tuple[int, Rule, str, dict[str, str]]]] = {}
        for place, (item, policy) in self._items.items():
            guard = guard_of(policy)
            for variant, values in self._faults(place, item, policy, guard) if guard else ():
                found.setdefault(place[0], []).append((place[1], guard, variant, values))  # type: ignore[arg-type]
        made = (self._session.settled(_result(path, faults)) for path, faults in found.items())
        return tuple(sorted(made, key=lambda result: result.path))

    def _faults(
        self, place: Item, item: Mapping[str, Any], policy: Policy, guard: Rule | None
    ) -> Iterator[tuple[str, dict[str, str]]]:
        """What is wrong with a suppression, as variants of the rule with the values that fill its words."""
        named = {"rules": item["rule"]}
        covered = self._covered(item["folder"])
        if place not in self._met and not covered:
            return
        standing = list(standing_faults(item, guard, self._session.options.today))
        yield from standing
        rule = policy.rule(item["rule"])
        if standing or rule is None or place in self._used:
            return
        looked = covered or (place in self._met and self._covers_content(policy))
        if looked and self._needs.issuperset(set(rule.needs) - {"today"}):
            yield "unused", named

    def _covered(self, folder: str) -> bool:
        """Whether the run looked at the whole of a folder."""
        from pathlib import Path

        return self._session.options.whole and any(
            Path(folder).is_relative_to(root) for root in self._session.options.roots
        )

    def _covers_content(self, policy: Policy) -> bool:
        content = policy.settings.content
        return bool(content) and all(self._covered(os.path.normpath(path)) for path in content)


def standing_faults(
    item: Mapping[str, Any], guard: Rule | None, today: dt.date
) -> Iterator[tuple[str, dict[str, str]]]:
    """What is wrong with a suppression whatever a run finds: variants of the rule with the values that fill its words."""
    named = {"rules": item["rule"]}
    missing = [part for part in required_by(guard) if not item[part]]
    if missing:
        yield "", {**named, "missing": " and ".join(missing)}
    if over(item, today):
        yield "expired", {**named, "until": item["until"]}


def _result(path: str, faults: list[tuple[int, Rule, str, dict[str, str]]]) -> FileResult:
    shown = _shown(path)
    text = read_text(path)
    lines = Lines(text)
    pairs: list[tuple[Finding, Place]] = []
    for number, rule, variant, values in faults:
        span = lines.span(number)
        severity, template = rule.words(variant)
        url = next((source.url for source in rule.sources if source.url), "")
        message = filled(template, values)
        finding = Finding(rule.id, rule.name, severity, shown, span, text[span.start : span.end], message, url=url)
        pairs.append((finding, lines.place(span)))
    pairs.sort(key=lambda pair: position(pair[0]))
    marks = fingerprints(finding for finding, _ in pairs)
    findings = tuple(replace(finding, fingerprint=mark) for (finding, _), mark in zip(pairs, marks, strict=True))
    return FileResult(nothing_known(shown, "configuration"), findings, tuple(place for _, place in pairs))


def _shown(path: str) -> str:
    relative = os.path.relpath(path)
    return path if relative.startswith("..") else relative


def configuration_of(
    session: Session, policy: Policy, files: Iterable[FileResult], *, network: bool, git: bool
) -> tuple[FileResult, ...]:
    """The findings about the suppressions of qa.yaml that govern the files of a run.

    `policy` is the run's as a whole; `network` and `git` tell whether it asked there.
    """
    if not session.has_exemptions():
        return ()
    met = {"network": network, "git": git, "corpus": policy.has_need("corpus")}
    exemptions = Exemptions(session, frozenset(need for need, fulfilled in met.items() if fulfilled))
    for file in files:
        exemptions.note(file.path, file.used)
    return exemptions.results()
