"""Small problems worked out by hand: where everything is placed, what drove it there, and what has no place and why."""

from __future__ import annotations

import sys

import pytest

from praksisplan.scheduling import (
    Demand,
    Item,
    Lag,
    LagKind,
    PlacementDriver,
    Problem,
    Supply,
    UnplacedReason,
    place,
    verify_schedule,
)

ONE = (Supply("g", ((0, 1),)),)
GROUP = (Demand("g"),)
FS, SS, FF, SF = LagKind.FINISH_START, LagKind.START_START, LagKind.FINISH_FINISH, LagKind.START_FINISH


def told(horizon, items, supplies=(), **more):
    """What is told of each item: start, driver or reason, and who is behind it."""
    found = place(Problem(horizon, tuple(items), tuple(supplies)), **more)
    assert verify_schedule(found) == ()
    answer = {one.item: (one.start, one.driver.value, one.targets, one.taken_by) for one in found.placed}
    assert all(
        one.end == (None if item.length is None else one.start + item.length)
        for one in found.placed
        for item in items
        if item.id == one.item
    )
    return answer | {one.item: (one.reason.value, one.targets, one.taken_by) for one in found.unplaced}


# --- drivers


def test_what_nothing_holds_starts_with_the_first_unit():
    assert told(3, [Item("a", 2), Item("b", 3)]) == {"a": (0, "horizon", (), ()), "b": (0, "horizon", (), ())}


def test_its_own_earliest_start():
    assert told(5, [Item("a", 2, earliest=3)])["a"] == (3, "earliest", (), ())


def test_a_body_that_others_took():
    items = [Item("a", 2, needs=GROUP), Item("b", 2, needs=GROUP), Item("c", 1, needs=GROUP)]
    found = told(5, items, ONE)
    assert found["a"] == (0, "horizon", (), ())
    assert found["b"] == (2, "capacity", ("g",), ("a",))
    assert found["c"] == (4, "capacity", ("g",), ("b",))


def test_a_body_that_does_not_carry_anything_yet():
    supply = Supply("g", ((0, 0), (2, 1), (4, 0), (6, 1)))
    found = told(9, [Item("a", 2, needs=GROUP), Item("b", 2, needs=GROUP), Item("c", 1)], [supply])
    assert found["a"] == (2, "capacity", ("g",), ())
    assert found["b"][:3] == (6, "capacity", ("g",))
    assert found["c"] == (0, "horizon", (), ())


def test_what_is_too_long_for_a_gap_starts_after_it():
    supply = Supply("g", ((0, 1), (2, 0), (3, 1)))
    assert told(9, [Item("a", 3, needs=GROUP)], [supply])["a"] == (3, "capacity", ("g",), ())
    assert told(9, [Item("a", 2, needs=GROUP)], [supply])["a"] == (0, "horizon", (), ())


def test_the_bodies_and_all_who_took_them():
    bodies = [Supply("g", ((0, 2),)), Supply("h", ((0, 1),))]
    both = (Demand("g", 2), Demand("h"))
    items = [
        Item("a", 2, needs=GROUP),
        Item("b", 2, needs=(*GROUP, Demand("h"))),
        Item("c", 1, needs=both, rank=1),
    ]
    assert told(5, items, bodies)["c"] == (2, "capacity", ("g", "h"), ("a", "b"))


def test_the_next_meeting_of_a_body():
    supply = Supply("m", (), (2, 5))
    found = told(9, [Item("a", 1, meeting="m"), Item("b", 1, meeting="m", earliest=3)], [supply])
    assert found == {"a": (2, "meeting", ("m",), ()), "b": (5, "meeting", ("m",), ())}
    assert told(9, [Item("a", 1, meeting="m", earliest=5)], [supply])["a"] == (5, "earliest", (), ())


def test_a_meeting_that_a_body_had_no_room_for():
    supplies = [Supply("g", ((0, 1),)), Supply("m", (), (0, 2))]
    items = [Item("a", 1, needs=GROUP), Item("b", 1, needs=GROUP, meeting="m", rank=1)]
    found = told(3, items, supplies)
    assert (found["a"][0], found["b"]) == (0, (2, "meeting", ("m",), ()))
    items = [Item("a", 1, needs=GROUP, deadline=1), items[1]]
    assert told(3, items, supplies)["b"][0] == 2


def test_a_wait_that_is_told_before_an_equal_earliest_start():
    items = [Item("a", 2), Item("b", 1, lags=(Lag("a"),), earliest=2)]
    assert told(5, items)["b"] == (2, "await", ("a",), ())


