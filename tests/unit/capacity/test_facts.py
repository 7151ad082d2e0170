"""Facts of another type are refused: where they are made, and where a question is asked with them."""

from __future__ import annotations

import datetime
import inspect
import json
from decimal import Decimal
from fractions import Fraction

import pytest

from praksisplan.capacity import (
    Area,
    AuthorityDecision,
    CapacityChange,
    ChoiceReason,
    Clinic,
    ClinicKind,
    DatedValue,
    Doctor,
    LegalSource,
    Offer,
    OutsideWork,
    Place,
    Population,
    Share,
    SharingGround,
    SourceGrade,
    Speciality,
    Threat,
    ThreatKind,
    Verdict,
    cap_after_drawing,
    capacity_at,
    distribute,
    is_threatened,
    may_choose_clinic,
    may_close_list,
    may_run_full_time,
    may_use_new_owner_room,
    moves,
    paid_fee,
    part_time_payment,
    psychologist_hours,
    within_thirty_hours,
)
from praksisplan.capacity.questions import QUESTIONS, ask
from praksisplan.errors import PlanError
from praksisplan.fields import exact
from praksisplan.periods import parse_period

NOW = datetime.date(2024, 1, 1)
NOON = datetime.datetime(2024, 1, 1, 12)  # noqa: DTZ001


def faults(call):
    with pytest.raises(PlanError) as caught:
        call()
    return [(fault.code, fault.path) for fault in caught.value.faults]


# --- where they are made ------------------------------------------------------------------------------------------

GOOD = {
    Area: {"id": "nord", "name": "Nord"},
    AuthorityDecision: {"outcome": True, "decided_by": "regionen", "decided": NOW},
    CapacityChange: {"quantity": 1, "decided_by": "udvalget", "decided": parse_period("2022")},
    Clinic: {"id": "k", "kind": ClinicKind.SOLO},
    Offer: {"clinic": Clinic("k", ClinicKind.SOLO)},
    Population: {"area": "nord", "people": 1, "on": NOW},
    Threat: {"kind": ThreatKind.REGIONAL, "year": 2024},
}


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        (Area, "is_assessed", 1),
        (Area, "is_assessed", None),
        (CapacityChange, "decided", NOW),
        (CapacityChange, "effective", NOW),
        (CapacityChange, "at_least", 1),
        (CapacityChange, "speciality", ThreatKind.REGIONAL),
        (Clinic, "kind", ThreatKind.REGIONAL),
        (Clinic, "place", (56.0, 10.0)),
        (Clinic, "is_open", 1),
        (Clinic, "is_open", "ja"),
        (Offer, "clinic", "k"),
        (Offer, "clinic", None),
        (Threat, "kind", None),
    ],
)
def test_a_fact_of_another_type_is_refused(kind, name, value):
    kind(**GOOD[kind])
    assert faults(lambda: kind(**{**GOOD[kind], name: value})) == [("wrong-type", name)]


@pytest.mark.parametrize(
    ("kind", "name", "words", "value"),
    [
        (Area, "threats", [Threat(ThreatKind.REGIONAL, 2024)], (Threat(ThreatKind.REGIONAL, 2024),)),
        (Area, "municipality", "0779", "Skive"),
        (CapacityChange, "decided", "2022", parse_period("2022")),
        (CapacityChange, "effective", "1. januar 2022", parse_period("1. januar 2022")),
        (CapacityChange, "speciality", "psykiatri", Speciality.PSYCHIATRY),
        (Clinic, "kind", "kompagniskabspraksis", ClinicKind.PARTNERSHIP),
        (Threat, "kind", "national", ThreatKind.NATIONAL),
    ],
)
def test_words_and_lists_are_taken_as_what_they_can_only_mean(kind, name, words, value):
    assert getattr(kind(**{**GOOD[kind], name: words}), name) == value


@pytest.mark.parametrize("value", ["2024-01-01", NOON, None, 2024])
def test_people_are_counted_on_a_plain_day(value):
    assert faults(lambda: Population("nord", 1, value)) == [("not-a-date", "on")]


