"""The values of the model: what they take, what they refuse, and that they are values."""

from __future__ import annotations

import copy
import datetime
import pickle

import attrs
import pytest

from praksisplan import (
    Await,
    Body,
    Citation,
    Event,
    Period,
    Plan,
    PlanError,
    Recommendation,
    Section,
    Statement,
    datasets,
    load_plan,
    parse_period,
)
from praksisplan.model import BodyKind, EventKind, Milestone, PracticeArea, as_number, natural_order

PLAN = datasets.load("hovedstaden-almen-2015-2019")


def code_of(call, *arguments, **named):
    with pytest.raises(PlanError) as caught:
        call(*arguments, **named)
    assert caught.value.text("da")
    return caught.value.faults[0].code


@pytest.mark.parametrize(
    "value",
    [True, -1, 2.0, None, "", "a", "A", "a1", "ABCD1", "A 1", "29 ", "²", "٢٩", "1" * 18, "1." + "2" * 10, b"29"],
)
def test_what_is_no_number(value):
    assert code_of(as_number, value) == "not-a-number"


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (29, "29"),
        (0, "0"),
        ("9a", "9a"),
        ("4.1.1", "4.1.1"),
        ("9Å", "9Å"),
        ("A1", "A1"),
        ("Å12.b", "Å12.b"),
        ("KL-3", "KL-3"),
    ],
)
def test_number(value, number):
    assert as_number(value) == number


def test_natural_order():
    assert natural_order(["10", "2", "9B", "9a", "9", "1.10", "1.2"]) == ("1.2", "1.10", "2", "9", "9a", "9B", "10")


@pytest.mark.parametrize("name", ["", "A", "1a", "a b", "a--", "-a", "æ_", "a\u200bb"])
def test_what_is_no_id(name):
    assert code_of(Body, name, "N", BodyKind.UNIT) in ("bad-id", "forbidden-character")


@pytest.mark.parametrize("title", ["a\ufffe", "\x1b[31m", "a\u202eb", "a\u200b", "\ud800", "a\x00", "a\rb", 29, None])
def test_what_is_no_text(title):
    assert code_of(Section, "1", title) in ("forbidden-character", "wrong-type")


def test_text_is_kept_in_one_unicode_form():
    assert Section("1", "A\u030arsplan").title == "Årsplan"
    assert Section("1", "to\nlinjer\tog tab").title == "to\nlinjer\tog tab"


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: Statement(about="29"), "wrong-type"),
        (lambda: Statement(awaits=Await(event="e")), "wrong-type"),
        (lambda: Event("e", "E", EventKind.REPORT, responsible="ppu"), "wrong-type"),
        (lambda: Body("b", "B", BodyKind.UNIT, aliases="B"), "wrong-type"),
        (lambda: Statement(deferred_to=parse_period("2018")), "deferral"),
        (lambda: Statement(strand="a"), "bad-strand"),
        (lambda: Statement(about=["1"], events=["e"], strand="a"), "bad-strand"),
        (lambda: Statement(about=["1"], deemed=True), "deemed"),
        (lambda: Statement(events=["e"], status="completed", deemed=True), "of-an-event"),
        (lambda: Statement(about=["1"], inferred=["responsible"]), "bad-inferred"),
        (lambda: Statement(about=["1"], inferred=["ansvarlig"]), "bad-inferred"),
        (lambda: Milestone("M", "2017", every="somme tider"), "not-a-duration"),
        (Await, "bad-await"),
        (lambda: Await(recommendation=1, event="e"), "bad-await"),
        (lambda: Citation("s", line=0), "bad-place"),
        (lambda: Citation("s", page=-1), "bad-place"),
        (lambda: Citation("s", line=5, last_line=4), "bad-place"),
        (lambda: Citation("s", last_line=0), "bad-place"),
        (lambda: Citation("s", line="5"), "bad-place"),
        (lambda: Citation("s", quote="et to tre fire fem seks syv otte ni"), "long-quote"),
    ],
)
def test_refused(call, code):
    assert code_of(call) == code


def test_citation_in_words():
    citation = Citation("s", section="2.1", page=3, line=4, last_line=6, cell="B2", quote="afventer")
    assert str(citation) == "s afsnit 2.1, side 3, linje 4-6, celle B2: »afventer«"
    assert citation.text("en") == "s section 2.1, page 3, line 4-6, cell B2: »afventer«"
    assert str(Citation("s", line=4, last_line=4)) == "s, linje 4"
    assert code_of(citation.text, "fr") == "unknown-language"


def test_look_ups_tell_the_nearest():
    assert PLAN.recommendation(29) is PLAN.recommendation("29")
    assert PLAN.body("pas").name == "PAS"
    with pytest.raises(PlanError) as caught:
        PLAN.body("pass")
    assert "pas" in caught.value.faults[0].nearest
    assert code_of(PLAN.body, None) == "unknown-body"
    assert code_of(PLAN.event, []) == "unknown-event"
    assert code_of(PLAN.event, "telekol") == "unknown-event"
    assert code_of(PLAN.recommendation, 299) == "unknown-number"


def test_a_plan_is_a_value():
    again = pickle.loads(pickle.dumps(PLAN))
    assert again == PLAN
    assert hash(again) == hash(PLAN)
    assert copy.deepcopy(PLAN) == copy.copy(PLAN) == PLAN
    assert again.recommendation(29).title == PLAN.recommendation(29).title
    assert attrs.evolve(PLAN, title="Anden") != PLAN
    with pytest.raises(AttributeError):
        PLAN.title = "Anden"


def reachable(value):
    yield value
    if attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from reachable(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from reachable(item)


def test_nothing_in_a_plan_can_change():
    assert not [value for value in reachable(PLAN) if isinstance(value, (list, dict, set))]


def test_dates_without_time_of_day():
    noon = datetime.datetime(2017, 1, 1, 12)  # noqa: DTZ001
    assert code_of(Period, noon, None) == "not-a-date"
    assert code_of(load_plan, None) == "wrong-type"


def test_an_empty_plan():
    plan = Plan("p", "P", "2017", practice_area=PracticeArea.PSYCHOLOGY)
    assert plan.recommendations == ()
    assert not plan.has("1")
    assert Recommendation(1, 2, "T").section == "2"


@pytest.mark.parametrize(
    ("milestone", "falls", "does_not"),
    [
        (Milestone("M", "2. kvartal 2017"), ["2017", "april 2017"], ["1. kvartal 2017", "2018"]),
        # it is where it was reached, not where it was expected
        (Milestone("M", "2017", reached="3. januar 2018"), ["2018"], ["2017"]),
        (
            Milestone("M", "maj 2017", every="1 år"),
            ["maj 2018", "2199", "fra juni 2017"],
            ["april 2017", "juni 2017", "2016"],
        ),
        (Milestone("M", "31. januar 2017", every="1 måned"), ["28. februar 2017", "31. marts 2017"], ["1. marts 2017"]),
        (Milestone("M", "fra 2017", every="1 år"), ["2018"], ["2016"]),
        (Milestone("M", "2017", every="2 år"), ["2019", "2021", "senest 2017"], ["2018", "senest 2016"]),
    ],
)
def test_when_a_milestone_falls(milestone, falls, does_not):
    assert [words for words in falls if not milestone.falls_in(parse_period(words))] == []
    assert [words for words in does_not if milestone.falls_in(parse_period(words))] == []
