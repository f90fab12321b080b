"""Checks files one by one under the policy of their folder; a session lives in one process."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qa.cache.results import Checked
from qa.checks.context import Context
from qa.config import Settings, config_files
from qa.document.reading import read
from qa.document_facts import facts_of
from qa.engine import checked, in_order, stamped
from qa.errors import ConfigError, Stopped
from qa.file_source import source_of
from qa.places import Lines
from qa.policy import Choice, Policy, known_settings, load_policy
from qa.record import record, replace
from qa.results import FileResult, Located
from qa.sources.names import home, is_plain, is_web
from qa.startup.together import for_a_page
from qa.triage.baseline import Baseline
from qa.triage.suppressions import suppressed
from qa.two_processes import checked_in_two, possible
from qa.validation import with_schema_problems

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from qa.corpus.facts import PageFacts
    from qa.crawl.webpages import WebPages
    from qa.document.layout import Layout
    from qa.document.model import Document
    from qa.finding import Match
    from qa.policy import Planned
    from qa.rule import Rule
    from qa.source import Source


@record
class Options:
    """What a run was asked to do; picklable, so that every process can make its own session from it."""

    today: dt.date
    choice: Choice = Choice()
    config: str | None = None
    use_cache: bool = True
    use_baseline: bool = True
    verdicts: Mapping[str, Mapping[str, Any]] | None = None
    # Gather what comparing documents needs; a run over several files does so by itself.
    facts: bool = False
    # The run looks at whole folders, so that a page which no page of the run links to is an orphan.
    whole: bool = False
    # The folders among those, absolute.
    roots: tuple[str, ...] = ()
    # The store of fetched pages that paths which are web addresses are read from.
    pages: str | None = None
    # Hashes of the blocks that a site puts around its articles (qa.document.boilerplate).
    boilerplate: frozenset[bytes] = frozenset()
    # Ask git how the files came to be what they are.
    history: bool = False
    # Remember the shapes of front matter on disk; not for texts that are being typed, each letter of which may be a new one.
    keep_shapes: bool = True


class Session:
    """Policies and contexts, each made once for every folder's configuration."""

    def __init__(self, options: Options, fixed: Policy | None = None) -> None:
        """With `fixed`, that policy holds for every file and no configuration is looked for."""
        self.options = options
        # The process is the command's own and the page its only one: a copy of the process may check a part of it.
        self.divides = False
        self._fixed = fixed
        self._chains: dict[str, tuple[str, ...]] = {}
        self._policies: dict[tuple[str, ...], Policy] = {}
        self._contexts: dict[tuple[str, ...], Context] = {}
        self._baselines: dict[str, Baseline] = {}
        self._named: dict[str, str | None] = {}

    def knowing(self, policy: Policy) -> Session:
        """This session, spared from loading a policy that its caller has loaded by the same options."""
        self._policies.setdefault(policy.settings.files, policy)
        return self

    def chain(self, folder: str | Path) -> tuple[str, ...]:
        """The configuration files that govern a folder, outermost first."""
        if self._fixed is not None:
            return ()
        if self.options.config is not None:
            return (self.options.config,)
        absolute = os.path.abspath(folder)  # noqa: PTH100 -- resolve() would follow links out of the tree
        if absolute not in self._chains:
            self._chains[absolute] = config_files(absolute)
        return self._chains[absolute]

    def settings(self, folder: str | Path) -> Settings:
        """The merged settings of a folder."""
        return self.policy(folder).settings

    def policy(self, folder: str | Path) -> Policy:
        """The policy of a folder; raises ConfigError."""
        chain = self.chain(folder)
        if chain not in self._policies:
            self._policies[chain] = self._fixed or load_policy(chain, self.options.choice)
        return self._policies[chain]

    def has_exemptions(self) -> bool:
        """Whether a policy that was asked for so far has suppressions of its own, in qa.yaml."""
        return any(policy.settings.suppressions for policy in self._policies.values())

    def context(self, folder: str | Path) -> Context:
        """The facts that checks of a folder's files may read."""
        chain = self.chain(folder)
        if chain not in self._contexts:
            policy = self.policy(folder)
            self._contexts[chain] = Context(
                today=self.options.today,
                profile=policy.profile,
                data=self._data(policy),
                open_lexicon=policy.lexicon,
                rule_names=policy.names(),
                compiled=policy.compiled,
            )
        return self._contexts[chain]

    def _data(self, policy: Policy) -> Callable[[str], Any]:
        """The policy's reference data, and the link check's verdicts where this run has any."""
        verdicts = self.options.verdicts
        return lambda kind: (verdicts or {}) if kind == "verdicts" else policy.data(kind)

    def read(self, path: str) -> Document:
        """The document of a file, read as its folder's configuration says; an unreadable one is empty."""
        return self.read_source(self.source(path))

    def read_source(self, source: Source, kind: str | None = None) -> Document:
        """The document of a text, read as `kind`, by default the one that its path's folder and its name say."""
        policy = self.policy(home(source.path))
        for_a_page(len(policy.specs))
        settings = policy.settings
        kind = _kind(settings, source.path) or kind or source.kind
        document = read(source, kind, settings.fields, _layout(settings))
        if document.kind == "html" and self.options.boilerplate:
            from qa.document.boilerplate import without_boilerplate

            document = without_boilerplate(document, self.options.boilerplate)
        return with_schema_problems(document, use_cache=self.options.keep_shapes)

    @cached_property
    def _web(self) -> WebPages:
        from qa.crawl.webpages import WebPages

        return WebPages(str(self.options.pages))

    def source(self, path: str) -> Source:
        """The text of a file, of a page inside an archive, or of one at an address."""
        if is_plain(path):
            return source_of(path)
        if is_web(path) and self.options.pages:
            return self._web.source(path)
        from qa.sources.choose import source_at

        return source_at(path, self.settings(home(path)))

    def examine(self, path: str) -> Checked:
        """Read and check one file; what can't be read is a finding. The baseline is not applied yet."""
        return self._examined(self.source(path))

    def check_source(
        self, source: Source, *, kind: str | None = None, on_disk: bool = True, stop: Callable[[], bool] | None = None
    ) -> FileResult:
        """Check one text under the policy of the folder that its path names.

        `on_disk` False: nothing stands beside it. `stop` is asked before each rule; where it says True, Stopped is raised.
        """
        return self.settled(self._examined(source, kind, on_disk=on_disk, stop=stop).result)

    def settled(self, result: FileResult, path: str = "") -> FileResult:
        """The result with the findings that the folder's baseline knows marked; raises ConfigError.

        With its path a stored result need not be read to be settled.
        """
        path = path or result.facts.path
        baseline = self._baseline(path)
        return baseline.settled(path, result) if baseline else result

    def _baseline(self, path: str) -> Baseline | None:
        if not self.options.use_baseline:
            return None
        folder = path.rpartition("/")[0] if is_plain(path) else home(path)
        if folder not in self._named:
            self._named[folder] = self.settings(home(path)).baseline
        named = self._named[folder]
        if named is not None and named not in self._baselines:
            from pathlib import Path

            self._baselines[named] = Baseline.read(Path(named))
        return None if named is None else self._baselines[named]

    def _examined(
        self,
        source: Source,
        kind: str | None = None,
        *,
        on_disk: bool = True,
        stop: Callable[[], bool] | None = None,
    ) -> Checked:
        return self.examine_document(self.read_source(source, kind), on_disk=on_disk, stop=stop)

    def examine_document(
        self, document: Document, *, on_disk: bool = True, stop: Callable[[], bool] | None = None
    ) -> Checked:
        """Check a document that this session has read; as `examine`."""
        source = document.source
        folder = home(source.path)
        policy = self.policy(folder)
        asked: dict[str, bool | None] = {}
        context = self.context(folder)
        if on_disk:
            context = replace(context, target_exists=self.exists_beside(document, asked))
            if is_web(source.path) and self.options.pages:
                context = self._web.context(source.path, context, self.options.verdicts)
        if self.divides and not stop and possible():
            raw, crashes = checked_in_two(document, policy, context)
        else:
            plan = policy.plan(document)
            raw, crashes = checked(document, _until(plan, stop) if stop else plan, context)
        findings = suppressed(document, raw, policy, context.today)
        lines = Lines(source.text)
        places = tuple(lines.place(item.span) for item in findings)
        corpus = self._corpus_facts(document, context)
        result = FileResult(facts_of(document, context), findings, places, crashes, corpus)
        return Checked(source.path, result, asked, "" if source.problem else source.digest)

    def exists_beside(self, document: Document, asked: dict[str, bool | None]) -> Callable[[str], bool | None]:
        """Tells whether a target beside the document exists, and notes what was asked and answered."""
        path = document.source.path
        if is_plain(path):
            return _exists_beside(document, asked)
        from qa.sources.choose import beside

        return beside(path, self.settings(home(path)))

    def _corpus_facts(self, document: Document, context: Context) -> PageFacts | None:
        if not self.options.facts:
            return None
        from qa.corpus.gather import gathered

        return gathered(document, context)

    def amended(self, path: str, late: Iterable[tuple[Rule, Match]]) -> tuple[Located, ...]:
        """As `amended_source`, for a path, whose file is read again."""
        return self.amended_source(self.source(path), late)

    def amended_source(self, source: Source, late: Iterable[tuple[Rule, Match]]) -> tuple[Located, ...]:
        """Findings for matches that a later pass made on a text, suppressed as the text and its folder say.

        A place that the text no longer has, because it changed meanwhile, is left out.
        """
        document = self.read_source(source)
        kept = [(rule, match) for rule, match in late if match.span.end <= len(document.source.text)]
        raw = in_order(stamped(match, rule, document) for rule, match in kept)
        ids = {rule.id for rule, _ in kept}
        findings = suppressed(document, raw, self.policy(home(source.path)), self.options.today)
        lines = Lines(document.source.text)
        return tuple(Located(item, lines.place(item.span)) for item in findings if item.rule in ids)


