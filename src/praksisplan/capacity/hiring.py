"""Who fills the capacities of a clinic: hired doctors, vacancies, doctors in training."""

from __future__ import annotations

import datetime

from praksisplan.capacity.arguments import Count, OneOrMore, checked_call
from praksisplan.capacity.conditions import threatened_by_region
from praksisplan.capacity.facts import Area, Clinic, ClinicKind
from praksisplan.capacity.parameters import Parameters, Unknown, Used, shipped
from praksisplan.capacity.ruling import Ruling, missing, ruling
from praksisplan.capacity.spans import in_order, later
from praksisplan.capacity.wording import lacking, reason
from praksisplan.errors import Fault, PlanError, shown
from praksisplan.periods import as_day
from praksisplan.terms import Verdict

__all__ = ["deadline_to_fill", "may_hire", "may_train"]

_NOT_BY_AGREEMENT = (ClinicKind.REGIONAL, ClinicKind.TENDER, ClinicKind.OUT_OF_HOURS)


@checked_call
def may_hire(
    clinic: Clinic,
    area: Area | None = None,
    additional: OneOrMore = 1,
    *,
    on: datetime.date,
    parameters: Parameters | None = None,
) -> Ruling:
    """Whether a clinic may fill so many capacities more with hired doctors. Danish: *ansatte læger*.

    Hired doctors may fill at most half of the capacities (``Clinic.hired`` of ``Clinic.capacities``; just half is
    allowed), and all of them where the region has named the area as threatened for the year of ``on``. Where half is
    exceeded
    and the area is not known, the ruling is unknown; so it is for clinics that are not run under the agreement.
    ``amount`` is half of the capacities, of which whole ones count. Rule YN-HIRED.

    Formula: ``hired + additional <= share * capacities, or threatened and hired + additional <= capacities``.

    >>> import datetime
    >>> clinic = Clinic("k", ClinicKind.PARTNERSHIP, capacities=4, hired=1)
    >>> print(may_hire(clinic, on=datetime.date(2019, 1, 1)))
    Ja: 2 af 4 kapaciteter bliver besat med ansatte læger, og grænsen er 2 (Overenskomst om almen praksis (OK18),
    § 20, stk. 1).
    """
    question, figures, on = "may_hire", parameters or shipped(), as_day(on, "on")
    _same_area(clinic, area)
    if clinic.kind in _NOT_BY_AGREEMENT:
        danish = "en regel om ansatte læger er ikke set for klinikformen {kind}"
        english = "a rule on hired doctors has not been seen for a {kind}"
        return missing(question, on, reason("missing:rule", danish, english, kind=clinic.kind))
    if clinic.capacities is None or clinic.hired is None:
        lacks = lacking(
            "clinic", "antallet af kapaciteter eller af ansatte", "the number of capacities or of those hired"
        )
        return missing(question, on, lacks)
    share = figures.at("hired.largest_share", on=on)
    if isinstance(share, Unknown):
        return missing(question, on, share)
    limit = share.value * clinic.capacities
    total = clinic.hired + additional
    filled = reason(
        "within-share" if total <= limit else "above-share",
        "{total} af {capacities} kapaciteter bliver besat med ansatte læger, og grænsen er {limit}",
        "{total} of {capacities} capacities become filled by hired doctors, and the limit is {limit}",
        total=total,
        capacities=clinic.capacities,
        limit=limit,
    )
    if total > clinic.capacities:
        beyond = reason(
            "beyond-all", "så mange kapaciteter har klinikken ikke", "the clinic has not so many capacities"
        )
        return ruling(question, on, Verdict.NO, [filled, beyond], parameters=[share], amount=limit, unit="kapaciteter")
    if total <= limit:
        return ruling(question, on, Verdict.YES, [filled], parameters=[share], amount=limit, unit="kapaciteter")
    is_threatened, where = threatened_by_region(area, on.year)
    if is_threatened is None:
        return missing(question, on, where, filled, parameters=[share])
    why, used = [filled, where], [share]
    if is_threatened:
        excepted = "i lægedækningstruede områder gælder grænsen ikke", "the limit does not hold in threatened areas"
        return ruling(question, on, Verdict.YES, [where, reason("excepted", *excepted), filled], parameters=used)
    leave = figures.at("hired.leave", on=on)
    if isinstance(leave, Used):
        used.append(leave)
        why.append(
            reason(
                "leave", "samarbejdsudvalget kan søges om lov til flere", "leave to more can be sought of the committee"
            )
        )
    return ruling(question, on, Verdict.NO, why, parameters=used, amount=limit, unit="kapaciteter")


