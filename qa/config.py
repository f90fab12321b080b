"""Finds the configuration of a file and merges its layers."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from qa.errors import ConfigError, Mistake
from qa.record import asdict, field, record, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from qa.schema.config import Config

NAME = "qa.yaml"
DEFAULT_PROFILE = "au"


@record
class RuleChange:
    """What a publisher changes about a rule, and where it was written; `severity` may be "off"."""

    severity: str | None
    options: dict[str, Any]
    path: str = ""
    line: int = 0


@record
class Override:
    """Rule changes for files under `folder` that match a pattern."""

    folder: str
    patterns: tuple[str, ...]
    rules: dict[str, RuleChange]


@record
class Settings:
    """The merged configuration of a folder: inner layers win, lists and mappings add up. Paths are absolute."""

    files: tuple[str, ...] = ()
    profile: str = DEFAULT_PROFILE
    content: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    include: tuple[tuple[str, str], ...] = ()
    exclude: tuple[tuple[str, str], ...] = ()
    kinds: dict[str, str] = field(default_factory=dict)
    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    data: dict[str, tuple[str, ...]] = field(default_factory=dict)
    dictionary: tuple[str, ...] = ()
    rules: dict[str, RuleChange] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    suppressions: tuple[dict[str, Any], ...] = ()
    links: dict[str, Any] = field(default_factory=dict)
    exports: tuple[dict[str, Any], ...] = ()
    crawl: dict[str, Any] = field(default_factory=dict)
    html: dict[str, Any] = field(default_factory=dict)
    baseline: str | None = None


def plain(settings: Settings) -> dict[str, Any]:
    """Settings as plain data, for the cache."""
    data: dict[str, Any] = asdict(settings)
    return data


def settings_from(data: dict[str, Any]) -> Settings:
    """Settings from plain data, as `plain` gives it, also after JSON has made lists of its tuples."""
    pairs = ("include", "exclude")
    names = ("files", "content", "packs", "dictionary")
    return Settings(
        **{
            **data,
            **{key: tuple(data[key]) for key in names},
            **{key: tuple((folder, pattern) for folder, pattern in data[key]) for key in pairs},
            "fields": {name: tuple(values) for name, values in data["fields"].items()},
            "data": {kind: tuple(paths) for kind, paths in data["data"].items()},
            "rules": _changes(data["rules"]),
            "overrides": tuple(
                Override(item["folder"], tuple(item["patterns"]), _changes(item["rules"])) for item in data["overrides"]
            ),
            "suppressions": tuple(data["suppressions"]),
            "exports": tuple(data["exports"]),
        }
    )


def _changes(data: dict[str, Any]) -> dict[str, RuleChange]:
    return {name: RuleChange(**change) for name, change in data.items()}


def config_files(start: str | Path) -> tuple[str, ...]:
    """Every qa.yaml from the outermost to the folder of `start`; a repository's root ends the search upwards."""
    # Runs on every key in an editor, and for every folder of a site: names as texts cost a tenth of Path objects.
    place = os.fspath(start)
    if not os.path.isdir(place or "."):  # noqa: PTH112 -- as above
        place = os.path.dirname(place)  # noqa: PTH120 -- as above
    place = "" if place == "." else place
    found: list[str] = []
    while True:
        candidate = os.path.join(place, NAME)  # noqa: PTH118 -- as above
        if os.path.isfile(candidate):  # noqa: PTH113 -- as above
            found.append(candidate)
        above = os.path.dirname(place)  # noqa: PTH120 -- as above
        if above == place or os.path.exists(os.path.join(place, ".git")):  # noqa: PTH110, PTH118 -- as above
            return tuple(reversed(found))
        place = above


def settings_of(files: tuple[str, ...]) -> Settings:
    """The merged settings of configuration files, outermost first; raises ConfigError."""
    from pathlib import Path

    settings = Settings()
    for path in files:
        settings = _layered(settings, Path(path))
    return settings


