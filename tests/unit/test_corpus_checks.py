"""The checks over all documents, on corpora of a few lines."""

from __future__ import annotations

import datetime as dt
import random
from functools import cache

import pytest

from qa.checks.context import Context
from qa.corpus.facts import Corpus, Page
from qa.corpus.gather import gathered
from qa.corpus.registry import function_of
from qa.document.reading import read
from qa.policy import Choice, load_policy
from qa.source import Source


@cache
def rules():
    policy = load_policy((), Choice("au"))
    return policy, {planned.rule.id: planned for planned in policy.needing("corpus")}


def seen(rule, pages, *, whole=True):
    """(path, variant, excerpt) of every match of a rule on pages given as path and text, in order."""
    documents = {path: read(Source(path, text)) for path, text in pages.items()}
    found = found_by(rule, pages, whole=whole)
    return sorted((path, match.variant, documents[path].excerpt(match.span)) for path, match in found)


def found_by(rule, pages, *, whole=True):
    """Every match of a rule on pages given as path and text."""
    policy, planned_rules = rules()
    context = Context(dt.date(2026, 11, 22), "au", policy.data)
    documents = {path: read(Source(path, text)) for path, text in pages.items()}
    corpus = Corpus.of(
        [Page(path, item.title, item.kind, gathered(item, context)) for path, item in documents.items()], whole=whole
    )
    planned = planned_rules[rule]
    found = list(function_of(planned.check)(corpus, planned.options, context))
    for path, match in found:
        assert set(match.values) <= planned.check.values
        assert match.variant == "" or match.variant in planned.check.variants
        assert all(other.path in documents for other in match.related), path
    return found


def titled(title, text, **fields):
    lines = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"---\ntitle: {title}\n{lines}---\n\n{text}\n"


def test_every_corpus_rule_is_in_force():
    assert set(rules()[1]) == {"X01", "X02", "X03", "X04", "X05"}


def test_the_majority_of_an_unknown_service_stands():
    pages = {f"{name}.md": "Ring the Kidney Answers Line on 1800 000 217." for name in "bcd"}
    pages["a.md"] = "Ring the Kidney Answers Line on 1800 000 271."
    assert seen("X01", pages) == [("a.md", "", "1800 000 271")]


def test_of_two_pages_the_earlier_stands():
    pages = {"a.md": "Ring the Kidney Answers Line on 1800 000 217.", "b.md": "Kidney Answers Line: 1800 000 999."}
    assert seen("X01", pages) == [("b.md", "", "1800 000 999")]


def test_the_registry_outvotes_the_majority():
    pages = {"a.md": "Call Lifeline on 13 11 14.", "b.md": "Lifeline: 13 11 41.", "c.md": "Lifeline: 13 11 41."}
    assert [path for path, _, _ in seen("X01", pages)] == ["b.md", "c.md"]


@pytest.mark.parametrize(
    "other",
    [
        "Ring the Kidney Answers Line on 02 5550 0101.",
        "Ring the Kidney Answers Line on 1800 000 217 or on 1800 555 100.",
        "Ring the Kidney Answers Line: fax 1800 000 271.",
        "The Public Help Line is 1800 000 271.",
        "Ring the Kidney Answers Line on +61 1800 000 217.",
    ],
)
def test_other_numbers_that_are_no_contradiction(other):
    assert seen("X01", {"a.md": "Ring the Kidney Answers Line on 1800 000 217.", "b.md": other}) == []


SENTENCE = "About {} in 10 people with gout have a parent with gout."


