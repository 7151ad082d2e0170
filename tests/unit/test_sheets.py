"""The sheet that a secretariat sends out, others fill in, and praksisplan takes back."""

from __future__ import annotations

import datetime
import subprocess
import sys

import attrs
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation

from praksisplan import (
    Await,
    Body,
    Event,
    Plan,
    PlanError,
    Recommendation,
    Section,
    Source,
    Statement,
    Strand,
    datasets,
    parse_period,
    record,
    state_at,
)
from praksisplan.reading import export_sheet, import_sheet
from tests.unit.sheets import cell_of, column_of, exported, filled, opened, row_of, saved

DAY = datetime.date(2027, 1, 15)
ON = "15. maj 2027"
PLAN = Plan(
    "klima",
    "Klimahandleplan",
    "2027-2030",
    kind="handleplan",
    bodies=[
        Body("kommune", "Holbæk Kommune", "kommune"),
        Body("teknik", "Udvalget for Klima, Teknik og Miljø", "udvalg", aliases=["KTM"]),
    ],
    sources=[Source("plan", "Planen", "15. december 2026")],
    sections=[Section("1", "Energi"), Section("2", "Natur & vand")],
    recommendations=[
        Recommendation("1", section="1", title="Udskift oliefyr"),
        Recommendation("1.1", section="1", title="Solceller"),
        Recommendation("1.10", section="2", title="Skovrejsning", strands=[Strand("nord", "Nord")]),
        Recommendation("2", section="1", title="Elbiler i hjemmeplejen"),
    ],
    events=[Event("pulje", "Statens pulje; 2. runde", "decision")],
    log=[
        Statement(
            ["1"],
            status="ongoing",
            responsible=["teknik"],
            outcome="report",
            expected="2. kvartal 2027",
            on="2027-01-02",
        ),
        Statement(["2"], status="deferred", deferred_to="2028", on="2027-01-02"),
        Statement(["1.10"], awaits=[Await(event="pulje"), Await(2, outcome="start")], on="2027-01-02"),
        Statement(["1.10"], status="deferred", deferred_to="2029", on="2027-01-02", standing="proposed"),
    ],
)


def taken(changes, *spoil, plan=PLAN, on=ON, **said):
    return import_sheet(plan, exported(plan, DAY, changes, *spoil), on=on, **said)


def fields(statement):
    """What a statement says, without whom it is about and when it was said."""
    defaults = attrs.fields_dict(Statement)
    return {
        name: value
        for name, value in attrs.asdict(statement, recurse=False).items()
        if name not in ("about", "on") and value != defaults[name].default
    }


def said(changes, *spoil, **more):
    """What the only statement of a sheet says."""
    [found] = taken(changes, *spoil, **more).added
    return fields(found)


def refused(changes, *spoil, **more):
    """The Danish faults of a sheet."""
    with pytest.raises(PlanError) as caught:
        taken(changes, *spoil, **more)
    return caught.value.text("da").splitlines()


# --- what goes out


def test_every_recommendation_has_a_row_with_its_state_in_the_words_of_the_plan():
    sheet = opened(export_sheet(PLAN, as_of=DAY))["Status"]
    rows = [tuple(value or "" for value in row) for row in sheet.iter_rows(values_only=True)]
    assert rows == [
        (
            *("Nr.", "Afsnit", "Handling", "Står nu", "Status", "Udskudt til", "Forventet", "Ansvarlig", "Afventer"),
            "Bemærkning",
        ),
        (
            *("1", "1 Energi", "Udskift oliefyr", "Igangværende\nAfrapportering forventet 2. kvartal 2027"),
            *("igangværende", "", "afrapportering 2. kvartal 2027", "Udvalget for Klima, Teknik og Miljø", "", ""),
        ),
        ("1.1", "1 Energi", "Solceller", "Ikke igangsat", "ikke igangsat", "", "", "", "", ""),
        (
            *("1.10", "2 Natur & vand", "Skovrejsning"),
            "Ikke igangsat\nForeslået: udskudt til 2029\nAfventer »Statens pulje; 2. runde«\n"
            "Afventer handling 2 (igangsættelse)\nDelspor Nord: ikke igangsat",
            *("ikke igangsat", "", "", "", "2 (igangsættelse); Statens pulje; 2. runde", ""),
        ),
        ("2", "1 Energi", "Elbiler i hjemmeplejen", "Udskudt til 2028", "udskudt", "2028", "", "", "", ""),
    ]


