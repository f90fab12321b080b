import pytest
from checking import matches

ROWS = "<tr><td>Adults</td><td>1</td></tr><tr><td>Children</td><td>0</td></tr>"


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        (f"<table>{ROWS}</table>", "html", 1),
        (f"<table><tr><th>Age</th><th>Dose</th></tr>{ROWS}</table>", "html", 0),
        (f"<table role='presentation'>{ROWS}</table>", "html", 0),
        (f"<table><tr><th>a</th><th>b</th></tr>{ROWS}</table><table>{ROWS}</table>", "html", 1),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "html", 0),
        (f"# A\n\n<table>{ROWS}</table>", "markdown", 1),
        ("| | |\n|---|:--|\n| a | b |\n| c | d |", "markdown", 1),
        ("| | h |\n|---|---|\n| a | b |\n| c | d |", "markdown", 0),
        ("a\tb\nc\td", "captured", 0),
    ],
)
def test_tables_without_a_header_cell(text, kind, told):
    assert len(matches("table_headers", text, kind=kind)) == told


FILM = '<iframe title="a" src="https://player.vimeo.com/video/1"></iframe>'


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        (f"<p>Text.</p>{FILM}{FILM}", "html", 1),
        (f"<p>Text.</p>{FILM}<p>Transcript</p>", "html", 0),
        ("<p>Text.</p><video src='a.mp4'></video>", "html", 1),
        ("<p>Text.</p><video autoplay muted src='a.mp4'></video>", "html", 0),
        ("<p>Text.</p><video><source src='a.mp4'><track src='a.vtt'></video>", "html", 0),
        ("<p>Text.</p><iframe src='https://forms.example.org/1'></iframe>", "html", 0),
        ("Text.\n\n![[film.mp4]]", "markdown", 1),
        ("Watch your weight and your salt.", "markdown", 0),
        (
            "Gout\n\nGout makes a joint sore.\n\nWatch: what gout does (video, 4 min)\n\nRest the joint.\n",
            "captured",
            1,
        ),
        ("Gout\n\nWatch your joint for a day. It may swell.\n", "captured", 0),
    ],
)
def test_films_without_words(text, kind, told):
    assert len(matches("video_transcript", text, kind=kind, transcripts=(r"\btranscripts?\b",))) == told


PASSAGE = "Gout makes a joint hot, red and sore, most often the big toe, and it comes back in most people who have had it once."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"# A\n\n{PASSAGE}\n\n## B\n\n{PASSAGE}", [("", PASSAGE)]),
        (f"# A\n\n## B\n\n{PASSAGE}\n\n## B\n\n{PASSAGE}", [("section", "B")]),
        (f"# A\n\n## B\n\n{PASSAGE}\n\n## B\n\n{PASSAGE}\n\nMore.", [("section", "B")]),
        (f"# A\n\n## B\n\n{PASSAGE}\n\n## B\n\nSomething else.", []),
        (f"# A\n\n{PASSAGE} Call 13 11 26.\n\n## B\n\n{PASSAGE} Call 13 11 26.", []),
        ("# A\n\nRest it.\n\n## B\n\nRest it.", []),
        (f"# A\n\n> {PASSAGE}\n\n{PASSAGE}", []),
    ],
)
def test_what_a_page_says_twice(text, expected):
    assert matches("repeated_passage", text) == expected
