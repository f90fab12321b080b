"""Review dates, reviewers, publishers and sources; one finding for one defect."""

import datetime as dt

import pytest
from checking import matches

from qa.checks.support.governance import visible_reviewer
from qa.checks.support.publishers import names_publisher
from qa.checks.support.stated import lists_sources
from qa.document.reading import read
from qa.source import Source


def page(text="Text.", **fields):
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items()) + f"---\n\n{text}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (page(last_reviewed="2026-05-14"), []),
        (page(title="A", reviewer="Dr Li"), [("", "A")]),
        (page(title="A"), [("no-metadata", "A")]),
        ("# A\n\nText.", [("no-metadata", "A")]),
        (page(title="A", last_reviewed=""), [("", "last_reviewed")]),
        (page(last_reviewed="TBC"), [("unparseable", "TBC")]),
        (page(last_reviewed="2023"), [("year-only", "2023")]),
        (page(last_reviewed="2025-02-30"), []),
        (page(lastupdate="2026-05-14"), [("only-updated", "2026-05-14")]),
        (page("", title="A"), []),
        ("Text.\n\nReviewed: Spring 2024", [("unparseable", "Spring 2024")]),
    ],
)
def test_review_date_present(text, expected):
    assert matches("review_date_missing", text) == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (dt.date(2025, 11, 29), []),
        (dt.date(2025, 11, 30), ["ageing"]),
        (dt.date(2026, 11, 29), ["ageing"]),
        (dt.date(2026, 11, 30), [""]),
    ],
)
def test_a_month_counts_from_its_last_day(today, expected):
    found = matches("stale_review", "Text.\n\nLast reviewed: November 2023", today=today)
    assert [variant for variant, _ in found] == expected


def test_cycles_by_type_topic_and_the_articles_own():
    options = {"warn_cycles": {"medicine": 12, "Vaccines": 6}}
    assert matches("stale_review", page(type="medicine", last_reviewed="2025-06-30"), **options) == [
        ("ageing", "2025-06-30")
    ]
    assert matches("stale_review", page(topics="[vaccines]", last_reviewed="2026-05-01"), **options) == [
        ("ageing", "2026-05-01")
    ]
    assert matches("stale_review", page(review_in="6 months", last_reviewed="2026-05-01")) == [("ageing", "2026-05-01")]
    assert matches("stale_review", page(last_reviewed="2026-05-01"), **options) == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"last_reviewed": "2026-05-14", "next_review": "2028-05-14"}, []),
        ({"last_reviewed": "2026-05-14"}, [("", "2026-05-14")]),
        ({"last_reviewed": "2026-05-14", "next_review": ""}, [("", "next_review")]),
        ({"last_reviewed": "2026-05-14", "next_review": "soon"}, [("unparseable", "soon")]),
        ({"last_reviewed": "2026-05-14", "next_review": "2026-05-14"}, [("before-review", "2026-05-14")]),
        ({"last_reviewed": "2026-05-14", "next_review": "2029-06-01"}, [("beyond-cycle", "2029-06-01")]),
        ({"last_reviewed": "2025-05-14", "next_review": "2026-11-21"}, [("overdue", "2026-11-21")]),
        ({"last_reviewed": "2024-11-23", "next_review": "2026-11-21"}, [("overdue", "2026-11-21")]),
        (
            {"last_reviewed": "2024-11-22", "next_review": "2026-11-21"},
            [],
        ),  # the review itself is stale: another rule's
        ({"last_reviewed": "2025-05-14", "next_review": "2027-02-20"}, [("due-soon", "2027-02-20")]),
        ({"last_reviewed": "2025-05-14", "next_review": "2027-02-21"}, []),
        ({"last_reviewed": "2026-05-14", "review_in": "2 years"}, []),
        ({"last_reviewed": "2026-05-14", "review_in": "now and then"}, [("unparseable", "now and then")]),
        ({"last_reviewed": "2026-05-14", "review_in": "5 years"}, [("beyond-cycle", "5 years")]),
        ({"last_reviewed": "2023-05-14", "next_review": "2025-05-14"}, []),
        ({"title": "A"}, []),
    ],
)
def test_next_review(fields, expected):
    assert matches("next_review", page(**fields)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (page("Last reviewed: May 2026", last_reviewed="2026-05-14"), []),
        (page("Last reviewed: June 2026", last_reviewed="2026-05-14"), [("", "June 2026")]),
        ("Last reviewed: 3 May 2026\n\nPage last reviewed: June 2026", [("visible", "June 2026")]),
        (page("Next review: May 2029", last_reviewed="2026-05-14", next_review="2028-05-14"), [("", "May 2029")]),
    ],
)
def test_dates_that_disagree(text, expected):
    assert matches("date_disagreement", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (page(last_reviewed="2026-11-22"), []),
        (page(last_reviewed="2026-11-23"), [("", "2026-11-23")]),
        ("Last reviewed: November 2026", []),
        (page("Last reviewed: March 2027", last_reviewed="2027-03-08"), [("", "2027-03-08")]),
        ("Review date: June 2028", []),
    ],
)
def test_reviews_in_the_future(text, expected):
    assert matches("review_date_future", text) == expected


