"""Laws of the rules, and a naive model beside them.

The model below is written from the meaning of the words alone, with dicts and sets, and takes nothing from the rules:
it reads only the fields of a plan.
"""

from __future__ import annotations

import datetime

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from praksisplan import (
    Await,
    Citation,
    Event,
    Period,
    Plan,
    Recommendation,
    Source,
    Standing,
    Statement,
    Status,
    Strand,
    blocked,
    forecast,
    overdue,
    ready,
    releases,
    state_at,
    waiting,
    why,
)
from praksisplan.model import EventKind, Outcome, PracticeArea
from praksisplan.periods import may_overlap, surely_after, surely_before
from praksisplan.testing import days, periods, plans

ONE_DAY = datetime.timedelta(days=1)
FINISHED = {Status.COMPLETED, Status.CANCELLED}
BEGUN = {Status.ONGOING, Status.PERMANENT, Status.COMPLETED}
AS_OF = days(2015, 2020)


# --- plans in which much happens to few recommendations


def _one_day(text):
    start = datetime.date.fromisoformat(text)
    return Period(start, start + ONE_DAY)


SOURCES = tuple(
    Source(id, id, _one_day(dated)) for id, dated in [("a", "2015-12-31"), ("b", "2016-06-30"), ("c", "2017-06-30")]
)
YEARS = [Period(datetime.date(year, 1, 1), datetime.date(year + 1, 1, 1)) for year in (2016, 2017, 2018)]
OPEN = [Period(datetime.date(2017, 3, 1), None), Period(None, datetime.date(2017, 3, 1))]
NUMBERS = ("1", "2", "10")
RECOMMENDATIONS = (
    Recommendation(1, "1", "T"),
    Recommendation(10, "1", "T"),
    Recommendation(2, "1", "T", strands=(Strand("a", "a"), Strand("b", "b"))),
)
WAITS = [
    *(Await(recommendation=number, outcome=outcome) for number in NUMBERS for outcome in Outcome),
    *(Await(recommendation="2", outcome=outcome, strand="a") for outcome in Outcome),
    Await(recommendation="2", strand="b"),
    *(Await(event=event) for event in "ef"),
    Await(recommendation=77),
    Await(recommendation="2", strand="nowhere"),
]
alternatives = st.lists(st.sampled_from(WAITS), min_size=2, max_size=3, unique=True).map(
    lambda waits: tuple(attrs.evolve(wait, one_of="g") for wait in waits)
)
some_waits = st.one_of(
    st.just(()),
    st.sampled_from(WAITS).map(lambda wait: (wait,)),
    st.lists(st.sampled_from(WAITS), min_size=2, max_size=2).map(tuple),
    alternatives,
    st.builds(lambda waits, wait: (wait, *waits), alternatives, st.sampled_from(WAITS)),
)
some_heirs = st.sampled_from(
    [{}, *({"merged_into": one} for one in NUMBERS), {"replaced_by": ("1", "10")}, {"replaced_by": ("2", "77")}]
)


@st.composite
def busy_statements(draw):
    about = draw(st.sampled_from([("1",), ("2",), ("2",), ("10",), ("1", "10"), ("2", "10"), ()]))
    strand = draw(st.sampled_from([None, "a", "b"])) if about == ("2",) else None
    events = () if strand else draw(st.sampled_from([(), (), ("e",), ("e", "f")]))
    of_events = [Status.COMPLETED, Status.DEFERRED, Status.CANCELLED]
    status = draw(st.sampled_from([None, None, *(of_events if events else Status)]))
    outcome = draw(st.sampled_from(Outcome))
    expected = draw(st.sampled_from([None, *YEARS, *OPEN])) if not events or status is None else None
    can_deliver = (not about or outcome is Outcome.REPORT) and (not events or status in (None, Status.COMPLETED))
    delivered = can_deliver and draw(st.integers(0, 2)) == 0
    can_withdraw = expected is None and not delivered and (not events or status is not Status.COMPLETED)
    return Statement(
        about=about,
        strand=strand,
        events=events,
        standing=draw(st.sampled_from([*Standing, Standing.REPORTED])),
        status=status,
        planned=draw(st.sampled_from([None, None, *YEARS])) if not events else None,
        deferred_to=draw(st.sampled_from([None, *YEARS, *OPEN])) if status is Status.DEFERRED else None,
        **(draw(some_heirs) if status is Status.CANCELLED and about and not events else {}),
        awaits=draw(some_waits) if about and not events else (),
        awaits_more=bool(about) and not events and draw(st.integers(0, 4)) == 0,
        lifts=draw(some_waits) if about and not events and draw(st.integers(0, 3)) == 0 else (),
        outcome=outcome,
        expected=expected,
        withdrawn=can_withdraw and draw(st.booleans()),
        delivered=delivered,
        on=draw(st.sampled_from([None, None, None, *YEARS, *OPEN])),
        citations=draw(st.sampled_from([(), *((Citation(id),) for id in "abc"), (Citation("c"), Citation("b"))])),
    )


