"""The facts of practice capacity: clinics, doctors, areas, and decisions on capacity."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable
from functools import partial
from typing import Annotated

import attrs

from praksisplan.arguments import checked_call, checked_class
from praksisplan.capacity.arguments import Kilometres
from praksisplan.capacity.municipalities import municipality_name
from praksisplan.fields import (
    One,
    Several,
    as_day,
    as_year,
    checked,
    count,
    each,
    filled_text,
    flag,
    identifier,
    number,
    optional,
    whole,
)
from praksisplan.model.sources import Citation
from praksisplan.periods import Period, read_period
from praksisplan.terms import Term
from praksisplan.text import clean_text

__all__ = [
    "Area",
    "AuthorityDecision",
    "CapacityChange",
    "ChoiceReason",
    "Clinic",
    "ClinicKind",
    "CoverageInstrument",
    "DistributionMethod",
    "Doctor",
    "MoveKind",
    "Offer",
    "OutsideWork",
    "Place",
    "Population",
    "SharingGround",
    "Speciality",
    "Threat",
    "ThreatKind",
    "distance_km",
]


class ClinicKind(Term):
    """The form of organisation of a clinic. Danish: *praksisform*."""

    SOLO = "solo", "solopraksis", "solo practice"
    """*solopraksis*: one licence, one capacity, one owner"""
    PARTNERSHIP = "partnership", "kompagniskabspraksis", "partnership"
    """*kompagniskabspraksis*: one licence, two or more capacities"""
    SHARED = "shared", "delepraksis", "shared practice"
    """*delepraksis*: two doctors share one capacity for a time"""
    SATELLITE = "satellite", "satellitpraksis", "satellite practice"
    """*satellitpraksis*: a second place of a clinic"""
    LICENCE = "licence", "licensklinik", "licence clinic"
    """*licensklinik*: the region provides premises and staff"""
    REGIONAL = "regional", "regionsklinik", "regional clinic"
    """*regionsklinik*: run by the region"""
    TENDER = "tender", "udbudsklinik", "clinic after tender"
    """*udbudsklinik*: run by a private operator after a tender"""
    OUT_OF_HOURS = "out_of_hours", "vagtydernummer", "out-of-hours licence"
    """*vagtydernummer*: a licence for out-of-hours work alone"""

    @classmethod
    def _missing_(cls, value: object) -> ClinicKind:
        """Takes the words of the agreement too."""
        slug = _AGREEMENT_WORDS.get(value.strip().casefold()) if type(value) is str else None
        return cls(slug) if slug else super()._missing_(value)


_AGREEMENT_WORDS = {"enkeltmandspraksis": "solo", "kompagniskab": "partnership"}
"""Other words of the agreement for the forms of practice."""

NOT_BY_AGREEMENT = (ClinicKind.REGIONAL, ClinicKind.TENDER, ClinicKind.OUT_OF_HOURS)
"""The kinds of clinic that the agreement on general practice does not cover."""


class ThreatKind(Term):
    """The authority that designated an area as threatened. Danish: *lægedækningstruet område*."""

    NATIONAL = "national", "nationalt udpeget", "named nationally"
    """fixed for the period of an agreement"""
    REGIONAL = "regional", "regionalt udpeget", "named by the region"
    """set by the region, for a year at a time"""


class ChoiceReason(Term):
    """The reason why a patient may choose a clinic with a closed list, if its doctor agrees. Rule CH-CLOSED."""

    CHILD_OF_PATIENT = "child_of_patient", "barn af en tilmeldt, fylder 15 år", "the child of a patient, turning 15"
    PARTNER_OF_PATIENT = (
        "partner_of_patient",
        "ægtefælle eller samlever til en tilmeldt",
        "spouse or cohabitant of a patient",
    )
    RETURN_TO_LAST_DOCTOR = (
        "return_to_last_doctor",
        "tilbage fra gruppe 2 eller hvilende ret til den seneste læge",
        "back from group 2 or a resting right to the last doctor",
    )
    RETURN_FROM_SERVICE = (
        "return_from_service",
        "tilbage fra værnepligt eller anden tjeneste",
        "back from military or other service",
    )
    RETURN_FROM_PRISON = "return_from_prison", "tilbage fra en institution under kriminalforsorgen", "back from prison"
    MOVED_WITHOUT_CHOICE = (
        "moved_without_choice",
        "flyttet til et sted, hvor der er færre end to praksis at vælge",
        "moved to where fewer than two practices can be chosen",
    )


class SharingGround(Term):
    """The ground for shared practice, other than that the area is short of doctors. Danish: *delepraksis, grund*."""

    OWN_ILLNESS = (
        "own_illness",
        "lægens egen kroniske eller alvorlige sygdom",
        "the doctor's chronic or serious illness",
    )
    FAMILY_ILLNESS = (
        "family_illness",
        "kronisk eller alvorlig sygdom i lægens nærmeste familie",
        "chronic or serious illness in the doctor's closest family",
    )
    OTHER_WORK = "other_work", "andet fagligt eller politisk arbejde", "other professional or political work"
    AGE = "age", "lægens alder", "the doctor's age"


class OutsideWork(Term):
    """Work for which a practice makes labour available to others. Danish: *arbejdskraft til rådighed*."""

    UNIVERSITY = "university", "et almenmedicinsk institut ved et universitet", "a university institute"
    COMPANY_DOCTOR = "company_doctor", "funktion som bedriftslæge", "company doctor"
    MUNICIPAL_DOCTOR = "municipal_doctor", "funktion som kommunallæge", "municipal doctor"
    COORDINATOR = "coordinator", "funktion som praksiskoordinator", "practice coordinator"
    CONSULTANT = "consultant", "funktion som praksiskonsulent", "practice consultant"
    QUALITY_COORDINATOR = "quality_coordinator", "funktion som kvalitetssikringskoordinator", "quality coordinator"
    TRAINING_ADVISER = "training_adviser", "funktion som efteruddannelsesvejleder", "adviser of further training"
    ASSOCIATION = "association", "fagpolitisk arbejde", "work for the medical association"
    OTHER = "other", "andet arbejde uden for praksis", "other work outside the practice"


class CoverageInstrument(Term):
    """The means by which a region secures medical cover, in the order of the text. Danish: *redskab*. Rule R88."""

    SHARING_PATIENTS = "sharing_patients", "fordeling af patienter", "sharing patients"
    SALE_OF_LICENCES = "sale_of_licences", "salg af ydernumre", "sale of licences"
    SATELLITE = "satellite", "etablering af satellitpraksis", "setting up a satellite practice"
    TENDER = "tender", "udbud til private", "tender to private operators"
    REGIONAL_CLINIC = "regional_clinic", "midlertidig regionsklinik", "temporary regional clinic"


class Speciality(Term):
    """The specialities of specialist practice whose fees have a threshold (*knækgrænse*). Danish: *speciale*."""

    ANAESTHESIOLOGY = "anaesthesiology", "anæstesiologi", "anaesthesiology"
    CHILD_PSYCHIATRY = "child_psychiatry", "børne- og ungdomspsykiatri", "child and adolescent psychiatry"
    PSYCHIATRY = "psychiatry", "psykiatri", "psychiatry"
    RHEUMATOLOGY = "rheumatology", "reumatologi", "rheumatology"
    NEUROLOGY = "neurology", "neurologi", "neurology"
    PLASTIC_SURGERY = "plastic_surgery", "plastikkirurgi", "plastic surgery"
    PAEDIATRICS = "paediatrics", "pædiatri", "paediatrics"
    DERMATOLOGY = "dermatology", "dermato-venerologi", "dermatology and venereology"
    GYNAECOLOGY = "gynaecology", "gynækologi og obstetrik", "gynaecology and obstetrics"
    INTERNAL_MEDICINE = "internal_medicine", "intern medicin", "internal medicine"
    SURGERY = "surgery", "kirurgi", "surgery"
    ORTHOPAEDICS = "orthopaedics", "ortopædisk kirurgi", "orthopaedic surgery"
    EAR_NOSE_THROAT = "ear_nose_throat", "øre-næse-hals", "ear, nose and throat"
    OPHTHALMOLOGY = "ophthalmology", "øjne", "ophthalmology"
    RADIOLOGY = "radiology", "radiologi", "radiology"
    PULMONARY_MEDICINE = "pulmonary_medicine", "lungemedicin", "pulmonary medicine"


class DistributionMethod(Term):
    """The method of sharing whole capacities by weighted population. Danish: *fordelingsmetode*."""

    LARGEST_REMAINDER = "largest_remainder", "største brøks metode", "the largest remainder method"
    """*største brøks metode* (Hamilton, Hare): the whole part of the quota, then the largest remainders"""
    SAINTE_LAGUE = "sainte_lague", "Sainte-Laguës metode", "the Sainte-Laguë method"
    """*Sainte-Laguës metode* (Webster): the divisors 1, 3, 5 ..."""
    DHONDT = "dhondt", "d'Hondts metode", "the d'Hondt method"
    """*d'Hondts metode* (Jefferson): the divisors 1, 2, 3 ..."""


