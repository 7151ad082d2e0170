"""Recommendations of practice plans that facts about practice capacity answer."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

import attrs

from praksisplan.answers import CITATIONS, CODE, NUMBERS, TEXT, TOLD, WHOLE, Columns, Tabular, several
from praksisplan.arguments import Year, checked_call, checked_class
from praksisplan.capacity.facts import Area, Offer, ThreatKind
from praksisplan.capacity.figures import Figures, read_law
from praksisplan.capacity.phrases import phrase
from praksisplan.capacity.questions.choice import choice_is_secured
from praksisplan.capacity.ruling import Ruling
from praksisplan.errors import PlanError, fault
from praksisplan.model import Citation, Plan, citations_of
from praksisplan.terms import Verdict
from praksisplan.text import danish_key

__all__ = ["AreaNeed", "NewLicences", "YearlyAssessment", "licences_for_choice", "new_licences", "yearly_assessment"]


@attrs.frozen
class _Rules:
    """The recommendations of a plan that practice capacity answers, by their numbers."""

    plan: str
    assessment: str
    new_licences: str
    fewer_patients: str
    succession: str


def _rules_of(plan: Plan) -> _Rules:
    known: dict[str, _Rules] = {one.plan: one for one in read_law("plans", tuple[_Rules, ...])}
    if plan.id not in known:
        raise PlanError(fault("other-plan.capacity", "plan", plan=plan.id, known=tuple(known)))
    return known[plan.id]


def _threatened(area: Area, year: int) -> bool | None:
    """Whether an area was named as threatened for a year; ``None`` where that is not known."""
    return True if area.is_threatened(year) else False if area.is_assessed else None


def _in_order(areas: Iterable[Area]) -> tuple[Area, ...]:
    found = tuple(sorted(areas, key=lambda area: (danish_key(area.name), area.id)))
    ids = [area.id for area in found]
    if twice := sorted({id for id in ids if ids.count(id) > 1}):
        raise PlanError(fault("duplicate-id.areas", "areas", ids=twice))
    return found


# --- which areas are short of doctors, year for year --------------------------------------------------------------


_THREATS = several(CODE, ", ", nothing="unknown")
"""Who named an area as threatened; a ``None`` where that is not known."""


@checked_class(repr=False)
class YearlyAssessment(Tabular):
    """The areas that are designated as short of doctors, by year. Danish: *årlig vurdering*."""

    plan: Plan
    areas: tuple[Area, ...]
    years: tuple[int, ...]

    columns: ClassVar[Columns] = {"year": WHOLE, "area": TEXT.of("name"), "threatened": _THREATS, "sources": CITATIONS}

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations of the recommendation that requires it."""
        return self.plan.recommendation(_rules_of(self.plan).assessment).citations

    def threatened(self, year: int, kind: ThreatKind | None = None) -> tuple[Area, ...]:
        """The areas that were designated for a year, by anyone or by one kind of authority."""
        return tuple(area for area in self.areas if area.is_threatened(year, kind))

    def unknown(self, year: int) -> tuple[Area, ...]:
        """The areas of which it is unknown whether they were designated for a year."""
        return tuple(area for area in self.areas if _threatened(area, year) is None)

    def _found(self) -> Iterator[tuple[int, Area]]:
        return ((year, area) for year in self.years for area in (*self.threatened(year), *self.unknown(year)))

    def _given(self, year: int, found: Area) -> dict[str, Any]:
        kinds = tuple(kind for kind in ThreatKind if found.is_threatened(year, kind))
        return {"year": year, "threatened": kinds or (None,), "sources": self.citations}

    def heading(self, lang: str = "da") -> str:
        return phrase("assessed", lang).format(
            _rules_of(self.plan).assessment, "; ".join(self._count(year, lang) for year in self.years)
        )

    def _count(self, year: int, lang: str) -> str:
        words = phrase("threatened_of", lang).format(year, len(self.threatened(year)), len(self.areas))
        unknown = phrase("unknown_in", lang).format(len(self.unknown(year)))
        return f"{words}, {unknown}" if self.unknown(year) else words


@checked_call
def yearly_assessment(plan: Plan, areas: Iterable[Area], *, years: Iterable[Year]) -> YearlyAssessment:
    """The areas that are designated as short of doctors, for each year. Danish: *årlig vurdering*.

    The designations come from ``Area.threats``: no criterion is published, so the caller supplies them as facts. Rules
    R93 and AR-CRITERION. Raises `PlanError` for a plan without known recommendations on capacity, and for a duplicate
    area.

    >>> from praksisplan import datasets
    >>> from praksisplan.capacity import Threat
    >>> plan = datasets.load("midtjylland-almen-2021-2025")
    >>> areas = [Area("nord", "Nord", threats=(Threat(ThreatKind.REGIONAL, 2022),)), Area("syd", "Syd")]
    >>> print(yearly_assessment(plan, areas, years=(2022, 2023)).heading())
    Anbefaling 34: 2022: 1 af 2 områder; 2023: 0 af 2 områder
    """
    _ = _rules_of(plan)
    return YearlyAssessment(plan, _in_order(areas), tuple(sorted(set(years))))


# --- where the free choice needs new licences ---------------------------------------------------------------------


@checked_class
class AreaNeed:
    """The licences that the free choice of doctor requires in an area. Danish: *behov for ydernumre*.

    ``choice`` is the ruling on it, ``is_threatened`` whether the area is, ``None`` where that is not known.
    ``recommendations`` are the numbers of those that apply, ``unsettled`` of those that would if what is not known
    were so; where the choice is secured, none.
    """

    area: Area
    choice: Ruling
    is_threatened: bool | None
    recommendations: tuple[str, ...]
    unsettled: tuple[str, ...] = ()


