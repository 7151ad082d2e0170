"""A plan's recommendations placed in periods, within what its bodies can carry."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, TypeVar, cast

import attrs
from dateutil.rrule import rrule, rruleset

from praksisplan.answers import BASE, CODE, NUMBERS, PERIOD, REFERENCES, WHOLE_PLAN, Answer, reference
from praksisplan.arguments import checked_call
from praksisplan.errors import Fault, PlanError, shown
from praksisplan.fields import One, Several, checked, count, each, identifier, optional, refuse
from praksisplan.model import (
    Limit,
    Outcome,
    PlacementDriver,
    Plan,
    Status,
    UnplacedReason,
    as_number,
    as_numbers,
    natural_order,
)
from praksisplan.periods import Period, Unit, as_day, as_period, as_unit, length_in, read_period, split_period
from praksisplan.rules.carrying import YearLedger
from praksisplan.rules.history import STARTED, history_at
from praksisplan.rules.waits import WaitGraph
from praksisplan.rules.windows import Driver, Windows
from praksisplan.scheduling.placing import place
from praksisplan.scheduling.problem import Demand, Item, Lag, LagKind, Problem, Supply
from praksisplan.scheduling.schedule import Placement, Schedule, Unplaced
from praksisplan.scheduling.verifying import verified

__all__ = [
    "CLOSED",
    "WHOLE_PLAN",
    "Meetings",
    "Moved",
    "PlanProblem",
    "PlanSchedule",
    "Workload",
    "limit_of",
    "plan_problem",
    "schedule",
    "target_text",
]

CLOSED = "!"
"""What is awaited for ever by what needs a body that carries nothing at all."""


def _days(value: Iterable[datetime.date]) -> tuple[datetime.date, ...]:
    if isinstance(value, (rrule, rruleset)):
        raise PlanError(
            Fault(
                "endless-meetings",
                "days",
                "a rule of dateutil may have no end; write Meetings.by_rule(body, rule, over)",
                "en regel i dateutil kan være uden slutning; skriv Meetings.by_rule(body, rule, over)",
            )
        )
    return each(value, _day)


def _day(value: datetime.date) -> datetime.date:
    return as_day(value, "")


@attrs.frozen(field_transformer=checked)
class Meetings:
    """The days on which a body meets; what needs it starts in a unit with a meeting. Danish: *møder*."""

    body: str = attrs.field(converter=identifier)
    days: tuple[datetime.date, ...] = attrs.field(converter=_days)

    @classmethod
    def by_rule(cls, body: str, rule: rrule | rruleset, over: Period) -> Meetings:
        """The meetings by a rule of dateutil within a closed period, both ends included as days.

        >>> from dateutil.rrule import MONTHLY, rrule
        >>> from praksisplan import parse_period
        >>> rule = rrule(MONTHLY, dtstart=datetime.datetime(2017, 1, 20), interval=6)
        >>> Meetings.by_rule("ppu", rule, parse_period("2017")).days
        (datetime.date(2017, 1, 20), datetime.date(2017, 7, 20))

        A rule in a time zone gives the days in that zone.
        """
        One[rrule | rruleset](rule, "rule")
        first, last = as_period(over, "over").start, over.last_day
        if first is None or last is None:
            raise PlanError(
                Fault(
                    "open-period",
                    "over",
                    f"{over} is open; both ends must be known",
                    f"{over} er åben; begge ender skal være kendt",
                )
            )
        zone = next((day.tzinfo for day in rule), None)  # a rule of a calendar tells its time of day in a zone
        begin = datetime.datetime.combine(first, datetime.time(), zone)
        days = rule.between(begin, datetime.datetime.combine(last, datetime.time.max, zone), inc=True)
        return cls(body, tuple(day.date() for day in days))


S = TypeVar("S")
T = TypeVar("T")


def _pairs(value: Mapping[int | str, T] | Iterable[tuple[int | str, T]]) -> Iterable[tuple[int | str, T]]:
    return each(cast("Mapping[int | str, T]", value).items() if isinstance(value, Mapping) else value, _pair)


def _pair(value: tuple[int | str, T]) -> tuple[int | str, T]:
    if not isinstance(value, (tuple, list)) or len(value) != 2:
        refuse(
            "",
            "a mapping, or pairs of a number and what holds for it",
            "et opslag, eller par af nummer og værdi",
            value,
        )
    return value[0], value[1]


_Given = Mapping[int | str, T] | Iterable[tuple[int | str, T]]


def _by_number(value: _Given[S], check: Callable[[S], T]) -> tuple[tuple[str, T], ...]:
    """What holds for single recommendations, checked, each number once."""
    found: dict[str, T] = {}
    for given, one in _pairs(value):
        number = as_number(given)
        if number in found:
            raise PlanError(Fault("duplicate-key", number, f"{number} is given twice", f"{number} er oplyst to gange"))
        try:
            found[number] = check(one)
        except PlanError as error:
            raise error.under(f"[{number}]") from None
    return tuple(found.items())


def _length(value: int | Period | None) -> int | Period | None:
    return value if value is None or isinstance(value, Period) else count(value)


def _lengths(value: _Given[int | Period | None]) -> tuple[tuple[str, int | Period | None], ...]:
    return _by_number(value, _length)


def _deadlines(value: _Given[Period | str]) -> tuple[tuple[str, Period], ...]:
    return _by_number(value, read_period)


def _needs(value: _Given[Iterable[Demand]]) -> tuple[tuple[str, tuple[Demand, ...]], ...]:
    return _by_number(value, Several[Demand])


def _lags(value: _Given[Iterable[Lag]]) -> tuple[tuple[str, tuple[Lag, ...]], ...]:
    return _by_number(value, Several[Lag])


@attrs.frozen(field_transformer=checked)
class Workload:
    """What the plan and its bodies can carry, and how long things take. Danish: *arbejdsbyrde*.

    ``per`` is the unit of time. ``limits`` hold beside those of the plan; the least of all counts. ``starts_at`` is the
    id of a body whose meetings are needed to start anything. ``priority`` lists numbers that come before the others,
    the first of equals. What holds for single recommendations is given by number:

    - ``lengths``: the units that one takes, or a closed period that is as long, ``None`` where that is not known; the
      others take ``length``.
    - ``needs``: what one takes of a body while it runs (of the whole plan: `WHOLE_PLAN`), in place of 1 of each limited
      body that is responsible, and of the plan.
    - ``deadlines``: a period by whose last day, that day included, one is finished.
    - ``lags``: waits for other recommendations or events of the plan, in place of the plan's own wait for the same;
      they hold nothing once that is finished or has come.

    >>> from praksisplan.scheduling import Demand, Lag
    >>> workload = Workload("month", lengths={29: 3}, needs={29: (Demand("ppu", 2),)}, lags={29: (Lag("28", least=1),)})
    >>> workload.needs
    (('29', (Demand(body='ppu', amount=2),)),)
    """

    per: Unit = attrs.field(default="quarter", converter=as_unit)
    limits: tuple[Limit, ...] = attrs.field(default=(), converter=Several[Limit])
    lengths: tuple[tuple[str, int | Period | None], ...] = attrs.field(default=(), converter=_lengths)
    length: int | Period | None = attrs.field(default=1, converter=_length)
    needs: tuple[tuple[str, tuple[Demand, ...]], ...] = attrs.field(default=(), converter=_needs)
    deadlines: tuple[tuple[str, Period], ...] = attrs.field(default=(), converter=_deadlines)
    lags: tuple[tuple[str, tuple[Lag, ...]], ...] = attrs.field(default=(), converter=_lags)
    meetings: tuple[Meetings, ...] = attrs.field(default=(), converter=Several[Meetings])
    starts_at: str | None = attrs.field(default=None, converter=optional(identifier))
    priority: tuple[str, ...] = attrs.field(default=(), converter=as_numbers)


@attrs.frozen
class Moved:
    """A recommendation that stands elsewhere than in an earlier schedule. Danish: *flyttet*.

    ``before`` and ``after`` are the periods in which it starts, ``None`` where it was or is not placed.
    """

    number: str
    before: Period | None
    after: Period | None
    because: Placement | Unplaced


def target_text(plan: Plan, target: str, lang: str = "da") -> str:
    """What stands behind a placement, in words: a recommendation, an event, a body, the whole plan."""
    return reference(plan, target).text(lang)


class PlanSchedule(Answer[Placement | Unplaced]):
    """Every unfinished recommendation in a period, or why not, by number. Danish: *tidsplan med kapacitet*.

    ``periods`` are the units of time, ``schedule`` the schedule in units, in which the events that are awaited stand
    too; ``moved`` is what stands elsewhere than in the schedule that was to be kept.
    """

    columns = {
        **BASE,
        "start": PERIOD,
        "until": PERIOD,
        "drivers": CODE,
        "because": REFERENCES,
        "taken_by": NUMBERS,
    }

    def __init__(
        self, graph: WaitGraph, periods: tuple[Period, ...], found: Schedule, keep: PlanSchedule | None
    ) -> None:
        told: list[Placement | Unplaced] = [*found.placed, *found.unplaced]
        by_number = {one.item: one for one in told if one.item in graph.index}
        super().__init__(graph.plan, graph.history.as_of, graph.history.known_at, by_number)
        self.periods = periods
        self.schedule = found
        self.moved: tuple[Moved, ...] = () if keep is None else tuple(_moved(keep, self))

    @property
    def placed(self) -> tuple[str, ...]:
        """The numbers that have a place."""
        return tuple(number for number, one in self.items() if isinstance(one, Placement))

    @property
    def unplaced(self) -> tuple[str, ...]:
        """The numbers that have none."""
        return tuple(number for number, one in self.items() if isinstance(one, Unplaced))

    def start(self, number: int | str) -> Period | None:
        """The period in which the work on a recommendation starts; ``None`` where it has no place."""
        found = self[number]
        return self.periods[found.start] if isinstance(found, Placement) else None

    def drivers(self, number: int | str) -> tuple[Driver, ...]:
        """What sets the start of a recommendation, or leaves it without a place. Danish: *det, der styrer*."""
        return tuple(Driver("start", self.plan.target(one)) for one in self[number].targets)

    def _given(self, number: str, found: Placement | Unplaced) -> dict[str, Any]:
        start = end = None
        if isinstance(found, Placement):
            start = self.periods[found.start]
            end = None if found.end is None else self.periods[max(found.end - 1, found.start)]
        return super()._given(number, found) | {
            "start": start,
            "until": end,
            "drivers": found.driver if isinstance(found, Placement) else found.reason,
            "because": tuple(reference(self.plan, target) for target in found.targets),
            "taken_by": natural_order(found.taken_by),
        }

    def _counts(self) -> tuple[str, int, int]:
        return "placed_of", len(self.placed), len(self)


@checked_call
def schedule(
    plan: Plan,
    workload: Workload,
    *,
    as_of: datetime.date,
    over: Period,
    known_at: datetime.date | None = None,
    keep: PlanSchedule | None = None,
    effort: int = 0,
    using: Callable[[Problem], Schedule] | None = None,
) -> PlanSchedule:
    """The unfinished recommendations placed in the units of a period, within what the bodies can carry.

    Danish: *planlægning*. An event that is awaited has come when the last day of its newest promise has passed; without
    one, what awaits it has no place. A recommendation that is awaited until its report or completion is awaited to its
    end, and until what it promised has come. Work that has begun comes first, then what is due earliest, what was
    carried most often, what has priority, and the number; what would miss its deadline comes earlier. With ``keep``,
    what an earlier schedule placed stays, unless it must move later or another would have no place;
    `PlanSchedule.moved` tells what moved and why. ``effort`` is as in `praksisplan.scheduling.place`; ``using`` is
    another scheduler, such as ``lambda problem: optimize(problem).schedule``, whose schedule is verified. Raises
    `PlanError` for a body or number that the plan does not have, for a period that is open, and for ``using`` with
    ``keep`` or ``effort``.

    >>> import datetime
    >>> from praksisplan import Limit, Workload, datasets, parse_period, schedule
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> workload = Workload("quarter", limits=(Limit(None, 12),))
    >>> found = schedule(plan, workload, as_of=datetime.date(2017, 1, 15), over=parse_period("2017-2019"))
    >>> len(found.placed) + len(found.unplaced), str(found.start(78))
    (69, '1. kvartal 2018')
    """
    if using is not None and (keep is not None or effort):
        raise PlanError(
            Fault(
                "two-schedulers",
                "using",
                "another scheduler knows neither keep nor effort; leave them out",
                "en anden planlægger kender hverken keep eller effort; udelad dem",
            )
        )
    found = plan_problem(plan, workload, as_of=as_of, over=over, known_at=known_at, keep=keep)
    if using is not None:
        placed = verified(attrs.evolve(using(found.problem), problem=found.problem))
    else:
        placed = place(found.problem, effort=effort, in_order=keep is not None)
        if keep is not None and placed.unplaced:
            # what stays may not cost another its place: then the order of the earlier schedule alone is kept
            free = plan_problem(plan, workload, as_of=as_of, over=over, known_at=known_at, keep=keep, hold=False)
            moved = place(free.problem)
            if len(moved.unplaced) < len(placed.unplaced):
                found, placed = free, moved
    placed = _with_closed(placed, found.closed)
    if keep is not None:
        placed = _with_kept(placed, found, keep)
    return PlanSchedule(found.graph, found.periods, placed, keep)


class PlanProblem(NamedTuple):
    """A plan's problem: the waits, the units of time, the problem, and by number what can have no place in it."""

    windows: Windows
    periods: tuple[Period, ...]
    problem: Problem
    closed: dict[str, Unplaced]

    @property
    def graph(self) -> WaitGraph:
        """The waits."""
        return self.windows.graph


