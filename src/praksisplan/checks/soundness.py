"""The checks: one plain function each, which yields findings whose code is its name, with hyphens.

CONTRIBUTING.md explains how to add one.
"""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from praksisplan.answers import wait_ref
from praksisplan.answers.words import words
from praksisplan.errors import Words
from praksisplan.model import (
    Await,
    Body,
    Cited,
    Finding,
    Matter,
    Plan,
    PlanKind,
    Standing,
    Statement,
    Status,
    TemporalKind,
    citations_of,
    finding,
    natural_key,
    natural_order,
)
from praksisplan.periods import Period, may_overlap
from praksisplan.rules.history import FINISHED, History, current_status
from praksisplan.rules.readiness import is_reason_unknown
from praksisplan.rules.state import contradictions, has_mandate, pending
from praksisplan.rules.waits import OpenWait, WaitGraph, clauses, is_missing
from praksisplan.storage.references import referred_to
from praksisplan.text import nearest


class CheckContext(NamedTuple):
    """The input of a check: the plan, its history up to a day, and the graph of its open waits.

    >>> def without_title(context: CheckContext) -> Iterator[Finding]:
    ...     for one in context.plan.recommendations:
    ...         if not one.title:
    ...             yield finding("fact-without-citation", one.number)
    """

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
    for number in context.graph.waiting():
        for one in context.graph.open_waits(number):
            yield number, one


def self_wait(context: CheckContext) -> Iterator[Finding]:
    """A recommendation that awaits itself; one strand may await another."""
    for number, one in _held(context):
        if one.wait.recommendation == number and (one.wait.strand is None or one.strand in (None, one.wait.strand)):
            yield finding("self-wait", number, one.statement.citations)


def wait_cycle(context: CheckContext) -> Iterator[Finding]:
    """Recommendations that wait in a circle: one finding for each such set, with one shortest circle."""
    graph = context.graph
    for members in graph.topology.cycles:
        if len(members) > 1:
            in_order = sorted(members, key=lambda node: natural_key(graph.part(node)[0]))
            nodes, is_shortest = _shortest_circle(graph.depends, in_order)
            circle = [graph.part(node)[0] for node in nodes]
            first = circle.index(natural_order(circle)[0])
            circle = circle[first:] + circle[:first]
            path = " -> ".join([*circle[:20], "…"] if len(circle) > 20 else [*circle, circle[0]])
            yield finding(
                "wait-cycle" if is_shortest else "wait-cycle.long",
                circle[0],
                citations_of(one.statement for number in circle[:20] for one in graph.open_waits(number)),
                count=len(members),
                circle=path,
            )


_MOST_STEPS = 5_000_000
"""How far the search for a shortest circle goes before it settles for the shortest found so far."""


def _shortest_circle(depends: Sequence[Sequence[int]], members: list[int]) -> tuple[list[int], bool]:
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
        queue = [(start, 1)]
        for place, depth in queue:  # it grows at its end
            if start in came_from or (best and depth >= len(best)):
                break
            steps += 1
            for other in others[place]:
                if other not in came_from:
                    came_from[other] = place
                    queue.append((other, depth + 1))
        if start in came_from:
            circle = [came_from[start]]
            while circle[-1] != start:
                circle.append(came_from[circle[-1]])
            best = circle[::-1]
    return best, steps <= _MOST_STEPS


def awaits_nothing(context: CheckContext) -> Iterator[Finding]:
    """A bare 'afventer', or further reasons that are not named (*bl.a.*) once those named have come."""
    history, graph = context.history, context.graph
    for index, number in enumerate(graph.numbers):
        if not graph.has_open_wait(index) and is_reason_unknown(graph, number):
            has_named, said = graph.awaits_more(number), history.statements(number)
            citing = [one for one in said if (one.awaits_more if has_named else one.status is Status.AWAITING)]
            code = "awaits-nothing.more" if has_named else "awaits-nothing"
            yield finding(code, number, citations_of(citing))


