"""Hypothesis strategies for plans and their parts, for tests of programs that use this library. Extra: ``testing``.

Once Hypothesis is installed, it knows the classes of a plan and the facts of practice capacity by their type:

>>> from hypothesis import given
>>> from hypothesis import strategies as st
>>> from praksisplan import Plan, dumps, loads
>>> @given(st.from_type(Plan))
... def test_round_trip(plan):
...     assert loads(dumps(plan)) == plan

The strategies below take bounds.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st

from praksisplan.capacity.facts import (
    Area,
    AuthorityDecision,
    CapacityChange,
    Clinic,
    ClinicKind,
    Doctor,
    Offer,
    Place,
    Population,
    Speciality,
    Threat,
    ThreatKind,
)
from praksisplan.capacity.scenarios import Outcome as ScenarioOutcome
from praksisplan.capacity.scenarios import outcomes
from praksisplan.errors import PlanError, fault
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
    Indicator,
    Limit,
    Link,
    LinkKind,
    Mandate,
    Matter,
    Measurement,
    Milestone,
    Objective,
    Outcome,
    Plan,
    PlanKind,
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

__all__ = ["ScenarioOutcome", "by_type", "days", "logs", "periods", "plans", "run_scenarios", "texts"]

T = TypeVar("T")


def run_scenarios(folder: str | os.PathLike[str]) -> tuple[ScenarioOutcome, ...]:
    """The outcomes of the scenarios in the YAML files of a folder, for tests of a region's own scenarios.

    `praksisplan.capacity.scenarios` describes their format; a test of them is one line::

        assert not [one for one in run_scenarios("scenarios") if not one.is_as_expected]

    Files end in ``.yaml`` or ``.yml``. Raises `PlanError` for a folder without scenarios, for an unreadable folder or
    file, and for a file of another structure, with the place.

    >>> import pathlib, tempfile
    >>> facts = "{klinik: {form: solopraksis, kapaciteter: 1, tilmeldte: 1599}}"
    >>> asked = f"scenarie: Solo, spørgsmål: may_close_list, dag: 1. januar 2024, oplysninger: {facts}, afgørelse: nej"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     size = pathlib.Path(folder, "own.yaml").write_text(f"[{{{asked}}}]", encoding="utf-8")
    ...     [found] = run_scenarios(folder)
    >>> found.is_as_expected
    True
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
        raise PlanError(fault("no-scenarios", "folder", folder=str(place)))
    return tuple(found)


def _is_accepted(text: str) -> bool:
    try:
        clean_text(text)
    except PlanError:
        return False
    return True


def texts(max_size: int = 20) -> st.SearchStrategy[str]:
    """Texts that the model accepts: no control, bidirectional, zero-width or other invisible characters.

    >>> from hypothesis import find
    >>> find(texts(), lambda text: "æ" in text)
    'æ'
    """
    danish = st.text("abcæøåÆØÅé 0129.,:;-=+@'\"<>[]{}&|*#%!?\n\t", max_size=max_size)
    anything = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Cn", "Zl", "Zp")), max_size=max_size)
    anything = anything.filter(_is_accepted)
    return st.one_of(
        danish, anything, st.sampled_from(["no", "~", "null", "0o17", "1e3", "2017-01-01", "12:30", "yes"])
    )


_TEXTS = texts()


def days(first: int = 2014, last: int = 2022) -> st.SearchStrategy[datetime.date]:
    """Days from the first day of one year to the last of another.

    >>> from hypothesis import find
    >>> find(days(2017, 2018), lambda day: day.year > 2017)
    datetime.date(2018, 1, 1)
    """
    return st.dates(datetime.date(first, 1, 1), datetime.date(last, 12, 31))


@st.composite
def periods(draw: st.DrawFn, first: int = 1900, last: int = 2199) -> Period:
    """Periods, closed or open at one end, whole months and years more often than chance gives them.

    >>> from hypothesis import find
    >>> find(periods(2015, 2019), lambda period: period.end is None).start.year
    2015
    """
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


_YEARS, _LATER = periods(2015, 2019), periods(2015, 2020)
_EVERY = st.sampled_from(["", "1 år", "6 måneder"])


