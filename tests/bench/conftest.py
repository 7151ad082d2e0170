"""Prints, after the benchmarks, how each peer compares with praksisplan in the same run, and how time grows."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest

OURS = "praksisplan"
GROWTH = pytest.StashKey[dict[str, tuple[float, float]]]()


@pytest.fixture(scope="session")
def growth(pytestconfig: pytest.Config) -> dict[str, tuple[float, float]]:
    """By case: the seconds for a plan, and for one twice as large."""
    return pytestconfig.stash.setdefault(GROWTH, {})


def pytest_terminal_summary(terminalreporter: Any, config: Any) -> None:
    """Ratios of medians: how many times the time of praksisplan each peer needed."""
    groups: dict[str, dict[str, float]] = defaultdict(dict)
    for bench in config._benchmarksession.benchmarks:
        if not bench:  # it failed
            continue
        groups[bench.group][bench.extra_info["who"]] = bench.stats.median
    terminalreporter.section("ratios: time of the peer / time of praksisplan")
    for group, medians in sorted(groups.items()):
        ours = medians.pop(OURS)
        peers = ", ".join(f"{who} {median / ours:.2f}" for who, median in sorted(medians.items()))
        terminalreporter.write_line(f"{group:42} {1000 * ours:10.1f} ms   {peers}")
    print_growth(terminalreporter, config.stash.get(GROWTH, {}))


def print_growth(terminalreporter: Any, growth: dict[str, tuple[float, float]]) -> None:
    """How many times as long a plan twice as large took, the worst case last."""
    if growth:
        terminalreporter.section("growth: time of a plan twice as large / time of the plan")
    for case, (once, twice) in sorted(growth.items(), key=lambda one: one[1][1] / one[1][0]):
        terminalreporter.write_line(f"{case:42} {1000 * once:10.1f} ms   {twice / once:.2f}")
