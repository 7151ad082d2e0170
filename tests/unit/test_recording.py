"""Recording statements, and asking what they would change."""

from __future__ import annotations

import datetime

import attrs
import pytest

import praksisplan as pp
from praksisplan import Limit, Recommendation, Source, Status, parse_period
from praksisplan.model import Outcome, Target, TargetKind
from praksisplan.rules.windows import Driver
from tests.unit.rules.plans import AS_OF, day, plan_of, promised, said, wait

GOING, DONE, OUT, OFF = Status.ONGOING, Status.COMPLETED, Status.CANCELLED, Status.DEFERRED
SUMMER, AUTUMN = parse_period("juni 2017"), parse_period("oktober 2017")
TODAY = parse_period("15. januar 2017")
MINUTES = Source("pas-2017-02", "PAS", parse_period("9. februar 2017"))
HOVEDSTADEN = pp.datasets.load("hovedstaden-almen-2015-2019")

PLAN = plan_of(
    said(1, planned="2017", awaits=["e"]),
    said(2, planned="2017", awaits=[wait(1)]),
    said(3, planned="2017"),
    promised("e", "1. kvartal 2017"),
)


def now(*about, **facts):
    """A statement that nothing dates."""
    return said(*about, source=None, **facts)


def moved(target, period=AUTUMN, **facts):
    """A statement by which a promise moves."""
    return promised(target, period, **{"source": None} | facts)


def put_off(number, to, **facts):
    return now(number, status=OFF, deferred_to=to, **facts)


def faults(ask):
    with pytest.raises(pp.PlanError) as caught:
        ask()
    return [(fault.code, fault.path) for fault in caught.value.faults]


# --- recording


def test_what_is_recorded_is_added_with_its_source():
    told = now(1, status=DONE)
    found = pp.record(PLAN, told, source=MINUTES)
    assert found.sources == (*PLAN.sources, MINUTES)
    assert found.log == (*PLAN.log, attrs.evolve(told, citations=(pp.Citation("pas-2017-02"),)))
    assert pp.state_at(found, as_of=day("2017-02-08"))[1].status is not DONE
    assert pp.state_at(found, as_of=day("2017-02-09"))[1].status is DONE
    assert attrs.evolve(found, sources=PLAN.sources, log=PLAN.log) == PLAN
    assert pp.loads(pp.dumps(found)) == found


def test_nothing_recorded_leaves_the_plan_as_it_is():
    assert pp.record(PLAN) == PLAN
    assert pp.record(PLAN, source=PLAN.sources[0]) == PLAN


def test_what_a_statement_cites_itself_stays():
    cited, dated = said(1, status=GOING, source="ip2016"), now(2, status=GOING, on="1. februar 2017")
    assert pp.record(PLAN, cited, dated).log == (*PLAN.log, cited, dated)
    with_source = pp.record(PLAN, cited, dated, source=MINUTES)
    assert [one.citations[0].source for one in with_source.log[-2:]] == ["ip2016", "pas-2017-02"]


def test_recording_is_checked_as_strictly_as_a_file_and_tells_every_fault():
    wrong = [
        now(77, status=DONE, responsible=["x"]),
        now(1, strand="c", status=DONE),
        now(events=["ee"], expected="2018", by="y"),
        now(1, awaits=[wait(88), wait("zz")], lifts=[wait(99)], on="2017"),
        now(efforts=["q"], status=DONE),
        said(2, source="nowhere"),
        now(3, milestones=(pp.Milestone("M", SUMMER, ("z",)),)),
    ]
    plan = plan_of(strands={1: "ab"})
    found = faults(lambda: pp.record(plan, *wrong, source=MINUTES))
    assert sorted(found) == sorted(
        [
            ("unknown-number", "statements[0].about[0]"),
            ("unknown-body", "statements[0].responsible[0]"),
            ("unknown-strand", "statements[1].strand"),
            ("unknown-event", "statements[2].events[0]"),
            ("unknown-body", "statements[2].by"),
            ("unknown-event", "statements[3].awaits[1].event"),
            ("unknown-effort", "statements[4].efforts[0]"),
            ("unknown-source", "statements[5].citations[0].source"),
            ("unknown-body", "statements[6].milestones[0].responsible[0]"),
        ]
    )


