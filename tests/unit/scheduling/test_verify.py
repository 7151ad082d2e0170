"""Schedules that are wrong, made by hand: each violation is found, and in a right schedule none."""

from __future__ import annotations

import pytest

from praksisplan import PlanError
from praksisplan.scheduling import (
    Activity,
    Dependency,
    DependencyKind,
    Placement,
    PlacementDriver,
    Problem,
    Requirement,
    Resource,
    Schedule,
    Unplaced,
    UnplacedReason,
    verify_schedule,
)
from praksisplan.scheduling.verifying import verified

GROUP = (Requirement("g"),)


def put(activity, start, end):
    return Placement(activity, start, end, PlacementDriver.COULD_START_EARLIER)


def out(activity):
    return Unplaced(activity, UnplacedReason.CAPACITY_FULL)


def codes(problem, *told):
    """The codes and what they are about, in a schedule of what is told."""
    placed = tuple(one for one in told if isinstance(one, Placement))
    unplaced = tuple(one for one in told if isinstance(one, Unplaced))
    found = verify_schedule(Schedule(problem, placed, unplaced))
    return [(one.code, one.subject) for one in found]


A = Activity("a", 2)
ONE = Problem(4, (A,))


def test_what_is_right_has_no_violation():
    resource = Resource("g", ((0, 1), (2, 2)), (0, 3))
    activities = (
        Activity("a", 2, requirements=GROUP, meeting="g"),
        Activity("b", 1, requirements=GROUP, dependencies=(Dependency("a"),), earliest=1, deadline=3),
        Activity("c", None, requirements=GROUP, meeting="g"),
        Activity("d", 0, requirements=GROUP, dependencies=(Dependency("b", DependencyKind.START_START, 1, 2),)),
    )
    told = (put("a", 0, 2), put("b", 2, 3), put("c", 3, None), put("d", 4, 4))
    assert codes(Problem(5, activities, (resource,)), *told) == []
    assert codes(Problem(5, ())) == []
    assert codes(ONE, out("a")) == []


@pytest.mark.parametrize("start", [0, 1, 2])
def test_every_start_within_the_period_is_right(start):
    assert codes(ONE, put("a", start, start + 2)) == []


def test_an_item_that_is_not_there():
    assert codes(ONE, put("a", 0, 2), put("x", 0, 1)) == [("unknown-activity", "x")]


def test_an_activity_that_occurs_twice_or_not_at_all():
    assert codes(ONE, put("a", 0, 2), put("a", 1, 3)) == [("duplicate-activity", "a")]
    assert codes(ONE, put("a", 0, 2), out("a")) == [("duplicate-activity", "a")]
    assert codes(ONE, out("a"), out("a")) == [("duplicate-activity", "a")]
    assert codes(ONE) == [("missing-activity", "a")]


def test_what_is_not_placed_is_in_the_problem_too():
    assert codes(ONE, put("a", 0, 2), out("x")) == [("unknown-activity", "x")]


@pytest.mark.parametrize(
    ("length", "end", "is_right"), [(2, 2, True), (2, 3, False), (2, None, False), (None, None, True), (None, 4, False)]
)
def test_a_wrong_end(length, end, is_right):
    expected = [] if is_right else [("wrong-end", "a")]
    assert codes(Problem(4, (Activity("a", length),)), put("a", 0, end)) == expected


def test_outside_the_period():
    assert codes(ONE, put("a", 3, 5)) == [("outside-period", "a")]
    assert ("outside-period", "a") in codes(ONE, put("a", -1, 1))


def test_before_the_earliest_start():
    assert codes(Problem(4, (Activity("a", 1, earliest=2),)), put("a", 1, 2)) == [("too-early", "a")]
    assert codes(Problem(4, (Activity("a", 1, earliest=2),)), put("a", 2, 3)) == []


def test_after_the_deadline():
    assert codes(Problem(4, (Activity("a", 1, deadline=2),)), put("a", 2, 3)) == [("deadline", "a")]
    assert codes(Problem(4, (Activity("a", 1, deadline=2),)), put("a", 1, 2)) == []


def test_without_a_meeting():
    problem = Problem(4, (Activity("a", 1, meeting="m"),), (Resource("m", (), (1, 3)), Resource("n", (), (2,))))
    assert [codes(problem, put("a", start, start + 1)) for start in range(4)] == [
        [("no-meeting", "a")],
        [],
        [("no-meeting", "a")],
        [],
    ]


