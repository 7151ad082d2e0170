"""The structure of a document: its sections, the headings that group items, and the items that it numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import attrs

from praksisplan.model import EntryReason, Status
from praksisplan.periods import Period
from praksisplan.reading.prose.blocks import Block, joined
from praksisplan.reading.prose.dates import Dates
from praksisplan.reading.prose.lexicon import STATUS, Lexicon
from praksisplan.reading.prose.numbers import LETTERS, NUMBER, References, letters_of, numbers_of, plain
from praksisplan.reading.written import Line

_SECTION = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})[.)]?\s+(?=\S)(.*)", re.DOTALL)
_ENDS = re.compile(r"[.;:,!?]$")
_NEGATIVE = re.compile(r"(?:der\s+(?:er|var|indgår)\s+)?(?:ingen|ikke\s+nogen)\b", re.IGNORECASE)
_LONGEST_HEADING = 140
_FEWEST = 2
"""So many headings must have a status before headings are taken for items."""


@attrs.frozen(eq=False)
class Heading:
    """A heading of a section; ``number`` is empty where the document gives none."""

    number: str
    title: str
    block: Block


@attrs.frozen(eq=False)
class Group:
    """A heading over a list of items: why they are in the plan of the year, or their status."""

    block: Block
    reason: EntryReason | None
    status: Status | None
    is_negative: bool
    year: Period | None
    planned: Period | None
    names_items: bool


@attrs.frozen(eq=False)
class Item:
    """A numbered item with its title, which goes from the sign ``start`` to ``end``."""

    number: str
    title: str
    block: Block
    start: int
    end: int
    is_label: bool
    """Whether the number stands before the title, so that what follows is about the item."""

    also: tuple[str, ...] = ()
    """The other numbers of one title: 'Indsats 12-13: …'."""


@attrs.frozen(eq=False)
class Paragraph:
    """Text without a number of its own."""

    block: Block


Node = Heading | Group | Item | Paragraph


_NR = r"(?:(?:nr|nummer)\.?\s*)?"
_MARK = r"(?:[•●▪■‣∙·*\uf0b7\uf0a7–-]\s*|#{1,6}\s*|[a-zæøå]\)\s*)?\**\s*"
_BEHIND = re.compile(rf"\((?P<noun>[^\W\d_]+)\s*{_NR}(?P<number>{NUMBER})\)\s*[.;,:]?\s*$", re.IGNORECASE)
_BEFORE = re.compile(
    rf"{_MARK}(?P<noun>[A-ZÆØÅ][^\W\d_]+)\s*{_NR}(?P<number>{NUMBER})"
    rf"(?P<more>(?:(?:\s*[-–,]\s*|\s+(?:og|til)\s+){NUMBER}){{0,20}})(?![\w-])"
    r"(?:\s*[:–—|]\s*|\s+-\s+|\.\s+(?=[A-ZÆØÅ»\"”])|\s+(?=[A-ZÆØÅ»\"”])|\.?\**\s*$)"
)
_LED = re.compile(rf"{_MARK}(?P<noun>[A-ZÆØÅ][^\W\d_]+)\s*{_NR}{NUMBER}(?![\w-])")
_LETTERED = re.compile(rf"{_MARK}(?:([A-ZÆØÅ][^\W\d_]+)\s+)?(?P<number>{LETTERS}\d{{1,3}})(?!\w)")
_FAR = 40


class Grammar:
    """How a document numbers its items: by which nouns, before the title ('Indsats 3: …') or behind it."""

    def __init__(self, lines: Iterable[Line], lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        counts: Counter[str] = Counter()
        short = 0
        lettered: list[str] = []
        for text in (line.text.strip() for line in lines if _DIGIT.search(line.text)):
            short += _SHORT_LABEL.match(text) is not None
            if (led := _LETTERED.match(text)) is not None and (led[1] is None or led[1].lower() in lexicon.nouns):
                lettered.append(letters_of(led[2]))
            found = _behind(text) or _BEFORE.match(text)
            if found is not None and (noun := lexicon.nouns.get(found["noun"].lower())):
                counts[noun] += 1
        most = max(counts.values(), default=0)
        self.own = tuple(noun for noun, count in counts.items() if count * 4 >= most)
        self.has_short_labels = short >= _FEWEST and not self.own
        """Whether items are numbered by '(3)', '#3', 'nr. 3' or 'A3' alone."""

        self.letters = frozenset(lettered if len(lettered) >= _FEWEST else ())
        """The letters before the numbers of items."""

    def _owned(self, found: re.Match[str] | None) -> re.Match[str] | None:
        is_own = found is not None and self.lexicon.nouns.get(found["noun"].lower()) in self.own
        return found if is_own else None

    def behind(self, text: str) -> re.Match[str] | None:
        """The number in brackets at the end of a text."""
        return self._owned(_behind(text))

    def before(self, text: str) -> re.Match[str] | None:
        """The number with its noun at the beginning of a text, before a title."""
        return self._owned(_BEFORE.match(text))

    def opens(self, text: str) -> bool:
        """Whether a line begins an item, or has a label such as 'Status:'."""
        if ":" in text and (self.lexicon.labels.match(text) or _VALUE.match(text)):
            return True
        if not _DIGIT.search(text):
            return False
        is_item = _SHORT_LABEL.match(text) or self._owned(_LED.match(text))
        return is_item is not None or self.is_lettered(_LETTERED.match(text))

    def is_lettered(self, found: re.Match[str] | None) -> bool:
        """Whether a number that was found has the letters of the document's items."""
        return found is not None and letters_of(found["number"]) in self.letters

    def names_item(self, text: str) -> int | None:
        """The sign at which a text names items; ``None`` where it does not."""
        words = re.finditer(r"[^\W\d_]+", text.lower())
        return next((one.start() for one in words if one.group() in self.lexicon.nouns), None)


