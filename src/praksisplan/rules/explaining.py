"""Why a recommendation is held, down to the roots, each step with its source."""

from __future__ import annotations

import datetime
from typing import ClassVar

import attrs

from praksisplan.answers import Cell, Told, citation_text
from praksisplan.model import Citation, Outcome, Plan, Status, Wait, as_number, citations_of
from praksisplan.periods import Period
from praksisplan.rules.history import History, history_at
from praksisplan.rules.state import open_waits
from praksisplan.rules.waits import EVENT, RECOMMENDATION, WaitGraph
from praksisplan.text import language
from praksisplan.vocabulary import day_words, phrase

__all__ = ["Explanation", "Reason", "why"]


@attrs.frozen
class Reason:
    """One node of an explanation. Danish: *begrundelse*.

    ``depth`` is 0 for the recommendation asked about; a node stands under the nearest one above it with a smaller
    depth. ``outcome``, ``strand``, ``since`` and ``expected`` are of the wait that leads to it. ``repeated`` is true
    where the recommendation is told in full further up, ``circular`` where it is waited for in a circle.
    """

    depth: int
    kind: str
    id: str
    title: str
    status: Status | None
    outcome: Outcome | None
    strand: str | None
    since: datetime.date | None
    expected: Period | None
    overdue: bool
    missing: bool
    repeated: bool
    circular: bool
    citations: tuple[Citation, ...]

    def text(self, lang: str = "da") -> str:
        """The node as one line."""
        if self.kind == EVENT:
            words = self.title
        else:
            words = f"{phrase('recommendation', lang)} {self.id}"
            if self.outcome not in (None, Outcome.COMPLETION):
                words += f" ({self.outcome.label(lang)})"
            words += f": {phrase('missing', lang)}" if self.missing else f": {self.title}"
        marks = []
        if self.status is not None:
            marks.append(self.status.label(lang))
        if self.strand is not None:
            marks.append(f"{phrase('strand', lang)} {self.strand}")
        if self.depth:
            words_expected = self.expected or phrase("no_promise", lang)
            marks.append(f"{phrase('expected', lang)} {words_expected}")
        if self.repeated:
            marks.append(phrase("in_cycle" if self.circular else "seen_above", lang))
        return " ".join((words + (f" [{', '.join(marks)}]" if marks else "")).split())


@attrs.frozen
class Explanation(Told):
    """Why a recommendation is held, as a tree: its nodes from the top, each before those under it.

    Danish: *forklaring*. ``str()`` draws the tree with its sources.
    """

    number: str
    as_of: datetime.date
    known_at: datetime.date
    reasons: tuple[Reason, ...]

    columns: ClassVar[tuple[str, ...]] = ("level", "subject", "message", "sources")

    @property
    def roots(self) -> tuple[Reason, ...]:
        """The nodes under which nothing stands: what it comes down to."""
        following = (*self.reasons[1:], None)
        return tuple(
            reason
            for reason, after in zip(self.reasons, following)
            if reason.depth and not reason.repeated and (after is None or after.depth <= reason.depth)
        )

    def text(self, lang: str = "da") -> str:
        """The tree as lines of text, in ``"da"`` or ``"en"``."""
        lines = []
        continues: list[bool] = []
        for reason, has_sibling in zip(self.reasons, _siblings(self.reasons)):
            del continues[max(reason.depth - 1, 0) :]
            stem = "".join("│  " if more else "   " for more in continues[-60:])
            if reason.depth:
                lines.append(f"{stem}{'├─' if has_sibling else '└─'} {reason.text(lang)}")
                continues.append(has_sibling)
                stem += "│  " if has_sibling else "   "
            else:
                lines.append(reason.text(lang))
            if reason.citations:
                lines.append(f"{stem}   {citation_text(reason.citations, lang)}")
        if len(self.reasons) == 1:
            lines.append(f"   {phrase('awaits_nothing', lang)}, {phrase('as_of', lang)} {day_words(self.as_of, lang)}")
        return "\n".join(lines)

    def to_records(self, lang: str = "da") -> list[dict[str, Cell]]:
        """One record a node, ``level`` counting from 0, the recommendation asked about."""
        language(lang)
        return [
            {
                "level": str(reason.depth),
                "subject": reason.id,
                "message": reason.text(lang),
                "sources": citation_text(reason.citations, lang),
            }
            for reason in self.reasons
        ]

    def _caption(self) -> str:
        return f"{phrase('recommendation')} {self.number} · {phrase('as_of')} {day_words(self.as_of)}"

    def __str__(self) -> str:
        return self.text()


def _siblings(reasons: tuple[Reason, ...]) -> list[bool]:
    """For each node, whether another follows under the same parent."""
    found = []
    follows: list[bool] = []
    for reason in reversed(reasons):
        del follows[reason.depth + 1 :]
        follows += [False] * (reason.depth + 1 - len(follows))
        found.append(follows[reason.depth])
        follows[reason.depth] = True
    return found[::-1]


def why(plan: Plan, number: int | str, *, as_of: datetime.date, known_at: datetime.date | None = None) -> Explanation:
    """Why a recommendation is held at ``as_of``: what it awaits, what that awaits, down to the roots.

    Each recommendation is told once; where it comes again the node is marked ``repeated``. Raises `PlanError` for a
    number that the plan does not have.

    >>> import datetime
    >>> from praksisplan import datasets, why
    >>> reasons = why(datasets.load("hovedstaden-almen-2015-2019"), 29, as_of=datetime.date(2017, 1, 15)).reasons
    >>> [(reason.depth, reason.id) for reason in reasons]
    [(0, '29'), (1, '28')]
    """
    text = plan.recommendation(as_number(number)).number
    history = history_at(plan, as_of, known_at)
    graph = WaitGraph(plan, history)
    graph.order()
    told: set[str] = set()
    reasons: list[Reason] = []
    todo: list[tuple[int, str, Wait | None]] = [(0, text, None)]
    while todo:
        depth, target, wait = todo.pop()
        if wait is not None and wait.event is not None:
            title = plan.event(target).title if plan.has_event(target) else target
            reasons.append(_reason(depth, EVENT, target, title, None, wait, False, False, wait.citations))
            continue
        status = history.status.get(target) if plan.has(target) else None
        title = plan.recommendation(target).title if plan.has(target) else ""
        circular = graph.index.get(target, -1) in graph.cycle_of
        repeated = target in told
        citations = wait.citations if wait is not None else _citations(history, target)
        reasons.append(_reason(depth, RECOMMENDATION, target, title, status, wait, repeated, circular, citations))
        if not repeated and target in graph.index:
            told.add(target)
            todo += [(depth + 1, next_wait.target, next_wait) for next_wait in reversed(open_waits(graph, target))]
    return Explanation(text, history.as_of, history.known_at, tuple(reasons))


def _citations(history: History, number: str) -> tuple[Citation, ...]:
    told = [statement for statement in history.said(number) if statement.status]
    return citations_of(told)


def _reason(
    depth: int,
    kind: str,
    id: str,
    title: str,
    status: Status | None,
    wait: Wait | None,
    repeated: bool,
    circular: bool,
    citations: tuple[Citation, ...],
) -> Reason:
    return Reason(
        depth=depth,
        kind=kind,
        id=id,
        title=title,
        status=status,
        outcome=None if wait is None else wait.outcome,
        strand=None if wait is None else wait.strand,
        since=None if wait is None else wait.since,
        expected=None if wait is None else wait.expected,
        overdue=wait is not None and wait.overdue,
        missing=wait is not None and wait.missing,
        repeated=repeated,
        circular=circular,
        citations=citations,
    )
