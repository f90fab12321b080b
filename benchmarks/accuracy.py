"""Precision and recall by rule family over every labelled set of the project, beside what each set gave when it was first run.

Run: python benchmarks/accuracy.py [--readme]

With `--readme` the tables are also put where the project's README quotes them; a test holds the two together.
The first table is today's, on content that the rules have seen since it was labelled: it shows what would regress. The second
is the estimate for a page never seen: each set's recall and precision before anything was changed for it, as the README beside
its data tells them, with today's. The sets, their labels and how they are judged are those of `safety.py`, `catalogue.py` and
`spelling.py`; the last counts words: a misspelling that is let through is missed, a valid term that is not known is false.
"""

from __future__ import annotations

import contextlib
import io
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import catalogue
import safety
import spelling
from tally import HEAD, Tally, shares

from qa.examples import Bench
from qa.language.lexicon import Lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FAMILIES = {
    "S": "structure",
    "G": "governance",
    "E": "emergency advice, content of a topic",
    "C": "phone numbers and services",
    "L": "links and partners",
    "T": "words and grammar",
    "R": "readability",
    "I": "inclusive language",
    "A": "accessibility, metadata",
    "D": "dates and banners",
    "U": "source text",
    "X": "whole corpus",
    "spelling": "single words (T01)",
}
README = Path(__file__).resolve().parent.parent / "README.md"
QUOTED = re.compile(r"(?s)(?<=\n```text\n)family\b.*?(?=```\n)")
FIGURE = re.compile(r"\b[01]\.\d\d\b")


@dataclass(frozen=True)
class FirstRun:
    """A row of a data folder's README: the sets (beginnings of file names; none for the rest) and their first figures."""

    names: tuple[str, ...]
    recall: float
    precision: float


def first_runs(readme: Path) -> Iterator[FirstRun]:
    """Rows of the README's table that tell recall and precision, in that order, in their first figures with two decimals."""
    for row in readme.read_text("utf-8").splitlines():
        cells = row.strip("|").split("|")
        figures = FIGURE.findall(row)
        if not row.startswith("|") or len(figures) < len(("recall", "precision")):
            continue
        names = re.findall(r"-?[a-z]+(?:-[a-z]+)*", cells[0].replace(".yaml", ""))
        first = names[0].split("-")[0]
        whole = tuple(first + name if name.startswith("-") else name for name in names)
        yield FirstRun(() if whole[0] == "all" else whole, float(figures[0]), float(figures[1]))


def stems(folder: Path, runs: list[FirstRun]) -> dict[FirstRun, list[str]]:
    """The sets of a folder by the row that tells of them; the row without names gets what no other row names."""
    files = sorted(path.stem for path in folder.glob("*.yaml"))
    named = {run: [stem for stem in files if stem in run.names] for run in runs if run.names}
    rest = [stem for stem in files if not any(stem in found for found in named.values())]
    return {run: named.get(run, rest) for run in runs}


def of_safety(bench: Bench, sets: Iterable[str]) -> Tally:
    """Safety and contact rules on these sets of passages."""
    tally = Tally()
    for item in safety.passages(tuple(sets)):
        safety.judge(bench, item, safety.FAMILIES, tally)
    return tally


def of_catalogue(bench: Bench, sets: Iterable[str]) -> Tally:
    """The other rules on these sets of articles."""
    tally = Tally()
    for item in catalogue.entries(sets):
        catalogue.judge(item, catalogue.findings(bench, item, ("",)), tally, ("",))
    return tally


def of_spelling() -> Tally:
    """The speller on every list of misspellings and on the valid terms."""
    lexicon = Lexicon.open()
    lists = [*sorted(spelling.DATA.glob("misspelt*.tsv")), spelling.DATA / "slips.tsv"]
    rows = [row for path in lists for row in spelling.pairs(path)]
    found = sum(not lexicon.knows(row[0]) for row in rows)
    valid = (spelling.DATA / "valid.txt").read_text("utf-8").split()
    false = sum(not lexicon.knows(word) for word in valid)
    return Tally(Counter(spelling=found), Counter(spelling=len(rows) - found), Counter(spelling=false))


def by_family(tallies: Iterable[Tally]) -> Tally:
    """The same added up by family."""
    total = Tally()
    for tally in tallies:
        for kind in ("hits", "misses", "alarms"):
            for rule, number in getattr(tally, kind).items():
                getattr(total, kind)[rule if rule in FAMILIES else rule[0]] += number
    return total


def main(arguments: list[str]) -> int:
    """Print both tables, or put them into the README as well."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        untold = tables()
    print(printed.getvalue(), end="")
    for stem in untold:
        print(f"no first figures of {stem} in its README", file=sys.stderr)
    if "--readme" in arguments:
        README.write_text(QUOTED.sub(lambda _: printed.getvalue(), README.read_text("utf-8")), "utf-8")
    return int(bool(untold))


def tables() -> list[str]:
    """Print both tables; gives the sets that their README doesn't tell of."""
    bench = Bench()
    tallies: list[tuple[str, FirstRun, Tally]] = []
    untold: list[str] = []
    for module, measure in ((safety, of_safety), (catalogue, of_catalogue)):
        runs = stems(module.FOLDER, list(first_runs(module.FOLDER / "README.md")))
        told = {stem for found in runs.values() for stem in found}
        untold += [path.stem for path in sorted(module.FOLDER.glob("*.yaml")) if path.stem not in told]
        for run, found in runs.items():
            name = f"{module.FOLDER.name}: {', '.join(run.names) or 'the others'}"
            tallies.append((name, run, measure(bench, found)))
    families((*(tally for _, _, tally in tallies), of_spelling()))
    looks(tallies)
    return untold


def families(tallies: Iterable[Tally]) -> None:
    """Print today's figures by family."""
    total = by_family(tallies)
    print(f"{'family':53}{'labelled':>9}{HEAD}")
    for name, title in FAMILIES.items():
        row(
            name if name == "spelling" else f"{name}  {title}", total.hits[name], total.misses[name], total.alarms[name]
        )
    del total.hits["spelling"], total.misses["spelling"], total.alarms["spelling"]
    row("all but spelling", total.hits.total(), total.misses.total(), total.alarms.total())


def row(title: str, right: int, missed: int, false: int) -> None:
    """Print one family's figures."""
    recall, precision = shares(right, missed, false)
    print(f"{title:53}{right + missed:9}{right:6}{missed:8}{false:7}{recall:9.3f}{precision:11.3f}")


def looks(tallies: Iterable[tuple[str, FirstRun, Tally]]) -> None:
    """Print each set's first figures beside today's."""
    print(f"\n{'set':53}{'labelled':>9}{'first: recall':>15}{'precision':>11}{'today: recall':>15}{'precision':>11}")
    for name, run, tally in tallies:
        right, missed, false = tally.hits.total(), tally.misses.total(), tally.alarms.total()
        recall, precision = shares(right, missed, false)
        print(f"{name:53}{right + missed:9}{run.recall:15.2f}{run.precision:11.2f}{recall:15.2f}{precision:11.2f}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
