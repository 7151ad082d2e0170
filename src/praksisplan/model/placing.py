"""Why something stands where it stands in a schedule, or has no place in it."""

from __future__ import annotations

from praksisplan.terms import Term

__all__ = ["ConstraintKind", "PlacementDriver", "SolveEnd", "SolveStatus", "UnplacedReason"]


class PlacementDriver(Term):
    """What sets the start of an item. Danish: *det, der styrer*."""

    HORIZON = "horizon", "periodens begyndelse", "the beginning of the period"
    """it starts with the first unit"""
    EARLIEST = "earliest", "tidligste start", "earliest start"
    """its own earliest start"""
    AWAIT = "await", "afventning", "a wait"
    """another item that it waits for"""
    CAPACITY = "capacity", "kapacitet", "capacity"
    """a body that others took"""
    MEETING = "meeting", "møde", "a meeting"
    """the next meeting of a body"""
    KEPT = "kept", "bliver stående", "stays where it was"
    """the schedule that is kept: it stays where it was"""
    LATER = "later", "kunne begynde før", "could begin earlier"
    """nothing: it could start earlier"""


class UnplacedReason(Term):
    """Why an item was not placed. Danish: *hvorfor ikke*."""

    CYCLE = "cycle", "venter i ring", "waits in a circle"
    """it waits in a circle"""
    AWAITS_UNKNOWN = (
        "awaits_unknown",
        "afventer noget uden plads eller kendt tidspunkt",
        "awaits what has no place or no known time",
    )
    """it awaits what was not placed, or whose end is not known"""
    AWAITS_NEVER = "awaits_never", "afventer noget, der ikke kommer", "awaits what will not come"
    """it awaits what is cancelled: it can have no place unless the wait is lifted"""
    CAPACITY_FULL = "capacity_full", "ikke plads", "no room"
    """a body has no room left for it"""
    NO_MEETING = "no_meeting", "intet møde", "no meeting"
    """the body does not meet in time"""
    OUTSIDE_PERIOD = "outside_period", "uden for perioden", "outside the period"
    """it cannot be finished within the horizon"""
    DEADLINE = "deadline", "fristen kan ikke holdes", "the deadline cannot be kept"
    """it cannot be finished by its deadline"""


class ConstraintKind(Term):
    """What is demanded of a schedule. Danish: *krav*."""

    WAIT = "wait", "afventning", "a wait"
    """an item awaits another"""
    EARLIEST = "earliest", "tidligste start", "earliest start"
    """an item does not start before its earliest start"""
    DEADLINE = "deadline", "frist", "deadline"
    """an item is finished by its deadline"""
    MEETING = "meeting", "møde", "a meeting"
    """an item starts when a body meets"""
    CAPACITY = "capacity", "kapacitet", "capacity"
    """a body carries no more than it can"""
    HORIZON = "horizon", "perioden", "the period"
    """everything lies within the horizon"""


class SolveStatus(Term):
    """What is known of a schedule when the solver ends. Danish: *hvad der er bevist*."""

    OPTIMAL = "optimal", "bevist kortest", "proven shortest"
    """no schedule of these items is shorter"""
    FEASIBLE = "feasible", "ikke bevist kortest", "not proven shortest"
    """every item that can ever be placed has a place; a shorter schedule may exist"""
    INFEASIBLE = "infeasible", "der er ikke plads til alle", "there is no place for all"
    """no schedule has a place for all of them"""
    UNKNOWN = "unknown", "ikke afgjort, om der er plads til alle", "whether there is a place for all is not settled"
    """some have no place, and whether there is a schedule with a place for all is not known"""


class SolveEnd(Term):
    """Why the solver ended. Danish: *hvorfor der blev standset*."""

    PROVEN = "proven", "der er ikke mere at finde", "there is nothing more to find"
    """there was nothing more to find"""
    TIME = "time", "tiden er brugt", "the time is used up"
    """the time or the work that was allowed is used up"""
    ABORTED = "aborted", "løseren brød sammen", "the solver broke off"
    """the solver broke off: it met the limit of its memory, or a fault of its own"""