def test_the_number_of_fewer_pages_is_reported():
    pages = {f"{name}.md": titled("Gout " + name, SENTENCE.format(2)) for name in "bc"}
    pages["a.md"] = titled("Gout", SENTENCE.format(3))
    assert seen("X02", pages) == [("a.md", "", "3")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Each speaks of its own page's topic.
        (titled("Gout", "It usually takes 5 days to heal."), titled("Shingles", "It usually takes 9 days to heal.")),
        (titled("Gout", "See your doctor if symptoms last more than 3 days."),
         titled("Shingles", "See your doctor if symptoms last more than 5 days.")),
        # More and less.
        (titled("Gout", "Gout flares last more than 3 days here."), titled("Joints", "Gout flares last under 9 days here.")),
        # Another year, another group of people, another thing to do.
        (titled("Gout", "In 2021 gout was seen in 12 clinics."), titled("Joints", "In 2022 gout was seen in 15 clinics.")),
        (titled("Fever", "See a doctor if a baby has a fever of 38 °C or more."),
         titled("Flu", "See a doctor if an adult has a fever of 39 °C or more.")),
        (titled("Fever", "See a doctor if you have a fever of 38 °C or more."),
         titled("Flu", "Call an ambulance if you have a fever of 41 °C or more.")),
        # Names with numbers.
        (titled("Diabetes", "Type 1 diabetes can start at any age."), titled("Insulin", "Type 2 diabetes can start at any age.")),
        # The same number in words.
        (titled("Gout", SENTENCE.format("2")), titled("Joints", SENTENCE.format("two"))),
    ],
)  # fmt: skip
def test_numbers_that_do_not_contradict(one, other):
    assert seen("X02", {"a.md": one, "b.md": other}) == []


def test_what_one_page_says_in_two_ways_is_left_alone():
    both = f"{SENTENCE.format(2)}\n\n{SENTENCE.format(3)}"
    assert seen("X02", {"a.md": titled("Gout", both), "b.md": titled("Joints", SENTENCE.format(3))}) == []


def test_a_template_is_no_contradiction():
    pages = {f"{index}.md": titled(f"Gout {index}", SENTENCE.format(index)) for index in range(1, 6)}
    assert seen("X02", pages) == []


WORDS = [f"word{index}" for index in range(200)]


def test_near_duplicates_are_reported_once_each_on_the_later_path():
    text = " ".join(WORDS)
    pages = {
        "a.md": titled("One", text),
        "b.md": titled("Two", text.replace("word100", "changed")),
        "c.md": titled("Three", text),
        "d.md": titled("Four", " ".join(reversed(WORDS))),
    }
    assert seen("X03", pages) == [("b.md", "", "Two"), ("c.md", "", "Three")]


def test_copies_with_one_title_that_drifted_apart():
    half = " ".join([*WORDS[:150], *(f"new{index}" for index in range(50))])
    pages = {"a.md": titled("One", " ".join(WORDS)), "b.md": titled("One", half), "c.md": titled("Other", half[::-1])}
    assert seen("X03", pages) == [("b.md", "drifted", "One")]


def test_declared_copies_and_short_pages_pass():
    same = {"url": "https://health.example/one"}
    text = " ".join(WORDS)
    assert seen("X03", {"a.md": titled("One", text, **same), "b.md": titled("One", text, **same)}) == []
    assert seen("X03", {"a.md": titled("One", "Short."), "b.md": titled("Two", "Short.")}) == []


def test_duplicate_titles_and_ids():
    pages = {
        "a.md": titled("Gout", "Text.", id="g1"),
        "b.md": titled("GOUT?", "Text.", id="g2"),
        "c.md": titled("Shingles", "Text.", id="G1"),
        "d.md": "Text without a title.",
        "e.md": "Text without a title.",
    }
    assert seen("X04", pages) == [("b.md", "", "GOUT?"), ("c.md", "id", "G1")]


SITE = {
    "index.md": "# Home\n\n[gout](topics/gout.md)",
    "topics/gout.md": "# Gout\n\n[back](../index.md) [rash](rash) [cold](/topics/cold/)",
    "topics/rash.md": "# Rash\n\n[gout](./gout.md?x#y)",
    "topics/cold.md": "# Cold",
    "topics/lost.md": "# Lost\n\n[myself](lost.md)",
}


def test_orphans_are_pages_that_nobody_links_to():
    assert seen("X05", SITE) == [("topics/lost.md", "", "Lost")]


