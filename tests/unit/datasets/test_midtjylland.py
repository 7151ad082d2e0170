"""The timetable of Region Midtjylland beside a second reading made without sight of the first.

``midtjylland_second_reading.tsv`` holds what the second reader wrote down; a third reader was asked where the two
differed. What was settled stands in `SETTLED`, with the reason.
"""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from praksisplan import datasets, progress, state_at, timetable
from praksisplan.periods import Certainty
from tests.unit.datasets.documents import document_of

PLAN = datasets.load("midtjylland-almen-2021-2025")
LINES = (Path(__file__).parent / "midtjylland_second_reading.tsv").read_text(encoding="utf-8").splitlines()
READING = [dict(zip(LINES[0].split("\t"), line.split("\t") + [""] * 11)) for line in LINES[1:]]
SETTLED: dict[str, dict[str, str]] = {
    # To start something says how it begins, not that it ends: no temporal kind.
    "13": {"temporal": ""},
    # The word that would say so is corrupt in the document.
    "24": {"temporal": ""},
    # Permission is given where an area is threatened: a condition, as for 38.
    "37": {"temporal": "conditional"},
    # Several are named as taking part in a cooperation: nobody is responsible alone (also 41).
    "7": {"responsible": ""},
    "12": {"responsible": ""},
    "19": {"responsible": ""},
    "41": {"temporal": "", "responsible": ""},
}
BODIES = {
    "praktiserende læge": "almen-praksis",
    "praktiserende læger": "almen-praksis",
    "almen praksis": "almen-praksis",
    "kommunalt sundhedspersonale": "kommunerne",
    "kommune": "kommunerne",
    "kommuner": "kommunerne",
    "hospitaler": "hospitalerne",
    "plejepersonale": "plejepersonalet",
    "region": "region-midtjylland",
    "faglige organisationer": "faglige-organisationer",
}
"""The reader's words for whom this library gives an id."""
COMMITMENTS = {"11": 3, "23": 2, "35": 5, "40": 2, "41": 3}
"""Several commitments under one number; the instruments of 35 and the strategies of 41 are held apart too."""


@pytest.mark.parametrize("read", READING, ids=lambda read: read["number"])
def test_second_reading(read: dict[str, str]) -> None:
    read = read | SETTLED.get(read["number"], {})
    found = PLAN.recommendation(read["number"])
    assert found.section == read["section"]
    assert str(found.citations[0].line) == read["line"]
    assert (found.temporal.value if found.temporal else "") == read["temporal"]
    assert ", ".join(found.refers_to) == read["refers_to_section"]
    assert ", ".join(found.similar) == read["similar"]
    assert bool(found.topics) is bool(read["topics"])
    state = state_at(PLAN, as_of=datetime.date(2022, 1, 1))[found.number]
    for role in ("responsible", "participants", "recipients"):
        assert ", ".join(getattr(state, role)) == ", ".join(
            BODIES.get(words, words) for words in read[role].split(", ") if words
        )
    assert len(found.strands) == COMMITMENTS.get(found.number, 0)


def test_counts_of_the_document() -> None:
    assert [one.number for one in PLAN.recommendations] == [str(number) for number in range(1, 43)]
    levels = [section.number.count(".") for section in PLAN.sections]
    assert (levels.count(1), levels.count(2)) == (3, 11)
    assert {section.title for section in PLAN.sections if section.number.count(".") == 1} == {""}
    assert {one.section: len(one.statements) for one in PLAN.objectives} == {
        "4.1.1": 1,
        "4.1.2": 1,
        "4.1.3": 1,
        "4.1.4": 1,
        "4.1.5": 1,
        "4.1.6": 2,
        "4.2.1": 3,
        "4.2.2": 1,
        "4.3.1": 1,
        "4.3.2": 2,
        "4.3.3": 1,
    }
    assert [area.citations[0].line for area in PLAN.focus_areas] == [19, 34, 35, 40, 67, 68, 69, 77]


def test_every_cell_of_its_timetable_is_unknown() -> None:
    for day in (datetime.date(2021, 12, 31), datetime.date(2023, 6, 30)):
        table = timetable(PLAN, PLAN.planning_periods, as_of=day)
        assert len(table) == 42
        assert {cell for row in table.values() for cell in row.cells} == {Certainty.UNKNOWN}


def test_every_number_stands_in_the_line_that_is_cited() -> None:
    document = document_of("003_3ce71dc4904d4466.txt")
    for one in PLAN.recommendations:
        line = one.citations[0].line
        assert line is not None
        assert f"| {one.number} |" in document[line - 1]


def test_titles_recommend_and_tell_no_facts() -> None:
    """42 is about limiting the number, 11 recommends to continue an agreement, 25 rests on the emergency agreement."""
    assert PLAN.recommendation(42).title.startswith("Fortsat begrænse")
    assert [strand.title.split()[0] for strand in PLAN.recommendation(11).strands] == ["Fortsat", "Føre", "Vurdere,"]
    assert not [statement for statement in PLAN.log if "11" in statement.about]
    assert "akutaftalen" in PLAN.recommendation(25).title
    assert PLAN.period.inferred


def test_what_its_objectives_are_measured_by_has_no_figures_but_all() -> None:
    """The document names what is to be counted or to fall, and *alle* three times; it measures nothing."""
    assert [
        (one.id, one.section, one.target, one.is_lower_better, one.citations[0].line) for one in PLAN.indicators
    ] == [
        ("henvisninger-forebyggelse", "4.1.1", None, False, 7),
        ("antipsykotika-demens", "4.1.4", None, True, 22),
        ("borgere-naer-laege", "4.3.1", 100, False, 61),
        ("borgere-laegeadgang", "4.3.2", 100, False, 63),
        ("generationsskifteaftaler", "4.3.2", None, False, 65),
        ("tutorlaegepraksis", "4.3.3", 100, False, 71),
    ]
    found = progress(PLAN, as_of=datetime.date(2025, 7, 1))
    assert {row.course.value for row in found.values()} == {"unknown"}
    assert [one.value for one in found["tutorlaegepraksis"].lacking] == [
        "measurement",
        "baseline",
        "baseline_in",
        "target_by",
    ]
