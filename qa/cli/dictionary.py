"""`qa dictionary`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qa.cli.options import policy_options, session_options
from qa.cli.output import Progress, write
from qa.dictionary import read_lines, with_words
from qa.errors import ConfigError
from qa.files import discover
from qa.runner import run
from qa.session import Session, content_paths

if TYPE_CHECKING:
    from qa.results import Report

CHECK = "misspelling"


@click.group()
def dictionary() -> None:
    """Keep the publisher's own words."""


@dictionary.command()
@click.argument("paths", nargs=-1)
@click.option(
    "--min-documents", type=click.IntRange(1), default=3, show_default=True, help="Only words of so many articles."
)
@policy_options
def suggest(paths: tuple[str, ...], min_documents: int, **given: Any) -> int:
    """List unknown words that several articles use alike: candidates for the dictionary, the most used first."""
    options = session_options(given, use_baseline=False)
    session = Session(options)
    files = list(discover(list(paths) or content_paths(options.config), session.settings))
    policy = session.policy(Path.cwd())
    spelling = {rule.id for rule in policy.rules if rule.check == CHECK}
    with Progress("checking") as progress:
        report = run(files, options, policy, 0, progress)
    for word, documents, times in _candidates(report, spelling, min_documents):
        click.echo(f"{documents:>6} articles {times:>6} times  {word}")
    return 0


def _candidates(report: Report, spelling: set[str], least: int) -> list[tuple[str, int, int]]:
    documents: Counter[str] = Counter()
    times: Counter[str] = Counter()
    shapes: dict[str, Counter[str]] = {}
    for file in report.files:
        words = [item.excerpt for item in file.findings if item.rule in spelling and item.excerpt]
        documents.update({word.casefold() for word in words})
        times.update(word.casefold() for word in words)
        for word in words:
            shapes.setdefault(word.casefold(), Counter())[word] += 1
    found = [
        (shapes[word].most_common(1)[0][0], count, times[word]) for word, count in documents.items() if count >= least
    ]
    return sorted(found, key=lambda item: (-item[1], -item[2], item[0]))


@dictionary.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--config", type=click.Path(dir_okay=False), help="Use this qa.yaml.")
def add(words: tuple[str, ...], config: str | None) -> int:
    """Add whole words to the publisher's dictionary, which stays sorted."""
    given = {"config": config, "profile": None, "select": (), "ignore": (), "today": None}
    files = Session(session_options(given)).settings(Path.cwd()).dictionary
    if not files:
        raise ConfigError.of("no qa.yaml here or above names a `dictionary:` file")
    path = Path(files[-1])
    lines, added = with_words(read_lines(path), words)
    write("".join(f"{line}\n" for line in lines), str(path))
    click.echo(f"{path}: {', '.join(added) if added else 'nothing'} added.")
    return 0
