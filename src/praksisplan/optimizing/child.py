"""The process in which the solver works: a problem comes in on its input, what it finds goes out line by line.

Heuristics and solver run side by side. The heuristic search goes first, for a little; then the solver looks for
something shorter, or for a proof that there is nothing, while the search goes on in a thread of its own. With one
worker they take turns instead, and their work is counted rather than timed, so that the answer can be repeated.
"""

from __future__ import annotations

import json
import math
import os
import pickle
import sys
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from praksisplan.optimizing.solver import Solver, smallest_conflict
from praksisplan.optimizing.task import Task
from praksisplan.scheduling.searching import Search

if TYPE_CHECKING:
    from praksisplan.optimizing.search import Search as CompiledSearch

__all__ = ["work"]

_ROUNDS = ((0.01, 0.06), (0.11, 1.0))
"""The shares of the time in which the search goes alone and then the solver works: what is easy is settled at once."""
_TURNS = ((0.005, 0.01), (0.055, 0.04), (0.175, 0.0))
"""With one worker, the shares of the counted work of the search, and what the solver may do then for each second.

The solver counts in a measure of its own: 0.1 are 0.2 to 0.5 seconds. All together they take about half of the
time, so that the clock does not cut the count short on a slower machine.
"""
_SOLVED = sum(solved for _, solved in _TURNS)
_SLACK = 1.0
"""Seconds that the solver may take longer than it counts, while others use the machine."""
_CHUNK = 60_000
"""So many items are placed by the search between two looks at the clock."""
_COUNTED = 12_000_000
"""Items that the search places in a second of counted work: about what a machine of today does."""
_COUNTED_PLAIN = 300_000
"""The same, for the search that is not compiled."""
_LARGEST = 1500
"""The most orders that the search keeps."""


class Searching(Protocol):
    """A heuristic search that can be asked for more; ``start`` is its best schedule."""

    @property
    def start(self) -> list[int]: ...

    def run(self, effort: int, target: int) -> None: ...


def _compiled() -> type[CompiledSearch] | None:
    """The search that is compiled, if there is one: numba may not be there, or not go with what else is installed."""
    try:
        from praksisplan.optimizing.search import Search
    except (ImportError, RuntimeError):
        return None
    return Search


def _search(task: Task) -> tuple[Searching, int]:
    """The heuristic search, and how many items it places in a second of counted work."""
    items = [task.problem.items[member] for member in task.members]
    is_beyond = any(item.length is None and item.demands for item in items)
    is_beyond |= any(supply.most >= 1 << 60 for supply in task.problem.supplies)
    compiled = None if is_beyond else _compiled()
    if compiled is None:
        return Search(task.problem, task.members, task.start or [], task.seed), _COUNTED_PLAIN
    population = math.isqrt(int(task.seconds * _COUNTED / max(len(task.members), 1)))
    search = compiled(task.problem, task.members, task.start or [], task.seed, min(max(population, 20), _LARGEST))
    search.run(1, task.bound)  # the first schedule takes seconds, where the search is not compiled yet
    return search, _COUNTED


class _Best:
    """The best schedule and bound so far; each that is better is told at once, from whichever thread it comes."""

    def __init__(self, task: Task, tell: Callable[..., None]) -> None:
        self.start = task.start
        self.bound = task.bound
        self._lengths = [task.problem.items[member].length or 0 for member in task.members]
        self._tell = tell
        self._lock = threading.Lock()

    @property
    def length(self) -> int | None:
        return None if self.start is None else max(map(int.__add__, self.start, self._lengths), default=0)

    @property
    def is_proven(self) -> bool:
        length = self.length
        return length is not None and length <= self.bound

    def offer(self, start: list[int]) -> None:
        with self._lock:
            length = max(map(int.__add__, start, self._lengths), default=0)
            if self.length is None or length < self.length:
                self.start = start
                self._tell(start=start)

    def raise_bound(self, bound: int) -> None:
        with self._lock:
            if bound > self.bound:
                self.bound = bound
                self._tell(bound=bound)


def work(task: Task, tell: Callable[..., None]) -> None:
    """Do what is asked for; what is found is told through ``tell`` as it is found."""
    searching = None if task.start is None else _search(task)
    tell(ready=True)
    until = time.monotonic() + task.seconds
    best = _Best(task, tell)
    if searching is None:
        _place_all(task, best, until, tell)
        return
    if task.workers == 1:
        _in_turns(task, best, *searching)
    else:
        _side_by_side(task, best, searching[0], until)


