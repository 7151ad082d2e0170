"""How well an area is covered, whether it is threatened by a shortage, and what may be done about it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from praksisplan.capacity import (
    Area,
    CoverageInstrument,
    DatedValue,
    LegalSource,
    Population,
    SourceGrade,
    Threat,
    ThreatKind,
    Verdict,
    coverage,
    coverage_gap,
    default_figures,
    instruments,
    is_threatened,
    may_add_capacity,
    may_pay_supplement,
)
from praksisplan.datasets import load
from praksisplan.errors import PlanError
from tests.unit.capacity.rulings import codes, day, decided

YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN
NATIONAL, REGIONAL = ThreatKind.NATIONAL, ThreatKind.REGIONAL
MINE = LegalSource("Regionens egen beslutning")


NOW = day("2024-01-01")


def cited(ruling):
    return "; ".join(map(str, ruling.citations))


def own(name, value=None, words=(), since="2010-01-01"):
    dated = DatedValue(day(since), MINE, SourceGrade.A, day("2026-11-24"), value=value, words=words)
    return default_figures().with_values({name: dated})


# --- coverage -----------------------------------------------------------------------------------------------------


def people(count):
    return None if count is None else Population("nord", count, day("2024-01-01"))


def test_the_coverage_tells_when_the_people_were_counted():
    ruling = coverage(people(20_000), 12, on=NOW)
    assert "20.000 indbyggere (opgjort 1. januar 2024) på 12 kapaciteter giver 1.666,67 pr. kapacitet" in ruling.text()
    assert (
        "20,000 people (counted on 1 January 2024) and 12 capacities make 1,666.67 people for each capacity"
        in ruling.text("en")
    )
    assert "above the norm of 1,600" in ruling.text("en")


@pytest.mark.parametrize(
    ("count", "capacities", "gap", "verdict", "code"),
    [
        (20_000, 10, "5/2", NO, "lacking"),
        (15_200, 10, "-1/2", YES, "surplus"),
        (0, 0, 0, YES, "enough"),
        (0, 2, -2, YES, "surplus"),
    ],
)
def test_the_gap_is_what_the_norm_asks_for_less_what_there_is(count, capacities, gap, verdict, code):
    ruling = coverage_gap(people(count), capacities, on=NOW)
    assert (ruling.verdict, ruling.amount, codes(ruling)) == (verdict, Fraction(gap), [code])
    assert (ruling.unit, cited(ruling)) == ("kapaciteter", "Danmarks Statistik, Lægedækning, indhold")


@pytest.mark.parametrize(
    ("capacities", "danish", "english"),
    [
        (10, "kræver 12,5 kapaciteter til 20.000 indbyggere", "requires 12.5 capacities for 20,000 people"),
        (10, "og der er 10, så der mangler 2,5", "there are 10, so 2.5 are lacking"),
        (13, "så der er 0,5 i overskud", "so there is a surplus of 0.5"),
    ],
)
def test_the_gap_in_words(capacities, danish, english):
    ruling = coverage_gap(people(20_000), capacities, on=NOW)
    assert danish in ruling.text()
    assert english in ruling.text("en")


def test_a_small_gap_is_not_told_as_none():
    """16,001 people are more than ten capacities are for, and the sentence may not say that 0 are lacking."""
    ruling = coverage_gap(people(16_001), 10, on=NOW)
    assert ruling.verdict is NO
    assert not ruling.reasons[0].danish.endswith("mangler 0")
    assert "so 0 are lacking" not in ruling.text("en")


@given(st.integers(0, 60_000), st.integers(0, 40))
def test_there_is_a_gap_just_where_the_area_is_not_covered(count, capacities):
    gap = coverage_gap(people(count), capacities, on=NOW)
    assert coverage(people(count), capacities, on=NOW).verdict is gap.verdict
    assert (gap.verdict is YES) is (1600 * capacities >= count)
    assert gap.amount == Fraction(count, 1600) - capacities


@pytest.mark.parametrize("on", ["2024-01-01", "2026-01-01"])
@pytest.mark.parametrize(("count", "verdict"), [(1, NO), (0, YES)])
def test_without_any_capacity_only_an_area_without_people_is_covered(on, count, verdict):
    ruling = coverage(people(count), 0, on=day(on))
    assert (ruling.verdict, codes(ruling), ruling.amount) == (verdict, ["no-capacity"], None)
    assert "der er ingen kapaciteter til" in ruling.text()


@pytest.mark.parametrize(
    ("count", "capacities", "missing"),
    [
        (None, 10, ["missing:population"]),
        (16_000, None, ["missing:capacities"]),
        (None, None, ["missing:population", "missing:capacities"]),
    ],
)
@pytest.mark.parametrize("ask", [coverage, coverage_gap])
def test_coverage_is_unknown_without_people_or_capacities(ask, count, capacities, missing):
    ruling = ask(people(count), capacities, on=NOW)
    assert (ruling.verdict, codes(ruling), ruling.amount) == (UNKNOWN, missing, None)


@pytest.mark.parametrize("on", ["2014-12-31", "2025-07-01"])
def test_where_the_norm_is_not_known_the_people_for_each_are_told_still(on):
    ruling = coverage(people(16_000), 10, on=day(on))
    assert (ruling.verdict, ruling.amount) == (UNKNOWN, 1600)
    assert codes(ruling) == ["unknown:gp.norm_per_capacity", "people-per-capacity"]
    gap = coverage_gap(people(16_000), 10, on=day(on))
    assert (gap.verdict, gap.amount, codes(gap)) == (UNKNOWN, None, ["unknown:gp.norm_per_capacity"])


@pytest.mark.parametrize("ask", [coverage, coverage_gap])
def test_there_are_not_fewer_than_no_capacities(ask):
    for count in (16_000, None):
        with pytest.raises(PlanError) as caught:
            ask(people(count), -1, on=NOW)
        assert [(fault.code, fault.path) for fault in caught.value.faults] == [("bad-number", "capacities")]


@pytest.mark.parametrize(("norm", "path"), [(0, "gp.norm_per_capacity"), (-1600, "gp.norm_per_capacity.value")])
@pytest.mark.parametrize("ask", [coverage, coverage_gap])
def test_a_norm_of_nothing_is_refused(ask, norm, path):
    with pytest.raises(PlanError) as caught:
        ask(people(16_000), 10, on=NOW, figures=own("gp.norm_per_capacity", Fraction(norm)))
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [("bad-number", path)]


@pytest.mark.parametrize(("ask", "amount"), [(coverage, 1450), (coverage_gap, 0)])
def test_a_norm_of_ones_own_is_used_and_shown(ask, amount):
    region = own("gp.norm_per_capacity", Fraction(1450), since="2025-07-01")
    ruling = ask(people(14_500), 10, on=day("2026-01-01"), figures=region)
    assert (ruling.verdict, ruling.amount) == (YES, amount)
    assert [one.name for one in ruling.own_figures] == ["gp.norm_per_capacity"]
    assert "Regionens egen beslutning" in cited(ruling)


# --- threatened areas ---------------------------------------------------------------------------------------------

LOLLAND = Area("lolland", "Lolland", threats=(Threat(REGIONAL, 2023), Threat(NATIONAL, 2024), Threat(REGIONAL, 2025)))
BOTH = Area("falster", "Falster", threats=(Threat(REGIONAL, 2024), Threat(NATIONAL, 2024)))
NOT_ASSESSED = Area("nord", "Nord", threats=(Threat(REGIONAL, 2024),), is_assessed=False)


@pytest.mark.parametrize(
    ("area", "year", "kind", "verdict", "reasons"),
    [
        (LOLLAND, 2023, None, YES, ["threatened:regional"]),
        (LOLLAND, 2023, REGIONAL, YES, ["threatened:regional"]),
        (LOLLAND, 2023, NATIONAL, NO, ["not-threatened"]),
        (LOLLAND, 2024, None, YES, ["threatened:national"]),
        (LOLLAND, 2024, REGIONAL, NO, ["not-threatened"]),
        (LOLLAND, 2024, NATIONAL, YES, ["threatened:national"]),
        (LOLLAND, 2022, None, NO, ["not-threatened"]),
        (LOLLAND, 2026, None, NO, ["not-threatened"]),
        (BOTH, 2024, None, YES, ["threatened:national", "threatened:regional"]),
        (BOTH, 2024, REGIONAL, YES, ["threatened:regional"]),
        (NOT_ASSESSED, 2024, None, YES, ["threatened:regional"]),
        (NOT_ASSESSED, 2024, NATIONAL, UNKNOWN, ["missing:area", "unknown:area.threat_criterion"]),
        (NOT_ASSESSED, 2025, None, UNKNOWN, ["missing:area", "unknown:area.threat_criterion"]),
    ],
)
def test_an_area_is_threatened_as_it_was_named_for_the_year(area, year, kind, verdict, reasons):
    ruling = is_threatened(area, year, kind, on=day("2021-06-01"))
    assert (ruling.verdict, codes(ruling)) == (verdict, reasons)


@pytest.mark.parametrize(
    ("on", "verdict"), [("2022-12-31", NO), ("2023-01-01", YES), ("2023-12-31", YES), ("2026-01-01", NO)]
)
def test_the_year_is_that_of_the_day_unless_it_is_told(on, verdict):
    assert is_threatened(LOLLAND, on=day(on)).verdict is verdict
    assert is_threatened(LOLLAND, 2023, on=day(on)).verdict is YES


@pytest.mark.parametrize(
    ("area", "year", "kind"),
    [
        (LOLLAND, 2023, None),
        (LOLLAND, 2023, REGIONAL),
        (LOLLAND, 2024, None),
        (LOLLAND, 2024, NATIONAL),
        (LOLLAND, 2024, REGIONAL),
        (LOLLAND, 2022, None),
        (BOTH, 2024, None),
        (NOT_ASSESSED, 2025, NATIONAL),
        (NOT_ASSESSED, 2025, REGIONAL),
    ],
)
def test_the_one_page_on_both_kinds_of_naming_is_cited(area, year, kind):
    ruling = is_threatened(area, year, kind, on=NOW)
    assert [one.title for one in ruling.citations] == ["Lægeforeningen, Lægedækningstruede områder"]
    assert all(one.address.startswith("https://") for one in ruling.citations)


@pytest.mark.parametrize(
    ("area", "kind", "danish", "english"),
    [
        (
            LOLLAND,
            None,
            "Lolland er lægedækningstruet i 2024: nationalt",
            "Lolland is designated as short of doctors in 2024: named nat",
        ),
        (
            LOLLAND,
            REGIONAL,
            "Lolland er ikke regionalt udpeget som lægedækningstruet i 2024",
            "Lolland is not named by the region as short of doctors in 2024",
        ),
        (
            NOT_ASSESSED,
            NATIONAL,
            "det er ikke oplyst, om Nord er udpeget som lægedækningstruet i 2024",
            "it is not known whether Nord is designated as short of doctors in 2024",
        ),
    ],
)
def test_a_naming_in_words(area, kind, danish, english):
    ruling = is_threatened(area, kind=kind, on=NOW)
    assert danish in ruling.text()
    assert english in ruling.text("en")


def test_a_criterion_of_ones_own_is_not_asked_for_again():
    mine = own("area.threat_criterion", words=("regionens egen liste",))
    ruling = is_threatened(NOT_ASSESSED, 2025, on=NOW, figures=mine)
    assert (ruling.verdict, codes(ruling)) == (UNKNOWN, ["missing:area"])


# --- new capacities -----------------------------------------------------------------------------------------------


def spared(*names):
    return own("gp.unfrozen_municipalities", words=names)


@pytest.mark.parametrize(
    ("on", "missing", "used"),
    [
        ("2024-12-31", ["unknown:gp.frozen_municipalities"], []),
        ("2025-01-01", ["unknown:gp.unfrozen_municipalities"], ["gp.frozen_municipalities"]),
        ("2025-06-30", ["unknown:gp.unfrozen_municipalities"], ["gp.frozen_municipalities"]),
        ("2025-07-01", ["missing:distribution", "lapsed"], ["area.distribution_rule"]),
        ("2027-02-01", ["missing:distribution", "lapsed"], ["area.distribution_rule"]),
    ],
)
def test_whether_a_capacity_may_be_made_is_unknown_without_the_names_or_the_rule(on, missing, used):
    ruling = may_add_capacity("Lolland", on=day(on))
    assert (ruling.verdict, codes(ruling)) == (UNKNOWN, missing)
    assert [one.name for one in ruling.figures] == used


@pytest.mark.parametrize(
    ("municipality", "verdict", "code"),
    [
        ("Ishøj", YES, "spared"),
        ("ISHØJ KOMMUNE", YES, "spared"),
        ("Københavns Kommune", YES, "spared"),
        ("Århus", YES, "spared"),
        ("Lolland", NO, "frozen"),
        ("Aalborg", NO, "frozen"),
    ],
)
@pytest.mark.parametrize("on", ["2025-01-01", "2025-06-30"])
def test_a_new_capacity_may_be_made_only_in_the_municipalities_that_were_spared(on, municipality, verdict, code):
    ruling = may_add_capacity(municipality, on=day(on), figures=spared("Ishøj", "København", "Aarhus"))
    assert (ruling.verdict, codes(ruling)) == (verdict, [code])
    assert [one.name for one in ruling.own_figures] == ["gp.unfrozen_municipalities"]
    assert "Dagens Medicin" in cited(ruling)


@pytest.mark.parametrize("on", ["2024-12-31", "2025-07-01"])
def test_the_names_say_nothing_outside_the_half_year(on):
    for place in ("Ishøj", "Lolland"):
        assert may_add_capacity(place, on=day(on), figures=spared("Ishøj")).verdict is UNKNOWN


@pytest.mark.parametrize(
    ("municipality", "name"),
    [("Aarhus", "Århus Kommune"), ("ishøj kommune", "Ishøj"), ("København", "Københavns Kommune")],
)
def test_the_names_may_be_brought_as_municipalities_call_themselves(municipality, name):
    ruling = may_add_capacity(municipality, on=day("2025-03-01"), figures=spared("Vallensbæk", name))
    assert (ruling.verdict, codes(ruling)) == (YES, ["spared"])


def test_the_freeze_in_words():
    ruling = may_add_capacity(" Lolland ", on=day("2025-03-01"), figures=spared("Ishøj"))
    assert "i 81 kommuner kan der ikke oprettes nye kapaciteter, og Lolland er en af dem" in ruling.text()
    assert "in 81 municipalities, and Lolland is one of them" in ruling.text("en")
    assert "når en anden læge går på pension" in ruling.text()


@pytest.mark.parametrize("municipality", ["", "  "])
def test_a_new_capacity_is_unknown_without_the_municipality(municipality):
    ruling = may_add_capacity(municipality, on=day("2025-03-01"), figures=spared("Ishøj"))
    assert (ruling.verdict, codes(ruling)) == (UNKNOWN, ["missing:municipality"])


# --- the supplement -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "is_short", "verdict", "code"),
    [
        ("2025-06-30", True, UNKNOWN, "unknown:gp.supplement"),
        ("2025-07-01", True, YES, "shortage"),
        ("2025-07-01", False, NO, "not:shortage"),
        ("2025-07-01", None, UNKNOWN, "missing:shortage"),
        ("2026-12-31", True, YES, "shortage"),
        ("2026-12-31", False, NO, "not:shortage"),
        ("2027-01-01", True, NO, "ended"),
        ("2027-01-01", False, NO, "ended"),
        ("2027-01-01", None, NO, "ended"),
    ],
)
def test_a_supplement_may_be_agreed_where_doctors_are_short_until_the_end_of_2026(on, is_short, verdict, code):
    ruling = may_pay_supplement(decided(is_short), on=day(on))
    others = ["local-agreements"] if verdict is NO else []
    assert (ruling.verdict, codes(ruling)) == (verdict, [code, *others])
    assert ("§ 206 b, stk. 5" in cited(ruling)) is (on != "2025-06-30")


def test_the_end_of_the_supplement_in_words():
    ruling = may_pay_supplement(decided(True), on=day("2027-01-01"))
    assert "adgangen til at aftale et midlertidigt tillæg ophørte med udgangen af 31. december 2026" in ruling.text()
    assert "the power to agree on a temporary supplement ended on 31 December 2026" in ruling.text("en")


# --- the instruments ----------------------------------------------------------------------------------------------


def test_the_five_instruments_stand_in_the_order_of_the_text():
    assert [(one.order, one.instrument) for one in instruments()] == [
        (1, CoverageInstrument.SHARING_PATIENTS),
        (2, CoverageInstrument.SALE_OF_LICENCES),
        (3, CoverageInstrument.SATELLITE),
        (4, CoverageInstrument.TENDER),
        (5, CoverageInstrument.REGIONAL_CLINIC),
    ]


def test_doctors_under_the_agreement_are_the_first_choice_and_only_the_regions_clinic_is_for_a_time():
    assert [one.order for one in instruments() if one.is_first_choice] == [1, 2, 3]
    assert [one.order for one in instruments() if one.is_temporary] == [5]


@pytest.mark.parametrize(
    ("order", "quote", "danish", "english"),
    [
        (1, "fordeling af patienter", "fordeling af patienter", "sharing patients"),
        (2, "salg af ydernumre", "salg af ydernumre", "sale of licences"),
        (3, "etablering af satellitpraksis", "etablering af satellitpraksis", "setting up a satellite practice"),
        (4, "udbud til private aktører", "udbud til private", "tender to private operators"),
        (5, "midlertidig etablering af regionsklinik", "midlertidig regionsklinik", "temporary regional clinic"),
    ],
)
def test_an_instrument_cites_the_words_of_the_timetable(order, quote, danish, english):
    one = instruments()[order - 1]
    assert (one.text(), one.text("en")) == (danish, english)
    assert quote in one.citations[0].quote
    assert ("regionernes første valg" in [cite.quote for cite in one.citations]) is one.is_first_choice
    assert {(cite.source, cite.section, cite.line) for cite in one.citations} == {("tidsplan", "4.3.1", 61)}


def test_the_bundled_plan_has_the_source_of_the_instruments():
    known = {source.id for source in load("midtjylland-almen-2021-2025").sources}
    assert {citation.source for one in instruments() for citation in one.citations} <= known
