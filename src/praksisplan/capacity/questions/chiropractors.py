"""Chiropractors: capacity, the least settlement and the address of a business."""

from __future__ import annotations

from fractions import Fraction

from praksisplan.capacity.arguments import Amount, Count, OneOrMore
from praksisplan.capacity.engine import Ask, Day, Own, question
from praksisplan.capacity.facts import AuthorityDecision
from praksisplan.capacity.ruling import Ruling

__all__ = ["chiropractor_addresses", "chiropractor_minimum", "may_add_chiropractor_capacity"]


@question(
    "Er der plads til flere kiropraktorkapaciteter i området?",
    "Is there room for more capacities of chiropractors in the area?",
    rules=("KI-CAP",),
    figures=("chiropractor.most_capacities",),
    unit="kapaciteter",
)
def may_add_chiropractor_capacity(
    ask: Ask, capacities: Count | None, additional: OneOrMore = 1, *, on: Day, figures: Own = None
) -> Ruling:
    """Whether an area has room for ``additional`` more capacities of chiropractors. Danish: *kiropraktorkapacitet*.

    ``capacities`` is the number that the area has. Planning follows § 13 of the agreement, of which only the heading
    was seen: supply the most that the region plans for the area, that number included, as the figure
    ``chiropractor.most_capacities``, or the ruling is unknown. ``amount`` is the number that may still be added.

    Formula: ``capacities + additional <= most``.

    >>> import datetime
    >>> may_add_chiropractor_capacity(4, on=datetime.date(2024, 1, 1)).verdict.value
    'unknown'
    """
    ask.cite("chiropractor.capacity")
    most = ask.figure("chiropractor.most_capacities").value
    have = ask.fact("capacities", capacities)
    total = have + additional
    ask.amount = max(most - have, Fraction(0))
    return ask.decide(total <= most, "room", "no-room", total=total, most=most)


@question(
    "Afregner kiropraktoren nok med regionen?",
    "Does the chiropractor settle enough with the region?",
    rules=("KI-MIN",),
    figures=("chiropractor.least_settlement",),
    unit="kr.",
)
def chiropractor_minimum(ask: Ask, settled: Amount | None, *, on: Day, figures: Own = None) -> Ruling:
    """Whether a chiropractor settles enough with the region in a year. Danish: *minimumsafregning*.

    ``settled`` is the settlement of the year in kr.; the least settlement itself is enough. The rule is § 15 of the
    agreement, of which only the heading was seen: supply the amount as the figure ``chiropractor.least_settlement``, or
    the ruling is unknown. ``amount`` is the least settlement in kr.

    Formula: ``settled >= least``.

    >>> import datetime
    >>> print(chiropractor_minimum(100_000, on=datetime.date(2024, 1, 1)))
    Ukendt: oplys minimumsafregningen for kiropraktorer; i landsoverenskomstens § 15 er kun overskriften set
    (Landsoverenskomst om kiropraktik, § 15).
    """
    ask.cite("chiropractor.minimum")
    ask.amount = least = ask.figure("chiropractor.least_settlement").value
    paid = ask.fact("settled", settled)
    return ask.decide(paid >= least, "enough", "too-little", settled=paid, least=least)


@question(
    "Må kiropraktoren bruge så mange praksisadresser?",
    "May the chiropractor use that many addresses?",
    rules=("KI-ADDR",),
    figures=("chiropractor.addresses",),
)
def chiropractor_addresses(
    ask: Ask, addresses: Count | None, dispensation: AuthorityDecision | None = None, *, on: Day, figures: Own = None
) -> Ruling:
    """Whether a chiropractor may use that many practice addresses. Danish: *praksisadresse, satellitpraksis*.

    ``addresses`` is their number. The business has one address; the local joint committee may exempt a satellite
    practice where it is needed. ``dispensation`` is its decision, ``None`` where there is none; the ruling then says
    that it may be asked.

    Formula: ``addresses <= most or dispensation``.

    >>> import datetime
    >>> chiropractor_addresses(2, on=datetime.date(2024, 1, 1)).verdict.value
    'no'
    """
    most = ask.figure("chiropractor.addresses").value
    used = ask.fact("addresses", addresses)
    told = ask.say("addresses", addresses=used, most=most)
    if used <= most:
        return ask.rule(True, told)
    is_exempt, why = ask.decided("dispensation", dispensation)
    return ask.rule(bool(is_exempt), told, ask.say("leave") if is_exempt is None else why)
