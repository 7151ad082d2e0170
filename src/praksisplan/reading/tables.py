"""Tables with Danish headings -> a draft: timetables, status tables and lists of actions, of any format.

A table is read in three steps: which row has the headings and what each column holds (`columns`), which columns lack a
heading and tell by their cells what they hold, and then row by row. What is not understood stays uncovered, or becomes
a finding.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from praksisplan.bulk import gc_paused
from praksisplan.errors import Fault, PlanError, fault
from praksisplan.model import Await, BodyKind, EventKind, Milestone, Outcome, Standing, Status, is_number
from praksisplan.periods import Period, parse_period
from praksisplan.reading.columns import (
    Role,
    is_broken,
    is_one_of,
    kind_by_end,
    named_columns,
    period_of,
    plain,
    role_of,
    words,
)
from praksisplan.reading.draft import Draft
from praksisplan.reading.written import Cell, Line, Span, Table
from praksisplan.text import nearest
from praksisplan.text import sentence as capital

_MOST_ROWS_ABOVE = 30
"""The headings are looked for in so many rows."""

NUMBER = r"\d{1,4}(?:\.\d{1,4}){0,5}[a-zæøå]?"
_NOUN = (
    r"(?:(?:anbefaling|indsats|handling|initiativ|tiltag|aktivitet|projekt|opgave|delmål)\s*)?(?:nr\.?|nummer|#)?\s*"
)
_ONE_NUMBER = re.compile(rf"{_NOUN}({NUMBER})\s*[.):]?", re.IGNORECASE)
_NUMBERED = re.compile(rf"{_NOUN}{NUMBER}(?:[.):]|\s*[–—-])?\s+\D.*", re.IGNORECASE | re.DOTALL)
_IN_TITLE = re.compile(rf"{_NOUN}({NUMBER})(?:[.):]|\s*[–—-])?\s+(?=\D)", re.IGNORECASE)
_SECTION = re.compile(
    r"(?:afsnit|kapitel|tema|område|spor)?\s*(\d{1,3}(?:\.\d{1,3}){0,5})\.?\s*[:–—-]?\s+(\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_LETTERS = re.compile(r"[A-Za-z]{1,2}")
_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")


def read_tables(draft: Draft, columns: Mapping[str, str] | None = None) -> None:
    """Fill a draft with what the tables of its document say.

    ``columns`` names columns by what they hold: ``{"status": "Stade ultimo", "ansvarlig": "F"}``; a column is its
    heading or its letter. Raises `PlanError` for one that no table has, and for numbers that Excel keeps as numbers
    or days, so that 1.1 and 1.10 are the same.
    """
    reader = _Tables(draft, named_columns(columns))
    with gc_paused():
        before: Line | None = None
        for part in draft.parts:
            if isinstance(part, Line):
                before = part if part.text.strip() else before
            elif not part.is_hidden:
                reader.read(part, before)
                before = None
        reader.end()


# --- the headings ------------------------------------------------------------------------------------------------


@attrs.frozen
class _Header:
    """The row of the headings, and what the columns hold by their place from 0."""

    row: int
    last_row: int
    roles: dict[int, Role]
    periods: dict[int, Period]
    headings: tuple[str, ...]

    def column(self, role: Role) -> int | None:
        """The place of the first column with a role."""
        return next((place for place, its in self.roles.items() if its is role), None)

    @property
    def score(self) -> int:
        """How many columns are recognised."""
        return len(set(self.roles.values())) + len(set(self.periods.values()))

    @property
    def is_sound(self) -> bool:
        """Whether there is enough to read a table by."""
        named = set(self.roles.values())
        return len(self.periods) > 1 or (self.score > 1 and bool(named & {Role.NUMBER, Role.TITLE}))


class _Grid:
    """The cells of a table, with those that a merged cell covers."""

    def __init__(self, table: Table) -> None:
        self.rows = table.rows
        self.title = table.title
        self._names = {cell.span.cell: cell for row in table.rows for cell in row if cell.span.cell}

    def whole(self, cell: Cell) -> Cell:
        """The cell itself, or the one that it is merged into."""
        return self._names.get(cell.part_of, cell) if cell.part_of else cell

    def texts(self, row: int) -> tuple[str, ...]:
        """The texts of a row; a cell that is merged into another has its text."""
        return tuple(self.whole(cell).text for cell in self.rows[row])


def _header(grid: _Grid, named: Mapping[Role, str]) -> _Header | None:
    """The best row of headings, or two rows together; ``None`` if there is none."""
    best: _Header | None = None
    height = min(len(grid.rows), _MOST_ROWS_ABOVE)
    year = _only_year(grid, height)
    for row in range(height):
        one = _headed(grid, row, row, year, named)
        if best is not None and best.is_sound and not _is_heading(grid, row, best):
            break  # the numbers have begun
        if best is None or one.score > best.score:
            best = one
        if row + 1 < height:
            two = _headed(grid, row, row + 1, year, named)
            if two.score > max(best.score, one.score) and _is_heading(grid, row + 1, two):
                best = two
    return best if best is not None and best.is_sound else None


def _is_heading(grid: _Grid, row: int, header: _Header) -> bool:
    """Whether a row belongs to the headings: where numbers are to stand, there is none yet."""
    place = header.column(Role.NUMBER)
    is_focus = any(_is_focus(cell) for cell in grid.rows[row])
    return not is_focus and (place is None or _ONE_NUMBER.fullmatch(grid.rows[row][place].text) is None)


def _is_focus(cell: Cell) -> bool:
    """Whether a cell says that the row is an effort without a number: *Andet fokusområde*."""
    return is_one_of(re.sub(r"-\s*", "", cell.text), words()["cells"]["other_focus"])


def _only_year(grid: _Grid, height: int) -> int | None:
    """The one year that the name of the sheet, or else the rows at its head, name."""
    for text in (grid.title, *(" ".join(grid.texts(row)) for row in range(min(height, 6)))):
        years = set(_YEAR.findall(text))
        if years:
            return int(years.pop()) if len(years) == 1 else None
    return None


def _headed(grid: _Grid, row: int, last: int, year: int | None, named: Mapping[Role, str]) -> _Header:
    roles: dict[int, Role] = {}
    periods: dict[int, Period] = {}
    headings: list[str] = []
    above, below = grid.texts(row), grid.texts(last)
    for place, (high, low) in enumerate(zip(above, below)):
        joined = low if low == high or row == last else f"{high} {low}".strip()
        headings.append(joined)
        period = _first_period((low, f"{low} {high}", f"{high} {low}", high) if row != last else (high,), year)
        if period is not None:
            periods[place] = period
            continue
        role = next((found for one in (joined, low, high) if (found := role_of(one)) is not None), None)
        if role is not None and (role in _REPEATED or role not in roles.values()):
            roles[place] = role
    for role, heading in named.items():
        for place, joined in enumerate(headings):
            cell = grid.rows[row][place].span.cell
            if plain(joined) == plain(heading) or (joined and cell.rstrip("0123456789") == heading.strip().upper()):
                roles = {at: its for at, its in roles.items() if its is not role}
                periods.pop(place, None)
                roles[place] = role
    return _Header(row, last, roles, periods, tuple(headings))


_REPEATED = {Role.TITLE, Role.STATUS, Role.NOTE, Role.MILESTONES}
"""What several columns of a table may hold."""


def _first_period(texts: Sequence[str], year: int | None) -> Period | None:
    """The period of the first text that names one: with a year of its own before one that is taken from elsewhere."""
    for given in (None, year):
        for text in texts:
            if (found := period_of(text, given)) is not None:
                return found
        if year is None:
            break
    return None


# --- the rows ----------------------------------------------------------------------------------------------------


class _Tables:
    """Reads the tables of a document one after another: one may go on in the next, as where a page ends."""

    def __init__(self, draft: Draft, named: Mapping[Role, str]) -> None:
        self.draft = draft
        self.named = named
        self.faults: list[Fault] = []
        self.last: _Header | None = None
        self.section = ""
        self.made_sections = 0
        self.made_numbers = 0
        self.focus = False
        self.headings: dict[str, None] = {}
        self.by_title: dict[str, str] = {}
        self.texts = _Words(draft.parts)
        self.colours: dict[str, Span] = {}
        self.waits: list[tuple[str, Cell, str, dict[str, Any]]] = []

    def end(self) -> None:
        """What holds of all tables together: waits for numbers that come later, and colours."""
        for number, cell, text, fields in self.waits:
            self._wait(number, cell, text, fields)
        if len(self.colours) > 1:
            self.draft.find("colours", "", next(iter(self.colours.values())), colours=tuple(self.colours))
        for role, heading in self.named.items():
            if plain(heading) not in map(plain, self.headings) and not _LETTERS.fullmatch(heading.strip()):
                near = nearest(heading, tuple(self.headings))
                self.faults.append(fault("unknown-column", f"columns.{role.value}", word=heading, nearest=near))
        if self.faults:
            raise PlanError(*self.faults)

    def read(self, table: Table, before: Line | None) -> None:
        """Read one table; ``before`` is the line above it, which may be the title of what it describes."""
        if (turned := _turned(table, before)) is not None:
            last, grid = self.last, _Grid(turned)
            self.go_on(grid, _headed(grid, 0, 0, None, self.named))
            self.last = last
            return
        grid = _Grid(table)
        header = _header(grid, self.named)
        if header is not None and self.last is not None and self._goes_on(header):
            header = attrs.evolve(header, roles=self.last.roles, periods=header.periods or self.last.periods)
            self.draft.find("heading-again", "", _row_span(table, header.row), " ".join(grid.texts(header.row)))
        elif header is None and self.last is not None and len(table.rows[0]) == len(self.last.headings):
            header = attrs.evolve(self.last, row=-1, last_row=-1)
            self.draft.find("heading-missing", "", _row_span(table, 0))
        if header is None:
            self.draft.find("table-not-read", "", _row_span(table, 0), table.title, title=table.title)
            return
        self.go_on(grid, header)

    def go_on(self, grid: _Grid, header: _Header) -> None:
        """Read the rows below some headings."""
        if header.row >= 0:
            self.headings |= dict.fromkeys(filter(None, header.headings))
        self.last = _by_content(grid, header)
        _Rows(self, grid, self.last).read()

    def _wait(self, number: str, cell: Cell, text: str, fields: dict[str, Any]) -> None:
        """What a recommendation awaits: numbers alone or in words, else an event by its words."""
        draft = self.draft
        text = re.sub(r"^(?:afventer|venter på)\s+", "", _line(text), flags=re.IGNORECASE)
        numbers = [found[1] if (found := _ONE_NUMBER.fullmatch(one)) else "" for one in _LISTED.split(text)]
        if not all(numbers):
            numbers = _MENTIONED.findall(text)
        is_numbered = bool(numbers)
        numbers = [one.lower() for one in numbers if one.lower() != number]
        known = list(filter(draft.has, numbers))
        outcome = Outcome.REPORT if numbers and "rapport" in text.casefold() else Outcome.COMPLETION
        awaits = [Await(recommendation=one, outcome=outcome) for one in known]
        events = [] if is_numbered else [capital(text)]
        for one in numbers:
            if one not in known:
                draft.find("awaited-not-read", number, cell.span, cell.text, number=one)
                events.append(f"{capital(draft.plan.kind.item.danish)} {one}")
        for title in events:
            kind = EventKind(kind_by_end("events", title, "work"))
            awaits.append(Await(event=draft.event(title, kind, cell.span, cell.text)))
        if awaits or fields:
            draft.state([number], cell.span, cell.text, awaits=awaits, **fields)

    def _goes_on(self, header: _Header) -> bool:
        """Whether a table has the headings of the last one, but lacks some that stood in its first rows."""
        assert self.last is not None
        same = tuple(header.periods.values()) == tuple(self.last.periods.values())
        return same and bool(header.periods) and not {Role.NUMBER, Role.TITLE} & set(header.roles.values())


def _turned(table: Table, before: Line | None) -> Table | None:
    """A table of labels and values, one below the other, as headings and one row; ``None`` for other tables."""
    pairs = [(row[0], row[1]) for row in table.rows if len(row) == 2 and row[0].text]
    known = {role_of(label.text) for label, _ in pairs} - {None}
    if len(known) < 3 or sum(role_of(label.text) is not None for label, _ in pairs) < len(pairs) * _MOST_LABELS:
        return None
    numbers = [(label, found[1]) for label, _ in pairs if (found := _ONE_NUMBER.fullmatch(label.text))]
    if numbers:
        label, number = numbers[0]
        pairs.append((attrs.evolve(label, text="Nr."), attrs.evolve(label, text=number)))
    if Role.TITLE not in known and before is not None:
        title = Cell(before.text.strip(), before.span)
        pairs.append((attrs.evolve(title, text="Titel"), title))
    return attrs.evolve(table, rows=(tuple(label for label, _ in pairs), tuple(value for _, value in pairs)))


_MOST_LABELS = 0.6


def _row_span(table: Table, row: int) -> Span:
    cells = table.rows[max(row, 0)]
    return next((cell.span for cell in cells if cell.text), cells[0].span)


def _by_content(grid: _Grid, header: _Header) -> _Header:
    """The header with what only the cells of its columns tell: numbers under *Anbefaling*, titles under nothing."""
    body = grid.rows[header.last_row + 1 :]
    width = len(grid.rows[0])
    filled = {place: [row[place].text for row in body if row[place].text] for place in range(width)}

    def share(place: int, form: re.Pattern[str]) -> float:
        texts = filled[place]
        return sum(form.fullmatch(one) is not None for one in texts) / len(texts) if texts else 0

    roles = dict(header.roles)
    number = header.column(Role.NUMBER)
    titles = [place for place, role in roles.items() if role is Role.TITLE]
    free = [place for place in range(width) if place not in roles and place not in header.periods]
    if number is not None and not titles and share(number, _ONE_NUMBER) < _MOST_OF <= share(number, _NUMBERED):
        roles[number], titles, number = Role.TITLE, [number], None  # *Nr.* over numbers and titles in one
    elif number is None:
        numbered = next((one for one in titles if share(one, _ONE_NUMBER) >= _MOST_OF), None)
        first = next((one for one in free if share(one, _ONE_NUMBER) >= _NEARLY_ALL), None)
        if numbered is not None:
            roles[numbered], number = Role.NUMBER, numbered
            titles.remove(numbered)
        elif first is not None and first < min(titles, default=width):
            roles[first], number = Role.NUMBER, first
            free.remove(first)
    if titles:
        roles |= _of_titles(titles, filled, number, roles)
    else:
        longest = max(free, key=lambda place: sum(map(len, filled[place])), default=None)
        if longest is not None and sum(map(len, filled[longest])) >= _SHORTEST_TITLE * max(1, len(filled[longest])):
            roles[longest] = Role.TITLE
    return attrs.evolve(header, roles=roles)


def _of_titles(
    titles: list[int], filled: Mapping[int, list[str]], number: int | None, roles: Mapping[int, Role]
) -> dict[int, Role]:
    """Of several columns of titles the first that each number has; those before it are sections, those behind parts."""
    least = len(filled[titles[-1] if number is None else number]) * _NEARLY_ALL
    chosen = next((place for place in titles if len(filled[place]) >= least), titles[0])
    found = {}
    for place in titles:
        if place < chosen:
            found[place] = Role.NOTE if Role.SECTION in roles.values() else Role.SECTION
        elif place > chosen:
            found[place] = Role.PART
    return found


_MOST_OF, _NEARLY_ALL, _SHORTEST_TITLE = 0.5, 0.8, 8


@attrs.define(eq=False)
class _Rows:
    """Reads the rows below the headings of one table."""

    tables: _Tables
    grid: _Grid
    header: _Header
    pending: Cell | None = None
    """A row with one text only: the heading of what follows, if a recommendation does."""
    background: str = ""
    numbers: list[str] = attrs.Factory(list)
    depth: int = 0
    is_filled: bool = False

    @property
    def draft(self) -> Draft:
        return self.tables.draft

    def read(self) -> None:
        """Read the headings, then every row."""
        header, rows = self.header, self.grid.rows
        if header.row >= 0:
            self._headings()
        body = rows[header.last_row + 1 :]
        marks = Counter(row[place].mark for row in body for place in header.periods if not row[place].text)
        self.background = "" if marks.get("") or not marks else marks.most_common(1)[0][0]
        self._look_ahead(body)
        for place, row in enumerate(body, header.last_row + 1):
            if any(cell.text or cell.mark for cell in row):
                if (other := self._further_header(place)) is not None:
                    self.tables.go_on(self.grid, other)
                    break
                self._row(row)
        if self.pending is not None:
            self._not_read(self.pending)

    # --- headings ------------------------------------------------------------------------------------------------

    def _headings(self) -> None:
        header, draft = self.header, self.draft
        title = header.column(Role.TITLE)
        for place, period in header.periods.items():
            cells = (self.grid.rows[row][place] for row in (header.last_row, header.row))
            cell = next((cell for cell in cells if cell.text), self.grid.rows[header.row][place])
            draft.planning_period(period, cell.span, cell.text or header.headings[place])
        for row in range(header.row, header.last_row + 1):
            for place, cell in enumerate(self.grid.rows[row]):
                if is_broken(cell.text):
                    draft.find("broken-heading", "", cell.span, cell.text, heading=cell.text)
                if row > header.row and place == title and _SECTION.fullmatch(cell.text):
                    self._section(cell)
                elif cell.text and place in header.roles:
                    draft.fact(draft.plan.id, "column", header.roles[place], cell.span, cell.text)
                elif cell.text and row == header.row:
                    draft.fact(draft.plan.id, "heading", cell.text, cell.span, cell.text)

    def _further_header(self, row: int) -> _Header | None:
        """The headings of another table below, if every text of a row is one and they are not those of this table."""
        texts = [text for text in self.grid.texts(row) if text]
        if len(texts) < 3 or any(role_of(text) is None and period_of(text) is None for text in texts):
            return None
        found = _headed(self.grid, row, row, None, self.tables.named)
        is_same = tuple(map(plain, found.headings)) == tuple(map(plain, self.header.headings))
        return found if found.is_sound and not is_same else None

    # --- kinds of rows -------------------------------------------------------------------------------------------

    def _row(self, row: tuple[Cell, ...]) -> None:
        filled = [place for place, cell in enumerate(row) if cell.text]
        same = [place for place in filled if plain(row[place].text) == plain(self.header.headings[place])]
        if filled and len(same) == len(filled):
            self.draft.find("heading-again", "", row[filled[0]].span, row[filled[0]].text)
            return
        number, title = self._number(row), self._title(row)
        if number and title.text and self._heads(number, filled):
            self._section(title, number)
        elif number and (title.text or self.draft.has(number)):
            self._recommendation(number, title, row)
        elif number:
            self._recommendation(number, attrs.evolve(title, text=f"{self._item()} {number}"), row, is_made=True)
        elif filled:
            self._unnumbered(row, filled, title)

    def _heads(self, number: str, filled: list[int]) -> bool:
        """Whether a row with a number and a title only heads others: theirs begin with it, or have other levels."""
        only = {self.header.column(Role.NUMBER), self.header.column(Role.TITLE)}
        if not set(filled) <= only or self.draft.has(number):
            return False
        depth, prefix = number.count("."), f"{number}."
        return any(one.startswith(prefix) for one in self.numbers) or (self.is_filled and depth != self.depth)

    def _look_ahead(self, body: Sequence[tuple[Cell, ...]]) -> None:
        """The numbers of the table, and whether most of their rows have more than a title."""
        place = self.header.column(Role.NUMBER)
        if place is None:
            return
        more = [at for at in self.header.roles if self.header.roles[at] not in (Role.NUMBER, Role.TITLE)]
        rows = [row for row in body if _ONE_NUMBER.fullmatch(row[place].text)]
        self.numbers = [row[place].text.rstrip(".): ").casefold() for row in rows]
        self.depth = Counter(one.count(".") for one in self.numbers).most_common(1)[0][0] if rows else 0
        usual = [row for row, one in zip(rows, self.numbers) if one.count(".") == self.depth]
        self.is_filled = sum(any(row[at].text for at in more) for row in usual) > len(usual) / 2

    def _item(self) -> str:
        return capital(self.draft.plan.kind.item.danish)

    def _number(self, row: tuple[Cell, ...]) -> str:
        """The number of a row, from its own column or before its title; nothing if it has none."""
        place = self.header.column(Role.NUMBER)
        if place is None:
            found = _IN_TITLE.match(self._title(row).text)
            return found[1].lower() if found is not None and not self._is_section(self._title(row)) else ""
        cell = self.grid.whole(row[place])
        if isinstance(cell.value, datetime.date) or (isinstance(cell.value, float) and not cell.value.is_integer()):
            code = "number-as-value.day" if isinstance(cell.value, datetime.date) else "number-as-value"
            self.tables.faults.append(fault(code, cell.span.text(), found=cell.text))
            return ""
        found = _ONE_NUMBER.fullmatch(cell.text)
        return found[1].lower() if found is not None and is_number(found[1]) else ""

    def _title(self, row: tuple[Cell, ...]) -> Cell:
        place = self.header.column(Role.TITLE)
        return Cell("", row[0].span) if place is None else self.grid.whole(row[place])

    def _is_section(self, cell: Cell) -> bool:
        """Whether a title is the heading of a section: with a number of several levels, or one that is called so."""
        found = _SECTION.fullmatch(cell.text)
        return found is not None and ("." in found[1] or not cell.text[0].isdigit())

    def _unnumbered(self, row: tuple[Cell, ...], filled: list[int], title: Cell) -> None:
        """A row without a number: a heading, a focus area, aims, a total, or what is not understood."""
        tables, first = self.tables, row[filled[0]]
        label = next((row[place] for place in filled if _is_focus(row[place])), None)
        rest = [place for place in filled if row[place] is not label]
        if label is not None:
            tables.focus = True
            self.draft.fact(self.draft.plan.id, "heading", label.text, label.span, label.text)
            self._check_words(label)
            if rest:
                self._focus_area(row, rest)
        elif plain(first.text).startswith(tuple(words()["cells"]["totals"])):
            self.draft.find("total-row", "", first.span, first.text)
        elif self._is_section(title) and row[filled[0]] is title:
            self._section(title)
        elif all(self.header.roles.get(place) is Role.OBJECTIVE for place in filled):
            self._objective(first)
        elif tables.focus and len(filled) == 1:
            self._focus_area(row, filled)
        elif len(filled) == 1 and self._is_heading_place(row, filled[0]):
            self._pend(first)
        elif title.text and self.header.column(Role.NUMBER) is None:
            self._recommendation(self._made_number(title), title, row, is_made=True)
        else:
            self.draft.find("row-without-number", "", first.span, first.text)

    def _is_heading_place(self, row: tuple[Cell, ...], place: int) -> bool:
        """Whether a lone text may head the rows below: it is merged over columns, or stands where they begin."""
        is_wide = place + 1 < len(row) and row[place + 1].part_of == row[place].span.cell != ""
        return is_wide or place == 0 or self.header.roles.get(place) in (Role.NUMBER, Role.TITLE, Role.SECTION)

    def _pend(self, cell: Cell) -> None:
        found = _SECTION.fullmatch(cell.text)
        if found is not None:
            self._section(cell)
            return
        if self.pending is not None:
            self._not_read(self.pending)
        self.pending = cell

    def _not_read(self, cell: Cell) -> None:
        self.pending = None
        self.draft.find("row-not-read", "", cell.span, cell.text)

    # --- sections ------------------------------------------------------------------------------------------------

    def _section(self, cell: Cell, own: str = "") -> str:
        """A heading of a section, with its own or the document's number or, without one, the next that is free."""
        tables, draft = self.tables, self.draft
        tables.focus = False
        if self.pending is not None and self.pending is not cell:
            self._not_read(self.pending)
        found = _SECTION.fullmatch(cell.text)
        title = _line(cell.text if found is None or own else found[2])
        if own or found is not None:
            number = own or (found[1] if found is not None else "")
        elif (known := tables.by_title.get(f"§ {title.casefold()}")) is not None:
            number = known
        else:
            number = self._free_section()
            tables.by_title[f"§ {title.casefold()}"] = number
        is_known = draft.has_section(number)
        draft.section(number, title, cell.span, cell.text, is_inferred=found is None and not own)
        if is_known:
            draft.fact(draft.plan.id, "section", number, cell.span, cell.text, is_inferred=found is None)
        self._check_words(cell)
        tables.section = number
        return number

    def _free_section(self) -> str:
        self.tables.made_sections += 1
        while self.draft.has_section(str(self.tables.made_sections)):
            self.tables.made_sections += 1
        return str(self.tables.made_sections)

    def _in_section(self, row: tuple[Cell, ...]) -> str:
        place = self.header.column(Role.SECTION)
        if place is not None and (cell := self.grid.whole(row[place])).text:
            if re.fullmatch(NUMBER, cell.text.rstrip(".")) and not isinstance(cell.value, float):
                number = cell.text.rstrip(".").lower()
                if not self.draft.has_section(number):
                    self.draft.section(number, "", cell.span, cell.text)
                self.tables.section = number
            else:
                self._section(cell)
        elif self.pending is not None:
            heading, self.pending = self.pending, None
            self._section(heading)
        if not self.tables.section:
            self.tables.section = self._free_section()
            self.draft.section(self.tables.section, self.grid.title, row[0].span, self.grid.title, is_inferred=True)
        return self.tables.section

    def _focus_area(self, row: tuple[Cell, ...], places: list[int]) -> None:
        for place in places:
            cell = row[place]
            if place in self.header.periods:
                self.draft.find("text-in-period", "", cell.span, cell.text, period=self.header.periods[place])
            if self.header.roles.get(place) is Role.OBJECTIVE:
                self._objective(cell)
            else:
                self.draft.focus_area(self._in_section(row), _line(cell.text), cell.span, cell.text)
                self._check_words(cell)

    def _objective(self, cell: Cell) -> None:
        aims = [aim.strip(" •–-*\t") for aim in re.split(r"\n+|(?<=\S)\s+•\s+|^•", cell.text)]
        self.draft.objective(self.tables.section or None, filter(None, aims), cell.span, cell.text)

    # --- a recommendation ----------------------------------------------------------------------------------------

    def _made_number(self, title: Cell) -> str:
        """A number for a title that has none: that of the same title before, else the next that is free."""
        tables, key = self.tables, plain(title.text)
        if key not in tables.by_title:
            if not tables.made_numbers:
                self.draft.find("numbers-made", "", title.span, title.text)
            tables.made_numbers += 1
            while self.draft.has(str(tables.made_numbers)):
                tables.made_numbers += 1
            tables.by_title[key] = str(tables.made_numbers)
        return tables.by_title[key]

    def _recommendation(self, number: str, title: Cell, row: tuple[Cell, ...], *, is_made: bool = False) -> None:
        draft, place = self.draft, self.header.column(Role.NUMBER)
        section = self._in_section(row)
        self.tables.focus = False
        text = _line(title.text)
        if place is None and (found := _IN_TITLE.match(text)) is not None:
            text = text[found.end() :]
        strand = self._strand(number, row)
        if strand is None and text:
            draft.recommendation(number, text, section, title.span, title.text or number, is_inferred=is_made)
            self._check_words(title)
        if place is not None:
            draft.fact(number, "number", number, row[place].span, row[place].text)
        cells = _Cells(self.tables, number, {} if strand is None else {"strand": strand})
        for at, role in self.header.roles.items():
            cell = self.grid.whole(row[at])
            if role is Role.OBJECTIVE and row[at].text:
                self._objective(row[at])
            elif cell.text:
                cells.read(role, cell, self.header.headings[at])
        self._marks(row, cells, title)

    def _strand(self, number: str, row: tuple[Cell, ...]) -> str | None:
        """The strand that a further row under one number is about: its own title, or its part in another column."""
        place = self.header.column(Role.NUMBER)
        if place is None or not row[place].part_of or not self.draft.has(number):
            return None
        named = (self.header.column(role) for role in (Role.PART, Role.TITLE))
        own = next((row[at] for at in named if at is not None and row[at].text), None)
        if own is None:
            return None
        strand = self.draft.strand(number, _line(own.text))
        self.draft.fact(number, "strand", strand, own.span, own.text)
        return strand

    def _marks(self, row: tuple[Cell, ...], cells: _Cells, title: Cell) -> None:
        """The periods in which the row is marked: by a sign, a text, or a colour that the row itself has not."""
        plain_colours = {"", self.background, title.mark}
        listed = words()["cells"]
        for place, period in self.header.periods.items():
            cell = self.grid.whole(row[place])
            is_text = bool(cell.text) and not is_one_of(cell.text, listed["nothing"])
            if is_text and not is_one_of(cell.text, listed["marks"]) and cell is row[place]:
                cells.milestone(cell, period)
            if is_text or (not cell.text and cell.mark not in plain_colours):
                cells.planned_in(period, row[place].span, cell.text or self.header.headings[place])
                if cell.mark not in plain_colours:
                    self.tables.colours.setdefault(cell.mark, row[place].span)

    def _check_words(self, cell: Cell) -> None:
        """A word that may be one, divided at the end of a line: the document writes it without the hyphen elsewhere."""
        for found in self.tables.texts.divided(cell.text):
            self.draft.find("divided-word", "", cell.span, found, word=found)


