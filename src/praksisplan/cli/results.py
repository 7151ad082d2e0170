"""Commands by what they give: an answer or a document is returned, and printed or written in one way."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from praksisplan.cli.command import Call, Command, Option, declare
from praksisplan.cli.options import AS_OF, DRAWN, FORCE, FORMAT, LANG, OUT, TEMPLATE

if TYPE_CHECKING:
    from praksisplan.answers import Tabular
    from praksisplan.reports import Document

__all__ = ["answering", "documenting"]


def answering(
    into: list[Command], *options: Option, da: str, en: str
) -> Callable[[Callable[[Call], Tabular]], Callable[[Call], Tabular]]:
    """Adds a command that asks a plan as of a day and returns its answer."""

    def add(run: Callable[[Call], Tabular]) -> Callable[[Call], Tabular]:
        def command(call: Call) -> None:
            from praksisplan.cli.printing import print_answer
            from praksisplan.cli.shared import opened, sources

            opened(call)
            print_answer(run(call), call.as_of, sources(call.plan), call.lang, call.format)

        declare(into, *options, AS_OF, LANG, FORMAT, da=da, en=en, name=run.__name__)(command)
        return run

    return add


def documenting(
    into: list[Command], *options: Option, da: str, en: str, drawn: bool = False, as_of: Option = AS_OF
) -> Callable[[Callable[[Call], Document]], Callable[[Call], Document]]:
    """Adds a command that returns a document, with pictures perhaps."""

    def add(run: Callable[[Call], Document]) -> Callable[[Call], Document]:
        def command(call: Call) -> None:
            from praksisplan.cli.delivering import deliver
            from praksisplan.cli.shared import opened, working

            with working(call.lang) as call.tell:
                deliver(run(opened(call)), call.format, call.out, call.template, call.force)

        shared = (as_of, LANG, DRAWN if drawn else FORMAT, OUT, TEMPLATE, FORCE)
        declare(into, *options, *shared, da=da, en=en, name=run.__name__)(command)
        return run

    return add
