"""The ways in which one name or term is written in a document."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any

from qa.checks.support.compounds import apart, hyphens
from qa.checks.support.memo import of_options
from qa.checks.support.occurrence import Occurrence
from qa.checks.support.own_names import own_names
from qa.checks.support.parted_names import parted_names
from qa.checks.support.scopes import Scoped, hits
from qa.document.cards import cards_of
from qa.language.tokens import capitals as capitals_of
from qa.matching.literals import Literals
from qa.matching.patterns import compiled, phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qa.checks.context import Context
    from qa.document.model import Document
    from qa.matching.patterns import Regex

_DESIGNATION = r"\b[A-Z]{2,}[a-z]?[ -]?[0-9]{1,3}(?:-[0-9]{1,3})?\b"
_HOURS = r"\b(?P<hit>([0-9]{1,2})(?:[ -]|\x{00A0})?(?:hour|hr))[ \x{00A0}]+[A-Za-z0-9]"
# Before a noun they take a hyphen: "a follow-up visit", "long-term care"; "follow up with" and "in the long term" don't.
_COMPOUND = (
    r"\b(?P<hit>(?:follow[ -]up|(?:long|short|medium)[ -]term|(?:full|part)[ -]time|(?:high|low|full|reduced)[ -](?:risk|fat|dose|fibre|fiber|salt)))"
    r" (?:[a-z]{3,})\b"
)
_NO_NOUN = frozenset(
    "and are but can for from has have may not off out that the then they this was were when will with you your after until than which "
    "who should must could would does did before because while also".split()
)
_TAKES_OBJECT = frozenset(
    "to will can should must may might could would we they you i please and or doctor nurse team".split()
)
_SEGMENT = re.compile(r"\s+[|–—-]\s+")
_NOUN = re.compile(
    r" (?:beams?|departments?|equipment|exam(?:ination)?s?|films?|images?|imaging|machines?|medicines?|drugs?|pictures?|procedures?|reports?"
    r"|results?|rooms?|scans?|scanner|technicians?|technologists?|tests?|treatments?|units?|visits?|appointments?)\b"
)
_NOT_A_NAME = "@/\\_#-"


def of_terms(document: Document, options: Any, context: Context) -> Iterator[Occurrence]:
    """Every writing of the terms that the rule lists, capitals aside; capitalised ones within a name are left out."""
    if not options.terms:
        return
    regex, table, writings = of_options(context, "consistency terms", options, lambda given: _terms(given.terms))
    if not _may_differ(document.lower, writings):
        return
    for _, start, end in hits(document, options, regex):
        written = document.text[start:end]
        form = " ".join(written.replace("’", "'").lower().split())
        key = table.get(form)
        if key is None or _within_a_name(document, start, end) or _in_address(document.text, start, end):
            continue
        if document.block_at(start).role in ("header", "footer", "nav"):
            continue  # the site's own furniture is written elsewhere
        better = key[:1].upper() + key[1:] if written[:1].isupper() else ""
        # Some house styles write "an x ray" and "the x-ray room": each use is compared with its like.
        use = f"{key} before a noun" if "-" in key and _before_noun(document.text, end) else key
        yield Occurrence(f"term {use}", form, start, end, preferred=form == key.lower(), better=better)


def of_names(document: Document, options: Any, context: Context) -> Iterator[Occurrence]:
    """Every writing of the names that the rule lists, by its capitals and by whether it begins a sentence."""
    if not options.names:
        return
    regex, owners, strings = of_options(context, "consistency names", options, lambda given: _names(given.names))
    if all(_is_written_alike(document, *each) for each in strings) and not _has_odd_blanks(document.lower):
        return
    starts: set[int] | None = None
    for _, start, end in hits(document, options, regex):
        written = " ".join(document.text[start:end].split())
        owner = owners.get(written.lower())
        if (
            owner is None
            or _in_address(document.text, start, end)
            or (written.isupper() and not owner.isupper() and owner.isalpha())
        ):
            continue
        if starts is None:
            starts = {sentence.start for sentence in document.sentences}
        # A capital at the start of a sentence says nothing about a name that its owner writes small.
        begins = start in starts and (owner[0].islower() or (owner.istitle() and owner.isalpha()))
        yield Occurrence(f"name {owner} {begins}", written, start, end, preferred=written == owner)


def designations(document: Document, options: Scoped) -> Iterator[Occurrence]:
    """Letters and a number that belong together: CA 15-3, HER2, COVID-19; hyphens and blanks aside they are one."""
    if not _may_be_designated(document):
        return
    for _, start, end in hits(document, options, compiled(_DESIGNATION, ignore_case=False)):
        written = document.text[start:end].replace("\u00a0", " ")
        if not _in_address(document.text, start, end):
            yield Occurrence("code " + re.sub(r"[ -]", "", written).upper(), written, start, end)


def _may_be_designated(document: Document) -> bool:
    """Whether a word of capitals holds a figure, or stands before a word that begins with one."""
    texts = document.word_texts
    return any(not texts[at].isalpha() or "".join(texts[at + 1 : at + 2])[:1].isdigit() for at in capitals_of(document))


def hours(document: Document, options: Scoped) -> Iterator[Occurrence]:
    """A number of hours before a noun: "24-hour" is the form to write, "24hr" and "24 hour" are others."""
    for found, start, end in hits(document, options, compiled(_HOURS)):
        number, written = found.group(2), document.text[start:end].replace("\u00a0", " ").lower()
        better = f"{number}-hour"
        yield Occurrence(f"hours {number}", written, start, end, preferred=written == better, better=better)


def compounds(document: Document, options: Scoped) -> Iterator[Occurrence]:
    """Two words that make one before a noun: "follow-up visit" is the form to write, "follow up visit" the other."""
    if not any(hyphened.any_in(document.lower) and apart.any_in(document.lower) for hyphened, apart in _compounds()):
        return
    for found, start, end in hits(document, options, compiled(_COMPOUND)):
        written = document.text[start:end].lower()
        following = document.lower[end : found.span()[1]].split()
        before = document.lower[max(0, start - 20) : start].split()
        verb = written.startswith("follow") and (not before or before[-1] in _TAKES_OBJECT)
        if following and following[0] not in _NO_NOUN and not verb:
            better = written.replace(" ", "-")
            yield Occurrence(f"compound {better}", written, start, end, preferred=written == better, better=better)


@cache
def _compounds() -> list[tuple[Literals, Literals]]:
    """Each compound with its hyphen, and without: only a page with both can have one in the minority."""
    words = [("follow", "up")]
    words += [(one, "term") for one in ("long", "short", "medium")] + [(one, "time") for one in ("full", "part")]
    words += product(("high", "low", "full", "reduced"), ("risk", "fat", "dose", "fibre", "fiber", "salt"))
    return [(Literals((f"{one}-{other}",)), Literals((f"{one} {other}",))) for one, other in words]


def capitals(document: Document, options: Scoped) -> Iterator[Occurrence]:
    """Every writing of the names that have a capital inside somewhere on the page: HealthLink and Healthlink.

    All capitals are a way to set any name, and small letters may be an address or another word. A name parted by a hyphen
    where its capital stands (Health-Link) is the same name.
    """
    written_so = {document.text[start:end] for _, start, end in hits(document, options, _inner_capital())}
    if not written_so:
        return
    names = {name.lower() for name in written_so} | {_hyphened(name).lower() for name in written_so}
    for _, start, end in hits(document, options, compiled(phrases(sorted(names)))):
        written = document.text[start:end]
        if not written.isupper() and not written.islower() and not _in_address(document.text, start, end):
            yield Occurrence(f"capitals {written.lower().replace('-', '')}", written, start, end)


def _hyphened(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name)


def _inner_capital() -> Regex:
    return compiled(r"\b[A-Z]?[a-z]{2,}[A-Z][A-Za-z]{2,}\b", ignore_case=False)


def cards(document: Document, _options: Scoped) -> Iterator[Occurrence]:
    """A partner's name in its card's title and in "Read more on …", part by part; the teaser's capitals vote too."""
    for index, card in enumerate(cards_of(document)):
        if card.title is None:
            continue
        pieces = ((card.partner, card.partner_start), (document.text_of(card.title), card.title.start))
        found = [
            Occurrence(f"card {index} {written.lower()}", written, offset + start, offset + end)
            for text, offset in pieces
            for start, end in _parts(text)
            if " " in (written := " ".join(text[start:end].split()))
        ]
        yield from found
        forms = {item.form for item in found}
        teaser = document.text_of(card.teaser) if card.teaser and len(forms) > 1 else ""
        for form in forms if teaser else ():
            for match in re.finditer(re.escape(form), teaser):
                start, end = (card.teaser.start + at for at in match.span()) if card.teaser else (0, 0)
                yield Occurrence(f"card {index} {form.lower()}", form, start, end)


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """The ranges between separators: "A | B - C" has three."""
    at = 0
    for found in _SEGMENT.finditer(text):
        yield at, found.start()
        at = found.end()
    yield at, len(text.rstrip())


