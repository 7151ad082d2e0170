"""What became of the recommendations of a plan in the next one."""

from __future__ import annotations

import datetime

import pytest

from praksisplan import (
    Body,
    Citation,
    Plan,
    PlanError,
    Recommendation,
    blocked,
    datasets,
    draft_successor,
    dumps,
    loads,
    open_items,
    parse_period,
    succession,
)
from praksisplan.model import Await, Closure, Fate, Link, Status
from tests.unit.rules.plans import plan_of, promised, said

DAY = datetime.date(2018, 1, 1)
PERIOD = parse_period("2018-2021")


def new_plan(*links: Link) -> Plan:
    numbers = [Recommendation(number, section="1", title="T") for number in (1, 2)]
    return Plan(
        "ny", "Ny plan", PERIOD, bodies=[Body("k", "Kommunerne", "municipality")], recommendations=numbers, links=links
    )


def test_the_newest_link_holds_and_a_finding_tells_the_difference():
    first = Link("left_out", "plan", theirs=[1], standing="decided", on="2016")
    second = Link("continues", "plan", theirs=[1], ours=[2], on="2017")
    ledger = succession(plan_of(numbers=[1]), new_plan(second, first), as_of=DAY)
    assert (ledger[1].fate, ledger[1].numbers) == (Fate.CONTINUED, ("2",))
    assert [(one.code, one.subject) for one in ledger.findings] == [("links-differ", "1")]
    before = succession(plan_of(numbers=[1]), new_plan(second, first), as_of=datetime.date(2016, 12, 31))
    assert (before[1].fate, before.findings) == (Fate.LEFT_OUT, ())


def test_what_was_closed_and_goes_on_nevertheless_is_a_finding():
    old = plan_of(said(1, status="completed", on="2016"), numbers=[1, 2])
    ledger = succession(old, new_plan(Link("continues", "plan", theirs=[1, 9], ours=[1])), as_of=DAY)
    assert (ledger[1].fate, ledger[1].closure, ledger[1].numbers) == (Fate.CLOSED, Closure.COMPLETED, ())
    assert [(one.code, one.subject) for one in ledger.findings] == [("unknown-number", "9"), ("closed-but-linked", "1")]


def test_replaced_work_is_closed_and_names_what_takes_its_place():
    ledger = succession(plan_of(numbers=[1]), new_plan(Link("replaces", "plan", theirs=[1], ours=[2])), as_of=DAY)
    assert (ledger[1].fate, ledger[1].closure, ledger[1].numbers) == (Fate.CLOSED, Closure.REPLACED, ("2",))


def test_handed_over_work_names_who_took_it_in_words():
    links = (
        Link("handed_over", "plan", theirs=[1], to_body="k"),
        Link("handed_over", "plan", theirs=[2], to_plan="sundhedsaftale-2019"),
    )
    [first, second] = succession(plan_of(numbers=[1, 2]), new_plan(*links), as_of=DAY).to_records()
    assert (first["to"], second["to"]) == ("Kommunerne", "sundhedsaftale-2019")


def test_heading_counts_what_is_lost_and_names_the_new_plan():
    ledger = succession(plan_of(numbers=[1, 2]), new_plan(Link("continues", "plan", theirs=[1], ours=[1])), as_of=DAY)
    assert ledger.heading() == "1 af 2 anbefalinger er ikke omtalt i Ny plan pr. 1. januar 2018"
    assert ledger.heading("en") == "1 of 2 recommendations is lost: not mentioned in Ny plan as of 1 January 2018"


# --- the list to take over ---------------------------------------------------------------------------------------


def test_open_items_are_what_is_neither_completed_nor_cancelled_with_all_that_is_expected():
    old = plan_of(
        said(1, status="completed", source="ip2016"),
        said(2, status="cancelled", source="ip2016"),
        said(3, planned="2016", responsible=("pas",), awaits=["e"], source="ip2016"),
        promised("e", "2018", source="status2016"),
        promised(3, "2019", source="ip2017"),
        said(4, status="deferred", deferred_to="2018", planned="2015", source="ip2016"),
        numbers=range(1, 6),
    )
    found = open_items(old, as_of=DAY)
    assert list(found) == ["3", "4", "5"]
    assert found.heading() == "3 af 5 anbefalinger er åbne pr. 1. januar 2018"
    third, fourth, fifth = found.values()
    assert (third.status.value, third.responsible, third.blocked) == ("not_started", ("pas",), True)
    assert [(one.event, str(one.expected)) for one in third.awaits] == [("e", "2018")]
    assert (str(third.promised), str(third.due), str(fourth.due), fifth.due) == ("2019", "2016", "2018", None)
    assert {one.source for one in third.citations} == {"ip2016", "ip2017"}


