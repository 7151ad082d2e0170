"""Waits for a strand, for one of several, for what took the place of what was awaited, and for more than is named."""

from __future__ import annotations

import datetime

import pytest

from praksisplan import (
    Await,
    Limit,
    PlanError,
    Statement,
    Status,
    Workload,
    blocked,
    check,
    datasets,
    dumps,
    forecast,
    loads,
    parse_period,
    ready,
    releases,
    schedule,
    state_at,
    waiting,
    why,
    year_plan,
)
from praksisplan.model import Outcome, Standing
from praksisplan.periods import split_period
from praksisplan.reports import render, year_plan_document
from praksisplan.scheduling import simulate
from tests.unit.rules.plans import AS_OF, day, plan_of, promised, said

DONE, CANCELLED, AWAITING, ONGOING = Status.COMPLETED, Status.CANCELLED, Status.AWAITING, Status.ONGOING
PARTS = "ab"


def codes(plan):
    return [(one.code, one.subject) for one in check(plan, as_of=AS_OF)]


# --- a strand


PART = said(1, status=AWAITING, awaits=[Await(2, strand="a")])


def divided(*log, **more):
    return plan_of(PART, *log, numbers=(1, 2, 3), strands={2: PARTS}, **more)


def test_a_wait_for_a_strand_ends_with_the_strand_or_the_whole():
    assert list(blocked(divided(), as_of=AS_OF)) == ["1"]
    assert list(blocked(divided(said(2, strand="b", status=DONE)), as_of=AS_OF)) == ["1"]
    assert not blocked(divided(said(2, strand="a", status=DONE)), as_of=AS_OF)
    assert not blocked(divided(said(2, status=DONE)), as_of=AS_OF)


def test_a_wait_for_the_report_of_a_strand():
    wait = said(1, awaits=[Await(2, strand="a", outcome=Outcome.REPORT)])
    plan = plan_of(wait, numbers=(1, 2), strands={2: PARTS})
    assert list(blocked(plan, as_of=AS_OF)) == ["1"]
    told = plan_of(
        wait, said(2, strand="a", outcome=Outcome.REPORT, delivered=True), numbers=(1, 2), strands={2: PARTS}
    )
    assert not blocked(told, as_of=AS_OF)


def test_a_strand_is_expected_and_held_by_itself():
    plan = divided(
        said(2, strand="b", awaits=["e"]),
        said(2, strand="a", expected="3. kvartal 2017"),
        promised("e", "2018"),
    )
    row = blocked(plan, as_of=AS_OF)["1"]
    assert (row.expected.earliest, row.expected.latest) == (day("2017-07-01"), day("2017-09-30"))
    assert [root.id for root in row.roots] == ["2"]
    assert [one.target.id for one in why(plan, 1, as_of=AS_OF).reasons] == ["1", "2"]
    assert "delspor Spor a" in str(row)


def test_one_strand_may_await_another():
    wait = said(1, strand="b", awaits=[Await(1, strand="a")])
    plan = plan_of(wait, numbers=(1,), strands={1: PARTS})
    assert list(waiting(plan, as_of=AS_OF)) == ["1"]
    assert [root.id for root in waiting(plan, as_of=AS_OF)[1].roots] == ["1"]
    assert ("self-wait", "1") not in codes(plan)
    both = plan_of(wait, said(1, strand="a", awaits=[Await(1, strand="b")]), numbers=(1,), strands={1: PARTS})
    assert ("wait-cycle", "1") in codes(both)
    assert list(blocked(both, as_of=AS_OF)) == ["1"]


def test_an_unknown_strand():
    with pytest.raises(PlanError, match="an event has no strands"):
        Await(event="e", strand="a")
    plan = plan_of(said(1, awaits=[Await(2, strand="x")]), numbers=(1, 2), strands={2: PARTS})
    assert ("awaits-missing", "1") in codes(plan)
    assert blocked(plan, as_of=AS_OF)[1].awaits[0].missing


# --- one of several