def test_keys_are_locked_and_answers_are_open_in_a_sheet_that_prints_and_scrolls_well():
    book = opened(export_sheet(PLAN, as_of=DAY))
    sheet = book["Status"]
    locked = [cell.protection.locked for cell in sheet[3]]
    assert (sheet.protection.sheet, sheet.protection.password) == (True, None)
    assert locked == [True] * 4 + [False] * 6
    assert all(cell.protection.locked for cell in sheet[1])
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.auto_filter.ref) == ("D2", "$1:$1", "A1:J5")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert isinstance(rules["E2:E5"], DataValidation)
    assert rules["E2:E5"].formula1 == (
        '"ikke igangsat,skal konkretiseres,igangværende,igangværende og vedvarende,afventer,udskudt,afsluttet,'
        'bortfaldet"'
    )
    assert (rules["E2:E5"].showErrorMessage, rules["H2:H5"].showErrorMessage) == (True, False)
    guide = book["Vejledning"]
    first, last = rules["H2:H5"].formula1.replace("$", "").rpartition("!")[2].split(":")
    assert [cell.value for (cell,) in guide[first:last]] == ["Holbæk Kommune", "Udvalget for Klima, Teknik og Miljø"]
    assert (book.sheetnames, book.active.title) == (["Vejledning", "Status", "praksisplan"], "Status")
    assert book["praksisplan"].sheet_state == "veryHidden"
    assert any("pr. 15. januar 2027" in str(cell.value) for row in guide.iter_rows() for cell in row)


def test_english_sheet_is_read_as_the_danish_one():
    sheet = export_sheet(PLAN, as_of=DAY, lang="en")
    rows = list(opened(sheet)["Status"].iter_rows(values_only=True))
    assert rows[0][:5] == ("No.", "Section", "Action", "Stands now", "Status")
    assert rows[1][4:8] == ("ongoing", None, "report second quarter of 2027", "Udvalget for Klima, Teknik og Miljø")
    found = import_sheet(
        PLAN, filled(sheet, {("1", "Status"): "completed", ("2", "Deferred to"): "autumn 2028"}), on=ON
    )
    assert [fields(one) for one in found.added] == [
        {"status": found.added[0].status},
        {"status": found.added[1].status, "deferred_to": parse_period("autumn 2028")},
    ]
    assert [one.status.value for one in found.added] == ["completed", "deferred"]


def test_the_same_plan_gives_the_same_bytes():
    assert export_sheet(PLAN, as_of=DAY) == export_sheet(PLAN, as_of=DAY)


def test_excel_is_asked_for_where_it_is_not_installed(monkeypatch):
    monkeypatch.setitem(sys.modules, "praksisplan.writing.form", None)
    with pytest.raises(PlanError, match=r"openpyxl is not installed; run: python -m pip install openpyxl"):
        export_sheet(PLAN, as_of=DAY)


def test_a_plan_without_recommendations_has_an_empty_sheet():
    plan = attrs.evolve(PLAN, recommendations=(), log=())
    found = import_sheet(plan, export_sheet(plan, as_of=DAY), on=ON)
    assert (found.added, found.findings) == ((), ())


# --- what comes back


