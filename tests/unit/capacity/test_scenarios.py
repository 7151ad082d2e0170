"""The scenarios that a lawyer can read come out as they say, and say enough."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from praksisplan.capacity.questions import QUESTIONS
from praksisplan.testing import run_scenarios

FOLDER = Path(__file__).parents[2] / "scenarios"
OUTCOMES = run_scenarios(FOLDER)


@pytest.mark.parametrize("found", OUTCOMES, ids=lambda found: found.title)
def test_a_scenario_comes_out_as_it_says(found):
    assert found.is_as_expected, str(found)


def test_every_question_is_asked_by_its_words_and_answered_in_more_than_one_way():
    text = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.yaml"))
    answers = {found.ruling.question: set() for found in OUTCOMES}
    for found in OUTCOMES:
        answers[found.ruling.question].add(found.ruling.verdict)
    assert set(answers) == set(QUESTIONS)
    assert all(f"spørgsmål: {QUESTIONS[question].title()}" in text for question in QUESTIONS)
    assert all(len(verdicts) > 1 for verdicts in answers.values())


def test_there_are_many_and_each_has_a_title_of_its_own():
    assert len(OUTCOMES) >= 120
    assert max(Counter(found.title for found in OUTCOMES).values()) == 1
