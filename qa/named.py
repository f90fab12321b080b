"""Named tuples as `typing.NamedTuple` makes them, at a thirtieth of the cost of each class.

The library's compiles every annotation and a constructor: a run over one file defines some forty of these classes, and
that was its dearest item. Here nothing is compiled; a tuple is made and read as fast.
"""

from __future__ import annotations

from collections import _tuplegetter  # type: ignore[attr-defined]  # what collections.namedtuple reads its items with
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414 -- exported
else:

    class _Fields(type):
        """Makes a class's annotations the names of its tuple's items, and their values the defaults."""

        def __new__(cls, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> type:
            fields = tuple(space.get("__annotations__", ()))
            if bases and fields:
                defaults = {field: space.pop(field) for field in fields if field in space}
                space |= {field: _tuplegetter(place, None) for place, field in enumerate(fields)}
                space |= {"_fields": fields, "_field_defaults": defaults, "__match_args__": fields}
                space["__new__"] = _constructor(len(fields))
            space.setdefault("__slots__", ())
            return super().__new__(cls, name, bases, space)

    class NamedTuple(tuple, metaclass=_Fields):  # noqa: SLOT001 -- the metaclass gives it
        """Base of a tuple whose items have the names of the class's annotations, in their order."""

        @classmethod
        def _make(cls, values: Iterable[Any]) -> Any:
            """The tuple of these items; raises TypeError where they are too few or too many."""
            return cls(*values)

        def _replace(self, **changes: Any) -> Any:
            """The tuple with some items changed; raises TypeError for a name that it doesn't have."""
            fields, values = self._fields, list(self)
            for name, value in changes.items():
                if name not in fields:
                    raise TypeError(f"{self.__class__.__name__}: no such item: {name}")
                values[fields.index(name)] = value
            return tuple.__new__(self.__class__, values)

        def _asdict(self) -> dict[str, Any]:
            """The items by their names."""
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            return (
                f"{self.__class__.__name__}({', '.join(f'{name}={value!r}' for name, value in self._asdict().items())})"
            )

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)


def _constructor(size: int) -> Any:
    made = tuple.__new__

    def new(cls: Any, /, *values: Any, **named: Any) -> Any:
        if named or len(values) != size:
            values = completed(cls.__name__, cls._fields, cls._field_defaults, values, named)
        return made(cls, values)

    return new


def completed(
    of: str, fields: tuple[str, ...], defaults: Mapping[str, Any], values: tuple[Any, ...], named: Mapping[str, Any]
) -> tuple[Any, ...]:
    """The values of all fields, for a call that names some or leaves some out; raises TypeError naming the class `of`."""
    if len(values) > len(fields):
        raise TypeError(f"{of} takes {len(fields)} values, not {len(values)}")
    given = fields[: len(values)]
    filled = named if len(named) == len(fields) else {**defaults, **dict(zip(given, values, strict=True)), **named}
    if len(filled) == len(fields) and named.keys().isdisjoint(given):
        try:
            return tuple(map(filled.__getitem__, fields))
        except KeyError:  # told below
            pass
    wrong = [f"unexpected or twice: {name}" for name in named if name in given or name not in fields]
    wrong += [f"missing: {name}" for name in fields if name not in filled]
    raise TypeError(f"{of}: {', '.join(wrong)}")