def test_only_the_faults_of_what_is_recorded_are_told():
    unsound = attrs.evolve(plan_of(said(77), said(1, awaits=[88])), events=PLAN.events * 2)
    assert len(pp.record(unsound, now(1, status=DONE), source=MINUTES).log) == 3


def test_a_statement_that_nothing_dates_is_not_recorded():
    """It would count as older than everything else in the log."""
    found = faults(lambda: pp.record(PLAN, now(1, status=DONE), now(77, status=DONE)))
    assert found == [
        ("unknown-number", "statements[1].about[0]"),
        ("undated", "statements[0]"),
        ("undated", "statements[1]"),
    ]


def test_another_source_with_the_same_id_is_refused():
    other = attrs.evolve(PLAN.sources[0], title="En anden")
    assert faults(lambda: pp.record(PLAN, now(1, status=DONE), source=other)) == [("duplicate-id", "source")]
    same = pp.record(PLAN, now(1, status=DONE), source=PLAN.sources[0])
    assert same.sources == PLAN.sources


@pytest.mark.parametrize("ask", [pp.record, lambda *given: pp.what_if(*given, as_of=AS_OF)])
def test_what_is_no_statement_is_refused(ask):
    assert faults(lambda: ask(PLAN, now(1), [now(2)], "3")) == [
        ("wrong-type", "statements[1]"),
        ("wrong-type", "statements[2]"),
    ]


def test_recording_completes_what_others_await_in_the_bundled_plan():
    done = pp.record(HOVEDSTADEN, now(28, delivered=True, outcome=Outcome.REPORT), source=MINUTES)
    assert 29 in pp.blocked(HOVEDSTADEN, as_of=day("2017-02-09"))
    assert list(pp.releases(HOVEDSTADEN, 28, as_of=day("2017-02-09"))) == ["29"]
    assert 29 in pp.blocked(done, as_of=day("2017-02-08"))
    assert 29 not in pp.blocked(done, as_of=day("2017-02-09"))


# --- what if


def differences(*statements, plan=PLAN, **given):
    found = pp.what_if(plan, *statements, as_of=AS_OF, **given)
    return {(one.number, one.aspect): one.after for one in found.differences}


@pytest.mark.parametrize(
    "statements",
    [
        [],
        [moved("e")],
        [put_off(1, "2018")],
        [now(1, status=OUT), now(3, status=GOING)],
        [now(3, awaits=["e", 1]), moved("e", SUMMER)],
        [now(2, lifts=[wait(1)], on="1. marts 2017")],
        [said(3, status=DONE, source="status2017")],
    ],
)
def test_what_if_is_comparing_with_what_is_recorded(statements):
    dated = [one if one.on or one.citations else attrs.evolve(one, on=TODAY) for one in statements]
    recorded = pp.record(PLAN, *dated)
    for as_of, known_at in ((AS_OF, None), (day("2017-03-01"), None), (AS_OF, day("2017-07-01"))):
        found = pp.what_if(PLAN, *dated, as_of=as_of, known_at=known_at)
        assert found == pp.compare(PLAN, recorded, as_of=as_of, known_at=known_at)
    assert pp.what_if(PLAN, *statements, as_of=AS_OF) == pp.compare(PLAN, recorded, as_of=AS_OF)


def test_what_if_is_comparing_with_what_is_recorded_in_the_bundled_plan():
    slip = moved("sundheds-it-rapport", "2018")
    recorded = pp.record(HOVEDSTADEN, attrs.evolve(slip, on=TODAY))
    found = pp.what_if(HOVEDSTADEN, slip, as_of=AS_OF)
    assert found == pp.compare(HOVEDSTADEN, recorded, as_of=AS_OF)
    assert "78" in found.numbers


def test_deferring_moves_what_is_deferred_and_what_awaits_it():
    told = differences(put_off(1, "2018"))
    assert told[("1", "status")] is OFF
    assert told[("1", "deferred_to")] == parse_period("2018")
    assert told[("1", "earliest")] == told[("2", "earliest")] == day("2018-01-01")
    assert not [number for number, _ in told if number == "3"]


