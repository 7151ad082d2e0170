"""Changes of a clinic over time: sharing a capacity, handing it over, moving, and the region's own clinics."""

from __future__ import annotations

from praksisplan.capacity.arguments import Amount
from praksisplan.capacity.engine import Ask, Condition, Day, Own, question
from praksisplan.capacity.facts import NOT_BY_AGREEMENT, Area, AuthorityDecision, Clinic, Doctor, SharingGround
from praksisplan.capacity.figures import Figure
from praksisplan.capacity.questions.areas import DESIGNATION, designated, threatened_by_region
from praksisplan.capacity.ruling import Ruling
from praksisplan.capacity.spans import after, in_order, later
from praksisplan.capacity.wording import Worded

__all__ = [
    "extra_capacity_after_sharing",
    "may_change_generation_by_notice",
    "may_change_generation_by_permission",
    "may_open_regional_clinic",
    "may_relocate",
    "may_run_regional_clinic",
    "may_run_satellite",
    "may_share_capacity",
    "may_share_on_other_grounds",
]


def _ends_in_time(ask: Ask, start: Day, end: Day | None, latest: Day) -> Condition:
    """Whether something that lasts from a day has ended by the latest day, that day included."""
    if end is None:
        return None, ask.say("missing:end", start=start, latest=latest)
    if end > latest:
        return False, ask.say("too-long", start=start, latest=latest, end=end)
    when = ask.phrase("on-last-day") if end == latest else ask.phrase("before-last-day", latest=latest)
    return True, ask.say("within-time", start=start, end=end, latest=when)


# --- sharing ------------------------------------------------------------------------------------------------------


@question(
    "Må kapaciteten drives som delepraksis, fordi området er lægedækningstruet?",
    "May the capacity be shared because the area is short of doctors?",
    rules=("YN-DELE",),
    figures=("sharing.longest_years", "sharing.extension"),
    reads=DESIGNATION,
)
def may_share_capacity(
    ask: Ask, area: Area | None, start: Day, end: Day | None, *, on: Day, figures: Own = None
) -> Ruling:
    """Whether a capacity may be shared for a time because the area is short of doctors. Danish: *delepraksis*.

    Any practice may share a capacity for at most six years in an area that the region has designated as short of
    doctors for the year of ``start``. ``end`` is the day after the last day of sharing. ``day`` of the ruling is the
    latest ``end`` allowed, the same date six years after ``start``. Other grounds are the subject
    of `may_share_on_other_grounds`; the extension by age is not assessed. Raises `PlanError` for an end before the
    start.

    Formula: ``threatened in the year of start, and end <= start + years``.

    >>> import datetime
    >>> from praksisplan.capacity import Threat, ThreatKind
    >>> area = Area("lolland", "Lolland", threats=(Threat(ThreatKind.REGIONAL, 2023),))
    >>> start, end, on = datetime.date(2023, 3, 1), datetime.date(2029, 3, 1), datetime.date(2023, 1, 1)
    >>> print(may_share_capacity(area, start, end, on=on))
    Ja: Lolland er udpeget af regionen som lægedækningstruet i 2023; delepraksis fra 1. marts 2023 ophører 1. marts
    2029, som er den seneste tilladte dag (Overenskomst om almen praksis 2022 (OK22), § 13, stk. 5).
    """
    in_order(start=start, end=end)
    ask.begins = start
    ask.day = latest = after(start, ask.figure("sharing.longest_years"))
    threatened, in_time = threatened_by_region(ask, area, start.year), _ends_in_time(ask, start, end, latest)
    conditions = [threatened, in_time]
    if threatened[0] is False:
        conditions.insert(1, (False, ask.say("other-grounds")))
    if in_time[0] is False and (why := ask.also("extension", "sharing.extension")):
        conditions.append((False, why))
    return ask.all_hold(*conditions)


