"""`qa init`."""

from __future__ import annotations

from pathlib import Path

import click

from qa.cli.output import write
from qa.errors import ConfigError
from qa.folder_survey import configuration, survey
from qa.reporters.counted import counted


@click.command()
@click.argument("folder", default=".", type=click.Path(file_okay=False, exists=True))
@click.option("--profile", type=click.Choice(("au", "uk", "us", "nz", "ie")), default="au", show_default=True,
              help="National profile.")  # fmt: skip
@click.option("--force", is_flag=True, help="Replace a qa.yaml that is there.")
def init(folder: str, profile: str, *, force: bool) -> int:
    """Write a commented qa.yaml after looking at the articles of a folder."""
    path = Path(folder) / "qa.yaml"
    if path.exists() and not force:
        raise ConfigError.of("there is one already; --force replaces it", str(path))
    seen = survey(Path(folder))
    write(configuration(seen, profile), str(path))
    click.echo(f"{path}: {counted(seen.files, 'article')} seen; next: qa check {folder}")
    return 0
