"""The load of each body in each period, compared with its limit."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

import attrs

from praksisplan.answers import BODY, CODE, PERIOD, WHOLE, Charted, Columns, body_ref, body_text, readable
from praksisplan.answers.phrases import phrase
from praksisplan.answers.pictures import Chart, ChartRow
from praksisplan.arguments import checked_call
from praksisplan.model import Limit, Plan
from praksisplan.periods import Period, Unit, as_day, split_period
from praksisplan.rules.history import history_at
from praksisplan.rules.state import bodies_of
from praksisplan.rules.waits import waits_at
from praksisplan.rules.windows import Bounds, Forecast
from praksisplan.scheduling.workload import capacity_in
from praksisplan.terms import Verdict
from praksisplan.text import Count, danish_key
from praksisplan.writing.finished import Bar


@readable
class Load:
    """The load of a body in one period. Danish: *belastning*.

    ``least`` are the numbers of the recommendations that have certainly begun by its end, and the ids of the events
    that the body certainly owes others in the period; ``most`` also has those that may have begun, or may be owed.
    ``limit`` is the number that it can carry, ``None`` without a limit.
    """

    least: tuple[str, ...]
    most: tuple[str, ...]
    limit: int | None

    @property
    def is_over(self) -> bool | None:
        """Whether it exceeds the limit: certainly, certainly not, or ``None`` if that is unknown."""
        if self.limit is None or len(self.most) <= self.limit:
            return None if self.limit is None else False
        return True if len(self.least) > self.limit else None


@attrs.frozen(repr=False)
class LoadAnswer(Charted):
    """The load of every responsible body in each period, by name in Danish order. Danish: *belastning*."""

    plan: Plan
    as_of: datetime.date
    periods: tuple[Period, ...]
    rows: tuple[tuple[str, tuple[Load, ...]], ...]

    columns: ClassVar[Columns] = {
        "body": BODY,
        "period": PERIOD,
        "least": WHOLE,
        "most": WHOLE,
        "limit": WHOLE,
        "overloaded": CODE,
    }

    def of(self, body: str) -> tuple[Load, ...]:
        """The loads of a body, one for each period; raises `PlanError` for an unknown body."""
        name = self.plan.body(body).id
        return dict(self.rows).get(name, (Load((), (), None),) * len(self.periods))

    def _found(self) -> Iterator[tuple[tuple[str, Period], Load]]:
        return (((body, period), load) for body, loads in self.rows for period, load in zip(self.periods, loads))

    def _given(self, key: tuple[str, Period], found: Load) -> dict[str, Any]:
        return {
            "body": body_ref(self.plan, key[0]),
            "period": key[1],
            "least": len(found.least),
            "most": len(found.most),
            "overloaded": None if found.limit is None else Verdict.of(found.is_over),
        }

    def picture(self, lang: str = "da") -> Chart:
        lang = self._language(lang)
        rows = tuple(
            ChartRow(body_text(self.plan, body), "", tuple(_bar(load, lang) for load in loads))
            for body, loads in self.rows
            if any(load.most for load in loads)
        )
        return Chart(phrase("load_chart", lang), phrase("load_chart_caption", lang), self.periods, rows)

    def _counts(self) -> tuple[str, int]:
        return "load_count", len(self.rows)

    def __repr__(self) -> str:
        bodies, periods = Count(len(self.rows)), Count(len(self.periods))
        return f"<LoadAnswer as of {self.as_of}: {bodies:body|bodies} in {periods:period|periods}>"


def _bar(load: Load, lang: str) -> Bar:
    """The least and the most, as one number where they are equal, and the capacity: 3–4 af 3."""
    least, most = len(load.least), len(load.most)
    amount = f"{least}" if least == most else f"{least}–{most}"
    text = amount if load.limit is None else phrase("of_limit", lang).format(amount, load.limit)
    return Bar(text, least, most, load.limit)


@checked_call
def load_of(
    plan: Plan,
    *,
    per: Unit,
    over: Period | str,
    as_of: datetime.date,
    known_at: datetime.date | None = None,
    limits: Iterable[Limit] = (),
) -> LoadAnswer:
    """The load of each body in each unit of a period, at least and at most: recommendations and owed results.

    Danish: *belastning*. `praksisplan.forecast` tells when a recommendation begins. No document tells when it ends, so
    begun work counts until it is finished. An event that a body brings about and that others await, such as the report
    of a working group, counts until it is delivered: certainly until the first promised day, possibly until the last,
    and without end if no promise remains. Past units show the load on their last day, as known at ``known_at`` (by
    default ``as_of``); units before the plan's first statement are left out. ``limits`` apply in addition to those of
    the plan. Raises `PlanError` for an open period.

    >>> import datetime
    >>> from praksisplan import datasets, parse_period
    >>> from praksisplan.scheduling import load_of
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> found = load_of(plan, per="quarter", over=parse_period("2017"), as_of=datetime.date(2017, 1, 15))
    >>> [(len(load.least), len(load.most)) for load in found.of("ag-kommunikation")]
    [(4, 5), (4, 5), (4, 5), (4, 5)]
    """
    as_of = as_day(as_of, "as_of")
    history = history_at(plan, as_of, known_at)
    first = min(map(history.day, history.log), default=as_of)
    periods = tuple(period for period in split_period(over, per) if (period.last_day or first) >= first)
    limits = (*plan.limits, *limits)
    for limit in limits:
        if limit.body is not None:
            plan.body(limit.body)
    lasts = [period.last_day or as_of for period in periods]
    days = [min(last, as_of) for last in lasts]
    carried = {day: _Carried(plan, day, history.known_at) for day in dict.fromkeys([as_of, *days])}
    bodies = {body for one in carried.values() for body in one.by_body}
    rows = tuple(
        (
            body,
            tuple(
                carried[day].load(body, period, capacity_in(limits, body, period)) for day, period in zip(days, periods)
            ),
        )
        for body in sorted(bodies, key=lambda body: danish_key(body_text(plan, body)))
    )
    return LoadAnswer(plan, as_of, periods, rows)


class _Carried:
    """The recommendations of each body on a day, the windows in which they begin, and the events that it owes."""

    def __init__(self, plan: Plan, day: datetime.date, known_at: datetime.date) -> None:
        graph = waits_at(plan, day, known_at)
        self.windows = Forecast(graph)
        self.by_body: dict[str, list[str]] = {}
        for number in self.windows:
            for body in bodies_of(graph.history, number, "responsible"):
                self.by_body.setdefault(body, []).append(number)
        self.owed: dict[str, dict[str, Bounds]] = {}
        for wait in dict.fromkeys(wait for waits in graph.outside for wait in waits):
            if wait.event is not None and plan.has_event(wait.event) and not graph.history.is_cancelled(wait.event):
                for body in plan.event(wait.event).responsible:
                    self._owes(body, wait.event, self.windows.windows.wait_bounds(wait))
                    self.by_body.setdefault(body, [])

    def _owes(self, body: str, event: str, bounds: Bounds) -> None:
        """Note when a body delivers an event; where several outcomes of it are awaited, the last counts."""
        earliest, latest = bounds
        owed = self.owed.setdefault(body, {})
        if event in owed:
            first, last = owed[event]
            earliest, latest = max(earliest, first), None if latest is None or last is None else max(latest, last)
        owed[event] = earliest, latest

    def load(self, body: str, period: Period, limit: int | None) -> Load:
        """The load of a body in a unit that has not passed on the day."""
        least, most = [], []
        start, last = period.start, period.last_day
        assert start is not None
        assert last is not None
        for number in self.by_body.get(body, ()):
            window = self.windows[number]
            if window.earliest is not None and window.earliest <= last:
                most.append(number)
                if window.latest is not None and window.latest <= last:
                    least.append(number)
        for event in sorted(self.owed.get(body, ())):
            earliest, latest = self.owed[body][event]
            if latest is None or start <= latest:
                most.append(event)
                if latest is None or start <= earliest:
                    least.append(event)
        return Load(tuple(least), tuple(most), limit)