def test_every_item_that_a_start_awaits_is_told():
    items = [Item("a", 2), Item("b", 2), Item("c", 1), Item("d", 1, lags=(Lag("a"), Lag("b"), Lag("c")))]
    assert told(5, items)["d"] == (2, "await", ("a", "b"), ())


def test_two_waits_for_the_same_item_are_both_told():
    for lags in ((Lag("a"), Lag("a", SS)), (Lag("a", SS), Lag("a"))):
        assert told(9, [Item("a", 3), Item("b", 1, lags=lags)])["b"] == (3, "await", ("a",), ())


def test_two_needs_of_one_body_add_up():
    items = [Item("a", 2, needs=GROUP), Item("b", 1, needs=(*GROUP, *GROUP), rank=1)]
    assert told(9, items, [Supply("g", ((0, 2),))])["b"] == (2, "capacity", ("g",), ("a",))


# --- waits: a starts at 2 and ends at 5; b has length 2


@pytest.mark.parametrize(
    ("lag", "start"),
    [
        (Lag("a"), 5),
        (Lag("a", FS, 2), 7),
        (Lag("a", FS, 1, 4), 9),
        (Lag("a", SS), 2),
        (Lag("a", SS, 3), 5),
        (Lag("a", SS, 0, 2), 4),
        (Lag("a", FF), 3),
        (Lag("a", FF, 3), 6),
        (Lag("a", FF, 0, 4), 7),
        (Lag("a", SF), 0),
        (Lag("a", SF, 3), 3),
        (Lag("a", SF, 1, 5), 5),
    ],
)
def test_waits_of_every_kind(lag, start):
    found = told(12, [Item("a", 3, earliest=2), Item("b", 2, lags=(lag,))])
    assert found["b"] == ((start, "await", ("a",), ()) if start else (0, "horizon", (), ()))


def test_a_wait_lets_the_other_end_first_but_not_start_first():
    found = told(9, [Item("a", 1, earliest=4), Item("b", 4, lags=(Lag("a", FF),))])
    assert found["b"] == (1, "await", ("a",), ())  # ends with a, at 5


# --- unknown and zero lengths


def test_an_unknown_length_keeps_its_body_to_the_end():
    items = [Item("a", None, needs=GROUP), Item("b", 2, needs=GROUP, rank=1)]
    found = told(6, items, ONE)
    assert found["a"][:2] == (0, "horizon")
    assert found["b"] == ("capacity_full", ("g",), ("a",))
    turned = [Item("a", None, needs=GROUP, rank=1), Item("b", 2, needs=GROUP)]
    assert told(6, turned, ONE)["a"] == (2, "capacity", ("g",), ("b",))


def test_an_unknown_length_after_the_last_gap():
    supply = Supply("g", ((0, 1), (2, 0), (3, 1)))
    assert told(6, [Item("a", None, needs=GROUP)], [supply])["a"] == (3, "capacity", ("g",), ())


def test_an_unknown_length_starts_at_a_meeting():
    found = told(6, [Item("a", None, meeting="m")], [Supply("m", (), (2,))])
    assert found["a"] == (2, "meeting", ("m",), ())
    assert told(6, [Item("a", None, meeting="m")], [Supply("m", (), (7,))])["a"] == ("no_meeting", ("m",), ())


def test_an_unknown_length_that_no_unit_has_room_for_has_no_place():
    found = told(4, [Item("a", None, needs=GROUP)], [Supply("g", ((0, 1), (2, 0)))])
    assert found["a"] == ("capacity_full", ("g",), ())


def test_what_awaits_the_end_of_an_unknown_length_has_no_place_and_what_awaits_its_start_has():
    lags = {"fs": Lag("a"), "ff": Lag("a", FF), "ss": Lag("a", SS, 2), "sf": Lag("a", SF, 2)}
    found = told(9, [Item("a", None, earliest=1), *(Item(name, 1, lags=(lag,)) for name, lag in lags.items())])
    assert found["a"] == (1, "earliest", (), ())
    assert found["fs"] == found["ff"] == ("awaits_unknown", ("a",), ())
    assert found["ss"] == (3, "await", ("a",), ())
    assert found["sf"] == (2, "await", ("a",), ())


def test_no_length_takes_no_room():
    items = [Item("a", 1, needs=GROUP), Item("b", 0, needs=GROUP), Item("c", 0, lags=(Lag("a"),))]
    found = told(2, items, ONE)
    assert found == {"a": (0, "horizon", (), ()), "b": (0, "horizon", (), ()), "c": (1, "await", ("a",), ())}
    assert told(1, items, ONE)["c"] == ("outside_period", ("a",), ())  # it starts in no unit


