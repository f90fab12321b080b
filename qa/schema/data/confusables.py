"""Real words in the place of others that look or sound like them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, RootModel, model_validator

from qa.matching.patterns import flaw
from qa.schema.data.evidence import Strict, Text


def _usable(text: str) -> str:
    problem = flaw(text)
    if problem:
        raise ValueError(problem)
    return text


Pattern = Annotated[str, AfterValidator(_usable)]
Words = Annotated[list[Text], Field(min_length=1)]
Slot = Literal["verb", "infinitive", "noun", "end", "state"]


class Pair(Strict):
    """One slip: the word found, the one meant, and the company that gives it away (patterns over lower-case text).

    `before` ends where the word begins, `after` begins where it ends, `near` stands anywhere in the sentence. One is enough, or with
    `every` all that are given; a `slot`, what kind of word must stand there, is asked of all. A match of `unless` in the sentence
    excuses it; with `wide`, `near` and `unless` are looked for in the whole paragraph. `wrong` and `right` are sentences for the tests.
    """

    found: Words
    meant: Words
    slot: Slot | None = None
    wide: bool = False
    before: Pattern = ""
    after: Pattern = ""
    near: Pattern = ""
    unless: Pattern = ""
    every: bool = False
    wrong: Words
    right: list[Text] = []

    @model_validator(mode="after")
    def _complete(self) -> Pair:
        if len(self.found) != len(self.meant):
            raise ValueError("“found” and “meant” need the same number of words")
        if not (self.before or self.after or self.near or self.slot):
            raise ValueError("one of “before”, “after”, “near” and “slot” is needed")
        return self


class Frame(Strict):
    """Words of one kind that are written for words of another (`breath: breathe`), told by the `slot` that they stand in."""

    slot: Slot
    words: Annotated[dict[Text, Text], Field(min_length=1)]
    unless: Pattern = ""
    wrong: Words
    right: list[Text] = []


class Either(Strict):
    """Two words of one kind, each told by the other's company in its sentence where its own company and the other word are missing.

    `one` and `other` are forms of the two, in the same order; `of_one` and `of_other` what keeps them company: `by` is whether that may
    stand anywhere in the sentence, is what the words are for (medicines), or what they are said to be.
    """

    one: Words
    other: Words
    of_one: Pattern = ""
    of_other: Pattern = ""
    by: Literal["company", "use", "definition"] = "company"
    wrong: Words
    right: list[Text] = []

    @model_validator(mode="after")
    def _complete(self) -> Either:
        if len(self.one) != len(self.other):
            raise ValueError("“one” and “other” need the same number of words")
        if not (self.of_one or self.of_other):
            raise ValueError("one of “of_one” and “of_other” is needed")
        return self


class Batch(Strict):
    """Pairs and where they come from."""

    source: Text
    date: dt.date
    pairs: list[Pair] = []
    frames: list[Frame] = []
    either: list[Either] = []


class Model(RootModel[list[Batch]]):
    """The pairs, in batches."""
