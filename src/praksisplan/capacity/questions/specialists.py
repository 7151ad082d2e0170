"""Specialists: the threshold of the fees, the caps of part-time practice, and who may have a practice of one's own."""

from __future__ import annotations

import datetime
from fractions import Fraction

from praksisplan.capacity.arguments import Amount, Month
from praksisplan.capacity.engine import Ask, Day, Own, question
from praksisplan.capacity.facts import AuthorityDecision, Doctor, Speciality
from praksisplan.capacity.ruling import Reason, Ruling
from praksisplan.capacity.spans import after
from praksisplan.capacity.wording import Worded
from praksisplan.errors import PlanError, fault

__all__ = [
    "cap_after_drawing",
    "full_time_least_turnover",
    "may_own_practice",
    "may_run_full_time",
    "paid_fee",
    "part_time_cap",
    "part_time_least_turnover",
    "part_time_payment",
    "three_hour_cap",
]


def _last_day_of_year_before(on: datetime.date) -> datetime.date:
    return datetime.date(on.year, 1, 1) - datetime.timedelta(days=1)


@question(
    "Udbetales hele honoraret, eller er omsætningen over knækgrænsen?",
    "Is the whole fee paid, or is the turnover above the fee threshold?",
    rules=("SP-KNAEK",),
    figures=("specialist.knee", "specialist.knee_reduction"),
    unit="kr.",
)
def paid_fee(ask: Ask, speciality: Speciality, turnover: Amount | None, *, on: Day, figures: Own = None) -> Ruling:
    """Whether the whole fee of a year in full-time practice is paid, and how much. Danish: *knækgrænse*.

    ``turnover`` is the turnover of the year in kr. Only the part above the threshold of the speciality is reduced, so a
    turnover equal to it is paid in full. A threshold is in force from 1 October until the next one. Shared practice
    (*delepraksis*) counts as one full-time practice. ``amount`` is the payment in kr.

    Formula: ``paid = min(turnover, threshold) + (1 - reduction) * max(0, turnover - threshold)``.

    >>> import datetime
    >>> print(paid_fee(Speciality.PSYCHIATRY, Fraction(5_000_000), on=datetime.date(2025, 10, 1)))
    Nej: omsætningen på 5.000.000 kr. er 916.340 kr. over knækgrænsen for psykiatri (4.083.660 kr.); beløbet over
    grænsen nedsættes med 40 %, så der udbetales 4.633.464 kr. (Lægeforeningen, Knækgrænser, pr. 1. oktober 2025;
    Lægeforeningen, Fuldtidspraksis).
    """
    earned = ask.fact("turnover", turnover)
    knee = ask.figure("specialist.knee", of=speciality.value).value
    told: dict[str, Worded] = {"turnover": earned, "speciality": speciality, "knee": knee}
    if earned <= knee:
        ask.amount = earned
        return ask.rule(True, ask.say("within-knee", **told))
    reduction, above = ask.figure("specialist.knee_reduction").value, earned - knee
    ask.amount = paid = knee + (1 - reduction) * above
    return ask.rule(False, ask.say("above-knee", **told, above=above, percent=100 * reduction, paid=paid))


# --- part-time practice -------------------------------------------------------------------------------------------


@question(
    "Hvad er omsætningsloftet for deltidspraksis?",
    "What is the turnover cap of part-time practice?",
    rules=("SP-LOFT",),
    figures=("specialist.part_time_cap",),
    unit="kr.",
    is_amount=True,
)
def part_time_cap(ask: Ask, speciality: Speciality, *, on: Day, figures: Own = None) -> Ruling:
    """The most that a part-time practice may turn over in a calendar year. Danish: *omsætningsloftet*.

    ``amount`` is the cap in kr. What was drawn on it the year before is not deducted; see `cap_after_drawing`.

    Formula: ``cap = that of the speciality for the year``.

    >>> import datetime
    >>> print(part_time_cap(Speciality.PSYCHIATRY, on=datetime.date(2024, 3, 1)))
    Omsætningsloftet for deltidspraksis i psykiatri er 1.095.927 kr. for 2024 (Lægeforeningen, Omsætningsloft,
    pr. 1. januar 2024).
    """
    ask.amount = cap = ask.figure("specialist.part_time_cap", of=speciality.value).value
    return ask.rule(True, ask.say("cap", speciality=speciality, cap=cap, year=str(on.year)))


