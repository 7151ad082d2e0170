"""The commands of the next plan: what is open, the draft that carries it, and what became of every recommendation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from praksisplan.cli.command import REQUIRED, Call, Option, at_option, repeated
from praksisplan.cli.options import AS_OF, FORCE, LANG, NEW, OLD, OUT, choice, period
from praksisplan.cli.printing import tell
from praksisplan.cli.results import Commands
from praksisplan.errors import PlanError

if TYPE_CHECKING:
    from praksisplan.reports import Document

COMMANDS = Commands()

COMMANDS.answer(
    "rules.succession:open_items",
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
    repeated(
        "--merged",
        "Numre, der sammenlægges, fx 28,31. Kan gentages.",
        "Numbers that are merged, as in 28,31. May be repeated.",
        _numbers,
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


@COMMANDS.command(
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
    from praksisplan.rules.drafting import draft_successor
    from praksisplan.storage.files import save_plan

    try:
        new = draft_successor(call.old, as_of=call.as_of, **{one.key: getattr(call, one.key) for one in _FIELDS})
    except PlanError as error:
        raise PlanError(*(at_option(one, _FIELDS) for one in error.faults)) from None
    save_plan(new, call.out or "", overwrite=call.force)
    tell(call.lang, "begun", call.out)


@COMMANDS.document(
    OLD,
    NEW,
    da="Afløsningen: hvad der er blevet af hver anbefaling i den nye plan. De, der ikke er omtalt, står først.",
    en="What became of every recommendation in the new plan. The lost ones come first.",
)
def succession(call: Call) -> Document:
    from praksisplan.reports import succession_document
    from praksisplan.rules.succession import succession

    return succession_document(succession(call.old, call.new, as_of=call.as_of), call.lang)
