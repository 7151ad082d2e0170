"""The list of a clinic, and the patient's choice: may it be closed, may it be chosen, is the choice secured?"""

from __future__ import annotations

import datetime
import itertools
import math
from collections.abc import Iterable, Iterator
from fractions import Fraction

from praksisplan.capacity.arguments import Kilometres, MunicipalityName, checked_call
from praksisplan.capacity.facts import Area, ChoiceReason, Clinic, Offer
from praksisplan.capacity.municipalities import municipality_name
from praksisplan.capacity.parameters import (
    LegalSource,
    Parameters,
    Unknown,
    Used,
    exact_text,
    number_text,
    shipped,
)
from praksisplan.capacity.ruling import Reason, Ruling, missing, ruling
from praksisplan.capacity.wording import lacking, reason
from praksisplan.errors import Fault, PlanError
from praksisplan.terms import Verdict

__all__ = [
    "CAPITAL_AREA",
    "REGION",
    "choice_is_secured",
    "is_named",
    "keeps_home_visits",
    "may_choose_anew_after_move",
    "may_choose_clinic",
    "may_close_list",
]

CAPITAL_AREA = "hovedstadsområdet"
"""What the figures of the capital area are ``of``; those of all other municipalities are of nothing."""

REGION = "regionen"
"""The word of ``gp.limit_set_by`` where the region sets the limit of every clinic."""

_DECISIONS = "https://stpk.dk/afgorelser-og-domme/afgorelser-fra-styrelsen-for-patientklager"
_FAR = LegalSource("Styrelsen for Patientklager, afgørelse 22SFP72", "10. august 2022", f"{_DECISIONS}/22sfp72/")
_CLOSED = LegalSource("Styrelsen for Patientklager, afgørelse 20SFP14", "24. februar 2020", f"{_DECISIONS}/20sfp14/")
_REFUSAL = LegalSource(
    "Regler for valg af egen læge", "2009", "https://www.vaccineinfo.dk/artikler/2009/regler-for-valg-af-egen-laege"
)
_MOVE = LegalSource(
    "Slagelse Kommune, Valg af læge",
    address="https://www.slagelse.dk/borger/sundhed-og-sygdom/sygesikring-og-laege/valg-af-laege",
)

_DISTANCE = lacking("distance_km", "afstanden fra bopælen til klinikken", "the distance from home to the clinic")
_MUNICIPALITY = lacking("municipality", "kommunen, som afstandsgrænsen følger,", "the municipality of the home")
_CONSENT = lacking("consent", "oplysning om, hvorvidt lægen accepterer,", "whether the doctor consents")
_IS_OPEN = lacking("is_open", "oplysning om, hvorvidt klinikken har åbent for tilgang,", "whether the clinic is open")


# --- closing ------------------------------------------------------------------------------------------------------


