import pytest

from qa.document.html import read_html
from qa.document.html_tokens import attributes, references, tokens
from qa.document.json_spans import load
from qa.source import Source


def page(text, **options):
    return read_html(Source("a.html", text), **options)


def texts(document, role="body"):
    return [document.text_of(block) for block in document.blocks if block.role == role]


def tokenised(text):
    return [(token.kind, text[token.start : token.end]) for token in tokens(text, 0, len(text), lambda *_: None)]


def test_tokens_tile_the_text():
    text = '<p class="a>b">x &lt; 3 < 4</p><!-- c --><br/></ul><script>if (a<b) {}</script>y'
    assert tokenised(text) == [
        ("open", '<p class="a>b">'), ("text", "x &lt; 3 < 4"), ("close", "</p>"), ("comment", "<!-- c -->"), ("open", "<br/>"),
        ("close", "</ul>"), ("open", "<script>"), ("raw", "if (a<b) {}"), ("close", "</script>"), ("text", "y"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ('<p class="x>text</p> <p class="y">', '<p class="x>'),
        ("<p title='it's>text</p>", "<p title='it's>"),
        ('<a href="a"title="b">t', '<a href="a"title="b">'),
    ],
)
def test_a_forgotten_quote_costs_no_text(text, first):
    assert tokenised(text)[0] == ("open", first)


def test_attributes_give_the_place_of_each_value():
    tag = "<a HREF='/x?a&amp;b' hidden data-x=1 title=\"T\" title=again>"
    found = attributes(tag, 2, len(tag) - 1)
    assert {name: tag[start:end] for name, (start, end) in found.items()} == {
        "href": "/x?a&amp;b", "hidden": "", "data-x": "1", "title": "T",
    }  # fmt: skip


def test_references_are_resolved_as_browsers_do():
    text = "&amp;&#39;&#x41;&eacute;&copy2020 &notin; &nope; AT&T &#0;"
    assert [(text[start:end], value) for start, end, value in references(text, 0, len(text))] == [
        ("&amp;", "&"), ("&#39;", "'"), ("&#x41;", "A"), ("&eacute;", "é"), ("&copy", "©"), ("&notin;", "∉"), ("&#0;", "\ufffd"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "heading", "expected"),
    [
        ("Gout | Health Line", "Gout", "Gout"),
        ("Gout - Health Line", "Gout", "Gout"),
        ("Gout - causes - Health Line", "Gout – causes", "Gout - causes"),
        ("Gout | Health Line", "What is gout?", "Gout"),
        ("Gout - a guide", "What is gout?", "Gout - a guide"),
        ("Follow-up care", "Follow-up care", "Follow-up care"),
        ("Either | or", "Either or", "Either | or"),
    ],
)
def test_the_page_title_loses_the_site_and_nothing_else(title, heading, expected):
    document = page(f"<html><head><title> {title} </title></head><body><h1>{heading}</h1></body></html>")
    assert document.title == expected
    assert document.excerpt(document.metadata.get("title").span) == expected


