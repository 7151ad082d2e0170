"""The commands that keep a plan up to date: record and init."""

from __future__ import annotations

import datetime

import pytest

from praksisplan import Statement, blocked, check, datasets, load_plan, save_plan, state_at
from tests.unit.test_cli import refused, told

PLAN = """\
# Vores plan
schema: 3
id: vores   # kort navn
title: Vores plan
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
RECORD = ["--about", "28", "--status", "completed", "--source", "referat", "--citation", "afsluttet"]
ON = ("--on", "15. maj 2027")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_record_adds_to_the_file_and_keeps_the_rest(run, file):
    out = told(run, "record", str(file), *RECORD, *ON)
    added = (
        "- id: referat\n  title: referat, 15. maj 2027\n  dated: 15. maj 2027\n",
        "- about:\n  - \"28\"\n  status: completed\n  'on': 15. maj 2027\n  citations:\n  - source: referat\n"
        "    quote: afsluttet\n",
    )
    head, rest = PLAN.split("\n\nlog:", 1)
    log, end = rest.split("# slut")
    assert file.read_text("utf-8") == f"{head}\n{added[0]}\nlog:{log}{added[1]}# slut{end}"
    lines = out.splitlines()
    assert lines[0].startswith("Føjet til ")
    assert "+   status: completed" in lines
    assert [line.split()[:2] for line in lines if line[:2] in ("28", "29")] == [
        ["28", "status"],
        ["28", "næste"],
        ["29", "afventer"],
        ["29", "blokeret"],
    ]
    plan = load_plan(file)
    assert not blocked(plan, as_of=datetime.date(2027, 5, 15))
    assert list(blocked(plan, as_of=datetime.date(2027, 5, 14))) == ["29"]


def test_dry_run_shows_the_same_and_writes_nothing(run, file):
    shown = told(run, "record", str(file), *RECORD, *ON, "--dry-run", "--lang", "en")
    assert file.read_text("utf-8") == PLAN
    assert "which is unchanged" in shown.splitlines()[0] + shown.splitlines()[1]
    written = told(run, "record", str(file), *RECORD, *ON, "--lang", "en")
    assert shown[shown.index("+ - id") :] == written[written.index("+ - id") :]


def test_record_in_json_and_of_an_event_with_everything_that_can_be_said(run, tmp_path):
    path = tmp_path / "plan.json"
    save_plan(datasets.load("hovedstaden-almen-2015-2019"), path)
    words = "--events sundheds-it-rapport --expected 2028 --by pas --standing reported --section 3.1 --source ip2017"
    told(run, "record", str(path), *words.split(), *ON, "--text", "Rapporten kommer senere")
    plan = load_plan(path)
    assert plan.sources == datasets.load(plan.id).sources
    said = plan.log[-1]
    assert (said.events, str(said.expected), said.by, said.text, said.citations[0].section) == (
        ("sundheds-it-rapport",), "2028", "pas", "Rapporten kommer senere", "3.1",
    )  # fmt: skip
    told(
        run,
        "record",
        str(path),
        *["--about", "1", "--awaits", "28", "--awaits", "kraeftplan-midler", "--lifts", "3"],
        *ON,
    )
    assert [wait.target for wait in load_plan(path).log[-1].awaits] == ["28", "kraeftplan-midler"]
    assert [wait.target for wait in load_plan(path).log[-1].lifts] == ["3"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--status", "completed", *ON], "--about mangler"),
        (["--about", "77", *ON], "--about: planen har ingen anbefaling »77«"),
        (["--about", "28", "--status", "done", *ON], "--status: skal være en af"),
        (["--about", "28", "--by", "pas", *ON], "--by: planen har intet organ »pas«"),
        (["--about", "28", "--status", "completed", "--source", "referat"], "--on mangler"),
        (["--about", "28", "--citation", "slut", *ON], "--source mangler"),
        (["--about", "28", "--status", "completed"], "datoen mangler"),
    ],
)
def test_what_cannot_be_recorded_names_the_option_and_changes_nothing(run, file, words, message):
    found = refused(run, "record", str(file), *words)
    assert message in found, found
    assert file.read_text("utf-8") == PLAN


def test_doubts_that_a_statement_raises_are_told(run, file):
    out = told(run, "record", str(file), "--about", "28", "--awaits", "28", *ON, "--dry-run", "--lang", "en")
    assert "1 new finding:" in out
    assert "28: The recommendation awaits itself." in out
    assert "new finding" not in told(run, "record", str(file), *RECORD, *ON, "--text", "x", "--lang", "en")


def test_only_a_file_can_be_changed(run):
    assert "praksisplan init" in refused(run, "record", "hovedstaden-almen-2015-2019", *RECORD, *ON)


def test_file_that_another_has_changed_meanwhile_is_told(run, file, monkeypatch):
    from praksisplan.rules import recording

    first = recording.record

    def slowly(*given, **named):
        file.write_text(PLAN + "# en anden var her\n", encoding="utf-8")
        return first(*given, **named)

    monkeypatch.setattr(recording, "record", slowly)
    assert "[changed]" in refused(run, "record", str(file), *RECORD, *ON)
    assert file.read_text("utf-8").endswith("# en anden var her\n")


def test_a_byte_order_mark_and_windows_lines_stay(run, file):
    file.write_bytes(b"\xef\xbb\xbf" + PLAN.replace("\n", "\r\n").encode())
    told(run, "record", str(file), *RECORD, *ON)
    content = file.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf# Vores plan\r\n")
    assert content.count(b"\r\n") == content.count(b"\n")


@pytest.mark.parametrize("lang", ["da", "en"])
def test_skeleton_is_a_sound_plan_with_explanations(run, tmp_path, lang):
    path = tmp_path / "plan.yaml"
    assert "praksisplan check" in told(run, "init", str(path), "--lang", lang).replace("\n", " ")
    assert path.read_text("utf-8").count("#") > 10
    plan = load_plan(path)
    assert not check(plan)
    assert list(blocked(plan, as_of=datetime.date(2027, 1, 1))) == ["2"]
    assert "[exists]" in refused(run, "init", str(path))
    told(run, "record", str(path), "--about", "1", "--status", "afsluttet", *ON, "--source", "referat")
    assert state_at(load_plan(path), as_of=datetime.date(2027, 5, 15))[1].status.value == "completed"


def test_copy_of_a_bundled_plan(run, tmp_path):
    path = tmp_path / "plan.yml"
    told(run, "init", str(path), "--from", "hovedstaden-almen-2015-2019")
    assert load_plan(path) == datasets.load("hovedstaden-almen-2015-2019")
    assert isinstance(load_plan(path).log[0], Statement)
    assert ".yaml" in refused(run, "init", str(tmp_path / "plan.txt"))


@pytest.mark.parametrize("option", ["--about", "--awaits"])
def test_several_numbers_are_given_by_repeating_the_option(run, tmp_path, option):
    path = tmp_path / "plan.yaml"
    save_plan(datasets.load("hovedstaden-status-2023"), path)
    assert f"'3,5': give one value at a time, and repeat {option}" in refused(
        run, "record", path, option, "3,5", "--lang", "en"
    )


def test_record_takes_every_way_in_which_work_ends_and_waits(run, file):
    """Merged, deemed completed, a strand that is awaited, further reasons, and all three roles."""
    source = ("--source", "referat", *ON)
    told(run, "record", str(file), "--about", "28", "--status", "bortfaldet", "--merged-into", "29", *source)
    assert load_plan(file).log[-1].merged_into == "29"
    told(run, "record", str(file), "--about", "28", "--status", "bortfaldet", "--replaced-by", "29", *source)
    assert load_plan(file).log[-1].replaced_by == ("29",)
    roles = [word for role in ("responsible", "participants", "recipients") for word in (f"--{role}", "ppu")]
    told(run, "record", str(file), "--about", "29", "--status", "afsluttet", "--deemed", *roles, *source)
    last = load_plan(file).log[-1]
    assert (last.deemed, last.responsible, last.participants, last.recipients) == (True, ("ppu",), ("ppu",), ("ppu",))
    told(run, "record", str(file), "--about", "29", "--awaits", "28:faglig", "--awaits-more", *source)
    last = load_plan(file).log[-1]
    assert ([(one.recommendation, one.strand) for one in last.awaits], last.awaits_more) == ([("28", "faglig")], True)
    assert "deemed" in refused(run, "record", str(file), "--about", "29", "--deemed", *source)


def test_help_marks_what_must_be_given_and_a_call_names_all_that_is_missing(run):
    assert "Den nye plans titel. Skal angives." in told(run, "draft", "--help")
    assert "The title of the new plan. Required." in told(run, "draft", "--help", "--lang", "en")
    found = refused(run, "draft", "midtjylland-almen-2021-2025")
    assert [word for word in ("--id", "--title", "--period") if word not in found] == []


def test_a_file_without_a_name_of_its_own_is_refused_for_its_name(run):
    assert "[unknown-format]" in run("record", ".json", "--about", "1", "--status", "ongoing")[2]
