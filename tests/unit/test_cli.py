"""The command line: every command in every format and language, and one clear message for what is wrong."""

import csv
import datetime
import io
import json
import os
import pty
import re
import subprocess
import sys
from itertools import cycle, product
from pathlib import Path
from xml.dom import minidom

import attrs
import pytest

import praksisplan
from praksisplan import (
    Await,
    Citation,
    Event,
    Plan,
    Recommendation,
    Section,
    Source,
    Statement,
    datasets,
    dumps,
    parse_period,
    save_plan,
)
from praksisplan.cli.main import main
from praksisplan.model import EventKind, PracticeArea

NEWEST = datetime.date(2016, 12, 31)  # the only source is of December 2016, known from its last day
COMMANDS = [["blocked"], ["waiting"], ["ready"], ["overdue"], ["check"], ["plans"], ["why", "29"], ["show", "30"]]
PLAN = "hovedstaden-almen-2015-2019"
SCRIPT = Path(sys.executable).with_name("praksisplan")

commands = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])


@pytest.fixture(scope="module")
def plan():
    return datasets.load("hovedstaden-almen-2015-2019")


def told(run, *words):
    """The output of a command that goes well."""
    status, out, err = run(*words)
    assert (status, err) == (0, "")
    return out


def refused(run, *words):
    """The message of a command that is refused."""
    status, out, err = run(*words)
    assert (status, out) == (2, "")
    assert err.startswith("praksisplan: ")
    assert err.endswith("\n")
    assert "Traceback" not in err
    assert err.replace("\n", "").isprintable()
    return err.removeprefix("praksisplan: ")


# --- every command, format and language ---------------------------------------------------------------------------


@commands
@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_four_formats_tell_the_same(run, command, lang):
    records = json.loads(told(run, *command, "--lang", lang, "--format", "json"))
    assert records.get("as_of") == (None if command == ["plans"] else "2016-12-31")
    status, text, caption = run(*command, "--lang", lang, "--format", "csv")
    head, *lines = csv.reader(io.StringIO(text))
    assert status == 0
    assert len(lines) == len(records["records"])
    assert all(len(line) == len(head) for line in lines)
    page = told(run, *command, "--lang", lang, "--format", "md")
    assert page.startswith(caption)
    assert page.count("\n| ") == 2 + len(lines)
    table = told(run, *command, "--lang", lang)
    assert " ".join(table.split()).startswith(" ".join(caption.split()))
    if command != ["plans"]:
        assert {"da": "r. 31. december 2016", "en": "s of 31 December 2016"}[lang] in caption


def test_plans_are_those_of_the_datasets(run):
    """One row a plan, with the name that every other command takes; figures by the documents."""
    rows = {row["name"]: row for row in json.loads(told(run, "plans", "--format", "json"))["records"]}
    assert list(rows) == list(datasets.names())
    assert rows[PLAN] == {
        "name": PLAN,
        "title": "Praksisplan for almen praksis 2015-2019, Region Hovedstaden",
        "practice_area": "almen praksis",
        "period": "2015-2019",
        "recommendations": "71",
    }
    english = json.loads(told(run, "plans", "--lang", "en", "--format", "json"))["records"]
    assert {row["name"]: row["practice_area"] for row in english}[PLAN] == "general practice"


@pytest.mark.parametrize("command", ["blocked", "waiting", "ready", "overdue"])
@pytest.mark.parametrize("day", ["2016-12-31", "2017-06-15", "2020-01-01"])
def test_answers_of_the_command_line_are_those_of_the_library(run, plan, command, day):
    answer = getattr(praksisplan, command)(plan, as_of=datetime.date.fromisoformat(day))
    out = json.loads(told(run, command, "--as-of", day, "--format", "json"))
    assert out["as_of"] == day
    assert [record["number"] for record in out["records"]] == list(answer)
    assert (command, day, len(answer)) != ("blocked", "2016-12-31", 0)