@question(
    "Hvad er der tilbage af omsætningsloftet efter modregning?",
    "What is left of the turnover cap after drawing on it?",
    rules=("SP-LOFT-CARRY",),
    figures=("specialist.part_time_drawing_all", "specialist.part_time_cap"),
    unit="kr.",
    is_amount=True,
)
def cap_after_drawing(
    ask: Ask, speciality: Speciality, drawn: Amount | None, *, on: Day, figures: Own = None
) -> Ruling:
    """The part-time cap of a year, less the amount drawn on it the year before. Danish: *modregning i loftet*.

    ``drawn`` is the amount in kr. that was paid from this year's cap in November and December of the year before. All
    of it is deducted, even if part of this year's cap remains unused. ``amount`` is what is left of the cap, in kr. The
    ruling is no where ``drawn`` exceeds what the year before allowed, and unknown where a cap or rule of either year is
    not known.

    Formula: ``left = cap - drawn, where drawn <= share * cap of the year before``.

    >>> import datetime
    >>> print(cap_after_drawing(Speciality.PSYCHIATRY, Fraction(50_000), on=datetime.date(2025, 1, 1)))
    Ukendt: omsætningsloftet for deltidspraksis (psykiatri) er kun oplyst til og med 31. december 2024, ikke for
    1. januar 2025 (Lægeforeningen, Omsætningsloft, pr. 1. januar 2024).
    """
    taken, before = ask.fact("drawn", drawn), _last_day_of_year_before(on)
    years = {"year": str(on.year), "last_year": str(before.year)}
    cap_of = "specialist.part_time_cap", speciality.value
    wanted = [("specialist.part_time_drawing_all", "", before), (*cap_of, before)] if taken else []
    *rule, cap = (one.value for one in ask.figures(*wanted, (*cap_of, on)))
    if rule and taken > rule[0] * rule[1]:
        return ask.rule(False, ask.say("too-much-drawn", most=rule[0] * rule[1], drawn=taken, **years))
    ask.amount = left = cap - taken
    of_it = ask.say("drawn", drawn=taken, left=left, **years) if taken else None
    return ask.rule(True, ask.say("cap", speciality=speciality, cap=cap, **years), of_it)


