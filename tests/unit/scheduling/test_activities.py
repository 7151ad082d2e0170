"""Small problems worked out by hand: where everything is placed, what drove it there, and what has no place and why."""

from __future__ import annotations

import sys

import pytest

from praksisplan.scheduling import (
    Activity,
    Dependency,
    DependencyKind,
    PlacementDriver,
    Problem,
    Requirement,
    Resource,
    SolverOptions,
    UnplacedReason,
    schedule_activities,
    verify_schedule,
)

ONE = (Resource("g", ((0, 1),)),)
GROUP = (Requirement("g"),)
FS, SS, FF, SF = (
    DependencyKind.FINISH_START,
    DependencyKind.START_START,
    DependencyKind.FINISH_FINISH,
    DependencyKind.START_FINISH,
)


def told(horizon, activities, resources=(), **more):
    """What is told of each activity: start, driver or reason, and who is behind it."""
    found = schedule_activities(Problem(horizon, tuple(activities), tuple(resources)), **more)
    assert verify_schedule(found) == ()
    answer = {one.activity: (one.start, one.driver.value, one.targets, one.taken_by) for one in found.placed}
    assert all(
        one.end == (None if activity.duration is None else one.start + activity.duration)
        for one in found.placed
        for activity in activities
        if activity.id == one.activity
    )
    return answer | {one.activity: (one.reason.value, one.targets, one.taken_by) for one in found.unplaced}


# --- drivers


def test_what_nothing_holds_starts_with_the_first_unit():
    assert told(3, [Activity("a", 2), Activity("b", 3)]) == {"a": (0, "horizon", (), ()), "b": (0, "horizon", (), ())}


def test_its_own_earliest_start():
    assert told(5, [Activity("a", 2, earliest=3)])["a"] == (3, "earliest", (), ())


def test_a_body_that_others_took():
    activities = [
        Activity("a", 2, requirements=GROUP),
        Activity("b", 2, requirements=GROUP),
        Activity("c", 1, requirements=GROUP),
    ]
    found = told(5, activities, ONE)
    assert found["a"] == (0, "horizon", (), ())
    assert found["b"] == (2, "capacity", ("g",), ("a",))
    assert found["c"] == (4, "capacity", ("g",), ("b",))


def test_a_body_that_does_not_carry_anything_yet():
    resource = Resource("g", ((0, 0), (2, 1), (4, 0), (6, 1)))
    found = told(
        9, [Activity("a", 2, requirements=GROUP), Activity("b", 2, requirements=GROUP), Activity("c", 1)], [resource]
    )
    assert found["a"] == (2, "capacity", ("g",), ())
    assert found["b"][:3] == (6, "capacity", ("g",))
    assert found["c"] == (0, "horizon", (), ())


def test_what_is_too_long_for_a_gap_starts_after_it():
    resource = Resource("g", ((0, 1), (2, 0), (3, 1)))
    assert told(9, [Activity("a", 3, requirements=GROUP)], [resource])["a"] == (3, "capacity", ("g",), ())
    assert told(9, [Activity("a", 2, requirements=GROUP)], [resource])["a"] == (0, "horizon", (), ())


def test_the_bodies_and_all_who_took_them():
    bodies = [Resource("g", ((0, 2),)), Resource("h", ((0, 1),))]
    both = (Requirement("g", 2), Requirement("h"))
    activities = [
        Activity("a", 2, requirements=GROUP),
        Activity("b", 2, requirements=(*GROUP, Requirement("h"))),
        Activity("c", 1, requirements=both, priority=1),
    ]
    assert told(5, activities, bodies)["c"] == (2, "capacity", ("g", "h"), ("a", "b"))


def test_the_next_meeting_of_a_body():
    resource = Resource("m", (), (2, 5))
    found = told(9, [Activity("a", 1, meeting="m"), Activity("b", 1, meeting="m", earliest=3)], [resource])
    assert found == {"a": (2, "meeting", ("m",), ()), "b": (5, "meeting", ("m",), ())}
    assert told(9, [Activity("a", 1, meeting="m", earliest=5)], [resource])["a"] == (5, "earliest", (), ())


