"""The recommendations of a plan placed in periods: small plans by hand, and the bundled plan."""

from __future__ import annotations

import datetime

import attrs
import pytest
from dateutil.rrule import MONTHLY, rrule, rruleset

import praksisplan as pp
from praksisplan import Limit, PlanError, Status, Workload, parse_period, schedule
from praksisplan.model import Outcome, Target, TargetKind
from praksisplan.rules.windows import Driver
from praksisplan.scheduling import (
    WHOLE_PLAN,
    Dependency,
    DependencyKind,
    Meetings,
    PlacementDriver,
    Requirement,
    SolverOptions,
    SolveStatus,
    Task,
    UnplacedReason,
    verify_schedule,
)
from tests.unit.rules.plans import AS_OF, day, plan_of, promised, said, wait

HOVEDSTADEN = pp.datasets.load("hovedstaden-almen-2015-2019")
PAS, PPU = ("pas",), ("ppu",)


def work(plan, workload, over="2017", **more):
    """The schedule of a plan in a period; it is right."""
    found = schedule(plan, workload, **({"as_of": AS_OF, "over": parse_period(over)} | more))
    assert verify_schedule(found.schedule) == ()
    return found


def quarters(found):
    """The quarter in which each recommendation begins, from 1; the reason where it does not."""
    return {number: one.start + 1 if number in found.placed else one.reason for number, one in found.items()}


def record(found, number, lang="da"):
    """What is told of one recommendation in words."""
    return dict(zip(found, found.cells(lang)))[number]


def code(make):
    with pytest.raises(PlanError) as raised:
        make()
    for fault in raised.value.faults:
        assert fault.message
        assert fault.danish
        assert fault.message != fault.danish
    return raised.value.faults[0].code


# --- limits


def test_without_limits_everything_starts_at_once():
    found = work(plan_of(), Workload())
    assert quarters(found) == dict.fromkeys("12345", 1)
    assert [str(period) for period in found.periods] == [f"{one}. kvartal 2017" for one in range(1, 5)]
    assert found.placed == tuple("12345")
    assert (found.unplaced, found.moved) == ((), ())


def test_a_limit_of_the_whole_plan_counts_every_recommendation():
    found = work(plan_of(), Workload(limits=(Limit.whole_plan(2),)))
    assert quarters(found) == {"1": 1, "2": 1, "3": 2, "4": 2, "5": 3}
    assert found["5"].driver is PlacementDriver.CAPACITY
    assert found["5"].taken_by == ("3", "4")


def test_a_limit_of_a_body_counts_those_it_is_responsible_for():
    plan = plan_of(said(1, responsible=PAS), said(2, responsible=PAS), said(3, responsible=("pas", "ppu")))
    found = work(plan, Workload(limits=(Limit("pas", 1),)))
    assert quarters(found) == {"1": 1, "2": 2, "3": 3, "4": 1, "5": 1}
    both = work(plan, Workload(limits=(Limit("pas", 2), Limit.whole_plan(3))))
    assert quarters(both) == {"1": 1, "2": 1, "3": 2, "4": 1, "5": 2}


def test_a_limit_that_begins_and_ends():
    plan = plan_of(said(1, 2, 3, responsible=PAS))
    found = work(plan, Workload(limits=(Limit("pas", 1, parse_period("2. kvartal 2017-3. kvartal 2017")),)))
    assert quarters(found) == {"1": 2, "2": 3, "3": UnplacedReason.CAPACITY_FULL, "4": 1, "5": 1}
    assert found["1"].driver is PlacementDriver.CAPACITY
    assert set(found["3"].taken_by) == {"1", "2"}


def test_a_limit_holds_in_whole_units_only():
    plan = plan_of(said(1, responsible=PAS), numbers=[1])
    half = parse_period("fra 1. maj 2017")
    assert quarters(work(plan, Workload(limits=(Limit("pas", 1, half),)))) == {"1": 3}
    months = work(plan, Workload("month", limits=(Limit("pas", 1, half),)))
    assert str(months.start(1)) == "maj 2017"


def test_of_several_limits_the_least_holds():
    summer = parse_period("3. kvartal 2017")
    limits = (Limit.whole_plan(1), Limit.whole_plan(0, summer))
    assert quarters(work(plan_of(numbers=[1, 2, 3]), Workload(limits=limits))) == {"1": 1, "2": 2, "3": 4}


def test_a_limit_of_nothing_places_nothing():
    plan = plan_of(said(1, responsible=PAS), numbers=[1, 2])
    for limit in (Limit("pas", 0), Limit("pas", 1, parse_period("2016"))):
        found = work(plan, Workload(limits=(limit,)))
        assert quarters(found) == {"1": UnplacedReason.CAPACITY_FULL, "2": 1}


# --- lengths, priority, what has begun


