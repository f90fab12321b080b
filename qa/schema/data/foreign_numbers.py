"""Emergency and crisis numbers by country, and the words by which a text names the country."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field, RootModel

from qa.schema.data.evidence import Source, Strict, Text


class CountryEntry(Strict):
    """`short` numbers count only where the text says to call them; `long` ones wherever they stand (digits as written there).

    `shared` are short numbers that work in other countries as well, which are never reported.
    """

    country: Text
    name: Text
    places: Annotated[list[Text], Field(min_length=1)]
    short: list[str] = []
    long: dict[str, Text] = {}
    named: dict[str, Text] = {}
    source: Source
    checked: dt.date


class Model(RootModel[list[CountryEntry]]):
    """A list of countries; a later entry of the same country replaces an earlier one."""
