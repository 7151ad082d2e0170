"""Laws of the formats: what is written is read again, one mistake is one fault, and only `PlanError` comes out."""

import copy
import json
import sys

import attrs
from hypothesis import example, given
from hypothesis import strategies as st

from praksisplan import Plan, PlanError, Statement, dumps, loads
from praksisplan.testing import plans, texts

FORMATS = ("json", "yaml")
SMALL = {
    "schema": 3,
    "id": "plan",
    "title": "Plan",
    "region": "Region",
    "practice_area": "psychology",
    "period": {"text": "x", "start": "2015-01-01", "end": "2020-01-01"},
    "sources": [{"id": "s", "title": "Kilde", "dated": "december 2016"}],
    "bodies": [{"id": "ppu", "name": "Udvalg", "kind": "committee", "aliases": ["PPU"], "mandate": ["plan"]}],
    "sections": [{"number": "1", "title": "Afsnit"}],
    "recommendations": [
        {"number": "1", "section": "1", "title": "A", "strands": [{"id": "a", "title": "A"}]},
        {"number": "9a", "section": "1", "title": "B"},
    ],
    "focus_areas": [{"section": "1", "title": "Fokus"}],
    "events": [{"id": "e", "title": "Rapport", "kind": "report", "responsible": ["ppu"]}],
    "log": [
        {
            "about": ["1"],
            "strand": "a",
            "awaits": [{"recommendation": "9a", "outcome": "start"}, {"event": "e"}],
            "milestones": [{"title": "M", "expected": "primo 2017", "responsible": ["ppu"]}],
            "citations": [{"source": "s", "line": 3, "last_line": 4, "quote": "afventer"}],
        },
        {"about": ["9a"], "status": "deferred", "deferred_to": "2018", "by": "ppu", "new_task": True},
        {"events": ["e"], "expected": "2017", "delivered": True},
    ],
}


def read(text, format):
    """The plan in a text, or the faults; anything else that is raised fails the test."""
    try:
        return loads(text, format)
    except PlanError as error:
        found = error.faults
    assert found
    return [(fault.code, fault.path, fault.line, fault.column) for fault in found]


def outcome(text, format):
    """What `read` gives; a plan must come back from its own text."""
    found = read(text, format)
    if isinstance(found, Plan):
        for one in FORMATS:
            assert loads(dumps(found, one), one) == found
    return found


# --- round trip ---------------------------------------------------------------------------------------------------


@given(plans())
def test_plan_comes_back_from_its_text_and_the_text_is_stable(plan):
    for format in FORMATS:
        text = dumps(plan, format)
        again = loads(text, format)
        assert again == plan
        assert hash(again) == hash(plan)
        assert dumps(again, format) == dumps(plan, format) == text


@given(plans(max_recommendations=0, max_statements=0), texts(400), texts(400))
def test_long_text_comes_back(plan, title, text):
    written = attrs.evolve(plan, title=title, log=(Statement(text=text),))
    for format in FORMATS:
        assert loads(dumps(written, format), format) == written


@given(plans())
def test_json_is_read_as_yaml_too(plan):
    assert loads(dumps(plan, "json"), "yaml") == plan


@given(plans(), st.data())
def test_keys_and_lines_may_stand_in_another_order(plan, data):
    values = json.loads(dumps(plan))
    keys = data.draw(st.permutations(list(values)))
    text = json.dumps({key: values[key] for key in keys}, indent=data.draw(st.sampled_from([None, 0, 3, "\t"])))
    assert loads(text) == plan


# --- one mistake is one fault -------------------------------------------------------------------------------------


def inner(value, path="$"):
    """Every object in a value, with its path."""
    if isinstance(value, dict):
        yield path, value
    for key, one in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(one, (dict, list)):
            yield from inner(one, f"{path}.{key}" if isinstance(value, dict) else f"{path}[{key}]")


@given(st.data(), st.sampled_from(FORMATS))
def test_a_planted_key_is_the_one_fault(data, format):
    values = copy.deepcopy(SMALL)
    path, place = data.draw(st.sampled_from(list(inner(values))))
    place["xyzzy"] = data.draw(st.sampled_from([None, "x", 1, [], {}]))
    text = json.dumps(values, indent=1, ensure_ascii=False)
    before = text[: text.index('"xyzzy"')]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    assert read(text, format) == [("unknown-key", f"{path}.xyzzy", line, column)]


