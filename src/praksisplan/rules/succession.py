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
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, Literal

import attrs

from praksisplan.answers import BASE, CITATIONS, CODE, NUMBERS, TEXT, Answer, Columns, readable
from praksisplan.arguments import checked_call
from praksisplan.errors import PlanError, fault
from praksisplan.model import (
    Await,
    Citation,
    Closure,
    Event,
    EventKind,
    Fate,
    Finding,
    Link,
    LinkKind,
    Plan,
    PlanKind,
    Recommendation,
    Standing,
    Statement,
    Status,
    citations_of,
    finding,
    natural_order,
)
from praksisplan.periods import Period
from praksisplan.rules.carrying import closure_of
from praksisplan.rules.history import FINISHED, History, history_at


@readable
@attrs.frozen
class Successor:
    """What became of one recommendation of the old plan. Danish: *afløsning af en anbefaling*.

    ``status`` is its status in the old plan, ``closure`` the reason why it is closed, otherwise ``None``. ``numbers``
    are those of the new plan that go on with it or take its place; ``to_body`` and ``to_plan`` are the ids of those who
    took it over. ``proposed`` is what the newest proposed link would make of it, ``None`` without one.
    """

    number: str
    fate: Fate
    closure: Closure | None
    status: Status
    numbers: tuple[str, ...]
    to_body: str | None
    to_plan: str | None
    proposed: Fate | None
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
        "to": TEXT,
        "proposed_fate": CODE.of("proposed"),
        "status": CODE,
        "sources": CITATIONS,
    }
    summary_columns: ClassVar[tuple[str, ...]] = (
        "number",
        "title",
        "fate",
        "new_numbers",
        "to",
        "proposed_fate",
        "status",
    )

    def __init__(self, old: Plan, new: Plan, history: History, links: History) -> None:
        newest, proposed, findings = _links_of(old, new, links)
        rows = {
            one.number: _row(history, new, one.number, newest.get(one.number), proposed.get(one.number))
            for one in reversed(old.recommendations)
        }
        super().__init__(old, history.as_of, history.known_at, rows)
        self.new = new
        self.findings: tuple[Finding, ...] = (*findings, *_closed_but_linked(history, rows, newest))

    @property
    def lost(self) -> tuple[Successor, ...]:
        """Open, and nothing says what became of them."""
        return self._group(Fate.LOST)

    @property
    def continued(self) -> tuple[Successor, ...]:
        """Continued as one or several numbers of the new plan."""
        return self._group(Fate.CONTINUED)

    @property
    def merged(self) -> tuple[Successor, ...]:
        """Merged with others into one number of the new plan."""
        return self._group(Fate.MERGED)

    @property
    def handed_over(self) -> tuple[Successor, ...]:
        """Handed over to another body or plan."""
        return self._group(Fate.HANDED_OVER)

    @property
    def left_out(self) -> tuple[Successor, ...]:
        """Left out by decision."""
        return self._group(Fate.LEFT_OUT)

    @property
    def closed(self) -> tuple[Successor, ...]:
        """Closed before the change, or replaced by other work, each with its `Successor.closure`."""
        return self._group(Fate.CLOSED)

    def _group(self, fate: Fate) -> tuple[Successor, ...]:
        return tuple(row for row in self.values() if row.fate is fate)

    def _given(self, number: str, found: Successor) -> dict[str, Any]:
        body = "" if found.to_body is None else self.new.body(found.to_body).name
        return {**super()._given(number, found), "to": "; ".join(filter(None, (body, found.to_plan or "")))}

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
    """The newest link of each old number that settles it, the newest proposed one, and what is wrong with any."""
    settled: dict[str, Link] = {}
    proposed: dict[str, Link] = {}
    findings: list[Finding] = []
    held = [one for one in new.links if one.plan == old.id and one.kind in _FATES and links.holds(one)]
    for link in sorted(held, key=links.day):
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
    said = history.said(number)
    closing = next((one for one in reversed(said) if one.strand is None and one.status is status), None)
    if status in FINISHED:
        fate, closure, link = Fate.CLOSED, closure_of(closing), None
    elif link is None:
        fate, closure = Fate.LOST, None
    else:
        fate, closure = _FATES[link.kind], Closure.REPLACED if link.kind is LinkKind.REPLACES else None
    telling = [one for one in (closing or (said[-1] if said else None), link) if one is not None]
    return Successor(
        number,
        fate,
        closure,
        status,
        () if link is None else link.ours,
        None if link is None else link.to_body,
        None if link is None else link.to_plan,
        None if proposed is None else _FATES[proposed.kind],
        citations_of(telling),
    )


def _closed_but_linked(history: History, rows: Mapping[str, Successor], links: Mapping[str, Link]) -> Iterator[Finding]:
    """What was closed in the old plan and is nevertheless continued, merged or handed over in the new one."""
    for number, link in links.items():
        row = rows.get(number)
        if row is not None and row.status in FINISHED and link.kind is not LinkKind.LEFT_OUT:
            fate = _FATES[link.kind]
            yield finding("closed-but-linked", number, link.citations, status=row.status, fate=fate)


