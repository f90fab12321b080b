import re
import textwrap
from pathlib import Path

import pytest

from qa.document.captured import read_captured
from qa.document.captured_words import looks_like_heading
from qa.source import Source

FOLDER = Path(__file__).parents[1] / "golden" / "readers" / "captured"


def page(text):
    return read_captured(Source("a.txt", text))


def shape(document):
    return [
        (block.role, block.kind, block.level, re.sub(r"\s+", " ", document.text_of(block))) for block in document.blocks
    ]


def headings(document):
    return [(block.level, document.text_of(block)) for block in document.blocks if block.kind == "heading"]


ARTICLE = """Hives

Hives is an itchy rash. It comes and goes within a day.

What causes hives?

Hives can follow an infection or an insect bite.

  • food
  • medicine

Treatment of hives

Most hives need no treatment at all.
"""


@pytest.mark.parametrize("line", ["Symptoms", "What is gout?", "When to call 000", "CAUSES", "COVID-19 and you", "St John's wort", "2. Treatment", "mRNA vaccines", "SYMPTOMS:",
                                  "Date rape drugs", "HIV – what is it?", "Arms and legs", "Time-out", "Sources", "Video consultations", "Emergency treatment"])  # fmt: skip
def test_lines_that_have_a_headings_shape(line):
    assert looks_like_heading(line)


@pytest.mark.parametrize(
    "line",
    ["Call 000 now", "Call triple zero (000) for an ambulance", "By Ann Lee", "Last reviewed: May 2024", "5-minute read", "Print", "Read more on gout", "Gout hurts.",
     "These are the symptoms:", "1800 022 222", "https://example.org", "Home > Health > Gout", "itchy skin", "Show more", "Learn more", "Back to top", "Reviewed by Dr A",
     "Take one tablet. Then wait", "TBC", "To be advised", "Bell Clinic, 14 Surf Street, Torquay", "Sleep Society, Restless legs, 2022", "Hives plan (PDF, 2 pages)", "Page reviewed by Ann Li", "Content last checked 2 June 2026", "To learn about surgery click here", "Published 6 May 2024", "a", "Phone: 1800 022 222", "Find a health service",
     "ARMS– can they lift both arms?", "Speech – is it slurred?", "Time - call at once"],
)  # fmt: skip
def test_lines_that_are_no_headings(line):
    assert not looks_like_heading(line)


def test_headings_sections_and_lists_of_a_bare_article():
    document = page(ARTICLE)
    assert document.title == "Hives"
    assert headings(document) == [(1, "Hives"), (2, "What causes hives?"), (2, "Treatment of hives")]
    assert [(block.level, block.group, block.row) for block in document.blocks if block.kind == "list_item"] == [
        (1, 0, 0),
        (1, 0, 1),
    ]
    assert {block.role for block in document.blocks} == {"body"}


ABOVE = [
    "Skip to main content\nHome\nConditions\n\nHome > Conditions > Hives\n\n",
    "Health Line\n\nMedical problem? Call 1800 555 010. In an emergency call 000.\n\nbeginning of content\n\n",
    "Hives | Health Line\n\nMenu\n\nSearch\n\n",
    "Emergency for Coast, Cyclone Bert\n\nSome services may not be operating as usual.\n\nMain navigation\n\n",
]
BELOW = [
    "\nLast reviewed: May 2024\n\nBack to top\n\nAbout us\n\nPrivacy\n",
    "\nWas this page helpful?\n\nYes\n\nNo\n\nRelated pages\n\nEczema\n\n© 2024 Health Line\n",
    "\nShare this page\n\nFacebook\n\nHealth Line acknowledges the Traditional Owners of the land.\n",
    "\nBack to top\n\nNeed more information?\n\nHives - Skin Net\n\nAll about hives.\n\nRead more on Skin Net website\n\nHealth Line hotline\n",
]


@pytest.mark.parametrize("below", BELOW)
@pytest.mark.parametrize("above", ABOVE)
def test_chrome_above_and_below_is_told_from_the_article(above, below):
    document = page(above + ARTICLE + below)
    article = [item for item in shape(document) if item[0] == "body" and not item[3].startswith("Last reviewed")]
    assert article == shape(page(ARTICLE))


@pytest.mark.parametrize("above", ABOVE)
def test_an_article_without_blank_lines_has_the_same_headings(above):
    packed = re.sub(r"\n+", "\n", above + ARTICLE + BELOW[0])
    assert headings(page(packed)) == headings(page(ARTICLE))


