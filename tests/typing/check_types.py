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
assert_type(pp.periods.surely_before(plan.period, plan.period), bool)

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
assert_type(pp.scheduling.simulate(plan, as_of=day), pp.scheduling.Simulation)
assert_type(pp.scheduling.simulate(plan, as_of=day, duration=(1, 2), durations={1: (3, 4)})[29], pp.scheduling.Risk)
assert_type(pp.scheduling.simulate(plan, as_of=day)[29].quantile(0.5), datetime.date | None)
assert_type(pp.scheduling.simulate(plan, as_of=day)[29].chance(plan.period), float | None)
assert_type(pp.scheduling.delays(plan, as_of=day), tuple[int, ...])
assert_type(pp.check(plan), pp.checks.Findings)
assert_type(pp.check(plan)[0], pp.model.Finding)
assert_type(pp.loads("{}"), pp.Plan)
assert_type(pp.dumps(plan, format="yaml"), str)

pp.blocked(plan, day)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
pp.loads("{}", format="toml")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
plan.title = "X"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
pp.blokced(plan, as_of=day)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
assert_type(plan[29], pp.Recommendation)
assert_type(held.to_records("da")[0]["awaits"], Code)


def annotated(  # noqa: PLR0913 - every kind of answer
    blocked: pp.rules.Blocked,
    waiting: pp.rules.Waiting,
    ready: pp.rules.Ready,
    overdue: pp.rules.OverdueAnswer,
    releases: pp.rules.Releases,
    state: pp.rules.PlanState,
    forecast: pp.rules.Forecast,
    why: pp.rules.Explanation,
    timetable: pp.rules.Timetable,
    ledger: pp.rules.YearLedger,
    commitment: pp.rules.Commitment,
    year_plan: pp.rules.YearPlan,
    proposals: pp.rules.Proposals,
    efforts: pp.rules.Efforts,
    comparison: pp.rules.Comparison,
    report: pp.rules.StatusReport,
    load: pp.scheduling.LoadAnswer,
    schedule: pp.scheduling.PlanSchedule,
    simulation: pp.scheduling.Simulation,
    findings: pp.checks.Findings,
) -> list[int]:
    """Every kind of answer can be named in an annotation."""
    rows: tuple[
        pp.rules.Blocking,
        pp.rules.Readiness,
        pp.rules.Overdue,
        pp.rules.RecommendationState,
        pp.rules.Window,
        pp.model.YearEntry,
    ]
    rows = blocked[1], ready[1], overdue[1], state[1], forecast[1], year_plan[1]
    assert_type(waiting[1], pp.rules.Blocking)
    assert_type(releases[1], pp.rules.Blocking)
    assert_type(timetable[1], pp.rules.TimetableRow)
    assert_type(ledger[1], pp.rules.LedgerEntry)
    assert_type(proposals[1], pp.rules.Proposal)
    assert_type(efforts["x"], pp.rules.EffortState)
    assert_type(comparison.differences[0], pp.rules.Difference)
    assert_type(simulation[1], pp.scheduling.Risk)
    sizes = len(rows), len(why.reasons), len(report.happened), len(load.rows), len(schedule), len(findings)
    return [*sizes, commitment.year]


sheet = pp.reading.export_sheet(plan, as_of=day)
assert_type(sheet, bytes)
assert_type(pp.reading.import_sheet(plan, sheet, on="maj 2017", standing="decided").added, tuple[pp.Statement, ...])
assert_type(pp.reading.annotated_yaml(pp.reading.read_document("plan.docx")), str)
assert_type(pp.reading.merge_reading(plan, pp.reading.read_document("plan.docx")).plan, pp.Plan)
