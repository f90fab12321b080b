"""Words around a sign or an action that tell whether the text means it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, RootModel

from qa.schema.data.evidence import Form, Strict

Role = Literal[
    "denies", "had", "past", "statistic", "lowers", "treats", "tests", "defines", "opens", "serious", "names", "other-causes", "eligibility",
    "onset", "symptomatic", "personal", "possible", "signal-heading", "advice-heading", "reference-heading", "other-heading",
    "neutral-heading", "action-heading", "happens", "era", "title-aside", "page-aside",
    "when", "mild", "normal", "refuses", "general", "supervised-heading", "normal-heading",
]  # fmt: skip


class CueEntry(Strict):
    """One kind of cue; `reach` is how many words may stand between it and the sign."""

    role: Role
    side: Literal["before", "after", "any"]
    reach: Annotated[int, Field(ge=0, le=99)]
    forms: Annotated[list[Form], Field(min_length=1)]


class Model(RootModel[list[CueEntry]]):
    """A publisher's cues add to ours."""