@checked_call
def may_close_list(clinic: Clinic, *, on: datetime.date, parameters: Parameters | None = None) -> Ruling:
    """Whether a clinic may close its list for new patients on a day. Danish: *lukning for tilgang*.

    It may from so many enrolled patients per capacity as the agreement says, that number included, or from its own
    limit per capacity (``Clinic.own_limit``): lower by leave, higher by its own wish. From 1 July 2025 the region sets
    the limit of every clinic, and only that counts: of the clinic as a whole (``Clinic.clinic_limit``), or per
    capacity, laid over ``gp.patients_per_capacity``; without either the ruling is unknown. ``amount`` is the limit of
    the whole clinic, in enrolled patients. Rules GP-CLOSE and GP-NEWLIMIT.

    Formula: ``enrolled >= limit * capacities, or enrolled >= clinic_limit where the region has set one``.

    >>> import datetime
    >>> from praksisplan.capacity import ClinicKind
    >>> clinic = Clinic("k", ClinicKind.PARTNERSHIP, capacities=2, enrolled=3300)
    >>> print(may_close_list(clinic, on=datetime.date(2024, 1, 1)))
    Ja: 3.300 tilmeldte, grænsen er 3.200 (1.600 for hver af 2 kapaciteter) (Danmarks Statistik, Lægedækning, indhold).
    """
    question, figures = "may_close_list", parameters or shipped()
    setter = figures.at("gp.limit_set_by", on=on)
    is_regions = isinstance(setter, Used) and REGION in setter.names
    is_whole = is_regions and clinic.clinic_limit is not None
    if clinic.enrolled is None or (clinic.capacities is None and not is_whole):
        what = lacking(
            "clinic", "antallet af tilmeldte eller af kapaciteter", "the number of enrolled patients or of capacities"
        )
        return missing(question, on, what)
    own = clinic.clinic_limit if is_regions else clinic.own_limit
    found = figures.at("gp.patients_per_capacity", on=on) if own is None else setter
    if isinstance(found, Unknown):
        if isinstance(setter, Used) and is_regions:
            return missing(question, on, _regions_limit(setter), found, parameters=[setter])
        return missing(question, on, found)
    each = found.value if own is None else Fraction(own)
    capacities = 1 if is_whole or clinic.capacities is None else clinic.capacities
    whose = None if own is None else _REGIONS if is_whole else _OWN
    why = _full_or_room(clinic.enrolled, capacities, each, whose)
    verdict = Verdict.YES if clinic.enrolled >= each * capacities else Verdict.NO
    return ruling(question, on, verdict, [why], parameters=[found], amount=each * capacities, unit="tilmeldte")


def _regions_limit(setter: Used) -> Reason:
    return reason(
        "missing:clinic_limit",
        "fra {since} fastsætter regionen grænsen for den enkelte klinik, og den mangler",
        "from {since} the region sets the limit of each clinic, and it is missing",
        since=setter.dated.since,
    )


_OWN = ("klinikkens egen", "the clinic's own")
_REGIONS = ("fastsat af regionen", "set by the region")


def _full_or_room(enrolled: int, capacities: int, each: Fraction, whose: tuple[str, str] | None) -> Reason:
    limit = each * capacities
    danish, english = "{enrolled} tilmeldte, grænsen er {limit}", "{enrolled} enrolled, the limit is {limit}"
    if capacities != 1:
        danish += " ({each} for hver af {capacities} kapaciteter)"
        english += " ({each} for each of {capacities} capacities)"
    if whose is not None:
        danish, english = f"{danish}, {whose[0]}", f"{english}, {whose[1]}"
    is_full = enrolled >= limit
    if not is_full:
        danish, english = f"{danish}, så der mangler {{room}}", f"{english}, so it is {{room}} short"
    return reason(
        "full" if is_full else "room",
        danish,
        english,
        enrolled=enrolled,
        limit=limit,
        each=each,
        capacities=capacities,
        room=max(0, math.ceil(limit) - enrolled),
    )


# --- distance -----------------------------------------------------------------------------------------------------


def is_named(municipality: str, names: Iterable[str]) -> bool:
    """Whether a municipality is among some, each by any of its names or its code.

    >>> is_named("Københavns Kommune", ["København", "Tårnby"]), is_named("0185", ["Taarnby"])
    (True, True)
    >>> is_named("Køge", ["København", "Tårnby"])
    False
    """
    return municipality_name(municipality) in map(municipality_name, names)


def _exact(distance_km: float | None) -> Fraction | None:
    """A distance as it is written: the float 12.3 is a little more."""
    return None if distance_km is None else Fraction(str(float(distance_km)))


_Limit = tuple[Used, tuple[Used, ...]]
"""A limit of distance, beside all figures that it took."""


def _limit(name: str, municipality: str, figures: Parameters, on: datetime.date) -> _Limit | Unknown:
    """The limit of distance that a municipality has, or what is unknown of it."""
    capital = figures.at("choice.capital_municipalities", on=on)
    if isinstance(capital, Unknown):
        return capital
    found = figures.at(name, on=on, of=CAPITAL_AREA if is_named(municipality, capital.names) else "")
    return found if isinstance(found, Unknown) else (found, (found, capital))


