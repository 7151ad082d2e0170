"""The answer to a question of practice capacity: a verdict, why, and by which law."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from fractions import Fraction

import attrs

from praksisplan.answers.words import day_words
from praksisplan.capacity.arguments import checked_call
from praksisplan.capacity.parameters import LegalSource, Unknown, Used
from praksisplan.capacity.phrases import phrase
from praksisplan.periods import as_day
from praksisplan.terms import Verdict
from praksisplan.text import language

__all__ = ["Reason", "Ruling", "missing", "ruling"]


@checked_call
@attrs.frozen
class Reason:
    """One reason of a ruling, in both languages; ``code`` is its name. Danish: *begrundelse*."""

    code: str
    danish: str
    english: str

    def text(self, lang: str = "da") -> str:
        """The reason in words."""
        return self.english if language(lang) else self.danish


_HOW_MUCH = ("part_time_cap", "three_hour_cap", "cap_after_drawing", "room_for_new_owners")
"""The questions that ask how much, not whether."""


@checked_call
@attrs.frozen
class Ruling:
    """Whether something may be done, or holds, on a day. Danish: *afgørelse*.

    ``question`` is the name of the function that was asked. ``reasons`` say why, the decisive one first; an unknown
    ruling says what is missing. ``parameters`` are the figures that were used, ``citations`` where the rule is written.
    Where the question has an answer beside the verdict, it is an exact ``amount`` (in ``unit``) or a ``day``.

    >>> from fractions import Fraction
    >>> ok = LegalSource("Overenskomst om almen praksis", "§ 24, stk. 2")
    >>> why = (Reason("half", "2 af 4 kapaciteter er besat med ansatte", "2 of 4 capacities are filled by hired"),)
    >>> print(ruling("hiring", datetime.date(2024, 1, 1), Verdict.YES, why, citations=(ok,)))
    Ja: 2 af 4 kapaciteter er besat med ansatte (Overenskomst om almen praksis, § 24, stk. 2).
    """

    question: str
    on: datetime.date
    verdict: Verdict
    reasons: tuple[Reason, ...]
    parameters: tuple[Used, ...] = ()
    citations: tuple[LegalSource, ...] = ()
    amount: Fraction | None = None
    unit: str = ""
    day: datetime.date | None = None

    @property
    def own_parameters(self) -> tuple[Used, ...]:
        """The figures that the caller laid over the shipped ones."""
        return tuple(one for one in self.parameters if one.is_own)

    def text(self, lang: str = "da") -> str:
        """A sentence for a letter: the verdict, the reasons, where it is written, and which figures were one's own.

        The answer to a question of how much has no verdict before it.
        """
        words = "; ".join(reason.text(lang) for reason in self.reasons)
        if self.verdict is not Verdict.YES or self.question not in _HOW_MUCH:
            words = f"{self.verdict.label(lang)}: {words}"
        written = "; ".join(dict.fromkeys(map(str, self.citations)))
        words += f" ({written})" if written else ""
        own = [
            f"{one.label(lang)} {phrase('since', lang)} {day_words(one.dated.since, lang)}"
            for one in self.own_parameters
        ]
        words += f"; {phrase('own_figures', lang)}: {'; '.join(own)}" if own else ""
        return words[:1].upper() + words[1:] + "."

    def __str__(self) -> str:
        return self.text()


def ruling(
    question: str,
    on: datetime.date,
    verdict: Verdict,
    reasons: Iterable[Reason],
    *,
    parameters: Iterable[Used] = (),
    citations: Iterable[LegalSource] = (),
    amount: Fraction | None = None,
    unit: str = "",
    day: datetime.date | None = None,
) -> Ruling:
    """A ruling; the sources of its figures are cited before others."""
    on, used = as_day(on, "on"), tuple(parameters)
    cited = tuple(dict.fromkeys([*(one.dated.source for one in used), *citations]))
    exact = None if amount is None else Fraction(amount)
    return Ruling(question, on, verdict, tuple(reasons), used, cited, exact, unit, day)


def missing(
    question: str,
    on: datetime.date,
    *what: Unknown | Reason,
    parameters: Iterable[Used] = (),
    citations: Iterable[LegalSource] = (),
) -> Ruling:
    """A ruling that cannot be given: it says what is missing."""
    reasons = [
        Reason(f"unknown:{one.name}", one.danish, one.english) if isinstance(one, Unknown) else one for one in what
    ]
    return ruling(question, on, Verdict.UNKNOWN, reasons, parameters=parameters, citations=citations)
