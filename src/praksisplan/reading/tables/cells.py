"""The cells of one recommendation: status, times, bodies, waits, milestones and notes."""

from __future__ import annotations

import functools
import re
from collections.abc import Container, Iterator, Mapping
from typing import Any

import attrs

from praksisplan.errors import Fault, PlanError
from praksisplan.model import Await, BodyKind, EventKind, Milestone, Outcome, Standing, Status
from praksisplan.periods import Period, parse_period
from praksisplan.reading.draft import Draft
from praksisplan.reading.prose.document import ProseReader
from praksisplan.reading.prose.numbers import plain as plain_number
from praksisplan.reading.tables.columns import Role, is_one_of, on_one_line, period_of, words
from praksisplan.reading.tables.headers import NUMBER, ONE_NUMBER
from praksisplan.reading.written import Cell, Line, Span
from praksisplan.text import sentence as capital

_PROPOSED = re.compile(r"(?:foreslås|foreslået|indstilles|indstillet)\s+", re.IGNORECASE)
_PERCENT = re.compile(r"(\d{1,3})(?:[.,]\d+)?\s*(?:%|pct\.?)", re.IGNORECASE)
_DEFERRED = re.compile(r"(?:fra\s+(?P<planned>.+?)\s+)?til\s+(?P<to>.+)", re.IGNORECASE)
_MENTIONED = re.compile(
    rf"(?:anbefaling\w*|indsats\w*|handling\w*|tiltag\w*|nr\.?|#)\s*({NUMBER})(?!\w)", re.IGNORECASE
)
_LONGEST_NAME = 6
"""Words of what is awaited; more are a sentence."""
_LISTED = re.compile(r"\s*(?:[,;/&+\n]|\bog\b|\bsamt\b)\s*", re.IGNORECASE)
_ALIAS = re.compile(r"(.+?)\s*\(([A-ZÆØÅ][A-ZÆØÅa-zæøå0-9-]{1,9})\)")


@attrs.define(eq=False)
class Shared:
    """What the tables of a document share while they are read."""

    draft: Draft
    prose: ProseReader
    words: Container[str]
    """The words of the document, in small letters."""

    section: str = ""
    """The number of the section that the rows belong to."""

    focus: bool = False
    """Whether the rows are efforts without numbers."""

    heading: Line | None = None
    """The heading above the table, which no recommendation belongs to yet."""

    made_numbers: int = 0
    by_title: dict[str, str] = attrs.Factory(dict)
    """The numbers that were given to titles without one."""

    faults: list[Fault] = attrs.Factory(list)
    colours: dict[str, Span] = attrs.Factory(dict)
    waits: list[tuple[str, Cell, str, dict[str, Any]]] = attrs.Factory(list)
    """What is awaited, until all numbers are known."""

    def resolve_wait(self, number: str, cell: Cell, text: str, fields: dict[str, Any]) -> None:
        """What a recommendation awaits: numbers alone or in words, else an event by its words."""
        draft = self.draft
        numbers = [found[1] if (found := ONE_NUMBER.fullmatch(one)) else "" for one in _LISTED.split(text)]
        if not all(numbers):
            numbers = _MENTIONED.findall(text)
        is_numbered = bool(numbers)
        numbers = [one for one in map(plain_number, numbers) if one != number]
        known = list(filter(draft.has, numbers))
        outcome = Outcome.REPORT if numbers and "rapport" in text.casefold() else Outcome.COMPLETION
        awaits = [Await(recommendation=one, outcome=outcome) for one in known]
        events = [] if is_numbered else [capital(text)]
        for one in numbers:
            if one not in known:
                draft.find("awaited-not-read", number, cell.span, cell.text, number=one)
                events.append(f"{capital(draft.plan.kind.item.danish)} {one}")
        for title in events:
            kind = EventKind(self.prose.lexicon.kind_of_event(title))
            awaits.append(Await(event=draft.event(title, kind, cell.span, cell.text)))
        if awaits or fields:
            draft.state([number], cell.span, cell.text, awaits=awaits, **fields)


