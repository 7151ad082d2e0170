"""The parts of the reference that are made from the code while the site is built, as Markdown.

A page asks for one by a block that names it: three backticks, ``{made} commands``, and three backticks below.
"""

from __future__ import annotations

import contextlib
import datetime
import functools
import importlib
import inspect
import re
import sys
import typing
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import attrs
from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.domains.python import ObjectEntry
from sphinx.environment import BuildEnvironment
from sphinx.pycode import ModuleAnalyzer

import praksisplan
from praksisplan import checks, model, periods, reports
from praksisplan.answers import DatedTable, Tabular
from praksisplan.capacity import questions as capacity_questions
from praksisplan.capacity.figures import SourceGrade, default_figures, named_sources
from praksisplan.capacity.forms import asked_facts
from praksisplan.capacity.reference import figure_record, not_seen, weakest_grade
from praksisplan.capacity.rules import legal_rules
from praksisplan.cli.command import REQUIRED, Command
from praksisplan.cli.main import _commands
from praksisplan.errors import PeriodError
from praksisplan.messages import FAULTS, FINDINGS
from praksisplan.model import Severity
from praksisplan.periods import DEFAULT, Conventions, parse_period, words
from praksisplan.reading.tables import columns
from praksisplan.scheduling import PlanProblem
from praksisplan.storage.schema import json_schema
from praksisplan.terms import Term, Verdict
from praksisplan.testing import run_scenarios
from praksisplan.text import danish_key

ROOMS = ("model", "periods", "rules", "checks", "reports", "reading", "scheduling", "capacity", "datasets", "testing")

_LIBRARY_MAKES = (DatedTable, PlanProblem, checks.CheckContext, reports.Curves, reports.Web)
"""Classes that only the library constructs, from what is not public."""

ALIASES: dict[str, str] = {}
"""The other public paths of a name, with the one under which it is documented."""


class Name(NamedTuple):
    """A public name: the path under which users import it, the module that defines it, and its value."""

    path: str
    home: str
    value: Any


MOST_USERS = 12
"""So many of the names that return or hold a class are listed; a ruling is returned by every question."""


def expanded(text: str) -> str:
    """The source of a page with its made parts in place."""
    text = re.sub(r"\n\n```$", "\n```", text, flags=re.MULTILINE)  # examples end with an empty line for the tests
    return re.sub(r"^```\{made\} (\w+)(?: (\S+))?\n((?:.*\n)*?)```$", _made, text, flags=re.MULTILINE)


def _made(block: re.Match[str]) -> str:
    name, argument, body = block.groups()
    made: Callable[..., Iterable[str]] = globals()[name]
    return "\n".join(made(*filter(None, (argument, body))))


