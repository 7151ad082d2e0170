"""Scenarios in Danish: what becomes of them, and what is told where one is not as expected or cannot be read."""

from __future__ import annotations

import json
import re
from typing import get_args, get_type_hints

import attrs
import pytest

from praksisplan.capacity import Verdict
from praksisplan.capacity.fact_words import FACT_WORDS
from praksisplan.capacity.questions import QUESTIONS, facts_class
from praksisplan.capacity.scenarios import outcomes
from praksisplan.errors import PlanError
from praksisplan.testing import ScenarioOutcome, run_scenarios

YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN

CLOSING = """\
- scenarie: En solopraksis kan lukke ved den ordinære grænse
  spørgsmål: Må listen lukkes for tilgang?
  dag: 1. januar 2024
  oplysninger:
    klinik: {form: solopraksis, kapaciteter: 1, tilmeldte: 1600}
  afgørelse: ja
  begrundelse: 1.600 tilmeldte
  hjemmel: Danmarks Statistik
  beløb: 1600
"""
CLINIC = {"form": "solopraksis", "kapaciteter": 1, "tilmeldte": 1600}


def outcome(question="may_close_list", on="1. januar 2024", verdict="ja", facts=None, **expected):
    """What becomes of one scenario."""
    told = {"klinik": CLINIC} if facts is None else facts
    one = {"scenarie": "s", "spørgsmål": question, "dag": on, "oplysninger": told, "afgørelse": verdict, **expected}
    [found] = outcomes(json.dumps([one], ensure_ascii=False))
    return found


def closing(**change):
    return outcome(facts={"klinik": {**CLINIC, **change}})


def only_problem(found):
    assert not found.is_as_expected
    [problem] = found.problems
    return problem


# --- as expected --------------------------------------------------------------------------------------------------


def test_a_scenario_that_is_as_expected_has_no_problems():
    [found] = outcomes(CLOSING)
    assert isinstance(found, ScenarioOutcome)
    assert (found.is_as_expected, found.problems, found.ruling.verdict) == (True, (), YES)
    assert found.ruling.question == "may_close_list"
    assert str(found) == found.title == "En solopraksis kan lukke ved den ordinære grænse"


def test_scenarios_keep_their_order():
    refused = CLOSING.replace("1600}", "1599}").replace("kan lukke", "kan ikke lukke").replace("lse: ja", "lse: nej")
    first, second = outcomes(CLOSING + re.sub(r"  (begrundelse|hjemmel).*\n", "", refused))
    assert ([first.is_as_expected, second.is_as_expected], second.ruling.verdict) == ([True, True], NO)
    assert "kan ikke lukke" in second.title


def test_no_scenarios_have_no_outcomes():
    assert outcomes("[]") == ()


def test_the_day_of_a_ruling_is_expected_in_words_or_figures():
    for frist in ("28. februar 2021", "2021-02-28"):
        found = outcome("deadline_to_fill", "2021-01-01", facts={"ledig fra": "29. februar 2020"}, frist=frist)
        assert found.problems == ()


@pytest.mark.parametrize("amount", [12, "12", "24/2"])
def test_an_amount_is_exact(amount):
    facts = {"befolkning": {"område": "nord", "indbyggere": 144, "dag": "2024-01-01"}, "kapaciteter": 12}
    assert outcome("coverage", facts=facts, beløb=amount).problems == ()
    facts["kapaciteter"] = 100
    assert outcome("coverage", facts=facts, beløb="1.44").problems == ()
    assert only_problem(outcome("coverage", facts=facts, beløb=amount)).startswith("beløbet")


# --- not as expected ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("afgørelse: ja", "afgørelse: nej"), ["afgørelsen er »ja«", "»nej«"]),
        (("afgørelse: ja", "afgørelse: ukendt"), ["afgørelsen er »ja«", "»ukendt«"]),
        (("afgørelse: ja", "afgørelse: måske"), ["afgørelsen er »ja«", "»måske«"]),
        (("begrundelse: 1.600 tilmeldte", "begrundelse: 1.700 tilmeldte"), ["begrundelsen", "»1.700 tilmeldte«"]),
        (("hjemmel: Danmarks Statistik", "hjemmel: Sundhedsloven"), ["hjemlen", "»Sundhedsloven«"]),
        (("beløb: 1600", "beløb: 1599"), ["beløbet er 1.600", "1.599"]),
        (("beløb: 1600", "beløb: 0"), ["beløbet er 1.600", "0"]),
        (("beløb: 1600", "frist: 1. januar 2025"), ["fristen", "1. januar 2025"]),
        (("beløb: 1600", "frist: engang"), ["fristen", "engang"]),
    ],
)
def test_what_is_not_as_expected_is_told_in_danish(change, words):
    [found] = outcomes(CLOSING.replace(*change))
    problem = only_problem(found)
    assert all(one in problem for one in words), problem
    assert found.ruling.verdict is YES
    assert str(found) == f"{found.title}: {problem}"


