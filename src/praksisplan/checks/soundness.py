"""The checks: one plain function each, which yields findings whose code is its name, with hyphens.

CONTRIBUTING.md explains how to add one.
"""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from praksisplan.answers import wait_ref
from praksisplan.model import (
    Finding,
    Plan,
    Standing,
    Statement,
    Status,
    TemporalKind,
    citations_of,
    finding,
    natural_key,
    natural_order,
)
from praksisplan.periods import may_overlap
from praksisplan.rules.blocking import names_nothing
from praksisplan.rules.history import FINISHED, History, folded
from praksisplan.rules.state import contradictions, has_mandate, pending
from praksisplan.rules.waits import OpenWait, WaitGraph


class CheckContext(NamedTuple):
    """The input of a check: the plan, its history up to a day, and the graph of its open waits."""

    plan: Plan
    history: History
    graph: WaitGraph

    @property
    def as_of(self) -> datetime.date:
        """The day that the check is for."""
        return self.history.as_of


def _folded(number: str) -> str:
    return unicodedata.normalize("NFC", number).casefold()


def duplicate_number(context: CheckContext) -> Iterator[Finding]:
    """Two recommendations with one number, also where only capital letters differ."""
    first: dict[str, str] = {}
    for recommendation in context.plan.recommendations:
        number = recommendation.number
        if _folded(number) in first:
            yield finding("duplicate-number", number, recommendation.citations, first=first[_folded(number)])
        first.setdefault(_folded(number), number)


def unknown_number(context: CheckContext) -> Iterator[Finding]:
    """A statement about a recommendation or event that the plan does not have."""
    plan = context.plan
    for statement in plan.log:
        for subject in statement.about:
            if not plan.has(subject):
                yield finding("unknown-number", subject, statement.citations, number=subject)
        for subject in statement.events:
            if not plan.has_event(subject):
                yield finding("unknown-number.event", subject, statement.citations, event=subject)


def _held(context: CheckContext) -> Iterator[tuple[str, OpenWait]]:
    """Every open wait, with the number of the recommendation that waits."""
    for number in context.graph.held():
        for one in context.graph.open_waits(number):
            yield number, one


def self_wait(context: CheckContext) -> Iterator[Finding]:
    """A recommendation that awaits itself."""
    for number, one in _held(context):
        if one.wait.recommendation == number:
            yield finding("self-wait", number, one.statement.citations)


def wait_cycle(context: CheckContext) -> Iterator[Finding]:
    """Recommendations that wait in a circle: one finding for each such set, with one shortest circle."""
    graph = context.graph
    for members in graph.topology.cycles:
        if len(members) > 1:
            in_order = sorted(members, key=lambda place: natural_key(graph.numbers[place]))
            places, is_shortest = _shortest_circle(graph.depends, in_order)
            circle = [graph.numbers[place] for place in places]
            first = circle.index(natural_order(circle)[0])
            circle = circle[first:] + circle[:first]
            words = " -> ".join([*circle[:20], "…"] if len(circle) > 20 else [*circle, circle[0]])
            yield finding(
                "wait-cycle" if is_shortest else "wait-cycle.long",
                circle[0],
                citations_of(one.statement for number in circle[:20] for one in graph.open_waits(number)),
                count=len(members),
                circle=words,
            )


_MOST_STEPS = 5_000_000
"""How far the search for a shortest circle goes before it settles for the shortest found so far."""


def _shortest_circle(depends: list[tuple[int, ...]], members: list[int]) -> tuple[list[int], bool]:
    """A shortest circle among the members of a component, and whether it is sure that none is shorter.

    Breadth first from each member in turn, no deeper than the best circle so far. A component that is one circle is
    that circle.
    """
    rank = {place: rank for rank, place in enumerate(members)}
    others = {
        place: sorted({other for other in depends[place] if other in rank and other != place}, key=rank.__getitem__)
        for place in members
    }
    starts = members[:1] if all(len(awaited) == 1 for awaited in others.values()) else members
    best: list[int] = []
    steps = 0
    for start in starts:
        if len(best) == 2 or steps > _MOST_STEPS:
            break
        came_from: dict[int, int] = {}
        level, depth = [start], 1
        while level and start not in came_from and (not best or depth < len(best)):
            following = []
            for place in level:
                for other in others[place]:
                    if other not in came_from:
                        came_from[other] = place
                        following.append(other)
            steps += len(level)
            level, depth = following, depth + 1
        if start in came_from:
            circle = [came_from[start]]
            while circle[-1] != start:
                circle.append(came_from[circle[-1]])
            best = circle[::-1]
    return best, steps <= _MOST_STEPS