def test_blocked_tells_what_is_awaited_and_where_it_is_written(run):
    rows = json.loads(told(run, "blocked", "--format", "json"))["records"]
    [record] = [row for row in rows if row["number"] == "29"]
    assert (record["awaits"], record["awaits_kind"], record["awaits_outcome"]) == (
        ["28"],
        ["recommendation"],
        ["report"],
    )
    assert (record["sources"], record["sources_section"]) == (["ip2017"], ["4.1.1"])
    assert (record["sources_line"], record["sources_last_line"]) == ([592], [598])
    assert record["latest"] is None


def test_labels_are_danish_unless_english_is_asked_for(run):
    assert told(run, "blocked") == told(run, "blocked", "--lang", "da")
    assert "| afventer |" in told(run, "blocked", "--format", "md")
    assert "| awaits |" in told(run, "blocked", "--format", "md", "--lang", "en")


def test_why_goes_down_to_the_root(run):
    out = told(run, "why", "29")
    assert out.index("anbefaling 29") < out.index("└─ anbefaling 28")
    assert "recommendation 28" in told(run, "why", "29", "--lang", "en")


def test_show_tells_everything_that_is_said(run, plan):
    rows = json.loads(told(run, "show", "30", "--format", "json"))["records"]
    said = [row["subject"] for row in rows]
    assert said[:2] == ["anbefaling 30", "status"]
    assert said.count("udsagn") == sum("30" in statement.about for statement in plan.log)
    assert said.count("delspor") == len(plan.recommendation(30).strands) == 2
    english = json.loads(told(run, "show", "30", "--format", "json", "--lang", "en"))["records"]
    assert [row["subject"] for row in english][:2] == ["recommendation 30", "status"]


def test_every_recommendation_can_be_shown_and_explained(run, plan):
    for one, (command, lang) in zip(plan.recommendations, cycle(product(("show", "why"), ("da", "en")))):
        out = told(run, command, one.number, "--lang", lang)
        assert {one.number, *one.title.split()[:2]} <= set(re.split(r"[\s:]+", out))


@pytest.mark.parametrize("words", ["2017-01-15", "15. januar 2017", "15.1.2017", "d. 15. jan. 2017"])
def test_day_in_the_usual_forms(run, words):
    assert "pr. 15. januar 2017" in told(run, "blocked", "--as-of", words)


@pytest.mark.parametrize("words", [["--help"], ["-h"], [], ["blocked", "--help"]])
def test_help(run, words):
    status, out, err = run(*words)
    assert (status, err) == (0, "")
    assert "praksisplan" in out


@pytest.mark.parametrize("words", [["--lang", "en", "--help"], ["--help", "--lang", "en"]])
def test_help_in_english_wherever_the_language_is_named(run, words):
    assert told(run, *words).startswith("Usage: praksisplan COMMAND [OPTIONS]\n")


def test_show_tells_what_each_statement_says(run):
    """29 awaits 28's report, was planned for 2017, and is proposed deferred to 2018 (document 001, lines 576-598)."""
    rows = run("show", "29", "--format", "csv")[1].splitlines()
    statements = " ".join(one for one in rows if one.startswith("udsagn"))
    for words in (
        "planlagt 2017",
        "afventer anbefaling 28 (afrapportering)",
        "foreslået af PAS, udskudt til 2018 (udledt: hvem der siger det)",
    ):
        assert words in statements
    assert "delspor Almen praksis' rolle i TeleKOL, oplyst, afventer" in run("show", "2", "--format", "csv")[1]
    assert "oplyst, modtager: Almen praksis" in run("show", "29", "--format", "csv")[1]  # all that it says


def test_show_tells_what_is_deemed_inferred_and_comes_again(run):
    """Document 001, lines 608-610, 1263-1267 and 381-385."""
    deemed, inferred, again = (run("show", number, "--format", "csv")[1] for number in ("32", "76", "12"))
    assert "status,afsluttet (oplyst; betragtes som afsluttet)" in deemed
    assert "oplyst, betragtes som afsluttet: Skal ikke behandles i PAS" in deemed
    assert "ansvarlig,Arbejdsgruppen om tværsektoriel kommunikation (udledt)" in inferred
    assert "oplyst, igangværende (udledt: ansvarlig)" in inferred
    assert "(hvert år fra 2017; ansvarlig: Praksisplanudvalget)" in again
    assert "besluttet af Praksisplanudvalget (2016): Et årligt temamøde" in again


