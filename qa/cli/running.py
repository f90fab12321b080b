"""The command `qa` and how its errors look."""

from __future__ import annotations

import atexit
import errno
import gc
import os
import sys
from typing import TYPE_CHECKING

from qa.cli.declared import CHECK
from qa.cli.output import tell
from qa.cli.quick import parsed
from qa.errors import ConfigError
from qa.matching import hints
from qa.startup import regexes, together

if TYPE_CHECKING:
    from typing import NoReturn

# Set by a shell that completes a command line.
_COMPLETES = "_QA_COMPLETE"


def run() -> None:
    """Run the command; every mistake of the user is one line and exit status 2."""
    # Documents are trees without cycles: the collector would walk them again and again and find nothing.
    gc.set_threshold(1_000_000, 50, 50)
    regexes.install()
    try:
        status = _called()
    except ConfigError as error:
        for mistake in error.mistakes:
            tell(f"qa: {mistake}")
        status = 2
    except KeyboardInterrupt:
        tell("\nqa: stopped")
        status = 130
    except BrokenPipeError:
        # The reader of our output went away (`qa check | head`); silence the interpreter's last flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 141
    except Exception as error:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO):
            _refused(error)
        if os.environ.get("QA_DEBUG"):
            raise
        detail = " ".join(str(error).split())[:300]
        tell(f"qa: internal error: {type(error).__name__}: {detail}; please report it (QA_DEBUG=1 shows more)")
        status = 2
    for save in (regexes.save, hints.save, together.save):
        save()
    _leave(status if isinstance(status, int) else 0)


def _refused(error: OSError) -> NoReturn:
    """End where a disk is full or broken, in one line, and write nothing else to it."""
    tell(f"qa: {error.filename or 'the output'}: cannot be written: {error.strerror}")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    os._exit(2)


def _leave(status: int) -> None:
    """End the process, at once where nothing waits for its end: the interpreter would take every object apart first."""
    if not atexit._ncallbacks() and "threading" not in sys.modules:  # noqa: SLF001 -- there is no public way to ask
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except (AttributeError, OSError, ValueError):  # closed, or gone: the interpreter says so as it ends
            pass
        else:
            os._exit(status)
    # What is left of the documents goes with the process; the interpreter need not search it for cycles.
    gc.freeze()
    sys.exit(status)


def _called() -> object:
    """Run what the arguments call for; gives its exit status."""
    # Windows leaves wildcards to the program, and click expands them.
    if sys.argv[1:2] == ["check"] and _COMPLETES not in os.environ and os.name != "nt":
        call = parsed(sys.argv[2:], CHECK)
        if call is not None:
            together.begin()
            from qa.cli.checking import check

            return check(*call)
    from qa.cli.commands import called

    return called()
