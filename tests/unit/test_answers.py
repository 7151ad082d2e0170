"""What every answer can do: mapping, text, table, notebook, records, data frames, copies."""

from __future__ import annotations

import copy
import datetime
import io
import pickle
import re
import subprocess
import sys
from html.parser import HTMLParser

import attrs
import polars
import pyarrow
import pytest
from rich.console import Console

from praksisplan import (
    Citation,
    Period,
    PlanError,
    Status,
    blocked,
    check,
    forecast,
    overdue,
    parse_period,
    ready,
    releases,
    state_at,
    waiting,
    why,
)
from praksisplan.answers import cell_text, citation_text
from tests.unit.rules.plans import AS_OF, day, plan_of, promised, said

EVIL = "<script>alert(\"x\")</script> & 'y' [red]rød[/red] [link=https://x]z[/link]"
LOG = (
    said(1, awaits=["e"], status=Status.AWAITING),
    promised("e", "2016"),
    said(2, strand="a", awaits=[1]),
    said(10, awaits=["f", 77]),
    promised(10, "november 2016"),
    said(3, status=Status.DEFERRED, deferred_to="2018"),
    said(4, status=Status.COMPLETED),
)
PLAN = plan_of(*LOG, numbers=(10, 1, 2, 3, 4, 5), strands={2: "ab"})
MARKED = plan_of(*LOG, numbers=(10, 1, 2, 3, 4, 5), strands={2: "ab"}, titles=dict.fromkeys((1, 2, 10, "e"), EVIL))
RULES = {
    "state_at": state_at,
    "blocked": blocked,
    "waiting": waiting,
    "ready": ready,
    "overdue": overdue,
    "forecast": forecast,
    "releases": lambda plan, **dates: releases(plan, "e", **dates),
    "why": lambda plan, **dates: why(plan, 1, **dates),
}
EXPECTED = {
    "state_at": ["1", "2", "3", "4", "5", "10"],
    "blocked": ["1", "10"],
    "waiting": ["2"],
    "ready": ["5"],
    "overdue": ["1", "10"],
    "forecast": ["1", "2", "3", "5", "10"],
    "releases": ["1"],
}
every_rule = pytest.mark.parametrize("name", RULES)
every_mapping = pytest.mark.parametrize("name", EXPECTED)
DATES = {"since", "earliest", "latest"}


def answer(name, plan=PLAN, **dates):
    return RULES[name](plan, **({"as_of": AS_OF} | dates))


# --- the mapping


@every_mapping
def test_an_answer_is_a_mapping_by_number(name):
    found = answer(name)
    numbers = EXPECTED[name]
    assert list(found) == list(found.keys()) == numbers
    assert (len(found), bool(found)) == (len(numbers), True)
    assert dict(found.items()) == {number: found[number] for number in numbers}
    for number in numbers:
        assert number in found
        assert int(number) in found
        assert found[number] is found[int(number)]
    assert (found.as_of, found.known_at, found.plan) == (AS_OF, AS_OF, PLAN)
    for absent in ("6", 6, "", None, 1.0, -1, True, "01"):
        assert absent not in found
    assert repr(found) == f"<{type(found).__name__} as of 2017-01-15: {len(numbers)} of 6>"


@every_mapping
def test_a_number_of_the_plan_that_is_not_in_the_answer_is_a_key_error(name):
    found = answer(name)
    for number in {"1", "2", "3", "4", "5", "10"} - set(EXPECTED[name]):
        with pytest.raises(KeyError) as error:
            found[int(number)]
        assert isinstance(error.value, PlanError)
        [fault] = error.value.faults
        assert (fault.code, fault.path) == ("not-in-answer", "number")
        assert f"'{number}' is not in this answer ({found.heading('en')})" in str(error.value)
        assert "use answer.get(number)" in fault.text("en")
        assert f"er ikke med i dette svar ({found.heading()})" in fault.text("da")
        assert str(pickle.loads(pickle.dumps(error.value))) == str(error.value)
        assert found.get(number, "nothing") == "nothing"


@every_mapping
@pytest.mark.parametrize(
    ("number", "code", "nearest"),
    [
        (11, "unknown-number", ("1", "10")),
        ("100", "unknown-number", ("10", "1")),
        ("x", "not-a-number", ()),
        (True, "not-a-number", ()),
        (None, "not-a-number", ()),
        (1.0, "not-a-number", ()),
        (-1, "not-a-number", ()),
    ],
)
def test_an_unknown_number_is_a_plan_error_with_the_nearest(name, number, code, nearest):
    with pytest.raises(PlanError) as error:
        answer(name)[number]
    (fault,) = error.value.faults
    assert (fault.code, set(fault.nearest)) == (code, set(nearest))


