"""Laws of the year: carry-over, the year's plan and its approval, the status report, the timetable, what if.

The model of the ledger below is written from the words at the head of the module on carry-over alone, and takes nothing
from the rules: it reads only the fields of a plan.
"""

from __future__ import annotations

import datetime
from itertools import pairwise

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

import praksisplan as pp
from praksisplan import (
    Await,
    Body,
    Citation,
    Event,
    Period,
    Plan,
    Recommendation,
    Section,
    Source,
    Standing,
    Statement,
    Status,
    Strand,
)
from praksisplan.model import BodyKind, EventKind, Matter, Outcome, PracticeArea, SourceKind, TemporalKind
from praksisplan.periods import Certainty, contiguous
from praksisplan.testing import days, periods, plans

ONE_DAY = datetime.timedelta(days=1)
AS_OF = days(2015, 2020)
INTO = st.integers(2015, 2021)
FINISHED = {Status.COMPLETED, Status.CANCELLED}
STARTED = {Status.ONGOING, Status.PERMANENT, Status.COMPLETED}


# --- plans in which much happens to few recommendations, and all that they refer to is there


def year(number):
    return Period(datetime.date(number, 1, 1), datetime.date(number + 1, 1, 1))


def one_day(text):
    start = datetime.date.fromisoformat(text)
    return Period(start, start + ONE_DAY)


SOURCES = (
    Source("a", "a", one_day("2015-12-31"), kind=SourceKind.YEAR_PLAN, covers=year(2016)),
    Source("b", "b", one_day("2016-06-30"), kind=SourceKind.STATUS_REPORT, covers=year(2016)),
    Source("c", "c", one_day("2016-12-31"), kind=SourceKind.YEAR_PLAN, covers=year(2017)),
    Source("d", "d", one_day("2017-12-15"), kind=SourceKind.MINUTES),
)
LATE = Source("late", "late", one_day("2030-01-01"))
NUMBERS = ("1", "2", "10")
RECOMMENDATIONS = (
    Recommendation(1, "1", "T"),
    Recommendation(10, "9", "T", temporal=TemporalKind.RECURRING),
    Recommendation(2, "1", "T", strands=(Strand("a", "a"), Strand("b", "b"))),
)
YEARS = [*map(year, (2015, 2016, 2017, 2018, 2019))]
TIMES = [
    *YEARS,
    Period(datetime.date(2017, 3, 1), None),
    Period(None, datetime.date(2017, 3, 1)),
    one_day("2016-05-01"),
]
WAITS = [
    *(Await(recommendation=number, outcome=outcome) for number in NUMBERS for outcome in Outcome),
    *(Await(event=event) for event in "ef"),
]
some_waits = st.sampled_from([(), (), (), *((wait,) for wait in WAITS), (WAITS[0], WAITS[-2])])
EVENTS_CAN_BE = (None, Status.COMPLETED, Status.DEFERRED, Status.CANCELLED)
rarely = st.integers(0, 4).map(lambda drawn: drawn == 0)


@st.composite
def statements(draw, ids="abcd"):
    """Statements; without citations, or with some of the sources with these ids."""
    about = draw(st.sampled_from([("1",), ("1",), ("2",), ("2",), ("10",), ("1", "10"), ("2", "10"), ()]))
    strand = draw(st.sampled_from([None, None, "a", "b"])) if about == ("2",) else None
    events = () if strand else draw(st.sampled_from([(), (), ("e",), ("e", "f")]))
    status = draw(st.sampled_from([None, Status.DEFERRED, Status.ONGOING, *Status])) if about else None
    if events and status not in EVENTS_CAN_BE:
        status = None
    is_of_work = bool(about) and not events
    is_told = bool(events) and status is not None
    outcome = draw(st.sampled_from(Outcome))
    can_deliver = (not about or outcome is Outcome.REPORT) and (not is_told or status is Status.COMPLETED)
    return Statement(
        about=about,
        strand=strand,
        events=events,
        standing=draw(st.sampled_from([*Standing, Standing.REPORTED])),
        status=status,
        planned=draw(st.sampled_from([None, None, *TIMES])) if is_of_work else None,
        deferred_to=draw(st.sampled_from([None, *TIMES])) if status is Status.DEFERRED else None,
        awaits=draw(some_waits) if is_of_work else (),
        lifts=draw(some_waits) if is_of_work and draw(rarely) else (),
        outcome=outcome,
        expected=None if is_told else draw(st.sampled_from([None, *TIMES])),
        delivered=can_deliver and draw(rarely),
        responsible=draw(st.sampled_from([(), ("pas",)])) if not events else (),
        on=draw(st.sampled_from([None, None, None, *TIMES])),
        text=draw(st.sampled_from(["", "Går"])),
        citations=tuple(Citation(id) for id in draw(st.lists(st.sampled_from(ids), min_size=1, max_size=2))),
    )


