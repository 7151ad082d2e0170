"""Where every recommendation stands when a year begins, and what became of a year's plan."""

from __future__ import annotations

import datetime

import attrs
import pytest

import praksisplan as pp
from praksisplan import Standing, Status, parse_period
from praksisplan.model import SourceKind, TemporalKind
from tests.unit.rules.plans import DATED, day, plan_of, said, wait

END = day("2019-12-31")
GOING, DONE, OUT = Status.ONGOING, Status.COMPLETED, Status.CANCELLED
HOVEDSTADEN = pp.datasets.load("hovedstaden-almen-2015-2019")


def sources(**fields):
    """The sources of the small plans, with more said of some of them."""
    return tuple(
        pp.Source(id, id, parse_period(dated), **fields.get(id, {})) for id, dated in DATED.items() if id != "from2016"
    )


def covering(id, year, kind=SourceKind.YEAR_PLAN):
    return sources(**{id: {"kind": kind, "covers": parse_period(year)}})


def put_off(to, **facts):
    return said(1, status=Status.DEFERRED, deferred_to=to, **facts)


def stands(log, into, **fields):
    entry = pp.carry_over(plan_of(*log, numbers=[1], **fields), into=into, as_of=END)[1]
    return entry.reason.value, entry.times_carried


PLANNED_2016, PLANNED_2017, PLANNED_2018 = (said(1, planned=year) for year in ("2016", "2017", "2018"))
BEGUN_2016 = said(1, status=GOING, on="1. maj 2016")
BEGUN_2017 = said(1, status=GOING, on="1. maj 2017")


