"""The status report: what happened in a period, what awaits a decision, and what needs attention."""

from __future__ import annotations

import datetime

import attrs
import pytest

import praksisplan as pp
from praksisplan import Recommendation, Section, Source, Standing, Status, parse_period
from praksisplan.model import Effort, HappeningKind, Outcome, PracticeArea, SourceKind, Theme
from tests.unit.rules.plans import day, plan_of, promised, said

YEAR = parse_period("2017")
END = day("2017-12-31")
GOING, FOREVER, DONE, OUT, OFF = Status.ONGOING, Status.PERMANENT, Status.COMPLETED, Status.CANCELLED, Status.DEFERRED


def report_of(*log, period=YEAR, as_of=END, **fields):
    return pp.status_report(plan_of(*log, **fields), over=period, as_of=as_of)


def happened(report):
    return [(one.kind.value, one.subject) for one in report.happened]


def kinds(report):
    return [one.kind.value for one in report.happened]


def months(*facts):
    """Statements about 1, one a month of 2017."""
    names = ("januar", "februar", "marts", "april")
    return [said(1, on=f"1. {name} 2017", **one) for name, one in zip(names, facts)]


# --- what happened


def test_what_became_of_an_event():
    report = report_of(
        said(events=["e", "f"], expected="2018", on="1. januar 2017"),
        said(events=["e"], withdrawn=True, on="1. februar 2017"),
        said(events=["g"], withdrawn=True, on="1. februar 2017"),  # nothing was promised
        said(events=["e"], status=OFF, deferred_to="2019", on="1. marts 2017"),
        said(events=["e"], status=OFF, deferred_to="2019", on="2. marts 2017"),
        said(events=["f"], status=DONE, on="1. april 2017"),
        said(events=["g"], status=OUT, on="1. maj 2017"),
    )
    assert happened(report) == [
        ("promised", "e"),
        ("promised", "f"),
        ("withdrawn", "e"),
        ("deferred", "e"),
        ("delivered", "f"),
        ("cancelled", "g"),
    ]
    assert [str(one) for one in report.happened[2].promises] == ["2018"]
    assert str(report.happened[3].expected) == "2019"


def test_a_report_may_tell_what_was_known_later():
    plan = plan_of(said(1, status=GOING, on="1. februar 2017", source="status2017"))
    asked = {"over": YEAR, "as_of": day("2017-03-01")}
    assert happened(pp.status_report(plan, **asked)) == []
    assert happened(pp.status_report(plan, known_at=day("2017-06-30"), **asked)) == [("started", "1")]


def test_what_happened_in_the_period_the_earliest_first():
    report = report_of(
        said(1, status=DONE, on="31. december 2016"),
        said(2, status=DONE, on="31. december 2017"),
        said(3, status=GOING, on="1. januar 2017"),
        said(4, status=DONE, source=None),
        said(5, status=OUT, on="30. juni 2017"),
        said(1, status=GOING, on="1. januar 2018"),
    )
    assert happened(report) == [("started", "3"), ("cancelled", "5"), ("completed", "2")]
    assert [str(one.day) for one in report.happened] == ["2017-01-01", "2017-06-30", "2017-12-31"]
    assert (report.period, report.as_of) == (YEAR, END)
    found = report.happened[0]
    assert (found.expected, found.promises, found.statement.status) == (None, (), GOING)


def test_only_what_was_known_is_told():
    log = [said(1, status=DONE, on="1. februar 2017", source="status2017")]
    assert happened(report_of(*log, as_of=day("2017-06-29"))) == []
    assert happened(report_of(*log, as_of=day("2017-06-30"))) == [("completed", "1")]