def _some(values: Iterable[T], max_size: int = 2) -> st.SearchStrategy[tuple[T, ...]]:
    """A few of some values, none of them twice."""
    listed = list(values)
    if not listed:
        return st.just(())
    return st.lists(st.sampled_from(listed), max_size=max_size, unique=True).map(tuple)


def _citations(sources: Iterable[Source]) -> st.SearchStrategy[tuple[Citation, ...]]:
    return _some(
        citation
        for source in sources
        for citation in (
            Citation(source.id, line=1),
            Citation(source.id, section="2.1", line=9, last_line=20),
            Citation(source.id, page=3, quote="afventer"),
        )
    )


def _few(values: st.SearchStrategy[T]) -> st.SearchStrategy[st.SearchStrategy[T]]:
    """Choices among a few drawn values: a plan costs fewer choices so, and its values meet again."""
    return st.lists(values, min_size=1, max_size=6).map(st.sampled_from)


def logs(
    recommendations: tuple[Recommendation, ...],
    events: tuple[Event, ...],
    sources: tuple[Source, ...],
    bodies: tuple[Body, ...],
    max_size: int = 12,
    efforts: tuple[Effort, ...] = (),
) -> st.SearchStrategy[tuple[Statement, ...]]:
    """Logs about some recommendations, efforts and events: waits, deferrals, promises, outcomes, proposals, counts.

    Waits are for recommendations, strands and events, alone or as alternatives; what is cancelled may go on in others.

    >>> from hypothesis import find
    >>> from praksisplan import datasets
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> len(find(logs(plan.recommendations, plan.events, plan.sources, plan.bodies), bool))
    1
    """
    numbers = [recommendation.number for recommendation in recommendations]
    strands = {recommendation.number: {s.id for s in recommendation.strands} for recommendation in recommendations}
    some_numbers, some_events = _some(numbers, 3), _some([event.id for event in events])
    some_bodies, some_efforts = _some([body.id for body in bodies]), _some([effort.id for effort in efforts])
    cited, expected = _citations(sources), st.none() | _YEARS
    parts = [(number, strand) for number in numbers for strand in (None, *sorted(strands[number]))]
    one_of = st.none() | st.just("vej")
    waits = st.builds(
        lambda part, outcome, group: Await(part[0], outcome=outcome, strand=part[1], one_of=group),
        st.sampled_from(parts),
        st.sampled_from(Outcome),
        one_of,
    )
    if events:
        waits |= st.builds(Await, event=st.sampled_from([event.id for event in events]), one_of=one_of)
    awaits = st.lists(waits, max_size=3)
    going_on: st.SearchStrategy[dict[str, Any]] = st.one_of(
        st.just({}),
        st.sampled_from(numbers).map(lambda number: {"merged_into": number}),
        some_numbers.map(lambda several: {"replaced_by": several}),
    )
    details: dict[str, st.SearchStrategy[Any]] = {
        "effect": _YEARS,
        "text": _TEXTS,
        "on": _YEARS,
        "by": st.sampled_from([body.id for body in bodies]),
        "matter": st.sampled_from(Matter),
    }
    of_work: dict[str, st.SearchStrategy[Any]] = {
        "quantities": st.tuples(st.builds(Quantity, _TEXTS, st.integers(-3, 999), st.booleans())),
        "milestones": st.tuples(st.builds(Milestone, _TEXTS, _YEARS, some_bodies, some_bodies, expected, _EVERY)),
        "awaits_more": st.just(True),
        "responsible": some_bodies,
        "participants": some_bodies,
        "recipients": some_bodies,
        "jointly": st.just(True),
        "anchor": st.sampled_from(Anchor),
        "new_task": st.booleans(),
        "outside_agreement": st.booleans(),
        "planned": _YEARS,
    }
    every = details | of_work
    some_details, some_every = _some(details, 4), _some(every, 6)

    @st.composite
    def some_log(draw: st.DrawFn) -> tuple[Statement, ...]:
        log = []
        for _ in range(draw(st.integers(0, max_size))):
            about = draw(some_numbers)
            common = set.intersection(*(strands[number] for number in about)) if about else set()
            strand = draw(st.none() | st.sampled_from(sorted(common))) if common else None
            told_events = () if strand else draw(some_events)
            is_work = not told_events
            known = tuple(Status) if is_work else (Status.COMPLETED, Status.CANCELLED, Status.DEFERRED)
            status, standing = draw(st.none() | st.sampled_from(known)), draw(st.sampled_from(Standing))
            told_efforts = () if strand else draw(some_efforts)
            is_told, outcome = bool(told_events) and status is not None, draw(st.sampled_from(Outcome))
            can_deliver = not (about or told_efforts) or outcome is Outcome.REPORT
            is_delivered = can_deliver and (not is_told or status is Status.COMPLETED) and draw(st.booleans())
            promise = None if is_told else draw(expected)
            can_withdraw = promise is None and not is_delivered and (not is_told or status is not Status.COMPLETED)
            facts = {name: draw(every[name]) for name in draw(some_every if is_work else some_details)}
            if is_work and status is Status.CANCELLED:
                facts |= draw(going_on)
            log.append(
                Statement(
                    about=about,
                    efforts=told_efforts,
                    strand=strand,
                    events=told_events,
                    standing=standing,
                    status=status,
                    declined=status is None and standing is Standing.DECIDED and draw(st.booleans()),
                    deferred_to=draw(st.none() | _LATER) if status is Status.DEFERRED else None,
                    awaits=draw(awaits) if about and is_work else (),
                    lifts=draw(awaits) if about and is_work and draw(st.integers(0, 4)) == 0 else (),
                    outcome=outcome,
                    expected=promise,
                    withdrawn=can_withdraw and draw(st.booleans()),
                    delivered=is_delivered,
                    citations=draw(cited),
                    deemed=is_work and status is Status.COMPLETED and draw(st.booleans()),
                    inferred=draw(_some(name for name in ("by", "responsible") if facts.get(name))),
                    **facts,
                )
            )
        return tuple(log)

    return some_log()


