"""A rule as a page: what its examples expect is shown as it will be said."""

from __future__ import annotations

from qa.reporters.rule_page import page
from qa.rule import Citation, Example, Rule


def shown(*examples: Example) -> list[str]:
    source = Citation("House style", "proposal")
    rule = Rule("A1", "a-rule", "existence", "warning", "No.", "Plain words.", (source,), {}, "house", invalid=examples)
    return [line for line in page(rule).splitlines() if line.startswith(("- “", "- No", "Reported"))]


def test_messages_stand_with_what_is_reported_and_with_the_fix():
    told = Example(
        "x",
        spans=("the the", "*two*", ""),
        messages=("“the the” is doubled.", "No [link] here.", "No end."),
        fixes=({"unsafe": {" the": ""}}, None, {"safe": {"": "."}}),
    )
    assert shown(told) == [
        "- “the the” is doubled. Fix (unsafe): “` the`” → nothing",
        "- “`*two*`”: No \\[link\\] here.",
        "- No end. Fix (safe): add “.”",
    ]


def test_characters_that_cannot_be_seen_are_numbers():
    told = Example("x", spans=("\u200b",), messages=("No.",), fixes=({"unsafe": {"\u200b": ""}},))
    assert shown(told) == ["- “U+200B”: No. Fix (unsafe): “U+200B” → nothing"]


def test_excerpts_alone_stand_in_a_row():
    assert shown(Example("x", spans=("one", "two"))) == ["Reported: “one”, “two”"]
