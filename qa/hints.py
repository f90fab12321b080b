r"""What a text must hold for a pattern to match it: a quick look that spares most patterns from being compiled or run.

A hint is a set of lower-case strings, one of which stands in every text that the pattern matches. It is read off the pattern
by the standard library's own parser; where that can't read it (RE2 has classes of its own), or no string of three letters is
certain, there is no hint and the pattern runs.
"""

from __future__ import annotations

import json
import re
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from qa.compiled import cache_folder
from qa.replacing import replacing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

FORMAT = 1
SHORTEST = 3
# A choice among more strings than this is slower to look for than the pattern itself.
MOST = 80

# RE2's spellings that Python lacks, as something that parses and promises nothing.
_CODE_POINT = re.compile(r"\\x\{([0-9A-Fa-f]{1,6})\}")
_PROPERTY = re.compile(r"\\[pP](?:\{[^}]*\}|[A-Z])")

_known: dict[str, list[str]] = {}
_state = {"loaded": False, "grown": False}


def hint(pattern: str) -> list[str]:
    """Lower-case strings one of which stands in every match of a pattern, whatever its case; empty where none is certain."""
    if not _state["loaded"]:
        _state["loaded"] = True
        _known.update(_stored())
    found = _known.get(pattern)
    if found is None:
        found = _known[pattern] = worked_out(pattern)
        _state["grown"] = True
    return found


def worked_out(pattern: str) -> list[str]:
    """The hint of a pattern, read off its parsed form."""
    import warnings
    from re import _parser  # type: ignore[attr-defined]  # not in the stubs

    plain = _PROPERTY.sub(r"\\w", _CODE_POINT.sub(lambda found: re.escape(chr(int(found.group(1), 16))), pattern))
    try:
        # What Python warns of it reads otherwise than RE2, [[:alpha:]] for one.
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            parsed = _parser.parse(plain, re.MULTILINE)
    except (re.error, RecursionError, OverflowError, Warning):
        return []
    return sorted(_best(parsed) or ())


def _best(parts: Iterable[Any]) -> set[str] | None:
    """The most telling set of a sequence: the one whose shortest string is longest."""
    candidates: list[set[str]] = []
    run = ""
    for kind, value in parts:
        name = str(kind)
        char = chr(value) if name == "LITERAL" else ""
        if char and len(char.lower()) == 1:
            run += char.lower()
            continue
        if name == "AT":
            continue
        candidates.append({run})
        run = ""
        if (inner := _inside(name, value)) is not None:
            candidates.append(inner)
    candidates.append({run})
    telling = [item for item in candidates if item and min(map(len, item)) >= SHORTEST and len(item) <= MOST]
    return max(telling, key=lambda item: (min(map(len, item)), -len(item)), default=None)


def _inside(name: str, value: Any) -> set[str] | None:
    """What a group, a choice or a repetition promises."""
    if name == "SUBPATTERN":
        return _best(value[-1])
    if name in ("MAX_REPEAT", "MIN_REPEAT") and value[0] >= 1:
        return _best(value[2])
    if name == "BRANCH":
        return _either(value[1])
    return None


def _either(branches: Sequence[Any]) -> set[str] | None:
    together: set[str] = set()
    for branch in branches:
        found = _best(branch)
        if found is None:
            return None
        together |= found
    return together


def _file() -> Path:
    return cache_folder() / f"hints-{FORMAT}-{sys.implementation.cache_tag}.json"


def _stored() -> dict[str, list[str]]:
    try:
        stored = json.loads(_file().read_bytes())
    except (OSError, ValueError):
        return {}
    return stored if isinstance(stored, dict) and all(isinstance(item, list) for item in stored.values()) else {}


def save() -> None:
    """Keep the hints worked out in this run, where there are any, for the next."""
    if not _state["grown"]:
        return
    _state["grown"] = False
    file = _file()
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        with replacing(file) as beside:
            beside.write_text(json.dumps(_known), encoding="utf-8")
