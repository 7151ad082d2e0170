"""Licences: who may have how many, what belongs to one, and what is left of one that the region equips."""

from __future__ import annotations

import datetime
from fractions import Fraction

from praksisplan.capacity.arguments import Amount, Count, OneOrMore, checked_call
from praksisplan.capacity.conditions import Condition, all_hold
from praksisplan.capacity.facts import Clinic, ClinicKind, Doctor
from praksisplan.capacity.parameters import Parameters, Unknown, Used, shipped
from praksisplan.capacity.ruling import Ruling, missing, ruling
from praksisplan.capacity.wording import lacking, reason
from praksisplan.terms import Verdict

__all__ = [
    "has_valid_form",
    "licence_clinic_surplus",
    "may_acquire_licence",
    "may_issue_out_of_hours_licence",
]


@checked_call
def may_acquire_licence(
    doctor: Doctor, additional: OneOrMore = 1, *, on: datetime.date, parameters: Parameters | None = None
) -> Ruling:
    """Whether a doctor may acquire so many licences more. Danish: *erhvervelse af ydernummer*.

    ``Doctor.licences`` are those that the doctor owns already; the limit counts all of them after the purchase (R89)
    and may be reached. It was lowered on 1 July 2025; what holds for a doctor who had more by then has not been seen,
    and the ruling says so. ``amount`` is how many more the doctor may acquire. Rules YN-MAX-OLD and YN-MAX.

    Formula: ``licences + additional <= most``.

    >>> import datetime
    >>> print(may_acquire_licence(Doctor("d", licences=3), on=datetime.date(2025, 6, 30)))
    Ja: lægens ydernumre bliver 4 i alt, og det højeste er 6 (Region Midtjylland, Dynamisk tidsplan for praksisplanen
    for almen praksis 2021-2025, anbefaling 35).
    >>> may_acquire_licence(Doctor("d", licences=3), on=datetime.date(2025, 7, 1)).verdict.value
    'no'
    """
    question = "may_acquire_licence"
    limit = (parameters or shipped()).at("licence.most_per_doctor", on=on)
    lacks = lacking("licences", "lægens antal ydernumre", "the number of the doctor's licences")
    if isinstance(limit, Unknown):
        return missing(question, on, limit, *([lacks] if doctor.licences is None else []))
    if doctor.licences is None:
        if additional <= limit.value:
            return missing(question, on, lacks, parameters=[limit])
        alone = reason(
            "above-limit",
            "{additional} ydernumre er alene flere end det højeste, {limit}",
            "{additional} licences alone are more than the most, {limit}",
            additional=additional,
            limit=limit.value,
        )
        return ruling(question, on, Verdict.NO, [alone], parameters=[limit])
    total = doctor.licences + additional
    is_within = total <= limit.value
    why = [
        reason(
            "within-limit" if is_within else "above-limit",
            "lægens ydernumre bliver {total} i alt, og det højeste er {limit}",
            "the doctor's licences become {total} in all, and the most is {limit}",
            total=total,
            limit=limit.value,
        )
    ]
    if doctor.licences > limit.value:
        danish = "lægen har allerede {held}; hvad der gælder for dem, der lå over grænsen, da den kom, er ikke set"
        english = "the doctor has {held} already; what holds for those above the limit when it came has not been seen"
        why.append(reason("held-before", danish, english, held=doctor.licences))
    return ruling(
        question,
        on,
        Verdict.YES if is_within else Verdict.NO,
        why,
        parameters=[limit],
        amount=max(limit.value - doctor.licences, Fraction(0)),
        unit=limit.unit,
    )


@checked_call
def may_issue_out_of_hours_licence(
    issued: Count | None, additional: OneOrMore = 1, *, on: datetime.date, parameters: Parameters | None = None
) -> Ruling:
    """Whether the policy of the region leaves room for another out-of-hours licence. Danish: *vagtydernummer*.

    A plan's policy, not a law (R97): it keeps such licences few, so that settling in practice pays; it names no number.
    ``issued`` are those that the region has issued; how many it wants at most is its own figure,
    ``licence.out_of_hours_limit``, and without it the ruling is unknown. The policy of the shipped plan holds in the
    periods of that plan; another region lays its own over it.

    Formula: ``issued + additional <= wanted``.

    >>> import datetime
    >>> may_issue_out_of_hours_licence(12, on=datetime.date(2023, 1, 1)).verdict.value
    'unknown'
    """
    question, figures = "may_issue_out_of_hours_licence", parameters or shipped()
    policy = figures.at("licence.out_of_hours_policy", on=on)
    if isinstance(policy, Unknown):
        return missing(question, on, policy)
    limit = figures.at("licence.out_of_hours_limit", on=on)
    if isinstance(limit, Unknown):
        return missing(question, on, limit, parameters=[policy])
    if issued is None:
        lacks = lacking("issued", "antallet af udstedte vagtydernumre", "the number of out-of-hours licences issued")
        return missing(question, on, lacks, parameters=[policy, limit])
    total = issued + additional
    is_within = total <= limit.value
    why = reason(
        "within-limit" if is_within else "above-limit",
        "vagtydernumrene bliver {total} i alt, og regionen vil højst have {limit}; det er regionens politik, ikke lov",
        "the out-of-hours licences become {total} in all, and the region wants at most {limit}; that is the policy of "
        "the region, not a law",
        total=total,
        limit=limit.value,
    )
    return ruling(question, on, Verdict.YES if is_within else Verdict.NO, [why], parameters=[policy, limit])


