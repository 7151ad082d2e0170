"""Danish practice plans (*praksisplaner*) as typed values: what is blocked, until when, and where that is written.

The names below are the library; what is not listed here may change. Each is loaded when it is first used, so that a
program pays only for what it asks.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from praksisplan import datasets as datasets
    from praksisplan.checks import Findings as Findings
    from praksisplan.checks import check as check
    from praksisplan.errors import Fault as Fault
    from praksisplan.errors import PeriodError as PeriodError
    from praksisplan.errors import PlanError as PlanError
    from praksisplan.merging import merge as merge
    from praksisplan.model import Anchor as Anchor
    from praksisplan.model import ApprovedYearPlan as ApprovedYearPlan
    from praksisplan.model import Await as Await
    from praksisplan.model import Body as Body
    from praksisplan.model import BodyKind as BodyKind
    from praksisplan.model import Citation as Citation
    from praksisplan.model import Closure as Closure
    from praksisplan.model import Effort as Effort
    from praksisplan.model import EntryReason as EntryReason
    from praksisplan.model import Event as Event
    from praksisplan.model import EventKind as EventKind
    from praksisplan.model import Finding as Finding
    from praksisplan.model import FocusArea as FocusArea
    from praksisplan.model import HappeningKind as HappeningKind
    from praksisplan.model import Limit as Limit
    from praksisplan.model import Matter as Matter
    from praksisplan.model import Milestone as Milestone
    from praksisplan.model import Objective as Objective
    from praksisplan.model import Outcome as Outcome
    from praksisplan.model import Plan as Plan
    from praksisplan.model import PracticeArea as PracticeArea
    from praksisplan.model import Product as Product
    from praksisplan.model import ProductKind as ProductKind
    from praksisplan.model import Quantity as Quantity
    from praksisplan.model import Recommendation as Recommendation
    from praksisplan.model import Section as Section
    from praksisplan.model import Severity as Severity
    from praksisplan.model import Source as Source
    from praksisplan.model import SourceKind as SourceKind
    from praksisplan.model import Standing as Standing
    from praksisplan.model import Statement as Statement
    from praksisplan.model import Status as Status
    from praksisplan.model import Strand as Strand
    from praksisplan.model import Supplement as Supplement
    from praksisplan.model import TemporalKind as TemporalKind
    from praksisplan.model import Theme as Theme
    from praksisplan.model import Wait as Wait
    from praksisplan.model import YearEntry as YearEntry
    from praksisplan.periods import Certainty as Certainty
    from praksisplan.periods import Period as Period
    from praksisplan.periods import Precision as Precision
    from praksisplan.periods import format_period as format_period
    from praksisplan.periods import may_overlap as may_overlap
    from praksisplan.periods import parse_period as parse_period
    from praksisplan.periods import split_period as split_period
    from praksisplan.periods import surely_after as surely_after
    from praksisplan.periods import surely_before as surely_before
    from praksisplan.recording import record as record
    from praksisplan.recording import what_if as what_if
    from praksisplan.reports import Document as Document
    from praksisplan.reports import comparison_document as comparison_document
    from praksisplan.reports import ledger_document as ledger_document
    from praksisplan.reports import load_document as load_document
    from praksisplan.reports import risk_document as risk_document
    from praksisplan.reports import save_document as save_document
    from praksisplan.reports import schedule_document as schedule_document
    from praksisplan.reports import status_document as status_document
    from praksisplan.reports import timetable_document as timetable_document
    from praksisplan.reports import year_plan_document as year_plan_document
    from praksisplan.rules.approval import Proposal as Proposal
    from praksisplan.rules.approval import Proposals as Proposals
    from praksisplan.rules.approval import approve as approve
    from praksisplan.rules.approval import decline as decline
    from praksisplan.rules.approval import proposals as proposals
    from praksisplan.rules.blocking import Blocked as Blocked
    from praksisplan.rules.blocking import Blocking as Blocking
    from praksisplan.rules.blocking import Overdue as Overdue
    from praksisplan.rules.blocking import OverdueAnswer as OverdueAnswer
    from praksisplan.rules.blocking import Readiness as Readiness
    from praksisplan.rules.blocking import Ready as Ready
    from praksisplan.rules.blocking import Releases as Releases
    from praksisplan.rules.blocking import Waiting as Waiting
    from praksisplan.rules.blocking import blocked as blocked
    from praksisplan.rules.blocking import overdue as overdue
    from praksisplan.rules.blocking import ready as ready
    from praksisplan.rules.blocking import releases as releases
    from praksisplan.rules.blocking import waiting as waiting
    from praksisplan.rules.carrying import Commitment as Commitment
    from praksisplan.rules.carrying import LedgerEntry as LedgerEntry
    from praksisplan.rules.carrying import YearLedger as YearLedger
    from praksisplan.rules.carrying import carry_over as carry_over
    from praksisplan.rules.carrying import commitment as commitment
    from praksisplan.rules.changes import Comparison as Comparison
    from praksisplan.rules.changes import Difference as Difference
    from praksisplan.rules.changes import compare as compare
    from praksisplan.rules.efforts import Efforts as Efforts
    from praksisplan.rules.efforts import EffortState as EffortState
    from praksisplan.rules.efforts import efforts_at as efforts_at
    from praksisplan.rules.explaining import Explanation as Explanation
    from praksisplan.rules.explaining import why as why
    from praksisplan.rules.force import approvals as approvals
    from praksisplan.rules.force import plan_in_force as plan_in_force
    from praksisplan.rules.history import newest_day as newest_day
    from praksisplan.rules.reporting import StatusReport as StatusReport
    from praksisplan.rules.reporting import status_report as status_report
    from praksisplan.rules.state import PlanState as PlanState
    from praksisplan.rules.state import RecommendationState as RecommendationState
    from praksisplan.rules.state import state_at as state_at
    from praksisplan.rules.timetable import Timetable as Timetable
    from praksisplan.rules.timetable import TimetableRow as TimetableRow
    from praksisplan.rules.timetable import timetable as timetable
    from praksisplan.rules.windows import Forecast as Forecast
    from praksisplan.rules.windows import Window as Window
    from praksisplan.rules.windows import forecast as forecast
    from praksisplan.rules.year import YearPlan as YearPlan
    from praksisplan.rules.year import approved_year_plan as approved_year_plan
    from praksisplan.rules.year import year_plan as year_plan
    from praksisplan.scheduling import LoadAnswer as LoadAnswer
    from praksisplan.scheduling import Meetings as Meetings
    from praksisplan.scheduling import PlanSchedule as PlanSchedule
    from praksisplan.scheduling import Workload as Workload
    from praksisplan.scheduling import load_of as load_of
    from praksisplan.scheduling import schedule as schedule
    from praksisplan.scheduling import verify_schedule as verify_schedule
    from praksisplan.scheduling.risk import Risk as Risk
    from praksisplan.scheduling.risk import Simulation as Simulation
    from praksisplan.scheduling.risk import delays as delays
    from praksisplan.scheduling.risk import simulate as simulate
    from praksisplan.storage import dumps as dumps
    from praksisplan.storage import loads as loads
    from praksisplan.storage.files import load_plan as load_plan
    from praksisplan.storage.files import save_plan as save_plan

__version__ = "0.1.0"

_HOMES = {
    "checks": "Findings check",
    "datasets": "datasets",
    "errors": "Fault PeriodError PlanError",
    "storage.files": "load_plan save_plan",
    "storage": "dumps loads",
    "merging": "merge",
    "model": "Anchor ApprovedYearPlan Await Body BodyKind Citation Closure Effort EntryReason Event EventKind "
    "Finding FocusArea HappeningKind Limit Matter Milestone Objective Outcome Plan PracticeArea "
    "Product ProductKind Quantity Recommendation Section Severity Source SourceKind Standing "
    "Statement Status Strand Supplement TemporalKind Theme Wait YearEntry",
    "periods": "Certainty Period Precision format_period may_overlap parse_period split_period surely_after "
    "surely_before",
    "recording": "record what_if",
    "reports": "Document comparison_document ledger_document load_document risk_document save_document "
    "schedule_document status_document timetable_document year_plan_document",
    "rules.approval": "Proposal Proposals approve decline proposals",
    "rules.blocking": "Blocked Blocking Overdue OverdueAnswer Readiness Ready Releases Waiting blocked "
    "overdue ready releases waiting",
    "rules.carrying": "Commitment LedgerEntry YearLedger carry_over commitment",
    "rules.changes": "Comparison Difference compare",
    "rules.efforts": "EffortState Efforts efforts_at",
    "rules.explaining": "Explanation why",
    "rules.force": "approvals plan_in_force",
    "rules.history": "newest_day",
    "rules.reporting": "StatusReport status_report",
    "rules.state": "PlanState RecommendationState state_at",
    "rules.timetable": "Timetable TimetableRow timetable",
    "rules.windows": "Forecast Window forecast",
    "rules.year": "YearPlan approved_year_plan year_plan",
    "scheduling": "LoadAnswer Meetings PlanSchedule Workload load_of schedule verify_schedule",
    "scheduling.risk": "Risk Simulation delays simulate",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__ = [
    "Anchor",
    "ApprovedYearPlan",
    "Await",
    "Blocked",
    "Blocking",
    "Body",
    "BodyKind",
    "Certainty",
    "Citation",
    "Closure",
    "Commitment",
    "Comparison",
    "Difference",
    "Document",
    "Effort",
    "EffortState",
    "Efforts",
    "EntryReason",
    "Event",
    "EventKind",
    "Explanation",
    "Fault",
    "Finding",
    "Findings",
    "FocusArea",
    "Forecast",
    "HappeningKind",
    "LedgerEntry",
    "Limit",
    "LoadAnswer",
    "Matter",
    "Meetings",
    "Milestone",
    "Objective",
    "Outcome",
    "Overdue",
    "OverdueAnswer",
    "Period",
    "PeriodError",
    "Plan",
    "PlanError",
    "PlanSchedule",
    "PlanState",
    "PracticeArea",
    "Precision",
    "Product",
    "ProductKind",
    "Proposal",
    "Proposals",
    "Quantity",
    "Readiness",
    "Ready",
    "Recommendation",
    "RecommendationState",
    "Releases",
    "Risk",
    "Section",
    "Severity",
    "Simulation",
    "Source",
    "SourceKind",
    "Standing",
    "Statement",
    "Status",
    "StatusReport",
    "Strand",
    "Supplement",
    "TemporalKind",
    "Theme",
    "Timetable",
    "TimetableRow",
    "Wait",
    "Waiting",
    "Window",
    "Workload",
    "YearEntry",
    "YearLedger",
    "YearPlan",
    "approvals",
    "approve",
    "approved_year_plan",
    "blocked",
    "carry_over",
    "check",
    "commitment",
    "compare",
    "comparison_document",
    "datasets",
    "decline",
    "delays",
    "dumps",
    "efforts_at",
    "forecast",
    "format_period",
    "ledger_document",
    "load_document",
    "load_of",
    "load_plan",
    "loads",
    "may_overlap",
    "merge",
    "newest_day",
    "overdue",
    "parse_period",
    "plan_in_force",
    "proposals",
    "ready",
    "record",
    "releases",
    "risk_document",
    "save_document",
    "save_plan",
    "schedule",
    "schedule_document",
    "simulate",
    "split_period",
    "state_at",
    "status_document",
    "status_report",
    "surely_after",
    "surely_before",
    "timetable",
    "timetable_document",
    "verify_schedule",
    "waiting",
    "what_if",
    "why",
    "year_plan",
    "year_plan_document",
]

if not TYPE_CHECKING:  # a type checker knows the names from above, and refuses any other

    def __getattr__(name: str) -> Any:
        home = _HOME_OF.get(name)
        if home is None:
            raise AttributeError(f"module 'praksisplan' has no attribute {name!r}")
        module = import_module(f"praksisplan.{home}")
        value = module if name == home else getattr(module, name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return [*globals(), *_HOME_OF]
