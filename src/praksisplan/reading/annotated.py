"""A reading -> the text of a plan's file, in which the words of the document stand beside what was read of them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

import attrs

from praksisplan.arguments import checked_call
from praksisplan.model import Citation, Finding
from praksisplan.reading.reading import Reading
from praksisplan.storage import dumps
from praksisplan.storage.yaml import nodes_of
from praksisplan.text import Phrases

_phrase = Phrases(
    {
        "head": (
            "Udkast, læst af »{}«. Over hver oplysning står de ord, den er læst af. Ret det, der er læst forkert, og "
            "slet bemærkningerne, når de er gået efter.",
            "A draft, read from '{}'. Above each entry stand the words from which it was read. Correct what was "
            "misread, and delete the comments once you have checked them.",
        ),
        "doubt": ("TVIVL", "DOUBT"),
        "unused": (
            "Det, der ikke er brugt af dokumentet, {:stykke|stykker}:",
            "What was not used of the document, {:piece|pieces}:",
        ),
    }
)

_WIDTH = 110


@checked_call
def annotated_yaml(reading: Reading, *, lang: str = "da") -> str:
    """The draft of a reading as YAML, with the words behind every entry as comments. Danish: *udkast med kilder*.

    What was doubtful stands beside what it is about or, if that is nothing in the plan, at the beginning; what was not
    used of the document stands at the end, so that nothing of it disappears. ``lang`` is the language of the comments:
    ``"da"`` or ``"en"``. The text is a valid file of a plan. Needs the extra ``yaml``.

    >>> from praksisplan.reading import read_document
    >>> words = "Status 2024\\n\\n1. Kapacitet\\nIndsats 3: Ydernumre\\nIndsatsen er afsluttet."
    >>> text = annotated_yaml(read_document(words))
    >>> print(text[text.index("log:"):].rstrip())  # doctest: +ELLIPSIS
    log:
    # linje 5: Indsatsen er afsluttet
    - about:
      - "3"
      status: completed
    ...
    """
    text = dumps(reading.plan, "yaml")
    words: dict[Citation, list[str]] = {}
    for fact in reading.facts:
        words.setdefault(_place(fact.span.citation("x")), []).append(f"{fact.span.text(lang)}: {fact.words}")
    doubts = list(reading.findings)
    comments: dict[int, list[str]] = {}
    for key, node in nodes_of(text).value:
        if node.id == "sequence":
            for item, value in zip(node.value, getattr(reading.plan, key.value), strict=True):
                places = [_place(one) for one in getattr(value, "citations", ())]
                found = [line for place in places for line in words.get(place, ())]
                own = [one for one in doubts if _is_about(one, places, getattr(value, "number", ""))]
                doubts = [one for one in doubts if one not in own]
                comments[item.start_mark.line] = [*_commented(found), *_doubtful(own, lang)]
    lines = [*_commented([_phrase("head", lang, reading.plan.sources[0].title)]), *_doubtful(doubts, lang)]
    for number, line in enumerate(text.splitlines()):
        lines += [*comments.get(number, ()), line]
    if unused := reading.uncovered:
        told = (f"{one.span.text(lang)}: {one.text}" for one in unused)
        lines += ["", *_commented([_phrase("unused", lang, len(unused)), *told])]
    return "\n".join([*lines, ""])


def _place(citation: Citation) -> Citation:
    """A citation without its source, section and words: the place alone."""
    return attrs.evolve(citation, source="x", section="", quote="")


def _is_about(found: Finding, places: Iterable[Citation], number: str) -> bool:
    return found.subject == number or any(_place(one) in places for one in found.citations)


def _doubtful(found: Iterable[Finding], lang: str) -> Iterator[str]:
    for one in found:
        places = "; ".join(dict.fromkeys(place.text(lang).partition(", ")[2] for place in one.citations))
        words = ": ".join(filter(None, (_phrase("doubt", lang), places, one.text(lang))))
        yield from _commented([f"{words} [{one.code}]"])


def _commented(lines: Iterable[str]) -> Iterator[str]:
    """Lines as comments, each once, broken at the width of a page."""
    for line in dict.fromkeys(lines):
        yield from textwrap.wrap(line, _WIDTH, initial_indent="# ", subsequent_indent="#   ", break_long_words=False)
