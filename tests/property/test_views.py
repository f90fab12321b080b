"""A page's views are cut in few large steps; each gives what looking word by word and block by block gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qa.document.model import WORD
from qa.document.overlaps import inlines_over, links_over
from qa.document.reading import read
from qa.document.sentences import split_block
from qa.language.letter_runs import RUN, LetterRuns
from qa.language.tokens import lower_words, word_index
from qa.source import Source

PIECES = st.sampled_from(
    ["Dr", "no", "e.g", "fever", "fever’s", "don't", "follow-up", "x‑ray", "a‐b", "naïve", "İ", "ß", "½", "2", "38.5", "A", "I",
     ".", "!", "?”", "…", ")", "(", ",", ":", "-", "--", "'", "’", "“", "_", "®", "\u00a0", " ", " ", " ", "\n", "\n\n",
     "\n- ", "\n## ", "\n1. ", "`code. Two`", "*"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@given(TEXTS)
def test_words_are_those_of_the_expression(text: str) -> None:
    document = read(Source("page.md", text))
    found = [(match.group(), *match.span()) for match in WORD.finditer(document.text)]
    assert document.words == found
    assert document.word_texts == [word for word, _, _ in found]
    assert document.word_starts == [start for _, start, _ in found]
    assert lower_words(document) == [word.lower() for word, _, _ in found]
    assert sorted(at for places in word_index(document).values() for at in places) == list(range(len(found)))


@given(TEXTS)
def test_sentences_are_those_of_each_block_by_itself(text: str) -> None:
    document = read(Source("page.md", text))
    alone = [
        (start, end, block.index)
        for block in document.blocks
        if block.kind != "code"
        for start, end in split_block(document.text, block.start, block.end)
    ]
    assert [(item.start, item.end, item.block) for item in document.sentences] == alone


@given(TEXTS)
def test_runs_of_letters_are_those_of_the_expression(text: str) -> None:
    runs, found = LetterRuns(text), list(RUN.finditer(text))
    alike = {"’": "'", "‑": "-"}
    folded = {"".join(alike.get(char, char) for char in match.group()) for match in found}
    different = runs.different()
    assert {"".join(alike.get(char, char) for char in run) for run in different} == folded
    places = sorted(place for run in different for place in runs.places(run))
    assert places == [match.span() for match in found]


MARKS = st.sampled_from(
    ["*a", " b*", "**c ", "d**", "`e`", "[f", "](g)", "https://h.example/i", "\n\n", "- ", " word ", "x" * 300]
)


@given(st.lists(MARKS, max_size=40).map("".join), st.integers(0, 3000), st.integers(1, 700))
def test_what_a_range_touches_is_what_looking_at_each_tells(text: str, start: int, length: int) -> None:
    document = read(Source("page.md", text))
    # What begins or ends right where the range does is not touched.
    edges = sorted({at for item in (*document.links, *document.inlines) for at in (item.start, item.end)})
    ends_there, begins_there = [(max(at - length, 0), at) for at in edges], [(at, at + length) for at in edges]
    for first, end in ((start, start + length), *ends_there, *begins_there):
        assert links_over(document, first, end) == [x for x in document.links if x.start < end and x.end > first]
        assert inlines_over(document, first, end) == [x for x in document.inlines if x.start < end and x.end > first]
