"""The schedulers on PSPLIB, beside PyJobShop with OR-Tools: ``nox -s bench-scheduling -- FOLDER [SECONDS …]``.

The folder holds ``.sm`` files and ``best_known.csv`` (instance, best known makespan, best lower bound). Every schedule
of ours is verified; gaps are mean per cent above the best known makespan. The solvers get so many seconds (left out: 1)
and two threads. Neither's time counts the start of its process or the loading of OR-Tools.
"""

from __future__ import annotations

import csv
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import psplib

from praksisplan import optimize
from praksisplan.scheduling import Demand, Item, Lag, LagKind, Problem, Supply, place, verify_schedule

EFFORT = {"j30": 10_000, "j60": 5_000, "j120": 2_500}
"""Schedules made by the search: about a second on the machine of the table."""


def read(path: Path) -> Problem:
    """The problem in a file of PSPLIB; its horizon is one unit more than all durations, so that everything fits.

    Raises `ValueError` for activities with several modes and for resources that are not renewable: the schedulers of
    the library do not model either.
    """
    instance = psplib.parse(path)
    if any(activity.num_modes != 1 for activity in instance.activities):
        raise ValueError(f"{path.name}: expected activities with a single mode")
    if not all(resource.renewable for resource in instance.resources):
        raise ValueError(f"{path.name}: expected renewable resources only")
    before: list[list[int]] = [[] for _ in instance.activities]
    for index, activity in enumerate(instance.activities):
        for other in activity.successors:
            before[other].append(index)
    items = tuple(
        Item(
            str(index),
            activity.modes[0].duration,
            needs=tuple(Demand(f"R{one}", amount) for one, amount in enumerate(activity.modes[0].demands) if amount),
            lags=tuple(Lag(str(other)) for other in before[index]),
        )
        for index, activity in enumerate(instance.activities)
    )
    supplies = tuple(Supply(f"R{one}", ((0, resource.capacity),)) for one, resource in enumerate(instance.resources))
    return Problem(sum(item.length or 0 for item in items) + 1, items, supplies)


class Found(NamedTuple):
    """What one scheduler found for one instance: length, lower bound, seconds."""

    length: int
    bound: int
    seconds: float


def first(problem: Problem, _: str) -> Found:
    """The first answer: bounds, rules, justification."""
    return placed(problem, 0)


def searched(problem: Problem, size: str) -> Found:
    """With the search."""
    return placed(problem, EFFORT[size])


def placed(problem: Problem, effort: int) -> Found:
    begun = time.perf_counter()
    found = place(problem, effort=effort)
    seconds = time.perf_counter() - begun
    assert not verify_schedule(found)
    return Found(found.length, found.bound, seconds)


def optimized(limit: float, workers: int) -> Callable[[Problem, str], Found]:
    """The solver beside the search; the time of the first answer and that of the process once it is ready."""

    def ask(problem: Problem, _: str) -> Found:
        begun = time.perf_counter()
        place(problem)
        seconds = time.perf_counter() - begun
        told = [0.0]
        found = optimize(problem, seconds=limit, workers=workers, progress=lambda now: told.append(now.seconds))
        assert not verify_schedule(found.schedule)
        return Found(found.schedule.length, found.bound, seconds + told[-1])

    return ask


def pyjobshop(limit: float) -> Callable[[Problem, str], Found]:
    """PyJobShop as in its documentation, two threads."""

    def ask(problem: Problem, _: str) -> Found:
        from pyjobshop import Model

        begun = time.perf_counter()
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
        result = model.solve(time_limit=limit, display=False, num_workers=2)
        return Found(int(result.objective), int(result.lower_bound), time.perf_counter() - begun)

    return ask


def row(size: str, who: str, best: dict[str, int], told: dict[str, Found]) -> str:
    """One line of the table."""
    gaps = [100 * (one.length - best[name]) / best[name] for name, one in told.items()]
    bounds = [100 * (best[name] - one.bound) / best[name] for name, one in told.items()]
    times = sorted(one.seconds for one in told.values())
    proven = sum(one.length == one.bound for one in told.values())
    gap, below = (sum(values) / len(values) for values in (gaps, bounds))
    return (
        f"| {size} ({len(told)}) | {who} | {gap:.2f} % | {below:.2f} % | {proven} "
        f"| {1000 * times[len(times) // 2]:.0f} ms | {1000 * times[-1]:.0f} ms |"
    )


def main() -> None:
    folder = Path(sys.argv[1])
    who: dict[str, Callable[[Problem, str], Found]] = {"first answer": first, "with effort": searched}
    for limit in map(float, sys.argv[2:] or ["1"]):
        who[f"optimize, {limit:g} s, one worker"] = optimized(limit, 1)
        who[f"optimize, {limit:g} s"] = optimized(limit, 2)
        who[f"PyJobShop, {limit:g} s"] = pyjobshop(limit)
    with (folder / "best_known.csv").open(encoding="utf-8") as file:
        best = {one["instance"]: int(one["best_known_makespan"]) for one in csv.DictReader(file)}
    problems = {name: read(folder / f"{name}.sm") for name in best}
    for ask in who.values():
        ask(problems[next(iter(problems))], "j30")  # what is compiled or loaded at first use is so before
    every: dict[str, dict[str, Found]] = {name: {} for name in who}
    print("| set | who | mean gap | bound below best | proven | median | longest |\n|---|---|---|---|---|---|---|")
    for size in EFFORT:
        for name, ask in who.items():
            told = {one: ask(problems[one], size) for one in best if one.startswith(size)}
            every[name] |= told
            print(row(size, name, best, told), flush=True)
    for name, told in every.items():
        print(row("all", name, best, told))


if __name__ == "__main__":
    main()
