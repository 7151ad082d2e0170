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

_BITS = 62
_SLACK = 1.15
"""The search considers schedules that are at most so many times as long as the first."""


class _Arrays(NamedTuple):
    """A problem as arrays; activities by their index, units from 0 to the horizon."""

    durations: Any
    tails: Any
    earliest: Any
    latest: Any
    topological: Any
    first: Any
    """by activity where its predecessors begin in the next two"""
    others: Any
    distances: Any
    needs: Any
    """by activity and word"""
    free: Any
    """by unit and word, the guard bits set"""
    guard: Any
    """by word"""
    meeting: Any
    """by activity the row of ``meets``; -1 for none"""
    meets: Any
    lead: Any
    """by activity the units from its start to that in which the resource must meet"""


def _order(grid: Grid) -> dict[str, Any]:
    """The arrays that say when an activity can start."""
    pairs = [pair for row in grid.before for pair in row]
    return {
        "earliest": np.array(grid.earliest, np.int64),
        "latest": np.array(grid.latest, np.int64),
        "topological": np.array(grid.topological, np.int64),
        "first": np.cumsum([0, *map(len, grid.before)], dtype=np.int64),
        "others": np.array([other for other, _ in pairs], np.int64),
        "distances": np.array([distance for _, distance in pairs], np.int64),
    }