def test_lengths():
    workload = Workload(limits=(Limit.whole_plan(1),), duration=1, tasks={1: Task(duration=2), "3": Task(duration=0)})
    found = work(plan_of(numbers=[1, 2, 3]), workload)
    assert quarters(found) == {"1": 1, "2": 3, "3": 1}
    endless = work(
        plan_of(numbers=[1, 2]), Workload(limits=(Limit.whole_plan(1),), tasks={1: Task(duration="unknown")})
    )
    assert quarters(endless) == {"1": 1, "2": UnplacedReason.CAPACITY_FULL}
    assert endless["2"].taken_by == ("1",)
    assert work(plan_of(numbers=[1]), Workload(duration="unknown"))["1"].end is None
    assert quarters(work(plan_of(numbers=[1]), Workload(duration=5))) == {"1": UnplacedReason.OUTSIDE_PERIOD}


def test_priority_comes_before_the_number():
    workload = Workload(limits=(Limit.whole_plan(1),), priority=(3, "2"))
    assert quarters(work(plan_of(numbers=[1, 2, 3]), workload)) == {"3": 1, "2": 2, "1": 3}


def test_what_is_due_earlier_comes_before_priority_and_what_has_begun_before_all():
    plan = plan_of(said(2, planned="2016"), said(3, status=Status.ONGOING), numbers=[1, 2, 3])
    found = work(plan, Workload(limits=(Limit.whole_plan(1),), priority=(1,)))
    assert quarters(found) == {"3": 1, "2": 2, "1": 3}


def test_what_is_planned_for_later_starts_no_earlier():
    plan = plan_of(said(1, planned="2. halvår 2017"), numbers=[1])
    found = work(plan, Workload())
    assert quarters(found) == {"1": 3}
    assert found["1"].driver is PlacementDriver.EARLIEST


def test_what_is_finished_is_not_told():
    plan = plan_of(said(1, status=Status.COMPLETED), said(2, status=Status.CANCELLED), numbers=[1, 2, 3])
    assert list(work(plan, Workload())) == ["3"]


def test_what_is_cancelled_and_awaited_is_not_told_but_holds():
    plan = plan_of(said(2, status=Status.CANCELLED), said(1, awaits=[2]), numbers=[1, 2, 3])
    found = work(plan, Workload())
    assert list(found) == ["1", "3"]
    assert (found["1"].reason, found["1"].targets) == (UnplacedReason.AWAITS_NEVER, ("2",))


# --- what holds for one recommendation


def test_a_length_in_words_is_as_long_as_that_period():
    words = {1: "2017", 2: "februar-april 2017", 3: "1. juni 2020"}
    tasks = {number: Task(duration=parse_period(one)) for number, one in words.items()}
    found = work(plan_of(), Workload(tasks=tasks))
    assert {one.id: one.duration for one in found.schedule.problem.activities} == {
        "1": 4,
        "2": 1,
        "3": 1,
        "4": 1,
        "5": 1,
    }
    assert work(plan_of(numbers=[1]), Workload("month", duration=parse_period("2. kvartal 2016")))[1].end == 3
    assert code(lambda: work(plan_of(), Workload(tasks={1: Task(duration=parse_period("fra 2017"))}))) == "open-period"


def test_needs_take_the_place_of_one_of_each_body():
    plan = plan_of(said(1, 2, 3, responsible=PAS), numbers=[1, 2, 3])
    limits = Limit("pas", 3), Limit.whole_plan(3)
    assert quarters(work(plan, Workload(limits=limits))) == {"1": 1, "2": 1, "3": 1}
    twice = work(
        plan,
        Workload(
            limits=limits,
            tasks={
                2: Task(requirements=(Requirement("pas", 2),)),
                "3": Task(requirements=[Requirement(WHOLE_PLAN, 3)]),
            },
        ),
    )
    assert quarters(twice) == {"1": 1, "2": 1, "3": 2}
    nothing = work(plan, Workload(limits=(Limit("pas", 1),), tasks={2: Task(requirements=(Requirement("pas", 0),))}))
    assert quarters(nothing) == {"1": 1, "2": 1, "3": 2}
    other = work(
        plan,
        Workload(
            limits=(Limit("ppu", 1),),
            tasks={1: Task(requirements=(Requirement("ppu", 1),)), 2: Task(requirements=(Requirement("ppu", 1),))},
        ),
    )
    assert quarters(other) == {"1": 1, "2": 2, "3": 1}


def test_a_need_above_all_that_a_body_carries_has_no_room():
    plan = plan_of(said(1, responsible=PAS), said(2, awaits=[1]), numbers=[1, 2])
    found = work(plan, Workload(limits=(Limit("pas", 2),), tasks={1: Task(requirements=(Requirement("pas", 3),))}))
    assert quarters(found) == {"1": UnplacedReason.CAPACITY_FULL, "2": UnplacedReason.AWAITS_UNKNOWN}
    assert found["1"].targets == PAS


def test_a_need_of_a_body_without_a_limit_takes_nothing():
    found = work(
        plan_of(numbers=[1, 2]),
        Workload(limits=(Limit.whole_plan(2),), tasks={1: Task(requirements=(Requirement("ppu", 99),))}),
    )
    assert quarters(found) == {"1": 1, "2": 1}


