"""Document 001, the implementation plan of 2017, against the bundled plan, which people read by eye.

The figures are those of the page ``docs/explanation/reading-prose.md``. The document is not in the project; without it
the tests are skipped.
"""

import datetime
import os
from pathlib import Path

import pytest

import praksisplan as pp
from praksisplan import Plan
from praksisplan.model import natural_order
from praksisplan.reading import Reading, explain, read_document

FOLDER = os.environ.get("PRAKSISPLAN_CORPUS")
needs_document = pytest.mark.skipif(
    FOLDER is None, reason="PRAKSISPLAN_CORPUS does not name the folder of the documents"
)
pytestmark = needs_document

DAY = datetime.date(2017, 1, 15)
READ_BY_EYE = pp.datasets.load("hovedstaden-almen-2015-2019")
NUMBERS = [one.number for one in READ_BY_EYE.recommendations]

_GROUPS = ("scheduled", "deferred_in", "carried_over", "recurring", "closed", "later", "unscheduled")


def content() -> bytes:
    return next(Path(FOLDER or "").glob("001_*.txt")).read_bytes()


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_document(content())


def reasons(plan: Plan) -> dict[str, str]:
    ledger = pp.carry_over(plan, into=2017, as_of=DAY)
    return {one.number: group for group in _GROUPS for one in getattr(ledger, group)}


def test_all_recommendations_are_found_in_their_sections_and_no_other(reading: Reading) -> None:
    found = {one.number: one.section for one in reading.plan.recommendations}
    assert found == {one.number: one.section for one in READ_BY_EYE.recommendations}


def test_each_is_in_the_plan_of_the_year_for_the_reason_that_its_heading_gives(reading: Reading) -> None:
    assert reasons(reading.plan) == reasons(READ_BY_EYE)
    told = {
        fact.subject: fact.value.value for fact in reading.facts if fact.field == "reason" and fact.subject in NUMBERS
    }
    assert told == reasons(READ_BY_EYE)


def test_the_state_of_each_is_right(reading: Reading) -> None:
    right, read = (pp.state_at(plan, as_of=DAY) for plan in (READ_BY_EYE, reading.plan))
    assert [n for n in NUMBERS if right[n].status is not read[n].status] == []
    assert [n for n in NUMBERS if right[n].proposed is not read[n].proposed] == []


def test_every_wait_for_another_recommendation_is_found_and_none_is_invented(reading: Reading) -> None:
    def waits(plan: Plan) -> set[tuple[str, str, str]]:
        return {
            (number, one.recommendation, one.outcome.value)
            for said in plan.log
            for number in said.about
            for one in said.awaits
            if one.recommendation is not None
        }

    assert (
        waits(reading.plan)
        == waits(READ_BY_EYE)
        == {("29", "28", "report"), ("25", "24", "completion"), ("65", "62", "start")}
    )


def test_each_has_as_many_waits_as_were_read_by_eye(reading: Reading) -> None:
    def counts(plan: Plan) -> dict[str, int]:
        found: dict[str, set[tuple[str, str | None]]] = {}
        for said in plan.log:
            for number in said.about:
                found.setdefault(number, set()).update((one.target, said.strand) for one in said.awaits)
        return {number: len(waits) for number, waits in found.items() if waits}

    assert counts(reading.plan) == counts(READ_BY_EYE)


def test_the_blocked_and_the_partly_waiting_are_those_read_by_eye(reading: Reading) -> None:
    assert list(pp.blocked(reading.plan, as_of=DAY)) == list(pp.blocked(READ_BY_EYE, as_of=DAY))
    assert list(pp.waiting(reading.plan, as_of=DAY)) == list(pp.waiting(READ_BY_EYE, as_of=DAY))


def expected(plan: Plan) -> set[tuple[str, datetime.date | None, datetime.date | None]]:
    """For each recommendation every period in which something is expected of it, or of what it awaits."""
    of_events: dict[str | None, list[pp.Period]] = {}
    for said in plan.log:
        for event in said.events:
            of_events.setdefault(event, []).extend([said.expected] if said.expected else [])
    found = set()
    for said in plan.log:
        periods = [one.expected for one in said.milestones] + ([said.expected] if said.expected else [])
        periods += [period for one in said.awaits for period in of_events.get(one.event, [])]
        found |= {(number, period.start, period.end) for number in said.about for period in periods}
    return found


def test_at_least_nine_of_ten_expected_periods_are_found_and_none_is_invented(reading: Reading) -> None:
    right, read = expected(READ_BY_EYE), expected(reading.plan)
    assert natural_order({number for number, *_ in right - read}) == ("12", "13", "62", "94")
    assert len(right & read) >= 0.9 * len(right)
    assert read <= right


def test_numbers_of_another_document_are_findings(reading: Reading) -> None:
    other = [one.citations[0].line for one in reading.findings if one.code == "other-document"]
    assert other == [889, 1083]


def test_the_sources_and_the_plan_are_named_by_the_document(reading: Reading) -> None:
    (source,) = reading.plan.sources
    assert (source.title, str(source.covers)) == ("Implementeringsplan 2017", "2017")
    assert (reading.plan.title, str(reading.plan.period)) == ("Praksisplan for almen praksis 2015-2019", "2015-2019")
    assert reading.plan.region == "Region Hovedstaden"


def test_the_lines_of_the_document_stand_beside_what_was_read(reading: Reading) -> None:
    words = str(explain(reading, 29))
    assert "linje 592-594" in words
    assert "afventer: 28" in words


def test_the_plan_is_the_same_each_time_and_can_be_saved(reading: Reading) -> None:
    again = read_document(content())
    assert (again.plan, again.facts, again.findings) == (reading.plan, reading.facts, reading.findings)
    assert pp.loads(pp.dumps(reading.plan)) == reading.plan


def test_nothing_of_the_document_disappears(reading: Reading) -> None:
    taken = {
        line
        for fact in reading.facts
        for line in range(fact.span.line or 0, (fact.span.last_line or fact.span.line or 0) + 1)
    }
    left = {one.span.line for one in reading.uncovered}
    lines = content().decode().splitlines()
    assert [n for n, text in enumerate(lines, 1) if any(map(str.isalnum, text)) and n not in taken | left] == []
