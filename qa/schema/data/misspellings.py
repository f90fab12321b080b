"""Misspellings that stand for one word only, whatever the page."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import StringConstraints

from qa.schema.rule import Strict, Text

Word = Annotated[str, StringConstraints(pattern=r"^[a-z']+$", min_length=3)]


class Model(Strict):
    """Misspelling → the one word meant; a fix of these may be applied unseen, away from numbers and negations."""

    source: Text
    date: dt.date
    words: dict[Word, Word]
