"""The columns of the sheet that is filled in: what each says of a recommendation, and how its words are read."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

import attrs

from praksisplan.answers.headings import heading
from praksisplan.answers.words import period_words
from praksisplan.errors import PlanError, fault
from praksisplan.model import Await, Outcome, Plan, Standing, Statement, Status
from praksisplan.model.numbers import natural_key
from praksisplan.periods import Period, parse_period
from praksisplan.reading.sheets.phrases import phrase
from praksisplan.rules.state import PlanState, bodies_of
from praksisplan.storage.conversion import plain_value
from praksisplan.text import nearest, sentence

KEYS = ("number", "section", "title", "now")
"""The locked columns."""

NOTE = "note"


# --- names -------------------------------------------------------------------------------------------------------

T = TypeVar("T")


def split_names(text: str, find: Callable[[str], T | None]) -> list[tuple[str, T | None]]:
    """The names in a cell, with what ``find`` makes of each, ``None`` for an unknown one.

    Semicolons, commas, slashes and *og* separate names, unless a longer name holds them.

    >>> split_names("PLO; Udvalget for kvalitet og tilsyn", {"PLO": 1, "Udvalget for kvalitet og tilsyn": 2}.get)
    [('PLO', 1), ('Udvalget for kvalitet og tilsyn', 2)]
    """
    found: list[tuple[str, T | None]] = []
    rest = text.strip()
    while rest:
        marks = [*((one.start(), one.end()) for one in _BETWEEN.finditer(rest)), (len(rest), len(rest))]
        end, following = next((one for one in reversed(marks) if find(rest[: one[0]].strip()) is not None), marks[0])
        if name := rest[:end].strip():
            found.append((name, find(name)))
        rest = rest[following:].strip()
    return found


_BETWEEN = re.compile(r"[;,/]|\s(?:og|samt|and|&|\+)\s", re.IGNORECASE)


def _known(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What each name names, by the name in small letters; a name of several things names none of them."""
    found: dict[str, set[str]] = {}
    for name, named in names:
        found.setdefault(name.casefold(), set()).add(named)
    return {name: min(named) for name, named in found.items() if len(named) == 1}


class Sheet:
    """What cells say of a plan on a day, in a language: for writing them and for reading them."""

    def __init__(self, state: PlanState, lang: str) -> None:
        self.state = state
        self.plan: Plan = state.plan
        self.lang = self.plan.kind.language(lang)
        self.history = state.graph.history

    @cached_property
    def bodies(self) -> dict[str, str]:
        """The bodies by name, alias and id."""
        return _known((name, one.id) for one in self.plan.bodies for name in (one.name, *one.aliases, one.id))

    @cached_property
    def targets(self) -> dict[str, str]:
        """What can be awaited: recommendations by number, events by title and id."""
        numbers = ((one.number, one.number) for one in self.plan.recommendations)
        return _known([*numbers, *((name, one.id) for one in self.plan.events for name in (one.title, one.id))])

    def body(self, id: str) -> str:
        """The name of a body by which its cell is read again."""
        name = self.plan.body(id).name if self.plan.has_body(id) else id
        return name if self.bodies.get(name.casefold()) == id else id

    def awaited(self, wait: Await) -> str:
        """What is awaited, with its strand and outcome, by which its cell is read again."""
        named = wait.target
        if wait.event is not None and self.plan.has_event(wait.event):
            title = self.plan.event(wait.event).title
            named = title if self.targets.get(title.casefold()) == wait.event else named
        details = [] if wait.strand is None else [phrase("of_strand", self.lang, wait.strand)]
        details += [] if wait.outcome is Outcome.COMPLETION else [wait.outcome.label(self.lang)]
        return f"{named} ({', '.join(details)})" if details else named

    def waits(self, number: str) -> dict[str, Await]:
        """The open waits of the whole of a recommendation, by the words that name them."""
        if number not in self.state.graph.index:
            return {}
        waits = (attrs.evolve(one.wait, one_of=None) for one in self.state.graph.open_waits(number) if not one.strand)
        return {self.awaited(wait): wait for wait in waits}

    def promise(self, number: str, like: Promised | None = None) -> Promised:
        """The newest promise that is open, of any outcome or that of another; none where nothing is expected."""
        outcome = None if like is None else like.outcome
        withdrawn: set[Outcome] = set()
        for promise in reversed(self.history.promises.get(number, ())):
            of = promise.statement.outcome
            is_open = not self.history.has_come(number, of) and not self.history.is_cancelled(number)
            if of not in withdrawn and is_open and outcome in (None, of):
                if promise.expected is not None:
                    return Promised(promise.expected, of)
                withdrawn.add(of)
        return Promised(None, outcome or Outcome.COMPLETION)

    def now(self, number: str) -> str:
        """How a recommendation stands, in words: its status, what is proposed, promised and awaited, its strands."""
        found, lang = self.state[number], self.lang
        said = [self.status(found.status, found.deferred_to)]
        if found.proposed is not None:
            said.append(phrase("proposed", lang, self.status(found.proposed, found.proposed_deferred_to)))
        promised = self.promise(number)
        if promised.period is not None:
            label, period = promised.outcome.label(lang), period_words(promised.period, lang)
            said.append(phrase("expected", lang, label, period))
        for wait in found.awaits:
            named = self.awaited(Await(wait.recommendation, wait.event, wait.outcome, wait.awaited_strand))
            said.append(phrase("awaits" if wait.event is None else "awaits_event", lang, named))
        for one in found.strands:
            by = dict.fromkeys(self.body(id) for statement in one.statements for id in statement.responsible)
            status = ", ".join([one.status.label(lang), *by])
            said.append(phrase("strand", lang, one.title, status))
        return "\n".join(map(sentence, dict.fromkeys(said)))

    def status(self, status: Status, deferred_to: Period | None) -> str:
        """A status in words, with the period of a deferral."""
        if status is Status.DEFERRED and deferred_to is not None:
            return phrase("deferred_until", self.lang, period_words(deferred_to, self.lang))
        return status.label(self.lang)


