"""A makespan that no schedule can be below: by chains, by the work of each resource, and by what cannot overlap."""

from __future__ import annotations

from heapq import heappop, heappush

from praksisplan.scheduling.grid import Grid
from praksisplan.scheduling.problem import Resource

_SEEDS = 150
"""Around at most so many activities a set is sought of which no two can overlap."""

_MOST_APART = 5_000
"""Above so many activities no such sets are sought: the pairs that exclude each other grow with the square."""

_MOST_HEADS = 250
"""At most so many heads, evenly spread from the smallest on, are combined with all tails."""


def makespan_bound(grid: Grid) -> int:
    """The units in which the activities cannot all be finished earlier; 0 for none.

    It is the largest of three: the longest chain (head and tail); for each resource of steady capacity the work that
    must lie between a head and a tail, divided by the capacity; and for activities of which no two can overlap the
    shortest time in which they can be done one after another, were they allowed to pause. Sources: Carlier and Latapie
    (1991) on energy bounds; Jackson (1955) and Brucker et al. (1998) on cliques.
    """
    heads = grid.heads()
    tails = list(map(int.__sub__, grid.tails(), grid.durations))  # from the end of an activity to the end of all
    best = max((heads[one] + grid.durations[one] + tails[one] for one in range(grid.size)), default=0)
    for resource in grid.resources:
        if resource.capacity == ((0, resource.peak),) and resource.peak:
            best = max(best, _energy(grid, heads, tails, resource))
    if grid.size > _MOST_APART:
        return best
    apart = _apart(grid)
    return max([best, *(_one_by_one(grid, heads, tails, clique) for clique in _cliques(grid, apart))])


def _energy(grid: Grid, heads: list[int], tails: list[int], resource: Resource) -> int:
    """The greatest, over all heads and tails, of head + work between head and tail + tail."""
    work = [amounts.get(resource.id, 0) * duration for amounts, duration in zip(grid.amounts, grid.durations)]
    users = [one for one in range(grid.size) if work[one]]
    best, peak = 0, resource.peak
    by_tail = sorted(users, key=lambda one: -tails[one])
    every = sorted({heads[one] for one in users})
    for head in every[:: -(-len(every) // _MOST_HEADS) or 1]:
        done = 0
        for one in by_tail:
            if heads[one] >= head:
                done += work[one]
                best = max(best, head + -(-done // peak) + tails[one])
    return best


def _apart(grid: Grid) -> list[int]:
    """For each activity those it can never overlap, as a set of bits: by dependencies, or together above a capacity."""
    before = [0] * grid.size
    after = [0] * grid.size
    for one in grid.topological:
        for other, distance in grid.before[one]:
            if distance >= grid.durations[other]:
                before[one] |= before[other] | 1 << other
    for one in reversed(grid.topological):
        for other, distance in grid.after[one]:
            if distance >= grid.durations[one]:
                after[one] |= after[other] | 1 << other
    apart = [one | other for one, other in zip(before, after)]
    for resource in grid.resources:
        by_need = sorted(
            (amounts[resource.id], one) for one, amounts in enumerate(grid.amounts) if resource.id in amounts
        )
        above = sum(1 << one for _, one in by_need)
        index, peak = 0, resource.peak
        for need, one in reversed(by_need):
            while index < len(by_need) and by_need[index][0] + need <= peak:
                above ^= 1 << by_need[index][1]
                index += 1
            apart[one] |= above & ~(1 << one)
    return apart


def _cliques(grid: Grid, apart: list[int]) -> set[tuple[int, ...]]:
    """For each of the longest activities a set around it of which no two can overlap."""
    longest = sorted((one for one in range(grid.size) if grid.durations[one]), key=lambda one: -grid.durations[one])
    found = set()
    for first in longest[:_SEEDS]:
        clique, left = [first], apart[first]
        for one in longest:
            if left >> one & 1:
                clique.append(one)
                left &= apart[one]
        found.add(tuple(sorted(clique)))
    return found


def _one_by_one(grid: Grid, heads: list[int], tails: list[int], clique: tuple[int, ...]) -> int:
    """When all is done at the earliest if these run one at a time; the one with the longest tail goes first."""
    waiting = sorted(clique, key=lambda one: -heads[one])
    ready: list[tuple[int, int]] = []
    now = best = 0
    while waiting or ready:
        if not ready:
            now = max(now, heads[waiting[-1]])
        while waiting and heads[waiting[-1]] <= now:
            one = waiting.pop()
            heappush(ready, (-tails[one], grid.durations[one]))
        tail, left = heappop(ready)
        run = min(left, heads[waiting[-1]] - now) if waiting else left
        now += run
        if run < left:
            heappush(ready, (tail, left - run))
        else:
            best = max(best, now - tail)
    return best
