"""The exact solver: OR-Tools CP-SAT. The one place that imports it; the extra ``optimize`` brings it.

The solver gets the problem within the windows that heads, tails and the best known schedule leave, and is asked for a
shorter schedule; that there is none proves the best. Where no schedule places all activities, a smallest set of
constraints that cannot all be kept is sought.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ortools.sat.python import cp_model

from praksisplan.scheduling.best.task import Task
from praksisplan.scheduling.constraints import Constraint, ConstraintKind, constraints_of
from praksisplan.scheduling.grid import Grid
from praksisplan.scheduling.problem import Activity, Problem, start_distance


class Solver:
    """Looks for schedules with a makespan below ``below``, and for a proof that there is none.

    ``offer`` is called with the starts of every schedule found, ``raise_bound`` with every bound on the makespan that
    is proven. An activity of unknown duration counts as finished when it has started.
    """

    def __init__(
        self, task: Task, below: int, *, offer: Callable[[list[int]], None], raise_bound: Callable[[int], None]
    ) -> None:
        problem, members = task.problem, task.members
        self._task = task
        grid = Grid(problem, members, problem.horizon)
        self._offer = offer
        self._raise_bound = raise_bound
        self._below = below
        heads, tails = grid.heads(), grid.tails()
        last = [min(latest, below - 1 - tail) for latest, tail in zip(grid.latest, tails)]
        self.is_hopeless: bool = any(first > end for first, end in zip(heads, last))
        self._starts: list[Any] = []
        self._solver = cp_model.CpSolver()
        self._model = model = cp_model.CpModel()
        if self.is_hopeless:
            return
        self._starts = [model.new_int_var(first, end, "") for first, end in zip(heads, last)]
        _Posted(model, problem, members, self._starts, problem.horizon).post(constraints_of(problem, members))
        shortest = max((head + tail for head, tail in zip(heads, tails)), default=0)
        makespan = model.new_int_var(shortest, below - 1, "")
        for start, duration in zip(self._starts, grid.durations):
            model.add(makespan >= start + duration)
        model.minimize(makespan)

    def hint(self, start: Sequence[int]) -> None:
        """A schedule to begin from; it may be longer than what is asked for."""
        for variable, unit in zip(self._starts, start):
            self._model.add_hint(variable, unit)

    def run(self, *, seconds: float, work: float | None, workers: int) -> bool | None:
        """Searches for at most so long: ``True`` with a schedule, ``False`` where there is none, else ``None``.

        ``work`` is a limit in the solver's own measure, which does not depend on the machine.
        """
        if self.is_hopeless:
            self._raise_bound(self._below)
            return False
        _limit(self._solver, self._task, max(seconds, 0.001), work, workers)
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


class _Posted:
    """A model and the start variables of some activities, to which constraints are added; units go to ``end``."""

    def __init__(self, model: Any, problem: Problem, members: list[int], starts: list[Any], end: int) -> None:
        self._model, self._problem, self._starts, self._end = model, problem, starts, end
        self._activities = [problem.activities[member] for member in members]
        self._index = {activity.id: index for index, activity in enumerate(self._activities)}

    def post(self, constraints: Iterable[Constraint]) -> None:
        """Add some constraints."""
        for one in constraints:
            if one.kind is ConstraintKind.CAPACITY:
                self._capacity(one.subject)
            elif one.kind is ConstraintKind.HORIZON:
                for activity, start in zip(self._activities, self._starts):
                    last = self._problem.horizon - max(activity.units, 1)
                    self._model.add(start <= last)
            else:
                index = self._index[one.subject]
                self._alone(one, self._activities[index], self._starts[index])

    def _alone(self, one: Constraint, activity: Activity, start: Any) -> None:
        """A constraint on one activity."""
        if one.dependency is not None:
            index = self._index[one.dependency.predecessor]
            least = start_distance(one.dependency, self._activities[index], activity)
            self._model.add(start >= self._starts[index] + least)
        elif one.kind is ConstraintKind.EARLIEST:
            self._model.add(start >= activity.earliest)
        elif one.kind is ConstraintKind.DEADLINE:
            self._model.add(start + activity.units <= activity.deadline)
        else:
            units = next(list(each.meetings) for each in self._problem.resources if each.id == activity.meeting)
            self._model.add_linear_expression_in_domain(start, cp_model.Domain.from_values(units))

    def _capacity(self, id: str) -> None:
        """No use of a resource is above its capacity; what it lacks of its peak in a unit is a task of its own.

        What is of unknown duration runs to the end of the horizon; begun after it, where the horizon is left out, for
        at least one unit.
        """
        model, horizon, end = self._model, self._problem.horizon, self._end
        resource = next(resource for resource in self._problem.resources if resource.id == id)
        intervals, amounts = [], []
        for activity, start in zip(self._activities, self._starts):
            amount = activity.amounts.get(id, 0)
            if amount and activity.duration != 0:
                if activity.duration is None:
                    units, stop = model.new_int_var(1, end, ""), model.new_int_var(horizon, end, "")
                    intervals.append(model.new_interval_var(start, units, stop, ""))
                else:
                    intervals.append(model.new_fixed_size_interval_var(start, activity.duration, ""))
                amounts.append(amount)
        for first, after, carried in resource.steps(end):
            if carried < resource.peak:
                intervals.append(model.new_fixed_size_interval_var(first, after - first, ""))
                amounts.append(resource.peak - carried)
        model.add_cumulative(intervals, amounts, resource.peak)


class _OutOfTime(Exception):
    """The solver could not decide in time whether some constraints can all be kept."""


_ORDER = (ConstraintKind.HORIZON, ConstraintKind.CAPACITY, ConstraintKind.DEADLINE, ConstraintKind.WAIT)
"""The constraints that are kept in a conflict first, as they explain most."""


def smallest_conflict(task: Task, *, seconds: float, work: float | None) -> list[int]:
    """Constraints that cannot all be kept, none of which can be left out, by their index in `constraints_of`.

    Empty where the time does not suffice to find them. Source: Junker (2004) on preferred explanations.
    """
    problem, members, until = task.problem, task.members, time.monotonic() + seconds
    every = list(constraints_of(problem, members))
    end = _steady(problem) + sum(_room(problem.activities[member]) for member in members)

    def conflict(indexes: list[int]) -> bool:
        """Whether some constraints cannot all be kept."""
        model = cp_model.CpModel()
        starts = [model.new_int_var(0, end - (problem.activities[one].duration or 1), "") for one in members]
        _Posted(model, problem, members, starts, end).post(every[index] for index in indexes)
        solver = cp_model.CpSolver()
        _limit(solver, task, max(until - time.monotonic(), 0.001), work, task.workers)
        status = solver.solve(model)
        if status not in (cp_model.INFEASIBLE, cp_model.OPTIMAL, cp_model.FEASIBLE):
            raise _OutOfTime
        return bool(status == cp_model.INFEASIBLE)

    def needed(kept: list[int], is_new: bool, left: list[int]) -> list[int]:
        """Those of ``left`` that conflict with what is kept, none of which can be left out."""
        if is_new and conflict(kept):
            return []
        if len(left) == 1:
            return left
        first, second = left[: len(left) // 2], left[len(left) // 2 :]
        later = needed([*kept, *first], True, second)
        return [*needed([*kept, *later], bool(later), first), *later]

    ranks = {kind: rank for rank, kind in enumerate(_ORDER)}
    try:
        indexes = sorted(range(len(every)), key=lambda index: ranks.get(every[index].kind, len(_ORDER)))
        return sorted(needed([], False, indexes))
    except _OutOfTime:
        return []


def _limit(solver: Any, task: Task, seconds: float, work: float | None, workers: int) -> None:
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = task.seed
    if work is not None:
        solver.parameters.max_deterministic_time = work


def _steady(problem: Problem) -> int:
    """A unit after which nothing changes: no capacity, no meeting, no earliest start."""
    changes = [first for resource in problem.resources for first, _ in resource.capacity]
    meetings = [unit for resource in problem.resources for unit in resource.meetings]
    return max(problem.horizon, *changes, *meetings, *(one.earliest for one in problem.activities)) + 1


def _room(activity: Activity) -> int:
    """Units in which an activity can surely be placed after all others, with its lags."""
    return (activity.duration or 1) + sum(max(one.lag, 0) for one in activity.dependencies)
