"""Is a plan sound? One plain function a check; what they find is data."""

from __future__ import annotations

import datetime

from praksisplan.checks import soundness
from praksisplan.checks.soundness import Look
from praksisplan.errors import PlanError
from praksisplan.model import Finding, Plan, Severity
from praksisplan.rules.history import history_at, newest_day
from praksisplan.rules.waits import WaitGraph

__all__ = ["CHECKS", "Finding", "Severity", "check"]

CHECKS = (
    soundness.duplicate_number,
    soundness.unknown_number,
    soundness.self_wait,
    soundness.wait_cycle,
    soundness.awaits_missing,
    soundness.awaits_completed,
    soundness.awaits_cancelled,
    soundness.awaits_permanent,
    soundness.awaits_nothing,
    soundness.statements_disagree,
    soundness.proposal_undecided,
    soundness.overdue_promise,
    soundness.decision_without_mandate,
    soundness.statement_outside_plan,
    soundness.fact_without_citation,
)
"""The checks, in the order in which they are made."""


def check(plan: Plan, *, as_of: datetime.date | None = None) -> tuple[Finding, ...]:
    """What is wrong, doubtful or undecided in a plan at ``as_of`` (left out: when its newest statement was known).

    A plan without any dated statement is checked as of the last day of its period.

    >>> from praksisplan import check, datasets
    >>> findings = check(datasets.load("hovedstaden-almen-2015-2019"))
    >>> [finding.code for finding in findings if finding.subject == "28"]
    ['awaits-nothing', 'statements-disagree']
    """
    if as_of is None:
        try:
            as_of = newest_day(plan)
        except PlanError:
            as_of = plan.period.last_day or plan.period.start
            assert as_of is not None
    history = history_at(plan, as_of)
    look = Look(plan, history, WaitGraph(plan, history))
    return tuple(finding for one in CHECKS for finding in one(look))
