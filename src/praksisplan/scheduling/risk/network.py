"""The open waits of a plan as rows of whole days: what is drawn, and which rows each start awaits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import attrs
import numpy as np

from praksisplan.model import Await, Outcome, natural_order
from praksisplan.periods import Period
from praksisplan.rules.history import STARTED, Due
from praksisplan.rules.waits import WaitGraph
from praksisplan.rules.windows import Windows
from praksisplan.scheduling.risk.sampling import Model, Rows, Sampler, SampleSpec, Span, blocks, drawn


class Step(NamedTuple):
    """A start: the rows whose latest day it is, no earlier than ``least``.

    A row from 0 on is a drawn one; ``~step`` is an earlier start. ``duration`` is the row of what the work takes, -1
    if it is not needed; the start is added to it.
    """

    awaited: tuple[int, ...]
    least: int
    duration: int


@attrs.frozen
class Chain:
    """What is drawn, and the starts, each after those that it awaits."""

    spec: SampleSpec
    steps: tuple[Step, ...]

    def starts(self, values: Rows, out: Rows) -> list[Rows]:
        """The starts in some runs, each as the latest of what it awaits, from what was drawn; the rows of both."""
        rows = [*values, *out[::-1]]
        maximum, add, most = np.maximum, np.add, self.spec.most
        for step, (awaited, least, duration) in enumerate(self.steps):
            row = rows[~step]
            if len(awaited) > 1:
                maximum(rows[awaited[0]], rows[awaited[1]], out=row)
                for other in awaited[2:]:
                    maximum(row, rows[other], out=row)
            elif awaited:
                row[:] = rows[awaited[0]]
            else:
                row[:] = 0
            if least:
                maximum(row, least, out=row)
            np.minimum(row, most, out=row)
            if duration >= 0:
                add(rows[duration], row, out=rows[duration])
        return rows


class Network(Model):
    """The starts of a plan's unfinished recommendations, as far as the waits and the durations determine them.

    ``row_of`` has the step of every recommendation whose waits all have a day. For begun work that is the day on which
    its last open wait is released, from which its duration counts.
    """

    def __init__(
        self,
        graph: WaitGraph,
        durations: Mapping[str, tuple[int, int] | None],
        shape: str,
        seed: int,
        delays: tuple[int, ...],
    ) -> None:
        super().__init__(Windows(graph), filter(self.is_unknown, graph.numbers))
        self.durations = durations
        self._sampler = Sampler(graph.history.as_of)
        self._steps: list[Step] = []
        self._names: list[str] = []
        for place in _in_levels(graph):
            self._add(place)
        self.compiled: Chain = Chain(self._sampler.spec(shape, seed, delays), tuple(self._steps))

    def has_begun(self, number: str) -> bool:
        """Whether the work on a recommendation has begun."""
        return self.graph.history.status.get(number) in STARTED

    def _add(self, place: int) -> None:
        """Add a step for a recommendation, unless its start is unknown."""
        graph, number = self.graph, self.graph.numbers[place]
        waits = self.windows.leading(number) if graph.has_open_wait(place) else []
        if self._is_open(number, has_waits=bool(waits)) or not all(map(self._has_day, waits)):
            return
        if graph.awaits_more(number) and not self.has_begun(number):
            return
        awaited = dict.fromkeys(self._row(wait) for wait in waits)
        least, target = max(
            (
                # a promise that is open at its end does not come before its first day
                (self._sampler.offset(self.windows.wait_bounds(wait)[0]), wait.target)
                for wait in waits
                if wait.target in graph.history.promises and self._promised(wait) is None
            ),
            default=(0, number),
        )
        due = self._due(number)
        if due is not None and due.period is not None:
            awaited[self._sampler.row(number, "own", due.period, is_promise=False)] = None
        self.row_of[number] = len(self._steps)
        self._names.append(target if least else number)
        self._steps.append(Step(tuple(awaited), least, -1))

    def _due(self, number: str) -> Due | None:
        """When the work on a recommendation is to begin by its own plan; ``None`` where it has begun."""
        return None if self.has_begun(number) else self.graph.history.due(number)

    def _is_open(self, number: str, *, has_waits: bool) -> bool:
        """Whether the own plan of a recommendation leaves its start unknown."""
        due = self._due(number)
        if due is None:
            return not has_waits and not self.has_begun(number)
        return due.period is None or not self._sampler.bounds(due.period)

    def _promised(self, wait: Await) -> Period | None:
        """The newest promise of an outcome, unless it has passed."""
        expected = self.graph.history.expected(wait.target, wait.outcome, wait.strand)
        return expected if expected is not None and self._sampler.bounds(expected) else None

    def _has_day(self, wait: Await) -> bool:
        """Whether it is known when a wait is released."""
        is_told = wait.strand is None and wait.target in self.row_of and self._duration_of(wait) is not None
        return is_told or self._promised(wait) is not None

    def _row(self, wait: Await) -> int:
        """The row of the day on which a wait is released."""
        expected, duration = self._promised(wait), self._duration_of(wait)
        if expected is not None:
            return self._sampler.row(wait.target, f"{wait.outcome.value} {wait.strand or ''}", expected)
        step = self.row_of[wait.target]
        if wait.outcome is Outcome.START or duration is None:
            return ~step
        row = self._steps[step].duration
        if row < 0:
            row = self._sampler.add(Span(*duration, is_promise=False), wait.target)
            self._steps[step] = self._steps[step]._replace(duration=row)
        return row

    def _duration_of(self, wait: Await) -> tuple[int, int] | None:
        """How long awaited work takes; how long a strand of it takes is not known."""
        is_whole = wait.strand is None and wait.target in self.graph.index
        return self.durations.get(wait.target) if is_whole else None

    # --- why ------------------------------------------------------------------------------------------------------

    def is_unknown(self, number: str) -> bool:
        return number not in self.row_of and not self.has_begun(number)

    def _reasons_for(self, name: str) -> Iterator[tuple[str, bool]]:
        cycle_of, index = self.graph.topology.cycle_of, self.graph.index
        own_cycle = cycle_of.get(index[name], -1)
        waits = self.windows.leading(name)
        for wait in waits:
            in_cycle = wait.target in index and cycle_of.get(index[wait.target]) == own_cycle
            if in_cycle or not self._has_day(wait):
                yield wait.target, not in_cycle and self._duration_of(wait) is not None
        place = index[name]
        is_open = self._is_open(name, has_waits=self.graph.has_open_wait(place))
        if place not in cycle_of and (is_open or all(map(self._has_day, waits))):
            yield name, False

    def traced(self, numbers: Iterable[str], runs: int) -> dict[str, Counter[str]]:
        asked = list(numbers)
        found = {number: Counter({number: runs}) for number in asked if self.has_begun(number)}
        steps = {number: self.row_of[number] for number in asked if number in self.row_of and number not in found}
        counted = _trace(self.compiled, list(steps.values()), runs)
        for number, step in steps.items():
            found[number] = Counter()
            for row, count in counted[step].items():
                found[number][self._names[~row] if row < 0 else self._sampler.targets[row]] += count
        return found


def _in_levels(graph: WaitGraph) -> list[int]:
    """The places outside every cycle, each after those it awaits, in an order that the plan's own does not change."""
    levels = [0] * len(graph.depends)
    for place in graph.topology.order:
        levels[place] = max((levels[other] + 1 for other in graph.depends[place]), default=0)
    rank = {number: place for place, number in enumerate(natural_order(graph.numbers))}
    free = [place for place in range(len(graph.numbers)) if place not in graph.topology.cycle_of]
    return sorted(free, key=lambda place: (levels[place], rank[graph.numbers[place]]))


