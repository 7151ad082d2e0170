"""Ready recommendations, what makes others ready, and overdue outcomes.

The terms, for a recommendation that is neither completed nor cancelled:

- *ready* (*klar*): there is no open wait, and it is not deferred past the date; undetermined if it awaits something
  that no source names, or if every strand is finished and no statement is about the whole;
- *overdue* (*overskredet*): an outcome that it awaits, or that it promised itself, should have come before the date.
"""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

import attrs

from praksisplan.answers import BASE, CITATIONS, CODE, PERIODS, WAITS, Answer, Columns, Row, readable
from praksisplan.answers.phrases import phrase
from praksisplan.arguments import checked_call
from praksisplan.model import (
    Citation,
    Outcome,
    Plan,
    Statement,
    Status,
    Target,
    Wait,
    citations_of,
    natural_order,
)
from praksisplan.periods import Period
from praksisplan.periods.period import day_period
from praksisplan.rules.blocking import Blocked
from praksisplan.rules.waits import WaitGraph, named_target, wait_values, waits_at


@readable
class Readiness:
    """A recommendation without an open wait. Danish: *klar*. ``citations`` are the sources of its status."""

    number: str
    status: Status
    deferred_to: Period | None
    citations: tuple[Citation, ...]


def is_reason_unknown(graph: WaitGraph, number: str) -> bool:
    """Whether no statement names what a recommendation awaits, so that no delivery can release it.

    Either its status is *awaiting* and no statement ever named a wait, or it still awaits more than the sources name.
    """
    if graph.awaits_more(number):
        return True
    history = graph.history
    return history.status.get(number) is Status.AWAITING and not any(one.awaits for one in history.statements(number))


class Ready(Answer[Readiness]):
    """The recommendations without an open wait, in natural order. Danish: *klar til arbejde*.

    ``undetermined`` are the numbers for which this is unknown: no document names everything that they await, or all
    their strands are finished and no statement is about the whole.
    """

    columns: ClassVar[Columns] = {**BASE, "status": CODE, "sources": CITATIONS}
    _heading = "ready_of"

    def __init__(self, graph: WaitGraph) -> None:
        history = graph.history
        free = [number for index, number in enumerate(graph.numbers) if not graph.has_open_wait(index)]
        free = [number for number in free if history.status.get(number) is not Status.DEFERRED]
        self.undetermined: tuple[str, ...] = natural_order(
            number for number in free if is_reason_unknown(graph, number) or graph.has_only_finished_strands(number)
        )
        left_out = set(self.undetermined)
        found = dict.fromkeys(number for number in free if number not in left_out)
        super().__init__(graph.plan, history.as_of, history.known_at, found)
        self.graph = graph

    def remarks(self, lang: str = "da") -> tuple[str, ...]:
        remark = phrase("undetermined", self._language(lang), ", ".join(self.undetermined))
        return (remark,) if self.undetermined else ()

    def _make(self, number: str) -> Readiness:
        history = self.graph.history
        deferral = history.deferrals.get(number)
        return Readiness(
            number=number,
            status=history.status.get(number, Status.NOT_STARTED),
            deferred_to=None if deferral is None else deferral.deferred_to,
            citations=citations_of(history.statements(number)),
        )


@checked_call
def ready(plan: Plan, *, as_of: datetime.date, known_at: datetime.date | None = None) -> Ready:
    """The unfinished recommendations without an open wait and not deferred past ``as_of``, including begun ones.

    Two kinds of recommendation are listed as ``undetermined``: those that await something that no document names (a
    bare *afventer*, or *bl.a.* once what was named has come), and those whose strands are all finished without a
    statement about the whole.

    >>> import datetime
    >>> from praksisplan import datasets, ready
    >>> 33 in ready(datasets.load("hovedstaden-almen-2015-2019"), as_of=datetime.date(2017, 1, 15))
    True
    """
    return Ready(waits_at(plan, as_of, known_at))


@readable
class Overdue(Row):
    """Awaited or promised outcomes that should have come. Danish: *overskredet forventning*.

    ``awaits`` are open waits whose newest promise has passed; ``expected`` is the recommendation's own promise if that
    has passed, otherwise ``None``.
    """

    number: str
    awaits: tuple[Wait, ...]
    expected: Period | None
    citations: tuple[Citation, ...]


