"""Why a recommendation is blocked, down to the root causes, each step with its source."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

import attrs

from praksisplan.answers import (
    CITATIONS,
    CODE,
    DAY,
    LINKS,
    PERIOD,
    TEXT,
    TRUTH,
    WHOLE,
    Columns,
    Pictured,
    Tree,
    readable,
    target_ref,
    wait_ref,
)
from praksisplan.arguments import checked_call
from praksisplan.model import Await, Citation, Link, Plan, Status, Target, TargetKind, Wait, citations_of
from praksisplan.rules.succession import references_of
from praksisplan.rules.waits import OpenWait, WaitGraph, wait_of, waits_at, without_alternatives
from praksisplan.text import Count

if TYPE_CHECKING:
    from praksisplan.writing.finished import Web


@readable
class Reason:
    """One node of an explanation. Danish: *begrundelse*.

    ``depth`` is 0 for the recommendation in question; the parent of a node is the nearest one above it with a smaller
    depth. ``target`` is the awaited recommendation or event, and ``wait`` the wait that leads to it, ``None`` at the
    top. ``repeated`` is true if the recommendation is explained in full further up, ``circular`` if it is part of a
    circle of waits. ``delivered`` is true if the awaited outcome has come; ``wait.since`` is then the day on which it
    came. ``awaits_more`` is true if the recommendation awaits more than the sources name (*bl.a.*). ``references`` are
    the links by which the recommendation refers to numbers of other documents.
    """

    depth: int
    target: Target
    title: str
    status: Status | None
    wait: Wait | None
    repeated: bool
    circular: bool
    citations: tuple[Citation, ...]
    delivered: bool = False
    awaits_more: bool = False
    references: tuple[Link, ...] = ()


@attrs.frozen(repr=False)
class Explanation(Pictured, Tree):
    """Why a recommendation is blocked, as a tree of nodes, each before its children.

    Danish: *forklaring*. ``str()`` draws the tree with its sources.
    """

    plan: Plan = attrs.field(eq=lambda plan: plan.title)
    number: str
    as_of: datetime.date
    known_at: datetime.date
    reasons: tuple[Reason, ...]

    _field = "reasons"
    columns: ClassVar[Columns] = {
        "level": WHOLE.of("depth"),
        "kind": CODE.of("target.kind"),
        "subject": TEXT.of("target.id"),
        "title": TEXT,
        "status": CODE,
        "outcome": CODE.of("wait.outcome"),
        "strand": TEXT.of("wait.strand"),
        "awaited_strand": TEXT.of("wait.awaited_strand"),
        "one_of": TEXT.of("wait.one_of"),
        "instead_of": TEXT.of("wait.instead_of"),
        "since": DAY.of("wait.since"),
        "expected": PERIOD.of("wait.expected"),
        "overdue": TRUTH.of("wait.overdue"),
        "missing": TRUTH.of("wait.missing"),
        "never": TRUTH.of("wait.never"),
        "repeated": TRUTH,
        "circular": TRUTH,
        "delivered": TRUTH,
        "awaits_more": TRUTH,
        "references": LINKS,
        "sources": CITATIONS,
    }
    summary_columns = ("level", "subject", "title", "status", "expected", "sources")

    @property
    def roots(self) -> tuple[Reason, ...]:
        """The nodes without children: the root causes."""
        following = (*self.reasons[1:], None)
        return tuple(
            reason
            for reason, after in zip(self.reasons, following)
            if reason.depth
            and not reason.repeated
            and not reason.delivered
            and (after is None or after.depth <= reason.depth)
        )

    def picture(self, lang: str = "da") -> Web:
        from praksisplan.rules.web import web_of

        graph = waits_at(self.plan, self.as_of, self.known_at)
        return web_of(graph, lang, {one.target.id for one in self.reasons if not one.delivered})

    def _counts(self) -> tuple[str, Target]:
        return "of_target", Target(TargetKind.RECOMMENDATION, self.number)

    def __repr__(self) -> str:
        return f"<Explanation of {self.number} as of {self.as_of}: {Count(len(self.reasons)):node|nodes}>"


@checked_call
def why(plan: Plan, number: int | str, *, as_of: datetime.date, known_at: datetime.date | None = None) -> Explanation:
    """Why a recommendation is blocked at ``as_of``: what it awaits, what that awaits, down to the root causes.

    If it is not blocked, the nodes are its former waits, and cite how the awaited outcomes came. Each recommendation is
    explained once; further occurrences are marked ``repeated``. Raises `PlanError` for an unknown number.

    >>> import datetime
    >>> from praksisplan import datasets, why
    >>> reasons = why(datasets.load("hovedstaden-almen-2015-2019"), 29, as_of=datetime.date(2017, 1, 15)).reasons
    >>> [(reason.depth, reason.target.id) for reason in reasons]
    [(0, '29'), (1, '28')]
    """
    return explained(waits_at(plan, as_of, known_at), plan.recommendation(number).number)


def explained(graph: WaitGraph, number: str, most: int | None = None) -> Explanation:
    """The explanation of a number, with the first ``most`` nodes below it, or all of them."""
    plan, history = graph.plan, graph.history
    links = references_of(plan)
    shown: set[int] = set()
    reasons: list[Reason] = []
    todo: list[tuple[int, OpenWait | None]] = [(0, None)]
    while todo and (most is None or len(reasons) <= most):
        depth, found = todo.pop()
        target = Target(TargetKind.RECOMMENDATION, number) if found is None else found.wait.awaited
        node = graph.index.get(number) if found is None else graph.node(found.wait)
        wait = None if found is None else wait_of(plan, history, found)
        is_event, is_repeated = target.kind is TargetKind.EVENT, node in shown
        references = () if is_event or is_repeated else links.get(target.id, ())
        telling = [one for one in history.statements(number) if one.status] if wait is None else [wait]
        reasons.append(
            Reason(
                depth=depth,
                target=target,
                title=target_ref(plan, target).title,
                status=history.status.get(target.id) if plan.has(target.id) and not is_event else None,
                wait=wait,
                repeated=is_repeated,
                circular=node in graph.topology.cycle_of,
                citations=citations_of([*telling, *references]),
                awaits_more=node is not None and graph.awaits_more(target.id),
                references=references,
            )
        )
        if node is not None and not is_repeated:
            shown.add(node)
            todo += [(depth + 1, one) for one in reversed(graph.waits_of(node))]
    if len(reasons) == 1:
        reasons += _delivered(graph, number)
    return Explanation(plan, number, history.as_of, history.known_at, tuple(reasons))


def _delivered(graph: WaitGraph, number: str) -> Iterator[Reason]:
    """The waits of a recommendation whose outcomes have come, in the order in which they were stated."""
    plan, history = graph.plan, graph.history
    awaited: dict[Await, None] = {}
    for statement in history.statements(number):
        awaited |= dict.fromkeys(statement.awaits)
        for lifted in statement.lifts:
            awaited = {wait: None for wait in awaited if without_alternatives(wait) != without_alternatives(lifted)}
    for named in awaited:
        waits, closures = graph.followed(named, number)
        for wait in waits:
            coming = history.delivery(wait.target, wait.outcome, wait.strand)
            if coming is not None:
                citations = citations_of([*closures, coming])
                yield Reason(
                    depth=1,
                    target=wait.awaited,
                    title=wait_ref(plan, wait).title,
                    status=None if wait.event else history.status.get(wait.target),
                    wait=Wait(
                        wait.recommendation,
                        wait.event,
                        wait.outcome,
                        strand=None,
                        since=history.since(coming),
                        expected=None,
                        promises=(),
                        overdue=False,
                        missing=False,
                        citations=citations,
                        awaited_strand=wait.strand,
                        one_of=wait.one_of,
                        instead_of=named.recommendation if closures else None,
                    ),
                    repeated=False,
                    circular=False,
                    citations=citations,
                    delivered=True,
                )
