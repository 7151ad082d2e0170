"""Files of older versions of the format."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from praksisplan import PlanError, approve, blocked, carry_over, datasets, dumps, loads, year_plan
from praksisplan.model import PlanKind, PracticeArea
from tests.unit.rules.plans import plan_of, said

NEW = {
    "schema": 3,
    "id": "plan",
    "title": "Plan",
    "region": "Region",
    "practice_area": "psychology",
    "period": "2015-2019",
    "bodies": [{"id": "ppu", "name": "Udvalg", "kind": "committee"}],
    "sections": [{"number": "1", "title": "Afsnit"}],
    "recommendations": [{"number": "1", "section": "1", "title": "A"}],
    "events": [{"id": "e", "title": "Rapport", "kind": "report", "responsible": ["ppu"]}],
    "log": [{"about": ["1"], "milestones": [{"title": "M", "expected": "2017", "responsible": ["ppu"]}]}],
}
OLD = json.dumps(NEW).replace('"schema": 3', '"schema": 1').replace('"responsible"', '"bodies"')


@pytest.mark.parametrize("version", [1, 2])
def test_file_of_an_older_version_means_the_same(version):
    """Files as version 1 and 2 wrote them are kept for ever."""
    text = (Path(__file__).parents[2] / "golden" / "files" / f"version-{version}.json").read_text("utf-8")
    plan = loads(text)
    day = datetime.date(2017, 1, 15)
    assert (plan.kind, plan.practice_area) == (PlanKind.PRACTICE_PLAN, PracticeArea.GENERAL_PRACTICE)
    assert list(blocked(plan, as_of=day)) == list(blocked(datasets.load(plan.id), as_of=day))
    ledger = carry_over(plan, into=2017, as_of=datetime.date(2016, 12, 31))
    assert (len(ledger.scheduled), len(ledger.deferred_in), len(ledger.carried_over)) == (16, 8, 47)
    assert loads(dumps(plan)) == plan


def test_the_plan_that_a_file_of_version_2_replaces_is_one_of_several():
    text = json.dumps({**NEW, "schema": 2, "replaces": "before"})
    assert loads(text) == loads(json.dumps({**NEW, "replaces": ["before"]}))
    with pytest.raises(PlanError) as caught:
        loads(text.replace('"before"', '"No id"'))
    [fault] = caught.value.faults
    assert (fault.code, fault.path, fault.column) == ("bad-id", "$.replaces[0]", text.index('"before"') + 1)


@pytest.mark.parametrize("format", ["json", "yaml"])
def test_bodies_of_version_1_are_responsible(format):
    plan = loads(OLD, format)
    assert plan == loads(json.dumps(NEW), format)
    assert (plan.events[0].responsible, plan.events[0].recipients) == (("ppu",), ())
    assert plan.log[0].milestones[0].responsible == ("ppu",)
    assert '"schema": 3' in dumps(plan)


def test_approved_year_plans_of_version_1_keep_their_milestones():
    plan = datasets.load("hovedstaden-almen-2015-2019")
    day = datetime.date(2017, 1, 20)
    plan = approve(plan, year_plan(plan, year=2017, as_of=day), by="ppu", on=day)
    data = json.loads(dumps(plan))
    changed = 0
    for entry in data["year_plans"][0]["entries"]:
        for milestone in entry.get("milestones", ()):
            if "responsible" in milestone:
                milestone["bodies"] = milestone.pop("responsible")
                changed += 1
    assert changed
    assert loads(json.dumps({**data, "schema": 1})) == plan


@pytest.mark.parametrize("path", ["$.events[0].responsible[0]", "$.log[0].milestones[0].responsible[0]"])
def test_fault_of_version_1_is_placed_where_it_stands(path):
    key = path.split("[")[0][2:]
    first, rest = OLD.split(f'"{key}": ', 1)
    text = first + f'"{key}": ' + rest.replace('["ppu"]', '["pp"]', 1)
    with pytest.raises(PlanError) as caught:
        loads(text)
    [fault] = caught.value.faults
    assert (fault.code, fault.path, fault.line) == ("unknown-body", path, 1)
    assert fault.column == text.index('"pp"') + 1


def test_wrong_shapes_of_version_1_are_told():
    for text in ('{"schema": 1, "log": 5, "events": [1], "year_plans": [[]]}', '{"schema": 1}'):
        with pytest.raises(PlanError) as caught:
            loads(text)
        assert {fault.code for fault in caught.value.faults} >= {"missing-key"}


def test_version_1_may_not_name_both():
    with pytest.raises(PlanError) as caught:
        loads(OLD.replace('"kind": "report",', '"kind": "report", "responsible": ["ppu"],'))
    assert [fault.code for fault in caught.value.faults] == ["unknown-key"]


def test_the_three_roles_are_kept_apart_and_written():
    plan = plan_of(said(1, responsible=["pas"], participants=["ppu"], recipients=["ppu", "pas"]), numbers=[1])
    [read] = loads(dumps(plan)).log
    assert (read.responsible, read.participants, read.recipients) == (("pas",), ("ppu",), ("ppu", "pas"))
