"""Answers and reports call the items of a plan what its kind calls them."""

from __future__ import annotations

import pytest

from praksisplan import (
    Limit,
    Workload,
    approve,
    blocked,
    carry_over,
    check,
    compare,
    open_items,
    parse_period,
    schedule,
    state_at,
    status_report,
    timetable,
    why,
    year_plan,
)
from praksisplan.reports import (
    answer_document,
    comparison_document,
    ledger_document,
    load_document,
    render,
    risk_document,
    schedule_document,
    status_document,
    timetable_document,
    year_plan_document,
)
from praksisplan.scheduling import load_of, simulate
from tests.unit.rules.plans import AS_OF, plan_of, promised, said

YEAR = parse_period("2017")
DATES = {"as_of": AS_OF}
TITLE = "Følge regionens anbefalinger og recommendations"
KINDS = {
    "handleplan": {"da": "handling", "en": "action"},
    "nærsundhedsplan": {"da": "indsats", "en": "initiative"},
    "praksisplan": {"da": "anbefaling", "en": "recommendation"},
}


def plan(kind: str, title: str = "Titel"):
    return plan_of(
        said(1, planned="2017", awaits=[2, "e"], responsible=("ppu",)),
        said(2, planned="2016", awaits=[1, 9], status="awaiting", responsible=("pas",)),
        promised(2, "2016"),
        said(3, planned="2015", status="ongoing", source="ip2016"),
        said(4, status="completed", standing="proposed"),
        titles={3: title},
        kind=kind,
    )


def documents(kind: str, lang: str):
    one = plan(kind)
    limits = [Limit.whole_plan(1)]
    for answer in (blocked(one, **DATES), why(one, 1, **DATES), check(one, **DATES), open_items(one, **DATES)):
        yield answer_document(answer, lang)
    yield timetable_document(timetable(one, [YEAR], **DATES), lang)
    yield ledger_document(carry_over(one, into=2017, **DATES), None, lang)
    yield year_plan_document(year_plan(one, year=2017, **DATES), lang)
    yield status_document(status_report(one, over=parse_period("2016"), **DATES), lang)
    yield schedule_document(schedule(one, Workload("quarter", limits=limits), over=YEAR, **DATES), lang)
    yield load_document(load_of(one, per="quarter", over=YEAR, limits=limits, **DATES), lang)
    yield comparison_document(compare(one, plan_of(kind=kind), **DATES), lang)
    yield risk_document(simulate(one, runs=10, **DATES), [YEAR], lang)


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_documents_name_the_items_as_the_kind_of_the_plan_does(kind, lang):
    for document in documents(kind, lang):
        told = "".join(render(document, format).decode() for format in ("html", "csv")).casefold()
        assert {item for names in KINDS.values() if (item := names[lang]) in told} <= {KINDS[kind][lang], "indsats"}
        assert ("implementeringsplan" in told or "implementation plan" in told) <= (kind == "praksisplan")
    [held, *_] = documents(kind, lang)
    assert KINDS[kind][lang] in held.title


def test_lines_of_text_do_too_and_leave_titles_and_quotes_alone():
    one = plan("handleplan", TITLE)
    assert blocked(one, **DATES).heading() == "2 af 5 handlinger er blokeret pr. 15. januar 2017"
    assert blocked(one, **DATES).heading("en") == "2 of 5 actions are blocked as of 15 January 2017"
    assert str(why(one, 1, **DATES)).startswith("handling 1: Titel 1")
    assert "handling 2" in state_at(one, **DATES)[1].text()
    assert why(one, 1, **DATES).heading() == "Handling 1 pr. 15. januar 2017"
    assert blocked(one, **DATES).to_records("da")[0]["awaits_label"] == ["handling 2", "Begivenhed e"]
    [told] = [row for row in state_at(one, **DATES).cells() if row["number"] == "3"]
    assert told["title"] == TITLE
    found = check(one, **DATES)
    assert any("anbefaling" in each.text() for each in found)  # a finding alone does not know its plan
    assert not any("anbefaling" in str(row["message"]) for row in found.cells())


@pytest.mark.parametrize(
    ("kind", "da", "en"),
    [
        ("praksisplan", "Implementeringsplan 2017", "Implementation plan 2017"),
        ("nærsundhedsplan", "Årsplan 2017", "Year plan 2017"),
    ],
)
def test_the_plan_of_a_year_is_called_as_the_kind_of_the_plan_asks(kind, da, en):
    drafted = year_plan(plan(kind), year=2017, **DATES)
    assert (year_plan_document(drafted).title, year_plan_document(drafted, "en").title) == (da, en)
    assert drafted.heading().startswith(f"{da}: ")
    kept = approve(plan(kind), drafted, by="ppu", on=AS_OF)
    assert f"{da} godkendt" in [said.text for said in kept.log]
    assert kept.sources[-1].title == f"Godkendelse af {da[0].lower()}{da[1:]}"
