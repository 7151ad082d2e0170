"""Podiatrists: the least turnover of their capacities."""

from __future__ import annotations

from praksisplan.capacity.arguments import Amount
from praksisplan.capacity.engine import Ask, Day, Own, question
from praksisplan.capacity.ruling import Ruling

__all__ = ["podiatrist_minimum"]


@question(
    "Opfylder fodterapeuten kravet om mindste omsætning?",
    "Does the podiatrist meet the least turnover?",
    rules=("FO-MIN",),
    figures=("podiatrist.years_before_turnover", "podiatrist.least_turnover"),
    unit="kr.",
)
def podiatrist_minimum(
    ask: Ask,
    years_held: Amount | None,
    turnover: Amount | None,
    capacities: Amount | None,
    *,
    on: Day,
    figures: Own = None,
) -> Ruling:
    """Whether a podiatrist has the least turnover that the capacities require. Danish: *mindsteomsætning*.

    ``years_held`` is the time with the capacities in years, ``turnover`` the region's share of a year's turnover in
    kr., and ``capacities`` their number. Within the first years (two from 1 October 2024, three before) no turnover is
    required yet. ``amount`` is the least turnover of all the capacities, in kr.

    Formula: ``years_held < grace, or turnover >= least * capacities``.

    >>> import datetime
    >>> podiatrist_minimum(2, 59_999, 1, on=datetime.date(2024, 10, 1)).verdict.value
    'no'
    """
    grace, least = ask.figures("podiatrist.years_before_turnover", "podiatrist.least_turnover")
    if years_held is not None and years_held < grace.value:
        return ask.rule(True, ask.say("grace", years=years_held, grace=grace.value))
    earned, allotted = ask.both(("turnover", turnover), ("capacities", capacities))
    ask.amount = limit = least.value * allotted
    if earned < limit:
        _ = ask.fact("years_held", years_held)
    return ask.decide(earned >= limit, "enough", "too-little", turnover=earned, limit=limit, each=least.value)
