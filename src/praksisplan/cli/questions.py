"""The commands that ask a plan: what is blocked, ready, overdue, why; what is wrong with it; which plans there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from praksisplan.cli.command import Call, Option, argument, width
from praksisplan.cli.options import AS_OF, FORMAT, LANG, NUMBER, PLAN
from praksisplan.cli.phrases import phrase
from praksisplan.cli.printing import filled, print_lines, print_records
from praksisplan.cli.results import Commands, delivery, give
from praksisplan.cli.shared import sources

if TYPE_CHECKING:
    from praksisplan.answers import Cell
    from praksisplan.rules.state import PlanState

COMMANDS = Commands()

COMMANDS.answer(
    "rules.blocking:blocked",
    da="De blokerede anbefalinger med det, de afventer, og kilden.",
    en="The blocked recommendations, with their waits and sources.",
    drawn=True,
)
COMMANDS.answer(
    "rules.blocking:waiting",
    da="De anbefalinger, der afventer delvist: nogle delspor afventer noget, andre gør ikke.",
    en="The partly waiting recommendations: some strands have an open wait, others have none.",
    drawn=True,
)
COMMANDS.answer(
    "rules.readiness:ready",
    da="De anbefalinger, der ikke afventer noget.",
    en="The recommendations without an open wait.",
)
COMMANDS.answer(
    "rules.readiness:overdue",
    da="Forventede resultater, der ikke er kommet til tiden.",
    en="The promised results that have not come in time.",
)
COMMANDS.answer(
    "rules.progress:progress",
    da="Om planens indikatorer er på kurs mod deres mål.",
    en="Whether the indicators of a plan are on course for their targets.",
    drawn=True,
)


@COMMANDS.command(
    PLAN,
    AS_OF,
    *delivery(drawn=False),
    da="Fejl, tvivlsspørgsmål og udestående beslutninger i en plan.",
    en="Errors, doubts and pending decisions in a plan.",
)
def check(call: Call) -> None:
    from praksisplan.checks import CHECKS, check
    from praksisplan.plugins import installed

    give(check(call.plan, as_of=call.as_of, checks=[*CHECKS, *installed().checks]), call)


COMMANDS.answer(
    "rules.freshness:stale",
    PLAN,
    AS_OF,
    Option(
        "--after",
        "Hvor længe siden noget skal være omtalt for at være forældet, fx '1 år' eller '90 dage' (6 måneder).",
        "How long ago something must have been spoken of to be stale, as in '1 year' or '90 days' (6 months).",
        default="6 måneder",
    ),
    da="Hvornår hver åben anbefaling og afventning senest er omtalt, og hvad der er forældet.",
    en="When each open recommendation and wait was last spoken of, and what is stale.",
)


@COMMANDS.command(
    NUMBER,
    PLAN,
    AS_OF,
    *delivery(True),
    da="Hvorfor en anbefaling er blokeret: hele kæden til den bagvedliggende årsag, med kilder.",
    en="Why a recommendation is blocked, down to the root cause, with the source of each step.",
)
def why(call: Call) -> None:
    from praksisplan.rules.explaining import why

    explanation = why(call.plan, call.number, as_of=call.as_of)
    if call.format == "table" and call.out is call.template is None:
        print_lines(filled(f"{explanation.heading(call.lang)}\n{sources(call.plan)}"))
        print_lines(explanation.text(call.lang, width=width()).splitlines())
    else:
        give(explanation, call)


COMMANDS.answer(
    "rules.promising:promises",
    argument(
        "TARGET",
        "EMNE",
        "Begivenhedens id eller anbefalingens nummer.",
        "The id of an event or the number of a recommendation.",
    ),
    PLAN,
    AS_OF,
    da="Hvad der har været forventet af en begivenhed eller anbefaling, og hvordan det er flyttet.",
    en="What was promised of an event or recommendation, and how the promises moved.",
    drawn=True,
)


@COMMANDS.command(
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
    from praksisplan.rules.state import state_at

    state = state_at(call.plan, as_of=call.as_of)
    moment = f"{phrase('as_of', call.lang)} {day_words(state.as_of, call.lang)}"
    caption = f"{moment[0].upper()}{moment[1:]}\n{sources(call.plan)}"
    columns = ("subject", "message", "sources")
    details = _details(state, call.plan.recommendation(call.number).number, call.lang)
    records: list[dict[str, Cell]] = [dict(zip(columns, one)) for one in details]
    print_records(caption, records, columns, call, state.as_of)


def _details(state: PlanState, number: str, lang: str) -> Iterator[tuple[str, str, str]]:
    """The state of a recommendation line by line, then its statements, each with its sources."""
    from praksisplan.answers import citation_text, status_text
    from praksisplan.answers.headings import heading
    from praksisplan.rules.describing import details_of, statement_text
    from praksisplan.rules.succession import references_of

    plan, row, found = state.plan, state[number], state.plan.recommendation(number)
    lang = plan.kind.language(lang)
    yield f"{phrase('recommendation', lang)} {number}", found.title, citation_text(found.citations, lang)
    yield heading("status", lang), status_text(row.status, row.standing, row.deemed, lang), ""
    for detail in details_of(state, number, references_of(plan).get(number, ()), lang):
        yield detail.name, detail.text, citation_text(detail.citations, lang)
    for statement in row.statements:
        words = statement_text(plan, statement, found.strands, lang)
        yield heading("statement", lang), words, citation_text(statement.citations, lang)


@COMMANDS.command(LANG, FORMAT, da="De medfølgende planer.", en="The bundled plans.")
def plans(call: Call) -> None:
    from praksisplan import datasets

    columns = ("name", "title", "practice_area", "period", "recommendations")
    records: list[dict[str, Cell]] = []
    for name in datasets.names():
        plan = datasets.load(name)
        area = "" if plan.practice_area is None else plan.practice_area.label(call.lang)
        count = str(len(plan.recommendations))
        cells = (name, plan.full_title, area, str(plan.period), count)
        records.append(dict(zip(columns, cells)))
    print_records(phrase("bundled_plans", call.lang, len(records)), records, columns, call)
