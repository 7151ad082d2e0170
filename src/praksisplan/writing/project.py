"""A project as programs for scheduling hold it: tasks, links with lags, calendars and resources."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cached_property
from typing import Literal

import attrs
from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule

from praksisplan.errors import PlanError, Words, fault
from praksisplan.fields import One, Several, as_date, checked, each, flag, optional, whole
from praksisplan.model.dependencies import DependencyKind
from praksisplan.terms import Term
from praksisplan.text import clean_text, number_text

_DAY = datetime.timedelta(days=1)
_SECOND = datetime.timedelta(seconds=1)
MINUTES_OF_DAY = 24 * 60
_NO_TIME = datetime.timedelta()


class DateConstraint(Term):
    """How a task is bound to a date. Danish: *begrænsning*."""

    AS_SOON_AS_POSSIBLE = "as_soon_as_possible", "så tidligt som muligt", "as soon as possible"
    AS_LATE_AS_POSSIBLE = "as_late_as_possible", "så sent som muligt", "as late as possible"
    MUST_START_ON = "must_start_on", "skal begynde", "must start on"
    MUST_FINISH_ON = "must_finish_on", "skal slutte", "must finish on"
    START_NO_EARLIER = "start_no_earlier", "begynder tidligst", "start no earlier than"
    START_NO_LATER = "start_no_later", "begynder senest", "start no later than"
    FINISH_NO_EARLIER = "finish_no_earlier", "slutter tidligst", "finish no earlier than"
    FINISH_NO_LATER = "finish_no_later", "slutter senest", "finish no later than"


class Frequency(Term):
    """How often a recurring exception of a calendar comes. Danish: *hyppighed*."""

    DAILY = "daily", "dagligt", "daily"
    WEEKLY = "weekly", "ugentligt", "weekly"
    MONTHLY = "monthly", "månedligt", "monthly"
    YEARLY = "yearly", "årligt", "yearly"


_RULES: dict[Frequency, Literal[0, 1, 2, 3]] = {
    Frequency.DAILY: DAILY,
    Frequency.WEEKLY: WEEKLY,
    Frequency.MONTHLY: MONTHLY,
    Frequency.YEARLY: YEARLY,
}
_SHORTEST_MONTH = 28


def _time(value: datetime.datetime, name: str = "") -> datetime.datetime:
    """A date with a time of day, in no time zone."""
    found = One[datetime.datetime](value, name)
    if found.tzinfo is not None:
        raise PlanError(fault("wrong-type.local-time", name, found=value))
    return found


def _uids(values: Iterable[int]) -> tuple[int, ...]:
    return each(values, whole)


@checked
class Hours:
    """Working hours of a day, in minutes after midnight: from ``start`` to ``end``, which is at most 1440."""

    start: int = attrs.field(converter=whole)
    end: int = attrs.field(converter=whole)

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.start < self.end <= MINUTES_OF_DAY:
            raise PlanError(fault("bad-hours", "end", start=self.start, end=self.end))


OFFICE_HOURS = (Hours(8 * 60, 12 * 60), Hours(13 * 60, 17 * 60))
"""The hours that programs for scheduling give a working day that names none."""

DayHours = tuple[Hours, ...] | None
"""The hours of a day; none if nobody works, ``None`` if they are those of the base calendar."""


def _day_hours(value: DayHours) -> DayHours:
    return None if value is None else Several[Hours](value)


def _week(values: Iterable[DayHours]) -> tuple[DayHours, ...]:
    found = each(values, _day_hours)
    if len(found) != 7:
        raise PlanError(fault("wrong-type.count", found=values, count=7))
    return found


@checked
class Recurrence:
    """How the days of an exception recur. Danish: *gentagelse*.

    Every ``interval`` days, weeks, months or years: on the ``weekdays`` (0 is Monday), or on the ``position`` of these
    within the month (1 to 4, -1 for the last), or on the ``month_day``, in the month ``month`` of each year. A month
    that has no such day has its last day instead. ``count`` is the most days. Weeks begin on Sunday.
    """

    frequency: Frequency = attrs.field(converter=Frequency)
    interval: int = attrs.field(default=1, converter=whole)
    weekdays: tuple[int, ...] = attrs.field(default=(), converter=_uids)
    position: int | None = attrs.field(default=None, converter=optional(whole))
    month_day: int | None = attrs.field(default=None, converter=optional(whole))
    month: int | None = attrs.field(default=None, converter=optional(whole))
    count: int | None = attrs.field(default=None, converter=optional(whole))

    def days(self, first: datetime.date, last: datetime.date) -> tuple[datetime.date, ...]:
        """The days from ``first`` to ``last``, both included."""
        day, month_days = self.month_day, None
        if day is not None:
            month_days = range(min(day, _SHORTEST_MONTH), day + 1)
        rule = rrule(
            _RULES[self.frequency],
            dtstart=datetime.datetime.combine(first, datetime.time()),
            until=datetime.datetime.combine(last, datetime.time()),
            interval=self.interval,
            byweekday=self.weekdays or None,
            bymonthday=month_days,
            bymonth=self.month,
            bysetpos=self.position if month_days is None else -1,
            wkst=6,
        )
        return tuple(found.date() for found in rule)[: self.count]


@checked
class CalendarException:
    """Days on which a calendar has other hours than those of its week. Danish: *undtagelse*.

    The days from ``first`` to ``last``, both included, or those of them that ``recurrence`` names.
    """

    first: datetime.date = attrs.field(converter=as_date)
    last: datetime.date = attrs.field(converter=as_date)
    name: str = attrs.field(default="", converter=clean_text)
    hours: tuple[Hours, ...] = attrs.field(default=(), converter=Several[Hours])
    recurrence: Recurrence | None = attrs.field(default=None, converter=optional(One[Recurrence]))

    @cached_property
    def days(self) -> tuple[datetime.date, ...]:
        """Every day of the exception."""
        if self.recurrence is not None:
            return self.recurrence.days(self.first, self.last)
        return tuple(self.first + _DAY * place for place in range((self.last - self.first).days + 1))


@checked
class WorkWeek:
    """Another week from ``first`` to ``last``, both included. Danish: *arbejdsuge*. ``days`` begin with Monday."""

    first: datetime.date = attrs.field(converter=as_date)
    last: datetime.date = attrs.field(converter=as_date)
    days: tuple[DayHours, ...] = attrs.field(converter=_week)
    name: str = attrs.field(default="", converter=clean_text)


@checked
class WorkCalendar:
    """The working hours of a week, and the exceptions from them. Danish: *kalender*.

    ``base`` is the uid of the calendar that it is derived from. ``week`` begins with Monday.
    """

    uid: int = attrs.field(converter=whole)
    name: str = attrs.field(default="", converter=clean_text)
    week: tuple[DayHours, ...] = attrs.field(default=(None,) * 7, converter=_week)
    base: int | None = attrs.field(default=None, converter=optional(whole))
    exceptions: tuple[CalendarException, ...] = attrs.field(default=(), converter=Several[CalendarException])
    weeks: tuple[WorkWeek, ...] = attrs.field(default=(), converter=Several[WorkWeek])

    @cached_property
    def _by_day(self) -> dict[datetime.date, tuple[Hours, ...]]:
        return {day: one.hours for one in reversed(self.exceptions) for day in one.days}


@checked
class ProjectTask:
    """A task. Danish: *opgave*.

    ``number`` is its row, ``code`` a code that its users gave it. ``outline`` is its place in the tree, as in ``1.2``;
    a task under another has a ``level`` one higher, and a task with others under it is a summary. ``duration`` is
    working time, or time by the clock if ``is_elapsed``; ``None`` if it is unknown. A manual task stays where its dates
    put it, and may have words in place of dates (``start_text``, ``finish_text``, ``duration_text``). An inactive task
    is left out of the schedule, an external one is part of another project.
    """

    uid: int = attrs.field(converter=whole)
    name: str = attrs.field(default="", converter=clean_text)
    number: int | None = attrs.field(default=None, converter=optional(whole))
    code: str = attrs.field(default="", converter=clean_text)
    level: int = attrs.field(default=1, converter=whole)
    outline: str = attrs.field(default="", converter=clean_text)
    duration: datetime.timedelta | None = attrs.field(default=None, converter=optional(One[datetime.timedelta]))
    is_elapsed: bool = attrs.field(default=False, converter=flag)
    start: datetime.datetime | None = attrs.field(default=None, converter=optional(_time))
    finish: datetime.datetime | None = attrs.field(default=None, converter=optional(_time))
    constraint: DateConstraint = attrs.field(default=DateConstraint.AS_SOON_AS_POSSIBLE, converter=DateConstraint)
    constraint_date: datetime.datetime | None = attrs.field(default=None, converter=optional(_time))
    deadline: datetime.datetime | None = attrs.field(default=None, converter=optional(_time))
    calendar: int | None = attrs.field(default=None, converter=optional(whole))
    percent_complete: int = attrs.field(default=0, converter=whole)
    actual_start: datetime.datetime | None = attrs.field(default=None, converter=optional(_time))
    actual_finish: datetime.datetime | None = attrs.field(default=None, converter=optional(_time))
    is_milestone: bool = attrs.field(default=False, converter=flag)
    is_summary: bool = attrs.field(default=False, converter=flag)
    is_active: bool = attrs.field(default=True, converter=flag)
    is_manual: bool = attrs.field(default=False, converter=flag)
    is_external: bool = attrs.field(default=False, converter=flag)
    start_text: str = attrs.field(default="", converter=clean_text)
    finish_text: str = attrs.field(default="", converter=clean_text)
    duration_text: str = attrs.field(default="", converter=clean_text)
    notes: str = attrs.field(default="", converter=clean_text)


@checked
class ProjectLink:
    """A link between two tasks. Danish: *binding*.

    ``lag`` is working time, or time by the clock if ``is_elapsed``; below 0 it is a lead. ``percent`` is given if the
    lag is a share of the duration of the predecessor. ``project`` names the file of a predecessor in another project.
    """

    predecessor: int = attrs.field(converter=whole)
    successor: int = attrs.field(converter=whole)
    kind: DependencyKind = attrs.field(default=DependencyKind.FINISH_START, converter=DependencyKind)
    lag: datetime.timedelta = attrs.field(default=_NO_TIME, converter=One[datetime.timedelta])
    is_elapsed: bool = attrs.field(default=False, converter=flag)
    percent: int | None = attrs.field(default=None, converter=optional(whole))
    project: str = attrs.field(default="", converter=clean_text)


@checked
class ProjectResource:
    """Somebody who works on tasks. Danish: *ressource*. ``percent`` is the most that it works, 100 for one person."""

    uid: int = attrs.field(converter=whole)
    name: str = attrs.field(default="", converter=clean_text)
    percent: int = attrs.field(default=100, converter=whole)
    calendar: int | None = attrs.field(default=None, converter=optional(whole))


@checked
class Assignment:
    """The share of a resource, in percent, that a task takes while it runs. Danish: *tildeling*."""

    task: int = attrs.field(converter=whole)
    resource: int = attrs.field(converter=whole)
    percent: int = attrs.field(default=100, converter=whole)


@checked
class Project:
    """Tasks, their links, and the calendars that they are worked by. Danish: *projekt*.

    ``calendar`` is the uid of the calendar of the project. A day of work has ``minutes_per_day``. ``dated`` is the day
    that the state of the tasks is told for.
    """

    title: str = attrs.field(converter=clean_text)
    start: datetime.datetime | None = attrs.field(default=None, converter=optional(_time))
    finish: datetime.datetime | None = attrs.field(default=None, converter=optional(_time))
    dated: datetime.date | None = attrs.field(default=None, converter=optional(as_date))
    calendar: int | None = attrs.field(default=None, converter=optional(whole))
    tasks: tuple[ProjectTask, ...] = attrs.field(default=(), converter=Several[ProjectTask])
    links: tuple[ProjectLink, ...] = attrs.field(default=(), converter=Several[ProjectLink])
    calendars: tuple[WorkCalendar, ...] = attrs.field(default=(), converter=Several[WorkCalendar])
    resources: tuple[ProjectResource, ...] = attrs.field(default=(), converter=Several[ProjectResource])
    assignments: tuple[Assignment, ...] = attrs.field(default=(), converter=Several[Assignment])
    minutes_per_day: int = attrs.field(default=480, converter=whole)
    minutes_per_week: int = attrs.field(default=2400, converter=whole)
    days_per_month: int = attrs.field(default=20, converter=whole)
    is_from_finish: bool = attrs.field(default=False, converter=flag)

    @cached_property
    def _calendars(self) -> dict[int, WorkCalendar]:
        return {one.uid: one for one in reversed(self.calendars)}

    @cached_property
    def parents(self) -> dict[int, int | None]:
        """By the uid of each task that of the task directly above it; of tasks with the same uid the first counts."""
        found: dict[int, int | None] = {}
        above: list[ProjectTask] = []
        for one in self.tasks:
            while above and above[-1].level >= one.level:
                above.pop()
            found.setdefault(one.uid, above[-1].uid if above else None)
            above.append(one)
        return found

    def above(self, uid: int) -> Iterator[int]:
        """The uids of the summaries that a task is under, the nearest first."""
        while (parent := self.parents.get(uid)) is not None:
            yield parent
            uid = parent

    def bases(self, calendar: int | None) -> tuple[WorkCalendar, ...]:
        """A calendar and those that it is derived from, in turn; without a known uid, that of the project."""
        found: dict[int, WorkCalendar] = {}
        uid = calendar if calendar in self._calendars else self.calendar
        while uid is not None and uid in self._calendars and uid not in found:
            found[uid] = self._calendars[uid]
            uid = found[uid].base
        return tuple(found.values())

    def is_usual(self, calendar: int | None) -> bool:
        """Whether a calendar has the hours of the project's own: it is that one, or adds nothing to it."""
        usual, own = self.bases(None), self.bases(calendar)
        more = own[: len(own) - len(usual)]
        return own[len(more) :] == usual and not any(
            one.exceptions or one.weeks or any(day is not None for day in one.week) for one in more
        )

    def hours(self, day: datetime.date, calendar: int | None = None) -> tuple[Hours, ...]:
        """The working hours of a day by a calendar, by default that of the project; none if nobody works.

        Exceptions count before work weeks, these before the usual week, and each of them in the calendar itself before
        those of its base. A project without a calendar works from Monday to Friday in `OFFICE_HOURS`.
        """
        chain = self.bases(calendar)
        for one in chain:
            if (hours := one._by_day.get(day)) is not None:
                return hours
        weeks = [week.days for one in chain for week in one.weeks if week.first <= day <= week.last]
        for days in (*weeks, *(one.week for one in chain)):
            if (own := days[day.weekday()]) is not None:
                return own
        return OFFICE_HOURS if day.weekday() < 5 else ()