def table(headings: str, rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """A table in Markdown, without its empty columns; the headings stand between bars."""
    titles = headings.split(" | ")
    cells = [[str(cell).replace("|", "\\|") for cell in row] for row in rows]
    kept = [at for at in range(len(titles)) if any(row[at] for row in cells)]
    for row in (titles, ["---"] * len(titles), *cells):
        yield f"| {' | '.join(row[at] for at in kept)} |"
    yield ""


# --- names --------------------------------------------------------------------------------------------------------


@functools.cache
def public_names() -> list[Name]:
    """Every public name of the top level, the rooms and `praksisplan.testing`, once: under the shortest path."""
    found: dict[str, Name] = {}
    for package in ("", *ROOMS):
        path = f"praksisplan.{package}".rstrip(".")
        room = importlib.import_module(path)
        for name in room.__all__:
            value = getattr(room, name)
            if isinstance(value, ModuleType):
                continue
            home = _home(name, value, path)
            first = found.setdefault(f"{home}.{name}", Name(f"{path}.{name}", home, value))
            if first.path != f"{path}.{name}":
                ALIASES[f"{path}.{name}"] = first.path
    return list(found.values())


def _home(name: str, value: Any, room: str) -> str:
    """The module that defines a public name."""
    if inspect.isclass(value) or inspect.isroutine(value):
        return value.__module__
    modules = sorted(filter(lambda one: one.startswith("praksisplan."), sys.modules), key=lambda one: room not in one)
    defines = re.compile(rf"^{name}\b[^=\n]*= ", re.MULTILINE)
    return next(one for one in modules if defines.search(ModuleAnalyzer.for_module(one).code))


def _page(one: Name) -> str:
    """The package on whose page a name is documented; empty for the page of the top level."""
    first = one.home.split(".")[1]
    if one.home.startswith("praksisplan.capacity.questions."):
        return "capacity.questions"
    if one.home in ("praksisplan.rules.succession", "praksisplan.rules.drafting"):
        return "rules.succession"
    return first if first in ROOMS else one.path.rpartition(".")[0].removeprefix("praksisplan").lstrip(".")


def overview() -> Iterator[str]:
    """The names of the top level, each with the first sentence of its description."""
    values = {name: getattr(praksisplan, name) for name in sorted(praksisplan.__all__, key=str.lower)}
    rooms = {name: value for name, value in values.items() if isinstance(value, ModuleType)}
    yield from table("package | contents", ((f"[{name}]({name}.md)", _first(value)) for name, value in rooms.items()))
    names = ((f"{{py:obj}}`~praksisplan.{name}`", _first(value)) for name, value in values.items() if name not in rooms)
    yield from table("name | description", names)


def api(room: str = "") -> Iterator[str]:
    """Every public name that the modules of a package define, under a heading for each module.

    Without a package: those that the top level takes from none of the rooms.
    """
    path = f"praksisplan.{room}" if room else "praksisplan"
    about = inspect.getdoc(importlib.import_module(path)) or ""
    yield from _rst([f".. py:module:: {path}", "", *[about] * bool(room)])
    homes: dict[str, list[Name]] = {}
    for one in sorted(public_names(), key=lambda one: one.home):
        if _page(one) == room:
            home = one.home if room else ".".join(one.home.split(".")[:2])
            homes.setdefault(home if home.startswith(f"{path}.") else path, []).append(one)
    apart = room not in ("checks", "datasets", "testing") and homes.pop(path, None)
    homes |= {path: apart} if apart else {}
    for home, names in homes.items():
        if home == path and apart:
            yield from ("## Further names", "") if len(homes) > 1 else ()
        elif home != path:
            yield from (f"## {home.rpartition('.')[2].replace('_', ' ').capitalize()}", "")
            yield from _rst([inspect.getdoc(importlib.import_module(home)) or ""])
        for one in sorted(names, key=lambda one: (not inspect.isroutine(one.value), one.path.lower())):
            yield from _rst(_documented(one))
            if inspect.isclass(one.value) and issubclass(one.value, Term):
                yield from _words_table(one.value)


def bases() -> Iterator[str]:
    """The classes of `praksisplan.answers` that public classes are made from, with what each offers."""
    answers = importlib.import_module("praksisplan.answers")
    kinds = [one.value for one in public_names() if inspect.isclass(one.value)]
    found = {base for kind in kinds for base in kind.__mro__ if base.__module__.startswith("praksisplan.answers")}
    for base in sorted(found, key=lambda base: (len(base.__mro__), base.__name__)):
        if hasattr(answers, base.__name__):
            yield from _rst(_documented(Name(f"praksisplan.answers.{base.__name__}", base.__module__, base)))


def _documented(one: Name) -> Iterator[str]:
    """A name, in reStructuredText."""
    kind = one.value
    if inspect.isclass(kind) and issubclass(kind, Term):
        said = kind(next(iter(kind)).labels[0])
        yield from (f".. autoclass:: {one.path}()", "   :no-members:", "")
        yield from _indented(f">>> from {one.path.rpartition('.')[0]} import {kind.__name__}")
        yield from _indented(f'>>> {kind.__name__}("{said.label()}")\n{said!r}')
    elif inspect.isclass(kind):
        yield from (
            f".. autoclass:: {one.path}{'()' * issubclass(kind, _LIBRARY_MAKES)}",
            "   :members:",
            *["   :exclude-members: columns, graph, grid"] * (kind is not Tabular),
            *["   :show-inheritance:"] * (kind.__base__ is not object),
        )
        users = [path for path in _users().get(kind, ()) if path != one.path]
        if users:
            named = ", ".join(f":py:obj:`~{path}`" for path in users[:MOST_USERS])
            more = f", and {len(users) - MOST_USERS} more" if len(users) > MOST_USERS else ""
            yield from ("", f"   Returned or held by {named}{more}.")
    elif inspect.isroutine(kind):
        yield f".. autofunction:: {one.path}"
    else:
        room, _, name = one.path.rpartition(".")
        yield from (f".. py:data:: {name}", f"   :module: {room}", "")
        said = ModuleAnalyzer.for_module(one.home).find_attr_docs()
        yield from (f"   {line}" for line in said.get(("", name), []))
    for path, example in _borrowed(one):
        yield from ("", f"   From the example of :py:obj:`~{path}`:", "", *_indented(example))


def _indented(text: str) -> list[str]:
    return [f"   {line}" for line in text.split("\n")]


@functools.cache
def _examples() -> dict[str, str]:
    """The examples of functions, classes and their members, by path."""
    found = {}
    for one in public_names():
        parts = (one.value, *vars(one.value).values()) if inspect.isclass(one.value) else (one.value,)
        said = "\n\n".join(inspect.getdoc(part) or "" for part in parts)
        found[one.path] = "\n\n".join(re.findall(r"^>>> .*(?:\n.*\S.*)*", said, re.MULTILINE))
    return {path: example for path, example in found.items() if example}


def _borrowed(one: Name) -> Iterator[tuple[str, str]]:
    """For what has no example: the shortest example on its page that uses it, or that of a function that returns it."""
    examples, names = _examples(), {other.path: other for other in public_names()}
    if one.path in examples or not callable(one.value) or (inspect.isclass(one.value) and issubclass(one.value, Term)):
        return
    used = re.compile(rf"\b{one.path.rpartition('.')[2]}\(")
    using = [path for path in examples if _page(names[path]) == _page(one) and used.search(examples[path])]
    following = list(_users().get(one.value, ()))
    for path in following:
        following += [more for more in _users().get(names[path].value, ()) if more not in following]
    returning = (path for path in following if path in examples and inspect.isroutine(names[path].value))
    path = min(using, key=lambda path: len(examples[path]), default=None) or next(returning, None)
    if path:
        yield path, examples[path]


def _words_table(kind: type[Term]) -> Iterator[str]:
    """The members of an enumeration with their words."""
    said = ModuleAnalyzer.for_module(kind.__module__).find_attr_docs()
    rows = []
    for one in kind:
        name = f"`{one.name}`" if one.name.lower() == one.value else f"`{one.name}` (`{one.value}`)"
        rows.append((name, *one.labels, " ".join(said.get((kind.__name__, one.name), [])).replace("``", "`")))
    yield from table("member | Danish | English | meaning", rows)


def _rst(lines: Iterable[str]) -> Iterator[str]:
    yield from ("````{eval-rst}", *"\n".join(lines).split("\n"), "````", "")


def show_plain_types(_app: Sphinx, function: Any, _is_bound: bool) -> None:
    """Takes the checks of its arguments out of the types of a function, so that its signature can be read."""
    with contextlib.suppress(NameError, TypeError, AttributeError):
        function.__annotations__ = typing.get_type_hints(function)


@functools.cache
def _users() -> dict[Any, dict[str, None]]:
    """The public names that return or hold a class, by class."""
    found: dict[Any, dict[str, None]] = {}
    for one in public_names():
        kinds: list[Any] = []
        with contextlib.suppress(NameError, TypeError):
            if inspect.isroutine(one.value):
                kinds = [typing.get_type_hints(one.value).get("return")]
            elif inspect.isclass(one.value):
                kinds = [*typing.get_type_hints(one.value).values(), *getattr(one.value, "__orig_bases__", ())]
                members = (getattr(part, "fget", getattr(part, "func", None)) for part in vars(one.value).values())
                kinds += [typing.get_type_hints(member).get("return") for member in members if member]
        for kind in kinds:
            for part in _parts(kind):
                found.setdefault(part, {})[one.path] = None
    return found


def _parts(kind: Any) -> Iterator[Any]:
    """The classes that a type is made of."""
    if inspect.isclass(kind):
        yield kind
    for part in typing.get_args(kind):
        yield from _parts(part)


def _first(value: object) -> str:
    """The first sentence of a docstring, in Markdown."""
    first = (inspect.getdoc(value) or "").split("\n\n")[0].replace("\n", " ")
    return re.split(r"(?<=\.) (?=[A-Z])", first)[0].replace("``", "`")


# --- commands -----------------------------------------------------------------------------------------------------


def commands(group: str = "") -> Iterator[str]:
    """The commands of a group, or those of no group, from their own declarations."""
    for command in _commands(group).values():
        if command.name != "capacity":
            yield from _command(command, group)


def _command(command: Command, group: str) -> Iterator[str]:
    called = " ".join(filter(None, ("praksisplan", group, command.name)))
    taken = (f"[{one.name}]" if one.default is not REQUIRED else one.name for one in command.arguments())
    yield from (f"### {called.removeprefix('praksisplan ')}", "", command.en, "", f"*{command.da}*", "")
    yield from ("```text", " ".join((called, *taken, "[OPTIONS]")), "```", "")
    rows = ((f"`{one.name}`", _default(one.default), one.en, one.da) for one in command.options)
    yield from table("argument or option | default | meaning | på dansk", rows)


def _default(value: object) -> str:
    if value is REQUIRED:
        return "required"
    return f"`{value}`" if isinstance(value, str | int | float) and value != "" else ""


# --- files --------------------------------------------------------------------------------------------------------


def keys() -> Iterator[str]:
    """The keys of a plan's file, by class, from its schema; what a class means is its docstring."""
    for name, one in _definitions().items():
        body = one.get("anyOf", [one])[-1]
        if "enum" in body:
            continue
        kind = _class(name)
        yield from (f"(key-{name})=", f"### {name}", "")
        yield from _rst([(inspect.getdoc(kind) or "").partition(">>>")[0]])
        if body is not one:
            yield from (f"In short: {_value(one['anyOf'][0])}; in full:", "")
        fields = attrs.fields_dict(kind)
        rows = []
        for key, value in body["properties"].items():
            to = fields[key].metadata.get("refers") if key in fields else None
            needed = "required" if key in body["required"] else ""
            rows.append((f"`{key}`", _value(value) + (f": id or number in `{to}`" if to else ""), needed))
        yield from table("key | value | needed", rows)


def _definitions() -> dict[str, Any]:
    """What the schema of a plan defines, in the order in which a file holds it."""
    schema = json_schema()
    found = {"Plan": {name: schema[name] for name in ("properties", "required")}}
    for name in (names := ["Plan"]):
        referred = re.findall(r"#/\$defs/(\w+)", str(found[name]))
        new = [one for one in dict.fromkeys(referred) if one not in found]
        found |= {one: schema["$defs"][one] for one in new}
        names += new
    return found


def _class(name: str) -> Any:
    """The class of a definition."""
    return getattr(model, name, None) or getattr(periods, name)


_SIMPLE = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "`true` or `false`",
    "null": "`null`",
}


