"""What is wrong with a partner card's teaser, seen in its words alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_ENDED = re.compile(r"(?:[.!?…]|\.\.\.)[\"'’”»)\]]*$")
_TAIL = re.compile(r"(?:[.!?;…][\"'’”»)\]]*\s+|^)(?=\S)")
_LEFT_OPEN = re.compile(r"[,;:(\[/–—-]$")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ENDER = re.compile(r"[.!?:;…](?=\s|$)")
_LAST_WORD = re.compile(r"(?<![^\s(])([a-z]{2,})(…|\.\.\.)?$")
_BLANKS = re.compile(r"\u00a0+|[ \u00a0]{2,}")
# Words that no sentence, and no label, ends in.
DANGLING = frozenset(
    "a an and are as at because but by can could for from had has have how if in including into is its may might must my nor"
    " of on or our should such than that the their these this those to was were when where whether which while who whose"
    " will with would your".split()
)
_MIN_LABELS, _CAPITAL_SHARE = 12, 0.4
_LONGEST_PHRASE = 12
_MIN_REPEATED = 6
_MIN_CUT = 60


def unfinished_from(text: str, sentences: int) -> int | None:
    """Where the last, unfinished sentence of a teaser starts; None where the teaser ends as text does.

    A teaser that has written whole sentences before (`sentences` > 1) must end its last one too; one that is a single
    fragment counts as cut only after a word or mark that nothing ends in.
    """
    stripped = text.rstrip()
    words = _WORD.findall(stripped)
    if len(words) < 4 or _ENDED.search(stripped):
        return None
    dangling = _LEFT_OPEN.search(stripped) is not None or words[-1].casefold() in DANGLING
    unclosed = stripped.count("(") > stripped.count(")")
    if sentences < 2 and not dangling and not unclosed:
        return None
    starts = [found.end() for found in _TAIL.finditer(stripped)]
    return max(start for start in starts if start < len(stripped))


def last_words(text: str, limit: int) -> str:
    """The last whole words of a text, in `limit` characters, with an ellipsis where more stands before them."""
    stripped = text.strip()
    if len(stripped) <= limit:
        return stripped
    return "…" + stripped[-limit:].partition(" ")[2]


def is_label_list(text: str) -> bool:
    """Whether a text is a run of labels (menu entries, filter values): many capitals and no sentence."""
    words = _WORD.findall(text)
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in words)
    return len(words) >= _MIN_LABELS and capitals >= _CAPITAL_SHARE * len(words) and not _ENDER.search(text)


def doubled_phrase(text: str) -> str:
    """The first phrase of two words or more that stands twice in a row, or of six or more that comes again; else ""."""
    found = list(_WORD.finditer(text))
    folded = [match.group().casefold() for match in found]
    for at in range(len(folded) - 3):
        if folded[at] in DANGLING:
            continue
        for size in range(2, min(_LONGEST_PHRASE, (len(folded) - at) // 2) + 1):
            if folded[at] != folded[at + size]:
                continue
            last = folded[at + size - 1]
            if folded[at : at + size] == folded[at + size : at + 2 * size] and last not in DANGLING:
                return text[found[at].start() : found[at + size - 1].end()]
    seen: dict[tuple[str, ...], int] = {}
    for at in range(len(folded) - _MIN_REPEATED + 1):
        window = tuple(folded[at : at + _MIN_REPEATED])
        first = seen.setdefault(window, at)
        if at - first >= _MIN_REPEATED:
            return text[found[first].start() : found[first + _MIN_REPEATED - 1].end()]
    return ""


def breaks_in_word(text: str, is_word: Callable[[str], bool]) -> int | None:
    """Where the last word starts, where it is only the beginning of one: "… in breast canc", "… in breast canc…".

    Only a long text that ends without a mark, or one that says by an ellipsis that it was cut, is asked about.
    """
    stripped = text.rstrip()
    found = _LAST_WORD.search(stripped)
    if found is None or not (found[2] or len(stripped) >= _MIN_CUT):
        return None
    return None if is_word(found[1]) else found.start()


def stray_blanks(text: str) -> int:
    """How many no-break or doubled blanks a text holds."""
    return sum(1 for _ in _BLANKS.finditer(text))


def control_pattern(labels: tuple[str, ...]) -> re.Pattern[str]:
    """Finds page controls as whole words, the longest first."""
    ordered = sorted(labels, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(label) for label in ordered)})(?!\w)", re.IGNORECASE)


def controls(text: str, pattern: re.Pattern[str]) -> list[str]:
    """The page controls in a text, each once, in order; a control begins with a capital, as "Sort by" on a button does."""
    hits = [match.group() for match in pattern.finditer(text) if not match.group()[0].islower()]
    return list({hit.casefold(): hit for hit in reversed(hits)}.values())[::-1]
