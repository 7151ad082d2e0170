"""Psychologists: hours, the least settlement and the address of a licence."""

from __future__ import annotations

from praksisplan.capacity.arguments import Amount, Count
from praksisplan.capacity.engine import Ask, Condition, Day, Own, question
from praksisplan.capacity.ruling import Ruling

__all__ = ["psychologist_addresses", "psychologist_hours", "psychologist_minimum"]


@question(
    "Har psykologen timer nok til et ydernummer?",
    "Does the psychologist have enough hours for a licence?",
    rules=("PS-22",),
    figures=("psychologist.available_hours", "psychologist.employed_hours"),
)
def psychologist_hours(
    ask: Ask, available: Amount | None, employed: Amount | None, *, on: Day, figures: Own = None
) -> Ruling:
    """Whether a psychologist's hours allow a licence. Danish: *ydernummer til psykolog, 22 timer, 15 timer*.

    ``available`` is the number of hours a week for patients under the agreement, ``employed`` that of employment
    elsewhere. The least of the one and the most of the other are themselves allowed.

    Formula: ``available >= least and employed <= most``.

    >>> import datetime
    >>> print(psychologist_hours(22, 16, on=datetime.date(2022, 1, 1)))
    Nej: psykologen er ansat andetsteds 16 timer om ugen, og højst 15 er tilladt; psykologen står til rådighed 22 timer
    om ugen, og mindst 22 kræves (Dansk Psykolog Forening, Søg ydernummer, overenskomst om psykologhjælp § 8).
    """
    least, most = (one.value for one in ask.figures("psychologist.available_hours", "psychologist.employed_hours"))

    def is_available() -> Condition:
        hours = ask.fact("available", available)
        return ask.either(hours >= least, "available", "too-little-available", hours=hours, least=least)

    def is_free() -> Condition:
        hours = ask.fact("employed", employed)
        return ask.either(hours <= most, "employed", "too-much-employed", hours=hours, most=most)

    conditions = [ask.settle(is_available), ask.settle(is_free)]
    if any(holds is False for holds, _ in conditions):
        ask.notes = [why for holds, why in conditions if holds]
    return ask.all_hold(*conditions)


@question(
    "Afregner psykologen nok med regionen?",
    "Does the psychologist settle enough with the region?",
    rules=("PS-MIN",),
    figures=("psychologist.years_before_settlement", "psychologist.least_settlement"),
    unit="kr.",
)
def psychologist_minimum(
    ask: Ask, years: Amount | None, settled: Amount | None, *, on: Day, figures: Own = None
) -> Ruling:
    """Whether a psychologist settles enough with the region. Danish: *minimumsafregning*.

    ``years`` is the number of years that the psychologist has had the licence. Nothing is required below two years;
    from exactly two years on, the settlement must reach the least amount, that amount included. ``settled`` is the
    settlement in the ordinary scheme in a year, in kr.; that the rule means a year is the library's reading. ``amount``
    is the least settlement in kr., 0 where none is required.

    Formula: ``years < after, or settled >= least``.

    >>> import datetime
    >>> print(psychologist_minimum(2, 170_000, on=datetime.date(2024, 1, 1)))
    Nej: afregningen på 170.000 kr. opfylder ikke kravet på mindst 175.000 kr. efter 2 år med ydernummer (Dansk Psykolog
    Forening, FAQ om at søge ydernummer, minimumsafregning).
    """
    after, least = (
        one.value for one in ask.figures("psychologist.years_before_settlement", "psychologist.least_settlement")
    )
    if years is None and (settled is None or settled < least):
        ask.missing(ask.lacking("years"))
    if years is not None and years < after:
        ask.amount = 0
        return ask.rule(True, ask.say("not-yet", after=after, years=years))
    paid = ask.fact("settled", settled)
    ask.amount = None if years is None else least
    return ask.decide(paid >= least, "enough", "too-little", settled=paid, least=least, after=after)


@question(
    "Bruges psykologens ydernummer fra én adresse?",
    "Is the psychologist's licence used from one address?",
    rules=("PS-ADDR",),
    figures=("psychologist.addresses",),
)
def psychologist_addresses(ask: Ask, addresses: Count | None, *, on: Day, figures: Own = None) -> Ruling:
    """Whether a psychologist practises from as many addresses as a licence allows. Danish: *praksisadresse*.

    ``addresses`` is the number of addresses used under the agreement for one licence, without video and satellite
    practice.

    Formula: ``addresses = wanted``.

    >>> import datetime
    >>> print(psychologist_addresses(2, on=datetime.date(2024, 1, 1)))
    Nej: ydernummeret bruges fra 2 adresser; der skal være 1, når video og satellitpraksis ikke regnes med (Dansk
    Psykolog Forening, Praksisoverenskomsten, § 10).
    """
    used = ask.fact("addresses", addresses)
    wanted = ask.figure("psychologist.addresses").value
    return ask.rule(used == wanted, ask.say("addresses", addresses=used, wanted=wanted))