def test_help_of_a_group_names_the_group(run):
    assert told(run, "capacity", "--help").startswith("Brug: praksisplan capacity KOMMANDO [TILVALG]\n")


def test_language_before_the_command(run):
    assert told(run, "--lang", "en", "blocked") == told(run, "blocked", "--lang", "en")


def test_version(run):
    assert told(run, "--version").strip() == praksisplan.__version__


# --- a file -------------------------------------------------------------------------------------------------------


def small(title="Titel", **changes):
    """A plan of one recommendation that awaits an event."""
    base = Plan(
        "plan",
        "Plan [bold]x[/bold]",
        parse_period("2015-2019"),
        region="Region",
        practice_area=PracticeArea.PSYCHOLOGY,
        sources=(Source("s", "Kilde", parse_period("december 2016")),),
        sections=(Section("1", "Afsnit"),),
        recommendations=(Recommendation("1", "1", title),),
        events=(Event("e", "Rapport [red]", EventKind.REPORT),),
        log=(Statement(about=("1",), awaits=(Await(event="e"),), citations=(Citation("s", line=1),)),),
    )
    return attrs.evolve(base, **changes)


@pytest.mark.parametrize("name", ["plan.json", "plan.yaml", "plan.yml", "PLAN.JSON"])
@commands
def test_file_of_the_users_own(run, tmp_path, name, command):
    path = tmp_path / name
    save_plan(small(), path)
    if command != ["plans"]:
        number = ["1"] if len(command) > 1 else []
        out = told(run, command[0], *number, path)
        first, second, *_ = out.splitlines()
        assert first.endswith("r. 31. december 2016")
        assert second == "Plan [bold]x[/bold], Region"


def test_titles_are_no_markup(run, tmp_path):
    path = tmp_path / "plan.json"
    title = "[red]Titel[/red] [link=http://x]y[/link] :smiley: \\[x]"
    save_plan(small(title), path)
    for command in (["blocked"], ["show", "1"], ["why", "1"]):
        assert title in told(run, *command, path)
    assert "Rapport [red]" in told(run, "blocked", path)


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1"])
def test_spreadsheet_runs_no_title(run, tmp_path, title):
    path = tmp_path / "plan.json"
    save_plan(small(title), path)
    for command, column in ((["blocked"], 2), (["show", "1"], 1)):
        _, text, _ = run(*command, path, "--format", "csv")
        assert list(csv.reader(io.StringIO(text)))[1][column] in (f"'{title}", f"'{title[0]}'{title[1:]}")
    assert json.loads(told(run, "blocked", path, "--format", "json"))["records"][0]["title"] == title


@pytest.mark.parametrize("old", ['"Titel"', '"id": "plan"', '"december 2016"', '"Plan [bold]x[/bold]"', '"region"'])
def test_escape_codes_never_reach_the_terminal(run, tmp_path, old):
    path = tmp_path / "plan.json"
    text = dumps(small())
    assert text.count(old) == 1
    path.write_text(text.replace(old, old[:-1] + '\\u001b[31m"'), encoding="utf-8")
    assert refused(run, "blocked", path)


def test_words_of_a_period_never_steer_the_terminal(run, tmp_path):
    path = tmp_path / "plan.json"
    text = dumps(small()).replace('"about"', '"expected": {"text": "\\u001b[31m2017", "end": "2018-01-01"}, "about"')
    path.write_text(text, encoding="utf-8")
    for command in (["blocked"], ["show", "1"], ["why", "1"]):
        _, out, err = run(*command, path)
        assert "\x1b" not in out + err


def test_plan_in_which_nothing_is_dated(run, tmp_path):
    path = tmp_path / "plan.json"
    save_plan(small(log=()), path)
    assert "no-date" in refused(run, "blocked", path)
    assert told(run, "blocked", path, "--as-of", "2017-01-01").splitlines()[0] == (
        "0 af 1 anbefaling er blokeret pr. 1. januar 2017"
    )


