"""The terminal at any width: nothing is cut inside a word."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

import praksisplan as pp
from praksisplan.answers import Layout
from praksisplan.answers.headings import HEADINGS
from praksisplan.cli.main import main
from praksisplan.text import wrapped
from tests.unit.rules.plans import AS_OF

PLAN = pp.datasets.load("hovedstaden-almen-2015-2019")
COMMANDS = [
    ["blocked"],
    ["blocked", "--lang", "en"],
    ["ready"],
    ["overdue", "--as-of", "2017-07-01"],
    ["check"],
    ["plans"],
    ["why", "25"],
    ["show", "30"],
    ["year-plan", "2017"],
    ["carry-over", "2017"],
    ["status", "2016"],
    ["timetable"],
    ["schedule", "--over", "2017", "--limit", "12"],
    ["load", "--over", "2017"],
    ["what-if", "--never", "sundheds-it-rapport"],
    ["capacity", "questions"],
    ["capacity", "figure", "gp.patients_per_capacity", "--on", "2024-01-01"],
    ["capacity", "figures", "--on", "2024-01-01"],
]


NAMES = {word for pair in HEADINGS.values() for text in pair for word in text.split()}
"""The names of columns, which a block leaves out where there is nothing to name."""

TOO_MANY = {*"perioder er for mange til en tabel her: brug --out med en fil, eller --format csv".split()}  # noqa: SIM905


@pytest.fixture
def shown(monkeypatch, capsys):
    """What a command shows on a terminal of a width."""

    def show(command, width):
        monkeypatch.setenv("COLUMNS", str(width))
        main(list(command))
        return capsys.readouterr().out

    return show


def words(text):
    """The words of an output, without the lines that are drawn."""
    return {word for word in text.split() if not set(word) <= set("─│├└•")}


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_word_is_cut(shown, command):
    whole = words(shown(command, 2000))
    assert len(whole) > 3
    for width in (60, 80, 100, 160):
        told = shown(command, width)
        long = {word for word in whole if len(word) > width}  # the only ones that may be folded
        assert {word for word in words(told) if not any(word in one for one in long)} <= whole | TOO_MANY | {"·"}
        assert whole <= words(told) | NAMES | long or "--out" in told
        assert max(map(len, told.splitlines())) <= max(width, *map(len, whole))


def test_what_does_not_fit_is_one_block_a_recommendation(shown):
    told = shown(["blocked"], 80).splitlines()
    assert told[0] == "28 af 71 anbefalinger er blokeret pr. 31. december 2016"
    assert "17 Samarbejde om opfølgende hjemmebesøg i alle kommuner" in told
    place = told.index("17 Samarbejde om opfølgende hjemmebesøg i alle kommuner")
    assert told[place + 1] == "  afventer   Evaluering af opfølgende hjemmebesøg"
    assert told[place + 3].split() == ["senest", "31.", "marts", "2017"]
    wide = shown(["blocked"], 200).splitlines()
    assert any(line.split()[:2] == ["nr.", "titel"] for line in wide)


def test_a_narrow_timetable_has_two_lines_a_recommendation(shown):
    told = shown(["timetable"], 80).splitlines()
    place = told.index("1 Bedre samspil med patienter og pårørende")
    cells = "  2015 ukendt · 2016 ukendt · 2017 begyndt · 2018 begyndt · 2019 begyndt"
    assert told[place + 1] == cells
    assert told[place + 2].startswith("2 ")


@pytest.mark.parametrize("width", ["0", "-1", "x", ""])
def test_a_width_that_is_none_is_that_of_a_page(shown, width):
    assert shown(["blocked"], width) == shown(["blocked"], 80)


def test_the_tree_keeps_its_shape_at_any_width(shown):
    told = shown(["why", "25"], 60).splitlines()
    assert [line[:3] for line in told if line[:1] in "├└"] == ["├─ ", "└─ "]
    assert all(len(line) <= 60 for line in told)
    held = pp.why(PLAN, 25, as_of=AS_OF)
    assert f">{held.heading()}\n{held}</pre>" in held._repr_html_().replace("&quot;", '"').replace("&#x27;", "'")
    console = Console(file=io.StringIO(), width=50)
    console.print(held)
    assert max(map(len, console.file.getvalue().splitlines())) <= 50


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, ["> "]),
        ("en to", 20, ["> en to"]),
        ("kommunikationsgruppens", 10, ["> kommunikationsgruppens"]),
        ("en kommunikationsgruppens to", 24, ["> en", ". kommunikationsgruppens", ". to"]),
    ],
)
def test_lines_are_wrapped_at_blanks(text, width, lines):
    assert wrapped(text, width, "> ", ". ") == lines


def test_a_layout_of_nothing_shows_its_title():
    console = Console(file=io.StringIO(), width=40)
    console.print(Layout([], {"number": "nr."}, title="0 af 0"))
    assert console.file.getvalue() == "0 af 0\n"
