"""Lists whose items have different forms: "by bending your knees, keep your back straight and holding the load close"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.language.forms import ADJECTIVE, NOUN, PAST, PLAIN, PLURAL, PROGRESSIVE, THIRD, forms
from qa.language.looks import Look
from qa.language.page_words import DETERMINERS, MODALS, PREPOSITIONS, Told
from qa.language.tokens import sentence_bounds, word_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.language.page_words import PageWords

_LEADS = frozenset(
    "by include includes including are is of for avoid try enjoy means involves without about like".split()
)
_LISTING = frozenset("include includes including like".split())
_COMMON = frozenset("use wear drink eat rest take keep stop cover wash clean call see visit check rinse".split())
_MANY = frozenset(("you", "they", "we"))
_OBJECTS = DETERMINERS | {"you", "it", "them", "plenty", "lots", "more", "less"}
_TAKEN = _OBJECTS | {"tablets", "care"}
_BEHIND_ING = _OBJECTS | PREPOSITIONS | {"out", "away"}
_SURE_ING = frozenset(
    "taking using wearing drinking eating keeping getting having avoiding applying covering washing making".split()
)
_BEHIND_THIRD = _OBJECTS | {"about", "for", "to", "if", "whether", "how"}
_SUBJECTS = frozenset(
    "that which who what how it he she this there each everyone someone nobody if when because".split()
)
_REACH = 40
_STARTS = frozenset(
    "use wear drink eat rest take keep stop cover wash clean call see visit check rinse avoid ask tell put try make do go get give hold "
    "apply remove brush limit choose follow turn sit lie walk stay talk speak change breathe bend lift read write bring".split()
)
_GERUND = Look(_LEADS, form=lambda flags: bool(flags & PROGRESSIVE))
_JOINED_THIRD = Look(frozenset(("and", "or")), form=lambda flags: bool(flags & THIRD) and not flags & (PLURAL | PLAIN))
_JOINED_TO = Look(frozenset(("and", "or")), second=("to",))
_JOINED_ING = Look(frozenset(("and",)), form=lambda flags: bool(flags & PROGRESSIVE) and not flags & ADJECTIVE)
_JOINED_PAST = Look(
    frozenset(("and",)), form=lambda flags: bool(flags & PAST) and not flags & (PLAIN | ADJECTIVE | NOUN)
)
_LISTED = Look(_LISTING)
LOOKS = (_JOINED_PAST, _GERUND, _JOINED_THIRD, _JOINED_TO, _JOINED_ING, _LISTED)


def uneven_lists(page: PageWords) -> Iterator[Told]:
    """The item of each list that has not the form of its neighbours, and verbs behind "and" that forget their "will"."""
    lower = page.lower
    for at in page.pairs(_GERUND):
        if page.joined(at + 1):
            yield from _gerunds(page, at)
    # These faults show behind an "and": only sentences with such a one are read.
    sentences, within = word_sentences(page.document), _sentences_with(page, _JOINED_TO)
    for at in page.pairs(_LISTED) if within else ():
        if sentences[at] in within:
            yield from _to_take(page, at)
    bounds = sentence_bounds(page.document)
    for at in sorted(bounds[sentence][0] for sentence in _sentences_with(page, _JOINED_ING)):
        if lower[at] in _STARTS and page.opens(at) and _commands(page, at, loose=True):
            yield from _commanded(page, at)
    for at in page.pairs(_JOINED_PAST):
        yield from _pinched(page, at)
    for at in page.pairs(_JOINED_THIRD):
        yield from _behind_modal(page, at)


def _pinched(page: PageWords, at: int) -> Iterator[Told]:
    """“Lean forward and pinched your nose”."""
    clause = page.clause(at)
    for back in range(1, len(clause)):
        if page.text[page.words[at - back - 1].end : page.words[at - back].start] == ", " and clause[0] in (
            "if",
            "when",
        ):
            clause = clause[-back:]  # "If you feel faint, lie down and raised your legs"
            break
    if not clause or page.word(at + 2) not in ("your", "the", "it", "them") or not page.joined(at):
        return
    commands = clause[0] in _STARTS or (forms(clause[0]) & (PLAIN | NOUN | ADJECTIVE | THIRD) == PLAIN)
    alone = not any(word in _SUBJECTS or word in ("have", "be", "and", "you", "they", "we") for word in clause[1:])
    if commands and alone:
        yield Told(at + 1, at + 1, f"“{page.words[at + 1].text}”: the other verb is a command; write its plain form.")


def _sentences_with(page: PageWords, look: Look) -> set[int]:
    """The sentences in which a pair of words stands, by number."""
    sentences = word_sentences(page.document)
    return {sentences[at] for at in page.pairs(look)} - {-1}


def _sentence_words(page: PageWords, at: int) -> int:
    """One past the last word of the sentence that holds a word."""
    sentences = word_sentences(page.document)
    end, sentence = at + 1, sentences[at]
    while end < len(sentences) and sentences[end] == sentence and end - at < _REACH:
        end += 1
    return end


def _items(page: PageWords, first: int, end: int) -> list[int]:
    """The first words of a list's items, "and" and "or" passed over; [] without a last item behind one of these."""
    items = [first]
    for at in range(first + 1, end - 1):
        gap = page.text[page.words[at - 1].end : page.words[at].start]
        if page.lower[at] in ("and", "or"):
            items.append(at + 1)
            return items
        if gap.startswith(","):
            items.append(at)
        elif gap.strip():
            return []
    return []


