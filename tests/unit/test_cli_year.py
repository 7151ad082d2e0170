"""The commands of the year: documents in the terminal, in every text format, and in files."""

import datetime
import json
import os
import pty
import re
import subprocess
import sys

import pytest

from praksisplan import approve, datasets, save_plan, year_plan

COMMANDS = [
    ["year-plan", "2017"],
    ["status", "2016"],
    ["timetable", "--over", "2017", "--per", "quarter"],
    ["carry-over", "2017"],
    ["compare", "hovedstaden-almen-2015-2019", "hovedstaden-almen-2015-2019", "--since", "2016-05-01"],
]
PLAN = "Praksisplan for almen praksis 2015-2019"
TITLES = {
    "year-plan": ("Implementeringsplan 2017", "Implementation plan 2017"),
    "status": ("Statusrapport 2016", "Status report 2016"),
    "timetable": ("Tidsplan 2017", "Timetable 2017"),
    "carry-over": ("Videreførelse til 2017", "Carry-over into 2017"),
    "compare": (
        "Ændringer i Praksisplan for almen praksis 2015-2019",
        "Changes in Praksisplan for almen praksis 2015-2019",
    ),
}
DAY = r"(?:pr\. 31\. december 2016|as of 31 December 2016)"
COUNTED = {
    name: tuple(re.compile(f"{words} {DAY}") for words in pair)
    for name, pair in {
        "year-plan": (
            "Implementeringsplan 2017: 71 af 71 anbefalinger",
            "Implementation plan 2017: 71 of 71 recommendations",
        ),
        "status": (r"\d+ hændelser i 2016", r"\d+ happenings in 2016"),
        "timetable": ("Tidsplan for 71 anbefalinger", "Timetable of 71 recommendations"),
        "carry-over": (
            "47 af 71 anbefalinger videreføres til 2017",
            "47 of 71 recommendations are carried over into 2017",
        ),
        "compare": (r"\d+ ændringer", r"\d+ changes"),
    }.items()
}
"""The first line, which counts: 47 recommendations are carried over in the implementation plan of 2017."""
commands = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])


@commands
@pytest.mark.parametrize("place", [0, 1])
def test_document_in_the_terminal(run, command, place):
    status, told, wrong = run(*command, "--lang", ("da", "en")[place])
    assert (status, wrong) == (0, "")
    first, second = told.splitlines()[:2]
    assert COUNTED[command[0]][place].fullmatch(first)
    assert TITLES[command[0]][place] in first + second


@commands
def test_text_formats(run, command):
    title = TITLES[command[0]][0]
    assert run(*command, "--format", "md")[1].startswith(f"# {title}\n")
    assert json.loads(run(*command, "--format", "json")[1])["title"] == title
    assert any(line.startswith(("nr.,", '"nr."')) for line in run(*command, "--format", "csv")[1].splitlines())


@commands
@pytest.mark.parametrize("suffix", ["md", "html", "docx", "xlsx", "csv", "json"])
def test_file_by_suffix(run, tmp_path, command, suffix):
    path = tmp_path / f"ud.{suffix}"
    assert run(*command, "--out", path)[::2] == (0, "")
    before = path.read_bytes()
    status, told, wrong = run(*command, "--out", path)
    assert (status, told) == (2, "")
    assert "[exists]" in wrong
    assert "(--force)" in wrong
    assert "overwrite" not in wrong
    assert run(*command, "--out", path, "--force")[::2] == (0, "")
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == [path.name]


def test_word_file_in_a_template(run, tmp_path):
    mine, made = tmp_path / "skabelon.docx", tmp_path / "plan.docx"
    assert run("year-plan", "2017", "--out", mine) == (0, f"{mine} er skrevet.\n", "")
    assert run("carry-over", "2017", "--out", made, "--template", mine) == (0, f"{made} er skrevet.\n", "")
    assert made.read_bytes().startswith(b"PK")
    for words in (["--template", mine], ["--out", tmp_path / "plan.md", "--template", mine]):
        status, told, wrong = run("carry-over", "2017", *words)
        assert (status, told) == (2, "")
        assert "[needs-word]" in wrong
    mine.write_bytes(b"ikke Word")
    assert "åbn den i Word, og gem den som .docx" in run("carry-over", "2017", "--out", made, "--template", mine)[2]


