"""Every check: a plan in which it finds exactly one thing, and the nearest plan in which it finds nothing."""

from __future__ import annotations

import subprocess
import sys

import attrs
import pytest

from praksisplan import (
    Body,
    Citation,
    Event,
    PlanError,
    Recommendation,
    Section,
    Standing,
    Status,
    datasets,
    parse_period,
)
from praksisplan import check as check_all
from praksisplan.checks import CHECKS, Finding
from praksisplan.checks.soundness import unused
from praksisplan.model import (
    BodyKind,
    Effort,
    EventKind,
    FocusArea,
    Link,
    Mandate,
    Matter,
    Milestone,
    Outcome,
    PracticeArea,
    Severity,
    TemporalKind,
    Theme,
)
from tests.unit.rules.plans import AS_OF, CITED, day, plan_of, promised, said, wait

DONE, GOING, WAITS = Status.COMPLETED, Status.ONGOING, Status.AWAITING
PERMANENT, CANCELLED = Status.PERMANENT, Status.CANCELLED
REPORT, START = Outcome.REPORT, Outcome.START
DECIDED = {"standing": Standing.DECIDED, "by": "ppu", "matter": Matter.YEAR_PLAN}
CONFIRMED = Standing.CONFIRMED
OWN, OTHER = said(1, status=DONE, source="status2016"), said(1, status=GOING)
RECURRING = Recommendation(1, "1", "T", citations=CITED, temporal=TemporalKind.RECURRING)

HALF = day("2016-06-30")
NEXT = Body("ssu", "Samarbejdsudvalget", BodyKind.COMMITTEE, citations=CITED, mandate=[Matter.YEAR_PLAN])
PPU = attrs.evolve(NEXT, id="ppu", name="Udvalget")
ENDED = {"bodies": (attrs.evolve(PPU, until=HALF, successors=["ssu"]), attrs.evolve(NEXT, since=day("2016-07-01")))}
BEGINS = {"bodies": (attrs.evolve(PPU, since=day("2017-01-01")),)}


def mandated(*mandate):
    return {"bodies": (attrs.evolve(PPU, mandate=mandate),)}


def brings(**event):
    return {**ENDED, "events": (Event("e", "E", EventKind.WORK, citations=CITED, **event),)}


OTHERS = [one for one in CHECKS if one is not unused]


def check(plan, *, checks=OTHERS, **days):
    """The findings of the other checks: the plans of these tests have sources and events that not each of them uses."""
    return check_all(plan, checks=checks, **days)


def found(*log, as_of=AS_OF, **plan):
    return [(one.code, one.subject) for one in check(plan_of(*log, **plan), as_of=as_of)]


def test_a_sound_plan_has_no_findings():
    assert found() == []
    assert found(said(1, status=GOING), said(2, awaits=[1, "e"]), promised("e", "2017")) == []


