"""Parts of pages as content management systems write them: boxes, contents, titles, names in JSON-LD."""

import json

import pytest

import qa
from qa.document.reading import read
from qa.source import Source

ARTICLE = "<h1>Gout</h1><p>Gout hurts a great deal, and most of all at night.</p><h2>Care</h2><p>Rest the joint and put ice on it.</p>"


def page(html):
    return read(Source("page.html", html), "html")


def texts(document, role="body"):
    return [document.text_of(block) for block in document.blocks if block.role == role]


BOX = "<h3>Need help now?</h3><p>Call 000.</p>"


@pytest.mark.parametrize(
    "around", ["<main>{}</main>", "<main><article>{}</article></main>", "<body><div>{}</div></body>"]
)
@pytest.mark.parametrize(
    "box",
    [
        f"<div class='HelpWidget_root__5'>{BOX}</div>",
        f"<div class='widget widget_text'>{BOX}</div>",
        f"<section class='cta-section'>{BOX}</section>",
        f"<div class='call-to-action'>{BOX}</div>",
        f"<aside>{BOX}</aside>",
        f"<div role=complementary>{BOX}</div>",
        f"<aside class='page-sidebar'>{BOX}</aside>",
    ],
)
def test_a_box_behind_the_text_is_the_sites(around, box):
    document = page(around.format(ARTICLE + box))
    assert texts(document)[-1] == "Rest the joint and put ice on it."


@pytest.mark.parametrize(
    "around", ["<main>{}</main>", "<main><article>{}</article></main>", "<body><div>{}</div></body>"]
)
@pytest.mark.parametrize(
    "box",
    [
        f"<div class='nhsuk-care-card nhsuk-care-card--immediate'>{BOX}</div>",
        f"<div class='callout callout-danger'>{BOX}</div>",
        f"<aside class='starlight-aside starlight-aside--caution'>{BOX}</aside>",
        f"<aside class='alert-box'>{BOX}</aside>",
        f"<div class='alert alert--emergency' role=alert>{BOX}</div>",
    ],
)
def test_a_call_out_is_the_articles_wherever_it_stands(around, box):
    assert texts(page(around.format(ARTICLE + box)))[-2:] == ["Need help now?", "Call 000."]


@pytest.mark.parametrize("named", ["call-to-action", "cta"])
def test_a_call_to_action_in_the_midst_of_the_text_is_a_call_out(named):
    body = ARTICLE.replace("<h2>", f"<div class='{named}'><p>Call 000.</p></div><h2>")
    assert "Call 000." in texts(page(f"<main>{body}</main>"))


def test_anchors_link_nothing_and_need_no_end():
    document = page(
        "<body><div><h1>Gout</h1><p>It hurts.</p><a name=care><h2>Care</h2><p>See <a href=/x>this page</a> soon.</p></div></body>"
    )
    assert texts(document) == ["Gout", "It hurts.", "Care", "See this page soon."]
    assert [(link.text, link.target) for link in document.links] == [("this page", "/x")]


@pytest.mark.parametrize(
    "mark",
    [
        "<a class=headerlink href=#a>¶</a>",
        "<span class=mw-editsection>[<a href=/e>edit</a>]</span>",
        "<a class='hash-link' href=#a>#</a>",
    ],
)
def test_marks_beside_a_heading_are_no_part_of_it(mark):
    assert texts(page(f"<main><h1>Gout</h1><h2 id=a>Care{mark}</h2><p>Rest.</p></main>")) == ["Gout", "Care", "Rest."]


@pytest.mark.parametrize(
    "line",
    [
        "Medically reviewed by Dr Li Wu on March 3, 2018",
        "Reviewed by: Dr Li Wu, 3 March 2018",
        "Clinically reviewed by Dr Li Wu – 3 March 2018",
    ],
)
def test_a_review_date_behind_the_reviewers_name(line):
    fields = page(f"<main><h1>Gout</h1><p>{line}</p><p>It hurts.</p></main>").metadata.fields
    assert ("2018" in fields["last_reviewed"].value, fields["reviewer"].value) == (True, "Dr Li Wu")


def test_an_aside_in_the_midst_of_the_text_is_the_articles():
    body = ARTICLE.replace("<h2>", "<aside><p>Call 000.</p></aside><h2>")
    for around in ("<main>{}</main>", "<body><div>{}</div></body>"):
        assert "Call 000." in texts(page(around.format(body)))


def test_where_a_page_builder_calls_all_a_widget_the_word_says_nothing():
    parts = "".join(
        f"<div class='elementor-widget elementor-widget-text'><p>Part {at} of the text.</p></div>" for at in "abcd"
    )
    assert len(texts(page(f"<main><h1>Gout</h1>{parts}</main>"))) == 5


@pytest.mark.parametrize(
    "head", ["<header><h2>Care at home</h2></header>", "<div class='section-header'><h2>Care at home</h2></div>"]
)
def test_the_head_of_a_section_is_no_header_of_the_site(head):
    document = page(f"<body><div>{ARTICLE}<section>{head}<p>Rest.</p></section></div></body>")
    assert texts(document)[-2:] == ["Care at home", "Rest."]