EITHER = said(1, status=AWAITING, awaits=[Await(2, one_of="x"), Await(event="e", one_of="x")])


def test_alternatives_end_when_one_of_them_ends():
    plan = plan_of(EITHER, numbers=(1, 2))
    row = blocked(plan, as_of=AS_OF)[1]
    assert [root.id for root in row.roots] == ["e", "2"] or [root.id for root in row.roots] == ["2", "e"]
    assert list(releases(plan, 2, as_of=AS_OF)) == ["1"] == list(releases(plan, "e", as_of=AS_OF))
    assert not blocked(plan_of(EITHER, said(2, status=DONE), numbers=(1, 2)), as_of=AS_OF)
    assert loads(dumps(plan)) == plan
    assert "enten anbefaling 2, uden dato, eller Begivenhed e, uden dato" in str(row)
    assert "en af flere muligheder" in str(why(plan, 1, as_of=AS_OF))
    assert blocked(plan, as_of=AS_OF).cells()[0]["awaits"] == "enten anbefaling 2 eller Begivenhed e"


def test_the_first_alternative_counts():
    plan = plan_of(
        EITHER, promised("e", "2018"), said(2, expected="3. kvartal 2017", outcome=Outcome.COMPLETION), numbers=(1, 2)
    )
    window = blocked(plan, as_of=AS_OF)[1].expected
    assert (window.earliest, window.latest) == (day("2017-07-01"), day("2017-09-30"))
    assert {one.target.id for one in window.drivers} == {"2"}
    unknown = plan_of(EITHER, promised("e", "2018"), numbers=(1, 2))
    window = forecast(unknown, as_of=AS_OF)[1]
    assert (window.earliest, window.latest) == (AS_OF, day("2018-12-31"))


def test_an_alternative_that_never_comes_is_ignored_until_all_are():
    gone = said(2, status=CANCELLED)
    plan = plan_of(EITHER, gone, promised("e", "2018"), numbers=(1, 2))
    assert blocked(plan, as_of=AS_OF)[1].expected.earliest == day("2018-01-01")
    assert "awaits-cancelled" not in dict(codes(plan))
    none = plan_of(EITHER, gone, Statement(events=["e"], status=CANCELLED), numbers=(1, 2))
    assert blocked(none, as_of=AS_OF)[1].expected.is_never
    assert "awaits-cancelled" in dict(codes(none))


def test_a_lifted_alternative_leaves_the_others():
    plan = plan_of(EITHER, said(1, lifts=[Await(2)]), numbers=(1, 2))
    assert [one.target for one in blocked(plan, as_of=AS_OF)[1].awaits] == ["e"]


# --- what took the place


WAIT = said(1, status=AWAITING, awaits=[2])
MERGED = said(2, status=CANCELLED, merged_into=3)


def test_a_wait_goes_on_as_a_wait_for_what_took_the_place():
    plan = plan_of(WAIT, MERGED, said(3, expected="2018"), numbers=(1, 2, 3))
    row = blocked(plan, as_of=AS_OF)[1]
    assert [(one.recommendation, one.instead_of) for one in row.awaits] == [("3", "2")]
    assert (row.expected.earliest, row.expected.latest) == (day("2018-01-01"), day("2018-12-31"))
    assert list(releases(plan, 3, as_of=AS_OF)) == ["1"]
    assert "i stedet for anbefaling 2" in str(why(plan, 1, as_of=AS_OF))
    assert "awaits-cancelled" not in dict(codes(plan))
    done = plan_of(WAIT, MERGED, said(3, status=DONE), numbers=(1, 2, 3))
    assert not blocked(done, as_of=AS_OF)
    came = why(done, 1, as_of=AS_OF).reasons[1]
    assert (came.target.id, came.wait.instead_of, came.delivered) == ("3", "2", True)


