"""What if, and what changed: changes as values, and the difference between two plans or two days."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import ClassVar, Protocol

import attrs

from praksisplan.answers import Cell, Told
from praksisplan.errors import Fault, PlanError, shown
from praksisplan.model import (
    Await,
    Limit,
    Outcome,
    Plan,
    Recommendation,
    Statement,
    Status,
    as_number,
    limited,
    natural_order,
    nearest,
)
from praksisplan.periods import Period, as_day
from praksisplan.rules.carrying import YearLedger
from praksisplan.rules.history import history_at, newest_day
from praksisplan.rules.state import PlanState, RecommendationState, wait_text
from praksisplan.rules.waits import WaitGraph
from praksisplan.rules.windows import Driver, Forecast, Window
from praksisplan.terms import Term
from praksisplan.vocabulary import day_words, heading, phrase

__all__ = [
    "Add",
    "AddWait",
    "CapacityChanges",
    "Change",
    "Comparison",
    "Defer",
    "Difference",
    "Drop",
    "LiftWait",
    "NeverComes",
    "PromiseMoves",
    "apply",
    "compare",
    "what_if",
]


def _target(value: int | str) -> str:
    """The number of a recommendation, or the id of an event as it is."""
    return value if type(value) is str and not value[:1].isdecimal() else as_number(value)


def _a_period(_: object, attribute: attrs.Attribute[Period], value: object) -> None:
    if type(value) is not Period:
        raise PlanError(
            Fault(
                "wrong-type",
                attribute.name,
                f"expected a period, found {shown(value)}; parse_period() makes one of words",
                f"der skulle stå en periode, her står {shown(value)}; parse_period() laver en af ord",
            )
        )


@attrs.frozen
class PromiseMoves:
    """A change: what was promised is now expected at another time. Danish: *forventningen flytter sig*.

    ``target`` is the id of an event or the number of a recommendation, ``outcome`` what of it was promised. The new
    promise is told on the day ``on``; left out, on that of the plan's newest statement.
    """

    target: str = attrs.field(converter=_target)
    expected: Period = attrs.field(validator=_a_period)
    outcome: Outcome = Outcome.COMPLETION
    on: datetime.date | None = None


@attrs.frozen
class NeverComes:
    """A change: an event will not come; what was promised of it no longer stands. Danish: *begivenheden udebliver*."""

    event: str


@attrs.frozen
class Defer:
    """A change: a recommendation is put off to a period. Danish: *udskydelse*."""

    number: str = attrs.field(converter=as_number)
    to: Period = attrs.field(validator=_a_period)
    on: datetime.date | None = None


@attrs.frozen
class Drop:
    """A change: a recommendation is cancelled. Danish: *bortfald*."""

    number: str = attrs.field(converter=as_number)
    on: datetime.date | None = None


@attrs.frozen
class Add:
    """A change: a recommendation is added, planned for a period where one is given. Danish: *ny anbefaling*."""

    recommendation: Recommendation
    planned: Period | None = None
    on: datetime.date | None = None


@attrs.frozen
class AddWait:
    """A change: a recommendation awaits something more. Danish: *ny afventning*."""

    number: str = attrs.field(converter=as_number)
    wait: Await
    on: datetime.date | None = None


@attrs.frozen
class LiftWait:
    """A change: a recommendation no longer awaits something. Danish: *ophævet afventning*."""

    number: str = attrs.field(converter=as_number)
    wait: Await
    on: datetime.date | None = None


@attrs.frozen
class CapacityChanges:
    """A change: a body can carry another number at once, in a period or always. Danish: *ændret kapacitet*.

    ``body`` is its id, ``None`` for the whole plan. The new number takes the place of the plan's own limits there.
    """

    body: str | None
    most: int
    over: Period | None = None


Change = PromiseMoves | NeverComes | Defer | Drop | Add | AddWait | LiftWait | CapacityChanges


def apply(plan: Plan, *changes: Change) -> Plan:
    """The plan as it would be after some changes; the plan itself stays as it is. Danish: *hvad nu hvis*.

    A change is told on its day ``on``; left out, on that of the plan's newest statement. Raises `PlanError` for a
    number or event that the plan does not have, for a number that it has already, and for two changes that contradict
    each other: it names both.

    >>> import datetime
    >>> from praksisplan import Defer, PromiseMoves, apply, datasets, forecast, parse_period
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> late = apply(plan, PromiseMoves("forebyggelsesgruppen-rapport", parse_period("1. kvartal 2018")))
    >>> print(forecast(late, as_of=datetime.date(2017, 1, 15))[9].earliest)
    2018-01-01
    """
    told: dict[tuple[object, ...], Change] = {}
    for one, other in combinations([change for change in changes if isinstance(change, CapacityChanges)], 2):
        if one.body == other.body and one.most != other.most and _overlap(one.over, other.over):
            raise _conflict(("capacity", one.body), one, other)
    added = [change.recommendation for change in changes if isinstance(change, Add)]
    changed = attrs.evolve(plan, recommendations=(*plan.recommendations, *dict.fromkeys(added)))
    for change in changes:
        for key in _touches(plan, changed, change):
            if key in told and told[key] != change:
                raise _conflict(key, told[key], change)
            told[key] = change
    never = {change.event for change in changes if isinstance(change, NeverComes)}
    log = [_without_promise(one, never) for one in plan.log] if never else list(plan.log)
    day = None
    limits = plan.limits
    for change in dict.fromkeys(changes):
        if isinstance(change, CapacityChanges):
            limits = limited(limits, Limit(change.body, change.most, change.over))
        elif not isinstance(change, NeverComes):
            on = change.on
            if on is None:
                on = day = day or newest_day(plan)
            log.append(attrs.evolve(_said(change), on=_one_day(as_day(on, "on")), text="Antaget"))
    return attrs.evolve(changed, log=tuple(log), limits=limits)


def _touches(plan: Plan, changed: Plan, change: Change) -> Iterator[tuple[object, ...]]:
    """What a change changes, as keys: two changes of the same thing contradict each other."""
    match change:
        case PromiseMoves():
            yield "promise", _subject(changed, change.target), change.outcome
            if not change.target[:1].isdecimal():
                yield "event", change.target, change.outcome
        case NeverComes():
            plan.event(change.event)
            yield from (("event", change.event, outcome) for outcome in Outcome)
        case Add():
            number = change.recommendation.number
            _refuse_section(plan, change.recommendation)
            if plan.has(number):
                raise PlanError(
                    Fault(
                        "duplicate-number",
                        "changes",
                        f"the plan has a recommendation {shown(number)} already",
                        f"planen har allerede en anbefaling {shown(number)}",
                    )
                )
            yield "add", number
        case Defer() | Drop():
            yield "state", _subject(changed, change.number)
        case CapacityChanges():
            _limited_before(plan, change)
            yield "capacity", change.body, change.over, change.most
        case _:
            _subject(changed, change.wait.target)
            yield "wait", _subject(changed, change.number), change.wait


def _refuse_section(plan: Plan, added: Recommendation) -> None:
    known = [section.number for section in plan.sections]
    if added.section not in known:
        raise PlanError(
            Fault(
                "unknown-section",
                "changes",
                f"the plan has no section {shown(added.section)} for recommendation {added.number}",
                f"planen har intet afsnit {shown(added.section)} til anbefaling {added.number}",
                nearest=nearest(added.section, tuple(known)),
            )
        )


def _overlap(one: Period | None, other: Period | None) -> bool:
    """Whether two periods have a day in common; ``None`` is always."""
    if one is None or other is None:
        return True
    begins = one.start is None or other.end is None or one.start < other.end
    return begins and (other.start is None or one.end is None or other.start < one.end)


def _limited_before(plan: Plan, change: CapacityChanges) -> None:
    """Refuses a body that is not there, and a number for a while where there is none for the time around it."""
    body = None if change.body is None else plan.body(change.body).id
    if change.over is not None and not any(limit.body == body for limit in plan.limits):
        raise PlanError(
            Fault(
                "no-limit",
                "changes",
                f"the plan has no limit for {shown(body)} that could change for a while; give it one without a period",
                f"planen har ingen kapacitet for {shown(body)}, som kan ændres i en periode; giv den en uden periode",
            )
        )


def _subject(plan: Plan, target: str) -> str:
    """The number or id, if the plan has it; else a `PlanError`."""
    return plan.recommendation(target).number if target[:1].isdecimal() else plan.event(target).id


def _said(change: PromiseMoves | Defer | Drop | Add | AddWait | LiftWait) -> Statement:
    """A change as a statement."""
    match change:
        case PromiseMoves():
            is_number = change.target[:1].isdecimal()
            return Statement(
                about=(change.target,) if is_number else (),
                events=() if is_number else (change.target,),
                expected=change.expected,
                outcome=change.outcome,
            )
        case Defer():
            return Statement(about=(change.number,), status=Status.DEFERRED, deferred_to=change.to)
        case Drop():
            return Statement(about=(change.number,), status=Status.CANCELLED)
        case Add():
            return Statement(about=(change.recommendation.number,), planned=change.planned)
        case AddWait():
            return Statement(about=(change.number,), awaits=(change.wait,))
        case _:
            return Statement(about=(change.number,), lifts=(change.wait,))


def _without_promise(statement: Statement, never: set[str]) -> Statement:
    """A statement without its promise for events that never come."""
    left = tuple(event for event in statement.events if event not in never)
    if left == statement.events or statement.expected is None:
        return statement
    if left or statement.about or statement.efforts:
        return attrs.evolve(statement, events=left)
    return attrs.evolve(statement, expected=None)


def _one_day(day: datetime.date) -> Period:
    return Period(day, day + datetime.timedelta(days=1))


def _conflict(key: tuple[object, ...], one: Change, other: Change) -> PlanError:
    subject = shown(key[1])
    return PlanError(
        Fault(
            "changes-conflict",
            "changes",
            f"two changes contradict each other about {subject}: {_words(one)} and {_words(other)}",
            f"to ændringer modsiger hinanden om {subject}: {_words(one)} og {_words(other)}",
        )
    )


def _words(change: Change) -> str:
    """A change as it was written, its periods in their words."""
    told = [
        f"{field.name}={value}"
        for field in attrs.fields(type(change))
        if isinstance(value := getattr(change, field.name), (str, int, Period))
    ]
    return f"{type(change).__name__}({', '.join(told)})"


# --- comparing ---------------------------------------------------------------------------------------------------

_Value = Term | Period | datetime.date | bool | tuple[str, ...] | None


@attrs.frozen
class Difference:
    """One thing that differs for one recommendation. Danish: *forskel*.

    ``aspect`` says what (``"recommendation"`` where it is only in one of them, ``"status"``, ``"proposed"``,
    ``"deferred_to"``, ``"awaits"``, ``"blocked"``, ``"next_year"`` in the ledger of the year after, ``"earliest"`` or
    ``"latest"`` start, ``"start"`` in the schedules); ``drivers`` are what sets the later bound of a window, or the
    start in the later schedule.
    """

    number: str
    aspect: str
    before: _Value
    after: _Value
    drivers: tuple[Driver, ...] = ()

    def text(self, value: _Value, lang: str = "da") -> Cell:
        """One of the two values, in words; days and truth values stay as they are."""
        if isinstance(value, Term):
            return value.label(lang)
        if isinstance(value, tuple):
            return "; ".join(value)
        return str(value) if isinstance(value, Period) else value


@attrs.frozen
class Comparison(Told):
    """What differs between two plans, or between two days of one, by number in natural order. Danish: *sammenligning*.

    ``title`` is that of the later plan; ``since`` and ``as_of`` are the days of the two states.
    """

    title: str
    since: datetime.date
    as_of: datetime.date
    differences: tuple[Difference, ...]

    columns: ClassVar[tuple[str, ...]] = ("number", "aspect", "before", "after", "drivers")

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of the recommendations for which something differs."""
        return tuple(dict.fromkeys(one.number for one in self.differences))

    def of(self, aspect: str) -> tuple[Difference, ...]:
        """The differences of one aspect."""
        return tuple(one for one in self.differences if one.aspect == aspect)

    def to_records(self, lang: str = "da") -> list[dict[str, Cell]]:
        return [
            {
                "number": one.number,
                "aspect": heading(one.aspect, lang),
                "before": _cell(one, one.before, lang),
                "after": _cell(one, one.after, lang),
                "drivers": ", ".join(driver.target for driver in one.drivers),
            }
            for one in self.differences
        ]

    def _caption(self) -> str:
        return self.title


