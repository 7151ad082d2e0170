"""When open recommendations and waits were last spoken of."""

from __future__ import annotations

import datetime

import pytest

from praksisplan import PlanError, Status, Strand, datasets, parse_period, stale, status_report
from praksisplan.model import Citation, Standing
from praksisplan.reports import render, status_document
from praksisplan.rules import Freshness
from tests.unit.rules.plans import day, plan_of, promised, said

# the sources of the small plans: ip2016 is of 31 December 2015, status2016 of 30 June 2016, ip2017 of 31 December 2016


def graded(plan, number, as_of, **options):
    row = stale(plan, as_of=day(as_of), **options)[number]
    return row.freshness.value, str(row.spoken_on)


@pytest.mark.parametrize(
    ("as_of", "freshness"),
    [
        ("2016-12-31", "fresh"),
        ("2017-03-31", "fresh"),  # 90 of the 182 days of half a year
        ("2017-04-05", "ageing"),
        ("2017-06-30", "ageing"),  # on the day itself: not longer ago
        ("2017-07-01", "stale"),
    ],
)
def test_within_half_of_the_time_within_the_time_and_longer_ago(as_of, freshness):
    assert graded(plan_of(said(1, status=Status.ONGOING)), 1, as_of) == (freshness, "2016-12-31")


def test_the_newest_statement_counts_and_a_proposal_is_one():
    log = (
        said(1, source="ip2016", by="ppu"),
        said(1, source="status2016", standing=Standing.PROPOSED, by="pas", status=Status.DEFERRED),
    )
    row = stale(plan_of(*log), as_of=day("2016-07-01"))[1]
    assert (row.spoken_on, row.by, row.citations) == (day("2016-06-30"), ("pas",), (Citation("status2016"),))


def test_a_statement_is_spoken_when_it_is_written_down_and_not_when_it_applies():
    assert graded(plan_of(said(1, on="marts 2014", status=Status.ONGOING)), 1, "2017-01-15") == ("fresh", "2016-12-31")


def test_the_newest_of_several_sources_counts_if_it_is_known():
    plan = plan_of(said(1, citations=(Citation("ip2016"), Citation("status2016"), Citation("status2017"))))
    assert graded(plan, 1, "2016-07-01") == ("fresh", "2016-06-30")
    assert graded(plan, 1, "2016-07-01", known_at=day("2017-07-01")) == ("fresh", "2017-06-30")


def test_what_no_source_dates_has_its_own_date_or_none():
    plan = plan_of(said(1, source=None, on="2. maj 2016"), said(2, source=None))
    assert graded(plan, 1, "2016-07-01") == ("fresh", "2016-05-02")
    found = stale(plan, as_of=day("2016-07-01"))
    assert (found[2].freshness, found[2].spoken_on) == (Freshness.UNKNOWN, None)
    assert [row.number for row in found.unknown] == [
        "2",
        "3",
        "4",
        "5",
    ]  # ip2017, where they come from, is not yet known


def test_what_nobody_spoke_of_is_as_old_as_the_document_that_it_comes_from():
    found = stale(datasets.load("midtjylland-almen-2021-2025"), as_of=day("2023-08-01"))
    assert {str(row.spoken_on) for row in found.values()} == {"2021-12-31"}
    assert (len(found.stale), len(found)) == (42, 42)


def test_the_finished_are_left_out():
    plan = plan_of(said(1, status=Status.COMPLETED), said(2, status=Status.CANCELLED), said(3, status=Status.PERMANENT))
    assert list(stale(plan, as_of=day("2017-01-15"))) == ["3", "4", "5"]


def test_a_wait_is_spoken_of_where_it_is_named_and_by_what_is_said_of_what_is_awaited():
    plan = plan_of(
        said(1, source="ip2016", awaits=("e", "f", 2)),
        said(1, source="status2016", awaits=("f",)),
        said(1, source="ip2017", status=Status.AWAITING, by="pas"),
        promised("e", "2018", source="ip2017", by="ppu"),
    )
    row = stale(plan, as_of=day("2017-01-15"))[1]
    assert [(one.wait.target, one.freshness.value, str(one.spoken_on), one.by) for one in row.waits] == [
        ("e", "fresh", "2016-12-31", ("ppu",)),
        ("f", "stale", "2016-06-30", ()),
        ("2", "stale", "2015-12-31", ()),
    ]
    assert row.freshness is Freshness.FRESH


def test_waits_of_strands_are_apart():
    plan = plan_of(
        said(1, source="ip2016", strand="a", awaits=("e",)),
        said(1, source="ip2017", strand="b", awaits=("e",)),
        strands={1: "ab"},
    )
    found = stale(plan, as_of=day("2017-01-15"))
    assert [(one.strand, str(one.spoken_on)) for one in found[1].waits] == [("a", "2015-12-31"), ("b", "2016-12-31")]
    assert [one.strand for one in found.stale_waits] == ["a"]
    assert isinstance(plan.recommendation(1).strands[0], Strand)


def test_the_record_and_the_words():
    found = stale(datasets.load("hovedstaden-almen-2015-2019"), as_of=day("2017-08-01"))
    record = next(one for one in found.to_records("en") if one["number"] == "29")
    assert (record["freshness"], record["spoken_on"], record["by"]) == ("stale", day("2016-12-31"), ["pas"])
    assert (record["waits"], record["waits_outcome"], record["waits_freshness"]) == (["28"], ["report"], ["stale"])
    assert record["waits_spoken_on"] == [day("2016-12-31")]
    assert found.heading("en") == (
        "69 of 69 open recommendations and 36 of 36 open waits were last spoken of more than 6 months ago"
        " as of 1 August 2017"
    )
    assert found.heading() == (
        "69 af 69 åbne anbefalinger og 36 af 36 åbne afventninger er senest omtalt for mere end 6 måneder siden"
        " pr. 1. august 2017"
    )
    assert "afventer: anbefaling 28 (afrapportering), senest omtalt 31. december 2016" in str(found[29])
    assert str(found[29].waits[0]).startswith("afventer: anbefaling 28 (afrapportering)\naktualitet: forældet")


def test_groups_are_apart_and_total():
    plan = plan_of(
        said(1, source="ip2016"), said(2, source="status2016"), said(3, source="ip2017"), said(4, source=None)
    )
    found = stale(plan, as_of=day("2017-01-15"), after="8 months")
    groups = (found.fresh, found.ageing, found.stale, found.unknown)
    assert [[row.number for row in group] for group in groups] == [["3", "5"], ["2"], ["1"], ["4"]]


def test_another_time_and_what_is_none():
    plan = plan_of(said(1))
    assert graded(plan, 1, "2017-01-15", after="10 dage") == ("stale", "2016-12-31")
    with pytest.raises(PlanError) as error:
        stale(plan, as_of=day("2017-01-15"), after="snart")
    assert [(fault.code, fault.path) for fault in error.value.faults] == [("not-a-duration", "after")]


def test_the_status_report_grades_what_is_open():
    plan = plan_of(said(1, source="ip2016", awaits=("e",)), said(2), said(3, status=Status.COMPLETED))
    report = status_report(plan, over=parse_period("2016"), as_of=datetime.date(2017, 1, 15))
    words = render(status_document(report, "en"), "md").decode()
    assert "Stale: last spoken of more than 6 months ago. Getting old: more than half as long ago." in words
    section = words.partition("## Last spoken of")[2]
    assert "| fresh | 3 |  |  |" in section
    assert "| stale | 1 | 1 | 1 |" in section
    assert "| getting old | 0 |  |  |" in section