busy_plans = st.lists(busy_statements(), min_size=2, max_size=12).map(
    lambda log: Plan(
        id="plan",
        title="P",
        region="R",
        practice_area=PracticeArea.GENERAL_PRACTICE,
        period=Period(datetime.date(2015, 1, 1), datetime.date(2020, 1, 1)),
        sources=SOURCES,
        recommendations=RECOMMENDATIONS,
        events=tuple(Event(id, id, EventKind.REPORT) for id in "ef"),
        log=tuple(log),
    )
)
any_plans = st.one_of(busy_plans, busy_plans, plans(max_recommendations=4, max_statements=8))


# --- the naive model


def last(period):
    return period.start if period.end is None else period.end - ONE_DAY


def when(plan, statement):
    """The day from which a statement is known, and from which it holds; ``None`` for always."""
    written = {source.id: last(source.dated) for source in plan.sources}
    known = min((written[citation.source] for citation in statement.citations), default=None)
    on = statement.on
    if on is None:
        return known, known
    if known is None or (on.start is not None and on.start > known):
        return known, last(on)
    return known, min(last(on), known)


def one_by_one(waits):
    return [(wait,) for wait in waits if wait.one_of is None]


def alternatives_of(waits, group):
    return tuple(wait for wait in waits if wait.one_of == group)


