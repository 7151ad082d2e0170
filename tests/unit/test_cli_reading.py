"""The commands that read documents of other people: read and merge."""

from __future__ import annotations

import pytest

from praksisplan import Statement, load_plan, parse_period, record, save_plan
from tests.unit.reading.test_joining import DOCUMENT, PLAN
from tests.unit.test_cli import refused, told


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "status.txt").write_text(DOCUMENT, encoding="utf-8")
    save_plan(PLAN, "plan.yaml")
    return tmp_path


def test_read_writes_a_draft_with_what_was_doubtful_and_left(run, folder):
    (folder / "ord.toml").write_text("", encoding="utf-8")
    out = told(run, "read", "status.txt", "--out", "udkast.yaml", "--words", "ord.toml")
    assert out.startswith("Læst: 3 handlinger, ")
    assert out.splitlines()[-1].startswith("udkast.yaml er oprettet.")
    assert [one.number for one in load_plan("udkast.yaml").recommendations] == ["28", "29", "30"]
    assert "udkast.yaml" in refused(run, "read", "status.txt", "--out", "udkast.yaml")
    told(run, "read", "status.txt", "--out", "udkast.yaml", "--force", "--as-of", "1. maj 2017")
    assert str(load_plan("udkast.yaml").sources[0].dated) == "1. maj 2017"
    assert "skal ende på .yaml eller .yml" in refused(run, "read", "status.txt", "--out", "udkast.json")


def test_read_shows_facts_what_was_left_and_one_recommendation_beside_its_lines(run, folder):
    out = told(run, "read", "status.txt").splitlines()
    assert "linje 10: Her står noget, som ingen kan bruge til noget." in out
    assert any("ikke brugt:" in line for line in out)
    assert told(run, "read", "status.txt", "--format", "json").startswith("{")
    beside = told(run, "read", "status.txt", "--explain", "28", "--lang", "en")
    assert "Anbefaling 28 er afsluttet i 2017" in beside
    assert "noget, som ingen" not in beside
    assert "99" in refused(run, "read", "status.txt", "--explain", "99")


def test_doubts_are_shown_at_their_place(run, folder):
    (folder / "tvivl.txt").write_text(DOCUMENT.replace("Anbefaling 30: Ny", "Anbefaling 28: Ny"), encoding="utf-8")
    out = told(run, "read", "tvivl.txt", "--out", "udkast.yaml")
    assert "Der er tvivl om " in out
    assert ", linje 8: " in out


def test_read_takes_columns_by_name(run, folder):
    (folder / "status.csv").write_text("Nr.;Titel;Hvor langt er vi\n1;Ydernumre;afsluttet\n", encoding="utf-8")
    words = ("read", "status.csv", "--as-of", "1. maj 2017", "--columns", "status=Hvor langt er vi")
    told(run, *words, "--out", "udkast.yaml")
    assert [one.status.value for one in load_plan("udkast.yaml").log if one.status] == ["completed"]
    for wrong in ("status", "=x", "x= "):
        err = refused(run, *words[:-1], wrong)
        assert "--columns: skal være hvad kolonnen rummer, og kolonnen, som i status=Stade" in err


def test_merge_takes_in_another_file_and_a_document(run, folder):
    save_plan(record(PLAN, Statement([29], status="ongoing", on=parse_period("2017"))), "deres.yaml")
    assert told(run, "merge", "plan.yaml", "deres.yaml").splitlines()[-1] == "plan.yaml er skrevet."
    assert told(run, "merge", "plan.yaml", "deres.yaml") == "Der er intet nyt; plan.yaml er uændret.\n"
    before = (folder / "plan.yaml").read_bytes()
    tried = told(run, "merge", "plan.yaml", "status.txt", "--dry-run")
    assert (folder / "plan.yaml").read_bytes() == before
    assert "Anbefaling 30 findes kun i den anden fil" in tried
    out = told(run, "merge", "plan.yaml", "status.txt").splitlines()
    assert out[-1] == "plan.yaml er skrevet."
    assert "+   status: completed" in out
    assert told(run, "merge", "plan.yaml", "status.txt").splitlines()[-1].startswith("Der er intet nyt")
    assert "kan ikke ændres her" in refused(run, "merge", "hovedstaden-almen-2015-2019", "status.txt")
