"""`qa rules`, `qa rules test` and `qa explain`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qa.config import config_files
from qa.errors import ConfigError, nearest
from qa.policy import Choice, Policy, load_policy
from qa.reporters.counted import counted
from qa.reporters.rule_page import page
from qa.shipped import PROFILES

if TYPE_CHECKING:
    from qa.rule import Companion, Example, Rule


def _files(config: str | None) -> tuple[str, ...]:
    if config and not Path(config).is_file():
        raise ConfigError.of("no such file", config)
    return (config,) if config else config_files(Path.cwd())


def _policy(config: str | None, profile: str | None) -> Policy:
    return load_policy(_files(config), Choice(profile), examples=True)


@click.group(invoke_without_command=True)
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="How to write the list.")
@click.option("--profile", type=click.Choice(PROFILES), help="National profile.")
@click.option("--config", type=click.Path(dir_okay=False), help="Use this qa.yaml.")
@click.pass_context
def rules(context: click.Context, form: str, profile: str | None, config: str | None) -> int:
    """List the rules in force here."""
    context.obj = (config, profile)
    if context.invoked_subcommand is not None:
        return 0
    found = _policy(config, profile).rules
    if form == "json":
        click.echo(json.dumps([rule_data(rule) for rule in found], ensure_ascii=False, indent=2))
        return 0
    for rule in found:
        click.echo(f"{rule.id:<6}{rule.severity:<9}{rule.name:<36}{rule.pack}")
    return 0


@rules.command("test")
@click.argument("packs", nargs=-1)
@click.pass_obj
def test(given: tuple[str | None, str | None], packs: tuple[str, ...]) -> int:
    """Run the examples that rules carry; PACK names limit the run, also to a publisher's own pack."""
    from qa.examples import Bench

    config, profile = given
    bench = Bench(_files(config))
    chosen = _of_packs(bench, packs, (profile,) if profile else PROFILES)
    failures = count = 0
    for outcome in bench.outcomes(chosen):
        count += 1
        if outcome.failure:
            failures += 1
            click.echo(f"{outcome.rule} {outcome.label}: {outcome.failure}")
    click.echo(f"{counted(len(chosen), 'rule')}, {counted(count, 'example')}, {failures} failed")
    return 1 if failures else 0


def _of_packs(bench: Any, packs: tuple[str, ...], profiles: tuple[str, ...]) -> list[Rule]:
    """The rules of the named packs under any profile, each once."""
    found = {rule.id: rule for profile in profiles for rule in bench.policy(profile)[0].rules}
    names = {rule.pack for rule in found.values()}
    for pack in packs:
        if pack not in names:
            raise ConfigError.of(f"unknown pack “{pack}”{nearest(pack, names)}")
    return [rule for _, rule in sorted(found.items()) if not packs or rule.pack in packs]


@click.command()
@click.argument("name")
@click.option("--profile", type=click.Choice(PROFILES), help="National profile.")
@click.option("--config", type=click.Path(dir_okay=False), help="Use this qa.yaml.")
def explain(name: str, profile: str | None, config: str | None) -> int:
    """Explain one rule: why it stands, where it comes from, what it passes and reports."""
    policy = _policy(config, profile)
    rule = policy.rule(name)
    if rule is None:
        valid = [*(item.id for item in policy.rules), *(item.name for item in policy.rules)]
        raise ConfigError.of(f"unknown rule “{name}”{nearest(name, valid)}")
    click.echo(page(rule), nl=False)
    return 0


def rule_data(rule: Rule) -> dict[str, Any]:
    """A rule as the JSON list gives it."""
    return {
        "id": rule.id,
        "name": rule.name,
        "severity": rule.severity,
        "check": rule.check,
        "pack": rule.pack,
        "message": rule.message,
        "rationale": rule.rationale,
        "sources": [
            {"title": item.title, "url": item.url, "verified": item.verified, "note": item.note}
            for item in rule.sources
        ],
        "needs": sorted(rule.needs),
        "yields_to": sorted(rule.yields_to),
        "options": dict(rule.options),
        "variants": {name: {"severity": v.severity, "message": v.message} for name, v in rule.variants.items()},
        "since": rule.since,
        "aliases": list(rule.aliases),
        "examples": {
            "valid": [_example_data(item) for item in rule.valid],
            "invalid": [_example_data(item) for item in rule.invalid],
        },
    }


def _companion_data(companion: Companion) -> dict[str, Any]:
    parts = ("text", "front_matter", "path", "date", "note")
    return {part: value for part in parts if (value := getattr(companion, part))}


def _example_data(example: Example) -> Any:
    data: dict[str, Any] = {"text": example.text}
    if example.front_matter:
        data["front_matter"] = dict(example.front_matter)
    for key in ("spans", "messages", "suggestions", "fixes"):
        if getattr(example, key):
            data[key] = list(getattr(example, key))
    if example.kind != "markdown":
        data["kind"] = example.kind
    for key in ("profile", "today"):
        if getattr(example, key):
            data[key] = getattr(example, key)
    if example.files:
        data["files"] = list(example.files)
    for key in ("others", "history"):
        companions = getattr(example, key)
        if companions:
            data[key] = [_companion_data(item) for item in companions]
    return data if len(data) > 1 else example.text
