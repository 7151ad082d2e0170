"""The work of the benchmarks: random plans, and what the peers do with the same Python objects."""

from __future__ import annotations

import datetime
import random

import attrs

from praksisplan import (
    Await,
    Body,
    Citation,
    Plan,
    Recommendation,
    Section,
    Source,
    Standing,
    Statement,
    Status,
    parse_period,
)
from praksisplan.model import BodyKind, PracticeArea

AS_OF = datetime.date(2017, 2, 1)


def _plan(awaited: list[list[int]], done: list[bool]) -> Plan:
    cited = (Citation("s", line=1),)
    return Plan(
        id="bench",
        title="Bench",
        region="R",
        practice_area=PracticeArea.GENERAL_PRACTICE,
        period=parse_period("2015-2019"),
        sources=(Source("s", "S", parse_period("1. januar 2017")),),
        sections=(Section("1", "S"),),
        recommendations=tuple(Recommendation(str(n + 1), "1", f"Anbefaling {n + 1}") for n in range(len(awaited))),
        log=tuple(
            Statement(
                about=(str(n + 1),),
                status=Status.COMPLETED if done[n] else Status.AWAITING,
                awaits=tuple(Await(recommendation=str(other + 1)) for other in others),
                citations=cited,
            )
            for n, others in enumerate(awaited)
        ),
    )