def _layered(outer: Settings, path: Path) -> Settings:
    from qa.packs import read_text
    from qa.schema.config import Config
    from qa.schema.validate import line_of, load_model

    text = read_text(path)
    config, loaded = load_model(Config, text, str(path))
    base = Settings() if config.root else outer
    folder = path.parent.resolve()

    def line(*where: str | int) -> int:
        return line_of(loaded, text, where)

    def absolute(names: list[str]) -> tuple[str, ...]:
        return tuple(str(folder / name) for name in names)

    _refuse_absent(config, folder, path, line)
    rules, overrides = _rule_changes(config, str(folder), str(path), line)
    return replace(
        base,
        files=(*base.files, str(path)),
        profile=config.profile or base.profile,
        content=absolute(config.content) or base.content,
        packs=(*base.packs, *absolute([name for name in config.packs if not _built_in(name)])),
        include=tuple((str(folder), pattern) for pattern in config.include) or base.include,
        exclude=(*base.exclude, *((str(folder), pattern) for pattern in config.exclude)),
        kinds={**base.kinds, **config.kinds},
        fields={**base.fields, **{name: tuple(names) for name, names in config.fields.items()}},
        data=_joined(base.data, {"partners": absolute(config.partners), "services": absolute(config.services)}),
        dictionary=(*base.dictionary, *absolute(config.dictionary)),
        rules=_merged_rules(base.rules, rules),
        overrides=(*base.overrides, *overrides),
        suppressions=(*base.suppressions, *_suppressions(config, str(folder), str(path), line)),
        exports=(*({**item.model_dump(mode="json"), "folder": str(folder)} for item in config.exports), *base.exports),
        **_parts(base, config),
        baseline=str(folder / config.baseline) if config.baseline else base.baseline,
    )


def _parts(base: Settings, config: Config) -> dict[str, dict[str, Any]]:
    """The settings that hold settings of their own: what the file states over what holds outside."""
    return {
        name: {**getattr(base, name), **getattr(config, name).model_dump(mode="json", exclude_unset=True)}
        for name in ("links", "crawl", "html")
    }


def _rule_changes(
    config: Config, folder: str, path: str, line: Callable[..., int]
) -> tuple[dict[str, RuleChange], tuple[Override, ...]]:
    """What a file changes in rules, everywhere and by path, each change with its line."""

    def changes(rules: dict[str, Any], *at: str | int) -> dict[str, RuleChange]:
        return {name: RuleChange(item.severity, item.options, path, line(*at, name)) for name, item in rules.items()}

    overrides = (
        Override(folder, tuple(item.paths), changes(item.rules, "overrides", index, "rules"))
        for index, item in enumerate(config.overrides)
    )
    return changes(config.rules, "rules"), tuple(overrides)


def _suppressions(config: Config, folder: str, path: str, line: Callable[..., int]) -> Iterator[dict[str, Any]]:
    for number, item in enumerate(config.suppressions):
        place = {"folder": folder, "path": path, "line": line("suppressions", number)}
        yield {**item.model_dump(mode="json"), **place}


def _built_in(name: str) -> bool:
    from qa.packs import BUILT_IN

    return name in BUILT_IN


def _joined(outer: dict[str, tuple[str, ...]], inner: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {kind: (*outer.get(kind, ()), *inner.get(kind, ())) for kind in {**outer, **inner}}


def _merged_rules(outer: dict[str, RuleChange], inner: dict[str, RuleChange]) -> dict[str, RuleChange]:
    merged = dict(outer)
    for name, change in inner.items():
        old = merged.get(name)
        if old is not None:
            change = replace(  # noqa: PLW2901 -- the inner layer's change, completed by the outer's
                change, severity=change.severity or old.severity, options={**old.options, **change.options}
            )
        merged[name] = change
    return merged


def _refuse_absent(config: Any, folder: Path, path: Path, line: Any) -> None:
    """Files that the configuration names must be there."""
    mistakes = [
        Mistake(str(path), line(key), f"{key}: no such file or folder: {name}")
        for key in ("content", "partners", "services", "dictionary", "packs")
        for name in getattr(config, key)
        if not (key == "packs" and _built_in(name)) and not (folder / name).exists()
    ]
    if mistakes:
        raise ConfigError(*mistakes)
