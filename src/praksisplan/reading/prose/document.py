"""A document of prose -> the claims of its sentences, each with its place, and its sections and items in the draft."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

import attrs

from praksisplan.model import Outcome, PlanKind, Standing
from praksisplan.reading.about import LETTERHEAD, About
from praksisplan.reading.draft import Draft
from praksisplan.reading.prose.blocks import Block, blocks_of, sentences
from praksisplan.reading.prose.claims import read
from praksisplan.reading.prose.dates import NAMED_TIME, Dates
from praksisplan.reading.prose.lexicon import STATUS, Lexicon
from praksisplan.reading.prose.numbers import References
from praksisplan.reading.prose.sentence import FINITE, Claim, Context, Sentence
from praksisplan.reading.prose.structure import Grammar, Group, Heading, Item, Structure
from praksisplan.reading.written import Line, Span
from praksisplan.text import sentence as capital

_LONGEST_TITLE = 300
_TITLES = 4
"""So many of the first lines may be the title of the document."""

_FEW = 6
"""So many claims back a proposal may stand that is refused."""


@attrs.define(eq=False)
class Said:
    """A claim and where it stands."""

    claim: Claim
    block: Block
    start: int
    section: str
    group: Group | None

    @property
    def span(self) -> Span:
        return self.block.span(self.start + self.claim.start, self.start + self.claim.end)

    @property
    def words(self) -> str:
        return self.block.text[self.start + self.claim.start : self.start + self.claim.end]


class ProseReader:
    """Reads what one document of prose says, and its sections and items into a draft."""

    def __init__(self, lines: Sequence[Line], draft: Draft, about: About, lexicon: Lexicon) -> None:
        self.draft = draft
        self.about = about
        self.lexicon = lexicon
        grammar = Grammar(lines, lexicon)
        self.nouns = Counter(dict.fromkeys(grammar.own, len(lines)))
        self.references = References(lexicon, grammar.own, grammar.letters, _foreign(about.plan.kind, lexicon))
        self.dates = Dates(about.day)
        blocks = blocks_of(lines, grammar.opens, grammar.behind)
        self.nodes = Structure(blocks, grammar, self.references, self.dates).nodes()
        self.has_numbers = any(isinstance(one, Heading) and one.number for one in self.nodes)
        self.said: list[Said] = []
        self.copies: list[tuple[Said, str]] = []
        """Claims of numbers that only refer to another (*se ovenfor*), each with that other number."""

        self.homes: list[tuple[Said, str]] = []
        """Claims of numbers whose work belongs with that of another, each with that other number."""

        self.missed: list[tuple[Block, int, int, str]] = []
        self.members: dict[Group, list[Item]] = {}
        self.section = ""
        self.pending = ""
        """The kind of the label that stands alone on the line before."""

        self.group: Group | None = None
        self.context = Context()

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
        """Reads every heading, item and sentence in its order."""
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

    # --- structure ---------------------------------------------------------------------------------------------------

    def _heading(self, place: int, node: Heading) -> None:
        span, words = node.block.whole, node.block.text
        kind = "" if node.number else self.lexicon.label_kinds.get(node.title.lower().strip(" :"), "")
        if kind and self.context.numbers:
            self.pending = kind
            self.draft.fact(self.draft.plan.id, "heading", node.title, span, words)
            return
        self.context = Context()
        self.group = None
        if place < _TITLES and self.about.title and node.title.startswith(self.about.title[:40]):
            self.draft.fact(self.draft.plan.id, "title", self.about.title, span, words)
        elif node.number:
            self.section = node.number
            self.draft.section(node.number, node.title, span, words)
        elif not self.has_numbers and self._is_section(node):
            self.section = self.draft.section_called(node.title) or self.draft.free_section()
            self.draft.section(self.section, node.title, span, words, is_inferred=True)
        else:
            self.draft.fact(self.draft.plan.id, "heading", node.title, span, words)

    def _is_section(self, node: Heading) -> bool:
        """Whether a heading without a number is one of a section: not a date, nor a point of an agenda."""
        title = node.title.lower().strip(" :")
        if title.startswith(tuple(self.lexicon.table["no_section"]["beginnings"])):
            return False
        return node.block.is_marked or not (self.dates.find(title) or LETTERHEAD.fullmatch(node.title))

    def _group(self, node: Group) -> None:
        self.context = Context()
        self.group = node
        text = node.block.text
        field = "reason" if node.reason else "status" if node.status else "heading"
        value = node.reason or node.status or text
        self.draft.fact(self.draft.plan.id, field, value, node.block.whole, text)
        self.members[node] = []

    def in_section(self) -> str:
        """The section that an item belongs to; one without a title where the document has none before it."""
        if not self.section or not self.draft.has_section(self.section):
            self.section = self.section or "1"
            self.draft.section(self.section, "", Span(line=1), is_inferred=True)
        return self.section

    def _item(self, node: Item, run: list[Item]) -> None:
        if self._is_statement(node):
            node = attrs.evolve(node, title="", end=node.start)
        rest = node.end
        node, bracket = self._without_status(node)
        block = node.block
        title = capital(node.title[:_LONGEST_TITLE]) or self.called(node.number)
        span = block.span(0, node.end) if node.end < len(block.text) else block.whole
        own = (node.number, *node.also)
        listed = own if node.also else tuple(one.number for one in run)
        for one in own:
            self.draft.recommendation(one, title, self.in_section(), span, block.text[node.start : node.end])
        if self.group is not None:
            members = self.members[self.group]
            members += [] if self.group.is_negative else [attrs.evolve(node, number=one) for one in own]
            listed = tuple(one.number for one in members) or listed
        self.context = Context(() if len(run) > 1 else own, listed)
        if bracket:
            self.context = Context(own, listed)
            self._sentences(block, *bracket)
        if rest < len(block.text):
            self.context = Context(own, listed)
            self._paragraph(block, rest)

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
        """Whether the words after a number are a statement and no title: 'Indsats 3: Udskydes til 2026.'."""
        words = node.block.text[node.start : node.end + 1].strip()
        return (
            node.is_label
            and words[-1:] == "."
            and any(
                (one.first == 0 and (one.form in (*FINITE, "part") or one.category == "being"))
                or one.category in ("proposal", "decision")
                for one in self.lexicon.tags(self.lexicon.words(words))
            )
        )

    @property
    def noun(self) -> str:
        """What the document calls its items."""
        called = [noun for noun, _ in self.nouns.most_common(2) if noun]
        return called[0] if called else self.about.plan.kind.item.danish

    def called(self, number: str) -> str:
        """The title of an item that has none: 'Anbefaling 3'."""
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
        ends = [*(one.start() for one in labels), len(text)]
        self._sentences(block, start, ends[0])
        for label, end in zip(labels, ends[1:]):
            kind = str(label.lastgroup)
            self._value(kind, block, label.start(kind), label.end(), end)

    def _sentences(self, block: Block, start: int, end: int, label: int | None = None) -> None:
        """The sentences of a part of a block; the first one's claims begin at its label."""
        for first, last in sentences(block.text[start:end], self.lexicon):
            self._sentence(block, start + first, start + last, label)
            label = None

    def _sentence(self, block: Block, start: int, end: int, label: int | None) -> None:
        text = block.text[start:end]
        if "ikke" in text and _REFUSED.search(text):
            self._refuse(block)
        sentence = Sentence(text.rstrip(" .;"), self.lexicon, self.references, self.dates)
        claims = [] if self._says_nothing(sentence) else read(sentence, self.context)
        self.context.is_elsewhere |= "sundhedsaftale" in text.lower()
        for claim in claims:
            if label is not None:
                claim.start = label - start
            self._say(claim, block, start)
        self._look_up(sentence, block, start)
        for reference in sentence.references:
            self.nouns[reference.noun] += 1
            if reference.is_foreign:
                words = sentence.text[reference.start : reference.end]
                words += ")" * (words.count("(") - words.count(")"))
                place = block.span(start + reference.start, start + reference.end)
                self.draft.find("other-document", "", place, words, quoted=words)
        if sentence.own and sentence.own[0].start == 0:
            self._say(Claim(sentence.own[0].numbers, 0, len(sentence.text)), block, start)
        if not claims and _is_missed(sentence):
            self.missed.append((block, start, end, self.context.numbers[0] if self.context.numbers else ""))

    def _says_nothing(self, sentence: Sentence) -> bool:
        """Whether a sentence has neither a word of status nor a number: so no rule can take anything from it."""
        context = self.context
        is_told = any(one.category in (_TELLING_OF_WORK if context.numbers else _TELLING) for one in sentence.tags)
        if is_told or sentence.own or context.bare is not None or context.held:
            return False
        return not (context.numbers and (_DIGIT.search(sentence.text) or NAMED_TIME.search(sentence.text)))

    def _say(self, claim: Claim, block: Block, start: int) -> None:
        self.said.append(Said(claim, block, start, self.section, self.group))

    def _refuse(self, block: Block) -> None:
        """What the paragraph proposed last was not agreed to, and changes nothing."""
        proposed = (one.claim for one in islice(reversed(self.said), _FEW) if one.block is block)
        claim = next((one for one in proposed if one.fields.get("standing") is Standing.PROPOSED), None)
        if claim is not None:
            claim.fields = {}

    def _look_up(self, sentence: Sentence, block: Block, start: int) -> None:
        """References to what is said of another number: 'se ovenfor vedr. anbefaling 76', 'forankret … jf. 62'."""
        numbers = self.context.numbers
        for reference in sentence.own if numbers else ():
            other = next((one for one in reference.numbers if one not in numbers), None)
            if other is None:
                continue
            before = sentence.text[max(0, reference.start - 60) : reference.start].lower()
            said = Said(Claim(numbers, 0, len(sentence.text)), block, start, self.section, self.group)
            if _JF.search(before) and _HOME.search(sentence.text):
                self.homes.append((said, other))
            elif _SEE.search(before):
                self.copies.append((said, other))

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
            sentence = Sentence(f"afventer {text}", self.lexicon, self.references, self.dates)
            for one in read(sentence, attrs.evolve(self.context)):
                self._say(attrs.evolve(one, start=claim.start, end=claim.end), block, start)
            return
        elif periods and kind == "start":
            claim.fields["planned"] = periods[0].period
        elif periods and kind == "expected":
            claim.expected, claim.outcome = periods[-1].period, Outcome.COMPLETION
        else:
            return
        self._say(claim, block, start)


