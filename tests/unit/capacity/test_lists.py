"""Closing a list, choosing a clinic, whether the choice is secured, and what distance takes away and gives."""

from __future__ import annotations

import datetime
import itertools
import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from praksisplan.capacity import (
    Area,
    ChoiceReason,
    Clinic,
    ClinicKind,
    DatedValue,
    LegalSource,
    Offer,
    SourceGrade,
    Verdict,
    choice_is_secured,
    default_figures,
    keeps_home_visits,
    may_choose_anew_after_move,
    may_choose_clinic,
    may_close_list,
)
from praksisplan.capacity.questions.choice import CAPITAL_AREA, is_named
from praksisplan.errors import PlanError
from tests.unit.capacity.rulings import codes, day

YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN
MINE = LegalSource("Regionens egen beslutning")
CAPITAL = ["København", "Frederiksberg", "Tårnby", "Dragør"]
PARTNER = (ChoiceReason.PARTNER_OF_PATIENT,)


NOW = day("2024-01-01")


def used(ruling):
    return {one.name for one in ruling.figures}


def cited(ruling):
    return "; ".join(map(str, ruling.citations))


MINE_TOLD = "med egne tal: det patienttal pr. kapacitet, der giver ret til at lukke (fra 1. juli 2025)"


def own(name, value=None, words=(), since="2010-01-01", until=None, of=""):
    end = None if until is None else day(until)
    dated = DatedValue(day(since), MINE, SourceGrade.A, day("2026-11-24"), value=value, words=words, until=end, of=of)
    return default_figures().with_values({name: dated})


# --- closing ------------------------------------------------------------------------------------------------------


def clinic(enrolled, capacities, limit=None, clinic_limit=None):
    """A clinic with a limit under the agreement: lower by permission, higher by its own wish."""
    of = "permitted_limit" if limit is not None and limit < 1600 else "own_limit"
    limits = {of: limit, "clinic_limit": clinic_limit}
    return Clinic("k", ClinicKind.PARTNERSHIP, capacities=capacities, enrolled=enrolled, **limits)


@pytest.mark.parametrize(
    ("capacities", "enrolled", "limit", "verdict"),
    [(5, 7999, 8000, NO), (5, 8000, 8000, YES)],
)
@pytest.mark.parametrize("on", ["2015-01-01", "2025-06-30"])
def test_a_list_may_close_from_1600_enrolled_for_each_capacity(on, capacities, enrolled, limit, verdict):
    ruling = may_close_list(clinic(enrolled, capacities), on=day(on))
    assert (ruling.verdict, ruling.amount, ruling.unit) == (verdict, limit, "tilmeldte")
    assert codes(ruling) == ["full" if verdict is YES else "room"]
    assert used(ruling) == {"gp.patients_per_capacity", "gp.limit_set_by"}
    assert cited(ruling) == "Danmarks Statistik, Lægedækning, indhold"


@pytest.mark.parametrize(
    ("own_limit", "capacities", "enrolled", "verdict"),
    [(1300, 2, 2599, NO), (1300, 2, 2600, YES), (1800, 3, 5399, NO), (1800, 3, 5400, YES)],
)
@pytest.mark.parametrize("on", ["2024-01-01", "2025-06-30"])
def test_the_own_limit_of_a_clinic_goes_before_the_ordinary_lower_or_higher(
    on, own_limit, capacities, enrolled, verdict
):
    ruling = may_close_list(clinic(enrolled, capacities, own_limit), on=day(on))
    assert (ruling.verdict, ruling.amount) == (verdict, own_limit * capacities)
    is_lower = own_limit < 1600
    assert ("tilladelse fra samarbejdsudvalget" if is_lower else "klinikkens eget ønske") in ruling.text()
    assert ("permission of the joint committee" if is_lower else "the clinic's own wish") in ruling.text("en")


def test_the_sentence_tells_how_many_are_enrolled_and_how_many_more_there_must_be():
    room = may_close_list(clinic(3150, 2), on=NOW)
    assert "3.150 tilmeldte, grænsen er 3.200 (1.600 for hver af 2 kapaciteter), så der mangler 50" in room.text()
    assert (
        "3,150 enrolled patients, the limit is 3,200 (1,600 for each of 2 capacities), which is 50 more"
        in room.text("en")
    )
    alone = may_close_list(clinic(1600, 1), on=NOW)
    assert alone.reasons[0].danish == "1.600 tilmeldte, grænsen er 1.600"


@pytest.mark.parametrize(("enrolled", "capacities"), [(None, 1), (1600, None), (None, None)])
@pytest.mark.parametrize("own_limit", [None, 1300])
def test_closing_is_unknown_without_the_enrolled_or_the_capacities(own_limit, enrolled, capacities):
    ruling = may_close_list(clinic(enrolled, capacities, own_limit), on=NOW)
    facts = {"enrolled": enrolled, "capacities": capacities}
    missing = [f"missing:{name}" for name, fact in facts.items() if fact is None]
    assert (ruling.verdict, codes(ruling), ruling.amount) == (UNKNOWN, missing, None)


