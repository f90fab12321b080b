"""The words and headers by which servers give away that a page is gone, or that they turn robots away.

Gathered from the messages of common content management systems, web servers and protection services; a new one is added
here, with a test.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from qa.links.pages import Page

if TYPE_CHECKING:
    from qa.links.answer import Answer

# What a title or main heading may say is gone; and what a short page's own words may, where "content" and "site" are as
# often what a script or an old browser can't show.
_THINGS = "web[ ]?page|page|file|article|document|url|content|resource|item|address|link|site"
_PAGES = "web[ ]?page|page|file|article|document|url"
_NOT = r"(?:\bnot|\bcan(?:no|')t|n't)"


def _not_found(things: str) -> re.Pattern[str]:
    """Matches, in lower case with plain apostrophes, a message that a thing is gone.

    A thing and its absence may stand six words apart: "the page you are looking for has been removed".
    """
    return re.compile(
        rf"""
        \b(?:{things})s?\b (?:\s\S+){{0,6}}? \s? (?:
            {_NOT} \s (?:be \s)? found | \b no \s longer \s (?:exists?|available|here|online)
          | {_NOT} \s (?:exist|available)\b | \b been \s (?:removed|deleted|taken \s down)
          | \b(?:is|was|are|were) \s (?:removed|deleted|gone|missing|unavailable))
      | \b (?:cannot|can't|can \s not|could \s not|couldn't|did \s not|didn't) \s find \s (?:the|that|this|your|a) \s (?:{things})\b
      | \b unable \s to \s find \s (?:the|that|this|your) \s (?:{things})\b
      | ^ \W* (?:(?:{things}) \s)? not \s found \b
      | \b (?:error|http|status|page|file) [\s:#-]* (?:404|410) \b
      | ^ \W* (?:404|410) (?: \W* $ | \s? [-–—|:] \s | [\s:.-]+ (?:error|gone|{things}|not \s found))
      | [-–—|:] \s? (?:404|410) \W* $
        """,
        re.VERBOSE,
    )


_GONE_IN_TITLE, _GONE_IN_WORDS = _not_found(_THINGS), _not_found(_PAGES)
_ERROR_PATH = re.compile(
    r"(?:^|[/_-])(?:40[44]|410|not-?_?found|page-?_?not-?_?found|error-?_?404|404-?_?error|pagenotfound|missing-page)(?:[/._-]|$)",
    re.IGNORECASE,
)
_HOME = re.compile(
    r"/?(?:[a-z]{2}(?:[-_][a-z]{2})?(?:/|$))?(?:(?:home|index|default|welcome|main)(?:[_-]?page)?(?:\.\w{2,5})?/?)?",
    re.IGNORECASE,
)
_CHALLENGES = (
    "just a moment...",
    "attention required! | cloudflare",
    "checking your browser",
    "checking if the site connection",
    "cf-challenge",
    "cf_chl",
    "challenge-platform",
    "_incapsula_resource",
    "incapsula incident",
    "request unsuccessful. incapsula",
    "captcha-delivery.com",
    "px-captcha",
    "perimeterx",
    "pardon our interruption",
    "sgcaptcha",
    "verify you are human",
    "verifying you are human",
    "verify you are a human",
    "verify that you are human",
    "are you a human",
    "are you a robot",
    "enable javascript and cookies to continue",
    "ddos protection by",
    "access to this page has been denied",
    "awswafintegration",
    "unusual traffic from your",
)
_SHORT_PAGE = 150
_MAX_MESSAGE = 2000


def page_of(answer: Answer) -> Page | None:
    """The page that an answer carries; None where there is nothing to read."""
    return Page(answer.body, answer.headers.get("content-type", "")) if answer.html and answer.body else None


def is_challenge(answer: Answer, page: Page | None) -> bool:
    """Whether a protection service answers in the site's place, to see whether a person asks."""
    headers = answer.headers
    if headers.get("cf-mitigated", "").lower() == "challenge":
        return True
    if headers.get("x-amzn-waf-action", "").lower() in ("challenge", "captcha"):
        return True
    # A long page may carry a protection service's script or speak of captchas; a challenge has little else on it.
    return page is not None and any(sign in page.lowered for sign in _CHALLENGES) and len(page.words) < _SHORT_PAGE


def not_found_message(page: Page) -> str:
    """The title, heading or short message by which a page that claims success says that it isn't there; else ""."""
    for said in (page.title, page.heading):
        if said and _GONE_IN_TITLE.search(_folded(said)):
            return said[:120]
    if len(page.words) >= _SHORT_PAGE:
        return ""
    found = _GONE_IN_WORDS.search(_folded(" ".join(page.words)[:_MAX_MESSAGE]))
    return found.group().strip()[:120] if found else ""


def _folded(text: str) -> str:
    return text.casefold().replace("’", "'")


def is_error_path(url: str) -> bool:
    """Whether an address is that of an error page."""
    return _ERROR_PATH.search(urlsplit(url).path) is not None


def is_home(url: str) -> bool:
    """Whether an address is a site's front page, in any language; a query asks for something else."""
    parts = urlsplit(url)
    return not parts.query and _HOME.fullmatch(parts.path) is not None
