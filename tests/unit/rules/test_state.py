"""How a recommendation stands: the two time axes, the weight of what is said, strands, and what is folded."""

from __future__ import annotations

import random

import pytest

from praksisplan import (
    Citation,
    Milestone,
    PlanError,
    Standing,
    Status,
    datasets,
    forecast,
    parse_period,
    ready,
    state_at,
)
from praksisplan.model import Anchor, Outcome
from tests.unit.rules.plans import AS_OF, day, plan_of, promised, said, wait

DONE, GOING, WAITS = Status.COMPLETED, Status.ONGOING, Status.AWAITING


def test_a_recommendation_of_which_nothing_is_said_is_not_started():
    found = state_at(plan_of(), as_of=AS_OF)[1]
    assert (found.status, found.standing, found.since) == (Status.NOT_STARTED, None, None)
    assert (found.proposed, found.planned, found.deferred_to, found.needs_agreement) == (None, None, None, None)
    assert (found.awaits, found.strands, found.statements, found.citations, found.jointly) == ((), (), (), (), ())


@pytest.mark.parametrize(
    ("source", "on", "as_of", "known_at", "holds"),
    [
        # without a day of its own, a statement holds from the day it was known
        ("status2016", None, "2016-06-29", None, False),
        ("status2016", None, "2016-06-30", None, True),
        ("status2016", None, "2017-01-15", "2016-06-29", False),
        ("status2016", None, "2016-06-29", "2017-01-15", False),
        # a day in the past holds from that day, once it is known
        ("status2016", "1. marts 2016", "2016-03-01", None, False),
        ("status2016", "1. marts 2016", "2016-03-01", "2016-06-30", True),
        ("status2016", "1. marts 2016", "2016-02-29", "2016-06-30", False),
        ("status2016", "marts 2016", "2016-03-30", "2016-06-30", False),
        ("status2016", "marts 2016", "2016-03-31", "2016-06-30", True),
        # a day to come holds from the end of its period, also when nothing new is learnt
        ("ip2017", "marts 2017", "2017-03-30", None, False),
        ("ip2017", "marts 2017", "2017-03-31", None, True),
        ("ip2017", "marts 2017", "2017-03-31", "2016-12-31", True),
        # a period under way when the source was written had begun by then
        ("status2016", "2016", "2016-06-29", "2017-01-15", False),
        ("status2016", "2016", "2016-06-30", "2017-01-15", True),
        # periods open at one end
        ("ip2017", "senest 1. marts 2017", "2016-12-30", "2017-01-15", False),
        ("ip2017", "senest 1. marts 2017", "2016-12-31", None, True),
        ("ip2017", "fra 1. marts 2017", "2017-02-28", None, False),
        ("ip2017", "fra 1. marts 2017", "2017-03-01", None, True),
        ("status2016", "fra 1. marts 2016", "2016-02-29", "2016-06-30", False),
        ("status2016", "fra 1. marts 2016", "2016-03-01", "2016-06-30", True),
        # a source that is dated by a period is known from the last day of it
        ("during2016", None, "2016-12-30", None, False),
        ("during2016", None, "2016-12-31", None, True),
        ("from2016", None, "2016-06-30", None, False),
        ("from2016", None, "2016-07-01", None, True),
        # what cites nothing is always known
        (None, None, "1900-01-01", None, True),
        (None, "1. marts 2016", "2016-02-29", None, False),
        (None, "1. marts 2016", "2016-03-01", None, True),
        (None, "marts 2016", "2016-03-31", "2015-01-01", True),
    ],
)
def test_two_time_axes(source, on, as_of, known_at, holds):
    plan = plan_of(said(1, source=source, on=on, status=DONE))
    state = state_at(plan, as_of=day(as_of), known_at=None if known_at is None else day(known_at))
    assert (state[1].status is DONE) is holds
    assert state.as_of == day(as_of)
    assert state.known_at == day(known_at or as_of)


def test_a_statement_is_known_from_the_earliest_of_its_sources():
    both = said(1, status=DONE, citations=(Citation("status2017"), Citation("status2016")))
    plan = plan_of(both)
    assert state_at(plan, as_of=day("2016-06-29"))[1].status is Status.NOT_STARTED
    assert state_at(plan, as_of=day("2016-06-30"))[1].status is DONE


