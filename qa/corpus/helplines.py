"""One helpline, several numbers: a slip on one page shows by what the other pages and the registry say."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions
from qa.corpus.groups import Groups
from qa.corpus.registry import OnPage, corpus_check
from qa.finding import Match, Related
from qa.named import NamedTuple
from qa.safety.numbers import near
from qa.safety.services import registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qa.checks.context import Context
    from qa.corpus.facts import Corpus, PhoneFact


class Options(CheckOptions):
    """`generic` (lower case) are words that name no service of their own: a name of nothing else is left out.

    `shared` (digits) are the beginnings of numbers without a place (1800, 13). Two numbers of a service that the registry
    doesn't know are compared where both are of that kind, or where one looks like a slip of the other.
    """

    generic: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()


class _Seen(NamedTuple):
    path: str
    fact: PhoneFact


@corpus_check("helplines", options=Options, values=("service", "number", "other", "pages"), variants=("registry",))
def helplines(corpus: Corpus, options: Options, context: Context) -> Iterator[OnPage]:
    """Yield each number of a service that the registry, else the majority of the pages, contradicts.

    Numbers that a page gives side by side are alternatives. Of two numbers on as many pages the one on the earlier path
    stands. Variant `registry`: the registry knows the service and gives another number.
    """
    known = registry(context).services
    generic = frozenset(options.generic)
    for service, numbers, pages in _by_service(corpus):
        official = known[service].digits if service in known else ()
        if len(numbers) < 2 or (not official and set(service.split()) <= generic):
            continue
        seen = _seen(corpus, pages, service)
        if official:
            yield from _against_registry(seen, official, known[service].shown[0])
        else:
            yield from _against_majority(seen, options.shared)


def _by_service(corpus: Corpus) -> Iterator[tuple[str, set[str], list[int]]]:
    """Each service with all its numbers (digits) and the pages, by number, that name it."""
    services = Groups()
    for index, page in enumerate(corpus.pages):
        for fact in page.facts.phones:
            services.add(fact.service, index, f"{fact.digits} {fact.service}")
    for group in services.groups():
        service = group[0][1].partition(" ")[2]
        numbers = {value.partition(" ")[0] for _, value in group}
        yield service, numbers, list(dict.fromkeys(index for index, _ in group))


def _seen(corpus: Corpus, pages: Iterable[int], service: str) -> list[_Seen]:
    """All that those pages say of a service, in order."""
    return [
        _Seen(page.path, fact)
        for page in (corpus.pages[index] for index in pages)
        for fact in page.facts.phones
        if fact.service == service
    ]


def _against_registry(seen: list[_Seen], official: tuple[str, ...], shown: str) -> Iterator[OnPage]:
    """A number that isn't the service's own, where some other page has it right: else nothing differs in the corpus."""
    right = [item for item in seen if item.fact.digits in official]
    pages = sorted({item.path for item in right})
    paired = {item.path for item in right}
    for item in seen:
        fact = item.fact
        slip = any(near(fact.digits, digits) for digits in official)
        if right and fact.digits not in official and (slip or item.path not in paired):
            yield OnPage(item.path, _match(item, shown, len(pages), right[0], "registry"))


def _against_majority(seen: list[_Seen], shared: tuple[str, ...]) -> Iterator[OnPage]:
    pages: dict[str, set[str]] = {}
    for item in seen:
        pages.setdefault(item.fact.digits, set()).add(item.path)
    if len(pages) < 2:
        return
    first = {digits: min(paths) for digits, paths in pages.items()}
    order = sorted(pages, key=lambda digits: (-len(pages[digits]), first[digits], digits))
    winner = order[0]
    model = next(item for item in seen if item.fact.digits == winner)
    for item in seen:
        digits = item.fact.digits
        if digits == winner or not (near(digits, winner) or _comparable(digits, winner, shared)):
            continue
        if item.path in pages[winner] and not near(digits, winner):
            continue
        yield OnPage(item.path, _match(item, _usual(seen, winner), len(pages[winner]), model))


def _comparable(one: str, other: str, shared: tuple[str, ...]) -> bool:
    """Whether two numbers are of a kind that a service has one of: the same beginning, and no place behind it."""
    return any(one.startswith(start) and other.startswith(start) for start in shared)


def _usual(seen: list[_Seen], digits: str) -> str:
    """How most pages write a number."""
    forms = Counter(item.fact.shown for item in seen if item.fact.digits == digits)
    return min(forms, key=lambda form: (-forms[form], form))


def _match(item: _Seen, other: str, pages: int, model: _Seen, variant: str = "") -> Match:
    values = {
        "service": item.fact.name,
        "number": item.fact.shown,
        "other": other,
        "pages": f"{pages} other page{'s' if pages > 1 else ''}",
    }
    related = (Related(f"{model.fact.name}: {model.fact.shown}", model.fact.span, model.path),)
    return Match(item.fact.span, values, variant, suggestions=(other,), related=related)