def _value(schema: dict[str, Any]) -> str:
    """A schema in words."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{'word' if issubclass(_class(name), Term) else 'key'}-{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(map(_value, schema["anyOf"]))
    if "const" in schema:
        return f"`{schema['const']}`"
    if schema["type"] == "array":
        return f"list of {_value(schema['items'])}"
    return "day, as `2017-01-15`" if schema.get("format") == "date" else _SIMPLE[schema["type"]]


def enumerations() -> Iterator[str]:
    """Every word of a plan's file, by enumeration, with the keys that hold it."""
    kinds = _definitions()
    for name, one in kinds.items():
        if "enum" not in one:
            continue
        kind: type[Term] = _class(name)
        holding = [
            f"`{key}` of [{owner}](#key-{owner.lower()})"
            for owner, holder in kinds.items()
            for key, value in holder.get("anyOf", [holder])[-1].get("properties", {}).items()
            if f"/{name}'" in str(value)
        ]
        yield from (f"(word-{name})=", f"### {name}", "", f"{_first(kind)} In {', '.join(holding)}.", "")
        yield from table("word | Danish | English", ((f"`{one.value}`", one.label(), one.label("en")) for one in kind))


# --- periods ------------------------------------------------------------------------------------------------------


def conventions() -> Iterator[str]:
    """The conventions by which vague words are read."""
    said = ModuleAnalyzer.for_module(Conventions.__module__).find_attr_docs()
    rows = []
    for field in attrs.fields(Conventions):
        one = getattr(DEFAULT, field.name)
        about = " ".join(said["Conventions", field.name]).strip()
        rows.append(
            (f"`{one.name}`", one.danish, f"`{field.name}`: {about} {', '.join(map(str, one.values))}", one.source)
        )
    yield from table("convention | in Danish | values | source", rows)


