"""Merging two files of one plan."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import praksisplan as pp
from praksisplan import Body, Event, Limit, Recommendation, Source, Status, parse_period
from praksisplan.model import BodyKind, EventKind
from praksisplan.rules.merging import _NAMED, _OTHERS, _TAKEN_IN
from tests.unit.rules.plans import plan_of, promised, said

GOING, DONE = Status.ONGOING, Status.COMPLETED
FIRST = said(1, status=GOING)
MINUTES = Source("pas-2017-02", "PAS", parse_period("9. februar 2017"))


def test_new_statements_are_taken_in_and_the_old_stay():
    mine, theirs = plan_of(FIRST, said(2, status=DONE)), plan_of(said(3, status=DONE), FIRST, said(3, status=DONE))
    found = pp.merge(mine, theirs)
    assert found.plan.log == (FIRST, said(2, status=DONE), said(3, status=DONE))
    assert (found.added, found.findings) == ((said(3, status=DONE),), ())
    assert attrs.evolve(found.plan, log=mine.log) == mine


def test_a_plan_merged_with_itself_or_with_what_it_was_stays():
    before = plan_of(FIRST)
    after = pp.record(before, said(2, status=DONE))
    assert pp.merge(after, after).plan == pp.merge(after, before).plan == pp.merge(before, after).plan == after


def test_what_statements_refer_to_comes_with_them():
    theirs = attrs.evolve(plan_of(FIRST), events=(Event("ny", "Ny", EventKind.REPORT, citations=FIRST.citations),))
    theirs = attrs.evolve(theirs, bodies=(*theirs.bodies, Body("das", "DAS", BodyKind.COMMITTEE)))
    theirs = pp.record(theirs, promised("ny", "2018", by="das", source=None), source=MINUTES)
    mine = plan_of(FIRST)
    found = pp.merge(mine, theirs)
    assert found.plan.sources == (*mine.sources, MINUTES)
    assert [body.id for body in found.plan.bodies] == ["ppu", "pas", "das"]
    assert [event.id for event in found.plan.events] == ["e", "f", "g", "ny"]
    assert (found.added, found.findings) == (theirs.log[1:], ())
    assert pp.loads(pp.dumps(found.plan)) == found.plan


def test_statements_about_what_the_plan_does_not_have_are_left_out_and_told():
    more = Recommendation(9, "1", "Ny", citations=FIRST.citations)
    theirs = plan_of(FIRST, said(9, status=DONE), said(2, status=DONE), strands={1: "a"})
    theirs = attrs.evolve(theirs, recommendations=(*theirs.recommendations, more))
    mine = plan_of(FIRST)
    found = pp.merge(mine, pp.record(theirs, said(1, strand="a", status=DONE)))
    assert found.added == (said(2, status=DONE),)
    assert found.plan.recommendations == mine.recommendations
    assert [(one.code, one.subject) for one in found.findings] == [
        ("files-differ", "1"),
        ("only-in-other", "9"),
        ("statement-left-out", "9"),
        ("statement-left-out", "1"),
    ]
    assert [one.text() for one in found.findings[1:3]] == [
        "Anbefaling 9 findes kun i den anden fil og er ikke taget med.",
        "Et udsagn i den anden fil er ikke taget med: planen har ingen anbefaling »9«.",
    ]
    assert (
        found.findings[2].text("en")
        == "A statement of the other file was left out: the plan has no recommendation '9'."
    )
    assert all(one.citations == FIRST.citations for one in found.findings)


def test_whatever_else_differs_is_told_and_that_of_the_plan_kept():
    mine = plan_of(FIRST)
    theirs = attrs.evolve(
        mine,
        title="En anden",
        limits=(Limit("pas", 2),),
        sources=(attrs.evolve(mine.sources[0], title="Anden titel"), *mine.sources[1:]),
        sections=(attrs.evolve(mine.sections[0], title="Andet afsnit"),),
    )
    found = pp.merge(mine, theirs)
    assert (found.plan, found.added) == (mine, ())
    assert [(one.code, one.subject, one.text("en").split(" differs")[0]) for one in found.findings] == [
        ("files-differ", "plan", "The title"),
        ("files-differ", "plan", "The list of limits"),
        ("files-differ", "ip2016", "Source ip2016"),
        ("files-differ", "1", "Section 1"),
    ]
    assert "er ikke ens i de to filer; planens egen er beholdt" in found.findings[0].text()


def test_another_plan_is_not_merged():
    with pytest.raises(pp.PlanError) as caught:
        pp.merge(plan_of(), plan_of(id="anden"))
    [fault] = caught.value.faults
    assert (fault.code, fault.path) == ("other-plan", "other")


def test_every_field_of_a_plan_is_compared():
    names = {field.name for field in attrs.fields(pp.Plan)} - {"id", "log", "_files"}
    assert names == {*_NAMED, *_OTHERS}
    assert set(_TAKEN_IN) <= set(_NAMED)


LOGS = st.builds(
    said,
    st.integers(1, 5),
    status=st.sampled_from([GOING, DONE]),
    on=st.sampled_from([None, "2016", "1. februar 2017"]),
    source=st.sampled_from(["ip2016", "ip2017", None]),
)


@given(st.lists(LOGS), st.lists(LOGS))
def test_merging_what_two_have_recorded_loses_nothing(first, second):
    """The statements of both are there, those of the plan first, and nothing is told twice."""
    mine, theirs = plan_of(*first), plan_of(*second)
    found = pp.merge(mine, theirs)
    assert set(found.plan.log) == {*first, *second}
    assert len(found.added) == len(set(second) - set(first))
    assert found.plan.log[: len(mine.log)] == mine.log
    assert found.findings == ()
    assert pp.merge(found.plan, theirs).added == ()
