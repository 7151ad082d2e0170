"""What is known only within bounds, drawn many times: how likely each recommendation begins when."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, NoReturn, Protocol

from praksisplan.errors import Fault, PlanError, not_installed, shown
from praksisplan.fields import One, count, listed, positive
from praksisplan.model import Plan
from praksisplan.periods import Period
from praksisplan.rules.history import History, history_at
from praksisplan.rules.waits import WaitGraph
from praksisplan.scheduling.from_plan import plan_problem
from praksisplan.scheduling.risk.answer import Simulation
from praksisplan.scheduling.risk.capacity import NEVER, Crew
from praksisplan.scheduling.risk.delays import delays_of
from praksisplan.scheduling.risk.network import Length, Lengths, Network
from praksisplan.scheduling.workload import Workload

__all__ = ["Draw", "Executor", "simulate"]

Draw = Literal["triangular", "uniform", "history"]

_MOST_RUNS = 1_000_000
"""More runs than these would fill the memory and tell nothing more."""
_LONGEST = 100_000
"""The most days that a length may have."""


class Executor(Protocol):
    """What runs the blocks: a pool of `concurrent.futures`, or what has the same methods."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Any: ...
    def map(self, fn: Any, /, *iterables: Any, **kwargs: Any) -> Any: ...


def simulate(  # noqa: PLR0913 - keyword-only options, each with a default
    plan: Plan,
    *,
    as_of: datetime.date,
    runs: int = 10_000,
    seed: int = 0,
    draw: Draw = "triangular",
    length: Length | None = None,
    lengths: Mapping[Any, Length] | Iterable[tuple[int | str, Length]] = (),
    workload: Workload | None = None,
    over: Period | None = None,
    executor: Executor | None = None,
    progress: Callable[[int, int], object] | None = None,
    known_at: datetime.date | None = None,
) -> Simulation:
    """How likely the work on each unfinished recommendation begins when, as far as can be said at ``as_of``.

    Danish: *simulering*. In each of the ``runs`` every promised outcome comes on a whole day of the period of its
    newest promise, the same day for all who await it: by ``draw`` most often in the middle (``"triangular"``), on each
    day as often (``"uniform"``), or so late as the plan's promises were before (``"history"``, see
    `delays`); always no earlier than ``as_of``. A period that a recommendation is put off to or planned for
    is drawn in the same way, with ``"history"`` as a triangle. A recommendation begins when its last open wait is
    released, in its own period where it has one; work that has begun did so when the documents say. What leaves a
    start unknown in `praksisplan.forecast` leaves it unknown here, and the days of the others lie within their windows,
    save with ``"history"``.

    ``lengths`` gives the whole days, least and most, both included, from the start of a recommendation (of one that has
    begun: from ``as_of``, or the release of its last open wait) to what others await of it; ``length`` holds for all
    others. They are used where no promise of it stands. With a ``workload`` within a closed period ``over``, every run
    is placed as `praksisplan.schedule` places the order of wishes, the events in the units of the drawn days; the work
    begins on the first day of its unit, but not before all that it awaits has come.

    The same arguments give the same days, whatever ``executor`` runs the blocks (a pool of `concurrent.futures`, or a
    dask client), and more runs only add to fewer. ``progress`` is called with the runs made and all runs.
    No day lies after 2199. Raises `PlanError` for arguments that are wrong or do not go together, for a number or body
    that the plan does not have, for ``"history"`` where no promise has come, and where numpy is not installed.

    >>> import datetime
    >>> from praksisplan import datasets, parse_period
    >>> from praksisplan.scheduling import simulate
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> found = simulate(plan, as_of=datetime.date(2017, 1, 15), runs=1000)
    >>> found[78].chance(parse_period("4. kvartal 2017")), found[78].is_known, found[42].because
    (1.0, True, ('42',))
    """
    One[Plan](plan, "plan")
    executor = _pool(executor)
    _refuse_arguments(runs, seed, draw, executor, progress)
    _refuse_pairs(workload, over, length, lengths)
    known = _lengths(plan, length, lengths)
    history = history_at(plan, as_of, known_at)
    try:
        import numpy as np

        from praksisplan.scheduling.risk.running import run_all
    except ImportError:
        raise PlanError(not_installed("simulate", "risk", "numpy")) from None
    delays = _delays(history) if draw == "history" else ()
    source: Crew | Network
    if workload is not None and over is not None:
        source = Crew(plan_problem(plan, workload, as_of=as_of, over=over, known_at=known_at), draw, seed, delays)
        told, other = source.row_of, NEVER
    else:
        source = Network(WaitGraph(plan, history), known, draw, seed, delays)
        told, other = {one: row for one, row in source.row_of.items() if not source.has_begun(one)}, 0
    found = run_all(source.compiled, len(source.row_of), runs, executor, progress)
    rows = {number: found[row] for number, row in told.items()}
    return Simulation(plan, source, runs, seed, draw, rows, np.full(runs, other, np.int32))


