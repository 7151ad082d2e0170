"""Tables of many layouts are read into a draft; what each says was written down before it was read."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from praksisplan import PlanError, Standing, Status, datasets
from praksisplan.reading.reading import Reading
from praksisplan.reading.tables.cells import status_of
from praksisplan.reading.tables.columns import Role, role_of
from tests.unit.datasets.documents import document_of
from tests.unit.reading.files import AMBER, GREEN, drafted, excel, word


def facts(reading: Reading, number: str) -> dict[str, Any]:
    """The facts of a recommendation by field; several as a list."""
    found: dict[str, Any] = {}
    for fact in reading.about(number):
        if fact.field not in ("number", "section"):
            value = str(fact.value) if type(fact.value).__name__ == "Period" else fact.value
            found[fact.field] = [*found[fact.field], value] if fact.field in found else [value]
    found = {field: list(dict.fromkeys(values)) for field, values in found.items()}
    return {field: values[0] if len(values) == 1 else values for field, values in found.items()}


def codes(reading: Reading) -> list[str]:
    return [one.code for one in reading.findings]


def named(reading: Reading) -> dict[str, str]:
    """The names of the bodies by id."""
    return {one.id: one.name for one in reading.plan.bodies}


# --- document 003 ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def timetable() -> Reading:
    return drafted("\n".join(document_of("003_3ce71dc4904d4466.txt")).encode())


def test_document_003_is_read_whole(timetable: Reading) -> None:
    plan, known = timetable.plan, datasets.load("midtjylland-almen-2021-2025")

    def placed(plan: Any) -> list[Any]:
        return [(one.number, one.section, one.citations[0].line) for one in plan.recommendations]

    assert placed(plan) == placed(known)
    assert len(plan.recommendations) == 42
    assert [one.number for one in plan.sections] == [one.number for one in known.sections if one.title]
    for field in ("objectives", "focus_areas"):
        found = [(one.section, one.citations[0].line) for one in getattr(plan, field)]
        assert found == [(one.section, one.citations[0].line) for one in getattr(known, field)]
    assert list(map(str, plan.planning_periods)) == list(map(str, known.planning_periods))
    assert plan[5].title == "At der er fokus på polyfarmaci (se afsnit 4.1.4)"
    assert str(plan.period) == "2. halvår 2021 - 1. halvår 2025"
    assert plan.log == ()
    assert timetable.uncovered == ()


def test_document_003_every_oddity_is_a_finding(timetable: Reading) -> None:
    found = [(one.code, one.citations[0].line) for one in timetable.findings if one.citations]
    html = [one.subject for one in timetable.findings if one.code == "html-in-cell"]
    assert html == ["linje 37", "linje 45", "linje 61", "linje 63"]
    assert found == [
        ("broken-heading", 5),
        ("heading-again", 24),
        ("divided-word", 34),
        ("divided-word", 37),
        ("divided-word", 40),
        ("heading-again", 42),
        ("heading-again", 59),
        ("divided-word", 67),
        ("text-in-period", 67),
        ("text-in-period", 68),
        ("heading-again", 75),
        ("divided-word", 77),
    ]
    broken = next(one for one in timetable.findings if one.code == "broken-heading")
    assert broken.text() == "Overskriften er ødelagt: »M+A3:A35+A3:A31ålsætninger«."


# --- one table in every format -----------------------------------------------------------------------------------

ROWS = [
    ["Nr.", "Anbefaling", "Ansvarlig", "Status", "Forventet afsluttet", "Afventer", "Bemærkning"],
    ["1", "Flere ydernumre", "PPU", "Igangværende", "2. kvartal 2018", "", "Drøftes i maj"],
    ["1.10", "Fælles vagt", "PAS og PPU", "Afsluttet", "", "1", ""],
]


def as_markdown() -> bytes:
    lines = [f"| {' | '.join(row)} |" for row in ROWS]
    return "\n".join([lines[0], "|---" * len(ROWS[0]) + "|", *lines[1:]]).encode()


def as_html() -> bytes:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    return f"<html><table>{rows}</table>".encode()


def as_word() -> bytes:
    def write(document: Any) -> None:
        table = document.add_table(len(ROWS), len(ROWS[0]))
        for row, cells in zip(table.rows, ROWS, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text

    return word(write)


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (as_markdown(), "linje 4"),
        (as_html(), "celle tabel 1!D3"),
        (as_word(), "celle tabel 1!D3"),
        (excel(*ROWS), "celle Ark1!D3"),
        ("\n".join(";".join(row) for row in ROWS).encode("cp1252"), "celle D3"),
    ],
)
def test_one_table_says_the_same_in_every_format(content: bytes, place: str) -> None:
    reading = drafted(content)
    assert [one.number for one in reading.plan.recommendations] == ["1", "1.10"]
    assert facts(reading, "1") == {
        "title": "Flere ydernumre",
        "responsible": "ppu",
        "status": Status.ONGOING,
        "expected": "2. kvartal 2018",
        "note": "Drøftes i maj",
    }
    assert facts(reading, "1.10") == {
        "title": "Fælles vagt",
        "responsible": ["pas", "ppu"],
        "status": Status.COMPLETED,
        "awaits": "1",
    }
    status = next(fact for fact in reading.about("1.10") if fact.field == "status")
    assert (str(status.span), status.words, status.is_inferred) == (place, "Afsluttet", False)
    assert reading.uncovered == ()
    assert [one for one in codes(reading) if one != "read-as-windows"] == []


# --- layouts -----------------------------------------------------------------------------------------------------


def test_titles_above_the_headings_separators_sections_and_totals() -> None:
    def change(book: Any, sheet: Any) -> None:
        sheet.merge_cells("A1:D1")
        sheet.merge_cells("A6:D6")

    reading = drafted(
        excel(
            ["Handleplan for Nord"],
            ["Udarbejdet af sekretariatet"],
            [],
            ["Indsats nr.", "Indsats", "Tovholder", "Status"],
            [],
            ["Tema: Forebyggelse"],
            [1, "Rygestop", "Region Nord", "I gang"],
            [2, "Motion", "Kommunerne", "Ikke påb."],
            [],
            ["2. Psykiatri"],
            [3, "Samtaler", "Regionen", "afsl."],
            ["I alt", 3],
            ["Opdateres hvert kvartal"],
            change=change,
        )
    )
    assert [(one.number, one.title) for one in reading.plan.sections] == [
        ("1", "Tema: Forebyggelse"),
        ("2", "Psykiatri"),
    ]
    assert [(one.number, one.section, one.title) for one in reading.plan.recommendations] == [
        ("1", "1", "Rygestop"),
        ("2", "1", "Motion"),
        ("3", "2", "Samtaler"),
    ]
    statuses = [facts(reading, number)["status"] for number in "123"]
    assert statuses == [Status.ONGOING, Status.NOT_STARTED, Status.COMPLETED]
    kinds = {one.name: one.kind.value for one in reading.plan.bodies}
    assert kinds == {"Region Nord": "region", "Kommunerne": "municipality", "Regionen": "region"}
    assert codes(reading) == ["total-row", "row-not-read"]
    assert [line.text for line in reading.uncovered] == [
        *("Udarbejdet af sekretariatet", "I alt", "3", "Opdateres hvert kvartal"),
    ]


def test_headings_of_two_lines_and_periods_marked_by_signs_and_colours() -> None:
    def change(book: Any, sheet: Any) -> None:
        sheet.merge_cells("C1:F1")
        sheet.merge_cells("A1:A2")
        sheet["D3"].fill = AMBER
        sheet["E3"].fill = AMBER
        sheet.merge_cells("E5:F5")
        for name in ("A4", "B4", "C4", "D4", "E4", "F4", "G4"):
            sheet[name].fill = GREEN

    reading = drafted(
        excel(
            ["Nr.", "Anbefaling", 2022, None, None, None, 2023],
            [None, "(kort titel)", "Q1", "Q2", "Q3", "Q4", "1. halvår"],
            ["1", "Første"],
            ["2", "Anden", None, None, "x", None, "X"],
            ["3", "Tredje", None, None, "Pilot"],
            ["4", "Fjerde"],
            change=change,
        )
    )
    assert [str(one) for one in reading.plan.planning_periods] == [
        "Q1 2022",
        "Q2 2022",
        "Q3 2022",
        "Q4 2022",
        "1. halvår 2023",
    ]
    planned = {one.about[0]: str(one.planned) for one in reading.plan.log if one.planned}
    assert planned == {"1": "Q2 2022", "2": "Q3 2022", "3": "Q3 2022"}
    assert facts(reading, "1")["planned"] == ["Q2 2022", "Q3 2022"]
    assert facts(reading, "2")["planned"] == ["Q3 2022", "1. halvår 2023"]
    assert facts(reading, "3")["planned"] == ["Q3 2022", "Q4 2022"]
    (milestone,) = [one for statement in reading.plan.log for one in statement.milestones]
    assert (milestone.title, str(milestone.expected)) == ("Pilot", "Q3 2022")
    assert "planned" not in facts(reading, "4")
    assert codes(reading) == []


def test_a_row_or_sheet_with_a_colour_of_its_own_is_not_marked() -> None:
    def change(book: Any, sheet: Any) -> None:
        for row in range(2, 5):
            for column in "ABCD":
                sheet[f"{column}{row}"].fill = GREEN
        sheet["C2"].fill = AMBER

    rows = [["Nr.", "Indsats", "2022", "2023"], ["1", "A"], ["2", "B"], ["3", "C"]]
    reading = drafted(excel(*rows, change=change))
    assert {one.about[0]: str(one.planned) for one in reading.plan.log} == {"1": "2022"}


def test_several_colours_are_a_finding() -> None:
    def change(book: Any, sheet: Any) -> None:
        sheet["C2"].fill, sheet["D3"].fill = AMBER, GREEN

    reading = drafted(excel(["Nr.", "Indsats", "2022", "2023"], ["1", "A"], ["2", "B"], change=change))
    assert {one.about[0]: str(one.planned) for one in reading.plan.log} == {"1": "2022", "2": "2023"}
    assert [one.text() for one in reading.findings] == [
        "Celler er farvet med flere farver (#ffc000, #92d050); alle er læst som planlagt."
    ]


def test_months_take_their_year_from_the_title_of_the_sheet() -> None:
    rows = [
        ["Tidsplan 2024"],
        ["Nr.", "Aktivitet", "jan", "feb", "mar"],
        ["1", "A", "", "x"],
        ["2", "B", "-", "", "ja"],
    ]
    reading = drafted(excel(*rows))
    planned = {one.about[0]: one.planned for one in reading.plan.log}
    assert {number: period.start for number, period in planned.items() if period} == {
        "1": datetime.date(2024, 2, 1),
        "2": datetime.date(2024, 3, 1),
    }


def test_start_and_end_below_one_heading_are_no_periods() -> None:
    rows = [
        ["Nr.", "Indsats", "Tidsplan", None, "Status"],
        [None, None, "Start", "Slut", None],
        ["1", "A", datetime.date(2016, 1, 1), "31. december 2016", "Kører planmæssigt"],
        ["2", "B", "jan 2016", "dec 2016", ""],
    ]
    reading = drafted(excel(*rows, change=lambda book, sheet: sheet.merge_cells("C1:D1")))
    assert facts(reading, "1") == {
        "title": "A",
        "planned": "1.1.2016",
        "expected": "31. december 2016",
        "status": Status.ONGOING,
    }
    assert facts(reading, "2") == {"title": "B", "planned": "jan 2016", "expected": "dec 2016"}
    assert reading.plan.planning_periods == ()


def test_several_sheets_add_to_each_other_and_hidden_ones_are_left_out() -> None:
    def change(book: Any, sheet: Any) -> None:
        status = book.create_sheet("Status")
        for row in (
            ["Nr.", "Status", "Status pr. 1. marts 2017"],
            ["1", "Udskudt til 2018", "Igangsat"],
            ["9", "I gang", ""],
        ):
            status.append(row)
        hidden = book.create_sheet("Gammel")
        hidden.append(["Nr.", "Indsats"])
        hidden.append(["7", "Væk"])
        hidden.sheet_state = "hidden"
        guide = book.create_sheet("Vejledning")
        guide.append(["Sådan gør du"])
        guide.append(["Udfyld arket"])

    reading = drafted(excel(["Nr.", "Indsats"], ["1", "A"], change=change))
    assert [(one.number, one.title) for one in reading.plan.recommendations] == [("1", "A"), ("9", "Handling 9")]
    log = [(one.status, str(one.deferred_to or ""), str(one.on or "")) for one in reading.plan.log if "1" in one.about]
    assert log == [(Status.DEFERRED, "2018", ""), (Status.ONGOING, "", "1. marts 2017")]
    assert codes(reading) == ["hidden", "table-not-read"]


def test_sections_in_a_column_of_their_own_with_and_without_numbers() -> None:
    def change(book: Any, sheet: Any) -> None:
        sheet.merge_cells("A2:A3")

    rows = [
        ["Tema", "Nr.", "Handling"],
        ["Forebyggelse", "1", "A"],
        [None, "2", "B"],
        ["4.1 Kapacitet", "3", "C"],
        ["Forebyggelse", "4", "D"],
        ["5", "5", "E"],
    ]
    reading = drafted(excel(*rows, change=change))
    assert [(one.number, one.title) for one in reading.plan.sections] == [
        ("1", "Forebyggelse"),
        ("4.1", "Kapacitet"),
        ("5", ""),
    ]
    assert [one.section for one in reading.plan.recommendations] == ["1", "1", "4.1", "1", "5"]
    assert reading.uncovered == ()


def test_titles_that_begin_with_their_number_and_titles_without_numbers() -> None:
    reading = drafted(excel(["Indsats", "Status"], ["1. Rygestop", "I gang"], ["Indsats 2: Motion", "Udgår"]))
    assert [(one.number, one.title) for one in reading.plan.recommendations] == [("1", "Rygestop"), ("2", "Motion")]
    reading = drafted(
        excel(["Indsats", "Status"], ["Rygestop", "I gang"], ["Motion", "Udgår"], ["Rygestop", "Afsluttet"])
    )
    assert [(one.number, one.title) for one in reading.plan.recommendations] == [("1", "Rygestop"), ("2", "Motion")]
    assert [one.about for one in reading.plan.log] == [("1",), ("2",), ("1",)]
    assert codes(reading) == ["numbers-made"]
    assert all(fact.is_inferred for fact in reading.about("1") if fact.field == "title" and fact.words == "Motion")


def test_numbers_that_excel_keeps_as_numbers_or_days_are_refused_with_their_cells() -> None:
    rows = [["Nr.", "Indsats"], [1.1, "A"], [2, "B"], [datetime.date(2024, 1, 3), "C"]]
    with pytest.raises(PlanError) as caught:
        drafted(excel(*rows))
    assert caught.value.text("da").splitlines() == [
        "celle Ark1!A2: nummeret 1,1 er gemt som et tal, så 1.1 og 1.10 er det samme; formatér kolonnen som tekst, og "
        "skriv numrene igen [number-as-value]",
        "celle Ark1!A4: nummeret er blevet til en dato (3.1.2024); formatér kolonnen som tekst, og skriv numrene igen "
        "[number-as-value]",
    ]
    reading = drafted(excel(["Nr.", "Indsats"], ["1.1", "A"], ["1.10", "B"], [2, "C"]))
    assert [one.number for one in reading.plan.recommendations] == ["1.1", "1.10", "2"]


def test_times_as_days_and_as_text() -> None:
    day = datetime.date(2018, 3, 31)
    rows = [
        ["Nr.", "Indsats", "Start", "Frist", "Forventet slut", "Udskudt til"],
        ["1", "A", datetime.date(2017, 9, 1), day, "ultimo 2018", None],
        ["2", "B", "2. halvår 2017", "31/3 2018", "Q2 2018", "2019"],
        ["3", "C", "løbende", "-", "efter aftale", "n/a"],
        ["4", "D", "Opstart i Q3 2017, slut i 2018", "", "", ""],
        ["5", "E", "2017 (3. kvartal)", "", "31. november 2018", ""],
    ]
    reading = drafted(excel(*rows))
    log = {}
    for one in reading.plan.log:
        for field in ("planned", "expected", "deferred_to"):
            if (period := getattr(one, field)) is not None:
                log.setdefault((one.about[0], field), []).append((period.start, period.last_day))
    first = datetime.date(2017, 9, 1)
    assert log["1", "planned"] == [(first, first)]
    assert log["1", "expected"] == [(None, day), (datetime.date(2018, 9, 1), datetime.date(2018, 12, 31))]
    assert log["2", "planned"] == [(datetime.date(2017, 7, 1), datetime.date(2017, 12, 31))]
    assert log["2", "expected"] == [(None, day), (datetime.date(2018, 4, 1), datetime.date(2018, 6, 30))]
    assert log["2", "deferred_to"] == [(datetime.date(2019, 1, 1), datetime.date(2019, 12, 31))]
    assert not [one for one in log if one[0] == "3"]
    third = [(datetime.date(2017, 7, 1), datetime.date(2017, 9, 30))]
    assert [log["4", "planned"], log["5", "planned"]] == [third, third]
    assert [(one.code, one.subject, one.citations[0].cell) for one in reading.findings] == [
        ("period-not-read", "3", "Ark1!C4"),
        ("period-not-read", "3", "Ark1!E4"),
        ("period-not-read", "5", "Ark1!E6"),
    ]


def test_what_is_awaited_in_numbers_in_words_and_as_an_event() -> None:
    rows = [
        ["Nr.", "Indsats", "Status", "Afhængigheder"],
        ["1", "A", "Afventer", "2, 3 og indsats 4"],
        ["2", "B", "Afventer anbefaling 1", "ingen"],
        ["3", "C", "", "Afrapporteringen fra indsats 2"],
        ["4", "D", "Afventer national afklaring", "3, 99"],
        ["5", "E", "Afv.", "Bevilling fra regionsrådet"],
        ["6", "F", "", "Rapporten fra styregruppen, som ventes i juni 2017"],
    ]
    reading = drafted(excel(*rows))
    log = [
        (one.about[0], one.status, [(wait.target, wait.outcome.value) for wait in one.awaits])
        for one in reading.plan.log
        if one.about
    ]
    assert log == [
        ("1", Status.AWAITING, []),
        ("5", Status.AWAITING, []),
        ("1", None, [("2", "completion"), ("3", "completion"), ("4", "completion")]),
        ("2", Status.AWAITING, [("1", "completion")]),
        ("3", None, [("2", "report")]),
        ("4", Status.AWAITING, [("national-afklaring", "completion")]),
        ("4", None, [("3", "completion"), ("handling-99", "completion")]),
        ("5", None, [("bevilling-fra-regionsraadet", "completion")]),
        ("6", None, [("rapporten-fra-styregruppen-handling-6", "completion")]),
    ]
    (promise,) = [one for one in reading.plan.log if one.events]
    assert (promise.events, str(promise.expected)) == (("rapporten-fra-styregruppen-handling-6",), "juni 2017")
    kinds = [(one.title, one.kind.value) for one in reading.plan.events]
    assert kinds == [
        ("National afklaring", "clarification"),
        ("Handling 99", "work"),
        ("Bevilling fra regionsrådet", "decision"),
        ("Rapporten fra styregruppen (handling 6)", "report"),
    ]
    assert [(one.code, one.subject) for one in reading.findings] == [("awaited-not-read", "4")]


def test_bodies_several_in_a_cell_with_short_names() -> None:
    rows = [
        ["Nr.", "Indsats", "Ansvarlig", "Deltagere", "Orienteres"],
        ["1", "A", "Praksisplanudvalget (PPU)", "Region og kommuner, PLO", "ppu"],
        [
            "2",
            "B",
            "Styregruppen for børn og unge\nSocial- og Sundhedsforvaltningen",
            "Aalborg Kommune/Region Nord",
            "Staten",
        ],
    ]
    reading = drafted(excel(*rows))
    found = [(one.about[0], one.responsible, one.participants, one.recipients) for one in reading.plan.log]
    assert found == [
        ("1", ("praksisplanudvalget",), (), ()),
        ("1", (), ("region", "kommuner", "plo"), ()),
        ("1", (), (), ("praksisplanudvalget",)),
        ("2", ("styregruppen-for-boern-og-unge", "social-og-sundhedsforvaltningen"), (), ()),
        ("2", (), ("aalborg-kommune", "region-nord"), ()),
        ("2", (), (), ("staten",)),
    ]
    kinds = {one.id: one.kind.value for one in reading.plan.bodies}
    assert kinds["praksisplanudvalget"] == "committee"
    assert kinds["aalborg-kommune"] == "municipality"
    assert kinds["social-og-sundhedsforvaltningen"] == "unit"
    assert kinds["plo"] == "organisation"


def test_a_number_over_several_rows_has_strands() -> None:
    def change(book: Any, sheet: Any) -> None:
        sheet.merge_cells("A2:A4")
        sheet.merge_cells("A5:A6")

    rows = [
        ["Nr.", "Indsats", "Status", "Afventer"],
        ["1", "Hele indsatsen", "I gang", ""],
        [None, "Delspor om børn", "Afsluttet", ""],
        [None, "Delspor om unge", "Udskudt", "Loven om sundhed, som er ventet længe"],
        ["2", "B", "I gang", ""],
        [None, None, "Afsluttet", ""],
    ]
    reading = drafted(excel(*rows, change=change))
    one, _ = reading.plan.recommendations
    assert [strand.title for strand in one.strands] == ["Delspor om børn", "Delspor om unge"]
    assert [(statement.strand, statement.status) for statement in reading.plan.log] == [
        (None, Status.ONGOING),
        ("delspor-om-boern", Status.COMPLETED),
        ("delspor-om-unge", Status.DEFERRED),
        (None, Status.ONGOING),
        (None, Status.COMPLETED),
        ("delspor-om-unge", None),
    ]


def test_milestones_with_their_periods() -> None:
    rows = [
        ["Nr.", "Indsats", "Milepæle"],
        ["1", "A", "Pilot: Q2 2022\nUdrulning (2023)"],
        ["2", "B", "Først pilot, så udrulning"],
    ]
    reading = drafted(excel(*rows))
    first, second = reading.plan.log
    assert [(one.title, str(one.expected)) for one in first.milestones] == [("Pilot", "Q2 2022"), ("Udrulning", "2023")]
    assert (second.milestones, second.text) == ((), "Først pilot, så udrulning")


def test_a_table_goes_on_in_the_next_without_headings() -> None:
    def write(document: Any) -> None:
        for rows in ([["Nr.", "Indsats", "Status"], ["1", "A", "I gang"]], [["2", "B", "Afsluttet"]]):
            table = document.add_table(len(rows), 3)
            for row, texts in zip(table.rows, rows, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text
            document.add_paragraph("Mellem tabellerne.")

    reading = drafted(word(write))
    assert [(one.number, one.title) for one in reading.plan.recommendations] == [("1", "A"), ("2", "B")]
    assert codes(reading) == ["heading-missing"]


def test_rows_that_are_not_understood_are_left_and_told() -> None:
    rows = [
        ["Nr.", "Indsats", "Status", "Mål"],
        ["1", "A", "Grøn", "Færre køer"],
        ["", "Uden nummer", "I gang", ""],
        ["Nr.", "Indsats", "Status", "Mål"],
        ["", "", "", "Kortere ventetid"],
        ["Løse ord", "", "", ""],
        ["Flere løse ord", "", "", ""],
        ["2", "B", "Afsluttet i tre af fem kommuner", ""],
    ]
    reading = drafted(excel(*rows))
    assert codes(reading) == [
        *("status-not-read", "row-without-number", "heading-again", "row-not-read", "status-not-read"),
    ]
    assert [(one.section, one.statements) for one in reading.plan.objectives] == [
        ("1", ("Færre køer", "Kortere ventetid"))
    ]
    assert [one.title for one in reading.plan.sections] == ["Ark1", "Flere løse ord"]
    assert {"Grøn", "Uden nummer", "I gang", "Løse ord"} <= {line.text for line in reading.uncovered}


def test_a_column_of_titles_before_the_real_one_is_sections_and_one_behind_is_parts() -> None:
    def change(book: Any, sheet: Any) -> None:
        sheet.merge_cells("A2:A4")
        sheet.merge_cells("B2:B3")
        sheet.merge_cells("C2:C3")

    rows = [
        ["Indsats", "Nr.", "Handling", "Aktivitet", "Status"],
        ["Forebyggelse", "1", "Rygestop", "Kurser", "I gang"],
        [None, None, None, "Materiale", "Afsluttet"],
        [None, "2", "Motion", "Stier", "Udgår"],
        ["Psykiatri", "3", "Samtaler", "", ""],
    ]
    plan = drafted(excel(*rows, change=change)).plan
    assert [(one.number, one.title) for one in plan.sections] == [("1", "Forebyggelse"), ("2", "Psykiatri")]
    assert [(one.number, one.section, one.title) for one in plan.recommendations] == [
        ("1", "1", "Rygestop"),
        ("2", "1", "Motion"),
        ("3", "2", "Samtaler"),
    ]
    log = [(one.about[0], one.strand, one.status, one.text) for one in plan.log]
    assert log == [
        ("1", None, None, "Kurser"),
        ("1", None, Status.ONGOING, ""),
        ("1", "materiale", Status.COMPLETED, ""),
        ("2", None, None, "Stier"),
        ("2", None, Status.CANCELLED, ""),
    ]


def test_rows_that_head_others_by_their_numbers_are_sections() -> None:
    rows = [
        ["Nr.", "Indsats", "Status"],
        ["1", "Forebyggelse"],
        ["1.1", "Rygestop", "I gang"],
        ["1.2", "Motion", "Udgår"],
    ]
    plan = drafted(excel(*rows)).plan
    assert [(one.number, one.title) for one in plan.sections] == [("1", "Forebyggelse")]
    assert [(one.number, one.section) for one in plan.recommendations] == [("1.1", "1"), ("1.2", "1")]
    rows = [
        ["Nr.", "Indsats", "Status"],
        ["4.1", "Kapacitet"],
        ["1", "A", "I gang"],
        ["4.2", "Kvalitet"],
        ["2", "B", "Udgår"],
        ["3", "C"],
    ]
    plan = drafted(excel(*rows)).plan
    assert [(one.number, one.section) for one in plan.recommendations] == [("1", "4.1"), ("2", "4.2"), ("3", "4.2")]


def test_numbers_and_titles_in_one_column_called_nr() -> None:
    plan = drafted(excel(["Anbefaling nr.", "Status"], ["1 Rygestop", "I gang"], ["2 Motion for alle", "Udgår"])).plan
    assert [(one.number, one.title) for one in plan.recommendations] == [("1", "Rygestop"), ("2", "Motion for alle")]


def test_numbers_with_letters() -> None:
    rows = [
        ["Nr.", "Indsats", "Afventer"],
        ["A1", "Rygestop", ""],
        ["KL-3", "Motion", "A1 og 9A"],
        ["9a", "Samtaler", "indsats B2"],
    ]
    plan = drafted(excel(*rows)).plan
    assert [one.number for one in plan.recommendations] == ["A1", "KL-3", "9a"]
    awaited = {one.about[0]: [wait.target for wait in one.awaits] for one in plan.log}
    assert awaited == {"KL-3": ["A1", "9a"], "9a": ["handling-b2"]}
    plan = drafted(excel(["Indsats", "Status"], ["A1 Rygestop", "I gang"], ["A2: Motion", "Udgår"])).plan
    assert [(one.number, one.title) for one in plan.recommendations] == [("A1", "Rygestop"), ("A2", "Motion")]


def test_two_tables_on_one_sheet() -> None:
    rows = [
        ["Nr.", "Indsats", "Status"],
        ["1", "A", "I gang"],
        [],
        ["Nr.", "Indsats", "Ansvarlig"],
        ["2", "B", "PPU"],
    ]
    reading = drafted(excel(*rows))
    assert [one.number for one in reading.plan.recommendations] == ["1", "2"]
    assert facts(reading, "2") == {"title": "B", "responsible": "ppu"}


def test_a_table_belongs_to_the_heading_above_it() -> None:
    headings = ["Handling", "Hvem", "Hvornår", "Hvor langt er vi?"]

    def write(document: Any) -> None:
        document.add_heading("Handleplan 2022-2024 for Vestby", 0)
        for title, rows in (
            ("1. Forebyggelse", [["1.1 Flere gåture", "Sundhedscentret", "2022-2023", "I gang"]]),
            ("2. Digitalisering", [["2.1 Video", "PLO", "Q4 2022", "Færdig"]]),
        ):
            document.add_heading(title, 1)
            table = document.add_table(2, 4)
            for row, texts in zip(table.rows, [headings, *rows], strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text

    reading = drafted(word(write))
    assert (reading.plan.title, str(reading.plan.period)) == ("Handleplan 2022-2024", "2022-2024")
    assert [(one.number, one.title) for one in reading.plan.sections] == [
        ("1", "Forebyggelse"),
        ("2", "Digitalisering"),
    ]
    found = [(one.number, one.section, one.title) for one in reading.plan.recommendations]
    assert found == [("1.1", "1", "Flere gåture"), ("2.1", "2", "Video")]
    assert facts(reading, "2.1") == {
        "title": "Video",
        "responsible": "plo",
        "planned": "Q4 2022",
        "status": Status.COMPLETED,
    }
    assert (codes(reading), reading.uncovered) == ([], ())


def test_the_status_of_a_day_is_of_that_day_unless_it_has_its_own() -> None:
    rows = [
        ["Nr.", "Indsats", "Status primo 2016", "Status ultimo 2017"],
        ["1", "A", "I gang", "Afsluttet (dec. 2017)"],
        ["2", "B", "Afsluttet (dec. 2015)", "Afsluttet: se referat"],
    ]
    log = drafted(excel(*rows)).plan.log
    assert [(one.about[0], one.status, str(one.on or "")) for one in log] == [
        ("1", Status.ONGOING, "primo 2016"),
        ("1", Status.COMPLETED, "dec. 2017"),
        ("2", Status.COMPLETED, "primo 2016"),
        ("2", Status.COMPLETED, ""),
    ]


def test_a_table_of_labels_and_values_for_each_recommendation() -> None:
    def write(document: Any) -> None:
        for title, labels in (
            ("Indsats 3: Rygestop", {"Ansvarlig": "PPU", "Tidsplan": "2. halvår 2017", "Status": "I gang"}),
            ("Baggrund", {"Indsats 4": "Motion", "Tovholder": "PAS", "Frist": "1. maj 2018", "Status": "Afsluttet"}),
        ):
            document.add_heading(title, 2)
            table = document.add_table(len(labels), 2)
            for row, (label, value) in zip(table.rows, labels.items(), strict=True):
                row.cells[0].text, row.cells[1].text = label, value

    reading = drafted(word(write))
    assert facts(reading, "3") == {
        "title": "Rygestop",
        "responsible": "ppu",
        "planned": "2. halvår 2017",
        "status": Status.ONGOING,
    }
    assert facts(reading, "4") == {
        "title": "Motion",
        "responsible": "pas",
        "expected": "senest 1. maj 2018",
        "status": Status.COMPLETED,
    }
    assert codes(reading) == []


def test_numbers_in_a_column_without_a_heading() -> None:
    reading = drafted(excel(["", "Indsats", "Status"], ["1", "A", "I gang"], ["2.", "B", "Udgår"]))
    assert [(one.number, one.title) for one in reading.plan.recommendations] == [("1", "A"), ("2", "B")]


def test_rows_with_colours_only_labels_alone_and_sections_one_below_the_other() -> None:
    def change(book: Any, sheet: Any) -> None:
        for column in "ABC":
            sheet[f"{column}3"].fill = GREEN
        sheet.merge_cells("A9:A10")

    rows = [
        ["Nr.", "Indsats", "Målsætning"],
        ["1", "A", ""],
        [],
        ["Løst"],
        ["4.2 Kvalitet"],
        ["Andet fokusområde"],
        ["", "Sygebesøg", ""],
        ["Øvrige fokusområder", "Vagt", "Færre kald"],
        ["2", "B", ""],
        ["", "", ""],
        ["3", "C", ""],
    ]
    reading = drafted(excel(*rows, change=change))
    assert [one.number for one in reading.plan.sections] == ["1", "4.2"]
    assert [one.title for one in reading.plan.focus_areas] == ["Sygebesøg", "Vagt"]
    assert [(one.section, one.statements) for one in reading.plan.objectives] == [("4.2", ("Færre kald",))]
    assert [(one.number, one.strands) for one in reading.plan.recommendations] == [("1", ()), ("2", ()), ("3", ())]
    assert codes(reading) == ["row-not-read"]


def test_sections_by_number_in_their_column_and_numbers_made_beside_others() -> None:
    def change(book: Any, sheet: Any) -> None:
        other = book.create_sheet("Flere")
        for row in (["Indsats", "Status"], ["Uden nummer", "I gang"]):
            other.append(row)

    rows = [["Afsnit", "Nr.", "Indsats"], ["4.1", "1", "A"], ["4.2", "2", "B"], ["4.1", "3", "C"]]
    reading = drafted(excel(*rows, change=change))
    found = [(one.number, one.section, one.title) for one in reading.plan.recommendations]
    assert found == [("1", "4.1", "A"), ("2", "4.2", "B"), ("3", "4.1", "C"), ("4", "4.1", "Uden nummer")]


def test_a_wait_for_itself_is_none_and_empty_names_are_left_out() -> None:
    rows = [["Nr.", "Indsats", "Ansvarlig", "Afventer"], ["1", "A", "PPU, , PAS,", "1"]]
    reading = drafted(excel(*rows))
    assert [(one.responsible, one.awaits) for one in reading.plan.log] == [(("ppu", "pas"), ())]


# --- columns that the user names ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "columns", [{"status": "Stade ult.", "anbefaling": "Hvad gør vi?"}, {"Status": "c", "title": "B"}]
)
def test_columns_named_by_heading_or_letter(columns: dict[str, str]) -> None:
    reading = drafted(excel(["#", "Hvad gør vi?", "Stade ult.", "Status"], ["1", "A", "I gang", "Rød"]), columns)
    assert facts(reading, "1")["title"] == "A"
    assert [one.status for one in reading.plan.log] == [Status.ONGOING]


def test_a_letter_names_a_column_of_any_table_also_without_a_heading() -> None:
    markdown = b"| Nr. | | Note |\n|---|---|---|\n| 1 | A | I gang |\n| 2 | B | Udskudt |"
    reading = drafted(markdown, {"status": "C", "title": "b"})
    assert [(one.number, one.title) for one in reading.plan.recommendations] == [("1", "A"), ("2", "B")]
    assert [one.status for one in reading.plan.log] == [Status.ONGOING, Status.DEFERRED]
    with pytest.raises(PlanError, match=r"columns.status: no table has the column 'D'"):
        drafted(markdown, {"status": "D"})


def test_columns_that_are_not_there() -> None:
    content = excel(["Nr.", "Indsats", "Bemærkninger"], ["1", "A", "x"])
    with pytest.raises(
        PlanError, match=r"columns.note: no table has the column 'Bemærkning' \(did you mean 'Bemærkninger'"
    ):
        drafted(content, {"note": "Bemærkning"})
    with pytest.raises(PlanError, match=r"^columns: expected one of number, title"):
        drafted(content, {"farve": "A"})
    with pytest.raises(PlanError, match=r"expected text, got 3"):
        drafted(content, {"status": 3})  # type: ignore[dict-item]
    with pytest.raises(PlanError, match=r"columns.status: the text must not be empty"):
        drafted(content, {"status": " "})


# --- words -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "status", "rest"),
    [
        ("Igangværende", Status.ONGOING, ""),
        ("I  GANG", Status.ONGOING, ""),
        ("Igangv.", Status.ONGOING, ""),
        ("Ikke igangsat", Status.NOT_STARTED, ""),
        ("ikke påb.", Status.NOT_STARTED, ""),
        ("Afsl.", Status.COMPLETED, ""),
        ("Gennemf.", Status.COMPLETED, ""),
        ("Afsluttet.", Status.COMPLETED, ""),
        ("Afsluttet 1. marts 2017", Status.COMPLETED, "1. marts 2017"),
        ("Afsluttet i 2016", Status.COMPLETED, "i 2016"),
        ("Afsluttet: rapport sendt", Status.COMPLETED, "rapport sendt"),
        ("Afsluttet i tre kommuner", None, "i tre kommuner"),
        ("Igangv. - forventes afsluttet i juni", Status.ONGOING, "forventes afsluttet i juni"),
        ("Afsl. (se referat)", Status.COMPLETED, "se referat"),
        ("Ikke afsluttet", None, ""),
        ("Næsten afsluttet", None, ""),
        ("Udskudt til 2018", Status.DEFERRED, "til 2018"),
        ("Afventer PLO", Status.AWAITING, "PLO"),
        ("Igangværende og vedvarende", Status.PERMANENT, ""),
        ("Overgået til drift", Status.PERMANENT, ""),
        ("Udgår", Status.CANCELLED, ""),
        ("Skal konkretiseres", Status.TO_BE_CONCRETISED, ""),
        ("Grøn", None, ""),
        ("a.", None, ""),
    ],
)
def test_the_status_of_a_cell(text: str, status: Status | None, rest: str) -> None:
    assert status_of(text) == (status, rest)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Igangværende - forventes afsluttet 2. kvartal 2018",
         {"status": Status.ONGOING, "expected": "2. kvartal 2018"}),
        ("Arbejdet er i gang og forventes afsluttet i 2. kvartal 2018",
         {"status": Status.ONGOING, "expected": "2. kvartal 2018"}),
        ("Gennemført dec. 2016", {"status": Status.COMPLETED, "on": "dec. 2016"}),
        ("Udskydes til 2018 pga. manglende midler", {"status": Status.DEFERRED, "deferred_to": "2018"}),
        ("Næsten afsluttet", {"status": Status.ONGOING}),
        ("Pilot afsluttet", {}),
        ("Afsluttet i Region Nord", {}),
        ("Der er nedsat en arbejdsgruppe", {"status": Status.ONGOING}),
        ("Afventer afrapportering fra arbejdsgruppen, som ventes medio 2017",
         {"status": Status.AWAITING, "awaits": "afrapportering-fra-arbejdsgruppen"}),
    ],
)  # fmt: skip
def test_sentences_in_the_column_of_the_status(text: str, said: dict[str, Any]) -> None:
    reading = drafted(excel(["Nr.", "Indsats", "Status"], ["1", "A", text]))
    assert facts(reading, "1") == {"title": "A", **said}
    assert codes(reading) == ([] if said else ["status-not-read"])
    assert [line.text for line in reading.uncovered] == ([] if said else [text])


def test_sentences_in_notes_say_more_but_no_other_status_than_the_row() -> None:
    rows = [
        ["Nr.", "Indsats", "Status", "Bemærkning"],
        ["1", "A", "I gang", "Kurset er afsluttet. Indsatsen forventes afsluttet i 3. kvartal 2018."],
        ["2", "B", "", "Indsatsen er afsluttet."],
        ["3", "C", "I gang", "Indsatsen afventer indsats 2."],
        ["4", "D", "I gang", "Indsatsen er udskudt til 2018."],
    ]
    reading = drafted(excel(*rows))
    log = [
        (one.about[0], one.status, str(one.expected or ""), [wait.target for wait in one.awaits])
        for one in reading.plan.log
    ]
    said = [one for one in log if one[1:] != (None, "", [])]
    assert said == [
        ("1", Status.ONGOING, "", []),
        ("3", Status.ONGOING, "", []),
        ("4", Status.ONGOING, "", []),
        ("1", None, "3. kvartal 2018", []),
        ("2", Status.COMPLETED, "", []),
        ("3", None, "", ["2"]),
    ]


def test_shares_proposals_and_days_of_a_status() -> None:
    rows = [
        ["Nr.", "Indsats", "Status"],
        ["1", "A", 0.5],
        ["2", "B", "100 %"],
        ["3", "C", "0%"],
        ["4", "D", "Foreslås udskudt fra 2016 til 2018"],
        ["5", "E", "Afsluttet i 2016"],
    ]

    def change(book: Any, sheet: Any) -> None:
        sheet["C2"].number_format = "0%"

    log = drafted(excel(*rows, change=change)).plan.log
    assert [one.status for one in log] == [
        Status.ONGOING,
        Status.COMPLETED,
        Status.NOT_STARTED,
        Status.DEFERRED,
        Status.COMPLETED,
    ]
    assert (log[3].standing, str(log[3].planned), str(log[3].deferred_to)) == (Standing.PROPOSED, "2016", "2018")
    assert str(log[4].on) == "2016"


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Nr.", Role.NUMBER),
        ("#", Role.NUMBER),
        ("Anbefaling nr.", Role.NUMBER),
        ("Anbefalingens nummer", Role.NUMBER),
        ("Nummer på indsats", Role.NUMBER),
        ("Anbefaling", Role.TITLE),
        ("HANDLINGER", Role.TITLE),
        ("Hovedindsatser", Role.TITLE),
        ("Indsatsområde", Role.SECTION),
        ("Overordnet mål", Role.OBJECTIVE),
        ("M+A3:A35+A3:A31ålsætninger", Role.OBJECTIVE),
        ("Ansvar-\nlig", Role.RESPONSIBLE),
        ("Hvem er ansvarlig?", Role.RESPONSIBLE),
        ("Projektansvarlige", Role.RESPONSIBLE),
        ("Involverede parter", Role.PARTICIPANTS),
        ("Status pr. 1. marts 2017", Role.STATUS),
        ("Bemærkninger til status", Role.NOTE),
        ("Tidsplan", Role.PLANNED),
        ("Hvornår?", Role.PLANNED),
        ("Frist for afslutning", Role.DEADLINE),
        ("Forventet afsluttet", Role.EXPECTED),
        ("Forventet opstart", Role.PLANNED),
        ("Afhængigheder", Role.AWAITS),
        ("Behandling", None),
        ("Farve", None),
        ("", None),
        ("At der løbende følges op på status for alle henvisninger", None),
    ],
)
def test_what_a_heading_says(heading: str, role: Role | None) -> None:
    assert role_of(heading) is role
