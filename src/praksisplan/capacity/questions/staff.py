"""The doctors of a clinic: hired doctors, vacancies, doctors in training."""

from __future__ import annotations

from praksisplan.capacity.arguments import Count, OneOrMore
from praksisplan.capacity.engine import Ask, Day, Own, question
from praksisplan.capacity.facts import NOT_BY_AGREEMENT, Area, Clinic, ClinicKind, OutsideWork
from praksisplan.capacity.questions.areas import DESIGNATION, designated
from praksisplan.capacity.ruling import Ruling
from praksisplan.capacity.spans import after, in_order
from praksisplan.capacity.wording import Worded
from praksisplan.errors import PlanError, fault

__all__ = [
    "deadline_to_fill",
    "may_employ_stand_in",
    "may_hire",
    "may_hire_extra_doctor",
    "may_hire_phase_three_doctor",
    "may_train",
]


@question(
    "Må klinikken besætte flere kapaciteter med ansatte læger?",
    "May the clinic fill more capacities with hired doctors?",
    rules=("YN-HIRED",),
    figures=("hired.largest_share", "hired.leave"),
    unit="kapaciteter",
    reads=("clinic.kind", "clinic.capacities", "clinic.hired", *DESIGNATION),
)
def may_hire(
    ask: Ask, clinic: Clinic, area: Area | None = None, additional: OneOrMore = 1, *, on: Day, figures: Own = None
) -> Ruling:
    """Whether a clinic may fill ``additional`` more capacities with hired doctors. Danish: *ansatte læger*.

    Hired doctors may fill at most half of the clinic's capacities, that half included, or all of them where the region
    has designated the area as short of doctors for the year of ``on``. The ruling is unknown where more than half would
    be filled and the area is not given, and for clinics that are not run under the agreement. ``amount`` is half of the
    capacities; only whole capacities can be filled. Raises `PlanError` for an area that is not the clinic's.

    Formula: ``hired + additional <= share * capacities, or threatened and hired + additional <= capacities``.

    >>> import datetime
    >>> clinic = Clinic("k", ClinicKind.PARTNERSHIP, capacities=4, hired=1)
    >>> print(may_hire(clinic, on=datetime.date(2019, 1, 1)))
    Ja: ansatte læger vil herefter besætte 2 af 4 kapaciteter; højst 2 er tilladt (Overenskomst om almen praksis (OK18),
    § 20, stk. 1).
    """
    _refuse_other_area(clinic, area)
    ask.refuse_kind(clinic, NOT_BY_AGREEMENT)
    capacities, hired = ask.both(("capacities", clinic.capacities), ("hired", clinic.hired))
    share = ask.figure("hired.largest_share")
    limit, total = share.value * capacities, hired + additional
    told: dict[str, Worded] = {"total": total, "capacities": capacities, "limit": limit}
    only = "only-capacity" if capacities == 1 and clinic.kind is ClinicKind.SOLO else ""
    filled = ask.say("within-share" if total <= limit else "above-share", only if total > limit else "", **told)
    if total <= limit or total > capacities:
        ask.amount = limit
        return ask.rule(total <= limit, filled, ask.say("beyond-all", **told) if total > capacities else None)
    is_threatened, where = designated(ask, area, on.year, filled)
    if is_threatened:
        return ask.rule(True, where, ask.say("excepted", **told))
    ask.amount = limit
    return ask.rule(False, filled, where, ask.also("leave", "hired.leave"))


def _refuse_other_area(clinic: Clinic, area: Area | None) -> None:
    if area is not None and clinic.area not in (None, area.id):
        raise PlanError(fault("other-area", "area", clinic=clinic.area, area=area.id))


