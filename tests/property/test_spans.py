"""Whatever is read, every offset leads back to the original."""

import html
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qa.document.composed import composed
from qa.document.model import Document, Span
from qa.document.reading import read
from qa.source import Source

KINDS = ("markdown", "html", "captured")
MARKUP = re.compile(r"<!--.*?-->|</?[a-zA-Z][^>]*>|\]\([^)]*\)|\]\[[^\]]*\]|[*_`~\\\[\]\u00ad]", re.DOTALL)

WORDS = st.sampled_from(
    "fever don’t it's naïve café Zoë e\u0301tude 38.5 COVID-19 000 na\u0308h 😷 👩🏽‍⚕️ blood-test GP’s 血圧 ضغط aGVT x2 www.example.org/a_b, "
    "here symptoms Call doctor İstanbul ﬁbre".split()
)  # fmt: skip
ENTITIES = st.sampled_from(["caf&eacute;", "&amp;", "&#39;tis", "don&rsquo;t", "&nbsp;", "&lt;", "&bogus;", "&", "a&b"])
INLINE_MARKDOWN = st.sampled_from(
    ["**{}**", "*{}*", "_{}_", "`{}`", "~~{}~~", "[{}](https://example.org/a)", "[{}](<b c>)", "[{}][ref]", "![{}](i.png)", "{}[^1]",
     "<b>{}</b>", "{}<br>", "\\*{}", "un*{}*ed", "<https://example.org/{}>", "{} <!-- qa: disable T01 -- x -->",
     "{{< note >}} {}", "[{}](/x){:target=_blank}", "[[page|{}]]", "=={}==", "{} :tada:", "{}^[{}]", "{/* qa: disable T01 -- x */}{}"]
)  # fmt: skip
INLINE_HTML = st.sampled_from(
    ["<b>{}</b>", "<em>{}</em>", "<a href='/x?a=1&amp;b'>{}</a>", "<a href=/x>{}", "{}<br>", "<span lang=fr>{}</span>", "<code>{}</code>",
     "un<i>{}</i>ed", "{}<sup><a href='#1'>1</a></sup>", "<img src=a.png alt='{}'>", "so&shy;{}", "<!-- qa: disable T01 -- x -->{}", "{} < 3"]
)  # fmt: skip


