"""The ledger, the year plan and its documents, for the bundled plan and for large ones with ten statements each.

The floor beside the ledger and the year plan is one bare walk over the log that only sorts it by recommendation.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from work import busy

from praksisplan import Plan, carry_over, datasets, year_plan
from praksisplan.reports import FORMATS, render, year_plan_document

AS_OF = datetime.date(2017, 1, 15)
PLANS: dict[str, Callable[[], Plan]] = {
    "bundled": lambda: datasets.load("hovedstaden-almen-2015-2019"),
    "1,000": lambda: busy(1_000),
    "10,000": lambda: busy(10_000),
}


@pytest.fixture(scope="module", params=PLANS)
def named(request: pytest.FixtureRequest) -> tuple[str, Plan]:
    return request.param, PLANS[request.param]()


def bare_walk(plan: Plan) -> dict[str, list[Any]]:
    """The statements of each recommendation, the earliest source first, and nothing else."""
    days = {source.id: source.dated.last_day or datetime.date.min for source in plan.sources}
    found: dict[str, list[Any]] = {}
    for statement in sorted(plan.log, key=lambda one: min(days[citation.source] for citation in one.citations)):
        for number in statement.about:
            found.setdefault(number, []).append(statement)
    return found


WORK: dict[str, Callable[[Plan], Any]] = {
    "ledger": lambda plan: carry_over(plan, into=2017, as_of=AS_OF),
    "year plan": lambda plan: year_plan(plan, year=2017, as_of=AS_OF),
}


@pytest.mark.parametrize("who", ["praksisplan", "bare walk"])
@pytest.mark.parametrize("what", WORK)
def test_year(benchmark: Any, named: tuple[str, Plan], what: str, who: str) -> None:
    name, plan = named
    benchmark.group = f"{what}, {name}"
    benchmark.extra_info["who"] = who
    work = WORK[what] if who == "praksisplan" else bare_walk
    assert len(benchmark.pedantic(work, args=(plan,), rounds=3, warmup_rounds=1)) <= len(plan.recommendations)


@pytest.mark.parametrize(
    "format", [one for one in FORMATS if one not in ("svg", "mmd", "dot")]
)  # a year plan has nothing to draw
def test_rendering(benchmark: Any, named: tuple[str, Plan], format: str) -> None:
    name, plan = named
    document = year_plan_document(year_plan(plan, year=2017, as_of=AS_OF))
    benchmark.group = f"year plan as {format}, {name}"
    benchmark.extra_info["who"] = "praksisplan"
    assert benchmark.pedantic(render, args=(document, format), rounds=1 if name == "10,000" else 3)
