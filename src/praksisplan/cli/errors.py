"""What is wrong with the words of a command line, in English and Danish."""

from __future__ import annotations

from typing import Any, Literal, get_args, get_origin

from cyclopts import (
    CoercionError,
    CycloptsError,
    MissingArgumentError,
    RepeatArgumentError,
    UnknownCommandError,
    UnknownOptionError,
    UnusedCliTokensError,
)

from praksisplan.errors import Fault, shown
from praksisplan.text import nearest

__all__ = ["fault_of"]

_DANISH = {
    "NUMBER": "NUMMER",
    "YEAR": "ÅR",
    "PERIOD": "PERIODE",
    "OLD": "GAMMEL PLAN",
    "NEW": "NY PLAN",
    "QUESTION": "SPØRGSMÅL",
    "FACTS": "OPLYSNINGER",
    "NAME": "NAVN",
}
"""The arguments of the commands, in Danish."""

_KINDS: dict[Any, tuple[str, str]] = {
    int: ("a whole number", "et helt tal"),
    float: ("a number", "et tal"),
}


def fault_of(error: CycloptsError) -> Fault:
    """What is wrong with the words of a command line."""
    name, hint = (error.argument.name, error.argument.hint) if error.argument else ("", None)
    token = getattr(error, "token", None)
    unused = error.unused_tokens or []
    named = _DANISH.get(name, name)
    if isinstance(error, UnknownCommandError):
        return _unknown_command(unused[0], tuple(error.app or ()))
    if isinstance(error, UnknownOptionError):
        word = (error.token.keyword or error.token.value).partition("=")[0]
        known = tuple(option for one in error.argument_collection for option in one.names if option.startswith("-"))
        english, danish = f"unknown option {shown(word)}", f"ukendt tilvalg {shown(word)}"
        return Fault("unknown-option", "", english, danish, nearest=nearest(word, known, 1))
    if isinstance(error, UnusedCliTokensError):
        words = " ".join(map(shown, unused))
        return Fault("too-many", "", f"too many arguments: {words}", f"for mange argumenter: {words}")
    if isinstance(error, RepeatArgumentError):
        return Fault(
            "repeated",
            "",
            f"{error.token.keyword} is given more than once",
            f"{error.token.keyword} er angivet mere end én gang",
        )
    if isinstance(error, MissingArgumentError):
        english = f"{name} needs a value" if error.keyword else f"{name} is missing"
        danish = f"{named} skal have en værdi" if error.keyword else f"{named} mangler"
        return Fault("missing", "", english, danish)
    if isinstance(error, CoercionError) and hint is bool:
        return Fault("wrong-value", "", f"{name}: expected no value", f"{name}: der må ikke stå en værdi")
    if isinstance(error, CoercionError) and token is not None:
        english, danish = _expected(hint)
        found = shown(token.value)
        return Fault(
            "wrong-value",
            "",
            f"{name}: expected {english}, found {found}",
            f"{named}: der skulle stå {danish}, her står {found}",
        )
    return Fault(
        "wrong-call",
        "",
        "this command line cannot be read; see praksisplan --help",
        "kommandolinjen kan ikke læses; se praksisplan --help",
    )


def _unknown_command(word: str, commands: tuple[str, ...]) -> Fault:
    if word.startswith("-"):
        return Fault(
            "no-command",
            "",
            f"expected a command before {shown(word)}; see praksisplan --help",
            f"der skulle stå en kommando før {shown(word)}; se praksisplan --help",
        )
    known = tuple(sorted(name for name in commands if not name.startswith("-")))
    listed = ", ".join(known)
    return Fault(
        "unknown-command",
        "",
        f"unknown command {shown(word)}; the commands are {listed}",
        f"ukendt kommando {shown(word)}; kommandoerne er {listed}",
        nearest=nearest(word, known, 1),
    )


def _expected(hint: Any) -> tuple[str, str]:
    """What an argument takes, in English and Danish."""
    if get_origin(hint) is Literal:
        words = ", ".join(get_args(hint))
        return f"one of {words}", f"en af {words}"
    return next(_KINDS[kind] for kind in (hint, *get_args(hint)) if kind in _KINDS)
