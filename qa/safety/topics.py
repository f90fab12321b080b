"""Topic packs: what pages on a topic must say, as clinicians approve it, and which page is on which topic."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from qa.record import record
from qa.safety.grammar import Forms
from qa.safety.senses import normal

if TYPE_CHECKING:
    from qa.document.model import Document
    from qa.safety.facts import Facts

RAISED = -1
_NO_LETTER = re.compile(r"[^\w'’]|_")
# Of "the chance of a stroke", what makes a title one about something else than the stroke; and words that don't.
_DETERMINERS = frozenset("a an the your my our their his her another any".split())
_PAST = frozenset("after following since against without".split())
_OF_ANOTHER = _PAST | frozenset("of for from with about in before to".split())
_ITS_SIGNS = (" signs ", " symptoms ", " first aid ", " warning ")
_ITS_OWN = frozenset(
    "sign signs symptom symptoms aid do help helping someone somebody anyone person people child children baby babies toddler toddlers "
    "adult adults women men casualty type types cause causes treatment treatments treating emergency case event overview facts guide "
    "know act respond responding response suspect suspected recognition stages effects introduction flags".split()
)


@record
class Need:
    """One thing that a page must say: any of its forms. `where` limits it to pages that have one of these other forms."""

    id: str
    says: str
    forms: tuple[str, ...]
    where: tuple[str, ...] = ()


@record
class Topic:
    """A topic: the words of a title that is about it (folded, between blanks), whether it is an emergency, what must be said, in what order.

    The order holds in the profiles of `order_in`, in all if there are none.
    """

    id: str
    name: str
    titles: tuple[str, ...]
    not_titles: tuple[str, ...]
    emergency: bool
    helplines: tuple[str, ...]
    needs: tuple[Need, ...]
    order: tuple[str, ...]
    on_topics: tuple[str, ...] = ()
    raised_by: tuple[str, ...] = ()
    order_in: tuple[str, ...] = ()


def topics_for(document: Document, facts: Facts) -> list[Topic]:
    """The topics that the document's title is about; those that it only touches don't count."""
    # Every check on topics asks for the same title in turn; only the last one is kept, so that memory doesn't grow.
    last: list[Any] = facts.derived("safety.topics_for", list)
    if not last or last[0] != document.title:
        title = _words(document.title)
        last[:] = [document.title, [topic for topic in _topics(facts).values() if _is_about(title, topic)]]
    return list(last[1])


def topics_raised(document: Document, facts: Facts) -> list[Topic]:
    """The topics that pages on the title's topics may raise, though the title isn't about them."""
    own = {topic.id for topic in topics_for(document, facts)}
    return [topic for topic in _topics(facts).values() if topic.id not in own and own & set(topic.on_topics)]


def needs_forms(facts: Facts, wanted: Topic) -> Forms:
    """The table of a topic's needs.

    Entry 2n says need n, entry 2n + 1 tells that the page is one that needs it; RAISED tells that it raises the topic.
    """
    made: Forms = facts.derived(("safety.topic", wanted.id), lambda: _compiled(facts, wanted))
    return made


def _compiled(facts: Facts, wanted: Topic) -> Forms:
    forms = Forms(facts.data("phrases") or {})
    for number, need in enumerate(wanted.needs):
        forms.add(2 * number, need.forms)
        forms.add(2 * number + 1, need.where)
    forms.add(RAISED, wanted.raised_by)
    return forms


def _topics(facts: Facts) -> dict[str, Topic]:
    made: dict[str, Topic] = facts.derived(
        "safety.topics", lambda: {raw["id"]: _topic(raw) for raw in facts.data("topics") or []}
    )
    return made


def _topic(raw: dict[str, Any]) -> Topic:
    needs = tuple(Need(need["id"], need["says"], tuple(need["forms"]), tuple(need["where"])) for need in raw["needs"])
    return Topic(
        raw["id"],
        raw["name"],
        tuple(_words(phrase) for phrase in raw["titles"]),
        tuple(_words(phrase) for phrase in raw["not_titles"]),
        raw["emergency"],
        tuple(raw["helplines"]),
        needs,
        tuple(raw["order"]),
        tuple(raw["on_topics"]),
        tuple(raw["raised_by"]),
        tuple(raw["order_in"]),
    )


def _words(text: str) -> str:
    return f" {' '.join(normal(_NO_LETTER.sub(' ', text)).split())} "


def _is_about(title: str, wanted: Topic) -> bool:
    aside = any(phrase in title for phrase in wanted.not_titles)
    # "Heart attack: know your risk, know the signs" is about the attack as well.
    if aside and not (
        wanted.emergency and title.startswith(wanted.titles) and any(word in title for word in _ITS_SIGNS)
    ):
        return False
    return any(
        phrase in title and not (wanted.emergency and _belongs_to_another(title.partition(phrase)[0].split()))
        for phrase in wanted.titles
    )


def _belongs_to_another(before: list[str]) -> bool:
    """Whether the words before an emergency in a title make it somebody's past or another thing's: "mood after stroke"."""
    words = [word for word in before if word not in _DETERMINERS]
    if not words or words[-1] not in _OF_ANOTHER:
        return False
    return words[-1] in _PAST or (len(words) > 1 and words[-2] not in _ITS_OWN)
