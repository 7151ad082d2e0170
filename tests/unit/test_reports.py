"""The reports beside their golden files, and the year plan beside the structure of its document."""

from __future__ import annotations

import datetime
import re
from itertools import pairwise
from pathlib import Path

import attrs
import pytest

from praksisplan import (
    Limit,
    Milestone,
    Plan,
    Status,
    Workload,
    approve,
    carry_over,
    datasets,
    dumps,
    loads,
    parse_period,
    schedule,
    status_report,
    timetable,
    year_plan,
)
from praksisplan.model import PracticeArea, natural_key
from praksisplan.periods import Certainty
from praksisplan.reports import (
    Bullets,
    Chart,
    Heading,
    Paragraph,
    Table,
    Timeline,
    ledger_document,
    load_document,
    render,
    schedule_document,
    status_document,
    timetable_document,
    year_plan_document,
)
from praksisplan.reports.document import finished
from praksisplan.reports.shared import abbreviated
from praksisplan.rules import approved_year_plan, commitment, efforts_at
from praksisplan.rules.history import history_at
from praksisplan.rules.waits import WaitGraph
from praksisplan.scheduling import PlanSchedule, SolveEnd, SolveStatus, Task, load_of
from praksisplan.writing.finished import Grid
from tests.golden.write import reports
from tests.unit.datasets.documents import document_of
from tests.unit.rules.plans import AS_OF, plan_of, promised, said

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


def numbers_in(text):
    return re.findall(r"\d+", text)


def test_year_plan_tells_every_entry_twice_under_its_section_and_once_in_the_table():
    blocks = REPORTS["year-plan-2017"].blocks
    listed = [item.lead for block in blocks if isinstance(block, Bullets) for item in block.items if item.lead]
    states = [block for block in blocks if isinstance(block, Paragraph) and block.lead and block.text]
    told = [number for block in states for number in numbers_in(block.lead)]
    [entries] = [block for block in blocks if isinstance(block, Table) and "section" in block.columns]
    plan = datasets.load("hovedstaden-almen-2015-2019")
    place = {section.number: index for index, section in enumerate(plan.sections)}
    order = sorted(plan.recommendations, key=lambda one: (place[one.section], natural_key(one.number)))  # 15 before 16
    assert [row[0] for row in entries.rows] == [one.number for one in order]
    assert len(listed) == len(told) == 71
    assert sorted(listed) == sorted(told) == sorted(row[0] for row in entries.rows)


@pytest.mark.parametrize("name", [name for name in REPORTS if "year-plan" in name or "status" in name])
def test_no_two_paragraphs_or_rows_say_the_same(name):
    document = REPORTS[name]
    states = [one.text for one in document.blocks if isinstance(one, Paragraph) and one.lead and one.text]
    assert len(states) == len(set(states))
    messages = [row[1] for table in document.tables if "message" in table.columns for row in table.rows]
    assert len(messages) == len(set(messages))


def test_what_is_the_same_of_several_is_told_once_under_their_numbers():
    plan = plan_of(
        said(1, 3, planned="2017", jointly=True),
        said(1, 3, text="Gruppen er nedsat"),
        said(2, 4, 5, planned="2017", jointly=True),
        said(2, 4, text="Under udarbejdelse"),
        said(6, 7, planned="2017"),
        said(6, 7, text="Drøftes i udvalget"),
        numbers=range(1, 8),
    )
    draft = year_plan(plan, year=2017, as_of=AS_OF)
    blocks = year_plan_document(draft).blocks
    told = {one.lead: one.text for one in blocks if isinstance(one, Paragraph) and one.lead and one.text}
    assert list(told) == ["Anbefaling 1 og 3", "Anbefaling 2 og 4", "Anbefaling 5", "Anbefaling 6 og 7"]
    assert told["Anbefaling 1 og 3"] == "Ikke igangsat. Gruppen er nedsat. Håndteres sammen."
    assert told["Anbefaling 2 og 4"].endswith("Under udarbejdelse. Håndteres sammen med 5.")
    assert told["Anbefaling 5"].endswith(" Håndteres sammen med 2 og 4.")
    assert told["Anbefaling 6 og 7"].endswith(" Drøftes i udvalget.")
    english = render(year_plan_document(draft, "en"), "md").decode()
    assert "**Recommendations 1 and 3** Not started. Gruppen er nedsat. Handled together." in english


