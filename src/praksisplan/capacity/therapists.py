"""Physiotherapists and psychologists: hours, amounts, new owners, stand-ins, and the least settlement."""

from __future__ import annotations

import datetime
from fractions import Fraction

from praksisplan.capacity.arguments import Amount, Count, checked_call
from praksisplan.capacity.parameters import Parameters, Unknown, shipped
from praksisplan.capacity.ruling import Reason, Ruling, missing, ruling
from praksisplan.capacity.spans import later
from praksisplan.capacity.wording import lacking, reason
from praksisplan.errors import Fault, PlanError
from praksisplan.periods import as_day
from praksisplan.terms import Verdict

__all__ = [
    "may_use_new_owner_room",
    "may_use_stand_in",
    "psychologist_addresses",
    "psychologist_hours",
    "psychologist_minimum",
    "room_for_new_owners",
    "within_clinic_amount",
    "within_thirty_hours",
]


def _verdict(holds: bool) -> Verdict:
    return Verdict.YES if holds else Verdict.NO


@checked_call
def within_thirty_hours(
    is_over_kind: bool | None,
    mean_hours: Amount | None,
    *,
    on: datetime.date,
    parameters: Parameters | None = None,
) -> Ruling:
    """Whether a physiotherapist keeps within the hours of the capacity. Danish: *kapacitet over/under 30 timer*.

    ``mean_hours`` are the treatment hours a week, as a mean over the year. A capacity under thirty hours must stay
    below thirty, so just thirty is too many; one over thirty hours (``is_over_kind``) has no upper limit. From 2024 a
    capacity is an amount (`within_clinic_amount`), and the ruling is unknown. Rule FY-30.

    Formula: ``is_over_kind, or mean_hours < limit``.

    >>> import datetime
    >>> print(within_thirty_hours(False, Fraction(30), on=datetime.date(2022, 1, 1)))
    Nej: 30 timer om ugen i gennemsnit over året er ikke under grænsen på 30 timer (Danske Fysioterapeuter, Vejledning
    om brug af kapacitet, ældre udgave).
    """
    question = "within_thirty_hours"
    found = (parameters or shipped()).at("physio.weekly_hours", on=on)
    if isinstance(found, Unknown):
        return missing(question, on, found)
    if is_over_kind is None and (mean_hours is None or mean_hours >= found.value):
        what = lacking("is_over_kind", "kapacitetens art (over eller under 30 timer)", "the kind of the capacity")
        return missing(question, on, what, parameters=[found])
    if is_over_kind:
        why = reason(
            "no-limit",
            "en kapacitet over {limit} timer har ingen øvre grænse",
            "a capacity over {limit} hours has no upper limit",
            limit=found.value,
        )
        return ruling(question, on, Verdict.YES, [why], parameters=[found])
    if mean_hours is None:
        what = lacking("mean_hours", "behandlingstimerne i gennemsnit over året", "the mean of treatment hours")
        return missing(question, on, what, parameters=[found])
    is_below = mean_hours < found.value
    why = reason(
        "below-limit" if is_below else "too-many-hours",
        f"{{hours}} timer om ugen i gennemsnit over året er {'' if is_below else 'ikke '}under grænsen på {{limit}} "
        "timer",
        f"{{hours}} hours a week as a mean over the year is {'' if is_below else 'not '}below the limit of {{limit}} "
        "hours",
        hours=mean_hours,
        limit=found.value,
    )
    return ruling(question, on, _verdict(is_below), [why], parameters=[found])


