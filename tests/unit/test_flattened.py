"""Lists that a program wrote in one line are read as lists."""

import pytest

from qa.document.flattened import pieces
from qa.document.reading import read
from qa.source import Source


def blocks(text):
    document = read(Source("a.md", text))
    for block in document.blocks:
        span = document.locate(block.start, block.end)
        assert document.excerpt(span) == document.text_of(block)
    return [(block.kind, block.row, document.text_of(block)) for block in document.blocks]


def test_items_of_a_list_in_one_line():
    assert blocks("- a rash  - chest pain   - a fever\n") == [
        ("list_item", 0, "a rash"),
        ("list_item", 1, "chest pain"),
        ("list_item", 2, "a fever"),
    ]


def test_a_lead_in_with_its_list_and_what_follows_it():
    text = "Symptoms include   - a rash   - chest pain   - a fever of 38 °C     A person with these should call.\n"
    assert blocks(text) == [
        ("paragraph", -1, "Symptoms include"),
        ("list_item", 0, "a rash"),
        ("list_item", 1, "chest pain"),
        ("list_item", 2, "a fever of 38 °C"),
        ("paragraph", -1, "A person with these should call."),
    ]


def test_a_title_that_runs_on_into_its_text():
    assert blocks("Bleeding in the stomach   Erosive gastritis may cause ulcers that can bleed. See a doctor.\n") == [
        ("paragraph", -1, "Bleeding in the stomach"),
        ("paragraph", -1, "Erosive gastritis may cause ulcers that can bleed. See a doctor."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Open Monday  - Friday, and on Saturday mornings.",
        "Heart failure - a serious condition - needs care - always.",
        "Right     Left",
        "Chest pain     Call triple zero",
        "Two blanks.  They stand behind a sentence.  - A dash.",
        "Adults   Children   Older people who take medicines every day need less. Ask first.",
    ],
)
def test_what_is_no_list(text):
    assert pieces(text, in_item=False) == [(0, len(text), "")]


def test_two_items_are_told_in_a_list_alone():
    text = "have a higher chance of it  - have more health issues from it"
    assert len(pieces(text, in_item=True)) == 2
    assert len(pieces(text, in_item=False)) == 1
    assert len(pieces("Open Monday  - Friday", in_item=True)) == 1