@pytest.mark.parametrize("around", ["<main>{}</main>", "<body><div>{}</div></body>"])
def test_headings_over_nothing_but_the_sites_parts_are_the_sites(around):
    related = (
        "<div class=block><h2>Reading</h2><div class=view-related><div><a href=/a>Gout and food</a></div></div></div>"
    )
    bare = "<h2>Related articles</h2><div class=related><a href=/b>Kidney stones</a></div>"
    empty = "<h2>Causes</h2><div class=share><a href=/s>Share</a></div><h2>More</h2><p>Ask your pharmacist.</p>"
    document = page(around.format(ARTICLE + empty + related + bare))
    assert texts(document)[4:] == ["Causes", "More", "Ask your pharmacist."]


@pytest.mark.parametrize("around", ["<main>{}</main>", "<body><div>{}</div></body>"])
def test_a_list_of_nothing_but_places_of_the_page_is_its_contents(around):
    contents = "<div class=OnThisPage_root__2><h2>On this page</h2><ul><li><a href=#a>Care</a></li><li><a href=#b>Food</a></li></ul></div>"
    notes = "<ol><li><a href=#n1>1</a> A book about gout.</li><li><a href=#n2>2</a> Another one.</li></ol>"
    document = page(around.format(ARTICLE.replace("<p>Gout", f"{contents}<p>Gout") + notes))
    assert texts(document, "nav") == ["On this page", "Care", "Food"]
    assert texts(document)[-2:] == ["1 A book about gout.", "2 Another one."]


def test_the_title_above_the_landmark_is_the_articles_unless_it_leads_home():
    body = "<article><p>Wash your hands with soap and water.</p><h2>When</h2><p>Before meals.</p></article>"
    assert texts(page(f"<div class=hero><h1>Hand hygiene</h1></div>{body}"))[0] == "Hand hygiene"
    assert texts(page(f"<div role=heading aria-level=1>Hand hygiene</div>{body}"))[0] == "Hand hygiene"
    assert (
        texts(page(f"<header><h1><a href=/>Our clinic</a></h1></header>{body}"))[0]
        == "Wash your hands with soap and water."
    )


@pytest.mark.parametrize("nothing", ["\u200b", "&#8203;", "\u200d", "&nbsp;", "\ufeff"])
def test_what_holds_only_characters_of_no_width_is_empty(nothing):
    document = page(f"<main><h1>Gout</h1><p>{nothing}</p><h2>{nothing}</h2><p>Pain{nothing}</p></main>")
    assert [text.strip("\u200b\u200d\ufeff\xa0") for text in texts(document)] == ["Gout", "", "Pain"]


def test_what_readers_wrote_is_no_part_of_the_page():
    document = page(f"<main>{ARTICLE}</main><div id=comments><h2>2 comments</h2><p>teh best, call 911</p></div>")
    assert "911" not in document.text


@pytest.mark.parametrize(
    ("stated", "heading", "title"),
    [
        ("Heart attack signs &#8211; Care Clinic", "Heart attack signs", "Heart attack signs"),
        ("Crohn&#8217;s disease &mdash; Care", "Crohn’s disease", "Crohn’s disease"),
        ("Croup - NHS", "Croup in children", "Croup"),
        ("Sepsis - symptoms, treatment | site", "Sepsis", "Sepsis"),
        ("Croup - in children", "Croup in children", "Croup - in children"),
        ("Gout", "Gout", "Gout"),
        ("Day-to-day care - after a stroke", "Care after a stroke", "Day-to-day care - after a stroke"),
    ],
)
def test_the_sites_name_is_no_part_of_the_title(stated, heading, title):
    assert page(f"<title>{stated}</title><main><h1>{heading}</h1><p>Text.</p></main>").title == title


@pytest.mark.parametrize("named", ["title", "MsoTitle"])
def test_a_paragraph_in_the_style_of_a_title_is_the_title(named):
    assert (
        page(f"<p class='c4 {named}'><span>Tonsillitis</span></p><h1>What is it?</h1><p>Text.</p>").title
        == "Tonsillitis"
    )


def test_names_in_json_ld_that_are_only_pointed_at():
    graph = [
        {"@type": "Article", "headline": "Gout", "author": {"@id": "#p"}, "publisher": {"@id": "#gone"}},
        {
            "@type": "WebPage",
            "@id": "#w",
            "name": "Gout - Care",
            "lastReviewed": "2024-05-06",
            "reviewedBy": [{"@id": "#p"}],
        },
        {"@type": "Person", "@id": "#p", "name": "Dr Ana Lee", "jobTitle": "GP"},
    ]
    data = json.dumps({"@context": "https://schema.org", "@graph": graph})
    document = page(f"<script type='application/ld+json'>{data}</script><main><h1>Gout</h1><p>Text.</p></main>")
    fields = document.metadata.fields
    assert [fields[name].value for name in ("author", "reviewer", "publisher", "last_reviewed")] == [
        "Dr Ana Lee, GP", "Dr Ana Lee, GP", "#gone", "2024-05-06",
    ]  # fmt: skip
    assert document.excerpt(fields["author"].span) == "#p"
    assert document.title == "Gout"


def test_buttons_of_scripts_are_no_links_without_an_address():
    nav = "<nav><a href='#'>Health topics</a> <a href='javascript:go()'>Go</a></nav>"
    tools = "<p><a href='#'>Share via email</a> <a href='#'>+ Show all updates</a></p>"
    findings = qa.check_text(
        f"{nav}<main>{ARTICLE}{tools}<p>See <a href='#'>asthma</a>.</p></main>", "a.html", select=["L11"]
    ).findings
    assert [item.excerpt for item in findings] == ["#"]
