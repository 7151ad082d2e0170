"""Plans, answers, rows and documents in a notebook: one line each, and readable when shown."""

from __future__ import annotations

import datetime
import pickle
import re

import pytest
from rich.console import Console

import praksisplan as pp
from praksisplan.answers import Ref, reference
from praksisplan.answers.words import words
from praksisplan.capacity.distribution import Share, distribute
from praksisplan.model import Target, TargetKind
from tests.unit.rules.plans import AS_OF, plan_of, said
from tests.unit.test_frames import EMPTY, FULL, HOVEDSTADEN

STATE = pp.state_at(HOVEDSTADEN, as_of=AS_OF)
HELD = pp.blocked(HOVEDSTADEN, as_of=AS_OF)
DRAFT = pp.year_plan(HOVEDSTADEN, year=2017, as_of=AS_OF)
FINDINGS = pp.check(HOVEDSTADEN)
DOCUMENT = pp.reports.year_plan_document(DRAFT)
ROWS = [
    *(found[next(iter(found))] for found in FULL.values() if isinstance(found, pp.rules.PlanState.__mro__[1])),
    pp.rules.commitment(HOVEDSTADEN, year=2016, as_of=AS_OF),
    *FULL[pp.rules.Explanation].reasons,
    *FULL[pp.rules.StatusReport].happened[:1],
    FULL[pp.scheduling.LoadAnswer].rows[0][1][0],
]


@pytest.mark.parametrize(
    "value",
    [HOVEDSTADEN, FINDINGS, DOCUMENT, *FULL.values(), *EMPTY.values(), *ROWS],
    ids=lambda one: type(one).__name__,
)
def test_a_representation_is_one_short_line(value):
    assert repr(value).startswith(f"<{type(value).__name__} ")
    assert repr(value).endswith(">")
    assert len(repr(value).splitlines()) == 1
    assert len(repr(value)) <= 160


def test_what_a_representation_says():
    assert repr(HOVEDSTADEN) == (
        f"<Plan hovedstaden-almen-2015-2019: 71 recommendations, {len(HOVEDSTADEN.log)} statements>"
    )
    assert repr(STATE[29]).startswith("<RecommendationState number='29' status=awaiting standing=reported")
    assert repr(FINDINGS) == f"<Findings as of 2016-12-31: {len(FINDINGS)}>"
    assert repr(DOCUMENT).startswith("<Document 'Implementeringsplan 2017' as of 2017-01-15: ")


def test_a_value_of_the_model_shows_what_it_was_given():
    assert repr(pp.Citation("a", line=3)) == "Citation(source='a', line=3)"
    assert repr(pp.Await(recommendation="28")) == "Await(recommendation='28')"
    assert repr(pp.Statement(about=("29",), strand="a")) == "Statement(about=('29',), strand='a')"
    year = pp.Period(datetime.date(2017, 1, 1), datetime.date(2018, 1, 1))
    assert repr(year) == "Period(start=datetime.date(2017, 1, 1), end=datetime.date(2018, 1, 1))"
    assert "text='i 2017'" in repr(pp.parse_period("i 2017"))


def test_a_plan_gives_its_recommendations_by_number():
    assert HOVEDSTADEN[29] is HOVEDSTADEN["29"] is HOVEDSTADEN.recommendation(29)
    assert all(one in HOVEDSTADEN for one in (29, "29"))
    assert not any(one in HOVEDSTADEN for one in (299, None, "x"))
    with pytest.raises(pp.PlanError) as error:
        HOVEDSTADEN[299]
    assert error.value.faults[0].code == "unknown-number"
    with pytest.raises(TypeError):
        iter(HOVEDSTADEN)


@pytest.mark.parametrize(
    "row", [one for one in ROWS if not isinstance(one, pp.model.YearEntry)], ids=lambda one: type(one).__name__
)
def test_a_row_is_readable(row):
    console = Console(width=60)
    with console.capture() as told:
        console.print(row)
    assert max(map(len, told.get().splitlines())) <= 60
    assert not re.search(r"\w\(\w+=", f"{told.get()} {row._repr_html_()}")  # no representation of a value within it
    assert row._repr_html_().startswith('<table lang="da">')
    assert str(row)


