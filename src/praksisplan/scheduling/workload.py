"""Workloads: the limits of the bodies of a plan, and the tasks of its recommendations."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Literal, cast

import attrs
from dateutil.rrule import rrule, rruleset

from praksisplan.errors import PlanError, fault
from praksisplan.fields import One, Several, checked, count, each, identifier, optional
from praksisplan.model import Limit, as_number, as_numbers
from praksisplan.periods import Period, Unit, as_day, as_unit, length_in, read_period
from praksisplan.scheduling.problem import Dependency, Requirement

Duration = int | Period | Literal["unknown"]
"""A number of units, a closed period that is as long, or ``"unknown"``."""


def _days(value: Iterable[datetime.date]) -> tuple[datetime.date, ...]:
    if isinstance(value, (rrule, rruleset)):
        raise PlanError(fault("endless-meetings", "days"))
    return each(value, _day)


def _day(value: datetime.date) -> datetime.date:
    return as_day(value, "")


@checked
class Meetings:
    """The days on which a body meets; work that needs the body starts in a unit with a meeting. Danish: *møder*."""

    body: str = attrs.field(converter=identifier)
    days: tuple[datetime.date, ...] = attrs.field(converter=_days)

    @classmethod
    def by_rule(cls, body: str, rule: rrule | rruleset, over: Period | str) -> Meetings:
        """The meetings by a rule of dateutil within a closed period, its first and last day inclusive.

        A rule in a time zone gives the days in that zone. Raises `PlanError` for an open period.

        >>> from dateutil.rrule import MONTHLY, rrule
        >>> from praksisplan import parse_period
        >>> rule = rrule(MONTHLY, dtstart=datetime.datetime(2017, 1, 20), interval=6)
        >>> Meetings.by_rule("ppu", rule, parse_period("2017")).days
        (datetime.date(2017, 1, 20), datetime.date(2017, 7, 20))
        """
        One[rrule | rruleset](rule, "rule")
        over = read_period(over, "over")
        first, last = over.start, over.last_day
        if first is None or last is None:
            raise PlanError(fault("open-period", "over", period=over))
        zone = next((day.tzinfo for day in rule), None)  # a rule of a calendar gives its time of day in a zone
        begin = datetime.datetime.combine(first, datetime.time(), zone)
        days = rule.between(begin, datetime.datetime.combine(last, datetime.time.max, zone), inc=True)
        return cls(body, tuple(day.date() for day in days))


def _duration(value: Duration) -> Duration:
    if isinstance(value, Period):
        if value.start is None or value.end is None:
            raise PlanError(fault("open-period", period=value))
        return value
    return "unknown" if value == "unknown" else count(value)


def _deadline(value: Period | str) -> Period:
    period = read_period(value)
    if period.end is None:
        raise PlanError(fault("open-period.end", found=period))
    return period


@checked
class Task:
    """The duration and other requirements of one recommendation. Danish: *opgave*.

    - ``duration``: a number of units, a closed period of the same length, or ``"unknown"``; by default that of the
      workload.
    - ``requirements``: how much of each body (of the whole plan: `WHOLE_PLAN`) it takes while it runs, instead of 1 of
      the plan and of each responsible body with a limit.
    - ``deadline``: a period; the work must be finished by its last day, inclusive.
    - ``dependencies``: dependencies on other recommendations or events of the plan, instead of the plan's own waits for
      them; a dependency on something finished or delivered has no effect.

    >>> Task(duration=2, deadline="2018").duration
    2
    """

    duration: Duration | None = attrs.field(default=None, converter=optional(_duration))
    requirements: tuple[Requirement, ...] = attrs.field(default=(), converter=Several[Requirement])
    deadline: Period | None = attrs.field(default=None, converter=optional(_deadline))
    dependencies: tuple[Dependency, ...] = attrs.field(default=(), converter=Several[Dependency])


_Tasks = Mapping[int | str, Task] | Iterable[tuple[int | str, Task]]


def _tasks(value: _Tasks) -> tuple[tuple[str, Task], ...]:
    """The tasks by number, each number once."""
    found: dict[str, Task] = {}
    for pair in each(cast("Mapping[int | str, Task]", value).items() if isinstance(value, Mapping) else value, _pair):
        number = as_number(pair[0])
        if number in found:
            raise PlanError(fault("duplicate-key.again", number, key=number))
        found[number] = One[Task](pair[1], f"[{number}]")
    return tuple(found.items())


def _pair(value: tuple[int | str, Task]) -> tuple[int | str, Task]:
    if not isinstance(value, (tuple, list)) or len(value) != 2:
        raise PlanError(fault("wrong-type.tasks", found=value))
    return value[0], value[1]


@checked
class Workload:
    """The limits of the bodies and the tasks of the recommendations. Danish: *arbejdsbyrde*.

    ``per`` is the unit of time. ``tasks`` describes single recommendations by number; all others take ``duration``
    units. ``limits`` apply in addition to those of the plan; the smallest counts. ``starts_at`` is the id of a body
    whose meetings are needed to start any work. The numbers in ``priority`` come before the others.

    >>> from praksisplan.scheduling import Dependency, Limit, Requirement, Task
    >>> task = Task(duration=3, requirements=[Requirement("ppu", 2)], dependencies=[Dependency("28", min_lag=1)])
    >>> workload = Workload("month", tasks={29: task}, limits=[Limit.whole_plan(12)])
    >>> dict(workload.tasks)["29"].duration
    3
    """

    per: Unit = attrs.field(default="quarter", converter=as_unit)
    tasks: tuple[tuple[str, Task], ...] = attrs.field(default=(), converter=_tasks)
    duration: Duration = attrs.field(default=1, converter=_duration)
    limits: tuple[Limit, ...] = attrs.field(default=(), converter=Several[Limit])
    meetings: tuple[Meetings, ...] = attrs.field(default=(), converter=Several[Meetings])
    starts_at: str | None = attrs.field(default=None, converter=optional(identifier))
    priority: tuple[str, ...] = attrs.field(default=(), converter=as_numbers)


def units_of(duration: Duration, per: Unit) -> int | None:
    """A duration in units, ``None`` where it is unknown."""
    if duration == "unknown":
        return None
    return length_in(duration, per) if isinstance(duration, Period) else duration


def capacity_in(limits: Iterable[Limit], body: str | None, period: Period) -> int | None:
    """How much a body can carry on every day of a unit of time; ``None`` where no limit names it.

    On a day the smallest of the limits that apply counts; outside all of them the body can carry nothing.
    """
    own = [limit for limit in limits if limit.body == body]
    if not own or period.start is None or period.end is None:
        return None
    changes = {end for limit in own if limit.over is not None for end in (limit.over.start, limit.over.end)}
    days = [period.start, *(day for day in changes if day is not None and period.start < day < period.end)]
    return min(min((one.most for one in own if one.over is None or day in one.over), default=0) for day in days)