@attrs.define(eq=False)
class Cells:
    """Reads the cells of one row about its recommendation."""

    shared: Shared
    number: str
    fields: Mapping[str, Any]
    """The strand, where the row is about one."""

    has_status: bool
    """Whether the row has a cell for the status."""

    is_planned: bool = False

    @property
    def draft(self) -> Draft:
        return self.shared.draft

    def read(self, role: Role, cell: Cell, heading: str) -> None:
        """Read a cell with text."""
        if role in (Role.NUMBER, Role.TITLE, Role.SECTION) or (role is Role.PART and self.fields):
            return
        if is_one_of(cell.text, words()["cells"]["nothing"]):
            self.draft.fact(self.number, role.value, cell.text, cell.span, cell.text)
        elif role is Role.STATUS:
            self._status(cell, heading)
        elif role is Role.AWAITS:
            self._awaits(cell, cell.text, {})
        elif role in (Role.NOTE, Role.PART):
            self._note(cell)
        elif role is Role.MILESTONES:
            self._milestones(cell)
        elif role in _BODIES:
            bodies: dict[str, Any] = {_BODIES[role]: list(self._bodies(cell))}
            self._state(cell, **bodies)
        else:
            self._period(role, cell)

    def _note(self, cell: Cell) -> None:
        self._state(cell, text=on_one_line(cell.text))
        self.draft.fact(self.number, "note", on_one_line(cell.text), cell.span, cell.text)
        self._tell(cell, cell.text, has_status=self.has_status)

    def _tell(self, cell: Cell, text: str, *, has_status: bool) -> bool:
        """Read the sentences of a cell; whether they say anything. Those of a strand are left as they are."""
        return not self.fields and self.shared.prose.cell(self.number, text, cell.span, has_status=has_status)

    def _awaits(self, cell: Cell, text: str, fields: dict[str, Any]) -> None:
        """What is awaited: sentences tell it themselves, numbers and names only when all are known."""
        bare = re.sub(r"^(?:afventer|venter på)\s+", "", on_one_line(text), flags=re.IGNORECASE)
        is_told = len(bare.split()) > _LONGEST_NAME or re.search(r"[.,;:]\s+[^\W\d]", bare) is not None
        if is_told and self._tell(cell, f"afventer {bare}", has_status=True):
            if fields:
                self._state(cell, **fields)
        else:
            self.shared.waits.append((self.number, cell, bare, {**self.fields, **fields}))

    def _state(self, cell: Cell, *, is_inferred: bool = False, **fields: Any) -> None:
        self.draft.state([self.number], cell.span, cell.text, is_inferred=is_inferred, **self.fields, **fields)

    # --- periods -------------------------------------------------------------------------------------------------

    def _period(self, role: Role, cell: Cell) -> None:
        text = on_one_line(cell.text)
        try:
            period = parse_period(f"senest {text}" if role is Role.DEADLINE else text)
        except PlanError as error:
            named = self.shared.prose.dates.find(text) if error.faults[0].code == "no-date" else []
            if not named:
                self.draft.find("period-not-read", self.number, cell.span, cell.text, reason=error.faults[0])
                return
            period = named[0 if role in (Role.PLANNED, Role.DEFERRED_TO) else -1].period
        if role is Role.DEFERRED_TO:
            self._state(cell, status=Status.DEFERRED, deferred_to=period)
        elif role is Role.PLANNED:
            self.is_planned = True
            self._state(cell, planned=period)
        else:
            self._state(cell, expected=period)

    def planned_in(self, period: Period, span: Span, text: str) -> None:
        """A period in which the work is planned; the first of a row is when it is to begin."""
        if self.is_planned:
            self.draft.fact(self.number, "planned", period, span, text)
        else:
            self.is_planned = True
            self.draft.state([self.number], span, text, planned=period, **self.fields)

    def milestone(self, cell: Cell, period: Period) -> None:
        """A text under the heading of a period."""
        self._state(cell, milestones=[Milestone(on_one_line(cell.text), period)])

    def _milestones(self, cell: Cell) -> None:
        """A milestone a line, with its period before or behind a colon, a dash or brackets."""
        found = []
        for line in re.split(r"\n|;", cell.text):
            parts = [part.strip(" •()") for part in re.split(r":| [–—-] |\(|\)", line) if part.strip(" •()")]
            dated = [(part, period_of(part)) for part in parts]
            period = next((period for _, period in dated if period is not None), None)
            title = " ".join(part for part, its in dated if its is None)
            if period is not None and title:
                found.append(Milestone(title, period))
        if found:
            self._state(cell, milestones=found)
        else:
            self._note(cell)

    # --- status --------------------------------------------------------------------------------------------------

    def _status(self, cell: Cell, heading: str) -> None:
        text = on_one_line(cell.text)
        fields: dict[str, Any] = {}
        if (proposed := _PROPOSED.match(text)) is not None:
            fields["standing"] = Standing.PROPOSED
            text = text[proposed.end() :]
        if (asked := re.search(r"(?:pr\.|per|ultimo|medio|primo)?\s*(?:\d.*)?(?:19|20)\d\d.*", heading)) is not None:
            on = period_of(asked.group().strip()) or period_of(asked.group().strip().removeprefix("pr.").strip())
            known = self.draft.source.dated.last_day
            is_past = on is not None and on.last_day is not None and known is not None and on.last_day <= known
            fields |= {"on": on} if is_past else {}
        if (share := _PERCENT.fullmatch(text)) is not None:
            percent = int(share[1])
            status = Status.COMPLETED if percent >= 100 else Status.ONGOING if percent else Status.NOT_STARTED
            self._state(cell, status=status, is_inferred=True, **fields)
            return
        found, rest = status_of(text)
        if found is None:
            missed = len(self.shared.prose.missed)
            if not rest and self._tell(cell, text, has_status=False):
                return
            del self.shared.prose.missed[missed:]
            self.draft.find("status-not-read", self.number, cell.span, cell.text, found=cell.text)
            return
        status = found
        if status is Status.DEFERRED and (to := _DEFERRED.match(rest)) is not None:
            for name, words_of in (("planned", to["planned"] or ""), ("deferred_to", to["to"])):
                dates = self.shared.prose.dates.find(words_of)
                fields |= {name: dates[0].period} if dates else {}
        elif status is Status.AWAITING and rest:
            self._awaits(cell, rest, {**fields, "status": status})
            return
        elif rest and (on := _when(rest)) is not None:
            fields.setdefault("on", on)
        elif rest:
            self._tell(cell, rest, has_status=True)
        if rest:
            fields["text"] = on_one_line(cell.text)
        self._state(cell, status=status, **fields)

    # --- bodies --------------------------------------------------------------------------------------------------

    def _bodies(self, cell: Cell) -> Iterator[str]:
        for name in self._names(cell.text):
            found = _ALIAS.fullmatch(name)
            whole, aliases = (found[1], [found[2]]) if found is not None else (name, [])
            yield self.draft.body(whole, BodyKind(self.shared.prose.lexicon.kind_of_body(whole)), cell.span, aliases)

    def _names(self, text: str) -> Iterator[str]:
        """The names in a cell: one a line, or between commas, slashes and *og* where another name follows."""
        for piece in re.split(r"[,;/\n+&•]|\bsamt\b|\bmed\b", text):
            names: list[str] = []
            for part in re.split(r"\s+og\s+", piece.strip(" .")):
                is_name = part[:1].isupper() or self.shared.prose.lexicon.kind_of_body(part) != "organisation"
                if names and (not is_name or names[-1].endswith("-")):
                    names[-1] += f" og {part}"
                elif part:
                    names.append(part)
            yield from (capital(name.strip()) for name in names)


