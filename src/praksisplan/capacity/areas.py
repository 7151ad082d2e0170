"""Areas: how well they are covered, whether they are threatened by a shortage, and what may be done about it."""

from __future__ import annotations

import datetime
from fractions import Fraction

import attrs

from praksisplan.capacity.arguments import Count, MunicipalityName, Year, checked_call
from praksisplan.capacity.facts import Area, CoverageInstrument, Population, ThreatKind
from praksisplan.capacity.lists import is_named
from praksisplan.capacity.parameters import LegalSource, Parameters, Unknown, Used, shipped
from praksisplan.capacity.ruling import Reason, Ruling, missing, ruling
from praksisplan.capacity.wording import lacking, reason
from praksisplan.errors import Fault, PlanError, shown
from praksisplan.model import Citation, Source, SourceKind
from praksisplan.periods import as_day, parse_period
from praksisplan.terms import Verdict

__all__ = [
    "INSTRUMENTS_SOURCE",
    "Instrument",
    "coverage",
    "coverage_gap",
    "instruments",
    "is_threatened",
    "may_add_capacity",
    "may_pay_supplement",
]

_POPULATION = lacking("population", "befolkningstallet", "the number of people")
_CAPACITIES = lacking("capacities", "antallet af kapaciteter", "the number of capacities")
_MUNICIPALITY = lacking("municipality", "kommunen", "the municipality")

_NAMED = LegalSource(
    "Lægeforeningen, Lægedækningstruede områder",
    address="https://laeger.dk/foreninger/plo/overenskomsten-og-aftaler/laegedaekningstruede-omraader",
)
"""Where it is written who names areas as threatened, and what goes with it."""


# --- coverage -----------------------------------------------------------------------------------------------------


@checked_call
def coverage(
    population: Population | None,
    capacities: Count | None,
    *,
    on: datetime.date,
    parameters: Parameters | None = None,
) -> Ruling:
    """Whether an area has no more people per capacity than the norm. Danish: *lægedækning*.

    The norm itself is enough. People are counted, as the statistic does, though the norm is one of enrolled patients.
    ``amount`` is the people per capacity, told also where the norm is unknown. Rules GP-COVER and GP-NORM.

    Formula: ``people / capacities <= norm``.

    >>> import datetime
    >>> people = Population("nord", 20_000, datetime.date(2024, 1, 1))
    >>> print(coverage(people, 12, on=datetime.date(2024, 1, 1)))
    Nej: 20.000 indbyggere (opgjort 1. januar 2024) på 12 kapaciteter er 1.666,67 pr. kapacitet, over normen på 1.600
    (Danmarks Statistik, Lægedækning, indhold).
    """
    question = "coverage"
    lacks = _lacks(population, capacities)
    if population is None or capacities is None or lacks:
        return missing(question, on, *lacks)
    norm = _norm(parameters or shipped(), on)
    if not capacities:
        return _without_capacity(population, norm, on)
    each = Fraction(population.people, capacities)
    danish = "{people} indbyggere (opgjort {counted}) på {capacities} kapaciteter er {each} pr. kapacitet"
    english = "{people} people (counted on {counted}) and {capacities} capacities are {each} for each"
    told: dict[str, Fraction | int | datetime.date] = {
        "people": population.people,
        "counted": population.on,
        "capacities": capacities,
        "each": each,
    }
    if isinstance(norm, Unknown):
        why = reason("people-per-capacity", danish, english, **told)
        no_norm = Reason(f"unknown:{norm.name}", norm.danish, norm.english)
        return ruling(question, on, Verdict.UNKNOWN, [no_norm, why], amount=each, unit=_EACH)
    is_covered = each <= norm.value
    danish += ", inden for normen på {norm}" if is_covered else ", over normen på {norm}"
    english += ", within the norm of {norm}" if is_covered else ", above the norm of {norm}"
    why = reason("within-norm" if is_covered else "above-norm", danish, english, **told, norm=norm.value)
    verdict = Verdict.YES if is_covered else Verdict.NO
    return ruling(question, on, verdict, [why], parameters=[norm], amount=each, unit=_EACH)


_EACH = "indbyggere pr. kapacitet"


