"""Turns slips of grammar, found in words and text, into matches."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from qa.document.overlaps import in_code, inlines_over, links_over
from qa.finding import Edit, Fix, Match
from qa.language import agreement, dangling, modals
from qa.language.bare_lists import bare_items
from qa.language.doubling import doubled
from qa.language.indefinite import article_before, may_be_wrong
from qa.language.looks import Look, Pairs
from qa.language.punctuation import slips
from qa.language.slips import Slip, Slips, hits
from qa.language.tokens import lower_words, word_sentences
from qa.record import record

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

    from qa.document.model import Document, Link, Sentence, Word
    from qa.language.page_words import PageWords

# Behind these a lone "a" is a label, not an article: "hepatitis a", "vitamin a".
_LABELLED = frozenset("vitamin hepatitis type group influenza strep grade class factor haemophilia hemophilia".split())
# Two of these in a sentence with "a" in it make it Spanish, Portuguese, Italian or French.
_FOREIGN = frozenset(
    "el la los las del que por su con para una usted le les des una du il per di não em ou sus como más".split()
)
# What stands behind the last word of an item in a list.
_AT_END_OF_ITEM = re.compile(
    r"\s*(?:\([^()\n]*\)\s*)?(?:[^\w\s]|\s(?:and|or|to|that|which|who|if|when|because|for|so|but|before|after|with|from|is|are|may|can|will)\b|$)"
)
ARTICLES = (
    Look(frozenset(("a",)), lambda _, word: word.isdecimal() or may_be_wrong("a", word)),
    Look(frozenset(("an",)), lambda _, word: word.isdecimal() or may_be_wrong("an", word)),
)
_OTHER_DETERMINERS = frozenset(("every", "each", "our", "any"))  # "a every" has a word too many, a pattern's business


@record
class GrammarData:
    """The data of kind "grammar", made ready: patterns, the looks for all that is a slip, lists of words."""

    slips: Slips
    pairs: Pairs
    doubled: frozenset[str]
    spelt_out: frozenset[str]
    countable: frozenset[str]
    things: Look


def doubled_words(document: Document, prose: Container[int], data: GrammarData) -> Iterator[Match]:
    """A word or pair of words that comes twice in a row."""
    for pair in doubled(document.text, document.words, lower_words(document), data.doubled):
        if document.block_at(pair.start).index not in prose or _apart(document, pair.start, pair.end):
            continue
        once = document.text[pair.start : pair.middle]
        cut = document.locate(pair.middle, pair.end)
        fix = Fix(f"Remove the second “{document.text[pair.middle : pair.end].strip()}”", "unsafe", (Edit(*cut, ""),))
        values = {"found": document.text[pair.start : pair.end], "right": once}
        yield Match(document.locate(pair.start, pair.end), values, "doubled", (once,), fix)


def _apart(document: Document, start: int, end: int) -> bool:
    """Whether the words belong to two links or two marked stretches, or stand in code or a foreign phrase."""
    marked = inlines_over(document, start, end)
    if any(inline.kind in ("code", "foreign") for inline in marked):
        return True
    edges = [(item.start, item.end) for item in links_over(document, start, end)] + [
        (item.start, item.end) for item in marked
    ]
    return sum(start < left < end or start < right < end for left, right in edges) > 1


def patterns(page: PageWords, prose: Container[int], data: GrammarData) -> Iterator[Match]:
    """The slips that the data's patterns tell."""
    document = page.document
    for index, slip in data.slips.triggered(page):
        sentence = document.sentences[index]
        if sentence.block in prose:
            yield from _pattern(document, sentence, slip)


def bare_lists(page: PageWords, prose: Container[int], data: GrammarData) -> Iterator[Match]:
    """Lists of things that can be counted, without an article among them."""
    document, text = page.document, page.text
    seen: set[int] = set()
    for at in page.pairs(data.things):
        sentence = _sentence_in(document, prose, at)
        if (
            sentence is not None
            and sentence.start not in seen
            and text.find(",", sentence.start, sentence.end) >= 0
            and _AT_END_OF_ITEM.match(text, page.words[at].end)
        ):
            seen.add(sentence.start)
            yield from _bare(document, sentence, data)


def articles(page: PageWords, prose: Container[int], data: GrammarData) -> Iterator[Match]:
    """The article "a" before a vowel's sound, and "an" before a consonant's."""
    document, words, lower, text = page.document, page.words, page.lower, page.text
    for at in sorted(chain(*map(page.pairs, ARTICLES))):
        one, two = words[at], words[at + 1]
        right = article_before(two.text, text[two.end : two.end + 1], data.spelt_out)
        if not right or right == lower[at] or lower[at + 1] in _OTHER_DETERMINERS or not _is_article(document, at):
            continue
        sentence = _sentence_in(document, prose, at)
        if sentence is None or (one.text[0] == "A" and not _opens(sentence, one, two)):
            continue
        if len(_FOREIGN.intersection(text[sentence.start : sentence.end].split())) > 1:
            continue
        right = right.capitalize() if one.text[0] == "A" else right
        better = f"{right} {two.text}"
        fix = Fix(f"Write “{right}”", "unsafe", (Edit(*document.locate(one.start, one.end), right),))
        values = {"found": text[one.start : two.end], "right": better}
        yield Match(document.locate(one.start, two.end), values, "article", (better,), fix)


