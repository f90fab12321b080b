"""Offers corrections for an unknown word, the likeliest first.

Candidates come from three places: every word within one slip, looked up; words of the same first letter and like length within
two or three slips; words that sound the same or nearly. A candidate's score is how likely the slip is and how common the
word is in health text, and it gains from standing in the same article or title and from fitting the capitals around it.
"""

from __future__ import annotations

from array import array
from functools import lru_cache
from math import log2
from typing import TYPE_CHECKING

from qa.language.edit_cost import edit_cost
from qa.language.edits import LETTERS, edits
from qa.language.forms import NOUN, forms
from qa.language.lexicon import FOREIGN_COST, Lexicon
from qa.language.near import first_letter
from qa.language.sound import heard, sound
from qa.language.spoken import spoken
from qa.language.word_elements import HYPHEN_PREFIXES
from qa.record import field, record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LONG_WORD = 9
SHORT_WORD = 4
FREQUENCY_WEIGHT = 0.11
ARTICLE_WEIGHT = 0.22
ARTICLE_MOST = 1.1
TITLE_WEIGHT = 0.3
SOUND_WEIGHT = 0.25
SPOKEN_WEIGHT = 0.3
LOST_APOSTROPHE = 0.45
SPOKEN_COST = 0.6
HEARD_AMONG = 120
CAPITAL_WEIGHT = 0.55
WRITTEN_OF = 3
SPLIT_COST = 0.9
SPLIT_COST_LONG = 1.2
# "alot", "abit"
SPLIT_COST_A = 0.6
APOSTROPHE_COST = 0.5
SPLIT_MIN = 0.7
SPLIT_LEAST = 8
SPLIT_LEAST_SHORT = 12
SPLIT_LONG = 12
SPLIT_LEAST_LONG = 3
FAR = 3.2
SURE_LEAST = -1.4
SURE_ALIKE = -0.5
SURE_FAR = -0.7
SURE_LEAD = 0.6
TWIN_COST = 1.0
SURE_PLURAL = 2.0
# Slips remembered with all that may have been meant, some 3 kB each: one recurs on its page, and on those beside it.
POOL_MEMORY = 256

_SHORTEST_WORDS = frozenset({"a", "as", "at", "by", "do", "in", "is", "it", "no", "of", "on", "or", "so", "to", "up"})
# What is run together by mistake nearly always holds one of these; names are made of two words of content.
LITTLE_WORDS = frozenset(
    "a an and are as at be but by can do for from has have he if in is it its may not of on or our she so that the their"
    " them they this to was we what when which who will with you your no one".split()
)
# Prefixes that never stand alone: "postabsorptive" is no slip of "post absorptive".
# Symbols of units, which take no s.
_UNITS = {
    "mgs": "mg",
    "gms": "g",
    "kgs": "kg",
    "mcgs": "micrograms",
    "mls": "mL",
    "cms": "cm",
    "mms": "mm",
    "kms": "km",
    "kjs": "kJ",
}
# Plurals already: an s behind them is nothing but a possessive.
_PLURAL_PEOPLE = frozenset({"children", "men", "women"})
_BOUND = HYPHEN_PREFIXES - frozenset("over under well off up on in ex cross".split())
_SAME_START = {"f": "p", "p": "f", "n": "kgpm", "s": "cpz", "c": "sk", "k": "c", "r": "w", "z": "xs", "x": "ze", "e": "aoi", "o": "ae",
               "a": "eo", "i": "ey", "y": "ei", "t": "p", "j": "g", "g": "j", "h": "w", "w": "h", "q": "ck", "u": "oe"}  # fmt: skip


@record
class Context:
    """What surrounds an unknown word: its article's known words with their counts (lower case), the title's words, its neighbours."""

    article_words: Mapping[str, int] = field(default_factory=dict)
    title_words: frozenset[str] = frozenset()
    previous: str = ""
    following: str = ""


@record
class Suggestion:
    """A correction: the word in the case to write, its distance in whole edits, and a score (higher is likelier)."""

    word: str
    distance: int
    score: float


