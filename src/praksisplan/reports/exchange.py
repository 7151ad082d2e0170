"""Answers as JSON for other programs, and the JSON Schema of each kind of answer.

The schemas of all answers are shipped as ``answers.schema.json`` beside this module.
"""

from __future__ import annotations

import datetime
from typing import Any

from praksisplan.answers import BASE, Columns, Labels, Tabular
from praksisplan.answers.headings import HEADINGS, heading
from praksisplan.arguments import checked_call
from praksisplan.errors import PlanError, fault
from praksisplan.fields import One
from praksisplan.model import Plan
from praksisplan.rules.timetable import Timetable
from praksisplan.storage.conversion import plain_value
from praksisplan.storage.json import write_json
from praksisplan.storage.schema import DRAFT, type_schema

_TYPES: dict[str, dict[str, Any]] = {
    name: type_schema(kind, {})
    for name, kind in {"text": str, "whole": int, "number": float, "truth": bool, "day": datetime.date}.items()
}


def to_json(answer: Tabular, labels: Labels = "codes") -> str:
    """An answer as JSON for other programs: its kind, plan and days, and its records. Danish: *svar som JSON*.

    ``answer`` is the name of its class, ``plan`` the id of its plan, ``as_of`` and ``known_at`` are its days, if it
    has them. ``records`` are those of ``to_records(labels)``; days are written as YYYY-MM-DD, and ``null`` is unknown
    or absent. With ``labels="da"`` or ``"en"`` each code has its words beside it, and ``heading`` is the line that
    counts. `answer_schema` describes the text. Raises `PlanError` for other labels.

    >>> import datetime
    >>> from praksisplan import blocked, datasets
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> text = to_json(blocked(plan, as_of=datetime.date(2017, 1, 15)))
    >>> print(*text.splitlines()[:5], sep="\\n")
    {
     "answer": "Blocked",
     "plan": "hovedstaden-almen-2015-2019",
     "as_of": "2017-01-15",
     "known_at": "2017-01-15",
    """
    return write_json(to_plain(One[Tabular](answer, "answer"), labels))


@checked_call
def to_plain(value: Any, labels: Labels = "codes") -> Any:
    """A value of the library as plain lists and objects for a writer of JSON. Danish: *almindelige værdier*.

    An answer is as `to_json` writes it, with labels if you ask for them. Other values, such as rulings, figures and
    faults, have a key for each field that differs from its default.

    >>> from praksisplan import PlanError, load_plan
    >>> try:
    ...     load_plan("plan.txt")
    ... except PlanError as error:
    ...     print(to_plain(error.faults[0])["code"])
    unknown-format
    """
    return plain_value(_exchanged(value, labels) if isinstance(value, Tabular) else value)


def _exchanged(answer: Tabular, labels: Labels) -> dict[str, Any]:
    """What is written of an answer."""
    records = answer.to_records(labels)
    found: dict[str, Any] = {"answer": type(answer).__name__}
    plan = getattr(answer, "plan", None)
    if isinstance(plan, Plan):
        found["plan"] = plan.id
    for name in ("as_of", "known_at"):
        day = getattr(answer, name, None)
        if isinstance(day, datetime.date):
            found[name] = day
    if labels != "codes":
        found["heading"] = answer.heading(labels)
    return {**found, "records": records}


def answer_schema(answer: type[Tabular] | Tabular) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of `to_json` of a kind of answer, or of one answer. Danish: *svarets skema*.

    Each key is described by its heading in English and Danish; the keys of labels may be absent. The periods of a
    timetable are known from the answer, not from its kind. Raises `PlanError` for any other value.

    >>> from praksisplan.rules import Blocked
    >>> answer_schema(Blocked)["properties"]["records"]["items"]["properties"]["awaits"]["description"]
    'awaits (afventer)'
    """
    if isinstance(answer, Tabular):
        kind, columns = type(answer), answer.columns
    elif isinstance(answer, type) and issubclass(answer, Tabular):
        kind, columns = answer, BASE if issubclass(answer, Timetable) else answer.columns
    else:
        raise PlanError(fault("wrong-type.instance", "answer", kinds="Tabular", found=answer))
    record = _record(columns)
    if answer is kind and issubclass(kind, Timetable):
        record["additionalProperties"] = {"type": ["string", "null"]}
    properties: dict[str, Any] = {
        "answer": {"const": kind.__name__, "description": "the kind of the answer"},
        "plan": {"type": "string", "description": "the id of the plan"},
        "as_of": {**_TYPES["day"], "description": "the day that the answer holds for"},
        "known_at": {**_TYPES["day"], "description": "the day up to which statements were known"},
        "heading": {"type": "string", "description": "the line that counts, in the language of the labels"},
        "records": {"type": "array", "items": record, "description": "one record a row"},
    }
    return {
        "$schema": DRAFT,
        "title": kind.__name__,
        "type": "object",
        "properties": properties,
        "required": ["answer", "records"],
        "additionalProperties": False,
    }


def _record(columns: Columns) -> dict[str, Any]:
    """The schema of one record: every column with its type, and beside codes their words."""
    properties: dict[str, Any] = {}
    required: list[str] = []
    for column, kind in columns.items():
        named = f"{heading(column, 'en')} ({heading(column)})" if column in HEADINGS else column
        labels = {"_label": "text"} if kind.is_labelled else {}
        for part, type in {**kind.parts, **labels}.items():
            cell: dict[str, Any] = {"anyOf": [_TYPES[type], {"type": "null"}]}
            several = {"type": "array", "items": cell} if kind.is_several else cell
            properties[column + part] = {**several, "description": f"{named}{part.replace('_', ' ')}"}
        required += [column + part for part in kind.parts]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
