"""Scheduling: activities with durations, dependencies and requirements, placed in units of time."""

from praksisplan.model import Limit
from praksisplan.model.dependencies import DependencyKind
from praksisplan.model.targets import WHOLE_PLAN
from praksisplan.scheduling.best import Progress, SolverOptions
from praksisplan.scheduling.constraints import Constraint, ConstraintKind
from praksisplan.scheduling.from_plan import PlanProblem, plan_problem
from praksisplan.scheduling.load import Load, LoadAnswer, load_of
from praksisplan.scheduling.plan_schedule import Moved, PlanSchedule, schedule
from praksisplan.scheduling.problem import Activity, Dependency, Problem, Requirement, Resource
from praksisplan.scheduling.risk import Risk, Simulation, delays, simulate
from praksisplan.scheduling.schedule import (
    Placement,
    PlacementDriver,
    Schedule,
    SolveEnd,
    SolveStatus,
    Unplaced,
    UnplacedReason,
)
from praksisplan.scheduling.scheduler import schedule_activities
from praksisplan.scheduling.verifying import Violation, verify_schedule
from praksisplan.scheduling.workload import Meetings, Task, Workload

__all__ = [
    "WHOLE_PLAN",
    "Activity",
    "Constraint",
    "ConstraintKind",
    "Dependency",
    "DependencyKind",
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
    "Progress",
    "Requirement",
    "Resource",
    "Risk",
    "Schedule",
    "Simulation",
    "SolveEnd",
    "SolveStatus",
    "SolverOptions",
    "Task",
    "Unplaced",
    "UnplacedReason",
    "Violation",
    "Workload",
    "delays",
    "load_of",
    "plan_problem",
    "schedule",
    "schedule_activities",
    "simulate",
    "verify_schedule",
]
