"""The model of `qa.yaml`."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, field_validator, model_validator

from qa.schema.rule import Kind, Profile, Strict, Text


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Names = Annotated[list[str], BeforeValidator(_as_list)]


class RuleSetting(Strict):
    """What a publisher changes about a rule; `options` are merged over the rule's own."""

    severity: Literal["error", "warning", "info", "off"] | None = None
    options: dict[str, Any] = {}

    @model_validator(mode="before")
    @classmethod
    def _bare_severity(cls, value: Any) -> Any:
        return {"severity": value} if isinstance(value, str) else value


class Override(Strict):
    """Rule settings for the files that match one of the patterns (relative to this qa.yaml; `**` crosses folders)."""

    paths: Annotated[list[str], Field(min_length=1)]
    rules: dict[str, RuleSetting]


class Links(Strict):
    """The online link check: what it may ask and how gently."""

    allow_private: bool = False
    per_host: Annotated[int, Field(ge=1, le=64)] = 2
    interval: Annotated[float, Field(ge=0, le=60)] = 0.1
    concurrency: Annotated[int, Field(ge=1, le=1024)] = 64
    timeout: Annotated[float, Field(gt=0, le=300)] = 20
    contact: str = ""
    exclude: list[str] = []
    store: str = ".qa-links.sqlite"


class Crawl(Strict):
    """How far an audit of a live site goes; its pace and safety are those of `links`."""

    depth: Annotated[int, Field(ge=0, le=1000)] = 20
    pages: Annotated[int, Field(ge=1, le=1_000_000)] = 50_000
    include: list[str] = []
    exclude: list[str] = []
    queries: bool = False


def _selector(text: str) -> str:
    from qa.document.layout import check_selector

    check_selector(text)
    return text


class Html(Strict):
    """Which parts of HTML pages are the article and which the site's, as CSS selectors (tag, #id, .class, [attribute=value])."""

    main: Annotated[list[Annotated[str, AfterValidator(_selector)]], BeforeValidator(_as_list)] = []
    chrome: Annotated[list[Annotated[str, AfterValidator(_selector)]], BeforeValidator(_as_list)] = []


class Suppression(Strict):
    """A finding that the publisher has accepted, for whole files."""

    rule: Text
    paths: Annotated[list[str], Field(min_length=1)]
    reason: Text
    owner: str = ""
    until: dt.date | None = None


class Export(Strict):
    """How records of a CMS export become articles; fields are named by dotted paths (`acf.reviewed_on`).

    `paths` are patterns of the exports that it is for (all, where there is none). `body` holds the text, `format` says what it is
    (told from the text where it isn't given), `id` names the page, `fields` fills metadata, and only records that have the values
    of `where` are articles.
    """

    paths: Names = []
    body: str = ""
    format: Literal["html", "markdown", "text"] | None = None
    id: str = ""
    fields: dict[str, Text] = {}
    where: dict[str, str | int | bool | list[str | int]] = {}

    @field_validator("fields")
    @classmethod
    def _known_fields(cls, fields: dict[str, Text]) -> dict[str, Text]:
        return _refuse_unknown(fields)


class Config(Strict):
    """A publisher's configuration; paths are relative to the file that names them."""

    root: bool = False
    profile: Profile | None = None
    content: Names = []
    packs: list[str] = []
    include: list[str] = []
    exclude: list[str] = []
    kinds: dict[str, Kind] = {}
    fields: dict[str, Names] = {}
    partners: Names = []
    services: Names = []
    dictionary: Names = []
    rules: dict[str, RuleSetting] = {}
    overrides: list[Override] = []
    suppressions: list[Suppression] = []
    links: Links = Links()
    exports: Annotated[list[Export], BeforeValidator(lambda value: [value] if isinstance(value, dict) else value)] = []
    crawl: Crawl = Crawl()
    html: Html = Html()
    baseline: str | None = None

    @field_validator("fields")
    @classmethod
    def _known_fields(cls, fields: dict[str, Names]) -> dict[str, Names]:
        return _refuse_unknown(fields)


def _refuse_unknown(fields: dict[str, Any]) -> dict[str, Any]:
    from qa.document.metadata import ALIASES
    from qa.errors import nearest

    for name in fields:
        if name not in ALIASES:
            raise ValueError(f"unknown field “{name}”{nearest(name, ALIASES)}")
    return fields