def test_what_several_replaced_is_awaited_of_all():
    replaced = said(2, status=CANCELLED, replaced_by=[3, 4])
    plan = plan_of(WAIT, replaced, said(3, status=DONE), numbers=(1, 2, 3, 4))
    assert [one.recommendation for one in blocked(plan, as_of=AS_OF)[1].awaits] == ["4"]
    assert not blocked(plan_of(WAIT, replaced, said(3, 4, status=DONE), numbers=(1, 2, 3, 4)), as_of=AS_OF)


def test_what_became_part_of_the_waiting_one_holds_nothing():
    assert not blocked(plan_of(WAIT, said(2, status=CANCELLED, merged_into=1), numbers=(1, 2)), as_of=AS_OF)


def test_merged_in_a_circle_and_taken_up_again():
    circle = plan_of(WAIT, MERGED, said(3, status=CANCELLED, merged_into=2), numbers=(1, 2, 3))
    assert blocked(circle, as_of=AS_OF)[1].awaits[0].never
    again = plan_of(WAIT, MERGED, said(2, status=ONGOING), said(2, status=CANCELLED), numbers=(1, 2, 3))
    assert [one.recommendation for one in blocked(again, as_of=AS_OF)[1].awaits] == ["2"]
    proposal = said(2, status=CANCELLED, merged_into=3, standing=Standing.PROPOSED)
    assert [w.recommendation for w in blocked(plan_of(WAIT, proposal, numbers=(1, 2, 3)), as_of=AS_OF)[1].awaits] == [
        "2"
    ]


# --- more than is named


MORE = said(1, status=AWAITING, awaits=["e"], awaits_more=True)
CAME = Statement(events=["e"], status=DONE)


def test_further_reasons_leave_it_neither_blocked_nor_ready():
    plan = plan_of(MORE, promised("e", "2018"), numbers=(1, 2))
    row = blocked(plan, as_of=AS_OF)[1]
    assert row.awaits_more
    assert (row.expected.earliest, row.expected.latest) == (day("2018-01-01"), None)
    assert not releases(plan, "e", as_of=AS_OF)
    assert releases(plan, "e", as_of=AS_OF).still_waiting == ("1",)
    came = plan_of(MORE, CAME, numbers=(1, 2))
    assert not blocked(came, as_of=AS_OF)
    assert list(ready(came, as_of=AS_OF)) == ["2"]
    assert ready(came, as_of=AS_OF).undetermined == ("1",)
    assert forecast(came, as_of=AS_OF)[1].latest is None
    assert ("awaits-nothing", "1") in codes(came)
    assert "1" in ready(plan_of(MORE, CAME, said(1, status=ONGOING), numbers=(1,)), as_of=AS_OF)


def test_recommendation_62_of_the_capital_region():
    """'…, da der bl.a. afventes en fortolkning fra centralt hold …': document 001, lines 1052-1056."""
    plan, today = datasets.load("hovedstaden-almen-2015-2019"), datetime.date(2017, 1, 15)
    assert state_at(plan, as_of=today)[62].awaits_more
    assert blocked(plan, as_of=today)[62].awaits[0].event == "ajourfoering-fortolkning"
    assert "62" not in releases(plan, "ajourfoering-fortolkning", as_of=today)
    words = render(year_plan_document(year_plan(plan, year=2017, as_of=today)), "md").decode()
    assert "Afventer også andet, som ikke er nævnt." in words
    assert "afventer også andet" in str(why(plan, 62, as_of=today))


# --- put off without a date, and a withdrawn promise


def test_put_off_without_a_date_and_a_withdrawn_promise():
    wait = said(1, status=AWAITING, awaits=["e"])
    for more in (said(events=["e"], status=Status.DEFERRED), said(events=["e"], withdrawn=True)):
        plan = plan_of(wait, promised("e", "2018"), more, numbers=(1,))
        row = blocked(plan, as_of=AS_OF)[1]
        assert row.awaits[0].expected is None
        assert (row.expected.earliest, row.expected.latest) == (AS_OF, None)
        assert "uden dato" in str(why(plan, 1, as_of=AS_OF))


