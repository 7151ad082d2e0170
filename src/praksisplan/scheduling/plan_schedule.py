"""A plan's recommendations placed in periods, within what its bodies can carry."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, ClassVar

import attrs

from praksisplan.answers import BASE, CODE, NUMBERS, PERIOD, REFERENCES, Answer, Columns, Pictured, reference
from praksisplan.answers.phrases import PICTURES, phrase
from praksisplan.answers.pictures import Chart, ChartRow
from praksisplan.arguments import checked_call
from praksisplan.errors import PlanError, fault
from praksisplan.model import Plan, natural_order
from praksisplan.periods import Certainty, Period, split_period
from praksisplan.rules.waits import WaitGraph, waits_at
from praksisplan.rules.windows import Driver, Windows
from praksisplan.scheduling.best.options import SolverOptions
from praksisplan.scheduling.from_plan import problem_of
from praksisplan.scheduling.placing import first_schedule
from praksisplan.scheduling.schedule import Placement, PlacementDriver, Schedule, Unplaced
from praksisplan.scheduling.scheduler import schedule_activities
from praksisplan.scheduling.workload import Workload
from praksisplan.text import language, sentence
from praksisplan.writing.finished import Bar


@attrs.frozen
class Moved:
    """A recommendation that was placed differently in an earlier schedule. Danish: *flyttet*.

    ``before`` and ``after`` are the periods in which it starts, ``None`` where it was or is not placed.
    """

    number: str
    before: Period | None
    after: Period | None
    because: Placement | Unplaced


class PlanSchedule(Pictured, Answer[Placement | Unplaced]):
    """Every unfinished recommendation, placed in a period or with a reason why not. Danish: *tidsplan med kapacitet*.

    ``periods`` are the units of time. ``schedule`` is the schedule in units, which also contains the awaited events and
    what is proven of it. ``moved`` are the recommendations that were placed differently in the earlier schedule.
    """

    columns: ClassVar[Columns] = {
        **BASE,
        "start": PERIOD,
        "until": PERIOD,
        "drivers": CODE,
        "because": REFERENCES,
        "taken_by": NUMBERS,
    }
    moved: tuple[Moved, ...]

    def __init__(
        self, graph: WaitGraph, periods: tuple[Period, ...], found: Schedule, keep: PlanSchedule | None
    ) -> None:
        every: tuple[Placement | Unplaced, ...] = (*found.placed, *found.unplaced)
        by_number = {one.activity: one for one in every if one.activity in graph.index}
        super().__init__(graph.plan, graph.history.as_of, graph.history.known_at, by_number)
        self.periods = periods
        self.schedule = found
        self.moved = () if keep is None else tuple(_moved(keep, self))

    @property
    def placed(self) -> tuple[str, ...]:
        """The placed numbers."""
        return tuple(number for number, one in self.items() if isinstance(one, Placement))

    @property
    def unplaced(self) -> tuple[str, ...]:
        """The unplaced numbers."""
        return tuple(number for number, one in self.items() if isinstance(one, Unplaced))

    @property
    def critical_path(self) -> tuple[str, ...]:
        """The numbers and ids of the chain that determines when the last recommendation is finished, in order.

        Danish: *kritisk vej*. Each one starts as it does because it awaits the one before, or needs the capacity that
        the one before takes. Empty if nothing is placed, or if the duration of a placed recommendation is unknown.

        >>> import datetime
        >>> from praksisplan import Workload, datasets, parse_period, schedule
        >>> plan, year = datasets.load("hovedstaden-almen-2015-2019"), parse_period("2017")
        >>> schedule(plan, Workload("month", duration=2), as_of=datetime.date(2017, 1, 15), over=year).critical_path
        ('foedeplan-rapport', '42')
        """
        placed = {one.activity: one for one in self.schedule.placed}
        ends = {name: one.start if one.end is None else one.end for name, one in placed.items()}
        numbers = [number for number in self if number in placed]
        if not numbers or any(placed[number].end is None for number in numbers):
            return ()
        last = max(numbers, key=ends.__getitem__)
        path = {last: None}
        while True:
            now = placed[last]
            names = now.taken_by if now.driver is PlacementDriver.CAPACITY else now.targets
            before = [one for one in names if one in placed and one not in path and placed[one].start <= now.start]
            if not before:
                return tuple(reversed(path))
            last = max(before, key=ends.__getitem__)
            path[last] = None

    def start(self, number: int | str) -> Period | None:
        """The period in which the work on a recommendation starts; ``None`` if it is unplaced."""
        found = self[number]
        return self.periods[found.start] if isinstance(found, Placement) else None

    def drivers(self, number: int | str) -> tuple[Driver, ...]:
        """What determines the start of a recommendation, or leaves it unplaced. Danish: *det, der styrer*."""
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

    def picture(self, lang: str = "da") -> Chart:
        lang = self._language(lang)
        path, title = self.critical_path, self.plan.recommendation
        rows = tuple(
            ChartRow(number, title(number).title, _running(one, len(self.periods), lang), number in path)
            for number, one in self.items()
            if isinstance(one, Placement)
        )
        caption = phrase("schedule_chart_caption", lang)
        if path:
            chain = " → ".join(reference(self.plan, one).text(lang) for one in path)
            caption = f"{caption}. {sentence(PICTURES['critical'][language(lang)])}: {chain}"
        return Chart(phrase("schedule_chart", lang), caption, self.periods, rows)

    def _counts(self) -> tuple[str, int, int]:
        return "placed_of", len(self.placed), len(self)


def _running(placed: Placement, count: int, lang: str) -> tuple[Bar, ...]:
    """A bar in each unit in which it runs: what drove it there in the first, a dot in the others.

    Where its length is not known it surely runs in the first, and possibly in all that follow.
    """
    first = placed.start
    after = first + 1 if placed.end is None else max(placed.end, first + 1)
    rest = Bar("", 0, 0) if placed.end is not None else Bar(Certainty.POSSIBLE.label(lang), 0, 1)
    return (
        *[Bar("", 0, 0)] * first,
        Bar(placed.driver.label(lang), 1, 1),
        *[Bar("•", 1, 1)] * (after - first - 1),
        *[rest] * (count - after),
    )


@checked_call
def schedule(
    plan: Plan,
    workload: Workload,
    *,
    as_of: datetime.date,
    over: Period | str,
    known_at: datetime.date | None = None,
    keep: PlanSchedule | None = None,
    best: SolverOptions | float | None = None,
) -> PlanSchedule:
    """A schedule of the unfinished recommendations in the units of a period, within the limits of the bodies.

    Danish: *planlægning*. An awaited event comes on the last day of its newest promise; without a promise, the
    recommendations that await it are not placed. A wait for the report or the completion of a recommendation lasts
    until that recommendation is finished and its promises have passed. Work that has begun comes first, then the
    earliest due, the most often carried over, the numbers in ``priority``, and the number; an activity that would miss
    its deadline is moved earlier. With ``keep``, the starts of an earlier schedule are kept, unless a start must move
    later or another recommendation would not be placed; `PlanSchedule.moved` lists what moved and why. With ``best``, a
    number of seconds or `SolverOptions`, the shortest schedule is searched for, and `PlanSchedule.schedule` tells what
    is proven of it, as in `praksisplan.scheduling.schedule_activities`.

    Raises `PlanError` for an unknown body or number, for an open period, for ``best`` together with ``keep``, and if
    the extra ``optimize`` is not installed.

    >>> import datetime
    >>> from praksisplan import Limit, Workload, datasets, parse_period, schedule
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> workload = Workload("quarter", limits=[Limit.whole_plan(12)])
    >>> found = schedule(plan, workload, as_of=datetime.date(2017, 1, 15), over=parse_period("2017-2019"))
    >>> len(found.placed) + len(found.unplaced), str(found.start(78))
    (69, '1. kvartal 2018')
    """
    if best is not None and keep is not None:
        raise PlanError(fault("keep-with-best", "best"))
    windows = Windows(waits_at(plan, as_of, known_at))
    periods = split_period(over, workload.per)
    kept = {} if keep is None else _kept(keep, periods)
    found = problem_of(windows, workload, periods, kept, keep_starts=keep is not None)
    if keep is None:
        placed = schedule_activities(found.problem, best=best)
    else:
        placed = first_schedule(found.problem, in_order=True)
    if keep is not None and placed.unplaced:  # only their order is kept if that leaves fewer without a place
        free = problem_of(windows, workload, periods, kept, keep_starts=False)
        moved = first_schedule(free.problem)
        if len(moved.unplaced) < len(placed.unplaced):
            found, placed = free, moved
    return PlanSchedule(windows.graph, periods, found.with_reasons(placed, kept), keep)


def _kept(keep: PlanSchedule, periods: tuple[Period, ...]) -> dict[str, datetime.date]:
    """The first day of the period in which each number starts in the schedule to be kept, if it is not past."""
    starts = {number: keep.start(number) for number in keep.placed}
    first = periods[0].start
    return {
        number: period.start
        for number, period in starts.items()
        if period is not None and period.start is not None and first is not None and period.start >= first
    }


def _moved(before: PlanSchedule, after: PlanSchedule) -> Iterator[Moved]:
    for number, found in after.items():
        if number in before and before.start(number) != after.start(number):
            yield Moved(number, before.start(number), after.start(number), found)
