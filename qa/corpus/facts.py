"""The facts of one document that comparing documents needs: plain, small, picklable, without the document's text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.corpus.prints import NO_PRINTS, Prints
from qa.document.model import Span
from qa.named import NamedTuple
from qa.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class PhoneFact(NamedTuple):
    """A phone number right beside the name of who answers it.

    `service` is the registry's id, or the folded name where the registry doesn't know it (`known` tells which); `digits` are
    in the profile's national form, `shown` is how the page writes them.
    """

    service: str
    name: str
    known: bool
    digits: str
    shown: str
    span: Span


class Claim(NamedTuple):
    """A sentence with numbers: in lower case, each number replaced by `#`; the numbers and their places run in order.

    `under` is what it stands under, in lower case: for a list item (`listed`) the end of the words that lead in the list, else the
    innermost heading.
    """

    text: str
    under: str
    listed: bool
    values: tuple[str, ...]
    spans: tuple[Span, ...]


@record
class PageFacts:
    """What one document adds to the corpus.

    `anchor` is where a finding about the page as a whole stands: its title, else its first words. `signature` is the
    MinHash of the body (`qa.corpus.minhash`), empty for a page without words; `words` counts those of the body. `targets` are
    the addresses within the publisher's own site that it links to; `partners` counts its links by partner. `prints` is a
    sample of its runs of words (`qa.corpus.prints`).
    """

    type: str
    anchor: Span
    words: int = 0
    signature: bytes = b""
    ident: str = ""
    ident_span: Span = Span(0, 0)
    address: str = ""
    phones: tuple[PhoneFact, ...] = ()
    claims: tuple[Claim, ...] = ()
    targets: tuple[str, ...] = ()
    partners: tuple[tuple[str, int], ...] = ()
    prints: Prints = NO_PRINTS


@record
class Page:
    """One document of the corpus with its facts."""

    path: str
    title: str
    kind: str
    facts: PageFacts


@record
class Corpus:
    """The documents of a run in order of path; `whole` tells that the run looked at whole folders, not at chosen files.

    A large run keeps the pages on disk: going through them is quick, and so is asking again for one of the last few hundred.
    """

    pages: Sequence[Page]
    whole: bool = False

    @classmethod
    def of(cls, pages: Iterable[Page], *, whole: bool = False) -> Corpus:
        """A corpus in its order."""
        return cls(tuple(sorted(pages, key=lambda page: page.path)), whole)
