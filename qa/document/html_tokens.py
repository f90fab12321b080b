"""Tokens of HTML with exact offsets, the same under every Python version; no input makes it fail or run long."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from qa.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TokenKind = Literal["text", "open", "close", "comment", "raw"]


class Token(NamedTuple):
    """A stretch of HTML.

    `name` is a tag's name in lower case. `[inner, limit)` holds a start tag's attributes or a comment's text, and of
    text and raw content the whole.
    """

    kind: TokenKind
    start: int
    end: int
    name: str
    inner: int
    limit: int


# A quoted value counts as one only where a blank, a slash or the tag's end follows: an author who forgets a closing quote
# would lose everything up to the next quote otherwise.
_TAG = re.compile(
    r"""<(/?)([a-zA-Z][^\s/>]*)((?:[^>"']++|"[^"]*+"(?=[\s/>])|'[^']*+'(?=[\s/>])|["'])*+)>""",
)
_LOOSE_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)([^>]*)>")
_COMMENT_END = re.compile(r"--!?>")
_ATTRIBUTE = re.compile(r"""([^\s"'>/=][^\s>/=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?""")
_REFERENCE = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);?")

_RAW = frozenset({"script", "style", "iframe", "noembed", "noframes", "xmp"})
_RAW_TEXT = frozenset({"title", "textarea"})
_MAX_FAILURES = 32


def tokens(text: str, start: int, end: int, trouble: Callable[[str, int, int], None]) -> Iterator[Token]:
    """Yield the tokens of `text[start:end]` in order; nothing but doctypes and processing instructions is left out.

    A comment that never ends is taken to end at the first ">", and raw content that never ends runs to the end; both are
    told to `trouble(code, start, end)`.
    """
    return _Scanner(text, end, trouble).run(start)


class _Scanner:
    """Walks from "<" to "<"; remembers what can't be found any more, so that no search is repeated."""

    def __init__(self, text: str, end: int, trouble: Callable[[str, int, int], None]) -> None:
        self.text, self.end, self.trouble = text, end, trouble
        self.last_close = text.rfind(">", 0, end)
        self.failures = 0
        self.endless: set[str] = set()

    def run(self, start: int) -> Iterator[Token]:
        text, end = self.text, self.end
        begin = at = start
        while 0 <= (at := text.find("<", at, end)) < self.last_close:
            token = self._markup(at)
            if token is None:
                at += 1
                continue
            if at > begin:
                yield Token("text", begin, at, "", begin, at)
            if token.name:
                yield token
            begin = at = token.end
            if token.kind == "open" and (token.name in _RAW or token.name in _RAW_TEXT):
                content = self._content(token)
                if content is not None:
                    yield content
                    begin = at = content.end
        if end > begin:
            yield Token("text", begin, end, "", begin, end)

    def _markup(self, at: int) -> Token | None:
        """The tag or comment at a "<"; a token without a name is nothing to show; None where "<" is plain text."""
        match = (_TAG if self.failures < _MAX_FAILURES else _LOOSE_TAG).match(self.text, at, self.end)
        if match is not None:
            slash, name, _ = match.groups()
            return Token("close" if slash else "open", at, match.end(), name.lower(), *match.span(3))
        follower = self.text[at + 1 : at + 2]
        if follower == "!" and self.text.startswith("<!--", at):
            return self._comment(at)
        if follower in ("!", "?", "/") and follower:
            return self._ignored(at)
        if follower.isascii() and follower.isalpha():
            self.failures += 1
            return self._loose(at)
        return None

    def _loose(self, at: int) -> Token | None:
        match = _LOOSE_TAG.match(self.text, at, self.end)
        if match is None:
            return None
        slash, name, _ = match.groups()
        return Token("close" if slash else "open", at, match.end(), name.lower(), *match.span(3))

    def _ignored(self, at: int) -> Token:
        stop = self.text.find(">", at, self.end) + 1
        return Token("comment", at, stop, "", at, stop)

    def _comment(self, at: int) -> Token:
        found = None if "--" in self.endless else _COMMENT_END.search(self.text, at + 2, self.end)
        if found is None:
            if "--" not in self.endless:
                self.endless.add("--")
                self.trouble("html-unclosed-comment", at, at + 4)
            return self._ignored(at)
        return Token("comment", at, found.end(), "!", min(at + 4, found.start()), found.start())

    def _content(self, tag: Token) -> Token | None:
        """What stands between a raw element's tags."""
        if tag.name in self.endless or self.text[tag.limit - 1 : tag.limit] == "/":
            return None
        found = re.compile(rf"</{tag.name}(?=[\s/>])", re.IGNORECASE).search(self.text, tag.end, self.end)
        kind: TokenKind = "raw" if tag.name in _RAW else "text"
        if found is not None:
            return Token(kind, tag.end, found.start(), tag.name, tag.end, found.start())
        self.endless.add(tag.name)
        if kind == "text":
            return None
        self.trouble("html-unclosed-element", tag.start, tag.end)
        return Token("raw", tag.end, self.end, tag.name, tag.end, self.end)


def attributes(text: str, start: int, end: int) -> dict[str, tuple[int, int]]:
    """Attribute names in lower case with the offsets of their values as written; of a repeated name the first counts."""
    found: dict[str, tuple[int, int]] = {}
    for match in _ATTRIBUTE.finditer(text, start, end):
        name = match.group(1).lower()
        if name not in found:
            last = match.lastindex or 1
            found[name] = match.span(last) if last > 1 else (match.end(), match.end())
    return found


def unescaped(text: str) -> str:
    """The text with its character references replaced; their table is loaded for the first text that has one."""
    if "&" not in text:
        return text
    from html import unescape

    return unescape(text)


def references(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The character references in `text[start:end]`: where each stands and what it means; unknown ones are left out."""
    if text.find("&", start, end) < 0:
        return
    from html import unescape
    from html.entities import html5

    for match in _REFERENCE.finditer(text, start, end):
        written = match.group()
        if written[1] == "#" or written[1:] in html5:
            value = unescape(written)
            if value != written:
                yield match.start(), match.end(), value
            continue
        # "&copy2020" means "©2020": a few old names need no semicolon.
        length = next((size for size in range(min(len(written), 8), 2, -1) if written[1:size] in html5), 0)
        if length:
            yield match.start(), match.start() + length, html5[written[1:length]]
