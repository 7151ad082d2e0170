"""When the last wait can be released, and when work can begin."""

from __future__ import annotations

import pytest

from praksisplan import Status, blocked, forecast
from praksisplan.model import Outcome, Target, TargetKind
from praksisplan.rules.windows import Driver
from tests.unit.rules.plans import AS_OF, day, plan_of, promised, said, wait

START, REPORT = Outcome.START, Outcome.REPORT
NOW = "2017-01-15"


def told(window):
    return window.earliest and str(window.earliest), window.latest and str(window.latest)


@pytest.mark.parametrize(
    ("log", "earliest", "latest"),
    [
        ([promised("e", "november 2017")], "2017-11-01", "2017-11-30"),
        ([promised("e", "14. december 2017")], "2017-12-14", "2017-12-14"),
        # under way, open, passed, none
        ([promised("e", "1. kvartal 2017")], NOW, "2017-03-31"),
        ([promised("e", "senest 1. maj 2017")], NOW, "2017-05-01"),
        ([promised("e", "fra 1. maj 2017")], "2017-05-01", None),
        ([promised("e", "2016")], NOW, None),
        ([promised("e", "15. januar 2017")], NOW, NOW),
        ([], NOW, None),
        # the newest promise of the outcome that is awaited
        ([promised("e", "2018", source="ip2016"), promised("e", "maj 2017")], "2017-05-01", "2017-05-31"),
        ([promised("e", "maj 2017", REPORT)], NOW, None),
        ([promised("f", "maj 2017")], NOW, None),
        # the latest of the earliest bounds, the latest of the latest bounds
        ([said(1, awaits=["f"]), promised("e", "februar 2017"), promised("f", "april 2017")],
         "2017-04-01", "2017-04-30"),
        ([said(1, awaits=["f"]), promised("e", "2017"), promised("f", "april 2017")], "2017-04-01", "2017-12-31"),
        ([said(1, awaits=["f"]), promised("e", "november 2017")], "2017-11-01", None),
        ([said(1, awaits=["f"]), promised("e", "november 2017"), promised("f", "2016")], "2017-11-01", None),
        # through recommendations: not before what is awaited can itself begin; a promise of its own goes before that
        ([said(1, awaits=[2]), said(2, awaits=["f"]), said(events=("e", "f"), expected="maj 2017")],
         "2017-05-01", None),
        ([said(1, awaits=[2]), said(2, planned="2018"), promised("e", "maj 2017")], "2018-01-01", None),
        ([said(1, awaits=[2]), said(2, planned="2018"), said(2, events=("e",), expected="maj 2017")],
         "2017-05-01", "2017-05-31"),
        # never, whatever else is awaited
        ([said(1, awaits=[2]), said(2, status=Status.CANCELLED, planned="2018"), promised("e", "maj 2017")],
         None, None),
        ([said(1, awaits=[77, "nowhere"]), promised("e", "maj 2017")], "2017-05-01", None),
        # in a circle there is no latest
        ([said(1, awaits=[2]), said(2, awaits=[1]), promised("e", "maj 2017")], "2017-05-01", None),
    ],
)  # fmt: skip
def test_when_the_last_wait_can_be_released(log, earliest, latest):
    plan = plan_of(said(1, awaits=["e"], source="ip2016"), *log)
    assert told(blocked(plan, as_of=AS_OF)[1].expected) == (earliest, latest)


def test_a_wait_of_one_strand_for_what_never_comes_leaves_the_others():
    never = said(events=["e"], status=Status.CANCELLED)
    log = [said(1, strand="a", awaits=["e"]), said(1, strand="b", awaits=["f"]), promised("f", "maj 2017")]
    partly = plan_of(*log, never, strands={1: "ab"})
    assert told(forecast(partly, as_of=AS_OF)[1]) == ("2017-05-01", None)
    free = plan_of(log[0], never, strands={1: "ab"})
    assert told(forecast(free, as_of=AS_OF)[1]) == (NOW, None)
    wholly = plan_of(*log, never, said(1, awaits=["e"]), strands={1: "ab"})
    assert told(forecast(wholly, as_of=AS_OF)[1]) == (None, None)


