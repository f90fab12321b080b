"""Opens a path or an address for reading."""

from __future__ import annotations

import os
from contextlib import contextmanager
from functools import lru_cache
from typing import IO, TYPE_CHECKING, Any

from qa.errors import ConfigError
from qa.sources.names import is_remote, is_web

if TYPE_CHECKING:
    from collections.abc import Iterator

# What a storage's own client logs, tracebacks among it, before it raises what is told in one line.
_TALKATIVE = ("adlfs", "azure", "fsspec", "gcsfs", "google", "s3fs")
# Seconds that a storage has for its first answer; clients go on trying for minutes where nobody is there.
_FIRST_ANSWER = 30


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
    _hush()
    try:
        system, path = url_to_fs(address, **(_introduced() if is_web(address) else {}))
    except Exception as error:  # noqa: BLE001 -- every kind of storage has exceptions of its own
        raise ConfigError.of(" ".join(str(error).split())[:200], address) from None
    if not _answers(system, address.partition("://")[0].lower(), str(path).partition("/")[0]):
        raise ConfigError.of(f"no answer within {_FIRST_ANSWER} seconds", address)
    return system, str(path)


def _introduced() -> dict[str, Any]:
    """What lets the owner of a site see who asks.

    A page or archive that a person names is asked for as a browser would, whatever robots.txt says: that speaks to those who follow
    links by themselves (RFC 9309), as `qa audit` does.
    """
    from qa import __version__

    return {"client_kwargs": {"headers": {"User-Agent": f"qa-health/{__version__} (page check)"}}}


@lru_cache
def _answers(system: Any, kind: str, bucket: str) -> bool:
    """Whether a storage says anything of a bucket in time, be it no; what it says is for those who ask further."""
    if not system.async_impl or kind in ("http", "https"):
        return True
    from fsspec.asyn import sync
    from fsspec.exceptions import FSTimeoutError

    try:
        sync(system.loop, system._exists, bucket, timeout=_FIRST_ANSWER)  # noqa: SLF001 -- the only form with a limit
    except FSTimeoutError:
        return False
    except Exception:  # noqa: BLE001 -- as above
        return True
    return True


@lru_cache
def _hush() -> None:
    """Without a handler, Python prints what libraries log as warnings or worse; it prints their warnings anyway."""
    import logging
    import warnings

    warnings.filterwarnings("ignore", module=r"(adlfs|azure|gcsfs|google|s3fs)\b")
    for name in _TALKATIVE:
        logging.getLogger(name).addHandler(logging.NullHandler())


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
    return " ".join(str(error).split())[:200] or type(error).__name__