TABLE = [
    # duplicate-number
    ([], {"numbers": (1, 2, 1)}, "duplicate-number", "1"),
    ([], {"numbers": ("9a", "9A")}, "duplicate-number", "9A"),
    ([], {"numbers": ("9å", "9A\u030a")}, "duplicate-number", "9Å"),
    ([], {"numbers": ("9a", "9", "9b", "90")}, None, None),
    # unknown-number
    ([said(6)], {}, "unknown-number", "6"),
    ([said(1, 6)], {}, "unknown-number", "6"),
    ([said(events=("x",))], {}, "unknown-number", "x"),
    ([said(5, events=("g",))], {}, None, None),
    # self-wait
    ([said(1, awaits=[1])], {}, "self-wait", "1"),
    ([said(1, awaits=[1]), said(1, lifts=[1])], {}, None, None),
    ([said(1, awaits=[1]), said(1, status=DONE)], {}, None, None),
    ([said(1, awaits=[2])], {}, None, None),
    # wait-cycle
    ([said(1, awaits=[2]), said(2, awaits=[1])], {}, "wait-cycle", "1"),
    ([said(1, awaits=[2]), said(2, awaits=[3]), said(3, awaits=[1])], {}, "wait-cycle", "1"),
    ([said(3, awaits=[2]), said(2, awaits=[3]), said(1, awaits=[2])], {}, "wait-cycle", "2"),
    ([said(1, awaits=[2]), said(2, awaits=[3])], {}, None, None),
    ([said(1, awaits=[2]), said(2, awaits=[1], standing=Standing.PROPOSED)], {}, None, None),
    ([said(1, awaits=[wait(2, REPORT)]), said(2, awaits=[1], delivered=True, outcome=REPORT)], {}, None, None),
    # awaits-missing
    ([said(1, awaits=[6])], {}, "awaits-missing", "1"),
    ([said(1, awaits=["x"])], {}, "awaits-missing", "1"),
    ([said(1, awaits=[6]), said(1, status=CANCELLED)], {}, None, None),
    ([said(1, awaits=[5, "g"])], {}, None, None),
    # awaits-completed
    ([said(2, status=DONE, source="status2016"), said(1, awaits=[2])], {}, "awaits-completed", "1"),
    ([said(2, status=DONE), said(1, awaits=[2], source="status2016")], {}, None, None),
    ([said(2, status=DONE, source="status2016"), said(1, awaits=[2]), said(1, status=DONE)], {}, None, None),
    ([said(2, status=DONE, standing=Standing.PROPOSED, source="status2016"), said(1, awaits=[2])], {},
     "proposal-undecided", "2"),
    (
        [
            said(2, strand="a", status=DONE, source="ip2016"),
            said(1, awaits=[2], source="status2016"),
            said(2, status=DONE),
        ],
        {"strands": {2: "ab"}},
        None,
        None,
    ),
    # awaits-cancelled
    ([said(1, awaits=[2]), said(2, status=CANCELLED)], {}, "awaits-cancelled", "1"),
    ([said(1, awaits=[wait(2, REPORT)]), said(2, status=CANCELLED)], {}, "awaits-cancelled", "1"),
    ([said(1, awaits=[2]), said(2, status=CANCELLED), said(1, lifts=[2])], {}, None, None),
    ([said(1, awaits=[wait(2, REPORT)]), said(2, status=CANCELLED, delivered=True, outcome=REPORT)], {}, None, None),
    ([said(1, awaits=["e"]), said(events=["e"], status=CANCELLED)], {}, "awaits-cancelled", "1"),
    ([said(1, awaits=["e"]), said(events=["e"], status=CANCELLED), promised("e", "2017")], {}, None, None),
    ([said(1, awaits=["e"]), said(events=["e"], status=CANCELLED, standing=Standing.PROPOSED)], {},
     "proposal-undecided", "e"),
    # verdicts-differ
    ([OWN, OTHER], {}, "verdicts-differ", "1"),
    ([OWN, said(1, status=WAITS, awaits=["e"])], {}, "verdicts-differ", "1"),
    ([said(1, status=CANCELLED, source="status2016"), OTHER], {}, "verdicts-differ", "1"),
    ([said(1, status=GOING, source="status2016"), said(1, status=DONE)], {}, None, None),
    ([OWN, OTHER, said(1, status=DONE, source="during2016", standing=CONFIRMED)], {}, None, None),
    ([OWN, OTHER, said(1, status=GOING, source="during2016", standing=CONFIRMED)], {}, None, None),
    ([OWN, said(1, status=GOING, standing=CONFIRMED)], {}, None, None),
    ([OWN, said(1, status=GOING, **DECIDED)], {}, None, None),
    ([said(1, status=DONE, source="status2016", standing=CONFIRMED), OTHER], {}, "verdicts-differ", "1"),
    ([OWN, OTHER, said(1, status=DONE, source="during2016")], {}, "verdicts-differ", "1"),
    ([attrs.evolve(OWN, by="pas"), attrs.evolve(OTHER, by="pas")], {}, None, None),
    ([attrs.evolve(OWN, by="pas"), attrs.evolve(OTHER, by="ppu")], {}, "verdicts-differ", "1"),
    ([attrs.evolve(OWN, strand="a"), OTHER], {"strands": {1: "a"}}, "strands-finished", "1"),
    ([OWN, OTHER], {"recommendations": (RECURRING,)}, None, None),
    # strands-finished
    ([said(1, strand="a", status=DONE), said(1, strand="b", status=CANCELLED)], {"strands": {1: "ab"}},
     "strands-finished", "1"),
    ([said(1, strand="a", status=DONE), said(1, strand="b", status=DONE), said(1, status=GOING)],
     {"strands": {1: "ab"}}, "strands-finished", "1"),
    ([said(1, strand="a", status=DONE), said(1, strand="b", status=DONE), said(1, status=DONE)],
     {"strands": {1: "ab"}}, None, None),
    ([said(1, strand="a", status=DONE)], {"strands": {1: "ab"}}, None, None),
    # awaits-permanent
    ([said(1, awaits=[2]), said(2, status=PERMANENT)], {}, "awaits-permanent", "1"),
    ([said(1, awaits=[wait(2, START)]), said(2, status=PERMANENT)], {}, None, None),
    ([said(1, awaits=[2]), said(2, status=GOING)], {}, None, None),
    # awaits-nothing
    ([said(1, status=WAITS)], {}, "awaits-nothing", "1"),
    ([said(1, status=WAITS), said(1, status=GOING, source="status2017")], {"as_of": day("2017-07-01")}, None, None),
    ([said(1, status=WAITS, awaits=["e"])], {}, None, None),
    ([said(1, status=WAITS), said(1, strand="a", awaits=["e"])], {"strands": {1: "ab"}}, None, None),
    # statements-disagree
    ([said(1, status=WAITS, awaits=["e"]), said(1, status=GOING)], {}, "statements-disagree", "1"),
    ([said(1, status=DONE), said(1, status=CANCELLED)], {}, "statements-disagree", "1"),
    ([said(1, status=DONE), said(1, status=PERMANENT)], {}, "statements-disagree", "1"),
    ([said(1, status=GOING), said(1, status=DONE, on="2016")], {}, "statements-disagree", "1"),
    ([said(1, status=GOING, on="maj 2016"), said(1, status=DONE, on="2016")], {}, "statements-disagree", "1"),
    ([said(1, status=GOING, on="maj 2016"), said(1, status=DONE, on="juni 2016")], {}, None, None),
    ([said(1, status=GOING), said(1, status=PERMANENT)], {}, None, None),
    ([said(1, status=WAITS, awaits=["e"]), said(1, status=Status.DEFERRED, deferred_to="2018")], {}, None, None),
    ([said(1, status=GOING, source="ip2016"), said(1, status=DONE)], {}, None, None),
    ([said(1, strand="a", status=GOING), said(1, status=DONE)], {"strands": {1: "ab"}}, None, None),
    ([said(1, strand="a", status=GOING), said(1, strand="b", status=DONE)], {"strands": {1: "ab"}}, None, None),
    ([said(1, strand="a", status=GOING), said(1, strand="a", status=DONE)], {"strands": {1: "ab"}},
     "statements-disagree", "1"),
    ([said(1, status=GOING), said(2, status=DONE)], {}, None, None),
    # proposal-undecided
    ([said(1, status=DONE, standing=Standing.PROPOSED)], {}, "proposal-undecided", "1"),
    ([said(1, status=Status.DEFERRED, deferred_to="2018", standing=Standing.PROPOSED)], {}, "proposal-undecided", "1"),
    ([said(1, status=DONE, standing=Standing.PROPOSED, source="status2016"), said(1, status=GOING, **DECIDED)], {},
     None, None),
    ([said(1, status=DONE, standing=Standing.PROVISIONAL)], {}, None, None),
    # overdue-promise
    ([promised("e", "2016")], {}, "overdue-promise", "e"),
    ([promised(1, "2016")], {}, "overdue-promise", "1"),
    ([promised(1, "2016", START)], {}, "overdue-promise", "1"),
    ([promised("e", "2016", source="ip2016"), promised("e", "2017")], {}, None, None),
    ([promised("e", "senest 15. januar 2017")], {}, None, None),
    ([promised("e", "fra 2016")], {}, None, None),
    ([promised("e", "2016"), said(events=("e",), delivered=True)], {}, None, None),
    ([promised("e", "2016"), said(events=("e",), delivered=True, outcome=REPORT)], {}, "overdue-promise", "e"),
    ([promised(1, "2016"), said(1, status=DONE)], {}, None, None),
    ([promised(1, "2016"), said(1, status=CANCELLED)], {}, None, None),
    ([promised(1, "2016"), said(1, status=GOING)], {}, "overdue-promise", "1"),
    ([promised(1, "2016", START), said(1, status=GOING)], {}, None, None),
    ([promised("e", "2016", standing=Standing.PROPOSED)], {}, None, None),
    # decision-without-mandate
    ([said(1, standing=Standing.DECIDED, by="pas", matter=Matter.YEAR_PLAN)], {}, "decision-without-mandate", "1"),
    ([said(1, standing=Standing.DECIDED, by="ppu", matter=Matter.PRINCIPLE)], {}, "decision-without-mandate", "1"),
    ([said(1, 2, standing=Standing.DECIDED, by="ppu")], {}, "decision-without-mandate", "1, 2"),
    ([said(events=("e",), standing=Standing.DECIDED, matter=Matter.PLAN)], {}, "decision-without-mandate", "e"),
    ([said(standing=Standing.DECIDED, by="nobody", matter=Matter.PLAN)], {}, "decision-without-mandate", "plan"),
    ([said(1, **DECIDED)], {}, None, None),
    ([said(1, standing=Standing.PROVISIONAL, by="pas", matter=Matter.YEAR_PLAN)], {}, None, None),
    # mandate-ended: ip2017 is of 31 December 2016, status2016 of 30 June 2016, during2016 of some day of 2016
    ([said(1, **DECIDED)], ENDED, "mandate-ended", "1"),
    ([said(1, source="status2016", **DECIDED)], ENDED, None, None),
    ([said(1, source="during2016", **DECIDED)], ENDED, None, None),
    ([said(1, on="1. juli 2016", **DECIDED)], ENDED, "mandate-ended", "1"),
    ([said(1, on="30. juni 2016", **DECIDED)], ENDED, None, None),
    ([said(1, **DECIDED)], mandated(Mandate(Matter.YEAR_PLAN, until=HALF)), "mandate-ended", "1"),
    ([said(1, **DECIDED)], mandated(Mandate(Matter.YEAR_PLAN, until=HALF), Matter.YEAR_PLAN), None, None),
    ([said(1, **DECIDED)], mandated(Mandate(Matter.YEAR_PLAN, since=day("2017-01-01"))), "decision-without-mandate",
     "1"),
    # body-did-not-exist
    ([said(1, status=GOING, by="ppu")], ENDED, "body-did-not-exist", "1"),
    ([said(1, status=GOING, by="ppu", source="during2016")], ENDED, None, None),
    ([said(1, status=GOING, by="ppu", source=None, citations=(Citation("x"),))], ENDED, None, None),
    ([said(1, status=GOING, by="ppu")], BEGINS, "body-did-not-exist", "1"),
    ([said(1, **DECIDED)], BEGINS, "body-did-not-exist", "1"),
    ([said(1, status=DONE, responsible=["ppu"])], ENDED, "body-did-not-exist", "1"),
    ([said(1, status=DONE, responsible=["ppu"], source="status2016")], ENDED, None, None),
    ([said(1, status=DONE, recipients=["ppu"])], BEGINS, "body-did-not-exist", "1"),
    ([said(1, participants=["ppu"], planned="2. halvår 2016", source="status2016")], ENDED, "body-did-not-exist", "1"),
    ([said(1, participants=["ppu"], planned="2016", source="status2016")], ENDED, None, None),
    ([said(1, milestones=[Milestone("M", "juli 2016", ["ppu"])])], ENDED, "body-did-not-exist", "1"),
    ([said(1, milestones=[Milestone("M", "juni 2016", ["ppu"])])], ENDED, None, None),
    ([said(1, responsible=["ppu"], source="status2016")], ENDED, "body-did-not-exist", "1"),  # still open in 2017
    ([said(1, responsible=["ppu"], source="status2016")], {**ENDED, "as_of": HALF}, None, None),
    ([said(1, responsible=["ppu"], source="status2016"), said(1, status=Status.DEFERRED, deferred_to="2018")],
     {"bodies": (attrs.evolve(PPU, until=day("2017-12-31")),)}, "body-did-not-exist", "1"),
    ([said(1, responsible=["ppu"], source="status2016"), said(1, status=Status.DEFERRED, deferred_to="2018")],
     {"bodies": (attrs.evolve(PPU, until=day("2018-01-01")),)}, None, None),
    ([], brings(responsible=["ppu"]), "body-did-not-exist", "e"),
    ([], brings(recipients=["ppu"]), "body-did-not-exist", "e"),
    ([said(events=["e"], delivered=True)], brings(responsible=["ppu"]), None, None),
    ([said(events=["e"], status=CANCELLED)], brings(responsible=["ppu"]), None, None),
    ([promised("e", "2018")], {**brings(responsible=["ppu"]), "bodies": (attrs.evolve(PPU, until=day("2017-12-31")),)},
     "body-did-not-exist", "e"),
    ([], {**ENDED, "links": (Link("handed_over", "plan", [1], to_body="ppu", citations=CITED),)}, "body-did-not-exist",
     "1"),
    ([], {**ENDED, "links": (Link("handed_over", "plan", [1], to_body="ssu", citations=CITED),)}, None, None),
    ([], {**ENDED, "links": (Link("refers", "plan", [1], [1], citations=CITED),)}, None, None),
    # statement-outside-plan
    ([said(1, planned="2020")], {}, "statement-outside-plan", "1"),
    ([said(1, status=Status.DEFERRED, deferred_to="2020")], {}, "statement-outside-plan", "1"),
    ([said(on="2014")], {}, "statement-outside-plan", "plan"),
    ([said(events=("e",), on="2014")], {}, "statement-outside-plan", "e"),
    ([said(1, planned="2014-2015")], {}, None, None),
    ([said(1, planned="fra 2018")], {}, None, None),
    ([promised("e", "2025")], {}, None, None),
    # fact-without-citation
    ([said(1, source=None)], {}, "fact-without-citation", "1"),
    ([said(1, 2, source=None)], {}, "fact-without-citation", "1, 2"),
    ([said(events=("e",), source=None)], {}, "fact-without-citation", "e"),
    ([said(source=None)], {}, "fact-without-citation", "plan"),
    ([], {"sections": (Section("4.1", "Afsnit"),)}, "fact-without-citation", "4.1 Afsnit"),
    ([], {"recommendations": (Recommendation(7, "1", "Titel"),)}, "fact-without-citation", "7"),
    ([], {"focus_areas": (FocusArea("1", "Fokus"),)}, "fact-without-citation", "Fokus"),
    ([], {"bodies": (Body("pas", "Gruppen", BodyKind.UNIT),)}, "fact-without-citation", "pas"),
    ([], {"events": (), "focus_areas": (FocusArea("1", "Fokus", citations=CITED),)}, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("log", "plan", "code", "subject"), TABLE)
def test_each_check_finds_its_own_and_nothing_near_it(log, plan, code, subject):
    assert found(*log, **plan) == ([] if code is None else [(code, subject)])


def test_an_event_without_a_citation():
    plan = attrs.evolve(plan_of(), events=(Event("e", "E", EventKind.WORK),))
    assert [(one.code, one.subject) for one in check(plan, as_of=AS_OF)] == [("fact-without-citation", "e")]


def test_a_source_or_event_that_nothing_refers_to():
    plan = plan_of(said(1, awaits=["e"], source="status2016"), promised("f", "2017"))
    codes = [(one.code, one.subject, one.severity) for one in check_all(plan, as_of=AS_OF, checks=[unused])]
    used = {one.source for one in CITED} | {"status2016", "ip2017"}
    expected = sorted({one.id for one in plan.sources} - used | {"g"})
    assert codes == [("unused", subject, Severity.NOTE) for subject in expected]
    found = {one.subject: one for one in check_all(plan, as_of=AS_OF, checks=[unused])}
    assert found["g"].text() == "Ingen anbefalinger eller udsagn i planen henviser til begivenheden."
    assert found["g"].citations == CITED
    assert found[expected[1]].text("en") == f"Nothing in the plan cites '{expected[1]}'."
    assert not found.keys() & {"e", "f", *used}


@pytest.mark.parametrize("name", datasets.names())
def test_the_bundled_plans_use_every_source_and_event(name):
    assert check_all(datasets.load(name), checks=[unused]) == ()


def test_every_check_has_a_plan_that_triggers_it():
    assert {code for _, _, code, _ in TABLE if code} == {
        "duplicate-number",
        "unknown-number",
        "self-wait",
        "wait-cycle",
        "awaits-missing",
        "awaits-completed",
        "awaits-cancelled",
        "awaits-permanent",
        "awaits-nothing",
        "statements-disagree",
        "verdicts-differ",
        "strands-finished",
        "proposal-undecided",
        "overdue-promise",
        "decision-without-mandate",
        "mandate-ended",
        "body-did-not-exist",
        "statement-outside-plan",
        "fact-without-citation",
    }


def test_a_body_that_has_ended_is_named_with_its_successor():
    (one,) = check(plan_of(said(1, status=DONE, responsible=["ppu"]), **ENDED), as_of=AS_OF)
    assert one.danish == (
        "Udvalget har 30. juni 2016 som sidste dag, men har en opgave derefter (31. december 2016); "
        "efterfølger: Samarbejdsudvalget."
    )
    assert one.english == (
        "The last day of Udvalget is 30 June 2016, but it has work after that (31 December 2016); "
        "successor: Samarbejdsudvalget."
    )
    (late,) = check(plan_of(said(1, **DECIDED), **ENDED), as_of=AS_OF)
    assert "mandat til implementeringsplanen til og med 30. juni 2016" in late.danish
    assert late.english.endswith("(31 December 2016); successor: Samarbejdsudvalget.")


def test_the_successor_is_the_one_that_exists_then():
    old, new = ENDED["bodies"]
    between = attrs.evolve(new, until=day("2016-10-31"), successors=["raad", "ppu", "unknown"])
    council = attrs.evolve(new, id="raad", name="Sundhedsrådet", since=day("2016-11-01"))
    plan = plan_of(said(1, status=GOING, by="ppu"), bodies=(old, between, council))
    (one,) = check(plan, as_of=AS_OF)
    assert one.danish.endswith("efterfølger: Sundhedsrådet.")
    assert [body.id for body in plan.successors("ppu")] == ["ssu", "raad"]
    assert [body.id for body in plan.successors("ppu", day("2016-10-31"))] == ["ssu"]
    with pytest.raises(PlanError, match="unknown-body"):
        plan.successors("ppo")


def test_without_a_successor_the_mandate_lies_where_the_plan_says():
    late = (attrs.evolve(PPU, until=HALF), attrs.evolve(NEXT, since=day("2016-07-01")))
    (one,) = check(plan_of(said(1, **DECIDED), bodies=late), as_of=AS_OF)
    assert one.danish.endswith("efterfølger: Samarbejdsudvalget.")
    (one,) = check(plan_of(said(1, **DECIDED), bodies=late[:1]), as_of=AS_OF)
    assert one.danish.endswith("efterfølger: ukendt.")


def test_a_body_that_never_had_the_mandate_and_no_longer_exists():
    log = said(1, standing=Standing.DECIDED, by="ppu", matter=Matter.PRINCIPLE)
    assert found(log, **ENDED) == [("decision-without-mandate", "1"), ("body-did-not-exist", "1")]


def test_the_verdicts_that_differ_are_both_told():
    (one,) = check(plan_of(OWN, OTHER), as_of=AS_OF)
    assert "»afsluttet«, en senere siger »igangværende«" in one.danish
    assert "'completed', a later one 'ongoing'; neither is confirmed" in one.english
    assert one.citations == (Citation("status2016"), Citation("ip2017"))


def test_an_effort_that_comes_again_is_no_difference():
    log = [said(efforts=["dage"], status=DONE, source="status2016"), said(efforts=["dage"], status=GOING)]
    effort = Effort("dage", "Temadage", PracticeArea.PODIATRY, Theme.QUALITY, citations=CITED)
    assert found(*log, efforts=(effort,)) == [("verdicts-differ", "dage")]
    assert found(*log, efforts=(attrs.evolve(effort, temporal=TemporalKind.RECURRING),)) == []


def test_findings_do_not_depend_on_the_order_of_what_is_a_set():
    log = [said(n, status=WAITS) for n in (10, 9, 2)] + [said(1, awaits=[3]), said(3, awaits=[4]), said(4, awaits=[1])]
    numbers = (10, 9, 2, 4, 3, 1)
    plan = plan_of(*log, numbers=numbers)
    assert [one.subject for one in check(plan, as_of=AS_OF)] == ["1", "2", "9", "10"]
    turned = attrs.evolve(plan, recommendations=plan.recommendations[::-1], log=plan.log[::-1])
    assert check(turned, as_of=AS_OF) == check(plan, as_of=AS_OF)


def test_only_what_was_known_is_checked():
    plan = plan_of(said(1, status=WAITS, on="1. januar 2017", source="status2017"))
    assert check(plan, as_of=AS_OF) == ()
    assert [one.code for one in check(plan, as_of=AS_OF, known_at=day("2017-06-30"))] == ["awaits-nothing"]


@pytest.mark.parametrize(
    ("log", "severity", "danish", "english"),
    [
        ([said(6)], Severity.ERROR, "anbefaling 6", "recommendation 6"),
        ([said(events=("x",))], Severity.ERROR, "begivenhed x", "event x"),
        ([said(1, awaits=[1])], Severity.ERROR, "afventer sig selv", "awaits itself"),
        ([said(1, awaits=[2]), said(2, awaits=[1])], Severity.ERROR, "1 -> 2 -> 1", "1 -> 2 -> 1"),
        ([said(1, awaits=[2]), said(2, status=CANCELLED)], Severity.WARNING, "bortfaldet", "cancelled"),
        ([said(1, awaits=[2]), said(2, status=PERMANENT)], Severity.WARNING, "vedvarende", "permanent"),
        ([said(1, awaits=["x"])], Severity.ERROR, "Afventer x", "Awaits x"),
        ([said(1, status=WAITS)], Severity.WARNING, "kan derfor ikke meldes klar", "can never be ready"),
        ([said(1, status=DONE), said(1, status=GOING)], Severity.WARNING, "»afsluttet«", "'completed'"),
        (
            [said(1, status=Status.DEFERRED, deferred_to="2018", standing=Standing.PROPOSED)],
            Severity.NOTE,
            "udskudt til 2018",
            "deferred to 2018",
        ),
        ([promised("e", "2016", REPORT)], Severity.WARNING, "2016 (afrapportering)", "2016 (report)"),
        (
            [said(1, standing=Standing.DECIDED, by="pas", matter=Matter.YEAR_PLAN)],
            Severity.ERROR,
            "Gruppen har ikke mandat til implementeringsplanen",
            "Gruppen has no mandate for the year plan",
        ),
        (
            [said(1, standing=Standing.DECIDED)],
            Severity.ERROR,
            "hvem der traf beslutningen",
            "lacks a body or a subject",
        ),
        ([said(1, planned="2020")], Severity.WARNING, "2020 ligger uden for", "2020 lies outside"),
    ],
)
def test_a_finding_weighs_speaks_both_languages_and_cites(log, severity, danish, english):
    (one,) = check(plan_of(*log), as_of=AS_OF)
    assert one.severity is severity
    assert danish in one.text() == one.text("da") == one.danish
    assert english in one.text("en") == one.english
    assert str(one) == f"{one.subject}: {one.danish} [{one.code}]"
    assert one.citations == (Citation("ip2017"),)


def test_errors_come_first_then_warnings_then_notes():
    found = [finding.severity for finding in check(datasets.load("hovedstaden-almen-2015-2019"))]
    ranks = [(Severity.ERROR, Severity.WARNING, Severity.NOTE).index(severity) for severity in found]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) > 1


