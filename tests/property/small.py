"""Small problems drawn by chance, and a model of them that tries every start.

The model is written from the words about activities, waits and bodies alone, and takes nothing from the package but the
fields of a problem.
"""

from __future__ import annotations

from hypothesis import strategies as st

from praksisplan.scheduling import Activity, Dependency, DependencyKind, Problem, Requirement, Resource

BODIES = ("g", "h")
NAMES = "abcdef"
seldom = st.integers(0, 5).map(lambda drawn: drawn == 0)


# --- small problems


@st.composite
def resources(draw, horizon):
    found = []
    for body in BODIES:
        firsts = draw(st.lists(st.integers(0, horizon + 1), min_size=1, max_size=4, unique=True))
        amounts = [draw(st.integers(0, 3)) for _ in firsts]
        amounts[0] = max(1, amounts[0])
        meetings = draw(st.lists(st.integers(0, horizon + 1), max_size=5))
        found.append(Resource(body, tuple(zip(sorted(firsts), amounts)), tuple(meetings)))
    return tuple(found)


@st.composite
def lags(draw, others):
    least = draw(st.integers(-2, 2))
    most = draw(st.sampled_from([None, None, least, least + 1, least + 2]))
    return Dependency(draw(st.sampled_from(others)), draw(st.sampled_from(DependencyKind)), least, most)


@st.composite
def problems(draw, max_items=6, max_horizon=8, plain=False):
    """Problems in which most activities fit; where they are not plain, with circles and unknown lengths too."""
    horizon = draw(st.integers(1, max_horizon))
    carried = draw(resources(horizon))
    most = {resource.id: max(amount for _, amount in resource.capacity) for resource in carried}
    activities = []
    names = NAMES[: draw(st.integers(0, max_items))]
    for place_, name in enumerate(names):
        length = draw(st.sampled_from([0, 1, 1, 2, 2, 3]))
        bodies = draw(st.lists(st.sampled_from(BODIES), max_size=2, unique=True))
        others = names[:place_] if plain or not draw(seldom) else names
        earliest = draw(st.sampled_from([0, 0, 0, 1, 3]))
        is_due = draw(seldom)
        activities.append(
            Activity(
                name,
                None if not plain and draw(seldom) else length,
                requirements=tuple(Requirement(body, draw(st.integers(0, most[body]))) for body in bodies),
                dependencies=tuple(draw(st.lists(lags(others), max_size=2))) if others else (),
                earliest=earliest,
                deadline=earliest + length + draw(st.integers(0, 4)) if is_due else None,
                meeting=draw(st.sampled_from(BODIES)) if draw(seldom) else None,
                priority=draw(st.integers(-1, 2)),
            )
        )
    return Problem(horizon, tuple(draw(st.permutations(activities))), carried)


# --- the naive model


def carried_in(resource, unit):
    amount = 0
    for first, carried in resource.capacity:
        if first <= unit:
            amount = carried
    return amount


def runs(problem, activity, start):
    """The unit that an activity does not run in any more."""
    return problem.horizon if activity.duration is None else start + activity.duration


def faults(problem, starts):
    """What a choice of starts does not keep: pairs of a code and a name."""
    found = set()
    activities = {activity.id: activity for activity in problem.activities}
    bodies = {resource.id: resource for resource in problem.resources}
    for name, start in starts.items():
        activity = activities[name]
        end = start if activity.duration is None else start + activity.duration
        found |= {("outside-period", name)} if start < 0 or max(start + 1, end) > problem.horizon else set()
        found |= {("too-early", name)} if start < activity.earliest else set()
        found |= {("deadline", name)} if activity.deadline is not None and end > activity.deadline else set()
        found |= (
            {("no-meeting", name)} if activity.meeting and start not in bodies[activity.meeting].meetings else set()
        )
        for dependency in activity.dependencies:
            if dependency.predecessor not in starts:
                found.add(("wait", name))
                continue
            own = {DependencyKind.FINISH_START: start, DependencyKind.START_START: start}.get(dependency.kind, end)
            if dependency.kind in (DependencyKind.FINISH_START, DependencyKind.FINISH_FINISH):
                length = activities[dependency.predecessor].duration
                if length is None:
                    found.add(("wait", name))
                    continue
                begun = starts[dependency.predecessor] + length
            else:
                begun = starts[dependency.predecessor]
            if own - begun < (dependency.min_lag if dependency.max_lag is None else dependency.max_lag):
                found.add(("wait", name))
    for resource in problem.resources:
        for unit in range(problem.horizon):
            load = sum(
                requirement.amount
                for name, start in starts.items()
                if start <= unit < runs(problem, activities[name], start)
                for requirement in activities[name].requirements
                if requirement.resource == resource.id
            )
            if load > carried_in(resource, unit):
                found.add(("too-much", resource.id))
    return found


def ends(problem, starts):
    return max(
        (starts[activity.id] + (activity.duration or 0) for activity in problem.activities if activity.id in starts),
        default=0,
    )


def shortest(problem):
    """The least length of all schedules in which every activity is placed; ``None`` where there is none."""
    activities = {activity.id: activity for activity in problem.activities}
    order, left = [], dict(activities)
    while left:
        name = next(
            (
                name
                for name in left
                if not any(dependency.predecessor in left for dependency in left[name].dependencies)
            ),
            None,
        )
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
    return {one.activity: one.start for one in schedule.placed}


def waits_in_a_circle(problem, name):
    waits = {
        activity.id: {dependency.predecessor for dependency in activity.dependencies} for activity in problem.activities
    }
    reached, todo = set(), [*waits[name]]
    while todo:
        other = todo.pop()
        if other not in reached:
            reached.add(other)
            todo += waits[other]
    return name in reached
