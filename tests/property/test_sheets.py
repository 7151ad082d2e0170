"""The sheet that goes out and comes back: unchanged it says nothing, changed it says that and nothing else."""

from __future__ import annotations

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from praksisplan import Period, PlanError, Statement, Status, state_at
from praksisplan.model import Outcome
from praksisplan.reading import export_sheet, import_sheet
from praksisplan.rules.history import FINISHED
from praksisplan.testing import days, plans
from tests.unit.sheets import exported

EFFECTIVE = [Status.ONGOING, Status.PERMANENT, Status.COMPLETED, Status.CANCELLED]
"""What always holds once it is said."""


def on(day: datetime.date) -> Period:
    return Period(day, day + datetime.timedelta(days=1))


@settings(deadline=None)
@given(plans(), days(), st.sampled_from(["da", "en"]))
def test_an_unchanged_sheet_gives_no_statement(plan, day, lang):
    found = import_sheet(plan, export_sheet(plan, as_of=day, lang=lang), on=on(day))
    assert (found.added, found.findings, found.plan, found.as_of) == ((), (), plan, day)


@settings(deadline=None)
@given(plans(), days(), st.data())
def test_a_changed_sheet_gives_the_changes_and_nothing_else(plan, day, data):
    state = state_at(plan, as_of=day)
    numbers = data.draw(st.lists(st.sampled_from(sorted(state)), unique=True) if state else st.just([]))
    changes, expected = {}, {}
    for number in numbers:
        status = data.draw(st.none() | st.sampled_from(EFFECTIVE))
        body = data.draw(st.none() | st.sampled_from(plan.bodies))
        later = data.draw(st.none() | st.integers(2023, 2030))
        note = data.draw(st.none() | st.sampled_from(["1+1=2", "Går godt; se bilag", "a\nb"]))
        fields = {}
        if status is not None:
            changes[number, "Status"] = status.label()
            fields |= {} if status is state[number].status else {"status": status}
        if body is not None:
            changes[number, "Ansvarlig"] = body.id
            fields |= {} if state[number].responsible == (body.id,) else {"responsible": [body.id]}
        has_reported = any(one.delivered and one.outcome is Outcome.REPORT for one in state[number].statements)
        if later is not None and not has_reported and (status or state[number].status) not in FINISHED:
            changes[number, "Forventet"] = f"afrapportering {later}"
            fields |= {"expected": f"{later}", "outcome": "report"}
        if note is not None:
            changes[number, "Bemærkning"] = note
            fields |= {"text": note}
        if fields:
            expected[number] = Statement(about=[number], on=on(day), by=plan.bodies[0].id, **fields)
    found = import_sheet(plan, exported(plan, day, changes), on=on(day), by=plan.bodies[0].id)
    assert found.added == tuple(one for number in state if (one := expected.get(number)))
    assert found.plan.log == plan.log + found.added
    assert import_sheet(found.plan, exported(plan, day, changes), on=on(day)).added == ()


SPOILT = st.lists(
    st.tuples(
        st.sampled_from(["Status", "Status", "praksisplan"]),
        st.integers(1, 7),
        st.integers(1, 15),
        st.none()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.booleans()
        | st.dates()
        | st.sampled_from(
            ["28", "udskudt til", "1 (start)", "; og ,", "=A1", "Status", "afrapportering", "#REF!", "2028"]
        )
        | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12),
    ),
    max_size=4,
)


@given(plans(max_recommendations=4), days(), SPOILT)
def test_a_spoilt_sheet_is_read_or_refused_by_its_cells(plan, day, spoilt):
    def spoil(book):
        for name, row, column, value in spoilt:
            book[name].cell(row, column).value = value

    try:
        found = import_sheet(plan, exported(plan, day, {}, spoil), on=on(day))
    except PlanError as error:
        assert all(fault.path for fault in error.faults)
        assert error.text("da")
    else:
        assert found.plan.log == plan.log + found.added
