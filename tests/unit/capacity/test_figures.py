"""Figures from laws and agreements: the right one on the right day, or why it is not known."""

from __future__ import annotations

import datetime
import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from praksisplan.capacity import (
    Clinic,
    ClinicKind,
    DatedValue,
    Figure,
    Figures,
    FigureSeries,
    LegalSource,
    MissingFigure,
    SourceGrade,
    Verdict,
    default_figures,
    figure,
    findings,
    legal_bases,
    may_add_capacity,
    may_close_list,
)
from praksisplan.capacity.questions import ask
from praksisplan.errors import PlanError
from praksisplan.model import Severity
from tests.unit.capacity.rulings import day

MINE = LegalSource("Regionens egen beslutning", "punkt 4")
WRITTEN = day("2026-11-27")


def value(since, until=None, number=1, of="", words=()):
    end = None if until is None else day(until)
    figure = None if words else Fraction(number)
    return DatedValue(day(since), MINE, SourceGrade.B, WRITTEN, figure, words, end, of)


GAPPED = FigureSeries(
    "gp.gapped",
    "stk.",
    "hullet",
    "the gap",
    (
        value("2024-01-01", "2025-01-01", 3),
        value("2020-01-01", "2021-01-01", 1),
        value("2021-01-01", "2022-01-01", 2),
        value("2020-01-01", None, 9, of="51"),
        value("2020-06-01", "2020-07-01", of="62", words=("ord",)),
    ),
)
ASKED = FigureSeries("gp.asked", "km", "spurgt", "asked", (), "oplys den", "bring it")
LAW = Figures((GAPPED, ASKED))


# --- one figure on one day ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "of", "number"),
    [
        ("2020-01-01", "", 1),
        ("2020-12-31", "", 1),
        ("2021-01-01", "", 2),
        ("2021-12-31", "", 2),
        ("2024-01-01", "", 3),
        ("2024-12-31", "", 3),
        ("2020-01-01", "51", 9),
        ("2199-12-31", "51", 9),
    ],
)
def test_a_figure_is_in_force_from_its_first_day_until_the_day_of_its_end(on, of, number):
    found = figure("gp.gapped", on=day(on), of=of, figures=LAW)
    assert isinstance(found, Figure)
    assert (found.value, found.unit, found.name, found.is_own) == (number, "stk.", "gp.gapped", False)
    assert (str(found.dated.source), found.dated.of) == ("Regionens egen beslutning, punkt 4", of)


@pytest.mark.parametrize(
    ("name", "on", "of", "danish", "english"),
    [
        (
            "gp.gapped",
            "2019-12-31",
            "",
            "hullet er først oplyst fra 1. januar 2020, ikke for 31. december 2019",
            "the sources give the gap only from 1 January 2020, not for 31 December 2019",
        ),
        (
            "gp.gapped",
            "2025-01-01",
            "",
            "hullet er kun oplyst til og med 31. december 2024, ikke for 1. januar 2025",
            "the sources give the gap only through 31 December 2024, not for 1 January 2025",
        ),
        (
            "gp.gapped",
            "2022-01-01",
            "",
            "hullet er ikke oplyst for 1. januar 2022",
            "the sources do not give the gap for 1 January 2022",
        ),
        (
            "gp.gapped",
            "2023-12-31",
            "",
            "hullet er ikke oplyst for 31. december 2023",
            "the sources do not give the gap for 31 December 2023",
        ),
        (
            "gp.gapped",
            "2019-12-31",
            "51",
            "hullet (51) er først oplyst fra 1. januar 2020, ikke for 31. december 2019",
            "the sources give the gap (51) only from 1 January 2020, not for 31 December 2019",
        ),
        (
            "gp.gapped",
            "2024-01-01",
            "62",
            "hullet (62) er kun oplyst til og med 30. juni 2020, ikke for 1. januar 2024",
            "the sources give the gap (62) only through 30 June 2020, not for 1 January 2024",
        ),
        (
            "gp.gapped",
            "2024-01-01",
            "surgery",
            "hullet (kirurgi) er ikke oplyst",
            "the sources do not give the gap (surgery)",
        ),
        ("gp.asked", "2024-01-01", "", "oplys den", "bring it"),
        ("gp.asked", "2024-01-01", "51", "oplys den (51)", "bring it (51)"),
        ("gp.asked", "2024-01-01", "surgery", "oplys den (kirurgi)", "bring it (surgery)"),
    ],
)
def test_a_figure_that_is_not_in_force_is_unknown_and_says_why(name, on, of, danish, english):
    found = figure(name, on=day(on), of=of, figures=LAW)
    assert isinstance(found, MissingFigure)
    assert (found.name, found.on, found.of) == (name, day(on), of)
    assert (found.text(), found.text("en"), str(found)) == (danish, english, danish)


