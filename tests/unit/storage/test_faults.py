"""What the strict readers of JSON and YAML refuse: every fault with its code, path, place, words and nearest word.

The mark ``¤`` in a text stands where a fault is expected; it is taken out before the text is read. JSON is YAML too, so
the same text is read in both formats and must give the same faults at the same places.
"""

import json
import pickle
import time
import unicodedata

import pytest

from praksisplan import PlanError, Status, loads, parse_period
from praksisplan.errors import Fault, shown
from praksisplan.storage.conversion import MOST_FAULTS
from praksisplan.text import LONGEST_TEXT

BASE = """{
 "schema": 3,
 "id": "plan",
 "title": "Plan",
 "region": "Region",
 "practice_area": "general_practice",
 "period": "2015-2019",
 "sources": [{"id": "ip2017", "title": "Kilde", "dated": "december 2016"}],
 "bodies": [{"id": "ppu", "name": "Udvalg", "kind": "committee", "aliases": ["PPU"]}],
 "sections": [{"number": "4.1", "title": "Afsnit"}],
 "recommendations": [
  {"number": "28", "section": "4.1", "title": "Metoder"},
  {"number": "29", "section": "4.1", "title": "Redskaber", "strands": [{"id": "voksne", "title": "Voksne"}]}
 ],
 "focus_areas": [{"section": "4.1", "title": "Fokus"}],
 "events": [{"id": "rapport", "title": "Rapport", "kind": "report", "responsible": ["ppu"]}],
 "log": [
  {"about": ["29"], "strand": "voksne", "awaits": [{"recommendation": "28", "outcome": "report"}],
   "responsible": ["ppu"], "milestones": [{"title": "Oplæg", "expected": "2017", "responsible": ["ppu"]}],
   "citations": [{"source": "ip2017", "line": 592, "last_line": 598}]},
  {"about": ["28"], "status": "deferred", "deferred_to": "2018", "jointly": false, "by": "ppu", "on": "2016"},
  {"events": ["rapport"], "expected": "primo 2017", "delivered": true, "text": "Ventes"}
 ]
}
"""


both = pytest.mark.parametrize("format", ["json", "yaml"])


def changed(old, new, text=BASE):
    assert text.count(old) == 1, old
    return text.replace(old, new)


def marked(text):
    """The text without marks, and the line and column of each mark."""
    places = []
    while "¤" in text:
        before, text = text.split("¤", 1)
        places.append((before.count("\n") + 1, len(before.rsplit("\n", 1)[-1]) + 1))
        text = before + text
    return text, places


def faults(text, format):
    with pytest.raises(PlanError) as caught:
        loads(text, format)
    assert type(caught.value) is PlanError
    return caught.value.faults


def only(old, new, format, code, path):
    """The one fault that a change to the plan gives, at the mark."""
    text, [place] = marked(changed(old, new))
    found = faults(text, format)
    assert [(fault.code, fault.path, (fault.line, fault.column)) for fault in found] == [(code, path, place)]
    return found[0]


@both
def test_plan_without_fault_is_read(format):
    assert [one.number for one in loads(BASE, format).recommendations] == ["28", "29"]


# --- keys ---------------------------------------------------------------------------------------------------------


@both
@pytest.mark.parametrize(
    ("old", "new", "path", "nearest"),
    [
        ('"region"', '¤"regoin": "", "region"', "$.regoin", ("region",)),
        ('"dated"', '¤"datd": "2016", "dated"', "$.sources[0].datd", ("dated",)),
        ('"jointly"', '¤"jontly"', "$.log[1].jontly", ("jointly",)),
        ('"outcome"', '¤"outcom"', "$.log[0].awaits[0].outcom", ("outcome",)),
        ('"last_line"', '¤"lastline"', "$.log[0].citations[0].lastline", ("last_line",)),
        ('"strands"', '¤"xyzzy": [], "strands"', "$.recommendations[1].xyzzy", ()),
        ('"on": "2016"', '"on": {"text": "x", "start": "2016-01-01", ¤"ned": ""}', "$.log[1].on.ned", ("end",)),
    ],
)
def test_unknown_key(old, new, path, nearest, format):
    fault = only(old, new, format, "unknown-key", path)
    assert fault.nearest == nearest
    assert path.rsplit(".", 1)[-1] in fault.message
    assert path.rsplit(".", 1)[-1] in fault.danish


@both
@pytest.mark.parametrize(
    ("old", "new", "path", "key"),
    [
        ('{"number": "28", "section": "4.1", "title": "Metoder"}', '¤{"number": "28", "section": "4.1"}', 0, "title"),
        ('{"id": "voksne", "title": "Voksne"}', '¤{"id": "voksne"}', "$.recommendations[1].strands[0]", "title"),
        ('{"title": "Oplæg", "expected": "2017", ', '¤{"title": "Oplæg", ', "$.log[0].milestones[0]", "expected"),
        ('"on": "2016"', '"on": ¤{"start": "2016-01-01"}', "$.log[1].on", "text"),
        ('{\n "schema": 3,\n "id": "plan"', '¤{\n "schema": 3', "$", "id"),
    ],
)
def test_missing_key(old, new, path, key, format):
    fault = only(old, new, format, "missing-key", "$.recommendations[0]" if path == 0 else path)
    assert repr(key) in fault.message
    assert f"»{key}«" in fault.danish


