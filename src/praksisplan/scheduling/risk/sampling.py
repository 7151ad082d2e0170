"""Drawing of outcomes and durations within whole days, and of the runs, in blocks with numpy.

Each block is drawn from its own child of the seed, so that the result does not depend on where a block is run, and more
runs only add to fewer. Days are whole days from ``as_of``; a row holds one day for each run.
"""

from __future__ import annotations

import datetime
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple, Protocol

import attrs
import numpy as np
import numpy.typing as npt

from praksisplan.fields import LAST_DAY
from praksisplan.model import is_number, natural_key
from praksisplan.periods import Period
from praksisplan.rules.reach import Reach
from praksisplan.rules.waits import WaitGraph
from praksisplan.rules.windows import Windows

_BLOCK = 2048
"""The runs of a block."""

_AT_ONCE = 64
"""So many rows are drawn at once: what they need stays in the cache."""

Rows = npt.NDArray[np.int32]


class Span(NamedTuple):
    """Whole days from ``as_of`` within which a day, or a duration, is drawn; both included.

    The first day of a promise may have passed. ``is_promise`` is true if the plan's own delays apply to it.
    """

    first: int
    last: int
    is_promise: bool


@attrs.frozen
class SampleSpec:
    """All that is drawn in a run: the spans, by which shape, from which seed; no day after ``most``."""

    shape: str
    seed: int
    spans: tuple[Span, ...]
    delays: tuple[int, ...]
    most: int


class Sampler:
    """Collects what is drawn: one row for each outcome, however many await it."""

    def __init__(self, as_of: datetime.date) -> None:
        self.as_of = as_of
        self.spans: list[Span] = []
        self.targets: list[str] = []
        self._row_of: dict[tuple[str, str], int] = {}

    def add(self, span: Span, target: str) -> int:
        """The row of something that is drawn."""
        self.spans.append(span)
        self.targets.append(target)
        return len(self.spans) - 1

    def bounds(self, period: Period) -> bool:
        """Whether a period still has a last day for something that has not come."""
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

    def spec(self, shape: str, seed: int, delays: tuple[int, ...]) -> SampleSpec:
        """What is drawn, as a value."""
        return SampleSpec(shape, seed, tuple(self.spans), delays, self.offset(LAST_DAY))


class Model(ABC):
    """A plan to be simulated: the row of each start, why others are unknown, and what set each start in the runs."""

    def __init__(self, windows: Windows, nodes: Iterable[str]) -> None:
        self.windows = windows
        self.graph: WaitGraph = windows.graph
        self.row_of: dict[str, int] = {}
        self._reasons = Reach(
            nodes,
            own=partial(self._reasons_that, False),
            rests_on=partial(self._reasons_that, True),
            key=_order_key,
        )

    @abstractmethod
    def is_unknown(self, number: str) -> bool:
        """Whether the start of a recommendation is unknown."""

    @abstractmethod
    def _reasons_for(self, name: str, /) -> Iterable[tuple[str, bool]]:
        """What leaves a start unknown, and whether that has reasons of its own, which then count instead."""

    @abstractmethod
    def traced(self, numbers: Iterable[str], runs: int) -> dict[str, Counter[str]]:
        """In how many runs each target set the start of some recommendations, by number."""

    def because(self, number: str) -> tuple[str, ...]:
        """What leaves a start unknown: numbers in natural order, then ids; of a cycle what is awaited within it."""
        return self._reasons.of(number)

    def _reasons_that(self, have_further: bool, name: str) -> list[str]:
        return [reason for reason, is_further in self._reasons_for(name) if is_further is have_further]


def _order_key(target: str) -> tuple[object, ...]:
    """The key that sorts numbers in natural order before ids."""
    return (0, natural_key(target)) if is_number(target) else (1, target)


