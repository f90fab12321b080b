"""Named tuples as `typing.NamedTuple` makes them, at a thirtieth of the cost of each class.

The library's compiles every annotation and a constructor: a run over one file defines some forty of these classes, and
that was its dearest item. Here nothing is compiled; a tuple is made and read as fast.
"""

from __future__ import annotations

from collections import _tuplegetter  # type: ignore[attr-defined]  # what collections.namedtuple reads its items with
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
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
            return self.__class__(**{**self._asdict(), **changes})

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
            values = _completed(cls, values, named)
        return made(cls, values)

    return new


def _completed(cls: Any, values: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
    """The items of a call that names some or leaves some out."""
    fields = cls._fields
    if len(values) > len(fields):
        raise TypeError(f"{cls.__name__} takes {len(fields)} values, not {len(values)}")
    given = dict(zip(fields, values, strict=False))
    unknown = [name for name in named if name in given or name not in fields]
    filled = {**cls._field_defaults, **given, **named}
    absent = [name for name in fields if name not in filled]
    if unknown or absent:
        wrong = [f"unexpected or twice: {name}" for name in unknown] + [f"missing: {name}" for name in absent]
        raise TypeError(f"{cls.__name__}: {', '.join(wrong)}")
    return tuple([filled[name] for name in fields])
