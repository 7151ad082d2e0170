"""Figures of laws and agreements: dated, cited, and replaceable by a caller's own.

They are YAML files in ``praksisplan/capacity/law``. A figure is in force from one day until another. Outside those
days, and if no value is published, it is missing: the library never guesses, and asks the caller for it.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterator
from fractions import Fraction
from typing import TypeVar

import attrs

from praksisplan.arguments import checked_call, checked_class
from praksisplan.capacity.facts import ClinicKind, Speciality
from praksisplan.capacity.municipalities import municipality_name
from praksisplan.capacity.phrases import phrase
from praksisplan.capacity.wording import Worded, exact_text, worded
from praksisplan.errors import PlanError, fault
from praksisplan.fields import identifier
from praksisplan.model import Finding, Severity, nearest
from praksisplan.periods import as_day
from praksisplan.terms import Term
from praksisplan.text import language

__all__ = [
    "DatedValue",
    "Figure",
    "FigureSeries",
    "Figures",
    "LegalBasis",
    "LegalSource",
    "MissingFigure",
    "SourceGrade",
    "default_figures",
    "figure",
    "findings",
    "legal_bases",
]


class SourceGrade(Term):
    """How close the source of a figure is to the law. The library contains only figures whose source was read."""

    A = "a", "A", "A"
    """the law, the agreement or the responsible body's own page was read"""
    B = "b", "B", "B"
    """a secondary page was read: press, association, municipality, clinic"""


@checked_class
class LegalSource:
    """A place in a law, an agreement or a page that contains a rule. Danish: *hjemmel*."""

    title: str
    paragraph: str = ""
    address: str = ""

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.title, self.paragraph)))


@checked_class
class LegalBasis:
    """An agreement or an institution that figures belong to and end with. Danish: *overenskomst*, *institution*.

    ``until`` is the day on which it ends, that day excluded, ``None`` if no end is known; ``after_danish`` and
    ``after_english`` tell what comes then. If ``ends_figures`` is false, its figures are still stated after it has
    ended, and later rulings that use them say that it has.
    """

    name: str = attrs.field(converter=identifier)
    danish: str
    english: str
    source: LegalSource
    grade: SourceGrade
    until: datetime.date | None = None
    after_danish: str = ""
    after_english: str = ""
    ends_figures: bool = True


@checked_class
class DatedValue:
    """A value of a figure, in force from ``since`` until ``until``, that day excluded. Danish: *sats*, *grænse*.

    ``of`` is the speciality or group that it is for, if the figure has several. ``words`` replace ``value`` for a
    figure that consists of names. ``until`` is ``None`` if no end is known. If ``is_start_known`` is false, ``since``
    is only the first day on which a source shows it in force. ``checked`` is the day on which it was last looked up.
    ``belongs_to`` names the agreement or the institution that it ends with (``law/bases.yaml``).
    Raises `PlanError` for an end that is not after the start.
    """

    since: datetime.date
    source: LegalSource
    grade: SourceGrade
    checked: datetime.date
    value: Fraction | None = None
    words: tuple[str, ...] = ()
    until: datetime.date | None = None
    of: str = ""
    is_start_known: bool = True
    note: str = ""
    belongs_to: str = ""
    note_english: str = ""

    def __attrs_post_init__(self) -> None:
        if self.until is not None and self.until <= self.since:
            raise PlanError(fault("order.end", "until", start=self.since, end=self.until))

    def noted(self, lang: str = "da") -> str:
        """The note in a language, if it has been translated."""
        return (self.note, self.note_english or self.note)[language(lang)]

    def holds(self, on: datetime.date) -> bool:
        """Whether it is in force on a day."""
        return self.since <= on and (self.until is None or on < self.until)