def test_an_unchanged_sheet_says_nothing():
    found = taken({})
    assert (found.plan, found.added, found.findings, found.as_of) == (PLAN, (), (), DAY)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({("1", "Status"): "afsluttet"}, {"status": "completed"}),
        ({("1", "Status"): " Afsluttet "}, {"status": "completed"}),
        ({("1.1", "Status"): "udskudt", ("1.1", "Udskudt til"): 2029}, {"status": "deferred", "deferred_to": "2029"}),
        ({("1.1", "Status"): "udskudt"}, {"status": "deferred"}),
        ({("1.1", "Status"): "Udskudt til 2. halvår 2028"}, {"status": "deferred", "deferred_to": "2. halvår 2028"}),
        ({("2", "Udskudt til"): "efteråret 2028"}, {"status": "deferred", "deferred_to": "efteråret 2028"}),
        ({("2", "Status"): "igangværende"}, {"status": "ongoing"}),
        ({("2", "Status"): "igangværende", ("2", "Udskudt til"): None}, {"status": "ongoing"}),
        ({("1", "Forventet"): "3. kvartal 2027"}, {"expected": "3. kvartal 2027", "outcome": "report"}),
        ({("1", "Forventet"): "afslutning: 2028"}, {"expected": "2028"}),
        ({("1", "Forventet"): None}, {"withdrawn": True, "outcome": "report"}),
        ({("2", "Forventet"): datetime.date(2028, 6, 1)}, {"expected": "1. juni 2028"}),
        ({("1", "Ansvarlig"): "holbæk kommune"}, {"responsible": ("kommune",)}),
        ({("1", "Ansvarlig"): "KTM og kommune"}, {"responsible": ("kommune", "teknik")}),
        ({("2", "Ansvarlig"): "KTM/kommune"}, {"responsible": ("kommune", "teknik")}),
        (
            {("2", "Ansvarlig"): "Udvalget for Klima, Teknik og Miljø\nHolbæk Kommune"},
            {"responsible": ("kommune", "teknik")},
        ),
        ({("1.10", "Afventer"): "2 (igangsættelse)"}, {"lifts": (Await(event="pulje"),)}),
        ({("1.10", "Afventer"): None}, {"lifts": (Await(2, outcome="start"), Await(event="pulje"))}),
        ({("2", "Afventer"): "1, handling 1.1 og pulje"}, {"awaits": (Await(1), Await("1.1"), Await(event="pulje"))}),
        ({("2", "Afventer"): "Handlingerne 1 & #1.1"}, {"awaits": (Await(1), Await("1.1"))}),
        ({("2", "Afventer"): "nr. 1 samt handling nr. 1.1"}, {"awaits": (Await(1), Await("1.1"))}),
        ({("2", "Afventer"): "1;; 1.1;"}, {"awaits": (Await(1), Await("1.1"))}),
        ({("2", "Afventer"): "1 (afrapportering)"}, {"awaits": (Await(1, outcome="report"),)}),
        ({("2", "Bemærkning"): "=sum af 1"[1:]}, {"text": "sum af 1"}),
        (
            {("2", "Status"): "bortfaldet", ("2", "Bemærkning"): "Købes i stedet"},
            {"status": "cancelled", "text": "Købes i stedet"},
        ),
    ],
)
def test_what_was_changed_is_said_and_nothing_else(changes, expected):
    [found] = taken(changes).added
    assert found == Statement([next(iter(changes))[0]], on=ON, **expected)


@pytest.mark.parametrize(
    "changes",
    [
        {("1", "Status"): "IGANGVÆRENDE"},
        {("2", "Udskudt til"): 2028},
        {("2", "Udskudt til"): "året 2028"},
        {("1", "Forventet"): "afrapportering  april-juni 2027"},
        {("1", "Forventet"): "Q2 2027"},
        {("1", "Ansvarlig"): "KTM"},
        {("1.10", "Afventer"): "pulje; 2 (igangsættelse)"},
        {("1.1", "Bemærkning"): "   "},
    ],
)
def test_the_same_in_other_words_says_nothing(changes):
    assert taken(changes).added == ()


