"""What the log holds: promises that slip, outcomes that come, and the newest day of a plan."""

from __future__ import annotations

import pytest

from praksisplan import Citation, PlanError, blocked, overdue, state_at
from praksisplan.model import Outcome
from praksisplan.rules import newest_day
from tests.unit.rules.plans import AS_OF, day, plan_of, promised, said, wait

SLIPPED = (
    said(1, source="ip2016", awaits=["e"]),
    promised("e", "2. halvår 2016", source="ip2016"),
    promised("e", "1. kvartal 2017", source="ip2017"),
    promised("e", "ultimo 2017", source="status2017"),
)


@pytest.mark.parametrize(
    ("as_of", "known_at", "told", "late"),
    [
        ("2016-06-01", None, ["2. halvår 2016"], False),
        ("2016-12-31", "2016-06-01", ["2. halvår 2016"], False),
        ("2017-01-15", "2016-06-01", ["2. halvår 2016"], True),
        ("2017-01-15", None, ["2. halvår 2016", "1. kvartal 2017"], False),
        ("2017-03-31", None, ["2. halvår 2016", "1. kvartal 2017"], False),
        ("2017-04-01", None, ["2. halvår 2016", "1. kvartal 2017"], True),
        ("2017-06-30", None, ["2. halvår 2016", "1. kvartal 2017", "ultimo 2017"], False),
        ("2018-01-01", None, ["2. halvår 2016", "1. kvartal 2017", "ultimo 2017"], True),
    ],
)
def test_promises_are_a_history_and_the_newest_counts(as_of, known_at, told, late):
    plan = plan_of(*reversed(SLIPPED))
    dates = {"as_of": day(as_of), "known_at": None if known_at is None else day(known_at)}
    (found,) = blocked(plan, **dates)[1].awaits
    assert [str(promise) for promise in found.promises] == told
    assert str(found.expected) == told[-1]
    assert found.overdue is late
    assert (1 in overdue(plan, **dates)) is late
    assert blocked(plan, **dates)[1].overdue is late


@pytest.mark.parametrize(
    ("expected", "late"),
    [
        ("14. januar 2017", True),
        ("15. januar 2017", False),
        ("inden 15. januar 2017", True),
        ("senest 15. januar 2017", False),
        ("fra 1. januar 2016", False),
    ],
)
def test_a_promise_has_passed_on_the_day_after_its_last(expected, late):
    plan = plan_of(said(1, awaits=["e"]), promised("e", expected))
    assert blocked(plan, as_of=AS_OF)[1].overdue is late


def test_promises_are_of_one_outcome():
    plan = plan_of(
        said(1, awaits=[wait(3, Outcome.REPORT)]),
        said(2, awaits=[3]),
        promised(3, "marts 2017", Outcome.REPORT),
        promised(3, "2018", Outcome.COMPLETION),
    )
    state = state_at(plan, as_of=AS_OF)
    assert [str(state[number].awaits[0].expected) for number in (1, 2)] == ["marts 2017", "2018"]


def test_one_promise_may_be_of_events_and_recommendations_at_once():
    plan = plan_of(said(1, awaits=["e", 2]), said(2, events=("e",), expected="maj 2017"))
    assert [str(found.expected) for found in blocked(plan, as_of=AS_OF)[1].awaits] == ["maj 2017", "maj 2017"]


def test_what_a_strand_delivers_is_not_delivered_by_the_whole():
    delivered = said(2, strand="a", outcome=Outcome.REPORT, delivered=True)
    plan = plan_of(said(1, awaits=[wait(2, Outcome.REPORT)]), delivered, strands={2: "ab"})
    assert list(blocked(plan, as_of=AS_OF)) == ["1"]


def test_what_is_promised_of_a_strand_is_not_promised_of_the_whole():
    plan = plan_of(said(1, awaits=[2]), said(2, strand="a", expected="marts 2017"), strands={2: "ab"})
    assert blocked(plan, as_of=AS_OF)[1].awaits[0].expected is None


@pytest.mark.parametrize(
    ("log", "newest"),
    [
        ([said(1, source="status2016"), said(2, source="ip2016")], "2016-06-30"),
        ([said(1, source="during2016")], "2016-12-31"),
        ([said(1, source="from2016")], "2016-07-01"),
        ([said(1, source="ip2016"), said(2, source=None, on="1. maj 2018")], "2018-05-01"),
        ([said(1, source=None), said(1, source=None, on="1. maj 2016")], "2016-05-01"),
        ([said(1, citations=(Citation("status2017"), Citation("ip2016")))], "2015-12-31"),
        ([said(1, source="ip2016", on="maj 2018")], "2015-12-31"),
    ],
)
def test_the_newest_day_is_when_the_last_statement_was_known(log, newest):
    assert newest_day(plan_of(*log)) == day(newest)


@pytest.mark.parametrize("log", [[], [said(1, source=None)]])
def test_a_plan_in_which_nothing_is_dated_has_no_newest_day(log):
    with pytest.raises(PlanError) as error:
        newest_day(plan_of(*log))
    assert error.value.faults[0].code == "no-date"
