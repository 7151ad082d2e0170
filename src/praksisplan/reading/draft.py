"""The draft that readers of documents fill: it keeps every fact with its place, and makes a valid plan of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import attrs

from praksisplan.model import (
    Await,
    Body,
    BodyKind,
    Citation,
    EntryReason,
    Event,
    EventKind,
    Finding,
    FocusArea,
    Objective,
    Plan,
    Recommendation,
    Section,
    Source,
    Statement,
    Strand,
    finding,
)
from praksisplan.periods import Period
from praksisplan.reading.reading import Fact, Reading, Value
from praksisplan.reading.written import Part, Span

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ö": "oe", "ä": "ae", "ü": "y"})
_WORD = re.compile("[0-9a-z]+")
_LONGEST_ID = 40


def slug(title: str) -> str:
    """An id made from a title: small letters without accents, whole words, at most about 40 characters.

    >>> slug("Arbejdsgruppen vedr. børneområdet"), slug("2. møde")
    ('arbejdsgruppen-vedr-boerneomraadet', 'nr-2-moede')
    """
    found = ""
    for word in _WORD.findall(title.casefold().translate(_LETTERS)):
        if found and len(found) + len(word) >= _LONGEST_ID:
            break
        found = f"{found}-{word}" if found else word[:_LONGEST_ID]
    return found if found[:1].isalpha() else f"nr-{found}".rstrip("-")


class Draft:
    """A plan in the making, filled by the readers of prose and tables; `reading` ends it. Danish: *udkast*.

    ``parts`` is the document, ``source`` the document as a source of the plan, and ``plan`` has the id, title, period
    and whatever else is known of the plan before its content is read. Each method keeps facts with the place ``span``
    and the document's ``words``.
    """

    def __init__(self, parts: Iterable[Part], source: Source, plan: Plan) -> None:
        self.parts = tuple(parts)
        self.source = source
        self.plan = plan
        self._sections: dict[str, Section] = {}
        self._section_titles: dict[str, str] = {}
        self._recommendations: dict[str, Recommendation] = {}
        self._bodies: dict[str, Body] = {}
        self._events: dict[str, Event] = {}
        self._objectives: dict[str | None, Objective] = {}
        self._focus_areas: list[FocusArea] = []
        self._periods: dict[Period, None] = {}
        self._ids: dict[str, int] = {}
        self._named: dict[tuple[object, str], str] = {}
        self._strands: dict[str, dict[str, Strand]] = {}
        self._log: list[Statement] = []
        self._facts: list[Fact] = []
        self._findings: list[Finding] = []

    # --- parts of the plan ---------------------------------------------------------------------------------------

    def has(self, number: str) -> bool:
        """Whether a recommendation with that number was read."""
        return number in self._recommendations

    def has_section(self, number: str) -> bool:
        """Whether a section with that number was read."""
        return number in self._sections

    def section_called(self, title: str) -> str | None:
        """The number of the section with a title."""
        return self._section_titles.get(title.casefold())

    def free_section(self) -> str:
        """The first number that no section has, for one without a number."""
        number = len(self._sections) + 1
        while str(number) in self._sections:
            number += 1
        return str(number)

    def section(self, number: str, title: str, span: Span, words: str = "", *, is_inferred: bool = False) -> None:
        """A section; its first title holds, another is a finding."""
        known = self._sections.get(number)
        if known is not None:
            if known.title != title:
                self.find("read-twice.section", number, span, words or title, number=number, first=known.title)
            return
        self._sections[number] = Section(number, title, [self._cited(span, "", number)])
        self._section_titles.setdefault(title.casefold(), number)
        self.fact(self.plan.id, "section", number, span, words or title, is_inferred=is_inferred)

    def recommendation(
        self, number: str, title: str, section: str, span: Span, words: str = "", *, is_inferred: bool = False
    ) -> None:
        """A recommendation under a section that was read; its first title holds, another is a finding."""
        known = self._recommendations.get(number)
        if known is not None:
            if known.title.casefold() != title.casefold():
                self.find("read-twice", number, span, words or title, number=number, first=known.title)
            else:
                self.fact(number, "title", title, span, words or title)
            return
        self._recommendations[number] = Recommendation(number, section, title, (), [self._cited(span, "", section)])
        self.fact(number, "title", title, span, words or title, is_inferred=is_inferred)
        self.fact(number, "section", section, span, words or title, is_inferred=is_inferred)

    def objective(self, section: str | None, aims: Iterable[str], span: Span, words: str = "") -> None:
        """Aims of a section or, without one, of the plan, after those that were read of it before."""
        found = tuple(aims)
        known = self._objectives.get(section, Objective(section))
        statements, citations = (*known.statements, *found), (*known.citations, self._cited(span, "", section or ""))
        self._objectives[section] = Objective(section, statements, citations)
        for aim in found:
            self.fact(self.plan.id, "objective", aim, span, words or aim)

    def focus_area(self, section: str, title: str, span: Span, words: str = "") -> None:
        """An effort of a section that has no number."""
        self._focus_areas.append(FocusArea(section, title, citations=[self._cited(span, "", section)]))
        self.fact(self.plan.id, "focus_area", title, span, words or title)

    def planning_period(self, period: Period, span: Span, words: str) -> None:
        """A column of the plan's own timetable; one that is headed again is the same."""
        self._periods.setdefault(period)
        self.fact(self.plan.id, "planning_period", period, span, words)

    @property
    def periods(self) -> tuple[Period, ...]:
        """The columns of the plan's own timetable that were read."""
        return tuple(self._periods)

    def reason(self, number: str, reason: EntryReason, span: Span, words: str, *, is_inferred: bool = False) -> None:
        """Why a recommendation is in the plan of the year; statements hold what follows for planning."""
        self.fact(number, "reason", reason, span, words, is_inferred=is_inferred)

    def body(self, name: str, kind: BodyKind, span: Span, aliases: Iterable[str] = ()) -> str:
        """The id of a body, which is added the first time that it is named."""
        if known := self._named.get((Body, name.casefold())):
            return known
        id = self._id(name)
        self._named |= {(Body, one.casefold()): id for one in (name, *aliases)}
        self._bodies[id] = Body(id, name, kind, tuple(aliases), citations=[self._cited(span)])
        self.fact(id, "name", name, span, name)
        return id

    def event(
        self,
        title: str,
        kind: EventKind,
        span: Span,
        words: str = "",
        *,
        responsible: Iterable[str] = (),
        recipients: Iterable[str] = (),
    ) -> str:
        """The id of an event that work awaits, which is added the first time that its title is met."""
        if known := self._named.get((kind, title.casefold())):
            return known
        id = self._named[kind, title.casefold()] = self._id(title)
        self._events[id] = Event(id, title, kind, tuple(responsible), [self._cited(span)], tuple(recipients))
        self.fact(id, "event", title, span, words or title)
        return id

    def _id(self, title: str) -> str:
        id = first = slug(title)
        while id in self._ids:
            self._ids[first] += 1
            id = f"{first}-{self._ids[first]}"
        self._ids[id] = 1
        return id

    def strand(self, number: str, title: str) -> str:
        """The id of a strand of a recommendation, which is added the first time that its title is met."""
        strands = self._strands.setdefault(number, {})
        known = next((one.id for one in strands.values() if one.title.casefold() == title.casefold()), None)
        if known is not None:
            return known
        id = f"{slug(title)}-{len(strands) + 1}" if slug(title) in strands else slug(title)
        strands[id] = Strand(id, title)
        return id

    # --- the log -------------------------------------------------------------------------------------------------

    def state(
        self,
        about: Iterable[str],
        span: Span,
        words: str,
        *,
        section: str = "",
        is_inferred: bool = False,
        **fields: Any,
    ) -> None:
        """A statement about recommendations, or with ``events=`` about events, and a fact for each of its fields."""
        numbers = tuple(about)
        inferred = tuple(name for name in fields if name not in _NOT_FACTS) if is_inferred else ()
        statement = Statement(numbers, inferred=inferred, citations=[self._cited(span, words, section)], **fields)
        self._log.append(statement)
        for subject in (*numbers, *statement.events) or (self.plan.id,):
            for name in fields:
                if name not in _NOT_FACTS:
                    for value in _values(getattr(statement, name)):
                        self.fact(subject, name, value, span, words, is_inferred=is_inferred)

    def fact(
        self, subject: str, field: str, value: Value, span: Span, words: str, *, is_inferred: bool = False
    ) -> None:
        """A fact alone: what the plan holds is added by the other methods, with its facts."""
        self._facts.append(Fact(subject, field, value, span, words, is_inferred))

    def find(self, code: str, subject: str, span: Span, words: str = "", **fields: object) -> None:
        """A finding of the catalogue (`praksisplan.messages`) at a place; the subject is by default the plan."""
        self._findings.append(finding(code, subject or self.plan.id, (self._cited(span, words),), **fields))

    def _cited(self, span: Span, words: str = "", section: str = "") -> Citation:
        return span.citation(self.source.id, words, section)

    # --- the end -------------------------------------------------------------------------------------------------

    def reading(self, findings: Iterable[Finding] = ()) -> Reading:
        """What was read, with further findings, such as those of opening the document."""
        recommendations = tuple(
            attrs.evolve(one, strands=tuple(self._strands.get(one.number, {}).values()))
            for one in self._recommendations.values()
        )
        plan = attrs.evolve(
            self.plan,
            sources=(self.source,),
            bodies=tuple(self._bodies.values()),
            sections=tuple(self._sections.values()),
            recommendations=recommendations,
            events=tuple(self._events.values()),
            objectives=tuple(self._objectives.values()),
            focus_areas=tuple(self._focus_areas),
            planning_periods=tuple(self._periods),
            log=tuple(self._log),
        )
        return Reading(plan, tuple(sorted(self._facts, key=_order)), (*findings, *self._findings), self.parts)


_NOT_FACTS = frozenset({"text", "events", "strand", "awaits_more", "outcome", "deemed"})
"""The fields of a statement that only qualify others."""


def _values(value: object) -> Iterable[Any]:
    if isinstance(value, Await):
        return (value.target,)
    if isinstance(value, tuple):
        return (inner for one in value for inner in _values(one))
    return () if value is None else (value,)


def _order(fact: Fact) -> tuple[int, int, int]:
    return fact.span.page or 0, fact.span.line or 0, fact.span.column or 0