def test_words_are_no_figure():
    found = figure("gp.gapped", on=day("2020-06-01"), of="62", figures=LAW)
    assert found.dated.words == ("ord",)
    with pytest.raises(PlanError) as caught:
        _ = found.value
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [("wrong-type", "gp.gapped")]


def test_a_figure_where_names_are_needed_gives_no_verdict():
    """Whoever brings the number 17 in place of the 17 names has not said that no municipality is among them."""
    with pytest.raises(PlanError):
        may_add_capacity(
            "Lolland",
            on=day("2025-03-01"),
            figures=default_figures().with_values({"gp.unfrozen_municipalities": value("2025-01-01", None, 17)}),
        )


@pytest.mark.parametrize("on", ["2024-01-01", None, 2024, datetime.datetime(2024, 1, 1)])  # noqa: DTZ001
def test_a_figure_is_asked_for_on_a_plain_day(on):
    with pytest.raises(PlanError) as caught:
        figure("gp.gapped", on=on, figures=LAW)
    assert caught.value.faults[0].path == "on"


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("gp.patient_per_capacity", "gp.patients_per_capacity"),
        ("choice.distanse", "choice.distance"),
        ("specialist.kne", "specialist.knee"),
    ],
)
def test_a_name_that_no_rule_uses_is_refused_with_the_nearest(name, near):
    calls = (
        lambda: figure(name, on=day("2024-01-01")),
        lambda: default_figures()[name],
        lambda: default_figures().with_values({name: value("2024-01-01")}),
        lambda: default_figures().with_values(
            [("gp.norm_per_capacity", value("2024-01-01")), (name, value("2024-01-01"))]
        ),
    )
    for call in calls:
        with pytest.raises(PlanError) as caught:
            call()
        [fault] = caught.value.faults
        assert (fault.code, fault.path) == ("unknown-figure", "name")
        assert near in fault.nearest
        assert f"»{name}«" in fault.danish


def test_a_parameter_is_found_by_its_name_and_told_in_both_languages():
    found = LAW["gp.asked"]
    assert (found.label(), found.label("en"), found.values) == ("spurgt", "asked", ())
    for words in (found.label, figure("gp.asked", on=day("2024-01-01"), figures=LAW).text):
        with pytest.raises(PlanError) as caught:
            words("sv")
        assert caught.value.faults[0].code == "unknown-language"


@pytest.mark.parametrize(
    ("source", "words"), [(LegalSource("Loven", "§ 1", "https://x"), "Loven, § 1"), (LegalSource("Loven"), "Loven")]
)
def test_a_source_is_told_by_title_and_paragraph(source, words):
    assert str(source) == words


@pytest.mark.parametrize("until", ["2024-01-01", "2023-12-31"])
def test_a_figure_does_not_end_before_it_begins(until):
    with pytest.raises(PlanError) as caught:
        value("2024-01-01", until)
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [("order", "until")]


LINES = sorted({(one.name, dated.of) for one in default_figures().series for dated in one.values})


@given(st.sampled_from(LINES), st.dates(datetime.date(1990, 1, 1), datetime.date(2040, 12, 31)))
def test_no_figure_is_used_outside_its_days(line, on):
    name, of = line
    values = [dated for dated in default_figures()[name].values if dated.of == of]
    in_force = [dated for dated in values if dated.since <= on and (dated.until is None or on < dated.until)]
    found = figure(name, on=on, of=of)
    assert ([found.dated] if isinstance(found, Figure) else []) == in_force