@question(
    "Udbetales hele månedens arbejde i deltidspraksis?",
    "Is all work of the month in part-time practice paid?",
    rules=("SP-LOFT", "SP-LOFT-CARRY"),
    figures=(
        "specialist.part_time_cap",
        "specialist.part_time_drawing_all",
        "specialist.part_time_drawing_from",
        "specialist.part_time_drawing_month",
    ),
    unit="kr.",
)
def part_time_payment(  # noqa: PLR0913 - the facts that the rule weighs
    ask: Ask,
    speciality: Speciality,
    turnover_before: Amount | None,
    turnover: Amount | None,
    month: Month,
    reached: Month | None = None,
    drawn_last_year: Amount | None = Fraction(0),
    *,
    on: Day,
    figures: Own = None,
) -> Ruling:
    """Whether all work of a month in part-time practice is paid, and how much. Danish: *omsætningsloft, modregning*.

    Above the cap nothing is paid. If the cap is reached in November or December, next year's cap may be drawn on, up to
    a limit for each month and one for both. ``amount`` is the payment for the month, in kr.

    ``turnover`` is the turnover of the month in kr., ``turnover_before`` that of the earlier months of the year, and
    ``month`` the month (1 to 12) in the year of ``on``. If the cap was reached in an earlier month, ``reached`` is that
    month (1 to 12); a cap used up exactly is reached. ``drawn_last_year`` is the amount in kr. that was drawn on this
    year's cap the year before. It is deducted from the cap, but the limits of drawing are shares of the whole cap.
    Raises `PlanError` for a ``reached`` that contradicts the other facts.

    Formula: ``paid = min(turnover, left + room), left = max(0, cap - drawn_last_year - turnover_before)``.

    >>> import datetime
    >>> found = part_time_payment(
    ...     Speciality.PSYCHIATRY, Fraction(1_000_000), Fraction(200_000), 11, on=datetime.date(2024, 11, 30)
    ... )
    >>> print(found.text("en"))
    No: of the turnover of 200,000 kr., 187,254.25 kr. is paid: 95,927 kr. left of the turnover cap for 2024, and
    91,327.25 kr. of the cap for 2025, which is reduced by as much (Lægeforeningen, Omsætningsloft, pr. 1. januar 2024).
    """
    earned_before, earned = ask.fact("turnover", turnover_before), ask.fact("turnover", turnover)
    taken = ask.fact("drawn", drawn_last_year)
    wanted = [("specialist.part_time_cap", speciality.value, on)]
    if taken:
        wanted.append(("specialist.part_time_drawing_all", "", _last_day_of_year_before(on)))
    cap = ask.figures(*wanted)[0].value
    above = earned_before - (cap - taken)
    if reached is not None and (reached >= month or above < 0):
        raise PlanError(fault("contradiction.reached", "reached", reached=reached, month=month))
    left = max(Fraction(0), -above)
    years = {"year": str(on.year), "next_year": str(on.year + 1)}
    if earned <= left:
        ask.amount = earned
        return ask.rule(True, ask.say("within-cap", turnover=earned, left=left, **years))
    first_month = int(ask.figure("specialist.part_time_drawing_from").value)
    a_month = cap * ask.figure("specialist.part_time_drawing_month").value
    in_all = cap * ask.figure("specialist.part_time_drawing_all").value
    since = month if above < 0 else reached
    if since is None and month > first_month:
        ask.missing(ask.lacking("reached"))
    is_early = since is None or since < first_month
    drawn_before = min(max(Fraction(0), above), a_month * (month - (since or month)), in_all)
    room = Fraction(0) if is_early else min(a_month, in_all - drawn_before)
    ask.amount = paid = min(earned, left + room)
    code = "above-cap" if paid == left else "drawn" if paid == earned else "drawn-most"
    why = ask.say(code, code.partition("-most")[0], paid=paid, turnover=earned, left=left, drawn=paid - left, **years)
    first = datetime.date(on.year, first_month, 1)
    return ask.rule(paid == earned, why, ask.say("reached-early", first=first, **years) if is_early else None)


@question(
    "Hvad er omsætningsloftet for et 3-timers ydernummer?",
    "What is the turnover cap of a three-hour licence?",
    rules=("SP-3H",),
    figures=("specialist.three_hour_cap",),
    unit="kr.",
    is_amount=True,
)
def three_hour_cap(ask: Ask, *, on: Day, figures: Own = None) -> Ruling:
    """The most that a three-hour licence may turn over in a year. Danish: *3-timers ydernummer, omsætningsloft*.

    ``amount`` is the cap of the calendar year in kr. Only the cap of 2021 was published. It was a quarter of the lower
    part-time cap, but no source says that it is so in other years, and their rulings are unknown.

    Formula: ``cap = that of the year``.

    >>> import datetime
    >>> print(three_hour_cap(on=datetime.date(2024, 1, 1)))
    Ukendt: omsætningsloftet for et 3-timers ydernummer er kun oplyst til og med 31. december 2021, ikke for
    1. januar 2024.
    """
    ask.amount = cap = ask.figure("specialist.three_hour_cap").value
    return ask.rule(True, ask.say("cap", cap=cap, year=str(on.year)))


