"""The commands as click has them."""

from __future__ import annotations

import sys
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import click

from qa import __version__
from qa.cli.output import tell
from qa.errors import nearest

# A command's module is imported when it is called: `qa check` must not pay for the audit.
COMMANDS = {
    "check": "qa.cli.check",
    "audit": "qa.cli.audit",
    "rules": "qa.cli.rules",
    "explain": "qa.cli.rules",
    "init": "qa.cli.init",
    "fix": "qa.cli.fix",
    "baseline": "qa.cli.baseline",
    "links": "qa.cli.links",
    "merge": "qa.cli.merge",
    "dictionary": "qa.cli.dictionary",
    "import": "qa.cli.importing",
    "schema": "qa.cli.schema",
    "lsp": "qa.cli.lsp",
    "serve": "qa.cli.serve",
}


class _Commands(click.Group):
    """Commands imported on demand, with the nearest name offered for a wrong one."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            ctx.fail(f"unknown command “{name}”{nearest(name, COMMANDS)}")
        found: Any = getattr(import_module(COMMANDS[name]), "import_" if name == "import" else name)
        return found if isinstance(found, click.Command) else None

    def invoke(self, ctx: click.Context) -> Any:
        """As ever, but for a reader that went away: click would end with 1, the status of findings."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise _ReaderGoneError from error


class _ReaderGoneError(Exception):
    """Carries a broken pipe past click."""


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="qa")
def main() -> None:
    """Check health articles: emergency guidance, review dates, links, spelling, readability."""


def called() -> object:
    """Run the command that was called for; gives its exit status, 2 where the call is wrong.

    Whatever the locale, it writes UTF-8, as reports are: a narrow one (C, cp1252) has no room for what articles say.
    """
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        return main.main(standalone_mode=False)
    except click.ClickException as error:
        tell(f"qa: {error.format_message()}")
        return 2
    except click.Abort:  # click has ended the line
        tell("qa: stopped")
        return 130
    except _ReaderGoneError:
        raise BrokenPipeError from None
