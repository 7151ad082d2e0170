"""Laws of schedules of small problems.

They are held against the model of `tests/property/small.py`, which tries every start.
"""

from __future__ import annotations

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from praksisplan.scheduling import Placement, Schedule, UnplacedReason, place, verify_schedule
from tests.property.small import ends, faults, problems, shortest, starts_of, waits_in_a_circle

# --- laws


@given(problems())
def test_every_item_is_told_once_and_nothing_is_violated(problem):
    found = place(problem)
    told = [one.item for one in (*found.placed, *found.unplaced)]
    assert sorted(told) == sorted(item.id for item in problem.items)
    assert verify_schedule(found) == ()
    assert faults(problem, starts_of(found)) == set()
    assert found.length == ends(problem, starts_of(found))
    assert all(found.start(one.item) == one.start for one in found.placed)
    assert all(found.start(one.item) is None for one in found.unplaced)


@given(problems())
def test_the_reason_of_what_has_no_place_is_true(problem):
    found = place(problem)
    starts = starts_of(found)
    items = {item.id: item for item in problem.items}
    for one in found.unplaced:
        item = items[one.item]
        awaited = [lag.after for lag in item.lags]
        if one.reason is UnplacedReason.CYCLE:
            assert waits_in_a_circle(problem, one.item)
        elif one.reason is UnplacedReason.AWAITS_UNKNOWN:
            assert one.targets
            assert set(one.targets) <= set(awaited)
            for target in one.targets:
                assert target not in starts or items[target].length is None
        else:
            assert all(name in starts for name in awaited)
            for start in range(problem.horizon + 2):
                assert faults(problem, {**starts, one.item: start}), (one, start)
        if one.reason is UnplacedReason.CAPACITY_FULL:
            assert one.targets
            assert set(one.targets) <= {need.body for need in item.needs}
            assert all(name in starts for name in one.taken_by)
            roomy = tuple(attrs.evolve(each, steps=((0, 99),)) for each in problem.supplies)
            larger = attrs.evolve(problem, supplies=roomy)
            assert any(not faults(larger, {**starts, one.item: unit}) for unit in range(problem.horizon + 1))
        if one.reason is UnplacedReason.NO_MEETING:
            assert one.targets == (item.meeting,)
        if one.reason is UnplacedReason.DEADLINE:
            assert item.deadline is not None
    for item in problem.items:
        if waits_in_a_circle(problem, item.id):
            assert item.id not in starts


@given(problems())
def test_the_driver_of_a_placement_is_true(problem):
    found = place(problem)
    starts = starts_of(found)
    items = {item.id: item for item in problem.items}
    for one in found.placed:
        driver, item = one.driver.value, items[one.item]
        earlier = [faults(problem, {**starts, one.item: unit}) for unit in range(one.start)]
        alone = [
            faults(attrs.evolve(problem, supplies=roomy(problem)), {**starts, one.item: unit})
            for unit in range(one.start)
        ]
        just_before = {code for code, name in (alone[-1] if alone else ()) if name == one.item}
        assert (driver == "horizon") is (one.start == 0)
        if driver == "earliest":
            assert one.start == item.earliest
        if driver == "await":
            assert set(one.targets) <= {lag.after for lag in item.lags}
            assert one.targets
            assert just_before & {"wait"}
        if one.start and "wait" in just_before:
            assert driver == "await"
        if driver == "capacity":
            assert one.targets
            assert any(code == "too-much" for code, _ in earlier[-1])
        if driver == "meeting":
            assert one.targets == (item.meeting,)
            assert "no-meeting" in just_before


def roomy(problem):
    return tuple(attrs.evolve(each, steps=((0, 99),)) for each in problem.supplies)


@given(problems(max_items=4, plain=True), st.sampled_from([0, 0, 30]))
def test_no_schedule_is_shorter_than_the_bound_and_none_is_better_than_the_best(problem, effort):
    found = place(problem, effort=effort)
    best = shortest(problem)
    assert found.length >= found.bound
    if not found.unplaced:
        assert best is not None
        assert found.bound <= best <= found.length


@given(problems(max_items=4, plain=True))
def test_what_cannot_all_be_placed_is_not(problem):
    if shortest(problem) is None:
        assert place(problem).unplaced


@given(problems(), st.integers(1, 60), st.integers(0, 3))
def test_effort_never_makes_it_longer_where_everything_has_a_place(problem, effort, seed):
    before, after = place(problem), place(problem, effort=effort, seed=seed)
    assert after == place(problem, effort=effort, seed=seed)
    if not before.unplaced:  # else what had no place may find one at the end
        assert after.unplaced == ()
        assert after.length <= before.length
    assert verify_schedule(after) == ()


@given(problems(), st.data())
def test_every_wrong_schedule_is_found_and_no_right_one(problem, data):
    assume(problem.items)
    found = place(problem)
    starts = {item.id: data.draw(st.integers(-1, problem.horizon + 1)) for item in problem.items}
    kept = {**starts, **starts_of(found)}
    for name in data.draw(st.lists(st.sampled_from(sorted(kept)), max_size=2)):
        kept[name] = starts[name]
    driver = found.placed[0].driver if found.placed else None
    assume(driver is not None)
    items = {item.id: item for item in problem.items}
    placed = tuple(
        Placement(name, start, None if items[name].length is None else start + items[name].length, driver)
        for name, start in kept.items()
    )
    seen = {
        ("wait" if one.code in ("wait-not-kept", "awaits-unknown") else one.code, one.item)
        for one in verify_schedule(Schedule(problem, placed))
    }
    outside = {name for code, name in seen if code == "outside-period"}
    unclear = {("wait", name) for name in outside}  # beyond the horizon a wait for an unknown end may be kept or not
    assert seen - unclear == faults(problem, kept) - unclear