@pytest.mark.parametrize(
    ("name", "of", "on"),
    [
        ("gp.patients_per_capacity", "", "2025-07-01"),
        ("specialist.knee", "psychiatry", "2026-10-01"),
        ("specialist.part_time_cap", "psychiatry", "2025-01-01"),
        ("gp.frozen_municipalities", "", "2025-07-01"),
        ("licence_clinic.funds", "", "2027-01-01"),
        ("physio.weekly_hours", "", "2024-01-01"),
    ],
)
def test_the_last_value_is_not_used_after_it_ended(name, of, on):
    before = figure(name, on=day(on) - datetime.timedelta(days=1), of=of)
    assert isinstance(before, Figure)
    found = figure(name, on=day(on), of=of)
    assert isinstance(found, MissingFigure)
    assert " only through " in found.text("en")


def test_the_knees_of_2023_and_2024_are_a_gap():
    for on in ("2023-10-01", "2024-10-01", "2025-09-30"):
        found = figure("specialist.knee", on=day(on), of="psychiatry")
        assert isinstance(found, MissingFigure)
        assert "only" not in found.text("en")


# --- one's own figures --------------------------------------------------------------------------------------------


def test_an_own_figure_goes_before_the_shipped_in_its_period_alone():
    mine = LAW.with_values({"gp.gapped": value("2020-06-01", "2020-09-01", 7)})
    found = {on: figure("gp.gapped", on=day(on), figures=mine) for on in ("2020-05-31", "2020-06-01")}
    assert [(one.value, one.is_own) for one in found.values()] == [(1, False), (7, True)]
    assert figure("gp.gapped", on=day("2020-08-31"), figures=mine).value == 7
    assert figure("gp.gapped", on=day("2020-09-01"), figures=mine).value == 1
    assert figure("gp.gapped", on=day("2020-06-01"), of="51", figures=mine).value == 9
    assert not figure("gp.gapped", on=day("2020-06-01"), figures=LAW).is_own


@pytest.mark.parametrize(
    ("laid", "number"),
    [
        ([[("gp.gapped", value("2020-01-01", None, 7)), ("gp.gapped", value("2020-01-01", None, 8))]], 8),
        ([[("gp.gapped", value("2020-01-01", None, 8)), ("gp.gapped", value("2020-01-01", None, 7))]], 7),
        ([{"gp.gapped": value("2020-01-01", None, 7)}, {"gp.gapped": value("2020-01-01", None, 8)}], 8),
        ([{"gp.gapped": value("2020-01-01", None, 7)}, {"gp.gapped": value("2023-01-01", None, 8)}], 7),
        ([{"gp.gapped": value("2020-01-01", None, 7)}, {"gp.gapped": value("2020-01-01", None, 8, of="51")}], 7),
        ([{"gp.gapped": value("2020-01-01", None, 7)}, {"gp.asked": value("2020-01-01", None, 8)}], 7),
    ],
)
def test_of_ones_own_figures_the_last_laid_that_is_in_force_counts(laid, number):
    figures = LAW
    for one in laid:
        figures = figures.with_values(one)
    found = figure("gp.gapped", on=day("2022-06-01"), figures=figures)
    assert (found.value, found.is_own) == (number, True)


def test_an_own_figure_fills_what_is_not_published_from_its_first_day():
    mine = LAW.with_values({"gp.asked": value("2024-01-01", None, 5)})
    assert figure("gp.asked", on=day("2024-01-01"), figures=mine).value == 5
    assert isinstance(figure("gp.asked", on=day("2023-12-31"), figures=mine), MissingFigure)


SEVERAL = FigureSeries(
    "gp.several", "stk.", "flere", "several", (value("2020-01-01", of="51"), value("2020-01-01", of="62"))
)


@pytest.mark.parametrize(
    ("name", "of", "near"),
    [
        ("gp.gapped", "63", "62"),
        ("gp.gapped", "surgry", "surgery"),
        ("gp.gapped", "Kirurgi", None),
        ("gp.several", "", None),
        ("gp.several", "52", "51"),
    ],
)
def test_what_no_figure_is_for_is_refused(name, of, near):
    figures = Figures((GAPPED, ASKED, SEVERAL))
    calls = {
        "of": lambda: figure(name, on=day("2024-01-01"), of=of, figures=figures),
        f"{name}.of": lambda: figures.with_values({name: value("2024-01-01", of=of)}),
    }
    for path, call in calls.items():
        with pytest.raises(PlanError) as caught:
            call()
        [fault] = caught.value.faults
        assert (fault.code, fault.path) == ("unknown-word", path)
        assert near is None or near in fault.nearest


