"""The solver's process: it reads a problem from standard input, and writes its results line by line.

The genetic search goes first, for a little; then the solver looks for something shorter, or for a proof that there is
nothing, while the search goes on in a thread of its own. With one worker they take turns instead, and their work is
counted rather than timed, so that the answer can be repeated.
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

from praksisplan.scheduling.best.search import Search
from praksisplan.scheduling.best.solver import Solver, smallest_conflict
from praksisplan.scheduling.best.task import Incumbent, Task

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
"""So many activities are placed by the search between two looks at the clock."""
_COUNTED = 12_000_000
"""Activities that the search places in a second of counted work: about what a machine of today does."""
_LARGEST = 1500
"""The most orders that the search keeps."""


def _search(task: Task, start: list[int]) -> Search | None:
    """The genetic search; ``None`` if the problem does not fit, so that the solver works alone."""
    activities = [task.problem.activities[member] for member in task.members]
    if any(one.duration is None and one.amounts for one in activities):
        return None
    if any(resource.peak >= 1 << 60 for resource in task.problem.resources):
        return None
    population = math.isqrt(int(task.seconds * _COUNTED / max(len(task.members), 1)))
    search = Search(task, start, min(max(population, 20), _LARGEST))
    search.run(1, task.bound)  # the first schedule takes seconds where the search is not compiled yet
    return search


class _Best(Incumbent):
    """The best schedule and bound so far; each better one is reported at once, from whichever thread it comes."""

    def __init__(self, task: Task, send: Callable[..., None]) -> None:
        super().__init__(task)
        self._send = send
        self._lock = threading.Lock()

    @property
    def is_proven(self) -> bool:
        makespan = self.makespan
        return makespan is not None and makespan <= self.bound

    def offer(self, start: list[int]) -> None:
        with self._lock:
            if self.makespan is None or self.task.makespan(start) < self.makespan:
                self.start = start
                self._send(start=start)

    def raise_bound(self, bound: int) -> None:
        with self._lock:
            if bound > self.bound:
                self.bound = bound
                self._send(bound=bound)

    def searched(self, search: Search, placements: int) -> None:
        """Let the search place so many activities."""
        search.run(max(placements // max(len(self.task.members), 1), 1), self.bound)
        self.offer(search.start)

    def solver(self) -> Solver:
        """A solver that looks for something better."""
        below = self.task.problem.horizon + 1 if self.makespan is None else self.makespan
        solver = Solver(self.task, below, offer=self.offer, raise_bound=self.raise_bound)
        solver.hint(self.start or [])
        return solver


def work(task: Task, send: Callable[..., None]) -> None:
    """Search as asked, and send each result at once."""
    search = None if task.start is None else _search(task, task.start)
    send(ready=True)
    until = time.monotonic() + task.seconds
    best = _Best(task, send)
    if search is None:
        _solve_alone(best, until, send)
    elif task.workers == 1:
        _in_turns(best, search)
    else:
        _side_by_side(best, search, until)


def _solve_alone(best: _Best, until: float, send: Callable[..., None]) -> None:
    """The solver without the search; where not all can be placed, the constraints that conflict."""
    task = best.task
    counted = task.seconds * _SOLVED if task.workers == 1 else None
    found = best.solver().run(seconds=until - time.monotonic(), work=counted, workers=task.workers)
    if found is False and best.start is None:
        send(infeasible=True)
        send(conflict=smallest_conflict(task, seconds=max(until - time.monotonic(), 0.0), work=counted))


def _in_turns(best: _Best, search: Search) -> None:
    """The search for a little, the solver, the search again: each for a counted amount of work.

    The time limit counts the time of this process alone, so that a busy machine does not cut the count short.
    """
    seconds = best.task.seconds
    until = time.process_time() + seconds

    def for_a_share(share: float) -> None:
        left = int(seconds * _COUNTED * share)
        while left > 0 and not best.is_proven and time.process_time() < until:
            best.searched(search, min(left, _CHUNK))
            left -= _CHUNK

    for share, solved in _TURNS:
        for_a_share(share)
        if solved and not best.is_proven:
            best.solver().run(seconds=until - time.process_time() + _SLACK, work=seconds * solved, workers=1)


def _side_by_side(best: _Best, search: Search, until: float) -> None:
    """The search for a little, then in a thread beside the solver; twice, so that what is easy is settled at once."""
    seconds = best.task.seconds
    for share, solved in _ROUNDS:
        now = time.monotonic()
        while not best.is_proven and time.monotonic() < now + share * seconds:
            best.searched(search, _CHUNK)
        if not best.is_proven:
            _solve_beside(best, search, min(now + solved * seconds, until))


def _solve_beside(best: _Best, search: Search, until: float) -> None:
    solver = best.solver()
    is_over = threading.Event()

    def go_on() -> None:
        while not best.is_proven and time.monotonic() < until:
            best.searched(search, _CHUNK)
        while not is_over.wait(0.05):  # a solver that has not begun yet does not hear it
            solver.stop()

    thread = threading.Thread(target=go_on, daemon=True)
    thread.start()
    try:
        solver.run(seconds=until - time.monotonic(), work=None, workers=best.task.workers - 1)
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

    An empty object is written ten times a second. The process ends as soon as its standard input does.
    """
    task: Task = pickle.load(sys.stdin.buffer)
    threading.Thread(target=_end_with_parent, args=(sys.stdin.fileno(),), daemon=True).start()
    _limit_memory(task.memory)
    lock = threading.Lock()

    def send(**what: object) -> None:
        with lock:
            print(json.dumps(what), flush=True)

    def tick() -> None:
        while True:
            time.sleep(0.1)
            send()

    threading.Thread(target=tick, daemon=True).start()
    work(task, send)
    send(done=True)
    lock.acquire()  # nothing more is written while the process ends


if __name__ == "__main__":
    main()
