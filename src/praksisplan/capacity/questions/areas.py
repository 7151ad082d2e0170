"""Areas: how well they are covered, whether they lack doctors, and what may be done about it."""

from __future__ import annotations

import datetime
from fractions import Fraction

from praksisplan.arguments import Year
from praksisplan.capacity.arguments import Count, MunicipalityName
from praksisplan.capacity.engine import Ask, Condition, Day, Own, question
from praksisplan.capacity.facts import Area, AuthorityDecision, Population, ThreatKind
from praksisplan.capacity.figures import Figure
from praksisplan.capacity.questions.choice import is_named
from praksisplan.capacity.ruling import Reason, Ruling
from praksisplan.capacity.wording import Worded
from praksisplan.errors import PlanError, fault

__all__ = [
    "coverage",
    "coverage_gap",
    "is_threatened",
    "may_add_capacity",
    "may_pay_supplement",
]


DESIGNATION = ("area.name", "area.threats", "area.is_assessed")
"""What a question reads of an area that may be designated as short of doctors."""


# --- coverage -----------------------------------------------------------------------------------------------------


@question(
    "Er der højst så mange indbyggere pr. kapacitet som normen?",
    "Are there no more people per capacity than the norm?",
    rules=("GP-COVER", "GP-NORM"),
    figures=("gp.norm_per_capacity",),
    unit="indbyggere pr. kapacitet",
)
def coverage(
    ask: Ask, population: Population | None, capacities: Count | None, *, on: Day, figures: Own = None
) -> Ruling:
    """Whether an area has no more people per capacity than the norm. Danish: *lægedækning*.

    An area that has exactly the norm is covered. The people of the area are counted, as the statistic does, although
    the norm is one of enrolled patients. ``amount`` is the number of people per capacity, also where the norm is not
    known. Raises `PlanError` for a supplied norm that is not above 0.

    Formula: ``people / capacities <= norm``.

    >>> import datetime
    >>> people = Population("nord", 20_000, datetime.date(2024, 1, 1))
    >>> print(coverage(people, 12, on=datetime.date(2024, 1, 1)))
    Nej: 20.000 indbyggere (opgjort 1. januar 2024) på 12 kapaciteter giver 1.666,67 pr. kapacitet, hvilket er over
    normen på 1.600 (Danmarks Statistik, Lægedækning, indhold).
    """
    counted, have = ask.both(("population", population), ("capacities", capacities))
    told: dict[str, Worded] = {"people": counted.people, "counted": counted.on, "capacities": have}
    if not have:
        _ = _above_zero(ask.find("gp.norm_per_capacity"))
        return ask.rule(not counted.people, ask.say("no-capacity", **told))
    ask.amount = each = Fraction(counted.people, have)
    count = ask.say("people-per-capacity", **told, each=each)
    norm = _above_zero(ask.figure("gp.norm_per_capacity", last=count))
    return ask.decide(each <= norm, "within-norm", "above-norm", **told, each=each, norm=norm)


def _above_zero(norm: Figure | None) -> Fraction:
    """A norm as a number; a `PlanError` for one of 0, which a caller may have supplied."""
    if norm is not None and norm.value <= 0:
        raise PlanError(fault("bad-number.above", norm.name, least=0, found=str(norm.value)))
    return Fraction(0) if norm is None else norm.value


@question(
    "Har området de kapaciteter, som normen kræver?",
    "Does the area have the capacities that the norm requires?",
    rules=("GP-COVER", "GP-NORM"),
    figures=("gp.norm_per_capacity",),
    unit="kapaciteter",
)
def coverage_gap(
    ask: Ask, population: Population | None, capacities: Count | None, *, on: Day, figures: Own = None
) -> Ruling:
    """Whether an area has the capacities that the norm requires. Danish: *manglende kapaciteter*, *overskud*.

    ``amount`` is the number of missing capacities as an exact fraction: 0 where there are just enough, negative for a
    surplus. Raises `PlanError` for a supplied norm that is not above 0.

    Formula: ``lacking = people / norm - capacities``.

    >>> import datetime
    >>> people = Population("nord", 20_000, datetime.date(2024, 1, 1))
    >>> coverage_gap(people, 12, on=datetime.date(2024, 1, 1)).amount
    Fraction(1, 2)
    """
    counted, have = ask.both(("population", population), ("capacities", capacities))
    norm = _above_zero(ask.figure("gp.norm_per_capacity"))
    needed = counted.people / norm
    ask.amount = gap = needed - have
    told: dict[str, Worded] = {"people": counted.people, "counted": counted.on, "norm": norm, "needed": needed}
    return ask.decide(gap <= 0, "surplus" if gap else "enough", "lacking", **told, have=have, off=abs(gap))


# --- areas that are short of doctors ------------------------------------------------------------------------------


