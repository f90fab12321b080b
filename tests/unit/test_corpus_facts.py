"""What is gathered from one document for comparing it with others."""

from __future__ import annotations

import datetime as dt
import pickle

import pytest

from qa.checks.context import Context
from qa.corpus.facts import Page
from qa.corpus.gather import gathered
from qa.corpus.numbers import claims
from qa.corpus.partner_use import PartnerUse, partner_use
from qa.corpus.stored_facts import facts_from_text, facts_to_text
from qa.document.reading import read
from qa.source import Source

SERVICES = [
    {
        "id": "night-line", "name": "Night Line", "aliases": ["Nightline"], "numbers": ["1800 000 217"], "keypad": "",
        "always": True, "hours": "", "online": "", "region": "", "serves": ["crisis"], "since": None, "until": None,
        "replaced_by": "", "both_in_use": False, "source": {"title": "made up", "verified": "read"},
        "checked": "2026-11-22",
    }
]  # fmt: skip
PARTNERS = [{"name": "Kidney Trust", "domains": ["kidneytrust.example"], "status": "active"}]
DATA = {"services": SERVICES, "partners": PARTNERS}


def context():
    return Context(dt.date(2026, 11, 22), "au", lambda kind: DATA.get(kind, []))


def facts_of(text, path="a.md"):
    document = read(Source(path, text))
    return document, gathered(document, context())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("About 1 in 8 women get it.", [("about # in # women get it.", ("1", "8"))]),
        ("One in eight women get it.", [("# in # women get it.", ("1", "8"))]),
        ("No one in the ward has two of them.", [("no one in the ward has # of them.", ("2",))]),
        ("A fever of 38.50 °C is high.", [("a fever of # °c is high.", ("38.5",))]),
        ("It affects 1,200,000 people there.", [("it affects # people there.", ("1200000",))]),
        ("In 2023 about 4 in 10 had it.", [("in 2023 about # in # had it.", ("4", "10"))]),
        ("COVID-19 and B12 and item 3.2.1 are names.", []),
        ("People with type 2 diabetes may feel well.", []),
        ("Please call 000 straight away now.", []),
        ("The 3rd dose comes after 21 days.", [("the 3rd dose comes after # days.", ("21",))]),
        ("Take 2.", []),
        ("> Aged 7 or more they said so.", []),
    ],
)
def test_sentences_with_numbers_become_claims(text, expected):
    found = list(claims(read(Source("a.md", text))))
    assert [(claim.text, claim.values) for claim in found] == expected


def test_claims_point_at_their_numbers_and_name_what_they_stand_under():
    text = "# Fever\n\nSee a doctor if:\n\n- it is **38.5** °C or more\n- it lasts\n- it lasts for 3 whole days\n"
    document = read(Source("a.md", text))
    first, second = claims(document)
    assert [document.excerpt(span) for span in (*first.spans, *second.spans)] == ["38.5", "3"]
    assert first.under == second.under == "see a doctor if:"
    assert first.listed


@pytest.mark.parametrize(
    ("text", "service", "known", "shown"),
    [
        ("Call Night Line on 1800 000 271.", "night-line", True, "1800 000 271"),
        ("Nightline: 1800 000 217", "night-line", True, "1800 000 217"),
        ("| Who | Number |\n|---|---|\n| Night Line | 1800 000 217 |\n", "night-line", True, "1800 000 217"),
        ("Ring the Kidney Answers Line on 1800 000 555.", "kidney answers", False, "1800 000 555"),
        ("Call the [Institute for Eye Care](https://a.example) (1800 000 556).", "institute for eye care", False,
         "1800 000 556"),
    ],
)  # fmt: skip
def test_a_number_belongs_to_the_name_right_before_it(text, service, known, shown):
    document, facts = facts_of(text)
    (phone,) = facts.phones
    assert (phone.service, phone.known, phone.shown) == (service, known, shown)
    assert document.excerpt(phone.span) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Kidney Answers Line fax 1800 000 555.",
        "Call us on 1800 000 555.",
        "The Kidney Answers Line is open all day, and the clinic down the road answers calls on 1800 000 555.",
        "Text the Kidney Answers Line: SMS 1800 000 555.",
    ],
)
def test_a_number_without_a_name_of_its_own_is_left_out(text):
    assert facts_of(text)[1].phones == ()


def test_links_within_the_site_and_to_partners():
    text = (
        "---\ntitle: A\nid: a-1\nurl: https://health.example/a\n---\n\n"
        "[b](b.md#x) [b](b.md) [c](https://www.health.example/c?q=1) [t](https://kidneytrust.example/x) "
        "[u](https://www.kidneytrust.example/y) [mail](mailto:a@b.example) [top](#top)\n"
    )
    document, facts = facts_of(text)
    assert facts.targets == ("b.md", "/c")
    assert facts.partners == (("Kidney Trust", 2),)
    assert (facts.ident, document.excerpt(facts.ident_span)) == ("a-1", "a-1")
    assert document.excerpt(facts.anchor) == "A"


def test_partner_use_counts_links_and_pages():
    text = "[t](https://kidneytrust.example/x)\n"
    pages = [Page(path, "", "markdown", facts_of(text * times)[1]) for path, times in (("b.md", 1), ("a.md", 2))]
    assert partner_use(pages, ["Eye Trust"]) == [
        PartnerUse("Kidney Trust", 3, ("a.md", "b.md")),
        PartnerUse("Eye Trust", 0, ()),
    ]


def test_facts_survive_the_cache_and_another_process():
    text = "---\ntitle: A\nid: 7\n---\n\nAbout 1 in 8 get it. Call Night Line on 1800 000 217. [b](b.md)\n"
    facts = facts_of(text)[1]
    stored = facts_from_text(facts_to_text(facts))
    assert stored.claims == facts.claims
    assert stored == facts
    assert pickle.loads(pickle.dumps(facts_from_text(facts_to_text(facts)))) == facts  # noqa: S301 -- made a moment ago
    assert pickle.loads(pickle.dumps(facts)) == facts  # noqa: S301 -- made a moment ago


def test_stored_facts_that_lack_a_line_are_refused():
    text = facts_to_text(facts_of("About 1 in 8 get it.")[1])
    with pytest.raises(ValueError, match="5 lines of facts"):
        facts_from_text(text.rpartition("\n")[0])


def test_an_empty_document_has_facts():
    facts = facts_of("")[1]
    assert (facts.words, facts.signature, facts.claims) == (0, b"", ())
