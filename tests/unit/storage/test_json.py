"""JSON of a plan: what is no JSON, and the form in which a plan is written."""

import contextlib
import datetime
import gc
import json

import attrs
import pytest

import praksisplan as pp
from praksisplan import (
    Await,
    Citation,
    Period,
    Plan,
    PlanError,
    Recommendation,
    Section,
    Source,
    Statement,
    datasets,
    dumps,
    loads,
    parse_period,
)
from praksisplan.model import PracticeArea

EMPTY = Plan("plan", "Plan", "2015-2019", region="Region", practice_area=PracticeArea.GENERAL_PRACTICE)
SECTION = Section("1", "Afsnit")
SOURCE = Source("s", "Kilde", parse_period("2016"))
TEXT = '{"schema": 3, "id": "plan", "title": "Plan", "region": "R", "practice_area": "psychology", "period": "2015"}'


def faults(text):
    with pytest.raises(PlanError) as caught:
        loads(text)
    return [(fault.code, fault.path, fault.line, fault.column) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("", 1, 1),
        (" \n\t", 2, 2),
        ("{", 1, 2),
        ('{"a"', 1, 5),
        ('{"a" 1}', 1, 6),
        ('{"a": }', 1, 7),
        ('{"a": 1', 1, 8),
        ('{"a": 1 "b": 2}', 1, 9),
        ("{a: 1}", 1, 2),
        ("{'a': 1}", 1, 2),
        ('{"a": [1 2]}', 1, 10),
        ('{"a": [1', 1, 9),
        ('{"a": 1}\n{}', 2, 1),
        ('{\n "a": tru}', 2, 7),
        ('{"a": -}', 1, 7),
        ('{"a": .5}', 1, 7),
        ("// plan\n{}", 1, 1),
        (f"{TEXT} x", 1, len(TEXT) + 2),
    ],
)
def test_text_that_is_no_json(text, line, column):
    assert faults(text) == [("not-json", "$", line, column)]


@pytest.mark.parametrize("value", ["01", "+1", "1.", "1,", '"x', '"\\x"', '"\t\x1b"', "'x'", "True", "undefined"])
def test_text_that_json_almost_allows(value):
    text = f'{{"a": {value}}}'
    [(code, path, line, column)] = faults(text)
    assert (code, path, line) == ("not-json", "$", 1)
    assert 1 < column <= len(text) + 1


@pytest.mark.parametrize(
    ("text", "english", "danish"),
    [
        ('{"a": }', "a value is missing", "der mangler en værdi"),
        ("{a: 1}", "expected a key in double quotes", "her skal være en nøgle i dobbelte citationstegn"),
        ('{"a" 1}', "expected ':' after the key", "her skal være »:« efter nøglen"),
        ('{"a": 1 "b": 2}', "expected ',' or the end", "her skal være »,« eller slutningen"),
        ("{} {}", "expected the end of the text", "teksten skal slutte her"),
        ('{"a": "x', "has no closing quotation mark", "mangler det afsluttende citationstegn"),
        ('{"a": "x\ty"}', "within quotation marks; write \\n or \\t", "inden for citationstegn; skriv \\n eller \\t"),
        ('{"a": "C:\\Plan"}', "unknown escape", "ukendt tegn efter \\"),
        ('{"a": "\\u12"}', "unknown escape", "ukendt tegn efter \\"),
    ],
)
def test_what_is_wrong_is_told_in_our_own_words(text, english, danish):
    with pytest.raises(PlanError) as caught:
        loads(text)
    [fault] = caught.value.faults
    assert fault.message.startswith("invalid JSON: ")
    assert fault.danish.startswith("ugyldig JSON: ")
    assert english in fault.message
    assert danish in fault.danish


def test_faults_before_the_place_where_json_ends_are_told_too():
    assert faults('{"a": NaN,\n "a": 1,\n "b": }') == [
        ("not-finite", "$.a", 1, 7),
        ("duplicate-key", "$.a", 2, 2),
        ("not-json", "$", 3, 7),
    ]


def test_signs_beyond_ascii_do_not_move_the_column():
    text = TEXT.replace('"Plan"', '"Æbleø 𝄞", "titel": "x"')
    assert faults(text) == [("unknown-key", "$.titel", 1, text.index('"titel"') + 1)]


def test_empty_lists_and_escapes_are_read():
    plan = loads(TEXT.replace('"Plan"', r'"\u00c6ble\n\ud834\udd1e \" \/", "log": [], "bodies": [ ]'))
    assert plan.title == 'Æble\n𝄞 " /'
    assert plan.log == plan.bodies == ()


@pytest.mark.parametrize("on", [True, False])
@pytest.mark.parametrize("text", [TEXT, TEXT.replace("id", "di"), "{"])
def test_the_garbage_collector_is_left_as_it_was(on, text):
    before = gc.isenabled()
    try:
        (gc.enable if on else gc.disable)()
        with contextlib.suppress(PlanError):
            loads(text)
        assert gc.isenabled() is on
    finally:
        (gc.enable if before else gc.disable)()


def test_decomposed_text_is_composed():
    assert loads(TEXT.replace('"Plan"', '"A\u030arsplan"')).title == "Årsplan"


# --- writing ------------------------------------------------------------------------------------------------------


