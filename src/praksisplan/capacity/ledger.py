"""Capacity over time: what decisions make of a number of capacities on a day, and the national target."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any, ClassVar

from praksisplan.answers import CITATIONS, CODE, PERIOD, TEXT, Columns, Kind, Tabular
from praksisplan.answers.words import day_words
from praksisplan.arguments import Year, checked_call, checked_class
from praksisplan.capacity.arguments import Count
from praksisplan.capacity.facts import CapacityChange
from praksisplan.capacity.figures import Figure, Figures, MissingFigure, default_figures
from praksisplan.capacity.phrases import phrase
from praksisplan.capacity.wording import Worded, worded
from praksisplan.errors import PlanError, fault
from praksisplan.model import Citation, citations_of
from praksisplan.periods import Certainty
from praksisplan.text import number_text

__all__ = ["CapacityInterval", "TargetYear", "capacity_at", "target_path"]


def _quantity(value: tuple[int, bool], lang: str) -> str:
    words = f"{value[0]:+d}"
    return phrase("at_least", lang).format(words) if value[1] else words


_QUANTITY = Kind[tuple[int, bool]]({"": "whole", "_at_least": "truth"}, lambda value: value, _quantity)


# --- the number on a day ------------------------------------------------------------------------------------------


@checked_class(repr=False)
class CapacityInterval(Tabular):
    """The least and the most capacities on a day, and the decisions behind them. Danish: *kapacitet*.

    ``sure`` are the changes that surely count, ``possible`` those that may. ``most`` is ``None`` where a change that
    counts, or may, has no number but a lower bound.
    """

    base: int
    on: datetime.date
    known_at: datetime.date
    least: int
    most: int | None
    sure: tuple[CapacityChange, ...]
    possible: tuple[CapacityChange, ...]

    columns: ClassVar[Columns] = {
        "quantity": _QUANTITY.of("quantity", "at_least"),
        "speciality": CODE,
        "by": TEXT.of("decided_by"),
        "decided": PERIOD,
        "effective": PERIOD,
        "counts": CODE,
        "remarks": TEXT.of("note"),
        "sources": CITATIONS,
    }

    @property
    def is_exact(self) -> bool:
        """Whether the number is known: least and most are one."""
        return self.least == self.most

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations of the decisions behind it."""
        return citations_of((*self.sure, *self.possible))

    def _found(self) -> Iterator[tuple[Certainty, CapacityChange]]:
        yield from ((Certainty.CERTAIN, change) for change in self.sure)
        yield from ((Certainty.POSSIBLE, change) for change in self.possible)

    def _given(self, counts: Certainty, found: CapacityChange) -> dict[str, Any]:
        return {"counts": counts}

    def heading(self, lang: str = "da") -> str:
        least, day = number_text(self.least, lang), day_words(self.on, lang)
        if self.most is None:
            words = phrase("capacities_at_least", lang).format(least, day)
        elif self.is_exact:
            words = phrase("capacities_exactly", lang).format(least, day)
        else:
            words = phrase("capacities_between", lang).format(least, number_text(self.most, lang), day)
        known = phrase("as_known", lang).format(day_words(self.known_at, lang))
        return words if self.known_at == self.on else f"{words}, {known}"


@checked_call
def capacity_at(
    base: Count, changes: Iterable[CapacityChange], *, on: datetime.date, known_at: datetime.date | None = None
) -> CapacityInterval:
    """The least and the most capacities on a day, from a base and the changes since. Danish: *kapacitet*.

    A change surely counts from the last day of the period in which it takes effect, and may count from the first: 'i
    2022' leaves it open within that year and settles it from its last day, 'pr. 1. januar 2022' settles it from that
    day. One whose effect is unknown may count from the first day on which it may have been decided, and never surely
    does; so with an effect that has no first day. ``known_at`` (left out: ``on``) leaves out what was surely not
    decided by then; within the period in which it was decided, it may count. ``changes`` are all of one kind: filter
    them by speciality where the base is a speciality's.

    >>> import datetime
    >>> from praksisplan.capacity import decided_changes
    >>> decided = decided_changes("hovedstaden-status-2023")
    >>> print(capacity_at(1000, decided, on=datetime.date(2022, 6, 30)).heading())
    1.000-1.010 kapaciteter den 30. juni 2022
    >>> found = capacity_at(1000, decided, on=datetime.date(2023, 1, 1))
    >>> found.least, found.most, found.is_exact
    (1010, 1013, False)
    """
    known_at = on if known_at is None else known_at
    told = [(change, _chance(change, on, known_at)) for change in changes]
    sure = tuple(change for change, chance in told if chance is Certainty.CERTAIN)
    possible = tuple(change for change, chance in told if chance is Certainty.POSSIBLE)
    settled = base + sum(change.quantity for change in sure)
    least = settled + sum(min(change.quantity, 0) for change in possible)
    most = settled + sum(max(change.quantity, 0) for change in possible)
    is_open = any(change.at_least for change in (*sure, *possible))
    if least < 0:
        raise PlanError(fault("bad-number.changes", "changes", taken=base - least, base=base))
    return CapacityInterval(base, on, known_at, least, None if is_open else most, sure, possible)