@checked_call
def within_clinic_amount(
    speciality: str,
    turnover: Amount | None,
    amount: Amount | None,
    *,
    on: datetime.date,
    parameters: Parameters | None = None,
) -> Ruling:
    """Whether a physiotherapy clinic keeps within its capacity as an amount. Danish: *kapacitet pr. speciale*.

    ``speciality`` is the number of the speciality (51 or 62); ``turnover`` and ``amount`` are the clinic's in it, in
    kr. of the same kind and year. Just the amount is within it. The region tells the clinic its amount; it is not
    published. ``amount`` of the ruling is what is left, negative where it is exceeded. Rule FY-AMOUNT.

    Formula: ``turnover <= amount``.

    >>> import datetime
    >>> print(within_clinic_amount("62", Fraction(900_000), Fraction(1_000_000), on=datetime.date(2024, 6, 1)))
    Ja: 900.000 kr. på speciale 62 er inden for klinikkens kapacitet på 1.000.000 kr. (Danske Fysioterapeuter, Ofte
    stillede spørgsmål om praksisoverenskomsterne, definition af kapacitet).
    """
    question = "within_clinic_amount"
    found = (parameters or shipped()).at("physio.amount_specialities", on=on)
    if isinstance(found, Unknown):
        return missing(question, on, found)
    if speciality not in found.names:
        what = reason(
            "missing:speciality",
            "det vides ikke, om kapacitet er et beløb på speciale {speciality}",
            "it is not known whether capacity is an amount in speciality {speciality}",
            speciality=speciality,
        )
        return missing(question, on, what, parameters=[found])
    if turnover is None:
        return missing(question, on, lacking("turnover", "omsætningen", "the turnover"), parameters=[found])
    if amount is None:
        what = lacking("amount", "klinikkens kapacitet i kr., som regionen oplyser,", "the clinic's capacity in kr.")
        return missing(question, on, what, parameters=[found])
    is_within = turnover <= amount
    why = reason(
        "within-amount" if is_within else "above-amount",
        f"{{turnover}} kr. på speciale {{speciality}} er {'inden for' if is_within else 'over'} klinikkens kapacitet "
        "på {amount} kr.",
        f"{{turnover}} kr. in speciality {{speciality}} is {'within' if is_within else 'above'} the clinic's capacity "
        "of {amount} kr.",
        turnover=turnover,
        speciality=speciality,
        amount=amount,
    )
    return ruling(question, on, _verdict(is_within), [why], parameters=[found], amount=amount - turnover, unit="kr.")


@checked_call
def room_for_new_owners(frame: Amount | None, *, on: datetime.date, parameters: Parameters | None = None) -> Ruling:
    """How much of a frame of physiotherapy is set aside for new owners. Danish: *nynedsættelser*.

    ``frame`` is the frame of one speciality in kr.; ``amount`` is the room in kr., a share of it. Rule FY-NEW.

    Formula: ``room = share * frame``.

    >>> import datetime
    >>> print(room_for_new_owners(Fraction(1_000_000_000), on=datetime.date(2024, 1, 1)))
    3,75 % af rammen på 1.000.000.000 kr. er 37.500.000 kr. til nye ejere (Danske Fysioterapeuter, Nynedsættelser).
    """
    question = "room_for_new_owners"
    if frame is None:
        return missing(question, on, lacking("frame", "rammen for specialet", "the frame of the speciality"))
    found = (parameters or shipped()).at("physio.new_owner_share", on=on)
    if isinstance(found, Unknown):
        return missing(question, on, found)
    room = found.value * frame
    why = reason(
        "share",
        "{percent} % af rammen på {frame} kr. er {room} kr. til nye ejere",
        "{percent} % of the frame of {frame} kr. is {room} kr. for new owners",
        percent=100 * found.value,
        frame=frame,
        room=room,
    )
    return ruling(question, on, Verdict.YES, [why], parameters=[found], amount=room, unit="kr.")


_EXCLUDED = {
    "owner": ("fysioterapeuten er allerede ejer", "the physiotherapist already is an owner"),
    "tenant": ("kapaciteten skulle bruges af en lejer", "the capacity would be used by a tenant"),
}


