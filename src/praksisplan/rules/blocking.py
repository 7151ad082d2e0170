"""Blocked and partly waiting recommendations.

The terms, for a recommendation that is neither completed nor cancelled:

- a wait is *open* until its outcome is in the log; a strand *waits* while it has an open wait;
- *blocked* (Danish: *blokeret*): every unfinished strand waits; *waiting* (*afventer delvist*): some strands wait, but
  not all.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from praksisplan.answers import (
    BASE,
    CITATIONS,
    CODE,
    DAY,
    EXPECTED,
    TARGETS,
    TRUTH,
    WAITS,
    Answer,
    Columns,
    Pictured,
    Row,
    readable,
)
from praksisplan.answers.phrases import phrase
from praksisplan.arguments import checked_call
from praksisplan.model import (
    Citation,
    Plan,
    Status,
    Target,
    Wait,
    citations_of,
    natural_order,
)
from praksisplan.rules.roots import Roots
from praksisplan.rules.waits import WaitGraph, wait_values, waits_at
from praksisplan.rules.windows import Window, Windows, window_of

if TYPE_CHECKING:
    from praksisplan.writing.finished import Web


@readable
class Blocking(Row):
    """The waits that block a recommendation. Danish: *blokering*.

    ``awaits`` are its open waits, ``roots`` their root causes, those of all alternatives. ``since`` is the day from
    which every unfinished strand has been waiting (``None`` without a date). ``expected`` is the window in which the
    last open wait can end. ``overdue`` is true if a promise has passed, ``awaits_more`` if it awaits more than the
    sources name (*bl.a.*).
    """

    number: str
    awaits: tuple[Wait, ...]
    roots: tuple[Target, ...]
    since: datetime.date | None
    expected: Window
    overdue: bool
    citations: tuple[Citation, ...]
    awaits_more: bool = False


class Blocked(Pictured, Answer[Blocking]):
    """The blocked recommendations with their waits, in natural order. Danish: *blokerede anbefalinger*.

    The picture is the web of all open waits of the plan: every recommendation, and every event that one awaits.
    """

    columns: ClassVar[Columns] = {
        **BASE,
        "status": CODE,
        "awaits": WAITS,
        "awaits_more": TRUTH,
        "expected": EXPECTED,
        "since": DAY,
        "earliest": DAY.of("expected.earliest"),
        "latest": DAY.of("expected.latest"),
        "never": TRUTH.of("expected.is_never"),
        "overdue": TRUTH,
        "roots": TARGETS,
        "sources": CITATIONS,
    }
    summary_columns: ClassVar[tuple[str, ...]] = ("number", "title", "awaits", "expected", "latest", "sources")
    _heading = "blocked_of"
    _is_large = True

    def __init__(self, graph: WaitGraph, numbers: dict[str, None], partly: tuple[str, ...] = ()) -> None:
        super().__init__(graph.plan, graph.history.as_of, graph.history.known_at, numbers)
        self.graph = graph
        self._partly = partly
        self.windows: Windows = Windows(graph)
        self._roots = Roots(graph)

    def remarks(self, lang: str = "da") -> tuple[str, ...]:
        remark = phrase("partly_waiting", self._language(lang), len(self._partly), ", ".join(self._partly))
        return (remark,) if self._partly else ()

    def _make(self, number: str) -> Blocking:
        waits = wait_values(self.graph, number)
        return Blocking(
            plan=self.plan,
            number=number,
            awaits=waits,
            roots=self._roots.of(number),
            since=self._since(number),
            expected=window_of(self.windows.released(number), self.windows.causes(number)),
            overdue=any(wait.overdue for wait in waits),
            citations=citations_of(waits),
            awaits_more=self.graph.awaits_more(number),
        )

    def _since(self, number: str) -> datetime.date | None:
        """The day from which every unfinished strand has been waiting, each since its first open wait."""
        history = self.graph.history
        strands = filter(None, self.graph.waits_of_strands(number))
        first = (min((one.statement for one in waits), key=history.day) for waits in strands)
        return history.since(max(first, key=history.day))

    def _given(self, number: str, found: Blocking) -> dict[str, Any]:
        status = self.graph.history.status.get(number, Status.NOT_STARTED)
        return {**super()._given(number, found), "status": status}

    def picture(self, lang: str = "da") -> Web:
        from praksisplan.rules.web import web_of

        return web_of(self.graph, lang)


class Waiting(Blocked):
    """The recommendations of which some strands wait, like `Blocked`. Danish: *delvist afventende anbefalinger*."""

    _heading = "waiting_of"


def _blocked_and_waiting(graph: WaitGraph) -> tuple[dict[str, None], dict[str, None]]:
    """The recommendations of which every unfinished strand waits, and those of which only some do."""
    wholly: dict[str, None] = {}
    partly: dict[str, None] = {}
    for number in graph.waiting():
        is_whole = number not in graph.divided or all(graph.waits_of_strands(number))
        (wholly if is_whole else partly)[number] = None
    return wholly, partly


@checked_call
def blocked(plan: Plan, *, as_of: datetime.date, known_at: datetime.date | None = None) -> Blocked:
    """The blocked recommendations: every unfinished strand has an open wait. Danish: *blokeret*.

    Proposals and deferrals do not block, and neither does a bare 'afventer' that names nothing. A wait
    for a recommendation that is cancelled, permanent or not in the plan stays open.

    >>> import datetime
    >>> from praksisplan import blocked, datasets
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> answer = blocked(plan, as_of=datetime.date(2017, 1, 15))
    >>> len(answer), 29 in answer, answer[29].awaits[0].recommendation
    (28, True, '28')
    """
    graph = waits_at(plan, as_of, known_at)
    wholly, partly = _blocked_and_waiting(graph)
    return Blocked(graph, wholly, natural_order(partly))


@checked_call
def waiting(plan: Plan, *, as_of: datetime.date, known_at: datetime.date | None = None) -> Waiting:
    """The recommendations with an open wait in some, but not all, unfinished strands. Danish: *afventer delvist*.

    >>> import datetime
    >>> from praksisplan import datasets, waiting
    >>> list(waiting(datasets.load("hovedstaden-almen-2015-2019"), as_of=datetime.date(2017, 1, 15)))
    ['2', '67', '68']
    """
    graph = waits_at(plan, as_of, known_at)
    return Waiting(graph, _blocked_and_waiting(graph)[1])