# a runs 2..5 (length 3); b has length 2; the earliest start of b that keeps the wait
@pytest.mark.parametrize(
    ("kind", "least", "most", "first"),
    [
        (DependencyKind.FINISH_START, 0, None, 5),
        (DependencyKind.FINISH_START, 1, None, 6),
        (DependencyKind.FINISH_START, 1, 3, 8),
        (DependencyKind.START_START, 0, None, 2),
        (DependencyKind.START_START, 0, 2, 4),
        (DependencyKind.FINISH_FINISH, 0, None, 3),
        (DependencyKind.FINISH_FINISH, 2, None, 5),
        (DependencyKind.START_FINISH, 0, None, 0),
        (DependencyKind.START_FINISH, 4, None, 4),
    ],
)
def test_a_wait_that_is_not_kept(kind, least, most, first):
    problem = Problem(12, (Activity("a", 3), Activity("b", 2, dependencies=(Dependency("a", kind, least, most),))))
    for start in range(11):
        expected = [] if start >= first else [("wait-not-kept", "b")]
        assert codes(problem, put("a", 2, 5), put("b", start, start + 2)) == expected


def test_a_wait_for_what_is_not_placed_or_has_no_known_end():
    activities = (Activity("a", None), Activity("b", 1, dependencies=(Dependency("a"),)))
    assert codes(Problem(4, activities), out("a"), put("b", 3, 4)) == [("awaits-unknown", "b")]
    found = codes(Problem(4, activities), put("a", 0, None), put("b", 3, 4))
    assert [activity for _, activity in found] == ["b"]
    by_start = (Activity("a", None), Activity("b", 1, dependencies=(Dependency("a", DependencyKind.START_START, 2),)))
    assert codes(Problem(4, by_start), put("a", 0, None), put("b", 2, 3)) == []


def test_more_than_a_body_can_carry():
    activities = (
        Activity("a", 2, requirements=GROUP),
        Activity("b", 2, requirements=GROUP),
        Activity("c", None, requirements=(Requirement("g", 2),)),
    )
    problem = Problem(4, activities, (Resource("g", ((0, 1), (2, 2))),))
    assert codes(problem, put("a", 0, 2), put("b", 1, 3), out("c")) == [("too-much", "g")]
    assert codes(problem, put("a", 0, 2), put("b", 2, 4), out("c")) == []
    assert codes(problem, put("a", 0, 2), out("b"), put("c", 2, None)) == []
    assert codes(problem, out("a"), put("b", 2, 4), put("c", 2, None)) == [("too-much", "g")] * 2
    nothing = Problem(4, activities[:1], (Resource("g", ((1, 1),)),))
    assert codes(nothing, put("a", 0, 2)) == [("too-much", "g")]


def test_two_needs_of_one_body_add_up():
    problem = Problem(4, (Activity("a", 1, requirements=(*GROUP, *GROUP)),), (Resource("g", ((0, 1), (1, 2))),))
    assert codes(problem, put("a", 0, 1)) == [("too-much", "g")]
    assert codes(problem, put("a", 1, 2)) == []


def test_an_item_of_no_length_needs_nothing():
    activities = (Activity("a", 1, requirements=GROUP), Activity("b", 0, requirements=GROUP))
    assert codes(Problem(1, activities, (Resource("g", ((0, 1),)),)), put("a", 0, 1), put("b", 0, 0)) == []


def test_another_problem_than_its_own():
    schedule = Schedule(ONE, (put("a", 2, 4),))
    assert verify_schedule(schedule) == ()
    assert [one.code for one in verify_schedule(schedule, Problem(3, (A,)))] == ["outside-period"]


def test_violations_in_words():
    (found,) = verify_schedule(Schedule(ONE, (put("a", 3, 5),)))
    assert found.text() == found.text("da") == found.danish
    assert found.text("en") == found.english
    assert str(found) == f"a: {found.danish} [outside-period]"
    with pytest.raises(PlanError):
        found.text("de")


def test_no_scheduler_shows_a_schedule_that_is_wrong():
    right = Schedule(ONE, (put("a", 0, 2),))
    assert verified(right) is right
    with pytest.raises(PlanError) as raised:
        verified(Schedule(ONE, (put("a", 3, 4),)))
    assert {fault.code for fault in raised.value.faults} == {"wrong-schedule"}
    assert [fault.message.split(":")[0] for fault in raised.value.faults] == ["wrong-end", "outside-period"]
    assert all(fault.danish for fault in raised.value.faults)