def _behind(text: str) -> re.Match[str] | None:
    return _BEHIND.search(text, max(0, len(text) - _FAR)) if ")" in text[-4:] else None


class Structure:
    """The nodes of a document, in its order."""

    def __init__(self, blocks: list[Block], grammar: Grammar, references: References, dates: Dates) -> None:
        self.blocks = blocks
        self.grammar = grammar
        self.lexicon = grammar.lexicon
        self.references = references
        self.dates = dates
        self.top = 0
        """The number of the last section."""

    def nodes(self) -> list[Node]:
        """The headings, groups, items and paragraphs."""
        found = list(self._nodes())
        return found if any(isinstance(one, Item) for one in found) else self._promoted(found)

    def _nodes(self) -> Iterator[Node]:
        group: Group | None = None
        last = ""
        blocks = iter(enumerate(self.blocks))
        for place, block in blocks:
            node = self._node(place, block, group, last)
            if isinstance(node, Item):
                last = node.number
                if not node.title and self._is_title(place + 1):
                    next(blocks)
                    node = _with_title(node, self.blocks[place + 1])
            elif isinstance(node, Group):
                group, last = node, ""
            elif isinstance(node, Heading):
                group, self.top = None, int(node.number.partition(".")[0] or self.top)
            elif not (block.is_item or _SECTION.match(block.text) or self.lexicon.labels.match(block.text)):
                group = None
            yield node

    def _node(self, place: int, block: Block, group: Group | None, last: str) -> Node:
        """What a block is; ``last`` is the number of the last item of the list."""
        if self.lexicon.labels.match(block.text):
            return Paragraph(block)
        item = None if self._is_next_section(place, block, last) else self._item(block, group)
        return item or self._group(block) or self._heading(place, block) or Paragraph(block)

    def _block(self, place: int) -> Block | None:
        return self.blocks[place] if place < len(self.blocks) else None

    def _is_next_section(self, place: int, block: Block, last: str) -> bool:
        """Whether a numbered line in or behind a list is the heading of the next section: its number does not go on."""
        numbered = _SECTION.fullmatch(block.text)
        if numbered is None or not numbered[1].isdecimal() or not last.isdecimal() or block.is_item:
            return False
        number = int(numbered[1])
        if number != self.top + 1 or self._heading(place, block) is None:
            return False
        following = self._block(place + 1)
        return number != int(last) + 1 or (following is not None and self._group(following) is not None)

    def _is_title(self, place: int) -> bool:
        """Whether a block is the title of the item whose number stands alone on the line before it."""
        block, following = self._block(place), self._block(place + 1)
        text = block.text if block else ""
        is_ended = _ENDS.search(text) is not None
        if is_ended and text.count(".") == 1 and following is not None:  # a title with a full stop, above a label
            is_ended = following.text.lower().rstrip(" :") not in self.lexicon.label_kinds
        is_short = 0 < len(text) <= _LONGEST_HEADING and text[0].isupper() and not is_ended
        return is_short and self.lexicon.labels.match(text) is None and self.grammar.before(text) is None

    def _promoted(self, nodes: list[Node]) -> list[Node]:
        """The nodes with the innermost numbered headings as items, where most of these have a status below them."""
        headings = [(place, one) for place, one in enumerate(nodes) if isinstance(one, Heading) and one.number]
        inner: dict[int, Heading] = {}
        told = 0
        for (place, heading), (following, after) in zip(headings, [*headings[1:], (len(nodes), None)]):
            if after is None or not after.number.startswith(f"{heading.number}."):
                inner[place] = heading
                below = (one.block for one in nodes[place + 1 : following] if isinstance(one, Paragraph))
                told += any(map(self._has_status, below))
        if len(inner) < _FEWEST or told < len(inner) / 2:
            return nodes
        return [_as_item(inner[place]) if place in inner else one for place, one in enumerate(nodes)]

    def _has_status(self, block: Block) -> bool:
        """Whether a paragraph says how the work stands: by a label, or by a sentence about *arbejdet*, *indsatsen*."""
        label = self.lexicon.labels.match(block.text)
        if label is not None and label.lastgroup == "status":
            return True
        words = self.lexicon.words(block.text[:_LONGEST_HEADING])
        tags = self.lexicon.tags(words)
        is_of_work = any((one.category, one.form) == ("work", "def") for one in tags)
        is_of_work = is_of_work or not self.lexicon.items.isdisjoint(words)
        return is_of_work and any(one.category in STATUS or one.category == "waiting" for one in tags)

    # --- items -------------------------------------------------------------------------------------------------------

    def _item(self, block: Block, group: Group | None) -> Item | None:
        text, grammar = block.text, self.grammar
        if (behind := grammar.behind(text)) is not None:
            title = text[: behind.start()].strip(" ,.")
            is_listed = group is not None or block.is_item or title[:3].lower() == "at "
            if title and (is_listed or not _is_prose(title)):
                return Item(plain(behind["number"]), title, block, 0, len(text), is_label=False)
        if (before := grammar.before(text)) is not None:
            number, *also = numbers_of(before["number"] + before["more"])
            return _labelled(block, number, before.end(), tuple(also))
        short = _SHORT_LABEL.match(text)
        is_listed = group is not None or block.is_item or grammar.has_short_labels
        if short is not None and (is_listed or grammar.is_lettered(short)):
            return _labelled(block, plain(short["number"]), short.end())
        if group is None or not group.names_items or group.is_negative:
            return None
        bare = _BARE_BEHIND.search(text, max(0, len(text) - _FAR)) if text[-1:] in ").;" else None
        if bare is not None and not _is_prose(text):
            return Item(bare[1].lower(), text[: bare.start()].strip(" ,."), block, 0, len(text), is_label=False)
        numbered = _LISTED.match(text)
        return None if numbered is None else _labelled(block, plain(numbered[1]), numbered.end())

    # --- groups ------------------------------------------------------------------------------------------------------

    def _group(self, block: Block) -> Group | None:
        text = block.text.strip("* ")
        lower = text.lower()
        is_negative = _NEGATIVE.match(text) is not None
        if len(text) > 200 or (text[-1:] == "." and not is_negative):
            return None
        if "(" not in text and self.references.find(text):
            return None
        item = self.grammar.names_item(lower)
        reason = next((reason for reason, phrases in self.lexicon.reasons if phrases.search(lower)), None)
        status = None
        if item is not None:
            status = self._status(lower) if reason is None else None
            if not is_negative and text[-1:] != ":" and _ENDS.search(text):
                return None
            is_headed = text[-1:] == ":" or lower.partition(" ")[0] in _PLURALS
            if reason is None and status is None and (item > 40 or not is_headed):
                return None
        elif reason is None or not _REASON_FIRST.match(lower):
            status = self._status(lower.rstrip(":"))
            if status is None or len(lower) > 40:
                return None
        year, planned = self._years_of(text, reason)
        names_items = item is not None or reason is not None
        if is_negative:
            reason = status = None
        return Group(block, reason, status, is_negative, year, planned, names_items)

    def _years_of(self, text: str, reason: EntryReason | None) -> tuple[Period | None, Period | None]:
        """The period that a heading is about, and the one its items come from: 'udskudt fra 2016 til 2017'."""
        found = self.dates.find(text)
        lower = text.lower()
        is_from = (lower.startswith("fra ", one.start) or _FROM.search(lower[: one.start]) for one in found)
        first = next((one for one, is_first in zip(found, is_from) if is_first), None)
        others = [one.period for one in found if one is not first and not _OF_PLAN.search(text, 0, one.start)]
        bare = [] if first is None else self.dates.find(re.sub(r"(?i)^fra\s+", "", first.period.text))
        is_last = reason is EntryReason.DEFERRED_IN and "til" in lower
        return others[-1 if is_last else 0] if others else None, bare[0].period if bare else None

    def _status(self, lower: str) -> Status | None:
        tags = self.lexicon.tags(self.lexicon.words(lower))
        for tag in tags:
            if tag.category == "waiting":
                return Status.AWAITING
            if tag.category in STATUS and tag.form in ("part", "word", "pres", "past"):
                if all(one.category != "negation" for one in tags):
                    return STATUS[tag.category]
                return Status.NOT_STARTED if tag.category == "ongoing" else None
        return None

    # --- headings ----------------------------------------------------------------------------------------------------

    def _heading(self, place: int, block: Block) -> Heading | None:
        text = block.text.strip("* ")
        if block.is_item or len(text) > _LONGEST_HEADING:
            return None
        named = self.lexicon.section_word.fullmatch(text)
        if named is not None and (text[:1].isupper()) and text[-1:] != ".":
            return Heading(named[1], named[2].strip(" :.–-"), block)
        numbered = _SECTION.fullmatch(text)
        if numbered is not None:
            title = numbered[2].strip()
            is_heading = title[:1].isupper() and not _ENDS.search(title)
            return Heading(numbered[1], title, block) if is_heading else None
        if block.is_marked:
            return Heading("", text, block)
        value = _VALUE.match(text)
        if value is not None and value[1].lower() not in self.lexicon.sets["sections"]:
            return None
        is_last = place + 1 == len(self.blocks) or self._is_date(text)
        if is_last or _ENDS.search(text) or not text[:1].isupper() or len(text) > 90 or text.count(" ") > 10:
            return None
        return Heading("", text, block)

    def _is_date(self, text: str) -> bool:
        return any(one.end - one.start >= len(text.strip()) for one in self.dates.find(text))


