"""The questions of a folder of plans, for programs that speak the Model Context Protocol. It reads, and writes nothing.

Only this module imports the package ``mcp`` (the extra ``mcp``).
"""

from __future__ import annotations

import asyncio
import functools
import json
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, get_type_hints

import attrs

from praksisplan import __version__, datasets
from praksisplan.answers import Tabular
from praksisplan.capacity.questions import QUESTIONS, ask, question_named, ruling_record
from praksisplan.capacity.schema import capacity_schema
from praksisplan.errors import PlanError, fault, not_installed
from praksisplan.periods import parse_day
from praksisplan.reports.exchange import answer_schema, to_plain
from praksisplan.rules.blocking import blocked
from praksisplan.rules.explaining import why
from praksisplan.rules.freshness import DEFAULT_AFTER, stale
from praksisplan.rules.history import newest_day
from praksisplan.rules.readiness import releases
from praksisplan.rules.windows import forecast
from praksisplan.rules.year import year_plan
from praksisplan.storage.positions import Located
from praksisplan.storage.schema import type_schema
from praksisplan.storage.values import read_located
from praksisplan.text import language, nearest

if TYPE_CHECKING:
    from mcp.server.lowlevel import Server

_Answer = tuple[str, dict[str, Any]]
"""An answer in words, and as values."""

_ARGUMENTS: dict[str, tuple[type, Any, str]] = {
    "plan": (str, attrs.NOTHING, "the name of the plan, one of those that the tool plans lists"),
    "as_of": (str, "", "the day of the answer, as in 2017-01-15; by default the day of the newest statement"),
    "known_at": (str, "", "the day up to which statements are known; by default that of as_of"),
    "number": (str, attrs.NOTHING, "the number of a recommendation, such as 29 or 9a"),
    "target": (str, attrs.NOTHING, "the number of a recommendation, or the id of an event"),
    "year": (int, attrs.NOTHING, "a year, such as 2017"),
    "after": (str, DEFAULT_AFTER, "the time after which something is stale, such as '6 måneder'"),
    "question": (str, attrs.NOTHING, "the name of the question, one of those that the tool questions lists"),
    "facts": (dict[str, Any], attrs.NOTHING, "the facts that the question needs, as the tool facts describes them"),
    "lang": (str, "da", "the language of texts and labels: da or en"),
}
"""Each argument of the tools: its type, its default, and what it means."""


@attrs.frozen
class _Tool:
    """A tool: its description in Danish and English, its function, the JSON Schema of its answer, and its arguments."""

    danish: str
    english: str
    answer: Callable[..., _Answer]
    returns: dict[str, Any]
    takes: tuple[str, ...]

    def schema(self) -> dict[str, Any]:
        """The JSON Schema of the arguments."""
        properties = {
            name: {**_TYPES[kind], "description": words, **({"default": default} if default else {})}
            for name, (kind, default, words) in _ARGUMENTS.items()
            if name in self.takes
        }
        required = [name for name in self.takes if _ARGUMENTS[name][1] is attrs.NOTHING]
        return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}

    @functools.cached_property
    def reader(self) -> type[Any]:
        """The class that reads the arguments."""
        fields = {name: attrs.field(type=_ARGUMENTS[name][0], default=_ARGUMENTS[name][1]) for name in self.takes}
        return attrs.make_class("arguments", fields, frozen=True, kw_only=True)

    def ask(self, folder: str, arguments: dict[str, Any]) -> _Answer:
        """The answer to arguments that are read as strictly as a file. Raises one `PlanError` with every fault."""
        numbers = {name: str(arguments[name]) for name in _NUMBERS & arguments.keys() if type(arguments[name]) is int}
        read: Any = read_located(Located({**arguments, **numbers}), self.reader)
        language(getattr(read, "lang", "da"))
        return self.answer(folder, **{name: getattr(read, name) for name in self.takes})


_TYPES: dict[type, dict[str, Any]] = {
    str: type_schema(str, {}),
    int: type_schema(int, {}),
    dict[str, Any]: {"type": "object"},
}
_NUMBERS = {"number", "target"}
"""The arguments that may also be integers."""


# --- the plans of the folder -------------------------------------------------------------------------------------


def _of_plan(ask: Callable[..., Tabular], danish: str, english: str, *own: str) -> _Tool:
    """A question about a plan, with some arguments of its own."""
    kind: type[Tabular] = get_type_hints(ask)["return"]

    def answer(folder: str, plan: str, as_of: str, known_at: str, lang: str, **more: Any) -> _Answer:
        asked = datasets.load(plan, folder)
        day = parse_day(as_of, "as_of") if as_of else newest_day(asked)
        known = parse_day(known_at, "known_at") if known_at else None
        found = ask(asked, **more, as_of=day, known_at=known)
        return found.text(lang), to_plain(found, "en" if lang == "en" else "da")

    return _Tool(danish, english, answer, answer_schema(kind), ("plan", *own, "as_of", "known_at", "lang"))


def _plans(folder: str) -> _Answer:
    found = datasets.names(folder)
    return "\n".join(found), {"plans": list(found)}


# --- practice capacity -------------------------------------------------------------------------------------------


def _questions(folder: str, lang: str) -> _Answer:
    found = [{"name": name, "question": QUESTIONS[name].title(lang)} for name in QUESTIONS]
    return "\n".join(f"{one['name']}: {one['question']}" for one in found), {"questions": found}


