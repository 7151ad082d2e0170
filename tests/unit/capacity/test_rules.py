"""The rules in time: in force, lapsed, adopted; what changes between two days."""

from __future__ import annotations

import datetime

import pytest

from praksisplan.capacity import Force, default_figures, law_at, law_changes, legal_rules
from praksisplan.capacity.questions import QUESTIONS
from praksisplan.capacity.reference import law_document
from praksisplan.errors import PlanError
from tests.unit.capacity.rulings import day


def test_every_rule_of_a_question_or_figure_has_days_of_force_a_source_and_a_grade():
    named = {rule for one in QUESTIONS.values() for rule in one.rules}
    named |= {rule for one in default_figures().series for rule in one.rules}
    rules = legal_rules()
    assert named - set(rules) == set()
    assert [one.id for one in rules.values() if one.source is None or one.grade is None or one.checked is None] == []
    without = ["RE-COUNCILS", "RE-PLANS", "RE-TASKS", "RE-SPECIALISTS"]
    assert [one.id for one in rules.values() if one.since is None] == without


@pytest.mark.parametrize(
    ("rule", "on", "force"),
    [
        ("YN-MAX-OLD", "2017-12-31", None),
        ("YN-MAX-OLD", "2018-01-01", Force.IN_FORCE),
        ("YN-MAX-OLD", "2025-06-30", Force.IN_FORCE),
        ("YN-MAX-OLD", "2025-07-01", Force.LAPSED),
        ("GP-NEWLIMIT", "2025-06-19", None),
        ("GP-NEWLIMIT", "2025-06-20", Force.ADOPTED),
        ("GP-NEWLIMIT", "2025-06-30", Force.ADOPTED),
        ("GP-NEWLIMIT", "2025-07-01", Force.IN_FORCE),
        ("AR-SUPPLEMENT", "2026-12-31", Force.IN_FORCE),
        ("AR-SUPPLEMENT", "2027-01-01", Force.LAPSED),
        ("AR-LOCAL", "2027-01-01", Force.IN_FORCE),
        ("YN-HIRED", "2026-12-31", Force.IN_FORCE),
        ("YN-HIRED", "2027-01-01", Force.LAPSED),
        ("PL-TERM", "2026-12-31", Force.IN_FORCE),
        ("PL-TERM", "2027-01-01", Force.LAPSED),
        ("RE-EAST", "2026-12-31", Force.ADOPTED),
        ("RE-EAST", "2027-01-01", Force.IN_FORCE),
        ("RE-COUNCILS", "2027-01-01", Force.ADOPTED),
        ("RE-PLANS", "2027-01-01", Force.PROPOSED),
        ("GP-AUTOCLOSE", "2005-12-31", None),
        ("GP-AUTOCLOSE", "2021-12-31", Force.IN_FORCE),
        ("GP-AUTOCLOSE", "2022-01-01", Force.LAPSED),
        ("AR-CRITERION", "2026-12-31", Force.IN_FORCE),
        ("AR-CRITERION", "2027-01-01", Force.LAPSED),
        ("YN-SATELLIT", "2021-12-31", Force.IN_FORCE),
        ("YN-SATELLIT", "2022-01-01", Force.LAPSED),
        ("R91", "2021-06-30", None),
        ("R91", "2021-07-01", Force.IN_FORCE),
        ("R93", "2025-06-30", Force.IN_FORCE),
        ("R93", "2025-07-01", Force.LAPSED),
        ("YN-DELE-GROUND", "2021-12-31", Force.IN_FORCE),
        ("YN-DELE-GROUND", "2022-01-01", Force.LAPSED),
        ("YN-PHASE3", "2026-12-31", Force.IN_FORCE),
        ("YN-PHASE3", "2027-01-01", Force.LAPSED),
        ("YN-TUTOR", "2027-01-01", Force.LAPSED),
        ("FY-LICENCES", "2023-12-31", None),
        ("FY-LICENCES", "2024-01-01", Force.IN_FORCE),
        ("KI-ADDR", "2021-03-31", None),
        ("KI-ADDR", "2021-04-01", Force.IN_FORCE),
        ("FY-30", "2023-12-31", Force.IN_FORCE),
        ("FY-30", "2024-01-01", Force.LAPSED),
        ("SP-AGE", "2006-12-31", None),
        ("SP-AGE", "2007-01-01", Force.IN_FORCE),
    ],
)
def test_a_rule_is_in_force_between_its_days(rule, on, force):
    assert legal_rules()[rule].force(day(on)) is force
    told = {record["rule"]: record["force"] for record in law_at(day(on)).to_records()}
    assert told.get(rule) == (None if force is None else force.value)