_REASON_FIRST = re.compile(r"(?:videreført|overført|udskudt|udsat|planlagt|nye|skal igangsættes|igangsættes|opstart)\b")
_SHORT_LABEL = re.compile(
    rf"(?:[a-zæøå]\)\s*)?(?:#\s*(?=\d)|[Nn]r\.?\s*(?=\d)|\((?=\d{{1,3}}[a-z]?\))|(?={LETTERS}\d))"
    rf"(?P<number>{NUMBER})\)?(?:\s*[:.–—]\s*|\s+-\s+|\s+)(?=[A-ZÆØÅ])"
)
_BARE_BEHIND = re.compile(r"\((?:nr\.?\s*)?(\d{1,3}[a-z]?)\)\s*[.;]?$", re.IGNORECASE)
_LISTED = re.compile(r"(\d{1,3}(?:\.\d{1,2}){0,2}[a-z]?)[.):]?\s+(?=[A-ZÆØÅa-zæøå])")
_TITLE_END = re.compile(
    r"(?<!\d)\.\s+(?=[A-ZÆØÅ])|\s+[–—-]\s+(?=(?:[Ss]tatus|er|[Ii]gang|[Aa]fvent|[Uu]dsk|[Aa]fslut)\b)|\.$|(?<=\w)\s+(?=Status\s*:)"
)


