"""Which recommendations are blocked on 15 January 2017, by what, until when, and where that is written.

Run it: ``python examples/blocked_2017.py``
"""

import datetime

import praksisplan

plan = praksisplan.datasets.load("hovedstaden-almen-2015-2019")
day = datetime.date(2017, 1, 15)

held = praksisplan.blocked(plan, as_of=day)
print(f"{len(held)} of {len(plan.recommendations)} recommendations are blocked on {day}.")

for number, blocking in held.items():
    for wait in blocking.awaits:
        what = f"recommendation {wait.recommendation}" if wait.recommendation else plan.event(wait.target).title
        until = wait.expected or "no date"
        print(f"{number:>4}  {what} ({until})  {wait.citations[0]}")

print()
print(praksisplan.why(plan, 65, as_of=day))

print()
report = "forebyggelsesgruppen-rapport"
freed = praksisplan.releases(plan, report, as_of=day)
print(f"When it comes ({plan.event(report).title}), these become ready: {', '.join(freed)}.")
