"""Links between plans, bodies in time, indicators, and what becomes of a recommendation within its plan."""

from __future__ import annotations

import datetime

import pytest

from praksisplan import Body, PlanError, Statement, carry_over, dumps, loads
from praksisplan.model import Closure, Indicator, Link, Mandate, Matter, Measurement
from tests.unit.rules.plans import plan_of, said

DAY = datetime.date


@pytest.mark.parametrize(
    ("given", "code", "path"),
    [
        ({"kind": "continues", "theirs": ["1"]}, "bad-link", "ours"),
        ({"kind": "continues", "theirs": [], "ours": ["1"]}, "bad-link", "theirs"),
        ({"kind": "merges", "theirs": ["1", "2"], "ours": ["1", "2"]}, "bad-link", "ours"),
        ({"kind": "left_out", "theirs": ["1"], "ours": ["1"]}, "bad-link", "ours"),
        ({"kind": "handed_over", "theirs": ["1"]}, "bad-link", "to_body"),
        ({"kind": "refers", "theirs": ["1"], "ours": ["2"], "to_plan": "x"}, "bad-link", "to_body"),
    ],
)
def test_link_that_does_not_fit_its_kind_is_refused(given, code, path):
    with pytest.raises(PlanError) as caught:
        Link(plan="before", **given)
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [(code, path)]


def test_a_mandate_has_its_days_and_ends_with_its_body():
    body = Body(
        "ppu",
        "Praksisplanudvalget",
        "committee",
        mandate=["plan", Mandate("year_plan", until=DAY(2021, 12, 31))],
        until=DAY(2022, 6, 30),
        successors=["ssu"],
    )
    decides = [body.may_decide(Matter.YEAR_PLAN, DAY(2021, 12, 31)), body.may_decide(Matter.YEAR_PLAN, DAY(2022, 1, 1))]
    assert decides == [True, False]
    assert body.may_decide(Matter.PLAN, DAY(2022, 6, 30))
    assert not body.may_decide(Matter.PLAN, DAY(2022, 7, 1))
    assert not body.may_decide(Matter.AGREEMENT)
    assert (body.exists(DAY(1990, 1, 1)), body.exists(DAY(2022, 7, 1))) == (True, False)


@pytest.mark.parametrize("kind", [Mandate, Body])
def test_last_day_before_the_first_is_refused(kind):
    first = ("plan",) if kind is Mandate else ("ppu", "PPU", "committee")
    with pytest.raises(PlanError) as caught:
        kind(*first, since=DAY(2022, 1, 1), until=DAY(2021, 12, 31))
    assert [fault.code for fault in caught.value.faults] == ["last-day"]


@pytest.mark.parametrize("format", ["json", "yaml"])
def test_dated_mandates_and_plain_ones_come_back_from_a_file(format):
    body = Body("ppu", "PPU", "committee", mandate=["plan", Mandate("capacity", DAY(2018, 1, 1))])
    plan = plan_of(numbers=[1], bodies=(body,))
    text = dumps(plan, format)
    assert loads(text, format) == plan
    assert text.count("2018-01-01") == 1


@pytest.mark.parametrize(
    ("gone", "closure"), [({"merged_into": 2}, Closure.MERGED), ({"replaced_by": [2]}, Closure.REPLACED)]
)
def test_closed_recommendation_names_what_goes_on(gone, closure):
    plan = plan_of(said(1, status="cancelled", on="2016", **gone), numbers=[1, 2])
    [entry] = carry_over(plan, into=2017, as_of=DAY(2016, 12, 31)).closed
    assert (entry.number, entry.closure) == ("1", closure)


@pytest.mark.parametrize("given", [{"merged_into": 2}, {"replaced_by": [2], "merged_into": 3, "status": "cancelled"}])
def test_merged_or_replaced_work_is_closed_in_one_way(given):
    with pytest.raises(PlanError) as caught:
        Statement(about=[1], **given)
    assert [fault.code for fault in caught.value.faults] == ["bad-closure"]


def test_measured_values_belong_to_an_indicator_of_the_plan():
    lists = Indicator("lister", "Lukkede lister", unit="pct.", baseline=30, target=20, target_by="2027")
    plan = plan_of(said(1, measurements=[Measurement("lister", 27.5, "2025")]), numbers=[1], indicators=(lists,))
    assert loads(dumps(plan)) == plan
    with pytest.raises(PlanError) as caught:
        loads(dumps(plan).replace('"indicator": "lister"', '"indicator": "lester"'))
    [fault] = caught.value.faults
    assert (fault.code, fault.path) == ("unknown-indicator", "$.log[0].measurements[0].indicator")