def phrases(body: str) -> Iterator[str]:
    """Phrases with the days that they mean, or why they mean none."""
    rows = []
    for phrase in body.splitlines():
        try:
            one = parse_period(phrase)
        except PeriodError as error:
            rows.append((phrase, f"refused: {error.faults[0].code}", "", ""))
        else:
            approximate = " (approximate)" * one.approximate
            rows.append((phrase, _day(one.start), _day(one.last_day), ", ".join(one.conventions) + approximate))
    yield from table("phrase | first day | last day | by convention", rows)


def _day(day: datetime.date | None) -> str:
    return f"`{day}`" if day else ""


def period_words() -> Iterator[str]:
    """Every word of time that the library knows, by what it means."""
    said = ModuleAnalyzer.for_module(words.__name__).find_attr_docs()
    for (_, name), about in said.items():
        value = getattr(words, name)
        if name in ("CANONICAL", "REFUSALS", "ENGLISH", "MONTH_NAMES", "SEASON_NAMES"):
            continue
        listed = [value] if isinstance(value, str) else list(value)
        meaning = re.sub(r" \(a? ?regular expressions?\)", "", " ".join(about).strip())
        yield from (f"**{meaning}**", "")
        yield from ("; ".join(_readable(one) for one in listed if one), "")


def english_words() -> Iterator[str]:
    """The English words of time with the Danish ones that they stand for."""
    yield from table(
        "English | Danish", ((english, danish or "(left out)") for english, danish in words.ENGLISH.items())
    )


