"""The schema, the reference and the titles are those of the code."""

from __future__ import annotations

import datetime
import json
import runpy
from fractions import Fraction
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

import praksisplan
from praksisplan import PlanError
from praksisplan.capacity import (
    DatedValue,
    Figures,
    FigureSeries,
    LegalSource,
    Share,
    SourceGrade,
    default_figures,
    distribute,
    moves,
)
from praksisplan.capacity.questions import QUESTIONS, ask, ruling_record
from praksisplan.capacity.reference import reference
from praksisplan.capacity.schema import capacity_schema
from praksisplan.capacity.wording import exact_text, number_text
from praksisplan.reports import FORMATS, Heading, Paragraph, Table, render
from praksisplan.storage.values import read_value, write_value

ROOT = Path(__file__).parents[3]
SHIPPED = json.loads((files(praksisplan) / "capacity" / "capacity.schema.json").read_text(encoding="utf-8"))
FACTS = {"clinic": {"id": "k", "kind": "solo", "capacities": 1, "enrolled": 1600}, "on": "2024-01-01"}
MADE = runpy.run_path(str(ROOT / "docs" / "write.py"))["made"]()


@pytest.mark.parametrize("path", MADE, ids=lambda path: path.name)
def test_what_is_made_from_the_code_is_as_the_code(path):
    assert path.read_bytes() == MADE[path], "run: python docs/write.py"


def test_the_schema_is_one_and_names_every_question():
    assert capacity_schema() == SHIPPED
    jsonschema.Draft202012Validator.check_schema(SHIPPED)
    assert set(QUESTIONS) <= set(SHIPPED["$defs"])
    assert {"Ruling", "Clinic", "Area", "Doctor", "Population", "CapacityChange"} <= set(SHIPPED["$defs"])


def test_every_question_has_words_in_both_languages():
    for lang in ("da", "en"):
        words = [QUESTIONS[question].title(lang) for question in QUESTIONS]
        assert all(word[0].isupper() and word.endswith("?") for word in words)
        assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"on": "2024-1-1"}, "wrong-type"),
        ({"on": 20240101}, "wrong-type"),
        ({"on": None}, "wrong-type"),
        ({"day": "2024-01-01"}, "unknown-key"),
        ({"clinic": "k"}, "wrong-type"),
        ({"clinic": {"id": "k", "kind": "solo-praksis"}}, "unknown-word"),
        ({"clinic": {"id": "k", "kind": "solo", "enrolled": "1600"}}, "wrong-type"),
        ({"clinic": {"id": "k", "kind": "solo", "licences": "k"}}, "wrong-type"),
        ({"figures": [{"name": "gp.patients_per_capacity"}]}, "missing-key"),
    ],
)
def test_wrong_shape_is_refused_by_schema_and_reader(change, code):
    validator = jsonschema.Draft202012Validator({**SHIPPED, "$ref": "#/$defs/may_close_list"})
    assert validator.is_valid(FACTS)
    wrong = {**FACTS, **change}
    assert not validator.is_valid(wrong)
    with pytest.raises(PlanError) as error:
        ask("may_close_list", json.dumps(wrong))
    assert [fault.code for fault in error.value.faults] == [code]


def test_a_number_longer_than_any_is_refused():
    for number in (10**30, -(10**30)):
        with pytest.raises(PlanError, match="at most 30 digits"):
            ask("may_close_list", json.dumps({**FACTS, "clinic": {**FACTS["clinic"], "enrolled": number}}))
    with pytest.raises(PlanError) as error:
        read_value("1" + "0" * 300, Fraction)
    assert error.value.faults[0].code == "wrong-type"


@pytest.mark.parametrize(
    ("number", "danish", "english"),
    [
        (Fraction(-1, 3), "-0,33", "-0.33"),
        (Fraction("1234567.891"), "1.234.567,89", "1,234,567.89"),
        (1600.5, "1.600,5", "1,600.5"),
        (100, "100", "100"),
        (Fraction(1, 1000), "0", "0"),
        (10**38 - 1, "9" * 2 + ".999" * 12, "9" * 2 + ",999" * 12),
        (10**38, "et meget stort tal", "a very large number"),
    ],
)
def test_numbers_as_they_are_written(number, danish, english):
    assert (number_text(number), number_text(number, "en")) == (danish, english)


def test_exact_numbers_as_they_are_written():
    assert [exact_text(Fraction(one)) for one in ("0.047", "7/6", "1600", "-0.5")] == ["0,047", "7/6", "1.600", "-0,5"]


def test_a_ruling_as_a_record():
    record = ruling_record(ask("may_close_list", json.dumps(FACTS)), "en")
    assert list(record) == ["text", "lang", "ruling"]
    assert record["text"].startswith("Yes: 1,600 enrolled")
    assert record["ruling"]["verdict"] == "yes"
    assert [one["dated"].get("value") for one in record["ruling"]["figures"]] == [None, 1600]


# --- the reference ------------------------------------------------------------------------------------------------


