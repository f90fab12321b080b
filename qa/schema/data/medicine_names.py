"""Names of medicines that are out of date, foreign, or fixed otherwise than a dictionary would spell them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, RootModel, StringConstraints

from qa.schema.data.evidence import Source, Strict, Text

# Named out here, since the group's own field `list` hides the type of that name.
Profiles = list[Literal["au", "uk", "us"]]
Name = Annotated[str, StringConstraints(pattern=r"^[^A-Z]+$", min_length=3)]


class Group(Strict):
    """Names that share a list, the profiles it holds for, and its source.

    `names`: the name found → the one to write. `medicine_only`: the body makes the substance too, or the word has another use, so
    that it counts only where the sentence speaks of a medicine. `dual` groups map a name to the one that stands in brackets behind it.
    """

    list: Literal["superseded", "foreign", "fixed", "dual"]
    profiles: Annotated[Profiles, Field(min_length=1)]
    source: Source
    date: dt.date
    note: Text | None = None
    medicine_only: bool = False
    names: dict[Name, Name]


class Model(RootModel[list[Group]]):
    """The groups."""
