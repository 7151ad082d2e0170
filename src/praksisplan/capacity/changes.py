"""Changes of a clinic over time: sharing a capacity, moving, and the clinics that a region runs for a time."""

from __future__ import annotations

import datetime
from fractions import Fraction

from praksisplan.capacity.arguments import checked_call
from praksisplan.capacity.conditions import Condition, all_hold, ends_in_time, threatened_by_region
from praksisplan.capacity.facts import Area
from praksisplan.capacity.parameters import Parameters, Unknown, Used, shipped
from praksisplan.capacity.ruling import Reason, Ruling, missing, ruling
from praksisplan.capacity.spans import in_order, later
from praksisplan.capacity.wording import lacking, reason
from praksisplan.periods import as_day
from praksisplan.terms import Verdict

__all__ = [
    "extra_capacity_after_sharing",
    "may_relocate",
    "may_run_regional_clinic",
    "may_share_capacity",
]


@checked_call
def may_share_capacity(
    area: Area | None,
    start: datetime.date,
    end: datetime.date | None,
    *,
    on: datetime.date,
    parameters: Parameters | None = None,
) -> Ruling:
    """Whether a capacity may be shared for a time because the area is threatened. Danish: *delepraksis*.

    Every practice, old or new, in an area that the region has named as threatened for the year of ``start`` may, for at
    most six years. ``end`` is the day on which the sharing is over, that day not included, and may be the same day six
    years after ``start``: ``day`` of the ruling. Other grounds (illness, other work) and the extension by age are not
    ruled on. Rule YN-DELE.

    Formula: ``threatened in the year of start, and end <= start + years``.

    >>> import datetime
    >>> from praksisplan.capacity import Threat, ThreatKind
    >>> area = Area("lolland", "Lolland", threats=(Threat(ThreatKind.REGIONAL, 2023),))
    >>> start, end, on = datetime.date(2023, 3, 1), datetime.date(2029, 3, 1), datetime.date(2023, 1, 1)
    >>> print(may_share_capacity(area, start, end, on=on))
    Ja: Lolland er udpeget af regionen som lægedækningstruet i 2023; delepraksis fra 1. marts 2023 skal være slut senest
    1. marts 2029 og slutter 1. marts 2029 (Overenskomst om almen praksis 2022 (OK22), § 13, stk. 5).
    """
    question, figures = "may_share_capacity", parameters or shipped()
    in_order(start=start, end=end)
    years = figures.at("sharing.longest_years", on=on)
    if isinstance(years, Unknown):
        return missing(question, on, years)
    latest = later(start, years.name, years=years.value)
    is_threatened, where = threatened_by_region(area, start.year)
    conditions: list[Condition] = [(is_threatened, where)]
    if is_threatened is False:
        other = "andre grunde til delepraksis er ikke vurderet", "other grounds for sharing have not been judged"
        conditions.append((False, reason("other-grounds", *other)))
    conditions.append(ends_in_time(("delepraksis", "sharing"), start, end, latest))
    used = [years]
    extension = figures.at("sharing.extension", on=on)
    if end is not None and end > latest and isinstance(extension, Used):
        used.append(extension)
        danish = "om den kan forlænges efter ejerens alder, er ikke vurderet"
        english = "whether it can be extended by the age of the owner has not been judged"
        conditions.append((False, reason("extension", danish, english)))
    return all_hold(question, on, conditions, parameters=used, day=latest)


@checked_call
def extra_capacity_after_sharing(
    ended: datetime.date | None,
    area: Area | None = None,
    *,
    on: datetime.date,
    parameters: Parameters | None = None,
) -> Ruling:
    """Whether a practice gets an extra capacity when its time of shared practice is over. Danish: *delepraksis*.

    ``ended`` is the day on which the time in a threatened area ran out; the rule of that day decides. The practice
    applies to the region, and the region must have named the area as threatened for the year of ``ended`` still;
    without the area the ruling is unknown. ``amount`` is how many capacities it gets. Rule YN-DELE-EXTRA.

    Formula: ``ended <= on, and threatened in the year of ended``.

    >>> import datetime
    >>> from praksisplan.capacity import Threat, ThreatKind
    >>> area = Area("lolland", "Lolland", threats=(Threat(ThreatKind.REGIONAL, 2024),))
    >>> int(extra_capacity_after_sharing(datetime.date(2024, 1, 1), area, on=datetime.date(2024, 1, 1)).amount)
    1
    """
    question, figures, on = "extra_capacity_after_sharing", parameters or shipped(), as_day(on, "on")
    in_order(ended=ended)
    if ended is None:
        return missing(
            question, on, lacking("ended", "dagen, da delepraksis ophørte,", "the day on which the sharing ended")
        )
    extra = figures.at("sharing.extra_capacity", on=min(ended, on))
    if isinstance(extra, Unknown):
        return missing(question, on, extra)
    if on < ended:
        not_yet = reason(
            "not-yet", "delepraksis udløber først {ended}", "the sharing does not run out until {ended}", ended=ended
        )
        none = Fraction(0)
        return ruling(question, on, Verdict.NO, [not_yet], parameters=[extra], amount=none, unit=extra.unit, day=ended)
    is_threatened, where = threatened_by_region(area, ended.year)
    if is_threatened is None:
        return missing(question, on, where, parameters=[extra])
    if not is_threatened:
        none = Fraction(0)
        return ruling(question, on, Verdict.NO, [where], parameters=[extra], amount=none, unit=extra.unit, day=ended)
    why = reason(
        "extra",
        "delepraksis udløb {ended}, og praksis kan efter ansøgning til regionen få {extra} lægekapacitet ekstra",
        "the sharing ran out on {ended}, and the practice can get {extra} capacity more on application to the region",
        ended=ended,
        extra=extra.value,
    )
    return ruling(
        question, on, Verdict.YES, [why, where], parameters=[extra], amount=extra.value, unit=extra.unit, day=ended
    )