def undated_words() -> Iterator[str]:
    """What has no date, by the code of its fault."""
    sample = {code.partition(".")[0]: _readable(pattern) for code, pattern in words.REFUSALS}
    yield from table("code | words", ((f"[{code}](messages.md#{code})", listed) for code, listed in sample.items()))


def _readable(pattern: str) -> str:
    """A regular expression of words as people read it: what may be left out stands in square brackets."""
    text = re.sub(r"\\b|\(\?<!\\d\)|\$|\[ -\]\*", "", pattern).replace(" ?", " ")
    text = re.sub(r"\\w[*+]", "…", re.sub(r"\\d(\+|\{1,4\})", "7", text))
    while (
        found := re.sub(r"\(\?:([^()]*)\)(\??)", lambda one: f"[{one[1]}]" if one[2] else f"⟨{one[1]}⟩", text)
    ) != text:
        text = found
    text = re.sub(r"(\w)\?", r"[\1]", text)
    return text.replace("|", " | ")


# --- tables -------------------------------------------------------------------------------------------------------


def table_headings() -> Iterator[str]:
    """What a column may hold, with the headings by which it is recognised."""
    known = columns.words()["headings"]
    rows = ((f"`{role.value}`", role.label(), _listed(known[role.value])) for role in columns.Role)
    yield from table("`columns=` | in Danish | headings", rows)


def table_words(part: str) -> Iterator[str]:
    """The words of cells of one kind, by what they mean."""
    known = columns.words()[part]
    yield from table("means | words", ((f"`{name}`", _listed(listed)) for name, listed in known.items()))


def _listed(listed: Iterable[str]) -> str:
    return ", ".join(one.replace("*", "\\*") for one in sorted(listed, key=danish_key))


# --- messages -----------------------------------------------------------------------------------------------------


