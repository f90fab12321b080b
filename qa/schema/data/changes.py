"""Dated changes in the world that make what a page says about them wrong: names, laws, programmes, guidelines."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import AfterValidator, Field, RootModel, model_validator

from qa.matching.patterns import flaw
from qa.schema.data.evidence import Id, Source, Strict, Text


def _pattern(value: str) -> str:
    message = flaw(value)
    if message:
        raise ValueError(message)
    return value


class Change(Strict):
    """One change: from `changed` on, what a page that matches one of `mentions` (RE2, any case) says may be wrong."""

    id: Id
    changed: dt.date
    summary: Text
    mentions: Annotated[list[Annotated[str, AfterValidator(_pattern)]], Field(min_length=1)]
    source: Source
    checked: dt.date


class Model(RootModel[list[Change]]):
    """The registry; ids are unique within a file."""

    @model_validator(mode="after")
    def _unique(self) -> Model:
        seen: set[str] = set()
        for change in self.root:
            if change.id in seen:
                raise ValueError(f"the change “{change.id}” stands twice")
            seen.add(change.id)
        return self
