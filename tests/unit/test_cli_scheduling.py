"""The commands ``schedule``, ``load`` and ``what-if``."""

import csv
import json
from xml.etree import ElementTree

import pytest


def records(told, place=0):
    """The records of one of the tables of a document in JSON."""
    return [block for block in json.loads(told)["blocks"] if block["kind"] == "table"][place]["records"]


def test_schedule_places_within_the_limits(run):
    words = ["schedule", "--over", "2017-2018", "--limit", "12", "--limit", "ag-boerneomraadet=1", "--format", "json"]
    status, told, wrong = run(*words, "--lang", "en")
    assert (status, wrong) == (0, "")
    starts = [record["start"] for record in records(told)]
    assert max(starts.count(period) for period in set(starts)) <= 12
    reasons = {record["number"]: record["drivers"] for record in records(told, 1)}
    assert reasons["16"] == "awaits something unplaced or without a known date"
    assert len(starts) + len(reasons) == 69


def test_schedule_over_the_plan_s_own_period(run):
    told = run("schedule", "midtjylland-almen-2021-2025", "--per", "year", "--limit", "10")[1]
    first, second = told.splitlines()[:2]
    assert first.startswith("42 af 42 anbefalinger er placeret pr. ")
    assert second == "Planlægning 2. halvår 2021 – 1. halvår 2025"


@pytest.mark.parametrize("command", ["schedule", "load"])
def test_more_periods_than_a_terminal_has_room_for_are_told_as_such(run, command):
    told = run(command, "--over", "2017", "--per", "week")[1]
    assert told.count("53 perioder er for mange til en tabel her") == 1


def test_load_counts_at_least_and_at_most(run):
    told = run("load", "--over", "2017", "--limit", "ag-kommunikation=3", "--format", "json")[1]
    rows = [one for one in records(told) if one["body"].startswith("Arbejdsgruppen om tværsektoriel")]
    # 76, 80 and 81, what it owes to 74, and perhaps 74
    assert [(one["least"], one["most"], one["limit"]) for one in rows] == [(4, 5, 3)] * 4
    assert {one["overloaded"] for one in rows} == {"ja"}
    told = run("load", "--format", "csv")[1]  # without a period: the plan's own, from its first statement on
    assert "4. kvartal 2019" in told
    assert "4. kvartal 2015" in told
    assert "3. kvartal 2015" not in told


@pytest.mark.parametrize(
    "words",
    [
        ["timetable", "--over", "2017"],
        ["schedule", "--over", "2017", "--limit", "12"],
        ["load", "--over", "2017", "--limit", "ag-kommunikation=3"],
        ["status", "2017", "--as-of", "2017-01-15", "--limit", "ag-kommunikation=3"],
    ],
    ids=lambda words: words[0],
)
def test_pictures(run, tmp_path, words):
    status, told, wrong = run(*words, "--format", "svg")
    assert (status, wrong) == (0, "")
    assert ElementTree.fromstring(told).tag == "{http://www.w3.org/2000/svg}svg"
    assert run(*words, "--out", tmp_path / "ud.svg")[::2] == (0, "")
    assert (tmp_path / "ud.svg").read_text(encoding="utf-8") == told
    assert ("4–5 af 3" in told) is ("ag-kommunikation=3" in words)


@pytest.mark.parametrize("words", [["year-plan", "2017"], ["plans"]])
def test_what_has_no_pictures_is_not_asked_for_them(run, words):
    status, told, wrong = run(*words, "--format", "svg")
    assert (status, told) == (2, "")
    assert "--format" in wrong
    assert "svg" in wrong
    assert "Traceback" not in wrong


def test_status_beside_limits(run):
    told = run("status", "2017", "--as-of", "2017-01-15", "--limit", "ag-kommunikation=3", "--format", "md")[1]
    line = "| Arbejdsgruppen om tværsektoriel kommunikation | 4–5 af 3 | 4–5 af 3 | 4–5 af 3 | 4–5 af 3 |"
    assert line in told.splitlines()
    assert "4–5 af 3" in run("status", "2017", "--as-of", "2017-01-15", "--limit", "ag-kommunikation=3")[1]