def _is_beyond(
    distance: Fraction | None, limit: _Limit | Unknown | None, figures: Parameters, on: datetime.date
) -> bool | None:
    """Whether a distance is beyond the limit; where no municipality is known, whether it is beyond both or none."""
    if distance is None or isinstance(limit, Unknown):
        return None
    if limit is not None:
        return distance > limit[0].value
    both = [figures.at("choice.distance", on=on, of=of) for of in ("", CAPITAL_AREA)]
    found = {None if isinstance(one, Unknown) else distance > one.value for one in both}
    return found.pop() if len(found) == 1 else None


def _distance_reason(code: str, danish: str, english: str, distance: Fraction, limit: Fraction) -> Reason:
    """A reason with a distance and a limit, with so many decimals that they differ where they do."""
    is_hidden = number_text(distance) in (number_text(limit), "0") and distance not in (limit, 0)
    write = exact_text if is_hidden else number_text
    return Reason(
        code,
        danish.format(distance=write(distance, "da"), limit=write(limit, "da")),
        english.format(distance=write(distance, "en"), limit=write(limit, "en")),
    )


# --- choosing -----------------------------------------------------------------------------------------------------


@checked_call
def may_choose_clinic(
    clinic: Clinic,
    distance_km: Kilometres | None,
    municipality: MunicipalityName,
    consent: bool | None = None,
    reasons: tuple[ChoiceReason, ...] = (),
    *,
    on: datetime.date,
    parameters: Parameters | None = None,
) -> Ruling:
    """Whether a patient of group 1 may choose a clinic. Danish: *valg af læge*.

    ``distance_km`` is from home to the clinic, ``municipality`` that of the home, ``consent`` whether the doctor agrees
    (``None``: not known), ``reasons`` why a closed list is asked for. Within the limit (that distance included) an open
    clinic may be chosen freely, a closed one only with consent and one of the listed reasons. Beyond it an open clinic
    may be chosen, unless its doctor refuses; a closed one with consent alone. What is not known is asked for only where
    it can change the answer. Rules CH-DIST, CH-FREE, CH-FAR,
    CH-REFUSE and CH-CLOSED.

    Formula: ``open and not (beyond and refused), or closed and consent and (beyond or a listed reason)``.

    >>> import datetime
    >>> from praksisplan.capacity import ClinicKind
    >>> clinic = Clinic("k", ClinicKind.SOLO, is_open=False)
    >>> ruled = may_choose_clinic(clinic, 8, "Odense", consent=True, on=datetime.date(2024, 1, 1))
    >>> print(ruled.text("en"))
    No: the clinic is closed and 8 km from home, within the limit of 15 km; there the doctor's consent is not enough
    without one of the listed reasons (Slagelse Kommune, Valg af læge; Styrelsen for Patientklager, afgørelse 20SFP14,
    24. februar 2020).
    """
    question, figures = "may_choose_clinic", parameters or shipped()
    distance = _exact(distance_km)
    found: _Limit | Unknown | None = _limit("choice.distance", municipality, figures, on)
    if not isinstance(found, Unknown) and not municipality:
        found = None
    is_beyond = _is_beyond(distance, found, figures, on)
    if isinstance(found, Unknown):
        return missing(question, on, found)
    if distance is None or found is None or clinic.is_open is None:
        facts = ((distance, _DISTANCE), (found, _MUNICIPALITY), (clinic.is_open, _IS_OPEN))
        told = _whatever((is_beyond, clinic.is_open, consent), reasons, found, figures, on)
        return told or missing(question, on, *(what for fact, what in facts if fact is None))
    limit, used = found

    def ruled(verdict: Verdict, danish: str, english: str, code: str) -> Ruling:
        cited = _sources(bool(is_beyond), bool(clinic.is_open), consent)
        why = _distance_reason(code, danish, english, distance, limit.value)
        what = (_CONSENT, why) if verdict is Verdict.UNKNOWN else (why,)
        return ruling(question, on, verdict, what, parameters=used, citations=cited)

    if not is_beyond:
        if clinic.is_open:
            return ruled(Verdict.YES, *_OPEN_WITHIN, "open-within")
        return _closed_within(distance, consent, reasons, found, figures, on)
    if clinic.is_open:
        if consent is False:
            return ruled(Verdict.NO, *_OPEN_BEYOND_REFUSED, "refused")
        return ruled(Verdict.YES, *_OPEN_BEYOND, "open-beyond")
    if consent is None:
        return ruled(Verdict.UNKNOWN, *_CLOSED_BEYOND, "closed-beyond")
    if consent:
        return ruled(Verdict.YES, *_CLOSED_BEYOND_AGREED, "closed-beyond-consent")
    return ruled(Verdict.NO, *_CLOSED_BEYOND_REFUSED, "refused")


