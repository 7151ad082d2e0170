"""Problems: what is refused, with its code and in words of both languages."""

from __future__ import annotations

import math

import pytest

from praksisplan import PlanError
from praksisplan.scheduling import Demand, Item, Lag, LagKind, Problem, Supply, place

GROUP = Supply("g", ((0, 2),))


def refused(make):
    """The faults of what must be refused; each is told in both languages, in different words."""
    with pytest.raises(PlanError) as raised:
        make()
    faults = raised.value.faults
    assert faults
    for fault in faults:
        assert fault.message
        assert fault.danish
        assert fault.message != fault.danish
    return faults


BAD = [math.nan, math.inf, -math.inf, -1, 1.0, 0.5, True, "1", [1]]


@pytest.mark.parametrize("value", BAD, ids=repr)
@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("length", lambda value: Item("a", value)),
        ("earliest", lambda value: Item("a", 1, earliest=value)),
        ("deadline", lambda value: Item("a", 1, deadline=value)),
        ("amount", lambda value: Demand("g", value)),
        ("least", lambda value: Lag("a", least=value)),
        ("most", lambda value: Lag("a", most=value)),
        ("horizon", lambda value: Problem(value, ())),
        ("steps[0][0]", lambda value: Supply("g", ((value, 1),))),
        ("steps[0][1]", lambda value: Supply("g", ((0, value),))),
        ("meetings[0]", lambda value: Supply("g", (), (value,))),
    ],
)
def test_every_number_is_whole_and_finite_and_not_negative(name, make, value):
    (fault,) = refused(lambda: make(value))
    assert (fault.code, fault.path) == ("bad-number", name)
    assert "expected a whole number" in fault.message
    assert "et helt tal" in fault.danish


@pytest.mark.parametrize("value", [None, "0", math.nan])
def test_what_must_be_a_number_is_not_left_out(value):
    for make in (lambda: Demand("g", value), lambda: Lag("a", least=value), lambda: Item("a", 1, earliest=value)):
        assert [fault.code for fault in refused(make)] == ["bad-number"]


@pytest.mark.parametrize("effort", [-1, 1.5, math.nan, math.inf, None, "1", True])
def test_an_effort_is_a_number_of_schedules(effort):
    (fault,) = refused(lambda: place(Problem(1, ()), effort=effort))
    assert (fault.code, fault.path) == ("bad-number", "effort")


@pytest.mark.parametrize("value", [5, None, "ab", {}])
@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("needs", lambda value: Item("a", 1, needs=value)),
        ("lags", lambda value: Item("a", 1, lags=value)),
        ("steps", lambda value: Supply("g", value)),
        ("meetings", lambda value: Supply("g", (), value)),
        ("items", lambda value: Problem(1, value)),
        ("supplies", lambda value: Problem(1, (), value)),
    ],
)
def test_what_is_not_several_is_refused(name, make, value):
    (fault,) = refused(lambda: make(value))
    assert (fault.code, fault.path) == ("wrong-type", name)
    assert getattr(make([]), name) == ()


def test_a_horizon_is_not_empty():
    (fault,) = refused(lambda: Problem(0, ()))
    assert (fault.code, fault.path) == ("bad-number", "horizon")
    assert "1" in fault.message
    assert Problem(1, ()).items == ()


@pytest.mark.parametrize("steps", [((1, 1), (1, 2)), ((2, 1), (1, 2)), ((0, 1), (3, 0), (2, 1))])
def test_steps_stand_in_order(steps):
    (fault,) = refused(lambda: Supply("g", steps))
    assert (fault.code, fault.path) == ("bad-number", "steps")


def test_a_range_of_a_wait_is_not_turned_round():
    (fault,) = refused(lambda: Lag("a", least=3, most=2))
    assert (fault.code, fault.path) == ("order", "most")
    assert "3" in fault.danish
    assert Lag("a", least=3, most=3).units == 3
    assert Lag("a", least=1, most=4).units == 4
    assert Lag("a", least=1).units == 1
    assert Lag("a").kind is LagKind.FINISH_START


