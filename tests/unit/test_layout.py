"""Main content told from chrome by a publisher's own selectors, and by what a site repeats."""

from __future__ import annotations

import json

import pytest

from qa.document.boilerplate import chosen, edges, without_boilerplate
from qa.document.layout import check_selector, layout_of
from qa.document.reading import read
from qa.source import Source

PAGE = """<!doctype html><html><body><div id="top"><p>Call triple zero</p></div>
<div class="page wide"><div class="text"><h1>Rest</h1><p>Sleep well.</p><div class="promo"><p>Buy now</p></div></div>
<div data-part="more"><p>Read also</p></div></div><p>Contact us</p></body></html>"""


def body(document):
    return [document.text_of(block) for block in document.blocks if block.body]


def page(text, **layout):
    return read(Source("a.html", text), None, None, layout_of(layout.get("main", ()), layout.get("chrome", ())))


@pytest.mark.parametrize(
    ("layout", "left"),
    [
        ({"main": [".text"]}, ["Rest", "Sleep well.", "Buy now"]),
        ({"main": ["#absent", "div.page.wide > .text"]}, ["Rest", "Sleep well.", "Buy now"]),
        ({"main": [".text, [data-part=more]"], "chrome": [".page .promo"]}, ["Rest", "Sleep well."]),
        ({"main": [".page"], "chrome": ["[data-part]", "div.text > .promo"]}, ["Rest", "Sleep well."]),
        ({"chrome": ["#top", "body > p"]}, ["Rest", "Sleep well.", "Read also"]),
        ({"main": ["body > .text"]}, ["Rest", "Sleep well.", "Read also", "Contact us"]),
    ],
)
def test_selectors_name_the_parts(layout, left):
    assert body(page(PAGE, **layout)) == left


@pytest.mark.parametrize("text", ["", "> p", "p >", "a + b", "a:hover", "#", "a..b", "p > > a"])
def test_a_selector_that_is_not_understood_is_refused(text):
    with pytest.raises(ValueError, match="selector"):
        check_selector(text)


def test_qa_yaml_names_selectors_and_a_wrong_one_is_told_with_its_line(qa, site):
    folder = site(qa_yaml="html:\n  main: .text\n  chrome: ['#top', 'p:first']\n")
    ran = qa("check", ".", cwd=folder)
    assert ran.status == 2
    assert "qa.yaml:3" in ran.err
    assert "p:first" in ran.err
    (folder / "qa.yaml").write_text("html: {main: .text, chrome: .promo}\n", encoding="utf-8")
    (folder / "a.html").write_text(PAGE, encoding="utf-8")
    checked = json.loads(qa("check", ".", "--format", "json", cwd=folder).out)
    assert checked["documents"][0]["words"] == len("Rest Sleep well".split())


def corpus(
    count,
    text="<p>In an emergency call triple zero (000)</p><h1>Page {n}</h1><p>Words {n}.</p>{mid}<p>More {n}.</p><p>Was this helpful?</p>",
):
    mid = "<p>See your doctor if this gets worse.</p>"
    return [page(text.format(n=number, mid=mid)) for number in range(count)]


def marks(documents):
    counts = {}
    for document in documents:
        for mark in edges(document):
            counts[mark] = counts.get(mark, 0) + 1
    return chosen(counts.items(), len(documents))


def test_what_a_site_repeats_around_its_articles_is_not_theirs():
    documents = corpus(10)
    cut = without_boilerplate(documents[3], marks(documents))
    # What many articles carry in their midst stays theirs.
    assert body(cut) == ["Page 3", "Words 3.", "See your doctor if this gets worse.", "More 3."]
    roles = [block.role for block in cut.blocks]
    assert roles == ["header", "body", "body", "body", "body", "footer"]


def test_few_pages_say_nothing_about_a_site():
    documents = corpus(7)
    assert without_boilerplate(documents[0], marks(documents)) is documents[0]


def test_an_article_is_never_cut_down_to_less_than_half():
    same = corpus(10, "<h1>Same</h1><p>The very same words on each and every page of it.</p>{mid}")
    known = marks(same)
    assert known
    assert without_boilerplate(same[0], known) is same[0]
