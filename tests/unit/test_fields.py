"""Checks of single values: what they take, how they refuse, and that a fault leads to its place."""

from __future__ import annotations

import datetime
import math
import pickle
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from dateutil import tz
from dateutil.rrule import MONTHLY, rrule, rruleset

import praksisplan as pp
from praksisplan import Await, Citation, Event, Milestone, Period, PeriodError, PlanError, Statement, Status
from praksisplan.arguments import checked_call
from praksisplan.errors import shown
from praksisplan.fields import One, Several, checked, each, exact, filled_text, number, optional, positive, whole
from praksisplan.model import Quantity
from praksisplan.scheduling import DependencyKind
from tests.unit.rules.plans import AS_OF, plan_of, said

YEAR = pp.parse_period("2017")


def faults(call, *given, **named):
    with pytest.raises(PlanError) as error:
        call(*given, **named)
    for fault in error.value.faults:
        assert fault.message != fault.danish
    return [(fault.code, fault.path) for fault in error.value.faults]


# --- found when the value is made ---------------------------------------------------------------------------------


def test_words_are_read_where_a_member_or_a_period_belongs():
    said_in_words = Statement(about=[28], standing="foreslået", status="Udskudt", deferred_to="2018", on="maj 2017")
    assert said_in_words == Statement(
        about=("28",),
        standing=pp.Standing.PROPOSED,
        status=Status.DEFERRED,
        deferred_to=pp.parse_period("2018"),
        on=pp.parse_period("maj 2017"),
    )
    plan = pp.Plan(
        "p", "P", "2015-2019", practice_area="almen praksis", planning_periods=["2015", pp.parse_period("2016")]
    )
    assert plan.practice_area is pp.model.PracticeArea.GENERAL_PRACTICE
    assert [str(period) for period in (plan.period, *plan.planning_periods)] == ["2015-2019", "2015", "2016"]


def test_a_proposal_in_words_is_no_fact():
    plan = plan_of(
        said(1, awaits=[2], status=Status.AWAITING), said(2, standing="proposed", status="completed"), numbers=[1, 2]
    )
    assert list(pp.blocked(plan, as_of=AS_OF)) == ["1"]


@pytest.mark.parametrize("several", [[28, "29"], (28, 29), iter([28, 29]), range(28, 30), {28: 0, 29: 0}.keys()])
def test_any_iterable_in_order_is_taken(several):
    assert Statement(about=several).about == ("28", "29")


@pytest.mark.parametrize("wrong", [28, "28", b"28", {28}, frozenset({28}), {28: 29}, None])
def test_what_is_not_several_in_order_is_refused(wrong):
    assert faults(Statement, about=wrong) == [("wrong-type", "about")]


def test_every_wrong_one_of_several_is_told_at_its_place():
    assert faults(Statement, about=[28, "x y", 2.5]) == [("not-a-number", "about[1]"), ("not-a-number", "about[2]")]
    assert faults(Statement, awaits=[Await(event="e"), "e"]) == [("wrong-type", "awaits[1]")]
    assert faults(pp.Plan, "p", "P", "2015", planning_periods=["2015", "?"]) == [("no-date", "planning_periods[1]")]


def test_a_period_in_words_that_name_none_leads_to_its_field():
    with pytest.raises(PeriodError) as error:
        Statement(expected="hvert år")
    assert (error.value.code, error.value.faults[0].path) == ("recurring", "expected")
    again = pickle.loads(pickle.dumps(error.value))
    assert (str(again), again.code, again.words) == (str(error.value), "recurring", "hvert år")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("status", "ongoing"),
        ("status", "afventer"),
        ("planned", "2017"),
        ("awaits", [Await(event="f")]),
        ("lifts", [Await(event="f")]),
        ("anchor", "praksisplanen"),
        ("new_task", True),
        ("outside_agreement", False),
        ("milestones", [Milestone("Temadag", "2017")]),
        ("responsible", ["ppu"]),
        ("participants", ["ppu"]),
        ("recipients", ["ppu"]),
        ("jointly", True),
        ("quantities", [Quantity("temadage", 2)]),
    ],
)
def test_what_cannot_be_said_of_an_event_is_refused(name, value):
    assert getattr(Statement(about=[1], **{name: value}), name) is not None
    assert faults(Statement, events=["e"], **{name: value}) == [("of-an-event", name)]


def test_an_event_is_delivered_never_comes_or_is_put_off():
    for status in (Status.COMPLETED, Status.CANCELLED, Status.DEFERRED):
        assert Statement(events=["e"], status=status).status is status
    assert faults(Statement, events=["e"], status="ongoing", planned="2017") == [
        ("of-an-event", "planned"),
        ("of-an-event", "status"),
    ]