class _Words:
    """The words of a document."""

    def __init__(self, parts: Sequence[Any]) -> None:
        self._known: set[str] = set()
        for part in parts:
            texts = [cell.text for row in part.rows for cell in row] if isinstance(part, Table) else [part.text]
            for text in texts:
                self._known.update(re.findall(r"[^\W\d_]+", text.casefold()))

    def divided(self, text: str) -> Iterator[str]:
        """The words of a text with a hyphen that the document also writes without, or with a space behind it."""
        for found in re.finditer(r"([^\W\d_]{3,})-(\s?)([^\W\d_]{3,})", text):
            is_and = found[3].casefold() in ("og", "eller", "samt")
            if not is_and and (found[2] or (found[1] + found[3]).casefold() in self._known):
                yield found.group()


def _line(text: str) -> str:
    """Text on one line, without the hyphens of divided lines."""
    return " ".join(re.sub(r"(?<=[a-zæøå])-\s*\n\s*(?=[a-zæøå])", "", text).split())


# --- the cells of a recommendation -------------------------------------------------------------------------------

_PROPOSED = re.compile(r"(?:foreslås|foreslået|indstilles|indstillet)\s+", re.IGNORECASE)
_PERCENT = re.compile(r"(\d{1,3})(?:[.,]\d+)?\s*(?:%|pct\.?)", re.IGNORECASE)
_DEFERRED = re.compile(r"(?:fra\s+(?P<planned>.+?)\s+)?til\s+(?P<to>.+)", re.IGNORECASE)
_MENTIONED = re.compile(
    rf"(?:anbefaling\w*|indsats\w*|handling\w*|tiltag\w*|nr\.?|#)\s*({NUMBER})(?!\w)", re.IGNORECASE
)
_LISTED = re.compile(r"\s*(?:[,;/&+\n]|\bog\b|\bsamt\b)\s*", re.IGNORECASE)
_ALIAS = re.compile(r"(.+?)\s*\(([A-ZÆØÅ][A-ZÆØÅa-zæøå0-9-]{1,9})\)")


