"""The order of a graph of whole numbers, and its circles. Nothing is recursive, so a chain of any length is safe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from praksisplan.bulk import gc_paused

__all__ = ["Topology", "components"]

Graph = Sequence[Sequence[int]]
"""For each node the nodes that it depends on; a node is its index."""


class Topology:
    """The nodes of a graph in an order, and its cycles.

    In ``order`` each node comes after those it depends on; the members of a cycle are side by side. ``cycles`` holds
    the members of each, in order of their index; ``cycle_of`` maps a member to the index of its cycle.

    >>> found = Topology([(), (0, 2), (1,)])
    >>> found.order, found.cycles
    ([0, 1, 2], [(1, 2)])
    """

    @gc_paused()
    def __init__(self, depends: Graph) -> None:
        self.order: list[int] = []
        self.cycles: list[tuple[int, ...]] = []
        self.cycle_of: dict[int, int] = {}
        left = self._sort(depends)
        for component in components(depends, left) if left else ():
            first = component[0]
            if len(component) != 1 or first in depends[first]:
                self.cycle_of.update((node, len(self.cycles)) for node in component)
                self.cycles.append(component)
            self.order.extend(component)

    def _sort(self, depends: Graph) -> list[int]:
        """Order the nodes that depend on no cycle; the rest are in a cycle or depend on one."""
        left = [len(others) for others in depends]
        needed_by: list[list[int] | None] = [None] * len(depends)
        for node, others in enumerate(depends):
            for other in others:
                known = needed_by[other]
                if known is None:
                    needed_by[other] = [node]
                else:
                    known.append(node)
        order = self.order = [node for node, count in enumerate(left) if not count]
        for node in order:
            for other in needed_by[node] or ():
                left[other] -= 1
                if not left[other]:
                    order.append(other)
        return [node for node, count in enumerate(left) if count] if len(order) < len(depends) else []

    def members(self, node: int) -> tuple[int, ...]:
        """The node with the other members of its cycle, if it is in one."""
        cycle = self.cycle_of.get(node)
        return (node,) if cycle is None else self.cycles[cycle]

    def groups(self) -> Iterator[tuple[int, ...]]:
        """The nodes in order, those of a cycle as one group."""
        if not self.cycle_of:
            yield from zip(self.order)
            return
        last_cycle = -1
        for node in self.order:
            cycle = self.cycle_of.get(node)
            if cycle is None:
                yield (node,)
            elif cycle != last_cycle:
                last_cycle = cycle
                yield self.cycles[cycle]


def components(depends: Graph, nodes: Sequence[int]) -> list[tuple[int, ...]]:
    """The strongly connected components among some nodes, each after those it depends on (Tarjan's algorithm)."""
    number: dict[int, int] = {}
    lowest: dict[int, int] = {}
    allowed = set(nodes)
    on_stack: set[int] = set()
    stack: list[int] = []
    components: list[tuple[int, ...]] = []
    for start in nodes:
        if start in number:
            continue
        walk = [(start, iter(depends[start]))]
        number[start] = lowest[start] = len(number)
        stack.append(start)
        on_stack.add(start)
        while walk:
            node, others = walk[-1]
            for other in others:
                if other in number:
                    if other in on_stack:
                        lowest[node] = min(lowest[node], number[other])
                elif other in allowed:
                    number[other] = lowest[other] = len(number)
                    stack.append(other)
                    on_stack.add(other)
                    walk.append((other, iter(depends[other])))
                    break
            else:
                walk.pop()
                if walk:
                    below = walk[-1][0]
                    lowest[below] = min(lowest[below], lowest[node])
                if lowest[node] == number[node]:
                    at = _last_index(stack, node)
                    component = stack[at:]
                    del stack[at:]
                    on_stack.difference_update(component)
                    components.append(tuple(sorted(component)))
    return components


def _last_index(stack: list[int], node: int) -> int:
    at = len(stack) - 1
    while stack[at] != node:
        at -= 1
    return at
