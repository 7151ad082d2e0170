"""The list of a clinic: may it be closed for new patients?"""

from __future__ import annotations

import math
from fractions import Fraction

from praksisplan.capacity.engine import Ask, Day, Own, question
from praksisplan.capacity.facts import Clinic
from praksisplan.capacity.ruling import Ruling

__all__ = ["may_close_list"]

REGION = "regionen"
"""The word of ``gp.limit_set_by`` where the region sets the limit of every clinic."""


@question(
    "Må listen lukkes for tilgang?",
    "May the list be closed?",
    rules=("GP-CLOSE", "GP-NEWLIMIT"),
    figures=("gp.patients_per_capacity", "gp.limit_set_by"),
    unit="tilmeldte",
)
def may_close_list(ask: Ask, clinic: Clinic, *, on: Day, figures: Own = None) -> Ruling:
    """Whether a clinic may close its list for new patients on a day. Danish: *lukning for tilgang*.

    The limit counts enrolled patients per capacity, and a clinic that has just reached it may close. Until 30 June 2025
    it is the limit of the agreement, or the clinic's own (``Clinic.own_limit``), which is lower by permission or higher
    by its own wish. From 1 July 2025 only the limit that the region sets counts: for the clinic as a whole
    (``Clinic.clinic_limit``), or per capacity, which the caller supplies as the figure ``gp.patients_per_capacity``.
    Without either, the ruling is unknown. ``amount`` is the limit of the whole clinic, in enrolled patients.

    Formula: ``enrolled >= limit * capacities, or enrolled >= clinic_limit where the region has set one``.

    >>> import datetime
    >>> from praksisplan.capacity import ClinicKind
    >>> clinic = Clinic("k", ClinicKind.PARTNERSHIP, capacities=2, enrolled=3300)
    >>> print(may_close_list(clinic, on=datetime.date(2024, 1, 1)))
    Ja: 3.300 tilmeldte, grænsen er 3.200 (1.600 for hver af 2 kapaciteter) (Danmarks Statistik, Lægedækning, indhold).
    """
    setter = ask.find("gp.limit_set_by")
    by_region = setter is not None and REGION in setter.names
    is_whole = by_region and clinic.clinic_limit is not None
    enrolled = ask.fact("clinic", clinic.enrolled)
    capacities = 1 if is_whole else ask.fact("clinic", clinic.capacities)
    own = clinic.clinic_limit if by_region else clinic.own_limit
    if own is None:
        lacking = ask.say("missing:clinic_limit", since=setter.dated.since) if setter and by_region else None
        each, whose = ask.figure("gp.patients_per_capacity", first=lacking).value, ("", "")
    else:
        _ = ask.figure("gp.limit_set_by")
        each, whose = Fraction(own), ask.phrase("region" if is_whole else "own")
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
