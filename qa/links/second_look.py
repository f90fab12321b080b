"""When an address is asked again in the same run."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.links.settings import Settings
    from qa.links.verdict import Verdict


def asks_for_time(verdict: Verdict, wait: float) -> bool:
    """Whether a server in trouble has said how long to leave its host alone."""
    return wait > 0 and _is_unclear(verdict)


def pause_before_next(settings: Settings, verdict: Verdict, tries: int, wait: float) -> float | None:
    """Seconds until the next look after `tries` of them; None where the verdict stands.

    A broken address is confirmed once. One that gave no clear answer, or asks for fewer requests, is tried again with
    pauses that double, with as much again at random so that many don't return at once; `wait` is the server's own wish, in
    seconds, and one that is longer than the settings allow ends the matter for this run.
    """
    if verdict.kind == "broken":
        return settings.confirm_after if tries < 2 else None
    if not _is_unclear(verdict) or tries > settings.retries or wait > settings.max_wait:
        return None
    step: float = settings.backoff * 2 ** (tries - 1)
    return max(wait, step + random.uniform(0, step))


def _is_unclear(verdict: Verdict) -> bool:
    return verdict.kind == "unknown" or verdict.reason == "rate"