def test_a_deadline_includes_the_last_day_of_its_period():
    plan = plan_of(numbers=[1, 2])
    workload = Workload(
        limits=(Limit.whole_plan(1),), tasks={2: Task(duration=2, deadline=parse_period("senest 30. juni 2017"))}
    )
    assert quarters(work(plan, workload)) == {"1": 3, "2": 1}
    late = attrs.evolve(workload, tasks={2: Task(duration=2, deadline="29. juni 2017")})
    assert quarters(work(plan, late)) == {"1": 1, "2": UnplacedReason.DEADLINE}


def test_a_deadline_before_the_work_can_begin_is_told():
    plan = plan_of(said(1, planned="2. halvår 2017"), said(2, awaits=[1]), numbers=[1, 2])
    found = work(plan, Workload(tasks={1: Task(deadline=parse_period("3. kvartal 2017"))}))
    assert quarters(found)["1"] == 3
    found = work(plan, Workload(tasks={1: Task(deadline=parse_period("2. kvartal 2017"))}))
    assert quarters(found) == {"1": UnplacedReason.DEADLINE, "2": UnplacedReason.AWAITS_UNKNOWN}


def test_a_kept_start_gives_way_to_a_deadline():
    plan = plan_of(numbers=[1, 2])
    before = work(plan, Workload(limits=(Limit.whole_plan(1),)))
    assert quarters(before) == {"1": 1, "2": 2}
    after = work(plan, Workload(tasks={2: Task(deadline=parse_period("1. kvartal 2017"))}), keep=before)
    assert quarters(after) == {"1": 1, "2": 1}
    assert [one.number for one in after.moved] == ["2"]


def test_what_is_due_comes_as_little_earlier_as_will_do_and_the_other_wishes_stay():
    plan, one = plan_of(numbers=[1, 2, 3, 4]), (Limit.whole_plan(1),)
    third = Workload(limits=one, priority=(4, 3, 2, 1), tasks={1: Task(deadline=parse_period("3. kvartal 2017"))})
    assert quarters(work(plan, third)) == {"4": 1, "3": 2, "1": 3, "2": 4}
    first = Workload(limits=one, priority=(3, 2, 1, 4), tasks={4: Task(deadline=parse_period("1. kvartal 2017"))})
    assert quarters(work(plan, first)) == {"4": 1, "3": 2, "2": 3, "1": 4}


def test_a_deadline_is_kept_before_what_has_none():
    workload = Workload(
        limits=(Limit.whole_plan(1),), tasks={1: Task(duration=4), 2: Task(deadline=parse_period("2. kvartal 2017"))}
    )
    assert quarters(work(plan_of(numbers=[1, 2]), workload)) == {"1": UnplacedReason.CAPACITY_FULL, "2": 1}


def test_what_is_due_brings_what_it_awaits_with_it():
    plan = plan_of(said(4, awaits=[3]), numbers=[1, 2, 3, 4])
    workload = Workload(limits=(Limit.whole_plan(1),), tasks={4: Task(deadline=parse_period("2. kvartal 2017"))})
    assert quarters(work(plan, workload)) == {"3": 1, "4": 2, "1": 3, "2": 4}


def test_what_stays_costs_no_other_its_place():
    plan = plan_of(numbers=[1, 2, 3])
    before = work(plan, Workload(limits=(Limit.whole_plan(1),)))
    due = Workload(limits=(Limit.whole_plan(1),), tasks={3: Task(deadline=parse_period("1. kvartal 2017"))})
    after = work(plan, due, keep=before)
    assert quarters(after) == {"3": 1, "1": 2, "2": 3}
    assert [one.number for one in after.moved] == ["1", "2", "3"]


def test_what_stays_where_it_was_is_told_to_stay():
    plan = plan_of(said(3, planned="2. halvår 2017"), numbers=[1, 2, 3])
    workload = Workload(limits=(Limit.whole_plan(1),))
    before = work(plan, workload)
    after = work(plan, workload, keep=before)
    assert quarters(after) == quarters(before) == {"1": 1, "2": 2, "3": 3}
    drivers = {number: one.driver for number, one in after.items()}
    assert drivers == {"1": PlacementDriver.HORIZON, "2": PlacementDriver.KEPT, "3": PlacementDriver.EARLIEST}
    assert record(after, "2")["drivers"] == "bliver stående"


def test_what_a_recommendation_promises_is_awaited():
    plan = plan_of(said(2, awaits=[1]), promised(1, "3. kvartal 2017"), numbers=[1, 2])
    assert quarters(work(plan, Workload())) == {"1": 1, "2": 4}
    assert quarters(work(plan, Workload(tasks={2: Task(dependencies=(Dependency("1"),))}))) == {"1": 1, "2": 2}
    past = plan_of(said(2, awaits=[1]), promised(1, "2016"), numbers=[1, 2])
    assert quarters(work(past, Workload())) == {"1": 1, "2": 2}


