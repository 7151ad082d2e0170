"""Answers that are pictures: as SVG, in notebooks, in documents and on the command line."""

import datetime
from xml.etree import ElementTree

import pytest

from praksisplan import PlanError, Workload, datasets, parse_period, schedule, timetable
from praksisplan.periods import split_period
from praksisplan.scheduling import load_of

DAY = datetime.date(2017, 1, 15)
PLAN = datasets.load("hovedstaden-almen-2015-2019")
YEARS = split_period(parse_period("2017-2019"), "year")
QUARTERS = split_period(parse_period("2017"), "quarter")
ANSWERS = {
    "timetable": lambda: timetable(PLAN, YEARS, as_of=DAY),
    "load": lambda: load_of(PLAN, per="quarter", over=parse_period("2017"), as_of=DAY),
    "schedule": lambda: schedule(PLAN, Workload("quarter"), as_of=DAY, over=parse_period("2017-2018")),
}
every_answer = pytest.mark.parametrize("answer", [make() for make in ANSWERS.values()], ids=list(ANSWERS))


def drawn(svg):
    return ElementTree.fromstring(svg)


def every(root, name):
    return list(root.iter(f"{{http://www.w3.org/2000/svg}}{name}"))


def written(root):
    return [one.text for one in every(root, "text")]


@every_answer
@pytest.mark.parametrize(("lang", "day"), [("da", "15. januar 2017"), ("en", "15 January 2017")])
def test_picture_has_the_count_the_day_and_the_plan_above_it(answer, lang, day):
    root = drawn(answer.to_svg(lang))
    title = every(root, "title")[0].text
    assert title == answer.heading(lang)
    assert day in title
    assert " ".join(written(root)).startswith(f"{title} Praksisplan for almen praksis 2015-2019, Region Hovedstaden")


@every_answer
def test_picture_is_the_same_each_time_and_refuses_another_language(answer):
    assert answer.to_svg() == answer.to_svg("da") == answer._repr_svg_()
    with pytest.raises(PlanError) as caught:
        answer.to_svg("sv")
    assert caught.value.faults[0].code == "unknown-language"


@every_answer
def test_answer_shows_itself_in_a_notebook_above_its_table(answer):
    page = answer._repr_html_()
    start, end = page.index("<svg"), page.index("</svg>")
    assert drawn(page[start : end + 6]).get("role") == "img"
    assert page.index("<table") > end
    assert "<script" not in page
    assert "<?xml" not in page


def test_pictures_on_one_page_have_ids_of_their_own():
    ids = [one.get("id") for answer in ANSWERS.values() for one in drawn(answer().to_svg()).iter() if one.get("id")]
    assert len(ids) == len(set(ids)) == 3 * len(ANSWERS)


def test_timetable_shows_every_recommendation_once():
    shown = written(drawn(timetable(PLAN, YEARS, as_of=DAY).to_svg()))
    for number in (one.number for one in PLAN.recommendations):
        assert shown.count(number) == 1
