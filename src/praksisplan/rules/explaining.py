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
from praksisplan.model import Await, Citation, Plan, Status, Target, TargetKind, Wait, as_number, citations_of
from praksisplan.rules.history import History
from praksisplan.rules.state import open_waits
from praksisplan.rules.waits import waits_at
from praksisplan.text import Count

if TYPE_CHECKING:
    from praksisplan.writing.finished import Web


@readable
@attrs.frozen
class Reason:
    """One node of an explanation. Danish: *begrundelse*.

    ``depth`` is 0 for the recommendation in question; the parent of a node is the nearest one above it with a smaller
    depth. ``target`` is the awaited recommendation or event, and ``wait`` the wait that leads to it, ``None`` at the
    top. ``repeated`` is true if the recommendation is explained in full further up, ``circular`` if it is part of a
    circle of waits. ``delivered`` is true if the awaited outcome has come; ``wait.since`` is then the day on which it
    came.
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

    columns: ClassVar[Columns] = {
        "level": WHOLE.of("depth"),
        "kind": CODE.of("target.kind"),
        "subject": TEXT.of("target.id"),
        "title": TEXT,
        "status": CODE,
        "outcome": CODE.of("wait.outcome"),
        "strand": TEXT.of("wait.strand"),
        "since": DAY.of("wait.since"),
        "expected": PERIOD.of("wait.expected"),
        "overdue": TRUTH.of("wait.overdue"),
        "missing": TRUTH.of("wait.missing"),
        "never": TRUTH.of("wait.never"),
        "repeated": TRUTH,
        "circular": TRUTH,
        "delivered": TRUTH,
        "sources": CITATIONS,
    }
    summary_columns: ClassVar[tuple[str, ...]] = ("level", "subject", "title", "status", "expected", "sources")

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

    def _found(self) -> Iterator[tuple[str, Reason]]:
        return ((one.target.id, one) for one in self.reasons)

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
    text = plan.recommendation(as_number(number)).number
    graph = waits_at(plan, as_of, known_at)
    history = graph.history
    in_cycle = {graph.numbers[place] for members in graph.topology.cycles for place in members}
    told: set[str] = set()
    reasons: list[Reason] = []
    todo: list[tuple[int, str, Wait | None]] = [(0, text, None)]
    while todo:
        depth, id, wait = todo.pop()
        is_event = wait is not None and wait.event is not None
        kind = TargetKind.EVENT if is_event else TargetKind.RECOMMENDATION
        is_repeated = id in told
        reasons.append(
            Reason(
                depth=depth,
                target=Target(kind, id),
                title=target_ref(plan, Target(kind, id)).title,
                status=history.status.get(id) if not is_event and plan.has(id) else None,
                wait=wait,
                repeated=is_repeated,
                circular=not is_event and id in in_cycle,
                citations=citations_of([one for one in history.said(id) if one.status])
                if wait is None
                else wait.citations,
            )
        )
        if not is_repeated and not is_event and id in graph.index:
            told.add(id)
            todo += [(depth + 1, one.target, one) for one in reversed(open_waits(graph, id))]
    if len(reasons) == 1:
        reasons += _delivered(plan, history, text)
    return Explanation(plan, text, history.as_of, history.known_at, tuple(reasons))


def _delivered(plan: Plan, history: History, number: str) -> Iterator[Reason]:
    """What a recommendation awaited and that has come, in the order in which it was stated."""
    awaited: dict[Await, None] = {}
    for statement in history.said(number):
        awaited |= dict.fromkeys(statement.awaits)
        for wait in statement.lifts:
            awaited.pop(wait, None)
    for wait in awaited:
        coming = history.coming(wait.target, wait.outcome)
        if coming is not None:
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
                    citations=coming.citations,
                ),
                repeated=False,
                circular=False,
                citations=coming.citations,
                delivered=True,
            )
