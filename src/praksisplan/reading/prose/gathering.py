"""The claims of a document, weighed against each other and put into the draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from praksisplan.model import (
    Await,
    BodyKind,
    EntryReason,
    EventKind,
    Milestone,
    Outcome,
    SourceKind,
    Standing,
    Status,
    is_number,
)
from praksisplan.reading.prose.document import ProseReader, Said
from praksisplan.reading.prose.sentence import Claim, Wait
from praksisplan.reading.prose.structure import Group, Item
from praksisplan.reading.written import Line, Span
from praksisplan.text import sentence as capital

_LONGEST_TITLE = 300
_LONGEST_TEXT = 2000
_ABOVE = 20
_LONGEST_HEAD = 4000


class Gatherer:
    """Puts together what a document says, and fills the draft with it."""

    def __init__(self, reader: ProseReader) -> None:
        self.reader = reader
        self.draft = reader.draft
        self.said = reader.said
        self.groups_of: dict[str, Group] = {}
        self.strong: set[str] = set()
        """The numbers whose status is stated outright."""

        self.events: dict[Wait, str] = {}
        self.topics: dict[str, dict[str, Said]] = {}

    def fill(self) -> None:
        """Fills the draft."""
        self._add_unlisted()
        self.groups_of = {one.number: group for group, items in self.reader.members.items() for one in items}
        self._drop_details()
        self._drop_signs()
        self._copy()
        self._compare()
        self._emit_groups()
        for said in self.said:
            self._emit(said)
        self._add_rest()
        self._follow_homes()
        self._follow_results()
        for block, start, end, number in self.reader.missed:
            self.draft.find("not-understood", number, block.span(start, end), block.text[start:end])

    # --- weighing ----------------------------------------------------------------------------------------------------

    def _add_unlisted(self) -> None:
        """Recommendations that are only spoken of, where the document states something of them."""
        for said in self.said:
            claim, fields = said.claim, said.claim.fields
            is_named = not fields and claim.expected is None
            is_stated = is_named or fields.get("status") or claim.waits or claim.outcome
            numbers = (*claim.numbers, *fields.get("replaced_by", ()), *filter(None, (fields.get("merged_into"),)))
            for number in numbers if is_stated and not claim.is_weak else ():
                if not self.draft.has(number):
                    self._add(number, said)
            claim.numbers = tuple(filter(self.draft.has, claim.numbers))

    def _add(self, number: str, said: Said) -> None:
        self.reader.section = said.section
        title = _about_phrase(said.block.text[said.start : said.start + _LONGEST_TITLE], number)
        section = self.reader.in_section()
        self.draft.recommendation(
            number, title or self.reader.called(number), section, said.span, said.words, is_inferred=True
        )
        if said.group is not None and not said.group.is_negative:
            self.reader.members[said.group].append(Item(number, title, said.block, 0, 0, is_label=False))

    def _drop_details(self) -> None:
        """Leaves out the waits of the whole that the same paragraph says of its strands in detail."""

        def places(said: Said) -> set[tuple[Span, str]]:
            return {(said.block.lines[0].span, number) for number in said.claim.numbers}

        divided = {place for one in self.said if one.claim.topic and one.claim.waits for place in places(one)}
        for said in self.said if divided else ():
            claim = said.claim
            if claim.numbers and claim.waits and not claim.topic and places(said) <= divided:
                claim.waits = tuple(one for one in claim.waits if one.number or _is_specific(one.words))

    def _drop_signs(self) -> None:
        """Leaves out signs of activity where the status itself is stated, and elsewhere all but the first."""
        whole = [said.claim for said in self.said if not said.claim.topic]
        for claim in whole:
            if claim.waits or (claim.fields.get("status") and not claim.is_weak):
                self.strong.update(claim.numbers)
        for number, group in self.groups_of.items():
            if group.reason is EntryReason.DEFERRED_IN or group.status:
                self.strong.add(number)
        known = set(self.strong)
        for claim in whole:
            if claim.is_weak:
                claim.numbers = tuple(one for one in claim.numbers if one not in known)
                known.update(claim.numbers)

    def _copy(self) -> None:
        """Copies what is stated of one recommendation to others that only refer to it."""
        by_number: dict[str, list[Claim]] = {}
        for one in self.said if self.reader.copies else ():
            for number in one.claim.numbers:
                by_number.setdefault(number, []).append(one.claim)
        for said, other in self.reader.copies:
            missing = tuple(
                number
                for number in said.claim.numbers
                if number not in self.strong
                and self.draft.has(number)
                and not any(one.fields.get("status") for one in by_number.get(number, ()))
            )
            for claim in by_number.get(other, ()) if missing else ():
                if claim.fields.get("status") or claim.expected:
                    copy = attrs.evolve(
                        claim, numbers=missing, start=0, end=said.claim.end, is_inferred=True, is_weak=False
                    )
                    self.said.append(attrs.evolve(said, claim=copy))

    def _compare(self) -> None:
        """A recommendation that is closed in one place and open in another is a finding; what is written last holds."""
        told: dict[str, Status] = {number: group.status for number, group in self.groups_of.items() if group.status}
        for said in self.said:
            status = said.claim.fields.get("status")
            if status is None or said.claim.topic or said.claim.is_weak or "standing" in said.claim.fields:
                continue
            for number in said.claim.numbers:
                before = told.get(number, status)
                if before is not status and not {before, status}.isdisjoint((Status.COMPLETED, Status.CANCELLED)):
                    self.draft.find("statuses-differ", number, said.span, said.words, before=before, after=status)
                told[number] = status

    # --- the draft ---------------------------------------------------------------------------------------------------

    def _emit_groups(self) -> None:
        covers = self.draft.source.covers
        for group, items in self.reader.members.items():
            numbers = tuple(dict.fromkeys(one.number for one in items))
            span, words = group.block.whole, group.block.text
            if group.reason is not None:
                for number in numbers:
                    self.draft.reason(number, group.reason, span, words)
            to = group.year or covers
            meant: dict[EntryReason | None, dict[str, Any]] = {
                EntryReason.SCHEDULED: {"planned": to},
                EntryReason.CARRIED_OVER: {"planned": group.planned},
                EntryReason.DEFERRED_IN: {"status": Status.DEFERRED, "planned": group.planned, "deferred_to": to},
            }
            found = meant.get(group.reason, {"status": group.status}).items()
            fields = {name: value for name, value in found if value is not None}
            if numbers and fields:
                self.draft.state(numbers, span, words, text=capital(words.rstrip(":")), **fields)

    def _state(self, said: Said, about: Iterable[str], *, is_inferred: bool = False, **fields: Any) -> None:
        is_cited = self.draft.has_section(said.section) and is_number(said.section)
        section = said.section if is_cited else ""
        self.draft.state(about, said.span, said.words, section=section, is_inferred=is_inferred, **fields)

    def _emit(self, said: Said) -> None:
        """A statement for a claim, and another for the events that it awaits, if it says when they are expected."""
        claim = said.claim
        if claim.numbers or (claim.fields.get("by") and not claim.waits):
            fields = self._fields(said)
            if not claim.numbers or fields.keys() - {"standing"}:
                fields["text"] = capital(said.words[:_LONGEST_TEXT])
                if claim.topic:
                    for number in claim.numbers:
                        self.topics.setdefault(number, {})[claim.topic] = said
                        strand = self.draft.strand(number, claim.topic)
                        self._state(said, [number], is_inferred=claim.is_inferred, strand=strand, **fields)
                else:
                    self._state(said, claim.numbers, is_inferred=claim.is_inferred, **fields)
        events = tuple(dict.fromkeys(self.events[one] for one in claim.waits if one in self.events))
        if events and claim.expected is not None:
            text = capital(said.words[:_LONGEST_TEXT])
            self.draft.state((), said.span, said.words, events=events, expected=claim.expected, text=text)

    def _fields(self, said: Said) -> dict[str, Any]:
        """The fields of the statement for a claim."""
        claim, span, draft = said.claim, said.span, self.draft
        fields = dict(claim.fields)
        if fields.get("standing") is Standing.DECIDED and draft.source.kind is SourceKind.MINUTES:
            # what minutes say is decided is decided by the body that met, on the day of them
            fields.setdefault("by", next(self._bodies_above(), None))
            fields.setdefault("on", None if self.reader.about.is_guessed else draft.source.dated)
        if isinstance(by := fields.get("by"), str):
            fields["by"] = self._body(by, span)
        if names := fields.get("responsible"):
            fields["responsible"] = [self._body(one, span) for one in names]
        if fields.get("status") is Status.DEFERRED and "deferred_to" not in fields:
            group = self.groups_of.get(claim.numbers[0])
            if group is not None and group.reason is EntryReason.DEFERRED_IN:
                fields["deferred_to"] = group.year or draft.source.covers
            elif "planned" in fields:
                fields["deferred_to"] = draft.source.covers
        if awaits := self._awaits(said):
            fields |= {"awaits": awaits, "awaits_more": claim.more}
        if claim.expected is not None and not claim.waits:
            if claim.outcome is None:
                fields["milestones"] = [Milestone(capital(fields.pop("step", said.words)[:200]), claim.expected)]
            else:
                fields |= {"expected": claim.expected, "outcome": claim.outcome}
        return fields

    def _add_rest(self) -> None:
        """Work that is under way, and of which a part waits, has another part that goes on."""
        ongoing = {
            number
            for one in self.said
            if one.claim.fields.get("status") in (Status.ONGOING, Status.PERMANENT) and not one.claim.topic
            for number in one.claim.numbers
        }
        for number, topics in self.topics.items():
            if number in ongoing and all(one.claim.waits for one in topics.values()):
                said = next(iter(topics.values()))
                strand = self.draft.strand(number, "det øvrige arbejde")
                self.draft.state(
                    [number], said.span, said.words, is_inferred=True, strand=strand, status=Status.ONGOING
                )

    def _bodies_above(self) -> Iterator[str]:
        """The names of bodies in the first lines."""
        lines = [one.text for one in self.draft.parts if isinstance(one, Line)]
        names = _NAME.findall("\n".join(lines[:_ABOVE])[:_LONGEST_HEAD])
        bodies = tuple(self.reader.lexicon.bodies)
        return (one for one in names if one.split(maxsplit=1)[0].lower().endswith(bodies))

    def _body(self, name: str, span: Span) -> str:
        lexicon = self.reader.lexicon
        if name.lower() in lexicon.bodies:  # 'udvalget' is the one that is named above
            named = (one for one in self._bodies_above() if one.split()[0].lower().endswith(name.lower()))
            name = next(named, name)
        return self.draft.body(capital(name), BodyKind(lexicon.kind_of_body(name)), span)

    def _awaits(self, said: Said) -> list[Await]:
        found = []
        claim = said.claim
        for wait in claim.waits:
            one_of = "valg" if wait.one_of and len(claim.waits) > 1 else None
            if not wait.number or not self.draft.has(wait.number):
                found.append(Await(event=self._event(wait, said), one_of=one_of))
            elif wait.number not in claim.numbers:
                found.append(Await(recommendation=wait.number, outcome=wait.outcome, one_of=one_of))
        return found

    def _event(self, wait: Wait, said: Said) -> str:
        if wait not in self.events:
            title, numbers = capital(wait.words) or self.reader.called(wait.number), said.claim.numbers
            if wait.number:
                self.draft.find("awaited-not-read.event", numbers[0], said.span, said.words, number=wait.number)
            elif wait.is_anaphoric or not _is_specific(wait.words):
                title = f"{title} ({self.reader.noun} {', '.join(numbers)})"
            self.events[wait] = self.draft.event(title, EventKind(wait.kind), said.span, said.words)
        return self.events[wait]

    # --- waits that follow -------------------------------------------------------------------------------------------

    def _follow_homes(self) -> None:
        """A recommendation whose home is the group of another that is itself held awaits that one."""
        held = {
            number
            for one in self.said
            if one.claim.waits or one.claim.fields.get("status") in (Status.AWAITING, Status.DEFERRED)
            for number in one.claim.numbers
        }
        held |= {number for number, group in self.groups_of.items() if group.reason is EntryReason.DEFERRED_IN}
        for said, other in self.reader.homes:
            about = list(filter(self.draft.has, said.claim.numbers))
            if about and other in held and self.draft.has(other):
                awaits = [Await(recommendation=other, outcome=Outcome.START)]
                self._state(said, about, is_inferred=True, awaits=awaits, text=capital(said.words[:_LONGEST_TEXT]))

    def _follow_results(self) -> None:
        """A recommendation that follows up the results of another awaits it."""
        for items in self.reader.members.values():
            for place, item in enumerate(items):
                found = _RESULTS.search(item.title)
                stem = (found[1] or found[2]).lower()[:-3] if found else ""
                others = (one.number for one in items[:place] if len(stem) > 6 and stem in one.title.lower())
                other = next((one for one in others if one != item.number), None)
                if other is not None:
                    awaits = [Await(recommendation=other)]
                    self.draft.state([item.number], item.block.whole, item.title, is_inferred=True, awaits=awaits)


_NAME = re.compile(r"\b[A-ZÆØÅ][^\W\d_]{4,}(?: for(?: [a-zæøå]+){1,4}(?=\s*$|[,.]| den | d\.))?", re.MULTILINE)
_RESULTS = re.compile(
    r"følge[rs]? op på\s+(?:(\w{6,}?)s resultat|.*?resultat\w* (?:af|fra)\s+(?:den |det |de )?(\w{6,}))", re.IGNORECASE
)


def _about_phrase(text: str, number: str) -> str:
    """What a number is about where it is first spoken of: 'anbefaling 15 om indgåelse af …'."""
    found = re.search(
        rf"\b{re.escape(number)}\s+(?:\((?=[^)]{{4,}}\))|om\s+)(.{{4,200}}?)(?=\)|,|\.|\s+(?:er|foreløbigt|afventer|blev|forventes|foreslås|anses)\b)",
        text,
    )
    return capital(found[1].strip()) if found else ""


def _is_specific(words: str) -> bool:
    """Whether words name one thing wherever they stand: a name, or several nouns."""
    return len(words.split()) >= 4 or any(one[:1].isupper() for one in words.split()[1:])
