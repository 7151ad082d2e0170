"""The genetic search over orders, compiled by numba: the one place that imports it. The extra ``compiled`` brings it.

It is the search of `praksisplan.scheduling.placing` on arrays, some thirty times as fast. What every body still carries
in a unit is one whole number, or a few, with a field of bits for each body; a guard bit over each field tells in one
subtraction whether an item fits. While it runs it holds no lock, so that the solver can run beside it.

Sources: as `praksisplan.scheduling.placing`; Valls, Ballestín and Quintanilla (2008) on a hybrid genetic algorithm.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit

from praksisplan.scheduling.grid import Grid
from praksisplan.scheduling.problem import Problem

__all__ = ["Search"]

_BITS = 62
_SLACK = 1.15
"""The search looks at schedules that are at most so many times as long as the first."""


class _Arrays(NamedTuple):
    """A problem as arrays; items by their index, units from 0 to the horizon."""

    lengths: Any
    earliest: Any
    latest: Any
    rank: Any
    tails: Any
    before_first: Any
    before_item: Any
    before_distance: Any
    after_first: Any
    after_item: Any
    after_distance: Any
    needs: Any
    """by item and word"""
    free: Any
    """by unit and word, the guard bits set"""
    guard: Any
    """by word"""
    meeting: Any
    """by item the row of ``meets``; -1 for none"""
    meets: Any


def _pairs(rows: list[list[tuple[int, int]]]) -> tuple[Any, Any, Any]:
    """Lists of pairs as three arrays: where each list begins, the items, the distances."""
    first = np.zeros(len(rows) + 1, np.int64)
    first[1:] = np.cumsum([len(row) for row in rows])
    flat = [pair for row in rows for pair in row]
    items = np.array([item for item, _ in flat], np.int64)
    return first, items, np.array([distance for _, distance in flat], np.int64)


def _arrays(problem: Problem, members: list[int], horizon: int) -> _Arrays:
    grid = Grid(problem, members, horizon)
    order = grid.in_order([0] * grid.size)
    rank = np.empty(grid.size, np.int64)
    rank[order] = np.arange(grid.size)
    tails = grid.lengths.copy()
    for item in reversed(order):
        for other, distance in grid.after[item]:
            tails[item] = max(tails[item], distance + tails[other])
    width = max((supply.most for supply in problem.supplies), default=0).bit_length() + 1
    in_word = _BITS // width
    words = -(-len(problem.supplies) // in_word) or 1
    needs = np.zeros((grid.size, words), np.int64)
    free = np.zeros((horizon, words), np.int64)
    guard = np.zeros(words, np.int64)
    bodies = {supply.body: place for place, supply in enumerate(problem.supplies)}
    meets = np.zeros((len(problem.supplies), horizon), np.bool_)
    for place, supply in enumerate(problem.supplies):
        word, shift = place // in_word, place % in_word * width
        guard[word] |= 1 << (shift + width - 1)
        ends = [first for first, _ in supply.steps[1:]] + [horizon]
        for (first, amount), end in zip(supply.steps, ends):
            free[first:end, word] += amount << shift
        meets[place, [unit for unit in supply.meetings if unit < horizon]] = True
    items = [problem.items[member] for member in members]
    for index, one in enumerate(items):
        for need in one.demands if one.length else ():
            body = bodies[need.body]
            needs[index, body // in_word] += need.amount << (body % in_word * width)
    return _Arrays(
        np.array(grid.lengths, np.int64),
        np.array(grid.earliest, np.int64),
        np.array(grid.latest, np.int64),
        rank,
        np.array(tails, np.int64),
        *_pairs(grid.before),
        *_pairs(grid.after),
        needs,
        free | guard,
        guard,
        np.array([-1 if item.meeting is None else bodies[item.meeting] for item in items], np.int64),
        meets,
    )


@njit(cache=True, nogil=True)
def _fits(a: Any, free: Any, item: int, unit: int) -> bool:
    for word in range(a.guard.size):
        if (free[unit, word] - a.needs[item, word]) & a.guard[word] != a.guard[word]:
            return False
    return True


@njit(cache=True, nogil=True)
def _take(a: Any, free: Any, item: int, unit: int) -> None:
    for place in range(unit, unit + a.lengths[item]):
        for word in range(a.guard.size):
            free[place, word] -= a.needs[item, word]


@njit(cache=True, nogil=True)
def _forward(a: Any, order: Any, start: Any, free: Any) -> int:
    """Places the items in their order as early as they fit; the length of the schedule, -1 where one does not fit."""
    free[:] = a.free
    length = 0
    for item in order:
        unit = a.earliest[item]
        for place in range(a.before_first[item], a.before_first[item + 1]):
            unit = max(unit, start[a.before_item[place]] + a.before_distance[place])
        checked = unit  # the units before fit, from `unit` on
        end = unit + a.lengths[item]
        is_placed = False
        while unit <= a.latest[item]:
            if a.meeting[item] >= 0 and not a.meets[a.meeting[item], unit]:
                unit += 1
                end += 1
                continue
            checked = max(checked, unit)
            full = -1
            for place in range(end - 1, checked - 1, -1):
                if not _fits(a, free, item, place):
                    full = place
                    break
            if full < 0:
                is_placed = True
                break
            checked = end
            unit = full + 1
            end = unit + a.lengths[item]
        if not is_placed:
            return -1
        _take(a, free, item, unit)
        start[item] = unit
        length = max(length, end)
    return length


@njit(cache=True, nogil=True)
def _backward(a: Any, order: Any, late: Any, free: Any, end_of_all: int) -> bool:
    """Places the items in their order, the last first, as late as they fit before the end; whether all do."""
    free[:] = a.free
    for item in order:
        length = a.lengths[item]
        unit = min(end_of_all - length, a.latest[item])
        for place in range(a.after_first[item], a.after_first[item + 1]):
            unit = min(unit, late[a.after_item[place]] - a.after_distance[place])
        checked = unit + length  # the units from here on fit, up to the end of the item
        is_placed = False
        while unit >= a.earliest[item]:
            if a.meeting[item] >= 0 and not a.meets[a.meeting[item], unit]:
                unit -= 1
                continue
            checked = min(checked, unit + length)
            full = -1
            for place in range(unit, checked):
                if not _fits(a, free, item, place):
                    full = place
                    break
            if full < 0:
                is_placed = True
                break
            checked = unit
            unit = full - length
        if not is_placed:
            return False
        _take(a, free, item, unit)
        late[item] = unit
    return True


@njit(cache=True, nogil=True)
def _by_start(a: Any, start: Any, order: Any, keys: Any, counts: Any) -> None:
    """The items by their starts, each after those that it waits for: counted, not compared."""
    size = start.size
    by_rank = np.empty(size, np.int64)
    for item in range(size):
        by_rank[a.rank[item]] = item
    counts[:] = 0
    for item in by_rank:
        key = start[item]
        for place in range(a.before_first[item], a.before_first[item + 1]):
            key = max(key, keys[a.before_item[place]])
        keys[item] = key
        counts[key + 1] += 1
    for key in range(1, counts.size):
        counts[key] += counts[key - 1]
    for item in by_rank:
        order[counts[keys[item]]] = item
        counts[keys[item]] += 1


@njit(cache=True, nogil=True)
def _by_end(a: Any, start: Any, order: Any, keys: Any, counts: Any, by_start: Any) -> None:
    """The items by their ends, the last first, each after those that wait for it; of equals the later in `by_start`."""
    counts[:] = 0
    top = counts.size - 2
    for place in range(start.size - 1, -1, -1):
        item = by_start[place]
        key = start[item] + a.lengths[item]
        for one in range(a.after_first[item], a.after_first[item + 1]):
            key = min(key, keys[a.after_item[one]])
        keys[item] = key
        counts[top - key + 1] += 1
    for key in range(1, counts.size):
        counts[key] += counts[key - 1]
    for place in range(start.size - 1, -1, -1):
        item = by_start[place]
        key = top - keys[item]
        order[counts[key]] = item
        counts[key] += 1


@njit(cache=True, nogil=True)
def _sampled(a: Any, order: Any, left: Any, ready: Any) -> None:
    """An order by chance, those with much work behind them more likely first."""
    count = 0
    for item in range(order.size):
        left[item] = a.before_first[item + 1] - a.before_first[item]
        if left[item] == 0:
            ready[count] = item
            count += 1
    for place in range(order.size):
        least = a.tails[ready[0]]
        for one in range(count):
            least = min(least, a.tails[ready[one]])
        total = 0.0
        for one in range(count):
            total += (a.tails[ready[one]] - least + 1) ** 2
        drawn = np.random.random() * total
        chosen = count - 1
        for one in range(count - 1):
            drawn -= (a.tails[ready[one]] - least + 1) ** 2
            if drawn < 0:
                chosen = one
                break
        item = ready[chosen]
        ready[chosen] = ready[count - 1]
        count -= 1
        order[place] = item
        for one in range(a.after_first[item], a.after_first[item + 1]):
            other = a.after_item[one]
            left[other] -= 1
            if left[other] == 0:
                ready[count] = other
                count += 1


@njit(cache=True, nogil=True)
def _crossed(mother: Any, father: Any, child: Any, taken: Any) -> None:
    """An order with a stretch of another in it; where both keep the waits, so does the child."""
    size = child.size
    begin, end = np.random.randint(size), np.random.randint(size)
    if begin > end:
        begin, end = end, begin
    taken[:] = False
    for place in range(begin):
        child[place] = mother[place]
        taken[mother[place]] = True
    count = begin
    place = 0
    while count < end:
        item = father[place]
        place += 1
        if not taken[item]:
            child[count] = item
            taken[item] = True
            count += 1
    for item in mother:
        if not taken[item]:
            child[count] = item
            count += 1


@njit(cache=True, nogil=True)
def _mutate(a: Any, order: Any) -> None:
    """Moves a few items to other places between those they wait for and those that wait for them."""
    size = order.size
    for _ in range(np.random.randint(6)):
        place = np.random.randint(size)
        item = order[place]
        low = high = place
        is_free = True
        while low > 0 and is_free:
            for one in range(a.before_first[item], a.before_first[item + 1]):
                if a.before_item[one] == order[low - 1]:
                    is_free = False
            if is_free:
                low -= 1
        is_free = True
        while high < size - 1 and is_free:
            for one in range(a.after_first[item], a.after_first[item + 1]):
                if a.after_item[one] == order[high + 1]:
                    is_free = False
            if is_free:
                high += 1
        target = np.random.randint(low, high + 1)
        step = 1 if target > place else -1
        for one in range(place, target, step):
            order[one] = order[one + step]
        order[target] = item


@njit(cache=True, nogil=True)
def _try(a: Any, order: Any, start: Any, work: Any, free: Any) -> int:
    """Makes the schedule of an order and justifies it; the order becomes that of its starts. Its length, or -1."""
    late, by_end, keys, counts = work
    length = _forward(a, order, start, free)
    if length < 0:
        return -1
    _by_start(a, start, order, keys, counts)
    _by_end(a, start, by_end, keys, counts, order)
    if _backward(a, by_end, late, free, length):
        _by_start(a, late, by_end, keys, counts)
        early = _forward(a, by_end, late, free)
        if 0 <= early <= length:
            length = early
            start[:] = late
            _by_start(a, start, order, keys, counts)
    return length


@njit(cache=True, nogil=True)
def _keep(orders: Any, lengths: Any, count: int, order: Any, length: int) -> int:
    """Puts an order among the best, the shortest first, unless it is there; how many there are then."""
    if count == lengths.size and length > lengths[count - 1]:
        return count
    place = 0
    while place < count and lengths[place] < length:
        place += 1
    other = place
    while other < count and lengths[other] == length:
        is_same = True
        for one in range(order.size):
            if orders[other, one] != order[one]:
                is_same = False
                break
        if is_same:
            return count
        other += 1
    last = min(count, lengths.size - 1)
    for one in range(last, place, -1):
        lengths[one] = lengths[one - 1]
        orders[one] = orders[one - 1]
    lengths[place] = length
    orders[place] = order
    return int(min(count + 1, lengths.size))


@njit(cache=True, nogil=True)
def _evolve(a: Any, orders: Any, lengths: Any, count: int, best: Any, target: int, effort: int, seed: int) -> Any:
    """Makes so many schedules, or fewer when one reaches the target; how many orders there are, the best's length."""
    np.random.seed(seed)
    size = best.size
    start, order = np.empty(size, np.int64), np.empty(size, np.int64)
    taken = np.empty(size, np.bool_)
    horizon = a.free.shape[0]
    work = np.empty(size, np.int64), np.empty(size, np.int64), np.empty(size, np.int64), np.empty(horizon + 2, np.int64)
    free = np.empty_like(a.free)
    shortest = lengths[0]
    made = 0
    while made < effort and shortest > target:
        if count < lengths.size:
            _sampled(a, order, work[0], work[1])
        else:
            mother = min(np.random.randint(count), np.random.randint(count))
            father = min(np.random.randint(count), np.random.randint(count))
            _crossed(orders[mother], orders[father], order, taken)
            _mutate(a, order)
        length = _try(a, order, start, work, free)
        made += 3
        if length < 0:
            continue
        if length < shortest:
            shortest = length
            best[:] = start
        count = _keep(orders, lengths, count, order, length)
    return count, shortest