def _lacks(population: Population | None, capacities: int | None) -> list[Reason]:
    facts = ((population, _POPULATION), (capacities, _CAPACITIES))
    return [what for fact, what in facts if fact is None]


def _norm(figures: Parameters, on: datetime.date) -> Used | Unknown:
    """The norm; a `PlanError` for one of nothing, which a caller may have laid over it."""
    found = figures.at("gp.norm_per_capacity", on=on)
    if isinstance(found, Used) and found.value <= 0:
        raise PlanError(
            Fault(
                "bad-number",
                found.name,
                f"expected a norm above 0, found {shown(str(found.value))}",
                f"der skulle stå en norm over 0, her står {shown(str(found.value))}",
            )
        )
    return found


def _without_capacity(population: Population, norm: Used | Unknown, on: datetime.date) -> Ruling:
    why = reason(
        "no-capacity",
        "der er ingen kapaciteter til {people} indbyggere (opgjort {counted})",
        "there are no capacities for {people} people (counted on {counted})",
        people=population.people,
        counted=population.on,
    )
    used = [norm] if isinstance(norm, Used) else []
    return ruling("coverage", on, Verdict.NO if population.people else Verdict.YES, [why], parameters=used)


@checked_call
def coverage_gap(
    population: Population | None,
    capacities: Count | None,
    *,
    on: datetime.date,
    parameters: Parameters | None = None,
) -> Ruling:
    """Whether an area has the capacities that the norm asks for. Danish: *manglende kapaciteter*, *overskud*.

    ``amount`` is how many are lacking, exact and not rounded: 0 where there are just enough, below 0 for a surplus.
    Rules GP-COVER and GP-NORM.

    Formula: ``lacking = people / norm - capacities``.

    >>> import datetime
    >>> people = Population("nord", 20_000, datetime.date(2024, 1, 1))
    >>> coverage_gap(people, 12, on=datetime.date(2024, 1, 1)).amount
    Fraction(1, 2)
    """
    question = "coverage_gap"
    lacks = _lacks(population, capacities)
    if population is None or capacities is None or lacks:
        return missing(question, on, *lacks)
    norm = _norm(parameters or shipped(), on)
    if isinstance(norm, Unknown):
        return missing(question, on, norm)
    gap = population.people / norm.value - capacities
    danish = (
        "normen på {norm} kræver {needed} kapaciteter til {people} indbyggere (opgjort {counted}), og der er {have}"
    )
    english = (
        "the norm of {norm} asks for {needed} capacities for {people} people (counted on {counted}), there are {have}"
    )
    endings = {
        "enough": ("{danish}", "{english}"),
        "lacking": ("{danish}, så der mangler {off}", "{english}, so {off} are lacking"),
        "surplus": ("{danish}, så der er et overskud på {off}", "{english}, so there is a surplus of {off}"),
    }
    code = "lacking" if gap > 0 else "surplus" if gap else "enough"
    ending_danish, ending_english = endings[code]
    why = reason(
        code,
        ending_danish.replace("{danish}", danish),
        ending_english.replace("{english}", english),
        norm=norm.value,
        needed=gap + capacities,
        people=population.people,
        counted=population.on,
        have=capacities,
        off=abs(gap),
    )
    verdict = Verdict.NO if gap > 0 else Verdict.YES
    return ruling(question, on, verdict, [why], parameters=[norm], amount=gap, unit="kapaciteter")


# --- threatened areas ---------------------------------------------------------------------------------------------


