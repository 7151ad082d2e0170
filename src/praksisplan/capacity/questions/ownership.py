"""Licences: who may have how many, what belongs to one, and what is left of one that the region equips."""

from __future__ import annotations

import datetime
from fractions import Fraction

from praksisplan.capacity.arguments import Amount, Count, OneOrMore
from praksisplan.capacity.engine import Ask, Condition, Day, Own, question
from praksisplan.capacity.facts import Clinic, ClinicKind, Doctor
from praksisplan.capacity.ruling import Ruling

__all__ = [
    "has_valid_form",
    "licence_clinic_surplus",
    "may_acquire_licence",
    "may_issue_out_of_hours_licence",
    "may_keep_licences",
]


@question(
    "Må lægen erhverve flere ydernumre?",
    "May the doctor acquire more licences?",
    rules=("YN-MAX-OLD", "YN-MAX"),
    figures=("licence.most_per_doctor",),
    unit="ydernumre",
    reads=("doctor.licences",),
)
def may_acquire_licence(ask: Ask, doctor: Doctor, additional: OneOrMore = 1, *, on: Day, figures: Own = None) -> Ruling:
    """Whether a doctor may acquire ``additional`` more licences. Danish: *erhvervelse af ydernummer*.

    ``Doctor.licences`` is the number that the doctor owns already. The limit, that number included, counts all licences
    after the purchase (rule R89). It was lowered on 1 July 2025; the sources do not say what applies to a doctor who
    owned more by then, and the ruling says so. ``amount`` is the number that the doctor may still acquire.

    Formula: ``licences + additional <= most``.

    >>> import datetime
    >>> print(may_acquire_licence(Doctor("d", licences=3), on=datetime.date(2025, 6, 30)))
    Ja: lægen vil herefter eje 4 ydernumre; højst 6 er tilladt (Sundhedsloven, § 227, stk. 2, som ændret i november
    2017 (lovforslag nr. L 58, 2017-18)).
    >>> may_acquire_licence(Doctor("d", licences=3), on=datetime.date(2025, 7, 1)).verdict.value
    'no'
    """
    lacking = ask.lacking("licences") if doctor.licences is None else None
    limit = ask.figure("licence.most_per_doctor", last=lacking).value
    if lacking and additional > limit:
        return ask.rule(False, ask.say("above-limit", "alone-above-limit", additional=additional, limit=limit))
    owned = ask.fact("licences", doctor.licences)
    total = owned + additional
    ask.amount = max(limit - owned, Fraction(0))
    if owned > limit:
        ask.notes = [ask.say("held-before", held=owned)]
    return ask.decide(total <= limit, "within-limit", "above-limit", total=total, limit=limit)


@question(
    "Må lægen beholde sine ydernumre?",
    "May the doctor keep the licences?",
    rules=("YN-KEEP", "YN-MAX-OLD", "YN-MAX"),
    figures=("licence.most_per_doctor", "licence.kept_above_limit"),
    unit="ydernumre",
    reads=("doctor.licences",),
)
def may_keep_licences(ask: Ask, doctor: Doctor, *, on: Day, figures: Own = None) -> Ruling:
    """Whether a doctor may keep the licences that he or she owns (``Doctor.licences``). Danish: *ydernumre, ejerskab*.

    Up to the limit of the day, that number included, the doctor may. The limit was lowered from six to three on 1 July
    2025, and the act speaks of acquiring; whether those who owned four to six by then may keep them was not seen:
    supply the number that may be kept as the figure ``licence.kept_above_limit``, or the ruling is unknown. More than
    any limit ever allowed may not be kept. ``amount`` is the number that the doctor may keep.

    Formula: ``licences <= most, or licences <= kept where the limit was higher before``.

    >>> import datetime
    >>> may_keep_licences(Doctor("d", licences=6), on=datetime.date(2025, 6, 30)).verdict.value
    'yes'
    >>> may_keep_licences(Doctor("d", licences=4), on=datetime.date(2025, 7, 1)).verdict.value
    'unknown'
    """
    owned = ask.fact("licences", doctor.licences)
    limit = ask.figure("licence.most_per_doctor")
    most = limit.value
    if owned > most:
        before = ask.find("licence.most_per_doctor", on=limit.dated.since - datetime.timedelta(days=1))
        if before is not None and most < owned <= before.value:
            told = ask.say("above-acquired", owned=owned, limit=most, since=limit.dated.since)
            most = ask.figure("licence.kept_above_limit", first=told).value
    ask.amount = most
    return ask.decide(owned <= most, "within-limit", "above-limit", owned=owned, limit=most)


