"""Tables with Danish headings -> a draft: timetables, status tables and lists of actions, of any format.

A table is read in three steps: which row has the headings and what each column holds (`columns`), which columns lack a
heading and tell by their cells what they hold (`headers`), and then row by row (`rows`) and cell by cell (`cells`).
What is not understood stays uncovered, or becomes a finding.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import attrs

from praksisplan.errors import PlanError, fault
from praksisplan.periods import Period
from praksisplan.reading.draft import Draft
from praksisplan.reading.prose.document import ProseReader
from praksisplan.reading.tables.cells import Shared
from praksisplan.reading.tables.columns import Role, named_columns, period_of, plain
from praksisplan.reading.tables.headers import LABELLED, Grid, Header, by_content, find_header, headed, row_span, turned
from praksisplan.reading.tables.rows import Rows
from praksisplan.reading.written import Line, Table, column_letters
from praksisplan.text import nearest


def read_tables(draft: Draft, prose: ProseReader, columns: Mapping[str, str] | None = None) -> None:
    """Fill a draft with what the tables of its document say; ``prose`` reads the sentences in their cells.

    ``columns`` names columns by what they hold: ``{"status": "Stade ultimo", "ansvarlig": "F"}``; a column is its
    heading or its letter. Raises `PlanError` for one that no table has, and for numbers that Excel keeps as numbers
    or days, so that 1.1 and 1.10 are the same.
    """
    reader = _Tables(draft, prose, named_columns(columns))
    before: Line | None = None
    for part in draft.parts:
        if isinstance(part, Line):
            before = part if part.text.strip() else before
            if part.style.startswith("heading") and LABELLED.match(part.text) is None:
                reader.shared.heading, reader.shared.section = part, ""
        elif not part.is_hidden:
            reader.read(part, before)
            before = None
    reader.end()


class _Tables:
    """Reads the tables of a document one after another: one may go on in the next, as where a page ends."""

    def __init__(self, draft: Draft, prose: ProseReader, named: Mapping[Role, str]) -> None:
        self.draft = draft
        self.named = named
        texts = (cell.text for part in draft.parts for row in part.rows for cell in row)
        known = {word for text in texts for word in re.findall(r"[^\W\d_]+", text.casefold())}
        self.shared = Shared(draft, prose, known)
        self.last: Header | None = None
        self.headings: dict[str, None] = {}
        self.letters: set[str] = set()

    def end(self) -> None:
        """What holds of all tables together: waits for numbers that come later, and colours."""
        shared = self.shared
        for wait in shared.waits:
            shared.resolve_wait(*wait)
        draft, periods = self.draft, self.draft.periods
        if periods and draft.plan.period == draft.source.dated:  # nothing else tells what the plan covers
            period = period_of(f"{periods[0]} - {periods[-1]}") or Period(periods[0].start, periods[-1].end)
            draft.plan = attrs.evolve(draft.plan, period=attrs.evolve(period, inferred=True))
        if len(shared.colours) > 1:
            self.draft.find("colours", "", next(iter(shared.colours.values())), colours=tuple(shared.colours))
        for role, heading in self.named.items():
            if plain(heading) not in map(plain, self.headings) and heading.strip().upper() not in self.letters:
                near = nearest(heading, tuple(self.headings))
                shared.faults.append(fault("unknown-column", f"columns.{role.value}", word=heading, nearest=near))
        if shared.faults:
            raise PlanError(*shared.faults)

    def read(self, table: Table, before: Line | None) -> None:
        """Read one table; ``before`` is the line above it, which may be the title of what it describes."""
        if (pairs := turned(table, before)) is not None:
            last, grid = self.last, Grid(pairs)
            self._read(grid, headed(grid, 0, 0, None, self.named))
            self.last = last
            return
        grid = Grid(table)
        header = find_header(grid, self.named)
        if header is not None and self.last is not None and self._goes_on(header):
            header = attrs.evolve(header, roles=self.last.roles, periods=header.periods or self.last.periods)
            self.draft.find("heading-again", "", row_span(table, header.row), " ".join(grid.texts(header.row)))
        elif header is None and self.last is not None and len(table.rows[0]) == len(self.last.headings):
            header = attrs.evolve(self.last, row=-1, last_row=-1)
            self.draft.find("heading-missing", "", row_span(table, 0))
        if header is None:
            self.draft.find("table-not-read", "", row_span(table, 0), table.title, title=table.title)
            return
        self._read(grid, header)

    def _read(self, grid: Grid, found: Header | None) -> None:
        """Read the rows below some headings, and below others that follow on the same sheet."""
        while found is not None:
            if found.row >= 0:
                self.headings |= dict.fromkeys(filter(None, found.headings))
                self.letters.update(column_letters(place + 1) for place in range(len(found.headings)))
            self.last = by_content(grid, found)
            found = Rows(self.shared, self.named, grid, self.last).read()

    def _goes_on(self, header: Header) -> bool:
        """Whether a table has the headings of the last one, but lacks some that stood in its first rows."""
        assert self.last is not None
        same = tuple(header.periods.values()) == tuple(self.last.periods.values())
        return same and bool(header.periods) and not {Role.NUMBER, Role.TITLE} & set(header.roles.values())
