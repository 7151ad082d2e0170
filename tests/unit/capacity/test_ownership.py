"""Licences: how many a doctor may have, out-of-hours licences, the forms of practice, licence clinics."""

from __future__ import annotations

from fractions import Fraction

import pytest

from praksisplan.capacity import (
    Clinic,
    ClinicKind,
    DatedValue,
    Doctor,
    LegalSource,
    SourceGrade,
    Verdict,
    default_figures,
    figure,
    has_valid_form,
    licence_clinic_surplus,
    may_acquire_licence,
    may_issue_out_of_hours_licence,
)
from praksisplan.capacity.questions import ask
from praksisplan.errors import PlanError
from tests.unit.capacity.rulings import codes, day

YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN
MINE = LegalSource("Regionens egen beslutning")


def with_own(name, value=None, words=(), since="2020-01-01"):
    own = DatedValue(day(since), MINE, SourceGrade.A, day("2026-11-24"), value=value, words=words)
    return default_figures().with_values({name: own})


@pytest.mark.parametrize(("held", "is_said"), [(3, False), (4, True), (6, True)])
def test_that_it_is_not_seen_what_holds_for_those_with_four_to_six_is_said(held, is_said):
    ruling = may_acquire_licence(Doctor("d", licences=held), on=day("2025-07-01"))
    assert ruling.verdict is NO
    assert ("held-before" in codes(ruling)) is is_said
    assert ("kilderne oplyser ikke, hvad der gælder" in ruling.text()) is is_said
    assert ("the sources do not say what applies" in ruling.text("en")) is is_said


def test_the_lower_limit_is_cited_to_the_act_with_the_certainty_of_a_bill():
    found = figure("licence.most_per_doctor", on=day("2025-07-01"))
    assert (found.value, found.dated.grade, found.dated.is_start_known) == (3, SourceGrade.B, False)
    assert "lov nr. 718" in str(may_acquire_licence(Doctor("d", licences=3), on=day("2025-07-01"))).lower()


def test_without_the_number_of_licences_it_is_unknown():
    ruling = may_acquire_licence(Doctor("d"), on=day("2025-07-01"))
    assert (ruling.verdict, codes(ruling)) == (UNKNOWN, ["missing:licences"])


@pytest.mark.parametrize("additional", [0, -1, True, 1.5])
def test_what_is_added_is_a_whole_number_of_at_least_one(additional):
    for rule, fact in ((may_acquire_licence, Doctor("d", licences=1)), (may_issue_out_of_hours_licence, 1)):
        with pytest.raises(PlanError) as caught:
            rule(fact, additional, on=day("2025-07-01"))
        assert (caught.value.faults[0].code, caught.value.faults[0].path) == ("bad-number", "additional")


def test_an_own_limit_of_licences_is_used_and_shown():
    ruling = may_acquire_licence(
        Doctor("d", licences=3), on=day("2026-01-01"), figures=with_own("licence.most_per_doctor", Fraction(4))
    )
    assert ruling.verdict is YES
    assert [one.name for one in ruling.own_figures] == ["licence.most_per_doctor"]
    assert "Regionens egen beslutning" in ruling.text()


def test_out_of_hours_licences_are_a_policy_without_a_number():
    ruling = may_issue_out_of_hours_licence(3, on=day("2023-01-01"))
    assert (ruling.verdict, codes(ruling)) == (UNKNOWN, ["unknown:licence.out_of_hours_limit"])
    assert "anbefaling 42" in ruling.text()


def test_the_policy_is_cited_as_what_it_is():
    own = with_own("licence.out_of_hours_limit", Fraction(10))
    ruling = may_issue_out_of_hours_licence(1, on=day("2023-01-01"), figures=own)
    assert "grænsen er regionens egen og følger ikke af loven" in ruling.text()
    assert "the limit is the region's own and does not follow from the law" in ruling.text("en")
    assert any(one.paragraph == "anbefaling 42" for one in ruling.citations)


@pytest.mark.parametrize(("on", "verdict"), [("2021-06-30", UNKNOWN), ("2021-07-01", YES)])
def test_the_policy_holds_from_the_first_day_of_its_plan(on, verdict):
    own = with_own("licence.out_of_hours_limit", Fraction(10))
    assert may_issue_out_of_hours_licence(1, on=day(on), figures=own).verdict is verdict