def _waits_on(context: CheckContext, status: Status, code: str, of_event: str = "") -> Iterator[Finding]:
    """The waits for what has a status, where no alternative has another."""
    history = context.history
    for number in context.graph.waiting():
        for alternatives in clauses(context.graph.open_waits(number)):
            waits = [one for alternative in alternatives for one in alternative]
            if len(alternatives) > 1 and not all(_status_of(history, one.wait) in _ENDLESS for one in waits):
                continue
            for one in waits:
                if one.wait.recommendation != number and _status_of(history, one.wait) is status:
                    ref = wait_ref(context.plan, one.wait)
                    citations = one.statement.citations
                    yield finding(
                        of_event if one.wait.event else code, number, citations, target=one.wait.target, title=ref.title
                    )


_ENDLESS = (Status.CANCELLED, Status.PERMANENT)


def _status_of(history: History, wait: Await) -> Status | None:
    """The status of what is awaited."""
    if wait.strand is None or history.is_cancelled(wait.target):
        return history.status.get(wait.target)
    return history.strand(wait.target, wait.strand).status


def awaits_cancelled(context: CheckContext) -> Iterator[Finding]:
    """A wait for a recommendation, strand or event that is cancelled: it will never be released.

    Not for one of several alternatives, while another can come.
    """
    return _waits_on(context, Status.CANCELLED, "awaits-cancelled", "awaits-cancelled.event")


def awaits_permanent(context: CheckContext) -> Iterator[Finding]:
    """A wait for the completion of a permanent recommendation."""
    return _waits_on(context, Status.PERMANENT, "awaits-permanent")


def awaits_missing(context: CheckContext) -> Iterator[Finding]:
    """A wait for a recommendation, strand or event that is not in the plan."""
    plan = context.plan
    for number, one in _held(context):
        if is_missing(plan, one.wait):
            target = " ".join(filter(None, (one.wait.target, one.wait.strand)))
            numbers, ids = (one.number for one in plan.recommendations), (one.id for one in plan.events)
            is_strand = plan.has(one.wait.target)
            near = () if is_strand else nearest(target, tuple(numbers if one.wait.recommendation else ids), 1)
            code = "awaits-missing.near" if near else "awaits-missing"
            yield finding(code, number, one.statement.citations, target=target, near=near)


def awaits_completed(context: CheckContext) -> Iterator[Finding]:
    """A wait for a recommendation that was completed before the wait was stated."""
    history = context.history
    completed: dict[str | None, datetime.date] = {}
    for number in history.about:
        if history.status.get(number) is Status.COMPLETED:
            said = (one for one in history.statements(number) if one.status is Status.COMPLETED and one.strand is None)
            completed[number] = history.day(next(said))
    for number in context.graph.numbers:
        for statement in history.statements(number):
            for wait in statement.awaits:
                done = completed.get(wait.recommendation)
                if done is not None and done <= history.day(statement):
                    yield finding("awaits-completed", number, statement.citations, target=wait.recommendation)


def overdue_promise(context: CheckContext) -> Iterator[Finding]:
    """An event or outcome whose newest promise has passed and that has not come."""
    for subject in context.history.promises:
        for promise in context.history.missed_promises(subject):
            said, expected = promise.statement, promise.expected
            yield finding("overdue-promise", subject, said.citations, expected=expected, outcome=said.outcome)


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
    for statement in history.statements(subject):
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
    mine, theirs = ({citation.source for citation in each.citations} for each in (one, other))
    return bool(mine & theirs)


def strands_finished(context: CheckContext) -> Iterator[Finding]:
    """A recommendation that is open although every strand of it is finished."""
    history = context.history
    for recommendation in context.plan.recommendations:
        number = recommendation.number
        if not recommendation.strands or history.status.get(number) in FINISHED:
            continue
        said = history.statements(number)
        strands = [current_status(history, said, strand.id) for strand in recommendation.strands]
        if all(strand.status in FINISHED for strand in strands):
            yield finding("strands-finished", number, citations_of(filter(None, (one.statement for one in strands))))