def test_a_meeting_that_a_body_had_no_room_for():
    resources = [Resource("g", ((0, 1),)), Resource("m", (), (0, 2))]
    activities = [Activity("a", 1, requirements=GROUP), Activity("b", 1, requirements=GROUP, meeting="m", priority=1)]
    found = told(3, activities, resources)
    assert (found["a"][0], found["b"]) == (0, (2, "meeting", ("m",), ()))
    activities = [Activity("a", 1, requirements=GROUP, deadline=1), activities[1]]
    assert told(3, activities, resources)["b"][0] == 2


def test_a_wait_that_is_told_before_an_equal_earliest_start():
    activities = [Activity("a", 2), Activity("b", 1, dependencies=(Dependency("a"),), earliest=2)]
    assert told(5, activities)["b"] == (2, "await", ("a",), ())


def test_every_item_that_a_start_awaits_is_told():
    activities = [
        Activity("a", 2),
        Activity("b", 2),
        Activity("c", 1),
        Activity("d", 1, dependencies=(Dependency("a"), Dependency("b"), Dependency("c"))),
    ]
    assert told(5, activities)["d"] == (2, "await", ("a", "b"), ())


def test_two_waits_for_the_same_item_are_both_told():
    for lags in ((Dependency("a"), Dependency("a", SS)), (Dependency("a", SS), Dependency("a"))):
        assert told(9, [Activity("a", 3), Activity("b", 1, dependencies=lags)])["b"] == (3, "await", ("a",), ())


def test_two_needs_of_one_body_add_up():
    activities = [Activity("a", 2, requirements=GROUP), Activity("b", 1, requirements=(*GROUP, *GROUP), priority=1)]
    assert told(9, activities, [Resource("g", ((0, 2),))])["b"] == (2, "capacity", ("g",), ("a",))


# --- waits: a starts at 2 and ends at 5; b has length 2


@pytest.mark.parametrize(
    ("lag", "start"),
    [
        (Dependency("a"), 5),
        (Dependency("a", FS, 2), 7),
        (Dependency("a", FS, 1, 4), 9),
        (Dependency("a", SS), 2),
        (Dependency("a", SS, 3), 5),
        (Dependency("a", SS, 0, 2), 4),
        (Dependency("a", FF), 3),
        (Dependency("a", FF, 3), 6),
        (Dependency("a", FF, 0, 4), 7),
        (Dependency("a", SF), 0),
        (Dependency("a", SF, 3), 3),
        (Dependency("a", SF, 1, 5), 5),
    ],
)
def test_waits_of_every_kind(lag, start):
    found = told(12, [Activity("a", 3, earliest=2), Activity("b", 2, dependencies=(lag,))])
    assert found["b"] == ((start, "await", ("a",), ()) if start else (0, "horizon", (), ()))


def test_a_wait_lets_the_other_end_first_but_not_start_first():
    found = told(9, [Activity("a", 1, earliest=4), Activity("b", 4, dependencies=(Dependency("a", FF),))])
    assert found["b"] == (1, "await", ("a",), ())  # ends with a, at 5


# --- unknown and zero lengths


def test_an_unknown_length_keeps_its_body_to_the_end():
    activities = [Activity("a", None, requirements=GROUP), Activity("b", 2, requirements=GROUP, priority=1)]
    found = told(6, activities, ONE)
    assert found["a"][:2] == (0, "horizon")
    assert found["b"] == ("capacity_full", ("g",), ("a",))
    turned = [Activity("a", None, requirements=GROUP, priority=1), Activity("b", 2, requirements=GROUP)]
    assert told(6, turned, ONE)["a"] == (2, "capacity", ("g",), ("b",))


def test_an_unknown_length_after_the_last_gap():
    resource = Resource("g", ((0, 1), (2, 0), (3, 1)))
    assert told(6, [Activity("a", None, requirements=GROUP)], [resource])["a"] == (3, "capacity", ("g",), ())


def test_an_unknown_length_starts_at_a_meeting():
    found = told(6, [Activity("a", None, meeting="m")], [Resource("m", (), (2,))])
    assert found["a"] == (2, "meeting", ("m",), ())
    assert told(6, [Activity("a", None, meeting="m")], [Resource("m", (), (7,))])["a"] == ("no_meeting", ("m",), ())


