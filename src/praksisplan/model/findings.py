"""Findings: doubts about a plan as data, never as exceptions."""

from __future__ import annotations

from typing import Any

import attrs

from praksisplan.errors import told
from praksisplan.fields import Several, checked
from praksisplan.messages import FINDINGS
from praksisplan.model.sources import Citation
from praksisplan.terms import Term
from praksisplan.text import clean_text, in_words_of, language


class Severity(Term):
    """The severity of a finding. Danish: *alvor*."""

    ERROR = "error", "fejl", "error"
    """*fejl*: the plan contradicts itself; an answer about the subject may be wrong"""
    WARNING = "warning", "advarsel", "warning"
    """*advarsel*: somebody should look at it"""
    NOTE = "note", "notits", "note"
    """*notits*: true, and worth knowing"""


@checked
class Finding:
    """A problem, doubt or remark about a plan. Danish: *bemærkning*.

    ``code`` is its name, ``subject`` the number or id that it is about, and ``danish`` and ``english`` are its text.
    """

    code: str = attrs.field(converter=clean_text)
    severity: Severity = attrs.field(converter=Severity)
    subject: str = attrs.field(converter=clean_text)
    danish: str = attrs.field(converter=clean_text)
    english: str = attrs.field(converter=clean_text)
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=Several[Citation])

    def text(self, lang: str = "da") -> str:
        """The text in ``"da"`` or ``"en"``."""
        return in_words_of(lang, self.english if language(lang) else self.danish)

    def __str__(self) -> str:
        return f"{self.subject}: {self.danish} [{self.code}]"


def finding(code: str, subject: str, citations: tuple[Citation, ...] = (), /, **fields: Any) -> Finding:
    """The finding of a code in the catalogue (`praksisplan.messages`), with the values of the fields of its sentences.

    >>> print(finding("fact-without-citation", "28"))
    28: Der er ikke angivet nogen kilde. [fact-without-citation]
    """
    severity, *sentences = FINDINGS[code]
    danish, english = told((sentences[0], sentences[1]), fields)
    return Finding(code.partition(".")[0], Severity(severity), subject, danish, english, citations)
