"""Reads out of a page's HTML what the link check needs: title, main heading, visible words, ids."""

from __future__ import annotations

import html
import re
from functools import cached_property

from qa.record import record

# Tags are found by searching a lower-cased copy for them, many times faster than a pattern that ignores case.
_TITLE = re.compile(r"<title\b[^>]*>([^<]{0,500})", re.IGNORECASE)
_HEADING = re.compile(r"<h1\b[^>]*>(.{0,500}?)</h1", re.IGNORECASE | re.DOTALL)
_ID = re.compile(r"""\s(?:id|name)\s*=\s*(?:"([^"]{1,300})"|'([^']{1,300})'|([^\s"'>]{1,300}))""", re.IGNORECASE)
_HIDDEN = re.compile(r"<(script|style|noscript|template|svg|head)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]{0,2000}>")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_SCANNED = 100_000
# What sites put in front of an id when they publish Markdown written by others.
_ID_PREFIXES = ("user-content-",)


@record(frozen=False, slots=False)
class Page:
    """The beginning of a page as its server sent it; what is read out of it is kept."""

    body: bytes
    content_type: str

    @cached_property
    def text(self) -> str:
        """The HTML, by the character set that the server or the page's head names; UTF-8 where neither does."""
        named = _CHARSET.search(self.content_type) or _CHARSET.search(self.body[:1024].decode("ascii", "ignore"))
        try:
            return self.body.decode(named[1] if named else "utf-8", "replace")
        except LookupError:
            return self.body.decode("utf-8", "replace")

    @cached_property
    def lowered(self) -> str:
        """The HTML in lower case."""
        return self.text.lower()

    @cached_property
    def title(self) -> str:
        """The page's title, "" where it has none."""
        return self._element("<title", _TITLE)

    @cached_property
    def heading(self) -> str:
        """The first heading of the first rank, "" where there is none."""
        return self._element("<h1", _HEADING)

    @cached_property
    def words(self) -> list[str]:
        """The words that a reader sees at the beginning, roughly: no scripts, styles, head or tags."""
        return _plain(_HIDDEN.sub(" ", self.text[:_SCANNED])).split()

    def _element(self, opening: str, pattern: re.Pattern[str]) -> str:
        at = self.lowered.find(opening)
        if at < 0:
            return ""
        found = pattern.match(self.text, at) if len(self.lowered) == len(self.text) else pattern.search(self.text)
        return _plain(found[1]) if found else ""


def has_fragment(text: str, fragment: str) -> bool:
    """Whether an element of the page bears the fragment as its id or name."""
    wanted = {fragment, *(prefix + fragment for prefix in _ID_PREFIXES)}
    return any(html.unescape(next(filter(None, found))) in wanted for found in _ID.findall(text))


def _plain(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", text)).split())
