"""Safety and contact rules on labelled passages: precision and recall by rule, each miss and false alarm, and the cost.

Run: python benchmarks/safety.py [rule ids or names of sets …]. The passages stand in benchmarks/data/safety; their labels were written before
the rules were tuned. A passage without `expect` is a look-alike on which no safety or contact rule may report a warning or an
error; `only` limits which rules are judged on a passage; `variants` are the same page with edits, each with labels of its own. Notices (severity info) don't count.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from tally import Tally, table

from qa.document.reading import read
from qa.engine import check_document
from qa.examples import Bench
from qa.examples_text import example_text
from qa.rule import Example
from qa.source import Source

FOLDER = Path(__file__).parent / "data" / "safety"
NAMES = {"markdown": "passage.md", "html": "passage.html", "captured": "passage.txt"}
FAMILIES = ("E", "C")
PACKS = ("E10", "E11", "E12", "E13", "E14", "E15", "E17", "E18", "E19", "E20")
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
            variants = item.pop("variants", ())
            page = {"expect": [], "label": f"{path.stem} {number}", **item}
            found.append(page)
            found.extend(variant_of(page, variant, order) for order, variant in enumerate(variants, 1))
    return found


def variant_of(page: dict[str, Any], variant: dict[str, Any], order: int) -> dict[str, Any]:
    """The page with the edits of a variant made, judged by the rules of the topics' packs alone. ValueError where an edit has no place."""
    text = page["text"]
    for old, new in variant["edits"]:
        if old not in text:
            raise ValueError(f"{page['label']}, variant {order}: the page does not hold {old!r}")
        text = text.replace(old, new)
    return {**page, "only": PACKS, **variant, "text": text, "label": f"{page['label']}, variant {order}"}


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


def judge(bench: Bench, item: dict[str, Any], wanted: tuple[str, ...], tally: Tally) -> None:
    """Hold what is reported on one passage against its labels."""
    found = reported(bench, item, wanted)
    judged = set(item["only"]) if "only" in item else None
    expected = {rule for rule in item["expect"] if rule.startswith(wanted)}
    for rule in sorted(expected | set(found)):
        if judged is not None and rule not in judged and rule not in expected:
            continue
        if rule in expected and rule in found:
            tally.hits[rule] += 1
        elif rule in expected:
            tally.misses[rule] += 1
            tally.where.append(f"miss   {rule} {item['label']}: {item['text'][:110]!r}")
        else:
            tally.alarms[rule] += 1
            tally.where.append(f"alarm  {rule} {item['label']}: {found[rule][:3]} in {item['text'][:90]!r}")


def speed(bench: Bench, items: list[dict[str, Any]], wanted: tuple[str, ...]) -> str:
    """One line: what the rules take over the passages once all is loaded, in user time, and as a multiple of reading them."""
    reading, checking, words = 0.0, 0.0, 0
    for item in items:
        policy, context = bench.policy(item.get("profile", "au"))
        kind = item.get("kind", "markdown")
        text = example_text(Example(item["text"], item.get("front_matter", {})))
        started = time.process_time()
        document = read(Source(NAMES[kind], text), kind)
        words += len(document.words)
        read_at = time.process_time()
        plan = [planned for planned in policy.plan(document) if planned.rule.id.startswith(wanted)]
        check_document(document, plan, context)
        checking += time.process_time() - read_at
        reading += read_at - started
    each = f"{checking * 1e6 / words:.1f} ms per 1,000 words, {words / checking:,.0f} words/s"
    return f"speed: {each}; {checking / reading:.1f} times what reading takes"


def main(chosen: tuple[str, ...]) -> int:
    """Print the table; 1 where overall recall or precision is under the target."""
    sets = tuple(name for name in chosen if name[0].islower())
    chosen = tuple(name for name in chosen if name not in sets)
    bench, tally = Bench(), Tally()
    started = time.perf_counter()
    items = passages(sets)
    for item in items:
        judge(bench, item, chosen or FAMILIES, tally)
    taken = time.perf_counter() - started
    print("\n".join(tally.where))
    if items:
        print(speed(bench, items, chosen or FAMILIES))
    print(f"\n{len(items)} passages, {sum(not item['expect'] for item in items)} of them look-alikes, {taken:.1f} s")
    recall, precision = table(tally)
    return int(recall < TARGET or precision < TARGET)


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:])))