class Promised(NamedTuple):
    """What is expected of a recommendation, and when."""

    period: Period | None
    outcome: Outcome


# --- what a row answers ------------------------------------------------------------------------------------------

Cells = Mapping[str, str]
"""The words of the cells of a row, by column."""


@attrs.frozen
class Question(Generic[T]):
    """What a row answers in one or two cells, about one thing that statements say.

    ``of`` is the answer of the plan, to be compared with another if one is given. ``words`` puts an answer into the
    cells, ``read`` reads it from them, beside the words that stood there. ``fields`` are the fields of the statement
    that makes an answer hold in place of another, ``says`` those of the statements that answer it.
    """

    columns: tuple[str, ...]
    of: Callable[[Sheet, str, T | None], T]
    words: Callable[[Sheet, T], tuple[str, ...]]
    read: Callable[[Sheet, str, Cells, Cells], T]
    fields: Callable[[T, T], dict[str, Any]]
    says: tuple[str, ...]

    def digest(self, statements: Iterable[Statement]) -> str:
        """A digest of what some statements say of it; it differs where one was added, changed or removed."""
        said = [self._said(one) for one in statements if one.standing is not Standing.PROPOSED]
        return hashlib.sha256("\n".join(sorted(filter(None, said))).encode()).hexdigest()[:16]

    def _said(self, statement: Statement) -> str:
        plain = plain_value(statement)
        found = {name: plain[name] for name in self.says if name in plain}
        more = {name: plain[name] for name in ("on", "outcome", "standing", "strand") if name in plain}
        return json.dumps(found | more, sort_keys=True) if found else ""


_Status = tuple[Status, Period | None]


_UNTIL = re.compile(r"(?:udskudt til|deferred to)\s+(?=\S)", re.IGNORECASE)


def _read_status(sheet: Sheet, number: str, cells: Cells, before: Cells) -> _Status:
    words, period_text = cells["status"], cells["deferred_to"]
    if not words:
        raise PlanError(fault("missing-answer", "status", before=before["status"]))
    if until := _UNTIL.match(words):  # as it stands under "Står nu"
        words, period_text = "udskudt", words[until.end() :]
    try:
        status = Status(words)
    except PlanError as error:
        raise error.under("status") from None
    if status is Status.DEFERRED:
        return status, _period(period_text, "status" if until else "deferred_to")
    if period_text and period_text != before["deferred_to"]:
        raise PlanError(fault("deferral.cell", "deferred_to", status=status, deferred=Status.DEFERRED))
    return status, None


def _period(words: str, column: str) -> Period | None:
    try:
        return parse_period(words) if words else None
    except PlanError as error:
        raise error.under(column) from None


def _status_of(sheet: Sheet, number: str, other: _Status | None) -> _Status:
    state = sheet.state[number]
    return state.status, state.deferred_to if state.status is Status.DEFERRED else None


def _status_words(sheet: Sheet, answer: _Status) -> tuple[str, str]:
    status, period = answer
    return status.label(sheet.lang), "" if period is None else period_words(period, sheet.lang)


def _read_expected(sheet: Sheet, number: str, cells: Cells, before: Cells) -> Promised:
    words = cells["expected"]
    first, _, rest = words.partition(" ")
    outcome = next((one for one in Outcome if first.rstrip(":").casefold() in one.labels), None)
    named = sheet.promise(number).outcome if outcome is None else outcome
    return Promised(_period(words if outcome is None else rest, "expected"), named)


def _expected_words(sheet: Sheet, answer: Promised) -> tuple[str]:
    period, outcome = answer
    words = "" if period is None else period_words(period, sheet.lang)
    is_plain = period is None or outcome is Outcome.COMPLETION
    return (words if is_plain else f"{outcome.label(sheet.lang)} {words}",)