@question(
    "Kan klinikken få dispensation til at ansætte en læge i fase 3?",
    "Can the clinic be exempted to hire a phase 3 doctor?",
    rules=("YN-PHASE3", "AR-TYPES"),
    figures=("phase_three.leave",),
    reads=("clinic.kind", *DESIGNATION),
)
def may_hire_phase_three_doctor(ask: Ask, clinic: Clinic, area: Area | None, *, on: Day, figures: Own = None) -> Ruling:
    """Whether a clinic can be exempted to hire a doctor in phase 3 of the specialist training. Danish: *fase 3-læge*.

    It can apply to the joint committee where the region has designated its area as short of doctors for the year of
    ``on``; the committee decides. The rule covers a vacant capacity and a stand-in for more than two months. Raises
    `PlanError` for an area that is not the clinic's.

    Formula: ``threatened in the year of on``.

    >>> import datetime
    >>> from praksisplan.capacity import Threat, ThreatKind
    >>> area = Area("lolland", "Lolland", threats=(Threat(ThreatKind.REGIONAL, 2019),))
    >>> may_hire_phase_three_doctor(Clinic("k", ClinicKind.SOLO), area, on=datetime.date(2019, 5, 1)).verdict.value
    'yes'
    """
    _refuse_other_area(clinic, area)
    ask.refuse_kind(clinic, NOT_BY_AGREEMENT)
    _ = ask.figure("phase_three.leave")
    is_threatened, where = designated(ask, area, on.year)
    return ask.rule(is_threatened, where, ask.say("leave") if is_threatened else None)


@question(
    "Kan klinikken få tilladelse til at ansætte en ekstra læge?",
    "Can the clinic be permitted to hire an extra doctor?",
    rules=("YN-EXTRA",),
    figures=("extra_doctor.work", "extra_doctor.most"),
    unit="læger",
    reads=("clinic.kind",),
)
def may_hire_extra_doctor(
    ask: Ask, clinic: Clinic, work: tuple[OutsideWork, ...] | None, *, on: Day, figures: Own = None
) -> Ruling:
    """Whether a clinic can be permitted to hire a specialist beyond its capacities. Danish: *ekstra læge*.

    The joint committee may permit one where the practice makes labour available for listed work outside it, which is
    ``work``: an empty list is none. Other work may correspond to the listed work; that is for the committee to judge,
    and the ruling is unknown. ``amount`` is the number of doctors that may be permitted.

    Formula: ``any(one in listed work)``.

    >>> import datetime
    >>> clinic, day = Clinic("k", ClinicKind.SOLO), datetime.date(2024, 1, 1)
    >>> print(may_hire_extra_doctor(clinic, (OutsideWork.CONSULTANT,), on=day).text("en"))
    Yes: the practice makes labour available (practice consultant), so the joint committee may permit it to hire 1
    specialist beyond its capacities (Praktiserende Lægers Organisation, Muligheder for aflastning i almen praksis, OK22
    § 26, stk. 1).
    """
    ask.refuse_kind(clinic, NOT_BY_AGREEMENT)
    listed, most = ask.figure("extra_doctor.work").names, ask.figure("extra_doctor.most").value
    done = ask.fact("work", work)
    if found := [one for one in done if one.value in listed]:
        ask.amount = most
        return ask.rule(True, ask.say("listed", work=found[0], most=most))
    if done:
        ask.missing(ask.say("missing:other-work", work=done[0]))
    ask.amount = 0
    return ask.rule(False, ask.say("no-work"))


@question(
    "Kan den ledige kapacitet stadig besættes i tide?",
    "Can the vacant capacity still be filled in time?",
    rules=("YN-VACANT",),
    figures=("vacancy.years", "vacancy.leave"),
)
def deadline_to_fill(ask: Ask, vacant_since: Day | None, *, on: Day, figures: Own = None) -> Ruling:
    """Whether a vacant capacity can still be filled in time on a day. Danish: *ledig kapacitet, frist*.

    ``vacant_since`` is the day on which the capacity became vacant or was granted. ``day`` of the ruling is the last
    day on which it can be filled in time: the same date a year later, and 28 February after a 29 February.

    Formula: ``on <= vacant_since + years``.

    >>> import datetime
    >>> deadline_to_fill(datetime.date(2024, 2, 29), on=datetime.date(2024, 6, 1)).day
    datetime.date(2025, 2, 28)
    """
    since = ask.fact("vacant_since", vacant_since)
    ask.day = last = after(since, ask.figure("vacancy.years"))
    leave = ask.also("leave", "vacancy.leave") if on > last else None
    return ask.decide(on <= last, "in-time", "too-late", leave, since=since, day=last)


