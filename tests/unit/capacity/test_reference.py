"""The reference of practice capacity: every question, every figure with its source, and what is not known."""

from __future__ import annotations

from fractions import Fraction

import pytest

from praksisplan import capacity
from praksisplan.capacity import DatedValue, Figures, FigureSeries, LegalSource, SourceGrade, default_figures
from praksisplan.capacity.figures import of_text
from praksisplan.capacity.questions import QUESTIONS
from praksisplan.capacity.reference import (
    FIGURE_COLUMNS,
    figure_record,
    figure_records,
    not_seen,
    reference,
    weakest_grade,
)
from praksisplan.errors import PlanError
from praksisplan.reports import Heading, Paragraph, Table, render
from tests.unit.capacity.rulings import day

LANGUAGES = ("da", "en")
DOCUMENTS = {lang: reference(lang) for lang in LANGUAGES}
NOT_KNOWN = {"da": "Oplysninger, der mangler", "en": "Missing figures"}
both_languages = pytest.mark.parametrize("lang", LANGUAGES)


def tables(document):
    return {block.name: block for block in document.blocks if isinstance(block, Table)}


def under(document, heading, level=2):
    """The blocks under a heading, up to the next of its level or above."""
    found, is_under = [], False
    for block in document.blocks:
        if isinstance(block, Heading) and block.level <= level:
            is_under = block.text == heading
        elif is_under:
            found.append(block)
    return found


def texts(blocks):
    return [block.text for block in blocks if isinstance(block, Paragraph)]


# --- questions ----------------------------------------------------------------------------------------------------


@both_languages
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_stands_with_its_facts_and_rules(question, lang):
    told = texts(under(DOCUMENTS[lang], QUESTIONS[question].title(lang)))
    assert told[0].startswith(f"{question}(")
    assert "on" in told[0].partition("(")[2].removesuffix(")").split(", ")
    facts, rules, on = {"da": ("Oplysninger: ", "Regler: ", "dag"), "en": ("Facts: ", "Rules: ", "on")}[lang]
    [asked] = [line for line in told if line.startswith(facts)]
    assert on in asked.removeprefix(facts).split(", ")
    assert "figures" not in asked
    assert len([line for line in told if line.startswith(rules)]) == 1


@pytest.mark.parametrize(
    ("question", "rules", "figures"),
    [
        (
            "choice_is_secured",
            {"CH-TWO", "CH-DIST"},
            {"choice.least_practices", "choice.distance", "choice.capital_municipalities"},
        ),
        (
            "may_choose_clinic",
            {"CH-DIST", "CH-FREE", "CH-FAR", "CH-REFUSE", "CH-CLOSED"},
            {"choice.distance", "choice.capital_municipalities", "choice.closed_reasons"},
        ),
        (
            "may_close_list",
            {"GP-CLOSE", "GP-LOWER", "GP-NEWLIMIT"},
            {"gp.patients_per_capacity", "gp.limit_set_by", "gp.lower_limit_leave", "gp.limits_announced"},
        ),
        ("coverage", {"GP-COVER", "GP-NORM"}, {"gp.norm_per_capacity"}),
        ("is_threatened", {"AR-TYPES", "AR-CRITERION", "R93"}, {"area.threat_criterion"}),
        (
            "may_add_capacity",
            {"AR-FREEZE", "AR-NATMODEL"},
            {"gp.frozen_municipalities", "gp.unfrozen_municipalities", "area.distribution_rule"},
        ),
        ("may_pay_supplement", {"AR-SUPPLEMENT"}, {"gp.supplement", "gp.local_agreements"}),
    ],
)
def test_a_question_names_its_rules_and_the_figures_that_it_uses(question, rules, figures):
    told = texts(under(DOCUMENTS["en"], QUESTIONS[question].title("en")))
    assert set(told[-2].removeprefix("Rules: ").split(", ")) == rules
    assert set(told[-1].removeprefix("Uses: ").split(", ")) == figures