@checked_class
class FigureSeries:
    """A figure with its values over time. Danish: *tal*, *parameter*.

    ``rules`` names its rules if no question uses it. If no value is published or found, ``values`` is empty, and
    ``needed_danish`` and ``needed_english`` tell what the caller must supply.
    """

    name: str = attrs.field(converter=identifier)
    unit: str
    danish: str
    english: str
    values: tuple[DatedValue, ...] = ()
    needed_danish: str = ""
    needed_english: str = ""
    rules: tuple[str, ...] = ()

    def label(self, lang: str = "da") -> str:
        """The figure in words."""
        return self.english if language(lang) else self.danish

    def needed(self, lang: str = "da") -> str:
        """The words that ask the caller for the figure."""
        return self.needed_english if language(lang) else self.needed_danish


@checked_class
class Figure:
    """A figure in force on the day of a ruling; ``is_own`` is true if the caller supplied it."""

    name: str
    unit: str
    dated: DatedValue
    is_own: bool = False

    def label(self, lang: str = "da") -> str:
        """The figure in words; its name, if the library has no such figure."""
        found = next((one.label(lang) for one in default_figures().series if one.name == self.name), self.name)
        return f"{found} ({of_text(self.dated.of, lang)})" if self.dated.of else found

    def text(self, lang: str = "da") -> str:
        """The figure with its value and its source.

        >>> found = default_figures().at("gp.patients_per_capacity", on=datetime.date(2024, 1, 1))
        >>> found.text().partition(" (")[0]
        'det patienttal pr. kapacitet, der giver ret til at lukke: 1.600 tilmeldte pr. kapacitet'
        """
        number = self.dated.value
        value = ", ".join(self.dated.words) if number is None else f"{exact_text(number, lang)} {self.unit}".strip()
        return f"{self.label(lang)}: {value} ({self.dated.source})"

    @property
    def value(self) -> Fraction:
        """The number; raises `PlanError` for a figure that consists of words."""
        if self.dated.value is None:
            raise PlanError(fault("wrong-type.not-number", self.name, name=self.name))
        return self.dated.value

    @property
    def names(self) -> tuple[str, ...]:
        """The names that the figure consists of; raises `PlanError` for a number."""
        if not self.dated.words:
            raise PlanError(fault("wrong-type.no-names", self.name, name=self.name))
        return self.dated.words


@checked_class
class MissingFigure:
    """A figure that is unknown on a day, with the reason. Danish: *ukendt tal*."""

    name: str
    on: datetime.date
    danish: str
    english: str
    of: str = ""

    def text(self, lang: str = "da") -> str:
        """The reason in words."""
        return self.english if language(lang) else self.danish

    def __str__(self) -> str:
        return self.danish


@checked_class
class Figures:
    """The figures for rulings: those of the library, overridden by a caller's own. Danish: *tal*."""

    series: tuple[FigureSeries, ...]
    own: tuple[tuple[str, DatedValue], ...] = ()

    @functools.cached_property
    def _by_name(self) -> dict[str, FigureSeries]:
        return {one.name: one for one in self.series}

    def __getitem__(self, name: str) -> FigureSeries:
        """The figure with that name; a `PlanError` with the nearest names if there is none."""
        found = self._by_name.get(name)
        if found is None:
            close = nearest(str(name), tuple(self._by_name))
            raise PlanError(fault("unknown-figure", "name", word=name, nearest=close))
        return found

    def values_of(self, name: str) -> tuple[DatedValue, ...]:
        """All values of a figure over time, those of the library before a caller's own."""
        return (*self[name].values, *(dated for own, dated in self.own if own == name))

    @checked_call
    def with_values(self, values: dict[str, DatedValue] | list[tuple[str, DatedValue]]) -> Figures:
        """These figures, overridden by a caller's own, such as a region's limit; of several in force the last counts.

        Raises `PlanError` for an unknown name, speciality, group or municipality, and for a negative number.
        """
        pairs = values.items() if isinstance(values, dict) else values
        for name, dated in pairs:
            _refuse_of(self[name], dated.of, f"{name}.of")
            if self[name].unit == _MUNICIPALITIES:
                for word in dated.words:
                    _ = municipality_name(word, f"{name}.words")
            if dated.value is not None and dated.value < 0:
                raise PlanError(fault("bad-number.least", f"{name}.value", least=0, found=str(dated.value)))
        return attrs.evolve(self, own=(*self.own, *pairs))

    def at(self, name: str, *, on: datetime.date, of: str = "") -> Figure | MissingFigure:
        """The figure in force on a day, or the reason why it is missing."""
        found, on = self[name], as_day(on, "on")
        for own, dated in reversed(self.own):
            if own == name and dated.of == of and dated.holds(on):
                return Figure(name, found.unit, dated, is_own=True)
        values = [dated for dated in found.values if dated.of == of]
        for dated in reversed(values):
            if dated.holds(on):
                return Figure(name, found.unit, dated)
        return MissingFigure(name, on, *_why_missing(found, values, on, of), of)


