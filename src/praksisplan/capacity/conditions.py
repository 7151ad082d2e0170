"""Several conditions of one rule, and whether an area is threatened, which many rules ask."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from fractions import Fraction

from praksisplan.capacity.facts import Area, ThreatKind
from praksisplan.capacity.parameters import Used
from praksisplan.capacity.ruling import Reason, Ruling, ruling
from praksisplan.capacity.wording import reason
from praksisplan.terms import Verdict

__all__ = ["Condition", "all_hold", "ends_in_time", "threatened_by_region"]

Condition = tuple[bool | None, Reason]
"""Whether a condition holds (``None``: not known), and the reason that says so."""


def all_hold(
    question: str,
    on: datetime.date,
    conditions: Iterable[Condition],
    *,
    parameters: Iterable[Used] = (),
    amount: Fraction | None = None,
    unit: str = "",
    day: datetime.date | None = None,
) -> Ruling:
    """The ruling on conditions that must all hold: one that fails decides, even where another is not known."""
    told = tuple(conditions)
    found = [holds for holds, _ in told]
    decisive = False if False in found else None if None in found else True
    verdict = {True: Verdict.YES, False: Verdict.NO, None: Verdict.UNKNOWN}[decisive]
    why = [one for holds, one in told if holds is decisive]
    return ruling(question, on, verdict, why, parameters=parameters, amount=amount, unit=unit, day=day)


def threatened_by_region(area: Area | None, year: int) -> Condition:
    """Whether a region has named an area as threatened by a shortage of doctors for a year.

    The rights to more hired doctors, to shared practice and to doctors in training go with the naming by the region
    (rule AR-TYPES); an area that is named nationally alone has the fees of that list, not these rights.

    >>> threatened_by_region(Area("lolland", "Lolland"), 2024)[1].danish
    'Lolland er ikke udpeget af regionen som lægedækningstruet i 2024'
    """
    if area is None:
        danish = "det er ikke oplyst, om området er udpeget som lægedækningstruet"
        english = "it is not told whether the area is named as threatened by a shortage of doctors"
        return None, Reason("missing:area", danish, english)
    told = {"area": area.name, "year": str(year)}
    if area.is_threatened(year, ThreatKind.REGIONAL):
        return True, reason(
            "threatened",
            "{area} er udpeget af regionen som lægedækningstruet i {year}",
            "{area} is named by the region as threatened by a shortage of doctors in {year}",
            **told,
        )
    if not area.is_assessed:
        danish = "det vides ikke, om {area} er udpeget af regionen som lægedækningstruet i {year}"
        english = (
            "it is not known whether {area} is named by the region as threatened by a shortage of doctors in {year}"
        )
        return None, reason("missing:area", danish, english, **told)
    danish = "{area} er ikke udpeget af regionen som lægedækningstruet i {year}"
    english = "{area} is not named by the region as threatened by a shortage of doctors in {year}"
    if area.is_threatened(year, ThreatKind.NATIONAL):
        danish += " (en national udpegning giver ikke denne ret)"
        english += " (a national naming does not give this right)"
    return False, reason("not-threatened", danish, english, **told)


def ends_in_time(
    what: tuple[str, str], start: datetime.date, end: datetime.date | None, latest: datetime.date
) -> Condition:
    """Whether something that begins on a day is over by the latest day, that day included."""
    danish = f"{what[0]} fra {{start}} skal være slut senest {{latest}}"
    english = f"{what[1]} from {{start}} must be over by {{latest}}"
    if end is None:
        told = f"{danish}; slutdagen mangler", f"{english}; the day of its end is missing"
        return None, reason("missing:end", *told, start=start, latest=latest)
    danish, english = f"{danish} og slutter {{end}}", f"{english} and ends {{end}}"
    code = "too-long" if end > latest else "within-time"
    return end <= latest, reason(code, danish, english, start=start, latest=latest, end=end)
