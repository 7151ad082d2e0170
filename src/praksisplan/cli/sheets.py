"""The commands of the sheet that people fill in: export and import."""

from __future__ import annotations

import attrs

from praksisplan.cli.command import REQUIRED, Call, argument, at_option
from praksisplan.cli.keeping import FIELDS, FILE, SHOWN, SOURCE, add_found, own_plan, source_of
from praksisplan.cli.options import AS_OF, FORCE, LANG, OUT, PLAN
from praksisplan.cli.printing import write_file
from praksisplan.cli.results import Commands
from praksisplan.errors import PlanError, fault

COMMANDS = Commands()


@COMMANDS.command(
    PLAN,
    AS_OF,
    attrs.evolve(
        OUT,
        da="Arkets fil med endelsen .xlsx.",
        en="The file of the sheet, ending in .xlsx.",
        default=REQUIRED,
    ),
    FORCE,
    LANG,
    da="Skriver et Excel-ark, hvor andre kan udfylde, hvad der er ændret; import læser det ind igen.",
    en="Writes an Excel sheet in which others fill in what has changed; import reads it back.",
)
def export(call: Call) -> None:
    from praksisplan.reading import export_sheet

    write_file(call, export_sheet(call.plan, as_of=call.as_of, lang=call.lang), ".xlsx")


_SAID = {option.key: option for option in FIELDS if option.key in ("by", "on", "standing", "matter")}


@COMMANDS.command(
    FILE,
    argument("SHEET", "ARK", "Det udfyldte ark (.xlsx).", "The sheet that was filled in (.xlsx)."),
    *_SAID.values(),
    *SOURCE,
    *SHOWN,
    LANG,
    name="import",
    da="Føjer det, der er ændret i et udfyldt ark, til planens fil. Filens kommentarer og opstilling bevares.",
    en="Adds what was changed in a filled-in sheet to the file of a plan. The file keeps its comments and its layout.",
)
def import_(call: Call) -> None:
    from praksisplan.reading import import_sheet
    from praksisplan.storage.files import read_bytes

    if call.on is None and call.source is None:
        raise PlanError(fault("missing", option="--on"))
    plan = own_plan(call)
    known = {one.id: one for one in plan.sources}
    new = source_of(call, set(known))
    source = new or known.get(call.source or "")
    said = {key: value for key in _SAID if (value := getattr(call, key)) is not None}
    content = read_bytes(call.sheet)
    try:
        found = import_sheet(plan, content, source=source, **said)
    except PlanError as error:
        in_sheet = (
            one if one.path in _SAID else attrs.evolve(one, path=one.path.removeprefix("$"), file=call.sheet)
            for one in error.faults
        )
        raise PlanError(*(at_option(one, _SAID.values()) for one in in_sheet)) from None
    add_found(call, plan, found, "not_read", "nothing_changed")
