"""`qa import`."""

from __future__ import annotations

from pathlib import Path

import click

from qa.cli.output import write
from qa.document.reading import read
from qa.document.writing import to_markdown
from qa.errors import ConfigError
from qa.source import Source


@click.command("import")
@click.argument("file")
@click.option("--output", type=click.Path(dir_okay=False), metavar="FILE", help="Write to a file.")
@click.option(
    "--kind", type=click.Choice(("html", "captured")), help="What the file is (default: by its name and text)."
)
def import_(file: str, output: str | None, kind: str | None) -> int:
    """Turn a captured or HTML page into a Markdown article with front matter."""
    if file.startswith(("http://", "https://")):
        raise ConfigError.of("pages are not fetched yet; save the page to a file and import that", file)
    try:
        source = Source.from_bytes(file, Path(file).read_bytes())
    except OSError as error:
        raise ConfigError.of(f"cannot be read: {error.strerror}", file) from None
    if source.problem:
        raise ConfigError.of(source.problem, file)
    write(to_markdown(read(source, kind)), output)
    return 0
