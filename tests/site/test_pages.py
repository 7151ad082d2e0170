"""The built reference holds everything that it is made from, and no page needs the network."""

from __future__ import annotations

import html
import importlib
import json
import re
import runpy
import zlib
from pathlib import Path

import attrs
import pytest

from praksisplan import model, periods
from praksisplan.capacity import default_figures
from praksisplan.capacity.questions import QUESTIONS
from praksisplan.capacity.rules import legal_rules
from praksisplan.cli import capacity, questions, work, year
from praksisplan.messages import FAULTS, FINDINGS
from praksisplan.periods import DEFAULT
from praksisplan.periods.words import ENGLISH, SEASON_NAMES
from praksisplan.storage.schema import json_schema
from praksisplan.terms import Term

DOCS = Path(__file__).parents[2] / "docs"
ROOMS = ("model", "periods", "rules", "checks", "reports", "scheduling", "capacity", "datasets", "testing")
LOADED = re.compile(
    r"""<(?:script|img|iframe|source)[^>]*\ssrc="https?:|<link[^>]*\shref="https?:|@import|url\("?https?:"""
)


def _class(name: str) -> type[Term]:
    return getattr(model, name, None) or getattr(periods, name)


def text(page: Path) -> str:
    """The words of a page."""
    body = page.read_text(encoding="utf-8").partition("<article")[2].partition("</article>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.mark.parametrize("package", ["praksisplan", *(f"praksisplan.{room}" for room in ROOMS)])
def test_every_public_name_is_in_the_reference(site: Path, package: str) -> None:
    inventory = (site / "objects.inv").read_bytes().split(b"\n", 4)[4]
    found = {line.split(" ")[0] for line in zlib.decompress(inventory).decode().splitlines() if " py:" in line}
    names = {f"{package}.{name}" for name in importlib.import_module(package).__all__}
    assert names
    assert names - found == set()


def test_every_public_name_has_an_example_in_the_reference(site: Path) -> None:
    shown = set()
    for page in (site / "reference" / "api").glob("*.html"):
        for part in re.split(r'(?=<dt class="sig|<section)', page.read_text(encoding="utf-8")):
            name = re.search(r'id="(praksisplan[\w.]*)"', part)
            if name and "&gt;&gt;&gt;" in part:
                path = name[1].split(".")
                shown |= {".".join(path[:last]) for last in range(2, len(path) + 1)}
    names = runpy.run_path(str(DOCS / "made.py"))["public_names"]()
    assert [one.path for one in names if one.path not in shown] == []


def test_every_command_and_option_is_in_the_reference(site: Path) -> None:
    page = text(site / "reference" / "commands.html")
    for group, home in (("", questions), ("", year), ("", work), ("capacity ", capacity)):
        for command in home.COMMANDS:
            assert f"praksisplan {group}{command.name}" in page
            for option in command.options:
                assert option.name in page
                assert option.da in page


def test_every_code_is_in_the_reference(site: Path) -> None:
    page = (site / "reference" / "messages.html").read_text(encoding="utf-8")
    for code in (*FAULTS, *FINDINGS):
        assert f'id="{code.partition(".")[0]}"' in page


def test_every_key_and_word_of_a_file_is_in_the_reference(site: Path) -> None:
    page = text(site / "reference" / "files.html")
    for name, definition in json_schema()["$defs"].items():
        assert all(f" {key} " in page for key in definition.get("properties", ()) if name != "Period")
        if "enum" in definition:
            assert all(f"{one.value} {one.label()} {one.label('en')}" in page for one in _class(name)), name


def test_every_convention_and_word_of_time_is_in_the_reference(site: Path) -> None:
    page = text(site / "reference" / "periods.html")
    conventions = [getattr(DEFAULT, field.name) for field in attrs.fields(type(DEFAULT))]
    assert all(one.name in page and one.danish in page and one.source in page for one in conventions)
    assert all(word in page for word in (*SEASON_NAMES, *ENGLISH, "primo", "ikrafttræder", "tidligst"))


def test_every_question_and_figure_is_in_the_reference(site: Path) -> None:
    page = text(site / "reference" / "capacity.html")
    for question in QUESTIONS.values():
        assert question.title() in page
        assert question.title("en") in page
        assert all(rule in page for rule in question.rules)
    for rule in legal_rules().values():
        assert rule.id in page
        assert rule.english in page
    assert "rest on sources of grade A alone" in page
    for figure in default_figures().series:
        assert figure.name in page
        assert all(dated.source.title in page for dated in figure.values)


def test_no_page_loads_anything_from_the_network(site: Path) -> None:
    for page in (*site.rglob("*.html"), *site.rglob("*.css")):
        assert not LOADED.search(page.read_text(encoding="utf-8")), page.name


def test_every_page_has_one_title(site: Path) -> None:
    titles = {page.name: page.read_text(encoding="utf-8").count("<h1") for page in site.rglob("*.html")}
    assert {name: count for name, count in titles.items() if count != 1} == {}


def test_every_page_is_light(site: Path) -> None:
    sizes = {page.name: page.stat().st_size for page in site.rglob("*.html") if page.stat().st_size > 600_000}
    assert sizes == {}


@pytest.mark.parametrize("name", ["blocked", "what-if", "year"])
def test_a_notebook_can_be_downloaded_with_its_results(site: Path, name: str) -> None:
    """The results of the library: tables of at most 50 rows and their headings, words at the left, and no script."""
    page = (site / "notebooks" / f"{name}.html").read_text(encoding="utf-8")
    [address] = re.findall(rf'href="([^"]*/{name}\.ipynb)"', page)
    book = json.loads((site / "notebooks" / address).read_text(encoding="utf-8"))
    shown = [output for cell in book["cells"] for output in cell.get("outputs", ())]
    assert shown
    assert not [output for output in shown if output["output_type"] == "error"]
    results = ["".join(output["data"].get("text/html", "")) for output in shown if "data" in output]
    tables = [table for result in results for table in re.findall(r'<table lang="da">.*?</table>', result, re.DOTALL)]
    assert tables
    for table in tables:
        assert 1 < table.count("<tr>") <= 51
        assert table.count("text-align:left") == table.count("<th ") + table.count("<td ") + table.count("<caption ")
    assert "<script" not in "".join(results)
