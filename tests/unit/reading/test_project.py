"""Files of Microsoft Project: tasks, links, calendars, and the draft plan made from them."""

from __future__ import annotations

import datetime
import os
import re
from pathlib import Path

import attrs
import pytest

from praksisplan import PlanError, Status, loads, state_at
from praksisplan.reading import (
    Limits,
    Project,
    ProjectReading,
    ProjectTask,
    WorkCalendar,
    WorkingTime,
    project_problem,
    read_document,
    read_project,
)
from praksisplan.scheduling import DependencyKind, schedule_activities, verify_schedule
from praksisplan.writing.project import DateConstraint, Hours
from tests.unit.reading.mspdi import HOURS, calendar, elements, exception, link, project, task

SAMPLES = os.environ.get("PRAKSISPLAN_SAMPLES")
needs_samples = pytest.mark.skipif(not SAMPLES, reason="PRAKSISPLAN_SAMPLES names no folder of files of other programs")
FS, SS, FF, SF = (
    DependencyKind.FINISH_START,
    DependencyKind.START_START,
    DependencyKind.FINISH_FINISH,
    DependencyKind.START_FINISH,
)
MONDAY = datetime.date(2027, 1, 4)


def at(day, hour, minute=0):
    return datetime.datetime.combine(MONDAY + datetime.timedelta(days=day), datetime.time(hour, minute))


def hours(count):
    return datetime.timedelta(hours=count)


def sample(name):
    return Path(SAMPLES, "mspdi", name)


def found(reading, code):
    return [one for one in reading.findings if one.code == code]


def refused(content, **options):
    with pytest.raises(PlanError) as error:
        read_project(content, **options)
    return error.value.faults


# --- files that Project wrote --------------------------------------------------------------------------------------


@needs_samples
def test_links_of_every_kind_with_their_lags():
    reading = read_project(sample("task-links-project2010-mspdi.xml"))
    links = {(one.predecessor, one.successor): (one.kind, one.lag) for one in reading.project.links}
    assert links == {
        (1, 2): (FS, hours(0)),
        (3, 4): (FS, hours(8)),  # 1 day
        (5, 6): (FS, hours(16)),
        (7, 8): (FS, hours(40)),  # 1 week
        (9, 10): (FS, hours(80)),
        (11, 12): (SF, hours(16)),
        (13, 14): (SS, hours(16)),
        (15, 16): (FF, hours(16)),
    }
    assert [(one.predecessor, one.successor) for one in reading.unheld] == [(11, 12), (15, 16)]
    assert [one.subject for one in found(reading, "link-not-held")] == ["12", "16"]
    assert [one.citations[0].line for one in found(reading, "link-not-held")] == [1236, 1574]
    state = state_at(reading.plan, as_of=datetime.date(2014, 10, 17))
    assert {number: [wait.target for wait in state[number].awaits] for number in state if state[number].awaits} == {
        "2": ["1"],
        "4": ["3"],
        "6": ["5"],
        "8": ["7"],
        "10": ["9"],
        "14": ["13"],
    }


