"""Specialists: the knee of the fees, the caps of part-time practice, and who may have a practice of one's own."""

from __future__ import annotations

import datetime
from fractions import Fraction

import attrs

from praksisplan.capacity.arguments import Amount, Month, checked_call
from praksisplan.capacity.facts import Doctor, Speciality
from praksisplan.capacity.parameters import Parameters, Unknown, Used, shipped
from praksisplan.capacity.ruling import Reason, Ruling, missing, ruling
from praksisplan.capacity.spans import later
from praksisplan.capacity.wording import lacking, reason
from praksisplan.errors import Fault, PlanError
from praksisplan.periods import as_day
from praksisplan.terms import Verdict

__all__ = [
    "cap_after_drawing",
    "may_own_practice",
    "may_run_full_time",
    "paid_fee",
    "part_time_cap",
    "part_time_least_turnover",
    "part_time_payment",
    "three_hour_cap",
]

_TURNOVER = lacking("turnover", "omsætningen", "the turnover")
_DRAWN = lacking("drawn", "det beløb, der blev brugt af loftet året før,", "what was drawn on the cap the year before")


@checked_call
def paid_fee(
    speciality: Speciality, turnover: Amount | None, *, on: datetime.date, parameters: Parameters | None = None
) -> Ruling:
    """Whether the whole fee of a year in full-time practice is paid, and how much. Danish: *knækgrænse*.

    ``turnover`` is that of the year in kr. What lies above the knee of the speciality is reduced; a turnover of just
    the knee is not. A knee is in force from 1 October until the next; shared practice (*delepraksis*) is regulated as
    one full-time practice. ``amount`` is what is paid, in kr. Rule SP-KNAEK.

    Formula: ``paid = min(turnover, knee) + (1 - reduction) * max(0, turnover - knee)``.

    >>> import datetime
    >>> print(paid_fee(Speciality.PSYCHIATRY, Fraction(5_000_000), on=datetime.date(2025, 10, 1)))
    Nej: omsætningen på 5.000.000 kr. er 916.340 kr. over knækgrænsen for psykiatri (4.083.660 kr.); det, der ligger
    over, nedsættes med 40 %, så der udbetales 4.633.464 kr. (Lægeforeningen, Knækgrænser, pr. 1. oktober 2025;
    Lægeforeningen, Fuldtidspraksis).
    """
    question, figures = "paid_fee", parameters or shipped()
    if turnover is None:
        return missing(question, on, _TURNOVER)
    knee = figures.at("specialist.knee", on=on, of=speciality.value)
    if isinstance(knee, Unknown):
        return missing(question, on, knee)
    if turnover <= knee.value:
        within = reason(
            "within-knee",
            "omsætningen på {turnover} kr. er ikke over knækgrænsen for {speciality} ({knee} kr.), så alt udbetales",
            "the turnover of {turnover} kr. is not above the knee for {speciality} ({knee} kr.), so all is paid",
            turnover=turnover,
            speciality=speciality,
            knee=knee.value,
        )
        return ruling(question, on, Verdict.YES, [within], parameters=[knee], amount=turnover, unit=knee.unit)
    reduction = figures.at("specialist.knee_reduction", on=on)
    if isinstance(reduction, Unknown):
        return missing(question, on, reduction, parameters=[knee])
    paid = knee.value + (1 - reduction.value) * (turnover - knee.value)
    above = reason(
        "above-knee",
        "omsætningen på {turnover} kr. er {above} kr. over knækgrænsen for {speciality} ({knee} kr.); det, der ligger "
        "over, nedsættes med {percent} %, så der udbetales {paid} kr.",
        "the turnover of {turnover} kr. is {above} kr. above the knee for {speciality} ({knee} kr.); what lies above "
        "is reduced by {percent} %, so {paid} kr. is paid",
        turnover=turnover,
        above=turnover - knee.value,
        speciality=speciality,
        knee=knee.value,
        percent=100 * reduction.value,
        paid=paid,
    )
    return ruling(question, on, Verdict.NO, [above], parameters=[knee, reduction], amount=paid, unit=knee.unit)