REVIEWER = {
    "placeholders": ["pending|tbc"],
    "not_people": ["based on"],
    "teams": ["team|council"],
    "roles": [r"\bdr\b|nurse|\bgp\b"],
}


@pytest.mark.parametrize(
    ("reviewer", "variants"),
    [
        ("Dr Ann Li", []),
        ("Ann Li", ["no-role"]),
        ("{name: Ann Li, role: optometrist}", []),
        ("[Ann Li, {name: Sam Roy, role: nurse}]", ["no-role"]),
        ("Pending clinical review", ["placeholder"]),
        ("Content based on WHO advice", ["not-a-person"]),
        ("Heart Council", ["team"]),
        ("''", [""]),
    ],
)
def test_reviewers(reviewer, variants):
    found = matches("reviewer", page(last_reviewed="2026-05-14", reviewer=reviewer), **REVIEWER)
    assert [variant for variant, _ in found] == variants


@pytest.mark.parametrize("check", ["reviewer", "publisher_recorded", "sources_recorded"])
def test_a_page_that_records_nothing_is_reported_once(check):
    assert matches(check, "# A\n\nText.") == []


def test_a_page_with_a_visible_date_alone_is_reported_once():
    text = "# A\n\nText.\n\nLast reviewed: May 2026"
    found = [
        name
        for name in ("review_date_missing", "reviewer", "publisher_recorded", "sources_recorded")
        if matches(name, text)
    ]
    assert found == ["reviewer"]


def test_sources_on_the_page_count():
    assert matches("sources_recorded", page("## References\n\n- Handbook", last_reviewed="2026-05-14")) == []
    assert matches("sources_recorded", page(title="A", last_reviewed="2026-05-14")) == [("", "A")]


LD = '<html lang="en-AU"><head><title>A</title><script type="application/ld+json">{ld}</script></head><body><main><h1>A</h1><p>Text.</p><p>Last reviewed: {seen}</p></main></body></html>'


@pytest.mark.parametrize(
    ("ld", "seen", "variants"),
    [
        ('{"@type": "MedicalWebPage", "lastReviewed": "2026-05-14", "audience": "x"}', "May 2026", []),
        ('{"@type": "MedicalWebPage", "lastReviewed": "2025-05-14", "audience": "x"}', "May 2026", [""]),
        ('{"@type": "MedicalWebPage", "audience": "x"}', "May 2026", ["no-date"]),
        ('{"@type": "MedicalWebPage", "lastReviewed": "TBC", "audience": "x"}', "May 2026", ["unparseable"]),
        ('{"@type": "MedicalWebPage", "lastReviewed": "2026-05-14"}', "May 2026", ["no-audience"]),
        ('{"@type": "Organization"}', "May 2026", []),
    ],
)
def test_structured_data(ld, seen, variants):
    text = LD.replace("{ld}", ld).replace("{seen}", seen)
    assert [variant for variant, _ in matches("structured_data", text, kind="html")] == variants


def test_structured_data_is_not_also_a_disagreement():
    text = LD.replace("{ld}", '{"@type": "MedicalWebPage", "lastReviewed": "2025-05-14"}').replace("{seen}", "May 2026")
    assert matches("date_disagreement", text, kind="html") == []


def test_a_rule_may_ask_for_a_date_that_readers_see():
    text = "---\ntitle: Gout\nlast_reviewed: 2026-05-14\n---\n\n# Gout\n\nText."
    assert matches("review_date_missing", text) == []
    assert matches("review_date_missing", text, visible=True) == [("not-visible", "2026-05-14")]
    assert matches("review_date_missing", f"{text}\n\nLast reviewed: May 2026", visible=True) == []


@pytest.mark.parametrize(
    ("line", "sources", "publisher"),
    [
        ("Source: DermNet, Bunions, 2024", True, False),
        ("Based on: Cochrane review, 2019", True, False),
        ("Developed by Kids Clinic using The Royal Hospital guideline, 2023.", True, True),
        ("Sources\n\nAllergy Handbook, 2024", True, False),
        ("Published by Harbour City Hospital", False, True),
        ("© 2019–2026 Feet First Podiatry", False, True),
        ("Based on the results of your test in 2024, a nurse calls you.", False, False),
        ("Evidence: Better Health review, 2024", True, False),
        ("Sources for this page: College handbook", True, False),
        ("## Where this information comes from\n\nHandbook, 2024", True, False),
        ("It is based on the European stone guideline of 2025.", True, False),
        ("Guidelines used: European position paper", True, False),
        ("This resource was put together by Little Feet using advice from the Royal Hospital (2025).", True, True),
        ("Diagnosis is based on your symptoms and a scan.", False, False),
        ("HeartWise Ltd publishes this page under its policy.", False, True),
        ("SightFirst Australia ABN 12 345 678 901", False, True),
        ("From: Outback First Aid, Alice Springs", False, True),
        ("This is a resource from Stone Clinic.", False, True),
        ("Reviewed by Ann Li, nurse Publisher: Vista Hospital", False, True),
        ("Milk is made by the breast, and it is produced by day and night.", False, False),
        ("Published by: TBC", False, False),
        ("The source of infection is often the skin. Copyright law is no help.", False, False),
        ("Source:", False, False),
    ],
)
def test_what_the_page_says_of_its_sources_and_publisher(line, sources, publisher):
    text = page(f"Text.\n\n{line}", title="A", reviewer="Dr Li, GP")
    assert (matches("sources_recorded", text) == []) is sources
    assert names_publisher(read(Source("a.md", text))) is publisher