@needs_samples
def test_links_alone_put_every_task_where_project_put_it():
    project = read_project(sample("task-links-project2010-mspdi.xml")).project
    free = attrs.evolve(
        project,
        tasks=[attrs.evolve(one, constraint=DateConstraint.AS_SOON_AS_POSSIBLE) for one in project.tasks],
    )
    asked = project_problem(free)
    schedule = schedule_activities(asked.problem)
    time = WorkingTime(project, project.start.date())
    assert (asked.unheld, asked.findings, verify_schedule(schedule)) == ((), (), ())
    placed = {one.uid: schedule.start(str(one.uid)) for one in project.tasks if not one.is_summary}
    assert placed == {one.uid: time.until(one.start) // 480 for one in project.tasks if not one.is_summary}
    assert placed[10] == 11


@needs_samples
def test_recurring_exceptions_name_the_days_that_project_wrote_beside_them():
    path = sample("calendar-recurring-exceptions-project2016-mspdi.xml")
    project = read_project(path).project
    week = re.search("<WeekDays>.*</WeekDays>", path.read_text(encoding="utf-8"), re.DOTALL).group()
    days = set()
    for first, last in re.findall(r"<FromDate>(.{10}).*?<ToDate>(.{10})", week, re.DOTALL):
        day = datetime.date.fromisoformat(first)
        while day <= datetime.date.fromisoformat(last):
            days.add(day)
            day += datetime.timedelta(days=1)
    (own,) = project.calendars
    assert len(own.exceptions) == 27
    assert {day for one in own.exceptions for day in one.days} == days
    assert project.hours(datetime.date(2010, 2, 6)) == (Hours(540, 780), Hours(840, 1020))
    assert project.hours(datetime.date(2000, 1, 3)) == ()


@needs_samples
def test_words_in_place_of_dates_and_lengths():
    reading = read_project(sample("task-textvalues-project2016-mspdi.xml"))
    starts, finishes, lasts = reading.project.tasks[1:]
    assert (starts.start, starts.start_text, starts.duration) == (None, "AAA", hours(8))
    assert (finishes.finish, finishes.finish_text) == (None, "BBB")
    assert (lasts.duration, lasts.duration_text) == (None, "CCC")
    assert [one.subject for one in found(reading, "text-value")] == ["1", "2", "3"]
    assert project_problem(reading.project).problem.activities[3].duration is None


@needs_samples
def test_calendars_derive_from_others():
    project = read_project(sample("calendar-calendars-project2010-mspdi.xml")).project
    assert [(one.uid, one.name, one.base) for one in project.calendars] == [
        (1, "Standard", None),
        (3, "Calendar1", None),
        (4, "Calendar2", None),
        (5, "Resource One", 1),
        (6, "Resource Two", 1),
    ]
    assert project.hours(MONDAY, 5) == (Hours(480, 720), Hours(780, 1020))
    assert project.hours(MONDAY - datetime.timedelta(days=1), 5) == ()


# --- links ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("format", "lag", "length", "is_elapsed", "percent"),
    [
        (3, 300, datetime.timedelta(minutes=30), False, None),
        (7, 4800, hours(8), False, None),
        (39, 4800, hours(8), False, None),  # estimated
        (7, -4800, hours(-8), False, None),
        (8, 14400, hours(24), True, None),
        (40, 14400, hours(24), True, None),
        (10, 100800, hours(168), True, None),
        (19, 50, hours(8), False, 50),  # of two days
        (20, -25, hours(-4), True, -25),
        (51, 50, hours(8), False, 50),
    ],
)
def test_lags_in_working_time_by_the_clock_and_in_percent(format, lag, length, is_elapsed, percent):
    reading = read_project(project(task(1, hours=16), task(2, link(1, LinkLag=lag, LagFormat=format))))
    (one,) = reading.project.links
    assert (one.lag, one.is_elapsed, one.percent) == (length, is_elapsed, percent)
    (told,) = found(reading, "lag-not-held")
    assert told.subject == "2"


def test_a_lag_by_the_clock_is_held_as_the_working_time_that_it_can_be():
    content = project(task(1), task(2, link(1, LinkLag=2 * 14400, LagFormat=8)))  # two days: none over a weekend
    asked = project_problem(read_project(content).project)
    (one,) = asked.problem.activities[1].dependencies
    assert (one.min_lag, one.max_lag) == (0, 2)
    assert [each.code for each in asked.findings] == ["elapsed-time"]


def test_a_lead_lets_tasks_overlap():
    content = project(task(1, hours=24), task(2, link(1, LinkLag=-4800, LagFormat=7)))
    schedule = schedule_activities(project_problem(read_project(content).project).problem)
    assert schedule.start("2") == 2
    assert verify_schedule(schedule) == ()


def test_links_without_a_type_go_from_finish_to_start():
    content = project(task(1), task(2, "<PredecessorLink><PredecessorUID>1</PredecessorUID></PredecessorLink>"))
    assert [(one.kind, one.lag) for one in read_project(content).project.links] == [(FS, hours(0))]


@pytest.mark.parametrize(
    ("tasks", "reason"),
    [
        ([task(1, link(9))], "ingen sådan opgave"),
        ([task(1, link(1))], "afvente sig selv"),
        ([task(1, level=1), task(2, link(1), level=2)], "afvente sig selv"),
        ([task(1), task(2, link(1, 0))], "ikke dets slutning"),
        ([task(1), task(2, link(1, 2))], "ikke dets slutning"),
        ([task(1), task(2, level=2), task(3, link(1, 3))], "den første af flere"),
        ([task(1, Active=0), task(2, link(1))], "inaktiv"),
        ([task(1), task(2, link(1), ExternalTask=1)], "andet projekt"),
    ],
)
def test_links_that_no_wait_can_hold_are_told_one_by_one(tasks, reason):
    reading = read_project(project(*tasks))
    (told,) = found(reading, "link-not-held")
    assert reason in told.danish
    assert told.citations[0].line == 1
    assert reading.unheld == reading.project.links


def test_an_unreadable_link_is_told():
    far = [link(1, LinkLag=lag, LagFormat=format) for lag in (10**17, -(10**17)) for format in (7, 8, 19)]
    reading = read_project(project(task(1), task(2, link(1, 7), "<PredecessorLink/>", *far)))
    assert reading.project.links == ()
    assert len(found(reading, "unreadable-link")) == 8


def test_a_percentage_of_an_unknown_duration_is_told():
    content = project(task(1, Duration=""), task(2, link(1, LinkLag=50, LagFormat=19)))
    assert [one.subject for one in found(read_project(content), "unknown-lag")] == ["UID 2"]


# --- what tasks become ---------------------------------------------------------------------------------------------


