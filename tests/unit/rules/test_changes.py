"""What changed between two plans, or between two days of one."""

from __future__ import annotations

import datetime

import attrs
import pytest

import praksisplan as pp
from praksisplan import Standing, Status, parse_period
from praksisplan.answers.words import words
from tests.unit.rules.plans import AS_OF, day, plan_of, refused, said

GOING, DONE = Status.ONGOING, Status.COMPLETED


def differing(before, after, as_of=AS_OF, **given):
    """Each difference as (number, aspect, before, after), in words."""
    found = pp.compare(before, after, as_of=as_of, **given).differences
    return [(one.number, one.aspect, told(one.before), told(one.after)) for one in found]


def told(value):
    return value if value is None or isinstance(value, (bool, datetime.date)) else words(value)


# --- comparing


def test_what_will_not_come_moves_the_start_to_never():
    """The report of the group on health IT is cancelled: 78 cannot begin while it awaits that."""
    plan = pp.datasets.load("hovedstaden-almen-2015-2019")
    gone = pp.Statement(events=["sundheds-it-rapport"], status=Status.CANCELLED)
    found = pp.what_if(plan, gone, as_of=AS_OF)
    [one] = [each for each in found.differences if each.number == "78"]
    assert (one.aspect, one.before, one.after) == ("earliest", day("2017-10-01"), None)
    assert [driver.target.id for driver in one.drivers] == ["sundheds-it-rapport"]
    cells = next(each for each in found.cells() if each["number"] == "78")
    assert (cells["before"], cells["after"]) == ("1. oktober 2017", "aldrig, medmindre afventningen ophæves")


def test_a_plan_does_not_differ_from_itself():
    plan = pp.datasets.load("hovedstaden-almen-2015-2019")
    found = pp.compare(plan, plan, as_of=AS_OF)
    assert (found.differences, found.numbers, found.since, found.as_of) == ((), (), AS_OF, AS_OF)
    assert found.title == plan.title
    assert (str(found), found.text("en")) == (
        "0 ændringer pr. 15. januar 2017",
        "0 changes as of 15 January 2017",
    )


NEW = said(1, planned="2017", status=Status.NOT_STARTED)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ([said(1, text="Går")], []),
        ([said(1, status=Status.TO_BE_CONCRETISED)], [("status", "ikke igangsat", "skal konkretiseres")]),
        ([said(1, status=GOING, standing=Standing.PROPOSED)], [("proposed", None, "igangværende")]),
        (
            [said(1, status=Status.DEFERRED, deferred_to="2018")],
            [
                ("status", "ikke igangsat", "udskudt"),
                ("deferred_to", None, "2018"),
                ("next_year", "videreført", "udskudt til året"),
                ("earliest", AS_OF, day("2018-01-01")),
                ("latest", day("2017-12-31"), day("2018-12-31")),
            ],
        ),
        (
            [said(1, awaits=["e", 2])],
            [
                ("awaits", "", "Begivenhed e; anbefaling 2"),
                ("blocked", False, True),
                ("latest", day("2017-12-31"), None),
            ],
        ),
        # what is finished has no window
        (
            [said(1, status=DONE)],
            [("status", "ikke igangsat", "afsluttet"), ("next_year", "videreført", "lukket")],
        ),
    ],
)
def test_each_aspect(more, told):
    found = differing(plan_of(NEW), plan_of(NEW, *more))
    assert found == [("1", *one) for one in told]
    back = differing(plan_of(NEW, *more), plan_of(NEW))
    assert back == [("1", aspect, after, before) for aspect, before, after in told]


def test_a_strand_that_waits_does_not_block():
    before, after = (plan_of(said(1), *more, strands={1: "ab"}) for more in ([], [said(1, awaits=["e"], strand="a")]))
    assert ("1", "blocked", False, True) not in differing(before, after)
    assert ("1", "awaits", "", "Begivenhed e") in differing(before, after)


def test_what_is_only_in_one_of_the_plans():
    assert differing(plan_of(numbers=[1, 2]), plan_of(numbers=[1, 10])) == [
        ("2", "recommendation", True, False),
        ("10", "recommendation", False, True),
    ]