@checked_call
def may_use_new_owner_room(
    is_owner: bool | None, is_tenant: bool | None, *, on: datetime.date, parameters: Parameters | None = None
) -> Ruling:
    """Whether a physiotherapist may use what is set aside for new owners. Danish: *nynedsættelse*.

    ``is_owner``: owns under the agreement already; ``is_tenant``: would use the capacity as a tenant (*lejer*), now or
    later. Neither may. Rule FY-NEW-WHO.

    Formula: ``not is_owner and not is_tenant``.

    >>> import datetime
    >>> print(may_use_new_owner_room(False, True, on=datetime.date(2024, 1, 1)))
    Nej: kapaciteten skulle bruges af en lejer (Danske Fysioterapeuter, Nynedsættelser).
    """
    question = "may_use_new_owner_room"
    found = (parameters or shipped()).at("physio.new_owner_excluded", on=on)
    if isinstance(found, Unknown):
        return missing(question, on, found)
    facts = {"owner": is_owner, "tenant": is_tenant}
    asked = {name: facts[name] for name in facts if name in found.names}
    against = [reason(name, *_EXCLUDED[name]) for name, fact in asked.items() if fact]
    if against:
        return ruling(question, on, Verdict.NO, against, parameters=[found])
    if None in asked.values():
        what = lacking("status", "fysioterapeutens status (ejer eller lejer)", "the status (owner or tenant)")
        return missing(question, on, what, parameters=[found])
    why = reason(
        "new-owner",
        "fysioterapeuten er ikke ejer i forvejen, og kapaciteten skal ikke bruges af en lejer",
        "the physiotherapist is no owner already, and the capacity will not be used by a tenant",
    )
    return ruling(question, on, Verdict.YES, [why], parameters=[found])


@checked_call
def may_use_stand_in(
    start: datetime.date,
    end: datetime.date | None,
    raises_turnover: bool | None,
    *,
    on: datetime.date,
    parameters: Parameters | None = None,
) -> Ruling:
    """Whether a physiotherapist may use a stand-in while absent, and whether that must be reported. Danish: *vikar*.

    The absence lasts from ``start`` until ``end``, that day not included, and must be shorter than a year; the turnover
    may not rise because of it. Longer than two months must be reported: the reason ``report``. Rule FY-SUB.

    Formula: ``end < start + limit and not raises_turnover; to be reported where end > start + report``.

    >>> import datetime
    >>> day = datetime.date
    >>> print(may_use_stand_in(day(2024, 1, 1), day(2024, 3, 2), False, on=day(2024, 1, 1)))
    Ja: fraværet er kortere end 12 måneder, og omsætningen stiger ikke; brugen af vikar skal meldes, da den varer mere
    end 2 måneder (Danske Fysioterapeuter, Ofte stillede spørgsmål om praksisoverenskomsterne, vikar).
    """
    question, figures = "may_use_stand_in", parameters or shipped()
    start, end = as_day(start, "start"), end and as_day(end, "end")
    if end is not None and end <= start:
        raise PlanError(
            Fault("order", "end", f"it ends ({end}) before it begins ({start})", f"det ender ({end}) før {start}")
        )
    limit, report = (figures.at(f"physio.stand_in_{name}", on=on) for name in ("limit", "report"))
    if isinstance(limit, Unknown) or isinstance(report, Unknown):
        return missing(question, on, *(one for one in (limit, report) if isinstance(one, Unknown)))
    used = [limit, report]
    is_long = end is not None and end >= later(start, limit.name, months=limit.value)
    against = [
        *([_too_long(limit.value)] if is_long else []),
        *([_TURNOVER_RISES] if raises_turnover else []),
    ]
    if against:
        return ruling(question, on, Verdict.NO, against, parameters=used)
    if end is None or raises_turnover is None:
        known = ((end, _ABSENCE_END), (raises_turnover, _RISE))
        return missing(question, on, *(what for fact, what in known if fact is None), parameters=used)
    reasons = [
        reason(
            "short-absence",
            "fraværet er kortere end {limit} måneder, og omsætningen stiger ikke",
            "the absence is shorter than {limit} months, and the turnover does not rise",
            limit=limit.value,
        )
    ]
    if end > later(start, report.name, months=report.value):
        reasons.append(
            reason(
                "report",
                "brugen af vikar skal meldes, da den varer mere end {report} måneder",
                "the use of a stand-in is to be reported, as it lasts longer than {report} months",
                report=report.value,
            )
        )
    return ruling(question, on, Verdict.YES, reasons, parameters=used)