class MoveKind(Term):
    """The origin of an advertised capacity."""

    VACANT_HERE = "vacant_here", "ledig i området", "vacant in the area"
    """it is vacant in the area itself"""
    NEW = "new", "ny kapacitet", "new capacity"
    """it is new: there are more in all than today"""
    VACANT_ELSEWHERE = "vacant_elsewhere", "ledig i et andet område", "vacant in another area"
    """it is vacant in an area that has more than its share"""
    FALLS_VACANT = "falls_vacant", "når den bliver ledig", "when it falls vacant"
    """it is filled in an area that has more than its share, and is advertised when it falls vacant"""


def _texts(values: Iterable[str], name: str = "") -> tuple[str, ...]:
    return each(values, filled_text, name)


@checked_class
class Place:
    """A point on the earth, in degrees north and east. Danish: *sted*."""

    latitude: Annotated[float, partial(number, at_least=-90, at_most=90)]
    longitude: Annotated[float, partial(number, at_least=-180, at_most=180)]


_EARTH_KM = 6371.0088


@checked_call
def distance_km(one: Place, other: Place) -> float:
    """The great-circle distance between two places in kilometres: as the crow flies, not along roads.

    >>> round(distance_km(Place(55.6761, 12.5683), Place(56.1629, 10.2039)))
    157

    Source: the haversine formula on a sphere of the mean radius of the earth (IUGG), 6371.0088 km.
    """
    north, south = math.radians(one.latitude), math.radians(other.latitude)
    east = math.radians(other.longitude - one.longitude)
    arc = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(east / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(math.sqrt(arc), 1.0))


