"""Time as bits: the units in which an activity fits are found all at once, with whole numbers of any length.

The use of a resource is one whole number with a field of ``width`` bits for each unit of time. Adding to every field
what an activity requires, less the capacity, sets the highest bit of the fields in which it does not fit. Shifting and
joining these bits shows from which units on the activity fits for its whole duration.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush
from typing import Any

from praksisplan.scheduling.problem import Activity, Problem, latest_start, start_distance

_ANY_UNIT = -1


class Grid:
    """A problem compiled for placing: activities by index, and the first ``horizon`` units of time.

    Every predecessor of a member is a member too. ``before`` and ``after`` hold for each activity the pairs of another
    one and the least distance between their starts. An activity of unknown duration runs to the end of the horizon.
    """

    def __init__(self, problem: Problem, members: Sequence[int], horizon: int) -> None:
        activities = [problem.activities[member] for member in members]
        index_of = {activity.id: index for index, activity in enumerate(activities)}
        self.size: int = len(activities)
        self.horizon = horizon
        self.durations: list[int] = [activity.units for activity in activities]
        self.is_endless: list[bool] = [activity.duration is None for activity in activities]
        self.has_endless_work: bool = any(activity.duration is None and activity.amounts for activity in activities)
        self.before: list[list[tuple[int, int]]] = [[] for _ in activities]
        self.after: list[list[tuple[int, int]]] = [[] for _ in activities]
        for index, activity in enumerate(activities):
            for one in activity.dependencies:
                other = index_of[one.predecessor]
                least = start_distance(one, activities[other], activity)
                self.before[index].append((other, least))
                self.after[other].append((index, least))
        self.earliest: list[int] = [activity.earliest for activity in activities]
        self.latest: list[int] = [latest_start(activity, horizon) for activity in activities]
        self._compile(problem, activities, horizon)
        self.topological: list[int] = self.in_order([0] * self.size)
        self._rank = sorted(range(self.size), key=self.topological.__getitem__)
        self._is_forward = all(distance >= 0 for pairs in self.before for _, distance in pairs)

    def _compile(self, problem: Problem, activities: Sequence[Activity], horizon: int) -> None:
        peak = max((resource.peak for resource in problem.resources), default=0)
        width = peak.bit_length() + 1
        self.width: int = width
        field = 1 << (width - 1)
        every = ((1 << (horizon * width)) - 1) // ((1 << width) - 1)  # a one in each field
        self.guard: int = every << (width - 1)
        self.taken: list[int] = []
        for resource in problem.resources:
            steps = resource.steps(horizon)
            self.taken.append(sum(_run(resource.peak - amount, first, end, width) for first, end, amount in steps))
        met = {
            resource.id: sum(field << (unit * width) for unit in set(resource.meetings) if unit < horizon)
            for resource in problem.resources
        }
        self.needs: list[tuple[tuple[int, int, int], ...]] = []
        self.doublings: list[tuple[int, ...]] = []
        self.starts: list[int] = []
        for activity, duration in zip(activities, self.durations):
            amounts = {} if activity.duration == 0 else activity.amounts
            self.needs.append(
                tuple(
                    (
                        index,
                        every * (amount + field - 1 - resource.peak),
                        amount if activity.duration is None else _run(amount, 0, duration, width),
                    )
                    for index, resource in enumerate(problem.resources)
                    if (amount := amounts.get(resource.id, 0))
                )
            )
            self.doublings.append(tuple(step * width for step in _doublings(duration)))
            self.starts.append(_ANY_UNIT if activity.meeting is None else met[activity.meeting])

    # --- orders ---------------------------------------------------------------------------------------------------

    def in_order(self, keys: Sequence[Any]) -> list[int]:
        """The activities by their keys, the smallest first, each after its predecessors."""
        left = [len(before) for before in self.before]
        ready = [(keys[one], one) for one in range(self.size) if not left[one]]
        heapify(ready)
        order = []
        while ready:
            one = heappop(ready)[1]
            order.append(one)
            for other, _ in self.after[one]:
                left[other] -= 1
                if not left[other]:
                    heappush(ready, (keys[other], other))
        return order

    def by_start(self, start: Sequence[int]) -> list[int]:
        """The activities by their starts, each after its predecessors."""
        if not self._is_forward:
            return self.in_order(start)
        size, rank = self.size, self._rank
        return sorted(range(size), key=[unit * size + rank[one] for one, unit in enumerate(start)].__getitem__)

    # --- heads and tails ------------------------------------------------------------------------------------------

    def heads(self) -> list[int]:
        """For each activity the first unit in which it can start, by its predecessors alone."""
        return _longest(self.earliest, self.topological, self.before)

    def tails(self) -> list[int]:
        """For each activity the units from its start to the end of the last one that depends on it."""
        return _longest(self.durations, reversed(self.topological), self.after)

    def latest_starts(self) -> list[int]:
        """For each activity the last unit in which it can start, by its own dates and those of its successors."""
        negated = [-unit for unit in self.latest]
        return [-unit for unit in _longest(negated, reversed(self.topological), self.after)]

    # --- forward and backward -----------------------------------------------------------------------------------

    def forward(self, order: Iterable[int], missing: list[int] | None = None) -> list[int] | None:
        """The earliest start of each activity, placed one after another in an order that keeps the dependencies.

        What does not fit, and what depends on it, is noted in ``missing`` and left out; without such a list the answer
        is then ``None``.
        """
        taken = self.taken.copy()
        start = [0] * self.size
        width, before, latest = self.width, self.before, self.latest
        gone: set[int] = set()
        for one in order:
            unit = self.earliest[one]
            for other, distance in before[one]:
                found = start[other] + distance
                if found > unit:
                    unit = found
            if unit <= latest[one] and (self.needs[one] or self.starts[one] >= 0):
                unit = self._first_fit(one, unit, taken)
            if unit > latest[one] or (gone and any(other in gone for other, _ in before[one])):
                if missing is None:
                    return None
                missing.append(one)
                gone.add(one)
                continue
            for resource, _, use in self.needs[one]:
                if self.is_endless[one]:
                    taken[resource] += _run(use, unit, self.horizon, width)
                else:
                    taken[resource] += use << (unit * width)
            start[one] = unit
        return start

    def _first_fit(self, one: int, unit: int, taken: list[int]) -> int:
        """The first unit from ``unit`` on in which an activity fits; one after the horizon where there is none."""
        width, starts, shift = self.width, self.starts[one], unit * self.width
        full = 0
        for resource, limit, _ in self.needs[one]:
            full |= (taken[resource] >> shift) + limit
        full &= self.guard
        if self.is_endless[one]:
            unit += -(-full.bit_length() // width)  # after the last unit in which it does not fit
            free = starts >> (unit * width)
        elif full or starts >= 0:
            for step in self.doublings[one]:
                full |= full >> step
            free = self.guard & ~full & (starts >> shift)
        else:
            return unit
        if free == _ANY_UNIT:
            return unit
        return unit + ((free & -free).bit_length() - 1) // width if free else self.horizon + 1

    def backward(self, start: Sequence[int]) -> list[int] | None:
        """Every activity as late as it can be without raising the makespan of a schedule, the last ones first.

        ``None`` where it finds no such schedule, and for work of unknown duration: it only ends with the horizon.
        """
        if self.has_endless_work:
            return None
        durations, width = self.durations, self.width
        end = self.makespan(start)
        taken = self.taken.copy()
        late = [0] * self.size
        for one in sorted(
            range(self.size), key=lambda one: (start[one] + durations[one], start[one], one), reverse=True
        ):
            unit = min(end - durations[one], self.latest[one])
            for other, distance in self.after[one]:
                unit = min(unit, late[other] - distance)
            if unit >= 0 and (self.needs[one] or self.starts[one] >= 0):
                unit = self._last_fit(one, unit, taken)
            if unit < self.earliest[one]:
                return None
            for resource, _, use in self.needs[one]:
                taken[resource] += use << (unit * width)
            late[one] = unit
        return late

    def _last_fit(self, one: int, unit: int, taken: list[int]) -> int:
        """The last unit up to ``unit`` in which an activity fits; -1 where there is none."""
        full = 0
        for resource, limit, _ in self.needs[one]:
            full |= taken[resource] + limit
        full &= self.guard
        for step in self.doublings[one]:
            full |= full >> step
        free = self.guard & ~full & self.starts[one] & ((1 << ((unit + 1) * self.width)) - 1)
        return (free.bit_length() - 1) // self.width if free else -1

    def makespan(self, start: Sequence[int]) -> int:
        """The unit in which the last activity ends; of a shorter list, the last of the first activities."""
        return max(map(int.__add__, start, self.durations), default=0)


def _longest(own: list[int], order: Iterable[int], neighbours: list[list[tuple[int, int]]]) -> list[int]:
    """The longest way to each activity: its own length, or that to a neighbour and the distance from there."""
    found = own.copy()
    for one in order:
        for other, units in neighbours[one]:
            found[one] = max(found[one], found[other] + units)
    return found


def _run(amount: int, first: int, end: int, width: int) -> int:
    """The same amount in each field from ``first`` to ``end``, ``end`` not included."""
    ones = ((1 << ((end - first) * width)) - 1) // ((1 << width) - 1)
    return (amount * ones) << (first * width)


def _doublings(duration: int) -> list[int]:
    """Shifts that join each bit with those of the ``duration - 1`` units after it."""
    steps = []
    joined = 1
    while joined < duration:
        step = min(joined, duration - joined)
        steps.append(step)
        joined += step
    return steps