_OPEN_WITHIN = (
    "klinikken har åbent for tilgang og ligger {distance} km fra bopælen, inden for grænsen på {limit} km",
    "the clinic is open and {distance} km from home, within the limit of {limit} km",
)
_OPEN_BEYOND = (
    "klinikken har åbent for tilgang og kan vælges, selv om den ligger {distance} km fra bopælen, ud over grænsen på "
    "{limit} km; dér kan lægen dog sige nej",
    "the clinic is open and may be chosen though it is {distance} km from home, beyond the limit of {limit} km; there "
    "the doctor may refuse",
)
_OPEN_BEYOND_REFUSED = (
    "klinikken ligger {distance} km fra bopælen, ud over grænsen på {limit} km; dér kan lægen sige nej, og det har "
    "lægen gjort",
    "the clinic is {distance} km from home, beyond the limit of {limit} km; there the doctor may refuse, and did so",
)
_CLOSED_BEYOND = (
    "klinikken har lukket for tilgang og ligger {distance} km fra bopælen, ud over grænsen på {limit} km, så det "
    "afgøres af, om lægen accepterer",
    "the clinic is closed and {distance} km from home, beyond the limit of {limit} km, so the doctor has to consent",
)
_CLOSED_BEYOND_AGREED = (
    "klinikken har lukket for tilgang, men ligger {distance} km fra bopælen, ud over grænsen på {limit} km; dér er det "
    "nok, at lægen accepterer, og det gør lægen",
    "the clinic is closed, but {distance} km from home, beyond the limit of {limit} km; there the doctor's consent is "
    "enough, and it is given",
)
_CLOSED_BEYOND_REFUSED = (
    "klinikken har lukket for tilgang og ligger {distance} km fra bopælen, ud over grænsen på {limit} km, og lægen "
    "accepterer ikke",
    "the clinic is closed and {distance} km from home, beyond the limit of {limit} km, and the doctor does not consent",
)
_CLOSED_WITHIN = (
    "klinikken har lukket for tilgang og ligger {distance} km fra bopælen, inden for grænsen på {limit} km; ",
    "the clinic is closed and {distance} km from home, within the limit of {limit} km; ",
)


def _sources(is_beyond: bool, is_open: bool, consent: bool | None) -> tuple[LegalSource, ...]:
    """Where the rule is written that decides."""
    if is_beyond and is_open:
        return (_REFUSAL,) if consent is False else (_FAR, _REFUSAL)
    return (_FAR,) if is_beyond or is_open else (_CLOSED,)


def _cases(*facts: bool | None) -> Iterator[tuple[bool, ...]]:
    """Every way in which facts can be, those that are not known being either."""
    return itertools.product(*((True, False) if fact is None else (fact,) for fact in facts))


def _outcome(is_beyond: bool, is_open: bool, consent: bool | None, has_reason: bool | None) -> bool | None:
    """Whether the clinic may be chosen, ``None`` where that is not known: the rules in short."""
    if is_beyond:
        return consent is not False if is_open else consent
    if is_open:
        return True
    return False if consent is False or has_reason is False else consent and has_reason


_Facts = tuple[bool | None, bool | None, bool | None, bool | None]
"""Whether the doctor consents, the clinic is open, it is beyond the limit, and there is a listed reason."""


