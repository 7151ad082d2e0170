"""Builders of small plans: whatever a test does not say about a plan is sound."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest

from praksisplan import (
    Await,
    Body,
    Citation,
    Event,
    Plan,
    PlanError,
    Recommendation,
    Section,
    Source,
    Statement,
    Strand,
    parse_period,
)
from praksisplan.model import BodyKind, EventKind, Matter, Outcome, PracticeArea, TemporalKind

__all__ = ["AS_OF", "CITED", "DATED", "day", "plan_of", "promised", "refused", "said", "wait"]

AS_OF = datetime.date(2017, 1, 15)
CITED = (Citation("ip2017"),)
DATED = {
    "ip2016": "31. december 2015",
    "status2016": "30. juni 2016",
    "ip2017": "31. december 2016",
    "status2017": "30. juni 2017",
    "during2016": "2016",
    "from2016": "fra 1. juli 2016",
}
"""The sources of every plan, and when each is dated."""


def day(text: str) -> datetime.date:
    """A day from its ISO form."""
    return datetime.date.fromisoformat(text)


def wait(target: int | str, outcome: Outcome = Outcome.COMPLETION) -> Await:
    """A wait for an event (an id) or a recommendation (a number)."""
    if isinstance(target, str) and target[0].isalpha():
        return Await(event=target, outcome=outcome)
    return Await(recommendation=target, outcome=outcome)


def said(*about: int | str, source: str | None = "ip2017", **facts: Any) -> Statement:
    """A statement; periods may be given in words, waits by their targets."""
    for name in ("on", "planned", "deferred_to", "expected"):
        if isinstance(facts.get(name), str):
            facts[name] = parse_period(facts[name])
    for name in ("awaits", "lifts"):
        given = facts.get(name, ())
        facts[name] = tuple(one if isinstance(one, Await) else wait(one) for one in given)
    facts.setdefault("citations", () if source is None else (Citation(source),))
    return Statement(about=about, **facts)


def promised(target: int | str, period: str, outcome: Outcome = Outcome.COMPLETION, **facts: Any) -> Statement:
    """A promise of an outcome of an event (an id) or recommendation (a number)."""
    if isinstance(target, str) and target[0].isalpha():
        return said(events=(target,), expected=period, outcome=outcome, **facts)
    return said(target, expected=period, outcome=outcome, **facts)


def plan_of(
    *log: Statement,
    numbers: Iterable[int | str] = range(1, 6),
    strands: Mapping[int, str] | None = None,
    titles: Mapping[int | str, str] | None = None,
    temporal: Mapping[int, TemporalKind] | None = None,
    events: Iterable[str | Event] = ("e", "f", "g"),
    **fields: Any,
) -> Plan:
    """A plan for 2015-2019 in which everything is cited; ``strands`` maps a number to one letter a strand."""
    strands, titles, temporal = strands or {}, titles or {}, temporal or {}
    given: dict[str, Any] = {
        "id": "plan",
        "title": "Plan",
        "region": "Region",
        "practice_area": PracticeArea.GENERAL_PRACTICE,
        "period": parse_period("2015-2019"),
        "sources": tuple(Source(id, id, parse_period(dated)) for id, dated in DATED.items()),
        "bodies": (
            Body("ppu", "Udvalget", BodyKind.COMMITTEE, mandate=(Matter.YEAR_PLAN,), citations=CITED),
            Body("pas", "Gruppen", BodyKind.WORKING_GROUP, parent="ppu", citations=CITED),
        ),
        "sections": (Section("1", "Afsnit", CITED),),
        "recommendations": tuple(
            Recommendation(
                number,
                section="1",
                title=titles.get(number, f"Titel {number}"),
                strands=tuple(Strand(letter, f"Spor {letter}") for letter in strands.get(number, "")),
                citations=CITED,
                temporal=temporal.get(number),
            )
            for number in numbers
        ),
        "events": tuple(
            one
            if isinstance(one, Event)
            else Event(one, str(titles.get(one, f"Begivenhed {one}")), EventKind.REPORT, citations=CITED)
            for one in events
        ),
        "log": log,
    }
    return Plan(**(given | fields))


def refused(code: str, ask: Callable[[], object], english: str, danish: str) -> None:
    """Asserts that a call is refused with one fault, and what that says in both languages."""
    with pytest.raises(PlanError) as caught:
        ask()
    [fault] = caught.value.faults
    assert fault.code == code
    assert english in fault.text("en")
    assert danish in fault.text("da")
