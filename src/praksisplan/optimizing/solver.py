"""The exact solver: OR-Tools CP-SAT. The one place that imports it; the extra ``optimize`` brings it.

A problem is told to it with the windows that heads, tails and the best known schedule leave, and it is asked for a
shorter one. That there is none proves the best; where not even one schedule has a place for all items, a set of demands
is sought that cannot be kept together, and of which none can be spared.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ortools.sat.python import cp_model

from praksisplan.model import ConstraintKind
from praksisplan.optimizing.conflict import Constraint, constraints_of
from praksisplan.scheduling.grid import Grid
from praksisplan.scheduling.problem import Item, LagKind, Problem
from praksisplan.scheduling.searching import tails_of

__all__ = ["Solver", "smallest_conflict"]

_STARTS = (LagKind.START_START, LagKind.START_FINISH)
_OWN_END = (LagKind.FINISH_FINISH, LagKind.START_FINISH)


class Solver:
    """Looks for schedules that are shorter than ``below`` units, and for a proof that there is none.

    ``offer`` is called with the starts of every schedule found, ``raise_bound`` with every bound on the length that
    is proven. An item of unknown length has been done when it has begun.
    """

    def __init__(
        self,
        problem: Problem,
        members: list[int],
        below: int,
        *,
        offer: Callable[[list[int]], None],
        raise_bound: Callable[[int], None],
    ) -> None:
        grid = Grid(problem, members, problem.horizon)
        self._offer = offer
        self._raise_bound = raise_bound
        self._below = below
        self._heads = heads = grid.earliest.copy()
        for item in grid.in_order([0] * grid.size):
            for other, distance in grid.after[item]:
                heads[other] = max(heads[other], heads[item] + distance)
        tails = tails_of(grid)
        last = [min(latest, below - 1 - tail) for latest, tail in zip(grid.latest, tails)]
        self.is_hopeless = any(first > end for first, end in zip(heads, last))
        self._starts: list[Any] = []
        self._solver = cp_model.CpSolver()
        self._model = model = cp_model.CpModel()
        if self.is_hopeless:
            return
        self._starts = [model.new_int_var(first, end, "") for first, end in zip(heads, last)]
        _post_all(model, problem, members, self._starts, constraints_of(problem, members), problem.horizon)
        shortest = max((head + tail for head, tail in zip(heads, tails)), default=0)
        length = model.new_int_var(shortest, below - 1, "")
        for start, units in zip(self._starts, grid.lengths):
            model.add(length >= start + units)
        model.minimize(length)

    def hint(self, start: Sequence[int]) -> None:
        """A schedule to begin from; it may be longer than what is asked for."""
        for variable, unit in zip(self._starts, start):
            self._model.add_hint(variable, unit)

    def run(self, *, seconds: float, work: float | None, workers: int, seed: int) -> bool | None:
        """Look for at most so long: ``True`` with a schedule, ``False`` when there is none, ``None`` when not known.

        ``work`` is a limit in the solver's own measure, which does not depend on the machine.
        """
        if self.is_hopeless:
            self._raise_bound(self._below)
            return False
        parameters = self._solver.parameters
        parameters.max_time_in_seconds = max(seconds, 0.001)
        if work is not None:
            parameters.max_deterministic_time = work
        parameters.num_workers = workers
        parameters.random_seed = seed
        self._solver.best_bound_callback = lambda bound: self._raise_bound(int(bound))
        status = self._solver.solve(self._model, _Found(self._starts, self._offer))
        if status == cp_model.INFEASIBLE:
            self._raise_bound(self._below)
            return False
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.UNKNOWN):
            self._raise_bound(int(self._solver.best_objective_bound))
        return True if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None

    def stop(self) -> None:
        """End the run as soon as can be; another thread may ask for it."""
        self._solver.stop_search()


class _Found(cp_model.CpSolverSolutionCallback):
    """Passes on the starts of every schedule that the solver finds."""

    def __init__(self, starts: list[Any], offer: Callable[[list[int]], None]) -> None:
        super().__init__()
        self._starts = starts
        self._offer = offer

    def on_solution_callback(self) -> None:
        self._offer([self.value(variable) for variable in self._starts])


def _post_all(
    model: Any, problem: Problem, members: list[int], starts: list[Any], constraints: Iterable[Constraint], end: int
) -> None:
    """Tell the solver some demands; the units go to ``end``."""
    place = {problem.items[member].id: index for index, member in enumerate(members)}
    items = [problem.items[member] for member in members]
    for one in constraints:
        start: Any = starts[place[one.subject]] if one.subject in place else None
        item = items[place[one.subject]] if one.subject in place else None
        match one.kind:
            case ConstraintKind.WAIT if one.lag is not None and item is not None:
                free = one.lag.units - ((item.length or 0) if one.lag.kind in _OWN_END else 0)
                free += 0 if one.lag.kind in _STARTS else items[place[one.lag.after]].length or 0
                model.add(start >= starts[place[one.lag.after]] + free)
            case ConstraintKind.EARLIEST if item is not None:
                model.add(start >= item.earliest)
            case ConstraintKind.DEADLINE if item is not None:
                model.add(start + (item.length or 0) <= item.deadline)
            case ConstraintKind.MEETING if item is not None:
                units = next(list(supply.meetings) for supply in problem.supplies if supply.body == item.meeting)
                model.add_linear_expression_in_domain(start, cp_model.Domain.from_values(units))
            case ConstraintKind.CAPACITY:
                _post_capacity(model, problem, items, starts, one.subject, end)
            case _:
                for each, begin in zip(items, starts):
                    model.add(begin <= min(problem.horizon - (each.length or 0), problem.horizon - 1))


def _post_capacity(model: Any, problem: Problem, items: list[Item], starts: list[Any], body: str, end: int) -> None:
    """What a body carries never exceeds what it can, in any unit; what it cannot carry now is a task of its own.

    What is of unknown length runs to the end of the horizon; begun after it, where that is spared, for one unit at the
    least.
    """
    supply = next(supply for supply in problem.supplies if supply.body == body)
    intervals, amounts = [], []
    for item, start in zip(items, starts):
        amount = next((need.amount for need in item.demands if need.body == body), 0)
        if amount and item.length != 0:
            if item.length is None:
                units, stop = model.new_int_var(1, end, ""), model.new_int_var(problem.horizon, end, "")
                intervals.append(model.new_interval_var(start, units, stop, ""))
            else:
                intervals.append(model.new_fixed_size_interval_var(start, item.length, ""))
            amounts.append(amount)
    steps = [(0, 0), *supply.steps]
    for (first, carried), (after, _) in zip(steps, [*steps[1:], (end, 0)]):
        if first < min(after, end) and carried < supply.most:
            intervals.append(model.new_fixed_size_interval_var(first, min(after, end) - first, ""))
            amounts.append(supply.most - carried)
    model.add_cumulative(intervals, amounts, supply.most)


class _OutOfTime(Exception):
    """The solver could not say whether some demands can be kept together."""


_ORDER = (ConstraintKind.HORIZON, ConstraintKind.CAPACITY, ConstraintKind.DEADLINE, ConstraintKind.WAIT)
"""The demands that are looked at first, as they tell most."""


def smallest_conflict(
    problem: Problem, members: list[int], *, seconds: float, work: float | None, workers: int, seed: int
) -> list[int]:
    """Demands that cannot be kept together, of which none can be spared, by their places among `constraints_of`.

    Nothing where the time does not suffice to find them. Source: Junker (2004) on preferred explanations.
    """
    until = time.monotonic() + seconds
    every = list(constraints_of(problem, members))
    end = _steady(problem) + sum(_room(problem.items[member]) for member in members)

    def conflict(places: list[int]) -> bool:
        """Whether some demands cannot be kept together."""
        model = cp_model.CpModel()
        starts = [model.new_int_var(0, end - (problem.items[member].length or 1), "") for member in members]
        _post_all(model, problem, members, starts, (every[place] for place in places), end)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = workers
        solver.parameters.random_seed = seed
        solver.parameters.max_time_in_seconds = max(until - time.monotonic(), 0.001)
        if work is not None:
            solver.parameters.max_deterministic_time = work
        status = solver.solve(model)
        if status == cp_model.INFEASIBLE:
            return True
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            raise _OutOfTime
        return False

    def needed(kept: list[int], is_new: bool, left: list[int]) -> list[int]:
        """Those of ``left`` that conflict with what is kept, none of which can be spared."""
        if is_new and conflict(kept):
            return []
        if len(left) == 1:
            return left
        first, second = left[: len(left) // 2], left[len(left) // 2 :]
        later = needed([*kept, *first], True, second)
        return [*needed([*kept, *later], bool(later), first), *later]

    ranks = {kind: rank for rank, kind in enumerate(_ORDER)}
    places = sorted(range(len(every)), key=lambda place: ranks.get(every[place].kind, len(_ORDER)))
    try:
        return sorted(needed([], False, places))
    except _OutOfTime:
        return []


def _steady(problem: Problem) -> int:
    """A unit after which nothing changes: no body carries more or less, or meets, and nothing has yet to be awaited."""
    changes = [first for supply in problem.supplies for first, _ in supply.steps]
    meetings = [unit for supply in problem.supplies for unit in supply.meetings]
    return max(problem.horizon, *changes, *meetings, *(item.earliest for item in problem.items)) + 1


def _room(item: Item) -> int:
    """Units in which an item can surely be placed after all others, with its waits."""
    return (item.length or 1) + sum(lag.units for lag in item.lags)