_ABSENCE_END = lacking("end", "fraværets slutning", "the end of the absence")
_RISE = lacking("raises_turnover", "oplysning om, hvorvidt omsætningen stiger,", "whether the turnover rises")
_TURNOVER_RISES = reason(
    "turnover-rises", "omsætningen må ikke stige på grund af vikaren", "the turnover may not rise through a stand-in"
)


def _too_long(months: Fraction) -> Reason:
    return reason(
        "too-long",
        "fraværet er ikke kortere end {limit} måneder",
        "the absence is not shorter than {limit} months",
        limit=months,
    )


@checked_call
def psychologist_hours(
    available: Amount | None,
    employed: Amount | None,
    *,
    on: datetime.date,
    parameters: Parameters | None = None,
) -> Ruling:
    """Whether a psychologist's hours allow a licence. Danish: *ydernummer til psykolog, 22 timer, 15 timer*.

    ``available`` are the hours a week for patients under the agreement, ``employed`` those of employment elsewhere;
    just the least of the one and the most of the other are allowed. Rule PS-22.

    Formula: ``available >= least and employed <= most``.

    >>> import datetime
    >>> print(psychologist_hours(Fraction(22), Fraction(16), on=datetime.date(2022, 1, 1)))
    Nej: ansættelsen andetsteds er på 16 timer om ugen, og højst 15 er tilladt; psykologen står til rådighed 22 timer om
    ugen, og mindst 22 kræves (Dansk Psykolog Forening, Søg ydernummer, overenskomst om psykologhjælp § 8).
    """
    question, figures = "psychologist_hours", parameters or shipped()
    least = figures.at("psychologist.available_hours", on=on)
    most = figures.at("psychologist.employed_hours", on=on)
    if isinstance(least, Unknown) or isinstance(most, Unknown):
        return missing(question, on, *(one for one in (least, most) if isinstance(one, Unknown)))
    used = [least, most]
    told = [
        *([] if available is None else [_available_reason(available, least.value)]),
        *([] if employed is None else [_employed_reason(employed, most.value)]),
    ]
    against = [why for why in told if why.code.startswith("too-")]
    if against or len(told) == len(used):
        reasons = [*against, *(why for why in told if why not in against)]
        return ruling(question, on, _verdict(not against), reasons, parameters=used)
    known = ((available, _AVAILABLE), (employed, _EMPLOYED))
    return missing(question, on, *(what for fact, what in known if fact is None), parameters=used)


_AVAILABLE = lacking("available", "timerne til rådighed", "the number of hours available")
_EMPLOYED = lacking("employed", "timerne i ansættelse andetsteds", "the number of hours employed elsewhere")


def _available_reason(available: Fraction, least: Fraction) -> Reason:
    return reason(
        "available" if available >= least else "too-little-available",
        "psykologen står til rådighed {hours} timer om ugen, og mindst {least} kræves",
        "the psychologist is available {hours} hours a week, and at least {least} are required",
        hours=available,
        least=least,
    )


def _employed_reason(employed: Fraction, most: Fraction) -> Reason:
    return reason(
        "employed" if employed <= most else "too-much-employed",
        "ansættelsen andetsteds er på {hours} timer om ugen, og højst {most} er tilladt",
        "the employment elsewhere is of {hours} hours a week, and at most {most} are allowed",
        hours=employed,
        most=most,
    )