def test_from_1_july_2025_the_limit_of_the_region_is_asked_for():
    assert may_close_list(clinic(1600, 1), on=day("2025-06-30")).verdict is YES
    ruling = may_close_list(clinic(5000, 1), on=day("2025-07-01"))
    assert (ruling.verdict, ruling.amount) == (UNKNOWN, None)
    assert codes(ruling) == ["missing:clinic_limit", "unknown:gp.patients_per_capacity", "announced"]
    assert used(ruling) == {"gp.limit_set_by", "gp.limits_announced"}
    assert "§ 206 b, stk. 3" in cited(ruling)
    assert "fra 1. juli 2025 fastsætter regionen grænsen for den enkelte klinik" in ruling.text()
    assert "from 1 July 2025 the region sets the limit of each clinic" in ruling.text("en")


def test_an_own_limit_is_cited_to_the_agreement():
    ruling = may_close_list(clinic(1450, 1, 1450), on=day("2025-06-30"))
    names = {"gp.limit_set_by", "gp.patients_per_capacity", "gp.lower_limit_leave"}
    assert (ruling.verdict, used(ruling)) == (YES, names)
    assert "OK22 § 14, stk. 3" in cited(ruling)


@pytest.mark.parametrize("on", ["2025-07-01", "2026-11-26"])
@pytest.mark.parametrize("own_limit", [0, 1300, 1800])
def test_the_own_limit_counts_no_more_from_1_july_2025(own_limit, on):
    before = may_close_list(clinic(5000, 1, own_limit), on=day("2025-06-30"))
    assert (before.verdict, before.amount) == (YES, own_limit)
    ruling = may_close_list(clinic(5000, 1, own_limit), on=day(on))
    assert (ruling.verdict, ruling.amount) == (UNKNOWN, None)
    assert codes(ruling) == ["missing:clinic_limit", "unknown:gp.patients_per_capacity", "announced"]
    assert (used(ruling), cited(ruling).count("§ 206 b, stk. 3")) == ({"gp.limit_set_by", "gp.limits_announced"}, 1)
    assert "tilladelse" not in ruling.text()


@pytest.mark.parametrize("own_limit", [None, 1300, 1800])
@pytest.mark.parametrize(
    ("clinic_limit", "enrolled", "verdict", "amount"),
    [(None, 2899, NO, 2900), (None, 2900, YES, 2900), (2500, 2499, NO, 2500), (2500, 2500, YES, 2500)],
)
def test_from_1_july_2025_a_figure_for_each_capacity_counts_after_the_limit_of_the_whole_clinic(
    clinic_limit, enrolled, verdict, amount, own_limit
):
    region = own("gp.patients_per_capacity", Fraction(1450), since="2025-07-01")
    ruling = may_close_list(clinic(enrolled, 2, own_limit, clinic_limit), on=day("2025-07-01"), figures=region)
    assert (ruling.verdict, ruling.amount) == (verdict, amount)
    is_whole = clinic_limit is not None
    assert ("fastsat af regionen" in ruling.text(), "set by the region" in ruling.text("en")) == (is_whole, is_whole)
    assert [one.name for one in ruling.own_figures] == ([] if is_whole else ["gp.patients_per_capacity"])


@pytest.mark.parametrize("own_limit", [None, 1300, 1800])
def test_before_2015_no_limit_is_known(own_limit):
    ruling = may_close_list(clinic(9000, 1, own_limit), on=day("2014-12-31"))
    assert (ruling.verdict, codes(ruling), ruling.figures) == (UNKNOWN, ["unknown:gp.patients_per_capacity"], ())
    assert may_close_list(clinic(9000, 1, own_limit), on=day("2015-01-01")).verdict is YES


@pytest.mark.parametrize("capacities", [None, 1, 2])
@pytest.mark.parametrize("own_limit", [None, 1300])
@pytest.mark.parametrize(("enrolled", "verdict"), [(2899, NO), (2900, YES), (2901, YES)])
def test_the_limit_that_the_region_sets_for_the_clinic_as_a_whole_goes_before_all(
    enrolled, verdict, own_limit, capacities
):
    ruling = may_close_list(clinic(enrolled, capacities, own_limit, 2900), on=day("2025-07-01"))
    assert (ruling.verdict, ruling.amount) == (verdict, 2900)
    assert "§ 206 b, stk. 3" in cited(ruling)
    assert "for hver af" not in ruling.text()