def plan_with(log, **fields):
    return Plan(
        **{
            "id": "plan",
            "title": "P",
            "region": "R",
            "practice_area": PracticeArea.GENERAL_PRACTICE,
            "period": Period(datetime.date(2015, 1, 1), datetime.date(2020, 1, 1)),
            "sources": SOURCES,
            "bodies": (
                Body("ppu", "PPU", BodyKind.COMMITTEE, mandate=(Matter.YEAR_PLAN,)),
                Body("pas", "PAS", BodyKind.COMMITTEE),
            ),
            "sections": (Section("9", "Ni"), Section("1", "En")),
            "recommendations": RECOMMENDATIONS,
            "events": tuple(Event(id, id, EventKind.REPORT) for id in "ef"),
            "log": tuple(log),
        }
        | fields
    )


busy_plans = st.lists(statements(), min_size=2, max_size=10).map(plan_with)
any_plans = st.one_of(busy_plans, busy_plans, plans(max_recommendations=4, max_statements=8))


@st.composite
def told_later(draw, plan):
    """The plan with statements of a source that is written long after every other."""
    later = draw(st.lists(statements(["late"]), min_size=1, max_size=5))
    numbers = {one.number for one in plan.recommendations}
    events = {one.id for one in plan.events}
    known = [
        attrs.evolve(
            one,
            about=tuple(sorted(numbers)) if one.about else (),
            events=tuple(sorted(events)) if one.events else (),
            strand=None,
            awaits=(),
            lifts=(),
        )
        if numbers != set(NUMBERS) or events != {"e", "f"}
        else one
        for one in later
    ]
    return attrs.evolve(plan, sources=(*plan.sources, LATE), log=(*plan.log, *known))


# --- the naive model of the ledger


def last(period):
    return period.start if period.end is None else period.end - ONE_DAY


def held(plan, as_of, known_at):
    """The statements that hold and are known, with the day from which they hold, the earliest first."""
    written = {source.id: last(source.dated) for source in plan.sources}
    told = []
    for place, one in enumerate(plan.log):
        known = min((written[citation.source] for citation in one.citations), default=None)
        holds = known
        if one.on is not None:
            is_ahead = known is None or (one.on.start is not None and one.on.start > known)
            holds = last(one.on) if is_ahead else min(last(one.on), known)
        if (known is None or known <= known_at) and (holds is None or holds <= as_of):
            told.append((holds or datetime.date.min, place, one))
    return [
        (day, one) for day, _, one in sorted(told, key=lambda each: each[:2]) if one.standing is not Standing.PROPOSED
    ]