@pytest.mark.parametrize("value", ["1950-01-01", NOON, 1950])
def test_a_day_of_birth_is_a_plain_day(value):
    [(code, path)] = faults(lambda: Doctor("d", born=value))
    assert (code in ("not-a-date", "wrong-type"), path) == (True, "born")


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (Clinic, {"place": Place(56, 10.5), "is_open": False}),
        (Clinic, {"place": None, "is_open": None}),
        (CapacityChange, {"effective": None, "at_least": True, "speciality": Speciality.PSYCHIATRY}),
        (Area, {"threats": (Threat(ThreatKind.NATIONAL, 2024),), "is_assessed": False}),
        (Threat, {"year": 1900}),
        (Threat, {"year": 2199}),
    ],
)
def test_a_fact_of_its_type_is_taken(kind, given):
    one = kind(**{**GOOD[kind], **given})
    assert {name: getattr(one, name) for name in given} == given


@pytest.mark.parametrize("year", [1899, 2200, 2024.0, "2024", True, None])
def test_a_year_of_naming_is_one_from_1900_to_2199(year):
    assert faults(lambda: Threat(ThreatKind.REGIONAL, year)) == [("bad-number", "year")]


@pytest.mark.parametrize("name", ["", " ", "\t"])
def test_an_area_has_a_name(name):
    assert faults(lambda: Area("nord", name)) == [("empty-text", "name")]


# --- where a question is asked with them --------------------------------------------------------------------------


@pytest.mark.parametrize("value", [None, 0, 1, Fraction(0), Fraction(1, 3), "1", "1/3", "0.5"])
def test_an_exact_number_of_at_least_0_is_taken(value):
    ruling = psychologist_hours(value, 0, on=NOW)
    assert ruling == psychologist_hours(None if value is None else Fraction(value), Fraction(0), on=NOW)


@pytest.mark.parametrize(
    "value", [-1, Fraction(-1, 3), "-1", 0.0, 1.0, float("nan"), float("inf"), True, False, "en", "", [1], Decimal(1)]
)
def test_a_number_below_0_or_inexact_is_refused_beside_every_other_that_is_wrong(value):
    assert faults(lambda: psychologist_hours(value, value, on=NOW)) == [
        ("bad-number", "available"),
        ("bad-number", "employed"),
    ]


ASKED = {
    "consent": lambda value: may_choose_clinic(
        Clinic("k", ClinicKind.SOLO, is_open=False), 3, "Odense", consent=value, on=NOW
    ),
    "is_over_kind": lambda value: within_thirty_hours(value, Fraction(3), on=NOW),
    "is_owner": lambda value: may_use_new_owner_room(value, False, on=NOW),
    "is_tenant": lambda value: may_use_new_owner_room(False, value, on=NOW),
}


@pytest.mark.parametrize("value", ["ja", "", 0, 1, 1.0, ()])
@pytest.mark.parametrize("name", ASKED)
def test_what_is_true_or_false_is_not_told_by_other_values(name, value):
    for known in (True, False, None):
        ASKED[name](known)
    assert faults(lambda: ASKED[name](value)) == [("wrong-type", name)]


@pytest.mark.parametrize("word", ["psychiatry", "psykiatri", "Psykiatri"])
def test_a_slug_or_label_is_taken_as_the_member_that_it_names(word):
    for function in (paid_fee, cap_after_drawing):
        assert function(word, 5_000_000, on=NOW) == function(Speciality.PSYCHIATRY, Fraction(5_000_000), on=NOW)


def test_reasons_and_kinds_of_naming_are_taken_by_their_words():
    clinic = Clinic("k", ClinicKind.SOLO, is_open=False)
    by_word = may_choose_clinic(clinic, 3, "Odense", True, ["partner_of_patient"], on=NOW)
    assert by_word == may_choose_clinic(clinic, 3, "Odense", True, (ChoiceReason.PARTNER_OF_PATIENT,), on=NOW)
    assert by_word.verdict is Verdict.YES
    area = Area("nord", "Nord", threats=(Threat(ThreatKind.REGIONAL, 2024),))
    assert is_threatened(area, kind="regional", on=NOW).verdict is Verdict.YES
    assert is_threatened(area, kind="nationalt udpeget", on=NOW).verdict is Verdict.NO