@st.composite
def plans(draw: st.DrawFn, max_recommendations: int = 8, max_statements: int = 12) -> Plan:
    """Plans that can be written and read again: all their references are valid.

    >>> from hypothesis import find
    >>> len(find(plans(), lambda plan: plan.log).log)
    1
    """
    words, years = draw(_few(_TEXTS)), draw(_few(_YEARS))
    sources = tuple(
        Source(id=f"s{index}", title=draw(words), dated=draw(years), publisher=draw(words))
        for index in range(draw(st.integers(1, 2)))
    )
    cited = _citations(sources)
    bodies = (
        Body("ppu", "Udvalg", BodyKind.COMMITTEE, mandate=(Matter.PLAN, Matter.YEAR_PLAN), citations=draw(cited)),
        Body("pas", draw(words), BodyKind.COMMITTEE, aliases=("PAS",), parent="ppu", citations=draw(cited)),
    )
    sections = tuple(Section(number, draw(words), draw(cited)) for number in ("1", "2", "2.1"))
    known = st.sampled_from([*map(str, range(1, 30)), "9a", "9b", "A2", "B1"])
    numbers = draw(st.lists(known, max_size=max_recommendations, unique=True))
    recommendations = tuple(
        Recommendation(
            number,
            section=draw(st.sampled_from(["1", "2.1"])),
            title=draw(words),
            strands=tuple(Strand(name, name) for name in draw(st.sampled_from([(), (), ("a", "b"), ("a", "b", "c")]))),
            citations=draw(cited),
        )
        for number in numbers
    )
    events = tuple(
        Event(
            f"e{index}",
            draw(words),
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
            title=draw(words),
            area=draw(st.sampled_from([*PracticeArea, None])),
            theme=draw(st.sampled_from([*Theme, None])),
            temporal=draw(st.one_of(st.none(), st.sampled_from(TemporalKind))),
            strands=draw(st.sampled_from([(), (Strand("a", "a"),)])),
            citations=draw(cited),
        )
        for index in range(draw(st.integers(0, 2)))
    )
    products = tuple(
        Product("p", draw(words), draw(st.sampled_from(ProductKind)), (effort.id,), citations=draw(cited))
        for effort in efforts[:1]
    )
    is_told = bool(recommendations)
    log = draw(logs(recommendations, events, sources, bodies, max_statements, efforts)) if is_told else ()
    return Plan(
        id="plan",
        title=draw(words),
        region=draw(words),
        practice_area=draw(st.none() | st.sampled_from(PracticeArea)),
        kind=draw(st.sampled_from(PlanKind)),
        authority=draw(st.sampled_from((None, "ppu"))),
        period=draw(years),
        sources=sources,
        bodies=bodies,
        sections=sections,
        recommendations=recommendations,
        other_titles=tuple(draw(st.lists(words, max_size=1))),
        planning_periods=tuple(draw(st.lists(years, max_size=2))),
        objectives=(Objective("2.1", (draw(words), draw(words)), draw(cited)),),
        efforts=efforts,
        products=products,
        limits=tuple(Limit(body.id, draw(st.integers(0, 3)), draw(st.none() | years)) for body in bodies[:1]),
        supplements=(Supplement("supplement", draw(words), draw(words), draw(cited)),),
        indicators=draw(st.sampled_from([(), _INDICATORS])),
        links=draw(st.lists(_links(recommendations), max_size=2)),
        focus_areas=(FocusArea("2.1", draw(words), draw(words), draw(cited)),),
        events=events,
        log=log,
    )