@both
@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ('"region": "Region"', '¤"region": "Region", ¤"region": "R"', "$.region"),
        ('"id": "ppu", ', '¤"id": "ppu",\n ¤"id": "ppu", ', "$.bodies[0].id"),
        ('"outcome": "report"', '¤"outcome": "report", ¤"outcome": "report"', "$.log[0].awaits[0].outcome"),
        ('"line": 592', '¤"line": 592, ¤"line": 592', "$.log[0].citations[0].line"),
        ('"schema": 3', '¤"schema": 3, ¤"schema": 3', "$.schema"),
        ('"on": "2016"', '"on": {¤"text": "2016", ¤"text": "2016", "end": "2017-01-01"}', "$.log[1].on.text"),
    ],
)
def test_duplicate_key(old, new, path, format):
    text, [first, place] = marked(changed(old, new))
    [fault] = faults(text, format)
    assert (fault.code, fault.path, (fault.line, fault.column)) == ("duplicate-key", path, place)
    assert f"line {first[0]}, column {first[1]}" in fault.message
    assert f"linje {first[0]}, kolonne {first[1]}" in fault.danish


@both
def test_key_that_stands_three_times_is_told_twice(format):
    text, places = marked(changed('"jointly": false', '"jointly": false, ¤"jointly": false, ¤"jointly": false'))
    assert [(one.code, one.line, one.column) for one in faults(text, format)] == [
        ("duplicate-key", *place) for place in places
    ]


# --- types: nothing is coerced ------------------------------------------------------------------------------------

VALUES = {
    "null": "null",
    "float": "1.10",
    "int": "29",
    "bool": "true",
    "text": '"zzz"',
    "list": '["29"]',
    "object": '{"a": "b"}',
}
KINDS = {
    "text": ('"title": "Plan"', "$.title", {"text"}),
    "text with default": ('"text": "Ventes"', "$.log[2].text", {"text"}),
    "id": ('{"id": "ip2017"', "$.sources[0].id", {"text"}),
    "number": ('{"number": "28"', "$.recommendations[0].number", {"text"}),
    "optional id": ('"by": "ppu"', "$.log[1].by", {"null", "text"}),
    "whole number": ('"line": 592', "$.log[0].citations[0].line", {"null", "int"}),
    "truth": ('"delivered": true', "$.log[2].delivered", {"bool"}),
    "optional truth": ('"jointly": false', "$.log[1].new_task", {"null", "bool"}),
    "word": ('"kind": "committee"', "$.bodies[0].kind", {"text"}),
    "period": ('"period": "2015-2019"', "$.period", {"text", "object"}),
    "optional period": ('"on": "2016"', "$.log[1].on", {"null", "text", "object"}),
    "list of numbers": ('{"about": ["28"]', "$.log[1].about", {"list"}),
    "list of texts": ('"aliases": ["PPU"]', "$.bodies[0].aliases", {"list"}),
    "list of objects": ('"sections": [{"number": "4.1", "title": "Afsnit"}]', "$.sections", {"list"}),
}


@both
@pytest.mark.parametrize(
    ("kind", "value"),
    [(kind, value) for kind, (_, _, right) in KINDS.items() for value in VALUES if value not in right],
)
def test_wrong_type(kind, value, format):
    old, path, _ = KINDS[kind]
    start = '"new_task": ' if kind == "optional truth" else old.split(":", 1)[0] + ": "
    text, [place] = marked(changed(old, f"{start}¤{VALUES[value]}"))
    found = [fault for fault in faults(text, format) if fault.path == path]
    assert [(fault.code, fault.line, fault.column) for fault in found] == [("wrong-type", *place)]
    shown = {**VALUES, "text": "'zzz'", "list": "[…]", "object": "{…}"}[value]
    assert f"got {shown}" in found[0].message
    assert "men er " + ("»zzz«" if value == "text" else shown) in found[0].danish
    if value in ("int", "float") and kind in ("text", "id", "number", "period"):
        assert "quotes" in found[0].message
        assert "citationstegn" in found[0].danish


@both
@pytest.mark.parametrize("value", ["null", "1.10", "29", "true", "[]", "{}"])
def test_wrong_type_inside_a_list(value, format):
    text, [place] = marked(changed('{"about": ["28"]', f'{{"about": ["28", ¤{value}]'))
    found = faults(text, format)
    assert [(one.code, one.path, one.line, one.column) for one in found] == [
        ("wrong-type", "$.log[1].about[1]", *place)
    ]


@both
@pytest.mark.parametrize("value", ["null", "1", '"ip2017"', "[]", "true"])
@pytest.mark.parametrize(
    ("old", "path"),
    [
        ('{"source": "ip2017", "line": 592, "last_line": 598}', "$.log[0].citations[0]"),
        ('{"recommendation": "28", "outcome": "report"}', "$.log[0].awaits[0]"),
        ('{"title": "Oplæg", "expected": "2017", "responsible": ["ppu"]}', "$.log[0].milestones[0]"),
        ('{"events": ["rapport"], "expected": "primo 2017", "delivered": true, "text": "Ventes"}', "$.log[2]"),
        ('{"section": "4.1", "title": "Fokus"}', "$.focus_areas[0]"),
    ],
)
def test_object_expected_inside_a_list(old, path, value, format):
    fault = only(old, f"¤{value}", format, "wrong-type", path)
    assert "an object" in fault.message
    assert "et objekt" in fault.danish