def test_the_later_statement_wins_wherever_it_stands_in_the_log():
    log = [
        said(1, source="ip2016", status=Status.TO_BE_CONCRETISED),
        said(1, source="status2016", status=GOING),
        said(1, source="ip2017", status=DONE),
    ]
    for seed in range(6):
        random.Random(seed).shuffle(log)
        assert state_at(plan_of(*log), as_of=AS_OF)[1].status is DONE
    same_day = [said(1, status=GOING), said(1, status=WAITS)]
    assert state_at(plan_of(*same_day), as_of=AS_OF)[1].status is WAITS
    assert state_at(plan_of(*reversed(same_day)), as_of=AS_OF)[1].status is GOING


def test_what_a_later_statement_leaves_out_stays():
    plan = plan_of(said(1, source="ip2016", status=GOING), said(1, text="Møde holdt"))
    found = state_at(plan, as_of=AS_OF)[1]
    assert (found.status, found.since) == (GOING, day("2015-12-31"))


def test_since_is_the_first_day_of_the_unbroken_status():
    plan = plan_of(
        said(1, source="ip2016", status=GOING),
        said(1, status=GOING, on="1. marts 2016", standing=Standing.DECIDED),
        said(1, status=WAITS, on="1. maj 2016"),
        said(1, status=GOING, on="1. juli 2016"),
        said(1, status=GOING, standing=Standing.PROVISIONAL),
    )
    at = {
        text: state_at(plan, as_of=day(text), known_at=AS_OF)[1] for text in ("2016-04-01", "2016-06-01", "2017-01-15")
    }
    assert [found.since for found in at.values()] == [day("2015-12-31"), day("2016-05-01"), day("2016-07-01")]
    standings = [Standing.DECIDED, Standing.REPORTED, Standing.PROVISIONAL]
    assert [found.standing for found in at.values()] == standings


def test_a_day_that_is_not_written_is_unknown_and_no_sentinel():
    found = state_at(plan_of(said(1, source=None, status=WAITS, awaits=["e"])), as_of=AS_OF)[1]
    assert found.status is WAITS
    assert found.since is None
    assert found.awaits[0].since is None


# --- standing ----------------------------------------


@pytest.mark.parametrize("standing", Standing)
def test_only_a_proposal_changes_nothing(standing):
    found = state_at(plan_of(said(1, status=DONE, standing=standing)), as_of=AS_OF)[1]
    if standing is Standing.PROPOSED:
        assert (found.status, found.standing, found.proposed) == (Status.NOT_STARTED, None, DONE)
    else:
        assert (found.status, found.standing, found.proposed) == (DONE, standing, None)


PROPOSAL = said(1, status=Status.DEFERRED, deferred_to="2018", standing=Standing.PROPOSED)
DECIDED = {"standing": Standing.DECIDED, "source": "status2017"}


@pytest.mark.parametrize(
    ("later", "pending"),
    [
        (said(1, status=Status.DEFERRED, deferred_to="2018", **DECIDED), False),
        (said(1, status=GOING, **DECIDED), False),
        (said(1, 2, status=GOING, **DECIDED), False),
        (said(2, status=GOING, **DECIDED), True),
        (said(1, text="Drøftet", **DECIDED), True),
        (said(1, strand="a", status=GOING, **DECIDED), True),
        (said(1, status=GOING, source="status2017"), True),
        (said(1, status=GOING, source="status2017", standing=Standing.PROVISIONAL), True),
        (said(1, status=GOING, source="status2016", standing=Standing.DECIDED), True),
    ],
)
def test_a_proposal_is_pending_until_it_is_decided(later, pending):
    found = state_at(plan_of(PROPOSAL, later, strands={1: "ab"}), as_of=day("2017-07-01"))[1]
    assert found.proposed is (Status.DEFERRED if pending else None)
    assert found.proposed_deferred_to == (parse_period("2018") if pending else None)