@checked_call
def plan_problem(
    plan: Plan,
    workload: Workload,
    *,
    as_of: datetime.date,
    over: Period,
    known_at: datetime.date | None = None,
    keep: PlanSchedule | None = None,
    hold: bool = True,
) -> PlanProblem:
    """The problem that `schedule` places, with the same arguments. Danish: *planlægningsproblem*.

    Without ``hold`` only the order of an earlier schedule is kept, not where it placed things.

    >>> import datetime
    >>> from praksisplan import Limit, Workload, datasets, parse_period
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> day, over = datetime.date(2017, 1, 15), parse_period("2017-2019")
    >>> plan_problem(plan, Workload("quarter"), as_of=day, over=over).problem.horizon
    12
    """
    workload = attrs.evolve(workload, limits=(*plan.limits, *workload.limits))
    periods = split_period(over, workload.per)
    history = history_at(plan, as_of, known_at)
    graph = WaitGraph(plan, history)
    supplies = tuple(_supplies(plan, workload, periods))
    windows = Windows(graph)
    asked = _Asked(windows, workload, periods, keep if hold else None, _ranks(plan, graph, workload, keep, periods))
    most = {supply.body: supply.most for supply in supplies}
    items, closed = [], {}
    for number in graph.numbers:
        item, deadline = asked.item(number)
        if never := tuple(dict.fromkeys(lag.after for lag in item.lags if windows.is_never(lag.after))):
            closed[number] = Unplaced(number, UnplacedReason.AWAITS_NEVER, never)
        elif full := tuple(need.body for need in item.demands if need.amount > most[need.body]):
            closed[number] = Unplaced(number, UnplacedReason.CAPACITY_FULL, full)
        elif deadline is not None and item.length is None:
            closed[number] = Unplaced(number, UnplacedReason.AWAITS_UNKNOWN, (number,))  # when it ends is not known
        elif deadline is not None and item.earliest + (item.length or 0) > deadline:
            closed[number] = Unplaced(number, UnplacedReason.DEADLINE)
        else:
            item = attrs.evolve(item, deadline=deadline)
        items.append(attrs.evolve(item, needs=(), length=None, lags=(Lag(CLOSED),)) if number in closed else item)
    items += [_event(graph, event, periods) for event in _outside(graph, items)]
    items += [Item(CLOSED, None)] if closed else []
    if keep is not None and hold:
        items = _staying_first(items, supplies, periods, keep)
    return PlanProblem(windows, periods, Problem(len(periods), tuple(items), supplies), closed)


