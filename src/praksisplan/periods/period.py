"""The period: an interval of days, the words it was written in, and how certain the reading is."""

from __future__ import annotations

import datetime
from typing import Any

import attrs

from praksisplan.errors import PlanError, fault
from praksisplan.fields import LAST_DAY, as_date, as_day, as_year, checked, clean_texts, flag, instance, optional
from praksisplan.periods.canonical import Precision, canonical
from praksisplan.periods.words import CANONICAL
from praksisplan.text import clean_text, language

_DAY = datetime.timedelta(days=1)


def day_period(day: datetime.date) -> Period:
    """The period of one day."""
    return Period(day, day + _DAY)


def latest_day(period: Period) -> datetime.date:
    """The last day of a period; the first of one that is open at the end."""
    day = period.last_day or period.start
    assert day is not None  # a period has one of them
    return day


def _end(value: datetime.date) -> datetime.date:
    return value if value == LAST_DAY + _DAY else as_day(value, "")


def _canonical(field: str) -> Any:
    """The default of a field that follows from the interval."""
    return attrs.Factory(lambda period: getattr(canonical(period.start, period.end), field), takes_self=True)


@checked
class Period:
    """A half-open interval of days, with the words in which it was written. Danish: *periode*.

    ``start`` is the first day and ``end`` the day after the last; ``None`` means open (unknown or unlimited). At least
    one of them is a date within 1900-2199, and ``start`` is before ``end``. ``text`` holds the original words,
    ``precision`` their precision, and ``year`` the year to which they assign the period; by default all three follow
    from the interval. ``conventions`` names the conventions that bounded vague words, ``approximate`` is true after
    'ca.', and ``inferred`` is true if the reader supplied the year.

    ``year`` need not be the year of the first day: *uge 1 2026* begins on 29 December 2025 and belongs to 2026. A
    winter or a turn of the year belongs to the year in which it ends, a range to the year of its first part, and a
    deadline to the year of the last day or period that it includes.

    Two periods are equal if all these fields are equal. Periods have no ``<``: use `surely_before`.

    >>> Period(datetime.date(2017, 1, 1), datetime.date(2017, 4, 1)).text
    '1. kvartal 2017'
    >>> Period(datetime.date(2016, 12, 1), datetime.date(2017, 3, 1)).year
    2017
    """

    start: datetime.date | None = attrs.field(converter=optional(as_day))
    end: datetime.date | None = attrs.field(converter=optional(_end))
    text: str = attrs.field(default=_canonical("words"), converter=clean_text)
    precision: Precision = attrs.field(default=_canonical("precision"), converter=Precision)
    approximate: bool = attrs.field(default=False, converter=flag)
    inferred: bool = attrs.field(default=False, converter=flag)
    conventions: tuple[str, ...] = attrs.field(default=(), converter=clean_texts)
    year: int = attrs.field(default=_canonical("year"), converter=as_year)

    def __attrs_post_init__(self) -> None:
        if self.start is None and self.end is None:
            raise PlanError(fault("empty-period"))
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise PlanError(fault("order.period", start=self.start, end=self.end))
        years = [day.year for day in (self.start, self.last_day) if day is not None]
        if not years[0] - 1 <= self.year <= years[-1] + 1:
            raise PlanError(fault("wrong-year", "year", first=years[0] - 1, last=years[-1] + 1, found=self.year))

    @property
    def last_day(self) -> datetime.date | None:
        """The last day of the period, included; ``None`` where it is open.

        >>> Period(datetime.date(2017, 1, 1), datetime.date(2017, 4, 1)).last_day
        datetime.date(2017, 3, 31)
        """
        return None if self.end is None else self.end - _DAY

    def __contains__(self, day: object) -> bool:
        day = as_date(day, "day")
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def __str__(self) -> str:
        return self.text


def format_period(period: Period, lang: str = "da") -> str:
    """The canonical words for the interval of a period; `parse_period` reads the same interval from them.

    ``lang`` is ``"da"`` or ``"en"``. Danish: *periode i ord*. Raises `PlanError` for another language, and for a value
    that is not a `Period`.

    >>> from praksisplan import parse_period
    >>> format_period(parse_period("jan.-mar. 17"))
    '1. kvartal 2017'
    >>> format_period(parse_period("jan.-mar. 17"), "en")
    'first quarter of 2017'
    >>> format_period(parse_period("ca. 1/3 2017"))
    'ca. 1. marts 2017'
    """
    instance(Period, period, "period")
    place = language(lang)
    words = canonical(period.start, period.end, place).words
    return CANONICAL["approximately"][place].format(words) if period.approximate else words
