"""Plug-ins of packages that are really there: what they add is used, and a faulty one is told and left out."""

import json
import sys

import pytest

import praksisplan as pp
from praksisplan.checks import CHECKS
from praksisplan.cli.main import main
from praksisplan.plugins import PluginKind, installed

PLAN = "hovedstaden-almen-2015-2019"
CODE = """
import datetime
from fractions import Fraction
import attrs
from praksisplan.capacity import DatedValue, LegalSource, SourceGrade
from praksisplan.checks import Finding, Severity
from praksisplan.periods import DEFAULT, Convention

def always(context):
    yield Finding("always", Severity.NOTE, context.plan.id, "altid", "always")

def failing(context):
    yield Finding("before", Severity.NOTE, context.plan.id, "før", "before")
    raise ZeroDivisionError("x")

def odd(context):
    yield "not a finding"

january = attrs.evolve(DEFAULT, year_thirds=Convention("primo-is-january", (1, 2, 12), "primo er januar", "udvalget"))
day = datetime.date(2025, 7, 1)
source = LegalSource("Regionsrådets beslutning", "20. juni 2025")
ours = {"gp.patients_per_capacity": DatedValue(day, source, SourceGrade.A, checked=day, value=Fraction(1450))}
unknown = {"gp.patients_per_capasity": ours["gp.patients_per_capacity"]}
words = '[completed]\\nwords = ["landet"]\\n'
number = 7
"""
SOUND = """
[praksisplan.checks]
always = {module}:always
[praksisplan.conventions]
january = {module}:january
[praksisplan.figures]
north = {module}:ours
[praksisplan.words]
our-words = {module}:words
"""
FAULTY = """
[praksisplan.checks]
failing = {module}:failing
number = {module}:number
odd = {module}:odd
missing = {module}:not_there
unimportable = not_a_module_at_all:x
[praksisplan.conventions]
number = {module}:number
[praksisplan.figures]
unknown = {module}:unknown
number = {module}:number
[praksisplan.words]
number = {module}:number
"""


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Installs a package with these entry points in a folder of its own."""

    def install(name, points):
        module = name.replace("-", "_")
        (tmp_path / f"{module}.py").write_text(CODE)
        info = tmp_path / f"{module}-1.2.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n")
        (info / "entry_points.txt").write_text(points.format(module=module))
        monkeypatch.syspath_prepend(tmp_path)
        monkeypatch.delitem(sys.modules, module, raising=False)

    return install


def test_without_plug_ins_nothing_is_added():
    found = installed()
    assert (tuple(found), found.checks, found.conventions, found.words) == ((), (), {}, ())


def test_every_kind_is_found_and_can_be_used(package):
    package("region-north", SOUND)
    found = installed()
    assert [(one.kind, one.name, one.package) for one in found] == [
        (PluginKind.CHECK, "always", "region-north 1.2"),
        (PluginKind.CONVENTIONS, "january", "region-north 1.2"),
        (PluginKind.FIGURES, "north", "region-north 1.2"),
        (PluginKind.WORDS, "our-words", "region-north 1.2"),
    ]
    assert all(one.trouble == ("", "") for one in found)
    plan = pp.datasets.load(PLAN)
    assert "always" in {one.code for one in pp.check(plan, checks=[*CHECKS, *found.checks])}
    assert pp.parse_period("primo 2017", conventions=found.conventions["january"]).last_day.month == 1
    day = pp.parse_period("1. juli 2025").start
    figure = found.figures.at("gp.patients_per_capacity", on=day)
    assert figure.value == 1450
    assert found.words == ('[completed]\nwords = ["landet"]\n',)


def test_a_faulty_one_is_told_and_left_out(package):
    package("region-north", SOUND)
    package("region-faulty", FAULTY)
    found = installed()
    troubled = {(one.kind.value, one.name): one.trouble for one in found if any(one.trouble)}
    assert set(troubled) == {
        ("checks", "number"),
        ("checks", "missing"),
        ("checks", "unimportable"),
        ("conventions", "number"),
        ("figures", "unknown"),
        ("figures", "number"),
        ("words", "number"),
    }
    assert "not_a_module_at_all" in troubled["checks", "unimportable"].danish
    assert "gp.patients_per_capacity" in troubled["figures", "unknown"].english  # the nearest name
    assert all(one.value is None for one in found if any(one.trouble))
    assert len(found.checks) == 3
    assert list(found.conventions) == ["january"]


def test_a_check_that_fails_is_a_finding_and_the_others_go_on(package):
    package("region-north", SOUND)
    package("region-faulty", FAULTY)
    findings = pp.check(pp.datasets.load(PLAN), checks=[*CHECKS, *installed().checks])
    told = {one.english for one in findings if one.code == "plugin-failed"}
    assert told == {
        "The plug-in 'failing' could not check the plan (ZeroDivisionError: x).",
        "The plug-in 'odd' could not check the plan "
        "(expected an instance of Finding, got 'not a finding' [wrong-type]).",
    }
    assert "always" in {one.code for one in findings}
    assert len(findings) > len(pp.check(pp.datasets.load(PLAN)))


def test_the_commands_use_them_and_list_them(package, capsys):
    package("region-north", SOUND)
    package("region-faulty", FAULTY)
    main(["check", PLAN, "--format", "json"])
    assert {"always", "plugin-failed"} <= {one["code"] for one in json.loads(capsys.readouterr().out)["records"]}
    main(["plugins"])
    shown = " ".join(capsys.readouterr().out.split())
    assert shown.startswith("Installerede tilføjelser: 13")
    assert "region-north" in shown
    assert "ModuleNotFoundError" in shown
    main(["plugins", "--format", "json", "--lang", "en"])
    records = json.loads(capsys.readouterr().out)["records"]
    assert {"plugin_kind": "checks", "name": "always"}.items() <= records[0].items()


def test_the_commands_of_practice_capacity_use_their_figures(package, capsys, tmp_path):
    def printed(*words):
        main(["capacity", *words])
        return capsys.readouterr().out

    facts = tmp_path / "facts.yaml"
    facts.write_text("klinik: {form: solopraksis, kapaciteter: 1, tilmeldte: 1450}\ndag: 1. juli 2025\n")
    figure, day = ("figure", "gp.patients_per_capacity", "--on", "2025-07-01"), ("--format", "json")
    assert printed("ask", "may_close_list", str(facts)).startswith("Ukendt: ")
    assert "1.450" not in printed(*figure)
    package("region-north", SOUND)
    told = printed("ask", "may_close_list", str(facts))
    assert told.startswith("Ja: 1.450 tilmeldte, grænsen er 1.450")
    assert "Regionsrådets beslutning, 20. juni 2025" in told
    assert "med egne tal" in told
    assert "1.450" in printed(*figure)
    for command in (("figures", *day), ("figures", "--on", "2025-07-01", *day)):
        records = json.loads(printed(*command))["records"]
        values = [one["value"] for one in records if one["figure"] == "gp.patients_per_capacity"]
        assert values[-1:] == [1450]
    assert "Regionsrådets beslutning" in printed("reference", "--format", "md")