@checked_call
def part_time_cap(speciality: Speciality, *, on: datetime.date, parameters: Parameters | None = None) -> Ruling:
    """How much a part-time practice may turn over in a calendar year. Danish: *omsætningsloft*.

    ``amount`` is the cap in kr., before anything drawn on it the year before (`cap_after_drawing`). Rule SP-LOFT.

    Formula: ``cap = that of the speciality for the year``.

    >>> import datetime
    >>> print(part_time_cap(Speciality.PSYCHIATRY, on=datetime.date(2024, 3, 1)))
    Omsætningsloftet for deltidspraksis i psykiatri er 1.095.927 kr. for 2024 (Lægeforeningen, Omsætningsloft,
    pr. 1. januar 2024).
    """
    found = (parameters or shipped()).at("specialist.part_time_cap", on=on, of=speciality.value)
    if isinstance(found, Unknown):
        return missing("part_time_cap", on, found)
    why = _cap_reason(speciality, found, on)
    return ruling("part_time_cap", on, Verdict.YES, [why], parameters=[found], amount=found.value, unit=found.unit)


def _cap_reason(speciality: Speciality, cap: Used, on: datetime.date) -> Reason:
    return reason(
        "cap",
        "omsætningsloftet for deltidspraksis i {speciality} er {cap} kr. for {year}",
        "the turnover cap of part-time practice in {speciality} is {cap} kr. for {year}",
        speciality=speciality,
        cap=cap.value,
        year=str(on.year),
    )


@checked_call
def cap_after_drawing(
    speciality: Speciality, drawn: Amount | None, *, on: datetime.date, parameters: Parameters | None = None
) -> Ruling:
    """The part-time cap of the year of a day, less what was drawn on it the year before. Danish: *modregning i loftet*.

    ``drawn`` is what was paid in the November and December before on this year's cap, in kr.; all of it is taken off,
    even if room of this year's cap remains unused. ``amount`` is what is left of the cap, in kr. The ruling is no
    where more is said to be drawn than the year before allowed, and unknown where the cap or the rule of either year
    is. Rule SP-LOFT-CARRY.

    Formula: ``left = cap - drawn, where drawn <= share * cap of the year before``.

    >>> import datetime
    >>> print(cap_after_drawing(Speciality.PSYCHIATRY, Fraction(50_000), on=datetime.date(2025, 1, 1)))
    Ukendt: omsætningsloftet for deltidspraksis (psykiatri) kendes kun til og med 31. december 2024, ikke for
    1. januar 2025 (Lægeforeningen, Omsætningsloft, pr. 1. januar 2024).
    """
    question, figures = "cap_after_drawing", parameters or shipped()
    if drawn is None:
        return missing(question, on, _DRAWN)
    before = _last_day_of_year_before(on)
    share = figures.at("specialist.part_time_drawing_all", on=before)
    last = figures.at("specialist.part_time_cap", on=before, of=speciality.value)
    this = figures.at("specialist.part_time_cap", on=on, of=speciality.value)
    needed = (share, last, this) if drawn else (this,)
    used = [one for one in needed if isinstance(one, Used)]
    if len(used) < len(needed):
        return missing(question, on, *(one for one in needed if isinstance(one, Unknown)), parameters=used)
    cap = used[-1]
    if drawn and drawn > used[0].value * used[1].value:
        why = reason(
            "too-much-drawn",
            "der kunne højst bruges {most} kr. af loftet for {year} i {last_year}, og det oplyste er {drawn} kr.",
            "at most {most} kr. of the cap for {year} could be drawn in {last_year}, and {drawn} kr. is stated",
            most=used[0].value * used[1].value,
            drawn=drawn,
            year=str(on.year),
            last_year=str(on.year - 1),
        )
        return ruling(question, on, Verdict.NO, [why], parameters=used)
    whole = reason(
        "drawn",
        "{drawn} kr. er brugt i {last_year}; hele beløbet trækkes fra, også hvis noget af loftet ikke bliver brugt, så "
        "der er {left} kr. tilbage",
        "{drawn} kr. was drawn in {last_year}; all of it is taken off, even if some of the cap is not used, so {left} "
        "kr. is left",
        drawn=drawn,
        last_year=str(on.year - 1),
        left=cap.value - drawn,
    )
    reasons = [_cap_reason(speciality, cap, on), *([whole] if drawn else [])]
    return ruling(question, on, Verdict.YES, reasons, parameters=used, amount=cap.value - drawn, unit=cap.unit)