def test_what_has_begun_has_begun_whatever_never_comes():
    log = [said(1, status=Status.ONGOING, awaits=["e"]), said(events=["e"], status=Status.CANCELLED)]
    plan = plan_of(*log, said(2, awaits=[1]))
    assert told(forecast(plan, as_of=AS_OF)[1]) == (NOW, NOW)
    assert blocked(plan, as_of=AS_OF)[1].expected.is_never
    assert told(forecast(plan, as_of=AS_OF)[2]) == (None, None)  # what 2 awaits can never be completed


def test_never_is_told_in_words_and_columns():
    plan = plan_of(said(1, awaits=["e"]), said(events=["e"], status=Status.CANCELLED), numbers=[1, 2])
    found = forecast(plan, as_of=AS_OF)
    assert found[1].drivers == (Driver("earliest", Target(TargetKind.EVENT, "e")),)
    assert [record["never"] for record in found.to_records()] == [True, False]
    first, second = str(found).splitlines()[-2:]
    assert "aldrig" in first
    assert "aldrig" not in second
    assert found.to_frame("polars")["never"].to_list() == [True, False]


def test_a_deferral_without_a_date_has_no_latest_day():
    log = [said(1, planned="2018"), said(1, status=Status.DEFERRED)]
    assert told(forecast(plan_of(*log), as_of=AS_OF)[1]) == (NOW, None)


def test_a_withdrawn_promise_bounds_nothing():
    log = [said(1, awaits=["e"]), promised("e", "2018"), said(events=["e"], withdrawn=True)]
    assert told(forecast(plan_of(*log), as_of=AS_OF)[1]) == (NOW, None)
    log = [said(1, awaits=[2]), promised(2, "2018"), said(2, withdrawn=True), said(2, planned="2019")]
    assert told(forecast(plan_of(*log), as_of=AS_OF)[1]) == ("2019-01-01", None)


def test_two_outcomes_of_one_event_have_each_their_promise():
    plan = plan_of(
        said(1, awaits=[wait("e", START)]),
        said(2, awaits=["e"]),
        promised("e", "februar 2017", START),
        promised("e", "november 2017"),
    )
    found = blocked(plan, as_of=AS_OF)
    assert told(found[1].expected) == ("2017-02-01", "2017-02-28")
    assert told(found[2].expected) == ("2017-11-01", "2017-11-30")


@pytest.mark.parametrize(
    ("log", "earliest", "latest"),
    [
        # its own plan, the deferral before the first plan, and what has begun
        ([said(1, planned="2018")], "2018-01-01", "2018-12-31"),
        ([said(1, planned="2017")], NOW, "2017-12-31"),
        ([said(1, planned="2016")], NOW, None),
        ([said(1, planned="fra 2018")], "2018-01-01", None),
        ([said(1, planned="senest 2018")], NOW, "2018-12-31"),
        ([said(1, planned="2017", status=Status.DEFERRED, deferred_to="2018")], "2018-01-01", "2018-12-31"),
        ([said(1, planned="2018", status=Status.ONGOING)], NOW, NOW),
        ([said(1, planned="2018", status=Status.PERMANENT)], NOW, NOW),
        ([said(1, status=Status.ONGOING, awaits=["e"]), promised("e", "maj 2017")], NOW, NOW),
        ([], NOW, None),
        ([said(1, status=Status.AWAITING)], NOW, None),
        # its own plan and its waits, whichever is later
        ([said(1, planned="2018", awaits=["e"]), promised("e", "maj 2017")], "2018-01-01", "2018-12-31"),
        ([said(1, planned="april 2017", awaits=["e"]), promised("e", "2017")], "2017-04-01", "2017-12-31"),
        ([said(1, planned="april 2017", awaits=["e"]), promised("e", "2018")], "2018-01-01", "2018-12-31"),
        ([said(1, planned="april 2017", awaits=["e"])], "2017-04-01", None),
        # the waits alone: only a wait without an expected period leaves the latest day unknown
        ([said(1, awaits=["e"]), promised("e", "november 2017")], "2017-11-01", "2017-11-30"),
        ([said(1, awaits=["e"])], NOW, None),
        # through what it awaits
        ([said(1, planned="2017", awaits=[2]), said(2, planned="2018")], "2018-01-01", None),
        ([said(1, planned="2017", awaits=[2]), said(2, planned="2017", awaits=[3]), said(3, planned="maj 2017")],
         "2017-05-01", None),
        ([said(1, planned="2017", awaits=[2]), said(2, planned="2017", awaits=[1])], NOW, None),
    ],
)  # fmt: skip
def test_when_work_can_begin(log, earliest, latest):
    assert told(forecast(plan_of(*log), as_of=AS_OF)[1]) == (earliest, latest)