class Model:
    """What is told of one recommendation."""

    def __init__(self, plan, number, told):
        self.recommendation = next(one for one in plan.recommendations if one.number == number)
        about = [(day, one) for day, one in told if number in one.about]
        self.planned = next((one.planned for _, one in about if one.planned is not None), None)
        self.starts = {one.id: one.covers.start for one in plan.sources if one.covers is not None}
        self.told = [(day, one) for day, one in about if one.status is not None]

    def counts_from(self, day, one):
        """The day from which it is finished: within the year of the plan that tells it, the first day of that year."""
        within = [self.starts[place.source] for place in one.citations if place.source in self.starts]
        return day if one.on is not None else max(day, min(within, default=day))

    def at(self, into, as_of):  # noqa: C901 - a naive model: the whole rule in one place
        """The group, what is due, and how many times it was carried."""
        told, planned, comes_again = self.told, self.planned, False
        if self.recommendation.temporal is TemporalKind.RECURRING:
            for place, (day, one) in enumerate(self.told):
                done = one.strand is None and one.status is Status.COMPLETED
                if done and self.counts_from(day, one).year < into:
                    told, planned, comes_again = self.told[place + 1 :], None, True
        whole = [(day, one) for day, one in told if one.strand is None]
        due, begun = planned, self.begun(told)
        if whole:
            for _, one in whole:
                if one.deferred_to is not None:
                    due = one.deferred_to
            if whole[-1][1].status is Status.DEFERRED:
                due = whole[-1][1].deferred_to  # may be without a date
        elif not comes_again:
            strands = [self.put_off(strand.id, as_of) for strand in self.recommendation.strands]
            left = [one for one in strands if one != "finished"]
            if left and all(one is not None for one in left):
                dated = [one.deferred_to for one in left if one.deferred_to is not None]
                due = min(dated, key=lambda period: period.start or datetime.date.min, default=None)
                begun = None  # nothing of what is left
        finished = None
        for day, one in whole:
            if one.status not in FINISHED:
                finished = None
            elif finished is None:
                finished = self.counts_from(day, one)  # the earliest tells it
        if finished is not None and finished.year < into:
            return "closed", due, 0
        group, times = self.group(into, planned, due, begun)
        if comes_again and (group in ("scheduled", "unscheduled") or (group == "later" and due is None)):
            group = "recurring"
        # the newest deferral takes the place of earlier ones and, once it has lapsed, leaves what was told before it
        status, deferral = self.fold(None)
        is_permanent = status is Status.PERMANENT and (deferral is None or self.has_lapsed(deferral, as_of))
        return group, due, 0 if is_permanent else times

    @staticmethod
    def has_lapsed(one, as_of):
        """Whether the period to which a statement puts the work off has begun."""
        to = one.deferred_to
        return to is not None and (to.start is None or to.start <= as_of)

    def fold(self, strand):
        """The status without deferrals, and the newest deferral; without a date, until something else is told."""
        deferral = status = None
        for one in (one for _, one in self.told if one.strand == strand):
            if one.status is Status.DEFERRED:
                deferral = one
                continue
            status = one.status
            if status in STARTED | FINISHED or (deferral is not None and deferral.deferred_to is None):
                deferral = None
        return status, deferral

    def put_off(self, strand, as_of):
        """The deferral of a strand until it begins, or "finished"."""
        status, deferral = self.fold(strand)
        is_over = deferral is None or self.has_lapsed(deferral, as_of)
        return "finished" if is_over and status in FINISHED else deferral

    @staticmethod
    def begun(told):
        """The day on which the work began, of the whole or a strand, since that and the whole were last put off."""
        days = {}
        for day, one in told:
            if one.status is Status.DEFERRED:
                days = {} if one.strand is None else {key: began for key, began in days.items() if key != one.strand}
            elif one.status in STARTED:
                days.setdefault(one.strand, day)
        return min(days.values(), default=None)

    @staticmethod
    def group(into, planned, due, begun):
        if due is not None and due.year == into:
            return ("scheduled" if planned is not None and planned.year == into else "deferred_in"), 0
        if due is not None and due.year < into:
            return "carried_over", into - due.year
        if begun is not None and begun.year < into:
            return "carried_over", 1 if begun == datetime.date.min else into - begun.year  # nothing dates it: once
        if begun is not None and begun.year == into:
            return "scheduled", 0
        return ("unscheduled" if due is None and begun is None else "later"), 0


