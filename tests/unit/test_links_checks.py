"""What the link rules point at and how they mend it; which texts they report stands in the rules' own examples."""

from __future__ import annotations

import datetime as dt

import pytest

from qa.checks.context import Context
from qa.checks.registry import get
from qa.document.reading import read
from qa.packs import read_rules
from qa.shipped import rules_root
from qa.source import Source

TODAY = dt.date(2026, 11, 22)
RULES = {spec["id"]: spec for spec in read_rules(rules_root() / "core", "core")}


def matches(rule: str, text: str, name: str = "page.md", **facts):
    spec = RULES[rule]
    check = get(spec["check"])
    document = read(Source(name, text))
    there = facts.pop("there", ())
    context = Context(
        TODAY, data=lambda kind: facts.get(kind, []), target_exists=lambda path: path in there if there else None
    )
    return document, list(check.run(document, check.build(spec["options"]), context))


def mended(rule: str, text: str, name: str = "page.md", **facts) -> str:
    _, found = matches(rule, text, name, **facts)
    edits = sorted(
        (edit for match in found if match.fix for edit in match.fix.edits), reverse=True, key=lambda e: e.start
    )
    for edit in edits:
        text = text[: edit.start] + edit.replacement + text[edit.end :]
    return text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[A](https://a.org/x?utm_source=b)", "[A](https://a.org/x)"),
        ("[A](https://a.org/x?id=1&utm_source=b&fbclid=c#d)", "[A](https://a.org/x?id=1#d)"),
        ('[A](<https://a.org/x?gclid=1&id=2> "title")', '[A](<https://a.org/x?id=2> "title")'),
        ("[A][a]\n\n[a]: http://www.nhs.uk/x?utm_id=1", "[A][a]\n\n[a]: https://www.nhs.uk/x"),
        ("😀 [A](http://nih.gov/a) [B](http://nih.gov/b)", "😀 [A](https://nih.gov/a) [B](https://nih.gov/b)"),
        ("[A](www.a.org/x)", "[A](https://www.a.org/x)"),
        ("[A](help@a.org)", "[A](mailto:help@a.org)"),
        ("[A](https://a.org/x?q=utm_source)", "[A](https://a.org/x?q=utm_source)"),
    ],
)
def test_an_address_is_mended_alone(before, after):
    assert mended("L12", before) == after


def test_an_entity_in_an_address_stays_one():
    before = '<p>See <a href="http://a.org/?a=1&amp;utm_source=x&amp;b=2">asthma</a>.</p>'
    assert mended("L12", before, "page.html") == '<p>See <a href="http://a.org/?a=1&amp;b=2">asthma</a>.</p>'


def test_only_the_removal_of_tracking_is_safe():
    fixes = {
        match.fix.applicability
        for text in ("[A](http://nih.gov/?utm_id=1)", "[A](http://nih.gov/a)", "[A](www.a.org)")
        for match in matches("L12", text)[1]
        if match.fix
    }
    assert fixes == {"unsafe"}
    assert matches("L12", "[A](https://a.org/?utm_id=1)")[1][0].fix.applicability == "safe"


def test_many_plain_http_addresses_of_one_host_are_one_finding():
    text = "\n\n".join(f"[A{n}](http://www.cdc.gov/{n})" for n in range(5)) + "\n\n[B](http://nih.gov/b)"
    _, found = matches("L12", text)
    assert [len(match.related) for match in found] == [4, 0]


@pytest.mark.parametrize(
    "target",
    ["tel:13 11 14", "tel:1800-GET-HELP", "tel:", "tel:+6104123", "sms:", "tel:12", "tel:+12345678901234567"],
)
def test_a_number_that_no_phone_can_dial(target):
    assert len(matches("L12", f"[call](<{target}>)")[1]) == 1


@pytest.mark.parametrize(
    "target",
    [
        "tel:000",
        "tel:131114",
        "tel:+61-2-9000-0000",
        "tel:+1-877-222-8387;ext=3",
        "tel:1800.737.732",
        "sms:838255?body=HOME",
    ],
)
def test_a_number_that_can_be_dialled(target):
    assert matches("L12", f"[call](<{target}>)")[1] == []


def test_a_moved_link_is_mended_in_its_address_alone():
    verdict = {"kind": "moved", "address": "https://a.org/new", "status": 301, "reason": "", "days": 0, "checked": ""}
    verdicts = {"https://a.org/old": verdict}
    text = "See [https://a.org/old](https://a.org/old) and [it][a].\n\n[a]: https://a.org/old 'https://a.org/old'\n"
    assert mended("L03", text, verdicts=verdicts) == (
        "See [https://a.org/old](https://a.org/new) and [it][a].\n\n[a]: https://a.org/new 'https://a.org/old'\n"
    )


