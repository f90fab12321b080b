"""Records: small immutable classes with typed fields, made at a tenth of what the standard library's dataclasses cost.

A run over one file defines about a hundred of them, and `dataclasses` compiles five methods for each (and imports
`inspect`): a quarter of a second on a slow machine. Here all is shared, and a constructor of its own is compiled for a class
only when it has made so many instances that this pays.
"""

from __future__ import annotations

from itertools import repeat
from operator import attrgetter, call
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform, overload

from qa.named import completed

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class _Default:
    """A field's default as `field()` gives it: a value, or what makes one for each instance."""

    __slots__ = ("factory", "value")

    def __init__(self, value: Any, factory: Callable[[], Any] | None) -> None:
        self.value, self.factory = value, factory


_ABSENT = object()
# A compiled constructor takes 0.7 million instructions to make and saves some 5,000 a call.
EARLY = 150


def field(*, default: Any = _ABSENT, default_factory: Callable[[], Any] | None = None) -> Any:
    """A field whose default is made anew for each record, or is a value."""
    return _Default(default, default_factory)


@overload
def record(cls: type[T], /) -> type[T]: ...
@overload
def record(*, frozen: bool = True, slots: bool = True) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T] | None = None, /, *, frozen: bool = True, slots: bool = True) -> Any:
    """Make a class of annotated fields a record: constructor, equality, hash, repr and pickling.

    `frozen=False` lets its fields be set, and leaves the hash out; `slots=False` gives instances a `__dict__`, for
    `cached_property`.
    """
    if cls is None:
        return lambda plain: _made(plain, frozen=frozen, slots=slots)
    return _made(cls, frozen=frozen, slots=slots)


def replace(item: T, /, **changes: Any) -> T:
    """The record with some fields changed; raises TypeError for a field that it doesn't have."""
    return type(item)(**{name: getattr(item, name) for name in fields(item) if name not in changes}, **changes)


def fields(item: Any) -> tuple[str, ...]:
    """The names of a record's fields, of the record or of its class; empty for anything else."""
    names: tuple[str, ...] = getattr(item, "__record_fields__", ())
    return names


def asdict(item: Any) -> Any:
    """The record as nested dicts; tuples and lists keep their kind, other values are taken as they are."""
    names = fields(item)
    if names:
        return {name: asdict(getattr(item, name)) for name in names}
    if isinstance(item, dict):
        return {key: asdict(value) for key, value in item.items()}
    if type(item) in (list, tuple):
        return type(item)(map(asdict, item))
    return item


def _made(plain: type[Any], *, frozen: bool, slots: bool) -> type[Any]:
    own = tuple(plain.__annotations__)
    defaults = {name: plain.__dict__[name] for name in own if name in plain.__dict__}
    names = (*getattr(plain, "__record_fields__", ()), *own)
    defaults = {**getattr(plain, "__record_defaults__", {}), **defaults}
    space = {name: value for name, value in plain.__dict__.items() if name not in ("__dict__", "__weakref__")}
    for name in own:
        space.pop(name, None)
    if slots:
        space["__slots__"] = own
    space |= _shared(names, frozen=frozen, space=space)
    space |= {"__record_fields__": names, "__record_defaults__": defaults, "__match_args__": names}
    made: type[Any] = type(plain.__name__, plain.__bases__, space)
    made.__qualname__ = plain.__qualname__
    return made


def _shared(names: tuple[str, ...], *, frozen: bool, space: dict[str, Any]) -> dict[str, Any]:
    """The methods that every record has, but for those that the class writes itself."""
    values = _values_of(names)

    def equal(self: Any, other: object) -> Any:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def reduced(self: Any) -> tuple[Any, ...]:
        return self.__class__, values(self)

    def shown(self: Any) -> str:
        inner = ", ".join(f"{name}={value!r}" for name, value in zip(names, values(self), strict=True))
        return f"{self.__class__.__qualname__}({inner})"

    methods: dict[str, Any] = {"__eq__": equal, "__reduce__": reduced, "__repr__": shown, "__init__": _first_init}
    if frozen:
        methods |= {"__hash__": lambda self: hash(values(self)), "__setattr__": _refused, "__delattr__": _refused}
    else:
        methods["__hash__"] = None
    return {name: method for name, method in methods.items() if name not in space}


def _values_of(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    if not names:
        return lambda _item: ()
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda item: (get(item),)


def _refused(self: Any, name: str, *_value: Any) -> None:
    raise AttributeError(f"{self.__class__.__qualname__} is immutable: {name} can't be changed")


def _first_init(self: Any, *values: Any, **named: Any) -> None:
    """Stands in for the constructor until the first instance is made: many records of a run never are."""
    made = next(base for base in self.__class__.__mro__ if base.__dict__.get("__init__") is _first_init)
    type.__setattr__(made, "__init__", _early_init(made))
    self.__init__(*values, **named)


def _early_init(made: type[Any]) -> Callable[..., None]:
    """The constructor of a class's first instances: to compile one takes as long as hundreds of its calls."""
    names, defaults = made.__record_fields__, made.__record_defaults__
    setters = [_setter_of(made, name) for name in names]
    stand_ins = any(default.__class__ is _Default for default in defaults.values())
    size, left = len(names), EARLY

    def init(self: Any, *values: Any, **named: Any) -> None:
        nonlocal left
        left -= 1
        if not left:
            type.__setattr__(made, "__init__", _init_of(made))
        if named or len(values) != size:
            values = completed(made.__name__, names, defaults, values, named)
            if stand_ins:
                values = tuple(map(_made_default, values))
        # Each setter gives None, so that `any` comes to the last.
        any(map(call, setters, repeat(self), values))

    return init


def _setter_of(made: type[Any], name: str) -> Callable[[Any, Any], None]:
    """What sets a field of an instance past `__setattr__`: its slot's own descriptor, or its `__dict__`."""
    setter: Callable[[Any, Any], None] | None = getattr(getattr(made, name, None), "__set__", None)
    return setter or (lambda item, value: item.__dict__.__setitem__(name, value))


def _made_default(value: Any) -> Any:
    """A value given, or what a field's default stands for."""
    if value.__class__ is not _Default:
        return value
    return value.value if value.factory is None else value.factory()


def _init_of(made: type[Any]) -> Any:
    """The constructor, as a class written by hand would have it; a slot's own descriptor sets it past `__setattr__`."""
    names, defaults = made.__record_fields__, made.__record_defaults__
    scope: dict[str, Any] = {"absent": _ABSENT}
    parameters, lines = [], []
    for name in names:
        default = defaults.get(name, _ABSENT)
        value = name
        if isinstance(default, _Default) and default.factory is not None:
            scope[f"make_{name}"] = default.factory
            parameters.append(f"{name}=absent")
            value = f"make_{name}() if {name} is absent else {name}"
        elif default is _ABSENT:
            parameters.append(name)
        else:
            scope[f"default_{name}"] = default.value if isinstance(default, _Default) else default
            parameters.append(f"{name}=default_{name}")
        setter = getattr(getattr(made, name, None), "__set__", None)
        if setter is not None:
            scope[f"set_{name}"] = setter
            lines.append(f"    set_{name}(self, {value})")
        else:
            lines.append(f"    self.__dict__['{name}'] = {value}")
    exec(f"def __init__(self, {', '.join(parameters)}):\n" + ("\n".join(lines) or "    pass"), scope)  # noqa: S102 -- field names of our own classes
    return scope["__init__"]
