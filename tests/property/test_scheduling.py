"""Laws of schedules of small problems.

They are held against the model of `tests/property/small.py`, which tries every start.
"""

from __future__ import annotations

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from praksisplan.scheduling import Placement, Schedule, UnplacedReason, schedule_activities, verify_schedule
from tests.property.small import ends, faults, problems, shortest, starts_of, waits_in_a_circle

# --- laws


@given(problems())
def test_every_item_is_told_once_and_nothing_is_violated(problem):
    found = schedule_activities(problem)
    told = [one.activity for one in (*found.placed, *found.unplaced)]
    assert sorted(told) == sorted(activity.id for activity in problem.activities)
    assert verify_schedule(found) == ()
    assert faults(problem, starts_of(found)) == set()
    assert found.makespan == ends(problem, starts_of(found))
    assert all(found.start(one.activity) == one.start for one in found.placed)
    assert all(found.start(one.activity) is None for one in found.unplaced)


@given(problems())
def test_the_reason_of_what_has_no_place_is_true(problem):
    found = schedule_activities(problem)
    starts = starts_of(found)
    activities = {activity.id: activity for activity in problem.activities}
    for one in found.unplaced:
        activity = activities[one.activity]
        awaited = [dependency.predecessor for dependency in activity.dependencies]
        if one.reason is UnplacedReason.CYCLE:
            assert waits_in_a_circle(problem, one.activity)
        elif one.reason is UnplacedReason.AWAITS_UNKNOWN:
            assert one.targets
            assert set(one.targets) <= set(awaited)
            for target in one.targets:
                assert target not in starts or activities[target].duration is None
        else:
            assert all(name in starts for name in awaited)
            for start in range(problem.horizon + 2):
                assert faults(problem, {**starts, one.activity: start}), (one, start)
        if one.reason is UnplacedReason.CAPACITY_FULL:
            assert one.targets
            assert set(one.targets) <= {requirement.resource for requirement in activity.requirements}
            assert all(name in starts for name in one.taken_by)
            roomy = tuple(attrs.evolve(each, capacity=((0, 99),)) for each in problem.resources)
            larger = attrs.evolve(problem, resources=roomy)
            assert any(not faults(larger, {**starts, one.activity: unit}) for unit in range(problem.horizon + 1))
        if one.reason is UnplacedReason.NO_MEETING:
            assert one.targets == (activity.meeting,)
        if one.reason is UnplacedReason.DEADLINE:
            assert activity.deadline is not None
    for activity in problem.activities:
        if waits_in_a_circle(problem, activity.id):
            assert activity.id not in starts


@given(problems())
def test_the_driver_of_a_placement_is_true(problem):
    found = schedule_activities(problem)
    starts = starts_of(found)
    activities = {activity.id: activity for activity in problem.activities}
    for one in found.placed:
        driver, activity = one.driver.value, activities[one.activity]
        earlier = [faults(problem, {**starts, one.activity: unit}) for unit in range(one.start)]
        alone = [
            faults(attrs.evolve(problem, resources=roomy(problem)), {**starts, one.activity: unit})
            for unit in range(one.start)
        ]
        just_before = {code for code, name in (alone[-1] if alone else ()) if name == one.activity}
        assert (driver == "horizon") is (one.start == 0)
        if driver == "earliest":
            assert one.start == activity.earliest
        if driver == "await":
            assert set(one.targets) <= {dependency.predecessor for dependency in activity.dependencies}
            assert one.targets
            assert just_before & {"wait"}
        if one.start and "wait" in just_before:
            assert driver == "await"
        if driver == "capacity":
            assert one.targets
            assert any(code == "too-much" for code, _ in earlier[-1])
        if driver == "meeting":
            assert one.targets == (activity.meeting,)
            assert "no-meeting" in just_before


def roomy(problem):
    return tuple(attrs.evolve(each, capacity=((0, 99),)) for each in problem.resources)


@given(problems(max_items=4, plain=True))
def test_no_schedule_is_shorter_than_the_bound_and_none_is_better_than_the_best(problem):
    found = schedule_activities(problem)
    best = shortest(problem)
    assert found.makespan >= found.bound
    if not found.unplaced:
        assert best is not None
        assert found.bound <= best <= found.makespan


@given(problems(max_items=4, plain=True))
def test_what_cannot_all_be_placed_is_not(problem):
    if shortest(problem) is None:
        assert schedule_activities(problem).unplaced


@given(problems(), st.data())
def test_every_wrong_schedule_is_found_and_no_right_one(problem, data):
    assume(problem.activities)
    found = schedule_activities(problem)
    starts = {activity.id: data.draw(st.integers(-1, problem.horizon + 1)) for activity in problem.activities}
    kept = {**starts, **starts_of(found)}
    for name in data.draw(st.lists(st.sampled_from(sorted(kept)), max_size=2)):
        kept[name] = starts[name]
    driver = found.placed[0].driver if found.placed else None
    assume(driver is not None)
    activities = {activity.id: activity for activity in problem.activities}
    placed = tuple(
        Placement(name, start, None if activities[name].duration is None else start + activities[name].duration, driver)
        for name, start in kept.items()
    )
    seen = {
        ("wait" if one.code in ("wait-not-kept", "awaits-unknown") else one.code, one.subject)
        for one in verify_schedule(Schedule(problem, placed))
    }
    outside = {name for code, name in seen if code == "outside-period"}
    unclear = {("wait", name) for name in outside}  # beyond the horizon a wait for an unknown end may be kept or not
    assert seen - unclear == faults(problem, kept) - unclear