def test_every_row_is_a_statement_of_whom_and_when_with_its_cells():
    source = Source("retur", "Statusark, retur", "20. maj 2027")
    sheet = exported(
        PLAN, DAY, {("1", "Status"): "afsluttet", ("2", "Afventer"): "1.1", ("2", "Bemærkning"): "Mangler"}
    )
    found = import_sheet(PLAN, sheet, on=ON, by="teknik", source=source, standing="besluttet", matter="fremdrift")
    assert [(one.about, one.by, str(one.on), one.standing.value, one.matter.value) for one in found.added] == [
        (("1",), "teknik", ON, "decided", "progress"),
        (("2",), "teknik", ON, "decided", "progress"),
    ]
    assert [str(one.citations[0]) for one in found.added] == ["retur, celle Status!E2", "retur, celle Status!I5:J5"]
    assert found.plan == record(PLAN, *found.added, source=source)
    again = import_sheet(found.plan, sheet, source=source)
    assert (again.added, again.plan) == ((), found.plan)


def test_a_source_dates_what_has_no_date():
    source = Source("retur", "Statusark, retur", "20. maj 2027")
    found = import_sheet(PLAN, exported(PLAN, DAY, {("1", "Status"): "afsluttet"}), source=source)
    assert state_at(found.plan, as_of=datetime.date(2027, 5, 19))[1].status.value == "ongoing"
    assert state_at(found.plan, as_of=datetime.date(2027, 5, 20))[1].status.value == "completed"


# --- what people do to it


def sort(book):
    sheet = book["Status"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for place, row in enumerate(reversed(rows), start=2):
        for column, value in enumerate(row, start=1):
            sheet.cell(place, column).value = value


def insert_column(book):
    sheet = book["Status"]
    sheet.insert_cols(3)
    sheet["C1"], sheet["C2"] = "Prioritet", "høj"


def insert_rows(book):
    book["Status"].insert_rows(1, 3)
    book["Status"]["A1"] = "Udfyldt af Hanne"


def delete_row(book):
    book["Status"].delete_rows(row_of(book["Status"], "2"))


def delete_column(book):
    book["Status"].delete_cols(column_of(book["Status"], "Ansvarlig"))


def delete_columns(book):
    delete_column(book)
    book["Status"].delete_cols(column_of(book["Status"], "Afventer"))


def head_column(book):
    book["Status"]["L1"], book["Status"]["M1"] = "Prioritet", " "


def hide(book):
    book["Status"].row_dimensions[3].hidden = True


def comment(book):
    book["Status"]["E2"].comment = Comment("Er det rigtigt?", "Hanne")


def append(book):
    book["Status"]["C8"] = "Alt i orden"


def rename(book):
    book["Status"].title = "Retur 2027"


def add_sheet(book):
    book.create_sheet("Noter")["A1"] = "Husk Grete"


def retitle(book):
    cell_of(book["Status"], "1", "Handling").value = "Udskift alle oliefyr"


def shift_titles(book):
    cell_of(book["Status"], "1", "Handling").value = "Solceller"


CHANGE = {("1", "Status"): "afsluttet"}


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (sort, []),
        (rename, []),
        (add_sheet, ["Noter: Arket er ikke læst."]),
        (insert_rows, []),
        (insert_column, ["celle Status!C1: Kolonnen »Prioritet« hører ikke til arket og er ikke læst."]),
        (delete_row, ["Status: Disse numre er ikke i arket; intet er ændret for dem: 2."]),
        (delete_column, ["Status: Kolonnen »Ansvarlig« er ikke i arket; intet er ændret i den."]),
        (
            delete_columns,
            [
                "Status: Kolonnen »Ansvarlig« er ikke i arket; intet er ændret i den.",
                "Status: Kolonnen »Afventer« er ikke i arket; intet er ændret i den.",
            ],
        ),
        (head_column, []),
        (hide, ["Status: Skjulte rækker er læst: 3."]),
        (comment, ["celle Status!E2: Cellen har en kommentar, der ikke er læst: »Er det rigtigt?«."]),
        (append, ["celle Status!A8: Rækken hører ikke til en anbefaling og er ikke læst: »Alt i orden«."]),
        (retitle, ["celle Status!C2: Titlen er en anden end planens titel på 1; titler læses ikke."]),
    ],
)
def test_a_sheet_is_read_whatever_was_done_around_the_answers(spoil, told):
    found = taken(CHANGE, spoil)
    assert [fields(one) for one in found.added] == [{"status": found.added[0].status}]
    assert [f"{one.subject}: {one.danish}" for one in found.findings] == told