def test_a_limit_of_the_whole_clinic_counts_only_from_1_july_2025():
    before = may_close_list(clinic(1599, 1, clinic_limit=1000), on=day("2025-06-30"))
    assert (before.verdict, before.amount) == (NO, 1600)
    own_limit = may_close_list(clinic(1299, 1, 1300, 1000), on=day("2025-06-30"))
    assert (own_limit.verdict, own_limit.amount) == (NO, 1300)
    without = may_close_list(clinic(1599, None, clinic_limit=1000), on=day("2025-06-30"))
    assert (without.verdict, codes(without)) == (UNKNOWN, ["missing:capacities"])
    assert may_close_list(clinic(1599, None, clinic_limit=1000), on=day("2025-07-01")).verdict is YES


def test_without_the_enrolled_no_limit_helps():
    ruling = may_close_list(clinic(None, 1, 1300, 1000), on=day("2025-07-01"))
    assert (ruling.verdict, codes(ruling)) == (UNKNOWN, ["missing:enrolled"])


def test_a_figure_of_ones_own_gives_a_limit_after_1_july_2025_and_is_shown():
    region = own("gp.patients_per_capacity", Fraction(1450), since="2025-07-01")
    enough = may_close_list(clinic(1450, 1), on=day("2025-07-01"), figures=region)
    assert (enough.verdict, enough.amount) == (YES, 1450)
    assert [one.name for one in enough.own_figures] == ["gp.patients_per_capacity"]
    assert "Regionens egen beslutning" in cited(enough)
    assert MINE_TOLD in enough.text()
    assert may_close_list(clinic(1449, 1), on=day("2025-07-01"), figures=region).verdict is NO
    assert may_close_list(clinic(1450, 1), on=day("2025-06-30"), figures=region).verdict is NO


def test_a_limit_that_is_no_whole_number_is_reckoned_exactly():
    half = own("gp.patients_per_capacity", Fraction("1600.5"))
    assert may_close_list(clinic(1600, 1), on=NOW, figures=half).verdict is NO
    ruling = may_close_list(clinic(3201, 2), on=NOW, figures=half)
    assert (ruling.verdict, ruling.amount) == (YES, 3201)
    assert "så der mangler 1" in may_close_list(clinic(1600, 1), on=NOW, figures=half).text()


def test_where_the_agreement_sets_the_limit_again_the_figure_alone_is_missing():
    agreed = own("gp.limit_set_by", words=("overenskomsten",), since="2026-01-01")
    ruling = may_close_list(clinic(1600, 1), on=day("2026-06-01"), figures=agreed)
    assert (ruling.verdict, codes(ruling)) == (UNKNOWN, ["unknown:gp.patients_per_capacity"])


def closes(enrolled, capacities, own_limit, clinic_limit, on):
    """The rules GP-CLOSE and GP-NEWLIMIT."""
    before, is_regions = on < datetime.date(2015, 1, 1), on >= datetime.date(2025, 7, 1)
    each = 1600 if own_limit is None else own_limit
    limit = clinic_limit if is_regions else each * capacities
    return UNKNOWN if before or limit is None else YES if enrolled >= limit else NO


CLOSING = {
    "capacities": st.integers(1, 8),
    "own_limit": st.none() | st.integers(800, 2400),
    "clinic_limit": st.none() | st.integers(800, 16000),
    "on": st.dates(datetime.date(2014, 6, 1), datetime.date(2027, 1, 1)),
}


@given(**CLOSING, above=st.integers(-3, 3), near=st.sampled_from(["each", "own", "clinic"]))
def test_closing_is_as_the_rule_says(capacities, own_limit, clinic_limit, on, above, near):
    limits = {"each": 1600, "own": own_limit or 1300}
    enrolled = (clinic_limit or 9000) if near == "clinic" else limits[near] * capacities
    ruling = may_close_list(clinic(enrolled + above, capacities, own_limit, clinic_limit), on=on)
    assert ruling.verdict is closes(enrolled + above, capacities, own_limit, clinic_limit, on)


@given(**CLOSING, enrolled=st.integers(0, 16000), more=st.integers(1, 50))
def test_a_clinic_that_may_close_may_still_close_with_more_patients(
    capacities, own_limit, clinic_limit, on, enrolled, more
):
    before = may_close_list(clinic(enrolled, capacities, own_limit, clinic_limit), on=on).verdict
    after = may_close_list(clinic(enrolled + more, capacities, own_limit, clinic_limit), on=on).verdict
    assert (before, after) in {(YES, YES), (NO, NO), (NO, YES), (UNKNOWN, UNKNOWN)}


@given(
    permitted=st.none() | st.integers(800, 2000),
    wished=st.none() | st.integers(800, 2400),
    enrolled=st.integers(0, 2500),
)
def test_a_wish_only_raises_and_a_permission_only_lowers_the_limit(permitted, wished, enrolled):
    limit = max(min(1600, permitted or 1600), wished or 0)
    found = Clinic("k", capacities=1, enrolled=enrolled, own_limit=wished, permitted_limit=permitted)
    ruling = may_close_list(found, on=NOW)
    assert (ruling.verdict, ruling.amount) == (YES if enrolled >= limit else NO, limit)


