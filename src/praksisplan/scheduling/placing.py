"""The default scheduler: constructive, deterministic, total, in plain Python.

Items are placed one after another, each as early as its waits, bodies, meetings and times allow (serial generation).
The first order is that of the wishes (`Item.rank`); others follow the longest work that waits behind an item. Each
schedule is improved by justification: everything as late as it can be, then as early again. Of all schedules the
shortest is kept, the first of equals. With ``effort``, a genetic search over such orders makes so many schedules more.

Sources: Kolisch and Hartmann (1999) on serial generation and priority rules; Valls, Ballestín and Quintanilla (2005) on
justification; Hartmann (1998) on activity lists.
"""

from __future__ import annotations

import random
from bisect import insort
from collections.abc import Sequence

from praksisplan.errors import Fault, PlanError, shown
from praksisplan.rules.waits import components
from praksisplan.scheduling.bounds import length_bound
from praksisplan.scheduling.grid import Grid
from praksisplan.scheduling.looking import Look
from praksisplan.scheduling.problem import Item, LagKind, Problem
from praksisplan.scheduling.schedule import Schedule, Unplaced, UnplacedReason
from praksisplan.scheduling.verifying import verified

__all__ = ["place"]

_POPULATION = 80
_SLACK = 1.15
"""The search looks at schedules that are at most so many times as long as the best."""


def place(problem: Problem, *, effort: int = 0, seed: int = 0, in_order: bool = False) -> Schedule:
    """A schedule of every item that can be placed, and a reason for each that cannot. Danish: *planlægning*.

    ``effort`` is the number of schedules that the search may make after the first answer; the same problem, effort and
    seed always give the same schedule. With ``in_order`` the order of the wishes is the only one that is tried. What is
    returned keeps every wait, need, meeting, earliest start and deadline; `verify_schedule` tells that independently.
    Raises `PlanError` for an effort or seed that is no whole number.

    >>> from praksisplan.scheduling import Demand, Item, Lag, Problem, Supply
    >>> group = (Demand("group"),)
    >>> items = (Item("a", 2, needs=group), Item("b", 1, needs=group), Item("c", 1, lags=(Lag("a"),)))
    >>> found = place(Problem(4, items, (Supply("group", ((0, 1),)),)))
    >>> [(one.item, one.start, one.driver.value) for one in found.placed]
    [('a', 0, 'horizon'), ('b', 2, 'capacity'), ('c', 2, 'await')]
    """
    if type(effort) is not int or effort < 0 or type(seed) is not int:
        raise PlanError(
            Fault(
                "bad-number",
                "effort",
                f"effort and seed are whole numbers, found {shown(effort)} and {shown(seed)}",
                f"effort og seed er hele tal, her står {shown(effort)} og {shown(seed)}",
            )
        )
    unplaced = _cannot(problem)
    members = [index for index, item in enumerate(problem.items) if item.id not in unplaced]
    wished = Grid(problem, members, problem.horizon)
    order = wished.in_order([problem.items[member].rank for member in members])
    missing: list[int] = []
    wished.forward(order, missing)
    left_out = [members[item] for item in missing]
    without_place = set(left_out)
    fitting = [member for member in members if member not in without_place]
    grid = Grid(problem, fitting, problem.horizon)
    items = [problem.items[member] for member in fitting]
    start = (grid.forward(grid.in_order([item.rank for item in items])) if in_order else _best_rule(grid, items)) or []
    bound = length_bound(problem, fitting)
    if effort and not in_order and not any(grid.is_endless) and grid.length(start) > bound:
        start = _searched(problem, fitting, grid, start, bound, effort, random.Random(seed))
    return _told(problem, dict(zip(fitting, start)), left_out, unplaced, bound if not unplaced and not left_out else 0)


# --- orders ------------------------------------------------------------------------------------------------------


def _tails(grid: Grid) -> list[int]:
    """For each item the units from its start to the end of the last that waits for it."""
    tails = grid.lengths.copy()
    for item in reversed(grid.in_order([0] * grid.size)):
        for other, distance in grid.after[item]:
            tails[item] = max(tails[item], distance + tails[other])
    return tails


