"""Terms that a page must explain, with their meaning."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import StringConstraints, model_validator

from qa.schema.rule import Strict, Text

Term = Annotated[str, StringConstraints(pattern=r"^[^A-Z]+$", min_length=3)]


class Model(Strict):
    """`jargon` and `basic` map a term to its meaning; `variants` map another spelling to a term of either."""

    source: Text
    date: dt.date
    jargon: dict[Term, Text] = {}
    basic: dict[Term, Text] = {}
    variants: dict[Term, Term] = {}

    @model_validator(mode="after")
    def _variants_are_known(self) -> Model:
        for spelling, term in self.variants.items():
            if term not in self.jargon and term not in self.basic:
                raise ValueError(f"“{spelling}” is a variant of “{term}”, which has no meaning here")
        return self
