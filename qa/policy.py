"""The rules in force for a file: packs, the publisher's changes, the national profile and the command line, resolved."""

from __future__ import annotations

import os
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from qa.config import Settings, plain, settings_from, settings_of
from qa.errors import ConfigError, nearest
from qa.packs import merged, pack_folders, read_data, read_text, yaml_in
from qa.record import field, record
from qa.resolve import resolved
from qa.shipped import lexicon_folder
from qa.specs import NO_EXAMPLES, rule_of
from qa.startup.compiled import remembered, stamp
from qa.system.digests import sha256

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from qa.checks.registry import Check
    from qa.document.model import Document
    from qa.language.lexicon import Lexicon
    from qa.rule import Rule


# Nations whose spelling is another's, as far as word lists go.
_SPELLING = {"nz": "au", "ie": "uk"}

# The kinds of data that the vocabulary of red flags is compiled from.
VOCABULARY = ("phrases", "red_flags", "actions", "cues", "services")

# What rules may need that is known only when all files have been read: they run afterwards, each need in its own pass.
LATE = frozenset({"corpus", "git"})


@record
class Planned:
    """A rule ready to run on a document: with its check and its options built."""

    rule: Rule
    check: Check
    options: Any


@record
class Choice:
    """What the command line says about the rules: profile, select and ignore (ids, names or families)."""

    profile: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