def _place_all(task: Task, best: _Best, until: float, tell: Callable[..., None]) -> None:
    """Look for a place for all items; where there is none, for the demands that conflict."""
    counted = task.seconds * _SOLVED if task.workers == 1 else None
    solver = Solver(
        task.problem, task.members, task.problem.horizon + 1, offer=best.offer, raise_bound=best.raise_bound
    )
    found = solver.run(seconds=until - time.monotonic(), work=counted, workers=task.workers, seed=task.seed)
    if found is False:
        tell(infeasible=True)
        left = max(until - time.monotonic(), 0.0)
        conflict = smallest_conflict(
            task.problem, task.members, seconds=left, work=counted, workers=task.workers, seed=task.seed
        )
        tell(conflict=conflict)


def _run(search: Searching, best: _Best, items: int, size: int) -> None:
    search.run(max(items // size, 1), best.bound)
    best.offer(search.start)


def _in_turns(task: Task, best: _Best, search: Searching, rate: int) -> None:
    """The search for a little, the solver, the search again: each for a counted amount of work.

    The time limit counts the time of this process alone, so that a busy machine does not cut the count short.
    """
    size = max(len(task.members), 1)
    until = time.process_time() + task.seconds

    def for_a_share(share: float) -> None:
        left = int(task.seconds * rate * share)
        while left > 0 and not best.is_proven and time.process_time() < until:
            _run(search, best, min(left, _CHUNK), size)
            left -= _CHUNK

    for share, solved in _TURNS:
        for_a_share(share)
        if solved and not best.is_proven:
            seconds = until - time.process_time() + _SLACK
            _solver(task, best).run(seconds=seconds, work=task.seconds * solved, workers=1, seed=task.seed)


def _solver(task: Task, best: _Best) -> Solver:
    solver = Solver(task.problem, task.members, best.length or 0, offer=best.offer, raise_bound=best.raise_bound)
    solver.hint(best.start or [])
    return solver


def _side_by_side(task: Task, best: _Best, search: Searching, until: float) -> None:
    """The search for a little, then in a thread beside the solver; twice, so that what is easy is settled at once."""
    size = max(len(task.members), 1)
    for share, solved in _ROUNDS:
        now = time.monotonic()
        while not best.is_proven and time.monotonic() < now + share * task.seconds:
            _run(search, best, _CHUNK, size)
        if not best.is_proven:
            _solve_beside(task, best, search, min(now + solved * task.seconds, until))


def _solve_beside(task: Task, best: _Best, search: Searching, until: float) -> None:
    size = max(len(task.members), 1)
    solver = _solver(task, best)
    is_over = threading.Event()

    def go_on() -> None:
        while not best.is_proven and time.monotonic() < until:
            _run(search, best, _CHUNK, size)
        while not is_over.wait(0.05):  # a solver that has not begun yet does not hear it
            solver.stop()

    thread = threading.Thread(target=go_on, daemon=True)
    thread.start()
    try:
        solver.run(seconds=until - time.monotonic(), work=None, workers=task.workers - 1, seed=task.seed)
    finally:
        is_over.set()
    thread.join()


def _limit_memory(megabytes: int) -> None:
    """No more than so many megabytes of data; where the system has no such limit, none is set."""
    if sys.platform != "win32":
        import resource

        limit, (_, most) = megabytes << 20, resource.getrlimit(resource.RLIMIT_DATA)
        limit = limit if most == resource.RLIM_INFINITY else min(limit, most)
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def _end_with_parent(descriptor: int) -> None:
    """End this process when its input ends, which the process that asked keeps open for as long as it lives."""
    while os.read(descriptor, 1):
        pass
    os._exit(1)


def main() -> None:
    """Read a task from standard input and write what is found to standard output, a JSON object a line.

    The process ends as soon as its standard input does.
    """
    task: Task = pickle.load(sys.stdin.buffer)
    threading.Thread(target=_end_with_parent, args=(sys.stdin.fileno(),), daemon=True).start()
    _limit_memory(task.memory)
    lock = threading.Lock()

    def tell(**what: object) -> None:
        with lock:
            sys.stdout.write(json.dumps(what) + "\n")
            sys.stdout.flush()

    work(task, tell)
    tell(done=True)


if __name__ == "__main__":
    main()
