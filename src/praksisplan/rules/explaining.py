"""Why a recommendation is held, down to the roots, each step with its source."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, ClassVar

import attrs

from praksisplan.answers import (
    CITATIONS,
    CODE,
    DAY,
    PERIOD,
    TEXT,
    TRUTH,
    WHOLE,
    Lines,
    Tabular,
    as_of_line,
    citation_text,
    html_lines,
    readable,
    wait_ref,
    wrapped,
)
from praksisplan.answers.phrases import phrase
from praksisplan.answers.words import day_words, period_words
from praksisplan.arguments import checked_call
from praksisplan.model import Await, Citation, HappeningKind, Outcome, Plan, Status, Wait, as_number, citations_of
from praksisplan.periods import Period
from praksisplan.rules.history import History, history_at
from praksisplan.rules.state import open_waits
from praksisplan.rules.waits import EVENT, RECOMMENDATION, WaitGraph
from praksisplan.text import Count

__all__ = ["Explanation", "Reason", "why"]


@readable
@attrs.frozen
class Reason:
    """One node of an explanation. Danish: *begrundelse*.

    ``depth`` is 0 for the recommendation asked about; a node stands under the nearest one above it with a smaller
    depth. ``outcome``, ``strand``, ``since`` and ``expected`` are of the wait that leads to it. ``repeated`` is true
    where the recommendation is told in full further up, ``circular`` where it is waited for in a circle, ``never``
    where what is awaited is cancelled, so that it will not come unless the wait is lifted. ``delivered`` is true where
    it has come, so that nothing is held by it any more: ``since`` is then the day on which it came.
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
    never: bool
    citations: tuple[Citation, ...]
    delivered: bool = False

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
            if self.delivered:
                day = "" if self.since is None else f" {day_words(self.since, lang)}"
                marks.append(f"{HappeningKind.DELIVERED.label(lang)}{day}")
            elif self.never:
                marks.append(phrase("never_comes", lang))
            else:
                promise = period_words(self.expected, lang) if self.expected else phrase("no_promise", lang)
                marks.append(f"{phrase('expected', lang)} {promise}")
        if self.repeated:
            marks.append(phrase("in_cycle" if self.circular else "seen_above", lang))
        return " ".join((words + (f" [{', '.join(marks)}]" if marks else "")).split())


@attrs.frozen(repr=False)
class Explanation(Tabular):
    """Why a recommendation is held, as a tree: its nodes from the top, each before those under it.

    Danish: *forklaring*. ``str()`` draws the tree with its sources.
    """

    number: str
    as_of: datetime.date
    known_at: datetime.date
    reasons: tuple[Reason, ...]

    columns: ClassVar = {
        "level": WHOLE,
        "kind": TEXT,
        "subject": TEXT,
        "title": TEXT,
        "status": CODE,
        "outcome": CODE,
        "strand": TEXT,
        "since": DAY,
        "expected": PERIOD,
        "overdue": TRUTH,
        "missing": TRUTH,
        "repeated": TRUTH,
        "circular": TRUTH,
        "delivered": TRUTH,
        "sources": CITATIONS,
    }
    headline: ClassVar[tuple[str, ...]] = ("level", "subject", "title", "status", "expected", "sources")

    @property
    def roots(self) -> tuple[Reason, ...]:
        """The nodes under which nothing stands: what it comes down to."""
        following = (*self.reasons[1:], None)
        return tuple(
            reason
            for reason, after in zip(self.reasons, following)
            if reason.depth
            and not reason.repeated
            and not reason.delivered
            and (after is None or after.depth <= reason.depth)
        )

    def text(self, lang: str = "da", width: int | None = None) -> str:
        """The tree as lines of text, in ``"da"`` or ``"en"``, wrapped at blanks where a width is given."""
        lines: list[str] = []
        continues: list[bool] = []
        most = _MOST_STEMS if width is None else max(width // 8, 1)
        for reason, has_sibling in zip(self.reasons, _siblings(self.reasons)):
            del continues[max(reason.depth - 1, 0) :]
            stem = "".join("│  " if more else "   " for more in continues[-most:])
            first = rest = stem
            if reason.depth:
                first, rest = (f"{stem}├─ ", f"{stem}│  ") if has_sibling else (f"{stem}└─ ", f"{stem}   ")
                continues.append(has_sibling)
            told = [(reason.text(lang), first, rest)]
            if reason.citations:
                told.append((citation_text(reason.citations, lang), f"{rest}   ", f"{rest}   "))
            for words, before, after in told:
                lines += [f"{before}{words}"] if width is None else wrapped(words, width, before, after)
        if len(self.reasons) == 1:
            lines.append(f"   {phrase('awaits_nothing', lang)}, {phrase('as_of', lang)} {day_words(self.as_of, lang)}")
        return "\n".join(lines)

    def _rows(self) -> list[dict[str, Any]]:
        """One row a node, ``level`` counting from 0, the recommendation asked about."""
        return [
            {
                "level": reason.depth,
                "kind": reason.kind,
                "subject": reason.id,
                "title": reason.title,
                "status": reason.status,
                "outcome": reason.outcome,
                "strand": reason.strand,
                "since": reason.since,
                "expected": reason.expected,
                "overdue": reason.overdue,
                "missing": reason.missing,
                "repeated": reason.repeated,
                "circular": reason.circular,
                "delivered": reason.delivered,
                "sources": reason.citations,
            }
            for reason in self.reasons
        ]

    def heading(self, lang: str = "da") -> str:
        return as_of_line(f"{phrase('recommendation', lang)} {self.number}", self.as_of, lang)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<Explanation of {self.number} as of {self.as_of}: {Count(len(self.reasons)):node|nodes}>"

    def __rich__(self) -> Lines:
        return Lines(lambda width: self.text(width=width))

    def _repr_html_(self) -> str:
        return html_lines(f"{self.heading()}\n{self}")


_MOST_STEMS = 60
"""So many levels of a tree are drawn as lines; deeper ones stand beside each other."""


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


@checked_call
def why(plan: Plan, number: int | str, *, as_of: datetime.date, known_at: datetime.date | None = None) -> Explanation:
    """Why a recommendation is held at ``as_of``: what it awaits, what that awaits, down to the roots.

    Where nothing holds it any more, the nodes are what did, and cite how that came. Each recommendation is told once;
    where it comes again the node is marked ``repeated``. Raises `PlanError` for a
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
    if len(reasons) == 1:
        reasons += _come(plan, history, text)
    return Explanation(text, history.as_of, history.known_at, tuple(reasons))


def _come(plan: Plan, history: History, number: str) -> Iterator[Reason]:
    """What a recommendation awaited and that has come, in the order in which it was stated."""
    awaited: dict[Await, None] = {}
    for statement in history.said(number):
        awaited |= dict.fromkeys(statement.awaits)
        for wait in statement.lifts:
            awaited.pop(wait, None)
    for wait in awaited:
        coming = history.coming(wait.target, wait.outcome)
        if coming is not None:
            target = wait_ref(plan, wait)
            kind, status = EVENT, None
            if wait.event is None:
                kind, status = RECOMMENDATION, history.status.get(target.id)
            yield Reason(
                depth=1,
                kind=kind,
                id=target.id,
                title=target.title,
                status=status,
                outcome=wait.outcome,
                strand=None,
                since=history.since(coming),
                expected=None,
                overdue=False,
                missing=False,
                repeated=False,
                circular=False,
                never=False,
                citations=coming.citations,
                delivered=True,
            )


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
        never=wait is not None and wait.never,
        citations=citations,
    )
