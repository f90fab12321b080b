"""Where output goes: standard output or a file, colour, progress."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Self

import click

from qa.errors import ConfigError


def coloured(output: str | None) -> bool:
    """Whether to colour: a terminal, no file, and NO_COLOR unset or empty."""
    return output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def write(text: str, output: str | None) -> None:
    """Write to standard output as UTF-8, or to a file, which is replaced whole or not at all."""
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()
        return
    path = Path(output)
    try:
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8", "backslashreplace"))
        Path(beside).chmod(0o644)
        Path(beside).replace(path)
    except OSError as error:
        raise ConfigError.of(f"cannot be written: {error.strerror}", output) from None


class Progress:
    """A counter on standard error when that is a terminal; silent otherwise."""

    def __init__(self, verb: str) -> None:
        self.verb, self.on, self.drawn = verb, sys.stderr.isatty(), False

    def __enter__(self) -> Self:
        return self

    def __call__(self, done: int, total: int) -> None:
        """Draw every few files and at the end; a short run draws nothing."""
        if self.on and total > 20 and (done % 16 == 0 or done == total):
            self.drawn = True
            click.echo(f"\r{self.verb} {done:,} of {total:,}", nl=False, err=True)

    def __exit__(self, *_: object) -> None:
        if self.drawn:
            click.echo("\r\033[K", nl=False, err=True)