def faults() -> Iterator[str]:
    """Every code of a fault, with its sentences."""
    return _codes({code: ("", *sentences) for code, sentences in FAULTS.items()})


def finding_codes() -> Iterator[str]:
    """Every code of a finding, with its severity and sentences."""
    return _codes({code: (Severity(one[0]).label("en"), *one[1:]) for code, one in FINDINGS.items()})


def _codes(messages: dict[str, tuple[str, ...]]) -> Iterator[str]:
    codes: dict[str, list[tuple[str, ...]]] = {}
    for code, message in sorted(messages.items()):
        codes.setdefault(code.partition(".")[0], []).append(message)
    yield from (" · ".join(f"[{code}](#{code})" for code in codes), "")
    for code, sentences in codes.items():
        severity = sentences[0][0]
        yield from (f"### {code}", "", *[f"Severity: {severity}.", ""][: 2 * bool(severity)])
        yield from table("English | Danish", ((_plain(english), _plain(danish)) for _, danish, english in sentences))


def _plain(sentence: str) -> str:
    """A sentence without the formats of its fields, and safe in Markdown."""
    return re.sub(r"([\\*_<>`\[\]$])", r"\\\1", re.sub(r"(?<=\w)(?:!r|:[^{} ]*)}", "}", sentence))


# --- practice capacity --------------------------------------------------------------------------------------------


def questions() -> Iterator[str]:
    """Every question of practice capacity, by subject, with its rules, figures and other sources."""
    subjects: dict[str, list[Any]] = {}
    for one in capacity_questions.QUESTIONS.values():
        subjects.setdefault(one.function.__module__, []).append(one)
    for home, asked in subjects.items():
        yield from (f"### {home.rpartition('.')[2].capitalize()}", "", _first(importlib.import_module(home)), "")
        rows = []
        for one in asked:
            cited = sorted(set(re.findall(r"cite\(\"([\w.]+)\"", inspect.getsource(one.function))))
            uses = [f"[{name}](#{_anchor(name)})" for name in one.figures] + [
                _source(named_sources()[name].source) for name in cited
            ]
            question = f"{one.title('en')} {{py:obj}}`~praksisplan.capacity.{one.name}`"
            facts = ", ".join(f"`{name}`" for name in asked_facts(one.name))
            rows.append((question, one.title(), facts, " ".join(f"`{rule}`" for rule in one.rules), ", ".join(uses)))
        yield from table("question | på dansk | facts | rules | figures and sources", rows)


def law() -> Iterator[str]:
    """Every rule with its days of force, its source and how surely that was read."""
    rows = []
    for one in legal_rules().values():
        lapses = f", by {_source(one.lapsed_by)}" if one.lapsed_by and one.until else ""
        source = _source(one.source) if one.source else ""
        grade = one.grade.value.upper() if one.grade else ""
        rows.append((f"`{one.id}`", one.english, one.danish, one.whom.label("en"), _force(one) + lapses, source, grade))
    yield from table("rule | what it says | på dansk | for | in force | source | grade", rows)


def _force(rule: Any) -> str:
    """The days from which and until which a rule is in force."""
    if rule.since is None:
        return "adopted, first day not seen" if rule.is_adopted or rule.adopted else "introduced, adoption not seen"
    return _days(rule)


def unseen() -> Iterator[str]:
    """What was looked up and what of it was not seen."""
    yield from table("looked up | seen in | not seen", [tuple(map(_plain, row)) for row in not_seen("en")])


def certainty() -> Iterator[str]:
    """How many scenarios are settled, and by sources of which grade."""
    found = [one.ruling for one in run_scenarios(Path(__file__).parents[1] / "tests" / "scenarios") if one.ruling]
    settled = [one for one in found if one.verdict is not Verdict.UNKNOWN]
    sure = [one for one in settled if weakest_grade(one) is SourceGrade.A]
    own = sum(bool(one.own_figures) for one in settled)
    yield (
        f"Of the {len(found)} scenarios in `tests/scenarios`, {len(settled)} are settled with yes or no; the others "
        f"are unknown. {len(sure)} of the settled ones ({100 * len(sure) / len(settled):.0f} %) rest on sources of "
        f"grade A alone, the figures that {own} of them supply themselves included."
    )