# --- what is wrong ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "danish", "english"),
    [
        (["blocked", "hovedstaden"], "ukendt plan »hovedstaden«", "unknown plan 'hovedstaden'"),
        (["blocked", "plan.txt"], "»plan.txt«: navnet skal ende på .json", "'plan.txt': the name must end in .json"),
        (["check", "missing.json"], "»missing.json« kan ikke læses", "cannot read 'missing.json'"),
        (["why", "299"], "planen har ingen anbefaling »299« (mente du »29«", "'299' (did you mean '29'"),
        (["show", "299"], "planen har ingen anbefaling »299«", "no recommendation '299'"),
        (["show", "ni"], "ugyldigt nummer »ni«", "invalid recommendation or section number 'ni'"),
        (["why", ""], "ugyldigt nummer »«", "invalid recommendation or section number ''"),
        (["ready", "--as-of", "løbende"], "»løbende«", "'løbende' has no date"),
        (["ready", "--as-of", "2017"], "skal være én dag, men er »2017«", "expected one day, got '2017'"),
        (["ready", "--as-of", "fra 1. maj 2017"], "skal være én dag", "expected one day"),
        (["overdue", "--as-of", "senest 2017"], "skal være én dag", "expected one day"),
        (["blocked", "--as-of", "31. februar 2017"], "»31. februar 2017«", "'31. februar 2017'"),
        (["blocked", "--as-of", "1800-01-01"], "»1800-01-01«", "'1800-01-01'"),
        (["blocked", "--as-of", ""], "»«", "''"),
        (["blocked", "pl\0an.json"], "kan ikke læses", "cannot read"),
    ],
)
def test_wrong_call(run, words, danish, english):
    assert danish in refused(run, *words)
    assert danish in refused(run, *words, "--lang", "da")
    assert english in refused(run, *words, "--lang", "en")


@pytest.mark.parametrize("option", [["--lang", "en"], ["--lang=en"]])
@pytest.mark.parametrize("place", [1, 2])
def test_language_of_the_message_is_that_of_the_option(run, option, place):
    words = ["why", "299"]
    words[place:place] = option
    assert "no recommendation '299'" in refused(run, *words)
    assert "ukendt plan »en«" in refused(run, "blocked", "en", "--lang", "da")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["nope"], "nope"),
        (["blocked", "--format", "xml"], "xml"),
        (["blocked", "--lang", "fr"], "fr"),
        (["blocked", "--unknown"], "--unknown"),
        (["blocked", "--as-of"], "as-of"),
        (["why"], "NUMMER mangler"),
        (["why", "--lang", "en"], "missing NUMBER"),
        (["blocked", "a", "b"], "b"),
        (["plans", "--as-of", "2017-01-01"], "--as-of"),
        (["--lang", "en"], "--lang"),
        (["blocked", "--\x1b[31m"], "31m"),
        (["\x1b[31mnope"], "nope"),
        (["blocked", "--lang", "\x1b[31m"], "31m"),
    ],
)
def test_wrong_option(run, words, named):
    message = refused(run, *words)
    assert named in message
    assert message.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "danish", "english"),
    [
        (
            ["nope"],
            "ukendt kommando »nope«; kommandoerne er blocked, calendar, capacity,",
            "unknown command 'nope'; the commands",
        ),
        (["blockd"], "(mente du »blocked«?) [unknown-command]", "(did you mean 'blocked'?)"),
        (["capacity", "ak"], "kommandoerne er ask, changes, distribute", "the commands are ask, changes, distribute"),
        (["--format"], "der mangler en kommando før »--format«", "expected a command before '--format'"),
        (
            ["blocked", "--as-off=1"],
            "ukendt tilvalg »--as-off« (mente du »--as-of«?)",
            "unknown option '--as-off' (did",
        ),
        (["blocked", "a", "b", "c"], "for mange argumenter: b, c", "too many arguments: b, c"),
        (
            ["blocked", "--as-of", "1", "--as-of=2"],
            "--as-of er angivet mere end én gang",
            "duplicate --as-of; give it once",
        ),
        (["blocked", "--as-of"], "--as-of skal have en værdi", "--as-of must have a value"),
        (["year-plan"], "ÅR mangler", "missing YEAR"),
        (["year-plan", "to"], "ÅR: skal være et helt tal, men er »to«", "YEAR: expected a whole number, got"),
        (
            ["schedule", "--best", "x"],
            "--best: skal være et tal, men er »x«",
            "--best: expected a number, got",
        ),
        (
            ["load", "--per", "x"],
            "en af dag, uge, måned, kvartal, halvår, år",
            "expected one of day, week, month",
        ),
        (["plans", "--lang=x"], "--lang: skal være en af da, en, men er »x«", None),
        (["year-plan", "2017", "--force=måske"], "--force må ikke have en værdi", "--force must not have a value"),
        (["blocked", "x.json"], "kan ikke læses: filen eller mappen findes ikke", "No such file or directory"),
        (["blocked", "/missing/y/z.json"], "filen eller mappen findes ikke", "No such file or directory"),
        (["timetable", "--by", "year"], "ukendt tilvalg »--by«", "unknown option '--by'"),
        (["blocked", "-abc"], "ukendt tilvalg »-abc«", "unknown option '-abc'"),
    ],
)
def test_wrong_call_is_told_in_danish_or_english(run, words, danish, english):
    assert danish in refused(run, *words)
    if english:
        assert english in refused(run, *words, "--lang", "en")