def test_no_orphans_in_chosen_files_or_where_pages_do_not_link():
    assert seen("X05", SITE, whole=False) == []
    assert seen("X05", {"a.md": "# A\n\n[b](b.md)", "b.md": "# B", "c.md": "# C", "d.md": "# D"}) == []


PASSAGE = " ".join(f"shared{index}" for index in range(60))


def around(letter, passage=PASSAGE):
    own = [" ".join(f"{letter}{part}{index}" for index in range(120)) for part in "xy"]
    return f"{own[0]}\n\n{passage}\n\n{own[1]}\n"


@pytest.mark.parametrize(
    ("passage", "variant"),
    [
        (PASSAGE, "passage"),
        (PASSAGE.replace("shared30 ", "another "), "passage_reworded"),
        (PASSAGE.replace("shared30 ", ""), "passage_reworded"),
        (PASSAGE.replace("shared30 ", "shared30.3 "), "passage_reworded"),  # a footnote's number
        (PASSAGE.replace("shared30 ", "not "), "passage_drifted"),
        (PASSAGE.replace("shared30 ", "four "), "passage_drifted"),
        (PASSAGE.replace("shared30 ", "40 mg "), "passage_drifted"),
    ],
)
def test_a_passage_copied_into_a_page_about_something_else(passage, variant):
    pages = {"a.md": titled("One", around("a")), "b.md": titled("Two", around("b", passage))}
    ((path, seen_variant, excerpt),) = seen("X03", pages)
    assert (path, seen_variant) == ("b.md", variant)
    assert passage.count(excerpt) == 1
    assert len(excerpt.split()) >= 45


def test_a_number_in_words_is_the_same_figure():
    words = PASSAGE.replace("shared30 ", "two weeks ")
    pages = {"a.md": titled("One", around("a", words)), "b.md": titled("Two", around("b", words.replace("two", "2")))}
    assert [variant for _, variant, _ in seen("X03", pages)] == ["passage_reworded"]
    pages["b.md"] = titled("Two", around("b", words.replace("two", "3")))
    assert [variant for _, variant, _ in seen("X03", pages)] == ["passage_drifted"]


def test_text_on_many_pages_and_short_or_much_changed_passages_are_left_alone():
    standing = {f"{letter}.md": titled(letter, around(letter)) for letter in "abcd"}
    assert seen("X03", standing) == []
    words = PASSAGE.split()
    for passage in (" ".join(words[:40]), " ".join(word if index % 3 else "x" for index, word in enumerate(words))):
        assert seen("X03", {"a.md": titled("One", around("a")), "b.md": titled("Two", around("b", passage))}) == []


def test_a_passage_of_copied_pages_is_not_reported_again():
    pages = {"a.md": titled("One", around("a")), "b.md": titled("Two", around("a").replace("shared1 ", "other "))}
    assert [variant for _, variant, _ in seen("X03", pages)] == [""]


def test_a_passage_on_three_pages_is_reported_once_a_page():
    pages = {f"{letter}.md": titled(letter, around(letter)) for letter in "abc"}
    assert [(path, variant) for path, variant, _ in seen("X03", pages)] == [("b.md", "passage"), ("c.md", "passage")]


def test_many_copies_are_each_reported_once_against_a_page_of_their_own_cluster():
    sentences = {
        name: [f"{name} {number} says {name}{number * 7} and {name}{number * 13}." for number in range(60)]
        for name in ("gout", "rash")
    }
    pages, shuffle = {}, random.Random(1)
    for number in range(300):
        name = ("gout", "rash")[number % 2]
        text = list(sentences[name])
        for at in shuffle.sample(range(58), 3):
            text[at : at + 2] = reversed(text[at : at + 2])
        pages[f"{name}-{number:03}.md"] = titled(f"About {name} {number}", " ".join(text))
    found = found_by("X03", pages)
    assert sorted(path for path, _ in found) == sorted(set(pages) - {"gout-000.md", "rash-001.md"})
    assert all(match.values["other"][:4] == path[:4] and match.values["other"] < path for path, match in found)
    # However many there are, a page is compared with a bounded number of earlier ones.
    assert max(match.values["copies"] for _, match in found) == 12
