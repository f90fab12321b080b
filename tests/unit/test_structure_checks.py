"""Sections, headings, lists, reading time, banners, dates, sentence ends."""

import pytest
from checking import full, matches

BOILERPLATE = {"boilerplate": ["^learn more .*quality assurance.*$", "^last reviewed.*$"], "brief": ["references"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## A\n\nLearn more about quality assurance.\n\nLast reviewed: May 2026", [("empty", "A")]),
        ("## A\n\n## B\n\n" + "word " * 25, [("empty", "A")]),
        ("## A\n\n### B\n\n" + "word " * 25, []),
        ("## A\n\nRest.", [("", "A")]),
        ("## A\n\nNobody has found a way to prevent this disease as yet.", [("brief", "A")]),
        ("## A\n\n- rest\n- drink", []),
        ("## A\n\n| a | b |\n|---|---|\n| 1 | 2 |", []),
        ("## A\n\nCall [Lifeline](tel:131114).", []),
        ("## A\n\n![Chart](chart.png)", []),
        ("## References\n\nHandbook.", []),
        ("## References", [("empty", "References")]),
        ("# Title\n\nShort.", []),
        ("## Book\n\n<div data-widget='x'></div>", []),
    ],
)
def test_thin_sections(text, expected):
    assert matches("thin_section", text, **BOILERPLATE) == expected


CAPTURED_TITLES = {
    "links": (
        "Gout\n\nGout makes a joint sore.\n\nWhat causes gout?\n\nGout clinics\n\nHow is gout treated?\n\nGout\n",
        [],
    ),
    "title": (
        "Gout\n\nGout\n\nMar 1, 2024\n\nGout makes a joint sore for a week or two, and then it goes away for a while.\n",
        [],
    ),
    "nothing": (
        "Gout\n\nGout makes a joint sore for a week.\n\nTreatment of gout\n\nTBC\n\nCauses of gout\n\nGout can follow a meal that is rich in meat and drink, or an illness, in people who had it before.\n",
        [("", "Treatment of gout")],
    ),
    "kind": (
        "Gout in older people\n\nPatient Information Leaflet\n\nWhat is gout?\n\nGout makes a joint sore for a week or two.\n",
        [],
    ),
}


@pytest.mark.parametrize("name", CAPTURED_TITLES)
def test_lines_of_captured_text_that_open_no_section(name):
    text, expected = CAPTURED_TITLES[name]
    found = matches("thin_section", text, kind="captured", **BOILERPLATE)
    assert [match for match in found if match[0] != "brief"] == expected


def test_the_title_term_in_headings():
    text = "# Metastatic cancer\n\n## Metastic cancer\n\n## Metastatic cancers\n\n## Metastases"
    assert matches("heading_term", text, words=["Metastases"]) == [("", "Metastic")]


def test_two_words_of_the_title_that_a_heading_joins():
    text = "# Head lice\n\n## Find headlice\n\n## Head lice at school"
    assert matches("heading_term", text) == [("", "headlice")]
    assert matches("heading_term", "# Back up\n\n## Backup") == []


def test_a_word_that_the_article_keeps_using_is_another_word():
    text = "# Bronchitis\n\n## Bronchitic cough\n\nBronchitic bronchitic bronchitic."
    assert matches("heading_term", text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A\n\n## B\n\n### C\n\n## D", []),
        ("# A\n\n### B\n\n### C", [("", "B")]),
        ("# A\n\n# B", [("second-title", "B")]),
        ("## A\n\nText", [("no-title", "A")]),
        ("---\ntitle: A\n---\n\n## B", []),
        ("# A\n\n## B\n\n### C\n\n#### D\n\n##### E\n\n##### F", [("too-deep", "E")]),
        ("# A\n\n##\n\nText", [("empty", "##\n")]),
        ("Text alone", []),
    ],
)
def test_heading_order(text, expected):
    assert matches("heading_order", text) == expected


@pytest.mark.parametrize(
    ("claim", "words", "reported"),
    [
        ("8-minute read", 840, True),
        ("4-minute read", 840, False),
        ("3 min read", 840, False),
        ("Reading time: 5 minutes", 840, False),
        ("Reading time: 6 minutes", 840, True),
        ("1 minute read", 30, False),
        ("2 to 4 minute read", 840, False),
        ("eight-minute read", 840, True),
        ("Allow 10 minutes to read the form", 100, False),
    ],
)
def test_reading_time(claim, words, reported):
    assert bool(matches("read_time", f"# A\n\n{claim}\n\n" + "word " * words)) is reported


def test_key_facts():
    options = {"sections": ["^key facts$"], "max_words": 6}
    assert matches("bullet_count", "## Key facts\n\n- a\n- b\n- c", **options) == []
    assert matches("bullet_count", "## Key facts\n\n- a", **options) == [("", "Key facts")]
    assert matches("bullet_count", "## Key facts\n\nText.", **options) == [("no-list", "Key facts")]
    long = "## Key facts\n\n- One two three four. Five six seven.\n- b\n- One two three four five six seven."
    assert [variant for variant, _ in matches("bullet_count", long, **options)] == ["long-bullet", "long-sentence"]


def test_lists_count_their_own_level():
    nested = "Signs:\n\n" + "".join(f"- item {index}\n  - inner\n  - other\n" for index in range(4))
    assert matches("list_shape", nested) == []


