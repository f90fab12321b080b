"""What word processors put on the clipboard, as plain HTML.

Word writes list items as paragraphs with the bullet in the text; Google Docs wraps everything in a `b` that isn't bold and
says what is bold by style. Sources: the HTML that Word 2016 to 365, Word for the web and Google Docs put on the clipboard.
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

KEPT = frozenset(
    "h1 h2 h3 h4 h5 h6 p div ul ol li table thead tbody tr td th blockquote pre code a br main section article sub sup".split()
)
DROPPED = frozenset("script style head title xml template noscript".split())
EMPTY = frozenset({"br", "img", "hr", "meta", "link", "input", "col", "wbr"})

_BOLD = re.compile(r"font-weight:\s*(bold|bolder|[6-9]00)", re.IGNORECASE)
_LIGHT = re.compile(r"font-weight:\s*(normal|lighter|[1-4]00)", re.IGNORECASE)
_SLANTED = re.compile(r"font-style:\s*(italic|oblique)", re.IGNORECASE)
_UPRIGHT = re.compile(r"font-style:\s*normal", re.IGNORECASE)
_ITEM = re.compile(r"mso-list:\s*l\d+\s+level(\d)", re.IGNORECASE)
_IGNORED = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
_ORDERED = re.compile(r"\s*\(?(?:\d+|[a-z]{1,4})[.)]", re.IGNORECASE)
_CONDITION = re.compile(r"<!\[(?:if [^\]]*|endif)\]>", re.IGNORECASE)


def tidied(text: str) -> str:
    """A clipboard's HTML with real lists and real emphasis, and without what only lays it out."""
    writer = _Writer()
    writer.feed(_CONDITION.sub("", text))
    writer.close()
    return writer.finished()


class _Writer(HTMLParser):
    """Writes the tags that say what a text is; an inline element's style decides whether it is strong or emphasised."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        # For each open element its name and what closes it.
        self._open: list[tuple[str, str]] = []
        self._hidden = 0
        self._lists: list[str] = []
        self._marker: list[str] | None = None
        # Where the text of an item begins whose bullet has not been read, and the item's level.
        self._item: tuple[int, int] | None = None

    def finished(self) -> str:
        """All that was written, everything closed."""
        while self._open:
            self._out.append(self._open.pop()[1])
        self._lists_to(0)
        return "".join(self._out)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        style = given.get("style", "")
        if tag in EMPTY:
            if not self._hidden:
                self._out.append("<br>" if tag == "br" else _image(given) if tag == "img" else "")
            return
        if self._hidden or tag in DROPPED or ":" in tag or re.search(r"display:\s*none", style, re.IGNORECASE):
            self._hidden += 1
            self._open.append((tag, ""))
            return
        if _IGNORED.search(style):
            self._marker = []
            self._open.append((tag, "marker"))
            return
        opening, closing = self._block(tag, style, given) if tag in KEPT else _inline(tag, style)
        self._out.append(opening)
        self._open.append((tag, closing))

    def _block(self, tag: str, style: str, given: dict[str, str]) -> tuple[str, str]:
        item = _ITEM.search(style)
        if tag in ("p", "div") and item:
            self._item = len(self._out), int(item.group(1))
            return "", "</li>"
        if tag in ("p", "div", "table") or tag[0] == "h":
            self._lists_to(0)
        if tag == "a":
            address = given.get("href", "")
            return (f'<a href="{escape(address)}">', "</a>") if address and not address.startswith("#") else ("", "")
        return f"<{tag}>", f"</{tag}>"

    def handle_endtag(self, tag: str) -> None:
        if tag in EMPTY or tag not in (name for name, _ in self._open):
            return
        while self._open:
            name, closing = self._open.pop()
            self._closed(closing)
            if name == tag:
                return

    def _closed(self, closing: str) -> None:
        if self._hidden:
            self._hidden -= 1
        elif closing == "marker":
            self._begin_item("".join(self._marker or []))
            self._marker = None
        else:
            if closing == "</li>" and self._item is not None:
                self._begin_item("")
            self._out.append(closing)

    def _begin_item(self, marker: str) -> None:
        """The bullet or number is read: open the lists that the item stands in."""
        if self._item is None:
            return
        (at, level), self._item = self._item, None
        text, self._out = self._out[at:], self._out[:at]
        self._lists_to(level, "ol" if _ORDERED.match(marker) else "ul")
        self._out += ["<li>", *text]

    def _lists_to(self, level: int, kind: str = "ul") -> None:
        while len(self._lists) > level or (self._lists and len(self._lists) == level and self._lists[-1] != kind):
            self._out.append(f"</{self._lists.pop()}>")
        while len(self._lists) < level:
            self._lists.append(kind)
            self._out.append(f"<{kind}>")

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        if self._marker is not None:
            self._marker.append(data)
        else:
            self._out.append(escape(data, quote=False))


def _image(given: dict[str, str]) -> str:
    """An image, unless it is one of the dots that pages count their readers with."""
    if given.get("width") in ("0", "1") or given.get("height") in ("0", "1"):
        return ""
    return f'<img src="{escape(given.get("src", ""))}" alt="{escape(given.get("alt", ""))}">'


def _inline(tag: str, style: str) -> tuple[str, str]:
    """The signs of an inline element that is strong or emphasised, by its style first."""
    strong = bool(_BOLD.search(style)) or (tag in ("b", "strong") and not _LIGHT.search(style))
    slanted = bool(_SLANTED.search(style)) or (tag in ("i", "em") and not _UPRIGHT.search(style))
    return ("<b>" * strong + "<i>" * slanted, "</i>" * slanted + "</b>" * strong)