_MUNICIPALITIES = "kommuner"
"""The unit of figures whose words are municipalities."""

_GROUPS = {
    "hovedstadsområdet": ("hovedstadsområdet", "the capital area"),
    "joined_before": ("tiltrådt før 1. oktober 2011", "joined before 1 October 2011"),
    "joined_since": ("tiltrådt fra 1. oktober 2011", "joined from 1 October 2011"),
}
"""Whom figures are for, other than specialities and forms of practice."""


def of_text(of: str, lang: str = "da") -> str:
    """Whom or what a value of a figure is for, in words.

    >>> of_text("psychiatry"), of_text("51")
    ('psykiatri', '51')
    """
    known: dict[str, Term] = {one.value: one for kind in (Speciality, ClinicKind) for one in kind}
    if of in known:
        return known[of].label(lang)
    return _GROUPS[of][language(lang)] if of in _GROUPS else of


def _why_missing(found: FigureSeries, values: list[DatedValue], on: datetime.date, of: str) -> tuple[str, str]:
    """Why a figure is missing on a day, in Danish and English."""
    whom, english_whom = (f" ({of_text(of, lang)})" if of else "" for lang in ("da", "en"))
    if not found.values:
        return found.needed_danish + whom, found.needed_english + english_whom
    ends = "," if "," in found.danish else ""  # the clause that began with a comma ends with one
    told: dict[str, Worded] = {"figure": (found.danish + whom + ends, found.english + english_whom), "on": on}
    ended = [(one.until, one.belongs_to, one.checked) for one in values if one.until is not None and one.until <= on]
    after = [one.since for one in values if one.since > on]
    if ended and not after:
        until, belongs_to, checked = max(ended)
        told["last"] = until - datetime.timedelta(days=1)
        basis = legal_bases().get(belongs_to)
        if basis is None or basis.until != until:
            return worded(phrase.table["figure_through"], told)
        told |= {"basis": (basis.danish, basis.english), "after": (basis.after_danish, basis.after_english)}
        return worded(phrase.table["figure_applied" if until <= checked else "figure_applies"], told)
    if after and not ended:
        return worded(phrase.table["figure_from"], {**told, "first": min(after)})
    return worded(phrase.table["figure_unknown_on" if values else "figure_unknown"], told)


def _refuse_of(found: FigureSeries, of: str, path: str) -> None:
    """Refuse an ``of`` that no value of the figure has and that is not a speciality or form of practice."""
    known = dict.fromkeys(dated.of for dated in found.values)
    words = {**known, **{one.value: None for kind in (Speciality, ClinicKind) for one in kind}, **_GROUPS}
    if known and of not in words:
        shown, close = tuple(filter(None, known)), nearest(str(of), tuple(filter(None, words)))
        raise PlanError(fault("unknown-word.of", path, name=found.name, known=shown, found=of, nearest=close))


# --- the library's own --------------------------------------------------------------------------------------------

Kind = TypeVar("Kind")


