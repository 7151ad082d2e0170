"""Blocked, waiting, ready and overdue, and what releases them."""

from __future__ import annotations

import pytest

from praksisplan import (
    Citation,
    PlanError,
    Standing,
    Status,
    blocked,
    check,
    overdue,
    parse_period,
    ready,
    releases,
    waiting,
    year_plan,
)
from praksisplan.model import Outcome
from tests.unit.rules.plans import AS_OF, day, plan_of, promised, said, wait

REPORT, START = Outcome.REPORT, Outcome.START
FREE = ["2", "3", "4", "5"]


def places(plan, as_of=AS_OF, known_at=None):
    """Where each recommendation is found."""
    found = {}
    for name, rule in (("blocked", blocked), ("waiting", waiting), ("ready", ready)):
        for number in rule(plan, as_of=as_of, known_at=known_at):
            assert number not in found
            found[number] = name
    return found


# --- what releases a wait ----------------------------------------


@pytest.mark.parametrize(
    ("awaited", "then", "released"),
    [
        (wait(2), None, False),
        *[
            (wait(2), said(2, status=status), status is Status.COMPLETED)
            for status in Status
            if status is not Status.DEFERRED
        ],
        (wait(2), said(2, status=Status.DEFERRED, deferred_to="2018"), False),
        (wait(2), said(2, status=Status.COMPLETED, standing=Standing.PROVISIONAL), True),
        (wait(2), said(2, status=Status.COMPLETED, standing=Standing.DECIDED), True),
        (wait(2), said(2, status=Status.COMPLETED, standing=Standing.PROPOSED), False),
        (wait(2), said(3, status=Status.COMPLETED), False),
        (wait(2), said(2, strand="a", status=Status.COMPLETED), False),
        (wait(2), said(2, delivered=True, outcome=REPORT), False),
        (wait(2), said(2, expected="maj 2017"), False),
        (wait(2, REPORT), said(2, delivered=True, outcome=REPORT), True),
        (wait(2, REPORT), said(2, delivered=True, outcome=REPORT, standing=Standing.PROPOSED), False),
        (wait(2, REPORT), said(3, delivered=True, outcome=REPORT), False),
        (wait(2, REPORT), said(2, status=Status.ONGOING), False),
        (wait(2, REPORT), said(2, status=Status.PERMANENT), False),
        (wait(2, REPORT), said(2, status=Status.CANCELLED), False),
        (wait(2, REPORT), said(2, status=Status.COMPLETED), True),
        (wait(2, START), said(2, status=Status.ONGOING), True),
        (wait(2, START), said(2, status=Status.PERMANENT), True),
        (wait(2, START), said(2, status=Status.COMPLETED), True),
        (wait(2, START), said(2, status=Status.TO_BE_CONCRETISED), False),
        (wait(2, START), said(2, status=Status.AWAITING), False),
        (wait(2, START), said(2, status=Status.CANCELLED), False),
        (wait("e"), said(events=("e",), delivered=True), True),
        (wait("e"), said(events=("f", "e"), delivered=True), True),
        (wait("e"), said(events=("f",), delivered=True), False),
        (wait("e"), said(events=("e",), expected="december 2016"), False),
        (wait("e"), said(events=("e",), delivered=True, outcome=START), False),
        (wait("e"), said(events=("e",), delivered=True, source="status2017"), False),
        (wait("e"), said(events=("e",), delivered=True, on="februar 2017"), False),
        (wait("e"), said(events=("e",), delivered=True, source=None), True),
        (wait("e", START), said(events=("e",), delivered=True, outcome=START), True),
        (wait(77), said(2, status=Status.COMPLETED), False),
        (wait("nowhere"), said(events=("e",), delivered=True), False),
    ],
)
def test_a_wait_is_open_until_its_outcome_is_in_the_log(awaited, then, released):
    log = [said(1, source="status2016", awaits=[awaited]), *([] if then is None else [then])]
    for order in (log, log[::-1]):
        plan = plan_of(*order, strands={2: "ab"})
        assert places(plan)["1"] == ("ready" if released else "blocked")
        assert places(plan, day("2016-07-01")).get("1") == (
            "ready" if then is not None and released and not then.citations else "blocked"
        )