def test_what_should_be_without_quotes_or_an_object_says_what_to_write():
    fault = only('"line": 592', '"line": ¤"592"', "json", "wrong-type", "$.log[0].citations[0].line")
    assert fault.message == "expected a whole number, got '592'; write it without quotes"
    awaited = only('{"recommendation": "28", "outcome": "report"}', '¤"28"', "json", "wrong-type", "$.log[0].awaits[0]")
    assert awaited.message.startswith("expected an object such as {recommendation: …} (the keys are recommendation, ")


@both
@pytest.mark.parametrize("value", ["29.0", "5.9", "1e2"])
def test_whole_number_is_no_float(value, format):
    only('"line": 592', f'"line": ¤{value}', format, "wrong-type", "$.log[0].citations[0].line")


@both
@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ('{"number": "28"', '{"number": ¤28', "$.recommendations[0].number"),
        ('{"number": "4.1"', '{"number": ¤4.1', "$.sections[0].number"),
    ],
)
def test_number_without_quotes_is_told_once(old, new, path, format):
    """What refers to it is right, and is not told."""
    fault = only(old, new, format, "wrong-type", path)
    assert "write it in quotes" in fault.message


@both
@pytest.mark.parametrize("written", ["1.10", "1.0", "1e2", "10.50"])
def test_number_without_quotes_is_shown_as_it_is_written(written, format):
    text = changed('{"number": "28"', f'{{"number": {written}').replace('"28"', f'"{written}"')
    [fault] = [fault for fault in faults(text, format) if fault.path == "$.recommendations[0].number"]
    assert f"got {written}; write it in quotes" in fault.message
    assert f"men er {written}; skriv det i citationstegn" in fault.danish


@pytest.mark.parametrize("written", ["012", "+5", "0x1F", "0o17", "1.", ".5"])
def test_number_of_yaml_without_quotes_is_shown_as_it_is_written(written):
    [fault] = faults(changed('"title": "Metoder"', f'"title": {written}'), "yaml")
    assert f"got {written}; write it in quotes" in fault.message


def test_whole_number_of_yaml_may_be_written_in_any_way():
    plan = loads(changed('"line": 592, "last_line": 598', '"line": 012'), "yaml")
    assert type(plan.log[0].citations[0].line) is int
    assert plan.log[0].citations[0].line == 12


# --- very many faults ---------------------------------------------------------------------------------------------


@both
@pytest.mark.parametrize(("many", "told"), [(MOST_FAULTS, MOST_FAULTS), (MOST_FAULTS + 1, MOST_FAULTS + 1)])
def test_of_very_many_faults_the_first_are_told(many, told, format):
    found = faults(changed('"aliases": ["PPU"]', f'"aliases": [{", ".join(["5"] * many)}]'), format)
    assert len(found) == told
    assert [fault.code for fault in found if fault.code != "wrong-type"] == ["more-faults"] * (many > MOST_FAULTS)


def large(recommendations):
    more = ",\n".join(
        f'  {{"number": "{number}", "section": "4.1", "title": "{number}"}}'
        for number in range(100, 100 + recommendations)
    )
    return changed('"recommendations": [', f'"recommendations": [\n{more},')


def test_one_fault_costs_little_more_than_none():
    """One fault among 20,000 recommendations: its place is found without keeping the places of all the others."""
    text = large(20_000)
    start = time.process_time()
    loads(text)
    sound = time.process_time() - start
    start = time.process_time()
    [fault] = faults(text.replace('"title": "15000"', '"title": 15000'), "json")
    assert (fault.path, fault.line) == ("$.recommendations[14900].title", 15000 - 100 + 12)
    assert time.process_time() - start < 5 * sound + 0.5


# --- words, ids and numbers ---------------------------------------------------------------------------------------


@both
@pytest.mark.parametrize(
    ("old", "new", "path", "nearest"),
    [
        ('"outcome": "report"', '"outcome": ¤"raport"', "$.log[0].awaits[0].outcome", ("report",)),
        ('"general_practice"', '¤"generel_practice"', "$.practice_area", ("general_practice",)),
        ('"kind": "report"', '"kind": ¤"xyzzy"', "$.events[0].kind", ()),
    ],
)
def test_unknown_word(old, new, path, nearest, format):
    fault = only(old, new, format, "unknown-word", path)
    assert fault.nearest == nearest
    assert "expected one of" in fault.message


