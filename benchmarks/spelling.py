"""Measures the speller: recall, false alarms, order of suggestions, speed and memory.

    python benchmarks/spelling.py [--valid FILE] [--misspelt FILE.tsv …] [--terms FILE …] [--clean DIR] [--profile au]

Without options the project's own lists in `data/spelling/` are used. A list of terms has them by field ("# field", then terms between
commas); each is looked up, and put into a sentence of a page and into a list, as a reader would meet it. A list of misspellings is tab-separated, the word as
written first, the word meant second; a first line that starts with "mis" is a heading. `--clean` names a folder of Markdown
pages that are taken to be right: what is reported there is printed with its count, to be judged by reading.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from qa.document.reading import read  # noqa: E402 -- found beside this folder
from qa.language.lexicon import Lexicon  # noqa: E402 -- as above
from qa.language.suggest import confident, suggest  # noqa: E402 -- as above
from qa.language.unknown import unknown_words  # noqa: E402 -- as above
from qa.source import Source  # noqa: E402 -- as above

DATA = ROOT / "benchmarks/data/spelling"
WORD = re.compile(r"[^\W\d_]+(?:['’‑-][^\W\d_]+)*")
NOT_PROSE = re.compile(
    r"(?s)\A---.*?\n---\n|```.*?```|`[^`]*`|https?://\S+|www\.\S+|\S+@\S+|<[^>]+>|\]\([^)]*\)|\w*\d\w*"
)
TOP = 3
# Passes until every group of words that is asked for has been read.
STEADY = 30
PAGES = {"sentence": "Ask your doctor about {} at your next visit.", "list item": "## Care\n\n- {}\n- rest\n"}


def pairs(path: Path) -> list[list[str]]:
    """Return the rows of a list of misspellings or of confused words."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line.strip()]
    return rows[1:] if rows[0][0].startswith("mis") else rows


def folded(word: str) -> str:
    """Return a word as corrections are compared: lower case, without apostrophes."""
    return word.lower().replace("'", "").replace("’", "")


def measure_valid(path: Path, lexicon: Lexicon) -> None:
    """Print the share of valid terms that are unknown."""
    words = path.read_text("utf-8").split()
    flagged = [word for word in words if not lexicon.knows(word)]
    print(f"valid terms      {len(words)}, flagged {100 * len(flagged) / len(words):.2f} % {flagged[:20]}")


def measure_misspelt(path: Path, lexicon: Lexicon) -> None:
    """Print recall and the order of suggestions."""
    rows = pairs(path)
    missed = [row[0] for row in rows if lexicon.knows(row[0])]
    found = [row for row in rows if not lexicon.knows(row[0])]
    first = top = sure = 0
    started = time.perf_counter()
    for row in found:
        offered = suggest(row[0], lexicon)
        words = [folded(item.word) for item in offered]
        meant = folded(row[1])
        first += words[:1] == [meant]
        top += meant in words[:TOP]
        sure += confident(row[0], offered)
    each = 1000 * (time.perf_counter() - started) / max(len(found), 1)
    print(f"misspellings     {len(rows)}, recall {100 * len(found) / len(rows):.2f} % (missed {missed})")
    print(f"suggestions      first {100 * first / len(found):.1f} %, in three {100 * top / len(found):.1f} %, ", end="")
    print(f"sure {100 * sure / len(found):.1f} %, {each:.1f} ms each")


def measure_terms(path: Path, lexicon: Lexicon) -> None:
    """Print the share of a list's terms that hold an unknown word, and of those that a page would report as misspelt."""
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    terms = [term.strip() for line in lines for term in line.split(",") if term.strip()]
    unknown = [
        t for t in terms if any(len(w) > 1 and not w.isupper() and not lexicon.knows(w) for w in WORD.findall(t))
    ]
    print(f"terms            {path.name}: {len(terms)}, unknown {100 * len(unknown) / len(terms):.2f} %", end="")
    for name, page in PAGES.items():
        found = [unknown_words(read(Source("page.md", page.format(term)), "markdown"), lexicon) for term in terms]
        sure = sum(any(item.sure for item in items) for items in found)
        print(f", {name}: misspelt {100 * sure / len(terms):.2f} %", end="")
    print(f" {unknown[:20]}")


def measure_pages(path: Path, lexicon: Lexicon) -> None:
    """Print how many of a list's misspellings a page reports, and as what."""
    rows = pairs(path)
    found = [
        unknown_words(read(Source("page.md", PAGES["sentence"].format(row[0])), "markdown"), lexicon) for row in rows
    ]
    sure = sum(any(item.sure for item in items) for items in found)
    some = sum(bool(items) for items in found)
    print(f"in a sentence    found {100 * some / len(rows):.2f} %, as misspelt {100 * sure / len(rows):.2f} %")