class Model:
    def __init__(self, plan, as_of, known_at):
        self.plan = plan
        told = []
        for place, statement in enumerate(plan.log):
            known, holds = when(plan, statement)
            if (known is None or known <= known_at) and (holds is None or holds <= as_of):
                told.append((holds or datetime.date.min, place, statement))
        said = [one for _, _, one in sorted(told, key=lambda t: t[:2]) if one.standing is not Standing.PROPOSED]
        self.as_of = as_of
        self.told, self.put_off, self.waits, self.came, self.event_status = {}, {}, {}, set(), {}
        self.heirs, self.more = {}, {}
        for one in said:
            for number in one.about:
                self.tell(number, one)
            for event in one.events:
                if one.status is not None:
                    self.event_status[event] = one.status
                elif one.expected is not None and self.event_status.get(event) is Status.CANCELLED:
                    del self.event_status[event]  # it is expected again
            if one.delivered:
                self.came |= {(subject, one.strand, one.outcome) for subject in (*one.about, *one.events)}
        self.named_waits = {number for one in said if one.awaits for number in one.about}
        self.status = {one.number: self.whole(one) for one in plan.recommendations}

    def of(self, key):
        """The status of a recommendation or strand: a deferral until it lapses, else what was told beside it."""
        if key in self.put_off:
            period = self.put_off[key]
            if period is None or (period.start is not None and period.start > self.as_of):
                return Status.DEFERRED
        return self.told.get(key, Status.NOT_STARTED)

    def is_told(self, key):
        return key in self.told or key in self.put_off

    def whole(self, recommendation):
        """The status of the whole; where nothing is told of it, that of its strands."""
        number = recommendation.number
        strands = [self.of((number, strand.id)) for strand in recommendation.strands]
        if self.is_told((number, None)) or not strands:
            return self.of((number, None))
        left = set(strands) - FINISHED
        if left == {Status.DEFERRED}:
            return Status.DEFERRED
        if left and not left - {Status.DEFERRED, Status.AWAITING}:
            return Status.AWAITING
        return Status.ONGOING if BEGUN & set(strands) else Status.NOT_STARTED

    def tell(self, number, one):
        key = number, one.strand
        if one.status is Status.DEFERRED:
            self.put_off[key] = one.deferred_to
        elif one.status is not None:
            self.told[key] = one.status
            if one.status in FINISHED | BEGUN or self.put_off.get(key) is None:
                self.put_off.pop(key, None)
        heirs = (one.merged_into,) if one.merged_into else one.replaced_by
        if heirs:
            self.heirs[key] = heirs
        elif one.status not in (None, Status.DEFERRED, Status.CANCELLED):
            self.heirs.pop(key, None)
        self.tell_waits(number, one)

    def tell_waits(self, number, one):
        more = self.more.setdefault(number, set())
        if one.awaits_more:
            more.add(one.strand)
        elif one.status not in (None, Status.DEFERRED, Status.AWAITING):
            more -= {one.strand} if one.strand else set(more)  # the whole speaks for its parts
        waits = self.waits.setdefault(number, {})
        for group in {wait.one_of for wait in one.awaits}:
            for named in one_by_one(one.awaits) if group is None else [alternatives_of(one.awaits, group)]:
                waits[named, one.strand] = set()  # nothing of it is lifted
        for wait in one.lifts:
            for (_, strand), lifted in waits.items():
                if one.strand in (None, strand):  # the whole lifts its parts
                    lifted.add(attrs.evolve(wait, one_of=None))

    def is_cancelled(self, number, strand):
        return self.status.get(number) is Status.CANCELLED or (
            strand is not None and self.of((number, strand)) is Status.CANCELLED
        )

    def goes_on(self, wait, number):
        """The waits that take the place of a wait: for what went on with what was cancelled, and so on."""
        found, seen, todo = set(), set(), [wait]
        while todo:
            one = todo.pop()
            seen.add((one.recommendation, one.strand))
            heirs = ()
            if one.recommendation and self.is_cancelled(one.recommendation, one.strand):
                is_whole = self.status[one.recommendation] is Status.CANCELLED
                heirs = self.heirs.get((one.recommendation, None if is_whole else one.strand), ())
            if not heirs:
                found.add(one)
            todo += [attrs.evolve(wait, recommendation=heir, strand=None) for heir in heirs if (heir, None) not in seen]
        if not found:  # they name each other in a circle
            return {wait}
        return {one for one in found if one is wait or one.recommendation != number}

    def has_come(self, wait):
        target, strand = wait.recommendation or wait.event, wait.strand
        if wait.event is not None:
            return (target, None, wait.outcome) in self.came or self.event_status.get(target) is Status.COMPLETED
        if self.status.get(target) is Status.COMPLETED or (target, strand, wait.outcome) in self.came:
            return True
        status = self.status.get(target) if strand is None else self.of((target, strand))
        return status is Status.COMPLETED or (wait.outcome is Outcome.START and status in BEGUN)

    def is_open(self, named, lifted, number):
        """Whether a wait, or the wait for one of some alternatives, holds: none that is left of them has come."""
        left = []
        for wait in (one for one in named if attrs.evolve(one, one_of=None) not in lifted):
            goes_on = self.goes_on(wait, number)
            rest = {one for one in goes_on if attrs.evolve(one, one_of=None) not in lifted}
            if rest or not goes_on:
                left.append(all(map(self.has_come, rest)))
        return bool(left) and not any(left)

    def place(self, recommendation):
        """Blocked, waiting, ready, put off, awaiting what nobody names, or finished."""
        number = recommendation.number
        if self.status[number] in FINISHED:
            return "finished"
        strands = [strand.id for strand in recommendation.strands if self.of((number, strand.id)) not in FINISHED]
        waits = self.waits.get(number, {}).items()
        holding = {strand for (named, strand), lifted in waits if self.is_open(named, lifted, number)}
        held = [None in holding or strand in holding for strand in strands or [None]]
        if all(held):
            return "blocked"
        if any(held):
            return "waiting"
        if self.status[number] is Status.DEFERRED:
            return "put off"
        is_bare = self.status[number] is Status.AWAITING and number not in self.named_waits
        is_bare = is_bare or bool(self.more.get(number))
        is_used_up = not strands and recommendation.strands and not self.is_told((number, None))
        return "undetermined" if is_bare or is_used_up else "ready"

    def places(self):
        return {one.number: self.place(one) for one in self.plan.recommendations}


def told_places(plan, **dates):
    """The same, as the library tells it."""
    found = dict.fromkeys((one.number for one in plan.recommendations), "finished")
    found |= dict.fromkeys(forecast(plan, **dates), "put off")
    for name, rule in (("ready", ready), ("waiting", waiting), ("blocked", blocked)):
        found |= dict.fromkeys(rule(plan, **dates), name)
    return found | dict.fromkeys(ready(plan, **dates).undetermined, "undetermined")


@given(any_plans, AS_OF, st.none() | AS_OF)
def test_blocked_is_every_unfinished_strand_held(plan, as_of, known_at):
    model = Model(plan, as_of, known_at or as_of)
    assert told_places(plan, as_of=as_of, known_at=known_at) == model.places()


IN_ORDER = [f"{number}{letter}" for number in range(1, 30) for letter in ("", "a", "b")] + ["A2", "B1"]
"""The numbers of the plans as people sort them."""