def test_a_wrong_day_is_told_beside_the_right_one():
    facts = {"ledig fra": "1. februar 2023"}
    problem = only_problem(outcome("deadline_to_fill", facts=facts, frist="2. februar 2024"))
    assert problem == "fristen er 1. februar 2024, ventet 2. februar 2024"


def test_every_expectation_that_fails_is_told():
    found = outcome(verdict="nej", begrundelse="for få", hjemmel="loven", beløb=1, frist="2025-01-01")
    starts = ["afgørelsen", "begrundelsen", "hjemlen", "beløbet", "fristen"]
    assert [problem.split()[0] for problem in found.problems] == starts
    assert all(problem in str(found) for problem in found.problems)


def test_where_the_verdict_is_another_the_ruling_is_told():
    problem = only_problem(outcome(verdict="nej"))
    assert "1.600 tilmeldte, grænsen er 1.600" in problem


@pytest.mark.parametrize("amount", ["mange", "1/0", "ukendt", "1.600,00", [1600]])
def test_an_amount_that_is_no_number_is_told(amount):
    try:
        found = outcome(beløb=amount)
    except PlanError as error:
        assert error.faults
    else:
        assert not found.is_as_expected


@pytest.mark.parametrize("key", ["begrundelse", "hjemmel", "frist", "beløb"])
def test_an_expectation_that_is_left_empty_is_none_or_is_refused(key):
    try:
        found = outcome(**{key: None})
    except PlanError as error:
        assert key in error.text("da")
    else:
        assert found.problems == ()


@pytest.mark.parametrize(
    ("question", "expected", "start"),
    [
        ("may_close_list", {"frist": "1. januar 2025"}, "fristen"),
        ("may_choose_anew_after_move", {"beløb": 5}, "beløbet"),
    ],
)
def test_that_a_ruling_has_no_day_or_amount_is_told_in_danish(question, expected, start):
    facts = {"afstand i km": 20, "kommune": "Odense"} if question == "may_choose_anew_after_move" else None
    problem = only_problem(outcome(question, facts=facts, **expected))
    assert problem.startswith(start)
    assert "None" not in problem


# --- questions ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_is_asked_by_its_danish_title_or_its_name(question):
    by_title, by_name = (
        outcome(words, facts={}, verdict="ukendt") for words in (QUESTIONS[question].title(), question)
    )
    assert by_title.ruling == by_name.ruling
    assert [re.sub(r"\d+", "", one) for one in by_title.problems] == [
        re.sub(r"\d+", "", one) for one in by_name.problems
    ]
    assert "unknown-question" not in str(by_title)


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("Må listen lukkes?", "Må listen lukkes for tilgang?"),
        ("Er området truet?", "Er området lægedækningstruet?"),
        ("Hvad er klokken?", None),
    ],
)
def test_an_unknown_question_is_told_with_the_nearest(words, near):
    found = outcome(words)
    problem = only_problem(found)
    assert found.ruling is None
    assert "unknown-question" in problem
    assert "ukendt spørgsmål" in problem
    assert words in problem
    assert ("mente du" in problem) is (near is not None)
    assert (near or "") in problem


def test_one_scenario_that_cannot_be_asked_stops_no_other():
    one, other = outcomes(CLOSING.replace("Må listen lukkes for tilgang?", "Hvad?") + CLOSING)
    assert (one.is_as_expected, one.ruling, other.is_as_expected) == (False, None, True)


# --- facts --------------------------------------------------------------------------------------------------------


def fields(kind, seen):
    """The names of all fields of a class of facts and of those within it."""
    for name, hint in get_type_hints(kind).items():
        yield name
        inner = [hint]
        while inner:
            one = inner.pop()
            inner += get_args(one)
            if attrs.has(one) and one not in seen:
                seen.add(one)
                yield from fields(one, seen)