def test_a_deadline_beyond_what_is_planned_is_none_of_it():
    workload = Workload(tasks={1: Task(duration=9, deadline=parse_period("2025"))})
    assert quarters(work(plan_of(numbers=[1]), workload)) == {"1": UnplacedReason.OUTSIDE_PERIOD}


def test_whether_work_of_unknown_length_keeps_a_deadline_is_not_known():
    found = work(plan_of(numbers=[1]), Workload(tasks={1: Task(duration="unknown", deadline=parse_period("2017"))}))
    assert (found["1"].reason, found["1"].targets) == (UnplacedReason.AWAITS_UNKNOWN, ("1",))


def test_needs_of_one_body_are_added_and_a_number_is_told_once():
    workload = Workload(
        limits=(Limit("ppu", 3),), tasks={1: Task(requirements=(Requirement("ppu", 2), Requirement("ppu", 2)))}
    )
    assert quarters(work(plan_of(numbers=[1]), workload)) == {"1": UnplacedReason.CAPACITY_FULL}
    assert code(lambda: Workload(tasks={1: Task(), "1": Task()})) == "duplicate-key"


@pytest.mark.parametrize("more", [{"requirements": [("ppu", 2)]}, {"dependencies": ["2"]}])
def test_needs_and_waits_are_values(more):
    assert code(lambda: Task(**more)) == "wrong-type"


def test_what_has_begun_still_waits_for_its_end():
    plan = plan_of(said(1, status=Status.ONGOING), numbers=[1, 2])
    late = Dependency("2", DependencyKind.FINISH_FINISH, min_lag=1)
    found = work(
        plan, Workload("month", tasks={1: Task(duration=2, dependencies=(late, Dependency("2"))), 2: Task(duration=6)})
    )
    assert (found["1"].end, found["2"].end) == (7, 6)


def test_nothing_is_carried_in_a_unit_of_which_a_part_is_free():
    plan = plan_of(said(1, 2, 3, responsible=PAS), numbers=[1, 2, 3])
    limits = Limit("pas", 1), Limit("pas", 0, parse_period("juli 2017"))
    assert quarters(work(plan, Workload(limits=limits))) == {"1": 1, "2": 2, "3": 4}
    change = Limit("pas", 1, parse_period("til 15. maj 2017")), Limit("pas", 2, parse_period("fra 16. maj 2017"))
    months = work(plan, Workload("month", limits=change))
    assert [resource.at(unit) for resource in months.schedule.problem.resources for unit in (3, 4, 5)] == [1, 1, 2]


def test_a_deadline_is_a_period_with_a_last_day():
    assert code(lambda: work(plan_of(), Workload(tasks={1: Task(deadline=parse_period("fra 2017"))}))) == "open-period"
    assert code(lambda: Workload(tasks={1: Task(deadline=datetime.date(2017, 6, 1))})) == "wrong-type"
    assert Workload(tasks={1: Task(deadline="2017")}) == Workload(tasks={1: Task(deadline=parse_period("2017"))})


def test_own_waits_take_the_place_of_the_plans_for_the_same():
    plan = plan_of(said(2, awaits=[1]), numbers=[1, 2, 3])
    found = work(
        plan,
        Workload(
            tasks={
                2: Task(dependencies=(Dependency("1", min_lag=1, max_lag=2),)),
                3: Task(dependencies=[Dependency("1", DependencyKind.START_START, min_lag=1)]),
            }
        ),
    )
    assert quarters(found) == {"1": 1, "2": 4, "3": 2}
    assert quarters(work(plan, Workload(tasks={2: Task(dependencies=(Dependency("3"),))}))) == {"1": 1, "2": 2, "3": 1}
    assert quarters(
        work(plan, Workload(tasks={2: Task(dependencies=(Dependency("1", DependencyKind.START_START),))}))
    ) == {"1": 1, "2": 1, "3": 1}


def test_own_waits_for_what_is_over_or_outside():
    done = plan_of(said(1, status=Status.COMPLETED), numbers=[1, 2])
    assert quarters(work(done, Workload(tasks={2: Task(dependencies=(Dependency("1"),))}))) == {"2": 1}
    event = plan_of(numbers=[1])
    name = event.events[0].id
    assert quarters(work(event, Workload(tasks={1: Task(dependencies=(Dependency(name),))}))) == {
        "1": UnplacedReason.AWAITS_UNKNOWN
    }
    delivered = plan_of(said(events=(name,), delivered=True), numbers=[1])
    assert quarters(work(delivered, Workload(tasks={1: Task(dependencies=(Dependency(name),))}))) == {"1": 1}


