"""Made-up plans, reports, minutes and letters of many styles, each with what a person reads in it.

Beside each document stands a file of what is expected: first the title of the plan and the day of the document, then a
line for each recommendation: its title, status (and what is proposed), waits, promises, decisions, steps and strands.
"""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import praksisplan as pp
from praksisplan import Plan
from praksisplan.reading import read_document

FOLDER = Path(__file__).parent / "documents" / "others"
NAMES = sorted(one.stem for one in FOLDER.glob("*.txt"))


def lines(plan: Plan) -> Iterator[str]:
    (source,) = plan.sources
    yield f"= {plan.title} | {source.dated}"
    day = source.dated.last_day
    assert day is not None
    states = pp.state_at(plan, as_of=day)
    for one in plan.recommendations:
        state = states[one.number]
        log = [said for said in plan.log if one.number in said.about]
        status = state.status.value + (f">{state.proposed.value}" if state.proposed else "")
        is_stated = [said for said in log if said.standing.value != "proposed"]
        to = [str(said.deferred_to) for said in is_stated if said.deferred_to]
        told = [f"{status} to {to[-1]}" if to else status]
        told += [f"awaits {awaited(plan, wait)}" for said in log for wait in said.awaits]
        told += [f"{said.outcome.value} {said.expected}" for said in log if said.expected]
        told += [f"by {plan.body(said.by).name}{f' {said.on}' if said.on else ''}" for said in log if said.by]
        told += [f"milestone {step.title} {step.expected}" for said in log for step in said.milestones]
        told += [f"strand {strand.title}" for strand in one.strands]
        yield f"{one.number} {one.title}: {'; '.join(dict.fromkeys(told))}"


def awaited(plan: Plan, wait: pp.Await) -> str:
    """What is awaited and when it is expected; without what tells apart two events that are called the same."""
    if wait.event is None:
        return wait.target
    expected = [str(said.expected) for said in plan.log if wait.event in said.events]
    title = re.sub(r" \((?:indsats|anbefaling|handling|initiativ) .*\)$", "", plan.event(wait.event).title)
    return f"{title} ({expected[-1]})" if expected else title


@pytest.mark.parametrize("name", NAMES)
def test_what_a_person_reads(name: str) -> None:
    reading = read_document(FOLDER / f"{name}.txt")
    assert sorted(lines(reading.plan)) == sorted((FOLDER / f"{name}.expected").read_text().splitlines())
    assert pp.loads(pp.dumps(reading.plan)) == reading.plan


def test_sentences_that_mislead_are_read_rightly_or_left_out() -> None:
    reading = read_document(FOLDER.parent / "traps.txt")
    read, right = set(lines(reading.plan)), set((FOLDER.parent / "traps.expected").read_text().splitlines())
    assert read <= right
    assert len(read) >= 16


@pytest.mark.parametrize(
    "text",
    [
        "Anbefaling 4 kræver tæt samarbejde.",
        "Anbefaling 4 kræver ikke, at overenskomsten ændres.",
        "Anbefaling 4 kræver, at alle bidrager.",
        "PLO mener ikke, at anbefaling 4 kræver, at aftalen ændres.",
        "Anbefaling 4 er forlænget til 2023.",
        "Anbefaling 4 løber til kommunernes fordel.",
        "Anbefaling 4 foreslås forlænget til 2027.",
        "Anbefaling 4 kan forlænges til 2027.",
        "Anbefaling 4 forventes forlænget til 2027.",
        "Anbefaling 4 er ikke forlænget til 2027.",
        "Hvis anbefaling 4 forlænges til 2027, er der penge.",
        "Bevillingen til anbefaling 4 løber til udgangen af 2027.",
        "Første fase af anbefaling 4 afsluttedes i maj 2025.",
        "Anbefaling 4 blev ved en fejl meldt afsluttet i maj 2025.",
    ],
)
def test_what_says_nothing_of_the_state_is_left_out(text: str) -> None:
    reading = read_document(f"Status på praksisplan for almen praksis 2021-2028\n10. juni 2025\n\n{text}\n")
    assert not [said for said in reading.plan.log if said.status or said.expected or said.awaits or said.milestones]


def test_what_others_must_do_is_a_wait_of_work_that_has_not_begun() -> None:
    title = "Status på praksisplan for almen praksis 2021-2028\n10. juni 2025\n\n"
    waits = "Anbefaling 4 kræver, at overenskomsten ændres."
    begun = "Anbefaling 4 er i gang. Det kræver, at budgettet overholdes."
    assert pp.blocked(read_document(title + waits).plan, as_of=datetime.date(2025, 6, 10))
    assert not pp.blocked(read_document(title + begun).plan, as_of=datetime.date(2025, 6, 10))
