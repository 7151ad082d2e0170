"""A municipality's climate action plan, made up: every question holds for a plan without a region or practice area."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

import praksisplan as pp
from praksisplan.model import BodyKind, Matter, PlanKind

FILE = Path(__file__).parents[2] / "examples" / "climate_plan.yaml"
DAY = datetime.date(2026, 12, 31)


@pytest.fixture(scope="module")
def plan() -> pp.Plan:
    return pp.load_plan(FILE)


def text_of(document: pp.reports.Document) -> str:
    return pp.reports.render(document, "md").decode()


def test_it_is_held_as_it_is_and_says_that_it_is_made_up(plan: pp.Plan) -> None:
    assert (plan.kind, plan.region, plan.practice_area) == (PlanKind.ACTION_PLAN, "", None)
    assert plan.body(str(plan.authority)).kind is BodyKind.MUNICIPALITY
    assert plan.full_title == "Klimahandleplan 2025-2030 (opdigtet), Fjordby Kommune"
    assert all(source.note == "Opdigtet." for source in plan.sources)
    assert pp.loads(pp.dumps(plan)) == plan


def test_what_is_blocked_and_what_is_not(plan: pp.Plan) -> None:
    assert list(pp.blocked(plan, as_of=DAY)) == ["1.2", "2.2", "4.2"]
    assert list(pp.waiting(plan, as_of=DAY)) == ["1.3"]  # the roofs of schools are under way, those of halls wait
    assert list(pp.ready(plan, as_of=DAY)) == ["2.1", "3.1", "3.2", "4.1"]
    before = pp.blocked(plan, as_of=datetime.date(2025, 12, 31))
    assert [one.target for one in before["1.2"].awaits] == ["1.1", "projektforslag"]
    assert str(pp.why(plan, "4.2", as_of=DAY)).startswith("handling 4.2: Dige ved havnen")


def test_the_only_finding_is_the_proposal_that_nobody_has_decided(plan: pp.Plan) -> None:
    assert [(one.code, one.subject) for one in pp.check(plan, as_of=DAY)] == [("proposal-undecided", "3.2")]


def test_the_year(plan: pp.Plan) -> None:
    ledger = pp.carry_over(plan, into=2027, as_of=DAY)
    groups = {
        name: [entry.number for entry in getattr(ledger, name)]
        for name in ("scheduled", "deferred_in", "carried_over", "recurring", "closed", "later", "unscheduled")
    }
    assert groups == {
        "scheduled": ["2.2", "3.2"],
        "deferred_in": [],
        "carried_over": ["1.2", "1.3", "2.1", "3.1", "4.1"],
        "recurring": [],
        "closed": ["1.1"],
        "later": ["2.3", "4.2"],
        "unscheduled": [],
    }
    later = pp.carry_over(plan, into=2029, as_of=datetime.date(2028, 12, 31))
    assert "2.3" in [entry.number for entry in later.deferred_in]


def test_the_timetable_has_the_years_of_the_plan(plan: pp.Plan) -> None:
    table = pp.timetable(plan, plan.planning_periods, as_of=DAY)
    assert [cell.value for cell in table["2.3"].cells] == ["ruled_out"] * 4 + ["certain", "ruled_out"]
    assert table["3.2"].cells[2].value == table["3.2"].cells[3].value == "possible"  # 2027, or 2028 as proposed


def test_the_documents_speak_of_actions_and_of_no_practice_plan(plan: pp.Plan) -> None:
    year = pp.year_plan(plan, year=2027, as_of=DAY)
    status = pp.status_report(plan, over=pp.parse_period("2026"), as_of=DAY)
    documents = [pp.reports.year_plan_document(year), pp.reports.status_document(status)]
    for document in documents:
        words = text_of(document).lower()
        assert "handling" in words
        for foreign in ("anbefaling", "praksisplan", "praksisområde", "region", "underliggende aftale"):
            assert foreign not in words, foreign
    assert "### 1 Energi og varme" in text_of(documents[1])  # by section, as its efforts have no theme


def test_a_decision_without_a_mandate_speaks_of_the_plan(plan: pp.Plan) -> None:
    decision = pp.Statement(standing="decided", by="klimaudvalget", matter=Matter.PLAN, on="1. december 2026")
    told = [one for one in pp.check(pp.record(plan, decision), as_of=DAY) if one.code == "decision-without-mandate"]
    assert [one.danish for one in told] == ["Klima- og teknikudvalget har ikke mandat til planen."]
    assert [one.english for one in told] == ["Klima- og teknikudvalget has no mandate for the plan."]


def test_an_effort_without_an_area_or_theme(plan: pp.Plan) -> None:
    [effort] = pp.rules.efforts_at(plan, as_of=DAY).values()
    assert (effort.area, effort.theme, effort.status.value) == (None, None, "ongoing")
    assert str(effort.quantities[0]) == "240 deltagere"
