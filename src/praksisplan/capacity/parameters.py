"""Figures from laws and agreements: dated, cited, and replaceable by one's own.

They stand in YAML files in ``praksisplan/capacity/law``. A figure is in force from one day until another; outside those
days it is unknown, and so is what nobody has published: that is asked of the caller.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterator
from fractions import Fraction

import attrs

from praksisplan.answers.words import day_words
from praksisplan.capacity.arguments import checked_call
from praksisplan.capacity.facts import ClinicKind, Speciality
from praksisplan.capacity.municipalities import municipality_name
from praksisplan.errors import Fault, PlanError, shown
from praksisplan.fields import identifier
from praksisplan.model import Finding, Severity, nearest
from praksisplan.periods import as_day
from praksisplan.storage.values import read_value
from praksisplan.terms import Term
from praksisplan.text import language

__all__ = [
    "Certainty",
    "DatedValue",
    "LegalSource",
    "Parameter",
    "Parameters",
    "Unknown",
    "Used",
    "exact_text",
    "findings",
    "number_text",
    "of_text",
    "parameter",
    "shipped",
]


class Certainty(Term):
    """How sure a figure is. What nobody here has read is not shipped."""

    A = "a", "A", "A"
    """the law, the agreement or the responsible body's own page was read"""
    B = "b", "B", "B"
    """a secondary page was read: press, association, municipality, clinic"""


@checked_call
@attrs.frozen
class LegalSource:
    """Where a rule is written. Danish: *hjemmel*."""

    title: str
    paragraph: str = ""
    address: str = ""

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.title, self.paragraph)))


@checked_call
@attrs.frozen
class DatedValue:
    """A figure and the days on which it is in force: from ``since`` until ``until``, that day not included.

    Danish: *sats*, *grænse*. ``of`` says of what, where a parameter has several (a speciality, a group); ``words`` are
    names, where it is no figure. ``until`` is ``None`` where no end is known. Without ``is_start_known``, ``since`` is
    only the first day on which a source shows it in force. ``checked`` is when it was last looked up.
    """

    since: datetime.date
    source: LegalSource
    certainty: Certainty
    checked: datetime.date
    value: Fraction | None = None
    words: tuple[str, ...] = ()
    until: datetime.date | None = None
    of: str = ""
    is_start_known: bool = True
    note: str = ""

    def __attrs_post_init__(self) -> None:
        if self.until is not None and self.until <= self.since:
            raise PlanError(
                Fault(
                    "order",
                    "until",
                    f"it ends ({self.until}) before it begins ({self.since})",
                    f"den ophører ({self.until}), før den begynder ({self.since})",
                )
            )

    def holds(self, on: datetime.date) -> bool:
        """Whether it is in force on a day."""
        return self.since <= on and (self.until is None or on < self.until)