@checked_call
def may_relocate(
    conflicts_with_plan: bool | None = None,
    changes_distribution: bool | None = None,
    conflicts_with_distribution: bool | None = None,
    *,
    on: datetime.date,
    parameters: Parameters | None = None,
) -> Ruling:
    """Whether the region must approve that a practice moves. Danish: *flytning af praksis*.

    Until 1 July 2025 it must, unless the move conflicts with what the practice plan presupposes; from that day if the
    move neither changes what the national distribution presupposes nor conflicts with the distribution. Only the facts
    of the rule in force count. Rules YN-PLACE-OLD and YN-PLACE.

    Formula: ``not conflicts_with_plan; from 1 July 2025 not (changes_distribution or conflicts_with_distribution)``.

    >>> import datetime
    >>> print(may_relocate(changes_distribution=False, conflicts_with_distribution=False, on=datetime.date(2025, 7, 1)))
    Ja: flytningen ændrer ikke forudsætningerne for den nationale fordeling; flytningen strider ikke mod den nationale
    fordeling (Sundhedsloven, § 57 b, stk. 2, jf. § 206 b).
    """
    question, figures = "may_relocate", parameters or shipped()
    by_plan = figures.at("relocation.by_plan", on=on)
    by_distribution = figures.at("relocation.by_distribution", on=on)
    if isinstance(by_distribution, Used):
        changed = _not_so(
            changes_distribution,
            "changes_distribution",
            ("ændrer", "forudsætningerne for den nationale fordeling"),
            ("changes", "does not change", "what the national distribution presupposes"),
        )
        in_conflict = _not_so(
            conflicts_with_distribution,
            "conflicts_with_distribution",
            ("strider", "mod den nationale fordeling"),
            ("conflicts", "does not conflict", "with the national distribution"),
        )
        return all_hold(question, on, [changed, in_conflict], parameters=[by_distribution])
    if isinstance(by_plan, Unknown):
        return missing(question, on, by_plan)
    in_conflict = _not_so(
        conflicts_with_plan,
        "conflicts_with_plan",
        ("strider", "mod praksisplanens forudsætninger"),
        ("conflicts", "does not conflict", "with what the practice plan presupposes"),
    )
    return all_hold(question, on, [in_conflict], parameters=[by_plan])


def _not_so(fact: bool | None, code: str, danish: tuple[str, str], english: tuple[str, str, str]) -> Condition:
    """The condition that a move does not do something."""
    verb, rest = danish
    if fact is None:
        danish_words = f"det er ikke oplyst, om flytningen {verb} {rest}"
        return None, Reason(
            f"missing:{code}", danish_words, f"it is not told whether the move {english[0]} {english[2]}"
        )
    if fact:
        return False, Reason(code, f"flytningen {verb} {rest}", f"the move {english[0]} {english[2]}")
    return True, Reason(f"not:{code}", f"flytningen {verb} ikke {rest}", f"the move {english[1]} {english[2]}")


@checked_call
def may_run_regional_clinic(
    start: datetime.date, end: datetime.date | None, *, on: datetime.date, parameters: Parameters | None = None
) -> Ruling:
    """Whether a region may run a clinic of its own for so long. Danish: *regionsklinik*.

    Such a clinic is temporary (R91), but how many years it may last was changed in 2018 and 2025 and was not read: it
    is the caller's ``regional_clinic.longest_years``, and without it the ruling is unknown. ``end`` is the day on which
    it closes, that day not included. Rule YN-REGKLINIK.

    Formula: ``end <= start + years``.

    >>> import datetime
    >>> day = datetime.date(2024, 1, 1)
    >>> may_run_regional_clinic(day, datetime.date(2026, 1, 1), on=day).verdict.value
    'unknown'
    """
    question, figures = "may_run_regional_clinic", parameters or shipped()
    in_order(start=start, end=end)
    temporary = figures.at("regional_clinic.temporary", on=on)
    used = [temporary] if isinstance(temporary, Used) else []
    years = figures.at("regional_clinic.longest_years", on=on)
    if isinstance(years, Unknown):
        return missing(question, on, years, parameters=used)
    latest = later(start, years.name, years=years.value)
    told = ends_in_time(("en regionsklinik", "a regional clinic"), start, end, latest)
    return all_hold(question, on, [told], parameters=[years, *used], day=latest)