@pytest.mark.parametrize(
    "chrome",
    [
        "<header>{}</header>", "<nav>{}</nav>", "<footer>{}</footer>", "<aside>{}</aside>", "<div role=contentinfo>{}</div>",
        "<div role='navigation'>{}</div>", "<div class='site-header'>{}</div>", "<div id=breadcrumbs>{}</div>",
        "<div class=cookieConsent>{}</div>", "<ul class='social-share'><li>{}</ul>", "<form class=search-form>{}</form>",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "inside",
    ["<main><h1>Gout</h1><p>Gout hurts a great deal.</p></main>", "<h1>Gout</h1><p>Gout hurts a great deal.</p>"],
)
def test_chrome_is_no_body_with_or_without_landmarks(chrome, inside):
    document = page(f"<body>{chrome.replace('{}', '<p>Call 000</p>')}{inside}</body>")
    assert texts(document) == ["Gout", "Gout hurts a great deal."]


@pytest.mark.parametrize(
    "kept",
    [
        "<div class='article-header'><h1>Gout</h1><p>text</p></div>",
        "<body class='has-sidebar no-nav'><h1>Gout</h1><p>text</p>",
        "<main><h1>Gout</h1><aside><p>text</p></aside><p>more</p></main>",
        "<main><h1>Gout</h1><div class='alert alert-danger'><p>text</p></div></main>",
        "<h1>Gout</h1><div role=alert><p>text</p></div>",
        "<main><h1>Gout</h1><div class='accordion__panel' hidden><p>text</p></div></main>",
        "<main><h1>Gout</h1><button aria-controls=x>More</button><div id=x aria-hidden=true><p>text</p></div></main>",
        "<article><header><h1>Gout</h1></header><footer><p>text</p></footer></article>",
    ],
)
def test_the_articles_own_parts_stay_body(kept):
    assert {"Gout", "text"} <= set(texts(page(kept)))


def test_comments_and_related_posts_inside_the_landmark_are_the_sites():
    article = "<h1>Gout</h1><p>Gout hurts a great deal, and most of all at night.</p>"
    related = "<div id='jp-relatedposts'><h3>Related</h3><p><a href='/x'>Sleep and gout</a></p></div>"
    comments = "<div class='wp-block-comments'><p>This helped me a lot, thanks!</p></div>"
    assert texts(page(f"<main>{article}{related}{comments}</main>"), "footer") == [
        "Related",
        "Sleep and gout",
    ]


def test_without_landmarks_what_ends_before_the_articles_own_container_is_the_sites():
    article = "<h1>Gout</h1><p>Gout hurts a great deal, and most of all at night.</p>"
    more = "<div class=c><h2>More</h2><p>Text</p></div><div class=d><p>Call 000</p></div>"
    document = page(f"<body><div class=a><p>Call 000</p></div><div class=b><p>Before</p>{article}</div>{more}</body>")
    assert (texts(document, "header"), texts(document, "footer")) == (["Call 000"], ["Call 000"])
    assert [texts(document)[at] for at in (0, 1, -2, -1)] == ["Before", "Gout", "More", "Text"]


def test_without_an_h1_the_heading_that_says_the_pages_title_shows_the_article():
    article = "<h2>Gout</h2><p>Gout hurts a great deal, and most of all at night.</p>"
    document = page(
        f"<html><head><title>Gout | Clinic</title></head><body><div class=a><p>Call 000</p></div><div class=b>{article}</div></body>"
    )
    assert (texts(document, "header"), texts(document)[0]) == (["Call 000"], "Gout")


@pytest.mark.parametrize(
    "hidden",
    ["<p hidden>gone</p>", "<div style='color:red; display: none'>gone</div>", "<span aria-hidden=true>gone</span>", "<template>gone</template>",
     "<noscript>gone</noscript>", "<svg><text>gone</text></svg>", "<style>gone</style>", "<dialog>gone</dialog>"],
)  # fmt: skip
def test_what_no_reader_sees_is_left_out(hidden):
    assert page(f"<p>kept</p>{hidden}<p>too</p>").text == "kept\ntoo\n"


@pytest.mark.parametrize(
    ("notice", "role"),
    [
        ("<div class='site-alert'>Floods</div>", "banner"),
        ("<div role=alert>Floods</div>", "banner"),
        ("<div class='cookie-banner'>Floods</div>", "footer"),
        ("<div class='TopBar_root__x1'>Floods</div>", "header"),
    ],
)
def test_notices_above_the_title_are_banners(notice, role):
    document = page(f"<body>{notice}<h1>Gout</h1><p>Gout hurts a great deal.</p></body>")
    assert texts(document, role) == ["Floods"]


def test_an_alert_inside_main_above_the_title_is_a_banner_and_below_it_is_not():
    box = "<div class='alert'>Call</div>"
    document = page(f"<main>{box}<h1>Gout</h1>{box}<p>Gout hurts a great deal.</p></main>")
    assert [(block.role, document.text_of(block)) for block in document.blocks] == [
        ("banner", "Call"), ("body", "Gout"), ("body", "Call"), ("body", "Gout hurts a great deal."),
    ]  # fmt: skip


def test_a_link_around_blocks_ends_with_its_first():
    document = page("<a href='/card'><h3>Title</h3><p>Teaser</p></a>")
    (link,) = document.links
    assert (link.text, link.block, document.excerpt(link.span)) == (
        "Title",
        0,
        "<a href='/card'><h3>Title</h3><p>Teaser</p></a>",
    )


def test_emphasis_across_paragraphs_is_one_stretch_in_each():
    document = page("<b><p>one</p><p>two</p></b><p>three</p>")
    assert [document.text[item.start : item.end] for item in document.inlines] == ["one", "two"]


def test_aria_headings_and_empty_headings_count():
    document = page("<div role=heading aria-level=3>Sub</div><h2></h2><p>x</p>")
    assert [(block.kind, block.level) for block in document.blocks] == [
        ("heading", 3),
        ("heading", 2),
        ("paragraph", 0),
    ]


LD = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    ("data", "field", "value", "excerpt"),
    [
        ('{"@type": "MedicalWebPage", "lastReviewed": "2024-05-06"}', "last_reviewed", "2024-05-06", "2024-05-06"),
        (
            '{"@type": "MedicalWebPage", "lastReviewed": ["2024-05-06", "2027-05-06"]}',
            "next_review",
            "2027-05-06",
            "2027-05-06",
        ),
        ('[{"@type": "WebSite"}, {"@type": "WebPage", "dateModified": "2024"}]', "last_updated", "2024", "2024"),
        ('{"@graph": [{"@type": "Article", "headline": "A \\u00e9"}]}', "title", "A é", "A \\u00e9"),
        (
            '{"@type": "WebPage", "reviewedBy": [{"name": "Dr A"}, {"name": "Dr B"}]}',
            "reviewer",
            ["Dr A", "Dr B"],
            '[{"name": "Dr A"}, {"name": "Dr B"}]',
        ),
        ('{"@type": "WebPage", "publisher": {"name": "Site"},}', "publisher", "Site", "Site"),
        (
            '{"@type": "WebPage", "about": [{"@type": "MedicalCondition"}]}',
            "type",
            "MedicalCondition",
            "MedicalCondition",
        ),
    ],
)
def test_json_ld_fields_point_at_their_values(data, field, value, excerpt):
    document = page(LD.replace("{}", data))
    found = document.metadata.get(field)
    assert (found.value, document.excerpt(found.span)) == (value, excerpt)


