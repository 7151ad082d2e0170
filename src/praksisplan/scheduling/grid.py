"""Time as bits: where an item fits is found for all units at once, with whole numbers of any length.

The use of a body is one whole number with a field of ``width`` bits for each unit of time. Adding to every field what
an item needs, less what the body can carry, sets the highest bit of the fields in which it does not fit. Shifting and
joining these bits tells from which units on the item fits for its whole length.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush
from typing import Any

from praksisplan.scheduling.problem import Item, LagKind, Problem, latest_start

__all__ = ["Grid"]

_FREE = -1


class Grid:
    """A problem compiled for placing: items by their index, the first ``horizon`` units of time.

    What an item awaits is among the members too. ``before`` and ``after`` hold for each item the pairs of another item
    and the least distance between their starts. An item of unknown length runs to the end of the horizon.
    """

    def __init__(self, problem: Problem, members: Sequence[int], horizon: int) -> None:
        items = [problem.items[member] for member in members]
        place = {item.id: index for index, item in enumerate(items)}
        self.size = len(items)
        self.horizon = horizon
        self.lengths = [item.length or 0 for item in items]
        self.is_endless = [item.length is None for item in items]
        self.has_endless_work = any(item.length is None and item.demands for item in items)
        self.before: list[list[tuple[int, int]]] = [[] for _ in items]
        self.after: list[list[tuple[int, int]]] = [[] for _ in items]
        for index, item in enumerate(items):
            for lag in item.lags:
                other = place[lag.after]
                distance = lag.units
                if lag.kind in (LagKind.FINISH_START, LagKind.FINISH_FINISH):
                    distance += self.lengths[other]
                if lag.kind in (LagKind.FINISH_FINISH, LagKind.START_FINISH):
                    distance -= self.lengths[index]
                self.before[index].append((other, distance))
                self.after[other].append((index, distance))
        self.earliest = [item.earliest for item in items]
        self.latest = [latest_start(item, horizon) for item in items]
        self._compile(problem, items, horizon)
        order = self.in_order([0] * self.size)
        self._rank = sorted(range(self.size), key=order.__getitem__)
        self._is_forward = all(distance >= 0 for pairs in self.before for _, distance in pairs)

    def _compile(self, problem: Problem, items: Sequence[Item], horizon: int) -> None:
        supplies = {supply.body: supply for supply in problem.supplies}
        most = max((supply.most for supply in problem.supplies), default=0)
        self.width = width = most.bit_length() + 1
        field = 1 << (width - 1)
        every = ((1 << (horizon * width)) - 1) // ((1 << width) - 1)  # a one in each field
        self.guard = every << (width - 1)
        bodies = {body: index for index, body in enumerate(supplies)}
        self.taken = []
        for supply in supplies.values():
            use, limits = 0, [*supply.steps, (horizon, 0)]
            starts = [0, *(first for first, _ in limits)]
            amounts = [0, *(amount for _, amount in limits[:-1])]
            for first, end, amount in zip(starts, starts[1:], amounts):
                if first < min(end, horizon):
                    use |= _run(supply.most - amount, first, min(end, horizon), width)
            self.taken.append(use)
        self.needs: list[tuple[tuple[int, int, int], ...]] = []
        self.doublings: list[tuple[int, ...]] = []
        self.starts: list[int] = []
        met = {
            body: sum(field << (unit * width) for unit in set(supply.meetings) if unit < horizon)
            for body, supply in supplies.items()
        }
        for item, length in zip(items, self.lengths):
            amounts_of = {bodies[need.body]: need.amount for need in item.demands}
            self.needs.append(
                tuple(
                    (
                        body,
                        every * (amount + field - 1 - supplies[name].most),
                        amount if item.length is None else _run(amount, 0, length, width),
                    )
                    for name, body in bodies.items()
                    if item.length != 0 and (amount := amounts_of.get(body, 0))
                )
            )
            self.doublings.append(tuple(step * width for step in _doublings(length)))
            self.starts.append(_FREE if item.meeting is None else met[item.meeting])

    # --- orders ---------------------------------------------------------------------------------------------------

    def in_order(self, keys: Sequence[Any]) -> list[int]:
        """The items by their keys, the smallest first, each after those that it waits for."""
        left = [len(before) for before in self.before]
        ready = [(keys[item], item) for item in range(self.size) if not left[item]]
        heapify(ready)
        order = []
        while ready:
            item = heappop(ready)[1]
            order.append(item)
            for other, _ in self.after[item]:
                left[other] -= 1
                if not left[other]:
                    heappush(ready, (keys[other], other))
        return order

    def by_start(self, start: Sequence[int]) -> list[int]:
        """The items by their starts, each after those that it waits for."""
        if not self._is_forward:
            return self.in_order(start)
        size, rank = self.size, self._rank
        return sorted(range(size), key=[one * size + rank[item] for item, one in enumerate(start)].__getitem__)

    # --- forward and backward -----------------------------------------------------------------------------------

    def forward(self, order: Iterable[int], missing: list[int] | None = None) -> list[int] | None:
        """The earliest start of each item, placed one after another in an order that keeps the waits.

        What does not fit, and what waits for it, is noted in ``missing`` and left out; without such a list the answer
        is then ``None``.
        """
        taken = self.taken.copy()
        start = [0] * self.size
        width, guard, before, needs = self.width, self.guard, self.before, self.needs
        earliest, latest, doublings, allowed = self.earliest, self.latest, self.doublings, self.starts
        gone: set[int] = set()
        for item in order:
            unit = earliest[item]
            for other, distance in before[item]:
                found = start[other] + distance
                if found > unit:
                    unit = found
            wanted, starts = needs[item], allowed[item]
            if unit <= latest[item] and (wanted or starts >= 0):
                shift = unit * width
                full = 0
                for body, limit, _ in wanted:
                    full |= (taken[body] >> shift) + limit
                full &= guard
                if self.is_endless[item]:
                    unit += -(-full.bit_length() // width)  # after the last unit in which it does not fit
                    if starts >= 0:
                        met = starts >> (unit * width)
                        unit = unit + ((met & -met).bit_length() - 1) // width if met else self.horizon + 1
                elif full or starts >= 0:
                    for step in doublings[item]:
                        full |= full >> step
                    free = guard & ~full
                    if starts >= 0:
                        free &= starts >> shift
                    unit = unit + ((free & -free).bit_length() - 1) // width if free else self.horizon + 1
            if unit > latest[item] or (gone and any(other in gone for other, _ in before[item])):
                if missing is None:
                    return None
                missing.append(item)
                gone.add(item)
                continue
            if self.is_endless[item]:
                for body, _, amount in wanted:
                    taken[body] += _run(amount, unit, self.horizon, width)
            else:
                shift = unit * width
                for body, _, use in wanted:
                    taken[body] += use << shift
            start[item] = unit
        return start

    def backward(self, start: Sequence[int]) -> list[int] | None:
        """Every item as late as it can be without ending later than the last of a schedule, the last ones first.

        ``None`` where it finds no such schedule, and for work of unknown length: it only ends with the horizon.
        """
        if self.has_endless_work:
            return None
        lengths, width, guard = self.lengths, self.width, self.guard
        end = max(map(int.__add__, start, lengths), default=0)
        taken = self.taken.copy()
        late = [0] * self.size
        for item in sorted(
            range(self.size), key=lambda one: (start[one] + lengths[one], start[one], one), reverse=True
        ):
            unit = min(end - lengths[item], self.latest[item])
            for other, distance in self.after[item]:
                found = late[other] - distance
                if found < unit:
                    unit = found
            wanted, starts = self.needs[item], self.starts[item]
            if unit < 0:
                return None
            if wanted or starts >= 0:
                full = 0
                for body, limit, _ in wanted:
                    full |= taken[body] + limit
                full &= guard
                for step in self.doublings[item]:
                    full |= full >> step
                free = guard & ~full & ((1 << ((unit + 1) * width)) - 1)
                if starts >= 0:
                    free &= starts
                if not free:
                    return None
                unit = (free.bit_length() - 1) // width
                for body, _, use in wanted:
                    taken[body] += use << (unit * width)
            if unit < self.earliest[item]:
                return None
            late[item] = unit
        return late

    def length(self, start: Sequence[int]) -> int:
        """The unit in which the last item ends."""
        return max(map(int.__add__, start, self.lengths), default=0)


def _run(amount: int, first: int, end: int, width: int) -> int:
    """The same amount in each field from ``first``, ``end`` not included."""
    ones = ((1 << ((end - first) * width)) - 1) // ((1 << width) - 1)
    return (amount * ones) << (first * width)


def _doublings(length: int) -> list[int]:
    """Shifts that join each bit with those of the ``length - 1`` units after it."""
    steps = []
    joined = 1
    while joined < length:
        step = min(joined, length - joined)
        steps.append(step)
        joined += step
    return steps
