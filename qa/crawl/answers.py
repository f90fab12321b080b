"""What an answer to a crawl's request makes of an address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.crawl.outlinks import Outlinks, outlinks
from qa.crawl.scope import address_of
from qa.crawl.store import Fetched
from qa.links.classify import judged
from qa.links.headers import resolved
from qa.links.verdict import Verdict
from qa.record import record
from qa.source import MAX_BYTES
from qa.sources.charset import charset_of

if TYPE_CHECKING:
    from qa.links.answer import Answer

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@record
class Reading:
    """What an address turned out to be.

    `state` is page, unchanged, moved, copy, other, gone or failed, with a `reason` for people; `page` what to keep; `leads` the
    addresses that it names (of a moved page and a copy the one that it stands for, of a page its links); `verdict` what the link
    check would say.
    """

    state: str
    verdict: Verdict
    reason: str = ""
    page: Fetched | None = None
    leads: tuple[str, ...] = ()


def read_answer(address: str, answer: Answer, before: Fetched | None) -> Reading:
    """Read an answer to a request that followed no redirect; `before` is the page as an earlier round fetched it."""
    if answer.status == 304 and before is not None:
        return _page(address, before, Verdict("ok", "", 200), "unchanged")
    if answer.status in _REDIRECTS and answer.headers.get("location"):
        target = resolved(address, answer.headers["location"])
        return Reading("moved", Verdict("moved", "moved", answer.status, target), leads=(address_of(target),))
    verdict = judged(address, answer)
    if not verdict.good:
        gone = verdict.reason == "gone"
        return Reading("gone" if gone else "failed", verdict, _words(verdict))
    if not answer.html:
        return Reading("other", verdict, answer.headers.get("content-type", "") or "no content type")
    if not answer.complete:
        large = len(answer.body) > MAX_BYTES
        why = f"the page is larger than {MAX_BYTES:,} bytes" if large else "the page did not arrive whole"
        return Reading("failed", Verdict("unknown", "closed" if not large else "", answer.status), why)
    headers = answer.headers
    declared = _CHARSET.search(headers.get("content-type", ""))
    page = Fetched(
        declared[1] if declared else "", headers.get("etag", ""), headers.get("last-modified", ""), answer.body
    )
    return _page(address, page, verdict, "page")


def _page(address: str, page: Fetched, verdict: Verdict, state: str) -> Reading:
    found = outlinks(page.body.decode(charset_of(page.body, page.charset), "replace"))
    base = address_of(found.base, address) or address
    canonical = address_of(found.canonical, base) if found.canonical else ""
    if found.refresh:
        return Reading("moved", verdict, leads=(address_of(found.refresh, base),))
    if canonical and _differs(canonical, address):
        return Reading("copy", verdict, canonical, page, (canonical,))
    return Reading(state, verdict, "", page, _leads(found, base) if found.follow else ())


def _leads(found: Outlinks, base: str) -> tuple[str, ...]:
    addresses = (address_of(target, base) for target in found.targets if not target.startswith("#"))
    return tuple(dict.fromkeys(address for address in addresses if address))


def _differs(canonical: str, address: str) -> bool:
    """Whether two addresses are different pages: http and https, and a closing slash, make no difference."""

    def plain(text: str) -> str:
        return text.partition("://")[2].rstrip("/")

    return plain(canonical) != plain(address)


def _words(verdict: Verdict) -> str:
    told = {
        "private": "lies in a private network",
        "no-host": "no such host",
        "refused": "the server refuses connections",
        "timeout": "no answer in time",
        "challenge": "the server asks whether a person is asking",
        "home": "leads to the home page",
        "error-page": "leads to an error page",
    }
    words = told.get(verdict.reason) or (f"says “{verdict.detail}”" if verdict.detail else "")
    return words or (f"HTTP {verdict.status}" if verdict.status else verdict.reason)