def _expected_fields(answer: Promised, now: Promised) -> dict[str, Any]:
    told = {"withdrawn": True} if answer.period is None else {"expected": answer.period}
    return {**told, "outcome": answer.outcome}


def _read_responsible(sheet: Sheet, number: str, cells: Cells, before: Cells) -> frozenset[str]:
    found = split_names(cells["responsible"], lambda name: sheet.bodies.get(name.casefold()))
    names = (name for one in sheet.plan.bodies for name in (one.name, *one.aliases))
    _refuse_unknown(found, "responsible", "unknown-body.cell", names)
    if not found:
        raise PlanError(fault("missing-answer.responsible", "responsible", before=before["responsible"]))
    return frozenset(id for _, id in found if id is not None)


def _refuse_unknown(
    found: Iterable[tuple[str, object]], column: str, code: str, known: Iterable[str], **fields: Any
) -> None:
    names = tuple(known)
    faults = [fault(code, column, word=name, nearest=nearest(name, names), **fields) for name, at in found if not at]
    if faults:
        raise PlanError(*faults)


def _read_awaits(sheet: Sheet, number: str, cells: Cells, before: Cells) -> frozenset[Await]:
    own = {words.casefold(): wait for words, wait in sheet.waits(number).items()}
    found = split_names(cells["awaits"], lambda name: own.get(name.casefold()) or _awaited(sheet, name))
    known = [*(one.title for one in sheet.plan.events), *(one.number for one in sheet.plan.recommendations)]
    _refuse_unknown(found, "awaits", "unknown-target.cell", known, item=sheet.plan.kind.item)
    waits = frozenset(wait for _, wait in found if wait is not None)
    if any(wait.recommendation == number and wait.strand is None for wait in waits):
        raise PlanError(fault("unknown-target.itself", "awaits", word=number))
    return waits


_ITEM = re.compile(
    r"(?:anbefaling|indsats|handling|recommendation|initiative|action)\w*\s+|(?:nr|no|nummer|number)\b\.?\s*|#\s*",
    re.IGNORECASE,
)
_WITH_OUTCOME = re.compile(r"(.+?)\s*\((\w+)\)")


def _awaited(sheet: Sheet, name: str) -> Await | None:
    """What a name names, with the outcome that may stand behind it in brackets."""
    detailed, outcome = _WITH_OUTCOME.fullmatch(name), Outcome.COMPLETION
    if detailed is not None and (named := [one for one in Outcome if detailed[2].casefold() in one.labels]):
        name, [outcome] = detailed[1], named
    target = sheet.targets.get(name.casefold()) or sheet.targets.get(_ITEM.sub("", name, count=2).casefold())
    if target is None:
        return None
    is_event = sheet.plan.has_event(target)
    return Await(event=target, outcome=outcome) if is_event else Await(recommendation=target, outcome=outcome)


def _awaits_fields(answer: frozenset[Await], now: frozenset[Await]) -> dict[str, Any]:
    return {"awaits": _ordered(answer - now), "lifts": _ordered(now - answer)}


def _ordered(waits: Iterable[Await]) -> list[Await]:
    return sorted(waits, key=lambda wait: natural_key(wait.target))


QUESTIONS: tuple[Question[Any], ...] = (
    Question(
        ("status", "deferred_to"),
        *(_status_of, _status_words, _read_status),
        lambda answer, now: {"status": answer[0], "deferred_to": answer[1]},
        ("status", "deferred_to", "merged_into", "replaced_by"),
    ),
    Question(
        ("expected",),
        *(Sheet.promise, _expected_words, _read_expected, _expected_fields),
        ("expected", "withdrawn", "delivered"),
    ),
    Question(
        ("responsible",),
        lambda sheet, number, other: frozenset(bodies_of(sheet.history, number, "responsible", of_whole=True)),
        lambda sheet, answer: ("; ".join(sorted(map(sheet.body, answer))),),
        _read_responsible,
        lambda answer, now: {"responsible": sorted(answer)},
        ("responsible",),
    ),
    Question(
        ("awaits",),
        lambda sheet, number, other: frozenset(sheet.waits(number).values()),
        lambda sheet, answer: ("; ".join(map(sheet.awaited, _ordered(answer))),),
        *(_read_awaits, _awaits_fields),
        ("awaits", "lifts", "awaits_more"),
    ),
)
"""What every row answers, and the note beside it."""

OPEN = (*(column for question in QUESTIONS for column in question.columns), NOTE)
"""The columns that are filled in."""
LISTS = ("responsible", "awaits")
"""The columns whose cells may hold several names."""
COLUMNS = (*KEYS, *OPEN)


def heading_of(column: str, plan: Plan, lang: str) -> str:
    """The heading of a column; that of the titles is what the plan calls its items."""
    if column in ("now", NOTE):
        return phrase(column, lang)
    item = plan.kind.item
    return sentence((item.danish if lang == "da" else item.english) if column == "title" else heading(column, lang))
