"""Which plan is in force, and who approved it when.

A plan is in force when every required approval is there. Required is the approval of each body that has
`Matter.PLAN` in its mandate, as several must where the region and the municipalities adopt a plan together; where no
body of the plan has that mandate, of each body whose approval is on record. A body that approves twice counts from
the first time. Who approves is data of each plan: the committee (PPU) for general practice in Region Hovedstaden, the
regional council for its specialist practice.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import attrs

from praksisplan.arguments import checked_call
from praksisplan.errors import PlanError, fault
from praksisplan.model import Citation, Matter, Plan, Standing, citations_of
from praksisplan.periods import Period
from praksisplan.periods.period import latest_day


@attrs.frozen
class Approval:
    """A body's approval of the plan itself. Danish: *godkendelse af praksisplanen*.

    ``on`` is when it was approved, as precisely as the document tells; ``after_start`` is true if that was surely after
    the plan's period had begun, and ``None`` if the dates leave it open.
    """

    plan: str
    by: str
    on: Period
    after_start: bool | None
    citations: tuple[Citation, ...]


@checked_call
def approvals(plan: Plan) -> tuple[Approval, ...]:
    """The approvals of the plan itself, in the order of the log.

    >>> from praksisplan import datasets
    >>> from praksisplan.rules import approvals
    >>> approval = approvals(datasets.load("hovedstaden-almen-2015-2019"))[0]
    >>> approval.by, str(approval.on), approval.after_start
    ('ppu', '11. december 2015', True)
    """
    return tuple(
        Approval(plan.id, one.by, one.on, _is_after_start(one.on, plan.period), citations_of([one]))
        for one in plan.log
        if one.standing is Standing.DECIDED
        and one.matter is Matter.PLAN
        and one.by is not None
        and one.on is not None
        and not (one.subjects or one.events)
    )


def _is_after_start(on: Period, period: Period) -> bool | None:
    if on.start is None or on.last_day is None or period.start is None:
        return None
    if on.start > period.start:
        return True
    return False if on.last_day <= period.start else None


@checked_call
def plan_in_force(plans: Iterable[Plan], *, on: datetime.date) -> Plan | None:
    """The plan in force on a day, among plans of one region and practice area; ``None`` if there is none.

    Danish: *den gældende praksisplan*. A plan is in force from its last required approval (that of each body with
    `Matter.PLAN` in its mandate or, if no body has it, every recorded approval), but not before its period begins. It
    stays in force after its last year until another plan that replaces it is approved and begins. A draft in
    consultation is not in force. An approval dated with a month counts from the last day of that month.

    Source: Region Hovedstaden's page on specialist practice, which calls the plan 2013-2017 the one in force in 2018.
    Raises `PlanError` for plans of several regions or practice areas.

    >>> import datetime
    >>> from praksisplan import datasets
    >>> from praksisplan.rules import plan_in_force
    >>> plans = [datasets.load(f"hovedstaden-speciallaege-{years}") for years in ("2013-2017", "2018-2021")]
    >>> plan_in_force(plans, on=datetime.date(2018, 6, 15)).id
    'hovedstaden-speciallaege-2013-2017'
    """
    plans = tuple(plans)
    if len({(plan.region, plan.practice_area) for plan in plans}) > 1:
        raise PlanError(fault("mixed-plans", "plans"))
    begun = [(day, plan) for plan in plans if (day := _in_force_from(plan)) is not None and day <= on]
    return max(begun, key=lambda one: one[0])[1] if begun else None


def _in_force_from(plan: Plan) -> datetime.date | None:
    """The day from which a plan is in force; ``None`` while a required approval is missing."""
    approved: dict[str, datetime.date] = {}
    for one in approvals(plan):
        day = latest_day(one.on)
        approved[one.by] = min(day, approved.get(one.by, day))
    required = [body.id for body in plan.bodies if body.may_decide(Matter.PLAN)] or list(approved)
    if not required or not approved.keys() >= set(required):
        return None
    return max(*(approved[id] for id in required), plan.period.start or datetime.date.min)