_SHORTENED = ("bl", "a.", "dr", "nr")
_DIGIT = re.compile(r"\d")
_VALUE = re.compile(r"([A-ZÆØÅ][a-zæøå]+):\s")
"""A word with what it is: 'Hvornår: forår 2025'."""


_FROM = re.compile(r"\bfra\s*$")
_OF_PLAN = re.compile(r"(?:plan|aftale)\w*\s+$", re.IGNORECASE)
_PLURALS = ("anbefalinger", "indsatser", "handlinger", "initiativer")


def _is_prose(text: str) -> bool:
    return text.count(" ") > 14 or ". " in text


def _labelled(block: Block, number: str, start: int, also: tuple[str, ...] = ()) -> Item:
    """An item whose title begins behind its number, and may end before what is said of it."""
    text = block.text
    ends = (one.start() for one in _TITLE_END.finditer(text, start))
    end = next((one for one in ends if one > start and text[one - 2 : one].lower() not in _SHORTENED), len(text))
    return Item(number, " ".join(text[start:end].split()).strip(" .:|–-"), block, start, end, is_label=True, also=also)


def _with_title(item: Item, block: Block) -> Item:
    """An item whose number stands alone, with the title of the line below."""
    both = joined([*item.block.lines, *block.lines], is_item=item.block.is_item, is_marked=item.block.is_marked)
    end = len(both.text)
    return attrs.evolve(item, title=block.text.rstrip("."), block=both, start=end - len(block.text), end=end)


def _as_item(heading: Heading) -> Item:
    text = heading.block.text
    start = max(0, text.find(heading.title))
    return Item(heading.number, heading.title, heading.block, start, len(text), is_label=True)
