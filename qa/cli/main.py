"""The command `qa` and how its errors look."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import Any

import click

from qa import __version__
from qa.errors import ConfigError, nearest
from qa.hints import save as save_hints
from qa.regexes import install

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


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="qa")
def main() -> None:
    """Check health articles: emergency guidance, review dates, links, spelling, readability."""


def run() -> None:
    """Run the command; every mistake of the user is one line and exit status 2."""
    save_patterns = install()
    # Documents are trees without cycles: the collector would walk them again and again and find nothing.
    gc.set_threshold(1_000_000, 50, 50)
    try:
        status = main.main(standalone_mode=False)
    except ConfigError as error:
        for mistake in error.mistakes:
            click.echo(f"qa: {mistake}", err=True)
        status = 2
    except click.ClickException as error:
        click.echo(f"qa: {error.format_message()}", err=True)
        status = 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("qa: stopped", err=True)
        status = 130
    except BrokenPipeError:
        # The reader of our output went away (`qa check | head`); silence the interpreter's last flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 141
    except Exception as error:
        if os.environ.get("QA_DEBUG"):
            raise
        detail = " ".join(str(error).split())[:300]
        click.echo(
            f"qa: internal error: {type(error).__name__}: {detail}; please report it (QA_DEBUG=1 shows more)", err=True
        )
        status = 2
    save_patterns()
    save_hints()
    sys.exit(status if isinstance(status, int) else 0)
