"""The base classes of answers: as text, in a notebook, as records, and as a data frame of any library."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from attrs.exceptions import FrozenInstanceError

from praksisplan.answers.columns import BASE, Cell, Code, Columns, Labels, Type
from praksisplan.answers.frames import Backend, Schema, to_frame
from praksisplan.answers.headings import heading
from praksisplan.answers.layout import Layout, html_table, text_table
from praksisplan.answers.phrases import phrase
from praksisplan.answers.words import day_words, words
from praksisplan.bulk import gc_paused
from praksisplan.errors import PlanError, Words, fault
from praksisplan.model import Plan, as_number, natural_order
from praksisplan.terms import Term
from praksisplan.text import LANGUAGES, language, short_repr

if TYPE_CHECKING:
    from rich.console import RenderableType

T = TypeVar("T")
R = TypeVar("R")


class Tabular:
    """An answer as text, records, a data frame, and a table in notebooks and terminals.

    ``columns`` describes its columns. A column has its own name in the records, as a code, id, number, text, truth
    value or day; a column with several values holds lists. Values that need more than one column have others beside it:

    - a period is its words, with its first day in ``_start`` and the day after its last in ``_end`` (``None``: open);
    - an awaited recommendation or event is its number or id, with ``_kind``, ``_outcome`` and ``_strand``; ``expected``
      has a period for each, in the same order;
    - a citation is the id of its source, with ``_section``, ``_page``, ``_line``, ``_last_line`` and ``_cell``;
    - a finding is its code, with ``_severity``; a quantity its number, with ``_what`` and ``_at_least``;
    - a milestone is its title, with ``_expected``, ``_start``, ``_end``, ``_every`` and ``_reached``.

    ``None`` is unknown or absent. Lists that belong together have the same length.
    """

    __slots__ = ()

    columns: ClassVar[Columns]
    """The columns in order, with what each holds."""

    summary_columns: ClassVar[tuple[str, ...]] = ()
    """The columns that a person is shown, where that is not all of them."""

    _field: ClassVar[str]
    """The field of the answer that holds what was found, one value a row."""

    __repr__ = short_repr

    def _found(self) -> Iterable[tuple[Any, Any]]:
        """What was found, one value a row, each with a key for `_given` where that needs one."""
        return ((None, found) for found in getattr(self, self._field))

    def _given(self, key: Any, found: Any, /) -> dict[str, Any]:
        """The cells that are not fields of what was found."""
        return {}

    def _rows(self) -> list[dict[str, Any]]:
        """One row of values each, which know no language: the cells that are given, the others from the fields."""
        plan: Any = getattr(self, "plan", None)  # not every answer has one
        rows = []
        for key, found in self._found():
            given = self._given(key, found)
            others = {name: kind.read(name, plan, found) for name, kind in self.columns.items() if name not in given}
            rows.append(given | others)
        return rows

    @gc_paused()
    def _of_rows(self, make: Callable[[dict[str, Any]], R]) -> list[R]:
        """What is made of each row."""
        return [make(row) for row in self._rows()]

    def _language(self, lang: str) -> str:
        """The language, with the name that the plan has for its items."""
        plan: Plan | None = getattr(self, "plan", None)
        return LANGUAGES[language(lang)] if plan is None else plan.kind.language(lang)

    def heading(self, lang: str = "da") -> str:
        """The line over the table, with the count."""
        raise NotImplementedError

    def remarks(self, lang: str = "da") -> tuple[str, ...]:
        """Further lines about what the table does not show."""
        return ()

    def caption(self, lang: str = "da") -> str:
        """The lines over the table: the heading and the remarks."""
        return "\n".join((self.heading(lang), *self.remarks(lang)))

    def headings(self, lang: str = "da", *, all: bool = False) -> dict[str, str]:
        """The columns that a person is shown, or all of them, each with its heading."""
        lang = self._language(lang)
        names = tuple(self.columns) if all else self.summary_columns or tuple(self.columns)
        titles = {column: self.columns[column].title for column in names}
        return {
            column: heading(column, lang) if title is None else words(title, lang) for column, title in titles.items()
        }

    def to_records(self, labels: Labels = "codes") -> list[dict[str, Code]]:
        """One record a row, for programs: codes, ids, numbers, truth values, days and lists of these.

        With ``labels="da"`` or ``"en"`` each column of codes has its words beside it, in a column ending in ``_label``.
        Raises `PlanError` for other labels.

        >>> import datetime
        >>> from praksisplan import blocked, datasets
        >>> held = blocked(datasets.load("hovedstaden-almen-2015-2019"), as_of=datetime.date(2017, 1, 15))
        >>> record = next(one for one in held.to_records("en") if one["number"] == "29")
        >>> record["awaits"], record["awaits_kind"], record["awaits_outcome"], record["awaits_label"]
        (['28'], ['recommendation'], ['report'], ['recommendation 28 (report)'])
        """
        keys, lang = tuple(self.schema(labels)), None if labels == "codes" else self._language(labels)
        return self._of_rows(lambda row: dict(zip(keys, self._codes(row, lang))))

    def _codes(self, row: dict[str, Any], lang: str | None) -> Iterator[Code]:
        """The cells of a record."""
        for column, kind in self.columns.items():
            yield from kind.coded(row[column])
            if lang is not None and kind.is_labelled:
                yield kind.label(row[column], lang)

    def schema(self, labels: Labels = "codes") -> Schema:
        """The type of each column of the records, and whether its cells are lists."""
        if labels not in ("codes", *LANGUAGES):
            raise PlanError(fault("unknown-labels", "labels", found=labels))
        found: dict[str, tuple[Type, bool]] = {}
        for column, kind in self.columns.items():
            found |= {f"{column}{part}": (type, kind.is_several) for part, type in kind.parts.items()}
            if labels != "codes" and kind.is_labelled:
                found[f"{column}_label"] = ("text", kind.is_several)
        return found

    def to_frame(self, backend: Backend = "polars", labels: Labels = "codes") -> Any:
        """The records as a data frame of ``"polars"``, ``"pandas"`` or ``"pyarrow"``, typed also where it is empty.

        Lists are lists of polars and pyarrow, in pandas those of its Arrow types. Raises `PlanError` for another name
        and where the library is not installed; pandas needs pyarrow.
        """
        return to_frame(self.to_records(labels), self.schema(labels), backend)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.to_frame("pyarrow").__arrow_c_stream__(requested_schema)

    def cells(self, lang: str = "da") -> list[dict[str, Cell]]:
        """One row each, for people: words in ``"da"`` or ``"en"``, beside days, numbers and truth values."""
        lang = self._language(lang)
        kinds = self.columns.items()
        return self._of_rows(lambda row: {column: kind.worded(row[column], lang) for column, kind in kinds})

    def text(self, lang: str = "da") -> str:
        """The answer as lines of plain text, in ``"da"`` or ``"en"``."""
        told, cells = self.caption(lang), self.cells(lang)
        return f"{told}\n{text_table(cells, self.headings(lang), lang)}" if cells else told

    def __str__(self) -> str:
        return self.text()

    def __rich__(self) -> RenderableType:
        return Layout(self.cells(), self.headings(), title=self.caption())

    def _repr_html_(self) -> str:
        return html_table(self.cells(), self.headings(), self.caption().replace("\n", ". "))


class DatedTable(Tabular):
    """A table as of a day, with a first line that counts its rows."""

    __slots__ = ()

    plan: Plan
    as_of: datetime.date

    def _counts(self) -> tuple[str, *tuple[object, ...]]:
        """The key of the phrase that counts, and the values in it."""
        raise NotImplementedError

    def heading(self, lang: str = "da") -> str:
        lang = self._language(lang)
        key, *values = self._counts()
        counted = phrase(key, lang, *(value if type(value) is int else words(value, lang) for value in values))
        dated = phrase("counted_as_of", lang, counted, day_words(self.as_of, lang))
        return dated[:1].upper() + dated[1:]


class NotInAnswer(PlanError, KeyError):
    """A number or id that is not among those of an answer."""

    __str__ = PlanError.__str__


class Answer(DatedTable, Mapping[str, T]):
    """A mapping from recommendation number to a result, in natural order. Danish: *svar*.

    Numbers may be given as ``int`` or ``str``. ``as_of`` and ``known_at`` are the days of the answer. An answer is
    frozen: setting an attribute raises ``attrs.exceptions.FrozenInstanceError``, an ``AttributeError``.
    """

    _heading: ClassVar[str]
    """The phrase that counts: how many are found, and how many recommendations the plan has."""

    def __init_subclass__(cls, **named: Any) -> None:
        super().__init_subclass__(**named)
        make = cls.__init__

        @functools.wraps(make)
        def make_frozen(self: Any, *given: Any, **others: Any) -> None:
            make(self, *given, **others)
            self._is_frozen = type(self) is cls

        cls.__init__ = make_frozen  # type: ignore[method-assign]

    def __setattr__(self, name: str, value: object) -> None:
        if name[0] != "_" and self.__dict__.get("_is_frozen"):  # what is kept for the next time stays open
            raise FrozenInstanceError
        super().__setattr__(name, value)

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError

    def __init__(self, plan: Plan, as_of: datetime.date, known_at: datetime.date, found: Mapping[str, Any]) -> None:
        self.plan = plan
        self.as_of = as_of
        self.known_at = known_at
        self._by_number = found
        self._made: dict[str, T] = {}
        self._order: tuple[str, ...] | None = None

    def _make(self, number: str) -> T:
        """What was found for a number of the answer."""
        found: T = self._by_number[number]
        return found

    def _key(self, number: int | str) -> str:
        """The key that is meant; a `PlanError` for what can be none."""
        return as_number(number)

    def _refuse_unknown(self, key: str) -> None:
        """Raises `PlanError` for a key that the plan does not know."""
        self.plan.recommendation(key)

    def __getitem__(self, number: int | str) -> T:
        text = self._key(number)
        if text not in self._by_number:
            self._refuse_unknown(text)
            raise NotInAnswer(
                fault("not-in-answer", "number", number=text, answer=Words(self.heading(), self.heading("en")))
            )
        found = self._made.get(text)
        if found is None:
            found = self._made[text] = self._make(text)
        return found

    def __contains__(self, number: object) -> bool:
        try:
            return self._key(number) in self._by_number  # type: ignore[arg-type]
        except PlanError:
            return False

    def __iter__(self) -> Iterator[str]:
        if self._order is None:
            self._order = natural_order(self._by_number)
        return iter(self._order)

    def __len__(self) -> int:
        return len(self._by_number)

    def _found(self) -> Iterable[tuple[str, T]]:
        return self.items()

    def _given(self, number: str, found: T) -> dict[str, Any]:
        recommendation = self.plan.recommendation(number)
        return dict(zip(BASE, (number, recommendation.section, recommendation.title)))

    def _counts(self) -> tuple[str, *tuple[object, ...]]:
        return self._heading, len(self), len(self.plan.recommendations)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} as of {self.as_of}: {len(self)} of {len(self.plan.recommendations)}>"


class AnswerById(Answer[T]):
    """A mapping from the id of a part of a plan to a result, in the order in which the results are given."""

    _part: ClassVar[str]
    """The name of such a part: the plan has a method of that name, which finds it by its id."""
    _wrong_id: ClassVar[str]
    """The code of the fault of a key that is not text."""

    def __init__(self, plan: Plan, as_of: datetime.date, known_at: datetime.date, found: Mapping[str, Any]) -> None:
        super().__init__(plan, as_of, known_at, found)
        self._order = tuple(found)

    def _key(self, number: int | str) -> str:
        if type(number) is str:
            return number
        raise PlanError(fault(self._wrong_id, self._part, found=number))

    def _refuse_unknown(self, key: str) -> None:
        getattr(self.plan, self._part)(key)

    def _given(self, number: str, found: T) -> dict[str, Any]:
        return {}

    def __repr__(self) -> str:
        return f"<{type(self).__name__} as of {self.as_of}: {len(self)}>"


class Group(property, Generic[T]):
    """The rows of an answer that have one value in a field, as a property of the answer."""

    def __init__(self, row: type[T], field: str, value: Term, about: str) -> None:
        def group(answer: Answer[T]) -> tuple[T, ...]:
            return tuple(one for one in answer.values() if getattr(one, field) is value)

        group.__doc__ = about
        group.__annotations__["return"] = tuple[row, ...]  # type: ignore[valid-type] # for the reference
        super().__init__(group)

    if TYPE_CHECKING:

        def __get__(self, answer: Answer[T], kind: type | None = None, /) -> tuple[T, ...]: ...  # type: ignore[override]
