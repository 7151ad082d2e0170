"""Windows: the earliest and latest days of waits and starts, and what determines them."""

from __future__ import annotations

import datetime
from typing import ClassVar

import attrs

from praksisplan.answers import BASE, DAY, DRIVERS, TRUTH, Answer, Columns, readable
from praksisplan.arguments import checked_call
from praksisplan.bulk import gc_paused
from praksisplan.model import Await, Plan, Target, TargetKind
from praksisplan.periods import Period
from praksisplan.rules.history import STARTED
from praksisplan.rules.waits import WaitGraph, waits_at
from praksisplan.terms import Term

Bounds = tuple[datetime.date, datetime.date | None]
"""The earliest day, and the latest or ``None`` where it is unknown; both included."""

NEVER = datetime.date.max
"""The earliest day of what will never happen, in bounds only: it is later than every other, and no answer gives it."""


class Windows:
    """When each unfinished recommendation can begin: its own plan, pushed later by what it awaits."""

    def __init__(self, graph: WaitGraph) -> None:
        self.graph = graph
        self._history = graph.history
        self._event_bounds: dict[tuple[str, str], Bounds] = {}
        self._cycle_bounds: dict[int, Bounds] = {}
        self._begins: list[Bounds] = []

    def wait_bounds(self, wait: Await) -> Bounds:
        """When the outcome of a wait can come: as promised, or not before what is awaited can itself begin."""
        target, history = wait.target, self._history
        if wait.event is not None:
            key = (target, wait.outcome.value)
            found = self._event_bounds.get(key)
            if found is None:
                found = self._event_bounds[key] = self._promised(wait) or self._unknown_or_never(target)
            return found
        promised = self._promised(wait) if target in history.promises else None
        if promised is not None:
            return promised
        index = self.graph.index.get(target)
        return self._unknown_or_never(target) if index is None else (self.begins()[index][0], None)

    def _promised(self, wait: Await) -> Bounds | None:
        expected = self._history.expected(wait.target, wait.outcome)
        return None if expected is None else self._from_now(expected)

    def _unknown_or_never(self, target: str) -> Bounds:
        """The bounds of what has no promise: unknown above, or never for what is cancelled."""
        return (NEVER if self._history.is_cancelled(target) else self._history.as_of), None

    def _from_now(self, period: Period) -> Bounds:
        """A period as bounds that count from the day of the answer; a period that has passed bounds nothing above."""
        as_of, last = self._history.as_of, period.last_day
        return max(period.start or as_of, as_of), (None if last is None or last < as_of else last)

    def own_bounds(self, number: str) -> Bounds:
        """When the work can begin by its own plan alone: it has begun, or is deferred to or planned for a period."""
        as_of = self._history.as_of
        if self._history.status.get(number) in STARTED:
            return as_of, as_of
        due = self._history.due(number)
        return (as_of, None) if due is None or due.period is None else self._from_now(due.period)

    def is_never(self, target: str) -> bool:
        """Whether an event is cancelled, or the work on a recommendation can never begin unless a wait is lifted."""
        index = self.graph.index.get(target)
        if index is None:
            return self._history.is_cancelled(target)
        return self.begins()[index][0] == NEVER and self._history.status.get(target) not in STARTED

    def begins(self) -> list[Bounds]:
        """By index: when the work can begin."""
        if not self._begins:
            self._push()
        return self._begins

    @gc_paused()
    def _push(self) -> None:
        as_of, history, graph = self._history.as_of, self._history, self.graph
        depends, outside, numbers = graph.depends, graph.outside, graph.numbers
        unknown: Bounds = (as_of, None)
        begins = self._begins = [unknown] * len(numbers)
        own = history.timed.union(history.deferrals)
        own.update(number for number, status in history.status.items() if status in STARTED)
        is_plain = history.promises.keys().isdisjoint(graph.index)
        for members in graph.topology.groups():
            index = members[0]
            if is_plain and len(members) == 1 and not outside[index] and numbers[index] not in own:
                earliest = as_of  # nearly all of a large plan: it awaits recommendations that promise nothing
                for other in depends[index]:
                    if begins[other][0] > earliest:
                        earliest = begins[other][0]
                if earliest is not as_of:
                    begins[index] = (earliest, None)
                continue
            bounds = self._release_bounds(members)
            for member in members:
                number = numbers[member]
                if number in own:
                    own_earliest, own_latest = self.own_bounds(number)
                    latest = None if bounds[1] is None or own_latest is None else max(bounds[1], own_latest)
                    begins[member] = (max(bounds[0], own_earliest), latest)
                else:
                    begins[member] = bounds if graph.is_held(member) else unknown

    def _release_bounds(self, members: tuple[int, ...]) -> Bounds:
        """When the last open wait of a recommendation, or of all the members of a cycle, is released."""
        graph, begins, promises = self.graph, self._begins, self._history.promises
        earliest: datetime.date = self._history.as_of
        latest: datetime.date | None = earliest
        for member in members:
            for other in graph.depends[member]:
                if not promises or graph.numbers[other] not in promises:
                    latest = None
                    if begins[other][0] > earliest:
                        earliest = begins[other][0]
            for wait in graph.outside[member]:
                wait_earliest, wait_latest = self.wait_bounds(wait)
                if wait_earliest > earliest:
                    earliest = wait_earliest
                if latest is not None:
                    latest = None if wait_latest is None else max(latest, wait_latest)
        first = members[0]
        if earliest == NEVER and len(members) == 1 and graph.numbers[first] in graph.divided:
            return self._bounds_of_strands(graph.numbers[first])
        return earliest, (None if first in graph.topology.cycle_of else latest)

    def _bounds_of_strands(self, number: str) -> Bounds:
        """When the last open wait of a divided recommendation is released, where one of its waits never is.

        Never, where that holds every strand; else those waits are left out, and the latest day is unknown.
        """
        strands = self.graph.waits_of_strands(number)
        if all(any(self.wait_bounds(one.wait)[0] == NEVER for one in waits) for waits in strands):
            return NEVER, None
        days = [self.wait_bounds(one.wait)[0] for one in self.graph.open_waits(number)]
        return max((day for day in days if day != NEVER), default=self._history.as_of), None

    def released(self, number: str) -> Bounds:
        """When the last open wait of a recommendation is released."""
        self.begins()
        index = self.graph.index[number]
        cycle = self.graph.topology.cycle_of.get(index)
        if cycle is None:
            return self._release_bounds((index,))
        if cycle not in self._cycle_bounds:
            self._cycle_bounds[cycle] = self._release_bounds(self.graph.topology.cycles[cycle])
        return self._cycle_bounds[cycle]

    def causes(self, number: str) -> list[tuple[Target, Bounds]]:
        """What a recommendation awaits, and when each can come."""
        return [(one.wait.awaited, self.wait_bounds(one.wait)) for one in self.graph.open_waits(number)]


