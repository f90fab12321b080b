"""How many syllables a word has: a table of exceptions first, a rule on spelling for the rest."""

from __future__ import annotations

import re
from functools import cache

from qa.language.accents import base_letters
from qa.shipped import rules_folder

_GROUP = re.compile(r"[aeiouy]+")
_APOSTROPHE = re.compile(r"['’]")

# A final e, -ed or -es behind at least one consonant and an earlier vowel. Group 1: those consonants; 2: the ending.
_ENDING = re.compile(r"[aeiouy]([^aeiouy]{1,4})(e|ed|es)$")
# "careful", "movement", "homework": an e that went silent before a suffix or a second noun.
_INNER_E = re.compile(
    r"[aeiouy][^aeiouy]{1,2}(?<![^aeiouylr]l)e(?=(?:ly|less(?:ly|ness)?|ness(?:es)?|ments?|mental|ful(?:ly|ness)?|some|like"
    r"|wards?|things?|times?|where|fore|works?|working|workers?|land|hood|holds?|makers?|makings?|keepers?|lines?|house)$)"
)
# "foreign" aside, an e before a second noun at the front of a compound: "forecast", "homesick", "lifetime".
_FRONT_E = re.compile(r"^(?:for|som|sid|hom|lif|saf|wid|bas)e(?=[^aeiouyrdnl][a-z]{2})")
# What words end and begin with that one of the two may fit. ("icall" in "medically" is said "icl".)
_BEHIND_E = tuple(
    "ly less ness nesses ment ments mental ful some like ward wards thing things time times where fore work works working worker "
    "workers land hood hold holds maker makers making makings keeper keepers line lines house".split()
)
_FRONTS = ("fore", "some", "side", "home", "life", "safe", "wide", "base")

# Two vowel letters that belong to two syllables, and consonants that carry one of their own.
_HIATUS_FORMS = (
    r"i(?=u|i)|(?<!^)y(?=i|o)|(?<=[ao])y(?=ab|al|er)",  # medium, skiing, trying, loyal
    r"(?<![tcsg])i(?=e(?:rs?|st|ty|ties|ts?|nce|nts?|tal|s[a-z])(?:$|s$|ly$))|(?<=sc)i(?=ent)",  # quiet, science
    r"(?<![ctsgxh])(?<!hav)(?<!ll)(?<!^un)i(?=[ao])",  # trial, period; not million, union, behaviour
    r"(?<=[aeiouyrn][tcgs])i(?=a(?![lncrb]))|(?<=t)i(?=as?$)|(?<=[aeiouy]s)i(?=a[st])",  # initiate, enthusiast
    r"(?<![gqs])u(?=[ao])(?<!flu)|(?<=ns)u(?=a)|u(?=ous)|(?<=fl)u(?=en)",  # usual, continuous, influenza
    r"(?<![gq])u(?=i(?:ng|t[yi]|n[eo]))",  # fluidity, ruin, genuine
    r"[aeo](?=ing)|[ao](?=ic(?!e))",  # seeing, algebraic, heroic; not voice
    r"e(?=ums?$|oa|ol|om|on[a-z]|op(?!l)|os|og|oc|ot|ia|i[ft])|(?<=[nt])e(?=ous)",  # museum, video, theology
    r"(?<=[rm])e(?=a(?:t(?:e|i|or)|c[kt]|l[ilt]|nd|ss|ns?$))|(?<=[rndt])e(?=al(?:$|is|ity)|ans?$)",  # react, ideal
    r"a(?=o)|(?<=[nhrpc])o(?=el|er|ef|ad[uv]|al[ei]|ag|ac[te]|at[ei])|(?<=c)o(?=o[pr][de])",  # chaos, poem
    r"(?<=[^aeiouy])(?:s|th)m(?=s?$)|(?<=[ai])sm(?=s?$)",  # rhythm, spasm, autism
    r"^re(?=in|im|or|ap|ar|ev|em|en|es|is|us|un)|^pre(?=[eo])|^(?:bi|tri)(?=[ao])",  # reuse, biopsy
)
_HIATUS = re.compile("|".join(_HIATUS_FORMS))
# Combining forms keep their own vowel before another: "gastro-enteritis", "osteo-arthritis", "micro-organism".
_COMBINING = re.compile(
    r"(?:gastr|neur|micr|electr|hydr|retr|immun|therm|thromb|metr|aer|ger|intr)o(?=[aeiu])"
    r"|(?:oste|ster|arteri|cardi|radi|physi|soci|audi|bacteri|vide)o(?=[aeiou])|o(?=oph)"
)