def test_summaries_are_sections_and_their_links_hold_for_every_task_under_them():
    reading = read_project(
        project(
            task(0, level=0, name="Alt", OutlineNumber=0),
            task(1, name="Først", OutlineNumber=1, Deadline="2027-02-01T17:00:00"),
            task(2, level=2, OutlineNumber=1.1),
            task(3, level=2, OutlineNumber=1.2),
            task(4, link(1), name="Derefter", OutlineNumber=2),
            task(5, level=2, OutlineNumber=2.1),
            task(6, level=2, OutlineNumber=2.2),
            task(7, OutlineNumber=3),
        )
    )
    plan = reading.plan
    assert [(one.number, one.title) for one in plan.sections] == [("1", "Først"), ("2", "Derefter"), ("0", "Plan")]
    assert [(one.number, one.section) for one in plan.recommendations] == [
        ("2", "1"),
        ("3", "1"),
        ("5", "2"),
        ("6", "2"),
        ("7", "0"),
    ]
    state = state_at(plan, as_of=MONDAY)
    assert [[wait.target for wait in state[number].awaits] for number in "256"] == [[], ["2", "3"], ["2", "3"]]
    assert [one.code for one in reading.findings] == ["link-of-summary", "summary-deadline"]
    asked = project_problem(reading.project)
    schedule = schedule_activities(asked.problem)
    assert [schedule.start(name) for name in ("1", "4:start", "5", "6", "4")] == [1, 1, 1, 1, 2]
    assert asked.problem.activities[1].deadline == 21


def test_milestones_that_await_nothing_and_external_tasks_are_events():
    reading = read_project(
        project(
            task(1, name="Afklaring", hours=0, Milestone=1, Finish="2027-03-01T08:00:00"),
            task(2, name="Afklaring", hours=0, Milestone=1, PercentComplete=100),
            task(3, name="Deres rapport", ExternalTask=1, Finish="2027-04-01T08:00:00"),
            task(4, link(1), link(3), link(7, CrossProject=1, CrossProjectName="andet.mpp\\7"), Milestone=1),
            task(5, name="Aflyst", Milestone=1, Active=0),
        )
    )
    plan = reading.plan
    assert [one.title for one in plan.events] == [
        "Afklaring",
        "Afklaring (2)",
        "Deres rapport",
        "Aflyst",
        "Opgave 7 i andet.mpp\\7",
    ]
    (only,) = plan.recommendations
    waits = state_at(plan, as_of=MONDAY)[only.number].awaits
    assert [one.target for one in waits] == ["afklaring", "deres-rapport", "opgave-7-i-andet-mpp-7"]
    expected = {event: str(one.expected) for one in plan.log for event in one.events if one.expected}
    assert expected == {"afklaring": "1. marts 2027", "deres-rapport": "1. april 2027"}
    assert [one.status for one in plan.log if one.events and one.status] == [Status.COMPLETED, Status.CANCELLED]


def test_the_state_of_tasks():
    reading = read_project(
        project(
            task(1, PercentComplete=100),
            task(2, PercentComplete=40, Start="2027-01-04T08:00:00", Finish="2027-01-08T17:00:00"),
            task(3, ActualStart="2027-01-04T08:00:00"),
            task(4, Active=0),
            task(5, ActualFinish="2027-01-05T08:00:00"),
            task(6, Deadline="2027-02-01T17:00:00"),
        )
    )
    state = state_at(reading.plan, as_of=datetime.date(2027, 1, 10))
    assert [state[number].status.value for number in "123456"] == [
        "completed",
        "ongoing",
        "ongoing",
        "cancelled",
        "completed",
        "not_started",
    ]
    assert str(state["2"].planned) == "4. januar 2027 - 8. januar 2027"
    assert str(state["6"].milestones[0].expected) == "til og med 1. februar 2027"
    assert [one.subject for one in found(reading, "inactive-task")] == ["4"]
    assert {(fact.field, str(fact.value)) for fact in reading.about(2)} >= {
        ("title", "Opgave 2"),
        ("status", "Status.ONGOING"),
    }


def test_numbers_are_the_codes_that_users_gave_else_the_rows_else_the_uids():
    coded = project(task(1, WBS="29", OutlineNumber=1), task(2, WBS="9a", OutlineNumber=2))
    assert [one.number for one in read_project(coded).plan.recommendations] == ["29", "9a"]
    usual = project(task(11, WBS="1", OutlineNumber=1, ID=4), task(12, WBS="2", OutlineNumber=2, ID=5))
    assert [one.number for one in read_project(usual).plan.recommendations] == ["4", "5"]
    doubled = project(task(11, ID=4), task(12, ID=4))
    assert [one.number for one in read_project(doubled).plan.recommendations] == ["11", "12"]


def test_manual_tasks_may_be_planned_in_words_of_the_plan():
    content = project(
        task(1, Manual=1, StartText="primo 2028", DurationText="ca. en måned"), task(2, Manual=1, FinishText="snart")
    )
    reading = read_project(content)
    assert str(state_at(reading.plan, as_of=MONDAY)["1"].planned) == "primo 2028"
    assert [one.subject for one in found(reading, "text-value")] == ["1", "2"]
    assert len(found(reading, "manual-task")) == 2