def phrases(wrappers: st.SearchStrategy[str], blanks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    plain = st.one_of(WORDS, ENTITIES)
    part = st.one_of(plain, st.builds(lambda shape, text: shape.replace("{}", text), wrappers, plain))
    return st.lists(st.tuples(part, blanks), min_size=1, max_size=8).map(
        lambda parts: "".join(a + b for a, b in parts).strip()
    )


def ended(parts: list[str], ends: list[str]) -> str:
    return "".join(part + ends[index % len(ends)] for index, part in enumerate(parts))


ENDS = st.lists(st.sampled_from(["\n", "\r\n", "\n\n", "\r\n\r\n"]), min_size=1, max_size=4)
TEXT = phrases(INLINE_MARKDOWN, st.sampled_from([" ", " ", "  ", "\n", "\r\n", "\t"]))
LINE = phrases(INLINE_MARKDOWN, st.just(" "))
BLOCK_MARKDOWN = st.one_of(
    st.builds("{} {}".format, st.sampled_from(["#", "##", "###"]), LINE),
    st.builds("{}\n====".format, LINE),
    TEXT,
    st.lists(LINE, min_size=1, max_size=4).map(lambda items: "\n".join(f"- {item}" for item in items)),
    st.lists(LINE, min_size=2, max_size=4).map(lambda items: "1. " + "\n   - ".join(items)),
    st.lists(LINE, min_size=2, max_size=2).map(lambda cells: f"| A | B |\r\n|---|---|\r\n| {' | '.join(cells)} |"),
    st.builds("> {}".format, LINE),
    st.builds("[^1]: {}".format, LINE),
    st.builds("```\n{}\n```".format, TEXT),
    st.builds('!!! note "{0}"\n\n    {0}\n\n    - {1}'.format, LINE, LINE),
    st.builds(":::danger[{0}]\n{1}\n:::".format, LINE, LINE),
    st.builds("> [!tip]- {0}\n> {1}".format, LINE, LINE),
    st.builds("{0}\n: {1}\n{{: .lead }}".format, LINE, LINE),
    st.builds("<div><p>{}</p></div>".format, LINE),
    st.sampled_from(["[ref]: https://example.org/ref 'Title'", "---", "<!-- qa: disable-file T01 -- why -->", "<ul><li>one<li>two</ul>"]),
)  # fmt: skip
HEADS = st.sampled_from(
    [
        "",
        "\ufeff",
        "---\ntitle: Fever 😷\nlast_reviewed: 2024-02-30\n---\n",
        "\ufeff---\r\ntitle: 'Été'\r\n---\r\n",
        "---\ntitle: [\n---\n",
    ]
)
MARKDOWN = st.builds(
    lambda head, parts, ends: head + ended(parts, ends), HEADS, st.lists(BLOCK_MARKDOWN, max_size=8), ENDS
)

PHRASE_HTML = phrases(INLINE_HTML, st.sampled_from([" ", "  ", "\n", "\r\n ", "\t", ""]))
BLOCK_HTML = st.one_of(
    st.builds("<{0} class='c' id=i>{1}</{0}>".format, st.sampled_from("h1 h2 h3 p div li td dd blockquote pre main nav footer section".split()), PHRASE_HTML),
    st.builds("<p>{}".format, PHRASE_HTML),
    st.lists(PHRASE_HTML, max_size=3).map(lambda items: "<ul>" + "".join(f"<li>{item}" for item in items) + "</ul>"),
    st.lists(PHRASE_HTML, max_size=3).map(lambda items: "<table><tr>" + "".join(f"<td>{item}" for item in items) + "</table>"),
    st.sampled_from(
        ["</div>", "<div>", "</p>", "<b>", "<a href=/open>", "<title>A &amp; b | Site</title>", "<meta name=date content=2024>", "<html lang=fr>",
         "<p hidden>gone</p>", "<script>if (a < b) {}</script>", "<!-- never closed", '<p class="open>', "<style>", "<", "<a", "</", "&", "&#",
         '<script type="application/ld+json">{"@type":"MedicalWebPage","lastReviewed":"2024-01-02"}</script>', "<time datetime=2024>Reviewed 2024</time>",
         '<script type="application/ld+json">{"@type":</script>', "Last reviewed: <time>May 2024</time>"]
    ),
    PHRASE_HTML,
)  # fmt: skip
HTML = st.lists(BLOCK_HTML, max_size=10).map("\n".join)

LINE_CAPTURED = st.one_of(
    st.lists(st.one_of(WORDS, ENTITIES), min_size=1, max_size=14).map(" ".join),
    st.lists(WORDS, min_size=1, max_size=9).map(lambda words: "  • " + " ".join(words)),
    st.lists(WORDS, min_size=1, max_size=9).map(lambda words: "12. " + "  ".join(words)),
    st.lists(WORDS, min_size=2, max_size=5).map("\t".join),
    st.sampled_from(
        ["", "", "beginning of content", "Home > Health > Fever", "Fever in children", "FEVER", "=====", "-----", "5-minute read", "On this page", "•",
         "Last reviewed: May 2024", "Back to top", "Need more information?", "Learn more here about fever.", "Read more on Kids Health website",
         "Alert: floods", "© 2024 X. All rights reserved.", "By Ann Lee", "Call 000 now.", "Fever is a body temperature over 38 degrees."]
    ),
)  # fmt: skip
CAPTURED = st.builds(
    lambda head, lines, ends: head + ended(lines, ends),
    st.sampled_from(["", "\ufeff"]),
    st.lists(LINE_CAPTURED, max_size=25),
    ENDS,
)
ANYTHING = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("<>&\"'#*_`[]()!-|\n\r\t \\:/=")), max_size=200
)

FEW = settings(max_examples=150)


def plain(text: str) -> str:
    return composed(html.unescape(MARKUP.sub("", text)).replace("\u00ad", ""))


def in_bounds(document: Document, span: Span) -> None:
    assert 0 <= span.start <= span.end <= len(document.source.text), span


