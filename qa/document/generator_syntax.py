"""The forms in which Markdown speaks to site generators: shortcodes, template tags, fences and titles of call-outs, attributes."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from qa.document.generator_marks import FILL
from qa.document.indented_parts import with_parts_quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Place = tuple[int, int]

# Lines that are nothing but a tag; what their named texts say is shown, and so is the title of a fence or of an alert.
_TAG_LINE = re.compile(r"^[ \t]*(?:\{\{[<%][^\n]*[>%]\}\}|\{%[^\n]*%\}|:{3,}[^\n]*)[ \t]*(?=\r?$)", re.MULTILINE)
_NAMED = re.compile(
    r"""\b(?:title|text|caption|heading|content|message|summary|label)=(?:"(?P<double>[^"\n]*)"|'(?P<single>[^'\n]*)')"""
)
_FENCE_TITLE = re.compile(
    r":{3,}[ \t]*(?:\w[\w-]*)?(?:\[(?P<boxed>[^\]\n]+)\]|(?<=\w)[ \t]+(?P<bare>[^{}\[\]=:\s][^{}\[\]=:\n]*(?<!\s)))"
)
_ALERT_KIND = re.compile(r"^(?:[ \t]*>)+[ \t]*(?P<gone>\[![\w-]+\][+-]?[ \t]*)(?P<title>[^\r\n]*)", re.MULTILINE)
_SLASHES = re.compile(
    r"^[ \t]*(?P<gone>/{3,}[ \t]*(?:[\w-]+[ \t]*(?:\|[ \t]*)?)?)(?P<title>[^\r\n|]*)(?=\r?$)", re.MULTILINE
)
# Lists of contents, page breaks, imports of components, tags of notes, comments: whole lines.
_LINES = re.compile(
    r"^[ \t]*(?:\[(?:TOC|toc)\]|\[\[_?TOC_?\]\]|\\(?:newpage|pagebreak|clearpage)|\{:[^{}\n]*\}|[*+-][ \t]+[^\n]{1,30}\r?\n\{:[ \t]*toc\b[^}\n]*\}"
    r"|import[ \t](?:[\w*{},$ \t]+[ \t]from[ \t])?['\"][^'\"\n]+['\"];?|export[ \t](?:const|default|function)[ \t][^\n]*(?:\n(?![ \t\r]*$)[^\n]*)*"
    r"|\{/\*(?:(?!\*/\})[\s\S]){0,2000}\*/\}|%%(?:(?!%%)[\s\S]){0,2000}%%|(?:#[A-Za-z][\w/-]*[ \t]+)+#[A-Za-z][\w/-]*)[ \t]*(?=\r?$)",
    re.MULTILINE,
)
# Shortcodes, the site's own variables, attributes behind links, images and spans (not what a writing tool leaves: "[oaicite:3]{index=3}"), names of notes, highlights, anchors, icons, citations.
_PARTS = re.compile(
    r"\{\{[<%][^\n]{0,400}?[>%]\}\}|\{\{\s*(?:site|page)\.[\w.]+\s*\}\}|\{/\*[^\n]{0,1000}?\*/\}|(?<=[\])*`])\{(?!index=)(?::?[ \t]*[.#\w-])[^{}\n]*\}|\{:[^{}\n]*\}"
    r"|!\[\[[^\[\]\n]*\]\]|\[\[(?:[^\[\]|\n]+\|)?(?=[^\[\]|\n]+\]\])|(?<=[^\[\]|\n])\]\](?!\])|%%[^%\n]+%%|==(?=\S[^=\n]*==)|(?<=[^\s=])==(?=[^=]|$)"
    r"|[ \t]\^[\w-]+(?=\r?$)|(?<![\w:]):[a-z][a-z0-9_+-]+:(?![\w:])|\[-?@[\w:.-][^\[\]\n]*\]|\^(?=\[)",
    re.MULTILINE,
)
_ADDRESS = re.compile(r"\]\((?P<address>[^()\s]*(?:\{\{[^}\n]{0,200}\}\}|\{%[^%\n]{0,200}%\})[^()\s]*)\)")
# Blocks and spans of code, as a pattern over lines.
CODE = r"^(?P<fence>`{3,}|~{3,})[^\n]*\n(?:[\s\S]*?^(?P=fence)[`~]*[ \t]*$|[\s\S]*)|(?<!`)(?P<ticks>`+)(?!`)[^`\n]+(?P=ticks)(?!`)"
_CODE = re.compile(CODE, re.MULTILINE)


def masked(text: str) -> tuple[str, frozenset[int]]:
    """The text without its marks, character for character, and the places behind titles that stand on a line with nothing else."""
    code = [found.span() for found in _CODE.finditer(text)] if "`" in text or "~~~" in text else []
    lines = [place for place in _places(_LINES, text) if not _overlaps(code, place)]
    tags = [place for place in _places(_TAG_LINE, text) if not _overlaps(code, place)]
    taken = sorted([*code, *lines, *tags])
    chars = list(text)
    ends: set[int] = set()
    for place in lines:
        _fill(chars, place, " ")
    for place in tags:
        shown = _shown(text, place)
        ends.update((place[1],) if shown else ())
        for start, end, fill in _around(place, shown):
            _fill(chars, (start, end), fill)
    for place in (*_parts(text), *(found.span("address") for found in _ADDRESS.finditer(text))):
        if not _overlaps(taken, place):
            # A note in brackets stands apart from the word it hangs on.
            _fill(chars, place, " " if text[place[0]] == "^" else FILL)
    for pattern in (_ALERT_KIND, _SLASHES):
        for found in pattern.finditer(text):
            if not _overlaps(taken, found.span("gone")):
                _fill(chars, found.span("gone"), FILL if found["title"].strip() else " ")
                ends.add(found.end())
    return with_parts_quoted("".join(chars), lambda place: _overlaps(code, place)), frozenset(ends)


def _places(pattern: re.Pattern[str], text: str) -> Iterator[Place]:
    return (found.span() for found in pattern.finditer(text))


def _overlaps(ranges: Sequence[Place], place: Place) -> bool:
    """Whether a place meets one of some ranges that are in order and apart."""
    at = bisect_right(ranges, (place[0], 1 << 60))
    return (at > 0 and ranges[at - 1][1] > place[0]) or (at < len(ranges) and ranges[at][0] < place[1])


def _fill(chars: list[str], place: Place, fill: str) -> None:
    start, end = place
    chars[start:end] = [char if char in "\r\n" else fill for char in chars[start:end]]


def _parts(text: str) -> Iterator[Place]:
    """Marks beside words, each with the blank before it where another follows."""
    for found in _PARTS.finditer(text):
        start, end = found.span()
        lone = start and text[start - 1] in " \t" and text[end : end + 1] in ("", *" \t\r\n.,;:!?)")
        yield start - bool(lone), end


def _shown(text: str, place: Place) -> list[Place]:
    """The stretches of a line of tags that readers see."""
    title = _FENCE_TITLE.search(text, *place)
    if title is not None:
        return [title.span("boxed" if title["boxed"] else "bare")]
    found = _NAMED.finditer(text, *place)
    return [span for item in found if (span := item.span("double" if item["double"] else "single"))[0] < span[1]]


def _around(place: Place, shown: Sequence[Place]) -> Iterator[tuple[int, int, str]]:
    start, end = place
    if not shown:
        yield start, end, " "
        return
    at = start
    for begin, stop in shown:
        # One blank keeps what two texts of a tag say apart.
        blank = at > start
        yield at, begin - blank, FILL
        if blank:
            yield begin - 1, begin, " "
        at = stop
    yield at, end, FILL