@attrs.define(eq=False)
class _Cells:
    """Reads the cells of one row about its recommendation."""

    tables: _Tables
    number: str
    fields: Mapping[str, Any]
    """The strand, where the row is about one."""
    is_planned: bool = False

    @property
    def draft(self) -> Draft:
        return self.tables.draft

    def read(self, role: Role, cell: Cell, heading: str) -> None:
        """Read a cell with text."""
        if role in (Role.NUMBER, Role.TITLE, Role.SECTION) or (role is Role.PART and self.fields):
            return
        if is_one_of(cell.text, words()["cells"]["nothing"]):
            self.draft.fact(self.number, role.value, cell.text, cell.span, cell.text)
        elif role is Role.STATUS:
            self._status(cell, heading)
        elif role is Role.AWAITS:
            self.tables.waits.append((self.number, cell, cell.text, dict(self.fields)))
        elif role in (Role.NOTE, Role.PART):
            self._note(cell)
        elif role is Role.MILESTONES:
            self._milestones(cell)
        elif role in _BODIES:
            bodies: dict[str, Any] = {_BODIES[role]: list(self._bodies(cell))}
            self._state(cell, **bodies)
        else:
            self._period(role, cell)

    def _note(self, cell: Cell) -> None:
        self._state(cell, text=_line(cell.text))
        self.draft.fact(self.number, "note", _line(cell.text), cell.span, cell.text)

    def _state(self, cell: Cell, *, is_inferred: bool = False, **fields: Any) -> None:
        self.draft.state([self.number], cell.span, cell.text, is_inferred=is_inferred, **self.fields, **fields)

    # --- periods -------------------------------------------------------------------------------------------------

    def _period(self, role: Role, cell: Cell) -> None:
        text = _line(cell.text)
        period = self._parsed(cell, f"senest {text}" if role is Role.DEADLINE else text) if text else None
        if period is None:
            return
        if role is Role.DEFERRED_TO:
            self._state(cell, status=Status.DEFERRED, deferred_to=period)
        elif role is Role.PLANNED:
            self.is_planned = True
            self._state(cell, planned=period)
        else:
            self._state(cell, expected=period)

    def _parsed(self, cell: Cell, text: str) -> Period | None:
        try:
            return parse_period(text)
        except PlanError as error:
            bare = text.removeprefix("senest ")
            turned = re.sub(r"^(\d{4})\s*\((.+)\)$", r"\2 \1", bare)
            if bare + turned != text * 2 and (found := period_of(turned)) is not None:
                return found
            self.draft.find("period-not-read", self.number, cell.span, cell.text, reason=error.faults[0])
            return None

    def planned_in(self, period: Period, span: Span, text: str) -> None:
        """A period in which the work is planned; the first of a row is when it is to begin."""
        if self.is_planned:
            self.draft.fact(self.number, "planned", period, span, text)
        else:
            self.is_planned = True
            self.draft.state([self.number], span, text, planned=period, **self.fields)

    def milestone(self, cell: Cell, period: Period) -> None:
        """A text under the heading of a period."""
        self._state(cell, milestones=[Milestone(_line(cell.text), period)])

    def _milestones(self, cell: Cell) -> None:
        """A milestone a line, with its period before or behind a colon, a dash or brackets."""
        found = []
        for line in re.split(r"\n|;", cell.text):
            parts = [part.strip(" •()") for part in re.split(r":| [–—-] |\(|\)", line) if part.strip(" •()")]
            dated = [(part, period_of(part)) for part in parts]
            period = next((period for _, period in dated if period is not None), None)
            title = " ".join(part for part, its in dated if its is None)
            if period is not None and title:
                found.append(Milestone(title, period))
        if found:
            self._state(cell, milestones=found)
        else:
            self._note(cell)

    # --- status --------------------------------------------------------------------------------------------------

    def _status(self, cell: Cell, heading: str) -> None:
        text = _line(cell.text)
        fields: dict[str, Any] = {}
        if (proposed := _PROPOSED.match(text)) is not None:
            fields["standing"] = Standing.PROPOSED
            text = text[proposed.end() :]
        if (asked := re.search(r"(?:pr\.|per|ultimo|medio|primo)?\s*(?:\d.*)?(?:19|20)\d\d.*", heading)) is not None:
            on = period_of(asked.group().strip()) or period_of(asked.group().strip().removeprefix("pr.").strip())
            fields |= {} if on is None else {"on": on}
        if (share := _PERCENT.fullmatch(text)) is not None:
            percent = int(share[1])
            status = Status.COMPLETED if percent >= 100 else Status.ONGOING if percent else Status.NOT_STARTED
            self._state(cell, status=status, is_inferred=True, **fields)
            return
        found, rest = status_of(text)
        if found is None:
            self.draft.find("status-not-read", self.number, cell.span, cell.text, found=cell.text)
            return
        status = found
        if status is Status.DEFERRED and (to := _DEFERRED.match(rest)) is not None:
            planned, deferred = period_of(to["planned"] or ""), period_of(to["to"].rstrip(" ."))
            fields |= {name: value for name, value in (("planned", planned), ("deferred_to", deferred)) if value}
        elif status is Status.AWAITING and rest:
            self.tables.waits.append((self.number, cell, rest, {**self.fields, **fields, "status": status}))
            return
        elif rest and "on" not in fields and (on := period_of(re.sub(r"^(?:i|den|pr\.)\s+", "", rest.strip(" .()")))):
            fields["on"] = on
        if rest:
            fields["text"] = _line(cell.text)
        self._state(cell, status=status, **fields)

    # --- bodies --------------------------------------------------------------------------------------------------

    def _bodies(self, cell: Cell) -> Iterator[str]:
        for name in _names(cell.text):
            found = _ALIAS.fullmatch(name)
            whole, aliases = (found[1], [found[2]]) if found is not None else (name, [])
            yield self.draft.body(whole, BodyKind(kind_by_end("bodies", whole, "organisation")), cell.span, aliases)