def test_another_region_lays_its_own_policy_over_it():
    own = with_own("licence.out_of_hours_limit", Fraction(10)).with_values(
        {
            "licence.out_of_hours_policy": DatedValue(
                day("2026-01-01"), MINE, SourceGrade.A, day("2026-11-24"), words=("få",)
            )
        }
    )
    assert may_issue_out_of_hours_licence(10, on=day("2026-06-01"), figures=own).verdict is NO


def test_the_number_of_issued_out_of_hours_licences_is_asked_for_and_not_negative():
    own = with_own("licence.out_of_hours_limit", Fraction(10))
    assert codes(may_issue_out_of_hours_licence(None, on=day("2023-01-01"), figures=own)) == ["missing:issued"]
    with pytest.raises(PlanError):
        may_issue_out_of_hours_licence(-1, on=day("2023-01-01"), figures=own)


def clinic(kind, licences, capacities, owners):
    names = tuple(f"y{number}" for number in range(licences)), tuple(f"l{number}" for number in range(owners))
    return Clinic("k", kind, licences=names[0], capacities=capacities, owners=names[1])


@pytest.mark.parametrize(
    ("kind", "licences", "capacities", "owners", "verdict", "reasons"),
    [
        (ClinicKind.PARTNERSHIP, 1, 7, 3, YES, ["licences", "capacities", "owners"]),
        (ClinicKind.PARTNERSHIP, 0, 2, 2, UNKNOWN, ["missing:licences"]),
        (ClinicKind.PARTNERSHIP, 1, None, 0, UNKNOWN, ["missing:capacities", "missing:owners"]),
        (ClinicKind.PARTNERSHIP, 0, 1, 0, NO, ["capacities"]),
        (ClinicKind.TENDER, 1, 1, 1, UNKNOWN, ["unknown:form.licences"]),
        (ClinicKind.SHARED, 1, 1, 2, UNKNOWN, ["unknown:form.licences"]),
    ],
)
def test_the_form_is_unknown_where_a_number_or_the_rule_is_not_known(
    kind, licences, capacities, owners, verdict, reasons
):
    ruling = has_valid_form(clinic(kind, licences, capacities, owners), on=day("2023-01-01"))
    assert (ruling.verdict, codes(ruling)) == (verdict, reasons)


def test_the_same_licence_twice_is_one():
    double = Clinic("k", ClinicKind.SOLO, licences=("y1", "y1"), capacities=1, owners=("a",))
    assert has_valid_form(double, on=day("2023-01-01")).verdict is YES


def test_the_form_is_told_in_both_languages():
    ruling = has_valid_form(clinic(ClinicKind.PARTNERSHIP, 1, 1, 1), on=day("2023-01-01"))
    assert "klinikken har 1 kapacitet; mindst 2 kræves i en kompagniskabspraksis" in ruling.text()
    assert "the clinic has 1 capacity; a partnership requires at least 2" in ruling.text("en")


def test_a_licence_clinic_is_unknown_without_its_turnover_which_is_not_negative():
    assert licence_clinic_surplus(None, Fraction(1), on=day("2024-01-01")).verdict is UNKNOWN
    with pytest.raises(PlanError):
        licence_clinic_surplus(Fraction(-1), Fraction(1), on=day("2024-01-01"))


def test_the_money_for_ten_licence_clinics_ends_with_2026():
    funds = figure("licence_clinic.funds", on=day("2026-12-31"))
    planned = figure("licence_clinic.planned", on=day("2026-12-31"))
    assert (funds.value, planned.value) == (24_000_000, 10)
    assert "er kun oplyst til og med 31. december 2026" in str(figure("licence_clinic.funds", on=day("2027-01-01")))


@pytest.mark.parametrize(
    ("question", "facts", "verdict"),
    [
        ("may_acquire_licence", '{"doctor": {"id": "d", "licences": 3}, "additional": 3, "on": "2025-06-30"}', YES),
        ("may_acquire_licence", '{"doctor": {"id": "d", "licences": 3}, "on": "2025-07-01"}', NO),
        ("may_issue_out_of_hours_licence", '{"issued": null, "on": "2023-01-01"}', UNKNOWN),
        ("has_valid_form", '{"clinic": {"id": "k", "kind": "solo", "capacities": 2}, "on": "2023-01-01"}', NO),
        ("licence_clinic_surplus", '{"turnover": 2, "cost_share": "3/2", "on": "2023-01-01"}', YES),
    ],
)
def test_the_questions_are_asked_in_json(question, facts, verdict):
    assert ask(question, facts).verdict is verdict
