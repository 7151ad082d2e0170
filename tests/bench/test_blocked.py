"""`blocked` with order and windows, beside networkx and rustworkx from the same objects; root causes; two sizes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from work import AS_OF, bare_bitset_walk, chain, layered, with_networkx, with_rustworkx

from praksisplan import Plan, blocked
from praksisplan.model import Target
from praksisplan.rules.history import history_at
from praksisplan.rules.roots import Roots
from praksisplan.rules.waits import WaitGraph


def with_praksisplan(plan: Plan) -> tuple[int, int, int]:
    """`blocked`, and the order and windows that its values are told from."""
    answer = blocked(plan, as_of=AS_OF)
    graph = answer.graph
    return len(graph.topology.order), len(answer.windows.begins()), len(answer)


def root_causes(plan: Plan) -> list[tuple[Target, ...]]:
    """The root causes of all recommendations, from the plan."""
    graph = WaitGraph(plan, history_at(plan, AS_OF))
    roots = Roots(graph)
    return [roots.of(number) for number in graph.numbers]


PLANS: dict[str, Callable[[], Plan]] = {
    "layered 1,000": lambda: layered(1_000),
    "layered 10,000": lambda: layered(10_000),
    "layered 50,000": lambda: layered(50_000),
    "layered 100,000": lambda: layered(100_000),
    "chain 100,000": lambda: chain(100_000),
}
WHO = {"praksisplan": with_praksisplan, "networkx": with_networkx, "rustworkx": with_rustworkx}


@pytest.fixture(scope="module", params=PLANS)
def named(request: pytest.FixtureRequest) -> tuple[str, Plan]:
    """One plan at a time, so that nobody pays for the memory of the others."""
    return request.param, PLANS[request.param]()


@pytest.mark.parametrize("who", WHO)
def test_blocked(benchmark: Any, named: tuple[str, Plan], who: str) -> None:
    name, plan = named
    benchmark.group = f"blocked, {name}"
    benchmark.extra_info["who"] = who
    counts = benchmark.pedantic(WHO[who], args=(plan,), rounds=5, warmup_rounds=1)
    assert counts[2] == with_networkx(plan)[2]


@pytest.mark.parametrize("who", ["praksisplan", "bare bitset walk"])
def test_root_causes(benchmark: Any, who: str) -> None:
    plan = layered(10_000)
    benchmark.group = "root causes of all, layered 10,000"
    benchmark.extra_info["who"] = who
    work = root_causes if who == "praksisplan" else bare_bitset_walk
    found = benchmark.pedantic(work, args=(plan,), rounds=7, warmup_rounds=1)
    assert any(found)
