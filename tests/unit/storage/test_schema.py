"""The shipped JSON Schema is that of the code, and agrees with the reader about shape."""

from __future__ import annotations

import datetime
import json
import re
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given

import praksisplan
from praksisplan import Plan, PlanError, blocked, dumps, loads, waiting
from praksisplan.storage.json import write_json
from praksisplan.storage.schema import json_schema
from praksisplan.testing import plans

SHIPPED = (files(praksisplan) / "storage" / "plan.schema.json").read_text(encoding="utf-8")
VALIDATOR = jsonschema.Draft202012Validator(json.loads(SHIPPED))
BUNDLED = (files(praksisplan) / "datasets" / "hovedstaden-almen-2015-2019.json").read_text(encoding="utf-8")


def test_the_shipped_schema_is_made_from_the_code() -> None:
    assert write_json(json_schema()) == SHIPPED
    jsonschema.Draft202012Validator.check_schema(json.loads(SHIPPED))


def test_the_bundled_plan_is_valid_and_canonical() -> None:
    VALIDATOR.validate(json.loads(BUNDLED))
    assert dumps(loads(BUNDLED)) == BUNDLED


@given(plans())
def test_what_is_written_is_valid(plan: Plan) -> None:
    VALIDATOR.validate(json.loads(dumps(plan)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"schema": 3', '"schema": "1"'),
        ('"title": "Praksisplan for', '"titel": "Praksisplan for'),
        ('"practice_area": "general_practice"', '"practice_area": "gp"'),
        ('"period": "2015-2019"', '"period": 2015'),
        ('"about": ["29"]', '"about": [29]'),
        ('"about": ["29"]', '"about": "29"'),
        ('"line": 592', '"line": "592"'),
        ('"delivered": true', '"delivered": "ja"'),
        ('"status": "awaiting"', '"status": "afventes"'),
    ],
)
def test_wrong_shape_is_refused_by_both(old: str, new: str) -> None:
    assert old in BUNDLED
    text = BUNDLED.replace(old, new, 1)
    assert list(VALIDATOR.iter_errors(json.loads(text)))
    with pytest.raises(PlanError):
        loads(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"practice_area": "general_practice"', '"practice_area": "almen praksis"'),
        ('"status": "awaiting"', '"status": "afventer"'),
        ('"status": "permanent"', '"status": "ongoing and permanent"'),
    ],
)
def test_labels_are_read_as_the_values_they_name(old: str, new: str) -> None:
    assert old in BUNDLED
    text = BUNDLED.replace(old, new, 1)
    VALIDATOR.validate(json.loads(text))
    assert dumps(loads(text)) == BUNDLED


# --- the page about files ----------------------------------------------------------------------------------------

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "files.md").read_text(encoding="utf-8")


def test_the_examples_of_the_page_about_files_can_be_read() -> None:
    whole, strands, waits, milestones = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert loads(whole, format="yaml").recommendation(29).title == "Udbrede metoderne"
    plan = loads(whole.partition("recommendations:")[0] + strands, format="yaml")
    assert [one.id for one in plan.recommendation(2).strands] == ["telekol", "foranalyse"]
    day = datetime.date(2017, 1, 15)
    assert list(waiting(plan, as_of=day)) == ["2"]
    assert not blocked(plan, as_of=day)
    others = "".join(f'- {{number: "{number}", section: "4.1", title: T}}\n' for number in (10, 28))
    plan = loads(
        whole.partition("recommendations:")[0]
        + strands.partition("log:")[0].replace("events:", others + "events:")
        + waits,
        format="yaml",
    )
    assert [wait.one_of for wait in blocked(plan, as_of=day)[10].awaits] == [None, "vej", "vej"]
    said = 'log:\n- about: ["28"]\n  ' + milestones.replace("\n", "\n  ")
    found = loads(whole.partition("log:")[0] + said, format="yaml").log[0].milestones
    assert [(one.every, str(one.reached)) for one in found] == [("", "None"), ("1 år", "None"), ("", "2. juni 2017")]
