"""Opens a path or an address for reading."""

from __future__ import annotations

import os
from contextlib import contextmanager
from functools import lru_cache
from time import monotonic
from typing import IO, TYPE_CHECKING, Any

from qa.errors import ConfigError
from qa.sources.names import is_remote, is_web

if TYPE_CHECKING:
    from collections.abc import Iterator

# What a storage's own client logs, tracebacks among it, before it raises what is told in one line.
_TALKATIVE = ("adlfs", "azure", "fsspec", "gcsfs", "google", "s3fs")
# Seconds that a storage has for its first answer; clients go on trying for minutes where nobody is there.
_FIRST_ANSWER = 30
_A_MOMENT = 0.2
# What Google's client goes on asking after.
_REFUSED = "Invalid Credentials"


@contextmanager
def opened(name: str) -> Iterator[IO[bytes]]:
    """A seekable file of bytes; an address is read in blocks as far as it is asked for. Raises ConfigError."""
    file = _open(name)
    try:
        yield file
    except OSError as error:
        raise ConfigError.of(f"cannot be read: {error.strerror or error}", name) from None
    finally:
        file.close()


def size_of(name: str) -> int:
    """The size in bytes, 0 where it isn't known."""
    try:
        if not is_remote(name):
            return os.stat(name).st_size  # noqa: PTH116 -- a str, kept as given
        system, path = file_system(name)
        return int(system.size(path) or 0)
    except (OSError, ValueError, TypeError):
        return 0


def file_system(address: str) -> tuple[Any, str]:
    """The fsspec file system of an address and the path in it; raises ConfigError where one can't be had."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise ConfigError.of("addresses need the extra: pip install 'qa-health[remote]'", address) from None
    heard = _hushed()
    kind = address.partition("://")[0].lower()
    try:
        if kind in ("gs", "gcs"):
            _readable_key()
        system, path = url_to_fs(address, **(_introduced() if is_web(address) else {}))
    except Exception as error:  # noqa: BLE001 -- every kind of storage has exceptions of its own
        raise ConfigError.of(_line(str(error)), address) from None
    if not _answers(system, kind, str(path).partition("/")[0]):
        last = heard.last.rpartition("after exception: ")[2]
        problem = f"refused: {_line(last)}" if _REFUSED in last else f"no answer within {_FIRST_ANSWER} seconds"
        raise ConfigError.of(problem, address)
    return system, str(path)


def _introduced() -> dict[str, Any]:
    """What lets the owner of a site see who asks.

    A page or archive that a person names is asked for as a browser would, whatever robots.txt says: that speaks to those who follow
    links by themselves (RFC 9309), as `qa audit` does.
    """
    from qa import __version__

    return {"client_kwargs": {"headers": {"User-Agent": f"qa-health/{__version__} (page check)"}}}


def _readable_key() -> None:
    """Google's client passes over a key that it can't read and goes on as nobody; raises what is wrong with the file."""
    named = os.environ.get("GOOGLE_APPLICATION_CREDENTIALS")
    if named:
        from google import auth

        client: Any = auth
        client.load_credentials_from_file(named)


@lru_cache
def _answers(system: Any, kind: str, bucket: str) -> bool:
    """Whether a storage says anything of a bucket in time, be it no; what it says is for those who ask further.

    Google's client asks again for half a minute where a key is refused; that is waited for no longer than until it says so.
    """
    if not system.async_impl or kind in ("http", "https"):
        return True
    from asyncio import run_coroutine_threadsafe

    asked = run_coroutine_threadsafe(system._exists(bucket), system.loop)  # noqa: SLF001 -- the only form with a limit
    end = monotonic() + _FIRST_ANSWER
    while monotonic() < end and _REFUSED not in _hushed().last:
        try:
            asked.result(timeout=_A_MOMENT)
        except TimeoutError:
            if asked.done():  # its own
                return True
            continue
        except Exception:  # noqa: BLE001 -- as above
            return True
        return True
    asked.cancel()
    return False


@lru_cache
def _hushed() -> Any:
    """What keeps to itself what libraries log, else printed by Python from warnings on; its `last` is what was said last."""
    import logging
    import warnings

    class Heard(logging.Handler):
        last = ""

        def emit(self, record: logging.LogRecord) -> None:
            self.last = record.getMessage()

    warnings.filterwarnings("ignore", module=r"(adlfs|azure|gcsfs|google|s3fs)\b")
    heard = Heard()
    for name in _TALKATIVE:
        logging.getLogger(name).addHandler(heard)
    logging.getLogger("gcsfs").setLevel(logging.DEBUG)
    return heard


def _open(name: str) -> IO[bytes]:
    if not is_remote(name):
        try:
            return open(name, "rb")  # noqa: PTH123 -- a str, kept as given; `opened` closes it
        except OSError as error:
            raise ConfigError.of(f"cannot be read: {error.strerror or error}", name) from None
    system, path = file_system(name)
    try:
        file: IO[bytes] = system.open(path, "rb")
    except Exception as error:  # noqa: BLE001 -- every kind of storage has exceptions of its own
        raise ConfigError.of(f"cannot be read: {_told(error)}", name) from None
    return file


def _told(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file"
    return _line(str(error)) or type(error).__name__


def _line(text: str) -> str:
    return " ".join(text.split())[:200]
