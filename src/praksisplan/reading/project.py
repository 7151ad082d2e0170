"""A file of Microsoft Project as a project, and as a draft plan whose waits are its links."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import attrs

from praksisplan.errors import PeriodError, PlanError, fault
from praksisplan.fields import One, as_day
from praksisplan.model import Await, BodyKind, Citation, EventKind, Milestone, Outcome, Plan, Source, Status, is_number
from praksisplan.model.dependencies import DependencyKind
from praksisplan.periods import Period, parse_period
from praksisplan.periods.period import day_period, latest_day
from praksisplan.reading.draft import Draft, slug
from praksisplan.reading.elements import Element, elements_of
from praksisplan.reading.limits import DEFAULT_LIMITS, Limits
from praksisplan.reading.mspdi import UNREAD, ProjectFile, line_of, project_file
from praksisplan.reading.project_problem import ProjectProblem, WorkUnit, project_problem
from praksisplan.reading.reading import Reading
from praksisplan.reading.written import Line, Part, Span
from praksisplan.storage.files import AnyPath, read_bytes
from praksisplan.text import clean_text, short_repr
from praksisplan.writing.project import DateConstraint, Project, ProjectLink, ProjectTask, WorkingTime, length_words

_TITLE = re.compile(r"\.(?:xml|mpp)$", re.IGNORECASE)
"""A project without a title has the name of its file."""
_PROGRAM = "Microsoft Project"
_ROOT = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>)?\s*(?:<!--.*?-->\s*)*<(?:!DOCTYPE\s+Project|(?:[\w.-]+:)?Project)[\s>\[]", re.DOTALL
)
_ONE_DAY = datetime.timedelta(days=1)
_ALL = "0"
"""The number of the section that holds the tasks outside every summary."""
_FINISHED = 100
_MOST_WAITS = 100_000
"""The most waits that the links of summaries may become."""
_MOST_CALENDARS, _LONGEST = 20, datetime.timedelta(days=20 * 366)
"""The most calendars and years for which the lengths of tasks are compared with their dates."""


@attrs.frozen(eq=False)
class ProjectReading(Reading):
    """A project that was read, and the draft plan made from it. Danish: *læst projekt*.

    ``project`` holds what the file says: tasks, links, calendars. In ``plan`` a task is a recommendation, a summary a
    section, and a link a wait; a milestone or external task that awaits nothing is an event. ``unheld`` are the links
    that no wait of a plan can hold; `findings` tells the reason for each, with its line. ``places`` says where each
    task, by uid, and each link is written.
    """

    project: Project
    unheld: tuple[ProjectLink, ...]
    places: Mapping[int | ProjectLink, Citation]
    __repr__ = short_repr

    def problem(self, *, per: WorkUnit = "day") -> ProjectProblem:
        """The project as a scheduling problem, as by `project_problem`; its findings tell their lines.

        Danish: *planlægningsproblem*.
        """
        return project_problem(self.project, per=per, places=self.places)

    @property
    def uncovered(self) -> tuple[Line, ...]:
        """The text that people wrote and no fact took, each with its place."""
        taken = {fact.span for fact in self.facts}
        return tuple(one for one in self.parts if isinstance(one, Line) and one.span not in taken)


def is_project(content: bytes) -> bool:
    """Whether bytes look like a file of Microsoft Project that was saved as XML.

    >>> is_project(b"<?xml version='1.0'?><Project></Project>"), is_project(b"<html>")
    (True, False)
    """
    start = content[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    return _ROOT.match(start) is not None


def read_project(
    path_or_content: AnyPath | bytes, *, as_of: datetime.date | None = None, limits: Limits = DEFAULT_LIMITS
) -> ProjectReading:
    """Reads a file of Microsoft Project that was saved as XML. Danish: *læs projekt*.

    ``as_of`` dates a file that does not tell when it was saved. Whatever a plan has no place for is a finding with its
    line. Raises one `PlanError` for a file that cannot be read, is broken, has a DOCTYPE or exceeds ``limits``.

    >>> found = read_project(b"<Project><Title>Plan</Title><StartDate>2027-01-04T08:00:00</StartDate></Project>")
    >>> found.plan.title, str(found.plan.period)
    ('Plan', 'fra 4. januar 2027')
    """
    content = path_or_content if isinstance(path_or_content, bytes) else read_bytes(path_or_content)
    as_of = None if as_of is None else as_day(as_of, "as_of")
    One[Limits](limits, "limits")
    limits.hold("bytes", len(content))
    root = elements_of(content, limits, _PROGRAM, UNREAD)
    if root.name != "Project":
        raise PlanError(fault("not-a-project", "$", root.span.line, root.span.column, found=root.name))
    return _Drafter(project_file(root, limits), as_of).reading()


class _Drafter:
    """Makes a draft plan of a project."""

    def __init__(self, file: ProjectFile, as_of: datetime.date | None) -> None:
        self.file, self.project, self.root = file, file.project, file.root
        self.tasks = {one.uid: one for one in self.project.tasks}
        self.leaves = [one for one in self.project.tasks if not one.is_summary]
        title = _TITLE.sub("", self.project.title) or "Projekt"
        period = self._period(as_of)
        source = Source("projekt", title, day_period(self.project.dated or as_of or period.start or latest_day(period)))
        self.draft = Draft(_parts(file), source, Plan(slug(title), title, period))
        self.unheld: dict[ProjectLink, None] = {}
        self.times: dict[int | None, WorkingTime] = {}

    def reading(self) -> ProjectReading:
        """The draft plan, with a finding for whatever it could not take."""
        for code, subject, span, words, fields in self.file.doubts:
            self._find(code, subject, span, words, **fields)
        self._sections()
        for task in self.leaves:
            self._task(task)
        waits = 0
        for link, element in self.file.links:
            waits += self._link(link, element, _MOST_WAITS - waits)
        self._find_remarks()
        written: list[tuple[int | ProjectLink, Element]] = [*self.file.links, *self.file.places.items()]
        places = {key: one.span.citation(self.draft.source.id) for key, one in written}
        found, unheld = self.draft.reading(), tuple(self.unheld)
        return ProjectReading(found.plan, found.facts, found.findings, found.parts, self.project, unheld, places)

    def _find(self, code: str, subject: str, span: Span, words: str = "", **fields: object) -> None:
        self.draft.find(code, subject, span, _shown(words), **fields)

    def _find_in(self, task: ProjectTask, code: str, name: str, words: str = "", **fields: object) -> None:
        """A finding about a task, at one of its elements."""
        self._find(code, self._name(task.uid), self._place(task, name), words, **fields)

    def _place(self, task: ProjectTask, *names: str) -> Span:
        """Where the first of some elements of a task is written; of the task itself if it has none of them."""
        element = self.file.places[task.uid]
        return next((found.span for name in names if (found := element.get(name)) is not None), element.span)

    def _period(self, as_of: datetime.date | None) -> Period:
        times = [self.project.start, self.project.finish]
        times += [time for one in self.project.tasks for time in (one.start, one.finish)]
        days = [time.date() for time in times if time is not None]
        if not days and as_of is None:
            raise PlanError(fault("no-dates", "$", self.root.span.line, self.root.span.column))
        return Period(min(days, default=as_of), max(days) + _ONE_DAY if len(days) > 1 else None)

    # --- numbers -------------------------------------------------------------------------------------------------

    @cached_property
    def numbers(self) -> dict[int, str]:
        """The number of each task: the code that its users gave it, its row, or its uid; each only once.

        Codes are numbers if every task has one of its own, milestones and external tasks apart.
        """
        work = [one for one in self.leaves if not (one.is_milestone or one.is_external)]
        codes = [one.code for one in work if one.code != one.outline and is_number(one.code)]
        are_coded = len(codes) == len(work) == len(set(codes))
        rows = [one.number for one in self.leaves]
        are_rows = len(set(rows)) == len(rows) and None not in rows
        found = {one.uid: one.code for one in work} if are_coded else {}
        taken = set(found.values())
        for one in self.leaves:
            if one.uid not in found:
                own = str(one.number if are_rows else one.uid)
                found[one.uid] = f"{own}a" if own in taken else own
        return found

    @cached_property
    def section_numbers(self) -> dict[int, str]:
        """The number of the section of each summary: its code, or its place in the tree."""
        summaries = [one for one in self.project.tasks if one.is_summary and one.level]
        for words in ([one.code for one in summaries], [one.outline for one in summaries]):
            if len(set(words) - {_ALL}) == len(words) and all(map(is_number, words)):
                return dict(zip([one.uid for one in summaries], words, strict=True))
        return {one.uid: str(place) for place, one in enumerate(summaries, 1)}

    @cached_property
    def _under(self) -> dict[int, list[ProjectTask]]:
        """What each task stands for: itself, or the tasks under a summary that are not summaries."""
        found: dict[int, list[ProjectTask]] = {}
        for one in self.leaves:
            for uid in (one.uid, *self.project.above(one.uid)):
                found.setdefault(uid, []).append(one)
        return found

    # --- tasks ---------------------------------------------------------------------------------------------------

    def _sections(self) -> None:
        for task in self.project.tasks:
            if number := self.section_numbers.get(task.uid):
                self.draft.section(number, task.name or number, self._place(task, "Name"))
        outside = [one for one in self.leaves if not self._section(one) and one.uid not in self.events]
        if outside:
            self.draft.section(_ALL, self.draft.plan.title, self.root.span, is_inferred=True)

    def _section(self, task: ProjectTask) -> str:
        return next(
            (self.section_numbers[uid] for uid in self.project.above(task.uid) if uid in self.section_numbers), ""
        )

    @cached_property
    def events(self) -> dict[int, str]:
        """The ids of the events: of external tasks, and of milestones that await nothing."""
        successors = {link.successor for link, _ in self.file.links}
        waiting = {task.uid for uid in successors for task in self._under.get(uid, ())}
        found: dict[int, str] = {}
        titles: set[str] = set()
        for one in self.leaves:
            if one.is_external or (one.is_milestone and one.uid not in waiting):
                title = one.name or f"Opgave {self.numbers[one.uid]}"
                title = f"{title} ({self.numbers[one.uid]})" if title.casefold() in titles else title
                titles.add(title.casefold())
                found[one.uid] = self.draft.event(title, EventKind.WORK, self._place(one, "Name"))
        return found

    def _task(self, task: ProjectTask) -> None:
        number, words, span = self.numbers[task.uid], task.name, self._place(task, "Name")
        status, planned, expected = self._status(task), _over(task), _on(task.finish)
        if task.uid in self.events:
            if not task.is_active:
                self._state(task, "Active", status=status)
            elif status is Status.COMPLETED:
                self._state(task, "PercentComplete", status=status)
            elif expected is not None:
                self._state(task, "Finish", expected=expected)
        else:
            self.draft.recommendation(number, words or f"Opgave {number}", self._section(task) or _ALL, span, words)
            self._state(task, "PercentComplete", "Active", status=status)
            planned = self._in_words(task) or planned
            if planned is not None and task.is_active:
                self._state(task, "StartText" if task.start_text else "Start", words=task.start_text, planned=planned)
            if expected is not None and task.is_active and status is not Status.COMPLETED:
                self._state(task, "Finish", expected=expected)
            if task.deadline is not None:
                due = Milestone("Frist", Period(None, task.deadline.date() + _ONE_DAY))
                self._state(task, "Deadline", milestones=[due])
            if names := self._workers.get(task.uid):
                bodies = [self.draft.body(name, BodyKind.UNIT, span) for name in dict.fromkeys(names)]
                self._state(task, "Name", words=", ".join(names), responsible=bodies, is_inferred=True)
        if not task.is_active:
            self._find_in(task, "inactive-task", "Active", task.name)

    def _state(self, task: ProjectTask, *names: str, words: str = "", **fields: Any) -> None:
        """A statement about a task, at the first of some of its elements, by default with the words of that element."""
        if event := self.events.get(task.uid):
            fields["events"] = [event]
        if not words:
            element = self.file.places[task.uid]
            words = _shown(next(filter(None, map(element.word, names)), ""))
        self.draft.state(() if event else (self.numbers[task.uid],), self._place(task, *names), words, **fields)

    def _status(self, task: ProjectTask) -> Status:
        if not task.is_active:
            return Status.CANCELLED
        if task.percent_complete >= _FINISHED or task.actual_finish is not None:
            return Status.COMPLETED
        return Status.ONGOING if task.percent_complete or task.actual_start else Status.NOT_STARTED

    def _in_words(self, task: ProjectTask) -> Period | None:
        """The period that a manual task names in words; words that name none are a finding."""
        found: Period | None = None
        for name, words in (("StartText", task.start_text), ("FinishText", task.finish_text)):
            if words:
                try:
                    period = parse_period(words)
                    found = found or (period if name == "StartText" else None)
                except PeriodError as error:
                    self._find_in(task, "text-value", name, words, fault=error.faults[0])
        if words := task.duration_text:
            self._find_in(task, "text-value.duration", "DurationText", words, found=words)
        return found

    @cached_property
    def _workers(self) -> dict[int, list[str]]:
        """The names of the resources that work on each task."""
        names = {one.uid: one.name for one in self.project.resources}
        found: dict[int, list[str]] = {}
        for one in self.project.assignments:
            if name := names[one.resource]:
                found.setdefault(one.task, []).append(name)
        return found

    # --- links ---------------------------------------------------------------------------------------------------

    def _link(self, link: ProjectLink, element: Element, most: int) -> int:
        """Holds a link as waits, or tells why that is impossible; the number of waits."""
        code, targets, waiting = self._ends(link, most)
        subject, other, span = self._name(link.successor), self._name(link.predecessor), element.span
        if code:
            self.unheld[link] = None
            self._find(code, subject, span, other=other, kind=link.kind)
            return 0
        if link.lag:
            lag = length_words(link.lag, is_elapsed=link.is_elapsed)
            self._find("lag-not-held", subject, span, other=other, lag=lag)
        if self.tasks[link.successor].is_summary:
            self._find("link-of-summary", subject, span, other=other, count=len(waiting))
        awaits = [self._await(one, link) for one in targets] or [self._outside(link, element)]
        words = _shown(line_of(element))
        for one in waiting:
            self.draft.state([self.numbers[one.uid]], span, words, awaits=awaits)
        return len(awaits) * len(waiting)

    def _ends(self, link: ProjectLink, most: int) -> tuple[str, list[ProjectTask], list[ProjectTask]]:
        """Why a link cannot be held, or else what it awaits (nothing for a task of another file) and what waits."""
        before = self.tasks.get(link.predecessor)
        targets = [one for one in self._under.get(link.predecessor, ()) if one.is_active]
        waiting = [one for one in self._under.get(link.successor, ()) if one.is_active and one.uid not in self.events]
        code = ""
        if before is None and not link.project:
            code = "link-not-held.unknown"
        elif link.predecessor in (link.successor, *self.project.above(link.successor)):
            code = "link-not-held.self"
        elif link.kind.is_to_finish:
            code = "link-not-held.finish"
        elif before is not None and before.is_summary and link.kind is DependencyKind.START_START:
            code = "link-not-held.summary"
        elif (before is not None and not targets) or not waiting:
            code = "link-not-held.inactive"
        elif max(1, len(targets)) * len(waiting) > most:
            code = "link-not-held.many"
        return code, targets, waiting

    def _name(self, uid: int) -> str:
        if uid not in self.tasks:
            return f"UID {uid}"
        return self.numbers.get(uid) or self.section_numbers.get(uid, _ALL)

    def _await(self, task: ProjectTask, link: ProjectLink) -> Await:
        if event := self.events.get(task.uid):
            return Await(event=event)
        is_start = link.kind is DependencyKind.START_START
        return Await(self.numbers[task.uid], outcome=Outcome.START if is_start else Outcome.COMPLETION)

    def _outside(self, link: ProjectLink, element: Element) -> Await:
        """The wait for a task of another file."""
        title = f"Opgave {link.predecessor} i {link.project}"
        return Await(event=self.draft.event(title, EventKind.WORK, element.span))

    # --- remarks -------------------------------------------------------------------------------------------------

    def _find_remarks(self) -> None:
        """Tells of whatever else a plan has no place for."""
        if self.project.is_from_finish:
            self._find("from-finish", "", (self.root.get("ScheduleFromStart") or self.root).span)
        for task in self.project.tasks:
            if task.is_manual and not task.is_summary:
                self._find_in(task, "manual-task", "Manual", task.name)
            if task.is_summary and task.deadline is not None:
                self._find_in(task, "summary-deadline", "Deadline", day=task.deadline.date())
            if task.constraint is not DateConstraint.AS_SOON_AS_POSSIBLE:
                day = "" if task.constraint_date is None else task.constraint_date.date()
                self._find_in(task, "constraint-not-held", "ConstraintType", constraint=task.constraint, day=day)
            if self._is_split(task):
                self._find_in(task, "split-task", "Finish", task.name)

    @cached_property
    def _first_day(self) -> datetime.date:
        return min(one.start.date() for one in self.project.tasks if one.start is not None)

    def _is_split(self, task: ProjectTask) -> bool:
        """Whether a task lasts longer than its duration by its calendar: it is split, or waits for a resource."""
        if task.is_summary or task.is_manual or task.is_elapsed or task.duration is None:
            return False
        if task.start is None or task.finish is None or task.finish.date() - self._first_day > _LONGEST:
            return False
        if task.calendar not in self.times and len(self.times) == _MOST_CALENDARS:
            return False
        time = self.times.setdefault(task.calendar, WorkingTime(self.project, self._first_day, task.calendar))
        return datetime.timedelta(minutes=time.between(task.start, task.finish)) > task.duration


def _shown(words: str) -> str:
    """Words of a file as they can be quoted; nothing of words that steer the display."""
    try:
        return clean_text(words)
    except PlanError:
        return ""


_WRITTEN = ("Name", "Notes", "StartText", "FinishText", "DurationText", "Contact", "Value")
"""The elements of a task that hold what people wrote."""


def _parts(file: ProjectFile) -> Iterator[Part]:
    """What people wrote in a file, and its dates and links, in the order of the file."""
    for uid, task in file.places.items():
        for one in task.children:
            if one.name in _WRITTEN and one.text.strip():
                yield Line(f"UID {uid} {one.name}: {one.text.strip()}", one.span)
            elif one.name == "ExtendedAttribute" and one.word("Value"):
                yield Line(f"UID {uid} {one.word('FieldID')}: {one.word('Value')}", one.span)
            elif one.name == "PredecessorLink":
                yield Line(f"UID {uid} PredecessorUID: {one.word('PredecessorUID')}", one.span)


def _over(task: ProjectTask) -> Period | None:
    """From the first to the last day of a task."""
    if task.start is None:
        return None
    last = max(task.start, task.finish or task.start)
    return Period(task.start.date(), last.date() + _ONE_DAY)


def _on(time: datetime.datetime | None) -> Period | None:
    return None if time is None else day_period(time.date())
