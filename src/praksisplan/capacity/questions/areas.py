"""Areas: how well they are covered, whether they lack doctors, and what may be done about it."""

from __future__ import annotations

import datetime
from fractions import Fraction

from praksisplan.capacity.arguments import Count, MunicipalityName, Year
from praksisplan.capacity.engine import Ask, Condition, question
from praksisplan.capacity.facts import Area, Population, ThreatKind
from praksisplan.capacity.figures import Figure, Figures
from praksisplan.capacity.questions.choice import is_named
from praksisplan.capacity.ruling import Ruling
from praksisplan.capacity.wording import Worded
from praksisplan.errors import Fault, PlanError, shown

__all__ = [
    "coverage",
    "coverage_gap",
    "is_threatened",
    "may_add_capacity",
    "may_pay_supplement",
]


# --- coverage -----------------------------------------------------------------------------------------------------

_PEOPLE = (
    "{people} indbyggere (opgjort {counted}) på {capacities} kapaciteter er {each} pr. kapacitet",
    "{people} people (counted on {counted}) and {capacities} capacities are {each} for each",
)


@question(
    "Er der højst så mange indbyggere pr. kapacitet som normen?",
    "Are there no more people per capacity than the norm?",
    rules=("GP-COVER", "GP-NORM"),
    figures=("gp.norm_per_capacity",),
    unit="indbyggere pr. kapacitet",
    says={
        "people-per-capacity": _PEOPLE,
        "within-norm": (f"{_PEOPLE[0]}, inden for normen på {{norm}}", f"{_PEOPLE[1]}, within the norm of {{norm}}"),
        "above-norm": (f"{_PEOPLE[0]}, over normen på {{norm}}", f"{_PEOPLE[1]}, above the norm of {{norm}}"),
        "no-capacity": (
            "der er ingen kapaciteter til {people} indbyggere (opgjort {counted})",
            "there are no capacities for {people} people (counted on {counted})",
        ),
    },
)
def coverage(
    ask: Ask,
    population: Population | None,
    capacities: Count | None,
    *,
    on: datetime.date,
    figures: Figures | None = None,
) -> Ruling:
    """Whether an area has no more people per capacity than the norm. Danish: *lægedækning*.

    The norm itself is enough. People are counted, as the statistic does, though the norm is one of enrolled patients.
    ``amount`` is the number of people per capacity, given also where the norm is missing.

    Formula: ``people / capacities <= norm``.

    >>> import datetime
    >>> people = Population("nord", 20_000, datetime.date(2024, 1, 1))
    >>> print(coverage(people, 12, on=datetime.date(2024, 1, 1)))
    Nej: 20.000 indbyggere (opgjort 1. januar 2024) på 12 kapaciteter er 1.666,67 pr. kapacitet, over normen på 1.600
    (Danmarks Statistik, Lægedækning, indhold).
    """
    counted, have = ask.both(("population", population), ("capacities", capacities))
    people: dict[str, Worded] = {"people": counted.people, "counted": counted.on}
    if not have:
        _ = _above_zero(ask.find("gp.norm_per_capacity"))
        return ask.rule(not counted.people, ask.say("no-capacity", **people))
    each = Fraction(counted.people, have)
    ask.amount = each
    ask.notes = [ask.say("people-per-capacity", **people, capacities=have, each=each)]
    norm = _above_zero(ask.figure("gp.norm_per_capacity"))
    ask.notes = []
    is_covered = each <= norm
    code = "within-norm" if is_covered else "above-norm"
    return ask.rule(is_covered, ask.say(code, **people, capacities=have, each=each, norm=norm))


def _above_zero(norm: Figure | None) -> Fraction:
    """A norm as a number; a `PlanError` for one of 0, which a caller may have supplied."""
    if norm is not None and norm.value <= 0:
        raise PlanError(
            Fault(
                "bad-number",
                norm.name,
                f"expected a norm above 0, found {shown(str(norm.value))}",
                f"der skulle stå en norm over 0, her står {shown(str(norm.value))}",
            )
        )
    return Fraction(0) if norm is None else norm.value


_NORM = (
    "normen på {norm} kræver {needed} kapaciteter til {people} indbyggere (opgjort {counted}), og der er {have}",
    "the norm of {norm} requires {needed} capacities for {people} people (counted on {counted}), and there are {have}",
)


