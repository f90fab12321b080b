"""Opens a path or an address for reading."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

from qa.errors import ConfigError
from qa.sources.names import is_remote

if TYPE_CHECKING:
    from collections.abc import Iterator


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
    try:
        system, path = url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise ConfigError.of(" ".join(str(error).split()), address) from None
    return system, str(path)


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
