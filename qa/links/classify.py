"""Judges an answer; the specification of every verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from qa.links import signs
from qa.links.pages import has_fragment
from qa.links.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa.links.answer import Answer
    from qa.links.pages import Page

# RFC 9110, 15.5.5 and 15.5.11.
_GONE = frozenset({404, 410})
# Servers answer robots with these although readers are let in; 999 is LinkedIn's own.
_REFUSALS = frozenset({401, 403, 405, 406, 412, 451, 999})
_PERMANENT = frozenset({301, 308})
_BROKEN_ERRORS = frozenset(
    {
        "no-host",
        "refused",
        "tls-name",
        "tls-expired",
        "redirect-loop",
        "too-many-redirects",
        "redirect-scheme",
        "bad-address",
    }
)


def judged(asked: str, answer: Answer) -> Verdict:
    """The verdict on one answer to the address `asked`, before confirmation and apart from fragments."""
    if answer.error:
        return _of_error(answer)
    status = answer.status
    page = signs.page_of(answer)
    if signs.is_challenge(answer, page):
        return Verdict("blocked", "challenge", status)
    if status in _GONE:
        return Verdict("broken", "gone", status)
    if status == 429:
        return Verdict("blocked", "rate", status)
    if status in _REFUSALS:
        return Verdict("blocked", "robots", status)
    if not 200 <= status < 300:
        return Verdict("unknown", "server" if status >= 500 else "status", status)
    return _of_success(asked, answer, page)


def missing_fragments(answer: Answer, fragments: Iterable[str]) -> set[str]:
    """The fragments that a page surely lacks; none where it isn't HTML or wasn't read to its end."""
    page = signs.page_of(answer)
    if page is None or not answer.complete:
        return set()
    return {fragment for fragment in fragments if not has_fragment(page.text, fragment)}


def _of_error(answer: Answer) -> Verdict:
    if answer.error in _BROKEN_ERRORS:
        return Verdict("broken", answer.error, answer.status)
    if answer.error == "private":
        return Verdict("blocked", "private", answer.status)
    return Verdict("unknown", answer.error, answer.status)


def _of_success(asked: str, answer: Answer, page: Page | None) -> Verdict:
    if answer.hops and not signs.is_home(asked):
        if signs.is_home(answer.url):
            return Verdict("soft-404", "home", answer.status, answer.url)
        if signs.is_error_path(answer.url) and not signs.is_error_path(asked):
            return Verdict("soft-404", "error-page", answer.status, answer.url)
    said = signs.not_found_message(page) if page else ""
    if said:
        return Verdict("soft-404", "wording", answer.status, answer.url, said)
    new = _moved_to(asked, answer)
    if new:
        return Verdict("moved", "moved", answer.hops[0][0], new)
    return Verdict("ok", "", answer.status)


def _moved_to(asked: str, answer: Answer) -> str:
    """Where permanent redirects lead from the address asked; "" where they only add or drop a closing slash."""
    new = ""
    for status, url in answer.hops:
        if status not in _PERMANENT:
            break
        new = url
    if not new or _without_slash(new) == _without_slash(asked) or _is_detour(new, asked):
        return ""
    return new


def _without_slash(url: str) -> str:
    parts = urlsplit(url)
    return parts._replace(path=parts.path.rstrip("/"), fragment="").geturl()


def _is_detour(new: str, asked: str) -> bool:
    """Whether an address only asks the reader to log in or agree before going on to where they were."""
    query = urlsplit(new).query
    path = urlsplit(asked).path
    return len(path) > 1 and (path in query or path.replace("/", "%2F").lower() in query.lower())
