"""Writes docs/options.md, every command with every option, from the command line itself. `--check` fails where it is stale."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qa.cli.commands import main as command_line

if TYPE_CHECKING:
    from collections.abc import Iterator

TARGET = Path(__file__).parent / "options.md"
INTRODUCTION = """# Every command and option

Made from the command line's own help; `qa COMMAND --help` prints the same. An extra in brackets has to be installed with it:
`pip install 'qa-health[serve]'`.
"""


def commands(group: click.Group, context: click.Context) -> Iterator[tuple[str, click.Command]]:
    """Every command with the words that call it, subcommands after the command that holds them."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        path = f"{context.info_name} {name}"
        yield path, command
        if isinstance(command, click.Group):
            yield from commands(command, click.Context(command, info_name=path))


def page() -> str:
    """The text of the page."""
    parts = [INTRODUCTION]
    for path, command in commands(command_line, click.Context(command_line, info_name="qa")):
        usage = " ".join(command.collect_usage_pieces(click.Context(command)))
        parts.append(f"## {path}\n\n`{path} {usage}`\n\n{' '.join((command.help or '').split())}\n")
        rows = [row for parameter in command.params if (row := _row(parameter, click.Context(command)))]
        if rows:
            parts.append("\n".join(["| option | does |", "|---|---|", *rows]) + "\n")
    return "\n".join(parts)


def _row(parameter: click.Parameter, context: click.Context) -> str:
    record: Any = None if isinstance(parameter, click.Argument) else parameter.get_help_record(context)
    if record is None:
        return ""
    name, text = (part.replace("|", "\\|") for part in record)
    return f"| `{name}` | {' '.join(text.split())} |"


def main() -> int:
    """Write the page, or with --check compare it."""
    wanted = page()
    if "--check" in sys.argv:
        stale = not TARGET.is_file() or TARGET.read_text(encoding="utf-8") != wanted
        if stale:
            print("stale: docs/options.md; run python docs/build_options.py", file=sys.stderr)
        return int(stale)
    TARGET.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