def _is_missed(sentence: Sentence) -> bool:
    """Whether a sentence has a word of status that nothing was made of."""
    return any(
        (one.category in STATUS or one.category == "waiting")
        and (
            (one.form in ("pres", "pass") and one.category not in ("ongoing", "completed"))
            or (one.form in ("part", "word") and sentence.any("being", one.first - 8, one.first))
        )
        for one in sentence.tags
    )


_SEE = re.compile(
    r"\b(?:se|jf\.?|jævnfør|ligesom (?:ved|for)|samme status som|som|se også)\s*(?:evt\.\s*)?(?:status\s*)?"
    r"(?:for|ved|vedr\.|under|ovenfor|nedenfor|,|\s)*$"
)
_REFUSED = re.compile(
    r"\b(?:[Ff]orslaget|[Ii]ndstillingen|[Aa]nmodningen)\b.{0,40}\bikke\b|\bikke\b.{0,40}\b(?:forslaget|indstillingen)\b"
)
_IN_BRACKETS = re.compile(r"\s*\(([^()]{3,60})\)$")
_TELLING = frozenset((*STATUS, "waiting", "merged", "replaced", "decision", "jointly", "delivered", "lasting"))
_TELLING_OF_WORK = _TELLING | {"begun", "lack"}
"""The categories of words without which a sentence says nothing of the status of work."""

_DIGIT = re.compile(r"\d")
_JF = re.compile(r"\bjf\.?\s*(?:ovenfor|nedenfor)?\s*(?:vedr\.|for)?\s*$")
_HOME = re.compile(r"\b(?:forankret|placeret|indgår|ligger|varetages|løftes)\b", re.IGNORECASE)


def _foreign(kind: PlanKind, lexicon: Lexicon) -> re.Pattern[str]:
    """What says that a number is of another document than the plan."""
    words = "|".join(one for one in lexicon.table["other_documents"]["nouns"] if one != kind.label())
    return re.compile(
        rf"(?:{words})(?:en|n|et)?s\s+\n|\n\s*\(?(?:i|fra|under|af)\s+(?:den\s+|det\s+|de\s+)?(?:\w+\s+)?(?:{words}|tidligere|forrige|gamle)",
        re.IGNORECASE,
    )
