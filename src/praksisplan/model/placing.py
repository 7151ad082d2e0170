"""Why something stands where it stands in a schedule, or has no place in it."""

from __future__ import annotations

from enum import Enum

__all__ = ["ConstraintKind", "PlacementDriver", "SolveEnd", "SolveStatus", "UnplacedReason"]


class PlacementDriver(Enum):
    """What sets the start of an item. Danish: *det, der styrer*."""

    HORIZON = "horizon"
    """it starts with the first unit"""
    EARLIEST = "earliest"
    """its own earliest start"""
    AWAIT = "await"
    """another item that it waits for"""
    CAPACITY = "capacity"
    """a body that others took"""
    MEETING = "meeting"
    """the next meeting of a body"""
    KEPT = "kept"
    """the schedule that is kept: it stays where it was"""
    LATER = "later"
    """nothing: it could start earlier"""


class UnplacedReason(Enum):
    """Why an item was not placed. Danish: *hvorfor ikke*."""

    CYCLE = "cycle"
    """it waits in a circle"""
    AWAITS_UNKNOWN = "awaits_unknown"
    """it awaits what was not placed, or whose end is not known"""
    CAPACITY_FULL = "capacity_full"
    """a body has no room left for it"""
    NO_MEETING = "no_meeting"
    """the body does not meet in time"""
    OUTSIDE_PERIOD = "outside_period"
    """it cannot be finished within the horizon"""
    DEADLINE = "deadline"
    """it cannot be finished by its deadline"""


class ConstraintKind(Enum):
    """What is demanded of a schedule. Danish: *krav*."""

    WAIT = "wait"
    """an item awaits another"""
    EARLIEST = "earliest"
    """an item does not start before its earliest start"""
    DEADLINE = "deadline"
    """an item is finished by its deadline"""
    MEETING = "meeting"
    """an item starts when a body meets"""
    CAPACITY = "capacity"
    """a body carries no more than it can"""
    HORIZON = "horizon"
    """everything lies within the horizon"""


class SolveStatus(Enum):
    """What is known of a schedule when the solver ends. Danish: *hvad der er bevist*."""

    OPTIMAL = "optimal"
    """no schedule of these items is shorter"""
    FEASIBLE = "feasible"
    """every item that can ever be placed has a place; a shorter schedule may exist"""
    INFEASIBLE = "infeasible"
    """no schedule has a place for all of them"""
    UNKNOWN = "unknown"
    """some have no place, and whether there is a schedule with a place for all is not known"""


class SolveEnd(Enum):
    """Why the solver ended. Danish: *hvorfor der blev standset*."""

    PROVEN = "proven"
    """there was nothing more to find"""
    TIME = "time"
    """the time or the work that was allowed is used up"""
    ABORTED = "aborted"
    """the solver broke off: it met the limit of its memory, or a fault of its own"""
