"""A project -> Microsoft Project XML (MSPDI), in the order of elements that Microsoft's schema asks for."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TypeVar
from xml.sax.saxutils import escape

from praksisplan.model.dependencies import DependencyKind
from praksisplan.writing.project import (
    MINUTES_OF_DAY,
    Assignment,
    CalendarException,
    DateConstraint,
    DayHours,
    Frequency,
    Hours,
    Project,
    ProjectLink,
    ProjectResource,
    ProjectTask,
    Recurrence,
    WorkCalendar,
    WorkWeek,
)

TENTH = datetime.timedelta(seconds=6)
"""A tenth of a minute: the unit of lags."""
_SECOND = datetime.timedelta(seconds=1)
_DAY, _ELAPSED_DAY, _PERCENT, _ELAPSED_PERCENT = 7, 8, 19, 20
NO_CALENDAR = -1
"""The uid of a calendar where there is none."""
WORK = 1
"""The type of a resource that works, not material or a cost."""
LINK_KINDS = (
    DependencyKind.FINISH_FINISH,
    DependencyKind.FINISH_START,
    DependencyKind.START_FINISH,
    DependencyKind.START_START,
)
"""The kinds of links by their number in a file."""
CONSTRAINTS = tuple(DateConstraint)
"""The constraints by their number in a file."""
DAILY, YEARLY_DAY, YEARLY_PLACE, MONTHLY_DAY, MONTHLY_PLACE, WEEKLY, EVERY_FEW_DAYS = range(1, 8)
"""How an exception recurs; a place is that of a weekday within the month, of which the last is number 4."""
LAST = 4
ITEMS = {0: tuple(range(7)), 1: tuple(range(5)), 2: (5, 6), 3: (6,)} | {item: (item - 4,) for item in range(4, 10)}
"""The days of the week (0 is Monday) of each item of a month: any day, weekdays, the weekend, or one of them."""
_ITEM_OF = {days: item for item, days in ITEMS.items()}

T = TypeVar("T")
Value = str | int | bool | datetime.datetime | datetime.date | datetime.timedelta | None


def project_xml(project: Project) -> bytes:
    """A project as a file of Microsoft Project in XML; `praksisplan.reading.read_project` reads the same project.

    Danish: *projekt*. The same project always gives the same bytes.

    >>> project_xml(Project("Plan")).decode().splitlines()[1]
    '<Project xmlns="http://schemas.microsoft.com/project">'
    """
    parts = [
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
        '<Project xmlns="http://schemas.microsoft.com/project">',
        *_fields(
            SaveVersion=14,
            Title=project.title,
            ScheduleFromStart=not project.is_from_finish,
            StartDate=project.start,
            FinishDate=project.finish,
            CalendarUID=project.calendar,
            DefaultStartTime="08:00:00",
            DefaultFinishTime="17:00:00",
            MinutesPerDay=project.minutes_per_day,
            MinutesPerWeek=project.minutes_per_week,
            DaysPerMonth=project.days_per_month,
            StatusDate=project.dated,
        ),
        *_group("Calendars", _all(_calendar, project.calendars)),
        *_group("Tasks", _tasks(project)),
        *_group("Resources", _all(_resource, project.resources)),
        *_group("Assignments", _all(_assignment, enumerate(project.assignments, 1))),
        "</Project>",
        "",
    ]
    return "\n".join(parts).encode()


def _group(name: str, *parts: Iterable[str]) -> Iterator[str]:
    return chain([f"<{name}>"], *parts, [f"</{name}>"])


def _group_if_any(name: str, lines: Iterable[str]) -> Iterator[str]:
    known = list(lines)
    return _group(name, known) if known else iter(())


def _all(make: Callable[[T], Iterable[str]], values: Iterable[T]) -> Iterator[str]:
    return chain.from_iterable(map(make, values))


def _fields(**values: Value) -> Iterator[str]:
    """An element for each value that is known."""
    for name, value in values.items():
        if value is not None and value != "":
            yield f"<{name}>{_text(value)}</{name}>"


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, datetime.date):
        return f"{value.isoformat()}T00:00:00"
    if isinstance(value, datetime.timedelta):
        minutes, seconds = divmod(value // _SECOND, 60)
        return f"PT{minutes // 60}H{minutes % 60}M{seconds}S"
    return escape(str(value))


# --- calendars -----------------------------------------------------------------------------------------------------


def _calendar(one: WorkCalendar) -> Iterator[str]:
    base = _uid_of_calendar(one.base)
    return _group(
        "Calendar",
        _fields(UID=one.uid, Name=one.name, IsBaseCalendar=one.base is None, BaseCalendarUID=base),
        _week(one.week),
        _group_if_any("Exceptions", _all(_exception, one.exceptions)),
        _group_if_any("WorkWeeks", _all(_work_week, one.weeks)),
    )


def _uid_of_calendar(uid: int | None) -> int:
    return NO_CALENDAR if uid is None else uid


def _week(days: tuple[DayHours, ...]) -> Iterator[str]:
    """The days of a week, which begins with Sunday in a file."""
    return _group_if_any("WeekDays", _all(_day, enumerate((days[-1], *days[:-1]), 1)))


def _day(numbered: tuple[int, DayHours]) -> Iterator[str]:
    type, hours = numbered
    if hours is None:
        return iter(())
    return _group("WeekDay", _fields(DayType=type, DayWorking=bool(hours)), _hours(hours))


def _hours(hours: tuple[Hours, ...]) -> Iterator[str]:
    return _group_if_any("WorkingTimes", _all(_working_time, hours))


def _working_time(one: Hours) -> Iterator[str]:
    return _group("WorkingTime", _fields(FromTime=_clock(one.start), ToTime=_clock(one.end)))


def _clock(minutes: int) -> str:
    return f"{minutes % MINUTES_OF_DAY // 60:02}:{minutes % 60:02}:00"


def _period(first: datetime.date, last: datetime.date) -> Iterator[str]:
    return _group("TimePeriod", _fields(FromDate=first, ToDate=datetime.datetime.combine(last, datetime.time(23, 59))))


def _exception(one: CalendarException) -> Iterator[str]:
    rule = one.recurrence
    count = None if rule is None else rule.count
    return _group(
        "Exception",
        _fields(EnteredByOccurrences=count is not None),
        _period(one.first, one.last),
        _fields(Occurrences=len(one.days) if count is None else count, Name=one.name),
        _fields(Type=DAILY) if rule is None else _recurrence(rule),
        _fields(DayWorking=bool(one.hours)),
        _hours(one.hours),
    )


def _recurrence(rule: Recurrence) -> Iterator[str]:
    if rule.frequency is Frequency.DAILY:
        return _fields(Type=EVERY_FEW_DAYS, Period=rule.interval)
    if rule.frequency is Frequency.WEEKLY:
        bits = sum(1 << (day + 1) % 7 for day in rule.weekdays)
        return _fields(Type=WEEKLY, Period=rule.interval, DaysOfWeek=bits)
    is_yearly = rule.frequency is Frequency.YEARLY
    types = (YEARLY_DAY, YEARLY_PLACE) if is_yearly else (MONTHLY_DAY, MONTHLY_PLACE)
    place = None if rule.position is None else LAST if rule.position < 0 else rule.position - 1
    return _fields(
        Type=types[rule.month_day is None],
        Period=None if is_yearly else rule.interval,
        Month=None if rule.month is None else rule.month - 1,
        MonthItem=_ITEM_OF.get(rule.weekdays) if rule.month_day is None else None,
        MonthPosition=place,
        MonthDay=rule.month_day,
    )


def _work_week(one: WorkWeek) -> Iterator[str]:
    return _group("WorkWeek", _period(one.first, one.last), _fields(Name=one.name), _week(one.days))


# --- tasks, resources ----------------------------------------------------------------------------------------------


def _tasks(project: Project) -> Iterator[str]:
    links: dict[int, list[ProjectLink]] = {}
    for link in project.links:
        links.setdefault(link.successor, []).append(link)
    return chain.from_iterable(
        _group("Task", _task(task), _all(_link, links.get(task.uid, ()))) for task in project.tasks
    )


def _task(one: ProjectTask) -> Iterator[str]:
    return _fields(
        UID=one.uid,
        ID=one.number,
        Name=one.name,
        Active=one.is_active,
        Manual=one.is_manual,
        Type=1,
        IsNull=False,
        StartText=one.start_text,
        FinishText=one.finish_text,
        DurationText=one.duration_text,
        WBS=one.code,
        OutlineNumber=one.outline,
        OutlineLevel=one.level,
        Priority=500,
        Start=one.start,
        Finish=one.finish,
        Duration=one.duration,
        ManualStart=one.start if one.is_manual else None,
        ManualFinish=one.finish if one.is_manual else None,
        ManualDuration=one.duration if one.is_manual else None,
        DurationFormat=_ELAPSED_DAY if one.is_elapsed else _DAY,
        Milestone=one.is_milestone,
        Summary=one.is_summary,
        ExternalTask=one.is_external,
        PercentComplete=one.percent_complete,
        ActualStart=one.actual_start,
        ActualFinish=one.actual_finish,
        ConstraintType=CONSTRAINTS.index(one.constraint),
        CalendarUID=_uid_of_calendar(one.calendar),
        ConstraintDate=one.constraint_date,
        Deadline=one.deadline,
        Notes=one.notes,
    )


def _link(one: ProjectLink) -> Iterator[str]:
    formats = (_DAY, _ELAPSED_DAY) if one.percent is None else (_PERCENT, _ELAPSED_PERCENT)
    fields = _fields(
        PredecessorUID=one.predecessor,
        Type=LINK_KINDS.index(one.kind),
        CrossProject=bool(one.project),
        CrossProjectName=one.project,
        LinkLag=one.lag // TENTH if one.percent is None else one.percent,
        LagFormat=formats[one.is_elapsed],
    )
    return _group("PredecessorLink", fields)


def _resource(one: ProjectResource) -> Iterator[str]:
    share, calendar = _share(one.percent), _uid_of_calendar(one.calendar)
    fields = _fields(
        UID=one.uid, ID=one.uid, Name=one.name, Type=WORK, IsNull=False, MaxUnits=share, CalendarUID=calendar
    )
    return _group("Resource", fields)


def _assignment(numbered: tuple[int, Assignment]) -> Iterator[str]:
    uid, one = numbered
    fields = _fields(UID=uid, TaskUID=one.task, ResourceUID=one.resource, Units=_share(one.percent))
    return _group("Assignment", fields)


def _share(percent: int) -> str:
    return f"{percent // 100}.{percent % 100:02}"
