"""What a text can tell its reader to do, by tier, and whose number or name it is."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, RootModel

from qa.schema.data.evidence import Form, Id, Source, Strict


class ActionEntry(Strict):
    """One action and how people write it; with `profiles`, it is looked for only under these.

    With `only_if` it counts only in a sentence that says when. `labels` are how a whole cell, a heading or the words before a
    colon name it.
    """

    id: Id
    tier: Literal["emergency", "unnamed", "urgent", "routine", "self-care"]
    to: Literal[
        "number", "ambulance", "services", "department", "hospital", "nobody", "line", "centre", "gp", "team",
        "specialist", "obstetrician", "pharmacist", "either", "publisher", "helpline", "eye",
    ]  # fmt: skip
    only_if: bool = False
    country: Literal["", "au", "uk", "us", "nz", "ie", "other"] = ""
    profiles: list[Literal["au", "uk", "us", "nz", "ie"]] = []
    source: Source
    checked: dt.date
    forms: Annotated[list[Form], Field(min_length=1)]
    labels: list[Form] = []


class Model(RootModel[list[ActionEntry]]):
    """A publisher's action of the same id replaces ours."""
