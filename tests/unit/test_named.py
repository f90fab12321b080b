"""Named tuples behave as `typing.NamedTuple`s do."""

import copy
import pickle

import pytest

from qa.named import NamedTuple


class Place(NamedTuple):
    """Where something is."""

    line: int
    column: int = 1
    name: str = ""

    @property
    def shown(self) -> str:
        return f"{self.line}:{self.column}"


def test_items_are_given_by_place_or_by_name_and_read_by_either():
    place = Place(3, name="here")
    assert place == (3, 1, "here") == Place(3, 1, "here") == Place(line=3, column=1, name="here")
    assert (place.line, place.column, place.name, place[2], place.shown) == (3, 1, "here", "here", "3:1")
    assert Place._fields == ("line", "column", "name")
    assert repr(place) == "Place(line=3, column=1, name='here')"
    assert hash(place) == hash((3, 1, "here"))


def test_a_matched_tuple_is_taken_apart():
    match Place(3, 4):
        case Place(line, column):
            assert (line, column) == (3, 4)


@pytest.mark.parametrize(
    ("values", "named"), [((), {}), ((1, 2, "a", 4), {}), ((1,), {"line": 2}), ((1,), {"colour": "red"})]
)
def test_wrong_items_are_refused(values, named):
    with pytest.raises(TypeError, match="Place"):
        Place(*values, **named)


def test_changed_copied_and_pickled():
    place = Place(3, 4, "there")
    assert place._replace(column=9) == Place(3, 9, "there")
    assert place._asdict() == {"line": 3, "column": 4, "name": "there"}
    assert Place._make([1, 2, "x"]) == Place(1, 2, "x")
    for made in (copy.copy(place), copy.deepcopy(place), pickle.loads(pickle.dumps(place))):  # noqa: S301 -- our own
        assert type(made) is Place
        assert made == place
    with pytest.raises(TypeError):
        place._replace(colour="red")


def test_it_takes_no_more_memory_than_a_tuple_and_can_not_be_changed():
    place = Place(3)
    assert not hasattr(place, "__dict__")
    with pytest.raises(AttributeError):
        place.line = 4  # type: ignore[misc]