@pytest.mark.parametrize(
    ("log", "into", "reason", "times"),
    [
        ([], 2017, "unscheduled", 0),
        ([said(1, status=Status.NOT_STARTED)], 2017, "unscheduled", 0),
        # planned, and never put off
        ([PLANNED_2017], 2016, "later", 0),
        ([PLANNED_2017], 2017, "scheduled", 0),
        ([PLANNED_2017], 2018, "carried_over", 1),
        ([PLANNED_2017], 2020, "carried_over", 3),
        # the year that the words name, not that of the first day
        ([said(1, planned="uge 1 2026")], 2025, "later", 0),
        ([said(1, planned="uge 1 2026")], 2026, "scheduled", 0),
        ([said(1, planned="vinteren 2017/18")], 2017, "later", 0),
        ([said(1, planned="vinteren 2017/18")], 2018, "scheduled", 0),
        ([PLANNED_2016, put_off("uge 1 2026")], 2026, "deferred_in", 0),
        # that of the first year of several, or of the last day where there is no first
        ([said(1, planned="2017-2018")], 2017, "scheduled", 0),
        ([said(1, planned="2017-2018")], 2018, "carried_over", 1),
        ([said(1, planned="senest 1. maj 2018")], 2017, "later", 0),
        ([said(1, planned="senest 1. maj 2018")], 2018, "scheduled", 0),
        ([said(1, planned="fra 1. maj 2018")], 2018, "scheduled", 0),
        ([said(1, planned="fra 1. maj 2018")], 2019, "carried_over", 1),
        # put off: due where it was last put off to
        ([PLANNED_2016, put_off("2017")], 2016, "later", 0),
        ([PLANNED_2016, put_off("2017")], 2017, "deferred_in", 0),
        ([PLANNED_2016, put_off("2017")], 2018, "carried_over", 1),
        ([PLANNED_2016, put_off("2017"), put_off("2018")], 2017, "later", 0),
        ([PLANNED_2016, put_off("2017"), put_off("2018")], 2018, "deferred_in", 0),
        ([put_off("2018")], 2018, "deferred_in", 0),
        # put off within the year it was first planned for, or back to it
        ([PLANNED_2016, put_off("2. halvår 2016")], 2016, "scheduled", 0),
        ([PLANNED_2016, put_off("2017"), put_off("ultimo 2016")], 2016, "scheduled", 0),
        # begun without being planned
        ([BEGUN_2016], 2015, "later", 0),
        ([BEGUN_2016], 2016, "scheduled", 0),
        ([BEGUN_2016], 2017, "carried_over", 1),
        # what is permanent is not meant to end, and is not counted
        ([said(1, status=Status.PERMANENT, on="1. maj 2016")], 2018, "carried_over", 0),
        ([PLANNED_2016, said(1, status=Status.PERMANENT, on="1. maj 2017")], 2018, "carried_over", 0),
        ([PLANNED_2016, said(1, status=Status.PERMANENT, on="1. maj 2016"), BEGUN_2017], 2018, "carried_over", 2),
        # begun in time changes nothing
        ([PLANNED_2016, BEGUN_2016], 2016, "scheduled", 0),
        ([PLANNED_2016, BEGUN_2017], 2017, "carried_over", 1),
        ([PLANNED_2016, BEGUN_2016], 2018, "carried_over", 2),
        # begun ahead of its time
        ([PLANNED_2018, BEGUN_2017], 2016, "later", 0),
        ([PLANNED_2018, BEGUN_2017], 2017, "scheduled", 0),
        ([PLANNED_2018, BEGUN_2016], 2017, "carried_over", 1),
        ([PLANNED_2018, BEGUN_2017], 2019, "carried_over", 1),
        # begun, and then put off to a later year
        ([BEGUN_2016, put_off("2018")], 2017, "later", 0),
        ([BEGUN_2016, put_off("2018")], 2018, "deferred_in", 0),
        # put off without a date: nothing is due until something else is told
        ([PLANNED_2016, put_off(None)], 2016, "unscheduled", 0),
        ([PLANNED_2016, put_off(None)], 2018, "unscheduled", 0),
        ([PLANNED_2016, put_off("2017"), put_off(None)], 2017, "unscheduled", 0),
        ([BEGUN_2016, put_off(None)], 2017, "unscheduled", 0),
        ([PLANNED_2016, put_off(None), said(1, status=Status.NOT_STARTED)], 2017, "carried_over", 1),
        ([put_off(None, on="1. maj 2015"), BEGUN_2016], 2017, "carried_over", 1),
        ([PLANNED_2016, put_off(None), put_off("2018")], 2018, "deferred_in", 0),
        ([put_off(None, strand="a"), put_off(None, strand="b")], 2017, "unscheduled", 0),
        ([put_off(None, strand="a"), put_off("2018", strand="b")], 2018, "deferred_in", 0),
        # finished before the year began, or in it
        ([PLANNED_2016, said(1, status=DONE, on="31. december 2016")], 2017, "closed", 0),
        ([PLANNED_2016, said(1, status=DONE, on="1. januar 2017")], 2017, "carried_over", 1),
        ([PLANNED_2016, said(1, status=DONE, on="1. januar 2017")], 2018, "closed", 0),
        ([PLANNED_2017, said(1, status=OUT, on="1. maj 2016")], 2017, "closed", 0),
        ([said(1, status=DONE, source=None)], 2017, "closed", 0),
        ([PLANNED_2016, said(1, status=DONE, on="1. maj 2016"), said(1, status=OUT, on="1. maj 2017")], 2017,
         "closed", 0),
        ([PLANNED_2018, said(1, status=DONE, on="1. maj 2017")], 2017, "scheduled", 0),
        ([PLANNED_2018, said(1, status=OUT, on="1. maj 2017")], 2017, "later", 0),
        # finished, and taken up again
        ([PLANNED_2016, said(1, status=DONE, on="1. maj 2016"), BEGUN_2017], 2018, "carried_over", 2),
        # what is proposed, or about a strand, moves nothing
        ([PLANNED_2016, put_off("2017", standing=Standing.PROPOSED)], 2017, "carried_over", 1),
        ([PLANNED_2016, put_off("2017", strand="a")], 2017, "carried_over", 1),
        ([PLANNED_2016, said(1, status=DONE, strand="a")], 2017, "carried_over", 1),
        # a strand begins the work, but neither finishes nor moves the whole
        ([said(1, status=GOING, strand="a", on="1. maj 2016")], 2016, "scheduled", 0),
        ([said(1, status=GOING, strand="a", on="1. maj 2016")], 2017, "carried_over", 1),
        ([said(1, status=DONE, strand="a", on="1. maj 2016")], 2017, "carried_over", 1),
        ([*(said(1, status=DONE, strand=one, on="1. maj 2016") for one in "ab")], 2017, "carried_over", 1),
        ([PLANNED_2018, said(1, status=GOING, strand="a", on="1. maj 2016")], 2017, "carried_over", 1),
        ([said(1, status=GOING, strand="a", on="1. maj 2016"), put_off("2018", on="1. juni 2016")], 2017, "later", 0),
        ([said(1, status=OUT, strand="a", on="1. maj 2016")], 2017, "unscheduled", 0),
        # put off by strand: only where nothing is told of the whole, and of every strand
        ([put_off("2018", strand="a"), put_off("2019", strand="b")], 2018, "deferred_in", 0),
        ([put_off("2019", strand="a"), put_off("2018", strand="b")], 2017, "later", 0),
        ([put_off("2019", strand="a"), put_off("2018", strand="b")], 2018, "deferred_in", 0),
        ([PLANNED_2016, put_off("2018", strand="a"), put_off("2018", strand="b")], 2017, "later", 0),
        ([PLANNED_2016, said(1, status=Status.NOT_STARTED), put_off("2018", strand="a"), put_off("2018", strand="b")],
         2017, "carried_over", 1),
        ([PLANNED_2016, said(1, status=GOING, strand="a", on="1. maj 2016"), put_off("2018", strand="a"),
          put_off("2018", strand="b")], 2017, "later", 0),
        ([put_off("2018", strand="a")], 2018, "unscheduled", 0),
        # a strand is finished, and what is left is put off
        ([said(1, status=DONE, strand="a", on="1. maj 2016"), put_off("2018", strand="b")], 2017, "later", 0),
        ([said(1, status=DONE, strand="a", on="1. maj 2016"), put_off("2018", strand="b")], 2018, "deferred_in", 0),
        ([said(1, status=DONE, strand="a", on="1. maj 2016"), put_off("2016", strand="b")], 2017, "carried_over", 1),
        ([said(1, status=DONE, strand="a", on="1. maj 2016"), said(1, status=OUT, strand="b")], 2017,
         "carried_over", 1),
        ([put_off("2018", strand="a"), said(1, status=OUT, strand="b")], 2018, "deferred_in", 0),
        # decided as reported
        ([PLANNED_2016, put_off("2017", standing=Standing.DECIDED)], 2017, "deferred_in", 0),
    ],
)  # fmt: skip
def test_the_group(log, into, reason, times):
    assert stands(log, into, strands={1: "ab"}) == (reason, times)


