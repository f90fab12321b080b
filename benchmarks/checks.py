"""Lists what each rule costs on an article of 1,000 words, with the reader and the shared views apart, and what a page costs.

    python benchmarks/checks.py [--rounds 5] [PATH …]

Each rule runs on fresh documents; the views that nearly all share and the survey of red flags and contacts have lines of their
own, any other view is charged to the first rule that asks for it. The whole page is measured by itself, as a run over loaded
rules checks it. Each figure is the best of the rounds, since what else the machine does only ever adds. The collector runs as
seldom as it does in the command. No rule is charged with freeing what was made for the page before. The articles are this
project's own unless paths are given: they are dense in red flags.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import os
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from qa.language.prose import prose
from qa.language.readability import measure
from qa.language.tokens import block_words, capitals, lower_words, word_index, word_sentences
from qa.matching.literals import Literals
from qa.safety.contacts import contacts
from qa.safety.survey import survey
from qa.session import Options, Session
from qa.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa.document.model import Document

ROOT = Path(__file__).parent.parent
TODAY = dt.date(2026, 11, 22)


def clocked(action: Callable[[], object]) -> float:
    """Seconds of the processor that an action takes, whatever else the machine does."""
    start = time.process_time()
    action()
    return time.process_time() - start


def main() -> None:
    """Print the table, the dearest first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "paths", nargs="*", default=[str(path) for path in sorted((ROOT / "content/articles").glob("*.md"))]
    )
    options = parser.parse_args()
    gc.set_threshold(1_000_000, 50, 50)
    session = Session(Options(TODAY))
    texts = {path: Path(path).read_text(encoding="utf-8") for path in options.paths}
    documents = [session.read(path) for path in texts]
    words = sum(len(document.body_words) for document in documents) / 1000
    for path, text in texts.items():
        session.check_source(Source(path, text))
    costs = {"reading": min(clocked(lambda: [session.read(path) for path in texts]) for _ in range(options.rounds))}
    costs |= _rules(session, list(texts), options.rounds)
    for name, seconds in sorted(costs.items(), key=lambda row: -row[1]):
        print(f"{seconds / words * 1000:8.3f} ms  {name}")
    print(f"{sum(costs.values()) / words * 1000:8.3f} ms  in all, for 1,000 words")
    whole = min(_whole(session, texts) for _ in range(options.rounds))
    size = sum(len(text.encode()) for text in texts.values()) / 1e6
    print(f"{whole / words * 1000:8.3f} ms  a page of 1,000 words checked as a whole: {size / whole:.2f} MB/s a core")


def _whole(session: Session, texts: dict[str, str]) -> float:
    """All the pages checked as a run does."""
    return clocked(lambda: [session.check_source(Source(path, text)) for path, text in texts.items()])


def _warm(document: Document) -> None:
    """What several rules look at: words, sentences, lower-case text, prose, syllables; the red-flag survey's own parts aside."""
    _ = document.words, document.sentences, document.lower, document.body_words
    _ = prose(document), lower_words(document), word_index(document), capitals(document), word_sentences(document)
    _ = block_words(document), measure(document)
    Literals(("review",)).any_in(document.lower)


def _rules(session: Session, paths: list[str], rounds: int) -> dict[str, float]:
    """The cost of the shared views, of the survey, and of each rule on documents that have these already."""
    costs: dict[str, float] = {}
    for _ in range(rounds):
        spent: dict[str, float] = {"shared views": 0.0, "survey of red flags and contacts": 0.0}
        held: list[object] = []
        for path in paths:
            document = session.read(path)
            context = session.context(Path(path).parent)
            spent["shared views"] += clocked(partial(_warm, document))
            spent["survey of red flags and contacts"] += clocked(partial(contacts, document, context))
            held.append((document, contacts(document, context), survey(document, context)))
            _check(session, document, spent)
        for name, seconds in spent.items():
            costs[name] = min(costs.get(name, seconds), seconds)
    return costs


def _check(session: Session, document: Document, spent: dict[str, float]) -> None:
    folder = Path(document.source.path).parent
    context = session.context(folder)
    for planned in session.policy(folder).plan(document):
        name = f"{planned.rule.id} {planned.rule.name}"
        seconds = clocked(lambda planned=planned: list(planned.check.run(document, planned.options, context)))
        spent[name] = spent.get(name, 0.0) + seconds


if __name__ == "__main__":
    try:
        main()
        sys.stdout.flush()
    except BrokenPipeError:
        # Somebody looked at the head alone; silence the interpreter's last flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