MAY_DAYS = [one_day(f"{number}-05-01") for number in (2015, 2015, 2016, 2016, 2017)]
OFTEN = (None, Status.DEFERRED, Status.DEFERRED, Status.ONGOING, Status.COMPLETED, Status.COMPLETED)


@st.composite
def turns(draw, strands):
    """What decides the group of one recommendation, and nothing else; about the whole, or one of the strands."""
    status = draw(st.sampled_from([*OFTEN, *OFTEN, *Status]))
    return Statement(
        about=("2",),
        strand=draw(st.sampled_from(strands)),
        status=status,
        planned=draw(st.sampled_from(YEARS)) if status is None else None,
        deferred_to=draw(st.sampled_from([None, *YEARS])) if status is Status.DEFERRED else None,
        on=draw(st.sampled_from([None, *MAY_DAYS])),
        citations=(Citation(draw(st.sampled_from("abcd"))),),
    )


@st.composite
def turning_plans(draw):
    recommendation = Recommendation(
        2,
        "1",
        "T",
        strands=(Strand("a", "a"), Strand("b", "b")),
        temporal=draw(st.sampled_from([None, TemporalKind.ONE_OFF, TemporalKind.RECURRING, TemporalKind.RECURRING])),
    )
    strands = draw(st.sampled_from([(None,), (None, "a", "b"), ("a", "b")]))
    return plan_with(draw(st.lists(turns(strands), min_size=1, max_size=6)), recommendations=(recommendation,))


def assert_that_of_the_model(plan, into, as_of, known_at=None):
    ledger = pp.carry_over(plan, into=into, as_of=as_of, known_at=known_at)
    told = held(plan, as_of, known_at or as_of)
    for number, entry in ledger.items():
        model = Model(plan, number, told)
        group, due, times = model.at(into, as_of)
        assert (entry.reason.value, entry.due, entry.times_carried) == (group, due, times), (entry, model.__dict__)
        assert entry.planned == model.planned
        assert (entry.closure is not None) is (group == "closed")


@given(any_plans, INTO, AS_OF, st.none() | AS_OF)
def test_the_ledger_is_that_of_the_naive_model(plan, into, as_of, known_at):
    assert_that_of_the_model(plan, into, as_of, known_at)


@given(turning_plans(), st.integers(2016, 2019), days(2016, 2019))
def test_the_ledger_of_one_recommendation_is_that_of_the_naive_model(plan, into, as_of):
    assert_that_of_the_model(plan, into, as_of)


# --- carry-over


@given(any_plans, INTO, AS_OF)
def test_every_recommendation_stands_in_exactly_one_group(plan, into, as_of):
    ledger = pp.carry_over(plan, into=into, as_of=as_of)
    in_plan = (ledger.scheduled, ledger.deferred_in, ledger.carried_over, ledger.recurring)
    groups = (*in_plan, ledger.closed, ledger.later, ledger.unscheduled)
    numbers = [entry.number for group in groups for entry in group]
    assert sorted(numbers) == sorted(one.number for one in plan.recommendations)
    draft = pp.year_plan(plan, year=into, as_of=as_of)
    assert set(draft) == {entry.number for group in in_plan for entry in group}
    assert {number for number, entry in draft.items() if entry.blocked} == {*pp.blocked(plan, as_of=as_of)} & set(draft)
    assert [entry for section in draft.sections for entry in section.entries] == list(draft.values())
    for number, entry in draft.items():
        found = ledger[number]
        assert (entry.reason, entry.planned, entry.due) == (found.reason, found.planned, found.due)


@given(any_plans, INTO, AS_OF, st.none() | AS_OF)
def test_carrying_over_twice_is_carrying_over_once(plan, into, as_of, known_at):
    once = pp.carry_over(plan, into=into, as_of=as_of, known_at=known_at)
    assert once == pp.carry_over(plan, into=into, as_of=as_of, known_at=known_at)