@question(
    "Er området lægedækningstruet?",
    "Is the area designated as short of doctors?",
    rules=("AR-TYPES", "AR-CRITERION", "R93"),
    figures=("area.threat_criterion",),
    reads=DESIGNATION,
)
def is_threatened(
    ask: Ask, area: Area, year: Year | None = None, kind: ThreatKind | None = None, *, on: Day, figures: Own = None
) -> Ruling:
    """Whether an area is designated as short of doctors in a year. Danish: *lægedækningstruet område*.

    ``year`` is the year of ``on`` unless given. ``kind`` asks for one kind of designation only: national designations
    decide the differentiated basic fee; regional ones decide shared practice, hiring and permissions. Since no
    criterion with numbers is published, the answer comes from ``Area.threats``; it is unknown where
    ``Area.is_assessed`` is false. The designations belong to the agreement and the practice plan, which end with 2026:
    from 2027 on the ruling is unknown.

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
    if lapsed := ask.lapsed("AR-TYPES", on=datetime.date(asked, 1, 1)):
        ask.missing(lapsed, ask.say("missing:successor"))
    if named := [one for one in ThreatKind if kind in (None, one) and area.is_threatened(asked, one)]:
        return ask.rule(True, *(ask.say(f"threatened:{one.value}", kind=one, **where) for one in named))
    if not area.is_assessed:
        lacking = ask.say("missing:area", **where)
        _ = ask.figure("area.threat_criterion", first=lacking)
        ask.missing(lacking)
    sentence = "" if kind is None else "not-so-named"
    return ask.rule(False, ask.say("not-threatened", sentence, kind=kind or "", **where))


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


def designated(ask: Ask, area: Area | None, year: int, *more: Reason) -> tuple[bool, Reason]:
    """The same, where the question has no answer without it; ``more`` are further reasons of that."""
    holds, why = threatened_by_region(ask, area, year)
    if holds is None:
        ask.missing(why, *more)
    return holds, why


# --- what may be done ---------------------------------------------------------------------------------------------


@question(
    "Må der oprettes en ny kapacitet i kommunen?",
    "May a new capacity be created in the municipality?",
    rules=("AR-FREEZE", "AR-NATMODEL"),
    figures=("gp.frozen_municipalities", "gp.unfrozen_municipalities", "area.distribution_rule"),
)
def may_add_capacity(ask: Ask, municipality: MunicipalityName | None, *, on: Day, figures: Own = None) -> Ruling:
    """Whether a new capacity may be created in a municipality. Danish: *ny lægekapacitet*.

    From 1 January to 30 June 2025, both included, no capacity could be created in 81 of the 98 municipalities. The
    sources do not name the other 17; supply them as words of the figure ``gp.unfrozen_municipalities``. Before that no
    rule with figures is known. From 1 July 2025 the national distribution decides, which the library does not know
    (`distribute_in_two_levels` computes one from the caller's weights). The ruling is then unknown.

    Formula: ``municipality in those that are not frozen``.

    >>> import datetime
    >>> may_add_capacity("Lolland", on=datetime.date(2025, 3, 1)).verdict.value
    'unknown'
    """
    place = ask.fact("municipality", municipality or None)
    if lapsed := ask.lapsed("AR-FREEZE"):
        _ = ask.figure("area.distribution_rule", first=lapsed)
        ask.missing(ask.say("missing:distribution"), lapsed)
    frozen, spared = ask.figure("gp.frozen_municipalities"), ask.figure("gp.unfrozen_municipalities")
    is_spared = is_named(place, spared.names)
    return ask.decide(is_spared, "spared", "frozen", frozen=frozen.value, place=place)


_SHORTAGE = "områder med lægemangel"
"""The word of ``gp.supplement`` while the power to agree it lasts."""


@question(
    "Må regionen aftale et midlertidigt tillæg i området?",
    "May the region agree on a temporary supplement in the area?",
    rules=("AR-SUPPLEMENT",),
    figures=("gp.supplement", "gp.local_agreements"),
)
def may_pay_supplement(ask: Ask, shortage: AuthorityDecision | None, *, on: Day, figures: Own = None) -> Ruling:
    """Whether a region may agree on a temporary supplement with the doctors of an area. Danish: *midlertidigt tillæg*.

    From 1 July 2025 to 31 December 2026, both included, it may do so in areas with a shortage of doctors. The act names
    no criterion, so ``shortage`` is the region's assessment of whether the area has one, ``None`` where it has made
    none. Where it may not, the ruling names the local agreements of § 206 b, stk. 6, which the region may make without
    that limit in time.

    Formula: ``shortage, on a day on which the power to agree it is in force``.

    >>> import datetime
    >>> short = AuthorityDecision(True, "Region Sjælland", datetime.date(2025, 9, 1))
    >>> may_pay_supplement(short, on=datetime.date(2026, 12, 31)).verdict.value
    'yes'
    >>> may_pay_supplement(short, on=datetime.date(2027, 1, 1)).verdict.value
    'no'
    """
    where = ask.figure("gp.supplement")
    if _SHORTAGE in where.names:
        is_short, why = ask.decided("shortage", shortage)
    else:
        is_short, why = False, ask.say("ended", last=where.dated.since - datetime.timedelta(days=1))
    return ask.rule(is_short, why, ask.also("local-agreements", "gp.local_agreements") if is_short is False else None)
