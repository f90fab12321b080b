"""`qa lsp`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from qa.cli.options import rule_options, session_options
from qa.errors import ConfigError

if TYPE_CHECKING:
    import datetime as dt


@click.command()
@rule_options
@click.option("--stdio", is_flag=True, help="Standard input and output: the only way, named because clients like to.")
@click.option("--log", "log_file", type=click.Path(dir_okay=False), metavar="FILE", help="Write a log for bug reports.")
def lsp(log_file: str | None, stdio: bool, **given: Any) -> int:  # noqa: ARG001 -- there is one way to talk
    """Serve an editor: the language server protocol on standard input and output (extra `lsp`)."""
    import logging

    try:
        from qa.lsp.server import serve
        from qa.lsp.settings import Settings
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing not in ("pygls", "lsprotocol", "attrs", "cattrs"):
            raise
        raise ConfigError.of(
            f"{missing} is not installed; the language server needs `pip install 'qa-health[lsp]'`"
        ) from None
    _log_to(log_file)
    options = session_options(given)
    day: dt.date | None = given["today"]
    serve(Settings(options.choice.profile, options.config, options.choice.select, options.choice.ignore, day))
    logging.shutdown()
    return 0


def _log_to(file: str | None) -> None:
    """Log to a file, or not at all: an editor shows everything on standard error as an error."""
    import logging

    if file is None:
        logging.disable(logging.CRITICAL)
        return
    try:
        logging.basicConfig(filename=file, level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    except OSError as error:
        raise ConfigError.of(f"cannot be written: {error.strerror}", file) from None