@pytest.mark.parametrize("log", [[PLANNED_2016, put_off("2018"), BEGUN_2017], [put_off("2018"), BEGUN_2017]])
def test_begun_in_the_year_without_being_due_counts_as_scheduled(log):
    assert stands(log, 2017) == ("scheduled", 0)


@pytest.mark.parametrize(
    "now", [{"status": Status.AWAITING, "on": "1. november 2016"}, {"status": OUT, "on": "1. november 2017"}]
)
def test_work_that_has_begun_ahead_is_carried_over_while_it_waits_or_until_it_is_cancelled(now):
    """Planned for later, 'unless the work has begun all the same': it has, and on 1 January it is not finished."""
    assert stands([PLANNED_2018, BEGUN_2016, said(1, **now)], 2017) == ("carried_over", 1)


def test_what_the_plan_of_a_year_calls_completed_is_finished_within_that_year():
    told = covering("ip2017", "2017")
    assert stands([PLANNED_2016, said(1, status=DONE)], 2017) == ("closed", 0)
    assert stands([PLANNED_2016, said(1, status=DONE)], 2017, sources=told) == ("carried_over", 1)
    assert stands([PLANNED_2017, said(1, status=DONE)], 2017, sources=told) == ("scheduled", 0)
    assert stands([PLANNED_2017, said(1, status=DONE)], 2018, sources=told) == ("closed", 0)
    dated = said(1, status=DONE, on="1. november 2016")
    assert stands([PLANNED_2016, dated], 2017, sources=told) == ("closed", 0)
    without_start = covering("ip2017", "senest 31. december 2017")
    assert stands([PLANNED_2016, said(1, status=DONE)], 2017, sources=without_start) == ("closed", 0)