def test_an_unknown_length_that_no_unit_has_room_for_has_no_place():
    found = told(4, [Activity("a", None, requirements=GROUP)], [Resource("g", ((0, 1), (2, 0)))])
    assert found["a"] == ("capacity_full", ("g",), ())


def test_what_awaits_the_end_of_an_unknown_length_has_no_place_and_what_awaits_its_start_has():
    lags = {
        "fs": Dependency("a"),
        "ff": Dependency("a", FF),
        "ss": Dependency("a", SS, 2),
        "sf": Dependency("a", SF, 2),
    }
    found = told(
        9, [Activity("a", None, earliest=1), *(Activity(name, 1, dependencies=(lag,)) for name, lag in lags.items())]
    )
    assert found["a"] == (1, "earliest", (), ())
    assert found["fs"] == found["ff"] == ("awaits_unknown", ("a",), ())
    assert found["ss"] == (3, "await", ("a",), ())
    assert found["sf"] == (2, "await", ("a",), ())


def test_no_length_takes_no_room():
    activities = [
        Activity("a", 1, requirements=GROUP),
        Activity("b", 0, requirements=GROUP),
        Activity("c", 0, dependencies=(Dependency("a"),)),
    ]
    found = told(2, activities, ONE)
    assert found == {"a": (0, "horizon", (), ()), "b": (0, "horizon", (), ()), "c": (1, "await", ("a",), ())}
    assert told(1, activities, ONE)["c"] == ("outside_period", ("a",), ())  # it starts in no unit


# --- what has no place


def test_a_circle_and_what_waits_for_it():
    activities = [
        Activity("a", 1, dependencies=(Dependency("b"),)),
        Activity("b", 1, dependencies=(Dependency("a"),)),
        Activity("c", 1, dependencies=(Dependency("b"),)),
        Activity("d", 1, dependencies=(Dependency("c", SS),)),
        Activity("e", 1),
        Activity("f", 1, dependencies=(Dependency("f"),)),
        Activity("before", 1),
    ]
    activities[0] = Activity("a", 1, dependencies=(Dependency("b"), Dependency("before")))
    found = told(5, activities)
    assert found["a"] == ("cycle", ("b",), ())
    assert found["b"] == ("cycle", ("a",), ())
    assert found["c"] == ("awaits_unknown", ("b",), ())
    assert found["d"] == ("awaits_unknown", ("c",), ())
    assert found["f"] == ("cycle", ("f",), ())
    assert found["e"] == found["before"] == (0, "horizon", (), ())


def test_what_lies_between_two_circles_is_in_none():
    activities = [
        Activity("a", 1, dependencies=(Dependency("b"),)),
        Activity("b", 1, dependencies=(Dependency("a"),)),
        Activity("between", 1, dependencies=(Dependency("a"),)),
        Activity("c", 1, dependencies=(Dependency("d"), Dependency("between"))),
        Activity("d", 1, dependencies=(Dependency("c"),)),
    ]
    found = told(5, activities)
    assert found["between"] == ("awaits_unknown", ("a",), ())
    assert found["c"][0] == "cycle"


def test_nothing_at_all():
    found = schedule_activities(Problem(1, ()))
    assert (found.placed, found.unplaced, found.makespan, found.bound) == ((), (), 0, 0)


def test_nothing_that_can_be_placed():
    assert told(1, [Activity("a", 2)]) == {"a": ("outside_period", (), ())}
    assert told(1, [Activity("a", 1, dependencies=(Dependency("a"),))]) == {"a": ("cycle", ("a",), ())}


def test_a_body_without_room():
    activities = [
        Activity("a", 2, requirements=GROUP),
        Activity("b", 2, requirements=GROUP),
        Activity("c", 1, requirements=GROUP, priority=1),
    ]
    assert told(4, activities, ONE)["c"] == ("capacity_full", ("g",), ("a", "b"))


def test_what_awaits_what_has_no_place():
    activities = [
        Activity("a", 3, requirements=GROUP),
        Activity("b", 2, requirements=GROUP, priority=1),
        Activity("c", 1, dependencies=(Dependency("b"),), priority=2),
    ]
    found = told(4, activities, ONE)
    assert found["b"] == ("capacity_full", ("g",), ("a",))
    assert found["c"] == ("awaits_unknown", ("b",), ())


