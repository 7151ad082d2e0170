"""A project as a scheduling problem: its tasks as activities in units of working time, its links as dependencies."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

import attrs

from praksisplan.arguments import checked_call
from praksisplan.errors import PlanError, fault
from praksisplan.model import Citation, Finding, finding
from praksisplan.model.dependencies import DependencyKind
from praksisplan.scheduling.problem import Activity, Dependency, Problem, Requirement, Resource
from praksisplan.writing.project import (
    DateConstraint,
    Project,
    ProjectLink,
    ProjectTask,
    WorkingTime,
    length_words,
    parents_of,
)

WorkUnit = Literal["day", "hour", "minute"]
"""A unit of working time."""

_MINUTE = datetime.timedelta(minutes=1)
_START = ":start"
"""Behind the uid of a summary: the activity that the tasks under it start after."""


class ProjectProblem(NamedTuple):
    """A project as a problem. Danish: *projekt som planlægningsproblem*.

    ``problem`` counts in units of ``minutes`` minutes of working time from ``start``. The id of an activity is the uid
    of its task; a summary is an activity without duration that ends when everything under it has. ``unheld`` are the
    links that the problem does not hold, and ``findings`` tells of these and of whatever was rounded.
    """

    problem: Problem
    start: datetime.datetime
    minutes: int
    unheld: tuple[ProjectLink, ...]
    findings: tuple[Finding, ...]


@checked_call
def project_problem(
    project: Project, *, per: WorkUnit = "day", places: Mapping[int | ProjectLink, Citation] | None = None
) -> ProjectProblem:
    """The tasks, links, dates and resources of a project as a scheduling problem. Danish: *planlægningsproblem*.

    Time is the working time of the project's calendar, in days of its own length, hours or minutes. Durations and lags
    that are no whole number of units are rounded up, deadlines down. A lag by the clock is held as the range of working
    time that it can be. Inactive tasks, their links, and links to or from what the file does not hold are left out.

    ``places`` says where tasks, by uid, and links are written: the findings cite it.

    Raises `PlanError` for a project without tasks or dates, and for an unknown unit.

    >>> from praksisplan.writing.project import ProjectTask
    >>> monday = datetime.datetime(2027, 1, 4, 8)
    >>> task = ProjectTask(1, "Analyse", duration=datetime.timedelta(hours=16))
    >>> project_problem(Project("Plan", monday, tasks=[task])).problem.activities[0].duration
    2
    """
    units = {"day": project.minutes_per_day, "hour": 60, "minute": 1}
    times = [project.start, *(one.start for one in project.tasks), *(one.constraint_date for one in project.tasks)]
    known = [time for time in times if time is not None]
    if not known:
        raise PlanError(fault("no-dates", "project"))
    return _Builder(project, project.start or min(known), units[per], places or {}).problem()


class _Builder:
    def __init__(
        self,
        project: Project,
        start: datetime.datetime,
        minutes: int,
        places: Mapping[int | ProjectLink, Citation],
    ) -> None:
        self.project, self.start, self.minutes, self.places = project, start, minutes, places
        self.time = WorkingTime(project, start.date())
        self.zero = self.time.until(start)
        self.tasks = {one.uid: one for one in project.tasks if one.is_active}
        self.parents = dict(parents_of(project.tasks))
        self.under: dict[int, list[Dependency]] = {}
        for uid, above in self.parents.items():
            if uid in self.tasks:
                self.under.setdefault(above, []).append(Dependency(str(uid)))
        self.most = {one.uid: max(one.percent, 1) for one in project.resources}
        self.amounts: dict[int, dict[int, int]] = {}
        for one in project.assignments:
            amounts = self.amounts.setdefault(one.task, {})
            amounts[one.resource] = amounts.get(one.resource, 0) + one.percent
        self.findings: list[Finding] = []
        self.unheld: list[ProjectLink] = []

    def problem(self) -> ProjectProblem:
        """The problem; its horizon is long enough for all tasks, one after another."""
        incoming: dict[str, list[Dependency]] = {}
        for link in self.project.links:
            self._link(link, incoming)
        resources = [Resource(f"r{uid}", ((0, most),)) for uid, most in self.most.items()]
        for one in self.project.resources:
            if not self.project.is_usual(one.calendar):
                self.findings.append(finding("other-calendar.resource", one.name or str(one.uid)))
        activities = [one for task in self.tasks.values() for one in self._activities(task, incoming)]
        if not activities:
            raise PlanError(fault("no-tasks", "project"))
        horizon = max(max(one.earliest, one.deadline or 0) for one in activities) + 1
        horizon += sum(one.units + sum(max(0, each.lag) for each in one.dependencies) for one in activities)
        problem = Problem(horizon, activities, resources)
        return ProjectProblem(problem, self.start, self.minutes, tuple(self.unheld), tuple(self.findings))

    # --- time ----------------------------------------------------------------------------------------------------

    def _until(self, time: datetime.datetime) -> int:
        """The minutes of work from the start of the project until a time."""
        return max(0, self.time.until(time) - self.zero)

    def _up(self, minutes: float) -> int:
        return -int(-minutes // self.minutes)

    def _units(
        self, length: datetime.timedelta, about: ProjectTask | ProjectLink, *, is_elapsed: bool, most: bool
    ) -> int:
        """A length in units, rounded up; of one by the clock, the most or the least working time that it can be."""
        minutes = length / _MINUTE
        if is_elapsed:
            minutes = self._working(length, most=most)
            if most:
                self._find("elapsed-time", about, length=length_words(length))
        elif minutes % self.minutes:
            self._find("rounded-time", about, length=length_words(length))
        return self._up(minutes)

    def _working(self, length: datetime.timedelta, *, most: bool) -> float:
        """The most or the least minutes of work within a length by the clock, wherever in the first week it begins."""
        size = abs(length)
        first = self.start.replace(hour=0, minute=0)
        found = [
            self.time.between(begin, begin + size)
            for begin in (first + datetime.timedelta(hours=hour) for hour in range(_HOURS_TRIED))
        ]
        return (max(found) if most else min(found)) * (1 if length >= datetime.timedelta() else -1)

    def _find(self, code: str, about: ProjectTask | ProjectLink, **fields: object) -> None:
        subject, key = (about.uid, about.uid) if isinstance(about, ProjectTask) else (about.successor, about)
        cited = self.places.get(key)
        self.findings.append(finding(code, str(subject), () if cited is None else (cited,), **fields))

    # --- tasks ---------------------------------------------------------------------------------------------------

    def _activities(self, task: ProjectTask, incoming: dict[str, list[Dependency]]) -> Iterator[Activity]:
        id = str(task.uid)
        earliest, deadline = self._bounds(task)
        above = self._above(task, incoming)
        if task.is_summary:
            if incoming.get(id + _START) or earliest:
                yield Activity(id + _START, 0, (), (*incoming.get(id + _START, ()), *above), earliest)
            yield self._activity(Activity(id, 0, (), (*self.under.get(task.uid, ()), *above)), task, deadline)
        else:
            duration = None
            if not self.project.is_usual(task.calendar):
                self._find("other-calendar", task)
            if task.duration is not None:
                duration = self._units(task.duration, task, is_elapsed=task.is_elapsed, most=True)
            dependencies = (*incoming.get(id, ()), *above)
            yield self._activity(
                Activity(id, duration, self._requirements(task), dependencies, earliest), task, deadline
            )

    def _activity(self, one: Activity, task: ProjectTask, deadline: int | None) -> Activity:
        """The activity with its deadline, unless that lies before the activity can end."""
        if deadline is not None and deadline < one.earliest + one.units:
            self._find("impossible-deadline", task)
            return one
        return attrs.evolve(one, deadline=deadline)

    def _above(self, task: ProjectTask, incoming: dict[str, list[Dependency]]) -> tuple[Dependency, ...]:
        """What the start of a task awaits for the nearest summary above it whose start is bound."""
        uid = self.parents.get(task.uid)
        while uid is not None:
            above = self.tasks.get(uid)
            if above is not None and (incoming.get(f"{uid}{_START}") or self._bounds(above)[0]):
                return (Dependency(f"{uid}{_START}", DependencyKind.START_START),)
            uid = self.parents.get(uid)
        return ()

    def _bounds(self, task: ProjectTask) -> tuple[int, int | None]:
        """The earliest start, and the unit by which it must be finished."""
        units = 0 if task.duration is None else self._up(task.duration / _MINUTE)
        earliest, latest = 0, []
        day = task.constraint_date
        if task.is_external or task.is_manual:
            earliest = 0 if task.start is None else self._up(self._until(task.start))
        elif task.actual_start is not None:
            earliest = self._up(self._until(task.actual_start))
        elif day is not None:
            at = self._until(day)
            bounds = {
                DateConstraint.START_NO_EARLIER: (self._up(at), None),
                DateConstraint.FINISH_NO_EARLIER: (max(0, self._up(at) - units), None),
                DateConstraint.START_NO_LATER: (0, self._up(at) + units),
                DateConstraint.FINISH_NO_LATER: (0, at // self.minutes),
                DateConstraint.MUST_START_ON: (self._up(at), self._up(at) + units),
                DateConstraint.MUST_FINISH_ON: (max(0, self._up(at) - units), self._up(at)),
            }
            earliest, last = bounds.get(task.constraint, (0, None))
            latest += [] if last is None else [last]
        if task.deadline is not None:
            latest.append(self._until(task.deadline) // self.minutes)
        return earliest, min(latest, default=None)

    def _requirements(self, task: ProjectTask) -> Iterable[Requirement]:
        for uid, amount in self.amounts.get(task.uid, {}).items():
            if amount > self.most[uid]:
                self._find("over-allocated", task, amount=amount, most=self.most[uid])
            yield Requirement(f"r{uid}", min(amount, self.most[uid]))

    # --- links ---------------------------------------------------------------------------------------------------

    def _link(self, link: ProjectLink, incoming: dict[str, list[Dependency]]) -> None:
        before, after = self.tasks.get(link.predecessor), self.tasks.get(link.successor)
        subject = str(link.successor)
        if before is None or after is None or not self._is_held(link, before, after):
            self.unheld.append(link)
            self._find("link-left-out", link, other=str(link.predecessor), kind=link.kind)
            return
        least = self._units(link.lag, link, is_elapsed=link.is_elapsed, most=False)
        most = self._units(link.lag, link, is_elapsed=True, most=True) if link.is_elapsed else None
        target = subject + _START if after.is_summary else subject
        pair = (least, most) if most is None or least <= most else (most, least)
        incoming.setdefault(target, []).append(Dependency(str(link.predecessor), link.kind, *pair))

    def _is_held(self, link: ProjectLink, before: ProjectTask, after: ProjectTask) -> bool:
        """Whether a problem can hold a link: of several tasks none but the last to finish, and the first to start."""
        ends_summary = after.is_summary and link.kind.is_to_finish
        starts_summary = before.is_summary and not link.kind.is_from_finish
        return not (ends_summary or starts_summary or self._is_within(before, after) or self._is_within(after, before))

    def _is_within(self, task: ProjectTask, other: ProjectTask) -> bool:
        uid: int | None = task.uid
        while uid is not None and uid != other.uid:
            uid = self.parents.get(uid)
        return uid is not None


_HOURS_TRIED = 7 * 24
"""A length by the clock is laid at every hour of the first week."""
