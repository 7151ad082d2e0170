"""Recording what was said, asking what it would change, and merging two files of one plan.

A change is a statement, whether it is recorded or only asked about: `what_if` is `praksisplan.compare` with the plan
that `record` gives.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, product
from typing import Any

import attrs

from praksisplan.arguments import checked_call
from praksisplan.errors import Fault, PlanError, Words, fault
from praksisplan.model import (
    Citation,
    Limit,
    Outcome,
    Plan,
    Recommendation,
    Source,
    Standing,
    Statement,
    Status,
    limited,
)
from praksisplan.periods import may_overlap
from praksisplan.periods.period import day_period
from praksisplan.rules.approval import sources_with
from praksisplan.rules.changes import Comparison, Scheduled, compare

# --- recording ---------------------------------------------------------------------------------------------------


@checked_call
def record(plan: Plan, *statements: Statement, source: Source | None = None) -> Plan:
    """The plan with statements added to its log; earlier statements are never overwritten. Danish: *registrering*.

    ``source`` is the document with the statements. It is added to the sources of the plan, and cited by every statement
    without citations. A statement applies from the day or period in ``on``, by default from the day of its source.

    Raises one `PlanError` with every fault: unknown numbers or ids of bodies, events, efforts, strands and sources, and
    statements without a date.

    >>> import datetime
    >>> from praksisplan import Source, Statement, Status, datasets, parse_period, record, state_at
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> minutes = Source("pas-2017-02", "PAS, referat", parse_period("9. februar 2017"))
    >>> now = record(plan, Statement(about=["28"], status=Status.COMPLETED), source=minutes)
    >>> state_at(now, as_of=datetime.date(2017, 2, 9))[28].status.value
    'completed'
    """
    sources = plan.sources if source is None else sources_with(plan, source)
    if source is not None:
        cited = (Citation(source.id),)
        statements = tuple(one if one.citations else attrs.evolve(one, citations=cited) for one in statements)
    faults = dangling(attrs.evolve(plan, sources=sources), "log", statements, "statements")
    faults += [
        fault("undated", f"statements[{place}]")
        for place, one in enumerate(statements)
        if one.on is None and not one.citations
    ]
    if faults:
        raise PlanError(*faults)
    return attrs.evolve(plan, sources=sources, log=(*plan.log, *statements))


def dangling(plan: Plan, field: str, values: Iterable[Any], path: str) -> list[Fault]:
    """The faults that more values would have in a field of the plan: unknown and duplicate numbers and ids."""
    from praksisplan.storage.conversion import plain_value
    from praksisplan.storage.references import addition_faults

    return addition_faults(plan, field, [plain_value(one) for one in values], path)


# --- what if -----------------------------------------------------------------------------------------------------


@checked_call
def what_if(
    plan: Plan,
    *statements: Statement,
    as_of: datetime.date,
    known_at: datetime.date | None = None,
    add: Iterable[Recommendation] = (),
    remove: Iterable[int | str] = (),
    limits: Iterable[Limit] = (),
    scheduler: Callable[[Plan], Scheduled] | None = None,
) -> Comparison:
    """The differences that some statements would make if they were recorded. Danish: *hvad nu hvis*.

    The result is ``compare(plan, record(plan, *statements), as_of=as_of, known_at=known_at)``. A statement without a
    date applies from ``as_of``. To state that an event never comes, give it the status *cancelled*.

    Recommendations in ``add`` are added, those with a number in ``remove`` are left out, and each of ``limits``
    replaces the limits of its body within its period. With a ``scheduler``, such as ``lambda plan: schedule(plan,
    workload, as_of=day, over=period)``, the schedules before and after are also compared.

    Raises `PlanError` like `record`, for a number in ``add`` that the plan already has, for an unknown number in
    ``remove``, and for two statements or limits that contradict each other; the error names both.

    >>> import datetime
    >>> from praksisplan import Statement, datasets, parse_period, what_if
    >>> late = Statement(events=["forebyggelsesgruppen-rapport"], expected=parse_period("1. kvartal 2018"))
    >>> what_if(datasets.load("hovedstaden-almen-2015-2019"), late, as_of=datetime.date(2017, 1, 15)).numbers
    ('9',)
    """
    today = day_period(as_of)
    dated = [one if one.on is not None or one.citations else attrs.evolve(one, on=today) for one in statements]
    _refuse_contradictions(dated)
    changed = record(_changed(plan, tuple(dict.fromkeys(add)), remove, tuple(dict.fromkeys(limits))), *dated)
    schedules = None if scheduler is None else (scheduler(plan), scheduler(changed))
    return compare(plan, changed, as_of=as_of, known_at=known_at, schedules=schedules)


def _changed(
    plan: Plan, add: tuple[Recommendation, ...], remove: Iterable[int | str], limits: tuple[Limit, ...]
) -> Plan:
    """The plan with other recommendations and limits."""
    faults = [*dangling(plan, "recommendations", add, "add"), *dangling(plan, "limits", limits, "limits")]
    if faults:
        raise PlanError(*faults)
    gone = {plan.recommendation(number).number for number in remove}
    for one, other in combinations(limits, 2):
        is_overlap = one.over is None or other.over is None or may_overlap(one.over, other.over)
        if one.body == other.body and is_overlap:
            code = "contradiction.limits" if one.body is None else "contradiction.limits-of-body"
            words = _limit_words(one), _limit_words(other)
            raise PlanError(fault(code, "limits", body=one.body, one=words[0], other=words[1]))
    found = plan.limits
    for limit in limits:
        if limit.over is not None and not any(one.body == limit.body for one in plan.limits):
            raise PlanError(fault("no-limit" if limit.body is None else "no-limit.body", "limits", body=limit.body))
        found = limited(found, limit)
    kept = (one for one in plan.recommendations if one.number not in gone)
    return attrs.evolve(plan, recommendations=(*kept, *add), limits=found)


def _limit_words(limit: Limit) -> Words:
    over = ("", "") if limit.over is None else (f" i {limit.over}", f" in {limit.over}")
    return Words(f"højst {limit.most}{over[0]}", f"at most {limit.most}{over[1]}")


_Claim = tuple[tuple[object, ...], object, str, str]
"""What a statement asserts: of which thing, its value, and both in Danish and English words."""


def _refuse_contradictions(statements: list[Statement]) -> None:
    """Raise for two statements of one day that contradict each other; the error names both."""
    claims: dict[tuple[object, ...], tuple[object, Words]] = {}
    for place, statement in enumerate(statements):
        when = (statement.on, statement.citations, statement.standing is Standing.PROPOSED)
        for subject, (thing, value, danish, english) in (
            *product(statement.subjects, _claims_of_state(statement)),
            *product(statement.subjects, _claims_of_outcome(statement, is_event=False)),
            *product(statement.events, _claims_of_outcome(statement, is_event=True)),
        ):
            words = Words(danish, english)
            before, said = claims.setdefault((subject, thing, when), (value, words))
            if before != value:
                path = f"statements[{place}]"
                raise PlanError(fault("contradiction", path, subject=subject, one=said, other=words))


def _claims_of_state(statement: Statement) -> Iterator[_Claim]:
    status, to, planned, strand = statement.status, statement.deferred_to, statement.planned, statement.strand
    if status is not None:
        until = ("", "") if to is None else (f" til {to}", f" to {to}")
        yield ("status", strand), (status, to), status.label() + until[0], status.label("en") + until[1]
    if planned is not None:
        yield ("planned",), planned, f"planlagt til {planned}", f"planned for {planned}"
    for wait in statement.awaits:
        yield ("awaits", strand, wait), True, f"afventer {wait.target}", f"awaits {wait.target}"
    for wait in statement.lifts:
        yield ("awaits", strand, wait), False, f"afventer ikke længere {wait.target}", f"no longer awaits {wait.target}"


def _claims_of_outcome(statement: Statement, *, is_event: bool) -> Iterator[_Claim]:
    status, outcome, expected = statement.status, statement.outcome, statement.expected
    if is_event and status is Status.CANCELLED:
        for each in Outcome:
            yield ("comes", each), False, "kommer aldrig", "will never come"
    if expected is not None:
        words = f"forventet {expected}", f"expected {expected}"
        yield ("comes", outcome), True, *words
        yield ("expected", outcome), expected, *words
    if statement.delivered or (is_event and status is Status.COMPLETED):
        yield ("comes", outcome), True, "er kommet", "has come"
