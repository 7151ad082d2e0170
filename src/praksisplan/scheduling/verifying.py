"""Checks whether a schedule is valid. It shares no code with any scheduler."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

import attrs

from praksisplan.arguments import checked_call
from praksisplan.errors import PlanError, Words, fault
from praksisplan.model.dependencies import DependencyKind
from praksisplan.scheduling.problem import Activity, Problem
from praksisplan.scheduling.schedule import Schedule
from praksisplan.text import language


@attrs.frozen
class Violation:
    """A violation of a constraint by a schedule. Danish: *brud*. ``subject`` is the id of the activity or resource."""

    code: str
    subject: str
    danish: str
    english: str

    def text(self, lang: str = "da") -> str:
        """The violation in words."""
        return self.english if language(lang) else self.danish

    def __str__(self) -> str:
        return f"{self.subject}: {self.danish} [{self.code}]"


@checked_call
def verify_schedule(schedule: Schedule, problem: Problem | None = None) -> tuple[Violation, ...]:
    """Every violation of a schedule; empty if it is valid. ``problem`` defaults to the schedule's own.

    >>> from praksisplan.scheduling import Activity, Placement, PlacementDriver, Problem, Schedule
    >>> problem = Problem(3, (Activity("a", 2),))
    >>> wrong = Schedule(problem, (Placement("a", 2, 4, PlacementDriver.COULD_START_EARLIER),))
    >>> [violation.code for violation in verify_schedule(wrong)]
    ['outside-period']
    """
    return tuple(_violations(schedule, schedule.problem if problem is None else problem))


def verified(schedule: Schedule) -> Schedule:
    """The schedule, if it is valid; else a `PlanError` with every violation. Every scheduler returns through here."""
    violations = verify_schedule(schedule)
    if violations:
        words = [(one, Words(one.danish, one.english)) for one in violations]
        raise PlanError(*(fault("wrong-schedule", one.subject, code=one.code, violation=text) for one, text in words))
    return schedule


def _violations(schedule: Schedule, problem: Problem) -> Iterator[Violation]:
    starts: dict[str, int] = {}
    activities = {activity.id: activity for activity in problem.activities}
    counts = Counter([*(one.activity for one in schedule.placed), *(one.activity for one in schedule.unplaced)])
    for name, count in counts.items():
        if name not in activities:
            yield Violation("unknown-activity", name, "findes ikke i problemet", "is not in the problem")
        elif count > 1:
            yield Violation("duplicate-activity", name, "er med mere end én gang", "occurs more than once")
    for name in activities:
        if name not in counts:
            yield Violation("missing-activity", name, "mangler", "is missing")
    for placement in schedule.placed:
        activity = activities.get(placement.activity)
        if activity is not None:
            starts[activity.id] = placement.start
            if placement.end != (None if activity.duration is None else placement.start + activity.duration):
                yield Violation("wrong-end", activity.id, "slutter et forkert sted", "ends in the wrong place")
    for name, start in starts.items():
        yield from _alone(activities[name], start, problem)
        yield from _dependencies(activities[name], starts, activities)
    yield from _capacity(starts, activities, problem)


def _alone(activity: Activity, start: int, problem: Problem) -> Iterator[Violation]:
    end = start + (activity.duration or 0)
    if start < 0 or start >= problem.horizon or end > problem.horizon:
        yield Violation("outside-period", activity.id, "ligger uden for perioden", "lies outside the period")
    if start < activity.earliest:
        yield Violation("too-early", activity.id, "begynder før tidligste start", "starts before its earliest start")
    if activity.deadline is not None and end > activity.deadline:
        yield Violation("deadline", activity.id, "er ikke færdig til fristen", "is not finished by its deadline")
    if activity.meeting is not None:
        meetings = [unit for one in problem.resources if one.id == activity.meeting for unit in one.meetings]
        if start not in meetings:
            words = f"{activity.meeting} mødes ikke da", f"{activity.meeting} does not meet then"
            yield Violation("no-meeting", activity.id, *words)


def _dependencies(activity: Activity, starts: dict[str, int], activities: dict[str, Activity]) -> Iterator[Violation]:
    for one in activity.dependencies:
        words = f"venter ikke på {one.predecessor}", f"does not wait for {one.predecessor}"
        if one.predecessor not in starts:
            yield Violation("awaits-unknown", activity.id, *words)
            continue
        other = activities[one.predecessor]
        other_start = starts[one.predecessor]
        other_end = math.inf if other.duration is None else other_start + other.duration
        start, end = starts[activity.id], starts[activity.id] + (activity.duration or 0)
        lag = one.min_lag if one.max_lag is None else one.max_lag
        is_kept = {
            DependencyKind.FINISH_START: start >= other_end + lag,
            DependencyKind.START_START: start >= other_start + lag,
            DependencyKind.FINISH_FINISH: end >= other_end + lag,
            DependencyKind.START_FINISH: end >= other_start + lag,
        }[one.kind]
        if not is_kept:
            yield Violation("wait-not-kept", activity.id, *words)


def _capacity(starts: dict[str, int], activities: dict[str, Activity], problem: Problem) -> Iterator[Violation]:
    for resource in problem.resources:
        used = [0] * problem.horizon
        for name, start in starts.items():
            amount = sum(one.amount for one in activities[name].requirements if one.resource == resource.id)
            duration = activities[name].duration
            end = problem.horizon if duration is None else start + duration
            for unit in range(max(start, 0), min(end, problem.horizon)):
                used[unit] += amount
        carried, steps = 0, dict(resource.capacity)
        for unit, amount in enumerate(used):
            carried = steps.get(unit, carried)
            if amount > carried:
                danish = f"bærer {amount} i enhed {unit}, kan bære {carried}"
                english = f"carries {amount} in unit {unit}, can carry {carried}"
                yield Violation("too-much", resource.id, danish, english)
