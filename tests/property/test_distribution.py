"""Laws of sharing capacities: what each method promises, and a model that tries every quotient.

The model is written from the words about the methods alone, and takes nothing from the package but the fields of the
answer.
"""

from __future__ import annotations

import math
from fractions import Fraction

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from praksisplan.capacity import DistributionMethod, MoveKind
from praksisplan.capacity.distribution import Share, distribute, moves
from praksisplan.text import danish_key

REMAINDER, ODD, WHOLE = DistributionMethod
DIVISORS = (ODD, WHOLE)
NAMES = ("Nord", "Syd", "Ærø", "Øst", "Aabenraa", "Zealand")
methods = st.sampled_from(DistributionMethod)
divisors = st.sampled_from(DIVISORS)
weights = st.fractions(0, 3, max_denominator=7)


@st.composite
def areas(draw, bounded=False):
    """Some areas in any order; small numbers, so that ties are common."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True))
    found = []
    for name in names:
        floor = draw(st.integers(0, 4)) if bounded else 0
        ceiling = draw(st.none() | st.integers(floor, floor + 5)) if bounded else None
        count = draw(st.integers(0 if bounded else 1, 12))
        weight = draw(weights) if bounded else draw(weights.filter(bool))
        strengthened = draw(st.sampled_from([Fraction(1), Fraction(3, 2)]))
        found.append(Share(name, count, weight, "drawn", strengthened, floor, ceiling))
    return found


@st.composite
def problems(draw):
    """Areas with floors and ceilings, and a number of capacities that they can hold."""
    found = draw(areas(bounded=True))
    least = sum(share.floor for share in found)
    most = sum(most_of(share) for share in found)
    return draw(st.integers(least, min(most, least + 25))), found


def most_of(share: Share) -> int:
    if not share.weighted:
        return share.floor
    return 10**6 if share.ceiling is None else share.ceiling


def by_quotients(capacities: int, shares: list[Share], method: DistributionMethod) -> dict[str, int]:
    """Every quotient of every area, from its floor to its ceiling, and the largest of them all."""
    step, first = (2, 1) if method is ODD else (1, 1)
    claims = [
        (-share.weighted / (first + step * seat), -share.weighted, danish_key(share.area), share.area)
        for share in shares
        for seat in range(share.floor, min(most_of(share), capacities))
    ]
    found = {share.area: share.floor for share in shares}
    for *_, area in sorted(claims)[: capacities - sum(found.values())]:
        found[area] += 1
    return found


@given(problems(), methods)
def test_the_sum_is_kept_and_floors_and_ceilings_hold(problem, method):
    capacities, shares = problem
    found = distribute(capacities, shares, method=method)
    assert sum(found.shares.values()) == capacities
    for share in shares:
        assert share.floor <= found.shares[share.area] <= most_of(share)
        assert share.floor <= found.of(share.area).bounded_quota <= most_of(share)
    assert sum(row.bounded_quota for row in found.rows) == capacities


@given(problems(), divisors)
def test_divisors_are_the_largest_quotients(problem, method):
    capacities, shares = problem
    assert distribute(capacities, shares, method=method).shares == by_quotients(capacities, shares, method)


@given(problems())
def test_quotas_within_bounds_are_one_multiple_of_the_weights_cut_at_the_bounds(problem):
    capacities, shares = problem
    found = distribute(capacities, shares)
    rows = [row for row in found.rows if row.share.weighted]
    levels = {row.share.area: row.bounded_quota / row.share.weighted for row in rows}
    bounds = [(row.share.floor, most_of(row.share)) for row in rows]
    inside = {levels[row.share.area] for row, (low, high) in zip(rows, bounds) if low < row.bounded_quota < high}
    assert len(inside) <= 1
    # on its floor an area has more for its weight than the common level, on its ceiling less
    above = [levels[row.share.area] for row, (low, high) in zip(rows, bounds) if row.bounded_quota == low < high]
    below = [levels[row.share.area] for row, (low, high) in zip(rows, bounds) if row.bounded_quota == high > low]
    assert max(below, default=Fraction(0)) <= min(inside | set(above), default=Fraction(10**9))
    assert max(inside, default=Fraction(0)) <= min(above, default=Fraction(10**9))


@given(problems())
def test_remainders_go_to_the_largest(problem):
    capacities, shares = problem
    found = distribute(capacities, shares)
    up = [row.remainder for row in found.rows if row.capacities > row.bounded_quota]
    down = [row.remainder for row in found.rows if row.capacities <= row.bounded_quota]
    assert all(math.floor(row.bounded_quota) <= row.capacities <= math.ceil(row.bounded_quota) for row in found.rows)
    assert min(up, default=Fraction(1)) >= max(down, default=Fraction(0))


@given(st.integers(0, 40), areas())
def test_by_remainders_every_area_gets_its_quota_up_or_down(capacities, shares):
    total = sum(share.weighted for share in shares)
    found = distribute(capacities, shares)
    for share in shares:
        quota = capacities * share.weighted / total
        assert found.of(share.area).quota == found.of(share.area).bounded_quota == quota
        assert math.floor(quota) <= found.shares[share.area] <= math.ceil(quota)


@given(problems(), divisors)
def test_by_divisors_one_more_takes_from_nobody(problem, method):
    capacities, shares = problem
    found = distribute(capacities, shares, method=method)
    room = sum(most_of(share) for share in shares)
    assume(capacities < room)
    more = distribute(capacities + 1, shares, method=method)
    assert all(more.shares[area] >= count for area, count in found.shares.items())
    ((area, by),) = found.one_more
    assert by == 1
    assert more.shares[area] == found.shares[area] + 1
    assert more.one_less == ((area, -1),)


@given(problems(), methods)
def test_one_more_and_one_less_are_what_would_be_given(problem, method):
    capacities, shares = problem
    found = distribute(capacities, shares, method=method)
    for count, changes in ((capacities + 1, found.one_more), (capacities - 1, found.one_less)):
        fits = sum(share.floor for share in shares) <= count <= sum(map(most_of, shares))
        if fits:
            other = distribute(count, shares, method=method).shares
            assert changes == tuple((a, other[a] - n) for a, n in found.shares.items() if other[a] != n)
            assert sum(by for _, by in changes) == count - capacities
            assert {abs(by) for _, by in changes} == {1}
        else:
            assert changes == ()


@given(problems(), divisors, st.data())
def test_by_divisors_growing_never_loses_to_one_that_shrinks(problem, method, data):
    capacities, shares = problem
    after = [attrs.evolve(share, people=data.draw(st.integers(0, 12))) for share in shares]
    # whoever has nobody gets no more than the floor: keep to those that count on both sides
    assume(all(bool(one.weighted) == bool(other.weighted) for one, other in zip(shares, after)))
    old = distribute(capacities, shares, method=method).shares
    new = distribute(capacities, after, method=method).shares
    for grown, was in zip(after, shares):
        for shrunk, had in zip(after, shares):
            if grown.weighted > was.weighted and shrunk.weighted < had.weighted:
                assert not (new[grown.area] < old[grown.area] and new[shrunk.area] > old[shrunk.area])


@given(problems(), methods, st.randoms(use_true_random=False))
def test_the_order_of_the_areas_does_not_matter(problem, method, random):
    capacities, shares = problem
    other = list(shares)
    random.shuffle(other)
    assert distribute(capacities, other, method=method) == distribute(capacities, shares, method=method)


@given(problems(), methods, st.fractions(Fraction(1, 50), 50, max_denominator=60))
def test_the_scale_of_the_weights_does_not_matter(problem, method, scale):
    capacities, shares = problem
    scaled = [attrs.evolve(share, weight=share.weight * scale) for share in shares]
    found, other = (distribute(capacities, which, method=method) for which in (shares, scaled))
    assert other.shares == found.shares
    assert (other.ties, other.one_more, other.one_less) == (found.ties, found.one_more, found.one_less)
    assert [row.quota for row in other.rows] == [row.quota for row in found.rows]


@given(problems(), methods)
def test_a_tie_is_told_exactly_where_another_name_or_size_could_have_won(problem, method):
    """The claims of those that got the last one and of those that did not are equal just where a tie is told."""
    capacities, shares = problem
    found = distribute(capacities, shares, method=method)
    got, refused = {}, {}
    for row in found.rows:
        share, seats = row.share, row.capacities
        if method is REMAINDER:
            if row.remainder:
                (got if seats > row.bounded_quota else refused)[share.area] = row.remainder
        else:
            step = 2 if method is ODD else 1
            if seats > share.floor:
                got[share.area] = share.weighted / (1 + step * (seats - 1))
            if seats < most_of(share):
                refused[share.area] = share.weighted / (1 + step * seats)
    level = min(got.values(), default=None)
    winners = {area for area, claim in got.items() if claim == level}
    losers = {area for area, claim in refused.items() if claim == level}
    if not (winners and losers):
        assert found.ties == ()
        return
    (tie,) = found.ties
    assert set(tie.areas) == winners | losers
    assert set(tie.received) == winners
    sizes = {share.area: share.weighted for share in shares}
    assert min(sizes[area] for area in winners) >= max(sizes[area] for area in losers)
    assert tie.by_name is bool({sizes[area] for area in winners} & {sizes[area] for area in losers})


@st.composite
def journeys(draw):
    capacities, shares = draw(problems())
    target = distribute(capacities, shares, method=draw(methods))
    today = {area: max(0, count + draw(st.integers(-4, 4))) for area, count in target.shares.items()}
    vacant = {area: draw(st.integers(0, count)) for area, count in today.items() if draw(st.booleans())}
    return today, target, vacant


@given(journeys())
def test_moves_lead_from_today_to_the_target(journey):
    today, target, vacant = journey
    found = moves(today, target, vacant=vacant)
    after = dict(today)
    for advert in found.adverts:
        if advert.kind is MoveKind.VACANT_HERE:
            assert advert.origin is None
            continue
        after[advert.area] += 1
        if advert.kind is MoveKind.NEW:
            assert advert.origin is None
        else:
            after[advert.origin] -= 1
    for area, count in found.closing:
        after[area] -= count
    assert after == target.shares
    growth = target.capacities - sum(today.values())
    assert sum(one.kind is MoveKind.NEW for one in found.adverts) == max(0, growth)
    assert sum(count for _, count in found.closing) == max(0, -growth)
    assert sum(found.advertised.values()) == len(found.adverts)


@given(journeys())
def test_the_greatest_shortage_comes_first(journey):
    today, target, vacant = journey
    found = moves(today, target, vacant=vacant)
    filled = {area: count - vacant.get(area, 0) for area, count in today.items()}
    for advert in found.adverts:
        lacking = {a: filled[a] / target.of(a).bounded_quota for a, n in target.shares.items() if filled[a] < n}
        assert lacking[advert.area] == min(lacking.values())
        filled[advert.area] += 1
    assert all(filled[area] >= count for area, count in target.shares.items())


@pytest.mark.parametrize("method", DIVISORS)
def test_many_capacities_are_shared_as_fast_as_few(method):
    """The first ones are not counted out one by one; the model of every quotient agrees where it can be asked."""
    shares = [Share(name, 1000 + 377 * place**3, "1.1", "drawn") for place, name in enumerate(NAMES)]
    assert distribute(5000, shares, method=method).shares == by_quotients(5000, shares, method)
    assert sum(distribute(10**15, shares, method=method).shares.values()) == 10**15
