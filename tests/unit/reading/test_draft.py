"""A draft keeps every fact with its place, and what no fact took can be listed."""

import pytest

import praksisplan as pp
from praksisplan import Await, Plan, PlanError, Source, Status
from praksisplan.model import BodyKind, EventKind
from praksisplan.reading.draft import Draft, slug
from praksisplan.reading.reading import explain
from praksisplan.reading.written import Cell, Line, Span, Table

LINES = ("1. Kapacitet", "Anbefaling 3: At flere læger har åbent", "Anbefaling 3 afventer en afklaring. Solen skinner.")
PARTS = tuple(Line(text, Span(line=place)) for place, text in enumerate(LINES, 1))
WAIT = Span(line=3, column=1, last_column=35)


def draft() -> Draft:
    made = Draft(PARTS, Source("ip", "Implementeringsplan", "januar 2017"), Plan("nord", "Praksisplan", "2017"))
    made.section("1", "Kapacitet", Span(line=1))
    made.recommendation("3", "At flere læger har åbent", "1", Span(line=2))
    event = made.event("en afklaring", EventKind.CLARIFICATION, WAIT)
    made.state(["3"], WAIT, LINES[2][:35], status=Status.AWAITING, awaits=[Await(event=event)])
    return made


def test_the_plan_is_valid_and_every_statement_cites_its_place() -> None:
    plan = draft().reading().plan
    assert pp.loads(pp.dumps(plan)) == plan
    assert [str(one) for one in plan.log[0].citations] == ["ip, linje 3: »Anbefaling 3 afventer en afklaring.«"]
    assert plan[3].section == "1"


def test_what_no_fact_took_is_listed_with_its_place() -> None:
    (left,) = draft().reading().uncovered
    assert (left.text, left.span.line, left.span.column) == ("Solen skinner.", 3, 36)


def test_the_cells_of_a_table_that_no_fact_took_are_listed() -> None:
    row = tuple(Cell(text, Span(sheet="Ark", cell=name)) for text, name in (("3", "A1"), ("Læger", "B1"), ("", "C1")))
    made = Draft([Table((row,))], Source("ark", "Ark", "2017"), Plan("nord", "Praksisplan", "2017"))
    made.section("1", "", Span(sheet="Ark", cell="A1"))
    assert [(one.text, one.span.cell) for one in made.reading().uncovered] == [("Læger", "B1")]


def test_the_lines_of_the_document_stand_beside_what_was_read() -> None:
    reading = draft().reading()
    excerpts = explain(reading, 3).excerpts
    assert [(one.span.line, [fact.field for fact in one.read]) for one in excerpts] == [
        (2, ["title", "section"]),
        (3, ["status", "awaits"]),
    ]
    assert "afventer: en-afklaring" in str(explain(reading, 3))
    with pytest.raises(PlanError, match="has no recommendation"):
        explain(reading, 4)


def test_a_title_that_differs_is_a_finding_and_the_first_one_holds() -> None:
    made = draft()
    made.recommendation("3", "at flere læger har åbent", "1", Span(line=3))
    made.recommendation("3", "At nogen rejser", "1", Span(line=3))
    made.section("1", "Kvalitet", Span(line=3))
    made.section("1", "Kapacitet", Span(line=3))
    reading = made.reading()
    assert [(one.code, one.subject) for one in reading.findings] == [("read-twice", "3"), ("read-twice", "1")]
    assert reading.plan[3].title == "At flere læger har åbent"


def test_bodies_events_and_strands_are_added_once() -> None:
    made = draft()
    first = made.body("Praksisudvalget", BodyKind.COMMITTEE, WAIT, ["PU"])
    assert made.body("pu", BodyKind.COMMITTEE, WAIT) == first == "praksisudvalget"
    assert made.event("En afklaring", EventKind.CLARIFICATION, WAIT) == "en-afklaring"
    assert made.event("En afklaring", EventKind.REPORT, WAIT) == "en-afklaring-2"
    assert made.strand("3", "Børn") == made.strand("3", "børn") == "boern"


def test_ids_are_cut_at_a_whole_word_and_begin_with_a_letter() -> None:
    assert slug("Arbejdsgruppen om forebyggelse og kronisk sygdom") == "arbejdsgruppen-om-forebyggelse-og"
    assert slug("«»") == "nr"
