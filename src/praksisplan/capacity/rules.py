"""The rules of practice capacity in time: in force, lapsed, or adopted and not yet in force."""

from __future__ import annotations

import datetime
import functools
from typing import Any, ClassVar

import attrs

from praksisplan.answers import CODE, DAY, TEXT, Columns, Kind, Tabular
from praksisplan.answers.words import day_words
from praksisplan.arguments import checked_call, checked_class
from praksisplan.capacity.figures import LegalSource, SourceGrade, default_figures, legal_bases, read_law
from praksisplan.capacity.phrases import phrase
from praksisplan.capacity.spans import in_order
from praksisplan.terms import Term, Verdict
from praksisplan.text import language

__all__ = ["Concerned", "Force", "LawAt", "LawChanges", "LegalRule", "law_at", "law_changes", "legal_rules"]


class Force(Term):
    """Whether a rule is in force on a day. Danish: *gyldighed*."""

    IN_FORCE = "in_force", "gælder", "in force"
    LAPSED = "lapsed", "bortfaldet", "lapsed"
    ADOPTED = "adopted", "vedtaget, men gælder ikke endnu", "adopted and not yet in force"
    PROPOSED = "proposed", "fremsat; vedtagelsen er ikke set", "introduced; the adoption was not seen"


class Concerned(Term):
    """Those whom a rule concerns."""

    PRACTICES = "practices", "almen praksis", "general practices"
    PATIENTS = "patients", "patienter", "patients"
    REGIONS = "regions", "regioner", "regions"
    SPECIALISTS = "specialists", "speciallæger", "specialists"
    HEALTH_PERSONS = "health_persons", "autoriserede sundhedspersoner", "authorised health persons"
    PHYSIOTHERAPISTS = "physiotherapists", "fysioterapeuter", "physiotherapists"
    PSYCHOLOGISTS = "psychologists", "psykologer", "psychologists"
    PODIATRISTS = "podiatrists", "fodterapeuter", "podiatrists"
    CHIROPRACTORS = "chiropractors", "kiropraktorer", "chiropractors"


@checked_class
class LegalRule:
    """A rule with its days of force. Danish: *regel*.

    It is in force from ``since`` until ``until``, that day excluded; ``since`` is ``None`` if its first day is unknown,
    ``until`` if no end is known. If ``is_start_known`` is false, ``since`` is only the first day on which a source
    shows it in force. ``adopted`` is the day on which it was adopted, ``is_adopted`` true also where that day is
    unknown. ``lapsed_by`` is the act or agreement by which it ends. A rule with a ``figure`` of the library has its
    first day, source and grade from that figure where it has none of its own.
    """

    id: str
    whom: Concerned
    danish: str
    english: str
    figure: str = ""
    since: datetime.date | None = None
    is_start_known: bool = True
    until: datetime.date | None = None
    source: LegalSource | None = None
    grade: SourceGrade | None = None
    checked: datetime.date | None = None
    adopted: datetime.date | None = None
    is_adopted: bool = False
    lapsed_by: LegalSource | None = None
    note: str = ""
    note_english: str = ""

    def noted(self, lang: str = "da") -> str:
        """What is noted of it."""
        return (self.note, self.note_english)[language(lang)]

    def text(self, lang: str = "da") -> str:
        """The rule in words."""
        return self.english if language(lang) else self.danish

    def force(self, on: datetime.date) -> Force | None:
        """Whether it is in force on a day; ``None`` where nothing is known of it that day."""
        if self.until is not None and self.until <= on:
            return Force.LAPSED
        if self.since is not None and self.since <= on:
            return Force.IN_FORCE
        if self.is_adopted or (self.adopted is not None and self.adopted <= on):
            return Force.ADOPTED
        return Force.PROPOSED if self.since is None else None


@functools.cache
def legal_rules() -> dict[str, LegalRule]:
    """The rules of ``law/rules.yaml`` by id.

    >>> rule = legal_rules()["YN-MAX-OLD"]
    >>> str(rule.since), str(rule.until), rule.grade.value
    ('2018-01-01', '2025-07-01', 'b')
    """
    rules: tuple[LegalRule, ...] = read_law("rules", tuple[LegalRule, ...])
    return {one.id: _with_figure(one) if one.figure else one for one in rules}


def _with_figure(rule: LegalRule) -> LegalRule:
    """A rule with what its figure says of the first day, the source, and the end of its agreement or institution."""
    values = sorted(default_figures()[rule.figure].values, key=lambda dated: dated.since)
    first, last = values[0], values[-1]
    basis = legal_bases().get(last.belongs_to)
    basis = basis if basis and basis.ends_figures else None
    return attrs.evolve(
        rule,
        since=first.since,
        is_start_known=first.is_start_known,
        source=rule.source or last.source,
        grade=rule.grade or last.grade,
        checked=last.checked,
        until=rule.until or (basis.until if basis else None),
        lapsed_by=rule.lapsed_by or (basis.source if basis else None),
        note=rule.note or (basis.after_danish if basis else last.note),
        note_english=rule.note_english or (basis.after_english if basis else last.note_english),
    )


