import pytest

from qa.document.reading import kind_of, read, sniff
from qa.source import Source


@pytest.mark.parametrize(
    ("path", "kind"),
    [("a.md", "markdown"), ("A.MARKDOWN", "markdown"), ("x/y.html", "html"), ("y.HTM", "html"), ("z.xhtml", "html"), ("p.capture.txt", "captured"),
     ("C:\\x\\p.text", "captured"), ("noextension", None), ("x.pdf", None), ("dir.md/file", None)],
)  # fmt: skip
def test_the_extension_names_the_kind(path, kind):
    assert kind_of(path) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!doctype html><p>x", "html"), ("\ufeff<?xml version='1.0'?>\n<html>", "html"), ("<!-- c --><HTML lang=en>", "html"), ("<p>One</p>\n<p>Two</p>", "html"),
        ("---\ntitle: x\n---\ntext", "markdown"), ("# Title\n\ntext", "markdown"), ("See [gout](/gout).", "markdown"), ("It is **bad**.", "markdown"),
        ("Gout\n\nGout hurts.\n\n  • pain", "captured"), ("", "captured"), ("Use <p> for paragraphs", "captured"), ("5 * 3 and # signs", "captured"),
    ],
)  # fmt: skip
def test_a_text_without_a_name_shows_its_kind(text, kind):
    assert sniff(text) == kind
    assert read(Source("-", text)).kind == kind


def test_the_kind_asked_for_wins_and_an_unknown_one_is_refused():
    assert read(Source("a.html", "# x"), "markdown").kind == "markdown"
    with pytest.raises(ValueError, match="pdf"):
        read(Source("a.md", ""), "pdf")


def test_a_publishers_field_names_reach_the_reader():
    source = Source("a.md", "---\nchecked: 2024-05-06\n---\n")
    assert read(source, aliases={"last_reviewed": ["checked"]}).metadata.get("last_reviewed").raw_name == "checked"


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("See https://a.org/x, or (www.b.org/y).", ["https://a.org/x", "https://www.b.org/y"]),
        ("https://a.org/x_(y) and http://c.org...", ["https://a.org/x_(y)", "http://c.org"]),
        ("No address: www. or http:// or me@www.example", []),
        ("<https://a.org> [https://b.org](https://b.org) `https://c.org`", ["https://a.org", "https://b.org"]),
    ],
)
def test_bare_addresses_are_links_outside_links_and_code(text, targets):
    document = read(Source("a.md", text))
    assert [link.target for link in document.links] == targets
    for link in document.links:
        if link.kind == "bare":
            assert document.excerpt(link.target_span) == link.text


@pytest.mark.parametrize(
    ("text", "links", "images"),
    [
        ('See <a href="/x?a&amp;b">raw</a> now', [("/x?a&b", "raw", "/x?a&amp;b")], []),
        ("<a id=top></a>Text <img src='a.png'> <img src=b.png alt=''>", [], [("a.png", None), ("b.png", "")]),
        ("Not closed <a href=/x>link", [], []),
    ],
)
def test_html_in_running_markdown_is_read(text, links, images):
    document = read(Source("a.md", text))
    assert [(link.target, link.text, document.excerpt(link.target_span)) for link in document.links] == links
    assert [(image.target, image.alt) for image in document.images] == images


def test_headings_of_one_name_get_anchors_of_their_own():
    document = read(Source("a.md", "# A b\n\n# A b\n\n# A b\n\n# A b-1\n"))
    assert [block.anchor for block in document.blocks] == ["a-b", "a-b-1", "a-b-2", "a-b-1-1"]