@given(any_plans, AS_OF, st.none() | AS_OF)
def test_the_status_is_the_newest_that_holds(plan, as_of, known_at):
    model = Model(plan, as_of, known_at or as_of)
    state = state_at(plan, as_of=as_of, known_at=known_at)
    assert list(state) == sorted(state, key=IN_ORDER.index)
    for one in plan.recommendations:
        found = state[one.number]
        assert found.status is model.status[one.number]
        assert not found.derived or not model.is_told((one.number, None))
        if not found.derived:
            assert found.deferred_to == model.put_off.get((one.number, None))
        assert [strand.status for strand in found.strands] == [
            model.of((one.number, strand.id)) for strand in one.strands
        ]


# --- laws


@given(any_plans, AS_OF, st.none() | AS_OF)
def test_every_recommendation_is_accounted_for_exactly_once(plan, as_of, known_at):
    dates = {"as_of": as_of, "known_at": known_at}
    held, partly, free = (set(rule(plan, **dates)) for rule in (blocked, waiting, ready))
    state = state_at(plan, **dates)
    finished = {number for number, found in state.items() if found.status in FINISHED}
    put_off = {number for number, found in state.items() if found.status is Status.DEFERRED and not found.awaits}
    undetermined = set(ready(plan, **dates).undetermined)
    groups = (held, partly, free, put_off, undetermined, finished)
    assert sum(map(len, groups)) == len(plan.recommendations)
    assert set().union(*groups) == {one.number for one in plan.recommendations}
    assert set(forecast(plan, **dates)) == held | partly | free | put_off | undetermined


@given(any_plans, AS_OF, st.data())
def test_statements_of_different_subjects_may_stand_in_any_order(plan, as_of, data):
    log = list(plan.log)
    assume(len(log) > 1)
    for place in data.draw(st.lists(st.integers(0, len(log) - 2), max_size=20)):
        one, other = log[place], log[place + 1]
        if not {*one.about, *one.events} & {*other.about, *other.events}:
            log[place], log[place + 1] = other, one
    shuffled = attrs.evolve(plan, log=tuple(log))
    for rule in (state_at, blocked, waiting, ready, overdue, forecast):
        assert dict(rule(shuffled, as_of=as_of)) == dict(rule(plan, as_of=as_of))


def come(wait, day):
    """The statement by which what is awaited has come on a day."""
    on = Period(day, day + datetime.timedelta(days=1))
    if wait.event is not None:
        return Statement(events=(wait.event,), outcome=wait.outcome, delivered=True, on=on)
    of = {"about": (wait.recommendation,), "strand": getattr(wait, "awaited_strand", None), "on": on}
    if wait.outcome is Outcome.REPORT:
        return Statement(outcome=wait.outcome, delivered=True, **of)
    return Statement(status=Status.ONGOING if wait.outcome is Outcome.START else Status.COMPLETED, **of)


@given(busy_plans, AS_OF, st.data())
def test_releasing_all_open_waits_makes_ready(plan, as_of, data):
    state = state_at(plan, as_of=as_of)
    held = [one for one, found in state.items() if found.awaits and one not in {wait.target for wait in found.awaits}]
    assume(held)
    number = data.draw(st.sampled_from(held))
    waits = sorted(state[number].awaits, key=lambda wait: wait.outcome is Outcome.COMPLETION)
    delivered = tuple(come(wait, as_of) for wait in waits)
    after = attrs.evolve(plan, log=plan.log + delivered)
    # what others deliver begins nothing that was put off, or of which nothing is left
    strands = state[number].strands
    is_left = not state[number].derived or any(one.status not in FINISHED for one in strands)
    is_free = state[number].status is not Status.DEFERRED and is_left and not state[number].awaits_more
    assert (number in ready(after, as_of=as_of)) is is_free
    assert number not in blocked(after, as_of=as_of)
    assert number not in waiting(after, as_of=as_of)


def place_of(wait):
    return wait.target, wait.outcome, wait.awaited_strand, wait.strand, wait.one_of


@given(any_plans, AS_OF, st.data())
def test_what_is_released_is_what_becomes_ready(plan, as_of, data):
    targets = [("about", one.number) for one in plan.recommendations] + [("events", one.id) for one in plan.events]
    assume(targets)
    kind, target = data.draw(st.sampled_from(targets))
    if kind == "about":
        delivered = (come(Await(recommendation=target), as_of),)
    else:
        delivered = tuple(Statement(events=(target,), outcome=outcome, delivered=True) for outcome in Outcome)
    after = attrs.evolve(plan, log=plan.log + delivered)
    before_ready = set(ready(plan, as_of=as_of))
    found = releases(plan, target, as_of=as_of)
    assert set(found) == set(ready(after, as_of=as_of)) - before_ready
    before, then = state_at(plan, as_of=as_of), state_at(after, as_of=as_of)
    lost = {
        number
        for number, state in then.items()
        if before[number].awaits and set(map(place_of, before[number].awaits)) - set(map(place_of, state.awaits))
    }
    held = {*blocked(after, as_of=as_of), *waiting(after, as_of=as_of)}
    held |= {number for number, state in then.items() if state.awaits_more}
    assert set(found.still_waiting) == lost & held