def test_a_decision_counts_only_once_it_holds():
    plan = plan_of(PROPOSAL, said(1, status=GOING, **DECIDED))
    assert state_at(plan, as_of=AS_OF)[1].proposed is Status.DEFERRED
    assert state_at(plan, as_of=day("2017-07-01"))[1].proposed is None


def test_the_newest_pending_proposal_is_told():
    plan = plan_of(PROPOSAL, said(1, source="status2017", status=DONE, standing=Standing.PROPOSED))
    found = state_at(plan, as_of=day("2017-07-01"))[1]
    assert (found.proposed, found.proposed_deferred_to) == (DONE, None)
    assert len(found.statements) == 2


def test_a_proposal_about_one_strand_proposes_nothing_for_the_whole():
    proposal = said(1, strand="a", status=DONE, standing=Standing.PROPOSED)
    decision = said(1, strand="a", status=DONE, source="status2017", standing=Standing.DECIDED)
    decided = state_at(plan_of(proposal, decision, strands={1: "ab"}), as_of=day("2017-07-01"))[1]
    assert decided.status is Status.ONGOING  # begun by its strand
    assert state_at(plan_of(proposal, strands={1: "ab"}), as_of=AS_OF)[1].proposed is None


def test_a_proposed_wait_and_a_proposed_outcome_change_nothing():
    plan = plan_of(
        said(1, awaits=["e"], standing=Standing.PROPOSED),
        said(2, awaits=["e"]),
        said(events=("e",), delivered=True, standing=Standing.PROPOSED),
        said(2, lifts=["e"], standing=Standing.PROPOSED),
        promised("e", "marts 2017", standing=Standing.PROPOSED),
    )
    state = state_at(plan, as_of=AS_OF)
    assert state[1].awaits == ()
    assert [found.target for found in state[2].awaits] == ["e"]
    assert state[2].awaits[0].promises == ()


# --- several recommendations, strands ----------------------------------------


def test_one_statement_may_be_about_several_recommendations():
    plan = plan_of(said(1, 3, 5, status=WAITS, awaits=["e"], jointly=True))
    state = state_at(plan, as_of=AS_OF)
    assert [number for number in state if state[number].status is WAITS] == ["1", "3", "5"]
    assert [state[number].jointly for number in (1, 2, 3)] == [("3", "5"), (), ("1", "5")]


def test_strands_stand_by_themselves():
    plan = plan_of(
        said(1, status=GOING, awaits=["g"]),
        said(1, strand="a", status=DONE),
        said(1, strand="b", status=WAITS, awaits=["e"]),
        strands={1: "abc"},
    )
    found = state_at(plan, as_of=AS_OF)[1]
    assert found.status is GOING
    assert [(one.id, one.title, one.status) for one in found.strands] == [
        ("a", "Spor a", DONE),
        ("b", "Spor b", WAITS),
        ("c", "Spor c", Status.NOT_STARTED),
    ]
    assert [wait.target for wait in found.strands[1].awaits] == ["g", "e"]
    assert [wait.target for wait in found.strands[2].awaits] == ["g"]
    assert [len(one.statements) for one in found.strands] == [1, 1, 0]
    assert [(wait.target, wait.strand) for wait in found.awaits] == [("g", None), ("e", "b")]


# --- what else is folded ----------------------------------------


def test_the_first_planned_period_is_never_lost():
    plan = plan_of(
        said(1, source="ip2016", planned="2016"),
        said(1, planned="2017", status=Status.DEFERRED, deferred_to="2017"),
    )
    found = state_at(plan, as_of=AS_OF)[1]
    assert (str(found.planned), str(found.deferred_to)) == ("2016", "2017")


PUT_OFF = Status.DEFERRED


