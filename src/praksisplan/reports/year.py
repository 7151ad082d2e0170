"""The plan of a year as a document, in the structure of the practice plan."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import attrs

from praksisplan.answers import proposed_text, status_text, wait_texts
from praksisplan.answers.headings import heading
from praksisplan.answers.words import ROLES, body_text, day_words, milestone_text, period_words, role_texts
from praksisplan.arguments import checked_call
from praksisplan.model import (
    EntryReason,
    HappeningKind,
    Matter,
    Milestone,
    PlanKind,
    Standing,
    Status,
    YearEntry,
    citations_of,
    natural_order,
)
from praksisplan.periods import Period, may_overlap
from praksisplan.reports.document import Block, Document, Table
from praksisplan.reports.phrases import joined, phrase
from praksisplan.reports.shared import counted, findings_blocks, headed, keyed_table, plan_document, table_of
from praksisplan.rules.year import YearPlan, YearSection
from praksisplan.text import danish_key, sentence
from praksisplan.writing.finished import Bullets, Heading, Paragraph


@checked_call
def year_plan_document(plan: YearPlan, lang: str = "da") -> Document:
    """The plan of a year, as a secretariat sends it to its committee. Danish: *implementeringsplan*.

    It contains an overview; every section of the practice plan in its order, with the state of each scheduled,
    deferred, carried-over and recurring recommendation; a table of all entries; the roles of the bodies; the pending
    decisions; and the missing content.

    >>> import datetime
    >>> from praksisplan import datasets, year_plan
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> year_plan_document(year_plan(plan, year=2017, as_of=datetime.date(2017, 1, 15))).title
    'Implementeringsplan 2017'
    """
    lang = plan.plan.kind.language(lang)
    blocks = (
        *_overview(plan, lang),
        *(block for section in plan.sections for block in _section(plan, section, lang)),
        *headed(table_of(plan, "entries", _columns(plan), lang)),
        *_bodies(plan, lang),
        *_decisions(plan, lang),
        *findings_blocks(plan.findings, "findings", lang),
    )
    title = phrase("year_plan_of", lang, plan.year)
    return plan_document(plan, title, blocks, lang, _notes(plan, lang))


_COLUMNS = (
    "number",
    "section",
    "title",
    "reason",
    "status",
    "proposed",
    "awaits",
    "expected",
    "responsible",
    "needs_agreement",
)


def _columns(plan: YearPlan) -> tuple[str, ...]:
    """The columns of the entries; outside practice plans, underlying agreements only where the plan tells of them."""
    has_agreements = plan.plan.kind is PlanKind.PRACTICE_PLAN or any(
        entry.needs_agreement is not None for entry in plan.values()
    )
    return _COLUMNS if has_agreements else _COLUMNS[:-1]


_REASONS = {
    EntryReason.SCHEDULED: "scheduled_in",
    EntryReason.DEFERRED_IN: "deferred_into",
    EntryReason.CARRIED_OVER: "carried_into",
    EntryReason.RECURRING: "recurring_in",
}


def _notes(plan: YearPlan, lang: str) -> Iterator[str]:
    """Whether it is approved, and whether the year is one of the plan's own."""
    if not may_overlap(Period(datetime.date(plan.year, 1, 1), datetime.date(plan.year + 1, 1, 1)), plan.plan.period):
        yield phrase("outside_plan", lang, plan.year, period_words(plan.plan.period, lang))
    if plan.approved is None:
        yield phrase("draft", lang)
    else:
        body = body_text(plan.plan, plan.approved.by)
        yield phrase("approved_by", lang, body, day_words(plan.approved.on, lang))


def _overview(plan: YearPlan, lang: str) -> Iterator[Block]:
    yield Heading(1, phrase("overview", lang))
    count, total = len(plan), len(plan.plan.recommendations)
    yield Paragraph(phrase("in_the_plan" if count < total else "all_in_the_plan", lang, count, total))
    rows = []
    for reason, words in _REASONS.items():
        numbers = [entry.number for entry in plan.values() if entry.reason is reason]
        if numbers or reason is not EntryReason.RECURRING:
            rows.append(counted([phrase(words, lang, plan.year)], numbers))
    yield keyed_table("overview", ("reason", "count", "numbers"), rows, lang)
    yield from _aims(plan, None, lang)


