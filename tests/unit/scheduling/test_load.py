"""What bodies carry, at least and at most, beside what they can."""

from __future__ import annotations

import pytest

import praksisplan as pp
from praksisplan import Limit, load_of
from tests.unit.rules.plans import AS_OF, plan_of, promised, said

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
