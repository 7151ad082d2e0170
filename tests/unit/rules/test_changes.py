"""What if, and what changed."""

from __future__ import annotations

import datetime

import attrs
import pytest

import praksisplan as pp
from praksisplan import Outcome, PromiseMoves, Standing, Status, parse_period
from praksisplan.rules.windows import Driver
from tests.unit.rules.plans import AS_OF, day, plan_of, promised, said, wait

SUMMER, AUTUMN = parse_period("juni 2017"), parse_period("oktober 2017")
GOING, DONE = Status.ONGOING, Status.COMPLETED


def moved(target, period=AUTUMN, **facts):
    return PromiseMoves(target, period, **facts)


def differing(before, after, as_of=AS_OF, **given):
    """Each difference as (number, aspect, before, after), in words."""
    found = pp.compare(before, after, as_of=as_of, **given).differences
    return [(one.number, one.aspect, one.text(one.before), one.text(one.after)) for one in found]


def refused(code, ask, english, danish):
    with pytest.raises(pp.PlanError) as caught:
        ask()
    [fault] = caught.value.faults
    assert fault.code == code
    assert english in fault.text("en")
    assert danish in fault.text("da")


# --- applying a change


def test_a_promise_moves():
    plan = plan_of(said(1, awaits=["e"]), promised("e", "juni 2017"))
    late = pp.apply(plan, moved("e"))
    assert plan == plan_of(said(1, awaits=["e"]), promised("e", "juni 2017"))
    assert pp.forecast(plan, as_of=AS_OF)[1].earliest == day("2017-06-01")
    assert pp.forecast(late, as_of=AS_OF)[1].earliest == day("2017-10-01")
    [wait_] = pp.state_at(late, as_of=AS_OF)[1].awaits
    assert [str(period) for period in wait_.promises] == ["juni 2017", "oktober 2017"]
    assert attrs.evolve(late, log=late.log[:-1]) == plan


def test_without_changes_the_plan_is_the_same():
    plan = plan_of(said(1))
    assert pp.apply(plan) == plan


@pytest.mark.parametrize("target", [2, "2"])
def test_the_promise_of_a_recommendation_moves(target):
    plan = plan_of(said(1, awaits=[2]), promised(2, "juni 2017"))
    late = pp.apply(plan, moved(target))
    assert late.log[-1].about == ("2",)
    assert late.log[-1].events == ()
    assert pp.forecast(late, as_of=AS_OF)[1].earliest == day("2017-10-01")


def test_only_the_outcome_that_is_named_moves():
    start = wait("e", Outcome.START)
    plan = plan_of(said(1, awaits=["e"]), said(2, awaits=[start]), said(events=("e",), expected="juni 2017"))
    late = pp.apply(plan, moved("e", outcome=Outcome.START))
    found = pp.forecast(late, as_of=AS_OF)
    assert (found[1].earliest, found[2].earliest) == (day("2017-06-01"), day("2017-10-01"))
    both = pp.apply(plan, moved("e", outcome=Outcome.START), moved("e", SUMMER), moved("f"))
    assert len(both.log) == len(plan.log) + 3


def test_a_change_is_told_on_the_day_of_the_newest_statement_or_on_its_own():
    plan = plan_of(said(1, awaits=["e"], source="ip2016"), promised("e", "juni 2017"))
    late = pp.apply(plan, moved("e"))
    assert str(late.log[-1].on) == "31. december 2016"
    assert differing(plan, late, as_of=day("2016-12-30")) == []
    assert differing(plan, late, as_of=day("2016-12-31")) != []
    later = pp.apply(plan, moved("e", on=day("2017-03-01")))
    assert differing(plan, later, as_of=day("2017-02-28")) == []
    assert differing(plan, later, as_of=day("2017-03-01")) != []


