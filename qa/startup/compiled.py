"""Remembers what was compiled from files that rarely change, so that a one-file run need not validate every rule again.

An entry is a file in the user's cache folder, named by the path, size and time of all it was made from; a missing, damaged
or outdated entry is made anew, and a folder that can't be written only costs time. Its data are plain, as JSON would hold
them, in the interpreter's own form, which is read five times as fast; a checksum stands before them.
"""

from __future__ import annotations

import marshal
import os
import sys
from functools import cache
from typing import TYPE_CHECKING, Any
from zlib import crc32

from qa import __version__
from qa.startup.mapped import contents
from qa.system.digests import sha256

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

FORMAT = 2
_SUM = 4
_KEPT = 16
# Folders of the package that hold no code, or none that a result depends on.
_APART = frozenset({"__pycache__", "_rules", "audit", "cli", "lsp", "reporters", "scale", "serve"})


def cache_folder() -> str:
    """Where entries live: $QA_CACHE_DIR, else the platform's cache folder."""
    own = os.environ.get("QA_CACHE_DIR")
    if own:
        return own
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or os.path.expanduser("~/.cache")  # noqa: PTH111 -- pathlib is dear to import
    return os.path.join(base, "qa-health")  # noqa: PTH118 -- as above


def remembered(
    name: str,
    inputs: Iterable[Path | str],
    make: Callable[[], Any],
    *extra: str,
    enabled: bool = True,
    exact: bool = False,
) -> Any:
    """`make()` as plain JSON data, or what it gave when the inputs (files) and extras (texts) were last the same.

    With `exact` it keeps its tuples, bytes and numbers for keys.
    """
    if not enabled:
        return make()
    entry = os.path.join(cache_folder(), f"{name}-{stamp(inputs, *extra)}.bin")  # noqa: PTH118 -- a hot start-up path
    try:
        return read_entry(entry)
    except (OSError, ValueError):
        pass
    data = make() if exact else as_json(make())
    write_entry(entry, data)
    _drop_old(entry, name)
    return data


def as_json(data: Any) -> Any:
    """Plain data as it would come back from JSON: tuples are lists, keys are texts."""
    import json

    return json.loads(json.dumps(data))


def stamp(inputs: Iterable[Path | str], *extra: str) -> str:
    """A short hash of the path, size and time of files, of texts, and of this tool's version and code."""
    parts = [str(FORMAT), __version__, str(sys.implementation.cache_tag), _code_stamp(), *extra]
    for given in inputs:
        path = str(given)
        try:
            stat = os.stat(path)  # noqa: PTH116 -- as above
        except OSError:
            parts.append(f"{path}|absent")
        else:
            parts.append(f"{path}|{stat.st_size}|{stat.st_mtime_ns}")
    return sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]


@cache
def _code_stamp() -> str:
    """The newest change to what makes results of this tool's own code: an edited checkout must not trust what it made before."""
    return str(_newest(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))  # noqa: PTH100, PTH120 -- as above


def _newest(folder: str) -> int:
    newest = 0
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if name.endswith(".py"):
                newest = max(newest, entry.stat().st_mtime_ns)
            elif "." not in name and name not in _APART and entry.is_dir():
                newest = max(newest, _newest(entry.path))
    return newest


def read_entry(path: str) -> Any:
    """What `write_entry` wrote; raises OSError where there is none, ValueError where it is damaged."""
    raw = contents(path)
    body = raw[_SUM:]
    if crc32(body) != int.from_bytes(raw[:_SUM], "little"):
        raise ValueError(path)
    try:
        return marshal.loads(body)  # noqa: S302 -- our own, and its checksum holds
    except (EOFError, TypeError) as error:
        raise ValueError(path) from error


def write_entry(path: str, data: Any) -> None:
    """Write beside and rename, so that a killed run leaves no half entry; a folder that can't be written is left alone."""
    from contextlib import suppress

    from qa.system.replacing import replacing

    body = marshal.dumps(data)
    with suppress(OSError):
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 -- as above
        with replacing(path) as beside, open(beside, "wb") as file:  # noqa: PTH123 -- as above
            file.write(crc32(body).to_bytes(_SUM, "little") + body)


def _drop_old(entry: str, name: str) -> None:
    """Drop the oldest of an entry's siblings, those of the earlier format among them."""
    from pathlib import Path

    folder = Path(entry).parent
    try:
        siblings = [*folder.glob(f"{name}-*.bin"), *folder.glob(f"{name}-*.json")]
        for old in sorted(siblings, key=lambda path: path.stat().st_mtime_ns)[:-_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return