@question(
    "Kan lægen få tilladelse til delepraksis af en anden grund?",
    "Can the doctor be permitted to share the practice on another ground?",
    rules=("YN-DELE-GROUND",),
    figures=("sharing.other_grounds", "sharing.least_weekly_hours", "sharing.least_age", "sharing.leave"),
    reads=("doctor.born",),
)
def may_share_on_other_grounds(
    ask: Ask,
    ground: SharingGround | None,
    weekly_hours: Amount | None = None,
    doctor: Doctor | None = None,
    *,
    on: Day,
    figures: Own = None,
) -> Ruling:
    """Whether a doctor can be permitted to share the practice because of illness, work or age. Danish: *delepraksis*.

    A chronic or serious illness of the doctor or the closest family is a ground, and so is other professional or
    political work of at least ten hours a week, that number included; six before 1 January 2018. ``weekly_hours`` is
    the extent of that work. An age was not seen: supply it as the figure ``sharing.least_age``; it is then compared
    with the age of ``doctor`` on the day. The permission is personal. The grounds of the agreement of 2022 were not
    seen, and from then on the ruling is unknown and says whom to ask.

    Formula: ``ground is an illness, or weekly_hours >= least, or born + least age <= on``.

    >>> import datetime
    >>> may_share_on_other_grounds(SharingGround.OTHER_WORK, 10, on=datetime.date(2019, 5, 1)).verdict.value
    'yes'
    >>> may_share_on_other_grounds(SharingGround.OTHER_WORK, 9, on=datetime.date(2019, 5, 1)).verdict.value
    'no'
    """
    why = ask.fact("ground", ground)
    leave = ask.also("leave", "sharing.leave")
    if why is SharingGround.AGE:
        least = ask.figure("sharing.least_age", last=leave)
        born = ask.fact("born", doctor.born if doctor else None)
        ask.day = reached = after(born, least)
        return ask.decide(reached <= on, "old-enough", "too-young", age=least.value, reached=reached)
    _ = ask.figure("sharing.other_grounds", last=leave)
    if why is not SharingGround.OTHER_WORK:
        return ask.rule(True, ask.say("ground", ground=why), ask.say("personal"))
    hours, most = ask.fact("weekly_hours", weekly_hours), ask.figure("sharing.least_weekly_hours").value
    personal = ask.say("personal") if hours >= most else None
    return ask.decide(hours >= most, "enough-work", "too-little-work", personal, hours=hours, least=most)


@question(
    "Får praksis en ekstra kapacitet, når delepraksis er udløbet?",
    "Does the practice get an extra capacity when the sharing has ended?",
    rules=("YN-DELE-EXTRA",),
    figures=("sharing.extra_capacity",),
    unit="kapaciteter",
    reads=DESIGNATION,
)
def extra_capacity_after_sharing(
    ask: Ask, ended: Day | None, area: Area | None = None, *, on: Day, figures: Own = None
) -> Ruling:
    """Whether a practice gets an extra capacity when its shared practice has ended. Danish: *delepraksis*.

    ``ended`` is the day on which the sharing in an area short of doctors expired; the rule in force on that day
    decides. The practice applies to the region, which must still have designated the area for the year of ``ended``.
    Without the area the ruling is unknown. ``amount`` is the number of capacities that the practice gets.

    Formula: ``ended <= on, and threatened in the year of ended``.

    >>> import datetime
    >>> from praksisplan.capacity import Threat, ThreatKind
    >>> area = Area("lolland", "Lolland", threats=(Threat(ThreatKind.REGIONAL, 2024),))
    >>> int(extra_capacity_after_sharing(datetime.date(2024, 1, 1), area, on=datetime.date(2024, 1, 1)).amount)
    1
    """
    day = ask.fact("ended", ended)
    extra = ask.figure("sharing.extra_capacity", on=min(day, on)).value
    if on < day:
        ask.day, ask.amount = day, 0
        return ask.rule(False, ask.say("not-yet", ended=day))
    is_threatened, where = designated(ask, area, day.year)
    ask.day, ask.amount = day, extra if is_threatened else 0
    return ask.rule(is_threatened, ask.say("extra", ended=day, extra=extra) if is_threatened else None, where)


