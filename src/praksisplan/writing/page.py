"""A plan -> one page for an intranet: it can be searched and filtered, and needs no other file and no server."""

from __future__ import annotations

import base64
import functools
import hashlib
import html
from collections.abc import Iterator
from importlib import resources

import attrs

from praksisplan.writing.finished import FinishedDocument
from praksisplan.writing.html import blocks_of, contents, facts, framed, style


@attrs.frozen
class Step:
    """A line that unfolds: its depth, its text, its source, and the number of the recommendation that it links to."""

    level: int
    text: str
    source: str = ""
    number: str = ""


@attrs.frozen
class Fact:
    """A line under a title: its name, and either text or the numbers of the recommendations that it links to."""

    name: str
    text: str
    numbers: tuple[str, ...] = ()


@attrs.frozen
class Item:
    """A recommendation or an effort, whose number is empty: ``marks`` and ``bodies`` are ids that the filters know."""

    id: str
    number: str
    title: str
    status: str
    status_text: str
    marks: tuple[tuple[str, str], ...]
    bodies: tuple[str, ...]
    facts: tuple[Fact, ...]
    reasons: tuple[Step, ...]
    statements: tuple[Step, ...]


@attrs.frozen
class Part:
    """A section of the plan with its recommendations, or a theme with its efforts; ``level`` 1 is the highest."""

    title: str
    level: int
    items: tuple[Item, ...]


@attrs.frozen
class Page:
    """A page with all its text. Each group is its id, its heading and its parts; each filter its id, its name, and the
    ids and names to choose from.

    ``document`` has the title, the facts and what follows the recommendations; ``legend`` are the marks that the page
    uses, each with what it means.
    """

    document: FinishedDocument
    groups: tuple[tuple[str, str, tuple[Part, ...]], ...]
    filters: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]
    legend: tuple[Fact, ...]


def render_page(page: Page) -> str:
    """A page as HTML: readable without its script, searched and filtered with it. It loads nothing else.

    A content security policy in the page allows its own style sheet and script, by their digests, and nothing more.
    """
    document, look, script = page.document, style() + _data("plan.css"), _data("plan.js")
    items = [item for *_, parts in page.groups for part in parts for item in part.items]
    policy = (
        f"default-src 'none'; style-src '{_digest(look)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    groups = [(id, name) for id, name, _ in page.groups]
    return framed(
        document,
        look,
        [*facts(document), *contents(document, groups), *_filters(page), *_legend(page)],
        [
            *(line for group in page.groups for line in _group(*group, page)),
            *blocks_of(document, {one.number: _anchor(one.id) for one in items if one.number}),
        ],
        head=[f'<meta http-equiv="Content-Security-Policy" content="{policy}">'],
        end=[f"<script>{script}</script>"],
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@functools.cache
def _data(name: str) -> str:
    return resources.files("praksisplan.writing").joinpath(name).read_text("utf-8")


def _filters(page: Page) -> Iterator[str]:
    """The search field and the choices, hidden until the script shows them."""
    words = page.document.words
    yield f'<form id="filters" role="search" aria-label="{words["find"]}" hidden>'
    yield f'<label>{words["search"]} <input type="search" id="search" autocomplete="off"></label>'
    for id, name, options in page.filters:
        yield f'<label>{html.escape(name)} <select id="{id}"><option value="">{words["all"]}</option>'
        yield from (f'<option value="{html.escape(one)}">{html.escape(text)}</option>' for one, text in options)
        yield "</select></label>"
    yield f'<button type="reset">{words["reset"]}</button>'
    yield f'<button type="button" id="unfold" aria-pressed="false">{words["unfold"]}</button>'
    yield f'<p id="count" role="status" data-text="{words["count"]}"></p></form>'


def _legend(page: Page) -> Iterator[str]:
    if page.legend:
        yield f"<details><summary>{page.document.words['legend']}</summary>{_list(page.legend)}</details>"


def _group(id: str, name: str, parts: tuple[Part, ...], page: Page) -> Iterator[str]:
    """The parts of a group, each within the nearest higher one before it, so that no level of heading is skipped."""
    yield f'<h2 id="{id}">{html.escape(name)}</h2>'
    around: list[int] = []
    for part in parts:
        while around and around[-1] >= part.level:
            around.pop()
            yield "</section>"
        around.append(part.level)
        own, below = (f"h{min(len(around) + more, 6)}" for more in (2, 3))
        yield f'<section class="part"><{own}>{html.escape(part.title)}</{own}>'
        for item in part.items:
            yield from _item(item, page, below)
    yield "</section>" * len(around)


def _item(item: Item, page: Page, heading: str) -> Iterator[str]:
    words = page.document.words
    number = f'<span class="number">{html.escape(item.number)}</span> ' if item.number else ""
    marks = html.escape(" ".join(id for id, _ in item.marks))
    yield (
        f'<article id="{html.escape(_anchor(item.id))}" data-status="{html.escape(item.status)}" data-mark="{marks}"'
        f' data-body="{html.escape(" ".join(item.bodies))}">'
    )
    yield f"<{heading}>{number}{html.escape(item.title)}</{heading}>"
    shown = [("status", item.status_text), *item.marks]
    badges = " ".join(f'<span class="badge {html.escape(kind)}">{html.escape(text)}</span>' for kind, text in shown)
    yield f'<p class="badges">{badges}</p>'
    if item.facts:
        yield _list(item.facts)
    yield from _unfolding(words["reasons"], item.reasons)
    yield from _unfolding(words["statements"], item.statements)
    yield "</article>"


def _list(facts: tuple[Fact, ...]) -> str:
    lines = (f"<div><dt>{html.escape(one.name)}</dt><dd>{_fact(one)}</dd></div>" for one in facts)
    return f"<dl>{''.join(lines)}</dl>"


def _fact(fact: Fact) -> str:
    return ", ".join(_link(one, one) for one in fact.numbers) or html.escape(fact.text)


def _link(number: str, text: str) -> str:
    return f'<a href="#{html.escape(_anchor(number))}">{html.escape(text)}</a>'


def _anchor(id: str) -> str:
    """The name of a recommendation or effort on the page: numbers and ids have letters, digits, '.', '-' and '_'."""
    return f"n-{id}"


def _unfolding(name: str, steps: tuple[Step, ...]) -> Iterator[str]:
    """Lines that unfold under a name, as a list within lists."""
    if not steps:
        return
    found = [f"<details><summary>{name}</summary>"]
    depth = -1
    for step in steps:
        level = min(step.level, depth + 1)
        found.append("<ul><li>" if level > depth else "</li></ul>" * (depth - level) + "</li><li>")
        found.append(_link(step.number, step.text) if step.number else html.escape(step.text))
        found.append(f"<cite>{html.escape(step.source)}</cite>" if step.source else "")
        depth = level
    yield "".join((*found, "</li></ul>" * (depth + 1), "</details>"))