@record(frozen=False, slots=False)
class Policy:
    """Everything that decides what is reported for the files of one configuration."""

    settings: Settings
    profile: str
    rules: tuple[Rule, ...]
    specs: tuple[dict[str, Any], ...] = ()
    overrides: tuple[dict[str, Any], ...] = ()
    packs: tuple[str, ...] = ()
    dormant: tuple[str, ...] = ()
    use_cache: bool = True
    # A hash of the rules and overrides that `specs` were chosen from.
    digest: str = ""
    _key: str | None = None
    _data: dict[str, Any] = field(default_factory=dict)
    _built: dict[tuple[str, int], Planned] = field(default_factory=dict)
    _by_id: dict[str, Rule] = field(default_factory=dict)
    _plans: dict[tuple[Any, ...], list[Planned]] = field(default_factory=dict)

    def data(self, kind: str) -> Any:
        """Reference data of a kind from the packs in force and the publisher's files; an empty list where there is none."""
        if kind not in self._data:
            self._data[kind] = self._vocabulary() if kind == "vocabulary" else self._read(kind)
        return self._data[kind]

    def _read(self, kind: str) -> Any:
        files = self._files(kind)
        return remembered(
            f"data-{kind}",
            files,
            lambda: merged([read_data(path, kind) for path in files]),
            enabled=self.use_cache,
        )

    def _files(self, kind: str) -> list[str]:
        files = [f"{pack}/data/{kind}.yaml" for pack in self.packs]
        return [*filter(os.path.isfile, files), *self.settings.data.get(kind, ())]

    def _vocabulary(self) -> Any:
        """The red-flag vocabulary compiled from the other kinds, so that a run need not compile it."""
        files = [path for kind in VOCABULARY for path in self._files(kind)]
        stored = import_module("qa.safety.vocabulary").stored

        def made() -> Any:
            try:
                return stored(self.data, self.profile)
            except ConfigError as error:
                raise _placed(error, files) from None

        return remembered("vocabulary", files, made, self.profile, enabled=self.use_cache, exact=True)

    def compiled(self, name: str, kinds: Iterable[str], make: Callable[[], Any], *extra: str) -> Any:
        """What `make()` makes of the data of these kinds for the profile, remembered; see `Context.compiled`."""
        files = [path for kind in kinds for path in self._files(kind)]
        return remembered(f"table-{name}", files, make, self.profile, *extra, enabled=self.use_cache, exact=True)

    def dictionary(self) -> list[str]:
        """The publisher's own words: one a line, `#` begins a comment."""
        from qa.dictionary import read_lines, words_of

        return [word for path in self.settings.dictionary for word in words_of(read_lines(path))]

    def lexicon(self) -> Lexicon:
        """The word list of the profile, with the publisher's words."""
        from qa.language.lexicon import Lexicon

        return Lexicon.open(_SPELLING.get(self.profile, self.profile), self.dictionary())

    def rule(self, name: str) -> Rule | None:
        """The rule of that id, name or former name, any case."""
        folded = name.casefold()
        for rule in self.rules:
            if folded in (rule.id.casefold(), rule.name, *(alias.casefold() for alias in rule.aliases)):
                return rule
        return None

    def names(self) -> frozenset[str]:
        """The ids, names and former names of all rules, folded."""
        return frozenset(
            name.casefold() for rule in self.rules for name in (rule.id, rule.name, *rule.aliases)
        ) | frozenset(self.dormant)

    def key(self, today: dt.date) -> str:
        """What a cached result depends on besides its file: begins with the day, then a hash of all the rest."""
        import json

        if self._key is None:
            files = [path for pack in self.packs for path in yaml_in(f"{pack}/data")]
            files += [path for paths in self.settings.data.values() for path in paths]
            files += self.settings.dictionary
            lexicon = lexicon_folder()
            files += sorted(f"{lexicon}/{name}" for name in os.listdir(lexicon))  # noqa: PTH208 -- a hot start-up path
            # Where a suppression stands decides nothing; a comment above it shouldn't make every file new.
            accepted = [{**item, "line": 0} for item in self.settings.suppressions]
            settings = {**plain(self.settings), "baseline": None, "suppressions": accepted}
            rules = self.digest or [self.specs, self.overrides]
            chosen = [spec["id"] for spec in self.specs]
            policy = json.dumps([self.profile, rules, chosen, settings], default=str)
            self._key = stamp(files, policy)
        return f"{today.isoformat()}-{self._key}"

    def rules_for(self, document: Document) -> list[Rule]:
        """The rules of `plan`, without the checks that look at the document for them."""
        key = (document.type, document.kind, self._active(document.source.path), "")
        if key in self._plans:
            return [planned.rule for planned in self._plans[key]]
        return [self._rule(spec, where) for spec, where in self._chosen(*key)]

    def part(self, document: Document, wanted: Callable[[str], bool]) -> list[Planned]:
        """The plan of a document as far as its checks' names are wanted; only their modules are imported."""
        chosen = self._chosen(document.type, document.kind, self._active(document.source.path), "")
        return [self._build(spec, where) for spec, where in chosen if wanted(spec["check"])]

    def plan(self, document: Document, need: str = "") -> list[Planned]:
        """The rules that look at a document, in order of id; with a `need` (corpus, git), those that run later for having it."""
        return self.plan_for(document.source.path, document.type, document.kind, need)

    def plan_for(self, path: str, content_type: str, kind: str, need: str = "") -> list[Planned]:
        """As `plan`, for a document of which only this much is known."""
        key = (content_type, kind, self._active(path), need)
        if key not in self._plans:
            self._plans[key] = [self._build(spec, where) for spec, where in self._chosen(*key)]
        return self._plans[key]

    def _active(self, path: str) -> tuple[int, ...]:
        return tuple(index for index, override in enumerate(self.overrides) if _applies(override, path))

    def has_need(self, need: str) -> bool:
        """Whether a rule in force has a need."""
        return any(spec["severity"] != "off" and need in spec["needs"] for spec in self.specs)

    def needing(self, need: str) -> list[Planned]:
        """The rules in force that have a need (corpus, git), whatever the document."""
        return [self._build(spec, -1) for spec in self.specs if spec["severity"] != "off" and need in spec["needs"]]

    def _chosen(
        self, content_type: str, kind: str, active: Sequence[int], need: str
    ) -> Iterator[tuple[dict[str, Any], int]]:
        """The specs of the rules in force for such documents, each with the override that it comes from, -1 for none."""
        for base in self.specs:
            spec, where = base, -1
            for index in active:
                if base["id"] in self.overrides[index]["rules"]:
                    spec, where = self.overrides[index]["rules"][base["id"]], index
            scope = spec["applies_to"]
            wrong_kind = scope["kinds"] and kind not in scope["kinds"]
            if spec["severity"] == "off" or wrong_kind or (scope["types"] and content_type not in scope["types"]):
                continue
            if need not in spec["needs"] if need else not LATE.isdisjoint(spec["needs"]):
                continue
            yield spec, where

    def _build(self, spec: dict[str, Any], where: int) -> Planned:
        key = (spec["id"], where)
        if key not in self._built:
            from qa.checks.registry import get

            rule = self._rule(spec, where)
            check = get(rule.check)
            self._built[key] = Planned(rule, check, check.build(rule.options))
        return self._built[key]

    def _rule(self, spec: dict[str, Any], where: int) -> Rule:
        """A rule in force, as its own spec has it."""
        if where >= 0:
            return rule_of(spec)
        if not self._by_id:
            self._by_id.update((rule.id, rule) for rule in self.rules)
        return self._by_id[spec["id"]]