_R_BLENDS = frozenset(("br", "cr", "dr", "gr", "tr", "fr"))  # "fibre", "centre": the e is said
# Behind these sounds a possessive is a syllable of its own: "nurse's".
_HISSING = ("s", "x", "z", "ch", "sh", "ce", "ge", "se", "ze")

# Words that the rule gets wrong, and the commonest ones that it gets right: it takes longer over a word than a table.
TABLE, COMMON = "lexicon/syllables.txt", "lexicon/common_syllables.txt"


def count(word: str) -> int:
    """The syllables of one word, at least 1; a number counts as one, however it would be read aloud."""
    return _count(word.lower())


def _count(word: str) -> int:
    plain = _APOSTROPHE.sub("", word)
    if plain in _table():
        return _table()[plain]
    if word.endswith(("'s", "’s")):
        owner = plain[:-1]
        return _count(owner) + owner.endswith(_HISSING)
    if not plain.isascii():
        base = base_letters(plain)
        return _table().get(base) or by_rule(base)
    return by_rule(plain)


@cache
def _table() -> dict[str, int]:
    """Common, reviewed and exceptional words with their counts."""
    folder = rules_folder()
    return read_counts(f"{folder}/{COMMON}") | read_counts(f"{folder}/{TABLE}")


def read_counts(path: str) -> dict[str, int]:
    """Words with their counts, from the lines "count word word …" of a compiled table."""
    table: dict[str, int] = {}
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 -- pathlib is dear to import
        lines = file.read().splitlines()
    for line in lines:
        if not line.startswith("#"):
            number, *words = line.split()
            table.update(dict.fromkeys(words, int(number)))
    return table


def by_rule(word: str) -> int:
    """The syllables that spelling alone suggests for a lower-case word, at least 1.

    It counts groups of vowels, takes away silent endings and adds where two vowels stand apart; right for about nineteen
    English words in twenty (`benchmarks/readability.py` measures it), which is why a table goes first.
    """
    groups = _GROUP.findall(word)
    found = len(groups)
    # What adds a syllable stands where two vowels meet, or is an m said alone; a pattern asked in vain is what costs here.
    if len("".join(groups)) > found or "sm" in word or "thm" in word:
        found += len(_HIATUS.findall(word)) + len(_COMBINING.findall(word))
    found -= _silent_ending(word) + _has_silent_e(word) + word.endswith("ically")
    return max(1, found + word.endswith(("dnt", "snt", "tnt")))


def _has_silent_e(word: str) -> bool:
    """Whether an e inside the word is silent: "careful", "homework", "forecast"."""
    inner = word.endswith(_BEHIND_E) and _INNER_E.search(word) is not None
    return inner or (word.startswith(_FRONTS) and _FRONT_E.match(word) is not None)


def _silent_ending(word: str) -> bool:
    """Whether a final e, -ed or -es is silent: "came", "moved", "names", but not "table", "added", "boxes"."""
    found = _ENDING.search(word) if word.endswith(("e", "ed", "es")) else None
    if found is None:
        return word.endswith(("gue", "que", "gues", "ques", "gued"))
    consonants, ending = found.groups()
    said_l = consonants[-1] == "l" and consonants[-2:-1] not in ("", "l", "r")
    if said_l or consonants[-2:] in _R_BLENDS:
        return False
    if ending == "ed":
        return consonants[-1] not in "td"
    return ending == "e" or not (consonants[-1] in "cgsxz" or consonants.endswith(("ch", "sh")))
