"""One whole year: the state at the end of 2016, the plan for 2017, its approval, a year, a report, the plan for 2018.

Run it: ``python examples/year_cycle.py``
"""

import datetime

from praksisplan import (
    Source,
    Statement,
    Status,
    approve,
    carry_over,
    datasets,
    parse_period,
    proposals,
    record,
    status_report,
    year_plan,
)
from praksisplan.model import Outcome, SourceKind
from praksisplan.rules import approved_year_plan, commitment

plan = datasets.load("hovedstaden-almen-2015-2019")

# The state of 2016, as the implementation plan 2017 tells it.
written = datetime.date(2016, 12, 31)
ledger = carry_over(plan, into=2017, as_of=written)
groups = (ledger.scheduled, ledger.deferred_in, ledger.carried_over)
print("Into 2017: {} scheduled, {} deferred in, {} carried over.".format(*map(len, groups)))

# The plan for 2017 is drafted and approved; the proposal about 55 is declined.
draft = year_plan(plan, year=2017, as_of=written)
print(f"The draft has {len(draft)} entries, and {len(proposals(plan, as_of=written))} proposals await a decision.")
plan = approve(plan, draft, by="ppu", on=datetime.date(2017, 1, 20), declining=[55])

# A year of statements, as a status report might tell them (these are made up).
year = parse_period("2017")
written_late = parse_period("15. december 2017")
report = Source("status2017", "Status 2017", written_late, kind=SourceKind.STATUS_REPORT, covers=year)
plan = record(
    plan,
    Statement(about=[28], delivered=True, outcome=Outcome.REPORT, on=parse_period("oktober 2017")),
    Statement(about=[10, 12], status=Status.COMPLETED, on=parse_period("november 2017")),
    Statement(about=[55], status=Status.ONGOING, on=parse_period("september 2017")),
    Statement(events=["foedeplan-rapport"], expected=parse_period("1. kvartal 2018")),
    source=report,
)

# The status report.
end = datetime.date(2017, 12, 31)
status = status_report(plan, over=year, as_of=end)
for happening in status.happened:
    print(f"  {happening.day}  {happening.kind.value:9} {happening.subject:18} {happening.expected or ''}")

# The outcome of the plan for 2017, and the plan for 2018, with 29 in it.
became = commitment(plan, year=2017, as_of=end)
print(f"Of {len(became.planned)}: {len(became.completed)} completed, {became.share_carried:.0%} carried over.")
following = year_plan(plan, year=2018, as_of=end)
print(f"The plan for 2018 has {len(following)} entries; 29 is {following[29].reason.value}: {following[29].due}.")

# The plan for 2017 reads as it was approved, whatever was said later.
assert approved_year_plan(plan, year=2017) == draft
