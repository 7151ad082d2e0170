"""Commands by what they give: an answer that is printed, or a document that is written, each in one way."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

import attrs

from praksisplan.cli.command import Call, Command, Option, declare
from praksisplan.cli.options import AS_OF, DRAWN, FORCE, FORMAT, LANG, OUT, PICTURES, PLAN, TEMPLATE

if TYPE_CHECKING:
    from praksisplan.answers import DatedTable
    from praksisplan.reports import Document


def answering(
    into: list[Command], name: str, home: str, *, da: str, en: str, drawn: bool = False, command: str = ""
) -> None:
    """Adds a command that asks a plan as of a day: the function of that name in a module of the library.

    The command may have another name. The answer is printed, or written as a document.
    """

    def run(call: Call) -> None:
        from praksisplan.cli.shared import opened

        ask = getattr(import_module(f"praksisplan.{home}"), name)
        give(ask(opened(call).plan, as_of=call.as_of), call)

    declare(into, PLAN, AS_OF, *delivery(drawn), da=da, en=en, name=command or name)(run)


def delivery(drawn: bool, own: str = "") -> tuple[Option, ...]:
    """The options that say how an answer or document is given; ``own`` is a format that no other document has."""
    bare = "".join(f" .{one}" for one in PICTURES)
    undrawn = attrs.evolve(OUT, da=OUT.da.replace(bare, ""), en=OUT.en.replace(bare, ""))
    format, out = (DRAWN, OUT) if drawn else (FORMAT, undrawn)
    if own:
        out = attrs.evolve(
            out, da=out.da.replace(".json.", f".json .{own}."), en=out.en.replace(".json.", f".json .{own}.")
        )
    return LANG, format, out, TEMPLATE, FORCE


def give(answer: DatedTable, call: Call) -> None:
    """Prints an answer, or writes it as a document if a file, a template or a picture is asked for."""
    if call.out is call.template is None and call.format not in PICTURES:
        from praksisplan.cli.printing import print_answer
        from praksisplan.cli.shared import sources

        findings = answer if isinstance(answer, tuple) else ()
        print_answer(answer, answer.as_of, sources(call.plan, findings), call.lang, call.format)
    else:
        from praksisplan.cli.delivering import deliver
        from praksisplan.reports import answer_document

        deliver(answer_document(answer, call.lang), call.format, call.out, call.template, call.force)


def documenting(
    into: list[Command], *options: Option, da: str, en: str, drawn: bool = False, own: str = "", as_of: Option = AS_OF
) -> Callable[[Callable[[Call], Document]], Callable[[Call], Document]]:
    """Adds a command that returns a document, with pictures perhaps, or a format of its own."""

    def add(run: Callable[[Call], Document]) -> Callable[[Call], Document]:
        def command(call: Call) -> None:
            from praksisplan.cli.delivering import deliver
            from praksisplan.cli.shared import opened, working

            with working(call.lang) as call.tell:
                deliver(run(opened(call)), call.format, call.out, call.template, call.force)

        declare(into, *options, as_of, *delivery(drawn, own), da=da, en=en, name=run.__name__)(command)
        return run

    return add
