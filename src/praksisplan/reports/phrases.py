"""The fixed phrases of the reports."""

from __future__ import annotations

from praksisplan.text import Phrases

__all__ = ["phrase"]

_PHRASES = {
    "unknown": ("ukendt", "unknown"),
    "and": ("og", "and"),
    "recommendation": ("anbefaling", "recommendation"),
    "recommendations": ("anbefaling", "recommendations"),
    "since": ("siden", "since"),
    "as_of": ("pr.", "as of"),
    "planned": ("planlagt", "planned"),
    "awaits": ("afventer", "awaits"),
    "milestone": ("milepæl", "milestone"),
    "responsible": ("ansvarlig", "responsible"),
    "participants": ("deltager", "takes part"),
    "recipients": ("modtager", "receives"),
    "jointly": ("håndteres sammen med", "handled together with"),
    "all_jointly": ("Håndteres sammen.", "Handled together."),
    "proven_gap": (
        "{} enheder, ingen plan kan være kortere end {}",
        "{} units, no schedule can be shorter than {}",
    ),
    "conflict": ("Krav, der ikke kan holdes sammen", "Demands that cannot be kept together"),
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
    "in_the_plan": (
        "{} af planens {} anbefalinger er i årets plan.",
        "{} of the plan's {} recommendations are in it.",
    ),
    "scheduled_in": ("Planlagt igangsat i {}", "Scheduled to start in {}"),
    "deferred_into": ("Udskudt til {}", "Put off into {}"),
    "carried_into": ("Videreført til {}", "Carried over into {}"),
    "recurring_in": ("Gentages i {}", "Recurring in {}"),
    "none_scheduled": ("Ingen anbefalinger er planlagt igangsat i {}.", "No recommendation is scheduled for {}."),
    "state_of_each": ("Status", "State of each"),
    "focus_areas": ("Øvrige indsatser", "Other efforts"),
    "entries": ("Anbefalinger i planen", "Recommendations in the plan"),
    "entries_caption": ("Hver anbefaling under sit afsnit", "Each recommendation under its section"),
    "findings": ("Bemærkninger", "Findings"),
    "findings_caption": ("Hvad planen mangler", "What the plan lacks"),
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
    "proposed": ("foreslået", "proposed"),
    "planned_first": ("oprindeligt planlagt til", "first planned for"),
    "times": ("{} gange", "{} times"),
    "agreement_needed": ("kræver en underliggende aftale", "needs an underlying agreement"),
    "agreement_not_needed": ("kræver ikke en underliggende aftale", "needs no underlying agreement"),
    "happened": ("Hvad er sket", "What happened"),
    "happened_none": ("Der er ikke oplyst noget nyt i perioden.", "Nothing new is told for the period."),
    "happened_caption": ("Hændelser i perioden", "Happenings in the period"),
    "promise_history": ("tidligere forventet {}", "earlier expected {}"),
    "other": ("Øvrige", "Other"),
    "efforts": ("Indsatser", "Efforts"),
    "efforts_caption": ("Indsatser efter tema og praksisområde", "Efforts by theme and practice area"),
    "attention": ("Kræver opmærksomhed", "Needs attention"),
    "itself": ("anbefalingen selv", "the recommendation itself"),
    "overdue": ("Overskredne frister", "Overdue promises"),
    "overdue_caption": ("Ventede resultater, der ikke er kommet", "Expected results that have not come"),
    "contradictory": ("Modstridende udsagn", "Contradictory statements"),
    "carried_often": ("Videreført mere end én gang", "Carried over more than once"),
    "carried_often_caption": (
        "Hvor mange gange anbefalingerne er videreført, og hvornår de først var planlagt",
        "How many times the recommendations were carried over, and when they were first planned",
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
    "timetable": ("Tidsplan", "Timetable"),
    "timetable_caption": ("Hvornår arbejdet begynder", "When the work begins"),
    "timetable_words": (
        "Sikkert: arbejdet er begyndt i perioden, eller det er besluttet. Forventet: det begynder i perioden, hvis "
        "alle forventninger holder. Muligt: det kan begynde i den eller i en anden. Ikke forventet: det begynder ikke "
        "i den, hvis alle forventninger holder. Udelukket: det er allerede begyndt, eller det er besluttet til et "
        "andet tidspunkt. Ukendt: det fremgår ikke af det, der er oplyst.",
        "Certain: the work began in the period, or this was decided. Expected: it begins in the period if every "
        "promise is kept. Possible: it may begin in it or in another. Not expected: it does not begin in it if every "
        "promise is kept. Ruled out: it has already begun, or another time was decided. Unknown: what is known does "
        "not say.",
    ),
    "schedule_of": ("Planlægning {}", "Schedule {}"),
    "placed": ("Placeret", "Placed"),
    "placed_caption": ("Hvornår hver anbefaling begynder og slutter", "When each recommendation begins and ends"),
    "placed_of": (
        "{0} af {1:anbefaling|anbefalinger} har fået plads",
        "{0} of {1:recommendation|recommendations} {0:=has|have} a place",
    ),
    "unplaced": ("Ikke placeret", "Not placed"),
    "unplaced_caption": ("Hvorfor anbefalingerne ikke har fået plads", "Why the recommendations have no place"),
    "likely_start": ("Sandsynlig start", "Likely start"),
    "likely_start_of": ("Sandsynlig start {}", "Likely start {}"),
    "likely_start_caption": ("Hvornår arbejdet sandsynligvis begynder", "When the work likely begins"),
    "likely_start_words": (
        "Sandsynligvis: i halvdelen af gentagelserne begynder arbejdet senest den dag; i ni af ti senest den næste. "
        "Styres af: det, der sætter starten, og i hvor stor en del af gentagelserne.",
        "Likely: in half of the runs the work begins by that day; in nine of ten by the next. Driven by: what sets the "
        "start, and in which share of the runs.",
    ),
    "chances": ("Chance i perioder", "Chance in periods"),
    "chances_caption": (
        "Andel af gentagelserne, hvor arbejdet begynder i perioden; det, der er begyndt, er udeladt",
        "Share of the runs in which the work begins in the period; what has begun is left out",
    ),
    "unknown_starts": ("Ukendt start", "Unknown start"),
    "unknown_starts_caption": ("Hvad der gør starten ukendt", "What leaves the start unknown"),
    "simulated": ("beregnet med {} gentagelser, {}", "computed in {} runs, {}"),
    "triangular": ("trekantfordeling", "triangular distribution"),
    "uniform": ("ligefordeling", "uniform distribution"),
    "history": ("planens egne forsinkelser", "the plan's own delays"),
    "load": ("Belastning", "Load"),
    "load_caption": ("Hvad hvert organ bærer", "What each body carries"),
    "load_chart": ("Belastning over tid", "Load over time"),
    "load_chart_caption": (
        "Hvor mange anbefalinger hvert organ bærer i hver periode, mindst–højst",
        "How many recommendations each body carries in each period, at least–at most",
    ),
    "of_limit": ("{} af {}", "{} of {}"),
    "schedule_chart": ("Placeret over tid", "Placed over time"),
    "schedule_chart_caption": (
        "I hvilke perioder der arbejdes på hver anbefaling, og hvad der styrer, hvornår det begynder",
        "In which periods each recommendation is worked on, and what sets when that begins",
    ),
    "ledger_caption": (
        "Hvor hver anbefaling står ved årets begyndelse",
        "Where each recommendation stands as the year begins",
    ),
    "groups": ("Grupper", "Groups"),
    "groups_caption": (
        "Hver anbefaling står i netop én gruppe",
        "Every recommendation stands in exactly one group",
    ),
    "commitment": ("Hvad blev der af planen for {}", "What became of the plan for {}"),
    "commitment_unknown": (
        "Planen for {} er ikke blandt kilderne; andelene er ukendte.",
        "The plan for {} is not among the sources; the shares are unknown.",
    ),
}

phrase = Phrases(_PHRASES)