@both_languages
def test_what_may_be_left_out_of_the_facts_is_told(lang):
    told = texts(under(DOCUMENTS[lang], QUESTIONS["may_choose_clinic"].title(lang)))
    may_be = {
        "da": "afstand i km, kommune, lægen accepterer (kan udelades)",
        "en": "distance_km, municipality, consent (may be left out)",
    }[lang]
    assert any(may_be in line for line in told)


@both_languages
def test_the_other_functions_stand_after_the_questions(lang):
    headings = [block.text for block in DOCUMENTS[lang].blocks if isinstance(block, Heading)]
    last = max(headings.index(QUESTIONS[question].title(lang)) for question in QUESTIONS)
    for name in ("distribute", "moves", "instruments", "capacity_at", "target_path", "figure", "findings"):
        assert headings.index(f"{name}()") > last
    assert not [name for name in QUESTIONS if f"{name}()" in headings]
    assert set(QUESTIONS) <= set(capacity.__all__)


@both_languages
def test_descriptions_are_plain_text_without_examples(lang):
    for question in QUESTIONS:
        for line in texts(under(DOCUMENTS[lang], QUESTIONS[question].title(lang))):
            assert not any(sign in line for sign in (">>>", "`", "\n")), line
            assert all("*" not in word or word == "*" for word in line.split()), line


# --- figures ------------------------------------------------------------------------------------------------------


def read_back(amount, dated, lang):
    """What an amount says, as a person reads it."""
    if dated.value is None:
        return tuple(amount.split(", ")) if len(dated.words) > 1 else (amount,)
    return Fraction(amount.translate(str.maketrans({".": "", ",": "."} if lang == "da" else {",": ""})))


@both_languages
@pytest.mark.parametrize("found", default_figures().series, ids=lambda found: found.name)
def test_every_figure_stands_with_value_source_day_and_certainty(found, lang):
    blocks = under(DOCUMENTS[lang], found.name)
    first, *rest = texts(blocks)
    assert found.label(lang) in first
    if found.rules:
        rules, *rest = rest
        assert rules.endswith(f": {', '.join(found.rules)}")
    if not found.values:
        assert rest == [found.needed(lang)]
        return
    [table] = [block for block in blocks if isinstance(block, Table)]
    rows = {(row.get("of", ""), row["in_force"]): row for row in table.records()}
    assert len(rows) == len(table.rows) == len(found.values)
    for dated in found.values:
        row = rows[of_text(dated.of, lang), dated.since]
        assert row["sources"] == str(dated.source)
        assert row.get("address", "") == dated.source.address
        assert row["grade"] == dated.grade.name
        assert (row["checked"], row["ends"]) == (dated.checked, dated.until)
        assert row["start_known"] is dated.is_start_known
        assert row.get("note", "") == (dated.note if lang == "da" else dated.note_english)
        assert bool(dated.note) is bool(dated.note_english)
        assert read_back(row["amount"], dated, lang) == (dated.words if dated.value is None else dated.value)


@both_languages
def test_the_knees_are_told_as_people_write_them_by_speciality_and_day(lang):
    rows = tables(DOCUMENTS[lang])["specialist.knee"].records()
    amount, speciality = {"da": ("4.919.928", "anæstesiologi"), "en": ("4,919,928", "anaesthesiology")}[lang]
    first = [row for row in rows if row["of"] == speciality]
    assert [row["in_force"].year for row in first] == [2019, 2020, 2021, 2022, 2025]
    assert first[-1]["amount"] == amount
    assert rows[: len(first)] == first


@both_languages
def test_the_certainties_are_explained(lang):
    words = {"da": ("Sikkerhed A: loven", "B: en side"), "en": ("Grade A: the law", "B: a page")}[lang]
    assert all(any(one in fact for fact in DOCUMENTS[lang].facts) for one in words)