@pytest.mark.parametrize(
    ("status", "others", "excluded"),
    [
        ("completed", {"delivered": True}, []),
        ("completed", {"expected": "2018"}, ["expected"]),
        ("completed", {"withdrawn": True}, ["withdrawn"]),
        ("cancelled", {"withdrawn": True}, []),
        ("cancelled", {"expected": "2018", "delivered": True}, ["expected", "delivered"]),
        ("deferred", {"withdrawn": True}, []),
        ("deferred", {"expected": "2018"}, ["expected"]),
        ("deferred", {"delivered": True}, ["delivered"]),
    ],
)
def test_what_contradicts_the_status_of_an_event_is_refused(status, others, excluded):
    told = {"events": ["e"], "status": status} | others
    if not excluded:
        assert Statement(**told).status is Status(status)
        return
    with pytest.raises(PlanError) as error:
        Statement(**told)
    assert [(fault.code, fault.path) for fault in error.value.faults] == [("of-an-event", name) for name in excluded]
    assert f"an event that is {status}:" in error.value.faults[0].text("en")
    assert f"for en begivenhed, der er {Status(status).label()}:" in error.value.faults[0].text("da")


@pytest.mark.parametrize(
    ("subjects", "outcome", "status"),
    [
        ({"about": [28]}, "completion", "completed"),
        ({"about": [28]}, "start", "ongoing"),
        ({"about": [28], "strand": "a"}, "completion", "completed"),
        ({"about": [28], "events": ["e"]}, "completion", "completed"),
        ({"efforts": ["x"]}, "start", "ongoing"),
    ],
)
def test_only_the_report_of_a_recommendation_is_delivered(subjects, outcome, status):
    """One word for one thing: its start and its completion are a status."""
    assert Statement(**subjects, outcome="report", delivered=True).delivered
    with pytest.raises(PlanError) as error:
        Statement(**subjects, outcome=outcome, delivered=True)
    [fault] = error.value.faults
    assert (fault.code, fault.path) == ("bad-delivery", "delivered")
    assert f"use status '{status}'" in fault.text("en")
    assert f"brug status »{Status(status).label()}«" in fault.text("da")


def test_lines_are_counted_from_one_and_stand_in_order():
    assert Citation("s", line=5, last_line=5).last_line == 5
    assert faults(Citation, "s", line=5, last_line=4) == [("bad-place", "last_line")]
    assert faults(Citation, "s", line=True) == [("bad-place", "line")]


# --- the checks ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ({}, "a whole number, got '2'"),
        ({"at_least": 2}, "a whole number of at least 2, got"),
        ({"at_most": 9}, "a whole number of at most 9, got"),
        ({"at_least": 2, "at_most": 9}, "a whole number from 2 to 9, got"),
    ],
)
def test_bounds_are_told(bounds, words):
    assert whole(2, "n", **bounds) == 2
    with pytest.raises(PlanError, match=words):
        whole("2", "n", **bounds)
    for outside in [1] * ("at_least" in bounds) + [10] * ("at_most" in bounds):
        with pytest.raises(PlanError, match=words):
            whole(outside, "n", **bounds)


@pytest.mark.parametrize("value", [math.nan, math.inf, True, "1", None])
def test_a_number_is_finite(value):
    assert faults(number, value, "n", at_least=0) == [("bad-number", "n")]
    assert number(2.5, "n", at_least=0, at_most=2.5) == 2.5


@pytest.mark.parametrize("value", [0.5, "a half", True, 10**400, "1/0"])
def test_an_exact_number_is_no_float(value):
    assert faults(exact, value, "n") == [("bad-number", "n")]
    assert (exact("1/12") * 12, exact(exact("0.5")) * 2, exact(3)) == (1, 1, 3)


def test_filled_text():
    assert filled_text("x") == "x"
    assert faults(filled_text, " \n", "name") == [("empty-text", "name")]


def test_one_of_several_classes_is_told_by_the_names_of_all():
    with pytest.raises(PlanError, match="expected an instance of int, Period, got 'x'"):
        One[int | Period]("x", "length")
    assert One[int | Period](YEAR) is YEAR


def test_several_keep_a_tuple_that_is_right():
    values = (Await(event="e"),)
    assert Several[Await](values) is values
    assert each([2, 3], positive) == (2, 3)


