"""The commands of practice capacity."""

from __future__ import annotations

import csv
import io
import json
import sys

import pytest

from praksisplan.capacity import default_figures
from praksisplan.capacity.questions import QUESTIONS

FACTS = {"clinic": {"id": "k", "kind": "solo", "capacities": 1, "enrolled": 1599}, "on": "2024-01-01"}
NO = "Nej: 1.599 tilmeldte, grænsen er 1.600"
SHARES = """
capacities: 9
method: dhondt
shares:
- {area: Nord, people: 5200, weight: 1, source: alder}
- {area: Syd, people: 2600, weight: 1, source: alder, strengthened: 3/2}
- {area: Øst, people: 900, weight: "1.0", source: alder}
"""


@pytest.fixture
def facts(tmp_path):
    """Writes some facts to a file."""

    def write(name, text=None):
        path = tmp_path / name
        path.write_text(json.dumps(FACTS) if text is None else text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def typed(monkeypatch):
    """Puts bytes on the standard input."""
    return lambda content: monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="ascii"))


def test_the_questions(run):
    for lang in ("da", "en"):
        told = json.loads(run("capacity", "questions", "--lang", lang, "--format", "json")[1])["records"]
        assert told == [{"name": name, "question": QUESTIONS[name].title(lang)} for name in QUESTIONS]
    status, told, wrong = run("capacity", "questions")
    assert (status, wrong) == (0, "")
    assert "may_close_list" in told


def test_asking_gives_a_sentence(run, facts, typed):
    status, told, wrong = run("capacity", "ask", "may_close_list", facts("a.json"))
    assert (status, wrong) == (0, "")
    assert told.startswith(NO)
    assert told.endswith(".\n")
    assert told.count("\n") == 1
    yaml = "on: '2024-01-01'\nclinic: {id: k, kind: solo, capacities: 1, enrolled: 1600}\n"
    assert run("capacity", "ask", "may_close_list", facts("a.yaml", yaml), "--lang", "en")[1].startswith("Yes: 1,600")
    typed(json.dumps(FACTS).encode())
    assert run("capacity", "ask", "may_close_list", "-")[1] == told


def test_asking_gives_the_whole_ruling(run, facts):
    told = json.loads(run("capacity", "ask", "may_close_list", facts("a.json"), "--format", "json")[1])
    assert told["text"].startswith(NO)
    assert (told["lang"], told["ruling"]["question"], told["ruling"]["verdict"]) == ("da", "may_close_list", "no")


@pytest.mark.parametrize(
    ("name", "text", "words", "code"),
    [
        ("a.json", None, ["may_close"], "unknown-question"),
        ("a.txt", None, ["may_close_list"], "unknown-format"),
        ("a.json", '{"clinic": 3}', ["may_close_list"], "wrong-type"),
        ("a.yaml", "clinic: [", ["may_close_list"], "not-yaml"),
    ],
)
def test_what_is_wrong_with_a_question_is_told(run, facts, name, text, words, code):
    status, told, wrong = run("capacity", "ask", *words, facts(name, text))
    assert (status, told) == (2, "")
    assert f"[{code}]" in wrong
    assert wrong.startswith("praksisplan: ")


def test_faults_are_told_with_the_file_and_the_line(run, facts, typed):
    wrong = run("capacity", "ask", "may_close_list", facts("a.json", '{"on": "2024-01-01",\n"clinic": 3}'))[2]
    assert wrong.startswith("praksisplan: a.json, linje 2, kolonne 11: $.clinic: ")
    typed(b'{"on": "\xe6"}')
    assert "-, linje 1, kolonne 9: $: teksten er ikke UTF-8" in run("capacity", "ask", "may_close_list", "-")[2]
    missing = run("capacity", "ask", "may_close_list", "/findes/ikke.json")
    assert missing[0] == 2
    assert "[cannot-read]" in missing[2]


def test_the_figures(run):
    told = json.loads(run("capacity", "figures", "--format", "json")[1])
    assert "as_of" not in told
    names = [record["figure"] for record in told["records"]]
    assert set(names) == {one.name for one in default_figures().series}
    assert len(names) == sum(len(one.values) or 1 for one in default_figures().series)
    for one in told["records"]:
        assert one["value"] is not None or one["note"]
    rows = list(csv.DictReader(io.StringIO(run("capacity", "figures", "--format", "csv", "--lang", "en")[1])))
    assert len(rows) == len(names)
    assert "Tal\n" in run("capacity", "figures")[1]


def test_the_figures_of_a_day(run):
    def told(day):
        records = json.loads(run("capacity", "figures", "--on", day, "--format", "json")[1])["records"]
        return {(one["figure"], one["of"]): one for one in records}

    before, after = told("2025-06-30"), told("1. juli 2025")
    key = ("gp.patients_per_capacity", "")
    assert before[key]["value"] == 1600
    assert before[key]["sources"] == "Danmarks Statistik, Lægedækning, indhold"
    assert after[key]["value"] is None
    assert after[key]["note"].endswith("er kun oplyst til og med 30. juni 2025, ikke for 1. juli 2025")
    assert "ukendt" in run("capacity", "figures", "--on", "2025-07-01")[1]