def test_resources_that_work_are_responsible_and_have_a_capacity():
    resources = "".join(
        f"<Resource>{elements(**one)}</Resource>"
        for one in (
            {"UID": 0, "Name": "Ingen"},
            {"UID": 1, "Name": "Sekretariatet", "Type": 1, "MaxUnits": "0.50"},
            {"UID": 2, "Name": "Papir", "Type": 0},
            {"UID": 3, "Name": "Tom", "IsNull": 1},
            {"UID": 4, "Name": "", "MaxUnits": "mange"},
        )
    )
    assignments = "".join(
        f"<Assignment>{elements(TaskUID=uid, ResourceUID=who, Units=units)}</Assignment>"
        for uid, who, units in ((1, 1, 1), (2, 1, 0.5), (2, 2, 1), (2, -65535, 1), (9, 1, 1), (2, 4, ""))
    )
    rest = f"<Resources>{resources}</Resources><Assignments>{assignments}</Assignments>"
    reading = read_project(project(task(1), task(2), rest=rest))
    assert [(one.id, one.name) for one in reading.plan.bodies] == [("sekretariatet", "Sekretariatet")]
    assert state_at(reading.plan, as_of=MONDAY)["1"].responsible == ("sekretariatet",)
    assert [one.code for one in reading.findings] == ["unreadable-value", "not-workers"]
    asked = project_problem(reading.project)
    assert [(one.id, one.peak) for one in asked.problem.resources] == [("r1", 50), ("r4", 100)]
    assert [one.amounts for one in asked.problem.activities] == [{"r1": 50}, {"r1": 50, "r4": 100}]
    assert [one.code for one in asked.findings] == ["over-allocated"]


def test_a_doubt_is_about_the_task_calendar_or_project_that_it_stands_in():
    hours = "<WeekDays><WeekDay><DayType>9</DayType></WeekDay></WeekDays>"
    blank = "<Task><UID>3</UID><IsNull>x</IsNull></Task>"
    resource = "<Resources><Resource><UID>1</UID><MaxUnits>x</MaxUnits></Resource></Resources>"
    content = project(task(1), task(2, link("x")), blank, calendars=calendar(1, hours), rest=resource, CalendarUID="x")
    assert sorted((one.subject, one.code) for one in read_project(content).findings) == [
        ("Kalender 1", "unreadable-value"),
        ("UID 2", "unreadable-link"),
        ("UID 2", "unreadable-value"),
        ("UID 3", "unreadable-value"),
        ("plan", "unreadable-value"),  # the calendar of the project
        ("plan", "unreadable-value"),  # the share of a resource
    ]


def test_what_people_wrote_and_no_fact_took_is_listed():
    custom = "<ExtendedAttribute><FieldID>188743731</FieldID><Value>Sag 17</Value></ExtendedAttribute>"
    reading = read_project(project(task(1, custom, Notes="Husk budgettet"), task(2, link(1))))
    assert [one.text for one in reading.uncovered] == ["UID 1 Notes: Husk budgettet", "UID 1 188743731: Sag 17"]


def test_a_task_that_lasts_longer_than_its_duration_is_told():
    content = project(
        task(1, hours=16, Start="2027-01-04T08:00:00", Finish="2027-01-08T17:00:00"),
        task(2, hours=16, Start="2027-01-08T08:00:00", Finish="2027-01-11T17:00:00"),  # over a weekend
    )
    assert [one.subject for one in found(read_project(content), "split-task")] == ["1"]


def test_the_lengths_of_tasks_are_compared_by_a_few_calendars_and_years_only():
    dates = {"Start": "2027-01-04T08:00:00", "Finish": "2027-01-08T17:00:00"}
    calendars = "".join(calendar(uid) for uid in range(1, 31))
    many = project(*(task(uid, CalendarUID=uid, **dates) for uid in range(1, 31)), calendars=calendars)
    assert len(found(read_project(many), "split-task")) == 20
    long = project(task(1, Start="1900-01-04T08:00:00", Finish="2199-01-08T17:00:00"))
    assert found(read_project(long), "split-task") == []


def test_other_remarks():
    content = project(
        task(1, ConstraintType=1),
        task(2, ConstraintType=4, ConstraintDate="2027-03-01T08:00:00"),
        "<Task><UID>3</UID><IsNull>1</IsNull></Task>",
        ScheduleFromStart=0,
    )
    reading = read_project(content)
    assert [one.code for one in reading.findings] == [
        "blank-rows",
        "from-finish",
        "constraint-not-held",
        "constraint-not-held",
    ]
    assert "2027-03-01" in reading.findings[3].danish
    assert [one.uid for one in reading.project.tasks] == [1, 2]