@checked_call
def succession(
    old: Plan, new: Plan, *, as_of: datetime.date, known_at: datetime.date | None = None
) -> SuccessionLedger:
    """What became of every recommendation of a plan in the plan that replaces it, at ``as_of``. Danish: *afløsning*.

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


# --- the skeleton of the next plan -------------------------------------------------------------------------------

Numbering = Literal["same", "consecutive"]


@checked_call
def draft_successor(  # noqa: PLR0913 - the fields that a new plan must have
    old: Plan,
    *,
    id: str,
    title: str,
    period: Period,
    as_of: datetime.date,
    kind: PlanKind | None = None,
    numbering: Numbering = "same",
    known_at: datetime.date | None = None,
) -> Plan:
    """The skeleton of the plan that replaces a plan: every open recommendation, and nothing decided.

    Danish: *udkast til den næste plan*. Each recommendation that is open at ``as_of`` is carried with its section,
    bodies, sources, statements, waits and promises; a link proposes that it continues. A wait for a closed
    recommendation that still holds becomes a wait for an event with its title. ``numbering`` keeps the numbers
    (``"same"``) or counts from 1 (``"consecutive"``); ``kind`` is that of the old plan by default. The old plan's
    timetable, year plans, limits and objectives are not carried.

    Raises `PlanError` if ``id`` is the id of the old plan.

    >>> import datetime
    >>> from praksisplan import blocked, datasets, draft_successor, parse_period, succession
    >>> old, day = datasets.load("hovedstaden-almen-2015-2019"), datetime.date(2017, 1, 15)
    >>> period = parse_period("2027-2030")
    >>> new = draft_successor(old, id="ny", title="Nærsundhedsplan", period=period, as_of=day)
    >>> len(new.recommendations), len(blocked(new, as_of=day)), len(succession(old, new, as_of=day).lost)
    (69, 28, 69)
    """
    if id == old.id:
        raise PlanError(fault("same-plan", "id", id=id))
    history = history_at(old, as_of, known_at)
    order = natural_order(one.number for one in old.recommendations)
    still = [number for number in order if history.status.get(number) not in FINISHED]
    names = {number: str(place) if numbering == "consecutive" else number for place, number in enumerate(still, 1)}
    carrier = _Carrier(old, history, names)
    log = tuple(carried for one in old.log if (carried := carrier.statement(one)) is not None)
    return Plan(
        id,
        title,
        period,
        kind=old.kind if kind is None else kind,
        authority=old.authority,
        region=old.region,
        practice_area=old.practice_area,
        replaces=(old.id,),
        sources=old.sources,
        bodies=old.bodies,
        sections=old.sections,
        recommendations=carrier.recommendations(),
        efforts=old.efforts,
        events=(*old.events, *carrier.events.values()),
        log=(*log, *carrier.cancelled),
        links=tuple(
            Link(LinkKind.CONTINUES, old.id, (theirs,), (ours,), standing=Standing.PROPOSED)
            for theirs, ours in names.items()
        ),
    )


class _Carrier:
    """Carries recommendations and statements into a plan in which they have other numbers, or are no longer there."""

    def __init__(self, old: Plan, history: History, names: Mapping[str, str]) -> None:
        self.old, self.history, self.names = old, history, names
        self.events: dict[str, Event] = {}
        self.cancelled: list[Statement] = []

    def recommendations(self) -> tuple[Recommendation, ...]:
        ours, names = self.old.recommendation, self.names
        return tuple(
            attrs.evolve(ours(theirs), number=number, similar=self.numbers(ours(theirs).similar))
            for theirs, number in names.items()
        )

    def numbers(self, numbers: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.names[number] for number in numbers if number in self.names)

    def statement(self, one: Statement) -> Statement | None:
        """A statement about what is carried, with the new numbers; ``None`` where it is about what is closed."""
        about = self.numbers(one.about)
        if one.about and not about and not (one.efforts or one.events):
            return None
        into = None if one.merged_into is None else self.names.get(one.merged_into)
        return attrs.evolve(
            one,
            about=about,
            awaits=self.waits(one.awaits),
            lifts=self.waits(one.lifts),
            merged_into=into,
            replaced_by=self.numbers(one.replaced_by),
            jointly=one.jointly and len(about) > 1,
        )

    def waits(self, waits: Iterable[Await]) -> tuple[Await, ...]:
        return tuple(carried for one in waits if (carried := self.wait(one)) is not None)

    def wait(self, one: Await) -> Await | None:
        """A wait in the new plan; ``None`` where what was awaited has come."""
        number = one.recommendation
        if number is None:
            return one
        if number in self.names:
            return attrs.evolve(one, recommendation=self.names[number])
        if self.history.has_come(number, one.outcome):
            return None
        return Await(event=self.event(number).id, outcome=one.outcome)

    def event(self, number: str) -> Event:
        """The event that stands for a recommendation that is not carried."""
        found = self.events.get(number)
        if found is None:
            taken = {event.id for event in self.old.events}
            id = next(name for name in _event_ids(number) if name not in taken)
            closed = self.old.recommendation(number) if self.old.has(number) else None
            title = f"{number} {'' if closed is None else closed.title}".strip()
            cited = () if closed is None else closed.citations
            found = self.events[number] = Event(id, title, EventKind.WORK, citations=cited)
            self.cancelled += [
                Statement(events=(id,), status=Status.CANCELLED, on=one.on, by=one.by, citations=one.citations)
                for one in self.history.said(number)
                if one.status is Status.CANCELLED and one.strand is None
            ]
        return found


def _event_ids(number: str) -> Iterator[str]:
    name = "nr-" + "".join(letter if letter.isalnum() else "-" for letter in number.lower())
    yield name
    count = 2
    while True:
        yield f"{name}-{count}"
        count += 1