def test_every_fact_has_a_danish_word_of_its_own():
    names = {name for question in QUESTIONS for name in fields(facts_class(question), set())}
    assert names - set(FACT_WORDS) == set()
    assert len(set(FACT_WORDS.values())) == len(FACT_WORDS)


def test_facts_are_told_in_danish_or_by_the_names_of_the_library():
    danish = {
        "klinik": {"form": "kompagniskabspraksis", "kapaciteter": 2, "tilmeldte": 3199, "tilladt lavere grænse": 1500}
    }
    english = {"clinic": {"id": "klinik", "kind": "partnership", "capacities": 2, "enrolled": 3199}}
    english["clinic"]["permitted_limit"] = 1500
    for facts in (danish, english):
        found = outcome(facts=facts, beløb=3000)
        assert (found.problems, found.ruling.verdict) == ((), YES)


@pytest.mark.parametrize(
    ("consent", "verdict"), [("ja", "ja"), ("nej", "nej"), ("ukendt", "ukendt"), (True, "ja"), (False, "nej")]
)
def test_ja_nej_and_ukendt_are_read_as_facts(consent, verdict):
    facts = {
        "klinik": {"form": "solopraksis", "åben": "nej"},
        "afstand i km": 20,
        "kommune": "Odense",
        "lægen accepterer": consent,
    }
    assert outcome("Må patienten vælge klinikken?", facts=facts, verdict=verdict).problems == ()


def test_what_is_ukendt_is_as_what_is_left_out():
    left_out = {name: one for name, one in CLINIC.items() if name != "tilmeldte"}
    unknown, missing = closing(tilmeldte="ukendt"), outcome(facts={"klinik": left_out})
    assert unknown.ruling == missing.ruling
    assert unknown.ruling.verdict is UNKNOWN


def test_labels_stand_for_words_of_the_library_also_in_lists():
    facts = {
        "klinik": {"form": "solopraksis", "åben": "nej"},
        "afstand i km": 4.5,
        "kommune": "Dragør",
        "lægen accepterer": "ja",
        "grunde": ["ægtefælle eller samlever til en tilmeldt", "return_from_service"],
    }
    found = outcome("Må patienten vælge klinikken?", facts=facts)
    assert found.problems == ()
    assert [why.code for why in found.ruling.reasons][1:] == ["reason:partner_of_patient", "reason:return_from_service"]


def test_a_label_within_a_list_of_objects_is_read():
    facts = {
        "område": {"navn": "Lolland", "udpegninger": [{"form": "regionalt udpeget", "år": 2024}]},
        "form": "regionalt udpeget",
    }
    assert outcome("Er området lægedækningstruet?", facts=facts).problems == ()
    assert outcome("Er området lægedækningstruet?", facts={**facts, "år": 2023}, verdict="nej").problems == ()


@pytest.mark.parametrize("on", ["1. januar 2024", "01.01.2024", "2024-01-01"])
def test_a_day_is_told_in_words_or_figures(on):
    facts = {"befolkning": {"område": "nord", "indbyggere": 1600, "dag": on}, "kapaciteter": 1}
    found = outcome("coverage", on, facts=facts, begrundelse="opgjort 1. januar 2024")
    assert found.problems == ()
    assert found.ruling.on.isoformat() == "2024-01-01"


@pytest.mark.parametrize(
    "words", ["32. januar 2024", "1. januar", "januar 2024", "2024", "engang", "fra 1. maj 2024", ""]
)
def test_words_that_are_no_day_are_told(words):
    facts = {"befolkning": {"område": "nord", "indbyggere": 1600, "dag": words}, "kapaciteter": 1}
    for found in (outcome(on=words), outcome("coverage", facts=facts)):
        assert found.ruling is None
        problem = only_problem(found)
        assert "skal være en dag" in problem
        assert f"»{words}«" in problem


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"klinik": CLINIC, "farve": "blå"}, ["ukendt nøgle »farve«"]),
        ({"klinik": {**CLINIC, "farve": "blå"}}, ["ukendt nøgle »farve«"]),
        ({"klinik": {**CLINIC, "form": "solo praksis"}}, ["»solo praksis«", "solo"]),
        ({"klinik": {**CLINIC, "tilmeldte": -1}}, ["et helt tal på mindst 0"]),
        ({"klinik": {**CLINIC, "tilmeldte": "mange"}}, ["et helt tal", "»mange«"]),
        ({"klinik": {**CLINIC, "åben": "måske"}}, ["»måske«"]),
        ({"klinik": [CLINIC]}, ["skal være et objekt"]),
        ({"klinik": "kendt"}, ["skal være et objekt"]),
        ({}, ["mangler"]),
    ],
)
def test_facts_that_cannot_be_read_are_told_in_danish(facts, words):
    found = outcome(facts=facts)
    assert found.ruling is None
    assert all(one in only_problem(found) for one in words), found.problems


