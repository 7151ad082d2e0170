"""The list of a clinic: may it be closed for new patients?"""

from __future__ import annotations

import math
from fractions import Fraction

from praksisplan.capacity.engine import Ask, Day, Own, question
from praksisplan.capacity.facts import NOT_BY_AGREEMENT, Clinic, ClinicKind
from praksisplan.capacity.ruling import Ruling

__all__ = ["may_close_list"]

REGION = "regionen"
"""The word of ``gp.limit_set_by`` where the region sets the limit of every clinic."""


@question(
    "Må listen lukkes for tilgang?",
    "May the list be closed?",
    rules=("GP-CLOSE", "GP-LOWER", "GP-NEWLIMIT"),
    figures=("gp.patients_per_capacity", "gp.limit_set_by", "gp.lower_limit_leave", "gp.limits_announced"),
    unit="tilmeldte",
    reads=(
        "clinic.kind",
        "clinic.capacities",
        "clinic.enrolled",
        "clinic.own_limit",
        "clinic.permitted_limit",
        "clinic.clinic_limit",
    ),
)
def may_close_list(ask: Ask, clinic: Clinic, *, on: Day, figures: Own = None) -> Ruling:
    """Whether a clinic may close its list for new patients on a day. Danish: *lukning for tilgang*.

    The limit counts enrolled patients per capacity, and a clinic that has just reached it may close. Until 30 June 2025
    it is the limit of the agreement. The joint committee may permit a lower one (``Clinic.permitted_limit``), and the
    clinic may wish a higher one (``Clinic.own_limit``); a lower wish does not count. From 1 July 2025 only the limit
    that the region sets counts: for the clinic as a whole (``Clinic.clinic_limit``), or per capacity, which the caller
    supplies as the figure ``gp.patients_per_capacity``. Without either, the ruling is unknown. It is also unknown for
    an out-of-hours licence, which has no list, and until 1 July 2025 for regional clinics and clinics after tender,
    which the agreement does not cover. ``amount`` is the limit of the whole clinic, in enrolled patients.

    Formula: ``enrolled >= max(min(limit, permitted_limit), own_limit) * capacities, or enrolled >= clinic_limit where
    the region has set one``.

    >>> import datetime
    >>> from praksisplan.capacity import ClinicKind
    >>> clinic = Clinic("k", ClinicKind.PARTNERSHIP, capacities=2, enrolled=3300)
    >>> print(may_close_list(clinic, on=datetime.date(2024, 1, 1)))
    Ja: 3.300 tilmeldte, grænsen er 3.200 (1.600 for hver af 2 kapaciteter) (Danmarks Statistik, Lægedækning, indhold).
    """
    if clinic.kind is ClinicKind.OUT_OF_HOURS:
        ask.missing(ask.say("missing:list"))
    setter = ask.find("gp.limit_set_by")
    by_region = setter is not None and REGION in setter.names
    if not by_region:
        ask.refuse_kind(clinic, NOT_BY_AGREEMENT)
    is_whole = by_region and clinic.clinic_limit is not None
    have = 1 if is_whole else clinic.capacities
    enrolled, capacities = ask.both(("enrolled", clinic.enrolled), ("capacities", have))
    if by_region and clinic.clinic_limit is not None:
        each, whose = Fraction(clinic.clinic_limit), ask.phrase("region")
    else:
        lacking = ask.say("missing:clinic_limit", since=setter.dated.since) if setter and by_region else None
        if lacking and ask.find("gp.limits_announced"):
            ask.notes.append(ask.say("announced"))
        each, whose = ask.figure("gp.patients_per_capacity", first=lacking).value, ("", "")
    if not by_region:
        each, whose = _limit_of_clinic(ask, clinic, each)
    limit = each * capacities
    ask.amount = limit
    return ask.rule(
        enrolled >= limit,
        ask.say(
            "full" if enrolled >= limit else "room",
            enrolled=enrolled,
            limit=limit,
            each=ask.phrase("each", each=each, capacities=capacities) if capacities != 1 else "",
            whose=whose,
            room=max(0, math.ceil(limit) - enrolled),
        ),
    )


def _limit_of_clinic(ask: Ask, clinic: Clinic, agreed: Fraction) -> tuple[Fraction, tuple[str, str]]:
    """The limit per capacity under the agreement, lower by leave or higher by wish, and the words for whose it is."""
    permitted, wished = clinic.permitted_limit, clinic.own_limit
    limit, whose = agreed, ("", "")
    if permitted is not None and permitted < agreed:
        ask.find("gp.lower_limit_leave")
        limit, whose = Fraction(permitted), ask.phrase("permitted")
    if wished is not None and wished > limit:
        return Fraction(wished), ask.phrase("own")
    if wished is not None and wished < limit:
        ask.find("gp.lower_limit_leave")
        ask.notes.append(ask.say("needs-leave", wished=wished))
    return limit, whose
