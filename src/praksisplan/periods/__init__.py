"""Periods as Danish secretariats write them: from words to intervals of days and back, and certainty."""

from praksisplan.fields import LAST_DAY, as_day, as_year
from praksisplan.periods.canonical import Precision
from praksisplan.periods.certainty import Certainty, certainty_within, may_overlap, surely_after, surely_before
from praksisplan.periods.conventions import DEFAULT, Convention, Conventions
from praksisplan.periods.parsing import parse_day, parse_period, read_period, read_periods
from praksisplan.periods.period import Period, format_period
from praksisplan.periods.splitting import Unit, as_unit, contiguous, length_in, split_period

__all__ = [
    "DEFAULT",
    "LAST_DAY",
    "Certainty",
    "Convention",
    "Conventions",
    "Period",
    "Precision",
    "Unit",
    "as_day",
    "as_unit",
    "as_year",
    "certainty_within",
    "contiguous",
    "format_period",
    "length_in",
    "may_overlap",
    "parse_day",
    "parse_period",
    "read_period",
    "read_periods",
    "split_period",
    "surely_after",
    "surely_before",
]
