"""The calendar of a plan, as an answer and as another library reads its file."""

from __future__ import annotations

import datetime
import sys

import icalendar
import pytest
import vobject
from dateutil.rrule import DAILY, MONTHLY, SECONDLY, TH, rrule, rruleset

from praksisplan import Body, Event, Milestone, Plan, PlanError, Recommendation, Source, Statement, datasets
from praksisplan.model import Citation, Strand
from praksisplan.reports import answer_document, render
from praksisplan.rules import calendar
from tests.unit.writing.test_documents import HOSTILE

DAY = datetime.date(2017, 1, 15)
PLAN = datasets.load("hovedstaden-almen-2015-2019")
FIRST = datetime.datetime.combine(datetime.date(2017, 2, 1), datetime.time())
THURSDAYS = rrule(MONTHLY, interval=3, byweekday=TH(2), dtstart=FIRST, until=FIRST.replace(2018, 12, 31))


def plan_with(*log: Statement, title: str = "Rapport") -> Plan:
    return Plan(
        "nord",
        "Nordplan",
        "2017-2019",
        sources=[Source("x", "Referat", "1. januar 2017")],
        bodies=[Body("ppu", "Udvalget", "committee")],
        recommendations=[Recommendation(1, "1", title, [Strand("a", "Første")]), Recommendation(2, "1", "To")],
        events=[Event("rapport", title, "report")],
        log=log,
    )


def promised(expected: str | None, on: str = "1. januar 2017", **more) -> Statement:
    return Statement(events=["rapport"], expected=expected, on=on, citations=[Citation("x", page=2)], **more)


def entries(plan: Plan, day=DAY, **more):
    return {one.uid.partition("@")[0]: one for one in calendar(plan, as_of=day, **more).entries}


def read(content: bytes):
    """The events of a file as vobject reads them, by uid."""
    return {one.uid.value: one for one in vobject.readOne(content.decode()).vevent_list}


# --- what is in it -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "kind", "first", "last"),
    [
        ("1. kvartal 2017", "promise", "2017-01-01", "2017-03-31"),
        ("9. maj 2017", "promise", "2017-05-09", "2017-05-09"),
        ("senest 1. maj 2017", "deadline", "2017-05-01", "2017-05-01"),
        ("fra 1. maj 2017", "promise", "2017-05-01", "2017-05-01"),
    ],
)
def test_promises_are_spans_and_deadlines_days(expected, kind, first, last):
    (one,) = entries(plan_with(promised(expected))).values()
    assert (one.kind.value, str(one.first), str(one.last), one.cancelled) == (kind, first, last, False)
    (event,) = read(calendar(plan_with(promised(expected)), as_of=DAY).to_ics()).values()
    assert event.dtstart.value == one.first
    assert event.dtend.value == one.last + datetime.timedelta(days=1)


def test_an_entry_that_moves_keeps_its_id_and_a_later_file_replaces_it():
    plan = plan_with(promised("2017"), promised("2018", on="1. juni 2017"))
    first, second = (calendar(plan, as_of=day).to_ics() for day in (DAY, datetime.date(2017, 6, 2)))
    (before,), (after,) = read(first).values(), read(second).values()
    assert before.uid.value == after.uid.value == "promise.rapport.completion@nord.praksisplan"
    assert (before.dtstart.value.year, after.dtstart.value.year) == (2017, 2018)
    assert int(before.sequence.value) < int(after.sequence.value)
    assert before.dtstamp.value < after.dtstamp.value
    assert calendar(plan, as_of=DAY).to_ics() == first


@pytest.mark.parametrize(
    "later",
    [
        promised(None, on="2. januar 2017", delivered=True),
        promised(None, on="2. januar 2017", withdrawn=True),
        promised(None, on="2. januar 2017", status="cancelled"),
        promised(None, on="2. januar 2017", status="completed"),
    ],
)
def test_what_has_come_or_is_expected_no_more_is_cancelled(later):
    plan = plan_with(promised("2018"), later)
    (one,) = entries(plan).values()
    assert (one.cancelled, str(one.expected)) == (True, "2018")
    found = calendar(plan, as_of=DAY)
    (event,) = read(found.to_ics()).values()
    assert event.status.value == "CANCELLED"
    assert found.heading().startswith("0 poster")