@pytest.mark.parametrize(
    ("rule", "known", "words"),
    [
        ("GP-AUTOCLOSE", "no", "kun overskrifterne er set"),
        ("AR-CRITERION", "no", "den, der afløser dem, er ikke set"),
        ("YN-SATELLIT", "no", "derefter gælder OK22"),
        ("R91", "no", "en regions plan, ikke en lov"),
        ("R93", "no", "en regions plan, ikke en lov"),
        ("YN-REGKLINIK", "no", "indført i 2013"),
        ("FY-LICENCES", "yes", ""),
        ("GP-NEWLIMIT", "yes", "efteråret 2025"),
    ],
)
def test_whether_the_first_day_was_seen_is_told(rule, known, words):
    told = {record["rule"]: record for record in law_at(day("2026-11-27")).to_records()}[rule]
    assert (told["start_known"], words in told["note"]) == (known, True)


def test_what_changes_on_1_january_2027():
    found = law_changes(day("2027-01-01"), day("2027-01-01"))
    told = {record["rule"]: record for record in found.to_records()}
    lapsed = {rule for rule, record in told.items() if record["force"] == "lapsed"}
    agreement = {
        "YN-FORM",
        "YN-HIRED",
        "YN-VACANT",
        "YN-DELE",
        "YN-DELE-EXTRA",
        "YN-GEN-A",
        "YN-GEN-B",
        "YN-LICENS",
        "YN-STANDIN",
        "YN-PHASE3",
        "YN-EXTRA",
        "YN-TUTOR",
        "AR-TYPES",
        "AR-CRITERION",
        "AR-FEE",
    }
    assert lapsed == agreement | {"GP-HEARING", "AR-SUPPLEMENT", "PL-TERM", "PL-IMPL", "PL-LAW"}
    assert told["RE-EAST"]["day"] == day("2027-01-01")
    assert (told["RE-COUNCILS"]["day"], told["RE-COUNCILS"]["force"]) == (None, "adopted")
    assert "§ 206 b, stk. 5" in told["AR-SUPPLEMENT"]["sources"]
    assert "2 regler begynder, 20 bortfalder" in found.heading()
    assert "2 rules begin, 20 lapse" in found.heading("en")
    assert any("Region Østdanmark takes over" in row["content"] for row in found.cells("en"))


@pytest.mark.parametrize(("since", "until"), [("2026-12-31", "2026-12-31"), ("2027-01-02", "2027-09-30")])
def test_days_beside_the_change_have_none(since, until):
    assert [one.rule.id for one in law_changes(day(since), day(until)).changes if one.day is not None] == []


def test_changes_need_days_in_order():
    with pytest.raises(PlanError, match="until"):
        law_changes(day("2027-01-02"), day("2027-01-01"))


@pytest.mark.parametrize("lang", ["da", "en"])
def test_changes_are_a_document(lang):
    found = law_changes(day("2025-07-01"), day("2027-01-01"))
    document = law_document(found, lang)
    assert document.title == found.heading(lang)
    assert document.as_of == datetime.date(2026, 11, 27)
    assert len(document.blocks[0].rows) == len(found.changes)
