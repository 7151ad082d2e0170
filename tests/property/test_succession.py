"""The law of succession, against a naive model written from the description alone."""

from __future__ import annotations

import datetime

import attrs
from hypothesis import given
from hypothesis import strategies as st

from praksisplan import Body, Plan, Recommendation, draft_successor, parse_period, succession
from praksisplan.model import Link
from tests.unit.rules.plans import plan_of, said

DAY = datetime.date(2018, 1, 1)
NUMBERS = [str(number) for number in range(1, 7)]
OPEN = ["not_started", "ongoing", "permanent", "deferred", "awaiting"]
STATUS = st.none() | st.sampled_from([*OPEN, "completed", "cancelled"])
OLD = st.lists(STATUS, min_size=6, max_size=6)
LINKS = st.lists(
    st.tuples(
        st.sampled_from(["continues", "merges", "replaces", "handed_over", "left_out", "refers"]),
        st.lists(st.sampled_from([*NUMBERS, "99"]), min_size=1, max_size=3, unique=True),
        st.sampled_from(["1", "2", "77"]),  # the new plan has no 77
        st.sampled_from(["proposed", "reported", "decided"]),
        st.sampled_from([None, "2016", "2017", "2019"]),
        st.sampled_from(["plan", "another"]),
    ),
    max_size=8,
)


def old_plan(statuses: list[str | None]) -> Plan:
    log = [said(n, status=one, on="2015", source=None) for n, one in zip(NUMBERS, statuses) if one is not None]
    return plan_of(*log, numbers=NUMBERS)


def link(kind: str, theirs: list[str], ours: str, standing: str, on: str | None, plan: str) -> Link:
    more = {"ours": [ours]} if kind in ("continues", "merges", "replaces", "refers") else {}
    return Link(kind, plan, theirs, standing=standing, on=on, **more, **({"to_body": "k"} if kind[0] == "h" else {}))


def naive(statuses: list[str | None], links: list[tuple]) -> dict[str, str]:
    """What became of each number, by reading the links one after the other."""
    words = {"continues": "continued", "merges": "merged", "replaces": "closed", "handed_over": "handed_over"}
    found = {}
    for number, status in zip(NUMBERS, statuses):
        fate, newest = "lost", ""
        for kind, theirs, ours, standing, on, plan in links:
            is_there = kind in ("handed_over", "left_out") or ours != "77"
            counts = standing == "decided" or (standing == "reported" and kind != "left_out")
            applies = plan == "plan" and number in theirs and is_there and counts and kind != "refers"
            if applies and (on or "") <= "2017" and (on or "") >= newest:
                fate, newest = words.get(kind, kind), on or ""
        found[number] = "closed" if status in ("completed", "cancelled") else fate
    return found


@given(OLD, LINKS)
def test_every_recommendation_is_in_the_one_group_that_the_naive_model_says(statuses, links):
    new = Plan(
        "ny",
        "Ny plan",
        "2018-2021",
        bodies=[Body("k", "Kommunerne", "municipality")],
        recommendations=[Recommendation(number, section="1", title="T") for number in (1, 2)],
        links=[link(*one) for one in links],
    )
    ledger = succession(old_plan(statuses), new, as_of=DAY)
    assert {number: row.fate.value for number, row in ledger.items()} == naive(statuses, links)
    groups = (ledger.closed, ledger.continued, ledger.merged, ledger.handed_over, ledger.left_out, ledger.lost)
    assert sorted(row.number for group in groups for row in group) == NUMBERS
    assert all((row.closure is not None) == (row.fate.value == "closed") for row in ledger.values())


@given(OLD, st.sampled_from(["same", "consecutive"]))
def test_a_draft_carries_what_is_open_and_decides_nothing(statuses, numbering):
    old = old_plan(statuses)
    new = draft_successor(old, id="ny", title="Ny", period=parse_period("2018-2021"), as_of=DAY, numbering=numbering)
    still = [number for number, one in zip(NUMBERS, statuses) if one not in ("completed", "cancelled")]
    assert [one.title for one in new.recommendations] == [old[number].title for number in still]
    ledger = succession(old, new, as_of=DAY)
    assert [row.number for row in ledger.lost] == still
    assert {row.proposed.value for row in ledger.lost} <= {"continued"}
    decided = [attrs.evolve(one, standing="decided") for one in new.links]
    settled = succession(old, attrs.evolve(new, links=decided), as_of=DAY)
    assert not settled.lost
    assert [row.number for row in settled.continued] == still


@given(OLD, st.lists(st.sampled_from(NUMBERS), max_size=3, unique=True), st.sampled_from(["same", "consecutive"]))
def test_a_draft_with_merged_numbers_leads_every_open_one_to_where_its_link_says(statuses, group, numbering):
    old = old_plan(statuses)
    still = [number for number, one in zip(NUMBERS, statuses) if one not in ("completed", "cancelled")]
    merged, left_out = [one for one in group if one in still], [one for one in still if one not in group][:1]
    given = {"merged": [merged] if merged else [], "without": left_out, "numbering": numbering, "as_of": DAY}
    new = draft_successor(old, id="ny", title="Ny", period=parse_period("2018-2021"), **given)
    decided = [attrs.evolve(one, standing="decided") for one in new.links]
    ledger = succession(old, attrs.evolve(new, links=decided), as_of=DAY)
    assert [row.number for row in ledger.lost] == left_out
    into = {row.numbers for row in ledger.values() if row.number in merged}
    assert len(into) == bool(merged)
    goes_on = [row for row in ledger.values() if row.fate.value in ("continued", "merged")]
    assert {number for row in goes_on for number in row.numbers} == {one.number for one in new.recommendations}
    assert all(new[row.numbers[0]].title in {old[n].title for n in (row.number, *merged)} for row in goes_on)
