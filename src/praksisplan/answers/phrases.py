"""The fixed phrases of answers."""

from __future__ import annotations

from praksisplan.text import Phrases

__all__ = ["phrase"]

_PHRASES = {
    "unknown": ("ukendt", "unknown"),
    "never": ("aldrig", "never"),
    "never_comes": ("kommer ikke", "will not come"),
    "undetermined": (
        "Det kan ikke afgøres, om disse er klar, fordi kilden ikke oplyser, hvad de afventer eller mangler",
        "It cannot be determined whether these are ready, because no source says what they await or lack",
    ),
    "no_promise": ("uden dato", "no date"),
    "yes": ("ja", "yes"),
    "no": ("nej", "no"),
    "recommendation": ("anbefaling", "recommendation"),
    "cycle": ("kreds", "cycle"),
    "missing": ("findes ikke i planen", "not in the plan"),
    "strand": ("delspor", "strand"),
    "earliest": ("tidligst", "earliest"),
    "latest": ("senest", "latest"),
    "seen_above": ("se ovenfor", "see above"),
    "in_cycle": ("venter i ring", "waits in a circle"),
    "expected": ("forventet", "expected"),
    "awaits_nothing": ("der er ikke oplyst noget, den afventer", "no prerequisite is recorded"),
    "as_of": ("pr.", "as of"),
    "deferred_to": ("udskudt til", "deferred to"),
    "whole_plan": ("hele planen", "the whole plan"),
    "own_period": ("eget tidspunkt", "its own date"),
    "and_more": ("{} af {} rækker vises", "{} of {} rows are shown"),
    "counted_as_of": ("{} pr. {}", "{} as of {}"),
    "state_of": ("Status for {} anbefalinger", "State of {} recommendations"),
    "blocked_of": ("{} af {} anbefalinger er blokeret", "{} of {} recommendations are blocked"),
    "waiting_of": ("{} af {} anbefalinger afventer delvist", "{} of {} recommendations are partly waiting"),
    "ready_of": ("{} af {} anbefalinger er klar", "{} of {} recommendations are ready"),
    "overdue_of": (
        "For {} af {} anbefalinger er en forventet frist overskredet",
        "{} of {} recommendations are overdue",
    ),
    "released_of": ("{} af {} anbefalinger bliver klar", "{} of {} recommendations become ready"),
    "forecast_of": ("Tidsvinduer for {} af {} anbefalinger", "Windows for {} of {} recommendations"),
    "ledger_count": ("Videreførelse til {}: {} anbefalinger", "Carry-over into {}: {} recommendations"),
    "year_plan_count": (
        "Implementeringsplan {}: {} af {} anbefalinger",
        "Implementation plan {}: {} of {} recommendations",
    ),
    "proposals_of": (
        "{} af {} anbefalinger har et forslag, der afventer beslutning",
        "{} of {} recommendations have a proposal that awaits a decision",
    ),
    "timetable_count": ("Tidsplan for {} anbefalinger", "Timetable of {} recommendations"),
    "likely_count": ("Sandsynlig start for {} af {} anbefalinger", "Likely start of {} of {} recommendations"),
    "efforts_count": ("Status for {} indsatser", "State of {} efforts"),
    "load_count": ("Belastning af {} organer", "Load of {} bodies"),
    "changes_count": ("{} ændringer", "{} changes"),
    "happened_count": ("{} hændelser i {}", "{} happenings in {}"),
    "findings_count": ("{} bemærkninger", "{} findings"),
    "placed_of": ("{} af {} anbefalinger har fået plads", "{} of {} recommendations have a place"),
}

phrase = Phrases(_PHRASES)