def test_a_body_that_does_not_meet_in_time():
    resource = Resource("m", (), (1, 4))
    activities = [
        Activity("a", 1, meeting="m", earliest=2, deadline=4),
        Activity("b", 2, meeting="m", earliest=2),
        Activity("c", 1),
    ]
    found = told(5, activities, [resource])
    assert found["a"] == found["b"] == ("no_meeting", ("m",), ())


def test_only_those_who_took_a_unit_with_a_meeting_took_the_room():
    resources = [*ONE, Resource("m", (), (0,))]
    activities = [
        Activity("a", 1, requirements=GROUP, deadline=1),
        Activity("b", 1, requirements=GROUP, earliest=3, deadline=4),
        Activity("c", 1, requirements=GROUP, meeting="m", priority=1),
    ]
    assert told(5, activities, resources)["c"] == ("capacity_full", ("g",), ("a",))


def test_outside_the_period():
    found = told(
        4,
        [
            Activity("a", 5),
            Activity("b", 3),
            Activity("c", 2, dependencies=(Dependency("b"),)),
            Activity("d", 1, earliest=4),
        ],
    )
    assert found["a"] == found["d"] == ("outside_period", (), ())
    assert found["c"] == ("outside_period", ("b",), ())
    assert found["b"] == (0, "horizon", (), ())


def test_too_late_for_a_deadline():
    found = told(
        9,
        [Activity("a", 3), Activity("b", 2, dependencies=(Dependency("a"),), deadline=4), Activity("c", 2, deadline=2)],
    )
    assert found["b"] == ("deadline", ("a",), ())
    assert found["c"] == (0, "horizon", (), ())
    late = told(4, [Activity("a", 3), Activity("b", 2, dependencies=(Dependency("a"),), deadline=9)])
    assert late["b"] == ("outside_period", ("a",), ())


def test_every_driver_and_every_reason_has_a_case_above():
    assert {one.value for one in PlacementDriver} == {
        "horizon",
        "earliest",
        "await",
        "capacity",
        "meeting",
        "kept",  # told where a plan's schedule is made anew
        "later",
    }
    assert {one.value for one in UnplacedReason} == {
        "cycle",
        "awaits_unknown",
        "awaits_never",  # told where a plan is made a problem
        "capacity_full",
        "no_meeting",
        "outside_period",
        "deadline",
    }


# --- ranks, shorter schedules, the bound


def test_of_equals_the_smallest_rank_comes_first_then_the_first_in_the_problem():
    activities = [
        Activity(name, 1, requirements=GROUP, priority=rank) for name, rank in (("a", 2), ("b", 1), ("c", 1), ("d", -3))
    ]
    found = told(9, activities, ONE)
    assert [found[name][0] for name in "abcd"] == [3, 1, 2, 0]


def test_the_rank_decides_who_has_no_place():
    activities = [Activity("a", 2, requirements=GROUP, priority=2), Activity("b", 2, requirements=GROUP, priority=1)]
    found = told(3, activities, ONE)
    assert (found["b"][0], found["a"]) == (0, ("capacity_full", ("g",), ("b",)))


def test_the_shortest_schedule_is_kept_though_a_wish_comes_later():
    activities = [
        Activity("wish", 3, requirements=GROUP, priority=0),
        Activity("first", 1, requirements=GROUP, priority=1),
        Activity("tail", 6, dependencies=(Dependency("first"),), priority=2),
    ]
    found = schedule_activities(Problem(20, tuple(activities), ONE))
    assert (found.makespan, found.bound) == (7, 7)  # first, then both
    assert (found.start("first"), found.start("wish"), found.start("tail")) == (0, 1, 1)


