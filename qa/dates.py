"""Dates in the forms that publishers write them, with the precision they were given."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, Literal

from qa.record import record

if TYPE_CHECKING:
    from collections.abc import Iterator

Form = Literal["iso", "numeric", "day-first", "month-first", "month-year", "year-first", "year"]

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_MONTH = rf"(?P<name>{_MONTHS})(?![^\W\d_])\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})(?![\d])"
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NAMES = tuple(name[:3].lower() for name in MONTHS)


def _shape(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# Forms that mean a date wherever they stand in running text.
_PLAIN: tuple[tuple[Form, re.Pattern[str]], ...] = (
    ("iso", _shape(r"(?<![\d/.-])(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)")),
    ("day-first", _shape(rf"(?<![\w./-]){_DAY}[ -]*(?:of )?{_MONTH}[ ,-]*{_YEAR}")),
    ("month-first", _shape(rf"\b{_MONTH} +(?:the )?{_DAY}(?: *, *| +){_YEAR}")),
    ("month-year", _shape(rf"\b{_MONTH}(?: *, *| of | +|[-/]){_YEAR}")),
    (
        "numeric",
        _shape(r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<year>\d{4})(?![\d/-]|\.\d)"),
    ),
    ("numeric", _shape(r"(?<![\d/.-])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>\d{2})(?![\d/-]|\.\d)")),
)
# Forms that mean one only where a date is expected: "11/2023" can be a ratio, "2010-12" a range of years.
_LOOSE: tuple[tuple[Form, re.Pattern[str]], ...] = (
    ("iso", _shape(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-2]\d|3[01])(?!\d)")),
    ("iso", _shape(r"(?<![\d/.-])(?P<year>\d{4})[-/.](?P<month>\d{1,2})(?![\d/-]|\.\d)")),
    ("numeric", _shape(r"(?<![\d/.-])(?P<month>\d{1,2})[-/.](?P<year>\d{4})(?![\d/-]|\.\d)")),
    ("numeric", _shape(r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sep>[.-])(?P<b>\d{1,2})(?P=sep)(?P<year>\d{2})(?![\d/-]|\.\d)")),
    ("year-first", _shape(rf"(?<![\d-])(?P<year>\d{{4}})[ ,-]*{_MONTH}(?:[ ,-]*{_DAY}\b)?")),
    ("month-year", _shape(rf"\b{_MONTH} ?(?:-|['’])(?P<year>\d{{2}})(?!\d)")),
)
_YEAR_ALONE = _shape(r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)(?![\d/-]|\.\d)")

_BEFORE = _shape(
    r"[\s\"'“‘(\[]*(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? +)?(?:on +|the +|in +)*"
)
_AFTER = _shape(
    r"(?:[ ,T]+(?:at )?\d{1,2}[:.]\d\d(?:[:.]\d\d(?:[.,]\d+)?)?(?: ?[ap]\.?m\.?)?"
    r"(?: ?(?:Z|[A-Z]{2,5}|[+-]\d\d:?\d\d))?)?[\s\"'”’.,;)\]]*"
)
_TIME_TAG = _shape(r"\s*<time\b[^>]*?\bdatetime\s*=\s*(?:[\"']([^\"'>]*)[\"']|([^\s>]+))[^>]*>.*")
# One character each, so that offsets hold: hyphens and blanks that look like the plain ones.
_LOOKALIKES = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212\u00a0\u2007\u2009\u202f\t\n\r", "------       ")
_FULL_YEAR = 100


@record
class WrittenDate:
    """A date as somebody wrote it: the days it may mean, from `first` to `last`, and where it stands in the text.

    "November 2023" runs from the 1st to the 30th; `last` is the day that counts for a review cycle.
    """

    first: dt.date
    last: dt.date
    form: Form
    start: int = 0
    end: int = 0

    @property
    def precision(self) -> Literal["day", "month", "year"]:
        """How exactly it was given."""
        if self.first == self.last:
            return "day"
        return "month" if self.first.month == self.last.month else "year"

    def overlaps(self, other: WrittenDate) -> bool:
        """Whether both can mean the same day: "November 2023" and 12 November 2023 do."""
        return self.first <= other.last and other.first <= self.last

    def __str__(self) -> str:
        """In full, no more exact than it was given: "30 November 2023", "November 2023", "2023"."""
        return spoken(self.last, self.precision)


def spoken(day: dt.date, precision: str = "day") -> str:
    """A date in full words: "6 August 2018", "August 2018" or "2018"."""
    if precision == "year":
        return str(day.year)
    month = f"{MONTHS[day.month - 1]} {day.year}"
    return month if precision == "month" else f"{day.day} {month}"


def parse_date(value: Any, *, day_first: bool = True) -> WrittenDate | None:
    """The date that a whole value means: a date, a datetime, or text in any usual form; None where it means none.

    "03/04/2024" is 3 April, or 4 March with `day_first=False`; an impossible reading gives way to the other. Seasons,
    quarters and "TBC" are no dates. A value of four digits is a year.
    """
    if isinstance(value, dt.date):
        day = value.date() if isinstance(value, dt.datetime) else value
        return WrittenDate(day, day, "iso")
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    tag = _TIME_TAG.fullmatch(value)
    text = ((tag.group(1) or tag.group(2) or "") if tag else value).translate(_LOOKALIKES)
    before = _BEFORE.match(text)
    begin = before.end() if before else 0
    for form, shape in (*_PLAIN, *_LOOSE, ("year", _YEAR_ALONE)):
        found = shape.match(text, begin)
        if found and _AFTER.fullmatch(text, found.end()):
            dated = _dated(form, found, day_first=day_first)
            if dated:
                return dated
    return None


def dates_in(text: str, *, day_first: bool = True, loose: bool = False) -> Iterator[WrittenDate]:
    """The dates in running text, in order; `loose` also takes the forms that mean one only where a date is expected.

    A month in small letters counts only behind a day ("4th of march 2021") or where `loose`: "may 2000" is rarely a date in prose.
    """
    plain = text.translate(_LOOKALIKES)
    shapes = (*_PLAIN, *_LOOSE, ("year", _YEAR_ALONE)) if loose else _PLAIN
    found: list[tuple[int, int, WrittenDate | None]] = []
    for form, shape in shapes:
        for match in shape.finditer(plain):
            name = match.groupdict().get("name")
            if loose or not name or not name[0].islower() or form == "day-first":
                found.append((*match.span(), _dated(form, match, day_first=day_first)))
    reached = 0
    # A day that no calendar has takes its place all the same: "31 November 2023" doesn't mean November.
    for start, end, dated in sorted(found, key=lambda item: (item[0], -item[1])):
        if start >= reached:
            reached = end
            if dated:
                yield dated


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many calendar months later, or that month's last day where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(day.day, _last_day(year, month + 1)))


def _last_day(year: int, month: int) -> int:
    """The number of days of a month; `calendar` would bring `locale` along."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def due(reviewed: WrittenDate, months: int) -> dt.date:
    """The day on which a review is so many months old; one known by its month alone counts from the month's last day."""
    day = add_months(reviewed.last, months)
    if reviewed.precision == "day":
        return day
    return day.replace(day=_last_day(day.year, day.month))


