"""Hypothesis draws plans, their parts and the facts of practice capacity by their type, once it is installed."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import get_args, get_type_hints

import attrs
import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from praksisplan import Plan, Source, Statement, dumps, loads, parse_period
from praksisplan.capacity import facts
from praksisplan.hypothesis_plugin import register
from praksisplan.model import ApprovedYearPlan, Finding
from tests.unit.rules.plans import plan_of

register()
PYPROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
PROGRAM = """
import sys
import hypothesis
from hypothesis import strategies as st
ours = {name for name in sys.modules if name.startswith("praksisplan")}
assert ours == {"praksisplan", "praksisplan.lazy", "praksisplan.hypothesis_plugin"}, ours
from praksisplan import Plan, dumps, loads
assert "praksisplan.testing" not in sys.modules
@hypothesis.settings(max_examples=5, database=None, derandomize=True)
@hypothesis.given(st.from_type(Plan))
def comes_back(plan):
    assert loads(dumps(plan)) == plan
    print(type(plan).__name__)
comes_back()
from praksisplan.capacity import Clinic
@hypothesis.settings(max_examples=5, database=None, derandomize=True)
@hypothesis.given(st.from_type(Clinic))
def is_drawn(clinic):
    print(type(clinic).__name__)
is_drawn()
"""


def test_the_entry_point_alone_teaches_a_program_the_types(tmp_path):
    """As it is declared, in a process that imports nothing for it; a plain import of Hypothesis stays light."""
    installed = tmp_path / "praksisplan-0.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: praksisplan\nVersion: 0\n")
    declared = PYPROJECT["project"]["entry-points"]["hypothesis"]
    lines = [f"{name} = {target}" for name, target in declared.items()]
    (installed / "entry_points.txt").write_text("\n".join(["[hypothesis]", *lines]))
    path = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])])
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=os.environ | {"PYTHONPATH": path},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert set(run.stdout.split()) == {"Plan", "Clinic"}


def classes_of(kind, found):
    """The classes that values of a class are made of, itself among them."""
    if kind in found or kind is ApprovedYearPlan:  # approving makes one
        return found
    if attrs.has(kind):
        found.add(kind)
        for hint in get_type_hints(kind).values():
            classes_of(hint, found)
    for part in get_args(kind):
        classes_of(part, found)
    return found


FACTS = {kind for name in facts.__all__ if attrs.has(kind := getattr(facts, name))}
KINDS = sorted(classes_of(Plan, set()) | FACTS, key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_class_of_a_plan_and_every_fact_is_drawn(kind):
    drawn = set()

    @settings(max_examples=30, database=None, derandomize=True)
    @given(st.from_type(kind))
    def draw(value):
        assert type(value) is kind
        drawn.add(value)

    draw()
    assert len(drawn) > 10


@given(st.from_type(Statement))
def test_a_statement_can_stand_in_a_plan(statement):
    """It speaks of the recommendations 1 and 2, the event e, the body ppu and the source s."""
    plan = plan_of(
        statement,
        numbers=(1, 2),
        strands={1: "a"},
        sources=(Source("s", "Kilde", parse_period("2016")), Source("ip2017", "Plan", parse_period("2016"))),
    )
    assert loads(dumps(plan)) == plan


def test_a_class_without_a_strategy_of_ours_is_made_of_its_arguments():
    only_the_first = settings(max_examples=1, database=None, derandomize=True)
    assert type(find(st.from_type(Finding), lambda finding: True, settings=only_the_first)) is Finding