# --- what has no place


def test_a_circle_and_what_waits_for_it():
    items = [
        Item("a", 1, lags=(Lag("b"),)),
        Item("b", 1, lags=(Lag("a"),)),
        Item("c", 1, lags=(Lag("b"),)),
        Item("d", 1, lags=(Lag("c", SS),)),
        Item("e", 1),
        Item("f", 1, lags=(Lag("f"),)),
        Item("before", 1),
    ]
    items[0] = Item("a", 1, lags=(Lag("b"), Lag("before")))
    found = told(5, items)
    assert found["a"] == ("cycle", ("b",), ())
    assert found["b"] == ("cycle", ("a",), ())
    assert found["c"] == ("awaits_unknown", ("b",), ())
    assert found["d"] == ("awaits_unknown", ("c",), ())
    assert found["f"] == ("cycle", ("f",), ())
    assert found["e"] == found["before"] == (0, "horizon", (), ())


def test_what_lies_between_two_circles_is_in_none():
    items = [
        Item("a", 1, lags=(Lag("b"),)),
        Item("b", 1, lags=(Lag("a"),)),
        Item("between", 1, lags=(Lag("a"),)),
        Item("c", 1, lags=(Lag("d"), Lag("between"))),
        Item("d", 1, lags=(Lag("c"),)),
    ]
    found = told(5, items)
    assert found["between"] == ("awaits_unknown", ("a",), ())
    assert found["c"][0] == "cycle"


def test_nothing_at_all():
    found = place(Problem(1, ()))
    assert (found.placed, found.unplaced, found.length, found.bound) == ((), (), 0, 0)


def test_nothing_that_can_be_placed():
    assert told(1, [Item("a", 2)]) == {"a": ("outside_period", (), ())}
    assert told(1, [Item("a", 1, lags=(Lag("a"),))]) == {"a": ("cycle", ("a",), ())}


def test_a_body_without_room():
    items = [Item("a", 2, needs=GROUP), Item("b", 2, needs=GROUP), Item("c", 1, needs=GROUP, rank=1)]
    assert told(4, items, ONE)["c"] == ("capacity_full", ("g",), ("a", "b"))


def test_what_awaits_what_has_no_place():
    items = [Item("a", 3, needs=GROUP), Item("b", 2, needs=GROUP, rank=1), Item("c", 1, lags=(Lag("b"),), rank=2)]
    found = told(4, items, ONE)
    assert found["b"] == ("capacity_full", ("g",), ("a",))
    assert found["c"] == ("awaits_unknown", ("b",), ())


def test_a_body_that_does_not_meet_in_time():
    supply = Supply("m", (), (1, 4))
    items = [Item("a", 1, meeting="m", earliest=2, deadline=4), Item("b", 2, meeting="m", earliest=2), Item("c", 1)]
    found = told(5, items, [supply])
    assert found["a"] == found["b"] == ("no_meeting", ("m",), ())


def test_only_those_who_took_a_unit_with_a_meeting_took_the_room():
    supplies = [*ONE, Supply("m", (), (0,))]
    items = [
        Item("a", 1, needs=GROUP, deadline=1),
        Item("b", 1, needs=GROUP, earliest=3, deadline=4),
        Item("c", 1, needs=GROUP, meeting="m", rank=1),
    ]
    assert told(5, items, supplies)["c"] == ("capacity_full", ("g",), ("a",))


def test_outside_the_period():
    found = told(4, [Item("a", 5), Item("b", 3), Item("c", 2, lags=(Lag("b"),)), Item("d", 1, earliest=4)])
    assert found["a"] == found["d"] == ("outside_period", (), ())
    assert found["c"] == ("outside_period", ("b",), ())
    assert found["b"] == (0, "horizon", (), ())


def test_too_late_for_a_deadline():
    found = told(9, [Item("a", 3), Item("b", 2, lags=(Lag("a"),), deadline=4), Item("c", 2, deadline=2)])
    assert found["b"] == ("deadline", ("a",), ())
    assert found["c"] == (0, "horizon", (), ())
    late = told(4, [Item("a", 3), Item("b", 2, lags=(Lag("a"),), deadline=9)])
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
    items = [Item(name, 1, needs=GROUP, rank=rank) for name, rank in (("a", 2), ("b", 1), ("c", 1), ("d", -3))]
    found = told(9, items, ONE)
    assert [found[name][0] for name in "abcd"] == [3, 1, 2, 0]


def test_the_rank_decides_who_has_no_place():
    items = [Item("a", 2, needs=GROUP, rank=2), Item("b", 2, needs=GROUP, rank=1)]
    found = told(3, items, ONE)
    assert (found["b"][0], found["a"]) == (0, ("capacity_full", ("g",), ("b",)))