def test_a_prerequisite_that_is_taken_up_again_is_awaited_again():
    plan = plan_of(
        said(1, source="ip2016", awaits=[2]),
        said(2, source="status2016", status=Status.COMPLETED),
        said(2, status=Status.ONGOING),
    )
    assert [places(plan, day(at))["1"] for at in ("2016-06-01", "2016-07-01", "2017-01-15")] == [
        "blocked",
        "ready",
        "blocked",
    ]


@pytest.mark.parametrize(
    ("lift", "left"),
    [
        (said(1, lifts=["e"]), ["f"]),
        (said(1, 2, lifts=["e", "f"]), []),
        (said(2, lifts=["e"]), ["e", "f"]),
        (said(1, lifts=[wait("e", REPORT)]), ["e", "f"]),
        (said(1, lifts=["e"], awaits=["g"]), ["f", "g"]),
        (said(1, lifts=["e"], standing=Standing.PROPOSED), ["e", "f"]),
        (said(1, lifts=["e"], source="ip2016"), ["e", "f"]),
    ],
)
def test_a_wait_can_be_lifted(lift, left):
    plan = plan_of(said(1, source="status2016", awaits=["e", "f"]), lift)
    found = blocked(plan, as_of=AS_OF)
    assert [one.target for one in found[1].awaits] == left if left else 1 not in found


def test_a_lifted_wait_can_be_stated_again():
    plan = plan_of(
        said(1, awaits=["e"], source="ip2016"), said(1, lifts=["e"], source="status2016"), said(1, awaits=["e"])
    )
    assert [1 in blocked(plan, as_of=day(at)) for at in ("2016-06-01", "2016-07-01", "2017-01-01")] == [
        True,
        False,
        True,
    ]
    assert blocked(plan, as_of=AS_OF)[1].since == day("2016-12-31")


def test_a_wait_of_one_strand_is_lifted_for_that_strand():
    both = (said(1, strand="a", awaits=["e"]), said(1, strand="b", awaits=["e"]))
    plan = plan_of(*both, said(1, strand="a", lifts=["e"]), strands={1: "ab"})
    assert places(plan)["1"] == "waiting"
    assert [one.strand for one in waiting(plan, as_of=AS_OF)[1].awaits] == ["b"]


def test_a_wait_that_is_stated_twice_is_one_wait_since_the_first():
    plan = plan_of(said(1, source="status2016", awaits=["e"]), said(1, awaits=["e", "e"]))
    (found,) = blocked(plan, as_of=AS_OF)[1].awaits
    assert found.since == day("2016-06-30")


# --- strands ----------------------------------------


def a(**facts):
    return said(1, strand="a", **facts)


def b(**facts):
    return said(1, strand="b", **facts)


WHOLE = said(1, awaits=["g"])
DONE, GONE = {"status": Status.COMPLETED}, {"status": Status.CANCELLED}