@question(
    "Er omsætningen i deltidspraksis stor nok?",
    "Is the turnover of the part-time practice large enough?",
    rules=("SP-LOW",),
    figures=("specialist.part_time_least_turnover", "specialist.part_time_joining"),
    unit="kr.",
)
def part_time_least_turnover(
    ask: Ask, joined: Day | None, turnover: Amount | None, *, on: Day, figures: Own = None
) -> Ruling:
    """Whether a part-time practice turns over enough in a year. Danish: *nedre omsætningsgrænse*.

    ``joined`` is the day on which the specialist joined the agreement; those who joined before 1 October 2011 need
    less. ``turnover`` is the turnover of the year in kr.; the least turnover itself is enough. ``amount`` is the least
    turnover in kr. The association states it at the level of 2017, and the ruling of a later year says so; the amount
    of another year may be supplied as the figure ``specialist.part_time_least_turnover``.

    Formula: ``turnover >= least of those who joined when the specialist did``.

    >>> import datetime
    >>> print(part_time_least_turnover(datetime.date(2011, 10, 1), Fraction(200_000), on=datetime.date(2017, 6, 1)))
    Nej: omsætningen på 200.000 kr. opfylder ikke kravet på mindst 213.915 kr. for den, der tiltrådte overenskomsten 1.
    oktober 2011 (Lægeforeningen, Praksisformer).
    """
    earned = ask.fact("turnover", turnover)
    if joined is not None:
        group = ask.figure("specialist.part_time_joining", on=joined).names[0]
        ask.amount = bound = _least_of_group(ask, group)
        when = ask.phrase("joined", joined=joined)
    else:
        lacking, when = ask.lacking("joined"), ask.phrase("whenever")
        groups = [word for dated in ask.series("specialist.part_time_joining").values for word in dated.words]
        known = [_least_of_group(ask, group, lacking) for group in dict.fromkeys(groups)]
        if min(known) <= earned < max(known):
            ask.missing(lacking)
        bound = max(known) if earned >= max(known) else min(known)
    return ask.decide(earned >= bound, "enough", "too-little", turnover=earned, least=bound, joined=when)


def _least_of_group(ask: Ask, group: str, first: Reason | None = None) -> Fraction:
    """The least turnover of those who joined before or since a day; that it is of another year's level is noted."""
    found = ask.figure("specialist.part_time_least_turnover", of=group, first=first)
    if not found.is_own and ask.on.year > found.dated.since.year:
        ask.notes = [ask.say("level", year=str(found.dated.since.year))]
    return found.value


# --- full-time practice --------------------------------------------------------------------------------------------


@question(
    "Er omsætningen i fuldtidspraksis stor nok?",
    "Is the turnover of the full-time practice large enough?",
    rules=("SP-FULL-LOW",),
    figures=("specialist.full_time_least_turnover", "specialist.full_time_shortfall"),
    unit="kr.",
)
def full_time_least_turnover(
    ask: Ask, speciality: Speciality, turnover: Amount | None, *, on: Day, figures: Own = None
) -> Ruling:
    """Whether a full-time practice of specialists turns over enough in a year. Danish: *nedre omsætningsgrænse*.

    ``turnover`` is the turnover of the year in kr.; the least turnover itself is enough. The least turnover depends on
    the speciality and is not published where the library could read it: supply it as the figure
    ``specialist.full_time_least_turnover``, or the ruling is unknown. A practice below it is brought before the joint
    committee, which may exempt it. ``amount`` is the least turnover in kr.

    Formula: ``turnover >= least of the speciality``.

    >>> import datetime
    >>> found = full_time_least_turnover(Speciality.PSYCHIATRY, 1_000_000, on=datetime.date(2024, 6, 1))
    >>> found.verdict.value, found.reasons[0].code
    ('unknown', 'unknown:specialist.full_time_least_turnover')
    """
    least = ask.figure("specialist.full_time_least_turnover", of=speciality.value).value
    earned = ask.fact("turnover", turnover)
    ask.amount = least
    if earned < least:
        ask.notes = [ask.also("committee", "specialist.full_time_shortfall")]
    return ask.decide(earned >= least, "enough", "too-little", turnover=earned, least=least, speciality=speciality)


