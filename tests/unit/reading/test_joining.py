"""Next year's document about a known plan: its new statements, and the draft of it with the words beside."""

from __future__ import annotations

import pytest

from praksisplan import Body, Event, Plan, Recommendation, Section, Source, Statement, loads
from praksisplan.reading import annotated_yaml, merge_reading, read_document

PLAN = Plan(
    "vores",
    "Praksisplan 2015-2019",
    "2015-2019",
    bodies=[
        Body("udvalget", "Praksisplanudvalget", "udvalg", aliases=["PPU"]),
        Body("pas", "Administrationen", "enhed"),
    ],
    sources=[Source("statusrapport-2017", "Et andet dokument", "2016")],
    sections=[Section("1", "Kapacitet")],
    recommendations=[Recommendation(number, section="1", title=f"Titel {number}") for number in (28, 29)],
    events=[Event("beslutning", "Regionsrådets beslutning", "decision")],
    log=[Statement([28], status="ongoing", on="2016")],
)
DOCUMENT = """\
Statusrapport 2017

1. Kapacitet
Anbefaling 28: Flere ydernumre
Anbefaling 28 er afsluttet i 2017.
Anbefaling 29: Bedre dækning
Anbefaling 29 afventer regionsrådets beslutning, som ventes i 2. kvartal 2018. PPU er ansvarlig.
Anbefaling 30: Ny opgave
Anbefaling 30 er igangsat.
Her står noget, som ingen kan bruge til noget.
"""


def test_the_statements_of_a_document_are_those_of_the_known_plan():
    found = merge_reading(PLAN, read_document(DOCUMENT))
    [done] = [one for one in found.added if one.about == ("28",) and one.status is not None]
    assert done.status.value == "completed"
    assert done.citations[0].source == "statusrapport-2017-2"
    assert [(one.id, one.title) for one in found.plan.sources] == [
        ("statusrapport-2017", "Et andet dokument"),
        ("statusrapport-2017-2", "Statusrapport 2017"),
    ]
    assert found.plan.bodies == PLAN.bodies
    waits = [wait for one in found.added for wait in one.awaits]
    assert {wait.event for wait in waits} <= {one.id for one in found.plan.events}
    assert "30" not in found.plan
    told = {(one.code, one.subject) for one in found.findings}
    assert ("only-in-other", "30") in told
    assert all(code in ("only-in-other", "statement-left-out") for code, _ in told)


def test_a_document_is_merged_once():
    document = read_document(DOCUMENT)
    found = merge_reading(PLAN, document)
    again = merge_reading(found.plan, document)
    assert (again.added, again.plan) == ((), found.plan)


def test_the_draft_has_the_words_of_the_document_beside_what_was_read():
    reading = read_document(DOCUMENT)
    text = annotated_yaml(reading)
    assert loads(text, "yaml") == reading.plan
    lines = text.splitlines()
    assert lines[0].startswith("# Udkast, læst af »Statusrapport 2017«.")
    place = next(index for index, line in enumerate(lines) if line == "# linje 5: Anbefaling 28 er afsluttet i 2017")
    assert lines[place + 1 : place + 4] == ["- about:", '  - "28"', "  status: completed"]
    end = lines[next(index for index, line in enumerate(lines) if line.startswith("# Det, der ikke er brugt")) :]
    assert "# linje 10: Her står noget, som ingen kan bruge til noget." in end


def test_doubts_stand_beside_what_they_are_about_or_at_the_head():
    document = DOCUMENT.replace("Anbefaling 30: Ny opgave", "Anbefaling 28: En anden titel")
    reading = read_document(document.replace("Statusrapport 2017", "Statusrapport"))
    codes = [one.code for one in reading.findings]
    assert {"dated-by-guess", "read-twice"} <= set(codes)
    lines = annotated_yaml(reading, lang="en").splitlines()
    doubts = [index for index, line in enumerate(lines) if line.startswith("# DOUBT: ")]
    assert len(doubts) == len(codes)
    first = next(index for index, line in enumerate(lines) if line.startswith("id: "))
    [twice] = [index for index in doubts if "line 8" in lines[index]]
    assert twice > first
    assert any(index < first for index in doubts)


def test_a_draft_with_nothing_left_has_no_end():
    text = annotated_yaml(read_document("Status 2024\n\n1. Kapacitet\nIndsats 3: Ydernumre\nIndsats 3 er afsluttet\n"))
    assert "ikke er brugt" not in text


@pytest.mark.parametrize("name", ["PPU", "Praksisplanudvalget"])
def test_a_body_is_known_by_its_name_and_alias(name):
    found = merge_reading(PLAN, read_document(DOCUMENT.replace("PPU er", f"{name} er")))
    assert {id for one in found.added for id in one.responsible} <= {"udvalget", "pas"}