def _last_day_of_year_before(on: datetime.date) -> datetime.date:
    return datetime.date(as_day(on, "on").year, 1, 1) - datetime.timedelta(days=1)


@attrs.frozen
class _Drawing:
    """When and how much next year's cap can be drawn on."""

    used: tuple[Used, Used, Used]

    @classmethod
    def at(cls, figures: Parameters, on: datetime.date) -> _Drawing | Unknown:
        used = []
        for name in ("from", "month", "all"):
            found = figures.at(f"specialist.part_time_drawing_{name}", on=on)
            if isinstance(found, Unknown):
                return found
            used.append(found)
        return cls((used[0], used[1], used[2]))

    @property
    def first_month(self) -> int:
        return int(self.used[0].value)

    def room(self, cap: Fraction, above: Fraction, months: int) -> Fraction:
        """What may still be drawn in a month, with so much turned over above the cap in so many months before it."""
        a_month, in_all = cap * self.used[1].value, cap * self.used[2].value
        return min(a_month, in_all - min(above, a_month * months, in_all))


@checked_call
def part_time_payment(
    speciality: Speciality,
    turnover_before: Amount | None,
    turnover: Amount | None,
    month: Month,
    reached: Month | None = None,
    drawn_last_year: Amount | None = Fraction(0),
    *,
    on: datetime.date,
    parameters: Parameters | None = None,
) -> Ruling:
    """Whether all work of a month in part-time practice is paid, and how much. Danish: *omsætningsloft, modregning*.

    ``turnover_before`` is the turnover of the year before the month, ``turnover`` that of the month, in kr.; ``month``
    is 1 to 12, in the year of ``on``. Above the cap nothing is paid, except where the cap is reached in November or
    December: then next year's cap may be drawn on, at most so much a month and so much in all. Where the cap was
    reached in an earlier month, ``reached`` says in which (1 to 12); a cap used to the last krone is reached.
    ``drawn_last_year`` is what was drawn on this year's cap (nothing unless told) and is taken off it; the twelfths are
    still those of the whole cap. ``amount`` is what is paid for the month, in kr. Rules SP-LOFT and SP-LOFT-CARRY.

    Formula: ``paid = min(turnover, left + room), left = max(0, cap - drawn_last_year - turnover_before)``.

    >>> import datetime
    >>> told = part_time_payment(
    ...     Speciality.PSYCHIATRY, Fraction(1_000_000), Fraction(200_000), 11, on=datetime.date(2024, 11, 30)
    ... )
    >>> print(told.text("en"))
    No: 187,254.25 kr. of 200,000 kr. is paid: 95,927 kr. that was left of the cap for 2024, and 91,327.25 kr. of the
    cap for 2025, which is taken off it (Lægeforeningen, Omsætningsloft, pr. 1. januar 2024).
    """
    question, figures = "part_time_payment", parameters or shipped()
    if turnover_before is None or turnover is None:
        return missing(question, on, _TURNOVER)
    if drawn_last_year is None:
        return missing(question, on, _DRAWN)
    cap = figures.at("specialist.part_time_cap", on=on, of=speciality.value)
    rule = figures.at("specialist.part_time_drawing_all", on=_last_day_of_year_before(on)) if drawn_last_year else None
    if isinstance(cap, Unknown) or isinstance(rule, Unknown):
        return missing(question, on, *(one for one in (cap, rule) if isinstance(one, Unknown)))
    used = [cap, *([rule] if rule else [])]
    above = turnover_before - (cap.value - drawn_last_year)
    _agrees(reached, month, is_reached=above >= 0)
    left = max(Fraction(0), -above)
    if turnover <= left:
        within = reason(
            "within-cap",
            "{turnover} kr. er ikke mere end de {left} kr., der er tilbage af omsætningsloftet for {year}",
            "{turnover} kr. is not more than the {left} kr. that is left of the turnover cap for {year}",
            turnover=turnover,
            left=left,
            year=str(on.year),
        )
        return ruling(question, on, Verdict.YES, [within], parameters=used, amount=turnover, unit=cap.unit)
    drawing = _Drawing.at(figures, on)
    if isinstance(drawing, Unknown):
        return missing(question, on, drawing, parameters=used)
    used += drawing.used
    since = month if above < 0 else reached
    if since is None and month > drawing.first_month:
        what = lacking("reached", "måneden, hvor omsætningsloftet blev nået,", "the month in which the cap was reached")
        return missing(question, on, what, parameters=used)
    is_early = since is None or since < drawing.first_month
    room = Fraction(0) if is_early else drawing.room(cap.value, max(Fraction(0), above), month - (since or month))
    paid = min(turnover, left + room)
    verdict = Verdict.YES if paid == turnover else Verdict.NO
    reasons = [_paid_reason(on.year, turnover, left, paid)]
    if is_early:
        first = datetime.date(on.year, drawing.first_month, 1)
        reasons.append(
            reason(
                "reached-early",
                "omsætningsloftet er nået før {first}, så der kan ikke bruges af loftet for {next_year}",
                "the turnover cap was reached before {first}, so the cap for {next_year} cannot be drawn on",
                first=first,
                next_year=str(on.year + 1),
            )
        )
    return ruling(question, on, verdict, reasons, parameters=used, amount=paid, unit=cap.unit)


