"""The constructive scheduler: deterministic, total, in plain Python.

Activities are placed one after another, each as early as its dependencies, resources, meetings and dates allow (serial
generation). The first order is that of the priorities, in which what would miss its deadline comes earlier; others
follow the longest work that depends on an activity. Each schedule is improved by justification: everything as late as
it can be, then as early again. The shortest schedule is kept, the first of equals.

Sources: Kolisch and Hartmann (1999) on serial generation and priority rules; Valls, Ballestín and Quintanilla (2005) on
justification.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import islice
from typing import Any

from praksisplan.rules.topology import components
from praksisplan.scheduling.bounds import makespan_bound
from praksisplan.scheduling.explaining import explained
from praksisplan.scheduling.grid import Grid
from praksisplan.scheduling.problem import Problem, latest_start
from praksisplan.scheduling.schedule import Schedule, Unplaced, UnplacedReason


def first_schedule(problem: Problem, *, in_order: bool = False) -> Schedule:
    """A schedule by priority rules alone; with ``in_order`` the order of the priorities is the only one tried."""
    unplaced = infeasible(problem)
    first = _by_priority(problem, unplaced, in_order)
    grid = Grid(problem, [*first], problem.horizon)
    start = [*first.values()] if in_order else _best_rule(grid, [*first.values()])
    return build_schedule(problem, dict(zip(first, start)), unplaced, makespan_bound(grid))


_MOST_STEPS = 500_000
"""The most placements that are tried in all when late activities are moved forward in the order."""


# --- orders ------------------------------------------------------------------------------------------------------


def _by_priority(problem: Problem, unplaced: Container[str], in_order: bool) -> dict[int, int]:
    """The start of each activity that can be placed, by index, taking the activities in order of priority.

    An activity that misses its deadline moves forward in that order, as little as suffices. If that does not help, or
    takes too many trials, all are placed in the order of their dates.
    """
    members = [index for index, activity in enumerate(problem.activities) if activity.id not in unplaced]
    grid = Grid(problem, members, problem.horizon)
    keys = [0.0] * grid.size
    for place, one in enumerate(sorted(range(grid.size), key=lambda one: grid.activities[one].priority)):
        keys[one] = float(place)
    best = _Trial(grid, keys)
    if not in_order and best.missed:
        left = _MOST_STEPS // grid.size
        for one in sorted(best.missed, key=keys.__getitem__):
            for earlier in islice(_earlier(grid, best.keys, one), left):
                trial = _Trial(grid, earlier)
                left -= 1
                if trial.score < best.score:
                    best = trial
                    break
        if best.missed:
            best = min(best, _Trial(grid, list(zip(grid.latest_starts(), keys))), key=lambda trial: trial.score)
    return {members[one]: unit for one, unit in enumerate(best.start) if one not in best.absent}


class _Trial:
    """The schedule of an order, and the activities without a place; a smaller ``score`` is better, deadlines first."""

    def __init__(self, grid: Grid, keys: list[Any]) -> None:
        self.keys = keys
        self.start, self.absent = grid.forward(grid.in_order(keys))
        self.missed = {one for one in self.absent if grid.activities[one].deadline is not None}
        self.score = len(self.missed), len(self.absent)


def _earlier(grid: Grid, keys: list[float], activity: int) -> Iterator[list[float]]:
    """The keys of orders in which an activity, with all its predecessors, comes 1, 2, 4 ... places earlier."""
    moved, todo = {activity}, [activity]
    for one in todo:
        new = [other for other, _ in grid.before[one] if other not in moved]
        moved.update(new)
        todo += new
    order = sorted(range(grid.size), key=keys.__getitem__)
    index, step = order.index(activity), 1
    while index:
        ahead = keys[order[max(index - step, 0)]] - 0.5
        yield [min(key, ahead) if one in moved else key for one, key in enumerate(keys)]
        if step >= index:
            return
        step *= 2


def _rules(grid: Grid) -> list[list[tuple[float, ...]]]:
    """The keys of the orders that are tried after the first: by the work that depends on an activity."""
    tails, late = grid.tails(), grid.latest_starts()
    work = [sum(amounts.values()) * duration for amounts, duration in zip(grid.amounts, grid.durations)]
    return [
        [(one,) for one in late],  # latest start
        [(-tail, -much) for tail, much in zip(tails, work)],  # longest tail
        [(-len(after), one) for after, one in zip(grid.after, late)],  # most successors
        [(one + duration, -much) for one, duration, much in zip(late, grid.durations, work)],  # latest finish
    ]


def _best_rule(grid: Grid, first: list[int]) -> list[int]:
    """The shortest of the first schedule and those of the rules, justified; the first of equals."""
    is_endless = any(amounts and endless for amounts, endless in zip(grid.amounts, grid.is_endless))
    backward = None if is_endless else grid.mirrored()  # work without an end only ends with the horizon
    best = _justified(grid, backward, first)
    for keys in _rules(grid):
        start, missing = grid.forward(grid.in_order(keys))
        if not missing:
            best = min(best, _justified(grid, backward, start), key=grid.makespan)
    return best


def _justified(grid: Grid, backward: Grid | None, start: list[int]) -> list[int]:
    """Justification: push everything late, then early, as long as that shortens the schedule."""
    while backward is not None:
        keys = list(zip(grid.mirror(start), grid.durations, range(0, -grid.size, -1)))
        late, has_no_place = backward.forward(backward.in_order(keys), first=grid.horizon - grid.makespan(start))
        early, missing = grid.forward(grid.in_order(grid.mirror(late)))
        if has_no_place or missing or grid.makespan(early) >= grid.makespan(start):
            break
        start = early
    return start


# --- what cannot be placed ---------------------------------------------------------------------------------------


def infeasible(problem: Problem, *, in_horizon: bool = False) -> dict[str, Unplaced]:
    """The activities that can never be placed: in a circular dependency, after an unknown finish, and all after those.

    With ``in_horizon`` also those that cannot start early enough to be finished within the horizon.
    """
    depends = {one.id: dict.fromkeys(each.predecessor for each in one.dependencies) for one in problem.activities}
    circular = _circular(depends)
    endless = {activity.id for activity in problem.activities if activity.duration is None}
    unplaced: dict[str, Unplaced] = {}
    for activity in problem.activities:
        name = activity.id
        ends = [one.predecessor for one in activity.dependencies if one.kind.is_from_finish]
        unknown = tuple(one for one in ends if one in endless)
        if name in circular:
            within = tuple(one for one in depends[name] if one in circular)
            unplaced[name] = Unplaced(name, UnplacedReason.CYCLE, within)
        elif unknown:
            unplaced[name] = Unplaced(name, UnplacedReason.AWAITS_UNKNOWN, unknown)
        elif in_horizon and activity.earliest > latest_start(activity, problem.horizon):
            unplaced[name] = Unplaced(name, UnplacedReason.OUTSIDE_PERIOD)
    return _spread(problem, unplaced)


def _spread(problem: Problem, unplaced: dict[str, Unplaced]) -> dict[str, Unplaced]:
    """The same with every activity that depends on one of them."""
    successors: dict[str, list[str]] = {}
    for activity in problem.activities:
        for one in activity.dependencies:
            successors.setdefault(one.predecessor, []).append(activity.id)
    todo = sorted(unplaced, key=lambda name: unplaced[name].reason is not UnplacedReason.CYCLE)
    for missing in todo:
        for name in successors.get(missing, ()):
            if name not in unplaced:
                unplaced[name] = Unplaced(name, UnplacedReason.AWAITS_UNKNOWN, (missing,))
                todo.append(name)
    return unplaced


def _circular(depends: dict[str, dict[str, None]]) -> set[str]:
    """The activities in a circular dependency, also on themselves."""
    index_of = {name: index for index, name in enumerate(depends)}
    names = list(depends)
    indexes = [tuple(index_of[other] for other in others if other in index_of) for others in depends.values()]
    return {
        names[one]
        for members in components(indexes, list(range(len(names))))
        for one in members
        if len(members) > 1 or one in indexes[one]
    }


# --- the finished schedule ---------------------------------------------------------------------------------------


def build_schedule(problem: Problem, start: dict[int, int], unplaced: dict[str, Unplaced], bound: int) -> Schedule:
    """The schedule of some starts, by index; each activity as early as it fits, in the order of the starts.

    Where that would be longer they stay where they are: a dependency on a finish can let an activity start before its
    predecessor. What is left out is placed where it fits after all; the rest is unplaced, with the reason.
    """
    activities = problem.activities
    left_out = [one for one, each in enumerate(activities) if one not in start and each.id not in unplaced]
    members = [*start, *left_out]
    grid = Grid(problem, members, problem.horizon)
    order = grid.in_order(
        [*((0, unit) for unit in start.values()), *((1, activities[one].priority) for one in left_out)]
    )
    starts, missing = grid.forward(order)
    size = len(start)
    if any(one < size for one in missing) or grid.makespan(starts[:size]) > grid.makespan([*start.values()]):
        grid.earliest[:size] = start.values()
        starts, missing = grid.forward(order)
    absent = {members[one] for one in missing}
    placed = {activities[member].id: unit for member, unit in zip(members, starts) if member not in absent}
    return explained(problem, placed, unplaced, bound)
