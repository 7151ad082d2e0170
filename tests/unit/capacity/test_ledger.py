"""Capacity over time: what decisions make of a number on a day, and the national target."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from praksisplan import Citation, Period, PlanError, datasets, parse_period
from praksisplan.capacity import CapacityChange, Speciality
from praksisplan.capacity.figures import DatedValue, Figures, FigureSeries, LegalSource, SourceGrade, default_figures
from praksisplan.capacity.ledger import (
    capacity_at,
    target_path,
)
from praksisplan.capacity.regional import decided_changes
from praksisplan.storage.values import read_value, write_value
from tests.unit.capacity.rulings import day
from tests.unit.datasets.documents import document_of

REGION_H_2023 = decided_changes("hovedstaden-status-2023")
EXPANDED = ("psychiatry", "child_psychiatry", "ophthalmology", "neurology", "pulmonary_medicine")
REGION_H_2023_SPECIALISTS = tuple(
    change for one in EXPANDED for change in decided_changes("hovedstaden-status-2023", speciality=one)
)


def change(quantity, decided, effective=None, **more):
    return CapacityChange(
        quantity, "udvalget", parse_period(decided), None if effective is None else parse_period(effective), **more
    )


def at(changes, on, base=100, **more):
    found = capacity_at(base, changes, on=day(on), **more)
    return found.least, found.most


def fault(call, *args, **kwargs):
    with pytest.raises(PlanError) as error:
        call(*args, **kwargs)
    (found,) = error.value.faults
    assert found.message != found.danish
    return found


# --- the decisions of the status report


@pytest.mark.parametrize(
    ("on", "least", "most"),
    [
        ("2021-10-31", 1000, 1000),
        ("2021-12-31", 1000, 1000),
        ("2022-01-01", 1000, 1010),  # in 2022, some day
        ("2022-10-31", 1000, 1010),
        ("2022-11-01", 1000, 1013),  # three more are decided some day in November
        ("2022-12-30", 1000, 1013),
        ("2022-12-31", 1010, 1013),
        ("2023-06-30", 1010, 1013),
        ("2040-01-01", 1010, 1013),  # nobody said when the three take effect
    ],
)
def test_region_h_general_practice(on, least, most):
    assert at(REGION_H_2023, on, 1000) == (least, most)


def test_the_decisions_behind_it():
    found = capacity_at(1000, REGION_H_2023, on=day("2023-01-01"))
    assert found.sure == REGION_H_2023[:1]
    assert found.possible == REGION_H_2023[1:]
    assert not found.is_exact
    assert found.citations == (REGION_H_2023[0].citations[0], REGION_H_2023[1].citations[0])
    assert found.cells() == [
        {
            "quantity": "+10",
            "speciality": None,
            "by": "Udvalget for det nære og sammenhængende sundhedsvæsen",
            "decided": "november 2021",
            "effective": "2022",
            "counts": "sikkert",
            "remarks": "",
            "sources": "status2023, linje 7-10: »udvidet med 10 kapaciteter«",
        },
        {
            "quantity": "+3",
            "speciality": None,
            "by": "Udvalget for det nære og sammenhængende sundhedsvæsen",
            "decided": "november 2022",
            "effective": None,
            "counts": "muligt",
            "remarks": "Hvornår de får virkning, er ikke oplyst.",
            "sources": "status2023, linje 10-11: »udvide med yderligere tre«",
        },
    ]


def test_the_line_that_sums_it_up():
    def heading(on, lang="da", **more):
        return capacity_at(1000, REGION_H_2023, on=day(on), **more).heading(lang)

    assert heading("2023-01-01") == "1.010-1.013 kapaciteter den 1. januar 2023"
    assert heading("2023-01-01", "en") == "1,010-1,013 capacities on 1 January 2023"
    assert heading("2021-01-01") == "1.000 kapaciteter den 1. januar 2021"
    assert heading("2023-01-01", known_at=day("2022-06-01")) == (
        "1.010 kapaciteter den 1. januar 2023, kendt den 1. juni 2022"
    )
    told = capacity_at(1000, REGION_H_2023, on=day("2021-01-01"))
    assert str(told) == "1.000 kapaciteter den 1. januar 2021"
    assert told.is_exact


def test_the_specialities_grow_by_a_number_that_is_not_told():
    one = REGION_H_2023_SPECIALISTS[0]
    assert at([one], "2022-07-31", 40) == (40, 40)
    assert at([one], "2022-08-01", 40) == (40, None)
    assert at([one], "2030-01-01", 40) == (40, None)
    found = capacity_at(40, [one], on=day("2026-01-01"))
    assert found.sure == (one,)
    assert found.heading() == "mindst 40 kapaciteter den 1. januar 2026"
    assert found.cells("en")[0]["quantity"] == "at least +0"
    assert found.cells()[0]["speciality"] == "psykiatri"
    assert {change.speciality for change in REGION_H_2023_SPECIALISTS} == {
        Speciality.PSYCHIATRY,
        Speciality.CHILD_PSYCHIATRY,
        Speciality.OPHTHALMOLOGY,
        Speciality.NEUROLOGY,
        Speciality.PULMONARY_MEDICINE,
    }


def test_the_decisions_are_those_of_the_bundled_report():
    plan = datasets.load("hovedstaden-status-2023")
    source = plan.sources[0]
    assert {citation.source for one in (*REGION_H_2023, *REGION_H_2023_SPECIALISTS) for citation in one.citations} == {
        source.id
    }
    cited = {citation for statement in plan.log for citation in statement.citations}
    for one in (*REGION_H_2023, *REGION_H_2023_SPECIALISTS):
        assert set(one.citations) <= cited
    decided = {
        (s.on, s.effect, s.quantities[0].value) for s in plan.log if s.standing.value == "decided" if s.quantities
    }
    assert {(one.decided, one.effective, one.quantity) for one in REGION_H_2023} == decided


def test_the_words_stand_in_the_document():
    document = document_of("002_c35cb56286bd5127.txt")
    for one in (*REGION_H_2023, *REGION_H_2023_SPECIALISTS):
        (citation,) = one.citations
        assert citation.quote in " ".join(document[citation.line - 1 : citation.last_line])


# --- when a change counts


@pytest.mark.parametrize(
    ("effective", "on", "expected"),
    [
        ("1. juli 2022", "2022-06-30", (100, 100)),
        ("1. juli 2022", "2022-07-01", (105, 105)),
        ("3. kvartal 2022", "2022-06-30", (100, 100)),
        ("3. kvartal 2022", "2022-07-01", (100, 105)),
        ("3. kvartal 2022", "2022-09-29", (100, 105)),
        ("3. kvartal 2022", "2022-09-30", (105, 105)),
        (None, "2021-12-31", (100, 100)),
        (None, "2022-01-01", (100, 105)),
        (None, "2030-01-01", (100, 105)),
    ],
)
def test_both_sides_of_the_bounds(effective, on, expected):
    assert at([change(5, "januar 2022", effective)], on) == expected


@pytest.mark.parametrize("effective", ["pr. 1. januar 2022", "fra 1. januar 2022", "fra 2022", "1. januar 2022"])
def test_an_effect_from_a_day_counts_surely_from_that_day(effective):
    told = [change(5, "december 2021", effective)]
    assert at(told, "2021-12-31") == (100, 100)
    assert at(told, "2022-01-01") == (105, 105)
    assert at(told, "2199-12-31") == (105, 105)


def test_an_effect_without_first_or_last_day():
    by_july = change(5, "januar 2022", "senest 30. juni 2022")
    assert by_july.effective.start is None
    assert at([by_july], "2021-12-31") == (100, 100)
    assert at([by_july], "2022-01-01") == (100, 105)
    assert at([by_july], "2022-06-30") == (105, 105)
    from_july = attrs.evolve(by_july, effective=Period(day("2022-07-01"), None))
    assert at([from_july], "2022-06-30") == (100, 100)
    assert at([from_july], "2022-07-01") == (105, 105)
    assert at([from_july], "2050-01-01") == (105, 105)
    undated = CapacityChange(5, "udvalget", Period(None, day("2022-07-01")))
    assert at([undated], "2000-01-01") == (100, 105)
    # an effect that had surely come before it was decided counts once that is known
    late = change(5, "august 2022", "senest 30. juni 2022")
    assert at([late], "2022-07-15", known_at=day("2022-09-01")) == (105, 105)


def test_fewer_capacities():
    less = change(-5, "januar 2022", "2022")
    more = change(3, "januar 2022", "2022")
    assert at([less], "2022-06-01") == (95, 100)
    assert at([less, more], "2022-06-01") == (95, 103)
    assert at([less, more], "2023-01-01") == (98, 98)
    assert at([less], "2023-01-01", 5) == (0, 0)
    assert fault(capacity_at, 4, [less], on=day("2023-01-01")).code == "bad-number"


def test_what_was_not_decided_yet_is_left_out():
    back = change(5, "marts 2022", "1. januar 2022")
    assert at([back], "2022-02-28") == (100, 100)  # nobody knew
    assert at([back], "2022-02-28", known_at=day("2022-03-30")) == (100, 105)  # decided some day of March
    assert at([back], "2022-02-28", known_at=day("2022-03-31")) == (105, 105)
    assert at([back], "2021-12-31", known_at=day("2022-03-31")) == (100, 100)
    ahead = change(5, "marts 2022", "2025")
    assert at([ahead], "2026-01-01", known_at=day("2022-02-28")) == (100, 100)
    assert at([ahead], "2026-01-01", known_at=day("2022-04-01")) == (105, 105)


@pytest.mark.parametrize("base", [-1, 1.0, True, None])
def test_wrong_bases(base):
    assert fault(capacity_at, base, [], on=day("2022-01-01")).path == "base"


def test_wrong_days_and_changes():
    assert fault(capacity_at, 1, [], on="2022-01-01").path == "on"
    assert fault(capacity_at, 1, [], on=day("2022-01-01"), known_at="2022").path == "known_at"
    assert fault(capacity_at, 1, "ti", on=day("2022-01-01")).code == "wrong-type"
    for quantity, at_least in ((-1, True), (1.5, False), ("3", False)):
        assert fault(change, quantity, "2022", at_least=at_least).path == "quantity"


@pytest.mark.parametrize("one", [*REGION_H_2023, *REGION_H_2023_SPECIALISTS])
def test_changes_are_read_back_from_json(one):
    assert read_value(write_value(one), CapacityChange) == one


def test_it_is_told_everywhere():
    found = capacity_at(1000, REGION_H_2023, on=day("2023-01-01"))
    assert found.to_frame()["counts"].to_list() == ["certain", "possible"]
    assert ">1.010-1.013 kapaciteter den 1. januar 2023</caption>" in found._repr_html_()
    assert found.text("en").splitlines()[1].split()[:2] == ["change", "speciality"]


# --- the national target


@pytest.mark.parametrize(
    ("year", "doctors", "is_own_reading"),
    [
        (2024, 3500, False),
        (2025, Fraction(40000, 11), True),  # 3,500 and an eleventh of 1,500
        (2034, Fraction(53500, 11), True),
        (2035, 5000, False),
    ],
)
def test_the_path(year, doctors, is_own_reading):
    found = target_path(year)
    assert (found.year, found.doctors, found.is_own_reading) == (year, doctors, is_own_reading)
    assert {one.dated.grade for one in found.figures} == {SourceGrade.B}


@pytest.mark.parametrize("year", [1900, 2023, 2036, 2199])
def test_outside_the_path_it_is_unknown(year):
    found = target_path(year)
    assert str(found).endswith(f"er kun oplyst fra 2024 til 2035, ikke for {year}")
    assert found.text("en").endswith(f" only from 2024 to 2035, not for {year}")


def test_the_words_say_whose_reading_it_is():
    assert str(target_path(2024)).startswith("3.500 læger i 2024 (Sundhedsreformen 2024")
    assert "på en ret linje fra 3.500 i 2024 til 5.000 i 2035" in str(target_path(2030))
    assert "not decided but the library's own calculation" in target_path(2030).text("en")
    assert "library" not in target_path(2035).text("en")


def test_own_numbers_bend_the_path():
    source = LegalSource("Regionens egen plan")
    own = DatedValue(day("2030-01-01"), source, SourceGrade.A, day("2026-11-24"), Fraction(4100))
    laid = default_figures().with_values({"gp.national_doctors": own})
    assert target_path(2030, figures=laid).doctors == 4100
    assert target_path(2030, figures=laid).figures[0].is_own
    assert target_path(2027, figures=laid).doctors == 3800  # halfway from 3,500
    assert target_path(2032, figures=laid).doctors == 4460  # two fifths of 900 more


def test_without_numbers_it_says_what_is_needed():
    empty = FigureSeries("gp.national_doctors", "læger", "antallet", "the number", (), "oplys det", "tell it")
    found = target_path(2030, figures=Figures((empty,)))
    assert (str(found), found.text("en")) == ("oplys det", "tell it")


@pytest.mark.parametrize("year", [1899, 2200, 2030.0, True, "2030", None])
def test_wrong_years(year):
    assert fault(target_path, year).path == "year"


def test_citations_quote_few_words():
    for one in (*REGION_H_2023, *REGION_H_2023_SPECIALISTS):
        assert all(isinstance(citation, Citation) and citation.quote for citation in one.citations)


def test_a_plan_without_known_decisions_is_refused_with_the_nearest():
    found = fault(decided_changes, "hovedstaden-status-2022")
    assert (found.code, found.path, found.nearest) == ("unknown-plan", "plan", ("hovedstaden-status-2023",))