@both
@pytest.mark.parametrize(
    ("old", "new", "code", "path", "nearest"),
    [
        ('{"about": ["28"]', '{"about": [¤"280"]', "unknown-number", "$.log[1].about[0]", ("28",)),
        (
            '"28", "section": "4.1"',
            '"28", "section": ¤"4.11"',
            "unknown-number",
            "$.recommendations[0].section",
            ("4.1",),
        ),
        (
            '[{"section": "4.1", "title": "Fokus"',
            '[{"section": ¤"9", "title": "Fokus"',
            "unknown-number",
            "$.focus_areas[0].section",
            (),
        ),
        ('{"events": ["rapport"]', '{"events": [¤"raport"]', "unknown-event", "$.log[2].events[0]", ("rapport",)),
        ('"on": "2016"', '"lifts": [{"event": ¤"raport"}]', "unknown-event", "$.log[1].lifts[0].event", ("rapport",)),
        ('"by": "ppu"', '"by": ¤"ppuu"', "unknown-body", "$.log[1].by", ("ppu",)),
        (
            '"responsible": ["ppu"], "m',
            '"responsible": ["ppu", ¤"pp"], "m',
            "unknown-body",
            "$.log[0].responsible[1]",
            ("ppu",),
        ),
        (
            '"responsible": ["ppu"], "m',
            '"participants": [¤"pp"], "m',
            "unknown-body",
            "$.log[0].participants[0]",
            ("ppu",),
        ),
        ('"responsible": ["ppu"], "m', '"recipients": [¤"pp"], "m', "unknown-body", "$.log[0].recipients[0]", ("ppu",)),
        (
            '"expected": "2017", "responsible": ["ppu"]',
            '"expected": "2017", "responsible": [¤"pas"]',
            "unknown-body",
            "$.log[0].milestones[0].responsible[0]",
            (),
        ),
        (
            '"kind": "report", "responsible": ["ppu"]',
            '"kind": "report", "responsible": [¤"ppx"]',
            "unknown-body",
            "$.events[0].responsible[0]",
            ("ppu",),
        ),
        (
            '"aliases": ["PPU"]',
            '"aliases": ["PPU"], "parent": ¤"region"',
            "unknown-body",
            "$.bodies[0].parent",
            (),
        ),
        (
            '{"source": "ip2017"',
            '{"source": ¤"ip2018"',
            "unknown-source",
            "$.log[0].citations[0].source",
            ("ip2017",),
        ),
        (
            '"title": "Afsnit"',
            '"title": "Afsnit", "citations": [{"source": ¤"ip201"}]',
            "unknown-source",
            "$.sections[0].citations[0].source",
            ("ip2017",),
        ),
        ('"strand": "voksne"', '"strand": ¤"voksn"', "unknown-strand", "$.log[0].strand", ("voksne",)),
    ],
)
def test_reference_to_what_is_not_there(old, new, code, path, nearest, format):
    fault = only(old, new, format, code, path)
    assert fault.nearest == nearest
    assert new.split("¤", 1)[1].split('"')[1] in fault.message


@both
def test_a_strand_belongs_to_each_recommendation_it_is_said_of(format):
    text, [place] = marked(changed('["29"], "strand": "voksne"', '["28", "29"], "strand": ¤"voksne"'))
    [fault] = faults(text, format)
    assert (fault.code, fault.path, fault.line, fault.column) == ("unknown-strand", "$.log[0].strand", *place)


@both
@pytest.mark.parametrize(
    ("old", "new", "code", "path", "first_line"),
    [
        (
            '"title": "Metoder"},',
            '"title": "Metoder"},\n  {"number": ¤"28", "section": "4.1", "title": "Igen"},',
            "duplicate-number",
            "$.recommendations[1].number",
            12,
        ),
        (
            '"title": "Afsnit"}',
            '"title": "Afsnit"}, {"number": ¤"4.1", "title": "Igen"}',
            "duplicate-number",
            "$.sections[1].number",
            10,
        ),
        (
            '"dated": "december 2016"}',
            '"dated": "december 2016"},\n {"id": ¤"ip2017", "title": "Igen", "dated": "2017"}',
            "duplicate-id",
            "$.sources[1].id",
            8,
        ),
        (
            '"aliases": ["PPU"]}',
            '"aliases": ["PPU"]}, {"id": ¤"ppu", "name": "Igen", "kind": "unit"}',
            "duplicate-id",
            "$.bodies[1].id",
            9,
        ),
        (
            '"kind": "report", "responsible": ["ppu"]}',
            '"kind": "report"}, {"id": ¤"rapport", "title": "Igen", "kind": "report"}',
            "duplicate-id",
            "$.events[1].id",
            16,
        ),
        (
            '{"id": "voksne", "title": "Voksne"}',
            '{"id": "voksne", "title": "Voksne"}, {"id": ¤"voksne", "title": "Igen"}',
            "duplicate-id",
            "$.recommendations[1].strands[1].id",
            13,
        ),
    ],
)
def test_number_or_id_that_stands_twice(old, new, code, path, first_line, format):
    fault = only(old, new, format, code, path)
    assert f"line {first_line}" in fault.message
    assert f"linje {first_line}" in fault.danish


@both
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("9a", "9A"),
        ("9å", unicodedata.normalize("NFD", "9å")),
        ("9Å", unicodedata.normalize("NFD", "9å")),
        ("9æ", "9Æ"),
    ],
)
def test_numbers_that_are_the_same_after_normal_form_and_case(one, other, format):
    more = (
        f'{{"number": "{one}", "section": "4.1", "title": ""}}, {{"number": ¤"{other}", "section": "4.1", "title": ""}}'
    )
    only(
        '"recommendations": [',
        f'"recommendations": [{more},',
        format,
        "duplicate-number",
        "$.recommendations[1].number",
    )