@pytest.mark.parametrize(
    ("type", "day", "earliest", "deadline"),
    [
        (0, "2027-01-06T08:00:00", 0, None),
        (1, "2027-01-06T08:00:00", 0, None),
        (2, "2027-01-06T08:00:00", 2, 4),
        (3, "2027-01-08T17:00:00", 3, 5),
        (4, "2027-01-06T08:00:00", 2, None),
        (5, "2027-01-06T08:00:00", 0, 4),
        (6, "2027-01-08T17:00:00", 3, None),
        (7, "2027-01-08T17:00:00", 0, 5),
    ],
)
def test_constraints_on_dates(type, day, earliest, deadline):
    content = project(task(1, hours=16, ConstraintType=type, ConstraintDate=day))
    (one,) = project_problem(read_project(content).project).problem.activities
    assert (one.earliest, one.deadline) == (earliest, deadline)


def test_deadlines_actual_starts_and_pinned_tasks():
    content = project(
        task(1, Deadline="2027-01-08T17:00:00"),
        task(2, hours=80, Deadline="2027-01-08T17:00:00"),
        task(3, ActualStart="2027-01-11T08:00:00", ConstraintType=4, ConstraintDate="2027-02-01T08:00:00"),
        task(4, Manual=1, Start="2027-01-12T08:00:00"),
        task(5, ExternalTask=1),
        task(6, hours=4),
    )
    asked = project_problem(read_project(content).project)
    assert [(one.earliest, one.deadline) for one in asked.problem.activities] == [
        (0, 5),
        (0, None),
        (5, None),
        (6, None),
        (0, None),
        (0, None),
    ]
    assert [one.code for one in asked.findings] == ["impossible-deadline", "rounded-time"]
    assert project_problem(read_project(content).project, per="hour").problem.activities[5].duration == 4
    assert project_problem(read_project(content).project, per="minute").problem.activities[5].duration == 240


def test_tasks_and_resources_with_hours_of_their_own_are_told():
    usual = calendar(1, week(*(weekday(type, HOURS) for type in range(2, 7))))
    free = f"<Exceptions>{exception('2027-01-06', '2027-01-06', DayWorking=0)}</Exceptions>"
    calendars = usual + calendar(2, base=1) + calendar(3, free, base=1) + calendar(4)
    resources = "".join(
        f"<Resource>{elements(UID=uid, Name=f'Nr. {uid}', CalendarUID=uid)}</Resource>" for uid in (1, 2, 3)
    )
    content = project(
        *(task(uid, CalendarUID=uid) for uid in (1, 2, 3, 4)),
        task(5, CalendarUID=-1),
        calendars=calendars,
        CalendarUID=1,
        rest=f"<Resources>{resources}</Resources>",
    )
    asked = read_project(content).problem()
    assert [(one.code, one.subject) for one in asked.findings] == [
        ("other-calendar", "Nr. 3"),
        ("other-calendar", "3"),
        ("other-calendar", "4"),
    ]


def test_links_that_a_problem_cannot_hold():
    content = project(
        task(1, hours=0),
        task(2, level=2),
        task(3, link(1, 3)),  # from the start of a summary
        task(4, link(3, 0)),  # to the finish of a summary
        task(5, link(4), level=2),
        task(6, link(9)),
        task(7, link(6, 0)),
    )
    asked = read_project(content.replace(b"<PredecessorLink>", b"\n<PredecessorLink>")).problem()
    assert [(one.predecessor, one.successor) for one in asked.unheld] == [(1, 3), (3, 4), (4, 5), (9, 6)]
    assert [one.citations[0].line for one in asked.findings] == [2, 3, 4, 5]
    assert [one.code for one in asked.findings] == ["link-left-out"] * 4
    by_id = {one.id: one for one in asked.problem.activities}
    assert [one.kind for one in by_id["7"].dependencies] == [FF]
    assert verify_schedule(schedule_activities(asked.problem)) == ()


def test_a_summary_that_starts_no_earlier_than_a_day_binds_what_is_under_it():
    content = project(
        task(1, ConstraintType=4, ConstraintDate="2027-01-06T08:00:00"), task(2, level=2), task(3, level=2)
    )
    schedule = schedule_activities(project_problem(read_project(content).project).problem)
    assert [schedule.start(name) for name in "23"] == [2, 2]


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: project_problem(read_project(project()).project), "no-tasks"),
        (lambda: project_problem(attrs.evolve(read_project(project(task(1))).project, start=None)), "no-dates"),
        (lambda: project_problem(read_project(project(task(1))).project, per="week"), "unknown-word"),
    ],
)
def test_what_is_no_problem_is_refused(make, code):
    with pytest.raises(PlanError) as error:
        make()
    assert [one.code for one in error.value.faults] == [code]


# --- calendars -----------------------------------------------------------------------------------------------------


def week(*days: str) -> str:
    return f"<WeekDays>{''.join(days)}</WeekDays>"