@pytest.mark.parametrize(
    ("call", "code", "path"),
    [
        (lambda: may_run_full_time(("no",), on=NOW), "wrong-type", "full_time_posts[0]"),
        (lambda: may_run_full_time("no", on=NOW), "wrong-type", "full_time_posts"),
        (lambda: paid_fee("psykologi", 1, on=NOW), "unknown-word", "speciality"),
        (lambda: part_time_payment("psychiatry", 1, 1, 2.5, on=NOW), "bad-number", "month"),
        (lambda: part_time_payment("psychiatry", 1, 1, 13, on=NOW), "bad-number", "month"),
        (lambda: may_close_list("klinik", on=NOW), "wrong-type", "clinic"),
        (lambda: may_close_list(Clinic("k", ClinicKind.SOLO), on=NOW, figures={}), "wrong-type", "figures"),
        (lambda: DatedValue(NOW, LegalSource("lov"), SourceGrade.A, NOW, value=True), "bad-number", "value"),
        (lambda: DatedValue(NOW, LegalSource("lov"), "sikker", NOW), "unknown-word", "grade"),
        (lambda: DatedValue(NOW, "lov", SourceGrade.A, NOW), "wrong-type", "source"),
        (lambda: moves({"Nord": 1.5}, distribute(1, [Share("Nord", 1, 1, "alder")])), "bad-number", "today.Nord"),
        (lambda: distribute(1, {"Nord": 1}), "wrong-type", "shares"),
        (lambda: capacity_at(1, {1, 2}, on=NOW), "wrong-type", "changes"),
    ],
)
def test_what_would_be_believed_or_fail_within_is_refused_by_its_name(call, code, path):
    assert faults(call) == [(code, path)]


def test_too_few_and_unknown_arguments_are_told_by_their_names():
    with pytest.raises(TypeError, match="missing a required argument: 'on'"):
        may_close_list(Clinic("k", ClinicKind.SOLO))
    with pytest.raises(TypeError, match="unexpected keyword argument 'farve'"):
        may_close_list(Clinic("k", ClinicKind.SOLO), on=NOW, farve="rød")


FACTS = {
    "additional": 1,
    "addresses": 1,
    "amount": Fraction(10),
    "area": Area("nord", "Nord", "Skive"),
    "available": Fraction(22),
    "capacities": 2,
    "clinic": Clinic("k", ClinicKind.PARTNERSHIP, capacities=2, hired=1, enrolled=3000, owners=("d",), is_open=True),
    "cost_share": Fraction(3),
    "distance_km": 3,
    "doctor": Doctor("d", 2, datetime.date(1950, 1, 1)),
    "drawn": Fraction(3),
    "employed": Fraction(1),
    "employed_until": datetime.date(2024, 2, 1),
    "end": datetime.date(2024, 3, 1),
    "ended": datetime.date(2023, 1, 1),
    "frame": Fraction(10),
    "full_time_posts": (True, False),
    "ground": SharingGround.OWN_ILLNESS,
    "has_tendered": True,
    "is_over_kind": False,
    "is_owner": False,
    "is_specialist": False,
    "is_tenant": False,
    "issued": 1,
    "joined": datetime.date(2012, 1, 1),
    "mean_hours": Fraction(20),
    "month": 11,
    "municipality": "Skive",
    "offers": (Offer(Clinic("k", ClinicKind.SOLO, is_open=True), 3),),
    "permission": AuthorityDecision(True, "Region Sjælland", NOW),
    "pension_age_years": Fraction(67),
    "population": Population("nord", 3000, NOW),
    "settled": Fraction(1),
    "shortage": AuthorityDecision(True, "Region Sjælland", NOW),
    "speciality": Speciality.PSYCHIATRY,
    "start": NOW,
    "trainees": 2,
    "turnover": Fraction(5_000_000),
    "turnover_before": Fraction(10),
    "turnover_with": Fraction(9),
    "turnover_without": Fraction(10),
    "tutors": 1,
    "vacant_since": datetime.date(2023, 5, 1),
    "weekly_hours": Fraction(10),
    "work": (OutsideWork.CONSULTANT,),
    "years": Fraction(3),
    "years_held": Fraction(3),
}