@both_languages
def test_the_reference_is_of_the_day_on_which_the_figures_were_last_looked_up(lang):
    last = max(dated.checked for one in default_figures().series for dated in one.values)
    assert DOCUMENTS[lang].as_of == last
    assert any(str(last.year) in fact for fact in DOCUMENTS[lang].facts)


@both_languages
def test_the_rendered_reference_has_every_name_and_source(lang):
    text = render(DOCUMENTS[lang], "md").decode("utf-8")
    plain = text.replace("\\", "")
    assert DOCUMENTS[lang].title in plain
    for question in QUESTIONS:
        assert QUESTIONS[question].title(lang) in plain
    for found in default_figures().series:
        assert found.name in plain
        for dated in found.values:
            assert dated.source.title in plain


# --- what is not known --------------------------------------------------------------------------------------------


@both_languages
def test_every_figure_that_is_not_published_is_listed_with_what_to_bring(lang):
    rows = {row["figure"]: row for row in tables(DOCUMENTS[lang])[NOT_KNOWN[lang]].records()}
    for found in default_figures().series:
        if not found.values:
            assert rows[found.name]["message"] == found.needed(lang)
            assert rows[found.name]["title"] == found.label(lang)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("gp.patients_per_capacity", "no value from 1 July 2025"),
        ("gp.frozen_municipalities", "no value from 1 July 2025"),
        ("specialist.knee", "no value from 1 October 2023 until 1 October 2025"),
        ("specialist.knee", "no value from 1 October 2026"),
        ("specialist.part_time_cap", "no value from 1 January 2022 until 1 January 2024"),
        ("gp.national_doctors", "no value from 1 January 2025 until 1 January 2035"),
    ],
)
def test_ends_and_gaps_are_listed(name, message):
    rows = tables(DOCUMENTS["en"])[NOT_KNOWN["en"]].records()
    assert [row["figure"] for row in rows if row["message"] == message].count(name) == 1


@both_languages
def test_what_is_in_force_without_end_is_not_listed(lang):
    listed = {row["figure"] for row in tables(DOCUMENTS[lang])[NOT_KNOWN[lang]].records()}
    assert not listed & {"choice.distance", "gp.limit_set_by", "gp.supplement", "licence.most_per_doctor"}


def test_the_gap_of_all_specialities_is_one_row_that_names_them():
    rows = tables(DOCUMENTS["da"])[NOT_KNOWN["da"]].records()
    [row] = [row for row in rows if row["message"] == "ingen værdi fra 1. oktober 2026"]
    names = row["of"].split(", ")
    assert len(names) == len({dated.of for dated in default_figures()["specialist.knee"].values})
    assert {"psykiatri", "radiologi"} <= set(names)


# --- the parts ----------------------------------------------------------------------------------------------------

SOURCE = LegalSource("Aftalen", "§ 1", "https://example.org")
ASKED = FigureSeries("gp.asked", "km", "spurgt", "asked", (), "oplys den", "bring it")


def value(number=None, words=(), **more):
    return DatedValue(day("2024-01-01"), SOURCE, SourceGrade.B, day("2024-02-03"), number, words, **more)


def test_a_value_as_a_record_is_exact_and_as_people_write_it():
    found = FigureSeries("gp.one", "kr.", "én", "one", (value(Fraction("1234567.5"), of="psychiatry"),))
    record = figure_record(found, found.values[0])
    assert record == {
        "figure": "gp.one",
        "title": "én",
        "unit": "kr.",
        "of": "psykiatri",
        "value": "2469135/2",
        "amount": "1.234.567,5",
        "in_force": day("2024-01-01"),
        "start_known": True,
        "ends": None,
        "sources": "Aftalen, § 1",
        "address": "https://example.org",
        "grade": "B",
        "checked": day("2024-02-03"),
        "note": "",
    }
    assert set(FIGURE_COLUMNS) <= set(record)
    english = figure_record(found, found.values[0], "en")
    assert (english["amount"], english["of"], english["title"]) == ("1,234,567.5", "psychiatry", "one")