_BODIES = {Role.RESPONSIBLE: "responsible", Role.PARTICIPANTS: "participants", Role.RECIPIENTS: "recipients"}


def _names(text: str) -> Iterator[str]:
    """The names in a cell: one a line, or between commas, slashes and *og* where another name follows."""
    for piece in re.split(r"[,;/\n+&•]|\bsamt\b|\bmed\b", text):
        names: list[str] = []
        for part in re.split(r"\s+og\s+", piece.strip(" .")):
            is_name = part[:1].isupper() or kind_by_end("bodies", part, "") != ""
            if names and (not is_name or names[-1].endswith("-")):
                names[-1] += f" og {part}"
            elif part:
                names.append(part)
        yield from (capital(name.strip()) for name in names)


@functools.lru_cache(4_000)
def status_of(text: str) -> tuple[Status | None, str]:
    """The status that a cell says, and the rest of it; ``None`` where it is not sure.

    >>> status_of("Udskudt til 2018"), status_of("Ikke påb."), status_of("Afsluttet i tre kommuner")
    ((<Status.DEFERRED: 'deferred'>, 'til 2018'), (<Status.NOT_STARTED: 'not_started'>, ''), (None, ''))
    """
    norm = " ".join(text.casefold().split())
    best: tuple[str, str] = ("", "")
    for slug, phrases in words()["status"].items():
        for phrase in phrases:
            if len(phrase) > len(best[1]) and _begins(norm, phrase):
                best = slug, phrase
    slug, phrase = best
    if not slug:
        short = {one for one, phrases in words()["status"].items() for each in phrases if _abbreviates(norm, each)}
        return (Status(short.pop()), "") if len(short) == 1 else (None, "")
    status, rest = Status(slug), text[len(phrase) :] if len(norm) == len(text) else norm[len(phrase) :]
    tail = rest.strip(" .:,;–-()")
    is_sure = (
        not tail or rest.lstrip()[:1] in ".:,;–-(/" or status in (Status.DEFERRED, Status.AWAITING, Status.ONGOING)
    )
    if not is_sure and (period_of(re.sub(r"^(?:i|den|pr\.)\s+", "", tail)) is None):
        return None, ""
    return status, tail


def _begins(text: str, phrase: str) -> bool:
    return text.startswith(phrase) and not text[len(phrase) : len(phrase) + 1].isalnum()


def _abbreviates(text: str, phrase: str) -> bool:
    short, whole = text.split(), phrase.split()
    return len(short) == len(whole) and all(
        one == other or (one.endswith(".") and len(one) > 2 and other.startswith(one[:-1]))
        for one, other in zip(short, whole)
    )