@question(
    "Må klinikken have så mange uddannelseslæger?",
    "May the clinic have that many trainees?",
    rules=("YN-TUTOR",),
    figures=("training.per_tutor_threatened", "training.per_tutor"),
    unit="uddannelseslæger",
    reads=DESIGNATION,
)
def may_train(
    ask: Ask, trainees: Count | None, tutors: Count | None, area: Area | None = None, *, on: Day, figures: Own = None
) -> Ruling:
    """Whether a clinic may have this number of doctors in training at a time. Danish: *tutorlæge*.

    ``trainees`` is the number of doctors in training, ``tutors`` that of approved tutors. Where the region has
    designated the area as short of doctors for the year of ``on``, each tutor may have two, if the regional council of
    further education approves. For other areas no number was found; supply it as the figure ``training.per_tutor``.
    ``amount`` is the most doctors in training that the clinic may have.

    Formula: ``trainees <= each * tutors``.

    >>> import datetime
    >>> from praksisplan.capacity import Threat, ThreatKind
    >>> area = Area("lolland", "Lolland", threats=(Threat(ThreatKind.REGIONAL, 2023),))
    >>> may_train(4, 2, area, on=datetime.date(2023, 1, 1)).verdict.value
    'yes'
    """
    wanted, teaching = ask.both(("trainees", trainees), ("tutors", tutors))
    is_threatened, where = designated(ask, area, on.year)
    ask.notes = [where]
    each = ask.figure("training.per_tutor_threatened" if is_threatened else "training.per_tutor").value
    ask.amount = limit = each * teaching
    if is_threatened and wanted <= limit:
        ask.notes.append(ask.say("approval"))
    told: dict[str, Worded] = {"trainees": wanted, "limit": limit, "each": each, "tutors": teaching}
    return ask.decide(wanted <= limit, "within-limit", "above-limit", **told)


@question(
    "Må klinikken ansætte en vikar så længe?",
    "May the clinic employ a stand-in for so long?",
    rules=("YN-STANDIN",),
    figures=("stand_in.longest_months", "stand_in.presence"),
    reads=("clinic.kind", "clinic.capacities"),
)
def may_employ_stand_in(
    ask: Ask,
    clinic: Clinic,
    start: Day,
    end: Day | None,
    is_specialist: bool | None = None,
    *,
    on: Day,
    figures: Own = None,
) -> Ruling:
    """Whether a general practice may employ a stand-in from one day to another. Danish: *vikar i almen praksis*.

    A stand-in may be employed for two months. From 2022 it is six in a practice of several doctors, if the stand-in may
    practise independently and an owner is present. ``end`` is the day after the last day; ``day`` of the ruling is the
    latest ``end`` allowed. A solo practice, and a clinic with one capacity, is one of a single doctor.
    ``is_specialist`` says whether the stand-in is a specialist in general practice: a source says that the time does
    not bind specialists and another that it does, so the ruling on a longer time is then unknown. Raises `PlanError`
    for an end before the start.

    Formula: ``end <= start + months``.

    >>> import datetime
    >>> clinic, day = Clinic("k", ClinicKind.SOLO, capacities=1), datetime.date(2024, 1, 1)
    >>> may_employ_stand_in(clinic, day, datetime.date(2024, 3, 1), on=day).verdict.value
    'yes'
    """
    in_order(start=start, end=end)
    ask.begins = start
    ask.refuse_kind(clinic, NOT_BY_AGREEMENT)
    capacities = 1 if clinic.kind is ClinicKind.SOLO else clinic.capacities
    is_several = clinic.kind is ClinicKind.PARTNERSHIP or ask.fact("capacities", capacities) > 1
    months = ask.figure("stand_in.longest_months", of="partnership" if is_several else "solo")
    ask.day = latest = after(start, months)
    until = ask.fact("end", end)
    days: dict[str, Worded] = {"start": start, "end": until, "latest": latest, "months": months.value}
    is_in_time, told = ask.either(until <= latest, "within-time", "too-long", **days)
    if not is_in_time and is_specialist is not False:
        ask.cite("stand_in.specialist")
        if is_specialist:
            ask.missing(ask.say("missing:specialist"), told)
        ask.notes.append(ask.say("not-specialist"))
    if is_several:
        ask.notes.append(ask.also("owner-present", "stand_in.presence"))
    return ask.rule(is_in_time, told)