def test_a_number_is_found_in_either_unicode_form():
    found = blocked(plan_of(said("9å", awaits=["e"]), numbers=("9å",)), as_of=AS_OF)
    assert found["9a\u030a"].number == "9å"
    assert "9a\u030a" in found


@every_rule
@pytest.mark.parametrize("argument", ["as_of", "known_at"])
@pytest.mark.parametrize(
    ("value", "code"),
    [
        (datetime.datetime(2017, 1, 15), "not-a-date"),  # noqa: DTZ001
        (datetime.datetime(2017, 1, 15, tzinfo=datetime.UTC), "not-a-date"),
        ("2017-01-15", "not-a-date"),
        (2017, "not-a-date"),
        (parse_period("2017"), "not-a-date"),
        (datetime.date(1899, 12, 31), "out-of-range"),
        (datetime.date(2200, 1, 1), "out-of-range"),
    ],
)
def test_only_a_plain_date_is_taken(name, argument, value, code):
    with pytest.raises(PlanError) as error:
        answer(name, **{argument: value})
    (fault,) = error.value.faults
    assert (fault.code, fault.path) == (code, argument)


@every_rule
def test_there_is_no_clock(name):
    with pytest.raises((PlanError, TypeError)):
        RULES[name](PLAN)
    with pytest.raises(PlanError):
        RULES[name](PLAN, as_of=None)


@pytest.mark.parametrize("value", [datetime.datetime(2017, 1, 15), "2017-01-15"])  # noqa: DTZ001
def test_a_check_takes_only_a_plain_date(value):
    with pytest.raises(PlanError) as error:
        check(PLAN, as_of=value)
    assert error.value.faults[0].code == "not-a-date"


def test_the_first_and_the_last_day_are_taken():
    for at in ("1900-01-01", "2199-12-31"):
        assert state_at(plan_of(), as_of=day(at))[1].status is Status.NOT_STARTED


# --- values


@every_rule
def test_answers_are_equal_by_content_and_can_be_copied_and_pickled(name):
    found = answer(name)
    again = answer(name, copy.deepcopy(PLAN))
    assert found == again
    for twin in (copy.copy(found), copy.deepcopy(found), pickle.loads(pickle.dumps(found))):
        assert twin == found
        assert type(twin) is type(found)
        assert (twin.as_of, twin.known_at) == (found.as_of, found.known_at)
        assert twin.cells() == found.cells()
        assert str(twin) == str(found)
    assert found != answer(name, plan_of(said(1, awaits=["g"])))


def values():
    for name in EXPECTED:
        for value in answer(name).values():
            yield value
            if name in ("blocked", "state_at"):
                yield from value.awaits
            if name == "blocked":
                yield from value.roots
                yield value.expected
                yield from value.expected.drivers
    yield from answer("why").reasons
    yield answer("why")
    yield from check(PLAN, as_of=AS_OF)


def test_what_answers_hold_is_frozen_hashable_and_copies():
    seen = set()
    for value in values():
        seen.add(type(value).__name__)
        for twin in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
            assert twin == value
            assert hash(twin) == hash(value)
        name = value._fields[0] if hasattr(value, "_fields") else attrs.fields(type(value))[0].name
        with pytest.raises(AttributeError):
            setattr(value, name, None)
    assert seen >= {"RecommendationState", "Blocking", "Readiness", "Overdue", "Window", "Driver", "Target", "Wait",
                    "Reason", "Explanation", "Finding"}  # fmt: skip


def test_a_plan_is_a_value():
    twin = plan_of(*LOG, numbers=(10, 1, 2, 3, 4, 5), strands={2: "ab"})
    assert (twin, hash(twin)) == (PLAN, hash(PLAN))
    other = attrs.evolve(PLAN, log=PLAN.log[:-1])
    assert other != PLAN
    assert len({PLAN, twin, other}) == 2
    answer("blocked")
    assert (pickle.loads(pickle.dumps(PLAN)), hash(copy.deepcopy(PLAN))) == (PLAN, hash(PLAN))
    assert blocked(pickle.loads(pickle.dumps(PLAN)), as_of=AS_OF) == answer("blocked")
    for name in ("log", "id", "recommendations"):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(PLAN, name, ())


