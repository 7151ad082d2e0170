"""Alternatives, and what was merged or replaced, against a model that tries every set of what comes."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from praksisplan import Await, Plan, Recommendation, Statement, Status, blocked, parse_period, releases

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
        if target not in heirs and target not in done and is_held(groups, heirs, done):
            freed = not is_held(groups, heirs, done | {target})
            assert list(releases(plan, target, as_of=AS_OF)) == (["1"] if freed else [])