def check_words(document: Document, *, written: bool) -> None:
    last = 0
    for word in document.words:
        span = document.locate(word.start, word.end)
        in_bounds(document, span)
        assert span.start >= last
        last = span.end
        excerpt = document.excerpt(span)
        if excerpt == word.text or not written:
            continue
        assert plain(excerpt) == plain(word.text), (excerpt, word)


def check_blocks(document: Document) -> None:
    projected = reached = 0
    for index, block in enumerate(document.blocks):
        assert block.index == index
        assert projected <= block.start <= block.end
        assert document.text[block.end] == "\n"
        assert block.kind == "code" or "\n" not in document.text_of(block)
        projected = block.end + 1
        in_bounds(document, block.span)
        assert block.span.start >= reached
        reached = block.span.end
        if block.end > block.start:
            inner = document.locate(block.start, block.end)
            assert block.span.start <= inner.start
            assert inner.end <= block.span.end
    assert projected == len(document.text)


def check_sections(document: Document) -> None:
    for section in document.sections:
        assert section.first <= section.last <= section.end <= len(document.blocks)
        if section.index:
            parent = document.sections[section.parent]
            assert parent.level < section.level
            assert section.end <= parent.end
    for block in document.blocks:
        section = document.sections[block.section]
        assert block.index == section.heading or section.first <= block.index < section.last


def check_parts(document: Document) -> None:
    for link in document.links:
        in_bounds(document, link.span)
        in_bounds(document, link.target_span)
        assert link.text == document.text[link.start : link.end]
        assert link.block < len(document.blocks)
        if link.target_span.start < link.target_span.end and link.kind != "autolink":
            written = link.text if link.kind == "bare" else link.target
            assert plain(document.excerpt(link.target_span)).strip() == plain(written).strip()
    for image in document.images:
        in_bounds(document, image.span)
        assert image.block < max(1, len(document.blocks))
    for inline in document.inlines:
        assert 0 <= inline.start < inline.end <= len(document.text)
        assert "\n" not in document.text[inline.start : inline.end] or document.block_at(inline.start).kind == "code"
    for directive in document.directives:
        assert document.excerpt(directive.span).startswith(("<!--", "{/*"))
    for item in (*document.metadata.fields.values(), *document.problems):
        in_bounds(document, item.span)
    last = 0
    for sentence in document.sentences:
        block = document.blocks[sentence.block]
        assert max(last, block.start) <= sentence.start < sentence.end <= block.end
        last = sentence.end


def check_all(document: Document, *, written: bool = True) -> None:
    check_words(document, written=written)
    check_blocks(document)
    check_sections(document)
    check_parts(document)


@FEW
@example("# fever\n\n:::danger[fever]\n**&nbsp;**\n:::\n")
@given(MARKDOWN)
def test_markdown_leads_back_to_the_original(text):
    check_all(read(Source("a.md", text)))


@FEW
@given(HTML)
def test_html_leads_back_to_the_original(text):
    check_all(read(Source("a.html", text)))


@FEW
@given(CAPTURED)
def test_captured_text_leads_back_to_the_original(text):
    document = read(Source("a.txt", text))
    check_all(document)
    for word in document.words:
        assert composed(document.excerpt(document.locate(word.start, word.end))) == word.text


@FEW
@given(ANYTHING, st.sampled_from(KINDS))
def test_any_text_is_read_without_an_error(text, kind):
    check_all(read(Source("a", text), kind), written=False)


@FEW
@given(MARKDOWN | HTML | CAPTURED, st.sampled_from(KINDS))
def test_any_kind_of_text_is_read_as_any_kind(text, kind):
    check_all(read(Source("a", text), kind), written=False)


@FEW
@given(CAPTURED)
def test_captured_text_loses_no_word(text):
    document = read(Source("a.txt", text))
    kept = re.findall(r"[^\W\d_]+", document.text)
    assert sorted(kept) == sorted(re.findall(r"[^\W\d_]+", composed(text)))


@pytest.mark.parametrize("text", ["", "\ufeff", "\n", "\r\n\r\n", " ", "\ufeff\n"])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_gives_an_empty_document(text, kind):
    document = read(Source("a", text), kind)
    assert document.blocks == ()
    assert document.text == ""
    assert [section.heading for section in document.sections] == [-1]