# --- generational change ------------------------------------------------------------------------------------------


@question(
    "Kan generationsskiftet tillades som planlagt?",
    "Can the generational change be permitted as planned?",
    rules=("YN-GEN-A",),
    figures=(
        "generation.permission_employed_months",
        "generation.permission_years",
        "generation.permission_owned_years",
    ),
)
def may_change_generation_by_permission(
    ask: Ask, start: Day, end: Day | None, employed_until: Day | None, *, on: Day, figures: Own = None
) -> Ruling:
    """Whether a generational change can be permitted by the joint committee as planned. Danish: *generationsskifte*.

    The change may last five years, that day included. The new doctor may be employed for the first six months and is a
    part-owner after that. ``employed_until`` is the first day of the part-ownership, equal to ``start`` where nobody is
    employed; ``end`` is the day on which the change is complete. Before 2022 the five years ran from the
    part-ownership. ``day`` of the ruling is the latest ``end`` allowed. The committee still decides whether to give its
    permission. Raises `PlanError` for days that are not in order.

    Formula: ``end <= start + years, and employed_until <= start + months``.

    >>> import datetime
    >>> start, end, owned = datetime.date(2023, 1, 1), datetime.date(2028, 1, 1), datetime.date(2023, 7, 1)
    >>> may_change_generation_by_permission(start, end, owned, on=start).verdict.value
    'yes'
    """
    in_order(start=start, employed_until=employed_until, end=end)
    ask.begins = start
    months = ask.figure("generation.permission_employed_months")
    from_start = ask.find("generation.permission_years")
    years = from_start or ask.figure("generation.permission_owned_years")
    employment = _employment(ask, start, employed_until, months)
    begins = start if from_start else employed_until
    if begins is None:
        return ask.all_hold(employment)
    ask.day = latest = after(begins, years)
    return ask.all_hold(_ends_in_time(ask, begins, end, latest), employment)


def _employment(ask: Ask, start: Day, until: Day | None, longest: Figure) -> Condition:
    """Whether the new doctor is employed no longer than allowed."""
    latest = after(start, longest)
    if until is None:
        return None, ask.lacking("employed_until")
    return ask.either(until <= latest, "employed", "employed-too-long", start=start, latest=latest, until=until)


@question(
    "Kan ejeren indlede et generationsskifte alene ved meddelelse?",
    "Can the owner begin a generational change by notice alone?",
    rules=("YN-GEN-B",),
    figures=(
        "generation.notice_years_before_pension",
        "generation.notice_employed_years",
        "generation.pension_age",
        "pension.age",
    ),
    reads=("doctor.born",),
)
def may_change_generation_by_notice(
    ask: Ask,
    doctor: Doctor,
    pension_age_years: Amount | None,
    employed_until: Day | None,
    start: Day,
    *,
    on: Day,
    figures: Own = None,
) -> Ruling:
    """Whether an owner can begin a generational change by notice alone. Danish: *generationsskifte ved meddelelse*.

    ``doctor`` is the owner who hands over. On ``start`` the owner must be at most three years below the pension age,
    that day included; ``day`` of the ruling is the first day on which this is so. The pension age is that of the act
    for those born until 1970, unless it is supplied as ``pension_age_years`` (65.5 is ``Fraction(131, 2)``) or as the
    figure ``generation.pension_age``; for later births the library does not have it.
    The new doctor may be employed for the first two years: ``employed_until`` is the first day of the part-ownership,
    equal to ``start`` where nobody is employed. The change itself has no latest end. Raises `PlanError` for days that
    are not in order.

    Formula: ``born + pension_age_years - before <= start, and employed_until <= start + years``.

    >>> from fractions import Fraction
    >>> import datetime
    >>> owner, start = Doctor("d", born=datetime.date(1954, 5, 20)), datetime.date(2022, 1, 1)
    >>> found = may_change_generation_by_notice(owner, Fraction(131, 2), datetime.date(2024, 1, 1), start, on=start)
    >>> found.verdict.value, found.day
    ('yes', datetime.date(2016, 11, 20))
    """
    in_order(born=doctor.born, start=start, employed_until=employed_until)
    ask.begins = start
    before = ask.figure("generation.notice_years_before_pension").value
    longest = ask.figure("generation.notice_employed_years")

    def is_old_enough() -> Condition:
        born, pension = ask.fact("born", doctor.born), pension_age_years
        if pension is None:
            found = ask.find("generation.pension_age") or ask.find("pension.age", on=born)
            pension = ask.fact("pension_age", found.value if found else None)
        ask.day = reached = later(born, "pension_age_years", years=pension - before)
        told: dict[str, Worded] = {"age": pension - before, "before": before, "reached": reached, "start": start}
        return ask.either(reached <= start, "old-enough", "too-young", **told)

    return ask.all_hold(is_old_enough, _employment(ask, start, employed_until, longest))