def facts(question, *, known):
    """Arguments of a question: all that are known here, or as few as may be."""
    own = {"speciality": "62"} if question == "within_clinic_amount" else {}
    found = {}
    for name, one in inspect.signature(QUESTIONS[question].function).parameters.items():
        if name in ("on", "figures") or (one.default is not one.empty and not (known and name in FACTS)):
            continue
        may_be_left_out = str(one.annotation).endswith("| None")
        found[name] = None if may_be_left_out and not known else {**FACTS, **own}[name]
    return found


@pytest.mark.parametrize("known", [True, False], ids=["known", "unknown"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_asked_on_a_plain_day(question, known):
    given = facts(question, known=known)
    for on in ("2024-01-01", None, 2024, NOON):
        assert faults(lambda on=on: QUESTIONS[question].function(**given, on=on)) == [("not-a-date", "on")]
    for on in (datetime.date(1899, 12, 31), datetime.date(2200, 1, 1)):
        assert faults(lambda on=on: QUESTIONS[question].function(**given, on=on)) == [("out-of-range", "on")]
    for on in (datetime.date(1901, 1, 1), datetime.date(2199, 12, 31)):
        assert QUESTIONS[question].function(**given, on=on).on == on


# --- in a text ----------------------------------------------------------------------------------------------------

SOLO = {"id": "k", "kind": "solo"}


@pytest.mark.parametrize(
    ("question", "told", "expected"),
    [
        ("paid_fee", {"speciality": "psychiatry", "turnover": -1}, [("bad-number", "$.turnover")]),
        ("may_hire", {"clinic": SOLO, "additional": 0}, [("bad-number", "$.additional")]),
        (
            "may_choose_clinic",
            {"clinic": SOLO, "distance_km": -3, "municipality": "Skive"},
            [("bad-number", "$.distance_km")],
        ),
        (
            "part_time_payment",
            {"speciality": "psychiatry", "turnover": 1, "turnover_before": 1, "month": 13, "reached": 0},
            [("bad-number", "$.month"), ("bad-number", "$.reached")],
        ),
        (
            "may_use_stand_in",
            {"start": "2024-02-01", "end": "2024-01-01", "turnover_without": 9, "turnover_with": 9},
            [("order", "$.end")],
        ),
        ("may_pay_supplement", {"shortage": True}, [("wrong-type", "$.shortage")]),
        ("may_close_list", {"clinic": {**SOLO, "is_open": "måske"}}, [("wrong-type", "$.clinic.is_open")]),
        (  # an object within another is wrong, and so are the facts around it
            "choice_is_secured",
            {
                "area": {"id": "a", "name": "A", "municipality": "Odense"},
                "offers": [{"clinic": {"id": "", "kind": "solo"}, "distance_km": -1}],
            },
            [("bad-id", "$.offers[0].clinic.id"), ("bad-number", "$.offers[0].distance_km")],
        ),
        (
            "may_choose_clinic",
            {"clinic": {"id": "", "kind": "solo"}, "distance_km": -3, "municipality": "Skive"},
            [("bad-id", "$.clinic.id"), ("bad-number", "$.distance_km")],
        ),
    ],
)
def test_a_fault_of_a_fact_is_told_by_its_place_in_the_text(question, told, expected):
    assert faults(lambda: ask(question, json.dumps({**told, "on": "2024-01-01"}))) == expected


@pytest.mark.parametrize("on", ["1899-12-31", "2200-01-01"])
def test_a_day_out_of_range_is_told_by_its_place_in_the_text(on):
    assert faults(lambda: ask("may_close_list", json.dumps({"clinic": SOLO, "on": on}))) == [("out-of-range", "$.on")]


# --- as people write them -----------------------------------------------------------------------------------------


def in_lines(facts):
    """Facts as YAML without any quotes."""
    return "".join(f"{name}: {value}\n" for name, value in facts.items()).replace("False", "nej")


def test_a_number_may_end_with_a_nought():
    for words in ("29.90", "29,90"):
        hours = f"mean_hours: {words}\nis_over_kind: nej\non: 2022-01-01\n"
        assert ask("within_thirty_hours", hours, "yaml").text().startswith("Ja: 29,9 timer om ugen")


@pytest.mark.parametrize("number", ["29,9", "29.9", 29.9])
def test_a_number_with_decimals_is_written_with_a_comma_or_a_point_and_with_quotes_or_without(number):
    hours = {"mean_hours": number, "is_over_kind": False, "on": "2022-01-01"}
    home = {"distance_km": number, "municipality": "Skive", "on": "2024-01-01"}
    for write, format in ((json.dumps, "json"), (in_lines, "yaml")):
        assert ask("within_thirty_hours", write(hours), format).text().startswith("Ja: 29,9 timer om ugen")
        assert "ligger 29,9 km fra" in ask("keeps_home_visits", write(home), format).text()


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("1.600.000", 1_600_000),
        ("'1.600.000,50'", "1600000,5"),
        ("500000", 500_000),
        ("'95,927'", "95,927"),
        ("500.000", 500_000),
        ("'95.927'", 95_927),
        ("95.927,50 kr.", "95927,5"),
        ("95 kroner", 95),
    ],
)
def test_points_between_thousands_are_read(words, amount):
    text = f"ramme: {words}\ndag: 1. januar 2024\n"
    assert ask("room_for_new_owners", text, "yaml").amount == exact(amount) * Fraction("0.0375")