def test_what_is_put_off_without_a_date_is_unscheduled_and_deferred():
    entry = pp.carry_over(plan_of(PLANNED_2016, put_off(None)), into=2017, as_of=END)[1]
    assert (entry.reason.value, entry.status, entry.due) == ("unscheduled", Status.DEFERRED, None)
    assert str(entry.planned) == "2016"


def test_a_deferral_that_has_lapsed_stays_in_the_ledger():
    """The status is again what was told before it; the ledger keeps why it is in the year."""
    entry = pp.carry_over(HOVEDSTADEN, into=2017, as_of=day("2017-01-15"))[26]
    assert (entry.reason.value, entry.status) == ("deferred_in", Status.NOT_STARTED)
    assert (str(entry.planned), str(entry.due)) == ("2016", "2017")
    before = pp.carry_over(HOVEDSTADEN, into=2017, as_of=day("2016-12-31"))[26]
    assert (before.reason.value, before.status) == ("deferred_in", Status.DEFERRED)


def test_the_strands_speak_for_what_nothing_is_told_of():
    log = [said(1, status=GOING, strand="a", on="1. maj 2016")]
    entry = pp.carry_over(plan_of(*log, strands={1: "ab"}), into=2017, as_of=END)[1]
    assert (entry.reason.value, entry.status, entry.begun) == ("carried_over", GOING, day("2016-05-01"))
    assert [citation.source for citation in entry.citations] == ["ip2017"]


DONE_2016 = said(1, status=DONE, on="1. maj 2016")


@pytest.mark.parametrize(
    ("log", "into", "reason", "times"),
    [
        # first done as any other, then again every year
        ([PLANNED_2016], 2015, "later", 0),
        ([PLANNED_2016], 2017, "carried_over", 1),
        ([PLANNED_2016, DONE_2016], 2016, "scheduled", 0),
        ([PLANNED_2016, DONE_2016], 2017, "recurring", 0),
        ([PLANNED_2016, DONE_2016], 2019, "recurring", 0),
        ([DONE_2016, said(1, status=DONE, on="1. maj 2017")], 2017, "recurring", 0),
        ([DONE_2016, said(1, status=DONE, on="1. maj 2017")], 2018, "recurring", 0),
        # taken up in the year itself, or before it
        ([PLANNED_2016, DONE_2016, BEGUN_2017], 2017, "recurring", 0),
        ([PLANNED_2016, DONE_2016, BEGUN_2017], 2018, "carried_over", 1),
        ([PLANNED_2016, DONE_2016, said(1, status=GOING, on="1. maj 2018")], 2017, "recurring", 0),
        ([DONE_2016, said(1, status=GOING, strand="a", on="1. maj 2017")], 2018, "carried_over", 1),
        # put off after it was done
        ([PLANNED_2016, DONE_2016, put_off("2018", on="1. juni 2016")], 2017, "later", 0),
        ([PLANNED_2016, DONE_2016, put_off("2018", on="1. juni 2016")], 2018, "deferred_in", 0),
        ([PLANNED_2018, DONE_2016, put_off("2018", on="1. juni 2016")], 2018, "deferred_in", 0),
        ([PLANNED_2016, DONE_2016, put_off("2017", on="1. juni 2016")], 2018, "carried_over", 1),
        ([put_off("2018", on="1. maj 2015"), DONE_2016], 2018, "recurring", 0),
        ([DONE_2016, put_off("2018", on="1. juni 2016"), BEGUN_2017], 2017, "recurring", 0),
        # cancelled, before the year or in it
        ([DONE_2016, said(1, status=OUT, on="1. juni 2016")], 2017, "closed", 0),
        ([DONE_2016, said(1, status=OUT, on="1. juni 2017")], 2017, "recurring", 0),
        # a strand that is done is not the whole
        ([said(1, status=DONE, strand="a", on="1. maj 2016")], 2017, "carried_over", 1),
    ],
)
def test_what_recurs_is_not_closed_when_it_is_done(log, into, reason, times):
    temporal = {1: TemporalKind.RECURRING}
    assert stands(log, into, strands={1: "ab"}, temporal=temporal) == (reason, times)


