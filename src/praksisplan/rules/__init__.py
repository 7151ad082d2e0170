"""The rules of a plan and the classes of their answers: pure functions over values; callers pass the current day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from praksisplan.lazy import lazy

if TYPE_CHECKING:
    from praksisplan.rules.approval import Proposal as Proposal
    from praksisplan.rules.approval import Proposals as Proposals
    from praksisplan.rules.approval import decline as decline
    from praksisplan.rules.blocking import Blocked as Blocked
    from praksisplan.rules.blocking import Blocking as Blocking
    from praksisplan.rules.blocking import Waiting as Waiting
    from praksisplan.rules.calendars import CalendarEntry as CalendarEntry
    from praksisplan.rules.calendars import EntryKind as EntryKind
    from praksisplan.rules.calendars import PlanCalendar as PlanCalendar
    from praksisplan.rules.calendars import calendar as calendar
    from praksisplan.rules.carrying import Commitment as Commitment
    from praksisplan.rules.carrying import LedgerEntry as LedgerEntry
    from praksisplan.rules.carrying import YearLedger as YearLedger
    from praksisplan.rules.carrying import commitment as commitment
    from praksisplan.rules.changes import Comparison as Comparison
    from praksisplan.rules.changes import Difference as Difference
    from praksisplan.rules.changes import Scheduled as Scheduled
    from praksisplan.rules.efforts import Efforts as Efforts
    from praksisplan.rules.efforts import EffortState as EffortState
    from praksisplan.rules.efforts import efforts_at as efforts_at
    from praksisplan.rules.explaining import Explanation as Explanation
    from praksisplan.rules.explaining import Reason as Reason
    from praksisplan.rules.force import Approval as Approval
    from praksisplan.rules.force import approvals as approvals
    from praksisplan.rules.force import plan_in_force as plan_in_force
    from praksisplan.rules.freshness import Freshness as Freshness
    from praksisplan.rules.freshness import LastSaid as LastSaid
    from praksisplan.rules.freshness import StaleAnswer as StaleAnswer
    from praksisplan.rules.freshness import WaitLastSaid as WaitLastSaid
    from praksisplan.rules.history import newest_day as newest_day
    from praksisplan.rules.merging import Merged as Merged
    from praksisplan.rules.progress import Course as Course
    from praksisplan.rules.progress import IndicatorProgress as IndicatorProgress
    from praksisplan.rules.progress import Lacking as Lacking
    from praksisplan.rules.progress import ProgressAnswer as ProgressAnswer
    from praksisplan.rules.promising import PromiseHistory as PromiseHistory
    from praksisplan.rules.promising import promises as promises
    from praksisplan.rules.readiness import Overdue as Overdue
    from praksisplan.rules.readiness import OverdueAnswer as OverdueAnswer
    from praksisplan.rules.readiness import Readiness as Readiness
    from praksisplan.rules.readiness import Ready as Ready
    from praksisplan.rules.readiness import Releases as Releases
    from praksisplan.rules.reporting import Happening as Happening
    from praksisplan.rules.reporting import StatusReport as StatusReport
    from praksisplan.rules.state import PlanState as PlanState
    from praksisplan.rules.state import RecommendationState as RecommendationState
    from praksisplan.rules.state import StrandState as StrandState
    from praksisplan.rules.succession import OpenItem as OpenItem
    from praksisplan.rules.succession import OpenItems as OpenItems
    from praksisplan.rules.succession import SuccessionLedger as SuccessionLedger
    from praksisplan.rules.succession import Successor as Successor
    from praksisplan.rules.timetable import Timetable as Timetable
    from praksisplan.rules.timetable import TimetableRow as TimetableRow
    from praksisplan.rules.windows import Driver as Driver
    from praksisplan.rules.windows import Forecast as Forecast
    from praksisplan.rules.windows import Window as Window
    from praksisplan.rules.year import YearPlan as YearPlan
    from praksisplan.rules.year import YearSection as YearSection
    from praksisplan.rules.year import approved_year_plan as approved_year_plan

if not TYPE_CHECKING:
    __getattr__, __dir__, __all__ = lazy(
        __name__,
        "",
        {
            "approval": "Proposal Proposals decline",
            "blocking": "Blocked Blocking Waiting",
            "carrying": "Commitment LedgerEntry YearLedger commitment",
            "changes": "Comparison Difference Scheduled",
            "efforts": "EffortState Efforts efforts_at",
            "explaining": "Explanation Reason",
            "force": "Approval approvals plan_in_force",
            "freshness": "Freshness LastSaid StaleAnswer WaitLastSaid",
            "history": "newest_day",
            "merging": "Merged",
            "progress": "Course IndicatorProgress Lacking ProgressAnswer",
            "calendars": "CalendarEntry EntryKind PlanCalendar calendar",
            "promising": "PromiseHistory promises",
            "readiness": "Overdue OverdueAnswer Readiness Ready Releases",
            "reporting": "Happening StatusReport",
            "state": "PlanState RecommendationState StrandState",
            "succession": "OpenItem OpenItems SuccessionLedger Successor",
            "timetable": "Timetable TimetableRow",
            "windows": "Driver Forecast Window",
            "year": "YearPlan YearSection approved_year_plan",
        },
    )