def _links(recommendations: tuple[Recommendation, ...]) -> st.SearchStrategy[Link]:
    """Links from a plan before to these recommendations, and to what was handed over or left out."""
    theirs = st.lists(st.integers(1, 99).map(str), min_size=1, max_size=3, unique=True)
    gone = st.builds(Link, st.just(LinkKind.LEFT_OUT), st.just("before"), theirs, standing=st.just(Standing.DECIDED))
    gone |= st.builds(Link, st.just(LinkKind.HANDED_OVER), st.just("before"), theirs, to_body=st.just("pas"))
    if not recommendations:
        return gone
    ours = st.sampled_from(recommendations).map(lambda one: (one.number,))
    kinds = st.sampled_from([kind for kind in LinkKind if kind.has_ours])
    return gone | st.builds(Link, kinds, st.just("before"), theirs, ours)


_INDICATORS = (Indicator("i", "Lukkede lister", unit="pct.", section="2.1", baseline=30, target=20.5),)
_PERIODS = periods(2010, 2030)
_IDS = st.text("abcæøå", min_size=1, max_size=3)
_COUNTS = st.integers(0, 9) | st.integers(0, 10**6)
_AMOUNTS = st.none() | st.floats(-9, 999)
_PLACES = st.builds(Place, st.floats(-90, 90), st.floats(-180, 180))
_CLINICS = st.builds(
    Clinic,
    _IDS,
    st.none() | st.sampled_from(ClinicKind),
    licences=st.lists(_IDS, max_size=3, unique=True),
    owners=st.lists(_IDS, max_size=3, unique=True),
    **dict.fromkeys(
        ("capacities", "hired", "enrolled", "own_limit", "permitted_limit", "clinic_limit"), st.none() | _COUNTS
    ),
    area=st.none() | _IDS,
    place=st.none() | _PLACES,
    is_open=st.none() | st.booleans(),
)
_THREATS = st.builds(Threat, st.sampled_from(ThreatKind), st.integers(2010, 2040))
_NUMBERS = st.sampled_from(["1", "2", "2.1", "10"])
_CITATIONS = st.builds(
    Citation, _IDS, section=st.just("") | _NUMBERS, line=st.none() | st.integers(1, 99), quote=_TEXTS
)
_STRANDS = st.builds(Strand, _IDS, _TEXTS)
_SOURCE = Source("s", "Kilde", Period(datetime.date(2016, 1, 1), datetime.date(2017, 1, 1)))
_EVENT = Event("e", "Begivenhed", EventKind.REPORT)
_BODY = Body("ppu", "Udvalg", BodyKind.COMMITTEE)
_RECOMMENDATIONS = (Recommendation("1", "1", "Titel", (Strand("a", "Spor"),)), Recommendation("2", "1", "Titel"))

