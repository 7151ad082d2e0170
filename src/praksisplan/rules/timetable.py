"""The timetable: in which periods the work on each recommendation begins, and how certain that is."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import cached_property
from typing import Any, NamedTuple

import attrs

from praksisplan.answers import BASE, BEGINS, Answer, Kind, Pictured, readable
from praksisplan.answers.phrases import phrase
from praksisplan.answers.pictures import Timeline, TimelineRow
from praksisplan.arguments import checked_call
from praksisplan.errors import PlanError, fault
from praksisplan.model import Plan, Standing, Statement, Status, Target, TargetKind
from praksisplan.model.log import restated
from praksisplan.periods import Certainty, Period, certainty_within, contiguous, read_period
from praksisplan.periods.period import day_period
from praksisplan.rules.state import has_mandate, pending
from praksisplan.rules.waits import WaitGraph, waits_at
from praksisplan.rules.windows import Driver, Forecast, Window


@readable
class TimetableRow:
    """The start of the work on one recommendation. Danish: *linje i tidsplanen*.

    ``earliest`` and ``latest`` are the days between which it begins, both inclusive, if every open promise is kept;
    ``None`` is unknown. ``cells`` has one certainty for each period; ``drivers`` tell what determines each bound.
    ``is_never`` is true if the work cannot begin unless a wait for something cancelled is lifted. ``begun_from`` is the
    index of the first period after the work has begun, in which documents show *begyndt*, or ``None``.
    """

    number: str
    earliest: datetime.date | None
    latest: datetime.date | None
    cells: tuple[Certainty, ...]
    drivers: tuple[Driver, ...]
    is_never: bool = False
    begun_from: int | None = None


class _Span(NamedTuple):
    """The days between which work begins, both included, as facts leave them and as promises and plans narrow them.

    ``None`` is not known. A *fact* is what has happened, or was decided by the body with the mandate.
    """

    fact: tuple[datetime.date | None, datetime.date | None]
    promised: tuple[datetime.date | None, datetime.date | None]

    def cell(self, period: Period) -> Certainty:
        found = certainty_within(*self.fact, period)
        if found in (Certainty.CERTAIN, Certainty.RULED_OUT):
            return found
        return _SOFTER.get(found := certainty_within(*self.promised, period), found)


_SOFTER = {Certainty.CERTAIN: Certainty.EXPECTED, Certainty.RULED_OUT: Certainty.NOT_EXPECTED}
"""What a certainty becomes where it rests on a promise."""


def _supposed(proposal: Statement, subject: str, today: Period) -> Statement:
    """A proposal about one subject as a report of today."""
    fields = ("about", "efforts", "events")
    named = {field: tuple(one for one in getattr(proposal, field) if one == subject) for field in fields}
    return restated(proposal, **named, standing=Standing.REPORTED, on=today)


class Timetable(Pictured, Answer[TimetableRow]):
    """Every recommendation over contiguous periods, by number in natural order. Danish: *tidsplan*.

    The records have a column for each period, named by its words.
    """

    _heading = "timetable_count"

    def __init__(self, graph: WaitGraph, periods: tuple[Period, ...]) -> None:
        numbers = dict.fromkeys(one.number for one in graph.plan.recommendations)
        super().__init__(graph.plan, graph.history.as_of, graph.history.known_at, numbers)
        self.periods = periods
        self._forecast = Forecast(graph)

    @property
    def columns(self) -> dict[str, Kind[Any]]:  # type: ignore[override]
        """The columns in order, with their kinds."""
        return {**BASE, **{str(period): attrs.evolve(BEGINS, title=period) for period in self.periods}}

    def beginning(self, period: Period | str, certainty: Certainty = Certainty.EXPECTED) -> tuple[str, ...]:
        """The numbers whose work begins in one of the timetable's periods with that certainty.

        >>> import datetime
        >>> from praksisplan import datasets, parse_period, timetable
        >>> from praksisplan.periods import Certainty, split_period
        >>> plan = datasets.load("hovedstaden-almen-2015-2019")
        >>> years = split_period(parse_period("2017-2019"), "year")
        >>> timetable(plan, years, as_of=datetime.date(2017, 1, 15)).beginning(years[1])
        ()
        """
        period = read_period(period, "period")
        if period not in self.periods:
            raise PlanError(fault("unknown-period", "period", period=str(period), known=self.periods))
        place = self.periods.index(period)
        return tuple(number for number, row in self.items() if row.cells[place] is certainty)

    def _make(self, number: str) -> TimetableRow:
        begun = self._forecast.graph.history.begun(number)
        if begun is not None:
            cells = tuple(map(_Span(begun, begun).cell, self.periods))
            after = (place for place, one in enumerate(self.periods) if one.start and one.start > begun[1])
            drivers = (Driver("latest", Target(TargetKind.PLAN, number)),)
            return TimetableRow(number, *begun, cells, drivers, begun_from=next(after, None))
        row = self._to_begin(number)
        if self._supposed is None:
            return row
        supposed = self._supposed._if_decided(number)
        return attrs.evolve(row, cells=tuple(map(self._unsure, self.periods, row.cells, supposed)))

    @cached_property
    def _supposed(self) -> Timetable | None:
        """The timetable if all proposals were decided; ``None`` if none is pending."""
        history = self._forecast.graph.history
        today = day_period(self.as_of)
        supposed = [
            _supposed(one, subject, today) for subject in history.proposals for one in pending(history, subject)
        ]
        if not supposed:
            return None
        plan = attrs.evolve(self.plan, log=(*self.plan.log, *supposed))
        graph = waits_at(plan, self.as_of, self.known_at)
        return Timetable(graph, self.periods)

    def _unsure(self, period: Period, cell: Certainty, supposed: Certainty) -> Certainty:
        """The certainty of a cell: *possible* if it would change once the proposals were decided."""
        is_past = period.end is not None and period.end <= self.as_of
        is_same = _SOFTER.get(cell, cell) is _SOFTER.get(supposed, supposed)
        return cell if is_past or is_same or cell is Certainty.UNKNOWN else Certainty.POSSIBLE

    def _if_decided(self, number: str) -> tuple[Certainty, ...]:
        """The cells if all proposals were decided: work that would have begun begins at ``as_of``."""
        history = self._forecast.graph.history
        if history.begun(number) is None or history.status.get(number) is Status.COMPLETED:
            return self._to_begin(number).cells
        today = (self.as_of, self.as_of)
        return tuple(map(_Span(today, today).cell, self.periods))

    def _to_begin(self, number: str) -> TimetableRow:
        """The row of a recommendation whose work has not begun."""
        if number not in self._forecast:  # cancelled before it began
            return TimetableRow(number, None, None, (Certainty.RULED_OUT,) * len(self.periods), ())
        window = self._forecast[number]
        if window.earliest is None:
            cells = tuple(self._never(number, period) for period in self.periods)
            return TimetableRow(number, None, None, cells, window.drivers, is_never=True)
        span = self._span(number, window)
        return TimetableRow(number, *span.promised, tuple(map(span.cell, self.periods)), window.drivers)

    def _never(self, number: str, period: Period) -> Certainty:
        """Whether work that can never begin may have begun already: only where no statement gives a status."""
        is_begun = period.start is None or period.start <= self.as_of
        has_status = bool(self._forecast.graph.history.verdicts(number))
        return Certainty.UNKNOWN if is_begun and not has_status else Certainty.RULED_OUT

    def _span(self, number: str, window: Window) -> _Span:
        graph = self._forecast.graph
        due = graph.history.due(number)
        earliest, latest = window.earliest, window.latest
        has_status = bool(graph.history.verdicts(number))
        if not has_status and earliest == self.as_of:  # it may have begun already, but not before its time
            earliest = None if due is None or due.period is None or latest is None else due.period.start
        first, last = (self.as_of if has_status else None), None
        if due is not None and due.period is not None and has_mandate(graph.history, self.plan, due.statement):
            period = due.period
            first = max((day for day in (first, period.start) if day is not None), default=None)
            is_free = not (graph.has_open_wait(graph.index[number]) or graph.awaits_more(number))
            if is_free and (period.last_day or self.as_of) >= self.as_of:
                last = period.last_day
        return _Span((first, last), (earliest, latest))

    def _given(self, number: str, found: TimetableRow) -> dict[str, Any]:
        begun = len(found.cells) if found.begun_from is None else found.begun_from
        cells = ((cell, place >= begun) for place, cell in enumerate(found.cells))
        return super()._given(number, found) | dict(zip(map(str, self.periods), cells))

    def picture(self, lang: str = "da") -> Timeline:
        titles = ((number, self.plan.recommendation(number).title, row) for number, row in self.items())
        rows = tuple(TimelineRow(number, title, row.cells, row.begun_from) for number, title, row in titles)
        return Timeline(phrase("timetable", lang), phrase("timetable_caption", lang), self.periods, rows)


@checked_call
def timetable(
    plan: Plan, periods: Iterable[Period | str], *, as_of: datetime.date, known_at: datetime.date | None = None
) -> Timetable:
    """The contiguous periods in which work on each recommendation begins, as known at ``as_of``. Danish: *tidsplan*.

    A cell is

    - *certain* if the work began in the period, or the body with the mandate decided that it begins in it and nothing
      is awaited;
    - *expected* if it begins in the period provided that every open promise and plan is kept, *not expected* if it then
      does not, and *possible* if some of the days on which it may then begin are in the period;
    - *ruled out* if events or decisions leave no day in the period: for all periods if the work awaits something
      cancelled, and for those after the work has begun, where reports write *begyndt*;
    - *unknown* if a bound that determines it is unknown: there is a wait without a promise, or no statement about the
      recommendation.

    A pending proposal never makes a cell more certain: a cell that would change if the proposal were decided is
    *possible*. `praksisplan.forecast` gives the bounds and what determines them.

    Raises `PlanError` for periods that are open, leave a gap or overlap.

    >>> import datetime
    >>> from praksisplan import datasets, parse_period, timetable
    >>> from praksisplan.periods import split_period
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> quarters = split_period(parse_period("2017"), "quarter")
    >>> [cell.value for cell in timetable(plan, quarters, as_of=datetime.date(2017, 1, 15))[78].cells]
    ['not_expected', 'not_expected', 'not_expected', 'expected']
    """
    return Timetable(waits_at(plan, as_of, known_at), contiguous(periods))
