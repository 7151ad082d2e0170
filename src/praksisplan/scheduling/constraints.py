"""The constraints of a problem one by one, with the words for those that cannot all be kept."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from praksisplan.scheduling.problem import Activity, Dependency, Problem
from praksisplan.terms import Term
from praksisplan.text import language


class ConstraintKind(Term):
    """The kind of a constraint. Danish: *krav*."""

    WAIT = "wait", "afventning", "a wait"
    EARLIEST = "earliest", "tidligste start", "earliest start"
    DEADLINE = "deadline", "frist", "deadline"
    MEETING = "meeting", "møde", "a meeting"
    CAPACITY = "capacity", "kapacitet", "capacity"
    HORIZON = "horizon", "perioden", "the period"


@attrs.frozen
class Constraint:
    """One constraint on a schedule. Danish: *krav*.

    ``subject`` is the id of the activity, of the resource for a capacity, and ``""`` for the horizon. ``danish`` and
    ``english`` say what is required of it.
    """

    kind: ConstraintKind
    subject: str
    danish: str
    english: str
    dependency: Dependency | None = None

    def text(self, lang: str = "da", name: str | None = None) -> str:
        """The constraint in words; ``name`` replaces the id of the subject."""
        return f"{self.subject if name is None else name} {self.english if language(lang) else self.danish}".strip()

    def __str__(self) -> str:
        return self.text()


def constraints_of(problem: Problem, members: list[int]) -> Iterator[Constraint]:
    """Every constraint on some activities of a problem, then the capacities and the horizon."""
    used: set[str] = set()
    for member in members:
        activity = problem.activities[member]
        if activity.duration != 0:
            used.update(activity.amounts)
        yield from _constraints_on(activity)
    for resource in problem.resources:
        if resource.id in used:
            words = f"kan højst bære {resource.peak}", f"can carry at most {resource.peak}"
            yield Constraint(ConstraintKind.CAPACITY, resource.id, *words)
    words = f"alt ligger inden for {problem.horizon} enheder", f"everything lies within {problem.horizon} units"
    yield Constraint(ConstraintKind.HORIZON, "", *words)


def _constraints_on(activity: Activity) -> Iterator[Constraint]:
    for one in activity.dependencies:
        words = f"venter på {one.predecessor}", f"awaits {one.predecessor}"
        yield Constraint(ConstraintKind.WAIT, activity.id, *words, one)
    if activity.earliest:
        words = f"begynder tidligst i enhed {activity.earliest}", f"starts in unit {activity.earliest} or later"
        yield Constraint(ConstraintKind.EARLIEST, activity.id, *words)
    if activity.deadline is not None:
        words = f"er færdig inden enhed {activity.deadline}", f"is finished before unit {activity.deadline}"
        yield Constraint(ConstraintKind.DEADLINE, activity.id, *words)
    if activity.meeting is not None:
        words = f"begynder, når {activity.meeting} mødes", f"starts when {activity.meeting} meets"
        yield Constraint(ConstraintKind.MEETING, activity.id, *words)
