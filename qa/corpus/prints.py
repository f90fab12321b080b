"""Prints of a text: a thin, fixed sample of its runs of five words, by which a passage is known again on another page.

A run is kept where its hash is divisible by four (Manber, "Finding similar files in a large file system", 1994), so that two pages
keep the same runs of a text they share without knowing of each other. A run's hash is the interpreter's own for a tuple of
numbers, as in `qa.corpus.minhash`.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from qa.corpus.minhash import word_hash
from qa.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qa.document.model import Document, Word

RUN = 5
_ONE_IN = 4
# Words that change what a reader is told to do, besides figures; all ways of saying "not" are one.
_NOT = frozenset(
    f"{verb}{ending}" for verb in "can do does did is are was were has have should must need wo would could".split() for ending in ("n't", "nt")
) | {"not", "cannot", "can't", "cant"}  # fmt: skip
_TELLING = frozenset(
    "no never none nor neither without unless avoid stop two three four five six seven eight nine ten eleven twelve half twice once "
    "hourly daily weekly monthly yearly every".split()
)
# A number in words is the same figure as in digits: "two weeks", "2 weeks".
_FIGURES = dict(
    zip("two three four five six seven eight nine ten eleven twelve".split(), map(str, range(2, 13)), strict=True)
)


class Prints(NamedTuple):
    """The kept runs of a document in order, as packed 32-bit numbers: 16 bytes a run, one run for about four words.

    `hashes` are the runs, `numbers` which word of the body each begins with, `starts` and `ends` its range in the source.
    `telling` are the body's figures and words that say no, by their number, and `told` what each is, as a hash.
    """

    hashes: bytes = b""
    numbers: bytes = b""
    starts: bytes = b""
    ends: bytes = b""
    telling: bytes = b""
    told: bytes = b""


NO_PRINTS = Prints()


def prints(document: Document, words: Sequence[Word]) -> Prints:
    """The prints of a document's body words. Linear in them."""
    hashes = [word_hash(word.text) for word in words]
    runs = map(hash, zip(hashes, hashes[1:], hashes[2:], hashes[3:], hashes[4:], strict=False))
    kept = [(at, run) for at, run in enumerate(runs) if not run % _ONE_IN]
    spans = [document.locate(words[at].start, words[at + RUN - 1].end) for at, _ in kept]
    telling = [(at, told) for at, word in enumerate(words) if (told := _telling(document, word))]
    return Prints(
        packed((run >> 3) & 0xFFFFFFFF for _, run in kept),
        packed(at for at, _ in kept),
        packed(span.start for span in spans),
        packed(span.end for span in spans),
        packed(at for at, _ in telling),
        packed(word_hash(told) & 0xFFFFFFFF for _, told in telling),
    )


def _telling(document: Document, word: Word) -> str:
    """The figure or the word that changes what is said, or nothing; the number of a footnote ("disease.3") is none."""
    if word.text[0].isdigit():
        noted = word.start and document.text[word.start - 1] in ".,;:”’"
        return "" if noted else word.text.rstrip("abcdefghijklmnopqrstuvwxyz")
    lower = word.text.lower().replace("’", "'")
    return "not" if lower in _NOT else _FIGURES.get(lower, lower) if lower in _TELLING else ""


def packed(numbers: Iterable[int]) -> bytes:
    """Numbers below 2³² as bytes."""
    return array("I", numbers).tobytes()


def unpacked(data: bytes) -> array[int]:
    """The numbers that `packed` put together."""
    return array("I", data)
