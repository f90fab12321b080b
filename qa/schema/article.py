"""What an article may say about itself, by content type.

The models fix types, not policy: which fields a publisher must fill is said by rules (G01–G07). Keys that no model knows
are the publisher's own and pass.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(strip_whitespace=True)]
# A publisher writes dates in many forms; rules G01 and D02 judge a text, the model only that it is one.
Day = Annotated[dt.date | Text, Field(union_mode="left_to_right")]
LanguageTag = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$")]


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str | dict) else value


class Open(BaseModel):
    """Further keys pass."""

    model_config = ConfigDict(extra="allow")


class Person(Open):
    """Someone who wrote or reviewed the article."""

    name: Text
    role: Text | None = None


class Reference(Open):
    """A source of the article's claims; a title or name, an address, or both."""

    title: Text | None = None
    name: Text | None = None
    url: Text | None = None
    accessed: Day | None = None


class Banner(Open):
    """A temporary notice above the article, and the days on which it starts and ends."""

    text: Text
    start: Day | None = None
    expires: Day | None = None


def _person(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


def _reference(value: Any) -> Any:
    return {"title": value} if isinstance(value, str) else value


def _banner(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


People = Annotated[list[Annotated[Person, BeforeValidator(_person)]], BeforeValidator(_listed)]
References = Annotated[list[Annotated[Reference, BeforeValidator(_reference)]], BeforeValidator(_listed)]
Names = Annotated[list[Text], BeforeValidator(_listed)]


class Common(Open):
    """What any article may say."""

    title: Text | None = None
    description: Text | None = None
    lang: LanguageTag | None = None
    last_reviewed: Day | None = None
    last_updated: Day | None = None
    published: Day | None = None
    next_review: Day | None = None
    review_in: Text | int | None = None
    reviewer: People | None = None
    author: People | None = None
    owner: Text | None = None
    publisher: Text | Annotated[Person, BeforeValidator(_person)] | None = None
    quality_process: Text | None = None
    sources: References | None = None
    topics: Names | None = None
    audience: Names | None = None
    banner: Annotated[Banner, BeforeValidator(_banner)] | None = None
    url: Text | None = None
    id: Text | int | None = None
    read_time: Text | int | None = None
    qa: dict[str, Any] | None = None


class Page(Common):
    """An article of no special type."""

    type: Literal["page"] = "page"


class Condition(Common):
    """An illness or injury: what it is, its symptoms, causes, diagnosis and treatment."""

    type: Literal["condition"] = "condition"
    also_known_as: Names | None = None


class Symptom(Common):
    """Something a person notices, and when to seek help for it."""

    type: Literal["symptom"] = "symptom"
    also_known_as: Names | None = None


class Medicine(Common):
    """A medicine by its active ingredient."""

    type: Literal["medicine"] = "medicine"
    active_ingredients: Names | None = None
    brands: Names | None = None


class TestOrProcedure(Common):
    """A test, an operation or another procedure."""

    type: Literal["test-or-procedure"] = "test-or-procedure"


class Service(Common):
    """A health service: who it is for and how to reach it."""

    type: Literal["service"] = "service"
    phone: Text | int | None = None
    hours: Text | None = None
    region: Text | None = None


class News(Common):
    """An item that ages with its date."""

    type: Literal["news"] = "news"


Article = Annotated[
    Condition | Symptom | Medicine | TestOrProcedure | Service | News | Page, Field(discriminator="type")
]

MODELS: dict[str, type[Common]] = {
    "condition": Condition,
    "symptom": Symptom,
    "medicine": Medicine,
    "test-or-procedure": TestOrProcedure,
    "service": Service,
    "news": News,
    "page": Page,
}