@pytest.mark.parametrize("kind", ClinicKind)
@pytest.mark.parametrize(("on", "limit"), [("2025-06-30", None), ("2025-07-01", 1500)])
def test_closing_is_unknown_for_the_kinds_of_clinic_that_the_rule_does_not_cover(kind, on, limit):
    outside = {"regional", "tender", "out_of_hours"} if limit is None else {"out_of_hours"}
    found = Clinic("k", kind, capacities=1, enrolled=1600, clinic_limit=limit)
    assert may_close_list(found, on=day(on)).verdict is (UNKNOWN if kind.value in outside else YES)


# --- the names of municipalities ----------------------------------------------------------------------------------

SPELLINGS = [
    "København",
    "Københavns Kommune",
    "KØBENHAVNS KOMMUNE",
    "københavn",
    " Frederiksberg ",
    "Frederiksberg Kommune",
    "Tårnby",
    "Taarnby",
    "TAARNBY KOMMUNE",
    "Ta\u030arnby",
    "Dragør Kommune",
    "DRAGØR",
]
ELSEWHERE = ["Køge", "Hvidovre", "Frederikssund", "Odense", "0167"]


@pytest.mark.parametrize("municipality", SPELLINGS)
def test_a_municipality_is_known_in_any_spelling(municipality):
    assert is_named(municipality, CAPITAL)


@pytest.mark.parametrize("municipality", ELSEWHERE)
def test_another_municipality_is_not_taken_for_one_of_them(municipality):
    assert not is_named(municipality, CAPITAL)


@pytest.mark.parametrize(
    ("municipality", "nearest"),
    [
        ("Kobenhavn", ("København",)),
        ("Koebenhavn", ("København",)),
        ("Københavnsområdet", ("København",)),
        ("Dragor", ("Dragør",)),
        ("Hvidore", ("Hvidovre",)),
        ("Kommune", ()),
        ("0102", ()),
    ],
)
def test_what_is_no_municipality_is_refused_with_the_nearest_wherever_it_is_told(municipality, nearest):
    for ask in (
        lambda: may_choose_clinic(Clinic("k", ClinicKind.SOLO), 3, municipality, on=NOW),
        lambda: keeps_home_visits(3, municipality, on=NOW),
        lambda: may_choose_anew_after_move(3, municipality, on=NOW),
        lambda: Area("nord", "Nord", municipality),
    ):
        with pytest.raises(PlanError) as caught:
            ask()
        [fault] = caught.value.faults
        assert (fault.code, fault.path, fault.nearest) == ("unknown-municipality", "municipality", nearest)
        assert "kommune" in fault.danish


def test_the_names_that_a_caller_brings_are_municipalities_too():
    misspelt = DatedValue(day("2025-01-01"), LegalSource("En avis"), SourceGrade.B, NOW, words=("Køge", "Ishoj"))
    with pytest.raises(PlanError) as caught:
        default_figures().with_values({"gp.unfrozen_municipalities": misspelt})
    [fault] = caught.value.faults
    assert (fault.code, fault.path) == ("unknown-municipality", "gp.unfrozen_municipalities.words")
    assert fault.nearest == ("Ishøj",)


@pytest.mark.parametrize(
    ("municipality", "name"),
    [
        ("Horsens", "Horsens Kommune"),
        ("Horsens Kommune", "Horsens"),
        ("Århus", "Aarhus Kommune"),
        ("Københavns Kommune", "Københavns Kommune"),
        ("København", "Københavns Kommune"),
    ],
)
def test_the_names_too_are_with_or_without_kommune(municipality, name):
    assert is_named(municipality, [name])


def test_a_municipality_is_not_among_none():
    assert not is_named("København", [])


# --- choosing -----------------------------------------------------------------------------------------------------


def choose(is_open, distance, consent=None, reasons=(), municipality="Odense", on=NOW, figures=None):
    chosen = Clinic("k", ClinicKind.SOLO, is_open=is_open)
    return may_choose_clinic(chosen, distance, municipality, consent, reasons, on=on, figures=figures)


@pytest.mark.parametrize("reasons", [(), PARTNER])
@pytest.mark.parametrize("consent", [True, False, None])
def test_an_open_clinic_within_the_limit_may_be_chosen_freely(consent, reasons):
    ruling = choose(True, 8, consent, reasons)
    assert (ruling.verdict, codes(ruling)) == (YES, ["open-within"])
    assert used(ruling) == {"choice.distance", "choice.capital_municipalities"}
    assert "22SFP72" in cited(ruling)