def _with_kept(placed: Schedule, found: PlanProblem, keep: PlanSchedule) -> Schedule:
    """The schedule, in which what stands where it stood, and could begin earlier, is told to stay there."""

    def told(one: Placement) -> Placement:
        kept = _kept(keep, one.item, found.periods)
        stays = kept is not None and kept.start is not None and _unit_of(kept.start, found.periods) == one.start
        if one.driver is not PlacementDriver.EARLIEST or not stays:
            return one
        own = _unit_of(found.windows.own_bounds(one.item)[0], found.periods)
        return attrs.evolve(one, driver=PlacementDriver.KEPT) if own < one.start else one

    return attrs.evolve(placed, placed=tuple(map(told, placed.placed)))


def _with_closed(found: Schedule, closed: dict[str, Unplaced]) -> Schedule:
    """The schedule, in which what can have no place is told with its own reason."""
    return attrs.evolve(found, unplaced=tuple(closed.get(one.item, one) for one in found.unplaced))


def _staying_first(
    items: list[Item], supplies: tuple[Supply, ...], periods: tuple[Period, ...], keep: PlanSchedule
) -> list[Item]:
    """The items with those first that can stay where they were, so that nothing else takes their places."""
    kept = [item for item in items if not item.id[:1].isdecimal() or _kept(keep, item.id, periods) is not None]
    there = {item.id for item in kept}
    fixed = [
        attrs.evolve(
            item,
            lags=tuple(lag for lag in item.lags if lag.after in there),
            deadline=None if item.length is None or item.id not in keep else item.earliest + item.length,
        )
        for item in kept
    ]
    trial = place(Problem(len(periods), tuple(fixed), supplies), in_order=True)
    staying = {one.item for one in trial.placed}
    return [item if item.id in staying else attrs.evolve(item, rank=item.rank + len(items)) for item in items]


