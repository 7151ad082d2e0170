"""Laws of projects: what is written is read again, and no file makes the reader fail in a way of its own."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from praksisplan import PlanError, dumps, loads
from praksisplan.reading import Project, ProjectLink, ProjectTask, read_project
from praksisplan.scheduling import DependencyKind, schedule_activities, verify_schedule
from praksisplan.testing import texts
from praksisplan.writing.mspdi import project_xml
from praksisplan.writing.project import DateConstraint

FIRST = datetime.datetime.combine(datetime.date(2027, 1, 4), datetime.time(8))
NAMES = texts().map(lambda words: words.strip().replace("\t", " "))


@st.composite
def tasks(draw, uid):
    start = draw(st.none() | st.integers(0, 300).map(lambda days: FIRST + datetime.timedelta(days=days)))
    return ProjectTask(
        uid,
        draw(NAMES),
        uid,
        level=draw(st.integers(1, 3)),
        duration=datetime.timedelta(minutes=draw(st.integers(0, 5_000))),
        is_elapsed=draw(st.booleans()),
        start=start,
        constraint=draw(st.sampled_from(DateConstraint)),
        constraint_date=start,
        deadline=draw(st.none() | st.just(FIRST + datetime.timedelta(days=90))),
        percent_complete=draw(st.integers(0, 100)),
        is_milestone=draw(st.booleans()),
        is_active=draw(st.booleans()),
        is_manual=draw(st.booleans()),
        is_external=draw(st.booleans()),
        notes=draw(NAMES),
    )


@st.composite
def projects(draw):
    count = draw(st.integers(1, 6))
    found = [draw(tasks(uid)) for uid in range(1, count + 1)]
    uids = st.integers(1, count + 1)
    links = draw(
        st.lists(
            st.builds(
                ProjectLink,
                uids,
                st.integers(1, count),
                st.sampled_from(DependencyKind),
                st.integers(-2_000, 2_000).map(lambda minutes: datetime.timedelta(minutes=minutes)),
                st.booleans(),
            ),
            max_size=6,
        )
    )
    return Project(draw(NAMES), FIRST, tasks=found, links=sorted(links, key=lambda link: link.successor))


@given(projects())
def test_a_project_is_read_as_it_was_written(project):
    once = read_project(project_xml(project))
    assert read_project(project_xml(once.project)).project == once.project
    assert [(one.uid, one.name, one.notes, one.duration) for one in once.project.tasks] == [
        (one.uid, one.name, one.notes, one.duration) for one in project.tasks
    ]
    assert once.project.links == project.links
    assert loads(dumps(once.plan, "json"), "json") == once.plan


@given(projects())
def test_every_link_is_held_or_told_and_every_schedule_is_valid(project):
    reading = read_project(project_xml(project))
    told = [one for one in reading.findings if one.code == "link-not-held"]
    assert len(told) == sum(link in reading.unheld for link in project.links)
    try:
        asked = reading.problem()
    except PlanError as error:
        assert [one.code for one in error.faults] == ["no-tasks"]
        assert not any(one.is_active for one in project.tasks)
        return
    assert len([one for one in asked.findings if one.code == "link-left-out"]) == len(asked.unheld)
    schedule = schedule_activities(asked.problem)
    assert verify_schedule(schedule) == ()
    assert {one.activity for one in (*schedule.placed, *schedule.unplaced)} >= {
        str(one.uid) for one in project.tasks if one.is_active
    }


@given(projects(), st.data())
def test_a_damaged_file_is_read_or_refused(project, data):
    content = bytearray(project_xml(project))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=8))
    try:
        reading = read_project(bytes(content))
    except PlanError:
        return
    assert loads(dumps(reading.plan, "json"), "json") == reading.plan
