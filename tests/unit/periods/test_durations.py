"""Durations in words, and the day that lies so long before another."""

from __future__ import annotations

import datetime

import pytest

from praksisplan import PlanError
from praksisplan.periods.durations import parse_duration

END_OF_AUGUST = datetime.date(2017, 8, 31)


@pytest.mark.parametrize(
    ("words", "danish", "english", "before"),
    [
        ("6 måneder", "6 måneder", "6 months", "2017-02-28"),  # February has no day 31
        ("18 months", "18 måneder", "18 months", "2016-02-29"),  # counted at once, from the day itself
        ("1 år", "1 år", "1 year", "2016-08-31"),
        ("et halvår", "1 halvår", "1 half-year", "2017-02-28"),
        ("2 kvartaler", "2 kvartaler", "2 quarters", "2017-02-28"),
        (" 90  Dage ", "90 dage", "90 days", "2017-06-02"),
        ("en uge", "1 uge", "1 week", "2017-08-24"),
        ("one week", "1 uge", "1 week", "2017-08-24"),
        ("100 år", "100 år", "100 years", "1917-08-31"),
    ],
)
def test_durations_are_read_and_counted_back(words, danish, english, before):
    found = parse_duration(words)
    assert (found.text(), found.text("en")) == (danish, english)
    assert str(found.before(END_OF_AUGUST)) == before


@pytest.mark.parametrize(
    "words",
    [
        "",
        "måneder",
        "6",
        "6 mdr",
        "0 dage",
        "-1 dag",
        "6,5 år",
        "101 år",
        "99999 dage",
        "9" * 40 + " dage",
        "snart",
        "² år",
    ],
)
def test_other_words_are_refused(words):
    with pytest.raises(PlanError) as error:
        parse_duration(words, "after")
    (fault,) = error.value.faults
    assert (fault.code, fault.path) == ("not-a-duration", "after")
    assert "'6 months'" in fault.message
    assert "»6 måneder«" in fault.danish


@pytest.mark.parametrize(
    ("words", "danish", "english"),
    [
        ("1 år", "hvert år", "every year"),
        ("2 år", "hvert 2. år", "every 2 years"),
        ("et kvartal", "hvert kvartal", "every quarter"),
        ("1 halvår", "hvert halvår", "every half-year"),
        ("3 måneder", "hver 3. måned", "every 3 months"),
        ("en uge", "hver uge", "every week"),
    ],
)
def test_how_often(words, danish, english):
    found = parse_duration(words)
    assert (found.every(), found.every("en")) == (danish, english)


def test_several_times_are_counted_from_the_day_itself():
    assert [str(parse_duration("1 måned").after(END_OF_AUGUST, times)) for times in (1, 2, 6)] == [
        "2017-09-30",
        "2017-10-31",
        "2018-02-28",
    ]
