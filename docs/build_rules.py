"""Writes docs/rules/ from the rules' YAML: a page a rule and an index. `--check` fails where they are stale."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from qa.policy import Choice, load_policy
from qa.reporters.rule_page import page

if TYPE_CHECKING:
    from qa.rule import Rule

FOLDER = Path(__file__).parent / "rules"
PROFILES = ("au", "uk", "us")


def pages() -> dict[str, str]:
    """The text of every page by file name."""
    rules = {rule.id: rule for profile in PROFILES for rule in load_policy((), Choice(profile), examples=True).rules}
    ordered = [rule for _, rule in sorted(rules.items())]
    return {"index.md": _index(ordered), **{f"{rule.id}.md": page(rule) for rule in ordered}}


def _index(rules: list[Rule]) -> str:
    lines = ["# Rules", "", f"{len(rules)} rules. `qa explain ID` prints these pages.", ""]
    lines += ["| rule | severity | what it reports |", "|---|---|---|"]
    lines += [f"| [{rule.id}]({rule.id}.md) | {rule.severity} | {rule.name.replace('-', ' ')} |" for rule in rules]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the pages, or with --check compare them."""
    wanted = pages()
    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    if "--check" in sys.argv:
        stale = sorted(name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name))
        if stale:
            print(f"stale: {', '.join(stale)}; run python docs/build_rules.py", file=sys.stderr)
        return int(bool(stale))
    FOLDER.mkdir(exist_ok=True)
    for name in there.keys() - wanted.keys():
        (FOLDER / name).unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    print(f"{len(wanted)} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
