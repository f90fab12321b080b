"""What `qa import` and the editor's page write: Markdown that reads back as the page it was made from."""

import pytest

from qa.document.reading import read
from qa.document.writing import to_markdown
from qa.source import Source


def body(html):
    return to_markdown(read(Source("page.html", html))).split("---\n", 2)[2].strip()


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>Do <strong>not</strong> take <em>this</em>.</p>", "Do **not** take *this*."),
        ("<p>Do<b> not </b>take it.</p>", "Do **not** take it."),
        ("<p><b>Ask <i>now</i></b>.</p>", "**Ask *now***."),
        ("<p><b><b>twice</b></b> said</p>", "**twice** said"),
        ("<p>A <a href='https://a.example/'>link <b>now</b></a>.</p>", "A [link **now**](https://a.example/)."),
        ("<p><b>cross <a href='https://a.example/'>out</a></b></p>", "**cross [out](https://a.example/)**"),
        # CommonMark would not read `**Note:**x` as strong.
        ("<p><b>Note:</b>x</p>", "Note:x"),
        ("<h2>A <b>strong</b> heading</h2>", "## A strong heading"),
        ("<p>2*3 and a_b</p>", r"2\*3 and a\_b"),
    ],
)
def test_inline_marks(html, markdown):
    assert body(f"<main>{html}</main>") == markdown


def test_strong_words_read_back():
    again = read(Source("page.md", to_markdown(read(Source("page.html", "<p>Do <strong>not</strong> take it</p>")))))
    strong = [again.text[item.start : item.end] for item in again.inlines if item.kind == "strong"]
    assert strong == ["not"]


def test_lists_and_tables():
    html = "<main><ul><li>one</li><li>two</li></ul><ol><li>a</li><li>b</li></ol><table><tr><th>A</th></tr><tr><td>1|2</td></tr></table></main>"
    assert body(html) == "- one\n- two\n\n1. a\n2. b\n\n| A |\n|---|\n| 1\\|2 |"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>A <img src='toe.png' alt='A red [toe]'> hurts.</p>", "A ![A red \\[toe\\]](toe.png) hurts."),
        ("<p>A <b>red <img src='toe.png' alt='toe'> hurts</b>.</p>", "A **red ![toe](toe.png) hurts**."),
        ("<p>One</p><figure><img src='/a b.png' alt='Side'><figcaption>Seen</figcaption></figure>", "One\n\n![Side](/a%20b.png)\n\nSeen"),
        ("<p>One</p><img src='x_(1).png'>", "One\n\n![](<x_(1).png>)"),
        ("<ul><li>one <img src='a.png' alt='a'></li><li><img src='b.png' alt='b'> two</li></ul>", "- one ![a](a.png)\n- ![b](b.png) two"),
        ("<p>One</p><p><a href='/x'><img src='a.png' alt='a'></a></p><ul><li>two</li></ul>", "One\n\n![a](a.png)\n\n- two"),
        ("<p>A <img src='data:image/jpeg;base64,AAAA' alt='scan'> and <img src='data:image/png;base64,AA'>.</p>", "A ![scan](image-1.jpg) and ![](image-2.png)."),
        ("<p>One <img alt='no address'> two</p>", "One ![no address](image-1.png) two"),
    ],
)  # fmt: skip
def test_images(html, markdown):
    assert body(f"<main>{html}</main>") == markdown


def test_images_of_the_site_are_left_out():
    page = "<header><a href='/'><img src='logo.svg' alt='Logo'></a></header><main><p>Text</p></main><footer><p>x <img src='f.png' alt='f'></p></footer>"
    assert "![" not in body(page)


def test_images_read_back():
    page = "<main><h1>Toe</h1><p>A <img src='a b.png' alt='red \"toe\"'> <em>hurts</em> <img src='c.png' alt=''>.</p></main>"
    again = read(Source("page.md", to_markdown(read(Source("page.html", page)))))
    assert [(image.target, image.alt) for image in again.images] == [("a%20b.png", 'red "toe"'), ("c.png", "")]


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<ul><li>one<ul><li>in<ol><li>deep</li></ol></li></ul></li><li>two</li></ul>", "- one\n  - in\n    1. deep\n- two"),
        ("<ol><li>one<ul><li>in</li></ul></li><li>two</li></ol>", "1. one\n   - in\n2. two"),
        ("<ul><li>one<ul><li>a</li></ul><ol><li>b</li></ol></li></ul><ol><li>c</li></ol>", "- one\n  - a\n  1. b\n\n1. c"),
        ("<ul><li>one</li></ul><ul><li>two</li></ul>", "- one\n\n* two"),
    ],
)  # fmt: skip
def test_nested_lists(html, markdown):
    assert body(f"<main>{html}</main>") == markdown


def test_every_field_of_the_page_is_carried_over():
    page = """<html lang="en-AU"><head><title>Gout</title><meta name="author" content="Ann Lee"><meta name="keywords" content="gout, joints">
      <script type="application/ld+json">{"@type": "MedicalWebPage", "datePublished": "2024-05-06", "lastReviewed": "2025-06-07",
      "dateModified": "2025-07-08", "audience": "Patients"}</script></head><body><main><h1>Gout</h1><p>It hurts.</p></main></body></html>"""
    before = read(Source("page.html", page)).metadata
    after = read(Source("page.md", to_markdown(read(Source("page.html", page))))).metadata
    names = ("title", "lang", "author", "published", "last_reviewed", "last_updated", "audience", "topics")
    assert [name for name in names if before.get(name) is None] == []
    assert {name: str(after.value(name)) for name in names} == {name: str(before.value(name)) for name in names}


def test_moments_in_structured_data_become_days():
    data = '{"@type": "MedicalWebPage", "lastReviewed": "2022-03-02T09:00:00+00:00", "dateModified": "2022-13-40T09:00", "datePublished": "2021"}'
    html = f"<script type='application/ld+json'>{data}</script><main><h1>Croup</h1><p>A cough.</p></main>"
    front = to_markdown(read(Source("a.html", html))).partition("\n---\n")[0]
    assert "\nlast_reviewed: 2022-03-02\n" in front + "\n"
    assert 'last_updated: "2022-13-40T09:00"' in front
