"""Why an activity starts when it does in a schedule, or was not placed, and what a solver proved."""

from __future__ import annotations

from praksisplan.terms import Term


class PlacementDriver(Term):
    """The kind of constraint that determines the start of an activity. Danish: *det, der styrer*."""

    HORIZON = "horizon", "periodens begyndelse", "the beginning of the period"
    """it starts with the first unit"""
    EARLIEST = "earliest", "tidligste start", "earliest start"
    """its own earliest start"""
    AWAIT = "await", "afventning", "a wait"
    """another activity that it depends on"""
    CAPACITY = "capacity", "kapacitet", "capacity"
    """the capacity of a body, which others took"""
    MEETING = "meeting", "møde", "a meeting"
    """the next meeting of a body"""
    KEPT = "kept", "bliver stående", "stays where it was"
    """the schedule to be kept: it stays where it was"""
    COULD_START_EARLIER = "later", "kunne begynde før", "could start earlier"
    """nothing"""


class UnplacedReason(Term):
    """The reason why an activity was not placed. Danish: *hvorfor ikke*."""

    CYCLE = "cycle", "venter i ring", "circular dependency"
    """it depends on itself, directly or through others"""
    AWAITS_UNKNOWN = (
        "awaits_unknown",
        "afventer noget uden plads eller kendt tidspunkt",
        "awaits something unplaced or without a known date",
    )
    """it awaits something that was not placed or whose end is unknown"""
    AWAITS_NEVER = "awaits_never", "afventer noget, der ikke kommer", "awaits something that will not come"
    """it awaits something cancelled: it cannot be placed unless the wait is lifted"""
    CAPACITY_FULL = "capacity_full", "ikke plads", "no capacity"
    """a body has no capacity left for it"""
    NO_MEETING = "no_meeting", "intet møde", "no meeting"
    """the body does not meet in time"""
    OUTSIDE_PERIOD = "outside_period", "uden for perioden", "outside the period"
    """it cannot be finished within the horizon"""
    DEADLINE = "deadline", "fristen kan ikke holdes", "the deadline cannot be kept"
    """it cannot be finished by its deadline"""


class ConstraintKind(Term):
    """The kind of a constraint. Danish: *krav*."""

    WAIT = "wait", "afventning", "a wait"
    """an activity depends on another"""
    EARLIEST = "earliest", "tidligste start", "earliest start"
    """an activity does not start before its earliest start"""
    DEADLINE = "deadline", "frist", "deadline"
    """an activity is finished by its deadline"""
    MEETING = "meeting", "møde", "a meeting"
    """an activity starts when a body meets"""
    CAPACITY = "capacity", "kapacitet", "capacity"
    """a body carries no more than it can"""
    HORIZON = "horizon", "perioden", "the period"
    """everything lies within the horizon"""


class SolveStatus(Term):
    """What is proven of a schedule when the solver stops. Danish: *hvad der er bevist*."""

    OPTIMAL = "optimal", "bevist kortest", "proven shortest"
    """no schedule of these activities is shorter"""
    FEASIBLE = "feasible", "ikke bevist kortest", "not proven shortest"
    """every activity that can be placed is placed; a shorter schedule may exist"""
    INFEASIBLE = "infeasible", "der er ikke plads til alle", "not all can be placed"
    """no schedule places all of them"""
    UNKNOWN = "unknown", "ikke afgjort, om der er plads til alle", "unknown whether all can be placed"
    """some are not placed, and whether a schedule can place them all is unknown"""


class SolveEnd(Term):
    """The reason why the solver stopped. Danish: *hvorfor der blev standset*."""

    PROVEN = "proven", "der er ikke mere at finde", "nothing more to find"
    """there was nothing more to find"""
    TIME = "time", "tiden er brugt", "the time ran out"
    """the time or the work that was allowed ran out"""
    ABORTED = "aborted", "løseren brød sammen", "the solver broke off"
    """the solver reached the limit of its memory, or failed"""
