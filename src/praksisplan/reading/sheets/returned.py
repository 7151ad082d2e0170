"""The sheet that comes back: its rows and cells -> statements of what has changed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import attrs

from praksisplan.answers.words import day_words
from praksisplan.arguments import checked_call
from praksisplan.errors import Fault, PlanError, Words, fault
from praksisplan.model import Citation, Finding, Matter, Plan, Source, Standing, Statement, Status, finding, is_number
from praksisplan.periods import Period, read_period
from praksisplan.periods.period import latest_day
from praksisplan.reading.opening import open_document
from praksisplan.reading.sheets.columns import COLUMNS, LISTS, NOTE, OPEN, QUESTIONS, Question, Sheet, heading_of
from praksisplan.reading.sheets.export import GUIDES, MARKER, VERSION, digests_of
from praksisplan.reading.written import Cell, Table
from praksisplan.rules.history import FINISHED
from praksisplan.rules.recording import record
from praksisplan.rules.state import state_at
from praksisplan.text import LANGUAGES, language, nearest


@attrs.frozen
class Imported:
    """A plan with what a filled-in sheet says of it. Danish: *indlæst statusark*.

    ``added`` are the statements that it makes, one for each row that was changed; ``findings`` tell what was seen in it
    and not read. ``as_of`` is the day of the state from which the sheet was made.
    """

    plan: Plan
    added: tuple[Statement, ...]
    findings: tuple[Finding, ...]
    as_of: datetime.date


@checked_call
def import_sheet(
    plan: Plan,
    sheet: bytes,
    *,
    on: Period | str | None = None,
    by: str | None = None,
    source: Source | None = None,
    standing: Standing | str = Standing.REPORTED,
    matter: Matter | str | None = None,
) -> Imported:
    """The plan with the changes that people made in a sheet of `export_sheet`. Danish: *indlæsning af statusark*.

    Every row that was changed gives one statement, with nothing but what was changed: by the body ``by``, on the day or
    period ``on``, with that ``standing`` and, for a decision, ``matter``. ``source`` is the document to cite, with the
    cell; it is added to the plan if it is not there. Give ``on``, ``source`` or both. What the plan says already, and
    what is unchanged, gives no statement.

    Rows may be sorted, filtered, hidden or deleted, and columns may be added. Cells may hold dates and numbers. A sheet
    that was made from an older state is read, too, unless a cell and the plan have both changed the same thing.

    Raises one `PlanError` with every fault, each at its sheet and cell: nothing is taken in then.

    >>> from praksisplan import datasets
    >>> from praksisplan.reading import export_sheet
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> sheet = export_sheet(plan, as_of=datetime.date(2017, 1, 15))
    >>> import_sheet(plan, sheet, on="1. februar 2017").added
    ()
    """
    when = None if on is None else read_period(on, "on")
    if by is not None:
        _refuse_unknown_body(plan, by)
    if when is None and source is None:
        raise PlanError(fault("undated.sheet", "on"))
    opened = open_document(sheet)
    tables = [part for part in opened.parts if isinstance(part, Table)]
    marker = _marker(plan, tables)
    dated = [one for one in (when, None if source is None else source.dated) if one is not None]
    day = max([marker.as_of, *map(latest_day, dated)])
    reader = _Reader(marker, tables, _sheet_of(plan, day, marker))
    changed = reader.changed_rows()
    said = {"on": when, "by": by, "standing": standing, "matter": matter}
    statements = [_statement(row, None if source is None else source.id, said) for row in changed]
    if standing is Standing.PROPOSED:  # it changes nothing yet, so that it may have been taken in before
        known = set(plan.log)
        statements = [one for one in statements if one not in known]
    recorded = record(plan, *statements, source=source) if statements else plan
    without = list(_without_effect(changed, _sheet_of(recorded, day, marker), day))
    if without and standing is not Standing.PROPOSED:
        raise PlanError(*without)
    seen = (one for one in opened.findings if one.subject != MARKER)
    return Imported(recorded, tuple(statements), (*seen, *reader.findings), marker.as_of)


def _sheet_of(plan: Plan, day: datetime.date, marker: _Marker) -> Sheet:
    return Sheet(state_at(plan, as_of=day), marker.lang)


def _refuse_unknown_body(plan: Plan, by: str) -> None:
    try:
        plan.body(by)
    except PlanError as error:
        raise PlanError(*(attrs.evolve(one, path="by") for one in error.faults)) from None


# --- the hidden sheet --------------------------------------------------------------------------------------------


class _Before(NamedTuple):
    """What a row said when the sheet was made: its open cells by column, and the digests of the log."""

    cells: dict[str, str]
    digests: tuple[str, ...]


class _Marker(NamedTuple):
    """What the hidden sheet says: the day of the state, the language, and each row by its number."""

    as_of: datetime.date
    lang: str
    rows: dict[str, _Before]


def _marker(plan: Plan, tables: Iterable[Table]) -> _Marker:
    table = next((one for one in tables if _is_marker(one)), None)
    if table is None:
        raise PlanError(fault("not-a-sheet", "$", name=MARKER))
    _, version, id, as_of, lang = (_words(cell) for cell in table.rows[0][:_OF_MARKER])
    if version != VERSION:
        raise PlanError(fault("not-a-sheet.version", "$"))
    if id != plan.id:
        raise PlanError(fault("other-plan.sheet", "$", plan=plan.id, found=id))
    first, last = len(COLUMNS) - len(OPEN), len(COLUMNS)
    rows = {}
    try:
        for row in table.rows[1:]:
            before = {column: _open_words(column, cell) for column, cell in zip(OPEN, row[first:last], strict=True)}
            digests = tuple(_words(cell) for _, cell in zip(QUESTIONS, row[last:], strict=True))
            rows[_words(row[0])] = _Before(before, digests)
        return _Marker(datetime.date.fromisoformat(as_of), LANGUAGES[language(lang)], rows)
    except ValueError:  # somebody has written in it
        raise PlanError(fault("not-a-sheet.changed", "$", name=MARKER)) from None


_OF_MARKER = 5


def _is_marker(table: Table) -> bool:
    return table.rows[0][0].text == MARKER and len(table.rows[0]) >= _OF_MARKER


def _words(cell: Cell) -> str:
    """The words of a cell on one line; a day as it is written in Danish."""
    if isinstance(cell.value, datetime.date) and "." in cell.text:
        return day_words(cell.value)
    return " ".join(cell.text.split())


def _open_words(column: str, cell: Cell) -> str:
    """The words of an open cell; names on lines of their own are separated as others are."""
    if column not in LISTS:
        return _words(cell)
    return "; ".join(filter(None, (" ".join(line.split()) for line in cell.text.split("\n"))))


# --- the table ---------------------------------------------------------------------------------------------------

_MOST_ABOVE = 30
"""The rows among which the headings are looked for."""
_LEAST_HEADINGS = 4
_LEAST_MOVED = 4
"""So many rows that have got each other's answers were not filled in like that."""