def test_findings_have_one_row_a_sentence_with_its_numbers():
    draft = year_plan(datasets.load("hovedstaden-almen-2015-2019"), year=2017, as_of=datetime.date(2016, 12, 31))
    [findings] = [table for table in year_plan_document(draft).tables if "message" in table.columns]
    assert [row[0] for row in findings.rows] == sorted((row[0] for row in findings.rows), reverse=True)  # errors first
    for severity, message, count, numbers in findings.rows:
        found = [one.subject for one in draft.findings if one.danish == message]
        assert numbers == ", ".join(sorted(found, key=int))
        assert count == len(found)
        assert {one.severity.label() for one in draft.findings if one.danish == message} == {severity}


def test_timetable_has_every_recommendation_once():
    plan = datasets.load("hovedstaden-almen-2015-2019")
    blocks = REPORTS["timetable-2017"].blocks
    [begun] = [one.text for one in blocks if isinstance(one, Paragraph)]
    assert begun.startswith("Allerede begyndt: 1, 2, 3, 4, 6, 7, 8, 10, ")
    [timeline] = [one for one in blocks if isinstance(one, Timeline)]
    [windows] = REPORTS["timetable-2017"].tables
    ahead = [row.label for row in timeline.rows]
    assert ahead == [row[0] for row in windows.rows]
    assert sorted([*re.findall(r"\d+", begun), *ahead], key=int) == [one.number for one in plan.recommendations]
    [meanings] = [one for one in blocks if isinstance(one, Bullets)]
    told = {cell.label() for row in timeline.rows for cell in row.cells}
    assert {one.lead for one in meanings.items} == {f"{word.capitalize()}:" for word in told}


@pytest.mark.parametrize("lang", ["da", "en"])
def test_timetable_explains_the_words_of_its_cells_and_no_others(lang):
    """The day on which it was begun is not known: it may be before the first quarter, and has begun in the second."""
    plan = plan_of(said(1, status=Status.ONGOING, on="1. februar 2017"), numbers=[1])
    periods = [parse_period(f"{quarter}. kvartal 2017") for quarter in (1, 2)]
    document = timetable_document(timetable(plan, periods, as_of=datetime.date(2017, 6, 1)), lang)
    [timeline] = [one for one in document.blocks if isinstance(one, Timeline)]
    [meanings] = [one for one in document.blocks if isinstance(one, Bullets)]
    words = ("ukendt", "begyndt") if lang == "da" else ("unknown", "begun")
    assert tuple(cell.text for cell in timeline.grid(lang).rows[0][2:]) == words
    assert tuple(one.lead for one in meanings.items) == tuple(f"{word.capitalize()}:" for word in words)


def test_year_plan_counts_what_it_holds():
    plan = plan_of(said(1, planned="2017"), said(2, planned="2017"), numbers=range(1, 4))
    first = finished(year_plan_document(year_plan(plan, year=2017, as_of=AS_OF))).blocks[1]
    assert first.text == "2 af planens 3 anbefalinger er i årets plan."
    assert REPORTS["year-plan-2017"].blocks[1].text == "Alle planens 71 anbefalinger er i årets plan."


def grids(document):
    return [block for block in finished(document).blocks if isinstance(block, Grid) and block.kind == "table"]


def test_a_column_that_is_hardly_known_or_says_the_same_is_told_in_a_sentence():
    document = REPORTS["year-plan-2017"]
    [entries] = [grid for grid in grids(document) if "afsnit" in grid.headings]
    assert "underliggende aftale" not in entries.headings
    assert Paragraph("Underliggende aftale: ja for 16; ellers ikke oplyst.") in finished(document).blocks
    assert "needs_agreement" in render(document, "json").decode()  # programs get every column
    columns, optional = ("number", "due", "status", "latest", "earliest"), ("due", "status", "latest", "earliest")
    rows = (("1", "", "awaiting", None, None), ("2", "", "awaiting", None, AS_OF))
    made = attrs.evolve(document, lang="en", blocks=(Table("T", "T", columns, rows, optional),))
    *told, grid = finished(made).blocks
    assert told == [Paragraph("Status: awaiting (applies to all)."), Paragraph("Latest: not known.")]
    assert grid.texts() == [["No.", "Earliest"], ["1", "unknown"], ["2", "15 January 2017"]]
    for kept in (Table("T", "T", columns, rows), Table("T", "T", columns, (), optional)):
        [grid] = finished(attrs.evolve(made, blocks=(kept,))).blocks
        assert grid.headings == ("no.", "due", "status", "latest", "earliest")
    alone = attrs.evolve(made, blocks=(Table("T", "T", columns, rows[:1], optional),))
    assert finished(alone).blocks[-1].headings == ("no.", "status")  # of one row, nothing is the same in all