def _settled(facts: _Facts) -> bool | None:
    """The outcome that is the same whatever is not known of distance and list; ``None`` where that decides."""
    consent, is_open, is_beyond, has_reason = facts
    found = {_outcome(beyond, open_, consent, has_reason) for beyond, open_ in _cases(is_beyond, is_open)}
    return found.pop() if len(found) == 1 else None


def _whatever(
    given: tuple[bool | None, bool | None, bool | None],
    reasons: tuple[ChoiceReason, ...],
    limit: _Limit | None,
    figures: Parameters,
    on: datetime.date,
) -> Ruling | None:
    """The ruling that holds whatever is not known of distance and list, by as few facts as decide it."""
    listed, accepted = _accepted(reasons, figures, on)
    is_beyond, is_open, consent = given
    facts: _Facts = (consent, is_open, is_beyond, True if accepted else None if reasons else False)
    outcome = _settled(facts)
    if outcome is None:
        return None
    for place in (3, 2, 1):  # what can be left out is not told
        without = (*facts[:place], None, *facts[place + 1 :])
        if _settled(without) is outcome:  # type: ignore[arg-type]
            facts = without  # type: ignore[assignment]
    why = [words[fact] for words, fact in zip(_FACTS, facts) if fact is not None]
    used = [*(limit[1] if limit is not None and facts[2] is not None else ()), *([listed] if facts[3] else [])]
    return ruling(
        "may_choose_clinic",
        on,
        Verdict.YES if outcome else Verdict.NO,
        [*why, *(accepted if facts[3] else ())],
        parameters=[one for one in used if isinstance(one, Used)],
        citations=[
            source for beyond, open_ in _cases(facts[2], facts[1]) for source in _sources(beyond, open_, facts[0])
        ],
    )


_FACTS = (
    {
        True: Reason("consent", "lægen accepterer", "the doctor consents"),
        False: Reason("refused", "lægen accepterer ikke", "the doctor does not consent"),
    },
    {
        True: Reason("open", "klinikken har åbent for tilgang", "the clinic is open"),
        False: Reason("closed", "klinikken har lukket for tilgang", "the clinic is closed"),
    },
    {
        True: Reason("beyond", "klinikken ligger ud over afstandsgrænsen", "the clinic is beyond the limit"),
        False: Reason("within", "klinikken ligger inden for afstandsgrænsen", "the clinic is within the limit"),
    },
)


def _accepted(
    reasons: tuple[ChoiceReason, ...], figures: Parameters, on: datetime.date
) -> tuple[Used | Unknown, list[Reason]]:
    """The reasons for which a closed list may be chosen on a day, and those of the patient that are among them."""
    listed = figures.at("choice.closed_reasons", on=on)
    words = listed.names if isinstance(listed, Used) else ()
    accepted = [one for one in dict.fromkeys(reasons) if one.value in words]
    return listed, [
        reason(f"reason:{one.value}", "grunden er: {why}", "the reason is: {why}", why=one) for one in accepted
    ]


def _closed_within(
    distance: Fraction,
    consent: bool | None,
    reasons: tuple[ChoiceReason, ...],
    limit: tuple[Used, tuple[Used, ...]],
    figures: Parameters,
    on: datetime.date,
) -> Ruling:
    """The ruling on a closed clinic within the limit: consent and one of the listed reasons are needed."""
    question, used = "may_choose_clinic", limit[1]
    listed, told = _accepted(reasons, figures, on)

    def why(code: str, danish: str, english: str) -> Reason:
        return _distance_reason(code, _CLOSED_WITHIN[0] + danish, _CLOSED_WITHIN[1] + english, distance, limit[0].value)

    if consent is False:
        refused = why("refused", "lægen accepterer ikke", "the doctor does not consent")
        return ruling(question, on, Verdict.NO, [refused], parameters=used, citations=[_CLOSED])
    if reasons and isinstance(listed, Unknown):
        return missing(question, on, listed, parameters=used, citations=[_CLOSED])
    used += (listed,) if reasons and isinstance(listed, Used) else ()
    if not told:
        none = why(
            "no-reason",
            "dér er det ikke nok, at lægen accepterer, uden en af de fastsatte grunde",
            "there the doctor's consent is not enough without one of the listed reasons",
        )
        return ruling(question, on, Verdict.NO, [none], parameters=used, citations=[_CLOSED])
    if consent is None:
        return missing(question, on, _CONSENT, *told, parameters=used, citations=[_CLOSED])
    agreed = why(
        "closed-within",
        "lægen accepterer, og der er en af de fastsatte grunde",
        "the doctor consents, and there is one of the listed reasons",
    )
    return ruling(question, on, Verdict.YES, [agreed, *told], parameters=used, citations=[_CLOSED])


