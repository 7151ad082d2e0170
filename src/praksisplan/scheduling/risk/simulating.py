"""Simulation of the starts of recommendations from promises that are known only within bounds."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, Literal, Protocol, runtime_checkable

from praksisplan.arguments import checked_call
from praksisplan.errors import PlanError, fault, not_installed
from praksisplan.fields import count, whole
from praksisplan.model import Plan
from praksisplan.periods import Period
from praksisplan.rules.history import History, history_at
from praksisplan.rules.waits import WaitGraph
from praksisplan.scheduling.from_plan import plan_problem
from praksisplan.scheduling.risk.answer import NEVER, Simulation
from praksisplan.scheduling.risk.delays import delays_of
from praksisplan.scheduling.workload import Workload

Draw = Literal["triangular", "uniform", "history"]

_MOST_RUNS = 1_000_000
"""More runs than these would fill the memory and show nothing more."""
_LONGEST = 100_000
"""The most days that a duration may have."""


@runtime_checkable
class Executor(Protocol):
    """An executor of the blocks: a pool of `concurrent.futures`, or an object with the same methods."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Any: ...
    def map(self, fn: Any, /, *iterables: Any, **kwargs: Any) -> Any: ...


def _runs(value: int, name: str) -> int:
    return whole(value, name, 1, _MOST_RUNS)


def _days(value: tuple[int, int], name: str) -> tuple[int, int]:
    if not 0 <= value[0] <= value[1] <= _LONGEST:
        raise PlanError(fault("bad-duration", name, most=_LONGEST, found=f"{value[0]}-{value[1]}"))
    return value


Days = Annotated[tuple[int, int], _days]
"""The least and the most whole days, both included."""


@checked_call
def simulate(  # noqa: PLR0913 - keyword-only options, each with a default
    plan: Plan,
    *,
    as_of: datetime.date,
    runs: Annotated[int, _runs] = 10_000,
    seed: Annotated[int, count] = 0,
    draw: Draw = "triangular",
    duration: Days | None = None,
    durations: Mapping[Any, Days] | Iterable[tuple[int | str, Days]] = (),
    workload: Workload | None = None,
    over: Period | str | None = None,
    executor: Executor | None = None,
    progress: Callable[[int, int], object] | None = None,
    known_at: datetime.date | None = None,
) -> Simulation:
    """The likelihood of each start: when the work on each unfinished recommendation begins, in many random runs.

    Danish: *simulering*. In each run, every promised outcome comes on a random day of its newest promise, the same day
    for all that await it, and never before ``as_of``. ``draw`` is the distribution: most often in the middle
    (``"triangular"``), all days equally often (``"uniform"``), or as late as the plan's earlier promises
    (``"history"``, see `delays`). Periods to which recommendations are deferred, or for which they are planned, are
    drawn in the same way, with ``"history"`` as a triangle. A recommendation begins when its last open wait is
    released, and within its own period if it has one; begun work began on the documented day. Starts that are unknown
    in `praksisplan.forecast` are unknown here; other days are within their windows, except with ``"history"``.

    ``durations`` gives by number the smallest and the largest number of whole days, both inclusive, from the start of a
    recommendation to the outcomes that others await; ``duration`` applies to all others. Days count from ``as_of``, or
    from the release of the last open wait, if the work has begun. Durations are used if no promise of the outcome
    remains. With a ``workload`` and a closed period ``over``, every run is scheduled as by `praksisplan.schedule`, with
    the events in the units of the drawn days; the work begins on the first day of its unit, but not before everything
    that it awaits has come.

    The same arguments give the same days with any ``executor`` (a pool of `concurrent.futures`, or a dask client), and
    more runs only add to fewer. ``progress`` is called with the number of finished runs and of all runs. No day is
    after 2199. Raises `PlanError` for wrong or incompatible arguments, for an unknown number or body, for ``"history"``
    if no promise has come, and if numpy is not installed.

    >>> import datetime
    >>> from praksisplan import datasets, parse_period
    >>> from praksisplan.scheduling import simulate
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> found = simulate(plan, as_of=datetime.date(2017, 1, 15), runs=1000)
    >>> found[78].chance(parse_period("4. kvartal 2017")), found[78].is_known, found[42].because
    (1.0, True, ('42',))
    """
    if (workload is None) != (over is None):
        code, path = ("missing-period", "over") if over is None else ("missing-workload", "workload")
        raise PlanError(fault(code, path))
    if workload is not None and (duration is not None or durations):
        raise PlanError(fault("two-durations", "duration"))
    days_of = {one.number: duration for one in plan.recommendations}
    days_of |= {plan.recommendation(number).number: days for number, days in dict(durations).items()}
    history = history_at(plan, as_of, known_at)
    try:
        import numpy as np

        from praksisplan.scheduling.risk.capacity import CapacityModel
        from praksisplan.scheduling.risk.network import Network
        from praksisplan.scheduling.risk.sampling import run_all
    except ImportError:
        raise PlanError(not_installed("simulate", "risk", "numpy")) from None
    delays = _delays(history) if draw == "history" else ()
    model: CapacityModel | Network
    if workload is not None and over is not None:
        problem = plan_problem(plan, workload, as_of=as_of, over=over, known_at=known_at)
        model = CapacityModel(problem, draw, seed, delays)
        row_of, other = model.row_of, NEVER
    else:
        model = Network(WaitGraph(plan, history), days_of, draw, seed, delays)
        row_of, other = {one: row for one, row in model.row_of.items() if not model.has_begun(one)}, 0
    found = run_all(model.compiled, len(model.row_of), runs, _pool(executor), progress)
    rows = {number: found[row] for number, row in row_of.items()}
    return Simulation(plan, model, runs, seed, draw, rows, np.full(runs, other, np.int32))


def _delays(history: History) -> tuple[int, ...]:
    found = delays_of(history)
    if not found:
        raise PlanError(fault("no-history", "draw"))
    return found


def _pool(executor: Any) -> Any:
    """The executor itself, or that of a client of dask, whose own methods differ."""
    given = getattr(executor, "get_executor", None)
    return given() if callable(given) else executor
