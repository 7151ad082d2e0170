"""The fixed phrases of the reports, and the words that a written document adds to its text."""

from __future__ import annotations

from collections.abc import Iterable

from praksisplan.answers.headings import HEADINGS
from praksisplan.answers.phrases import PICTURES
from praksisplan.answers.phrases import phrase as of_answers
from praksisplan.text import Phrases

_PHRASES = {
    **of_answers.table,
    "and": ("og", "and"),
    "recommendations": ("anbefaling", "recommendations"),
    "all_jointly": ("Håndteres sammen.", "Handled together."),
    "proven_gap": (
        "{} enheder; ingen tidsplan kan være kortere end {}",
        "{} units; no schedule can be shorter than {}",
    ),
    "conflict": ("Krav, der ikke alle kan opfyldes", "Constraints that cannot all be met"),
    "year_plan_of": ("Implementeringsplan {}", "Implementation plan {}"),
    "status_report_of": ("Statusrapport {}", "Status report {}"),
    "timetable_of": ("Tidsplan {}", "Timetable {}"),
    "ledger_of": ("Videreførelse til {}", "Carry-over into {}"),
    "comparison_of": ("Ændringer i {}", "Changes in {}"),
    "draft": ("Udkast, ikke godkendt", "Draft, not approved"),
    "approved_by": ("Godkendt af {} den {}", "Approved by {} on {}"),
    "overview": ("Overblik", "Overview"),
    "overview_caption": (
        "Hvorfor anbefalingerne er i årets plan",
        "Why the recommendations are in the year's plan",
    ),
    "all_in_the_plan": (
        "Alle planens {} anbefalinger er i årets plan.",
        "All {} recommendations of the plan are in the year's plan.",
    ),
    "in_the_plan": (
        "{} af planens {} anbefalinger er i årets plan.",
        "{} of the plan's {} recommendations are in the year's plan.",
    ),
    "scheduled_in": ("Planlagt igangsat i {}", "Scheduled to start in {}"),
    "deferred_into": ("Udskudt til {}", "Deferred to {}"),
    "carried_into": ("Videreført til {}", "Carried over to {}"),
    "recurring_in": ("Gentages i {}", "Recurring in {}"),
    "none_scheduled": ("Ingen anbefalinger er planlagt igangsat i {}.", "No recommendation is scheduled for {}."),
    "state_of_each": ("Status", "Status"),
    "aim": ("Mål", "Aim"),
    "aims": ("Mål", "Aims"),
    "focus_areas": ("Øvrige indsatser", "Other efforts"),
    "entries": ("Anbefalinger i planen", "Recommendations in the plan"),
    "entries_caption": ("Hver anbefaling under sit afsnit", "Each recommendation under its section"),
    "findings": ("Bemærkninger", "Findings"),
    "findings_caption": ("Mangler i planen", "Missing content of the plan"),
    "link_findings": ("Bemærkninger", "Findings"),
    "link_findings_caption": ("Modstrid mellem planerne", "Contradictions between the plans"),
    "bodies": ("Organer", "Bodies"),
    "responsible_caption": ("Hvem der er ansvarlig for hvad", "Who is responsible for what"),
    "bodies_caption": (
        "Hvem der er ansvarlig for, deltager i og modtager hvad",
        "Who is responsible for, takes part in and receives what",
    ),
    "decided": ("Beslutninger", "Decisions"),
    "decided_caption": ("Forslag og deres afgørelse", "Proposals and what was decided"),
    "outside_plan": ("{} ligger uden for planens periode {}", "{} lies outside the plan's period {}"),
    "commitment_early": (
        "{} er ikke slut; tallene viser, hvordan det ville stå, hvis året sluttede nu.",
        "{} is not over; the figures show how it would be if the year ended now.",
    ),
    "decisions": ("Afventer beslutning", "Awaiting a decision"),
    "decisions_caption": ("Forslag, der afventer beslutning", "Proposals that await a decision"),
    "planned_first": ("oprindeligt planlagt til", "first planned for"),
    "times": ("{} gange", "{} times"),
    "agreement_needed": ("kræver en underliggende aftale", "needs an underlying agreement"),
    "agreement_not_needed": ("kræver ikke en underliggende aftale", "needs no underlying agreement"),
    "happened": ("Hvad er sket", "What happened"),
    "happened_none": ("Der er ikke oplyst noget nyt i perioden.", "No news was reported in the period."),
    "happened_caption": ("Hændelser i perioden", "Events in the period"),
    "promise_history": ("tidligere forventet {}", "earlier expected {}"),
    "other": ("Øvrige", "Other"),
    "efforts": ("Indsatser", "Efforts"),
    "efforts_caption": ("Indsatser uden nummer", "Efforts without a number"),
    "attention": ("Kræver opmærksomhed", "Needs attention"),
    "itself": ("anbefalingen selv", "the recommendation itself"),
    "overdue": ("Overskredne frister", "Overdue promises"),
    "overdue_caption": ("Forventede resultater, der ikke er kommet", "Expected results that have not come"),
    "contradictory": ("Modstridende udsagn", "Contradictory statements"),
    "carried_often": ("Videreført mere end én gang", "Carried over more than once"),
    "carried_often_caption": (
        "Hvor mange gange anbefalingerne er videreført, og hvornår de først var planlagt",
        "How many times the recommendations were carried over, and when they were first planned",
    ),
    "freshness": ("Senest omtalt", "Last spoken of"),
    "freshness_caption": (
        "Hvor længe siden de åbne anbefalinger og deres afventninger er omtalt",
        "How long ago the open recommendations and their waits were spoken of",
    ),
    "freshness_words": (
        "Forældet: senest omtalt for mere end {0} siden. Bør følges op: for mere end halvt så længe siden.",
        "Stale: last spoken of more than {0} ago. Getting old: more than half as long ago.",
    ),
    "nothing": ("Ingen.", "None."),
    "differences": ("Ændringer", "Changes"),
    "differences_since": ("Ændringer siden {}", "Changes since {}"),
    "differences_caption": (
        "Hvad der var oplyst før, og hvad der er oplyst nu",
        "What was known before and is known now",
    ),
    "windows": ("Tidsvinduer", "Windows"),
    "windows_caption": ("Tidligste og seneste start", "Earliest and latest start"),
    "already_begun": ("Allerede begyndt: {}.", "Already begun: {}."),
    "certain": (
        "arbejdet er begyndt i perioden, eller det er besluttet.",
        "the work began in the period, or this was decided.",
    ),
    "expected": (
        "arbejdet begynder i perioden, hvis alle forventninger holder.",
        "the work begins in the period if every promise is kept.",
    ),
    "possible": (
        "arbejdet kan begynde i perioden eller på et andet tidspunkt.",
        "the work may begin in the period or at another time.",
    ),
    "not_expected": (
        "arbejdet begynder ikke i perioden, hvis alle forventninger holder.",
        "the work does not begin in the period if every promise is kept.",
    ),
    "ruled_out": (
        "arbejdet begynder ikke i perioden; det er sket eller besluttet til et andet tidspunkt.",
        "the work does not begin in the period; it happened or was decided at another time.",
    ),
    "begun_cell": ("arbejdet er begyndt i en tidligere periode.", "the work began in an earlier period."),
    "unknown_cell": ("det kan ikke udledes af det, der er oplyst.", "the sources do not say."),
    "schedule_of": ("Planlægning {}", "Schedule {}"),
    "placed": ("Placeret", "Placed"),
    "placed_caption": ("Hvornår hver anbefaling begynder og slutter", "When each recommendation begins and ends"),
    "unplaced": ("Ikke placeret", "Not placed"),
    "unplaced_caption": ("Hvorfor anbefalingerne ikke er placeret", "Why the recommendations are not placed"),
    "likely_start": ("Sandsynlig start", "Likely start"),
    "likely_start_of": ("Sandsynlig start {}", "Likely start {}"),
    "likely_start_caption": ("Hvornår arbejdet sandsynligvis begynder", "When the work likely begins"),
    "likely_start_words": (
        "Sandsynligvis: i halvdelen af gentagelserne begynder arbejdet senest den dag; i ni af ti senest den næste. "
        "Styres af: det, der bestemmer starten, og i hvor stor en del af gentagelserne.",
        "Likely: in half of the runs the work begins by that day; in nine of ten by the next. Driven by: what "
        "determines the start, and in which share of the runs.",
    ),
    "chances": ("Sandsynlighed i perioder", "Probability by period"),
    "chances_caption": (
        "Andel af gentagelserne, hvor arbejdet begynder i perioden; det, der er begyndt, er udeladt",
        "Share of the runs in which the work begins in the period; what has begun is left out",
    ),
    "unknown_starts": ("Ukendt start", "Unknown start"),
    "unknown_starts_caption": ("Årsager til, at starten er ukendt", "Why the start is unknown"),
    "simulated": ("beregnet med {} gentagelser, {}", "computed in {} runs, {}"),
    "triangular": ("trekantfordeling", "triangular distribution"),
    "uniform": ("ligefordeling", "uniform distribution"),
    "history": ("planens egne forsinkelser", "the plan's own delays"),
    "load": ("Belastning", "Load"),
    "load_caption": ("Hvert organs opgaver", "The work of each body"),
    "entries_at_turn": ("Anbefalinger i planen", "Recommendations in the plan"),
    "entries_at_turn_caption": (
        "Hvor hver anbefaling står ved årets begyndelse",
        "The state of each recommendation as the year begins",
    ),
    "groups": ("Grupper", "Groups"),
    "groups_caption": (
        "Hver anbefaling står i netop én gruppe",
        "Every recommendation is in exactly one group",
    ),
    "succession_of": ("Afløsning af {}", "Succession of {}"),
    "replaced_by": ("Afløses af {}", "Replaced by {}"),
    "lost": ("Ikke omtalt", "Lost"),
    "lost_caption": (
        "Åbne anbefalinger, som ingen har besluttet, hvad der skal ske med",
        "Open recommendations of which nobody has decided what becomes",
    ),
    "lost_words": (
        "Disse anbefalinger er åbne, og det fremgår ikke, hvad der skal ske med dem. De går tabt, hvis det ikke bliver "
        "besluttet, før den nye plan vedtages.",
        "These recommendations are open, and no source says what becomes of them. They are lost unless it is decided "
        "before the new plan is adopted.",
    ),
    "lost_none": (
        "Ingen: for alt, der er åbent, fremgår det, hvad der skal ske med det.",
        "None: a source says what becomes of everything that is open.",
    ),
    "continued": ("Videreført", "Continued"),
    "continued_caption": ("Nummer og titel i den nye plan", "Number and title in the new plan"),
    "merged": ("Sammenlagt", "Merged"),
    "merged_caption": ("Nummer og titel på det, de er sammenlagt i", "Number and title of what they were merged into"),
    "handed_over": ("Overdraget", "Handed over"),
    "handed_over_caption": ("Hvem der har overtaget anbefalingen", "Who took the recommendation over"),
    "left_out": ("Udeladt ved beslutning", "Left out by decision"),
    "left_out_caption": ("Ikke med i den nye plan", "Not in the new plan"),
    "closed": ("Lukket", "Closed"),
    "closed_caption": (
        "Lukket før afløsningen eller erstattet, og hvorfor",
        "Closed before the change or replaced, and why",
    ),
    "same_title": ("uændret", "unchanged"),
    "succession_decisions": ("Beslutninger", "Decisions"),
    "commitment": ("Opfølgning på planen for {}", "Follow-up of the plan for {}"),
    "commitment_caption": ("Årets anbefalinger efter udfald", "The year's recommendations by outcome"),
    "commitment_unknown": (
        "Planen for {} er ikke blandt kilderne, så andelene kan ikke beregnes.",
        "The plan for {} is not among the sources, so the shares cannot be computed.",
    ),
    "unknown_for_all": ("{}: ikke oplyst.", "{}: not known."),
    "unknown_for_others": ("{}: {}; ellers ikke oplyst.", "{}: {}; otherwise not known."),
    "known_for": ("{} for {}", "{} for {}"),
    "source": ("Kilde {}", "Source {}"),
    "page_items": ("Anbefalinger", "Recommendations"),
    "page_body": ("Organ", "Body"),
    "page_mark": ("Vis", "Show"),
    "page_blocked": ("Blokeret", "Blocked"),
    "page_waiting": ("Afventer delvist", "Partly waiting"),
    "page_ready": ("Klar", "Ready"),
    "page_overdue": ("Frist overskredet", "Overdue"),
    "page_stale": ("Ikke omtalt længe", "Not spoken of for long"),
    "page_awaiting": ("Afventes af", "Awaited by"),
    "means_blocked": (
        "Alt arbejde afventer noget, der endnu ikke er sket.",
        "All of the work awaits something that has not happened yet.",
    ),
    "means_waiting": (
        "Nogle delspor afventer noget, andre gør ikke.",
        "Some strands await something, others do not.",
    ),
    "means_ready": (
        "Der er ikke oplyst noget, som arbejdet afventer.",
        "No source names anything that the work awaits.",
    ),
    "means_overdue": (
        "Et forventet resultat er ikke kommet til tiden.",
        "An expected result did not come in time.",
    ),
    "means_stale": (
        "Der er ikke oplyst noget nyt i mere end seks måneder.",
        "Nothing new was said for more than six months.",
    ),
    "page_stale_caption": (
        "Åbne anbefalinger, der ikke er omtalt i mere end seks måneder",
        "Open recommendations that were not spoken of in more than six months",
    ),
    "page_more": (
        "Der er flere trin; se de nævnte anbefalinger.",
        "There are more; see the recommendations named.",
    ),
    "page_not_drawn": (
        "Nettet tegnes ikke for planer med flere end {} anbefalinger.",
        "The web is not drawn for plans with more than {} recommendations.",
    ),
    "next_up": ("Forventes herefter", "Expected next"),
    "next_up_caption": (
        "Det, der afventes og har en forventet dato, det nærmeste først",
        "What is awaited and has a promised date, the next first",
    ),
    "same_for_all": ("{}: {} (gælder alle).", "{}: {} (applies to all)."),
}

