"""Where a practice plan and capacity meet: recommendations 34 and 36-38 of Region Midtjylland's plan."""

from __future__ import annotations

import datetime

import attrs
import pytest

from praksisplan import PlanError, datasets
from praksisplan.capacity import Area, Clinic, ClinicKind, Offer, Threat, ThreatKind, Verdict
from praksisplan.capacity.plans import licences_for_choice, new_licences, yearly_assessment
from praksisplan.capacity.ruling import Reason, Ruling

PLAN = datasets.load("midtjylland-almen-2021-2025")
ON = datetime.date(2023, 5, 1)
REGIONAL, NATIONAL = ThreatKind.REGIONAL, ThreatKind.NATIONAL

OPEN = Area("nord", "Nord", "Skive")
THREATENED = Area(
    "vest", "Vest", "Struer", threats=(Threat(REGIONAL, 2023), Threat(NATIONAL, 2023), Threat(REGIONAL, 2022))
)
EARLIER = Area("aadal", "Aadal", threats=(Threat(REGIONAL, 2022),))
UNASSESSED = attrs.evolve(EARLIER, id="oeer", name="Øer", is_assessed=False)
WHY = (Reason("choice", "der er 1 åben praksis inden for grænsen", "there is 1 open practice within the limit"),)


def choice(verdict, on=ON, question="choice_is_secured"):
    return Ruling(question, on, verdict, WHY)


def fault(call, *args, **kwargs):
    with pytest.raises(PlanError) as error:
        call(*args, **kwargs)
    (found,) = error.value.faults
    assert found.message != found.danish
    return found


# --- recommendation 34


def test_threatened_areas_year_for_year():
    found = yearly_assessment(PLAN, [EARLIER, THREATENED, OPEN], years=(2023, 2022, 2024, 2023))
    assert found.years == (2022, 2023, 2024)
    assert [[area.name for area in found.threatened(year)] for year in found.years] == [["Vest", "Aadal"], ["Vest"], []]
    assert found.threatened(2022, NATIONAL) == ()
    assert found.threatened(2023, NATIONAL) == (THREATENED,)
    assert found.heading() == "Anbefaling 34: 2022: 2 af 3 områder; 2023: 1 af 3 områder; 2024: 0 af 3 områder"
    assert found.heading("en").startswith("Recommendation 34: 2022: 2 of 3 areas")


def test_an_area_that_was_not_assessed_is_unknown():
    found = yearly_assessment(PLAN, [OPEN, UNASSESSED], years=(2022, 2023))
    assert (found.threatened(2022), found.unknown(2022)) == ((UNASSESSED,), ())
    assert (found.threatened(2023), found.unknown(2023)) == ((), (UNASSESSED,))
    assert found.heading() == "Anbefaling 34: 2022: 1 af 2 områder; 2023: 0 af 2 områder, ukendt i 1"
    assert [(one["year"], one["threatened"]) for one in found.cells()] == [
        (2022, "regionalt udpeget"),
        (2023, "ukendt"),
    ]


def test_the_assessment_cites_the_plan():
    found = yearly_assessment(PLAN, [THREATENED], years=(2023,))
    assert found.citations == PLAN.recommendation(34).citations
    assert found.cells() == [
        {
            "year": 2023,
            "area": "Vest",
            "threatened": "nationalt udpeget, regionalt udpeget",
            "sources": "tidsplan, linje 57: »årlig vurdering af, om der er områder«",
        }
    ]
    assert found.cells("en")[0]["threatened"] == "named nationally, named by the region"
    assert found.to_frame()["year"].to_list() == [2023]
    assert str(found).splitlines()[0] == found.heading()


# --- recommendations 36-38


@pytest.mark.parametrize(
    ("area", "verdict", "applies", "unsettled"),
    [
        (OPEN, Verdict.NO, ("36",), ()),
        (THREATENED, Verdict.NO, ("36", "37", "38"), ()),
        (EARLIER, Verdict.NO, ("36",), ()),  # it was threatened in another year
        (UNASSESSED, Verdict.NO, ("36",), ("37", "38")),
        (OPEN, Verdict.YES, (), ()),
        (THREATENED, Verdict.YES, (), ()),
        (UNASSESSED, Verdict.YES, (), ()),
        (OPEN, Verdict.UNKNOWN, (), ("36",)),
        (THREATENED, Verdict.UNKNOWN, (), ("36", "37", "38")),
        (UNASSESSED, Verdict.UNKNOWN, (), ("36", "37", "38")),
    ],
)
def test_which_recommendations_apply(area, verdict, applies, unsettled):
    found = licences_for_choice(PLAN, [(area, choice(verdict))])
    (need,) = found.areas
    assert (need.recommendations, need.unsettled) == (applies, unsettled)
    assert (found.needed == (need,), found.unknown == (need,)) == (verdict is Verdict.NO, verdict is Verdict.UNKNOWN)
    assert found.citations_of(need) == tuple(
        c for number in (*applies, *unsettled) for c in PLAN.recommendation(number).citations
    )


