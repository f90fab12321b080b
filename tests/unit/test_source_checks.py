"""Hidden characters, alternative texts, languages."""

import pytest
from checking import full, matches


@pytest.mark.parametrize(
    ("text", "variants"),
    [
        ("para\u200bcetamol", ["zero-width"]),
        ("a\u200bb\u200bc", ["zero-width"]),
        ("a\u200bb\nc\u200bd", ["zero-width", "zero-width"]),
        ("a\u200bb\u00adc", ["zero-width", "soft-hyphen"]),
        ("\u202eabc\u202c", ["bidi"]),
        ("\u200fשלום", []),
        ("\ue000", ["private-use"]),
        ("38\ufffdC", ["broken"]),
        ("a\u2028b", ["line-separator"]),
        ("👩\u200d⚕️ and 👨\u200d👩\u200d👧", []),
        ("می\u200cخواهم", []),
        ("\ufeffText", []),
        ("Te\ufeffxt", ["zero-width"]),
        ("p\u0430racetamol", ["lookalike"]),
        ("ភាសា\u200bខ្មែរ", []),
        ("para&#8203;cetamol &#x202E;x &amp; &nbsp;", ["zero-width", "bidi"]),
        ("здравствуйте β-blocker TGFβ 5 μg naïve", []),
    ],
)
def test_hidden_characters(text, variants):
    assert [variant for variant, _ in matches("hidden_characters", text)] == variants


def test_removing_them_restores_the_word():
    document, found = full("hidden_characters", "Take para\u200bcet\u200bamol.")
    text = document.source.text
    for edit in reversed(found[0].fix.edits):
        text = text[: edit.start] + edit.replacement + text[edit.end :]
    assert text == "Take paracetamol."


@pytest.mark.parametrize(
    ("text", "kind", "variants"),
    [
        ("![A lung](x.png)", "markdown", []),
        ("![](x.png)", "markdown", [""]),
        ("![x.png](x.png)", "markdown", ["file-name"]),
        ("![IMG_2034](x.png)", "markdown", ["file-name"]),
        ("![" + "long " * 26 + "](x.png)", "markdown", ["long"]),
        ('{{< figure src="x.jpg" >}}', "markdown", [""]),
        ('{{< figure src="x.jpg" caption="A lung" >}} {{< figure src="y.jpg" alt="A lung" >}}', "markdown", []),
        ("![[x.png]] ![[y.png|100]] ![[z.png|A lung]] `![[w.png]]`", "markdown", ["", ""]),
        ('<Image src="x.png" /> <Image src={y} alt={words} />', "markdown", [""]),
        ('<p>Text <img src="x.png" alt=""></p>', "html", []),
        ('<p>Text <img src="x.png"></p>', "html", [""]),
        ('<p><a href="/a"><img src="x.png" alt=""></a></p>', "html", [""]),
        ('<p><a href="/a"><img src="x.png" alt=""> Lungs</a></p>', "html", []),
    ],
)
def test_alternative_texts(text, kind, variants):
    assert [variant for variant, _ in matches("alt_text", text, kind=kind)] == variants


@pytest.mark.parametrize(
    ("text", "kind", "variants"),
    [
        ('<html lang="en-AU"><body><p>Hi</p></body></html>', "html", []),
        ('<html lang="fr"><body><p>Hi</p></body></html>', "html", []),
        ('<html lang="en"><body><p>Hi</p></body></html>', "html", []),
        ('<html lang="en-US"><body><p>Hi</p></body></html>', "html", ["other-country"]),
        ("<html><body><p>Hi</p></body></html>", "html", [""]),
        ("<p>A fragment</p>", "html", []),
        ("---\nlang: english\n---\n\nHi", "markdown", ["invalid"]),
        ("Hi", "markdown", []),
    ],
)
def test_languages(text, kind, variants):
    found = matches("page_language", text, kind=kind, expected={"au": "en-AU"})
    assert [variant for variant, _ in found] == variants


def test_lines_are_long_beyond_the_limit_and_not_at_it():
    assert matches("unreadable", "abcd abcd\n\nabcd", max_line=10) == []
    assert matches("unreadable", "abcd abcde\n\nabcd", max_line=10) == [("long-line", "a")]
    assert matches("unreadable", "<p>abcd abcd</p>\n<p>abcd abcd x</p>", kind="html", max_line=10) == [
        ("long-line", "<")
    ]
    assert matches("unreadable", "short", max_line=10) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Heart Trust logo Lung Friends logo Kids Health logo", ["run-together"]),
        ("Heart Trust logo. Lung Friends logo. Kids Health logo", []),
        ("Heart Trust logo Lung Friends logo", []),
    ],
)
def test_logos_run_together_where_nothing_stands_between_three(line, found):
    assert [variant for variant, _ in matches("alt_text", line, kind="captured")] == found
