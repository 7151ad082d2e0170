"""Writes the golden files of the reports: ``python tests/golden/write.py``. Read the difference before you keep it."""

from __future__ import annotations

import datetime
from pathlib import Path

import attrs

from praksisplan import (
    Body,
    Citation,
    Limit,
    Plan,
    Source,
    Statement,
    Status,
    Workload,
    approve,
    carry_over,
    compare,
    datasets,
    draft_successor,
    parse_period,
    record,
    schedule,
    status_report,
    succession,
    timetable,
    year_plan,
)
from praksisplan.model import Link, Outcome, SourceKind
from praksisplan.periods import split_period
from praksisplan.reports import (
    Document,
    comparison_document,
    ledger_document,
    load_document,
    render,
    risk_document,
    schedule_document,
    status_document,
    succession_document,
    timetable_document,
    year_plan_document,
)
from praksisplan.rules import approved_year_plan, commitment
from praksisplan.scheduling import load_of, simulate

FOLDER = Path(__file__).parent
WRITTEN, END = datetime.date(2016, 12, 31), datetime.date(2017, 12, 31)


def with_a_year_told(plan: Plan) -> Plan:
    """The plan after a year of statements, which are made up."""
    report = Source("referat2017", "Referat 2017", parse_period("15. december 2017"), kind=SourceKind.MINUTES)
    told = (Citation("referat2017"),)
    log = (
        Statement(about=[28], delivered=True, outcome=Outcome.REPORT, on=parse_period("oktober 2017"), citations=told),
        Statement(about=[10, 12], status=Status.COMPLETED, on=parse_period("november 2017"), citations=told),
        Statement(about=[55], status=Status.ONGOING, on=parse_period("september 2017"), citations=told),
        Statement(events=["foedeplan-rapport"], expected=parse_period("1. kvartal 2018"), citations=told),
        Statement(about=[24], status=Status.CANCELLED, on=parse_period("maj 2017"), citations=told),
    )
    return attrs.evolve(plan, sources=(*plan.sources, report), log=(*plan.log, *log))


CHANGE = datetime.date(2027, 3, 1)
"""The day of the succession of the plan of Midtjylland, which is made up."""
COMPLETED, MERGED, LOST = [25, 26, 36, 39], [28, 31], [29, 33]
LEFT_OUT, HANDED_OVER = [37, 38, 42], [2, 14, 40]


def old_plan() -> Plan:
    """The bundled plan after a status that is made up: four recommendations were completed."""
    status = Source("status2026", "Opgørelse ved planens udløb (opdigtet)", parse_period("1. december 2026"))
    done = Statement(about=COMPLETED, status="completed", citations=[Citation("status2026", section="1")])
    return record(datasets.load("midtjylland-almen-2021-2025"), done, source=status)


def new_plan(old: Plan) -> Plan:
    """The local health plan of a council that is made up, with the decisions of a meeting that is made up."""
    minutes = Source(
        "referat-2027-02",
        "Referat af mødet i sundhedsrådet (opdigtet)",
        parse_period("10. februar 2027"),
        kind=SourceKind.MINUTES,
    )
    council = Body("sundhedsraad", "Sundhedsråd Midt (opdigtet)", "committee", mandate=["plan"])
    draft = draft_successor(
        old,
        id="naersundhedsplan-2027-2030",
        title="Nærsundhedsplan 2027-2030",
        period=parse_period("2027-2030"),
        as_of=CHANGE,
        kind="nærsundhedsplan",
        numbering="consecutive",
        merged=[MERGED],
        without=[*LEFT_OUT, *HANDED_OVER, *LOST],
    )
    decided = {"standing": "decided", "by": "sundhedsraad", "on": parse_period("10. februar 2027")}

    def cited(section: str) -> list[Citation]:
        return [Citation("referat-2027-02", section=section)]

    links = [
        *(attrs.evolve(one, **decided, citations=cited("2")) for one in draft.links),
        Link("left_out", old.id, LEFT_OUT, **decided, note="Aftalen gælder ikke længere", citations=cited("3")),
        Link("handed_over", old.id, [2, 14], to_body="kommunerne", **decided, citations=cited("4")),
        Link("handed_over", old.id, [40], to_plan="national-sundhedsplan", **decided, citations=cited("4")),
    ]
    national = Source("national-sundhedsplan", "Den nationale sundhedsplan (opdigtet)", parse_period("2027"))
    bodies, sources = (*draft.bodies, council), (*draft.sources, minutes, national)
    return attrs.evolve(draft, authority="sundhedsraad", bodies=bodies, sources=sources, links=links)


def reports() -> dict[str, Document]:
    """Every report, by the name of its golden file."""
    plan = datasets.load("hovedstaden-almen-2015-2019")
    midtjylland = datasets.load("midtjylland-almen-2021-2025")
    status2023 = datasets.load("hovedstaden-status-2023")
    draft = year_plan(plan, year=2017, as_of=WRITTEN)
    approved = approve(plan, draft, by="ppu", on=datetime.date(2017, 1, 20), declining=[55])
    ledger = carry_over(plan, into=2017, as_of=WRITTEN)
    year = parse_period("2017")
    told = with_a_year_told(approved)
    report = status_report(told, over=year, as_of=END)
    spring = status_report(status2023, over=parse_period("2023"), as_of=datetime.date(2023, 6, 30))
    quarters = timetable(plan, split_period(year, "quarter"), as_of=WRITTEN)
    dynamic = timetable(midtjylland, midtjylland.planning_periods, as_of=datetime.date(2021, 12, 31))
    limits = (Limit.whole_plan(12), Limit("ag-boerneomraadet", 1))
    placed = schedule(plan, Workload("quarter", limits=limits), as_of=WRITTEN, over=parse_period("2017-2018"))
    carried = load_of(plan, per="half_year", over=year, as_of=WRITTEN, limits=limits)
    changes = compare(plan, approved, as_of=datetime.date(2017, 1, 31))
    return {
        "year-plan-2017": year_plan_document(draft),
        "year-plan-2017.en": year_plan_document(draft, "en"),
        "year-plan-2017-approved": year_plan_document(approved_year_plan(approved, year=2017)),
        "status-2017": status_document(report),
        "status-2023": status_document(spring),
        "carry-over-2017": ledger_document(ledger, commitment(plan, year=2016, as_of=WRITTEN)),
        "carry-over-2018": ledger_document(
            carry_over(told, into=2018, as_of=END), commitment(told, year=2017, as_of=END)
        ),
        "timetable-2017": timetable_document(quarters),
        "timetable-midtjylland": timetable_document(dynamic),
        "schedule-2017": schedule_document(placed),
        "risk-2017": risk_document(simulate(plan, as_of=WRITTEN, runs=2000), split_period(year, "quarter")),
        "load-2017.en": load_document(carried, "en"),
        "succession-2027": succession_document(succession(old_plan(), new_plan(old_plan()), as_of=CHANGE)),
        "comparison-2017.en": comparison_document(changes, "en"),
    }


if __name__ == "__main__":
    for name, document in reports().items():
        (FOLDER / f"{name}.md").write_bytes(render(document, "md"))