@pytest.mark.parametrize(
    ("log", "status", "since"),
    [
        # while it runs, the deferral is the status, whatever is said beside it of work that has not begun
        ([said(1, status=PUT_OFF, deferred_to="2018")], PUT_OFF, "2016-12-31"),
        ([said(1, status=PUT_OFF, deferred_to="16. januar 2017")], PUT_OFF, "2016-12-31"),
        ([said(1, status=WAITS), said(1, status=PUT_OFF, deferred_to="2018")], PUT_OFF, "2016-12-31"),
        ([said(1, status=PUT_OFF, deferred_to="2018"), said(1, status=WAITS)], PUT_OFF, "2016-12-31"),
        ([said(1, status=PUT_OFF, deferred_to="2018", source="ip2016"), said(1, status=WAITS)], PUT_OFF, "2015-12-31"),
        ([said(1, status=PUT_OFF, deferred_to="2018", source="ip2016"), said(1, status=PUT_OFF, deferred_to="2019")],
         PUT_OFF, "2016-12-31"),
        ([said(1, status=GOING), said(1, status=PUT_OFF, deferred_to="2018")], PUT_OFF, "2016-12-31"),
        # it lapses when its period begins: then what was said before or beside it, else not started
        ([said(1, status=PUT_OFF, deferred_to="2017")], Status.NOT_STARTED, "2017-01-01"),
        ([said(1, status=PUT_OFF, deferred_to="15. januar 2017")], Status.NOT_STARTED, "2017-01-15"),
        ([said(1, status=PUT_OFF, deferred_to="senest 2018")], Status.NOT_STARTED, "2016-12-31"),
        ([said(1, status=WAITS), said(1, status=PUT_OFF, deferred_to="2017")], WAITS, "2017-01-01"),
        ([said(1, status=PUT_OFF, deferred_to="2017"), said(1, status=WAITS)], WAITS, "2017-01-01"),
        ([said(1, status=GOING, source="ip2016"), said(1, status=PUT_OFF, deferred_to="2017")], GOING, "2017-01-01"),
        ([said(1, status=PUT_OFF, deferred_to="2017"), said(1, status=WAITS, on="10. januar 2017")],
         WAITS, "2017-01-10"),
        # without a date it holds until another status is said
        ([said(1, status=PUT_OFF)], PUT_OFF, "2016-12-31"),
        ([said(1, status=PUT_OFF), said(1, planned="2018")], PUT_OFF, "2016-12-31"),
        ([said(1, status=WAITS), said(1, status=PUT_OFF)], PUT_OFF, "2016-12-31"),
        ([said(1, status=PUT_OFF, source="ip2016"), said(1, status=WAITS)], WAITS, "2016-12-31"),
        ([said(1, status=PUT_OFF, deferred_to="2017", source="ip2016"), said(1, status=PUT_OFF)],
         PUT_OFF, "2016-12-31"),
        ([said(1, status=PUT_OFF, source="ip2016"), said(1, status=PUT_OFF, deferred_to="2017")],
         Status.NOT_STARTED, "2017-01-01"),
    ],
)  # fmt: skip
def test_a_deferral_is_the_status_until_it_lapses(log, status, since):
    found = state_at(plan_of(*log), as_of=AS_OF, known_at=day("2017-06-30"))[1]
    assert (found.status, str(found.since)) == (status, since)
    assert found.standing is Standing.REPORTED


def test_what_the_bundled_plan_put_off_to_2017_is_no_longer_put_off_in_2017():
    plan = datasets.load("hovedstaden-almen-2015-2019")
    before, after = (state_at(plan, as_of=day(text)) for text in ("2016-12-31", "2017-01-15"))
    assert {before[number].status for number in (24, 25, 26)} == {PUT_OFF}
    assert {before[number].status for number in (49, 78)} == {WAITS}
    assert after[26].status is Status.NOT_STARTED  # nothing else is said of it
    assert {after[number].status for number in (24, 25, 49, 78)} == {WAITS}
    assert str(after[26].deferred_to) == "2017"


