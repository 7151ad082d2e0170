"""Hypothesis strategies of the model's values, for tests of what builds on this library. The extra is ``testing``.

>>> from hypothesis import given
>>> from praksisplan import dumps, loads
>>> from praksisplan.testing import plans
>>> @given(plans())
... def test_round_trip(plan):
...     assert loads(dumps(plan)) == plan
"""

from __future__ import annotations

import datetime
import os

import attrs
from hypothesis import strategies as st

from praksisplan.capacity.scenarios import Outcome as ScenarioOutcome
from praksisplan.capacity.scenarios import outcomes
from praksisplan.errors import Fault, PlanError, shown
from praksisplan.model import (
    Anchor,
    Await,
    Body,
    BodyKind,
    Citation,
    Effort,
    Event,
    EventKind,
    FocusArea,
    Limit,
    Matter,
    Milestone,
    Objective,
    Outcome,
    Plan,
    PracticeArea,
    Product,
    ProductKind,
    Quantity,
    Recommendation,
    Section,
    Source,
    Standing,
    Statement,
    Status,
    Strand,
    Supplement,
    TemporalKind,
    Theme,
)
from praksisplan.periods import Period
from praksisplan.storage.files import plans_in, read_text
from praksisplan.text import clean_text

__all__ = ["ScenarioOutcome", "days", "logs", "periods", "plans", "run_scenarios", "texts"]


def run_scenarios(folder: str | os.PathLike[str]) -> tuple[ScenarioOutcome, ...]:
    """What becomes of the scenarios in the YAML files of a folder, so that a region can keep its own.

    How they are written is told in `praksisplan.capacity.scenarios`; a test of them is one line::

        assert not [one for one in run_scenarios("scenarios") if not one.is_as_expected]

    Files end in ``.yaml`` or ``.yml``. Raises `PlanError` for a folder without any scenario, for a folder or a file
    that cannot be read, and for a file of another shape, with its place.
    """
    found: list[ScenarioOutcome] = []
    for path in plans_in(folder).values():
        if path.suffix not in (".yaml", ".yml"):
            continue
        text, _ = read_text(path)
        try:
            found += outcomes(text)
        except PlanError as error:
            raise PlanError(*(attrs.evolve(fault, file=path.name) for fault in error.faults)) from None
    if not found:
        place = os.path.basename(os.fspath(folder))
        raise PlanError(
            Fault(
                "no-scenarios",
                "folder",
                f"there are no scenarios in {shown(place)}",
                f"der er ingen scenarier i {shown(place)}",
            )
        )
    return tuple(found)


def _is_accepted(text: str) -> bool:
    try:
        clean_text(text)
    except PlanError:
        return False
    return True


def texts(max_size: int = 20) -> st.SearchStrategy[str]:
    """Texts that the model accepts: no control, bidirectional, zero-width or other invisible characters."""
    danish = st.text("abcæøåÆØÅé 0129.,:;-=+@'\"<>[]{}&|*#%!?\n\t", max_size=max_size)
    anything = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Cn", "Zl", "Zp")), max_size=max_size)
    anything = anything.filter(_is_accepted)
    return st.one_of(
        danish, anything, st.sampled_from(["no", "~", "null", "0o17", "1e3", "2017-01-01", "12:30", "yes"])
    )


def days(first: int = 2014, last: int = 2022) -> st.SearchStrategy[datetime.date]:
    """Days from the first day of one year to the last of another."""
    return st.dates(datetime.date(first, 1, 1), datetime.date(last, 12, 31))


