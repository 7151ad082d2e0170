"""Checks of a plan: one plain function each, whose findings are data."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from attrs.exceptions import FrozenInstanceError

from praksisplan.answers import CITATIONS, CODE, REFERENCE, TEXT, Columns, DatedTable, Kind, reference
from praksisplan.arguments import checked_call
from praksisplan.bulk import gc_paused
from praksisplan.checks.soundness import CHECKS, Check, CheckContext
from praksisplan.errors import PlanError
from praksisplan.model import Finding, Plan, Severity, natural_key
from praksisplan.rules.history import history_at, newest_day
from praksisplan.rules.waits import WaitGraph

__all__ = ["CHECKS", "Check", "CheckContext", "Finding", "Findings", "Severity", "check"]

_MESSAGE: Kind[Finding] = Kind(
    {"_da": "text", "_en": "text"},
    lambda one: (one.danish, one.english),
    lambda one, lang: f"{one.text(lang)} [{one.code}]",
    is_labelled=False,
)


class Findings(DatedTable, tuple[Finding, ...]):
    """The findings of a check, in the order of the checks: a tuple. Danish: *bemærkninger*.

    The records hold the message in both languages, in ``message_da`` and ``message_en``.
    """

    plan: Plan
    as_of: datetime.date
    columns: ClassVar[Columns] = {
        "severity": CODE,
        "code": TEXT,
        "subject": REFERENCE,
        "message": _MESSAGE,
        "sources": CITATIONS,
    }
    summary_columns: ClassVar[tuple[str, ...]] = ("severity", "subject", "message", "sources")

    def __new__(cls, plan: Plan, as_of: datetime.date, found: Iterable[Finding]) -> Findings:
        made = super().__new__(cls, found)
        made.__dict__.update(plan=plan, as_of=as_of)
        return made

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError

    def __getnewargs__(self) -> tuple[Plan, datetime.date, tuple[Finding, ...]]:
        return self.plan, self.as_of, tuple(self)

    def _found(self) -> Iterator[tuple[str, Finding]]:
        return ((one.subject, one) for one in self)

    def _given(self, key: str, found: Finding) -> dict[str, Any]:
        return {"subject": reference(self.plan, key), "message": found, "sources": found.citations}

    def _counts(self) -> tuple[str, int]:
        return "findings_count", len(self)

    def __repr__(self) -> str:
        return f"<Findings as of {self.as_of}: {len(self)}>"


@checked_call
@gc_paused()
def check(
    plan: Plan,
    *,
    as_of: datetime.date | None = None,
    known_at: datetime.date | None = None,
    checks: Iterable[Check] = CHECKS,
) -> Findings:
    """Errors, doubts and pending decisions in a plan at ``as_of`` (by default when its newest statement was known).

    Errors come first, then warnings, then notes; findings of one severity are in the order of the checks and, within
    each, in the natural order of their subjects. A plan without a dated statement is checked as of the last day of its
    period. ``known_at`` is as in `praksisplan.state_at`. Checks of your own are called as well with
    ``checks=[*CHECKS, mine]``.

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
    history = history_at(plan, as_of, known_at)
    context = CheckContext(plan, history, WaitGraph(plan, history))
    found = [finding for one in checks for finding in sorted(one(context), key=_by_subject)]
    return Findings(plan, history.as_of, sorted(found, key=lambda finding: _SEVERITIES.index(finding.severity)))


_SEVERITIES = list(Severity)


def _by_subject(finding: Finding) -> tuple[object, ...]:
    return natural_key(finding.subject), finding.subject