@pytest.mark.parametrize(
    ("waits", "size", "circle"),
    [
        ({1: [2], 2: [3], 3: [1, 2]}, 3, "2 -> 3 -> 2"),
        ({1: [2], 2: [3], 3: [4], 4: [5], 5: [1, 3]}, 5, "3 -> 4 -> 5 -> 3"),
        ({1: [2, 3], 2: [1], 3: [1]}, 3, None),
        ({1: [2, 2], 2: [1, 1]}, 2, "1 -> 2 -> 1"),
        ({1: [2], 2: [1, "e"], 3: [1]}, 2, "1 -> 2 -> 1"),
    ],
)
def test_a_circle_is_told_by_one_of_its_shortest(waits, size, circle):
    log = [said(number, awaits=[target]) for number, targets in waits.items() for target in targets]
    (one,) = check(plan_of(*log), as_of=AS_OF)
    assert one.english.startswith(f"Circular dependency of {size} recommendations; the shortest circle: ")
    assert one.english.endswith(": 1 -> 2 -> 1." if circle is None else f": {circle}.") or (
        circle is None and one.english.endswith(": 1 -> 3 -> 1.")
    )


def test_every_circle_is_its_own_finding():
    log = [said(a, awaits=[b]) for a, b in [(1, 2), (2, 1), (3, 4), (4, 3), (5, 1)]]
    assert found(*log) == [("wait-cycle", "1"), ("wait-cycle", "3")]