def _is_article(document: Document, at: int) -> bool:
    """Whether "a" or "an" stands free before the next word, and not as a label ("hepatitis a")."""
    text, one, two = document.text, document.words[at], document.words[at + 1]
    if text[one.end : two.start] not in (" ", "\u00a0") or text[one.start - 1 : one.start] in ("-", "/", "'", "’", "."):
        return False
    return not at or lower_words(document)[at - 1] not in _LABELLED


def _opens(sentence: Sentence, one: Word, two: Word) -> bool:
    """Whether a capital "A" or "An" opens its sentence, and isn't a name's: "hepatitis A outbreaks", "An Nguyen"."""
    return one.start <= sentence.start and (not two.text[0].isupper() or two.text.isupper())


def _sentence_in(document: Document, prose: Container[int], at: int) -> Sentence | None:
    """The sentence of the word at an index, if it stands in prose."""
    index = word_sentences(document)[at]
    sentence = document.sentences[index] if index >= 0 else None
    return sentence if sentence is not None and sentence.block in prose else None


def _bare(document: Document, sentence: Sentence, data: GrammarData) -> Iterator[Match]:
    for item in bare_items(document.text, sentence.start, sentence.end, data.countable):
        noun = document.text[item.start : item.end]
        right = f"{article_before(noun.split()[0], ' ', data.spelt_out) or 'a'} {noun}"
        yield Match(document.locate(item.start, item.end), {"found": noun, "right": right}, "bare", (right,))


def _pattern(document: Document, sentence: Sentence, slip: Slip) -> Iterator[Match]:
    for hit in hits(slip, document.text[sentence.start : sentence.end]):
        if in_code(document, sentence.start + hit.start, sentence.start + hit.end):
            continue
        span = document.locate(sentence.start + hit.start, sentence.start + hit.end)
        first = hit.suggestions[0] if hit.suggestions else ""
        fix = Fix(f"Write “{first}”", "unsafe", (Edit(*span, first),)) if first else None
        values = {"problem": hit.message, "found": document.excerpt(span), "right": first}
        yield Match(span, values, "", hit.suggestions, fix)


def references(page: PageWords, prose: Container[int]) -> Iterator[Match]:
    """“These” with nothing plural in the sentence before it."""
    document = page.document
    for sentence, end in dangling.dangling(page):
        if sentence.block in prose:
            span = document.locate(sentence.start, end)
            yield Match(span, {"found": document.excerpt(span), "right": ""}, "these")


def modal_verbs(page: PageWords, prose: Container[int]) -> Iterator[Match]:
    """A verb with -s behind “can”, “may” or “should”."""
    document = page.document
    for start, end in modals.modal_slips(page):
        if document.block_at(start).index in prose and not in_code(document, start, end):
            span = document.locate(start, end)
            yield Match(span, {"found": document.excerpt(span), "right": ""}, "modal")


def subjects(page: PageWords, prose: Container[int], knows: Callable[[str], bool]) -> Iterator[Match]:
    """A subject and the verb right behind it that don't agree."""
    document = page.document
    for start, end in agreement.disagreements(page, knows):
        block = document.block_at(start)
        if block.index in prose and block.kind != "heading" and not in_code(document, start, end):
            span = document.locate(start, end)
            yield Match(span, {"found": document.excerpt(span), "right": ""}, "agreement")


def punctuation(document: Document, prose: Container[int]) -> Iterator[Match]:
    """Slips of punctuation; blanks before marks are one match a page, as a template makes them all alike."""
    spaced: list[Match] = []
    for slip in slips(document.text):
        if document.block_at(slip.start).index not in prose or _in_address(document, slip.start, slip.end):
            continue
        span = document.locate(slip.start, slip.end)
        found = document.text[slip.start : slip.end]
        if document.excerpt(span) != found:
            continue
        fix = Fix(f"Write “{slip.instead}”", "unsafe", (Edit(*span, slip.instead),)) if slip.instead else None
        match = Match(
            span, {"found": found.strip(), "right": slip.instead}, slip.kind, (slip.instead,) * bool(fix), fix
        )
        if slip.kind == "space_before":
            spaced.append(match)
        else:
            yield match
    if spaced:
        first = spaced[0]
        yield Match(
            first.span, {**first.values, "count": len(spaced)}, first.variant, first.suggestions,
            Fix("Remove the blank before each mark", "unsafe", tuple(edit for each in spaced if each.fix for edit in each.fix.edits)),
        )  # fmt: skip


def _in_address(document: Document, start: int, end: int) -> bool:
    """Whether a range lies in code or in a link whose text is itself an address."""
    return in_code(document, start, end) or any(
        link.start <= start and end <= link.end and _is_web(link) for link in links_over(document, start, end)
    )


def _is_web(link: Link) -> bool:
    return link.kind in ("bare", "autolink") or ("." in link.text and " " not in link.text)
