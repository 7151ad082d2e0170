"""Large problems: shortcuts are taken, and what is returned is still right."""

from __future__ import annotations

from praksisplan.scheduling import (
    Activity,
    Dependency,
    Problem,
    Requirement,
    Resource,
    UnplacedReason,
    schedule_activities,
    verify_schedule,
)

GROUP = (Requirement("group"),)


def test_a_long_chain_has_the_bound_of_its_length():
    """6,000 activities, each after the one before: too many for bounds by sets of which no two can overlap."""
    activities = tuple(
        Activity(str(one), 1, requirements=GROUP, dependencies=(Dependency(str(one - 1)),) if one else ())
        for one in range(6_000)
    )
    found = schedule_activities(Problem(6_000, activities, (Resource("group", ((0, 1),)),)))
    assert (found.makespan, found.bound, found.unplaced) == (6_000, 6_000, ())


def test_the_work_of_a_body_bounds_many_heads():
    """1,000 activities that may start one unit apart, one at a time, two units each: the work ends at 2,000."""
    activities = tuple(Activity(str(one), 2, requirements=GROUP, earliest=one) for one in range(1_000))
    found = schedule_activities(Problem(2_000, activities, (Resource("group", ((0, 1),)),)))
    assert (found.makespan, found.bound) == (2_000, 2_000)


def test_many_missed_deadlines_are_kept_by_going_by_dates():
    """3,000 activities, one at a time; the last 600 by priority are due first. No single trial can mend them all."""
    activities = tuple(
        Activity(str(one), 1, requirements=GROUP, priority=one, deadline=one - 2_399 if one >= 2_400 else None)
        for one in range(3_000)
    )
    found = schedule_activities(Problem(3_000, activities, (Resource("group", ((0, 1),)),)))
    assert not found.unplaced
    assert {one.start for one in found.placed if int(one.activity) >= 2_400} == set(range(600))
    assert not verify_schedule(found)


def test_items_without_a_place_for_the_same_reason_share_the_answer():
    activities = tuple(Activity(str(one), 1, requirements=GROUP) for one in range(5))
    found = schedule_activities(Problem(3, activities, (Resource("group", ((0, 1),)),)))
    first, second = found.unplaced
    assert first.reason is second.reason is UnplacedReason.CAPACITY_FULL
    assert first.targets == ("group",)
    assert set(first.taken_by) == {one.activity for one in found.placed}
    assert second.taken_by == first.taken_by
