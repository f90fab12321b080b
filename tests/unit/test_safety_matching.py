"""The language of forms, and the pass that finds them."""

import marshal

import pytest

from qa.document.reading import read
from qa.safety.grammar import FormError, Forms
from qa.safety.matcher import hits_of
from qa.safety.senses import Stored
from qa.source import Source

PHRASES = {
    "filler": ["the", "your", "and", "or", "of", "in", "swallowing", "severe", "tightness", "baby's", "c"],
    "trouble": ["trouble", "hard to", "unable to"],
    "breathing": ["breathing", "breathe"],
    "pain": ["pain", "tightness"],
}


def found(text, *forms, kind="markdown"):
    table = Forms(PHRASES)
    table.add(0, forms)
    document = read(Source("x", text), kind)
    return [document.text[hit.start : hit.end] for hit in hits_of(document, table)]


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("Trouble breathing", "<trouble> ~ <breathing>", ["Trouble breathing"]),
        ("trouble swallowing or breathing", "<trouble> ~ <breathing>", ["trouble swallowing or breathing"]),
        ("trouble with the car, breathing in", "<trouble> ~ <breathing>", []),
        ("It is hard to breathe.", "<trouble> ~ <breathing>", ["hard to breathe"]),
        ("trouble. Breathing", "<trouble> ~ <breathing>", []),
        ("trouble - breathing", "<trouble> ~ <breathing>", []),
        ("pain, tightness in your chest", "<pain> ~ in ~ chest", ["pain, tightness in your chest"]),
        ("chest-pain", "chest <pain>", ["chest-pain"]),
        ("you can’t breathe", "can't breathe", ["can’t breathe"]),
        ("cant breathe", "can't breathe", ["cant breathe"]),
        ("vomiting and vomited", "vomit*", ["vomiting", "vomited"]),
        ("call 000 now", "call <number>", ["call 000"]),
        ("call the nurse", "call [the] nurse", ["call the nurse"]),
        ("call nurse", "call [the] nurse", ["call nurse"]),
        ("cold sweat", "cold_sweat|fever", ["cold sweat"]),
        ("the child's breathing", "child breathing", ["child's breathing"]),
        ("the baby's breathing", "baby breathing", ["baby's breathing"]),
        ("trouble, baby's breathing", "trouble ~ breathing", ["trouble, baby's breathing"]),
        ("38 °C in the child", "38 ~ child", ["38 °C in the child"]),
        ("worst headache of my life", "headache & worst|sudden", ["worst headache"]),
        ("a headache that is sudden", "headache & worst|sudden", ["headache that is sudden"]),
        ("sudden cough and a headache", "headache & worst|sudden", []),
        ("a headache, sudden cough", "headache & worst|sudden", []),
    ],
)
def test_forms(text, form, expected):
    assert found(text, form) == expected


def test_each_place_is_found_once():
    assert found("pain, pain and pain", "<pain>") == ["pain", "pain", "pain"]


def test_a_pause_ends_a_match_where_it_may():
    forms = ["<trouble> ~ <breathing>"]
    assert found("trouble breathing, or severe breathing", *forms) == ["trouble breathing"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("You have trouble:\n\n- breathing\n- sleeping\n", ["breathing"]),
        ("You have trouble:\n\n1. swallowing\n2. breathing\n", ["breathing"]),
        ("- trouble\n  - breathing\n", ["breathing"]),
        ("You had trouble.\n\n- breathing\n", []),
        (
            "You have trouble:\n\nThis is a long paragraph that no lead-in reaches, since it is not a list, breathing or not, is it.\n",
            [],
        ),
        ("You have trouble:\n\n## Breathing\n", []),
    ],
)
def test_a_lead_in_hands_its_words_to_its_items(text, expected):
    assert found(text, "<trouble> ~ <breathing>") == expected


def test_code_is_not_read():
    assert found("```\ntrouble breathing\n```\n", "<trouble> ~ <breathing>") == []


@pytest.mark.parametrize("form", ["<nothing> ~ pain", "two_words*"])
def test_a_wrong_form_is_refused(form):
    with pytest.raises(FormError):
        Forms(PHRASES).add(0, [form])


def test_cost_is_linear_in_the_words():
    forms = Forms(PHRASES)
    forms.add(0, ["<pain> ~ <pain> ~ <pain> ~ chest"])
    document = read(Source("x", "pain in the " * 20_000), "markdown")
    assert hits_of(document, forms) == []


def test_stored_tables_find_what_the_made_ones_do():
    table = Forms(PHRASES)
    table.add(0, ["<trouble> ~ <breathing>", "vomit*", "[very] cold_sweat", "headache & worst"])
    again = Stored(marshal.loads(marshal.dumps(table.plain_tables())))  # noqa: S302 -- our own
    text = "Vomiting, hard to breathe, a very cold sweat. The worst headache."
    document = read(Source("x", text), "markdown")
    assert hits_of(document, again) == hits_of(document, table)
    assert len(hits_of(document, again)) == 4


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        (
            "You have trouble and swallowing:\n\n- of severe breathing\n",
            "<trouble> ~ <breathing>",
            ["of severe breathing"],
        ),
        ("You have trouble:\n\n- if breathing\n", "<trouble> ~ <breathing>", []),
        ("It is hard:\n\n- to breathe\n", "<trouble> ~ <breathing>", ["to breathe"]),
        ("A headache:\n\n- that is sudden\n- and sudden\n", "headache & worst|sudden", ["that is sudden"]),
        ("A sudden, bad headache:\n\n- that is sudden\n", "headache & worst|sudden", ["that is sudden"]),
        ("You have:\n\n- trouble breathing\n", "<trouble> ~ <breathing>", ["trouble breathing"]),
    ],
)
def test_a_form_begins_in_the_lead_in_only_where_it_may_reach_the_item(text, form, expected):
    assert found(text, form) == expected


def test_a_table_begins_anew_when_it_has_met_too_many_words(monkeypatch):
    monkeypatch.setattr("qa.safety.senses.MOST_WORDS", 3)
    table = Forms(PHRASES)
    table.add(0, ["<pain>"])
    for letter in "abcdefghijkl":
        document = read(Source("x", f"Pain {letter * 3}. And tightness {letter * 4}."), "markdown")
        assert len(hits_of(document, table)) == 2
    assert len(table.senses()) <= 8


def test_long_numbers_are_not_remembered():
    table = Forms(PHRASES)
    table.add(0, ["<pain> <number>"])
    for number in range(1000, 1020):
        assert len(hits_of(read(Source("x", f"Pain {number}."), "markdown"), table)) == 1
    assert len(table.senses()) == 1


@pytest.mark.parametrize("word", ["vomiting", "vomit", "38", "24th", "2440", "baby's", "doctor's", "hard", "to"])
def test_a_stored_word_means_what_the_made_one_does(word):
    table = Forms(PHRASES)
    table.add(0, ["<trouble> ~ <breathing>", "vomit*", "vomiting blood", "24* <number>", "baby ~ doctor's|hard_to"])
    stored = Stored(marshal.loads(marshal.dumps(table.plain_tables())))  # noqa: S302 -- our own
    one, other = table.sense(word), stored.sense(word)
    assert one._replace(phrases={}) == other._replace(phrases={})
    assert one.phrases.keys() == other.phrases.keys()
