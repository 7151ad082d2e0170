"""Root causes: asked for one at a time, in any order, they are what they are for all at once."""

from __future__ import annotations

import datetime

import attrs
from hypothesis import given
from hypothesis import strategies as st

from praksisplan import Await, Plan, Statement, blocked, datasets, parse_period
from praksisplan.model import Target, TargetKind
from praksisplan.testing import plans

DAY = datetime.date(2017, 6, 1)
BUNDLED = datasets.load("hovedstaden-almen-2015-2019")


def roots(plan: Plan) -> dict[str, tuple[Target, ...]]:
    return {number: found.roots for number, found in blocked(plan, as_of=DAY).items()}


@given(plans(), st.randoms(use_true_random=False))
def test_the_order_of_asking_changes_nothing(plan, chance) -> None:
    expected, answer = roots(plan), blocked(plan, as_of=DAY)
    numbers = list(answer)
    chance.shuffle(numbers)
    assert {number: answer[number].roots for number in numbers} == expected


def test_of_the_bundled_plan() -> None:
    """62 awaits a clarification, 65 awaits 62; that 62 also promises its start changes nothing of what it comes to."""
    promised = Statement(about=["62"], expected=parse_period("2017"), citations=BUNDLED.log[0].citations)
    plan = attrs.evolve(BUNDLED, log=(*BUNDLED.log, promised, Statement(about=["65"], awaits=(Await("62"),))))
    clarification = (Target(TargetKind.EVENT, "ajourfoering-fortolkning"),)
    assert roots(plan)["65"] == roots(plan)["62"] == clarification