def value(since: str, until: str | None, number: int, of: str = "") -> DatedValue:
    days = [None if day is None else datetime.date.fromisoformat(day) for day in (since, until)]
    source = LegalSource("Overenskomst", "§ 1", "https://example.org/a")
    checked = datetime.date(2026, 1, 2)
    return DatedValue(days[0], source, SourceGrade.B, checked, Fraction(number), until=days[1], of=of)


LAW = Figures(
    (
        FigureSeries("gp.full", "stk.", "fuld", "full", (value("2020-01-01", "2021-01-01", 1),)),
        FigureSeries(
            "gp.gapped",
            "",
            "huller",
            "gapped",
            (
                value("2024-01-01", None, 4, "psychiatry"),
                value("2020-01-01", "2021-01-01", 2, "psychiatry"),
                value("2022-01-01", "2023-01-01", 3, "psychiatry"),
                value("2022-01-01", None, 7, "51"),
            ),
        ),
        FigureSeries("gp.asked", "km", "spurgt", "asked", (), "oplys den", "bring it"),
    )
)


def test_the_reference_tells_every_figure_and_what_is_not_known():
    document = reference("en", LAW)
    tables = {table.name: table for table in document.tables}
    assert document.as_of == datetime.date(2026, 1, 2)
    assert document.facts[0] == "The figures were last looked up on 2 January 2026"
    assert [(row["of"], row["amount"], row["ends"]) for row in tables["gp.gapped"].records()] == [
        ("psychiatry", "2", datetime.date(2021, 1, 1)),
        ("psychiatry", "3", datetime.date(2023, 1, 1)),
        ("psychiatry", "4", None),
        ("51", "7", None),
    ]
    assert "of" not in tables["gp.full"].columns
    assert [row["grade"] for row in tables["gp.full"].records()] == ["B"]
    assert [tuple(row.values()) for row in tables["Missing figures"].records()] == [
        ("gp.full", "full", "", "no value from 1 January 2021"),
        ("gp.gapped", "gapped", "psychiatry", "no value from 1 January 2021 until 1 January 2022"),
        ("gp.gapped", "gapped", "psychiatry", "no value from 1 January 2023 until 1 January 2024"),
        ("gp.asked", "asked", "", "bring it"),
    ]


def test_the_reference_tells_every_question_with_rules_and_figures():
    document = reference("da")
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert [QUESTIONS[question].title() for question in QUESTIONS] == headings[1 : 1 + len(QUESTIONS)]
    start = headings.index(QUESTIONS["may_close_list"].title())
    blocks = list(document.blocks)
    first = blocks.index(Heading(2, headings[start]))
    told = []
    for block in blocks[first + 1 :]:
        if isinstance(block, Heading):
            break
        assert isinstance(block, Paragraph)
        told.append(block.text)
    assert told[0] == "may_close_list(clinic, on, figures)"
    assert any(line.startswith("Oplysninger: klinik, klinik.form, ") for line in told)
    assert any(line.startswith("Regler: GP-CLOSE") for line in told)
    assert any(line.startswith("Bruger: gp.patients_per_capacity") for line in told)
    assert not any(">>>" in line or "`" in line for line in told)


def test_every_figure_stands_in_the_reference():
    document = reference("da")
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    tables = {block.name: block for block in document.blocks if isinstance(block, Table)}
    for one in default_figures().series:
        assert one.name in headings
        assert len(tables[one.name].rows if one.values else ()) == len(one.values)


@pytest.mark.parametrize("format", [one for one in FORMATS if one not in ("svg", "mmd", "dot")])
def test_the_reference_in_every_format(format):
    assert render(reference("da"), format)


def test_figures_without_any_value_have_no_reference():
    with pytest.raises(PlanError) as caught:
        reference("da", Figures((FigureSeries("a.b", "", "tal", "figure"),)))
    assert [fault.code for fault in caught.value.faults] == ["no-values"]


def test_a_text_is_refused_for_its_own_faults_where_the_value_could_be_read():
    with pytest.raises(PlanError) as caught:
        read_value('{"title": "Lov", "title": "Lov"}', LegalSource)
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [("duplicate-key", "$.title")]


OWN = DatedValue(
    datetime.date(2025, 7, 1), LegalSource("Regionsrådet"), SourceGrade.A, datetime.date(2025, 7, 1), Fraction(1450)
)
SHARED = distribute(10, [Share("Nord", 5200, 1, "alder"), Share("Syd", 2600, 1, "alder", strengthened="3/2")])


@pytest.mark.parametrize(
    "value",
    [SHARED, moves({"Nord": 5, "Syd": 6}, SHARED), default_figures().with_values({"gp.patients_per_capacity": OWN})],
    ids=["distribution", "moves", "figures"],
)
def test_answers_and_own_figures_are_json_both_ways(value):
    assert read_value(write_value(value), type(value)) == value


@pytest.mark.parametrize(
    ("pairs", "path"),
    [("[1]", "$[0]"), ('[["a"]]', "$[0]"), ('[["a", 1], ["b", "c"]]', "$[1][1]"), ("[[2, 1]]", "$[0][0]")],
)
def test_what_is_wrong_in_a_row_is_told_at_its_place(pairs, path):
    with pytest.raises(PlanError) as caught:
        read_value(pairs, tuple[tuple[str, int], ...])
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [("wrong-type", path)]