@checked_call
def psychologist_minimum(
    years: Amount | None,
    settled: Amount | None,
    *,
    on: datetime.date,
    parameters: Parameters | None = None,
) -> Ruling:
    """Whether a psychologist settles enough with the region. Danish: *minimumsafregning*.

    ``years`` is how long the psychologist has had the licence: until two years nothing is asked, from just two years it
    is. ``settled`` is what was settled in the ordinary scheme in a year, in kr. (that it is a year is a reading); just
    the least is enough, however many the years. ``amount`` is the least settlement, 0 where nothing is asked. Rule
    PS-MIN.

    Formula: ``years < after, or settled >= least``.

    >>> import datetime
    >>> print(psychologist_minimum(Fraction(2), Fraction(170_000), on=datetime.date(2024, 1, 1)))
    Nej: afregningen på 170.000 kr. er under de 175.000 kr., der kræves efter 2 år med ydernummer (Dansk Psykolog
    Forening, FAQ om at søge ydernummer, minimumsafregning).
    """
    question, figures = "psychologist_minimum", parameters or shipped()
    after = figures.at("psychologist.years_before_settlement", on=on)
    least = figures.at("psychologist.least_settlement", on=on)
    if isinstance(after, Unknown) or isinstance(least, Unknown):
        return missing(question, on, *(one for one in (after, least) if isinstance(one, Unknown)))
    if years is None and (settled is None or settled < least.value):
        what = lacking("years", "antallet af år med ydernummer", "the number of years with the licence")
        return missing(question, on, what, parameters=[after, least])
    if years is not None and years < after.value:
        why = reason(
            "not-yet",
            "minimumsafregningen gælder først efter {after} år med ydernummer, og det er {years} år",
            "the least settlement applies only after {after} years with the licence, and it is {years} years",
            after=after.value,
            years=years,
        )
        return ruling(question, on, Verdict.YES, [why], parameters=[after], amount=Fraction(0), unit=least.unit)
    if settled is None:
        what = lacking("settled", "afregningen med regionen", "the settlement with the region")
        return missing(question, on, what, parameters=[after, least])
    is_enough = settled >= least.value
    why = reason(
        "enough" if is_enough else "too-little",
        f"afregningen på {{settled}} kr. er {'mindst' if is_enough else 'under'} de {{least}} kr., der kræves efter "
        "{after} år med ydernummer",
        f"the settlement of {{settled}} kr. is {'at least' if is_enough else 'below'} the {{least}} kr. required after "
        "{after} years with the licence",
        settled=settled,
        least=least.value,
        after=after.value,
    )
    asked = None if years is None else least.value
    return ruling(question, on, _verdict(is_enough), [why], parameters=[after, least], amount=asked, unit=least.unit)


@checked_call
def psychologist_addresses(
    addresses: Count | None, *, on: datetime.date, parameters: Parameters | None = None
) -> Ruling:
    """Whether a psychologist practises from as many addresses as a licence allows. Danish: *praksisadresse*.

    ``addresses`` are those used under the agreement for one licence, video and satellite practice not counted. Rule
    PS-ADDR.

    Formula: ``addresses = wanted``.

    >>> import datetime
    >>> print(psychologist_addresses(2, on=datetime.date(2024, 1, 1)))
    Nej: ydernummeret bruges fra 2 adresser, og det skal være 1, når video og satellitpraksis ikke regnes med (Dansk
    Psykolog Forening, Praksisoverenskomsten, § 10).
    """
    question = "psychologist_addresses"
    if addresses is None:
        return missing(question, on, lacking("addresses", "antallet af praksisadresser", "the number of addresses"))
    found = (parameters or shipped()).at("psychologist.addresses", on=on)
    if isinstance(found, Unknown):
        return missing(question, on, found)
    why = reason(
        "addresses",
        "ydernummeret bruges fra {addresses} {noun}, og det skal være {wanted}, når video og satellitpraksis ikke "
        "regnes med",
        "the licence is used from {addresses} {english_noun}, and it must be {wanted}, video and satellite practice "
        "not counted",
        addresses=addresses,
        noun="adresse" if addresses == 1 else "adresser",
        english_noun="address" if addresses == 1 else "addresses",
        wanted=found.value,
    )
    return ruling(question, on, _verdict(addresses == found.value), [why], parameters=[found])
