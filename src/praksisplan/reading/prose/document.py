"""A document of prose -> a draft: the claims of its sentences, put together and filled in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import Any

import attrs

from praksisplan.model import (
    Await,
    BodyKind,
    EntryReason,
    EventKind,
    Milestone,
    Outcome,
    PlanKind,
    SourceKind,
    Standing,
    Status,
    is_number,
)
from praksisplan.reading.about import LETTERHEAD, About
from praksisplan.reading.draft import Draft
from praksisplan.reading.prose.blocks import Block, blocks_of, sentences
from praksisplan.reading.prose.claims import Reader
from praksisplan.reading.prose.dates import NAMED_TIME, Dates
from praksisplan.reading.prose.lexicon import STATUS, Lexicon
from praksisplan.reading.prose.numbers import References
from praksisplan.reading.prose.sentence import FINITE, Claim, Context, Sentence, Wait
from praksisplan.reading.prose.structure import Grammar, Group, Heading, Item, Structure
from praksisplan.reading.written import Line, Span
from praksisplan.text import sentence as capital

_LONGEST_TITLE = 300
_TITLES = 4
"""So many of the first lines may be the title of the document."""

_ABOVE = 20
_LONGEST_HEAD = 4000
_FEW = 6
"""So many claims back a proposal may stand that is refused."""

_NAME = re.compile(r"\b[A-ZÆØÅ][^\W\d_]{4,}(?: for(?: [a-zæøå]+){1,4}(?=\s*$|[,.]| den | d\.))?", re.MULTILINE)


@attrs.define(eq=False)
class _Said:
    """A claim and where it stands."""

    claim: Claim
    block: Block
    start: int
    section: str
    group: Group | None
    place: int

    @property
    def span(self) -> Span:
        return self.block.span(self.start + self.claim.start, self.start + self.claim.end)

    @property
    def words(self) -> str:
        return self.block.text[self.start + self.claim.start : self.start + self.claim.end]


class ProseReader:
    """Reads one document of prose into a draft."""

    def __init__(self, lines: Sequence[Line], draft: Draft, about: About, lexicon: Lexicon) -> None:
        self.draft = draft
        self.about = about
        self.lexicon = lexicon
        grammar = Grammar(lines, lexicon)
        self.nouns = Counter(dict.fromkeys(grammar.own, len(lines)))
        self.references = References(lexicon, grammar.own, grammar.letters, _foreign(about.plan.kind))
        dates = Dates(about.day)
        self.reader = Reader(lexicon, self.references, dates)
        self.dates = dates
        blocks = blocks_of(lines, grammar.opens, grammar.behind)
        self.nodes = Structure(blocks, grammar, self.references, dates).nodes()
        self.above = "\n".join(line.text for line in lines[:_ABOVE])[:_LONGEST_HEAD]
        self.has_numbers = any(isinstance(one, Heading) and one.number for one in self.nodes)
        self.said: list[_Said] = []
        self.copies: list[tuple[tuple[str, ...], str, _Said]] = []
        self.homes: list[tuple[tuple[str, ...], str, _Said]] = []
        self.missed: list[tuple[Block, int, int, str]] = []
        self.section = ""
        self.pending = ""
        """The kind of the label that stands alone on the line before."""

        self.group: Group | None = None
        self.context = Context()
        self.members: list[tuple[Group, list[Item]]] = []
        self.items_of: dict[int, list[Item]] = {}
        self.groups_of: dict[str, Group] = {}
        self._events: dict[int, str] = {}
        self.topics: dict[str, dict[str, tuple[_Said, bool]]] = {}

    def cell(self, number: str, text: str, span: Span, *, has_status: bool) -> bool:
        """Reads the sentences of a table's cell about one recommendation; whether they say anything of it.

        ``has_status`` is true where the table says its status elsewhere, so that these do not.
        """
        self.context = Context((number,))
        before = len(self.said)
        self._sentences(Block(text, (Line(text, span),), (0,), (0,)), 0, len(text))
        for said in self.said[before:]:
            for field in ("status", "deferred_to", "merged_into", "replaced_by") if has_status else ():
                said.claim.fields.pop(field, None)
        return len(self.said) > before

    def read(self) -> None:
        """Fills the draft."""
        before: object = None
        run: list[Item] = []
        for place, node in enumerate(self.nodes):
            if isinstance(node, Heading):
                self._heading(place, node)
            elif isinstance(node, Group):
                self._group(node)
            elif isinstance(node, Item):
                run = [*run, node] if isinstance(before, Item) and not node.is_label else [node]
                self._item(node, run)
            else:
                self._paragraph(node.block, 0)
            before = node
        self._end()

    # --- structure ---------------------------------------------------------------------------------------------------

    def _heading(self, place: int, node: Heading) -> None:
        kind = None if node.number else self._label_kind(node.title.lower().strip(" :"))
        if kind and self.context.numbers:
            self.pending = kind
            self.draft.fact(self.draft.plan.id, "heading", node.title, node.block.whole, node.block.text)
            return
        self.context = Context()
        self.group = None
        span = node.block.whole
        if place < _TITLES and self.about.title and node.title.startswith(self.about.title[:40]):
            self.draft.fact(self.draft.plan.id, "title", self.about.title, span, node.block.text)
            return
        if node.number:
            self.section = node.number
            self.draft.section(node.number, node.title, span, node.block.text)
        elif not self.has_numbers and self._is_section(node):
            self.section = self.draft.section_called(node.title) or self.draft.free_section()
            self.draft.section(self.section, node.title, span, node.block.text, is_inferred=True)
        else:
            self.draft.fact(self.draft.plan.id, "heading", node.title, span, node.block.text)

    def _is_section(self, node: Heading) -> bool:
        """Whether a heading without a number is one of a section: not a date, nor a point of an agenda."""
        title = node.title.lower().strip(" :")
        if title.startswith(self.lexicon.nouns_of("no_section", "beginnings")):
            return False
        return node.block.is_marked or not (self.dates.find(title) or LETTERHEAD.fullmatch(node.title))

    def _group(self, node: Group) -> None:
        self.context = Context()
        self.group = node
        value = node.block.text if node.is_negative else node.reason or node.status or node.block.text
        field = "heading" if node.is_negative else "reason" if node.reason else "status" if node.status else "heading"
        self.draft.fact(self.draft.plan.id, field, value, node.block.whole, node.block.text)
        self.members.append((node, self.items_of.setdefault(id(node), [])))

    def _in_section(self) -> str:
        if not self.section or not self.draft.has_section(self.section):
            self.section = self.section or "1"
            self.draft.section(self.section, "", Span(line=1), is_inferred=True)
        return self.section

    def _item(self, node: Item, run: list[Item]) -> None:
        number = node.number
        if self._is_statement(node):
            node = attrs.evolve(node, title="", end=node.start, rest=node.start)
        node, bracket = self._without_status(node)
        title = capital(node.title[:_LONGEST_TITLE]) or self._called(number)
        span = node.block.span(0, node.end) if node.end < len(node.block.text) else node.block.whole
        own = (number, *node.also)
        for one in own:
            self.draft.recommendation(one, title, self._in_section(), span, node.block.text[node.start : node.end])
            if self.group is not None and not self.group.is_negative:
                self.members[-1][1].append(attrs.evolve(node, number=one))
                self.groups_of[one] = self.group
        numbers = own if node.also else tuple(one.number for one in run)
        listed = tuple(one.number for one in self.members[-1][1]) if self.members and self.group else numbers
        self.context = Context(() if len(run) > 1 else own, listed or numbers)
        if bracket:
            self.context = Context(own, listed or numbers)
            self._sentences(node.block, *bracket)
        if node.rest < len(node.block.text):
            self.context = Context(own, listed or numbers)
            self._paragraph(node.block, node.rest)

    def _without_status(self, node: Item) -> tuple[Item, tuple[int, int] | None]:
        """An item without a status in brackets behind its title, and where that stands: 'A1 Motion (udskudt)'."""
        found = _IN_BRACKETS.search(node.title)
        at = node.block.text.find(found[0], node.start) if found is not None else -1
        if found is None or at < 0:
            return node, None
        tags = self.lexicon.tags(self.lexicon.words(found[1]))
        if not any(one.category in (*STATUS, "waiting") and one.first <= 1 for one in tags):
            return node, None
        start = at + found.start(1) - found.start()
        return attrs.evolve(node, title=node.title[: found.start()], end=at), (start, start + len(found[1]))

    def _is_statement(self, node: Item) -> bool:
        """Whether the words behind a number are no title, but what is said of it: 'Indsats 3: Udskydes til 2026.'."""
        words = node.block.text[node.start : node.end + 1].strip()
        if not node.is_label or words[-1:] != ".":
            return False
        tags = self.lexicon.tags(self.lexicon.words(words))
        return any(
            (one.first == 0 and (one.form in (*FINITE, "part") or one.category == "being"))
            or one.category in ("proposal", "decision")
            for one in tags
        )

    @property
    def noun(self) -> str:
        """What the document calls its items."""
        called = [noun for noun, _ in self.nouns.most_common(2) if noun]
        return called[0] if called else self.about.plan.kind.item.danish

    def _called(self, number: str) -> str:
        return f"{capital(self.noun)} {number}"

    # --- text --------------------------------------------------------------------------------------------------------

    def _paragraph(self, block: Block, start: int) -> None:
        context = self.context
        context.bare = None
        context.is_begun = context.is_elsewhere = False
        context.is_first = start == 0
        context.before = ""
        text, kind = block.text, self.pending
        self.pending = ""
        if kind not in ("", "status", "note"):
            self._value(kind, block, start, start, len(text))
            return
        labels = list(self.lexicon.labels.finditer(text, start)) if ":" in text else []
        end = labels[0].start() if labels else len(text)
        if end > start:
            self._sentences(block, start, end)
        for place, label in enumerate(labels):
            after = labels[place + 1].start() if place + 1 < len(labels) else len(text)
            self._label(block, label, after)

    def _sentences(self, block: Block, start: int, end: int, label: int | None = None) -> None:
        """The sentences of a part of a block; the first one's claims begin at its label."""
        for first, last in sentences(block.text[start:end], self.lexicon):
            self._sentence(block, start + first, start + last, label)
            label = None

    def _sentence(self, block: Block, start: int, end: int, label: int | None = None) -> None:
        text = block.text[start:end]
        if "ikke" in text and _REFUSED.search(text):
            self._refuse(block)
        if self._says_nothing(text):
            return
        stripped = text.rstrip(" .;")
        sentence, claims = self.reader.read(stripped, self.context)
        for claim in claims:
            if label is not None:
                claim.start = label - start
            self._say(claim, block, start)
        self._look_up(sentence, claims, block, start)
        for reference in sentence.references:
            self.nouns[reference.noun] += 1
            if reference.is_foreign:
                place = block.span(start + reference.start, start + reference.end)
                words = stripped[reference.start : reference.end]
                words += ")" * (words.count("(") - words.count(")"))
                self.draft.find("other-document", "", place, words, quoted=words)
        if sentence.own and sentence.own[0].start == 0:
            self._say(Claim(sentence.own[0].numbers, 0, len(stripped)), block, start)
        if not claims and self._is_missed(sentence):
            self.missed.append((block, start, end, self.context.numbers[0] if self.context.numbers else ""))

    def _says_nothing(self, text: str) -> bool:
        """Whether a sentence has neither a word of status nor a number: so no rule can take anything from it."""
        context = self.context
        if context.bare is not None or context.held or self.lexicon.is_telling(text, of_work=bool(context.numbers)):
            return False
        return not (_DIGIT.search(text) or NAMED_TIME.search(text)) or (
            not context.numbers and not self.references.find(text)
        )

    def _say(self, claim: Claim, block: Block, start: int) -> None:
        self.said.append(_Said(claim, block, start, self.section, self.group, len(self.said)))

    def _refuse(self, block: Block) -> None:
        """What the paragraph proposed last was not agreed to, and changes nothing."""
        proposed = (one.claim for one in islice(reversed(self.said), _FEW) if one.block is block)
        claim = next((one for one in proposed if one.fields.get("standing") is Standing.PROPOSED), None)
        if claim is not None:
            claim.fields = {}

    def _is_missed(self, sentence: Sentence) -> bool:
        """Whether a sentence has a word of status that nothing was made of."""
        return any(
            one.category in _MISSED
            and (
                (one.form in ("pres", "pass") and one.category not in ("ongoing", "completed"))
                or (one.form in ("part", "word") and sentence.any("being", one.first - 8, one.first))
            )
            for one in sentence.tags
        )

    def _look_up(self, sentence: Sentence, claims: list[Claim], block: Block, start: int) -> None:
        """References to what is said of another number: 'se ovenfor vedr. anbefaling 76', 'forankret … jf. 62'."""
        numbers = self.context.numbers
        if not numbers:
            return
        for reference in sentence.own:
            others = [one for one in reference.numbers if one not in numbers]
            before = sentence.text[max(0, reference.start - 60) : reference.start].lower()
            if not others:
                continue
            said = _Said(Claim(numbers, 0, len(sentence.text)), block, start, self.section, self.group, len(self.said))
            if _JF.search(before) and _HOME.search(sentence.text.lower()):
                self.homes.append((numbers, others[0], said))
            elif _SEE.search(before):
                self.copies.append((numbers, others[0], said))

    # --- labels ------------------------------------------------------------------------------------------------------

    def _label(self, block: Block, label: re.Match[str], end: int) -> None:
        self._value(self._label_kind(label["label"].lower()), block, label.start("label"), label.end(), end)

    def _value(self, kind: str, block: Block, first: int, start: int, end: int) -> None:
        """What stands behind a label, from one sign to another; the label itself begins at the first."""
        text = block.text[start:end].rstrip(" .;|")
        if kind in ("status", "note"):
            self._sentences(block, start, start + len(text), first)
            return
        numbers = self.context.numbers
        if not numbers or not text:
            return
        claim = Claim(numbers, first - start, len(text))
        periods = self.dates.find(text)
        if kind == "responsible":
            names = re.split(r",|/|;|\s+og\s+|\s+samt\s+", text)
            claim.fields["responsible"] = tuple(one.strip() for one in names if one.strip())
        elif kind == "awaits":
            _, claims = self.reader.read(f"afventer {text}", attrs.evolve(self.context))
            for one in claims:
                one.start, one.end = first - start, len(text)
                self._say(one, block, start)
            return
        elif periods and kind == "start":
            claim.fields["planned"] = periods[0].period
        elif periods and kind == "expected":
            claim.expected, claim.outcome = periods[-1].period, Outcome.COMPLETION
        else:
            return
        self._say(claim, block, start)

    def _label_kind(self, word: str) -> str:
        labels = self.lexicon.table["labels"]
        return next((str(kind) for kind, words in labels.items() if word in words), "")

    # --- putting together --------------------------------------------------------------------------------------------

    def _end(self) -> None:
        self._add_unlisted()
        self._weigh()
        self._copy()
        self._compare()
        self._emit_reasons()
        for said in self.said:
            self._emit(said)
        self._add_rest()
        self._follow_homes()
        self._follow_results()
        for block, start, end, number in self.missed:
            words = block.text[start:end]
            self.draft.find("not-understood", number, block.span(start, end), words)

    def _add_unlisted(self) -> None:
        """Recommendations that are only spoken of, where the document states something of them."""
        for said in self.said:
            claim = said.claim
            is_named = not claim.fields and claim.expected is None
            is_stated = is_named or claim.fields.get("status") or claim.waits or claim.outcome
            successors = (*claim.fields.get("replaced_by", ()), claim.fields.get("merged_into"))
            for number in (*claim.numbers, *filter(None, successors)):
                if not self.draft.has(number) and is_stated and not claim.is_weak:
                    self.section = said.section
                    title = _about_phrase(said.block.text[said.start : said.start + _LONGEST_TITLE], number)
                    self.draft.recommendation(
                        number,
                        title or self._called(number),
                        self._in_section(),
                        said.span,
                        said.words,
                        is_inferred=True,
                    )
                    if said.group is not None and not said.group.is_negative:
                        self.groups_of[number] = said.group
                        item = Item(number, title, said.block, 0, 0, 0, is_label=False)
                        self.items_of[id(said.group)].append(item)
            claim.numbers = tuple(one for one in claim.numbers if self.draft.has(one))

    def _weigh(self) -> None:
        """Leaves out signs of activity where something is said of the status itself, and what strands say in detail."""
        divided = {
            (said.block.lines[0].span, number)
            for said in self.said
            if said.claim.topic and said.claim.waits
            for number in said.claim.numbers
        }
        for said in self.said:
            claim, place = said.claim, said.block.lines[0].span
            if (
                claim.numbers
                and claim.waits
                and not claim.topic
                and all((place, number) in divided for number in claim.numbers)
            ):
                claim.waits = tuple(one for one in claim.waits if one.number or _is_specific(one.words))
        strong: set[str] = set()
        for said in self.said:
            claim = said.claim
            is_whole = claim.fields.get("status") and not claim.topic and not claim.is_weak
            if is_whole or (claim.waits and not claim.topic):
                strong.update(claim.numbers)
        for number, group in self.groups_of.items():
            if group.reason is EntryReason.DEFERRED_IN or group.status:
                strong.add(number)
        seen: set[str] = set()
        for said in self.said:
            claim = said.claim
            if claim.is_weak and not claim.topic:
                claim.numbers = tuple(one for one in claim.numbers if one not in strong and one not in seen)
                seen.update(claim.numbers)
        self.strong = strong

    def _copy(self) -> None:
        """What is said of one recommendation holds for others that are referred to it."""
        by_number: dict[str, list[_Said]] = {}
        for said in self.said:
            for number in said.claim.numbers:
                by_number.setdefault(number, []).append(said)
        for numbers, other, said in self.copies:
            has_own = {
                number for number in numbers for one in by_number.get(number, ()) if one.claim.fields.get("status")
            }
            missing = tuple(
                one for one in numbers if one not in has_own and one not in self.strong and self.draft.has(one)
            )
            if not missing:
                continue
            for one in by_number.get(other, ()):
                if one.claim.fields.get("status") or one.claim.expected:
                    claim = attrs.evolve(
                        one.claim, numbers=missing, start=0, end=said.claim.end, is_inferred=True, is_weak=False
                    )
                    self.said.append(attrs.evolve(said, claim=claim))

    def _compare(self) -> None:
        """A recommendation that is closed in one place and open in another is a finding; what is written last holds."""
        told: dict[str, Status] = {number: group.status for number, group in self.groups_of.items() if group.status}
        for said in self.said:
            status = said.claim.fields.get("status")
            if status is None or said.claim.topic or said.claim.is_weak or "standing" in said.claim.fields:
                continue
            for number in said.claim.numbers:
                before = told.get(number, status)
                if before is not status and (before in _CLOSED or status in _CLOSED):
                    self.draft.find("statuses-differ", number, said.span, said.words, before=before, after=status)
                told[number] = status

    def _emit_reasons(self) -> None:
        covers = self.draft.source.covers
        for group, items in self.members:
            numbers = tuple(dict.fromkeys(one.number for one in items))
            if not numbers or group.is_negative:
                continue
            span, words = group.block.whole, group.block.text
            if group.reason is not None:
                for number in numbers:
                    self.draft.reason(number, group.reason, span, words)
            fields: dict[str, Any] = {}
            if group.reason is EntryReason.SCHEDULED:
                fields["planned"] = group.year or covers
            elif group.reason is EntryReason.CARRIED_OVER:
                fields["planned"] = group.planned
            elif group.reason is EntryReason.DEFERRED_IN:
                fields |= {"status": Status.DEFERRED, "planned": group.planned, "deferred_to": group.year or covers}
            elif group.status is not None:
                fields["status"] = group.status
            fields = {name: value for name, value in fields.items() if value is not None}
            if fields:
                self.draft.state(numbers, span, words, text=capital(words.rstrip(":")), **fields)

    def _emit(self, said: _Said) -> None:
        claim = said.claim
        if not claim.numbers and not (claim.waits and claim.expected) and not claim.fields.get("by"):
            return
        if not claim.numbers and claim.waits:
            self._emit_promise_of_events(said)
            return
        fields = self._of_meeting(claim)
        span, words = said.span, said.words
        if isinstance(by := fields.get("by"), str):
            fields["by"] = self._body(by, span)
        if names := fields.get("responsible"):
            fields["responsible"] = [self._body(one, span) for one in names]
        if fields.get("status") is Status.DEFERRED and "deferred_to" not in fields:
            group = self.groups_of.get(claim.numbers[0])
            is_in = group is not None and group.reason is EntryReason.DEFERRED_IN
            to = group.year if group is not None and is_in else None
            if is_in or "planned" in fields:
                fields |= {"deferred_to": to or self.draft.source.covers}
        awaits = self._awaits(said)
        if awaits:
            fields |= {"awaits": awaits, "awaits_more": claim.more}
        if claim.expected is not None and not claim.waits:
            if claim.outcome is None:
                fields["milestones"] = [Milestone(capital(fields.pop("step", words)[:200]), claim.expected)]
            else:
                fields |= {"expected": claim.expected, "outcome": claim.outcome}
        if claim.numbers and not (set(fields) - {"standing"}):
            return
        fields["text"] = capital(words[:2000])
        self._state(said, fields, span, words)
        if claim.expected is not None and claim.waits:
            self._emit_promise_of_events(said)

    def _state(self, said: _Said, fields: dict[str, Any], span: Span, words: str) -> None:
        claim = said.claim
        if not claim.topic:
            self.draft.state(
                claim.numbers, span, words, section=self._cited(said.section), is_inferred=claim.is_inferred, **fields
            )
            return
        for number in claim.numbers:
            self.topics.setdefault(number, {})[claim.topic] = (said, bool(claim.waits))
            strand = self.draft.strand(number, claim.topic)
            self.draft.state(
                [number],
                span,
                words,
                section=self._cited(said.section),
                is_inferred=claim.is_inferred,
                strand=strand,
                **fields,
            )

    def _add_rest(self) -> None:
        """Work that is under way, and of which a part waits, has another part that goes on."""
        ongoing = {
            number
            for one in self.said
            if one.claim.fields.get("status") in (Status.ONGOING, Status.PERMANENT) and not one.claim.topic
            for number in one.claim.numbers
        }
        for number, topics in self.topics.items():
            if number in ongoing and all(waits for _, waits in topics.values()):
                said, _ = next(iter(topics.values()))
                strand = self.draft.strand(number, "det øvrige arbejde")
                self.draft.state(
                    [number], said.span, said.words, is_inferred=True, strand=strand, status=Status.ONGOING
                )

    def _cited(self, section: str) -> str:
        return section if self.draft.has_section(section) and is_number(section) else ""

    def _of_meeting(self, claim: Claim) -> dict[str, Any]:
        """The fields of a claim; what minutes say is decided is decided by the body that met, on the day of them."""
        fields = dict(claim.fields)
        if fields.get("standing") is Standing.DECIDED and self.about.source.kind is SourceKind.MINUTES:
            fields.setdefault("by", next((one for one in _NAME.findall(self.above) if self._is_body(one)), None))
            fields.setdefault("on", None if self.about.is_guessed else self.about.source.dated)
        return fields

    def _is_body(self, name: str) -> bool:
        first = name.split(maxsplit=1)[0].lower()
        return any(first.endswith(noun) for noun in self.lexicon.bodies)

    def _body(self, name: str, span: Span) -> str:
        if name.lower() in self.lexicon.bodies:  # 'udvalget' is the one that is named above
            named = (one for one in _NAME.findall(self.above) if one.split()[0].lower().endswith(name.lower()))
            name = next(named, name)
        return self.draft.body(capital(name), BodyKind(self.lexicon.kind_of_body(name)), span)

    def _awaits(self, said: _Said) -> list[Await]:
        found = []
        for wait in said.claim.waits:
            one_of = "valg" if wait.one_of and len(said.claim.waits) > 1 else None
            if wait.number and self.draft.has(wait.number):
                if wait.number not in said.claim.numbers:
                    found.append(Await(recommendation=wait.number, outcome=wait.outcome, one_of=one_of))
                continue
            found.append(Await(event=self._event(wait, said), one_of=one_of))
        return found

    def _event(self, wait: Wait, said: _Said) -> str:
        known = self._events.get(id(wait))
        if known is not None:
            return known
        title = capital(wait.words) or self._called(wait.number)
        if wait.number:
            self.draft.find("awaited-not-read.event", said.claim.numbers[0], said.span, said.words, number=wait.number)
        elif wait.is_anaphoric or not _is_specific(wait.words):
            title = f"{title} ({self.noun} {', '.join(said.claim.numbers)})"
        span = said.span
        self._events[id(wait)] = found = self.draft.event(title, EventKind(wait.kind), span, said.words)
        return found

    def _emit_promise_of_events(self, said: _Said) -> None:
        events = [self._events[id(one)] for one in said.claim.waits if id(one) in self._events]
        if events and said.claim.expected is not None:
            words = said.words
            self.draft.state(
                (),
                said.span,
                words,
                events=tuple(dict.fromkeys(events)),
                expected=said.claim.expected,
                text=capital(words[:2000]),
            )

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
        for numbers, other, said in self.homes:
            about = [one for one in numbers if self.draft.has(one)]
            if other in held and self.draft.has(other) and about:
                self.draft.state(
                    about, said.span, said.words, section=self._cited(said.section), is_inferred=True,
                    awaits=[Await(recommendation=other, outcome=Outcome.START)], text=capital(said.words[:2000]),
                )  # fmt: skip

    def _follow_results(self) -> None:
        """A recommendation that follows up the results of another awaits it."""
        for _, items in self.members:
            for place, item in enumerate(items):
                found = _RESULTS.search(item.title)
                if found is None:
                    continue
                stem = (found[1] or found[2]).lower()[:-3]
                for other in items[:place]:
                    if len(stem) > 6 and stem in other.title.lower() and other.number != item.number:
                        self.draft.state(
                            [item.number],
                            item.block.whole,
                            item.title,
                            is_inferred=True,
                            awaits=[Await(recommendation=other.number)],
                        )
                        break