def test_bundled_plan_comes_back_from_its_text():
    plan = datasets.load("hovedstaden-almen-2015-2019")
    text = dumps(plan)
    assert loads(text) == plan
    assert dumps(loads(text)) == text
    assert text.endswith("}\n")
    assert text.startswith('{\n  "schema": 3,\n  "id": "hovedstaden-almen-2015-2019",\n')
    assert "\\u" not in text
    assert json.loads(text)["schema"] == 3


def test_what_is_left_out_is_not_written():
    assert json.loads(dumps(EMPTY)) == {
        "schema": 3,
        "id": "plan",
        "title": "Plan",
        "region": "Region",
        "practice_area": "general_practice",
        "period": "2015-2019",
    }


def test_a_period_is_written_in_its_words_where_they_give_it_back():
    words = attrs.evolve(EMPTY, period=parse_period("primo 2017"))
    assert json.loads(dumps(words))["period"] == "primo 2017"
    year_given = attrs.evolve(EMPTY, period=parse_period("2. maj", year=2017))
    assert json.loads(dumps(year_given))["period"]["start"] == "2017-05-02"
    other_words = attrs.evolve(EMPTY, period=attrs.evolve(parse_period("2017"), text="når tiden kommer"))
    weeks = attrs.evolve(EMPTY, period=parse_period("uge 1-3", year=2026))
    assert json.loads(dumps(weeks))["period"]["year"] == 2026  # although it begins on 29 December 2025
    assert "year" not in json.loads(dumps(year_given))["period"]
    for plan in (words, year_given, other_words, weeks):
        assert loads(dumps(plan)) == plan


@pytest.mark.parametrize("format", ["json", "yaml"])
def test_a_wait_for_a_number_that_the_plan_does_not_have_is_kept(format):
    """`blocked` holds it open and `check` tells of it; so a file keeps it."""
    waiting, lifting = Statement(about=("1",), awaits=(Await(recommendation=99),)), Await(recommendation=98)
    log = (waiting, Statement(about=("1",), lifts=(lifting,)))
    plan = attrs.evolve(
        EMPTY, sections=(SECTION,), recommendations=(Recommendation("1", SECTION.number, "x"),), log=log
    )
    kept = loads(dumps(plan, format=format), format=format)
    assert kept == plan
    assert list(pp.blocked(kept, as_of=datetime.date(2017, 1, 15))) == ["1"]
    assert "awaits-missing" in {one.code for one in pp.check(kept, as_of=datetime.date(2017, 1, 15))}


@pytest.mark.parametrize("format", ["json", "yaml"])
@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        ({"log": (Statement(about=("1",)),)}, "unknown-number", "$.log[0].about[0]"),
        ({"authority": "ppu"}, "unknown-body", "$.authority"),
        ({"log": (Statement(by="ppu"),)}, "unknown-body", "$.log[0].by"),
        ({"log": (Statement(events=("e",)),)}, "unknown-event", "$.log[0].events[0]"),
        ({"log": (Statement(awaits=(Await(event="e"),)),)}, "unknown-event", "$.log[0].awaits[0].event"),
        ({"log": (Statement(citations=(Citation("s"),)),)}, "unknown-source", "$.log[0].citations[0].source"),
        ({"sections": (SECTION, SECTION)}, "duplicate-number", "$.sections[1].number"),
        ({"recommendations": (Recommendation("1", "1", "x"),)}, "unknown-number", "$.recommendations[0].section"),
        (
            {
                "sections": (SECTION,),
                "recommendations": (Recommendation("1", "1", "x"),),
                "log": (Statement(about=("1",), strand="a"),),
            },
            "unknown-strand",
            "$.log[0].strand",
        ),
    ],
)
def test_plan_that_could_not_be_read_again_is_not_written(change, code, path, format):
    with pytest.raises(PlanError) as caught:
        dumps(attrs.evolve(EMPTY, **change), format)
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [(code, path)]


def test_all_that_could_not_be_read_again_is_told():
    plan = attrs.evolve(EMPTY, sections=(SECTION, SECTION), log=(Statement(about=("1", "2"), by="ppu"),))
    with pytest.raises(PlanError) as caught:
        dumps(plan)
    assert len(caught.value.faults) == 4
    assert "$.sections[0].number" in caught.value.faults[0].message


@attrs.frozen
class OwnSection(Section):
    """A section of a user's own, which no file can hold."""

    note: str = ""


@pytest.mark.parametrize("format", ["json", "yaml"])
@pytest.mark.parametrize(
    "value",
    [
        None,
        "plan",
        {},
        [],
        5,
        SECTION,
        attrs.evolve(EMPTY, sections=(OwnSection("1", "x"),)),
        attrs.evolve(EMPTY, sections=(OwnSection("1", "x", note="y"),)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_plan_is_not_written(value, format):
    with pytest.raises(PlanError):
        dumps(value, format)


def test_words_of_a_period_that_steer_the_display_are_not_written():
    with pytest.raises(PlanError):
        dumps(attrs.evolve(EMPTY, period=Period(parse_period("2017").start, None, text="\x1b[31m2017")))


@pytest.mark.parametrize("format", ["json", "yaml"])
def test_byte_order_mark_in_text_is_refused(format):
    with pytest.raises(PlanError) as caught:
        loads(f"\ufeff{TEXT}", format)
    [fault] = caught.value.faults
    assert (fault.code, fault.line, fault.column) == ("forbidden-character", 1, 1)
