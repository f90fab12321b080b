"""Blocks that a site repeats around its articles: the same words at the top or the end of many pages are the site's, not theirs.

Only runs at a page's two ends count: a call-out that many articles carry in their midst stays theirs.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from qa.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qa.document.model import Block, Document, Role

# How many blocks at each end of a page may be the site's.
EDGE = 40
# Fewer pages than this say nothing about a site; a block is the site's on so many of them, and on so large a share.
MIN_SITE, MIN_PAGES, MIN_SHARE = 8, 5, 0.5


def edges(document: Document) -> frozenset[bytes]:
    """Hashes of the blocks at both ends of the article, each once."""
    blocks = [block for block in document.blocks if block.body]
    ends = blocks[:EDGE] + blocks[-EDGE:]
    return frozenset(_hash(document.text_of(block)) for block in ends)


def is_boilerplate(pages: int, total: int) -> bool:
    """Whether a block that stands at the ends of `pages` of `total` HTML pages is the site's."""
    return total >= MIN_SITE and pages >= MIN_PAGES and pages >= MIN_SHARE * total


def without_boilerplate(document: Document, known: frozenset[bytes]) -> Document:
    """The document with the runs of known blocks at its ends in the roles `header` and `footer`.

    A title of the first rank ends a run, and an article that would lose more than half of its words to it keeps them all.
    """
    blocks = [block for block in document.blocks if block.body]
    head = _run(document, blocks, known)
    tail = _run(document, blocks[len(head) :][::-1], known)
    lost = sum(block.end - block.start for block in (*head, *tail))
    if not (head or tail) or lost * 2 > sum(block.end - block.start for block in blocks):
        return document
    roles: dict[int, Role] = {**{block.index: "header" for block in head}, **{block.index: "footer" for block in tail}}
    changed = tuple(block.in_role(roles[block.index]) if block.index in roles else block for block in document.blocks)
    return replace(document, blocks=changed)


def _run(document: Document, blocks: Sequence[Block], known: frozenset[bytes]) -> list[Block]:
    run: list[Block] = []
    for block in blocks[:EDGE]:
        if (block.kind == "heading" and block.level == 1) or _hash(document.text_of(block)) not in known:
            break
        run.append(block)
    return run


def _hash(text: str) -> bytes:
    folded = " ".join(text.casefold().split())
    return hashlib.blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def chosen(counts: Iterable[tuple[bytes, int]], total: int) -> frozenset[bytes]:
    """The blocks that are the site's, of all with the number of pages that they stand on."""
    return frozenset(mark for mark, pages in counts if is_boilerplate(pages, total))
