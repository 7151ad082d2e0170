"""Microsoft Project XML (MSPDI) as a project: every value keeps the place where it is written.

The meaning of the elements is that of Microsoft's *Project XML Data Interchange Schema Reference*.
"""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

import attrs

from praksisplan.errors import PlanError, fault
from praksisplan.fields import FIRST_DAY, LAST_DAY
from praksisplan.model.dependencies import DependencyKind
from praksisplan.reading.elements import Element
from praksisplan.reading.limits import Limits
from praksisplan.reading.written import Span
from praksisplan.text import clean_text
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

UNREAD = frozenset({"TimephasedData", "Baseline", "OutlineCodes", "WBSMasks", "Rates"})
"""Elements that a plan has nothing for: work and cost by day, baselines, and the definitions of codes."""

LINK_KINDS = (
    DependencyKind.FINISH_FINISH,
    DependencyKind.FINISH_START,
    DependencyKind.START_FINISH,
    DependencyKind.START_START,
)
"""The kinds of links by their number in a file."""

ESTIMATED = 32
"""The number of a format of durations that are estimated is that of the format, and so much more."""
ELAPSED_FORMATS = frozenset({4, 6, 8, 10, 12, 20})
PERCENT_FORMATS = frozenset({19, 20})
NO_RESOURCE = -65535
"""The resource of an assignment to nobody."""
WORK = 1
"""The type of a resource that works, not material or a cost."""
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


class Doubt(NamedTuple):
    """A remark on a file before there is a draft: the code and fields of a finding, with its place and words."""

    code: str
    subject: str
    span: Span
    words: str
    fields: dict[str, object]


@attrs.frozen
class ProjectFile:
    """A project with the element of each task, by uid, and of each link."""

    project: Project
    doubts: tuple[Doubt, ...]
    places: dict[int, Element]
    links: tuple[tuple[ProjectLink, Element], ...]


