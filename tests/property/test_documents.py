"""Reading any text: a reading that loses nothing, or one clear error."""

from __future__ import annotations

import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import praksisplan as pp
from praksisplan.reading import read_document

DAY = datetime.date(2024, 12, 31)

PIECES = st.sampled_from(
    [
        *("1. Kapacitet", "4.1 Samarbejde", "Anbefaling 3: Fælles sprog", "- Indsats 4.2 – Én indgang", "Nr. 7"),
        *("At der etableres en fælles visitation (anbefaling 12)", "Anbefalinger, der er videreført fra 2023:"),
        *(
            "Ingen anbefalinger skal igangsættes i 2024.",
            "Status: Igangværende",
            "Ansvarlig: PAS",
            "Tidsplan: ultimo 2025",
        ),
        *(
            "Arbejdet med anbefaling 3 og 12 afventer",
            "og er udskudt til 2026",
            ", når anbefaling 3 er afsluttet",
            "mens",
        ),
        *("Det foreslås, at", "PAS besluttede den 3. maj 2024,", "at anbefaling 3 udgår", "såfremt", "ikke", "endnu"),
        *("enten", "eller", "nr. 3-5", "de to første", "se ovenfor vedr. anbefaling 3", "sundhedsaftalens indsats 60"),
        *(
            "\n",
            "\n\n",
            ". ",
            ", ",
            " ",
            "(",
            ")",
            "-\n",
            "–",
            ":",
            ";",
            "2024",
            "kvartal",
            "**",
            "| 1 | 2 |",
            "\t",
            "\f",
        ),
    ]
)


@given(st.lists(PIECES, max_size=30).map(" ".join))
def test_danish_pieces_in_any_order(pieces: str) -> None:
    reading = read_document(f"{pieces}\n\n", as_of=DAY)
    assert pp.loads(pp.dumps(reading.plan)) == reading.plan
    again = read_document(f"{pieces}\n\n", as_of=DAY)
    assert (again.plan, again.facts, again.findings) == (reading.plan, reading.facts, reading.findings)
    numbers = {one.number for one in reading.plan.recommendations}
    assert all(set(one.about) <= numbers for one in reading.plan.log)


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    try:
        reading = read_document(f"{text}\n\n", as_of=DAY)
    except pp.PlanError:
        return
    assert pp.loads(pp.dumps(reading.plan)) == reading.plan


@given(st.lists(PIECES, max_size=30).map(" ".join))
def test_every_line_is_behind_a_fact_or_uncovered(pieces: str) -> None:
    reading = read_document(f"{pieces}\n\n", as_of=DAY)
    spans = [fact.span for fact in reading.facts]
    taken = {line for one in spans for line in range(one.line or 0, (one.last_line or one.line or 0) + 1)}
    left = {one.span.line for one in reading.uncovered}
    lines = [one for one in reading.parts if isinstance(one, pp.reading.Line)]
    assert {one.span.line for one in lines if any(map(str.isalnum, one.text))} <= taken | left


HOSTILE = {
    "blanks": " " * 200_000,
    "stops": "." * 200_000,
    "one sentence": "Anbefaling 3 afventer " * 5_000,
    "hyphens": "a-" * 100_000,
    "numbers": "anbefaling " + "3, " * 60_000,
    "brackets": "(" * 100_000,
    "same": "afventer det samme " * 10_000,
    "reports": "afventer " + "rapport" * 20_000 + " anbefaling 3",
    "capitals": "ABC " * 50_000,
    "dates": "i 2. kvartal " * 15_000,
    "labels": "Status: " * 25_000,
    "headings": "1. A\n" * 40_000,
    "items": "".join(f"Anbefaling {one}: Titel\n" for one in range(1, 900)) * 3,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_the_time_is_linear_also_for_texts_that_invite_to_try_everything(name: str) -> None:
    start = time.process_time()
    read_document(f"Anbefaling 3: Titel\n{HOSTILE[name]}\n", as_of=DAY)
    assert time.process_time() - start < 6