def test_a_circle_begins_with_its_smallest_number():
    (one,) = check(plan_of(said(10, awaits=[9]), said(9, awaits=[10]), numbers=(10, 9)), as_of=AS_OF)
    assert one.subject == "9"
    assert "9 -> 10 -> 9" in one.english


def test_a_long_circle_is_cut():
    plan = plan_of(*[said(n, awaits=[n % 30 + 1]) for n in range(1, 31)], numbers=range(1, 31))
    (one,) = check(plan, as_of=AS_OF)
    assert one.english.startswith("Circular dependency of 30 recommendations")
    assert one.english.endswith("-> 20 -> ….")
    (short,) = check(plan_of(*[said(n, awaits=[n % 20 + 1]) for n in range(1, 21)], numbers=range(1, 21)), as_of=AS_OF)
    assert short.english.endswith("-> 20 -> 1.")


SELF_IN_A_CIRCLE = """
import datetime
from praksisplan import *
from praksisplan.model import PracticeArea

period = parse_period("2015-2019")
recommendations = tuple(Recommendation(number, "1", "T") for number in (1, 2))
log = (
    Statement(about=(1,), awaits=(Await(recommendation=1), Await(recommendation=2))),
    Statement(about=(2,), awaits=(Await(recommendation=1),)),
)
plan = Plan("p", "P", period, recommendations=recommendations, log=log)
for one in check(plan, as_of=datetime.date(2017, 1, 15)):
    if one.code != "fact-without-citation":
        print(one.code, one.subject)
"""