@checked_call
def is_threatened(
    area: Area,
    year: Year | None = None,
    kind: ThreatKind | None = None,
    *,
    on: datetime.date,
    parameters: Parameters | None = None,
) -> Ruling:
    """Whether an area is threatened by a shortage of doctors in a year. Danish: *lægedækningstruet område*.

    ``year`` is that of ``on`` unless told; ``kind`` asks for one kind of naming alone: the national ones decide the
    differentiated basic fee, the regional ones shared practice, hiring and leave. No criterion with numbers is
    published: it is what ``Area.threats`` say, and unknown where ``Area.is_assessed`` does not hold. Rules AR-TYPES,
    AR-CRITERION and R93.

    Formula: ``named for the year``.

    >>> import datetime
    >>> from praksisplan.capacity import Threat
    >>> area = Area("lolland", "Lolland", threats=(Threat(ThreatKind.REGIONAL, 2024),))
    >>> print(is_threatened(area, on=datetime.date(2024, 5, 1)))
    Ja: Lolland er lægedækningstruet i 2024: regionalt udpeget (Lægeforeningen, Lægedækningstruede områder).
    """
    question, figures, on = "is_threatened", parameters or shipped(), as_day(on, "on")
    told = {"area": area.name, "year": str(on.year if year is None else year)}
    named = [one for one in ThreatKind if kind in (None, one) and area.is_threatened(int(told["year"]), one)]
    if named:
        words = ("{area} er lægedækningstruet i {year}: {kind}", "{area} is threatened in {year}: {kind}")
        why = [reason(f"threatened:{one.value}", *words, **told, kind=one) for one in named]
        return ruling(question, on, Verdict.YES, why, citations=[_NAMED])
    if not area.is_assessed:
        what = lacking(
            "area",
            f"oplysning om, hvorvidt {area.name} er udpeget som lægedækningstruet i {told['year']},",
            f"whether {area.name} is named as threatened in {told['year']}",
        )
        criterion = figures.at("area.threat_criterion", on=on)
        needed = [criterion] if isinstance(criterion, Unknown) else []
        return missing(question, on, what, *needed, citations=[_NAMED])
    danish, english = "{area} er ikke lægedækningstruet i {year}", "{area} is not threatened in {year}"
    if kind is not None:
        danish = "{area} er ikke {kind} som lægedækningstruet i {year}"
        english = "{area} is not {kind} as threatened in {year}"
    not_named = reason("not-threatened", danish, english, **told, kind=kind or "")
    return ruling(question, on, Verdict.NO, [not_named], citations=[_NAMED])


# --- what may be done ---------------------------------------------------------------------------------------------


@checked_call
def may_add_capacity(
    municipality: MunicipalityName, *, on: datetime.date, parameters: Parameters | None = None
) -> Ruling:
    """Whether a new capacity may be made in a municipality. Danish: *ny lægekapacitet*.

    From 1 January until 1 July 2025 it could not in 81 of the 98 municipalities. The names of the other 17 were not
    seen: bring them as words of ``gp.unfrozen_municipalities``. Before and after, no rule with figures is known, and
    the ruling is unknown. Rule AR-FREEZE.

    Formula: ``municipality in those that are not frozen``.

    >>> import datetime
    >>> may_add_capacity("Lolland", on=datetime.date(2025, 3, 1)).verdict.value
    'unknown'
    """
    question, figures = "may_add_capacity", parameters or shipped()
    if not municipality:
        return missing(question, on, _MUNICIPALITY)
    frozen = figures.at("gp.frozen_municipalities", on=on)
    if isinstance(frozen, Unknown):
        return missing(question, on, frozen)
    spared = figures.at("gp.unfrozen_municipalities", on=on)
    if isinstance(spared, Unknown):
        return missing(question, on, spared, parameters=[frozen])
    is_spared = is_named(municipality, spared.names)
    code, danish, english = (
        ("spared", "{place} er ikke blandt dem", "{place} is not one of them")
        if is_spared
        else (
            "frozen",
            "{place} er blandt dem, så der kan kun nedsættes, når en kollega går på pension",
            "{place} is one of them, so one can settle only when a colleague retires",
        )
    )
    why = reason(
        code,
        f"der kan ikke oprettes nye kapaciteter i {{frozen}} kommuner, og {danish}",
        f"no new capacities can be made in {{frozen}} municipalities, and {english}",
        frozen=frozen.value,
        place=municipality,
    )
    return ruling(question, on, Verdict.YES if is_spared else Verdict.NO, [why], parameters=[frozen, spared])


_SHORTAGE = "områder med lægemangel"