def test_the_nearest_speciality_is_named_once():
    with pytest.raises(PlanError) as caught:
        figure("specialist.knee", on=day("2024-01-01"), of="psykiatr")
    nearest = caught.value.faults[0].nearest
    assert nearest[0] == "psychiatry"
    assert len(set(nearest)) == len(nearest)


@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("gp.gapped", ""),
        ("gp.gapped", "51"),
        ("gp.several", "62"),
        ("gp.gapped", "surgery"),
        ("gp.gapped", "partnership"),
        ("gp.gapped", "hovedstadsområdet"),
        ("gp.gapped", "joined_before"),
        ("gp.gapped", "joined_since"),
        ("gp.asked", ""),
        ("gp.asked", "anything"),
    ],
)
def test_what_a_figure_may_be_for_is_not_refused(name, of):
    figures = Figures((GAPPED, ASKED, SEVERAL))
    laid = figures.with_values({name: value("2026-01-01", of=of, number=7)})
    assert figure(name, on=day("2026-01-01"), of=of, figures=laid).value == 7
    before = figure(name, on=day("2019-01-01"), of=of, figures=laid)
    assert isinstance(before, MissingFigure)


def test_a_shipped_figure_of_which_all_values_are_of_something_is_not_asked_for_without():
    with pytest.raises(PlanError) as caught:
        figure("specialist.knee", on=day("2025-10-01"))
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [("unknown-word", "of")]


@pytest.mark.parametrize("number", [0, "1/1000", 1600])
def test_an_own_figure_may_be_0_or_more(number):
    mine = LAW.with_values({"gp.asked": value("2024-01-01", number=number)})
    assert figure("gp.asked", on=day("2024-01-01"), figures=mine).value == Fraction(number)


@pytest.mark.parametrize("number", ["-1/1000", -1600])
def test_an_own_figure_is_not_below_0(number):
    with pytest.raises(PlanError) as caught:
        LAW.with_values([("gp.gapped", value("2024-01-01")), ("gp.asked", value("2024-01-01", number=number))])
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [("bad-number", "gp.asked.value")]


def test_a_label_with_a_comma_is_followed_by_one_in_danish():
    found = figure("gp.patients_per_capacity", on=day("2025-07-01"))
    assert ", der giver ret til at lukke, er kun oplyst til og med 30. juni 2025, ikke for" in found.text()
    assert "a list may close only through 30 June 2025, not for 1 July 2025" in found.text("en")


def test_a_label_with_a_comma_is_followed_by_one_also_where_it_says_of_what():
    found = figure("choice.home_visit_distance", on=day("2024-01-01"), of="hovedstadsområdet")
    assert found.text() == "afstanden, hvor retten til hjemmebesøg hører op (hovedstadsområdet), er ikke oplyst"


def test_a_ruling_shows_which_figures_are_ones_own():
    mine = default_figures().with_values({"gp.patients_per_capacity": value("2024-01-01", None, 1500)})
    clinic = Clinic("k", ClinicKind.SOLO, capacities=1, enrolled=1550)
    ruling = may_close_list(clinic, on=day("2024-01-01"), figures=mine)
    assert ruling.verdict is Verdict.YES
    assert [(one.name, one.value) for one in ruling.own_figures] == [("gp.patients_per_capacity", 1500)]
    assert "ret til at lukke (fra 1. januar 2024)." in ruling.text()
    label = "the number of enrolled patients per capacity from which a list may close"
    assert f"with your own figures: {label} (from 1 January 2024)." in ruling.text("en")
    assert "gp.patients_per_capacity" not in ruling.text() + ruling.text("en")
    before = may_close_list(clinic, on=day("2023-12-31"), figures=mine)
    assert (before.verdict, before.own_figures) == (Verdict.NO, ())
    assert "egne tal" not in before.text()


# --- gaps and overlaps --------------------------------------------------------------------------------------------


def told(*values):
    found = findings(Figures((FigureSeries("gp.one", "", "én", "one", values),)))
    return [(one.code, one.severity, one.subject, one.text("en")) for one in found]