def test_optional():
    assert optional(positive)(None) is None
    assert optional(positive)(2, "n") == 2
    assert faults(optional(positive), 0, "n") == [("bad-number", "n")]


def test_a_class_of_the_users_own_inherits_the_checks():
    @checked
    class Base:
        most: int = attrs.field(converter=positive)
        free: object = None

    @checked
    class Child(Base):
        least: int = attrs.field(default=1, converter=positive)

    assert Child(2).most == 2
    assert faults(Child, 0) == [("bad-number", "most")]
    assert faults(Child, 1, None, 0) == [("bad-number", "least")]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (b"abc", "b'abc'"),
        (plan_of(), "Plan(…)"),
        (object(), "object(…)"),
        ({1}, "set(…)"),
        (AS_OF, "datetime.date(2017, 1, 15)"),
        (int, "<class 'int'>"),
    ],
)
def test_a_value_is_shown_in_few_words(value, words):
    assert shown(value) == words
    assert len(shown(b"x" * 10**7)) <= 80


# --- arguments ----------------------------------------------------------------------------------------------------


@checked_call
def called(call: Callable[[int], object], free: Any = None) -> object:
    """Calls what it is given."""
    return call(len(free))


def test_what_is_to_be_called_can_be_called():
    assert called(str, [1, 2]) == "2"
    assert faults(called, "str") == [("wrong-type", "call")]


@checked_call
def asked(plan: pp.Plan, *numbers: int | str, year: int = 2017, unit: DependencyKind | None = None) -> object:
    """Gives back what it is given."""
    return plan, numbers, year, unit


def test_arguments_are_read_by_their_annotations():
    plan = plan_of()
    assert asked(plan, 1, "2", year=2018, unit="start_start") == (
        plan,
        ("1", "2"),
        2018,
        DependencyKind.START_START,
    )
    assert faults(asked, "plan", 2.5, year="2017", unit=5) == [
        ("wrong-type", "plan"),
        ("not-a-number", "numbers[0]"),
        ("bad-number", "year"),
        ("wrong-type", "unit"),
    ]
    assert asked.__doc__ == "Gives back what it is given."


def test_what_is_expected_tells_how_to_get_it():
    with pytest.raises(PlanError, match=r"plan: expected a Plan, got 'name'; load_plan\(\) or datasets.load\(\) gives"):
        pp.blocked("name", as_of=AS_OF)
    with pytest.raises(PlanError, match=r"over: expected a Period or the words of one, such as .*, got 2017"):
        pp.scheduling.load_of(plan_of(), per="quarter", over=2017, as_of=AS_OF)


def test_a_flag_is_no_text(tmp_path):
    path = tmp_path / "plan.json"
    path.write_text("mine", encoding="utf-8")
    assert faults(pp.save_plan, plan_of(), path, overwrite="no") == [("wrong-type", "overwrite")]
    assert faults(pp.save_document, "d", tmp_path / "d.md") == [("wrong-type", "document")]
    assert path.read_text(encoding="utf-8") == "mine"


def test_meetings_by_a_rule_in_a_time_zone():
    begin = datetime.datetime(2017, 1, 20, 23, 30, tzinfo=tz.gettz("Europe/Copenhagen"))
    rule, rules = rrule(MONTHLY, dtstart=begin, interval=6), rruleset()
    rules.rrule(rule)
    for one in (rule, rules):
        found = pp.scheduling.Meetings.by_rule("ppu", one, YEAR)
        assert found.days == (datetime.date(2017, 1, 20), datetime.date(2017, 7, 20))
    assert pp.scheduling.Meetings.by_rule("ppu", rruleset(), YEAR).days == ()
    assert faults(pp.scheduling.Meetings.by_rule, "ppu", "monthly", YEAR) == [("wrong-type", "rule")]
    assert faults(pp.scheduling.Meetings.by_rule, "ppu", rule, 2017) == [("wrong-type", "over")]
    assert pp.scheduling.Meetings.by_rule("ppu", rule, "2017").days == found.days


def test_an_event_takes_its_kind_in_words():
    assert Event("e", "E", "afrapportering").kind is pp.model.EventKind.REPORT


def test_one_error_tells_every_field_that_is_wrong():
    wrong = faults(Statement, about=29, status="xx", standing="zz", planned="1. kvartal 2017", deferred_to="snart")
    assert sorted(wrong) == [
        ("no-date", "deferred_to"),
        ("unknown-word", "standing"),
        ("unknown-word", "status"),
        ("wrong-type", "about"),
    ]
    assert faults(Statement, about=[29], deferred_to="snart") == [("no-date", "deferred_to")]
