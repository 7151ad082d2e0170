"""Small problems drawn by chance, and a model of them that tries every start.

The model is written from the words about items, waits and bodies alone, and takes nothing from the package but the
fields of a problem.
"""

from __future__ import annotations

from hypothesis import strategies as st

from praksisplan.scheduling import Demand, Item, Lag, LagKind, Problem, Supply

BODIES = ("g", "h")
NAMES = "abcdef"
seldom = st.integers(0, 5).map(lambda drawn: drawn == 0)


# --- small problems


@st.composite
def supplies(draw, horizon):
    found = []
    for body in BODIES:
        firsts = draw(st.lists(st.integers(0, horizon + 1), min_size=1, max_size=4, unique=True))
        amounts = [draw(st.integers(0, 3)) for _ in firsts]
        amounts[0] = max(1, amounts[0])
        meetings = draw(st.lists(st.integers(0, horizon + 1), max_size=5))
        found.append(Supply(body, tuple(zip(sorted(firsts), amounts)), tuple(meetings)))
    return tuple(found)


@st.composite
def lags(draw, others):
    least = draw(st.integers(0, 2))
    most = draw(st.sampled_from([None, None, least, least + 1, least + 2]))
    return Lag(draw(st.sampled_from(others)), draw(st.sampled_from(LagKind)), least, most)


@st.composite
def problems(draw, max_items=6, max_horizon=8, plain=False):
    """Problems in which most items fit; where they are not plain, with circles and unknown lengths too."""
    horizon = draw(st.integers(1, max_horizon))
    carried = draw(supplies(horizon))
    most = {supply.body: max(amount for _, amount in supply.steps) for supply in carried}
    items = []
    names = NAMES[: draw(st.integers(0, max_items))]
    for place_, name in enumerate(names):
        length = draw(st.sampled_from([0, 1, 1, 2, 2, 3]))
        bodies = draw(st.lists(st.sampled_from(BODIES), max_size=2, unique=True))
        others = names[:place_] if plain or not draw(seldom) else names
        earliest = draw(st.sampled_from([0, 0, 0, 1, 3]))
        is_due = draw(seldom)
        items.append(
            Item(
                name,
                None if not plain and draw(seldom) else length,
                needs=tuple(Demand(body, draw(st.integers(0, most[body]))) for body in bodies),
                lags=tuple(draw(st.lists(lags(others), max_size=2))) if others else (),
                earliest=earliest,
                deadline=earliest + length + draw(st.integers(0, 4)) if is_due else None,
                meeting=draw(st.sampled_from(BODIES)) if draw(seldom) else None,
                rank=draw(st.integers(-1, 2)),
            )
        )
    return Problem(horizon, tuple(draw(st.permutations(items))), carried)


# --- the naive model


def carried_in(supply, unit):
    amount = 0
    for first, carried in supply.steps:
        if first <= unit:
            amount = carried
    return amount


def runs(problem, item, start):
    """The unit that an item does not run in any more."""
    return problem.horizon if item.length is None else start + item.length


def faults(problem, starts):
    """What a choice of starts does not keep: pairs of a code and a name."""
    found = set()
    items = {item.id: item for item in problem.items}
    bodies = {supply.body: supply for supply in problem.supplies}
    for name, start in starts.items():
        item = items[name]
        end = start if item.length is None else start + item.length
        found |= {("outside-period", name)} if start < 0 or max(start + 1, end) > problem.horizon else set()
        found |= {("too-early", name)} if start < item.earliest else set()
        found |= {("deadline", name)} if item.deadline is not None and end > item.deadline else set()
        found |= {("no-meeting", name)} if item.meeting and start not in bodies[item.meeting].meetings else set()
        for lag in item.lags:
            if lag.after not in starts:
                found.add(("wait", name))
                continue
            own = {LagKind.FINISH_START: start, LagKind.START_START: start}.get(lag.kind, end)
            if lag.kind in (LagKind.FINISH_START, LagKind.FINISH_FINISH):
                length = items[lag.after].length
                if length is None:
                    found.add(("wait", name))
                    continue
                begun = starts[lag.after] + length
            else:
                begun = starts[lag.after]
            if own - begun < (lag.least if lag.most is None else lag.most):
                found.add(("wait", name))
    for supply in problem.supplies:
        for unit in range(problem.horizon):
            load = sum(
                need.amount
                for name, start in starts.items()
                if start <= unit < runs(problem, items[name], start)
                for need in items[name].needs
                if need.body == supply.body
            )
            if load > carried_in(supply, unit):
                found.add(("too-much", supply.body))
    return found


def ends(problem, starts):
    return max((starts[item.id] + (item.length or 0) for item in problem.items if item.id in starts), default=0)


def shortest(problem):
    """The least length of all schedules in which every item is placed; ``None`` where there is none."""
    items = {item.id: item for item in problem.items}
    order, left = [], dict(items)
    while left:
        name = next((name for name in left if not any(lag.after in left for lag in left[name].lags)), None)
        if name is None:
            return None  # a circle
        order.append(left.pop(name))
    best = None

    def choose(depth, starts):
        nonlocal best
        if best is not None and ends(problem, starts) >= best:
            return
        if depth == len(order):
            best = ends(problem, starts)
            return
        for start in range(problem.horizon + 1):
            chosen = {**starts, order[depth].id: start}
            if not faults(problem, chosen):
                choose(depth + 1, chosen)

    choose(0, {})
    return best


def starts_of(schedule):
    return {one.item: one.start for one in schedule.placed}


def waits_in_a_circle(problem, name):
    waits = {item.id: {lag.after for lag in item.lags} for item in problem.items}
    reached, todo = set(), [*waits[name]]
    while todo:
        other = todo.pop()
        if other not in reached:
            reached.add(other)
            todo += waits[other]
    return name in reached
