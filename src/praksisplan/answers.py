"""What every answer can do: be read as text, in a notebook, as records, as a table of any data frame library.

This is the only module that imports rich and narwhals, and only when they are asked for.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeVar, cast

from praksisplan.errors import Fault, PlanError, shown
from praksisplan.model import Citation, Plan, as_number, natural_order
from praksisplan.text import language
from praksisplan.vocabulary import day_words, heading, phrase

if TYPE_CHECKING:
    from rich.table import Table

__all__ = ["Answer", "Backend", "Cell", "Headed", "Told", "cell_text", "citation_text", "frame_library", "rich_table"]

T = TypeVar("T")
Cell = str | bool | int | datetime.date | None
Backend = Literal["polars", "pandas", "pyarrow"]

_UNKNOWN_DAYS = ("earliest", "latest", "likely", "by_90")
"""The columns with days in which nothing means that the day is unknown."""

_WHOLE = ("times_carried", "least", "most", "limit", "people", "floor", "ceiling", "capacities", "order", "year")
"""The columns of whole numbers."""


def cell_text(record: Mapping[str, Cell], column: str, lang: str = "da") -> str:
    """A cell as a person reads it: days in words, yes and no in the language; an unknown bound is told as unknown.

    >>> record = {"earliest": datetime.date(2017, 1, 1), "latest": None, "overdue": True, "since": None}
    >>> [cell_text(record, column) for column in record]
    ['1. januar 2017', 'ukendt', 'ja', '']
    """
    value = record[column]
    if value is None:
        return phrase("unknown", lang) if column in _UNKNOWN_DAYS else ""
    if isinstance(value, bool):
        return phrase("yes" if value else "no", lang)
    if isinstance(value, datetime.date):
        return day_words(value, lang)
    return str(value)


def _text_table(records: list[dict[str, Cell]], columns: tuple[str, ...], lang: str = "da") -> str:
    """Records as lines of plain text, the columns aligned."""
    rows = [[heading(column, lang) for column in columns]]
    rows += [[cell_text(record, column, lang).replace("\n", " ") for column in columns] for record in records]
    widths = [max(len(row[index]) for row in rows) for index in range(len(columns))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows)


def rich_table(records: list[dict[str, Cell]], columns: tuple[str, ...], lang: str = "da") -> Table:
    """Records as a table for the terminal; text is never read as markup."""
    from rich.box import HORIZONTALS
    from rich.table import Table
    from rich.text import Text

    table = Table(box=HORIZONTALS, show_lines=True, pad_edge=False)
    for column in columns:
        table.add_column(Text(heading(column, lang)), overflow="fold")
    for record in records:
        table.add_row(*(Text(cell_text(record, column, lang)) for column in columns))
    return table


def _html_table(records: list[dict[str, Cell]], columns: tuple[str, ...], caption: str) -> str:
    import html

    head = "".join(f'<th scope="col">{html.escape(heading(column))}</th>' for column in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell_text(record, column))}</td>" for column in columns) + "</tr>"
        for record in records
    )
    return (
        f'<table lang="da"><caption>{html.escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def to_frame(records: list[dict[str, Cell]], columns: tuple[str, ...], backend: str = "polars") -> Any:
    """Records as a data frame of the library named: ``"polars"``, ``"pandas"`` or ``"pyarrow"``.

    Raises `PlanError` for another name, and where narwhals or the library is not installed.
    """
    if backend not in ("polars", "pandas", "pyarrow"):
        raise PlanError(
            Fault(
                "unknown-backend",
                "backend",
                f"expected 'polars', 'pandas' or 'pyarrow', found {shown(backend)}",
                f"der skulle stå »polars«, »pandas« eller »pyarrow«, her står {shown(backend)}",
            )
        )
    narwhals = frame_library()
    kinds = {
        "overdue": narwhals.Boolean,
        **dict.fromkeys(_WHOLE, narwhals.Int64),
        **dict.fromkeys(("since", "day", *_UNKNOWN_DAYS), narwhals.Date),
    }
    schema = {column: kinds.get(column, narwhals.String)() for column in columns}
    data = {column: [record[column] for record in records] for column in columns}
    # the whole numbers of pandas know no empty cell; its nullable ones do
    gaps = [one for one in columns if backend == "pandas" and schema[one] == narwhals.Int64 and None in data[one]]
    schema |= dict.fromkeys(gaps, narwhals.Float64())
    try:
        native = narwhals.from_dict(data, schema=schema, backend=cast(Backend, backend)).to_native()
        return native.astype(dict.fromkeys(gaps, "Int64")) if gaps else native
    except ImportError:
        from importlib.util import find_spec

        # narwhals makes the dates of pandas with pyarrow
        missing = [library for library in (backend, "pyarrow") if find_spec(library) is None]
        raise _not_installed(missing[0] if missing else backend) from None


def frame_library() -> Any:
    """narwhals, which knows all libraries of data frames; a `PlanError` that says how to install it."""
    try:
        import narwhals
    except ImportError:
        raise _not_installed("narwhals") from None
    return narwhals


def _not_installed(library: str) -> PlanError:
    return PlanError(
        Fault(
            "not-installed",
            "backend",
            f"{library} is not installed; run: pip install 'praksisplan[frame]' {library}",
            f"{library} er ikke installeret; kør: pip install 'praksisplan[frame]' {library}",
        )
    )


class Told:
    """What can be read as text, in a notebook, in a terminal, as records and as a data frame."""

    __slots__ = ()

    columns: ClassVar[tuple[str, ...]]
    """The columns of the records, in order."""

    headline: ClassVar[tuple[str, ...]] = ()
    """The columns that a person is shown, where that is not all of them."""

    def to_records(self, lang: str = "da") -> list[dict[str, Cell]]:
        """One record a row: text, dates, truth values, and ``None`` for unknown; labels in ``"da"`` or ``"en"``."""
        raise NotImplementedError

    def _caption(self) -> str:
        """What stands over the table."""
        raise NotImplementedError

    def to_frame(self, backend: Backend = "polars") -> Any:
        """The records as a data frame of ``"polars"``, ``"pandas"`` or ``"pyarrow"`` (extra ``frame``)."""
        return to_frame(self.to_records(), self.columns, backend)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.to_frame("pyarrow").__arrow_c_stream__(requested_schema)

    def text(self, lang: str = "da") -> str:
        """The records as lines of plain text, in ``"da"`` or ``"en"``."""
        records = self.to_records(lang)
        return _text_table(records, self.headline or self.columns, lang) if records else phrase("none", lang)

    def __str__(self) -> str:
        return self.text()

    def __rich__(self) -> Any:
        return rich_table(self.to_records(), self.headline or self.columns)

    def _repr_html_(self) -> str:
        return _html_table(self.to_records(), self.headline or self.columns, self._caption())


class Headed(Told):
    """What is told as a table under a line that sums it up."""

    __slots__ = ()

    def heading(self, lang: str = "da") -> str:
        """The line over the table."""
        raise NotImplementedError

    def _caption(self) -> str:
        return self.heading()

    def text(self, lang: str = "da") -> str:
        return f"{self.heading(lang)}\n{Told.text(self, lang)}"

    def __rich__(self) -> Any:
        from rich.text import Text

        table = Told.__rich__(self)
        table.title = Text(self.heading())
        return table


class Answer(Told, Mapping[str, T]):
    """A mapping from recommendation number to what was found, in natural order. Danish: *svar*.

    Numbers may be given as ``int`` or ``str``. ``as_of`` and ``known_at`` are the days the answer holds for.
    """

    def __init__(self, plan: Plan, as_of: datetime.date, known_at: datetime.date) -> None:
        self.plan = plan
        self.as_of = as_of
        self.known_at = known_at
        self._made: dict[str, T] = {}
        self._order: tuple[str, ...] | None = None

    def _numbers(self) -> Mapping[str, object]:
        """The numbers of the answer, as the keys of a mapping in any order."""
        raise NotImplementedError

    def _make(self, number: str) -> T:
        """What was found for a number of the answer."""
        raise NotImplementedError

    def _record(self, number: str, found: T, lang: str) -> dict[str, Cell]:
        """What was found, as a record with at least the answer's columns."""
        raise NotImplementedError

    def _key(self, number: int | str) -> str:
        """The key that is meant; a `PlanError` for what can be none."""
        return as_number(number)

    def _refuse_unknown(self, key: str) -> None:
        """Raises `PlanError` for a key that the plan does not know."""
        self.plan.recommendation(key)

    def __getitem__(self, number: int | str) -> T:
        text = self._key(number)
        if text not in self._numbers():
            self._refuse_unknown(text)
            raise KeyError(text)
        found = self._made.get(text)
        if found is None:
            found = self._made[text] = self._make(text)
        return found

    def __contains__(self, number: object) -> bool:
        try:
            return self._key(number) in self._numbers()  # type: ignore[arg-type]
        except PlanError:
            return False

    def __iter__(self) -> Iterator[str]:
        if self._order is None:
            self._order = natural_order(self._numbers())
        return iter(self._order)

    def __len__(self) -> int:
        return len(self._numbers())

    def to_records(self, lang: str = "da") -> list[dict[str, Cell]]:
        language(lang)
        return [self._record(number, self[number], lang) for number in self]

    def _caption(self) -> str:
        return f"{self.plan.title} · {phrase('as_of')} {day_words(self.as_of)}"

    def __repr__(self) -> str:
        return f"<{type(self).__name__} as of {self.as_of}: {len(self)} of {len(self.plan.recommendations)}>"

    def _base(self, number: str) -> dict[str, Cell]:
        recommendation = self.plan.recommendation(number)
        return {"number": number, "section": recommendation.section, "title": recommendation.title}


def citation_text(citations: tuple[Citation, ...], lang: str = "da") -> str:
    """Citations side by side, as a cell or the end of a line; one that lies wholly inside another is left out."""
    kept = [one for one in dict.fromkeys(citations) if not any(_is_inside(one, other) for other in citations)]
    return "; ".join(citation.text(lang) for citation in kept)


def _is_inside(one: Citation, other: Citation) -> bool:
    if one == other or one.quote or one.line is None or other.line is None:
        return False
    if (one.source, one.section) != (other.source, other.section):
        return False
    first, last = (one.line, one.last_line or one.line), (other.line, other.last_line or other.line)
    return last[0] <= first[0] and first[1] <= last[1] and (first != last or bool(other.quote))