@both
@pytest.mark.parametrize("forms", [("NFC", "NFD"), ("NFD", "NFC")])
def test_a_reference_in_the_other_normal_form_is_the_same_number(forms, format):
    declared, referred = (unicodedata.normalize(form, "9å") for form in forms)
    text = changed('{"number": "28"', f'{{"number": "{declared}"')
    text = changed('{"about": ["28"]', f'{{"about": ["{referred}"]', text)
    text = changed('{"recommendation": "28"', f'{{"recommendation": "{referred}"', text)
    plan = loads(text, format)
    assert plan.recommendations[0].number == plan.log[1].about[0] == plan.log[0].awaits[0].recommendation == "9å"


@both
@pytest.mark.parametrize("word", ["", "nr. 29", "x", "29 ", "2٩", "29-30", "²"])
def test_not_a_number(word, format):
    text, [place] = marked(changed('{"number": "28"', f'{{"number": ¤"{word}"'))
    found = [fault for fault in faults(text, format) if fault.path == "$.recommendations[0].number"]
    assert [(fault.code, fault.line, fault.column) for fault in found] == [("not-a-number", *place)]


@both
@pytest.mark.parametrize("word", ["", "IP2017", "ip 2017", "2017", "ip/2017", "../ip", "-ip"])
def test_bad_id(word, format):
    text, [place] = marked(changed('{"id": "ip2017"', f'{{"id": ¤"{word}"'))
    found = [fault for fault in faults(text, format) if fault.path == "$.sources[0].id"]
    assert [(fault.code, fault.line, fault.column) for fault in found] == [("bad-id", *place)]


@both
def test_every_bad_value_of_a_list_is_told_at_its_place(format):
    text, places = marked(changed('["PPU"]', r'[¤"a\u001b", "b", ¤"c\u202e"]'))
    assert [(one.code, one.path, one.line, one.column) for one in faults(text, format)] == [
        ("forbidden-character", "$.bodies[0].aliases[0]", *places[0]),
        ("forbidden-character", "$.bodies[0].aliases[2]", *places[1]),
    ]


# --- what does not go together ------------------------------------------------------------------------------------


@both
@pytest.mark.parametrize(
    ("old", "new", "code", "path"),
    [
        (
            '{"recommendation": "28", "outcome": "report"}',
            '¤{"recommendation": "28", "event": "rapport"}',
            "bad-await",
            "$.log[0].awaits[0]",
        ),
        ('{"recommendation": "28", "outcome": "report"}', "¤{}", "bad-await", "$.log[0].awaits[0]"),
        (
            '{"about": ["28"], "status": "deferred", "deferred_to": "2018"',
            '{"about": ["28"], "deferred_to": ¤"2018"',
            "deferral",
            "$.log[1].deferred_to",
        ),
        ('{"events": ["rapport"]', '{"strand": ¤"voksne", "events": ["rapport"]', "bad-strand", "$.log[2].strand"),
        ('"last_line": 598', '"last_line": ¤591', "bad-place", "$.log[0].citations[0].last_line"),
        ('"line": 592, "last_line": 598', '"line": ¤0', "bad-place", "$.log[0].citations[0].line"),
        ('"line": 592, "last_line": 598', '"line": ¤-3', "bad-place", "$.log[0].citations[0].line"),
        ('"line": 592, "last_line": 598', '"page": ¤-1', "bad-place", "$.log[0].citations[0].page"),
        ('"line": 592, "last_line": 598', '"page": ¤0', "bad-place", "$.log[0].citations[0].page"),
        (
            '"line": 592',
            '"quote": ¤"en to tre fire fem seks syv otte ni", "line": 592',
            "long-quote",
            "$.log[0].citations[0].quote",
        ),
    ],
)
def test_values_that_do_not_go_together(old, new, code, path, format):
    only(old, new, format, code, path)


@both
@pytest.mark.parametrize(
    ("new", "code", "path"),
    [
        ('¤"løbende"', "recurring", ""),
        ('¤"de kommende år"', "relative", ""),
        ('¤"i fire år"', "duration", ""),
        ('¤"2. maj"', "missing-year", ""),
        ('¤"snarest"', "no-date", ""),
        ('¤"31. februar 2017"', "impossible", ""),
        ('¤"mandag d. 1. januar 2017"', "weekday", ""),
        ('¤{"text": "x"}', "empty-period", ""),
        ('¤{"text": "x", "start": "2018-01-01", "end": "2017-01-01"}', "order", ""),
        ('{"text": "x", "start": ¤"1800-01-01"}', "out-of-range", ".start"),
        ('{"text": "x", "start": ¤"2017-13-01"}', "wrong-type", ".start"),
        ('{"text": "x", "start": ¤"20170101"}', "wrong-type", ".start"),
        ('{"text": "x", "start": ¤"2017-W01-1"}', "wrong-type", ".start"),
        ('{"text": "x", "start": ¤20170101}', "wrong-type", ".start"),
        ('{"text": "x", "end": "2017-01-01", "precision": ¤"yeer"}', "unknown-word", ".precision"),
    ],
)
def test_period_that_is_none(new, code, path, format):
    only('"on": "2016"', f'"on": {new}', format, code, f"$.log[1].on{path}")


