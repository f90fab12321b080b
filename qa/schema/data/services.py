"""The registry of services: who answers which number, when, where, and since when that is known."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, RootModel, StringConstraints

from qa.schema.data.evidence import Id, Source, Strict, Text

Shown = Annotated[str, StringConstraints(pattern=r"^[+(]?\d[\d ()\-]*$", max_length=24)]


class ServiceEntry(Strict):
    """One service. `numbers` are as the service writes them, the first its main one; `keypad` is the number in letters.

    `always` says whether a person answers at all hours; `hours` says it in words. `region` is empty for a national service.
    `until` is the last day of a service or name; `replaced_by` and `both_in_use` tell what came after and whether the old
    number still works.
    """

    id: Id
    name: Text
    aliases: list[Text] = []
    numbers: list[Shown] = []
    keypad: str = ""
    always: bool | None = None
    hours: str = ""
    online: str = ""
    region: str = ""
    serves: list[
        Literal[
            "crisis", "mental-health", "health-advice", "poisons", "condition", "family", "drugs", "language", "other"
        ]
    ] = []
    since: dt.date | None = None
    until: dt.date | None = None
    replaced_by: str = ""
    both_in_use: bool = False
    source: Source
    checked: dt.date
    note: str = ""


class Model(RootModel[Annotated[list[ServiceEntry], Field(min_length=1)]]):
    """A publisher's service of the same id replaces ours."""