def awaits_nothing(context: CheckContext) -> Iterator[Finding]:
    """A bare 'afventer': the status is *awaiting*, but no statement names what the recommendation awaits."""
    history = context.history
    for number in context.graph.numbers:
        if names_nothing(history, number):
            yield finding(
                "awaits-nothing",
                number,
                citations_of(one for one in history.said(number) if one.status is Status.AWAITING),
            )


def _waits_on(context: CheckContext, status: Status, code: str) -> Iterator[Finding]:
    for number, one in _held(context):
        target = one.wait.recommendation
        if target is not None and target != number and context.history.status.get(target) is status:
            yield finding(code, number, one.statement.citations, target=target)


def awaits_cancelled(context: CheckContext) -> Iterator[Finding]:
    """A wait for a recommendation or event that is cancelled: it will never be released."""
    yield from _waits_on(context, Status.CANCELLED, "awaits-cancelled")
    for number, one in _held(context):
        event = one.wait.event
        if event is not None and context.history.is_cancelled(event):
            title = wait_ref(context.plan, one.wait).title
            yield finding("awaits-cancelled.event", number, one.statement.citations, title=title)


def awaits_permanent(context: CheckContext) -> Iterator[Finding]:
    """A wait for the completion of a permanent recommendation."""
    return _waits_on(context, Status.PERMANENT, "awaits-permanent")


def awaits_missing(context: CheckContext) -> Iterator[Finding]:
    """A wait for a recommendation or event that is not in the plan."""
    plan = context.plan
    for number, one in _held(context):
        target = one.wait.target
        if not (plan.has(target) if one.wait.recommendation else plan.has_event(target)):
            yield finding("awaits-missing", number, one.statement.citations, target=target)


def awaits_completed(context: CheckContext) -> Iterator[Finding]:
    """A wait for a recommendation that was completed before the wait was stated."""
    history = context.history
    completed = {}
    for number in history.about:
        if history.status.get(number) is Status.COMPLETED:
            completed[number] = next(
                history.day(one)
                for one in history.said(number)
                if one.status is Status.COMPLETED and one.strand is None
            )
    for number in context.graph.numbers:
        for statement in history.said(number):
            for wait in statement.awaits:
                done = completed.get(wait.recommendation or "")
                if done is not None and done <= history.day(statement):
                    yield finding("awaits-completed", number, statement.citations, target=wait.recommendation)


def overdue_promise(context: CheckContext) -> Iterator[Finding]:
    """An event or outcome whose newest promise has passed and that has not come."""
    for subject in context.history.promises:
        for promise in context.history.passed(subject):
            yield finding(
                "overdue-promise",
                subject,
                promise.statement.citations,
                expected=promise.expected,
                outcome=promise.statement.outcome,
            )


def statements_disagree(context: CheckContext) -> Iterator[Finding]:
    """Two statements of one source about the same recommendation or strand that cannot both hold.

    Not begun (not started, to be concretised, awaiting, deferred), begun (ongoing, permanent), completed and cancelled
    exclude each other, unless both statements name a day and one is surely before the other.
    """
    for number in context.history.about:
        for pair in contradictions(context.history, number):
            yield _between("statements-disagree", number, pair)


def verdicts_differ(context: CheckContext) -> Iterator[Finding]:
    """Two sources that disagree: one says that the work is finished, a later one that it is not.

    The newest statement applies. The finding goes away when a statement confirms one of them or decides the matter.
    Recurring work is never reported, and neither is a body that corrects its own earlier statement.
    """
    for subject in context.history.about:
        if not _recurs(context.plan, subject):
            for pair in _verdicts(context.history, subject):
                yield _between("verdicts-differ", subject, pair)


def _between(code: str, subject: str, statements: tuple[Statement, Statement]) -> Finding:
    """The finding about two statements of one subject that say different things, the earlier first."""
    earlier, later = statements
    return finding(code, subject, citations_of(statements), earlier=earlier.status, later=later.status)


def _recurs(plan: Plan, subject: str) -> bool:
    """Whether a recommendation or effort comes again and again."""
    if plan.has(subject):
        return plan.recommendation(subject).temporal is TemporalKind.RECURRING
    return any(effort.id == subject and effort.temporal is TemporalKind.RECURRING for effort in plan.efforts)


