"""The commands for other programs: a server that answers them, and what other packages add."""

from __future__ import annotations

from praksisplan.cli.command import Call, argument
from praksisplan.cli.options import FORMAT, LANG
from praksisplan.cli.printing import print_answer
from praksisplan.cli.results import Commands

COMMANDS = Commands()


@COMMANDS.command(
    argument("FOLDER", "MAPPE", "Mappen med planerne.", "The folder of the plans."),
    LANG,
    da="Besvarer spørgsmål om mappens planer for programmer, der taler Model Context Protocol. Skriver intet.",
    en="Answers questions about a folder of plans, for programs that speak the Model Context Protocol. Writes nothing.",
)
def mcp(call: Call) -> None:
    from praksisplan.serving import serve

    serve(call.folder)


@COMMANDS.command(
    LANG,
    FORMAT,
    da="Tjek, læsemåder, tal og ordlister fra andre pakker, der er installeret.",
    en="Checks, conventions, figures and word lists of other packages that are installed.",
)
def plugins(call: Call) -> None:
    from praksisplan.plugins import installed

    print_answer(installed(), call)