def _kept(keep: PlanSchedule | None, number: str, periods: tuple[Period, ...]) -> Period | None:
    """The period in which a recommendation starts in the schedule to be kept, if it is not past."""
    found = keep.start(number) if keep is not None and number in keep else None
    first = periods[0].start
    is_past = found is None or found.start is None or first is None or found.start < first
    return None if is_past else found


def _unit_of(day: datetime.date, periods: tuple[Period, ...]) -> int:
    """The place of the period that a day lies in: 0 for an earlier day, one past the last for a later."""
    found = (place for place, period in enumerate(periods) if period.end is not None and day < period.end)
    return next(found, len(periods))


class _Asked:
    """What a plan and a workload ask of each recommendation."""

    def __init__(
        self,
        windows: Windows,
        workload: Workload,
        periods: tuple[Period, ...],
        keep: PlanSchedule | None,
        ranks: dict[str, int],
    ) -> None:
        self.windows, self.graph, self.workload = windows, windows.graph, workload
        self.periods, self.keep, self.ranks = periods, keep, ranks
        self.bounded = {WHOLE_PLAN if limit.body is None else limit.body for limit in workload.limits}
        self.lengths = self._by_number(workload.lengths)
        self.needs = self._by_number(workload.needs)
        self.deadlines = self._by_number(workload.deadlines)
        self.lags = self._by_number(workload.lags)
        for number, needs in self.needs.items():
            _refuse_others(needs, Demand, "needs", number)
        for number, lags in self.lags.items():
            _refuse_others(lags, Lag, "lags", number)

    def _by_number(self, pairs: Iterable[tuple[str, T]]) -> dict[str, T]:
        return {self.graph.plan.recommendation(number).number: one for number, one in pairs}

    def item(self, number: str) -> tuple[Item, int | None]:
        """The item of a recommendation, and its deadline, which it may not be able to keep."""
        has_begun = self.graph.history.status.get(number) in STARTED
        length = self.lengths.get(number, self.workload.length)
        units = length_in(length, self.workload.per) if isinstance(length, Period) else length
        deadline = self._deadline(number)
        earliest = max(_unit_of(self.windows.own_bounds(number)[0], self.periods), self._promised(number, has_begun))
        kept = _kept(self.keep, number, self.periods)
        if kept is not None and kept.start is not None:
            first = _unit_of(kept.start, self.periods)
            is_late = deadline is not None and units is not None and first + units > deadline
            earliest = earliest if is_late else max(earliest, first)
        item = Item(
            number,
            units,
            needs=self._needs(number),
            lags=self._lags(number, has_begun),
            earliest=earliest,
            meeting=None if has_begun else self.workload.starts_at,
            rank=self.ranks[number],
        )
        return item, deadline

    def _promised(self, number: str, has_begun: bool) -> int:
        """The unit in which what other recommendations have promised has surely come; 0 where nothing is promised."""
        own = {lag.after for lag in self.lags.get(number, ())}
        waits = [] if has_begun else [one.wait for one in self.graph.open_waits(number)]
        awaited = [wait.target for wait in waits if wait.target in self.graph.index and wait.target not in own]
        lasts = [last for target in awaited if (last := _promise(self.graph, target)) is not None]
        return max((_unit_of(last + datetime.timedelta(days=1), self.periods) for last in lasts), default=0)

    def _deadline(self, number: str) -> int | None:
        """The unit before which it ends: those that lie within the period of its deadline, from the first."""
        period = self.deadlines.get(number)
        if period is None:
            return None
        end = period.end if isinstance(period, Period) else None
        if end is None:
            raise PlanError(
                Fault(
                    "open-period",
                    "deadlines",
                    f"expected a period with a last day, found {shown(str(period))}",
                    f"der skulle stå en periode med en sidste dag, her står {shown(str(period))}",
                )
            )
        last = self.periods[-1].end
        if last is not None and last < end:
            return None  # it lies beyond what is planned
        return sum(unit.end is not None and unit.end <= end for unit in self.periods)

    def _needs(self, number: str) -> tuple[Demand, ...]:
        said = self.graph.history.said(number)
        responsible = [body for one in said for body in one.responsible if body in self.bounded]
        amounts = dict.fromkeys([*responsible, *({WHOLE_PLAN} & self.bounded)], 1)
        own: dict[str, int] = {}
        for need in self.needs.get(number, ()):
            body = _known(self.graph.plan, None if need.body == WHOLE_PLAN else need.body)
            own[body] = own.get(body, 0) + need.amount
        amounts |= {body: amount for body, amount in own.items() if body in self.bounded}
        return tuple(Demand(body, amount) for body, amount in amounts.items() if amount)

    def _lags(self, number: str, has_begun: bool) -> tuple[Lag, ...]:
        """The waits: those of the plan, and the caller's own in place of the plan's for the same.

        What has begun waits no more for its start, only for its end.
        """
        graph = self.graph
        own = self.lags.get(number, ())
        if has_begun:
            ends = (LagKind.FINISH_FINISH, LagKind.START_FINISH)
            return tuple(lag for lag in own if lag.kind in ends and not self._is_over(lag.after))
        replaced = {lag.after for lag in own}
        waits = [one.wait for one in graph.open_waits(number) if one.wait.target not in replaced]
        lags = [_lag(wait.target, wait.outcome, wait.target in graph.index) for wait in waits]
        return tuple(dict.fromkeys([*lags, *(lag for lag in own if not self._is_over(lag.after))]))

    def _is_over(self, target: str) -> bool:
        """Whether what a caller's own wait awaits is finished or has come; a `PlanError` for what the plan has not."""
        plan, history = self.graph.plan, self.graph.history
        if plan.has(target):
            return history.status.get(target) is Status.COMPLETED
        return plan.event(target).id in history.delivered