@functools.cache
def read_law(name: str, kind: type[Kind]) -> Kind:
    """A file of ``praksisplan/capacity/law`` as a value of a class; the extra ``yaml`` reads it."""
    from importlib.resources import files

    from praksisplan.storage.values import read_value

    text = files("praksisplan.capacity").joinpath("law", f"{name}.yaml").read_text(encoding="utf-8")
    return read_value(text, kind, "yaml")


_FILES = ("areas", "choice", "general_practice", "ownership", "specialists", "targets", "therapists")


@functools.cache
def legal_bases() -> dict[str, LegalBasis]:
    """The agreements and institutions of ``law/bases.yaml`` by name.

    >>> str(legal_bases()["ok18"].until)
    '2022-01-01'
    """
    bases: tuple[LegalBasis, ...] = read_law("bases", tuple[LegalBasis, ...])
    return {one.name: one for one in bases}


@functools.cache
def default_figures() -> Figures:
    """The figures of the library; reading them needs the extra ``yaml``.

    >>> len(default_figures().series) > 50
    True
    """
    series: Iterator[FigureSeries] = (one for name in _FILES for one in read_law(name, tuple[FigureSeries, ...]))
    return Figures(tuple(attrs.evolve(one, values=tuple(map(_until_basis, one.values))) for one in series))


def _until_basis(dated: DatedValue) -> DatedValue:
    """A value that ends no later than the agreement or the institution that it belongs to."""
    basis = legal_bases()[dated.belongs_to] if dated.belongs_to else None
    end = basis.until if basis and basis.ends_figures else None
    return dated if end is None or (dated.until and dated.until <= end) else attrs.evolve(dated, until=end)


@attrs.frozen
class NamedSource:
    """A source of a rule that is no figure, and the grade with which it was read."""

    name: str
    source: LegalSource
    grade: SourceGrade


@functools.cache
def named_sources() -> dict[str, NamedSource]:
    """The sources of ``law/sources.yaml`` by name."""
    sources: tuple[NamedSource, ...] = read_law("sources", tuple[NamedSource, ...])
    return {one.name: one for one in sources}


@checked_call
def figure(name: str, *, on: datetime.date, of: str = "", figures: Figures | None = None) -> Figure | MissingFigure:
    """The figure on a day with its source, or the reason why it is missing. Danish: *tal*.

    ``of`` is the speciality or group, if the figure has several: ``figure("specialist.knee", on=day,
    of="psychiatry")``. Raises `PlanError` for an unknown name.

    >>> import datetime
    >>> found = figure("gp.patients_per_capacity", on=datetime.date(2024, 1, 1))
    >>> int(found.value), found.dated.grade.value
    (1600, 'a')
    >>> print(figure("specialist.knee", on=datetime.date(2024, 1, 1), of="psychiatry"))
    knækgrænsen (psykiatri) er ikke oplyst for 1. januar 2024
    """
    known = figures or default_figures()
    _refuse_of(known[name], of, "of")
    return known.at(name, on=on, of=of)


@checked_call
def findings(figures: Figures) -> tuple[Finding, ...]:
    """Overlaps and gaps between the periods of force of each figure.

    >>> sorted({found.code for found in findings(default_figures())})
    ['figure-gap']
    """
    return tuple(finding for one in figures.series for finding in _findings(one))


def _findings(found: FigureSeries) -> Iterator[Finding]:
    for of in dict.fromkeys(dated.of for dated in found.values):
        values = sorted((dated for dated in found.values if dated.of == of), key=lambda dated: dated.since)
        subject = f"{found.name} {of}".strip()
        end = values[0].until
        for other in values[1:]:
            if end is None or end > other.since:
                words = worded(phrase.table["figure_overlap"], {"since": other.since})
                yield Finding("figure-overlap", Severity.ERROR, subject, *words)
            elif end < other.since:
                words = worded(phrase.table["figure_gap"], {"end": end, "since": other.since})
                yield Finding("figure-gap", Severity.NOTE, subject, *words)
            end = None if end is None or other.until is None else max(end, other.until)
