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

from praksisplan.scheduling import (
    Activity,
    Dependency,
    DependencyKind,
    Problem,
    Progress,
    Requirement,
    Resource,
    SolverOptions,
    schedule_activities,
    verify_schedule,
)

SIZES = ("j30", "j60", "j120")


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
    activities = tuple(
        Activity(
            str(index),
            one.modes[0].duration,
            [Requirement(f"R{place}", amount) for place, amount in enumerate(one.modes[0].demands) if amount],
            [Dependency(str(other)) for other in before[index]],
        )
        for index, one in enumerate(instance.activities)
    )
    resources = [Resource(f"R{place}", ((0, one.capacity),)) for place, one in enumerate(instance.resources)]
    return Problem(sum(one.duration or 0 for one in activities) + 1, activities, resources)


class Found(NamedTuple):
    """What one scheduler found for one instance: makespan, lower bound, seconds."""

    makespan: int
    bound: int
    seconds: float


def first(problem: Problem) -> Found:
    """The schedule by priority rules."""
    begun = time.perf_counter()
    found = schedule_activities(problem)
    seconds = time.perf_counter() - begun
    assert not verify_schedule(found)
    return Found(found.makespan, found.bound, seconds)


def best(limit: float, workers: int) -> Callable[[Problem], Found]:
    """The best schedule; the time of the first answer and that of the process once it is ready."""

    def ask(problem: Problem) -> Found:
        told = [Progress(0.0, None, 0)]
        seconds = first(problem).seconds
        found = schedule_activities(problem, best=SolverOptions(limit, workers=workers, progress=told.append))
        assert not verify_schedule(found)
        return Found(found.makespan, found.bound, seconds + told[-1].seconds)

    return ask


def pyjobshop(limit: float) -> Callable[[Problem], Found]:
    """PyJobShop as in its documentation, two threads."""

    def ask(problem: Problem) -> Found:
        from pyjobshop import Model

        begun = time.perf_counter()
        model = Model()
        machines = {one.id: model.add_renewable(one.peak) for one in problem.resources}
        tasks = {}
        for one in problem.activities:
            tasks[one.id] = task = model.add_task()
            used = [machines[name] for name in one.amounts]
            model.add_mode(task, used, one.duration or 0, list(one.amounts.values()))
        for activity in problem.activities:
            for one in activity.dependencies:
                assert one.kind is DependencyKind.FINISH_START
                model.add_end_before_start(tasks[one.predecessor], tasks[activity.id])
        result = model.solve(time_limit=limit, display=False, num_workers=2)
        return Found(int(result.objective), int(result.lower_bound), time.perf_counter() - begun)

    return ask


def row(size: str, who: str, best: dict[str, int], told: dict[str, Found]) -> str:
    """One line of the table."""
    gaps = [100 * (one.makespan - best[name]) / best[name] for name, one in told.items()]
    bounds = [100 * (best[name] - one.bound) / best[name] for name, one in told.items()]
    times = sorted(one.seconds for one in told.values())
    proven = sum(one.makespan == one.bound for one in told.values())
    gap, below = (sum(values) / len(values) for values in (gaps, bounds))
    return (
        f"| {size} ({len(told)}) | {who} | {gap:.2f} % | {below:.2f} % | {proven} "
        f"| {1000 * times[len(times) // 2]:.0f} ms | {1000 * times[-1]:.0f} ms |"
    )


def main() -> None:
    folder = Path(sys.argv[1])
    who: dict[str, Callable[[Problem], Found]] = {"first answer": first}
    for limit in map(float, sys.argv[2:] or ["1"]):
        who[f"best, {limit:g} s, one worker"] = best(limit, 1)
        who[f"best, {limit:g} s"] = best(limit, 2)
        who[f"PyJobShop, {limit:g} s"] = pyjobshop(limit)
    with (folder / "best_known.csv").open(encoding="utf-8") as file:
        known = {one["instance"]: int(one["best_known_makespan"]) for one in csv.DictReader(file)}
    problems = {name: read(folder / f"{name}.sm") for name in known}
    for ask in who.values():
        ask(problems[next(iter(problems))])  # what is compiled or loaded at first use is so before
    every: dict[str, dict[str, Found]] = {name: {} for name in who}
    print("| set | who | mean gap | bound below best | proven | median | longest |\n|---|---|---|---|---|---|---|")
    for size in SIZES:
        for name, ask in who.items():
            told = {one: ask(problems[one]) for one in known if one.startswith(size)}
            every[name] |= told
            print(row(size, name, known, told), flush=True)
    for name, told in every.items():
        print(row("all", name, known, told))


if __name__ == "__main__":
    main()