def _refuse_others(values: Iterable[object], kind: type, name: str, number: str) -> None:
    for value in values:
        if type(value) is not kind:
            raise PlanError(
                Fault(
                    "wrong-type",
                    f"{name}[{number}]",
                    f"expected a {kind.__name__}, found {shown(value)}",
                    f"der skulle stå en {kind.__name__}, her står {shown(value)}",
                )
            )


def _lag(target: str, outcome: Outcome, is_work: bool) -> Lag:
    """A wait of the plan as a wait of the problem: until the start of work, or until the end; an event only comes."""
    return Lag(target, LagKind.START_START if is_work and outcome is Outcome.START else LagKind.FINISH_START)


def _outside(graph: WaitGraph, items: Iterable[Item]) -> list[str]:
    """What is awaited and is no unfinished recommendation: events, and what is cancelled or not in the plan."""
    awaited = dict.fromkeys(lag.after for item in items for lag in item.lags)
    return [target for target in awaited if target != CLOSED and target not in graph.index]


def _event(graph: WaitGraph, event: str, periods: tuple[Period, ...]) -> Item:
    """What is awaited as an item of no length, in the unit of the day on which it has surely come.

    Without a promise that still stands it has no known length, so that what awaits it has no place.
    """
    last = _promise(graph, event)
    if last is None:
        return Item(event, None)
    return Item(event, 0, earliest=_unit_of(last + datetime.timedelta(days=1), periods))