def test_a_period_that_is_open_at_its_end():
    log = [said(1, status=DONE, on="1. februar 2017"), said(2, status=DONE, on="1. februar 2016")]
    assert happened(report_of(*log, period=parse_period("fra 1. januar 2017"))) == [("completed", "1")]


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ([{"status": status} for status in (Status.NOT_STARTED, Status.TO_BE_CONCRETISED, Status.AWAITING)], []),
        ([{"status": GOING}], ["started"]),
        ([{"status": FOREVER}], ["started"]),
        ([{"status": GOING}, {"status": FOREVER}, {"status": GOING}], ["started"]),
        ([{"status": GOING}, {"status": Status.AWAITING}, {"status": GOING}], ["started", "started"]),
        ([{"status": GOING}, {"status": DONE}, {"status": DONE}], ["started", "completed"]),
        ([{"status": DONE}, {"status": GOING}], ["completed", "started"]),
        ([{"status": DONE}, {"status": OUT}, {"status": OUT}], ["completed", "cancelled"]),
        ([{"status": OFF, "deferred_to": "2018"}, {"status": OFF, "deferred_to": "2018"}], ["deferred"]),
        ([{"status": OFF, "deferred_to": "2018"}, {"status": OFF, "deferred_to": "2019"}], ["deferred", "deferred"]),
        ([{"status": GOING}, {"status": OFF, "deferred_to": "2018"}], ["started", "deferred"]),
        # what is proposed did not happen; nor what says nothing new
        ([{"status": DONE, "standing": Standing.PROPOSED}, {"text": "Går godt"}], []),
        # a strand is not the whole
        (
            [
                {"status": DONE, "strand": "a"},
                {"expected": "2018", "strand": "a"},
                {"delivered": True, "outcome": Outcome.REPORT, "strand": "a"},
            ],
            [],
        ),
        ([{"status": GOING, "strand": "a"}, {"status": GOING}], ["started"]),
    ],
)
def test_a_status_is_told_where_it_is_another_than_before(facts, told):
    assert kinds(report_of(*months(*facts), strands={1: "a"})) == told


def test_a_status_from_before_the_period_is_no_news_in_it():
    assert kinds(report_of(said(1, status=GOING), *months({"status": GOING}))) == []


def test_work_that_is_first_told_as_under_way_has_not_begun_on_the_day_of_its_source():
    report = report_of(
        said(1, 2, status=GOING, source="status2017"),
        said(3, status=Status.AWAITING),
        said(3, status=GOING, source="status2017"),
        said(4, status=FOREVER, on="1. maj 2017", source="status2017"),
        said(5, status=DONE, source="status2017"),
    )
    assert happened(report) == [
        ("started", "4"),
        ("under_way", "1"),
        ("under_way", "2"),
        ("started", "3"),
        ("completed", "5"),
    ]


def test_a_deferral_tells_to_when():
    [found] = report_of(*months({"status": OFF, "deferred_to": "2018"})).happened
    assert str(found.expected) == "2018"


def test_decisions_about_the_plan_itself_and_declined_proposals():
    decided = {"standing": Standing.DECIDED, "on": "1. maj 2017"}
    report = report_of(
        said(by="ppu", **decided),
        said(**decided),
        said(on="1. maj 2017"),
        said(1, by="ppu", **decided),
        said(events=("e",), **decided),
        said(2, 3, declined=True, **decided),
    )
    assert happened(report) == [("decided", "ppu"), ("decided", ""), ("declined", "2"), ("declined", "3")]


@pytest.mark.parametrize(
    ("periods", "told"),
    [
        (["maj 2017"], ["promised"]),
        (["maj 2017", "juni 2017"], ["promised", "slipped"]),
        (["maj 2017", "2017"], ["promised", "slipped"]),
        (["maj 2017", "fra 1. maj 2017"], ["promised", "slipped"]),
        (["juni 2017", "maj 2017"], ["promised", "promised"]),
        (["fra 1. maj 2017", "2018"], ["promised", "promised"]),
        (["maj 2017", "juni 2017", "juli 2017"], ["promised", "slipped", "slipped"]),
    ],
)
@pytest.mark.parametrize("subject", ["e", 1])
def test_promises_and_slips(periods, told, subject):
    names = ("januar", "februar", "marts")
    log = [promised(subject, period, on=f"1. {name} 2017") for name, period in zip(names, periods)]
    report = report_of(*log)
    assert happened(report) == [(kind, str(subject)) for kind in told]
    assert [str(period) for period in report.happened[-1].promises] == periods
    assert str(report.happened[-1].expected) == periods[-1]


def test_a_promise_slips_from_what_was_promised_of_the_same_outcome_before_the_period():
    report = report_of(
        promised("e", "maj 2017"),
        promised("e", "april 2017", Outcome.REPORT, on="1. januar 2017"),
        promised("e", "juni 2017", on="1. februar 2017"),
    )
    assert kinds(report) == ["promised", "slipped"]
    assert [str(period) for period in report.happened[1].promises] == ["maj 2017", "juni 2017"]