_SEE = re.compile(
    r"\b(?:se|jf\.?|jævnfør|ligesom (?:ved|for)|samme status som|som|se også)\s*(?:evt\.\s*)?(?:status\s*)?"
    r"(?:for|ved|vedr\.|under|ovenfor|nedenfor|,|\s)*$"
)
_CLOSED = (Status.COMPLETED, Status.CANCELLED)
_MISSED = frozenset((*STATUS, "waiting"))
_REFUSED = re.compile(
    r"\b(?:[Ff]orslaget|[Ii]ndstillingen|[Aa]nmodningen)\b.{0,40}\bikke\b|\bikke\b.{0,40}\b(?:forslaget|indstillingen)\b"
)
_IN_BRACKETS = re.compile(r"\s*\(([^()]{3,60})\)$")
_DIGIT = re.compile(r"\d")
_JF = re.compile(r"\bjf\.?\s*(?:ovenfor|nedenfor)?\s*(?:vedr\.|for)?\s*$")
_HOME = re.compile(r"\b(?:forankret|placeret|indgår|ligger|varetages|løftes)\b")
_RESULTS = re.compile(
    r"følge[rs]? op på\s+(?:(\w{6,}?)s resultat|.*?resultat\w* (?:af|fra)\s+(?:den |det |de )?(\w{6,}))", re.IGNORECASE
)


def _foreign(kind: PlanKind) -> re.Pattern[str]:
    """What says that a number is of another document than the plan."""
    names = [
        "sundhedsaftale",
        "praksisplan",
        "nærsundhedsplan",
        "kræftplan",
        "psykiatriplan",
        "sundhedsplan",
        "specialeplan",
        "demenshandlingsplan",
        "kvalitetsplan",
        "overenskomst",
        "budgetaftale",
    ]
    own = {
        PlanKind.PRACTICE_PLAN: "praksisplan",
        PlanKind.HEALTH_AGREEMENT: "sundhedsaftale",
        PlanKind.LOCAL_HEALTH_PLAN: "nærsundhedsplan",
    }
    words = "|".join(one for one in names if one != own.get(kind))
    return re.compile(
        rf"(?:{words})(?:en|n|et)?s\s+\n|\n\s*\(?(?:i|fra|under|af)\s+(?:den\s+|det\s+|de\s+)?(?:\w+\s+)?(?:{words}|tidligere|forrige|gamle)",
        re.IGNORECASE,
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