@pytest.mark.parametrize("name", REPORTS)
def test_no_table_has_an_empty_column(name):
    for grid in grids(REPORTS[name]):
        for column, *texts in zip(*grid.texts()):
            assert not texts or any(texts), column


@pytest.mark.parametrize("name", [name for name in REPORTS if name.endswith(".en")])
def test_english_reports_print_periods_in_english(name):
    words = render(REPORTS[name], "md").decode()
    assert not re.search(r"\b(expected|planned for|\(|\|) *(\d\. |primo|medio|ultimo|første|foråret|starten)", words)
    tables = "".join(line for line in words.splitlines() if line.startswith("|"))
    assert not re.search(r"\d\. (kvartal|halvår)|\b(primo|medio|ultimo) \d{4}", tables)


@pytest.mark.parametrize("name", REPORTS)
def test_no_report_shows_a_slug_or_a_seed(name):
    plan = datasets.load("hovedstaden-almen-2015-2019")
    words = render(REPORTS[name], "md").decode()
    slugs = {one.id for one in (*plan.sources, *plan.events, *plan.bodies) if "-" in one.id or one.id[-1].isdecimal()}
    assert not {slug for slug in slugs if re.search(rf"(?<![\w-]){re.escape(slug)}(?![\w-])", words)}
    assert not re.search(r"\bfrø\b|\bseed\b", words)


def test_status_tells_under_each_heading_by_number():
    blocks = REPORTS["status-2017"].blocks
    for block in (one for one in blocks if isinstance(one, Bullets)):
        numbers = [int(found[1]) for item in block.items if (found := re.match(r"(\d+) ", item.text))]
        assert numbers == sorted(numbers)
    [happened] = [table for table in REPORTS["status-2017"].tables if "kind" in table.columns]
    assert {row[0]: row[2] for row in happened.rows}["Afsluttet"] == "10, 12, 14"
    [often] = [table for table in REPORTS["status-2017"].tables if "times_carried" in table.columns]
    assert len({row[:2] for row in often.rows}) == len(often.rows)


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
    before = render(year_plan_document(approved_year_plan(approved, year=2017)), "md")
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
    assert render(year_plan_document(approved_year_plan(later, year=2017)), "md") == before
    kept = loads(dumps(attrs.evolve(later, recommendations=approved.recommendations)))
    assert render(year_plan_document(approved_year_plan(kept, year=2017)), "md") == before


def test_year_outside_the_plan_is_said_to_be_so():
    plan = datasets.load("hovedstaden-almen-2015-2019")
    document = year_plan_document(year_plan(plan, year=2030, as_of=datetime.date(2016, 12, 31)))
    assert "2030 ligger uden for planens periode 2015-2019" in document.facts


def test_year_that_is_not_over_has_no_shares():
    plan = datasets.load("hovedstaden-almen-2015-2019")
    day = datetime.date(2017, 6, 30)
    document = ledger_document(carry_over(plan, into=2018, as_of=day), commitment(plan, year=2017, as_of=day), "en")
    assert document.tables[1].columns == ("group", "count", "numbers")
    assert any(isinstance(one, Paragraph) and "2017 is not over" in one.text for one in document.blocks)


def test_timetable_of_midtjylland_is_unknown_everywhere():
    [timeline] = [block for block in REPORTS["timetable-midtjylland"].blocks if isinstance(block, Timeline)]
    assert len(timeline.rows) == 42
    assert {cell for row in timeline.rows for cell in row.cells} == {Certainty.UNKNOWN}


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
    plan = Plan("tom", "Tom plan", "2017", region="Nord", practice_area=PracticeArea.DENTISTRY)
    day = datetime.date(2017, 1, 1)
    draft = year_plan_document(year_plan(plan, year=2017, as_of=day))
    assert [table.name for table in draft.tables] == ["Overblik", "Anbefalinger i planen"]
    report = status_document(status_report(plan, over=parse_period("2017"), as_of=day))
    assert report.tables == ()
    assert repr(efforts_at(plan, as_of=day)) == "<Efforts as of 2017-01-01: 0>"


