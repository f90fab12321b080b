"""Takes link addresses apart without asking the network; an address that can't be parsed yields empty parts."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from qa.finding import Edit
from qa.named import NamedTuple

if TYPE_CHECKING:
    from qa.document.model import Document, Link, Span

_ADDRESS = re.compile(
    r"(?:(?P<scheme>[a-zA-Z][a-zA-Z0-9+.-]*):)?(?://(?P<authority>[^/?#\\]*))?"
    r"(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#(?P<fragment>.*))?",
    re.DOTALL,
)


class Address(NamedTuple):
    """The parts of an address (RFC 3986, appendix B); `host` is in lower case without user, port and a leading `www.`.

    `fragment` is None where there is no `#`.
    """

    scheme: str
    host: str
    path: str
    query: str
    fragment: str | None

    @property
    def web(self) -> bool:
        """Whether it names a host to be asked over http or https (a bare `//host` counts)."""
        return bool(self.host) and self.scheme in ("http", "https", "")


@lru_cache(maxsize=256)
def parts_of(target: str) -> Address:
    """The parts of an address as written."""
    found = _ADDRESS.fullmatch(target.strip())
    if found is None:
        return Address("", "", target, "", None)
    host = (found["authority"] or "").rpartition("@")[2].lower()
    host = re.sub(r":\d*$", "", host).rstrip(".")
    return Address(
        (found["scheme"] or "").lower(),
        host.removeprefix("www."),
        found["path"] or "",
        found["query"] or "",
        found["fragment"],
    )


def belongs(host: str, domain: str) -> bool:
    """Whether a host is a domain or lies under it; both in lower case."""
    return host == domain or host.endswith("." + domain)


def shown(document: Document, link: Link) -> Span:
    """Where a link's text stands in the source; the whole link where it has none."""
    return document.locate(link.start, link.end) if link.end > link.start else link.span


def address_span(link: Link) -> Span:
    """Where a link's address stands in the source; the whole link where it isn't written out."""
    return link.target_span if link.target_span.end > link.target_span.start else link.span


def address_edit(document: Document, link: Link, better: str) -> Edit | None:
    """Puts a better address in place of a link's own and touches nothing else; None where it isn't written as it reads.

    In HTML an ampersand is written as an entity, and stays one.
    """
    span = link.target_span
    written = document.excerpt(span)
    if written == link.target:
        return Edit(span.start, span.end, better)
    if "&" in written:
        import html

        if html.unescape(written) == link.target:
            return Edit(span.start, span.end, html.escape(better, quote=False))
    return None
