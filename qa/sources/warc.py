"""Web archives (WARC, WARC.gz; ISO 28500): one page for each HTML response."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from qa.errors import ConfigError
from qa.source import MAX_BYTES, Source
from qa.sources.charset import page_source
from qa.sources.model import Piece
from qa.sources.opening import opened, size_of
from qa.sources.warc_damage import cut_short, next_record

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

# Between the offset and the words in the place of a damaged stretch.
_DAMAGE = ":"
_HTML = ("text/html", "application/xhtml+xml")


class WarcPages:
    """A web archive. Of several captures of an address in it the last one counts; that is for the caller to sort out."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._size = size_of(name)
        self._at = 0

    def pages(self) -> Iterator[Piece]:
        """The HTML responses with a status of success; a damaged stretch is a page with a problem, and reading goes on behind it."""
        with opened(self.name) as file:
            start: int | None = 0
            while start is not None:
                start = yield from self._from(file, start)

    def _from(self, file: IO[bytes], start: int) -> Generator[Piece, None, int | None]:
        """Pages from an offset on; returns the offset to go on from after damage, None at the end."""
        file.seek(start)
        last, seen = start, False
        try:
            for record in _records(file):
                last, seen = record.stream_pos, True
                self._at = last
                piece = self._piece(record, last)
                if piece is not None:
                    yield piece
        except OSError as error:
            follows = next_record(file, last + 1)
            if not seen and start == 0 and follows is None:
                raise ConfigError.of(f"is not a WARC archive: {error}", self.name) from None
            if seen or start == 0:
                yield self._damaged(last, f"the archive is damaged behind this byte ({error})")
            return follows
        if not seen and start == 0:
            raise ConfigError.of("is not a WARC archive: it holds no record", self.name)
        if cut_short(file, last):
            yield self._damaged(last, "the archive ends in the middle of a record")
        return None

    def _damaged(self, at: int, problem: str) -> Piece:
        return Piece(Source(f"{self.name}!byte {at}", "", problem, "html"), f"{at}{_DAMAGE}{problem}")

    def _piece(self, record: Any, at: int) -> Piece | None:
        address = record.headers.get("WARC-Target-URI", "").strip("<>")
        head = record.http_headers
        if head is None or not 200 <= (head.status_code or 0) < 300 or record.http_content_type not in _HTML:
            return None
        path = f"{self.name}!{address}"
        left = _encoded(head)
        if left:
            return Piece(Source(path, "", f"the page is encoded as “{left}”, which can't be read", "html"), str(at))
        return Piece(page_source(path, record.reader.read(MAX_BYTES + 1), record.http_charset), str(at))

    def again(self, places: Iterable[str]) -> Iterator[Piece]:
        """The pages at these places, each read from where its record begins."""
        with opened(self.name) as file:
            for place in places:
                at, _, problem = place.partition(_DAMAGE)
                found = self._damaged(int(at), problem) if problem else self._single(file, int(at))
                yield Piece(found.source, place)

    def _single(self, file: IO[bytes], at: int) -> Piece:
        file.seek(at)
        try:
            piece = self._piece(next(_records(file)), at)
        except (OSError, StopIteration):
            piece = None
        return piece or self._damaged(at, "the archive has changed since it was read")

    def done(self) -> float:
        """The share of the archive's bytes that has been read, 0 to 1."""
        return self._at / self._size if self._size else 0.0

    def holds(self, page: str, target: str) -> bool | None:  # noqa: ARG002 -- as declared
        """A crawl needn't be complete: nothing can be said."""
        return None


def _records(file: IO[bytes]) -> Iterator[Any]:
    """Records from where the file stands; their `stream_pos` counts from its beginning."""
    try:
        from fastwarc.warc import ArchiveIterator
    except ImportError:
        raise ConfigError.of("web archives need the extra: pip install 'qa-health[warc]'") from None
    from fastwarc.warc import WarcRecordType

    for record in ArchiveIterator(file, parse_http=False):
        if record.record_type == WarcRecordType.response and record.is_http:
            record.parse_http(auto_decode="all")
        yield record


def _encoded(head: Any) -> str:
    """A content encoding that is left because nothing here can take it off."""
    found = str(head.get("Content-Encoding", "")).strip().lower()
    return "" if found in ("", "identity", "gzip", "x-gzip", "deflate", "br") else found
