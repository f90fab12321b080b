"""Signs that need help, in groups that one clinician reads and approves."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, RootModel

from qa.schema.data.evidence import Form, Id, Source, Strict, Text


class SignEntry(Strict):
    """One sign: its tier, how people write it, and evidence of its own where it differs from the group's.

    A `tight` sign may hold no comma: "severe vomiting, stomach pain" is no severe stomach pain. Tier `none` is a look-alike: what it matches is not a sign, whatever else matches there.
    A `same_day` sign is an emergency for which guidelines take a doctor on the same day as answer enough.
    """

    id: Id
    sign: Text
    tier: Literal["emergency", "urgent", "support", "none"]
    kind: Literal["sign", "condition"] = "sign"
    within: list[str] = []
    unless: list[str] = []
    tight: bool = False
    same_day: bool = False
    forms: Annotated[list[Form], Field(min_length=1)]
    source: Source | None = None
    checked: dt.date | None = None
    reviewer: str | None = None


class Group(Strict):
    """Signs that belong together; source, date checked and reviewer hold for those that don't state their own."""

    group: Text
    source: Source
    checked: dt.date
    reviewer: str | None = None
    signs: Annotated[list[SignEntry], Field(min_length=1)]


class Model(RootModel[list[Group]]):
    """A publisher's sign of the same id replaces ours."""
