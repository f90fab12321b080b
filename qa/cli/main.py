"""The entry of the command `qa`: from here on, its modules are found the quick way."""

from __future__ import annotations

from qa.nearby import install


def run() -> None:
    """Run the command; every mistake of the user is one line and exit status 2."""
    install()
    from qa.cli.running import run

    run()