@pytest.mark.parametrize(("length", "earliest", "deadline"), [(1, 0, 0), (3, 0, 2), (2, 4, 5), (None, 3, 2), (0, 1, 0)])
def test_a_deadline_leaves_room_after_the_earliest_start(length, earliest, deadline):
    (fault,) = refused(lambda: Item("opgave 7", length, earliest=earliest, deadline=deadline))
    assert (fault.code, fault.path) == ("order", "deadline")
    assert "opgave 7" in fault.message
    assert "opgave 7" in fault.danish


@pytest.mark.parametrize(("length", "earliest", "deadline"), [(1, 0, 1), (2, 4, 6), (None, 3, 3), (0, 1, 1)])
def test_a_deadline_may_leave_exactly_the_room(length, earliest, deadline):
    assert Item("a", length, earliest=earliest, deadline=deadline).deadline == deadline


def test_two_of_one_name_are_refused():
    faults = refused(lambda: Problem(1, (Item("a", 1), Item("b", 1), Item("a", 2)), (GROUP, GROUP)))
    assert [(fault.code, fault.path) for fault in faults] == [("duplicate-id", "items"), ("duplicate-id", "supplies")]


def test_what_is_not_there_is_refused():
    items = (
        Item("a", 1, lags=(Lag("nix"),)),
        Item("b", 1, needs=(Demand("nobody"),)),
        Item("c", 1, meeting="council"),
        Item("d", 1, needs=(Demand("g", 2),), lags=(Lag("a"),)),
    )
    faults = refused(lambda: Problem(1, items, (GROUP,)))
    assert [(fault.code, fault.path) for fault in faults] == [
        ("unknown-item", "items.a"),
        ("unknown-body", "items.b"),
        ("unknown-body", "items.c"),
    ]
    for fault, name in zip(faults, ("nix", "nobody", "council")):
        assert name in fault.message
        assert name in fault.danish


def test_a_need_above_anything_the_body_ever_carries_is_refused():
    supply = Supply("g", ((0, 1), (2, 3), (4, 0)))
    (fault,) = refused(lambda: Problem(9, (Item("a", 1, needs=(Demand("g", 4),)),), (supply,)))
    assert (fault.code, fault.path) == ("too-much", "items.a.needs")
    assert "4" in fault.message
    assert "3" in fault.danish
    assert Problem(9, (Item("a", 1, needs=(Demand("g", 3),)),), (supply,)).supplies == (supply,)
    (fault,) = refused(lambda: Problem(9, (Item("a", 1, needs=(Demand("e"),)),), (Supply("e", ()),)))
    assert fault.code == "too-much"


@pytest.mark.parametrize("amounts", [(2, 1), (1, 1, 1), (2, 2)])
def test_needs_that_are_together_above_anything_the_body_carries_are_refused(amounts):
    needs = tuple(Demand("g", amount) for amount in amounts)
    items = (Item("first", 1, needs=(Demand("g", 1),)), Item("a", 1, needs=needs, rank=1))
    assert [fault.code for fault in refused(lambda: Problem(4, items, (GROUP,)))] == ["too-much"]


def test_every_fault_of_a_problem_is_told_at_once():
    items = (Item("a", 1, lags=(Lag("x"), Lag("y")), needs=(Demand("g", 9),)), Item("a", 1))
    codes = [fault.code for fault in refused(lambda: Problem(1, items, (GROUP,)))]
    assert sorted(codes) == ["duplicate-id", "too-much", "unknown-item", "unknown-item"]


def test_what_a_body_carries_in_a_unit():
    supply = Supply("g", ((2, 3), (5, 0), (7, 1)))
    assert [supply.at(unit) for unit in range(9)] == [0, 0, 3, 3, 3, 0, 0, 1, 1]
    assert supply.most == 3
    assert (Supply("g", ()).most, Supply("g", ()).at(3)) == (0, 0)


@pytest.mark.parametrize("kind", [None, 1, True])
def test_a_wait_joins_ends_by_a_kind(kind):
    assert Lag("a", "start_start") == Lag("a", LagKind.START_START)
    with pytest.raises(PlanError) as caught:
        Lag("a", kind)
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [("wrong-type", "kind")]


def test_a_step_is_a_first_unit_and_an_amount():
    (fault,) = refused(lambda: Supply("g", ((0, 1, 2),)))
    assert (fault.code, fault.path) == ("wrong-type", "steps[0]")