def _cell(one: Difference, value: _Value, lang: str) -> Cell:
    """A value as text: a column holds values of many kinds."""
    if value is None and one.aspect in ("earliest", "latest"):
        return phrase("unknown", lang)
    told = one.text(value, lang)
    if isinstance(told, bool):
        return phrase("yes" if told else "no", lang)
    if isinstance(told, datetime.date):
        return day_words(told, lang)
    return None if told is None else str(told)


class _Side:
    """One side of a comparison: everything that is told of a plan on a day."""

    def __init__(self, plan: Plan, as_of: datetime.date, into: int) -> None:
        history = history_at(plan, as_of)
        graph = WaitGraph(plan, history)
        self.plan = plan
        self.as_of = as_of
        self.graph = graph
        self.state = PlanState(plan, graph)
        self.ledger = YearLedger(plan, history, into)
        self.forecast = Forecast(plan, graph)

    def window(self, number: str) -> Window | None:
        return self.forecast.get(number)


_STATE: dict[str, Callable[[RecommendationState], _Value]] = {
    "status": lambda state: state.status,
    "proposed": lambda state: state.proposed,
    "deferred_to": lambda state: state.deferred_to,
}


class Scheduled(Protocol):
    """A schedule of a plan, such as `praksisplan.schedule` makes."""

    def __contains__(self, number: object) -> bool: ...
    def start(self, number: int | str) -> Period | None: ...
    def drivers(self, number: int | str) -> tuple[Driver, ...]: ...


