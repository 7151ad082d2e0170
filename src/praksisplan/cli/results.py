"""Commands by what they give: an answer that is printed, or a document that is written, each in one way."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

import attrs

from praksisplan.cli.command import Call, Command, Option
from praksisplan.cli.options import AS_OF, DRAWN, FORCE, FORMAT, LANG, OUT, PICTURES, PLAN, TEMPLATE
from praksisplan.cli.printing import print_answer
from praksisplan.cli.shared import sources, working

if TYPE_CHECKING:
    from praksisplan.answers import DatedTable
    from praksisplan.reports import Document

_Run = Callable[[Call], None]
_Make = Callable[[Call], "Document"]


class Commands(list[Command]):
    """The commands of a file, in the order of their help."""

    def command(self, *options: Option, da: str, en: str, name: str = "") -> Callable[[_Run], _Run]:
        """Adds the function that it decorates, under its own name or another."""

        def add(run: _Run) -> _Run:
            self.append(Command((name or run.__name__).replace("_", "-"), options, da, en, run))
            return run

        return add

    def document(
        self, *options: Option, da: str, en: str, drawn: bool = False, own: str = "", as_of: Option = AS_OF
    ) -> Callable[[_Make], _Make]:
        """Adds a function that returns a document, with pictures perhaps, or a format of its own."""

        def add(make: _Make) -> _Make:
            def run(call: Call) -> None:
                from praksisplan.cli.delivering import deliver

                with working(call.lang) as call.tell:
                    document = make(call)
                deliver(document, call)

            self.command(*options, as_of, *delivery(drawn, own), da=da, en=en, name=make.__name__)(run)
            return make

        return add

    def answer(self, place: str, *options: Option, da: str, en: str, drawn: bool = False, command: str = "") -> None:
        """Adds a command that asks a plan, as of a day if no other options are given.

        ``place`` is ``module:function``; the function takes the plan, and what the options give by name. The command
        may have another name. The answer is printed, or written as a document.
        """
        home, _, name = place.partition(":")
        taken = options or (PLAN, AS_OF)

        def run(call: Call) -> None:
            ask = getattr(import_module(f"praksisplan.{home}"), name)
            give(ask(call.plan, **{one.key: getattr(call, one.key) for one in taken if one is not PLAN}), call)

        self.command(*taken, *delivery(drawn), da=da, en=en, name=command or name)(run)


def delivery(drawn: bool, own: str = "") -> tuple[Option, ...]:
    """The options that say how an answer or document is given; ``own`` is a format that no other document has."""
    pictures = PICTURES if drawn else ()
    formats = ("md", "html", "docx", "xlsx", *pictures, "csv", "json", *filter(None, [own]))
    suffixes = " ".join(f".{one}" for one in formats)
    out = attrs.evolve(OUT, da=OUT.da.format(suffixes), en=OUT.en.format(suffixes))
    return LANG, DRAWN if drawn else FORMAT, out, TEMPLATE, FORCE


def give(answer: DatedTable, call: Call) -> None:
    """Prints an answer, or writes it as a document if a file, a template or a picture is asked for."""
    if call.out is call.template is None and call.format not in PICTURES:
        findings = answer if isinstance(answer, tuple) else ()
        print_answer(answer, call, answer.as_of, sources(call.plan, findings))
    else:
        from praksisplan.cli.delivering import deliver
        from praksisplan.reports import answer_document

        deliver(answer_document(answer, call.lang), call)