def test_a_promise_that_is_only_repeated_is_no_news():
    """A happening is what a statement tells 'that was not so before it'."""
    assert kinds(report_of(promised("e", "maj 2017"), promised("e", "maj 2017", on="1. februar 2017"))) == []


def test_what_has_come_is_told_with_its_promises():
    report = report_of(
        promised("e", "maj 2017"),
        said(events=("e",), delivered=True, on="1. juni 2017"),
        said(1, delivered=True, outcome=Outcome.REPORT, on="1. juni 2017"),
    )
    assert happened(report) == [("delivered", "e"), ("delivered", "1")]
    assert [[str(period) for period in one.promises] for one in report.happened] == [["maj 2017"], []]


def test_what_has_come_comes_once():
    """A happening is what a statement tells 'that was not so before it'."""
    log = [said(events=("e",), delivered=True, on=f"1. {name} 2017") for name in ("juni", "juli")]
    assert kinds(report_of(*log)) == ["delivered"]


# --- by section and by theme


def test_what_happened_by_section_and_by_theme():
    report = report_of(
        said(1, 2, 3, 4, status=DONE, on="1. maj 2017"),
        said(efforts=("x",), status=GOING, on="1. maj 2017"),
        said(events=("e",), delivered=True, on="1. maj 2017"),
        sections=(Section("2", "To", theme=Theme.QUALITY), Section("2.1", "To et"), Section("3", "Tre")),
        recommendations=(
            Recommendation(1, "2.1", "T"),
            Recommendation(2, "3", "T"),
            Recommendation(3, "2", "T"),
            Recommendation(4, "9.1", "T"),
        ),
        efforts=(Effort("x", "Indsats", PracticeArea.PODIATRY, Theme.CAPACITY),),
    )
    sections = {section: [one.subject for one in found] for section, found in report.by_section().items()}
    assert sections == {"2": ["3"], "2.1": ["1"], "3": ["2"], "9.1": ["4"], "": ["x", "e"]}
    assert list(sections)[:3] == ["2", "2.1", "3"]
    themes = {key: [one.subject for one in found] for key, found in report.by_theme().items()}
    assert themes == {
        (Theme.QUALITY, PracticeArea.GENERAL_PRACTICE): ["1", "3"],
        (None, PracticeArea.GENERAL_PRACTICE): ["2", "4", "e"],
        (Theme.CAPACITY, PracticeArea.PODIATRY): ["x"],
    }


def test_one_kind_of_happening():
    report = report_of(said(1, status=DONE, on="1. maj 2017"), said(2, status=GOING, on="1. maj 2017"))
    assert [one.subject for one in report.of(HappeningKind.STARTED)] == ["2"]
    assert report.of(HappeningKind.DECIDED) == ()


# --- what needs attention


def test_what_awaits_a_decision_and_what_needs_attention():
    report = report_of(
        said(1, status=DONE, standing=Standing.PROPOSED),
        said(2, awaits=["e"]),
        promised("e", "maj 2017"),
        said(3, status=GOING),
        said(3, status=DONE),
        said(4, planned="2015", source="ip2016"),
        said(5, planned="2016"),
        efforts=(Effort("x", "Indsats", PracticeArea.PODIATRY, Theme.CAPACITY),),
    )
    assert list(report.proposals) == ["1"]
    assert list(report.overdue) == ["2"]
    assert list(report.contradictory) == ["3"]
    assert [(one.status, other.status) for one, other in report.contradictory["3"]] == [(GOING, DONE)]
    assert [(entry.number, entry.times_carried) for entry in report.carried_often] == [("4", 3), ("5", 2)]  # into 2018
    assert list(report.efforts) == ["x"]


def test_the_differences_are_those_since_the_day_before_the_period():
    report = report_of(said(1, status=GOING, on="1. maj 2017"))
    assert report.last_report == day("2016-12-31")
    assert (report.differences.since, report.differences.as_of) == (day("2016-12-31"), END)
    assert [(one.number, one.after) for one in report.differences.of("status")] == [("1", GOING)]


def test_the_differences_are_those_since_the_newest_report_before():
    kind = SourceKind.STATUS_REPORT
    reports = (
        Source("r1", "r", parse_period("1. februar 2017"), kind=kind),
        Source("r2", "r", parse_period("fra 1. april 2017"), kind=kind),
        Source("r3", "r", parse_period("31. december 2017"), kind=kind),  # this one
        Source("n", "n", parse_period("1. maj 2017"), kind=SourceKind.MINUTES),
    )
    report = report_of(said(1, status=GOING, on="1. marts 2017", source="r1"), sources=reports)
    assert report.last_report == day("2017-04-01")
    assert report.differences.of("status") == ()
    assert report_of(sources=reports[:1]).last_report == day("2017-02-01")
    assert report_of(sources=reports[2:]).last_report == day("2016-12-31")


