"""Checks files one by one under the policy of their folder; a session lives in one process."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qa.checks.context import Context
from qa.config import Settings, config_files
from qa.document.reading import read
from qa.engine import checked
from qa.errors import ConfigError
from qa.facts import facts_of
from qa.places import Lines
from qa.policy import Choice, Policy, known_settings, load_policy
from qa.results import FileResult
from qa.source import Source
from qa.triage.baseline import Baseline
from qa.triage.suppressions import suppressed
from qa.validation import with_schema_problems

if TYPE_CHECKING:
    import datetime as dt

    from qa.document.model import Document
    from qa.finding import Finding
    from qa.language.lexicon import Lexicon


# Nations whose spelling is another's, as far as word lists go.
SPELLING = {"nz": "au", "ie": "uk"}


@dataclass(frozen=True, slots=True)
class Options:
    """What a run was asked to do; picklable, so that every process can make its own session from it."""

    today: dt.date
    choice: Choice = Choice()
    config: str | None = None
    use_cache: bool = True
    use_baseline: bool = True


class Session:
    """Policies and contexts, each made once for every folder's configuration."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self._chains: dict[Path, tuple[Path, ...]] = {}
        self._policies: dict[tuple[Path, ...], Policy] = {}
        self._contexts: dict[tuple[Path, ...], Context] = {}
        self._baselines: dict[str, Baseline] = {}

    def chain(self, folder: Path) -> tuple[Path, ...]:
        """The configuration files that govern a folder, outermost first."""
        if self.options.config is not None:
            return (Path(self.options.config),)
        folder = Path(os.path.abspath(folder))  # noqa: PTH100 -- resolve() would follow links out of the tree
        if folder not in self._chains:
            self._chains[folder] = config_files(folder)
        return self._chains[folder]

    def settings(self, folder: Path) -> Settings:
        """The merged settings of a folder."""
        return self.policy(folder).settings

    def policy(self, folder: Path) -> Policy:
        """The policy of a folder; raises ConfigError."""
        chain = self.chain(folder)
        if chain not in self._policies:
            self._policies[chain] = load_policy(chain, self.options.choice, use_cache=self.options.use_cache)
        return self._policies[chain]

    def context(self, folder: Path) -> Context:
        """The facts that checks of a folder's files may read."""
        chain = self.chain(folder)
        if chain not in self._contexts:
            policy = self.policy(folder)
            self._contexts[chain] = Context(
                today=self.options.today,
                profile=policy.profile,
                data=policy.data,
                open_lexicon=lambda: _lexicon(policy),
                rule_names=policy.names(),
            )
        return self._contexts[chain]

    def check_path(self, path: str) -> FileResult:
        """Read and check one file; what can't be read is a finding."""
        try:
            data = Path(path).read_bytes()
        except OSError as error:
            return self.check_source(Source(path, "", f"cannot be read: {error.strerror or error}"))
        return self.check_source(Source.from_bytes(path, data))

    def check_source(self, source: Source) -> FileResult:
        """Check one text under the policy of the folder that its path names."""
        folder = Path(source.path).parent
        policy = self.policy(folder)
        document = read(source, _kind(policy.settings, source.path), policy.settings.fields)
        document = with_schema_problems(document, use_cache=self.options.use_cache)
        return self.check_document(document, policy, self.context(folder))

    def check_document(self, document: Document, policy: Policy, context: Context) -> FileResult:
        """Run the plan on a document that has been read."""
        own = replace(context, target_exists=_exists_beside(document))
        raw, crashes = checked(document, policy.plan(document), own)
        findings = self._marked(suppressed(document, raw, policy, own.today), policy, document.source.path)
        lines = Lines(document.source.text)
        places = tuple(lines.place(item.span) for item in findings)
        return FileResult(facts_of(document, own), findings, places, crashes)

    def _marked(self, findings: tuple[Finding, ...], policy: Policy, path: str) -> tuple[Finding, ...]:
        """The findings with those that the folder's baseline knows marked."""
        named = policy.settings.baseline
        if named is None or not self.options.use_baseline:
            return findings
        if named not in self._baselines:
            self._baselines[named] = Baseline.read(Path(named))
        return self._baselines[named].marked(path, findings)


def _lexicon(policy: Policy) -> Lexicon:
    from qa.language.lexicon import Lexicon

    return Lexicon.open(SPELLING.get(policy.profile, policy.profile), policy.dictionary())


def _kind(settings: Settings, path: str) -> str | None:
    from qa.files import matches

    for pattern, kind in settings.kinds.items():
        if any(matches(path, str(Path(file).parent), pattern) for file in settings.files):
            return kind
    return None


def _exists_beside(document: Document):  # type: ignore[no-untyped-def]  # noqa: ANN202 -- see Context.target_exists
    if document.kind == "captured" or document.source.path in ("-", ""):
        return lambda _target: None
    folder = os.path.dirname(os.path.abspath(document.source.path))  # noqa: PTH100, PTH120 -- as above
    return lambda target: os.path.exists(os.path.join(folder, target))  # noqa: PTH110, PTH118


def content_paths(config: str | None) -> list[str]:
    """What `qa check` looks at when no path is given: the content of the nearest qa.yaml; raises ConfigError."""
    here = Path.cwd()
    files = (Path(config),) if config else config_files(here)
    if not files:
        raise ConfigError.of("no path given, and no qa.yaml in this folder or above it names the content")
    content = known_settings(files).content
    if not content:
        raise ConfigError.of("no path given, and this file has no `content:`", str(files[-1]))
    return [os.path.relpath(path, here) for path in content]
