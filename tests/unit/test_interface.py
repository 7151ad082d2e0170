"""What is promised of the package as a whole: names, start, the core without extras, examples and README."""

from __future__ import annotations

import ast
import os
import re
import runpy
import subprocess
import sys
from importlib import import_module
from importlib.metadata import requires
from importlib.resources import files
from pathlib import Path
from types import ModuleType

import pytest

import praksisplan
from praksisplan import capacity

ROOT = Path(__file__).parents[2]

PROMISED = (
    "Plan Section Recommendation Strand Body Event Statement Await Period PlanError PeriodError parse_period "
    "format_period state_at blocked waiting ready overdue why releases forecast timetable carry_over year_plan "
    "succession open_items draft_successor stale progress Portfolio "
    "approve proposals status_report record compare what_if check schedule loads dumps load_plan save_plan datasets"
)
ROOMS = ("capacity", "checks", "datasets", "model", "periods", "reading", "reports", "rules", "scheduling")


@pytest.mark.parametrize("name", PROMISED.split())
def test_promised_names(name: str) -> None:
    assert name in praksisplan.__all__
    assert getattr(praksisplan, name) is not None
    assert name in dir(praksisplan)


def test_the_interface_is_small_and_the_rest_is_in_rooms() -> None:
    assert set(ROOMS) < set(praksisplan.__all__)
    assert len(set(praksisplan.__all__) - set(ROOMS)) <= 54  # 48, and what the next plan needs
    for room in ROOMS:
        assert getattr(praksisplan, room) is import_module(f"praksisplan.{room}")
        assert import_module(f"praksisplan.{room}").__all__


@pytest.mark.parametrize("package", [praksisplan, praksisplan.rules], ids=lambda package: package.__name__)
def test_names_for_type_checkers_are_those_at_run_time(package: ModuleType) -> None:
    """The imports that only type checkers see, the table of homes, and what is there are one list."""
    source = Path(str(package.__file__)).read_text(encoding="utf-8")
    block = next(node for node in ast.parse(source).body if isinstance(node, ast.If))
    seen = {}
    for node in block.body:
        assert isinstance(node, ast.ImportFrom)
        assert node.module is not None
        for alias in node.names:
            assert alias.asname == alias.name
            seen[alias.name] = node.module
    assert sorted(seen) == sorted(package.__all__)
    for name, module in seen.items():
        is_room = package is praksisplan and name in ROOMS
        expected = import_module(f"{module}.{name}") if is_room else getattr(import_module(module), name)
        assert getattr(package, name) is expected


ONE_QUESTION = """
import sys
from praksisplan.capacity import may_close_list
from praksisplan.capacity.questions import ask
facts = '{"clinic": {"id": "k", "kind": "solo"}, "on": "2024-01-01"}'
assert ask("may_close_list", facts).question == may_close_list.__name__
print(*(name.rpartition(".")[2] for name in sys.modules if ".capacity.questions." in name))
"""


def test_a_question_loads_only_the_module_of_its_subject() -> None:
    """And the table of names, in which that module is looked up, holds what the modules of practice capacity offer."""
    ran = subprocess.run([sys.executable, "-c", ONE_QUESTION], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["lists"]
    for home, names in capacity.HOMES.items():
        offered = import_module(f"praksisplan.capacity.{home}").__all__
        assert sorted(names.split()) == sorted([*offered, *(["Verdict"] if home == "ruling" else [])])


def test_unknown_name() -> None:
    with pytest.raises(AttributeError, match="no attribute 'blokeret'"):
        _ = praksisplan.blokeret


def test_typed_and_core_dependencies() -> None:
    assert (files(praksisplan) / "py.typed").is_file()
    core = [line for line in requires("praksisplan") or [] if "extra ==" not in line]
    assert sorted(re.split(r"[<>=~ ]", line)[0] for line in core) == ["attrs", "cattrs", "python-dateutil"]
    assert "python-dateutil>=2.9" in core


CORE_ONLY = """
import sys
from importlib.metadata import packages_distributions
allowed = {"attr", "attrs", "cattr", "cattrs", "dateutil", "six", "typing_extensions", "praksisplan", "tzdata"}
class Refuse:
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        if top not in allowed and top in others:
            raise ModuleNotFoundError(name)
others = set(packages_distributions())
sys.meta_path.insert(0, Refuse())
import datetime, praksisplan
plan = praksisplan.datasets.load("hovedstaden-almen-2015-2019")
assert praksisplan.loads(praksisplan.dumps(plan)) == plan
held = praksisplan.blocked(plan, as_of=datetime.date(2017, 1, 15))
print(len(held), "anbefaling 28" in str(praksisplan.why(plan, 29, as_of=held.as_of)), len(praksisplan.check(plan)))
try:
    held.to_frame()
except praksisplan.PlanError as error:
    print(error.faults[0].code)
"""


def test_the_main_job_needs_no_extra() -> None:
    """In a clean interpreter in which nothing but the three core dependencies can be imported."""
    ran = subprocess.run([sys.executable, "-c", CORE_ONLY], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["28", "True", "10", "not-installed"]


def test_importing_loads_nothing_else() -> None:
    code = "import praksisplan, sys; print([m for m in ('attr', 'cattrs', 'dateutil', 'rich') if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_asking_without_files_loads_no_cattrs() -> None:
    code = (
        "import praksisplan as p, datetime, sys\n"
        "plan = p.Plan('x', 'X', '2015-2019')\n"
        "p.blocked(plan, as_of=datetime.date(2017, 1, 1)); print('cattrs' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("example", "told"),
    [
        ("blocked_2017.py", "28 of 71 recommendations are blocked on 2017-01-15."),
        ("notebook.py", ""),
    ],
)
def test_examples_run(example: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    names = runpy.run_path(str(ROOT / "examples" / example))
    assert told in capsys.readouterr().out
    assert len(names.get("held", names.get("blocked"))) == 28


def test_notebook_tells_what_is_not_known() -> None:
    names = runpy.run_path(str(ROOT / "examples" / "notebook.py"))
    assert 0 < names["known"].height < names["frame"].height == 28
    assert names["by_section"]["blocked"].sum() == 28


@pytest.mark.parametrize(
    "page", [str(page.relative_to(ROOT)) for page in (*ROOT.glob("*.md"), *sorted((ROOT / "docs").rglob("*.md")))]
)
def test_links_between_pages_lead_somewhere(page: str) -> None:
    path = ROOT / page
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_the_tests_are_run_by_the_command_of_the_readme() -> None:
    """`.ci/run` reads the command out of the README, so it must stand there alone on a line, once."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^python3 -m venv .*/nox$", readme, re.MULTILINE)
    assert commands == ["python3 -m venv .venv && .venv/bin/pip install nox && .venv/bin/nox"]
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "README.md" in script
    assert "pip install" not in script
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