def _aims(plan: YearPlan, section: str | None, lang: str) -> Iterator[Block]:
    """The aims of a section, or those of the whole plan."""
    aims = [
        Paragraph(each, one.citations)
        for one in plan.plan.objectives
        if one.section == section
        for each in one.statements
    ]
    if len(aims) == 1:
        yield attrs.evolve(aims[0], lead=f"{phrase('aim', lang)}:")
    elif aims:
        yield Paragraph("", lead=phrase("aims", lang))
        yield Bullets(tuple(aims))


def _section(plan: YearPlan, found: YearSection, lang: str) -> Iterator[Block]:
    number = found.section.number
    level = min(number.count(".") + 1, 3)
    yield Heading(level, f"{number} {found.section.title}".strip())
    yield from _aims(plan, number, lang)
    has_parts = any(other.number.startswith(f"{number}.") for other in plan.plan.sections)
    if has_parts and not found.entries:
        return
    for reason, entries in zip(_REASONS, (found.scheduled, found.deferred_in, found.carried_over, found.recurring)):
        if entries:
            lead = phrase(_REASONS[reason], lang, plan.year)
            since = [_since(entry, lang) for entry in entries]
            if since[0] and len(set(since)) == 1:
                lead, since = lead + since[0], [""] * len(since)
            yield Paragraph("", lead=lead)
            yield Bullets(Paragraph(entry.title + more, lead=entry.number) for entry, more in zip(entries, since))
        elif reason is EntryReason.SCHEDULED:
            yield Paragraph(phrase("none_scheduled", lang, plan.year))
    if found.entries:
        yield Paragraph("", lead=phrase("state_of_each", lang))
        yield from _states(plan, found.entries, lang)
    areas = [area for area in plan.plan.focus_areas if area.section == number]
    if areas:
        yield Paragraph("", lead=phrase("focus_areas", lang))
        yield Bullets(Paragraph(": ".join(filter(None, (one.title, one.note))), one.citations) for one in areas)


def _since(entry: YearEntry, lang: str) -> str:
    """For when an entry was first planned, in brackets, where that is not the year of the plan."""
    if entry.reason is EntryReason.SCHEDULED or entry.planned is None:
        return ""
    since = f"{phrase('planned_first', lang)} {period_words(entry.planned, lang)}"
    if entry.times_carried > 1:
        since += f", {entry.reason.label(lang)} {phrase('times', lang, entry.times_carried)}"
    return f" ({since})"


def _states(plan: YearPlan, entries: tuple[YearEntry, ...], lang: str) -> Iterator[Paragraph]:
    """The state of each entry, by number; entries in the same state share a paragraph."""
    grouped: dict[tuple[str, frozenset[str]], list[YearEntry]] = {}
    for entry in entries:
        words = " ".join(f"{sentence(clause)}." for clause in _state(plan, entry, lang))
        together = frozenset((entry.number, *entry.jointly)) if entry.jointly else frozenset[str]()
        grouped.setdefault((words, together), []).append(entry)
    for (words, together), same in grouped.items():
        numbers = [entry.number for entry in same]
        said = [words]
        if others := natural_order(together.difference(numbers)):
            said.append(f"{sentence(phrase('jointly', lang))} {joined(others, lang)}.")
        elif together:
            said.append(phrase("all_jointly", lang))
        name = sentence(phrase("recommendation" if len(same) == 1 else "recommendations", lang))
        yield Paragraph(" ".join(said), citations_of(same), f"{name} {joined(numbers, lang)}")


