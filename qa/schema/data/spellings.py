"""Words that countries spell differently."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import StringConstraints

from qa.schema.rule import Strict, Text

Form = Annotated[str, StringConstraints(pattern=r"^[^A-Z]+$", min_length=2)]


class Model(Strict):
    """American spellings and the others; a country's pack adds its own phrases and takes words out.

    `pairs`: American → Australian and British, read backwards under the profile us. `instead`: phrase → what this country
    writes. `after_number`: as `pairs`, but only behind a number (a meter is also a device). `fine`: what is left alone here.
    """

    source: Text
    date: dt.date
    pairs: dict[Form, Form] = {}
    instead: dict[Form, Form] = {}
    after_number: dict[Form, Form] = {}
    fine: list[Form] = []