@pytest.mark.parametrize(
    ("log", "place"),
    [
        ([], "ready"),
        ([a(awaits=["e"])], "waiting"),
        ([a(awaits=["e"]), b(awaits=["f"])], "blocked"),
        ([a(awaits=["e"]), b(awaits=["e"])], "blocked"),
        ([a(awaits=["e", "f"])], "waiting"),
        ([WHOLE], "blocked"),
        ([WHOLE, a(awaits=["e"])], "blocked"),
        ([a(awaits=["e"]), b(**DONE)], "blocked"),
        ([a(awaits=["e"]), b(**GONE)], "blocked"),
        ([a(awaits=["e"]), b(status=Status.PERMANENT)], "waiting"),
        ([a(awaits=["e"]), b(status=Status.DEFERRED, deferred_to="2018")], "waiting"),
        ([a(awaits=["e"]), b(awaits=["f"]), b(**DONE)], "blocked"),
        ([a(awaits=["e"]), a(**DONE)], "ready"),
        ([a(awaits=["e"]), a(**GONE), b(awaits=["f"])], "blocked"),
        ([a(awaits=["e"]), a(**DONE), b(**DONE)], None),  # nothing is left to do, and nothing is said of the whole
        ([WHOLE, a(**DONE)], "blocked"),
        ([WHOLE, a(**DONE), b(**DONE)], "blocked"),
        ([a(**DONE), b(**DONE)], None),
        ([a(**DONE), b(**GONE)], None),
        ([a(**GONE), b(**GONE)], None),
        ([a(**GONE), b(**GONE), said(1, status=Status.ONGOING)], "ready"),
        # what is left is put off, or awaits what nobody names
        ([a(**DONE), b(status=Status.DEFERRED, deferred_to="2018")], None),
        ([a(**DONE), b(status=Status.DEFERRED, deferred_to="2017")], "ready"),
        ([a(status=Status.AWAITING), b(status=Status.AWAITING)], None),
        ([a(status=Status.AWAITING), b(status=Status.ONGOING)], "ready"),
        ([a(status=Status.AWAITING), b(status=Status.AWAITING, awaits=["e"])], "waiting"),
        ([a(awaits=["e"]), a(**DONE), a(status=Status.ONGOING)], "waiting"),
        ([a(awaits=["e"]), b(awaits=["f"]), said(events=("f",), delivered=True)], "waiting"),
        ([a(awaits=["e"]), b(awaits=["f"]), said(events=("e", "f"), delivered=True)], "ready"),
        ([a(awaits=["e"]), said(1, status=Status.COMPLETED)], None),
        ([WHOLE, said(1, status=Status.CANCELLED)], None),
    ],
)
def test_blocked_when_every_unfinished_strand_is_held(log, place):
    assert places(plan_of(*log, strands={1: "ab"})).get("1") == place


def test_what_will_not_come_is_not_without_a_date():
    plan = plan_of(said(1, planned="2017", awaits=["e", "f"]), said(events=["e"], status=Status.CANCELLED))
    for answer in (blocked(plan, as_of=AS_OF), year_plan(plan, year=2017, as_of=AS_OF)):
        assert answer.cells()[0]["expected"] == "kommer ikke; uden dato"
        assert answer.cells("en")[0]["expected"] == "will not come; no date"
        [record] = answer.to_records()
        assert (record["expected"], record["expected_start"]) == (["never", None], [None, None])


def test_what_cannot_be_told_to_be_ready_has_a_finding():
    awaiting = plan_of(a(status=Status.AWAITING), b(status=Status.AWAITING), strands={1: "ab"})
    finished = plan_of(a(**GONE), b(**GONE), strands={1: "ab"})
    for plan, code in ((awaiting, "awaits-nothing"), (finished, "strands-finished")):
        assert ready(plan, as_of=AS_OF).undetermined == ("1",)
        assert [one.subject for one in check(plan, as_of=AS_OF) if one.code == code] == ["1"]
    whole = plan_of(said(1, awaits=["e"]), a(**DONE), b(**DONE), strands={1: "ab"})
    assert list(releases(whole, "e", as_of=AS_OF)) == []  # nothing of it is left to begin


def test_what_a_recommendation_awaits_of_itself_is_not_released_by_it():
    """What delivers every outcome is completed, and so not ready."""
    plan = plan_of(said(1, awaits=[wait(1, REPORT)]))
    assert list(releases(plan, 1, as_of=AS_OF)) == []


def test_what_a_finished_strand_awaited_holds_nothing():
    plan = plan_of(a(awaits=["e"]), a(**DONE), b(awaits=["f"]), strands={1: "ab"})
    assert [one.target for one in blocked(plan, as_of=AS_OF)[1].awaits] == ["f"]
    assert list(releases(plan, "f", as_of=AS_OF)) == ["1"]
    assert 1 not in releases(plan, "e", as_of=AS_OF)


