"""How certain it is that something happens in a period."""

from __future__ import annotations

import datetime

from praksisplan.fields import as_date
from praksisplan.periods.period import Period, as_period
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


def certainty_within(earliest: datetime.date | None, latest: datetime.date | None, period: Period) -> Certainty:
    """The certainty that a day between two inclusive bounds is in a period; ``None`` is an unknown bound.

    The bounds count as facts: the result is *certain*, *possible*, *ruled out* or *unknown*.

    >>> from praksisplan import parse_period
    >>> year = parse_period("2017")
    >>> certainty_within(datetime.date(2017, 4, 1), datetime.date(2017, 6, 30), year)
    <Certainty.CERTAIN: 'certain'>
    >>> certainty_within(datetime.date(2017, 4, 1), None, year)
    <Certainty.UNKNOWN: 'unknown'>
    """
    as_period(period)
    earliest = None if earliest is None else as_date(earliest, "earliest")
    latest = None if latest is None else as_date(latest, "latest")
    if earliest is not None and period.end is not None and period.end <= earliest:
        return Certainty.RULED_OUT
    if latest is not None and period.start is not None and latest < period.start:
        return Certainty.RULED_OUT
    if earliest is None or latest is None:
        return Certainty.UNKNOWN
    return Certainty.CERTAIN if earliest in period and latest in period else Certainty.POSSIBLE