def _chance(change: CapacityChange, on: datetime.date, known_at: datetime.date) -> Certainty:
    """Whether a change counts on a day: certain, possible or no."""
    effective, decided = change.effective, change.decided
    first = effective.start if effective is not None and effective.start is not None else decided.start
    known = _begun(decided.start, decided.last_day, known_at)
    last = None if effective is None else effective.start if effective.end is None else effective.last_day
    counts = _begun(first, last, on)
    if Certainty.RULED_OUT in (known, counts):
        return Certainty.RULED_OUT
    return Certainty.CERTAIN if known is counts is Certainty.CERTAIN else Certainty.POSSIBLE


def _begun(first: datetime.date | None, last: datetime.date | None, day: datetime.date) -> Certainty:
    """Whether what happens on one unknown day between two, both included, has happened by the end of a day."""
    if last is not None and last <= day:
        return Certainty.CERTAIN
    return Certainty.RULED_OUT if first is not None and day < first else Certainty.POSSIBLE


# --- the national target ------------------------------------------------------------------------------------------


@checked_class
class TargetYear:
    """The target number of general practitioners in a year. Danish: *måltal*.

    ``is_own_reading`` holds between the years that have a published number: the straight line there is this library's
    own reading, decided by nobody. ``figures`` are the numbers behind it.
    """

    year: int
    doctors: Fraction
    figures: tuple[Figure, ...]
    is_own_reading: bool

    def text(self, lang: str = "da") -> str:
        """The number in words, and what it rests on."""
        words = phrase("national_target", lang).format(number_text(self.doctors, lang), self.year)
        if self.is_own_reading:
            ends = [part for one in self.figures for part in (number_text(one.value, lang), one.dated.since.year)]
            words += f", {phrase('own_reading', lang).format(*ends)}"
        return f"{words} ({'; '.join(dict.fromkeys(str(one.dated.source) for one in self.figures))})"

    def __str__(self) -> str:
        return self.text()


@checked_call
def target_path(year: Year, *, figures: Figures | None = None) -> TargetYear | MissingFigure:
    """The target number of general practitioners in the whole country in a year. Danish: *måltal*.

    About 3,500 in 2024, at least 5,000 in 2035 (``gp.national_doctors``). Between the years with a number it is a
    straight line from the one before to the one after, exact: no source prescribes that path. Outside them it is
    unknown. A caller's own numbers count by the year in which they begin. Rule AR-TARGET.

    >>> print(target_path(2035))
    5.000 læger i 2035 (Sundhedsreformen 2024, omtalt i pressen, upday.com, november 2024; dagensmedicin.dk)
    >>> target_path(2025).doctors, target_path(2025).is_own_reading
    (Fraction(40000, 11), True)
    >>> print(target_path(2036))
    antallet af praktiserende læger i hele landet er kun oplyst fra 2024 til 2035, ikke for 2036
    """
    found, name = figures or default_figures(), "gp.national_doctors"
    target = found[name]
    values = [(dated, False) for dated in target.values] + [(dated, True) for own, dated in found.own if own == name]
    told = {dated.since.year: Figure(name, target.unit, dated, own) for dated, own in values if not dated.of}
    if not told:
        return MissingFigure(name, datetime.date(year, 1, 1), target.needed_danish, target.needed_english)
    if not min(told) <= year <= max(told):
        words: dict[str, Worded] = {"figure": (target.danish, target.english), "year": str(year)}
        words |= {"first": str(min(told)), "last": str(max(told))}
        return MissingFigure(name, datetime.date(year, 1, 1), *worded(phrase.table["figure_between"], words))
    before, after = max(one for one in told if one <= year), min(one for one in told if one >= year)
    first, last = told[before], told[after]
    if before == after:
        return TargetYear(year, first.value, (first,), is_own_reading=False)
    step = (last.value - first.value) / (after - before)
    return TargetYear(year, first.value + step * (year - before), (first, last), is_own_reading=True)
