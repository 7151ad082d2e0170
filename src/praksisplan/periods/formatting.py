"""`Period` -> canonical Danish words; reading them gives the same interval back."""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from praksisplan.periods.period import FIRST_DAY, Period, Precision
from praksisplan.periods.words import MONTH_NAMES, SEASON_NAMES

__all__ = ["canonical", "format_period"]

_ONE_DAY = datetime.timedelta(days=1)


def format_period(period: Period) -> str:
    """The canonical Danish words for a period's interval; `parse_period` reads the same interval from them.

    >>> from praksisplan import parse_period
    >>> format_period(parse_period("jan.-mar. 17"))
    '1. kvartal 2017'
    >>> format_period(parse_period("ca. 1/3 2017"))
    'ca. 1. marts 2017'
    """
    words = canonical(period.start, period.end).words
    return f"ca. {words}" if period.approximate else words


class Canonical(NamedTuple):
    """The words of an interval, how precise they are, and the year that they name."""

    words: str
    precision: Precision
    year: int


def _day(day: datetime.date) -> str:
    return f"{day.day}. {MONTH_NAMES[day.month - 1]} {day.year}"


@lru_cache(maxsize=65536)
def canonical(start: datetime.date | None, end: datetime.date | None) -> Canonical:
    """The words of an interval with its last day included, how precise they are, and the year that they name."""
    if start is None:
        if end is None:
            return Canonical("", Precision.RANGE, FIRST_DAY.year)  # `Period` refuses it
        last = end - _ONE_DAY
        return Canonical("til og med " + _day(last), Precision.RANGE, last.year)
    if end is None:
        return Canonical("fra " + _day(start), Precision.RANGE, start.year)
    last = end - _ONE_DAY
    if start == last:
        return Canonical(_day(start), Precision.DAY, start.year)
    if start.day == 1 and end.day == 1:
        return _months(start, end)
    if start.isoweekday() == 1 and (end - start).days == 7:
        iso = start.isocalendar()
        return Canonical(f"uge {iso.week} {iso.year}", Precision.WEEK, iso.year)
    if (start.year, start.month) == (last.year, last.month):
        bounds = (start.day, end.day)
        for word, first, after in (("primo", 1, 11), ("medio", 11, 21), ("ultimo", 21, 1)):
            if bounds == (first, after):
                words = f"{word} {MONTH_NAMES[start.month - 1]} {start.year}"
                return Canonical(words, Precision.THIRD_OF_MONTH, start.year)
    return Canonical(f"{_day(start)} - {_day(last)}", Precision.RANGE, start.year)


def _months(start: datetime.date, end: datetime.date) -> Canonical:
    """The words of an interval of whole months."""
    words, precision = _month_words(start, end)
    belongs_to_the_last = precision is Precision.SEASON or words.startswith("årsskiftet")
    return Canonical(words, precision, (end - _ONE_DAY if belongs_to_the_last else start).year)


def _month_words(start: datetime.date, end: datetime.date) -> tuple[str, Precision]:
    last = end - _ONE_DAY
    months = (end.year - start.year) * 12 + end.month - start.month
    if months == 1:
        return f"{MONTH_NAMES[start.month - 1]} {start.year}", Precision.MONTH
    if months % 12 == 0 and start.month == 1:
        if months == 12:
            return str(start.year), Precision.YEAR
        return f"{start.year}-{last.year}", Precision.RANGE
    if months == 3 and start.month % 3 == 1:
        return f"{start.month // 3 + 1}. kvartal {start.year}", Precision.QUARTER
    if months == 3 and start.month % 3 == 0:
        years = f"{start.year}/{end.year % 100:02d}" if start.month == 12 else str(start.year)
        article = "en" if start.month in (6, 12) else "et"
        return f"{SEASON_NAMES[start.month // 3 - 1]}{article} {years}", Precision.SEASON
    if months == 6 and start.month in (1, 7):
        return f"{start.month // 6 + 1}. halvår {start.year}", Precision.HALF_YEAR
    if months == 4 and start.month in (1, 5, 9):
        return f"{('primo', 'medio', 'ultimo')[start.month // 4]} {start.year}", Precision.THIRD_OF_YEAR
    if start + relativedelta(years=1) == end and start.month == 8:
        return f"skoleåret {start.year}/{end.year % 100:02d}", Precision.YEAR
    if months == 2 and start.month == 12:
        return f"årsskiftet {start.year}/{end.year % 100:02d}", Precision.RANGE
    first = MONTH_NAMES[start.month - 1] + ("" if start.year == last.year else f" {start.year}")
    return f"{first} - {MONTH_NAMES[last.month - 1]} {last.year}", Precision.RANGE
