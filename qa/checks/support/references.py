"""Reference links and footnotes of Markdown whose definition is missing, so that readers see the brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.document.overlaps import in_code
from qa.finding import Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.document.model import Document

_REFERENCE = re.compile(r"\[([^\[\]\n]{1,200})\]\[([^\[\]\n]{0,100})\]|\[\^([^\[\]\s]{1,60})\]")


def undefined_references(document: Document) -> Iterator[Match]:
    """`[text][label]` and `[^note]` that stayed as written; `[1][2]`, two citations side by side, is left alone."""
    if document.kind != "markdown" or ("][" not in document.text and "[^" not in document.text):
        return
    for found in _REFERENCE.finditer(document.text):
        text, label, note = found.groups()
        if document.block_at(found.start()).kind == "code" or in_code(document, found.start(), found.start() + 1):
            continue
        span = document.locate(found.start(), found.end())
        if "\\" in document.excerpt(span) or (text and text.isdigit() and (label or "").isdigit()):
            continue
        if note:
            yield Match(span, {"label": note}, "footnote")
        else:
            yield Match(span, {"label": label or text, "text": text}, "reference")
