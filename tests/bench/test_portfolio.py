"""Forty plans together, beside the sum of one by one; a thousand, to see that the time grows in a line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest
from work import AS_OF, layered

from praksisplan import Plan, Portfolio, blocked, stale
from praksisplan.periods import parse_period, split_period
from praksisplan.rules.timetable import timetable
from praksisplan.scheduling import load_of

YEAR = parse_period("2017")
QUARTERS = split_period(YEAR, "quarter")


def plans(count: int) -> list[Plan]:
    """So many plans of 100 recommendations."""
    return [attrs.evolve(layered(100, seed), id=f"plan-{seed}") for seed in range(count)]


QUESTIONS: dict[str, tuple[Callable[[Portfolio], Any], Callable[[Plan], Any]]] = {
    "blocked": (lambda one: one.blocked(as_of=AS_OF), lambda plan: blocked(plan, as_of=AS_OF)),
    "stale": (lambda one: one.stale(as_of=AS_OF), lambda plan: stale(plan, as_of=AS_OF)),
    "load": (
        lambda one: one.load(per="quarter", over=YEAR, as_of=AS_OF),
        lambda plan: load_of(plan, per="quarter", over=YEAR, as_of=AS_OF),
    ),
    "timetable": (
        lambda one: one.timetable(QUARTERS, as_of=AS_OF),
        lambda plan: timetable(plan, QUARTERS, as_of=AS_OF),
    ),
}


@pytest.mark.parametrize("who", ["together", "one by one"])
@pytest.mark.parametrize("name", QUESTIONS)
@pytest.mark.parametrize("count", [1, 40, 1_000])
def test_portfolio(benchmark: Any, count: int, name: str, who: str) -> None:
    together, alone = QUESTIONS[name]
    asked = plans(count)
    portfolio = Portfolio(asked)

    def frame() -> int:
        if who == "together":
            return len(together(portfolio).to_records())
        return sum(len(alone(plan).to_records()) for plan in asked)

    benchmark.group = f"{name}, {count} plans of 100"
    benchmark.extra_info["who"] = who
    assert benchmark.pedantic(frame, rounds=3, warmup_rounds=1) > 0 or name == "load"