class OverdueAnswer(Answer[Overdue]):
    """The recommendations with a passed promise, by number in natural order. Danish: *overskredne forventninger*."""

    columns: ClassVar[Columns] = {**BASE, "awaits": WAITS, "expected": PERIODS, "sources": CITATIONS}
    _heading = "overdue_of"

    def __init__(self, graph: WaitGraph) -> None:
        history = graph.history
        found = {number: one for number in graph.numbers if (one := _overdue(graph, number)) is not None}
        super().__init__(graph.plan, history.as_of, history.known_at, found)

    def _given(self, number: str, found: Overdue) -> dict[str, Any]:
        own = () if found.expected is None else (found.expected,)
        return {**super()._given(number, found), "expected": (*(wait.expected for wait in found.awaits), *own)}


def _overdue(graph: WaitGraph, number: str) -> Overdue | None:
    """The missed promises of awaited outcomes and of the recommendation itself; ``None`` if none was missed."""
    is_waiting = graph.has_open_wait(graph.index[number])
    waits = tuple(wait for wait in wait_values(graph, number) if wait.overdue) if is_waiting else ()
    own = graph.history.missed_promises(number)
    if not waits and not own:
        return None
    citations = citations_of([*waits, *(promise.statement for promise in own)])
    return Overdue(number, waits, own[0].expected if own else None, citations, plan=graph.plan)


@checked_call
def overdue(plan: Plan, *, as_of: datetime.date, known_at: datetime.date | None = None) -> OverdueAnswer:
    """The unfinished recommendations that await, or promised, an outcome that should have come before ``as_of``.

    >>> import datetime
    >>> from praksisplan import datasets, overdue
    >>> late = overdue(datasets.load("hovedstaden-almen-2015-2019"), as_of=datetime.date(2017, 7, 1))
    >>> late[9].awaits[0].expected.text
    'første kvartal 2017'
    """
    return OverdueAnswer(waits_at(plan, as_of, known_at))


class Releases(Blocked):
    """The recommendations that a delivery makes ready, by number in natural order. Danish: *det, der frigives*.

    Each value holds the waits before the delivery. ``still_waiting`` are the recommendations that lose a wait but keep
    others, named or not.
    """

    summary_columns = ("number", "section", "title", "status", "awaits", "sources")
    _heading = "released_of"

    def __init__(self, graph: WaitGraph, freed: dict[str, None], still_waiting: tuple[str, ...]) -> None:
        super().__init__(graph, freed)
        self.still_waiting = still_waiting


def _delivered(plan: Plan, target: Target, as_of: datetime.date) -> Plan:
    """The plan once a recommendation is completed, or an event has come with every outcome."""
    on = day_period(as_of)
    if plan.has(target.id):
        statements = [Statement([target.id], status=Status.COMPLETED, on=on)]
    else:
        statements = [Statement(events=[target.id], outcome=outcome, delivered=True, on=on) for outcome in Outcome]
    return attrs.evolve(plan, log=(*plan.log, *statements))


@checked_call
def releases(plan: Plan, target: int | str, *, as_of: datetime.date, known_at: datetime.date | None = None) -> Releases:
    """The recommendations that become ready once a recommendation (a number) or event (an id) delivers every outcome.

    Recommendations deferred past ``as_of`` do not become ready. Of alternatives one is enough. A wait for what was
    merged into, or replaced by, the target counts as a wait for the target.

    Raises `PlanError` for an unknown number or id.

    >>> import datetime
    >>> from praksisplan import datasets, releases
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> list(releases(plan, 28, as_of=datetime.date(2017, 1, 15)))
    ['29']
    """
    named = named_target(plan, target)
    graph = waits_at(plan, as_of, known_at)
    after = waits_at(_delivered(plan, named, graph.history.as_of), as_of, known_at)
    before, free = Ready(graph), Ready(after)
    freed = dict.fromkeys(number for number in free if number not in before)
    still_waiting = []
    for number in graph.waiting():
        index = after.index.get(number)
        is_waiting = index is not None and (after.has_open_wait(index) or after.awaits_more(number))
        if is_waiting and number not in freed and graph.open_waits(number) != after.open_waits(number):
            still_waiting.append(number)
    return Releases(graph, freed, tuple(still_waiting))
