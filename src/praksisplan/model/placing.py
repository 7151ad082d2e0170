"""Why something stands where it stands in a schedule, or has no place in it."""

from __future__ import annotations

from enum import Enum

__all__ = ["PlacementDriver", "UnplacedReason"]


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
