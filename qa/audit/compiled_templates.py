"""Keeps templates compiled, where Python keeps this package's modules compiled: compiling them is a third of a small audit."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache, compiler

from qa.system.replacing import replacing

if TYPE_CHECKING:
    from jinja2.bccache import Bucket


class BesideModules(BytecodeCache):
    """A file a template in `__pycache__`; compiled anew is what another source, interpreter or jinja2 left there, and what is damaged.

    Where the installation can't be written, or Python is told to write no compiled files, nothing is kept.
    """

    def __init__(self, folder: Path) -> None:
        """`folder` is that of the modules."""
        self._folder = folder / "__pycache__"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what is kept, if it is for this source; else leave it empty."""
        try:
            with self._file(bucket).open("rb") as file:
                if file.readline() == _stamp():
                    bucket.load_bytecode(file)
        except Exception:  # noqa: BLE001 -- whatever is wrong with the file, the template can be compiled
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if sys.dont_write_bytecode:
            return
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            with replacing(str(self._file(bucket))) as beside:
                Path(beside).write_bytes(_stamp() + bucket.bytecode_to_string())

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / f"template-{bucket.key}.{sys.implementation.cache_tag}.bin"


def _stamp() -> bytes:
    """A line that tells one jinja2's compiler from another's."""
    stat = Path(compiler.__file__).stat()
    return b"%d %d\n" % (stat.st_mtime_ns, stat.st_size)
