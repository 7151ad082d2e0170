"""What changed: the difference between two plans, or between two days of one."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, ClassVar, Protocol, runtime_checkable

import attrs

from praksisplan.answers import COLUMN, DRIVERS, MIXED, TEXT, Columns, DatedTable, Ref, wait_ref
from praksisplan.arguments import checked_call
from praksisplan.errors import PlanError, fault
from praksisplan.model import Plan, natural_order
from praksisplan.periods import Period
from praksisplan.rules.carrying import YearLedger
from praksisplan.rules.state import PlanState
from praksisplan.rules.waits import waits_at
from praksisplan.rules.windows import Bound, Driver, Forecast
from praksisplan.terms import Term
from praksisplan.text import Count

_Value = Term | Period | datetime.date | bool | tuple[Ref, ...] | None


@attrs.frozen
class Difference:
    """One difference of one recommendation. Danish: *forskel*.

    ``aspect`` is what differs: ``"recommendation"`` if only one plan has it, ``"status"``, ``"proposed"``,
    ``"deferred_to"``, ``"awaits"``, ``"blocked"``, ``"next_year"`` (its group in the ledger of the year after),
    ``"earliest"`` or ``"latest"`` start, or ``"start"`` in the schedules. An earliest start of ``None`` means never,
    unless a wait is lifted. ``drivers`` determine the later bound of a window, or the start in the later schedule.
    """

    number: str
    aspect: str
    before: _Value
    after: _Value
    drivers: tuple[Driver, ...] = ()


@attrs.frozen(repr=False)
class Comparison(DatedTable):
    """The differences between two plans, or between two days of one, by number. Danish: *sammenligning*.

    ``plan`` is the later plan; ``since`` and ``as_of`` are the days of the two states.
    """

    plan: Plan = attrs.field(eq=lambda plan: plan.title)
    since: datetime.date
    as_of: datetime.date
    differences: tuple[Difference, ...]

    _field = "differences"
    columns: ClassVar[Columns] = {
        "number": TEXT,
        "aspect": COLUMN,
        "before": MIXED,
        "after": MIXED,
        "drivers": DRIVERS,
    }

    @property
    def title(self) -> str:
        """The title of the later plan."""
        return self.plan.title

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of the recommendations that differ."""
        return tuple(dict.fromkeys(one.number for one in self.differences))

    def of(self, aspect: str) -> tuple[Difference, ...]:
        """The differences of one aspect."""
        return tuple(one for one in self.differences if one.aspect == aspect)

    def _given(self, _: object, found: Difference) -> dict[str, Any]:
        return {"before": _known(found, found.before), "after": _known(found, found.after)}

    def _counts(self) -> tuple[str, int]:
        return "changes_count", len(self.differences)

    def __repr__(self) -> str:
        return f"<Comparison as of {self.as_of}: {Count(len(self.differences)):difference|differences}>"


def _known(one: Difference, value: _Value) -> _Value:
    """A value; a bound without a day is never for an earliest start, and unknown for a latest."""
    if value is not None or one.aspect not in ("earliest", "latest"):
        return value
    return Bound.NEVER if one.aspect == "earliest" else Bound.UNKNOWN


class _Side:
    """One side of a comparison: all answers about a plan on a day."""

    def __init__(self, plan: Plan, as_of: datetime.date, known_at: datetime.date, into: int) -> None:
        graph = waits_at(plan, as_of, known_at)
        self.plan = plan
        self.as_of = as_of
        self.graph = graph
        self.state = PlanState(graph)
        self.ledger = YearLedger(plan, graph.history, into)
        self.forecast = Forecast(graph)

    def aspects(self, number: str) -> dict[str, _Value]:
        """What a comparison tells of a recommendation, its window apart, by aspect."""
        state = self.state[number]
        return {
            "status": state.status,
            "proposed": state.proposed,
            "deferred_to": state.deferred_to,
            "awaits": tuple(wait_ref(self.plan, wait) for wait in state.awaits),
            "blocked": self.graph.is_blocked(number),
            "next_year": self.ledger[number].reason,
        }


@runtime_checkable
class Scheduled(Protocol):
    """A schedule of a plan, such as `praksisplan.schedule` makes. Danish: *planlægning*.

    >>> from praksisplan.scheduling import PlanSchedule
    >>> issubclass(PlanSchedule, Scheduled)
    True
    """

    def __contains__(self, number: object) -> bool: ...
    def start(self, number: int | str) -> Period | None: ...
    def drivers(self, number: int | str) -> tuple[Driver, ...]: ...


@checked_call
def compare(
    before: Plan,
    after: Plan,
    *,
    as_of: datetime.date,
    since: datetime.date | None = None,
    known_at: datetime.date | None = None,
    schedules: tuple[Scheduled, Scheduled] | None = None,
) -> Comparison:
    """The differences between two plans at ``as_of``, or with ``since`` between two days. Danish: *sammenligning*.

    With ``since``, the first plan is taken as of that earlier day. The comparison covers status, proposals, waits and
    windows, and the group of each recommendation in the year after ``as_of``; with ``schedules``, one of each plan,
    also the periods in which work starts. Both sides are taken as known at ``known_at``, by default each on its own
    day. Raises `PlanError` if ``since`` is after ``as_of``.

    >>> import datetime
    >>> from praksisplan import Statement, compare, datasets, parse_period, record
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> quarter, day = parse_period("1. kvartal 2018"), parse_period("15. januar 2017")
    >>> late = record(plan, Statement(events=["forebyggelsesgruppen-rapport"], expected=quarter, on=day))
    >>> found = compare(plan, late, as_of=datetime.date(2017, 1, 15))
    >>> found.numbers, [str(one.after) for one in found.of("earliest")][:1]
    (('9',), ['2018-01-01'])
    """
    since = as_of if since is None else since
    if since > as_of:
        raise PlanError(fault("order.days", "since", since=since, as_of=as_of))
    into = as_of.year + 1
    old, new = _Side(before, since, known_at or since, into), _Side(after, as_of, known_at or as_of, into)
    numbers = natural_order({*old.state, *new.state})
    found = (one for number in numbers for one in (*_aspects(old, new, number), *_moved(schedules, number)))
    return Comparison(after, since, as_of, tuple(one for one in found if one.before != one.after))


def _aspects(old: _Side, new: _Side, number: str) -> Iterator[Difference]:
    """Everything that is compared, whether it differs or not."""
    if number not in old.state or number not in new.state:
        yield Difference(number, "recommendation", number in old.state, number in new.state)
        return
    after = new.aspects(number)
    for aspect, value in old.aspects(number).items():
        yield Difference(number, aspect, value, after[aspect])
    first, last = old.forecast.get(number), new.forecast.get(number)
    if first is not None and last is not None:
        for bound in ("earliest",) if first.is_never or last.is_never else ("earliest", "latest"):
            drivers = tuple(driver for driver in last.drivers if driver.bound == bound)
            was, now = getattr(first, bound), getattr(last, bound)
            is_now = now == new.as_of and was is not None and was <= now  # only time has passed
            if not (bound == "earliest" and is_now) and (was, now) != (old.as_of, new.as_of):
                yield Difference(number, bound, was, now, drivers)


def _moved(schedules: tuple[Scheduled, Scheduled] | None, number: str) -> Iterator[Difference]:
    """The periods in which it starts in two schedules, where both have it."""
    if schedules is not None and all(number in one for one in schedules):
        before, after = (one.start(number) for one in schedules)
        yield Difference(number, "start", before, after, schedules[1].drivers(number))