def _promise(graph: WaitGraph, target: str) -> datetime.date | None:
    """The last day of the newest promise of an event or recommendation, if it still stands."""
    expected = graph.history.expected(target)
    last = None if expected is None else expected.last_day
    return None if last is None or last < graph.history.as_of else last


def _ranks(
    plan: Plan, graph: WaitGraph, workload: Workload, keep: PlanSchedule | None, periods: tuple[Period, ...]
) -> dict[str, int]:
    """The order of wishes, as numbers: what stood in the schedule to be kept first, in its order."""
    favoured: dict[str, int] = {}
    for number in workload.priority:
        favoured.setdefault(plan.recommendation(as_number(number)).number, len(favoured))
    ledger = YearLedger(plan, graph.history, graph.history.as_of.year)
    none = len(favoured)

    def wish(number: str) -> tuple[Any, ...]:
        kept = _kept(keep, number, periods)
        entry = ledger[number]
        due = datetime.date.max if entry.due is None else entry.due.start or entry.due.last_day or datetime.date.max
        return (
            datetime.date.max if kept is None else kept.start,
            graph.history.status.get(number) not in STARTED,
            due,
            -entry.times_carried,
            favoured.get(number, none),
        )

    by_number = natural_order(graph.numbers)
    return {number: rank for rank, number in enumerate(sorted(by_number, key=wish))}


