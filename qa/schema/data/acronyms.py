"""Acronyms that may stand unexpanded."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import StringConstraints

from qa.schema.rule import Strict, Text

Letters = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Za-z]+$")]


class Model(Strict):
    """`allowed` are acronyms, `words` ordinary words that pages write in capitals."""

    source: Text
    date: dt.date
    allowed: list[Letters] = []
    words: list[Letters] = []
