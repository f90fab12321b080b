"""The language of forms, and the pass that finds them."""

import marshal

import pytest

from qa.document.reading import read
from qa.safety.grammar import FormError, Forms
from qa.safety.matcher import hits_of
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
    again = Forms.from_plain(marshal.loads(marshal.dumps(table.plain())))  # noqa: S302 -- our own
    text = "Vomiting, hard to breathe, a very cold sweat. The worst headache."
    document = read(Source("x", text), "markdown")
    assert hits_of(document, again) == hits_of(document, table)
    assert len(hits_of(document, again)) == 4


def test_what_is_remembered_of_a_clause_holds_wherever_it_stands():
    table = Forms(PHRASES)
    table.add(0, ["<trouble> ~ <breathing>", "<pain>"])
    texts = (
        "Trouble breathing. You have trouble:\n\n- breathing\n",
        "Later, pain. Trouble breathing.\n\nYou have trouble:\n\n- breathing\n- pain\n\nYou have:\n\n- breathing\n",
        "Trouble breathing.\n\n- breathing\n",
    )
    for text in (*texts, *reversed(texts)):
        document = read(Source("x", text), "markdown")
        fresh = Forms.from_plain(marshal.loads(marshal.dumps(table.plain())))  # noqa: S302 -- our own
        assert hits_of(document, table) == hits_of(document, fresh)


def test_few_clauses_are_remembered(monkeypatch):
    monkeypatch.setattr("qa.safety.grammar.MOST_CLAUSES", 3)
    table = Forms(PHRASES)
    table.add(0, ["<pain>"])
    for number in range(20):
        document = read(Source("x", f"Pain {number}. And tightness {number}."), "markdown")
        assert len(hits_of(document, table)) == 2
        assert len(table.clauses()) <= 5