@checked_call
def deadline_to_fill(
    vacant_since: datetime.date | None, *, on: datetime.date, parameters: Parameters | None = None
) -> Ruling:
    """Whether a vacant capacity can still be filled in time, and until when. Danish: *ledig kapacitet*.

    A capacity that was vacated or newly allowed must be handed to a new doctor, or filled by a hired specialist, within
    a year. ``vacant_since`` is the day on which it became vacant or was allowed; ``day`` is the last day on which it
    can be filled in time, that day included: the same day of the next calendar year, and 28 February after a
    29 February. Rule YN-VACANT.

    Formula: ``on <= vacant_since + years``.

    >>> import datetime
    >>> deadline_to_fill(datetime.date(2024, 2, 29), on=datetime.date(2024, 6, 1)).day
    datetime.date(2025, 2, 28)
    """
    question, figures = "deadline_to_fill", parameters or shipped()
    in_order(vacant_since=vacant_since)
    if vacant_since is None:
        lacks = lacking(
            "vacant_since", "dagen, da kapaciteten blev ledig,", "the day on which the capacity became vacant"
        )
        return missing(question, on, lacks)
    years = figures.at("vacancy.years", on=on)
    if isinstance(years, Unknown):
        return missing(question, on, years)
    day = later(vacant_since, years.name, years=years.value)
    is_in_time = on <= day
    must, english_must = ("skal være", "must be") if is_in_time else ("skulle have været", "had to be")
    why = [
        reason(
            "in-time" if is_in_time else "too-late",
            f"kapaciteten er ledig fra {{since}} og {must} overdraget til en ny læge eller besat med en ansat "
            "speciallæge senest {day}",
            f"the capacity is vacant from {{since}} and {english_must} handed to a new doctor or filled by a hired "
            "specialist by {day}",
            since=vacant_since,
            day=day,
        )
    ]
    used = [years]
    if not is_in_time:
        leave = figures.at("vacancy.leave", on=on)
        if isinstance(leave, Used):
            used.append(leave)
            danish = "regionen kan give dispensation fra fristen, hvor det er svært at rekruttere"
            english = "the region can give leave from the deadline where recruiting is hard"
            why.append(reason("leave", danish, english))
    return ruling(question, on, Verdict.YES if is_in_time else Verdict.NO, why, parameters=used, day=day)


@checked_call
def may_train(
    trainees: Count | None,
    tutors: Count | None,
    area: Area | None = None,
    *,
    on: datetime.date,
    parameters: Parameters | None = None,
) -> Ruling:
    """Whether a clinic may have so many doctors in training at a time. Danish: *tutorlæge*.

    ``trainees`` are all of them, ``tutors`` the approved tutors. Where the region has named the area as threatened for
    the year of ``on``, each tutor may have two, if the regional council of further education approves. For other areas
    no number was found: ``training.per_tutor`` is the caller's. ``amount`` is how many they may have. Rule YN-TUTOR.

    Formula: ``trainees <= each * tutors``.

    >>> import datetime
    >>> from praksisplan.capacity import Threat, ThreatKind
    >>> area = Area("lolland", "Lolland", threats=(Threat(ThreatKind.REGIONAL, 2023),))
    >>> may_train(4, 2, area, on=datetime.date(2023, 1, 1)).verdict.value
    'yes'
    """
    question, figures, on = "may_train", parameters or shipped(), as_day(on, "on")
    if trainees is None or tutors is None:
        danish, english = "antallet af uddannelseslæger eller tutorlæger", "the number of doctors in training or tutors"
        return missing(question, on, lacking("tutors", danish, english))
    is_threatened, where = threatened_by_region(area, on.year)
    if is_threatened is None:
        return missing(question, on, where)
    each = figures.at("training.per_tutor_threatened" if is_threatened else "training.per_tutor", on=on)
    if isinstance(each, Unknown):
        return missing(question, on, each, where)
    limit = each.value * tutors
    is_within = trainees <= limit
    why = [
        reason(
            "within-limit" if is_within else "above-limit",
            "antallet af uddannelseslæger er {trainees}, og det højeste er {limit} ({each} for hver tutorlæge; "
            "tutorlæger: {tutors})",
            "the number of doctors in training is {trainees}, and the most is {limit} ({each} for each tutor; tutors: "
            "{tutors})",
            trainees=trainees,
            limit=limit,
            each=each.value,
            tutors=tutors,
        ),
        where,
    ]
    if is_threatened and is_within:
        danish = "det forudsætter godkendelse fra Det Regionale Råd for Lægers Videreuddannelse"
        english = "it presupposes the approval of the regional council of further medical education"
        why.append(reason("approval", danish, english))
    verdict = Verdict.YES if is_within else Verdict.NO
    return ruling(question, on, verdict, why, parameters=[each], amount=limit, unit="uddannelseslæger")


def _same_area(clinic: Clinic, area: Area | None) -> None:
    if area is not None and clinic.area not in (None, area.id):
        raise PlanError(
            Fault(
                "other-area",
                "area",
                f"the clinic lies in {shown(clinic.area)}, not in {shown(area.id)}",
                f"klinikken ligger i {shown(clinic.area)}, ikke i {shown(area.id)}",
            )
        )