def test_sources_are_those_that_are_cited():
    assert [source.id for source in REPORTS["status-2017"].sources] == ["ip2017", "godkendelse-2017", "referat2017"]


def test_many_numbers_are_told_in_part():
    numbers = [str(number) for number in range(1, 402)]
    assert abbreviated(numbers[:400]).endswith(", 400")
    assert abbreviated(numbers).endswith(", 400 …")
    assert abbreviated(["1", "1", "2"]) == "1, 2"


# --- charts ------------------------------------------------------------------------------------------------------

CARRIED = plan_of(
    said(1, status=Status.ONGOING, responsible=["pas"]),
    said(2, planned="3. kvartal 2017", responsible=["pas"]),
    said(3, awaits=["e"], responsible=["pas", "ppu"]),
    said(4, awaits=["f"], responsible=["ppu"]),
    said(5, status=Status.COMPLETED, responsible=["pas"]),
    promised("e", "2. kvartal 2017"),
)
"""Gruppen carries 1 at once, 3 from the second quarter and 2 from the third; nobody knows when Udvalget begins 4."""
LIMITS = (Limit("pas", 2),)


def charts(document):
    return [block for block in document.blocks if isinstance(block, Chart)]


def words(chart):
    return {row.label: [bar.text for bar in row.bars] for row in chart.rows}


@pytest.mark.parametrize(("lang", "of"), [("da", "af"), ("en", "of")])
def test_load_is_drawn_beside_its_table(lang, of):
    found = load_of(CARRIED, per="quarter", over=parse_period("2017"), as_of=AS_OF, limits=LIMITS)
    document = load_document(found, lang)
    [chart] = charts(document)
    assert words(chart) == {
        "Gruppen": [f"1 {of} 2", f"2 {of} 2", f"3 {of} 2", f"3 {of} 2"],
        "Udvalget": ["0–1", "1–2", "1–2", "1–2"],
    }
    assert [[bar.is_over for bar in row.bars] for row in chart.rows] == [[False, False, True, True], [False] * 4]
    assert [(bar.least, bar.most, bar.limit) for bar in chart.rows[1].bars] == [(0, 1, None), *[(1, 2, None)] * 3]
    assert len(document.tables) == 1


def test_load_is_drawn_from_the_first_statement_on():
    found = load_of(CARRIED, per="year", over=parse_period("2015-2018"), as_of=AS_OF)
    [chart] = charts(load_document(found))
    assert [str(period) for period in chart.periods] == ["2016", "2017", "2018"]
    assert words(chart)["Gruppen"] == ["1", "3", "3"]
    assert charts(load_document(load_of(CARRIED, per="year", over=parse_period("2015"), as_of=AS_OF))) == []
    assert charts(load_document(load_of(plan_of(), per="year", over=parse_period("2017"), as_of=AS_OF))) == []


def test_schedule_is_drawn_in_the_units_in_which_each_runs():
    workload = Workload("quarter", limits=(Limit("pas", 1),), tasks={1: Task(duration=2), 2: Task(duration="unknown")})
    found = schedule(CARRIED, workload, as_of=AS_OF, over=parse_period("2017"))
    [chart] = charts(schedule_document(found))
    # 1 has begun and takes two quarters; 2 is planned for the third, and nobody knows when it ends; so 3, which may
    # begin in the third too, has no room
    assert words(chart) == {
        "1": ["periodens begyndelse", "•", "", ""],
        "2": ["", "", "tidligste start", "muligt"],
    }
    assert [row.title for row in chart.rows] == ["Titel 1", "Titel 2"]
    assert [(bar.least, bar.most) for bar in chart.rows[1].bars] == [(0, 0), (0, 0), (1, 1), (0, 1)]
    [english] = charts(schedule_document(found, "en"))
    assert words(english)["2"] == ["", "", "earliest start", "possible"]


def test_schedule_in_which_nothing_has_a_place_has_no_chart():
    workload = Workload("quarter", limits=(Limit.whole_plan(0),))
    assert charts(schedule_document(schedule(CARRIED, workload, as_of=AS_OF, over=parse_period("2017")))) == []


