"""What the nodes of a graph come down to, few things or many, beside a naive search."""

from __future__ import annotations

import random

import pytest

from praksisplan.rules.reach import Reach


def naive(node, below, own):
    seen, todo = {node}, [node]
    for one in todo:
        new = [other for other in below[one] if other not in seen]
        seen.update(new)
        todo += new
    return tuple(sorted({thing for one in seen for thing in own[one]}))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("things", [0, 3, 60, 300])
def test_every_node_has_the_things_of_all_below_it_in_order(seed, things):
    chance = random.Random(seed)
    below = {node: chance.sample(range(node), min(node, chance.randrange(4))) for node in range(200)}
    own = {node: [chance.randrange(things) for _ in range(chance.randrange(3))] if things else [] for node in below}
    nodes = chance.sample(sorted(below), len(below))
    reach = Reach(nodes, own=own.get, rests_on=below.get, key=int)
    for node in chance.sample(nodes, len(nodes)):
        assert reach.of(node) == naive(node, below, own)


@pytest.mark.parametrize("things", [2, 100])
def test_nodes_with_the_same_things_share_one_tuple(things):
    below = {0: [1, 2], 1: [3], 2: [3], 3: []}
    reach = Reach([0], own=lambda node: () if below[node] else range(things), rests_on=below.get, key=int)
    assert reach.of(0) is reach.of(1) is reach.of(2) is reach.of(3)
    assert reach.of(0) == tuple(range(things))
