"""When can it be done? Items with lengths, waits and needs of bodies, placed on a line of time units."""

from praksisplan.model import Limit
from praksisplan.scheduling.load import Load, LoadAnswer, load_of
from praksisplan.scheduling.placing import place
from praksisplan.scheduling.planned import (
    WHOLE_PLAN,
    Meetings,
    Moved,
    PlanProblem,
    PlanSchedule,
    Workload,
    plan_problem,
    schedule,
)
from praksisplan.scheduling.problem import Demand, Item, Lag, LagKind, Problem, Supply
from praksisplan.scheduling.schedule import Placement, PlacementDriver, Schedule, Unplaced, UnplacedReason
from praksisplan.scheduling.verifying import Violation, verify_schedule

__all__ = [
    "WHOLE_PLAN",
    "Demand",
    "Item",
    "Lag",
    "LagKind",
    "Limit",
    "Load",
    "LoadAnswer",
    "Meetings",
    "Moved",
    "Placement",
    "PlacementDriver",
    "PlanProblem",
    "PlanSchedule",
    "Problem",
    "Schedule",
    "Supply",
    "Unplaced",
    "UnplacedReason",
    "Violation",
    "Workload",
    "load_of",
    "place",
    "plan_problem",
    "schedule",
    "verify_schedule",
]