@pytest.mark.parametrize(
    ("lead", "variants"),
    [("The signs are:", []), ("The signs are", ["lead-in"]), ("Rest.", []), ("Signs", []), ("**The signs are:**", [])],
)
def test_lead_ins(lead, variants):
    assert [variant for variant, _ in matches("list_shape", f"{lead}\n\n- a\n- b")] == variants


BANNER = {
    "events": [r"\b(cyclone|flood|outbreak)s?\b"],
    "disruptions": [r"may not be open as usual"],
    "notices": [r"^\W*([\w-]+ )*(alert|warning)\b ?:", "^emergency in"],
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A\n\nFlood warning: stay home.\n\n## B", [("", "Flood warning: stay home.")]),
        ("# A\n\nClinics may not be open as usual.\n\n## B", [("", "Clinics may not be open as usual.")]),
        (
            "# A\n\nFrom 1 May 2026 to 9 May 2026 clinics may not be open as usual.",
            [("expired", "From 1 May 2026 to 9 May 2026 clinics may not be open as usual.")],
        ),
        ("# A\n\nFrom 20 November 2026 until 30 November 2026 clinics may not be open as usual.", []),
        ("# A\n\nAn outbreak is a rise in cases.\n\n## B", []),
        ("# Flood and health\n\nFlood warning: what it means.\n\n## B", []),
        ("# A\n\n## B\n\nClinics may not be open as usual.", []),
        ("---\nbanner: Cyclone Elsa\n---\n\n# A", [("", "Cyclone Elsa")]),
        (
            "---\nbanner: {text: Elsa, start: 2026-11-20, expires: 2026-11-30}\n---\n\n# A\n\nFlood warning: stay home.",
            [],
        ),
    ],
)
def test_banners(text, expected):
    assert matches("temporary_banner", text, **BANNER) == expected


def test_neighbouring_lines_are_one_notice():
    text = "# A\n\nEmergency in the flood zone.\n\nClinics may not be open as usual.\n\n## B"
    assert matches("temporary_banner", text, **BANNER) == [("", "Emergency in the flood zone.")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 06/08/2018.", [("", "06/08/2018")]),
        ("Last reviewed: 05/2023. One in 12/2000.", [("", "05/2023")]),
        ("On 6 Aug 2018 and 6th August 2018.", [("short-month", "6 Aug 2018"), ("ordinal", "6th August 2018")]),
        ("On August 6, 2018.", [("month-first", "August 6, 2018")]),
        ("In May 2018, on 6 August 2018, in 2010-12, 1/2000 births, `2018-08-06`.", []),
        ("## Sources\n\nSeen 06/08/2018.", []),
    ],
)
def test_date_style(text, expected):
    assert matches("date_style", text) == expected


CHANGES = {"changes": [{"changed": "2024-07-01", "summary": "x", "mentions": ["screening"]}]}


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("---\nlast_reviewed: 2024-06-30\n---\n\nThe screening test. More screening.", 1),
        ("---\nlast_reviewed: 2024-07-01\n---\n\nThe screening test.", 0),
        ("Screening.\n\nLast reviewed: June 2024", 1),
        ("Screening.\n\nLast reviewed: July 2024", 0),
        ("Screening.", 0),
    ],
)
def test_changes_since_the_review(text, reported):
    assert len(matches("changed_since_review", text, data=CHANGES)) == reported


MARKS = {
    "conditional": ["see"],
    "conjunctions": ["if"],
    "subjects": ["you", "we"],
    "verbs": ["can", "are"],
    "emphasis": ["not"],
    "small": ["the", "of"],
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rest now. Call your own doctor today", [("", "Call your own doctor today")]),
        ("See your own doctor if it lasts for a week", [("", "See your own doctor if it lasts for a week")]),
        ("See all our pages on kidneys and bladder stones", []),
        ("Rest now. Call your own doctor today [](x)", [("", "Call your own doctor today")]),
        ("Table 1. Doses that are in common use", []),
        ("Rest now. See [our other page](x)", []),
        ("You can take this with or without food", [("", "You can take this with or without food")]),
        ("Advice that you can count on all day", []),
        ("You can take this with or without food:\n\n- a", []),
        ("Do NOT stop.", [("capitals", "NOT")]),
        ("SIGNS OF THE FLU are", [("capitals", "SIGNS OF THE FLU")]),
        ("CT MRI PET scans.", []),
    ],
)
def test_sentence_ends_and_capitals(text, expected):
    assert matches("prose_marks", text, **MARKS) == expected


def test_a_date_in_figures_can_be_read_two_ways_and_is_left_to_a_person():
    applicability = {
        text: [match.fix.applicability for match in full("date_style", f"Reviewed on {text}.")[1]]
        for text in ("03/04/2024", "3rd April 2024")
    }
    assert applicability == {"03/04/2024": ["manual"], "3rd April 2024": ["unsafe"]}


@pytest.mark.parametrize(
    ("one", "two", "variants"),
    [
        ("https://a.example/page?id=1", "https://a.example/page?id=2", ["duplicate"]),
        ("https://a.example/page?id=1", "http://a.example/page?id=1", []),
        ("https://a.example/page/", "https://a.example/page", []),
        ("https://a.example/page#b", "https://a.example/page#c", ["duplicate"]),
        ("tel:131114", "https://a.example/page", []),
    ],
)
def test_one_text_that_leads_to_two_places(one, two, variants):
    found = matches(
        "vague_link_text", f"See [the guide to care]({one}) and [the guide to care]({two}).", phrases=["here"]
    )
    assert [variant for variant, _ in found] == variants