def test_every_kind_of_wait_is_kept_in_a_file():
    for one in (PART, EITHER, MERGED, MORE, said(2, status=CANCELLED, replaced_by=[3, 4])):
        plan = plan_of(one, numbers=(1, 2, 3, 4), strands={2: PARTS})
        assert loads(dumps(plan)) == plan
        assert loads(dumps(plan, format="yaml"), format="yaml") == plan


# --- in schedules and simulations


def starts(plan):
    """The quarters, counted from the first of 2017, in which a schedule places the recommendations."""
    workload = Workload("quarter", limits=[Limit.whole_plan(2)], duration=1)
    found = schedule(plan, workload, as_of=AS_OF, over=parse_period("2017-2018"))
    simulate(plan, as_of=AS_OF, runs=20, seed=1)
    quarters = split_period(parse_period("2017-2018"), "quarter")
    return {number: quarters.index(found.start(number)) for number in found.placed}


def test_schedules_and_simulations_know_every_kind_of_wait():
    assert starts(divided(said(2, planned="2018"))) == {"1": 5, "2": 4, "3": 0}
    own = plan_of(said(1, strand="b", awaits=[Await(1, strand="a")]), numbers=(1,), strands={1: PARTS})
    assert starts(own) == {"1": 0}
    assert starts(plan_of(EITHER, promised("e", "2. kvartal 2017"), numbers=(1, 2))) == {"1": 2, "2": 0}
    assert starts(plan_of(MORE, promised("e", "2. kvartal 2017"), numbers=(1, 2))) == {"2": 0}


def test_a_strand_that_was_finished_before_its_deferral_lapsed_is_finished():
    plan = plan_of(
        said(1, strand="a", source="ip2016", status=DONE),
        said(1, strand="a", source="status2016", status="deferred", deferred_to="1. januar 2017", awaits=[2]),
        said(1, strand="b", status="ongoing"),
        strands={1: "ab"},
        numbers=(1, 2),
    )
    assert [strand.status for strand in state_at(plan, as_of=AS_OF)[1].strands] == [DONE, Status.ONGOING]
    assert list(ready(plan, as_of=AS_OF)) == ["1", "2"]
    assert not waiting(plan, as_of=AS_OF)


def test_an_alternative_that_was_lifted_ends_nothing_when_it_comes():
    plan = plan_of(EITHER, said(1, lifts=[Await(2)]), said(2, status=DONE), numbers=(1, 2))
    assert [one.target for one in blocked(plan, as_of=AS_OF)[1].awaits] == ["e"]
    again = plan_of(EITHER, said(1, lifts=[Await(2)]), EITHER, numbers=(1, 2))  # stated anew: either will do
    assert [one.target for one in blocked(again, as_of=AS_OF)[1].awaits] == ["2", "e"]


def test_what_is_deferred_is_not_undetermined_although_more_is_awaited():
    plan = plan_of(said(1, status="deferred", deferred_to="2018", awaits_more=True), numbers=(1,))
    found = ready(plan, as_of=AS_OF)
    assert (list(found), found.undetermined) == ([], ())


def test_work_goes_on_in_others_although_its_cancelled_deferral_has_lapsed():
    """Merged into 3 in 2015, then deferred to a day that has passed: it is cancelled as before, and 3 is awaited."""
    plan = plan_of(
        said(2, source="ip2016", status=CANCELLED, merged_into=3),
        said(2, source="status2016", status="deferred", deferred_to="1. januar 2017"),
        WAIT,
        numbers=(1, 2, 3),
    )
    assert [(one.recommendation, one.instead_of) for one in blocked(plan, as_of=AS_OF)[1].awaits] == [("3", "2")]


def test_completing_what_was_merged_releases_those_who_awaited_it():
    plan = plan_of(WAIT, MERGED, said(3, status=CANCELLED, merged_into=4), numbers=(1, 2, 3, 4))
    for target in (2, 3, 4):
        assert list(releases(plan, target, as_of=AS_OF)) == ["1"]
