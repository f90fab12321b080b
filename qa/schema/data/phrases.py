"""Sets of words that the forms of signs, actions and cues share: name → words or phrases."""

from __future__ import annotations

from typing import Annotated

from pydantic import RootModel, StringConstraints

SetName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$")]
Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


class Model(RootModel[dict[SetName, list[Phrase]]]):
    """A publisher's set of the same name adds to ours."""
