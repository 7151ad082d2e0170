"""Succession: what became of every recommendation of a plan in the plan that replaces it.

The conservation law: every recommendation of the old plan is in exactly one group. The links of the new plan say what
became of what was open; a recommendation that was closed before the change needs no link.

- *Closed*: completed or cancelled in the old plan (also merged or replaced within it), or replaced by other work of the
  new plan.
- *Continued* as one or several numbers, *merged* with others into one, *handed over* to another body or plan: by the
  newest link that says so.
- *Left out by decision*: only a decision leaves out what is open.
- *Lost*: open, and nothing says what became of it. A proposed link decides nothing, and a link to a number that the new
  plan does not have leads nowhere.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

import attrs

from praksisplan.answers import (
    BASE,
    BODIES,
    CITATIONS,
    CODE,
    DAY,
    EXPECTED,
    LINKS,
    MILESTONES,
    NUMBERS,
    PERIOD,
    PROPOSAL,
    ROLES,
    SOURCES,
    TEXT,
    TRUTH,
    WAITS,
    Answer,
    Columns,
    Group,
    body_text,
    document_text,
    readable,
)
from praksisplan.arguments import checked_call
from praksisplan.model import (
    Citation,
    Closure,
    Fate,
    Finding,
    Link,
    LinkKind,
    Plan,
    Standing,
    Status,
    citations_of,
    finding,
)
from praksisplan.periods import Period
from praksisplan.rules.carrying import closure_of
from praksisplan.rules.history import FINISHED, History, history_at
from praksisplan.rules.state import PlanState, RecommendationState
from praksisplan.rules.waits import WaitGraph, waits_at


@readable
class Successor:
    """The fate of one recommendation of the old plan. Danish: *afløsning af en anbefaling*.

    ``status`` is its status in the old plan, ``closure`` the reason why it is closed, otherwise ``None``. ``numbers``
    are those of the new plan that go on with it or take its place; ``to_body`` and ``to_plan`` are the ids of those who
    took it over. ``link`` is the link that says so, ``None`` without one; ``proposed`` is what the newest proposed link
    would make of it.
    """

    number: str
    fate: Fate
    closure: Closure | None
    status: Status
    numbers: tuple[str, ...]
    to_body: str | None
    to_plan: str | None
    proposed: Fate | None
    link: Link | None
    citations: tuple[Citation, ...]


class SuccessionLedger(Answer[Successor]):
    """Every recommendation of a plan in exactly one group, by number in natural order. Danish: *afløsning*.

    The groups are tuples of rows: `lost`, `continued`, `merged`, `handed_over`, `left_out` and `closed`. ``new`` is the
    plan that replaces the old one, ``findings`` are contradictions in its links.
    """

    columns: ClassVar[Columns] = {
        **BASE,
        "fate": CODE,
        "closure": CODE,
        "new_numbers": NUMBERS.of("numbers"),
        "new_titles": TEXT,
        "to": TEXT,
        "standing": CODE.of("link.standing"),
        "by": TEXT,
        "on": PERIOD.of("link.on"),
        "note": TEXT.of("link.note"),
        "proposed_fate": CODE.of("proposed"),
        "status": CODE,
        "sources": CITATIONS,
    }
    summary_columns = ("number", "title", "fate", "new_numbers", "to", "proposed_fate", "status")

    lost = Group(Successor, "fate", Fate.LOST, "Open, and no link says what became of them.")
    continued = Group(Successor, "fate", Fate.CONTINUED, "Continued as one or several numbers of the new plan.")
    merged = Group(Successor, "fate", Fate.MERGED, "Merged with others into one number of the new plan.")
    handed_over = Group(Successor, "fate", Fate.HANDED_OVER, "Handed over to another body or plan.")
    left_out = Group(Successor, "fate", Fate.LEFT_OUT, "Left out by decision.")
    closed = Group(Successor, "fate", Fate.CLOSED, "Closed before the change, or replaced by other work.")

    def __init__(self, old: Plan, new: Plan, history: History, links: History) -> None:
        newest, proposed, findings = _links_of(old, new, links)
        rows = {
            one.number: _row(history, new, one.number, newest.get(one.number), proposed.get(one.number))
            for one in reversed(old.recommendations)
        }
        super().__init__(old, history.as_of, history.known_at, rows)
        self.new = new
        self.findings: tuple[Finding, ...] = (*findings, *_closed_but_linked(history, rows, newest))

    def _given(self, number: str, found: Successor) -> dict[str, Any]:
        ids = found.to_body, None if found.link is None else found.link.by
        to, by = (None if id is None else body_text(self.new, id) for id in ids)
        titles = [self.new.recommendation(one).title for one in found.numbers]
        to_plan = None if found.to_plan is None else document_text(self.new, found.to_plan)
        names = {"to": "; ".join(filter(None, (to, to_plan))), "by": by, "new_titles": "; ".join(titles)}
        return super()._given(number, found) | names

    def _counts(self) -> tuple[str, int, int, str]:
        return "succession_count", len(self.lost), len(self), self.new.title


_FATES = {
    LinkKind.CONTINUES: Fate.CONTINUED,
    LinkKind.MERGES: Fate.MERGED,
    LinkKind.REPLACES: Fate.CLOSED,
    LinkKind.HANDED_OVER: Fate.HANDED_OVER,
    LinkKind.LEFT_OUT: Fate.LEFT_OUT,
}


def _links_of(old: Plan, new: Plan, links: History) -> tuple[dict[str, Link], dict[str, Link], list[Finding]]:
    """For each old number the newest decided and the newest proposed link, and the findings about all links."""
    settled: dict[str, Link] = {}
    proposed: dict[str, Link] = {}
    findings: list[Finding] = []
    links_to_old = [one for one in new.links if one.plan == old.id and one.kind in _FATES and links.applies(one)]
    for link in sorted(links_to_old, key=links.day):
        if any(not new.has(number) for number in link.ours):
            continue
        is_decided = link.standing in (Standing.DECIDED, Standing.CONFIRMED)
        is_proposed = link.standing is Standing.PROPOSED or (link.kind is LinkKind.LEFT_OUT and not is_decided)
        for number in link.theirs:
            if not old.has(number):
                findings.append(finding("unknown-number.link", number, link.citations, number=number, plan=old.title))
            before = settled.get(number)
            if before is not None and not is_proposed and _FATES[before.kind] is not _FATES[link.kind]:
                fates = _FATES[before.kind], _FATES[link.kind]
                cited = citations_of((before, link))
                findings.append(finding("links-differ", number, cited, before=fates[0], after=fates[1]))
            (proposed if is_proposed else settled)[number] = link
    return settled, proposed, findings


def _row(history: History, new: Plan, number: str, link: Link | None, proposed: Link | None) -> Successor:
    status = history.status.get(number, Status.NOT_STARTED)
    said = history.statements(number)
    closing = next((one for one in reversed(said) if one.strand is None and one.status is status), None)
    if status in FINISHED:
        fate, closure, link = Fate.CLOSED, closure_of(closing), None
    elif link is None:
        fate, closure = Fate.LOST, None
    else:
        fate, closure = _FATES[link.kind], Closure.REPLACED if link.kind is LinkKind.REPLACES else None
    deciding = [one for one in (closing or (said[-1] if said else None), link) if one is not None]
    numbers, to_body, to_plan = ((), None, None) if link is None else (link.ours, link.to_body, link.to_plan)
    as_proposed, citations = None if proposed is None else _FATES[proposed.kind], citations_of(deciding)
    return Successor(number, fate, closure, status, numbers, to_body, to_plan, as_proposed, link, citations)


def _closed_but_linked(history: History, rows: Mapping[str, Successor], links: Mapping[str, Link]) -> Iterator[Finding]:
    """Findings for recommendations that the old plan closed and the new one continues, merges or hands over."""
    for number, link in links.items():
        row = rows.get(number)
        if row is not None and row.status in FINISHED and link.kind is not LinkKind.LEFT_OUT:
            fate = _FATES[link.kind]
            yield finding("closed-but-linked", number, link.citations, status=row.status, fate=fate)


@checked_call
def succession(
    old: Plan, new: Plan, *, as_of: datetime.date, known_at: datetime.date | None = None
) -> SuccessionLedger:
    """The fate of every recommendation of a plan in the plan that replaces it, at ``as_of``. Danish: *afløsning*.

    The links of the new plan (`praksisplan.model.Link`) that name the id of the old one say what became of what was
    open. See `praksisplan.rules.succession` for the groups and their law.

    >>> import datetime
    >>> from praksisplan import Plan, Recommendation, datasets, succession
    >>> from praksisplan.model import Link
    >>> old = datasets.load("midtjylland-almen-2021-2025")
    >>> new = Plan(
    ...     "ny", "Nærsundhedsplan", "2027-2030", kind="nærsundhedsplan",
    ...     recommendations=[Recommendation(1, section="1", title="Lægedækning")],
    ...     links=[Link("merges", old.id, theirs=[1, 2], ours=[1])],
    ... )
    >>> ledger = succession(old, new, as_of=datetime.date(2027, 1, 1))
    >>> [row.number for row in ledger.merged], len(ledger.lost), len(ledger)
    (['1', '2'], 40, 42)
    """
    return SuccessionLedger(old, new, history_at(old, as_of, known_at), history_at(new, as_of, known_at))


# --- the list to take over ---------------------------------------------------------------------------------------


@readable
class OpenItem(RecommendationState):
    """An open recommendation as the body that takes it over must know it. Danish: *udestående anbefaling*.

    Beside the fields of its state, ``due`` is the period to which it was last deferred or, where it never was, for
    which it was first planned; ``blocked`` tells whether every part of it waits; ``promised`` is when its own result is
    expected; ``references`` are the links by which it refers to numbers of other documents; and ``spoken_on`` is the
    day on which it was last spoken of, in the sources with the ids ``spoken_in``.
    """

    due: Period | None
    blocked: bool
    promised: Period | None
    references: tuple[Link, ...]
    spoken_on: datetime.date | None
    spoken_in: tuple[str, ...]


class OpenItems(Answer[OpenItem]):
    """The open recommendations of a plan, by number in natural order. Danish: *udestående anbefalinger*."""

    columns: ClassVar[Columns] = {
        **BASE,
        "status": CODE,
        "standing": CODE,
        "since": DAY,
        "proposed": PROPOSAL.of("proposed", "proposed_deferred_to"),
        "due": PERIOD,
        "blocked": TRUTH,
        "awaits": WAITS,
        "expected": EXPECTED,
        "promised": PERIOD,
        "milestones": MILESTONES,
        **dict.fromkeys(ROLES, BODIES),
        "references": LINKS,
        "spoken_on": DAY,
        "spoken_in": SOURCES,
        "sources": CITATIONS,
    }
    summary_columns = ("number", "title", "status", "due", "awaits", "expected", "responsible", "spoken_on")
    _heading = "open_of"

    def __init__(self, graph: WaitGraph) -> None:
        super().__init__(graph.plan, graph.history.as_of, graph.history.known_at, graph.index)
        self._state = PlanState(graph)
        self._references = references_of(graph.plan)

    def _make(self, number: str) -> OpenItem:
        state, graph = self._state[number], self._state.graph
        due, spoken = graph.history.due(number), graph.history.last_mention(number)
        return OpenItem(
            **{field.name.lstrip("_"): getattr(state, field.name) for field in attrs.fields(RecommendationState)},
            due=None if due is None else due.period,
            blocked=graph.is_blocked(number),
            promised=graph.history.expected(number),
            references=self._references.get(number, ()),
            spoken_on=spoken.on,
            spoken_in=spoken.sources,
        )


def references_of(plan: Plan) -> dict[str, tuple[Link, ...]]:
    """The links by which recommendations refer to numbers of other documents, by number."""
    found: dict[str, tuple[Link, ...]] = {}
    for link in plan.links:
        if link.kind is LinkKind.REFERS:
            found |= {number: (*found.get(number, ()), link) for number in link.ours}
    return found


@checked_call
def open_items(plan: Plan, *, as_of: datetime.date, known_at: datetime.date | None = None) -> OpenItems:
    """The recommendations that are neither completed nor cancelled at ``as_of``: the list to take over.

    Danish: *udestående anbefalinger*. Each has its state, what it awaits and when that is expected, who is responsible,
    and when it was last spoken of. ``known_at`` is as in `praksisplan.state_at`.

    >>> import datetime
    >>> from praksisplan import datasets, open_items
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> found = open_items(plan, as_of=datetime.date(2017, 1, 15))
    >>> len(found), found[29].spoken_on, found[29].blocked, found[29].awaits[0].recommendation
    (69, datetime.date(2016, 12, 31), True, '28')
    """
    return OpenItems(waits_at(plan, as_of, known_at))
