"""What a type checker must see; run by mypy and pyright, never imported."""

from __future__ import annotations

import datetime
from typing import assert_type

import praksisplan as pp
from praksisplan.answers import Code
from praksisplan.model import Citation, Wait
from praksisplan.rules.blocking import Blocked, Blocking
from praksisplan.rules.explaining import Explanation
from praksisplan.rules.state import PlanState, RecommendationState
from praksisplan.rules.windows import Forecast, Window

day = datetime.date(2017, 1, 15)
plan = pp.datasets.load("hovedstaden-almen-2015-2019")
assert_type(plan, pp.Plan)
assert_type(plan.recommendations[0].number, str)
assert_type(plan.recommendations[0].citations, tuple[Citation, ...])
assert_type(plan.recommendation(29), pp.Recommendation)

assert_type(pp.parse_period("primo 2017"), pp.Period)
assert_type(pp.parse_period("primo 2017").start, datetime.date | None)
assert_type(pp.format_period(plan.period), str)
assert_type(pp.surely_before(plan.period, plan.period), bool)

held = pp.blocked(plan, as_of=day)
assert_type(held, Blocked)
assert_type(held[29], Blocking)
assert_type(held["29"], Blocking)
assert_type(held[29].awaits, tuple[Wait, ...])
assert_type(held[29].expected, Window)
assert_type(held[29].since, datetime.date | None)
assert_type(pp.state_at(plan, as_of=day), PlanState)
assert_type(pp.state_at(plan, as_of=day)[14], RecommendationState)
assert_type(pp.state_at(plan, as_of=day)[14].proposed, pp.Status | None)
assert_type(pp.state_at(plan, as_of=day)[14].needs_agreement, bool | None)
assert_type(pp.why(plan, 29, as_of=day), Explanation)
assert_type(pp.forecast(plan, as_of=day), Forecast)
assert_type(pp.simulate(plan, as_of=day), pp.Simulation)
assert_type(pp.simulate(plan, as_of=day, length=(1, 2), lengths={1: (3, 4)})[29], pp.Risk)
assert_type(pp.simulate(plan, as_of=day)[29].quantile(0.5), datetime.date | None)
assert_type(pp.simulate(plan, as_of=day)[29].chance(plan.period), float | None)
assert_type(pp.delays(plan, day), tuple[int, ...])
assert_type(pp.check(plan), pp.Findings)
assert_type(pp.check(plan)[0], pp.Finding)
assert_type(pp.loads("{}"), pp.Plan)
assert_type(pp.dumps(plan, format="yaml"), str)

pp.blocked(plan, day)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
pp.loads("{}", format="toml")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
plan.title = "X"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
pp.blokced(plan, as_of=day)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
assert_type(plan[29], pp.Recommendation)
assert_type(held.to_records("da")[0]["awaits"], Code)


def annotated(
    blocked: pp.Blocked,
    waiting: pp.Waiting,
    ready: pp.Ready,
    overdue: pp.OverdueAnswer,
    releases: pp.Releases,
    state: pp.PlanState,
    forecast: pp.Forecast,
    why: pp.Explanation,
    timetable: pp.Timetable,
    ledger: pp.YearLedger,
    commitment: pp.Commitment,
    year_plan: pp.YearPlan,
    proposals: pp.Proposals,
    efforts: pp.Efforts,
    comparison: pp.Comparison,
    report: pp.StatusReport,
    load: pp.LoadAnswer,
    schedule: pp.PlanSchedule,
    simulation: pp.Simulation,
    findings: pp.Findings,
) -> list[int]:
    """Every kind of answer can be named in an annotation."""
    rows: tuple[pp.Blocking, pp.Readiness, pp.Overdue, pp.RecommendationState, pp.Window, pp.YearEntry]
    rows = blocked[1], ready[1], overdue[1], state[1], forecast[1], year_plan[1]
    assert_type(waiting[1], pp.Blocking)
    assert_type(releases[1], pp.Blocking)
    assert_type(timetable[1], pp.TimetableRow)
    assert_type(ledger[1], pp.LedgerEntry)
    assert_type(proposals[1], pp.Proposal)
    assert_type(efforts["x"], pp.EffortState)
    assert_type(comparison.differences[0], pp.Difference)
    assert_type(simulation[1], pp.Risk)
    sizes = len(rows), len(why.reasons), len(report.happened), len(load.rows), len(schedule), len(findings)
    return [*sizes, commitment.year]