def _paid_reason(year: int, turnover: Fraction, left: Fraction, paid: Fraction) -> Reason:
    if paid == left:
        danish = "{paid} kr. af {turnover} kr. udbetales: det, der var tilbage af loftet for {year}"
        english = "{paid} kr. of {turnover} kr. is paid: what was left of the cap for {year}"
    else:
        danish = (
            "{paid} kr. af {turnover} kr. udbetales: {left} kr., der var tilbage af loftet for {year}, og {drawn} kr. "
            "af loftet for {next_year}, som trækkes fra det"
        )
        english = (
            "{paid} kr. of {turnover} kr. is paid: {left} kr. that was left of the cap for {year}, and {drawn} kr. of "
            "the cap for {next_year}, which is taken off it"
        )
    code = "above-cap" if paid == left else "drawn" if paid == turnover else "drawn-most"
    return reason(
        code,
        danish,
        english,
        paid=paid,
        turnover=turnover,
        left=left,
        drawn=paid - left,
        year=str(year),
        next_year=str(year + 1),
    )


def _agrees(reached: int | None, month: int, *, is_reached: bool) -> None:
    """Refuse a month in which the cap is said to have been reached that the turnover or the month contradicts."""
    if reached is not None and (reached >= month or not is_reached):
        raise PlanError(
            Fault(
                "contradiction",
                "reached",
                f"the cap was not reached in month {reached}, before month {month}, with that turnover",
                f"loftet var ikke nået i måned {reached}, før måned {month}, med den omsætning",
            )
        )


@checked_call
def three_hour_cap(*, on: datetime.date, parameters: Parameters | None = None) -> Ruling:
    """How much a three-hour licence may turn over in a calendar year. Danish: *3-timers ydernummer, omsætningsloft*.

    ``amount`` is the cap in kr. Only the cap of 2021 was published; that it was a quarter of the lower part-time cap is
    no rule for other years. Rule SP-3H.

    Formula: ``cap = that of the year``.

    >>> import datetime
    >>> print(three_hour_cap(on=datetime.date(2024, 1, 1)))
    Ukendt: omsætningsloftet for et 3-timers ydernummer kendes kun til og med 31. december 2021, ikke for
    1. januar 2024.
    """
    found = (parameters or shipped()).at("specialist.three_hour_cap", on=on)
    if isinstance(found, Unknown):
        return missing("three_hour_cap", on, found)
    why = reason(
        "cap",
        "omsætningsloftet for et 3-timers ydernummer er {cap} kr. for {year}",
        "the turnover cap of a three-hour licence is {cap} kr. for {year}",
        cap=found.value,
        year=str(on.year),
    )
    return ruling("three_hour_cap", on, Verdict.YES, [why], parameters=[found], amount=found.value, unit=found.unit)