def test_a_rule_leaves_the_plan_as_it_was():
    before = pickle.dumps(attrs.asdict(PLAN))
    for name in RULES:
        str(answer(name))
    assert pickle.dumps(attrs.asdict(PLAN)) == before


IN_ANOTHER_PROCESS = """
import pickle, sys
plan, answer, code = pickle.load(sys.stdin.buffer)
from praksisplan import blocked
again = blocked(plan, as_of=answer.as_of)
print(again == answer, hash(plan) == hash(pickle.loads(pickle.dumps(plan))), list(again), again.cells() == code)
"""


def test_plans_and_answers_go_to_another_process():
    found = answer("blocked")
    run = subprocess.run(
        [sys.executable, "-c", IN_ANOTHER_PROCESS],
        input=pickle.dumps((PLAN, found, found.cells())),
        capture_output=True,
        check=True,
    )
    assert run.stdout.decode().strip() == "True True ['1', '10'] True"


# --- records and text


@every_rule
@pytest.mark.parametrize("lang", ["da", "en"])
def test_cells_have_the_columns_in_order_and_plain_values(name, lang):
    found = answer(name)
    records = found.cells(lang)
    assert len(records) == (len(EXPECTED[name]) if name in EXPECTED else len(found.reasons))
    for record in records:
        assert tuple(record) == tuple(found.columns)
        assert {type(cell) for cell in record.values()} <= {str, bool, int, datetime.date, type(None)}
    if name in EXPECTED:
        assert [record["number"] for record in records] == EXPECTED[name]


def test_a_table_in_words():
    told, partly, *lines = blocked(PLAN, as_of=AS_OF).text("en").splitlines()
    assert told == "2 of 6 recommendations are blocked as of 15 January 2017"
    assert partly == "1 recommendation is partly waiting: 2"
    assert [line.split()[0] for line in lines] == ["no.", "1", "10"]
    assert "Begivenhed e" in lines[1]
    assert "Begivenhed f; recommendation 77" in lines[2]
    column = lines[0].index("awaits")
    assert {lines[1][column:].startswith("Begivenhed e"), lines[2][column:].startswith("Begivenhed f")} == {True}
    assert "unknown" in lines[1]
    assert str(answer("blocked")).splitlines()[0] == "2 af 6 anbefalinger er blokeret pr. 15. januar 2017"
    assert str(answer("blocked")).splitlines()[1] == "1 anbefaling afventer delvist: 2"
    assert str(answer("blocked")).splitlines()[2].split()[0] == "nr."


def test_days_and_truth_are_told_in_words():
    plan = plan_of(said(1, planned="maj 2017"))
    assert "1. maj 2017" in str(forecast(plan, as_of=AS_OF))
    assert "31 May 2017" in forecast(plan, as_of=AS_OF).text("en")
    html = blocked(PLAN, as_of=AS_OF)._repr_html_()
    assert "ukendt" in html
    assert '<td style="text-align:left"></td>' in ready(plan_of(numbers=(1,)), as_of=AS_OF)._repr_html_()


@pytest.mark.parametrize(
    ("value", "danish", "english"),
    [
        (True, "ja", "yes"),
        (False, "nej", "no"),
        (AS_OF, "15. januar 2017", "15 January 2017"),
        ("tekst", "tekst", "tekst"),
        (None, "", ""),
    ],
)
def test_a_cell_as_a_person_reads_it(value, danish, english):
    record = {"overdue": value}
    assert (cell_text(record, "overdue"), cell_text(record, "overdue", "en")) == (danish, english)
    unknown = {"latest": None}
    assert (cell_text(unknown, "latest"), cell_text(unknown, "latest", "en")) == ("ukendt", "unknown")


def test_an_empty_answer_says_so():
    found = blocked(plan_of(), as_of=AS_OF)
    assert (str(found), found.text("en"), found.cells(), found.to_records()) == (
        "0 af 5 anbefalinger er blokeret pr. 15. januar 2017",
        "0 of 5 recommendations are blocked as of 15 January 2017",
        [],
        [],
    )


def test_a_line_break_in_a_title_does_not_break_the_table():
    plan = plan_of(said(1, awaits=["e"]), titles={1: "A\n99  falsk", "e": "E\nF"})
    assert len(str(blocked(plan, as_of=AS_OF)).splitlines()) == 3