def weekday(type: int, inner: str = "", working: int = 1) -> str:
    return f"<WeekDay><DayType>{type}</DayType><DayWorking>{working}</DayWorking>{inner}</WeekDay>"


def test_old_exceptions_stand_among_the_days_of_the_week():
    period = "<TimePeriod><FromDate>2027-01-05T00:00:00</FromDate><ToDate>2027-01-06T23:59:00</ToDate></TimePeriod>"
    own = calendar(1, week(*(weekday(type, HOURS) for type in range(1, 8)), weekday(0, period, 0)))
    found = read_project(project(task(1), calendars=own, CalendarUID=1)).project
    days = [MONDAY + datetime.timedelta(days=place) for place in range(7)]
    assert [bool(found.hours(day)) for day in days] == [True, False, False, True, True, True, True]


def test_work_weeks_count_before_the_week_and_exceptions_before_both():
    period = "<TimePeriod><FromDate>2027-01-04T00:00:00</FromDate><ToDate>2027-01-10T23:59:00</ToDate></TimePeriod>"
    short = f"{period}<Name>Kort</Name>{week(weekday(3, HOURS), weekday(4, HOURS), weekday(0))}"
    weeks = f"<WorkWeeks><WorkWeek>{short}</WorkWeek></WorkWeeks>"
    holiday = f"<Exceptions>{exception('2027-01-06', '2027-01-06', DayWorking=0)}</Exceptions>"
    base = calendar(1, week(*(weekday(type, HOURS) for type in range(2, 7))) + weeks)
    own = calendar(2, holiday + week(weekday(0, period)), base=1)  # which later files write a second time
    found = read_project(project(task(1), calendars=base + own, CalendarUID=2)).project
    days = [MONDAY + datetime.timedelta(days=place) for place in range(8)]
    assert [bool(found.hours(day)) for day in days] == [False, True, False, False, False, False, False, True]
    assert [bool(found.hours(day, 1)) for day in days[:3]] == [False, True, True]


def test_hours_until_midnight_and_night_shifts():
    night = "<WorkingTimes><WorkingTime><FromTime>23:00:00</FromTime><ToTime>00:00:00</ToTime></WorkingTime>"
    night += (
        "<WorkingTime><FromTime>00:00:00</FromTime><ToTime>07:00:00</ToTime></WorkingTime><WorkingTime/></WorkingTimes>"
    )
    own = calendar(1, week(weekday(2, night)))
    found = read_project(project(task(1), calendars=own, CalendarUID=1)).project
    assert found.hours(MONDAY) == (Hours(0, 420), Hours(1380, 1440))


@pytest.mark.parametrize(
    ("values", "days"),
    [
        ({"Type": 1}, ["2027-01-01", "2027-01-02"]),
        ({"Type": 7, "Period": 2}, ["2027-01-01"]),
        (
            {"Type": 4, "Period": 1, "MonthDay": 31, "last": "2027-04-30"},
            ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"],
        ),
        ({"Type": 5, "MonthItem": 0, "MonthPosition": 4, "last": "2027-02-28"}, ["2027-01-31", "2027-02-28"]),
        ({"Type": 5, "MonthItem": 1, "MonthPosition": 0, "last": "2027-02-28"}, ["2027-01-01", "2027-02-01"]),
        ({"Type": 5, "MonthItem": 2, "MonthPosition": 4, "last": "2027-02-28"}, ["2027-01-31", "2027-02-28"]),
        (
            {"Type": 3, "Month": 10, "MonthItem": 7, "MonthPosition": 3, "last": "2028-12-31"},
            ["2027-11-25", "2028-11-23"],
        ),
        ({"Type": 2, "Month": 0, "MonthDay": 1, "last": "2029-01-01"}, ["2027-01-01", "2028-01-01", "2029-01-01"]),
        ({"Type": 6, "DaysOfWeek": 34, "last": "2027-01-10"}, ["2027-01-01", "2027-01-04", "2027-01-08"]),
        (
            {"Type": 6, "DaysOfWeek": 34, "last": "2027-01-10", "EnteredByOccurrences": 1, "Occurrences": 2},
            ["2027-01-01", "2027-01-04"],
        ),
    ],
)
def test_exceptions_recur_in_every_way_that_project_knows(values, days):
    """The fourth Thursday of November is the example of Microsoft's reference."""
    last = values.pop("last", "2027-01-02")
    own = calendar(1, f"<Exceptions>{exception('2027-01-01', last, DayWorking=0, **values)}</Exceptions>")
    (one,) = read_project(project(task(1), calendars=own)).project.calendars[0].exceptions
    assert [str(day) for day in one.days] == days


