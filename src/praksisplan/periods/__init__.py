"""Time as Danish secretariats write it: words <-> intervals of days, and how sure a comparison is."""

from praksisplan.periods.conventions import DEFAULT, Convention, Conventions
from praksisplan.periods.formatting import format_period
from praksisplan.periods.parsing import parse_period
from praksisplan.periods.period import Period, Precision, as_day, may_overlap, surely_after, surely_before

__all__ = [
    "DEFAULT",
    "Convention",
    "Conventions",
    "Period",
    "Precision",
    "as_day",
    "format_period",
    "may_overlap",
    "parse_period",
    "surely_after",
    "surely_before",
]