def test_the_best_description_of_the_page_is_kept_whole():
    document = page(
        LD.replace("{}", '{"@type": "WebPage", "x": 1}')
        + LD.replace("{}", '{"@type": "MedicalWebPage", "y": [1, null, true]}')
    )
    assert document.metadata.structured == {"@type": "MedicalWebPage", "y": [1, None, True]}
    assert document.excerpt(document.metadata.structured_span) == '{"@type": "MedicalWebPage", "y": [1, null, true]}'


@pytest.mark.parametrize(
    "data", ['{"a": }', "{", '{"a" 1}', '["a"', '{"a": "b', "nul", '{"a": 1} x', "[" * 500, '{"a": 1e}']
)
def test_broken_json_ld_is_a_problem_and_no_crash(data):
    document = page(LD.replace("{}", data) + "<p>text</p>")
    assert [problem.code for problem in document.problems] == ["json-ld-syntax"]
    assert texts(document) == ["text"]


def test_json_positions_of_nested_values():
    text = '  {"a": [1, {"b": "x\\n"}], "c": -2.5}  '
    value, marks = load(text, 0, len(text))
    assert value == {"a": [1, {"b": "x\n"}], "c": -2.5}
    assert text[slice(*marks["a", 1, "b"][1])] == "x\\n"
    assert text[slice(*marks[("c",)][0])] == "c"