@checked_call
def has_valid_form(clinic: Clinic, *, on: datetime.date, parameters: Parameters | None = None) -> Ruling:
    """Whether a clinic has the licences, capacities and owners of its form. Danish: *praksisform*.

    A solo practice has one of each; a partnership has one licence, two capacities or more, and one owner or more. For
    other kinds of clinic no such rule has been seen, and the ruling is unknown. A clinic without licences or owners is
    one of which they are not told. Rule YN-FORM.

    Formula: ``licences, capacities and owners = those of the form (>= for two of a partnership)``.

    >>> import datetime
    >>> clinic = Clinic("k", ClinicKind.SOLO, licences=("y1",), capacities=2, owners=("a",))
    >>> print(has_valid_form(clinic, on=datetime.date(2023, 1, 1)))
    Nej: antallet af kapaciteter er 2, og i en solopraksis skal det være 1 (Praktiserende Lægers Organisation,
    Praksisformer i almen praksis, OK22 § 10 ff.).
    """
    question, figures = "has_valid_form", parameters or shipped()
    facts = (
        ("licences", "ydernumre", "licences", len(set(clinic.licences)) or None),
        ("capacities", "kapaciteter", "capacities", clinic.capacities),
        ("owners", "ejere", "owners", len(set(clinic.owners)) or None),
    )
    used: list[Used] = []
    conditions: list[Condition] = []
    for name, danish, english, count in facts:
        figure = figures.at(f"form.{name}", on=on, of=clinic.kind.value)
        if isinstance(figure, Unknown):
            return missing(question, on, figure)
        used.append(figure)
        is_least = clinic.kind is ClinicKind.PARTNERSHIP and name != "licences"
        conditions.append(_form(clinic.kind, name, (danish, english), count, figure.value, is_least))
    return all_hold(question, on, conditions, parameters=used)


def _form(
    kind: ClinicKind, name: str, words: tuple[str, str], count: int | None, figure: Fraction, is_least: bool
) -> Condition:
    if count is None:
        return None, lacking(name, f"antallet af {words[0]}", f"the number of {words[1]}")
    return (count >= figure if is_least else count == figure), reason(
        name,
        f"antallet af {words[0]} er {{count}}, og i en {{kind}} skal det være {'mindst ' * is_least}{{figure}}",
        f"the number of {words[1]} is {{count}}, and in a {{kind}} it must be {'at least ' * is_least}{{figure}}",
        count=count,
        kind=kind,
        figure=figure,
    )


@checked_call
def licence_clinic_surplus(
    turnover: Amount | None,
    cost_share: Amount | None,
    *,
    on: datetime.date,
    parameters: Parameters | None = None,
) -> Ruling:
    """Whether the turnover of a licence clinic covers its cost share, and what is left. Danish: *ydernummer på licens*.

    Both in kr. and for the same time: ``turnover`` by the agreement, ``cost_share`` what the doctor pays the region for
    premises and staff. ``amount`` is what is left, negative where it is not covered. Rule YN-LICENS.

    Formula: ``surplus = turnover - cost_share >= 0``.

    >>> import datetime
    >>> day = datetime.date(2024, 1, 1)
    >>> int(licence_clinic_surplus(Fraction(3_000_000), Fraction(1_800_000), on=day).amount)
    1200000
    """
    question = "licence_clinic_surplus"
    rule = (parameters or shipped()).at("licence_clinic.surplus", on=on)
    if isinstance(rule, Unknown):
        return missing(question, on, rule)
    if turnover is None or cost_share is None:
        lacks = lacking("turnover", "omsætningen eller omkostningsbidraget", "the turnover or the cost share")
        return missing(question, on, lacks, parameters=[rule])
    left = turnover - cost_share
    why = reason(
        "covered" if left >= 0 else "not-covered",
        "af omsætningen på {turnover} kr. er {left} kr. tilbage efter omkostningsbidraget på {cost} kr. til regionen",
        "of the turnover of {turnover} kr., {left} kr. are left after the cost share of {cost} kr. to the region",
        turnover=turnover,
        left=left,
        cost=cost_share,
    )
    verdict = Verdict.YES if left >= 0 else Verdict.NO
    return ruling(question, on, verdict, [why], parameters=[rule], amount=left, unit=rule.unit)
