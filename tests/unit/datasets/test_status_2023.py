"""The status report of 2023 beside a second reading made without sight of the first.

``status_second_reading.tsv`` holds what the second reader wrote down, with the id that this library gives each effort.
What it calls permanent is *løbende*, *fortsat*
or *kontinuerligt* in the text: ongoing, with a temporal kind.
"""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from praksisplan import Status, datasets, parse_period, progress
from praksisplan.model import Matter, PracticeArea, ProductKind, TemporalKind
from praksisplan.rules import efforts_at

PLAN = datasets.load("hovedstaden-status-2023")
EFFORTS = efforts_at(PLAN, as_of=datetime.date(2023, 6, 30))
LINES = (Path(__file__).parent / "status_second_reading.tsv").read_text(encoding="utf-8").splitlines()
READING = [dict(zip(LINES[0].split("\t"), line.split("\t"))) for line in LINES[1:]]


@pytest.mark.parametrize("read", READING, ids=lambda read: read["effort"])
def test_second_reading(read: dict[str, str]) -> None:
    found = EFFORTS[read["effort"]]
    assert (found.area.value, found.theme.value) == (read["area"], read["theme"])
    is_told = found.standing is not None and read["effort"] != "kapaciteter-almen-nov-2022"
    status = "ongoing" if read["status"] == "permanent" else read["status"]
    assert (found.status.value if is_told else "") == status
    if read["status"] == "permanent":
        assert found.temporal in (TemporalKind.CONTINUING, TemporalKind.RECURRING)
    assert "; ".join(str(wait.expected or "uden dato") for wait in found.awaits) == read["awaits"]
    lines = [citation.line or 0 for citation in found.citations]
    lasts = [citation.last_line or citation.line or 0 for citation in found.citations]
    assert min(lines) <= int(read["last_line"])
    assert max(lasts) >= int(read["line"])


def test_every_effort_was_read_twice() -> None:
    assert sorted(read["effort"] for read in READING) == sorted(EFFORTS)
    assert len(READING) == 42


def test_steps_in_different_states() -> None:
    assert {step.id: step.status for step in EFFORTS["telefonundersoegelse-psykiatri"].strands} == {
        "undersoegelse": Status.COMPLETED,
        "rapport": Status.ONGOING,
    }
    assert {step.id: step.status for step in EFFORTS["faelles-beslutninger-fysioterapi"].strands} == {
        "redskab": Status.COMPLETED,
        "udbredelse": Status.NOT_STARTED,
    }


def test_quantities_and_their_lower_bounds() -> None:
    counted = {(one.what, one.value): one.at_least for found in EFFORTS.values() for one in found.quantities}
    assert counted == {
        ("kapaciteter", 10): False,
        ("kapaciteter", 3): False,
        ("indsatsområder", 8): False,
        ("temadage", 2): True,
        ("møde med de tre parter", 1): True,
        ("temaer", 5): False,
        ("deltagende psykologer", 8): False,
    }


def test_decisions_and_when_they_take_effect() -> None:
    decided = [(one.by, str(one.on), one.effect) for one in PLAN.log if one.matter is Matter.CAPACITY]
    assert decided == [
        ("udvalget", "november 2021", parse_period("2022")),
        ("udvalget", "november 2022", None),
        ("regionsraadet", "august 2022", parse_period("2022-2025")),
    ]


def test_june_is_of_2023_and_marked_inferred() -> None:
    [wait] = EFFORTS["genplacering-psykologi"].awaits
    assert wait.expected is not None
    assert (wait.expected.text, wait.expected.start, wait.expected.inferred) == (
        "juni",
        datetime.date(2023, 6, 1),
        True,
    )


def test_products() -> None:
    kinds = [product.kind for product in PLAN.products]
    assert kinds.count(ProductKind.MATERIAL) == 2
    assert {product.kind for product in PLAN.products} == set(ProductKind)
    assert [effort.area for effort in PLAN.efforts].count(PracticeArea.ALL) == 1


def test_partners_take_part_and_are_not_responsible() -> None:
    assert {(id, one.responsible, one.participants) for id, one in EFFORTS.items() if one.participants} == {
        ("haps", (), ("plo-h", "hospitalerne", "praktiserende-laeger")),
        ("sygemeldte-psykologi", (), ("psykologerne", "jobcentrene", "praktiserende-laeger")),
    }
    assert {id for id, one in EFFORTS.items() if one.responsible} == {"telefonundersoegelse-psykiatri"}
    model = PLAN.event("forelaeggelse-psykologmodel")
    assert (model.responsible, model.recipients) == ((), ("udvalget",))


def test_the_model_of_2022_was_worked_on_and_not_adopted() -> None:
    [said] = [one for one in EFFORTS["genplacering-psykologi"].statements if one.status is not None]
    assert (said.status, str(said.on)) == (Status.ONGOING, "2022")


def test_what_happened_in_the_audited_clinics_and_general_trouble_with_recruitment() -> None:
    for area in ("fysioterapi", "fodterapi", "psykologi"):
        assert any("Klinikkerne" in one.text for one in EFFORTS[f"henvisningsaudit-{area}"].statements)
    [general] = [one for one in PLAN.log if "svært at rekruttere" in one.text]
    assert (general.efforts, general.citations[0].line) == ((), 33)


def test_headings_of_the_report() -> None:
    assert [(section.number, section.citations[0].line) for section in PLAN.sections] == [
        ("1", 3),
        ("1.1", 5),
        ("1.2", 25),
        ("1.3", 50),
        ("2", 65),
        ("3", 115),
    ]


def test_counts_are_measured_without_any_target() -> None:
    """Ten capacities (line 8), two days (line 75) and one meeting (line 106) so far; epikriser uncounted."""
    found = progress(PLAN, as_of=datetime.date(2023, 6, 30))
    assert [(one, row.value, row.indicator.unit, row.course.value) for one, row in found.items()] == [
        ("nye-kapaciteter-almen", 10, "kapaciteter", "unknown"),
        ("temadage-haps", 2, "temadage", "unknown"),
        ("moeder-sygemeldte", 1, "møder", "unknown"),
        ("epikriser-kiropraktik", None, "epikriser", "unknown"),
    ]
    assert str(found["nye-kapaciteter-almen"].measured) == "2022"
    assert {one.target for one in PLAN.indicators} == {None}