@checked_class(repr=False)
class NewLicences(Tabular):
    """The areas where the free choice needs new licences, with recommendations. Danish: *nye ydernumre*.

    ``areas`` are all that were asked about, by name in Danish order; only those where the choice is not secured, or
    where that is not known, have a record.
    """

    plan: Plan
    year: int
    areas: tuple[AreaNeed, ...]

    columns: ClassVar[Columns] = {
        "area": TEXT.of("area.name"),
        "choice": CODE.of("choice.verdict"),
        "reason": TOLD.of("choice.reasons"),
        "threatened": attrs.evolve(CODE.of("is_threatened"), resolve=lambda _, holds: Verdict.of(holds)),
        "recommendations": NUMBERS,
        "unsettled": NUMBERS,
        "sources": CITATIONS,
    }

    @property
    def needed(self) -> tuple[AreaNeed, ...]:
        """The areas where the free choice is not secured."""
        return tuple(one for one in self.areas if one.choice.verdict is Verdict.NO)

    @property
    def unknown(self) -> tuple[AreaNeed, ...]:
        """The areas where it is not known whether it is secured."""
        return tuple(one for one in self.areas if one.choice.verdict is Verdict.UNKNOWN)

    def citations_of(self, need: AreaNeed) -> tuple[Citation, ...]:
        """The citations of the recommendations that apply, or may apply, in an area."""
        return citations_of(self.plan.recommendation(number) for number in (*need.recommendations, *need.unsettled))

    def _found(self) -> Iterator[tuple[str, AreaNeed]]:
        return ((one.area.id, one) for one in (*self.needed, *self.unknown))

    def _given(self, area: str, found: AreaNeed) -> dict[str, Any]:
        return {"sources": self.citations_of(found)}

    def heading(self, lang: str = "da") -> str:
        counts = len(self.needed), len(self.areas), len(self.unknown)
        return phrase("new_licences", lang).format(_rules_of(self.plan).new_licences, *counts)


@checked_call
def licences_for_choice(plan: Plan, choices: Iterable[tuple[Area, Ruling]]) -> NewLicences:
    """The areas where the free choice needs new licences, from the rulings on it. Danish: *nye ydernumre*.

    The plan's recommendations on fewer patients and on succession apply to those of them that are designated as short
    of doctors, by anyone, in the year of the rulings; where that is not known, they are unsettled. Rules R92, R94 and
    R95. Raises `PlanError` for another plan, a duplicate area, and rulings of different years or on another question.

    >>> import datetime
    >>> from praksisplan import datasets
    >>> area, plan = Area("nord", "Nord", "Skive"), datasets.load("midtjylland-almen-2021-2025")
    >>> ruling = choice_is_secured(area, (), on=datetime.date(2023, 5, 1))
    >>> print(licences_for_choice(plan, [(area, ruling)]).heading())
    Anbefaling 36: nye ydernumre i 1 af 1 områder, ukendt i 0
    """
    rules = _rules_of(plan)
    rulings = [(area, ruling) for area, ruling in choices]
    for _, ruling in rulings:
        if ruling.question != choice_is_secured.__name__:
            raise PlanError(fault("other-ruling", "choices", found=ruling.question))
    years = sorted({ruling.on.year for _, ruling in rulings})
    if len(years) != 1:
        raise PlanError(fault("other-ruling.years", "choices", found=tuple(map(str, years))))
    found = {area.id: ruling for area, ruling in rulings}
    needs = (_need(rules, area, found[area.id], years[0]) for area in _in_order(area for area, _ in rulings))
    return NewLicences(plan, years[0], tuple(needs))


def _need(rules: _Rules, area: Area, choice: Ruling, year: int) -> AreaNeed:
    threatened = _threatened(area, year)
    there = () if threatened is False else (rules.fewer_patients, rules.succession)
    if choice.verdict is Verdict.YES:
        return AreaNeed(area, choice, threatened, ())
    if choice.verdict is Verdict.UNKNOWN:
        return AreaNeed(area, choice, threatened, (), (rules.new_licences, *there))
    if threatened is None:
        return AreaNeed(area, choice, threatened, (rules.new_licences,), there)
    return AreaNeed(area, choice, threatened, (rules.new_licences, *there))


@checked_call
def new_licences(
    plan: Plan,
    offers: Iterable[tuple[Area, tuple[Offer, ...]]],
    *,
    on: datetime.date,
    figures: Figures | None = None,
) -> NewLicences:
    """The areas where the free choice needs new licences on a day, from their offers. Danish: *nye ydernumre*.

    `choice_is_secured` rules on each area; see `licences_for_choice` for the rest.

    >>> import datetime
    >>> from praksisplan import datasets
    >>> from praksisplan.capacity import Clinic, ClinicKind
    >>> plan = datasets.load("midtjylland-almen-2021-2025")
    >>> one = (Offer(Clinic("k", ClinicKind.SOLO, is_open=True), 4.5),)
    >>> found = new_licences(plan, [(Area("nord", "Nord", "Skive"), one)], on=datetime.date(2023, 5, 1))
    >>> print(found.heading())
    Anbefaling 36: nye ydernumre i 1 af 1 områder, ukendt i 0
    """
    choices = [(area, choice_is_secured(area, found, on=on, figures=figures)) for area, found in offers]
    return licences_for_choice(plan, choices)