@given(any_plans, INTO, AS_OF, INTO)
def test_where_every_proposal_is_declined_the_ledgers_stay(plan, into, as_of, other):
    draft = pp.year_plan(plan, year=into, as_of=as_of)
    declining = [number for number in pp.proposals(plan, as_of=as_of) if number in draft]
    after = pp.approve(plan, draft, by="ppu", on=as_of, declining=declining)
    for one in (into, other):
        assert pp.carry_over(after, into=one, as_of=as_of) == pp.carry_over(plan, into=one, as_of=as_of)
    assert pp.rules.approved_year_plan(after, year=into).approved.declined == tuple(declining)


@given(any_plans, INTO, AS_OF, st.lists(statements(), max_size=4))
def test_a_proposal_alone_moves_nothing(plan, into, as_of, more):
    about = tuple(one.number for one in plan.recommendations)
    proposals = tuple(
        attrs.evolve(
            one, about=about, strand=None, events=(), delivered=False, citations=(), standing=Standing.PROPOSED
        )
        for one in more
    )
    after = attrs.evolve(plan, log=(*plan.log, *proposals))
    assert pp.carry_over(after, into=into, as_of=as_of) == pp.carry_over(plan, into=into, as_of=as_of)
    periods_ = [year(one) for one in range(2015, 2020)]
    before, then = (pp.timetable(one, periods_, as_of=as_of) for one in (plan, after))
    for number, row in before.items():  # it may make a cell possible, and moves no bound
        assert (then[number].earliest, then[number].latest) == (row.earliest, row.latest)


@given(st.data(), any_plans, INTO)
def test_the_number_and_the_first_planned_period_never_change(data, plan, into):
    before = pp.carry_over(plan, into=into, as_of=datetime.date(2029, 12, 31))
    later = data.draw(told_later(plan))
    log = [attrs.evolve(one, on=None) if one not in plan.log else one for one in later.log]
    after = pp.carry_over(attrs.evolve(later, log=tuple(log)), into=into, as_of=datetime.date(2031, 1, 1))
    assert list(after) == list(before)
    for number, entry in before.items():
        assert after[number].number == entry.number == number
        assert entry.planned is None or after[number].planned == entry.planned


@given(st.data(), any_plans, INTO, AS_OF)
def test_what_is_written_later_never_changes_an_earlier_answer(data, plan, into, as_of):
    after = data.draw(told_later(plan))
    assert pp.carry_over(after, into=into, as_of=as_of) == pp.carry_over(plan, into=into, as_of=as_of)
    assert pp.year_plan(after, year=into, as_of=as_of) == pp.year_plan(plan, year=into, as_of=as_of)
    assert pp.rules.commitment(after, year=into, as_of=as_of) == pp.rules.commitment(plan, year=into, as_of=as_of)
    assert pp.proposals(after, as_of=as_of) == pp.proposals(plan, as_of=as_of)
    assert pp.timetable(after, YEARS, as_of=as_of) == pp.timetable(plan, YEARS, as_of=as_of)
    reports = [pp.status_report(one, over=year(into), as_of=as_of) for one in (plan, after)]
    assert attrs.evolve(reports[1], plan=plan) == reports[0]


@given(any_plans, INTO, AS_OF)
def test_each_of_the_years_plan_became_one_thing(plan, into, as_of):
    found = pp.rules.commitment(plan, year=into, as_of=as_of)
    became = (*found.completed, *found.cancelled, *found.carried, *found.pushed_out)
    assert sorted(became) == sorted(found.planned)
    assert not set(found.added) & set(found.planned)
    if found.share_carried is not None:
        assert 0 <= found.share_carried + found.share_pushed_out <= 1


# --- approving


