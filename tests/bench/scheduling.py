"""The default scheduler on PSPLIB, beside PyJobShop with OR-Tools: ``nox -s bench-scheduling -- FOLDER``.

The folder holds ``.sm`` files and ``best_known.csv`` (instance, best known makespan, best lower bound). Every schedule
of ours is verified; gaps are mean per cent above the best known makespan. PyJobShop gets one second and two threads.
"""

from __future__ import annotations

import csv
import sys
import time
from collections.abc import Callable
from pathlib import Path

from praksisplan import optimize
from praksisplan.formats.psplib import read_psplib
from praksisplan.scheduling import LagKind, Problem, place, verify_schedule

EFFORT = {"j30": 20_000, "j60": 10_000, "j120": 6_000}
"""Schedules made by the search: about a second on the machine of the table."""


def first(problem: Problem, _: str) -> tuple[int, int]:
    """The first answer: bounds, rules, justification."""
    found = place(problem)
    assert not verify_schedule(found)
    return found.length, found.bound


def searched(problem: Problem, size: str) -> tuple[int, int]:
    """With the search."""
    found = place(problem, effort=EFFORT[size])
    assert not verify_schedule(found)
    return found.length, found.bound


def optimized(problem: Problem, seconds: float) -> tuple[int, int, float]:
    """The solver beside the search, two threads; the seconds of its own process, without those of its start."""
    told: list[float] = []
    begun = time.perf_counter()
    found = optimize(problem, seconds=seconds, progress=lambda progress: told.append(progress.seconds))
    assert not verify_schedule(found.schedule)
    return found.schedule.length, found.schedule.bound, told[-1] if told else time.perf_counter() - begun


def pyjobshop(problem: Problem, _: str) -> tuple[int, int]:
    """PyJobShop as in its documentation."""
    from pyjobshop import Model

    model = Model()
    machines = {one.body: model.add_renewable(one.most) for one in problem.supplies}
    tasks = {}
    for item in problem.items:
        tasks[item.id] = task = model.add_task()
        needs = {need.body: need.amount for need in item.needs}
        model.add_mode(task, [machines[body] for body in needs], item.length or 0, list(needs.values()))
    for item in problem.items:
        for lag in item.lags:
            assert lag.kind is LagKind.FINISH_START
            model.add_end_before_start(tasks[lag.after], tasks[item.id])
    result = model.solve(time_limit=1, display=False, num_workers=2)
    return int(result.objective), int(result.lower_bound)


WHO: dict[str, Callable[[Problem, str], tuple[int, int]]] = {
    "first answer": first,
    "with effort": searched,
    "PyJobShop, 1 s": pyjobshop,
}


def main() -> None:
    folder = Path(sys.argv[1])
    with (folder / "best_known.csv").open(encoding="utf-8") as file:
        best = {row["instance"]: int(row["best_known_makespan"]) for row in csv.DictReader(file)}
    print("| set | who | mean gap | bound below best | proven | median | longest |\n|---|---|---|---|---|---|---|")
    for size in EFFORT:
        names = [name for name in best if name.startswith(size)]
        problems = {name: read_psplib((folder / f"{name}.sm").read_text(encoding="utf-8")) for name in names}
        for who, ask in WHO.items():
            times, gaps, bounds, proven = [], [], [], 0
            for name, problem in problems.items():
                begun = time.perf_counter()
                length, bound = ask(problem, size)
                times.append(time.perf_counter() - begun)
                gaps.append((length - best[name]) / best[name])
                bounds.append((best[name] - bound) / best[name])
                proven += length == bound
            times.sort()
            mean, below = (100 * sum(values) / len(values) for values in (gaps, bounds))
            print(
                f"| {size} ({len(names)}) | {who} | {mean:.2f} % | {below:.2f} % | {proven} "
                f"| {1000 * times[len(times) // 2]:.0f} ms | {1000 * times[-1]:.0f} ms |",
                flush=True,
            )


if __name__ == "__main__":
    main()
