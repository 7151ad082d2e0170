"""How CPU time grows: the same work on a plan and on one twice as large."""

from __future__ import annotations

import datetime
import gc
import time
from collections.abc import Callable

import attrs
import pytest
from work import AS_OF, busy, chain, circle, layered, told_often

from praksisplan import (
    Plan,
    blocked,
    carry_over,
    check,
    dumps,
    forecast,
    loads,
    parse_period,
    proposals,
    schedule,
    state_at,
    status_report,
    timetable,
    year_plan,
)
from praksisplan.periods import split_period
from praksisplan.scheduling import Limit, Workload, load_of, simulate

YEAR = parse_period("2017")
WORK: dict[str, Callable[[Plan], object]] = {
    "state": lambda plan: state_at(plan, as_of=AS_OF).to_records(),
    "blocked": lambda plan: blocked(plan, as_of=AS_OF).to_records(),
    "forecast": lambda plan: forecast(plan, as_of=AS_OF).to_records(),
    "timetable": lambda plan: timetable(plan, split_period(YEAR, "quarter"), as_of=AS_OF).to_records(),
    "carry-over": lambda plan: carry_over(plan, into=2018, as_of=AS_OF).to_records(),
    "year plan": lambda plan: year_plan(plan, year=2017, as_of=AS_OF).to_records(),
    "check": lambda plan: check(plan, as_of=AS_OF),
    "status report": lambda plan: status_report(plan, over=YEAR, as_of=datetime.date(2017, 12, 31)),
    "proposals": lambda plan: proposals(plan, as_of=AS_OF).to_records(),
    "load": lambda plan: load_of(plan, per="quarter", over=YEAR, as_of=AS_OF),
    "schedule": lambda plan: schedule(plan, Workload(limits=(Limit.whole_plan(12),)), as_of=AS_OF, over=YEAR),
    "simulate": lambda plan: simulate(plan, as_of=AS_OF, runs=100).to_records(),
    "JSON": lambda plan: loads(dumps(plan)),
}
SHAPES: dict[str, tuple[Callable[[int], Plan], int]] = {
    "layered": (layered, 10_000),
    "chain": (chain, 50_000),
    "circle": (circle, 50_000),
    "ten statements each": (busy, 5_000),
    "told often": (told_often, 10_000),
}


ROUNDS = 3
MOST = 2.4
"""How many times as long a plan twice as large may take: close to linear."""


@pytest.fixture(scope="module", params=SHAPES)
def plans(request: pytest.FixtureRequest) -> tuple[str, Plan, Plan]:
    make, size = SHAPES[request.param]
    return f"{request.param} {size:,}", make(size), make(2 * size)


def cpu_time(work: Callable[[Plan], object], plan: Plan) -> float:
    """Seconds of CPU time for a copy of the plan that has computed nothing yet."""
    gc.collect()
    fresh = attrs.evolve(plan)
    start = time.process_time()
    work(fresh)
    return time.process_time() - start


@pytest.mark.parametrize("what", WORK)
def test_growth(growth: dict[str, tuple[float, float]], plans: tuple[str, Plan, Plan], what: str) -> None:
    """The least CPU time of each size, taken in turn so that both meet the same machine."""
    name, *sizes = plans
    times = zip(*([cpu_time(WORK[what], plan) for plan in sizes] for _ in range(ROUNDS)))
    once, twice = growth[f"{what}, {name}"] = tuple(map(min, times))
    assert twice <= MOST * once
