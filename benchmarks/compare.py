"""Runs this tool and general linters on the same texts: the project's word lists, a faulty article and seven exemplary ones.

    pip install codespell typos proselint && npm install -g cspell
    python benchmarks/compare.py

A tool that is not on the PATH is left out. Words are given one a line; a word counts as reported when a tool names its line. The
faulty article is the sample with planted defects; a tool's reports on the exemplary articles are alarms, since an editor has
been over each of them. Times are medians of whole processes in one run: compare them with each other only.
"""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).parent.parent
ARTICLES = ROOT / "content" / "articles"
FAULTY = ARTICLES / "metastatic-breast-cancer.md"
FAULTY_NAMES = {"metastatic-breast-cancer.md", "chest-pain.md", "furosemide.md"}
WORDS = ROOT / "benchmarks" / "data" / "spelling"
RUNS = 5
# This tool stops at 2,000 findings of a rule in a file; few enough words that nothing is one of many.
PART = 150
QA = [sys.executable, "-m", "qa", "check", "--today", "2026-11-22", "--no-baseline", "--fail-on", "never"]
LINE = re.compile(r":(\d+)(?::|\b)")
QA_LINE = re.compile(r"^  (\d+):\d+ +(?:error|warning|info) ", re.MULTILINE)

# How each tool is asked to check a file, and where its output names lines.
TOOLS: dict[str, tuple[list[str], Callable[[str], list[str]]]] = {
    "qa (every rule)": (QA, QA_LINE.findall),
    "qa (spelling)": ([*QA, "--select", "T01"], QA_LINE.findall),
    "codespell": (["codespell"], LINE.findall),
    "typos": (["typos", "--format", "brief"], LINE.findall),
    "proselint": (["proselint", "check"], LINE.findall),
    "cspell en-GB": (["cspell", "--no-progress", "--no-summary", "--locale", "en-GB"], LINE.findall),
}


def ran(command: Sequence[str], path: Path) -> str:
    """What a tool prints of a file."""
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False, cwd=path.parent)
    return done.stdout


def share(command: Sequence[str], lines_of: Callable[[str], list[str]], words: list[str], folder: Path) -> float:
    """The share of words, one a line, that a tool reports, in percent."""
    path, reported = folder / "words.md", 0
    for start in range(0, len(words), PART):
        # Every word is a paragraph of its own, so that none is a neighbour of another.
        path.write_text("\n\n".join(words[start : start + PART]) + "\n", encoding="utf-8")
        reported += len(set(lines_of(ran(command, path))))
    return 100 * reported / len(words)


def seconds(command: Sequence[str], path: Path) -> float:
    """The median time of a whole process on one file, once it has run."""
    ran(command, path)
    samples = []
    for _ in range(RUNS):
        start = time.perf_counter()
        ran(command, path)
        samples.append(time.perf_counter() - start)
    return statistics.median(samples)


def main() -> None:
    """Print a row a tool."""
    valid = (WORDS / "valid.txt").read_text(encoding="utf-8").split("\n")
    valid = [word for word in valid if word and not word.startswith("#")]
    rows = (WORDS / "misspelt.tsv").read_text(encoding="utf-8").splitlines()
    misspelt = [row.split("\t")[0] for row in rows[1:] if "\t" in row]
    clean = [path for path in sorted(ARTICLES.glob("*.md")) if path.name not in FAULTY_NAMES]
    print(f"{len(valid)} valid health terms, {len(misspelt)} misspelt ones; {len(clean)} exemplary articles")
    print(
        f"{'tool':<18}{'valid flagged':>15}{'misspelt found':>16}{'lines, faulty':>15}{'lines, clean':>14}{'seconds':>9}"
    )
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for name, (command, lines_of) in TOOLS.items():
            if shutil.which(command[0]) is None:
                print(f"{name:<18}  not installed")
                continue
            words = (
                [share(command, lines_of, some, folder) for some in (valid, misspelt)] if "every" not in name else []
            )
            faulty = len(set(lines_of(ran(command, FAULTY))))
            alarms = sum(len(set(lines_of(ran(command, path)))) for path in clean)
            shown = "".join(f"{value:>14.1f} %" for value in words) if words else f"{'':>31}"
            print(f"{name:<18}{shown}{faulty:>15}{alarms:>14}{seconds(command, FAULTY):>9.2f}")


if __name__ == "__main__":
    main()
