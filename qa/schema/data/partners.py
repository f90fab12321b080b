"""The publisher's information partners: who may be linked to, under which names and domains, until when."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, RootModel, model_validator

from qa.schema.rule import Strict, Text

_DOMAIN = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)+[a-z0-9-]{2,}(?:/[^\s?#]*)?")


def _domain(value: str) -> str:
    bare = value.strip().lower()
    if "://" in bare:
        raise ValueError(
            f"“{value}” is an address; give the domain alone, e.g. {bare.partition('://')[2].split('/')[0]}"
        )
    ascii_form = bare.encode("idna").decode("ascii") if not bare.isascii() and "/" not in bare else bare
    if not _DOMAIN.fullmatch(ascii_form):
        raise ValueError(f"“{value}” is not a domain, such as example.org.au")
    return bare


Domain = Annotated[str, AfterValidator(_domain)]


class Partner(Strict):
    """One partner: `domains` are its own (a path may narrow one), `expires` is the last day its assessment holds."""

    name: Text
    aliases: list[Text] = []
    domains: Annotated[list[Domain], Field(min_length=1)]
    status: Literal["active", "left"] = "active"
    assessed: dt.date | None = None
    expires: dt.date | None = None
    contact: str = ""

    @model_validator(mode="after")
    def _in_order(self) -> Partner:
        if self.assessed and self.expires and self.expires < self.assessed:
            raise ValueError(
                f"the assessment of “{self.name}” expires ({self.expires}) before it was made ({self.assessed})"
            )
        return self


class Model(RootModel[list[Partner]]):
    """The whole registry; a name or domain belongs to one partner only."""

    @model_validator(mode="after")
    def _unambiguous(self) -> Model:
        names: dict[str, str] = {}
        domains: dict[str, str] = {}
        for partner in self.root:
            for name in (partner.name, *partner.aliases):
                other = names.setdefault(name.casefold(), partner.name)
                if other != partner.name:
                    raise ValueError(f"the name “{name}” belongs to both “{other}” and “{partner.name}”")
            for domain in partner.domains:
                other = domains.setdefault(domain.removeprefix("www."), partner.name)
                if other != partner.name:
                    raise ValueError(f"the domain “{domain}” belongs to both “{other}” and “{partner.name}”")
        return self