def layered(size: int, seed: int = 1) -> Plan:
    """A plan in layers: each recommendation awaits three of the layer before; three in ten are completed.

    Numbers and the order of the log are shuffled.
    """
    chance = random.Random(seed)
    layers = max(10, round(size**0.5 / 3))
    width = size // layers
    names = list(range(size))
    chance.shuffle(names)
    awaited: list[list[int]] = [[] for _ in range(size)]
    for place in range(width, size):
        first = (place // width - 1) * width
        awaited[names[place]] = [names[first + other] for other in chance.sample(range(width), 3)]
    return _plan(awaited, [chance.random() < 0.3 for _ in range(size)])


def chain(size: int) -> Plan:
    """A plan in which each recommendation awaits the one before it, and none is completed."""
    return _plan([[n - 1] if n else [] for n in range(size)], [False] * size)


def circle(size: int) -> Plan:
    """A plan in which all recommendations wait in one circle."""
    return _plan([[(n - 1) % size] for n in range(size)], [False] * size)


def told_often(size: int) -> Plan:
    """A plan of ten recommendations with so many statements about the first, half of them proposals."""
    plan = chain(10)
    sides = [(Standing.PROPOSED, Status.COMPLETED), (Standing.REPORTED, Status.ONGOING)]
    log = [
        Statement(
            about=("1",), standing=standing, status=status, text=f"Udsagn {n}", citations=(Citation("s", line=n),)
        )
        for n in range(1, size // 2 + 1)
        for standing, status in sides
    ]
    return attrs.evolve(plan, log=(*plan.log, *log))


def busy(size: int, seed: int = 1) -> Plan:
    """A plan with ten statements about each recommendation: planned, put off, promised, begun, completed by chance."""
    chance = random.Random(seed)
    years = [parse_period(str(year)) for year in (2015, 2016, 2017, 2018)]
    sources = [Source(f"s{n}", "S", parse_period(f"1. juni {2014 + n}")) for n in range(1, 4)]
    numbers = [str(n + 1) for n in range(size)]
    log = []
    for source in sources:
        for number in numbers:
            about, cited = (number,), (Citation(source.id, line=1),)
            if source.id == "s1":
                log.append(Statement(about=about, planned=chance.choice(years), citations=cited))
                log.append(Statement(about=about, responsible=("pas",), text="Indsats", citations=cited))
            status = chance.choice([Status.NOT_STARTED, Status.ONGOING, Status.DEFERRED, Status.COMPLETED])
            to = chance.choice(years) if status is Status.DEFERRED else None
            log.append(Statement(about=about, status=status, deferred_to=to, citations=cited))
            log.append(Statement(about=about, expected=chance.choice(years), citations=cited))
            if source.id != "s1":
                wait = (Await(recommendation=chance.choice(numbers)),)
                log.append(Statement(about=about, awaits=wait if source.id == "s2" else (), text="T", citations=cited))
    return Plan(
        id="bench",
        title="Bench",
        region="R",
        practice_area=PracticeArea.GENERAL_PRACTICE,
        period=parse_period("2015-2019"),
        sources=tuple(sources),
        bodies=(Body("pas", "PAS", BodyKind.COMMITTEE),),
        sections=tuple(Section(str(n), "S") for n in range(1, 21)),
        recommendations=tuple(
            Recommendation(number, str(place % 20 + 1), f"Anbefaling {number}") for place, number in enumerate(numbers)
        ),
        log=tuple(log),
    )


def said_at(plan: Plan) -> tuple[dict[str, Status], dict[str, list[str]]]:
    """What the peers must read from the log too: the status that holds at the date, and the waits that were stated."""
    written = {source.id: source.dated.last_day or AS_OF for source in plan.sources}
    status: dict[str, Status] = {}
    stated: dict[str, list[str]] = {}
    for statement in plan.log:
        known = min(written[citation.source] for citation in statement.citations)
        if known <= AS_OF and statement.standing is not Standing.PROPOSED:
            for number in statement.about:
                if statement.status is not None:
                    status[number] = statement.status
                stated.setdefault(number, []).extend(wait.recommendation or "" for wait in statement.awaits)
    return status, stated


FINISHED = (Status.COMPLETED, Status.CANCELLED)
Window = tuple[datetime.date, datetime.date | None]


def with_networkx(plan: Plan) -> tuple[int, int, int]:
    """A graph with the status as an attribute: sort it, push the windows through it, find what is blocked by what."""
    import networkx

    status, stated = said_at(plan)
    graph = networkx.DiGraph()
    for recommendation in plan.recommendations:
        graph.add_node(recommendation.number, status=status.get(recommendation.number))
    for number, others in stated.items():
        for other in others:
            graph.add_edge(other, number)
    unfinished = [
        number for number in networkx.topological_sort(graph) if graph.nodes[number]["status"] not in FINISHED
    ]
    windows: dict[str, Window] = {}
    blocked: dict[str, list[str]] = {}
    for number in unfinished:
        held = [other for other in graph.predecessors(number) if graph.nodes[other]["status"] is not Status.COMPLETED]
        earliest = max((windows[other][0] for other in held), default=AS_OF)
        windows[number] = (earliest, None)
        if held:
            blocked[number] = held
    return len(unfinished), len(windows), len(blocked)


def with_rustworkx(plan: Plan) -> tuple[int, int, int]:
    """The same work with rustworkx, the status as the payload of each node."""
    import rustworkx

    status, stated = said_at(plan)
    graph = rustworkx.PyDiGraph()
    numbers = [recommendation.number for recommendation in plan.recommendations]
    node_of = dict(zip(numbers, graph.add_nodes_from([status.get(number) for number in numbers]), strict=True))
    graph.add_edges_from_no_data(
        [(node_of[other], node_of[number]) for number, others in stated.items() for other in others]
    )
    unfinished = [node for node in rustworkx.topological_sort(graph) if graph[node] not in FINISHED]
    windows: dict[int, Window] = {}
    blocked: dict[int, list[int]] = {}
    for node in unfinished:
        held = [other for other in graph.predecessor_indices(node) if graph[other] is not Status.COMPLETED]
        earliest = max((windows[other][0] for other in held), default=AS_OF)
        windows[node] = (earliest, None)
        if held:
            blocked[node] = held
    return len(unfinished), len(windows), len(blocked)


def bare_bitset_walk(plan: Plan) -> list[int]:
    """Everybody's transitive blockers as sets of bits, and nothing else: the floor of root causes."""
    status, stated = said_at(plan)
    open_waits = {
        recommendation.number: [
            other for other in stated.get(recommendation.number, ()) if status.get(other) is not Status.COMPLETED
        ]
        for recommendation in plan.recommendations
        if status.get(recommendation.number) not in FINISHED
    }
    left = {number: len(others) for number, others in open_waits.items()}
    awaited_by: dict[str, list[str]] = {}
    for number, others in open_waits.items():
        for other in others:
            awaited_by.setdefault(other, []).append(number)
    order = [number for number, count in left.items() if not count]
    bits: dict[str, int] = {}
    for index, number in enumerate(order):
        found = 1 << index
        for other in open_waits[number]:
            found |= bits[other]
        bits[number] = found
        for other in awaited_by.get(number, ()):
            left[other] -= 1
            if not left[other]:
                order.append(other)
    return list(bits.values())
