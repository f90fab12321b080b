"""Looks at a folder of articles to propose a configuration: formats, front-matter fields, linked domains."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from qa.config import Settings
from qa.document.metadata import ALIASES, folded
from qa.document.reading import read
from qa.file_source import source_of
from qa.files import discover
from qa.record import field, record
from qa.sources.selection import KINDS

if TYPE_CHECKING:
    from pathlib import Path

MAX_FILES = 2_000
MAX_DOMAINS = 15


@record(frozen=False)
class Survey:
    """What the articles of a folder have in common."""

    files: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    folders: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    domains: Counter[str] = field(default_factory=Counter)


def survey(folder: Path) -> Survey:
    """Read up to `MAX_FILES` articles below a folder and count what they use."""
    seen = Survey()
    for path in discover([str(folder)], lambda _folder: Settings()):
        if seen.files >= MAX_FILES:
            break
        seen.files += 1
        name = path.removeprefix(str(folder)).lstrip("/")
        seen.folders[name.split("/", 1)[0] if "/" in name else "."] += 1
        seen.kinds[KINDS.get(f".{name.rpartition('.')[2].lower()}", "markdown")] += 1
        source = source_of(path)
        if source.problem:
            continue
        document = read(source)
        seen.fields.update(item.raw_name for item in document.metadata.fields.values())
        hosts = {urlsplit(link.target).hostname for link in document.links if link.target.startswith("http")}
        seen.domains.update(host.removeprefix("www.") for host in hosts if host)
    return seen


def configuration(seen: Survey, profile: str) -> str:
    """A commented qa.yaml for what was seen."""
    content = seen.folders.most_common(1)[0][0] if len(seen.folders) == 1 else "."
    lines = [
        "# Configuration of qa. Every key is optional; `qa schema config` prints what each one takes.",
        f"profile: {profile}",
        f"content: {content}      # what `qa check` looks at when no path is given",
        "",
        *_fields(seen),
        *_partners(seen),
        "# Words of your own, one a line, that no word list has.",
        "# dictionary: dictionary.txt",
        "",
        "# Change a rule everywhere, or for some files.",
        "# rules:",
        "#   R03: {severity: info, options: {max_words: 30}}",
        "#   T09: off",
        "# overrides:",
        "#   - {paths: ['news/**'], rules: {G03: off}}",
        "",
        "# Findings of old pages that are known: `qa baseline create` writes the file.",
        "# baseline: qa-baseline.json",
    ]
    return "\n".join(lines) + "\n"


def _fields(seen: Survey) -> list[str]:
    known = {alias for name, aliases in ALIASES.items() for alias in (folded(name), *aliases)}
    own = [f"{name} ({count})" for name, count in seen.fields.most_common() if folded(name) not in known]
    lines = ["# Front-matter fields under other names than the common ones are mapped here."]
    if own:
        lines.append(f"# Seen and not known: {', '.join(own[:20])}")
    return [*lines, "# fields: {last_reviewed: [checked_on]}", ""]


def _partners(seen: Survey) -> list[str]:
    lines = ["# Organisations that articles link to: a list of {name, domains, status: active}."]
    if seen.domains:
        shown = ", ".join(f"{name} ({count})" for name, count in seen.domains.most_common(MAX_DOMAINS))
        lines.append(f"# Linked most: {shown}")
    return [*lines, "# partners: partners.yaml", ""]
