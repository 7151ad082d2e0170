"""Root causes are the same whether they are found for all at once or for one at a time, as in very large plans."""

from __future__ import annotations

import datetime

import attrs
import pytest
from hypothesis import HealthCheck, given, settings

from praksisplan import Await, Plan, Statement, blocked, datasets, parse_period
from praksisplan.rules import waits
from praksisplan.testing import plans

DAY = datetime.date(2017, 6, 1)
BUNDLED = datasets.load("hovedstaden-almen-2015-2019")


def roots(plan: Plan) -> dict[str, tuple[waits.Root, ...]]:
    return {number: found.roots for number, found in blocked(plan, as_of=DAY).items()}


@given(plans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_at_a_time(monkeypatch: pytest.MonkeyPatch, plan: Plan) -> None:
    at_once = roots(plan)
    with monkeypatch.context() as patch:
        patch.setattr(waits, "_MOST_AT_ONCE", -1)
        assert roots(plan) == at_once


def test_of_the_bundled_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """62 awaits a clarification, 65 awaits 62; that 62 also promises its start changes nothing of what it comes to."""
    promised = Statement(about=["62"], expected=parse_period("2017"), citations=BUNDLED.log[0].citations)
    plan = attrs.evolve(BUNDLED, log=(*BUNDLED.log, promised, Statement(about=["65"], awaits=(Await("62"),))))
    clarification = (waits.Root("event", ("ajourfoering-fortolkning",)),)
    for most in (20_000, -1):
        monkeypatch.setattr(waits, "_MOST_AT_ONCE", most)
        assert roots(plan)["65"] == roots(plan)["62"] == clarification