def _layout(settings: Settings) -> Layout | None:
    if not settings.html:
        return None
    from qa.document.layout import layout_of

    return layout_of(settings.html.get("main", ()), settings.html.get("chrome", ()))


def _kind(settings: Settings, path: str) -> str | None:
    from qa.sources.selection import matches

    for pattern, kind in settings.kinds.items():
        if any(matches(path, os.path.dirname(file) or ".", pattern) for file in settings.files):  # noqa: PTH120 -- as above
            return kind
    return None


def _until(plan: Iterable[Planned], stop: Callable[[], bool]) -> Iterator[Planned]:
    """The plan, as long as its result is wanted; then raises Stopped."""
    for planned in plan:
        if stop():
            raise Stopped
        yield planned


def _exists_beside(document: Document, asked: dict[str, bool | None]) -> Callable[[str], bool | None]:
    if document.kind == "captured" or document.source.path in ("-", ""):
        return lambda _target: None
    folder = os.path.dirname(os.path.abspath(document.source.path))  # noqa: PTH100, PTH120 -- as above

    def exists(target: str) -> bool | None:
        asked[target] = os.path.exists(os.path.join(folder, target))  # noqa: PTH110, PTH118 -- as above
        return asked[target]

    return exists


def content_paths(config: str | None) -> list[str]:
    """What `qa check` looks at when no path is given: the content of the nearest qa.yaml; raises ConfigError."""
    here = os.getcwd()  # noqa: PTH109 -- pathlib is dear to import
    files = (config,) if config else config_files(here)
    if not files:
        raise ConfigError.of("no path given, and no qa.yaml in this folder or above it names the content")
    content = known_settings(files).content
    if not content:
        raise ConfigError.of("no path given, and this file has no `content:`", files[-1])
    return [os.path.relpath(path, here) for path in content]