@pytest.mark.parametrize(
    ("right", "turned"),
    [
        (["why", "29", PLAN], ["why", PLAN, "29"]),
        (["show", "29", PLAN], ["show", PLAN, "29"]),
        (["year-plan", "2017", PLAN], ["year-plan", PLAN, "2017"]),
        (["carry-over", "2017", PLAN], ["carry-over", PLAN, "2017"]),
        (["status", "2017", PLAN], ["status", PLAN, "2017"]),
        (["why", "29", PLAN, "--as-of", "2017-01-15"], ["why", "--as-of", "2017-01-15", PLAN, "--format=table", "29"]),
    ],
)
def test_plan_may_stand_first(run, right, turned):
    assert told(run, *turned, "--lang", "da") == told(run, *right)


def test_file_may_stand_first_and_only_a_plan_is_taken_for_one(run, tmp_path):
    path = tmp_path / "PLAN.YAML"
    save_plan(small(), path)
    assert told(run, "why", path, "1") == told(run, "why", "1", path)
    assert "»1«" in refused(run, "why", "x", "1")
    assert "for mange argumenter" in refused(run, "why", path, "1", "2")
    assert "NUMMER mangler" in refused(run, "why", path)


@pytest.mark.parametrize("command", [["blocked", "-"], ["why", "1", "-"], ["why", "-", "1"]])
def test_plan_from_standard_input(run, monkeypatch, command):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(dumps(small()).encode())))
    assert told(run, *command).splitlines()[1] == "Plan [bold]x[/bold], Region"


@pytest.mark.parametrize(("content", "code"), [(b"", "not-json"), (b"\xff", "not-utf-8"), (b"a: 1", "not-json")])
def test_standard_input_without_a_plan(run, monkeypatch, content, code):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert f"[{code}]" in refused(run, "blocked", "-")


