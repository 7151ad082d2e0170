"""The genetic search over orders, compiled by numba: the one place that imports it. The extra ``optimize`` brings it.

An order is a list of activities in which each comes after its predecessors; its schedule is made by serial generation
and justified, as in `praksisplan.scheduling.placing`. What every resource has left in a unit is one whole number, or a
few, with a field of bits for each resource; a guard bit over each field shows in one subtraction whether an activity
fits. The search holds no lock while it runs, so that the solver can run beside it.

Sources: Hartmann (1998) on activity lists; Valls, Ballestín and Quintanilla (2005) on justification, and (2008) on a
hybrid genetic algorithm.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit

from praksisplan.scheduling.best.task import Task
from praksisplan.scheduling.grid import Grid
from praksisplan.scheduling.problem import Problem

_BITS = 62
_SLACK = 1.15
"""The search considers schedules that are at most so many times as long as the first."""


class _Arrays(NamedTuple):
    """A problem as arrays; activities by their index, units from 0 to the horizon."""

    durations: Any
    earliest: Any
    latest: Any
    topological: Any
    tails: Any
    before_first: Any
    before_other: Any
    before_distance: Any
    after_first: Any
    after_other: Any
    after_distance: Any
    needs: Any
    """by activity and word"""
    free: Any
    """by unit and word, the guard bits set"""
    guard: Any
    """by word"""
    meeting: Any
    """by activity the row of ``meets``; -1 for none"""
    meets: Any


def _pairs(rows: list[list[tuple[int, int]]]) -> tuple[Any, Any, Any]:
    """Lists of pairs as three arrays: where each list begins, the activities, the distances."""
    first = np.zeros(len(rows) + 1, np.int64)
    first[1:] = np.cumsum([len(row) for row in rows])
    flat = [pair for row in rows for pair in row]
    activities = np.array([activity for activity, _ in flat], np.int64)
    return first, activities, np.array([distance for _, distance in flat], np.int64)


def _arrays(problem: Problem, members: list[int], horizon: int) -> _Arrays:
    grid = Grid(problem, members, horizon)
    width, in_word = grid.width, _BITS // grid.width
    words = -(-len(problem.resources) // in_word) or 1
    needs = np.zeros((grid.size, words), np.int64)
    free = np.zeros((horizon, words), np.int64)
    guard = np.zeros(words, np.int64)
    index_of = {resource.id: index for index, resource in enumerate(problem.resources)}
    meets = np.zeros((len(problem.resources), horizon), np.bool_)
    for index, resource in enumerate(problem.resources):
        word, shift = index // in_word, index % in_word * width
        guard[word] |= 1 << (shift + width - 1)
        for first, end, amount in resource.steps(horizon):
            free[first:end, word] += amount << shift
        meets[index, [unit for unit in resource.meetings if unit < horizon]] = True
    activities = [problem.activities[member] for member in members]
    for row, activity in enumerate(activities):
        for resource_id, amount in activity.amounts.items() if activity.duration else ():
            index = index_of[resource_id]
            needs[row, index // in_word] += amount << (index % in_word * width)
    return _Arrays(
        np.array(grid.durations, np.int64),
        np.array(grid.earliest, np.int64),
        np.array(grid.latest, np.int64),
        np.array(grid.topological, np.int64),
        np.array(grid.tails(), np.int64),
        *_pairs(grid.before),
        *_pairs(grid.after),
        needs,
        free | guard,
        guard,
        np.array([-1 if one.meeting is None else index_of[one.meeting] for one in activities], np.int64),
        meets,
    )


@njit(cache=True, nogil=True)
def _fits(a: Any, free: Any, activity: int, unit: int) -> bool:
    for word in range(a.guard.size):
        if (free[unit, word] - a.needs[activity, word]) & a.guard[word] != a.guard[word]:
            return False
    return True


@njit(cache=True, nogil=True)
def _take(a: Any, free: Any, activity: int, unit: int) -> None:
    for place in range(unit, unit + a.durations[activity]):
        for word in range(a.guard.size):
            free[place, word] -= a.needs[activity, word]


@njit(cache=True, nogil=True, inline="always")
def _last_full(a: Any, free: Any, activity: int, first: int, end: int) -> int:
    """The last unit from ``first`` to ``end`` in which an activity does not fit; -1 where it fits in all."""
    for unit in range(end - 1, first - 1, -1):
        if not _fits(a, free, activity, unit):
            return unit
    return -1


@njit(cache=True, nogil=True, inline="always")
def _first_full(a: Any, free: Any, activity: int, first: int, end: int) -> int:
    """The first unit from ``first`` to ``end`` in which an activity does not fit; -1 where it fits in all."""
    for unit in range(first, end):
        if not _fits(a, free, activity, unit):
            return unit
    return -1


@njit(cache=True, nogil=True)
def _forward(a: Any, order: Any, start: Any, free: Any) -> int:
    """Places the activities in their order as early as they fit; the makespan, or -1 where one does not fit."""
    free[:] = a.free
    makespan = 0
    for activity in order:
        duration, meeting = a.durations[activity], a.meeting[activity]
        unit = a.earliest[activity]
        for place in range(a.before_first[activity], a.before_first[activity + 1]):
            unit = max(unit, start[a.before_other[place]] + a.before_distance[place])
        checked = unit  # it fits in the units before, from `unit` on
        is_placed = False
        while unit <= a.latest[activity] and not is_placed:
            if meeting >= 0 and not a.meets[meeting, unit]:
                unit += 1
                continue
            end = unit + duration
            full = _last_full(a, free, activity, max(checked, unit), end)
            checked = end
            is_placed = full < 0
            unit = unit if is_placed else full + 1
        if not is_placed:
            return -1
        _take(a, free, activity, unit)
        start[activity] = unit
        makespan = max(makespan, unit + duration)
    return makespan


@njit(cache=True, nogil=True)
def _backward(a: Any, order: Any, late: Any, free: Any, end_of_all: int) -> bool:
    """Places the activities in their order, the last first, as late as they fit before the end; whether all do."""
    free[:] = a.free
    for activity in order:
        duration, meeting = a.durations[activity], a.meeting[activity]
        unit = min(end_of_all - duration, a.latest[activity])
        for place in range(a.after_first[activity], a.after_first[activity + 1]):
            unit = min(unit, late[a.after_other[place]] - a.after_distance[place])
        checked = unit + duration  # it fits in the units from here to its end
        is_placed = False
        while unit >= a.earliest[activity] and not is_placed:
            if meeting >= 0 and not a.meets[meeting, unit]:
                unit -= 1
                continue
            full = _first_full(a, free, activity, unit, min(checked, unit + duration))
            checked = unit
            is_placed = full < 0
            unit = unit if is_placed else full - duration
        if not is_placed:
            return False
        _take(a, free, activity, unit)
        late[activity] = unit
    return True


@njit(cache=True, nogil=True)
def _by_start(a: Any, start: Any, order: Any, keys: Any, counts: Any) -> None:
    """The activities by their starts, each after its predecessors; a counting sort."""
    counts[:] = 0
    for activity in a.topological:
        key = start[activity]
        for place in range(a.before_first[activity], a.before_first[activity + 1]):
            key = max(key, keys[a.before_other[place]])
        keys[activity] = key
        counts[key + 1] += 1
    for key in range(1, counts.size):
        counts[key] += counts[key - 1]
    for activity in a.topological:
        order[counts[keys[activity]]] = activity
        counts[keys[activity]] += 1


@njit(cache=True, nogil=True)
def _by_end(a: Any, start: Any, order: Any, keys: Any, counts: Any, by_start: Any) -> None:
    """The activities by their ends, the last first, each after its successors; of equals the later in `by_start`."""
    counts[:] = 0
    top = counts.size - 2
    for place in range(start.size - 1, -1, -1):
        activity = by_start[place]
        key = start[activity] + a.durations[activity]
        for one in range(a.after_first[activity], a.after_first[activity + 1]):
            key = min(key, keys[a.after_other[one]])
        keys[activity] = key
        counts[top - key + 1] += 1
    for key in range(1, counts.size):
        counts[key] += counts[key - 1]
    for place in range(start.size - 1, -1, -1):
        activity = by_start[place]
        key = top - keys[activity]
        order[counts[key]] = activity
        counts[key] += 1


@njit(cache=True, nogil=True, inline="always")
def _drawn(a: Any, ready: Any, count: int) -> int:
    """The place of a ready activity, drawn so that much dependent work makes it likelier."""
    least = a.tails[ready[0]]
    for place in range(count):
        least = min(least, a.tails[ready[place]])
    total = 0.0
    for place in range(count):
        total += (a.tails[ready[place]] - least + 1) ** 2
    drawn = np.random.random() * total
    for place in range(count - 1):
        drawn -= (a.tails[ready[place]] - least + 1) ** 2
        if drawn < 0:
            return place
    return count - 1


@njit(cache=True, nogil=True)
def _sampled(a: Any, order: Any, left: Any, ready: Any) -> None:
    """A random order, in which activities with much dependent work are likelier to come first."""
    count = 0
    for activity in range(order.size):
        left[activity] = a.before_first[activity + 1] - a.before_first[activity]
        if left[activity] == 0:
            ready[count] = activity
            count += 1
    for place in range(order.size):
        chosen = _drawn(a, ready, count)
        activity = ready[chosen]
        ready[chosen] = ready[count - 1]
        count -= 1
        order[place] = activity
        for one in range(a.after_first[activity], a.after_first[activity + 1]):
            other = a.after_other[one]
            left[other] -= 1
            if left[other] == 0:
                ready[count] = other
                count += 1


@njit(cache=True, nogil=True)
def _crossed(mother: Any, father: Any, child: Any, taken: Any) -> None:
    """An order with a stretch of another in it; where both keep the dependencies, so does the child."""
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
        activity = father[place]
        place += 1
        if not taken[activity]:
            child[count] = activity
            taken[activity] = True
            count += 1
    for activity in mother:
        if not taken[activity]:
            child[count] = activity
            count += 1


@njit(cache=True, nogil=True, inline="always")
def _has(first: Any, others: Any, activity: int, other: int) -> bool:
    """Whether the list of an activity has another."""
    for place in range(first[activity], first[activity + 1]):
        if others[place] == other:
            return True
    return False


@njit(cache=True, nogil=True)
def _mutate(a: Any, order: Any) -> None:
    """Moves a few activities to other places between their predecessors and their successors."""
    size = order.size
    for _ in range(np.random.randint(6)):
        place = np.random.randint(size)
        activity = order[place]
        low = high = place
        while low > 0 and not _has(a.before_first, a.before_other, activity, order[low - 1]):
            low -= 1
        while high < size - 1 and not _has(a.after_first, a.after_other, activity, order[high + 1]):
            high += 1
        target = np.random.randint(low, high + 1)
        step = 1 if target > place else -1
        for one in range(place, target, step):
            order[one] = order[one + step]
        order[target] = activity


@njit(cache=True, nogil=True)
def _try(a: Any, order: Any, start: Any, work: Any, free: Any) -> int:
    """Makes the schedule of an order and justifies it; the order becomes that of its starts. Its makespan, or -1."""
    late, by_end, keys, counts = work
    makespan = _forward(a, order, start, free)
    if makespan < 0:
        return -1
    _by_start(a, start, order, keys, counts)
    _by_end(a, start, by_end, keys, counts, order)
    if _backward(a, by_end, late, free, makespan):
        _by_start(a, late, by_end, keys, counts)
        early = _forward(a, by_end, late, free)
        if 0 <= early <= makespan:
            makespan = early
            start[:] = late
            _by_start(a, start, order, keys, counts)
    return makespan


@njit(cache=True, nogil=True)
def _keep(orders: Any, makespans: Any, count: int, order: Any, makespan: int) -> int:
    """Puts an order among the best, the shortest first, unless it is there; how many there are then."""
    if count == makespans.size and makespan > makespans[count - 1]:
        return count
    place = 0
    while place < count and makespans[place] < makespan:
        place += 1
    other = place
    while other < count and makespans[other] == makespan:
        is_same = True
        for one in range(order.size):
            if orders[other, one] != order[one]:
                is_same = False
                break
        if is_same:
            return count
        other += 1
    last = min(count, makespans.size - 1)
    for one in range(last, place, -1):
        makespans[one] = makespans[one - 1]
        orders[one] = orders[one - 1]
    makespans[place] = makespan
    orders[place] = order
    return int(min(count + 1, makespans.size))


@njit(cache=True, nogil=True)
def _evolve(  # noqa: PLR0913 - compiled code takes arrays, not objects
    a: Any, orders: Any, makespans: Any, count: int, best: Any, target: int, schedules: int, seed: int
) -> Any:
    """Makes so many schedules, or fewer when one reaches the target; how many orders there are, the best's makespan."""
    np.random.seed(seed)
    size = best.size
    start, order = np.empty(size, np.int64), np.empty(size, np.int64)
    taken = np.empty(size, np.bool_)
    horizon = a.free.shape[0]
    work = np.empty(size, np.int64), np.empty(size, np.int64), np.empty(size, np.int64), np.empty(horizon + 2, np.int64)
    free = np.empty_like(a.free)
    shortest = makespans[0]
    made = 0
    while made < schedules and shortest > target:
        if count < makespans.size:
            _sampled(a, order, work[0], work[1])
        else:
            mother = min(np.random.randint(count), np.random.randint(count))
            father = min(np.random.randint(count), np.random.randint(count))
            _crossed(orders[mother], orders[father], order, taken)
            _mutate(a, order)
        makespan = _try(a, order, start, work, free)
        made += 3
        if makespan < 0:
            continue
        if makespan < shortest:
            shortest = makespan
            best[:] = start
        count = _keep(orders, makespans, count, order, makespan)
    return count, shortest


class Search:
    """A search that starts from a schedule, keeps the ``population`` best orders, and can be asked for more.

    The same problem, schedule, seed and requests always give the same answer. Activities of unknown duration must not
    require resources.
    """

    def __init__(self, task: Task, start: list[int], population: int) -> None:
        size = len(start)
        self._makespan = task.makespan(start)
        horizon = min(int(self._makespan * _SLACK) + 1, task.problem.horizon)
        self._arrays = a = _arrays(task.problem, task.members, horizon)
        self._start = np.array(start, np.int64)
        self._orders = np.zeros((population, size), np.int64)
        self._makespans = np.full(population, self._makespan, np.int64)
        _by_start(a, self._start, self._orders[0], np.empty(size, np.int64), np.empty(horizon + 2, np.int64))
        self._count = 1
        self._seed = task.seed

    @property
    def start(self) -> list[int]:
        """The starts of the shortest schedule so far."""
        return [int(unit) for unit in self._start]

    def run(self, schedules: int, target: int) -> None:
        """Make so many schedules more, or fewer when one reaches the target makespan."""
        self._seed += 1
        self._count, self._makespan = _evolve(
            self._arrays, self._orders, self._makespans, self._count, self._start, target, schedules, self._seed
        )