def test_wrong_changes_are_refused():
    plan = plan_of(said(1))
    refused("unknown-event", lambda: pp.apply(plan, moved("ee")), "no event 'ee' (did you mean 'e'?)",
            "har ikke begivenhed 'ee'")  # fmt: skip
    refused("unknown-number", lambda: pp.apply(plan, moved(77)), "no recommendation '77'", "ikke anbefaling '77'")
    refused("not-a-number", lambda: pp.apply(plan, moved("7?")), "is no number", "er ikke et nummer")
    refused("changes-conflict", lambda: pp.apply(plan, moved("e"), moved("f"), moved("e", SUMMER)),
            "two changes contradict each other about 'e': PromiseMoves(target=e, expected=oktober 2017)",
            "to ændringer modsiger hinanden om 'e': PromiseMoves(target=e, expected=oktober 2017)")  # fmt: skip
    assert pp.apply(plan, moved(2), moved("2")) == pp.apply(plan, moved(2))
    refused("no-date", lambda: pp.apply(plan_of(), moved("e")), "give as_of", "angiv as_of")
    refused("not-a-date", lambda: pp.apply(plan, moved("e", on="2017-03-01")), "on: expected", "on: der skulle")


# --- comparing


def test_a_plan_does_not_differ_from_itself():
    plan = pp.datasets.load("hovedstaden-almen-2015-2019")
    found = pp.compare(plan, plan, as_of=AS_OF)
    assert (found.differences, found.numbers, found.since, found.as_of) == ((), (), AS_OF, AS_OF)
    assert found.title == plan.title
    assert (str(found), found.text("en")) == ("ingen", "none")


NEW = said(1, planned="2017", status=Status.NOT_STARTED)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ([said(1, text="Går")], []),
        ([said(1, status=Status.TO_BE_CONCRETISED)], [("status", "ikke igangsat", "skal konkretiseres")]),
        ([said(1, status=GOING, standing=Standing.PROPOSED)], [("proposed", None, "igangværende")]),
        (
            [said(1, status=Status.DEFERRED, deferred_to="2018")],
            [
                ("status", "ikke igangsat", "udskudt"),
                ("deferred_to", None, "2018"),
                ("next_year", "videreført", "udskudt til året"),
                ("earliest", AS_OF, day("2018-01-01")),
                ("latest", day("2017-12-31"), day("2018-12-31")),
            ],
        ),
        (
            [said(1, awaits=["e", 2])],
            [
                ("awaits", "", "Begivenhed e; anbefaling 2"),
                ("blocked", False, True),
                ("latest", day("2017-12-31"), None),
            ],
        ),
        # what is finished has no window
        (
            [said(1, status=DONE)],
            [("status", "ikke igangsat", "afsluttet"), ("next_year", "videreført", "afsluttet før året")],
        ),
    ],
)
def test_each_aspect(more, told):
    found = differing(plan_of(NEW), plan_of(NEW, *more))
    assert found == [("1", *one) for one in told]
    back = differing(plan_of(NEW, *more), plan_of(NEW))
    assert back == [("1", aspect, after, before) for aspect, before, after in told]


def test_a_strand_that_waits_does_not_block():
    before, after = (plan_of(said(1), *more, strands={1: "ab"}) for more in ([], [said(1, awaits=["e"], strand="a")]))
    assert ("1", "blocked", False, True) not in differing(before, after)
    assert ("1", "awaits", "", "Begivenhed e") in differing(before, after)


def test_what_is_only_in_one_of_the_plans():
    assert differing(plan_of(numbers=[1, 2]), plan_of(numbers=[1, 10])) == [
        ("2", "recommendation", True, False),
        ("10", "recommendation", False, True),
    ]


def test_the_differences_stand_in_natural_order():
    before = plan_of(numbers=[10, "9a", 2])
    after = plan_of(said(10, 2, "9a", status=GOING), numbers=[10, "9a", 2])
    found = pp.compare(before, after, as_of=AS_OF)
    assert found.numbers == ("2", "9a", "10")
    assert [one.number for one in found.of("status")] == ["2", "9a", "10"]


def test_two_days_of_one_plan():
    plan = plan_of(NEW, said(1, status=GOING, on="1. maj 2017", source="status2017"))
    found = pp.compare(plan, plan, as_of=day("2017-06-30"), since=AS_OF)
    assert (found.since, found.as_of) == (AS_OF, day("2017-06-30"))
    assert [(one.before, one.after) for one in found.of("status")] == [(Status.NOT_STARTED, GOING)]
    assert pp.compare(plan, plan, as_of=AS_OF, since=AS_OF).differences == ()


