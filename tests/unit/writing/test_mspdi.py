"""Projects written for Microsoft Project: what is read again is what was written, and text stays text."""

from __future__ import annotations

import datetime
import os
import pickle
from pathlib import Path
from xml.etree import ElementTree

import attrs
import pytest

from praksisplan import Limit, Plan, PlanError, Recommendation, Workload, blocked, datasets, parse_period, schedule
from praksisplan.reading import Project, ProjectLink, ProjectResource, ProjectTask, WorkCalendar, read_project
from praksisplan.reports import render, save_document, schedule_document, schedule_project
from praksisplan.scheduling import Dependency, DependencyKind, Task
from praksisplan.writing.mspdi import project_xml
from praksisplan.writing.project import (
    Assignment,
    CalendarException,
    DateConstraint,
    Hours,
    Recurrence,
    WorkWeek,
)
from tests.unit.writing.test_documents import HOSTILE
from tests.unit.writing.test_graphs import MORE

SAMPLES = os.environ.get("PRAKSISPLAN_SAMPLES")
DAY = datetime.date(2017, 1, 15)
PLAN = datasets.load("hovedstaden-almen-2015-2019")
NIGHT = (Hours(0, 360), Hours(1320, 1440))
NEW_YEAR, JUNE = datetime.date(2027, 1, 1), datetime.date(2027, 6, 30)


def at(day: str, hour: int) -> datetime.datetime:
    return datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time(hour))


def same(project: Project) -> None:
    assert read_project(project_xml(project), as_of=NEW_YEAR).project == project


@pytest.mark.parametrize(
    "recurrence",
    [
        None,
        Recurrence("daily", 3),
        Recurrence("weekly", 2, (0, 4, 6), count=5),
        Recurrence("monthly", 2, month_day=31),
        Recurrence("monthly", 1, (0, 1, 2, 3, 4), 1),
        Recurrence("monthly", 3, (5, 6), -1),
        Recurrence("monthly", 1, tuple(range(7)), 4),
        Recurrence("yearly", 1, (3,), 4, month=11),
        Recurrence("yearly", month_day=25, month=12),
    ],
)
def test_calendars_are_read_as_they_were_written(recurrence):
    exception = CalendarException(NEW_YEAR, JUNE, "Fri & <fro>", (), recurrence)
    week = WorkWeek(NEW_YEAR, JUNE, [NIGHT, (), (), (), (), (), NIGHT], "Nat")
    base = WorkCalendar(1, "Alle", [NIGHT] * 5 + [()] * 2, None, [exception], [week])
    same(Project("Plan", calendar=2, calendars=[base, WorkCalendar(2, "Egen", base=1)]))


def test_tasks_links_and_resources_are_read_as_they_were_written():
    first, later = at("2027-01-04", 8), at("2027-02-01", 17)
    hour = datetime.timedelta(hours=1)
    tasks = [
        ProjectTask(1, "Over", 1, "1.1", outline="1", is_summary=True, deadline=later),
        *(
            ProjectTask(uid, f"<{one.value}>", uid, level=2, duration=16 * hour, constraint=one, constraint_date=later)
            for uid, one in enumerate(DateConstraint, 2)
        ),
        ProjectTask(
            20, "I ord", 20, is_manual=True, start_text="primo 2028", finish_text="snart", duration_text="kort"
        ),
        ProjectTask(21, "Fast", 21, start=first, finish=later, is_manual=True, duration=8 * hour, notes="To\nlinjer"),
        ProjectTask(
            22, "Ur", 22, duration=48 * hour, is_elapsed=True, calendar=1, percent_complete=40, actual_start=first
        ),
        ProjectTask(23, "Slut", 23, duration=0 * hour, is_milestone=True, percent_complete=100, actual_finish=later),
        ProjectTask(24, "Andre", 24, is_active=False, is_external=True),
    ]
    links = [
        *(ProjectLink(2, uid, kind, uid * hour) for uid, kind in enumerate(DependencyKind, 3)),
        ProjectLink(2, 20, lag=-8 * hour),
        ProjectLink(2, 21, lag=24 * hour, is_elapsed=True),
        ProjectLink(2, 22, lag=8 * hour, percent=50),
        ProjectLink(2, 23, lag=-4 * hour, is_elapsed=True, percent=-25),
        ProjectLink(99, 24, project="andet.mpp\\99"),
    ]
    resources = [ProjectResource(1, "Sekretariat", 50, 1), ProjectResource(2, "Gruppe")]
    project = Project(
        "Plan & mere",
        first,
        later,
        NEW_YEAR,
        1,
        tasks,
        links,
        [WorkCalendar(1)],
        resources,
        [Assignment(2, 1, 50), Assignment(3, 2)],
        444,
        2220,
        21,
        True,
    )
    same(project)


@pytest.mark.parametrize("title", [*HOSTILE, *MORE, "]]></Name><Task>", "<!DOCTYPE x>", "&#0;"])
def test_hostile_titles_stay_text(title):
    project = Project(title, tasks=[ProjectTask(1, title.strip(), notes=title.strip(), number=1)])
    content = project_xml(project)
    assert read_project(content, as_of=NEW_YEAR).project == attrs.evolve(project, title=title.strip())
    names = {one.tag.partition("}")[2] for one in ElementTree.fromstring(content).iter()}
    assert names <= {
        one.tag.partition("}")[2]
        for one in ElementTree.fromstring(project_xml(attrs.evolve(project, title="x"))).iter()
    }