@checked_call
@attrs.frozen
class Parameter:
    """A figure of a rule, with its values over time. Danish: *parameter*.

    ``rules`` are the rules that it belongs to, where no question names them. One without values is not published, or
    was not found: ``needed_danish`` and ``needed_english`` say what the caller has to bring.
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
        """What it is, in words."""
        return self.english if language(lang) else self.danish


@checked_call
@attrs.frozen
class Used:
    """A figure as it was in force on the day of a ruling; ``is_own`` where the caller laid it over the shipped one."""

    name: str
    unit: str
    dated: DatedValue
    is_own: bool = False

    def label(self, lang: str = "da") -> str:
        """What it is, in words; its name, where the library ships none of it."""
        found = next((one.label(lang) for one in shipped().parameters if one.name == self.name), self.name)
        return f"{found} ({of_text(self.dated.of, lang)})" if self.dated.of else found

    @property
    def value(self) -> Fraction:
        """The figure; a `PlanError` for a parameter of words."""
        if self.dated.value is None:
            raise PlanError(Fault("wrong-type", self.name, f"{self.name} is no figure", f"{self.name} er ikke et tal"))
        return self.dated.value

    @property
    def names(self) -> tuple[str, ...]:
        """The names of a parameter of words; a `PlanError` for a figure."""
        if not self.dated.words:
            raise PlanError(Fault("wrong-type", self.name, f"{self.name} has no names", f"{self.name} har ingen navne"))
        return self.dated.words


@checked_call
@attrs.frozen
class Unknown:
    """That a figure is not known on a day, and why. Danish: *ukendt*."""

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


@attrs.frozen
class _File:
    parameters: tuple[Parameter, ...]


@checked_call
@attrs.frozen
class Parameters:
    """All figures that rulings use: those shipped, and a caller's own over them. Danish: *parametre*."""

    parameters: tuple[Parameter, ...]
    own: tuple[tuple[str, DatedValue], ...] = ()

    @functools.cached_property
    def _by_name(self) -> dict[str, Parameter]:
        return {one.name: one for one in self.parameters}

    def __getitem__(self, name: str) -> Parameter:
        """The parameter with that name; a `PlanError` with the nearest names if there is none."""
        found = self._by_name.get(name)
        if found is None:
            raise PlanError(
                Fault(
                    "unknown-parameter",
                    "name",
                    f"there is no parameter {shown(name)}",
                    f"der er ingen parameter {shown(name)}",
                    nearest=nearest(str(name), tuple(self._by_name)),
                )
            )
        return found

    @checked_call
    def with_values(self, values: dict[str, DatedValue] | list[tuple[str, DatedValue]]) -> Parameters:
        """These figures with a caller's own over them: a region's own limit, a clinic's leave. The last laid counts.

        Raises `PlanError` for a name that no rule uses.
        """
        pairs = values.items() if isinstance(values, dict) else values
        for name, dated in pairs:
            _refuse_of(self[name], dated.of, f"{name}.of")
            if self[name].unit == _MUNICIPALITIES:
                for word in dated.words:
                    _ = municipality_name(word, f"{name}.words")
            if dated.value is not None and dated.value < 0:
                raise PlanError(
                    Fault(
                        "bad-number",
                        f"{name}.value",
                        f"expected a number of at least 0, found {shown(str(dated.value))}",
                        f"der skulle stå et tal på mindst 0, her står {shown(str(dated.value))}",
                    )
                )
        return attrs.evolve(self, own=(*self.own, *pairs))

    def at(self, name: str, *, on: datetime.date, of: str = "") -> Used | Unknown:
        """The figure that is in force on a day, or why it is unknown; never one that has ended or not begun."""
        found, on = self[name], as_day(on, "on")
        for own, dated in reversed(self.own):
            if own == name and dated.of == of and dated.holds(on):
                return Used(name, found.unit, dated, is_own=True)
        values = [dated for dated in found.values if dated.of == of]
        for dated in reversed(values):
            if dated.holds(on):
                return Used(name, found.unit, dated)
        return Unknown(name, on, *_why(found, values, on, of), of)


_MUNICIPALITIES = "kommuner"
"""The unit of figures whose words are municipalities."""


def of_text(of: str, lang: str = "da") -> str:
    """What a value of a figure is for, in words: a speciality by its name, else as it stands.

    >>> of_text("psychiatry"), of_text("51")
    ('psykiatri', '51')
    """
    known: dict[str, Term] = {one.value: one for kind in (Speciality, ClinicKind) for one in kind}
    if of in known:
        return known[of].label(lang)
    return _GROUPS[of][language(lang)] if of in _GROUPS else of


_GROUPS = {
    "hovedstadsområdet": ("hovedstadsområdet", "the capital area"),
    "joined_before": ("tiltrådt før 1. oktober 2011", "joined before 1 October 2011"),
    "joined_since": ("tiltrådt fra 1. oktober 2011", "joined from 1 October 2011"),
}
"""Of what figures are, where it is no speciality and no form of practice."""


def _why(found: Parameter, values: list[DatedValue], on: datetime.date, of: str) -> tuple[str, str]:
    """Why a figure is not known on a day, in Danish and English."""
    danish, english = found.danish, found.english
    ends = "," if "," in danish and found.values else ""  # the clause that began with a comma ends with one
    if of:
        danish, english = f"{danish} ({of_text(of)})", f"{english} ({of_text(of, 'en')})"
    danish += ends
    day, english_day = day_words(on), day_words(on, "en")
    if not found.values:
        return f"{danish}: {found.needed_danish}", f"{english}: {found.needed_english}"
    if not values:
        return f"{danish} kendes ikke", f"{english}: not known"
    before = [one for one in values if one.until is not None and one.until <= on]
    after = [one for one in values if one.since > on]
    if before and after:
        return f"{danish} kendes ikke for {day}", f"{english}: not known for {english_day}"
    if before:
        last = max(one.until for one in before if one.until is not None) - datetime.timedelta(days=1)
        return (
            f"{danish} kendes kun til og med {day_words(last)}, ikke for {day}",
            f"{english}: known only through {day_words(last, 'en')}, not for {english_day}",
        )
    first = min(one.since for one in after)
    return (
        f"{danish} kendes først fra {day_words(first)}, ikke for {day}",
        f"{english}: known only from {day_words(first, 'en')}, not for {english_day}",
    )