def test_the_name_above_a_capture_is_its_publishers():
    article = "Gout\n\nGout makes a joint sore for a week or two. Rest it."
    for above, known in (
        ("Joint Matters", True),
        ("[Logo: Joint Matters]", True),
        ("Home   Topics   Contact", False),
        ("Health topics", False),
        ("Gout", False),
    ):
        assert names_publisher(read(Source("a.txt", f"{above}\n\n{article}"))) is known


def test_a_page_with_a_next_review_alone_lacks_its_reviewer():
    text = "# Gout\n\nText.\n\nNext review: August 2027\n\nSources: Handbook, 2024"
    assert [variant for variant, _ in matches("reviewer", text)] == ["no-metadata"]


def test_a_person_is_the_reviewer_before_a_team():
    text = "# A\n\nText.\n\nLast reviewed by the heart team in May 2026.\n\nReviewed by Dr Li, physician"
    found = visible_reviewer(read(Source("a.md", text)))
    assert found is not None
    assert found[0] == "Dr Li, physician"


def test_who_readers_see_goes_before_structured_data():
    data = '<script type="application/ld+json">{"@type":"MedicalWebPage","reviewedBy":{"@type":"Organization","name":"Our team"}}</script>'
    text = f"<html><head><title>A | B</title>{data}</head><body><h1>A</h1><p>Text.</p><p>Reviewed by Dr Li, physician</p></body></html>"
    assert matches("reviewer", text, kind="html", teams=("team",), roles=("physician",)) == []


def test_a_page_that_says_only_when_it_changed_lacks_its_reviewer():
    text = "A\n\nHives is an itchy rash. It goes within a day.\n\nUpdated: 11 June 2026\n\nSource: Handbook, 2024\n"
    assert [variant for variant, _ in matches("reviewer", text, kind="captured")] == ["no-metadata"]


def test_a_past_review_date_beside_a_next_one_is_the_last():
    text = "# A\n\nLast reviewed: 8 December 2025\n\nNext review: December 2028\n\nReview date: 8 June 2025"
    assert matches("date_disagreement", text) == [("visible", "8 June 2025")]
    assert matches("date_disagreement", text.replace("Next review: December 2028\n\n", "")) == []


def test_the_publisher_is_seen_in_a_pages_title_and_data():
    for head in (
        "<title>Glaucoma | Lakeside Eye Hospital</title>",
        '<script type="application/ld+json">{"@type": "Organization", "name": "Lakeside"}</script>',
    ):
        assert names_publisher(
            read(Source("a.html", f"<html><head>{head}</head><body><h1>Glaucoma</h1><p>Text.</p></body></html>"))
        )
    assert not names_publisher(
        read(Source("a.html", "<html><head><title>Glaucoma</title></head><body><h1>Glaucoma</h1></body></html>"))
    )


def test_a_label_in_a_list_of_terms_names_the_reviewer():
    text = "<html><body><h1>A</h1><p>Text.</p><dl><dt>Reviewer</dt><dd>Dr Pia Lau, physician</dd><dt>Source</dt><dd>BMJ</dd></dl></body></html>"
    found = visible_reviewer(read(Source("a.html", text)))
    assert found is not None
    assert found[0] == "Dr Pia Lau, physician"
    assert lists_sources(read(Source("a.html", text)))


def test_the_page_may_say_the_role_that_its_metadata_lacks():
    assert (
        matches(
            "reviewer", page("Reviewed by Ben Wu, physiotherapist", title="A", reviewer="Ben Wu"), roles=("physio",)
        )
        == []
    )
    assert matches("reviewer", page("Reviewed by Ann Li, nurse", title="A", reviewer="Ben Wu")) == [
        ("no-role", "Ben Wu")
    ]


def test_a_name_right_behind_the_label_is_the_reviewers():
    text = "# A\n\nText.\n\nReviewed: Dr Una Bell, gynaecologist, 14.02.2022"
    assert matches("review_date_missing", text) == []
    found = visible_reviewer(read(Source("a.md", text)))
    assert found is not None
    assert found[0].startswith("Dr Una Bell")
