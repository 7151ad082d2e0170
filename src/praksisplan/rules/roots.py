"""The root causes of open waits."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from praksisplan.model import Target, TargetKind, natural_key, natural_order
from praksisplan.rules.reach import Reach
from praksisplan.rules.waits import WaitGraph


class Roots:
    """The root causes of every recommendation that waits. Danish: *rodårsager*.

    A root is an event, a recommendation without an open wait or one that is cancelled or missing, or a cycle of
    recommendations that wait for each other.
    """

    def __init__(self, graph: WaitGraph) -> None:
        self._graph = graph
        self._reach = Reach(
            map(self._node, range(len(graph.depends))), own=self._own, rests_on=self._rests_on, key=_natural
        )

    @cached_property
    def _first(self) -> dict[int, int]:
        """By the index of each member of a cycle: the first of its cycle."""
        return {member: cycle[0] for cycle in self._graph.topology.cycles for member in cycle}

    def of(self, number: str) -> tuple[Target, ...]:
        """The root causes of a recommendation, in order."""
        return self._reach.of(self._node(self._graph.index[number]))

    def _node(self, index: int) -> int:
        """The index that stands for a recommendation: its own, or the first of its cycle."""
        return self._first.get(index, index)

    def _rests_on(self, node: int) -> list[int]:
        """The waiting recommendations that some members await outside their own cycle."""
        first_of, depends, outside = self._first.get, self._graph.depends, self._graph.outside
        return [
            first
            for member in self._graph.topology.members(node)
            for other in depends[member]
            if (depends[other] or outside[other]) and (first := first_of(other, other)) != node
        ]

    def _own(self, node: int) -> Iterator[Target]:
        """The root causes among what some recommendations await themselves, and their cycle."""
        graph = self._graph
        members = graph.topology.members(node)
        if node in graph.topology.cycle_of:
            numbers = natural_order({graph.part(member)[0] for member in members})
            yield Target(TargetKind.CYCLE, numbers[0], numbers)
        for member in members:
            for other in graph.depends[member]:
                if not graph.has_open_wait(other):
                    yield Target(TargetKind.RECOMMENDATION, graph.part(other)[0])
            for wait in graph.outside[member]:
                if graph.node(wait) is None:
                    yield wait.awaited


def _natural(target: Target) -> str:
    return f"{target.kind.value} {natural_key(target.id)}"