def test_open_items_tell_when_and_where_each_was_last_spoken_of():
    twice = (Citation("ip2016"), Citation("status2016"))
    old = plan_of(
        said(1, status="ongoing", citations=twice),
        said(1, status="completed", standing="proposed", source="ip2017"),
        said(2, status="ongoing", on="1. marts 2016", source=None),
        said(3, status="ongoing", source=None),
        said(5, citations=twice),
        said(5, source="status2016"),
    )
    found = open_items(old, as_of=DAY)
    spoken = {number: (row.spoken_on, row.spoken_in) for number, row in found.items()}
    assert spoken == {
        "1": (datetime.date(2016, 12, 31), ("ip2017",)),
        "2": (datetime.date(2016, 3, 1), ()),
        "3": (None, ()),
        "4": (None, ()),
        "5": (datetime.date(2016, 6, 30), ("status2016",)),
    }
    before = open_items(old, as_of=DAY, known_at=datetime.date(2016, 6, 29))[1]
    assert (before.spoken_on, before.spoken_in) == (datetime.date(2015, 12, 31), ("ip2016",))
    assert "omtalt i: ip2017" in found[1].text()


# --- the draft of the next plan ----------------------------------------------------------------------------------


def draft(old: Plan, **more: object) -> Plan:
    return draft_successor(old, id="ny", title="Ny plan", period=PERIOD, as_of=DAY, **more)


def test_draft_of_the_bundled_plan_is_blocked_by_the_same_down_to_the_old_document():
    old = datasets.load("hovedstaden-almen-2015-2019")
    day = datetime.date(2017, 1, 15)
    new = draft_successor(old, id="ny", title="N", period=PERIOD, as_of=day, numbering="consecutive")
    before, after = blocked(old, as_of=day), blocked(new, as_of=day)
    assert [old[number].title for number in before] == [new[number].title for number in after]
    assert {one.source for row in after.values() for one in row.citations} == {"ip2017"}
    assert loads(dumps(new)) == new


def test_a_wait_for_closed_work_becomes_a_wait_for_an_event_only_where_it_still_holds():
    waits = [Await(recommendation=2), Await(recommendation=3)]
    old = plan_of(
        said(1, awaits=waits, on="2015"),
        said(2, status="cancelled", on="2016"),
        said(3, status="completed", on="2016"),
        numbers=[1, 2, 3],
        events=["nr-2"],
        titles={2: "Aflyst"},
    )
    new = draft(old)
    assert [one.title for one in new.events][-1] == "2 Aflyst"
    [found] = blocked(new, as_of=DAY).values()
    assert [(one.event, one.never) for one in found.awaits] == [("nr-2-2", True)]


def test_draft_drops_statements_about_closed_work_and_renumbers_the_others():
    old = plan_of(
        said(1, status="completed", on="2016"),
        said(1, 2, 3, jointly=True, on="2015"),
        said(2, status="ongoing", on="2016"),
        numbers=[1, 2, 3],
    )
    new = draft(old, numbering="consecutive")
    assert [(one.about, one.jointly) for one in new.log] == [(("1", "2"), True), (("1",), False)]


def test_draft_leaves_out_what_was_inferred_with_the_wait_that_has_ended():
    log = [said(1, awaits=[2], text="Begge dele", inferred=["awaits", "text"]), said(2, status=Status.COMPLETED)]
    [carried] = draft_successor(plan_of(*log), id="ny", title="Ny", period=PERIOD, as_of=DAY).log
    assert (carried.awaits, carried.inferred) == ((), ("text",))


def test_draft_with_the_id_of_the_old_plan_is_refused():
    with pytest.raises(PlanError) as caught:
        draft_successor(plan_of(), id="plan", title="Ny", period=PERIOD, as_of=DAY)
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [("same-plan", "id")]


