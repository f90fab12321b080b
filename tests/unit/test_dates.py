"""Dates as publishers write them."""

import datetime as dt

import pytest

from qa.dates import add_months, dates_in, due, months_between, parse_date

DAY = dt.date(2023, 11, 23)

WRITTEN = [
    ("2023-11-23", DAY, "day"),
    ("2023/11/23", DAY, "day"),
    ("2023.11.23", DAY, "day"),
    ("20231123", DAY, "day"),
    ("2023-11-23T10:15:00", DAY, "day"),
    ("2023-11-23T10:15:00Z", DAY, "day"),
    ("2023-11-23T10:15:00.123+11:00", DAY, "day"),
    ("2023-11-23 10:15", DAY, "day"),
    ("2023-11-23 10:15:00 UTC", DAY, "day"),
    ("2023\u201111\u201123", DAY, "day"),
    ("2023\u201311\u201323  ", DAY, "day"),
    ("'2023-11-23'", DAY, "day"),
    ("23 November 2023", DAY, "day"),
    ("23 Nov 2023", DAY, "day"),
    ("23 Nov. 2023", DAY, "day"),
    ("23 NOVEMBER 2023", DAY, "day"),
    ("23 november 2023", DAY, "day"),
    ("23\u00a0November\u00a02023", DAY, "day"),
    ("23rd November 2023", DAY, "day"),
    ("23rd of November 2023", DAY, "day"),
    ("the 23rd of November, 2023", DAY, "day"),
    ("on 23 November 2023.", DAY, "day"),
    ("23 November, 2023", DAY, "day"),
    ("23-Nov-2023", DAY, "day"),
    ("23Nov2023", DAY, "day"),
    ("Thursday 23 November 2023", DAY, "day"),
    ("Thursday, 23 November 2023", DAY, "day"),
    ("Thu, 23 Nov 2023 10:15:00 GMT", DAY, "day"),
    ("Thu 23 Nov 2023 at 10:15 am", DAY, "day"),
    ("November 23, 2023", DAY, "day"),
    ("Nov 23, 2023", DAY, "day"),
    ("Nov. 23rd, 2023", DAY, "day"),
    ("November 23 2023", DAY, "day"),
    ("November the 23rd, 2023", DAY, "day"),
    ("2023 November 23", DAY, "day"),
    ("23/11/2023", DAY, "day"),
    ("23.11.2023", DAY, "day"),
    ("23-11-2023", DAY, "day"),
    ("23/11/23", DAY, "day"),
    ("23.11.23", DAY, "day"),
    ("23/11/2023 10:15", DAY, "day"),
    ("11/23/2023", DAY, "day"),
    ('<time datetime="2023-11-23">last week</time>', DAY, "day"),
    ("<time datetime=2023-11-23T00:00 class=x>23 Nov</time>", DAY, "day"),
    (DAY, DAY, "day"),
    (dt.datetime(2023, 11, 23, 9, 30, tzinfo=dt.UTC), DAY, "day"),
    ("3/4/2024", dt.date(2024, 4, 3), "day"),
    ("1st of March 2024", dt.date(2024, 3, 1), "day"),
    ("29 February 2024", dt.date(2024, 2, 29), "day"),
    ("November 2023", dt.date(2023, 11, 30), "month"),
    ("Nov 2023", dt.date(2023, 11, 30), "month"),
    ("Nov. 2023", dt.date(2023, 11, 30), "month"),
    ("NOV 2023", dt.date(2023, 11, 30), "month"),
    ("November, 2023", dt.date(2023, 11, 30), "month"),
    ("November of 2023", dt.date(2023, 11, 30), "month"),
    ("Nov-2023", dt.date(2023, 11, 30), "month"),
    ("Nov-23", dt.date(2023, 11, 30), "month"),
    ("Nov '23", dt.date(2023, 11, 30), "month"),
    ("2023 November", dt.date(2023, 11, 30), "month"),
    ("2023-11", dt.date(2023, 11, 30), "month"),
    ("11/2023", dt.date(2023, 11, 30), "month"),
    ("11-2023", dt.date(2023, 11, 30), "month"),
    ("Sept 2023", dt.date(2023, 9, 30), "month"),
    ("Sept. 2023", dt.date(2023, 9, 30), "month"),
    ("February 2024", dt.date(2024, 2, 29), "month"),
    ("Feb 2023", dt.date(2023, 2, 28), "month"),
    ("may 2024", dt.date(2024, 5, 31), "month"),
    ("2023", dt.date(2023, 12, 31), "year"),
    (2023, dt.date(2023, 12, 31), "year"),
]

NO_DATE = [
    "Spring 2024", "Q3 2024", "early 2024", "mid-2024", "circa 2023", "TBC", "to be confirmed", "", "  ", "soon", "n/a",
    "2023-02-30", "31 November 2023", "30/02/2023", "13/13/2023", "2023-13", "13/2023", "0/2023", "29 February 2023",
    "November", "23 November", "Novembre 2023", "Maybe 2024", "November 2023 or later", "1.2.3", "12345678", None, True,
    3.5, [], "last week", "2023-11-23 to 2024-11-23",
]  # fmt: skip


@pytest.mark.parametrize(("value", "last", "precision"), WRITTEN)
def test_written_forms(value, last, precision):
    dated = parse_date(value)
    assert dated is not None
    assert (dated.last, dated.precision) == (last, precision)


@pytest.mark.parametrize("value", NO_DATE)
def test_no_dates(value):
    assert parse_date(value) is None


def test_american_readers_put_the_month_first():
    american = parse_date("03/04/2024", day_first=False)
    assert american is not None
    assert american.last == dt.date(2024, 3, 4)


def test_a_date_reads_back_as_exactly_as_it_was_given():
    assert [str(parse_date(value)) for value in ("23/11/2023", "11/2023", "2023")] == [
        "23 November 2023", "November 2023", "2023",
    ]  # fmt: skip


def test_dates_in_prose_with_their_places():
    text = "Seen on 3 May 2024 and May 6, 2024; may 2000 people, 1/2000 births, 2010-12, v1.2.23, June 2025."
    assert [text[item.start : item.end] for item in dates_in(text)] == ["3 May 2024", "May 6, 2024", "June 2025"]


def test_loose_dates_where_one_is_expected():
    text = "by Dr Li, 11/2023"
    assert [text[item.start : item.end] for item in dates_in(text, loose=True)] == ["11/2023"]


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        (dt.date(2023, 11, 30), 36, dt.date(2026, 11, 30)),
        (dt.date(2024, 2, 29), 12, dt.date(2025, 2, 28)),
        (dt.date(2024, 8, 31), 6, dt.date(2025, 2, 28)),
        (dt.date(2024, 1, 15), -2, dt.date(2023, 11, 15)),
    ],
)
def test_adding_months(day, months, result):
    assert add_months(day, months) == result


def test_a_month_only_date_is_due_at_a_months_end():
    monthly = parse_date("February 2023")
    assert monthly is not None
    assert due(monthly, 12) == dt.date(2024, 2, 29)


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [
        (dt.date(2023, 11, 30), dt.date(2026, 11, 22), 35),
        (dt.date(2023, 11, 30), dt.date(2026, 11, 30), 36),
        (dt.date(2024, 2, 29), dt.date(2025, 2, 28), 12),
        (dt.date(2025, 1, 1), dt.date(2024, 1, 1), 0),
    ],
)
def test_whole_months(earlier, later, months):
    assert months_between(earlier, later) == months