def compare(
    before: Plan,
    after: Plan,
    *,
    as_of: datetime.date,
    since: datetime.date | None = None,
    schedules: tuple[Scheduled, Scheduled] | None = None,
) -> Comparison:
    """What differs between two plans at ``as_of``; or, with ``since``, from the one as it stood on that earlier day.

    Status, proposals, waits and windows are compared, and where each recommendation goes in the year after ``as_of``;
    with ``schedules``, one of each plan, also the periods in which they start. Raises `PlanError` where ``since`` lies
    after ``as_of``.

    >>> import datetime
    >>> from praksisplan import PromiseMoves, apply, compare, datasets, parse_period
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> late = apply(plan, PromiseMoves("forebyggelsesgruppen-rapport", parse_period("1. kvartal 2018")))
    >>> found = compare(plan, late, as_of=datetime.date(2017, 1, 15))
    >>> found.numbers, [str(one.after) for one in found.of("earliest")][:1]
    (('9',), ['2018-01-01'])
    """
    as_of = as_day(as_of, "as_of")
    since = as_of if since is None else as_day(since, "since")
    if since > as_of:
        raise PlanError(
            Fault(
                "order",
                "since",
                f"the earlier day ({since}) lies after the later ({as_of})",
                f"den tidlige dag ({since}) ligger efter den sene ({as_of})",
            )
        )
    old, new = _Side(before, since, as_of.year + 1), _Side(after, as_of, as_of.year + 1)
    numbers = natural_order({*old.state, *new.state})
    found = tuple(one for number in numbers for one in (*_differences(old, new, number), *_moved(schedules, number)))
    return Comparison(after.title, since, as_of, found)


