"""The commands of the sheet that people fill in: export and import."""

from __future__ import annotations

import datetime

import pytest

from praksisplan import load_plan, save_plan, state_at
from tests.unit.sheets import filled, opened
from tests.unit.test_cli import refused, told

PLAN = """\
# Vores plan
schema: 3
id: vores   # kort navn
title: Vores plan
kind: handleplan
period: 2027-2030
recommendations:
- {number: "28", section: "1", title: Metoder}
- number: "29"   # den næste
  section: "1"
  title: Redskaber
sections: [{number: "1", title: A}]
bodies: [{id: ppu, name: Udvalget, kind: udvalg}]
sources:
- {id: plan, title: Planen, dated: 15. december 2026}

log:
- {about: ["29"], awaits: [{recommendation: "28"}], citations: [{source: plan}]}  # fra planen
# slut
"""
ON = ("--by", "ppu", "--on", "15. maj 2027")
ADDED = (
    "- id: retur\n  title: Statusark\n  dated: 15. maj 2027\n",
    "- about:\n  - \"28\"\n  status: completed\n  by: ppu\n  'on': 15. maj 2027\n  citations:\n  - source: retur\n"
    "    cell: Status!E2\n",
)


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def fill(path, changes, *spoil):
    path.write_bytes(filled(path.read_bytes(), changes, *spoil))


def test_a_sheet_goes_out_is_filled_in_and_comes_back_into_the_file(run, file):
    assert told(run, "export", "plan.yaml", "--out", "ark.xlsx") == "ark.xlsx er skrevet.\n"
    fill(file.with_name("ark.xlsx"), {("28", "Status"): "afsluttet"})
    words = ("import", "plan.yaml", "ark.xlsx", *ON, "--source", "retur", "--source-title", "Statusark")
    tried = told(run, *words, "--dry-run")
    assert file.read_text("utf-8") == PLAN
    assert tried.startswith("Ville blive føjet til plan.yaml, som ikke er ændret:\n+ - id: retur\n")
    out = told(run, *words)
    head, rest = PLAN.split("\n\nlog:", 1)
    log, end = rest.split("# slut")
    assert file.read_text("utf-8") == f"{head}\n{ADDED[0]}\nlog:{log}{ADDED[1]}# slut{end}"
    lines = out.splitlines()
    assert (lines[0], lines[-1]) == ("Føjes til plan.yaml:", "plan.yaml er skrevet.")
    rows = [line.split()[:4] for line in lines if line[:2] in ("28", "29")]
    assert rows == [
        ["28", "status", "ikke", "igangsat"],
        ["28", "næste", "års", "plan"],
        ["29", "afventer", "handling", "28"],
        ["29", "blokeret", "ja", "nej"],
    ]
    assert state_at(load_plan(file), as_of=datetime.date(2027, 5, 15))[28].status.value == "completed"
    assert told(run, *words[:3], *ON, "--source", "retur") == "Intet er ændret i arket; plan.yaml er uændret.\n"


def test_a_sheet_of_a_bundled_plan_in_english_on_a_day(run, file):
    told(run, "export", "--out", "sheet.xlsx", "--as-of", "15. januar 2017", "--lang", "en")
    sheet = opened(file.with_name("sheet.xlsx").read_bytes())["Status"]
    assert (sheet.max_row, sheet["C1"].value) == (72, "Recommendation")
    assert "sheet.xlsx" in refused(run, "export", "--out", "sheet.xlsx")
    told(run, "export", "--out", "sheet.xlsx", "--force")
    assert refused(run, "export", "--out", "sheet.xls").endswith(
        "»sheet.xls«: navnet skal ende på .xlsx [unknown-format]\n"
    )


def test_what_was_seen_and_not_read_is_shown_before_the_changes(run, file):
    told(run, "export", "plan.yaml", "--out", "ark.xlsx")
    fill(file.with_name("ark.xlsx"), {("28", "Bemærkning"): "Går godt"}, lambda book: book["Status"].delete_rows(3))
    out = told(run, "import", "plan.yaml", "ark.xlsx", *ON).splitlines()
    assert out[1:3] == [
        "1 bemærkning til arket:",
        "notits, Status: Disse numre er ikke i arket; intet er ændret for dem: 29.",
    ]
    assert "+   text: Går godt" in out
    assert "2 nye bemærkninger:" not in out


def test_faults_name_the_file_the_sheet_and_the_cell_or_the_option(run, file):
    told(run, "export", "plan.yaml", "--out", "ark.xlsx")
    fill(file.with_name("ark.xlsx"), {("28", "Status"): "afslutet", ("29", "Ansvarlig"): "Udvlaget"})
    err = refused(run, "import", "plan.yaml", "ark.xlsx", *ON).splitlines()
    assert len(err) == 2
    assert err[0].startswith("ark.xlsx, Status!E2: ")
    assert err[0].endswith("(mente du »afsluttet«?) [unknown-word]")
    assert "ark.xlsx, Status!H3: ukendt organ »Udvlaget«" in err[1]
    assert "(mente du »Udvalget«?)" in err[1]
    assert "--by: planen har intet organ »pp«" in refused(run, "import", "plan.yaml", "ark.xlsx", "--by", "pp", *ON[2:])
    assert "--on mangler" in refused(run, "import", "plan.yaml", "ark.xlsx")
    assert "kan ikke ændres her" in refused(run, "import", "hovedstaden-almen-2015-2019", "ark.xlsx", *ON)
    assert "kan ikke læses" in refused(run, "import", "plan.yaml", "andet.xlsx", *ON)
    file.with_name("ark.csv").write_text("Nr.;Status\n28;afsluttet\n")
    assert "ark.csv: det skjulte ark »praksisplan« mangler" in refused(run, "import", "plan.yaml", "ark.csv", *ON)
    assert file.read_text("utf-8") == PLAN


def test_a_file_in_json_takes_the_statements_of_a_known_source(run, file):
    save_plan(load_plan(file), "plan.json")
    told(run, "export", "plan.json", "--out", "ark.xlsx")
    fill(file.with_name("ark.xlsx"), {("29", "Forventet"): "efteråret 2027"})
    told(run, "import", "plan.json", "ark.xlsx", "--source", "plan", "--standing", "foreløbigt")
    [*_, added] = load_plan("plan.json").log
    assert (str(added.expected), added.standing.value, str(added.citations[0])) == (
        *("efteråret 2027", "provisional"),
        "plan, celle Status!G3",
    )
