"""Remembers what was compiled from files that rarely change, so that a one-file run need not validate every rule again.

An entry is a JSON file in the user's cache folder, named by the path, size and time of all it was made from; a missing,
damaged or outdated entry is made anew, and a folder that can't be written only costs time.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa import __version__
from qa.replacing import replacing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FORMAT = 1


def cache_folder() -> Path:
    """Where entries live: $QA_CACHE_DIR, else the platform's cache folder."""
    own = os.environ.get("QA_CACHE_DIR")
    if own:
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or str(Path.home() / ".cache")
    return Path(base) / "qa-health"


def remembered(name: str, inputs: Iterable[Path], make: Callable[[], Any], *extra: str, enabled: bool = True) -> Any:
    """`make()` as plain JSON data, or what it gave when the inputs (files) and extras (texts) were last the same."""
    if not enabled:
        return make()
    entry = cache_folder() / f"{name}-{stamp(inputs, *extra)}.json"
    try:
        return json.loads(entry.read_bytes())["data"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        pass
    data = make()
    _store(entry, name, data)
    return data


def stamp(inputs: Iterable[Path], *extra: str) -> str:
    """A short hash of the path, size and time of files, of texts, and of this tool's version and code."""
    parts = [str(FORMAT), __version__, _code_stamp(), *extra]
    for path in inputs:
        try:
            stat = path.stat()
        except OSError:
            parts.append(f"{path}|absent")
        else:
            parts.append(f"{path}|{stat.st_size}|{stat.st_mtime_ns}")
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]


@cache
def _code_stamp() -> str:
    """The newest change to this tool's own code: an edited checkout must not trust what it made before."""
    newest = 0
    for folder, folders, names in os.walk(Path(__file__).parent):
        folders[:] = [name for name in folders if name not in ("__pycache__", "_rules")]
        times = (os.stat(os.path.join(folder, name)).st_mtime_ns for name in names)  # noqa: PTH116, PTH118 -- a hot start-up path
        newest = max(newest, *times, 0)
    return str(newest)


def _store(entry: Path, name: str, data: Any) -> None:
    """Write beside and rename, so that a killed run leaves no half entry; drop this entry's older siblings."""
    with suppress(OSError):
        entry.parent.mkdir(parents=True, exist_ok=True)
        with replacing(entry) as beside:
            beside.write_text(json.dumps({"data": data}, separators=(",", ":")), encoding="utf-8")
        siblings = sorted(entry.parent.glob(f"{name}-*.json"), key=lambda path: path.stat().st_mtime_ns)
        for old in siblings[:-16]:
            old.unlink(missing_ok=True)