@pytest.mark.parametrize(
    ("log", "closure"),
    [
        ([DONE_2016], "completed"),
        ([said(1, status=OUT, on="1. maj 2016")], "cancelled"),
        ([DONE_2016, said(1, status=OUT, on="1. maj 2017")], "completed"),
        ([said(1, status=OUT, on="1. maj 2017")], None),
        ([], None),
    ],
)
def test_why_it_is_closed(log, closure):
    found = pp.carry_over(plan_of(*log), into=2017, as_of=END)[1]
    assert (found.closure and found.closure.value) == closure
    assert (found.reason is pp.model.EntryReason.CLOSED) is (closure is not None)


def test_an_entry_tells_periods_days_and_places():
    plan = plan_of(
        said(1, planned="2016", source="ip2016"),
        said(1, text="intet nyt"),
        said(1, status=GOING, on="1. maj 2016"),
        put_off("2017", on="1. juni 2016", source="status2016"),
        said(1, status=DONE, on="1. maj 2017", source="status2017"),
    )
    found = pp.carry_over(plan, into=2018, as_of=END)[1]
    assert (found.number, found.status, found.times_carried) == ("1", DONE, 0)
    assert (str(found.planned), str(found.due)) == ("2016", "2017")
    assert (found.begun, found.finished) == (day("2016-05-01"), day("2017-05-01"))
    assert [citation.source for citation in found.citations] == ["ip2016", "status2016", "status2017"]
    nothing = pp.carry_over(plan, into=2018, as_of=END)[2]
    assert (nothing.status, nothing.planned, nothing.due) == (Status.NOT_STARTED, None, None)
    assert (nothing.begun, nothing.finished, nothing.citations) == (None, None, ())


def test_an_undated_statement_gives_no_made_up_day():
    """'Unknown stays unknown: no sentinel date' (design, section 2)."""
    plan = plan_of(
        said(1, planned="2016"),
        said(1, status=GOING, source=None),
        said(2, status=DONE, source=None),
        said(3, status=GOING, source=None),
    )
    ledger = pp.carry_over(plan, into=2017, as_of=END)
    assert (ledger[1].reason.value, ledger[1].times_carried) == ("carried_over", 1)
    assert ledger[1].begun is None
    assert (ledger[2].reason.value, ledger[2].closure.value) == ("closed", "completed")
    assert ledger[2].finished is None
    assert ledger[3].reason.value == "carried_over"
    assert ledger[3].times_carried <= 2  # the plan is from 2015


def test_the_first_plan_stands_and_what_is_later_planned_does_not_move_it():
    log = [said(1, planned="2016", source="ip2016"), said(1, planned="2018", source="status2017")]
    assert stands(log, 2016) == ("scheduled", 0)
    assert str(pp.carry_over(plan_of(*log), into=2018, as_of=END)[1].planned) == "2016"


def test_only_what_was_known_counts():
    plan = plan_of(said(1, planned="2016", source="ip2016"), put_off("2017", on="1. maj 2016", source="status2017"))
    assert pp.carry_over(plan, into=2017, as_of=day("2016-12-31"))[1].reason.value == "carried_over"
    known = pp.carry_over(plan, into=2017, as_of=day("2016-12-31"), known_at=day("2017-06-30"))
    assert known[1].reason.value == "deferred_in"
    assert (known.into, known.as_of, known.known_at) == (2017, day("2016-12-31"), day("2017-06-30"))