@pytest.mark.parametrize("reasons", [(), PARTNER])
@pytest.mark.parametrize(
    ("is_open", "consent", "verdict", "reason_codes", "source"),
    [
        (True, None, YES, ["open-beyond"], "22SFP72"),
        (True, True, YES, ["open-beyond"], "22SFP72"),
        (True, False, NO, ["refused"], "Regler for valg af egen læge, 2009"),
        (False, True, YES, ["closed-beyond-consent"], "22SFP72"),
        (False, False, NO, ["refused"], "22SFP72"),
        (False, None, UNKNOWN, ["missing:consent", "closed-beyond"], "22SFP72"),
    ],
)
def test_beyond_the_limit_the_doctor_decides(is_open, consent, verdict, reason_codes, source, reasons):
    ruling = choose(is_open, 20.5, consent, reasons)
    assert (ruling.verdict, codes(ruling)) == (verdict, reason_codes)
    assert source in cited(ruling)
    assert "20,5 km" in ruling.text()


@pytest.mark.parametrize(
    ("consent", "reasons", "verdict", "reason_codes"),
    [
        (True, PARTNER, YES, ["closed-within", "reason:partner_of_patient"]),
        (True, (), NO, ["no-reason"]),
        (False, PARTNER, NO, ["refused"]),
        (False, (), NO, ["refused"]),
        (None, PARTNER, UNKNOWN, ["missing:consent", "reason:partner_of_patient"]),
        (None, (), NO, ["no-reason"]),
    ],
)
def test_a_closed_clinic_within_the_limit_takes_both_consent_and_a_listed_reason(
    consent, reasons, verdict, reason_codes
):
    ruling = choose(False, 8, consent, reasons)
    assert (ruling.verdict, codes(ruling)) == (verdict, reason_codes)
    assert "20SFP14" in cited(ruling)


def test_several_reasons_are_told_once_each():
    twice = (ChoiceReason.RETURN_FROM_SERVICE, *PARTNER, ChoiceReason.RETURN_FROM_SERVICE)
    ruling = choose(False, 8, True, twice)
    assert codes(ruling) == ["closed-within", "reason:return_from_service", "reason:partner_of_patient"]
    assert "grunden er: ægtefælle eller samlever til en tilmeldt" in ruling.text()


def test_only_the_reasons_of_the_list_in_force_count():
    fewer = own("choice.closed_reasons", words=("return_from_prison",))
    refused = choose(False, 8, True, PARTNER, figures=fewer)
    assert (refused.verdict, codes(refused)) == (NO, ["no-reason"])
    both = choose(False, 8, True, (*PARTNER, ChoiceReason.RETURN_FROM_PRISON), figures=fewer)
    assert (both.verdict, codes(both)) == (YES, ["closed-within", "reason:return_from_prison"])
    assert [one.name for one in both.own_figures] == ["choice.closed_reasons"]


def test_a_reason_is_unknown_before_the_list_of_them_is_seen():
    ruling = choose(False, 8, True, PARTNER, on=day("2020-02-23"))
    assert (ruling.verdict, codes(ruling)) == (UNKNOWN, ["unknown:choice.closed_reasons"])
    assert used(ruling) == {"choice.distance", "choice.capital_municipalities"}
    assert "20SFP14" in cited(ruling)


@pytest.mark.parametrize(
    ("distance", "municipality", "danish", "english"),
    [
        (15.004, "Odense", "ligger 15,004 km fra bopælen, ud over grænsen på 15 km", "15.004 km from home, beyond"),
        (4.999, "Dragør", "ligger 4,999 km fra bopælen, inden for grænsen på 5 km", "4.999 km from home, within"),
        (15, "Odense", "ligger 15 km fra bopælen, inden for grænsen på 15 km", "15 km from home, within the limit"),
    ],
)
def test_a_distance_near_the_limit_is_told_so_that_it_differs(distance, municipality, danish, english):
    ruling = choose(True, distance, municipality=municipality)
    assert danish in ruling.text()
    assert english in ruling.text("en")


@pytest.mark.parametrize(
    ("is_open", "distance", "municipality", "missing"),
    [
        (False, None, "Odense", ["missing:distance_km"]),
        (False, 8, "", ["missing:municipality"]),
        (False, 8, "  ", ["missing:municipality"]),
        (None, 8, "Odense", ["missing:is_open"]),
        (None, None, "", ["missing:distance_km", "missing:municipality", "missing:is_open"]),
    ],
)
def test_a_choice_is_unknown_where_a_fact_that_decides_it_is(is_open, distance, municipality, missing):
    ruling = choose(is_open, distance, True, municipality=municipality)
    assert (ruling.verdict, codes(ruling)) == (UNKNOWN, missing)