@pytest.mark.parametrize(
    ("log", "since"),
    [
        ([said(1, on="maj 2016", awaits=["e"]), said(1, on="1. juni 2016", awaits=["f"])], "2016-05-31"),
        ([a(on="1. maj 2016", awaits=["e"]), b(on="1. juni 2016", awaits=["f"])], "2016-06-01"),
        ([a(on="1. maj 2016", awaits=["e"]), a(on="1. juli 2016", awaits=["g"]), b(on="1. juni 2016", awaits=["f"])],
         "2016-06-01"),
        ([said(1, on="1. marts 2016", awaits=["g"]), a(on="1. juni 2016", awaits=["e"])], "2016-03-01"),
        ([said(1, on="1. juni 2016", awaits=["g"]), a(on="1. marts 2016", awaits=["e"])], "2016-06-01"),
        ([said(1, on="1. juni 2016", awaits=["g"]), a(on="1. marts 2016", awaits=["e"]),
          b(on="1. april 2016", awaits=["e"])], "2016-04-01"),
    ],
)  # fmt: skip
def test_blocked_since_every_strand_has_been_held(log, since):
    assert blocked(plan_of(*log, strands={1: "ab"}), as_of=AS_OF)[1].since == day(since)


def test_since_is_unknown_where_no_day_is_written():
    assert blocked(plan_of(said(1, source=None, awaits=["e"])), as_of=AS_OF)[1].since is None


# --- ready, deferred, awaiting ----------------------------------------


@pytest.mark.parametrize(
    ("log", "place"),
    [
        ([said(1, status=Status.AWAITING)], None),
        ([said(1, status=Status.AWAITING, awaits=["e"]), said(events=["e"], delivered=True)], "ready"),
        ([said(1, status=Status.AWAITING, awaits=["e"]), said(events=["e"], status=Status.COMPLETED)], "ready"),
        ([said(1, status=Status.AWAITING, awaits=["e"]), said(events=["e"], status=Status.CANCELLED)], "blocked"),
        ([said(1, status=Status.DEFERRED)], None),
        ([said(1, status=Status.DEFERRED), said(1, status=Status.NOT_STARTED)], "ready"),
        ([said(1, status=Status.ONGOING)], "ready"),
        ([said(1, status=Status.PERMANENT)], "ready"),
        ([said(1, status=Status.COMPLETED)], None),
        ([said(1, status=Status.CANCELLED)], None),
        ([said(1, status=Status.DEFERRED, deferred_to="2018")], None),
        ([said(1, status=Status.DEFERRED, deferred_to="16. januar 2017")], None),
        ([said(1, status=Status.DEFERRED, deferred_to="15. januar 2017")], "ready"),
        ([said(1, status=Status.DEFERRED, deferred_to="2017")], "ready"),
        ([said(1, status=Status.DEFERRED, deferred_to="fra 2018")], None),
        ([said(1, status=Status.DEFERRED, deferred_to="senest 2018")], "ready"),
        ([said(1, status=Status.DEFERRED, deferred_to="2018", standing=Standing.PROPOSED)], "ready"),
        ([said(1, status=Status.DEFERRED, deferred_to="2018"), said(1, status=Status.ONGOING)], "ready"),
        ([said(1, status=Status.DEFERRED, deferred_to="2018"), said(1, status=Status.AWAITING)], None),
        ([said(1, status=Status.DEFERRED, deferred_to="2018", awaits=["e"])], "blocked"),
        ([said(1, status=Status.ONGOING, awaits=["e"])], "blocked"),
        ([said(1, planned="2018")], "ready"),
    ],
)
def test_ready_is_held_by_nothing_and_not_put_off(log, place):
    assert places(plan_of(*log)).get("1") == place


def test_whether_what_names_nothing_is_ready_cannot_be_told():
    plan = plan_of(
        said(10, status=Status.AWAITING),
        said(2, status=Status.AWAITING),
        said(3, status=Status.AWAITING, awaits=["e"]),
        said(events=["e"], delivered=True),
        numbers=(10, 1, 2, 3),
    )
    found = ready(plan, as_of=AS_OF)
    assert (list(found), found.undetermined) == (["1", "3"], ("2", "10"))
    words = "Det kan ikke afgøres, om disse er klar, fordi kilden ikke oplyser, hvad de afventer eller mangler: 2, 10"
    assert str(found).splitlines()[1] == words
    assert found.remarks("en")[0].endswith("because no source says what they await or lack: 2, 10")
    assert blocked(plan, as_of=AS_OF) == {}
    none = ready(plan_of(), as_of=AS_OF)
    assert (none.undetermined, "afgøres" in str(none)) == ((), False)