def test_the_groups_are_tuples_in_natural_order_and_the_same_each_time():
    plan = plan_of(
        said(10, 2, planned="2017"),
        said(3, planned="2016"),
        said("9a", planned="2018"),
        said(4, status=Status.DEFERRED, deferred_to="2017"),
        said(5, 6, status=DONE, on="1. maj 2016"),
        numbers=[10, "9a", 9, 6, 5, 4, 3, 2],
        temporal={6: TemporalKind.RECURRING},
    )
    ledger = pp.carry_over(plan, into=2017, as_of=END)
    assert list(ledger) == ["2", "3", "4", "5", "6", "9", "9a", "10"]
    groups = {
        "scheduled": ["2", "10"],
        "deferred_in": ["4"],
        "carried_over": ["3"],
        "recurring": ["6"],
        "closed": ["5"],
        "later": ["9a"],
        "unscheduled": ["9"],
    }
    assert {name: [entry.number for entry in getattr(ledger, name)] for name in groups} == groups
    assert all(type(getattr(ledger, name)) is tuple for name in groups)
    assert ledger == pp.carry_over(plan, into=2017, as_of=END)
    assert (9 in ledger, "9a" in ledger, 77 in ledger) == (True, True, False)
    with pytest.raises(pp.PlanError) as caught:
        ledger[77]
    assert caught.value.faults[0].code == "unknown-number"


def test_the_ledger_is_told_in_both_languages():
    plan = plan_of(said(1, planned="2016"), put_off("2017"), numbers=[1, 2], titles={2: "To"})
    ledger = pp.carry_over(plan, into=2017, as_of=END)
    danish, english = ledger.cells(), ledger.cells("en")
    assert list(danish[0]) == list(ledger.columns)
    assert danish[0] == {
        "number": "1",
        "section": "1",
        "title": "Titel 1",
        "reason": "udskudt til året",
        "closure": None,
        "planned": "2016",
        "due": "2017",
        "times_carried": 0,
        "status": "ikke igangsat",
        "sources": "ip2017",
    }
    assert (english[0]["reason"], english[0]["status"]) == ("deferred in", "not started")
    assert (danish[1]["reason"], danish[1]["planned"], danish[1]["due"]) == ("uden tidspunkt", None, None)
    dropped = pp.carry_over(plan_of(said(1, status=OUT, on="1. maj 2016")), into=2017, as_of=END)
    assert [dropped.cells(lang)[0]["closure"] for lang in ("da", "en")] == ["den bortfaldt", "it was cancelled"]
    assert [dropped.cells(lang)[0]["reason"] for lang in ("da", "en")] == ["lukket", "closed"]
    assert "uden tidspunkt" in str(ledger)
    assert "unscheduled" in ledger.text("en")


@pytest.mark.parametrize("into", ["2017", 2017.0, None, True, 1899, 2200, day("2017-01-01")])
@pytest.mark.parametrize(
    ("ask", "name"),
    [
        (lambda year: pp.carry_over(plan_of(), into=year, as_of=END), "into"),
        (lambda year: pp.rules.commitment(plan_of(), year=year, as_of=END), "year"),
    ],
)
def test_what_is_no_year_is_refused(into, ask, name):
    with pytest.raises(pp.PlanError) as caught:
        ask(into)
    [fault] = caught.value.faults
    assert (fault.code, fault.path) == ("bad-number", name)
    assert "expected a year from 1900 to 2199" in fault.text("en")
    assert "skal være et årstal fra 1900 til 2199" in fault.text("da")


@pytest.mark.parametrize("year", [1900, 2199])
def test_the_first_and_last_year_are_years(year):
    assert len(pp.carry_over(plan_of(), into=year, as_of=END)) == 5


def test_the_commitment_of_the_last_year_that_plans_can_have():
    assert pp.rules.commitment(plan_of(), year=2199, as_of=END).planned == ()


def test_a_moment_is_no_day():
    with pytest.raises(pp.PlanError) as caught:
        pp.carry_over(plan_of(), into=2017, as_of=datetime.datetime(2017, 1, 1))  # noqa: DTZ001
    assert caught.value.faults[0].code == "not-a-date"


# --- the bundled plan