@pytest.mark.parametrize(
    ("is_open", "distance", "consent", "reasons", "verdict", "reason_codes"),
    [
        (True, None, True, (), YES, ["consent", "open"]),
        (None, 20, True, (), YES, ["consent", "beyond"]),
        (None, 8, True, PARTNER, YES, ["consent", "reason:partner_of_patient"]),
        (False, None, True, PARTNER, YES, ["consent", "reason:partner_of_patient"]),
        (None, None, True, PARTNER, YES, ["consent", "reason:partner_of_patient"]),
        (False, None, False, PARTNER, NO, ["refused", "closed"]),
        (None, 20, False, (), NO, ["refused", "beyond"]),
        (None, 8, False, (), UNKNOWN, ["missing:is_open"]),
        (True, None, False, (), UNKNOWN, ["missing:distance_km"]),
    ],
)
def test_what_is_not_known_is_asked_for_only_where_it_decides(
    is_open, distance, consent, reasons, verdict, reason_codes
):
    ruling = choose(is_open, distance, consent, reasons)
    assert (ruling.verdict, codes(ruling)) == (verdict, reason_codes)
    assert ruling.citations or verdict is UNKNOWN


def chosen(is_open, is_beyond, consent, has_reason):
    """The rules CH-FREE, CH-FAR, CH-REFUSE and CH-CLOSED on facts that are known, but for consent."""
    if is_open:
        return NO if is_beyond and consent is False else YES
    if consent is False or not (is_beyond or has_reason):
        return NO
    return YES if consent else UNKNOWN


@pytest.mark.parametrize("distance", [None, 3, 8, 20])
@pytest.mark.parametrize("municipality", ["Odense", "Dragør", ""])
def test_a_choice_is_as_the_rules_say_whatever_is_not_known(municipality, distance):
    """The answer is unknown just where the facts that are not known can change it."""
    limits = {"Odense": [15], "Dragør": [5], "": [5, 15]}[municipality]
    beyond = {True, False} if distance is None else {distance > limit for limit in limits}
    wrong = []
    for is_open, consent, reasons in itertools.product([True, False, None], [True, False, None], [(), PARTNER]):
        opens = {True, False} if is_open is None else {is_open}
        possible = {chosen(one, far, consent, bool(reasons)) for one in opens for far in beyond}
        expected = possible.pop() if len(possible) == 1 else UNKNOWN
        found = choose(is_open, distance, consent, reasons, municipality=municipality).verdict
        wrong += [(is_open, consent, bool(reasons), found)] if found is not expected else []
    assert wrong == []


def test_before_2009_no_limit_of_distance_is_known():
    ruling = choose(True, 8, on=day("2008-12-31"))
    assert (ruling.verdict, codes(ruling)) == (UNKNOWN, ["unknown:choice.capital_municipalities"])
    assert choose(True, 8, on=day("2009-01-01")).verdict is YES


@pytest.mark.parametrize("distance", [-0.1, -1, math.nan, math.inf, -math.inf])
@pytest.mark.parametrize(
    "ask",
    [
        lambda distance: choose(None, distance, municipality=""),
        lambda distance: keeps_home_visits(distance, "", on=NOW),
        lambda distance: may_choose_anew_after_move(distance, "Tårnby", on=NOW),
        lambda distance: Offer(Clinic("k", ClinicKind.SOLO), distance),
    ],
)
def test_a_distance_that_is_none_is_refused(ask, distance):
    with pytest.raises(PlanError) as caught:
        ask(distance)
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [("bad-number", "distance_km")]


def test_a_limit_of_ones_own_is_used_and_shown():
    longer = own("choice.distance", Fraction(20))
    ruling = choose(False, 18, True, figures=longer)
    assert (ruling.verdict, codes(ruling)) == (NO, ["no-reason"])
    assert [one.name for one in ruling.own_figures] == ["choice.distance"]
    assert choose(False, 18, True, municipality="Dragør", figures=longer).verdict is YES
    capital = own("choice.distance", Fraction(20), of=CAPITAL_AREA)
    assert choose(False, 18, True, municipality="Dragør", figures=capital).verdict is NO
    assert choose(False, 18, True, figures=capital).verdict is YES


def test_the_capital_area_of_ones_own_counts():
    region = own("choice.capital_municipalities", words=("Hvidovre",))
    assert "grænsen på 5 km" in choose(True, 8, municipality="Hvidovre Kommune", figures=region).text()
    assert "grænsen på 15 km" in choose(True, 8, municipality="Dragør", figures=region).text()