@pytest.mark.parametrize(
    "values",
    [
        {"Type": 8},
        {"Type": 6, "DaysOfWeek": 0},
        {"Type": 2, "Month": 12, "MonthDay": 1},
        {"Type": 2, "MonthDay": 1},
        {"Type": 4, "MonthDay": 32},
        {"Type": 5, "MonthItem": 10, "MonthPosition": 0},
        {"Type": 5, "MonthItem": 3, "MonthPosition": 5},
    ],
)
def test_exceptions_that_nobody_has_described_are_told(values):
    own = calendar(1, f"<Exceptions>{exception('2027-01-01', '2027-12-31', Name='Ukendt', **values)}</Exceptions>")
    reading = read_project(project(task(1), calendars=own))
    (told,) = found(reading, "unreadable-exception")
    assert (told.subject, "Ukendt" in told.danish) == ("Kalender 1", True)
    assert reading.project.calendars[0].exceptions == ()


def test_days_and_hours_that_cannot_be_read_are_told():
    wrong = (
        "<WorkingTimes><WorkingTime><FromTime>16:00:00</FromTime><ToTime>08:00:00</ToTime></WorkingTime></WorkingTimes>"
    )
    backwards = exception("2027-02-01", "2027-01-01")
    weeks = "<WorkWeeks><WorkWeek><Name>Uden dage</Name></WorkWeek></WorkWeeks>"
    own = calendar(1, f"<Exceptions>{backwards}</Exceptions>" + week(weekday(2, wrong), weekday(9)) + weeks)
    reading = read_project(project(task(1), calendars=own))
    assert [one.code for one in reading.findings] == [
        "unreadable-exception",
        "unreadable-value",
        "no-hours",
        "unreadable-value",
        "unreadable-exception",
    ]


def test_tasks_that_are_above_each_other_end():
    tasks = [ProjectTask(uid, level=level) for level, uid in enumerate((1, 2, 1), 1)]
    found = Project("Plan", at(0, 8), tasks=tasks)
    assert list(found.above(2)) == [1]
    assert [one.id for one in project_problem(found).problem.activities] == ["1", "2"]


def test_a_circle_of_calendars_ends():
    found = read_project(project(task(1), calendars=calendar(1, base=2) + calendar(2, base=1), CalendarUID=1)).project
    assert [one.uid for one in found.bases(None)] == [1, 2]
    assert found.hours(MONDAY)
    assert read_project(project(task(1), CalendarUID=7)).project.bases(None) == ()


# --- values and broken files ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Duration", "to dage"),
        ("Duration", "PT"),
        ("Duration", "P999999Y"),
        ("Start", "4. januar"),
        ("Start", "2027-13-01T08:00:00"),
        ("Start", "1700-01-01T08:00:00"),
        ("PercentComplete", "halvt"),
        ("Milestone", "måske"),
        ("ConstraintType", "9"),
        ("CalendarUID", "x"),
    ],
)
def test_a_value_that_cannot_be_read_is_left_out_and_told(name, value):
    reading = read_project(project(task(1, **{name: value})))
    (told,) = found(reading, "unreadable-value")
    assert (told.subject, name in told.danish, told.citations[0].line) == ("UID 1", True, 1)


def test_text_that_steers_the_display_is_left_out_and_told():
    reading = read_project(project(task(1, name="a\u202eb")))
    assert [one.code for one in reading.findings] == ["unreadable-text"]
    assert reading.plan["1"].title == "Opgave 1"


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("PT8H0M0S", hours(8)),
        ("PT90M", hours(1.5)),
        ("P1D", hours(8)),
        ("P1DT1H", hours(9)),
        ("P1M", hours(160)),
        ("P1Y", hours(1920)),
        ("PT0H0M30.5S", datetime.timedelta(seconds=30)),
    ],
)
def test_durations(words, length):
    (one,) = read_project(project(task(1, Duration=words))).project.tasks
    assert one.duration == length


def test_a_duration_by_the_clock_counts_whole_days():
    (one,) = read_project(project(task(1, Duration="P2D", DurationFormat=8))).project.tasks
    assert (one.duration, one.is_elapsed) == (hours(48), True)
    asked = project_problem(read_project(project(task(1, Duration="PT48H0M0S", DurationFormat=8))).project)
    assert asked.problem.activities[0].duration == 2


def test_a_file_without_line_breaks_prefixes_and_utf_16_are_read():
    plain = project(task(1, name="Løn")).decode()
    prefixed = plain.replace("<", "<p:").replace("<p:/", "</p:").replace("xmlns=", "xmlns:p=")
    for content in (prefixed.encode(), plain.encode("utf-16")):
        assert [one.name for one in read_project(content).project.tasks] == ["Løn"]


def test_a_file_without_dates_is_dated_by_the_caller():
    content = project(task(1), StartDate="")
    assert [one.code for one in refused(content)] == ["no-dates"]
    reading = read_project(content, as_of=MONDAY)
    assert str(reading.plan.period) == "fra 4. januar 2027"
    assert reading.plan.sources[0].dated.start == MONDAY


@pytest.mark.parametrize("name", ["PercentComplete", "Finish", "Notes", "StartText"])
def test_hidden_signs_in_other_elements_are_told_or_left_out(name):
    reading = read_project(project(task(1, Manual=1, **{name: "a\u202eb"})))
    assert "\u202e" not in repr(reading.plan)
    assert any(one.code.startswith("unreadable") for one in reading.findings)