_BODIES = {Role.RESPONSIBLE: "responsible", Role.PARTICIPANTS: "participants", Role.RECIPIENTS: "recipients"}


_SIGNS = " .:,;–-()"
_HEAD = re.compile(r"[^:,;(–]*?(?=\s*(?:[:,;(–]|\s-\s|$))", re.DOTALL)
"""What stands before a colon, a dash or the like."""


@functools.lru_cache(4_000)
def status_of(text: str) -> tuple[Status | None, str]:
    """The status that a cell says, and the rest of it; ``None`` where the rest may limit it.

    >>> status_of("Udskudt til 2018"), status_of("Ikke påb."), status_of("Afsluttet i tre kommuner")
    ((<Status.DEFERRED: 'deferred'>, 'til 2018'), (<Status.NOT_STARTED: 'not_started'>, ''), (None, 'i tre kommuner'))
    """
    norm = " ".join(text.casefold().split())
    listed = words()["status"].items()
    begun = ((phrase, slug) for slug, phrases in listed for phrase in phrases if _begins(norm, phrase))
    phrase, slug = max(begun, key=lambda one: len(one[0]), default=("", ""))
    if not slug:
        head = _HEAD.match(norm)
        assert head is not None
        short = {one for one, phrases in listed for each in phrases if _abbreviates(head[0], each)}
        return (Status(short.pop()), norm[head.end() :].strip(_SIGNS)) if len(short) == 1 else (None, "")
    status, rest = Status(slug), text[len(phrase) :] if len(norm) == len(text) else norm[len(phrase) :]
    tail = rest.strip(_SIGNS)
    is_sure = (
        not tail or rest.lstrip()[:1] in ".:,;–-(/" or status in (Status.DEFERRED, Status.AWAITING, Status.ONGOING)
    )
    return (status if is_sure or _when(tail) is not None else None), tail


def _when(text: str) -> Period | None:
    """When something was so: a period alone, but not one for which it is expected."""
    words_of = re.sub(r"^(?:i|den|pr\.)\s+", "", text.strip(" .()"))
    return None if re.search("forvent|plan|skal", words_of) else period_of(words_of)


def _begins(text: str, phrase: str) -> bool:
    return text.startswith(phrase) and not text[len(phrase) : len(phrase) + 1].isalnum()


def _abbreviates(text: str, phrase: str) -> bool:
    short, whole = text.split(), phrase.split()
    return len(short) == len(whole) and all(
        one == other or (one.endswith(".") and len(one) > 2 and other.startswith(one[:-1]))
        for one, other in zip(short, whole)
    )
