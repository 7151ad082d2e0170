"""The rows of a table below its headings: sections, recommendations, aims, focus areas, and what is none of them."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Mapping, Sequence

import attrs

from praksisplan.errors import fault
from praksisplan.model import is_number
from praksisplan.reading.draft import Draft
from praksisplan.reading.prose.numbers import plain as plain_number
from praksisplan.reading.tables.cells import Cells, Shared
from praksisplan.reading.tables.columns import Role, is_broken, is_one_of, on_one_line, period_of, plain, role_of, words
from praksisplan.reading.tables.headers import IN_TITLE, NUMBER, ONE_NUMBER, SECTION, Grid, Header, headed, is_focus
from praksisplan.reading.written import Cell
from praksisplan.text import sentence as capital

_DIVIDED = re.compile(r"([^\W\d_]{3,})-(\s?)((?!(?:og|eller|samt)\b)[^\W\d_]{3,})", re.IGNORECASE)
"""A word with a hyphen, or with a hyphen and a space, in it."""


@attrs.define(eq=False)
class Rows:
    """Reads the rows below the headings of one table."""

    shared: Shared
    named: Mapping[Role, str]
    grid: Grid
    header: Header
    pending: Cell | None = None
    """A row with one text only: the heading of what follows, if a recommendation does."""
    background: str = ""
    above: set[str] = attrs.Factory(set)
    """The numbers that others of the table begin with."""

    depth: int = 0
    """How many dots most numbers have."""

    is_filled: bool = False

    @property
    def draft(self) -> Draft:
        return self.shared.draft

    def read(self) -> Header | None:
        """Read the headings, then every row up to other headings, which are returned."""
        header, rows = self.header, self.grid.rows
        if header.row >= 0:
            self._headings()
        body = rows[header.last_row + 1 :]
        marks = Counter(row[place].mark for row in body for place in header.periods if not row[place].text)
        self.background = "" if marks.get("") or not marks else marks.most_common(1)[0][0]
        self._look_ahead(body)
        other = None
        for place, row in enumerate(body, header.last_row + 1):
            if any(cell.text or cell.mark for cell in row):
                if (other := self._further_header(place)) is not None:
                    break
                self._row(row)
        self._drop_pending()
        return other

    # --- headings ------------------------------------------------------------------------------------------------

    def _headings(self) -> None:
        header, draft = self.header, self.draft
        title = header.column(Role.TITLE)
        for cell in (cell for row in self.grid.rows[: header.row] for cell in row):
            if cell.text == draft.source.title:
                draft.fact(draft.plan.id, "title", cell.text, cell.span, cell.text)
        for place, period in header.periods.items():
            cells = (self.grid.rows[row][place] for row in (header.last_row, header.row))
            cell = next((cell for cell in cells if cell.text), self.grid.rows[header.row][place])
            draft.planning_period(period, cell.span, cell.text or header.headings[place])
        for row in range(header.row, header.last_row + 1):
            for place, cell in enumerate(self.grid.rows[row]):
                if is_broken(cell.text):
                    draft.find("broken-heading", "", cell.span, cell.text, heading=cell.text)
                if row > header.row and place == title and SECTION.fullmatch(cell.text):
                    self._section(cell)
                elif cell.text and place in header.roles:
                    draft.fact(draft.plan.id, "column", header.roles[place], cell.span, cell.text)
                elif cell.text and row == header.row:
                    draft.fact(draft.plan.id, "heading", cell.text, cell.span, cell.text)

    def _further_header(self, row: int) -> Header | None:
        """The headings of another table below, if every text of a row is one and they are not those of this table."""
        place = self.header.column(Role.NUMBER)
        texts = [text for text in self.grid.texts(row) if text]
        is_numbered = place is not None and ONE_NUMBER.fullmatch(self.grid.rows[row][place].text) is not None
        if is_numbered or len(texts) < 3 or any(role_of(text) is None and period_of(text) is None for text in texts):
            return None
        found = headed(self.grid, row, row, None, self.named)
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
            place = self.header.column(Role.NUMBER) or 0
            self.draft.fact(self.draft.plan.id, "section", number, row[place].span, row[place].text)
        elif number and (title.text or self.draft.has(number)):
            self._recommendation(number, title, row)
        elif number:
            name = f"{capital(self.draft.plan.kind.item.danish)} {number}"
            self._recommendation(number, attrs.evolve(title, text=name), row, is_made=True)
        elif filled:
            self._unnumbered(row, filled, title)

    def _heads(self, number: str, filled: list[int]) -> bool:
        """Whether a row with a number and a title only heads others: theirs begin with it, or have other levels."""
        only = {self.header.column(Role.NUMBER), self.header.column(Role.TITLE)}
        if not set(filled) <= only or self.draft.has(number):
            return False
        return number in self.above or (self.is_filled and number.count(".") != self.depth)

    def _look_ahead(self, body: Sequence[tuple[Cell, ...]]) -> None:
        """The form of the numbers of the table, and whether most of their rows have more than a title."""
        place = self.header.column(Role.NUMBER)
        if place is None:
            return
        more = [at for at in self.header.roles if self.header.roles[at] not in (Role.NUMBER, Role.TITLE)]
        found = [(row, ONE_NUMBER.fullmatch(row[place].text)) for row in body]
        rows = [row for row, one in found if one is not None]
        numbers = [plain_number(one[1]) for _, one in found if one is not None]
        self.above = {one[:end] for one in numbers for end in range(len(one)) if one[end] == "."}
        self.depth = Counter(one.count(".") for one in numbers).most_common(1)[0][0] if rows else 0
        usual = [row for row, one in zip(rows, numbers) if one.count(".") == self.depth]
        self.is_filled = sum(any(row[at].text for at in more) for row in usual) > len(usual) / 2

    def _cell(self, row: tuple[Cell, ...], role: Role) -> Cell | None:
        """The cell of a row in the first column with a role, or the one that it is merged into."""
        place = self.header.column(role)
        return None if place is None else self.grid.whole(row[place])

    def _number(self, row: tuple[Cell, ...]) -> str:
        """The number of a row, from its own column or before its title; nothing if it has none."""
        cell = self._cell(row, Role.NUMBER)
        if cell is None:
            title = self._title(row)
            found = IN_TITLE.match(title.text)
            is_alone = all(one is title or not one.text for one in row)
            return plain_number(found[1]) if found is not None and not (is_alone and self._is_section(title)) else ""
        if isinstance(cell.value, datetime.date) or (isinstance(cell.value, float) and not cell.value.is_integer()):
            code = "number-as-value.day" if isinstance(cell.value, datetime.date) else "number-as-value"
            self.shared.faults.append(fault(code, cell.span.text(), found=cell.text))
            return ""
        found = ONE_NUMBER.fullmatch(cell.text)
        return plain_number(found[1]) if found is not None and is_number(found[1]) else ""

    def _title(self, row: tuple[Cell, ...]) -> Cell:
        return self._cell(row, Role.TITLE) or Cell("", row[0].span)

    def _is_section(self, cell: Cell) -> bool:
        """Whether a title is the heading of a section: with a number of several levels, or one that is called so."""
        found = SECTION.fullmatch(cell.text)
        return found is not None and ("." in found[1] or not cell.text[0].isdigit())

    def _unnumbered(self, row: tuple[Cell, ...], filled: list[int], title: Cell) -> None:
        """A row without a number: a heading, a focus area, aims, a total, or what is not understood."""
        shared, first = self.shared, row[filled[0]]
        label = next((row[place] for place in filled if is_focus(row[place])), None)
        rest = [place for place in filled if row[place] is not label]
        if label is not None:
            shared.focus = True
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
        elif shared.focus and len(filled) == 1:
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
        if SECTION.fullmatch(cell.text) is not None:
            self._section(cell)
        else:
            self._drop_pending()
            self.pending = cell

    def _drop_pending(self) -> None:
        if self.pending is not None:
            self.draft.find("row-not-read", "", self.pending.span, self.pending.text)
            self.pending = None

    # --- sections ------------------------------------------------------------------------------------------------

    def _section(self, cell: Cell, own: str = "") -> str:
        """A heading of a section, with its own or the document's number or, without one, the next that is free."""
        shared, draft = self.shared, self.draft
        shared.focus = False
        self._drop_pending()
        found = SECTION.fullmatch(cell.text)
        title = on_one_line(cell.text if found is None or own else found[2])
        number = own or (found[1] if found is not None else draft.section_called(title) or draft.free_section())
        is_known = draft.has_section(number)
        draft.section(number, title, cell.span, cell.text, is_inferred=found is None and not own)
        if is_known:
            draft.fact(draft.plan.id, "section", number, cell.span, cell.text, is_inferred=found is None)
        self._check_words(cell)
        shared.section = number
        return number

    def _in_section(self, row: tuple[Cell, ...]) -> str:
        cell = self._cell(row, Role.SECTION)
        if cell is not None and cell.text:
            if re.fullmatch(NUMBER, cell.text.rstrip(".")) and not isinstance(cell.value, float):
                number = plain_number(cell.text.rstrip("."))
                if not self.draft.has_section(number):
                    self.draft.section(number, "", cell.span, cell.text)
                self.shared.section = number
            else:
                self._section(cell)
        elif self.pending is not None:
            heading, self.pending = self.pending, None
            self._section(heading)
        elif self.shared.heading is not None:
            line, self.shared.heading = self.shared.heading, None
            self._section(Cell(line.text.strip(), line.span))
        if not self.shared.section:
            title = self.grid.title
            self.shared.section = self.draft.section_called(title) or self.draft.free_section()
            self.draft.section(self.shared.section, title, row[0].span, title, is_inferred=True)
        return self.shared.section

    def _focus_area(self, row: tuple[Cell, ...], places: list[int]) -> None:
        for place in places:
            cell = row[place]
            if place in self.header.periods:
                self.draft.find("text-in-period", "", cell.span, cell.text, period=self.header.periods[place])
            if self.header.roles.get(place) is Role.OBJECTIVE:
                self._objective(cell)
            else:
                self.draft.focus_area(self._in_section(row), on_one_line(cell.text), cell.span, cell.text)
                self._check_words(cell)

    def _objective(self, cell: Cell) -> None:
        aims = [aim.strip(" •–-*\t") for aim in re.split(r"\n+|(?<=\S)\s+•\s+|^•", cell.text)]
        self.draft.objective(self.shared.section or None, filter(None, aims), cell.span, cell.text)

    # --- a recommendation ----------------------------------------------------------------------------------------

    def _made_number(self, title: Cell) -> str:
        """A number for a title that has none: that of the same title before, else the next that is free."""
        shared, key = self.shared, plain(title.text)
        if key not in shared.by_title:
            if not shared.made_numbers:
                self.draft.find("numbers-made", "", title.span, title.text)
            shared.made_numbers += 1
            while self.draft.has(str(shared.made_numbers)):
                shared.made_numbers += 1
            shared.by_title[key] = str(shared.made_numbers)
        return shared.by_title[key]

    def _recommendation(self, number: str, title: Cell, row: tuple[Cell, ...], *, is_made: bool = False) -> None:
        draft, place = self.draft, self.header.column(Role.NUMBER)
        section = self._in_section(row)
        self.shared.focus = False
        text = on_one_line(title.text)
        if place is None and (found := IN_TITLE.match(text)) is not None:
            text = text[found.end() :]
        strand = self._strand(number, row)
        if strand is None and text:
            draft.recommendation(number, text, section, title.span, title.text or number, is_inferred=is_made)
            self._check_words(title)
        if place is not None:
            draft.fact(number, "number", number, row[place].span, row[place].text)
        has_status = any(role is Role.STATUS and row[at].text for at, role in self.header.roles.items())
        cells = Cells(self.shared, number, {} if strand is None else {"strand": strand}, has_status)
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
        strand = self.draft.strand(number, on_one_line(own.text))
        self.draft.fact(number, "strand", strand, own.span, own.text)
        return strand

    def _marks(self, row: tuple[Cell, ...], cells: Cells, title: Cell) -> None:
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
                    self.shared.colours.setdefault(cell.mark, row[place].span)

    def _check_words(self, cell: Cell) -> None:
        """A word that may be one, divided at the end of a line: the document writes it without the hyphen elsewhere."""
        for found in _DIVIDED.finditer(cell.text):
            if found[2] or (found[1] + found[3]).casefold() in self.shared.words:
                self.draft.find("divided-word", "", cell.span, found[0], word=found[0])