@given(any_plans, AS_OF, st.sampled_from(Status))
def test_a_proposal_changes_nothing(plan, as_of, status):
    assume(plan.recommendations)
    proposal = Statement(
        about=tuple(one.number for one in plan.recommendations),
        status=status,
        standing=Standing.PROPOSED,
        outcome=Outcome.REPORT,
        delivered=True,
        lifts=tuple({wait for statement in plan.log for wait in statement.awaits}),
    )
    after = attrs.evolve(plan, log=(*plan.log, proposal))
    for rule in (blocked, waiting, ready, overdue, forecast):
        assert dict(rule(after, as_of=as_of)) == dict(rule(plan, as_of=as_of))


@given(any_plans, AS_OF, AS_OF)
def test_what_is_not_yet_known_changes_nothing(plan, as_of, known_at):
    known = tuple(statement for statement in plan.log if (when(plan, statement)[0] or datetime.date.min) <= known_at)
    before = attrs.evolve(plan, log=known)
    dates = {"as_of": as_of, "known_at": known_at}
    for rule in (state_at, blocked, waiting, ready, overdue, forecast):
        assert dict(rule(before, **dates)) == dict(rule(plan, **dates))


def part_of(reason):
    return reason.target.id, (reason.wait and reason.wait.awaited_strand) or ""


@given(any_plans, AS_OF)
def test_reasons_and_bounds_hang_together(plan, as_of):
    held = blocked(plan, as_of=as_of)
    begins = forecast(plan, as_of=as_of)
    late = overdue(plan, as_of=as_of)
    never = {wait.target for found in state_at(plan, as_of=as_of).values() for wait in found.awaits if wait.never}
    for number, found in held.items():
        assert found.awaits
        assert found.expected.is_never or found.expected.earliest is not None
        if any(wait.never and wait.strand is None for wait in found.awaits):
            assert found.expected.is_never
        assert never or not found.expected.is_never
        assert found.roots
        assert found.since is None or found.since <= as_of
        assert found.expected.is_never or as_of <= found.expected.earliest
        assert found.expected.latest is None or found.expected.earliest <= found.expected.latest
        assert found.overdue == any(wait.overdue for wait in found.awaits)
        assert found.overdue <= (number in late)
        reasons = why(plan, number, as_of=as_of).reasons
        assert [reason.target.id for reason in reasons if reason.depth == 1] == [wait.target for wait in found.awaits]
        known = [one for one in reasons if one.target.id in begins and not (one.wait and one.wait.missing)]
        told = [part_of(reason) for reason in known if not reason.repeated]
        assert sorted(told) == sorted(set(map(part_of, known)))
    for window in begins.values():
        assert window.is_never or as_of <= window.earliest
        assert window.latest is None or window.earliest <= window.latest
        assert {driver.bound for driver in window.drivers} <= {"earliest", "latest"}


@given(periods(), periods())
def test_exactly_one_of_before_after_and_overlap(a, b):
    assert [surely_before(a, b), surely_after(a, b), may_overlap(a, b)].count(True) == 1
    assert surely_before(a, b) == surely_after(b, a)
    assert may_overlap(a, b) == may_overlap(b, a)
    assert may_overlap(a, a)


@given(periods(2015, 2016), periods(2015, 2016))
def test_overlap_is_a_day_in_both(a, b):
    year = [datetime.date(2014, 1, 1) + n * ONE_DAY for n in range(2500)]
    assume(all(p.end is None or p.end < year[-1] for p in (a, b)))
    assert may_overlap(a, b) == any(day in a and day in b for day in year)


@pytest.mark.parametrize("rule", [state_at, blocked, waiting, ready, overdue, forecast])
@given(plan=any_plans, as_of=AS_OF)
def test_every_answer_can_be_told(rule, plan, as_of):
    found = rule(plan, as_of=as_of)
    for lang in ("da", "en"):
        records = found.cells(lang)
        assert [record["number"] for record in records] == list(found)
        shown = found.text(lang).split()
        assert all(number in shown for number in found)
    assert found._repr_html_().count("<tr>") == len(found) + 1
