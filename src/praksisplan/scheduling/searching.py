"""A genetic search over the orders in which items are placed; each schedule is justified.

Sources: Hartmann (1998) on activity lists; Valls, Ballestín and Quintanilla (2005) on justification.
"""

from __future__ import annotations

import random
from bisect import insort

from praksisplan.scheduling.grid import Grid
from praksisplan.scheduling.problem import Problem

__all__ = ["Search", "tails_of"]

_POPULATION = 80
_SLACK = 1.15
"""The search looks at schedules that are at most so many times as long as the first."""


def tails_of(grid: Grid) -> list[int]:
    """For each item the units from its start to the end of the last that waits for it."""
    tails = grid.lengths.copy()
    for item in reversed(grid.in_order([0] * grid.size)):
        for other, distance in grid.after[item]:
            tails[item] = max(tails[item], distance + tails[other])
    return tails


class Search:
    """A search that starts from a schedule and can be asked for more; ``start`` is the shortest so far.

    ``orders`` are the best orders so far, the shortest first. The same problem, schedule, seed and requests always give
    the same answer.
    """

    def __init__(self, problem: Problem, members: list[int], start: list[int], seed: int) -> None:
        lengths = [problem.items[member].length or 0 for member in members]
        self.length = max(map(int.__add__, start, lengths), default=0)
        self.grid = Grid(problem, members, min(int(self.length * _SLACK) + 1, problem.horizon))
        self.start = start
        self.orders: list[tuple[int, list[int]]] = [(self.length, self.grid.by_start(start))]
        self._tails = tails_of(self.grid)
        self._chance = random.Random(seed)

    def run(self, effort: int, target: int) -> None:
        """Make so many schedules more, or fewer when one is no longer than the target."""
        made = 0
        while made < effort and self.length > target:
            if len(self.orders) < _POPULATION:
                child = self._sampled()
            else:
                child = self._crossed()
                self._mutate(child)
            made += self._try(child)

    def _try(self, order: list[int]) -> int:
        """Make the schedule of an order, justify it once, and keep it if it is good; how many schedules that took."""
        grid = self.grid
        start = grid.forward(order)
        if start is None:
            return 1
        made = 1
        late = grid.backward(start)
        if late is not None:
            made = 3
            early = grid.forward(grid.by_start(late))
            if early is not None and grid.length(early) <= grid.length(start):
                start = early
        length = grid.length(start)
        if length < self.length:
            self.start, self.length = start, length
        found = (length, grid.by_start(start))
        if (len(self.orders) < _POPULATION or length <= self.orders[-1][0]) and found not in self.orders:
            insort(self.orders, found)
            del self.orders[_POPULATION:]
        return made

    def _sampled(self) -> list[int]:
        """An order by chance, those with much work behind them more likely first."""
        grid, tails = self.grid, self._tails
        left = [len(before) for before in grid.before]
        ready = [item for item in range(grid.size) if not left[item]]
        order = []
        while ready:
            least = min(tails[item] for item in ready)
            weights = [(tails[item] - least + 1) ** 2 for item in ready]
            place = self._chance.choices(range(len(ready)), weights)[0]
            item = ready[place]
            ready[place] = ready[-1]
            ready.pop()
            order.append(item)
            for other, _ in grid.after[item]:
                left[other] -= 1
                if not left[other]:
                    ready.append(other)
        return order

    def _crossed(self) -> list[int]:
        """An order with a stretch of another order in it; both keep the waits, and so does what comes of them."""
        chance, count = self._chance, len(self.orders)
        first, second = (min(chance.randrange(count), chance.randrange(count)) for _ in range(2))
        mother, father = self.orders[first][1], self.orders[second][1]
        size = len(mother)
        begin, end = sorted((chance.randrange(size), chance.randrange(size)))
        child = mother[:begin]
        taken = set(child)
        stretch = [item for item in father if item not in taken][: end - begin]
        taken.update(stretch)
        return [*child, *stretch, *(item for item in mother if item not in taken)]

    def _mutate(self, order: list[int]) -> None:
        """Move a few items to other places between those they wait for and those that wait for them."""
        grid, chance = self.grid, self._chance
        for _ in range(chance.choice((0, 1, 1, 2, 3))):
            place = chance.randrange(len(order))
            item = order[place]
            before = {other for other, _ in grid.before[item]}
            after = {other for other, _ in grid.after[item]}
            low = high = place
            while low and order[low - 1] not in before:
                low -= 1
            while high < len(order) - 1 and order[high + 1] not in after:
                high += 1
            del order[place]
            order.insert(chance.randint(low, high), item)