phrase: Phrases = Phrases(_PHRASES)

WRITTEN = {
    **PICTURES,
    "contents": ("Indhold", "Contents"),
    "skip": ("Gå til indholdet", "Skip to the content"),
    "sources_and_references": ("Kilder og henvisninger", "Sources and references"),
    "sources": ("Kilder", "Sources"),
    "references": ("Henvisninger", "References"),
    "reference": ("henvisning", "reference"),
    "note": ("Henvisning {}", "Reference {}"),
    "back": ("Tilbage til henvisning {} i teksten", "Back to reference {} in the text"),
    "page": ("Side {} af {}", "Page {} of {}"),
    "sheet": ("Ark", "Sheet"),
    "text": ("Tekst", "Text"),
    "text_caption": ("Dokumentets tekst", "The text of the document"),
    "about": ("Indhold i arket", "Content of the sheet"),
    "table": ("Tabel {}. ", "Table {}. "),
    "rows": ("Rækker", "Rows"),
    "locale": ("da-DK", "en-GB"),
    **{column: HEADINGS[column] for column in ("number", "section", "group", "subject")},
    "source": ("kilde", "source"),
}
"""The words that formats add of their own, such as the title of the table of contents."""

PAGE = {
    "find": ("Søg og vælg", "Search and choose"),
    "search": ("Søg", "Search"),
    "all": ("alle", "all"),
    "reset": ("Nulstil", "Clear"),
    "unfold": ("Fold alt ud", "Unfold all"),
    "count": ("Viser {0} af {1}", "Showing {0} of {1}"),
    "legend": ("Hvad mærkerne betyder", "What the marks mean"),
    "reasons": ("Hvorfor den afventer", "Why it waits"),
    "statements": ("Hvad der er sagt", "What was said"),
}
"""The words that the page of a plan adds of its own."""


def joined(names: Iterable[str], lang: str) -> str:
    """Names as a sentence lists them.

    >>> joined(["7", "8", "94"], "da"), joined(["7", "8"], "en"), joined(["7"], "en")
    ('7, 8 og 94', '7 and 8', '7')
    """
    *first, last = names
    return f"{', '.join(first)} {phrase('and', lang)} {last}" if first else last