def test_a_self_wait_within_a_circle_is_told_beside_it():
    run = subprocess.run(
        [sys.executable, "-c", SELF_IN_A_CIRCLE], capture_output=True, text=True, timeout=20, check=True
    )
    assert run.stdout.splitlines() == ["self-wait 1", "wait-cycle 1"]


# --- when -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("log", "period", "overdue"),
    [
        # the newest statement is known on 31 December 2016
        ([said(1), promised("e", "november 2016", source="ip2016")], "2015-2019", True),
        ([said(1), promised("e", "december 2016", source="ip2016")], "2015-2019", False),
        # nothing is dated: the last day of the plan's period, or its first day where it is open
        ([promised("e", "november 2019", source=None)], "2015-2019", True),
        ([promised("e", "december 2019", source=None)], "2015-2019", False),
        ([promised("e", "december 2014", source=None)], "fra 2015", True),
        ([promised("e", "januar 2015", source=None)], "fra 2015", False),
    ],
)
def test_without_a_date_a_plan_is_checked_as_of_its_newest_statement(log, period, overdue):
    findings = check(plan_of(*log, period=parse_period(period)))
    assert ("overdue-promise" in {one.code for one in findings}) is overdue


def test_a_plan_without_any_statement_is_checked():
    assert check(plan_of()) == ()
    assert [one.code for one in check(plan_of(numbers=(1, 1)))] == ["duplicate-number"]


