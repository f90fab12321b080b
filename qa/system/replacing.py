"""Files that are replaced whole or not at all."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def replacing(path: str) -> Iterator[str]:
    """The path of a new, empty file beside `path` to write into, put in its place at the end.

    Whatever stops that, a full disk or Ctrl-C, nothing is left beside. Raises OSError where the folder can't be written.
    """
    folder, name = os.path.split(path)
    beside = os.path.join(folder, f".{name[:40]}.{os.urandom(6).hex()}.tmp")  # noqa: PTH118 -- pathlib is dear to import
    os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    try:
        yield beside
        os.replace(beside, path)  # noqa: PTH105 -- as above
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(beside)  # noqa: PTH108 -- as above
        raise