def test_the_differences_stand_in_natural_order():
    before = plan_of(numbers=[10, "9a", 2])
    after = plan_of(said(10, 2, "9a", status=GOING), numbers=[10, "9a", 2])
    found = pp.compare(before, after, as_of=AS_OF)
    assert found.numbers == ("2", "9a", "10")
    assert [one.number for one in found.of("status")] == ["2", "9a", "10"]


def test_two_days_of_one_plan():
    plan = plan_of(NEW, said(1, status=GOING, on="1. maj 2017", source="status2017"))
    found = pp.compare(plan, plan, as_of=day("2017-06-30"), since=AS_OF)
    assert (found.since, found.as_of) == (AS_OF, day("2017-06-30"))
    assert [(one.before, one.after) for one in found.of("status")] == [(Status.NOT_STARTED, GOING)]
    assert pp.compare(plan, plan, as_of=AS_OF, since=AS_OF).differences == ()


def test_a_comparison_is_told_in_both_languages():
    before = plan_of(NEW, numbers=[1, 2])
    after = plan_of(
        NEW,
        said(1, awaits=["e"], status=GOING, standing=Standing.PROPOSED),
        said(1, status=Status.DEFERRED, deferred_to="2018"),
        numbers=[1],
    )
    found = pp.compare(before, after, as_of=AS_OF)
    danish = [(record["aspect"], record["before"], record["after"]) for record in found.cells()]
    english = [(record["aspect"], record["before"], record["after"]) for record in found.cells("en")]
    assert danish == [
        ("status", "ikke igangsat", "udskudt"),
        ("foreslået", None, "igangværende"),
        ("udskudt til", None, "2018"),
        ("næste års plan", "videreført", "udskudt til året"),
        ("tidligst", "15. januar 2017", "1. januar 2018"),
        ("senest", "31. december 2017", "31. december 2018"),
        ("anbefaling", "ja", "nej"),
    ]
    assert english[0] == ("status", "not started", "deferred")
    assert english[-1] == ("recommendation", "yes", "no")
    waits = pp.compare(plan_of(NEW), plan_of(NEW, said(1, awaits=["e"])), as_of=AS_OF).cells()
    told = {record["aspect"]: (record["before"], record["after"], record["drivers"]) for record in waits}
    assert told["blokeret"] == ("nej", "ja", "")
    assert told["senest"] == ("31. december 2017", "ukendt", "Begivenhed e")
    assert list(found.cells()[0]) == list(found.columns)
    assert ">7 ændringer pr. 15. januar 2017</caption>" in found._repr_html_()
    assert "udskudt til året" in str(found)


def test_the_last_day_that_plans_can_have_is_compared():
    assert pp.compare(plan_of(), plan_of(), as_of=day("2199-12-31")).differences == ()


@pytest.mark.parametrize("name", ["as_of", "since"])
def test_a_moment_is_no_day(name):
    days = {"as_of": AS_OF, name: datetime.datetime(2017, 1, 1)}  # noqa: DTZ001
    refused("not-a-date", lambda: pp.compare(plan_of(), plan_of(), **days), f"{name}: expected", f"{name}: skal")


def test_schedules_are_compared_where_both_tell_of_it():
    plan = plan_of(said(1), said(2, awaits=[1]), numbers=[1, 2])
    fewer = attrs.evolve(plan, recommendations=plan.recommendations[:1])
    before, after = (pp.schedule(one, pp.Workload(), as_of=AS_OF, over=parse_period("2017")) for one in (plan, fewer))
    gone = pp.compare(plan, fewer, as_of=AS_OF, schedules=(before, after))
    assert gone.of("start") == ()
    assert gone.of("recommendation")[0].number == "2"


def test_what_was_known_of_both_plans():
    plan = plan_of(NEW, said(1, status=GOING, on="1. januar 2017", source="status2017"))
    assert pp.compare(plan_of(NEW), plan, as_of=AS_OF).differences == ()
    known = pp.compare(plan_of(NEW), plan, as_of=AS_OF, known_at=day("2017-06-30"))
    assert [one.after for one in known.of("status")] == [GOING]
    days = pp.compare(plan, plan, as_of=AS_OF, since=day("2016-12-31"), known_at=day("2017-06-30"))
    assert [(one.before, one.after) for one in days.of("status")] == [(Status.NOT_STARTED, GOING)]
