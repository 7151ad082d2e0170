"""Charts of Altair: they are valid, and hold what the answer says."""

from __future__ import annotations

import datetime
import sys

import pytest

from praksisplan import Limit, Plan, PlanError, Statement, datasets
from praksisplan.model import Indicator, Measurement
from praksisplan.rules.progress import progress
from praksisplan.scheduling import load_of
from tests.unit.writing.test_documents import HOSTILE

DAY = datetime.date(2017, 1, 15)
PLAN = datasets.load("hovedstaden-almen-2015-2019")


def load(plan=PLAN):
    return load_of(plan, per="quarter", over="2017", as_of=DAY, limits=[Limit("ag-kommunikation", 3)])


def course(title="Andel"):
    indicator = Indicator("andel", title, "pct.", baseline=10, baseline_in="2015", target=50, target_by="2019")
    log = [Statement(measurements=[Measurement("andel", value, year)]) for value, year in ((15, "2015"), (20, "2016"))]
    return progress(Plan("p", "Plan", "2015-2019", indicators=[indicator], log=log), as_of=datetime.date(2018, 1, 1))


def data(chart):
    """The rows of a chart, which Altair keeps apart."""
    return chart["datasets"][chart["data"]["name"]]


def test_the_load_has_a_bar_for_every_body_and_period():
    answer = load()
    chart = answer.to_altair().to_dict()  # checked against the schema of Vega-Lite
    values = data(chart)
    drawn = {one["body_label"] for one in answer.to_records("da") if one["most"]}
    assert {one["name"] for one in values} == drawn
    told = [one for one in values if one["name"] == "Arbejdsgruppen om tværsektoriel kommunikation"]
    assert [(one["period"], one["least"], one["most"], one["limit"]) for one in told] == [
        (f"{quarter}. kvartal 2017", 4, 5, 3) for quarter in range(1, 5)
    ]
    assert chart["title"] == answer.picture().caption
    axes = {layer["encoding"]["y"]["field"]: layer["encoding"]["y"]["title"] for layer in chart["spec"]["layer"]}
    assert axes == {"most": "Muligt", "least": "Sikkert", "limit": "Grænse"}
    english = answer.to_altair("en").to_dict()["spec"]["layer"]
    assert [layer["encoding"]["y"]["title"] for layer in english] == ["Possible", "Certain", "Limit"]


def test_progress_has_its_measurements_and_its_path():
    values = data(course().to_altair().to_dict())
    assert [(one["kind"], one["day"], one["value"]) for one in values] == [
        ("lige vej til målet", "2015-12-31", 10),
        ("lige vej til målet", "2019-12-31", 50),
        ("målt", "2015-12-31", 15),
        ("målt", "2016-12-31", 20),
    ]
    assert {one["name"] for one in values} == {"Andel"}


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_stay_data(title):
    specification, usual = course(title).to_altair().to_dict(), course().to_altair().to_dict()
    assert {one["name"] for one in data(specification)} == {title}
    for one in (specification, usual):
        del one["data"], one["datasets"]
    assert specification == usual


def test_a_missing_package_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "altair", None)
    monkeypatch.delitem(sys.modules, "praksisplan.writing.charts", raising=False)
    with pytest.raises(PlanError) as error:
        load().to_altair()
    assert "python -m pip install altair" in error.value.text()
