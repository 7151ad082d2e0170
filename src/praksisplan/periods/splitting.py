"""A period cut into contiguous parts: days, weeks, months, quarters, half-years or years."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from itertools import pairwise
from typing import Literal

from praksisplan.errors import PlanError, fault
from praksisplan.periods.parsing import read_period, read_periods
from praksisplan.periods.period import Period

Unit = Literal["day", "week", "month", "quarter", "half_year", "year"]
"""The units into which a period can be split.

>>> per: Unit = "quarter"
"""

_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


def split_period(period: Period | str, per: Unit) -> tuple[Period, ...]:
    """The calendar units that a period covers, in order and without gaps; the first and last are cut to the period.

    Weeks begin on Mondays. Danish: *opdeling*. Raises `PlanError` for an unknown unit, and for a period with an open
    end.

    >>> from praksisplan import parse_period
    >>> [str(part) for part in split_period(parse_period("2. halvår 2021 - 1. halvår 2025"), "year")]
    ['2. halvår 2021', '2022', '2023', '2024', '1. halvår 2025']
    """
    as_unit(per, "per")
    first, end = _closed(period, "period")
    parts = []
    start = first
    while start < end:
        after = min(_next(start, per), end)
        parts.append(Period(start, after))
        start = after
    return tuple(parts)


def length_in(period: Period | str, per: Unit) -> int:
    """The length of a period in units, counted from its first day; a part of a unit counts as one. Danish: *længde*.

    Raises `PlanError` for an unknown unit, and for a period with an open end.

    >>> from praksisplan import parse_period
    >>> length_in(parse_period("2017"), "quarter"), length_in(parse_period("februar - april 2017"), "quarter")
    (4, 1)
    """
    as_unit(per, "per")
    first, end = _closed(period, "period")
    if per in _DAYS:
        return -(-(end - first).days // _DAYS[per])
    months = (end.year - first.year) * 12 + end.month - first.month + (end.day > first.day)
    return -(-months // _MONTHS[per])


def as_unit(value: Unit, name: str = "") -> Unit:
    """A unit of time: day, week, month, quarter, half_year or year.

    >>> as_unit("quarter")
    'quarter'
    """
    names = (*_DAYS, *_MONTHS)
    if value not in names:
        raise PlanError(fault("unknown-unit", name, found=value, known=names))
    return value


def _next(day: datetime.date, unit: str) -> datetime.date:
    """The first day of the calendar unit after that of a day."""
    if unit in _DAYS:
        return day + datetime.timedelta(days=1 if unit == "day" else 7 - day.weekday())
    months = _MONTHS[unit]
    ahead = day.year * 12 + (day.month - 1) // months * months + months
    return datetime.date(ahead // 12, ahead % 12 + 1, 1)


def contiguous(periods: Iterable[Period | str]) -> tuple[Period, ...]:
    """The periods, if there is at least one and each begins where the one before ends; otherwise a `PlanError`.

    >>> from praksisplan import parse_period
    >>> len(contiguous([parse_period("2017"), parse_period("2018")]))
    2
    """
    found = read_periods(periods, "periods")
    if not found:
        raise PlanError(fault("no-periods", "periods"))
    for one, following in pairwise(found):
        if _closed(one, "periods")[1] != _closed(following, "periods")[0]:
            raise PlanError(fault("not-contiguous", "periods", one=one, following=following))
    _closed(found[-1], "periods")
    return found


def _closed(period: Period | str, name: str) -> tuple[datetime.date, datetime.date]:
    period = read_period(period, name)
    if period.start is None or period.end is None:
        raise PlanError(fault("open-period", name, period=period))
    return period.start, period.end