@checked_call
def choice_is_secured(
    area: Area, offers: tuple[Offer, ...], *, on: datetime.date, parameters: Parameters | None = None
) -> Ruling:
    """Whether people of an area can choose between enough open clinics near them. Danish: *frit lægevalg*.

    ``offers`` are the clinics and how far they are from the area; those that are open and within the limit of the
    area's municipality (that distance included) count, and two are needed. Where it depends on what is not known of
    an offer, the ruling is unknown. ``amount`` is how many surely count. The source speaks of 15 km; that the limit
    of the capital area is its own is a reading. Rules CH-TWO and CH-DIST. Raises `PlanError` for a clinic that is
    there twice.

    Formula: ``count(open and distance <= limit) >= least``.

    >>> import datetime
    >>> from praksisplan.capacity import ClinicKind
    >>> offers = tuple(Offer(Clinic(name, ClinicKind.SOLO, is_open=True), 12) for name in ("k", "l"))
    >>> choice_is_secured(Area("nord", "Nord", "Skive"), offers, on=datetime.date(2024, 1, 1)).verdict.value
    'yes'
    """
    question, figures = "choice_is_secured", parameters or shipped()
    _refuse_twice(offers)
    if not area.municipality:
        return missing(question, on, _MUNICIPALITY)
    found = _limit("choice.distance", area.municipality, figures, on)
    least = figures.at("choice.least_practices", on=on)
    if isinstance(found, Unknown) or isinstance(least, Unknown):
        return missing(question, on, *(one for one in (found, least) if isinstance(one, Unknown)))
    limit, used = found[0], (least, *found[1])
    counted = [_counts(offer, limit.value) for offer in offers]
    sure, possible = counted.count(True), counted.count(None)
    counts = reason(
        "open-near",
        "{sure} åbne praksis inden for {limit} km, og der skal være mindst {least}",
        "{sure} open practices within {limit} km, and there must be at least {least}",
        sure=sure,
        limit=limit.value,
        least=least.value,
    )
    if sure < least.value <= sure + possible:
        what = reason(
            "missing:offers",
            "for {possible} praksis mangler oplysning om, hvorvidt der er åbent for tilgang, eller om afstanden",
            "for {possible} practices it is not told whether the list is open, or how far it is",
            possible=possible,
        )
        return ruling(
            question, on, Verdict.UNKNOWN, [what, counts], parameters=used, amount=Fraction(sure), unit=least.unit
        )
    verdict = Verdict.YES if sure >= least.value else Verdict.NO
    return ruling(question, on, verdict, [counts], parameters=used, amount=Fraction(sure), unit=least.unit)


def _counts(offer: Offer, limit: Fraction) -> bool | None:
    """Whether an offer is open and near enough; ``None`` where that is not known."""
    distance = _exact(offer.distance_km)
    is_near = None if distance is None else distance <= limit
    if offer.clinic.is_open is False or is_near is False:
        return False
    return True if offer.clinic.is_open and is_near else None


def _refuse_twice(offers: tuple[Offer, ...]) -> None:
    ids = [offer.clinic.id for offer in offers]
    if twice := sorted({name for name in ids if ids.count(name) > 1}):
        named = ", ".join(twice)
        raise PlanError(
            Fault(
                "duplicate-id",
                "offers",
                f"clinics that are there more than once: {named}",
                f"klinikker, der står der mere end én gang: {named}",
            )
        )