def test_groups_of_the_ledger(run):
    told = json.loads(run("carry-over", "2017", "--format", "json")[1])
    groups = next(block for block in told["blocks"] if block["kind"] == "table")["records"]
    assert [group["count"] for group in groups] == [16, 8, 47, 0, 0, 0, 0, 0]


def test_the_first_year_that_plans_can_have_has_no_year_before(run):
    status, told, wrong = run("carry-over", "1900")
    assert (status, wrong) == (0, "")
    assert "Opfølgning på planen for" not in told
    assert "Opfølgning på planen for 1900" in run("carry-over", "1901")[1]
    status, told, wrong = run("carry-over", "1899")
    assert (status, told) == (2, "")
    assert "1899" in wrong


def test_status_is_told_as_of_the_end_of_its_period(run):
    assert " pr. 31. december 2016" in run("status", "2016")[1]
    assert " pr. 30. juni 2016" in run("status", "2016", "--as-of", "2016-06-30")[1]
    assert "Der er ikke oplyst noget nyt" in run("status", "2017")[1]
    assert " pr. 31. december 2016" in run("status", "fra 2016")[1]  # open: as of the newest statement


def test_timetable_takes_the_plan_s_own_periods_or_its_years(run):
    assert "Tidsplan 2. halvår 2021 – 1. halvår 2025" in run("timetable", "midtjylland-almen-2021-2025")[1]
    assert "Tidsplan 2015 – 2019" in run("timetable")[1]
    told = run("timetable", "midtjylland-almen-2021-2025", "--per", "half_year", "--format", "json")[1]
    assert len(json.loads(told)["blocks"][2]["periods"]) == 8


def test_year_plan_is_the_approved_one_unless_a_day_is_named(run, tmp_path):
    plan = datasets.load("hovedstaden-almen-2015-2019")
    draft = year_plan(plan, year=2017, as_of=datetime.date(2016, 12, 31))
    save_plan(approve(plan, draft, by="ppu", on=datetime.date(2017, 1, 20)), tmp_path / "plan.json")
    file = str(tmp_path / "plan.json")
    assert "Godkendt af Praksisplanudvalget den 20. januar 2017" in run("year-plan", "2017", file)[1]
    assert "Udkast, ikke godkendt" in run("year-plan", "2017", file, "--as-of", "2017-02-01")[1]
    assert "Udkast, ikke godkendt" in run("year-plan", "2018", file)[1]
    told = run("compare", "hovedstaden-almen-2015-2019", file, "--format", "md")[1]
    assert "| 29 | Støtte almen praksis i at bruge redskaber, der finder sårbarhed | udskudt til |  | 2018 |" in told


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["year-plan", "9999"], "bad-number"),
        (["status", "løbende"], "recurring"),
        (["status", "senest 2017", "--as-of", "2017-01-15"], "open-period"),
        (["timetable", "--over", "fra 2017"], "open-period"),
        (["year-plan", "2017", "--out", "plan.pdf"], "unknown-format"),
        (["year-plan", "2017", "--out", "/findes/ikke/plan.md"], "cannot-write"),
    ],
)
def test_what_is_wrong_is_told_in_one_message(run, words, code):
    status, told, wrong = run(*words)
    assert (status, told) == (2, "")
    assert f"[{code}]" in wrong
    assert wrong.count("\n") == 1


SLOW = """
import sys, time
from praksisplan.cli.main import main
from praksisplan.rules import carrying
ask = carrying.carry_over
def slow(*words, **more):
    time.sleep(float(sys.argv[1]))
    return ask(*words, **more)
carrying.carry_over = slow
main(["carry-over", "2017", "--format", "csv"])
"""


@pytest.mark.parametrize(("seconds", "is_shown"), [("0", False), ("2", True)])
def test_a_bar_shows_where_work_takes_longer_than_a_second(seconds, is_shown):
    reader, writer = pty.openpty()
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "100"}
    words = [sys.executable, "-c", SLOW, seconds]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=writer, env=environment) as process:
        os.close(writer)
        told = b""
        try:
            while part := os.read(reader, 65536):
                told += part
        except OSError:  # the other end is closed
            pass
        output = process.stdout.read()
    os.close(reader)
    assert process.returncode == 0
    assert ("Arbejder" in told.decode("utf-8")) is is_shown
    assert "Arbejder" not in output.decode("utf-8")
    assert "Fremme gyldigheden af kvalitetsdata" in output.decode("utf-8")  # the rows do not go to the terminal
