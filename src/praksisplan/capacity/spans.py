"""Spans of time in a rule: the day that lies so many months or years after another."""

from __future__ import annotations

import datetime
from fractions import Fraction

from dateutil.relativedelta import relativedelta

from praksisplan.capacity.figures import Figure
from praksisplan.errors import PlanError, fault
from praksisplan.periods import as_day

_MOST_MONTHS = 12 * 1000


def later(day: datetime.date, name: str, *, years: Fraction | int = 0, months: Fraction | int = 0) -> datetime.date:
    """The same day of the month so many years and months later; ``name`` is what the length is called in an error.

    A year is a calendar year. Where the month has no such day, it is its last one: a year after 29 February is
    28 February (``dateutil.relativedelta``). Raises `PlanError` for a length that is not a whole number of months.

    >>> later(datetime.date(2024, 2, 29), "vacancy.years", years=1)
    datetime.date(2025, 2, 28)
    >>> later(datetime.date(1954, 3, 31), "age", years=Fraction(125, 2))
    datetime.date(2016, 9, 30)
    """
    length = Fraction(months) + 12 * Fraction(years)
    if length.denominator != 1 or not 0 <= length <= _MOST_MONTHS:
        raise PlanError(fault("bad-length.months", name, most=_MOST_MONTHS, found=str(length)))
    try:
        return as_day(day + relativedelta(months=int(length)), name)
    except ValueError as error:
        if isinstance(error, PlanError):
            raise
        raise PlanError(fault("out-of-range.months", name, months=int(length), day=day)) from None


_UNITS = {"år": "years", "måneder": "months"}


def after(day: datetime.date, length: Figure) -> datetime.date:
    """The day that lies as much later as a figure says; raises `PlanError` for a unit other than years and months."""
    if length.unit not in _UNITS:
        known, found = tuple(_UNITS), length.unit
        raise PlanError(fault("unknown-word.unit", length.name, name=length.name, known=known, found=found))
    return later(day, length.name, **{_UNITS[length.unit]: length.value})


def in_order(**days: datetime.date | None) -> None:
    """Refuse days that do not follow one another as they are named; equal days do, what is not known passes.

    Raises `PlanError` at the name of the day that comes too early, or is not a plain date.
    """
    before: datetime.date | None = None
    for name, day in days.items():
        if day is None:
            continue
        if before is not None and as_day(day, name) < before:
            raise PlanError(fault("order.facts", name, day=day, before=before))
        before = as_day(day, name)