@given(st.data(), any_plans, INTO, AS_OF)
def test_an_approved_plan_is_read_back_as_it_was(data, plan, into, as_of):
    draft = pp.year_plan(plan, year=into, as_of=as_of)
    approved = pp.approve(plan, draft, by="ppu", on=as_of)
    later = data.draw(told_later(approved))
    for one in (approved, later, pp.loads(pp.dumps(later)), pp.loads(pp.dumps(later, format="yaml"), format="yaml")):
        found = pp.rules.approved_year_plan(one, year=into)
        assert list(found.items()) == list(draft.items())
        assert (found.year, found.as_of, found.approved.by) == (into, as_of, "ppu")
    assert pp.loads(pp.dumps(later)) == later


@given(any_plans, INTO, AS_OF, st.data())
def test_deciding_a_deferral_moves_exactly_what_is_put_off(plan, into, as_of, data):
    numbers = [one.number for one in plan.recommendations]
    assume(numbers)
    other = tuple(one for one in plan.log if one.standing is not Standing.PROPOSED)
    put_off = data.draw(st.lists(st.sampled_from(numbers), unique=True))
    to = year(into + 1)
    proposals = tuple(
        Statement(about=(number,), standing=Standing.PROPOSED, status=Status.DEFERRED, deferred_to=to)
        for number in put_off
    )
    plan = attrs.evolve(plan, log=(*other, *proposals))
    draft = pp.year_plan(plan, year=into, as_of=as_of)
    pending = [number for number in draft if draft[number].proposed is not None]
    declining = data.draw(st.lists(st.sampled_from(pending), unique=True)) if pending else []
    after = pp.approve(plan, draft, by="ppu", on=as_of, declining=declining)
    moved = set(pending) - set(declining)
    for one in (into, into + 1):
        before, now = (pp.carry_over(each, into=one, as_of=as_of) for each in (plan, after))
        assert {number for number in now if now[number] != before[number]} == moved
        for number in moved:
            assert now[number].due == to
            assert now[number].planned == before[number].planned
    state = pp.state_at(after, as_of=as_of)
    for number in moved:
        assert state[number].deferred_to == to
        assert (state[number].status is Status.DEFERRED) is (as_of < to.start)  # it lapses when its period begins
    assert not any(state[number].proposed for number in draft)


@given(any_plans, INTO, AS_OF)
def test_approving_leaves_no_status_proposed_in_the_years_plan(plan, into, as_of):
    draft = pp.year_plan(plan, year=into, as_of=as_of)
    state = pp.state_at(pp.approve(plan, draft, by="ppu", on=as_of), as_of=as_of)
    for number, entry in draft.items():
        assert state[number].proposed is None
        to = entry.proposed_deferred_to
        has_lapsed = to is not None and (to.start is None or to.start <= as_of)
        if entry.proposed is not None and not has_lapsed:
            assert (state[number].status, state[number].standing) == (entry.proposed, Standing.DECIDED)


# --- timetable and splitting

UNITS = st.sampled_from(["month", "quarter", "half_year", "year"])


@given(any_plans, AS_OF, st.sampled_from(["quarter", "half_year", "year"]))
def test_the_cells_of_a_row_hang_together(plan, as_of, unit):
    parts = pp.periods.split_period(Period(datetime.date(2015, 1, 1), datetime.date(2021, 1, 1)), unit)
    table = pp.timetable(plan, parts, as_of=as_of)
    assert set(table) == {one.number for one in plan.recommendations}
    for row in table.values():
        sure = [cell for cell in row.cells if cell in (Certainty.CERTAIN, Certainty.EXPECTED)]
        outside = [cell for cell in row.cells if cell in (Certainty.NOT_EXPECTED, Certainty.RULED_OUT)]
        if sure:
            assert len(sure) == 1
            assert len(outside) == len(row.cells) - 1
        if sure == [Certainty.CERTAIN]:
            assert set(outside) <= {Certainty.RULED_OUT}
        assert row.is_never <= (row.earliest is row.latest is None)
        if row.earliest is not None and row.latest is not None:
            assert row.earliest <= row.latest
            assert Certainty.UNKNOWN not in row.cells
    for part in parts:
        beginning = [number for certainty in Certainty for number in table.beginning(part, certainty)]
        assert sorted(beginning) == sorted(table)


