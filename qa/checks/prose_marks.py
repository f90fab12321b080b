"""Sentences without their full stop, and capitals used to shout."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.checks.support.partner_cards import teasers_below
from qa.document.memo import per_document
from qa.document.model import WORD
from qa.finding import Edit, Fix, Match
from qa.language.tokens import capitals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Block, Document, Sentence

_ENDED = re.compile(r"[.!?…:;,][\"'”’)\]*_ ]*$")
_SHOUT = re.compile(r"\b[A-Z][A-Z'’]*(?:[ -]+[A-Z][A-Z'’]*)*\b")
_STOPPED = 2  # items with their stop, for each without
_LINK_WORDS = 7
_CAPTION = re.compile(r"\s*(?:table|figure|fig|box|chart|image|photo|video|step|part|appendix)\.? ?\d", re.IGNORECASE)
# What a link of the site's foot says: "How our content is made", "Quality assurance of our information".
_FOOT = re.compile(
    r"(?:how|why|what|about|our|quality|privacy|terms|read|see|more|editorial|content|information)\b[^.]{0,60}$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.|@)\S*$|[\d)]$")


class Options(CheckOptions):
    """What makes a line an unfinished sentence, and capitals a shout.

    `min_words` of a paragraph's last sentence that must end; a lone line of `min_words_alone` is a sentence where it begins
    with one of `subjects` and one of `verbs`, or with one of `imperatives`.

    What begins with one of `conditional` is an instruction where one of `conjunctions` follows: "Call your doctor if …".
    `emphasis` are words that no one abbreviates, so that their capitals are emphasis; `small` are words that make a run of
    three or more words in capitals a phrase rather than a row of acronyms. All in lower case.
    """

    min_words: int = 5
    min_words_alone: int = 8
    subjects: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    imperatives: tuple[str, ...] = ()
    conditional: tuple[str, ...] = ()
    conjunctions: tuple[str, ...] = ()
    emphasis: tuple[str, ...] = ()
    small: tuple[str, ...] = ()


@check("prose_marks", options=Options, values=("sentence", "words"), variants=("item", "capitals"))
def prose_marks(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """A paragraph whose last sentence has no end mark, body and chrome alike.

    Variants: `item`, a list item without the full stop that the others have; `capitals`, emphasis by capitals.

    A lone line counts as a sentence only where it begins with a subject and a verb or with an instruction, so that slogans
    and labels pass. A service that is named in capitals (NURSE-ON-CALL) may be called by its name.
    """
    last: dict[int, tuple[Sentence, int]] = {}
    for sentence in document.sentences:
        last[sentence.block] = (sentence, last.get(sentence.block, (sentence, 0))[1] + 1)
    cut = {block.index for block in teasers_below(document)}
    for block in document.blocks:
        if (
            block.kind == "paragraph"
            and block.role not in ("card", "nav")
            and block.index in last
            and block.index not in cut
        ):
            yield from _unended(document, block, *last[block.index], options)
    yield from _uneven_items(document, {index: sentence for index, (sentence, _) in last.items()}, options.min_words)
    yield from _shouted(document, options, context)


def _unended(document: Document, block: Block, sentence: Sentence, count: int, options: Options) -> Iterator[Match]:
    text = document.text[sentence.start : sentence.end]
    if _ENDED.search(text) or _ADDRESS.search(text) or _leads_a_list(document, block):
        return
    written = WORD.findall(text)
    words = [word.lower() for word in written]
    # A title set as a sentence, a label with its value and a list that was flattened into a paragraph are no sentences.
    if "   " in text or ":" in text or sum(word[0].isupper() for word in written) * 2 > len(written):
        return
    if _CAPTION.match(document.text, block.start, block.end) or (document.kind == "captured" and _is_sites(text)):
        return
    enough = options.min_words if count > 1 else options.min_words_alone
    # A lone line in small letters is an item whose bullet was lost.
    if len(words) < enough or (count == 1 and (text[0].islower() or not _is_sentence(words, options))):
        return
    if _ends_in_link(document, sentence) or (
        document.kind == "captured" and len(words) <= _LINK_WORDS and _FOOT.match(text)
    ):
        return
    yield _without_stop(document, sentence, text, len(words))


def _is_sites(text: str) -> bool:
    """Whether a captured line is a button, or the label of what follows an article: "Tell us what you think of this page"."""
    from qa.document.captured_words import ends_article, is_furniture

    return is_furniture(text) or ends_article(text)


def _uneven_items(document: Document, last: dict[int, Sentence], min_words: int) -> Iterator[Match]:
    """Sentences in a list without the full stop that at least two other items have, and twice as many as lack it."""
    lists: dict[int, list[Block]] = {}
    for block in document.blocks:
        if block.kind == "list_item" and block.body and not block.quoted and block.index in last:
            lists.setdefault(block.group, []).append(block)
    for items in lists.values():
        stopped = [document.text[last[item.index].end - 1] == "." for item in items]
        if stopped.count(True) < max(_STOPPED, _STOPPED * stopped.count(False)):
            continue
        for item, ended in zip(items, stopped, strict=True):
            sentence = last[item.index]
            text = document.text[sentence.start : sentence.end]
            words = len(WORD.findall(text))
            # An item that leads into its own list, or ends in an address, a number or a link of its own, has its reason.
            if ended or words < min_words or not (text[0].isupper() and text[-1].isalpha()):
                continue
            if not (_ends_in_link(document, sentence) or _ADDRESS.search(text) or _leads_a_list(document, item)):
                yield _without_stop(document, sentence, text, words, "item")


def _without_stop(document: Document, sentence: Sentence, text: str, words: int, variant: str = "") -> Match:
    span = document.locate(sentence.start, sentence.end)
    fix = Fix("Add the full stop", "unsafe", (Edit(span.end, span.end, "."),)) if text[-1].isalnum() else None
    return Match(span, {"sentence": text, "words": words}, variant, fix=fix)


@per_document
def _link_ends(document: Document) -> dict[int, int]:
    """Where the last link of each block ends."""
    ends: dict[int, int] = {}
    for link in document.links:
        if not link.text.strip():
            continue
        ends[link.block] = max(link.end, ends.get(link.block, 0))
    return ends


def _ends_in_link(document: Document, sentence: Sentence) -> bool:
    return _link_ends(document).get(sentence.block, -1) >= sentence.end


def _is_sentence(words: list[str], options: Options) -> bool:
    if words[0] in options.imperatives:
        return True
    if words[0] in options.conditional and not set(options.conjunctions).isdisjoint(words):
        return True
    # "You can …", "Your child may …"
    return words[0] in options.subjects and (words[1] in options.verbs or words[2] in options.verbs)


def _leads_a_list(document: Document, block: Block) -> bool:
    """Whether what follows belongs to a block: a list, a table, code; for an item, a list below it."""
    following = document.blocks[block.index + 1] if block.index + 1 < len(document.blocks) else None
    if following is None or following.kind not in ("list_item", "table_cell", "code"):
        return False
    return following.kind != block.kind or following.level > block.level


def _may_shout(document: Document, emphasis: frozenset[str]) -> bool:
    """Whether a word of emphasis stands in capitals at all, or three words of them in a row."""
    places, texts = capitals(document), document.word_texts
    if any(two == one + 2 for one, two in zip(places, places[2:], strict=False)):
        return True
    return any(texts[at].lower() in emphasis for at in places)


def _shouted(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """Runs of capitals in the body: three words or more with a small word among them, or one word of emphasis."""
    emphasis, small = frozenset(options.emphasis), frozenset(options.small)
    if not _may_shout(document, emphasis):
        return
    for found in _SHOUT.finditer(document.text):
        words = _words(found.group())
        if len(words) < 3 and not emphasis.intersection(words):
            continue
        block = document.block_at(found.start())
        if not block.body or block.kind == "code" or block.quoted or found.end() > block.end:
            continue
        words = _words(_unnamed(found.group(), context))
        if emphasis.intersection(words) or (small.intersection(words) and any(len(word) > 3 for word in words)):
            yield Match(document.locate(*found.span()), {"sentence": found.group(), "words": len(words)}, "capitals")


def _words(capitals: str) -> list[str]:
    return capitals.lower().replace("-", " ").split()


def _unnamed(capitals: str, context: Context) -> str:
    """A run of capitals without the services that are named in capitals."""
    for name in context.derived("capital names", lambda: _capital_names(context)):
        capitals = capitals.replace(name, " ")
    return capitals


def _capital_names(context: Context) -> list[str]:
    services = context.data("services") or ()
    names = (name for service in services for name in (service["name"], *service.get("aliases", ())))
    return sorted(name for name in names if name.isupper())
