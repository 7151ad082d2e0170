"""Problems: what is refused, with its code and in words of both languages."""

from __future__ import annotations

import math

import pytest

from praksisplan import PlanError
from praksisplan.scheduling import Activity, Dependency, DependencyKind, Problem, Requirement, Resource

GROUP = Resource("g", ((0, 2),))


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
        ("duration", lambda value: Activity("a", value)),
        ("earliest", lambda value: Activity("a", 1, earliest=value)),
        ("deadline", lambda value: Activity("a", 1, deadline=value)),
        ("amount", lambda value: Requirement("g", value)),
        ("horizon", lambda value: Problem(value, ())),
        ("capacity[0][0]", lambda value: Resource("g", ((value, 1),))),
        ("capacity[0][1]", lambda value: Resource("g", ((0, value),))),
        ("meetings[0]", lambda value: Resource("g", (), (value,))),
    ],
)
def test_every_number_is_whole_and_finite_and_not_negative(name, make, value):
    (fault,) = refused(lambda: make(value))
    assert (fault.code, fault.path) == ("bad-number", name)
    assert "expected a whole number" in fault.message
    assert "et helt tal" in fault.danish


@pytest.mark.parametrize("value", [value for value in BAD if value != -1], ids=repr)
@pytest.mark.parametrize("name", ["min_lag", "max_lag"])
def test_a_lag_is_a_whole_number(name, value):
    (fault,) = refused(lambda: Dependency("a", **{name: value}))
    assert (fault.code, fault.path) == ("bad-number", name)
    assert fault.message.startswith("expected a whole number, got")


@pytest.mark.parametrize("value", [None, "0", math.nan])
def test_what_must_be_a_number_is_not_left_out(value):
    for make in (
        lambda: Requirement("g", value),
        lambda: Dependency("a", min_lag=value),
        lambda: Activity("a", 1, earliest=value),
    ):
        assert [fault.code for fault in refused(make)] == ["bad-number"]


@pytest.mark.parametrize("value", [5, None, "ab", {}])
@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("requirements", lambda value: Activity("a", 1, requirements=value)),
        ("dependencies", lambda value: Activity("a", 1, dependencies=value)),
        ("capacity", lambda value: Resource("g", value)),
        ("meetings", lambda value: Resource("g", (), value)),
        ("activities", lambda value: Problem(1, value)),
        ("resources", lambda value: Problem(1, (), value)),
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
    assert Problem(1, ()).activities == ()


@pytest.mark.parametrize("steps", [((1, 1), (1, 2)), ((2, 1), (1, 2)), ((0, 1), (3, 0), (2, 1))])
def test_steps_stand_in_order(steps):
    (fault,) = refused(lambda: Resource("g", steps))
    assert (fault.code, fault.path) == ("bad-number", "capacity")


def test_a_range_of_a_wait_is_not_turned_round():
    (fault,) = refused(lambda: Dependency("a", min_lag=3, max_lag=2))
    assert (fault.code, fault.path) == ("order", "max_lag")
    assert "3" in fault.danish
    assert Dependency("a", min_lag=3, max_lag=3).lag == 3
    assert Dependency("a", min_lag=1, max_lag=4).lag == 4
    assert Dependency("a", min_lag=1).lag == 1
    assert Dependency("a").kind is DependencyKind.FINISH_START


@pytest.mark.parametrize(("length", "earliest", "deadline"), [(1, 0, 0), (3, 0, 2), (2, 4, 5), (None, 3, 2), (0, 1, 0)])
def test_a_deadline_leaves_room_after_the_earliest_start(length, earliest, deadline):
    (fault,) = refused(lambda: Activity("opgave 7", length, earliest=earliest, deadline=deadline))
    assert (fault.code, fault.path) == ("order", "deadline")
    assert "opgave 7" in fault.message
    assert "opgave 7" in fault.danish