def test_sections_nest_by_rank():
    document = read(Source("a.md", "intro\n\n# A\n\n### B\n\nx\n\n## C\n\n# D\n\ny\n"))
    assert [(section.title, section.parent, section.first, section.last, section.end) for section in document.sections] == [
        ("", -1, 0, 1, 7), ("A", 0, 2, 2, 5), ("B", 1, 3, 4, 4), ("C", 1, 5, 5, 5), ("D", 0, 6, 7, 7),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See Dr. Lee. He is in.", ["See Dr. Lee.", "He is in."]),
        ("Take 2.5 mg. Then rest.", ["Take 2.5 mg.", "Then rest."]),
        ("Call J. R. Smith now. Go!", ["Call J. R. Smith now.", "Go!"]),
        ("It lasts e.g. two days (approx. three). Rest.", ["It lasts e.g. two days (approx. three).", "Rest."]),
        ("See www.a.org/x.html for more. “Why?” she asked.", ["See www.a.org/x.html for more.", "“Why?” she asked."]),
        ("Is it safe? Yes. Really… maybe.", ["Is it safe?", "Yes.", "Really… maybe."]),
        (
            "Many stay undiagnosed.2 The test is new.3,4 Take 0.5 mL. See fig.2 Here.",
            ["Many stay undiagnosed.2", "The test is new.3,4", "Take 0.5 mL.", "See fig.2 Here."],
        ),
        ("Take vitamin D. It helps.", ["Take vitamin D.", "It helps."]),
        ("If H. pylori are found, rest. It goes.", ["If H. pylori are found, rest.", "It goes."]),
        ("Open 9 a.m. to 5 p.m. Closed on Sunday.", ["Open 9 a.m. to 5 p.m.", "Closed on Sunday."]),
    ],
)
def test_sentences(text, expected):
    document = read(Source("a.md", text))
    assert [document.text[item.start : item.end] for item in document.sentences] == expected


def test_words_keep_apostrophes_and_part_at_hyphens():
    document = read(Source("a.md", "Don’t follow-up the naïve 3.5 GP's"))
    assert [word.text for word in document.words] == ["Don’t", "follow", "up", "the", "naïve", "3", "5", "GP's"]
    assert document.words_in(0, len("Don’t follow")) == 2


def test_front_matter_without_its_end_is_no_prose():
    document = read(Source("x.md", "---\ntitle: Gout\nsources:\n  - name: A: b\n\n## Overview\n\nGout hurts.\n"))
    assert [document.text_of(block) for block in document.blocks] == ["Overview", "Gout hurts."]
    assert document.metadata.value("title") == "Gout"
    assert "front-matter-unclosed" in [problem.code for problem in document.problems]


@pytest.mark.parametrize(
    ("kind", "text", "words", "written"),
    [
        ("markdown", "A nai\u0308ve **cafe\u0301** here", ["A", "na\u00efve", "caf\u00e9", "here"], ["A", "nai\u0308ve", "cafe\u0301", "here"]),
        ("markdown", "*nai*\u0308ve, cafe&#x301;s", ["na\u00efve", "caf\u00e9s"], ["nai*\u0308ve", "cafe&#x301;s"]),
        ("html", "<p>A nai\u0308ve cafe&#x301; and <b>e\u0301</b>tude</p>", ["A", "na\u00efve", "caf\u00e9", "and", "\u00e9tude"],
         ["A", "nai\u0308ve", "cafe&#x301;", "and", "e\u0301</b>tude"]),
        ("captured", "Fever\n\nA nai\u0308ve cafe\u0301.", ["Fever", "A", "na\u00efve", "caf\u00e9"], ["Fever", "A", "nai\u0308ve", "cafe\u0301"]),
        ("markdown", "\u0301 lone **\u0301**mark", ["lone", "mark"], ["lone", "mark"]),
    ],
)  # fmt: skip
def test_letters_written_apart_from_their_marks_are_read_as_one(kind, text, words, written):
    document = read(Source("a.md", text), kind)
    assert [word.text for word in document.words] == words
    assert [document.excerpt(document.locate(word.start, word.end)) for word in document.words] == written


