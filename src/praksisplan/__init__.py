"""Danish practice plans (*praksisplaner*) as typed values: what is blocked, until when, and where that is written.

The names below cover daily work. The classes of answers and everything rarer are in these packages: `praksisplan.model`
(the parts of a plan), `periods`, `rules` (answers), `checks`, `reports`, `scheduling`, `reading`, `capacity` and
`datasets`. Names that neither list may change without notice. Each name is loaded on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from praksisplan.lazy import lazy

if TYPE_CHECKING:
    from praksisplan import capacity as capacity
    from praksisplan import checks as checks
    from praksisplan import datasets as datasets
    from praksisplan import model as model
    from praksisplan import periods as periods
    from praksisplan import reading as reading
    from praksisplan import reports as reports
    from praksisplan import rules as rules
    from praksisplan import scheduling as scheduling
    from praksisplan.checks import check as check
    from praksisplan.errors import PeriodError as PeriodError
    from praksisplan.errors import PlanError as PlanError
    from praksisplan.model import Await as Await
    from praksisplan.model import Body as Body
    from praksisplan.model import Citation as Citation
    from praksisplan.model import Event as Event
    from praksisplan.model import Limit as Limit
    from praksisplan.model import Milestone as Milestone
    from praksisplan.model import Plan as Plan
    from praksisplan.model import Recommendation as Recommendation
    from praksisplan.model import Section as Section
    from praksisplan.model import Source as Source
    from praksisplan.model import Standing as Standing
    from praksisplan.model import Statement as Statement
    from praksisplan.model import Status as Status
    from praksisplan.model import Strand as Strand
    from praksisplan.periods import Period as Period
    from praksisplan.periods import format_period as format_period
    from praksisplan.periods import parse_period as parse_period
    from praksisplan.portfolio import Portfolio as Portfolio
    from praksisplan.reports import save_document as save_document
    from praksisplan.rules.approval import approve as approve
    from praksisplan.rules.approval import proposals as proposals
    from praksisplan.rules.blocking import blocked as blocked
    from praksisplan.rules.blocking import waiting as waiting
    from praksisplan.rules.carrying import carry_over as carry_over
    from praksisplan.rules.changes import compare as compare
    from praksisplan.rules.drafting import draft_successor as draft_successor
    from praksisplan.rules.explaining import why as why
    from praksisplan.rules.freshness import stale as stale
    from praksisplan.rules.merging import merge as merge
    from praksisplan.rules.progress import progress as progress
    from praksisplan.rules.readiness import overdue as overdue
    from praksisplan.rules.readiness import ready as ready
    from praksisplan.rules.readiness import releases as releases
    from praksisplan.rules.recording import record as record
    from praksisplan.rules.recording import what_if as what_if
    from praksisplan.rules.reporting import status_report as status_report
    from praksisplan.rules.state import state_at as state_at
    from praksisplan.rules.succession import open_items as open_items
    from praksisplan.rules.succession import succession as succession
    from praksisplan.rules.timetable import timetable as timetable
    from praksisplan.rules.windows import forecast as forecast
    from praksisplan.rules.year import year_plan as year_plan
    from praksisplan.scheduling import Task as Task
    from praksisplan.scheduling import Workload as Workload
    from praksisplan.scheduling import schedule as schedule
    from praksisplan.storage import dumps as dumps
    from praksisplan.storage import loads as loads
    from praksisplan.storage.files import load_plan as load_plan
    from praksisplan.storage.files import save_plan as save_plan

__version__ = "0.1.0"

if not TYPE_CHECKING:  # a type checker knows the names from above, and refuses any other
    __getattr__, __dir__, __all__ = lazy(
        __name__,
        "capacity checks datasets model periods reading reports rules scheduling",
        {
            "checks": "check",
            "errors": "PeriodError PlanError",
            "model": "Await Body Citation Event Limit Milestone Plan Recommendation Section Source Standing Statement "
            "Status Strand",
            "periods": "Period format_period parse_period",
            "portfolio": "Portfolio",
            "reports": "save_document",
            "rules.approval": "approve proposals",
            "rules.blocking": "blocked waiting",
            "rules.carrying": "carry_over",
            "rules.changes": "compare",
            "rules.drafting": "draft_successor",
            "rules.explaining": "why",
            "rules.freshness": "stale",
            "rules.merging": "merge",
            "rules.progress": "progress",
            "rules.readiness": "overdue ready releases",
            "rules.recording": "record what_if",
            "rules.reporting": "status_report",
            "rules.state": "state_at",
            "rules.succession": "open_items succession",
            "rules.timetable": "timetable",
            "rules.windows": "forecast",
            "rules.year": "year_plan",
            "scheduling": "Task Workload schedule",
            "storage": "dumps loads",
            "storage.files": "load_plan save_plan",
        },
    )
