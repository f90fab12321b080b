"""Real words that stand where another, alike in letters or sound, was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa.checks.registry import CheckOptions, check
from qa.checks.substitution import recased
from qa.checks.support.foreign_names import is_others_text
from qa.checks.support.names import writable
from qa.checks.support.tables import table_of
from qa.finding import Match
from qa.language.prose import is_english
from qa.language.tokens import sentence_at, word_index
from qa.named import NamedTuple
from qa.packed import Packed, packed
from qa.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document
    from qa.patterns import Regex

REACH = 60


class Options(CheckOptions):
    """`allowed` are words never reported, in lower case."""

    allowed: tuple[str, ...] = ()


class _Pair(NamedTuple):
    """A word meant, and patterns for what stands before, after and near the word found; see the data's model."""

    meant: str
    before: str
    after: str
    near: str
    unless: str
    every: bool

    def fits(self, sentence: str, start: int, end: int) -> bool:
        """Whether the company of the word at these offsets of its lower-case sentence gives the slip away."""
        tests = (
            (self.before, rf"\b(?:{self.before})$", max(0, start - REACH), start),
            (self.after, f"^(?:{self.after})", end, end + REACH),
            (self.near, rf"\b(?:{self.near})\b", 0, len(sentence)),
        )
        results = (
            _regex(pattern).search(sentence[first:last]) is not None for stated, pattern, first, last in tests if stated
        )
        if not (all(results) if self.every else any(results)):
            return False
        return not (self.unless and _regex(rf"\b(?:{self.unless})").search(sentence))


@check("confused_word", options=Options, values=("found", "meant"))
def confused_word(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """Report words of the data "confusables" in company that gives them away."""
    if not is_english(document):
        return
    table: Packed = context.derived(("confused_word", id(options)), lambda: _table(options, context))
    index, words = word_index(document), document.words
    for word in table.keys() & index.keys():
        for at in index[word]:
            start, end = words[at].start, words[at].end
            pair = _slip(document, table.get(word), start, end)
            if pair is None or is_others_text(document, start, end):
                continue
            written = document.text[start:end]
            right = recased(written, pair.meant)
            fix = writable(document, start, end, right)
            yield Match(document.locate(start, end), {"found": written, "meant": right}, suggestions=(right,), fix=fix)


def _slip(document: Document, pairs: list[_Pair], start: int, end: int) -> _Pair | None:
    sentence = sentence_at(document, start)
    if sentence is None:
        return None
    text = document.lower[sentence.start : sentence.end].replace("’", "'").replace("\u00a0", " ")
    return next((pair for pair in pairs if pair.fits(text, start - sentence.start, end - sentence.start)), None)


def _regex(pattern: str) -> Regex:
    return compiled(pattern, ignore_case=False)


def _table(options: Options, context: Context) -> Packed:
    """The pairs of each word."""
    plain = table_of(context, "confused_word", options, "confusables", lambda: packed(_pairs(options, context)))
    return Packed(plain, lambda pairs: list(map(_Pair._make, pairs)))


def _pairs(options: Options, context: Context) -> dict[str, list[tuple[Any, ...]]]:
    found: dict[str, list[tuple[Any, ...]]] = {}
    batches: list[Any] = context.data("confusables") or []
    for entry in (pair for batch in batches for pair in batch["pairs"]):
        for word, meant in zip(entry["found"], entry["meant"], strict=True):
            if word not in options.allowed:
                company = (entry[key] for key in _Pair._fields[1:])
                found.setdefault(word, []).append((meant, *company))
    return found