def test_what_is_said_of_numbers_bodies_and_waits_that_the_plan_does_not_have():
    assert code(lambda: work(plan_of(), Workload(tasks={99: Task()}))) == "unknown-number"
    assert (
        code(lambda: work(plan_of(), Workload(tasks={1: Task(requirements=(Requirement("nix"),))}))) == "unknown-body"
    )
    assert (
        code(lambda: work(plan_of(), Workload(tasks={1: Task(dependencies=(Dependency("nix"),))}))) == "unknown-event"
    )
    assert code(lambda: Workload(tasks={1: Task(dependencies="2")})) == "wrong-type"


@pytest.mark.parametrize(("unit", "count", "first"), [("day", 365, "15. januar 2017"), ("week", 53, "uge 2 2017")])
def test_days_and_weeks_are_units_too(unit, count, first):
    found = work(plan_of(numbers=[1, 2]), Workload(unit, limits=(Limit.whole_plan(1),), duration=2))
    assert (len(found.periods), str(found.start(1))) == (count, first)
    assert found["2"].start == found["1"].start + 2


# --- waits


def test_waits_until_the_start_and_until_the_end():
    plan = plan_of(
        said(2, awaits=[wait(1)]), said(3, awaits=[wait(1, Outcome.START)]), said(4, awaits=[wait(1, Outcome.REPORT)])
    )
    found = work(plan, Workload(tasks={1: Task(duration=2)}))
    assert quarters(found) == {"1": 1, "2": 3, "3": 1, "4": 3, "5": 1}
    assert (found["2"].driver, found["2"].targets) == (PlacementDriver.AWAIT, ("1",))
    kinds = {
        activity.id: [dependency.kind for dependency in activity.dependencies]
        for activity in found.schedule.problem.activities
    }
    assert kinds["3"] == [DependencyKind.START_START]


def test_a_wait_for_the_start_and_the_end_of_the_same():
    plan = plan_of(said(2, awaits=[wait(1), wait(1, Outcome.START)]), numbers=[1, 2])
    found = work(plan, Workload())
    assert found["2"].driver is PlacementDriver.AWAIT


def test_a_circle():
    plan = plan_of(said(1, awaits=[2]), said(2, awaits=[1]), said(3, awaits=[2]))
    told = quarters(work(plan, Workload()))
    assert told["1"] is told["2"] is UnplacedReason.CYCLE
    assert told["3"] is UnplacedReason.AWAITS_UNKNOWN


def test_what_awaits_an_event_without_a_promise_has_no_place_and_names_it():
    found = work(plan_of(said(1, awaits=["e"]), said(2, awaits=[1]), numbers=[1, 2]), Workload())
    assert (found["1"].reason, found["1"].targets) == (UnplacedReason.AWAITS_UNKNOWN, ("e",))
    assert (found["2"].reason, found["2"].targets) == (UnplacedReason.AWAITS_UNKNOWN, ("1",))
    assert record(found, "1")["because"] == "Begivenhed e"


def test_what_awaits_what_will_not_come_has_no_place_and_says_so():
    log = [said(1, awaits=["e"]), promised("e", "maj 2017"), said(2, awaits=[1])]
    plan = plan_of(*log, said(events=["e"], status=Status.CANCELLED), numbers=[1, 2, 3])
    for workload in (Workload(), Workload(tasks={1: Task(dependencies=(Dependency("e"),))})):
        found = work(plan, workload)
        assert (found["1"].reason, found["1"].targets) == (UnplacedReason.AWAITS_NEVER, ("e",))
        assert (found["2"].reason, found["2"].targets) == (UnplacedReason.AWAITS_NEVER, ("1",))
        assert found.placed == ("3",)
    assert record(found, "1")["drivers"] == "afventer noget, der ikke kommer"
    put_off = plan_of(*log, said(events=["e"], status=Status.DEFERRED), numbers=[1, 2])
    assert work(put_off, Workload())["1"].reason is UnplacedReason.AWAITS_UNKNOWN


def test_what_awaits_an_event_starts_after_its_promise():
    plan = plan_of(said(1, awaits=["e"]), promised("e", "maj 2017"), numbers=[1])
    found = work(plan, Workload())
    assert quarters(found) == {"1": 2}
    assert (found["1"].driver, found["1"].targets) == (PlacementDriver.AWAIT, ("e",))
    ending = plan_of(said(1, awaits=["e"]), promised("e", "2. kvartal 2017"), numbers=[1])
    assert quarters(work(ending, Workload())) == {"1": 3}


def test_a_promise_that_has_passed_or_has_no_end_is_none():
    for words in ("2016", "fra 1. juli 2017"):
        plan = plan_of(said(1, awaits=["e"]), promised("e", words), numbers=[1])
        assert quarters(work(plan, Workload())) == {"1": UnplacedReason.AWAITS_UNKNOWN}


def test_a_promise_after_the_period():
    plan = plan_of(said(1, awaits=["e"]), promised("e", "2018"), numbers=[1])
    found = work(plan, Workload())
    assert (found["1"].reason, found["1"].targets) == (UnplacedReason.AWAITS_UNKNOWN, ("e",))


