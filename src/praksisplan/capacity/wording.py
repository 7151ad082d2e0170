"""Sentences with values in them: numbers, days and names as Danish and English write them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from fractions import Fraction

from praksisplan.answers.words import day_words
from praksisplan.terms import Term
from praksisplan.text import language, number_text

Worded = Fraction | int | datetime.date | Term | str | tuple[str, str]
"""A value that can be put into a sentence. Text is put in as it is; a pair is the words in Danish and English."""

_MOST_DECIMALS = 16


def exact_text(value: Fraction, lang: str = "da") -> str:
    """A number with all its decimals; a fraction where they do not end.

    >>> exact_text(Fraction("0.047")), exact_text(Fraction(7, 6)), exact_text(Fraction(1095927))
    ('0,047', '7/6', '1.095.927')
    """
    ends = [places for places in range(_MOST_DECIMALS) if (value * 10**places).denominator == 1]
    return number_text(value, lang, ends[0]) if ends else str(value)


def worded(sentence: tuple[str, str], values: dict[str, Worded]) -> tuple[str, str]:
    """A Danish and an English sentence with the values put in by name.

    Numbers have at most two decimals, and all of them where two different numbers would look alike. A number may have
    the noun that it counts, in the singular and the plural.

    >>> worded(("loftet er {cap} kr.", "the cap is {cap} kr."), {"cap": 1095927})
    ('loftet er 1.095.927 kr.', 'the cap is 1,095,927 kr.')
    >>> worded(("{one} er over {other}", "{one} is above {other}"), {"one": Fraction("30.001"), "other": 30})[0]
    '30,001 er over 30'
    >>> worded(("højst {hours:time|timer}", "at most {hours:hour|hours}"), {"hours": 1})
    ('højst 1 time', 'at most 1 hour')
    """
    alike = _alike(values.values())

    def filled(text: str, lang: str) -> str:
        words = {name: _words(value, lang, value in alike) for name, value in values.items()}
        return _TENTHS.sub(r"\g<0>0", text.format(**words))

    return filled(sentence[0], "da"), filled(sentence[1], "en")


class _Number(str):
    """A number in words, written with the noun that it counts as `praksisplan.text.Count` is."""

    __slots__ = ()

    def __format__(self, nouns: str) -> str:
        return f"{self} {nouns.split('|')[self != '1']}" if nouns else str(self)


def _words(value: Worded, lang: str, exact: bool) -> str:
    if isinstance(value, datetime.date):
        return day_words(value, lang)
    if isinstance(value, Term):
        return value.label(lang)
    if isinstance(value, tuple):
        return value[language(lang)]
    if isinstance(value, str):
        return value
    return _Number(exact_text(Fraction(value), lang) if exact else number_text(value, lang))


def _alike(values: Iterable[Worded]) -> set[Fraction]:
    """The numbers that rounding would turn into another of them, or into 0."""
    numbers = {Fraction(value) for value in values if isinstance(value, (int, Fraction))} | {Fraction(0)}
    rounded: dict[str, list[Fraction]] = {}
    for number in numbers:
        rounded.setdefault(number_text(number), []).append(number)
    return {number for same in rounded.values() if len(same) > 1 for number in same}


_TENTHS = re.compile(r"[.,][0-9](?= kr\.)")
"""Kroner with one decimal, which are written with two."""