def _state(plan: YearPlan, entry: YearEntry, lang: str) -> Iterator[str]:
    """The state of an entry, a clause at a time, without the recommendations it is handled together with."""
    waits = {
        strand: wait_texts(plan.plan, [wait for wait in entry.awaits if wait.strand == strand], lang)
        for strand in dict.fromkeys(wait.strand for wait in entry.awaits)
    }
    status = status_text(entry.status, entry.standing, entry.deemed, lang)
    if entry.status is Status.AWAITING and None in waits:
        status += f": {'; '.join(waits.pop(None))}"
    yield status
    yield from entry.effort
    proposed = proposed_text(entry.proposed, entry.proposed_deferred_to, lang)
    if proposed is not None:
        decided = f" ({_decided(plan, entry, lang)})" if plan.approved else ""
        yield f"{heading('proposed', lang)}: {proposed}{decided}"
    # an approved plan may hold a recommendation that was taken out since
    declared = plan.plan.recommendation(entry.number).strands if plan.plan.has(entry.number) else ()
    strands = {one.id: one.title for one in declared}
    for strand, awaited in waits.items():
        name = f"{strands.get(strand, strand)} " if strand else ""
        yield f"{name}{heading('awaits', lang)}: {'; '.join(awaited)}"
    if entry.awaits_more:
        yield phrase("awaits_more", lang)
    if entry.milestones:
        name = phrase("milestone", lang) if len(entry.milestones) == 1 else heading("milestones", lang)
        yield f"{name}: {'; '.join(_milestone(plan, entry, one, lang) for one in entry.milestones)}"
    yield from role_texts(plan.plan, entry, lang)
    if entry.needs_agreement is not None:
        yield phrase("agreement_needed" if entry.needs_agreement else "agreement_not_needed", lang)


def _milestone(plan: YearPlan, entry: YearEntry, milestone: Milestone, lang: str) -> str:
    """A milestone in words, without those already responsible for the whole entry."""
    others = [id for id in milestone.responsible if id not in entry.responsible]
    return milestone_text(plan.plan, attrs.evolve(milestone, responsible=others), lang)


def _bodies(plan: YearPlan, lang: str) -> Iterator[Block]:
    """Who is responsible for, takes part in and receives what, by name in Danish order."""
    numbers: dict[tuple[str, str], list[str]] = {}
    for entry in plan.values():
        for role in ROLES:
            for id in getattr(entry, role):
                numbers.setdefault((body_text(plan.plan, id), role), []).append(entry.number)
    if numbers:
        is_one_role = all(role == "responsible" for _, role in numbers)
        columns = ("name", "count", "numbers") if is_one_role else ("name", "role", "count", "numbers")
        rows = [
            counted([body] if is_one_role else [body, heading(role, lang)], numbers[body, role])
            for body, role in sorted(numbers, key=lambda one: (danish_key(one[0]), ROLES.index(one[1])))
        ]
        caption = phrase("responsible_caption" if is_one_role else "bodies_caption", lang)
        yield from headed(Table(phrase("bodies", lang), caption, columns, rows))


def _decisions(plan: YearPlan, lang: str) -> Iterator[Block]:
    proposed = [entry for entry in plan.values() if entry.proposed is not None]
    if proposed:
        rows = []
        for entry in proposed:
            words = proposed_text(entry.proposed, entry.proposed_deferred_to, lang)
            rows.append((entry.number, entry.title, words, _decided(plan, entry, lang)))
        key, last = ("decided", "decision") if plan.approved else ("decisions", "deciders")
        yield from headed(keyed_table(key, ("number", "title", "proposed", last), rows, lang))


def _decided(plan: YearPlan, entry: YearEntry, lang: str) -> str:
    """What became of a proposal: decided or declined by the approval, else who may decide it."""
    if plan.approved is None:
        return ", ".join(body.name for body in plan.plan.bodies if body.may_decide(Matter.YEAR_PLAN, plan.as_of))
    declined = entry.number in plan.approved.declined
    return (HappeningKind.DECLINED if declined else Standing.DECIDED).label(lang)
