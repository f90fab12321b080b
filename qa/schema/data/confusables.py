"""Real words in the place of others that look or sound like them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import AfterValidator, Field, RootModel, model_validator

from qa.matching.patterns import flaw
from qa.schema.data.evidence import Strict, Text


def _usable(text: str) -> str:
    problem = flaw(text)
    if problem:
        raise ValueError(problem)
    return text


Pattern = Annotated[str, AfterValidator(_usable)]


class Pair(Strict):
    """One slip: the word found, the one meant, and the company that gives it away (patterns over lower-case text).

    `before` ends where the word begins, `after` begins where it ends, `near` stands anywhere in the sentence. One is enough, or with
    `every` all that are given. A match of `unless` in the sentence excuses it. `wrong` and `right` are sentences for the tests.
    """

    found: Annotated[list[Text], Field(min_length=1)]
    meant: Annotated[list[Text], Field(min_length=1)]
    before: Pattern = ""
    after: Pattern = ""
    near: Pattern = ""
    unless: Pattern = ""
    every: bool = False
    wrong: Annotated[list[Text], Field(min_length=1)]
    right: list[Text] = []

    @model_validator(mode="after")
    def _complete(self) -> Pair:
        if len(self.found) != len(self.meant):
            raise ValueError("“found” and “meant” need the same number of words")
        if not (self.before or self.after or self.near):
            raise ValueError("one of “before”, “after” and “near” is needed")
        return self


class Batch(Strict):
    """Pairs and where they come from."""

    source: Text
    date: dt.date
    pairs: list[Pair]


class Model(RootModel[list[Batch]]):
    """The pairs, in batches."""
