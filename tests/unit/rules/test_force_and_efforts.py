"""Which plan is in force and who approved it; how efforts without a number stand; what the log refuses."""

from __future__ import annotations

import attrs
import pytest

import praksisplan as pp
from praksisplan import Citation, Milestone, Standing, Statement, Status, Strand, parse_period
from praksisplan.model import Effort, Matter, PracticeArea, Quantity, TemporalKind, Theme
from tests.unit.rules.plans import AS_OF, CITED, day, plan_of, promised, said

DONE, GOING, WAITS = Status.COMPLETED, Status.ONGOING, Status.AWAITING


# --- approvals


def approval(on, **facts):
    return said(**({"standing": Standing.DECIDED, "matter": Matter.PLAN, "by": "ppu", "on": on} | facts))


def plan_for(period, *log, id="plan"):
    return plan_of(*log, period=parse_period(period), id=id)


def test_who_approved_the_plan_and_when():
    found = pp.rules.approvals(plan_of(approval("11. december 2015"), approval("2016", by="pas"), said(1)))
    assert [(one.plan, one.by, str(one.on)) for one in found] == [
        ("plan", "ppu", "11. december 2015"),
        ("plan", "pas", "2016"),
    ]
    assert found[0].citations == CITED
    assert pp.rules.approvals(plan_of()) == ()


@pytest.mark.parametrize(
    "facts",
    [
        {"standing": Standing.PROPOSED},
        {"standing": Standing.REPORTED},
        {"matter": Matter.YEAR_PLAN},
        {"matter": None},
        {"by": None},
        {"on": None},
        {"about": (1,)},
        {"efforts": ("x",)},
        {"events": ("e",)},
    ],
)
def test_what_is_no_approval_of_the_plan(facts):
    about = facts.pop("about", ())
    log = [attrs.evolve(approval("2016"), about=about, **facts)]
    assert pp.rules.approvals(plan_of(*log)) == ()


@pytest.mark.parametrize(
    ("on", "period", "after"),
    [
        ("11. december 2015", "2015-2019", True),
        ("2. januar 2015", "2015-2019", True),
        ("1. januar 2015", "2015-2019", False),
        ("december 2014", "2015-2019", False),
        # the dates do not tell
        ("årsskiftet 2014/15", "2015-2019", None),
        ("2015", "2015-2019", None),
        ("senest 1. maj 2015", "2015-2019", None),
        ("fra 1. maj 2014", "2015-2019", None),
        ("11. december 2015", "senest 31. december 2019", None),
    ],
)
def test_whether_it_was_approved_after_it_began(on, period, after):
    [found] = pp.rules.approvals(plan_for(period, approval(on)))
    assert found.after_start is after


# --- the plan in force


@pytest.mark.parametrize(
    ("period", "log", "on", "in_force"),
    [
        # a draft
        ("2015-2019", [], "2017-01-15", False),
        ("2015-2019", [approval("2014", standing=Standing.PROPOSED)], "2017-01-15", False),
        # approved beforehand: from its period on
        ("2015-2019", [approval("1. maj 2014")], "2014-12-31", False),
        ("2015-2019", [approval("1. maj 2014")], "2015-01-01", True),
        # approved within it: from the approval on
        ("2015-2019", [approval("11. december 2015")], "2015-12-10", False),
        ("2015-2019", [approval("11. december 2015")], "2015-12-11", True),
        # past its last year
        ("2015-2019", [approval("11. december 2015")], "2025-01-01", True),
        # a month counts from its last day; what has no last day, from its first
        ("2013-2017", [approval("december 2013")], "2013-12-30", False),
        ("2013-2017", [approval("december 2013")], "2013-12-31", True),
        ("2013-2017", [approval("fra 1. maj 2013")], "2013-04-30", False),
        ("2013-2017", [approval("fra 1. maj 2013")], "2013-05-01", True),
        # the first of two approvals by one body
        ("2015-2019", [approval("2017"), approval("11. december 2015")], "2016-01-01", True),
        # a period without a known start
        ("senest 31. december 2019", [approval("11. december 2015")], "2015-12-10", False),
        ("senest 31. december 2019", [approval("11. december 2015")], "2015-12-11", True),
    ],
)
def test_when_a_plan_is_in_force(period, log, on, in_force):
    plan = plan_for(period, *log)
    assert pp.rules.plan_in_force([plan], on=day(on)) == (plan if in_force else None)


REGION, MUNICIPALITIES = approval("21. juni 2022", by="ppu"), approval("1. december 2022", by="pas")