def _facts(folder: str, question: str) -> _Answer:
    known = capacity_schema()["$defs"]
    schema = {**known[question_named(question)], "$defs": known}
    return json.dumps(schema, ensure_ascii=False), {"schema": schema}


def _ruling(folder: str, question: str, facts: dict[str, Any], lang: str) -> _Answer:
    record = ruling_record(ask(question, json.dumps(facts)), lang)
    return record["text"], record


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


_TEXT = {"type": "string"}
_TOOLS: dict[str, _Tool] = {
    "plans": _Tool(
        "Navnene på mappens planer.",
        "The names of the plans of the folder.",
        _plans,
        _object(plans={"type": "array", "items": _TEXT}),
        (),
    ),
    "blocked": _of_plan(
        blocked,
        "Hvilke anbefalinger der er blokeret, af hvad, indtil hvornår, og hvor det fremgår.",
        "Which recommendations are blocked, by what, until when, and where that is written.",
    ),
    "why": _of_plan(
        why,
        "Hvorfor en anbefaling er blokeret, ned til årsagen, hvert trin med sin kilde.",
        "Why a recommendation is blocked, down to the root causes, each step with its source.",
        "number",
    ),
    "releases": _of_plan(
        releases,
        "Hvad der bliver klar, når en anbefaling eller en begivenhed leverer.",
        "What becomes ready once a recommendation or an event delivers.",
        "target",
    ),
    "forecast": _of_plan(
        forecast,
        "Hvornår arbejdet med hver anbefaling tidligst og senest kan begynde, og hvad der bestemmer det.",
        "When the work on each recommendation can begin at the earliest and the latest, and what determines that.",
    ),
    "year": _of_plan(
        year_plan,
        "Hvad årets plan indeholder, og hvorfor hver anbefaling er med.",
        "What the plan of a year contains, and why each recommendation is in it.",
        "year",
    ),
    "stale": _of_plan(
        stale,
        "Hvornår hver åben anbefaling senest er omtalt, og hvad der er forældet.",
        "When each open recommendation was last spoken of, and what is stale.",
        "after",
    ),
    "questions": _Tool(
        "Spørgsmålene om praksiskapacitet, som ruling besvarer.",
        "The questions about practice capacity that ruling answers.",
        _questions,
        _object(questions={"type": "array", "items": _object(name=_TEXT, question=_TEXT)}),
        ("lang",),
    ),
    "facts": _Tool(
        "De oplysninger, som et spørgsmål om praksiskapacitet kræver, som JSON Schema.",
        "The facts that a question about practice capacity needs, as a JSON Schema.",
        _facts,
        _object(schema={"type": "object"}),
        ("question",),
    ),
    "ruling": _Tool(
        "Svaret på et spørgsmål om praksiskapacitet med de regler og tal, det bygger på.",
        "The answer to a question about practice capacity, with the rules and figures behind it.",
        _ruling,
        _object(text=_TEXT, lang=_TEXT, ruling={"type": "object"}),
        ("question", "facts", "lang"),
    ),
}


# --- the server --------------------------------------------------------------------------------------------------


def server(folder: str | os.PathLike[str]) -> Server[Any]:
    """A server of the Model Context Protocol for the plans of a folder: read-only questions. Danish: *server*.

    Every tool has a JSON Schema for its arguments and its answer. An answer is text, and the same as values; a wrong
    call is answered with every fault, in Danish and English. A plan is read anew for each question, by its name in the
    folder; nothing outside the folder can be named.

    Raises `PlanError` where the package ``mcp`` is not installed, and for a folder that cannot be read.
    """
    datasets.names(folder)
    try:
        from mcp import types
        from mcp.server.lowlevel import Server
    except ModuleNotFoundError:
        raise PlanError(not_installed("mcp", "mcp", "mcp")) from None
    place = os.fspath(folder)

    async def list_tools(_: Any, __: Any) -> types.ListToolsResult:
        hints = types.ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
        return types.ListToolsResult(
            tools=[
                types.Tool(
                    name=name,
                    description=f"{one.english} {one.danish}",
                    input_schema=one.schema(),
                    output_schema=one.returns,
                    annotations=hints,
                )
                for name, one in _TOOLS.items()
            ]
        )

    async def call_tool(_: Any, asked: types.CallToolRequestParams) -> types.CallToolResult:
        try:
            text, values = _tool(asked.name).ask(place, asked.arguments or {})
        except PlanError as error:
            said = "\n".join(error.text(lang) for lang in ("en", "da"))
            return types.CallToolResult(content=[types.TextContent(type="text", text=said)], is_error=True)
        return types.CallToolResult(content=[types.TextContent(type="text", text=text)], structured_content=values)

    return Server("praksisplan", version=__version__, on_list_tools=list_tools, on_call_tool=call_tool)


def _tool(name: str) -> _Tool:
    if name not in _TOOLS:
        raise PlanError(fault("unknown-tool", "name", word=name, nearest=nearest(name, tuple(_TOOLS))))
    return _TOOLS[name]


def serve(folder: str | os.PathLike[str]) -> None:
    """Answers on standard input and output until the client closes the connection."""
    made = server(folder)
    from mcp.server.stdio import stdio_server

    async def run() -> None:
        async with stdio_server() as (asked, answered):
            await made.run(asked, answered, made.create_initialization_options())

    asyncio.run(run())
