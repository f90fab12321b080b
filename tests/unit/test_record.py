"""Records behave as frozen, slotted dataclasses do."""

import copy
import pickle
from functools import cached_property

import pytest

from qa.record import asdict, field, fields, record, replace


@record
class Point:
    x: int
    y: int = 0
    tags: list[str] = field(default_factory=list)

    def moved(self, by: int) -> "Point":
        return replace(self, x=self.x + by)


@record(frozen=False)
class Counter:
    count: int = 0


@record(slots=False)
class Text:
    words: tuple[Point, ...]

    @cached_property
    def size(self) -> int:
        return len(self.words)


@record
class Labelled(Point):
    label: str = ""


def test_fields_are_given_by_place_or_by_name() -> None:
    point = Point(1, y=2)
    assert (point.x, point.y, point.tags) == (1, 2, [])
    assert fields(Point) == fields(point) == ("x", "y", "tags")
    assert repr(point) == "Point(x=1, y=2, tags=[])"


def test_wrong_fields_are_refused() -> None:
    with pytest.raises(TypeError):
        Point()
    with pytest.raises(TypeError):
        Point(1, colour="red")
    with pytest.raises(TypeError):
        replace(Point(1), colour="red")


def test_a_default_made_by_a_factory_is_not_shared() -> None:
    Point(1).tags.append("a")
    assert Point(1).tags == []


def test_equal_and_hashed_by_value_and_class() -> None:
    assert Counter(1) == Counter(1) != Counter(2)
    assert Point(1) != Text(())
    assert hash(Text((1, 2))) == hash(Text((1, 2)))
    with pytest.raises(TypeError):
        hash(Counter(1))


def test_a_frozen_record_cannot_be_changed_and_another_can() -> None:
    point = Point(1)
    with pytest.raises(AttributeError):
        point.x = 2
    with pytest.raises(AttributeError):
        del point.x
    with pytest.raises(AttributeError):
        Counter(1).other = 2
    counter = Counter()
    counter.count += 1
    assert counter.count == 1


def test_changed_copies_and_plain_data() -> None:
    assert Point(1, 2).moved(3) == Point(4, 2)
    assert asdict(Text((Point(1), Point(2)))) == {"words": ({"x": 1, "y": 0, "tags": []}, {"x": 2, "y": 0, "tags": []})}


def test_pickled_and_copied_records_are_equal() -> None:
    text = Text((Point(1),))
    assert text.size == 1
    assert pickle.loads(pickle.dumps(text)) == copy.copy(text) == copy.deepcopy(text) == text  # noqa: S301 -- our own


def test_a_record_may_extend_another() -> None:
    item = Labelled(1, label="a")
    assert (item.x, item.label, item.moved(1)) == (1, "a", Labelled(2, label="a"))
    assert fields(Labelled) == ("x", "y", "tags", "label")
