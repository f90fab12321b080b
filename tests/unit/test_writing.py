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
