"""Finds this package's own modules where they lie: importlib searches for each, a tenth of what a run over one file costs.

It loads what the interpreter itself has compiled, `__pycache__` beside the source, by importlib's own test: compiled by this
interpreter, for a source of this time and size. What fails it, and all that is not a plain module of this package, is left to
importlib, which compiles anew. Only the command installs this, never the library.
"""

from __future__ import annotations

import marshal
import os
import sys
from importlib._bootstrap_external import MAGIC_NUMBER  # importlib.util costs more than all this saves
from importlib.machinery import ModuleSpec, SourceFileLoader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import CodeType, ModuleType

PACKAGE = "qa."
# The header of a compiled file says with four zeros that time and size of the source, which follow, are to be compared.
_BY_TIME = bytes(4)


class Loader(SourceFileLoader):
    """Runs code that is loaded already; all that may be asked about a module's source is answered as ever."""

    def __init__(self, name: str, source: str, code: CodeType) -> None:
        super().__init__(name, source)
        self._ready = code

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """The module with its attributes in place: importlib asks for each, and one that is missing is dear."""
        module = type(sys)(spec.name)
        module.__dict__.update(
            __package__=spec.parent, __loader__=self, __spec__=spec, __file__=spec.origin, __cached__=spec.cached
        )
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Run the module's code."""
        exec(self._ready, module.__dict__)  # noqa: S102 -- what an import is


class Finder:
    """Stands before the finders of importlib."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, _target: object = None) -> ModuleSpec | None:
        """Where a module of this package comes from; None leaves it to the finders that follow."""
        if not path or not name.startswith(PACKAGE):
            return None
        own = name.rpartition(".")[2]
        source = f"{path[0]}{os.sep}{own}.py"
        compiled = f"{path[0]}{os.sep}__pycache__{os.sep}{own}.{sys.implementation.cache_tag}.pyc"
        code = _code(source, compiled)
        if code is None:
            return None
        spec = ModuleSpec(name, Loader(name, source, code), origin=source)
        spec.has_location = True
        spec.cached = compiled
        return spec


def _code(source: str, compiled: str) -> CodeType | None:
    """The code of a source file as the interpreter compiled it; None where that is not certain."""
    try:
        stat = os.stat(source)  # noqa: PTH116 -- a hot start-up path
        with open(compiled, "rb") as file:  # noqa: PTH123 -- as above
            raw = file.read()
        header = MAGIC_NUMBER + _BY_TIME + _four(int(stat.st_mtime)) + _four(stat.st_size)
        code: CodeType = marshal.loads(memoryview(raw)[16:])  # noqa: S302 -- as importlib does
    except (OSError, EOFError, TypeError, ValueError):
        return None
    # A folder that was moved holds the old names; importlib puts them right.
    return code if raw.startswith(header) and code.co_filename == source else None


def _four(number: int) -> bytes:
    return (number & 0xFFFFFFFF).to_bytes(4, "little")


def install() -> None:
    """Find this package's modules so from here on; does nothing where compiled files lie elsewhere or are not wanted."""
    if sys.pycache_prefix is None and not sys.flags.optimize and sys.implementation.cache_tag:
        sys.meta_path.insert(0, Finder)
