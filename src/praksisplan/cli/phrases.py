"""The fixed phrases of the command line."""

from __future__ import annotations

from praksisplan.text import Phrases

_PHRASES = {
    "usage": ("Brug:", "Usage:"),
    "command": ("KOMMANDO", "COMMAND"),
    "commands": ("Kommandoer:", "Commands:"),
    "arguments": ("Argumenter:", "Arguments:"),
    "options": ("Tilvalg:", "Options:"),
    "some_options": ("[TILVALG]", "[OPTIONS]"),
    "required": (" Skal angives.", " Required."),
    "more_help": (
        "{} --help forklarer en kommando. Meddelelser og hjælp er på dansk; --lang en giver engelsk.",
        "{} --help explains a command. --lang en is English, --lang da is Danish.",
    ),
    "version_help": (" --version viser versionen.", " --version shows the version."),
    "unknown": ("ukendt", "unknown"),
    "recommendation": ("anbefaling", "recommendation"),
    "as_of": ("pr.", "as of"),
    "bundled_plans": ("{:medfølgende plan|medfølgende planer}", "{:bundled plan|bundled plans}"),
    "solving": ("Bedste {}, mindst {}", "Best {}, at least {}"),
    "too_many_periods": (
        "{} perioder er for mange til en tabel her: brug --out med en fil, eller --format csv",
        "{} periods are too many for a table here: use --out with a file, or --format csv",
    ),
    "new_findings": ("{:ny bemærkning|nye bemærkninger}:", "{:new finding|new findings}:"),
    "adding": ("Føjes til {}:", "Adding to {}:"),
    "not_read": ("{:bemærkning|bemærkninger} til arket:", "{:remark|remarks} on the sheet:"),
    "nothing_changed": (
        "Intet er ændret i arket; {} er uændret.",
        "Nothing has changed in the sheet; {} is unchanged.",
    ),
    "doubts": (
        "Der er tvivl om {:sted|steder} i dokumentet:",
        "There {0:=is|are} {0:doubt|doubts} about the document:",
    ),
    "differences": ("{:anden forskel|andre forskelle}:", "{:other difference|other differences}:"),
    "unused": ("{:stykke tekst|stykker tekst} er ikke brugt:", "{:piece|pieces} of text {:=was|were} not used:"),
    "nothing_new": ("Der er intet nyt; {} er uændret.", "There is nothing new; {} is unchanged."),
    "added": ("Føjet til {}:", "Added to {}:"),
    "would_be_added": ("Ville blive føjet til {}, som ikke er ændret:", "Would be added to {}, which is unchanged:"),
    "begun": (
        "{0} er oprettet. Ret den i en teksteditor, og tjek den med: praksisplan check {0}",
        "{0} is made. Edit it in a text editor, and check it with: praksisplan check {0}",
    ),
    "written": ("{} er skrevet.", "{} is written."),
    "runs_done": ("{} af {} gentagelser", "{} of {} runs"),
    "questions": ("Spørgsmål", "Questions"),
    "figures": ("Tal", "Figures"),
    "figures_in_force": ("Tal, der gælder {}", "Figures in force on {}"),
    "working": ("Arbejder", "Working"),
}

phrase: Phrases = Phrases(_PHRASES)
