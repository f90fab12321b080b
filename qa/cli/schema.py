"""`qa schema`: JSON Schemas that editors check and complete files by."""

from __future__ import annotations

import json
from typing import Any

import click

from qa.errors import ConfigError, nearest


@click.command()
@click.argument("what", type=click.Choice(("article", "rule", "config", "partners", "services")))
@click.option("--type", "content_type", help="With `article`: the content type (default: any).")
def schema(what: str, content_type: str | None) -> int:
    """Print the JSON Schema of an article's front matter, a rule file, qa.yaml or a data file."""
    click.echo(json.dumps(_schema(what, content_type), ensure_ascii=False, indent=2))
    return 0


def _schema(what: str, content_type: str | None) -> object:
    from importlib import import_module

    from pydantic import TypeAdapter

    if what == "rule":
        from qa.schema.rule import RuleFile

        return RuleFile.model_json_schema()
    if what == "config":
        from qa.schema.config import Config

        return Config.model_json_schema()
    if what in ("partners", "services"):
        model: Any = import_module(f"qa.schema.data.{what}").Model
        return TypeAdapter(model).json_schema()
    from qa.schema.article import MODELS, Article

    if content_type is None:
        anything: Any = Article
        return TypeAdapter(anything).json_schema()
    if content_type not in MODELS:
        raise ConfigError.of(f"unknown content type “{content_type}”{nearest(content_type, MODELS)}")
    return MODELS[content_type].model_json_schema()