@pytest.mark.parametrize(
    ("markup", "name", "value"),
    [
        ('<meta name="dcterms.modified" content="2024-01-02">', "last_updated", "2024-01-02"),
        ('<meta property="article:modified_time" content="2024-01-02">', None, None),
        ('<meta name="DC.Description" content="About">', "description", "About"),
        ('<meta property="og:site_name" content="Site">', "publisher", "Site"),
        ('<meta name="dateReviewed" content="May 2024">', "last_reviewed", "May 2024"),
        ("<p>Last reviewed <time datetime='2024-05-06'>6 May</time></p>", "last_reviewed", "2024-05-06"),
        ("<p>Next review due: <time>6 May 2027</time></p>", "next_review", "6 May 2027"),
        ("<p>Posted <time>6 May 2027</time></p>", None, None),
        ("<p>Page last reviewed: 6&nbsp;May 2024</p>", "last_reviewed", "6\u00a0May 2024"),
        ("<span itemprop=lastReviewed content='2024-05-06'>May</span>", "last_reviewed", "2024-05-06"),
        ("<link rel=canonical href='/gout'>", "url", "/gout"),
    ],
)
def test_metadata_of_head_and_text(markup, name, value):
    fields = page(f"<html><head></head><body>{markup}</body></html>").metadata.fields
    assert {key: item.value for key, item in fields.items()} == ({name: value} if name else {})


def test_a_publishers_own_names_win():
    document = page('<meta name="DC.checked" content="2024">', aliases={"last_reviewed": ["dc.checked"]})
    assert document.metadata.value("last_reviewed") == "2024"


def test_unknown_meta_elements_are_no_fields():
    assert page('<meta name="viewport" content="x"><meta name="robots" content="y">').metadata.fields == {}


@pytest.mark.parametrize(
    "text",
    ["<a " * 20000, "<a \"'" * 20000 + '">"', "<b>" * 20000, "<h1>x" * 20000, "<!--" * 20000, "<title>" * 20000, "<p><button>" + "<i>" * 300 + "<div></div>" * 20000,
     "<em>" * 300 + "<p>x" * 5000, "&#" * 50000, LD.replace("{}", '[{"a":' * 20000)],
)  # fmt: skip
def test_hostile_pages_are_read_in_linear_time(text):
    assert page(text).kind == "html"


@pytest.mark.parametrize(
    "typed",
    [
        "<p>Signs:<br>• chest pain<br/>&bull;&nbsp;fever<br>then this</p>",
        "<p>Signs:</p><p class=MsoListParagraph><span>·<span>&nbsp;&nbsp; </span></span>chest pain</p><p>· fever</p><p>then this</p>",
    ],
)
def test_lines_that_begin_with_a_bullet_sign_are_items(typed):
    blocks = page(typed).blocks
    assert [(block.kind, block.row, page(typed).text_of(block)) for block in blocks] == [
        ("paragraph", -1, "Signs:"), ("list_item", 0, "chest pain"), ("list_item", 1, "fever"), ("paragraph", -1, "then this"),
    ]  # fmt: skip
    assert blocks[1].group == blocks[2].group


def test_a_sign_between_links_or_in_a_list_is_no_bullet():
    document = page("<p><a href=/a>One</a> · <a href=/b>Two</a></p><ul><li>• three</li></ul>")
    assert [(block.kind, document.text_of(block)) for block in document.blocks] == [
        ("paragraph", "One · Two"),
        ("list_item", "• three"),
    ]


def test_a_table_that_lays_out_the_page_holds_paragraphs():
    laid = page(
        "<table><tr><td><p>Home</p></td><td><h1>Warts</h1><p>Warts are lumps.</p><table><tr><td>1</td></tr></table></td></tr></table>"
    )
    assert [(block.kind, laid.text_of(block)) for block in laid.blocks][-3:] == [
        ("heading", "Warts"), ("paragraph", "Warts are lumps."), ("table_cell", "1"),
    ]  # fmt: skip
    data = page("<h1>Warts</h1><table><tr><th><h3>Day</h3></th></tr><tr><td>1</td></tr></table>")
    assert data.blocks[-1].kind == "table_cell"
    shown = page('<h1>Warts</h1><table role="presentation"><tr><td>Rest.</td></tr></table>')
    assert shown.blocks[-1].kind == "paragraph"


def test_comments_of_an_exported_draft_are_no_text():
    draft = page(
        '<html><head><title>Untitled document</title></head><body><p class="title">Your cast</p><p>Rest it.<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup></p>'
        '<p>Keep <a href="#more">more</a> dry.</p><div style="margin:5px"><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Jo, please check</span></p></div></body></html>'
    )
    assert texts(draft) == ["Your cast", "Rest it.", "Keep more dry."]
    assert draft.title == "Your cast"
    assert [link.target for link in draft.links] == ["#more"]