def test_a_notice_runs_to_the_navigation():
    document = page(ABOVE[3] + ARTICLE)
    assert [document.text_of(block) for block in document.blocks if block.role == "banner"] == [
        "Emergency for Coast, Cyclone Bert", "Some services may not be operating as usual.",
    ]  # fmt: skip


def test_cards_below_the_article_are_cards():
    document = page(ARTICLE + BELOW[3])
    assert [document.text_of(block) for block in document.blocks if block.role == "card"] == [
        "Need more information?", "Hives - Skin Net", "All about hives.", "Read more on Skin Net website",
    ]  # fmt: skip
    assert [document.text_of(block) for block in document.blocks if block.role == "footer"] == [
        "Back to top",
        "Health Line hotline",
    ]


@pytest.mark.parametrize("name", ["breadcrumb-and-review-lines", "fact-sheet-with-actions", "notice-above-title"])
@pytest.mark.parametrize("width", [72, 80])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_wrapped_lines_make_the_same_blocks(name, width, end):
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    lines = []
    for line in text.splitlines():
        indent = re.match(r"\s*(?:[•◦-] |\d[.] )?", line).end()
        lines += textwrap.wrap(line, width, subsequent_indent=" " * indent, break_on_hyphens=False) or [""]
    assert shape(page(end.join(lines))) == shape(page(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Read more on complications of gout.", ["Read more on complications of gout"]),
        ("Find out more about gout", ["Find out more about gout"]),
        ("Learn more here about gout. Click here to print.", ["here", "here"]),
        ("The pain is here to stay, and where it hurts matters.", []),
        (
            "You can read more on Sundays than on other days, which is a pity for all of those readers who only have weekends and who would rather have been reading each day, come rain or shine, all year, and so on.",
            [],
        ),
    ],
)
def test_lost_links_are_told_by_their_wording(text, expected):
    document = page(text + "\n")
    assert [(link.kind, link.target, link.text) for link in document.links] == [
        ("lost", "", words) for words in expected
    ]
    for link in document.links:
        assert document.excerpt(link.span).startswith(link.text)


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("Last reviewed: November 2023", "last_reviewed", "November 2023"),
        ("Page last reviewed: 12 March 2024", "last_reviewed", "12 March 2024"),
        ("Next review due: 12 March 2027", "next_review", "12 March 2027"),
        ("Reviewed on: 31-08-2022", "last_reviewed", "31-08-2022"),
        ("Review Date 10/31/2023", "last_reviewed", "10/31/2023"),
        ("Last medically reviewed on Nov. 30, 2023", "last_reviewed", "Nov. 30, 2023"),
        ("Last updated 3 May 2024", "last_updated", "3 May 2024"),
        ("Published 2024-05-03", "published", "2024-05-03"),
        ("Medically reviewed by Dr Pat Quill, GP on 4 July 2024", "reviewer", "Dr Pat Quill, GP"),
        ("By Riverside Clinic Staff", "author", "Riverside Clinic Staff"),
    ],
)
def test_labelled_lines_are_fields_and_stay_body(line, field, value):
    document = page(f"{ARTICLE}\n{line}\n\nBack to top\n")
    found = document.metadata.get(field)
    assert (found.value, document.excerpt(found.span)) == (value, value)
    assert not document.metadata.present
    assert line in [document.text_of(block) for block in document.blocks if block.body]


def test_a_date_on_the_next_line_belongs_to_its_label():
    assert page(f"{ARTICLE}\nLast reviewed\nMay 2024\n").metadata.value("last_reviewed") == "May 2024"


def test_dates_on_cards_are_not_the_pages_own():
    card = "\nNeed more information?\n\nHives\n\nLast reviewed: May 1999. All about hives.\n\nRead more on Skin Net website\n"
    assert page(ARTICLE + card).metadata.get("last_reviewed") is None


def test_underlines_hashes_and_numbers_rank_headings():
    text = "Hives\n=====\n\nHives itch for a day or two.\n\nCauses\n------\n\nFood can cause hives in some.\n\n1.1 Shellfish\n\nPrawns are a common cause of hives.\n"
    assert headings(page(text)) == [(1, "Hives"), (2, "Causes"), (3, "1.1 Shellfish")]


