"""Words of time written one way: small letters, single blanks, one dash, numbers for ordinals, no time of day."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from praksisplan.periods import words


class Spelling(NamedTuple):
    """The words in one spelling, and what was left out of it."""

    plain: str
    has_time: bool = False
    """Whether a time of day stood behind a date."""
    is_during_day: bool = False
    """Whether that time is another than midnight."""
    wrong_time: str = ""
    """A time of day that does not exist."""


_CLOCK = r"\d{1,2}(?:[:.]\d\d(?:[:.]\d\d(?:[.,]\d{1,9})?)?)?"
_EXACT_CLOCK = r"\d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,9})?)?"
_UNTIL_CLOCK = r" ?(?:-|til|og) ?"
_CLOCK_ENDS = r"(?=[ .]*(?:$|[,;)-]|til\b|og\b|den\b|d\.))"
_ZONE = rf"(?<=\d)((?:,? |t){_EXACT_CLOCK})(?: ?(?:z|utc|gmt)\b| ?\+[01]\d(?::?\d\d)?|-[01]\d:?\d\d)$"
"""A time of day with the time zone behind it; the day is the one that is written."""

_TIMES = (
    ("kl", rf"\b(?:fra )?kl(?:okken)?\b\.? ?{_CLOCK}(?:{_UNTIL_CLOCK}(?:kl\.? ?)?{_CLOCK})?{_CLOCK_ENDS}"),
    (":", rf"(?<=\d)(?:,? |t){_EXACT_CLOCK}(?:{_UNTIL_CLOCK}{_EXACT_CLOCK})?{_CLOCK_ENDS}"),
    (".", rf"(?<=\d{{4}}),? \d\d?\.\d\d(?:{_UNTIL_CLOCK}\d\d?\.\d\d)?{_CLOCK_ENDS}"),
)
"""A time of day, from the form that is surest to the one that is least sure: what it must have, regular expression."""

_PARTS_OF_DAY = (
    rf"(?<=dag),? {words.DAY_PARTS}\b",
    rf"(?<=\d{{4}}),? (?:om )?{words.DAY_PARTS}$",
    r"\bom (?:morgenen|formiddagen|middagen|eftermiddagen|aftenen|natten)\b",
)
_HAVE_PARTS = ("morgen", "dag", "aften", "nat")

_STEPS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (tuple(';:()[]"»«”“„'), r"[\s;:()\[\]\"»«”“„]+", " "),  # blanks, and what only separates
    (tuple("'’‘´`"), r"['’‘´`](?=\d\d\b)", ""),  # '17
    (("med.",), r"(?<!og )\bmed\.(?= ?[\w-])", "medio"),  # 'med' without a dot is 'with'
    (("prim",), r"\bprim\b", "primo"),
    (("ult",), r"\bult\b", "ultimo"),
    ((), r"(?<=\d)(?=[a-zæøå])|(?<=[a-zæøå])(?=\d)", " "),  # 1.kvartal2017, Q1
    (("i.",), r"\bi\. ?(?=kvart|halvår|tertial)", "1 "),  # I. kvartal
    (
        ("jul",),
        r"\bjul\b(?:\.|(?= ?[-/]))|(?<=\d )jul\b|(?<=\d\. )jul\b|(?<=-)jul\b|(?<=- )jul\b",
        "juli",
    ),  # not Christmas
    ((".",), r"(?<=\d)\. ?(?=[a-zæøå/,-]|$)|(?<=[a-zæøå])\.", " "),  # dots of ordinals and of words cut short
    ((".",), r"(?<=\d) ?\. ?(?=\d)", "."),  # 1. 7. 2023
    (("u ",), r"\bu +(?=\d)", "uge "),
    (("årets ",), r"\b((?:kalender)?året)s (?:udgang|udløb|afslutning|slutning)\b", r"udgangen af \1"),
    (("årets ",), r"\b((?:kalender)?året)s (?:begyndelse|start)\b", r"begyndelsen af \1"),
    (("sidste ",), r"\bsidste (?=halvår\b|halve år|halvdel)", "2 "),
    (("sidste ",), r"\bsidste (?=kvart(?:al)?\b)", "4 "),
    (("iv",), r"\biv\b(?= ?-? ?\w* ?(?:kvart|tertial))", "4"),  # IV. kvartal
    (("iii",), r"\biii\b(?= ?-? ?\w* ?(?:kvart|tertial))", "3"),
    (("ii",), r"\bii\b(?= ?-? ?\w* ?(?:kvart|halvår|tertial))", "2"),
)
"""What is written one way before the words are read, in this order: signs or words one of which the text must have, a
regular expression, and what takes its place."""

_COUNTED = "|".join((*words.UNITS, *words.NUMBERS))
_NOT_COUNTED = rf" (?:\d+ (?:{_COUNTED})\b|(?:del|tredjedel|hverdag|\w+dag|{_COUNTED})\b)"
"""Before these words an ordinal stays a word: 'første del af' is a third, 'første mandag' no date."""


_DASHES = str.maketrans(dict.fromkeys("–—‒−‑‐", "-"))


def spelled(text: str) -> Spelling:
    """The words in one spelling. A comma is kept, between blanks, only where it may separate the members of a list."""
    plain = unicodedata.normalize("NFC", text).lower()
    plain = " ".join(plain.translate(_DASHES).split())
    if ":" in plain:
        plain = re.sub(_ZONE, r"\1", plain)
    times: list[str] = []
    for needed, pattern in _TIMES:
        if needed in plain:
            times += re.findall(pattern, plain)
            plain = re.sub(pattern, " ", plain)
    if any(part in plain for part in _HAVE_PARTS):
        for pattern in _PARTS_OF_DAY:
            plain = re.sub(pattern, " ", plain)
    if "," in plain:
        is_list = re.search(r",.* (?:og|samt|eller) ", plain)
        plain = re.sub(r" ?,", " , " if is_list else " ", plain)
    plain = " ".join(plain.split())
    for needs, pattern, instead in _STEPS:
        if not needs or any(one in plain for one in needs):
            plain = re.sub(pattern, instead, plain)
    if any(ordinal in plain for ordinal in words.ORDINALS):
        plain = re.sub(rf"[a-zæøå]+\b(?!{_NOT_COUNTED})", _ordinal, plain)
    plain = " ".join(plain.split()).strip(" .,!/")
    clocks = [clock for time in times for clock in re.findall(_CLOCK, time)]
    wrong = [clock for clock in clocks if not _exists(clock)]
    return Spelling(plain, bool(times), any(re.search("[1-9]", clock) for clock in clocks), "".join(wrong[:1]))


def _exists(clock: str) -> bool:
    hour, *smaller = re.findall(r"\d+", clock)[:3]
    return int(hour) <= 24 and all(int(one) <= 59 for one in smaller)


def _ordinal(found: re.Match[str]) -> str:
    number = words.ORDINALS.get(found.group())
    return found.group() if number is None else str(number)


def in_danish(text: str) -> str | None:
    """The Danish words for English ones; ``None`` where no English word is in it."""
    english = " ".join(text.lower().split())
    if _first_words().isdisjoint(re.findall(r"\w+", english)):
        return None
    danish = re.sub(_english(), lambda found: _dictionary()[found.group()], english)
    if danish == english:
        return None
    months = "|".join(words.MONTHS)
    danish = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", ".", danish)
    danish = re.sub(rf"(?<=\d\.) af (?={months})", " ", danish)  # 1st of May
    danish = re.sub(rf"\b({months}) (\d\d?)\b\.?,?(?= \d{{4}})", r"\2. \1", danish)  # May 1, 2026
    return re.sub(r"\bmedio-", "medio ", danish)


@cache
def _dictionary() -> dict[str, str]:
    months = zip((name.lower() for name in words.ENGLISH_MONTHS), words.MONTH_NAMES, strict=True)
    return words.ENGLISH | dict(months)


@cache
def _first_words() -> frozenset[str]:
    """The words with which English begins, those apart that are the same in Danish."""
    return frozenset(english.split()[0] for english, danish in _dictionary().items() if english != danish)


@cache
def _english() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(sorted(_dictionary(), key=len, reverse=True)) + r")\b")