def _supplies(plan: Plan, workload: Workload, periods: tuple[Period, ...]) -> list[Supply]:
    """What each body can carry in each unit, and in which it meets."""
    bodies = dict.fromkeys(_known(plan, limit.body) for limit in workload.limits)
    meetings: dict[str, tuple[datetime.date, ...]] = {}
    for meeting in workload.meetings:
        name = _known(plan, meeting.body)
        meetings[name] = (*meetings.get(name, ()), *meeting.days)
    if workload.starts_at is not None and workload.starts_at not in meetings:
        meetings[_known(plan, workload.starts_at)] = ()
    found = []
    for body in dict.fromkeys([*bodies, *meetings]):
        steps = []
        for unit, period in enumerate(periods):
            limited = None if body == WHOLE_PLAN else body
            steps.append((unit, limit_of(workload.limits, limited, period) or 0))
        units = {_unit_of(day, periods) for day in meetings.get(body, ()) if _is_within(day, periods)}
        found.append(Supply(body, tuple(steps), tuple(sorted(units))))
    return found


def _known(plan: Plan, body: str | None) -> str:
    return WHOLE_PLAN if body is None else plan.body(body).id


def limit_of(limits: Iterable[Limit], body: str | None, period: Period) -> int | None:
    """How much a body can carry in a unit of time: what it can on each of its days; ``None`` where no limit names it.

    On a day the least of the limits that hold counts, and nothing can be carried where none does.
    """
    own = [limit for limit in limits if limit.body == body]
    if not own or period.start is None or period.end is None:
        return None
    changes = {end for limit in own if limit.over is not None for end in (limit.over.start, limit.over.end)}
    days = [period.start, *(day for day in changes if day is not None and period.start < day < period.end)]
    return min(min((limit.most for limit in own if _holds(limit, day)), default=0) for day in days)


def _holds(limit: Limit, day: datetime.date) -> bool:
    over = limit.over
    return over is None or ((over.start is None or over.start <= day) and (over.end is None or day < over.end))


def _is_within(day: datetime.date, periods: tuple[Period, ...]) -> bool:
    first, end = periods[0].start, periods[-1].end
    return first is not None and end is not None and first <= day < end


def _moved(before: PlanSchedule, after: PlanSchedule) -> Iterable[Moved]:
    for number, found in after.items():
        earlier = before.start(number) if number in before else None
        if number in before and earlier != after.start(number):
            yield Moved(number, earlier, after.start(number), found)
