"""Figures on readability: `python benchmarks/readability.py`.

How often the syllable counter is right on medical words that it was not built from, what loading its table costs, and what
each check on language costs on the project's own articles, in milliseconds an article of 1,000 words (best of several runs).
"""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from typing import TYPE_CHECKING

from qa.checks.context import Context
from qa.checks.registry import get
from qa.document.markdown import read_markdown
from qa.language import syllables
from qa.packs import read_data
from qa.shipped import rules_root
from qa.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa.document.model import Document

ROOT = Path(__file__).parents[1]
HARD = 3
REPEATS = 7
CHECKS = (
    "brand_without_ingredient", "dense_text", "grammar", "long_paragraph", "long_sentence", "no_action", "number_format",
    "passive_share", "plain_words", "readability_grade", "score_basis", "undefined_acronym", "undefined_jargon",
)  # fmt: skip


def main() -> None:
    """Print the accuracy, then the costs."""
    words = held_out()
    for name, counter in (("table and rule", syllables.count), ("rule alone", syllables.by_rule)):
        right = sum(counter(word) == number for word, number in words.items())
        told = sum((counter(word) >= HARD) == (number >= HARD) for word, number in words.items())
        print(f"{name}: {right} of {len(words)} held-out words right, {told} on the right side of three syllables")
    syllables._table.cache_clear()  # noqa: SLF001 -- its loading is what is timed
    print(f"table loaded in {1000 * timed(lambda: syllables.count('haemoglobin')):.2f} ms")
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "content/articles").glob("*.md"))]
    for name, cost in sorted(costs(texts).items(), key=lambda item: -item[1]):
        print(f"{cost:6.3f} ms  {name}")


def held_out() -> dict[str, int]:
    """The held-out words with their syllables."""
    path = ROOT / "benchmarks/data/syllables/held-out.txt"
    rows = [line.split() for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {word: int(number) for number, *found in rows for word in found}


def costs(texts: list[str]) -> dict[str, float]:
    """Milliseconds an article of 1,000 words by check; what checks share is listed on its own."""
    root = rules_root()
    data = {path.stem: read_data(path, path.stem) for path in (root / "health/data").glob("*.yaml")}
    context = Context(dt.date(2026, 11, 22), "au", lambda kind: data.get(kind, []))
    best: dict[str, float] = {}
    size = 0
    for _ in range(REPEATS):
        spent: dict[str, float] = {}
        documents = [read_markdown(Source("article.md", text)) for text in texts]
        size = sum(len(document.words) for document in documents)
        for document in documents:
            for name, work in shared(document).items():
                spent[name] = spent.get(name, 0.0) + timed(work)
            for name in CHECKS:
                check = get(name)
                options = context.derived(("options", name), check.options)
                spent[name] = spent.get(name, 0.0) + timed(lambda: list(check.run(document, options, context)))  # noqa: B023 -- called at once
        best = {name: min(cost, best.get(name, cost)) for name, cost in spent.items()}
    return {name: cost / size * 1_000_000 for name, cost in best.items()}


def shared(document: Document) -> dict[str, Callable[[], object]]:
    """What several checks ask for and the first one pays."""
    from qa.language.prose import prose
    from qa.language.readability import measure
    from qa.language.tokens import lower_words, word_index

    return {
        "(sentences)": lambda: document.sentences,
        "(lower case)": lambda: document.lower,
        "(lower words)": lambda: lower_words(document),
        "(word index)": lambda: word_index(document),
        "(prose)": lambda: prose(document),
        "(measure)": lambda: measure(document),
    }


def timed(work: Callable[[], object]) -> float:
    """Seconds that a call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