def test_a_report_of_the_first_year_that_periods_can_have():
    assert happened(report_of(period=parse_period("1900"))) == []


# --- as text


def test_the_report_is_told_in_both_languages():
    report = report_of(
        said(1, status=DONE, on="1. maj 2017", text="Nået"),
        promised("e", "2018", on="1. juni 2017"),
        said(efforts=("x",), status=GOING, on="1. juli 2017"),
        said(by="ppu", standing=Standing.DECIDED, on="1. august 2017"),
        efforts=(Effort("x", "Indsats", PracticeArea.PODIATRY, Theme.CAPACITY),),
    )
    danish, english = report.cells(), report.cells("en")
    assert danish[0] == {
        "kind": "afsluttet",
        "subject": "1",
        "title": "Titel 1",
        "day": day("2017-05-01"),
        "expected": None,
        "message": "Nået",
        "sources": "ip2017",
    }
    assert [record["title"] for record in danish] == ["Titel 1", "Begivenhed e", "Indsats", "ppu"]
    assert [record["kind"] for record in danish] == ["afsluttet", "forventet", "igangsat", "besluttet"]
    assert [record["kind"] for record in english] == ["completed", "promised", "started", "decided"]
    assert danish[1]["expected"] == "2018"
    assert "4 hændelser i 2017 pr. 31. december 2017" in report._repr_html_()
    assert "1. maj 2017" in str(report)
    assert "1 May 2017" in report.text("en")


def test_words_are_read_where_the_period_belongs():
    log = [said(1, status=DONE, on="1. februar 2017")]
    assert happened(report_of(*log, period="1. kvartal 2017")) == [("completed", "1")]
    assert happened(report_of(*log, period="2. kvartal 2017")) == []


@pytest.mark.parametrize("period", [2017, None])
def test_what_is_not_a_period_is_refused(period):
    with pytest.raises(pp.PlanError) as caught:
        report_of(period=period)
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [("wrong-type", "over")]


def test_a_period_without_a_first_day_is_refused():
    with pytest.raises(pp.PlanError) as caught:
        report_of(period=parse_period("senest 31. december 2017"))
    [fault] = caught.value.faults
    assert (fault.code, fault.path) == ("open-period", "over")
    assert "expected a period with a first day" in fault.text("en")
    assert "skal være en periode med en første dag" in fault.text("da")


def test_a_moment_is_no_day():
    with pytest.raises(pp.PlanError) as caught:
        report_of(as_of=datetime.datetime(2017, 1, 1))  # noqa: DTZ001
    assert caught.value.faults[0].code == "not-a-date"


def test_the_report_of_the_year_before_the_bundled_plan():
    plan = pp.datasets.load("hovedstaden-almen-2015-2019")
    report = pp.status_report(plan, over=parse_period("2016"), as_of=day("2016-12-31"))
    assert [one.subject for one in report.of(HappeningKind.COMPLETED)] == ["15", "32"]
    deferred = {one.subject for one in report.of(HappeningKind.DEFERRED)}
    assert deferred == {"16", "24", "25", "26", "40", "62", "65", "74"}
    assert list(report.proposals) == ["14", "29", "33", "44", "45", "46", "55"]
    assert list(report.contradictory) == ["28"]
    assert report.carried_often == ()


def test_a_milestone_that_is_reached_is_told_once():
    draft = pp.model.Milestone("Udkast", "1. kvartal 2017")
    reached = attrs.evolve(draft, reached="3. april 2017")
    other = attrs.evolve(reached, title="Høring")
    report = report_of(
        said(1, milestones=[draft]),
        said(1, milestones=[reached], on="4. april 2017"),
        said(1, milestones=[reached, other], on="5. april 2017"),
        said(1, milestones=[reached], on="6. april 2017"),
    )
    assert happened(report) == [("reached", "1"), ("reached", "1")]
    words = "Titel 1: Udkast (1. kvartal 2017; nået 3. april 2017)"
    assert words in pp.reports.render(pp.reports.status_document(report), "md").decode()
