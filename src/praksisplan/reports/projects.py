"""A schedule of a plan as a project for Microsoft Project and others: tasks with dates, links for waits, summaries."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import attrs

from praksisplan.answers import reference
from praksisplan.arguments import checked_call
from praksisplan.model.targets import WHOLE_PLAN, TargetKind
from praksisplan.periods import Period
from praksisplan.reports.phrases import phrase
from praksisplan.scheduling import PlanSchedule
from praksisplan.scheduling.from_plan import BLOCKER
from praksisplan.scheduling.problem import Activity, Dependency
from praksisplan.scheduling.schedule import Placement, Unplaced
from praksisplan.writing.mspdi import project_xml
from praksisplan.writing.project import (
    OFFICE_HOURS,
    Assignment,
    DateConstraint,
    Project,
    ProjectLink,
    ProjectResource,
    ProjectTask,
    WorkCalendar,
    WorkingTime,
)

_CALENDAR = 1
_OPENS, _CLOSES = datetime.time(8), datetime.time(17)
_MINUTE = datetime.timedelta(minutes=1)


@checked_call
def schedule_project(found: PlanSchedule, lang: str = "da") -> Project:
    """A schedule as a project: sections are summaries, recommendations tasks, events milestones, waits links.

    Danish: *projekt*. A placed task starts no earlier than the schedule says, from Monday to Friday, and ends with its
    last period. What was not placed is a manual task with the reason in place of a date. The number of a recommendation
    is the code (WBS) of its task. The limits of bodies are resources.

    >>> from praksisplan import Workload, datasets, parse_period, schedule
    >>> plan, year = datasets.load("hovedstaden-almen-2015-2019"), parse_period("2017")
    >>> found = schedule(plan, Workload("quarter"), as_of=datetime.date(2017, 1, 15), over=year)
    >>> next(one.name for one in schedule_project(found).tasks if one.code == "29")
    'Støtte almen praksis i at bruge redskaber, der finder sårbarhed'
    """
    return _ProjectMaker(found, found.plan.kind.language(lang)).project()


def schedule_xml(found: PlanSchedule, lang: str = "da") -> bytes:
    """A schedule as a file of Microsoft Project, as by `schedule_project`."""
    return project_xml(schedule_project(found, lang))


class _ProjectMaker:
    def __init__(self, found: PlanSchedule, lang: str) -> None:
        self.found, self.lang, self.plan = found, lang, found.plan
        self.activities = {
            one.id: self._awaiting(one) for one in found.schedule.problem.activities if one.id != BLOCKER
        }
        for dependency in [each for one in self.activities.values() for each in one.dependencies]:
            self.activities.setdefault(dependency.predecessor, Activity(dependency.predecessor, None))
        everything: tuple[Placement | Unplaced, ...] = (*found.schedule.placed, *found.schedule.unplaced)
        self.placed = {one.activity: one for one in everything}
        first = found.periods[0].start
        assert first is not None
        self.first = first
        self.calendar = WorkCalendar(_CALENDAR, "Standard", [OFFICE_HOURS] * 5 + [()] * 2)
        self.time = WorkingTime(Project("", calendars=[self.calendar], calendar=_CALENDAR), first)
        self.uids: dict[str, int] = {}

    def project(self) -> Project:
        tasks = self._numbered([*self._sections(), *self._events()])
        resources = self.found.schedule.problem.resources
        uids = {one.id: uid for uid, one in enumerate(resources, 1)}
        last = self.found.periods[-1].last_day
        return Project(
            self.plan.full_title,
            datetime.datetime.combine(self.first, _OPENS),
            None if last is None else datetime.datetime.combine(last, _CLOSES),
            self.found.as_of,
            _CALENDAR,
            tasks,
            list(self._links()),
            [self.calendar],
            [ProjectResource(uids[one.id], self._body(one.id), one.peak * 100) for one in resources],
            [
                Assignment(self.uids[one.id], uids[resource], amount * 100)
                for one in self.activities.values()
                for resource, amount in one.amounts.items()
            ],
        )

    def _awaiting(self, one: Activity) -> Activity:
        """An activity; one that no schedule can place depends on what it awaits again."""
        if all(each.predecessor != BLOCKER for each in one.dependencies):
            return one
        targets = [target for target in self.found[one.id].targets if target not in (one.id, WHOLE_PLAN)]
        known = [target for target in targets if self.plan.has(target) or self.plan.has_event(target)]
        return attrs.evolve(one, dependencies=[Dependency(target) for target in known])

    def _body(self, id: str) -> str:
        return TargetKind.WHOLE_PLAN.label(self.lang) if id == WHOLE_PLAN else self.plan.body(id).name

    # --- tasks ---------------------------------------------------------------------------------------------------

    def _sections(self) -> Iterator[tuple[str, ProjectTask]]:
        """The recommendations under the sections that have any, a section under the one that its number begins with."""
        numbers = [number for number in self.found if number in self.activities]
        of = {number: self.plan.recommendation(number).section for number in numbers}
        titles = {one.number: one.title for one in self.plan.sections}
        used = {part for section in of.values() for part in [*_above(section, titles), section]}
        for section in [*titles, *(used - titles.keys())]:
            if section in used:
                level = len(_above(section, titles)) + 1
                task = ProjectTask(0, titles.get(section, section), code=section, level=level, is_summary=True)
                yield f"§{section}", task
                for number in [one for one in numbers if of[one] == section]:
                    task = ProjectTask(0, self.plan.recommendation(number).title, code=number, level=level + 1)
                    yield number, self._task(self.activities[number], task)

    def _events(self) -> Iterator[tuple[str, ProjectTask]]:
        """What is awaited besides the recommendations of the schedule, as milestones after the sections."""
        for id, activity in self.activities.items():
            if id not in self.found:
                title = reference(self.plan, id).title or id
                yield id, self._task(activity, ProjectTask(0, title, code=id, is_milestone=True))

    def _numbered(self, tasks: list[tuple[str, ProjectTask]]) -> list[ProjectTask]:
        """The tasks with their uid, row and place in the tree."""
        found: list[ProjectTask] = []
        places: list[int] = []
        for uid, (id, task) in enumerate(tasks, 1):
            self.uids[id] = uid
            places = [*places[: task.level - 1], (places[task.level - 1] if len(places) >= task.level else 0) + 1]
            found.append(attrs.evolve(task, uid=uid, number=uid, outline=".".join(map(str, places))))
        return found

    def _task(self, activity: Activity, task: ProjectTask) -> ProjectTask:
        where = self.placed.get(activity.id)
        if not isinstance(where, Placement):
            reason = phrase("unknown", self.lang) if where is None else where.reason.label(self.lang)
            return attrs.evolve(task, is_manual=True, start_text=reason)
        start = self._start(where.start)
        if activity.duration is None:
            unknown = phrase("unknown", self.lang)
            return attrs.evolve(task, is_manual=True, start=start, duration_text=unknown)
        finish = start if where.end in (None, where.start) else self._finish(where.end - 1)
        return attrs.evolve(
            task,
            start=start,
            finish=finish,
            duration=self.time.between(start, finish) * _MINUTE,
            constraint=DateConstraint.START_NO_EARLIER,
            constraint_date=start,
            deadline=None if activity.deadline is None else self._finish(activity.deadline - 1),
        )

    def _start(self, unit: int) -> datetime.datetime:
        """The first working hour of a period."""
        return self._working(self._period(unit).start, 1)[0]

    def _finish(self, unit: int) -> datetime.datetime:
        """The last working hour of a period."""
        return self._working(self._period(unit).last_day, -1)[1]

    def _working(self, day: datetime.date | None, step: int) -> tuple[datetime.datetime, datetime.datetime]:
        """The hours of a day or, if it is free, of the nearest working day after or before it."""
        opens, closes = (datetime.datetime.combine(day or self.first, hour) for hour in (_OPENS, _CLOSES))
        while not self.time.between(opens, closes):
            opens, closes = (hour + datetime.timedelta(days=step) for hour in (opens, closes))
        return opens, closes

    def _period(self, unit: int) -> Period:
        return self.found.periods[min(unit, len(self.found.periods) - 1)]

    # --- links ---------------------------------------------------------------------------------------------------

    def _links(self) -> Iterator[ProjectLink]:
        for one in self.activities.values():
            for dependency in one.dependencies:
                predecessor, lag = self.uids[dependency.predecessor], self._lag(dependency)
                yield ProjectLink(predecessor, self.uids[one.id], dependency.kind, lag, bool(lag))

    def _lag(self, one: Dependency) -> datetime.timedelta:
        """A lag in days by the clock: those of the periods after the end that it counts from."""
        where = self.placed.get(one.predecessor)
        unit = 0
        if isinstance(where, Placement):
            unit = where.end if where.end is not None and one.kind.is_from_finish else where.start
        first, last = sorted((max(0, unit), max(0, unit + one.lag)))
        lag = datetime.timedelta()
        for period in map(self._period, range(first, last)):
            if period.start is not None and period.end is not None:
                lag += period.end - period.start
        return lag if one.lag >= 0 else -lag


def _above(section: str, known: dict[str, str]) -> list[str]:
    """The sections that a section is part of, by its number, the highest first."""
    parts = section.split(".")
    return [above for place in range(1, len(parts)) if (above := ".".join(parts[:place])) in known]
