"""The state of every recommendation at a date, derived from the log."""

from __future__ import annotations

import datetime
from typing import ClassVar, TypeVar

import attrs

from praksisplan.answers import BASE, CITATIONS, CODE, DAY, PROPOSAL, TRUTH, WAITS, Answer, Columns, Row, readable
from praksisplan.answers.words import ROLES
from praksisplan.arguments import checked_call
from praksisplan.model import (
    Anchor,
    Citation,
    Milestone,
    Plan,
    Standing,
    Statement,
    Status,
    Strand,
    Wait,
    citations_of,
    natural_order,
)
from praksisplan.periods import Period, may_overlap
from praksisplan.rules.history import History, current_status, planned_for
from praksisplan.rules.waits import WaitGraph, wait_values, waits_at

T = TypeVar("T")


@readable
class StrandState(Row):
    """The state of one strand of a recommendation. Danish: *delspor*."""

    id: str
    title: str
    status: Status
    proposed: Status | None
    awaits: tuple[Wait, ...]
    statements: tuple[Statement, ...]


@readable
class RecommendationState(Row):
    """The state of a recommendation. Danish: *status*.

    ``status`` has a ``standing`` and a day, ``since``; without a statement it is *not started* and has no standing.
    ``derived`` is true if the status follows from the strands, because no statement is about the whole; ``deemed`` if
    the work is only deemed to have it (*betragtes som*). ``proposed``
    and ``proposed_deferred_to`` are the status and period of pending proposals. ``planned`` is the period for which it
    was first planned. ``deferred_to`` is the period to which it was last deferred, unless its work has begun;
    ``status`` is *deferred* until that period begins. ``awaits`` are the open waits; ``awaits_more`` is true if it
    awaits more than the sources name (*bl.a.*). ``jointly`` are the numbers that it is handled together with, and
    ``statements`` all statements about it, including proposals, the earliest first.
    """

    number: str
    status: Status
    standing: Standing | None
    since: datetime.date | None
    derived: bool
    proposed: Status | None
    proposed_deferred_to: Period | None
    planned: Period | None
    deferred_to: Period | None
    awaits: tuple[Wait, ...]
    strands: tuple[StrandState, ...]
    milestones: tuple[Milestone, ...]
    responsible: tuple[str, ...]
    participants: tuple[str, ...]
    recipients: tuple[str, ...]
    anchor: Anchor | None
    jointly: tuple[str, ...]
    new_task: bool | None
    outside_agreement: bool | None
    statements: tuple[Statement, ...]
    awaits_more: bool
    deemed: bool

    @property
    def needs_agreement(self) -> bool | None:
        """Whether an underlying agreement is needed: a new or changed task, outside the collective agreement.

        ``None`` if it is unknown. Danish: *underliggende aftale*. Source: implementation plan 2017 of Region
        Hovedstaden, section 1.2.
        """
        if self.new_task is False or self.outside_agreement is False:
            return False
        return True if self.new_task and self.outside_agreement else None

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations of the statements."""
        return citations_of(self.statements)


def bodies_of(history: History, subject: str, role: str, *, of_whole: bool = False) -> tuple[str, ...]:
    """The ids of the bodies that have a role in something, each once, in the order in which they were named.

    Those of a later day replace those of an earlier one, for the whole and for each strand; ``of_whole`` leaves out
    those of the strands.
    """
    named: dict[str, None] = {}
    newest: dict[str | None, tuple[datetime.date, set[str]]] = {}
    for one in history.statements(subject):
        bodies: tuple[str, ...] = getattr(one, role)
        if bodies and (one.strand is None or not of_whole):
            day = history.day(one)
            if newest.get(one.strand, (None,))[0] != day:
                newest[one.strand] = day, set()
            newest[one.strand][1].update(bodies)
            named.update(dict.fromkeys(bodies))
    return tuple(body for body in named if any(body in bodies for _, bodies in newest.values()))


def pending(history: History, number: str) -> list[Statement]:
    """The proposals about a recommendation that nobody has decided, the earliest first.

    A proposal is decided when the same recommendation or strand is given a status by a decision that is not earlier, or
    when such a decision declines it or says the same.
    """
    decisions = [statement for statement in history.statements(number) if statement.standing is Standing.DECIDED]
    return [
        proposal
        for proposal in history.proposals.get(number, ())
        if not any(
            decision.strand == proposal.strand
            and history.day(decision) >= history.day(proposal)
            and (decision.status is not None or decision.declined or _same(decision, proposal))
            for decision in decisions
        )
    ]


def _same(decision: Statement, proposal: Statement) -> bool:
    """Whether a decision says what was proposed: how a proposal without a status is decided."""
    return all(getattr(decision, name) == getattr(proposal, name) for name in _CONTENT)


WHO_AND_WHEN = ("standing", "by", "matter", "on", "citations")
_CONTENT = tuple(field.name for field in attrs.fields(Statement) if field.name not in ("about", *WHO_AND_WHEN))


def has_mandate(history: History, plan: Plan, statement: Statement) -> bool:
    """Whether a statement is a decision by a body that may have had the mandate for it when it was made."""
    if statement.standing is not Standing.DECIDED or statement.by is None or not plan.has_body(statement.by):
        return False
    return plan.body(statement.by).may_decide(statement.matter, history.period_of(statement))


_STAGES = {
    Status.NOT_STARTED: "not begun",
    Status.TO_BE_CONCRETISED: "not begun",
    Status.AWAITING: "not begun",
    Status.DEFERRED: "not begun",
    Status.ONGOING: "begun",
    Status.PERMANENT: "begun",
    Status.COMPLETED: "completed",
    Status.CANCELLED: "cancelled",
}
"""The stage of each status; two different stages exclude each other."""


def contradictions(history: History, subject: str) -> list[tuple[Statement, Statement]]:
    """The pairs of statements of one source about a recommendation or effort that cannot both hold.

    Not begun (not started, to be concretised, awaiting, deferred), begun (ongoing, permanent), completed and cancelled
    exclude each other, unless both statements name a day and one is surely before the other.
    """
    found = []
    earlier: dict[tuple[str | None, str], dict[str, dict[int, Statement]]] = {}
    for place, later in enumerate(history.statements(subject)):
        if later.status is None:
            continue
        stage, others = _STAGES[later.status], dict[int, Statement]()
        for source in {citation.source for citation in later.citations}:
            stages = earlier.setdefault((later.strand, source), {})
            for one in stages.keys() - {stage}:
                others |= stages[one]
            stages.setdefault(stage, {})[place] = later
        found += [(others[one], later) for one in sorted(others) if _may_be_at_once(others[one], later)]
    return found


def _may_be_at_once(one: Statement, other: Statement) -> bool:
    return one.on is None or other.on is None or may_overlap(one.on, other.on)


class PlanState(Answer[RecommendationState]):
    """The state of every recommendation of a plan, by number in natural order. Danish: *status for planen*."""

    columns: ClassVar[Columns] = {
        **BASE,
        "status": CODE,
        "standing": CODE,
        "deemed": TRUTH,
        "since": DAY,
        "proposed": PROPOSAL.of("proposed", "proposed_deferred_to"),
        "awaits": WAITS,
        "awaits_more": TRUTH,
        "sources": CITATIONS,
    }
    _heading = "state_of"

    def __init__(self, graph: WaitGraph) -> None:
        numbers = dict.fromkeys(one.number for one in graph.plan.recommendations)
        super().__init__(graph.plan, graph.history.as_of, graph.history.known_at, numbers)
        self.graph = graph
        self._groups: dict[tuple[int, ...], tuple[str, ...]] = {}

    def _make(self, number: str) -> RecommendationState:
        graph, history = self.graph, self.graph.history
        recommendation = self.plan.recommendation(number)
        statements = history.statements(number)
        waits = wait_values(graph, number) if number in graph.index else ()
        proposals = pending(history, number)
        whole = history.whole(number)
        deferral = history.deferrals.get(number)
        proposed = [proposal for proposal in proposals if proposal.status is not None and proposal.strand is None]
        milestones = {(one.strand, each.title): each for one in statements for each in one.milestones}
        return RecommendationState(
            plan=self.plan,
            number=number,
            status=whole.status,
            standing=None if whole.statement is None else whole.statement.standing,
            since=whole.since,
            derived=number in history.derived,
            proposed=proposed[-1].status if proposed else None,
            proposed_deferred_to=proposed[-1].deferred_to if proposed else None,
            planned=planned_for(statements),
            deferred_to=None if deferral is None else deferral.deferred_to,
            awaits=waits,
            strands=strand_states(self.plan, history, number, recommendation.strands, waits),
            milestones=tuple(milestones.values()),
            anchor=_last([one.anchor for one in statements]),
            jointly=self._jointly(number),
            new_task=_last([one.new_task for one in statements]),
            outside_agreement=_last([one.outside_agreement for one in statements]),
            statements=tuple(sorted([*statements, *history.proposals.get(number, [])], key=history.day)),
            awaits_more=number in graph.index and graph.awaits_more(number),
            deemed=whole.statement is not None and whole.statement.deemed,
            **{role: bodies_of(history, number, role) for role in ROLES},
        )

    def _jointly(self, number: str) -> tuple[str, ...]:
        """The numbers that a recommendation is handled together with; each group is put in order once."""
        log = self.graph.history.log
        joint = tuple(place for place in self.graph.history.about.get(number, ()) if log[place].jointly)
        if not joint:
            return ()
        group = self._groups.get(joint)
        if group is None:
            group = self._groups[joint] = natural_order({other for place in joint for other in log[place].about})
        place = group.index(number)
        return group[:place] + group[place + 1 :]


def strand_states(
    plan: Plan, history: History, subject: str, strands: tuple[Strand, ...], waits: tuple[Wait, ...]
) -> tuple[StrandState, ...]:
    """The state of the strands of a recommendation or effort."""
    statements, proposals = history.statements(subject), pending(history, subject) if strands else []
    return tuple(
        StrandState(
            plan=plan,
            id=strand.id,
            title=strand.title,
            status=current_status(history, statements, strand.id).status,
            proposed=_last([one.status for one in proposals if one.strand == strand.id]),
            awaits=tuple(wait for wait in waits if wait.strand in (None, strand.id)),
            statements=tuple(statement for statement in statements if statement.strand == strand.id),
        )
        for strand in strands
    )


def _last(values: list[T | None]) -> T | None:
    return next((value for value in reversed(values) if value is not None), None)


@checked_call
def state_at(plan: Plan, *, as_of: datetime.date, known_at: datetime.date | None = None) -> PlanState:
    """The state of every recommendation at ``as_of``, as known at ``known_at`` (by default the same day).

    Reported, provisional and decided statements determine the status; proposals are kept apart. Raises `PlanError` for
    a date with a time of day.

    >>> import datetime
    >>> from praksisplan import datasets, state_at
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> state = state_at(plan, as_of=datetime.date(2017, 1, 15))
    >>> state[14].status.value, state[14].proposed.value
    ('not_started', 'completed')
    """
    return PlanState(waits_at(plan, as_of, known_at))
