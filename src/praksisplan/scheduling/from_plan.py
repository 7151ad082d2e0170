"""A plan and a workload as a problem: an activity for each unfinished recommendation and each event that is awaited."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import attrs

from praksisplan.arguments import checked_call
from praksisplan.model import Await, Outcome, Plan, Status, is_number, natural_order
from praksisplan.model.dependencies import DependencyKind
from praksisplan.model.targets import WHOLE_PLAN
from praksisplan.periods import Period, split_period
from praksisplan.rules.carrying import YearLedger
from praksisplan.rules.history import STARTED
from praksisplan.rules.state import bodies_of
from praksisplan.rules.waits import WaitGraph, waits_at
from praksisplan.rules.windows import Windows
from praksisplan.scheduling.placing import first_schedule
from praksisplan.scheduling.problem import Activity, Dependency, Problem, Requirement, Resource
from praksisplan.scheduling.schedule import Placement, PlacementDriver, Schedule, Unplaced, UnplacedReason
from praksisplan.scheduling.workload import Task, Workload, capacity_in, units_of

BLOCKER = "!"
"""The id of an endless activity; everything that no schedule can place depends on it."""

_ONE_DAY = datetime.timedelta(days=1)


class PlanProblem(NamedTuple):
    """A plan as a problem: the waits, the units of time, the problem, and by number what no schedule can place."""

    windows: Windows
    periods: tuple[Period, ...]
    problem: Problem
    closed: dict[str, Unplaced]

    @property
    def graph(self) -> WaitGraph:
        """The waits."""
        return self.windows.graph

    def with_reasons(self, found: Schedule, kept: dict[str, datetime.date]) -> Schedule:
        """The schedule with the plan's own reasons for activities that are unplaced or stay where they were."""
        placed = tuple(self._placed(one, kept.get(one.activity)) for one in found.placed)
        unplaced = tuple(self.closed.get(one.activity, one) for one in found.unplaced)
        return attrs.evolve(found, placed=placed, unplaced=unplaced)

    def _placed(self, one: Placement, kept: datetime.date | None) -> Placement:
        stays = kept is not None and unit_of(kept, self.periods) == one.start
        if one.driver is not PlacementDriver.EARLIEST or not stays:
            return one
        own = unit_of(self.windows.own_bounds(one.activity)[0], self.periods)
        return attrs.evolve(one, driver=PlacementDriver.KEPT) if own < one.start else one


@checked_call
def plan_problem(
    plan: Plan, workload: Workload, *, as_of: datetime.date, over: Period | str, known_at: datetime.date | None = None
) -> PlanProblem:
    """The problem that `schedule` solves, for the same arguments. Danish: *planlægningsproblem*.

    >>> import datetime
    >>> from praksisplan import datasets, parse_period
    >>> from praksisplan.scheduling import Workload
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> day, over = datetime.date(2017, 1, 15), parse_period("2017-2019")
    >>> plan_problem(plan, Workload("quarter"), as_of=day, over=over).problem.horizon
    12
    """
    windows = Windows(waits_at(plan, as_of, known_at))
    return problem_of(windows, workload, split_period(over, workload.per), {}, keep_starts=False)


def problem_of(
    windows: Windows,
    workload: Workload,
    periods: tuple[Period, ...],
    kept: dict[str, datetime.date],
    *,
    keep_starts: bool,
) -> PlanProblem:
    """The problem of a plan; ``kept`` are the days on which numbers started in an earlier schedule.

    Those come first, in that order; with ``keep_starts`` they start no earlier either, and stay where they can.
    """
    graph = windows.graph
    plan = graph.plan
    workload = attrs.evolve(workload, limits=(*plan.limits, *workload.limits))
    resources = tuple(_resources(plan, workload, periods))
    peaks = {resource.id: resource.peak for resource in resources}
    builder = _ActivityBuilder(windows, workload, periods, kept if keep_starts else {})
    priorities = _priorities(graph, workload, kept)
    activities, closed = [], {}
    for number in graph.numbers:
        activity, deadline = builder.activity(number)
        reason = _closed(windows, activity, deadline, peaks)
        if reason is None:
            changes: dict[str, Any] = {"deadline": deadline}
        else:
            closed[number] = Unplaced(number, *reason)
            changes = {"requirements": (), "duration": None, "dependencies": (Dependency(BLOCKER),)}
        activities.append(attrs.evolve(activity, priority=priorities[number], **changes))
    activities += [_event(graph, event, periods) for event in _outside(graph, activities)]
    activities += [Activity(BLOCKER, None)] if closed else []
    if kept and keep_starts:
        activities = _staying_first(activities, resources, len(periods), kept)
    return PlanProblem(windows, periods, Problem(len(periods), tuple(activities), resources), closed)