def test_the_year_2017_of_the_implementation_plan():
    ledger = pp.carry_over(HOVEDSTADEN, into=2017, as_of=day("2016-12-31"))
    assert [len(group) for group in (ledger.scheduled, ledger.deferred_in, ledger.carried_over)] == [16, 8, 47]
    assert (ledger.recurring, ledger.closed, ledger.later, ledger.unscheduled) == ((), (), (), ())
    assert [entry.number for entry in ledger.deferred_in] == ["16", "24", "25", "26", "40", "62", "65", "74"]
    assert {str(entry.planned) for entry in ledger.deferred_in + ledger.carried_over} == {"2016"}
    assert {entry.number: entry.times_carried for entry in ledger.carried_over if entry.times_carried != 1} == {"23": 0}
    assert ledger[29].reason.value == "scheduled"  # only proposed for 2018


def test_a_proposal_is_not_in_the_next_year_before_it_is_decided():
    ledger = pp.carry_over(HOVEDSTADEN, into=2018, as_of=day("2016-12-31"))
    assert [(one.number, one.closure.value) for one in ledger.closed] == [("15", "deemed"), ("32", "deemed")]
    assert len(ledger.carried_over) == 69
    assert (ledger[29].reason.value, ledger[29].times_carried) == ("carried_over", 1)
    assert (ledger[28].times_carried, ledger[16].times_carried) == (2, 1)  # 16 was put off to 2017


# --- what became of a year's plan

IN_2017 = (
    said(1, planned="2017"),
    said(2, 3, planned="2016"),
    said(3, status=Status.DEFERRED, deferred_to="2017"),
    said(4, planned="2018"),
    said(5, 6, planned="2017"),
)
DURING_2017 = (
    said(1, status=DONE, source="status2017"),
    said(2, status=OUT, source="status2017"),
    said(3, status=Status.DEFERRED, deferred_to="2018", source="status2017"),
    said(4, status=GOING, source="status2017"),
)


def committed(*log, year=2017, as_of="2017-12-31", **fields):
    return pp.rules.commitment(plan_of(*log, numbers=range(1, 8), **fields), year=year, as_of=day(as_of))


def test_what_became_of_the_plan_that_a_document_tells():
    found = committed(*IN_2017, *DURING_2017, sources=covering("ip2017", "2017"))
    assert (found.year, found.as_of, found.is_known) == (2017, day("2017-12-31"), True)
    assert found.planned == ("1", "2", "3", "5", "6")
    assert (found.completed, found.cancelled) == (("1",), ("2",))
    assert (found.pushed_out, found.carried, found.added) == (("3",), ("5", "6"), ("4",))
    assert (found.share_carried, found.share_pushed_out, found.share_added) == (0.4, 0.2, 0.2)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"sources": covering("ip2017", "2018")},
        {"sources": covering("ip2017", "2017", SourceKind.STATUS_REPORT)},
        {"sources": sources(ip2017={"kind": SourceKind.YEAR_PLAN})},
        {"sources": covering("status2017", "2017"), "as_of": "2017-06-29"},
    ],
)
def test_where_the_plan_of_the_year_is_not_known_the_shares_are_not(given):
    found = committed(*IN_2017, **given)
    assert not found.is_known
    assert found.planned == found.carried == ("1", "2", "3", "5", "6")
    assert (found.share_carried, found.share_pushed_out, found.share_added) == (None, None, None)
    assert found.added == ()


def test_what_was_finished_before_the_year_was_not_in_its_plan():
    log = [said(1, 2, planned="2016"), said(1, status=DONE, on="2016"), said(2, status=DONE, on="1. maj 2017")]
    found = committed(*log)
    assert (found.planned, found.completed) == (("2",), ("2",))


