"""Grammar slips: patterns, and the word lists that the doubled-word and article checks need."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from qa.language.slips import blanks
from qa.matching.patterns import compiled, flaw
from qa.schema.rule import Strict, Text


def _pattern(value: str) -> str:
    if value and (wrong := flaw(value)):
        raise ValueError(wrong)
    return value


Pattern = Annotated[str, AfterValidator(_pattern)]
Lower = Annotated[str, Field(pattern=r"^[^A-Z\s]+$")]
Trigger = Annotated[str, Field(pattern=r"^[^A-Z\s]+(?: [^A-Z\s]+)?$")]


class Slip(Strict):
    """One slip: `find` is an RE2 pattern over a sentence, its first group what is reported.

    `triggers` are words in lower case, or two words in a row ("can|may causes|leads": any of each; "you *ing": the second is an
    ending), one of which every match holds. `not_after` and `not_before` are neighbours that make the match good English;
    `where` is a pattern that the sentence must hold as well, `unless` one that it must not hold, and `ends` are characters
    that it must end with. `longest` is how many characters the sentence may have, 0 any number. `suggest` may use {2}, {3} … for groups.
    `wrong` and `right` are sentences that the pattern must and must not find.
    """

    find: Pattern
    triggers: Annotated[list[Trigger], Field(min_length=1)]
    message: Text
    suggest: list[Text] = []
    not_after: list[Lower] = []
    not_before: list[Lower] = []
    where: Pattern = ""
    ends: str = ""
    longest: Annotated[int, Field(ge=0)] = 0
    unless: Pattern = ""
    case: bool = False
    wrong: Annotated[list[Text], Field(min_length=1)]
    right: list[Text] = []

    @model_validator(mode="after")
    def _finds_its_examples(self) -> Slip:
        regex = compiled(blanks(self.find), ignore_case=not self.case)
        for sentence in self.wrong:
            if regex.search(sentence) is None:
                raise ValueError(f"the pattern does not find its own example “{sentence}”")
        return self


class Model(Strict):
    """The whole file; `source` and `date` say where the lists come from and when they were checked."""

    source: Text
    date: dt.date
    doubled: list[Lower] = []
    spelt_out: list[Annotated[str, Field(pattern=r"^[A-Z]{2,}$")]] = []
    countable: list[Lower] = []
    slips: list[Slip] = []