def test_checks_know_the_date():
    plan = plan_of(said(1, awaits=[2]), said(2, awaits=[1], source="status2017"))
    assert check(plan, as_of=AS_OF) == ()
    assert [one.code for one in check(plan, as_of=day("2017-07-01"))] == ["wait-cycle"]


def test_a_caller_adds_checks():
    """They are called after those of the library, with the plan and the day."""

    def unplanned(context):
        for one in context.plan.recommendations:
            if not any(one.number in said.about and said.planned for said in context.plan.log):
                yield Finding(
                    "unplanned", Severity.WARNING, one.number, f"Pr. {context.as_of}", f"As of {context.as_of}"
                )

    plan = plan_of(said(2, planned=parse_period("2017")))
    ours = Finding("unplanned", Severity.WARNING, "1", f"Pr. {AS_OF}", f"As of {AS_OF}")
    assert ours in check(plan, as_of=AS_OF, checks=[*CHECKS, unplanned])
    assert {one.code for one in check(plan, as_of=AS_OF, checks=[unplanned])} == {"unplanned"}
    assert check(plan, as_of=AS_OF, checks=[]) == ()


def test_a_wait_for_what_is_not_in_the_plan_names_the_nearest():
    for awaited, nearest in (([50], "5"), (["rapprot"], "rapport"), (["x"], None)):
        plan = plan_of(said(1, awaits=awaited), numbers=(1, 5), events=[Event("rapport", "Rapport", "report")])
        [told] = [one.english for one in check(plan, as_of=AS_OF) if one.code == "awaits-missing"]
        assert told.partition("the nearest is ")[2] == (f"{nearest}." if nearest else "")