# --- notebook and terminal


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = []
        self.cells = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, tuple(attrs)))
        if tag in ("td", "th", "caption"):
            self.cells.append("")

    def handle_data(self, data):
        self.text += data
        if self.cells:
            self.cells[-1] += data


@every_rule
def test_a_notebook_shows_text_as_text(name):
    plan = attrs.evolve(MARKED, title=EVIL)
    html = answer(name, plan)._repr_html_()
    page = Tags()
    page.feed(re.sub("<details>.*?</details>|<div .*?</div>", "", html, flags=re.DOTALL))  # without its picture
    assert {tag for tag, _ in page.tags} <= {"table", "caption", "thead", "tbody", "tr", "th", "td", "pre"}
    assert {pair for _, pairs in page.tags for pair in pairs} <= {
        ("lang", "da"),
        ("scope", "col"),
        ("style", "text-align:left"),
        ("style", "white-space:pre-wrap"),
    }
    for raw in ("<script>", '("x")', "'y'"):
        assert raw not in html
    found = answer(name, plan)
    told = ". ".join((found.heading(), *found.remarks())) if name != "why" else found.heading()
    if name == "why":
        assert page.tags == [("pre", (("lang", "da"), ("style", "white-space:pre-wrap")))]
        assert page.text == f"{told}\n{answer(name, plan)}"
        return
    assert page.tags.count(("tr", ())) == len(answer(name, plan)) + 1
    assert page.cells[0] == told
    if name != "ready":
        assert any(EVIL in cell for cell in page.cells)


@every_rule
def test_a_terminal_shows_markup_literally(name):
    console = Console(file=io.StringIO(), width=2000, force_terminal=True, color_system="truecolor")
    console.print(answer(name, MARKED))
    shown = console.file.getvalue()
    assert "\x1b]8" not in shown
    assert "\x1b[31m" not in shown
    if name != "ready":
        assert EVIL in shown


# --- data frames


@every_rule
def test_the_arrow_stream_is_taken_by_others(name):
    found = answer(name)
    assert pyarrow.table(found).equals(found.to_frame("pyarrow"))
    assert polars.from_arrow(pyarrow.table(found)).to_dicts() == found.to_records()
    assert pyarrow.RecordBatchReader.from_stream(found).read_all().num_rows == len(found.cells())


@pytest.mark.parametrize("backend", ["duckdb", "", "Polars", None, ["polars"]])
def test_an_unknown_backend_is_refused(backend):
    with pytest.raises(PlanError) as error:
        answer("blocked").to_frame(backend)
    (fault,) = error.value.faults
    assert (fault.code, fault.path) == ("unknown-backend", "backend")
    assert "'polars', 'pandas' or 'pyarrow'" in fault.message


# --- citations side by side


@pytest.mark.parametrize(
    ("citations", "words"),
    [
        ([], ""),
        ([Citation("a")], "a"),
        ([Citation("a"), Citation("a"), Citation("b")], "a; b"),
        ([Citation("a", line=3), Citation("a", line=2, last_line=4)], "a, linje 2-4"),
        ([Citation("a", line=2, last_line=4), Citation("a", line=2, last_line=3)], "a, linje 2-4"),
        ([Citation("a", line=3), Citation("b", line=2, last_line=4)], "a, linje 3; b, linje 2-4"),
        ([Citation("a", section="1", line=3), Citation("a", section="2", line=2, last_line=4)],
         "a afsnit 1, linje 3; a afsnit 2, linje 2-4"),
        ([Citation("a", line=3, quote="afventer"), Citation("a", line=2, last_line=4)],
         "a, linje 3: »afventer«; a, linje 2-4"),
        ([Citation("a"), Citation("a", line=2)], "a; a, linje 2"),
        ([Citation("a", line=1, last_line=3), Citation("a", line=2, last_line=4)], "a, linje 1-3; a, linje 2-4"),
        ([Citation("a", line=3), Citation("a", line=3, quote="afventer")], "a, linje 3: »afventer«"),
    ],
)  # fmt: skip
def test_citations_side_by_side(citations, words):
    assert citation_text(tuple(citations)) == words


def test_a_period_that_ends_nowhere_is_told_by_its_words():
    plan = plan_of(said(1, awaits=["e"]), said(events=("e",), expected=Period(day("2017-05-01"), None, text="fra maj")))
    assert blocked(plan, as_of=AS_OF).cells()[0]["expected"] == "fra maj"
