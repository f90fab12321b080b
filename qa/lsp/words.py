"""“Add to dictionary”: where a publisher's word goes, and what has to be written for it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from qa.dictionary import read_lines, with_words
from qa.errors import ConfigError
from qa.packs import read_text
from qa.record import record

if TYPE_CHECKING:
    from qa.config import Settings

NAME = "dictionary.txt"


@record
class Written:
    """A file and its new text."""

    path: str
    text: str


def with_word(settings: Settings, word: str, texts: dict[str, str]) -> list[Written]:
    """The files to write so that the publisher's dictionary holds a word; none where it does already.

    Where the configuration names no dictionary, one is begun beside the innermost `qa.yaml`, which then names it. `texts` are
    those of files that the editor holds open, by path. Raises ConfigError for what isn't one whole word, for a file that can't
    be read, and where there is no `qa.yaml`.
    """
    if not settings.files:
        raise ConfigError.of("there is no qa.yaml that could name a dictionary")
    if settings.dictionary:
        path = settings.dictionary[-1]
        text = texts.get(path)
        lines = read_lines(Path(path)) if text is None else text.splitlines()
        lines, added = with_words(lines, [word])
        return [Written(path, _joined(lines))] if added else []
    config = settings.files[-1]
    path = os.path.join(os.path.dirname(config), NAME)  # noqa: PTH118, PTH120 -- beside it, links and all
    known = read_lines(Path(path)) if os.path.exists(path) else []  # noqa: PTH110 -- as above
    lines, _ = with_words(known or ["# Our own words, one a line."], [word])
    text = texts.get(config)
    text = read_text(Path(config)) if text is None else text
    end = "" if not text or text.endswith("\n") else "\n"
    extended = f"{text}{end}dictionary: {NAME}\n"
    _refuse_broken(extended, config)
    # The word list first: a qa.yaml that names an absent file would be a mistake for a moment.
    return [Written(path, _joined(lines)), Written(config, extended)]


def _refuse_broken(text: str, path: str) -> None:
    """Refuse to write a configuration that could not be read again (one in braces, say)."""
    from qa.schema.config import Config
    from qa.schema.validate import load_model

    try:
        load_model(Config, text, path)
    except ConfigError:
        raise ConfigError.of(f"add `dictionary: {NAME}` to it by hand", path) from None


def _joined(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def write(path: str, text: str) -> None:
    """Write a file whole or not at all; raises ConfigError where it can't be written."""
    from qa.triage.fixer import write_atomically

    if not os.path.exists(path):  # noqa: PTH110 -- as above
        try:
            Path(path).touch()
        except OSError as error:
            raise ConfigError.of(f"cannot be written: {error.strerror}", path) from None
    write_atomically(Path(path), text)
