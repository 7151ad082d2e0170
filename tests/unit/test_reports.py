"""The reports beside their golden files, and the year plan beside the structure of its document."""

from __future__ import annotations

import datetime
import re
from itertools import pairwise
from pathlib import Path

import attrs
import pytest

from praksisplan import (
    Chance,
    Plan,
    PracticeArea,
    approve,
    approved_year_plan,
    carry_over,
    commitment,
    datasets,
    dumps,
    efforts_at,
    ledger_document,
    loads,
    parse_period,
    status_document,
    status_report,
    year_plan,
    year_plan_document,
)
from praksisplan.formats.documents import render
from praksisplan.reports import Bullets, Heading, Paragraph, Table, Timeline
from praksisplan.reports.parts import few
from tests.golden.write import reports
from tests.unit.datasets.documents import document_of

REPORTS = reports()
GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize("name", REPORTS)
def test_golden_file(name):
    assert render(REPORTS[name], "md").decode("utf-8") == (GOLDEN / f"{name}.md").read_text(encoding="utf-8")


def test_every_golden_file_has_its_report():
    assert {path.stem for path in GOLDEN.glob("*.md")} == set(REPORTS)


@pytest.mark.parametrize("name", REPORTS)
def test_headings_are_in_order(name):
    levels = [0, *(block.level for block in REPORTS[name].blocks if isinstance(block, Heading))]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_year_plan_has_the_sections_of_the_document_in_order():
    plan = datasets.load("hovedstaden-almen-2015-2019")
    lines = document_of("001_8377d7ddf2429fc5.txt")
    numbers = [found[1] for line in lines if (found := re.match(r"\s*([2-5](?:\.\d){0,2})\.? +[A-ZÆØÅ][a-zæøå]", line))]
    told = [block.text.split()[0] for block in REPORTS["year-plan-2017"].blocks if isinstance(block, Heading)]
    told = [word for word in told if word[0].isdecimal()]
    assert told == [section.number for section in plan.sections]
    assert [number for number in numbers if number in told] == told


def test_year_plan_tells_every_entry_twice_under_its_section_and_once_in_the_table():
    blocks = REPORTS["year-plan-2017"].blocks
    listed = [item.lead for block in blocks if isinstance(block, Bullets) for item in block.items if item.lead]
    states = [block for block in blocks if isinstance(block, Paragraph) and block.lead and block.text]
    told = [block.lead.removeprefix("Anbefaling ") for block in states]
    [entries] = [block for block in blocks if isinstance(block, Table) and "section" in block.columns]
    assert len(listed) == 71
    assert listed == told == [row[0] for row in entries.rows]


def test_approved_year_plan_tells_what_was_decided_and_declined():
    document = REPORTS["year-plan-2017-approved"]
    assert document.facts[-1] == "Godkendt af Praksisplanudvalget den 20. januar 2017"
    [decisions] = [table for table in document.tables if "decision" in table.columns]
    told = {row[0]: row[3] for row in decisions.rows}
    assert (told["29"], told["55"]) == ("besluttet", "afvist")
    assert "Afventer beslutning" not in render(document, "md").decode("utf-8")


def test_approved_year_plan_is_told_as_it_was_whatever_changes_later():
    plan = datasets.load("hovedstaden-almen-2015-2019")
    draft = year_plan(plan, year=2017, as_of=datetime.date(2016, 12, 31))
    approved = approve(plan, draft, by="ppu", on=datetime.date(2017, 1, 20))
    before = render(year_plan_document(approved_year_plan(approved, 2017)), "md")
    later = attrs.evolve(
        approved,
        title="Nyt navn",
        bodies=tuple(attrs.evolve(body, name=f"{body.name} (nyt)") for body in approved.bodies),
        sections=tuple(attrs.evolve(section, title="Nyt") for section in approved.sections),
        events=tuple(attrs.evolve(event, title="Nyt") for event in approved.events),
        recommendations=approved.recommendations[:40],
        focus_areas=(),
        log=approved.log[:50],
    )
    assert render(year_plan_document(approved_year_plan(later, 2017)), "md") == before
    kept = loads(dumps(attrs.evolve(later, recommendations=approved.recommendations)))
    assert render(year_plan_document(approved_year_plan(kept, 2017)), "md") == before


def test_year_outside_the_plan_is_said_to_be_so():
    plan = datasets.load("hovedstaden-almen-2015-2019")
    document = year_plan_document(year_plan(plan, year=2030, as_of=datetime.date(2016, 12, 31)))
    assert "2030 ligger uden for planens periode 2015-2019" in document.facts


def test_year_that_is_not_over_has_no_shares():
    plan = datasets.load("hovedstaden-almen-2015-2019")
    day = datetime.date(2017, 6, 30)
    document = ledger_document(carry_over(plan, into=2018, as_of=day), commitment(plan, year=2017, as_of=day), "en")
    assert {row[2] for row in document.tables[1].rows} == {"unknown"}
    assert any(isinstance(one, Paragraph) and "2017 is not over" in one.text for one in document.blocks)


def test_timetable_of_midtjylland_is_unknown_everywhere():
    [timeline] = [block for block in REPORTS["timetable-midtjylland"].blocks if isinstance(block, Timeline)]
    assert len(timeline.rows) == 42
    assert {cell for row in timeline.rows for cell in row.cells} == {Chance.UNKNOWN}


def test_what_became_of_a_year_that_is_known():
    tables = REPORTS["carry-over-2018"].tables
    became = {row[0]: row[1:3] for row in tables[1].rows}
    assert became == {
        "Afsluttet": (5, "7 %"),  # 10, 12, 14, 15 and 32 of 71
        "Bortfaldet": (1, "1 %"),
        "Videreført": (64, "90 %"),
        "Udskudt": (1, "1 %"),
        "Tilføjet": (0, "0 %"),
    }


def test_documents_of_an_empty_plan():
    plan = Plan("tom", "Tom plan", "Nord", PracticeArea.DENTISTRY, parse_period("2017"))
    day = datetime.date(2017, 1, 1)
    draft = year_plan_document(year_plan(plan, year=2017, as_of=day))
    assert [table.name for table in draft.tables] == ["Overblik", "Anbefalinger i planen"]
    report = status_document(status_report(plan, period=parse_period("2017"), as_of=day))
    assert report.tables == ()
    assert repr(efforts_at(plan, as_of=day)) == "<Efforts as of 2017-01-01: 0>"


def test_sources_are_those_that_are_cited():
    assert [source.id for source in REPORTS["status-2017"].sources] == ["ip2017", "godkendelse-2017", "referat2017"]


def test_many_numbers_are_told_in_part():
    numbers = [str(number) for number in range(1, 402)]
    assert few(numbers[:400]).endswith(", 400")
    assert few(numbers).endswith(", 400 …")
    assert few(["1", "1", "2"]) == "1, 2"