@pytest.mark.parametrize(
    ("mandated", "log", "since"),
    [
        # both must approve: from the last of the two
        (("ppu", "pas"), [REGION, MUNICIPALITIES], "2022-12-01"),
        (("ppu", "pas"), [MUNICIPALITIES, REGION, approval("2023", by="ppu")], "2022-12-01"),
        (("ppu", "pas"), [REGION], None),
        # the other has no say
        (("ppu",), [REGION, MUNICIPALITIES], "2022-06-21"),
        (("ppu",), [MUNICIPALITIES], None),
        # no mandate is known: every approval that is on record
        ((), [REGION, MUNICIPALITIES], "2022-12-01"),
        ((), [REGION], "2022-06-21"),
    ],
)
def test_a_plan_that_several_must_approve_is_in_force_from_the_last_approval(mandated, log, since):
    plan = plan_for("2022-2026", *log)
    bodies = tuple(attrs.evolve(body, mandate=(Matter.PLAN,) if body.id in mandated else ()) for body in plan.bodies)
    plan = attrs.evolve(plan, bodies=bodies)
    in_force = [
        str(first)
        for first in (day("2022-06-20"), day("2022-06-21"), day("2022-11-30"), day("2022-12-01"))
        if pp.rules.plan_in_force([plan], on=first)
    ]
    assert in_force[:1] == ([] if since is None else [since])


def test_a_plan_is_in_force_until_another_is_approved_and_begins():
    old = plan_for("2013-2017", approval("december 2013"), id="old")
    new = plan_for("2018-2021", approval("1. september 2018"), id="new")
    early = plan_for("2018-2021", approval("1. september 2017"), id="early")
    draft = plan_for("2018-2021", id="draft")
    for plans in ([old, new], [new, old]):
        assert pp.rules.plan_in_force(plans, on=day("2018-08-31")) == old
        assert pp.rules.plan_in_force(plans, on=day("2018-09-01")) == new
    assert pp.rules.plan_in_force([old, early], on=day("2017-12-31")) == old
    assert pp.rules.plan_in_force([old, early], on=day("2018-01-01")) == early
    assert pp.rules.plan_in_force([old, draft], on=day("2019-01-01")) == old
    assert pp.rules.plan_in_force(iter([old, draft]), on=day("2013-01-01")) is None
    assert pp.rules.plan_in_force([], on=day("2013-01-01")) is None


def test_the_plan_in_force_on_what_is_no_day():
    with pytest.raises(pp.PlanError) as caught:
        pp.rules.plan_in_force([], on="2018-06-15")
    assert (caught.value.faults[0].code, caught.value.faults[0].path) == ("not-a-date", "on")


def test_the_bundled_plans_of_specialist_practice():
    plans = [pp.datasets.load(f"hovedstaden-speciallaege-{years}") for years in ("2013-2017", "2018-2021")]
    assert pp.rules.plan_in_force(plans, on=day("2018-06-15")).id == "hovedstaden-speciallaege-2013-2017"
    assert pp.rules.plan_in_force(plans, on=day("2013-12-30")) is None
    [found] = pp.rules.approvals(plans[0])
    assert (found.by, str(found.on), found.after_start) == ("regionsraadet", "december 2013", True)
    assert pp.rules.approvals(plans[1]) == ()


# --- efforts

AUDIT = Effort(
    "audit",
    "Audit",
    PracticeArea.PODIATRY,
    Theme.QUALITY,
    temporal=TemporalKind.ONE_OFF,
    place="Bornholm",
    strands=(Strand("a", "Undersøgelse"), Strand("b", "Rapport")),
    citations=(Citation("ip2016"),),
)
DAYS = Effort("dage", "Temadage", PracticeArea.PSYCHOLOGY, Theme.COOPERATION)


def efforts_of(*log, as_of=AS_OF, known_at=None):
    return pp.rules.efforts_at(plan_of(*log, efforts=(DAYS, AUDIT)), as_of=as_of, known_at=known_at)


def about(effort="audit", **facts):
    return said(efforts=(effort,), **facts)


def test_an_effort_of_which_nothing_is_said():
    found = efforts_of()["audit"]
    assert (found.id, found.title, found.area, found.theme) == ("audit", "Audit", PracticeArea.PODIATRY, Theme.QUALITY)
    assert (found.temporal, found.place) == (TemporalKind.ONE_OFF, "Bornholm")
    assert (found.status, found.standing, found.since) == (Status.NOT_STARTED, None, None)
    assert (found.awaits, found.quantities, found.periods, found.responsible, found.statements) == ((),) * 5
    assert [(strand.id, strand.status) for strand in found.strands] == [
        ("a", Status.NOT_STARTED),
        ("b", Status.NOT_STARTED),
    ]
    assert found.citations == (Citation("ip2016"),)


