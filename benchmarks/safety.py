"""Safety and contact rules on labelled passages: precision and recall by rule, each miss and false alarm, and the cost.

Run: python benchmarks/safety.py [rule ids or names of sets …]. The passages stand in benchmarks/data/safety; their labels were written before
the rules were tuned. A passage without `expect` is a look-alike on which no safety or contact rule may report a warning or an
error; `only` limits which rules are judged on a passage. Notices (severity info) don't count.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from qa.document.reading import read
from qa.engine import check_document
from qa.examples import Bench
from qa.examples_text import example_text
from qa.rule import Example
from qa.source import Source

FOLDER = Path(__file__).parent / "data" / "safety"
NAMES = {"markdown": "passage.md", "html": "passage.html", "captured": "passage.txt"}
FAMILIES = ("E", "C")
TARGET = 0.97

# What "&long" in a passage stands for: more than 150 words in which nothing happens.
LONG = (
    "Plan your week so that heavy jobs are spread over several days, and share them where you can. Many people find that a list "
    "on the fridge saves a lot of talk. Keep the things you use every day at waist height, so that you need not bend for them. "
    "A shower chair and a rail are cheap and make a bathroom safer, and an occupational therapist can show you others. Eat with "
    "company when you can, because meals taken together are larger and last longer. A dog that wants its walk is better than any "
    "alarm clock. Music, gardening and a weekly game of cards keep the hands and the mind busy. If your work is heavy, talk with "
    "your manager about lighter duties for a time. A social worker can explain what payments you may be able to get and will "
    "help to fill in the forms. Ask at the front desk for the social worker's card before you go home, and keep it by the phone. "
    "Try to keep one afternoon a week free of visits, and write down what you would like to do with it."
)


def passages(sets: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """Every labelled passage of the named sets (all where none is named), with the file it stands in."""
    found: list[dict[str, Any]] = []
    for path in sorted(FOLDER.glob("*.yaml")):
        if sets and not path.stem.startswith(sets):
            continue
        for number, entry in enumerate(YAML(typ="safe").load(path.read_text(encoding="utf-8")), 1):
            item = {"text": entry} if isinstance(entry, str) else dict(entry)
            item["text"] = item["text"].replace("&long", LONG)
            found.append({"expect": [], "label": f"{path.stem} {number}", **item})
    return found


def reported(bench: Bench, item: dict[str, Any], wanted: tuple[str, ...]) -> dict[str, list[str]]:
    """Rule ids that report the passage at warning or above, with the excerpts."""
    policy, context = bench.policy(item.get("profile", "au"))
    kind = item.get("kind", "markdown")
    source = Source(NAMES[kind], example_text(Example(item["text"], item.get("front_matter", {}))))
    document = read(source, kind)
    plan = [planned for planned in policy.plan(document) if planned.rule.id.startswith(wanted)]
    found: dict[str, list[str]] = {}
    for finding in check_document(document, plan, context):
        if finding.severity != "info":
            found.setdefault(finding.rule, []).append(finding.excerpt)
    return found


def main(chosen: tuple[str, ...]) -> int:
    """Print the table; 1 where overall recall or precision is under the target."""
    sets = tuple(name for name in chosen if name[0].islower())
    chosen = tuple(name for name in chosen if name not in sets)
    bench = Bench()
    hits, misses, alarms = Counter[str](), Counter[str](), Counter[str]()
    started = time.perf_counter()
    items = passages(sets)
    for item in items:
        found = reported(bench, item, chosen or FAMILIES)
        judged = set(item["only"]) if "only" in item else None
        expected = {rule for rule in item["expect"] if rule.startswith(chosen or FAMILIES)}
        for rule in sorted(expected | set(found)):
            if judged is not None and rule not in judged and rule not in expected:
                continue
            if rule in expected and rule in found:
                hits[rule] += 1
            elif rule in expected:
                misses[rule] += 1
                print(f"miss   {rule} {item['label']}: {item['text'][:110]!r}")
            else:
                alarms[rule] += 1
                print(f"alarm  {rule} {item['label']}: {found[rule][:3]} in {item['text'][:90]!r}")
    taken = time.perf_counter() - started
    print(f"\n{len(items)} passages, {sum(not item['expect'] for item in items)} of them look-alikes, {taken:.1f} s")
    return table(hits, misses, alarms)


def table(hits: Counter[str], misses: Counter[str], alarms: Counter[str]) -> int:
    """Precision and recall by rule and in all."""
    print(f"{'rule':6}{'right':>6}{'missed':>8}{'false':>7}{'recall':>9}{'precision':>11}")
    for rule in sorted({*hits, *misses, *alarms}):
        line(rule, hits[rule], misses[rule], alarms[rule])
    recall, precision = line("all", hits.total(), misses.total(), alarms.total())
    return int(recall < TARGET or precision < TARGET)


def line(name: str, right: int, missed: int, false: int) -> tuple[float, float]:
    """One row; gives recall and precision (1 where nothing was asked or reported)."""
    recall = right / (right + missed) if right + missed else 1.0
    precision = right / (right + false) if right + false else 1.0
    print(f"{name:6}{right:6}{missed:8}{false:7}{recall:9.3f}{precision:11.3f}")
    return recall, precision


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:])))