# --- signs that steer, and messages that are safe to print --------------------------------------------------------

INVISIBLE = [
    "\\u00ad",
    "\\u180e",
    "\\u3164",
    "\\ud83c\\udff4\\udb40\\udc67",
    "\\u2800",
    "\\uffa0",
    "\\u115f",
    "\\u034f",
]
STEERING = ["\\u0000", "\\u001b", "\\u007f", "\\u009b", "\\u061c", "\\u200b", "\\u202e", "\\u2066", "\\ufeff"]


@both
@pytest.mark.parametrize("sign", STEERING)
@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ('"Redskaber"', '¤"Red{}skaber"', "$.recommendations[1].title"),
        ('"text": "Ventes"', '"text": ¤"Ventes{}"', "$.log[2].text"),
        ('"period": "2015-2019"', '"period": {{"text": ¤"{}2015", "start": "2015-01-01"}}', "$.period.text"),
        (
            '"on": "2016"',
            '"on": {{"text": "x", "start": "2015-01-01", "conventions": [¤"{}"]}}',
            "$.log[1].on.conventions[0]",
        ),
    ],
)
def test_sign_that_steers_the_display(sign, old, new, path, format):
    fault = only(old, new.format(sign), format, "forbidden-character", path)
    assert f"U+{sign[2:].upper()}" in fault.message
    assert fault.message.isprintable()


@pytest.mark.parametrize("sign", INVISIBLE)
def test_sign_that_shows_nothing(sign):
    fault = only('"Redskaber"', f'¤"Red{sign}skaber"', "json", "forbidden-character", "$.recommendations[1].title")
    assert "invisible" in fault.message
    assert "usynligt" in fault.danish


@both
@pytest.mark.parametrize("text", ["Ærø – »mål« … æøåÆØÅ é ü ß", "✔️ 👍 ½ °C → ≤ 5 %", "første\\nanden\\ttredje"])
def test_signs_that_show_are_kept(text, format):
    assert loads(changed('"Redskaber"', f'"{text}"'), format).recommendations[1].title == text.replace(
        "\\n", "\n"
    ).replace("\\t", "\t")


@both
@pytest.mark.parametrize("path", ["$.recommendations[1].title", "$.log[2].text"])
def test_length_of_a_text_is_limited(path, format):
    old = '"Redskaber"' if path.endswith("title") else '"Ventes"'
    assert loads(changed(old, f'"{"å" * LONGEST_TEXT}"'), format)
    fault = only(old, f'¤"{"å" * (LONGEST_TEXT + 1)}"', format, "too-long", path)
    assert "at most 32,767 characters, got 32,768" in fault.message
    assert "højst være på 32.767 tegn, men er på 32.768" in fault.danish
    assert only(old, f'¤"{"x" * 1_000_000}"', format, "too-long", path)


@both
def test_lone_surrogate(format):
    only('"Redskaber"', r'¤"Red\ud800"', format, "forbidden-character", "$.recommendations[1].title")


@both
@pytest.mark.parametrize("sign", [r"\u001b[31m", r"\ud800", r"\u202e", r"\n", "k" * 500])
def test_message_about_a_key_can_be_printed(sign, format):
    text, [place] = marked(changed('"region"', f'¤"{sign}": "", "region"'))
    [fault] = faults(text, format)
    assert (fault.code, fault.line, fault.column) == ("unknown-key", *place)
    for lang in ("en", "da"):
        assert fault.text(lang).isprintable()
        assert len(fault.text(lang)) < 300


@both
def test_message_quotes_no_more_than_eighty_characters(format):
    [fault] = faults(changed('"kind": "committee"', f'"kind": "{"x" * 1000}"'), format)
    assert "x" * 81 not in fault.text() + fault.text("da")


# --- words of the field -------------------------------------------------------------------------------------------


@both
@pytest.mark.parametrize(
    ("word", "status"), [("afventer", Status.AWAITING), ("Igangværende", Status.ONGOING), ("ongoing", Status.ONGOING)]
)
def test_danish_words_are_taken_for_what_they_mean(word, status, format):
    plan = loads(changed('"status": "deferred", "deferred_to": "2018"', f'"status": "{word}"'), format)
    assert plan.log[1].status is status


@both
def test_word_of_another_vocabulary_suggests_what_is_meant(format):
    fault = only('"status": "deferred"', '"status": ¤"postponed"', format, "unknown-word", "$.log[1].status")
    assert fault.nearest == ("deferred",)


# --- numbers that are none ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "format"),
    [
        *((value, "json") for value in ("NaN", "Infinity", "-Infinity", "1e999", "-1e999")),
        *((value, "yaml") for value in (".nan", ".NaN", ".inf", "-.INF", "+.Inf", "1e999", "-1e999")),
    ],
)
@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ('"line": 592, "last_line": 598', '"line": ', "$.log[0].citations[0].line"),
        ('"title": "Plan"', '"title": ', "$.title"),
    ],
)
def test_not_finite(value, format, old, new, path):
    fault = only(old, f"{new}¤{value}", format, "not-finite", path)
    assert repr(value) in fault.message