def test_what_awaits_what_will_not_come_is_held_until_the_wait_is_lifted():
    log = [said(1, awaits=["e"]), promised("e", "marts 2017"), said(events=["e"], status=Status.CANCELLED)]
    found = blocked(plan_of(*log), as_of=AS_OF)[1]
    [held] = found.awaits
    assert (held.never, held.expected, held.promises) == (True, None, (parse_period("marts 2017"),))
    assert found.expected.is_never
    assert str(found.expected) == "aldrig, medmindre afventningen ophæves"
    assert found.expected.text("en") == "never, unless the wait is lifted"
    record = blocked(plan_of(*log), as_of=AS_OF).to_records()[0]
    assert (record["never"], record["earliest"], record["latest"]) == (True, None, None)
    assert str(blocked(plan_of(*log), as_of=AS_OF)).splitlines()[-1].split()[-2:] == ["aldrig", "ip2017"]
    assert overdue(plan_of(*log), as_of=day("2017-06-30")) == {}
    lifted = said(1, lifts=["e"])
    assert "1" in ready(plan_of(*log, lifted), as_of=AS_OF)
    # expected again after all
    again = blocked(plan_of(*log, promised("e", "2018")), as_of=AS_OF)[1]
    assert (again.awaits[0].never, str(again.expected.earliest)) == (False, "2018-01-01")


def test_ready_tells_how_it_stands_and_where_that_is_written():
    plan = plan_of(
        said(1, source="status2016", status=Status.DEFERRED, deferred_to="2017"),
        said(1, text="Drøftet"),
        numbers=(1, 2),
    )
    found = ready(plan, as_of=AS_OF)
    assert (found[1].status, found[1].deferred_to) == (Status.NOT_STARTED, parse_period("2017"))
    assert found[1].citations == (Citation("status2016"), Citation("ip2017"))
    assert (found[2].status, found[2].deferred_to, found[2].citations) == (Status.NOT_STARTED, None, ())
    assert found.cells("en")[0] == {
        "number": "1",
        "section": "1",
        "title": "Titel 1",
        "status": "not started",
        "sources": "status2016; ip2017",
    }


# --- root causes ----------------------------------------


def roots(plan, number):
    return [(root.kind.value, root.members or (root.id,)) for root in blocked(plan, as_of=AS_OF)[number].roots]


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        ([said(1, awaits=["e"])], [("event", ("e",))]),
        ([said(1, awaits=[2])], [("recommendation", ("2",))]),
        ([said(1, awaits=[2]), said(2, awaits=[3]), said(3, awaits=["e"])], [("event", ("e",))]),
        ([said(1, awaits=[2]), said(2, awaits=[3])], [("recommendation", ("3",))]),
        ([said(1, awaits=[2, 3]), said(2, 3, awaits=[4]), said(4, awaits=["f", "e"])],
         [("event", ("e",)), ("event", ("f",))]),
        ([said(1, awaits=[2, "e"]), said(2, status=Status.CANCELLED, awaits=["f"])],
         [("event", ("e",)), ("recommendation", ("2",))]),
        ([said(1, awaits=[2]), said(2, status=Status.PERMANENT)], [("recommendation", ("2",))]),
        ([said(1, awaits=[77])], [("recommendation", ("77",))]),
        ([said(1, awaits=["nowhere"])], [("event", ("nowhere",))]),
        ([said(1, awaits=[2]), said(2, awaits=[1])], [("cycle", ("1", "2"))]),
        ([said(1, awaits=[1])], [("cycle", ("1",))]),
        ([said(1, awaits=[2]), said(2, awaits=[3]), said(3, awaits=[2])], [("cycle", ("2", "3"))]),
        ([said(1, awaits=[2]), said(2, awaits=[3, "e"]), said(3, awaits=[2, 4])],
         [("cycle", ("2", "3")), ("event", ("e",)), ("recommendation", ("4",))]),
        ([said(1, awaits=[2, 4]), said(2, awaits=[3]), said(3, awaits=[2]), said(4, awaits=[5]), said(5, awaits=[4])],
         [("cycle", ("2", "3")), ("cycle", ("4", "5"))]),
    ],
)  # fmt: skip
def test_roots_are_what_the_waits_come_down_to(log, expected):
    assert sorted(roots(plan_of(*log), 1)) == expected


