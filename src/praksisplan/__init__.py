"""Danish practice plans (*praksisplaner*) as typed values: what is blocked, until when, and where that is written.

The names below are the library; what is not listed here may change.
"""

from praksisplan import datasets
from praksisplan.checks import Finding, Severity, check
from praksisplan.errors import Fault, PeriodError, PlanError
from praksisplan.files import load_plan, save_plan
from praksisplan.formats import dumps, loads
from praksisplan.model import (
    Anchor,
    Await,
    Body,
    BodyKind,
    Citation,
    Event,
    EventKind,
    FocusArea,
    Matter,
    Milestone,
    Outcome,
    Plan,
    PracticeArea,
    Recommendation,
    Section,
    Source,
    Standing,
    Statement,
    Status,
    Strand,
)
from praksisplan.periods import (
    Period,
    Precision,
    format_period,
    may_overlap,
    parse_period,
    surely_after,
    surely_before,
)
from praksisplan.rules.blocking import blocked, overdue, ready, releases, waiting
from praksisplan.rules.explaining import why
from praksisplan.rules.history import newest_day
from praksisplan.rules.state import state_at
from praksisplan.rules.windows import forecast

__version__ = "0.1.0"

__all__ = [
    "Anchor",
    "Await",
    "Body",
    "BodyKind",
    "Citation",
    "Event",
    "EventKind",
    "Fault",
    "Finding",
    "FocusArea",
    "Matter",
    "Milestone",
    "Outcome",
    "Period",
    "PeriodError",
    "Plan",
    "PlanError",
    "PracticeArea",
    "Precision",
    "Recommendation",
    "Section",
    "Severity",
    "Source",
    "Standing",
    "Statement",
    "Status",
    "Strand",
    "blocked",
    "check",
    "datasets",
    "dumps",
    "forecast",
    "format_period",
    "load_plan",
    "loads",
    "may_overlap",
    "newest_day",
    "overdue",
    "parse_period",
    "ready",
    "releases",
    "save_plan",
    "state_at",
    "surely_after",
    "surely_before",
    "waiting",
    "why",
]
