"""The plans for specialist practice, as the region's page tells of them."""

from __future__ import annotations

import datetime

import pytest

from praksisplan import datasets
from praksisplan.model import Theme
from praksisplan.rules import approvals, plan_in_force

OLDER, NEWER = (datasets.load(f"hovedstaden-speciallaege-{years}") for years in ("2013-2017", "2018-2021"))


def test_approval_is_dated_by_month_and_came_after_the_plan_began() -> None:
    [approval] = approvals(OLDER)
    assert (approval.by, str(approval.on), approval.after_start) == ("regionsraadet", "december 2013", True)
    assert approval.on.start == datetime.date(2013, 12, 1)


def test_draft_in_consultation_is_not_approved() -> None:
    assert approvals(NEWER) == ()
    assert NEWER.replaces == (OLDER.id,)
    [said] = NEWER.log
    assert (str(said.expected), said.expected.last_day) == ("frem til 1. juli 2018", datetime.date(2018, 6, 30))


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2013-12-30", None), ("2013-12-31", OLDER.id), ("2017-12-31", OLDER.id), ("2018-06-15", OLDER.id)],
)
def test_in_force_until_replaced(day: str, expected: str | None) -> None:
    found = plan_in_force([NEWER, OLDER], on=datetime.date.fromisoformat(day))
    assert (found.id if found else None) == expected


def test_sections_names_and_supplement() -> None:
    assert [section.theme for section in OLDER.sections] == [Theme.CAPACITY, Theme.COOPERATION, Theme.QUALITY]
    assert OLDER.other_titles == ("Praksisplan for speciallægehjælp",)
    assert [one.id for one in OLDER.supplements] == ["kapacitetsplan"]
    assert [area.section for area in OLDER.focus_areas] == ["1"] * 2 + ["2"] * 3 + ["3"] * 6


def test_purposes_are_the_plan_s_and_the_quality_model_a_section_s() -> None:
    assert OLDER.objectives == ()
    assert len([said for said in OLDER.log if said.text.startswith("Planens formål")]) == 3
    [model] = [area for area in OLDER.focus_areas if "kvalitetsmodel" in area.title]
    assert (model.section, model.citations[0].line) == ("3", 15)


def test_the_page_is_undated_and_its_first_day_unknown() -> None:
    for plan in (OLDER, NEWER):
        source = plan.sources[0]  # the others tell when the region ends
        assert (source.dated.start, source.dated.last_day) == (None, datetime.date(2018, 6, 30))
        assert source.dated.inferred
