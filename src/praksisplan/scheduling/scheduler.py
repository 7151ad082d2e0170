"""The one function that schedules a problem."""

from __future__ import annotations

from praksisplan.arguments import checked_call
from praksisplan.scheduling.best.options import SolverOptions
from praksisplan.scheduling.placing import first_schedule
from praksisplan.scheduling.problem import Problem
from praksisplan.scheduling.schedule import Schedule


@checked_call
def schedule_activities(problem: Problem, *, best: SolverOptions | float | None = None) -> Schedule:
    """A schedule of every activity that can be placed, with a reason for each that cannot. Danish: *planlægning*.

    By default it is made by priority rules: the same problem always gives the same schedule, at once. With ``best``, a
    number of seconds or `SolverOptions`, the shortest schedule is searched for, and ``status``, ``bound``, ``gap`` and
    ``conflict`` tell what is proven of it. Every schedule is verified before it is returned. Raises `PlanError` for
    ``best`` if the extra ``optimize`` is not installed, and `OSError` if the process of the solver cannot be started.

    >>> from praksisplan.scheduling import Activity, Dependency, Problem, Requirement, Resource
    >>> group = (Requirement("group"),)
    >>> activities = (
    ...     Activity("a", 2, group),
    ...     Activity("b", 1, group),
    ...     Activity("c", 1, dependencies=(Dependency("a"),)),
    ... )
    >>> found = schedule_activities(Problem(4, activities, (Resource("group", ((0, 1),)),)), best=5)
    >>> [(one.activity, one.start, one.driver.value) for one in found.placed]
    [('a', 0, 'horizon'), ('b', 2, 'capacity'), ('c', 2, 'await')]
    >>> found.status.value, found.makespan, found.bound, found.gap
    ('optimal', 3, 3, 0.0)
    """
    if best is None:
        return first_schedule(problem)
    from praksisplan.scheduling.best.solving import best_schedule  # subprocesses and threads are for those who ask

    return best_schedule(problem, best if isinstance(best, SolverOptions) else SolverOptions(best))