def test_roots_stand_in_natural_order():
    plan = plan_of(said(1, awaits=[10, "9a", 9, 2]), numbers=(1, 2, 9, "9a", 10))
    assert [members for _, members in roots(plan, 1)] == [("2",), ("9",), ("9a",), ("10",)]


# --- overdue ----------------------------------------


@pytest.mark.parametrize(
    ("log", "late"),
    [
        ([said(1, expected="2016")], True),
        ([said(1, expected="2017")], False),
        ([said(1, expected="2016"), said(1, expected="2017")], False),
        ([said(1, expected="2016"), said(1, status=Status.COMPLETED)], False),
        ([said(1, expected="2016"), said(1, status=Status.CANCELLED)], False),
        ([said(1, expected="2016", outcome=REPORT)], True),
        ([said(1, expected="2016", outcome=REPORT), said(1, delivered=True, outcome=REPORT)], False),
        ([said(1, expected="2016", standing=Standing.PROPOSED)], False),
        ([said(1, awaits=["e"]), promised("e", "2016")], True),
        ([said(1, awaits=["e"]), promised("e", "2016"), said(events=("e",), delivered=True)], False),
        ([said(1, awaits=["e"]), promised("f", "2016")], False),
        ([said(1, awaits=["e"]), promised("e", "2016"), said(1, lifts=["e"])], False),
    ],
)
def test_overdue_when_what_was_promised_has_not_come(log, late):
    assert (1 in overdue(plan_of(*log), as_of=AS_OF)) is late


def test_overdue_tells_the_waits_and_the_own_promise():
    plan = plan_of(
        said(1, awaits=["e", "f"], citations=(Citation("ip2017", line=1),)),
        promised("e", "2016", citations=(Citation("ip2017", line=2),)),
        promised("f", "2017"),
        promised(1, "november 2016", citations=(Citation("ip2017", line=3),)),
        said(2, awaits=["e"]),
        promised(2, "2018"),
    )
    found = overdue(plan, as_of=AS_OF)
    assert list(found) == ["1", "2"]
    assert [one.target for one in found[1].awaits] == ["e"]
    assert str(found[1].expected) == "november 2016"
    assert [citation.line for citation in found[1].citations] == [1, 2, 3]
    assert found[2].expected is None
    record = found.cells("en")[0]
    assert (record["awaits"], record["expected"]) == ("Begivenhed e", "2016; November 2016")
    assert found.cells()[1]["expected"] == "2016"


# --- what releases ----------------------------------------


RELEASING = plan_of(
    said(1, awaits=["e"]),
    said(2, awaits=["e", "f"]),
    said(3, awaits=[wait("e"), wait("e", REPORT)]),
    said(4, awaits=[2]),
    said(10, strand="a", awaits=["e"]),
    said(11, strand="a", awaits=["e"]),
    said(11, strand="b", awaits=["f"]),
    said(12, status=Status.COMPLETED, awaits=["e"]),
    numbers=(1, 2, 3, 4, 9, 10, 11, 12),
    strands={10: "ab", 11: "ab"},
)


@pytest.mark.parametrize(
    ("target", "freed", "still_waiting"),
    [
        ("e", ["1", "3", "10"], ("2", "11")),
        ("f", [], ("2", "11")),
        ("g", [], ()),
        (2, ["4"], ()),
        ("2", ["4"], ()),
        (9, [], ()),
    ],
)
def test_releases(target, freed, still_waiting):
    found = releases(RELEASING, target, as_of=AS_OF)
    assert list(found) == freed
    assert found.still_waiting == still_waiting
    assert all(target in (one.target, int(one.target) if one.target.isdigit() else "") for value in found.values()
               for one in value.awaits)  # fmt: skip


def test_what_is_put_off_past_the_date_does_not_become_ready():
    plan = plan_of(said(1, awaits=["e"], status=Status.DEFERRED, deferred_to="2018"), said(2, awaits=["e"]))
    assert list(releases(plan, "e", as_of=AS_OF)) == ["2"]
    assert list(releases(plan, "e", as_of=day("2018-01-01"))) == ["1", "2"]


