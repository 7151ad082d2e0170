"""Ways in which documents number their items and say how these stand; each text with its answer, worked out by hand."""

import datetime

import pytest

import praksisplan as pp
from praksisplan.reading import read_document

DAY = datetime.date(2025, 12, 31)

LETTERS = """Handleplan for børn 2025

A. Forebyggelse
A1: Sundhedspleje i hjemmet
Indsatsen er igangsat.
A2: Tandpleje
Indsatsen afventer indsats A1.

B. Skole
B1: Frisk frugt
Indsatsen er gennemført.
"""
HEADINGS = """Status for handleplan 2025

1. Rekruttering af læger
Status: Igangværende
2. Fælles akutfunktion
Arbejdet er afsluttet i maj 2025.
3. Natsygeplejersker
Arbejdet afventer en aftale med regionen om vagter.
"""
INNER_HEADINGS = """Status 2025

1 Forebyggelse
1.1 Rygestop
Indsatsen er i gang.
1.2 Motion
Indsatsen er ikke igangsat, da der mangler midler.

2 Overgange
2.1 Epikriser
Indsatsen er udskudt til 2027.
"""
TITLES_BELOW = """Opfølgning 2025

Anbefaling 1
Flere kapaciteter på øerne
Anbefalingen er gennemført.

Anbefaling 2
Fælles fagligt forum
Anbefalingen er sat i bero, indtil den nye overenskomst foreligger.
"""
ONLY_NUMBERS = """Status for anbefalinger 2025

Anbefaling 3 og 4 er gennemført. Anbefaling 5 afventer anbefaling 9, og anbefaling 6 er udgået.
Anbefaling 7-9 er i gang.
"""
BRACKETS = """Statusrapport 2025

Rekruttering

(1) Flere ydernumre. Status: afsluttet.
(2) Introduktionsforløb. Status: i gang, forventes færdig ultimo 2026.
(3) Seniorordning. Status: afventer overenskomstforhandlingerne.

Digitalisering

(4) Video. Status: udskudt til 2027.
"""
BRACKETS_BEHIND = """Implementeringsplan 2025

3.1 Lægedækning
Følgende anbefalinger skal igangsættes i 2025:
• Etablering af satellitklinikker (12)
• Fælles vagtbemanding (13)

Arbejdet med anbefaling 12 er påbegyndt. Arbejdet med anbefaling 13 igangsættes, når klinikkerne er etableret.

3.2 Kvalitet
Der er ingen anbefalinger, der skal igangsættes i 2025.
"""

READ = {
    LETTERS: "A1 (1) Sundhedspleje i hjemmet: ongoing; A2 (1) Tandpleje: awaiting, blocked; "
    "B1 (2) Frisk frugt: completed",
    HEADINGS: "1 (1) Rekruttering af læger: ongoing; 2 (1) Fælles akutfunktion: completed; "
    "3 (1) Natsygeplejersker: awaiting, blocked",
    INNER_HEADINGS: "1.1 (1) Rygestop: ongoing; 1.2 (1) Motion: not_started, blocked; 2.1 (2) Epikriser: deferred",
    TITLES_BELOW: "1 (1) Flere kapaciteter på øerne: completed; 2 (1) Fælles fagligt forum: awaiting, blocked",
    ONLY_NUMBERS: "3 (1) Anbefaling 3: completed; 4 (1) Anbefaling 4: completed; "
    "5 (1) Anbefaling 5: awaiting, blocked; 6 (1) Anbefaling 6: cancelled; 7 (1) Anbefaling 7: ongoing; "
    "8 (1) Anbefaling 8: ongoing; 9 (1) Anbefaling 9: ongoing",
    BRACKETS: "1 (1) Flere ydernumre: completed; 2 (1) Introduktionsforløb: ongoing; "
    "3 (1) Seniorordning: awaiting, blocked; 4 (2) Video: deferred",
    BRACKETS_BEHIND: "12 (3.1) Etablering af satellitklinikker: ongoing; "
    "13 (3.1) Fælles vagtbemanding: not_started, blocked",
}


@pytest.mark.parametrize("text", READ, ids=lambda text: text.splitlines()[2])
def test_what_is_read(text: str) -> None:
    plan = read_document(text).plan
    state, held = pp.state_at(plan, as_of=DAY), pp.blocked(plan, as_of=DAY)
    assert (
        "; ".join(
            f"{one.number} ({one.section}) {one.title}: {state[one.number].status.value}"
            + ", blocked" * (one.number in held)
            for one in plan.recommendations
        )
        == READ[text]
    )


def test_numbers_with_letters_are_named_without_a_noun() -> None:
    text = LETTERS + "\nB2-4 er sat i bero, indtil KL-7 er klar, og A1, 2 drøftes løbende i uge Q3.\nKL-7: Data\n"
    reading = read_document(text)
    said = next(one for one in reading.plan.log if one.about[0] == "B2")
    assert (said.about, [one.target for one in said.awaits]) == (("B2", "B3", "B4"), ["KL-7"])
    assert {one.number for one in reading.plan.recommendations} == {"A1", "A2", "B1", "B2", "B3", "B4", "KL-7"}


def test_a_negative_heading_makes_no_recommendation() -> None:
    reading = read_document(BRACKETS_BEHIND)
    assert [one.number for one in reading.plan.sections] == ["3.1", "3.2"]
    assert 11 in [fact.span.line for fact in reading.facts if fact.field == "heading"]


def test_a_section_with_a_number_of_four_signs_is_one() -> None:
    found = read_document(
        "Handleplan 2025\n\n9.1 Rygning\nIndsats 1: Rygestop\n\n10.1 Motion\nIndsats 2: Cykling\n"
    ).plan
    assert [(one.number, one.title) for one in found.sections] == [("9.1", "Rygning"), ("10.1", "Motion")]
    assert [one.section for one in found.recommendations] == ["9.1", "10.1"]


def test_a_list_that_goes_on_is_no_section_and_a_section_behind_a_list_is_no_item() -> None:
    text = (
        "Implementeringsplan 2025\n\n1. Samarbejde\nIndsatser, der er planlagt igangsat i 2025:\n1. Visitation\n"
        "2. Journal\n\n2. Kvalitet\nIndsatser, der er planlagt igangsat i 2025:\n3. Netværk\n4. Data\n"
    )
    found = read_document(text).plan
    assert [(one.number, one.section, one.title) for one in found.recommendations] == [
        ("1", "1", "Visitation"),
        ("2", "1", "Journal"),
        ("3", "2", "Netværk"),
        ("4", "2", "Data"),
    ]