class _Answer(NamedTuple):
    """A new answer to a question, and its cell."""

    question: Question[Any]
    answer: Any
    cell: Cell


@attrs.frozen
class _Row:
    """A row: its cells, the words of its open ones now and when the sheet was made, and what it changes.

    ``fields`` are those of the statement that it makes, ``answers`` what was answered.
    """

    number: str
    cells: Mapping[str, Cell]
    words: Mapping[str, str]
    before: Mapping[str, str]
    fields: dict[str, Any] = attrs.Factory(dict)
    answers: list[_Answer] = attrs.Factory(list)

    def changed(self, columns: Iterable[str]) -> list[str]:
        return [one for one in columns if self.words[one] != self.before[one]]


class _Reader:
    """Reads the rows of the table that was filled in against what they said before, and what the plan says now."""

    def __init__(self, marker: _Marker, tables: Iterable[Table], now: Sheet) -> None:
        self.marker, self.now, self.plan = marker, now, now.plan
        self.digests = digests_of(self.plan)
        self.faults: list[Fault] = []
        self.findings: list[Finding] = []
        self._known = {heading_of(one, self.plan, lang).casefold(): one for lang in ("en", "da") for one in COLUMNS}
        headings, *self._below = self._table(tables)
        self._name = headings[0].span.sheet
        self._columns = self._columns_of(headings)
        self._rows: list[_Row] = []
        self._merged: set[str] = set()
        self._titles: dict[str, list[str]] = {}
        for one in self.plan.recommendations:
            self._titles.setdefault(_folded(one.title), []).append(one.number)

    def _table(self, tables: Iterable[Table]) -> Sequence[tuple[Cell, ...]]:
        """The rows from the headings of the sheet on, wherever they are. Raises `PlanError` for none or two."""
        found = []
        for table in tables:
            counts = [sum(_heading(cell) in self._known for cell in row) for row in table.rows[:_MOST_ABOVE]]
            if max(counts) >= _LEAST_HEADINGS and not _is_marker(table):
                found.append((table, counts.index(max(counts))))
            elif not table.is_hidden and table.title not in GUIDES:
                self.findings.append(finding("sheet-not-read", table.title))
        visible = [one for one in found if not one[0].is_hidden] or found
        if not visible:
            known = tuple(heading_of(one, self.plan, "da") for one in OPEN)
            raise PlanError(fault("not-a-sheet.table", "$", known=known))
        if len(visible) > 1:
            first, second, *_ = (table.title for table, _ in visible)
            raise PlanError(fault("not-a-sheet.two", "$", first=first, second=second))
        [(table, top)] = visible
        return table.rows[top:]

    def _columns_of(self, headings: tuple[Cell, ...]) -> dict[str, int]:
        """The columns by their headings; other columns are told, and one that is missing, if it may be one of them."""
        columns: dict[str, int] = {}
        others: list[str] = []
        for index, cell in enumerate(headings):
            column = self._known.get(_heading(cell))
            if column is None:
                is_filled = any(row[index].text for row in self._below)
                if is_filled:
                    self.findings.append(finding("column-not-read.sheet", cell.span.text(), heading=_words(cell)))
                if is_filled or cell.text:
                    others.append(_words(cell))
            elif column in columns:
                first = headings[columns[column]].span.text()
                self._refuse(cell, "duplicate-column.sheet", name=_words(cell), first=first)
            else:
                columns[column] = index
        for column in ("number", *OPEN):
            if column not in columns:
                name = Words(heading_of(column, self.plan, "da"), heading_of(column, self.plan, "en"))
                if others or column == "number":
                    there = tuple(filter(None, others))
                    self._refuse(headings[0], "missing-column.sheet", name=name, others=there)
                else:
                    self.findings.append(finding("column-left-out", self._name, name=name))
        if self.faults:
            raise PlanError(*self.faults)
        return columns

    def changed_rows(self) -> list[_Row]:
        """The rows that change something. Raises `PlanError` for everything that is wrong in the table."""
        seen: dict[str, Cell] = {}
        for row in self._below:
            cells = {column: row[index] for column, index in self._columns.items()}
            number = self._number(cells)
            if number is None:
                continue
            if number in seen:
                self._refuse(cells["number"], "duplicate-number.row", word=number, first=seen[number].span.cell)
                continue
            seen[number] = cells["number"]
            self._read(number, cells)
        self._refuse_moved()
        if left := tuple(number for number in self.marker.rows if number not in seen):
            self.findings.append(finding("rows-left-out", self._name, numbers=left))
        if self.faults:
            raise PlanError(*self.faults)
        return [row for row in self._rows if row.fields]

    def _refuse(self, cell: Cell, code: str, **fields: Any) -> None:
        self.faults.append(fault(code, _place(cell), **fields))

    def _number(self, cells: Mapping[str, Cell]) -> str | None:
        """The number of a row that can be read; ``None`` for others, with a fault or finding if they hold anything."""
        cell = cells["number"]
        words = _words(cell).rstrip(".")
        filled = [one for column, one in cells.items() if column in OPEN and one.text]
        if words in self.marker.rows and self.plan.has(words):
            return words if self._has_own_title(words, cells) else None
        if words and (filled or is_number(words)):
            is_new = self.plan.has(words)
            near = () if is_new else nearest(words, tuple(self.marker.rows))
            self._refuse(cell, "unknown-number.new" if is_new else "unknown-number", word=words, nearest=near)
        elif filled:
            self._refuse(cell, "missing-number")
        elif rest := " ".join(_words(one) for one in cells.values() if one.text):
            self.findings.append(finding("row-not-read.sheet", cell.span.text(), text=rest))
        return None

    def _has_own_title(self, number: str, cells: Mapping[str, Cell]) -> bool:
        """Whether a row does not have the title of another, as after some of its cells were sorted or moved."""
        cell = cells.get("title")
        title = "" if cell is None else _folded(cell.text)
        if cell is None or not title or title == _folded(self.plan.recommendation(number).title):
            return True
        of = self._titles.get(title)
        if of is None:
            self.findings.append(finding("title-not-read", cell.span.text(), number=number))
            return True
        self._refuse(cell, "mixed-row", number=number, other=of[0])
        return False

    def _read(self, number: str, cells: Mapping[str, Cell]) -> None:
        """Read what a row changes."""
        before = self.marker.rows[number]
        words = {one: _open_words(one, cells[one]) if one in cells else before.cells[one] for one in OPEN}
        row = _Row(number, cells, words, before.cells)
        self._rows.append(row)
        opened = [cells[column] for column in OPEN if column in cells]
        unclear = [cell for cell in opened if cell.part_of or (cell.is_formula and not cell.text)]
        for cell in unclear:
            if not cell.part_of:
                self._refuse(cell, "empty-formula")
            elif cell.part_of not in self._merged:
                self._merged.add(cell.part_of)
                self._refuse(cell, "merged-cell", other=cell.part_of)
        logs = zip(QUESTIONS, before.digests, self.digests[number], strict=True)
        for question, digest, after in () if unclear else logs:
            if row.changed(question.columns):
                self._answer(row, question, is_same_log=digest == after)
        note = words[NOTE]
        if note and all(_folded(one.text) != note.casefold() for one in self.now.state[number].statements):
            row.fields["text"] = cells[NOTE].text

    def _refuse_moved(self) -> None:
        """Refuse answers that are those of other rows, as when some columns were sorted and the others were not."""
        moved = [row for row in self._rows if row.changed(OPEN)]
        now, before = (
            sorted([words[one] for one in OPEN] for words in side)
            for side in ([row.words for row in moved], [row.before for row in moved])
        )
        if len(moved) >= _LEAST_MOVED and now == before:
            self.faults.clear()  # they follow from it
            numbers = tuple(row.number for row in moved)
            self._refuse(moved[0].cells["number"], "mixed-row.answers", numbers=numbers)

    def _answer(self, row: _Row, question: Question[Any], *, is_same_log: bool) -> None:
        """Read a new answer, if it is not that of the plan."""
        first = row.cells[row.changed(question.columns)[0]]
        try:
            answer = question.read(self.now, row.number, row.words, row.before)
        except PlanError as error:
            self.faults += (attrs.evolve(one, path=_place(row.cells.get(one.path, first))) for one in error.faults)
            return
        now = question.of(self.now, row.number, None)
        if _plain(answer) == _plain(now):
            return
        said, was = map(_in_a_row, (question.words(self.now, now), [row.before[one] for one in question.columns]))
        if not is_same_log and said != was:
            self._refuse(first, "changed-since", found=_in_a_row([_words(first)]), before=was, now=said)
            return
        row.fields.update(question.fields(answer, now))
        row.answers.append(_Answer(question, answer, first))