@pytest.mark.parametrize("words", ["500.000", "95.927", "'95.927'"])
def test_a_number_that_may_have_thousands_or_decimals_is_refused(words):
    with pytest.raises(PlanError) as caught:
        ask("psychologist_hours", f"timer til rådighed: {words}\ndag: 1. januar 2024\n", "yaml")
    shown = words.strip("'")
    whole, decimal = shown.replace(".", ""), shown.replace(".", ",")
    assert (
        f"$.timer til rådighed: »{shown}« kan være {whole} eller {decimal}; skriv tallet uden punktum"
        in caught.value.text("da")
    )


def test_licences_and_codes_of_municipalities_may_be_numbers():
    form = (
        "klinik: {form: solopraksis, ydernumre: [012345], kapaciteter: 1, ejere: [Jens Hansen]}\ndag: 1. marts 2023\n"
    )
    assert ask("has_valid_form", form, "yaml").verdict is Verdict.YES
    area = "område: {navn: Skive, kommune: 0779}\npraksis: []\ndag: 1. marts 2019\n"
    assert ask("choice_is_secured", area, "yaml").text().startswith("Nej: 0 åbne praksis ligger inden for 15 km")
    with pytest.raises(PlanError, match="text"):
        ask("is_threatened", "område: {navn: 7}\ndag: 1. marts 2019\n", "yaml")


def test_a_unit_may_stand_behind_a_number():
    for words in ("16 km", "16km", "'16,0 km'"):
        found = ask("keeps_home_visits", f"afstand i km: {words}\nkommune: Skive\ndag: 1. januar 2024\n", "yaml")
        assert "16 km fra" in found.text()
    with pytest.raises(PlanError, match="29,9 kg"):
        ask("psychologist_hours", "timer til rådighed: 29,9 kg\ndag: 1. januar 2024\n", "yaml")


def test_decimals_that_braces_cut_off_are_told():
    with pytest.raises(PlanError) as caught:
        ask("psychologist_hours", "{timer til rådighed: 29,9, dag: 1. januar 2024}", "yaml")
    assert "er det decimaler, så skriv tallet i citationstegn, fx »29,9«" in caught.value.text("da")


def test_what_a_question_asks_about_may_be_unknown():
    for doctor in ("ukendt", "{}", "{født: ukendt}"):
        found = ask("may_own_practice", f"læge: {doctor}\ndag: 1. januar 2026\n", "yaml")
        assert found.text() == "Ukendt: fødselsdatoen mangler."
    for words in ("dag: 1. januar 2026\n", "område: ukendt\ndag: 1. januar 2026\n"):
        with pytest.raises(PlanError, match="missing key 'area'"):
            ask("is_threatened", words, "yaml")


