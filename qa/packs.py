"""Finds rule packs and reads them into plain, validated data."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

from qa.errors import ConfigError, nearest
from qa.shipped import rules_folder
from qa.startup.compiled import remembered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from qa.checks.registry import Check

BUILT_IN = ("core", "health", "au", "uk", "us", "nz", "ie")


def pack_folders(own: Iterable[str] = ()) -> list[str]:
    """The built-in packs in their order, then the publisher's own."""
    root = rules_folder()
    built_in = [f"{root}/{name}" for name in BUILT_IN]
    return [folder for folder in built_in if os.path.isfile(f"{folder}/pack.yaml")] + list(own)  # noqa: PTH113 -- a hot start-up path


def pack_files(folder: Path) -> list[Path]:
    """Every YAML file of a pack: its description, rules and data, in order of name."""
    return sorted([*folder.glob("*.yaml"), *folder.glob("data/*.yaml")])


def yaml_in(folder: str) -> list[str]:
    """The paths of the YAML files in a folder, in order of name; none where there is no such folder."""
    try:
        return sorted(os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".yaml"))  # noqa: PTH118, PTH208 -- a hot start-up path
    except OSError:
        return []


def read_text(path: str | Path) -> str:
    """A configuration file's text; raises ConfigError where it can't be read as UTF-8."""
    try:
        with open(path, encoding="utf-8") as file:  # noqa: PTH123 -- pathlib is dear to import
            return file.read().removeprefix("\ufeff")
    except OSError as error:
        raise ConfigError.of(f"cannot be read: {error.strerror}", str(path)) from None
    except UnicodeDecodeError:
        raise ConfigError.of("is not UTF-8", str(path)) from None


def read_pack(folder: Path) -> dict[str, Any]:
    """The pack's description; a publisher's folder may do without a pack.yaml and is then named after itself."""
    path = folder / "pack.yaml"
    if not folder.is_dir():
        raise ConfigError.of(f"no such pack folder{nearest(folder.name, BUILT_IN)}", str(folder))
    if not path.is_file():
        return {"name": folder.name, "title": folder.name, "description": "", "profile": None}
    from qa.schema.rule import PackFile
    from qa.schema.validate import load_model

    model, _ = load_model(PackFile, read_text(path), str(path))
    return model.model_dump(mode="json")


def read_rules(folder: Path, pack: str) -> list[dict[str, Any]]:
    """Every rule of a pack as plain data; raises ConfigError naming all mistakes of the first file that has any."""
    return [read_rule(path, pack) for path in sorted(folder.glob("*.yaml")) if path.name != "pack.yaml"]


def known_pack(folder: Path, *, use_cache: bool = True) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """A pack's description and its rules as plain data; a built-in pack is remembered, so that a change of qa.yaml costs little."""
    from pathlib import Path

    def read() -> dict[str, Any]:
        pack = read_pack(folder)
        for path in yaml_in(f"{folder}/data"):
            _refuse_unknown_kind(os.path.basename(path)[: -len(".yaml")], path)  # noqa: PTH119 -- text is what is at hand
        return {"pack": pack, "rules": read_rules(folder, pack["name"])}

    built_in = str(folder.parent) == str(Path(rules_folder()))
    found = (
        remembered(f"pack-{folder.name}", sorted(folder.glob("*.yaml")), read, enabled=use_cache)
        if built_in
        else read()
    )
    return found["pack"], found["rules"]


def read_rule(path: Path, pack: str) -> dict[str, Any]:
    """One rule file as plain data, its options and message checked against the check that it names."""
    from qa.schema.rule import RuleFile
    from qa.schema.validate import line_of, load_model, validated

    text = read_text(path)
    model, loaded = load_model(RuleFile, text, str(path))
    check = _check_of(model.check, lambda: line_of(loaded, text, ("check",)), path)
    options = validated(check.options.model(), model.options, loaded, text, str(path), ("options",))
    _refuse_bad_words(model, check, lambda *where: line_of(loaded, text, where), path)
    refuse(check, options, lambda *where: line_of(loaded, text, ("options", *where)), str(path))
    spec: dict[str, Any] = model.model_dump(mode="json")
    return {**spec, "pack": pack, "path": str(path), "needs": sorted({*model.needs, *check.needs})}


def refuse(check: Check, options: Any, line: Callable[..., int], path: str) -> None:
    """Raise ConfigError for the first thing that a check itself finds wrong with its options, such as a pattern."""
    refused = getattr(check.options, "refuse", None)
    if refused is not None:
        for where, message in refused(options):
            raise ConfigError.of(message, path, line(*where))


def _check_of(name: str, line: Any, path: Path) -> Any:
    from qa.checks import CORPUS, NAMES
    from qa.checks.registry import get

    try:
        return get(name)
    except KeyError:
        raise ConfigError.of(f"unknown check “{name}”{nearest(name, (*NAMES, *CORPUS))}", str(path), line()) from None


def _refuse_bad_words(model: Any, check: Any, line: Any, path: Path) -> None:
    """Refuse a message that asks for what its check never gives, and variants that the check doesn't tell apart."""
    from qa.rule import slots

    templates: list[tuple[tuple[str, ...], str]] = [(("message",), model.message)]
    templates += [(("variants", name, "message"), variant.message) for name, variant in model.variants.items()]
    for where, template in templates:
        for slot in sorted(slots(template) - check.values):
            message = f"the check “{model.check}” gives no “{{{slot}}}”{nearest(slot, check.values)}"
            raise ConfigError.of(message, str(path), line(*where))
    for name in model.variants:
        if name not in check.variants:
            message = f"the check “{model.check}” has no variant “{name}”{nearest(name, check.variants)}"
            raise ConfigError.of(message, str(path), line("variants", name))


def _refuse_unknown_kind(kind: str, path: str) -> None:
    """Refuse a file of data that no check would ever read: a slip in its name would silence what it holds."""
    from qa.schema.data import KINDS

    if kind not in KINDS:
        raise ConfigError.of(f"unknown kind of data “{kind}”{nearest(kind, KINDS)}", path)


def read_data(path: str | Path, kind: str) -> Any:
    """One data file as plain data, validated by the model of its kind."""
    from qa.schema.validate import load_model

    _refuse_unknown_kind(kind, str(path))
    model, _ = load_model(import_module(f"qa.schema.data.{kind}").Model, read_text(path), str(path))
    return model.model_dump(mode="json")


def merged(parts: Sequence[Any]) -> Any:
    """Data of one kind from several files, in order: lists joined, mappings merged a level deep; later entries win."""
    if not parts:
        return []
    if all(isinstance(part, list) for part in parts):
        return [item for part in parts for item in part]
    joined: dict[str, Any] = {}
    for part in parts:
        for key, value in part.items():
            old = joined.get(key)
            if isinstance(old, dict) and isinstance(value, dict):
                joined[key] = {**old, **value}
            elif isinstance(old, list) and isinstance(value, list):
                joined[key] = [*old, *value]
            else:
                joined[key] = value
    return joined
