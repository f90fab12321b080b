"""“These are often reported …” behind a sentence that names nothing plural: “these” then points at nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.language.looks import Look
from qa.language.tokens import word_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.document.model import Sentence
    from qa.language.page_words import PageWords

# "These are signs of …" presents something new; only what was done to "these" needs an earlier plural.
_THESE = re.compile(
    r"These (?:are|were|can be|may be|will be|should be|have been)(?: (?:often|usually|sometimes|also|then|mostly|always|generally|commonly))?"
    r" (?:[a-z]+ed|taken|given|found|seen|known|done|made|written|shown|put|worn|kept|chosen|drawn|felt|sent|held|sold|built)\b"
)
_AUXILIARY = Look(frozenset(("these",)), second="are were can may will should have".split())
LOOKS = (_AUXILIARY,)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_COUNTED = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|both|few|several|many|some|most|all|other|others|people|children|women|men"
    r"|feet|teeth|data|criteria|bacteria|fungi|stimuli|media|these|those|they|them|their|each|every|either|neither|any|no|set|group|range"
    r"|number|pair|series|team|list|mix|variety|staff|family|equipment|food|medicine)\b",
    re.IGNORECASE,
)
# "and" or "or" between two nouns makes a plural; between participles ("grown and spread") it doesn't.
_JOINED = re.compile(r"([^\W\d_]+) (?:and|or|as well as) ([^\W\d_]+)|,", re.IGNORECASE)
_PARTICIPLE = re.compile(r"[a-z]+(?:ed|wn|en|ing|pt|spread)", re.IGNORECASE)
_NO_PLURAL = re.compile(
    r"(?:.*(?:ss|us|is|ous)|has|was|does|goes|as|this|its|yes|always|perhaps|sometimes|afterwards|gas|lens|pus|bus|’s|'s)",
    re.IGNORECASE,
)
# Verbs that look like plurals.
_VERBS = frozenset(
    "describes means says tells shows makes helps works happens starts begins ends gets gives takes needs uses looks feels seems becomes "
    "checks measures finds lets keeps causes leads comes runs lies stands sits grows spreads moves turns stays lasts depends explains "
    "suggests allows affects involves contains holds carries covers protects prevents treats lowers raises occurs appears changes "
    "squeezes pumps flows passes opens closes opens hurts heals stops varies differs refers remains requires includes produces".split()
)


def dangling(page: PageWords) -> Iterator[tuple[Sentence, int]]:
    """Each sentence that begins so right behind a sentence of the same block without a plural, and where the fault ends."""
    sentences, places = page.document.sentences, word_sentences(page.document)
    for at in page.pairs(_AUXILIARY):
        number = places[at]
        if number < 1 or not page.opens(at):
            continue
        before, sentence = sentences[number - 1], sentences[number]
        found = _THESE.match(page.text, sentence.start, sentence.end)
        if (
            found is not None
            and before.block == sentence.block
            and not has_plural(page.text[before.start : before.end])
        ):
            yield sentence, page.text.index(" ", sentence.start + 6)


def has_plural(sentence: str) -> bool:
    """Whether a sentence may name several things; in doubt it does."""
    if _COUNTED.search(sentence):
        return True
    for joined in _JOINED.finditer(sentence):
        if joined.group(1) is None or not (
            _PARTICIPLE.fullmatch(joined.group(1)) or _PARTICIPLE.fullmatch(joined.group(2))
        ):
            return True
    words = (word.lower() for word in _WORD.findall(sentence))
    return any(word.endswith("s") and word not in _VERBS and not _NO_PLURAL.fullmatch(word) for word in words)