def test_dropping_keeps_the_waits_for_it_open():
    told = differences(now(1, status=OUT))
    assert told[("1", "status")] is OUT
    assert ("2", "blocked") not in told


def test_what_awaits_an_event_that_never_comes_never_begins():
    """It must not begin earlier than with the promise that is gone."""
    never = now(events=["sundheds-it-rapport"], status=OUT)
    found = pp.what_if(HOVEDSTADEN, never, as_of=AS_OF)
    assert [(one.number, one.aspect, one.before, one.after) for one in found.differences] == [
        ("78", "earliest", day("2017-10-01"), None)
    ]
    words = [cells["after"] for cells in [*found.cells("da"), *found.cells("en")]]
    assert words == ["aldrig, medmindre afventningen ophæves", "never, unless the wait is lifted"]
    recorded = pp.record(HOVEDSTADEN, attrs.evolve(never, on=TODAY))
    assert pp.forecast(recorded, as_of=AS_OF)[78].is_never
    assert 78 in pp.blocked(recorded, as_of=AS_OF)
    assert "78" in [one.subject for one in pp.check(recorded, as_of=AS_OF) if one.code == "awaits-cancelled"]


def test_a_change_is_told_in_english_to_the_last_word():
    given = put_off(29, "2019"), now(28, delivered=True, outcome=Outcome.REPORT), moved("e", "2018")
    plan = attrs.evolve(HOVEDSTADEN, events=(*HOVEDSTADEN.events, *PLAN.events))
    rows = pp.what_if(plan, *given, as_of=AS_OF).cells("en")
    assert [(row["aspect"], row["before"], row["after"]) for row in rows] == [
        ("status", "awaiting", "deferred"),
        ("deferred to", None, "2019"),
        ("awaits", "recommendation 28 (report)", ""),
        ("blocked", "yes", "no"),
        ("next year's plan", "carried over", "later"),
        ("earliest", "15 January 2017", "1 January 2019"),
        ("latest", "unknown", "31 December 2019"),
    ]


@pytest.mark.parametrize("target", [2, "2"])
def test_the_promise_of_a_recommendation_moves(target):
    plan = plan_of(said(1, awaits=[2]), promised(2, "juni 2017"))
    assert differences(moved(target), plan=plan)[("1", "earliest")] == day("2017-10-01")


def test_only_the_outcome_that_is_named_moves():
    start = wait("e", Outcome.START)
    plan = plan_of(said(1, awaits=["e"]), said(2, awaits=[start]), said(events=("e",), expected="juni 2017"))
    told = differences(moved("e", outcome=Outcome.START), plan=plan)
    assert {number for number, _ in told} == {"2"}
    assert told[("2", "earliest")] == day("2017-10-01")


def test_a_wait_is_added_or_lifted():
    told = differences(now(3, awaits=["e"]))
    assert told[("3", "blocked")] is True
    told = differences(now(2, lifts=[wait(1)]))
    assert (told[("2", "awaits")], told[("2", "blocked")]) == ((), False)


def test_what_is_told_after_the_day_of_the_answer_changes_nothing():
    later = put_off(3, "2018", on="1. marts 2017")
    assert differences(later) == {}
    assert pp.what_if(PLAN, later, as_of=day("2017-03-01")).numbers == ("3",)


def test_a_source_that_was_not_yet_known_changes_nothing():
    later = said(3, status=DONE, on="1. januar 2017", source="status2017")
    assert differences(later) == {}
    assert ("3", "status") in differences(later, known_at=day("2017-06-30"))


def test_a_bound_tells_what_drives_it():
    plan = plan_of(said(1, awaits=["e"]), promised("e", "juni 2017"))
    found = pp.what_if(plan, moved("e"), as_of=AS_OF)
    assert [(one.aspect, one.drivers) for one in found.differences] == [
        ("earliest", (Driver("earliest", Target(TargetKind.EVENT, "e")),)),
        ("latest", (Driver("latest", Target(TargetKind.EVENT, "e")),)),
    ]


