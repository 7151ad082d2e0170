"""The plan of a year: which recommendations are in it and why, the state of each, and what the plan lacks."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, ClassVar

import attrs

from praksisplan.answers import (
    BASE,
    BODIES,
    CITATIONS,
    CODE,
    EXPECTED,
    FINDINGS,
    MILESTONES,
    NUMBERS,
    PERIOD,
    PROPOSAL,
    ROLES,
    TRUTH,
    WAITS,
    WHOLE,
    Answer,
    Columns,
)
from praksisplan.arguments import Year, checked_call
from praksisplan.errors import PlanError, fault
from praksisplan.model import (
    ApprovedYearPlan,
    EntryReason,
    Finding,
    Plan,
    Section,
    Statement,
    YearEntry,
    finding,
    natural_key,
)
from praksisplan.model.year_plans import KEPT
from praksisplan.periods import Period
from praksisplan.rules.carrying import LedgerEntry, YearLedger
from praksisplan.rules.history import FINISHED
from praksisplan.rules.state import PlanState, RecommendationState
from praksisplan.rules.waits import waits_at


@attrs.frozen
class YearSection:
    """The entries of a year plan under one section. Danish: *afsnit i implementeringsplanen*."""

    section: Section
    scheduled: tuple[YearEntry, ...]
    deferred_in: tuple[YearEntry, ...]
    carried_over: tuple[YearEntry, ...]
    recurring: tuple[YearEntry, ...]

    @property
    def entries(self) -> tuple[YearEntry, ...]:
        """All entries under the section, by number."""
        found = (*self.scheduled, *self.deferred_in, *self.carried_over, *self.recurring)
        return tuple(sorted(found, key=lambda entry: natural_key(entry.number)))


class YearPlan(Answer[YearEntry]):
    """The recommendations in the plan of a year, in the structure of the plan. Danish: *implementeringsplan*.

    They are in the order of the sections, and by number within a section. ``approved`` is the approval of an approved
    plan, otherwise ``None``.
    """

    columns: ClassVar[Columns] = {
        **BASE,
        "reason": CODE,
        "planned": PERIOD,
        "times_carried": WHOLE,
        "status": CODE,
        "standing": CODE,
        "proposed": PROPOSAL.of("proposed", "proposed_deferred_to"),
        "awaits": WAITS,
        "awaits_more": TRUTH,
        "expected": EXPECTED,
        **dict.fromkeys(ROLES, BODIES),
        "milestones": MILESTONES,
        "jointly": NUMBERS,
        "needs_agreement": TRUTH,
        "findings": FINDINGS,
        "sources": CITATIONS,
    }
    summary_columns = ("number", "title", "reason", "status", "proposed", "awaits", "responsible")

    def __init__(
        self,
        plan: Plan,
        year: int,
        as_of: datetime.date,
        known_at: datetime.date,
        entries: dict[str, YearEntry],
        approved: ApprovedYearPlan | None = None,
    ) -> None:
        super().__init__(plan, as_of, known_at, entries)
        self.year = year
        self.approved = approved
        self._order = _in_structure(plan, entries)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The missing content of the plan: required content (errors), and work to elaborate (warnings)."""
        return tuple(finding for entry in self.values() for finding in entry.findings)

    @property
    def sections(self) -> tuple[YearSection, ...]:
        """Every section of the plan in its order, also those without an entry this year."""
        of_section: dict[str, list[YearEntry]] = {}
        for entry in self.values():
            of_section.setdefault(entry.section, []).append(entry)
        known = [*self.plan.sections]
        known += [Section(number, "") for number in of_section if number not in {one.number for one in known}]
        return tuple(
            YearSection(section, *(_of(of_section.get(section.number, []), reason) for reason in _REASONS))
            for section in known
        )

    def _given(self, number: str, found: YearEntry) -> dict[str, Any]:
        return {}  # title and section are those of the entry, as it may have been approved

    def _counts(self) -> tuple[str, int, int, int]:
        return "year_plan_count", self.year, len(self), len(self.plan.recommendations)

    def __repr__(self) -> str:
        return f"<YearPlan {self.year} as of {self.as_of}: {len(self)} of {len(self.plan.recommendations)}>"


_REASONS = tuple(reason for reason in EntryReason if reason.in_plan)


def _of(entries: list[YearEntry], reason: EntryReason) -> tuple[YearEntry, ...]:
    return tuple(entry for entry in entries if entry.reason is reason)


def _in_structure(plan: Plan, entries: dict[str, YearEntry]) -> tuple[str, ...]:
    """The numbers of the entries by section of the plan and number."""
    place = {section.number: index for index, section in enumerate(plan.sections)}

    def key(number: str) -> tuple[int, str, str]:
        section = entries[number].section
        return place.get(section, len(place)), natural_key(section), natural_key(number)

    return tuple(sorted(entries, key=key))


