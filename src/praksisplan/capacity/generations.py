"""Generational change: an older owner hands over to a new doctor over some years."""

from __future__ import annotations

import datetime

from praksisplan.capacity.arguments import Amount, checked_call
from praksisplan.capacity.conditions import Condition, all_hold, ends_in_time
from praksisplan.capacity.facts import Doctor
from praksisplan.capacity.parameters import Parameters, Unknown, shipped
from praksisplan.capacity.ruling import Reason, Ruling, missing
from praksisplan.capacity.spans import in_order, later
from praksisplan.capacity.wording import lacking, reason

__all__ = ["may_change_generation_by_notice", "may_change_generation_by_permission"]


@checked_call
def may_change_generation_by_permission(
    start: datetime.date,
    end: datetime.date | None,
    employed_until: datetime.date | None,
    *,
    on: datetime.date,
    parameters: Parameters | None = None,
) -> Ruling:
    """Whether a generational change can be permitted by the joint committee as planned. Danish: *generationsskifte*.

    It lasts at most five years, of which the first six months may be employment; then comes part-ownership. ``end`` is
    the day on which the change is complete and ``employed_until`` that on which the part-ownership begins, the same as
    ``start`` where nobody is employed; both are days not included in what they end, and the latest allowed day is
    allowed. Before 2022 the five years ran from the part-ownership. ``day`` is the latest end. That the committee
    permits it is for the committee to say. Rule YN-GEN-A.

    Formula: ``end <= start + years, and employed_until <= start + months``.

    >>> import datetime
    >>> start, end, owned = datetime.date(2023, 1, 1), datetime.date(2028, 1, 1), datetime.date(2023, 7, 1)
    >>> may_change_generation_by_permission(start, end, owned, on=start).verdict.value
    'yes'
    """
    question, figures = "may_change_generation_by_permission", parameters or shipped()
    in_order(start=start, employed_until=employed_until, end=end)
    months = figures.at("generation.permission_employed_months", on=on)
    if isinstance(months, Unknown):
        return missing(question, on, months)
    years, counted = figures.at("generation.permission_years", on=on), True
    if isinstance(years, Unknown):
        years, counted = figures.at("generation.permission_owned_years", on=on), False
    if isinstance(years, Unknown):
        return missing(question, on, years)
    employment = _employed(start, employed_until, later(start, months.name, months=months.value))
    begins = start if counted else employed_until
    if begins is None:
        return all_hold(question, on, [employment], parameters=[months, years])
    latest = later(begins, years.name, years=years.value)
    whole = ends_in_time(("et generationsskifte", "a generational change"), begins, end, latest)
    return all_hold(question, on, [whole, employment], parameters=[years, months], day=latest)


def _employed(start: datetime.date, until: datetime.date | None, latest: datetime.date) -> Condition:
    if until is None:
        danish, english = "dagen, da medejerskabet begynder,", "the day on which the part-ownership begins"
        return None, lacking("employed_until", danish, english)
    return until <= latest, reason(
        "employed" if until <= latest else "employed-too-long",
        "den nye læge kan være ansat fra {start} til senest {latest}, og medejerskabet begynder {until}",
        "the new doctor can be employed from {start} until {latest} at most, and the part-ownership begins {until}",
        start=start,
        latest=latest,
        until=until,
    )


@checked_call
def may_change_generation_by_notice(
    doctor: Doctor,
    pension_age_years: Amount | None,
    employed_until: datetime.date | None,
    start: datetime.date,
    *,
    on: datetime.date,
    parameters: Parameters | None = None,
) -> Ruling:
    """Whether an owner may begin a generational change by notice alone. Danish: *generationsskifte ved meddelelse*.

    ``doctor`` is the owner who hands over and must on ``start`` have reached the pension age minus three years, that
    birthday included. ``pension_age_years`` (65.5 is ``Fraction(131, 2)``) depends on the day of birth and is the
    caller's, here or as ``generation.pension_age``. The change has no end; the first two years may be employment:
    ``employed_until`` is the day on which the part-ownership begins, the same as ``start`` where nobody is employed.
    ``day`` is the first day on which the owner is old enough. Rule YN-GEN-B.

    Formula: ``born + pension_age_years - before <= start, and employed_until <= start + years``.

    >>> from fractions import Fraction
    >>> import datetime
    >>> owner, start = Doctor("d", born=datetime.date(1954, 5, 20)), datetime.date(2022, 1, 1)
    >>> found = may_change_generation_by_notice(owner, Fraction(131, 2), datetime.date(2024, 1, 1), start, on=start)
    >>> found.verdict.value, found.day
    ('yes', datetime.date(2016, 11, 20))
    """
    question, figures = "may_change_generation_by_notice", parameters or shipped()
    in_order(born=doctor.born, start=start, employed_until=employed_until)
    before = figures.at("generation.notice_years_before_pension", on=on)
    longest = figures.at("generation.notice_employed_years", on=on)
    if isinstance(before, Unknown):
        return missing(question, on, before)
    if isinstance(longest, Unknown):
        return missing(question, on, longest)
    employment = _employed(start, employed_until, later(start, longest.name, years=longest.value))
    used, pension_age = [before, longest], pension_age_years
    if pension_age is None:
        found = figures.at("generation.pension_age", on=on)
        if isinstance(found, Unknown):
            unknown = Reason("missing:pension_age", found.danish, found.english)
            return all_hold(question, on, [(None, unknown), employment], parameters=used)
        used, pension_age = [*used, found], found.value
    if doctor.born is None:
        born = lacking("born", "ejerens fødselsdag", "the day on which the owner was born")
        return all_hold(question, on, [(None, born), employment], parameters=used)
    age = pension_age - before.value
    reached = later(doctor.born, "pension_age_years", years=age)
    old_enough = reason(
        "old-enough" if reached <= start else "too-young",
        "ejeren fylder {age} år (folkepensionsalderen minus {before} år) den {reached}, og generationsskiftet begynder "
        "{start}",
        "the owner becomes {age} years old (the pension age minus {before} years) on {reached}, and the generational "
        "change begins {start}",
        age=age,
        before=before.value,
        reached=reached,
        start=start,
    )
    return all_hold(question, on, [(reached <= start, old_enough), employment], parameters=used, day=reached)
