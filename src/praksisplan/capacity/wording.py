"""Reasons in both languages, with numbers, days and names written as each language writes them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from fractions import Fraction

from praksisplan.answers.words import day_words
from praksisplan.capacity.parameters import exact_text, number_text
from praksisplan.capacity.ruling import Reason
from praksisplan.terms import Term

__all__ = ["lacking", "reason"]

_Told = Fraction | int | datetime.date | Term | str


def _words(value: _Told, lang: str, exact: bool) -> str:
    if isinstance(value, datetime.date):
        return day_words(value, lang)
    if isinstance(value, Term):
        return value.label(lang)
    if isinstance(value, str):
        return value
    return exact_text(Fraction(value), lang) if exact else number_text(value, lang)


def _hidden(values: Iterable[_Told]) -> set[Fraction]:
    """The numbers that rounding would tell as another of them, or as nothing; these are told in full."""
    numbers = {Fraction(value) for value in values if isinstance(value, (int, Fraction))} | {Fraction(0)}
    rounded: dict[str, list[Fraction]] = {}
    for number in numbers:
        rounded.setdefault(number_text(number), []).append(number)
    return {number for same in rounded.values() if len(same) > 1 for number in same}


_ONE = re.compile(r"(?<![\w.,])1 (åbne praksis|open practices|[a-zæøå]+)\b")
_SINGULAR = {
    "kapaciteter": "kapacitet",
    "indbyggere": "indbygger",
    "åbne praksis": "åben praksis",
    "ydernumre": "ydernummer",
    "timer": "time",
    "måneder": "måned",
    "speciallæger": "speciallæge",
    "kommuner": "kommune",
    "capacities": "capacity",
    "people": "person",
    "open practices": "open practice",
    "practices": "practice",
    "specialists": "specialist",
    "municipalities": "municipality",
    "licences": "licence",
    "hours": "hour",
    "months": "month",
    "years": "year",
}
"""The singular of nouns that stand after a number."""


def reason(code: str, danish: str, english: str, /, **values: _Told) -> Reason:
    """A reason with its values put in by name, as each language writes them.

    Numbers have two decimals at most, and all of them where two that differ would look alike.

    >>> reason("cap", "loftet er {cap} kr.", "the cap is {cap} kr.", cap=1095927).text("en")
    'the cap is 1,095,927 kr.'
    >>> reason("above", "{one} er over {other}", "{one} is above {other}", one=Fraction("30.001"), other=30).danish
    '30,001 er over 30'
    """
    hidden = _hidden(values.values())

    def told(text: str, lang: str) -> str:
        words = {name: _words(value, lang, value in hidden) for name, value in values.items()}
        return _ONE.sub(lambda found: f"1 {_SINGULAR.get(found[1], found[1])}", text.format(**words))

    return Reason(code, told(danish, "da"), told(english, "en"))


def lacking(fact: str, danish: str, english: str) -> Reason:
    """The reason of a ruling that cannot be given because a fact is not known.

    >>> lacking("turnover", "omsætningen", "the turnover").danish
    'omsætningen mangler'
    """
    return Reason(f"missing:{fact}", f"{danish} mangler", f"{english} is missing")
