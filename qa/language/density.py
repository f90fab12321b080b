"""How dense a text is: the share of long words, of words that carry meaning, and of verbs turned into nouns."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from qa.document.memo import per_document
from qa.language.prose import prose
from qa.language.readability import measure
from qa.language.word_memory import WordMemory
from qa.named import NamedTuple

if TYPE_CHECKING:
    from qa.document.model import Document

# Words that hold a sentence together; the rest carry its content.
FUNCTION_WORDS = frozenset(
    "a about above after again against all almost along already also although always am among an and another any are aren't"
    " around as at away back be because been before behind being below beside between both but by can can't cannot could"
    " couldn't did didn't do does doesn't doing don't down during each either else enough even ever every few for from further"
    " had hadn't has hasn't have haven't having he her here hers herself him himself his how however i i'm i've if in inside"
    " instead into is isn't it it's its itself just least less let's like many may me might more most much must my myself near"
    " neither never no none nor not nothing now of off often on once one only onto or other others ought our ours ourselves out"
    " outside over own per perhaps quite rather she should shouldn't since so some someone something sometimes soon still such"
    " than that that's the their theirs them themselves then there there's these they they're this those though through to"
    " together too toward towards under unless until up upon us very was wasn't we we're well were weren't what when where"
    " whether which while who whom whose why will with within without won't would wouldn't yet you you'll you're you've your"
    " yours yourself yourselves".split()
)
_NOMINAL = tuple(
    ending + plural
    for ending in ("isation", "ization", "ation", "ition", "ution", "ment", "ance", "ence", "ancy", "ency")
    for plural in ("", "s")
)
_SHORTEST_NOMINAL = 7
# Nouns of that shape that are plain words for plain things.
_PLAIN_NOUNS = frozenset(
    "medication medications infection condition conditions operation operations treatment treatments appointment appointments"
    " vaccination vaccinations information moment moments ambulance nation nations station stations education movement movements"
    " department departments government science sciences difference differences experience experiences influence instance"
    " distance audience emergency emergencies pregnancy pregnancies position positions environment environments comment document"
    " apartment argument insurance balance chance chances entrance advance evidence silence absence sentence infancy element"
    " elements supplement supplements ointment ointments ligament ligaments filament equipment payment payments nutrition tradition"
    " location locations donation donations generation inflammation radiation medicament circulation ovulation menstruation"
    " constipation dehydration palpitation palpitations population populations".split()
)


class Density(NamedTuple):
    """Shares of all words in the full sentences, in per cent; `words` is their number."""

    words: int
    complex_words: float
    content_words: float
    nominalisations: float


@per_document
def density(document: Document) -> Density | None:
    """The density of the article's body, or None where it holds no full sentence.

    A complex word has three or more syllables (as SMOG counts); a content word is any that isn't a function word, their
    share being the lexical density; a nominalisation is a noun made of a verb or adjective, told by its ending.
    """
    read = measure(document)
    if not read.words:
        return None
    words = chain.from_iterable(sentence.words for sentence in prose(document) if not sentence.fragment)
    kinds = list(map(_kinds.__getitem__, words))
    nominal = kinds.count(_NOMINALISED)
    total = read.words / 100
    return Density(
        read.words,
        read.hard_words / total,
        (kinds.count(_CONTENT) + nominal) / total,
        nominal / total,
    )


_FUNCTION, _CONTENT, _NOMINALISED = 0, 1, 2


def _kind(word: str) -> int:
    plain = word.lower().replace("’", "'")
    if plain.endswith(_NOMINAL) and len(plain) >= _SHORTEST_NOMINAL and plain not in _PLAIN_NOUNS:
        return _NOMINALISED
    return _FUNCTION if plain in FUNCTION_WORDS else _CONTENT


_kinds = WordMemory(_kind)