def test_every_fact_that_cannot_be_read_is_told():
    found = closing(tilmeldte="mange", farve="blå", kapaciteter="to")
    assert (found.ruling, len(found.problems)) == (None, 3)


@pytest.mark.parametrize("form", [["solopraksis"], {"solopraksis": 1}])
def test_a_list_or_an_object_in_place_of_a_word_is_told(form):
    assert "wrong-type" in only_problem(closing(form=form))


def test_a_place_that_is_told_is_one_in_the_file():
    [found] = outcomes(CLOSING.replace("tilmeldte: 1600", "tilmeldte: mange"))
    assert re.findall(r"linje (\d+)", only_problem(found)) == ["5"]


# --- ids ----------------------------------------------------------------------------------------------------------


def offer(distance, **more):
    return {"klinik": {"form": "solopraksis", "åben": "ja", **more}, "afstand i km": distance}


def test_ids_may_be_left_out_and_clinics_of_a_list_differ():
    facts = {"område": {"navn": "Nord", "kommune": "Skive"}, "praksis": [offer(12), offer(15), offer("ukendt")]}
    found = outcome("Er det frie lægevalg sikret i området?", facts=facts, beløb=2)
    assert (found.problems, found.ruling.verdict) == ((), YES)


def test_ids_that_are_told_count():
    facts = {"område": {"navn": "Nord", "kommune": "Skive"}, "praksis": [offer(12, id="a"), offer(15, id="a")]}
    found = outcome("Er det frie lægevalg sikret i området?", facts=facts)
    assert found.ruling is None
    assert "duplicate-id" in only_problem(found)
    facts["praksis"][1]["klinik"]["id"] = "b"
    assert outcome("Er det frie lægevalg sikret i området?", facts=facts).problems == ()


# --- own figures --------------------------------------------------------------------------------------------------


def test_own_figures_are_told_in_danish():
    text = """\
- scenarie: Regionens egen grænse efter 1. juli 2025
  spørgsmål: Må listen lukkes for tilgang?
  dag: 1. januar 2026
  oplysninger:
    klinik: {form: solopraksis, kapaciteter: 1, tilmeldte: 1450}
    egne tal:
    - navn: gp.patients_per_capacity
      værdi fra en dag:
        {fra: 1. juli 2025, tal: 1450, sikkerhed: a, slået op: 1. november 2026, kilde: {titel: Regionens fordeling}}
  afgørelse: ja
  hjemmel: Regionens fordeling
  beløb: 1450
"""
    [found] = outcomes(text)
    assert found.problems == ()
    assert [one.name for one in found.ruling.own_figures] == ["gp.patients_per_capacity"]


# --- texts of another shape ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("- 3\n", {("wrong-type", "$[0]")}),
        (f"{CLOSING}- en tekst\n", {("wrong-type", "$[1]")}),
        (CLOSING.replace("  dag: 1. januar 2024\n", ""), {("missing-key", "$[0]")}),
        (
            "- scenarie: s\n",
            {("missing-key", "$[0]")},
        ),
        (CLOSING.replace("hjemmel:", "hjemel:"), {("unknown-key", "$[0].hjemel")}),
        (
            CLOSING.replace("spørgsmål:", "sporgsmål:"),
            {("unknown-key", "$[0].sporgsmål"), ("missing-key", "$[0]")},
        ),
        (
            "- {scenarie: s, spørgsmål: may_relocate, dag: 2024-01-01, afgørelse: ja, oplysninger: [1]}",
            {("wrong-type", "$[0].oplysninger")},
        ),
        (
            "- {scenarie: s, spørgsmål: may_relocate, dag: 2024-01-01, afgørelse: ja, oplysninger: }",
            {("wrong-type", "$[0].oplysninger")},
        ),
        (
            "- {scenarie: s, oplysninger: [1], farve: blå}",
            {("wrong-type", "$[0].oplysninger"), ("unknown-key", "$[0].farve"), ("missing-key", "$[0]")},
        ),
    ],
)
def test_a_text_of_another_shape_is_refused_with_every_fault_of_the_scenario(text, faults):
    with pytest.raises(PlanError) as caught:
        outcomes(text)
    assert {(fault.code, fault.path) for fault in caught.value.faults} == faults


