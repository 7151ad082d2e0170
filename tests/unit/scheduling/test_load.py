"""What bodies carry, at least and at most, beside what they can."""

from __future__ import annotations

import attrs
import pytest

import praksisplan as pp
from praksisplan import Event, Limit
from praksisplan.model import EventKind
from praksisplan.scheduling import load_of
from tests.unit.rules.plans import AS_OF, day, plan_of, promised, said, wait

PLAN = plan_of(
    said(1, status=pp.Status.ONGOING, responsible=["pas"]),
    said(2, planned="3. kvartal 2017", responsible=["pas"]),
    said(3, awaits=["e"], responsible=["pas", "ppu"]),
    said(4, awaits=["f"], responsible=["ppu"]),
    said(5, status=pp.Status.COMPLETED, responsible=["pas"]),
    promised("e", "2. kvartal 2017"),
    numbers=[1, 2, 3, 4, 5],
)


def loads(*limits):
    return load_of(PLAN, per="quarter", over=pp.parse_period("2017"), as_of=AS_OF, limits=limits)


def test_what_has_surely_begun_and_what_may_have():
    told = [(one.least, one.most) for one in loads().of("pas")]
    assert told == [
        (("1",), ("1",)),
        (("1", "3"), ("1", "3")),  # what 3 awaits has surely come by the end of the quarter
        (("1", "2", "3"), ("1", "2", "3")),
        (("1", "2", "3"), ("1", "2", "3")),
    ]
    assert [one.least for one in loads().of("ppu")] == [(), ("3",), ("3",), ("3",)]  # nobody knows of 4
    assert loads().of("ppu")[0].most == ("4",)


def owed_of(*log):
    """What a group carries in the quarters of 2017, that brings about what 1 awaits."""
    plan = attrs.evolve(
        plan_of(said(1, awaits=["e"]), *log), events=(Event("e", "Rapport", EventKind.REPORT, responsible=("pas",)),)
    )
    return load_of(plan, per="quarter", over=pp.parse_period("2017"), as_of=AS_OF).of("pas")


def owed(*log):
    return [(one.least, one.most) for one in owed_of(*log)]


def test_an_event_that_others_await_is_the_load_of_its_body_until_it_is_delivered():
    surely, perhaps, nothing = (("e",), ("e",)), ((), ("e",)), ((), ())
    assert owed(promised("e", "1. kvartal 2017")) == [surely, nothing, nothing, nothing]
    assert owed(promised("e", "2. kvartal 2017")) == [surely, surely, nothing, nothing]
    assert owed(promised("e", "2017")) == [surely, perhaps, perhaps, perhaps]
    assert owed() == owed(promised("e", "2016")) == [surely] * 4  # nobody says when it comes
    assert owed(promised("e", "2018")) == [surely] * 4
    assert owed(said(events=["e"], delivered=True)) == [nothing] * 4
    assert owed(said(events=["e"], status=pp.Status.CANCELLED)) == [nothing] * 4
    assert owed(said(1, lifts=["e"])) == [nothing] * 4  # nobody awaits it


def test_of_several_outcomes_the_last_counts():
    start = pp.model.Outcome.START
    log = said(2, awaits=[wait("e", start)]), promised("e", "1. kvartal 2017", start)
    assert [one.least for one in owed_of(*log, promised("e", "3. kvartal 2017"))] == [("e",)] * 3 + [()]
    assert [one.least for one in owed_of(*log)] == [("e",)] * 4


def test_the_childrens_group_owes_its_reports():
    plan = pp.datasets.load("hovedstaden-almen-2015-2019")
    first, *_ = load_of(plan, per="quarter", over=pp.parse_period("2017"), as_of=AS_OF).of("ag-boerneomraadet")
    assert "boernegruppen-rapport" in first.least  # 43 and 49 await it
    assert {"boernegruppen-rapport", "boernegruppen-psykiatri", "boernegruppen-paaroerende"} <= set(first.most)


def test_what_will_not_come_is_no_load():
    plan = plan_of(said(1, awaits=["e"], responsible=["pas"]), said(events=["e"], status=pp.Status.CANCELLED))
    found = load_of(plan, per="year", over=pp.parse_period("2017"), as_of=AS_OF)
    assert [(one.least, one.most) for one in found.of("pas")] == [((), ())]


def test_only_what_was_known_counts():
    plan = plan_of(said(1, status=pp.Status.ONGOING, on="1. januar 2017", source="status2017", responsible=["pas"]))
    later = load_of(plan, per="year", over=pp.parse_period("2017"), as_of=AS_OF, known_at=day("2017-06-30"))
    assert later.of("pas")[0].least == ("1",)
    assert load_of(plan, per="year", over=pp.parse_period("2017"), as_of=AS_OF).rows == ()


def test_over_the_limit_surely_not_or_not_known():
    assert [one.is_over for one in loads(Limit("pas", 1)).of("pas")] == [False, True, True, True]
    assert [one.is_over for one in loads(Limit("ppu", 1)).of("ppu")] == [False, None, None, None]
    assert {one.is_over for one in loads().of("pas")} == {None}
    spring = Limit("pas", 2, pp.parse_period("2. kvartal 2017"))
    assert [one.limit for one in loads(spring).of("pas")] == [0, 2, 0, 0]


def test_body_that_carries_nothing_and_body_that_is_not_there():
    plan = plan_of(said(1))
    found = load_of(plan, per="year", over=pp.parse_period("2017-2018"), as_of=AS_OF)
    assert found.rows == ()
    assert [(one.least, one.most) for one in found.of("ppu")] == [((), ())] * 2
    with pytest.raises(pp.PlanError):
        found.of("ppo")


def test_records_in_both_languages():
    found = loads(Limit("ppu", 1))
    danish, english = found.cells(), found.cells("en")
    assert [one["overloaded"] for one in danish if one["limit"] == 1] == ["nej", "ukendt", "ukendt", "ukendt"]
    assert [one["overloaded"] for one in english if one["limit"] == 1] == ["no", "unknown", "unknown", "unknown"]
    assert {one["overloaded"] for one in danish if one["limit"] is None} == {None}
    assert found.to_frame("polars").height == len(danish) == 8
    assert ">Belastning af 2 organer pr. 15. januar 2017</caption>" in found._repr_html_()
