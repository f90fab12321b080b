"""Brand names of medicines and their active ingredients."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field

from qa.schema.rule import Strict, Text

Names = Annotated[list[Text], Field(min_length=1)]


class Model(Strict):
    """Brand → its ingredients, each a list of the names that the ingredient goes by."""

    source: Text
    date: dt.date
    brands: dict[Text, Annotated[list[Names], Field(min_length=1)]] = {}
