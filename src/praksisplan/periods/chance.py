"""Whether a day that is known only within bounds lies in a period: certain, possible, no or unknown."""

from __future__ import annotations

import datetime

from praksisplan.fields import as_date
from praksisplan.periods.period import Period, as_period
from praksisplan.terms import Term

__all__ = ["Chance", "chance_within"]


class Chance(Term):
    """Whether something falls in a period. Danish: *mulighed*."""

    CERTAIN = "certain", "sikkert", "certain"
    """*sikkert*: every day that it can fall on lies in the period"""
    POSSIBLE = "possible", "muligt", "possible"
    """*muligt*: some days lie in it, others do not"""
    NO = "no", "nej", "no"
    """*nej*: no day that it can fall on lies in it"""
    UNKNOWN = "unknown", "ukendt", "unknown"
    """*ukendt*: a bound that would tell is not known"""


def chance_within(earliest: datetime.date | None, latest: datetime.date | None, period: Period) -> Chance:
    """Whether a day between two bounds, both included, lies in a period; ``None`` is a bound that is not known.

    >>> from praksisplan import parse_period
    >>> year = parse_period("2017")
    >>> chance_within(datetime.date(2017, 4, 1), datetime.date(2017, 6, 30), year)
    <Chance.CERTAIN: 'certain'>
    >>> chance_within(datetime.date(2017, 4, 1), None, year)
    <Chance.UNKNOWN: 'unknown'>
    """
    as_period(period)
    earliest = None if earliest is None else as_date(earliest, "earliest")
    latest = None if latest is None else as_date(latest, "latest")
    if earliest is not None and period.end is not None and period.end <= earliest:
        return Chance.NO
    if latest is not None and period.start is not None and latest < period.start:
        return Chance.NO
    if earliest is None or latest is None:
        return Chance.UNKNOWN
    return Chance.CERTAIN if earliest in period and latest in period else Chance.POSSIBLE