class MspdiReader:
    """Reads the outermost element of a file. What has an unreadable value is read without it, with a doubt."""

    def __init__(self, root: Element, limits: Limits) -> None:
        self.root, self.limits = root, limits
        self.doubts: list[Doubt] = []
        self.subject = ""
        self.minutes_per_day = self._whole(root, "MinutesPerDay", 480) or 480
        self.days_per_month = self._whole(root, "DaysPerMonth", 20) or 20
        self._days = 0

    def file(self) -> ProjectFile:
        """The project. Raises one `PlanError` for every task and calendar without a number of its own."""
        root = self.root
        title = self._text(root, "Title") or self._text(root, "Name")
        calendars = tuple(self._calendar(one) for one in self._unique("Calendars", "Calendar"))
        elements = {
            self._uid(one): one for one in self._unique("Tasks", "Task") if not self._flag(one, "IsNull", default=False)
        }
        self._doubt_blank_rows()
        tasks = self._in_tree([self._task(uid, one) for uid, one in elements.items()])
        lengths = {one.uid: one.duration for one in tasks}
        links = tuple(self._links(elements, lengths))
        resources = tuple(self._resources())
        known = {one.uid for one in resources}
        project = Project(
            title,
            self._time(root, "StartDate"),
            self._time(root, "FinishDate"),
            self._dated(),
            self._whole(root, "CalendarUID"),
            tasks,
            tuple(link for link, _ in links),
            calendars,
            resources,
            tuple(one for one in self._assignments() if one.resource in known and one.task in elements),
            self.minutes_per_day,
            self._whole(root, "MinutesPerWeek", 2400) or 2400,
            self.days_per_month,
            not self._flag(root, "ScheduleFromStart", default=True),
        )
        return ProjectFile(project, tuple(self.doubts), elements, links)

    # --- single values -------------------------------------------------------------------------------------------

    def _doubt(self, code: str, one: Element, words: str = "", **fields: object) -> None:
        self.doubts.append(Doubt(code, self.subject, one.span, words or one.text.strip(), fields))

    def _unreadable(self, found: Element) -> None:
        self._doubt("unreadable-value", found, element=found.name, found=found.text.strip()[:80])

    def _text(self, one: Element, name: str) -> str:
        found = one.get(name)
        if found is None:
            return ""
        try:
            return clean_text(found.text.replace("\r\n", "\n").strip())
        except PlanError as error:
            self._doubt("unreadable-text", found, "-", element=name, fault=error.faults[0])
            return ""

    def _whole(self, one: Element, name: str, default: int | None = None) -> int | None:
        found = one.get(name)
        if found is None or not (words := found.text.strip()):
            return default
        if not _WHOLE.fullmatch(words):
            self._unreadable(found)
            return default
        return int(words.partition(".")[0])

    def _flag(self, one: Element, name: str, *, default: bool) -> bool:
        found = one.get(name)
        words = "" if found is None else found.text.strip().casefold()
        if found is not None and words not in _FLAGS and words:
            self._unreadable(found)
        return _FLAGS.get(words, default)

    def _time(self, one: Element, name: str) -> datetime.datetime | None:
        found = one.get(name)
        if found is None or not (words := found.text.strip()):
            return None
        if parts := _TIME.fullmatch(words):
            try:
                time = datetime.datetime(*(int(part or 0) for part in parts.groups()))  # type: ignore[arg-type]  # noqa: DTZ001
            except ValueError:
                time = None
            if time is not None and FIRST_DAY <= time.date() <= LAST_DAY:
                return time.replace(second=0)
        self._unreadable(found)
        return None

    def _length(self, one: Element, name: str, *, is_elapsed: bool = False) -> datetime.timedelta | None:
        found = one.get(name)
        if found is None or not (words := found.text.strip()):
            return None
        parts = _LENGTH.fullmatch(words)
        if parts is None or words in ("P", "PT"):
            self._unreadable(found)
            return None
        years, months, days, hours, minutes, seconds = (int(part or 0) for part in parts.groups())
        month, day = (30, MINUTES_OF_DAY) if is_elapsed else (self.days_per_month, self.minutes_per_day)
        whole_days = days + (months + 12 * years) * month
        return datetime.timedelta(minutes=whole_days * day + hours * 60 + minutes, seconds=seconds)

    def _uid(self, one: Element) -> int:
        found = self._whole(one, "UID")
        return -1 if found is None else found

    def _unique(self, group: str, name: str) -> list[Element]:
        """The elements of a group, each with a UID of its own."""
        first: dict[str, Element] = {}
        found, faults = [], []
        for one in self.root.all(group, name):
            uid = one.word("UID")
            place = f"{name}[UID={uid[:20]}]", one.span.line, one.span.column
            if not _WHOLE.fullmatch(uid):
                faults.append(fault("missing-uid", *place, name=name))
            elif uid in first:
                faults.append(fault("duplicate-id.line", *place, word=uid, first=first[uid].span.line))
            else:
                first[uid] = one
                found.append(one)
        if faults:
            raise PlanError(*faults)
        return found

    def _dated(self) -> datetime.date | None:
        times = (self._time(self.root, name) for name in ("StatusDate", "LastSaved", "CreationDate"))
        return next((one.date() for one in times if one is not None), None)

    # --- calendars -----------------------------------------------------------------------------------------------

    def _calendar(self, one: Element) -> WorkCalendar:
        self.subject = name = self._text(one, "Name")
        exceptions = tuple(found for each in one.all("Exceptions", "Exception") if (found := self._exception(each)))
        own: list[DayHours] = [None] * 7
        old: list[CalendarException] = []
        for day in one.all("WeekDays", "WeekDay"):
            type = self._whole(day, "DayType")
            if type is not None and 1 <= type <= 7:
                own[(type + 5) % 7] = self._hours(day)
            elif type == 0 and one.get("Exceptions", "Exception") is None:  # before Project 2007; later files have both
                found = self._exception(day)
                old += [] if found is None else [found]
            elif type != 0:
                self._unreadable(day)
        base = self._whole(one, "BaseCalendarUID")
        weeks = tuple(week for each in one.all("WorkWeeks", "WorkWeek") if (week := self._work_week(each)))
        uid = self._uid(one)
        self.subject = ""
        return WorkCalendar(uid, name, own, None if base == -1 else base, (*exceptions, *old), weeks)

    def _hours(self, day: Element) -> tuple[Hours, ...]:
        if not self._flag(day, "DayWorking", default=day.get("WorkingTimes") is not None):
            return ()
        found: list[Hours] = []
        for one in day.all("WorkingTimes", "WorkingTime"):
            if one.get("FromTime") is None and one.get("ToTime") is None:
                continue
            begin, end = self._clock(one, "FromTime"), self._clock(one, "ToTime")
            if begin is None or end is None or begin >= (end := end or MINUTES_OF_DAY):
                self._doubt("unreadable-value", one, element=one.name, found=line_of(one))
            else:
                found.append(Hours(begin, end))
        if not found:
            self._doubt("no-hours", day)
        return tuple(sorted(found, key=lambda hours: hours.start))

    def _clock(self, one: Element, name: str) -> int | None:
        parts = _CLOCK.fullmatch(one.word(name).rpartition("T")[2])
        hour, minute = (int(part) for part in parts.groups()) if parts else (99, 0)
        return hour * 60 + minute if hour < 24 and minute < 60 else None

    def _range(self, one: Element) -> tuple[datetime.date, datetime.date] | None:
        period = one.get("TimePeriod")
        first = None if period is None else self._time(period, "FromDate")
        last = None if period is None else self._time(period, "ToDate")
        if first is None or last is None or last < first:
            self._doubt("unreadable-exception", one, line_of(one), name=self._text(one, "Name"))
            return None
        return first.date(), last.date()

    def _work_week(self, one: Element) -> WorkWeek | None:
        found = self._range(one)
        days: list[DayHours] = [()] * 7
        for day in one.all("WeekDays", "WeekDay"):
            type = self._whole(day, "DayType", 0) or 0
            if 1 <= type <= 7:
                days[(type + 5) % 7] = self._hours(day)
        if found is None:
            return None
        return WorkWeek(*found, [None] * 7 if one.get("WeekDays") is None else days, self._text(one, "Name"))

    def _exception(self, one: Element) -> CalendarException | None:
        found = self._range(one)
        if found is None:
            return None
        try:
            recurrence = self._recurrence(one)
        except _NotUnderstood:
            self._doubt("unreadable-exception", one, line_of(one), name=self._text(one, "Name"))
            return None
        exception = CalendarException(*found, self._text(one, "Name"), self._hours(one), recurrence)
        self._days += len(exception.days)
        if self._days > _MOST_DAYS:
            raise PlanError(fault("too-many-days", "Exceptions", one.span.line, one.span.column, most=_MOST_DAYS))
        return exception

    def _recurrence(self, one: Element) -> Recurrence | None:
        """How an exception recurs; ``None`` for one on consecutive days."""
        type = self._whole(one, "Type", 1) or 0
        every = max(1, self._whole(one, "Period", 1) or 1)
        count = self._whole(one, "Occurrences") if self._flag(one, "EnteredByOccurrences", default=False) else None
        if type in (_DAILY, _EVERY_FEW_DAYS):
            return None if every == 1 else Recurrence(Frequency.DAILY, every, count=count)
        if type == _WEEKLY:
            bits = self._whole(one, "DaysOfWeek", 0) or 0
            days = tuple((bit + 6) % 7 for bit in range(7) if bits >> bit & 1)
            if not days:
                raise _NotUnderstood
            return Recurrence(Frequency.WEEKLY, every, tuple(sorted(days)), count=count)
        if type not in (_YEARLY_DAY, _YEARLY_PLACE, _MONTHLY_DAY, _MONTHLY_PLACE):
            raise _NotUnderstood
        month = None
        frequency = Frequency.MONTHLY
        if type in (_YEARLY_DAY, _YEARLY_PLACE):
            month, frequency = (self._whole(one, "Month", -1) or 0) + 1, Frequency.YEARLY
        day = item = place = None
        if type in (_YEARLY_DAY, _MONTHLY_DAY):
            day = self._whole(one, "MonthDay", 0)
        else:
            item, place = self._whole(one, "MonthItem", -1), self._whole(one, "MonthPosition", -1)
        is_known = 1 <= (day or 0) <= 31 if item is None else item in _ITEMS and place in range(5)
        if not is_known or not (month is None or 1 <= month <= 12):
            raise _NotUnderstood
        weekdays = () if item is None else _ITEMS[item]
        position = None if place is None else -1 if place == _LAST else place + 1
        return Recurrence(frequency, every, weekdays, position, day, month, count)

    # --- tasks and links -----------------------------------------------------------------------------------------

    def _doubt_blank_rows(self) -> None:
        blank = [one for one in self.root.all("Tasks", "Task") if self._flag(one, "IsNull", default=False)]
        if blank:
            self._doubt("blank-rows", blank[0], "-", count=len(blank))

    def _task(self, uid: int, one: Element) -> ProjectTask:
        self.subject = f"UID {uid}"
        format = (self._whole(one, "DurationFormat", 7) or 7) % ESTIMATED
        is_elapsed = format in ELAPSED_FORMATS
        is_manual = self._flag(one, "Manual", default=False)
        words = {name: self._text(one, f"{name}Text") if is_manual else "" for name in ("Start", "Finish", "Duration")}
        outline = self._text(one, "OutlineNumber")
        level = self._whole(one, "OutlineLevel", 0 if outline == "0" else outline.count(".") + 1)
        self.limits.hold("depth", level or 0, "OutlineLevel")
        constraint = self._whole(one, "ConstraintType", 0) or 0
        if not 0 <= constraint < len(_CONSTRAINTS):
            self._unreadable(one.get("ConstraintType") or one)
            constraint = 0
        calendar = self._whole(one, "CalendarUID")
        found = ProjectTask(
            uid,
            self._text(one, "Name"),
            self._whole(one, "ID"),
            self._text(one, "WBS"),
            max(0, level or 0),
            outline,
            None if words["Duration"] else self._length(one, "Duration", is_elapsed=is_elapsed),
            is_elapsed,
            None if words["Start"] else self._time(one, "Start"),
            None if words["Finish"] else self._time(one, "Finish"),
            _CONSTRAINTS[constraint],
            self._time(one, "ConstraintDate"),
            self._time(one, "Deadline"),
            None if calendar == -1 else calendar,
            min(100, max(0, self._whole(one, "PercentComplete", 0) or 0)),
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
        self.subject = ""
        return found

    def _in_tree(self, tasks: list[ProjectTask]) -> tuple[ProjectTask, ...]:
        """The tasks; those with others under them are summaries, whatever the file calls them."""
        above = {one.uid for one, other in itertools.pairwise(tasks) if other.level > one.level}
        return tuple(attrs.evolve(one, is_summary=True) if one.uid in above else one for one in tasks)

    def _links(
        self, elements: dict[int, Element], lengths: dict[int, datetime.timedelta | None]
    ) -> Iterator[tuple[ProjectLink, Element]]:
        for uid, task in elements.items():
            self.subject = f"UID {uid}"
            for one in task.all("PredecessorLink"):
                predecessor = self._whole(one, "PredecessorUID")
                kind = self._whole(one, "Type", 1)
                if predecessor is None or kind is None or not 0 <= kind < len(LINK_KINDS):
                    self._doubt("unreadable-link", one, line_of(one))
                    continue
                lag = self._whole(one, "LinkLag", 0) or 0
                format = (self._whole(one, "LagFormat", 7) or 7) % ESTIMATED
                length = datetime.timedelta(seconds=6 * lag)  # it is given in tenths of minutes
                percent = lag if format in PERCENT_FORMATS else None
                if percent is not None:
                    length = (lengths.get(predecessor) or datetime.timedelta()) * percent / 100
                    if lengths.get(predecessor) is None:
                        self._doubt("unknown-lag", one, line_of(one), percent=percent)
                is_elapsed, project = format in ELAPSED_FORMATS, self._text(one, "CrossProjectName")
                yield ProjectLink(predecessor, uid, LINK_KINDS[kind], length, is_elapsed, percent, project), one
        self.subject = ""

    # --- resources -----------------------------------------------------------------------------------------------

    def _resources(self) -> Iterator[ProjectResource]:
        others: list[Element] = []
        for one in self._unique("Resources", "Resource"):
            uid, calendar = self._uid(one), self._whole(one, "CalendarUID")
            if uid <= 0 or self._flag(one, "IsNull", default=False):
                continue
            if self._whole(one, "Type", WORK) != WORK:
                others.append(one)
                continue
            yield ProjectResource(
                uid, self._text(one, "Name"), self._share(one, "MaxUnits"), None if calendar == -1 else calendar
            )
        if others:
            self._doubt("not-workers", others[0], "-", count=len(others))

    def _share(self, one: Element, name: str) -> int:
        """A share in percent, as a file writes it: 1 for 100 percent."""
        found = one.get(name)
        if found is None or not (words := found.text.strip()):
            return 100
        if not _SHARE.fullmatch(words):
            self._unreadable(found)
            return 100
        return round(float(words) * 100)

    def _assignments(self) -> Iterator[Assignment]:
        for one in self.root.all("Assignments", "Assignment"):
            task, resource = self._whole(one, "TaskUID", -1), self._whole(one, "ResourceUID", NO_RESOURCE)
            if task is not None and resource is not None and resource != NO_RESOURCE:
                yield Assignment(task, resource, self._share(one, "Units"))


class _NotUnderstood(Exception):
    """An exception of a calendar recurs in a way that nobody has described."""


_FLAGS = {"1": True, "true": True, "0": False, "false": False}
_CONSTRAINTS = (
    DateConstraint.AS_SOON_AS_POSSIBLE,
    DateConstraint.AS_LATE_AS_POSSIBLE,
    DateConstraint.MUST_START_ON,
    DateConstraint.MUST_FINISH_ON,
    DateConstraint.START_NO_EARLIER,
    DateConstraint.START_NO_LATER,
    DateConstraint.FINISH_NO_EARLIER,
    DateConstraint.FINISH_NO_LATER,
)
"""The constraints by their number in a file."""
_DAILY, _YEARLY_DAY, _YEARLY_PLACE, _MONTHLY_DAY, _MONTHLY_PLACE, _WEEKLY, _EVERY_FEW_DAYS = range(1, 8)
_LAST = 4
_ITEMS = {0: tuple(range(7)), 1: tuple(range(5)), 2: (5, 6), 3: (6,)} | {item: (item - 4,) for item in range(4, 10)}
"""The days of the week (0 is Monday) of each item of a month: any day, weekdays, the weekend, or one of them."""


def line_of(one: Element) -> str:
    """What an element holds, on one line."""
    return "; ".join(f"{part.name}: {part.text.strip()}" for part in one.children if part.text.strip())
