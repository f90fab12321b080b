"""The entry of the command `qa`: from here on, its modules are found the quick way."""

from __future__ import annotations

import os
import sys

from qa.startup.nearby import install


def run() -> None:
    """Run the command; every mistake of the user is one line and exit status 2."""
    if sys.stdin is None or sys.stdout is None or sys.stderr is None:
        _take_closed()
    install()
    from qa.cli.running import run

    run()


def _take_closed() -> None:
    """Let what goes to a closed stream go nowhere, and take its number: the next file opened would get it, and with it what is
    written to the stream.
    """  # noqa: D205 -- one sentence
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(number)
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 -- as long as the process
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 -- as above