@question(
    "Har området de kapaciteter, som normen kræver?",
    "Does the area have the capacities that the norm requires?",
    rules=("GP-COVER", "GP-NORM"),
    figures=("gp.norm_per_capacity",),
    unit="kapaciteter",
    says={
        "enough": _NORM,
        "lacking": (f"{_NORM[0]}, så der mangler {{off}}", f"{_NORM[1]}, so {{off}} are lacking"),
        "surplus": (f"{_NORM[0]}, så der er {{off}} i overskud", f"{_NORM[1]}, so there is a surplus of {{off}}"),
    },
)
def coverage_gap(
    ask: Ask,
    population: Population | None,
    capacities: Count | None,
    *,
    on: datetime.date,
    figures: Figures | None = None,
) -> Ruling:
    """Whether an area has the capacities that the norm requires. Danish: *manglende kapaciteter*, *overskud*.

    ``amount`` is the number that is lacking, exact and not rounded: 0 where there are just enough, negative for a
    surplus.

    Formula: ``lacking = people / norm - capacities``.

    >>> import datetime
    >>> people = Population("nord", 20_000, datetime.date(2024, 1, 1))
    >>> coverage_gap(people, 12, on=datetime.date(2024, 1, 1)).amount
    Fraction(1, 2)
    """
    counted, have = ask.both(("population", population), ("capacities", capacities))
    norm = _above_zero(ask.figure("gp.norm_per_capacity"))
    needed = counted.people / norm
    gap = needed - have
    ask.amount = gap
    code = "lacking" if gap > 0 else "surplus" if gap else "enough"
    people: dict[str, Worded] = {"people": counted.people, "counted": counted.on}
    return ask.rule(gap <= 0, ask.say(code, norm=norm, needed=needed, have=have, off=abs(gap), **people))


# --- areas that are short of doctors ------------------------------------------------------------------------------


@question(
    "Er området lægedækningstruet?",
    "Is the area designated as short of doctors?",
    rules=("AR-TYPES", "AR-CRITERION", "R93"),
    figures=("area.threat_criterion",),
    says={
        "threatened": (
            "{area} er lægedækningstruet i {year}: {kind}",
            "{area} is designated as short of doctors in {year}: {kind}",
        ),
        "not-threatened": (
            "{area} er ikke lægedækningstruet i {year}",
            "{area} is not designated as short of doctors in {year}",
        ),
        "not-so-named": (
            "{area} er ikke {kind} som lægedækningstruet i {year}",
            "{area} is not {kind} as short of doctors in {year}",
        ),
        "missing:area": (
            "oplysning om, hvorvidt {area} er udpeget som lægedækningstruet i {year}, mangler",
            "information on whether {area} is designated as short of doctors in {year} is missing",
        ),
    },
)
def is_threatened(
    ask: Ask,
    area: Area,
    year: Year | None = None,
    kind: ThreatKind | None = None,
    *,
    on: datetime.date,
    figures: Figures | None = None,
) -> Ruling:
    """Whether an area is designated as short of doctors in a year. Danish: *lægedækningstruet område*.

    ``year`` is that of ``on`` unless given; ``kind`` asks for one kind of designation alone: the national ones decide
    the differentiated basic fee, the regional ones shared practice, hiring and permissions. No criterion with numbers
    is published: the answer is that of ``Area.threats``, and unknown where ``Area.is_assessed`` does not hold.

    Formula: ``designated for the year``.

    >>> import datetime
    >>> from praksisplan.capacity import Threat
    >>> area = Area("lolland", "Lolland", threats=(Threat(ThreatKind.REGIONAL, 2024),))
    >>> print(is_threatened(area, on=datetime.date(2024, 5, 1)))
    Ja: Lolland er lægedækningstruet i 2024: regionalt udpeget (Lægeforeningen, Lægedækningstruede områder).
    """
    asked = on.year if year is None else year
    where = {"area": area.name, "year": str(asked)}
    ask.cite("areas.threatened")
    if named := [one for one in ThreatKind if kind in (None, one) and area.is_threatened(asked, one)]:
        return ask.rule(True, *(ask.say(f"threatened:{one.value}", kind=one, **where) for one in named))
    if not area.is_assessed:
        lacking = ask.say("missing:area", **where)
        _ = ask.figure("area.threat_criterion", first=lacking)
        ask.missing(lacking)
    sentence = "" if kind is None else "not-so-named"
    return ask.rule(False, ask.say("not-threatened", sentence, kind=kind or "", **where))


THREATENED = {
    "threatened": (
        "{area} er udpeget af regionen som lægedækningstruet i {year}",
        "{area} is designated by the region as short of doctors in {year}",
    ),
    "not-threatened": (
        "{area} er ikke udpeget af regionen som lægedækningstruet i {year}",
        "{area} is not designated by the region as short of doctors in {year}",
    ),
    "only-nationally": (
        "{area} er ikke udpeget af regionen som lægedækningstruet i {year} (en national udpegning giver ikke denne "
        "ret)",
        "{area} is not designated by the region as short of doctors in {year} (a national designation does not give "
        "this right)",
    ),
    "missing:area": (
        "det er ikke oplyst, om området er udpeget som lægedækningstruet",
        "it is not known whether the area is designated as short of doctors",
    ),
    "not-assessed": (
        "det vides ikke, om {area} er udpeget af regionen som lægedækningstruet i {year}",
        "it is not known whether {area} is designated by the region as short of doctors in {year}",
    ),
}
"""The sentences of `threatened_by_region`, for the questions that ask it."""


