"""The state of the efforts without a recommendation number at a date."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import ClassVar

from praksisplan.answers import CITATIONS, CODE, QUANTITIES, ROLES, TEXT, WAITS, AnswerById, Columns, Row, readable
from praksisplan.arguments import checked_call
from praksisplan.model import (
    Citation,
    Effort,
    Plan,
    PracticeArea,
    Quantity,
    Standing,
    Statement,
    Status,
    TemporalKind,
    Theme,
    Wait,
    citations_of,
    natural_key,
)
from praksisplan.periods import Period
from praksisplan.rules.history import FINISHED
from praksisplan.rules.state import StrandState, bodies_of, strand_states
from praksisplan.rules.waits import WaitGraph, wait_values, waits_at


@readable
class EffortState(Row):
    """The state of an effort. Danish: *status for en indsats*.

    The fields are as for a recommendation: ``status`` with ``standing`` and ``since``, open waits, steps, and the
    bodies by role. ``quantities`` are the newest counts. ``periods`` are all periods named for it and its events
    (planned, expected, reported or taking effect); they are empty if it has no date at all.
    """

    id: str
    title: str
    area: PracticeArea | None
    theme: Theme | None
    temporal: TemporalKind | None
    place: str
    status: Status
    standing: Standing | None
    since: datetime.date | None
    awaits: tuple[Wait, ...]
    strands: tuple[StrandState, ...]
    quantities: tuple[Quantity, ...]
    periods: tuple[Period, ...]
    responsible: tuple[str, ...]
    participants: tuple[str, ...]
    recipients: tuple[str, ...]
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]


class Efforts(AnswerById[EffortState]):
    """The efforts by id, ordered by theme, practice area and id. Danish: *status for indsatser*."""

    columns: ClassVar[Columns] = {
        "id": TEXT,
        "theme": CODE,
        "practice_area": CODE.of("area"),
        "title": TEXT,
        "status": CODE,
        "temporal": CODE,
        "awaits": WAITS,
        "quantities": QUANTITIES,
        "sources": CITATIONS,
    }
    summary_columns = ("theme", "practice_area", "title", "status", "awaits")
    _heading = "efforts_count"
    _part, _wrong_id = "effort", "wrong-type.effort"

    def __init__(self, graph: WaitGraph) -> None:
        themes, areas = [*Theme, None], [*PracticeArea, None]
        efforts = sorted(
            graph.plan.efforts,
            key=lambda one: (themes.index(one.theme), areas.index(one.area), natural_key(one.id), one.id),
        )
        found = dict.fromkeys(effort.id for effort in efforts)
        super().__init__(graph.plan, graph.history.as_of, graph.history.known_at, found)
        self.graph = graph

    def _make(self, number: str) -> EffortState:
        effort, history = self.plan.effort(number), self.graph.history
        statements = history.statements(number)
        whole = history.whole(number)
        waits = () if whole.status in FINISHED else wait_values(self.graph, number)
        counted = {(statement.strand, one.what): one for statement in statements for one in statement.quantities}
        return EffortState(
            plan=self.plan,
            id=effort.id,
            title=effort.title,
            area=effort.area,
            theme=effort.theme,
            temporal=effort.temporal,
            place=effort.place,
            status=whole.status,
            standing=None if whole.statement is None else whole.statement.standing,
            since=whole.since,
            awaits=waits,
            strands=strand_states(self.plan, history, number, effort.strands, waits),
            quantities=tuple(counted.values()),
            periods=tuple(dict.fromkeys(_periods([*statements, *self._of_events(effort, waits)]))),
            statements=tuple(statements),
            citations=citations_of([effort, *statements]),
            **{role: bodies_of(history, number, role) for role in ROLES},
        )

    def _of_events(self, effort: Effort, waits: tuple[Wait, ...]) -> list[Statement]:
        """The statements about the events that belong to an effort or that it awaits."""
        events = {*effort.events, *(wait.event for wait in waits)}
        return [statement for statement in self.graph.history.log if not events.isdisjoint(statement.events)]


def _periods(statements: list[Statement]) -> Iterator[Period]:
    for one in statements:
        of_milestones = [when for each in one.milestones for when in (each.expected, each.reached)]
        named = (one.planned, one.deferred_to, one.expected, one.on, one.effect, *of_milestones)
        yield from (period for period in named if period is not None)


@checked_call
def efforts_at(plan: Plan, *, as_of: datetime.date, known_at: datetime.date | None = None) -> Efforts:
    """The state of every effort of a plan at ``as_of``, as known at ``known_at`` (by default the same day).

    >>> import datetime
    >>> from praksisplan import datasets
    >>> from praksisplan.rules import efforts_at
    >>> found = efforts_at(datasets.load("hovedstaden-status-2023"), as_of=datetime.date(2023, 6, 30))
    >>> found["henvisningsaudit-psykologi"].status.value, found["henvisningsaudit-fysioterapi"].status.value
    ('ongoing', 'completed')
    """
    return Efforts(waits_at(plan, as_of, known_at))