@pytest.mark.parametrize("limit", ["12.3", "0.1", "15"])
@pytest.mark.parametrize(
    ("ask", "name", "verdict"),
    [
        (lambda km, law: choose(False, km, True, figures=law), "choice.distance", NO),
        (lambda km, law: may_choose_anew_after_move(km, "Odense", on=NOW, figures=law), "choice.distance", NO),
        (lambda km, law: keeps_home_visits(km, "Odense", on=NOW, figures=law), "choice.home_visit_distance", YES),
        (
            lambda km, law: choice_is_secured(SKIVE, offers((True, km), (True, km)), on=NOW, figures=law),
            "choice.distance",
            YES,
        ),
    ],
    ids=["choosing", "anew", "visits", "secured"],
)
def test_just_an_own_limit_lies_within_it(ask, name, verdict, limit):
    """A float is only nearly the number that is written, and 12.3 a little more: still it is within 12.3 km."""
    assert ask(float(limit), own(name, Fraction(limit))).verdict is verdict


# --- whether the choice is secured --------------------------------------------------------------------------------

SKIVE = Area("nord", "Nord", "Skive")


def offers(*facts):
    return tuple(
        Offer(Clinic(f"k{place}", ClinicKind.SOLO, is_open=is_open), distance)
        for place, (is_open, distance) in enumerate(facts)
    )


OPEN, SHUT, FAR = (True, 12), (False, 12), (True, 15.01)
MAYBE_OPEN, MAYBE_NEAR, NOT_KNOWN = (None, 12), (True, None), (None, None)


@pytest.mark.parametrize(
    ("facts", "verdict", "amount"),
    [
        ((OPEN,), NO, 1),
        ((MAYBE_OPEN,), NO, 0),
        ((OPEN, (False, None)), NO, 1),
    ],
)
def test_the_choice_is_secured_by_two_open_practices_within_the_limit(facts, verdict, amount):
    ruling = choice_is_secured(SKIVE, offers(*facts), on=NOW)
    assert (ruling.verdict, ruling.amount, ruling.unit) == (verdict, amount, "praksis")
    assert codes(ruling) == ["open-near"]
    assert used(ruling) == {"choice.least_practices", "choice.distance", "choice.capital_municipalities"}


@pytest.mark.parametrize(
    ("facts", "possible"),
    [
        ((OPEN, MAYBE_OPEN), 1),
        ((OPEN, MAYBE_NEAR), 1),
        ((OPEN, NOT_KNOWN), 1),
        ((OPEN, SHUT, NOT_KNOWN), 1),
        ((MAYBE_OPEN, MAYBE_NEAR), 2),
    ],
)
def test_where_it_depends_on_what_is_not_known_of_an_offer_it_is_unknown(facts, possible):
    ruling = choice_is_secured(SKIVE, offers(*facts), on=NOW)
    assert (ruling.verdict, codes(ruling)) == (UNKNOWN, ["missing:offers", "open-near"])
    assert (ruling.amount, ruling.unit) == (facts.count(OPEN), "praksis")
    danish = f"for {possible} praksis er åbningen for tilgang eller afstanden ikke oplyst"
    assert danish in ruling.text()
    noun = "practice" if possible == 1 else "practices"
    english = f"for {possible} {noun} it is not known whether the list is open or how far away it is"
    assert english in ruling.text("en")


@pytest.mark.parametrize(
    ("municipality", "on", "missing"),
    [
        ("", "2024-01-01", ["missing:municipality"]),
        (" ", "2024-01-01", ["missing:municipality"]),
        ("Skive", "2017-08-31", ["unknown:choice.least_practices"]),
        ("Skive", "2008-12-31", ["unknown:choice.capital_municipalities", "unknown:choice.least_practices"]),
    ],
)
def test_whether_the_choice_is_secured_is_unknown_without_the_place_or_the_rule(municipality, on, missing):
    ruling = choice_is_secured(Area("nord", "Nord", municipality), offers((True, 8), (True, 8)), on=day(on))
    assert (ruling.verdict, codes(ruling), ruling.amount) == (UNKNOWN, missing, None)


def test_the_least_number_is_known_from_september_2017():
    assert choice_is_secured(SKIVE, offers(OPEN, OPEN), on=day("2017-09-01")).verdict is YES


def test_a_clinic_that_is_offered_twice_is_refused_by_name():
    with pytest.raises(PlanError) as caught:
        choice_is_secured(SKIVE, (*offers(OPEN, OPEN), *offers(OPEN)), on=NOW)
    [fault] = caught.value.faults
    assert (fault.code, fault.path) == ("duplicate-id", "offers")
    assert "k0" in fault.danish
    assert "k1" not in fault.danish


def test_a_least_number_of_ones_own_is_used_and_shown():
    three = own("choice.least_practices", Fraction(3))
    ruling = choice_is_secured(SKIVE, offers(OPEN, OPEN), on=NOW, figures=three)
    assert (ruling.verdict, ruling.amount) == (NO, 2)
    assert "2 åbne praksis ligger inden for 15 km fra Nord, og der skal være mindst 3" in ruling.text()
    assert [one.name for one in ruling.own_figures] == ["choice.least_practices"]