def test_no_length_after_the_period_has_no_place():
    plan = plan_of(said(1, awaits=["e"]), promised("e", "2018"), said(2, planned="2019"), numbers=[1, 2])
    found = work(plan, Workload(duration=0))
    assert found.start(1) is None
    assert found.start(2) is None
    assert found["2"].reason is UnplacedReason.OUTSIDE_PERIOD


def test_an_unknown_length_that_has_no_room_at_the_end_has_no_place():
    plan = plan_of(said(1, responsible=PAS), numbers=[1])
    limits = (Limit("pas", 1, parse_period("1. kvartal 2017")),)
    assert work(plan, Workload(limits=limits, duration="unknown")).start(1) is None


# --- meetings


def test_meetings_by_days():
    days = tuple(map(day, ("2016-12-01", "2017-05-02", "2017-05-30", "2017-11-01", "2018-02-01")))
    workload = Workload(meetings=(Meetings("ppu", days),), starts_at="ppu", limits=(Limit.whole_plan(1),))
    found = work(plan_of(numbers=[1, 2, 3]), workload)
    assert quarters(found) == {"1": 2, "2": 4, "3": UnplacedReason.CAPACITY_FULL}
    assert (found["1"].driver, found["1"].targets) == (PlacementDriver.MEETING, ("ppu",))


def test_what_has_begun_needs_no_meeting():
    workload = Workload(meetings=(Meetings("ppu", (day("2017-05-02"),)),), starts_at="ppu")
    found = work(plan_of(said(1, status=Status.ONGOING), numbers=[1, 2]), workload)
    assert quarters(found) == {"1": 1, "2": 2}


def test_a_body_that_never_meets_starts_nothing():
    found = work(plan_of(numbers=[1]), Workload(starts_at="ppu"))
    assert (found["1"].reason, found["1"].targets) == (UnplacedReason.NO_MEETING, ("ppu",))
    late = Workload(starts_at="ppu", meetings=(Meetings("ppu", (day("2018-01-01"),)),))
    assert quarters(work(plan_of(numbers=[1]), late)) == {"1": UnplacedReason.NO_MEETING}


def test_meetings_by_a_rule():
    rule = rrule(MONTHLY, dtstart=datetime.datetime.fromisoformat("2017-04-01"), interval=6)
    meetings = Meetings.by_rule("ppu", rule, parse_period("2017"))
    assert meetings.days == (day("2017-04-01"), day("2017-10-01"))
    several = rruleset()
    several.rrule(rule)
    several.rdate(datetime.datetime.fromisoformat("2017-12-31T16:30"))
    several.exdate(datetime.datetime.fromisoformat("2017-10-01"))
    assert Meetings.by_rule("ppu", several, parse_period("2017")).days == (day("2017-04-01"), day("2017-12-31"))
    found = work(plan_of(numbers=[1]), Workload(meetings=(meetings,), starts_at="ppu"))
    assert quarters(found) == {"1": 2}


def test_two_lists_of_the_meetings_of_a_body_are_both_kept():
    early, late = Meetings("ppu", (day("2017-05-02"),)), Meetings("ppu", (day("2017-11-02"),))
    workload = Workload(limits=(Limit.whole_plan(1),), meetings=(early, late), starts_at="ppu")
    assert quarters(work(plan_of(numbers=[1, 2]), workload)) == {"1": 2, "2": 4}


def test_wrong_meetings():
    rule = rrule(MONTHLY, dtstart=datetime.datetime.fromisoformat("2017-04-01"))
    several = rruleset()
    several.rrule(rule)
    assert code(lambda: Meetings("ppu", rule)) == "endless-meetings"
    assert code(lambda: Meetings("ppu", several)) == "endless-meetings"
    for words in ("fra 2017", "til 2017"):
        assert code(lambda words=words: Meetings.by_rule("ppu", rule, parse_period(words))) == "open-period"
    assert code(lambda: Meetings("ppu", ("i morgen",)))


# --- what is refused


def test_bodies_and_numbers_that_the_plan_does_not_have():
    plan = plan_of()
    for workload in (
        Workload(limits=(Limit("nix", 1),)),
        Workload(meetings=(Meetings("nix", (day("2017-05-01"),)),)),
        Workload(starts_at="nix"),
    ):
        assert code(lambda workload=workload: work(plan, workload)) == "unknown-body"
    assert code(lambda: work(plan, Workload(priority=(99,)))) == "unknown-number"


@pytest.mark.parametrize("number", [-1, 1.5, float("nan"), float("inf"), "1", True])
def test_wrong_numbers(number):
    assert code(lambda: Limit.whole_plan(number)) == "bad-number"
    assert code(lambda: work(plan_of(), Workload(duration=number))) == "bad-number"
    assert code(lambda: work(plan_of(), Workload(tasks={1: Task(duration=number)}))) == "bad-number"


def test_a_limit_has_a_number():
    assert code(lambda: Limit.whole_plan(None)) == "bad-number"


@pytest.mark.parametrize("words", ["fra 2017", "til 2017"])
def test_an_open_period(words):
    assert code(lambda: work(plan_of(), Workload(), over=words))


