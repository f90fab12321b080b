"""What comparing documents costs: gathering facts of each, the pass over all of them, and how both grow.

Run: python benchmarks/corpus.py [documents …] (default 100 300 1000 3000). The documents are made up: 1,200 words each from a
vocabulary of 6,000, with numbers, helplines and links; one in fifty is a near copy of another. The exponent is that of time
against documents; the pass may cost more than linear only by what its dictionaries lose to the processor's cache.
"""

from __future__ import annotations

import datetime as dt
import gc
import math
import pickle
import random
import sys
import time
import tracemalloc
from pathlib import Path

from qa.corpus.facts import Page
from qa.corpus.gather import gathered
from qa.late import corpus_matches
from qa.policy import Choice
from qa.safety.contacts import contacts
from qa.session import Options, Session
from qa.source import Source

SIZES = (100, 300, 1000, 3000)
TARGET = 1.05
ROUNDS = 5


def documents(count: int) -> list[str]:
    """Articles that are the same for the same count."""
    chance = random.Random(count)
    vocabulary = ["".join(chance.choices("abcdefghilmnoprstuv", k=chance.randrange(2, 9))) for _ in range(6000)]
    made: list[str] = []
    for index in range(count):
        if index % 50 == 49:
            made.append(made[-7].replace("title: ", "title: Another ", 1))
            continue
        lines = [f"---\ntitle: Topic {index}\nid: t{index}\n---\n", f"# Topic {index}\n"]
        for paragraph in range(15):
            sentences = [" ".join(chance.choices(vocabulary, k=15)).capitalize() + "." for _ in range(4)]
            sentences.append(
                f"About {chance.randrange(2, 9)} in {chance.randrange(10, 99)} people have {sentences[0].lower()}"
            )
            lines.append(" ".join(sentences))
            if paragraph % 5 == 0:
                target = chance.randrange(count)
                lines.append(f"Call Lifeline on 13 11 14. See [topic {target}](t{target}.md).")
        made.append("\n\n".join(lines) + "\n")
    return made


def facts(texts: list[str], session: Session) -> tuple[list[Page], float]:
    """The pages, and the processor seconds that gathering their facts took over what the checks compute anyway."""
    pages: list[Page] = []
    spent = 0.0
    context = session.context(Path())
    for index, text in enumerate(texts):
        document = session.read_source(Source(f"t{index}.md", text))
        contacts(document, context)
        _ = document.sentences, document.body_words, document.lower
        start = time.process_time()
        found = gathered(document, context)
        spent += time.process_time() - start
        pages.append(Page(document.source.path, document.title, document.kind, found))
    return pages, spent


def main() -> None:
    """Print a row a size, and the exponents."""
    gc.disable()  # collecting what is kept anyway would be measured, too
    session = Session(Options(dt.date(2026, 11, 22), Choice("au"), use_cache=False, whole=True))
    policy = session.policy(Path())
    points: list[tuple[int, float, float]] = []
    for count in [int(value) for value in sys.argv[1:]] or SIZES:
        pages, gathering = facts(documents(count), session)
        times = []
        for _ in range(ROUNDS):
            start = time.process_time()
            matches, _ = corpus_matches(pages, session, policy)
            times.append(time.process_time() - start)
        tracemalloc.start()
        corpus_matches(pages, session, policy)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        size = sum(len(pickle.dumps(page.facts)) for page in pages) / count
        found = sum(map(len, matches.values()))
        points.append((count, gathering, min(times)))
        print(
            f"{count:>6} documents: facts {gathering / count * 1000:.2f} ms and {size:,.0f} bytes each; "
            f"pass {min(times) * 1000:,.0f} ms, {peak / count:,.0f} bytes each at its peak; {found} findings"
        )
    first, last = points[0], points[-1]
    for name, at in (("facts", 1), ("pass", 2)):
        exponent = math.log(last[at] / first[at]) / math.log(last[0] / first[0])
        print(f"{name}: time grows as documents to the power {exponent:.2f} (at most {TARGET})")


if __name__ == "__main__":
    main()