@functools.cache
def shipped() -> Parameters:
    """The figures that come with the library; the extra ``yaml`` reads them."""
    from importlib.resources import files

    folder = files("praksisplan.capacity").joinpath("law")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    read = [read_value(folder.joinpath(name).read_text(encoding="utf-8"), _File, "yaml") for name in names]
    return Parameters(tuple(one for file in read for one in file.parameters))


@checked_call
def parameter(name: str, *, on: datetime.date, of: str = "", parameters: Parameters | None = None) -> Used | Unknown:
    """The figure of a rule on a day, with its source, or why it is unknown. Danish: *parameter*.

    ``of`` says of what, where there are several: ``parameter("specialist.knee", on=day, of="psychiatry")``. Raises
    `PlanError` for a name that no rule uses.

    >>> import datetime
    >>> found = parameter("gp.patients_per_capacity", on=datetime.date(2024, 1, 1))
    >>> int(found.value), found.dated.certainty.value
    (1600, 'a')
    >>> print(parameter("specialist.knee", on=datetime.date(2024, 1, 1), of="psychiatry"))
    knækgrænsen (psykiatri) kendes ikke for 1. januar 2024
    """
    figures = parameters or shipped()
    _refuse_of(figures[name], of, "of")
    return figures.at(name, on=on, of=of)


def _refuse_of(found: Parameter, of: str, path: str) -> None:
    """Refuse a word for what a figure is for that no value has, and that is no speciality or form of practice."""
    known = [*dict.fromkeys(dated.of for dated in found.values)]
    words = [*known, *(one.value for kind in (Speciality, ClinicKind) for one in kind), *_GROUPS]
    if known and of not in words:
        told = ", ".join(filter(None, known)) or "-"
        raise PlanError(
            Fault(
                "unknown-word",
                path,
                f"{found.name} is for {told}; found {shown(of)}",
                f"{found.name} er for {told}; her står {shown(of)}",
                nearest=nearest(str(of), tuple(filter(None, words))),
            )
        )


@checked_call
def findings(parameters: Parameters) -> tuple[Finding, ...]:
    """Where the periods of force of one figure overlap, or leave a gap between them."""
    return tuple(finding for one in parameters.parameters for finding in _findings(one))


def _findings(found: Parameter) -> Iterator[Finding]:
    for of in dict.fromkeys(dated.of for dated in found.values):
        values = sorted((dated for dated in found.values if dated.of == of), key=lambda dated: dated.since)
        subject = f"{found.name} {of}".strip()
        end = values[0].until
        for other in values[1:]:
            if end is None or end > other.since:
                danish = f"to værdier gælder fra {day_words(other.since)}"
                english = f"two values are in force from {day_words(other.since, 'en')}"
                yield Finding("parameter-overlap", Severity.ERROR, subject, danish, english)
            elif end < other.since:
                danish = f"ingen værdi fra {day_words(end)} til {day_words(other.since)}"
                english = f"no value from {day_words(end, 'en')} until {day_words(other.since, 'en')}"
                yield Finding("parameter-gap", Severity.NOTE, subject, danish, english)
            end = None if end is None or other.until is None else max(end, other.until)


def number_text(value: Fraction | int | float, lang: str = "da", decimals: int = 2) -> str:
    """A number as it is written: thousands apart, and so many decimals at most.

    >>> number_text(1600), number_text(Fraction(3, 8)), number_text(1600.5, "en")
    ('1.600', '0,38', '1,600.5')
    """
    parts = 10**decimals
    rounded = round(Fraction(value) * parts)
    if abs(rounded) >= _VERY_LARGE:
        return "a very large number" if language(lang) else "et meget stort tal"
    whole, rest = divmod(abs(rounded), parts)
    after = f"{rest:0{decimals}}".rstrip("0") if rest else ""
    words = f"{'-' if rounded < 0 else ''}{whole:,}" + (f".{after}" if after else "")
    return words if language(lang) else words.translate(str.maketrans(",.", ".,"))


_VERY_LARGE = 10**40


def exact_text(value: Fraction, lang: str = "da") -> str:
    """A number as it is written, with all its decimals; as a fraction where they do not end.

    >>> exact_text(Fraction("0.047")), exact_text(Fraction(7, 6)), exact_text(Fraction(1095927))
    ('0,047', '7/6', '1.095.927')
    """
    ends = [places for places in range(_MOST_DECIMALS) if (value * 10**places).denominator == 1]
    return number_text(value, lang, ends[0]) if ends else str(value)


_MOST_DECIMALS = 16
