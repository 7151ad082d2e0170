"""The answer of a simulation: likely starts, their probability by period, and what determines them."""

from __future__ import annotations

import datetime
import math
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from praksisplan.answers import BASE, DAY, TRUTH, Answer, Columns, Kind, Ref, readable, reference, several
from praksisplan.fields import number
from praksisplan.model import Plan, TargetKind, natural_key
from praksisplan.periods import Certainty, Period, as_day, certainty_within, read_period, read_periods
from praksisplan.rules.windows import Forecast

if TYPE_CHECKING:
    from praksisplan.scheduling.risk.sampling import Model, Rows


NEVER = 2**31 - 1
"""The day of what has no place in a run."""

_NEAR = 1e-9
"""So little is no share of a run: 0.07 of 100 runs are 7."""


def _same(one: Any, other: Any) -> bool:
    """Whether two rows hold the same days."""
    if one is None or other is None:
        return one is other
    return bool(one.shape == other.shape and (one == other).all())


def per_cent(share: float) -> str:
    """A share in whole per cent; only all and nothing are 100 and 0.

    >>> per_cent(0.0), per_cent(0.001), per_cent(0.5), per_cent(0.999), per_cent(1.0)
    ('0 %', '<1 %', '50 %', '>99 %', '100 %')
    """
    if 0 < share < 0.005:
        return "<1 %"
    if 0.995 <= share < 1:
        return ">99 %"
    return f"{100 * share:.0f} %"


def _driver_words(driver: tuple[Ref, float | None], lang: str) -> str:
    ref, share = driver
    return ref.text(lang) if share is None else f"{ref.text(lang)} ({per_cent(share)})"


DRIVERS = several(
    Kind[tuple[Ref, float | None]](
        {"": "text", "_kind": "text", "_share": "number"},
        lambda driver: (driver[0].id, driver[0].kind.value, driver[1]),
        _driver_words,
    )
)
"""What sets a start, each with its share of the runs, from 0 to 1; ``None`` where the start is unknown."""


_SHARES = {Certainty.CERTAIN: 1.0, Certainty.RULED_OUT: 0.0}
"""The share of the runs in which work that has begun did so in a period, where that is known."""


@readable
class Risk:
    """The days on which the work on a recommendation begins, one for each run. Danish: *risiko*.

    ``is_known`` is false if the start is unknown; ``because`` then names the reasons: ids of events, and numbers (its
    own if its own period is unknown; in a circle, what it awaits within the circle). ``runs`` is the number of runs.
    ``earliest`` and ``latest`` are the first and last day on which it began in a run, both inclusive. For begun work
    they are the days between which it began, as in `praksisplan.timetable`. For an unknown start, ``earliest`` is that
    of `praksisplan.forecast` and ``latest`` is ``None``; both are ``None`` if it is not placed in any run.
    ``has_begun`` is true if the work has begun, and ``is_never`` if it cannot begin unless a wait for something
    cancelled, named in ``because``, is lifted.
    """

    number: str
    as_of: datetime.date
    runs: int
    is_known: bool
    because: tuple[str, ...]
    earliest: datetime.date | None
    latest: datetime.date | None
    _days: Any = attrs.field(repr=False, hash=False, eq=attrs.cmp_using(eq=_same, require_same_type=False))
    has_begun: bool = False
    is_never: bool = False

    @property
    def days(self) -> tuple[datetime.date | None, ...]:
        """The day of each run, in order; ``None`` if it is not placed in that run. Empty if the start is unknown."""
        return () if self._days is None else tuple(self._day(offset) for offset in self._days.tolist())

    @property
    def within(self) -> float | None:
        """The share of the runs in which it is placed; 1.0 without a workload, ``None`` if unknown."""
        return None if self._days is None else int((self._days != NEVER).sum()) / self.runs

    def _day(self, offset: int) -> datetime.date | None:
        return None if offset == NEVER else self.as_of + datetime.timedelta(days=offset)

    def quantile(self, share: float) -> datetime.date | None:
        """The first day by which the work has begun in at least a share of the runs. Danish: *fraktil*.

        ``quantile(0.5)`` is the median, ``quantile(0)`` the first day of all. ``None`` if the start is unknown, or if
        the work is placed in too few runs. Raises `PlanError` for a share outside 0 to 1.
        """
        number(share, "share", 0, 1)
        if self._days is None:
            return None
        place = max(math.ceil(share * self.runs - _NEAR) - 1, 0)
        days = self._days.copy()
        days.partition(place)
        return self._day(int(days[place]))

    def chance(self, period: Period | str) -> float | None:
        """The share of the runs in which the work begins in a period; open ends count. Danish: *sandsynlighed*.

        For begun work: 1.0 or 0.0, or ``None`` if it may have begun in the period. For an unknown start: 0.0 for a
        period that ends before the work can begin, and for work that can never begin, otherwise ``None``.
        """
        asked = read_period(period, "period")
        return self._share(asked.start, asked.end)

    def chance_by(self, day: datetime.date) -> float | None:
        """The share of the runs in which the work has begun by a day, that day included.

        For an unknown start: 0.0 for a day before the work can begin, otherwise ``None``; as in `chance`.
        """
        return self._share(None, as_day(day, "day") + datetime.timedelta(days=1))

    def _share(self, start: datetime.date | None, end: datetime.date | None) -> float | None:
        if self.is_never:
            return 0.0
        if self.has_begun:
            if start is None and end is not None and self.latest is not None and self.latest < end:
                return 1.0
            return _SHARES.get(certainty_within(self.earliest, self.latest, Period(start, end)))
        if self._days is None:
            is_before = end is not None and self.earliest is not None and end <= self.earliest
            return 0.0 if is_before else None
        inside = self._days < (NEVER if end is None else (end - self.as_of).days)
        if start is not None:
            inside &= self._days >= (start - self.as_of).days
        return int(inside.sum()) / self.runs


