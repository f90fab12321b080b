"""Where a document states its review dates."""

import datetime as dt

import pytest

from qa.document.markdown import read_markdown
from qa.review_dates import last_review, next_review_of, parse_interval, review_date_of, statements, upcoming_review
from qa.source import Source

LINES = [
    ("Last reviewed: November 2023", "2023-11-30", None),
    ("Last reviewed November 2023", "2023-11-30", None),
    ("**Last reviewed:** 12 May 2024", "2024-05-12", None),
    ("Page last reviewed: 12 March 2024\nNext review due: 12 March 2027", "2024-03-12", "2027-03-12"),
    ("Page last reviewed 12 March 2024 | Next review due 12 March 2027", "2024-03-12", "2027-03-12"),
    ("This page was last reviewed on 12/03/2024.", "2024-03-12", None),
    ("Last reviewed and updated: 3 June 2024", "2024-06-03", None),
    ("Last updated and reviewed: June 2024", "2024-06-30", None),
    ("Date last reviewed: 2024-06-03", "2024-06-03", None),
    ("Date of last review: 2024-06-03", "2024-06-03", None),
    ("Medically reviewed by Dr Ann Li, GP on 3 June 2024", "2024-06-03", None),
    ("Reviewed by: Dr Ann Li, June 2024", "2024-06-30", None),
    ("Clinically reviewed: 06/2024", "2024-06-30", None),
    ("Reviewed: 3 Jun 2024. Next review: Jun 2027.", "2024-06-03", "2027-06-30"),
    ("Last reviewed: 3 June 2024 (next review due June 2027)", "2024-06-03", "2027-06-30"),
    ("## Last reviewed\n\n3 June 2024", "2024-06-03", None),
    ("| Last reviewed | Due for review |\n|---|---|\n| x | y |", None, None),
    ("| Last reviewed | 3 June 2024 |\n|---|---|\n| Review due | 3 June 2027 |", "2024-06-03", "2027-06-03"),
    ("This leaflet will be reviewed again in June 2027.", None, "2027-06-30"),
    ("The information was last reviewed in June 2024.", "2024-06-30", None),
    ("- Last reviewed: 3 June 2024\n- Next review: 3 June 2026", "2024-06-03", "2026-06-03"),
    ("Last full review/revision Sept 2024", "2024-09-30", None),
    ("Page last checked: 12 March 2024", "2024-03-12", None),
    ("## Reviewed by\n\nDr Ann Li, May 2025", "2025-05-31", None),
    ("### Medically reviewed by:\n\nDr Ann Li, MBBS\n\non 5 May 2025", "2025-05-05", None),
    ("## Reviewed by\n\n## Sources\n\nMay 2025", None, None),
    ("Medical review: Dr Ann Li, 12 March 2024", "2024-03-12", None),
    ("This leaflet was written in March 2024 and will be reviewed in March 2027.", None, "2027-03-31"),
    ("Reviewed March 2024. Review again March 2026.", "2024-03-31", "2026-03-31"),
    ("A medical review: what your doctor asks in March 2024", None, None),
    ("The evidence was reviewed in 2019 by a panel.", None, None),
    ("Your doctor reviewed your scan on 3 June 2024.", None, None),
    ("Medicines reviewed in 2020 by the panel are safe.", None, None),
    ("Ask for a review by May 2025 if you take this medicine.", None, None),
    ("> Last reviewed: 3 June 2024", None, None),
    ("Reviewed by: Dr Ann Li\nLast reviewed: 3 June 2024", "2024-06-03", None),
    ("Written by the team\n**Page last reviewed** 3 June 2024\nNext review due June 2027", "2024-06-03", "2027-06-30"),
    ("Approved by Dr Ann Li Last reviewed: 3 June 2024 Next review: June 2027", "2024-06-03", "2027-06-30"),
    ("Content last checked 2 June 2024 by Dr Li\n\nNext check due: June 2026", "2024-06-02", "2026-06-30"),
    ("Reviewed 3 May 2024. Due for renewal 3 May 2026.", "2024-05-03", "2026-05-03"),
    ("Reviewed: 3 May 2024. To be revisited by May 2026.", "2024-05-03", "2026-05-31"),
    ("Information in this leaflet was last reviewed by the team in May 2024.", "2024-05-31", None),
    (
        f"Written by us and last reviewed on the 14th of April, 2024. {'We say so. ' * 25}We'll review it again by April 2026.",
        "2024-04-14",
        "2026-04-30",
    ),
    ("| Reviewed by | Pending |\n|---|---|\n| Next review | July 2026 |", None, "2026-07-31"),
    ("Written by Mia Li. Checked by Dr Noah Brandt, physician, on 9 May 2024.", "2024-05-09", None),
    ("Medical content signed off by Dr Sloan, 17 March 2024. Valid for two years.", "2024-03-17", None),
    ("Review completed: 20 January 2024", "2024-01-20", None),
    ("Approved by the TGA in May 2019.", None, None),
    ("Approved by the Consumer Committee, March 2024. Clinical author: Dr Rao.", "2024-03-31", None),
    ("Written for you by nurses. It was last checked for accuracy in May 2024.", "2024-05-31", None),
    ("Checked by Ann Li, nurse. Printed in May 2019.", None, None),
    ("The Royal Last reviewed 3 June 2024", None, None),
]


def document_of(text, **fields):
    front = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return read_markdown(Source("x.md", f"---\n{front}---\n\n{text}\n" if front else f"{text}\n"))


@pytest.mark.parametrize(("text", "last", "following"), LINES)
def test_lines_on_the_page(text, last, following):
    document = document_of(text)
    found, after = review_date_of(document), next_review_of(document)
    assert (found.isoformat() if found else None, after.isoformat() if after else None) == (last, following)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Reviewed: Spring 2024", "Spring 2024"),
        ("Last reviewed Spring 2024", "Spring 2024"),
        ("Last reviewed: TBC", "TBC"),
        ("Page last reviewed: 31 November 2023", "31 November 2023"),
    ],
)
def test_unreadable_lines_are_kept_with_their_place(text, written):
    document = document_of(text)
    (stated,) = statements(document)
    assert (stated.date, stated.written, document.excerpt(stated.span)) == (None, written, written)


def test_metadata_comes_first_and_the_place_is_the_value():
    document = document_of("Last reviewed: May 2024", last_reviewed="2024-06-03")
    first, second = statements(document)
    assert (document.excerpt(first.span), document.excerpt(second.span)) == ("2024-06-03", "May 2024")
    assert (first.visible, second.visible) == (False, True)
    assert review_date_of(document) == dt.date(2024, 6, 3)


def test_a_bare_review_date_is_the_next_one_when_it_lies_ahead():
    document = document_of("Review date: June 2028")
    stated, today = statements(document), dt.date(2026, 11, 22)
    assert last_review(stated, today) is None
    ahead = upcoming_review(stated, today)
    assert ahead is not None
    assert ahead.written == "June 2028"


def test_an_interval_gives_the_next_review():
    assert next_review_of(document_of("Text.", last_reviewed="2024-06-03", review_in="6 months")) == dt.date(
        2024, 12, 3
    )


@pytest.mark.parametrize(
    ("value", "months"),
    [
        ("6 months", 6), ("2 years", 24), ("1 yr", 12), ("every 3 years", 36), ("annually", 12), ("two years", 24),
        ("36m", 36), (18, 18), ("biennial", 24), ("half-yearly", 6), ("soon", None), ("", None), (True, None),
        ("years", None), (None, None),
    ],
)  # fmt: skip
def test_intervals(value, months):
    assert parse_interval(value) == months
