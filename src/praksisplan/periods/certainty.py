"""How certain it is that one period is before another, and that something happens in a period."""

from __future__ import annotations

import datetime

from praksisplan.fields import as_date
from praksisplan.periods.parsing import read_period
from praksisplan.periods.period import Period
from praksisplan.terms import Term


class Certainty(Term):
    """How certain it is that something happens in a period. Danish: *sikkerhed*."""

    CERTAIN = "certain", "sikkert", "certain"
    """*sikkert*: it has happened in the period, or was decided for it"""
    EXPECTED = "expected", "forventet", "expected"
    """*forventet*: it falls in the period if every open promise is kept"""
    POSSIBLE = "possible", "muligt", "possible"
    """*muligt*: some days on which it can fall lie in the period, others do not"""
    NOT_EXPECTED = "not_expected", "ikke forventet", "not expected"
    """*ikke forventet*: it falls outside the period if every open promise is kept"""
    RULED_OUT = "ruled_out", "udelukket", "ruled out"
    """*udelukket*: what has happened, or was decided, leaves no day in the period"""
    UNKNOWN = "unknown", "ukendt", "unknown"
    """*ukendt*: a bound that would tell is not known"""


def certainty_within(earliest: datetime.date | None, latest: datetime.date | None, period: Period | str) -> Certainty:
    """The certainty that a day between two inclusive bounds is in a period; ``None`` is an unknown bound.

    The bounds count as facts: the result is *certain*, *possible*, *ruled out* or *unknown*.

    >>> from praksisplan import parse_period
    >>> year = parse_period("2017")
    >>> certainty_within(datetime.date(2017, 4, 1), datetime.date(2017, 6, 30), year)
    <Certainty.CERTAIN: 'certain'>
    >>> certainty_within(datetime.date(2017, 4, 1), None, year)
    <Certainty.UNKNOWN: 'unknown'>
    """
    period = read_period(period, "period")
    earliest = None if earliest is None else as_date(earliest, "earliest")
    latest = None if latest is None else as_date(latest, "latest")
    if earliest is not None and period.end is not None and period.end <= earliest:
        return Certainty.RULED_OUT
    if latest is not None and period.start is not None and latest < period.start:
        return Certainty.RULED_OUT
    if earliest is None or latest is None:
        return Certainty.UNKNOWN
    return Certainty.CERTAIN if earliest in period and latest in period else Certainty.POSSIBLE


def surely_before(a: Period | str, b: Period | str) -> bool:
    """Whether every day of ``a`` is before every day of ``b``.

    >>> from praksisplan import parse_period
    >>> surely_before(parse_period("primo 2017"), parse_period("sommeren 2017"))
    True
    """
    a, b = read_period(a, "a"), read_period(b, "b")
    return a.end is not None and b.start is not None and a.end <= b.start


def surely_after(a: Period | str, b: Period | str) -> bool:
    """Whether every day of ``a`` is after every day of ``b``.

    >>> from praksisplan import parse_period
    >>> surely_after(parse_period("2018"), parse_period("senest 31. december 2017"))
    True
    """
    return surely_before(read_period(b, "b"), read_period(a, "a"))


def may_overlap(a: Period | str, b: Period | str) -> bool:
    """Whether some day can be in both periods: neither is surely before the other.

    >>> from praksisplan import parse_period
    >>> may_overlap(parse_period("primo 2017"), parse_period("1. kvartal 2017"))
    True
    """
    return not surely_before(a, b) and not surely_before(b, a)
