"""A command of the command line: what it takes, how its words are read, and its help, in Danish and English."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Literal

import attrs

from praksisplan.cli.phrases import phrase
from praksisplan.errors import Fault, PlanError, Words, fault
from praksisplan.text import nearest, wrapped

if TYPE_CHECKING:
    from praksisplan.model import Limit, Plan
    from praksisplan.periods import Period, Unit

Lang = Literal["da", "en"]
Output = Literal["table", "json", "csv", "csv-excel", "md", "svg", "mmd", "dot"]

REQUIRED: Any = object()
"""The default of what must be given."""

_MARGIN, _NARROWEST, _WIDEST = 24, 60, 100
"""Columns before the explanations of a help text, and the least and the most columns of a line."""


@attrs.frozen
class Option:
    """An argument (``PLAN``) or an option (``--as-of``) of a command.

    ``read`` makes a value of the words, and refuses what it cannot read with `wrong`; a flag has none. What is
    ``repeated`` becomes a tuple. ``danish`` is the name of an argument in Danish.
    """

    name: str
    da: str
    en: str
    read: Callable[[str, Option], Any] | None = lambda words, option: words
    default: Any = None
    repeated: bool = False
    danish: str = ""

    @property
    def is_argument(self) -> bool:
        return not self.name.startswith("-")

    @property
    def key(self) -> str:
        """The name of the parameter that takes the value."""
        return self.name.lstrip("-").replace("-", "_").lower()

    def label(self, lang: str) -> str:
        """The name as messages and help show it."""
        return self.danish if self.danish and lang == "da" else self.name

    def named(self) -> Words:
        return Words(self.label("da"), self.name)

    def wrong(self, code: str, found: str, **fields: Any) -> PlanError:
        """The error of a code, after the name of the option."""
        return PlanError(self.at(fault(code, found=found, **fields)))

    def at(self, found: Fault) -> Fault:
        """A fault after the name of the option."""
        danish, english = self.named()
        return attrs.evolve(found, message=f"{english}: {found.message}", danish=f"{danish}: {found.danish}", path="")

    def value(self, given: Sequence[str]) -> Any:
        """The value of the words that were given. Raises `PlanError` for words that the option cannot read."""
        if self.read is None:
            return bool(given)
        if not given:
            if self.default is REQUIRED:
                raise PlanError(fault("missing", option=self.named()))
            return () if self.repeated else self.default
        if self.repeated:
            return tuple(self.read(words, self) for words in given)
        return self.read(given[0], self)


_Read = Callable[[str, Option], Any]


def _as_given(words: str, option: Option) -> str:
    return words


def argument(name: str, danish: str, da: str, en: str, read: _Read = _as_given) -> Option:
    """An argument that must be given, with its name in Danish."""
    return Option(name, da, en, read, REQUIRED, danish=danish)


def flag(name: str, da: str, en: str) -> Option:
    """An option without a value."""
    return Option(name, da, en, None)


def repeated(name: str, da: str, en: str, read: _Read = _as_given) -> Option:
    """An option that may be given several times."""
    return Option(name, da, en, read, repeated=True)


class Call(SimpleNamespace):
    """The values of a command's options, by their names: what a command is called with."""

    format: Output = "table"

    if TYPE_CHECKING:
        plan: Plan
        old: Plan
        new: Plan
        number: str
        year: int
        period: Period
        as_of: Any  # a day, or None where a command asks whether one was given
        since: Any  # likewise
        over: Period | None
        per: Unit
        limit: tuple[Limit, ...]
        lang: Lang
        out: str | None
        template: str | None
        force: bool
        tell: Callable[[str], None]
        """Shows how far the work has come."""

        def __getattr__(self, name: str) -> Any: ...