def test_one_figure(run):
    words = ("capacity", "figure", "specialist.knee", "--on", "2019-10-01", "--of", "psychiatry")
    (record,) = json.loads(run(*words, "--format", "json")[1])["records"]
    assert (record["value"], record["of"], record["grade"]) == (3533939, "psykiatri", "A")
    assert (record["in_force"], record["ends"]) == ("2019-10-01", "2020-10-01")
    status, told, wrong = run(*words, "--lang", "en")
    assert (status, wrong) == (0, "")
    assert "3,533,939" in told
    unknown = json.loads(run(*words[:4], "2024-01-01", "--of", "psychiatry", "--format", "json")[1])["records"]
    assert [(one["value"], one["note"].endswith("er ikke oplyst for 1. januar 2024")) for one in unknown] == [
        (None, True)
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["figure", "specialist.kne", "--on", "2024-01-01"], "unknown-figure"),
        (["figure", "specialist.knee", "--on", "2024"], "not-a-day"),
        (["figure", "specialist.knee", "--on", "2024-01-01", "--of", "psykiatr"], "unknown-word"),
        (["figures", "--on", "i morgen"], "relative"),
        (["reference", "--out", "a.pdf"], "unknown-format"),
    ],
)
def test_what_is_wrong_is_told_in_one_message(run, words, code):
    status, told, wrong = run("capacity", *words)
    assert (status, told) == (2, "")
    assert f"[{code}]" in wrong
    assert wrong.count("\n") == 1


def test_sharing_out(run, facts):
    """5200, 3900 and 900 over nine: the largest quotients are 5200, 3900, 2600, 1950, 1733, 1300 twice, 1040, 975."""
    path = facts("fordeling.yaml", SHARES)
    told = json.loads(run("capacity", "distribute", path, "--format", "json")[1])["records"]
    assert [(one["area"], one["capacities"]) for one in told] == [("Nord", 5), ("Syd", 4), ("Øst", 0)]
    status, told, wrong = run("capacity", "distribute", path)
    assert (status, wrong) == (0, "")
    assert "Nord" in told
    status, told, wrong = run("capacity", "distribute", facts("b.yaml", SHARES.replace("people: 900", "people: x")))
    assert (status, told) == (2, "")
    assert wrong.startswith("praksisplan: b.yaml, linje 7, kolonne ")


TWO_LEVELS = """
kapaciteter: 10
metode: største brøks metode
fordeles på:
- {område: Øst, indbyggere: 6000, vægt: "1,0", kilde: model, områder: [
    {område: A, indbyggere: 4000, vægt: 1, kilde: alder}, {område: B, indbyggere: 2000, vægt: 1, kilde: alder}]}
- {område: Vest, indbyggere: 4000, vægt: 1, kilde: model, områder: [
    {område: C, indbyggere: 4000, vægt: 1, kilde: alder}]}
"""


def test_a_distribution_at_two_levels_in_danish(run, facts):
    """6 and 4 of 10 capacities by the councils' people, and 4 and 2 of the 6 by those of the areas."""
    told = json.loads(run("capacity", "distribute", facts("to.yaml", TWO_LEVELS), "--format", "json")[1])["records"]
    found = {(one["council"], one["area"]): one["capacities"] for one in told}
    assert found == {("Øst", "A"): 4, ("Øst", "B"): 2, ("Vest", "C"): 4}
    wrong = run("capacity", "distribute", facts("b.yaml", TWO_LEVELS.replace("vægt: 1,", "vagt: 1,", 1)))[2]
    assert (
        "b.yaml, linje 6, kolonne 35: $.fordeles på[0].områder[0].vagt: ukendt nøgle »vagt« (mente du »vægt«?)" in wrong
    )
    assert "nøglen »vægt« mangler" in wrong


@pytest.mark.parametrize(("lang", "word"), [("da", "dag: ukendt"), ("en", "on: unknown")])
def test_a_form_is_asked_with(run, facts, lang, word):
    for name in QUESTIONS:
        assert word in run("capacity", "form", name, "--lang", lang)[1]
    form = run("capacity", "form", QUESTIONS["deadline_to_fill"].title(lang), "--lang", lang)[1]
    told = form.replace("ukendt", "1. februar 2024").replace("unknown", "2024-02-01")
    answer = run("capacity", "ask", "deadline_to_fill", facts("a.yaml", told), "--lang", lang)[1]
    assert answer.startswith("Ja: " if lang == "da" else "Yes: ")


def test_a_form_of_a_distribution_names_every_key(run, facts):
    told = run("capacity", "form", "distribute")[1]
    for word in ("Øst", "Nord"):
        told = told.replace("område: ukendt", f"område: {word}", 1)
    told = told.replace("kilde: ukendt", "kilde: alder").replace("vægt: ukendt", "vægt: 1")
    told = told.replace("indbyggere: ukendt", "indbyggere: 10").replace("kapaciteter: ukendt", "kapaciteter: 3")
    assert "Nord" in run("capacity", "distribute", facts("a.yaml", told))[1]
    assert "A distribution of capacities" in run("capacity", "form", "distribute", "--lang", "en")[1]


def test_the_reference(run, tmp_path):
    path = tmp_path / "tal.docx"
    assert run("capacity", "reference", "--out", path) == (0, f"{path} er skrevet.\n", "")
    assert path.stat().st_size > 10_000
    assert run("capacity", "reference", "--lang", "en", "--format", "md")[1].startswith("# Practice capacity: rules")
    assert "gp.patients_per_capacity" in run("capacity", "reference")[1]


def test_what_changes_between_two_days(run, tmp_path):
    span = ("--since", "2026-12-31", "--until", "2027-01-01")
    records = json.loads(run("capacity", "changes", *span, "--format", "json")[1])["records"]
    assert "RE-EAST" in {record["rule"] for record in records}
    out = tmp_path / "changes.md"
    assert run("capacity", "changes", *span, "--out", str(out))[0] == 0
    assert "Region Østdanmark" in out.read_text(encoding="utf-8")
    assert run("capacity", "changes", "--since", "2027-01-02", "--until", "2027-01-01")[0] != 0


def test_the_rules_of_a_day(run):
    assert "YN-HIRED" in run("capacity", "law", "--on", "2027-01-01", "--format", "csv")[1]
