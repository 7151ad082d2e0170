"""The commands ``schedule``, ``load`` and ``what-if``."""

import json

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
    assert reasons["16"] == "awaits what has no known time"
    assert len(starts) + len(reasons) == 69
    assert records(run(*words, "--effort", "200")[1]) is not None


def test_schedule_over_the_plan_s_own_period(run):
    told = run("schedule", "midtjylland-almen-2021-2025", "--per", "year", "--limit", "10")[1]
    assert told.startswith("Planlægning 2. halvår 2021 – 1. halvår 2025")
    assert "42 af 42 anbefalinger har fået plads" in told


def test_load_counts_at_least_and_at_most(run):
    told = run("load", "--over", "2017", "--limit", "ag-kommunikation=3", "--format", "json")[1]
    rows = [one for one in records(told) if one["name"].startswith("Arbejdsgruppen om tværsektoriel")]
    assert [(one["least"], one["most"], one["limit"]) for one in rows] == [(3, 4, 3)] * 4
    assert {one["overloaded"] for one in rows} == {"ukendt"}
    assert "1. kvartal 2015" in run("load", "--format", "csv")[1]


def test_what_if_tells_what_moves(run):
    words = ["what-if", "--moves", "kraeftplan-midler=2018", "--defer", "10=2018", "--drop", "12"]
    told = records(run(*words, "--never", "foedeplan-rapport", "--format", "json")[1])
    aspects = {(one["number"], one["aspect"]): one["after"] for one in told}
    assert aspects["38", "tidligst"] == "1. januar 2018"
    assert aspects["10", "udskudt til"] == "2018"
    assert aspects["12", "status"] == "bortfaldet"
    assert aspects["42", "senest"] == "ukendt"
    assert "Ingen." in run("what-if")[1]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["schedule", "--limit", "mange"], "bad-limit"),
        (["schedule", "--limit", "ppu=-1"], "bad-limit"),
        (["schedule", "--limit", "ppo=2"], "unknown-body"),
        (["schedule", "--over", "fra 2017"], "open-period"),
        (["schedule", "--effort", "-1"], "bad-number"),
        (["load", "--over", "løbende"], "recurring"),
        (["what-if", "--moves", "=2018"], "bad-change"),
        (["what-if", "--defer", "10"], "bad-change"),
        (["what-if", "--defer", "10=snart"], "no-date"),
        (["what-if", "--defer", "10=2018", "--drop", "10"], "changes-conflict"),
        (["what-if", "--never", "foedeplan"], "unknown-event"),
    ],
)
def test_what_is_wrong_is_told_in_one_message(run, words, code):
    status, told, wrong = run(*words)
    assert (status, told) == (2, "")
    assert f"[{code}]" in wrong
    assert wrong.count("\n") == 1
