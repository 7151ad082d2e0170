"""Answers as JSON: what is written keeps to the schemas that are shipped."""

import datetime
import json
from importlib import resources

import jsonschema
import pytest

import praksisplan as pp
from praksisplan.capacity import default_figures
from praksisplan.reports import answer_schema, to_json, to_plain
from praksisplan.rules import Blocked, Timetable
from tests.unit.test_frames import EMPTY, FULL

DAY = datetime.date(2017, 1, 15)
SHIPPED = json.loads(resources.files("praksisplan.reports").joinpath("answers.schema.json").read_text("utf-8"))
EVERY = [*FULL.values(), *EMPTY.values()]
NAMES = [f"{type(one).__name__}-{'full' if place < len(FULL) else 'empty'}" for place, one in enumerate(EVERY)]


def keeps_to(schema, data):
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    assert [one.message for one in validator.iter_errors(data)] == []


def few(answer, labels):
    """What is written of an answer, with the first and the last of its records: a validator takes its time."""
    data = json.loads(to_json(answer, labels))
    assert len(data["records"]) == len(answer.to_records())
    return {**data, "records": data["records"][:3] + data["records"][-3:]}


@pytest.mark.parametrize("labels", ["codes", "da", "en"])
@pytest.mark.parametrize("answer", EVERY, ids=NAMES)
def test_every_answer_keeps_to_its_schema(answer, labels):
    data = few(answer, labels)
    keeps_to(answer_schema(answer), data)
    name = type(answer).__name__
    if name != "PortfolioAnswer":  # its columns are those of the question that was put
        keeps_to(SHIPPED["$defs"][name], data)


@pytest.mark.parametrize("labels", ["codes", "en"])
def test_plain_values_are_what_is_written(labels):
    held = pp.blocked(pp.datasets.load("hovedstaden-almen-2015-2019"), as_of=DAY)
    assert to_plain(held, labels) == json.loads(to_json(held, labels))


def test_a_figure_and_a_fault_as_plain_values():
    figure = to_plain(default_figures().at("gp.patients_per_capacity", on=datetime.date(2024, 1, 1)))
    assert (figure["name"], figure["dated"]["value"]) == ("gp.patients_per_capacity", 1600)
    with pytest.raises(pp.PlanError) as caught:
        pp.loads("[")
    [fault] = map(to_plain, caught.value.faults)
    assert (fault["code"], fault["line"], fault["column"]) == ("not-json", 1, 2)
    assert json.loads(json.dumps(fault)) == fault


def test_the_schemas_are_sound():
    jsonschema.Draft202012Validator.check_schema(SHIPPED)


def test_the_schema_knows_every_column_and_no_other():
    held = pp.blocked(pp.datasets.load("hovedstaden-almen-2015-2019"), as_of=DAY)
    data = json.loads(to_json(held, "en"))
    assert (data["answer"], data["plan"], data["as_of"]) == ("Blocked", "hovedstaden-almen-2015-2019", "2017-01-15")
    assert data["heading"] == "28 of 71 recommendations are blocked as of 15 January 2017"
    row = next(one for one in data["records"] if one["number"] == "29")
    assert (row["awaits"], row["awaits_label"]) == (["28"], ["recommendation 28 (report)"])
    schema = answer_schema(Blocked)
    for change in (lambda one: one.pop("awaits"), lambda one: one.update(more=1), lambda one: one.update(number=29)):
        other = json.loads(to_json(held))
        change(other["records"][0])
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(other, schema)


def test_keys_are_described_in_both_languages():
    keys = answer_schema(Blocked)["properties"]["records"]["items"]["properties"]
    assert keys["roots_kind"]["description"] == "root causes (bunder i) kind"
    assert all("(" in one["description"] for one in keys.values())


def test_the_periods_of_a_timetable_are_known_from_the_answer():
    years = [pp.parse_period("2017")]
    found = pp.timetable(pp.datasets.load("hovedstaden-almen-2015-2019"), years, as_of=DAY)
    own, kind = (answer_schema(one)["properties"]["records"]["items"] for one in (found, Timetable))
    assert "2017" in own["required"]
    assert own["additionalProperties"] is False
    assert "2017" not in kind["properties"]


@pytest.mark.parametrize("wrong", [dict, 1, "Blocked", None, {}])
def test_what_is_no_answer_is_refused(wrong):
    with pytest.raises(pp.PlanError, match="Tabular"):
        answer_schema(wrong)
    with pytest.raises(pp.PlanError, match="Tabular"):
        to_json(wrong)