def _by_letters(word: str, lexicon: Lexicon, reach: int) -> Iterable[str]:
    """Return words of a like start and length within `reach` edits."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    start = first_letter(word)
    lengths = range(max(len(word) - reach, 2), len(word) + reach + 1)
    letters = {start, word[1:2], *(_SAME_START.get(start, "") if reach > 1 else "")}
    for group in lexicon.groups.groups(sorted(filter(None, letters)), lengths):
        for found, _, _ in process.extract(word, group, scorer=OSA.distance, score_cutoff=reach, limit=None):
            if lexicon.offers(found):
                yield found


def _by_sound(word: str, lexicon: Lexicon) -> Iterable[str]:
    """Return words whose sound is that of `word`, or one letter of the key away."""
    key = sound(word)
    if len(key) < SHORT_WORD - 1:
        return
    for near in {key, *edits(key)} if len(key) >= SHORT_WORD else {key}:
        yield from heard(near, lexicon.folder)


def _by_context(word: str, context: Context, reach: int) -> Iterable[str]:
    """Return the article's own words within `reach` edits."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    near = [other for other in {*context.article_words, *context.title_words} if abs(len(other) - len(word)) <= reach]
    for found, _, _ in process.extract_iter(word, near, scorer=OSA.distance, score_cutoff=reach):
        yield found