@checked_call
def part_time_least_turnover(
    joined: datetime.date | None,
    turnover: Amount | None,
    *,
    on: datetime.date,
    parameters: Parameters | None = None,
) -> Ruling:
    """Whether a part-time practice turns over enough in a year. Danish: *nedre omsætningsgrænse*.

    ``joined`` is the day on which the specialist joined the agreement: who did so before 1 October 2011 needs less.
    ``turnover`` is that of the year in kr.; just the least is enough. ``amount`` is the least turnover in kr.; only its
    level of 2017 is known. Rule SP-LOW.

    Formula: ``turnover >= least of those who joined when the specialist did``.

    >>> import datetime
    >>> print(part_time_least_turnover(datetime.date(2011, 10, 1), Fraction(200_000), on=datetime.date(2017, 6, 1)))
    Nej: omsætningen på 200.000 kr. er under de 213.915 kr., der kræves, når overenskomsten er tiltrådt
    1. oktober 2011 (Lægeforeningen, Praksisformer).
    """
    question, figures = "part_time_least_turnover", parameters or shipped()
    if turnover is None:
        return missing(question, on, _TURNOVER)
    if joined is None:
        return _whenever_joined(turnover, figures, on)
    group = figures.at("specialist.part_time_joining", on=as_day(joined, "joined"))
    if isinstance(group, Unknown):
        return missing(question, on, group)
    least = figures.at("specialist.part_time_least_turnover", on=on, of=group.names[0])
    if isinstance(least, Unknown):
        return missing(question, on, least, parameters=[group])
    is_enough = turnover >= least.value
    why = reason(
        "enough" if is_enough else "too-little",
        f"omsætningen på {{turnover}} kr. er {'mindst' if is_enough else 'under'} de {{least}} kr., der kræves, når "
        "overenskomsten er tiltrådt {joined}",
        f"the turnover of {{turnover}} kr. is {'at least' if is_enough else 'below'} the {{least}} kr. required of one "
        "who joined the agreement on {joined}",
        turnover=turnover,
        least=least.value,
        joined=joined,
    )
    verdict = Verdict.YES if is_enough else Verdict.NO
    return ruling(question, on, verdict, [why], parameters=[least, group], amount=least.value, unit=least.unit)


def _whenever_joined(turnover: Fraction, figures: Parameters, on: datetime.date) -> Ruling:
    """The ruling where the day of joining is not known: it may be the same for every day."""
    question = "part_time_least_turnover"
    what = lacking("joined", "dagen for tiltrædelse af overenskomsten", "the day of joining the agreement")
    groups = dict.fromkeys(word for dated in figures["specialist.part_time_joining"].values for word in dated.words)
    found = [figures.at("specialist.part_time_least_turnover", on=on, of=group) for group in groups]
    known = [one for one in found if isinstance(one, Used)]
    if len(known) < len(found):
        return missing(question, on, what, *(one for one in found if isinstance(one, Unknown)), parameters=known)
    least, most = min(one.value for one in known), max(one.value for one in known)
    if least <= turnover < most:
        return missing(question, on, what, parameters=known)
    is_enough = turnover >= most
    why = reason(
        "enough" if is_enough else "too-little",
        f"omsætningen på {{turnover}} kr. er {'mindst' if is_enough else 'under'} de {{bound}} kr., der kræves, "
        "hvornår overenskomsten end er tiltrådt",
        f"the turnover of {{turnover}} kr. is {'at least' if is_enough else 'below'} the {{bound}} kr. required of "
        "whoever joined the agreement",
        turnover=turnover,
        bound=most if is_enough else least,
    )
    return ruling(question, on, Verdict.YES if is_enough else Verdict.NO, [why], parameters=known)


