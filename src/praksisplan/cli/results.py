"""Commands by what they give: an answer or a document is returned, and printed or written in one way."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from praksisplan.cli.command import Command, Option, declare
from praksisplan.cli.options import AS_OF, DRAWN, FORCE, FORMAT, LANG, OUT, TEMPLATE, Drawn, Lang, Output

if TYPE_CHECKING:
    from praksisplan.answers import Tabular
    from praksisplan.reports import Document

__all__ = ["answering", "documenting"]

_Run = TypeVar("_Run", bound=Callable[..., Any])


def answering(into: list[Command], *options: Option, da: str, en: str) -> Callable[[_Run], _Run]:
    """Adds a command that asks a plan as of a day and returns its answer."""

    def add(run: _Run) -> _Run:
        def command(lang: Lang, format: Output, **given: Any) -> None:
            from praksisplan.cli.printing import print_answer
            from praksisplan.cli.shared import opened, sources

            values = opened(given)
            answer: Tabular = run(**values)
            print_answer(answer, values["as_of"], sources(values["plan"]), lang, format)

        declare(into, *options, AS_OF, LANG, FORMAT, da=da, en=en, name=run.__name__)(command)
        return run

    return add


def documenting(
    into: list[Command], *options: Option, da: str, en: str, drawn: bool = False, as_of: Option = AS_OF
) -> Callable[[_Run], _Run]:
    """Adds a command that returns a document in a language, with pictures perhaps.

    The function may call ``tell`` with words that say how far the work has come.
    """

    def add(run: _Run) -> _Run:
        def command(
            lang: Lang, format: Drawn, out: str | None, template: str | None, force: bool, **given: Any
        ) -> None:
            from praksisplan.cli.delivering import deliver
            from praksisplan.cli.shared import opened, working

            with working(lang) as tell:
                document: Document = run(lang=lang, tell=tell, **opened(given))
                deliver(document, format, out, template, force)

        shared = (as_of, LANG, DRAWN if drawn else FORMAT, OUT, TEMPLATE, FORCE)
        declare(into, *options, *shared, da=da, en=en, name=run.__name__)(command)
        return run

    return add
