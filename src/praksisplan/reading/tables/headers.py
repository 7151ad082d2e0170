"""Where the headings of a table are, and what each column holds: by its heading, or by its cells alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import attrs

from praksisplan.periods import Period
from praksisplan.reading.prose.numbers import LETTERS
from praksisplan.reading.tables.columns import Role, is_one_of, period_of, plain, role_of, words
from praksisplan.reading.written import Cell, Line, Span, Table, column_letters

_MOST_ROWS_ABOVE = 30
"""The headings are looked for in so many rows."""

_DIGITS = r"\d{1,4}(?:\.\d{1,4}){0,5}[a-zæøå]?"
NUMBER = rf"{LETTERS}?{_DIGITS}"
_NOUNS = "anbefaling|indsats|handling|initiativ|tiltag|aktivitet|projekt|opgave|delmål"
_NOUN = rf"(?:(?:{_NOUNS})\s*)?(?:nr\.?|nummer|#)?\s*"
ONE_NUMBER = re.compile(rf"{_NOUN}({NUMBER})\s*[.):]?", re.IGNORECASE)
LABELLED = re.compile(rf"(?:{_NOUNS})\s*(?:nr\.?|nummer|#)?\s*{NUMBER}\b", re.IGNORECASE)
"""The number of a recommendation with its noun, which no heading of a section has."""
_BEFORE_TITLE = rf"{_NOUN}((?-i:[A-ZÆØÅ])?{_DIGITS})(?:[.):]|\s*[–—-])?\s+"
_NUMBERED = re.compile(rf"{_BEFORE_TITLE}\D.*", re.IGNORECASE | re.DOTALL)
IN_TITLE = re.compile(rf"{_BEFORE_TITLE}(?=\D)", re.IGNORECASE)
SECTION = re.compile(
    r"(?:afsnit|kapitel|tema|område|spor)?\s*(\d{1,3}(?:\.\d{1,3}){0,5})\.?\s*[:–—-]?\s+(\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")


@attrs.frozen
class Header:
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


class Grid:
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


def find_header(grid: Grid, named: Mapping[Role, str]) -> Header | None:
    """The best row of headings, or two rows together; ``None`` if there is none."""
    best = headed(grid, 0, 0, _only_year(grid, 0), named)
    height = min(len(grid.rows), _MOST_ROWS_ABOVE)
    for row in range(1, height):
        if best.is_sound and not _is_heading(grid, row, best):
            height = row  # the numbers have begun
            break
        one = headed(grid, row, row, _only_year(grid, row), named)
        best = one if one.score > best.score else best
    for row in range(height - 1):
        two = headed(grid, row, row + 1, _only_year(grid, row), named)
        if two.score > best.score and _is_heading(grid, row + 1, two):
            best = two
    return best if best.is_sound else None


def _is_heading(grid: Grid, row: int, header: Header) -> bool:
    """Whether a row belongs to the headings: where numbers are to stand, there is none yet."""
    place = header.column(Role.NUMBER)
    has_focus = any(map(is_focus, grid.rows[row]))
    return not has_focus and (place is None or ONE_NUMBER.fullmatch(grid.rows[row][place].text) is None)


def is_focus(cell: Cell) -> bool:
    """Whether a cell says that the row is an effort without a number: *Andet fokusområde*."""
    return is_one_of(re.sub(r"-\s*", "", cell.text), words()["cells"]["other_focus"])


def _only_year(grid: Grid, row: int) -> int | None:
    """The one year that the name of the sheet, or else the rows down to the headings, name."""
    for text in (grid.title, *(" ".join(grid.texts(above)) for above in range(row + 1))):
        years = set(_YEAR.findall(text))
        if years:
            return int(years.pop()) if len(years) == 1 else None
    return None


def headed(grid: Grid, row: int, last: int, year: int | None, named: Mapping[Role, str]) -> Header:
    """One or two rows read as headings.

    ``year`` is that of periods without one, ``named`` the columns that the user named.
    """
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
        role = next((found for one in (low, joined, high) if (found := role_of(one)) is not None), None)
        if role is not None and (role in _REPEATED or role not in roles.values()):
            roles[place] = role
    is_title = sum(map(bool, headings)) < 2  # above the headings
    for role, heading in named.items():
        for place, joined in enumerate(headings):
            is_letter = not is_title and column_letters(place + 1) == heading.strip().upper()
            if plain(joined) == plain(heading) or is_letter:
                roles = {at: its for at, its in roles.items() if its is not role}
                periods.pop(place, None)
                roles[place] = role
    return Header(row, last, roles, periods, tuple(headings))


_REPEATED = {Role.TITLE, Role.STATUS, Role.NOTE, Role.MILESTONES}
"""What several columns of a table may hold."""


def _first_period(texts: Sequence[str], year: int | None) -> Period | None:
    """The period of the first text that names one: with a year of its own before one that is taken from elsewhere."""
    for text in texts:
        if (found := period_of(text)) is not None:
            return found
    for text in texts if year is not None else ():
        is_time = any(map(str.isdigit, text)) or role_of(text) is None  # *Start* is a column of times, not a time
        if is_time and period_of(text, year) is not None and (found := period_of(f"{text} {year}")) is not None:
            return found
    return None


def turned(table: Table, before: Line | None) -> Table | None:
    """A table of labels and values, one below the other, as headings and one row; ``None`` for other tables."""
    rows = table.rows if len(table.rows) <= _MOST_PAIRS else ()
    pairs = [(row[0], row[1]) for row in rows if len(row) == 2 and row[0].text]
    known = {role_of(label.text) for label, _ in pairs} - {None}
    if len(known) < 3 or sum(role_of(label.text) is not None for label, _ in pairs) < len(pairs) * _MOST_LABELS:
        return None
    numbers = [(label, found[1]) for label, _ in pairs if (found := ONE_NUMBER.fullmatch(label.text))]
    if numbers:
        label, number = numbers[0]
        pairs.append((attrs.evolve(label, text="Nr."), attrs.evolve(label, text=number)))
    if Role.TITLE not in known and before is not None:
        title = Cell(before.text.strip(), before.span)
        pairs.append((attrs.evolve(title, text="Titel"), title))
    return attrs.evolve(table, rows=(tuple(label for label, _ in pairs), tuple(value for _, value in pairs)))


_MOST_LABELS, _MOST_PAIRS = 0.6, 60


def row_span(table: Table, row: int) -> Span:
    cells = table.rows[max(row, 0)]
    return next((cell.span for cell in cells if cell.text), cells[0].span)


def by_content(grid: Grid, header: Header) -> Header:
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
    if number is not None and not titles and share(number, ONE_NUMBER) < _MOST_OF <= share(number, _NUMBERED):
        roles[number], titles, number = Role.TITLE, [number], None  # *Nr.* over numbers and titles in one
    elif number is None:
        numbered = next((one for one in titles if share(one, ONE_NUMBER) >= _MOST_OF), None)
        first = next((one for one in free if share(one, ONE_NUMBER) >= _NEARLY_ALL), None)
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
