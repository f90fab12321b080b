"""Writes docs/checks.md and docs/data.md, every check and every kind of data with what they take. `--check` fails where one is stale."""

from __future__ import annotations

import datetime as dt
import inspect
import re
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from qa.checks import CORPUS, NAMES
from qa.checks.registry import CheckOptions, NoOptions, get
from qa.policy import Choice, load_policy
from qa.schema.data import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOLDER = Path(__file__).parent
PROFILES = ("au", "uk", "us", "nz", "ie")
GENERIC = (
    "existence", "substitution", "pattern", "consistency", "required_section", "required_field", "count_limit", "length_limit",
)  # fmt: skip
CHECKS = """# Every check and its options

A rule names a check and gives it options: [Write a rule](writing-rules.md). The first eight are for rules of any kind; the others
know one kind of fault each. Made from the code; a wrong option is an error with the file, the line and the nearest valid name.
"""
DATA = """# Every kind of data

A pack may hold `data/KIND.yaml` beside its rules, and a publisher's pack may, too: `packs: [house-rules]` in `qa.yaml` reads
`house-rules/data/red_flags.yaml`. Entries add to ours; one of the same id (or key) replaces ours. `services:` and `partners:` in
`qa.yaml` read such a file from anywhere. Made from the models that validate the files.
"""


def prose(text: str | None) -> str:
    """A docstring as paragraphs of one line each, lists kept."""
    paragraphs = re.split(r"\n\s*\n", inspect.cleandoc(text or ""))
    return "\n\n".join(part if part.startswith("- ") else " ".join(part.split()) for part in paragraphs)


def checks_page() -> str:
    """The page of all checks."""
    used: dict[str, set[str]] = {}
    for profile in PROFILES:
        for rule in load_policy((), Choice(profile)).rules:
            used.setdefault(rule.check, set()).add(rule.id)
    others = sorted(name for name in (*NAMES, *CORPUS) if name not in GENERIC)
    return "\n".join(
        [CHECKS, *(part for name in (*GENERIC, *others) for part in _check(name, sorted(used.get(name, ()))))]
    )


def _check(name: str, rules: list[str]) -> Iterator[str]:
    found = get(name)
    yield f"## {name}\n\n{prose(found.run.__doc__)}\n"
    if found.options is not NoOptions:
        documented = [
            base
            for base in reversed(found.options.__mro__)
            if issubclass(base, CheckOptions) and base is not CheckOptions
        ]
        yield "\n\n".join(prose(base.__doc__) for base in documented) + "\n"
        yield _table(found.options)
    facts = [
        ("Fills in messages", found.values),
        ("Variants", found.variants),
        ("Needs", found.needs),
    ]
    lines = [f"{title}: {', '.join(f'`{value}`' for value in sorted(values))}." for title, values in facts if values]
    lines += [f"Used by {', '.join(f'[{rule}](rules/{rule}.md)' for rule in rules)}."] if rules else []
    if lines:
        yield " ".join(lines) + "\n"


def _table(options: type[CheckOptions]) -> str:
    hints = get_type_hints(options, include_extras=True)
    rows = [f"| `{name}` | {_takes(hints[name])} | {_shown(getattr(options, name, ...))} |" for name in options.known()]
    return "\n".join(["| option | takes | default |", "|---|---|---|", *rows]) + "\n"


_PLAIN = {str: "text", int: "number", float: "number", bool: "true or false", dt.date: "date", type(None): "nothing"}


def _takes(hint: Any) -> str:
    """What may be written for a type, in words."""
    base, inner = get_origin(hint), get_args(hint)
    if base is Annotated:
        return _takes(inner[0])
    if base is Literal:
        return ", ".join(f"`{value}`" for value in inner if value != "")
    if base in (Union, UnionType):
        return " or ".join(_takes(part) for part in inner if part is not type(None))
    if base in (list, tuple, frozenset):
        return f"list of {_takes(inner[0])}"
    if base in (dict, Mapping):
        return f"mapping of {_takes(inner[0])} to {_takes(inner[1])}"
    if hint in _PLAIN:
        return _PLAIN[hint]
    return _words(getattr(hint, "__name__", str(hint))) or "anything"


def _shown(default: Any) -> str:
    if default is ...:
        return "required"
    if isinstance(default, str | int | float):
        return f"`{str(default).lower() if isinstance(default, bool) else default or '(none)'}`"
    items = list(default or ())
    short = ", ".join(map(str, items[:6])) + (f" … ({len(items)})" if len(items) > 6 else "")
    return f"`{short}`".replace("|", "\\|") if short else "(none)"


def data_page() -> str:
    """The page of all kinds of data."""
    return "\n".join([DATA, *(part for kind in sorted(KINDS) for part in _kind(kind))])


def _kind(kind: str) -> Iterator[str]:
    module = import_module(f"qa.schema.data.{kind}")
    yield f"## {kind}\n\n{prose(module.__doc__)} {prose(module.Model.__doc__)}\n"
    for model in _entries(module):
        yield f"### {kind}: {_words(model.__name__)}\n\n{prose(model.__doc__)}\n"
        hints = get_type_hints(model, include_extras=True)
        rows = [
            f"| `{field.alias or name}` | {_takes(hints[name])} | {_default(field)} |"
            for name, field in model.model_fields.items()
        ]
        yield "\n".join(["| key | takes | default |", "|---|---|---|", *rows]) + "\n"


def _entries(module: Any) -> Iterable[type[BaseModel]]:
    """The models of the entries that a module defines, in its order."""
    for value in vars(module).values():
        own = isinstance(value, type) and issubclass(value, BaseModel) and value.__module__ == module.__name__
        if own and value is not module.Model and not value.__pydantic_root_model__:
            yield value


def _words(name: str) -> str:
    return " ".join(part.lower() for part in re.findall(r"[A-Z][a-z]+", name))


def _default(field: Any) -> str:
    if field.is_required():
        return "required"
    return _shown(field.default) if field.default_factory is None else "(none)"


def main() -> int:
    """Write the pages, or with --check compare them."""
    stale = []
    for name, text in (("checks.md", checks_page()), ("data.md", data_page())):
        path = FOLDER / name
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
    if stale:
        print(f"stale: {', '.join(stale)}; run python docs/build_reference.py", file=sys.stderr)
    return int(bool(stale))


if __name__ == "__main__":
    sys.exit(main())
