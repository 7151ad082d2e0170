"""The commands that ask a plan: what is blocked, ready, overdue, why; what is wrong with it; which plans there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from praksisplan.cli.command import REQUIRED, Call, Command, Option, declare
from praksisplan.cli.options import AS_OF, FORMAT, LANG, NUMBER, PLAN
from praksisplan.cli.results import answering, delivery, give

if TYPE_CHECKING:
    from praksisplan.answers import Cell
    from praksisplan.model import Plan, Statement, Wait
    from praksisplan.rules.state import RecommendationState

__all__ = ["COMMANDS"]

COMMANDS: list[Command] = []
_answer = partial(answering, COMMANDS)
_command = partial(declare, COMMANDS)


_answer(
    "blocked",
    "rules.blocking",
    da="De blokerede anbefalinger med det, de afventer, og kilden.",
    en="The blocked recommendations, with their waits and sources.",
    drawn=True,
)
_answer(
    "waiting",
    "rules.blocking",
    da="De anbefalinger, der afventer delvist: nogle delspor afventer noget, andre gør ikke.",
    en="The partly waiting recommendations: some strands have an open wait, others have none.",
    drawn=True,
)
_answer(
    "ready",
    "rules.readiness",
    da="De anbefalinger, der ikke afventer noget.",
    en="The recommendations without an open wait.",
)
_answer(
    "overdue",
    "rules.readiness",
    da="Forventede resultater, der ikke er kommet til tiden.",
    en="The promised results that have not come in time.",
)
_answer(
    "progress",
    "rules.progress",
    da="Om planens indikatorer er på kurs mod deres mål.",
    en="Whether the indicators of a plan are on course for their targets.",
    drawn=True,
)


@_command(
    PLAN,
    AS_OF,
    *delivery(drawn=False),
    da="Fejl, tvivlsspørgsmål og udestående beslutninger i en plan.",
    en="Errors, doubts and pending decisions in a plan.",
)
def check(call: Call) -> None:
    from praksisplan.checks import CHECKS, check
    from praksisplan.cli.shared import opened
    from praksisplan.plugins import installed

    give(check(opened(call).plan, as_of=call.as_of, checks=[*CHECKS, *installed().checks]), call)


@_command(
    PLAN,
    AS_OF,
    Option(
        "--after",
        "Hvor længe siden noget skal være omtalt for at være forældet, fx '1 år' eller '90 dage' (6 måneder).",
        "How long ago something must have been spoken of to be stale, as in '1 year' or '90 days' (6 months).",
        default="6 måneder",
    ),
    *delivery(False),
    da="Hvornår hver åben anbefaling og afventning senest er omtalt, og hvad der er forældet.",
    en="When each open recommendation and wait was last spoken of, and what is stale.",
)
def stale(call: Call) -> None:
    from praksisplan.cli.shared import opened
    from praksisplan.rules.freshness import stale

    give(stale(opened(call).plan, as_of=call.as_of, after=call.after), call)


@_command(
    NUMBER,
    PLAN,
    AS_OF,
    *delivery(True),
    da="Hvorfor en anbefaling er blokeret: hele kæden til den bagvedliggende årsag, med kilder.",
    en="Why a recommendation is blocked, down to the root cause, with the source of each step.",
)
def why(call: Call) -> None:
    from praksisplan.answers import Lines
    from praksisplan.cli.printing import print_piece
    from praksisplan.cli.shared import opened, sources
    from praksisplan.rules.explaining import why

    opened(call)
    explanation = why(call.plan, call.number, as_of=call.as_of)
    if call.format == "table" and call.out is call.template is None:
        tree = Lines(lambda width: explanation.text(call.lang, width=width))
        print_piece(f"{explanation.heading(call.lang)}\n{sources(call.plan)}", tree)
    else:
        give(explanation, call)


@_command(
    Option(
        "TARGET",
        "Begivenhedens id eller anbefalingens nummer.",
        "The id of an event or the number of a recommendation.",
        default=REQUIRED,
        danish="EMNE",
    ),
    PLAN,
    AS_OF,
    *delivery(True),
    da="Hvad der har været forventet af en begivenhed eller anbefaling, og hvordan det er flyttet.",
    en="What was promised of an event or recommendation, and how the promises moved.",
)
def promises(call: Call) -> None:
    from praksisplan.cli.shared import opened
    from praksisplan.rules.promising import promises

    give(promises(opened(call).plan, call.target, as_of=call.as_of), call)


@_command(
    NUMBER,
    PLAN,
    AS_OF,
    LANG,
    FORMAT,
    da="En anbefalings status og alle udsagn om den.",
    en="The state of a recommendation, and every statement about it.",
)
def show(call: Call) -> None:
    from praksisplan.answers.words import day_words
    from praksisplan.cli.phrases import phrase
    from praksisplan.cli.printing import print_records
    from praksisplan.cli.shared import opened, sources
    from praksisplan.rules.state import state_at

    plan = opened(call).plan
    state = state_at(plan, as_of=call.as_of)
    moment = f"{phrase('as_of', call.lang)} {day_words(state.as_of, call.lang)}"
    caption = f"{moment[0].upper()}{moment[1:]}\n{sources(plan)}"
    columns = ("subject", "message", "sources")
    details = _details(plan, state[plan.recommendation(call.number).number], call.lang)
    records: list[dict[str, Cell]] = [dict(zip(columns, one)) for one in details]
    print_records(caption, state.as_of, records, columns, call.lang, call.format)


def _details(plan: Plan, state: RecommendationState, lang: str) -> Iterator[tuple[str, str, str]]:
    """Prints the state of a recommendation, then its statements with their words and sources."""
    from praksisplan.answers import ROLES, citation_text, milestone_text, status_text
    from praksisplan.cli.phrases import phrase
    from praksisplan.rules.succession import references_of

    found, lang = plan.recommendation(state.number), plan.kind.language(lang)
    yield f"{phrase('recommendation', lang)} {found.number}", found.title, citation_text(found.citations, lang)
    yield "status", status_text(state.status, state.standing, state.deemed, lang), ""
    yield from _planned(state, lang)
    strands = {one.id: one.title for one in found.strands}
    for wait in state.awaits:
        yield phrase("awaits", lang), _awaited(plan, wait, strands, lang), citation_text(wait.citations, lang)
    if state.awaits_more:
        yield phrase("awaits", lang), phrase("awaits_more", lang), ""
    for strand in state.strands:
        yield phrase("strand", lang), f"{strand.title}: {strand.status.label(lang)}", ""
    for milestone in state.milestones:
        yield phrase("milestone", lang), milestone_text(plan, milestone, lang), ""
    for role in ROLES:
        if getattr(state, role):
            yield phrase(role, lang), ", ".join(_bodies(plan, state, role, lang)), ""
    if state.jointly:
        yield phrase("jointly", lang), ", ".join(state.jointly), ""
    for link in references_of(plan).get(found.number, ()):
        words = f"{link.plan} {', '.join(link.theirs)}" + (f": {link.note}" if link.note else "")
        yield link.kind.label(lang), words, citation_text(link.citations, lang)
    for statement in state.statements:
        words = _said(plan, statement, strands, lang)
        yield phrase("statement", lang), words, citation_text(statement.citations, lang)


def _bodies(plan: Plan, state: RecommendationState, role: str, lang: str) -> Iterator[str]:
    """The bodies in a role, with a mark on those that no source names in it."""
    from praksisplan.answers import body_text
    from praksisplan.cli.phrases import phrase

    for id in getattr(state, role):
        is_inferred = all(role in one.inferred for one in state.statements if id in getattr(one, role))
        yield body_text(plan, id) + (f" ({phrase('inferred', lang)})" if is_inferred else "")


def _named(plan: Plan, statement: Statement, role: str) -> str:
    from praksisplan.answers import body_text

    return ", ".join(body_text(plan, id) for id in getattr(statement, role))


def _planned(state: RecommendationState, lang: str) -> Iterator[tuple[str, str, str]]:
    """When it is planned for and deferred to, and what is proposed."""
    from praksisplan.answers import PROPOSAL
    from praksisplan.answers.words import period_words
    from praksisplan.cli.phrases import phrase

    for key in ("planned", "deferred_to"):
        if getattr(state, key) is not None:
            yield phrase(key, lang), period_words(getattr(state, key), lang), ""
    if state.proposed:
        words = PROPOSAL.words((state.proposed, state.proposed_deferred_to), lang)
        yield phrase("proposed", lang), str(words), ""


def _awaited(plan: Plan, wait: Wait, strands: Mapping[str, str], lang: str) -> str:
    """What is awaited and when it is expected, whether it is one of several, and by which strand."""
    from praksisplan.answers import expected_text, wait_ref
    from praksisplan.cli.phrases import phrase

    words = f"{wait_ref(plan, wait).text(lang)} ({expected_text(wait, lang)})"
    words += f", {phrase('alternative', lang)}" if wait.one_of else ""
    return words + (f", {phrase('strand', lang)} {strands[wait.strand]}" if wait.strand else "")


def _said(plan: Plan, statement: Statement, strands: Mapping[str, str], lang: str) -> str:
    """What a statement says: of which strand, who said it and when, and what; then its own words."""
    from praksisplan.answers import ROLES, body_text, wait_ref
    from praksisplan.answers.headings import heading
    from praksisplan.answers.words import period_words
    from praksisplan.cli.phrases import phrase

    said = [f"{phrase('strand', lang)} {strands[statement.strand]}"] if statement.strand else []
    by = f" {phrase('by', lang)} {body_text(plan, statement.by)}" if statement.by else ""
    on = f" ({period_words(statement.on, lang)})" if statement.on else ""
    said.append(statement.standing.label(lang) + by + on)
    if statement.status and not (statement.deferred_to or statement.awaits):
        said.append(f"{phrase('deemed', lang)} " * statement.deemed + statement.status.label(lang))
    periods = {key: getattr(statement, key) for key in ("planned", "deferred_to", "expected")}
    said += [f"{phrase(key, lang)} {period_words(one, lang)}" for key, one in periods.items() if one is not None]
    said += [f"{phrase('awaits', lang)} {wait_ref(plan, wait).text(lang)}" for wait in statement.awaits]
    if len(said) == 1 and not statement.text:
        said += [f"{heading(role, lang)}: {named}" for role in ROLES if (named := _named(plan, statement, role))]
    fields = [phrase("by_whom", lang) if name == "by" else heading(name, lang) for name in statement.inferred]
    inferred = f" ({phrase('inferred', lang)}: {', '.join(fields)})" if fields else ""
    return ", ".join(said) + inferred + (f": {statement.text}" if statement.text else "")


@_command(LANG, FORMAT, da="De medfølgende planer.", en="The bundled plans.")
def plans(call: Call) -> None:
    from praksisplan import datasets
    from praksisplan.cli.phrases import phrase
    from praksisplan.cli.printing import print_records

    columns = ("name", "title", "practice_area", "period", "recommendations")
    records: list[dict[str, Cell]] = []
    for name in datasets.names():
        plan = datasets.load(name)
        area = "" if plan.practice_area is None else plan.practice_area.label(call.lang)
        count = str(len(plan.recommendations))
        cells = (name, plan.full_title, area, str(plan.period), count)
        records.append(dict(zip(columns, cells)))
    print_records(phrase("bundled_plans", call.lang, len(records)), None, records, columns, call.lang, call.format)