def write(cell, value):
    return lambda book: book["Status"].__setitem__(cell, value)


def merge(book):
    book["Status"].merge_cells("E2:E3")


def copy_row(book):
    sheet = book["Status"]
    for column in range(1, 11):
        sheet.cell(7, column).value = sheet.cell(2, column).value


def copy_sheet(book):
    book.copy_worksheet(book["Status"])


def sort_answers(book):
    sheet = book["Status"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, min_col=5)]
    for place, row in enumerate([*rows[1:], rows[0]], start=2):
        for column, value in enumerate(row, start=5):
            sheet.cell(place, column).value = value


def drop_marker(book):
    del book["praksisplan"]


def drop_status(book):
    book["Status"].delete_rows(1)


def newer(book):
    book["praksisplan"]["B1"] = "2"


def other(book):
    book["praksisplan"]["C1"] = "naturplan"


WRONG = [
    ({("1", "Status"): "igangværnde"}, None, "Status!E2: ", "»igangværnde« (mente du »igangværende«"),
    ({("1", "Status"): "færdig"}, None, "Status!E2: ", "mente du »afsluttet«?"),
    ({("1", "Status"): None}, None, "Status!E2: ", "status mangler; vælg den fra listen (før stod der »igangværende«)"),
    ({("2", "Status"): "udskudt til engang"}, None, "Status!E5: ", "»engang«"),
    ({("2", "Udskudt til"): "til næste år"}, None, "Status!F5: ", "det regnes fra en dag, som ikke er nævnt"),
    ({("1", "Forventet"): "snarest"}, None, "Status!G2: ", "det nævner ikke noget bestemt tidspunkt"),
    ({("1", "Forventet"): 46000}, None, "Status!G2: ", "»46000«"),
    ({("1", "Udskudt til"): "2028"}, None, "Status!F2: ", "her er en periode, men status er »igangværende«"),
    ({("1", "Ansvarlig"): "Holbek Kommune"}, None, "Status!H2: ", "mente du »Holbæk Kommune«"),
    ({("1", "Ansvarlig"): None}, None, "Status!H2: ", "skriv, hvem der har overtaget"),
    ({("2", "Afventer"): "1; 12"}, None, "Status!I5: ", "ukendt »12«; skriv et nummer (handling)"),
    ({("2", "Afventer"): "1 (engang)"}, None, "Status!I5: ", "ukendt »1 (engang)«"),
    ({("2", "Afventer"): "2"}, None, "Status!I5: ", "»2« kan ikke afvente sig selv"),
    ({("2", "Status"): "ikke igangsat", ("2", "Udskudt til"): None}, None, "Status!E5: ", "en udsættelse slutter"),
    (
        {("1", "Status"): "afsluttet", ("1", "Forventet"): "2028"},
        None,
        "Status!G2: ",
        "gælder ikke for det, der er afsluttet",
    ),
    ({("1.10", "Status"): "bortfaldet", ("1.10", "Afventer"): "1"}, None, "Status!I4: ", "for det, der er bortfaldet"),
    ({("2", "Udskudt til"): "2026"}, None, "Status!F5: ", "»udskudt, 2026« ville ikke gælde"),
    ({}, write("A2", 11), "Status!A2: ", "planen har ingen anbefaling »11«"),
    ({}, write("A2", "Udskift"), "Status!A2: ", "planen har ingen anbefaling »Udskift«"),
    ({}, write("A2", None), "Status!A2: ", "nummeret mangler, men rækken er udfyldt"),
    ({}, write("A3", 1.1), "Status!A3: ", "planen har ingen anbefaling »1,1«"),
    ({}, write("A3", "1.10"), "Status!C3: ", "titlen hører til 1.1, men rækken har nummer 1.10"),
    (
        {},
        write("E1", "Stand"),
        "Status!A1: ",
        "»Status« mangler; skriv overskriften, som den var (her står: Stand)",
    ),
    (
        {},
        write("J1", "Noter"),
        "Status!A1: ",
        "»Bemærkning« mangler; skriv overskriften, som den var (her står: Noter)",
    ),
    ({}, write("A1", None), "Status!A1: ", "kolonnen »Nr.« mangler"),
    ({}, write("D1", "Status"), "Status!E1: ", "kolonnen »Status« findes to gange, først i celle Status!D1"),
    ({}, write("E2", "=1+1"), "Status!E2: ", "cellen har en formel uden beregnet værdi"),
    ({}, merge, "Status!E3: ", "cellen er flettet med E2"),
    ({}, shift_titles, "Status!C2: ", "titlen hører til 1.1, men rækken har nummer 1"),
    ({}, sort_answers, "Status!A2: ", "disse rækker har fået hinandens svar: 1, 1.1, 1.10, 2; de er sorteret uden"),
    ({}, copy_row, "Status!A7: ", "nummeret »1« står også i A2"),
    ({}, copy_sheet, "$: ", "arkene »Status« og »Status Copy« har begge overskrifterne"),
    ({}, drop_marker, "$: ", "det skjulte ark »praksisplan« mangler"),
    ({}, drop_status, "$: ", "overskrifterne mangler; der skal være en række med Status, Udskudt til"),
    ({}, newer, "$: ", "arket er lavet af en anden version"),
    ({}, lambda book: book["praksisplan"].__setitem__("D1", "i går"), "$: ", "der er skrevet i det skjulte ark"),
    ({}, lambda book: book["praksisplan"].__setitem__("E1", "sv"), "$: ", "der er skrevet i det skjulte ark"),
    ({}, lambda book: book["praksisplan"].delete_cols(6, 9), "$: ", "der er skrevet i det skjulte ark"),
    ({}, lambda book: book["praksisplan"].delete_cols(14), "$: ", "der er skrevet i det skjulte ark"),
    ({}, lambda book: book["Status"].merge_cells("E2:G4"), "Status!F2: ", "cellen er flettet med E2"),
    ({}, other, "$: ", "arket er lavet af planen »naturplan«, ikke af »klima«"),
]


