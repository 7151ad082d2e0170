"""Next year's document is merged into a known plan: its new statements, with their places, and what differs."""

import datetime

import attrs
import pytest

import praksisplan as pp
from praksisplan import Body, Plan, PlanError
from praksisplan.reading import merge_reading, read_document

FIRST = """Implementeringsplan 2024

1. Samarbejde
Indsatser, der er planlagt igangsat i 2024:
1. Fælles visitation
2. Fælles journal

Indsats 1 afventer evalueringen af forsøget på Havneby Hospital. Indsats 2 er igangsat.
"""
NEXT = """Implementeringsplan 2025

1. Samarbejde
Indsatser, der er videreført fra 2024:
1. Fælles visitation i hele regionen
2. Fælles journal

2. Kvalitet
Indsatser, der er planlagt igangsat i 2025:
3. Lærende netværk

Indsats 1 er igangsat. Indsats 2 er afsluttet. Indsats 3 afventer evalueringen af forsøget på Havneby Hospital.
PPU besluttede på møde den 3. december 2024 at udskyde indsats 2 til 2026.
"""


def known() -> Plan:
    plan = read_document(FIRST).plan
    committee = Body("udvalget", "Praksisplanudvalget", "committee", aliases=["PPU"])
    return attrs.evolve(plan, id="vest", title="Vores plan", bodies=(*plan.bodies, committee))


def test_only_new_statements_are_taken_in_and_they_keep_their_places() -> None:
    plan = known()
    found = merge_reading(plan, read_document(NEXT))
    assert found.plan.log[: len(plan.log)] == plan.log
    assert found.added == found.plan.log[len(plan.log) :]
    assert {citation.source for one in found.added for citation in one.citations} == {"implementeringsplan-2025"}
    assert all(citation.line for one in found.added for citation in one.citations)
    state = pp.state_at(found.plan, as_of=datetime.date(2025, 1, 1))
    assert state[1].status.value == "ongoing"
    assert pp.loads(pp.dumps(found.plan)) == found.plan


def test_bodies_and_events_of_the_plan_are_its_own() -> None:
    plan = known()
    found = merge_reading(plan, read_document(NEXT))
    assert found.plan.bodies == plan.bodies
    assert found.plan.events == plan.events
    assert [one.by for one in found.added if one.by] == ["udvalget"]


def test_what_the_plan_does_not_have_is_a_finding_and_is_left_out() -> None:
    found = merge_reading(known(), read_document(NEXT))
    assert 3 not in found.plan
    assert found.plan.title == "Vores plan"
    assert found.plan[1].title == "Fælles visitation"
    assert {(one.code, one.subject) for one in found.findings} == {
        ("only-in-other", "3"),
        ("statement-left-out", "3"),
    }


def test_a_document_that_is_merged_again_adds_nothing() -> None:
    reading = read_document(NEXT)
    once = merge_reading(known(), reading).plan
    assert merge_reading(once, reading).added == ()
    assert merge_reading(once, reading).plan == once


def test_two_documents_of_the_same_name_stay_apart() -> None:
    plan = known()
    found = merge_reading(plan, read_document(FIRST, as_of=datetime.date(2024, 6, 1)))
    assert [one.id for one in found.plan.sources] == ["implementeringsplan-2024", "implementeringsplan-2024-2"]
    assert {one.citations[0].source for one in found.added} == {"implementeringsplan-2024-2"}


def test_what_is_no_reading_is_refused() -> None:
    with pytest.raises(PlanError, match="reading"):
        merge_reading(known(), known())  # type: ignore[arg-type]
