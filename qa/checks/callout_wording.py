"""The wording of calls to the emergency number: in words and digits, and what to ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.finding import Match
from qa.safety.survey import survey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Block, Document
    from qa.safety.found import Action


_BEHIND = 14


class Options(CheckOptions):
    """The forms of the number that a call-out carries.

    `spoken` and `digits` are the two forms, `ask` the word that says what to ask for. A sentence with one of `not_here` lists
    the numbers of several countries and is no call-out.
    """

    spoken: str = "triple zero"
    digits: str = "000"
    ask: str = "ambulance"
    not_here: tuple[str, ...] = ("in australia",)


@check("callout_wording", options=Options, values=("form", "missing", "wording"), variants=("ask",))
def callout_wording(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """Yield the first call-out of the body, and those of the chrome up to its first complete one, that give one form only.

    Variant `ask`: no call-out of the body says what to ask for.
    """
    found = survey(document, context)
    settled: set[bool] = set()
    asked, first = False, None
    for action, block in _calls(document, found.actions, options):
        spoken, digits = _forms(document, block, options)
        asked = asked or options.ask in document.lower[action.sentence[0] : action.sentence[1]]
        first = first or (action if block.body else None)
        if block.body not in settled and not (spoken and digits):
            yield _match(document, action, options, spoken=spoken)
        if block.body or (spoken and digits):
            settled.add(block.body)
    if first is not None and not asked:
        yield _match(document, first, options, spoken=True, variant="ask")


def _calls(document: Document, actions: list[Action], options: Options) -> Iterator[tuple[Action, Block]]:
    """One call-out a block, wherever it stands but in partner cards."""
    seen: set[int] = set()
    for action in actions:
        block = document.blocks[action.block]
        # "Call emergency services on 000": the number stands behind what is understood.
        end = min(action.end + _BEHIND, action.sentence[1]) if action.kind.id == "emergency-services" else action.end
        named = action.kind.to == "number" or end > action.end
        named = named and any(_said(document.lower[action.start : end], options))
        listed = any(words in document.lower[slice(*action.sentence)] for words in options.not_here)
        if named and not listed and block.role not in ("card", "nav") and block.index not in seen:
            seen.add(block.index)
            yield action, block


def _forms(document: Document, block: Block, options: Options) -> tuple[bool, bool]:
    return _said(document.lower[block.start : block.end], options)


def _said(text: str, options: Options) -> tuple[bool, bool]:
    """Whether a text has the number in words ("triple-0" is half of one), and in digits."""
    words = text.replace("-", " ")
    half = options.spoken.replace("zero", "0")
    return options.spoken in words or half in words, options.digits in text


def _match(document: Document, action: Action, options: Options, *, spoken: bool, variant: str = "") -> Match:
    form, missing = (options.spoken, f"({options.digits})") if spoken else (options.digits, options.spoken)
    wording = f"{options.spoken} ({options.digits})"
    values = {"form": form, "missing": missing, "wording": wording}
    return Match(document.locate(action.start, action.end), values, variant=variant)