def _delays(history: History) -> tuple[int, ...]:
    found = delays_of(history)
    if not found:
        _refuse(
            "no-history",
            "draw",
            "no promise of the plan has come; write draw='triangular' or draw='uniform'",
            "intet løfte i planen er indtruffet; skriv draw='triangular' eller draw='uniform'",
        )
    return found


# --- refusing ----------------------------------------------------------------------------------------------------


def _refuse(code: str, path: str, english: str, danish: str) -> NoReturn:
    raise PlanError(Fault(code, path, english, danish))


def _pool(executor: Any) -> Any:
    """The executor itself, or that of a client of dask, whose own methods are others."""
    given = getattr(executor, "get_executor", None)
    return given() if callable(given) and not isinstance(executor, type) else executor


def _refuse_arguments(runs: int, seed: int, draw: object, executor: object, progress: object) -> None:
    runs = positive(runs, "runs")
    if runs > _MOST_RUNS:
        _refuse(
            "too-many",
            "runs",
            f"expected at most {_MOST_RUNS} runs, found {shown(runs)}",
            f"der skulle stå højst {_MOST_RUNS} gentagelser, her står {shown(runs)}",
        )
    count(seed, "seed")
    if draw not in ("triangular", "uniform", "history"):
        _refuse(
            "unknown-draw",
            "draw",
            f"expected 'triangular', 'uniform' or 'history', found {shown(draw)}",
            f"der skulle stå »triangular«, »uniform« eller »history«, her står {shown(draw)}",
        )
    if executor is not None and not all(callable(getattr(executor, name, None)) for name in ("map", "submit")):
        _refuse(
            "bad-executor",
            "executor",
            f"expected an executor with map and submit, found {shown(executor)}",
            f"der skulle stå en executor med map og submit, her står {shown(executor)}",
        )
    if progress is not None and not callable(progress):
        _refuse(
            "wrong-type",
            "progress",
            f"expected a function of two numbers, found {shown(progress)}",
            f"der skulle stå en funktion af to tal, her står {shown(progress)}",
        )


def _refuse_pairs(workload: Workload | None, over: object, length: object, lengths: object) -> None:
    """A workload and the period that it is placed in go together; it has lengths of its own."""
    if (workload is None) != (over is None):
        _refuse(
            "missing-period" if over is None else "missing-workload",
            "over" if over is None else "workload",
            "workload and over go together: give both or neither",
            "workload og over hører sammen: skriv begge eller ingen",
        )
    if workload is not None:
        One[Workload](workload, "workload")
    if workload is not None and (length is not None or lengths):
        _refuse(
            "two-lengths",
            "length",
            "a workload has lengths of its own; leave out length and lengths",
            "en workload har sine egne længder; udelad length og lengths",
        )


def _lengths(plan: Plan, length: object, lengths: Any) -> Lengths:
    pairs = lengths.items() if isinstance(lengths, Mapping) else listed(lengths, "lengths")
    of = {}
    for pair in pairs:
        if not isinstance(pair, tuple) or len(pair) != 2:
            _refuse(
                "bad-length",
                "lengths",
                f"expected pairs of a number and its length, found {shown(pair)}",
                f"der skulle stå par af et nummer og dets længde, her står {shown(pair)}",
            )
        number, one = pair
        of[plan.recommendation(number).number] = _length(one, f"lengths[{number}]")
    return Lengths(of, None if length is None else _length(length, "length"))


def _length(value: Any, path: str) -> Length:
    """The least and the most days, if they are that."""
    is_pair = isinstance(value, (tuple, list)) and len(value) == 2 and all(type(days) is int for days in value)
    if not is_pair or not 0 <= value[0] <= value[1] <= _LONGEST:
        _refuse(
            "bad-length",
            path,
            f"expected the least and the most whole days, 0 to {_LONGEST}, found {shown(value)}",
            f"der skulle stå det mindste og det højeste antal hele dage, 0 til {_LONGEST}, her står {shown(value)}",
        )
    return value[0], value[1]