@pytest.mark.parametrize(("changes", "spoil", "place", "words"), WRONG)
def test_what_cannot_be_read_is_one_fault_at_its_cell(changes, spoil, place, words):
    [found] = refused(changes, *filter(None, [spoil]))
    assert found.startswith(place)
    assert words in found


def test_every_fault_is_told_at_once():
    found = refused({("1", "Status"): "ukendt", ("2", "Afventer"): "12; 13", ("1.1", "Forventet"): "snart"})
    assert [one.partition(":")[0] for one in found] == ["Status!E2", "Status!G3", "Status!I5", "Status!I5"]


def test_who_and_when_are_checked():
    for more, words in (
        ({"by": "tekni"}, "by: planen har intet organ »tekni« (mente du »teknik«"),
        ({"on": None}, "on: "),
    ):
        [found] = refused({}, **more)
        assert found.startswith(words)
    with pytest.raises(PlanError, match="on: 'snart'"):
        taken({}, on="snart")


def test_who_is_responsible_for_a_strand_is_shown_and_stays():
    plan = record(PLAN, Statement(["1.10"], strand="nord", status="ongoing", responsible=["teknik"], on="2027-01-02"))
    sheet = exported(plan, DAY, {("1.10", "Ansvarlig"): "Holbæk Kommune"})
    row = row_of(opened(sheet)["Status"], "1.10")
    stands = opened(sheet)["Status"].cell(row, 4).value
    assert "Delspor Nord: igangværende, Udvalget for Klima, Teknik og Miljø" in stands.splitlines()
    found = import_sheet(plan, sheet, on=ON)
    assert state_at(found.plan, as_of=datetime.date(2027, 5, 15))["1.10"].responsible == ("teknik", "kommune")
    assert fields(found.added[0]) == {"responsible": ("kommune",)}


