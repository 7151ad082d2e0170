"""Physiotherapists: hours, amounts, new owners and stand-ins."""

from __future__ import annotations

import math

from praksisplan.capacity.arguments import Amount, Count
from praksisplan.capacity.engine import Ask, Condition, Day, Own, question
from praksisplan.capacity.ruling import Ruling
from praksisplan.capacity.spans import after
from praksisplan.capacity.wording import Worded
from praksisplan.errors import PlanError, fault

__all__ = [
    "may_use_new_owner_room",
    "may_use_stand_in",
    "room_for_new_owners",
    "within_clinic_amount",
    "within_clinic_licences",
    "within_thirty_hours",
]


@question(
    "Overholder fysioterapeuten timegrænsen for sin kapacitet?",
    "Does the physiotherapist keep within the hour limit of the capacity?",
    rules=("FY-30",),
    figures=("physio.weekly_hours",),
)
def within_thirty_hours(
    ask: Ask, is_over_kind: bool | None, mean_hours: Amount | None, *, on: Day, figures: Own = None
) -> Ruling:
    """Whether a physiotherapist keeps within the hours of the capacity. Danish: *kapacitet over/under 30 timer*.

    ``mean_hours`` is the number of treatment hours a week, as a mean over the year. A capacity of the kind under thirty
    hours must stay below thirty; exactly thirty is too many. A capacity of the kind over thirty hours
    (``is_over_kind``) has no upper limit. The limit of hours lapsed with the agreement of 2024, in which a capacity is
    an amount of subsidy (`within_clinic_amount`); from then on the ruling is yes and says so.

    Formula: ``is_over_kind, or mean_hours < limit``.

    >>> import datetime
    >>> print(within_thirty_hours(False, 30, on=datetime.date(2022, 1, 1)))
    Nej: 30 timer om ugen i gennemsnit over året er ikke under grænsen på 30 timer (Danske Fysioterapeuter, Vejledning
    om brug af kapacitet, ældre udgave).
    """
    if lapsed := ask.lapsed("FY-30"):
        return ask.rule(True, lapsed)
    limit = ask.figure("physio.weekly_hours").value
    if is_over_kind is None and (mean_hours is None or mean_hours >= limit):
        ask.missing(ask.lacking("is_over_kind"))
    if is_over_kind:
        return ask.rule(True, ask.say("no-limit", limit=limit))
    hours = ask.fact("mean_hours", mean_hours)
    return ask.decide(hours < limit, "below-limit", "too-many-hours", hours=hours, limit=limit)


@question(
    "Holder klinikken sig inden for sine kapaciteter?",
    "Does the clinic keep within its capacities?",
    rules=("FY-AMOUNT",),
    figures=("physio.capacity_amount", "physio.capacity_reduction"),
    unit="kr.",
)
def within_clinic_amount(
    ask: Ask, speciality: str, turnover: Amount | None, capacities: Amount | None, *, on: Day, figures: Own = None
) -> Ruling:
    """Whether a physiotherapy clinic keeps within its capacities, and what the region pays. Danish: *kapacitet*.

    ``speciality`` is the number of the speciality (51 or 62), ``turnover`` the clinic's public subsidy of a year in it,
    in kr., and ``capacities`` the number of capacities that the clinic has been allotted. A subsidy equal to the amount
    of these capacities is within them; above it the region reduces the subsidy. One capacity is a published amount at
    the level of 2022, and so must ``turnover`` be; it is regulated every year, and the region tells the clinic how: the
    amount of another year may be supplied as the figure ``physio.capacity_amount``. Hour limits and turnover caps of
    single licences have lapsed. ``amount`` is the subsidy that is paid, in kr.

    Formula: ``paid = min(turnover, limit) + (1 - reduction) * max(0, turnover - limit), limit = capacities * amount``.

    >>> import datetime
    >>> found = within_clinic_amount("62", 2_100_000, 2, on=datetime.date(2024, 6, 1))
    >>> found.verdict.value, int(found.amount)
    ('no', 2060000)
    """
    if speciality not in {one.of for one in ask.series("physio.capacity_amount").values}:
        ask.missing(ask.say("missing:speciality", speciality=speciality))
    each = ask.figure("physio.capacity_amount", of=speciality)
    earned, allotted = ask.both(("turnover", turnover), ("capacities", capacities))
    limit = allotted * each.value
    told: dict[str, Worded] = {"turnover": earned, "speciality": speciality, "limit": limit, "capacities": allotted}
    if not each.is_own:
        ask.notes = [ask.say("level")]
    if earned <= limit:
        ask.amount = earned
        return ask.rule(True, ask.say("within-amount", **told))
    reduction = ask.figure("physio.capacity_reduction").value
    ask.amount = paid = limit + (1 - reduction) * (earned - limit)
    return ask.rule(False, ask.say("above-amount", **told, percent=100 * reduction, paid=paid))


@question(
    "Er der plads til klinikkens ydernumre inden for dens kapaciteter?",
    "Do the clinic's licences fit within its capacities?",
    rules=("FY-LICENCES",),
    figures=("physio.most_licences",),
    unit="ydernumre",
)
def within_clinic_licences(
    ask: Ask, issued: Count | None, capacities: Amount | None, *, on: Day, figures: Own = None
) -> Ruling:
    """Whether a physiotherapy clinic has no more licences than capacities, rounded up. Danish: *ydernumre*.

    ``issued`` is the number of licences of the clinic, of owners and tenants together, and ``capacities`` the number of
    capacities that it has been allotted, which need not be whole. ``amount`` is the most licences.

    Formula: ``issued <= ceil(capacities)``.

    >>> import datetime
    >>> from fractions import Fraction
    >>> within_clinic_licences(3, Fraction(21, 10), on=datetime.date(2024, 1, 1)).verdict.value
    'yes'
    """
    _ = ask.figure("physio.most_licences")
    used, allotted = ask.both(("issued", issued), ("capacities", capacities))
    ask.amount = most = math.ceil(allotted)
    return ask.decide(used <= most, "within-limit", "above-limit", used=used, capacities=allotted, most=most)