@pytest.mark.parametrize(
    ("count", "danish", "english"),
    [
        (0, "0 åbne praksis ligger inden for 15 km fra Nord", "0 open practices within 15 km of Nord"),
        (1, "1 åben praksis ligger inden for 15 km fra Nord", "1 open practice within 15 km of Nord"),
        (2, "2 åbne praksis ligger inden for 15 km fra Nord", "2 open practices within 15 km of Nord"),
    ],
)
def test_one_open_practice_is_told_in_the_singular(count, danish, english):
    ruling = choice_is_secured(SKIVE, offers(*[OPEN] * count), on=NOW)
    assert f"{danish}, og der skal være mindst 2" in ruling.text()
    assert f"{english}, and there must be at least 2" in ruling.text("en")


FACTS = st.tuples(st.sampled_from([True, False, None]), st.none() | st.sampled_from([0, 5, 14.9, 15, 15.1, 40]))
RANK = {NO: 0, UNKNOWN: 1, YES: 2}


def secured(*facts):
    return choice_is_secured(SKIVE, offers(*facts), on=NOW).verdict


@given(st.lists(FACTS, max_size=5), FACTS)
def test_one_more_offer_never_makes_the_choice_less_secure(facts, more):
    assert RANK[secured(*facts, more)] >= RANK[secured(*facts)]


@given(st.lists(FACTS, max_size=5))
def test_the_choice_is_unknown_only_where_the_unknown_facts_can_decide(facts):
    best = [(is_open is not False, 0 if distance is None else distance) for is_open, distance in facts]
    worst = [(bool(is_open), 40 if distance is None else distance) for is_open, distance in facts]
    possible = {secured(*best), secured(*worst)}
    assert secured(*facts) is (possible.pop() if len(possible) == 1 else UNKNOWN)


# --- home visits, and choosing anew after a move ------------------------------------------------------------------


@pytest.mark.parametrize("municipality", SPELLINGS)
@pytest.mark.parametrize("distance", [3, 8, 20])
def test_in_the_capital_no_source_says_how_far_home_visits_reach(municipality, distance):
    ruling = keeps_home_visits(distance, municipality, on=NOW)
    assert (ruling.verdict, codes(ruling)) == (UNKNOWN, ["unknown:choice.home_visit_distance"])


def test_a_limit_of_home_visits_in_the_capital_can_be_brought():
    capital = own("choice.home_visit_distance", Fraction(5), of=CAPITAL_AREA)
    assert keeps_home_visits(5, "Dragør", on=NOW, figures=capital).verdict is YES
    ruling = keeps_home_visits(5.1, "Dragør", on=NOW, figures=capital)
    assert (ruling.verdict, [one.name for one in ruling.own_figures]) == (NO, ["choice.home_visit_distance"])


def test_the_distance_after_a_move_is_from_the_new_home():
    ruling = may_choose_anew_after_move(20, "Odense", on=NOW)
    assert cited(ruling) == "Slagelse Kommune, Valg af læge"
    assert "fra den nye bopæl" in ruling.text()
    assert "from the new home" in ruling.text("en")


@pytest.mark.parametrize("ask", [keeps_home_visits, may_choose_anew_after_move])
@pytest.mark.parametrize(
    ("distance", "municipality", "missing"),
    [
        (None, "Odense", ["missing:distance_km"]),
        (8, "", ["missing:municipality"]),
        (8, "\t", ["missing:municipality"]),
        (None, "", ["missing:distance_km", "missing:municipality"]),
    ],
)
def test_what_distance_decides_is_unknown_without_distance_or_municipality(ask, distance, municipality, missing):
    ruling = ask(distance, municipality, on=NOW)
    assert (ruling.verdict, codes(ruling)) == (UNKNOWN, missing)


@pytest.mark.parametrize(
    ("ask", "last", "code"),
    [
        (keeps_home_visits, "2017-03-28", "unknown:choice.home_visit_distance"),
        (may_choose_anew_after_move, "2008-12-31", "unknown:choice.capital_municipalities"),
    ],
)
def test_what_distance_decides_is_unknown_before_it_is_seen_in_force(ask, last, code):
    ruling = ask(20, "Odense", on=day(last))
    assert (ruling.verdict, codes(ruling)) == (UNKNOWN, [code])
    assert ask(20, "Odense", on=day(last) + datetime.timedelta(days=1)).verdict is not UNKNOWN


@given(st.floats(0, 100), st.sampled_from([*SPELLINGS, *ELSEWHERE]))
def test_a_clinic_so_far_that_one_may_choose_anew_is_one_where_consent_alone_is_enough(distance, municipality):
    """Both follow the one limit of distance (CH-DIST)."""
    anew = may_choose_anew_after_move(distance, municipality, on=NOW).verdict
    assert anew is choose(False, distance, True, municipality=municipality).verdict