def _splits(word: str, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    """Yield two common words that were run together, with their score."""
    for place in range(1, len(word)):
        left, right = word[:place], word[place:]
        if (len(left) == 1 and left not in "ai") or len(right) < 2 or left in _BOUND:
            continue
        weights = [lexicon.frequency(part) if len(part) > 1 else 12 for part in (left, right)]
        short = left if len(left) < 3 else right if len(right) < 3 else ""
        least = SPLIT_LEAST_LONG if len(word) >= SPLIT_LONG and min(len(left), len(right)) > 2 else SPLIT_LEAST
        if (
            min(weights) < least
            or max(weights) < SPLIT_LEAST
            or (short and short not in _SHORTEST_WORDS and min(weights) < SPLIT_LEAST_SHORT)
        ):
            continue
        if lexicon.knows(left) and lexicon.knows(right) and not (lexicon.is_name(left) or lexicon.is_name(right)):
            # Words of grammar are run together with others; two words of content seldom are, and names and compounds are made of them.
            little = {left, right} & LITTLE_WORDS
            cost = SPLIT_COST_A if left == "a" else SPLIT_COST if little else SPLIT_COST_LONG
            yield (
                f"{left} {right}",
                FREQUENCY_WEIGHT * (SPLIT_MIN * min(weights) + (1 - SPLIT_MIN) * max(weights)) - cost,
            )


def _plurals(word: str, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    """Yield what a wrong plural or a possessive without its apostrophe may have been meant as (allergys, childs)."""
    base = word[:-1]
    if word.endswith("s") and base in _PLURAL_PEOPLE:
        yield base + "'s", SURE_PLURAL
        return
    if not word.endswith("s") or word.endswith("ss") or lexicon.frequency(base) < SPLIT_LEAST:
        return
    if (kinds := forms(base)) and not kinds & NOUN:
        return
    score = FREQUENCY_WEIGHT * lexicon.frequency(base) - APOSTROPHE_COST
    if word.endswith("ys") and lexicon.listed(base[:-1] + "ies"):
        yield base[:-1] + "ies", score + SOUND_WEIGHT
    if base.endswith(("sh", "ch", "x")) and lexicon.listed(base + "es"):
        yield base + "es", score + SOUND_WEIGHT
    yield base + "'s", score


def _reach(word: str) -> int:
    """Return how many edits away a word of this length may be sought."""
    if len(word) <= SHORT_WORD:
        return 1
    return 2 if len(word) < LONG_WORD else 3


def _cased(word: str, like: str, lexicon: Lexicon) -> str:
    """Return `word` in the case of the misspelling: capitals kept, and names given theirs."""
    if like.isupper() and len(like) > 1:
        return word.upper()
    if word != word.lower():
        return word
    # "Children's" is a name in the lists (of hospitals), and what belongs to children is none.
    named = lexicon.is_name(word) and not (word.endswith("'s") and not lexicon.is_name(word[:-2]))
    if like[:1].isupper() or named:
        return word[:1].upper() + word[1:]
    return word


def _cost(word: str, other: str) -> float:
    return edit_cost(word, other.lower(), FAR + 1)


def _score(word: str, other: str, cost: float, lexicon: Lexicon, context: Context, *, capital: bool) -> float:
    """Return how likely `other` was meant: minus the slip's cost, plus what its frequency and surroundings say."""
    lower = other.lower()
    score = FREQUENCY_WEIGHT * lexicon.frequency(other) - cost
    count = context.article_words.get(lower, 0)
    if count:
        score += min(ARTICLE_WEIGHT * log2(1 + count), ARTICLE_MOST)
    if lower in context.title_words:
        score += TITLE_WEIGHT
    if sound(word) == sound(lower):
        score += SOUND_WEIGHT
    if "'" in lower and lower.replace("'", "") == word:
        score += LOST_APOSTROPHE
    name = lexicon.is_name(other)
    if (name and not capital) or (other.isupper() and len(other) > 1):
        score -= CAPITAL_WEIGHT
    return score


@lru_cache(maxsize=POOL_MEMORY)
def _pool(word: str, lexicon: Lexicon) -> tuple[str, array[float]]:
    """The words of `_sought`, one a line, and what each would have cost; remembered, since the same slip recurs from page to page."""
    found = _sought(word, lexicon)
    return "\n".join(found), array("d", [_cost(word, other) for other in found])


def _sought(word: str, lexicon: Lexicon) -> set[str]:
    """Gather the lexicon's words that `word` may be a slip of.

    A long word that divides into two common ones, and has nothing one slip away, is taken as run together and sought no further.
    """
    found = _one_slip(word, lexicon)
    if not found and len(word) >= LONG_WORD and any(score >= 0 for _, score in _splits(word, lexicon)):
        return found
    found.update(_by_letters(word, lexicon, _reach(word)))
    found.update(_by_sound(word, lexicon))
    found.update(
        other.lower()
        for other in lexicon.extra
        if abs(len(other) - len(word)) <= 1 and edit_cost(word, other.lower()) < 1
    )
    return found


def _one_slip(word: str, lexicon: Lexicon) -> set[str]:
    """Gather the words one slip away: those of a like start by their letters, others by trying every first letter."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found: set[str] = set()
    for group in lexicon.groups.groups({word[:1], word[1:2]} - {""}, range(max(len(word) - 1, 2), len(word) + 2)):
        # A name's capital counts as a change of its own.
        for other, distance, _ in process.extract(word, group, scorer=OSA.distance, score_cutoff=2, limit=None):
            if distance < 2 or (other != other.lower() and OSA.distance(word, other.lower()) < 2):
                found.add(other)
    for letter in LETTERS:
        found.update(lexicon.entries(letter + word))
        found.update(lexicon.entries(letter + word[1:]))
    return {other for other in found if len(other) > 1}


def _candidates(word: str, lexicon: Lexicon, context: Context, *, quick: bool) -> dict[str, float]:
    """Gather the words that `word` may be a slip of, with its cost: the article's own, and the lexicon's (`quick`: one slip away)."""
    reach = _reach(word)
    if quick:
        found = {other: _cost(word, other) for other in _one_slip(word, lexicon)}
    else:
        words, costs = _pool(word, lexicon)
        found = dict(zip(words.split("\n"), costs, strict=True)) if words else {}
    for other in _by_context(word, context, reach + 1 if len(word) > SHORT_WORD else reach):
        if other not in found:
            found[other] = _cost(word, other)
    found.pop(word, None)
    return found


def _with_twins(scores: dict[str, float], lexicon: Lexicon) -> dict[str, float]:
    """Give the profile's spelling of a word the score of its foreign twin (diarrhoea for diarrhea) where that is better."""
    found = dict(scores)
    for other, score in scores.items():
        if score < -FAR or not lexicon.is_foreign(other):
            continue
        for twin in heard(sound(other), lexicon.folder):
            if lexicon.is_home(twin) and edit_cost(other, twin) < TWIN_COST:
                found[twin] = max(found.get(twin, -FAR), score + FREQUENCY_WEIGHT * (1 + FOREIGN_COST))
    return found


def _said_alike(word: str, scores: dict[str, float], lexicon: Lexicon) -> dict[str, float]:
    """Raise those of the best that are said as `word` is, vowels and all: what somebody who writes by ear has meant."""
    found = dict(scores)
    key = spoken(word)
    for other in sorted(scores, key=lambda each: (-scores[each], each))[:HEARD_AMONG]:
        if spoken(other.lower()) == key:
            heard_as = FREQUENCY_WEIGHT * lexicon.frequency(other) - SPOKEN_COST
            found[other] = max(scores[other] + SPOKEN_WEIGHT, heard_as)
    return found


def suggest(
    word: str, lexicon: Lexicon, context: Context | None = None, limit: int = 5, *, quick: bool = False
) -> list[Suggestion]:
    """Return up to `limit` corrections of `word`, the likeliest first, in its case; none where nothing is near.

    A full search costs some 6 ms, 1.5 where the same slip was met before; `quick` looks one slip away only, in 1 ms.
    """
    from rapidfuzz.distance import OSA

    around = context or Context()
    plain = word.replace("’", "'")
    ending = "'s" if plain.endswith("'s") else ""
    plain = plain.removesuffix("'s")
    lower = plain.lower()
    capital = plain[:1].isupper()
    best: dict[str, Suggestion] = {}
    scores = {
        other: _score(lower, other, cost, lexicon, around, capital=capital)
        for other, cost in _candidates(lower, lexicon, around, quick=quick).items()
    }
    for other, near in _said_alike(lower, _with_twins(scores, lexicon), lexicon).items():
        shown = _cased(other, plain, lexicon) + ending
        # A name in small letters is that name, whatever else is near, unless hardly anybody writes of it (Brocken, Flem).
        named = other.lower() == lower and (capital or lexicon.frequency(other) >= WRITTEN_OF)
        score = max(near, 1.0) if named else near
        if score > -FAR and (shown not in best or best[shown].score < score):
            best[shown] = Suggestion(shown, OSA.distance(lower, other.lower()), round(score, 3))
    for pair, score in _splits(lower, lexicon):
        shown = pair[:1].upper() + pair[1:] if capital else pair
        best[shown] = Suggestion(shown, 1, round(score, 3))
    for other, score in _plurals(lower, lexicon):
        shown = _cased(other, plain, lexicon)
        best[shown] = Suggestion(shown, 1, round(score, 3))
    if lower in _UNITS:
        best[_UNITS[lower]] = Suggestion(_UNITS[lower], 1, 1.0)
    ranked = sorted(best.values(), key=lambda suggestion: (-suggestion.score, suggestion.distance, suggestion.word))
    return ranked[:limit]


def confident(word: str, suggestions: list[Suggestion]) -> bool:
    """Tell whether `word` is surely a slip of the first suggestion, and not a word that the lexicon lacks.

    A slip changes a letter in four; one that changes more must sound the same, or leave the first suggestion far ahead.
    """
    if not suggestions:
        return False
    first = suggestions[0]
    letters = len(word)
    if letters <= SHORT_WORD:
        return first.distance <= 1 or (first.score > 0 and spoken(word.lower()) == spoken(first.word.lower()))
    if first.distance <= max(2, letters // 4):
        return first.score > SURE_LEAST
    if first.distance > max(3, letters // 2):
        return False
    second = suggestions[1].score if len(suggestions) > 1 else -FAR
    alike = sound(word.lower()) == sound(first.word.lower())
    return first.score > (SURE_ALIKE if alike else SURE_FAR) and (alike or first.score - second > SURE_LEAD)