def months_between(earlier: dt.date, later: dt.date) -> int:
    """Whole calendar months from one day to a later one; 0 where it isn't later."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    if months > 0 and add_months(earlier, months) > later:
        months -= 1
    return max(0, months)


def _dated(form: Form, match: re.Match[str], *, day_first: bool) -> WrittenDate | None:
    parts = match.groupdict()
    year = int(parts["year"])
    year += 2000 if year < _FULL_YEAR else 0
    months: list[tuple[int, int | None]]
    if parts.get("a"):
        a, b = int(parts["a"]), int(parts["b"])
        months = [(b, a), (a, b)] if day_first else [(a, b), (b, a)]
    elif parts.get("name"):
        months = [(_NAMES.index(parts["name"][:3].lower()) + 1, _whole(parts.get("day")))]
    elif parts.get("month"):
        months = [(int(parts["month"]), _whole(parts.get("day")))]
    else:
        return WrittenDate(dt.date(year, 1, 1), dt.date(year, 12, 31), form, *match.span())
    for month, day in months:
        dated = _days(year, month, day)
        if dated:
            return WrittenDate(*dated, form, *match.span())
    return None


def _whole(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _days(year: int, month: int, day: int | None) -> tuple[dt.date, dt.date] | None:
    """The days that a year, month and day (None: the whole month) stand for, or None where the calendar has none."""
    if not (1 <= month <= 12 and 1 <= year <= 9999):
        return None
    last = _last_day(year, month)
    if day is None:
        return dt.date(year, month, 1), dt.date(year, month, last)
    return (dt.date(year, month, day),) * 2 if 1 <= day <= last else None
