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

    # The sentences under the fields are what editors show: in completion, on hover and in forms.
    model_config = ConfigDict(extra="allow", use_attribute_docstrings=True)


class Person(Open):
    """Someone who wrote or reviewed the article."""

    name: Text
    """The person's name, or the name of the group or organisation."""
    role: Text | None = None
    """What makes them the right person: profession, speciality or position."""


class Reference(Open):
    """A source of the article's claims; a title or name, an address, or both."""

    title: Text | None = None
    """The title of the source."""
    name: Text | None = None
    """The source's name, where it has no title of its own."""
    url: Text | None = None
    """Where it can be read."""
    accessed: Day | None = None
    """The day on which it was last looked at."""


class Banner(Open):
    """A temporary notice above the article, and the days on which it starts and ends."""

    text: Text
    """What the notice says."""
    start: Day | None = None
    """The first day on which it is shown."""
    expires: Day | None = None
    """The last day on which it is shown."""


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
    """The article's title, as readers see it."""
    description: Text | None = None
    """One or two sentences that search results show."""
    lang: LanguageTag | None = None
    """The language of the text, such as en-AU."""
    last_reviewed: Day | None = None
    """The day on which somebody qualified last reviewed the content."""
    last_updated: Day | None = None
    """The day on which the text last changed."""
    published: Day | None = None
    """The day on which the article first appeared."""
    next_review: Day | None = None
    """The day by which the next review is due."""
    review_in: Text | int | None = None
    """How long a review holds: a number of months, or words such as “12 months”."""
    reviewer: People | None = None
    """Who reviewed the content, each with name and role."""
    author: People | None = None
    """Who wrote the article."""
    owner: Text | None = None
    """The person or team that answers for the article."""
    publisher: Text | Annotated[Person, BeforeValidator(_person)] | None = None
    """The organisation that publishes the article."""
    quality_process: Text | None = None
    """The address of the page that says how content is checked."""
    sources: References | None = None
    """What the article's claims rest on: titles, addresses or both."""
    topics: Names | None = None
    """What the article is about: names of conditions, body parts, groups."""
    audience: Names | None = None
    """Who the article is written for."""
    banner: Annotated[Banner, BeforeValidator(_banner)] | None = None
    """A temporary notice above the article."""
    url: Text | None = None
    """The address at which the article is published."""
    id: Text | int | None = None
    """The article's own identifier."""
    read_time: Text | int | None = None
    """The reading time that the page claims, in minutes."""
    qa: dict[str, Any] | None = None
    """Findings accepted for this article: `disable` holds “RULE -- reason” entries."""


class Page(Common):
    """An article of no special type."""

    type: Literal["page"] = "page"
    """The kind of article: it decides which rules look at it."""


class Condition(Common):
    """An illness or injury: what it is, its symptoms, causes, diagnosis and treatment."""

    type: Literal["condition"] = "condition"
    """The kind of article: it decides which rules look at it."""
    also_known_as: Names | None = None
    """Other names that people know the condition by."""


class Symptom(Common):
    """Something a person notices, and when to seek help for it."""

    type: Literal["symptom"] = "symptom"
    """The kind of article: it decides which rules look at it."""
    also_known_as: Names | None = None
    """Other names that people know the symptom by."""


class Medicine(Common):
    """A medicine by its active ingredient."""

    type: Literal["medicine"] = "medicine"
    """The kind of article: it decides which rules look at it."""
    active_ingredients: Names | None = None
    """What works in the medicine, by current names."""
    brands: Names | None = None
    """The names that it is sold under."""


class TestOrProcedure(Common):
    """A test, an operation or another procedure."""

    type: Literal["test-or-procedure"] = "test-or-procedure"
    """The kind of article: it decides which rules look at it."""


class Service(Common):
    """A health service: who it is for and how to reach it."""

    type: Literal["service"] = "service"
    """The kind of article: it decides which rules look at it."""
    phone: Text | int | None = None
    """The number to call, in quotes so that leading zeros stay."""
    hours: Text | None = None
    """When the service answers."""
    region: Text | None = None
    """Where the service works: a state, a country."""


class News(Common):
    """An item that ages with its date."""

    type: Literal["news"] = "news"
    """The kind of article: it decides which rules look at it."""


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
