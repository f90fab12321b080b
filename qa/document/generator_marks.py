"""Lines of Markdown that speak to a site generator and not to readers: shortcodes, template tags, fences of call-outs."""

from __future__ import annotations

import re

_LINES = re.compile(
    r"^[ \t]*(?:\{\{[<%][^\n]*[>%]\}\}|\{%[^\n]*%\}|:{3,}[^\n]*)[ \t]*\r?$|^(?:[ \t]*>)+[ \t]*(?P<kind>\[![A-Za-z]+\][+-]?)",
    re.MULTILINE,
)
_HINTS = ("{{<", "{{%", "{%", ":::", "[!")


def without_marks(text: str) -> str:
    """The text with such lines blanked, so that every other character keeps its place.

    Hugo's and Jekyll's tags on lines of their own, the `:::` fences of Docusaurus and MyST, the `[!WARNING]` of GitHub's alerts. A
    tag inside a line of prose stays: it may have been left there.
    """
    return _LINES.sub(_blanked, text) if any(hint in text for hint in _HINTS) else text


def _blanked(found: re.Match[str]) -> str:
    whole, kind = found.group(), found.group("kind")
    if kind:
        return whole[: -len(kind)] + " " * len(kind)
    return " " * len(whole.rstrip("\r")) + "\r" * whole.endswith("\r")
