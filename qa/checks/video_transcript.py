"""Videos and recordings whose words nobody can read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.checks.existence import refused_patterns
from qa.checks.registry import CheckOptions, check
from qa.document.model import Span
from qa.finding import Match
from qa.matching.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qa.checks.context import Context
    from qa.document.model import Document

_PLAYERS = r"you\s?tube|youtu\.be|vimeo|wistia|brightcove|kaltura|dailymotion|loom\.com|vidyard|jwplayer|soundcloud|/videos?/|videos?\.|podcast"
_EMBEDDED = re.compile(
    rf"<(?:video|audio)\b[^<>]*>|<iframe\b[^<>]*\bsrc\s*=\s*[\"']?[^\"'<> ]*(?:{_PLAYERS})[^<>]*>"
    r"|\{\{[<%]\s*(?:youtube|vimeo|video|audio|podcast)\b[^\n{}]*[>%]\}\}|\{%-?\s*(?:youtube|vimeo|video|audio)\b[^\n{}]*%\}"
    r"|<(?:YouTube|Vimeo|Video|ReactPlayer|LiteYouTubeEmbed)\b[^<>]*>|!\[\[[^\[\]\n]+\.(?:mp4|webm|mov|mp3|m4a)(?:\|[^\[\]\n]*)?\]\]",
    re.IGNORECASE,
)
_CAPTURED = re.compile(
    r"\bwatch (?:our|the|this|a) (?:[\w-]+ ){0,3}(?:video|film|animation)\b|^(?:watch|video|play video|listen)\b ?:.{3,120}$|^.{3,100}\((?:video|podcast|audio)\b[^()\n]{0,20}\)$",
    re.IGNORECASE | re.MULTILINE,
)
_MUTED = re.compile(r"\b(?:muted|autoplay|aria-hidden)\b", re.IGNORECASE)
_SIGNS = ("<video", "<audio", "<iframe", "youtube", "vimeo", "{{<", "{{%", "{%", "![[", "<reactplayer")


class Options(CheckOptions):
    """`transcripts` are patterns (RE2, any case) by which a page shows that what is said can be read."""

    transcripts: tuple[str, ...] = ()

    @staticmethod
    def refuse(options: Options) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """What is wrong with the options."""
        yield from refused_patterns(transcripts=options.transcripts)


@check("video_transcript", options=Options, values=("count",))
def video_transcript(document: Document, options: Options, _context: Context) -> Iterator[Match]:
    """The first embedded video or recording of a page that nowhere speaks of a transcript or captions.

    One match a page. A muted film that plays by itself is a moving picture, and a `<track>` is a caption.
    """
    text = document.source.text
    lower = text.lower()
    if document.kind == "captured":
        found = list(_in_body(document, (Span(*item.span()) for item in _CAPTURED.finditer(text))))
    elif any(sign in lower for sign in _SIGNS):
        found = [Span(*item.span()) for item in _EMBEDDED.finditer(text) if not _MUTED.search(item.group())]
    else:
        return
    if not found or "<track" in lower or any(compiled(item).search(text) for item in options.transcripts):
        return
    yield Match(found[0], {"count": len(found)})


def _in_body(document: Document, spans: Iterable[Span]) -> Iterator[Span]:
    """Those of some ranges of the source, in order, that begin in a block of the body."""
    blocks = iter(sorted((block.span.start, block.span.end) for block in document.body_blocks()))
    start, end = next(blocks, (0, 0))
    for span in spans:
        while end <= span.start and (further := next(blocks, None)):
            start, end = further
        if start <= span.start < end:
            yield span