@both
def test_number_of_five_thousand_digits(format):
    text, [place] = marked(changed('"line": 592, "last_line": 598', f'"line": ¤{"9" * 5000}'))
    [fault] = faults(text, format)
    assert (fault.path, fault.line, fault.column) == ("$.log[0].citations[0].line", *place)
    assert len(fault.text()) < 300


@both
@pytest.mark.parametrize("title", ["Redskaber", "[" * 70])
@pytest.mark.parametrize("digits", [39, 41, 300, 4000])
def test_long_number_is_never_cut(digits, title, format):
    text = changed('"Redskaber"', f'"{title}"', changed('"line": 592, "last_line": 598', f'"line": {"9" * digits}'))
    try:
        outcome = loads(text, format).log[0].citations[0].line
    except PlanError as error:
        outcome = error.faults[0].path
    assert outcome in (10**digits - 1, "$.log[0].citations[0].line")


@both
def test_long_number_where_text_belongs(format):
    fault = only('"title": "Plan"', f'"title": ¤{"9" * 5000}', format, "not-finite", "$.title")
    assert len(fault.text()) < 300


# --- nesting ------------------------------------------------------------------------------------------------------


def nested(levels, inner=""):
    return changed('"Plan"', "[" * levels + inner + "]" * levels)


@both
def test_sixty_four_levels_are_read(format):
    [fault] = faults(nested(63), format)
    assert (fault.code, fault.path) == ("wrong-type", "$.title")


@both
def test_sixty_five_levels_are_refused(format):
    text, [place] = marked(nested(63, "¤[]"))
    [fault] = faults(text, format)
    assert (fault.code, fault.line, fault.column) == ("too-deep", *place)
    assert "64" in fault.message


@both
@pytest.mark.parametrize("text", ["[" * 100_000, '{"a": ' * 100_000, "[" * 100_000 + "]" * 100_000])
def test_a_hundred_thousand_levels(text, format):
    [fault] = faults(text, format)
    assert fault.code == "too-deep"
    assert len(fault.text()) < 400


@both
def test_brackets_in_text_are_no_nesting(format):
    assert loads(changed('"Redskaber"', '"' + "[{" * 200 + '"'), format).recommendations[1].title == "[{" * 200


@both
@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("recommendations", "recomendations"),
        ("bodies", "bodys"),
        ("sources", "source"),
        ("sections", "sektions"),
        ("events", "event"),
    ],
)
def test_what_a_misspelt_key_holds_is_not_told_as_missing_as_well(key, written, format):
    fault = only(f'\n "{key}": [', f'\n ¤"{written}": [', format, "unknown-key", f"$.{written}")
    assert fault.nearest == (key,)


@both
@pytest.mark.parametrize("key", ["recommendations", "bodies", "sources", "sections", "events"])
def test_what_should_be_a_list_is_not_told_as_missing_as_well(key, format):
    [fault] = faults(json.dumps(json.loads(BASE) | {key: "x"}), format)
    assert (fault.code, fault.path) == ("wrong-type", f"$.{key}")


# --- schema -------------------------------------------------------------------------------------------------------


@both
def test_work_on_a_strand_goes_on_in_what_has_no_such_strand(format):
    told = '{"about": ["29"], "strand": "voksne", "status": "cancelled", "replaced_by": ["28"]}'
    plan = loads(changed('"log": [', f'"log": [{told},'), format)
    assert (plan.log[0].strand, plan.log[0].replaced_by) == ("voksne", ("28",))


@both
@pytest.mark.parametrize("version", ["4", "99"])
def test_newer_schema_is_refused_by_name(version, format):
    text, [place] = marked(changed('"schema": 3', f'"schema": ¤{version}, "of_tomorrow": []'))
    [fault] = faults(text, format)
    assert (fault.code, fault.path, fault.line, fault.column) == ("newer-schema", "$.schema", *place)
    assert f"schema {version}" in fault.message
    assert f"schema {version}" in fault.danish


@both
@pytest.mark.parametrize("value", ["0", "-1", '"1"', "true", "1.0", "null", "[1]"])
def test_wrong_schema(value, format):
    fault = only('"schema": 3', f'"schema": ¤{value}', format, "schema", "$.schema")
    assert '"schema": 3' in fault.message


@both
def test_missing_schema_is_told_as_any_missing_key(format):
    [fault] = faults(changed(' "schema": 3,\n', ""), format)
    assert fault.message == "missing key 'schema'; write \"schema\": 3"
    assert fault.danish == 'nøglen »schema« mangler; skriv "schema": 3'


@both
def test_missing_schema_is_told_with_everything_else(format):
    text = changed(' "schema": 3,\n', "")
    text = changed('"jointly"', '"jontly"', text)
    text = changed('"title": "Plan"', '"title": 5', text)
    assert {(fault.code, fault.path) for fault in faults(text, format)} == {
        ("schema", "$"),
        ("wrong-type", "$.title"),
        ("unknown-key", "$.log[1].jontly"),
    }


# --- everything in one go -----------------------------------------------------------------------------------------


