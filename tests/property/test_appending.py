"""Adding to the text of a plan changes nothing else in it."""

from __future__ import annotations

import difflib
import re

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from praksisplan import Citation, Plan, PlanError, Source, Statement, dumps, loads, record
from praksisplan.storage.appending import appended
from praksisplan.testing import plans

MINUTES = Source("referat", "Referat: nr. 1", "15. maj 2027")
SAID = Statement(status="ongoing", text="»Går« # godt: ja", on="15. maj 2027", citations=[Citation("referat")])


def added_to(text: str, format: str, plan: Plan) -> tuple[str, Plan]:
    recorded = record(plan, SAID, source=MINUTES)
    return appended(text, format, recorded, sources=[MINUTES], log=[SAID]), recorded


@given(plans(), st.sampled_from(["json", "yaml"]), st.booleans())
def test_text_with_more_holds_the_plan_with_more_and_keeps_every_line(plan, format, is_windows):
    before = dumps(plan, format)
    before = before.replace("\n", "\r\n") if is_windows else before
    after, recorded = added_to(before, format, plan)
    assert loads(after, format) == recorded
    lines = [[line.rstrip(",") for line in text.splitlines()] for text in (before, after)]
    assert [line for line in difflib.ndiff(*lines) if line[:1] == "-"] == []
    assert after.count("\r\n") == (after.count("\n") if is_windows else 0)


HEAD = "schema: 3\nid: plan\ntitle: Plan\nperiod: '2027'\n"
ENTRY = "- {id: a, title: A, dated: '2026'} # den første"
LAYOUTS = [
    HEAD,
    HEAD + "log: [] # tom\n# slut\n",
    HEAD + f"sources:\n{ENTRY}\n\n# bag listen\nlog: []",
    HEAD + f"sources:\n   {ENTRY}\n",
    HEAD + "sources: [{id: a, title: A, dated: '2026'}]\n# slut",
    HEAD + "sources: [\n  {id: a, title: A, dated: '2026'},\n  ]\n",
    HEAD + "sources:\n- id: a\n  title: >-\n    A og\n    mere\n  dated: '2026'\n# slut\n",
    HEAD + "sources:\n- id: a\n  dated: '2026'\n  title: >-\n    A\n\n\nlog: []\n",
    '{schema: 3, id: plan, title: Plan, period: "2027"}',
    '{"schema": 3, "id": "plan", "title": "Plan", "period": "2027", "log": []}\n# slut',
]


@pytest.mark.parametrize("text", LAYOUTS)
def test_comments_and_layout_of_yaml_stay(text):
    plan = loads(text, "yaml")
    after, recorded = added_to(text, "yaml", plan)
    assert loads(after, "yaml") == recorded
    comments = re.compile("# .*")
    assert [one for one in comments.findall(after) if "godt" not in one] == comments.findall(text)
    twice = attrs.evolve(recorded, log=(*recorded.log, SAID))
    assert loads(appended(after, "yaml", twice, log=[SAID]), "yaml") == twice


JSON = '{"schema": 3, "id": "plan", "title": "Plan", "period": "2027"%s}'


@pytest.mark.parametrize(
    "more",
    [
        "",
        ', "log": []',
        ', "log": [ ]\n',
        ', "sources": [{"id": "a", "title": "A", "dated": "2026"}]',
        ',\n"log":\n[\n]',
    ],
)
def test_compact_json_takes_more(more):
    text = JSON % more
    after, recorded = added_to(text, "json", loads(text))
    assert loads(after) == recorded


def test_layout_that_cannot_be_extended_is_told():
    text = HEAD + "...\n"
    with pytest.raises(PlanError) as caught:
        added_to(text, "yaml", loads(text, "yaml"))
    assert [fault.code for fault in caught.value.faults] == ["cannot-append"]