@checked
class Threat:
    """The designation of an area as threatened by a shortage of doctors in a year. Danish: *lægedækningstruet*."""

    kind: ThreatKind = attrs.field(converter=ThreatKind)
    year: int = attrs.field(converter=as_year)


@checked
class Area:
    """A planning area. Danish: *område*, *planlægningsområde*.

    ``municipality`` is the name or code of its municipality, stored as its name. ``threats`` are all the years for
    which it was designated as threatened; it was not designated for any other year. If ``is_assessed`` is false, this
    is unknown.
    """

    id: str = attrs.field(converter=identifier)
    name: str = attrs.field(converter=filled_text)
    municipality: str = attrs.field(default="", converter=municipality_name)
    threats: tuple[Threat, ...] = attrs.field(default=(), converter=Several[Threat])
    is_assessed: bool = attrs.field(default=True, converter=flag)

    def is_threatened(self, year: int, kind: ThreatKind | None = None) -> bool:
        """Whether it was designated as threatened for a year, by anyone or by one kind of authority."""
        return any(one.year == year and kind in (None, one.kind) for one in self.threats)


@checked
class Population:
    """The number of people in an area on a day. Danish: *befolkningstal*.

    >>> import datetime
    >>> Population("sydby", 24_500, datetime.date(2025, 1, 1)).people
    24500
    """

    area: str = attrs.field(converter=identifier)
    people: int = attrs.field(converter=count)
    on: datetime.date = attrs.field(converter=as_day)