def _verdicts(history: History, subject: str) -> Iterator[tuple[Statement, Statement]]:
    """For each strand, and for the whole, the newest two statements that differ and that nobody has settled since."""
    finished: dict[str | None, Statement] = {}
    found: dict[str | None, tuple[Statement, Statement]] = {}
    for statement in history.said(subject):
        strand, status = statement.strand, statement.status
        if status is None:
            continue
        before = finished.get(strand)
        if statement.standing in (Standing.CONFIRMED, Standing.DECIDED):
            found.pop(strand, None)
            finished.pop(strand, None)
        elif before is not None and before.status is not status and not _is_same_source(before, statement):
            found[strand] = (before, statement)
        if status in FINISHED:
            finished[strand] = statement
    yield from found.values()


def _is_same_source(one: Statement, other: Statement) -> bool:
    """Whether two statements come from the same body, or stand in the same source."""
    if one.by is not None and other.by is not None:
        return one.by == other.by
    return not {citation.source for citation in one.citations}.isdisjoint(
        citation.source for citation in other.citations
    )


def strands_finished(context: CheckContext) -> Iterator[Finding]:
    """A recommendation that is open although every strand of it is finished."""
    history = context.history
    for recommendation in context.plan.recommendations:
        number = recommendation.number
        if not recommendation.strands or history.status.get(number) in FINISHED:
            continue
        said = history.said(number)
        strands = [folded(history, said, strand.id) for strand in recommendation.strands]
        if all(strand.status in FINISHED for strand in strands):
            yield finding(
                "strands-finished",
                number,
                citations_of(strand.statement for strand in strands if strand.statement is not None),
            )


def proposal_undecided(context: CheckContext) -> Iterator[Finding]:
    """A proposal that nobody has decided."""
    for number in context.history.proposals:
        for proposal in pending(context.history, number):
            status = proposal.status
            if status is not None:
                yield finding(
                    "proposal-undecided.until" if proposal.deferred_to else "proposal-undecided",
                    number,
                    proposal.citations,
                    status=status,
                    until=proposal.deferred_to,
                )


def decision_without_mandate(context: CheckContext) -> Iterator[Finding]:
    """A decision by a body that has no mandate for the matter, or without a body or matter."""
    plan = context.plan
    for statement in plan.log:
        if statement.standing is not Standing.DECIDED or has_mandate(context.history, plan, statement):
            continue
        by, matter, subject = statement.by, statement.matter, _subject(plan, statement)
        if by is None or matter is None or not plan.has_body(by):
            yield finding("decision-without-mandate.unknown", subject, statement.citations)
        else:
            name = plan.body(by).name
            yield finding("decision-without-mandate", subject, statement.citations, body=name, matter=matter)


def statement_outside_plan(context: CheckContext) -> Iterator[Finding]:
    """A statement of something planned, put off or decided for a time that lies wholly outside the plan's period."""
    plan = context.plan
    for statement in plan.log:
        for period in (statement.planned, statement.deferred_to, statement.on):
            if period is not None and not may_overlap(period, plan.period):
                subject, citations = _subject(plan, statement), statement.citations
                yield finding("statement-outside-plan", subject, citations, period=period, plan=plan.period)


def _subject(plan: Plan, statement: Statement) -> str:
    """What a statement is about, as one subject; the plan itself where it names nothing else."""
    return ", ".join(statement.subjects or statement.events) or plan.id


def fact_without_citation(context: CheckContext) -> Iterator[Finding]:
    """A section, recommendation, focus area, body, event or statement that does not say where it is written."""
    plan = context.plan
    facts = [
        *((f"afsnit {section.number}", section.citations) for section in plan.sections),
        *((recommendation.number, recommendation.citations) for recommendation in plan.recommendations),
        *((area.title, area.citations) for area in plan.focus_areas),
        *((body.id, body.citations) for body in plan.bodies),
        *((event.id, event.citations) for event in plan.events),
        *((_subject(plan, statement), statement.citations) for statement in plan.log),
    ]
    for subject, citations in facts:
        if not citations:
            yield finding("fact-without-citation", subject)


Check = Callable[[CheckContext], Iterable[Finding]]
"""A check: a function that returns what it finds in a plan."""

CHECKS: tuple[Check, ...] = (
    duplicate_number,
    unknown_number,
    self_wait,
    wait_cycle,
    awaits_missing,
    awaits_completed,
    awaits_cancelled,
    awaits_permanent,
    awaits_nothing,
    statements_disagree,
    verdicts_differ,
    strands_finished,
    proposal_undecided,
    overdue_promise,
    decision_without_mandate,
    statement_outside_plan,
    fact_without_citation,
)
"""The checks, in the order of their findings."""