@checked_call
def year_plan(plan: Plan, *, year: Year, as_of: datetime.date, known_at: datetime.date | None = None) -> YearPlan:
    """The draft of a year plan as of a day, with findings for entries without the required content.

    Danish: *udkast til implementeringsplan*. The entries are the recommendations that `praksisplan.carry_over` puts
    into the year. Every entry must name at least the effort and the responsible body; otherwise it has a finding with
    severity *error*. Work that is not elaborated has one with severity *warning*. Entries that are finished, or
    proposed to be, have no such finding unless they recur in the year. `praksisplan.rules.approved_year_plan` returns
    an approved year plan.

    Source: implementation plan 2017 of Region Hovedstaden, section 1.1.

    >>> import datetime
    >>> from praksisplan import datasets, year_plan
    >>> found = year_plan(
    ...     datasets.load("hovedstaden-almen-2015-2019"), year=2017, as_of=datetime.date(2016, 12, 31))
    >>> len(found), found[29].reason.value, found[29].proposed.value, str(found[29].proposed_deferred_to)
    (71, 'scheduled', 'deferred', '2018')
    """
    graph = waits_at(plan, as_of, known_at)
    history = graph.history
    state = PlanState(graph)
    ledger = YearLedger(plan, history, year)
    within = Period(datetime.date(year, 1, 1), datetime.date(year + 1, 1, 1))
    entries = {
        number: _entry(plan, found, state[number], graph.is_blocked(number), within)
        for number, found in ledger.items()
        if found.reason.in_plan
    }
    return YearPlan(plan, year, history.as_of, history.known_at, entries)


def _entry(plan: Plan, found: LedgerEntry, state: RecommendationState, is_blocked: bool, year: Period) -> YearEntry:
    recommendation = plan.recommendation(found.number)
    same = {name: getattr(state, name) for name in _OF_STATE}
    same["milestones"] = tuple(one for one in state.milestones if one.falls_in(year))
    entry = YearEntry(
        section=recommendation.section,
        title=recommendation.title,
        reason=found.reason,
        due=found.due,
        times_carried=found.times_carried,
        blocked=is_blocked,
        effort=tuple(dict.fromkeys(_dated(one) for one in state.statements if one.text and one.planned is None)),
        **same,
    )
    return attrs.evolve(entry, findings=tuple(_lacking(entry, state)))


_OF_STATE = (
    "number",
    "planned",
    "status",
    "standing",
    "proposed",
    "proposed_deferred_to",
    "awaits",
    "awaits_more",
    "milestones",
    "responsible",
    "participants",
    "recipients",
    "anchor",
    "jointly",
    "needs_agreement",
    "deemed",
    "citations",
)
"""The fields of an entry that are those of the state of its recommendation."""


def _dated(statement: Statement) -> str:
    """The text of a statement, with the period it names where it names one."""
    when = statement.on or statement.effect
    return statement.text if when is None else f"{statement.text} ({when})"


def _lacking(entry: YearEntry, state: RecommendationState) -> Iterator[Finding]:
    """The required content that an entry of a year plan lacks."""
    is_finished = entry.status in FINISHED and entry.reason is not EntryReason.RECURRING
    if is_finished or entry.proposed in FINISHED:
        return
    if not entry.effort and not state.awaits and not state.milestones:
        yield finding("effort-missing", entry.number, entry.citations)
    if not entry.responsible:
        yield finding("responsible-missing", entry.number, entry.citations)
    if not state.milestones and not state.awaits and not state.strands:
        yield finding("elaboration-missing", entry.number, entry.citations)


@checked_call
def approved_year_plan(plan: Plan, *, year: Year) -> YearPlan:
    """The approved plan of a year, whatever later statements say. Danish: *godkendt implementeringsplan*.

    Raises `PlanError` if there is none.
    """
    for approved in plan.year_plans:
        if approved.year == year:
            entries = {entry.number: entry for entry in approved.entries}
            return YearPlan(_as_approved(plan, approved), year, approved.as_of, approved.as_of, entries, approved)
    raise PlanError(fault("not-approved", "year", year=year, approved=tuple(str(one.year) for one in plan.year_plans)))


def _as_approved(plan: Plan, approved: ApprovedYearPlan) -> Plan:
    """The plan around the entries as it was when they were approved, without its log."""
    kept: dict[str, Any] = {name: getattr(approved, name) for name in KEPT}
    area = plan.practice_area
    return Plan(plan.id, period=plan.period, kind=plan.kind, authority=plan.authority, practice_area=area, **kept)
