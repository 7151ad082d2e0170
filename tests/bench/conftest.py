"""Prints, after the benchmarks, how each peer compares with praksisplan in the same run."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

OURS = "praksisplan"


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
