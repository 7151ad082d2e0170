"""What a review found: mixed plans, days in the wrong order, decisions about efforts, and which report was the last."""

from __future__ import annotations

import datetime

import attrs
import pytest

import praksisplan as pp
from praksisplan import Source, parse_period
from praksisplan.model import HappeningKind, SourceKind
from tests.unit.rules.plans import AS_OF, day, plan_of, promised, said


def refused(code, call):
    with pytest.raises(pp.PlanError) as caught:
        call()
    assert [fault.code for fault in caught.value.faults] == [code]


def test_plans_of_several_areas_have_no_plan_in_force():
    plans = [pp.datasets.load(name) for name in pp.datasets.names()]
    refused("mixed-plans", lambda: pp.rules.plan_in_force(plans, on=day("2019-01-01")))
    assert pp.rules.plan_in_force([], on=day("2019-01-01")) is None


def test_days_in_the_wrong_order_are_not_compared():
    plan = plan_of(said(1))
    refused("order", lambda: pp.compare(plan, plan, as_of=AS_OF, since=day("2017-02-01")))


def test_time_that_passes_is_no_change():
    plan = plan_of(said(1, awaits=["e"]), said(2), promised("e", "2018"))
    found = pp.compare(plan, plan, as_of=day("2017-12-31"), since=AS_OF)
    assert [one for one in found.differences if one.aspect == "earliest"] == []


def test_a_report_of_what_was_known_later():
    plan = plan_of(said(1, status=pp.Status.COMPLETED, on="1. december 2016", source="status2017"))
    year, end = parse_period("2016"), day("2016-12-31")
    assert pp.status_report(plan, over=year, as_of=end).happened == ()
    known = pp.status_report(plan, over=year, as_of=end, known_at=day("2017-06-30"))
    assert [(one.kind, one.subject) for one in known.happened] == [(HappeningKind.COMPLETED, "1")]
    assert [one.number for one in known.differences.of("status")] == ["1"]


def test_decisions_about_efforts_are_told_when_they_were_made():
    plan = pp.datasets.load("hovedstaden-status-2023")
    report = pp.status_report(plan, over=parse_period("2022"), as_of=datetime.date(2023, 6, 30))
    decided = [(one.subject, str(one.expected)) for one in report.of(HappeningKind.DECIDED)]
    assert decided == [
        ("kapacitetsudvidelse-speciallaege", "2022-2025"),
        ("kapaciteter-almen-nov-2022", "None"),
    ]
    assert "kapaciteter-almen-2022" in [one.subject for one in report.of(HappeningKind.COMPLETED)]


def test_report_about_the_period_itself_is_not_the_last_one():
    sources = (
        Source("r16", "r", parse_period("15. januar 2017"), kind=SourceKind.STATUS_REPORT, covers=parse_period("2016")),
        Source(
            "r17", "r", parse_period("1. december 2017"), kind=SourceKind.STATUS_REPORT, covers=parse_period("2017")
        ),
    )
    plan = plan_of(said(1))
    plan = attrs.evolve(plan, sources=(*plan.sources, *sources))
    report = pp.status_report(plan, over=parse_period("2017"), as_of=day("2017-12-31"))
    assert report.last_report == day("2017-01-15")


@pytest.mark.parametrize("periods", [None, "2017", [2017], 2017])
def test_what_is_no_periods_is_refused(periods):
    refused("wrong-type", lambda: pp.timetable(plan_of(said(1)), periods, as_of=AS_OF))


def test_one_period_and_one_number_are_not_several():
    plan = plan_of(said(1), said(2, status=pp.Status.COMPLETED, standing=pp.Standing.PROPOSED, planned="2017"))
    year = parse_period("2017")
    refused("wrong-type", lambda: pp.timetable(plan, year, as_of=AS_OF))
    assert pp.reports.timetable_document(pp.timetable(plan, [year], as_of=AS_OF)).title == "Tidsplan 2017"
    refused("unknown-unit", lambda: pp.periods.split_period(year, ["week"]))
    refused("wrong-type", lambda: pp.periods.split_period(2017, "year"))
    bundled = pp.datasets.load("hovedstaden-almen-2015-2019")
    draft = pp.year_plan(bundled, year=2017, as_of=AS_OF)
    refused("wrong-type", lambda: pp.approve(bundled, draft, by="ppu", on=AS_OF, declining=55))
    approved = pp.approve(bundled, draft, by="ppu", on=AS_OF, declining=[55])
    assert approved.year_plans[0].declined == ("55",)


def test_report_that_is_told_before_its_period_has_no_differences():
    report = pp.status_report(plan_of(said(1)), over=parse_period("2018"), as_of=AS_OF)
    assert (report.last_report, report.happened, report.differences.differences) == (AS_OF, (), ())


def test_words_are_read_where_a_period_belongs():
    plan = plan_of(said(1, planned="2018"), said(2, responsible=["pas"], status="ongoing"))
    words, year = {"over": "2017", "as_of": AS_OF}, {"over": parse_period("2017"), "as_of": AS_OF}
    for ask in (
        lambda dates: pp.status_report(plan, **dates),
        lambda dates: pp.scheduling.load_of(plan, per="quarter", **dates),
        lambda dates: pp.schedule(plan, pp.Workload("quarter"), **dates),
    ):
        assert str(ask(words)) == str(ask(year))
    assert [str(one) for one in pp.timetable(plan, ["2017", "2018"], as_of=AS_OF).periods] == ["2017", "2018"]
    draft = pp.draft_successor(plan, id="ny", title="Ny", period="2020-2023", as_of=AS_OF)
    assert draft.period == parse_period("2020-2023")
    with pytest.raises(pp.PlanError) as caught:
        pp.status_report(plan, over="når tid er", as_of="2017")
    assert [fault.path for fault in caught.value.faults] == ["over", "as_of"]
