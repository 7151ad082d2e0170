"""The fixed phrases that a written document adds to its text."""

from __future__ import annotations

from praksisplan.text import Phrases

__all__ = ["phrase"]

_PHRASES = {
    "unknown_for_all": ("{}: ikke oplyst.", "{}: not known."),
    "unknown_for_others": ("{}: {}; ellers ikke oplyst.", "{}: {}; otherwise not known."),
    "known_for": ("{} for {}", "{} for {}"),
    "chart_limit": ("grænse", "limit"),
    "over_limit": ("over grænsen", "above the limit"),
    "perhaps_over_limit": ("måske over grænsen", "perhaps above the limit"),
    "picture_words": ("Linjer: {}. Perioder: {}.", "Rows: {}. Periods: {}."),
    "contents": ("Indhold", "Contents"),
    "skip": ("Gå til indholdet", "Skip to the content"),
    "sources_and_references": ("Kilder og henvisninger", "Sources and references"),
    "source": ("Kilde {}", "Source {}"),
    "sources": ("Kilder", "Sources"),
    "references": ("Henvisninger", "References"),
    "reference": ("henvisning", "reference"),
    "note": ("Henvisning {}", "Reference {}"),
    "back": ("Tilbage til henvisning {} i teksten", "Back to reference {} in the text"),
    "page": ("Side {} af {}", "Page {} of {}"),
    "sheet": ("Ark", "Sheet"),
    "text": ("Tekst", "Text"),
    "text_caption": ("Dokumentets tekst", "The text of the document"),
    "about": ("Indhold i arket", "What it holds"),
    "table": ("Tabel {}. ", "Table {}. "),
    "rows": ("Rækker", "Rows"),
}

phrase = Phrases(_PHRASES)