def length_words(length: datetime.timedelta, *, is_elapsed: bool = False) -> Words:
    """A length in hours, in Danish and English.

    >>> length_words(datetime.timedelta(hours=7.4)).danish
    '7,4 timer'
    """
    hours = Fraction(length // _SECOND, 3600)
    danish, english = number_text(hours), number_text(hours, "en")
    return Words(f"{danish} timer{' i kalendertid' * is_elapsed}", f"{english} hours{' by the clock' * is_elapsed}")


class WorkingTime:
    """The minutes of work by a calendar of a project, counted from the first moment of a day. Danish: *arbejdstid*.

    >>> time = WorkingTime(Project("Plan"), datetime.date(2027, 1, 1))
    >>> time.until(datetime.datetime(2027, 1, 4, 9, 0))  # from Friday to nine on Monday
    540
    """

    def __init__(self, project: Project, first: datetime.date, calendar: int | None = None) -> None:
        self._project, self._first, self._calendar = project, first, calendar
        self._sums = [0]

    def until(self, time: datetime.datetime) -> int:
        """The minutes of work until a time; 0 for a time before the day that is counted from."""
        place = (time.date() - self._first).days
        if place < 0:
            return 0
        while len(self._sums) <= place:
            hours = self._project.hours(self._first + _DAY * (len(self._sums) - 1), self._calendar)
            self._sums.append(self._sums[-1] + sum(one.end - one.start for one in hours))
        clock = time.hour * 60 + time.minute
        hours = self._project.hours(time.date(), self._calendar)
        return self._sums[place] + sum(max(0, min(one.end, clock) - one.start) for one in hours)

    def between(self, first: datetime.datetime, last: datetime.datetime) -> int:
        """The minutes of work from one time to a later one; 0 if the first is not before the last."""
        return max(0, self.until(last) - self.until(first))