def test_the_bound_by_the_longest_chain_and_by_the_work_of_a_body():
    chain = Problem(20, (Activity("a", 3), Activity("b", 4, dependencies=(Dependency("a", FS, 2),)), Activity("c", 2)))
    assert (schedule_activities(chain).bound, schedule_activities(chain).makespan) == (9, 9)
    work = Problem(
        20, tuple(Activity(str(one), 3, requirements=GROUP) for one in range(5)), (Resource("g", ((0, 2),)),)
    )
    assert schedule_activities(work).bound == 8  # 15 units of work, 2 in each
    assert schedule_activities(work).makespan == 9
    assert schedule_activities(Problem(2, (Activity("a", 1), Activity("b", 3)))).bound == 1  # of what is placed


# --- the same answer each time


def hard():
    """Items of many lengths that wait for each other and need two bodies."""
    lengths = (3, 5, 2, 4, 1, 6, 2, 3, 5, 4, 2, 3, 1, 4, 2, 6)
    activities = tuple(
        Activity(
            str(place_),
            length,
            requirements=(
                Requirement("gh"[place_ % 2], 1 + length % 3),
                Requirement("gh"[(place_ + 1) % 2], place_ % 2),
            ),
            dependencies=tuple(
                Dependency(str(other)) for other in {place_ // 2, place_ - 5} if 0 <= other < place_ and place_ > 2
            ),
        )
        for place_, length in enumerate(lengths)
    )
    return Problem(80, activities, (Resource("g", ((0, 3),)), Resource("h", ((0, 4),))))


def test_the_same_problem_gives_the_same_schedule():
    found = schedule_activities(hard())
    assert found == schedule_activities(hard())
    assert (found.status, found.end, found.gap) == (None, None, None)  # nothing was asked, nothing is told
    assert verify_schedule(found) == ()
    assert found.makespan >= found.bound > 0


def test_the_best_is_never_longer_where_times_are_tight():
    activities = tuple(
        Activity(
            str(one),
            1 + one % 3,
            requirements=GROUP,
            dependencies=(Dependency(str(one - 3), DependencyKind.START_START, 1),) if one > 2 else (),
            meeting="m" if one % 4 == 1 else None,
            earliest=one % 2,
            deadline=30 if one % 5 == 0 else None,
        )
        for one in range(12)
    )
    resources = (Resource("g", ((0, 1), (3, 2), (9, 0), (11, 1))), Resource("m", (), tuple(range(0, 60, 5))))
    problem = Problem(60, activities, resources)
    before = schedule_activities(problem)
    after = schedule_activities(problem, best=SolverOptions(0.5, workers=1))
    assert after.makespan <= before.makespan
    assert len(after.unplaced) <= len(before.unplaced)


def test_a_long_chain_and_a_low_recursion_limit():
    activities = tuple(
        Activity(str(one), 1, dependencies=(Dependency(str(one - 1)),) if one else ()) for one in range(2000)
    )
    circle = tuple(Activity(str(one), 1, dependencies=(Dependency(str((one + 1) % 2000)),)) for one in range(2000))
    waiting = (*circle[:1], Activity("1", 1, dependencies=(Dependency("0"),)), *activities[2:])
    limit = sys.getrecursionlimit()
    depth = 0
    frame = sys._getframe()
    while frame is not None:
        depth, frame = depth + 1, frame.f_back
    sys.setrecursionlimit(depth + 200)
    try:
        found = schedule_activities(Problem(2000, activities))
        circular = schedule_activities(Problem(2000, circle))
        stuck = schedule_activities(Problem(2000, waiting))
        short = schedule_activities(Problem(1000, activities))
    finally:
        sys.setrecursionlimit(limit)
    assert [one.start for one in found.placed] == list(range(2000))
    assert found.makespan == found.bound == 2000
    assert {one.reason for one in circular.unplaced} == {UnplacedReason.CYCLE}
    assert len(circular.unplaced) == 2000
    assert [one.reason.value for one in stuck.unplaced] == ["cycle"] * 2 + ["awaits_unknown"] * 1998
    assert (len(short.placed), len(short.unplaced)) == (1000, 1000)


def test_the_members_of_a_circle_are_named_in_the_order_of_the_waits():
    names = tuple(f"n{place}" for place in range(9))
    activities = (
        Activity("a", 1, dependencies=tuple(map(Dependency, names))),
        *(Activity(name, 1, dependencies=(Dependency("a"),)) for name in names),
    )
    assert schedule_activities(Problem(20, activities)).unplaced[0].targets == names
