"""A folder that cannot hold plans."""

from __future__ import annotations

import pytest

from praksisplan import PlanError, datasets, save_plan

PLAN = datasets.load("hovedstaden-almen-2015-2019")


def test_two_files_of_one_name(tmp_path):
    save_plan(PLAN, tmp_path / "min.json")
    save_plan(PLAN, tmp_path / "min.YAML")
    with pytest.raises(PlanError) as caught:
        datasets.names(tmp_path)
    assert caught.value.faults[0].code == "duplicate-plan"
    assert "min.YAML" in str(caught.value)


def test_no_folder(tmp_path):
    for folder in (tmp_path / "missing", 5, "a\0b"):
        with pytest.raises(PlanError) as caught:
            datasets.names(folder)
        assert caught.value.faults[0].code == "cannot-read"