class Search:
    """A genetic search among ``population`` orders; as `praksisplan.scheduling.searching.Search` otherwise."""

    def __init__(self, problem: Problem, members: list[int], start: list[int], seed: int, population: int) -> None:
        lengths = [problem.items[member].length or 0 for member in members]
        length = max(map(int.__add__, start, lengths), default=0)
        horizon = min(int(length * _SLACK) + 1, problem.horizon)
        self._arrays = a = _arrays(problem, members, horizon)
        self._start = np.array(start, np.int64)
        self._orders = np.zeros((population, len(members)), np.int64)
        self._lengths = np.full(population, length, np.int64)
        _by_start(a, self._start, self._orders[0], np.empty(len(members), np.int64), np.empty(horizon + 2, np.int64))
        self._count = 1
        self._seed = seed
        self._length = length

    @property
    def length(self) -> int:
        """The length of the shortest schedule so far."""
        return int(self._length)

    @property
    def start(self) -> list[int]:
        """The starts of the shortest schedule so far."""
        return [int(unit) for unit in self._start]

    def run(self, effort: int, target: int) -> None:
        """Make so many schedules more, or fewer when one is no longer than the target."""
        self._seed += 1
        self._count, self._length = _evolve(
            self._arrays, self._orders, self._lengths, self._count, self._start, target, effort, self._seed
        )
