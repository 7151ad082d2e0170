"""The default scheduler: constructive, deterministic, total, in plain Python.

Items are placed one after another, each as early as its waits, bodies, meetings and times allow (serial generation).
The first order is that of the wishes (`Item.rank`), in which what would miss its deadline comes earlier; others follow
the longest work that waits behind an item. Each schedule is improved by justification: everything as late as it
can be, then as early again. Of all schedules the shortest is kept, the first of equals. With ``effort``, a genetic
search over such orders makes so many schedules more.

Sources: Kolisch and Hartmann (1999) on serial generation and priority rules; Valls, Ballestín and Quintanilla (2005) on
justification; Hartmann (1998) on activity lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from praksisplan.fields import One, count, flag, whole
from praksisplan.rules.topology import components
from praksisplan.scheduling.bounds import length_bound
from praksisplan.scheduling.grid import Grid
from praksisplan.scheduling.looking import Look
from praksisplan.scheduling.problem import Item, LagKind, Problem, latest_start
from praksisplan.scheduling.schedule import Schedule, Unplaced, UnplacedReason
from praksisplan.scheduling.searching import Search, tails_of
from praksisplan.scheduling.verifying import verified

__all__ = ["never_placed", "place", "told"]


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
    One[Problem](problem, "problem")
    count(effort, "effort")
    whole(seed, "seed")
    flag(in_order, "in_order")
    unplaced = never_placed(problem)
    members = [index for index, item in enumerate(problem.items) if item.id not in unplaced]
    start, left_out = _first(problem, members, in_order)
    without_place = set(left_out)
    fitting = [member for member in members if member not in without_place]
    grid = Grid(problem, fitting, problem.horizon)
    if not in_order:
        start = _best_rule(grid, [problem.items[member] for member in fitting], start)
    bound = length_bound(problem, fitting)
    if effort and not in_order and grid.length(start) > bound:
        search = Search(problem, fitting, start, seed)
        search.run(effort, bound)
        start = search.start
    return told(problem, dict(zip(fitting, start)), left_out, unplaced, bound)


_MOST_STEPS = 500_000
"""So many items are placed in all to find how little earlier those that miss their deadlines must come."""


# --- orders ------------------------------------------------------------------------------------------------------


def _first(problem: Problem, members: list[int], in_order: bool) -> tuple[list[int], list[int]]:
    """The starts in the order of the wishes, and what has no place in it.

    Where a deadline is missed, what is due comes as little earlier as will do; if that does not help, or takes too many
    trials, all go by their dates.
    """
    grid = Grid(problem, members, problem.horizon)
    by_rank = sorted(range(grid.size), key=lambda item: problem.items[members[item]].rank)
    keys = _places(by_rank)
    due = {item for item in range(grid.size) if problem.items[members[item]].deadline is not None}
    best = _Trial(grid, keys, due)
    if not in_order and best.missed:
        left = _MOST_STEPS // grid.size
        for item in sorted(best.missed, key=keys.__getitem__):
            for earlier in islice(_earlier(grid, best.keys, item), left):
                trial, left = _Trial(grid, earlier, due), left - 1
                if trial.score < best.score:
                    best = trial
                    break
        if best.missed:
            by_dates = _Trial(grid, list(zip(_latest(grid), keys)), due)
            best = by_dates if by_dates.score < best.score else best
    return best.placed, [members[item] for item in best.missing]


def _places(order: list[int]) -> list[float]:
    places = [0.0] * len(order)
    for place, item in enumerate(order):
        places[item] = float(place)
    return places


class _Trial:
    """The schedule of an order, and what has no place in it; ``score`` tells how bad that is, deadlines first."""

    def __init__(self, grid: Grid, keys: list[Any], due: set[int]) -> None:
        self.keys = keys
        self.missing: list[int] = []
        start = grid.forward(grid.in_order(keys), self.missing) or []
        absent = set(self.missing)
        self.placed = [unit for item, unit in enumerate(start) if item not in absent]
        self.missed = absent & due
        self.score = len(self.missed), len(absent)


def _earlier(grid: Grid, keys: list[float], item: int) -> Iterator[list[float]]:
    """The keys of orders in which an item, with all that it waits for, comes earlier: by 1, 2, 4 ... places."""
    with_item, todo = {item}, [item]
    for one in todo:
        new = [other for other, _ in grid.before[one] if other not in with_item]
        with_item.update(new)
        todo += new
    order = sorted(range(grid.size), key=keys.__getitem__)
    place, step = order.index(item), 1
    while place:
        ahead = keys[order[max(place - step, 0)]] - 0.5
        yield [min(key, ahead) if one in with_item else key for one, key in enumerate(keys)]
        if step >= place:
            return
        step *= 2


def _latest(grid: Grid) -> list[int]:
    """The last unit in which each item can start, for its own dates and for those of what waits behind it."""
    late = grid.latest.copy()
    for item in reversed(grid.in_order([0] * grid.size)):
        for other, distance in grid.after[item]:
            late[item] = min(late[item], late[other] - distance)
    return late


def _rules(grid: Grid, items: Sequence[Item]) -> list[list[tuple[float, ...]]]:
    """The keys of the orders that are tried after the first: by the work that waits behind an item."""
    tails, late = tails_of(grid), _latest(grid)
    work = [sum(need.amount for need in item.needs) * (item.length or 0) for item in items]
    return [
        [(one,) for one in late],
        [(-tail, -much) for tail, much in zip(tails, work)],
        [(-len(after), one) for after, one in zip(grid.after, late)],
        [(one + length, -much) for one, length, much in zip(late, grid.lengths, work)],
    ]


def _best_rule(grid: Grid, items: Sequence[Item], first: list[int]) -> list[int]:
    """The shortest schedule of the first one and those of the rules, justified; the first of equals."""
    best = _justified(grid, first)
    for keys in _rules(grid, items):
        start = grid.forward(grid.in_order(keys))
        if start is not None:
            start = _justified(grid, start)
            if grid.length(start) < grid.length(best):
                best = start
    return best


def _justified(grid: Grid, start: list[int]) -> list[int]:
    """A schedule that is not longer: everything as late as it can be, then as early as it can be."""
    while True:
        late = grid.backward(start)
        early = None if late is None else grid.forward(grid.by_start(late))
        if early is None or grid.length(early) >= grid.length(start):
            return start
        start = early


# --- what does not fit -------------------------------------------------------------------------------------------


def never_placed(problem: Problem, *, in_horizon: bool = False) -> dict[str, Unplaced]:
    """What can never be placed: circles, and what awaits the end of what has no known end or was not placed.

    With ``in_horizon`` also what cannot start so early that it lies within the horizon.
    """
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
        elif in_horizon and item.earliest > latest_start(item, problem.horizon) and item.id not in unplaced:
            unplaced[item.id] = Unplaced(item.id, UnplacedReason.OUTSIDE_PERIOD)
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


def told(
    problem: Problem, start: dict[int, int], left_out: list[int], unplaced: dict[str, Unplaced], bound: int
) -> Schedule:
    """A schedule from the starts of some items, by their places, each as early as it fits in the order of the starts.

    Where that would be longer they stay where they are: a wait for an end can let an item start before what it awaits.
    What is left out is placed where it fits after all; the rest is told with the reason. The schedule is verified.
    """
    members = [*start, *left_out]
    grid = Grid(problem, members, problem.horizon)
    wishes = [(0, start[member]) if member in start else (1, problem.items[member].rank) for member in members]
    missing: list[int] = []
    order = grid.in_order(wishes)
    starts = grid.forward(order, missing) or []
    size = len(start)
    if any(item < size for item in missing) or _end(grid, starts[:size]) > _end(grid, list(start.values())):
        grid.earliest[:size] = start.values()
        missing.clear()
        starts = grid.forward(order, missing) or []
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


def _end(grid: Grid, start: Sequence[int]) -> int:
    """The unit in which the last of the first items ends."""
    return max(map(int.__add__, start, grid.lengths), default=0)