def _arrays(grid: Grid) -> tuple[_Arrays, _Arrays]:
    """A problem as arrays, and the same where time runs backward."""
    width, in_word = grid.width, _BITS // grid.width
    words = -(-len(grid.resources) // in_word) or 1
    needs = np.zeros((grid.size, words), np.int64)
    free = np.zeros((grid.horizon, words), np.int64)
    guard = np.zeros(words, np.int64)
    meets = np.zeros((len(grid.resources), grid.horizon), np.bool_)
    for index, resource in enumerate(grid.resources):
        word, shift = index // in_word, index % in_word * width
        guard[word] |= 1 << (shift + width - 1)
        for first, end, amount in resource.steps(grid.horizon):
            free[first:end, word] += amount << shift
        needs[:, word] += np.array([amounts.get(resource.id, 0) << shift for amounts in grid.amounts], np.int64)
        meets[index, [unit for unit in resource.meetings if unit < grid.horizon]] = True
    free |= guard
    durations = np.array(grid.durations, np.int64)
    rows = {None: -1} | {resource.id: index for index, resource in enumerate(grid.resources)}
    forward = _Arrays(
        durations=durations,
        tails=np.array(grid.tails(), np.int64),
        needs=needs,
        free=free,
        guard=guard,
        meeting=np.array([rows[activity.meeting] for activity in grid.activities], np.int64),
        meets=meets,
        lead=np.zeros_like(durations),
        **_order(grid),
    )
    mirrored = _order(grid.mirrored()) | {"free": free[::-1].copy(), "meets": meets[:, ::-1].copy()}
    return forward, forward._replace(lead=durations - 1, **mirrored)


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


@njit(cache=True, nogil=True)
def _place(a: Any, order: Any, start: Any, free: Any, first: int) -> int:
    """Places the activities in their order as early as they fit, from ``first`` on.

    The unit in which the last ends, or -1 where one does not fit.
    """
    free[:] = a.free
    last = 0
    for activity in order:
        duration, meeting = a.durations[activity], a.meeting[activity]
        unit = max(a.earliest[activity], first)
        for place in range(a.first[activity], a.first[activity + 1]):
            unit = max(unit, start[a.others[place]] + a.distances[place])
        checked = unit  # it fits in the units before, from `unit` on
        is_placed = False
        while unit <= a.latest[activity] and not is_placed:
            if meeting >= 0 and not a.meets[meeting, unit + a.lead[activity]]:
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
        last = max(last, unit + duration)
    return last


@njit(cache=True, nogil=True)
def _by_start(a: Any, start: Any, ties: Any, order: Any, keys: Any, counts: Any) -> None:
    """The activities by their starts, each after its predecessors; of equals the first in ``ties``. A counting sort."""
    counts[:] = 0
    for activity in ties:
        key = start[activity]
        for place in range(a.first[activity], a.first[activity + 1]):
            key = max(key, keys[a.others[place]])
        keys[activity] = key
        counts[key + 1] += 1
    for key in range(1, counts.size):
        counts[key] += counts[key - 1]
    for activity in ties:
        order[counts[keys[activity]]] = activity
        counts[keys[activity]] += 1


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
def _sampled(a: Any, mirrored: Any, order: Any, left: Any, ready: Any) -> None:
    """A random order, in which activities with much dependent work are likelier to come first."""
    count = 0
    for activity in range(order.size):
        left[activity] = a.first[activity + 1] - a.first[activity]
        if left[activity] == 0:
            ready[count] = activity
            count += 1
    for place in range(order.size):
        chosen = _drawn(a, ready, count)
        activity = ready[chosen]
        ready[chosen] = ready[count - 1]
        count -= 1
        order[place] = activity
        for one in range(mirrored.first[activity], mirrored.first[activity + 1]):
            other = mirrored.others[one]
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
def _mutate(a: Any, mirrored: Any, order: Any) -> None:
    """Moves a few activities to other places between their predecessors and their successors."""
    size = order.size
    for _ in range(np.random.randint(6)):
        place = np.random.randint(size)
        activity = order[place]
        low = high = place
        while low > 0 and not _has(a.first, a.others, activity, order[low - 1]):
            low -= 1
        while high < size - 1 and not _has(mirrored.first, mirrored.others, activity, order[high + 1]):
            high += 1
        target = np.random.randint(low, high + 1)
        step = 1 if target > place else -1
        for one in range(place, target, step):
            order[one] = order[one + step]
        order[target] = activity


@njit(cache=True, nogil=True)
def _mirror(durations: Any, start: Any, mirrored: Any, horizon: int) -> None:
    """The starts in time that runs the other way."""
    for activity in range(start.size):
        mirrored[activity] = horizon - start[activity] - durations[activity]


@njit(cache=True, nogil=True)
def _try(a: Any, mirrored: Any, order: Any, start: Any, work: Any, free: Any) -> int:
    """Makes the schedule of an order and justifies it; the order becomes that of its starts. Its makespan, or -1."""
    late, other, keys, counts = work
    makespan = _place(a, order, start, free, 0)
    if makespan < 0:
        return -1
    _by_start(a, start, a.topological, order, keys, counts)
    horizon = free.shape[0]
    _mirror(a.durations, start, late, horizon)
    _by_start(mirrored, late, np.ascontiguousarray(order[::-1]), other, keys, counts)
    if _place(mirrored, other, late, free, horizon - makespan) >= 0:
        _mirror(a.durations, late, late, horizon)
        _by_start(a, late, a.topological, other, keys, counts)
        early = _place(a, other, late, free, 0)
        if 0 <= early <= makespan:
            makespan = early
            start[:] = late
            _by_start(a, start, a.topological, order, keys, counts)
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
    a: Any, mirrored: Any, orders: Any, makespans: Any, count: int, best: Any, target: int, schedules: int, seed: int
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
            _sampled(a, mirrored, order, work[0], work[1])
        else:
            mother = min(np.random.randint(count), np.random.randint(count))
            father = min(np.random.randint(count), np.random.randint(count))
            _crossed(orders[mother], orders[father], order, taken)
            _mutate(a, mirrored, order)
        makespan = _try(a, mirrored, order, start, work, free)
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
        self._arrays = _arrays(Grid(task.problem, task.members, horizon))
        self._start = np.array(start, np.int64)
        self._orders = np.zeros((population, size), np.int64)
        self._makespans = np.full(population, self._makespan, np.int64)
        a, order, keys = self._arrays[0], self._orders[0], np.empty(size, np.int64)
        _by_start(a, self._start, a.topological, order, keys, np.empty(horizon + 2, np.int64))
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
            *self._arrays, self._orders, self._makespans, self._count, self._start, target, schedules, self._seed
        )