def test_a_bound_tells_what_drives_it():
    plan = plan_of(said(1, awaits=["e"]), promised("e", "juni 2017"))
    found = pp.what_if(plan, moved("e"), as_of=AS_OF)
    assert [(one.aspect, one.drivers) for one in found.differences] == [
        ("earliest", (Driver("earliest", "event", "e"),)),
        ("latest", (Driver("latest", "event", "e"),)),
    ]
    assert found == pp.compare(plan, pp.apply(plan, moved("e")), as_of=AS_OF)


def test_a_comparison_is_told_in_both_languages():
    before = plan_of(NEW, numbers=[1, 2])
    after = plan_of(
        NEW,
        said(1, awaits=["e"], status=GOING, standing=Standing.PROPOSED),
        said(1, status=Status.DEFERRED, deferred_to="2018"),
        numbers=[1],
    )
    found = pp.compare(before, after, as_of=AS_OF)
    danish = [(record["aspect"], record["before"], record["after"]) for record in found.to_records()]
    english = [(record["aspect"], record["before"], record["after"]) for record in found.to_records("en")]
    assert danish == [
        ("status", "ikke igangsat", "udskudt"),
        ("foreslået", None, "igangværende"),
        ("udskudt til", None, "2018"),
        ("næste års plan", "videreført", "udskudt til året"),
        ("tidligst", "15. januar 2017", "1. januar 2018"),
        ("senest", "31. december 2017", "31. december 2018"),
        ("anbefaling", "ja", "nej"),
    ]
    assert english[0] == ("status", "not started", "deferred")
    assert english[-1] == ("recommendation", "yes", "no")
    waits = pp.compare(plan_of(NEW), plan_of(NEW, said(1, awaits=["e"])), as_of=AS_OF).to_records()
    told = {record["aspect"]: (record["before"], record["after"], record["drivers"]) for record in waits}
    assert told["blokeret"] == ("nej", "ja", "")
    assert told["senest"] == ("31. december 2017", "ukendt", "e")
    assert list(found.to_records()[0]) == list(found.columns)
    assert "<caption>Plan</caption>" in found._repr_html_()
    assert "udskudt til året" in str(found)


def test_the_last_day_that_plans_can_have_is_compared():
    assert pp.compare(plan_of(), plan_of(), as_of=day("2199-12-31")).differences == ()


@pytest.mark.parametrize("name", ["as_of", "since"])
def test_a_moment_is_no_day(name):
    days = {"as_of": AS_OF, name: datetime.datetime(2017, 1, 1)}  # noqa: DTZ001
    refused("not-a-date", lambda: pp.compare(plan_of(), plan_of(), **days), f"{name}: expected", f"{name}: der")


def test_a_late_report_of_the_bundled_plan_moves_what_awaits_it():
    plan = pp.datasets.load("hovedstaden-almen-2015-2019")
    slip = moved("forebyggelsesgruppen-rapport", parse_period("1. kvartal 2018"))
    found = pp.what_if(plan, slip, as_of=AS_OF)
    assert found.numbers == ("9",)
    # planned for 2016, which has passed and bounds nothing above: the latest day is unknown before and after
    assert [(one.aspect, one.before, one.after) for one in found.differences] == [
        ("earliest", AS_OF, day("2018-01-01"))
    ]


# --- what bodies can carry


def carried(plan):
    return [(limit.body, limit.most, limit.over and str(limit.over)) for limit in plan.limits]


def test_a_capacity_changes_always():
    plan = attrs.evolve(plan_of(), limits=(pp.Limit("pas", 3), pp.Limit("ppu", 1)))
    assert carried(pp.apply(plan, pp.CapacityChanges("pas", 2))) == [("ppu", 1, None), ("pas", 2, None)]
    assert carried(pp.apply(plan_of(), pp.CapacityChanges(None, 12))) == [(None, 12, None)]


