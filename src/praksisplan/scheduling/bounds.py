"""A length that no schedule can beat: by chains of waits, by the work of each body, and by what cannot run together."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush

from praksisplan.scheduling.grid import Grid
from praksisplan.scheduling.problem import Problem

__all__ = ["length_bound"]


_SEEDS = 150
"""Around so many items a set is sought of which no two can run together."""

_MOST_APART = 5_000
"""Above so many items no such sets are sought: the pairs that exclude each other grow with the square."""

_MOST_HEADS = 250
"""At most so many heads, evenly spread from the smallest on, are combined with all tails."""


def length_bound(problem: Problem, members: Sequence[int]) -> int:
    """Units in which some items cannot all be finished earlier; 0 for none.

    The greatest of the longest chain (heads and tails); for each body of steady capacity the work that must lie between
    a head and a tail, divided by what it can carry; and for items of which no two can run together the shortest time in
    which they can be done one after another, were they allowed to pause. Sources: Carlier and Latapie (1991) on energy
    bounds; Jackson (1955) and Brucker et al. (1998) on cliques.
    """
    grid = Grid(problem, members, problem.horizon)
    order = grid.in_order([0] * grid.size)
    heads = grid.earliest.copy()
    for item in order:
        for other, distance in grid.after[item]:
            heads[other] = max(heads[other], heads[item] + distance)
    tails = [0] * grid.size  # from the end of an item to the end of all
    for item in reversed(order):
        for other, distance in grid.after[item]:
            tails[item] = max(tails[item], distance + grid.lengths[other] + tails[other] - grid.lengths[item])
    best = max((heads[item] + grid.lengths[item] + tails[item] for item in range(grid.size)), default=0)
    for supply in problem.supplies:
        if supply.steps == ((0, supply.most),) and supply.most:
            needs = [
                sum(need.amount for need in problem.items[member].needs if need.body == supply.body)
                for member in members
            ]
            best = max(best, _energy(grid, heads, tails, needs, supply.most))
    if grid.size > _MOST_APART:
        return best
    apart = _apart(problem, members, grid, order)
    return max([best, *(_one_by_one(grid, heads, tails, clique) for clique in _cliques(grid, apart))])


def _energy(grid: Grid, heads: list[int], tails: list[int], needs: list[int], carried: int) -> int:
    """The greatest, over all heads and tails, of head + work of the items at least so far in + tail."""
    users = [item for item in range(grid.size) if needs[item] and grid.lengths[item]]
    best = 0
    by_tail = sorted(users, key=lambda item: -tails[item])
    every = sorted({heads[item] for item in users})
    for head in every[:: -(-len(every) // _MOST_HEADS) or 1]:
        work = 0
        for item in by_tail:
            if heads[item] >= head:
                work += needs[item] * grid.lengths[item]
                best = max(best, head + -(-work // carried) + tails[item])
    return best


def _apart(problem: Problem, members: Sequence[int], grid: Grid, order: list[int]) -> list[int]:
    """For each item those that it can never run together with, as a set of bits: waits, and needs beyond a body."""
    before = [0] * grid.size
    after = [0] * grid.size
    for item in order:
        for other, distance in grid.before[item]:
            if distance >= grid.lengths[other]:
                before[item] |= before[other] | 1 << other
    for item in reversed(order):
        for other, distance in grid.after[item]:
            if distance >= grid.lengths[item]:
                after[item] |= after[other] | 1 << other
    apart = [one | other for one, other in zip(before, after)]
    for supply in problem.supplies:
        needs = [
            next((need.amount for need in problem.items[member].demands if need.body == supply.body), 0)
            for member in members
        ]
        by_need = sorted((need, item) for item, need in enumerate(needs) if need)
        above = sum(1 << item for _, item in by_need)
        place = 0
        for need, item in reversed(by_need):
            while place < len(by_need) and by_need[place][0] + need <= supply.most:
                above ^= 1 << by_need[place][1]
                place += 1
            apart[item] |= above & ~(1 << item)
    return apart


def _cliques(grid: Grid, apart: list[int]) -> set[tuple[int, ...]]:
    """For each of the longest items a set around it, of which no two can run together: the longest first."""
    longest = sorted((item for item in range(grid.size) if grid.lengths[item]), key=lambda item: -grid.lengths[item])
    found = set()
    for first in longest[:_SEEDS]:
        clique, left = [first], apart[first]
        for item in longest:
            if left >> item & 1:
                clique.append(item)
                left &= apart[item]
        found.add(tuple(sorted(clique)))
    return found


def _one_by_one(grid: Grid, heads: list[int], tails: list[int], clique: tuple[int, ...]) -> int:
    """When all is done at the earliest if these run one at a time; the one with the longest tail goes first."""
    waiting = sorted(clique, key=lambda item: -heads[item])
    ready: list[tuple[int, int]] = []
    now = best = 0
    while waiting or ready:
        if not ready:
            now = max(now, heads[waiting[-1]])
        while waiting and heads[waiting[-1]] <= now:
            item = waiting.pop()
            heappush(ready, (-tails[item], grid.lengths[item]))
        tail, left = heappop(ready)
        run = min(left, heads[waiting[-1]] - now) if waiting else left
        now += run
        if run < left:
            heappush(ready, (tail, left - run))
        else:
            best = max(best, now - tail)
    return best
