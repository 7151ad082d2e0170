"""Alternatives, and what was merged or replaced, against models: one of what comes, one of when it can."""

from __future__ import annotations

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from praksisplan import Await, Event, Plan, Recommendation, Statement, Status, blocked, forecast, parse_period, releases
from praksisplan.model import EventKind

AS_OF = datetime.date(2017, 1, 15)
NUMBERS = ("1", "2", "3", "4", "5")


@st.composite
def cases(draw):
    """Groups of alternatives that 1 awaits, what took the place of 2 and 3, and what is completed."""
    targets = st.sampled_from(NUMBERS[1:])
    groups = draw(st.lists(st.lists(targets, min_size=1, max_size=3, unique=True), max_size=3))
    heirs = {
        number: draw(st.none() | st.lists(st.sampled_from(NUMBERS), min_size=1, max_size=2, unique=True))
        for number in ("2", "3")
    }
    done = {number for number in NUMBERS[1:] if not heirs.get(number) and draw(st.booleans())}
    return groups, {number: named for number, named in heirs.items() if named}, done


def ends(number, heirs, seen=()):
    """What goes on with a number; nothing where they only name each other."""
    if number in seen:
        return set()
    if number not in heirs:
        return {number}
    return set().union(*(ends(one, heirs, (*seen, number)) for one in heirs[number]))


def is_held(groups, heirs, done):
    def has_come(number):
        found = ends(number, heirs)
        return bool(found) and found - {"1"} <= done

    return any(not any(has_come(one) for one in group) for group in groups)


@given(cases())
def test_alternatives_and_heirs(case):
    groups, heirs, done = case
    awaits = [
        Await(one, one_of=f"g{place}" if len(group) > 1 else None)
        for place, group in enumerate(groups)
        for one in group
    ]
    plan = Plan(
        "plan",
        "P",
        parse_period("2015-2019"),
        recommendations=[Recommendation(number, "1", number) for number in NUMBERS],
        log=[
            Statement(about=["1"], awaits=awaits),
            *(Statement(about=[one], status=Status.CANCELLED, replaced_by=heirs[one]) for one in heirs),
            *(Statement(about=[one], status=Status.COMPLETED) for one in sorted(done)),
        ],
    )
    assert list(blocked(plan, as_of=AS_OF)) == (["1"] if is_held(groups, heirs, done) else [])
    for target in NUMBERS[1:]:
        if target not in done and is_held(groups, heirs, done):
            left = {number: named for number, named in heirs.items() if number != target}  # completed after all
            freed = not is_held(groups, left, done | {target})
            assert list(releases(plan, target, as_of=AS_OF)) == (["1"] if freed else [])


# --- when alternatives can end


FAR, NEVER = datetime.date(2150, 1, 1), datetime.date(2190, 1, 1)
"""Days in a world: later than all that is known, and later than ever."""
PROMISES = ["1. kvartal 2017", "2. kvartal 2017", "2018", "2018-2019", "fra 1. marts 2017", "2016", None]
"""Those to come, of which one has no end, one that has passed, and none."""


@st.composite
def promised_plans(draw):
    """What each recommendation awaits (nothing with a lower number: no circle), what is promised, planned and never."""
    clauses = {
        number: draw(
            st.lists(
                st.lists(st.sampled_from([*NUMBERS[place + 1 :], *"efg"]), min_size=1, max_size=3, unique=True),
                max_size=2,
            )
        )
        for place, number in enumerate(NUMBERS)
    }
    promised = {target: draw(st.sampled_from(PROMISES)) for target in "efg"}
    promised |= {number: draw(st.sampled_from([None, "3. kvartal 2017", "2018"])) for number in NUMBERS}
    planned = {number: draw(st.sampled_from([None, None, None, "2. halvår 2017", "2016"])) for number in NUMBERS}
    return clauses, promised, planned, draw(st.sets(st.sampled_from("efg"), max_size=2))


def bounds(words):
    """The first and last day of a period to come, seen from the day of the question."""
    period = parse_period(words)
    last = period.last_day
    return max(period.start, AS_OF), FAR if last is None or last < AS_OF else last


def begin_in(world, clauses, promised, planned, never):
    """When each recommendation begins in a world: a choice, for all that is uncertain, of its first or last day."""
    found = {}

    def comes(target):
        if target in never:
            return NEVER
        if promised[target]:
            return bounds(promised[target])[world[target]]
        first = found.get(target, AS_OF)
        return max(first, FAR) if world[target] else first

    for number in reversed(NUMBERS):
        days = [min(map(comes, group)) for group in clauses[number]]
        if planned[number]:
            days.append(bounds(planned[number])[world[f"own {number}"]])
        elif not days:
            days.append(FAR if world[f"own {number}"] else AS_OF)
        found[number] = max(days)
    return found


@settings(max_examples=150)
@given(promised_plans())
def test_windows_of_alternatives(case):
    """The earliest and the latest day are those of the best and the worst world; a far day is unknown."""
    clauses, promised, planned, never = case
    log = [
        Statement(about=[number], awaits=[Await(**named(one), one_of=f"g{place}") for one in group])
        for number, groups in clauses.items()
        for place, group in enumerate(groups)
    ]
    log += [Statement(**subject(one), expected=words) for one, words in promised.items() if words]
    log += [Statement(about=[one], planned=words) for one, words in planned.items() if words]
    log += [Statement(events=[one], status=Status.CANCELLED) for one in sorted(never)]
    plan = Plan(
        "plan",
        "P",
        parse_period("2015-2019"),
        recommendations=[Recommendation(number, "1", number) for number in NUMBERS],
        events=[Event(one, one, EventKind.REPORT) for one in "efg"],
        log=log,
    )
    leaves = [*"efg", *NUMBERS, *(f"own {number}" for number in NUMBERS)]
    worlds = [begin_in(dict.fromkeys(leaves, last), *case) for last in (0, 1)]
    worlds += [begin_in({leaf: leaf != odd for leaf in leaves}, *case) for odd in leaves]
    for number, window in forecast(plan, as_of=AS_OF).items():
        days = [world[number] for world in worlds]
        if min(days) == NEVER:
            assert window.is_never
        else:
            assert (window.earliest, window.latest) == (min(days), None if max(days) >= FAR else max(days))


def named(one):
    return {"event": one} if one.isalpha() else {"recommendation": one}


def subject(one):
    return {"events": [one]} if one.isalpha() else {"about": [one]}
