"""The fixed phrases of the answers about practice capacity."""

from __future__ import annotations

from praksisplan.text import Phrases

_PHRASES = {
    "unknown": ("ukendt", "unknown"),
    "figure_unknown": ("{figure} er ikke oplyst", "the sources do not give {figure}"),
    "figure_unknown_on": ("{figure} er ikke oplyst for {on}", "the sources do not give {figure} for {on}"),
    "figure_through": (
        "{figure} er kun oplyst til og med {last}, ikke for {on}",
        "the sources give {figure} only through {last}, not for {on}",
    ),
    "figure_from": (
        "{figure} er først oplyst fra {first}, ikke for {on}",
        "the sources give {figure} only from {first}, not for {on}",
    ),
    "figure_between": (
        "{figure} er kun oplyst fra {first} til {last}, ikke for {year}",
        "the sources give {figure} only from {first} to {last}, not for {year}",
    ),
    "figure_applies": (
        "{figure} følger af {basis}, der gælder til og med {last}; {after}",
        "{figure} follows from {basis}, which applies through {last}; {after}",
    ),
    "figure_applied": (
        "{figure} følger af {basis}, der gjaldt til og med {last}; {after}",
        "{figure} follows from {basis}, which applied through {last}; {after}",
    ),
    "figure_overlap": ("to værdier gælder fra {since}", "two values are in force from {since}"),
    "figure_gap": ("ingen værdi fra {end} til {since}", "no value from {end} until {since}"),
    "shared_out": ("{} kapaciteter, {}", "{} capacities, {}"),
    "next_one": ("får den næste", "gets the next one"),
    "loses_by_more": ("mister én, hvis der er én mere", "loses one if there is one more"),
    "last_one": ("mister den sidste", "loses the last one"),
    "gains_by_less": ("får én mere, hvis der er én færre", "gains one if there is one fewer"),
    "tied": ("står lige med {}: {}", "is even with {}: {}"),
    "tied_people": ("den største vægtede befolkning afgør", "the larger weighted population decides"),
    "tied_name": ("navnets plads i alfabetet afgør", "the place of the name in the alphabet decides"),
    "to_advertise": (
        "{} opslag, heraf {} når en kapacitet bliver ledig",
        "{} advertised, {} when one falls vacant",
    ),
    "closing": ("genbesættes ikke: {}", "not filled again: {}"),
    "capacities_between": ("{}-{} kapaciteter den {}", "{}-{} capacities on {}"),
    "capacities_exactly": ("{} kapaciteter den {}", "{} capacities on {}"),
    "capacities_at_least": ("mindst {} kapaciteter den {}", "at least {} capacities on {}"),
    "as_known": ("kendt den {}", "as known on {}"),
    "at_least": ("mindst {}", "at least {}"),
    "assessed": ("Anbefaling {}: {}", "Recommendation {}: {}"),
    "unknown_in": ("ukendt i {}", "not known in {}"),
    "threatened_of": ("{}: {} af {} områder", "{}: {} of {} areas"),
    "new_licences": (
        "Anbefaling {}: nye ydernumre i {} af {} områder, ukendt i {}",
        "Recommendation {}: new licences in {} of {} areas, not known in {}",
    ),
    "national_target": ("{} læger i {}", "{} doctors in {}"),
    "own_reading": (
        "på en ret linje fra {} i {} til {} i {}, som ikke er besluttet, men er bibliotekets egen beregning",
        "on a straight line from {} in {} to {} in {}, which is not decided but the library's own calculation",
    ),
    "law_at": (
        "Regler den {}: {} gælder, {} er bortfaldet, {} er vedtaget og gælder ikke endnu",
        "Rules on {}: {} in force, {} lapsed, {} adopted and not yet in force",
    ),
    "law_changes": (
        "Ændringer fra {} til {}, begge dage med: {} regler begynder, {} bortfalder",
        "Changes from {} to {}, both days included: {} rules begin, {} lapse",
    ),
    "rules_in_time": ("Regler", "Rules"),
    "capacity_reference": ("Praksiskapacitet: regler og tal", "Practice capacity: rules and figures"),
    "figures_checked": ("Tallene er senest slået op {}", "The figures were last looked up on {}"),
    "certainties": (
        "Sikkerhed A: loven, overenskomsten eller myndighedens egen side er læst. B: en side, der omtaler den, er læst",
        "Grade A: the law, the agreement or the authority's own page was read. B: a page about it was read",
    ),
    "questions": ("Spørgsmål", "Questions"),
    "other_functions": ("Andre funktioner", "Other functions"),
    "figures": ("Tal", "Figures"),
    "first_day_not_seen": ("den første dag er ikke set", "the first day was not seen"),
    "adoption_not_seen": ("vedtagelsen eller den første dag er ikke set", "the adoption or the first day was not seen"),
    "seen_in": ("{} (sikkerhed {})", "{} (grade {})"),
    "not_known": ("Oplysninger, der mangler", "Missing figures"),
    "not_known_caption": ("Skal oplyses af den, der spørger", "To be supplied by the caller"),
    "rule_ids": ("Regler: {}", "Rules: {}"),
    "facts_asked": ("Oplysninger: {}", "Facts: {}"),
    "figures_used": ("Bruger: {}", "Uses: {}"),
    "if_known": ("{} (kan udelades)", "{} (may be left out)"),
    "no_value_from": ("ingen værdi fra {}", "no value from {}"),
}

phrase: Phrases = Phrases(_PHRASES)
