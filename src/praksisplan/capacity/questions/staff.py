"""The doctors of a clinic: hired doctors, vacancies, doctors in training."""

from __future__ import annotations

from praksisplan.capacity.arguments import Count, OneOrMore
from praksisplan.capacity.engine import Ask, Day, Own, question
from praksisplan.capacity.facts import NOT_BY_AGREEMENT, Area, Clinic, ClinicKind
from praksisplan.capacity.questions.areas import threatened_by_region
from praksisplan.capacity.ruling import Ruling
from praksisplan.capacity.spans import in_order, later
from praksisplan.capacity.wording import Worded
from praksisplan.errors import PlanError, fault

__all__ = ["deadline_to_fill", "may_employ_stand_in", "may_hire", "may_train"]


@question(
    "Må klinikken besætte flere kapaciteter med ansatte læger?",
    "May the clinic fill more capacities with hired doctors?",
    rules=("YN-HIRED",),
    figures=("hired.largest_share", "hired.leave"),
    unit="kapaciteter",
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
    capacities, hired = ask.fact("clinic", clinic.capacities), ask.fact("clinic", clinic.hired)
    share = ask.figure("hired.largest_share")
    limit, total = share.value * capacities, hired + additional
    told: dict[str, Worded] = {"total": total, "capacities": capacities, "limit": limit}
    only = "only-capacity" if capacities == 1 and clinic.kind is ClinicKind.SOLO else ""
    filled = ask.say("within-share" if total <= limit else "above-share", only if total > limit else "", **told)
    if total <= limit or total > capacities:
        ask.amount = limit
        return ask.rule(total <= limit, filled, *([ask.say("beyond-all", **told)] if total > capacities else []))
    is_threatened, where = threatened_by_region(ask, area, on.year)
    if is_threatened is None:
        ask.missing(where, filled)
    if is_threatened:
        return ask.rule(True, where, ask.say("excepted", **told))
    leave = [ask.say("leave")] if ask.find("hired.leave") else []
    ask.amount = limit
    return ask.rule(False, filled, where, *leave)


def _refuse_other_area(clinic: Clinic, area: Area | None) -> None:
    if area is not None and clinic.area not in (None, area.id):
        raise PlanError(fault("other-area", "area", clinic=clinic.area, area=area.id))


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
    years = ask.figure("vacancy.years")
    ask.day = later(since, years.name, years=years.value)
    is_in_time = on <= ask.day
    why = ask.say("in-time" if is_in_time else "too-late", since=since, day=ask.day)
    leave = [ask.say("leave")] if not is_in_time and ask.find("vacancy.leave") else []
    return ask.rule(is_in_time, why, *leave)


@question(
    "Må klinikken have så mange uddannelseslæger?",
    "May the clinic have that many trainees?",
    rules=("YN-TUTOR",),
    figures=("training.per_tutor_threatened", "training.per_tutor"),
    unit="uddannelseslæger",
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
    wanted, teaching = ask.fact("tutors", trainees), ask.fact("tutors", tutors)
    is_threatened, where = threatened_by_region(ask, area, on.year)
    if is_threatened is None:
        ask.missing(where)
    ask.notes = [where]
    each = ask.figure("training.per_tutor_threatened" if is_threatened else "training.per_tutor").value
    limit = each * teaching
    ask.amount = limit
    if is_threatened and wanted <= limit:
        ask.notes.append(ask.say("approval"))
    code = "within-limit" if wanted <= limit else "above-limit"
    return ask.rule(wanted <= limit, ask.say(code, trainees=wanted, limit=limit, each=each, tutors=teaching))


@question(
    "Må klinikken ansætte en vikar så længe?",
    "May the clinic employ a stand-in for so long?",
    rules=("YN-STANDIN",),
    figures=("stand_in.longest_months",),
)
def may_employ_stand_in(
    ask: Ask, clinic: Clinic, start: Day, end: Day | None, *, on: Day, figures: Own = None
) -> Ruling:
    """Whether a general practice may employ a stand-in from one day to another. Danish: *vikar i almen praksis*.

    A stand-in may be employed for two months, and in a practice of several doctors for six, if the stand-in may
    practise independently and an owner is present. ``end`` is the day after the last day; ``day`` of the ruling is the
    latest ``end`` allowed. A clinic with one capacity is one of a single doctor. Raises `PlanError` for an end before
    the start.

    Formula: ``end <= start + months``.

    >>> import datetime
    >>> clinic, day = Clinic("k", ClinicKind.SOLO, capacities=1), datetime.date(2024, 1, 1)
    >>> may_employ_stand_in(clinic, day, datetime.date(2024, 3, 1), on=day).verdict.value
    'yes'
    """
    in_order(start=start, end=end)
    ask.refuse_kind(clinic, NOT_BY_AGREEMENT)
    is_several = clinic.kind is ClinicKind.PARTNERSHIP or ask.fact("capacities", clinic.capacities) > 1
    months = ask.figure("stand_in.longest_months", of="partnership" if is_several else "solo")
    ask.day = latest = later(start, months.name, months=months.value)
    if is_several:
        ask.notes.append(ask.say("owner-present"))
    until = ask.fact("end", end)
    code = "within-time" if until <= latest else "too-long"
    return ask.rule(until <= latest, ask.say(code, start=start, end=until, latest=latest, months=months.value))
