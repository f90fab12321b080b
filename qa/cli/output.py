"""Where output goes: standard output or a file, colour, progress."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Self

from qa.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable


def coloured(output: str | None) -> bool:
    """Whether to colour: a terminal, no file, and NO_COLOR unset or empty."""
    return output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def write(text: str | Iterable[str], output: str | None) -> None:
    """Write a text, or its parts as they come, to standard output as UTF-8, or to a file, replaced whole or not at all."""
    parts = [text] if isinstance(text, str) else text
    if output is None:
        sys.stdout.flush()
        for part in parts:
            sys.stdout.buffer.write(part.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()
        return
    from qa.system.replacing import replacing

    try:
        if os.path.exists(output) and not os.path.isfile(output):  # noqa: PTH110, PTH113 -- pathlib is dear to import
            # A device or a pipe is written to; a file put in its place would break it for everybody.
            with open(output, "wb") as file:  # noqa: PTH123 -- as above
                file.writelines(part.encode("utf-8", "backslashreplace") for part in parts)
            return
        with replacing(output) as beside, open(beside, "wb") as file:  # noqa: PTH123 -- as above
            file.writelines(part.encode("utf-8", "backslashreplace") for part in parts)
    except OSError as error:
        raise ConfigError.of(f"cannot be written: {error.strerror}", output) from None


def tell(text: str, end: str = "\n") -> None:
    """Write to standard error at once: progress, and what went wrong."""
    sys.stderr.write(text + end)
    sys.stderr.flush()


class Bar:
    """Pages, share and speed on standard error when that is a terminal; silent otherwise."""

    WIDTH = 24

    def __init__(self, verb: str) -> None:
        self.verb, self.on = verb, sys.stderr.isatty()
        self.begun = self.drawn = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __call__(self, count: int, share: float | None) -> None:
        """Draw five times a second at most."""
        now = time.monotonic()
        if not self.on or now - self.drawn < 0.2:
            return
        self.drawn = now
        pace = f"{count:,} pages, {count / max(now - self.begun, 0.1):,.0f} a second"
        if share is not None:
            full = round(share * self.WIDTH)
            pace = f"{'█' * full}{'░' * (self.WIDTH - full)} {share:4.0%}  {pace}"
        tell(f"\r\033[K{self.verb} {pace}", end="")

    def __exit__(self, *_: object) -> None:
        if self.on:
            tell("\r\033[K", end="")


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
            tell(f"\r{self.verb} {done:,} of {total:,}", end="")

    def __exit__(self, *_: object) -> None:
        if self.drawn:
            tell("\r\033[K", end="")