# --- what distance takes away and gives ---------------------------------------------------------------------------


@checked_call
def keeps_home_visits(
    distance_km: Kilometres | None,
    municipality: MunicipalityName,
    *,
    on: datetime.date,
    parameters: Parameters | None = None,
) -> Ruling:
    """Whether a patient has a right to home visits by a clinic so far away. Danish: *hjemmebesøg*, *sygebesøg*.

    ``distance_km`` is from home to the clinic; the right is kept up to the limit, that distance included. For the
    capital area no source says which limit it is: there the ruling is unknown. Rule CH-VISIT.

    Formula: ``distance <= limit``.

    >>> import datetime
    >>> keeps_home_visits(15.5, "Odense", on=datetime.date(2024, 1, 1)).verdict.value
    'no'
    """
    return _by_distance(
        "keeps_home_visits",
        "choice.home_visit_distance",
        (distance_km, municipality, on, parameters or shipped()),
        within=(
            "klinikken ligger {distance} km fra bopælen, inden for grænsen på {limit} km, og retten til hjemmebesøg er "
            "i behold",
            "the clinic is {distance} km from home, within the limit of {limit} km; the right to home visits is kept",
        ),
        beyond=(
            "klinikken ligger {distance} km fra bopælen, ud over grænsen på {limit} km, og ved at vælge den gives "
            "retten til hjemmebesøg op",
            "the clinic is {distance} km from home, beyond the limit of {limit} km; whoever chooses it gives up the "
            "right to home visits",
        ),
        is_yes_within=True,
    )


@checked_call
def may_choose_anew_after_move(
    distance_km: Kilometres | None,
    municipality: MunicipalityName,
    *,
    on: datetime.date,
    parameters: Parameters | None = None,
) -> Ruling:
    """Whether a patient who moved may choose a doctor anew without a fee. Danish: *lægevalg ved flytning*.

    ``distance_km`` is from the new home to the present doctor, ``municipality`` that of the new home. It takes more
    than the limit of distance; just the limit is not enough. Rules CH-MOVE and CH-DIST.

    Formula: ``distance > limit``.

    >>> import datetime
    >>> may_choose_anew_after_move(5.1, "Tårnby", on=datetime.date(2024, 1, 1)).verdict.value
    'yes'
    """
    return _by_distance(
        "may_choose_anew_after_move",
        "choice.distance",
        (distance_km, municipality, on, parameters or shipped()),
        within=(
            "lægens praksis ligger {distance} km fra den nye bopæl, ikke ud over grænsen på {limit} km",
            "the doctor is {distance} km from the new home, not beyond the limit of {limit} km",
        ),
        beyond=(
            "lægens praksis ligger {distance} km fra den nye bopæl, ud over grænsen på {limit} km",
            "the doctor is {distance} km from the new home, beyond the limit of {limit} km",
        ),
        is_yes_within=False,
        citations=(_MOVE,),
    )


def _by_distance(
    question: str,
    name: str,
    facts: tuple[float | None, str, datetime.date, Parameters],
    *,
    within: tuple[str, str],
    beyond: tuple[str, str],
    is_yes_within: bool,
    citations: tuple[LegalSource, ...] = (),
) -> Ruling:
    """The ruling on a question that a distance alone decides; the limit itself lies within."""
    distance_km, municipality, on, figures = facts
    distance = _exact(distance_km)
    lacks = [*([_DISTANCE] if distance is None else []), *([] if municipality else [_MUNICIPALITY])]
    if distance is None or lacks:
        return missing(question, on, *lacks)
    found = _limit(name, municipality, figures, on)
    if isinstance(found, Unknown):
        return missing(question, on, found)
    limit, used = found
    is_within = distance <= limit.value
    code, words = ("within", within) if is_within else ("beyond", beyond)
    why = _distance_reason(code, *words, distance, limit.value)
    verdict = Verdict.YES if is_within is is_yes_within else Verdict.NO
    return ruling(question, on, verdict, [why], parameters=used, citations=citations)