def test_every_missing_key_is_named_and_a_mistyped_one_has_its_nearest():
    with pytest.raises(PlanError) as caught:
        outcomes("- scenarie: s\n  sporgsmål: Hvad?\n")
    told = caught.value.text("da")
    assert "mente du »spørgsmål«?" in told
    assert all(f"nøglen »{key}« mangler" in told for key in ("spørgsmål", "dag", "afgørelse"))


def test_facts_may_be_left_out_where_none_is_needed():
    [found] = outcomes("- {scenarie: s, spørgsmål: may_relocate, dag: 2024-01-01, afgørelse: ukendt}")
    assert found.problems == ()


@pytest.mark.parametrize("text", ["", "{}", "scenarie: s\n", "en tekst\n", "3\n"])
def test_a_text_that_is_no_list_is_refused_in_words(text):
    with pytest.raises(PlanError) as caught:
        outcomes(text)
    assert "NoneType" not in caught.value.text("da")
    assert "iterable" not in caught.value.text("da")


def test_a_fact_is_told_once_in_one_language():
    found = outcome(facts={"klinik": {**CLINIC, "capacities": 1}})
    assert only_problem(found).endswith(
        "$[0].oplysninger.klinik.capacities: nøglen »capacities« gentages [duplicate-key]"
    )
    assert "dag" in only_problem(outcome(facts={"klinik": CLINIC, "dag": "1. januar 2024"}))


# --- folders ------------------------------------------------------------------------------------------------------


def save(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")


def test_the_scenarios_of_a_folder_come_in_the_order_of_its_files(tmp_path):
    save(tmp_path, "b.yaml", CLOSING.replace("En solopraksis", "B"))
    save(tmp_path, "a.yaml", CLOSING.replace("En solopraksis", "A") + CLOSING.replace("En solopraksis", "A igen"))
    save(tmp_path, "læs mig.txt", "ikke et scenarie")
    (tmp_path / "mappe.yaml").mkdir()
    found = run_scenarios(tmp_path)
    assert [one.title.partition(" kan")[0] for one in found] == ["A", "A igen", "B"]
    assert all(one.is_as_expected for one in found)
    assert run_scenarios(str(tmp_path)) == found


@pytest.mark.parametrize("name", [None, "plan.json", "a.yaml.txt"])
def test_a_folder_without_scenarios_is_refused(tmp_path, name):
    if name is not None:
        save(tmp_path, name, CLOSING)
    with pytest.raises(PlanError) as caught:
        run_scenarios(tmp_path)
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [("no-scenarios", "folder")]


@pytest.mark.parametrize("names", [("a.yaml",), ("a.yml",), ("a.yaml", "b.yml")])
def test_scenarios_are_read_from_files_with_both_endings(tmp_path, names):
    for name in names:
        save(tmp_path, name, CLOSING)
    assert [one.is_as_expected for one in run_scenarios(tmp_path)] == [True] * len(names)


def test_what_is_no_yaml_file_is_no_scenario(tmp_path):
    save(tmp_path, "a.yaml", CLOSING)
    save(tmp_path, "plan.json", '{"schema": 3, "id": "plan"}')
    assert len(run_scenarios(tmp_path)) == 1


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"- scenarie: a\n  dag: [1\n", "not-yaml", 3),
        (b"- scenarie: a\n  scenarie: b\n", "duplicate-key", 2),
        ("- scenarie: a\n- scenarie: få\n".encode("latin-1"), "not-utf-8", 2),
        (b"- scenarie: a\n", "missing-key", 1),
        (b"- 3\n", "wrong-type", 1),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_the_place(tmp_path, content, code, line):
    save(tmp_path, "a.yaml", CLOSING)
    (tmp_path / "b.yaml").write_bytes(content)
    with pytest.raises(PlanError) as caught:
        run_scenarios(tmp_path)
    fault = caught.value.faults[0]
    assert (fault.code, fault.file) == (code, "b.yaml")
    assert fault.line == line
    assert fault.text("da").startswith("b.yaml, ")


@pytest.mark.parametrize("name", ["findes ikke", "en fil.txt"])
def test_a_folder_that_is_none_is_refused(tmp_path, name):
    save(tmp_path, "en fil.txt", "")
    with pytest.raises(PlanError) as caught:
        run_scenarios(tmp_path / name)
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [("cannot-read", "folder")]