def proposal_undecided(context: CheckContext) -> Iterator[Finding]:
    """A proposal that nobody has decided."""
    for number in context.history.proposals:
        for proposal in pending(context.history, number):
            status, until = proposal.status, proposal.deferred_to
            if status is not None:
                code = "proposal-undecided.until" if until else "proposal-undecided"
                yield finding(code, number, proposal.citations, status=status, until=until)


def _unauthorised(context: CheckContext) -> Iterator[tuple[Statement, Body | None, datetime.date | None]]:
    """The decisions that are not made by a body with the mandate.

    Each has that body if it and the matter are known, and the last day of its mandate if that had ended.
    """
    plan, history = context.plan, context.history
    for statement in plan.log:
        if statement.standing is Standing.DECIDED and not has_mandate(history, plan, statement):
            by = statement.by
            if by is None or statement.matter is None or not plan.has_body(by):
                yield statement, None, None
            else:
                body = plan.body(by)
                yield statement, body, _mandate_end(body, statement.matter, history.period_of(statement))


def decision_without_mandate(context: CheckContext) -> Iterator[Finding]:
    """A decision by a body that has no mandate for the matter, or without a body or matter.

    A mandate that had ended, and a body that did not exist yet, are findings of their own.
    """
    for statement, body, ended in _unauthorised(context):
        subject, matter = _subject(context.plan, statement), statement.matter
        if body is None:
            yield finding("decision-without-mandate.unknown", subject, statement.citations)
        elif ended is None and not (body.may_decide(matter) and not body.exists(context.history.period_of(statement))):
            named = _matter(context.plan, matter)
            yield finding("decision-without-mandate", subject, statement.citations, body=body.name, matter=named)


def _matter(plan: Plan, matter: Matter | None) -> Matter | Words | None:
    """A matter by its label, which calls the plan itself a practice plan; another kind of plan is the plan."""
    is_other = matter is Matter.PLAN and plan.kind is not PlanKind.PRACTICE_PLAN
    return Words("planen", "the plan") if is_other else matter


def _mandate_end(body: Body, matter: Matter, when: Period | None) -> datetime.date | None:
    """The last day of the mandate by which a body decided too late; ``None`` where it had none, or none that ended."""
    mandates = [one for one in body.mandate if one.matter is matter]
    ends = [min(filter(None, (one.until, body.until)), default=datetime.date.max) for one in mandates]
    last = max(ends, default=None)
    return last if last is not None and when is not None and when.start is not None and last < when.start else None


def mandate_ended(context: CheckContext) -> Iterator[Finding]:
    """A decision by a body whose mandate for the matter had ended, or that itself no longer existed."""
    plan = context.plan
    for statement, body, until in _unauthorised(context):
        if body is not None and until is not None:
            when, matter = context.history.period_of(statement), statement.matter
            after = plan.successors(body.id, when) or [one for one in plan.bodies if one.may_decide(matter, when)]
            yield finding(
                "mandate-ended",
                _subject(plan, statement),
                citations_of([statement, body]),
                body=body.name,
                matter=_matter(plan, matter),
                until=_words(until),
                when=_words(when),
                successors=_names(after),
            )


def _names(bodies: Iterable[Body]) -> tuple[str, ...] | Words:
    return tuple(body.name for body in bodies) or Words("ukendt", "unknown")


def _words(when: Period | datetime.date | None) -> Words:
    return Words(words(when, "da"), words(when, "en"))


class _Task(NamedTuple):
    """A body that has something to do with a subject, and when."""

    subject: str
    body: str
    when: Period | datetime.date | None
    cited: Cited
    is_made_by: bool = False


_DID_NOT_EXIST = {
    (True, False): "body-did-not-exist",
    (True, True): "body-did-not-exist.statement",
    (False, False): "body-did-not-exist.early",
    (False, True): "body-did-not-exist.early-statement",
}
"""The code by whether the body has ended (or has not begun), and whether it makes the statement (or has work)."""