def test_an_approved_plan_goes_before_its_document():
    plan = plan_of(*IN_2017, numbers=range(1, 8), sources=covering("ip2017", "2017"))
    draft = pp.year_plan(plan, year=2017, as_of=day("2016-12-31"))
    fewer = attrs.evolve(
        plan, recommendations=tuple(one for one in plan.recommendations if one.number in {"1", "2", "4"})
    )
    approved = pp.approve(
        fewer, pp.year_plan(fewer, year=2017, as_of=day("2016-12-31")), by="ppu", on=day("2017-02-01")
    )
    whole = attrs.evolve(approved, recommendations=plan.recommendations)
    assert len(draft) == 5
    assert pp.rules.commitment(whole, year=2017, as_of=day("2017-01-31")).planned == ("1", "2", "3", "5", "6")
    after = pp.rules.commitment(whole, year=2017, as_of=day("2017-02-01"))
    assert (after.planned, after.added) == (("1", "2"), ("3", "5", "6"))
    assert not pp.rules.commitment(whole, year=2018, as_of=day("2017-02-01")).is_known


def test_what_recurs_was_completed_in_the_year_or_carried():
    log = [
        said(1, 2, planned="2016"),
        said(1, 2, status=DONE, on="1. maj 2016"),
        said(1, status=DONE, on="1. maj 2017"),
    ]
    temporal = dict.fromkeys((1, 2), TemporalKind.RECURRING)
    found = committed(*log, sources=covering("ip2017", "2017"), temporal=temporal, as_of="2018-12-31")
    assert (found.planned, found.completed, found.carried) == (("1", "2"), ("1",), ("2",))


def test_what_was_known_of_the_plan_of_a_year():
    log = [*IN_2017, *DURING_2017]
    plan = plan_of(*log, numbers=range(1, 8), sources=covering("ip2017", "2017"))
    early = pp.rules.commitment(plan, year=2017, as_of=day("2017-12-31"), known_at=day("2017-06-29"))
    assert (early.planned, early.completed, early.added) == (("1", "2", "3", "5", "6"), (), ())
    assert not pp.rules.commitment(plan, year=2017, as_of=day("2017-12-31"), known_at=day("2016-12-30")).is_known
    later = pp.rules.commitment(plan, year=2017, as_of=day("2016-12-30"), known_at=day("2016-12-31"))
    assert later.is_known


def test_of_an_empty_plan_there_are_no_shares():
    plan = plan_of()
    empty = pp.approve(plan, pp.year_plan(plan, year=2017, as_of=day("2017-01-15")), by="ppu", on=day("2017-01-20"))
    found = pp.rules.commitment(empty, year=2017, as_of=END)
    assert (found.is_known, found.planned, found.share_carried) == (True, (), None)


@pytest.mark.parametrize(
    ("dated", "day_known"), [("fra 1. februar 2017", "2017-02-01"), ("1. marts 2017", "2017-03-01")]
)
def test_a_document_tells_the_plan_from_its_day_on(dated, day_known):
    source = pp.Source("yp", "yp", parse_period(dated), kind=SourceKind.YEAR_PLAN, covers=parse_period("2017"))
    plan = plan_of(said(1, planned="2017", source="yp"), sources=(source,))
    before = day(day_known) - datetime.timedelta(days=1)
    assert not pp.rules.commitment(plan, year=2017, as_of=before).is_known
    assert pp.rules.commitment(plan, year=2017, as_of=day(day_known)).planned == ("1",)


def test_the_bundled_plan_of_2016_is_not_known_and_that_of_2017_is():
    found = pp.rules.commitment(HOVEDSTADEN, year=2016, as_of=day("2016-12-31"))
    assert (found.is_known, len(found.carried), len(found.pushed_out)) == (False, 47, 8)
    assert (found.completed, found.cancelled, found.share_carried) == ((), (), None)
    found = pp.rules.commitment(HOVEDSTADEN, year=2017, as_of=day("2016-12-31"))
    assert (found.is_known, len(found.planned), found.completed) == (True, 71, ("15", "32"))
    assert (found.pushed_out, found.added) == ((), ())
    assert (found.is_over, found.share_carried) == (False, None)  # the year has not begun
    over = pp.rules.commitment(HOVEDSTADEN, year=2017, as_of=day("2017-12-31"))
    assert (over.is_over, over.share_carried) == (True, pytest.approx(69 / 71))


def test_a_wait_is_no_reason_to_leave_the_plan():
    assert stands([PLANNED_2016, said(1, status=Status.AWAITING, awaits=[wait("e")])], 2017) == ("carried_over", 1)