def test_values_that_follow_each_other_are_no_finding():
    assert told(value("2021-01-01", None), value("2020-01-01", "2021-01-01")) == []
    assert told() == []


@pytest.mark.parametrize("until", [None, "2021-01-02", "2030-01-01"])
def test_two_values_at_once_are_an_error(until):
    overlap = ("figure-overlap", Severity.ERROR, "gp.one", "two values are in force from 1 January 2021")
    assert told(value("2020-01-01", until), value("2021-01-01", "2022-01-01")) == [overlap]


def test_days_without_a_value_between_two_are_a_note():
    [gap] = findings(
        Figures(
            (
                FigureSeries("gp.one", "", "én", "one", (value("2020-01-01"),)),
                FigureSeries(
                    "gp.two",
                    "",
                    "to",
                    "two",
                    (value("2022-01-01", of="51"), value("2020-01-01", "2021-01-01", of="51"), value("2021-06-01")),
                ),
            )
        )
    )
    assert (gap.code, gap.severity, gap.subject) == ("figure-gap", Severity.NOTE, "gp.two 51")
    assert gap.text() == "ingen værdi fra 1. januar 2021 til 1. januar 2022"
    assert gap.text("en") == "no value from 1 January 2021 until 1 January 2022"


def test_a_long_value_overlaps_each_that_lies_within_it_and_leaves_no_gap():
    long, first, second = value("2020-01-01"), value("2021-01-01", "2022-01-01"), value("2023-01-01", "2024-01-01")
    assert [(code, words) for code, _, _, words in told(long, first, second)] == [
        ("figure-overlap", "two values are in force from 1 January 2021"),
        ("figure-overlap", "two values are in force from 1 January 2023"),
    ]


# --- what is shipped ----------------------------------------------------------------------------------------------

VALUES = [(one.name, dated) for one in default_figures().series for dated in one.values]


def test_no_shipped_figures_overlap_and_the_gaps_are_those_of_what_was_read():
    found = findings(default_figures())
    assert {one.code for one in found} == {"figure-gap"}
    subjects = {one.subject for one in found}
    assert {one for one in subjects if one.startswith("specialist.knee ")} == {
        f"specialist.knee {of}" for name, of in LINES if name == "specialist.knee"
    }
    assert not {one for one in subjects if one.startswith(("gp.patients", "choice.", "licence."))}


def test_each_name_is_there_once():
    names = [one.name for one in default_figures().series]
    assert len(names) == len(set(names))


def test_every_shipped_figure_was_read_in_a_source_of_certainty_a_or_b():
    assert [one.value for one in SourceGrade] == ["a", "b"]
    assert {dated.grade for _, dated in VALUES} == {SourceGrade.A, SourceGrade.B}
    assert [name for name, dated in VALUES if not dated.source.title.strip()] == []


def test_a_figure_of_certainty_c_cannot_be_read():
    dated = {"since": "2024-01-01", "source": {"title": "x"}, "grade": "c", "checked": "2024-01-01", "value": 1}
    facts = {
        "clinic": {"id": "k", "kind": "solo"},
        "on": "2024-01-01",
        "figures": [{"name": "gp.patients_per_capacity", "dated": dated}],
    }
    with pytest.raises(PlanError) as caught:
        ask("may_close_list", json.dumps(facts))
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [("unknown-word", "$.figures[0].dated.grade")]


def test_every_shipped_figure_was_looked_up_by_the_day_of_writing():
    assert [(name, dated.checked) for name, dated in VALUES if dated.checked > WRITTEN] == []


SECONDARY = (
    "dagensmedicin.dk", "ugeskriftet.dk", "kristeligt-dagblad.dk", "upday.com", "slagelse.dk", "vejle.dk", "htk.dk",
    "praksisoverblik.dk", "avnegaard.dk", "vaccineinfo.dk",
)  # fmt: skip
"""Pages about a rule by someone who neither made it nor administers it."""


def test_a_secondary_page_is_never_certainty_a():
    pages = [(name, dated) for name, dated in VALUES if any(one in dated.source.address for one in SECONDARY)]
    assert len(pages) > len(SECONDARY)
    assert [name for name, dated in pages if dated.grade is SourceGrade.A] == []


