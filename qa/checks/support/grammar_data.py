"""The data of kind "grammar" made ready for a page, and remembered so from run to run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa.checks.support import form_matches
from qa.checks.support.slip_matches import ARTICLES, GrammarData
from qa.language import agreement_places, dangling, modals
from qa.language.looks import Look, Pairs
from qa.language.slips import Slips, Triggers, triggers_of
from qa.shipped import lexicon_folder
from qa.startup.compiled import stamp
from qa.startup.packed import Packed, packed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qa.checks.context import Context

_LISTS = ("doubled", "spelt_out", "countable")
# What is remembered of words depends on these.
_LEXICON = ("forms.bin", "forms.marisa", "values.bin", "words.marisa")


def grammar_data(context: Context) -> GrammarData:
    """The data of a run; no data at all finds nothing but doubled words and articles."""
    lexicon = stamp(f"{lexicon_folder()}/{name}" for name in _LEXICON)
    table = context.compiled("grammar", ("grammar",), lambda: _plain(context.data("grammar")), lexicon)
    doubled, spelt_out, countable = (frozenset(table[name]) for name in _LISTS)
    slips = Slips(Packed(table["entries"]).get, Triggers(table["by_word"], [], table["by_pair"]))
    things = Look(countable)
    return GrammarData(slips, Pairs(_looks(things, slips), table=table["looks"]), doubled, spelt_out, countable, things)


def _looks(things: Look, slips: Slips) -> tuple[Look, ...]:
    return (*ARTICLES, things, *form_matches.LOOKS, *modals.LOOKS, *agreement_places.LOOKS, *dangling.LOOKS, slips.look)


def _plain(raw: Any) -> dict[str, Any]:
    """The data as plain values, with what the commonest words are to the looks: two of three words of a page are among them."""
    from qa.language.common_words import common_words

    data: Mapping[str, Any] = raw if isinstance(raw, dict) else {}
    entries = data.get("slips", ())
    triggers = triggers_of(entries)
    looks = _looks(Look(frozenset(data.get("countable", ()))), Slips(entries.__getitem__, triggers))
    return {
        **{name: list(data.get(name, ())) for name in _LISTS},
        "entries": packed(dict(enumerate(entries))),
        "by_word": triggers.by_word,
        "by_pair": triggers.by_pair,
        "looks": Pairs(looks, triggers.pairs).plain(common_words()),
    }