def _differences(old: _Side, new: _Side, number: str) -> Iterator[Difference]:
    if number not in old.state or number not in new.state:
        yield Difference(number, "recommendation", number in old.state, number in new.state)
        return
    for aspect, ask in _STATE.items():
        yield from _changed(number, aspect, ask(old.state[number]), ask(new.state[number]))
    yield from _changed(number, "awaits", _waits(old, number), _waits(new, number))
    yield from _changed(number, "blocked", old.graph.is_blocked(number), new.graph.is_blocked(number))
    yield from _changed(number, "next_year", old.ledger[number].reason, new.ledger[number].reason)
    windows = old.window(number), new.window(number)
    if windows[0] is not None and windows[1] is not None:
        for bound in ("earliest", "latest"):
            drivers = tuple(driver for driver in windows[1].drivers if driver.bound == bound)
            before, after = getattr(windows[0], bound), getattr(windows[1], bound)
            is_now = after == new.as_of and before is not None and before <= after  # only time has passed
            if not (bound == "earliest" and is_now) and (before, after) != (old.as_of, new.as_of):
                yield from _changed(number, bound, before, after, drivers)


def _moved(schedules: tuple[Scheduled, Scheduled] | None, number: str) -> Iterator[Difference]:
    """In which period it starts in two schedules, where both tell of it."""
    if schedules is not None and all(number in one for one in schedules):
        before, after = (one.start(number) for one in schedules)
        yield from _changed(number, "start", before, after, schedules[1].drivers(number))


def _waits(side: _Side, number: str) -> tuple[str, ...]:
    return tuple(wait_text(side.plan, wait) for wait in side.state[number].awaits)


def _changed(
    number: str, aspect: str, before: _Value, after: _Value, drivers: tuple[Driver, ...] = ()
) -> Iterator[Difference]:
    if before != after:
        yield Difference(number, aspect, before, after, drivers)


def what_if(
    plan: Plan, *changes: Change, as_of: datetime.date, scheduler: Callable[[Plan], Scheduled] | None = None
) -> Comparison:
    """What some changes would make of the plan: `apply` and `compare` in one call. Danish: *hvad nu hvis*.

    A change is told on its day ``on``; left out, on ``as_of``. With a ``scheduler``, such as ``lambda plan:
    schedule(plan, workload, as_of=day, over=period)``, the schedules before and after are compared as well.

    >>> import datetime
    >>> from praksisplan import PromiseMoves, datasets, parse_period, what_if
    >>> slip = PromiseMoves("forebyggelsesgruppen-rapport", parse_period("1. kvartal 2018"))
    >>> what_if(datasets.load("hovedstaden-almen-2015-2019"), slip, as_of=datetime.date(2017, 1, 15)).numbers
    ('9',)
    """
    dated = [
        one if isinstance(one, (NeverComes, CapacityChanges)) or one.on is not None else attrs.evolve(one, on=as_of)
        for one in changes
    ]
    changed = apply(plan, *dated)
    schedules = None if scheduler is None else (scheduler(plan), scheduler(changed))
    return compare(plan, changed, as_of=as_of, schedules=schedules)
