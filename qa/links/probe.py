"""Looks at one address: which method to ask with, and what the answers mean together."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from qa.links.classify import judged, missing_fragments
from qa.links.signs import is_challenge
from qa.record import record

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from qa.links.answer import Answer
    from qa.links.client import Client
    from qa.links.verdict import Verdict

# Files that hold no page to read: a HEAD says all there is to know.
_FILES = frozenset(
    "7z aac avi csv doc docx epub exe gif gz ics jpeg jpg json m4a m4v mov mp3 mp4 mpeg odt ogg pdf png ppt pptx rar rtf"
    " svg tar tgz tif tiff txt wav webm webp wmv xls xlsx xml zip".split()
)
_UNHEARD = frozenset({"closed", "bad-response"})


@record
class Look:
    """What one look at an address showed; `wait` is how long the server asks to be left alone, in seconds."""

    verdict: Verdict
    validator: str
    missing: frozenset[str]
    wait: float


async def look(
    client: Client,
    address: str,
    fragments: frozenset[str],
    validator: str,
    move: Callable[[str], Awaitable[None]],
) -> Look:
    """Ask an address: by HEAD where nothing needs reading, by GET where a page does or where HEAD was refused.

    A page is read when it is new, when its validator (ETag or Last-Modified) has changed since it was last read, or when a
    fragment must be found in it.
    """
    may_suffice = not fragments and (bool(validator) or _is_file(address))
    answer = await client.ask("HEAD" if may_suffice else "GET", address, move)
    if may_suffice and not _suffices(answer, validator):
        await move(urlsplit(address).netloc)
        answer = await client.ask("GET", address, move)
    verdict = judged(address, answer)
    missing = missing_fragments(answer, fragments) if verdict.good else set()
    return Look(verdict, answer.validator, frozenset(missing), answer.wait)


def _suffices(answer: Answer, validator: str) -> bool:
    """Whether the answer to a HEAD settles the matter: too many requests, no connection, or a page that hasn't changed."""
    if answer.error:
        return answer.error not in _UNHEARD
    if answer.status == 429:
        return True
    if not 200 <= answer.status < 300 or is_challenge(answer, None):
        return False
    return not answer.html or (bool(validator) and answer.validator == validator)


def _is_file(address: str) -> bool:
    return address.partition("?")[0].rpartition(".")[2].lower() in _FILES
