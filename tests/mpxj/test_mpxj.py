"""What MPXJ reads in files of Microsoft Project, beside what this library reads in them. Run by ``nox -s mpxj``."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest

from praksisplan import Limit, Workload, datasets, parse_period
from praksisplan import schedule as pp_schedule
from praksisplan.reading import read_project
from praksisplan.reports import schedule_project
from praksisplan.writing.mspdi import project_xml
from praksisplan.writing.project import DateConstraint
from tests.unit.reading.mspdi import HOURS, calendar, exception, link, project, task

jpype = pytest.importorskip("jpype", reason="jpype1 is not installed")
pytest.importorskip("mpxj", reason="mpxj is not installed")
SAMPLES = os.environ.get("PRAKSISPLAN_SAMPLES")
FILES = sorted(Path(SAMPLES, "mspdi").glob("*.xml")) if SAMPLES else []
KINDS = dict(
    zip(("FF", "FS", "SF", "SS"), ("finish_finish", "finish_start", "start_finish", "start_start"), strict=True)
)
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture(scope="module")
def mpxj():
    """Reads bytes of a file by MPXJ."""
    try:
        jpype.startJVM("-Djava.awt.headless=true", convertStrings=True)
    except jpype.JVMNotFoundException:
        pytest.skip("Java is not installed")
    from java.io import ByteArrayInputStream
    from org.mpxj.mspdi import MSPDIReader

    return lambda content: MSPDIReader().read(ByteArrayInputStream(content))


def time_of(value):
    return None if value is None else datetime.datetime.fromisoformat(str(value)).replace(second=0)


def minutes_of(value, file):
    from org.mpxj import TimeUnit

    properties = file.getProjectProperties()
    if value is None:
        return None
    is_elapsed = str(value.getUnits().name()).startswith("ELAPSED")
    unit = TimeUnit.ELAPSED_MINUTES if is_elapsed else TimeUnit.MINUTES
    return round(float(value.convertUnits(unit, properties).getDuration()))


def same_tasks(found, file):
    """Whether two readings agree on every task, and on every link with its lag."""
    theirs = {int(one.getUniqueID()): one for one in file.getTasks()}
    assert set(theirs) == {one.uid for one in found.tasks}
    for one in found.tasks:
        other = theirs[one.uid]
        assert (other.getName() or "") == one.name
        assert bool(other.getSummary()) is one.is_summary
        assert (bool(other.getMilestone()), bool(other.getActive())) == (one.is_milestone, one.is_active)
        assert (str(other.getTaskMode()) == "MANUALLY_SCHEDULED") is one.is_manual
        assert DateConstraint.__members__[CONSTRAINTS[str(other.getConstraintType())]] is one.constraint
        assert time_of(other.getConstraintDate()) == one.constraint_date
        assert time_of(other.getDeadline()) == one.deadline
        assert time_of(other.getStart()) == one.start or one.start_text
        assert one.finish is None or time_of(other.getFinish()) == one.finish  # MPXJ works a missing one out
        if one.duration is not None:
            assert minutes_of(other.getDuration(), file) == one.duration // MINUTE
        links = {
            (int(link.getPredecessorTask().getUniqueID()), KINDS[str(link.getType())], minutes_of(link.getLag(), file))
            for link in other.getPredecessors()
        }
        own = [link for link in found.links if link.successor == one.uid]
        assert links == {(link.predecessor, link.kind.value, link.lag // MINUTE) for link in own}


CONSTRAINTS = {
    "AS_SOON_AS_POSSIBLE": "AS_SOON_AS_POSSIBLE",
    "AS_LATE_AS_POSSIBLE": "AS_LATE_AS_POSSIBLE",
    "MUST_START_ON": "MUST_START_ON",
    "MUST_FINISH_ON": "MUST_FINISH_ON",
    "START_NO_EARLIER_THAN": "START_NO_EARLIER",
    "START_NO_LATER_THAN": "START_NO_LATER",
    "FINISH_NO_EARLIER_THAN": "FINISH_NO_EARLIER",
    "FINISH_NO_LATER_THAN": "FINISH_NO_LATER",
}


def same_calendars(found, file, first, last):
    """Whether two readings agree on the hours of every day."""
    from java.time import LocalDate

    for one in file.getCalendars():
        uid = int(one.getUniqueID())
        for ordinal in range(first.toordinal(), last.toordinal() + 1):
            day = datetime.date.fromordinal(ordinal)
            hours = one.getHours(LocalDate.of(day.year, day.month, day.day))
            theirs = [(_minute(part.getStart()), _minute(part.getEnd()) or 1440) for part in hours]
            assert theirs == [(part.start, part.end) for part in found.hours(day, uid)], (one.getName(), day)


def _minute(time):
    return int(time.getHour()) * 60 + int(time.getMinute())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_files_of_project_are_read_as_mpxj_reads_them(mpxj, path):
    found, file = read_project(path).project, mpxj(path.read_bytes())
    same_tasks(found, file)
    same_calendars(found, file, datetime.date(2000, 1, 1), datetime.date(2010, 12, 31))
    assert [one.name for one in found.resources] == [
        one.getName() for one in file.getResources() if int(one.getUniqueID()) > 0
    ]


NIGHT = """<WorkingTimes><WorkingTime><FromTime>00:00:00</FromTime><ToTime>04:00:00</ToTime></WorkingTime>
    <WorkingTime><FromTime>20:00:00</FromTime><ToTime>00:00:00</ToTime></WorkingTime></WorkingTimes>"""


def period(first, last):
    return f"<TimePeriod><FromDate>{first}T00:00:00</FromDate><ToDate>{last}T23:59:00</ToDate></TimePeriod>"


def week(*days):
    return (
        f"<WeekDays>{''.join(f'<WeekDay><DayType>{day}</DayType>{inner}</WeekDay>' for day, inner in days)}</WeekDays>"
    )


def test_other_ways_to_write_calendars_and_links_are_read_as_mpxj_reads_them(mpxj):
    working = f"<DayWorking>1</DayWorking>{HOURS}"
    usual = week(
        *((day, working) for day in range(2, 7)), (1, "<DayWorking>0</DayWorking>"), (7, "<DayWorking>0</DayWorking>")
    )
    short = f"{period('2027-03-01', '2027-03-14')}<Name>Kort</Name>{week((3, working))}"
    weeks = f"<WorkWeeks><WorkWeek>{short}</WorkWeek></WorkWeeks>"
    exceptions = "".join(
        exception("2027-01-01", "2028-12-31", Occurrences=1000, DayWorking=0, **values)
        for values in (
            {"Type": 2, "Month": 11, "MonthDay": 25},
            {"Type": 3, "Month": 10, "MonthItem": 7, "MonthPosition": 3},
            {"Type": 4, "Period": 5, "MonthDay": 31},
            {"Type": 5, "Period": 2, "MonthItem": 4, "MonthPosition": 4},
            {"Type": 6, "Period": 3, "DaysOfWeek": 8},
            {"Type": 7, "Period": 45},
        )
    )
    old = week(
        (2, f"<DayWorking>1</DayWorking>{NIGHT}"),
        (0, f"<DayWorking>0</DayWorking>{period('2027-01-11', '2027-01-12')}"),
    )
    calendars = calendar(1, usual + f"<Exceptions>{exceptions}</Exceptions>" + weeks) + calendar(2, old, base=1)
    tasks = [
        task(1, hours=16, Start="2027-01-04T08:00:00", Finish="2027-01-06T12:00:00", DurationFormat=7, CalendarUID=2),
        *(
            task(uid, link(1, kind, LinkLag=lag, LagFormat=format), DurationFormat=7)
            for uid, (kind, lag, format) in enumerate(
                (
                    (1, 4800, 7),
                    (0, -4800, 7),
                    (3, 24000, 9),
                    (2, 14400, 8),
                    (1, 100800, 10),
                    (1, 96000, 11),
                    (1, 300, 35),
                ),
                2,
            )
        ),
        task(20, Duration="PT24H0M0S", DurationFormat=8, ConstraintType=7, ConstraintDate="2027-02-01T17:00:00"),
        task(21, Duration="P1D", DurationFormat=7, Deadline="2027-02-01T17:00:00", Milestone=1),
        task(22, name="Over", Manual=1),
        task(23, level=2, Active=0),
    ]
    content = project(*tasks, calendars=calendars, CalendarUID=1)
    found, file = read_project(content).project, mpxj(content)
    same_tasks(found, file)
    same_calendars(found, file, datetime.date(2026, 12, 1), datetime.date(2029, 1, 31))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_mpxj_reads_what_the_library_writes_of_them(mpxj, path):
    found = read_project(path).project
    file = mpxj(project_xml(found))
    same_tasks(found, file)
    same_calendars(found, file, datetime.date(2000, 1, 1), datetime.date(2005, 12, 31))


def test_mpxj_reads_a_schedule_of_a_plan(mpxj):
    plan, over = datasets.load("hovedstaden-almen-2015-2019"), parse_period("2017-2019")
    workload = Workload("month", limits=[Limit.whole_plan(12)], duration=3)
    schedule = pp_schedule(plan, workload, as_of=datetime.date(2017, 1, 15), over=over)
    found = schedule_project(schedule)
    file = mpxj(project_xml(found))
    same_tasks(found, file)
    same_calendars(found, file, datetime.date(2017, 1, 1), datetime.date(2017, 12, 31))
    codes = {str(one.getWBS()) for one in file.getTasks() if not one.getSummary() and not one.getMilestone()}
    assert codes == set(schedule)
    assert [float(one.getMaxUnits()) for one in file.getResources()] == [1200.0]


def test_the_samples_are_here():
    if not SAMPLES:
        pytest.skip("PRAKSISPLAN_SAMPLES names no folder of files of other programs")
    assert FILES