@checked_call
def may_pay_supplement(has_shortage: bool | None, *, on: datetime.date, parameters: Parameters | None = None) -> Ruling:
    """Whether a region may agree a temporary supplement with the doctors of an area. Danish: *midlertidigt tillæg*.

    It may from 1 July 2025 to 31 December 2026, both included, in areas with a shortage of doctors
    (``has_shortage``, ``None`` where that is not known). Rule AR-SUPPLEMENT.

    Formula: ``has_shortage, on a day on which the power to agree it is in force``.

    >>> import datetime
    >>> may_pay_supplement(True, on=datetime.date(2026, 12, 31)).verdict.value
    'yes'
    >>> may_pay_supplement(True, on=datetime.date(2027, 1, 1)).verdict.value
    'no'
    """
    question = "may_pay_supplement"
    where = (parameters or shipped()).at("gp.supplement", on=on)
    if isinstance(where, Unknown):
        return missing(question, on, where)
    if _SHORTAGE not in where.names:
        ended = reason(
            "ended",
            "adgangen til at aftale et midlertidigt tillæg ophørte med udgangen af {last}",
            "the power to agree a temporary supplement ended with {last}",
            last=where.dated.since - datetime.timedelta(days=1),
        )
        return ruling(question, on, Verdict.NO, [ended], parameters=[where])
    if has_shortage is None:
        what = lacking(
            "has_shortage", "oplysning om, hvorvidt der er lægemangel,", "whether there is a shortage of doctors"
        )
        return missing(question, on, what, parameters=[where])
    why = (
        reason("shortage", "der er lægemangel i området", "there is a shortage of doctors in the area")
        if has_shortage
        else reason(
            "no-shortage",
            "der er ikke lægemangel i området, og kun dér kan tillægget aftales",
            "there is no shortage of doctors in the area, and only there can the supplement be agreed",
        )
    )
    return ruling(question, on, Verdict.YES if has_shortage else Verdict.NO, [why], parameters=[where])


# --- the five instruments -----------------------------------------------------------------------------------------

INSTRUMENTS_SOURCE = Source(
    "tidsplan",
    "Dynamisk tidsplan for praksisplanen for almen praksis 2021-2025",
    attrs.evolve(parse_period("2021"), inferred=True),
    publisher="Region Midtjylland",
    kind=SourceKind.TIMETABLE,
)
"""The timetable of Region Midtjylland whose line the instruments cite; the bundled plan has it under the same id."""


def _cited(quote: str) -> Citation:
    return Citation(INSTRUMENTS_SOURCE.id, section="4.3.1", line=61, quote=quote)


@checked_call
@attrs.frozen
class Instrument:
    """One of the instruments of coverage. Danish: *redskab til lægedækning*.

    ``order`` counts from 1, first choice first. ``is_first_choice`` holds where doctors under the agreement provide the
    care; ``is_temporary`` where it may only be for a time.
    """

    instrument: CoverageInstrument
    order: int
    is_first_choice: bool
    is_temporary: bool
    citations: tuple[Citation, ...]

    def text(self, lang: str = "da") -> str:
        """The instrument in words."""
        return self.instrument.label(lang)


_QUOTES = {
    CoverageInstrument.SHARING_PATIENTS: "fordeling af patienter til praktiserende læger i området",
    CoverageInstrument.SALE_OF_LICENCES: "salg af ydernumre, også til læger",
    CoverageInstrument.SATELLITE: "etablering af satellitpraksis",
    CoverageInstrument.TENDER: "udbud til private aktører",
    CoverageInstrument.REGIONAL_CLINIC: "midlertidig etablering af regionsklinik",
}

_BY_AGREEMENT = (CoverageInstrument.SHARING_PATIENTS, CoverageInstrument.SALE_OF_LICENCES, CoverageInstrument.SATELLITE)


def instruments() -> tuple[Instrument, ...]:
    """The five instruments by which a region secures coverage, first choice first. Danish: *redskaber*.

    The order is the text's, and the first choice is doctors under the agreement; that the order is a ladder to climb,
    and that the first three are those that such doctors provide, is a reading. Rules R87, R88, R90 and R91.

    >>> [one.text("en") for one in instruments()][:2]
    ['sharing patients', 'sale of licences']
    """
    return tuple(
        Instrument(
            one,
            order,
            one in _BY_AGREEMENT,
            one is CoverageInstrument.REGIONAL_CLINIC,
            (_cited(_QUOTES[one]), *([_cited("regionernes første valg")] if one in _BY_AGREEMENT else [])),
        )
        for order, one in enumerate(CoverageInstrument, 1)
    )