def test_an_unknown_unit():
    assert code(lambda: work(plan_of(), Workload("fortnight")))


@pytest.mark.parametrize("name", ["limits", "meetings", "priority"])
def test_what_holds_several_is_read_from_any_list_and_refused_otherwise(name):
    assert getattr(Workload(**{name: []}), name) == ()
    assert code(lambda: Workload(**{name: 5})) == "wrong-type"


# --- keeping an earlier schedule


def test_nothing_moves_when_nothing_changed():
    plan, workload = plan_of(said(2, awaits=[5])), Workload(limits=(Limit.whole_plan(2),), priority=(4,))
    before = work(plan, workload)
    after = work(plan, workload, keep=before)
    assert after.moved == ()
    assert quarters(after) == quarters(before)


def test_a_lower_limit_moves_few_and_says_why():
    plan = plan_of()
    before = work(plan, Workload(limits=(Limit.whole_plan(2),)))
    assert quarters(before) == {"1": 1, "2": 1, "3": 2, "4": 2, "5": 3}
    lower = (Limit.whole_plan(2), Limit.whole_plan(1, parse_period("1. kvartal 2017")))
    after = work(plan, Workload(limits=lower), keep=before)
    assert quarters(after) == {"1": 1, "2": 3, "3": 2, "4": 2, "5": 3}
    (moved,) = after.moved
    assert (moved.number, str(moved.before), str(moved.after)) == ("2", "1. kvartal 2017", "3. kvartal 2017")
    assert moved.because == after["2"]
    assert moved.because.driver is PlacementDriver.CAPACITY


def test_a_higher_limit_moves_nothing():
    before = work(plan_of(), Workload(limits=(Limit.whole_plan(1),), duration=1))
    after = work(plan_of(), Workload(limits=(Limit.whole_plan(5),)), keep=before)
    kept = {number: before.start(number) for number in before.placed}
    assert {number: after.start(number) for number in before.placed} == kept
    assert [one.number for one in after.moved] == ["5"]
    (moved,) = after.moved
    assert (moved.before, str(moved.after)) == (None, "1. kvartal 2017")


def test_what_no_longer_fits_is_told_as_moved():
    before = work(plan_of(numbers=[1, 2]), Workload(limits=(Limit.whole_plan(2),)))
    after = work(plan_of(numbers=[1, 2]), Workload(limits=(Limit.whole_plan(0),)), keep=before)
    assert [(one.number, one.after) for one in after.moved] == [("1", None), ("2", None)]


def test_what_stands_in_a_schedule_of_other_periods_stays_in_its_period():
    plan, workload = plan_of(numbers=[1, 2, 3]), Workload(limits=(Limit.whole_plan(1),))
    before = work(plan, workload)
    assert str(before.start(3)) == "3. kvartal 2017"
    after = work(plan, workload, over="2. kvartal 2017-4. kvartal 2017", keep=before)
    assert (str(after.start(2)), str(after.start(3))) == ("2. kvartal 2017", "3. kvartal 2017")
    half = work(plan, Workload("half_year"), keep=before)
    assert str(half.start(3)) == "2. halvår 2017"


# --- records


def test_records_in_both_languages():
    plan = plan_of(said(1, responsible=PAS), said(2, responsible=PAS), said(3, awaits=["e"]), said(4, awaits=[1]))
    found = work(plan, Workload(limits=(Limit("pas", 1), Limit.whole_plan(9)), tasks={5: Task(duration="unknown")}))
    for lang in ("da", "en"):
        records = {number: record(found, number, lang) for number in found}
        assert all(set(one) == set(found.columns) for one in records.values())
        quarter = {"da": "2. kvartal 2017", "en": "second quarter of 2017"}[lang]
        assert (records["2"]["start"], records["2"]["until"]) == (quarter, quarter)
        assert (records["2"]["because"], records["2"]["taken_by"]) == ("Gruppen", "1")
        assert (records["3"]["start"], records["3"]["until"]) == (None, None)
        assert records["3"]["because"] == "Begivenhed e"
        assert "1" in records["4"]["because"]
        assert records["5"]["until"] is None
        assert all(one["drivers"] for one in records.values())
    danish, english = ([record(found, number, lang)["drivers"] for number in found] for lang in ("da", "en"))
    assert all(one != other for one, other in zip(danish, english))


def test_the_whole_plan_is_named_in_words():
    found = work(plan_of(numbers=[1, 2]), Workload(limits=(Limit.whole_plan(1),)))
    told = [record(found, "2", lang) for lang in ("da", "en")]
    assert [one["because"] for one in told] == ["hele planen", "the whole plan"]
    assert [one["taken_by"] for one in told] == ["1", "1"]


def test_no_length_is_over_no_earlier_than_it_starts():
    told = record(work(plan_of(said(1, planned="2. halvår 2017"), numbers=[1]), Workload(duration=0)), "1")
    assert (told["start"], told["until"]) == ("3. kvartal 2017", "3. kvartal 2017")