def test_a_whole_number_has_no_decimals_so_a_point_is_between_thousands():
    for words in ("1.600", "'1.600'", "1600"):
        found = ask("may_close_list", DANISH.replace("1600", words), "yaml")
        assert (found.verdict, found.reasons[0].danish) == (Verdict.YES, "1.600 tilmeldte, grænsen er 1.600")
    json_number = '{"frame": 95.927, "on": "2024-01-01"}'
    assert ask("room_for_new_owners", json_number).amount == Fraction("95.927") * Fraction("0.0375")


DANISH = "klinik: {form: enkeltmandspraksis, kapaciteter: 1, tilmeldte: 1600}\ndag: 1. januar 2024\n"


def test_facts_are_written_in_danish_and_without_ids():
    english = {"clinic": {"id": "k", "kind": "solo", "capacities": 1, "enrolled": 1600}, "on": "2024-01-01"}
    found = ask("may_close_list", json.dumps(english))
    assert ask("Må listen lukkes for tilgang?", DANISH, "yaml") == found
    assert ask("May the list be closed?", json.dumps(english)) == found
    assert found.verdict is Verdict.YES


@pytest.mark.parametrize(
    ("change", "danish", "english"),
    [
        (
            ("dag: 1. januar 2024\n", ""),
            "linje 1, kolonne 1: $: nøglen »dag« mangler",
            "line 1, column 1: $: missing key 'on'",
        ),
        (
            ("tilmeldte", "tilmeldt"),
            "linje 1, kolonne 52: $.klinik.tilmeldt: ukendt nøgle »tilmeldt« (mente du »tilmeldte«?)",
            "line 1, column 52: $.klinik.tilmeldt: unknown key 'tilmeldt' (did you mean 'enrolled'?)",
        ),
        (
            ("dag:", "xyz:"),
            "linje 2, kolonne 1: $.xyz: ukendt nøgle »xyz«; nøglerne er klinik, dag, egne tal",
            "line 2, column 1: $.xyz: unknown key 'xyz'; the keys are clinic, on, figures",
        ),
        (
            ("enkeltmandspraksis", "praksis"),
            "linje 1, kolonne 16: $.klinik.form: skal være en af solopraksis, kompagniskabspraksis, delepraksis, "
            "satellitpraksis, licensklinik, regionsklinik, udbudsklinik, vagtydernummer, men er »praksis«",
            "expected one of solo, partnership, shared, satellite, licence, regional, tender, out_of_hours, got",
        ),
        (
            ("1. januar 2024", "om lidt"),
            "linje 2, kolonne 6: $.dag: skal være en dag, fx 31. december 2026, men er »om lidt«",
            "line 2, column 6: $.dag: expected a day such as 2026-12-31, got 'om lidt'",
        ),
        (
            ("1600}", "1600, åben: måske}"),
            "linje 1, kolonne 75: $.klinik.åben: skal være ja eller nej, men er »måske«",
            "line 1, column 75: $.klinik.åben: expected true or false, got 'måske'",
        ),
        (
            ("{form: enkeltmandspraksis, kapaciteter: 1, tilmeldte: 1600}", "nord"),
            "linje 1, kolonne 9: $.klinik: skal være et objekt som {id: …} (nøglerne er id, form, ydernumre",
            "expected an object such as {id: …} (the keys are id, kind, licences, capacities",
        ),
    ],
)
def test_faults_of_written_facts_are_told_in_the_words_of_each_language(change, danish, english):
    with pytest.raises(PlanError) as caught:
        ask("may_close_list", DANISH.replace(*change), "yaml")
    assert danish in caught.value.text("da")
    assert english in caught.value.text("en")


def test_facts_that_contradict_one_another_are_told_at_their_place():
    text = "begynder: 2. januar 2024\nslutter: 1. januar 2024\nklinik: {kapaciteter: 1}\ndag: 1. januar 2024\n"
    with pytest.raises(PlanError) as caught:
        ask("may_employ_stand_in", text, "yaml")
    assert caught.value.text("da").startswith("linje 2, kolonne 10: $.slutter: ")