def test_a_row_says_in_words_what_it_holds():
    lines = str(STATE[29]).splitlines()
    assert lines[:5] == [
        "nr.: 29",
        "status: afventer",
        "vægt: oplyst",
        "siden: 31. december 2016",
        "foreslået: udskudt",
    ]
    assert "foreslået udskudt til: 2018" in lines
    assert "afventer: anbefaling 28 (afrapportering), uden dato" in lines
    held = HELD[9].text("en").splitlines()
    assert f"awaits: {HOVEDSTADEN.event('forebyggelsesgruppen-rapport').title}, expected first quarter of 2017" in held
    assert not any("overdue" in line for line in held)
    assert "source: ip2017 section 4.1.1, line 592-598: »afventer afrapporteringen af anbefaling 28«" in (
        HELD[29].text("en").splitlines()
    )
    assert "modtager: Almen praksis" in lines
    assert "milepæle" in str(STATE[2])
    assert "delspor: Almen praksis' rolle i TeleKOL: afventer; Foranalyse" in str(STATE[2])


def test_an_indicator_and_its_measurements_in_words():
    indicator = pp.model.Indicator("lister", "Lukkede lister", unit="pct.", target=20)
    measured = pp.model.Measurement("lister", 24.5, "2. halvår 2017")
    assert (words(indicator), words(measured), words(measured, "en")) == (
        "Lukkede lister",
        "24,5 (2. halvår 2017)",
        "24.5 (second half of 2017)",
    )


def test_root_causes_in_words():
    roots = (
        Target(TargetKind.EVENT, "e"),
        Target(TargetKind.RECOMMENDATION, "28"),
        Target(TargetKind.CYCLE, "1", ("1", "2")),
    )
    assert [words(root) for root in roots] == ["e", "anbefaling 28", "kreds 1, 2"]
    assert words(roots[2], "en") == "cycle 1, 2"
    assert words(Target(TargetKind.PLAN, "1")) == "eget tidspunkt"
    assert words(Target(TargetKind.WHOLE_PLAN, "*"), "en") == "the whole plan"


def test_a_wait_in_words_says_when_its_outcome_comes():
    gone = said(events=["e"], status=pp.Status.CANCELLED)
    held = pp.blocked(plan_of(said(1, awaits=["e", 2]), gone), as_of=AS_OF)
    assert "afventer: Begivenhed e, kommer ikke; anbefaling 2, uden dato" in str(held[1])


def test_findings_are_a_tuple_that_can_be_read():
    assert isinstance(FINDINGS, tuple)
    assert tuple(FINDINGS) == FINDINGS
    assert pickle.loads(pickle.dumps(FINDINGS)) == FINDINGS
    twin = pickle.loads(pickle.dumps(FINDINGS))
    assert (twin.plan, twin.as_of) == (HOVEDSTADEN, datetime.date(2016, 12, 31))
    assert str(FINDINGS).startswith(f"{len(FINDINGS)} bemærkninger pr. 31. december 2016\nalvor ")
    record = next(one for one in FINDINGS.to_records() if one["code"] == "awaits-nothing")
    assert (record["severity"], record["subject"], record["subject_kind"]) == ("warning", "28", "recommendation")
    assert record["message_en"] != record["message_da"]
    assert "[awaits-nothing]" in str(FINDINGS)


def test_a_document_is_shown_as_its_page():
    page = DOCUMENT._repr_html_()
    assert page.startswith("<iframe srcdoc=")
    assert "<script" not in page
    assert "Implementeringsplan 2017" in page


def test_a_notebook_shows_fifty_rows_and_how_many_there_are():
    page = STATE._repr_html_()
    assert page.count("<tr>") == 51
    assert "50 af 71 rækker vises" in page
    assert 'style="text-align:left"' in page
    assert "rækker vises" not in HELD._repr_html_()


def test_capacity_is_one_line():
    found = distribute(7, [Share("Nord", 5, 1, "alder"), Share("Syd", 2, 1, "alder")])
    assert repr(found).startswith("<Distribution capacities=7 method=largest_remainder rows=(2)")


def test_what_a_number_or_id_refers_to():
    plan = pp.datasets.load("hovedstaden-status-2023")
    effort = plan.efforts[0]
    assert reference(plan, effort.id) == Ref(TargetKind.EFFORT, effort.id, effort.title)
    assert reference(HOVEDSTADEN, "29").text("en") == "recommendation 29"
    assert reference(HOVEDSTADEN, "299") == Ref(TargetKind.RECOMMENDATION, "299")
    assert reference(HOVEDSTADEN, "ppu").text() == HOVEDSTADEN.body("ppu").name
    assert reference(HOVEDSTADEN, "spøgelse") == Ref(TargetKind.BODY, "spøgelse", "spøgelse")
    assert reference(HOVEDSTADEN, "*").text() == "hele planen"