@pytest.mark.parametrize(
    ("log", "status", "derived"),
    [
        ([said(1, strand="a", status=GOING)], GOING, True),
        ([said(1, strand="a", status=Status.PERMANENT), said(1, strand="b", status=PUT_OFF)], GOING, True),
        ([said(1, strand="a", status=DONE)], GOING, True),
        ([said(1, strand="a", status=DONE), said(1, strand="b", status=DONE)], GOING, True),
        ([said(1, strand="a", status=DONE, standing=Standing.PROPOSED)], Status.NOT_STARTED, False),
        ([said(1, strand="a", status=PUT_OFF, deferred_to="2018"), said(1, strand="b", status=PUT_OFF)], PUT_OFF, True),
        ([said(1, strand="a", status=PUT_OFF), said(1, strand="b", status=PUT_OFF)], PUT_OFF, True),
        ([said(1, strand="a", status=PUT_OFF, deferred_to="2018"), said(1, strand="b", status=Status.CANCELLED)],
         PUT_OFF, True),
        ([said(1, strand="a", status=PUT_OFF, deferred_to="2018")], Status.NOT_STARTED, False),
        ([said(1, strand="a", status=PUT_OFF, deferred_to="2018"),
          said(1, strand="b", status=PUT_OFF, deferred_to="2017")], Status.NOT_STARTED, True),
        # what is left of it speaks: what is finished does not
        ([said(1, strand="a", status=DONE), said(1, strand="b", status=PUT_OFF, deferred_to="2018")], PUT_OFF, True),
        ([said(1, strand="a", status=DONE), said(1, strand="b", status=PUT_OFF)], PUT_OFF, True),
        ([said(1, strand="a", status=DONE), said(1, strand="b", status=PUT_OFF, deferred_to="2017")], GOING, True),
        ([said(1, strand="a", status=DONE), said(1, strand="b", status=WAITS)], WAITS, True),
        ([said(1, strand="a", status=WAITS), said(1, strand="b", status=WAITS)], WAITS, True),
        ([said(1, strand="a", status=WAITS), said(1, strand="b", status=PUT_OFF)], WAITS, True),
        ([said(1, strand="a", status=WAITS), said(1, strand="b", status=Status.CANCELLED)], WAITS, True),
        ([said(1, strand="a", status=WAITS), said(1, strand="b", status=GOING)], GOING, True),
        ([said(1, strand="a", status=WAITS)], Status.NOT_STARTED, False),
        ([said(1, strand="a", status=Status.CANCELLED), said(1, strand="b", status=Status.CANCELLED)],
         Status.NOT_STARTED, True),
        # something is said of the whole
        ([said(1, strand="a", status=GOING), said(1, status=WAITS)], WAITS, False),
        ([said(1, strand="a", status=GOING), said(1, planned="2018")], GOING, True),
    ],
)  # fmt: skip
def test_the_strands_speak_for_the_whole_where_nothing_is_said_of_it(log, status, derived):
    found = state_at(plan_of(*log, strands={1: "ab"}), as_of=AS_OF)[1]
    assert (found.status, found.derived) == (status, derived)


def test_strands_that_are_all_put_off_put_off_the_whole():
    plan = plan_of(
        said(1, planned="2017"),
        said(1, strand="a", status=PUT_OFF, deferred_to="2019", standing=Standing.DECIDED),
        said(1, strand="b", status=PUT_OFF, deferred_to="2018", source="status2016"),
        strands={1: "ab"},
    )
    found = state_at(plan, as_of=AS_OF)[1]
    assert (str(found.deferred_to), str(found.planned)) == ("2018", "2017")
    assert (found.since, found.standing) == (day("2016-12-31"), Standing.DECIDED)  # since both of them are
    assert "1" not in ready(plan, as_of=AS_OF)
    assert str(forecast(plan, as_of=AS_OF)[1]) == "tidligst 1. januar 2018, senest 31. december 2018"
    begun = plan_of(
        said(1, strand="a", status=GOING), said(1, strand="b", status=GOING, source="ip2016"), strands={1: "ab"}
    )
    assert state_at(begun, as_of=AS_OF)[1].since == day("2015-12-31")  # since one of them is


