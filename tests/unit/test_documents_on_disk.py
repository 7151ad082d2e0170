"""Documents written to a user's disk: by suffix, whole, never over another file, never outside the folder named."""

from __future__ import annotations

import datetime
import os
import stat

import pytest

from praksisplan import PlanError, save_document
from praksisplan.reports import Document, Paragraph, Table

DOCUMENT = Document("Titel", "da", datetime.date(2017, 1, 15), (), (Paragraph("Tekst"),))


def refused(path, **more):
    with pytest.raises(PlanError) as caught:
        save_document(DOCUMENT, path, **more)
    [fault] = caught.value.faults
    assert fault.danish != fault.message
    return fault


@pytest.mark.parametrize("suffix", [".md", ".html", ".docx", ".xlsx", ".csv", ".json", ".DOCX"])
def test_suffix_says_the_format(tmp_path, suffix):
    save_document(DOCUMENT, tmp_path / f"plan{suffix}")
    content = (tmp_path / f"plan{suffix}").read_bytes()
    assert content.startswith(b"PK") is (suffix.lower() in (".docx", ".xlsx"))
    assert os.listdir(tmp_path) == [f"plan{suffix}"]


@pytest.mark.parametrize("name", ["plan", "plan.pdf", "plan.yaml", ".docx"])
def test_other_suffix_is_refused(tmp_path, name):
    assert refused(tmp_path / name).code == "unknown-format"
    assert os.listdir(tmp_path) == []


def test_file_that_is_there_is_kept_unless_forced(tmp_path):
    path = tmp_path / "plan.md"
    path.write_text("mit", encoding="utf-8")
    path.chmod(0o640)
    fault = refused(path)
    assert fault.code == "exists"
    assert all("(overwrite=True)" in words for words in (fault.message, fault.danish))
    assert path.read_text(encoding="utf-8") == "mit"
    save_document(DOCUMENT, path, overwrite=True)
    assert path.read_text(encoding="utf-8").startswith("# Titel")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize("force", [True, False])
@pytest.mark.parametrize("is_there", [True, False])
def test_link_is_not_followed(tmp_path, force, is_there):
    outside = tmp_path / "outside"
    outside.mkdir()
    target = outside / "other.md"
    if is_there:
        target.write_text("andres", encoding="utf-8")
    link = tmp_path / "plan.md"
    link.symlink_to(target)
    assert refused(link, overwrite=force).code == "not-a-file"
    assert target.exists() is is_there
    assert link.is_symlink()


def test_folder_missing_folder_and_bad_names(tmp_path):
    (tmp_path / "mappe.md").mkdir()
    assert refused(tmp_path / "mappe.md", overwrite=True).code == "not-a-file"
    assert refused(tmp_path / "findes ikke" / "plan.md").code == "cannot-write"
    assert refused(str(tmp_path / "a\0b.md")).code == "cannot-write"
    assert refused(tmp_path / f"{'a' * 300}.md").code == "cannot-write"
    assert refused(5).code == "wrong-type"


def test_nothing_is_left_half_written(tmp_path, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    path = tmp_path / "plan.md"
    path.write_text("mit", encoding="utf-8")
    monkeypatch.setattr("os.replace", fail)
    assert refused(path, overwrite=True).code == "cannot-write"
    assert os.listdir(tmp_path) == ["plan.md"]
    assert path.read_text(encoding="utf-8") == "mit"


@pytest.mark.parametrize("sign", ["\x1b", "\x00", "\u202e", "\u200b", "\u00ad", "\ud800"])
def test_cell_of_a_table_steers_no_display(sign):
    with pytest.raises(PlanError) as caught:
        Table("Navn", "Titel", ("number", "title"), (("1", "god"), ("2", f"rød{sign}")))
    [fault] = caught.value.faults
    assert (fault.code, fault.path) == ("forbidden-character", "rows[1][1]")
    with pytest.raises(PlanError):
        Paragraph(f"rød{sign}")


def test_text_put_together_of_many_may_be_long():
    assert Paragraph("x" * 100_000)
