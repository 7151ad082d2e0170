"""Random waits, held against networkx, rustworkx and brute force."""

from __future__ import annotations

import datetime
import itertools
import random
import re

import networkx
import pytest
import rustworkx
from hypothesis import given
from hypothesis import strategies as st

from praksisplan import (
    Await,
    Event,
    Period,
    Plan,
    Recommendation,
    Statement,
    blocked,
    check,
    forecast,
    parse_period,
    ready,
    why,
)
from praksisplan.model import EventKind, PracticeArea, TargetKind

AS_OF = datetime.date(2017, 1, 15)
DAY = datetime.timedelta(days=1)


def plan_of(size, edges, events=(), more=()):
    """A plan in which the recommendations 1 to ``size`` await each other as ``edges`` say, and some await events."""
    log = [Statement(about=(a,), awaits=(Await(recommendation=b),)) for a, b in edges]
    log += [Statement(about=(a,), awaits=(Await(event=name),)) for a, name in events]
    return Plan(
        id="plan",
        title="P",
        region="R",
        practice_area=PracticeArea.GENERAL_PRACTICE,
        period=parse_period("2015-2019"),
        recommendations=tuple(Recommendation(number, "1", f"T{number}") for number in range(1, size + 1)),
        events=tuple(Event(name, name, EventKind.REPORT) for name in sorted({name for _, name in events})),
        log=(*log, *more),
    )


def graph_of(size, edges):
    graph = networkx.DiGraph()
    graph.add_nodes_from(range(1, size + 1))
    graph.add_edges_from(edges)
    return graph


def planted(seed, size, density, rings):
    """Random edges, and rings among chosen recommendations; nobody awaits itself."""
    chance = random.Random(seed)
    edges = set()
    while len(edges) < density * size:
        edges.add((chance.randint(1, size), chance.randint(1, size)))
    for length in rings:
        ring = chance.sample(range(1, size + 1), length)
        edges |= set(zip(ring, ring[1:] + ring[:1]))
    found = sorted((a, b) for a, b in edges if a != b)
    chance.shuffle(found)
    return found


def shortest_circle(component):
    """The length of a shortest circle: an edge, and the shortest way back."""
    return min(networkx.shortest_path_length(component, b, a) + 1 for a, b in component.edges)


def assert_circles(size, edges):
    graph = graph_of(size, edges)
    components = {frozenset(found) for found in networkx.strongly_connected_components(graph) if len(found) > 1}

    peer = rustworkx.PyDiGraph()
    places = peer.add_nodes_from(list(range(1, size + 1)))
    assert list(places) == list(range(size))
    peer.add_edges_from_no_data([(a - 1, b - 1) for a, b in edges])
    peers = rustworkx.strongly_connected_components(peer)
    assert {frozenset(place + 1 for place in found) for found in peers if len(found) > 1} == components

    told = [finding for finding in check(plan_of(size, edges), as_of=AS_OF) if finding.code == "wait-cycle"]
    assert len(told) == len(components)
    for finding in told:
        members, words = re.fullmatch(
            r"Circular dependency of (\d+) recommendations; the shortest circle: (.*)\.", finding.english
        ).groups()
        circle = [int(number) for number in words.split(" -> ")]
        (component,) = [found for found in components if circle[0] in found]
        components.remove(component)
        assert int(members) == len(component)
        assert finding.subject == str(circle[0]) == str(min(circle))
        assert circle[0] == circle[-1]
        assert len(set(circle)) == len(circle) - 1
        assert set(itertools.pairwise(circle)) <= set(edges)
        assert len(circle) - 1 == shortest_circle(graph.subgraph(component))


few = st.integers(2, 9).flatmap(
    lambda size: st.tuples(
        st.just(size),
        st.lists(
            st.tuples(st.integers(1, size), st.integers(1, size)).filter(lambda edge: edge[0] != edge[1]),
            max_size=2 * size,
            unique=True,
        ),
    )
)


@given(few)
def test_circles_of_small_plans(drawn):
    assert_circles(*drawn)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(
    ("size", "density", "rings"),
    [(40, 0.5, (5, 3)), (40, 1.5, (7,)), (150, 0.4, (2, 9, 12, 4)), (400, 0.3, (15, 6, 6)), (60, 3, ())],
)
def test_circles_of_planted_plans(seed, size, density, rings):
    assert_circles(size, planted(seed, size, density, rings))


# --- roots


