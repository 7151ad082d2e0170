"""Progress: whether what is measured is on course for its target.

The course of an indicator is judged on a straight path: from its baseline, at the end of the period in which that was
measured, to its target, at the end of the period by which that is to be reached. The newest measurement is compared
with the path at the end of the period that it measured. A target that is reached needs no path.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from fractions import Fraction
from typing import ClassVar

from praksisplan.answers import CITATIONS, CODE, NUMBER, PERIOD, TEXT, AnswerById, Charted, Columns, readable, several
from praksisplan.answers.phrases import phrase
from praksisplan.answers.words import period_words
from praksisplan.arguments import checked_call
from praksisplan.model import Citation, Indicator, Measurement, Plan, Standing, Statement, citations_of
from praksisplan.periods import Period
from praksisplan.periods.period import latest_day
from praksisplan.rules.history import History, history_at
from praksisplan.terms import Term
from praksisplan.text import number_text
from praksisplan.writing.finished import Curve, Curves, Point


class Course(Term):
    """Whether an indicator is on course for its target. Danish: *fremdrift*."""

    REACHED = "reached", "nået", "reached"
    ON_COURSE = "on_course", "på kurs", "on course"
    BEHIND = "behind", "bagud", "behind"
    UNKNOWN = "unknown", "ukendt", "unknown"


class Lacking(Term):
    """Missing information without which the course of an indicator is unknown. Danish: *manglende oplysning*."""

    MEASUREMENT = "measurement", "måling", "measurement"
    BASELINE = "baseline", "udgangspunkt", "baseline"
    BASELINE_IN = "baseline_in", "udgangspunktets tidspunkt", "time of the baseline"
    TARGET = "target", "mål", "target"
    TARGET_BY = "target_by", "målets frist", "time of the target"


@readable
class IndicatorProgress:
    """The course of one indicator. Danish: *fremdrift for en indikator*.

    ``value`` is its newest measurement and ``measured`` the period that it measured; ``required`` is the value of the
    path at the end of that period. Each is ``None`` if it is unknown. ``lacking`` is what no document says and is
    needed; it is empty if the course is known. ``measurements`` has the newest of each period, the earliest first.
    """

    indicator: Indicator
    course: Course
    value: float | None
    measured: Period | None
    required: float | None
    lacking: tuple[Lacking, ...]
    measurements: tuple[Measurement, ...]
    citations: tuple[Citation, ...]

    def _sentence(self, lang: str) -> str:
        return f"{self.indicator.title}: {self.reason(lang)}"

    def reason(self, lang: str = "da") -> str:
        """Why the course is what it is, in ``"da"`` or ``"en"``. Danish: *begrundelse*."""
        one = self.indicator
        amounts = {"required": self.required, "baseline": one.baseline, "target": one.target}
        periods = {"baseline_in": one.baseline_in, "target_by": one.target_by}
        key = {Course.REACHED: "course_reached", Course.UNKNOWN: "course_unknown"}.get(self.course, "course_judged")
        words = phrase(key, lang).format(
            course=self.course.label(lang),
            lacking=", ".join(lacking.label(lang) for lacking in self.lacking),
            **{name: amount_text(amount, one, lang) for name, amount in amounts.items() if amount is not None},
            **{name: period_words(period, lang) for name, period in periods.items() if period is not None},
        )
        if self.value is None or self.measured is None:
            return words
        return f"{amount_text(self.value, one, lang)} ({period_words(self.measured, lang)}): {words}"


def amount_text(value: float, indicator: Indicator, lang: str) -> str:
    """A value of an indicator with its unit."""
    return f"{number_text(value, lang)} {indicator.unit}".strip()


class ProgressAnswer(Charted, AnswerById[IndicatorProgress]):
    """The course of every indicator by id, in the order of the plan. Danish: *fremdrift*."""

    columns: ClassVar[Columns] = {
        "indicator": TEXT.of("indicator.id"),
        "title": TEXT.of("indicator.title"),
        "section": TEXT.of("indicator.section"),
        "unit": TEXT.of("indicator.unit"),
        "course": CODE,
        "value": NUMBER,
        "measured": PERIOD,
        "required": NUMBER,
        "baseline": NUMBER.of("indicator.baseline"),
        "baseline_in": PERIOD.of("indicator.baseline_in"),
        "target": NUMBER.of("indicator.target"),
        "target_by": PERIOD.of("indicator.target_by"),
        "lacking": several(CODE, ", "),
        "sources": CITATIONS,
    }
    summary_columns = ("title", "course", "value", "unit", "measured", "required", "target", "target_by", "lacking")

    _part, _wrong_id = "indicator", "wrong-type.indicator"

    def __init__(self, plan: Plan, history: History) -> None:
        measured: dict[str, list[tuple[Measurement, Statement]]] = {}
        for statement in history.log:
            if statement.standing is not Standing.PROPOSED:
                for measurement in statement.measurements:
                    measured.setdefault(measurement.indicator, []).append((measurement, statement))
        found = {one.id: _row(plan.indicator(one.id), measured.get(one.id, ())) for one in plan.indicators}
        super().__init__(plan, history.as_of, history.known_at, found)

    def of(self, course: Course) -> tuple[IndicatorProgress, ...]:
        """The indicators of one course."""
        return tuple(row for row in self.values() if row.course is course)

    def _counts(self) -> tuple[str, *tuple[object, ...]]:
        reached, on_course, behind, unknown = (len(self.of(course)) for course in Course)
        return "progress_of", reached, len(self), on_course, behind, unknown

    def picture(self, lang: str = "da") -> Curves:
        curves = tuple(_curve(row, lang) for row in self.values())
        return Curves(phrase("curves", lang), phrase("curves_caption", lang), curves)


def _row(indicator: Indicator, measured: Iterable[tuple[Measurement, Statement]]) -> IndicatorProgress:
    by_period = {(one.period.start, one.period.end): (one, statement) for one, statement in measured}
    measured = sorted(by_period.values(), key=lambda found: latest_day(found[0].period))
    newest = measured[-1][0] if measured else None
    required = None if newest is None else _required(indicator, latest_day(newest.period))
    target = indicator.target
    lacking = _lacking(indicator, newest)
    if newest is not None and target is not None and not _is_short(indicator, newest.value, Fraction(target)):
        course, lacking = Course.REACHED, ()
    elif newest is None or required is None:
        course = Course.UNKNOWN
    else:
        course = Course.BEHIND if _is_short(indicator, newest.value, required) else Course.ON_COURSE
    value, period = (None, None) if newest is None else (newest.value, newest.period)
    on_path = None if required is None else float(required)
    measurements = tuple(one for one, _ in measured)
    citations = citations_of((indicator, *(statement for _, statement in measured[-1:])))
    return IndicatorProgress(indicator, course, value, period, on_path, lacking, measurements, citations)


def _end(period: Period | None) -> datetime.date | None:
    return None if period is None else period.last_day


def _lacking(indicator: Indicator, newest: Measurement | None) -> tuple[Lacking, ...]:
    known = {
        Lacking.MEASUREMENT: newest,
        Lacking.BASELINE: indicator.baseline,
        Lacking.BASELINE_IN: _end(indicator.baseline_in),
        Lacking.TARGET: indicator.target,
        Lacking.TARGET_BY: _end(indicator.target_by),
    }
    return tuple(lacking for lacking, value in known.items() if value is None)


def _path(indicator: Indicator) -> tuple[tuple[datetime.date, float], tuple[datetime.date, float]] | None:
    """The first and the last day of the path to the target with their values, if it is known."""
    start, end = _end(indicator.baseline_in), _end(indicator.target_by)
    if start is None or end is None or indicator.baseline is None or indicator.target is None:
        return None
    return (start, indicator.baseline), (end, indicator.target)


def _required(indicator: Indicator, day: datetime.date) -> Fraction | None:
    """The value of the path on a day: the baseline before it begins, the target after it ends."""
    path = _path(indicator)
    if path is None:
        return None
    (start, baseline), (end, target) = path
    if day >= end:
        return Fraction(target)
    passed = Fraction(max((day - start).days, 0), max((end - start).days, 1))
    return Fraction(baseline) + passed * (Fraction(target) - Fraction(baseline))


def _is_short(indicator: Indicator, value: float, of: Fraction) -> bool:
    """Whether a value falls short of another: above it where lower is better, below it otherwise."""
    baseline, target = indicator.baseline, indicator.target
    falls = indicator.is_lower_better if baseline is None or target in (None, baseline) else target < baseline
    return value > of if falls else value < of


def _curve(row: IndicatorProgress, lang: str) -> Curve:
    one = row.indicator
    path = _path(one)
    periods = (one.baseline_in, one.target_by)
    ends = zip(path or (), periods, strict=False)
    return Curve(
        one.title,
        row.reason(lang),
        tuple(_point(day, value, period, one, lang) for (day, value), period in ends if period is not None),
        tuple(_point(latest_day(found.period), found.value, found.period, one, lang) for found in row.measurements),
    )


def _point(day: datetime.date, value: float, period: Period, indicator: Indicator, lang: str) -> Point:
    return Point(day, value, f"{amount_text(value, indicator, lang)} ({period_words(period, lang)})")


@checked_call
def progress(plan: Plan, *, as_of: datetime.date, known_at: datetime.date | None = None) -> ProgressAnswer:
    """Whether each indicator of a plan is on course for its target, by its newest measurement at ``as_of``.

    Danish: *fremdrift*. The course is

    - *reached* if the newest value is the target or better;
    - *on course* if it is at least as good as the straight path from the baseline (the end of ``baseline_in``) to the
      target (the end of ``target_by``) at the end of the period that was measured, and *behind* if it is not;
    - *unknown* if the measurement, the baseline, the target or their times are not known: ``lacking`` says which.

    The direction is that from the baseline to the target; without both, ``is_lower_better`` gives it. What is only
    proposed is not a measurement, and a newer measurement of the same period replaces an older one. ``known_at`` is as
    in `praksisplan.state_at`.

    >>> import datetime
    >>> from praksisplan import Plan, Source, Statement, progress, record
    >>> from praksisplan.model import Indicator, Measurement
    >>> lists = Indicator(
    ...     "lister", "Lukkede lister", unit="pct.", baseline=30, baseline_in="2026", target=20, target_by="2030"
    ... )
    >>> plan = Plan("ny", "Plan", "2027-2030", indicators=[lists])
    >>> report = Source("status", "Status", "1. februar 2028")
    >>> plan = record(plan, Statement(measurements=[Measurement("lister", 28, "2027")]), source=report)
    >>> found = progress(plan, as_of=datetime.date(2028, 3, 1))
    >>> found["lister"].course.value, found["lister"].value, found["lister"].required
    ('behind', 28.0, 27.501...)
    """
    return ProgressAnswer(plan, history_at(plan, as_of, known_at))
