"""Reasons in both languages, with numbers, days and names written as each language writes them."""

from __future__ import annotations

import datetime
from enum import Enum
from fractions import Fraction

from praksisplan.capacity.parameters import exact_text, number_text
from praksisplan.capacity.ruling import Reason
from praksisplan.errors import Fault, PlanError, shown
from praksisplan.vocabulary import day_words, label

__all__ = ["lacking", "not_negative", "reason"]

_Told = Fraction | int | datetime.date | Enum | str


def _words(value: _Told, lang: str) -> str:
    if isinstance(value, datetime.date):
        return day_words(value, lang)
    if isinstance(value, Enum):
        return label(value, lang)
    if isinstance(value, str):
        return value
    is_hidden = value != 0 and number_text(value) in ("0", "-0")  # what is little is not told as nothing
    return exact_text(Fraction(value), lang) if is_hidden else number_text(value, lang)


def reason(code: str, danish: str, english: str, /, **values: _Told) -> Reason:
    """A reason with its values put in by name, as each language writes them.

    >>> reason("cap", "loftet er {cap} kr.", "the cap is {cap} kr.", cap=1095927).text("en")
    'the cap is 1,095,927 kr.'
    """

    def told(text: str, lang: str) -> str:
        return text.format(**{name: _words(value, lang) for name, value in values.items()})

    return Reason(code, told(danish, "da"), told(english, "en"))


def lacking(fact: str, danish: str, english: str) -> Reason:
    """The reason of a ruling that cannot be given because a fact is not known.

    >>> lacking("turnover", "omsætningen", "the turnover").danish
    'omsætningen mangler'
    """
    return Reason(f"missing:{fact}", f"{danish} mangler", f"{english} is missing")


def not_negative(**facts: Fraction | int | None) -> None:
    """Refuse facts below 0; what is not known passes. Raises one `PlanError` with every fault."""
    faults = [
        Fault(
            "bad-number",
            name,
            f"expected a number of at least 0, found {shown(str(value))}",
            f"der skulle stå et tal på mindst 0, her står {shown(str(value))}",
        )
        for name, value in facts.items()
        if value is not None and value < 0
    ]
    if faults:
        raise PlanError(*faults)
