"""The model of a rule file and of a pack file."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal, Self

from pydantic import Base64Bytes, BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

RuleId = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$", max_length=40)]
Kebab = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Severity = Literal["error", "warning", "info"]
Need = Literal["today", "corpus", "network", "git"]
ContentType = Literal["condition", "symptom", "medicine", "test-or-procedure", "service", "news", "page"]
Profile = Literal["au", "uk", "us", "nz", "ie"]
Kind = Literal["markdown", "html", "captured"]
Applicability = Literal["safe", "unsafe", "manual"]

EXPECTED = ("spans", "messages", "suggestions", "fixes")


class Strict(BaseModel):
    """Unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid")


class Citation(Strict):
    """A source of a rule and how the claim was verified in it."""

    title: Text
    url: str = ""
    verified: Literal["read", "second-hand", "recalled", "proposal"]
    note: str = ""


class Variant(Strict):
    """Words and severity of one case that the check tells apart."""

    severity: Severity
    message: Text


class AppliesTo(Strict):
    """Which documents the rule looks at; an absent key means all."""

    types: list[ContentType] = []
    profiles: list[Profile] = []
    kinds: list[Kind] = []


class Companion(Strict):
    """Another document of an example: one beside it (`path`), or an earlier version of it (`date`, and the commit's `note`)."""

    text: str
    front_matter: dict[str, Any] = {}
    path: str = ""
    date: dt.date | None = None
    note: str = ""

    @model_validator(mode="before")
    @classmethod
    def _bare_text(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


class Example(Strict):
    """A text with what surrounds it; `spans` are the excerpts that the rule must report, in order.

    `messages` are what it says of each, whole; `suggestions` the first of what it suggests for each ([] for nothing); `fixes` what
    its fix of each replaces by what, under how freely the fix may be applied (null for no fix): `{safe: {metastic: metastatic}}`.

    `others` are further documents of the corpus, before the example in order of path unless they say otherwise; `history` holds
    the example's committed versions, the oldest first.

    `bytes` (base64) stands for a file that isn't text; `text` then describes it. `facts` are reference data by kind
    (partners, verdicts), in force for this example instead of the packs' and the publisher's own.
    """

    text: str
    front_matter: dict[str, Any] = {}
    spans: list[str] = []
    messages: list[str] = []
    suggestions: list[list[str]] = []
    fixes: list[Annotated[dict[Applicability, dict[str, str]], Field(min_length=1, max_length=1)] | None] = []
    kind: Kind = "markdown"
    profile: Profile | None = None
    today: dt.date | None = None
    files: list[str] = []
    bytes: Base64Bytes | None = None
    facts: dict[str, Any] = {}
    others: list[Companion] = []
    history: list[Companion] = []

    @model_validator(mode="before")
    @classmethod
    def _bare_text(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _one_of_each(self) -> Self:
        told = {name: len(getattr(self, name)) for name in EXPECTED if getattr(self, name)}
        if len(set(told.values())) > 1:
            raise ValueError("each finding needs its entry: " + ", ".join(f"{n} {name}" for name, n in told.items()))
        return self


class Examples(Strict):
    """Texts that the rule passes and texts that it reports."""

    valid: Annotated[list[Example], Field(min_length=1)]
    invalid: Annotated[list[Example], Field(min_length=1)]

    @field_validator("valid")
    @classmethod
    def _reports_nothing(cls, examples: list[Example]) -> list[Example]:
        told = [name for example in examples for name in EXPECTED if getattr(example, name)]
        if told:
            raise ValueError(f"a text that the rule passes has no {told[0]}")
        return examples


class RuleFile(Strict):
    """One rule: the words, severity, options, sources and examples of one use of a check.

    Where a rule that it `yields_to` reports the same words, this one says nothing.
    """

    id: RuleId
    name: Kebab
    check: Text
    severity: Severity
    message: Text
    variants: dict[str, Variant] = {}
    rationale: Text
    sources: Annotated[list[Citation], Field(min_length=1)]
    options: dict[str, Any] = {}
    applies_to: AppliesTo = AppliesTo()
    needs: list[Need] = []
    yields_to: list[RuleId] = []
    since: str = ""
    aliases: list[str] = []
    examples: Examples


class PackFile(Strict):
    """A pack's own description; `profile` names the national profile that switches it on, none means always."""

    name: Kebab
    title: Text
    description: Text
    profile: Profile | None = None
    licence: str = ""
