"""A recommendation in words: its state line by line, and what each statement says of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from praksisplan.answers.columns import PROPOSAL, wait_ref
from praksisplan.answers.headings import heading
from praksisplan.answers.phrases import phrase
from praksisplan.answers.words import ROLES, body_text, expected_text, milestone_text, period_words, role_texts
from praksisplan.model import Citation, Link, Plan, Statement, Strand, Wait
from praksisplan.rules.efforts import EffortState
from praksisplan.rules.state import PlanState, RecommendationState


class Detail(NamedTuple):
    """A line about a recommendation: its name, and either words or the numbers of other recommendations."""

    name: str
    text: str
    citations: tuple[Citation, ...] = ()
    numbers: tuple[str, ...] = ()

    @classmethod
    def of_numbers(cls, name: str, numbers: tuple[str, ...]) -> Detail:
        return cls(name, ", ".join(numbers), numbers=numbers)


def details_of(state: PlanState, number: str, links: Iterable[Link], lang: str) -> Iterator[Detail]:
    """What is known of a recommendation beside its status, in words, with its ``links`` to other documents."""
    plan, row = state.plan, state[number]
    periods = {"planned": row.planned, "deferred_to": row.deferred_to}
    yield from (Detail(heading(key, lang), period_words(one, lang)) for key, one in periods.items() if one is not None)
    if row.proposed:
        words = PROPOSAL.words((row.proposed, row.proposed_deferred_to), lang)
        yield Detail(heading("proposed", lang), str(words))
    closure = state.graph.history.takeover(number, None)
    if closure is not None:
        key = "continues_in" if closure.merged_into else "replaced_by"
        yield Detail.of_numbers(phrase(key, lang), closure.successors)
    strands = plan.recommendation(number).strands
    for wait in row.awaits:
        yield Detail(heading("awaits", lang), _awaited(plan, wait, strands, lang), wait.citations)
    if row.awaits_more:
        yield Detail(heading("awaits", lang), phrase("also_more", lang))
    for strand in row.strands:
        yield Detail(phrase("strand", lang), f"{strand.title}: {strand.status.label(lang)}")
    for milestone in row.milestones:
        yield Detail(phrase("milestone", lang), milestone_text(plan, milestone, lang))
    yield from roles_of(plan, row, lang)
    if row.jointly:
        yield Detail.of_numbers(phrase("jointly", lang), row.jointly)
    for link in links:
        words = f"{link.plan} {', '.join(link.theirs)}" + (f": {link.note}" if link.note else "")
        yield Detail(link.kind.label(lang), words, link.citations)


def roles_of(plan: Plan, row: RecommendationState | EffortState, lang: str) -> Iterator[Detail]:
    """The bodies by role, with a mark on those that no source names in it."""
    for role in ROLES:
        names = []
        for id in getattr(row, role):
            is_inferred = all(role in one.inferred for one in row.statements if id in getattr(one, role))
            names.append(body_text(plan, id) + (f" ({phrase('inferred', lang)})" if is_inferred else ""))
        if names:
            yield Detail(heading(role, lang), ", ".join(names))


def _awaited(plan: Plan, wait: Wait, strands: tuple[Strand, ...], lang: str) -> str:
    """What is awaited and when it is expected, whether it is one of several, and by which strand."""
    words = f"{wait_ref(plan, wait).text(lang)} ({expected_text(wait, lang)})"
    words += f", {phrase('alternative', lang)}" if wait.one_of else ""
    return words + (f", {_strand(wait.strand, strands, lang)}" if wait.strand else "")


def _strand(id: str, strands: tuple[Strand, ...], lang: str) -> str:
    """A strand by its title; by its id where the recommendation does not declare it."""
    return f"{phrase('strand', lang)} {next((one.title for one in strands if one.id == id), id)}"


def statement_text(plan: Plan, statement: Statement, strands: tuple[Strand, ...], lang: str) -> str:
    """What a statement says: of which strand, who said it and when, and what; then its own words."""
    said = [_strand(statement.strand, strands, lang)] if statement.strand else []
    by = f" {phrase('by', lang)} {body_text(plan, statement.by)}" if statement.by else ""
    on = f" ({period_words(statement.on, lang)})" if statement.on else ""
    said.append(statement.standing.label(lang) + by + on)
    if statement.status and not (statement.deferred_to or statement.awaits):
        said.append(f"{phrase('deemed', lang)} " * statement.deemed + statement.status.label(lang))
    if statement.successors:
        key = "continues_in" if statement.merged_into else "replaced_by"
        said.append(f"{phrase(key, lang)} {', '.join(statement.successors)}")
    periods = {key: getattr(statement, key) for key in ("planned", "deferred_to", "expected")}
    said += [f"{heading(key, lang)} {period_words(one, lang)}" for key, one in periods.items() if one is not None]
    said += [f"{heading('awaits', lang)} {wait_ref(plan, wait).text(lang)}" for wait in statement.awaits]
    if len(said) == 1 and not statement.text:
        said += [f"{phrase('milestone', lang)} {milestone_text(plan, one, lang)}" for one in statement.milestones]
        said += role_texts(plan, statement, lang)
    fields = [phrase("by_whom", lang) if name == "by" else heading(name, lang) for name in statement.inferred]
    inferred = f" ({phrase('inferred', lang)}: {', '.join(fields)})" if fields else ""
    return ", ".join(said) + inferred + (f": {statement.text}" if statement.text else "")
