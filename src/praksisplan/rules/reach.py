"""The leaves that every node of a graph without circles reaches, computed once for each and shared."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import cached_property
from itertools import compress
from typing import Any, Generic, TypeVar

_FEW = 64
"""Up to so many things are a set of places; more are the bits of one whole number, which are joined much faster."""

_TRUTH = bytes.maketrans(b"01", b"\0\1")
N = TypeVar("N", bound=Hashable)
T = TypeVar("T", bound=Hashable)


class Reach(Generic[N, T]):
    """The leaves of each node: its own and those of every node that it rests on, in order.

    ``own`` gives the leaves of a node itself, ``rests_on`` the nodes that it rests on; there must be no circle
    among them. ``key`` sorts the leaves. Nodes with the same leaves share one tuple, and nothing is
    recursive: all nodes take time close to linear in the edges and the answers, and a chain of any length is safe. The
    first question computes the leaves of all ``nodes``.

    >>> below = {0: [1], 1: [2], 2: []}
    >>> Reach(below, own=lambda node: [] if below[node] else ["end"], rests_on=below.get, key=str).of(0)
    ('end',)
    """

    def __init__(
        self,
        nodes: Iterable[N],
        *,
        own: Callable[[N], Iterable[T]],
        rests_on: Callable[[N], Iterable[N]],
        key: Callable[[T], Any],
    ) -> None:
        self._nodes = nodes
        self._own = own
        self._rests_on = rests_on
        self._key = key
        self._things: list[T] = []
        self._answers: dict[frozenset[int] | int, tuple[T, ...]] = {}

    def of(self, node: N) -> tuple[T, ...]:
        """The leaves of a node."""
        found = self._found[node]
        answer = self._answers.get(found)
        if answer is None:
            things = self._things
            if isinstance(found, int):
                answer = tuple(compress(things, f"{found:0{len(things)}b}".encode().translate(_TRUTH)))
            else:
                answer = tuple([things[place] for place in sorted(found)])
            self._answers[found] = answer
        return answer

    @cached_property
    def _found(self) -> dict[N, frozenset[int] | int]:
        """By node: the indexes of its leaves in their order, or one bit for each leaf, the first the highest."""
        below = self._below()
        own = {node: tuple(self._own(node)) for node in below}
        self._things = sorted({thing for things in own.values() for thing in things}, key=self._key)
        place_of = {thing: place for place, thing in enumerate(self._things)}
        last = len(self._things) - 1
        found: dict[N, frozenset[int] | int] = {}
        for node, others in below.items():
            few, bits = frozenset(map(place_of.__getitem__, own[node])), 0
            for other in others:
                known = found[other]
                if isinstance(known, int):
                    bits |= known
                else:
                    few = few | known if few else known
            if bits or len(few) > _FEW:
                for place in few:
                    bits |= 1 << last - place
            found[node] = bits or few
        return found

    def _below(self) -> dict[N, list[N]]:
        """The nodes that each node rests on; each node comes after these."""
        entered: dict[N, list[N]] = {}
        below: dict[N, list[N]] = {}
        for node in self._nodes:
            todo = [node]
            while todo:
                one = todo[-1]
                if one in entered:
                    below.setdefault(todo.pop(), entered[one])
                else:
                    entered[one] = list(self._rests_on(one))
                    todo += [other for other in entered[one] if other not in entered]
        return below