def test_an_event_may_be_put_off_withdrawn_or_never_come():
    def expected(*log):
        (found,) = state_at(plan_of(said(1, awaits=["e"]), promised("e", "maj 2017"), *log), as_of=AS_OF)[1].awaits
        return found.expected and str(found.expected), [str(one) for one in found.promises], found.never

    assert expected() == ("maj 2017", ["maj 2017"], False)
    assert expected(said(events=["e"], status=PUT_OFF, deferred_to="2018")) == ("2018", ["maj 2017", "2018"], False)
    assert expected(said(events=["e"], status=PUT_OFF)) == (None, ["maj 2017"], False)
    assert expected(said(events=["e"], withdrawn=True)) == (None, ["maj 2017"], False)
    assert expected(said(events=["e"], withdrawn=True, outcome=Outcome.REPORT))[0] == "maj 2017"
    assert expected(said(events=["e"], status=Status.CANCELLED)) == (None, ["maj 2017"], True)
    assert expected(said(events=["e"], withdrawn=True), promised("e", "2018"))[0] == "2018"
    assert expected(said(events=["e"], status=Status.CANCELLED), promised("e", "2018"))[2] is False
    assert expected(said(events=["e"], status=PUT_OFF, standing=Standing.PROPOSED))[0] == "maj 2017"
    done = state_at(plan_of(said(1, awaits=["e"]), said(events=["e"], status=DONE)), as_of=AS_OF)
    assert done[1].awaits == ()


@pytest.mark.parametrize(
    ("after", "left"),
    [
        (None, "2018"),
        (Status.NOT_STARTED, "2018"),
        (Status.TO_BE_CONCRETISED, "2018"),
        (WAITS, "2018"),
        (GOING, None),
        (Status.PERMANENT, None),
        (DONE, None),
        (Status.CANCELLED, None),
    ],
)
def test_a_deferral_lasts_until_the_work_begins_or_ends(after, left):
    deferral = said(1, source="status2016", status=Status.DEFERRED, deferred_to="2018")
    found = state_at(plan_of(deferral, said(1, status=after)), as_of=AS_OF)[1]
    assert (found.deferred_to and str(found.deferred_to)) == left


def test_the_newest_deferral_counts():
    plan = plan_of(
        said(1, source="ip2016", status=Status.DEFERRED, deferred_to="2017"),
        said(1, status=Status.DEFERRED, deferred_to="2018"),
    )
    assert str(state_at(plan, as_of=AS_OF)[1].deferred_to) == "2018"


def test_facts_gather():
    first, second = (Milestone(title, parse_period("2017")) for title in ("Udkast", "Høring"))
    plan = plan_of(
        said(1, source="ip2016", milestones=(first,), responsible=("ppu",), anchor=Anchor.HEALTH_AGREEMENT),
        said(1, milestones=(first, second), responsible=("pas", "ppu"), new_task=True),
        said(1, participants=("ppu",), recipients=("pas",)),
        said(1, participants=("pas", "ppu"), recipients=("pas",)),
        said(1, anchor=Anchor.PRACTICE_PLAN, new_task=False, outside_agreement=True),
        said(1, text="Forslag", standing=Standing.PROPOSED, source="status2016"),
    )
    found = state_at(plan, as_of=AS_OF)[1]
    assert found.milestones == (first, second)
    assert found.responsible == ("ppu", "pas")
    assert (found.participants, found.recipients) == (("ppu", "pas"), ("pas",))
    assert (found.anchor, found.new_task, found.outside_agreement) == (Anchor.PRACTICE_PLAN, False, True)
    assert [statement.citations[0].source for statement in found.statements] == [
        "ip2016",
        "status2016",
        *["ip2017"] * 4,
    ]
    assert [citation.source for citation in found.citations] == ["ip2016", "status2016", "ip2017"]


def test_who_is_responsible_later_replaces_who_was_before():
    plan = plan_of(
        said(1, source="ip2016", responsible=("ppu", "region"), participants=("pas",)),
        said(1, source="ip2016", responsible=("kommunerne",), strand="a"),
        said(1, responsible=("pas",)),
        said(1, responsible=("das",)),
        strands={1: "ab"},
    )
    found = state_at(plan, as_of=AS_OF)[1]
    assert (found.responsible, found.participants) == (("kommunerne", "pas", "das"), ("pas",))
    before = state_at(plan, as_of=day("2016-12-01"))[1]
    assert before.responsible == ("ppu", "region", "kommunerne")


@pytest.mark.parametrize(
    ("new_task", "outside", "needed"),
    [
        (True, True, True),
        (True, False, False),
        (False, True, False),
        (False, None, False),
        (None, False, False),
        (True, None, None),
        (None, True, None),
        (None, None, None),
    ],
)
def test_an_underlying_agreement_takes_a_new_task_outside_the_agreement(new_task, outside, needed):
    plan = plan_of(said(1, new_task=new_task, outside_agreement=outside))
    assert state_at(plan, as_of=AS_OF)[1].needs_agreement is needed