def figures() -> Iterator[str]:
    """Every figure with its values over time and their sources."""
    series = sorted(default_figures().series, key=lambda one: one.name)
    groups: dict[str, list[Any]] = {}
    for one in series:
        groups.setdefault(one.name.partition(".")[0], []).append(one)
    yield from (", ".join(f"[{group}](#figures-{_anchor(group)})" for group in groups), "")
    for group, members in groups.items():
        yield from (f"(figures-{_anchor(group)})=", f"### {group}", "")
        for one in members:
            yield from (
                f"({_anchor(one.name)})=",
                f"#### {one.name}",
                "",
                f"{one.label('en').capitalize()}{f' ({one.unit})' if one.unit else ''}. *{one.label().capitalize()}.*",
                "",
            )
            if not one.values:
                yield from (f"No value: {one.needed('en')}.", "")
                continue
            records = [figure_record(one, dated, "en") for dated in one.values]
            rows = []
            for record, dated in zip(records, one.values):
                rows.append(
                    (
                        record["of"],
                        record["amount"],
                        _days(dated),
                        _source(dated.source) + f" (grade {record['grade']})",
                        record["note"],
                    )
                )
            yield from table("for | value | in force | source | note", rows)


def _days(dated: Any) -> str:
    """The days from which and until which a value is in force; the last day included."""
    begins = str(dated.since) if dated.is_start_known else f"{dated.since} or earlier"
    return f"{begins} –" if dated.until is None else f"{begins} – {dated.until} (not included)"


def _source(source: Any) -> str:
    """A source with links to its address, or to the sites that the address names."""
    if source.address.startswith("http"):
        return f"[{source}]({source.address})"
    linked = re.sub(r"((?:[\w-]+\.)+(?:dk|net)\b(?:/\w+)?)", r"[\1](https://\1)", source.address)
    return f"{source} ({linked})" if linked else str(source)


def _anchor(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower())


# --- pages --------------------------------------------------------------------------------------------------------

_MENDED = (
    ('role="heading"', 'role="heading" aria-level="2"'),
    ("<pre>", '<pre tabindex="0">'),  # what scrolls can be reached by keyboard
    ('<div class="table-wrapper', '<div tabindex="0" class="table-wrapper'),
    ('<div class="cell_output', '<div tabindex="0" class="cell_output'),
)
_SIGNATURE = re.compile(r"<dl>\s*((?:<dd>.*?</dd>\s*)+)</dl>", re.DOTALL)
"""The parameters of a signature, which Sphinx writes as a list of definitions without terms."""


def mend(_app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """Mends in the HTML of a page what screen readers and keyboards cannot use, and names its language."""
    if page.startswith("da/"):
        context["language"] = "da"
    for part in ("body", "furo_navigation_tree"):
        text = context.get(part) or ""
        for old, new in _MENDED:
            text = text.replace(old, new)
        context[part] = _SIGNATURE.sub(
            lambda found: f'<span class="sig-parameters">{found[1]}</span>'.replace("dd>", "span>"), text
        )


# --- references ---------------------------------------------------------------------------------------------------


def add_aliases(_app: Sphinx, env: BuildEnvironment) -> None:
    """Enters each name also under the other paths by which it can be imported."""
    domain = env.domains.python_domain
    public_names()
    for path, documented in ALIASES.items():
        known = domain.objects[documented]
        domain.objects[path] = ObjectEntry(known.docname, known.node_id, known.objtype, aliased=True)


def resolve(app: Sphinx, env: BuildEnvironment, node: pending_xref, content: nodes.Element) -> nodes.Element | None:
    """Resolves the bare name of something public, wherever a docstring mentions it."""
    if node.get("refdomain") != "py":
        return None
    last = node["reftarget"].rpartition(".")[2]
    found = [one.path for one in public_names() if one.path.rpartition(".")[2] == last]
    if len(found) != 1:
        return None
    return env.domains.python_domain.resolve_xref(env, node["refdoc"], app.builder, "obj", found[0], node, content)
