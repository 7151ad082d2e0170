"""The commands of the next plan: open, draft and succession."""

from __future__ import annotations

import json

import pytest

from praksisplan import load_plan
from praksisplan.model import PlanKind
from tests.unit.test_cli import refused, told

OLD = "midtjylland-almen-2021-2025"
NEW = ["--id", "ny", "--title", "Nærsundhedsplan", "--period", "2027-2030"]


@pytest.fixture
def draft(run, tmp_path):
    path = tmp_path / "ny.yaml"
    more = ["--kind", "nærsundhedsplan", "--numbering", "fortløbende", "--merged", "28,31", "--without", "37, 38"]
    out = told(run, "draft", OLD, *NEW, *more, "--out", str(path))
    assert out.replace("\n", " ").startswith(f"{path} er oprettet.")
    return path


def test_draft_writes_the_next_plan(draft):
    plan = load_plan(draft)
    assert (plan.id, plan.title, str(plan.period), plan.kind) == (
        "ny",
        "Nærsundhedsplan",
        "2027-2030",
        PlanKind.LOCAL_HEALTH_PLAN,
    )
    assert [one.number for one in plan.recommendations] == [str(number) for number in range(1, 40)]
    assert [link.theirs for link in plan.links if link.kind.value == "merges"] == [("28", "31")]


def test_succession_shows_the_lost_ones_first_and_writes_the_document(run, draft, tmp_path):
    out = told(run, "succession", OLD, str(draft), "--as-of", "2027-01-01").splitlines()
    assert out[0] == "42 af 42 anbefalinger er ikke omtalt i Nærsundhedsplan pr. 1. januar 2027"
    headings = [line for line in out if line.startswith("# ")]
    assert headings[:3] == ["# Overblik", "# Ikke omtalt", "# Videreført"]
    document = tmp_path / "afloesning.docx"
    assert (
        told(run, "succession", OLD, str(draft), "--as-of", "2027-01-01", "--out", str(document))
        == f"{document} er skrevet.\n"
    )
    assert document.read_bytes()[:2] == b"PK"
    english = told(run, "succession", OLD, str(draft), "--lang", "en")
    assert english.startswith("42 of 42 recommendations are lost: not mentioned in Nærsundhedsplan")


def test_open_lists_what_is_to_be_taken_over(run):
    out = told(run, "open", "hovedstaden-almen-2015-2019", "--as-of", "2017-01-15", "--format", "json")
    rows = {row["number"]: row for row in json.loads(out)["records"]}
    assert (len(rows), rows["29"]["awaits"], rows["29"]["spoken_on"]) == (69, ["28"], "2016-12-31")


def test_eighty_columns_hold_every_line(run, draft, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    for words in (["open", str(draft)], ["succession", OLD, str(draft)], *([one, "--help"] for one in COMMANDS)):
        for lang in ("da", "en"):
            lines = told(run, *words, "--lang", lang).splitlines()
            assert max(map(len, lines)) <= 80


COMMANDS = ("open", "draft", "succession")


@pytest.mark.parametrize(
    ("more", "danish", "english"),
    [
        (["--kind", "plon"], "--kind: skal være en af praksisplan", "--kind: expected one of practice_plan"),
        (["--merged", "28,99"], "--merged: 99 er ikke nummeret på en åben", "--merged: 99 is not the number of"),
        (["--without", "x y"], "--without: ugyldigt nummer »x y«", "--without: invalid"),
        (["--numbering", "x"], "uændret, fortløbende", "same, consecutive"),
        (["--id", OLD], "--id: den nye plan skal have et andet id", "--id: the new plan must have another id"),
        (["--out", "ny.docx"], "skal ende på .json", "must end in .json"),
        (["--out", ""], "--out", "--out"),
    ],
)
def test_draft_refuses_what_does_not_fit(run, tmp_path, more, danish, english):
    given = dict(zip(NEW[::2], NEW[1::2])) | {"--out": str(tmp_path / "ny.yaml")} | dict([more])
    words = ["draft", OLD, *(word for pair in given.items() if pair[1] for word in pair)]
    assert danish in refused(run, *words)
    assert english in refused(run, *words, "--lang", "en")
