"""Pages and passages that say the same in nearly the same words, and copies that have drifted apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from qa.checks.registry import CheckOptions
from qa.corpus.groups import Groups
from qa.corpus.minhash import BANDS, band, likeness
from qa.corpus.passages import Passage, shared_passages
from qa.corpus.registry import OnPage, corpus_check
from qa.corpus.sketches import Sketch, Sketches
from qa.document.model import Span
from qa.finding import Match, Related

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qa.checks.context import Context
    from qa.corpus.facts import Corpus, Page
    from qa.corpus.prints import Prints

# Marks a meeting by title.
_TITLE = "t"
# With so many earlier pages a page is compared at most.
_COMPARED = 12


class Options(CheckOptions):
    """Likeness is the Jaccard index of runs of three words, from 0 to 1.

    `alike`: from here on two pages are near-duplicates. `drifted_from` and `drifted_to`: the range in which two pages with the
    same title are copies that have drifted apart. `min_words`: shorter bodies say too little to compare. `passage_words`: from here on
    a passage that two otherwise different pages share is reported, as a warning only where they differ in a figure or a denial;
    one on more than `passage_pages` pages is standing text.
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
    variants=("drifted", "passage", "passage_reworded", "passage_drifted"),
)
def near_duplicates(corpus: Corpus, options: Options, context: Context) -> Iterator[OnPage]:  # noqa: ARG001 -- as declared
    """Yield each page that is like an earlier one, once, with the earlier page that it is most like; then passages.

    Two pages that state the same own address (a canonical link) are declared copies and pass where they agree.
    """
    with Sketches(corpus.pages) as sketches:
        yield from _alike(corpus.pages, sketches, options)
        yield from _passages(corpus.pages, sketches, options)


def _alike(pages: Sequence[Page], sketches: Sketches, options: Options) -> Iterator[OnPage]:
    for later, earlier in _candidates(sketches, options.min_words):
        found = _best(sketches, later, earlier, options)
        if found is None:
            continue
        copies, share, model, variant = found
        page, other = pages[later], pages[model]
        values = {"other": other.path, "likeness": f"{share * 100:.0f} %", "copies": copies}
        related = (Related(other.title or other.path, other.facts.anchor, other.path),)
        yield OnPage(page.path, Match(page.facts.anchor, values, variant, related=related))


def _best(
    sketches: Sketches, later: int, earlier: Iterable[int], options: Options
) -> tuple[int, float, int, str] | None:
    """How many of the earlier pages a page is like, and the likeness, number and variant of the one that it is most like."""
    page = sketches[later]
    copies, best = 0, (0.0, -1, "")
    for number in earlier:
        other = sketches[number]
        share = likeness(other.signature, page.signature)
        variant = _judged(other, page, share, options)
        if variant is not None:
            copies += 1
            if best[1] < 0 or share > best[0]:
                best = share, number, variant
    return (copies, *best) if copies else None


def _passages(pages: Sequence[Page], sketches: Sketches, options: Options) -> Iterator[OnPage]:
    """Each passage once on the later page, with the earlier page that has the most of it."""
    shared = shared_passages(_AllPrints(pages), min_words=options.passage_words, max_pages=options.passage_pages)
    reached = page_at = -1
    for passage in _in_order(shared):
        if passage.later != page_at:
            page_at, reached = passage.later, -1
        if passage.span.start < reached:
            continue
        if _copies(sketches[passage.later], sketches[passage.earlier], options):
            continue
        page, other = pages[passage.later], pages[passage.earlier]
        reached = passage.span.end
        variant = "passage" if passage.same else "passage_reworded" if passage.agrees else "passage_drifted"
        related = (Related(f"the passage in {other.title or other.path}", passage.original, other.path),)
        values = {"other": other.path, "words": passage.words}
        yield OnPage(page.path, Match(passage.span, values, variant, related=related))


def _in_order(shared: Iterable[Passage]) -> Iterator[Passage]:
    """By the later page and the place on it, the longest first; sorted on disk where there are many."""
    by_page = Groups(least=1)
    for one in shared:
        numbers = (one.later, one.words, int(one.same), int(one.agrees), *one.span, *one.original)
        by_page.add(one.later, one.earlier, " ".join(map(str, numbers)))
    for group in by_page.groups():
        found = []
        for earlier, value in group:
            later, words, same, agrees, *ends = map(int, value.split())
            found.append(Passage(earlier, later, words, bool(same), bool(agrees), Span(*ends[:2]), Span(*ends[2:])))
        yield from sorted(found, key=lambda item: (item.span.start, -item.words, item.earlier))


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


def _copies(one: Sketch, other: Sketch, options: Options) -> bool:
    """Whether the pages as wholes are copies, declared or reported."""
    if one.address and one.address == other.address:
        return True
    if min(one.words, other.words) < options.min_words:
        return False
    return _judged(one, other, likeness(one.signature, other.signature), options) is not None


def _judged(one: Sketch, other: Sketch, share: float, options: Options) -> str | None:
    """The variant for two pages, None where they may stand side by side."""
    titled = one.title == other.title != 0
    if titled and options.drifted_from <= share < options.drifted_to:
        return "drifted"
    if share < options.alike:
        return None
    return None if one.address and one.address == other.address else ""


def _candidates(sketches: Sketches, min_words: int) -> Iterator[tuple[int, list[int]]]:
    """Each page with the earlier ones that it may be like: they share a title or a piece of their signatures.

    Within a group each page is met with the first and with the one before, and of all that it meets it is compared with a bounded
    number, so that many copies cost no more than few.
    """
    alike, met = Groups(), Groups(least=1)
    for index, page in enumerate(sketches):
        if page.words < min_words or not page.signature:
            continue
        if page.title:
            alike.add(page.title, index, _TITLE)
        for number in range(BANDS):
            alike.add((number, band(page.signature, number)), index)
    for group in alike.groups():
        first, kind = group[0]
        before = first
        for later, _ in group[1:]:
            for earlier in {first, before}:
                met.add(later, earlier, f"{later}{kind}")
            before = later
    for group in met.groups():
        yield int(group[0][1].rstrip(_TITLE)), _likeliest(group)


def _likeliest(group: Sequence[tuple[int, str]]) -> list[int]:
    """Of the earlier pages that a page meets those with its title, then those met most often, in order."""
    votes = Counter(earlier for earlier, _ in group)
    titled = {earlier for earlier, kind in group if kind.endswith(_TITLE)}
    order = sorted(votes, key=lambda earlier: (earlier not in titled, -votes[earlier], earlier))
    return sorted(order[:_COMPARED])
