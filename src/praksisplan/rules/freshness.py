"""Freshness: when each open recommendation and each open wait was last spoken of."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from praksisplan.answers import (
    BASE,
    BODIES,
    CITATIONS,
    CODE,
    DAY,
    DAYS,
    WAITS,
    Answer,
    Columns,
    Group,
    Row,
    readable,
    several,
    wait_ref,
)
from praksisplan.arguments import checked_call
from praksisplan.model import Await, Citation, Plan, citations_of
from praksisplan.periods.durations import Duration, parse_duration
from praksisplan.rules.history import LastMention
from praksisplan.rules.waits import OpenWait, WaitGraph, waits_at
from praksisplan.terms import Term

DEFAULT_AFTER = "6 måneder"


class Freshness(Term):
    """How long ago something was last spoken of, measured by the time after which it is stale. Danish: *aktualitet*."""

    FRESH = "fresh", "aktuel", "fresh"
    """within the first half of that time"""
    AGEING = "ageing", "bør følges op", "getting old"
    """within the second half"""
    STALE = "stale", "forældet", "stale"
    """longer ago"""
    UNKNOWN = "unknown", "ukendt", "unknown"
    """never, or only without a date"""


@readable
class WaitLastSaid(Row):
    """When an open wait was last spoken of. Danish: *afventning, sidst omtalt*.

    ``strand`` is the strand that waits, ``None`` for the whole recommendation; the other fields are as in `LastSaid`.
    """

    wait: Await
    strand: str | None
    freshness: Freshness
    spoken_on: datetime.date | None
    by: tuple[str, ...]
    citations: tuple[Citation, ...]


@readable
class LastSaid(Row):
    """When an open recommendation and its open waits were last spoken of. Danish: *sidst omtalt*.

    ``spoken_on`` is the day of the newest statement, ``None`` without a date; ``by`` are the ids of the bodies that
    made it, none if no document says so; ``citations`` tell where it is written.
    """

    number: str
    freshness: Freshness
    spoken_on: datetime.date | None
    by: tuple[str, ...]
    waits: tuple[WaitLastSaid, ...]
    citations: tuple[Citation, ...]


class StaleAnswer(Answer[LastSaid]):
    """Every open recommendation with when it was last spoken of, by number. Danish: *sidst omtalt*.

    ``after`` is the time after which something is stale, in words; ``limit`` is the first day that is not yet so long
    ago. The groups `fresh`, `ageing`, `stale` and `unknown` are tuples of rows, ``stale_waits`` are the numbers with a
    stale wait.
    """

    columns: ClassVar[Columns] = {
        **BASE,
        "freshness": CODE,
        "spoken_on": DAY,
        "by": BODIES,
        "waits": WAITS,
        "waits_freshness": several(CODE),
        "waits_spoken_on": DAYS,
        "sources": CITATIONS,
    }
    summary_columns = ("number", "title", "freshness", "spoken_on", "by", "waits")

    fresh = Group(LastSaid, "freshness", Freshness.FRESH, "Spoken of within the first half of the time.")
    ageing = Group(LastSaid, "freshness", Freshness.AGEING, "Spoken of within the second half of the time.")
    stale = Group(LastSaid, "freshness", Freshness.STALE, "Not spoken of for longer than that.")
    unknown = Group(LastSaid, "freshness", Freshness.UNKNOWN, "Spoken of without a date, or not at all.")

    def __init__(self, graph: WaitGraph, after: Duration) -> None:
        history = graph.history
        super().__init__(graph.plan, history.as_of, history.known_at, dict.fromkeys(graph.numbers))
        self.graph, self.after, self.limit = graph, after, after.before(history.as_of)
        self._middle = self.limit + (history.as_of - self.limit) / 2
        self._mentions: dict[str, LastMention] = {}

    @property
    def stale_waits(self) -> tuple[WaitLastSaid, ...]:
        """The open waits that were not spoken of for longer than that."""
        return tuple(one for row in self.values() for one in row.waits if one.freshness is Freshness.STALE)

    def of(self, freshness: Freshness) -> tuple[LastSaid, ...]:
        """The recommendations of one grade."""
        return tuple(row for row in self.values() if row.freshness is freshness)

    def _make(self, number: str) -> LastSaid:
        graph = self.graph
        last = self._about(number)
        day, citations = last.on, citations_of(last.statements)
        if not last.statements:  # then by the document that it comes from
            citations = self.plan.recommendation(number).citations
            day = graph.history.newest_source(citations)
        waits = graph.open_waits(number) if graph.has_open_wait(graph.index[number]) else ()
        last_said = tuple(self._wait(number, one) for one in waits)
        return LastSaid(number, self._grade(day), day, _bodies(last), last_said, citations, plan=self.plan)

    def _wait(self, number: str, one: OpenWait) -> WaitLastSaid:
        """When a wait was last mentioned: by statements that name it, or statements about the awaited subject."""
        history = self.graph.history
        named = (each for each in history.statements(number) if one.named in each.awaits and each.strand == one.strand)
        last = history.newest((*named, *one.closures, *self._about(one.wait.target).statements))
        grade, by, citations = self._grade(last.on), _bodies(last), citations_of(last.statements)
        return WaitLastSaid(one.wait, one.strand, grade, last.on, by, citations, plan=self.plan)

    def _about(self, subject: str) -> LastMention:
        if subject not in self._mentions:
            self._mentions[subject] = self.graph.history.last_mention(subject)
        return self._mentions[subject]

    def _grade(self, day: datetime.date | None) -> Freshness:
        if day is None:
            return Freshness.UNKNOWN
        if day < self.limit:
            return Freshness.STALE
        return Freshness.AGEING if day < self._middle else Freshness.FRESH

    def _given(self, number: str, found: LastSaid) -> dict[str, Any]:
        return {
            **super()._given(number, found),
            "waits": tuple(wait_ref(self.plan, one.wait)._replace(strand=one.strand) for one in found.waits),
            "waits_freshness": tuple(one.freshness for one in found.waits),
            "waits_spoken_on": tuple(one.spoken_on for one in found.waits),
        }

    def _counts(self) -> tuple[str, *tuple[object, ...]]:
        waits = sum(len(row.waits) for row in self.values())
        return "stale_of", len(self.stale), len(self), len(self.stale_waits), waits, self.after


def _bodies(last: LastMention) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.by for one in last.statements if one.by is not None))


@checked_call
def stale(
    plan: Plan, *, as_of: datetime.date, after: str = DEFAULT_AFTER, known_at: datetime.date | None = None
) -> StaleAnswer:
    """When each open recommendation and each of its open waits was last spoken of, and whether that is too long ago.

    Danish: *sidst omtalt*. ``after`` is the time after which something is stale: a whole number of days, weeks, months,
    quarters, half-years or years in Danish or English, such as ``"6 måneder"``, ``"1 år"`` or ``"90 days"``. It counts
    back from ``as_of``; what was spoken of on exactly that day is not stale. Within the first half of that time it is
    fresh, within the second it is getting old.

    A recommendation is spoken of by every statement about it, also a proposal, on the day of the newest source of the
    statement, and by the document that it comes from. A wait is spoken of by the statements that name it and by those
    about what is awaited. ``known_at`` is as in `praksisplan.state_at`. Raises `PlanError` for other words.

    >>> import datetime
    >>> from praksisplan import datasets, stale
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> found = stale(plan, as_of=datetime.date(2017, 8, 1), after="6 måneder")
    >>> len(found.stale), found[29].freshness.value, str(found[29].spoken_on)
    (69, 'stale', '2016-12-31')
    """
    return StaleAnswer(waits_at(plan, as_of, known_at), parse_duration(after, "after"))
