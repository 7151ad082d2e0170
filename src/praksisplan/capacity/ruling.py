"""The answer to a question of practice capacity: a verdict, why, and by which law."""

from __future__ import annotations

import datetime
from fractions import Fraction

from praksisplan.answers.words import day_words
from praksisplan.arguments import checked_class
from praksisplan.capacity.figures import Figure, LegalSource
from praksisplan.terms import Verdict
from praksisplan.text import language

__all__ = ["Reason", "Ruling"]


@checked_class
class Reason:
    """One reason of a ruling, in both languages; ``code`` is its name. Danish: *begrundelse*."""

    code: str
    danish: str
    english: str

    def text(self, lang: str = "da") -> str:
        """The reason in words."""
        return self.english if language(lang) else self.danish


@checked_class
class Ruling:
    """The answer to a question of practice capacity on a day. Danish: *afgørelse*.

    ``question`` is the name of the question. ``reasons`` explain the verdict, the decisive one first; those of an
    unknown ruling tell what is missing. ``figures`` are the figures used, and ``citations`` the sources of the figures
    and then of the rule. Some rulings have an exact ``amount`` (in ``unit``) or a ``day``. ``is_amount`` is true for a
    question of how much: its text has no *yes* before the amount.

    >>> ok = LegalSource("Overenskomst om almen praksis", "§ 24, stk. 2")
    >>> why = (Reason("half", "2 af 4 kapaciteter er besat med ansatte", "2 of 4 capacities are filled by employees"),)
    >>> print(Ruling("hiring", datetime.date(2024, 1, 1), Verdict.YES, why, citations=(ok,)))
    Ja: 2 af 4 kapaciteter er besat med ansatte (Overenskomst om almen praksis, § 24, stk. 2).
    """

    question: str
    on: datetime.date
    verdict: Verdict
    reasons: tuple[Reason, ...]
    figures: tuple[Figure, ...] = ()
    citations: tuple[LegalSource, ...] = ()
    amount: Fraction | None = None
    unit: str = ""
    day: datetime.date | None = None
    is_amount: bool = False

    @property
    def own_figures(self) -> tuple[Figure, ...]:
        """The figures that the caller supplied."""
        return tuple(one for one in self.figures if one.is_own)

    def text(self, lang: str = "da") -> str:
        """A sentence for a letter: the verdict, the reasons, the sources, and the figures that the caller supplied."""
        words = "; ".join(reason.text(lang) for reason in self.reasons)
        if self.verdict is not Verdict.YES or not self.is_amount:
            words = f"{self.verdict.label(lang)}: {words}"
        sources = "; ".join(dict.fromkeys(map(str, self.citations)))
        words += f" ({sources})" if sources else ""
        own_words, since = _OWN_FIGURES[language(lang)]
        own = [f"{one.label(lang)} ({since} {day_words(one.dated.since, lang)})" for one in self.own_figures]
        words += f"; {own_words}: {'; '.join(own)}" if own else ""
        return words[:1].upper() + words[1:] + "."

    def __str__(self) -> str:
        return self.text()


_OWN_FIGURES = (("med egne tal", "fra"), ("with your own figures", "from"))
