"""An interval -> its canonical words in Danish or English; reading them gives the same interval back."""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import NamedTuple

from praksisplan.fields import FIRST_DAY
from praksisplan.periods.words import CANONICAL, ENGLISH_MONTHS, MONTH_NAMES
from praksisplan.terms import Term

_ONE_DAY = datetime.timedelta(days=1)


class Precision(Term):
    """The precision with which a period was written. Danish: *præcision*."""

    DAY = "day", "dag", "day"
    WEEK = "week", "uge", "week"
    THIRD_OF_MONTH = "third_of_month", "en tredjedel af en måned", "a third of a month"
    MONTH = "month", "måned", "month"
    QUARTER = "quarter", "kvartal", "quarter"
    SEASON = "season", "årstid", "season"
    THIRD_OF_YEAR = "third_of_year", "en tredjedel af et år", "a third of a year"
    HALF_YEAR = "half_year", "halvår", "half-year"
    YEAR = "year", "år", "year"
    RANGE = "range", "fra og til", "range"
    """From one period to another, open at an end, or of no named length."""


class Canonical(NamedTuple):
    """The words of an interval, how precise they are, and the year that they name."""

    words: str
    precision: Precision
    year: int


@lru_cache(maxsize=65536)
def canonical(start: datetime.date | None, end: datetime.date | None, place: int = 0) -> Canonical:
    """The words of an interval with its last day included, how precise they are, and the year that they name.

    ``place`` is 0 for Danish and 1 for English.
    """
    first = start or FIRST_DAY
    after = end or first + _ONE_DAY
    last = after - _ONE_DAY
    shape, precision, number = _shape(start, end)
    year = first.isocalendar().year if shape == "week" else first.year
    belongs_to_last = start is None or shape in ("winter", "turn")
    months = (MONTH_NAMES, ENGLISH_MONTHS)[place]
    words = CANONICAL[shape][place].format(
        first=_day(first, place),
        last=_day(last, place),
        month=months[first.month - 1],
        last_month=months[last.month - 1],
        year=year,
        last_year=last.year,
        short=f"{after.year % 100:02d}",
        number=number,
        ordinal=("first", "second", "third", "fourth")[number - 1] if number <= 4 else "",
        third=CANONICAL["thirds"][place].split("|")[number - 1] if number <= 3 else "",
    )
    return Canonical(words, precision, last.year if belongs_to_last else year)


def _day(day: datetime.date, place: int) -> str:
    if place:
        return f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"
    return f"{day.day}. {MONTH_NAMES[day.month - 1]} {day.year}"


_THIRDS_OF_MONTH = ((1, 11), (11, 21), (21, 1))


def _shape(start: datetime.date | None, end: datetime.date | None) -> tuple[str, Precision, int]:
    """What an interval is, how precise that is, and its number where such intervals are counted."""
    if start is None:
        return "until", Precision.RANGE, 1
    if end is None:
        return "from", Precision.RANGE, 1
    last = end - _ONE_DAY
    if start == last:
        return "day", Precision.DAY, 1
    if start.day == 1 and end.day == 1:
        return _shape_of_months(start, end)
    if start.isoweekday() == 1 and (end - start).days == 7:
        return "week", Precision.WEEK, start.isocalendar().week
    bounds = (start.day, end.day)
    if (start.year, start.month) == (last.year, last.month) and bounds in _THIRDS_OF_MONTH:
        return "third_of_month", Precision.THIRD_OF_MONTH, _THIRDS_OF_MONTH.index(bounds) + 1
    return "days", Precision.RANGE, 1


_NAMED = {
    **{(1, month): ("month", Precision.MONTH, 1) for month in range(1, 13)},
    (2, 12): ("turn", Precision.RANGE, 1),
    **{(3, month): ("quarter", Precision.QUARTER, month // 3 + 1) for month in (1, 4, 7, 10)},
    (3, 3): ("spring", Precision.SEASON, 1),
    (3, 6): ("summer", Precision.SEASON, 1),
    (3, 9): ("autumn", Precision.SEASON, 1),
    (3, 12): ("winter", Precision.SEASON, 1),
    **{(4, month): ("third_of_year", Precision.THIRD_OF_YEAR, month // 4 + 1) for month in (1, 5, 9)},
    **{(6, month): ("half", Precision.HALF_YEAR, month // 6 + 1) for month in (1, 7)},
    (12, 8): ("school", Precision.YEAR, 1),
}
"""Months and first month of the intervals that have a name: what they are, how precise, and their number."""


def _shape_of_months(start: datetime.date, end: datetime.date) -> tuple[str, Precision, int]:
    """What an interval of whole months is."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if months % 12 == 0 and start.month == 1:
        return ("year", Precision.YEAR, 1) if months == 12 else ("years", Precision.RANGE, 1)
    within = "months" if start.year == (end - _ONE_DAY).year else "months_of_years"
    return _NAMED.get((months, start.month), (within, Precision.RANGE, 1))