def test_read_document_knows_a_project_by_its_content(run, tmp_path):
    content = project(task(1), task(2, link(1)))
    for one in (content, b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x -->" + content, content.decode().encode("utf-16")):
        assert read_document(one).plan == read_project(one).plan
    assert isinstance(read_document(content.replace(b"><", b">\n<").decode()), ProjectReading)
    with pytest.raises(PlanError) as error:
        read_document(b"<!DOCTYPE Project [<!ENTITY x 'y'>]><Project/>")
    assert [one.code for one in error.value.faults] == ["doctype"]
    (tmp_path / "plan.xml").write_bytes(content)
    status, told, _ = run("read", tmp_path / "plan.xml", "--out", tmp_path / "plan.yaml")
    assert (status, "Læst: 2" in told) == (0, True)
    text = (tmp_path / "plan.yaml").read_text(encoding="utf-8")
    assert "# linje 1: PredecessorUID: 1; Type: 1" in text
    assert loads(text, "yaml") == read_project(content).plan


def test_a_file_is_read_by_its_path(tmp_path):
    path = tmp_path / "plan.xml"
    path.write_bytes(project(task(1)))
    assert read_project(path).plan.title == "Plan"
    assert repr(read_project(path)).startswith("<ProjectReading")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "cannot-open"),
        (b"<Project>", "cannot-open"),
        (b"<html></html>", "not-a-project"),
        (b"<!DOCTYPE Project [<!ENTITY a 'x'>]><Project>&a;</Project>", "doctype"),
        (b"<!DOCTYPE Project SYSTEM 'file:///etc/passwd'><Project/>", "doctype"),
        (b"<?xml version='1.0' encoding='utf-7'?><Project/>", "doctype"),
        (b"<a>" * 500 + b"</a>" * 500, "too-large"),
        (project(task(1, level=500)), "too-large"),
        (
            project(calendars=calendar(1, f"<Exceptions>{exception('1900-01-01', '2199-12-31') * 10}</Exceptions>")),
            "too-many-days",
        ),
    ],
)
def test_hostile_and_broken_files_are_refused(content, code):
    assert [one.code for one in refused(content)] == [code]


def test_a_broken_file_is_refused_with_its_line():
    content = project(task(1)).replace(b"<Tasks>", b"\n<Tasks>").replace(b"</Task>", b"</Tas>")
    (fault,) = refused(content)
    assert (fault.code, fault.line) == ("cannot-open", 2)
    (doctype,) = refused(b"<?xml version='1.0'?>\n<!DOCTYPE Project><Project/>")
    assert (doctype.code, doctype.line) == ("doctype", 2)


def test_every_task_and_calendar_without_a_number_of_its_own_is_named_with_its_line():
    content = project(task(1), "\n", task(1), "\n<Task><Name>x</Name></Task>")
    faults = refused(content)
    assert [(one.code, one.line) for one in faults] == [("duplicate-id", 2), ("missing-uid", 3)]
    assert [one.code for one in refused(project(task(1), task("01")))] == ["duplicate-id"]


def test_limits_are_those_that_are_given():
    assert [one.code for one in refused(project(task(1)), limits=Limits(bytes=10))] == ["too-large"]
    assert [one.code for one in refused(project(task(1)), limits=Limits(elements=3))] == ["too-large"]


def test_links_of_summaries_do_not_multiply_without_end():
    tasks = [task(1, name="a"), *(task(uid, level=2) for uid in range(2, 402)), task(500, link(1), name="b")]
    reading = read_project(project(*tasks, *(task(uid, level=2) for uid in range(501, 901))))
    assert [one.code for one in reading.findings] == ["link-not-held"]


# --- the values ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: Hours(480, 480), "bad-hours"),
        (lambda: Hours(0, 1441), "bad-hours"),
        (lambda: Project("Plan", datetime.datetime(2027, 1, 4, tzinfo=datetime.UTC)), "wrong-type"),
        (lambda: Project("Plan", MONDAY), "wrong-type"),
        (lambda: WorkCalendar(1, week=[()] * 6), "wrong-type"),
    ],
)
def test_values_that_no_project_has_are_refused(make, code):
    with pytest.raises(PlanError) as error:
        make()
    assert [one.code for one in error.value.faults] == [code]


def test_working_time_begins_with_its_first_day():
    time = WorkingTime(Project("Plan"), MONDAY)
    assert time.until(at(-3, 12)) == 0
    assert time.between(at(0, 9), at(1, 12, 30)) == 11 * 60
    assert time.between(at(1, 9), at(0, 9)) == 0


def test_a_summary_awaits_only_what_is_active():
    asked = project_problem(read_project(project(task(1), task(2, level=2), task(3, level=2, Active=0))).project)
    assert [one.predecessor for one in asked.problem.activities[0].dependencies] == ["2"]