def _placed(error: ConfigError, files: Iterable[str]) -> ConfigError:
    """The error at the line of the data file where its form stands; as it is where it is of no form."""
    form = getattr(error, "form", "")
    for path in files if form else ():
        for number, line in enumerate(read_text(path).splitlines(), 1):
            if form in line:
                return ConfigError.of(str(error.mistakes[0].message), path, number)
    return error


def known_settings(files: tuple[str, ...], *, use_cache: bool = True) -> Settings:
    """The merged settings of configuration files, remembered while the files stay as they are; raises ConfigError."""
    if not files:
        return Settings()
    return settings_from(remembered("settings", files, lambda: plain(settings_of(files)), enabled=use_cache))


def load_policy(
    files: tuple[str, ...], choice: Choice | None = None, *, examples: bool = False, use_cache: bool = True
) -> Policy:
    """Resolve configuration files (outermost first) and the command line; raises ConfigError.

    The rules carry their `examples` only where they are asked for. Compiled rules are remembered unless `use_cache` is off.
    """
    choice = choice or Choice()
    settings = known_settings(files, use_cache=use_cache)
    profile = choice.profile or settings.profile
    own = settings.packs
    folders = pack_folders(own)
    inputs = [*files, *(path for folder in folders for path in yaml_in(folder))]
    inputs += [path for pack in own for path in yaml_in(f"{pack}/data")]  # a new file there may have a wrong name
    made = lru_cache(1)(lambda: resolved(settings, profile, folders, use_cache=use_cache))
    blob = remembered("rules", inputs, lambda: _without_examples(made()), profile, enabled=use_cache)
    shown: dict[str, Any] = {}
    if examples:
        shown = remembered("examples", inputs, lambda: _examples(made()), profile, enabled=use_cache)
    specs = _chosen(blob["rules"], choice, frozenset(blob["dormant"]))
    return Policy(
        settings=settings,
        profile=profile,
        rules=tuple(rule_of(spec, shown.get(spec["id"], NO_EXAMPLES)) for spec in specs if spec["severity"] != "off"),
        specs=tuple(specs),
        overrides=tuple(blob["overrides"]),
        packs=tuple(blob["packs"]),
        dormant=tuple(blob["dormant"]),
        use_cache=use_cache,
        digest=blob["digest"],
    )


def _without_examples(blob: dict[str, Any]) -> dict[str, Any]:
    """The resolved rules without their examples, which are most of the bytes, and a hash of what is left."""
    import json

    def bare(spec: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in spec.items() if name != "examples"}

    overrides = [
        {**item, "rules": {name: bare(spec) for name, spec in item["rules"].items()}} for item in blob["overrides"]
    ]
    rules = [bare(spec) for spec in blob["rules"]]
    digest = sha256(json.dumps([rules, overrides], default=str).encode()).hexdigest()
    return {**blob, "rules": rules, "overrides": overrides, "digest": digest}


def _examples(blob: dict[str, Any]) -> dict[str, Any]:
    return {spec["id"]: spec["examples"] for spec in blob["rules"]}


def _chosen(specs: list[dict[str, Any]], choice: Choice, dormant: frozenset[str]) -> list[dict[str, Any]]:
    """The rules that `--select` names and `--ignore` doesn't."""
    selected = _named(specs, choice.select, "--select", dormant)
    ignored = _named(specs, choice.ignore, "--ignore", dormant)
    wanted = [spec for spec in specs if spec["id"] in selected] if choice.select else specs
    return [spec for spec in wanted if spec["id"] not in ignored]


def _named(specs: list[dict[str, Any]], names: Iterable[str], option: str, dormant: frozenset[str]) -> set[str]:
    """The ids that the names mean; a rule of another profile (`dormant`) is no mistake, it just doesn't run."""
    found: set[str] = set()
    for name in names:
        folded = name.casefold()
        exact = {
            spec["id"]
            for spec in specs
            if folded in (spec["id"].casefold(), spec["name"], *(alias.casefold() for alias in spec["aliases"]))
        }
        family = {spec["id"] for spec in specs if spec["id"].rstrip("0123456789").casefold() == folded}
        if not exact and not family and folded not in dormant:
            valid = [*(spec["id"] for spec in specs), *(spec["name"] for spec in specs)]
            raise ConfigError.of(f"{option}: unknown rule “{name}”{nearest(name, valid)}")
        found |= exact or family
    return found


def _applies(override: dict[str, Any], path: str) -> bool:
    from qa.sources.selection import matches

    return any(matches(path, override["folder"], pattern) for pattern in override["patterns"])