@checked
class Doctor:
    """A doctor. Danish: *læge*. ``licences`` is the number of provider numbers (*ydernumre*) that the doctor owns.

    >>> Doctor("anna", licences=2).born is None
    True
    """

    id: str = attrs.field(converter=identifier)
    licences: int | None = attrs.field(default=None, converter=optional(count))
    born: datetime.date | None = attrs.field(default=None, converter=optional(as_day))


@checked
class Clinic:
    """A clinic. Danish: *praksis*, *klinik*.

    ``licences`` are its provider numbers (*ydernumre*), ``capacities`` the number of its doctors' capacities (several
    doctors may fill one), and ``hired`` how many of them hired doctors fill. ``enrolled`` are the patients on its list
    (*gruppe 1-sikrede*). Until 1 July 2025, ``permitted_limit`` is the lower number of patients per capacity from which
    the joint committee lets it close its list, and ``own_limit`` the higher one that it wishes itself; ``clinic_limit``
    is the limit of the whole clinic that the region sets from that day. ``is_open`` tells whether it takes new
    patients. Unknown facts are ``None``.
    """

    id: str = attrs.field(converter=identifier)
    kind: ClinicKind | None = attrs.field(default=None, converter=optional(ClinicKind))
    licences: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    capacities: int | None = attrs.field(default=None, converter=optional(count))
    owners: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    hired: int | None = attrs.field(default=None, converter=optional(count))
    enrolled: int | None = attrs.field(default=None, converter=optional(count))
    own_limit: int | None = attrs.field(default=None, converter=optional(count))
    permitted_limit: int | None = attrs.field(default=None, converter=optional(count), kw_only=True)
    clinic_limit: int | None = attrs.field(default=None, converter=optional(count))
    area: str | None = attrs.field(default=None, converter=optional(identifier))
    place: Place | None = attrs.field(default=None, converter=optional(One[Place]))
    is_open: bool | None = attrs.field(default=None, converter=optional(flag))


@checked_class
class Offer:
    """A clinic that people of an area may choose, and its distance in km. Danish: *valgmulighed*.

    ``distance_km`` is ``None`` if it is unknown.
    """

    clinic: Clinic
    distance_km: Kilometres | None = None


@checked
class AuthorityDecision:
    """What an authority has decided on a matter that the law leaves to it. Danish: *myndighedens afgørelse*.

    ``decided_by`` is the authority, ``decided`` the day of the decision, and ``outcome`` whether the authority said yes
    to what the question asks about: that a move conflicts with the plan, that doctors are short, a dispensation.

    >>> import datetime
    >>> AuthorityDecision(True, "Region Sjælland", datetime.date(2025, 3, 1)).outcome
    True
    """

    outcome: bool = attrs.field(converter=flag)
    decided_by: str = attrs.field(converter=filled_text)
    decided: datetime.date = attrs.field(converter=as_day)


@checked
class CapacityChange:
    """A decision to change a number of capacities. Danish: *kapacitetsændring*.

    ``quantity`` may be negative; ``effective`` is when it takes effect, ``None`` if unknown. ``at_least`` is true if
    the number is only a lower bound: an expansion of unknown size is at least 0.
    """

    quantity: int = attrs.field(converter=whole)
    decided_by: str = attrs.field(converter=clean_text)
    decided: Period = attrs.field(converter=read_period)
    effective: Period | None = attrs.field(default=None, converter=optional(read_period))
    speciality: Speciality | None = attrs.field(default=None, converter=optional(Speciality))
    note: str = attrs.field(default="", converter=clean_text)
    at_least: bool = attrs.field(default=False, converter=flag)
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=Several[Citation])

    def __attrs_post_init__(self) -> None:
        if self.at_least:
            count(self.quantity, "quantity")
