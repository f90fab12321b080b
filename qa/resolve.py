"""Applies a publisher's changes to the rules of the packs in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa.errors import ConfigError, Mistake, nearest
from qa.packs import known_pack, read_text, refuse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from qa.config import RuleChange, Settings


def resolved(settings: Settings, profile: str, folders: Sequence[str], *, use_cache: bool = True) -> dict[str, Any]:
    """Rules as plain data with the publisher's changes applied, the overrides by path, and the packs in force.

    Raises ConfigError for an unknown rule, an option that its check doesn't take, or two rules of one id.
    """
    from pathlib import Path

    packs = {folder: known_pack(folder, use_cache=use_cache) for folder in map(Path, folders)}
    rules = {folder: found for folder, (_, found) in packs.items()}
    active = [folder for folder, (pack, _) in packs.items() if pack["profile"] in (None, profile)]
    specs: dict[str, dict[str, Any]] = {}
    for folder in active:
        for spec in rules[folder]:
            _refuse_twice(specs, spec)
            if not spec["applies_to"]["profiles"] or profile in spec["applies_to"]["profiles"]:
                specs[spec["id"]] = spec
    dormant = _dormant_names(rules, active, specs)
    for spec in specs.values():
        for name in spec["yields_to"]:
            _find(specs, name, spec["path"], 1, dormant)
    changed = {**specs}
    for name, change in settings.rules.items():
        known = _find(specs, name, change.path, change.line, dormant)
        if known:
            changed[known] = _changed(specs[known], change)
    for item in settings.suppressions:
        _find(specs, item["rule"], item["path"], item["line"], dormant)
    return {
        "rules": sorted(changed.values(), key=lambda spec: spec["id"]),
        "overrides": _overrides(settings, specs, changed, dormant),
        "dormant": sorted({*dormant, *(name for spec in specs.values() for name in _names(spec))}),
        "packs": [str(folder) for folder in active],
    }


def _overrides(
    settings: Settings, specs: dict[str, dict[str, Any]], changed: Mapping[str, dict[str, Any]], dormant: set[str]
) -> list[dict[str, Any]]:
    """The changes that hold for some paths only, as plain data: whose folder, which patterns, the rules as changed."""
    return [
        {
            "folder": item.folder,
            "patterns": list(item.patterns),
            "rules": {
                known: _changed(changed[known], change)
                for name, change in item.rules.items()
                if (known := _find(specs, name, change.path, change.line, dormant))
            },
        }
        for item in settings.overrides
    ]


def _names(spec: dict[str, Any]) -> set[str]:
    return {name.casefold() for name in (spec["id"], spec["name"], *spec["aliases"])}


def _refuse_twice(specs: dict[str, dict[str, Any]], spec: dict[str, Any]) -> None:
    for other in specs.values():
        if spec["id"] == other["id"] or spec["name"] == other["name"]:
            message = f"the rule {spec['id']} ({spec['name']}) is defined twice; the other one is in {other['path']}"
            raise ConfigError(Mistake(spec["path"], 1, message))


def _dormant_names(
    rules: Mapping[Path, Sequence[Mapping[str, Any]]], active: Sequence[Path], specs: Mapping[str, Any]
) -> set[str]:
    """Ids and names of rules that exist under another profile: naming them is no mistake, they just don't run."""
    dormant = [
        spec for folder, found in rules.items() for spec in found if folder not in active or spec["id"] not in specs
    ]
    return {name for spec in dormant for name in (spec["id"].casefold(), spec["name"])}


def _find(specs: dict[str, dict[str, Any]], name: str, path: str, line: int, dormant: set[str]) -> str | None:
    folded = name.casefold()
    for spec in specs.values():
        if folded in (spec["id"].casefold(), spec["name"], *(alias.casefold() for alias in spec["aliases"])):
            return str(spec["id"])
    if folded in dormant:
        return None
    valid = [*specs, *(spec["name"] for spec in specs.values())]
    raise ConfigError(Mistake(path, line, f"unknown rule “{name}”{nearest(name, valid)}"))


def _changed(spec: dict[str, Any], change: RuleChange) -> dict[str, Any]:
    """The rule with another severity (variants follow it) and with options merged over its own, validated again."""
    result = dict(spec)
    if change.options:
        result["options"] = {**spec["options"], **change.options}
        _validate(result, change)
    if change.severity:
        result["severity"] = change.severity
        if change.severity != "off":
            result["variants"] = {
                name: {**variant, "severity": change.severity} for name, variant in spec["variants"].items()
            }
    return result


def _validate(spec: dict[str, Any], change: RuleChange) -> None:
    from qa.checks.registry import get
    from qa.schema.validate import line_of, validated
    from qa.yamlio import load

    text = read_text(change.path)
    loaded = load(text)
    options = [path for path in loaded.marks if len(path) > 1 and path[-1] == "options"]
    at = next((path for path in options if line_of(loaded, text, path) >= change.line), ())
    check = get(spec["check"])
    valid = validated(check.options.model(), spec["options"], loaded, text, change.path, at)
    refuse(check, valid, lambda *where: line_of(loaded, text, (*at, *where)), change.path)