def test_no_figure_outlives_the_agreement_or_institution_that_it_belongs_to():
    ends = {name: basis.until for name, basis in legal_bases().items() if basis.ends_figures}
    assert ends["ok22"] == ends["practice_plan"] == day("2027-01-01")
    bound = [(name, dated) for name, dated in VALUES if dated.belongs_to in ends]
    assert [name for name, dated in bound if ends[dated.belongs_to] and dated.until > ends[dated.belongs_to]] == []
    assert {dated.belongs_to for _, dated in bound} >= {"ok18", "ok22", "practice_plan"}


@pytest.mark.parametrize(
    ("name", "after"),
    [
        ("plan.term", "praksisplaner og sundhedssamarbejdsudvalg er afskaffet ved L 214 (2024-25)"),
        ("plan.heard", "praksisplaner og sundhedssamarbejdsudvalg er afskaffet ved L 214 (2024-25)"),
        ("plan.guidance", "praksisplaner og sundhedssamarbejdsudvalg er afskaffet ved L 214 (2024-25)"),
        ("vacancy.years", "den er afløst af en aftale, som ikke er set"),
    ],
)
def test_a_figure_that_ended_with_its_basis_says_what_came_then(name, after):
    assert isinstance(figure(name, on=day("2026-12-31")), Figure)
    missing = figure(name, on=day("2027-01-01"))
    assert isinstance(missing, MissingFigure)
    assert missing.danish.endswith(
        f"der gælder til og med 31. december 2026; {after}"
        + (", hvis første dag ikke er set" if name.startswith("plan") else "")
    )
    assert "which applies through 31 December 2026" in missing.text("en")


def test_every_shipped_value_is_either_a_figure_or_words():
    assert [name for name, dated in VALUES if (dated.value is None) is not bool(dated.words)] == []


def test_what_has_no_value_says_in_both_languages_what_to_bring():
    for one in default_figures().series:
        is_told = bool(one.needed_danish.strip()), bool(one.needed_english.strip())
        assert is_told == (not one.values, not one.values), one.name
        assert one.danish, one.name
        assert one.english, one.name
        assert one.danish != one.english, one.name


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("gp.automatic_closing", "GP-AUTOCLOSE: no number was seen"),
        ("gp.differentiated_fee", "AR-FEE: the rates stand on maps"),
        ("gp.unfrozen_municipalities", "AR-FREEZE: the list of the 17 was not seen"),
        ("area.threat_criterion", "AR-CRITERION: no criterion was found"),
        ("area.disease_weight", "AR-NATMODEL: the weights were not seen"),
        ("generation.pension_age", "YN-GEN-B: the pension age is an input"),
    ],
)
def test_what_nobody_has_read_is_not_shipped_with_a_value(name, why):
    assert default_figures()[name].values == (), why
    for year in range(2000, 2040):
        assert isinstance(figure(name, on=datetime.date(year, 7, 1)), MissingFigure), why


def test_what_the_rules_say_not_to_use_is_not_default_figures():
    """The draft limit of Aabenraa, the old 10 km and half a year, satellite practice of which no number was seen."""
    assert 1450 not in {dated.value for name, dated in VALUES if name.startswith("gp.")}
    assert {dated.value for name, dated in VALUES if name == "choice.distance"} == {15, 5}
    assert [
        name for name, dated in VALUES if name.startswith("choice.") and dated.value in (10, 6, Fraction(1, 2))
    ] == []
    assert [name for name, dated in VALUES if "satellite" in name and dated.value is not None] == []
    after = [dated for name, dated in VALUES if name == "gp.patients_per_capacity" and dated.holds(day("2025-07-01"))]
    assert after == []