def _closed(
    windows: Windows, activity: Activity, deadline: int | None, peaks: dict[str, int]
) -> tuple[UnplacedReason, tuple[str, ...]] | None:
    """The reason why no schedule can place an activity; ``None`` if one can."""
    never = dict.fromkeys(one.predecessor for one in activity.dependencies if windows.is_never(one.predecessor))
    if never:
        return UnplacedReason.AWAITS_NEVER, tuple(never)
    graph = windows.graph
    if graph.awaits_more(activity.id) and graph.history.status.get(activity.id) not in STARTED:
        named = dict.fromkeys(one.predecessor for one in activity.dependencies)
        return UnplacedReason.AWAITS_UNKNOWN, tuple(named) or (activity.id,)  # it awaits more than the sources name
    full = tuple(name for name, amount in activity.amounts.items() if amount > peaks[name])
    if full:
        return UnplacedReason.CAPACITY_FULL, full
    if deadline is not None and activity.duration is None:
        return UnplacedReason.AWAITS_UNKNOWN, (activity.id,)  # when it ends is unknown
    if deadline is not None and activity.earliest + (activity.duration or 0) > deadline:
        return UnplacedReason.DEADLINE, ()
    return None


def _staying_first(
    activities: list[Activity], resources: tuple[Resource, ...], horizon: int, kept: dict[str, datetime.date]
) -> list[Activity]:
    """The activities, those first that can stay where they were, so that no other takes their places."""
    there = {one.id: one for one in activities if not is_number(one.id) or one.id in kept}
    fixed = [
        attrs.evolve(
            one,
            dependencies=tuple(each for each in one.dependencies if each.predecessor in there),
            deadline=None if one.duration is None or one.id not in kept else one.earliest + one.duration,
        )
        for one in there.values()
    ]
    trial = first_schedule(Problem(horizon, tuple(fixed), resources), in_order=True)
    staying = {one.activity for one in trial.placed}
    return [
        one if one.id in staying else attrs.evolve(one, priority=one.priority + len(activities)) for one in activities
    ]


def unit_of(day: datetime.date, periods: tuple[Period, ...]) -> int:
    """The index of the period that a day lies in: 0 for an earlier day, one past the last for a later."""
    found = (index for index, period in enumerate(periods) if period.end is not None and day < period.end)
    return next(found, len(periods))


class _ActivityBuilder:
    """Makes the activity of each recommendation from a plan and a workload."""

    def __init__(
        self, windows: Windows, workload: Workload, periods: tuple[Period, ...], kept: dict[str, datetime.date]
    ) -> None:
        self.windows, self.graph, self.workload = windows, windows.graph, workload
        self.periods, self.kept = periods, kept
        self.limited = {WHOLE_PLAN if limit.body is None else limit.body for limit in workload.limits}
        self.tasks = {self.graph.plan.recommendation(number).number: task for number, task in workload.tasks}

    def activity(self, number: str) -> tuple[Activity, int | None]:
        """The activity of a recommendation, and its deadline, which it may not be able to keep."""
        task = self.tasks.get(number, Task())
        has_begun = self.graph.history.status.get(number) in STARTED
        duration = units_of(self.workload.duration if task.duration is None else task.duration, self.workload.per)
        deadline = self._deadline(task)
        earliest = max(
            unit_of(self.windows.own_bounds(number)[0], self.periods), self._promised(number, task, has_begun)
        )
        if number in self.kept:
            first = unit_of(self.kept[number], self.periods)
            is_late = deadline is not None and duration is not None and first + duration > deadline
            earliest = earliest if is_late else max(earliest, first)
        activity = Activity(
            number,
            duration,
            self._requirements(number, task),
            self._dependencies(number, task, has_begun),
            earliest=earliest,
            meeting=None if has_begun else self.workload.starts_at,
        )
        return activity, deadline

    def _promised(self, number: str, task: Task, has_begun: bool) -> int:
        """The unit in which what other recommendations have promised has surely come; 0 where nothing is promised."""
        own = {one.predecessor for one in task.dependencies}
        waits = [] if has_begun else self.windows.leading(number)
        awaited = [wait.target for wait in waits if wait.target in self.graph.index and wait.target not in own]
        lasts = [last for target in awaited if (last := _promise(self.graph, target)) is not None]
        return max((unit_of(last + _ONE_DAY, self.periods) for last in lasts), default=0)

    def _deadline(self, task: Task) -> int | None:
        """The number of units that lie within the period of a deadline; ``None`` where it is after all of them."""
        end, last = None if task.deadline is None else task.deadline.end, self.periods[-1].end
        return None if end is None or (last is not None and last < end) else unit_of(end, self.periods)

    def _requirements(self, number: str, task: Task) -> tuple[Requirement, ...]:
        responsible = bodies_of(self.graph.history, number, "responsible")
        own: Counter[str] = Counter()
        for one in task.requirements:
            own[_body(self.graph.plan, None if one.resource == WHOLE_PLAN else one.resource)] += one.amount
        amounts = {**dict.fromkeys([*responsible, WHOLE_PLAN], 1), **own}
        return tuple(Requirement(body, amount) for body, amount in amounts.items() if amount and body in self.limited)

    def _dependencies(self, number: str, task: Task, has_begun: bool) -> tuple[Dependency, ...]:
        """Those of the plan, and those of the task instead of the plan's on the same.

        What has begun no longer depends on anything for its start, only for its finish.
        """
        own = tuple(one for one in task.dependencies if not self._is_over(one.predecessor))
        if has_begun:
            return tuple(one for one in own if one.kind.is_to_finish)
        replaced = {one.predecessor for one in task.dependencies}
        waits = [wait for wait in self.windows.leading(number) if wait.target not in replaced]
        return tuple(dict.fromkeys([*(self._dependency(wait) for wait in waits), *own]))

    def _dependency(self, wait: Await) -> Dependency:
        """A wait of the plan: until the start of work, or until its finish; an event only comes."""
        is_start = wait.target in self.graph.index and wait.outcome is Outcome.START
        return Dependency(wait.target, DependencyKind.START_START if is_start else DependencyKind.FINISH_START)

    def _is_over(self, target: str) -> bool:
        """Whether a predecessor is finished or has come; a `PlanError` for one that the plan does not have."""
        plan, history = self.graph.plan, self.graph.history
        if plan.has(target):
            return history.status.get(target) is Status.COMPLETED
        return plan.event(target).id in history.delivered