_CONTENT: Kind[LegalRule] = Kind({"": "text"}, lambda rule: (rule.danish,), LegalRule.text)
"""What a rule says, in the language of the reader."""
_NOTE: Kind[LegalRule] = Kind({"": "text"}, lambda rule: (rule.note,), LegalRule.noted)


@checked_class(repr=False)
class LawAt(Tabular):
    """The rules of a day: in force, lapsed, adopted or introduced. Danish: *gældende regler*."""

    on: datetime.date
    rules: tuple[LegalRule, ...]

    columns: ClassVar[Columns] = {
        "rule": TEXT.of("id"),
        "content": _CONTENT,
        "whom": CODE,
        "force": CODE,
        "in_force": DAY.of("since"),
        "start_known": attrs.evolve(CODE.of("is_start_known"), resolve=lambda _, holds: Verdict.of(holds)),
        "ends": DAY.of("until"),
        "sources": TEXT.of("source"),
        "grade": CODE,
        "note": _NOTE,
    }
    summary_columns: ClassVar[tuple[str, ...]] = ("content", "whom", "force", "in_force", "ends", "sources")

    _field = "rules"

    def _given(self, _: None, found: LegalRule) -> dict[str, Any]:
        return {"content": found, "note": found, "force": found.force(self.on), "sources": str(found.source)}

    def heading(self, lang: str = "da") -> str:
        forces = [one.force(self.on) for one in self.rules]
        told = (forces.count(one) for one in (Force.IN_FORCE, Force.LAPSED, Force.ADOPTED))
        return phrase("law_at", lang).format(day_words(self.on, lang), *told)


@attrs.frozen
class _Change:
    """A rule that comes into force or ends on a day (``None``: the day was not seen)."""

    rule: LegalRule
    day: datetime.date | None
    force: Force
    source: LegalSource | None


@checked_class(repr=False)
class LawChanges(Tabular):
    """What changes between two days, both included, and for whom. Danish: *ændringer*.

    Rules that are adopted or introduced by the last day, but have no known first day, come last without a day.
    """

    since: datetime.date
    until: datetime.date
    rules: tuple[LegalRule, ...]

    columns: ClassVar[Columns] = {
        "day": DAY,
        "force": CODE,
        "rule": TEXT.of("rule.id"),
        "content": _CONTENT.of("rule"),
        "whom": CODE.of("rule.whom"),
        "sources": TEXT.of("source"),
        "grade": CODE.of("rule.grade"),
        "note": _NOTE.of("rule"),
    }
    summary_columns: ClassVar[tuple[str, ...]] = ("day", "force", "content", "whom", "sources", "note")

    @property
    def changes(self) -> tuple[_Change, ...]:
        """The changes by day."""
        found: list[_Change] = []
        for rule in self.rules:
            if rule.since is None:
                found.append(_Change(rule, None, rule.force(self.until) or Force.PROPOSED, rule.source))
            elif rule.is_start_known and self.since <= rule.since <= self.until:
                found.append(_Change(rule, rule.since, Force.IN_FORCE, rule.source))
            if rule.until is not None and self.since <= rule.until <= self.until:
                found.append(_Change(rule, rule.until, Force.LAPSED, rule.lapsed_by or rule.source))
        return tuple(sorted(found, key=lambda one: one.day or datetime.date.max))

    _field = "changes"

    def _given(self, _: None, found: _Change) -> dict[str, Any]:
        return {"sources": str(found.source)}

    def heading(self, lang: str = "da") -> str:
        dated = [one for one in self.changes if one.day is not None]
        begins = sum(one.force is Force.IN_FORCE for one in dated)
        days = day_words(self.since, lang), day_words(self.until, lang)
        return phrase("law_changes", lang).format(*days, begins, len(dated) - begins)


@checked_call
def law_at(on: datetime.date) -> LawAt:
    """The rules in force on a day, those that have lapsed, and those that are adopted. Danish: *gældende regler*.

    A rule of which nothing is known that day is left out.

    >>> import datetime
    >>> print(law_at(datetime.date(2026, 12, 31)).heading()[:28])
    Regler den 31. december 2026
    """
    return LawAt(on, tuple(one for one in legal_rules().values() if one.force(on) is not None))


@checked_call
def law_changes(since: datetime.date, until: datetime.date) -> LawChanges:
    """What changes between two days, both included, for whom and by which act. Danish: *ændringer af reglerne*.

    A rule whose first day is only the first on which a source shows it does not count as beginning that day. Raises
    `PlanError` for an ``until`` before ``since``.

    >>> import datetime
    >>> found = law_changes(datetime.date(2027, 1, 1), datetime.date(2027, 1, 1))
    >>> [record["rule"] for record in found.to_records() if record["force"] == "in_force"]
    ['RE-EAST', 'RE-AGREEMENT']
    """
    in_order(since=since, until=until)
    return LawChanges(since, until, tuple(legal_rules().values()))