def test_a_late_report_of_the_bundled_plan_moves_what_awaits_it():
    found = pp.what_if(HOVEDSTADEN, moved("forebyggelsesgruppen-rapport", "1. kvartal 2018"), as_of=AS_OF)
    assert found.numbers == ("9",)
    # planned for 2016, which has passed and bounds nothing above: the latest day is unknown before and after
    assert [(one.aspect, one.before, one.after) for one in found.differences] == [
        ("earliest", AS_OF, day("2018-01-01"))
    ]


def test_a_moment_is_no_day():
    moment = datetime.datetime(2017, 1, 1)  # noqa: DTZ001
    assert faults(lambda: pp.what_if(PLAN, now(1), as_of=moment)) == [("not-a-date", "as_of")]


# --- statements that contradict each other


@pytest.mark.parametrize(
    ("one", "other", "english", "danish"),
    [
        (now(1, status=OUT), put_off(1, "2018"), ("cancelled", "deferred to 2018"), ("bortfaldet", "udskudt til 2018")),
        (put_off("1", "2018"), put_off(1, "2019"), ("deferred to 2018", "2019"), ("udskudt til 2018", "2019")),
        (now(1, 3, status=DONE), now(3, status=GOING), ("'3'", "completed"), ("afsluttet", "igangværende")),
        (moved("e"), moved("e", SUMMER), ("expected oktober 2017", "juni"), ("forventet oktober 2017", "juni")),
        (moved(1, "2018"), moved("1", "2019"), ("expected 2018", "expected 2019"), ("forventet 2018", "2019")),
        (now(3, awaits=["e"]), now(3, lifts=["e"]), ("awaits e", "no longer awaits e"), ("afventer ikke længere e",)),
        (now(3, planned="2018"), now(3, planned="2019"), ("planned for 2018",), ("planlagt til 2019",)),
        (now(events=["e"], status=OUT), moved("e"), ("will never come", "expected"), ("kommer aldrig", "forventet")),
        (now(events=["e"], status=OUT), now(events=["e"], delivered=True), ("has come",), ("er kommet",)),
        (now(events=["e"], status=OUT), now(events=["e"], status=DONE), ("has come",), ("er kommet",)),
    ],
)
def test_statements_that_contradict_each_other_are_both_named(one, other, english, danish):
    for first, second in ((one, other), (other, one)):
        with pytest.raises(pp.PlanError) as caught:
            pp.what_if(PLAN, first, second, as_of=AS_OF)
        [fault] = caught.value.faults
        assert (fault.code, fault.path) == ("contradiction", "statements[1]")
        assert all(words in fault.message for words in english)
        assert all(words in fault.danish for words in danish)


@pytest.mark.parametrize(
    "statements",
    [
        [now(1, status=GOING), now(1, status=GOING)],
        [now(1, status=GOING), now(2, status=DONE)],
        [now(1, status=GOING, strand="a"), now(1, status=DONE, strand="b"), now(1, status=OUT)],
        [moved("e", SUMMER), moved("e", AUTUMN, outcome=Outcome.START)],
        [now(3, awaits=["e"]), now(2, lifts=["e"])],
        [put_off(1, "2018"), now(1, status=DONE, on="1. marts 2017")],
        [put_off(1, "2018"), now(1, status=DONE, standing=pp.Standing.PROPOSED)],
        [said(1, status=GOING), said(1, status=DONE, source="ip2016")],
        [moved("e", SUMMER, delivered=True)],
    ],
)
def test_statements_that_do_not(statements):
    plan = plan_of(*PLAN.log, strands={1: "ab"})
    pp.what_if(plan, *statements, as_of=AS_OF)


# --- recommendations and limits


NEW = Recommendation(9, section="1", title="Ny")


def test_a_recommendation_is_added_with_what_is_told_of_it():
    told = differences(now(9, planned="2018"), now(3, awaits=[9]), add=[NEW, NEW])
    assert told[("9", "recommendation")] is True
    assert (told[("3", "blocked")], told[("3", "earliest")]) == (True, day("2018-01-01"))