# --- who may have a practice --------------------------------------------------------------------------------------


@question(
    "Må praksis drives på fuld tid ved siden af andet arbejde?",
    "May the practice be full-time beside other work?",
    rules=("SP-TIME",),
    figures=("specialist.without_full_time_post",),
)
def may_run_full_time(ask: Ask, full_time_posts: tuple[bool | None, ...], *, on: Day, figures: Own = None) -> Ruling:
    """Whether specialists may run a full-time practice beside their other work. Danish: *fuldtidspraksis, delepraksis*.

    ``full_time_posts`` says for each specialist of the practice whether he or she has a full-time post elsewhere,
    ``None`` where that is not known. At least one specialist must be without such a post. A specialist alone can
    therefore not combine a full-time practice with one; several who share a practice (*delepraksis*) can.

    Formula: ``count(no full-time post) >= least``.

    >>> import datetime
    >>> print(may_run_full_time((True, False), on=datetime.date(2020, 1, 1)))
    Ja: 1 af 2 speciallæger er uden fuldtidsstilling ved siden af praksis; mindst 1 skal være det (Lægeforeningen,
    Praksisformer, overenskomst om speciallægehjælp 2018 §§ 9 og 9 a).
    """
    least = ask.figure("specialist.without_full_time_post").value
    without, unknown = full_time_posts.count(False), full_time_posts.count(None)
    if not full_time_posts or without < least <= without + unknown:
        ask.missing(ask.lacking("full_time_posts"))
    told: dict[str, Worded] = {"without": without, "all": len(full_time_posts), "least": least}
    return ask.decide(without >= least, "enough-without-post", "too-few-without-post", **told)


@question(
    "Er ejeren under aldersgrænsen for egen praksis?",
    "Is the owner below the age limit for a practice of one's own?",
    rules=("SP-AGE",),
    figures=("specialist.age_limit",),
    reads=("doctor.born",),
)
def may_own_practice(
    ask: Ask, doctor: Doctor, dispensation: AuthorityDecision | None = None, *, on: Day, figures: Own = None
) -> Ruling:
    """Whether a health person may still have a practice of one's own by age. Danish: *75-årsreglen*.

    The right to independent practice lapses on the 75th birthday for every authorised health person, general
    practitioners included; that day is ``day`` of the ruling, and a birthday on 29 February falls on 28 February in
    other years. The rule came on 1 January 2007, and whoever was 75 by then is exempt. The patient safety authority
    (*Styrelsen for Patientsikkerhed*) may dispense from it: ``dispensation`` is its decision, ``None`` where there is
    none, and the ruling then says that it may.

    Formula: ``on < born + age, or 75 before the rule, or dispensation``.

    >>> import datetime
    >>> print(may_own_practice(Doctor("d", born=datetime.date(1950, 5, 2)), on=datetime.date(2025, 5, 2)))
    Nej: retten til egen praksis bortfalder ved det fyldte 75. år (2. maj 2025), medmindre Styrelsen for
    Patientsikkerhed giver dispensation (Autorisationsloven, § 13).
    """
    born = ask.fact("born", doctor.born)
    age = ask.figure("specialist.age_limit")
    ask.day = birthday = after(born, age)
    told: dict[str, Worded] = {"age": age.value, "birthday": birthday, "since": age.dated.since}
    if on < birthday:
        return ask.rule(True, ask.say("below-age", **told))
    if birthday < age.dated.since and not age.is_own:
        return ask.rule(True, ask.say("before-rule", **told))
    if dispensation is None or dispensation.decided > on:
        return ask.rule(False, ask.say("age", **told))
    told |= {"by": dispensation.decided_by, "decided": dispensation.decided}
    return ask.decide(dispensation.outcome, "dispensation", "refusal", **told)
