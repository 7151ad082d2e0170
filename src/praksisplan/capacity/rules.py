"""The rules of practice capacity in time: in force, lapsed, or adopted and not yet in force."""

from __future__ import annotations

import datetime
import functools

import attrs

from praksisplan.capacity.arguments import checked_call
from praksisplan.capacity.figures import LegalSource, SourceGrade, read_law
from praksisplan.text import language

__all__ = ["LegalRule", "legal_rules"]


@checked_call
@attrs.frozen
class LegalRule:
    """A rule with its days of force. Danish: *regel*.

    ``whom`` are those whom it concerns, in Danish. It is in force from ``since`` until ``until``, that day excluded;
    ``until`` is ``None`` if no end is known. If ``is_start_known`` is false, ``since`` is only the first day on which a
    source shows it in force. ``lapsed_by`` is the act or agreement by which it ends.
    """

    id: str
    danish: str
    english: str
    whom: str
    since: datetime.date
    source: LegalSource
    grade: SourceGrade
    checked: datetime.date
    is_start_known: bool = True
    until: datetime.date | None = None
    lapsed_by: LegalSource | None = None
    note: str = ""

    def text(self, lang: str = "da") -> str:
        """The rule in words."""
        return self.english if language(lang) else self.danish


@functools.cache
def legal_rules() -> dict[str, LegalRule]:
    """The rules of ``law/rules.yaml`` by id."""
    rules: tuple[LegalRule, ...] = read_law("rules", tuple[LegalRule, ...])
    return {one.id: one for one in rules}
