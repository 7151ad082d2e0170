"""Windows: the earliest and latest days of waits and starts, and what determines them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import ClassVar

import attrs

from praksisplan.answers import BASE, DAY, DRIVERS, TRUTH, Answer, Columns, readable
from praksisplan.answers.words import target_words
from praksisplan.arguments import checked_call
from praksisplan.bulk import gc_paused
from praksisplan.model import Await, Plan, Target, TargetKind
from praksisplan.periods import Period
from praksisplan.rules.history import STARTED
from praksisplan.rules.waits import OpenWait, WaitGraph, clauses, waits_at
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
                found = self._event_bounds[key] = self._promised(wait) or self._unknown_or_never(wait)
            return found
        promised = self._promised(wait) if history.is_promised(target, wait.strand) else None
        if promised is not None:
            return promised
        node = self.graph.node(wait)
        return self._unknown_or_never(wait) if node is None else (self.begins()[node][0], None)

    def _promised(self, wait: Await) -> Bounds | None:
        expected = self._history.expected(wait.target, wait.outcome, wait.strand)
        return None if expected is None else self._from_now(expected)

    def _unknown_or_never(self, wait: Await) -> Bounds:
        """The bounds without a promise: no latest day, or never for a cancelled subject."""
        return (NEVER if self._history.is_cancelled(wait.target, wait.strand) else self._history.as_of), None

    def clause_bounds(self, alternatives: list[list[OpenWait]]) -> tuple[Bounds, list[tuple[OpenWait, Bounds]]]:
        """When the first of some alternatives can end, and the waits with their bounds, without those that never come.

        Not before the earliest of their earliest days, and no later than the earliest latest day that is known. Waits
        that never come count only if all alternatives are such.
        """
        each = [[(one, self.wait_bounds(one.wait)) for one in waits] for waits in alternatives]
        found = [(_last(bounds for _, bounds in waits), waits) for waits in each]
        found = [one for one in found if one[0][0] != NEVER] or found
        earliest = min(bounds[0] for bounds, _ in found)
        latest = min((bounds[1] for bounds, _ in found if bounds[1] is not None), default=None)
        return (earliest, latest), [one for _, waits in found for one in waits]

    def _from_now(self, period: Period) -> Bounds:
        """A period as bounds that count from the day of the answer; a period that has passed bounds nothing above."""
        as_of, last = self._history.as_of, period.last_day
        return max(period.start or as_of, as_of), (None if last is None or last < as_of else last)

    def own_bounds(self, number: str, strand: str | None = None) -> Bounds:
        """When the work can begin by its own plan alone: it has begun, or is deferred to or planned for a period."""
        as_of, history = self._history.as_of, self._history
        whole = None if strand is None else history.strand(number, strand)
        if (history.status.get(number) if whole is None else whole.status) in STARTED:
            return as_of, as_of
        due = history.due(number)
        period = None if due is None else due.period
        if whole is not None and whole.deferral is not None:
            period = whole.deferral.deferred_to
        return (as_of, None) if period is None else self._from_now(period)

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
        special = graph.choosing.union(range(len(numbers), len(depends)))
        unknown: Bounds = (as_of, None)
        begins = self._begins = [unknown] * len(depends)
        own = history.timed.union(history.deferrals)
        own.update(number for number, status in history.status.items() if status in STARTED)
        is_plain = history.promises.keys().isdisjoint(graph.index)
        for members in graph.topology.groups():
            index = members[0]
            is_quick = is_plain and len(members) == 1 and not outside[index] and index not in special
            if is_quick and numbers[index] not in own:
                earliest = as_of  # nearly all of a large plan: it awaits recommendations that promise nothing
                for other in depends[index]:
                    if begins[other][0] > earliest:
                        earliest = begins[other][0]
                if earliest is not as_of:
                    begins[index] = (earliest, None)
                continue
            bounds = self._release_bounds(members)
            for member in members:
                number, strand = graph.part(member)
                if number in own or strand is not None:
                    begins[member] = _last([bounds, self.own_bounds(number, strand)])
                else:
                    begins[member] = bounds if graph.has_open_wait(member) else unknown

    def _release_bounds(self, members: tuple[int, ...]) -> Bounds:
        """When the last open wait of a recommendation, or of all the members of a cycle, is released."""
        graph, begins = self.graph, self._begins
        earliest: datetime.date = self._history.as_of
        latest: datetime.date | None = earliest
        for member in members:
            if member in graph.choosing:
                waits = clauses(graph.waits_of(member))
                earliest, latest = _last([(earliest, latest), *(self.clause_bounds(one)[0] for one in waits)])
                continue
            for other in graph.depends[member]:
                if other not in graph.promised:
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
        number, strand = graph.part(first)
        if earliest == NEVER and len(members) == 1 and strand is None and number in graph.divided:
            return self._bounds_of_strands(number)
        is_unknown = first in graph.topology.cycle_of or graph.awaits_more(number)
        return earliest, (None if is_unknown else latest)

    def _bounds_of_strands(self, number: str) -> Bounds:
        """When the last open wait of a divided recommendation is released, where one of its waits never is.

        Never, if such a wait blocks every strand; else those waits are left out, and the latest day is unknown.
        """
        if all(NEVER in self._days(waits) for waits in self.graph.waits_of_strands(number)):
            return NEVER, None
        days = self._days(self.graph.open_waits(number)) - {NEVER}
        return max(days, default=self._history.as_of), None

    def _days(self, waits: list[OpenWait]) -> set[datetime.date]:
        """The earliest days on which open waits can end."""
        return {self.clause_bounds(one)[0][0] for one in clauses(waits)}

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

    def leading(self, number: str) -> list[Await]:
        """The waits that precede the start of work; of alternatives the one that surely ends first.

        A strand that waits for another of the same recommendation is part of the work, and not awaited.
        """
        found = []
        for alternatives in clauses(self.graph.open_waits(number)):
            first = min(alternatives, key=self._surely_by) if len(alternatives) > 1 else alternatives[0]
            found += [
                one.wait
                for one in first
                if one.wait.strand is None or one.wait.recommendation != number or one.strand is None
            ]
        return found

    def _surely_by(self, waits: list[OpenWait]) -> tuple[bool, bool, datetime.date]:
        """The order of alternatives: those that never come last, those without a latest day before them."""
        earliest, latest = _last(self.wait_bounds(one.wait) for one in waits)
        return earliest == NEVER, latest is None, latest or earliest

    def causes(self, number: str) -> list[tuple[Target, Bounds]]:
        """The awaited subjects with their bounds; of alternatives only the bounds that count."""
        found = []
        for alternatives in clauses(self.graph.open_waits(number)):
            (earliest, latest), waits = self.clause_bounds(alternatives)
            for one, (first, last) in waits:
                bounds = (
                    first if first == earliest else datetime.date.min,
                    last if last == latest else datetime.date.min,
                )
                found.append((one.wait.awaited, bounds))
        return found


def _last(bounds: Iterable[Bounds]) -> Bounds:
    """The bounds of the last of several events; its latest day is unknown if that of one of them is."""
    earliest, latest = zip(*bounds)
    return max(earliest), (None if None in latest else max(latest))


class Bound(Term):
    """A bound without a day: unknown or never. Danish: *grænse*."""

    UNKNOWN = "unknown", "ukendt", "unknown"
    NEVER = "never", "aldrig, medmindre afventningen ophæves", "never, unless the wait is lifted"


@attrs.frozen
class Driver:
    """The cause of a bound of a window. Danish: *det, der styrer*.

    ``bound`` is ``"earliest"`` or ``"latest"``, ``"start"`` in a schedule; ``target`` is what is awaited, the body that
    has no room or does not meet, or the recommendation's own period.
    """

    bound: str
    target: Target

    def text(self, lang: str = "da") -> str:
        """The target in words, by its number or id."""
        return target_words(self.target, lang)


@readable
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
    """A window within bounds, driven by the causes that set them; one that is never is driven by what never comes."""
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
