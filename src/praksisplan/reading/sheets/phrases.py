"""The fixed phrases of the sheet that is filled in."""

from __future__ import annotations

from praksisplan.text import Phrases

_PHRASES = {
    "title": ("Statusark: {}", "Status sheet: {}"),
    "sheet": ("Status", "Status"),
    "guide": ("Vejledning", "Guide"),
    "as_of": (
        "Arket viser planen, som den var oplyst pr. {}. Ret kun det, der er ændret, og lad resten stå: det, der ikke "
        "er rettet, bliver ikke registreret.",
        "The sheet shows the plan as it was reported on {}. Change only what is different now and leave the rest: what "
        "is not changed is not recorded.",
    ),
    "fill_in": (
        "Udfyld de lyse felter på arket »Status«. De grå felter er låst. Ændrede felter bliver blå.",
        "Fill in the light cells of the sheet 'Status'. The grey cells are locked. Changed cells turn blue.",
    ),
    "keep": (
        "Rækkerne kan filtreres. Overskrifterne, numrene og arkene skal blive stående. Gem filen som Excel-"
        "projektmappe (.xlsx), også fra LibreOffice, og send den tilbage.",
        "The rows can be filtered. The headings, the numbers and the sheets must stay. Save the file as an Excel "
        "workbook (.xlsx), also from LibreOffice, and send it back.",
    ),
    "columns": ("Sådan udfyldes felterne", "How to fill in the cells"),
    "bodies": ("Organer, der kan stå under »Ansvarlig«", "Bodies that can be named under 'Responsible'"),
    "events": ("Begivenheder, der kan stå under »Afventer«", "Events that can be named under 'Awaits'"),
    "not_a_choice": ("Ikke på listen", "Not on the list"),
    "choose": (
        "Vælg et af ordene på listen, eller tryk Esc for at lade feltet stå, som det var.",
        "Choose one of the words on the list, or press Esc to leave the cell as it was.",
    ),
    "now": ("Står nu", "Stands now"),
    "note": ("Bemærkning", "Note"),
    "status_hint": ("Vælg fra listen.", "Choose from the list."),
    "deferred_to_hint": (
        "Kun når status er »udskudt«: den periode, der udskydes til, fx 2028, efteråret 2027 eller 2. kvartal 2027. "
        "Tomt: på ubestemt tid.",
        "Only for the status 'deferred': the period to which it is deferred, such as 2028, autumn 2027 or second "
        "quarter of 2027. Empty: indefinitely.",
    ),
    "expected_hint": (
        "Hvornår det er afsluttet, fx 1. maj 2027, primo 2027 eller 2. kvartal 2027; for andet end afslutning med det "
        "først: afrapportering 2. kvartal 2027. Tomt: ingen forventning.",
        "When it is completed, such as 1 May 2027, early 2027 or second quarter of 2027; for anything but completion, "
        "say it first: report second quarter of 2027. Empty: nothing is expected.",
    ),
    "responsible_hint": (
        "Den eller de ansvarlige, som de står på arket »Vejledning«. Flere adskilles med semikolon.",
        "Who is responsible, as named on the sheet 'Guide'. Put a semicolon between several.",
    ),
    "awaits_hint": (
        "Det, der skal ske først: numre på {} eller begivenheder, som de står på arket »Vejledning«. Flere adskilles "
        "med semikolon. Slet det, der ikke længere afventes.",
        "What must come first: numbers of {} or events as named on the sheet 'Guide'. Put a semicolon between several. "
        "Delete what is no longer awaited.",
    ),
    "note_hint": (
        "Med egne ord: hvad der er sket, eller hvorfor der er ændret.",
        "In your own words: what happened, or why something was changed.",
    ),
    "deferred_until": ("udskudt til {}", "deferred to {}"),
    "proposed": ("foreslået: {}", "proposed: {}"),
    "awaits": ("afventer anbefaling {}", "awaits recommendation {}"),
    "awaits_event": ("afventer »{}«", "awaits '{}'"),
    "expected": ("{} forventet {}", "{} expected {}"),
    "strand": ("delspor {}: {}", "strand {}: {}"),
    "of_strand": ("delspor {}", "strand {}"),
}

phrase: Phrases = Phrases(_PHRASES)