@both
def test_every_fault_in_one_go(format):
    text = BASE
    for old, new in (
        ('"region"', '¤"regoin": "", "region"'),
        ('"Afsnit"', "¤null"),
        ('{"number": "29"', '{"number": ¤"28"'),
        ('"kind": "report"', '"kind": ¤"raport"'),
        ('"last_line": 598', '"last_line": ¤"598"'),
        ('"deferred_to": "2018"', '"deferred_to": ¤"snarest"'),
        ('"by": "ppu"', '"by": ¤"ppx"'),
        ('"delivered": true', '"delivered": true, ¤"delivered": false'),
    ):
        text = changed(old, new, text)
    text = text.replace('["29"], "strand": "voksne"', '["28"]')
    text, places = marked(text)
    found = faults(text, format)
    assert [(fault.line, fault.column) for fault in found] == places
    assert [(fault.code, fault.path) for fault in found] == [
        ("unknown-key", "$.regoin"),
        ("wrong-type", "$.sections[0].title"),
        ("duplicate-number", "$.recommendations[1].number"),
        ("unknown-word", "$.events[0].kind"),
        ("wrong-type", "$.log[0].citations[0].last_line"),
        ("no-date", "$.log[1].deferred_to"),
        ("unknown-body", "$.log[1].by"),
        ("duplicate-key", "$.log[2].delivered"),
    ]


@both
def test_the_error_reads_in_both_languages(format):
    with pytest.raises(PlanError) as caught:
        loads(changed('"jointly"', '"jontly"'), format)
    assert str(caught.value) == str(caught.value.faults[0]) == caught.value.text("en")
    line = BASE[: BASE.index('"jointly"')].count("\n") + 1
    assert caught.value.text("en").startswith(f"line {line}, column ")
    assert caught.value.text("en").endswith("unknown key 'jontly' (did you mean 'jointly'?) [unknown-key]")
    assert caught.value.text("da").startswith(f"linje {line}, kolonne ")
    assert caught.value.text("da").endswith("ukendt nøgle »jontly« (mente du »jointly«?) [unknown-key]")


@pytest.mark.parametrize("call", [lambda: loads("{"), lambda: parse_period("løbende")])
def test_an_error_crosses_processes(call):
    with pytest.raises(PlanError) as caught:
        call()
    again = pickle.loads(pickle.dumps(caught.value))
    assert (type(again), again.faults) == (type(caught.value), caught.value.faults)


@both
@pytest.mark.parametrize("text", ["null", "1", '"plan"', "[]", "true", "[{}]"])
def test_a_plan_is_an_object(text, format):
    [fault] = faults(text, format)
    assert (fault.code, fault.path, fault.line, fault.column) == ("wrong-type", "$", 1, 1)


@both
@pytest.mark.parametrize("text", [None, 5, b"{}", ["{}"], bytearray(b"{}")])
def test_text_of_another_type(text, format):
    [fault] = faults(text, format)
    assert (fault.code, fault.path) == ("wrong-type", "text")


@pytest.mark.parametrize("format", ["toml", "JSON", "", None, 1, [], {}])
def test_unknown_format(format):
    [fault] = faults(BASE, format)
    assert (fault.code, fault.path) == ("unknown-format", "format")


@pytest.mark.parametrize(
    ("more", "english", "danish"),
    [
        ({}, "m [c]", "d [c]"),
        ({"path": "$.a"}, "$.a: m [c]", "$.a: d [c]"),
        ({"file": "f.yaml"}, "f.yaml: m [c]", "f.yaml: d [c]"),
        ({"line": 1, "column": 2}, "line 1, column 2: m [c]", "linje 1, kolonne 2: d [c]"),
        (
            {"file": "f.yaml", "line": 1, "column": 2, "path": "$.a"},
            "f.yaml, line 1, column 2: $.a: m [c]",
            "f.yaml, linje 1, kolonne 2: $.a: d [c]",
        ),
        ({"file": "f.yaml", "path": "$.a"}, "f.yaml, $.a: m [c]", "f.yaml, $.a: d [c]"),
    ],
)
def test_place_of_a_fault_holds_nothing_empty(more, english, danish):
    fault = Fault(**{"code": "c", "path": "", "message": "m", "danish": "d", **more})
    assert (fault.text("en"), fault.text("da")) == (english, danish)


@pytest.mark.parametrize(
    ("value", "words"),
    [([], "[]"), ((1,), "[…]"), ({}, "{}"), ({1: 2}, "{…}"), (10**50, "99999…"), (-(10**60), "-99999…"), (7, "7")],
)
def test_values_in_messages_belong_to_no_language(value, words):
    assert shown(value) == words


def test_few_keys_are_listed_where_none_is_near():
    with pytest.raises(PlanError) as caught:
        loads(
            BASE.replace('"28", "section"', '"28", "afsnit": "4.1", "section"').replace(
                '{"id": "voksne"', '{"zzz": 1, "id": "voksne"'
            )
        )
    told = caught.value.text("da")
    assert "$.recommendations[1].strands[0].zzz: ukendt nøgle »zzz«; nøglerne er id, title [unknown-key]" in told
    assert "$.recommendations[0].afsnit: ukendt nøgle »afsnit«" in told