@pytest.mark.parametrize(("length", "earliest", "deadline"), [(1, 0, 1), (2, 4, 6), (None, 3, 3), (0, 1, 1)])
def test_a_deadline_may_leave_exactly_the_room(length, earliest, deadline):
    assert Activity("a", length, earliest=earliest, deadline=deadline).deadline == deadline


def test_two_of_one_name_are_refused():
    faults = refused(lambda: Problem(1, (Activity("a", 1), Activity("b", 1), Activity("a", 2)), (GROUP, GROUP)))
    assert [(fault.code, fault.path) for fault in faults] == [
        ("duplicate-id", "activities"),
        ("duplicate-id", "resources"),
    ]


def test_what_is_not_there_is_refused():
    activities = (
        Activity("a", 1, dependencies=(Dependency("nix"),)),
        Activity("b", 1, requirements=(Requirement("nobody"),)),
        Activity("c", 1, meeting="council"),
        Activity("d", 1, requirements=(Requirement("g", 2),), dependencies=(Dependency("a"),)),
    )
    faults = refused(lambda: Problem(1, activities, (GROUP,)))
    assert [(fault.code, fault.path) for fault in faults] == [
        ("unknown-activity", "activities.a"),
        ("unknown-resource", "activities.b"),
        ("unknown-resource", "activities.c"),
    ]
    for fault, name in zip(faults, ("nix", "nobody", "council")):
        assert name in fault.message
        assert name in fault.danish


def test_a_need_above_anything_the_body_ever_carries_is_refused():
    resource = Resource("g", ((0, 1), (2, 3), (4, 0)))
    (fault,) = refused(lambda: Problem(9, (Activity("a", 1, requirements=(Requirement("g", 4),)),), (resource,)))
    assert (fault.code, fault.path) == ("too-much", "activities.a.requirements")
    assert "4" in fault.message
    assert "3" in fault.danish
    assert Problem(9, (Activity("a", 1, requirements=(Requirement("g", 3),)),), (resource,)).resources == (resource,)
    (fault,) = refused(lambda: Problem(9, (Activity("a", 1, requirements=(Requirement("e"),)),), (Resource("e", ()),)))
    assert fault.code == "too-much"


@pytest.mark.parametrize("amounts", [(2, 1), (1, 1, 1), (2, 2)])
def test_needs_that_are_together_above_anything_the_body_carries_are_refused(amounts):
    needs = tuple(Requirement("g", amount) for amount in amounts)
    activities = (
        Activity("first", 1, requirements=(Requirement("g", 1),)),
        Activity("a", 1, requirements=needs, priority=1),
    )
    assert [fault.code for fault in refused(lambda: Problem(4, activities, (GROUP,)))] == ["too-much"]


def test_every_fault_of_a_problem_is_told_at_once():
    activities = (
        Activity("a", 1, dependencies=(Dependency("x"), Dependency("y")), requirements=(Requirement("g", 9),)),
        Activity("a", 1),
    )
    codes = [fault.code for fault in refused(lambda: Problem(1, activities, (GROUP,)))]
    assert sorted(codes) == ["duplicate-id", "too-much", "unknown-activity", "unknown-activity"]


def test_what_a_body_carries_in_a_unit():
    resource = Resource("g", ((2, 3), (5, 0), (7, 1)))
    assert [resource.at(unit) for unit in range(9)] == [0, 0, 3, 3, 3, 0, 0, 1, 1]
    assert resource.peak == 3
    assert (Resource("g", ()).peak, Resource("g", ()).at(3)) == (0, 0)


@pytest.mark.parametrize("kind", [None, 1, True])
def test_a_wait_joins_ends_by_a_kind(kind):
    assert Dependency("a", "start_start") == Dependency("a", DependencyKind.START_START)
    with pytest.raises(PlanError) as caught:
        Dependency("a", kind)
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [("wrong-type", "kind")]


def test_a_step_is_a_first_unit_and_an_amount():
    (fault,) = refused(lambda: Resource("g", ((0, 1, 2),)))
    assert (fault.code, fault.path) == ("wrong-type", "capacity[0]")
