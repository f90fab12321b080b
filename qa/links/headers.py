"""Reads what the headers of an answer say."""

from __future__ import annotations

import datetime as dt
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from qa.links.answer import Answer

_KEPT = ("content-type", "etag", "last-modified", "retry-after", "cf-mitigated", "x-amzn-waf-action")
_MAX_URL = 8000


def answer_of(url: str, response: Any) -> Answer:
    """The answer that a response begins, its page unread."""
    headers = {name: value for name in _KEPT if (value := response.headers.get(name)) is not None}
    location = response.headers.get("Location")
    if location:
        headers["location"] = location
    return Answer(url, response.status, headers=headers, wait=seconds_to_wait(headers.get("retry-after", "")))


def resolved(url: str, location: str) -> str:
    """Where a Location leads, without fragment and user name; "" where it can't be read."""
    try:
        parts = urlsplit(urljoin(url, location.strip()))
        if parts.scheme not in ("http", "https"):
            return parts.geturl() if parts.scheme else ""
        host = parts.hostname or ""
        if not host or len(location) > _MAX_URL:
            return ""
        netloc = f"[{host}]" if ":" in host else host
        netloc = f"{netloc}:{parts.port}" if parts.port else netloc
        return parts._replace(netloc=netloc, path=parts.path or "/", fragment="").geturl()
    except ValueError:
        return ""


def seconds_to_wait(text: str) -> float:
    """A Retry-After in seconds, given in seconds or as a date; 0 where it is absent or makes no sense."""
    if text.strip().isdigit():
        return float(text[:9])
    try:
        when = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        return 0.0
    now = dt.datetime.now(dt.UTC)
    return max(0.0, ((when if when.tzinfo else when.replace(tzinfo=dt.UTC)) - now).total_seconds())