def _heading(cell: Cell) -> str:
    return _words(cell).casefold().rstrip(":*")


def _in_a_row(words: Iterable[str]) -> str:
    """The words of cells as a fault quotes them."""
    return ", ".join(filter(None, words)) or "–"


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _plain(value: object) -> object:
    """An answer as it is compared: periods by their days, not by their words."""
    if isinstance(value, Period):
        return value.start, value.end, value.approximate
    return tuple(map(_plain, value)) if isinstance(value, tuple) else value


def _place(cell: Cell) -> str:
    """The sheet and cell, as faults name it."""
    return f"{cell.span.sheet}!{cell.span.cell}"


def _statement(row: _Row, source: str | None, said: Mapping[str, Any]) -> Statement:
    first, *others = (row.cells[column] for column in row.changed(OPEN))
    cell = f"{_place(first)}:{others[-1].span.cell}" if others else _place(first)
    citations = () if source is None else (Citation(source, cell=cell),)
    return Statement(about=[row.number], citations=citations, **said, **row.fields)


def _without_effect(rows: Iterable[_Row], after: Sheet, day: datetime.date) -> Iterator[Fault]:
    """The faults of answers that would not hold, although they were recorded."""
    when = Words(day_words(day), day_words(day, "en"))
    for row in rows:
        for question, answer, cell in row.answers:
            found = question.of(after, row.number, answer)
            if _plain(found) != _plain(answer):
                said, now = (_in_a_row(question.words(after, one)) for one in (answer, found))
                status, is_status = after.state[row.number].status, "status" in question.columns
                if status in FINISHED and not is_status:
                    yield fault("no-effect.finished", _place(cell), found=said, status=status)
                else:
                    code = "no-effect.deferred" if is_status and status is Status.DEFERRED else "no-effect"
                    yield fault(code, _place(cell), found=said, now=now, day=when)
