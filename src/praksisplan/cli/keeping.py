"""The commands that keep a plan up to date: record what happened in its file, and begin a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import attrs

from praksisplan.cli.command import Call, Option, argument, at_option, flag, repeated
from praksisplan.cli.options import AS_OF, FORCE, LANG, period, whole
from praksisplan.cli.printing import print_answer, print_lines, print_list, tell
from praksisplan.cli.results import Commands
from praksisplan.errors import PlanError, fault

if TYPE_CHECKING:
    from praksisplan.model import Finding, Plan, Source, Statement
    from praksisplan.reading import Imported
    from praksisplan.rules.merging import Merged

COMMANDS = Commands()

FILE = argument(
    "FILE",
    "FIL",
    "Planens fil med endelsen .json, .yaml eller .yml.",
    "The file of the plan, ending in .json, .yaml or .yml.",
)


def _several(name: str, da: str, en: str) -> Option:
    return Option(name, f"{da} Kan gentages.", f"{en} May be repeated.", _single, repeated=True)


def _single(words: str, option: Option) -> str:
    """Reads one number or id."""
    if "," in words:
        raise option.wrong("repeated.values", words, option=option.name)
    return words


def _awaited(words: str, option: Option) -> Any:
    """Reads what is awaited: the number of a recommendation, that of a strand of it, or the id of an event."""
    from praksisplan.model import Await, is_number

    number, sign, strand = _single(words, option).partition(":")
    return Await(recommendation=number, strand=strand if sign else None) if is_number(number) else Await(event=words)


FIELDS = (
    _several("--about", "Anbefalingens nummer.", "The number of a recommendation."),
    _several("--events", "Begivenhedens id.", "The id of an event."),
    Option("--strand", "Delsporets id.", "The id of a strand."),
    Option(
        "--status",
        "Ny status, fx igangværende, udskudt, afsluttet.",
        "The new status, such as ongoing, deferred, completed.",
    ),
    flag(
        "--deemed",
        "Arbejdet betragtes alene som afsluttet; ingen har oplyst det.",
        "The work is only deemed completed; nobody reports it.",
    ),
    Option(
        "--merged-into",
        "Nummeret på den anbefaling, den er sammenlagt med; sammen med --status bortfaldet.",
        "The number of the recommendation that it is merged into; with --status cancelled.",
    ),
    _several(
        "--replaced-by",
        "Nummeret på en anbefaling, der erstatter den; sammen med --status bortfaldet.",
        "The number of a recommendation that takes its place; with --status cancelled.",
    ),
    Option("--deferred-to", "Den periode, der udskydes til.", "The period to which it is deferred.", period),
    Option("--planned", "Den periode, arbejdet er planlagt til.", "The period in which the work is to start.", period),
    Option("--expected", "Hvornår resultatet forventes.", "When the result is expected.", period),
    Option(
        "--outcome",
        "Hvad der forventes eller foreligger: afslutning (ellers), afrapportering eller igangsættelse.",
        "What is expected or has come: completion (the default), report or start.",
    ),
    flag("--withdrawn", "Forventningen er trukket tilbage.", "The promise is withdrawn."),
    flag("--delivered", "Resultatet foreligger.", "The result has come."),
    repeated(
        "--awaits",
        "Det, der afventes fra nu af: et nummer, et delspor (2:telekol) eller en begivenheds id. Kan gentages.",
        "What is awaited from now on: a number, a strand (2:telekol) or the id of an event. May be repeated.",
        _awaited,
    ),
    flag("--awaits-more", "Der afventes også andet, som ikke er nævnt (bl.a.).", "More is awaited than is named."),
    repeated(
        "--lifts",
        "Det, der ikke længere afventes. Kan gentages.",
        "What is no longer awaited. May be repeated.",
        _awaited,
    ),
    _several("--responsible", "Et ansvarligt organs id.", "The id of a responsible body."),
    _several("--participants", "Id for et organ, der deltager.", "The id of a body that takes part."),
    _several("--recipients", "Id for et organ, der modtager resultatet.", "The id of a body that receives the result."),
    Option(
        "--standing",
        "Vægten: foreslået, oplyst, foreløbigt, besluttet eller bekræftet.",
        "How authoritative it is: proposed, reported, provisional, decided or confirmed.",
    ),
    Option("--by", "Id for det organ, der siger eller beslutter det.", "The id of the body that says or decides it."),
    Option("--matter", "Sagsområdet for en beslutning.", "The matter of a decision."),
    Option("--on", "Hvornår det skete eller blev besluttet.", "When it happened or was decided.", period),
    Option("--text", "Med egne ord, hvad der blev sagt.", "What was said, in your own words."),
)
"""The fields of a statement; an option has the name of its field."""

SOURCE = (
    Option(
        "--source",
        "Kildens id. En kilde, som planen ikke har, tilføjes med datoen i --on.",
        "The id of the source. A source that the plan does not have is added, dated as --on.",
    ),
    Option("--source-title", "Titlen på en ny kilde.", "The title of a new source."),
)
DRY_RUN = flag(
    "--dry-run", "Vis, hvad der ville blive ændret, uden at skrive.", "Show what would change, and write nothing."
)
SHOWN = (
    DRY_RUN,
    attrs.evolve(
        AS_OF,
        da="Dagen, ændringerne opgøres pr. Udelades den, bruges dagen for det nyeste udsagn.",
        en="The day for which the changes are shown. The default is the day of the newest statement.",
        default=None,
    ),
)
"""Which file is changed, or only tried, and the day of the differences that are shown."""


@COMMANDS.command(
    FILE,
    *FIELDS,
    *SOURCE,
    Option(
        "--citation", "Højst otte ord, citeret fra kilden.", "At most eight words, quoted from the source.", default=""
    ),
    Option("--section", "Afsnittet i kilden.", "The section of the source.", default=""),
    Option("--page", "Siden i kilden, talt fra 1.", "The page of the source, counted from 1.", whole),
    *SHOWN,
    LANG,
    da="Føjer et udsagn til planens fil og viser, hvad det ændrer. Filens kommentarer og opstilling bevares.",
    en="Adds a statement to the file of a plan, and shows what changes. The file keeps its comments and its layout.",
)
def record(call: Call) -> None:
    from praksisplan.rules.recording import record
    from praksisplan.storage.files import extend_plan

    plan = own_plan(call)
    source = source_of(call, {one.id for one in plan.sources})
    try:
        statement = _statement(call)
        recorded = record(plan, statement, source=source)
    except PlanError as error:
        raise PlanError(*(at_option(one, FIELDS) for one in error.faults)) from None
    sources = () if source is None else (source,)
    texts = extend_plan(call.file, recorded, is_written=not call.dry_run, sources=sources, log=(statement,))
    _show_added(call, plan, recorded, texts, "added")


def _statement(call: Call) -> Statement:
    from praksisplan.model import Citation, Statement

    fields = {option.key: value for option in FIELDS if (value := getattr(call, option.key)) not in (None, (), False)}
    if not call.about and not call.events and fields.keys() - {"by", "matter", "on", "standing", "text"}:
        raise PlanError(fault("missing", option="--about"))
    if call.source is None and (call.citation or call.section or call.page):
        raise PlanError(fault("missing", option="--source"))
    if call.source is None:
        return Statement(**fields)
    cited = Citation(call.source, section=call.section, page=call.page, quote=call.citation)
    return Statement(**fields, citations=(cited,))


def source_of(call: Call, known: set[str]) -> Source | None:
    """The source to add; ``None`` where the plan has it, or none is named."""
    from praksisplan.model import Source

    if call.source is None or call.source in known:
        return None
    if call.on is None:
        raise PlanError(fault("missing", option="--on"))
    return Source(call.source, call.source_title or f"{call.source}, {call.on}", call.on)


def own_plan(call: Call) -> Plan:
    """The plan in the file of the call; a bundled plan cannot be changed."""
    from praksisplan.storage.files import is_plan_file, load_plan

    if not is_plan_file(call.file):
        raise PlanError(fault("needs-a-file", name=call.file))
    return load_plan(call.file)


def add_found(call: Call, plan: Plan, found: Merged | Imported, remarks: str, nothing: str) -> None:
    """Adds what a document or another file has that the plan in the file of the call lacks, and shows it.

    ``remarks`` is the phrase over its findings, ``nothing`` the one that says that nothing is added.
    """
    from praksisplan.storage.files import extend_plan

    _show_findings(found.findings, plan, call, remarks)
    if not found.added:
        tell(call.lang, nothing, call.file)
        return
    lists = ("sources", "bodies", "events", "log")
    new = {name: getattr(found.plan, name)[len(getattr(plan, name)) :] for name in lists}
    _show_added(call, plan, found.plan, extend_plan(call.file, found.plan, is_written=False, **new), "adding")
    if not call.dry_run:
        extend_plan(call.file, found.plan, **new)
        tell(call.lang, "written", call.file, apart=True)


def _show_added(call: Call, plan: Plan, changed: Plan, texts: tuple[str, str], heading: str) -> None:
    """Prints the lines that are added to the file of a plan, what they change in the plan, and new findings.

    ``texts`` are the file before and after, ``heading`` is the phrase over the lines unless they are only tried.
    """
    import difflib

    from praksisplan.checks import check
    from praksisplan.rules.changes import compare
    from praksisplan.rules.history import newest_day

    tell(call.lang, "would_be_added" if call.dry_run else heading, call.file)
    before, after = (text.splitlines() for text in texts)
    print_lines([*(line for line in difflib.ndiff(before, after) if line[:1] == "+"), ""])
    told = [one.on for one in changed.log[len(plan.log) :] if one.on is not None]
    days = (one.last_day or one.start for one in told)
    day = call.as_of or max([newest_day(changed), *filter(None, days)])
    print_answer(compare(plan, changed, as_of=day), call)
    known = set(check(plan, as_of=day))
    _show_findings([one for one in check(changed, as_of=day) if one not in known], changed, call, "new_findings")


def _show_findings(found: Sequence[Finding], plan: Plan, call: Call, heading: str) -> None:
    """Prints findings under a heading that counts them; nothing where there are none."""

    words = plan.kind.language(call.lang)
    lines = [f"{one.severity.label(call.lang)}, {one.subject}: {one.text(words)}" for one in found]
    print_list(call.lang, heading, lines)


@COMMANDS.command(
    argument("FILE", "FIL", "Den nye fil, fx plan.yaml.", "The new file, such as plan.yaml."),
    Option(
        "--from",
        "En medfølgende plan, der kopieres, i stedet for et skelet.",
        "A bundled plan to copy, instead of a skeleton.",
    ),
    FORCE,
    LANG,
    da="Laver en ny planfil: et skelet med forklaringer eller en kopi af en medfølgende plan.",
    en="Makes a new file of a plan: a skeleton with explanations, or a copy of a bundled plan.",
)
def init(call: Call) -> None:
    from importlib.resources import files

    from praksisplan import datasets
    from praksisplan.storage import dumps
    from praksisplan.storage.files import SUFFIXES, suffix_of, write_new

    copied = vars(call)["from"]
    format = SUFFIXES[suffix_of(call.file, SUFFIXES if copied else (".yaml", ".yml"))]
    if copied:
        content = dumps(datasets.load(copied), format).encode("utf-8")
    else:
        content = (files("praksisplan.cli") / f"skeleton.{call.lang}.yaml").read_bytes()
    write_new(call.file, content, overwrite=call.force)
    tell(call.lang, "begun", call.file)