def test_every_fault_of_a_file_is_told(run, tmp_path):
    path = tmp_path / "plan.json"
    text = dumps(small()).replace('"Titel"', "5").replace('"region"', '"regoin": 1, "region"')
    path.write_text(text, encoding="utf-8")
    danish = refused(run, "blocked", path)
    assert danish.splitlines()[0].endswith("ukendt nøgle »regoin« (mente du »region«?) [unknown-key]")
    assert danish.count("\n") == 2
    assert "unknown key 'regoin'" in refused(run, "blocked", path, "--lang", "en")


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[" * 100_000, b"null", b'{"schema": 3}'])
@pytest.mark.parametrize("name", ["plan.json", "plan.yaml"])
def test_file_without_a_plan(run, tmp_path, content, name):
    path = tmp_path / name
    path.write_bytes(content)
    assert refused(run, "check", path)


# --- as a process -------------------------------------------------------------------------------------------------


def script(*words, environment=None, **options):
    return subprocess.run(
        [SCRIPT, *words], env={**os.environ, **(environment or {})}, stderr=subprocess.PIPE, check=False, **options
    )


def shell(words):
    return subprocess.run(["sh", "-c", f'"$0" {words}', SCRIPT], capture_output=True, check=False)


def test_script_prints_the_blocked_recommendations():
    done = script("blocked", stdout=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "pr. 31. december" in done.stdout.decode()
    assert re.search(r"^\W*29\s", done.stdout.decode(), re.MULTILINE)


def test_script_exits_with_2_and_one_message():
    done = script("why", "299", stdout=subprocess.PIPE)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith("praksisplan: ")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("words", [["blocked"], ["blocked", "--format", "json"], ["show", "30", "--format", "md"]])
def test_reader_that_has_gone(words):
    read, write = os.pipe()
    os.close(read)
    done = script(*words, stdout=write)
    os.close(write)
    assert done.stderr == b""
    assert done.returncode in (0, 141)


@pytest.mark.parametrize("words", [["--help"], ["blocked", "--help"], ["capacity", "--help"], ["--version"]])
def test_reader_of_the_help_that_has_gone(words):
    read, write = os.pipe()
    os.close(read)
    done = script(*words, stdout=write)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("words", ["blocked", "blocked --format json", "--help", "nope"])
def test_closed_output_is_told(words):
    done = shell(f"{words} >&-")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith("praksisplan: der er lukket for uddata")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(("words", "status"), [("blocked --format json", 0), ("blocked --format csv", 0), ("nope", 2)])
def test_closed_error_stream_changes_nothing_else(words, status):
    whole, done = shell(words), shell(f"{words} 2>&-")
    assert (done.returncode, done.stdout, done.stderr) == (status, whole.stdout, b"")


def test_closed_input_is_told():
    done = shell("blocked - <&-")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith("praksisplan: der er lukket for inddata")


@pytest.mark.parametrize(
    ("encoding", "format", "read"),
    [
        ("ascii", "json", json.loads),
        ("ascii", "svg", minidom.parseString),
        ("cp1252", "csv", lambda text: list(csv.reader(io.StringIO(text.decode("utf-8"), newline="")))),
        ("utf-16", "md", bytes.decode),
    ],
)
def test_output_for_programs_is_whole_whatever_the_encoding(encoding, format, read):
    environment = {"PYTHONIOENCODING": encoding}
    plain = script("load", "--format", format, stdout=subprocess.PIPE)
    done = script("load", "--format", format, environment=environment, stdout=subprocess.PIPE)
    assert (done.returncode, done.stdout) == (0, plain.stdout)
    assert read(done.stdout)
    done = script("why", "299", environment=environment, stdout=subprocess.PIPE)
    assert done.stderr.decode("utf-8").startswith("praksisplan: planen har ingen")


def without_packages(*words):
    """The command line where the extra ``cli`` is not installed."""
    code = (
        "import sys, runpy\n"
        "sys.modules.update(rich=None, yaml=None)\n"
        "runpy.run_module('praksisplan', run_name='__main__', alter_sys=True)"
    )
    return subprocess.run([sys.executable, "-c", code, *words], capture_output=True, check=False)


def test_questions_need_no_extra():
    assert without_packages("blocked").stdout == script("blocked", stdout=subprocess.PIPE).stdout
    assert without_packages("timetable", "--format", "md").returncode == 0


@pytest.mark.parametrize(
    ("words", "told"), [([], "er ikke installeret; kør:"), (["--lang=en"], "is not installed; run:")]
)
def test_yaml_without_its_extra_says_what_to_install(tmp_path, words, told):
    path = tmp_path / "plan.yaml"
    path.write_text("schema: 3\n", encoding="utf-8")
    done = without_packages("blocked", str(path), *words)
    assert (done.returncode, done.stdout) == (2, b"")
    message = done.stderr.decode()
    assert f"PyYAML {told} python -m pip install PyYAML" in message
    assert message.count("\n") == 1


@pytest.mark.parametrize("format", ["table", "json", "csv", "md"])
def test_output_that_cannot_be_written(format):
    with open("/dev/full", "wb") as full:
        done = script("blocked", "--format", format, stdout=full)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert done.stderr.decode().splitlines()[-1].startswith("praksisplan: ")


@pytest.mark.parametrize("words", [["blocked"], ["why", "29"]])
@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_terminal_that_cannot_show_every_letter(words, encoding):
    done = script(*words, environment={"PYTHONIOENCODING": encoding}, stdout=subprocess.PIPE)
    assert b"Traceback" not in done.stderr
    assert done.returncode == 0
    assert b"29" in done.stdout


def test_table_fits_a_terminal_of_eighty_columns():
    controller, terminal = pty.openpty()
    process = subprocess.Popen(
        [SCRIPT, "blocked"], stdout=terminal, stderr=terminal, env={**os.environ, "COLUMNS": "80", "TERM": "xterm"}
    )
    os.close(terminal)
    shown = b""
    try:
        while part := os.read(controller, 65536):
            shown += part
    except OSError:  # the end of a terminal whose other side is closed
        pass
    os.close(controller)
    assert process.wait() == 0
    lines = re.sub(r"\x1b\[[0-9;]*m", "", shown.decode()).splitlines()
    assert max(map(len, lines)) <= 80
    assert "\x1b" not in "".join(lines)


def test_output_that_is_no_file(monkeypatch):
    """A stream that cannot be reconfigured, such as that of a test or a notebook."""
    import io
    import sys

    told = io.StringIO()
    monkeypatch.setattr(sys, "stdout", told)
    main(["plans", "--format", "csv"])
    assert "hovedstaden-almen-2015-2019" in told.getvalue()


def test_csv_for_danish_excel(run, tmp_path):
    _, text, caption = run("blocked", "--format", "csv-excel")
    assert text.startswith("\ufeffnr.;afsnit;titel;status;afventer;")
    assert run("blocked", "--format", "csv-excel", "--out", tmp_path / "ud.csv")[0] == 0
    assert (tmp_path / "ud.csv").read_text(encoding="utf-8-sig").splitlines()[0].startswith("nr.;titel;afventer;")
    assert (tmp_path / "ud.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert "navnet skal ende på .csv [" in run("blocked", "--format", "csv-excel", "--out", tmp_path / "ud.md")[2]
    assert caption.startswith("28 af 71 anbefalinger er blokeret")
    assert len(list(csv.reader(io.StringIO(text), delimiter=";"))) == 29
    facts = tmp_path / "facts.json"
    shares = [{"area": name, "people": 100, "weight": "6/5", "source": "alder"} for name in ("Nord", "Syd")]
    facts.write_text(json.dumps({"capacities": 3, "shares": shares}), encoding="utf-8")
    _, text, _ = run("capacity", "distribute", facts, "--format", "csv-excel")
    assert ";1,2;" in text
    assert "1,2" in told(run, "capacity", "distribute", facts)
    assert "1.2" in told(run, "capacity", "distribute", facts, "--lang", "en")
    _, text, _ = run("carry-over", "2017", "--format", "csv-excel")
    assert text.startswith("\ufeff")
    assert ";" in text.splitlines()[1]


def test_show_names_the_numbers_of_other_documents(run):
    _, out, _ = run("show", "65", "--format", "csv")
    [line] = [line for line in out.splitlines() if line.startswith("henviser til")]
    assert line.startswith("henviser til,sundhedsaftalen 60: Tværsektoriel model for medicingennemgang")
    assert "linje 1081-1083" in line


def test_show_tells_what_is_proposed_and_which_strand_waits(run):
    shown = json.loads(told(run, "show", "29", "--lang", "en", "--format", "json"))["records"]
    assert [one["message"] for one in shown if one["subject"] == "proposed"] == ["deferred to 2018"]
    shown = json.loads(told(run, "show", "2", "--format", "json"))["records"]
    [wait] = [one["message"] for one in shown if one["subject"] == "afventer"]
    assert wait.endswith(", delspor Almen praksis' rolle i TeleKOL")