def test_every_link_to_a_broken_address_is_told_at_its_own_place():
    verdict = {"kind": "broken", "address": "", "status": 404, "reason": "gone", "days": 1, "checked": "2026-11-20"}
    text = "[A](https://a.org/x)\n\n- [B](https://a.org/x)\n"
    document, found = matches("L01", text, verdicts={"https://a.org/x": verdict})
    assert [(match.span.start, document.excerpt(match.span)) for match in found] == [
        (4, "https://a.org/x"),
        (28, "https://a.org/x"),
    ]
    assert found[0].values["reason"] == "the server answers 404"


def test_a_page_saved_away_from_its_site_is_not_asked_for_its_neighbours():
    html = '<p><a href="croup.html">Croup</a> <a href="style.css">x</a> <a href="asthma.html">Asthma</a></p>'
    assert matches("L11", html, "page.html", there=("other.html",))[1] == []
    assert len(matches("L11", html, "page.html", there=("croup.html",))[1]) == 2


def test_a_page_that_will_be_built_counts_as_there():
    assert matches("L11", "[A](asthma.html)", there=("asthma.md",))[1] == []
    assert len(matches("L11", "[A](asthma.html)", there=("croup.md",))[1]) == 1


def test_a_fragment_is_found_however_its_generator_writes_it():
    text = "## What is “asthma”?\n\n<span id='plan'></span>\n\n[a](#what-is-asthma) [b](#What_is_asthma) [c](#plan) [d](#plans)"
    _, found = matches("L11", text)
    assert [match.values["target"] for match in found] == ["#plans"]
    assert found[0].suggestions == ("#plan",)


def test_links_and_anchors_of_generators():
    text = "# A\n\n: Doses {#tbl:doses}\n\nSee [Table 1](#tbl:doses), [[#A]], [[#Wrapping|how to wrap]] and `[[#x]]`."
    _, found = matches("L11", text)
    assert [match.values["target"] for match in found] == ["#Wrapping"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[a]({{ site.url }}/a)", 1),
        ("---\nlayout: page\n---\n[a]({{ site.url }}/a) [b]({{ '/b' | relative_url }})", 0),
        ("---\nlayout: page\n---\n[a](https://{{ host }}/a)", 1),
        ('{{< toc >}}\n\n[a]({{< ref "a.md" >}})', 0),
    ],
)
def test_what_a_generator_fills_is_no_leftover(text, told):
    assert len(matches("L12", text)[1]) == told


def test_words_that_a_generator_fills_are_a_links_text():
    assert len(matches("L09", "[{{ page.name }}](a.md) [](b.md)")[1]) == 1
    assert matches("L09", '<p>a <a href="/" aria-label="Home"><svg></svg></a></p>', "a.html")[1] == []


def test_a_name_twice_in_a_row_is_doubled_and_no_other_name():
    card = "### Migraine | Head Group Head Group\n\nWhat migraine is.\n\nRead more on the Head Group website\n"
    assert [match.variant for match in matches("L07", card)[1]] == ["title"]
    assert matches("L04", card)[1] == []


def test_a_teaser_below_a_capture_says_nothing_twice():
    text = "Gout\n\nGout makes a joint sore for a week.\n\nRead next\n\nSore feet\nSore feet at night Sore feet at night are common.\nContinue reading\n"
    document, found = matches("L07", text, "a.txt")
    assert [document.excerpt(match.span) for match in found] == ["Sore feet at night Sore feet at night are common."]


def test_a_missing_the_is_told_once_a_page():
    card = "### Asthma\n\nWhat asthma is.\n\nRead more on Lung Friends website\n\n"
    _, found = matches("L07", card * 4)
    assert [(match.variant, len(match.related), match.values["count"]) for match in found] == [("article", 3, 4)]


def test_a_scraped_teaser_is_one_finding_with_all_its_reasons_and_its_title_another():
    text = (
        "### Posters - Lung Friends - Lung Friends\n\n"
        "Posters Sort by Newest Filters A4 poster A4 poster 7 Oct 2022 Cancer type\u00a0\u00a0All "
        + "Lung Kidney Skin "
        * 20
    )
    _, found = matches("L07", f"{text}\n\nRead more on the Lung Friends website")
    assert [match.variant for match in found] == ["", "title"]
    said = str(found[0].values["reasons"])
    for reason in ("“Sort by”", "labels", "words, the limit is 50", "twice", "7 October 2022", "spaces"):
        assert reason in said


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Croup | Sleep Health Foundation", True),
        ("Croup | Living well at the Health Centre", False),  # words, although they end like an organisation's name
        ("Croup | Institute", False),
    ],
)
def test_what_a_cards_title_names_is_an_organisation_by_its_words(title, told):
    text = f"### {title}\n\nCare at home.\n\nRead more on the Kids Health website"
    assert [match.variant for match in matches("L04", text)[1]] == (["title"] if told else [])
