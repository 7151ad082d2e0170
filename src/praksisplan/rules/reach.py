"""What every node of a graph without circles comes down to in the end, found once for each and shared."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from typing import Any, Generic, TypeVar

__all__ = ["Reach"]

_ONE = re.compile("1")
N = TypeVar("N", bound=Hashable)
T = TypeVar("T", bound=Hashable)


class Reach(Generic[N, T]):
    """All things that a node, and everything that it rests on, holds, in order.

    ``own`` gives the things that a node holds itself, ``rests_on`` the nodes that it rests on; there must be no circle
    among them. ``key`` sorts the things. Nodes that come down to the same things share one tuple, and nothing is
    recursive: asking for all nodes takes time close to linear in the edges, and a chain of any length is safe.

    >>> below = {0: [1], 1: [2], 2: []}
    >>> Reach(own=lambda node: [] if below[node] else ["end"], rests_on=below.get, key=str).of(0)
    ('end',)
    """

    def __init__(
        self,
        *,
        own: Callable[[N], Iterable[T]],
        rests_on: Callable[[N], Iterable[N]],
        key: Callable[[T], Any],
    ) -> None:
        self._own = own
        self._rests_on = rests_on
        self._key = key
        self._things: list[T] = []
        self._keys: list[Any] = []
        self._bit_of: dict[T, int] = {}
        self._bits: dict[N, int] = {}
        self._answers: dict[int, tuple[T, ...]] = {}

    def of(self, node: N) -> tuple[T, ...]:
        """What a node comes down to."""
        bits = self._bits_of(node)
        answer = self._answers.get(bits)
        if answer is None:
            digits = f"{bits:b}"[::-1]
            places = sorted([one.start() for one in _ONE.finditer(digits)], key=self._keys.__getitem__)
            answer = self._answers[bits] = tuple([self._things[place] for place in places])
        return answer

    def _bits_of(self, node: N) -> int:
        """What a node comes down to, as a set of bits, one for each thing found so far."""
        known, todo = self._bits, [node]
        while todo:
            one = todo[-1]
            if one not in known:
                below = list(self._rests_on(one))
                missing = [other for other in below if other not in known]
                if missing:
                    todo += missing
                    continue
                bits = 0
                for other in below:
                    bits |= known[other]
                for thing in self._own(one):
                    bits |= self._bit_of.get(thing) or self._add(thing)
                known[one] = bits
            todo.pop()
        return known[node]

    def _add(self, thing: T) -> int:
        self._things.append(thing)
        self._keys.append(self._key(thing))
        bit = self._bit_of[thing] = 1 << (len(self._things) - 1)
        return bit
