"""Answers can be sent to other processes, by every protocol of pickle."""

import datetime
import pickle

import pytest

import praksisplan as pp
from praksisplan import datasets

DAY = datetime.date(2017, 1, 15)
YEAR = pp.parse_period("2017")
QUESTIONS = {
    "approvals": pp.rules.approvals,
    "blocked": lambda plan: pp.blocked(plan, as_of=DAY),
    "carry_over": lambda plan: pp.carry_over(plan, into=2017, as_of=DAY),
    "check": lambda plan: pp.check(plan, as_of=DAY),
    "commitment": lambda plan: pp.rules.commitment(plan, year=2016, as_of=DAY),
    "delays": lambda plan: pp.scheduling.delays(plan, as_of=DAY),
    "efforts_at": lambda plan: pp.rules.efforts_at(plan, as_of=DAY),
    "forecast": lambda plan: pp.forecast(plan, as_of=DAY),
    "load_of": lambda plan: pp.scheduling.load_of(plan, per="quarter", over=YEAR, as_of=DAY),
    "overdue": lambda plan: pp.overdue(plan, as_of=DAY),
    "proposals": lambda plan: pp.proposals(plan, as_of=DAY),
    "ready": lambda plan: pp.ready(plan, as_of=DAY),
    "releases": lambda plan: pp.releases(plan, 28, as_of=DAY),
    "schedule": lambda plan: pp.schedule(plan, pp.Workload("quarter"), as_of=DAY, over=plan.period),
    "simulate": lambda plan: pp.scheduling.simulate(plan, as_of=DAY, runs=20),
    "state_at": lambda plan: pp.state_at(plan, as_of=DAY),
    "status_report": lambda plan: pp.status_report(plan, over=YEAR, as_of=DAY),
    "timetable": lambda plan: pp.timetable(plan, pp.periods.split_period(YEAR, "quarter"), as_of=DAY),
    "waiting": lambda plan: pp.waiting(plan, as_of=DAY),
    "why": lambda plan: pp.why(plan, 29, as_of=DAY),
    "year_plan": lambda plan: pp.year_plan(plan, year=2017, as_of=DAY),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_answer_survives_every_protocol(question):
    answer = QUESTIONS[question](datasets.load("hovedstaden-almen-2015-2019"))
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        copy = pickle.loads(pickle.dumps(answer, protocol))
        assert type(copy) is type(answer)
        assert str(copy) == str(answer)