def measure_confused(path: Path, profile: str) -> None:
    """Print how many words in the place of another are told in the sentences of a list, and how many right sentences are accused.

    Each row holds the wrong word, or nothing where the sentence is right, and the sentence.
    """
    import qa

    rows = [row for row in pairs(path) if len(row) > 1]
    checker = qa.Checker(profile=profile, select=["T17"])
    found = [[item.excerpt.lower() for item in checker.check(row[1], "page.md").findings] for row in rows]
    wrong = [(row, words) for row, words in zip(rows, found, strict=True) if row[0]]
    told = sum(row[0].lower() in words for row, words in wrong)
    false = sum(bool(set(words) - {row[0].lower()}) for row, words in zip(rows, found, strict=True))
    print(f"confused words   {told} of {len(wrong)} told, {false} false in {len(rows)} sentences")


def measure_clean(folder: Path, lexicon: Lexicon) -> None:
    """Print what is unknown on pages taken to be right."""
    total = 0
    unknown: Counter[str] = Counter()
    for path in sorted(folder.rglob("*.md")):
        words = WORD.findall(NOT_PROSE.sub(" ", path.read_text("utf-8", errors="replace")))
        total += len(words)
        unknown.update(word for word in words if len(word) > 1 and not word.isupper() and not lexicon.knows(word))
    sure = {word: suggest(word, lexicon) for word in unknown}
    reports = {word: unknown[word] for word, offered in sure.items() if confident(word, offered)}
    rate = 1000 * sum(reports.values()) / max(total, 1)
    print(f"clean pages      {total} words, {sum(reports.values())} reports, {rate:.2f} per 1,000")
    for word, count in sorted(reports.items(), key=lambda item: -item[1]):
        print(f"    {word} ({count}) -> {sure[word][0].word}")


def measure_speed(lexicon: Lexicon) -> None:
    """Print look-ups a second over unique words: a page's (common and medical ones), and every listed word."""
    lists = ROOT / "rules/lexicon"
    core = (lists / "own/core.txt").read_text("utf-8").split("\n")[1:-1]
    usual = [word for word in core if word.islower()] + (DATA / "valid.txt").read_text("utf-8").split()
    every = [line.split()[0] for line in (lists / "words/english.txt").read_text("utf-8").splitlines()[1:]]
    for name, words in (("words of a page", usual), ("every listed word", every)):
        best = 9e9
        knows = lexicon.knows
        for _ in range(STEADY):
            started = time.process_time()
            for word in words:
                knows(word)
            best = min(best, time.process_time() - started)
        print(f"look-ups         {name}: {len(words) / best / 1e6:.2f} million a second")


def measure_start() -> None:
    """Print what opening the lexicon and the first suggestion cost a fresh process, imports included, in processor time.

    Modules that every run of qa has loaded by then (dataclasses, pathlib, re, qa.packs) are not counted; those of this package are read
    compiled, as on any machine that has run them once.
    """
    code = (
        "import dataclasses, pathlib, re, time, qa.packs; a=time.process_time(); from qa.language.lexicon import Lexicon; l=Lexicon.open(); l.knows('asthma');"
        "b=time.process_time(); from qa.language.suggest import suggest; suggest('metastic', l);"
        "c=time.process_time(); print(1000*(b-a), 1000*(c-b))"
    )
    with tempfile.TemporaryDirectory() as compiled:
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = compiled
        runs = [
            subprocess.run(
                [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True, env=environment
            )
            for _ in range(10)
        ][1:]
    opened, offered = (sorted(float(run.stdout.split()[part]) for run in runs) for part in (0, 1))
    print(
        f"start            open {opened[0]:.1f} ms (median {opened[4]:.1f}), first suggestion {offered[0]:.1f} ms more",
        end="",
    )
    print(f" (median {offered[4]:.1f}), of processor time, least of 9 processes")


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--valid", type=Path, default=DATA / "valid.txt")
    parser.add_argument(
        "--misspelt", type=Path, nargs="+", default=[*sorted(DATA.glob("misspelt*.tsv")), DATA / "slips.tsv"]
    )
    parser.add_argument("--terms", type=Path, nargs="*", default=sorted(DATA.glob("terms-*.txt")))
    parser.add_argument("--confused", type=Path, default=DATA / "confused.tsv")
    parser.add_argument("--clean", type=Path)
    parser.add_argument("--profile", default="au")
    arguments = parser.parse_args()
    lexicon = Lexicon.open(arguments.profile)
    measure_start()
    measure_valid(arguments.valid, lexicon)
    for path in arguments.terms:
        measure_terms(path, lexicon)
    for path in arguments.misspelt:
        measure_misspelt(path, lexicon)
        measure_pages(path, lexicon)
    measure_confused(arguments.confused, arguments.profile)
    if arguments.clean:
        measure_clean(arguments.clean, lexicon)
    measure_speed(lexicon)
    print(f"memory           {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB at most")


if __name__ == "__main__":
    main()
