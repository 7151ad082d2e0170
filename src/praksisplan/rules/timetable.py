"""The timetable: in which periods the work on each recommendation begins, certainly, possibly, not, or unknown."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

import attrs

from praksisplan.answers import BASE, CODE, Answer, Kind, readable
from praksisplan.errors import Fault, PlanError, shown
from praksisplan.model import Plan
from praksisplan.periods import Chance, Period, chance_within, contiguous
from praksisplan.rules.history import STARTED, deferred_to, history_at, planned_for
from praksisplan.rules.waits import WaitGraph
from praksisplan.rules.windows import Driver, Forecast
from praksisplan.vocabulary import period_words

__all__ = ["Timetable", "TimetableRow", "timetable"]


@readable
@attrs.frozen
class TimetableRow:
    """When the work on one recommendation begins. Danish: *linje i tidsplanen*.

    ``earliest`` and ``latest`` are the days between which it begins, both included; ``None`` is not known. ``cells``
    has one chance a period; ``drivers`` say what sets each bound.
    """

    number: str
    earliest: datetime.date | None
    latest: datetime.date | None
    cells: tuple[Chance, ...]
    drivers: tuple[Driver, ...]


class Timetable(Answer[TimetableRow]):
    """Every recommendation over contiguous periods, by number in natural order. Danish: *tidsplan*.

    The records have a column for each period, named by its words.
    """

    _heading = "timetable_count"

    def __init__(self, graph: WaitGraph, periods: tuple[Period, ...]) -> None:
        super().__init__(graph.plan, graph.history.as_of, graph.history.known_at)
        self.periods = periods
        self._forecast = Forecast(graph.plan, graph)
        self._all = dict.fromkeys(one.number for one in graph.plan.recommendations)

    @property
    def columns(self) -> dict[str, Kind[Any]]:  # type: ignore[override]
        """The columns in order, with what each holds."""
        return {**BASE, **{str(period): CODE for period in self.periods}}

    def beginning(self, period: Period, chance: Chance = Chance.CERTAIN) -> tuple[str, ...]:
        """The numbers whose work begins in one of the timetable's periods with that chance.

        >>> import datetime
        >>> from praksisplan import Chance, datasets, parse_period, split_period, timetable
        >>> plan = datasets.load("hovedstaden-almen-2015-2019")
        >>> years = split_period(parse_period("2017-2019"), "year")
        >>> timetable(plan, years, as_of=datetime.date(2017, 1, 15)).beginning(years[1])
        ()
        """
        if period not in self.periods:
            raise PlanError(
                Fault(
                    "unknown-period",
                    "period",
                    f"the timetable has no period {shown(str(period))}; it has: {', '.join(map(str, self.periods))}",
                    f"tidsplanen har ikke perioden {shown(str(period))}; den har: {', '.join(map(str, self.periods))}",
                )
            )
        place = self.periods.index(period)
        return tuple(number for number, row in self.items() if row.cells[place] is chance)

    def _numbers(self) -> dict[str, None]:
        return self._all

    def _make(self, number: str) -> TimetableRow:
        earliest, latest, drivers = self._bounds(number)
        cells = tuple(chance_within(earliest, latest, period) for period in self.periods)
        if number not in self._forecast and not drivers:  # cancelled before it began
            cells = (Chance.NO,) * len(cells)
        return TimetableRow(number, earliest, latest, cells, drivers)

    def _bounds(self, number: str) -> tuple[datetime.date | None, datetime.date | None, tuple[Driver, ...]]:
        """The days between which the work begins, or began."""
        history = self._forecast.graph.history
        told = [one for one in history.said(number) if one.status is not None and one.strand is None]
        begun = next((place for place, one in enumerate(told) if one.status in STARTED), None)
        if begun is not None:
            before = [history.since(one) for one in told[:begun]]
            return (before[-1] if before else None), history.since(told[begun]), (Driver("latest", "plan", number),)
        if number not in self._forecast:
            return None, None, ()
        window = self._forecast[number]
        earliest: datetime.date | None = window.earliest
        if not told and window.earliest == self.as_of:  # it may have begun already, but not before its time
            said = history.said(number)
            period = deferred_to(said) or planned_for(said)
            earliest = None if period is None or window.latest is None else period.start
        return earliest, window.latest, window.drivers

    def _title(self, column: str, lang: str) -> str:
        named = {str(period): period for period in self.periods}
        return period_words(named[column], lang) if column in named else super()._title(column, lang)

    def _row(self, number: str, found: TimetableRow) -> dict[str, Any]:
        return self._base(number) | {str(period): cell for period, cell in zip(self.periods, found.cells)}


def timetable(
    plan: Plan, periods: Iterable[Period], *, as_of: datetime.date, known_at: datetime.date | None = None
) -> Timetable:
    """In which of some contiguous periods the work on each recommendation begins, as far as is known at ``as_of``.

    A cell is *certain* where every day on which the work can begin lies in the period, *possible* where some do, *no*
    where none does, and *unknown* where a bound that would tell is not known: a wait without a promise, or a
    recommendation of which nothing is said. `praksisplan.forecast` gives the bounds and what drives them.

    Raises `PlanError` for periods that are open, leave a gap or overlap.

    >>> import datetime
    >>> from praksisplan import datasets, parse_period, split_period, timetable
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> quarters = split_period(parse_period("2017"), "quarter")
    >>> [cell.value for cell in timetable(plan, quarters, as_of=datetime.date(2017, 1, 15))[78].cells]
    ['no', 'no', 'no', 'certain']
    """
    return Timetable(WaitGraph(plan, history_at(plan, as_of, known_at)), contiguous(periods))
