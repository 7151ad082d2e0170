"""A project as a scheduling problem: its tasks as activities in units of working time, its links as dependencies."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

import attrs

from praksisplan.arguments import checked_call
from praksisplan.errors import PlanError, fault
from praksisplan.model import Citation, Finding, finding
from praksisplan.model.dependencies import DependencyKind
from praksisplan.scheduling.problem import Activity, Dependency, Problem, Requirement, Resource
from praksisplan.writing.project import DateConstraint, Project, ProjectLink, ProjectTask, WorkingTime, length_words

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
        self, project: Project, start: datetime.datetime, minutes: int, places: Mapping[int | ProjectLink, Citation]
    ) -> None:
        self.project, self.start, self.minutes, self.places = project, start, minutes, places
        self.time = WorkingTime(project, start.date())
        self.zero = self.time.until(start)
        self.tasks = {one.uid: one for one in project.tasks if one.is_active}
        self.under: dict[int, list[Dependency]] = {}
        for uid in self.tasks:
            if (above := project.parents[uid]) is not None:
                self.under.setdefault(above, []).append(Dependency(str(uid)))
        self.most = {one.uid: max(one.percent, 1) for one in project.resources}
        self.amounts: dict[int, Counter[int]] = {}
        for one in project.assignments:
            self.amounts.setdefault(one.task, Counter())[one.resource] += one.percent
        self.incoming: dict[str, list[Dependency]] = {}
        self.findings: list[Finding] = []
        self.unheld: list[ProjectLink] = []

    def problem(self) -> ProjectProblem:
        """The problem; its horizon is long enough for all tasks, one after another."""
        for link in self.project.links:
            self._link(link)
        resources = [Resource(f"r{uid}", ((0, most),)) for uid, most in self.most.items()]
        for one in self.project.resources:
            if not self.project.is_usual(one.calendar):
                self.findings.append(finding("other-calendar.resource", one.name or str(one.uid)))
        activities = [one for task in self.tasks.values() for one in self._activities(task)]
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

    def _activities(self, task: ProjectTask) -> Iterator[Activity]:
        id = str(task.uid)
        earliest, deadline = self._bounds(task)
        incoming, above = self.incoming.get(id, []), self._above(task)
        if task.is_summary:
            start = id + _START
            if start in self.incoming or earliest:
                yield Activity(start, 0, (), (*self.incoming.get(start, ()), *above), earliest)
            activity = Activity(id, 0, (), (*self.under.get(task.uid, ()), *above))
        else:
            duration = None
            if not self.project.is_usual(task.calendar):
                self._find("other-calendar", task)
            if task.duration is not None:
                duration = self._units(task.duration, task, is_elapsed=task.is_elapsed, most=True)
            activity = Activity(id, duration, self._requirements(task), (*incoming, *above), earliest)
        if deadline is not None and deadline < activity.earliest + activity.units:
            self._find("impossible-deadline", task)
            deadline = None
        yield attrs.evolve(activity, deadline=deadline)

    def _above(self, task: ProjectTask) -> tuple[Dependency, ...]:
        """What the start of a task awaits for the nearest summary above it whose start is bound."""
        for uid in self.project.above(task.uid):
            start = f"{uid}{_START}"
            if uid in self.tasks and (start in self.incoming or self._bounds(self.tasks[uid])[0]):
                return (Dependency(start, DependencyKind.START_START),)
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

    def _link(self, link: ProjectLink) -> None:
        before, after = self.tasks.get(link.predecessor), self.tasks.get(link.successor)
        if before is None or after is None or not self._is_held(link, before, after):
            self.unheld.append(link)
            self._find("link-left-out", link, other=str(link.predecessor), kind=link.kind)
            return
        least, most = self._units(link.lag, link, is_elapsed=link.is_elapsed, most=False), None
        if link.is_elapsed:
            least, most = sorted((least, self._units(link.lag, link, is_elapsed=True, most=True)))
        target = f"{link.successor}{_START if after.is_summary else ''}"
        self.incoming.setdefault(target, []).append(Dependency(str(link.predecessor), link.kind, least, most))

    def _is_held(self, link: ProjectLink, before: ProjectTask, after: ProjectTask) -> bool:
        """Whether a problem can hold a link: of several tasks none but the last to finish, and the first to start."""
        ends_summary = after.is_summary and link.kind.is_to_finish
        starts_summary = before.is_summary and not link.kind.is_from_finish
        is_within = before.uid in self._line(after) or after.uid in self._line(before)
        return not (ends_summary or starts_summary or is_within)

    def _line(self, task: ProjectTask) -> tuple[int, ...]:
        """A task and the summaries that it is under."""
        return task.uid, *self.project.above(task.uid)


_HOURS_TRIED = 7 * 24
"""A length by the clock is laid at every hour of the first week."""