def test_words_as_a_record():
    found = FigureSeries("gp.one", "", "én", "one", (value(words=("a", "b")),))
    record = figure_record(found, found.values[0])
    assert (record["value"], record["amount"]) == ("a, b", "a, b")


def test_an_unknown_figure_as_a_record_has_the_keys_of_a_known_one_and_says_why():
    known = FigureSeries("gp.one", "", "én", "one", (value(Fraction(1)),))
    law = Figures((known, ASKED))
    [record] = figure_records(law, "gp.asked", on=day("2024-01-01"), of="psychiatry")
    assert set(record) == set(figure_record(known, known.values[0]))
    told = ("figure", "title", "unit", "of", "amount", "note")
    assert [record[key] for key in told] == ["gp.asked", "spurgt", "km", "psykiatri", "ukendt", "oplys den (psykiatri)"]
    assert not any(one for key, one in record.items() if key not in told)
    [english] = figure_records(law, "gp.asked", "en")
    assert (english["amount"], english["title"], english["of"]) == ("unknown", "asked", "")
    assert figure_records(law, "gp.one") == [figure_record(known, known.values[0])]


@pytest.mark.parametrize(
    ("of", "danish", "english"),
    [
        ("psychiatry", "psykiatri", "psychiatry"),
        ("51", "51", "51"),
        ("", "", ""),
        ("Region Hovedstaden", "Region Hovedstaden", "Region Hovedstaden"),
    ],
)
def test_what_a_value_is_for_in_words(of, danish, english):
    assert (of_text(of), of_text(of, "en")) == (danish, english)


def test_what_to_bring_in_words():
    assert (ASKED.needed(), ASKED.needed("en")) == ("oplys den", "bring it")


def test_a_figure_without_unit_is_told_without_brackets():
    law = Figures((FigureSeries("gp.one", "", "én", "one", (value(Fraction(1)),)), ASKED))
    document = reference("da", law)
    assert texts(under(document, "gp.one")) == ["én"]
    assert texts(under(document, "gp.asked")) == ["spurgt (km)", "oplys den"]


def test_the_reference_is_in_danish_or_english():
    with pytest.raises(PlanError) as caught:
        reference("sv")
    assert caught.value.faults[0].code == "unknown-language"


# --- how sure it is -----------------------------------------------------------------------------------------------


def test_a_ruling_is_as_sure_as_the_least_sure_of_its_sources():
    """A closed list within the limit: decision 20SFP14 was read, the limit of distance on a municipality's page."""
    clinic = capacity.Clinic("k", is_open=False)
    ruling = capacity.may_choose_clinic(clinic, 8, "Odense", True, ["partner_of_patient"], on=day("2024-01-01"))
    assert {one.dated.grade.value for one in ruling.figures} == {"b"}
    assert weakest_grade(ruling) is SourceGrade.B
    assert weakest_grade(capacity.may_close_list(clinic, on=day("2014-01-01"))) is None


def test_what_was_looked_up_and_not_seen_is_told_by_rule_and_by_figure():
    rows = {title.partition(":")[0]: (seen, lacks) for title, seen, lacks in not_seen()}
    assert rows["YN-MAX"][1] == "den første dag er ikke set"
    assert rows["licence.out_of_hours_limit"][0] == ""
    assert rows["licence.out_of_hours_limit"][1].startswith("oplys regionens egen grænse for vagtydernumre")
    seen, lacks = rows["sharing.extension"]
    assert seen.endswith("§ 13, stk. 8 (sikkerhed A)")
    assert lacks == "den første dag er ikke set; vilkårene i øvrigt er ikke set"
    english = {title.partition(":")[0]: lacks for title, _, lacks in not_seen("en")}
    assert english["YN-MAX"] == "the first day was not seen"
    assert "the adoption or the first day was not seen" in english["RE-TASKS"]
    assert "YN-PLACE" not in rows
