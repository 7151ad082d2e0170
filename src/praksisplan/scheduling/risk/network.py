"""The open waits of a plan as rows of whole days: what is drawn, and which rows each start awaits."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import attrs

from praksisplan.fields import LAST_DAY
from praksisplan.model import Await, Outcome, is_number, natural_key, natural_order
from praksisplan.periods import Period
from praksisplan.rules.history import STARTED
from praksisplan.rules.reach import Reach
from praksisplan.rules.waits import WaitGraph
from praksisplan.rules.windows import Windows

__all__ = ["Chain", "Drawing", "Draws", "Length", "Lengths", "Network", "Span", "Step", "order_key"]

Length = tuple[int, int]
"""The least and the most whole days that something takes, both included."""


@attrs.frozen
class Lengths:
    """How long recommendations take, by number, and what holds for all others; ``None`` where it is not known."""

    of: Mapping[str, Length]
    other: Length | None

    def get(self, number: str) -> Length | None:
        """The length of one."""
        return self.of.get(number, self.other)


class Span(NamedTuple):
    """Whole days from ``as_of`` within which a day, or a length, is drawn; both included.

    The first day of a promise may have passed. ``is_promise`` tells that the plan's own delays can say more.
    """

    first: int
    last: int
    is_promise: bool


@attrs.frozen
class Draws:
    """All that is drawn in a run: the spans, by which shape, from which seed; no day after ``most``."""

    shape: str
    seed: int
    spans: tuple[Span, ...]
    delays: tuple[int, ...]
    most: int


class Step(NamedTuple):
    """A start: the rows whose latest day it is, no earlier than ``least``.

    A row from 0 on is a drawn one; ``~step`` is an earlier start. ``length`` is the row of what the work takes, -1
    where nobody asks; the start is added to it. ``is_long`` tells that the start can lie after the last day.
    """

    awaited: tuple[int, ...]
    least: int
    length: int
    is_long: bool


@attrs.frozen
class Chain:
    """What is drawn, and the starts in an order in which each stands after those that it awaits."""

    draws: Draws
    steps: tuple[Step, ...]


class Drawing:
    """Collects what is drawn: one row for each outcome, however many await it."""

    def __init__(self, graph: WaitGraph, delays: tuple[int, ...]) -> None:
        self.as_of = graph.history.as_of
        self.delays = delays
        self.most = (LAST_DAY - self.as_of).days
        self.spans: list[Span] = []
        self.targets: list[str] = []
        self.uppers: list[int] = []
        self._row_of: dict[tuple[str, str], int] = {}

    def add(self, span: Span, target: str) -> int:
        """The row of something that is drawn."""
        self.spans.append(span)
        self.targets.append(target)
        late = self.delays[-1] if span.is_promise and self.delays else 0
        self.uppers.append(span.last + max(late, 0))
        return len(self.spans) - 1

    def bounds(self, period: Period) -> bool:
        """Whether a period still tells the last day of something that has not come."""
        return period.last_day is not None and period.last_day >= self.as_of

    def row(self, target: str, kind: str, period: Period, *, is_promise: bool = True) -> int:
        """The row of a day within a period that still bounds it."""
        row = self._row_of.get((target, kind))
        if row is None:
            first, last = period.start or self.as_of, period.last_day or self.as_of
            span = Span(self.offset(first), self.offset(last), is_promise)
            row = self._row_of[target, kind] = self.add(span, target)
        return row

    def offset(self, day: datetime.date) -> int:
        """The days from ``as_of`` to a day."""
        return (day - self.as_of).days

    def draws(self, shape: str, seed: int) -> Draws:
        """What is drawn, as a value."""
        return Draws(shape, seed, tuple(self.spans), self.delays, self.most)


class Network:
    """The starts of a plan's unfinished recommendations, as far as the waits and the lengths tell them.

    ``row_of`` tells the step of every recommendation whose waits all have a day; of what has begun, too: then it is the
    day on which its last open wait is released, from which its length is counted.
    """

    def __init__(self, graph: WaitGraph, lengths: Lengths, shape: str, seed: int, delays: tuple[int, ...]) -> None:
        self.graph = graph
        self.windows = Windows(graph)
        self.lengths = lengths
        self.row_of: dict[str, int] = {}
        self._drawing = Drawing(graph, delays)
        self._steps: list[Step] = []
        self._uppers: list[int] = []
        self._owner: dict[int, int] = {}
        self._names: list[str] = []
        self._reasons = Reach(own=self._own_reasons, rests_on=self._further_reasons, key=order_key)
        for place in _in_levels(graph):
            self._add(place)
        self.compiled = Chain(self._drawing.draws(shape, seed), tuple(self._steps))

    def has_begun(self, number: str) -> bool:
        """Whether the work on a recommendation has begun."""
        return self.graph.history.status.get(number) in STARTED

    def _add(self, place: int) -> None:
        """A step for a recommendation, unless something leaves its start unknown."""
        graph, number = self.graph, self.graph.numbers[place]
        waits = [one.wait for one in graph.open_waits(number)] if graph.is_held(place) else []
        if self._is_open(number, is_held=bool(waits)) or not all(map(self._is_told, waits)):
            return
        awaited = dict.fromkeys(self._row(wait) for wait in waits)
        open_ones = [wait for wait in waits if wait.target in graph.history.promises and self._promised(wait) is None]
        least, held_by = max(((self._least(wait), wait.target) for wait in open_ones), default=(0, number))
        own = None if self.has_begun(number) else self._own(number)
        if own is not None:
            awaited[self._drawing.row(number, "own", own, is_promise=False)] = None
        upper = max((self._upper(row) for row in awaited), default=0)
        most = self._drawing.most
        self.row_of[number] = len(self._steps)
        self._names.append(held_by if least else number)
        self._uppers.append(min(upper, most))
        self._steps.append(Step(tuple(awaited), least, -1, upper > most))

    def _least(self, wait: Await) -> int:
        """The day before which a promise that is open at its end does not come."""
        return self._drawing.offset(self.windows.wait_bounds(wait)[0])

    def _own(self, number: str) -> Period | None:
        """The period that a recommendation is put off to, or planned for."""
        due = self.graph.history.due(number)
        return None if due is None else due.period

    def _is_open(self, number: str, *, is_held: bool) -> bool:
        """Whether the own plan of a recommendation leaves its start unknown."""
        if self.has_begun(number):
            return False
        own = self._own(number)
        if self.graph.history.due(number) is not None:
            return own is None or not self._drawing.bounds(own)
        return not is_held

    def _promised(self, wait: Await) -> Period | None:
        """The newest promise of an outcome, where it still stands."""
        expected = self.graph.history.expected(wait.target, wait.outcome)
        return expected if expected is not None and self._drawing.bounds(expected) else None

    def _is_told(self, wait: Await) -> bool:
        """Whether something tells when a wait is released."""
        return self._promised(wait) is not None or (wait.target in self.row_of and self._length(wait) is not None)

    def _row(self, wait: Await) -> int:
        """The row of the day on which a wait is released."""
        expected, length = self._promised(wait), self._length(wait)
        if expected is not None:
            return self._drawing.row(wait.target, wait.outcome.value, expected)
        step = self.row_of[wait.target]
        if wait.outcome is Outcome.START or length is None:
            return ~step
        row = self._steps[step].length
        if row < 0:
            row = self._drawing.add(Span(*length, is_promise=False), wait.target)
            self._owner[row] = step
            self._steps[step] = self._steps[step]._replace(length=row)
        return row

    def _length(self, wait: Await) -> Length | None:
        return self.lengths.get(wait.target) if wait.target in self.graph.index else None

    def _upper(self, row: int) -> int:
        """The last day that a row can hold."""
        if row < 0:
            return self._uppers[~row]
        started = self._uppers[self._owner[row]] if row in self._owner else 0
        return started + self._drawing.uppers[row]

    # --- why ------------------------------------------------------------------------------------------------------

    def is_unknown(self, number: str) -> bool:
        """Whether nothing tells the start of a recommendation."""
        return number not in self.row_of and not self.has_begun(number)

    def because(self, number: str) -> tuple[str, ...]:
        """What leaves a start unknown: numbers in natural order, then ids; of a cycle what is awaited within it."""
        return self._reasons.of(number)

    def _untold(self, number: str) -> Iterator[tuple[str, bool]]:
        """What a recommendation awaits without anything that tells when it comes, and whether that explains itself."""
        cycle_of, index = self.graph.topology.cycle_of, self.graph.index
        own_cycle = cycle_of.get(index[number], -1)
        for wait in [one.wait for one in self.graph.open_waits(number)]:
            in_cycle = wait.target in index and cycle_of.get(index[wait.target]) == own_cycle
            if in_cycle or not self._is_told(wait):
                yield wait.target, not in_cycle and self._length(wait) is not None

    def _own_reasons(self, number: str) -> Iterator[str]:
        yield from (target for target, explains_itself in self._untold(number) if not explains_itself)
        place = self.graph.index[number]
        if place not in self.graph.topology.cycle_of and self._is_open(number, is_held=self.graph.is_held(place)):
            yield number

    def _further_reasons(self, number: str) -> Iterator[str]:
        return (target for target, explains_itself in self._untold(number) if explains_itself)

    def traced(self, numbers: Iterable[str], runs: int) -> dict[str, Counter[str]]:
        """In how many runs each target set the start of some recommendations, by number."""
        from praksisplan.scheduling.risk.running import trace

        asked = list(numbers)
        found = {number: Counter({number: runs}) for number in asked if self.has_begun(number)}
        steps = {number: self.row_of[number] for number in asked if number in self.row_of and number not in found}
        counted = trace(self.compiled, list(steps.values()), runs)
        for number, step in steps.items():
            found[number] = Counter()
            for row, count in counted[step].items():
                found[number][self._names[~row] if row < 0 else self._drawing.targets[row]] += count
        return found


def _in_levels(graph: WaitGraph) -> list[int]:
    """The places outside every cycle, each after those it awaits, in an order that the plan's own does not change."""
    levels = [0] * len(graph.numbers)
    for place in graph.topology.order:
        levels[place] = max((levels[other] + 1 for other in graph.depends[place]), default=0)
    rank = {number: place for place, number in enumerate(natural_order(graph.numbers))}
    free = [place for place in graph.topology.order if place not in graph.topology.cycle_of]
    return sorted(free, key=lambda place: (levels[place], rank[graph.numbers[place]]))


def order_key(target: str) -> tuple[object, ...]:
    """The key that sorts numbers in natural order before ids."""
    return (0, natural_key(target)) if is_number(target) else (1, target)