@pytest.mark.skipif(not SAMPLES, reason="PRAKSISPLAN_SAMPLES names no folder of files of other programs")
def test_files_of_project_are_written_as_they_were_read():
    for path in sorted(Path(SAMPLES, "mspdi").glob("*.xml")):
        same(read_project(path).project)


# --- a schedule as a project ---------------------------------------------------------------------------------------


def scheduled(plan=PLAN, per="quarter", **options):
    workload = Workload(per, **{"limits": [Limit.whole_plan(12)], "duration": 2} | options)
    return schedule(plan, workload, as_of=DAY, over=parse_period("2017-2019"))


def test_a_schedule_is_read_again_with_every_task_date_and_wait():
    found = scheduled()
    project = schedule_project(found)
    reading = read_project(render(schedule_document(found), "xml"))
    assert reading.project == project
    assert reading.unheld == ()
    assert {one.number for one in reading.plan.recommendations} == set(found)
    assert set(blocked(reading.plan, as_of=DAY)) == set(blocked(PLAN, as_of=DAY))
    starts = {one.code: one.start.date() for one in project.tasks if one.start and not one.is_milestone}
    assert starts.keys() == set(found.placed)
    assert all(found.start(number).start <= start < found.start(number).end for number, start in starts.items())
    assert starts["1"] == datetime.date(2017, 1, 2)  # the first of January is a Sunday
    reasons = {one.code: one.start_text for one in project.tasks if one.is_manual and not one.is_milestone}
    assert reasons.keys() == set(found.unplaced)
    assert reasons["62"] == "afventer noget uden plads eller kendt tidspunkt"


def test_sections_are_summaries_under_one_another_and_limits_are_resources():
    project = schedule_project(scheduled(), "en")
    titles = {one.outline: (one.code, one.level, one.name) for one in project.tasks if one.is_summary}
    assert titles["1.1"] == ("2.1", 2, "Patienten som aktiv samarbejdspart")
    assert [(one.name, one.percent) for one in project.resources] == [("the whole plan", 1200)]
    assert {one.percent for one in project.assignments} == {100}


def test_lags_deadlines_and_unknown_durations_of_a_schedule():
    tasks = {
        1: Task(duration=1, deadline="2017"),
        2: Task(duration=1, dependencies=[Dependency("1", min_lag=1)]),
        3: Task(duration=2, dependencies=[Dependency("2", DependencyKind.START_START, min_lag=-1)]),
        4: Task(duration="unknown"),
        6: Task(duration=1, dependencies=[Dependency("4", min_lag=1)]),
    }
    recommendations = [Recommendation(number, "1.2", f"Nr. {number}") for number in tasks]
    plan = Plan("lille", "Lille plan", "2017-2019", recommendations=recommendations)
    project = schedule_project(scheduled(plan, tasks=tasks, limits=[]))
    by_code = {one.code: one for one in project.tasks if not one.is_summary}
    uids = {code: one.uid for code, one in by_code.items()}
    links = {(one.predecessor, one.successor): (one.kind, one.lag.days) for one in project.links}
    assert by_code["1"].deadline == at("2017-12-29", 17)
    assert links[uids["1"], uids["2"]] == (DependencyKind.FINISH_START, 91)  # the second quarter
    assert links[uids["2"], uids["3"]] == (DependencyKind.START_START, -91)
    assert (by_code["4"].start, by_code["4"].duration, by_code["4"].duration_text) == (
        at("2017-01-02", 8),
        None,
        "ukendt",
    )
    assert by_code["6"].start_text == "afventer noget uden plads eller kendt tidspunkt"
    assert links[uids["4"], uids["6"]] == (DependencyKind.FINISH_START, 90)  # the first quarter: 4 has no place to end


def test_the_command_line_and_other_documents(run, tmp_path):
    words = ["schedule", "--as-of", "2017-01-15", "--over", "2017", "--out"]
    assert run(*words, tmp_path / "plan.xml")[::2] == (0, "")
    assert read_project(tmp_path / "plan.xml").plan.title.startswith("Praksisplan")
    assert "already-exists" in run(*words, tmp_path / "plan.xml")[2] or run(*words, tmp_path / "plan.xml")[0] == 2
    assert "unknown-format" in run("blocked", "--out", tmp_path / "plan.xml")[2]
    assert ".xml" in run("schedule", "--help")[1]
    assert ".xml" not in run("load", "--help")[1]


def test_a_document_with_a_format_of_its_own_stays_a_value(tmp_path):
    document = schedule_document(scheduled())
    again = pickle.loads(pickle.dumps(document))
    assert again == document
    assert render(again, "xml") == render(document, "xml")
    assert b'"own"' not in render(document, "json")
    save_document(document, tmp_path / "plan.xml")
    for wrong, place in (([("xml",)], "own[0]"), ([("xml", b"")], "own[0][1]"), ([5], "own[0]")):
        with pytest.raises(PlanError) as error:
            attrs.evolve(document, own=wrong)
        assert [(one.code, one.path) for one in error.value.faults] == [("wrong-type", place)]
    with pytest.raises(PlanError):
        render(attrs.evolve(document, own=()), "xml")
