"""Scheduling problems: activities, their dependencies, and the capacity of resources.

Time is counted in whole units from 0; the caller decides the unit (a day, a month, a quarter). Intervals are half-open:
an activity that starts at 2 and has duration 3 runs in the units 2, 3 and 4 and ends at 5.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator

import attrs

from praksisplan.errors import Fault, PlanError, fault
from praksisplan.fields import Several, checked, count, each, optional, positive, whole
from praksisplan.model.dependencies import DependencyKind
from praksisplan.text import clean_text


@checked
class Dependency:
    """A dependency on another activity. Danish: *afhængighed*.

    ``predecessor`` is the id of that activity, ``min_lag`` the least number of units between the two ends. Where the
    lag is only known as a range, ``max_lag`` is its upper bound; a schedule keeps the whole range free, so that it
    is valid for every lag in it. A negative lag is a lead: the two ends may overlap by so many units.
    """

    predecessor: str = attrs.field(converter=clean_text)
    kind: DependencyKind = attrs.field(default=DependencyKind.FINISH_START, converter=DependencyKind)
    min_lag: int = attrs.field(default=0, converter=whole)
    max_lag: int | None = attrs.field(default=None, converter=optional(whole))

    def __attrs_post_init__(self) -> None:
        if self.max_lag is not None and self.max_lag < self.min_lag:
            raise PlanError(fault("order.lags", "max_lag", most=self.max_lag, least=self.min_lag))

    @property
    def lag(self) -> int:
        """The units that a schedule keeps free; below 0 those by which the ends may overlap."""
        return self.min_lag if self.max_lag is None else self.max_lag


@checked
class Requirement:
    """How much of a resource an activity takes in each unit while it runs. Danish: *behov*."""

    resource: str = attrs.field(converter=clean_text)
    amount: int = attrs.field(default=1, converter=count)


@checked
class Activity:
    """Something to be scheduled: a recommendation, or an event that it awaits. Danish: *aktivitet*.

    ``duration`` is a number of units, ``None`` where it is unknown: then the activity keeps its resources to the end of
    the horizon, and what depends on its finish cannot be placed. It starts in unit ``earliest`` or later, ends before
    unit ``deadline`` begins, and starts in a unit in which the resource ``meeting`` meets. The smallest ``priority`` is
    placed first; equals are placed in the order of the problem.
    """

    id: str = attrs.field(converter=clean_text)
    duration: int | None = attrs.field(converter=optional(count))
    requirements: tuple[Requirement, ...] = attrs.field(default=(), converter=Several[Requirement])
    dependencies: tuple[Dependency, ...] = attrs.field(default=(), converter=Several[Dependency])
    earliest: int = attrs.field(default=0, converter=count)
    deadline: int | None = attrs.field(default=None, converter=optional(count))
    meeting: str | None = attrs.field(default=None, converter=optional(clean_text))
    priority: int = attrs.field(default=0, converter=whole)

    def __attrs_post_init__(self) -> None:
        if self.deadline is not None and self.deadline < self.earliest + self.units:
            raise PlanError(
                fault("order.deadline", "deadline", activity=self.id, earliest=self.earliest, deadline=self.deadline)
            )

    @property
    def units(self) -> int:
        """Its duration; 0 where that is unknown."""
        return self.duration or 0

    @property
    def amounts(self) -> dict[str, int]:
        """How much it takes of each resource in all; nothing of others."""
        amounts: dict[str, int] = {}
        for one in self.requirements:
            amounts[one.resource] = amounts.get(one.resource, 0) + one.amount
        return {resource: amount for resource, amount in amounts.items() if amount}


def _steps(values: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    return each(values, _step)


def _step(value: tuple[int, int]) -> tuple[int, int]:
    pair = each(value, count)
    if len(pair) != 2:
        raise PlanError(fault("wrong-type.step", found=value))
    return pair[0], pair[1]


def _units(values: Iterable[int]) -> tuple[int, ...]:
    return each(values, count)


@checked
class Resource:
    """The capacity of a body, and its meetings. Danish: *ressource*.

    ``capacity`` are pairs of a first unit and the amount from that unit on, in increasing order; before the first pair
    it is 0. ``meetings`` are the units in which the body meets.

    >>> Resource("gruppe", ((0, 0), (4, 2), (7, 0))).at(5)
    2
    """

    id: str = attrs.field(converter=clean_text)
    capacity: tuple[tuple[int, int], ...] = attrs.field(converter=_steps)
    meetings: tuple[int, ...] = attrs.field(default=(), converter=_units)

    def __attrs_post_init__(self) -> None:
        firsts = [first for first, _ in self.capacity]
        if any(later <= first for first, later in itertools.pairwise(firsts)):
            raise PlanError(fault("bad-number.increasing", "capacity", found=firsts))

    @property
    def peak(self) -> int:
        """The largest capacity it ever has."""
        return max((amount for _, amount in self.capacity), default=0)

    def at(self, unit: int) -> int:
        """Its capacity in a unit."""
        return next((amount for first, amount in reversed(self.capacity) if first <= unit), 0)

    def steps(self, end: int) -> Iterator[tuple[int, int, int]]:
        """Its capacity from unit 0 to ``end``: the first unit of each step, the unit after its last, the amount."""
        for (first, amount), (after, _) in itertools.pairwise([(0, 0), *self.capacity, (end, 0)]):
            if first < min(after, end):
                yield first, min(after, end), amount


def start_distance(one: Dependency, predecessor: Activity, activity: Activity) -> int:
    """The least number of units between the starts of two activities, of which one depends on the other."""
    return one.lag + one.kind.is_from_finish * predecessor.units - one.kind.is_to_finish * activity.units


def latest_start(activity: Activity, horizon: int) -> int:
    """The last unit in which an activity can start and still end within its deadline and the horizon."""
    end = horizon if activity.deadline is None else min(activity.deadline, horizon)
    return min(end - activity.units, horizon - 1)


@checked
class Problem:
    """Activities to be placed within ``horizon`` units, and the resources they share. Danish: *planlægningsproblem*.

    Raises one `PlanError` with every fault: duplicate ids of activities or resources, unknown predecessors and
    resources, requirements above the peak capacity of a resource, an empty horizon.

    >>> problem = Problem(10, (Activity("a", 2), Activity("b", 3, dependencies=(Dependency("a"),))))
    >>> len(problem.activities)
    2
    """

    horizon: int = attrs.field(converter=positive)
    activities: tuple[Activity, ...] = attrs.field(converter=Several[Activity])
    resources: tuple[Resource, ...] = attrs.field(default=(), converter=Several[Resource])

    def __attrs_post_init__(self) -> None:
        peaks = {resource.id: resource.peak for resource in self.resources}
        ids = {activity.id for activity in self.activities}
        faults = [
            *_duplicates("activities", [activity.id for activity in self.activities]),
            *_duplicates("resources", [resource.id for resource in self.resources]),
        ]
        for one in self.activities:
            path, awaited = f"activities.{one.id}", [each.predecessor for each in one.dependencies]
            named = [each.resource for each in one.requirements] + [one.meeting] * (one.meeting is not None)
            for code, words, known in (("unknown-activity", awaited, ids), ("unknown-resource", named, peaks.keys())):
                faults += [fault(code, path, activity=one.id, word=word) for word in words if word not in known]
            faults += [
                fault(
                    "too-much", f"{path}.requirements", activity=one.id, amount=amount, resource=name, peak=peaks[name]
                )
                for name, amount in one.amounts.items()
                if amount > peaks.get(name, amount)
            ]
        if faults:
            raise PlanError(*faults)


def _duplicates(path: str, names: Iterable[str]) -> list[Fault]:
    return [fault("duplicate-id.twice", path, word=name) for name, count in Counter(names).items() if count > 1]