class Simulation(Answer[Risk]):
    """The simulated starts of each unfinished recommendation, by number. Danish: *simulering*.

    ``runs``, ``seed`` and ``draw`` are the arguments of the call. Two simulations are equal if all their days are.

    >>> from praksisplan import datasets
    >>> from praksisplan.scheduling import simulate
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> found = simulate(plan, as_of=datetime.date(2017, 1, 15), runs=1000)
    >>> len(found.unknown), found.drivers(78)[0][0]
    (26, 'sundheds-it-rapport')
    """

    columns: ClassVar[Columns] = {
        **BASE,
        "likely": DAY,
        "by_90": DAY,
        "earliest": DAY,
        "latest": DAY,
        "never": TRUTH,
        "drivers": DRIVERS,
    }
    _heading = "likely_count"

    def __init__(
        self, plan: Plan, model: Model, runs: int, seed: int, draw: str, days: dict[str, Rows], other: Rows
    ) -> None:
        history = model.graph.history
        super().__init__(plan, history.as_of, history.known_at, model.graph.index)
        self.runs = runs
        self.seed = seed
        self.draw = draw
        self._model = model
        self._days = days
        self._other = other
        self._forecast = Forecast(model.graph)
        self._counted: dict[str, Counter[str]] = {}

    def _make(self, number: str) -> Risk:
        if self._is_never(number):
            because = tuple(driver.target.id for driver in self._forecast[number].drivers)
            return Risk(number, self.as_of, self.runs, False, because, None, None, None, is_never=True)
        if self._model.is_unknown(number):
            because, earliest = self._model.because(number), self._forecast[number].earliest
            return Risk(number, self.as_of, self.runs, False, because, earliest, None, None)
        begun = None if number in self._days else self._model.graph.history.begun(number)
        if begun is not None:
            days = self._other + (begun[1] - self.as_of).days
            return Risk(number, self.as_of, self.runs, True, (), *begun, days, has_begun=True)
        days = self._days.get(number, self._other)
        seen = days[days != NEVER]
        first, last = (int(seen.min()), int(seen.max())) if seen.size else (NEVER, NEVER)
        bounds = [None if day == NEVER else self.as_of + datetime.timedelta(days=day) for day in (first, last)]
        return Risk(number, self.as_of, self.runs, True, (), bounds[0], bounds[1], days)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The numbers whose start is unknown, or never comes unless a wait is lifted."""
        return tuple(number for number in self if self._is_never(number) or self._model.is_unknown(number))

    def _is_never(self, number: str) -> bool:
        return self._model.windows.is_never(number)

    def chances(self, periods: Iterable[Period | str]) -> dict[str, tuple[float | None, ...]]:
        """The chance of every recommendation to begin in each of some periods, by number."""
        asked = read_periods(periods, "periods")
        return {number: tuple(found.chance(period) for period in asked) for number, found in self.items()}

    def drivers(self, number: int | str) -> tuple[tuple[str, float], ...]:
        """What determines the start, with the share of the runs, the largest share first. Danish: *det, der styrer*.

        A target is the id of an event, or the number of a recommendation with a promise, a deferral or a planned
        period, or of one that has begun or has no waits. With a workload it may also be the id of a body (``"*"`` for
        the whole plan) without free capacity earlier. Of waits that are released on one day the first counts. The runs
        are repeated to find the targets. Empty if the start is unknown.
        """
        key = self[number].number
        self._count([key])
        counted = self._counted[key]
        found = sorted(counted.items(), key=lambda one: (-one[1], one[0].isdecimal(), natural_key(one[0]), one[0]))
        return tuple((target, count / self.runs) for target, count in found)

    def _count(self, numbers: Iterable[str]) -> None:
        """Count what sets the start of some recommendations, all in one pass."""
        asked = [number for number in numbers if number not in self._counted]
        if asked:
            self._counted |= {number: Counter() for number in asked}
            self._counted |= self._model.traced(asked, self.runs)

    def _rows(self) -> list[dict[str, Any]]:
        self._count(self)
        return super()._rows()

    def _given(self, number: str, found: Risk) -> dict[str, Any]:
        drivers: list[tuple[str, float | None]] = [*self.drivers(number)] or [(name, None) for name in found.because]
        return super()._given(number, found) | {
            "likely": found.quantile(0.5),
            "by_90": found.quantile(0.9),
            "earliest": found.earliest,
            "latest": found.latest,
            "never": found.is_never,
            "drivers": tuple(
                (Ref(TargetKind.PLAN, name) if name == number else reference(self.plan, name), share)
                for name, share in drivers
            ),
        }