@question(
    "Hvor meget af rammen er afsat til nye ejere?",
    "How much of the frame is set aside for new owners?",
    rules=("FY-NEW",),
    figures=("physio.new_owner_share",),
    unit="kr.",
    is_amount=True,
)
def room_for_new_owners(ask: Ask, frame: Amount | None, *, on: Day, figures: Own = None) -> Ruling:
    """The part of a frame of physiotherapy that is set aside for new owners. Danish: *nynedsættelser*.

    ``frame`` is the frame of one speciality in kr. ``amount`` is the share of it that is set aside, in kr.

    Formula: ``room = share * frame``.

    >>> import datetime
    >>> print(room_for_new_owners(1_000_000_000, on=datetime.date(2024, 1, 1)))
    3,75 % af rammen på 1.000.000.000 kr., svarende til 37.500.000 kr., er afsat til nye ejere (Danske Fysioterapeuter,
    Nynedsættelser).
    """
    whole = ask.fact("frame", frame)
    share = ask.figure("physio.new_owner_share").value
    ask.amount = room = share * whole
    return ask.rule(True, ask.say("share", percent=100 * share, frame=whole, room=room))


@question(
    "Må fysioterapeuten bruge den kapacitet, der er afsat til nye ejere?",
    "May the physiotherapist use the capacity set aside for new owners?",
    rules=("FY-NEW-WHO",),
    figures=("physio.new_owner_excluded",),
)
def may_use_new_owner_room(
    ask: Ask, is_owner: bool | None, is_tenant: bool | None, *, on: Day, figures: Own = None
) -> Ruling:
    """Whether a physiotherapist may use what is set aside for new owners. Danish: *nynedsættelse*.

    ``is_owner`` says whether the physiotherapist already owns a capacity under the agreement, ``is_tenant`` whether he
    or she would use the capacity as a tenant (*lejer*), now or later. Neither an owner nor a tenant may.

    Formula: ``not is_owner and not is_tenant``.

    >>> import datetime
    >>> print(may_use_new_owner_room(False, True, on=datetime.date(2024, 1, 1)))
    Nej: kapaciteten skal bruges af en lejer (Danske Fysioterapeuter, Nynedsættelser).
    """
    excluded = ask.figure("physio.new_owner_excluded").names
    facts = {name: fact for name, fact in (("owner", is_owner), ("tenant", is_tenant)) if name in excluded}
    if against := [ask.say(name) for name, fact in facts.items() if fact]:
        return ask.rule(False, *against)
    if None in facts.values():
        ask.missing(ask.lacking("status"))
    return ask.rule(True, ask.say("new-owner"))


@question(
    "Må fysioterapeuten bruge vikar?",
    "May the physiotherapist use a stand-in?",
    rules=("FY-SUB",),
    figures=("physio.stand_in_limit", "physio.stand_in_report"),
)
def may_use_stand_in(
    ask: Ask,
    start: Day,
    end: Day | None,
    turnover_without: Amount | None,
    turnover_with: Amount | None,
    *,
    on: Day,
    figures: Own = None,
) -> Ruling:
    """Whether a physiotherapist may use a stand-in while absent, and whether that must be reported. Danish: *vikar*.

    The absence lasts from ``start`` until ``end``, that day excluded. It must be shorter than a year, and the turnover
    must not rise because of it: ``turnover_without`` and ``turnover_with`` are the turnover without and with a stand-in
    in kr. for the same length of time. An absence longer than two months must be reported; the ruling then has the
    reason ``report``. Raises `PlanError` for an ``end`` that is not after ``start``.

    Formula: ``end < start + limit and turnover_with <= turnover_without; reported where end > start + report``.

    >>> import datetime
    >>> day = datetime.date
    >>> print(may_use_stand_in(day(2024, 1, 1), day(2024, 3, 2), 90_000, 88_000, on=day(2024, 1, 1)))
    Ja: fraværet er kortere end 12 måneder; omsætningen stiger ikke på grund af vikaren (88.000 kr. mod 90.000 kr. uden
    vikar); brugen af vikar skal meldes, da den varer mere end 2 måneder (Danske Fysioterapeuter, Ofte stillede
    spørgsmål om praksisoverenskomsterne, vikar).
    """
    if end is not None and end <= start:
        raise PlanError(fault("order.end", "end", start=start, end=end))
    limit, report = ask.figures("physio.stand_in_limit", "physio.stand_in_report")

    def is_short() -> Condition:
        is_below = ask.fact("end", end) < after(start, limit)
        return ask.either(is_below, "short-absence", "too-long", limit=limit.value)

    def is_steady() -> Condition:
        usual, now = ask.both(("turnover_without", turnover_without), ("turnover_with", turnover_with))
        return ask.either(now <= usual, "turnover-steady", "turnover-rises", usual=usual, now=now)

    conditions = [ask.settle(is_short), ask.settle(is_steady)]
    is_reported = end is not None and end > after(start, report)
    if is_reported and all(holds for holds, _ in conditions):
        ask.notes = [ask.say("report", report=report.value)]
    return ask.all_hold(*conditions)