def _joined(name: str) -> str:
    """A name of two words written as one: "Beyondblue"."""
    return name.replace(" ", "") if name.count(" ") == 1 else name


def _before_noun(text: str, end: int) -> bool:
    """Whether the next word is a noun that the term stands before."""
    return _NOUN.match(text, end) is not None


def _terms(terms: Any) -> tuple[Any, dict[str, str], list[list[Literals]]]:
    """The terms' pattern, the key of each form, and for each key its forms as strings to be looked for."""
    table = {form.lower(): key for key, others in terms.items() for form in (key, *others)}
    writings = [
        [_written(form) for form in dict.fromkeys(map(str.lower, (key, *others)))] for key, others in terms.items()
    ]
    return compiled(phrases(table)), table, writings


def _names(names: tuple[str, ...]) -> tuple[Any, dict[str, str], list[tuple[str, Literals, Literals]]]:
    """The names' pattern, the name for each writing in small letters, and for each name strings to look for: it, and its other writings."""
    owners = {name.lower(): name for name in names} | {_joined(name).lower(): name for name in names}
    strings = [(name, Literals((name.lower(),)), _other_writings(name.lower())) for name in names]
    return compiled(phrases((*names, *map(_joined, names)))), owners, strings


def _other_writings(name: str) -> Literals:
    """A name in small letters run together, with other blanks and with curly apostrophes; a string that no text has where it has neither."""
    return Literals({_joined(name), name.replace(" ", "\u00a0"), name.replace("'", "’")} - {name} or {"\0"})