def test_proposals_change_nothing_and_are_taken_in_once():
    sheet = exported(PLAN, DAY, {("1", "Status"): "udskudt", ("1", "Udskudt til"): "2029", ("2", "Afventer"): "1"})
    found = import_sheet(PLAN, sheet, on=ON, standing="foreslået", by="teknik")
    assert [one.standing.value for one in found.added] == ["proposed"] * 2
    state = state_at(found.plan, as_of=datetime.date(2027, 5, 15))[1]
    assert (state.status.value, state.proposed.value, str(state.proposed_deferred_to)) == (
        "ongoing",
        "deferred",
        "2029",
    )
    assert import_sheet(found.plan, sheet, on=ON, standing="foreslået", by="teknik").added == ()


# --- an older sheet


LATER = "1. april 2027"


def test_an_older_sheet_is_read_where_it_does_not_conflict():
    sheet = exported(PLAN, DAY, {("1", "Ansvarlig"): "Holbæk Kommune", ("1.1", "Status"): "afsluttet"})
    now = record(PLAN, Statement(["1"], status="completed", on=LATER), Statement(["2"], awaits=[Await(1)], on=LATER))
    found = import_sheet(now, sheet, on=ON)
    assert [(one.about, fields(one)) for one in found.added] == [
        (("1",), {"responsible": ("kommune",)}),
        (("1.1",), {"status": found.added[1].status}),
    ]


def test_what_both_changed_is_refused_with_what_each_says():
    sheet = exported(PLAN, DAY, {("1", "Status"): "bortfaldet"})
    now = record(PLAN, Statement(["1"], status="completed", on=LATER))
    with pytest.raises(PlanError) as caught:
        import_sheet(now, sheet, on=ON)
    assert caught.value.text("da") == (
        "Status!E2: her står »bortfaldet«, men planen er ændret, siden arket blev lavet: da stod der »igangværende«, "
        "nu siger planen »afsluttet«; skriv det, planen siger nu, eller eksportér et nyt ark [changed-since]"
    )
    same = exported(PLAN, DAY, {("1", "Status"): "afsluttet"})
    assert import_sheet(now, same, on=ON).added == ()


def test_a_deferral_that_lapses_is_not_a_change_of_the_plan():
    sheet = exported(PLAN, DAY, {("2", "Status"): "igangværende"})
    found = import_sheet(PLAN, sheet, on="1. februar 2028")
    assert [fields(one) for one in found.added] == [{"status": found.added[0].status}]


def test_a_recommendation_that_is_new_in_the_plan_is_not_taken_from_an_older_sheet():
    sheet = exported(PLAN, DAY, {}, write("A6", "3"))
    more = attrs.evolve(PLAN, recommendations=(*PLAN.recommendations, Recommendation("3", section="1", title="Ny")))
    with pytest.raises(PlanError, match="'3' was not in the plan when the sheet was made"):
        import_sheet(more, sheet, on=ON)


# --- other programs


def test_libreoffice_saves_it_so_that_it_is_read_as_before(tmp_path):
    import shutil

    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    plan = datasets.load("hovedstaden-almen-2015-2019")
    changes = {("28", "Status"): "afsluttet", ("2", "Forventet"): 2018, ("16", "Afventer"): None}
    sheet = exported(plan, datetime.date(2017, 1, 15), changes)
    (tmp_path / "ark.xlsx").write_bytes(sheet)
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = [office, home, "--headless", "--convert-to", "xlsx", "--outdir", tmp_path / "ud", tmp_path / "ark.xlsx"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    again = (tmp_path / "ud" / "ark.xlsx").read_bytes()
    book = opened(again)
    rules = {str(rule.sqref): rule for rule in book["Status"].data_validations.dataValidation}
    assert rules["E2:E72"].formula1.startswith('"ikke igangsat,')
    assert book["Status"].protection.sheet
    assert not book["Status"]["E2"].protection.locked
    assert book["Status"]["A2"].protection.locked
    found = import_sheet(plan, again, on="1. februar 2017")
    assert found == import_sheet(plan, sheet, on="1. februar 2017")
    assert [one.about for one in found.added] == [("2",), ("16",), ("28",)]
    assert saved(book)