@st.composite
def periods(draw: st.DrawFn, first: int = 1900, last: int = 2199) -> Period:
    """Periods, closed or open at one end, whole months and years more often than chance gives them."""
    kind = draw(st.sampled_from(["days", "months", "years", "day", "week", "from", "until"]))
    start = draw(days(first, last))
    approximate = draw(st.booleans())
    if kind == "from":
        return Period(start, None, approximate=approximate)
    if kind == "until":
        return Period(None, start + datetime.timedelta(days=1), approximate=approximate)
    if kind == "day":
        end = start + datetime.timedelta(days=1)
    elif kind == "week":
        start -= datetime.timedelta(days=start.weekday())
        start = max(start, datetime.date(1900, 1, 1))
        end = min(start + datetime.timedelta(days=7), datetime.date(2200, 1, 1))
    elif kind == "days":
        end = start + datetime.timedelta(days=draw(st.integers(1, 1000)))
    else:
        months = draw(st.integers(1, 40)) if kind == "months" else 12 * draw(st.integers(1, 6))
        start = start.replace(day=1) if kind == "months" else start.replace(month=1, day=1)
        ahead = start.year * 12 + start.month - 1 + months
        end = datetime.date(min(ahead // 12, 2200), ahead % 12 + 1 if ahead < 2200 * 12 else 1, 1)
    return Period(start, min(end, datetime.date(2200, 1, 1)), approximate=approximate)


def _citations(sources: list[Source]) -> st.SearchStrategy[tuple[Citation, ...]]:
    ids = [source.id for source in sources]
    one = st.builds(
        Citation,
        source=st.sampled_from(ids),
        section=st.sampled_from(["", "2.1"]),
        line=st.integers(1, 9),
        last_line=st.one_of(st.none(), st.integers(9, 20)),
        quote=st.sampled_from(["", "afventer"]),
    )
    return st.lists(one, max_size=2).map(tuple)


@st.composite
def _milestones(draw: st.DrawFn, ids: list[str]) -> Milestone:
    bodies = st.lists(st.sampled_from(ids), max_size=2, unique=True)
    return Milestone(draw(texts()), draw(periods(2015, 2019)), draw(bodies), draw(bodies))


@st.composite
def logs(
    draw: st.DrawFn,
    recommendations: tuple[Recommendation, ...],
    events: tuple[Event, ...],
    sources: tuple[Source, ...],
    bodies: tuple[Body, ...],
    max_size: int = 12,
    efforts: tuple[Effort, ...] = (),
) -> tuple[Statement, ...]:
    """Logs about some recommendations, efforts and events: waits, deferrals, promises, outcomes, proposals, counts."""
    numbers = [recommendation.number for recommendation in recommendations]
    strands = {recommendation.number: [s.id for s in recommendation.strands] for recommendation in recommendations}
    some_bodies = st.lists(st.sampled_from([body.id for body in bodies]), max_size=2, unique=True)
    expected = st.one_of(st.none(), periods(2015, 2019))
    nothing: st.SearchStrategy[list[str]] = st.just([])
    counts = st.lists(st.builds(Quantity, texts(), st.integers(-3, 999), st.booleans()), max_size=1).map(tuple)
    milestones = st.lists(_milestones([body.id for body in bodies]), max_size=1)
    awaits = st.lists(
        st.one_of(
            st.builds(Await, recommendation=st.sampled_from(numbers), outcome=st.sampled_from(Outcome)),
            *([st.builds(Await, event=st.sampled_from([event.id for event in events]))] if events else []),
        ),
        max_size=3,
    ).map(tuple)
    some_efforts = (
        st.lists(st.sampled_from([one.id for one in efforts]), max_size=2, unique=True) if efforts else nothing
    )
    log = []
    for _ in range(draw(st.integers(0, max_size))):
        about = draw(st.lists(st.sampled_from(numbers), max_size=3, unique=True))
        common = set.intersection(*(set(strands[number]) for number in about)) if about else set()
        strand = draw(st.one_of(st.none(), st.sampled_from(sorted(common)))) if common else None
        of_events = (
            []
            if strand or not events
            else draw(st.lists(st.sampled_from([event.id for event in events]), max_size=2, unique=True))
        )
        of_work = not of_events
        known = tuple(Status) if of_work else (Status.COMPLETED, Status.CANCELLED, Status.DEFERRED)
        status = draw(st.one_of(st.none(), st.sampled_from(known)))
        of_efforts = [] if strand else draw(some_efforts)
        is_told = bool(of_events) and status is not None
        outcome = draw(st.sampled_from(Outcome))
        can_deliver = not (about or of_efforts) or outcome is Outcome.REPORT
        is_delivered = can_deliver and (not is_told or status is Status.COMPLETED) and draw(st.booleans())
        expected_then = None if is_told else draw(expected)
        can_withdraw = expected_then is None and not is_delivered and (not is_told or status is not Status.COMPLETED)
        standing = draw(st.sampled_from(Standing))
        log.append(
            Statement(
                about=tuple(about),
                efforts=tuple(of_efforts),
                strand=strand,
                events=tuple(of_events),
                standing=standing,
                status=status,
                declined=status is None and standing is Standing.DECIDED and draw(st.booleans()),
                quantities=draw(counts) if of_work else (),
                effect=draw(expected),
                planned=draw(expected) if of_work else None,
                deferred_to=draw(st.none() | periods(2015, 2020)) if status is Status.DEFERRED else None,
                awaits=draw(awaits) if about and of_work else (),
                lifts=draw(awaits) if about and of_work and draw(st.integers(0, 4)) == 0 else (),
                outcome=outcome,
                expected=expected_then,
                withdrawn=can_withdraw and draw(st.booleans()),
                delivered=is_delivered,
                milestones=tuple(draw(milestones)) if of_work else (),
                responsible=tuple(draw(some_bodies)) if of_work else (),
                participants=tuple(draw(some_bodies)) if of_work else (),
                recipients=tuple(draw(some_bodies)) if of_work else (),
                anchor=draw(st.one_of(st.none(), st.sampled_from(Anchor))) if of_work else None,
                jointly=of_work and draw(st.booleans()),
                new_task=draw(st.sampled_from([None, True, False])) if of_work else None,
                outside_agreement=draw(st.sampled_from([None, True, False])) if of_work else None,
                by=draw(st.one_of(st.none(), st.sampled_from([body.id for body in bodies]))),
                matter=draw(st.one_of(st.none(), st.sampled_from(Matter))),
                on=draw(expected),
                text=draw(texts()),
                citations=draw(_citations(list(sources))),
            )
        )
    return tuple(log)


@st.composite
def plans(draw: st.DrawFn, max_recommendations: int = 8, max_statements: int = 12) -> Plan:
    """Plans that can be written and read: every number and id that they refer to is there."""
    sources = tuple(
        Source(id=f"s{index}", title=draw(texts()), dated=draw(periods(2015, 2019)), publisher=draw(texts()))
        for index in range(draw(st.integers(1, 2)))
    )
    cited = _citations(list(sources))
    bodies = (
        Body("ppu", "Udvalg", BodyKind.COMMITTEE, mandate=(Matter.PLAN, Matter.YEAR_PLAN), citations=draw(cited)),
        Body("pas", draw(texts()), BodyKind.COMMITTEE, aliases=("PAS",), parent="ppu", citations=draw(cited)),
    )
    sections = tuple(Section(number, draw(texts()), draw(cited)) for number in ("1", "2", "2.1"))
    numbers = draw(
        st.lists(st.sampled_from([*map(str, range(1, 30)), "9a", "9b"]), max_size=max_recommendations, unique=True)
    )
    recommendations = tuple(
        Recommendation(
            number,
            section=draw(st.sampled_from(["1", "2.1"])),
            title=draw(texts()),
            strands=tuple(Strand(name, name) for name in draw(st.sampled_from([(), (), ("a", "b"), ("a", "b", "c")]))),
            citations=draw(cited),
        )
        for number in numbers
    )
    events = tuple(
        Event(
            f"e{index}",
            draw(texts()),
            draw(st.sampled_from(EventKind)),
            ("ppu",),
            draw(cited),
            draw(st.sampled_from([(), ("pas",)])),
        )
        for index in range(draw(st.integers(0, 3)))
    )
    efforts = tuple(
        Effort(
            id=f"i{index}",
            title=draw(texts()),
            area=draw(st.sampled_from(PracticeArea)),
            theme=draw(st.sampled_from(Theme)),
            temporal=draw(st.one_of(st.none(), st.sampled_from(TemporalKind))),
            strands=draw(st.sampled_from([(), (Strand("a", "a"),)])),
            citations=draw(cited),
        )
        for index in range(draw(st.integers(0, 2)))
    )
    products = tuple(
        Product("p", draw(texts()), draw(st.sampled_from(ProductKind)), (effort.id,), citations=draw(cited))
        for effort in efforts[:1]
    )
    is_told = bool(recommendations)
    log = draw(logs(recommendations, events, sources, bodies, max_statements, efforts)) if is_told else ()
    return Plan(
        id="plan",
        title=draw(texts()),
        region=draw(texts()),
        practice_area=draw(st.sampled_from(PracticeArea)),
        period=draw(periods(2015, 2019)),
        sources=sources,
        bodies=bodies,
        sections=sections,
        recommendations=recommendations,
        other_titles=tuple(draw(st.lists(texts(), max_size=1))),
        planning_periods=tuple(draw(st.lists(periods(2015, 2019), max_size=2))),
        objectives=(Objective("2.1", (draw(texts()), draw(texts())), draw(cited)),),
        efforts=efforts,
        products=products,
        limits=tuple(
            Limit(body.id, draw(st.integers(0, 3)), draw(st.none() | periods(2015, 2019))) for body in bodies[:1]
        ),
        supplements=(Supplement("supplement", draw(texts()), draw(texts()), draw(cited)),),
        focus_areas=(FocusArea("2.1", draw(texts()), draw(texts()), draw(cited)),),
        events=events,
        log=log,
    )
