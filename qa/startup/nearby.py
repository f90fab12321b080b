"""Finds this package's own modules where they lie: importlib searches for each, a tenth of what a run over one file costs.

It loads what the interpreter itself has compiled, `__pycache__` beside the source, by importlib's own test: compiled by this
interpreter, for a source of this time and size. What fails it is left to importlib, which
compiles anew. Only the command installs this, never the library.
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

    # A source file's time in seconds and its size in bytes, as compiled files state them.
    Stamp = tuple[int, int]
    # The stamp of a module's source, the code that was compiled from it, and the modules that are loaded as it is, in order.
    Kept = tuple[Stamp, CodeType, list[str]]

PACKAGE = "qa."
# The header of a compiled file says with four zeros that time and size of the source, which follow, are to be compared.
_BY_TIME = bytes(4)
_WORD = 0xFFFFFFFF
_OF_PACKAGE = "__init__.py"


class Loader(SourceFileLoader):
    """Runs code that is loaded already; all that may be asked about a module's source is answered as ever."""

    def __init__(self, name: str, source: str, kept: Kept) -> None:
        super().__init__(name, source)
        self.kept = kept

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """The module with its attributes in place: importlib asks for each, and one that is missing is dear."""
        module = type(sys)(spec.name)
        module.__dict__.update(
            __package__=spec.parent, __loader__=self, __spec__=spec, __file__=spec.origin, __cached__=spec.cached
        )
        if spec.submodule_search_locations is not None:
            module.__path__ = spec.submodule_search_locations
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Run the module's code."""
        before = len(LOADED)
        stamp, code, brought = self.kept
        exec(code, module.__dict__)  # noqa: S102 -- what an import is
        self.kept = stamp, code, brought or [done.name for done in LOADED[before:]]
        LOADED.append(self)


# What has been loaded, in the order in which it was done: each module after those that it imports. What is known beforehand.
LOADED: list[Loader] = []
KNOWN: dict[str, Kept] = {}


class Finder:
    """Stands before the finders of importlib."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, _target: object = None) -> ModuleSpec | None:
        """Where a module of this package comes from; None leaves it to the finders that follow."""
        if not path or not name.startswith(PACKAGE):
            return None
        place = f"{path[0]}{os.sep}{name.rpartition('.')[2]}"
        for source in (f"{place}.py", f"{place}{os.sep}{_OF_PACKAGE}"):
            known = _known(name, source) or _found(source)
            if known is not None:
                return spec_of(name, source, known)
        return None


def _known(name: str, source: str) -> Kept | None:
    """What is known of a module, if its source is as it was; what is loaded with it is loaded first, past importlib's care."""
    known = KNOWN.get(name)
    try:
        if known is None or known[1].co_filename != source or stamp_of(source) != known[0]:
            return None
    except OSError:
        return None
    for other in known[2]:
        if other not in sys.modules and other in KNOWN:
            _load(other, KNOWN[other][1].co_filename)
    return known


def _load(name: str, source: str) -> None:
    """Load a module that is known, as importing it would; leaves it where its source has changed."""
    known = _known(name, source)
    above, _, own = name.rpartition(".")
    if known is None or name in sys.modules or above not in sys.modules:
        return
    spec = spec_of(name, source, known)
    loader: Loader = spec.loader  # type: ignore[assignment]  # what spec_of gave it
    module = sys.modules[name] = loader.create_module(spec)
    try:
        loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    setattr(sys.modules[above], own, module)


def spec_of(name: str, source: str, kept: Kept) -> ModuleSpec:
    """The specification of a module from its source file and what is known of it."""
    spec = ModuleSpec(name, Loader(name, source, kept), origin=source)
    spec.has_location = True
    spec.cached = _compiled(source)
    if source.endswith(_OF_PACKAGE):
        spec.submodule_search_locations = [os.path.dirname(source)]  # noqa: PTH120 -- a hot start-up path
    return spec


def stamp_of(source: str) -> Stamp:
    """A source file's time in seconds and its size in bytes, as compiled files state them; raises OSError."""
    stat = os.stat(source)  # noqa: PTH116 -- as above
    return int(stat.st_mtime) & _WORD, stat.st_size & _WORD


def _compiled(source: str) -> str:
    folder, _, name = source.rpartition(os.sep)
    return f"{folder}{os.sep}__pycache__{os.sep}{name[:-3]}.{sys.implementation.cache_tag}.pyc"


def _found(source: str) -> Kept | None:
    """A source file's stamp, and its code as the interpreter compiled it; None where that is not certain."""
    try:
        stamp = stamp_of(source)
        with open(_compiled(source), "rb") as file:  # noqa: PTH123 -- as above
            raw = file.read()
        header = MAGIC_NUMBER + _BY_TIME + b"".join(number.to_bytes(4, "little") for number in stamp)
        code: CodeType = marshal.loads(memoryview(raw)[16:])  # noqa: S302 -- as importlib does
    except (OSError, EOFError, TypeError, ValueError):
        return None
    # A folder that was moved holds the old names; importlib puts them right.
    return (stamp, code, []) if raw.startswith(header) and code.co_filename == source else None


def install() -> None:
    """Find this package's modules so from here on; does nothing where compiled files lie elsewhere or are not wanted."""
    if sys.pycache_prefix is None and not sys.flags.optimize and sys.implementation.cache_tag:
        sys.meta_path.insert(0, Finder)


def installed() -> bool:
    """Whether this package's modules are found so."""
    return Finder in sys.meta_path