def test_the_shortest_schedule_is_kept_though_a_wish_comes_later():
    items = [
        Item("wish", 3, needs=GROUP, rank=0),
        Item("first", 1, needs=GROUP, rank=1),
        Item("tail", 6, lags=(Lag("first"),), rank=2),
    ]
    found = place(Problem(20, tuple(items), ONE))
    assert (found.length, found.bound) == (7, 7)  # first, then both
    assert (found.start("first"), found.start("wish"), found.start("tail")) == (0, 1, 1)


def test_the_bound_by_the_longest_chain_and_by_the_work_of_a_body():
    chain = Problem(20, (Item("a", 3), Item("b", 4, lags=(Lag("a", FS, 2),)), Item("c", 2)))
    assert (place(chain).bound, place(chain).length) == (9, 9)
    work = Problem(20, tuple(Item(str(one), 3, needs=GROUP) for one in range(5)), (Supply("g", ((0, 2),)),))
    assert place(work).bound == 8  # 15 units of work, 2 in each
    assert place(work).length == 9
    assert place(Problem(2, (Item("a", 1), Item("b", 3)))).bound == 1  # of what is placed


# --- the same answer each time


def hard():
    """Items of many lengths that wait for each other and need two bodies."""
    lengths = (3, 5, 2, 4, 1, 6, 2, 3, 5, 4, 2, 3, 1, 4, 2, 6)
    items = tuple(
        Item(
            str(place_),
            length,
            needs=(Demand("gh"[place_ % 2], 1 + length % 3), Demand("gh"[(place_ + 1) % 2], place_ % 2)),
            lags=tuple(Lag(str(other)) for other in {place_ // 2, place_ - 5} if 0 <= other < place_ and place_ > 2),
        )
        for place_, length in enumerate(lengths)
    )
    return Problem(80, items, (Supply("g", ((0, 3),)), Supply("h", ((0, 4),))))


@pytest.mark.parametrize("effort", [0, 1, 50, 400])
@pytest.mark.parametrize("seed", [0, 7])
def test_the_same_effort_and_seed_give_the_same_schedule(effort, seed):
    problem = hard()
    first = place(problem, effort=effort, seed=seed)
    assert first == place(hard(), effort=effort, seed=seed)
    assert verify_schedule(first) == ()
    assert place(problem).length >= first.length >= first.bound > 0


def test_effort_never_makes_it_longer_where_times_are_tight():
    items = tuple(
        Item(
            str(one),
            1 + one % 3,
            needs=GROUP,
            lags=(Lag(str(one - 3), LagKind.START_START, 1),) if one > 2 else (),
            meeting="m" if one % 4 == 1 else None,
            earliest=one % 2,
            deadline=30 if one % 5 == 0 else None,
        )
        for one in range(12)
    )
    supplies = (Supply("g", ((0, 1), (3, 2), (9, 0), (11, 1))), Supply("m", (), tuple(range(0, 60, 5))))
    problem = Problem(60, items, supplies)
    before = place(problem)
    for effort in (1, 10, 300):
        after = place(problem, effort=effort)
        assert after.length <= before.length
        assert len(after.unplaced) <= len(before.unplaced)


def test_a_long_chain_and_a_low_recursion_limit():
    items = tuple(Item(str(one), 1, lags=(Lag(str(one - 1)),) if one else ()) for one in range(2000))
    circle = tuple(Item(str(one), 1, lags=(Lag(str((one + 1) % 2000)),)) for one in range(2000))
    waiting = (*circle[:1], Item("1", 1, lags=(Lag("0"),)), *items[2:])
    limit = sys.getrecursionlimit()
    depth = 0
    frame = sys._getframe()
    while frame is not None:
        depth, frame = depth + 1, frame.f_back
    sys.setrecursionlimit(depth + 200)
    try:
        found = place(Problem(2000, items))
        circular = place(Problem(2000, circle))
        stuck = place(Problem(2000, waiting))
        short = place(Problem(1000, items))
    finally:
        sys.setrecursionlimit(limit)
    assert [one.start for one in found.placed] == list(range(2000))
    assert found.length == found.bound == 2000
    assert {one.reason for one in circular.unplaced} == {UnplacedReason.CYCLE}
    assert len(circular.unplaced) == 2000
    assert [one.reason.value for one in stuck.unplaced] == ["cycle"] * 2 + ["awaits_unknown"] * 1998
    assert (len(short.placed), len(short.unplaced)) == (1000, 1000)
