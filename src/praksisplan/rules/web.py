"""The web of waits: every recommendation and everything that is awaited, as a picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from praksisplan.answers import expected_text, target_ref, wait_ref
from praksisplan.answers.phrases import phrase
from praksisplan.model import Wait, natural_order
from praksisplan.rules.history import FINISHED
from praksisplan.rules.waits import WaitGraph, wait_values
from praksisplan.writing.finished import Link, Node, Web


def web_of(graph: WaitGraph, lang: str, only: Collection[str] | None = None) -> Web:
    """The recommendations of a plan, or some of them, and what they await. Danish: *net af afventninger*."""
    return _Web(graph, lang, only).drawn()


class _Web:
    def __init__(self, graph: WaitGraph, lang: str, only: Collection[str] | None) -> None:
        self.graph = graph
        plan = graph.plan
        self.lang = plan.kind.language(lang)
        order = natural_order({one.number for one in plan.recommendations if only is None or one.number in only})
        waiting = set(graph.waiting())
        self.waits = {number: wait_values(graph, number) if number in waiting else () for number in order}
        self.layers, self.dependents = _layers(graph), _dependents(graph)
        self.awaited: dict[str, dict[str, Wait]] = {}
        """Everything that is awaited, with the waits for it by who waits."""
        for number, waits in self.waits.items():
            for wait in waits:
                self.awaited.setdefault(wait.target, {})[number] = wait
        self.headings = {one.number: f"{one.number} {one.title}".strip() for one in plan.sections}

    def drawn(self) -> Web:
        plan, order = self.graph.plan, {number: place for place, number in enumerate(self.headings)}
        # what is in no section of the plan comes last
        recommendations = sorted(self.waits, key=lambda one: order.get(plan.recommendation(one).section, len(order)))
        others = [one for one in self.awaited if one not in self.waits]
        return Web(
            phrase("web", self.lang),
            phrase("web_caption", self.lang),
            [self._node(one) for one in (*recommendations, *others)],
            [
                Link(
                    wait.target,
                    number,
                    wait_ref(plan, wait).text(self.lang),
                    expected_text(wait, self.lang),
                    wait.strand is not None,
                    wait.one_of is not None,
                )
                for number, waits in self.waits.items()
                for wait in waits
            ],
        )

    def _node(self, id: str) -> Node:
        waits = self.awaited.get(id, {})
        first = next(iter(waits.values()), None)
        plan, status = self.graph.plan, self.graph.history.status.get(id)
        notes = dict.fromkeys(expected_text(wait, self.lang) for wait in waits.values())
        if plan.has(id) and status in FINISHED:
            notes = {status.label(self.lang): None}
        if self.dependents[id] > 1:
            notes[phrase("holds", self.lang, self.dependents[id])] = None
        title = plan.recommendation(id).title if first is None else target_ref(plan, first.awaited).title
        return Node(
            id,
            id if first is None or first.event is None else "",
            title or phrase("missing", self.lang),
            ", ".join(notes),
            self._group(id),
            self.layers.get(id, 0),
            bool(self.waits.get(id)) and (self.graph.is_blocked(id) or None),
            self.dependents[id],
            any(wait.overdue for wait in waits.values()),
        )

    def _group(self, id: str) -> str:
        """The heading of its section; for what has none, that of most of those who await it."""
        if self.graph.plan.has(id):
            section = self.graph.plan.recommendation(id).section or ""
            return self.headings.get(section, section)
        return Counter(self._group(number) for number in self.awaited[id]).most_common(1)[0][0]


def _layers(graph: WaitGraph) -> dict[str, int]:
    """For each unfinished recommendation 0 if it awaits nothing, otherwise one more than the most of what it awaits."""
    layers = [0] * len(graph.depends)
    for group in graph.topology.groups():
        below = [layers[other] + 1 for one in group for other in graph.depends[one] if other not in group]
        layer = max([*below, *(1 for one in group if graph.outside[one])], default=0)
        for one in group:
            layers[one] = layer
    return dict(zip(graph.numbers, layers))


def _dependents(graph: WaitGraph) -> Counter[str]:
    """By number and id: how many recommendations await it, directly or through others."""
    found: Counter[str] = Counter()
    waiting = [0] * len(graph.depends)
    """Those who await a recommendation, as bits, until it has been counted."""
    divided = {graph.part(node)[0] for node in range(len(graph.numbers), len(graph.depends))}
    """Those of which a strand is awaited: who awaits them is counted together, at the end."""
    outside: dict[str, int] = {}
    for group in reversed(list(graph.topology.groups())):
        bits = 0
        for one in group:
            bits |= waiting[one] | 1 << graph.index[graph.part(one)[0]]
        for one in group:
            number, awaiting = graph.part(one)[0], bits if len(group) > 1 else waiting[one]
            awaiting &= ~(1 << graph.index[number])
            if number in divided:
                outside[number] = outside.get(number, 0) | awaiting
            else:
                found[number] = awaiting.bit_count()
            for other in graph.depends[one]:
                waiting[other] |= bits
            for wait in graph.outside[one]:
                outside[wait.target] = outside.get(wait.target, 0) | bits
        for one in group:
            waiting[one] = 0
    gathered = {id: bits for id, bits in outside.items() if id not in graph.index or id in divided}
    return found + Counter({id: bits.bit_count() for id, bits in gathered.items()})
