"""Doubt as data, never an exception."""

from __future__ import annotations

import attrs

from praksisplan.model.sources import Citation
from praksisplan.terms import Term
from praksisplan.text import language

__all__ = ["Finding", "Severity"]


class Severity(Term):
    """How much a finding weighs. Danish: *alvor*."""

    ERROR = "error", "fejl", "error"
    """*fejl*: the plan contradicts itself; an answer about the subject may be wrong"""
    WARNING = "warning", "advarsel", "warning"
    """*advarsel*: somebody should look at it"""
    NOTE = "note", "notits", "note"
    """*notits*: true, and worth knowing"""


@attrs.frozen
class Finding:
    """One thing that a check or an answer has to say of a plan. Danish: *bemærkning*.

    ``code`` is its name, ``subject`` the number or id it is about, ``danish`` and ``english`` the text.
    """

    code: str
    severity: Severity
    subject: str
    danish: str
    english: str
    citations: tuple[Citation, ...] = ()

    def text(self, lang: str = "da") -> str:
        """The text in ``"da"`` or ``"en"``."""
        return self.english if language(lang) else self.danish

    def __str__(self) -> str:
        return f"{self.subject}: {self.danish} [{self.code}]"