@question(
    "Giver regionens politik plads til flere vagtydernumre?",
    "Does the policy of the region leave room for more out-of-hours licences?",
    rules=("R97",),
    figures=("licence.out_of_hours_policy", "licence.out_of_hours_limit"),
)
def may_issue_out_of_hours_licence(
    ask: Ask, issued: Count | None, additional: OneOrMore = 1, *, on: Day, figures: Own = None
) -> Ruling:
    """Whether the region's policy leaves room for ``additional`` more out-of-hours licences. Danish: *vagtydernummer*.

    The rule is the policy of a plan and not a law. It keeps such licences few, so that doctors settle in practice, and
    names no number. ``issued`` is the number of licences that the region has issued. Supply the most that it wants,
    that number included, as the figure ``licence.out_of_hours_limit``; without it the ruling is unknown. The policy
    that the library knows applies in the period of its plan; another region supplies its own.

    Formula: ``issued + additional <= wanted``.

    >>> import datetime
    >>> may_issue_out_of_hours_licence(12, on=datetime.date(2023, 1, 1)).verdict.value
    'unknown'
    """
    _ = ask.figure("licence.out_of_hours_policy")
    limit = ask.figure("licence.out_of_hours_limit").value
    total = ask.fact("issued", issued) + additional
    return ask.decide(total <= limit, "within-limit", "above-limit", total=total, limit=limit)


@question(
    "Opfylder klinikken kravene til sin praksisform?",
    "Does the clinic meet the requirements of its form of practice?",
    rules=("YN-FORM",),
    figures=("form.licences", "form.capacities", "form.owners"),
    reads=("clinic.kind", "clinic.licences", "clinic.capacities", "clinic.owners"),
)
def has_valid_form(ask: Ask, clinic: Clinic, *, on: Day, figures: Own = None) -> Ruling:
    """Whether a clinic has the licences, capacities and owners that its form requires. Danish: *praksisform*.

    A solo practice has one of each. A partnership has one licence, at least two capacities and at least one owner. For
    other kinds of clinic no rule was found, and the ruling is unknown. An empty ``Clinic.licences`` or
    ``Clinic.owners`` means that they are not known.

    Formula: ``licences, capacities and owners = those of the form (>= for two of a partnership)``.

    >>> import datetime
    >>> clinic = Clinic("k", ClinicKind.SOLO, licences=("y1",), capacities=2, owners=("a",))
    >>> print(has_valid_form(clinic, on=datetime.date(2023, 1, 1)))
    Nej: klinikken har 2 kapaciteter; netop 1 kræves i en solopraksis (Praktiserende Lægers Organisation, Praksisformer
    i almen praksis, OK22 § 10 ff.).
    """
    counts = {
        "licences": len(set(clinic.licences)) or None,
        "capacities": clinic.capacities,
        "owners": len(set(clinic.owners)) or None,
    }
    kind = ask.fact("kind", clinic.kind)
    required = {name: ask.figure(f"form.{name}", of=kind.value).value for name in counts}

    def condition(name: str) -> Condition:
        count, figure = counts[name], required[name]
        if count is None:
            return None, ask.lacking(name)
        is_least = kind is ClinicKind.PARTNERSHIP and name != "licences"
        bound = ask.phrase("at-least" if is_least else "exactly")
        why = ask.say(name, count=count, bound=bound, figure=figure, kind=kind)
        return (count >= figure if is_least else count == figure), why

    return ask.all_hold(*map(condition, counts))


@question(
    "Dækker omsætningen omkostningsbidraget for et ydernummer på licens?",
    "Does the turnover of a licence clinic cover its cost share?",
    rules=("YN-LICENS",),
    figures=("licence_clinic.surplus",),
    unit="kr.",
)
def licence_clinic_surplus(
    ask: Ask, turnover: Amount | None, cost_share: Amount | None, *, on: Day, figures: Own = None
) -> Ruling:
    """Whether the turnover of a licence clinic covers its cost share, and what is left. Danish: *ydernummer på licens*.

    ``turnover`` is the turnover under the agreement, and ``cost_share`` the doctor's payment to the region for premises
    and staff; both are in kr. and for the same time. ``amount`` is what is left in kr., negative where the cost share
    is not covered.

    Formula: ``surplus = turnover - cost_share >= 0``.

    >>> import datetime
    >>> day = datetime.date(2024, 1, 1)
    >>> int(licence_clinic_surplus(Fraction(3_000_000), Fraction(1_800_000), on=day).amount)
    1200000
    """
    _ = ask.figure("licence_clinic.surplus")
    income, cost = ask.both(("turnover", turnover), ("cost_share", cost_share))
    ask.amount = left = income - cost
    return ask.decide(left >= 0, "covered", "not-covered", turnover=income, left=left, lacking=-left, cost=cost)