def test_how_an_effort_stands():
    found = efforts_of(
        about(status=GOING, on="1. maj 2016", responsible=("pas",)),
        about(status=DONE, strand="a"),
        about(awaits=["e"], strand="b", responsible=("ppu", "pas"), participants=["ppu"], recipients=["pas"]),
        about(status=DONE, standing=Standing.PROPOSED),
        promised("e", "maj 2017"),
    )["audit"]
    assert (found.status, found.standing, found.since) == (GOING, Standing.REPORTED, day("2016-05-01"))
    assert [(strand.status, [wait.target for wait in strand.awaits]) for strand in found.strands] == [
        (DONE, []),
        (Status.NOT_STARTED, ["e"]),
    ]
    assert [(wait.target, wait.strand, str(wait.expected)) for wait in found.awaits] == [("e", "b", "maj 2017")]
    assert (found.responsible, found.participants, found.recipients) == (("pas", "ppu"), ("ppu",), ("pas",))
    assert len(found.statements) == 3
    assert [citation.source for citation in found.citations] == ["ip2016", "ip2017"]


def test_a_wait_of_an_effort_is_open_until_it_has_come():
    assert efforts_of(about("dage", awaits=["e"]), said(events=("e",), delivered=True))["dage"].awaits == ()


def test_a_completed_effort_awaits_nothing():
    """'As for a recommendation': one that is completed has no open wait."""
    log = [about("dage", awaits=["e"], status=WAITS), about("dage", status=DONE), said(1, awaits=["e"], status=DONE)]
    assert pp.state_at(plan_of(*log), as_of=AS_OF)[1].awaits == ()
    assert efforts_of(*log)["dage"].awaits == ()


def test_the_newest_count_of_each_thing_is_told():
    found = efforts_of(
        about("dage", quantities=(Quantity("temadage", 1), Quantity("møder", 3)), source="ip2016"),
        about("dage", quantities=(Quantity("temadage", 2, at_least=True),)),
    )
    assert [str(one) for one in found["dage"].quantities] == ["mindst 2 temadage", "3 møder"]
    assert found.cells("en")[0]["quantities"] == "at least 2 temadage; 3 møder"


def test_the_counts_of_two_strands_are_two():
    counts = [about(quantities=(Quantity("svar", count),), strand=strand) for strand, count in (("a", 1), ("b", 2))]
    assert [one.value for one in efforts_of(*counts)["audit"].quantities] == [1, 2]


def test_every_period_that_is_named_of_an_effort():
    found = efforts_of(
        about(planned="2016", on="1. maj 2016"),
        about(status=Status.DEFERRED, deferred_to="2017", effect=parse_period("2019")),
        about(expected="maj 2017", milestones=(Milestone("rapport", parse_period("2018")),), planned="2016"),
    )
    assert [str(period) for period in found["audit"].periods] == [
        "2016",
        "1. maj 2016",
        "2017",
        "2019",
        "maj 2017",
        "2018",
    ]
    assert found["dage"].periods == ()


def test_the_periods_of_an_effort_are_also_those_of_its_events_and_of_what_it_awaits():
    effort = attrs.evolve(DAYS, events=("f",))
    plan = plan_of(
        about("dage", awaits=["e", 1]),
        promised("e", "maj 2017"),
        promised("f", "juni 2017"),
        promised("g", "juli 2017"),
        efforts=(effort,),
    )
    assert [str(period) for period in pp.rules.efforts_at(plan, as_of=AS_OF)["dage"].periods] == [
        "maj 2017",
        "juni 2017",
    ]


def test_efforts_stand_by_theme_area_and_id_and_are_known_by_id():
    found = efforts_of()
    assert list(found) == ["dage", "audit"]
    assert ("dage" in found, "nej" in found, 1 in found) == (True, False, False)
    with pytest.raises(pp.PlanError) as caught:
        found["audt"]
    assert caught.value.faults[0].code == "unknown-effort"
    assert "did you mean 'audit'?" in str(caught.value)
    with pytest.raises(pp.PlanError) as caught:
        found[1]
    [fault] = caught.value.faults
    assert (fault.code, fault.path) == ("wrong-type", "effort")
    assert "expected the id of an effort, got 1" in fault.text("en")
    assert "skal være id på en indsats, men er 1" in fault.text("da")


