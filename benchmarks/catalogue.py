"""Every rule family but spelling, safety and contacts on labelled articles: precision and recall by rule, each miss and false alarm.

Run: python benchmarks/catalogue.py [--set NAME …] [rule ids …]

The articles stand in benchmarks/data/catalogue; their labels were written before the rules ran on them. `expect` maps a rule to
the excerpts that it must report ("" stands for any place), two rules with a stroke between them either of which will do (so does a rule that the named one yields to); a finding at warning or above that no label asks for is a false
alarm, one of the rules in `allow` is not judged, `only` limits the rules that are judged, `everything` judges spelling and
doses too, `guidance` emergency advice and phone numbers. An article without `whole` is a
fragment, on which rules about a whole page (dates, reviewers, sections, grades) are judged only where `expect` or `only` names
them. Notices are judged where `only` names their rule. An entry with `pages` is a small corpus; its labels name path and rule.
"""

from __future__ import annotations

import argparse
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from tally import Tally, table

from qa.corpus.facts import Corpus, Page
from qa.corpus.gather import gathered
from qa.corpus.registry import function_of
from qa.document.reading import read
from qa.engine import check_document, in_order, stamped
from qa.examples import Bench
from qa.examples_text import example_text
from qa.policy import Choice, load_policy
from qa.record import replace
from qa.rule import Example
from qa.source import Source
from qa.validation import with_schema_problems
from qa.yamlio import dates_as_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa.document.model import Document
    from qa.finding import Finding

FOLDER = Path(__file__).parent / "data" / "catalogue"
NAMES = {"markdown": "article.md", "html": "article.html", "captured": "article.txt"}
OTHERS = {"T01", "T02", "T03", "T04", "T05", "T06", "T07", "T14", "T17", "T18"}
GRADES = {"R01", "R02", "R05", "R06", "R08"}
PAGE = GRADES | {"G01", "G03", "G04", "G05", "G06", "G07", "A02", "A04", "R12", "S01", "S02", "S09"}


def entries(sets: Iterable[str]) -> list[dict[str, Any]]:
    """Every labelled article of the named sets (all where none is named)."""
    wanted = set(sets)
    found: list[dict[str, Any]] = []
    for path in sorted(FOLDER.glob("*.yaml")):
        if not wanted or path.stem in wanted:
            found += dates_as_text(YAML(typ="safe").load(path.read_text(encoding="utf-8")))
    return found


def judged(rule: str, item: dict[str, Any]) -> bool:
    """Whether a finding of this rule that no label asks for counts against it."""
    if (
        (rule[0] in "EC" and not item.get("guidance"))
        or rule in item.get("allow", ())
        or (rule in OTHERS and not item.get("everything"))
    ):
        return False
    if "only" in item:
        return rule in item["only"]
    return rule not in (GRADES if item.get("whole") else PAGE)


def findings(bench: Bench, item: dict[str, Any], chosen: tuple[str, ...]) -> list[tuple[str, Finding]]:
    """What the rules in force report on one entry, each with the label's key it answers to."""
    policy, context = bench.policy(item.get("profile", "au"))
    if item.get("facts"):
        shared, facts = context.data, item["facts"]
        context = replace(context, data=lambda kind: facts.get(kind) or shared(kind), memory={})
    if "pages" in item:
        return _corpus(bench, item, chosen)
    kind = item.get("kind", "markdown")
    text = example_text(Example(item["text"], item.get("front_matter", {})))
    document = with_schema_problems(read(Source(NAMES[kind], text), kind))
    plan = [each for each in policy.plan(document) if each.rule.id.startswith(chosen)]
    return [(found.rule, found) for found in check_document(document, plan, context)]


def _corpus(bench: Bench, item: dict[str, Any], chosen: tuple[str, ...]) -> list[tuple[str, Finding]]:
    policy, context = bench.policy(item.get("profile", "au"))
    documents: list[Document] = [read(Source(path, text), "markdown") for path, text in item["pages"].items()]
    by_path = {document.source.path: document for document in documents}
    pages = [Page(each.source.path, each.title, each.kind, gathered(each, context)) for each in documents]
    corpus = Corpus.of(pages, whole=False)
    found: list[tuple[str, Finding]] = []
    for planned in policy.plan(documents[0], "corpus"):
        if not planned.rule.id.startswith(chosen):
            continue
        matches = function_of(planned.check)(corpus, planned.options, context)
        seen = in_order(stamped(match, planned.rule, by_path[path]) for path, match in matches)
        found += [(f"{finding.path} {finding.rule}", finding) for finding in seen]
    return found


@cache
def stronger(rule: str) -> frozenset[str]:
    """The rules that one yields to: a slip labelled with its name may be told by theirs."""
    return next((item.yields_to for item in load_policy((), Choice("au")).rules if item.id == rule), frozenset())


def judge(item: dict[str, Any], found: list[tuple[str, Finding]], tally: Tally, chosen: tuple[str, ...]) -> None:
    """Match findings with labels, place by place."""
    used: set[int] = set()
    for key, excerpts in item.get("expect", {}).items():
        rule = key.split()[-1].split("/")[0]
        names = {key, *key.split("/"), *stronger(rule)}
        if not rule.startswith(chosen):
            continue
        for excerpt in excerpts:
            at = [n for n, (name, finding) in enumerate(found) if name in names and _meets(excerpt, finding.excerpt)]
            used.update(at)
            (tally.hits if at else tally.misses)[rule] += 1
            if not at:
                tally.where.append(f"miss   {rule} {item['label']}: {excerpt!r}")
    for number, (_, finding) in enumerate(found):
        rule = finding.rule
        noticed = finding.severity != "info" or rule in item.get("only", ())
        if number not in used and noticed and judged(rule, item):
            tally.alarms[rule] += 1
            tally.where.append(f"alarm  {rule} {item['label']}: {finding.excerpt[:60]!r} {finding.message[:90]}")


def _meets(label: str, excerpt: str) -> bool:
    one, other = label.casefold(), excerpt.casefold()
    return one in other or (other != "" and other in one)


def main() -> int:
    """Print the faults and the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", action="append", default=[])
    parser.add_argument("rules", nargs="*")
    options = parser.parse_args()
    chosen = tuple(options.rules) or ("",)
    bench, tally = Bench(), Tally()
    items = entries(options.set)
    for item in items:
        judge(item, findings(bench, item, chosen), tally, chosen)
    print("\n".join(tally.where))
    clean = sum(not item.get("expect") for item in items)
    print(f"\n{len(items)} articles and fragments, {clean} of them clean\n")
    table(tally)
    return 0


if __name__ == "__main__":
    sys.exit(main())