def test_what_awaits_a_merged_recommendation_awaits_the_merged_one():
    old = plan_of(
        said(1, awaits=[3], on="2015"),
        said(2, awaits=[3, "e"], on="2015"),
        said(3, status="ongoing", on="2015"),
        promised(3, "2019"),
        numbers=[1, 2, 3, 4],
        strands={2: "a", 3: "ab"},
        titles={2: "Video", 3: "Videomøder"},
    )
    new = draft(old, merged=[(2, 3)], without=[4], numbering="consecutive")
    assert [(one.number, one.title) for one in new.recommendations] == [("1", "Titel 1"), ("2", "Video")]
    assert [strand.id for strand in new[2].strands] == ["a", "b"]
    held = blocked(new, as_of=DAY)
    assert [(one.recommendation, str(one.expected)) for one in held[1].awaits] == [("2", "2019")]
    assert [(one.recommendation, one.event) for one in held[2].awaits] == [(None, "e")]  # none for itself
    assert [(one.theirs, one.ours, one.kind.value) for one in new.links] == [
        (("1",), ("1",), "continues"),
        (("2", "3"), ("2",), "merges"),
    ]
    assert [row.proposed and row.proposed.value for row in succession(old, new, as_of=DAY).lost] == [
        "continued",
        "merged",
        "merged",
        None,
    ]


def test_a_wait_for_what_the_old_plan_had_merged_is_a_wait_for_what_goes_on_with_it():
    old = plan_of(
        said(1, awaits=[2], on="2015"),
        said(2, status="cancelled", merged_into=3, on="2016"),
        said(3, status="cancelled", replaced_by=[4, 5, 2], on="2016"),
        said(4, 5, awaits=[2, "e"], jointly=True, on="2015"),
        numbers=range(1, 7),
    )
    new = draft(old)
    assert [one.number for one in new.recommendations] == ["1", "4", "5", "6"]
    held = blocked(new, as_of=DAY)
    awaited = {number: {one.recommendation or one.event for one in row.awaits} for number, row in held.items()}
    assert awaited == {"1": {"4", "5"}, "4": {"5", "e"}, "5": {"4", "e"}}
    assert not new.events[3:]


def test_statements_about_several_are_parted_where_one_would_await_itself():
    old = plan_of(said(1, 2, 3, awaits=[3, 4], jointly=True, on="2015"), numbers=range(1, 5))
    log = draft(old, merged=[(3, 4)]).log
    assert [(one.about, [wait.recommendation for wait in one.awaits], one.jointly) for one in log] == [
        (("1", "2"), ["3"], True),
        (("3",), [], False),
    ]


@pytest.mark.parametrize(
    ("more", "code", "path"),
    [
        ({"merged": [(1, 2)]}, "not-open", "merged"),
        ({"without": [9]}, "not-open", "without"),
        ({"merged": [(2, 3), (3, 4)]}, "duplicate-number", "merged"),
        ({"merged": [(2, 3)], "without": [3]}, "duplicate-number", "without"),
    ],
)
def test_numbers_that_are_not_open_or_given_twice_are_refused(more, code, path):
    old = plan_of(said(1, status="completed", on="2016"))
    with pytest.raises(PlanError) as caught:
        draft(old, **more)
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [(code, path)]


def test_references_to_other_documents_are_listed_and_follow_into_the_draft():
    """Implementation plan 2017: initiative 49 of the health agreement (line 889), and initiative 60 (line 1083)."""
    old, day = datasets.load("hovedstaden-almen-2015-2019"), datetime.date(2017, 1, 15)
    found = {row["number"]: row["references"] for row in open_items(old, as_of=day).cells() if row["references"]}
    assert found == {"55": "sundhedsaftalen 49", "65": "sundhedsaftalen 60"}
    new = draft_successor(old, id="ny", title="N", period=PERIOD, as_of=day, numbering="consecutive", without=[55])
    [refers] = [one for one in new.links if one.kind.value == "refers"]
    assert (refers.theirs, [new[one].title for one in refers.ours]) == (("60",), [old[65].title])
    assert [(one.line, one.last_line) for one in refers.citations] == [(1081, 1083)]
    assert old.links[1].text() == "65 henviser til sundhedsaftalen 60"
    assert "sundhedsaftalen 60" in open_items(new, as_of=day)[refers.ours[0]].text()


def test_a_wait_for_merged_work_ends_when_what_goes_on_with_it_was_completed():
    old = plan_of(
        said(1, 5, awaits=[2], on="2015"),
        said(2, status="cancelled", merged_into=3, on="2016"),
        said(3, status="completed", on="2017"),
        said(4, awaits=[6], on="2015"),
        said(5, awaits=[6], on="2015"),
        said(6, status="cancelled", replaced_by=[7], on="2016"),
        said(7, status="cancelled", on="2017"),
        numbers=range(1, 8),
        events=["nr-7", "nr-7-2"],
    )
    new = draft(old)
    awaited = {number: [one.event for one in row.awaits] for number, row in blocked(new, as_of=DAY).items()}
    assert awaited == {"4": ["nr-7-3"], "5": ["nr-7-3"]}
    assert [one.title for one in new.events[2:]] == ["7 Titel 7"]