class Bound(Term):
    """The value in place of a day that cannot be given. Danish: *grænse*."""

    UNKNOWN = "unknown", "ukendt", "unknown"
    NEVER = "never", "aldrig, medmindre afventningen ophæves", "never, unless the wait is lifted"


@attrs.frozen
class Driver:
    """What sets a bound of a window. Danish: *det, der styrer*.

    ``bound`` is ``"earliest"`` or ``"latest"``, ``"start"`` in a schedule; ``target`` is what is awaited, the body that
    has no room or does not meet, or the recommendation's own period.
    """

    bound: str
    target: Target


@readable
@attrs.frozen
class Window:
    """The earliest and the latest day of something, both inclusive. Danish: *tidsvindue*.

    ``latest`` is ``None`` if it is unknown. Both days are ``None`` if it can never happen because it awaits something
    cancelled; `is_never` is then true until the wait is lifted. ``drivers`` tell what determines each bound, or leaves
    it unknown.

    >>> print(Window(datetime.date(2017, 1, 1), None, ()))
    tidligst 1. januar 2017, senest ukendt
    >>> print(Window(None, None, ()))
    aldrig, medmindre afventningen ophæves
    """

    earliest: datetime.date | None
    latest: datetime.date | None
    drivers: tuple[Driver, ...]

    @property
    def is_never(self) -> bool:
        """Whether it can never happen unless a wait is lifted."""
        return self.earliest is None

    @property
    def _sentence(self) -> str:
        return "never_window" if self.is_never else "window"


def window_of(bounds: Bounds, causes: list[tuple[Target, Bounds]]) -> Window:
    """A window within bounds, driven by the causes that set them; in one that is never, by what never comes."""
    earliest, latest = bounds
    found = [Driver("earliest", target) for target, (first, _) in causes if first == earliest]
    if earliest == NEVER:
        return Window(None, None, tuple(dict.fromkeys(found)))
    found += [Driver("latest", target) for target, (_, last) in causes if last == latest]
    return Window(earliest, latest, tuple(dict.fromkeys(found)))


class Forecast(Answer[Window]):
    """When the work on each unfinished recommendation can begin, by number. Danish: *fremskrivning*."""

    columns: ClassVar[Columns] = {
        **BASE,
        "earliest": DAY,
        "latest": DAY,
        "never": TRUTH.of("is_never"),
        "drivers": DRIVERS,
    }
    _heading = "forecast_of"

    def __init__(self, graph: WaitGraph) -> None:
        super().__init__(graph.plan, graph.history.as_of, graph.history.known_at, graph.index)
        self.graph = graph
        self.windows: Windows = Windows(graph)

    def _make(self, number: str) -> Window:
        bounds, causes = self.windows.begins()[self.graph.index[number]], self.windows.causes(number)
        own = self.windows.own_bounds(number)
        if self.graph.history.status.get(number) in STARTED:
            bounds, causes = own, []
        return window_of(bounds, [(Target(TargetKind.PLAN, number), own), *causes])


@checked_call
def forecast(plan: Plan, *, as_of: datetime.date, known_at: datetime.date | None = None) -> Forecast:
    """When the work on each unfinished recommendation can begin, as known at ``as_of``. Danish: *fremskrivning*.

    Promised periods are carried through the waits as intervals: the earliest day is the latest of the earliest bounds,
    the latest day the latest of the latest bounds. An open wait without a promise makes the latest day unknown. A wait
    for something cancelled makes the window *never*; so it does in every strand of a divided recommendation. Work that
    has begun has the window ``as_of`` to ``as_of``.

    >>> import datetime
    >>> from praksisplan import datasets
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> print(forecast(plan, as_of=datetime.date(2017, 1, 15))[78])
    tidligst 1. oktober 2017, senest 31. december 2017
    """
    return Forecast(waits_at(plan, as_of, known_at))
