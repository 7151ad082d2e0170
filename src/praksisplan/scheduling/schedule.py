"""A schedule: where every item was placed and what drove it there, or why it was not."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import attrs

from praksisplan.answers import readable
from praksisplan.fields import One, Several, checked, clean_texts, count, optional, whole
from praksisplan.model import PlacementDriver, UnplacedReason
from praksisplan.scheduling.problem import Problem
from praksisplan.text import clean_text

__all__ = ["Placement", "PlacementDriver", "Schedule", "Unplaced", "UnplacedReason"]


@readable
@attrs.frozen(field_transformer=checked)
class Placement:
    """Where an item was placed: it runs in the units from ``start``, ``end`` not included.

    ``end`` is ``None`` where its length is not known. ``driver`` sets the start; ``targets`` are the ids of the items
    or bodies behind it, with those who took the room in ``taken_by``.
    """

    item: str = attrs.field(converter=clean_text)
    start: int = attrs.field(converter=whole)
    end: int | None = attrs.field(converter=optional(whole))
    driver: PlacementDriver = attrs.field(converter=PlacementDriver)
    targets: tuple[str, ...] = attrs.field(default=(), converter=clean_texts)
    taken_by: tuple[str, ...] = attrs.field(default=(), converter=clean_texts)


@readable
@attrs.frozen(field_transformer=checked)
class Unplaced:
    """An item that was not placed, and why. Danish: *ikke placeret*.

    ``targets`` are the items or bodies behind it, ``taken_by`` the items that took the room.
    """

    item: str = attrs.field(converter=clean_text)
    reason: UnplacedReason = attrs.field(converter=UnplacedReason)
    targets: tuple[str, ...] = attrs.field(default=(), converter=clean_texts)
    taken_by: tuple[str, ...] = attrs.field(default=(), converter=clean_texts)


@attrs.frozen(field_transformer=checked)
class Schedule:
    """Every item of a problem, placed or not. Danish: *tidsplan med kapacitet*.

    ``bound`` is a number of units before which no schedule can have finished the placed items, 0 where none was sought.
    """

    problem: Problem = attrs.field(converter=One[Problem])
    placed: tuple[Placement, ...] = attrs.field(converter=Several[Placement])
    unplaced: tuple[Unplaced, ...] = attrs.field(default=(), converter=Several[Unplaced])
    bound: int = attrs.field(default=0, converter=count)

    @cached_property
    def _by_item(self) -> dict[str, Placement]:
        return {placement.item: placement for placement in self.placed}

    def start(self, item: str) -> int | None:
        """The unit in which an item starts, or ``None`` where it was not placed."""
        found = self._by_item.get(item)
        return None if found is None else found.start

    @property
    def length(self) -> int:
        """The units until every placed item is finished, or has begun where its length is not known."""
        ends: Iterable[int] = (one.start if one.end is None else one.end for one in self.placed)
        return max(ends, default=0)
