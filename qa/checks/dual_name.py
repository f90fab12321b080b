"""Medicines whose second name belongs behind the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.registry import NoOptions, check
from qa.checks.support.medicine_words import speaks_of_medicine
from qa.checks.support.terms import counts, sentence_text
from qa.finding import Edit, Fix, Match
from qa.language.phrases import PhraseTable
from qa.language.prose import is_english

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document


@check("dual_name", values=("name", "second"))
def dual_name(document: Document, options: NoOptions, context: Context) -> Iterator[Match]:  # noqa: ARG001 -- none
    """Report the first mention, as a medicine, of a name whose second name the page has not given by the end of its sentence."""
    if not is_english(document):
        return
    table: PhraseTable[str] = context.derived("dual_name", lambda: _table(context))
    seen: set[str] = set()
    for found in table.find(document):
        if found.entry in seen or not counts(document, found.start):
            continue
        sentence = sentence_text(document, found.start)
        if not speaks_of_medicine(sentence):
            continue
        seen.add(found.entry)
        if found.entry in sentence or found.entry in document.lower[: found.start]:
            continue
        span = document.locate(found.start, found.end)
        written = document.text[found.start : found.end]
        fix = Fix(f"Add “({found.entry})”", "unsafe", (Edit(span.end, span.end, f" ({found.entry})"),))
        values = {"name": written, "second": found.entry}
        yield Match(span, values, suggestions=(f"{written} ({found.entry})",), fix=fix)


def _table(context: Context) -> PhraseTable[str]:
    return PhraseTable(
        (
            (name, second)
            for group in context.data("medicine_names") or ()
            if group["list"] == "dual" and context.profile in group["profiles"]
            for name, second in group["names"].items()
        ),
        plurals=False,
    )
