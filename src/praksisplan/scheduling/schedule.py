"""A schedule: where every activity was placed and what drove it there, or why it was not placed."""

from __future__ import annotations

from functools import cached_property

import attrs

from praksisplan.answers import readable
from praksisplan.fields import One, Several, checked, clean_texts, count, optional, whole
from praksisplan.scheduling.constraints import Constraint
from praksisplan.scheduling.problem import Problem
from praksisplan.terms import Term
from praksisplan.text import clean_text


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


@readable
@checked
class Placement:
    """The units of a placed activity, from ``start`` to ``end``, ``end`` excluded.

    ``end`` is ``None`` if its duration is unknown. ``driver`` determines the start; ``targets`` are the ids of the
    activities or resources behind it, and ``taken_by`` those of the activities that use the capacity.
    """

    activity: str = attrs.field(converter=clean_text)
    start: int = attrs.field(converter=whole)
    end: int | None = attrs.field(converter=optional(whole))
    driver: PlacementDriver = attrs.field(converter=PlacementDriver)
    targets: tuple[str, ...] = attrs.field(default=(), converter=clean_texts)
    taken_by: tuple[str, ...] = attrs.field(default=(), converter=clean_texts)


@readable
@checked
class Unplaced:
    """An activity that was not placed, with the reason. Danish: *ikke placeret*.

    ``targets`` are the activities or resources that prevent it, ``taken_by`` the activities that use the capacity.
    """

    activity: str = attrs.field(converter=clean_text)
    reason: UnplacedReason = attrs.field(converter=UnplacedReason)
    targets: tuple[str, ...] = attrs.field(default=(), converter=clean_texts)
    taken_by: tuple[str, ...] = attrs.field(default=(), converter=clean_texts)


@checked
class Schedule:
    """Every activity of a problem, placed or not. Danish: *tidsplan med kapacitet*.

    ``bound`` is a lower bound on the makespan of the placed activities; 0 if none was computed. If the best schedule
    was searched for, ``status`` is what is proven of it, for the activities that can be placed at all: an activity
    in a circular dependency, after an unknown finish or after the horizon is never placed. ``end`` is the reason why
    the search stopped, and ``conflict`` is a minimal set of conflicting constraints; it is empty if there was not
    enough time to find it.
    """

    problem: Problem = attrs.field(converter=One[Problem])
    placed: tuple[Placement, ...] = attrs.field(converter=Several[Placement])
    unplaced: tuple[Unplaced, ...] = attrs.field(default=(), converter=Several[Unplaced])
    bound: int = attrs.field(default=0, converter=count)
    status: SolveStatus | None = attrs.field(default=None, converter=optional(SolveStatus))
    end: SolveEnd | None = attrs.field(default=None, converter=optional(SolveEnd))
    conflict: tuple[Constraint, ...] = attrs.field(default=(), converter=Several[Constraint])

    @cached_property
    def _by_activity(self) -> dict[str, Placement]:
        return {placement.activity: placement for placement in self.placed}

    def start(self, activity: str) -> int | None:
        """The unit in which an activity starts, or ``None`` where it was not placed."""
        found = self._by_activity.get(activity)
        return None if found is None else found.start

    @property
    def makespan(self) -> int:
        """The units until every placed activity is finished, or has started where its duration is unknown."""
        return max((one.start if one.end is None else one.end for one in self.placed), default=0)

    @property
    def gap(self) -> float | None:
        """The share of its makespan by which the schedule may be too long: 0.0 if it is proven shortest.

        ``None`` if that was not asked for, or if not every activity that can be placed was placed.
        """
        if self.status is SolveStatus.OPTIMAL:
            return 0.0
        return (self.makespan - self.bound) / self.makespan if self.status is SolveStatus.FEASIBLE else None