PARTS = pp.periods.split_period(Period(datetime.date(2015, 1, 1), datetime.date(2021, 1, 1)), "half_year")
FACTS = (Certainty.CERTAIN, Certainty.RULED_OUT)


@given(any_plans, AS_OF)
def test_what_is_certain_or_ruled_out_rests_on_no_promise(plan, as_of):
    log = tuple(one for one in plan.log if one.standing is not Standing.PROPOSED)
    table = pp.timetable(attrs.evolve(plan, log=log), PARTS, as_of=as_of)
    without = pp.timetable(
        attrs.evolve(plan, log=tuple(attrs.evolve(one, expected=None) for one in log)), PARTS, as_of=as_of
    )
    for number, row in table.items():
        for cell, other in zip(row.cells, without[number].cells):
            assert cell not in FACTS or other is cell


@given(any_plans, AS_OF)
def test_a_proposal_makes_no_cell_surer(plan, as_of):
    """Each cell stays as it would be without the proposals, or becomes possible."""
    log = tuple(one for one in plan.log if one.standing is not Standing.PROPOSED)
    table = pp.timetable(plan, PARTS, as_of=as_of)
    without = pp.timetable(attrs.evolve(plan, log=log), PARTS, as_of=as_of)
    for number, row in table.items():
        for cell, other in zip(row.cells, without[number].cells):
            assert cell in (other, Certainty.POSSIBLE)
            assert cell is other or other is not Certainty.UNKNOWN


@given(periods(2015, 2018), UNITS)
def test_a_period_is_cut_into_contiguous_parts_that_cover_it(period, unit):
    assume(period.start is not None and period.end is not None)
    parts = pp.periods.split_period(period, unit)
    assert (parts[0].start, parts[-1].end) == (period.start, period.end)
    assert all(one.end == following.start for one, following in pairwise(parts))
    assert contiguous(parts) == parts
    months = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}[unit]
    for part in parts:
        first, final = part.start, part.last_day
        assert (first.year, (first.month - 1) // months) == (final.year, (final.month - 1) // months)
    for part in parts[1:]:
        assert part.start.day == 1
        assert (part.start.month - 1) % months == 0


# --- what if, and what changed


@given(any_plans, AS_OF)
def test_a_plan_does_not_differ_from_itself(plan, as_of):
    assert pp.compare(plan, plan, as_of=as_of).differences == ()
    assert pp.compare(plan, plan, as_of=as_of, since=as_of).differences == ()


@given(busy_plans, AS_OF, st.sampled_from(["e", *NUMBERS]), st.sampled_from(Outcome), st.sampled_from(TIMES))
def test_a_promise_that_moves_changes_only_what_lies_downstream(plan, as_of, target, outcome, expected):
    slip = Statement(
        about=() if target == "e" else (target,),
        events=("e",) if target == "e" else (),
        expected=expected,
        outcome=outcome,
        on=one_day(as_of.isoformat()),
    )
    after = pp.record(plan, slip)
    downstream = {target}
    for _ in NUMBERS:
        downstream |= {
            number for one in plan.log for number in one.about if any(wait.target in downstream for wait in one.awaits)
        }
    for rule in (pp.state_at, pp.forecast, pp.blocked, pp.waiting, pp.ready, pp.overdue):
        before, now = rule(plan, as_of=as_of), rule(after, as_of=as_of)
        for number in set(NUMBERS) - downstream:
            assert now.get(number) == before.get(number)
    assert set(pp.compare(plan, after, as_of=as_of).numbers) <= downstream
    assert pp.what_if(plan, slip, as_of=as_of) == pp.compare(plan, after, as_of=as_of)
    assert pp.what_if(plan, attrs.evolve(slip, on=None), as_of=as_of) == pp.compare(plan, after, as_of=as_of)
    assert pp.carry_over(after, into=2018, as_of=as_of) == pp.carry_over(plan, into=2018, as_of=as_of)
    assert after.log[: len(plan.log)] == plan.log