def test_the_list_tells_why_and_where_it_is_written():
    unknown = Ruling(
        "choice_is_secured",
        ON,
        Verdict.UNKNOWN,
        (Reason("missing:offers", "afstandene mangler", "distances are missing"),),
    )
    third = Area("oest", "Øst")
    found = licences_for_choice(
        PLAN,
        [
            (EARLIER, choice(Verdict.YES)),
            (third, unknown),
            (THREATENED, choice(Verdict.NO)),
            (OPEN, choice(Verdict.NO)),
        ],
    )
    assert found.heading() == "Anbefaling 36: nye ydernumre i 2 af 4 områder, ukendt i 1"
    assert found.heading("en") == "Recommendation 36: new licences in 2 of 4 areas, not known in 1"
    assert [one.area.name for one in found.areas] == ["Nord", "Vest", "Øst", "Aadal"]
    records = found.cells()
    assert [(one["area"], one["choice"], one["recommendations"], one["unsettled"]) for one in records] == [
        ("Nord", "nej", "36", ""),
        ("Vest", "nej", "36, 37, 38", ""),
        ("Øst", "ukendt", "", "36"),
    ]
    assert records[1] == {
        "area": "Vest",
        "choice": "nej",
        "reason": "der er 1 åben praksis inden for grænsen",
        "threatened": "ja",
        "recommendations": "36, 37, 38",
        "unsettled": "",
        "sources": (
            "tidsplan, linje 63: »sikre det frie lægevalg«; "
            "tidsplan, linje 64: »tidsbegrænsede tilladelser til nedsat patienttal«; "
            "tidsplan, linje 65: »rekruttering til lægedækningstruede områder«"
        ),
    }
    assert records[2]["reason"] == "afstandene mangler"
    assert found.cells("en")[2]["choice"] == "unknown"
    assert found.year == 2023


def test_from_what_is_offered():
    """Two open practices within the limit secure the choice; one does not."""
    clinics = [Clinic(f"k{number}", ClinicKind.SOLO, is_open=True) for number in range(2)]
    one, two = (tuple(Offer(clinic, 4.0) for clinic in clinics[:count]) for count in (1, 2))
    found = new_licences(PLAN, [(THREATENED, one), (OPEN, two), (EARLIER, two)], on=ON)
    assert [(need.area.name, need.choice.verdict) for need in found.areas] == [
        ("Nord", Verdict.YES),
        ("Vest", Verdict.NO),
        ("Aadal", Verdict.UNKNOWN),  # without its municipality the limit is not known
    ]
    assert found.needed[0].recommendations == ("36", "37", "38")


# --- what is refused


def test_the_numbers_are_those_of_one_plan():
    other = datasets.load("hovedstaden-almen-2015-2019")
    for call in (
        lambda: yearly_assessment(other, [OPEN], years=(2023,)),
        lambda: licences_for_choice(other, [(OPEN, choice(Verdict.NO))]),
    ):
        found = fault(call)
        assert (found.code, other.id in found.message) == ("other-plan", True)
    assert licences_for_choice(attrs.evolve(PLAN, title="Andet"), [(OPEN, choice(Verdict.NO))]).needed


def test_areas_twice():
    same = attrs.evolve(OPEN, name="Nord 2")
    assert "nord" in fault(yearly_assessment, PLAN, [OPEN, same], years=(2023,)).message
    pairs = [(OPEN, choice(Verdict.NO)), (same, choice(Verdict.YES))]
    assert fault(licences_for_choice, PLAN, pairs).code == "duplicate-id"


@pytest.mark.parametrize(
    ("rulings", "words"),
    [
        ([choice(Verdict.NO, question="may_close_list")], "may_close_list"),
        ([choice(Verdict.NO), choice(Verdict.NO, on=datetime.date(2024, 1, 1))], "2023, 2024"),
        ([], "none"),
    ],
)
def test_rulings_that_do_not_fit(rulings, words):
    found = fault(licences_for_choice, PLAN, list(zip((OPEN, EARLIER), rulings)))
    assert (found.code, words in found.message) == ("other-ruling", True)
