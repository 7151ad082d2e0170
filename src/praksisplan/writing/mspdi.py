"""A project -> Microsoft Project XML (MSPDI), in the order of elements that Microsoft's schema asks for."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
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

_TENTH = datetime.timedelta(seconds=6)
_SECOND = datetime.timedelta(seconds=1)
_DAY_FORMAT, _ELAPSED_DAY_FORMAT, _PERCENT_FORMAT, _ELAPSED_PERCENT_FORMAT = 7, 8, 19, 20
_LINK_KINDS = {
    DependencyKind.FINISH_FINISH: 0,
    DependencyKind.FINISH_START: 1,
    DependencyKind.START_FINISH: 2,
    DependencyKind.START_START: 3,
}
_CONSTRAINTS = {constraint: number for number, constraint in enumerate(DateConstraint)}
_YEARLY_DAY, _YEARLY_PLACE, _MONTHLY_DAY, _MONTHLY_PLACE, _WEEKLY, _EVERY_FEW_DAYS = range(2, 8)
_ITEMS = {tuple(range(7)): 0, tuple(range(5)): 1, (5, 6): 2, (6,): 3} | {(day,): day + 4 for day in range(6)}

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
        *_group("Calendars", (line for one in project.calendars for line in _calendar(one))),
        *_group("Tasks", _tasks(project)),
        *_group("Resources", (line for one in project.resources for line in _resource(one))),
        *_group(
            "Assignments", (line for place, one in enumerate(project.assignments, 1) for line in _assigned(place, one))
        ),
        "</Project>",
        "",
    ]
    return "\n".join(parts).encode()


def _group(name: str, lines: Iterable[str]) -> Iterator[str]:
    yield f"<{name}>"
    yield from lines
    yield f"</{name}>"


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
    inner = [
        *_fields(
            UID=one.uid,
            Name=one.name,
            IsBaseCalendar=one.base is None,
            BaseCalendarUID=-1 if one.base is None else one.base,
        ),
        *_week(one.week),
        *(
            _group("Exceptions", (line for each in one.exceptions for line in _exception(each)))
            if one.exceptions
            else ()
        ),
        *(_group("WorkWeeks", (line for each in one.weeks for line in _work_week(each))) if one.weeks else ()),
    ]
    return _group("Calendar", inner)


def _week(days: tuple[DayHours, ...]) -> Iterator[str]:
    """The days of a week, which begins with Sunday in a file."""
    known = [(type, days[(type + 5) % 7]) for type in range(1, 8)]
    lines = [
        line
        for type, hours in known
        if hours is not None
        for line in _group("WeekDay", [*_fields(DayType=type, DayWorking=bool(hours)), *_hours(hours)])
    ]
    return _group("WeekDays", lines) if lines else iter(())


def _hours(hours: tuple[Hours, ...]) -> Iterator[str]:
    lines = [
        line
        for one in hours
        for line in _group("WorkingTime", _fields(FromTime=_clock(one.start), ToTime=_clock(one.end)))
    ]
    return _group("WorkingTimes", lines) if lines else iter(())


def _clock(minutes: int) -> str:
    return f"{minutes % MINUTES_OF_DAY // 60:02}:{minutes % 60:02}:00"


def _period(first: datetime.date, last: datetime.date) -> Iterator[str]:
    return _group("TimePeriod", _fields(FromDate=first, ToDate=datetime.datetime.combine(last, datetime.time(23, 59))))


def _exception(one: CalendarException) -> Iterator[str]:
    rule = one.recurrence
    is_counted = rule is not None and rule.count is not None
    inner = [
        *_fields(EnteredByOccurrences=is_counted),
        *_period(one.first, one.last),
        *_fields(Occurrences=len(one.days) if rule is None or rule.count is None else rule.count, Name=one.name),
        *(_fields(Type=1) if rule is None else _recurrence(rule)),
        *_fields(DayWorking=bool(one.hours)),
        *_hours(one.hours),
    ]
    return _group("Exception", inner)


def _recurrence(rule: Recurrence) -> Iterator[str]:
    if rule.frequency is Frequency.DAILY:
        return _fields(Type=_EVERY_FEW_DAYS, Period=rule.interval)
    if rule.frequency is Frequency.WEEKLY:
        bits = sum(1 << (day + 1) % 7 for day in rule.weekdays)
        return _fields(Type=_WEEKLY, Period=rule.interval, DaysOfWeek=bits)
    is_yearly = rule.frequency is Frequency.YEARLY
    types = (_YEARLY_DAY, _YEARLY_PLACE) if is_yearly else (_MONTHLY_DAY, _MONTHLY_PLACE)
    place = None if rule.position is None else 4 if rule.position < 0 else rule.position - 1
    return _fields(
        Type=types[rule.month_day is None],
        Period=None if is_yearly else rule.interval,
        Month=None if rule.month is None else rule.month - 1,
        MonthItem=_ITEMS.get(rule.weekdays) if rule.month_day is None else None,
        MonthPosition=place,
        MonthDay=rule.month_day,
    )


def _work_week(one: WorkWeek) -> Iterator[str]:
    return _group("WorkWeek", [*_period(one.first, one.last), *_fields(Name=one.name), *_week(one.days)])


# --- tasks, resources ----------------------------------------------------------------------------------------------


def _tasks(project: Project) -> Iterator[str]:
    links: dict[int, list[ProjectLink]] = {}
    for link in project.links:
        links.setdefault(link.successor, []).append(link)
    for task in project.tasks:
        yield from _group("Task", [*_task(task), *(line for link in links.get(task.uid, ()) for line in _link(link))])


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
        DurationFormat=_ELAPSED_DAY_FORMAT if one.is_elapsed else _DAY_FORMAT,
        Milestone=one.is_milestone,
        Summary=one.is_summary,
        ExternalTask=one.is_external,
        PercentComplete=one.percent_complete,
        ActualStart=one.actual_start,
        ActualFinish=one.actual_finish,
        ConstraintType=_CONSTRAINTS[one.constraint],
        CalendarUID=-1 if one.calendar is None else one.calendar,
        ConstraintDate=one.constraint_date,
        Deadline=one.deadline,
        Notes=one.notes,
    )


def _link(one: ProjectLink) -> Iterator[str]:
    format = _ELAPSED_DAY_FORMAT if one.is_elapsed else _DAY_FORMAT
    if one.percent is not None:
        format = _ELAPSED_PERCENT_FORMAT if one.is_elapsed else _PERCENT_FORMAT
    lag = one.lag // _TENTH if one.percent is None else one.percent
    inner = _fields(
        PredecessorUID=one.predecessor,
        Type=_LINK_KINDS[one.kind],
        CrossProject=bool(one.project),
        CrossProjectName=one.project,
        LinkLag=lag,
        LagFormat=format,
    )
    return _group("PredecessorLink", inner)


def _resource(one: ProjectResource) -> Iterator[str]:
    calendar = -1 if one.calendar is None else one.calendar
    values = _fields(
        UID=one.uid, ID=one.uid, Name=one.name, Type=1, IsNull=False, MaxUnits=_share(one.percent), CalendarUID=calendar
    )
    return _group("Resource", values)


def _assigned(place: int, one: Assignment) -> Iterator[str]:
    return _group(
        "Assignment", _fields(UID=place, TaskUID=one.task, ResourceUID=one.resource, Units=_share(one.percent))
    )


def _share(percent: int) -> str:
    return f"{percent // 100}.{percent % 100:02}"
