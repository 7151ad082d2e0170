"""The sheet that goes out: one row a recommendation, to be filled in by people and read back."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from praksisplan.answers.headings import heading
from praksisplan.answers.words import day_words
from praksisplan.arguments import checked_call
from praksisplan.errors import PlanError, not_installed
from praksisplan.model import Plan, Statement, Status
from praksisplan.reading.sheets.columns import COLUMNS, NOTE, OPEN, QUESTIONS, Sheet, heading_of
from praksisplan.reading.sheets.phrases import phrase
from praksisplan.rules.state import state_at

MARKER = "praksisplan"
"""The name of the hidden sheet, and its first word."""
VERSION = "1"
GUIDES = (phrase("guide"), phrase("guide", "en"))
"""The names of the sheet with the guide."""

_WIDTHS = {
    "number": 6,
    "section": 18,
    "title": 36,
    "now": 32,
    "status": 17,
    "deferred_to": 14,
    "expected": 16,
    "responsible": 20,
    "awaits": 20,
    NOTE: 28,
}


@checked_call
def export_sheet(plan: Plan, *, as_of: datetime.date, lang: str = "da") -> bytes:
    """An Excel workbook (.xlsx) in which people fill in what has changed; `import_sheet` reads it back.

    Danish: *statusark*. It has one row for each recommendation, with its state at ``as_of`` in words, and cells for the
    status (a list to choose from), what it is deferred to, what is expected, who is responsible, what it awaits and a
    note. All other cells are locked, without a password. A guide stands on a sheet of its own. A hidden sheet keeps
    what every cell said, so that only changes are read back, and an older sheet is recognised.

    ``lang`` is ``"da"`` or ``"en"``. Needs the extra ``excel``. The same plan always gives the same bytes. Raises
    `PlanError` for a date with a time of day.

    >>> from praksisplan import datasets
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> export_sheet(plan, as_of=datetime.date(2017, 1, 15))[:2]
    b'PK'
    """
    try:
        from praksisplan.writing.form import Form, FormColumn, render_form
    except ModuleNotFoundError:
        raise PlanError(not_installed("plan", "excel", "openpyxl")) from None
    sheet = Sheet(state_at(plan, as_of=as_of, known_at=None), lang)
    words = sheet.lang
    bodies = tuple(sheet.body(one.id) for one in plan.bodies)
    choices = {"status": tuple(one.label(words) for one in Status), "responsible": bodies}
    columns = tuple(
        FormColumn(
            heading_of(column, plan, lang),
            _WIDTHS[column],
            is_open=column in OPEN,
            hint=_hint(column, words) if column in OPEN else "",
            choices=choices.get(column, ()),
            is_free=column != "status",
        )
        for column in COLUMNS
    )
    answers = {number: answers_of(sheet, number) for number in sheet.state}
    return render_form(
        Form(
            phrase("title", words, plan.full_title),
            ("da-DK", "en-GB")[lang == "en"],
            as_of,
            phrase("sheet", words),
            columns,
            tuple((*_keys(sheet, number), *cells.values()) for number, cells in answers.items()),
            phrase("guide", words),
            _guide(sheet, bodies, as_of),
            MARKER,
            ((MARKER, VERSION, plan.id, as_of.isoformat(), lang), *_marker(plan, answers)),
            (phrase("not_a_choice", words), phrase("choose", words)),
        )
    )


def answers_of(sheet: Sheet, number: str) -> dict[str, str]:
    """The words of the open cells of a row, by column; the note is empty."""
    found: dict[str, str] = {}
    for question in QUESTIONS:
        found |= zip(question.columns, question.words(sheet, question.of(sheet, number, None)))
    return found | {NOTE: ""}


def digests_of(plan: Plan) -> dict[str, tuple[str, ...]]:
    """By number the digest of what the log answers to each question."""
    about: dict[str, list[Statement]] = {one.number: [] for one in plan.recommendations}
    for statement in plan.log:
        for number in statement.about:
            about.setdefault(number, []).append(statement)
    return {number: tuple(one.digest(said) for one in QUESTIONS) for number, said in about.items()}


def _marker(plan: Plan, answers: dict[str, dict[str, str]]) -> Iterable[tuple[str, ...]]:
    digests, keys = digests_of(plan), [""] * (len(COLUMNS) - len(OPEN) - 1)
    return ((number, *keys, *cells.values(), *digests[number]) for number, cells in answers.items())


def _keys(sheet: Sheet, number: str) -> tuple[str, str, str, str]:
    one = sheet.plan.recommendation(number)
    titles = [section.title for section in sheet.plan.sections if section.number == one.section]
    return number, " ".join([one.section, *titles[:1]]), one.title, sheet.now(number)


def _hint(column: str, lang: str) -> str:
    return phrase(f"{column}_hint", lang, heading("recommendations", lang))


def _guide(
    sheet: Sheet, bodies: tuple[str, ...], as_of: datetime.date
) -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
    lang, plan = sheet.lang, sheet.plan
    of_body = {sheet.body(one.id): one for one in plan.bodies}
    about = phrase("as_of", lang, day_words(as_of, lang)), phrase("fill_in", lang), phrase("keep", lang)
    named = ((name, of_body[name].kind.label(lang), ", ".join(of_body[name].aliases)) for name in bodies)
    return (
        ("", tuple((words,) for words in about)),
        (phrase("columns", lang), tuple((heading_of(one, plan, lang), _hint(one, lang)) for one in OPEN)),
        (phrase("bodies", lang), tuple(named)),
        (phrase("events", lang), tuple((one.title, one.kind.label(lang)) for one in plan.events)),
    )