def test_releases_knows_both_time_axes():
    plan = plan_of(said(1, source="status2016", awaits=["e"]), said(1, source="status2017", awaits=["f"]))
    assert list(releases(plan, "e", as_of=AS_OF)) == ["1"]
    assert list(releases(plan, "e", as_of=day("2017-07-01"))) == []
    assert list(releases(plan, "e", as_of=day("2017-07-01"), known_at=AS_OF)) == ["1"]


@pytest.mark.parametrize(
    ("target", "code", "nearest"),
    [
        (99, "unknown-number", "9"),
        ("99", "unknown-number", "9"),
        ("ee", "unknown-event", "e"),
        ("", "unknown-event", None),
        (True, "not-a-number", None),
        (None, "not-a-number", None),
        (1.0, "not-a-number", None),
        (-1, "not-a-number", None),
        ("9 a", "not-a-number", None),
    ],
)
def test_an_unknown_target_is_refused(target, code, nearest):
    with pytest.raises(PlanError) as error:
        releases(RELEASING, target, as_of=AS_OF)
    (fault,) = error.value.faults
    assert fault.code == code
    assert nearest is None or nearest in fault.nearest


# --- the answer ----------------------------------------


def test_blocked_is_a_mapping_in_natural_order_with_its_reasons():
    plan = plan_of(
        said(10, 9, 2, awaits=["e"], source="status2016", status=Status.AWAITING),
        promised("e", "1. kvartal 2017", citations=(Citation("ip2017", section="4.1", line=7, last_line=9),)),
        numbers=(10, 9, 2, 1),
    )
    found = blocked(plan, as_of=AS_OF)
    assert list(found) == ["2", "9", "10"]
    assert found[9].citations == (Citation("status2016"), Citation("ip2017", section="4.1", line=7, last_line=9))
    assert found.cells("en")[1] == {
        "number": "9",
        "section": "1",
        "title": "Titel 9",
        "status": "awaiting",
        "awaits": "Begivenhed e",
        "awaits_more": False,
        "expected": "first quarter of 2017",
        "never": False,
        "since": day("2016-06-30"),
        "earliest": AS_OF,
        "latest": day("2017-03-31"),
        "overdue": False,
        "roots": "Begivenhed e",
        "sources": "status2016; ip2017 section 4.1, line 7-9",
    }


@pytest.mark.parametrize(
    ("log", "column", "words"),
    [
        ([said(1, awaits=["e", "f"])], "expected", "no date"),
        ([said(1, awaits=["e", "f"]), promised("f", "2018")], "expected", "no date; 2018"),
        ([said(1, awaits=["e", "f"]), said(events=("e", "f"), expected="2018")], "expected", "2018"),
        ([said(1, awaits=["nowhere", wait(77, REPORT), wait(2, START)])], "awaits",
         "nowhere; recommendation 77 (report); recommendation 2 (start)"),
        ([said(1, awaits=["nowhere"])], "roots", "nowhere"),
        ([said(1, awaits=[2]), said(2, awaits=[1])], "roots", "cycle (1, 2)"),
        ([said(1, awaits=[2])], "roots", "recommendation 2"),
        ([said(1, awaits=["e"], status=Status.DEFERRED, deferred_to="2018")], "status", "deferred"),
        ([said(1, awaits=["e"])], "status", "not started"),
    ],
)  # fmt: skip
def test_what_a_record_tells(log, column, words):
    assert blocked(plan_of(*log), as_of=AS_OF).cells("en")[0][column] == words


def test_a_long_circle_is_cut_in_a_record():
    plan = plan_of(*[said(n, awaits=[n % 12 + 1]) for n in range(1, 13)], numbers=range(1, 13))
    found = blocked(plan, as_of=AS_OF)
    assert found[1].roots[0].members == tuple(str(n) for n in range(1, 13))
    assert found.cells()[0]["roots"] == "kreds (1, 2, 3, 4, 5, 6, 7, 8, 9, 10…)"
