"""The commands that ask a plan: what is blocked, ready, overdue, why; what is wrong with it; which plans there are."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from praksisplan.cli.command import Command, declare
from praksisplan.cli.options import ANSWER, FORMAT, LANG, NUMBER, PLAN, Lang, Output

if TYPE_CHECKING:
    from praksisplan.answers import Answer, Cell
    from praksisplan.model import Plan
    from praksisplan.rules.state import RecommendationState

__all__ = ["COMMANDS"]

COMMANDS: list[Command] = []
_command = partial(declare, COMMANDS)


def _print(ask: Callable[..., Answer[Any]], plan: str, as_of: datetime.date | None, lang: Lang, format: Output) -> None:
    from praksisplan.cli.printing import print_answer
    from praksisplan.cli.shared import day_of, load, sources

    loaded = load(plan)
    answer = ask(loaded, as_of=day_of(loaded, as_of))
    print_answer(answer, answer.as_of, sources(loaded), lang, format)


@_command(
    PLAN,
    *ANSWER,
    da="Anbefalinger, der ikke kan arbejdes på, hvad de afventer, og hvor det står.",
    en="The recommendations that nothing can be done on, what they await, and where that is written.",
)
def blocked(plan: str, as_of: datetime.date | None, lang: Lang, format: Output) -> None:
    from praksisplan.rules.blocking import blocked

    _print(blocked, plan, as_of, lang, format)


@_command(
    PLAN,
    *ANSWER,
    da="Anbefalinger, som intet holder tilbage.",
    en="The recommendations that nothing holds back.",
)
def ready(plan: str, as_of: datetime.date | None, lang: Lang, format: Output) -> None:
    from praksisplan.rules.blocking import ready

    _print(ready, plan, as_of, lang, format)


@_command(
    PLAN,
    *ANSWER,
    da="Det, der skulle være kommet nu, men ikke er det.",
    en="What should have arrived by now and has not.",
)
def overdue(plan: str, as_of: datetime.date | None, lang: Lang, format: Output) -> None:
    from praksisplan.rules.blocking import overdue

    _print(overdue, plan, as_of, lang, format)


@_command(
    NUMBER,
    PLAN,
    *ANSWER,
    da="Hvorfor en anbefaling er blokeret, helt ned til årsagen, med kilden til hvert led.",
    en="Why a recommendation is blocked, down to the root, with the source of each step.",
)
def why(number: str, plan: str, as_of: datetime.date | None, lang: Lang, format: Output) -> None:
    from praksisplan.answers import Lines
    from praksisplan.cli.printing import print_answer, print_piece
    from praksisplan.cli.shared import day_of, load, sources
    from praksisplan.rules.explaining import why

    loaded = load(plan)
    explanation = why(loaded, number, as_of=day_of(loaded, as_of))
    if format == "table":
        tree = Lines(lambda width: explanation.text(lang, width=width))
        print_piece(f"{explanation.heading(lang)}\n{sources(loaded)}", tree)
    else:
        print_answer(explanation, explanation.as_of, sources(loaded), lang, format)


@_command(
    NUMBER,
    PLAN,
    *ANSWER,
    da="En anbefalings status og alle udsagn om den.",
    en="The state of a recommendation, and every statement about it.",
)
def show(number: str, plan: str, as_of: datetime.date | None, lang: Lang, format: Output) -> None:
    from praksisplan.answers.words import day_words
    from praksisplan.cli.phrases import phrase
    from praksisplan.cli.printing import print_records
    from praksisplan.cli.shared import day_of, load, sources
    from praksisplan.rules.state import state_at

    loaded = load(plan)
    state = state_at(loaded, as_of=day_of(loaded, as_of))
    moment = f"{phrase('as_of', lang)} {day_words(state.as_of, lang)}"
    caption = f"{moment[0].upper()}{moment[1:]}\n{sources(loaded)}"
    told = _details(loaded, state[loaded.recommendation(number).number], lang)
    columns = ("subject", "message", "sources")
    records: list[dict[str, Cell]] = [dict(zip(columns, one)) for one in told]
    print_records(caption, state.as_of, records, columns, lang, format)


def _details(plan: Plan, state: RecommendationState, lang: Lang) -> Iterator[tuple[str, str, str]]:
    """What is known of a recommendation, then its statements: what, in which words, from where."""
    from praksisplan.answers import citation_text
    from praksisplan.cli.phrases import phrase
    from praksisplan.rules.state import ROLES, body_text, expected_text, milestone_text, wait_text

    found = plan.recommendation(state.number)
    yield f"{phrase('recommendation', lang)} {found.number}", found.title, citation_text(found.citations, lang)
    standing = f" ({state.standing.label(lang)})" if state.standing else ""
    yield "status", f"{state.status.label(lang)}{standing}", ""
    for key in ("planned", "deferred_to"):
        if getattr(state, key) is not None:
            yield phrase(key, lang), str(getattr(state, key)), ""
    for wait in state.awaits:
        words = f"{wait_text(plan, wait, lang)} ({expected_text(wait, lang)})"
        yield phrase("awaits", lang), words, citation_text(wait.citations, lang)
    for strand in state.strands:
        yield phrase("strand", lang), f"{strand.title}: {strand.status.label(lang)}", ""
    for milestone in state.milestones:
        yield phrase("milestone", lang), milestone_text(plan, milestone, lang), ""
    for role in ROLES:
        if getattr(state, role):
            yield phrase(role, lang), ", ".join(body_text(plan, id) for id in getattr(state, role)), ""
    if state.jointly:
        yield phrase("jointly", lang), ", ".join(state.jointly), ""
    for statement in state.statements:
        said = [one.label(lang) for one in (statement.standing, statement.status) if one is not None]
        said += [str(statement.deferred_to)] if statement.deferred_to is not None else []
        words = ", ".join(said) + (f": {statement.text}" if statement.text else "")
        yield phrase("statement", lang), words, citation_text(statement.citations, lang)


@_command(
    PLAN,
    *ANSWER,
    da="Fejl, tvivl og udestående afgørelser i en plan.",
    en="What is wrong, doubtful or undecided in a plan.",
)
def check(plan: str, as_of: datetime.date | None, lang: Lang, format: Output) -> None:
    from praksisplan.checks import check
    from praksisplan.cli.printing import print_answer
    from praksisplan.cli.shared import day_of, load, sources

    loaded = load(plan)
    day = day_of(loaded, as_of)
    print_answer(check(loaded, as_of=day), day, sources(loaded), lang, format)


@_command(LANG, FORMAT, da="De medfølgende planer.", en="The bundled plans.")
def plans(lang: Lang, format: Output) -> None:
    from praksisplan import datasets
    from praksisplan.cli.phrases import phrase
    from praksisplan.cli.printing import print_records

    columns = ("name", "title", "practice_area", "period", "recommendations")
    records: list[dict[str, Cell]] = []
    for name in datasets.names():
        plan = datasets.load(name)
        area, count = plan.practice_area.label(lang), str(len(plan.recommendations))
        told = (name, f"{plan.title}, {plan.region}", area, str(plan.period), count)
        records.append(dict(zip(columns, told)))
    print_records(phrase("bundled_plans", lang), None, records, columns, lang, format)