@pytest.mark.parametrize(
    ("name", "of", "on", "number"),
    [
        ("gp.norm_per_capacity", "", "2015-01-01", 1600),
        ("gp.patients_per_capacity", "", "2025-06-30", 1600),
        ("gp.open_share", "", "2019-06-01", "0.37"),
        ("gp.open_share", "Region Midtjylland", "2019-06-01", "0.43"),
        ("gp.open_share", "Region Hovedstaden", "2019-06-01", "0.23"),
        ("gp.hearing_response", "Region Hovedstaden", "2018-10-18", "0.78"),
        ("gp.frozen_municipalities", "", "2025-01-01", 81),
        ("gp.national_doctors", "", "2024-06-01", 3500),
        ("gp.national_doctors", "", "2035-06-01", 5000),
        ("choice.distance", "", "2024-01-01", 15),
        ("choice.distance", "hovedstadsområdet", "2024-01-01", 5),
        ("choice.least_practices", "", "2024-01-01", 2),
        ("choice.home_visit_distance", "", "2024-01-01", 15),
        ("licence.most_per_doctor", "", "2025-06-30", 6),
        ("licence.most_per_doctor", "", "2025-07-01", 3),
        ("licence_clinic.funds", "", "2026-12-31", 24_000_000),
        ("licence_clinic.planned", "", "2026-12-31", 10),
        ("hired.largest_share", "", "2018-01-01", "1/2"),
        ("hired.largest_share", "", "2024-01-01", "1/2"),
        ("vacancy.years", "", "2018-01-01", 1),
        ("training.per_tutor_threatened", "", "2024-01-01", 2),
        ("sharing.longest_years", "", "2018-01-01", 6),
        ("sharing.longest_years", "", "2024-01-01", 6),
        ("sharing.extra_capacity", "", "2024-01-01", 1),
        ("generation.permission_years", "", "2024-01-01", 5),
        ("generation.permission_employed_months", "", "2024-01-01", 6),
        ("generation.notice_years_before_pension", "", "2024-01-01", 3),
        ("generation.notice_employed_years", "", "2024-01-01", 2),
        ("specialist.knee_reduction", "", "2024-01-01", "0.4"),
        ("specialist.age_limit", "", "2024-01-01", 75),
        ("physio.weekly_hours", "", "2023-12-31", 30),
        ("physio.new_owner_share", "", "2024-01-01", "0.0375"),
        ("physio.stand_in_limit", "", "2024-01-01", 12),
        ("physio.stand_in_report", "", "2024-01-01", 2),
        ("physio.real_growth", "62", "2021-12-31", "0.044"),
        ("physio.real_growth", "51", "2021-12-31", "0.047"),
        ("psychologist.available_hours", "", "2024-01-01", 22),
        ("psychologist.employed_hours", "", "2024-01-01", 15),
        ("psychologist.least_settlement", "", "2023-07-01", 175_000),
        ("psychologist.years_before_settlement", "", "2023-07-01", 2),
        ("psychologist.addresses", "", "2024-01-01", 1),
    ],
)
def test_the_shipped_figures_are_those_of_the_rules(name, of, on, number):
    found = figure(name, on=day(on), of=of)
    assert isinstance(found, Figure)
    assert found.value == Fraction(number)


@pytest.mark.parametrize(
    ("name", "of", "on", "grade"),
    [
        ("gp.norm_per_capacity", "", "2024-01-01", SourceGrade.A),
        ("gp.patients_per_capacity", "", "2024-01-01", SourceGrade.A),
        ("gp.limit_set_by", "", "2025-07-01", SourceGrade.B),
        ("gp.supplement", "", "2025-07-01", SourceGrade.A),
        ("gp.frozen_municipalities", "", "2025-03-01", SourceGrade.B),
        ("gp.national_doctors", "", "2024-06-01", SourceGrade.B),
        ("choice.distance", "", "2024-01-01", SourceGrade.B),
        ("choice.distance", "hovedstadsområdet", "2024-01-01", SourceGrade.B),
        ("choice.least_practices", "", "2024-01-01", SourceGrade.B),
        ("choice.home_visit_distance", "", "2024-01-01", SourceGrade.B),
        ("choice.closed_reasons", "", "2024-01-01", SourceGrade.B),
        ("licence.most_per_doctor", "", "2025-06-30", SourceGrade.B),
        ("licence.most_per_doctor", "", "2025-07-01", SourceGrade.B),
        ("training.per_tutor_threatened", "", "2024-01-01", SourceGrade.B),
        ("specialist.knee", "radiology", "2025-10-01", SourceGrade.A),
        ("physio.new_owner_share", "", "2024-01-01", SourceGrade.A),
        ("psychologist.available_hours", "", "2024-01-01", SourceGrade.A),
    ],
)
def test_the_grade_of_a_figure_is_that_of_the_rules(name, of, on, grade):
    assert figure(name, on=day(on), of=of).dated.grade is grade