_BY_TYPE: dict[type, st.SearchStrategy[Any]] = {
    Plan: plans(),
    Period: periods(),
    Source: st.builds(Source, _IDS, _TEXTS, _YEARS, _TEXTS),
    Citation: _CITATIONS,
    Body: st.builds(Body, _IDS, _TEXTS, st.sampled_from(BodyKind), mandate=_some(Matter)),
    Section: st.builds(Section, _NUMBERS, _TEXTS),
    Objective: st.builds(Objective, _NUMBERS, st.tuples(_TEXTS)),
    FocusArea: st.builds(FocusArea, _NUMBERS, _TEXTS, _TEXTS),
    Supplement: st.builds(Supplement, _IDS, _TEXTS, _TEXTS),
    Strand: _STRANDS,
    Recommendation: st.builds(
        Recommendation,
        st.sampled_from([1, 2, 10, "9a"]),
        _NUMBERS,
        _TEXTS,
        st.lists(_STRANDS, max_size=3, unique_by=lambda strand: strand.id),
        temporal=st.none() | st.sampled_from(TemporalKind),
    ),
    Effort: st.builds(Effort, _IDS, _TEXTS, st.sampled_from(PracticeArea), st.sampled_from(Theme)),
    Product: st.builds(Product, _IDS, _TEXTS, st.sampled_from(ProductKind), st.tuples(_IDS)),
    Limit: st.builds(Limit, st.none() | _IDS, _COUNTS, st.none() | _YEARS),
    Event: st.builds(Event, _IDS, _TEXTS, st.sampled_from(EventKind)),
    Await: st.builds(
        Await,
        recommendation=_COUNTS.map(lambda count: count + 1),
        outcome=st.sampled_from(Outcome),
        strand=st.none() | _IDS,
        one_of=st.none() | _IDS,
    )
    | st.builds(Await, event=_IDS, outcome=st.sampled_from(Outcome), one_of=st.none() | _IDS),
    Mandate: st.builds(Mandate, st.sampled_from(Matter), st.none() | days(2010, 2019), st.none() | days(2020, 2030)),
    Link: _links(_RECOMMENDATIONS),
    Indicator: st.builds(Indicator, _IDS, _TEXTS, _TEXTS, baseline=_AMOUNTS, target=_AMOUNTS, target_by=_YEARS),
    Measurement: st.builds(Measurement, _IDS, st.floats(-9, 999), _YEARS),
    Milestone: st.builds(Milestone, _TEXTS, _YEARS, reached=st.none() | _YEARS, every=_EVERY),
    Quantity: st.builds(Quantity, _TEXTS, st.integers(-3, 999), st.booleans()),
    Statement: logs(_RECOMMENDATIONS, (_EVENT,), (_SOURCE,), (_BODY,), 3).filter(bool).flatmap(st.sampled_from),
    Area: st.builds(
        Area,
        _IDS,
        _TEXTS.filter(str.strip),
        st.sampled_from(["", "København", "Dragør", "Odense", "Skive"]),
        st.lists(_THREATS, max_size=2),
        st.booleans(),
    ),
    AuthorityDecision: st.builds(AuthorityDecision, st.booleans(), _IDS, days(2010, 2030)),
    CapacityChange: st.builds(
        CapacityChange,
        st.integers(0, 99),
        _TEXTS,
        _PERIODS,
        st.none() | _PERIODS,
        st.none() | st.sampled_from(Speciality),
        _TEXTS,
        st.booleans(),
    )
    | st.builds(CapacityChange, st.integers(-99, 99), _TEXTS, _PERIODS),
    Clinic: _CLINICS,
    Doctor: st.builds(Doctor, _IDS, st.none() | _COUNTS, st.none() | days(1940, 2000)),
    Offer: st.builds(Offer, _CLINICS, st.none() | st.floats(0, 500)),
    Place: _PLACES,
    Population: st.builds(Population, _IDS, _COUNTS, days(2010, 2030)),
    Threat: _THREATS,
}


def by_type(kind: type[T]) -> st.SearchStrategy[T]:
    """The strategy that `hypothesis.strategies.from_type` uses for a plan, a part of a plan, a period or a fact.

    >>> from hypothesis import find
    >>> from praksisplan import Body
    >>> isinstance(find(by_type(Body), lambda body: True), Body)
    True
    """
    return _BY_TYPE[kind]
