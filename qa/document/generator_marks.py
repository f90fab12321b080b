"""What Markdown says to a site generator and not to readers; the forms themselves are in `generator_syntax`."""

from __future__ import annotations

import re

from qa.named import NamedTuple

# Stands for a character that readers don't see: no blank, so that neither indentation nor an end of paragraph comes of it.
FILL = "\ue000"

_HINTS = (
    "{{", "{%", "{:", "{/", "]{", "){", ":::", "[!", "///", "[[", "%%", "==", " ^", "^[", "[@", "[-@", "[TOC]", "[toc]", "!!!", "???",
    "\\newpage", "\\pagebreak", "\\clearpage", "\nimport ", "\nexport ",
)  # fmt: skip
_ICON = re.compile(r"(?<![\w:]):[a-z][a-z0-9_+-]+:")


class Shown(NamedTuple):
    """A text as the parser gets it, and the places where a title ends a block of its own."""

    text: str
    ends: frozenset[int]


def without_marks(text: str) -> Shown:
    """The text with such marks blanked or filled, so that every other character keeps its place.

    Understood are the tags of Hugo and Jekyll, the call-outs of MkDocs, Docusaurus, MyST, GitHub and Obsidian, the attributes of kramdown
    and Pandoc, and what MDX imports. Lines that are nothing but a mark become blank; a mark beside words becomes FILL. Other template
    tags inside a line of prose stay: they may have been left there.
    """
    if not any(hint in text for hint in _HINTS) and _ICON.search(text) is None:
        return Shown(text, frozenset())
    from qa.document.generator_syntax import masked

    return Shown(*masked(text))
