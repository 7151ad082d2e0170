"""Time as bits: the units in which an activity fits are found all at once, with whole numbers of any length.

The use of a resource is one whole number with a field of ``width`` bits for each unit of time. Adding to every field
what an activity requires, less the capacity, sets the highest bit of the fields in which it does not fit. Shifting and
joining these bits shows from which units on the activity fits for its whole duration.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
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
        self.activities: list[Activity] = [problem.activities[member] for member in members]
        self.resources = problem.resources
        self.size: int = len(self.activities)
        self.horizon = horizon
        self.durations: list[int] = [activity.units for activity in self.activities]
        self.amounts: list[dict[str, int]] = [
            {} if activity.duration == 0 else activity.amounts for activity in self.activities
        ]
        self.is_endless: list[bool] = [activity.duration is None for activity in self.activities]
        self.earliest: list[int] = [activity.earliest for activity in self.activities]
        self.latest: list[int] = [latest_start(activity, horizon) for activity in self.activities]
        self._compile()
        self._link(self._dependencies())

    def _compile(self) -> None:
        """The use of each resource, the needs of each activity and the units of its meetings, as fields of bits."""
        horizon, peaks = self.horizon, [resource.peak for resource in self.resources]
        self.width: int = max(peaks, default=0).bit_length() + 1
        width, field = self.width, 1 << (self.width - 1)
        every = _run(1, 0, horizon, width)
        self.guard: int = every * field
        self.taken: list[int] = []
        meetings: dict[str | None, int] = {None: _ANY_UNIT}
        for resource, peak in zip(self.resources, peaks):
            steps = resource.steps(horizon)
            self.taken.append(sum(_run(peak - amount, first, end, width) for first, end, amount in steps))
            meetings[resource.id] = sum(field << unit * width for unit in {*resource.meetings} if unit < horizon)
        self.needs: list[list[tuple[int, int, int]]] = []
        for amounts, duration, is_endless in zip(self.amounts, self.durations, self.is_endless):
            units = 1 if is_endless else duration
            self.needs.append(
                [
                    (
                        index,
                        every * (amounts[one.id] + field - 1 - peaks[index]),
                        _run(amounts[one.id], 0, units, width),
                    )
                    for index, one in enumerate(self.resources)
                    if one.id in amounts
                ]
            )
        self.doublings: list[list[int]] = [_doublings(duration, width) for duration in self.durations]
        self.starts: list[int] = [meetings[activity.meeting] for activity in self.activities]

    def _dependencies(self) -> Iterator[tuple[int, int, int]]:
        """Each activity, one that it depends on, and the least distance between their starts."""
        index_of = {activity.id: index for index, activity in enumerate(self.activities)}
        for index, activity in enumerate(self.activities):
            for one in activity.dependencies:
                other = index_of[one.predecessor]
                yield index, other, start_distance(one, self.activities[other], activity)

    def _link(self, pairs: Iterable[tuple[int, int, int]]) -> None:
        """Join activities with those that they depend on, at the least distance between their starts."""
        self.before: list[list[tuple[int, int]]] = [[] for _ in range(self.size)]
        self.after: list[list[tuple[int, int]]] = [[] for _ in range(self.size)]
        for one, other, distance in pairs:
            self.before[one].append((other, distance))
            self.after[other].append((one, distance))
        self.topological: list[int] = self.in_order([0] * self.size)

    def mirrored(self) -> Grid:
        """The same where time runs backward: activities start with their ends, and successors come first."""
        durations, width = self.durations, self.width
        other = copy.copy(self)
        other.earliest, other.latest = self.mirror(self.latest), self.mirror(self.earliest)
        other.taken = [_reversed(fields, self.horizon, width) for fields in self.taken]
        other.guard |= other.guard << width  # what takes no time may start with the end of the horizon
        meetings = {fields: _reversed(fields, self.horizon, width) << width for fields in {*self.starts} - {_ANY_UNIT}}
        other.starts = [
            _ANY_UNIT if fields == _ANY_UNIT else meetings[fields] >> (duration * width)
            for fields, duration in zip(self.starts, durations)
        ]
        other._link(
            (one, after, distance + durations[after] - durations[one])
            for one, pairs in enumerate(self.after)
            for after, distance in pairs
        )
        return other

    def mirror(self, start: Iterable[int]) -> list[int]:
        """The starts of activities in time that runs the other way."""
        return [self.horizon - unit - duration for unit, duration in zip(start, self.durations)]

    def in_order(self, keys: Sequence[Any]) -> list[int]:
        """The activities by their keys, the smallest first, each after its predecessors."""
        order = sorted(range(self.size), key=keys.__getitem__)
        place_of = dict(zip(order, range(self.size)))
        if all(place_of[other] < place_of[one] for one in order for other, _ in self.before[one]):
            return order
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

    # --- placing ----------------------------------------------------------------------------------------------

    def forward(self, order: Iterable[int], first: int = 0) -> tuple[list[int], set[int]]:
        """The earliest start from ``first`` on of each activity, placed in an order that keeps the dependencies.

        Also what does not fit, with what depends on it; their starts mean nothing.
        """
        taken = self.taken.copy()
        start = [0] * self.size
        missing: set[int] = set()
        width, before, latest = self.width, self.before, self.latest
        earliest = [max(unit, first) for unit in self.earliest] if first else self.earliest
        for one in order:
            unit = earliest[one]
            for other, distance in before[one]:
                found = start[other] + distance
                if found > unit:
                    unit = found
            if unit <= latest[one] and (self.needs[one] or self.starts[one] >= 0):
                unit = self._first_fit(one, unit, taken)
            if unit > latest[one] or (missing and any(other in missing for other, _ in before[one])):
                missing.add(one)
                continue
            for resource, _, use in self.needs[one]:
                if self.is_endless[one]:
                    taken[resource] += _run(use, unit, self.horizon, width)
                else:
                    taken[resource] += use << (unit * width)
            start[one] = unit
        return start, missing

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


def _reversed(fields: int, count: int, width: int) -> int:
    """The same fields, the last first."""
    bits = f"{fields:0{count * width}b}"
    return int("".join(bits[end - width : end] for end in range(len(bits), 0, -width)), 2)


def _doublings(duration: int, width: int) -> list[int]:
    """Shifts that join each bit with those of the ``duration - 1`` units after it."""
    steps = []
    joined = 1
    while joined < duration:
        step = min(joined, duration - joined)
        steps.append(step * width)
        joined += step
    return steps