def _rules(grid: Grid, items: Sequence[Item]) -> list[list[tuple[float, ...]]]:
    """The keys of the orders that are tried first: the wishes, then the work that waits behind an item."""
    tails = _tails(grid)
    late = [min(latest, grid.horizon - tail) for latest, tail in zip(grid.latest, tails)]
    work = [sum(need.amount for need in item.needs) * (item.length or 0) for item in items]
    return [
        [(item.rank,) for item in items],
        [(one,) for one in late],
        [(-tail, -much) for tail, much in zip(tails, work)],
        [(-len(after), one) for after, one in zip(grid.after, late)],
        [(one + length, -much) for one, length, much in zip(late, grid.lengths, work)],
    ]


def _best_rule(grid: Grid, items: Sequence[Item]) -> list[int]:
    """The shortest schedule of the rules, justified; the first of equals. The order of the wishes fits."""
    best: list[int] = []
    for keys in _rules(grid, items):
        start = grid.forward(grid.in_order(keys))
        if start is not None:
            start = _justified(grid, start)
            if not best or grid.length(start) < grid.length(best):
                best = start
    return best


def _justified(grid: Grid, start: list[int]) -> list[int]:
    """A schedule that is not longer: everything as late as it can be, then as early as it can be."""
    if any(grid.is_endless):
        return start
    while True:
        late = grid.backward(start)
        early = None if late is None else grid.forward(grid.by_start(late))
        if early is None or grid.length(early) >= grid.length(start):
            return start
        start = early


# --- what does not fit -------------------------------------------------------------------------------------------


def _cannot(problem: Problem) -> dict[str, Unplaced]:
    """What can never be placed: circles, and what awaits the end of what has no known end or was not placed."""
    waits = {item.id: {lag.after for lag in item.lags} for item in problem.items}
    circular = _circular(waits)
    unplaced = {
        item.id: Unplaced(item.id, UnplacedReason.CYCLE, tuple(other for other in waits[item.id] if other in circular))
        for item in problem.items
        if item.id in circular
    }
    endless = {item.id for item in problem.items if item.length is None}
    for item in problem.items:
        ends = [
            lag.after
            for lag in item.lags
            if lag.after in endless and lag.kind in (LagKind.FINISH_START, LagKind.FINISH_FINISH)
        ]
        if ends and item.id not in unplaced:
            unplaced[item.id] = Unplaced(item.id, UnplacedReason.AWAITS_UNKNOWN, tuple(ends))
    _spread(problem, unplaced)
    return unplaced


def _spread(problem: Problem, unplaced: dict[str, Unplaced]) -> None:
    """What awaits an unplaced item is not placed either."""
    waiting: dict[str, list[str]] = {}
    for item in problem.items:
        for lag in item.lags:
            waiting.setdefault(lag.after, []).append(item.id)
    todo = list(unplaced)
    for missing in todo:
        for name in waiting.get(missing, ()):
            if name not in unplaced:
                unplaced[name] = Unplaced(name, UnplacedReason.AWAITS_UNKNOWN, (missing,))
                todo.append(name)


def _circular(waits: dict[str, set[str]]) -> set[str]:
    """The items that wait in a circle, also for themselves."""
    places = {name: place for place, name in enumerate(waits)}
    names = list(waits)
    depends = [tuple(places[other] for other in others if other in places) for others in waits.values()]
    return {
        names[place]
        for members in components(depends, list(range(len(names))))
        for place in members
        if len(members) > 1 or place in depends[place]
    }


# --- telling -----------------------------------------------------------------------------------------------------


