r"""What a text must hold for a pattern to match it: a quick look that spares most patterns from being compiled or run.

A hint is a few sets of lower-case strings; of each set one string stands in every text that the pattern matches. It is read
off the pattern by the standard library's own parser; where that can't read it (RE2 has classes of its own), or no string of
three letters or two rare signs is certain, there is no hint and the pattern runs.
"""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Any

from qa.startup.compiled import cache_folder, read_entry, write_entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

FORMAT = 4
SHORTEST = 3
# Signs that running text hardly has: two characters with one of these tell as much as three letters.
_RARE = frozenset("{}<>[]$%#@|\\^~`=*_&")
# Brackets that only a tool's leftovers have: one tells enough.
_FOREIGN = frozenset("【】〖〗†‡")
# A choice among more strings than this is slower to look for than the pattern itself.
MOST = 80
# A class of so few characters is looked for as each of them.
FEW = 4
# More sets than this rule out little that the most telling ones have not.
SETS = 4

Hint = list[list[str]]

# RE2's spellings that Python lacks, as something that parses and promises nothing.
_CODE_POINT = re.compile(r"\\x\{([0-9A-Fa-f]{1,6})\}")
_PROPERTY = re.compile(r"\\[pP](?:\{[^}]*\}|[A-Z])")

_known: dict[str, Hint] = {}
_state = {"loaded": False, "grown": False}


def hint(pattern: str) -> Hint:
    """The hint of a pattern, whatever the case of the text, the most telling set first; empty where nothing is certain."""
    return kept(pattern, lambda: worked_out(pattern))


def kept(key: str, make: Callable[[], Hint]) -> Hint:
    """What `make()` gave in this run or in one before it, for as long as the cache folder lasts."""
    if not _state["loaded"]:
        _state["loaded"] = True
        _known.update(_stored())
    found = _known.get(key)
    if found is None:
        found = _known[key] = make()
        _state["grown"] = True
    return found


def may_match(hint: Hint, lower: str) -> bool:
    """Whether a text in lower case holds what a hint asks for."""
    for words in hint:
        for word in words:
            if word in lower:
                break
        else:
            return False
    return True


def worked_out(pattern: str) -> Hint:
    """The hint of a pattern, read off its parsed form."""
    return [sorted(words) for words in _telling(_sets(parsed(pattern) or ()))[:SETS]]


def parsed(pattern: str) -> Sequence[Any] | None:
    """A pattern as the standard library's parser reads it; None where that can't, or would read it otherwise than RE2."""
    import warnings
    from re import _parser  # type: ignore[attr-defined]  # not in the stubs

    plain = _PROPERTY.sub(r"\\w", _CODE_POINT.sub(lambda found: re.escape(chr(int(found.group(1), 16))), pattern))
    try:
        # What Python warns of it reads otherwise than RE2, [[:alpha:]] for one.
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            found: Sequence[Any] = _parser.parse(plain, re.MULTILINE)
    except (re.error, RecursionError, OverflowError, Warning):
        return None
    return found


def _sets(parts: Iterable[Any]) -> list[set[str]]:
    """The sets that a sequence promises, in its order."""
    parts = list(parts)
    found: list[set[str]] = _openings(parts)
    run = ""
    for kind, value in parts:
        name = str(kind)
        char = chr(value) if name == "LITERAL" else ""
        if char and len(char.lower()) == 1:
            run += char.lower()
            continue
        if name == "AT":
            continue
        found.append({run})
        run = ""
        found += _inside(name, value)
    return [*found, {run}]


def _openings(parts: Sequence[Any]) -> list[set[str]]:
    """What stretches begin with whose first characters tell little, the choice behind them included: "[add", "[insert"."""
    found: list[set[str]] = []
    certain = [bool(_characters(str(kind), value)) for kind, value in parts]
    for at, here in enumerate(certain):
        if here and not (at and certain[at - 1]):
            end = certain.index(False, at) if False in certain[at:] else len(parts)
            if not all(map(_tells, _leads(parts[at:end]))):
                found.append(_leads(parts[at:]))
    return found


def _leads(parts: Iterable[Any]) -> set[str]:
    """Strings one of which every match of a sequence begins with; perhaps the empty one."""
    leads = {""}
    for kind, value in parts:
        name = str(kind)
        if name == "AT":
            continue
        more = _characters(name, value)
        whole = bool(more)
        if name == "SUBPATTERN":
            more = _leads(value[-1])
        elif name == "BRANCH":
            more = {lead for branch in value[1] for lead in _leads(branch)}
        if not more or len(leads) * len(more) > MOST:
            break
        leads = {lead + end for lead in leads for end in more}
        if not whole:
            break
    return leads


def _characters(name: str, value: Any) -> set[str]:
    """The few characters, one of which must stand there, that a part of a pattern names; none for anything else."""
    single = [value] if name == "LITERAL" else []
    if name == "IN" and len(value) <= FEW and all(str(kind) == "LITERAL" for kind, _ in value):
        single = [code for _, code in value]
    chars = {chr(code).lower() for code in single}
    return chars if all(len(char) == 1 for char in chars) else set()


def _tells(word: str) -> bool:
    return len(word) >= SHORTEST or (len(word) > 1 and not _RARE.isdisjoint(word)) or word in _FOREIGN


def _telling(sets: Iterable[set[str]]) -> list[set[str]]:
    """The sets worth looking for, the one whose shortest string is longest first."""
    kept: list[set[str]] = []
    for words in sets:
        if all(map(_tells, words)) and len(words) <= MOST and words not in kept:
            kept.append(words)
    return sorted(kept, key=lambda words: (-min(map(len, words)), len(words)))


def _inside(name: str, value: Any) -> list[set[str]]:
    """What a group, a choice or a repetition promises."""
    if name == "SUBPATTERN":
        return _sets(value[-1])
    if name in ("MAX_REPEAT", "MIN_REPEAT") and value[0] >= 1:
        return _sets(value[2])
    if name == "BRANCH":
        either = _either(value[1])
        return [either] if either else []
    return []


def _either(branches: Sequence[Any]) -> set[str] | None:
    together: set[str] = set()
    for branch in branches:
        found = _telling(_sets(branch))
        if not found:
            return None
        together |= found[0]
    return together


def _file() -> str:
    return os.path.join(cache_folder(), f"hints-{FORMAT}-{sys.implementation.cache_tag}.bin")  # noqa: PTH118 -- a hot start-up path


def _stored() -> dict[str, Hint]:
    try:
        stored: dict[str, Hint] = read_entry(_file())
    except (OSError, ValueError):
        return {}
    return stored


def save() -> None:
    """Keep the hints worked out in this run, where there are any, for the next."""
    if _state["grown"]:
        _state["grown"] = False
        write_entry(_file(), _known)
