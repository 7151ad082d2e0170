"""The worked case: 42 recommendations of Midtjylland into a local health plan, which is made up."""

from __future__ import annotations

import attrs

from praksisplan import open_items, parse_period, succession
from praksisplan.model import Link
from praksisplan.reports import Heading, Paragraph, Table, render, succession_document
from tests.golden.write import CHANGE, new_plan, old_plan

LOST = ["29", "33"]


def test_every_recommendation_is_accounted_for_and_two_are_lost_until_somebody_says_so():
    old = old_plan()
    assert len(open_items(old, as_of=CHANGE)) == 38
    new = new_plan(old)
    ledger = succession(old, new, as_of=CHANGE)
    assert (len(ledger.continued), [row.number for row in ledger.merged]) == (28, ["28", "31"])
    groups = (ledger.closed, ledger.left_out, ledger.handed_over, ledger.lost)
    assert [[row.number for row in group] for group in groups] == [
        ["25", "26", "36", "39"],
        ["37", "38", "42"],
        ["2", "14", "40"],
        LOST,
    ]
    assert len(new.recommendations) == 29
    assert {row.numbers for row in ledger.merged} == {("24",)}
    assert ledger.findings == ()

    said = [Link("left_out", old.id, LOST, standing="decided", on=parse_period("24. februar 2027"))]
    assert succession(old, attrs.evolve(new, links=[*new.links, *said]), as_of=CHANGE).lost == ()


def test_the_document_for_the_committee_shows_the_lost_ones_first():
    ledger = succession(old_plan(), new_plan(old_plan()), as_of=CHANGE)
    document = succession_document(ledger)
    assert document.title == "Afløsning af Praksisplan for almen praksis 2021-2025"
    assert document.facts[-1] == "Afløses af Nærsundhedsplan 2027-2030, Region Midtjylland"
    assert [one.text for one in document.blocks if isinstance(one, Heading)] == [
        "Overblik",
        "Ikke omtalt",
        "Videreført",
        "Sammenlagt",
        "Overdraget",
        "Udeladt ved beslutning",
        "Lukket",
        "Beslutninger",
    ]
    tables = {one.name: one for one in document.blocks if isinstance(one, Table)}
    assert [row[0] for row in tables["Ikke omtalt"].rows] == LOST
    merged = dict(zip(tables["Sammenlagt"].columns, tables["Sammenlagt"].rows[0]))
    assert (merged["number"], merged["new_numbers"]) == ("28", "24")
    assert merged["new_titles"] == "uændret"
    other = dict(zip(tables["Sammenlagt"].columns, tables["Sammenlagt"].rows[1]))
    assert other["new_titles"] == merged["title"] != other["title"]
    handed = {row[0]: row[2] for row in tables["Overdraget"].rows}
    assert handed == {
        "2": "Kommunerne i regionen",
        "14": "Kommunerne i regionen",
        "40": "Den nationale sundhedsplan (opdigtet)",
    }
    markdown = render(document, "md").decode()
    assert "Besluttet af Sundhedsråd Midt (opdigtet), 10. februar 2027:" in markdown
    assert "Udeladt ved beslutning: 37, 38 og 42." in markdown
    assert "Referat af mødet i sundhedsrådet (opdigtet)" in markdown
    for suffix in ("docx", "xlsx", "html"):
        assert render(document, suffix)


def test_the_document_of_a_plan_of_which_nothing_is_lost_says_so():
    old = old_plan()
    new = attrs.evolve(new_plan(old), links=[Link("left_out", old.id, range(1, 43), standing="decided")])
    document = succession_document(succession(old, new, as_of=CHANGE), "en")
    [told, *_] = [one.text for one in document.blocks if isinstance(one, Paragraph)]
    assert told == "None: a source says what becomes of everything that is open."


def test_what_was_replaced_and_what_the_plans_contradict_are_in_the_document():
    old = old_plan()
    links = [
        Link("replaces", old.id, [1], [5], on=parse_period("januar 2027"), standing="decided"),
        Link("left_out", old.id, [1, 25], standing="decided", on=parse_period("2026")),
        Link("continues", old.id, [25], [5], on=parse_period("januar 2027")),
    ]
    document = succession_document(succession(old, attrs.evolve(new_plan(old), links=links), as_of=CHANGE))
    tables = {one.name: one for one in document.blocks if isinstance(one, Table)}
    first = dict(zip(tables["Lukket"].columns, tables["Lukket"].rows[0]))
    assert (first["number"], first["closure"], first["new_numbers"]) == ("1", "den blev erstattet af en anden", "5")
    messages = [row[1] for row in tables["Bemærkninger"].rows]
    assert len(messages) == 3
    assert "Besluttet, januar 2027:** Lukket: 1." in render(document, "md").decode()
