"""Runs the examples that rules carry: their tests and their documentation."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from qa.checks.context import Context, Revision
from qa.checks.registry import get
from qa.document.reading import read
from qa.engine import CheckCrash, check_document, in_order, stamped
from qa.examples_text import example_text
from qa.policy import Choice, Planned, load_policy
from qa.record import record, replace
from qa.source import Source
from qa.validation import with_schema_problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from qa.document.model import Document
    from qa.finding import Finding, Fix
    from qa.policy import Policy
    from qa.rule import Example, Rule

TODAY = dt.date(2026, 11, 22)

_NAMES = {"markdown": "example.md", "html": "example.html", "captured": "example.txt"}


@record
class Outcome:
    """One example's result; `failure` is one line that says what went otherwise than the rule promises, or ""."""

    rule: str
    pack: str
    label: str
    failure: str


class Bench:
    """Runs examples under the policies that they name; policies are loaded once."""

    def __init__(self, files: Sequence[str | Path] = (), *, use_cache: bool = True) -> None:
        self.files, self.use_cache = tuple(files), use_cache
        self._policies: dict[str, tuple[Policy, Context]] = {}
        self._built: dict[str, Planned] = {}

    def policy(self, profile: str) -> tuple[Policy, Context]:
        """The policy of a profile and a context for its checks."""
        if profile not in self._policies:
            policy = load_policy(
                tuple(map(str, self.files)), Choice(profile or None), examples=True, use_cache=self.use_cache
            )
            context = Context(TODAY, policy.profile, policy.data, policy.lexicon)
            self._policies[profile] = (policy, context)
        return self._policies[profile]

    def outcomes(self, rules: Sequence[Rule]) -> Iterator[Outcome]:
        """Every example of the rules, in order."""
        for rule in rules:
            for wanted, examples in ((False, rule.valid), (True, rule.invalid)):
                for number, example in enumerate(examples, 1):
                    label = f"{'invalid' if wanted else 'valid'} {number}"
                    yield Outcome(rule.id, rule.pack, label, self.failure(rule, example, wanted=wanted))

    def failure(self, rule: Rule, example: Example, *, wanted: bool) -> str:
        """What is wrong with one example, or ""."""
        try:
            document, found = self._checked(rule, example)
        except CheckCrash as crash:
            return crash.detail
        excerpts = [finding.excerpt for finding in found]
        if not wanted:
            return f"reports {excerpts[:3]}" if excerpts else ""
        return unexpected(example, found, document.source.text) if excerpts else "reports nothing"

    def findings(self, rule: Rule, example: Example) -> tuple[Finding, ...]:
        """What one rule alone reports on an example."""
        return self._checked(rule, example)[1]

    def _checked(self, rule: Rule, example: Example) -> tuple[Document, tuple[Finding, ...]]:
        profile = example.profile or (rule.scope.profiles[0] if rule.scope.profiles else "")
        _, context = self.policy(profile)
        planned = self._planned(rule)
        own = replace(
            context,
            today=dt.date.fromisoformat(example.today) if example.today else TODAY,
            target_exists=lambda target: target in example.files,
        )
        if example.facts:
            shared = context.data
            own = replace(own, data=lambda kind: example.facts.get(kind) or shared(kind), memory={})
        document = with_schema_problems(read(_source(example), example.kind), use_cache=self.use_cache)
        if "corpus" in planned.check.needs:
            return document, _corpus_findings(document, example, planned, own)
        if example.history:
            own = replace(own, revisions=lambda: _revisions(example))
        return document, check_document(document, [planned], own)

    def _planned(self, rule: Rule) -> Planned:
        """The rule with its options built once: checks keep what they derive from options under the options' identity."""
        if rule.id not in self._built:
            check = get(rule.check)
            self._built[rule.id] = Planned(rule, check, check.build(rule.options))
        return self._built[rule.id]


def unexpected(example: Example, found: Sequence[Finding], text: str) -> str:
    """How findings on an example's text differ from what it expects of them, or ""."""
    if example.spans and list(example.spans) != (excerpts := [finding.excerpt for finding in found]):
        return f"reports {excerpts}, not {list(example.spans)}"
    if example.messages and list(example.messages) != (messages := [finding.message for finding in found]):
        return f"says {messages}, not {list(example.messages)}"
    if example.suggestions and not _begin(example.suggestions, [finding.suggestions for finding in found]):
        return (
            f"suggests {[list(finding.suggestions) for finding in found]}, not {list(map(list, example.suggestions))}"
        )
    if example.fixes and list(example.fixes) != (fixes := [swaps(finding.fix, text) for finding in found]):
        return f"fixes {fixes}, not {list(example.fixes)}"
    return ""


def _begin(expected: Sequence[Sequence[str]], found: Sequence[Sequence[str]]) -> bool:
    """Whether every list of suggestions begins as expected; an empty one must be empty."""
    if len(expected) != len(found):
        return False
    return all(
        list(have[: len(first)]) == list(first) and bool(have) == bool(first)
        for first, have in zip(expected, found, strict=True)
    )


def swaps(fix: Fix | None, text: str) -> dict[str, dict[str, str]] | None:
    """What a fix replaces by what, under how freely it may be applied: `{"safe": {"metastic": "metastatic"}}`."""
    if fix is None or not fix.edits:
        return None
    return {fix.applicability: {text[edit.start : edit.end]: edit.replacement for edit in fix.edits}}


def _corpus_findings(document: Document, example: Example, planned: Planned, context: Context) -> tuple[Finding, ...]:
    """What a corpus rule reports on the example among the others."""
    from qa.corpus.facts import Corpus, Page
    from qa.corpus.gather import gathered
    from qa.corpus.registry import function_of

    documents = [document]
    for number, other in enumerate(example.others, 1):
        source = Source(other.path or f"another-{number}.md", example_text(other))
        documents.append(read(source, None if other.path else example.kind))
    pages = [Page(item.source.path, item.title, item.kind, gathered(item, context)) for item in documents]
    matches = function_of(planned.check)(Corpus.of(pages, whole=True), planned.options, context)
    return in_order(stamped(match, planned.rule, document) for path, match in matches if path == document.source.path)


def _revisions(example: Example) -> Iterator[Revision]:
    """The example's earlier versions, the newest first."""
    for version in reversed(example.history):
        day = dt.date.fromisoformat(version.date) if version.date else TODAY
        source = Source(_NAMES[example.kind], example_text(version))
        yield Revision(source.text, partial(read, source, example.kind), day, version.note)


def _source(example: Example) -> Source:
    name = _NAMES[example.kind]
    if example.data is not None:
        return Source.from_bytes(name, example.data)
    return Source(name, example_text(example))
