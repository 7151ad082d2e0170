"""Simulations beside a bare numpy loop: plans in layers, in which each recommendation awaits two of the layer before.

The floor draws a length for each recommendation, pushes it through the same waits in the same order, and does nothing
else: no plan is read, no day is rounded, and of each block only the last is kept.
"""

from __future__ import annotations

import random
import subprocess
import sys
from typing import Any

import attrs
import numpy as np
import pytest
from work import AS_OF, layered

from praksisplan import Await, Plan, Status
from praksisplan.scheduling import simulate

RUNS, BLOCK = 10_000, 2048
LENGTH = (30, 200)
SIZES = {"100": 100, "10,000": 10_000}


def awaiting_two(size: int, seed: int = 1) -> Plan:
    """A plan whose first layer has begun, each of the others awaiting two of the layer before."""
    chance = random.Random(seed)
    width = max(5, size // 50)
    plan = layered(100, seed)
    recommendation, statement = plan.recommendations[0], plan.log[0]
    log = []
    for number in range(1, size + 1):
        first = (number - 1) // width * width - width
        others = chance.sample(range(first + 1, first + width + 1), 2) if first >= 0 else []
        awaits = tuple(Await(recommendation=other) for other in others)
        status = Status.AWAITING if others else Status.ONGOING
        log.append(attrs.evolve(statement, about=(number,), status=status, awaits=awaits))
    recommendations = tuple(attrs.evolve(recommendation, number=str(n)) for n in range(1, size + 1))
    return attrs.evolve(plan, recommendations=recommendations, log=tuple(log))


def simulated(plan: Plan) -> int:
    return len(simulate(plan, as_of=AS_OF, runs=RUNS, duration=LENGTH))


def waits(plan: Plan) -> list[tuple[int, ...]]:
    """What each recommendation awaits, by place; the plan stands in an order that keeps the waits."""
    return [tuple(int(wait.target) - 1 for wait in statement.awaits) for statement in plan.log]


def bare_loop(awaited: list[tuple[int, ...]]) -> int:
    half = np.float32((LENGTH[1] - LENGTH[0]) / 2)
    middle = np.float32(LENGTH[0]) + half
    for block, child in enumerate(np.random.SeedSequence(0).spawn(-(-RUNS // BLOCK))):
        chance = np.random.Generator(np.random.PCG64(child))
        count = min(BLOCK, RUNS - block * BLOCK)
        ends: list[Any] = []
        for others in awaited:
            share = chance.random(count, np.float32)
            share *= 2
            share -= 1
            end = np.abs(share)
            np.subtract(1, end, out=end)
            np.sqrt(end, out=end)
            np.subtract(1, end, out=end)
            np.copysign(end, share, out=end)
            end *= half
            end += middle
            if others:
                start = ends[others[0]]
                for other in others[1:]:
                    start = np.maximum(start, ends[other])
                end += start
            ends.append(end)
    return len(ends)


@pytest.mark.parametrize("who", ["praksisplan", "bare loop"])
@pytest.mark.parametrize("size", SIZES)
def test_simulating(benchmark: Any, size: str, who: str) -> None:
    plan = awaiting_two(SIZES[size])
    work, given = (simulated, plan) if who == "praksisplan" else (bare_loop, waits(plan))
    benchmark.group = f"simulation, {size}"
    benchmark.extra_info["who"] = who
    rounds = 3 if SIZES[size] > 1000 else 20
    assert benchmark.pedantic(work, args=(given,), rounds=rounds, warmup_rounds=1) == SIZES[size]


PEAK = """
import resource, sys
from test_risk import awaiting_two, simulated
simulated(awaiting_two(10_000))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_memory() -> None:
    """10,000 runs of 10,000 recommendations stay under 2 GB."""
    path = [entry for entry in sys.path if entry]
    code = f"import sys; sys.path[:0] = {path!r}\n{PEAK}"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    print(f"\npeak memory: {int(ran.stdout) // 1024} MB")
    assert int(ran.stdout) < 2 * 1024**2
