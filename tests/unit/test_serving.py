"""The server of the Model Context Protocol, asked by the client of the protocol's own package."""

import asyncio
import json
import shutil
import sys
from importlib import resources

import jsonschema
import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters

from praksisplan import PlanError, datasets, save_plan
from praksisplan.capacity.questions import QUESTIONS
from praksisplan.serving import server

NAME = "hovedstaden-almen-2015-2019"
TOOLS = {"plans", "blocked", "why", "releases", "forecast", "year", "stale", "questions", "facts", "ruling"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    found = tmp_path_factory.mktemp("plans")
    with resources.as_file(resources.files("praksisplan.datasets")) as bundled:
        shutil.copy(bundled / f"{NAME}.json", found)
    save_plan(datasets.load("midtjylland-almen-2021-2025"), found / "midt.yaml")
    (found.parent / "secret.json").write_text("{}")
    return found


def told(folder, *calls):
    """What the client is told: the tools, and the result of each call."""

    async def run():
        async with Client(server(folder)) as client:
            tools = await client.list_tools()
            return tools.tools, [await client.call_tool(name, arguments) for name, arguments in calls]

    return asyncio.run(run())


def asked(folder, name, **arguments):
    """The answer of a tool as text and as values, which keep to the schema that the server tells of it."""
    tools, [result] = told(folder, (name, arguments))
    schema = next(one.output_schema for one in tools if one.name == name)
    assert not result.is_error, result.content[0].text
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(result.structured_content, schema)
    return result.content[0].text, result.structured_content


def refused(folder, name, **arguments):
    _, [result] = told(folder, (name, arguments))
    assert result.is_error
    return result.content[0].text


def test_every_tool_only_reads_and_describes_itself(folder):
    tools, _ = told(folder)
    assert {one.name for one in tools} == TOOLS
    for one in tools:
        assert one.annotations.read_only_hint
        assert not one.annotations.open_world_hint
        jsonschema.Draft202012Validator.check_schema(one.input_schema)
        assert all(field["description"] for field in one.input_schema["properties"].values())
        assert len(one.description.split(". ")) >= 2  # English and Danish
    [stale] = [one.input_schema for one in tools if one.name == "stale"]
    defaults = {name: field["default"] for name, field in stale["properties"].items() if "default" in field}
    assert defaults == {"after": "6 måneder", "lang": "da"}


def test_the_plans_of_the_folder(folder):
    assert asked(folder, "plans")[1] == {"plans": [NAME, "midt"]}


def test_blocked_is_answered_with_its_sources(folder):
    text, values = asked(folder, "blocked", plan=NAME, as_of="2017-01-15")
    assert text.startswith("28 af 71 anbefalinger er blokeret pr. 15. januar 2017")
    assert len(values["records"]) == 28
    row = next(one for one in values["records"] if one["number"] == "29")
    assert (row["awaits"], row["sources_line"]) == (["28"], [592])
    assert asked(folder, "blocked", plan=NAME, as_of="15. januar 2017", lang="en")[0].startswith("28 of 71")


@pytest.mark.parametrize("number", [29, "29"])
def test_why_takes_a_number_as_it_is_written(folder, number):
    text, values = asked(folder, "why", plan=NAME, number=number, as_of="2017-01-15")
    assert "afventer afrapporteringen af anbefaling 28" in text
    assert [one["subject"] for one in values["records"]] == ["29", "28"]


def test_releases_forecast_year_and_stale(folder):
    day = {"plan": NAME, "as_of": "2017-01-15"}
    released = asked(folder, "releases", **day, target="forebyggelsesgruppen-rapport")[1]
    assert "9" in [one["number"] for one in released["records"]]
    assert len(asked(folder, "forecast", **day)[1]["records"]) > 28
    year = asked(folder, "year", **day, year=2017)[1]
    assert {"29", "33"} <= {one["number"] for one in year["records"]}
    stale = asked(folder, "stale", plan=NAME, as_of="2018-01-15", after="3 måneder")[1]
    assert {one["freshness"] for one in stale["records"]} == {"stale"}


def test_a_day_of_knowledge_is_asked_for_by_name(folder):
    early = asked(folder, "blocked", plan=NAME, as_of="2017-01-15", known_at="2016-01-01")[1]
    assert early["records"] == []


def test_a_ruling_is_found_by_asking_from_tool_to_tool(folder):
    names = [one["name"] for one in asked(folder, "questions", lang="en")[1]["questions"]]
    assert names == list(QUESTIONS)
    schema = asked(folder, "facts", question="may_close_list")[1]["schema"]
    facts = {"clinic": {"kind": "solo", "capacities": 1, "enrolled": 1600}, "on": "2024-01-01"}
    jsonschema.validate(facts, schema)
    text, values = asked(folder, "ruling", question="may_close_list", facts=facts, lang="en")
    assert text.startswith("Yes")
    assert values["ruling"]["verdict"] == "yes"


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("blocked", {}, ["missing key 'plan'", "mangler"]),
        ("blocked", {"plan": NAME, "day": "2017"}, ["unknown key 'day'", "ukendt nøgle"]),
        ("blocked", {"plan": 1}, ["plan", "text", "tekst"]),
        ("blocked", {"plan": "../secret"}, ["secret"]),
        ("blocked", {"plan": "/etc/passwd"}, ["passwd"]),
        ("blocked", {"plan": NAME, "as_of": "2017"}, ["as_of", "one day", "én dag"]),
        ("blocked", {"plan": NAME, "known_at": "snart"}, ["known_at", "snart"]),
        ("blocked", {"plan": NAME, "lang": "de"}, ["'de'"]),
        ("why", {"plan": NAME, "number": 2000}, ["2000"]),
        ("why", {"plan": NAME, "number": [29]}, ["number"]),
        ("year", {"plan": NAME, "year": "2017"}, ["year"]),
        ("stale", {"plan": NAME, "after": "snart"}, ["after", "snart"]),
        ("ruling", {"question": "may_close_lists", "facts": {}}, ["may_close_list"]),
        ("ruling", {"question": "may_close_list", "facts": {}}, ["clinic", "on"]),
        ("ruling", {"question": "may_close_list", "facts": []}, ["facts"]),
        ("facts", {"question": "x"}, ["x"]),
        ("blokeret", {"plan": NAME}, ["blokeret", "blocked"]),
    ],
)
def test_a_wrong_call_is_told_in_both_languages(folder, name, arguments, words):
    said = refused(folder, name, **arguments)
    assert len(said.split("\n")) >= 2
    assert [one for one in words if one not in said] == []
    assert "Traceback" not in said


def test_a_file_with_faults_is_told_by_its_line(tmp_path):
    (tmp_path / "plan.json").write_text('{"schema": 3, "id": "x"}')
    assert "line 1" in refused(tmp_path, "blocked", plan="plan")


def test_a_folder_that_is_not_there_is_refused_before_anything_is_asked(tmp_path):
    with pytest.raises(PlanError, match="cannot read the folder"):
        server(tmp_path / "nowhere")


def test_it_says_how_to_install_what_it_needs(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "mcp.server.lowlevel", None)
    with pytest.raises(PlanError, match="pip install mcp"):
        server(tmp_path)


def test_the_command_answers_on_its_standard_streams(folder):
    command = StdioServerParameters(command=sys.executable, args=["-m", "praksisplan", "mcp", str(folder)])

    async def run():
        async with Client(command) as client:
            return await client.call_tool("why", {"plan": NAME, "number": "29", "as_of": "2017-01-15"})

    result = asyncio.run(run())
    assert "anbefaling 28" in result.content[0].text
    assert json.loads(json.dumps(result.structured_content))["answer"] == "Explanation"