# --- waits ----------------------------------------


def test_an_open_wait_tells_everything_that_is_known_of_it():
    plan = plan_of(
        said(1, source="status2016", strand="a", awaits=[wait(2, Outcome.REPORT)]),
        promised(2, "2. halvår 2016", Outcome.REPORT, source="ip2016"),
        promised(2, "1. kvartal 2017", Outcome.REPORT, citations=(Citation("ip2017", line=7),)),
        promised(2, "2019"),
        strands={1: "ab"},
    )
    (found,) = state_at(plan, as_of=AS_OF)[1].awaits
    assert (found.recommendation, found.event, found.target) == ("2", None, "2")
    assert (found.outcome, found.strand, found.since) == (Outcome.REPORT, "a", day("2016-06-30"))
    assert [str(promise) for promise in found.promises] == ["2. halvår 2016", "1. kvartal 2017"]
    assert (found.expected, found.overdue, found.missing) == (parse_period("1. kvartal 2017"), False, False)
    assert found.citations == (Citation("status2016"), Citation("ip2017", line=7))


@pytest.mark.parametrize(("target", "missing"), [(2, False), ("e", False), (77, True), ("nowhere", True)])
def test_what_is_awaited_may_be_missing(target, missing):
    (found,) = state_at(plan_of(said(1, awaits=[target])), as_of=AS_OF)[1].awaits
    assert (found.target, found.missing) == (str(target), missing)


@pytest.mark.parametrize("status", [DONE, Status.CANCELLED])
def test_the_finished_await_nothing(status):
    plan = plan_of(said(1, awaits=["e"]), said(1, status=status))
    assert state_at(plan, as_of=AS_OF)[1].awaits == ()


# --- the answer ----------------------------------------


def test_every_recommendation_is_there_in_natural_order():
    state = state_at(plan_of(numbers=(10, "9a", 2, 9, 1)), as_of=AS_OF)
    assert list(state) == ["1", "2", "9", "9a", "10"]
    assert [found.number for found in state.values()] == list(state)
    assert (len(state), 9 in state, "9" in state, 3 in state) == (5, True, True, False)
    assert state[9] == state["9"]


def test_an_unknown_number_is_refused_with_the_nearest():
    with pytest.raises(PlanError) as error:
        state_at(plan_of(numbers=(28, 29)), as_of=AS_OF)[299]
    (fault,) = error.value.faults
    assert (fault.code, fault.nearest[0]) == ("unknown-number", "29")


def test_records():
    plan = plan_of(
        said(1, source="status2016", status=WAITS, awaits=["e", wait(2, Outcome.REPORT)]),
        PROPOSAL,
        said(2, status=DONE, standing=Standing.PROPOSED),
    )
    records = state_at(plan, as_of=AS_OF).cells("en")
    assert records[0] == {
        "number": "1",
        "section": "1",
        "title": "Titel 1",
        "status": "awaiting",
        "standing": "reported",
        "deemed": False,
        "since": day("2016-06-30"),
        "proposed": "deferred to 2018",
        "awaits": "Begivenhed e; recommendation 2 (report)",
        "awaits_more": False,
        "sources": "status2016; ip2017",
    }
    assert (records[1]["proposed"], records[1]["standing"], records[1]["since"]) == ("completed", None, None)
    assert state_at(plan, as_of=AS_OF).cells()[0]["status"] == "afventer"


def test_a_milestone_of_the_same_title_takes_the_place_of_the_earlier_one():
    moved, other = Milestone("Udkast", "4. kvartal 2017", reached="1. december 2017"), Milestone("Høring", "2017")
    plan = plan_of(
        said(1, source="ip2016", milestones=[Milestone("Udkast", "2. kvartal 2017"), other]),
        said(1, milestones=[moved]),
        said(1, strand="a", milestones=[Milestone("Udkast", "2018")]),
        strands={1: "a"},
    )
    assert state_at(plan, as_of=AS_OF)[1].milestones == (moved, other, Milestone("Udkast", "2018"))