def test_tables_of_tabs_are_cells():
    document = page("Doses\n\nWeight\tDose\n10 kg\t1 mg\n")
    assert [(document.text_of(block), block.row) for block in document.blocks if block.kind == "table_cell"] == [
        ("Weight", 0), ("Dose", 0), ("10 kg", 1), ("1 mg", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["a\n=\n" * 20000, "A heading\n\n" * 20000, "Back to top\n\nHeading here\n\nSome prose that is long enough to count.\n\n" * 3000, "http://x.org/(" * 20000 + ")" * 20000,
     "Contents\n\nitem\n\n" * 20000, "reviewed 2020 " * 20000, "x > " * 50000],
)  # fmt: skip
def test_hostile_captures_are_read_in_linear_time(text):
    assert page(text).kind == "captured"


def blocks(text):
    document = page(text)
    for word in document.words:
        place = document.locate(word.start, word.end)
        assert "".join(char for char in document.excerpt(place) if char not in "-\n \u00ad") == word.text
    return [(block.kind, document.text_of(block)) for block in document.blocks if block.body]


def test_a_printed_page_is_read_on_behind_its_running_head():
    foot = "LF-12  Knee surgery                          Page {} of 2\n\nWattle Hospital                          For patients\n\n"
    text = (
        "Knee surgery\n\nAfter surgery\n\nYou must not drive a car or ride a bike\n\n"
        + foot.format(1)
        + "for six weeks.\n\n"
    )
    text += "Walk a little every day.\n\n" + foot.format(2)
    assert blocks(text) == [
        ("heading", "Knee surgery"), ("heading", "After surgery"),
        ("paragraph", "You must not drive a car or ride a bike for six weeks."), ("paragraph", "Walk a little every day."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gout\n\nA kind of arth-\nritis that hurts.\n", "A kind of arthritis that hurts."),
        ("Gout\n\nEat a low-\nfat diet each day.\n", "Eat a low-fat diet each day."),
        ("Gout\n\nThe asth\u00adma pump.\n", "The asthma pump."),
        ("Gout\n\nIt hurts -\nask your doctor.\n", "It hurts -"),
    ],
)
def test_words_that_were_parted_are_one(text, expected):
    assert blocks(text)[1] == ("paragraph", expected)


def test_lines_of_unlike_length_are_one_paragraph_where_they_run_on_in_small_letters():
    lines = [
        "A colonoscopy is a test that lets a doctor look at",
        "the inside of your large bowel with a thin tube that has",
        "a camera at its end. The same doctor",
        "can take small pieces of tissue and look at",
        "them.",
    ]
    assert blocks("Colonoscopy\n\n" + "\n".join(lines) + "\n\nAsk us.\n")[1:] == [
        ("paragraph", " ".join(lines)),
        ("paragraph", "Ask us."),
    ]


def test_tables_drawn_with_bars_have_cells():
    text = "Side effects\n\n+-----+-----+\n| What | Helps |\n|------|-------|\n| Nausea | Small  meals |\n+-----+-----+\n\nAsk us about them.\n"
    assert blocks(text)[1:] == [
        ("table_cell", "What"),
        ("table_cell", "Helps"),
        ("table_cell", "Nausea"),
        ("table_cell", "Small  meals"),
        ("paragraph", "Ask us about them."),
    ]


def test_a_section_that_the_contents_name_stays_a_heading_when_it_is_empty():
    text = "Gout\n\nGout hurts a great deal at night.\n\nOn this page\n\nCauses\nTreatment\n\nCauses\n\nCrystals form in the joint and hurt.\n\nTreatment\n\nSupport\n\nCall your doctor about the pain.\n"
    assert ("heading", "Treatment") in blocks(text)


def test_the_title_is_the_line_below_a_breadcrumb_that_was_saved_a_line_a_step():
    text = "Home\nConditions\nGout\nWe use cookies on this website to know our visitors.\nAccept\nGout\n\nGout is a kind of arthritis that hurts.\n"
    assert blocks(text)[:2] == [("heading", "Gout"), ("paragraph", "Gout is a kind of arthritis that hurts.")]


def test_the_title_is_the_topic_of_the_headings_above_a_menu_and_a_call_out():
    above = "Bellbird Clinic\n\nHives\n\nHome\nTopics\nAbout us\n\nCall triple zero (000) if you can't breathe.\n\nOn this page\n\nWhat is hives?\nWhat causes hives?\n\n"
    body = ARTICLE.removeprefix("Hives\n\n")
    assert page(f"{above}What is hives?\n\n{body}").title == "Hives"


def test_the_title_is_what_the_first_text_begins_with():
    text = "St Brendan's Emergency Care\nThis site is best viewed in a modern browser.\n\nFainting\n\nPatient information leaflet ED-17\n\nFainting is a short loss of consciousness. You wake within a minute or so.\n\nYour visit\n\nAsk the nurse which tests you have had at St Brendan's today.\n"
    assert page(text).title == "Fainting"


def test_a_logo_and_a_contents_line_head_nothing():
    text = f"Hives Care [logo]\n\nHives\n\nOn this page: What causes hives? | Treatment of hives\n\n{ARTICLE.removeprefix('Hives')}"
    document = page(text)
    assert document.title == "Hives"
    assert ("nav", "paragraph", 0, "On this page: What causes hives? | Treatment of hives") in shape(document)


def test_names_under_downloads_are_its_list():
    text = f"{ARTICLE}\nDownloads\n\nHives and you\n\nHives plan (PDF, 2 pages)\n\nLast reviewed: May 2026\n"
    assert (2, "Hives and you") not in headings(page(text))
    assert (2, "Downloads") in headings(page(text))


def test_a_name_with_its_number_heads_nothing():
    text = "Gout\n\nGout is a kind of arthritis that hurts.\n\nHelp\n\nArthritis line: 13 11 20\n\nThey answer day and night, all week.\n"
    assert ("paragraph", "Arthritis line: 13 11 20") in blocks(text)


def test_the_title_is_below_the_sites_name_and_menu():
    text = """Feet First Podiatry | Home | Fees | Contact

SKIN AND FOOT CLINIC

Bunions

A bunion is a bony lump at the base of the big toe. Shoes rub on it until it is sore.

Who gets bunions?

Anyone can get a bunion. Tight shoes make it worse, and so does a family history of them.

© 2026 Skin and Foot Clinic
"""
    assert headings(page(text)) == [(1, "Bunions"), (2, "Who gets bunions?")]


def test_hours_places_and_waiting_times_are_no_headings():
    for line in (
        "Monday to Friday 8.00am to 5.00pm",
        "Sat 9 am to noon",
        "Emergency department wait: 2 hrs 15 mins",
        "Find us: 3 High Street",
    ):
        assert not looks_like_heading(line)
    for line in ("Sunscreen and 50+ creams", "Stage 1: 0 to 6 weeks", "Daily care of your feet", "Opening hours"):
        assert looks_like_heading(line)


def test_questions_stand_under_the_heading_that_announces_them():
    text = (
        ARTICLE
        + "\nQuestions people ask\n\nIs it catching?\n\nNo, you cannot catch hives.\n\nDoes it scar?\n\nNo, it never does.\n\nMore help\n\nAsk a nurse about it.\n"
    )
    assert headings(page(text))[-4:] == [
        (2, "Questions people ask"),
        (3, "Is it catching?"),
        (3, "Does it scar?"),
        (2, "More help"),
    ]


def test_an_area_code_is_no_number_of_a_list():
    document = page("Smile Dental\n\n(03) 5550 1111\n\n" + ARTICLE)
    assert [document.text_of(block) for block in document.blocks if block.kind == "list_item"] == ["food", "medicine"]


def test_a_line_that_dates_the_article_is_no_cards_title():
    text = ARTICLE + "\nMedical review: Dr Ana Ruiz, allergist, 11 Nov 2027\n\nRead more on Skin Net website\n"
    assert page(text).metadata.value("last_reviewed") is None
    assert ("body", "paragraph", 0, "Medical review: Dr Ana Ruiz, allergist, 11 Nov 2027") in shape(page(text))


def test_sources_under_their_label_are_no_heading():
    assert "Handbook (2023)" not in [
        title for _, title in headings(page(ARTICLE + "\nSources:\n\nHandbook (2023)\n\nAsk a nurse about it.\n"))
    ]


def test_bars_between_words_of_two_lines_are_rows():
    found = shape(
        page(
            ARTICLE + "\nWhat it costs\n\nItem | Fee\nCrown | $900\n\nAsk us about the fee.\n\nHome | About | Contact\n"
        )
    )
    assert [item[3] for item in found if item[1] == "table_cell"] == ["Item", "Fee", "Crown", "$900"]


def test_small_lines_under_a_heading_are_its_list():
    found = shape(
        page(
            ARTICLE
            + "\nSigns of hives\n\nred lumps\nan itch\na swollen lip\n\nTreatment\n\nMost hives need none at all.\n"
        )
    )
    assert [item[3] for item in found if item[1] == "list_item"] == [
        "food",
        "medicine",
        "red lumps",
        "an itch",
        "a swollen lip",
    ]