# --- what set a start --------------------------------------------------------------------------------------------


def _trace(chain: Chain, wanted: Sequence[int], runs: int) -> dict[int, Counter[int]]:
    """By step: in how many runs each row set the start; ``~step`` is a start that nothing drawn sets."""
    owner = {step.duration: place for place, step in enumerate(chain.steps) if step.duration >= 0}
    needed = set(wanted)
    todo = list(wanted)
    for step in todo:
        for row in chain.steps[step].awaited:
            before = ~row if row < 0 else owner.get(row)
            if before is not None and before not in needed:
                needed.add(before)
                todo.append(before)
    found: dict[int, Counter[int]] = {step: Counter() for step in wanted}
    for block in blocks(runs):
        values = drawn(chain.spec, block, runs)
        count = values.shape[1]
        rows = chain.starts(values, np.empty((len(chain.steps), count), np.int32))
        cause: dict[int, Any] = {}
        for step in sorted(needed):
            cause[step] = _cause(chain, step, rows, cause, owner)
        for step in wanted:
            kinds, counts = np.unique(np.broadcast_to(cause[step], count), return_counts=True)
            found[step].update(dict(zip(kinds.tolist(), counts.tolist())))
    return found


def _cause(chain: Chain, step: int, rows: list[Rows], cause: dict[int, Any], owner: dict[int, int]) -> Any:
    """The row that set the start in each run: of equals the first."""
    awaited, least, *_ = chain.steps[step]
    found: Any = ~step
    best: Any = least if least else -1
    for place, row in enumerate(awaited):
        before = ~row if row < 0 else owner.get(row)
        own = row if before is None else cause[before]
        is_later = rows[row] >= best if place == 0 else rows[row] > best
        found = np.where(is_later, own, found)
        best = np.maximum(best, rows[row])
    return found