def test_a_capacity_changes_for_a_while():
    plan = attrs.evolve(plan_of(), limits=(pp.Limit("pas", 3, parse_period("2016-2018")),))
    july = pp.CapacityChanges("pas", 0, parse_period("juli 2017"))
    found = pp.apply(plan, july).limits
    assert [(one.most, one.over.start, one.over.end) for one in found] == [
        (3, day("2016-01-01"), day("2017-07-01")),
        (3, day("2017-08-01"), day("2019-01-01")),
        (0, day("2017-07-01"), day("2017-08-01")),
    ]
    beside = pp.CapacityChanges("pas", 1, parse_period("2019"))
    assert carried(pp.apply(plan, beside)) == [("pas", 3, "2016-2018"), ("pas", 1, "2019")]
    before = pp.CapacityChanges("pas", 1, parse_period("2015"))
    assert carried(pp.apply(plan, before)) == [("pas", 3, "2016-2018"), ("pas", 1, "2015")]
    whole = pp.CapacityChanges("pas", 1, parse_period("2015-2020"))
    assert carried(pp.apply(plan, whole)) == [("pas", 1, "2015-2020")]


def test_a_capacity_that_is_not_there_cannot_change_for_a_while():
    refused(
        "no-limit",
        lambda: pp.apply(plan_of(), pp.CapacityChanges("pas", 0, parse_period("juli 2017"))),
        "give it one without a period",
        "giv den en uden periode",
    )
    refused("unknown-body", lambda: pp.apply(plan_of(), pp.CapacityChanges("xyz", 1)), "'xyz'", "'xyz'")
    refused("bad-number", lambda: pp.apply(plan_of(), pp.CapacityChanges("pas", -1)), "at least 0", "mindst 0")


@pytest.mark.parametrize(
    ("one", "other", "is_conflict"),
    [
        (None, None, True),
        ("2017", None, True),
        ("2017", "juli 2017", True),
        ("fra juli 2017", "2017", True),
        ("2017", "2018", False),
        ("til og med 2016", "2017", False),
        ("2018", "2017", False),
    ],
)
def test_two_capacities_of_one_day_contradict_each_other(one, other, is_conflict):
    plan = attrs.evolve(plan_of(), limits=(pp.Limit("pas", 3), pp.Limit("ppu", 3)))
    first, second = (None if words is None else parse_period(words) for words in (one, other))
    both = pp.CapacityChanges("pas", 1, first), pp.CapacityChanges("pas", 2, second)
    if is_conflict:
        refused("changes-conflict", lambda: pp.apply(plan, *both), "most=1", "most=2")
    else:
        assert set(carried(pp.apply(plan, *both))) > {("pas", 1, one), ("pas", 2, other), ("ppu", 3, None)}
    assert pp.apply(plan, both[0], attrs.evolve(both[0])) == pp.apply(plan, both[0])
    assert len(pp.apply(plan, pp.CapacityChanges("pas", 1), pp.CapacityChanges("ppu", 2)).limits) == 2


def test_schedules_are_compared():
    plan = plan_of(said(1), said(2, awaits=[1]))
    plan = attrs.evolve(plan, recommendations=plan.recommendations[:2])

    def scheduler(plan):
        return pp.schedule(plan, pp.Workload(), as_of=AS_OF, over=parse_period("2017"))

    found = pp.what_if(
        plan,
        pp.AddWait(1, pp.Await(event="e")),
        moved("e", parse_period("2. kvartal 2017")),
        as_of=AS_OF,
        scheduler=scheduler,
    )
    assert [(one.number, str(one.before), str(one.after), one.drivers) for one in found.of("start")] == [
        ("1", "1. kvartal 2017", "3. kvartal 2017", (Driver("start", "event", "e"),)),
        ("2", "2. kvartal 2017", "4. kvartal 2017", (Driver("start", "recommendation", "1"),)),
    ]
    tighter = pp.what_if(plan, pp.CapacityChanges(None, 0), as_of=AS_OF, scheduler=scheduler)
    assert [(one.number, one.after) for one in tighter.of("start")] == [("1", None), ("2", None)]
    assert tighter.numbers == ("1", "2")
    assert pp.what_if(plan, pp.CapacityChanges(None, 0), as_of=AS_OF).differences == ()
    dropped = attrs.evolve(plan, recommendations=plan.recommendations[:1])
    gone = pp.compare(plan, dropped, as_of=AS_OF, schedules=(scheduler(plan), scheduler(dropped)))
    assert gone.of("start") == ()
