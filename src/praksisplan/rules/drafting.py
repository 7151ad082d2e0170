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
    Statement,
    Status,
    Strand,
    as_numbers,
    citations_of,
    natural_order,
)
from praksisplan.model.log import restated
from praksisplan.periods import Period
from praksisplan.rules.history import FINISHED, History, history_at
from praksisplan.rules.waits import alternatives
from praksisplan.text import free_id

Numbering = Literal["same", "consecutive"]


@checked_call
def draft_successor(  # noqa: PLR0913 - the fields that a new plan must have
    old: Plan,
    *,
    id: str,
    title: str,
    period: Period | str,
    as_of: datetime.date,
    kind: PlanKind | None = None,
    numbering: Numbering = "same",
    merged: Iterable[Iterable[int | str]] = (),
    without: Iterable[int | str] = (),
    known_at: datetime.date | None = None,
) -> Plan:
    """The skeleton of the plan that replaces a plan: every open recommendation, and nothing decided.

    Danish: *udkast til den næste plan*. Each recommendation that is open at ``as_of`` is carried with its section,
    bodies, sources, statements, waits, promises and references; a link proposes that it continues. A wait for a closed
    recommendation that still holds becomes a wait for an event with its title. ``numbering`` keeps the numbers
    (``"same"``) or counts from 1 (``"consecutive"``); ``kind`` is that of the old plan by default. The old plan's
    timetable, year plans, limits and objectives are not carried.

    Each of the groups ``merged`` is carried as one recommendation, with the title and section of its first number and
    the statements of all; strands with the same id become one. What awaited one of them awaits the merged one, also
    where the old plan itself had merged or replaced what is awaited. The numbers ``without`` are not carried and get no
    link: they are lost until somebody decides what becomes of them.

    Raises `PlanError` if ``id`` is the id of the old plan, and for a number that is not open in it or is given twice.

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
    groups = _groups(still, merged, without)
    names: dict[str, str] = {}
    for place, group in enumerate(groups, 1):
        names |= dict.fromkeys(group, str(place) if numbering == "consecutive" else group[0])
    carrier = _Carrier(old, history, names)
    log = tuple(carried for one in old.log for carried in carrier.statements(one))
    proposed = (
        Link("merges" if group[1:] else "continues", old.id, group, [names[group[0]]], standing="proposed")
        for group in groups
    )
    return Plan(
        id,
        title,
        period,
        kind=old.kind if kind is None else kind,
        replaces=(old.id,),
        recommendations=tuple(carrier.recommendation(group) for group in groups),
        events=(*old.events, *carrier.events.values()),
        log=(*log, *carrier.cancelled),
        links=(*carrier.references(), *proposed),
        **{name: getattr(old, name) for name in _CARRIED},
    )


_CARRIED = ("authority", "region", "practice_area", "sources", "bodies", "sections", "efforts")
"""The fields of a plan that its successor has as they are."""


def _groups(
    still: list[str], merged: Iterable[Iterable[int | str]], without: Iterable[int | str]
) -> list[tuple[str, ...]]:
    """The numbers that go on, those that are merged together, in the order of the plan."""
    groups, left_out = [as_numbers(group, "merged") for group in merged], as_numbers(without, "without")
    places, known = dict[str, str](), set(still)
    for place, numbers in (*(("merged", group) for group in groups), ("without", left_out)):
        for number in numbers:
            if number not in known:
                raise PlanError(fault("not-open", place, number=number))
            if number in places:
                raise PlanError(fault("duplicate-number", place, word=number, first=places[number]))
            places[number] = place
    first = {group[0]: group for group in groups if group}
    return [first.get(number, (number,)) for number in still if number not in places or number in first]


class _Carrier:
    """Carries recommendations and statements into a plan in which they have other numbers, or are no longer there."""

    def __init__(self, old: Plan, history: History, names: Mapping[str, str]) -> None:
        self.old, self.history, self.names = old, history, names
        self.events: dict[str, Event] = {}
        self.cancelled: list[Statement] = []

    def recommendation(self, group: tuple[str, ...]) -> Recommendation:
        """The recommendation that goes on with one of the old plan, or with several that are merged."""
        old = [self.old.recommendation(number) for number in group]
        number = self.names[group[0]]
        strands = dict[str, Strand]()
        for strand in (strand for one in old for strand in one.strands):
            strands.setdefault(strand.id, strand)
        return attrs.evolve(
            old[0],
            number=number,
            strands=tuple(strands.values()),
            citations=citations_of(old),
            similar=tuple(one for one in self.numbers(n for each in old for n in each.similar) if one != number),
        )

    def numbers(self, numbers: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.names[number] for number in numbers if number in self.names))

    def statements(self, one: Statement) -> Iterator[Statement]:
        """A statement with the new numbers, in several parts where some of them would await themselves.

        Nothing remains of one that is about what is not carried.
        """
        about = self.numbers(one.about)
        if one.about and not about and not (one.efforts or one.events):
            return
        into = () if one.merged_into is None else self.numbers([one.merged_into])
        carried = restated(
            one,
            awaits=self.waits(one.awaits),
            lifts=self.waits(one.lifts),
            merged_into=into[0] if into else None,
            replaced_by=self.numbers(one.replaced_by),
            jointly=one.jointly and len(about) > 1,
            about=about,
        )
        awaited = {wait.recommendation for wait in carried.awaits if wait.strand is None}
        themselves = [number for number in about if number in awaited]
        if not themselves:
            yield carried
            return
        others = tuple(number for number in about if number not in awaited)
        if others:
            yield restated(carried, about=others, jointly=carried.jointly and len(others) > 1)
        for number in themselves:
            awaits = tuple(wait for wait in carried.awaits if wait.recommendation != number or wait.strand)
            yield restated(carried, about=(number,), awaits=awaits, jointly=False)

    def references(self) -> Iterator[Link]:
        """The references to numbers of other documents."""
        for link in self.old.links:
            if link.kind is LinkKind.REFERS and (ours := self.numbers(link.ours)):
                yield attrs.evolve(link, ours=ours)

    def waits(self, waits: Iterable[Await]) -> tuple[Await, ...]:
        found: dict[Await, None] = {}
        for named in alternatives(waits):
            each = [tuple(self.wait(one)) for one in named]
            if all(each):  # none of the alternatives has come
                found |= dict.fromkeys(carried for some in each for carried in some)
        return tuple(found)

    def wait(self, one: Await) -> Iterator[Await]:
        """A wait in the new plan; nothing where what was awaited has come."""
        number = one.recommendation
        if number is None:
            yield one
        else:
            for theirs in self.following(number):
                strand = one.strand if theirs == number else None
                if theirs in self.names:
                    yield attrs.evolve(one, recommendation=self.names[theirs], strand=strand)
                elif not self.history.has_come(theirs, one.outcome, strand):
                    yield Await(event=self.event(theirs).id, outcome=one.outcome, one_of=one.one_of)

    def following(self, number: str) -> Iterator[str]:
        """The old numbers that go on with one that was merged or replaced in the old plan; else the number itself."""
        todo, seen = [number], set[str]()
        while todo:
            theirs = todo.pop()
            seen.add(theirs)
            gone = self.history.takeover(theirs)
            following = () if gone is None else gone.successors
            todo += [one for one in reversed(following) if one not in seen]
            if not following:
                yield theirs

    def event(self, number: str) -> Event:
        """The event that stands for a recommendation that is not carried."""
        found = self.events.get(number)
        if found is None:
            name = "nr-" + "".join(letter if letter.isalnum() else "-" for letter in number.lower())
            id = free_id(name, {event.id for event in self.old.events})
            closed = self.old.recommendation(number) if self.old.has(number) else None
            title = f"{number} {'' if closed is None else closed.title}".strip()
            cited = () if closed is None else closed.citations
            found = self.events[number] = Event(id, title, EventKind.WORK, citations=cited)
            self.cancelled += [
                Statement(events=(id,), status=Status.CANCELLED, on=one.on, by=one.by, citations=one.citations)
                for one in self.history.statements(number)
                if one.status is Status.CANCELLED and one.strand is None
            ]
        return found