# --- the bundled plan


@pytest.mark.parametrize("most", [1, 4, 12, 100])
@pytest.mark.parametrize("unit", ["month", "quarter", "half_year"])
def test_the_bundled_plan(most, unit):
    found = work(HOVEDSTADEN, Workload(unit, limits=(Limit.whole_plan(most),)), over="2017-2019")
    state = pp.state_at(HOVEDSTADEN, as_of=AS_OF)
    unfinished = {number for number in state if state[number].status not in (Status.COMPLETED, Status.CANCELLED)}
    assert set(found.placed) | set(found.unplaced) == unfinished == set(found)
    assert len(found.placed) + len(found.unplaced) == len(unfinished)
    running = [0] * len(found.periods)
    for number in found.placed:
        for one in range(found[number].start, found[number].end):
            running[one] += 1
    assert max(running) <= most
    for number, held in pp.blocked(HOVEDSTADEN, as_of=AS_OF).items():
        if number in found.placed and state[number].status not in (Status.ONGOING, Status.PERMANENT):
            for one in held.awaits:
                if one.recommendation is not None:
                    assert found[number].start >= found[str(one.recommendation)].start
    again = work(HOVEDSTADEN, Workload(unit, limits=(Limit.whole_plan(most),)), over="2017-2019", keep=found)
    assert again.moved == ()


def test_one_that_has_no_room_does_not_move_all_that_come_after():
    """The first of a row must go; the others need not."""
    plan = plan_of(numbers=[1, 2, 3])
    before = work(plan, Workload(limits=(Limit.whole_plan(1),)))
    assert quarters(before) == {"1": 1, "2": 2, "3": 3}
    closed = Limit.whole_plan(0, parse_period("1. kvartal 2017"))
    after = work(plan, Workload(limits=(Limit.whole_plan(1), closed)), keep=before)
    assert quarters(after) == {"2": 2, "3": 3, "1": 4}
    assert [one.number for one in after.moved] == ["1"]


# --- limits of the plan, the best schedule, drivers


def test_the_limits_of_the_plan_hold_beside_those_of_the_workload():
    plan = attrs.evolve(plan_of(), limits=(Limit.whole_plan(2),))
    assert quarters(work(plan, Workload())) == {"1": 1, "2": 1, "3": 2, "4": 2, "5": 3}
    assert quarters(work(plan, Workload(limits=(Limit.whole_plan(1),)), "2017-2018"))["5"] == 5
    assert quarters(work(plan, Workload(limits=(Limit.whole_plan(9),)))) == quarters(work(plan, Workload()))


def test_what_awaits_the_start_of_an_event_waits_for_a_promise():
    plan = plan_of(said(1, awaits=[wait("e", Outcome.START)]), said(2, awaits=[wait("f", Outcome.START)]))
    plan = attrs.evolve(plan, log=(*plan.log, promised("f", "2. kvartal 2017", outcome=Outcome.START)))
    found = quarters(work(plan, Workload()))
    assert found["1"] is UnplacedReason.AWAITS_UNKNOWN
    assert found["2"] == 3


def test_the_best_schedule_of_a_plan_says_what_is_proven_of_it():
    """Two at a time, of which 1 takes two quarters: by hand 3 quarters are needed for 6 quarters of work."""
    workload = Workload(limits=(Limit.whole_plan(2),), tasks={5: Task(duration=2)})
    plan = plan_of(said(1, awaits=[2]))
    found = work(plan, workload, best=5)
    assert (found.schedule.status, found.schedule.makespan, found.schedule.gap) == (SolveStatus.OPTIMAL, 3, 0.0)
    assert work(plan, workload, best=SolverOptions(5, seed=1)).schedule.makespan == 3
    assert work(plan, workload).schedule.status is None
    tight = work(plan, Workload(limits=(Limit.whole_plan(1),)), best=5).schedule
    assert tight.status is SolveStatus.INFEASIBLE
    assert [one.text("en") for one in tight.conflict] == ["* can carry at most 1", "everything lies within 4 units"]


def test_the_best_schedule_keeps_no_other():
    found = work(plan_of(), Workload())
    assert code(lambda: work(plan_of(), Workload(), keep=found, best=1)) == "keep-with-best"


def test_drivers_name_events_recommendations_and_bodies():
    plan = plan_of(
        said(1, awaits=["e"]),
        said(2, awaits=[3]),
        said(4, responsible=PAS),
        said(5, responsible=PAS),
        promised("e", "2017"),
    )
    found = work(plan, Workload(limits=(Limit("pas", 1),)), "2017-2018")
    assert found.drivers(1) == (Driver("start", Target(TargetKind.EVENT, "e")),)
    assert found.drivers("2") == (Driver("start", Target(TargetKind.RECOMMENDATION, "3")),)
    assert found.drivers(5) == (Driver("start", Target(TargetKind.BODY, "pas")),)
    assert found.drivers(3) == ()
