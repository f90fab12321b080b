"""Topic packs: what a page on a topic must say. Written so that a clinician can read and approve one."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field, RootModel

from qa.schema.data.evidence import Form, Id, Source, Strict, Text


class NeedEntry(Strict):
    """One thing to say, in words for people (`says`) and as forms to look for.

    Parts of a form with ` + ` between them may stand in any order anywhere in one breath: a sentence, an item with its lead-in and
    heading, a row of a table, a question with its answer; ` - ` stands before what must not stand there. With `where`, only pages that have one of those forms need it; `near`: in a section that has one, or in one that has none
    of any need's. A match that overlaps one of `but` says something else. With `also`, one of those forms must stand on
    the page as well. What raises it (`where`) in one breath with one of `late` answers it too late. A sign of `signs`
    (ids of `data/red_flags.yaml`) says it too.
    """

    id: Id
    says: Text
    forms: Annotated[list[Form], Field(min_length=1)]
    where: list[Form] = []
    but: list[Form] = []
    also: list[Form] = []
    late: list[Form] = []
    near: bool = False
    signs: list[Id] = []


class HarmEntry(Strict):
    """Something that the reader must not be told to do (`says`), as forms to look for."""

    id: Id
    says: Text
    forms: Annotated[list[Form], Field(min_length=1)]


class TopicEntry(Strict):
    """A topic.

    A title is about it if it holds one of `titles` ("hit|bumped ~ head": alternatives, and a gap of up to four words) and none
    of `not_titles`; `order` lists ids of needs that must come in
    that order, in the profiles of `order_in` (all where it is empty); `helplines` are ids of the national registry. Pages on one of `on_topics` must say the same if they hold one
    of the forms `raised_by`.
    """

    id: Id
    name: Text
    titles: Annotated[list[Text], Field(min_length=1)]
    not_titles: list[Text] = []
    emergency: bool = False
    helplines: list[Id] = []
    needs: list[NeedEntry] = []
    harms: list[HarmEntry] = []
    order: list[Id] = []
    order_in: list[str] = []
    on_topics: list[Id] = []
    raised_by: list[Form] = []
    source: Source
    checked: dt.date
    reviewer: str | None = None


class Model(RootModel[list[TopicEntry]]):
    """A publisher's topic of the same id replaces ours."""
