"""Lines -> blocks (headings, items, paragraphs) and sentences, each with its place in the document."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

import attrs

from praksisplan.reading.prose.lexicon import Lexicon
from praksisplan.reading.written import Line, Span

_TERMINAL = re.compile(r"(?<![.:;!?])[.:;!?]++[\"”»)\]]{0,4}$")
_BULLET = re.compile(r"\s*(?:[•●▪■◦‣∙·*+\uf0b7\uf0a7o–—-])\s+(?=\S)")
_PAGE = re.compile(r"\s*(?:side\s*)?\d{1,4}(?:\s*(?:af|/)\s*\d{1,4})?\s*", re.IGNORECASE)
_MARKED = re.compile(r"\s*#{1,6}\s+(?=\S)")
_NUMBERED = re.compile(r"\s*\(?\d{1,3}(?:\.\d{1,3}){0,4}[a-zæøå]?[.):]?\s+(?=\S)")
_LABEL = re.compile(r"\s*[^\W\d_][^.:;!?\n]{0,40}:(?:\s|$)")


Check = Callable[[str], object]
"""Tells whether a line has a certain form."""


@attrs.frozen(eq=False)
class Block:
    """Lines that belong together: a heading, an item of a list or a paragraph. Its text is that of its lines."""

    text: str
    lines: tuple[Line, ...]
    starts: tuple[int, ...]
    """Where the text of each line begins in the text."""

    offsets: tuple[int, ...]
    """The column of each line at which that text begins, from 0."""

    is_item: bool = False
    """Whether it has the mark of a list."""

    is_marked: bool = False
    """Whether the document marks it as a heading."""

    def span(self, start: int, end: int) -> Span:
        """The place of a part of the text."""
        first, last = self._line(start), self._line(max(start, end - 1))
        one, other = self.lines[first].span, self.lines[last].span
        # a cell of a Markdown table begins within its line
        column = start - self.starts[first] + self.offsets[first] + (one.column or 1)
        last_column = end - self.starts[last] + self.offsets[last] + (other.column or 1) - 1
        return Span(one.line, other.line, column, last_column, one.page, one.sheet, one.cell)

    @property
    def whole(self) -> Span:
        """The place of the whole block, from the first column of its first line."""
        return attrs.evolve(self.span(0, len(self.text)), column=1, last_column=len(self.lines[-1].text))

    def _line(self, place: int) -> int:
        return max(0, bisect_right(self.starts, place) - 1)


def joined(lines: list[Line], *, is_item: bool, is_marked: bool) -> Block:
    """The lines as one text; a word that is cut at the end of a line is put together again."""
    pieces: list[str] = []
    starts, offsets, length, before = [], [], 0, ""
    for place, line in enumerate(lines):
        mark = (_MARKED if is_marked else _BULLET).match(line.text) if place == 0 and (is_item or is_marked) else None
        offset = mark.end() if mark else 0
        words = line.text[offset:].replace("*", " ")
        offset += len(words) - len(words.lstrip())
        words = words.strip()
        if place and _is_cut(before, words):
            pieces[-1], length = pieces[-1][:-1], length - 1
        elif place:
            pieces.append(" ")
            length += 1
        starts.append(length)
        offsets.append(offset)
        pieces.append(words)
        length, before = length + len(words), words
    return Block("".join(pieces), tuple(lines), tuple(starts), tuple(offsets), is_item, is_marked)


def _is_cut(before: str, words: str) -> bool:
    """Whether a word is cut at the end of a line; 'svangre- og børneområdet' is not."""
    if not before.endswith("-"):
        return False
    is_hyphen = before[-2:-1].isalpha() and words[:1].islower()
    return is_hyphen and words.split(maxsplit=1)[0] not in ("og", "eller", "samt")


class Layout:
    """How the lines of a document are set: what separates paragraphs, and how wide its lines are."""

    def __init__(self, lines: list[Line], texts: list[str]) -> None:
        lengths = sorted(len(text) for text in texts if text)
        self.width = lengths[len(lengths) * 9 // 10] if lengths else 0
        is_of_paragraphs = any(line.style and not line.style.lower().startswith("heading") for line in lines)
        self.is_unwrapped = is_of_paragraphs or (bool(lengths) and lengths[-1] > _WIDEST)
        self.gap = 2 if _is_double_spaced(lines, texts) else 1

    def is_short(self, text: str) -> bool:
        """Whether a line ends before the margin, so that it may be a heading."""
        return len(text) < max(40, 0.75 * self.width)

    def begins(self, line: Line, text: str, held: list[Line], before: str, gap: int) -> bool:
        """Whether a line begins a block by how it is set; ``before`` is the text of the line before it."""
        is_small = text[0].islower()
        is_ended = before[-1] in _STOPS and _TERMINAL.search(before) is not None
        if is_small and before[-1] == "-":
            return False
        if before[-1] == ":" or self.is_unwrapped or gap > self.gap or (gap == self.gap and (is_ended or not is_small)):
            return True
        if is_small:
            return False
        is_short = self.is_short(before)
        if is_ended and ((gap == 0 and self.gap > 1) or is_short or _LABEL.match(text)):
            return True
        if _NUMBERED.match(text):
            return is_ended or is_short or (gap == 0 and line.text[:1] == " ")
        return not is_ended and ((len(held) == 1 and is_short) or _NUMBERED.match(held[0].text) is not None)


_STOPS = frozenset('.:;!?"”»)]')

_WIDEST = 200
"""The signs of the widest line that may be wrapped; where one is wider, each line is a paragraph."""


def _is_double_spaced(lines: list[Line], texts: list[str]) -> bool:
    """Whether a blank line follows every line, so that more of them separate paragraphs."""
    apart = continued = 0
    filled = [(line.span.line or 0, text) for line, text in zip(lines, texts) if text]
    for (place, before), (following, text) in itertools.pairwise(filled):
        if following == place + 2:
            apart += 1
            continued += text[0].islower() and before[-1] not in _STOPS
    return apart > 0 and continued > 0.3 * apart


def blocks_of(lines: Iterable[Line], opens: Check, closes: Check) -> list[Block]:
    """The blocks of a document; ``opens`` matches a line that begins a numbered item, ``closes`` one that ends it."""
    listed = list(lines)
    texts = [line.text.strip() for line in listed]
    layout = Layout(listed, texts)
    found: list[tuple[list[Line], bool, bool]] = []
    before, gap, last = "", 0, 0
    for line, text in zip(listed, texts):
        gap += max(0, (line.span.line or last + 1) - last - 1)
        last = line.span.line or last + 1
        if not text or (text[-1].isdecimal() and (gap or not found) and _PAGE.fullmatch(text)):
            gap += not text or not gap
            continue
        is_marked = text[0] == "#" or line.style.lower().startswith(("heading", "overskrift", "title"))
        is_item = (not text[0].isalnum() and bool(_BULLET.match(text))) or line.style.lower().startswith("list")
        if (
            (is_marked or is_item or not found or found[-1][2])
            or layout.begins(line, text, found[-1][0], before, gap)
            or ((not text[0].islower() or text[1:2] == ")") and opens(text))
            or closes(before)
        ):
            found.append(([], is_item, is_marked))
        found[-1][0].append(line)
        before, gap = text, 0
    return [joined(held, is_item=is_item, is_marked=is_marked) for held, is_item, is_marked in found]


_STOP = r"(?<![.!?])[.!?]++[\"”»)\]]{0,4}\s++(?=[\"”«»(\[–-]{0,4}\s?[A-ZÆØÅ0-9])|;\s++"
_END = re.compile(rf"(?=[.!?;])(?:{_STOP})")
_END_OR_DASH = re.compile(rf"(?=[.!?;\s])(?:{_STOP}|(?<!\s)\s++[–—]\s++(?=[A-ZÆØÅ]))")
_LAST_WORD = re.compile(r"([^\s(]+?)\.?$")
_LONGEST = 800
"""Signs of a sentence; what is longer is read in pieces, so that the time is linear."""

_ORDINAL = re.compile(r"(?:^|[\s(])\d{1,3}\.$")
_AFTER_ORDINAL = re.compile(r"\s*(?:kvartal|halvår|[jfmasond][a-zæøå]+\s|\d)")


def sentences(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text begin and end. An abbreviation ends none; some are split where a stop was lost."""
    start = 0
    for end in (_END_OR_DASH if "–" in text or "—" in text else _END).finditer(text):
        mark = end.group().rstrip()
        if mark != "." or not _is_inside(text, start, end, lexicon):
            yield from _at_lost_stops(text, start, end.start() + len(mark), lexicon)
            start = end.end()
    yield from _at_lost_stops(text, start, len(text), lexicon)


def _is_inside(text: str, start: int, stop: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether a full stop stands behind an abbreviation, a letter or the number of a day: 'd. 3. maj'."""
    found = _LAST_WORD.search(text, max(start, stop.start() - 24), stop.start() + 1)
    word = found[1].lower() if found else ""
    if word.isdecimal():
        return len(word) <= 2 and _AFTER_ORDINAL.match(text, stop.end()) is not None
    return word in lexicon.sets["abbreviations"] or (len(word) == 1 and word.isalpha())


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence as it is or, where it is very long, in pieces that end at a blank."""
    while end - start > _LONGEST:
        blank = text.rfind(" ", start + 1, start + _LONGEST)
        stop = blank if blank > 0 else start + _LONGEST
        yield start, stop
        start = stop
    if text[start:end].strip():
        yield start, end


def _at_lost_stops(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    for found in lexicon.lost_stop.finditer(text, start + 1, end):
        if text[start : found.start()].strip():
            yield from _cut(text, start, found.start())
            start = found.end() - len(found.group().strip())
    yield from _cut(text, start, end)