def _outside(graph: WaitGraph, activities: Iterable[Activity]) -> list[str]:
    """The awaited targets that are not unfinished recommendations: events, and what is cancelled or not in the plan."""
    awaited = dict.fromkeys(one.predecessor for activity in activities for one in activity.dependencies)
    return [target for target in awaited if target != BLOCKER and target not in graph.index]


def _event(graph: WaitGraph, event: str, periods: tuple[Period, ...]) -> Activity:
    """An awaited target as an activity of duration 0, in the unit of the day on which it has surely come.

    Without an open promise its duration is unknown, so that nothing that awaits it can be placed.
    """
    last = _promise(graph, event)
    return Activity(event, None) if last is None else Activity(event, 0, earliest=unit_of(last + _ONE_DAY, periods))


def _promise(graph: WaitGraph, target: str) -> datetime.date | None:
    """The last day of the newest promise of an event or recommendation, unless it has passed."""
    expected = graph.history.expected(target)
    last = None if expected is None else expected.last_day
    return None if last is None or last < graph.history.as_of else last


def _priorities(graph: WaitGraph, workload: Workload, kept: dict[str, datetime.date]) -> dict[str, int]:
    """The order in which recommendations are placed, as numbers: those to be kept come first."""
    favoured: dict[str, int] = {}
    for number in workload.priority:
        favoured.setdefault(graph.plan.recommendation(number).number, len(favoured))
    ledger = YearLedger(graph.plan, graph.history, graph.history.as_of.year)

    def key(number: str) -> tuple[Any, ...]:
        entry = ledger[number]
        due = datetime.date.max if entry.due is None else entry.due.start or entry.due.last_day or datetime.date.max
        return (
            kept.get(number, datetime.date.max),
            graph.history.status.get(number) not in STARTED,
            due,
            -entry.times_carried,
            favoured.get(number, len(favoured)),
        )

    return {number: index for index, number in enumerate(sorted(natural_order(graph.numbers), key=key))}


def _resources(plan: Plan, workload: Workload, periods: tuple[Period, ...]) -> Iterator[Resource]:
    """The capacity of each body in each unit, and the units in which it meets."""
    limited = dict.fromkeys(_body(plan, limit.body) for limit in workload.limits)
    meetings: defaultdict[str, list[datetime.date]] = defaultdict(list)
    for one in workload.meetings:
        meetings[_body(plan, one.body)].extend(one.days)
    if workload.starts_at is not None:
        meetings.setdefault(_body(plan, workload.starts_at), [])
    over = Period(periods[0].start, periods[-1].end)
    for name in dict.fromkeys([*limited, *meetings]):
        body = None if name == WHOLE_PLAN else name
        steps = tuple((unit, capacity_in(workload.limits, body, one) or 0) for unit, one in enumerate(periods))
        units = {unit_of(day, periods) for day in meetings.get(name, ()) if day in over}
        yield Resource(name, steps, tuple(sorted(units)))


def _body(plan: Plan, body: str | None) -> str:
    return WHOLE_PLAN if body is None else plan.body(body).id
