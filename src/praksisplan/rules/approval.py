"""What is proposed and who may decide it; approving a year's plan, and declining a proposal.

Nothing is changed in place: each function gives a new plan with the decision in its log, and a source for it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

import attrs

from praksisplan.answers import BASE, BODIES, CITATIONS, PROPOSAL, Answer, Columns, body_ref, readable
from praksisplan.arguments import checked_call
from praksisplan.errors import PlanError, fault
from praksisplan.model import (
    ApprovedYearPlan,
    Body,
    Citation,
    Matter,
    Plan,
    Source,
    SourceKind,
    Standing,
    Statement,
    Status,
    as_numbers,
    citations_of,
)
from praksisplan.model.year_plans import KEPT
from praksisplan.periods import Period
from praksisplan.periods.period import day_period
from praksisplan.rules.history import History, history_at
from praksisplan.rules.state import WHO_AND_WHEN, pending
from praksisplan.rules.year import YearPlan
from praksisplan.text import free_id, in_words_of, sentence


@readable
class Proposal:
    """A proposal about a recommendation that awaits a decision. Danish: *forslag til beslutning*.

    ``deciders`` are the ids of the bodies with the mandate for year plans; ``by`` is the body that made the proposal.
    """

    number: str
    status: Status | None
    deferred_to: Period | None
    by: str | None
    deciders: tuple[str, ...]
    citations: tuple[Citation, ...]


class Proposals(Answer[Proposal]):
    """The pending proposals, by number in natural order. Danish: *forslag, der afventer beslutning*."""

    columns: ClassVar[Columns] = {
        **BASE,
        "proposed": PROPOSAL.of("status", "deferred_to"),
        "by": BODIES,
        "deciders": BODIES,
        "sources": CITATIONS,
    }
    summary_columns = ("number", "title", "proposed", "by", "deciders", "sources")
    _heading = "proposals_of"

    def __init__(self, plan: Plan, history: History) -> None:
        deciders = tuple(body.id for body in plan.bodies if body.may_decide(Matter.YEAR_PLAN, history.as_of))
        found: dict[str, Proposal] = {}
        for number in history.proposals:
            statements = pending(history, number)
            if statements and plan.has(number):
                last = statements[-1]
                found[number] = Proposal(
                    number, last.status, last.deferred_to, last.by, deciders, citations_of(statements)
                )
        super().__init__(plan, history.as_of, history.known_at, found)

    def _given(self, number: str, found: Proposal) -> dict[str, Any]:
        by = () if found.by is None else (body_ref(self.plan, found.by),)
        return {**super()._given(number, found), "by": by}


@checked_call
def proposals(plan: Plan, *, as_of: datetime.date, known_at: datetime.date | None = None) -> Proposals:
    """The proposals about recommendations that await a decision at ``as_of``, and the bodies that may decide them.

    >>> import datetime
    >>> from praksisplan import datasets, proposals
    >>> found = proposals(datasets.load("hovedstaden-almen-2015-2019"), as_of=datetime.date(2017, 1, 15))
    >>> list(found), found[29].deciders
    (['14', '29', '33', '44', '45', '46', '55'], ('ppu',))
    """
    return Proposals(plan, history_at(plan, as_of, known_at))


@checked_call
def approve(
    plan: Plan,
    year_plan: YearPlan,
    *,
    by: str,
    on: datetime.date,
    known_at: datetime.date | None = None,
    declining: Iterable[int | str] = (),
    source: Source | None = None,
) -> Plan:
    """The plan with a year plan approved: the year plan is stored verbatim, and its proposals become decisions.

    Danish: *godkendelse*. ``by`` is the id of a body with the mandate for year plans, ``on`` the day of its decision,
    and ``declining`` the numbers of which the proposals are declined. Decisions made since the draft, as known at
    ``known_at`` (by default the day of the decision), remain. ``source`` is the document with the decision; by default
    a source for it is added. `praksisplan.rules.approved_year_plan` returns the approved year plan.

    Raises `PlanError` if the body has no mandate, the year is already approved, the day is before that of the draft,
    the draft is of another plan, or there is no proposal to decline.

    >>> import datetime
    >>> from praksisplan import approve, datasets, state_at, year_plan
    >>> from praksisplan.rules import approved_year_plan
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> draft = year_plan(plan, year=2017, as_of=datetime.date(2016, 12, 31))
    >>> approved = approve(plan, draft, by="ppu", on=datetime.date(2017, 1, 20))
    >>> str(state_at(approved, as_of=datetime.date(2017, 1, 20))[29].deferred_to)
    '2018'
    >>> approved_year_plan(approved, year=2017) == draft
    True
    """
    body = _mandated(plan, by, on)
    _refuse_wrong(plan, year_plan, on)
    declined = as_numbers(declining, "declining")
    drafted, now = history_at(plan, year_plan.as_of, year_plan.known_at), history_at(plan, on, known_at)
    waiting = {}
    for number in year_plan:
        still = pending(now, number)
        if found := [one for one in pending(drafted, number) if one in still]:
            waiting[number] = found
    for number in declined:
        if number not in waiting:
            raise _nothing_proposed(plan, number)
    approved = in_words_of(plan.kind.language("da"), f"implementeringsplan {year_plan.year}")
    source = source or _minutes(plan, f"godkendelse-{year_plan.year}", f"Godkendelse af {approved}", body, on)
    decided = _decision(source, by, on)
    log = [attrs.evolve(decided, text=f"{sentence(approved)} godkendt")]
    for number, statements in waiting.items():
        log += _settled(decided, statements, number, is_declined=number in declined)
    plan = attrs.evolve(plan, sources=sources_with(plan, source), log=(*plan.log, *dict.fromkeys(log)))
    kept = ApprovedYearPlan(
        year=year_plan.year,
        as_of=year_plan.as_of,
        by=by,
        on=on,
        entries=tuple(year_plan.values()),
        declined=tuple(dict.fromkeys(declined)),
        citations=decided.citations,
        **{name: getattr(plan, name) for name in KEPT},
    )
    return attrs.evolve(plan, year_plans=(*plan.year_plans, kept))


@checked_call
def decline(
    plan: Plan,
    number: int | str,
    *,
    by: str,
    on: datetime.date,
    known_at: datetime.date | None = None,
    source: Source | None = None,
) -> Plan:
    """The plan with the pending proposals about a recommendation declined. Danish: *afvisning*.

    Its state stays the same. Proposals are pending if they were not decided by ``on``, as known at ``known_at`` (by
    default that day). Raises `PlanError` if the body has no mandate or there is no proposal.

    >>> import datetime
    >>> from praksisplan import datasets, proposals
    >>> from praksisplan.rules import decline
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> declined = decline(plan, 55, by="ppu", on=datetime.date(2017, 1, 20))
    >>> 55 in proposals(declined, as_of=datetime.date(2017, 1, 20))
    False
    """
    body = _mandated(plan, by, on)
    found = plan.recommendation(number).number
    statements = pending(history_at(plan, on, known_at), found)
    if not statements:
        raise _nothing_proposed(plan, found)
    name, title = f"afvisning-{found}-{on}".lower(), f"Forslag om anbefaling {found} afvist"
    source = source or _minutes(plan, name, title, body, on)
    decided = _decision(source, by, on)
    log = _settled(decided, statements, found, is_declined=True)
    return attrs.evolve(plan, sources=sources_with(plan, source), log=(*plan.log, *dict.fromkeys(log)))


def _decision(source: Source, by: str, on: datetime.date) -> Statement:
    return Statement(
        standing=Standing.DECIDED, by=by, matter=Matter.YEAR_PLAN, on=day_period(on), citations=(Citation(source.id),)
    )


def _settled(
    decision: Statement, proposals: Iterable[Statement], number: str, *, is_declined: bool
) -> Iterator[Statement]:
    """The proposals about a number as decisions that take them up, or decline them."""
    for proposal in proposals:
        if is_declined:
            yield attrs.evolve(decision, about=(number,), strand=proposal.strand, declined=True)
        else:
            by_whom = {name: getattr(decision, name) for name in WHO_AND_WHEN}
            yield attrs.evolve(proposal, about=(number,), **by_whom)


def sources_with(plan: Plan, source: Source) -> tuple[Source, ...]:
    """The sources of a plan with one more; a `PlanError` where it has another with that id."""
    if source in plan.sources:
        return plan.sources
    if any(one.id == source.id for one in plan.sources):
        raise PlanError(fault("duplicate-id.another-source", "source", id=source.id))
    return (*plan.sources, source)


def _minutes(plan: Plan, name: str, title: str, body: Body, on: datetime.date) -> Source:
    """A source for a decision, where the caller names none; its id is the name, counted where that is taken."""
    id = free_id(name, {source.id for source in plan.sources})
    return Source(id=id, title=title, dated=day_period(on), publisher=body.name, kind=SourceKind.MINUTES)


def _mandated(plan: Plan, by: str, on: datetime.date) -> Body:
    body = plan.body(by)
    if not body.may_decide(Matter.YEAR_PLAN, on):
        may = tuple(one.id for one in plan.bodies if one.may_decide(Matter.YEAR_PLAN, on))
        raise PlanError(fault("no-mandate", "by", body=by, known=may))
    return body


def _refuse_wrong(plan: Plan, year_plan: YearPlan, on: datetime.date) -> None:
    if any(one.year == year_plan.year for one in plan.year_plans):
        raise PlanError(fault("already-approved", "year_plan", year=year_plan.year))
    if year_plan.plan.id != plan.id or not all(plan.has(number) for number in year_plan):
        raise PlanError(fault("other-plan.draft", "year_plan", draft=year_plan.plan.id, plan=plan.id))
    if on < year_plan.as_of:
        raise PlanError(fault("order.approval", "on", day=on, draft=year_plan.as_of))


def _nothing_proposed(plan: Plan, number: str) -> PlanError:
    found = plan.recommendation(number).number
    return PlanError(fault("nothing-proposed", "number", number=found))