def threatened_by_region(ask: Ask, area: Area | None, year: int) -> Condition:
    """Whether a region has designated an area as short of doctors for a year.

    The rights to more hired doctors, to shared practice and to doctors in training follow from the designation by the
    region (rule AR-TYPES); an area that is designated nationally alone has the fees of that list, not these rights.
    """
    if area is None:
        return None, ask.lacking("area")
    where = {"area": area.name, "year": str(year)}
    if area.is_threatened(year, ThreatKind.REGIONAL):
        return True, ask.say("threatened", **where)
    if not area.is_assessed:
        return None, ask.say("missing:area", "not-assessed", **where)
    is_national = area.is_threatened(year, ThreatKind.NATIONAL)
    return False, ask.say("not-threatened", "only-nationally" if is_national else "", **where)


# --- what may be done ---------------------------------------------------------------------------------------------


@question(
    "Må der oprettes en ny kapacitet i kommunen?",
    "May a new capacity be created in the municipality?",
    rules=("AR-FREEZE",),
    figures=("gp.frozen_municipalities", "gp.unfrozen_municipalities"),
    says={
        "spared": (
            "der kan ikke oprettes nye kapaciteter i {frozen} kommuner, og {place} er ikke blandt dem",
            "no new capacities may be created in {frozen} municipalities, and {place} is not one of them",
        ),
        "frozen": (
            "der kan ikke oprettes nye kapaciteter i {frozen} kommuner, og {place} er blandt dem, så der kan kun "
            "nedsættes, når en kollega går på pension",
            "no new capacities may be created in {frozen} municipalities, and {place} is one of them, so a doctor can "
            "settle there only when a colleague retires",
        ),
    },
)
def may_add_capacity(
    ask: Ask, municipality: MunicipalityName, *, on: datetime.date, figures: Figures | None = None
) -> Ruling:
    """Whether a new capacity may be created in a municipality. Danish: *ny lægekapacitet*.

    From 1 January until 1 July 2025 it could not in 81 of the 98 municipalities. The names of the other 17 are not in
    the sources: supply them as words of ``gp.unfrozen_municipalities``. Before and after, no rule with figures is
    known, and the ruling is unknown.

    Formula: ``municipality in those that are not frozen``.

    >>> import datetime
    >>> may_add_capacity("Lolland", on=datetime.date(2025, 3, 1)).verdict.value
    'unknown'
    """
    place = ask.fact("municipality", municipality or None)
    frozen, spared = ask.figure("gp.frozen_municipalities"), ask.figure("gp.unfrozen_municipalities")
    is_spared = is_named(place, spared.names)
    return ask.rule(is_spared, ask.say("spared" if is_spared else "frozen", frozen=frozen.value, place=place))


_SHORTAGE = "områder med lægemangel"
"""The word of ``gp.supplement`` while the power to agree it lasts."""


@question(
    "Må regionen aftale et midlertidigt tillæg i området?",
    "May the region agree on a temporary supplement in the area?",
    rules=("AR-SUPPLEMENT",),
    figures=("gp.supplement",),
    says={
        "ended": (
            "adgangen til at aftale et midlertidigt tillæg ophørte med udgangen af {last}",
            "the power to agree on a temporary supplement ended with {last}",
        ),
        "shortage": ("der er lægemangel i området", "there is a shortage of doctors in the area"),
        "no-shortage": (
            "der er ikke lægemangel i området, og kun dér kan tillægget aftales",
            "there is no shortage of doctors in the area, and the supplement requires one",
        ),
    },
)
def may_pay_supplement(
    ask: Ask, has_shortage: bool | None, *, on: datetime.date, figures: Figures | None = None
) -> Ruling:
    """Whether a region may agree on a temporary supplement with the doctors of an area. Danish: *midlertidigt tillæg*.

    It may from 1 July 2025 to 31 December 2026, both included, in areas with a shortage of doctors
    (``has_shortage``, ``None`` where that is not known).

    Formula: ``has_shortage, on a day on which the power to agree it is in force``.

    >>> import datetime
    >>> may_pay_supplement(True, on=datetime.date(2026, 12, 31)).verdict.value
    'yes'
    >>> may_pay_supplement(True, on=datetime.date(2027, 1, 1)).verdict.value
    'no'
    """
    where = ask.figure("gp.supplement")
    if _SHORTAGE not in where.names:
        return ask.rule(False, ask.say("ended", last=where.dated.since - datetime.timedelta(days=1)))
    is_short = ask.fact("has_shortage", has_shortage)
    return ask.rule(is_short, ask.say("shortage" if is_short else "no-shortage"))
