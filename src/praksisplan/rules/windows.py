"""When something can happen: windows, and what sets their bounds."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

import attrs

from praksisplan.answers import BASE, DAY, REFERENCES, TRUTH, Answer, Ref, readable, reference
from praksisplan.answers.phrases import phrase
from praksisplan.answers.words import day_words
from praksisplan.arguments import checked_call
from praksisplan.model import Plan
from praksisplan.rules.history import STARTED, history_at
from praksisplan.rules.waits import EVENT, NEVER, RECOMMENDATION, Bounds, WaitGraph
from praksisplan.terms import Term

__all__ = ["Bound", "Driver", "Forecast", "Window", "driver_refs", "forecast", "released_window"]


class Bound(Term):
    """What stands in place of a day that cannot be given. Danish: *grænse*."""

    UNKNOWN = "unknown", "ukendt", "unknown"
    NEVER = "never", "aldrig, medmindre afventningen ophæves", "never, unless the wait is lifted"


@attrs.frozen
class Driver:
    """What sets a bound of a window. Danish: *det, der styrer*.

    ``bound`` is ``"earliest"`` or ``"latest"``, ``"start"`` in a schedule; ``kind`` is ``"event"`` or
    ``"recommendation"`` for what is awaited (its id or number in ``target``), ``"body"`` for one that is full or does
    not meet, ``"plan"`` for the period the recommendation itself is planned for or put off to.
    """

    bound: str
    kind: str
    target: str


def driver_refs(plan: Plan, drivers: Iterable[Driver]) -> tuple[Ref, ...]:
    """What drives something, each once."""
    refs = (Ref("plan", one.target) if one.kind == "plan" else reference(plan, one.target) for one in drivers)
    return tuple(dict.fromkeys(refs))


@readable
@attrs.frozen
class Window:
    """When something can happen at the earliest and the latest, both days included. Danish: *tidsvindue*.

    ``latest`` is ``None`` where it is unknown. Both days are ``None`` where it can never happen, because it awaits what
    is cancelled: `is_never` is then true, until the wait is lifted. ``drivers`` say what sets each bound, or leaves it
    unknown.

    >>> print(Window(datetime.date(2017, 1, 1), None, ()))
    tidligst 1. januar 2017, senest ukendt
    >>> print(Window(None, None, ()))
    aldrig, medmindre afventningen ophæves
    """

    earliest: datetime.date | None
    latest: datetime.date | None
    drivers: tuple[Driver, ...]

    @property
    def is_never(self) -> bool:
        """Whether it can never happen unless a wait is lifted."""
        return self.earliest is None

    def text(self, lang: str = "da") -> str:
        """The window in words."""
        if self.earliest is None:
            return Bound.NEVER.label(lang)
        return (
            f"{phrase('earliest', lang)} {day_words(self.earliest, lang)}, "
            f"{phrase('latest', lang)} {day_words(self.latest, lang)}"
        )

    def __str__(self) -> str:
        return self.text()


def _window(bounds: Bounds, causes: list[tuple[str, str, Bounds]]) -> Window:
    """A window within bounds, driven by the causes that set them; in one that is never, by what never comes."""
    earliest, latest = bounds
    found = [Driver("earliest", kind, target) for kind, target, (first, _) in causes if first == earliest]
    if earliest == NEVER:
        return Window(None, None, tuple(dict.fromkeys(found)))
    found += [Driver("latest", kind, target) for kind, target, (_, last) in causes if last == latest]
    return Window(earliest, latest, tuple(dict.fromkeys(found)))


def released_window(graph: WaitGraph, number: str) -> Window:
    """When the last open wait of a recommendation can be released."""
    return _window(graph.released(number), _wait_causes(graph, number))


def _wait_causes(graph: WaitGraph, number: str) -> list[tuple[str, str, Bounds]]:
    return [
        (EVENT if held.wait.event else RECOMMENDATION, held.wait.target, graph.wait_bounds(held.wait))
        for held in graph.held(number)
    ]


class Forecast(Answer[Window]):
    """When the work on each unfinished recommendation can begin, by number. Danish: *fremskrivning*."""

    columns = {**BASE, "earliest": DAY, "latest": DAY, "never": TRUTH, "drivers": REFERENCES}
    _heading = "forecast_of"

    def __init__(self, plan: Plan, graph: WaitGraph) -> None:
        super().__init__(plan, graph.history.as_of, graph.history.known_at)
        self.graph = graph

    def _numbers(self) -> dict[str, int]:
        return self.graph.index

    def _make(self, number: str) -> Window:
        place = self.graph.index[number]
        if self.graph.history.status.get(number) in STARTED:
            now = (self.as_of, self.as_of)
            return _window(now, [("plan", number, now)])
        own = ("plan", number, self.graph.own_bounds(number))
        return _window(self.graph.begins()[place], [own, *_wait_causes(self.graph, number)])

    def _row(self, number: str, found: Window) -> dict[str, Any]:
        return self._base(number) | {
            "earliest": found.earliest,
            "latest": found.latest,
            "never": found.is_never,
            "drivers": driver_refs(self.plan, found.drivers),
        }


@checked_call
def forecast(plan: Plan, *, as_of: datetime.date, known_at: datetime.date | None = None) -> Forecast:
    """When the work on each unfinished recommendation can begin, as far as can be said at ``as_of``.

    Promised periods are pushed through the waits as intervals: the earliest day is the latest of the earliest bounds,
    the latest day the latest of the latest bounds. A wait without a promise that still stands makes the latest day
    unknown; a wait for what is cancelled makes the window *never*, in every strand of a divided recommendation. Work
    that has begun has the window ``as_of`` to ``as_of``.

    >>> import datetime
    >>> from praksisplan import datasets
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> print(forecast(plan, as_of=datetime.date(2017, 1, 15))[78])
    tidligst 1. oktober 2017, senest 31. december 2017
    """
    return Forecast(plan, WaitGraph(plan, history_at(plan, as_of, known_at)))
