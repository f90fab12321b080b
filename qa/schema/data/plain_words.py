"""Everyday words for long ones, in graded lists."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import StringConstraints

from qa.schema.rule import Strict, Text

Term = Annotated[str, StringConstraints(pattern=r"^[^A-Z]+$", min_length=3)]


class Model(Strict):
    """Lists of term → plain words ("; " between alternatives); a rule's options name those it reads."""

    source: Text
    date: dt.date
    medical: dict[Term, Text] = {}
    official: dict[Term, Text] = {}
    medicine: dict[Term, Text] = {}
    consider: dict[Term, Text] = {}
