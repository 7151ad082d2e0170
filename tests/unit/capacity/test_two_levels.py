"""Capacities shared over health councils, and within each over its areas."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from praksisplan.capacity import DistributionMethod, Share, distribute, distribute_in_two_levels
from praksisplan.errors import PlanError


def share(name, people, floor=0, ceiling=None):
    return Share(name, people, 1, "model", floor=floor, ceiling=ceiling)


def test_the_share_of_a_council_binds_the_region():
    councils = [share("Øst", 6000), share("Vest", 4000)]
    areas = {"Øst": [share("A", 1000), share("B", 2000)], "Vest": [share("C", 9000), share("D", 9000)]}
    found = distribute_in_two_levels(10, councils, areas)
    assert found.national.shares == {"Vest": 4, "Øst": 6}
    assert found.shares == {"Øst": {"A": 2, "B": 4}, "Vest": {"C": 2, "D": 2}}
    assert next((row["council"], row["area"], row["capacities"]) for row in found.to_records()) == ("Vest", "C", 2)
    assert found.heading() == found.national.heading()


def test_floors_and_ceilings_count_at_both_levels():
    councils = [share("Øst", 9000, ceiling=7), share("Vest", 1000)]
    areas = {"Øst": [share("A", 1000, floor=3), share("B", 8000)], "Vest": [share("C", 1, floor=2), share("D", 1, 1)]}
    found = distribute_in_two_levels(10, councils, areas)
    assert found.national.shares == {"Vest": 3, "Øst": 7}
    assert found.shares == {"Vest": {"C": 2, "D": 1}, "Øst": {"A": 3, "B": 4}}


def test_a_council_gets_no_more_than_the_ceilings_of_its_areas():
    councils = [share("Øst", 9000), share("Vest", 1000)]
    areas = {"Øst": [share("A", 1, ceiling=2), share("B", 1, ceiling=3)], "Vest": [share("C", 1)]}
    assert distribute_in_two_levels(10, councils, areas).national.shares == {"Vest": 5, "Øst": 5}


def test_ties_of_both_levels_are_told():
    councils = [share("Øst", 5), share("Vest", 5)]
    areas = {"Øst": [share("A", 1), share("B", 1)], "Vest": [share("C", 1)]}
    found = distribute_in_two_levels(3, councils, areas)
    assert [tie.areas for tie in found.ties] == [("Vest", "Øst"), ("A", "B")]


@pytest.mark.parametrize("areas", [{"Øst": []}, {}, {"Øst": [share("A", 1)], "Nord": [share("B", 1)]}])
def test_every_council_has_areas_and_every_area_a_council(areas):
    with pytest.raises(PlanError, match="areas"):
        distribute_in_two_levels(3, [share("Øst", 5)], areas)


people = st.integers(1, 50)
groups = st.lists(st.lists(st.tuples(people, st.integers(0, 3)), min_size=1, max_size=4), min_size=1, max_size=4)


@given(groups, st.integers(0, 60), st.sampled_from(DistributionMethod))
def test_the_laws_of_a_distribution_hold_at_both_levels(told, capacities, method):
    areas = {
        f"R{place}": [share(f"R{place}-{one}", number, floor) for one, (number, floor) in enumerate(group)]
        for place, group in enumerate(told)
    }
    councils = [share(name, sum(one.people for one in group)) for name, group in areas.items()]
    assume(sum(one.floor for group in areas.values() for one in group) <= capacities)
    found = distribute_in_two_levels(capacities, councils, areas, method=method)
    assert sum(found.national.shares.values()) == capacities
    for name, group in areas.items():
        shares = found.shares[name]
        assert sum(shares.values()) == found.national.shares[name]
        assert all(shares[one.area] >= one.floor for one in group)
        assert found.within[name] == distribute(found.national.shares[name], group, method=method)
    turned = {name: group[::-1] for name, group in reversed(areas.items())}
    assert distribute_in_two_levels(capacities, councils[::-1], turned, method=method) == attrs.evolve(found)