@checked_call
def may_run_full_time(
    full_time_posts: tuple[bool | None, ...], *, on: datetime.date, parameters: Parameters | None = None
) -> Ruling:
    """Whether specialists may run a full-time practice beside their other work. Danish: *fuldtidspraksis, delepraksis*.

    ``full_time_posts`` says of each specialist of the practice whether he or she has a full-time post elsewhere
    (``None`` where that is not known). Full-time practice cannot be combined with a full-time post; where several share
    one (*delepraksis*), at least one must be without. Rule SP-TIME.

    Formula: ``count(no full-time post) >= least``.

    >>> import datetime
    >>> print(may_run_full_time((True, False), on=datetime.date(2020, 1, 1)))
    Ja: 1 af 2 speciallæger er uden fuldtidsstilling ved siden af, og mindst 1 skal være det (Lægeforeningen,
    Praksisformer, overenskomst om speciallægehjælp 2018 §§ 9 og 9 a).
    """
    question = "may_run_full_time"
    found = (parameters or shipped()).at("specialist.without_full_time_post", on=on)
    if isinstance(found, Unknown):
        return missing(question, on, found)
    without, unknown = full_time_posts.count(False), full_time_posts.count(None)
    if not full_time_posts or without < found.value <= without + unknown:
        what = lacking("full_time_posts", "beskæftigelsen ved siden af praksis", "the work beside the practice")
        return missing(question, on, what, parameters=[found])
    is_enough = without >= found.value
    why = reason(
        "enough-without-post" if is_enough else "too-few-without-post",
        "{without} af {all} speciallæger er uden fuldtidsstilling ved siden af, og mindst {least} skal være det",
        "{without} of {all} specialists have no full-time post beside it, and at least {least} must have none",
        without=without,
        all=len(full_time_posts),
        least=found.value,
    )
    return ruling(question, on, Verdict.YES if is_enough else Verdict.NO, [why], parameters=[found])


@checked_call
def may_own_practice(doctor: Doctor, *, on: datetime.date, parameters: Parameters | None = None) -> Ruling:
    """Whether a specialist is young enough for a practice of one's own. Danish: *bortfald efter det fyldte 75. år*.

    The right lapses on the birthday (``day``); who is born on 29 February has it on 28 February in other years. Of the
    paragraph only the heading was seen, so exceptions are not known. Rule SP-AGE.

    Formula: ``on < born + age``.

    >>> import datetime
    >>> print(may_own_practice(Doctor("d", born=datetime.date(1950, 5, 2)), on=datetime.date(2025, 5, 2)))
    Nej: speciallægen fylder 75 år 2. maj 2025, og retten til egen praksis bortfalder den dag (Overenskomst om
    speciallægehjælp 2018, § 15 g).
    """
    question = "may_own_practice"
    if doctor.born is None:
        return missing(question, on, lacking("born", "fødselsdagen", "the day of birth"))
    found = (parameters or shipped()).at("specialist.age_limit", on=on)
    if isinstance(found, Unknown):
        return missing(question, on, found)
    birthday = later(as_day(doctor.born, "born"), found.name, years=found.value)
    is_young = on < birthday
    danish, english = ("består til", "lasts until") if is_young else ("bortfalder", "lapses on")
    why = reason(
        "below-age" if is_young else "age",
        "speciallægen fylder {age} år {birthday}, og retten til egen praksis {danish} den dag",
        "the specialist reaches the age of {age} on {birthday}, and the right to a practice of one's own {english} "
        "that day",
        age=found.value,
        birthday=birthday,
        danish=danish,
        english=english,
    )
    return ruling(question, on, Verdict.YES if is_young else Verdict.NO, [why], parameters=[found], day=birthday)