# --- moving, and the region's own clinics -------------------------------------------------------------------------


@question(
    "Har praksis krav på at få flytningen godkendt?",
    "Is the practice entitled to have its move approved?",
    rules=("YN-PLACE-OLD", "YN-PLACE"),
    figures=("relocation.by_distribution", "relocation.by_plan"),
)
def may_relocate(
    ask: Ask,
    plan_conflict: AuthorityDecision | None = None,
    distribution_change: AuthorityDecision | None = None,
    distribution_conflict: AuthorityDecision | None = None,
    *,
    on: Day,
    figures: Own = None,
) -> Ruling:
    """Whether a practice is entitled to have its move approved by the region. Danish: *flytning af praksis*.

    Until 30 June 2025 it is entitled to approval unless the move conflicts with the assumptions of the practice plan.
    From 1 July 2025 it is if the move neither changes the assumptions of the national distribution nor conflicts with
    that distribution. The act leaves the assessment to the region, so each fact is a decision of the region:
    ``plan_conflict`` and ``distribution_conflict`` that the move conflicts with the one or the other (or does not),
    ``distribution_change`` that it changes the assumptions. Only those of the rule in force on the day are needed;
    ``None`` is a matter that the region has not decided, and so is a decision after the day of the ruling.

    Formula: ``not plan_conflict; from 1 July 2025 not (distribution_change or distribution_conflict)``.

    >>> import datetime
    >>> day = datetime.date(2025, 8, 20)
    >>> no = AuthorityDecision(False, "Region Sjælland", day)
    >>> print(may_relocate(distribution_change=no, distribution_conflict=no, on=day))
    Ja: Region Sjælland afgjorde 20. august 2025, at flytningen ikke ændrer forudsætningerne for den nationale
    fordeling; Region Sjælland afgjorde 20. august 2025, at flytningen ikke strider mod den nationale fordeling
    (Sundhedsloven, § 57 b, stk. 2, jf. § 206 b).
    """

    def does_not(code: str, decision: AuthorityDecision | None) -> Condition:
        is_so, why = ask.decided(code, decision)
        return None if is_so is None else not is_so, why

    if ask.find("relocation.by_distribution"):
        return ask.all_hold(
            does_not("distribution_change", distribution_change),
            does_not("distribution_conflict", distribution_conflict),
        )
    _ = ask.figure("relocation.by_plan")
    return ask.all_hold(does_not("plan_conflict", plan_conflict))


