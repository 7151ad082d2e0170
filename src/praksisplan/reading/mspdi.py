"""Microsoft Project XML (MSPDI) as a project: every value keeps the place where it is written.

The meaning of the elements is that of Microsoft's *Project XML Data Interchange Schema Reference*.
"""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import attrs

from praksisplan.errors import PlanError, fault
from praksisplan.fields import FIRST_DAY, LAST_DAY
from praksisplan.reading.elements import Element
from praksisplan.reading.limits import Limits
from praksisplan.reading.written import Span
from praksisplan.text import clean_text
from praksisplan.writing import mspdi
from praksisplan.writing.project import (
    MINUTES_OF_DAY,
    Assignment,
    CalendarException,
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

T = TypeVar("T")
D = TypeVar("D")

UNREAD = frozenset({"TimephasedData", "Baseline", "OutlineCodes", "WBSMasks", "Rates"})
"""Elements that a plan has nothing for: work and cost by day, baselines, and the definitions of codes."""

_ESTIMATED = 32
"""The number of a format of durations that are estimated is that of the format, and so much more."""
_DAYS = 7
"""The format of a length that names none."""
_ELAPSED_FORMATS, _PERCENT_FORMATS = {4, 6, 8, 10, 12, 20}, {19, 20}
_NO_RESOURCE = -65535
"""The resource of an assignment to nobody."""
_LONGEST = datetime.timedelta(days=300 * 366)
"""The longest duration or lag: the days of a plan lie within 300 years."""
_MOST_DAYS = 200_000
"""The most days that the exceptions of all calendars name."""

_TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?(?:Z|[-+]\d\d:\d\d)?", re.ASCII)
_CLOCK = re.compile(r"(\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?", re.ASCII)
_LENGTH = re.compile(
    r"P(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})D)?(?:T(?:(\d{1,8})H)?(?:(\d{1,8})M)?(?:(\d{1,9})(?:\.\d+)?S)?)?",
    re.ASCII,
)
_WHOLE = re.compile(r"[-+]?\d{1,18}(?:\.0+)?", re.ASCII)
_SHARE = re.compile(r"\d{1,9}(?:\.\d{1,9})?", re.ASCII)
_FLAGS = {"1": True, "true": True, "0": False, "false": False}


Doubt = tuple[str, str, Span, str, dict[str, object]]
"""A finding before there is a draft: its code, subject, place, words and fields."""


@attrs.frozen
class ProjectFile:
    """The project that a file holds. ``places`` has the element of each task by uid, ``links`` that of each link."""

    root: Element
    project: Project
    places: dict[int, Element]
    links: tuple[tuple[ProjectLink, Element], ...]
    doubts: list[Doubt]


def project_file(root: Element, limits: Limits) -> ProjectFile:
    """Reads the outermost element of a file. What has an unreadable value is read without it, with a doubt.

    Raises one `PlanError` for every task and calendar without a number of its own.
    """
    return _Reader(root, limits).file()


@attrs.define
class _Gathered:
    """What is gathered from the whole file: doubts, and the number of days that exceptions name."""

    doubts: list[Doubt] = attrs.Factory(list)
    days: int = 0


@attrs.frozen
class _Reader:
    """Reads the elements of a file; the subject is what its doubts are about."""

    root: Element
    limits: Limits
    subject: str = ""
    gathered: _Gathered = attrs.Factory(_Gathered)

    def file(self) -> ProjectFile:
        """The whole file."""
        head = self._head()
        calendars = [self._calendar(uid, one) for uid, one in self._unique("Calendars", "Calendar").items()]
        rows = self._unique("Tasks", "Task")
        blank = {uid: one for uid, one in rows.items() if self._of(uid)._flag(one, "IsNull", default=False)}
        places = {uid: one for uid, one in rows.items() if uid not in blank}
        tasks = [self._of(uid)._task(uid, one, head) for uid, one in places.items()]
        for place, (one, below) in enumerate(itertools.pairwise(tasks)):
            if below.level > one.level:  # a summary, whatever the file calls it
                tasks[place] = attrs.evolve(one, is_summary=True)
        lengths = {one.uid: one.duration for one in tasks}
        links = tuple(link for uid, one in places.items() for link in self._of(uid)._links(uid, one, lengths))
        if blank:
            self._doubt("blank-rows", next(iter(blank.values())), "-", count=len(blank))
        resources = list(self._resources())
        known = {one.uid for one in resources}
        project = attrs.evolve(
            head,
            calendars=calendars,
            tasks=tasks,
            links=[link for link, _ in links],
            resources=resources,
            assignments=[one for one in self._assignments() if one.resource in known and one.task in places],
        )
        return ProjectFile(self.root, project, places, links, self.gathered.doubts)

    def _of(self, uid: int) -> _Reader:
        """A reader whose doubts are about a task."""
        return attrs.evolve(self, subject=f"UID {uid}")

    def _head(self) -> Project:
        """What the file says of the project as a whole."""
        root = self.root
        return Project(
            self._text(root, "Title") or self._text(root, "Name"),
            self._time(root, "StartDate"),
            self._time(root, "FinishDate"),
            self._dated(),
            self._whole(root, "CalendarUID", None),
            minutes_per_day=self._whole(root, "MinutesPerDay", 0) or 480,
            minutes_per_week=self._whole(root, "MinutesPerWeek", 0) or 2400,
            days_per_month=self._whole(root, "DaysPerMonth", 0) or 20,
            is_from_finish=not self._flag(root, "ScheduleFromStart", default=True),
        )

    def _unique(self, group: str, name: str) -> dict[int, Element]:
        """The elements of a group by UID."""
        found: dict[int, Element] = {}
        faults = []
        for one in self.root.all(group, name):
            uid, word = self._whole(one, "UID", None), one.word("UID")
            place = f"{name}[UID={word[:20]}]", one.span.line, one.span.column
            if uid is None:
                faults.append(fault("missing-uid", *place, name=name))
            elif uid in found:
                faults.append(fault("duplicate-id.line", *place, word=word, first=found[uid].span.line))
            else:
                found[uid] = one
        if faults:
            raise PlanError(*faults)
        return found

    # --- single values -------------------------------------------------------------------------------------------

    def _doubt(self, code: str, one: Element, words: str = "", **fields: object) -> None:
        self.gathered.doubts.append((code, self.subject, one.span, words or one.text.strip(), fields))

    def _unreadable(self, found: Element) -> None:
        self._doubt("unreadable-value", found, element=found.name, found=found.text.strip()[:80])

    def _value(self, one: Element, name: str, default: D, read: Callable[[str], T | None]) -> T | D:
        """The value of an element that may be missing or empty; ``read`` gives ``None`` for words that are no value."""
        found = one.get(name)
        if found is None or not (words := found.text.strip()):
            return default
        value = read(words)
        if value is None:
            self._unreadable(found)
            return default
        return value

    def _whole(self, one: Element, name: str, default: D) -> int | D:
        return self._value(
            one, name, default, lambda words: int(words.partition(".")[0]) if _WHOLE.fullmatch(words) else None
        )

    def _flag(self, one: Element, name: str, *, default: bool) -> bool:
        return self._value(one, name, default, lambda words: _FLAGS.get(words.casefold()))

    def _time(self, one: Element, name: str) -> datetime.datetime | None:
        return self._value(one, name, None, _time_of)

    def _share(self, one: Element, name: str) -> int:
        """A share in percent, as a file writes it: 1 for 100 percent."""
        return self._value(one, name, 100, lambda words: round(float(words) * 100) if _SHARE.fullmatch(words) else None)

    def _length(self, one: Element, name: str, month: int, day: int) -> datetime.timedelta | None:
        """A length; ``month`` is the days of a month and ``day`` the minutes of a day."""

        def read(words: str) -> datetime.timedelta | None:
            parts = None if words in ("P", "PT") else _LENGTH.fullmatch(words)
            if parts is None:
                return None
            years, months, days, hours, minutes, seconds = (int(part or 0) for part in parts.groups())
            days += (months + 12 * years) * month
            seconds += 60 * (days * day + hours * 60 + minutes)
            return datetime.timedelta(seconds=seconds) if abs(seconds) <= _LONGEST.total_seconds() else None

        return self._value(one, name, None, read)

    def _text(self, one: Element, name: str) -> str:
        found = one.get(name)
        if found is None:
            return ""
        try:
            return clean_text(found.text.replace("\r\n", "\n").strip())
        except PlanError as error:
            self._doubt("unreadable-text", found, "-", element=name, fault=error.faults[0])
            return ""

    def _uid_of_calendar(self, one: Element, name: str = "CalendarUID") -> int | None:
        uid = self._whole(one, name, mspdi.NO_CALENDAR)
        return None if uid == mspdi.NO_CALENDAR else uid

    def _dated(self) -> datetime.date | None:
        times = (self._time(self.root, name) for name in ("StatusDate", "LastSaved", "CreationDate"))
        return next((one.date() for one in times if one is not None), None)

    # --- calendars -----------------------------------------------------------------------------------------------

    def _calendar(self, uid: int, one: Element) -> WorkCalendar:
        name = self._text(one, "Name")
        return attrs.evolve(self, subject=name)._named(uid, name, one)

    def _named(self, uid: int, name: str, one: Element) -> WorkCalendar:
        """A calendar whose name is read; the reader's doubts are about it."""
        exceptions = list(one.all("Exceptions", "Exception"))
        if not exceptions:  # before Project 2007 they stood among the days; later files have both
            exceptions = [day for day in one.all("WeekDays", "WeekDay") if day.word("DayType") == "0"]
        read = tuple(self._understood(exceptions, self._exception))
        week, base = self._week(one, None), self._uid_of_calendar(one, "BaseCalendarUID")
        weeks = tuple(self._understood(one.all("WorkWeeks", "WorkWeek"), self._work_week))
        return WorkCalendar(uid, name, week, base, read, weeks)

    def _week(self, one: Element, usual: DayHours) -> list[DayHours]:
        """The hours of the days from Monday; a day that is not named has the usual ones."""
        days = [usual] * 7
        for day in one.all("WeekDays", "WeekDay"):
            type = self._whole(day, "DayType", -1)
            if 1 <= type <= 7:  # 1 is Sunday
                days[(type + 5) % 7] = self._hours(day)
            elif type != 0:
                self._unreadable(day)
        return days

    def _hours(self, day: Element) -> tuple[Hours, ...]:
        if not self._flag(day, "DayWorking", default=day.get("WorkingTimes") is not None):
            return ()
        found: list[Hours] = []
        for one in day.all("WorkingTimes", "WorkingTime"):
            if one.get("FromTime") is None and one.get("ToTime") is None:
                continue
            begin, end = (_minutes_of(one.word(name)) for name in ("FromTime", "ToTime"))
            if begin is None or end is None or begin >= (end := end or MINUTES_OF_DAY):
                self._doubt("unreadable-value", one, element=one.name, found=line_of(one))
            else:
                found.append(Hours(begin, end))
        if not found:
            self._doubt("no-hours", day)
        return tuple(sorted(found, key=lambda hours: hours.start))

    def _understood(self, elements: Iterable[Element], read: Callable[[Element], T]) -> Iterator[T]:
        """Exceptions or work weeks as they are read; one that cannot be read is a doubt."""
        for one in elements:
            try:
                yield read(one)
            except _NotUnderstood:
                self._doubt("unreadable-exception", one, line_of(one), name=self._text(one, "Name"))

    def _range(self, one: Element) -> tuple[datetime.date, datetime.date]:
        period = one.get("TimePeriod")
        first, last = (None if period is None else self._time(period, name) for name in ("FromDate", "ToDate"))
        if first is None or last is None or last < first:
            raise _NotUnderstood
        return first.date(), last.date()

    def _work_week(self, one: Element) -> WorkWeek:
        days = self._week(one, None if one.get("WeekDays") is None else ())
        return WorkWeek(*self._range(one), days, self._text(one, "Name"))

    def _exception(self, one: Element) -> CalendarException:
        first, last = self._range(one)
        recurrence = self._recurrence(one)
        exception = CalendarException(first, last, self._text(one, "Name"), self._hours(one), recurrence)
        self.gathered.days += len(exception.days)
        if self.gathered.days > _MOST_DAYS:
            raise PlanError(fault("too-many-days", "Exceptions", one.span.line, one.span.column, most=_MOST_DAYS))
        return exception

    def _recurrence(self, one: Element) -> Recurrence | None:
        """How an exception recurs; ``None`` for one on consecutive days."""
        type, every = self._whole(one, "Type", mspdi.DAILY), max(1, self._whole(one, "Period", 1))
        is_counted = self._flag(one, "EnteredByOccurrences", default=False)
        count = self._whole(one, "Occurrences", None) if is_counted else None
        if type in (mspdi.DAILY, mspdi.EVERY_FEW_DAYS):
            return None if every == 1 else Recurrence(Frequency.DAILY, every, count=count)
        if type == mspdi.WEEKLY:
            bits = self._whole(one, "DaysOfWeek", 0)
            days = tuple(day for day in range(7) if bits >> (day + 1) % 7 & 1)
            if not days:
                raise _NotUnderstood
            return Recurrence(Frequency.WEEKLY, every, days, count=count)
        frequency, month = Frequency.MONTHLY, None
        if type in (mspdi.YEARLY_DAY, mspdi.YEARLY_PLACE):
            frequency, month = Frequency.YEARLY, self._whole(one, "Month", -1) + 1
        if month is None or 1 <= month <= 12:
            if type in (mspdi.YEARLY_DAY, mspdi.MONTHLY_DAY):
                day = self._whole(one, "MonthDay", 0)
                if 1 <= day <= 31:
                    return Recurrence(frequency, every, month_day=day, month=month, count=count)
            elif type in (mspdi.YEARLY_PLACE, mspdi.MONTHLY_PLACE):
                item, place = self._whole(one, "MonthItem", -1), self._whole(one, "MonthPosition", -1)
                if item in mspdi.ITEMS and place in range(mspdi.LAST + 1):
                    position = -1 if place == mspdi.LAST else place + 1
                    return Recurrence(frequency, every, mspdi.ITEMS[item], position, month=month, count=count)
        raise _NotUnderstood

    # --- tasks and links -----------------------------------------------------------------------------------------

    def _task(self, uid: int, one: Element, head: Project) -> ProjectTask:
        is_elapsed = self._whole(one, "DurationFormat", _DAYS) % _ESTIMATED in _ELAPSED_FORMATS
        month, day = (30, MINUTES_OF_DAY) if is_elapsed else (head.days_per_month, head.minutes_per_day)
        is_manual = self._flag(one, "Manual", default=False)
        words = {name: self._text(one, f"{name}Text") if is_manual else "" for name in ("Start", "Finish", "Duration")}
        outline = self._text(one, "OutlineNumber")
        level = self._whole(one, "OutlineLevel", 0 if outline == "0" else outline.count(".") + 1)
        self.limits.hold("depth", level, "OutlineLevel")
        constraint = self._whole(one, "ConstraintType", 0)
        if constraint not in range(len(mspdi.CONSTRAINTS)):
            self._unreadable(one.get("ConstraintType") or one)
            constraint = 0
        return ProjectTask(
            uid,
            self._text(one, "Name"),
            self._whole(one, "ID", None),
            self._text(one, "WBS"),
            max(0, level),
            outline,
            None if words["Duration"] else self._length(one, "Duration", month, day),
            is_elapsed,
            None if words["Start"] else self._time(one, "Start"),
            None if words["Finish"] else self._time(one, "Finish"),
            mspdi.CONSTRAINTS[constraint],
            self._time(one, "ConstraintDate"),
            self._time(one, "Deadline"),
            self._uid_of_calendar(one),
            min(100, max(0, self._whole(one, "PercentComplete", 0))),
            self._time(one, "ActualStart"),
            self._time(one, "ActualFinish"),
            self._flag(one, "Milestone", default=False),
            level == 0,
            self._flag(one, "Active", default=True),
            is_manual,
            self._flag(one, "ExternalTask", default=False),
            words["Start"],
            words["Finish"],
            words["Duration"],
            self._text(one, "Notes"),
        )

    def _links(
        self, uid: int, task: Element, lengths: dict[int, datetime.timedelta | None]
    ) -> Iterator[tuple[ProjectLink, Element]]:
        for one in task.all("PredecessorLink"):
            predecessor, kind = self._whole(one, "PredecessorUID", None), self._whole(one, "Type", 1)
            if predecessor is None or kind not in range(len(mspdi.LINK_KINDS)):
                self._doubt("unreadable-link", one, line_of(one))
                continue
            lag = self._whole(one, "LinkLag", 0)
            format = self._whole(one, "LagFormat", _DAYS) % _ESTIMATED
            unit, percent = mspdi.TENTH, None
            if format in _PERCENT_FORMATS:
                of, percent = lengths.get(predecessor), lag
                unit = (of or datetime.timedelta()) / 100
                if of is None:
                    self._doubt("unknown-lag", one, line_of(one), percent=percent)
            if abs(lag) * unit.total_seconds() > _LONGEST.total_seconds():
                self._doubt("unreadable-link", one, line_of(one))
                continue
            is_elapsed, project = format in _ELAPSED_FORMATS, self._text(one, "CrossProjectName")
            link = ProjectLink(predecessor, uid, mspdi.LINK_KINDS[kind], lag * unit, is_elapsed, percent, project)
            yield link, one

    # --- resources -----------------------------------------------------------------------------------------------

    def _resources(self) -> Iterator[ProjectResource]:
        others: list[Element] = []
        for uid, one in self._unique("Resources", "Resource").items():
            if uid <= 0 or self._flag(one, "IsNull", default=False):
                continue
            if self._whole(one, "Type", mspdi.WORK) == mspdi.WORK:
                percent = self._share(one, "MaxUnits")
                yield ProjectResource(uid, self._text(one, "Name"), percent, self._uid_of_calendar(one))
            else:
                others.append(one)
        if others:
            self._doubt("not-workers", others[0], "-", count=len(others))

    def _assignments(self) -> Iterator[Assignment]:
        for one in self.root.all("Assignments", "Assignment"):
            task, resource = self._whole(one, "TaskUID", -1), self._whole(one, "ResourceUID", _NO_RESOURCE)
            if resource != _NO_RESOURCE:
                yield Assignment(task, resource, self._share(one, "Units"))


class _NotUnderstood(Exception):
    """An exception or week of a calendar that cannot be read, or recurs in a way that nobody has described."""


def _time_of(words: str) -> datetime.datetime | None:
    parts = _TIME.fullmatch(words)
    if parts is None:
        return None
    try:
        time = datetime.datetime(*(int(part or 0) for part in parts.groups()))  # type: ignore[arg-type]  # noqa: DTZ001
    except ValueError:
        return None
    return time.replace(second=0) if FIRST_DAY <= time.date() <= LAST_DAY else None


def _minutes_of(words: str) -> int | None:
    """The minutes after midnight of a time of day."""
    parts = _CLOCK.fullmatch(words.rpartition("T")[2])
    hour, minute = (int(part) for part in parts.groups()) if parts else (99, 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def line_of(one: Element) -> str:
    """What an element holds, on one line."""
    return "; ".join(f"{part.name}: {part.text.strip()}" for part in one.children if part.text.strip())