def blocks(runs: int) -> range:
    """The blocks of so many runs."""
    return range(-(-runs // _BLOCK))


# --- drawing -----------------------------------------------------------------------------------------------------


def drawn(spec: SampleSpec, block: int, runs: int) -> Rows:
    """What is drawn in one block of a simulation of ``runs`` runs, a row for each span."""
    child = np.random.SeedSequence(spec.seed, spawn_key=(block,))
    chance = np.random.Generator(np.random.PCG64(child))
    found = np.empty((len(spec.spans), _BLOCK), np.int32)
    is_promise = np.array([span.is_promise for span in spec.spans], bool)
    for first in range(0, len(spec.spans), _AT_ONCE):
        rows = found[first : first + _AT_ONCE]
        share = chance.random(rows.shape, np.float32)
        spans = spec.spans[first : first + _AT_ONCE]
        if spec.shape == "history":
            promises = is_promise[first : first + _AT_ONCE]
            kept = share[promises]
            _within(rows, share, spans, "triangular")
            if len(kept):
                rows[promises] = _delayed(kept, [span for span in spans if span.is_promise], spec)
        else:
            _within(rows, share, spans, spec.shape)
    return found[:, : runs - block * _BLOCK]


def _delayed(share: npt.NDArray[np.float32], spans: Sequence[Span], spec: SampleSpec) -> Rows:
    """The last promised day and one of the delays, no earlier than ``as_of``."""
    delays = np.array(spec.delays, np.int32)
    chosen = np.minimum((share * len(delays)).astype(np.int32), len(delays) - 1)
    last = np.array([span.last for span in spans], np.int32)[:, None]
    found: Rows = np.clip(last + delays[chosen], 0, spec.most).astype(np.int32)
    return found


def _within(rows: Rows, share: npt.NDArray[np.float32], spans: Sequence[Span], shape: str) -> None:
    """Days within spans, by the inverse of the distribution, given that they do not lie before ``as_of``."""
    first = np.array([span.first for span in spans], np.int32)[:, None]
    last = np.array([span.last for span in spans], np.int32)[:, None]
    days = (last - first + 1).astype(np.float32)
    is_triangular = shape == "triangular"
    if (first < 0).any():
        passed = np.maximum(-first / days, 0)
        if is_triangular:
            passed = np.where(passed < 0.5, 2 * passed**2, 1 - 2 * (1 - passed) ** 2)
        share *= (1 - passed).astype(np.float32)
        share += passed.astype(np.float32)
    if is_triangular:
        # 2 u - 1 = ±w lies ±(1 - √(1 - w)) half spans from the middle
        share *= 2
        share -= 1
        width = np.abs(share)
        np.subtract(1, width, out=width)
        np.maximum(width, 0, out=width)
        np.sqrt(width, out=width)
        np.subtract(1, width, out=width)
        np.copysign(width, share, out=share)
        share *= days / 2
        share += days / 2
    else:
        share *= days
    np.copyto(rows, share, casting="unsafe")
    rows += first
    np.minimum(rows, last, out=rows)
    np.maximum(rows, np.maximum(first, 0), out=rows)


# --- running -----------------------------------------------------------------------------------------------------


class Compiled(Protocol):
    """What is drawn, and how the starts follow from it."""

    @property
    def spec(self) -> SampleSpec: ...
    def starts(self, values: Rows, out: Rows) -> object: ...


def _run_block(compiled: Compiled, count: int, runs: int, block: int) -> Rows:
    """The starts in one block of a simulation of ``runs`` runs, ``count`` rows."""
    values = drawn(compiled.spec, block, runs)
    found = np.empty((count, values.shape[1]), np.int32)
    compiled.starts(values, found)
    return found


def run_all(
    compiled: Compiled, count: int, runs: int, executor: Any, progress: Callable[[int, int], object] | None
) -> Rows:
    """All runs of all starts, ``count`` rows; the blocks go to an executor, if there is one."""
    found = np.empty((count, runs), np.int32)
    remote = None if executor is None else executor.map(partial(_run_block, compiled, count, runs), blocks(runs))
    for block in blocks(runs):
        end = min((block + 1) * _BLOCK, runs)
        out = found[:, block * _BLOCK : end]
        if remote is None:
            compiled.starts(drawn(compiled.spec, block, runs), out)
        else:
            out[:] = next(remote)
        if progress is not None:
            progress(end, runs)
    return found
