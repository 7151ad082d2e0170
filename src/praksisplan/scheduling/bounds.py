"""A length that no schedule can beat: by the longest chain of waits, and by the work of each body."""

from __future__ import annotations

from collections.abc import Sequence

from praksisplan.scheduling.grid import Grid
from praksisplan.scheduling.problem import Problem

__all__ = ["length_bound"]


def length_bound(problem: Problem, members: Sequence[int]) -> int:
    """Units in which some items cannot all be finished earlier; 0 for none.

    The greater of the longest chain (heads and tails), and for each body of steady capacity the work that must lie
    between a head and a tail, divided by what it can carry. Source: Carlier and Latapie (1991) on energy bounds.
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
    return best


def _energy(grid: Grid, heads: list[int], tails: list[int], needs: list[int], carried: int) -> int:
    """The greatest, over all heads and tails, of head + work of the items at least so far in + tail."""
    users = [item for item in range(grid.size) if needs[item] and grid.lengths[item]]
    best = 0
    by_tail = sorted(users, key=lambda item: -tails[item])
    for head in {heads[item] for item in users}:
        work = 0
        for item in by_tail:
            if heads[item] >= head:
                work += needs[item] * grid.lengths[item]
                best = max(best, head + -(-work // carried) + tails[item])
    return best