@question(
    "Må regionen drive sin egen klinik så længe?",
    "May the region run a clinic of its own for so long?",
    rules=("YN-REGKLINIK", "R91"),
    figures=("regional_clinic.longest_years",),
)
def may_run_regional_clinic(ask: Ask, start: Day, end: Day | None, *, on: Day, figures: Own = None) -> Ruling:
    """Whether a region may run a clinic of its own from one day to another. Danish: *regionsklinik*.

    Such a clinic may last four years, and six from 1 January 2018; the act is of 2013, and the press shows such clinics
    from 2014. The rule was changed again by L 103 (2022-23) and in 2025, and its number from 30 March 2023 was not
    seen; supply it as the figure ``regional_clinic.longest_years``, or the ruling is unknown. ``end`` is the day after
    the last day of the clinic. Raises `PlanError` for an end before the start.

    Formula: ``end <= start + years``.

    >>> import datetime
    >>> day = datetime.date(2024, 1, 1)
    >>> may_run_regional_clinic(day, datetime.date(2026, 1, 1), on=day).verdict.value
    'unknown'
    """
    in_order(start=start, end=end)
    ask.begins = start
    ask.day = latest = after(start, ask.figure("regional_clinic.longest_years"))
    return ask.all_hold(_ends_in_time(ask, start, end, latest))


@question(
    "Må regionen oprette en regionsklinik?",
    "May the region set up a clinic of its own?",
    rules=("YN-TENDER", "YN-REGKLINIK"),
    figures=("regional_clinic.power", "regional_clinic.tender_first"),
)
def may_open_regional_clinic(ask: Ask, has_tendered: bool | None, *, on: Day, figures: Own = None) -> Ruling:
    """Whether a region may set up a clinic of its own, with or without a tender before it. Danish: *regionsklinik*.

    A region may run a practice itself or invite tenders for running it. ``has_tendered`` says whether it has invited
    tenders in vain; then it may set up its own clinic. Whether it must do so first was not seen: supply *ja* or *nej*
    as the words of the figure ``regional_clinic.tender_first``, or the ruling is unknown where it has not.

    Formula: ``has_tendered or not tender_first``.

    >>> import datetime
    >>> may_open_regional_clinic(True, on=datetime.date(2019, 1, 1)).verdict.value
    'yes'
    >>> may_open_regional_clinic(False, on=datetime.date(2019, 1, 1)).verdict.value
    'unknown'
    """
    _ = ask.figure("regional_clinic.power")
    if has_tendered:
        return ask.rule(True, ask.say("tendered"))
    if "nej" in ask.figure("regional_clinic.tender_first").names:
        return ask.rule(True, ask.say("no-tender-needed"))
    _ = ask.fact("has_tendered", has_tendered)
    return ask.rule(False, ask.say("tender-first"))


@question(
    "Må klinikken drive satellitpraksis?",
    "May the clinic run a satellite practice?",
    rules=("YN-SATELLIT",),
    figures=("satellite.provision", "satellite.conditions"),
    reads=("clinic.kind",),
)
def may_run_satellite(
    ask: Ask, clinic: Clinic, permission: AuthorityDecision | None, *, on: Day, figures: Own = None
) -> Ruling:
    """Whether a general practice may run a satellite practice. Danish: *satellitpraksis*.

    The agreements until 2021 have a provision on it, of which only the heading was seen. ``permission`` is the decision
    on the clinic's application under it, ``None`` where there is none: the ruling is then unknown and asks for the
    conditions of a permission, which may be supplied as the words of the figure ``satellite.conditions``.

    Formula: ``permission``.

    >>> import datetime
    >>> from praksisplan.capacity import AuthorityDecision, ClinicKind
    >>> clinic, day = Clinic("k", ClinicKind.SOLO), datetime.date(2019, 1, 1)
    >>> print(may_run_satellite(clinic, AuthorityDecision(True, "Region Sjælland", day), on=day))
    Ja: Region Sjælland gav 1. januar 2019 tilladelse til satellitpraksis; satellitpraksis er reguleret i
    overenskomstens § 23 (Overenskomst om almen praksis (OK18), § 23).
    """
    ask.refuse_kind(clinic, NOT_BY_AGREEMENT)
    paragraph = ask.figure("satellite.provision").names[0]
    is_permitted, why = ask.decided("permission", permission)
    provision = ask.say("provision", paragraph=paragraph)
    if is_permitted is None:
        conditions = ask.figure("satellite.conditions", first=why, last=provision).names
        ask.missing(why, ask.say("conditions", conditions=", ".join(conditions)), provision)
    return ask.rule(is_permitted, why, provision)
