"""Every kind of answer as records and as a data frame of every library, full and empty."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys

import attrs
import pandas
import polars
import pyarrow
import pytest

import praksisplan as pp
from praksisplan.answers import Answer, AnswerById, Charted, DatedTable, Pictured, Tabular, Tree
from praksisplan.capacity import Area, Threat, ThreatKind, Verdict
from praksisplan.capacity.distribution import (
    Distribution,
    Share,
    TwoLevels,
    distribute,
    distribute_in_two_levels,
    moves,
)
from praksisplan.capacity.ledger import capacity_at
from praksisplan.capacity.plans import NewLicences, licences_for_choice, yearly_assessment
from praksisplan.capacity.regional import decided_changes
from praksisplan.capacity.rules import LawAt, LawChanges, law_at, law_changes
from praksisplan.capacity.ruling import Reason, Ruling
from praksisplan.plugins import Plugin, PluginKind, Plugins
from praksisplan.rules.reporting import status_report
from praksisplan.storage.values import write_value
from tests.unit.reading.mspdi import link, project, task
from tests.unit.rules.plans import AS_OF

HOVEDSTADEN = pp.datasets.load("hovedstaden-almen-2015-2019")
STATUS = pp.datasets.load("hovedstaden-status-2023")
MIDTJYLLAND = pp.datasets.load("midtjylland-almen-2021-2025")
NOTHING = pp.Plan("tom", "Tom", "2015-2019", practice_area="general_practice")
YEARS = tuple(pp.parse_period(words) for words in ("2016", "2017"))
AREAS = (
    Area("nord", "Nord", threats=(Threat(ThreatKind.REGIONAL, 2023),)),
    Area("syd", "Syd", is_assessed=False),
)
NEW_YEAR = datetime.date(2027, 1, 1)
SHARE = Share("Nord", 100, 1, "alder")
WHY = (Reason("choice", "der er 1 åben praksis", "there is 1 open practice"),)


def of_plan(plan, event, number):
    """Every kind of answer that a plan gives."""
    dates = {"as_of": AS_OF}
    yield pp.state_at(plan, **dates)
    yield pp.blocked(plan, **dates)
    yield pp.waiting(plan, **dates)
    yield pp.ready(plan, **dates)
    yield pp.overdue(plan, as_of=datetime.date(2017, 7, 1))
    yield pp.forecast(plan, **dates)
    yield pp.releases(plan, event, **dates)
    yield pp.rules.promises(plan, event, **dates)
    yield pp.rules.calendar(plan, **dates)
    yield pp.carry_over(plan, into=2017, **dates)
    yield pp.year_plan(plan, year=2017, **dates)
    yield pp.proposals(plan, **dates)
    yield pp.timetable(plan, YEARS, **dates)
    yield pp.scheduling.load_of(
        plan, per="quarter", over=pp.parse_period("2017"), limits=[pp.Limit.whole_plan(1)], **dates
    )
    yield pp.stale(plan, **dates)
    yield pp.Portfolio([plan]).blocked(**dates)
    yield pp.progress(measured(plan) if number else plan, **dates)
    yield pp.schedule(plan, pp.Workload("quarter"), over=pp.parse_period("2017"), **dates)
    yield pp.scheduling.simulate(plan, runs=10, **dates)
    yield pp.open_items(plan, **dates)
    draft = pp.draft_successor(plan, id="ny", title="Ny", period=pp.parse_period("2019-2022"), **dates)
    yield pp.succession(plan, draft, **dates)
    yield status_report(plan, over=pp.parse_period("2016"), as_of=datetime.date(2016, 12, 31))
    yield pp.compare(plan, plan if number is None else pp.record(plan, dropped(number)), **dates)


def measured(plan):
    """The plan with an indicator that is behind, and one of which nothing is known."""
    lists = pp.model.Indicator(
        "lists", "Lukkede lister", "pct.", baseline=30, baseline_in="2015", target=20, target_by="2019"
    )
    said = pp.Statement(measurements=[pp.model.Measurement("lists", 29, "2016")], on=pp.parse_period("2. januar 2017"))
    return pp.record(attrs.evolve(plan, indicators=[lists, pp.model.Indicator("calls", "Opkald")]), said)


def dropped(number):
    """A statement that a recommendation is cancelled."""
    cited = HOVEDSTADEN.log[0].citations
    return pp.Statement(
        about=(number,), status=pp.Status.CANCELLED, on=pp.parse_period("2. januar 2017"), citations=cited
    )


def of_capacity(area_names, changes, adverts):
    """Every kind of answer about capacity."""
    shares = [Share(name, 100 * place, "6/5", "alder") for place, name in enumerate(area_names, 1)]
    found = distribute(2 * len(shares), shares)
    yield found
    yield moves({name: count - adverts for name, count in found.shares.items()}, found)
    yield capacity_at(1000, changes, on=datetime.date(2023, 1, 1))


def assessed(plan, areas):
    yield yearly_assessment(plan, areas, years=(2023,))
    on = datetime.date(2023, 5, 1)
    rulings = [(area, Ruling("choice_is_secured", on, Verdict.NO, WHY)) for area in areas]
    secured = (Area("aa", "Aa"), Ruling("choice_is_secured", on, Verdict.YES, WHY))
    yield licences_for_choice(plan, [*rulings, secured])


READING = pp.reading.read_document("Status 2024\n\n1. Kapacitet\nIndsats 3: Ydernumre\nIndsatsen er afsluttet.")
PROJECT = pp.reading.read_project(project(task(1), task(2, link(1))))
SIDES = pp.reading.explain(READING, 3)
FULL = {
    type(one): one
    for one in (
        READING,
        PROJECT,
        SIDES,
        *of_plan(HOVEDSTADEN, "sundheds-it-rapport", 29),
        pp.why(HOVEDSTADEN, 29, as_of=AS_OF),
        pp.rules.efforts_at(STATUS, as_of=datetime.date(2023, 6, 30)),
        *of_capacity(
            ("Nord", "Syd"), (*decided_changes(STATUS.id), *decided_changes(STATUS.id, speciality="psychiatry")), 1
        ),
        *assessed(MIDTJYLLAND, AREAS),
        law_at(NEW_YEAR),
        law_changes(NEW_YEAR, NEW_YEAR),
        distribute_in_two_levels(2, [SHARE], {"Nord": [SHARE]}),
        pp.check(HOVEDSTADEN),
        Plugins([Plugin(PluginKind.WORDS, "ours", "region-north 1.2", "")]),
    )
}
EMPTY = {
    type(one): one
    for one in (
        attrs.evolve(READING, facts=()),
        attrs.evolve(PROJECT, facts=()),
        attrs.evolve(SIDES, excerpts=()),
        *of_plan(attrs.evolve(NOTHING, events=HOVEDSTADEN.events), "sundheds-it-rapport", None),
        attrs.evolve(FULL[type(pp.why(HOVEDSTADEN, 29, as_of=AS_OF))], reasons=()),
        pp.rules.efforts_at(NOTHING, as_of=AS_OF),
        *of_capacity(("Nord",), (), 0),
        *assessed(MIDTJYLLAND, ()),
        LawAt(NEW_YEAR, ()),
        LawChanges(NEW_YEAR, NEW_YEAR, ()),
        TwoLevels(distribute(2, [SHARE]), {}),
        Plugins(()),
        pp.check(NOTHING),
    )
}
EMPTY[Distribution] = attrs.evolve(EMPTY[Distribution], rows=())
TYPES = {
    "text": (polars.String, "string", "string"),
    "whole": (polars.Int64, "int64", "Int64"),
    "number": (polars.Float64, "double", "Float64"),
    "truth": (polars.Boolean, "bool", "boolean"),
    "day": (polars.Date, "date32[day]", "date32[day][pyarrow]"),
}
every_answer = pytest.mark.parametrize("kind", FULL, ids=lambda kind: kind.__name__)
every_label = pytest.mark.parametrize("labels", ["codes", "da", "en"])


def kinds(kind):
    """All classes under one."""
    found = set(kind.__subclasses__())
    return found.union(*(kinds(one) for one in found))


def test_every_kind_of_answer_is_among_them():
    known = {kind for kind in kinds(Tabular) if kind.__module__.startswith("praksisplan.")} - {
        Answer,
        AnswerById,
        Charted,
        DatedTable,
        Pictured,
        Tree,
    }
    assert set(FULL) == set(EMPTY) == known


@every_answer
@every_label
@pytest.mark.parametrize("state", [FULL, EMPTY], ids=["full", "empty"])
def test_frames_of_polars(kind, labels, state):
    found = state[kind]
    frame, records = found.to_frame("polars", labels), found.to_records(labels)
    assert bool(records) is (state is FULL)
    assert isinstance(frame, polars.DataFrame)
    assert dict(frame.schema) == {
        name: polars.List(TYPES[type][0]) if is_list else TYPES[type][0]
        for name, (type, is_list) in found.schema(labels).items()
    }
    assert frame.to_dicts() == records


@every_answer
@every_label
@pytest.mark.parametrize("state", [FULL, EMPTY], ids=["full", "empty"])
def test_frames_of_pyarrow(kind, labels, state):
    found = state[kind]
    table = found.to_frame("pyarrow", labels)
    assert isinstance(table, pyarrow.Table)
    assert {one.name: str(one.type) for one in table.schema} == {
        name: f"list<item: {TYPES[type][1]}>" if is_list else TYPES[type][1]
        for name, (type, is_list) in found.schema(labels).items()
    }
    assert table.to_pylist() == found.to_records(labels)


@every_answer
@every_label
@pytest.mark.parametrize("state", [FULL, EMPTY], ids=["full", "empty"])
def test_frames_of_pandas(kind, labels, state):
    found = state[kind]
    frame, records = found.to_frame("pandas", labels), found.to_records(labels)
    assert isinstance(frame, pandas.DataFrame)
    assert len(frame) == len(records)
    for name, (type, is_list) in found.schema(labels).items():
        assert str(frame[name].dtype) == (f"list<item: {TYPES[type][1]}>[pyarrow]" if is_list else TYPES[type][2])
        cells = [cell if is_list or not pandas.isna(cell) else None for cell in frame[name].tolist()]
        assert cells == [record[name] for record in records]


@every_answer
def test_labels_stand_beside_the_codes(kind):
    codes, danish, english = (FULL[kind].to_records(labels) for labels in ("codes", "da", "en"))
    assert json.loads(write_value(codes))
    for plain, *labelled in zip(codes, danish, english, strict=True):
        for record in labelled:
            assert {name: cell for name, cell in record.items() if not name.endswith("_label")} == plain
            for name, cell in record.items():
                if name.endswith("_label") and isinstance(cell, list):
                    assert len(cell) == len(record[name.removesuffix("_label")])


@every_answer
def test_other_labels_are_refused(kind):
    for call in (FULL[kind].to_records, FULL[kind].schema):
        with pytest.raises(pp.PlanError) as error:
            call("fr")
        assert error.value.faults[0].code == "unknown-labels"


def test_the_record_of_a_wait_a_period_and_a_place():
    held = pp.blocked(HOVEDSTADEN, as_of=AS_OF)
    record = next(one for one in held.to_records("en") if one["number"] == "9")
    assert record["awaits"] == ["forebyggelsesgruppen-rapport"]
    assert (record["awaits_kind"], record["awaits_outcome"], record["awaits_strand"]) == (
        ["event"],
        ["completion"],
        [None],
    )
    assert record["expected"] == ["første kvartal 2017"]
    assert record["expected_start"] == [datetime.date(2017, 1, 1)]
    assert record["expected_end"] == [datetime.date(2017, 4, 1)]  # the day after its last
    assert (record["status"], record["overdue"]) == ("awaiting", False)
    assert set(record["sources"]) == {"ip2017"}
    places = zip(record["sources_section"], record["sources_line"], record["sources_last_line"], strict=True)
    assert {("2.3", 303, 307), ("4.1.1", 665, 669)} <= set(places)


def test_the_record_of_what_is_proposed_and_who_is_responsible():
    entry = pp.year_plan(HOVEDSTADEN, year=2017, as_of=AS_OF).to_records("da")
    record = next(one for one in entry if one["number"] == "29")
    assert (record["proposed"], record["proposed_deferred_to"], record["proposed_label"]) == (
        "deferred",
        "2018",
        "udskudt til 2018",
    )
    assert record["proposed_start"] == datetime.date(2018, 1, 1)
    assert record["responsible"] == list(pp.state_at(HOVEDSTADEN, as_of=AS_OF)[29].responsible)
    assert record["responsible_label"] == [HOVEDSTADEN.body(id).name for id in record["responsible"]]


def test_an_unknown_threat_is_a_gap_and_said():
    unknown = FULL[type(yearly_assessment(MIDTJYLLAND, AREAS, years=(2023,)))].to_records("da")[1]
    assert (unknown["threatened"], unknown["threatened_label"]) == ([None], ["ukendt"])
    assert FULL[NewLicences].to_records("en")[0]["reason"] == ["choice"]


def test_exact_numbers_are_fractions_for_programs_and_decimals_for_people():
    found = FULL[Distribution]
    assert found.to_records()[0]["weight"] == "6/5"
    assert (found.cells()[0]["weight"], found.cells("en")[0]["weight"]) == ("1,2", "1.2")


WITHOUT = """
import datetime, sys
backend, missing = sys.argv[1:]
sys.modules[missing] = None
import praksisplan as pp
try:
    pp.blocked(pp.datasets.load("hovedstaden-almen-2015-2019"), as_of=datetime.date(2017, 1, 15)).to_frame(backend)
except pp.PlanError as error:
    (fault,) = error.faults
    print(fault.code, fault.message, fault.danish, sep="\\n")
"""


@pytest.mark.parametrize(
    ("backend", "missing"),
    [("polars", "polars"), ("pandas", "pandas"), ("pyarrow", "pyarrow"), ("pandas", "pyarrow")],
)
def test_a_library_that_is_not_there_is_named(backend, missing):
    run = subprocess.run([sys.executable, "-c", WITHOUT, backend, missing], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == [
        "not-installed",
        f"{missing} is not installed; run: pip install {missing}",
        f"{missing} er ikke installeret; kør: pip install {missing}",
    ]
