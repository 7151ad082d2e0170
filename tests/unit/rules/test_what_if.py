"""Changes as values: what each makes of the plan, and which contradict each other."""

from __future__ import annotations

import pytest

import praksisplan as pp
from praksisplan import Add, AddWait, Await, Defer, Drop, LiftWait, NeverComes, Outcome, PromiseMoves, Recommendation
from tests.unit.rules.plans import AS_OF, day, plan_of, promised, said, wait

PLAN = plan_of(
    said(1, planned="2017", awaits=["e"]),
    said(2, planned="2017", awaits=[wait(1)]),
    said(3, planned="2017"),
    promised("e", "1. kvartal 2017"),
)


def differences(*changes):
    found = pp.what_if(PLAN, *changes, as_of=AS_OF)
    return {(one.number, one.aspect): one.after for one in found.differences}


def test_deferring_moves_what_is_deferred_and_what_awaits_it():
    year = pp.parse_period("2018")
    told = differences(Defer(1, year))
    assert told[("1", "status")] is pp.Status.DEFERRED
    assert told[("1", "deferred_to")] == year
    assert told[("1", "earliest")] == told[("2", "earliest")] == day("2018-01-01")
    assert not [number for number, _ in told if number == "3"]


def test_dropping_keeps_the_waits_for_it_open():
    told = differences(Drop(1))
    assert told[("1", "status")] is pp.Status.CANCELLED
    assert ("2", "blocked") not in told
    assert pp.blocked(pp.apply(PLAN, Drop(1)), as_of=AS_OF)[2].roots[0].members == ("1",)


def test_event_that_never_comes_leaves_the_latest_day_unknown():
    told = differences(NeverComes("e"))
    assert told[("1", "latest")] is None
    assert pp.blocked(pp.apply(PLAN, NeverComes("e")), as_of=AS_OF)[1].awaits[0].expected is None
    both = plan_of(said(1, awaits=["e", "f"]), promised("e", "2017"), said(events=["e", "f"], expected="2018"))
    left = pp.apply(both, NeverComes("e"))
    assert [str(w.expected) for w in pp.state_at(left, as_of=AS_OF)[1].awaits] == ["None", "2018"]
    untouched = plan_of(said(events=["e"], delivered=True), said(1))
    assert pp.apply(untouched, NeverComes("e")).log == untouched.log


def test_adding_a_recommendation_and_waits_for_it():
    new = Recommendation(9, section="1", title="Ny")
    plan = pp.apply(PLAN, Add(new, pp.parse_period("2018")), AddWait(3, Await(recommendation=9)))
    assert str(pp.state_at(plan, as_of=AS_OF)[9].planned) == "2018"
    assert [one.recommendation for one in pp.blocked(plan, as_of=AS_OF)[3].awaits] == ["9"]
    assert pp.forecast(plan, as_of=AS_OF)[3].earliest == day("2018-01-01")
    assert differences(Add(new))[("9", "recommendation")] is True


def test_lifting_a_wait_releases():
    told = differences(LiftWait(2, Await(recommendation=1)))
    assert told[("2", "awaits")] == ()
    assert told[("2", "blocked")] is False
    later = Defer(3, pp.parse_period("2018"), on=day("2017-03-01"))
    assert differences(later) == {}  # told after the day of the answer


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Defer(1, pp.parse_period("2018")), Drop(1)),
        (Defer("1", pp.parse_period("2018")), Defer(1, pp.parse_period("2019"))),
        (NeverComes("e"), PromiseMoves("e", pp.parse_period("2018"))),
        (AddWait(3, Await(event="e")), LiftWait(3, Await(event="e"))),
        (PromiseMoves(1, pp.parse_period("2018")), PromiseMoves(1, pp.parse_period("2019"))),
        (Add(Recommendation(9, "1", "A")), Add(Recommendation(9, "1", "B"))),
    ],
)
def test_changes_that_contradict_each_other_are_both_named(one, other):
    with pytest.raises(pp.PlanError) as caught:
        pp.apply(PLAN, one, other)
    [fault] = caught.value.faults
    assert fault.code == "changes-conflict"
    for change in (one, other):
        assert type(change).__name__ in fault.message
        assert type(change).__name__ in fault.danish


def test_changes_of_different_outcomes_do_not_contradict():
    changes = [PromiseMoves("e", pp.parse_period("2018")), PromiseMoves("e", pp.parse_period("2019"), Outcome.START)]
    assert len(pp.apply(PLAN, *changes).log) == len(PLAN.log) + 2


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (Drop(77), "unknown-number"),
        (Defer(77, pp.parse_period("2018")), "unknown-number"),
        (NeverComes("ee"), "unknown-event"),
        (AddWait(1, Await(event="ee")), "unknown-event"),
        (LiftWait(77, Await(event="e")), "unknown-number"),
        (Add(Recommendation(1, "1", "T")), "duplicate-number"),
        (Add(Recommendation(9, "7", "T")), "unknown-section"),
    ],
)
def test_changes_of_what_is_not_there(change, code):
    with pytest.raises(pp.PlanError) as caught:
        pp.apply(PLAN, change)
    assert [fault.code for fault in caught.value.faults] == [code]


@pytest.mark.parametrize("make", [lambda: Defer(1, "2018"), lambda: PromiseMoves("e", None)])
def test_a_change_to_a_period_has_one(make):
    with pytest.raises(pp.PlanError) as caught:
        make()
    assert [fault.code for fault in caught.value.faults] == ["wrong-type"]


def test_the_same_recommendation_is_added_once():
    new = Add(Recommendation(9, "1", "T"))
    added = pp.apply(PLAN, new, new)
    assert [one.number for one in added.recommendations].count("9") == 1
    assert pp.loads(pp.dumps(added)) == added
