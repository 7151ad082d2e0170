"""What if, and what changed: changes as values, and the difference between two plans or two days."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from enum import Enum
from typing import ClassVar

import attrs

from praksisplan.answers import Cell, Told
from praksisplan.errors import Fault, PlanError, shown
from praksisplan.model import Outcome, Plan, Statement, as_number, natural_order
from praksisplan.periods import Period, as_day
from praksisplan.rules.carrying import LedgerEntry, YearLedger
from praksisplan.rules.history import history_at, newest_day
from praksisplan.rules.state import PlanState, RecommendationState, wait_text
from praksisplan.rules.waits import WaitGraph
from praksisplan.rules.windows import Driver, Forecast, Window
from praksisplan.vocabulary import day_words, heading, label, phrase

__all__ = ["Comparison", "Difference", "PromiseMoves", "apply", "compare", "what_if"]


@attrs.frozen
class PromiseMoves:
    """A change: what was promised is now expected at another time. Danish: *forventningen flytter sig*.

    ``target`` is the id of an event or the number of a recommendation, ``outcome`` what of it was promised. The new
    promise is told on the day ``on``; left out, on that of the plan's newest statement.
    """

    target: str | int
    expected: Period
    outcome: Outcome = Outcome.COMPLETION
    on: datetime.date | None = None


Change = PromiseMoves


def apply(plan: Plan, *changes: Change) -> Plan:
    """The plan as it would be after some changes; the plan itself stays as it is. Danish: *hvad nu hvis*.

    Raises `PlanError` for a number or event that the plan does not have, and for two changes of the same promise.

    >>> import datetime
    >>> from praksisplan import PromiseMoves, apply, datasets, forecast, parse_period
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> late = apply(plan, PromiseMoves("forebyggelsesgruppen-rapport", parse_period("1. kvartal 2018")))
    >>> print(forecast(late, as_of=datetime.date(2017, 1, 15))[9].earliest)
    2018-01-01
    """
    told: dict[tuple[str, Outcome], Change] = {}
    log = []
    for change in changes:
        target = str(change.target)
        is_number = target[:1].isdecimal()
        subject = plan.recommendation(as_number(target)).number if is_number else plan.event(target).id
        if (subject, change.outcome) in told:
            raise PlanError(
                Fault(
                    "changes-conflict",
                    "changes",
                    f"two changes move the same promise of {shown(subject)}: {told[subject, change.outcome].expected} "
                    f"and {change.expected}",
                    f"to ændringer flytter samme forventning til {shown(subject)}: "
                    f"{told[subject, change.outcome].expected} og {change.expected}",
                )
            )
        told[subject, change.outcome] = change
        day = newest_day(plan) if change.on is None else as_day(change.on, "on")
        log.append(
            Statement(
                about=(subject,) if is_number else (),
                events=() if is_number else (subject,),
                expected=change.expected,
                outcome=change.outcome,
                on=Period(day, day + datetime.timedelta(days=1)),
                text="Antaget",
            )
        )
    return attrs.evolve(plan, log=(*plan.log, *log))


# --- comparing ---------------------------------------------------------------------------------------------------

_Value = Enum | Period | datetime.date | bool | tuple[str, ...] | None


@attrs.frozen
class Difference:
    """One thing that differs for one recommendation. Danish: *forskel*.

    ``aspect`` says what (``"recommendation"`` where it is only in one of them, ``"status"``, ``"proposed"``,
    ``"deferred_to"``, ``"awaits"``, ``"blocked"``, ``"reason"`` in the next year's ledger, ``"earliest"`` or
    ``"latest"`` start); ``drivers`` are what sets the later bound of a window.
    """

    number: str
    aspect: str
    before: _Value
    after: _Value
    drivers: tuple[Driver, ...] = ()

    def text(self, value: _Value, lang: str = "da") -> Cell:
        """One of the two values, in words; days and truth values stay as they are."""
        if isinstance(value, Enum):
            return label(value, lang)
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
_LEDGER: dict[str, Callable[[LedgerEntry], _Value]] = {"reason": lambda entry: entry.reason}


def compare(before: Plan, after: Plan, *, as_of: datetime.date, since: datetime.date | None = None) -> Comparison:
    """What differs between two plans at ``as_of``; or, with ``since``, from the one as it stood on that earlier day.

    Status, proposals, waits and windows are compared, and where each recommendation goes in the year after ``as_of``.

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
    old, new = _Side(before, since, as_of.year + 1), _Side(after, as_of, as_of.year + 1)
    numbers = natural_order({*old.state, *new.state})
    found = tuple(one for number in numbers for one in _differences(old, new, number))
    return Comparison(after.title, since, as_of, found)


def _differences(old: _Side, new: _Side, number: str) -> Iterator[Difference]:
    if number not in old.state or number not in new.state:
        yield Difference(number, "recommendation", number in old.state, number in new.state)
        return
    for aspect, ask in _STATE.items():
        yield from _changed(number, aspect, ask(old.state[number]), ask(new.state[number]))
    yield from _changed(number, "awaits", _waits(old, number), _waits(new, number))
    yield from _changed(number, "blocked", old.graph.is_blocked(number), new.graph.is_blocked(number))
    for aspect, look in _LEDGER.items():
        yield from _changed(number, aspect, look(old.ledger[number]), look(new.ledger[number]))
    windows = old.window(number), new.window(number)
    if windows[0] is not None and windows[1] is not None:
        for bound in ("earliest", "latest"):
            drivers = tuple(driver for driver in windows[1].drivers if driver.bound == bound)
            before, after = getattr(windows[0], bound), getattr(windows[1], bound)
            if (before, after) != (old.as_of, new.as_of):  # as soon as can be, on both days
                yield from _changed(number, bound, before, after, drivers)


def _waits(side: _Side, number: str) -> tuple[str, ...]:
    return tuple(wait_text(side.plan, wait) for wait in side.state[number].awaits)


def _changed(
    number: str, aspect: str, before: _Value, after: _Value, drivers: tuple[Driver, ...] = ()
) -> Iterator[Difference]:
    if before != after:
        yield Difference(number, aspect, before, after, drivers)


def what_if(plan: Plan, *changes: Change, as_of: datetime.date) -> Comparison:
    """What some changes would make of the plan: `apply` and `compare` in one call. Danish: *hvad nu hvis*.

    >>> import datetime
    >>> from praksisplan import PromiseMoves, datasets, parse_period, what_if
    >>> slip = PromiseMoves("forebyggelsesgruppen-rapport", parse_period("1. kvartal 2018"))
    >>> what_if(datasets.load("hovedstaden-almen-2015-2019"), slip, as_of=datetime.date(2017, 1, 15)).numbers
    ('9',)
    """
    return compare(plan, apply(plan, *changes), as_of=as_of)
