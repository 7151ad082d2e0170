"""A small service: rulings of practice capacity, figures of the law, and what is blocked in a plan.

Install it in this folder of a checkout with ``python -m pip install -r requirements.txt`` and run it there with
``uvicorn app:app``. The OpenAPI document is at ``/schema``.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from typing import Any

from litestar import Litestar, Request, Response, get, post
from litestar.exceptions import HTTPException
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import (
    OpenAPIMediaType,
    OpenAPIResponse,
    Operation,
    Reference,
    RequestBody,
    Schema,
)
from litestar.openapi.spec import Parameter as Described
from litestar.params import FromPath, FromQuery
from litestar.types import ControllerRouterHandler

from praksisplan import Plan, PlanError, __version__, blocked, datasets
from praksisplan.capacity import MissingFigure, capacity_schema, default_figures
from praksisplan.capacity.distribution import Distribution, TwoLevels, distributed
from praksisplan.capacity.engine import description
from praksisplan.capacity.forms import asked_facts
from praksisplan.capacity.questions import QUESTIONS, ask, facts_class, ruling_record
from praksisplan.errors import Fault
from praksisplan.periods import parse_day
from praksisplan.reports import answer_schema, to_json, to_plain
from praksisplan.rules import Blocked, newest_day

LARGEST_BODY = 100_000
"""The most bytes that a body may have."""

Json = dict[str, Any]
Lang = FromQuery[str]
JSON = "application/json"


class NotThereError(PlanError):
    """Something that is asked for by name and is not there."""


# --- reading and answering ----------------------------------------------------------------------------------------


@functools.cache
def plan_named(name: str) -> Plan:
    """A bundled plan; only plans that are there are kept."""
    try:
        return datasets.load(name)
    except PlanError as error:
        raise NotThereError(*error.faults) from None


def faults(error: PlanError) -> Json:
    """Everything that is wrong, in both languages, each at its place."""
    return {"faults": [to_plain(fault) for fault in error.faults]}


def refused(_: Request[Any, Any, Any], error: PlanError) -> Response[Json]:
    """A wrong call: 404 for a name that is not there, else 400."""
    return Response(faults(error), status_code=404 if isinstance(error, NotThereError) else 400, media_type=JSON)


def not_served(_: Request[Any, Any, Any], error: HTTPException) -> Response[Json]:
    """What the framework refuses (no such path, too large, a query that lacks something), told in the same shape."""
    fault = Fault(f"http-{error.status_code}", "", error.detail, f"Kaldet kan ikke besvares: {error.detail}")
    return Response(faults(PlanError(fault)), status_code=error.status_code, headers=error.headers, media_type=JSON)


# --- what is served -----------------------------------------------------------------------------------------------


@dataclass
class Raw(Schema):
    """A JSON Schema as it stands."""

    raw: Json | None = None

    def to_schema(self) -> Json:
        return self.raw or {}


def answers(schema: Json, *more: str) -> dict[str, OpenAPIResponse]:
    """The responses of an operation: its own, and faults."""
    told = {"200": ("The answer", schema)}
    told |= {code: ("What is wrong", {"$ref": "#/components/schemas/Faults"}) for code in more}
    return {
        code: OpenAPIResponse(words, content={JSON: OpenAPIMediaType(schema=Raw(raw=one))})
        for code, (words, one) in told.items()
    }


def operation(schema: Json, *more: str, described: dict[str, Json] | None = None, body: str = "") -> type[Operation]:
    """An operation that is described by our own schemas."""

    @dataclass
    class OurOperation(Operation):
        def __post_init__(self) -> None:
            self.responses = answers(schema, *more)
            for parameter in self.parameters or []:
                if isinstance(parameter, Described) and described and parameter.name in described:
                    parameter.schema = Raw(raw=described[parameter.name])
            if body:
                content = {JSON: OpenAPIMediaType(schema=Reference(ref=f"#/components/schemas/{body}"))}
                self.request_body = RequestBody(content=content, required=True)

    return OurOperation


LANG: Json = {"enum": ["da", "en"], "default": "da", "description": "The language of texts and labels"}
DAY: Json = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
DAY_IN_WORDS: Json = {"type": "string", "examples": ["2024-01-15", "15. januar 2024"]}
TEXT: Json = {"type": "string"}


def explained(schema: Json, words: str) -> Json:
    """A schema with a description."""
    return {**schema, "description": words}


def object_of(**properties: Json) -> Json:
    """An object with just these keys, all of them there."""
    required = list(properties)
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


QUESTION = object_of(
    name=explained(TEXT, "The name of the question, as in the path of its ruling"),
    question=explained(TEXT, "The question in the language asked for"),
)


@get(
    "/rulings",
    operation_id="questions",
    operation_class=operation({"type": "array", "items": QUESTION}, "400", described={"lang": LANG}),
    sync_to_thread=False,
)
def questions(lang: Lang = "da") -> list[dict[str, str]]:
    """The questions that can be asked, with their names."""
    return [{"name": name, "question": QUESTIONS[name].title(lang)} for name in QUESTIONS]


def described(question: str) -> str:
    """What an operation says of its question: the Danish title, the description, and the facts that change a ruling."""
    asked = QUESTIONS[question]
    facts = ", ".join(f"`{name}`" for name in asked_facts(question))
    return f"{asked.title()}\n\n{description(asked.function)}\n\nFacts: {facts}"


def ruling_of(question: str) -> HTTPRouteHandler:
    """The operation that answers one question: its body is described by the facts of the question."""
    answer = object_of(
        text=explained(TEXT, "The ruling as a sentence, with its sources"),
        lang=LANG,
        ruling={"$ref": "#/components/schemas/Ruling", "description": "The ruling as values"},
    )

    @post(
        f"/rulings/{question}",
        status_code=200,
        operation_id=question,
        summary=QUESTIONS[question].title("en"),
        description=described(question),
        operation_class=operation(answer, "400", "413", described={"lang": LANG}, body=question),
    )
    async def rule(request: Request[Any, Any, Any], lang: Lang = "da") -> Json:
        return ruling_record(ask(question, await request.body()), lang)

    return rule


@post("/rulings/{question:str}", status_code=200, include_in_schema=False, sync_to_thread=False)
def no_question(question: FromPath[str]) -> Json:
    """A question that there is not; the nearest ones are named."""
    try:
        facts_class(question)
    except PlanError as error:
        raise NotThereError(*error.faults) from None
    raise AssertionError(question)


@post(
    "/distributions",
    status_code=200,
    operation_id="distribute",
    operation_class=operation(
        {"anyOf": [{"$ref": f"#/components/schemas/{one.__name__}"} for one in (Distribution, TwoLevels)]},
        "400",
        "413",
        described={"lang": LANG},
        body="Sharing",
    ),
    media_type=JSON,
)
async def distribution(request: Request[Any, Any, Any], lang: Lang = "da") -> bytes:
    """A distribution of capacities over areas, or over health councils and on to their areas."""
    return to_json(distributed(await request.body()), lang).encode()


@get(
    "/figures/{name:str}",
    operation_id="figure",
    operation_class=operation(
        object_of(
            name=explained(TEXT, "The name of the figure"),
            on=explained(DAY, "The day that the figure is asked for"),
            figure={
                "anyOf": [{"$ref": "#/components/schemas/Figure"}, {"type": "null"}],
                "description": "The figure with its source; null where it is not known",
            },
            text=explained(TEXT, "The figure, or why it is not known, as a sentence"),
        ),
        "400",
        "404",
        described={"name": {"enum": [one.name for one in default_figures().series]}, "on": DAY_IN_WORDS, "lang": LANG},
    ),
    sync_to_thread=False,
)
def figure(name: FromPath[str], on: FromQuery[str], of: FromQuery[str] = "", lang: Lang = "da") -> Json:
    """A figure on a day with its source; ``null`` with the reason where it is not known."""
    day = parse_day(on, "on")
    try:
        found = default_figures().at(name, on=day, of=of)
    except PlanError as error:
        raise NotThereError(*error.faults) from None
    values = None if isinstance(found, MissingFigure) else to_plain(found)
    return {"name": name, "on": day.isoformat(), "figure": values, "text": found.text(lang)}


@get(
    "/plans/{name:str}/blocked",
    operation_id="blocked",
    operation_class=operation(
        {"$ref": "#/components/schemas/Blocked"},
        "400",
        "404",
        described={"name": {"enum": list(datasets.names())}, "as_of": DAY_IN_WORDS, "lang": LANG},
    ),
    sync_to_thread=True,
    media_type=JSON,
)
def blocked_of(name: FromPath[str], as_of: FromQuery[str | None] = None, lang: Lang = "da") -> bytes:
    """What is blocked in a bundled plan on a day, by what, until when; the newest statement's day if none is named."""
    plan = plan_named(name)
    day = newest_day(plan) if as_of is None else parse_day(as_of, "as_of")
    return to_json(blocked(plan, as_of=day), lang).encode()


