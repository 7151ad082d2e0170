"""The commands of the next plan: what is open, the draft that carries it, and what became of every recommendation."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

import attrs

from praksisplan.cli.command import REQUIRED, Call, Command, Option, declare
from praksisplan.cli.options import AS_OF, FORCE, LANG, NEW, OLD, OUT, choice, period
from praksisplan.cli.results import answering, documenting
from praksisplan.errors import PlanError

if TYPE_CHECKING:
    from praksisplan.reports import Document

__all__ = ["COMMANDS"]

COMMANDS: list[Command] = []

answering(
    COMMANDS,
    "open_items",
    "rules.succession",
    da="De åbne anbefalinger: status, hvad de afventer, hvem der er ansvarlig, og hvornår de senest er omtalt.",
    en="The open recommendations: state, waits, who is responsible, and when each was last spoken of.",
    command="open",
)


def _numbers(words: str, option: Option) -> tuple[str, ...]:
    """Reads numbers with commas between them."""
    return tuple(one.strip() for one in words.split(","))


_FIELDS = (
    Option("--id", "Den nye plans id, fx naersundhedsplan-2027.", "The id of the new plan.", default=REQUIRED),
    Option("--title", "Den nye plans titel.", "The title of the new plan.", default=REQUIRED),
    Option("--period", "Den nye plans periode, fx 2027-2030.", "The period, as in 2027-2030.", period, REQUIRED),
    Option(
        "--kind",
        "Plantypen, fx nærsundhedsplan. Udelades den, er det den gamle plans.",
        "The kind of the plan, as in 'local health plan'. The default is that of the old plan.",
    ),
    Option(
        "--numbering",
        "Numrene: uændret (som i den gamle plan) eller fortløbende (fra 1).",
        "The numbers: same (as in the old plan) or consecutive (from 1).",
        choice("same", "consecutive", danish={"same": "uændret", "consecutive": "fortløbende"}),
        "same",
    ),
    Option(
        "--merged",
        "Numre, der sammenlægges, fx 28,31. Kan gentages.",
        "Numbers that are merged, as in 28,31. May be repeated.",
        _numbers,
        (),
        repeated=True,
    ),
    Option(
        "--without",
        "Numre, der ikke føres med, fx 37,38. De er tabt, til nogen beslutter, hvad der skal ske med dem.",
        "Numbers that are not carried, as in 37,38. They are lost until somebody decides what becomes of them.",
        _numbers,
        (),
    ),
)
"""What is new in the next plan; an option has the name of an argument of `draft_successor`."""


@partial(declare, COMMANDS)(
    OLD,
    *_FIELDS,
    AS_OF,
    attrs.evolve(
        OUT,
        da="Den nye plans fil med endelsen .json, .yaml eller .yml.",
        en="The file of the new plan, ending in .json, .yaml or .yml.",
        default=REQUIRED,
    ),
    FORCE,
    LANG,
    da="Laver et udkast til den næste plan: alle åbne anbefalinger med det, de afventer. Intet er besluttet.",
    en="Drafts the next plan: every open recommendation with its waits. Nothing is decided.",
)
def draft(call: Call) -> None:
    from praksisplan.cli.phrases import phrase
    from praksisplan.cli.printing import filled
    from praksisplan.cli.shared import opened
    from praksisplan.rules.drafting import draft_successor
    from praksisplan.storage.files import save_plan

    opened(call)
    options = {option.key: option for option in _FIELDS}
    try:
        new = draft_successor(call.old, as_of=call.as_of, **{name: getattr(call, name) for name in options})
    except PlanError as error:
        at = [(options.get(one.path.partition("[")[0]), one) for one in error.faults]
        raise PlanError(*(one if option is None else option.at(one) for option, one in at)) from None
    save_plan(new, call.out or "", overwrite=call.force)
    sys.stdout.write("\n".join([*filled(phrase("begun", call.lang).format(call.out)), ""]))


@documenting(
    COMMANDS,
    OLD,
    NEW,
    da="Afløsningen: hvad der er blevet af hver anbefaling i den nye plan. De, der ikke er omtalt, står først.",
    en="What became of every recommendation in the new plan. The lost ones come first.",
)
def succession(call: Call) -> Document:
    from praksisplan.reports import succession_document
    from praksisplan.rules.succession import succession

    return succession_document(succession(call.old, call.new, as_of=call.as_of), call.lang)