def test_a_recommendation_is_left_out_and_what_awaits_it_waits_on():
    told = differences(remove=[1])
    assert told[("1", "recommendation")] is False
    assert ("2", "blocked") not in told
    assert faults(lambda: differences(now(1, status=DONE), remove=["1"])) == [
        ("unknown-number", "statements[0].about[0]")
    ]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"add": [Recommendation(1, "1", "T")]}, ("duplicate-number", "add[0].number")),
        ({"add": [NEW, Recommendation(10, "7", "T")]}, ("unknown-number", "add[1].section")),
        ({"add": [NEW, Recommendation(9, "1", "En anden")]}, ("duplicate-number", "add[1].number")),
        ({"remove": [77]}, ("unknown-number", "number")),
        ({"limits": [Limit("xyz", 1)]}, ("unknown-body", "limits[0].body")),
        ({"limits": [Limit("pas", 0, SUMMER)]}, ("no-limit", "limits")),
        ({"limits": [Limit.whole_plan(0, SUMMER)]}, ("no-limit", "limits")),
    ],
)
def test_what_cannot_be_added_left_out_or_limited(given, found):
    assert faults(lambda: differences(**given)) == [found]


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
@pytest.mark.parametrize("body", ["pas", None])
def test_two_limits_of_one_day_contradict_each_other(body, one, other, is_conflict):
    plan = attrs.evolve(PLAN, limits=(Limit(body, 3),))
    both = [Limit(body, most, words and parse_period(words)) for most, words in ((1, one), (2, other))]
    if is_conflict:
        with pytest.raises(pp.PlanError) as caught:
            pp.what_if(plan, as_of=AS_OF, limits=both)
        [fault] = caught.value.faults
        assert (fault.code, fault.path) == ("contradiction", "limits")
        assert "at most 1" in fault.message
        assert "at most 2" in fault.message
        assert "højst 1" in fault.danish
        assert ("hele planen" if body is None else "pas") in fault.danish
    else:
        assert pp.what_if(plan, as_of=AS_OF, limits=both).differences == ()


def test_the_schedules_before_and_after_are_compared():
    plan = plan_of(said(1), said(2, awaits=[1]), numbers=[1, 2])

    def scheduler(plan):
        return pp.schedule(plan, pp.Workload(), as_of=AS_OF, over=parse_period("2017"))

    slip = now(1, awaits=["e"]), moved("e", "2. kvartal 2017")
    found = pp.what_if(plan, *slip, as_of=AS_OF, scheduler=scheduler)
    assert [(one.number, str(one.before), str(one.after), one.drivers) for one in found.of("start")] == [
        ("1", "1. kvartal 2017", "3. kvartal 2017", (Driver("start", Target(TargetKind.EVENT, "e")),)),
        ("2", "2. kvartal 2017", "4. kvartal 2017", (Driver("start", Target(TargetKind.RECOMMENDATION, "1")),)),
    ]
    tighter = pp.what_if(plan, as_of=AS_OF, limits=[Limit.whole_plan(0)], scheduler=scheduler)
    assert [(one.number, one.after) for one in tighter.of("start")] == [("1", None), ("2", None)]
    assert tighter.numbers == ("1", "2")
    assert pp.what_if(plan, as_of=AS_OF, limits=[Limit.whole_plan(0)]).differences == ()
    both = plan_of(said(1), said(2), numbers=[1, 2])
    one = pp.what_if(both, as_of=AS_OF, limits=[Limit.whole_plan(1)], scheduler=scheduler)
    assert [(one["number"], one["drivers"], one["drivers_label"]) for one in one.to_records("da")] == [
        ("2", ["*"], ["hele planen"])
    ]


def test_a_limit_for_a_while_leaves_the_rest_as_it_was():
    plan = attrs.evolve(plan_of(said(1), numbers=[1]), limits=(Limit("pas", 3, parse_period("2016-2018")),))
    seen = []

    def scheduler(plan):
        seen.append([(one.most, one.over.start, one.over.end) for one in plan.limits])
        return pp.schedule(plan, pp.Workload(), as_of=AS_OF, over=parse_period("2017"))

    july = Limit("pas", 0, parse_period("juli 2017"))
    pp.what_if(plan, as_of=AS_OF, limits=[july, july], scheduler=scheduler)
    assert seen[1] == [
        (3, day("2016-01-01"), day("2017-07-01")),
        (3, day("2017-08-01"), day("2019-01-01")),
        (0, day("2017-07-01"), day("2017-08-01")),
    ]
