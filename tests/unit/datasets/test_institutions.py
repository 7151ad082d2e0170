"""The institutions in time, and the bodies of the bundled plans beside them."""

from __future__ import annotations

import datetime

import attrs
import pytest

from praksisplan import Body, Plan, PlanError, Statement, check, datasets
from praksisplan.model import BodyKind

DAY = datetime.date
KNOWN = datasets.institutions()
COMMITTEE, UNTIL_2022 = "sundhedssamarbejdsudvalget", DAY(2022, 6, 30)
DAYS = {  # the pages and laws that the file names, read beside it; None is what none of them gives
    "praksisplanudvalget": (None, UNTIL_2022, [COMMITTEE]),
    "pas": (None, None, []),
    "sundhedskoordinationsudvalget": (None, UNTIL_2022, [COMMITTEE]),
    COMMITTEE: (DAY(2022, 7, 1), None, []),
    "sundhedsklyngerne": (DAY(2022, 7, 1), None, []),
    "sundhedsraadene": (None, None, []),
    "region-hovedstaden": (DAY(2007, 1, 1), DAY(2026, 12, 31), ["region-oestdanmark"]),
    "region-sjaelland": (DAY(2007, 1, 1), DAY(2026, 12, 31), ["region-oestdanmark"]),
    "region-syddanmark": (DAY(2007, 1, 1), None, []),
    "region-midtjylland": (DAY(2007, 1, 1), None, []),
    "region-nordjylland": (DAY(2007, 1, 1), None, []),
    "region-oestdanmark": (DAY(2027, 1, 1), None, []),
}


def test_days_and_successors() -> None:
    assert {one.id: (one.since, one.until, list(one.successors)) for one in KNOWN.bodies} == DAYS
    for id, (_, _, successors) in DAYS.items():
        assert [one.id for one in KNOWN.successors(id)] == successors


def test_every_body_is_cited_and_every_source_can_be_looked_up() -> None:
    cited = {citation.source for one in KNOWN.bodies for citation in one.citations}
    assert all(one.citations for one in KNOWN.bodies)
    assert cited == {source.id for source in KNOWN.sources}
    assert all(source.address.startswith("http") for source in KNOWN.sources if source.kind is None)
    assert [source.id for source in KNOWN.sources if not source.address] == ["implementeringsplan-2017"]


def test_bodies_of_a_day() -> None:
    def regions(day: datetime.date) -> int:
        return sum(one.kind is BodyKind.REGION for one in KNOWN.at(day))

    assert (regions(DAY(2006, 12, 31)), regions(DAY(2026, 12, 31)), regions(DAY(2027, 1, 1))) == (0, 5, 4)
    with pytest.raises(PlanError, match="not-a-date"):
        KNOWN.at("2027")  # type: ignore[arg-type]


def test_a_body_that_is_not_there() -> None:
    for ask in (KNOWN.body, KNOWN.successors):
        with pytest.raises(PlanError, match=r"did you mean 'pas'\?\) \[unknown-body\]"):
            ask("pass")


def plan_of(*bodies: Body, **fields: object) -> Plan:
    return Plan("plan", "Plan", "2021-2025", bodies=bodies, **fields)


def test_a_plan_gets_the_days_of_the_bodies_it_names() -> None:
    own = Body("udvalget", "Udvalget", "committee", aliases=["ppu"])
    plan = KNOWN.dated(plan_of(own, Body("kommunerne", "Kommunerne", "municipality")))
    assert [one.id for one in plan.bodies] == ["udvalget", "kommunerne", COMMITTEE]
    assert (plan.body("udvalget").until, plan.body("udvalget").successors) == (UNTIL_2022, (COMMITTEE,))
    assert plan.body("udvalget").name == "Udvalget"
    assert {one.source for body in plan.bodies for one in body.citations} == {one.id for one in plan.sources}
    assert KNOWN.dated(plan) == plan


def test_successors_are_those_of_the_plan_where_it_has_them() -> None:
    named = Body("ssu", "SSU", "committee")
    plan = KNOWN.dated(plan_of(Body("ppu", "PPU", "committee"), named))
    assert [one.id for one in plan.bodies] == ["ppu", "ssu"]
    assert plan.body("ppu").successors == ("ssu",)
    assert plan.body("ssu").since == DAY(2022, 7, 1)
    other = Body(COMMITTEE, "Udvalget for samarbejde", "committee")
    assert KNOWN.dated(plan_of(Body("ppu", "PPU", "committee"), other)).bodies[1:] == (other,)


def test_days_of_the_plan_s_own_stay() -> None:
    own = Body("ppu", "PPU", "committee", until=DAY(2022, 8, 1))
    assert KNOWN.dated(plan_of(own)) == plan_of(own)
    assert KNOWN.dated(plan_of(Body("pas", "PAS", "committee"))) == plan_of(Body("pas", "PAS", "committee"))


def test_work_after_the_last_day_is_found() -> None:
    plan = plan_of(Body("region", "Region Sjælland", "region"), log=[Statement(responsible=["region"], on="2028")])
    [one] = [one for one in check(KNOWN.dated(plan)) if one.code == "body-did-not-exist"]
    assert one.danish == (
        "Region Sjælland har 31. december 2026 som sidste dag, men har en opgave derefter (2028); "
        "efterfølger: Region Østdanmark."
    )


@pytest.mark.parametrize("name", datasets.names())
def test_the_bundled_plans_say_what_is_known_of_their_bodies(name: str) -> None:
    plan = datasets.load(name)
    assert KNOWN.dated(plan) == plan
    bare = [attrs.evolve(one, since=None, until=None, successors=()) for one in plan.bodies]
    known = KNOWN.dated(attrs.evolve(plan, bodies=bare))
    assert [(one.since, one.until) for one in known.bodies] == [(one.since, one.until) for one in plan.bodies]


def test_a_committee_that_ended_halfway_through_the_plan() -> None:
    plan = datasets.load("midtjylland-almen-2021-2025")
    assert not check(plan, as_of=DAY(2022, 6, 30))
    [one] = check(plan, as_of=DAY(2022, 7, 1))
    assert (one.code, one.subject) == ("body-did-not-exist", "34")
    assert "efterfølger: Sundhedssamarbejdsudvalget" in one.danish
