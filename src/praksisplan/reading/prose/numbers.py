"""References to numbered items: 'anbefaling 3', 'nr. 3-5', 'indsats 4.2', '#7'; those of other documents apart."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import attrs

from praksisplan.periods.words import MONTH_NAMES
from praksisplan.reading.prose.lexicon import Lexicon

LETTERS = r"(?-i:[A-ZÆØÅ]{1,3}[.-]?)"
"""What may stand before the digits of a number, as in A1 and KL-3."""

NUMBER = rf"{LETTERS}?\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}[a-zæøå]?"
"""The number of an item; years have four digits."""


def plain(number: str) -> str:
    """A number as plans keep it: with the capital letters before it, and a small letter behind it.

    >>> plain("A1"), plain("4.2"), plain("3A")
    ('A1', '4.2', '3a')
    """
    letters = letters_of(number)
    return letters + number[len(letters) :].lower()


def letters_of(number: str) -> str:
    """The letters before the digits of a number: those of A1 are 'A'."""
    return number[: next(place for place, sign in enumerate(number) if sign.isdecimal())]


_ONE = rf"{NUMBER}(?![\w%])(?!\.\s*(?:kvartal|halvår|{'|'.join(MONTH_NAMES)}))"
_BETWEEN = r"\s*(?:,\s*(?:og|samt)\s|,|\bog\b|\bsamt\b|\beller\b|&|/|[-–]|\btil\b)\s*"
_MOST = 200
"""Numbers of a range; a longer one is none."""

_RANGE = re.compile(r"[-–]|\btil\b")


@attrs.frozen(eq=False)
class Reference:
    """Numbers in a sentence, with where they stand. ``noun`` is what they are called; empty for 'nr. 3' and '#3'."""

    numbers: tuple[str, ...]
    start: int
    end: int
    noun: str
    is_foreign: bool


@attrs.frozen(eq=False)
class References:
    """Finds references; ``own`` are the nouns by which the document calls its own items.

    ``letters`` are those before the numbers of its items, which are references also without a noun: 'før A1 er færdig'.
    """

    lexicon: Lexicon
    own: Collection[str]
    letters: Collection[str]
    foreign: re.Pattern[str]

    def find(self, text: str) -> list[Reference]:
        """The references of a sentence, from left to right."""
        found: list[Reference] = []
        after = 0
        for digit in _DIGIT.finditer(text):
            place = digit.start()
            if place < after:
                continue
            start, noun = self._called(text[max(after, place - _FAR) : place])
            if start is None and letters_of(digit.group()) in self.letters:
                start = 0
            listed = None if start is None else _LIST.match(text, place)
            if listed is None or start is None:
                continue
            start, after = place - start, listed.end()
            is_foreign = bool(noun and self.own and noun not in self.own) or self._is_of_another(text, start, after)
            found.append(Reference(tuple(numbers_of(listed.group())), start, after, noun, is_foreign))
        return found

    def _called(self, before: str) -> tuple[int | None, str]:
        """How far before a number its noun or 'nr.' begins, and the noun; ``None`` for a number of something else."""
        rest = before.rstrip(" (")
        is_nr = rest.endswith("#")
        start, bare = len(rest) - is_nr, rest.rstrip(".#").rstrip()
        word = _last_word(bare)
        if not is_nr and word.lower() in _NUMBER_WORDS:
            is_nr, start = True, len(bare) - len(word)
            bare = bare[:start].rstrip(" .,")
            word = _last_word(bare)
        noun = self.lexicon.nouns.get(word.lower(), "") if is_nr or bare == rest else ""
        if noun:
            return len(before) - (len(bare) - len(word)), noun
        return (len(before) - start if is_nr and not _OTHER_NUMBER.fullmatch(word) else None), ""

    def _is_of_another(self, text: str, start: int, end: int) -> bool:
        """Whether the words say that the numbers are those of another document."""
        before, after = text[max(0, start - 40) : start], text[end : end + 60]
        return bool(self.foreign.search(before + "\n") or self.foreign.match("\n" + after))


def numbers_of(listed: str) -> Iterator[str]:
    """The single numbers of a list or range."""
    before, end = "", 0
    for found in _NUMBER.finditer(listed):
        number = plain(found.group())
        if number[0].isdecimal():
            number = letters_of(before or number) + number  # 'B5-7' is B5 to B7
        if before and _RANGE.search(listed, end, found.start()):
            yield from _between(before, number)
        yield number
        before, end = number, found.end()


_DIGIT = re.compile(rf"(?=[\dA-ZÆØÅ])(?:(?<![\w.,/-]){LETTERS}\d|(?<![\w.,/])\d|(?<=[a-zæøå])\d)")
_NR = r"(?:nr|nummer|numrene|numre)\.?\s*|#\s*"
_NUMBER = re.compile(_ONE)
_LIST = re.compile(
    rf"{_ONE}(?:(?:{_BETWEEN}|\s+(?:og|samt|eller)\s+[^\W\d_]+\s+)(?:{_NR})?{_ONE}){{0,60}}", re.IGNORECASE
)
_NUMBER_WORDS = frozenset(("nr", "nummer", "numrene", "numre"))
_FAR = 40


def _last_word(text: str) -> str:
    """The letters at the end of a text."""
    start = len(text)
    while start and text[start - 1].isalpha():
        start -= 1
    return text[start:]


_OTHER_NUMBER = re.compile(
    r"(?:lov|bekendtgørelse|bkg|cirkulære|sags?|journal|bilag|side|punkt|pkt|stk|afsnit|kapitel|tabel|figur"
    r"|dagsordenspunkt|referat|møde|uge|vejledning)(?:en|et|n)?",
    re.IGNORECASE,
)
"""What has numbers that are not those of items."""


def _between(first: str, last: str) -> Iterator[str]:
    """The numbers between two of one form: 3-5, 4.1-4.3, B5-B7."""
    low, high = _LAST.search(first), _LAST.search(last)
    if low is None or high is None or first[: low.start()] != last[: high.start()]:
        return
    if 0 < int(high[0]) - int(low[0]) <= _MOST:
        yield from (f"{first[: low.start()]}{one}" for one in range(int(low[0]) + 1, int(high[0])))


_LAST = re.compile(r"\d+$")
