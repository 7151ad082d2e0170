"""Made-up plans, reports, minutes and letters of many styles, each with what a person reads in it.

Beside each document stands a file of what is expected: first the title of the plan and the day of the document, then a
line for each recommendation: its title, status (and what is proposed), waits, promises, decisions, steps and strands.
"""

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
