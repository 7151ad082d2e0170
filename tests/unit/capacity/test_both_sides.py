"""The scenarios stand on both sides of every threshold and of every day on which a figure or a rule changes."""

from __future__ import annotations

import datetime
from collections import defaultdict

import pytest

from praksisplan.capacity import Verdict, default_figures, legal_rules
from praksisplan.capacity.questions import QUESTIONS
from tests.unit.capacity.test_forms import DAY, parts
from tests.unit.capacity.test_guards import ASKED

FIRST_DAY = datetime.date(1900, 1, 1)

ONE_SIDED = {
    "pension.age": "a notice is possible from 2022 to 2026 alone: those born before 1955 are old enough then in any "
    "case, and those born from 1963 are not",
    "specialist.knee_reduction": "applies only above the threshold",
    "physio.capacity_reduction": "applies only above the limit",
}
"""Figures that have no other side, and why."""


def days_of(question):
    """The days on which what a question applies changes, each with the figures and rules that do."""
    found = defaultdict(set)
    for name in QUESTIONS[question].figures:
        for dated in default_figures()[name].values:
            for day in (dated.since, dated.until):
                found[day].add(name)
    for name in QUESTIONS[question].rules:
        rule = legal_rules().get(name)
        if rule is not None:
            found[rule.since if rule.is_start_known else None].add(name)
            found[rule.until].add(name)
    return {day: names for day, names in found.items() if day is not None and day > FIRST_DAY}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_asked_on_both_sides_of_every_day_of_change(question):
    """On the day of the ruling, or with a fact that has the day: a birth, a joining, an end."""
    told = set()
    for name, given, _ in ASKED:
        facts = (fact for key, fact in given.items() if name == question and key != "figures")
        told |= {value for fact in facts for _, value in parts(fact) if type(value) is datetime.date}
    lacking = {day: names for day, names in days_of(question).items() if not {day - DAY, day} <= told}
    assert lacking == {}


def test_every_figure_of_a_question_decides_both_ways():
    """A figure of several specialities or groups does so for each of them in at least one question."""
    verdicts = defaultdict(set)
    for name, _, ruling in ASKED:
        for used in ruling.figures:
            if not used.is_own:
                verdicts[name, used.name, used.dated.of, used.dated.since].add(ruling.verdict)
    lacking = []
    for name, question in QUESTIONS.items():
        needed = {Verdict.YES} if question.is_amount else {Verdict.YES, Verdict.NO}
        for figure in question.figures:
            for dated in default_figures()[figure].values:
                asked = [one for one, other in QUESTIONS.items() if figure in other.figures]
                found = [verdicts[one, figure, dated.of, dated.since] for one in asked]
                is_told = any(needed <= one for one in found) or (
                    dated.of and any(QUESTIONS[one].is_amount and Verdict.YES in got for one, got in zip(asked, found))
                )
                if dated.value is not None and figure not in ONE_SIDED and not is_told:
                    lacking.append((name, figure, dated.of, str(dated.since)))
    assert lacking == []