def test_only_what_was_known_counts():
    log = [about("dage", status=DONE, on="1. maj 2016", source="status2017")]
    assert efforts_of(*log)["dage"].status is Status.NOT_STARTED
    assert efforts_of(*log, known_at=day("2017-06-30"))["dage"].status is DONE


def test_efforts_are_told_in_both_languages():
    found = efforts_of(about(status=WAITS, awaits=["e", 2], quantities=(Quantity("svar", 7),)))
    danish, english = found.cells(), found.cells("en")
    assert danish[1] == {
        "id": "audit",
        "theme": "kvalitetsudvikling",
        "practice_area": "fodterapi",
        "title": "Audit",
        "status": "afventer",
        "temporal": "engangsopgave",
        "awaits": "Begivenhed e; anbefaling 2",
        "quantities": "7 svar",
        "sources": "ip2016; ip2017",
    }
    assert list(danish[0]) == list(found.columns)
    assert (danish[0]["temporal"], danish[0]["status"]) == (None, "ikke igangsat")
    assert (english[1]["practice_area"], english[1]["temporal"]) == ("podiatry", "one-off")
    assert "Audit" in str(found)
    assert "Audit" in found._repr_html_()


def test_the_bundled_report_of_2023():
    found = pp.rules.efforts_at(pp.datasets.load("hovedstaden-status-2023"), as_of=day("2023-06-30"))
    unfinished = {id for id, one in found.items() if "audit" in id and one.status is not DONE}
    assert "henvisningsaudit-psykologi" in unfinished
    assert not {"henvisningsaudit-fysioterapi", "henvisningsaudit-fodterapi"} & unfinished
    counts = [one for one in found["haps"].quantities if "temadage" in one.what]
    assert [(one.value, one.at_least) for one in counts] == [(2, True)]  # 'indtil videre' two of them


# --- what the log refuses


@pytest.mark.parametrize(
    ("facts", "code", "english", "danish"),
    [
        ({"deferred_to": parse_period("2018")}, "deferral", "requires status 'deferred'", "kræver status »deferred«"),
        (
            {"about": (1,), "withdrawn": True, "expected": parse_period("2018")},
            "bad-withdrawal",
            "cannot be combined with expected",
            "kan ikke kombineres med expected",
        ),
        ({"about": (1,), "withdrawn": True, "delivered": True}, "bad-withdrawal", "or delivered", "eller delivered"),
        (
            {"declined": True},
            "bad-decline",
            "declining a proposal must be a decision",
            "afvisning af et forslag skal være en beslutning",
        ),
        (
            {"declined": True, "standing": Standing.DECIDED, "status": DONE},
            "bad-decline",
            "without a status",
            "uden egen status",
        ),
        ({"strand": "a"}, "bad-strand", "a strand must be part of", "et delspor hører til"),
        ({"strand": "a", "about": (1,), "events": ("e",)}, "bad-strand", "a strand must be part of", "et delspor"),
    ],
)
def test_statements_that_say_nothing_whole_are_refused(facts, code, english, danish):
    with pytest.raises(pp.PlanError) as caught:
        Statement(**facts)
    [fault] = caught.value.faults
    assert fault.code == code
    assert english in fault.text("en")
    assert danish in fault.text("da")


def test_a_strand_may_be_of_an_effort():
    assert Statement(efforts=("x",), strand="a").subjects == ("x",)
    assert Statement(about=(1,), efforts=("x",)).subjects == ("1", "x")
    assert Statement(about=(1,)).subjects == ("1",)


@pytest.mark.parametrize("value", [1.5, "2", None, True])
def test_a_count_is_a_whole_number(value):
    with pytest.raises(pp.PlanError) as caught:
        Quantity("dage", value)
    [fault] = caught.value.faults
    assert (fault.code, fault.path) == ("bad-number", "value")
    assert "expected a whole number" in fault.text("en")
    assert "skal være et helt tal" in fault.text("da")


def test_a_count_in_words():
    count = Quantity("dage", 2, at_least=True)
    assert (str(count), count.text("en")) == ("mindst 2 dage", "at least 2 dage")
    assert str(Quantity("dage", 2)) == "2 dage"


@pytest.mark.parametrize(
    ("reason", "in_plan"),
    [
        ("scheduled", True),
        ("deferred_in", True),
        ("carried_over", True),
        ("recurring", True),
        ("closed", False),
        ("later", False),
        ("unscheduled", False),
    ],
)
def test_the_reasons_that_put_a_recommendation_into_the_year(reason, in_plan):
    assert pp.model.EntryReason(reason).in_plan is in_plan