def test_metadata_is_composed_like_the_text():
    text = "---\ntitle: Cafe\u0301\nreviewer:\n  - name: Zoe\u0308\n---\n\n# Cafe\u0301\n"
    document = read(Source("a.md", text), "markdown")
    assert document.metadata.value("title") == document.text_of(document.blocks[0]) == "Caf\u00e9"
    assert document.metadata.value("reviewer") == [{"name": "Zo\u00eb"}]
    assert document.excerpt(document.metadata.get("title").span) == "Cafe\u0301"


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("A clot <!-- x --> forms.", "A clot forms."),
        ("A clot<!-- x --> forms.", "A clot forms."),
        ("A clot <!-- x -->forms.", "A clot forms."),
        ("A clot <!-- x --> <!-- y --> *forms*.", "A clot forms."),
        ("<!-- x --> A clot forms.", "A clot forms."),
        ("A `b ` c", "A b  c"),
    ],
)
def test_a_comment_leaves_no_second_blank(text, read_as):
    document = read(Source("a.md", f"Lead.\n\n- {text}\n"), "markdown")
    assert document.text_of(document.blocks[-1]) == read_as
    word = document.words[-1]
    assert document.excerpt(document.locate(word.start, word.end)) == word.text


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("Signs:\n• chest pain\n  that lasts\n• fever\n", [("paragraph", "Signs:"), ("list_item", "chest pain that lasts"), ("list_item", "fever")]),
        ("• one\n\n• **two**\n", [("list_item", "one"), ("list_item", "two")]),
        ("Signs:<br>• fever<br>• rash\n", [("paragraph", "Signs:"), ("list_item", "fever"), ("list_item", "rash")]),
        ("- item\n  • inner\n", [("list_item", "item • inner")]),
        ("| a |\n|---|\n| b<br>• c |\n", [("table_cell", "a"), ("table_cell", "b • c")]),
        ("A · B\n", [("paragraph", "A · B")]),
    ],
)  # fmt: skip
def test_lines_that_begin_with_a_bullet_sign_are_items(text, blocks):
    document = read(Source("a.md", text))
    assert [(block.kind, document.text_of(block)) for block in document.blocks] == blocks


def test_toml_front_matter_gives_fields_with_their_places():
    text = (
        "+++\r\ntitle = \"Gout\"\r\nlast_reviewed = 2021-03-04\r\n[params]\r\nreviewer = 'x'\r\n+++\r\n\r\n# Gout\r\n"
    )
    document = read(Source("a.md", text))
    found = {name: (str(item.value), document.excerpt(item.span)) for name, item in document.metadata.fields.items()}
    assert found == {
        "title": ("Gout", '"Gout"'),
        "last_reviewed": ("2021-03-04", "2021-03-04"),
        "reviewer": ("x", "'x'"),
    }
    assert [document.text_of(block) for block in document.blocks] == ["Gout"]


def test_plus_signs_with_no_second_line_are_text():
    assert read(Source("a.md", "+++\ntitle = 1\n")).metadata.present is False


def test_marks_for_a_site_generator_are_no_text_and_everything_else_keeps_its_place():
    text = '{{< callout type="x" >}}\nCall 000 if limp.\n{{< /callout >}}\n\n:::warning\nPale skin.\n:::\n\n> [!WARNING]\n> Blue lips.\n\n> Quoted.\n\nUse {{ name }} here.\n'
    document = read(Source("a.md", text))
    assert [(document.text_of(block), block.quoted) for block in document.blocks] == [
        ("Call 000 if limp.", False), ("Pale skin.", False), ("Blue lips.", False), ("Quoted.", True), ("Use {{ name }} here.", False),
    ]  # fmt: skip
    word = document.words[-1]
    assert document.excerpt(document.locate(word.start, word.end)) == word.text == "here"


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ('!!! danger "Call 000"\n\n    If blue.\n\n    - limp\n\n    ??? tip\n        Rest.\n\n    Then.\n\nAfter.\n',
         [("paragraph", "Call 000"), ("paragraph", "If blue."), ("list_item", "limp"), ("paragraph", "Rest."), ("paragraph", "Then."), ("paragraph", "After.")]),
        ("!!! note\n\tIf blue.\n\n\t- limp\n", [("paragraph", "If blue."), ("list_item", "limp")]),
        ("!!! note\r\n\r\n    If blue.\r\n", [("paragraph", "If blue.")]),
        ("- one\n\n    !!! note\n\n        Two.\n", [("list_item", "one"), ("list_item", "Two.")]),
        ('=== "Adults"\n\n    Rest.\n', [("paragraph", "Adults"), ("paragraph", "Rest.")]),
        ("```\n!!! note\n\n    x = 1\n```\n", [("code", "!!! note\n\n    x = 1\n")]),
        ("Stop!!! Now.\n\n    x = 1\n", [("paragraph", "Stop!!! Now."), ("code", "x = 1\n")]),
        ("/// warning | Call 000\nIf blue.\n///\n", [("paragraph", "Call 000"), ("paragraph", "If blue.")]),
        ("> [!warning]- Get help\n> If blue.\n", [("paragraph", "Get help"), ("paragraph", "If blue.")]),
        (":::danger Get help\nIf blue.\n:::\n", [("paragraph", "Get help"), ("paragraph", "If blue.")]),
        ('{% include alert.html type="x" text="Call 000" %}\n', [("paragraph", "Call 000")]),
        ('{{< figure src="a.png" caption="A rash" title="Rash" >}}\n', [("paragraph", "A rash Rash")]),
        ("# Gout\n{: .no_toc }\n\n* TOC\n{:toc}\n\n1. Rest.\n{: .x}\n", [("heading", "Gout"), ("list_item", "Rest.")]),
        ('[a]{.small} and [b](/b){target="_blank"} {1 one}.\n', [("paragraph", "[a] and b {1 one}.")]),
        ("Flu\n: A virus.\n: Not a cold.\n", [("list_item", "Flu"), ("list_item", "A virus."), ("list_item", "Not a cold.")]),
        ("See [[Page|the page]], ![[a.png]] ==now== %%teh note%% [@a2020, p. 3]. ^block\n", [("paragraph", "See the page, now.")]),
        ("import A from '@b/c';\n\nexport const x = () => (\n  1\n);\n\nImport nothing.\n", [("paragraph", "Import nothing.")]),
        ("Use `{{< note >}}` and `[[x]]`.\n", [("paragraph", "Use {{< note >}} and [[x]].")]),
        ("#Signs\n\nHi :smile:, at 10:30:00.\n", [("paragraph", "#Signs"), ("paragraph", "Hi, at 10:30:00.")]),
    ],
)  # fmt: skip
def test_each_site_generators_marks(text, blocks):
    document = read(Source("a.md", text))
    assert [(block.kind, document.text_of(block)) for block in document.blocks] == blocks
    for word in document.words:
        assert document.excerpt(document.locate(word.start, word.end)) == word.text


