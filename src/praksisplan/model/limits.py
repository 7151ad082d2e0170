"""Limits: how many recommendations a body can carry at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from praksisplan.fields import One, Several, checked, count, identifier, optional, refers
from praksisplan.periods import Period, read_period


@checked
class Limit:
    """The most recommendations that a body can carry at once. Danish: *kapacitet*.

    ``body`` is the id of the body, ``None`` for the whole plan. ``most`` applies within the period ``over``, by default
    always. Outside the periods of all its limits a body can carry nothing: a group that is set up in April has a limit
    from April. The bundled documents contain no such figures; supply your own.

    >>> Limit.whole_plan(12)
    Limit(body=None, most=12)
    """

    body: str | None = attrs.field(converter=optional(identifier), metadata=refers("bodies"))
    most: int = attrs.field(converter=count)
    over: Period | None = attrs.field(default=None, converter=optional(read_period))

    @classmethod
    def whole_plan(cls, most: int, over: Period | str | None = None) -> Limit:
        """A limit on the number of recommendations of the whole plan that are worked on at once."""
        return cls(None, most, over)


def limited(limits: Iterable[Limit], new: Limit) -> tuple[Limit, ...]:
    """The limits, with a new one in place of those of the same body in its period.

    >>> from praksisplan.periods import parse_period
    >>> found = limited([Limit("pas", 3)], Limit("pas", 0, parse_period("juli 2017")))
    >>> [(one.most, str(one.over)) for one in found]
    [(3, 'til og med 30. juni 2017'), (3, 'fra 1. august 2017'), (0, 'juli 2017')]
    """
    One[Limit](new, "new")
    return (*(part for limit in Several[Limit](limits, "limits") for part in _without(limit, new)), new)


def _without(limit: Limit, new: Limit) -> Iterator[Limit]:
    """The parts of a limit outside the period of a new limit of the same body."""
    if limit.body != new.body:
        yield limit
    elif new.over is not None:
        first, last = (None, None) if limit.over is None else (limit.over.start, limit.over.end)
        start, end = new.over.start, new.over.end
        if (last and start and last <= start) or (first and end and end <= first):
            yield limit
            return
        if start and (first is None or first < start):
            yield Limit(limit.body, limit.most, Period(first, start))
        if end and (last is None or end < last):
            yield Limit(limit.body, limit.most, Period(end, last))
