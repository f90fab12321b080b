"""Pages and passages that say the same in nearly the same words, and copies that have drifted apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from qa.checks.registry import CheckOptions
from qa.corpus.groups import Groups
from qa.corpus.minhash import BANDS, band, likeness
from qa.corpus.passages import shared_passages
from qa.corpus.registry import OnPage, corpus_check
from qa.corpus.sameness import address_key, folded_title
from qa.finding import Match, Related

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qa.checks.context import Context
    from qa.corpus.facts import Corpus, Page
    from qa.corpus.prints import Prints


class Options(CheckOptions):
    """Likeness is the Jaccard index of runs of three words, from 0 to 1.

    `alike`: from here on two pages are near-duplicates. `drifted_from` and `drifted_to`: the range in which two pages with the
    same title are copies that have drifted apart. `min_words`: shorter bodies say too little to compare. `passage_words`: from here on
    a passage that two otherwise different pages share is reported, unless it stands on more than `passage_pages` pages (then it is
    standing text).
    """

    alike: float = 0.8
    drifted_from: float = 0.5
    drifted_to: float = 0.95
    min_words: int = 100
    passage_words: int = 45
    passage_pages: int = 3


@corpus_check(
    "near_duplicates",
    options=Options,
    values=("other", "likeness", "copies", "words"),
    variants=("drifted", "passage", "passage_drifted"),
)
def near_duplicates(corpus: Corpus, options: Options, context: Context) -> Iterator[OnPage]:  # noqa: ARG001 -- as declared
    """Yield each page that is like an earlier one, once, with the earlier page that it is most like; then passages.

    Two pages that state the same own address (a canonical link) are declared copies and pass where they agree.
    """
    yield from _alike(corpus, options)
    yield from _passages(corpus, options)


def _alike(corpus: Corpus, options: Options) -> Iterator[OnPage]:
    pages = corpus.pages
    for later, earlier in _candidates(corpus, options.min_words):
        found = _best(pages, later, earlier, options)
        if found is None:
            continue
        copies, share, model, variant = found
        page, other = pages[later], pages[model]
        values = {"other": other.path, "likeness": f"{share * 100:.0f} %", "copies": copies}
        related = (Related(other.title or other.path, other.facts.anchor, other.path),)
        yield OnPage(page.path, Match(page.facts.anchor, values, variant, related=related))


def _best(
    pages: Sequence[Page], later: int, earlier: Iterable[int], options: Options
) -> tuple[int, float, int, str] | None:
    """How many of the earlier pages a page is like, and the likeness, number and variant of the one that it is most like."""
    page = pages[later]
    copies, best = 0, (0.0, -1, "")
    for number in earlier:
        share = likeness(pages[number].facts.signature, page.facts.signature)
        variant = _judged(pages[number], page, share, options)
        if variant is not None:
            copies += 1
            if best[1] < 0 or share > best[0]:
                best = share, number, variant
    return (copies, *best) if copies else None


def _passages(corpus: Corpus, options: Options) -> Iterator[OnPage]:
    """Each passage once on the later page, with the earlier page that has the most of it."""
    pages = corpus.pages
    shared = shared_passages(_AllPrints(pages), min_words=options.passage_words, max_pages=options.passage_pages)
    reached: dict[int, int] = {}
    for passage in sorted(shared, key=lambda item: (item.later, item.span.start, -item.words, item.earlier)):
        page, other = pages[passage.later], pages[passage.earlier]
        if passage.span.start < reached.get(passage.later, 0) or _copies(page, other, options):
            continue
        reached[passage.later] = passage.span.end
        variant = "passage" if passage.same else "passage_drifted"
        related = (Related(f"the passage in {other.title or other.path}", passage.original, other.path),)
        values = {"other": other.path, "words": passage.words}
        yield OnPage(page.path, Match(passage.span, values, variant, related=related))


class _AllPrints(Sequence["Prints"]):
    """The prints of all pages, each read when it is asked for."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages = pages

    def __len__(self) -> int:
        return len(self._pages)

    def __iter__(self) -> Iterator[Prints]:
        return (page.facts.prints for page in self._pages)

    @overload
    def __getitem__(self, index: int) -> Prints: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Prints]: ...
    def __getitem__(self, index: int | slice) -> Prints | Sequence[Prints]:
        if isinstance(index, slice):
            return [page.facts.prints for page in self._pages[index]]
        return self._pages[index].facts.prints


def _copies(one: Page, other: Page, options: Options) -> bool:
    """Whether the pages as wholes are copies, declared or reported."""
    key = address_key(one)
    if key and key == address_key(other):
        return True
    if min(one.facts.words, other.facts.words) < options.min_words:
        return False
    return _judged(one, other, likeness(one.facts.signature, other.facts.signature), options) is not None


def _judged(one: Page, other: Page, share: float, options: Options) -> str | None:
    """The variant for two pages, None where they may stand side by side."""
    titled = folded_title(one.title) == folded_title(other.title) != ""
    if titled and options.drifted_from <= share < options.drifted_to:
        return "drifted"
    if share < options.alike:
        return None
    key = address_key(one)
    return None if key and key == address_key(other) else ""


def _candidates(corpus: Corpus, min_words: int) -> Iterator[tuple[int, list[int]]]:
    """Each page with the earlier ones that it may be like: they share a title or a piece of their signatures.

    Within a group each page is compared with the first and with the one before, so that many copies cost no more than few.
    """
    alike, pairs = Groups(), Groups(least=1)
    for index, page in enumerate(corpus.pages):
        if page.facts.words < min_words or not page.facts.signature:
            continue
        title = folded_title(page.title)
        if title:
            alike.add(title, index)
        for number in range(BANDS):
            alike.add((number, band(page.facts.signature, number)), index)
    for group in alike.groups():
        first, before = group[0][0], group[0][0]
        for later, _ in group[1:]:
            pairs.add(later, first, str(later))
            if before != first:
                pairs.add(later, before, str(later))
            before = later
    for group in pairs.groups():
        yield int(group[0][1]), sorted({earlier for earlier, _ in group})