@pytest.mark.parametrize(
    ("period", "carried"),
    [
        ("2017", ["1 af 2", "2 af 2", "3 af 2", "3 af 2"]),
        ("2. kvartal 2017", ["1–2 af 2", "1–2 af 2", "2 af 2"]),  # what 3 awaits comes before July
        ("juli 2017", ["2–3 af 2"]),
        ("2017-2022", ["3 af 2"] * 6),
    ],
)
def test_status_tells_the_load_in_units_that_can_be_read(period, carried):
    report = status_report(CARRIED, over=parse_period(period), as_of=AS_OF)
    document = status_document(report, limits=LIMITS)
    [chart] = charts(document)
    assert words(chart)["Gruppen"] == carried
    place = document.blocks.index(chart)
    assert document.blocks[place - 1] == Heading(1, "Belastning")
    assert charts(status_document(report, "en"))[0].rows[0].bars[0].limit is None


def test_status_tells_the_load_of_what_has_passed_as_it_was():
    june = status_report(CARRIED, over=parse_period("2017"), as_of=datetime.date(2017, 6, 30))
    [chart] = charts(status_document(june))
    assert [str(period) for period in chart.periods] == [f"{quarter}. kvartal 2017" for quarter in (1, 2, 3, 4)]
    assert words(chart)["Gruppen"] == ["1", "2", "3", "3"]


@pytest.mark.parametrize("period", ["2015", "fra 2017"])
def test_status_of_a_period_before_the_first_statement_or_open_tells_no_load(period):
    document = status_document(status_report(CARRIED, over=parse_period(period), as_of=AS_OF))
    assert charts(document) == []
    assert Heading(1, "Belastning") not in document.blocks


def test_status_without_responsible_bodies_tells_no_load():
    report = status_report(plan_of(said(1, planned="2017")), over=parse_period("2017"), as_of=AS_OF)
    assert charts(status_document(report)) == []


@pytest.mark.parametrize(
    ("status", "end", "words"),
    [
        (SolveStatus.OPTIMAL, SolveEnd.PROVEN, "Bevist kortest"),
        (SolveStatus.FEASIBLE, SolveEnd.TIME, "Ikke bevist kortest: 3 enheder; ingen tidsplan kan være kortere end 2"),
        (SolveStatus.UNKNOWN, SolveEnd.ABORTED, "Ikke afgjort, om der er plads til alle"),
    ],
)
def test_what_is_proven_of_a_schedule_is_told(status, end, words):
    workload = Workload("quarter", limits=(Limit.whole_plan(1),))
    plan = plan_of(numbers=[1, 2, 3])
    found = schedule(plan, workload, as_of=AS_OF, over=parse_period("2017"))
    proven = attrs.evolve(found.schedule, bound=2, status=status, end=end)
    graph = WaitGraph(plan, history_at(plan, AS_OF))
    document = schedule_document(PlanSchedule(graph, found.periods, proven, None), "da")
    assert document.facts[-1].startswith(words)
    assert (document.facts[-1] == words) is (end is SolveEnd.PROVEN)


def test_year_plan_tells_roles_apart():
    report = Milestone("Rapport", parse_period("2017"), ["pas"], ["ppu"])
    hearing = Milestone("Høring", parse_period("2017"), ["ppu"])
    plan = plan_of(
        said(1, planned="2017", responsible=["pas"], participants=["ppu"], milestones=(report, hearing)),
        said(2, planned="2017", responsible=["pas"], recipients=["ppu"]),
        numbers=[1, 2],
    )
    document = year_plan_document(year_plan(plan, year=2017, as_of=datetime.date(2017, 1, 15)))
    words = render(document, "md").decode()
    assert "Milepæle: Rapport (2017; modtager: Udvalget); Høring (2017; ansvarlig: Udvalget)." in words
    assert "Ansvarlig: Gruppen. Deltager: Udvalget." in words
    assert "Ansvarlig: Gruppen. Modtager: Udvalget." in words
    [table] = [one for one in document.blocks if isinstance(one, Table) and one.name == "Organer"]
    assert table.rows == (
        ("Gruppen", "ansvarlig", 2, "1, 2"),
        ("Udvalget", "deltager", 1, "1"),
        ("Udvalget", "modtager", 1, "2"),
    )
    alone = plan_of(said(1, planned="2017", responsible=["pas"]), numbers=[1])
    [table] = [
        one for one in year_plan_document(year_plan(alone, year=2017, as_of=AS_OF)).tables if one.name == "Organer"
    ]
    assert (table.caption, table.rows) == ("Hvem der er ansvarlig for hvad", (("Gruppen", 1, "1"),))
