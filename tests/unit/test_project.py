"""The files that describe the project agree with the package."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml

import praksisplan

ROOT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WORKFLOW = yaml.safe_load((ROOT / ".github" / "workflows" / "tests.yml").read_text(encoding="utf-8"))
NOXFILE = (ROOT / "noxfile.py").read_text(encoding="utf-8")


def test_citation_names_this_version() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == praksisplan.__version__
    assert citation["license"] == PYPROJECT["project"]["license"]
    assert citation["keywords"] == PYPROJECT["project"]["keywords"]


@pytest.mark.parametrize("name", praksisplan.datasets.names())
def test_notice_names_the_sources_of_every_bundled_plan(name: str) -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    assert f"  {name}\n" in notice
    for source in praksisplan.datasets.load(name).sources:
        assert f"    {source.title}\n" in notice
        assert source.publisher in notice


def test_pythons_are_the_same_everywhere() -> None:
    found = [
        re.fullmatch(r"Programming Language :: Python :: (3\.\d+)", one) for one in PYPROJECT["project"]["classifiers"]
    ]
    promised = [one[1] for one in found if one]
    assert PYPROJECT["project"]["requires-python"] == f">={promised[0]}"
    assert WORKFLOW["jobs"]["tests"]["strategy"]["matrix"]["python"] == promised
    assert f"PYTHONS = {promised}".replace("'", '"') in NOXFILE


def test_workflow_runs_sessions_that_exist() -> None:
    sessions = {*re.findall(r"^def ([a-z]\w*)\(session", NOXFILE, re.MULTILINE)}
    assert {*WORKFLOW["jobs"]["checks"]["strategy"]["matrix"]["session"], "pythons"} <= sessions


@pytest.mark.parametrize(
    "form", sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[!c]*.yml")), ids=lambda one: one.stem
)
def test_issue_forms_have_what_a_form_needs(form: Path) -> None:
    content = yaml.safe_load(form.read_text(encoding="utf-8"))
    assert {"name", "description", "body"} <= content.keys()
    ids = [field["id"] for field in content["body"]]
    assert len(ids) == len({*ids})
    assert all(field["attributes"]["label"] for field in content["body"])