def _gerunds(page: PageWords, lead: int) -> Iterator[Told]:
    items = _items(page, lead + 1, _sentence_words(page, lead))
    if len(items) < 2:
        return
    last = items[-1]
    word, behind = page.lower[last], page.word(last + 1)
    for at in items[1:-1]:
        if _commands(page, at) and (word.endswith("ing") or _commands(page, last)):
            yield Told(
                at,
                at + 1,
                f"“{page.said(at, at + 1)}”: the items of a list have one form; write this one in -ing, too.",
            )
    if word == "to" and forms(behind) & PLAIN and (page.word(last + 2) in _OBJECTS) and len(items) > 2:
        yield Told(
            last,
            last + 1,
            f"“{page.said(last, last + 1)}”: the items of a list have one form; write this one in -ing, too.",
        )


def _to_take(page: PageWords, lead: int) -> Iterator[Told]:
    """“Treatment includes rest, ice and to take tablets”."""
    for at in range(lead + 1, _sentence_words(page, lead) - 3):
        gap = page.text[page.words[at - 1].end : page.words[at].start]
        if gap.strip(", \u00a0:"):
            return
        word = page.lower[at]
        if word in ("and", "or"):
            if page.word(at + 1) == "to" and forms(page.word(at + 2)) & PLAIN and page.word(at + 3) in _TAKEN:
                yield Told(
                    at + 1,
                    at + 2,
                    f"“{page.said(at + 1, at + 2)}”: the items of a list have one form; write this one in -ing, or as a noun.",
                )
            return
        if word == "to" or word in _SUBJECTS:
            return


def _commanded(page: PageWords, first: int) -> Iterator[Told]:
    """“Use sunscreen, wear a hat and staying in the shade”."""
    items = _items(page, first, _sentence_words(page, first))
    if len(items) < 3 or not all(_commands(page, at, loose=True) for at in items[:-1]):
        return
    last = items[-1]
    flags = forms(page.lower[last])
    if (
        flags & PROGRESSIVE
        and not flags & ADJECTIVE
        and (page.word(last + 1) in _BEHIND_ING or page.lower[last] in _SURE_ING)
        and page.lower[last - 1] == "and"
    ):
        yield Told(
            last, last, f"“{page.words[last].text}”: the items of a list have one form; the others are commands."
        )


def _commands(page: PageWords, at: int, *, loose: bool = False) -> bool:
    """Whether a plain verb with its object begins at a word; `loose` lets any word follow a verb that is no noun."""
    flags = forms(page.lower[at])
    if not flags & PLAIN or flags & (ADJECTIVE | PLURAL | PROGRESSIVE):
        return False
    return page.word(at + 1) in _OBJECTS or (loose and (not flags & NOUN or page.lower[at] in _COMMON))


def _behind_modal(page: PageWords, at: int) -> Iterator[Told]:
    """“The doctor will examine you and orders tests”: the verb behind "and" goes with "will", too."""
    if page.word(at + 2) not in _BEHIND_THIRD:
        return
    for modal in range(at - 1, max(0, at - _REACH), -1):
        word = page.lower[modal]
        if page.text[page.words[modal].end : page.words[modal + 1].start].strip(", \u00a0"):
            return
        if word in MODALS:
            before = page.before(modal)
            plain = forms(page.word(modal + 1)) & PLAIN
            if before not in ("", "that", "which", "who") and modal + 1 < at and (before in _MANY or plain):
                auxiliary = page.words[modal].text
                yield Told(
                    at, at + 1, f"“{page.said(at, at + 1)}”: this verb goes with “{auxiliary}”, too, and has no -s."
                )
            return
        if (word in _SUBJECTS and word != "how") or word in ("and", "or"):
            return
