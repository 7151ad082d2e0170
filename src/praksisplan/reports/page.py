"""A plan as one page for an intranet, which people search, filter and unfold."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable, Iterator

import attrs

from praksisplan.answers import target_ref
from praksisplan.answers.headings import heading
from praksisplan.answers.words import ROLES, body_text, citation_text, expected_text, period_words, status_text
from praksisplan.arguments import checked_call
from praksisplan.model import Effort, Link, Plan, Recommendation, Status, TargetKind, Wait, natural_key, natural_order
from praksisplan.periods import Period, split_period
from praksisplan.reports.document import Block, finished, source_words
from praksisplan.reports.phrases import PAGE, phrase
from praksisplan.reports.shared import abbreviated, keyed_table, or_none, plan_document
from praksisplan.rules.blocking import Blocked, Waiting, blocked, waiting
from praksisplan.rules.describing import Detail, details_of, roles_of, statement_text
from praksisplan.rules.efforts import Efforts, EffortState, efforts_at
from praksisplan.rules.explaining import explained
from praksisplan.rules.freshness import StaleAnswer, stale
from praksisplan.rules.readiness import overdue, ready
from praksisplan.rules.state import PlanState, RecommendationState, state_at
from praksisplan.rules.succession import references_of
from praksisplan.rules.timetable import timetable
from praksisplan.terms import Term
from praksisplan.text import in_language, sentence
from praksisplan.writing.finished import Heading, Paragraph
from praksisplan.writing.page import Fact, Item, Page, Part, Step, render_page

_MOST_DRAWN = 500
"""Nobody can read the web of waits of a plan with more recommendations, so it is not drawn."""
_MOST_STEPS = 60
"""A longer explanation is cut: the page explains each recommendation that it names in its own place."""
_MOST_YEARS = 12
_Row = RecommendationState | EffortState


@checked_call
def plan_page(plan: Plan, *, as_of: datetime.date, known_at: datetime.date | None = None, lang: str = "da") -> str:
    """A plan as one HTML page that needs no other file: for an intranet, or to send. Danish: *side*.

    The page lists every recommendation under its section, with its state, the responsible bodies, what it awaits and
    every statement about it, each with its source. Then come what is expected next, what is stale, the timetable, the
    web of waits and the sources. Its own script searches and filters the page and keeps the choice in the address; the
    page can be read without it, and loads nothing. ``lang`` is ``"da"`` or ``"en"``. The same plan gives the same text.
    Raises `PlanError` for another language and for a date with a time of day.

    >>> import datetime
    >>> from praksisplan import datasets
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> plan_page(plan, as_of=datetime.date(2017, 1, 15)).count("<article")
    71
    """
    lang = plan.kind.language(lang)
    state = state_at(plan, as_of=as_of, known_at=known_at)
    writer = _Writer(
        plan=plan,
        lang=lang,
        state=state,
        blocked=blocked(plan, as_of=state.as_of, known_at=known_at),
        waiting=waiting(plan, as_of=state.as_of, known_at=known_at),
        stale=stale(plan, as_of=state.as_of, known_at=known_at),
        efforts=efforts_at(plan, as_of=state.as_of, known_at=known_at),
    )
    return render_page(writer.page())


@attrs.frozen
class _Writer:
    """A plan and the answers about it that the whole page uses."""

    plan: Plan
    lang: str
    state: PlanState
    blocked: Blocked
    waiting: Waiting
    stale: StaleAnswer
    efforts: Efforts

    @functools.cached_property
    def marks(self) -> dict[str, set[str]]:
        """The recommendations that have each mark."""
        day, known = self.state.as_of, self.state.known_at
        return {
            "blocked": {*self.blocked},
            "waiting": {*self.waiting},
            "ready": {*ready(self.plan, as_of=day, known_at=known)},
            "overdue": {*overdue(self.plan, as_of=day, known_at=known)},
            "stale": {row.number for row in self.stale.stale},
        }

    @functools.cached_property
    def links(self) -> dict[str, tuple[Link, ...]]:
        """The references of each recommendation to other documents."""
        return references_of(self.plan)

    @functools.cached_property
    def awaiting(self) -> dict[str, tuple[str, ...]]:
        """The recommendations that await each one, in natural order."""
        found: dict[str, dict[str, None]] = {}
        for number in natural_order(self.state):
            for wait in self.state[number].awaits:
                if wait.recommendation is not None:
                    found.setdefault(wait.recommendation, {})[number] = None
        return {awaited: tuple(numbers) for awaited, numbers in found.items()}

    def page(self) -> Page:
        counted = (self.blocked if self.state else self.efforts).heading(self.lang)
        blocks = (*self.next_up(), *self.spoken_of(), *self.years(), *self.web())
        document = plan_document(self.blocked, self.plan.title, blocks, self.lang, [counted])
        done = finished(document)
        marks = tuple((id, phrase(f"page_{id}", self.lang)) for id, numbers in self.marks.items() if numbers)
        filters = (
            ("body", phrase("page_body", self.lang), self.bodies()),
            ("status", sentence(heading("status", self.lang)), self.statuses()),
            ("mark", phrase("page_mark", self.lang), marks),
        )
        cited = {citation.source for one in self.plan.log for citation in one.citations}
        written = attrs.evolve(
            done,
            words={**done.words, **in_language(PAGE, self.lang)},
            sources=tuple((one.id, source_words(one, self.lang)) for one in self.plan.sources if one.id in cited),
        )
        legend = tuple(Fact(name, phrase(f"means_{id}", self.lang)) for id, name in marks)
        return Page(written, tuple(self.groups()), filters, legend)

    def groups(self) -> Iterator[tuple[str, str, tuple[Part, ...]]]:
        if self.state:
            yield "items", phrase("page_items", self.lang), tuple(self.parts())
        if self.plan.efforts:
            yield "efforts", phrase("efforts", self.lang), tuple(self.themes())

    # --- the recommendations -------------------------------------------------------------------------------------

    def parts(self) -> Iterator[Part]:
        """The recommendations by section; a section above others is kept as their heading."""
        by_section: dict[str, list[Item]] = {}
        for number in natural_order(self.state):
            home = self.plan.recommendation(number).section
            by_section.setdefault(home, []).append(self.item(self.state[number]))
        titles = {one.number: one.title for one in self.plan.sections}
        for section in natural_order({**titles, **by_section}):
            items = by_section.get(section, [])
            if items or any(one.startswith(f"{section}.") for one in by_section):
                yield Part(f"{section} {titles.get(section, '')}".strip(), section.count(".") + 1, tuple(items))

    def item(self, row: RecommendationState) -> Item:
        found = self.plan.recommendation(row.number)
        details = [*details_of(self.state, row.number, self.links.get(row.number, ()), self.lang)]
        if row.number in self.awaiting:
            details.append(Detail.of_numbers(phrase("page_awaiting", self.lang), self.awaiting[row.number]))
        made = self.made(row, row.number, found, details)
        return attrs.evolve(
            made,
            number=row.number,
            status_text=sentence(status_text(row.status, None, row.deemed, self.lang)),
            reasons=tuple(self.reasons(row.number)) if row.awaits else made.reasons,
        )

    def made(self, row: _Row, id: str, found: Recommendation | Effort, details: Iterable[Detail]) -> Item:
        """What recommendations and efforts have in common."""
        lang, strands = self.lang, found.strands
        return Item(
            id=id,
            number="",
            title=found.title,
            status=row.status.value,
            status_text=sentence(row.status.label(lang)),
            marks=tuple((mark, phrase(f"page_{mark}", lang)) for mark, marked in self.marks.items() if id in marked),
            bodies=tuple(dict.fromkeys(id for role in ROLES for id in getattr(row, role))),
            facts=tuple(Fact(sentence(one.name), one.text, self.known(one.numbers)) for one in details),
            reasons=tuple(Step(0, sentence(self.wait(one)), citation_text(one.citations, lang)) for one in row.awaits),
            statements=tuple(
                Step(0, sentence(statement_text(self.plan, one, strands, lang)), citation_text(one.citations, lang))
                for one in row.statements
            ),
        )

    def known(self, numbers: tuple[str, ...]) -> tuple[str, ...]:
        """The numbers, if each has its place on the page."""
        return numbers if all(map(self.plan.has, numbers)) else ()

    def themes(self) -> Iterator[Part]:
        """The efforts by theme and practice area."""
        themes: dict[tuple[Term | None, Term | None], list[Item]] = {}
        for one in self.efforts.values():
            made = self.made(one, one.id, self.plan.effort(one.id), roles_of(self.plan, one, self.lang))
            themes.setdefault((one.theme, one.area), []).append(made)
        for themed, items in themes.items():
            words = " – ".join(sentence(one.label(self.lang)) for one in themed if one is not None)
            yield Part(words or phrase("other", self.lang), 1, tuple(items))

    def reasons(self, number: str) -> list[Step]:
        """What a recommendation awaits, down to the root causes; each recommendation named links to its own place."""
        found = explained(self.blocked.graph, number, _MOST_STEPS + 1)
        steps = []
        for reason, (level, text, source) in zip(found.reasons[1:], found.steps(self.lang)[1:]):
            is_here = reason.target.kind is TargetKind.RECOMMENDATION and self.plan.has(reason.target.id)
            steps.append(Step(level - 1, sentence(text), source, reason.target.id if is_here else ""))
        if len(steps) <= _MOST_STEPS:
            return steps
        return [*steps[:_MOST_STEPS], Step(0, phrase("page_more", self.lang))]

    def wait(self, wait: Wait) -> str:
        ref = target_ref(self.plan, wait.awaited)
        name = f"{phrase('recommendation', self.lang)} {ref.id}" if wait.recommendation else ref.title
        return f"{name} ({expected_text(wait, self.lang)})"

    def rows(self) -> tuple[_Row, ...]:
        return (*self.state.values(), *self.efforts.values())

    def bodies(self) -> tuple[tuple[str, str], ...]:
        used = dict.fromkeys(id for row in self.rows() for role in ROLES for id in getattr(row, role))
        named = [(id, body_text(self.plan, id)) for id in used]
        return tuple(sorted(named, key=lambda one: natural_key(one[1])))

    def statuses(self) -> tuple[tuple[str, str], ...]:
        used = {row.status for row in self.rows()}
        return tuple((one.value, sentence(one.label(self.lang))) for one in Status if one in used)

    # --- what follows --------------------------------------------------------------------------------------------

    def next_up(self) -> Iterator[Block]:
        """What is awaited and has an expected date, the next first, with the recommendations that await it."""
        waiting_for: dict[tuple[str, Period], list[str]] = {}
        waits = [(number, row.awaits) for number, row in (*self.blocked.items(), *self.waiting.items())]
        waits += [(one.title, one.awaits) for one in self.efforts.values()]
        for number, awaits in waits:
            for wait in awaits:
                if wait.expected is not None and not wait.never:
                    waiting_for.setdefault((self.wait_name(wait), wait.expected), []).append(number)
        rows = [
            (name, period_words(period, self.lang), abbreviated(numbers))
            for (name, period), numbers in sorted(waiting_for.items(), key=_when)
        ]
        yield from or_none(keyed_table("next_up", ("awaits", "expected", "numbers"), rows, self.lang), self.lang)

    def wait_name(self, wait: Wait) -> str:
        ref = target_ref(self.plan, wait.awaited)
        label = f"{sentence(phrase('recommendation', self.lang))} {ref.id}: " if wait.recommendation else ""
        return label + (ref.title or ref.id)

    def spoken_of(self) -> Iterator[Block]:
        rows = [(one.number, self.plan.recommendation(one.number).title, one.spoken_on) for one in self.stale.stale]
        table = keyed_table("page_stale", ("number", "title", "spoken_on"), rows, self.lang)
        yield from or_none(table, self.lang)

    def years(self) -> Iterator[Block]:
        start, end = self.plan.period.start, self.plan.period.end
        if not self.state or start is None or end is None or start >= end:
            return
        years = split_period(Period(start, end), "year")
        table = timetable(self.plan, years[:_MOST_YEARS], as_of=self.state.as_of, known_at=self.state.known_at)
        drawn = table.picture(self.lang)
        yield Heading(1, drawn.name)
        yield drawn

    def web(self) -> Iterator[Block]:
        if self.blocked or self.waiting:
            drawn = self.blocked.picture(self.lang)
            yield Heading(1, drawn.name)
            if len(self.plan.recommendations) <= _MOST_DRAWN:
                yield drawn
            else:
                yield Paragraph(phrase("page_not_drawn", self.lang, _MOST_DRAWN))


def _when(awaited: tuple[tuple[str, Period], list[str]]) -> tuple[datetime.date, str]:
    name, period = awaited[0]
    return period.end or datetime.date.max, name
