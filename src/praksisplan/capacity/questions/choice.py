"""The patient's choice: may a clinic be chosen, is the choice secured, and what does distance take away?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

import attrs

from praksisplan.capacity.arguments import Kilometres, MunicipalityName
from praksisplan.capacity.engine import Ask, Day, Own, all_of, question
from praksisplan.capacity.facts import Area, ChoiceReason, Clinic, ClinicKind, Offer
from praksisplan.capacity.figures import Figure
from praksisplan.capacity.municipalities import municipality_name
from praksisplan.capacity.ruling import Reason, Ruling
from praksisplan.errors import PlanError, fault
from praksisplan.fields import exact_or_none

__all__ = [
    "choice_is_secured",
    "keeps_home_visits",
    "may_choose_anew_after_move",
    "may_choose_clinic",
]

CAPITAL_AREA = "hovedstadsområdet"
"""The ``of`` of the limits for the capital area; the limits for all other municipalities have none."""


# --- distance -----------------------------------------------------------------------------------------------------


def is_named(municipality: str, names: Iterable[str]) -> bool:
    """Whether a municipality is among some, each given by any of its names or its code.

    >>> is_named("Københavns Kommune", ["København", "Tårnby"]), is_named("0185", ["Taarnby"])
    (True, True)
    >>> is_named("Køge", ["København", "Tårnby"])
    False
    """
    return municipality_name(municipality) in map(municipality_name, names)


def _limit(ask: Ask, name: str, municipality: str) -> Figure:
    """The limit of distance in a municipality."""
    capital = ask.figure("choice.capital_municipalities")
    return ask.figure(name, of=CAPITAL_AREA if is_named(municipality, capital.names) else "")


# --- choosing a clinic --------------------------------------------------------------------------------------------


@attrs.frozen
class _Case:
    """The facts that decide whether a clinic may be chosen, ``None`` where one is not known."""

    consent: bool | None
    is_open: bool | None
    is_beyond: bool | None
    has_reason: bool | None

    def possible(self) -> Iterator[_Case]:
        """The cases that this one may be, with open or closed list, within or beyond the limit."""
        lists, distances = ((True, False) if fact is None else (fact,) for fact in (self.is_open, self.is_beyond))
        return (attrs.evolve(self, is_open=one, is_beyond=other) for one in lists for other in distances)

    def required(self) -> tuple[bool | None, ...]:
        """What the rules require where the list and the distance are known."""
        if self.is_open:
            return (self.consent is not False,) if self.is_beyond else ()
        return (self.consent,) if self.is_beyond else (self.consent, self.has_reason)

    def outcome(self) -> bool | None:
        """Whether the clinic may be chosen."""
        return _only(all_of(one.required()) for one in self.possible())

    def fewest(self) -> _Case:
        """The case without the facts that do not matter for its outcome."""
        found = self
        for name in ("has_reason", "is_beyond", "is_open"):
            without = attrs.evolve(found, **{name: None})
            found = without if without.outcome() is self.outcome() else found
        return found

    def sources(self) -> Iterator[str]:
        """The names of the sources of the rules that may decide."""
        for one in self.possible():
            if one.is_open and one.is_beyond:
                yield from ("choice.refusal",) if self.consent is False else ("choice.free", "choice.refusal")
            else:
                yield "choice.free" if one.is_open or one.is_beyond else "choice.closed"


def _only(found: Iterable[bool | None]) -> bool | None:
    """What all say; ``None`` where they differ."""
    different = set(found)
    return different.pop() if len(different) == 1 else None


@question(
    "Må patienten vælge klinikken?",
    "May the patient choose the clinic?",
    rules=("CH-DIST", "CH-FREE", "CH-FAR", "CH-REFUSE", "CH-CLOSED"),
    figures=("choice.capital_municipalities", "choice.distance", "choice.closed_reasons"),
    reads=("clinic.kind", "clinic.is_open"),
)
def may_choose_clinic(  # noqa: PLR0913 - the facts that the rule weighs
    ask: Ask,
    clinic: Clinic,
    distance_km: Kilometres | None,
    municipality: MunicipalityName | None,
    consent: bool | None = None,
    reasons: tuple[ChoiceReason, ...] = (),
    *,
    on: Day,
    figures: Own = None,
) -> Ruling:
    """Whether a patient of group 1 may choose a clinic. Danish: *valg af læge*.

    Within the limit of distance, that distance included, an open clinic may be chosen freely, and a closed one only
    with the doctor's consent and one of the listed reasons. Beyond the limit an open clinic may be chosen unless the
    doctor refuses, and a closed one with consent alone.

    ``distance_km`` is the distance from home to the clinic and ``municipality`` that of the home. ``consent`` says
    whether the doctor agrees, ``None`` where that is not known. ``reasons`` are the patient's reasons to ask for a
    closed list. The ruling is unknown only where a missing fact can change it.

    Formula: ``open and not (beyond and refused), or closed and consent and (beyond or a listed reason)``.

    >>> import datetime
    >>> from praksisplan.capacity import ClinicKind
    >>> clinic = Clinic("k", ClinicKind.SOLO, is_open=False)
    >>> ruled = may_choose_clinic(clinic, 8, "Odense", consent=True, on=datetime.date(2024, 1, 1))
    >>> print(ruled.text("en"))
    No: the clinic is closed and 8 km from home, within the limit of 15 km; there both the consent of the doctor and one
    of the listed reasons are required (Slagelse Kommune, Valg af læge; Styrelsen for Patientklager, afgørelse 20SFP14,
    24. februar 2020).
    """
    ask.refuse_kind(clinic, (ClinicKind.OUT_OF_HOURS,))
    distance = exact_or_none(distance_km)
    limit = _limit(ask, "choice.distance", municipality or "")
    limits = [limit] if municipality else [limit, ask.find("choice.distance", of=CAPITAL_AREA)]
    is_beyond = _only(None if distance is None or one is None else distance > one.value for one in limits)
    facts = {"distance_km": distance, "municipality": municipality or None, "is_open": clinic.is_open}
    lacking = [ask.lacking(name) for name, fact in facts.items() if fact is None]
    listed = ask.find("choice.closed_reasons") if reasons and not clinic.is_open and not is_beyond else None
    accepted = [one for one in dict.fromkeys(reasons) if listed and one.value in listed.names]
    case = _Case(consent, clinic.is_open, is_beyond, True if accepted else None if reasons else False)
    whys = [ask.say(f"reason:{one.value}", why=one) for one in accepted]
    if lacking or distance is None:
        return _whatever_is_missing(ask, case, whys, lacking)
    place = ask.phrase("far" if is_beyond else "near", distance=distance, limit=limit.value)

    def say(code: str) -> Reason:
        return ask.say(code, list=ask.phrase("open" if case.is_open else "closed"), place=place)

    ask.cite(*case.sources())
    if consent is False and (is_beyond or not case.is_open):
        return ask.rule(False, say("refused"))
    if case.is_open:
        return ask.rule(True, say("open-beyond" if is_beyond else "open-within"))
    if reasons and not is_beyond:
        _ = ask.figure("choice.closed_reasons")
    if not accepted and not is_beyond:
        return ask.rule(False, say("no-reason"))
    if consent is None:
        ask.missing(ask.lacking("consent"), say("closed-beyond") if is_beyond else None, *whys)
    return ask.rule(True, say("closed-beyond-consent" if is_beyond else "closed-within"), *whys)


def _whatever_is_missing(ask: Ask, case: _Case, whys: list[Reason], lacking: list[Reason]) -> Ruling:
    """The ruling that is the same for every value of the missing facts, with the fewest facts that decide it."""
    outcome = case.outcome()
    if outcome is None:
        ask.missing(*lacking)
    few = case.fewest()
    ask.cite(*few.sources())
    found = [
        (few.consent, ask.say("consent"), ask.say("refused", "no-consent")),
        (few.is_open, ask.say("open"), ask.say("closed")),
        (few.is_beyond, ask.say("beyond"), ask.say("within")),
    ]
    told = [yes if fact else no for fact, yes, no in found if fact is not None]
    return ask.rule(outcome, *told, *(whys if few.has_reason else ()))


# --- enough to choose between -------------------------------------------------------------------------------------


@question(
    "Er det frie lægevalg sikret i området?",
    "Is the free choice of doctor secured in the area?",
    rules=("CH-TWO", "CH-DIST"),
    figures=("choice.capital_municipalities", "choice.least_practices", "choice.distance"),
    unit="praksis",
    reads=("area.name", "area.municipality", "offers.clinic.kind", "offers.clinic.is_open"),
)
def choice_is_secured(ask: Ask, area: Area, offers: tuple[Offer, ...], *, on: Day, figures: Own = None) -> Ruling:
    """Whether people of an area can choose between enough open clinics near them. Danish: *frit lægevalg*.

    ``offers`` are the clinics and their distances from the area. A clinic counts if it is open and no farther away than
    the limit of the area's municipality; two are needed. Where the answer depends on a missing fact of an offer, the
    ruling is unknown. ``amount`` is the number of clinics that certainly count. The source names 15 km; applying the
    limit of the capital area there is the library's reading. Raises `PlanError` for a duplicate clinic.

    Formula: ``count(open and distance <= limit) >= least``.

    >>> import datetime
    >>> from praksisplan.capacity import ClinicKind
    >>> offers = tuple(Offer(Clinic(name, ClinicKind.SOLO, is_open=True), 12) for name in ("k", "l"))
    >>> choice_is_secured(Area("nord", "Nord", "Skive"), offers, on=datetime.date(2024, 1, 1)).verdict.value
    'yes'
    """
    ids = [offer.clinic.id for offer in offers]
    if twice := sorted({name for name in ids if ids.count(name) > 1}):
        raise PlanError(fault("duplicate-id.clinics", "offers", ids=twice))
    municipality = ask.fact("municipality", area.municipality or None)
    _, least = ask.figures("choice.capital_municipalities", "choice.least_practices")
    limit = _limit(ask, "choice.distance", municipality)
    counted = [_counts(offer, limit.value) for offer in offers]
    sure, possible = counted.count(True), counted.count(None)
    ask.amount = sure
    count = ask.say("open-near", area=area.name, sure=sure, limit=limit.value, least=least.value)
    if sure < least.value <= sure + possible:
        ask.missing(ask.say("missing:offers", possible=possible), count)
    return ask.rule(sure >= least.value, count)


def _counts(offer: Offer, limit: Fraction) -> bool | None:
    """Whether an offer is open and near enough, and has a list at all; ``None`` where that is not known."""
    distance = exact_or_none(offer.distance_km)
    is_near = None if distance is None else distance <= limit
    return all_of((offer.clinic.kind is not ClinicKind.OUT_OF_HOURS, offer.clinic.is_open, is_near))


# --- what distance takes away and gives ---------------------------------------------------------------------------


@question(
    "Har patienten ret til hjemmebesøg af klinikken?",
    "Is the patient entitled to home visits by the clinic?",
    rules=("CH-VISIT",),
    figures=("choice.capital_municipalities", "choice.home_visit_distance"),
)
def keeps_home_visits(
    ask: Ask, distance_km: Kilometres | None, municipality: MunicipalityName | None, *, on: Day, figures: Own = None
) -> Ruling:
    """Whether a patient is entitled to home visits by a clinic at a distance. Danish: *hjemmebesøg*, *sygebesøg*.

    ``distance_km`` is the distance from home to the clinic. The patient keeps the right up to the limit, that distance
    included. For the capital area no source names a limit, and the ruling is unknown.

    Formula: ``distance <= limit``.

    >>> import datetime
    >>> keeps_home_visits(15.5, "Odense", on=datetime.date(2024, 1, 1)).verdict.value
    'no'
    """
    is_within, why = _by_distance(ask, "choice.home_visit_distance", distance_km, municipality)
    return ask.rule(is_within, why)


@question(
    "Må patienten vælge læge på ny efter at være flyttet?",
    "May the patient choose a doctor anew after moving?",
    rules=("CH-MOVE", "CH-DIST"),
    figures=("choice.capital_municipalities", "choice.distance"),
)
def may_choose_anew_after_move(
    ask: Ask, distance_km: Kilometres | None, municipality: MunicipalityName | None, *, on: Day, figures: Own = None
) -> Ruling:
    """Whether a patient who has moved may choose a doctor anew without a fee. Danish: *lægevalg ved flytning*.

    ``distance_km`` is the distance from the new home to the present doctor, and ``municipality`` that of the new home.
    The distance must exceed the limit; a distance equal to the limit is not enough.

    Formula: ``distance > limit``.

    >>> import datetime
    >>> may_choose_anew_after_move(5.1, "Tårnby", on=datetime.date(2024, 1, 1)).verdict.value
    'yes'
    """
    is_within, why = _by_distance(ask, "choice.distance", distance_km, municipality)
    ask.cite("choice.move")
    return ask.rule(not is_within, why)


def _by_distance(ask: Ask, name: str, distance_km: float | None, municipality: str | None) -> tuple[bool, Reason]:
    """Whether a distance is within the limit, the limit included."""
    distance, place = ask.both(("distance_km", exact_or_none(distance_km)), ("municipality", municipality or None))
    limit = _limit(ask, name, place).value
    return ask.either(distance <= limit, "within", "beyond", distance=distance, limit=limit)