def _is_written_alike(document: Document, name: str, plainly: Literals, otherwise: Literals) -> bool:
    """Whether every writing of a name on a page is its owner's; few pages hold any other."""
    lower = document.lower
    if otherwise.any_in(lower):
        return False
    return not plainly.any_in(lower) or document.text.count(name) == lower.count(name.lower())


def _written(form: str) -> Literals:
    """Strings of which one stands in every text that holds a form: its first two words, with either blank and apostrophe."""
    head = " ".join(form.replace("’", "'").split()[:2])
    return Literals({head.replace(" ", blank).replace("'", mark) for blank in " \u00a0" for mark in "'’"})


def _may_differ(lower: str, writings: list[list[Literals]]) -> bool:
    """Whether a text may hold two writings of one thing: most pages hold one at most, and need no search for all of them."""
    return any(sum(writing.any_in(lower) for writing in each) > 1 for each in writings) or _has_odd_blanks(lower)


def _has_odd_blanks(text: str) -> bool:
    """Whether blanks stand together, or a tab, so that a term of two words may be written in yet another way."""
    return "  " in text or "\t" in text or " \u00a0" in text or "\u00a0 " in text


def _within_a_name(document: Document, start: int, end: int) -> bool:
    """A capital inside a sentence, with a capital before or after it: "Primary Health Care Network"."""
    text = document.text
    if not text[start : start + 1].isupper():
        return False
    before, after = text[max(0, start - 24) : start].split(), text[end : end + 24].split()
    return bool((before and before[-1][:1].isupper()) or (after and after[0][:1].isupper()))


def _in_address(text: str, start: int, end: int) -> bool:
    """Whether the words are a piece of a web or mail address, a hashtag or a longer compound."""
    before, after = text[start - 1 : start], text[end : end + 2]
    if before and (before in _NOT_A_NAME or before == "."):
        return True
    return bool(after) and (after[0] in "@/\\_-" or (after[0] == "." and after[1:].isalnum()))


FAMILIES: dict[str, Callable[[Document, Scoped], Iterator[Occurrence]]] = {
    "designations": designations,
    "hours": hours,
    "compounds": compounds,
    "capitals": capitals,
    "cards": cards,
    "hyphens": hyphens,
    "blanks": parted_names,
    "apart": apart,
    "publisher": lambda document, _options: own_names(document),
}