def test_what_if_tells_what_moves(run):
    words = ["what-if", "--moves", "kraeftplan-midler=2018", "--defer", "10=2018", "--drop", "12"]
    told = records(run(*words, "--never", "foedeplan-rapport", "--format", "json")[1])
    aspects = {(one["number"], one["aspect"]): one["after"] for one in told}
    assert aspects["38", "tidligst"] == "1. januar 2018"
    assert aspects["10", "udskudt til"] == "2018"
    assert aspects["12", "status"] == "bortfaldet"
    assert aspects["42", "tidligst"] == "aldrig, medmindre afventningen ophæves"
    assert "Ingen." in run("what-if")[1]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["schedule", "--limit", "mange"], "bad-limit"),
        (["schedule", "--limit", "9" * 5000], "bad-limit"),
        (["schedule", "--limit", "ppu=-1"], "bad-limit"),
        (["schedule", "--limit", "ppo=2"], "unknown-body"),
        (["schedule", "--over", "fra 2017"], "open-period"),
        (["load", "--over", "løbende"], "recurring"),
        (["status", "2017", "--limit", "mange"], "bad-limit"),
        (["compare", "hovedstaden-status-2023", "hovedstaden-status-2023", "--out", "plan.svg"], "no-picture"),
        (["load", "hovedstaden-status-2023", "--over", "2023", "--format", "svg"], "no-picture"),
        (["load", "--over", "2017", "--format", "mmd"], "no-web"),
        (["ready", "--out", "plan.dot"], "no-web"),
        (["what-if", "--moves", "=2018"], "bad-change"),
        (["what-if", "--defer", "10"], "bad-change"),
        (["what-if", "--defer", "10=snart"], "no-date"),
        (["what-if", "--defer", "10=2018", "--drop", "10"], "contradiction"),
        (["what-if", "--never", "foedeplan"], "unknown-event"),
    ],
)
def test_what_is_wrong_is_told_in_one_message(run, words, code):
    status, told, wrong = run(*words)
    assert (status, told) == (2, "")
    assert f"[{code}]" in wrong
    assert wrong.count("\n") == 1


def test_the_best_schedule_and_how_good_it_is(run):
    words = [
        "schedule",
        "--over",
        "2017-2019",
        "--limit",
        "12",
        "--as-of",
        "2017-01-15",
        "--best",
        "5",
        "--format",
        "md",
    ]
    told = run(*words)[1]
    assert "Bevist kortest" in told
    assert "53 af 69 anbefalinger" in told
    told = run(*words[:2], "2017", *words[3:], "--limit", "3", "--lang", "en")[1]  # 12 places in four quarters
    assert "Not all can be placed" in told
    assert "- The whole plan can carry at most 3" in told
    assert "- Everything lies within 4 units" in told


def test_risk_tells_how_likely_each_begins_when(run):
    words = ["risk", "--over", "2017", "--as-of", "2017-01-15", "--runs", "200", "--format", "json"]
    told = run(*words, "--lang", "en")[1]
    likely = {record["number"]: record for record in records(told)}
    assert "2017-10-01" <= likely["78"]["likely"] <= "2017-12-31"
    [chart] = [block for block in json.loads(told)["blocks"] if block["kind"] == "chart"]
    shares = {row["label"]: [bar["text"] for bar in row["bars"]] for row in chart["rows"]}
    assert shares["78"] == ["0 %", "0 %", "0 %", "100 %"]
    assert shares["29"][1:] == ["unknown"] * 3
    assert run(*words)[1] == run(*words, "--seed", "0")[1] != run(*words, "--seed", "1")[1]
    assert records(run(*words, "--duration", "30-90")[1]) == records(
        run(*words, "--duration", "30")[1]
    )  # none is awaited
    assert records(run(*words, "--limit", "12")[1])


def test_what_if_compares_the_schedules(run):
    words = ["what-if", "--as-of", "2017-01-15", "--limit", "12", "--over", "2017-2019", "--format", "csv"]
    rows = list(csv.reader(run(*words)[1].splitlines()))[1:]
    assert {row[2] for row in rows} == {"begynder"}
    assert ["41", "begynder", "1. kvartal 2017", "2. kvartal 2017"] in [[row[0], *row[2:5]] for row in rows]
    assert run(*words[:5], "--format", "csv")[1] == ""  # no schedule, no difference


@pytest.mark.parametrize("words", [["--duration", "x"], ["--duration", "5-3"], ["--runs", "0"], ["--draw", "history"]])
def test_wrong_risk(run, words):
    status, told, wrong = run("risk", *words)
    assert (status, told) == (2, "")
    assert wrong.startswith("praksisplan: ")