def test_a_withdrawal_alone_and_a_deferral_without_a_date_are_no_entries():
    assert entries(plan_with(promised(None, withdrawn=True))) == {}
    assert entries(plan_with(promised(None, status="deferred"))) == {}
    (one,) = entries(plan_with(promised(None, status="deferred", deferred_to="2019"))).values()
    assert str(one.expected) == "2019"


def test_outcomes_and_strands_have_entries_of_their_own():
    plan = plan_with(
        Statement([1], expected="2017", outcome="report"),
        Statement([1], expected="2018"),
        Statement([1], strand="a", expected="2019"),
        Statement([1], milestones=[Milestone("Udkast", "maj 2017"), Milestone("Temamøde", "juni 2017", every="1 år")]),
        Statement([2], status="cancelled", milestones=[Milestone("Udkast", "maj 2017", reached="3. april 2017")]),
    )
    found = entries(plan)
    assert {uid: str(one.expected) for uid, one in found.items() if one.kind.value == "promise"} == {
        "promise.1.report": "2017",
        "promise.1.completion": "2018",
        "promise.1.a.completion": "2019",
    }
    milestones = [one for one in found.values() if one.kind.value == "milestone"]
    assert [(one.subject, one.title, str(one.expected), one.rule, one.cancelled) for one in milestones] == [
        ("2", "Udkast", "3. april 2017", "", True),
        ("1", "Udkast", "maj 2017", "", False),
        ("1", "Temamøde", "juni 2017", "FREQ=MONTHLY;INTERVAL=12", False),
    ]
    events = read(calendar(plan, as_of=DAY).to_ics("en")).values()
    assert {one.summary.value for one in events} >= {"Expected: 1 Rapport (report)", "Milestone: 1 Temamøde"}


def test_meetings_by_rule_and_by_day():
    found = entries(PLAN, meetings={"pas": THURSDAYS, "ppu": [datetime.date(2017, 3, 1), datetime.date(2017, 9, 5)]})
    meetings = {uid: one for uid, one in found.items() if one.kind.value == "meeting"}
    assert meetings.keys() == {"meeting.pas.rule", "meeting.ppu.2017-03-01", "meeting.ppu.2017-09-05"}
    content = calendar(PLAN, as_of=DAY, meetings={"pas": THURSDAYS}).to_ics()
    event = read(content)["meeting.pas.rule@hovedstaden-almen-2015-2019.praksisplan"]
    assert [day.date() for day in event.getrruleset(addRDate=True)] == [day.date() for day in THURSDAYS]
    assert event.status.value == "CONFIRMED"
    assert b"UNTIL=20181231;" in content.replace(b"\r\n ", b"")


def test_a_rule_with_times_of_day_counts_days():
    rule = rrule(DAILY, count=3, dtstart=FIRST, byhour=14, byminute=30)
    event = read(calendar(plan_with(), as_of=DAY, meetings={"ppu": rule}).to_ics())["meeting.ppu.rule@nord.praksisplan"]
    assert event.rrule.value == "FREQ=DAILY;COUNT=3"


@pytest.mark.parametrize(
    ("meetings", "code"),
    [
        ({"xyz": THURSDAYS}, "unknown-body"),
        ({"ppu": rrule(DAILY, count=0, dtstart=FIRST)}, "no-meetings"),
        ({"ppu": rrule(SECONDLY, dtstart=FIRST)}, "no-meetings"),
        ({"ppu": rruleset()}, "endless-meetings"),
        ({"ppu": ["2017"]}, "not-a-date"),
    ],
)
def test_meetings_that_cannot_be_read_are_refused(meetings, code):
    with pytest.raises(PlanError) as error:
        calendar(plan_with(), as_of=DAY, meetings=meetings)
    assert [one.code for one in error.value.faults] == [code]


