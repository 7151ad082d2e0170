"""The bundled plans, and a user's own folder of plans, by name."""

import importlib.resources
import sys

import attrs
import pytest

from praksisplan import Plan, PlanError, datasets, save_plan
from praksisplan.model import PracticeArea

NAME = "hovedstaden-almen-2015-2019"
PLAN = Plan("plan", "Plan", "2015-2019", region="Region", practice_area=PracticeArea.PSYCHOLOGY)


def refused(call, *arguments):
    with pytest.raises(PlanError) as caught:
        call(*arguments)
    [fault] = caught.value.faults
    return fault


@pytest.fixture
def folder(tmp_path):
    """A folder of three plans, and what is none."""
    for name in ("nord.json", "syd.yaml", "aarhus.yml"):
        save_plan(attrs.evolve(PLAN, title=name), tmp_path / name)
    (tmp_path / "readme.txt").write_text("x", encoding="utf-8")
    (tmp_path / "gammel.json.bak").write_text("x", encoding="utf-8")
    (tmp_path / "mappe.json").mkdir()
    return tmp_path


def test_bundled_plan_is_there_by_name():
    assert datasets.names() == (
        NAME,
        "hovedstaden-speciallaege-2013-2017",
        "hovedstaden-speciallaege-2018-2021",
        "hovedstaden-status-2023",
        "midtjylland-almen-2021-2025",
    )
    assert datasets.load(NAME).id == NAME
    assert datasets.load(NAME) == datasets.load(NAME)


def test_every_bundled_file_has_its_name_and_no_name_is_without_file():
    files = (importlib.resources.files("praksisplan") / "datasets").iterdir()
    plans = {e.name.removesuffix(".json") for e in files if e.name.endswith(".json")} - {"institutions"}
    assert datasets.names() == tuple(sorted(plans))


def test_bundled_plan_needs_no_extra(monkeypatch):
    for extra in ("yaml", "rich", "narwhals", "hypothesis"):
        monkeypatch.setitem(sys.modules, extra, None)
    assert len(datasets.load(NAME).recommendations) == 71


def test_plans_of_a_folder(folder):
    for place in (folder, str(folder)):
        assert datasets.names(place) == ("aarhus", "nord", "syd")
        assert [datasets.load(name, place).title for name in datasets.names(place)] == [
            "aarhus.yml",
            "nord.json",
            "syd.yaml",
        ]


def test_suffix_in_capitals_is_a_plan_as_it_is_for_load_plan(folder):
    save_plan(attrs.evolve(PLAN, title="VEST"), folder / "VEST.JSON")
    assert "VEST" in datasets.names(folder)
    assert datasets.load("VEST", folder).title == "VEST"


def test_loaded_plan_of_a_folder_may_be_saved_again(folder):
    path = folder / "nord.json"
    plan = datasets.load("nord", folder)
    save_plan(attrs.evolve(plan, title="Ny"), path)
    assert datasets.load("nord", folder).title == "Ny"


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("hovedstaden-almen-2015-2018", (NAME,)),
        ("xyzzy", ()),
        ("", ()),
        (f"../datasets/{NAME}", (NAME,)),
        (NAME.upper(), ()),
    ],
)
def test_unknown_bundled_plan(name, nearest):
    fault = refused(datasets.load, name)
    assert (fault.code, fault.path, fault.nearest[:1]) == ("unknown-plan", "name", nearest)
    assert NAME in fault.message
    assert NAME in fault.danish


@pytest.mark.parametrize("name", ["nordd", "../nord", "nord.json", "/nord", "mappe", "readme", None, 5])
def test_unknown_plan_of_a_folder(folder, name):
    fault = refused(datasets.load, name, folder)
    assert fault.code == "unknown-plan"
    assert "aarhus, nord, syd" in fault.message


def test_folder_without_plans(tmp_path):
    assert datasets.names(tmp_path) == ()
    fault = refused(datasets.load, "nord", tmp_path)
    assert fault.message.endswith("known plans: none")
    assert fault.danish.endswith("kendte planer: ingen")


@pytest.mark.parametrize("place", ["missing", "nord.json", "missing/missing", "a\0b"])
def test_folder_that_cannot_be_read(folder, place):
    for call in (lambda: datasets.names(f"{folder}/{place}"), lambda: datasets.load("nord", f"{folder}/{place}")):
        fault = refused(call)
        assert (fault.code, fault.path) == ("cannot-read", "folder")


def test_plan_of_a_folder_with_faults(folder):
    (folder / "nord.json").write_text('{"schema": 3}', encoding="utf-8")
    with pytest.raises(PlanError) as caught:
        datasets.load("nord", folder)
    assert [fault.code for fault in caught.value.faults] == ["missing-key"] * 3
