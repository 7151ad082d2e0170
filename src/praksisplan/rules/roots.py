"""What open waits come down to in the end."""

from __future__ import annotations

from collections.abc import Iterator

from praksisplan.model import Target, TargetKind, natural_key, natural_order
from praksisplan.rules.reach import Reach
from praksisplan.rules.waits import WaitGraph


class Roots:
    """The root causes of every recommendation that waits. Danish: *rodårsager*.

    A root is an event, a recommendation that nothing holds or that is cancelled or missing, or a cycle of
    recommendations that wait for each other.
    """

    def __init__(self, graph: WaitGraph) -> None:
        self._graph = graph
        self._reach = Reach(own=self._own, rests_on=self._rests_on, key=_natural)

    def of(self, number: str) -> tuple[Target, ...]:
        """What the open waits of a recommendation come down to, in order."""
        return self._reach.of(self._node(self._graph.index[number]))

    def _node(self, index: int) -> int:
        """The index that stands for a recommendation: its own, or the first of its cycle."""
        return self._graph.topology.members(index)[0]

    def _rests_on(self, node: int) -> list[int]:
        """The held recommendations that some members await outside their own cycle."""
        graph = self._graph
        awaited = (other for member in graph.topology.members(node) for other in graph.depends[member])
        return [other for other in map(self._node, filter(graph.is_held, awaited)) if other != node]

    def _own(self, node: int) -> Iterator[Target]:
        """The root causes among what some recommendations await themselves, and their cycle."""
        graph = self._graph
        members = graph.topology.members(node)
        if node in graph.topology.cycle_of:
            numbers = natural_order(graph.numbers[member] for member in members)
            yield Target(TargetKind.CYCLE, numbers[0], numbers)
        for member in members:
            for other in graph.depends[member]:
                if not graph.is_held(other):
                    yield Target(TargetKind.RECOMMENDATION, graph.numbers[other])
            for wait in graph.outside[member]:
                if wait.event is not None or wait.target not in graph.index:
                    yield wait.awaited


def _natural(target: Target) -> str:
    return f"{target.kind.value} {natural_key(target.id)}"