@attrs.frozen
class Command:
    """A command: its name, what it takes, what it does."""

    name: str
    options: tuple[Option, ...]
    da: str
    en: str
    run: Callable[[Call], None]

    def arguments(self) -> list[Option]:
        return [option for option in self.options if option.is_argument]

    def read(self, words: Sequence[str], is_plan: Callable[[str], bool]) -> Call:
        """The value of every option. Raises `PlanError` for words that the command does not take.

        A plan may stand before or after what is asked about: ``is_plan`` tells which of two words is one.
        """
        given = words_of(words, self.options)
        places, arguments = given.pop(""), self.arguments()
        takes_plan_last = [one.name for one in arguments[1:]] == ["PLAN"]
        if takes_plan_last and len(places) == 2 and is_plan(places[0]) and not is_plan(places[1]):
            places.reverse()
        if takes_plan_last and len(places) == 1 and is_plan(places[0]):
            raise PlanError(fault("missing", option=arguments[0].named()))
        if len(places) > len(arguments):
            raise PlanError(fault("too-many", words=tuple(places[len(arguments) :])))
        given |= {option.name: [word] for option, word in zip(arguments, places)}
        values: dict[str, Any] = {}
        faults: list[Fault] = []
        for option in self.options:
            try:
                values[option.key] = option.value(given.get(option.name, ()))
            except PlanError as error:
                faults += error.faults
        if faults:
            raise PlanError(*faults)
        return Call(**values)

    def help(self, lang: str, group: str = "") -> str:
        """The help text of the command; ``group`` is the name of its group, if it has one."""
        taken = [f"[{one.label(lang)}]" if one.default is not REQUIRED else one.label(lang) for one in self.arguments()]
        options = [option for option in self.options if not option.is_argument]
        listed = _listed("arguments", self.arguments(), lang), _listed("options", options, lang)
        usage = _usage(_called(group, self.name, *taken), lang)
        return "\n".join([usage, "", *_filled(_words(self, lang)), *chain(*listed)])


def at_option(found: Fault, options: Iterable[Option]) -> Fault:
    """A fault of an argument after the name of the option that gives it, if one of these does."""
    key = found.path.removeprefix("statements[0].").partition("[")[0]
    return next((option.at(found) for option in options if option.key == key), found)


def words_of(words: Iterable[str], options: Sequence[Option]) -> dict[str, list[str]]:
    """The words that were given for each option, and under ``""`` those that stand alone.

    Raises `PlanError` for an unknown option, one without its value, one with a value too many, and one given again.
    """
    known = {option.name: option for option in options if not option.is_argument}
    given: dict[str, list[str]] = {"": []}
    rest = iter(words)
    for word in rest:
        if word == "--":
            given[""] += rest
        elif word == "-" or not word.startswith("-"):
            given[""].append(word)
        else:
            name, sign, value = word.partition("=")
            option = known.get(name)
            if option is None:
                raise _unknown(name, known)
            if option.read is None:
                _refuse(bool(sign), "wrong-value.no-value", name)
            elif not sign:
                value = next(rest, "--")
                _refuse(value.startswith("--"), "missing.value", name)
            _refuse(name in given and not option.repeated, "repeated", name)
            given.setdefault(name, []).append(value)
    return given


def _refuse(is_wrong: bool, code: str, option: str) -> None:
    if is_wrong:
        raise PlanError(fault(code, option=option))


def _unknown(name: str, known: Iterable[str]) -> PlanError:
    return PlanError(fault("unknown-option", option=name, nearest=nearest(name, tuple(known), 1)))


# --- help -----------------------------------------------------------------------------------------------------------


def commands_help(commands: Iterable[Command], about: str, lang: str, group: str = "") -> str:
    """A list of the commands of a group, each with the first sentence of its help."""
    rows = [(one.name, _words(one, lang).partition(". ")[0].rstrip(".")) for one in commands]
    called = _called(group, phrase("command", lang))
    more = phrase("more_help", lang, called) + ("" if group else phrase("version_help", lang))
    listed = phrase("commands", lang), *_rows(rows)
    return "\n".join([_usage(called, lang), "", *_filled(about), "", *listed, "", *_filled(more)])


def _called(*words: str) -> str:
    return " ".join(filter(None, ("praksisplan", *words)))


def _usage(called: str, lang: str) -> str:
    return f"{phrase('usage', lang)} {called} {phrase('some_options', lang)}"


def _words(one: Command | Option, lang: str) -> str:
    return one.da if lang == "da" else one.en


def width() -> int:
    """The columns of the terminal, 80 where it does not say."""
    if "COLUMNS" not in os.environ and not sys.stdout.isatty():
        return 80
    import shutil

    return shutil.get_terminal_size().columns


def _filled(text: str, first: str = "", rest: str = "") -> list[str]:
    return wrapped(text, min(max(width(), _NARROWEST), _WIDEST), first, rest)


def _rows(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, text in rows:
        head = f"  {name}".ljust(_MARGIN)
        if len(head) > _MARGIN:
            yield head
            head = " " * _MARGIN
        yield from _filled(text, head, " " * _MARGIN)


def _listed(title: str, options: Sequence[Option], lang: str) -> list[str]:
    rows = []
    for one in options:
        must = "" if one.is_argument or one.default is not REQUIRED else phrase("required", lang)
        rows.append((one.label(lang), _words(one, lang) + must))
    return ["", phrase(title, lang), *_rows(rows)] if rows else []