def components() -> dict[str, Raw]:
    """The schemas of the package, and of faults, as OpenAPI refers to them."""
    text = json.dumps(capacity_schema()["$defs"]).replace("#/$defs/", "#/components/schemas/")
    fault = {
        "type": "object",
        "properties": {
            "code": explained(TEXT, "What kind of fault it is"),
            "path": explained(TEXT, "Where it is: a path in the body, or the name of an argument"),
            "message": explained(TEXT, "What is wrong and what was expected, in English"),
            "danish": explained(TEXT, "The same in Danish"),
            "file": explained(TEXT, "The file, where there is one"),
            "line": {"type": "integer", "description": "The line of the body, from 1"},
            "column": {"type": "integer", "description": "The column of that line, from 1"},
            "nearest": {"type": "array", "items": TEXT, "description": "What may have been meant"},
            "nearest_danish": {"type": "array", "items": TEXT, "description": "The same in Danish"},
        },
        "required": ["code", "path", "message", "danish"],
        "additionalProperties": False,
    }
    told = {"type": "array", "items": fault, "minItems": 1, "description": "Everything that is wrong"}
    own = {"Faults": object_of(faults=told)}
    own |= {one.__name__: answer_schema(one) for one in (Blocked, Distribution, TwoLevels)}
    return {name: Raw(raw=schema) for name, schema in {**json.loads(text), **own}.items()}


handlers: list[ControllerRouterHandler] = [questions, no_question, distribution, figure, blocked_of]
handlers += map(ruling_of, QUESTIONS)
app = Litestar(
    handlers,
    request_max_body_size=LARGEST_BODY,
    logging_config=None,
    exception_handlers={PlanError: refused, HTTPException: not_served},
    openapi_config=OpenAPIConfig(
        title="praksisplan",
        version=__version__,
        use_handler_docstrings=True,
        render_plugins=[JsonRenderPlugin(path=["/", "/openapi.json"], media_type="application/json")],
    ),
)
app.openapi_schema.components.schemas = dict(components())