@pytest.mark.parametrize("target", ['{{< ref "b.md" >}}', "{% link b.md %}", "{{ site.url }}/b"])
def test_an_address_that_a_generator_makes_is_a_link(target):
    document = read(Source("a.md", f"See [here]({target}) now.\n"))
    assert [(link.text, link.target, document.excerpt(link.target_span)) for link in document.links] == [
        ("here", target, target)
    ]
    assert document.text == "See here now.\n"


def test_a_comment_of_mdx_holds_directives():
    document = read(Source("a.mdx", "# A\n\n{/* qa: disable T01 -- why */}\n\n<!-- qa: enable T01 -->\n"))
    assert [item.text for item in document.directives] == ["disable T01 -- why", "enable T01"]


@pytest.mark.parametrize(
    "text",
    [
        "---\nlast_update:\n  date: 2020-01-02\n  author: Ann\nparams:\n  reviewer: Dr Lee\n---\n",
        '+++\nlastmod = 2020-01-02\n[params]\nreviewer = "Dr Lee"\n[menu]\nauthor = 1\n+++\n',
    ],
)
def test_fields_that_generators_nest(text):
    fields = read(Source("a.md", text)).metadata.fields
    assert (str(fields["last_updated"].value), fields["reviewer"].value) == ("2020-01-02", "Dr Lee")
    assert "author" not in fields


def test_block_elements_in_running_markdown_part_paragraphs():
    document = read(Source("a.md", "<va-alert><h3>Call 911</h3><p>If your child turns blue.</p></va-alert>\n"))
    assert [document.text_of(block) for block in document.blocks] == ["Call 911", "If your child turns blue."]


def test_images_alone_leave_no_blank_paragraph():
    assert read(Source("a.md", "![a](a.png)\n![b](b.png)\n")).blocks == ()


@pytest.mark.parametrize("shown", ["```jsx\n{/* qa: disable T01 */}\n```", "Write `{/* qa: disable T01 */}` above it."])
def test_comments_that_code_shows_are_no_suppressions(shown):
    assert read(Source("a.mdx", f"# A\n\n{shown}\n")).directives == ()
    both = read(Source("a.mdx", f"# A\n\n{shown}\n\n{{/* qa: disable S02 -- why */}}\n"))
    assert [item.text for item in both.directives] == ["disable S02 -- why"]
