"""The draft of the next plan: everything that is open is carried, and nothing is decided."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import attrs

from praksisplan.arguments import checked_call
from praksisplan.errors import PlanError, fault
from praksisplan.model import (
    Await,
    Event,
    EventKind,
    Link,
    LinkKind,
    Plan,
    PlanKind,
    Recommendation,
    Standing,
    Statement,
    Status,
    natural_order,
)
from praksisplan.periods import Period
from praksisplan.rules.history import FINISHED, History, history_at

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
