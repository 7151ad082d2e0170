"""The facts that a question asks for: each changes something, and a form of them can be asked with."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict

import attrs
import pytest

from praksisplan.capacity import Verdict
from praksisplan.capacity.forms import asked_facts, fact_form
from praksisplan.capacity.questions import QUESTIONS, ask
from praksisplan.errors import PlanError
from tests.unit.capacity.test_guards import ASKED

DAY = datetime.timedelta(days=1)


def parts(value, path=()):
    """A fact and every part of it, each with the names and places that lead to it."""
    yield path, value
    if attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from parts(getattr(value, field.name), (*path, field.name))
    elif isinstance(value, tuple):
        for place, one in enumerate(value):
            if attrs.has(type(one)):
                yield from parts(one, (*path, place))


def changed(value, path, new):
    """A fact with another part."""
    if not path:
        return new
    first, *rest = path
    if isinstance(first, int):
        return (*value[:first], changed(value[first], rest, new), *value[first + 1 :])
    return attrs.evolve(value, **{first: changed(getattr(value, first), rest, new)})


def name_of(path):
    return ".".join(step for step in path if isinstance(step, str))


def others(value):
    """Values that no scenario has."""
    if type(value) is datetime.date:
        return [value - DAY, value + DAY]
    return [f"{value} igen"] if type(value) is str else [value + 1] if type(value) is int else []


def matters(question, given, path, values):
    """Whether another value of a part of the facts gives another ruling."""
    function = QUESTIONS[question].function
    before, found = function(**given), dict(parts(given[path[0]]))
    for other in [None, *values, *others(found[path[1:]])]:
        try:
            if function(**{**given, path[0]: changed(given[path[0]], path[1:], other)}) != before:
                return True
        except (PlanError, TypeError):
            pass
    return False


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_asks_for_just_the_facts_that_change_a_ruling_in_some_scenario(question):
    cases = [given for name, given, _ in ASKED if name == question]
    values, places = defaultdict(list), []
    for given in cases:
        for name, fact in given.items():
            for path, value in parts(fact) if name != "figures" else ():
                values[name_of((name, *path))].append(value)
                places.append((given, (name, *path)))
    found = set()
    for given, path in places:
        name = name_of(path)
        if name not in found and matters(question, given, path, [one for one in values[name] if one is not None]):
            found.add(name)
    ids = {name for name in found if re.search(r"\bid$|^clinic\.area$", name)}
    assert found - ids == set(asked_facts(question))


@pytest.mark.parametrize(("lang", "day"), [("da", "1. juni 2023"), ("en", "2023-06-01")])
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_form_that_nobody_has_filled_in_is_unknown_or_says_what_is_missing(question, lang, day):
    form = fact_form(question, lang)
    assert form.startswith(f"# {QUESTIONS[question].title(lang)}\n# ")
    assert [line for line in form.splitlines() if len(line) > 80 and "praksisplan capacity ask" not in line] == []
    head, day_asked = form.rsplit("ukendt" if lang == "da" else "unknown", 1)
    try:
        found = ask(question, f"{head}{day}{day_asked}", "yaml")
    except PlanError as error:
        assert {fault.code for fault in error.faults} == {"missing-key"}
    else:
        assert (found.verdict, found.on) == (Verdict.UNKNOWN, datetime.date(2023, 6, 1))


def test_a_form_is_filled_in_as_it_says():
    form = fact_form("Er det frie lægevalg sikret i området?")
    assert "form: ukendt" in form
    told = form.replace("form: ukendt", "form: enkeltmandspraksis").replace("åben: ukendt", "åben: ja")
    told = told.replace("km: ukendt", "km: 12,5").replace("navn: ukendt", "navn: Thy")
    told = told.replace("kommune: ukendt", "kommune: Thisted").replace("dag: ukendt", "dag: 1. januar 2024")
    found = ask("choice_is_secured", told, "yaml")
    assert found.text().startswith("Nej: 1 åben praksis ligger inden for 15 km fra Thy, og der skal være mindst 2")