def body_did_not_exist(context: CheckContext) -> Iterator[Finding]:
    """A body that has work, or makes a statement, before its first or after its last day.

    Work has the time of the statement that gives it, and of the periods that this names. Unfinished work and an event
    that has not come also have the day of the check, or the later period that they are expected in or deferred to.
    """
    plan, told = context.plan, set[tuple[str, str, bool]]()
    dated = {body.id: body for body in plan.bodies if body.since is not None or body.until is not None}
    for task in (*_given(context), *_left(context)) if dated else ():
        body = dated.get(task.body)
        key = task.subject, task.body, task.is_made_by
        if body is None or body.exists(task.when) or key in told:
            continue
        told.add(key)
        first = task.when.start if isinstance(task.when, Period) else task.when
        is_late = body.until is not None and first is not None and body.until < first
        yield finding(
            _DID_NOT_EXIST[is_late, task.is_made_by],
            task.subject,
            citations_of([task.cited, body]),
            body=body.name,
            day=_words(body.until if is_late else body.since),
            when=_words(task.when),
            successors=_names(plan.successors(body.id, task.when)),
        )


def _given(context: CheckContext) -> Iterator[_Task]:
    """What the statements and links give to bodies, and what bodies state."""
    plan, history = context.plan, context.history
    late = {id(statement) for statement, _, ended in _unauthorised(context) if ended is not None}
    for statement in plan.log:
        subject, said = _subject(plan, statement), history.period_of(statement)
        if statement.by is not None and id(statement) not in late:
            yield _Task(subject, statement.by, said, statement, is_made_by=True)
        times = [said, *filter(None, (statement.planned, statement.deferred_to, statement.expected))]
        for body in (*statement.responsible, *statement.participants, *statement.recipients):
            yield from (_Task(subject, body, when, statement) for when in times)
        for milestone in statement.milestones:
            for body in (*milestone.responsible, *milestone.recipients):
                yield _Task(subject, body, milestone.expected, statement)
    for link in plan.links:
        if link.to_body is not None:
            yield _Task(", ".join(link.theirs), link.to_body, history.period_of(link), link)


def _left(context: CheckContext) -> Iterator[_Task]:
    """What is left for bodies to do: events that have not come, and unfinished work."""
    plan, history, as_of = context.plan, context.history, context.as_of
    for event in plan.events:
        if history.status.get(event.id) not in FINISHED and not history.delivered.get(event.id):
            when = _later(history.expected(event.id), as_of)
            yield from (_Task(event.id, body, when, event) for body in (*event.responsible, *event.recipients))
    for subject in history.about:
        if not plan.has_event(subject) and history.status.get(subject) not in FINISHED:
            due = history.due(subject)
            when = _later(None if due is None else due.period, as_of)
            for statement in history.statements(subject):
                yield from (_Task(subject, body, when, statement) for body in statement.responsible)


def _later(period: Period | None, day: datetime.date) -> Period | datetime.date:
    """The period, if it begins after the day, else the day."""
    return day if period is None or period.start is None or period.start <= day else period


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
        *((f"{section.number} {section.title}", section.citations) for section in plan.sections),
        *((recommendation.number, recommendation.citations) for recommendation in plan.recommendations),
        *((area.title, area.citations) for area in plan.focus_areas),
        *((body.id, body.citations) for body in plan.bodies),
        *((event.id, event.citations) for event in plan.events),
        *((_subject(plan, statement), statement.citations) for statement in plan.log),
    ]
    for subject, citations in facts:
        if not citations:
            yield finding("fact-without-citation", subject)


def unused(context: CheckContext) -> Iterator[Finding]:
    """A source that nothing cites, or an event that nothing refers to."""
    used, plan = referred_to(context.plan), context.plan
    for source in plan.sources:
        if source.id not in used["sources"]:
            yield finding("unused.source", source.id, title=source.title)
    for event in plan.events:
        if event.id not in used["events"]:
            yield finding("unused.event", event.id, event.citations)


Check = Callable[[CheckContext], Iterable[Finding]]
"""A check: a function that returns what it finds in a plan.

>>> check: Check = duplicate_number
"""

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
    mandate_ended,
    body_did_not_exist,
    statement_outside_plan,
    fact_without_citation,
    unused,
)
"""The checks, in the order of their findings.

>>> CHECKS[0].__name__
'duplicate_number'
"""