# --- nothing else comes out ---------------------------------------------------------------------------------------

plain_text = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=8)
values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-10, 10**20),
        st.floats(allow_nan=False, allow_infinity=False),
        plain_text,
        st.sampled_from(["1", "9a", "s", "e", "a", "ppu", "2017", "primo 2017", "deferred", "2017-01-01"]),
    ),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(plain_text | st.sampled_from(sorted(SMALL)), inside),
    max_leaves=8,
)


def places(value, path=()):
    """The path of every value inside a value."""
    for key, one in value.items() if isinstance(value, dict) else enumerate(value):
        yield (*path, key)
        if isinstance(one, (dict, list)):
            yield from places(one, (*path, key))


@given(st.lists(st.tuples(st.sampled_from(list(places(SMALL))), values), min_size=1, max_size=3))
def test_any_value_in_any_place(changes):
    changed = copy.deepcopy(SMALL)
    for path, value in changes:
        place = changed
        try:
            for step in path[:-1]:
                place = place[step]
            place[path[-1]] = value
        except (KeyError, IndexError, TypeError):
            continue
    text = json.dumps(changed)
    assert outcome(text, "json") == outcome(text, "yaml")


@given(values)
def test_any_value_as_a_plan(value):
    text = json.dumps(value)
    assert outcome(text, "json") == outcome(text, "yaml")


NASTY = ["\x00", "\x1b", "\ud800", "\ufeff", "\u202e", "\u2028", "\x85", "\t", "\n", "&a ", "*a", "!!x ", "? "]
NASTY += [
    "- ",
    "|",
    ">",
    "%",
    "@",
    "`",
    "---\n",
    "...",
    "{",
    "}",
    "[",
    "]",
    '"',
    "'",
    "\\",
    "\\u",
    "\\ud800",
    "\\x",
    ":",
]
NASTY += [
    ",",
    "#",
    "NaN",
    "1e999",
    "-",
    "0x",
    ".inf",
    "null",
    "true",
    "<<: ",
    "[" * 70,
    "9" * 5000,
    '"schema": 3,',
    "%YAML 9.9\n---\n",
]


@st.composite
def damaged(draw, format):
    """A plan's text with some pieces cut out, doubled, moved or put in."""
    text = json.dumps(SMALL, indent=1) if format == "json" else dumps(loads(json.dumps(SMALL)), "yaml")
    for _ in range(draw(st.integers(1, 4))):
        first = draw(st.integers(0, len(text)))
        last = min(len(text), first + draw(st.integers(0, 30)))
        other = draw(st.integers(0, len(text)))
        piece = draw(st.sampled_from(["", text[other : other + 20], *NASTY]) | st.text(max_size=3))
        text = text[:first] + piece + text[last:]
    return text


@given(damaged("json"))
@example("1e5" + "0" * 400)
@example('{"schema": 3, "log": [{"about": [[]]}]}')
def test_damaged_json(text):
    outcome(text, "json")


@given(damaged("yaml"))
@example("%YAML 1." + "1" * 5000 + "\n---\n")
@example('a: "\\UFFFFFFFF"')
@example("? - -\n")
@example("&a [*a]")
def test_damaged_yaml(text):
    outcome(text, "yaml")


@given(st.text(), st.sampled_from(FORMATS))
def test_any_text(text, format):
    assert isinstance(read(text, format), list)


@given(st.lists(st.sampled_from(NASTY), max_size=12).map("".join), st.sampled_from(FORMATS))
def test_any_heap_of_signs(text, format):
    assert isinstance(read(text, format), list)


@given(st.integers(1, 200))
def test_depth_is_bounded_by_the_format_and_not_by_the_stack(levels):
    limit = sys.getrecursionlimit()
    text = json.dumps(SMALL).replace('"Afsnit"', "[" * levels + "]" * levels)
    for format in FORMATS:
        [(code, *_)] = read(text, format)
        assert code == ("wrong-type" if levels + 3 <= 64 else "too-deep")
    assert sys.getrecursionlimit() == limit