def _told(
    problem: Problem, start: dict[int, int], left_out: list[int], unplaced: dict[str, Unplaced], bound: int
) -> Schedule:
    """The schedule, with what is left out placed where it fits after all, and the reasons of the rest."""
    members = [*start, *left_out]
    grid = Grid(problem, members, problem.horizon)
    wishes = [(0, start[member]) if member in start else (1, problem.items[member].rank) for member in members]
    missing: list[int] = []
    starts = grid.forward(grid.in_order(wishes), missing) or []
    absent = set(missing)
    placed = {
        problem.items[member].id: unit
        for place, (member, unit) in enumerate(zip(members, starts))
        if place not in absent
    }
    look = Look(problem, placed)
    for place in missing:
        item = problem.items[members[place]]
        unplaced[item.id] = look.why_not(item)
    found = Schedule(
        problem=problem,
        placed=tuple(look.placement(item) for item in problem.items if item.id in placed),
        unplaced=tuple(unplaced[item.id] for item in problem.items if item.id in unplaced),
        bound=bound,
    )
    return verified(found)


# --- the search --------------------------------------------------------------------------------------------------


def _searched(
    problem: Problem,
    members: list[int],
    whole: Grid,
    start: list[int],
    bound: int,
    effort: int,
    chance: random.Random,
) -> list[int]:
    """A schedule at most as long, found by a genetic search over orders; each child is justified."""
    horizon = min(int(whole.length(start) * _SLACK) + 1, whole.horizon)
    grid = Grid(problem, members, horizon)
    tails = _tails(grid)
    pool = _Pool(grid, start)
    while pool.made < effort and pool.length > bound:
        if len(pool.orders) < _POPULATION:
            child = _sampled(grid, tails, chance)
        else:
            child = _crossed(pool, chance)
            _mutate(grid, child, chance)
        pool.try_order(child)
    return pool.start


class _Pool:
    """The best orders found so far, the shortest first, and the schedule of the best."""

    def __init__(self, grid: Grid, start: list[int]) -> None:
        self.grid = grid
        self.start = start
        self.length = grid.length(start)
        self.made = 0
        self.orders: list[tuple[int, list[int]]] = [(self.length, grid.by_start(start))]

    def try_order(self, order: list[int]) -> None:
        """Make the schedule of an order, justify it once, and keep it if it is good."""
        start = self.grid.forward(order)
        self.made += 1
        if start is None:
            return
        late = self.grid.backward(start)
        if late is not None:
            self.made += 2
            early = self.grid.forward(self.grid.by_start(late))
            if early is not None and self.grid.length(early) <= self.grid.length(start):
                start = early
        length = self.grid.length(start)
        if length < self.length:
            self.start, self.length = start, length
        found = (length, self.grid.by_start(start))
        if (len(self.orders) < _POPULATION or length <= self.orders[-1][0]) and found not in self.orders:
            insort(self.orders, found)
            del self.orders[_POPULATION:]


def _sampled(grid: Grid, tails: list[int], chance: random.Random) -> list[int]:
    """An order by chance, those with much work behind them more likely first."""
    left = [len(before) for before in grid.before]
    ready = [item for item in range(grid.size) if not left[item]]
    order = []
    while ready:
        least = min(tails[item] for item in ready)
        place = chance.choices(range(len(ready)), [(tails[item] - least + 1) ** 2 for item in ready])[0]
        item = ready[place]
        ready[place] = ready[-1]
        ready.pop()
        order.append(item)
        for other, _ in grid.after[item]:
            left[other] -= 1
            if not left[other]:
                ready.append(other)
    return order


def _crossed(pool: _Pool, chance: random.Random) -> list[int]:
    """An order with a stretch of another order in it; both keep the waits, and so does what comes of them."""
    count = len(pool.orders)
    first, second = (min(chance.randrange(count), chance.randrange(count)) for _ in range(2))
    mother, father = pool.orders[first][1], pool.orders[second][1]
    size = len(mother)
    begin, end = sorted((chance.randrange(size), chance.randrange(size)))
    child = mother[:begin]
    taken = set(child)
    stretch = [item for item in father if item not in taken][: end - begin]
    taken.update(stretch)
    return [*child, *stretch, *(item for item in mother if item not in taken)]


def _mutate(grid: Grid, order: list[int], chance: random.Random) -> None:
    """Move a few items to other places between those they wait for and those that wait for them."""
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
