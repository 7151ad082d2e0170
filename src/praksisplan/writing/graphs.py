"""A web of waits as text that other programs draw: Mermaid and DOT (Graphviz)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from praksisplan.errors import PlanError, fault
from praksisplan.writing.finished import FinishedDocument, Grid, Link, Node, Web

_NAMED = {'"': "#quot;", "<": "#lt;", ">": "#gt;", "&": "#amp;"}
_PLAIN = " .,()-/"
"""The signs that no version of Mermaid reads as anything but themselves, besides letters and digits."""


def render_mmd(document: FinishedDocument) -> str:
    """The waits of a document as a flow chart of Mermaid, from what is awaited to who awaits it. Danish: *diagram*.

    Recommendations without a wait are left out. Raises `PlanError` for a document without a web of waits.
    """
    return "\n".join(["flowchart LR", *(line for web in _webs(document) for line in _mermaid(web)), ""])


def render_dot(document: FinishedDocument) -> str:
    """The waits of a document in the language DOT, from what is awaited to who awaits it. Danish: *graf*.

    Recommendations without a wait are left out. Raises `PlanError` for a document without a web of waits.
    """
    lines = [line for web in _webs(document) for line in _dot(web)]
    title = _dot_text(document.title)
    return "\n".join(["digraph {", f"  graph [rankdir=LR, label={title}, labelloc=t]", *lines, "}", ""])


def mermaid_text(text: str) -> str:
    """Text as a label of Mermaid between quotation marks: whatever could mean anything is a code of its character.

    >>> mermaid_text('Se "<b>afsnit 4.1</b>"')
    'Se #quot;#lt;b#gt;afsnit 4.1#lt;/b#gt;#quot;'
    """
    return "".join(one if one.isalnum() or one in _PLAIN else _NAMED.get(one, f"#{ord(one)};") for one in text)


def _dot_text(*lines: str) -> str:
    """Lines of text as one quoted string of DOT, which is never read as HTML."""
    signs = str.maketrans({"\\": "\\\\", '"': '\\"', "&": "&amp;", "\n": " "})
    return '"' + "\\n".join(line.translate(signs) for line in lines) + '"'


def _webs(document: FinishedDocument) -> list[Web]:
    webs = [one.drawing for one in document.blocks if isinstance(one, Grid) and isinstance(one.drawing, Web)]
    if not webs:
        raise PlanError(fault("no-web", "format"))
    return webs


def _titles(node: Node) -> list[str]:
    return [line for line in (f"{node.label} {node.title}".strip(), node.note) if line]


def _mermaid(web: Web) -> Iterator[str]:
    def node(one: Node, name: str) -> str:
        label = "<br/>".join(map(mermaid_text, _titles(one)))
        return f'{name}["{label}"]' if one.label else f'{name}(["{label}"])'

    def group(title: str, name: str) -> str:
        return f'subgraph {name}["{mermaid_text(title) or " "}"]'

    def link(one: Link, source: str, target: str) -> str:
        arrow = "-.->" if one.partial else "-->"
        expected = f'|"{mermaid_text(one.expected)}"|' if one.expected else ""
        return f"{source} {arrow}{expected} {target}"

    return _written(web, node, group, "end", link)


def _dot(web: Web) -> Iterator[str]:
    def node(one: Node, name: str) -> str:
        return f"{name} [shape={'box' if one.label else 'ellipse'}, label={_dot_text(*_titles(one))}]"

    def group(title: str, name: str) -> str:
        return f"subgraph cluster_{name} {{ label={_dot_text(title)}"

    def link(one: Link, source: str, target: str) -> str:
        return f"{source} -> {target} [label={_dot_text(one.expected)}, style={'dashed' if one.partial else 'solid'}]"

    return _written(web, node, group, "}", link)


def _written(
    web: Web,
    node: Callable[[Node, str], str],
    group: Callable[[str, str], str],
    end: str,
    link: Callable[[Link, str, str], str],
) -> Iterator[str]:
    """The groups with their nodes, then the links; every name is made here, none is taken from the plan."""
    linked = {id for one in web.links for id in (one.source, one.target)}
    names = {one.id: f"n{place}" for place, one in enumerate((one for one in web.nodes if one.id in linked), 1)}
    groups: dict[str, list[Node]] = {}
    for one in web.nodes:
        if one.id in names:
            groups.setdefault(one.group, []).append(one)
    for place, (title, nodes) in enumerate(groups.items(), 1):
        yield f"  {group(title, f'g{place}')}"
        for one in nodes:
            yield f"    {node(one, names[one.id])}"
        yield f"  {end}"
    for each in web.links:
        yield f"  {link(each, names[each.source], names[each.target])}"