def assert_roots(size, edges, events):
    graph = graph_of(size, edges)
    awaited = {}
    for number, name in events:
        awaited.setdefault(number, set()).add(name)
    circles = [tuple(sorted(c)) for c in networkx.strongly_connected_components(graph) if len(c) > 1]
    plan = plan_of(size, edges, events)
    held = blocked(plan, as_of=AS_OF)
    free = {number for number in graph if not graph.out_degree(number) and number not in awaited}
    assert set(held) == {str(number) for number in set(graph) - free}
    assert set(ready(plan, as_of=AS_OF)) == {str(number) for number in free}
    for number in set(graph) - free:
        reach = networkx.descendants(graph, number) | {number}
        expected = {("recommendation", (str(one),)) for one in reach & free}
        expected |= {("event", (name,)) for one in reach for name in awaited.get(one, ())}
        expected |= {("cycle", tuple(map(str, circle))) for circle in circles if reach & set(circle)}
        assert {(root.kind.value, root.members or (root.id,)) for root in held[number].roots} == expected
        reasons = why(plan, number, as_of=AS_OF).reasons
        told = [one for one in reasons if one.target.kind is TargetKind.RECOMMENDATION]
        assert {int(one.target.id) for one in told} == reach
        assert len([one for one in told if not one.repeated]) == len(reach)
        assert {one.target.id for one in reasons if one.circular} == {
            str(one) for circle in circles for one in circle if one in reach
        }


@given(few, st.lists(st.tuples(st.integers(1, 9), st.sampled_from("efg")), max_size=5))
def test_roots_of_small_plans(drawn, events):
    size, edges = drawn
    assert_roots(size, edges, [(number, name) for number, name in events if number <= size])


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("size", "density", "rings"), [(60, 0.9, ()), (60, 0.8, (6, 4)), (120, 1.2, (10,))])
def test_roots_of_planted_plans(seed, size, density, rings):
    chance = random.Random(-seed)
    events = [(chance.randint(1, size), chance.choice("efgh")) for _ in range(size // 6)]
    assert_roots(size, planted(seed, size, density, rings), events)


# --- windows


@pytest.mark.parametrize("seed", range(40))
def test_windows_are_pushed_along_every_path(seed):
    """Everything is planned for a time to come, so that only the waits can leave a latest day unknown."""
    chance = random.Random(seed)
    size = chance.choice([3, 6, 12, 30])
    order = chance.sample(range(1, size + 1), size)
    edges = sorted({tuple(chance.sample(range(size), 2)) for _ in range(2 * size)})
    edges = sorted({(order[max(a, b)], order[min(a, b)]) for a, b in edges})
    chance.shuffle(edges)
    names = [f"e{n}" for n in range(4)]
    events = sorted({(chance.randint(1, size), chance.choice(names)) for _ in range(size // 2)})

    def ahead():
        start = AS_OF + chance.randint(1, 900) * DAY
        return Period(start, None if chance.random() < 0.1 else start + chance.randint(1, 200) * DAY)

    plans = {number: ahead() for number in range(1, size + 1)}
    promises = {name: ahead() for name in {name for _, name in events} if chance.random() < 0.6}
    promises |= {number: ahead() for number in range(1, size + 1) if chance.random() < 0.2}
    more = [Statement(about=(number,), planned=period) for number, period in plans.items()]
    more += [
        Statement(**({"events": (key,)} if isinstance(key, str) else {"about": (key,)}), expected=period)
        for key, period in promises.items()
    ]
    plan = plan_of(size, edges, events, more)
    waits = {number: [b for a, b in edges if a == number] for number in plans}
    for number, name in events:
        waits[number].append(name)

    def paths(number):
        """Every way down from a recommendation, each as what stands on it; a promise ends a way."""
        yield plans[number].start
        for target in waits[number]:
            if target in promises:
                yield promises[target].start
            elif not isinstance(target, str):
                yield from paths(target)

    def last(period):
        return None if period.end is None else period.end - DAY

    begins = forecast(plan, as_of=AS_OF)
    held = blocked(plan, as_of=AS_OF)
    assert set(begins) == {str(number) for number in plans}
    for number, own in plans.items():
        bounds = [last(promises[target]) if target in promises else None for target in waits[number]]
        latest = [*bounds, last(own)]
        window = begins[number]
        assert window.earliest == max(paths(number))
        assert window.latest == (None if None in latest else max(latest))
        if waits[number]:
            below = [
                promises[t].start if t in promises else max(paths(t)) if not isinstance(t, str) else AS_OF
                for t in waits[number]
            ]
            assert held[number].expected.earliest == max(below)
            assert held[number].expected.latest == (None if None in bounds else max(bounds))