def test_the_forecast_holds_every_unfinished_recommendation():
    plan = plan_of(said(1, status=Status.COMPLETED), said(3, status=Status.CANCELLED), said(2, awaits=["e"]))
    assert list(forecast(plan, as_of=AS_OF)) == ["2", "4", "5"]


def drivers(window):
    return {(driver.bound, driver.target.kind.value, driver.target.id) for driver in window.drivers}


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        ([said(1, planned="2018", awaits=["e"]), promised("e", "maj 2017")],
         {("earliest", "plan", "1"), ("latest", "plan", "1")}),
        ([said(1, planned="april 2017", awaits=["e"]), promised("e", "2017")],
         {("earliest", "plan", "1"), ("latest", "event", "e")}),
        ([said(1, planned="2017", awaits=["e", 2]), said(2, planned="maj 2017"), promised("e", "april 2017")],
         {("earliest", "recommendation", "2"), ("latest", "recommendation", "2")}),
        ([said(1, planned="2017", awaits=["e", "f"]), said(events=("e", "f"), expected="2018")],
         {("earliest", "event", "e"), ("latest", "event", "e"), ("earliest", "event", "f"), ("latest", "event", "f")}),
        ([said(1, planned="april 2017")], {("earliest", "plan", "1"), ("latest", "plan", "1")}),
    ],
)  # fmt: skip
def test_drivers_say_what_sets_each_bound(log, expected):
    assert drivers(forecast(plan_of(*log), as_of=AS_OF)[1]) == expected


def test_drivers_of_a_release_are_the_waits():
    plan = plan_of(said(1, planned="2019", awaits=["e", "f"]), promised("e", "2017"), promised("f", "april 2017"))
    found = blocked(plan, as_of=AS_OF)[1].expected
    assert drivers(found) == {("earliest", "event", "f"), ("latest", "event", "e")}


def test_a_window_in_words():
    plan = plan_of(said(1, planned="maj 2017"), said(2, planned="fra 2018"))
    found = forecast(plan, as_of=AS_OF)
    assert str(found[1]) == found[1].text("da") == "tidligst 1. maj 2017, senest 31. maj 2017"
    assert found[2].text("en") == "earliest 1 January 2018, latest unknown"
    assert found.cells()[0] == {
        "number": "1",
        "section": "1",
        "title": "Titel 1",
        "earliest": day("2017-05-01"),
        "latest": day("2017-05-31"),
        "never": False,
        "drivers": "eget tidspunkt",
    }


def test_both_time_axes():
    plan = plan_of(said(1, awaits=["e"]), promised("e", "2018"), promised("e", "2019", source="status2017"))
    as_of = day("2017-07-01")
    assert told(blocked(plan, as_of=as_of, known_at=AS_OF)[1].expected) == ("2018-01-01", "2018-12-31")
    assert told(blocked(plan, as_of=as_of)[1].expected) == ("2019-01-01", "2019-12-31")
    assert forecast(plan, as_of=as_of, known_at=AS_OF)[1].earliest == day("2018-01-01")