# --- the file ------------------------------------------------------------------------------------------------------


def test_the_file_keeps_to_rfc_5545():
    content = calendar(PLAN, as_of=DAY, meetings={"pas": THURSDAYS}).to_ics()
    lines = content.split(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert {b"VERSION:2.0", b"METHOD:PUBLISH", b"PRODID:-//praksisplan//praksisplan//DA"} <= set(lines)
    found = icalendar.Calendar.from_ical(content)
    for one in found.walk("VEVENT"):
        assert not one.errors
        assert {"UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY"} <= one.keys()
        assert type(one.decoded("DTSTART")) is type(one.decoded("DTEND")) is datetime.date
        assert one["DTSTART"].params["VALUE"] == one["DTEND"].params["VALUE"] == "DATE"
    uids = [one["UID"] for one in found.walk("VEVENT")]
    assert len(uids) == len(set(uids)) == len(calendar(PLAN, as_of=DAY).entries) + 1


@pytest.mark.parametrize(
    "title",
    [
        *(one for one in HOSTILE if "\t" not in one),
        "a\nATTENDEE:mailto:x@y.dk",
        "a\nEND:VEVENT\nBEGIN:VEVENT\nUID:x",
        "a;b,c\\n\\;",
        "æ" * 200,
        "ATTACH;VALUE=URI:http://x",
    ],
)
def test_hostile_titles_stay_text(title):
    plan = plan_with(promised("2017"), Statement([1], milestones=[Milestone(title, "2017")]), title=title)
    content = calendar(plan, as_of=DAY).to_ics()
    found = vobject.readOne(content.decode())
    assert {one.name for event in found.vevent_list for one in event.getChildren()} <= {
        *("UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CATEGORIES", "STATUS", "TRANSP")
    }
    assert sorted(one.summary.value for one in found.vevent_list) == sorted(
        [f"Forventet: {title}", f"Milepæl: 1 {title}"]
    )
    for event in icalendar.Calendar.from_ical(content).walk("VEVENT"):
        assert str(event["SUMMARY"]).endswith(title)


def test_the_command_line(run, tmp_path):
    words = ["calendar", "--as-of", "2017-01-15", "--meeting", "pas=2017-02-09;FREQ=MONTHLY;INTERVAL=3"]
    words += ["--meeting", "ppu=2017-03-01", "--meeting", "ppu=2017-09-05"]
    assert run(*words, "--out", tmp_path / "plan.ics")[::2] == (0, "")
    found = read((tmp_path / "plan.ics").read_bytes())
    meetings = {uid.partition("@")[0] for uid in found if uid.startswith("meeting")}
    assert meetings == {"meeting.pas.rule", "meeting.ppu.2017-03-01", "meeting.ppu.2017-09-05"}
    assert "Børnegruppens rapport til DAS" in run(*words)[1]
    assert "1. januar 2017" in run(*words, "--format", "md")[1]
    for wrong in ("pas", "=2017-01-01", "pas=2017-01-01;FREQ=OFTE", "pas=2017-01-01;RDATE:20170101\nRDATE:20170102"):
        shown = wrong.replace("\n", "\\n")
        assert f"»{shown}« [bad-meeting]" in run("calendar", "--meeting", wrong)[2]


def test_a_missing_package_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "icalendar", None)
    monkeypatch.delitem(sys.modules, "praksisplan.writing.ics", raising=False)
    with pytest.raises(PlanError) as error:
        render(answer_document(calendar(PLAN, as_of=DAY)), "ics")
    assert "python -m pip install icalendar" in error.value.text()


def test_a_calendar_is_a_value():
    found = calendar(PLAN, as_of=DAY)
    assert repr(found) == f"<PlanCalendar as of 2017-01-15: {len(found.entries)} entries>"
    assert calendar(PLAN, as_of=DAY) == found
    assert {one["entry"] for one in found.to_records()} == {"promise", "milestone"}
    assert "slags" in str(found)
