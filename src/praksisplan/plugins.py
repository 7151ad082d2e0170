"""What other packages add: checks, conventions, figures and word lists, found by their entry points.

A package names what it adds in a group of entry points: ``praksisplan.checks``, ``praksisplan.conventions``,
``praksisplan.figures`` or ``praksisplan.words``. Nothing is added on its own: the command line asks for it, and so may
a program. Danish: *tilføjelser*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from importlib.metadata import EntryPoint, entry_points
from typing import Any, ClassVar

import attrs

from praksisplan.answers import CODE, TEXT, Columns, Kind, Tabular
from praksisplan.answers.phrases import phrase
from praksisplan.arguments import Reader, reader
from praksisplan.capacity import DatedValue, Figures, default_figures
from praksisplan.checks import Check, CheckContext
from praksisplan.errors import PlanError, Words
from praksisplan.fields import instance
from praksisplan.model import Finding, finding
from praksisplan.periods.conventions import Conventions
from praksisplan.terms import Term

__all__ = ["Plugin", "PluginKind", "Plugins", "installed"]


class PluginKind(Term):
    """What a plug-in adds. Danish: *slags tilføjelse*."""

    CHECK = "checks", "tjek", "check"
    """a function from a `praksisplan.checks.CheckContext` to findings"""
    CONVENTIONS = "conventions", "læsemåder", "conventions"
    """a `praksisplan.periods.Conventions`"""
    FIGURES = "figures", "tal", "figures"
    """a mapping from the names of figures to a `praksisplan.capacity.DatedValue` each"""
    WORDS = "words", "ordliste", "word list"
    """a word list for reading documents, as text in TOML"""


_NO_TROUBLE = Words("", "")


@attrs.frozen
class Plugin:
    """What a package adds. Danish: *tilføjelse*.

    If it cannot be used, ``trouble`` says why, and ``value`` is ``None``.
    """

    kind: PluginKind
    name: str
    package: str
    value: Any = attrs.field(default=None, repr=False)
    trouble: Words = _NO_TROUBLE


_TROUBLE: Kind[Words] = Kind(
    {"_da": "text", "_en": "text"},
    lambda words: (words.danish, words.english),
    lambda words, lang: words.english if lang == "en" else words.danish,
    is_labelled=False,
)


class Plugins(Tabular, tuple[Plugin, ...]):
    """The plug-ins that are installed, by kind and name: a tuple. Danish: *installerede tilføjelser*.

    Those that cannot be used are left out of `checks`, `conventions`, `figures` and `words`.
    """

    columns: ClassVar[Columns] = {"plugin_kind": CODE.of("kind"), "name": TEXT, "package": TEXT, "trouble": _TROUBLE}

    def _found(self) -> Iterable[tuple[str, Plugin]]:
        return ((one.name, one) for one in self)

    def heading(self, lang: str = "da") -> str:
        return phrase("plugins_count", lang, len(self))

    def __repr__(self) -> str:
        return f"<Plugins installed: {len(self)}>"

    def of(self, kind: PluginKind) -> dict[str, Any]:
        """The values of one kind that can be used, by name."""
        return {one.name: one.value for one in self if one.kind is kind and one.value is not None}

    @property
    def checks(self) -> tuple[Check, ...]:
        """The checks, for `praksisplan.check`. A check that fails becomes a finding, and the others run."""
        return tuple(_guarded(name, one) for name, one in self.of(PluginKind.CHECK).items())

    @property
    def conventions(self) -> Mapping[str, Conventions]:
        """The conventions by name, for `praksisplan.parse_period`."""
        return self.of(PluginKind.CONVENTIONS)

    @property
    def figures(self) -> Figures:
        """The figures of the library, overridden by those of the plug-ins in the order of their names."""
        found = default_figures()
        for values in self.of(PluginKind.FIGURES).values():
            found = found.with_values(values)
        return found

    @property
    def words(self) -> tuple[str, ...]:
        """The word lists, for `praksisplan.reading.read_document`."""
        return tuple(self.of(PluginKind.WORDS).values())


def installed() -> Plugins:
    """The plug-ins of the packages that are installed. Danish: *installerede tilføjelser*.

    >>> installed().checks
    ()
    """
    found = [_loaded(kind, one) for kind in PluginKind for one in entry_points(group=f"praksisplan.{kind.value}")]
    return Plugins(sorted(found, key=lambda one: (one.kind.value, one.name, one.package)))


def _loaded(kind: PluginKind, entry: EntryPoint) -> Plugin:
    package = "" if entry.dist is None else f"{entry.dist.name} {entry.dist.version}"
    try:
        value = _READERS[kind](entry.load(), "")
    except Exception as error:  # the code of somebody else may raise anything; it must not keep the others from working
        return Plugin(kind, entry.name, package, trouble=_why(error))
    return Plugin(kind, entry.name, package, value)


def _why(error: Exception) -> Words:
    if isinstance(error, PlanError):
        return Words(error.text("da"), error.text("en"))
    return Words(*[f"{type(error).__name__}: {error}"] * 2)


def _figures(values: Any, name: str) -> dict[str, DatedValue]:
    found = dict(instance(Mapping, values, name))
    default_figures().with_values(found)
    return found


_READERS: dict[PluginKind, Reader] = {
    PluginKind.CHECK: reader(Check),
    PluginKind.CONVENTIONS: reader(Conventions),
    PluginKind.FIGURES: _figures,
    PluginKind.WORDS: partial(instance, str),
}
"""How the value of a plug-in of each kind is read."""


def _guarded(name: str, check: Check) -> Check:
    """The check, which yields a finding if it raises."""

    def guarded(context: CheckContext) -> Iterator[Finding]:
        try:
            yield from [instance(Finding, one) for one in check(context)]
        except Exception as error:  # a check of somebody else may raise anything, too
            yield finding("plugin-failed", context.plan.id, name=name, reason=_why(error))

    return guarded
