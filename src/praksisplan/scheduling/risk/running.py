"""The runs, in blocks: drawn and pushed through the waits with numpy, a row for each start and a column for each run.

A block is drawn whole from its own child of the seed, so that the answer is the same wherever a block is run, and more
runs only add to fewer. Days are whole days from ``as_of``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from praksisplan.scheduling.risk.capacity import Placing, place_runs
from praksisplan.scheduling.risk.network import Chain, Draws, Span

__all__ = ["BLOCK", "Rows", "columns", "drawn", "run_all", "run_block", "trace"]

BLOCK = 2048
"""The runs of a block."""

_AT_ONCE = 64
"""So many rows are drawn at once: what they need stays in the cache."""

Rows = npt.NDArray[np.int32]
Compiled = Chain | Placing


def columns(runs: int) -> list[tuple[int, int]]:
    """The first run of each block, and the one after its last."""
    return [(first, min(first + BLOCK, runs)) for first in range(0, runs, BLOCK)]


# --- drawing -----------------------------------------------------------------------------------------------------


def drawn(draws: Draws, block: int) -> Rows:
    """Everything that is drawn in the runs of a block, a row for each span."""
    child = np.random.SeedSequence(draws.seed, spawn_key=(block,))
    chance = np.random.Generator(np.random.PCG64(child))
    found = np.empty((len(draws.spans), BLOCK), np.int32)
    is_promise = np.array([span.is_promise for span in draws.spans], bool)
    for first in range(0, len(draws.spans), _AT_ONCE):
        rows = found[first : first + _AT_ONCE]
        share = chance.random(rows.shape, np.float32)
        spans = draws.spans[first : first + _AT_ONCE]
        if draws.shape == "history":
            promises = is_promise[first : first + _AT_ONCE]
            kept = share[promises]
            _within(rows, share, spans, "triangular")
            if len(kept):
                rows[promises] = _delayed(kept, [span for span in spans if span.is_promise], draws)
        else:
            _within(rows, share, spans, draws.shape)
    return found


def _delayed(share: npt.NDArray[np.float32], spans: Sequence[Span], draws: Draws) -> Rows:
    """The last promised day and one of the delays, no earlier than ``as_of``."""
    delays = np.array(draws.delays, np.int32)
    chosen = np.minimum((share * len(delays)).astype(np.int32), len(delays) - 1)
    last = np.array([span.last for span in spans], np.int32)[:, None]
    found: Rows = np.clip(last + delays[chosen], 0, draws.most).astype(np.int32)
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


def run_block(compiled: Compiled, runs: int, block: int, out: Rows | None = None) -> Rows:
    """The starts in the runs of a block; ``runs`` are those of all blocks."""
    first, end = columns(runs)[block]
    values = drawn(compiled.draws, block)[:, : end - first]
    if isinstance(compiled, Placing):
        return place_runs(compiled, values, out)
    found = np.empty((len(compiled.steps), end - first), np.int32) if out is None else out
    _push(compiled, values, found)
    return found


def _push(chain: Chain, values: Rows, starts: Rows) -> list[Rows]:
    """Each start as the latest of what it awaits; the rows by their numbers."""
    rows = [*values, *starts[::-1]]
    maximum, add, most = np.maximum, np.add, chain.draws.most
    for step, (awaited, least, length, is_long) in enumerate(chain.steps):
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
        if is_long:
            np.minimum(row, most, out=row)
        if length >= 0:
            add(rows[length], row, out=rows[length])
    return rows


def run_all(
    compiled: Compiled, count: int, runs: int, executor: Any, progress: Callable[[int, int], object] | None
) -> Rows:
    """All runs of all starts, ``count`` rows; the blocks go to an executor, if there is one."""
    found = np.empty((count, runs), np.int32)
    blocks = columns(runs)
    remote = None if executor is None else executor.map(partial(run_block, compiled, runs), range(len(blocks)))
    for block, (first, end) in enumerate(blocks):
        if remote is None:
            run_block(compiled, runs, block, found[:, first:end])
        else:
            found[:, first:end] = next(remote)
        if progress is not None:
            progress(end, runs)
    return found


# --- what set a start --------------------------------------------------------------------------------------------


def trace(chain: Chain, wanted: Sequence[int], runs: int) -> dict[int, Counter[int]]:
    """By step: in how many runs each row set the start; ``~step`` is a start that nothing drawn sets."""
    owner = {step.length: place for place, step in enumerate(chain.steps) if step.length >= 0}
    needed = set(wanted)
    todo = list(wanted)
    for step in todo:
        for row in chain.steps[step].awaited:
            before = ~row if row < 0 else owner.get(row)
            if before is not None and before not in needed:
                needed.add(before)
                todo.append(before)
    found: dict[int, Counter[int]] = {step: Counter() for step in wanted}
    for block, (first, end) in enumerate(columns(runs)):
        values = drawn(chain.draws, block)[:, : end - first]
        rows = _push(chain, values, np.empty((len(chain.steps), end - first), np.int32))
        cause: dict[int, Any] = {}
        for step in sorted(needed):
            cause[step] = _cause(chain, step, rows, cause, owner)
        for step in wanted:
            kinds, counts = np.unique(np.broadcast_to(cause[step], end - first), return_counts=True)
            found[step].update(dict(zip(kinds.tolist(), counts.tolist())))
    return found


def _cause(chain: Chain, step: int, rows: list[Rows], cause: dict[int, Any], owner: dict[int, int]) -> Any:
    """The row that set the start in each run: of equals the first."""
    awaited, least, *_ = chain.steps[step]
    found: Any = ~step
    best: Any = least if least else -1
    for place, row in enumerate(awaited):
        before = ~row if row < 0 else owner.get(row)
        told = row if before is None else cause[before]
        is_later = rows[row] >= best if place == 0 else rows[row] > best
        found = np.where(is_later, told, found)
        best = np.maximum(best, rows[row])
    return found
