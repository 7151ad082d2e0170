"""The Danish and English words of headings, fixed phrases and days. A named value holds its own words: `Term`."""

from __future__ import annotations

import datetime

from praksisplan.periods import Period
from praksisplan.periods.words import MONTH_NAMES
from praksisplan.text import LANGUAGES, language

__all__ = ["HEADINGS", "LANGUAGES", "day_words", "heading", "period_words", "phrase"]

HEADINGS: dict[str, tuple[str, str]] = {
    "number": ("nr.", "no."),
    "section": ("afsnit", "section"),
    "title": ("titel", "title"),
    "status": ("status", "status"),
    "proposed": ("foreslået", "proposed"),
    "standing": ("vægt", "standing"),
    "since": ("siden", "since"),
    "planned": ("planlagt", "planned"),
    "deferred_to": ("udskudt til", "deferred to"),
    "awaits": ("afventer", "awaits"),
    "expected": ("forventet", "expected"),
    "earliest": ("tidligst", "earliest"),
    "latest": ("senest", "latest"),
    "overdue": ("overskredet", "overdue"),
    "roots": ("bunder i", "root causes"),
    "still_awaits": ("afventer fortsat", "still awaits"),
    "sources": ("kilde", "source"),
    "code": ("kode", "code"),
    "severity": ("alvor", "severity"),
    "subject": ("emne", "subject"),
    "message": ("bemærkning", "message"),
    "level": ("niveau", "level"),
    "name": ("navn", "name"),
    "body": ("organ", "body"),
    "taken_by": ("pladsen er optaget af", "room taken by"),
    "outcome": ("indtil", "until"),
    "strand": ("delspor", "strand"),
    "missing": ("findes ikke", "missing"),
    "repeated": ("gentaget", "repeated"),
    "circular": ("i ring", "circular"),
    "recommendations": ("anbefalinger", "recommendations"),
    "practice_area": ("praksisområde", "practice area"),
    "period": ("periode", "period"),
    "reason": ("grundlag", "reason"),
    "closure": ("lukket, fordi", "closed because"),
    "due": ("forfalder", "due"),
    "times_carried": ("antal videreførelser", "times carried"),
    "responsible": ("ansvarlig", "responsible"),
    "participants": ("deltager", "takes part"),
    "recipients": ("modtager", "receives"),
    "milestones": ("milepæle", "milestones"),
    "jointly": ("håndteres med", "handled with"),
    "needs_agreement": ("underliggende aftale", "underlying agreement"),
    "findings": ("bemærkninger", "findings"),
    "by": ("af", "by"),
    "decision": ("afgørelse", "decision"),
    "next_year": ("næste års plan", "next year's plan"),
    "deciders": ("besluttes af", "decided by"),
    "id": ("id", "id"),
    "theme": ("tema", "theme"),
    "temporal": ("tidsmæssig karakter", "temporal kind"),
    "quantities": ("antal", "quantities"),
    "aspect": ("hvad", "what"),
    "before": ("før", "before"),
    "after": ("efter", "after"),
    "drivers": ("styres af", "driven by"),
    "recommendation": ("anbefaling", "recommendation"),
    "blocked": ("blokeret", "blocked"),
    "least": ("mindst", "at least"),
    "most": ("højst", "at most"),
    "limit": ("kapacitet", "capacity"),
    "overloaded": ("overbelastet", "overloaded"),
    "start": ("begynder", "starts"),
    "until": ("slutter", "ends"),
    "because": ("på grund af", "because of"),
    "kind": ("hændelse", "event"),
    "day": ("dag", "day"),
    "group": ("gruppe", "group"),
    "role": ("rolle", "role"),
    "count": ("antal", "count"),
    "share": ("andel", "share"),
    "numbers": ("numre", "numbers"),
    "likely": ("sandsynligvis", "likely"),
    "by_90": ("90 % inden", "90 % by"),
    "question": ("spørgsmål", "question"),
    "parameter": ("tal", "figure"),
    "unit": ("enhed", "unit"),
    "of": ("for", "for"),
    "value": ("værdi", "value"),
    "amount": ("værdi", "value"),
    "in_force": ("gælder fra", "in force from"),
    "ends": ("til, ikke med", "until, not included"),
    "start_known": ("start kendt", "start known"),
    "address": ("adresse", "address"),
    "certainty": ("sikkerhed", "certainty"),
    "checked": ("slået op", "looked up"),
    "note": ("note", "note"),
    "is_own": ("egen", "own"),
    "area": ("område", "area"),
    "people": ("indbyggere", "people"),
    "weight": ("vægt", "weight"),
    "weight_source": ("vægtens kilde", "source of the weight"),
    "strengthened": ("styrket", "strengthened"),
    "weighted": ("vægtet befolkning", "weighted population"),
    "floor": ("gulv", "floor"),
    "ceiling": ("loft", "ceiling"),
    "quota": ("kvote", "quota"),
    "bounded_quota": ("kvote inden for gulv og loft", "quota within floor and ceiling"),
    "remainder": ("brøk", "remainder"),
    "capacities": ("kapaciteter", "capacities"),
    "remarks": ("bemærkninger", "remarks"),
    "order": ("nr.", "no."),
    "origin": ("kommer fra", "comes from"),
    "advertised": ("opslag", "advertised"),
    "quantity": ("ændring", "change"),
    "decided": ("besluttet", "decided"),
    "effective": ("virkning", "effect"),
    "counts": ("medregnes", "counts"),
    "speciality": ("speciale", "speciality"),
    "year": ("år", "year"),
    "threatened": ("lægedækningstruet", "threatened by a shortage"),
    "unsettled": ("ikke afgjort", "not settled"),
    "choice": ("frit lægevalg sikret", "free choice secured"),
}
"""Danish and English heading of every column of a table."""

_PHRASES: dict[str, tuple[str, str]] = {
    "unknown": ("ukendt", "unknown"),
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
    "since": ("siden", "since"),
    "awaits_nothing": ("afventer ikke noget, der er nævnt", "awaits nothing that is named"),
    "as_of": ("pr.", "as of"),
    "none": ("ingen", "none"),
    "planned": ("planlagt", "planned"),
    "deferred_to": ("udskudt til", "deferred to"),
    "awaits": ("afventer", "awaits"),
    "milestone": ("milepæl", "milestone"),
    "responsible": ("ansvarlig", "responsible"),
    "participants": ("deltager", "takes part"),
    "recipients": ("modtager", "receives"),
    "jointly": ("håndteres sammen med", "handled together with"),
    "statement": ("udsagn", "statement"),
    "bundled_plans": ("Medfølgende planer", "Bundled plans"),
    "solving": ("Bedste {}, mindst {}", "Best {}, at least {}"),
    "too_many_periods": (
        "{} perioder er for mange til en tabel her: brug --out med en fil, eller --format csv",
        "{} periods are too many for a table here: use --out with a file, or --format csv",
    ),
    "runs_done": ("{} af {} gentagelser", "{} of {} runs"),
    "proven_gap": ("{} enheder, ingen plan kan være kortere end {}", "{} units, no schedule can be shorter than {}"),
    "conflict": ("Krav, der ikke kan holdes sammen", "Demands that cannot be kept together"),
    "shared_out": ("{} kapaciteter, {}", "{} capacities, {}"),
    "next_one": ("får den næste", "gets the next one"),
    "loses_by_more": ("mister én, hvis der er én mere", "loses one if there is one more"),
    "last_one": ("mister den sidste", "loses the last one"),
    "gains_by_less": ("får én mere, hvis der er én færre", "gains one if there is one fewer"),
    "tied": ("står lige med {}: {}", "is even with {}: {}"),
    "tied_people": ("den største vægtede befolkning afgør", "the larger weighted population decides"),
    "tied_name": ("navnets plads i alfabetet afgør", "the place of the name in the alphabet decides"),
    "to_advertise": ("{} opslag, heraf {} når en kapacitet bliver ledig", "{} advertised, {} when one falls vacant"),
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
        "på en ret linje fra {} i {} til {} i {}, hvad ingen har besluttet: det er bibliotekets egen læsning",
        "on a straight line from {} in {} to {} in {}, which nobody decided: it is the library's own reading",
    ),
    "capacity_reference": ("Praksiskapacitet: regler og tal", "Practice capacity: rules and figures"),
    "figures_checked": ("Tallene er senest slået op {}", "The figures were last looked up on {}"),
    "certainties": (
        "Sikkerhed A: loven, overenskomsten eller myndighedens egen side er læst. B: en side, der omtaler den, er læst",
        "Certainty A: the law, the agreement or the authority's own page was read. B: a page that tells of it was read",
    ),
    "questions": ("Spørgsmål", "Questions"),
    "other_functions": ("Andre funktioner", "Other functions"),
    "figures": ("Tal", "Figures"),
    "figures_in_force": ("Tal, der gælder {}", "Figures in force on {}"),
    "not_known": ("Hvad der ikke kendes", "What is not known"),
    "not_known_caption": ("Skal oplyses af den, der spørger", "To be brought by who asks"),
    "rule_ids": ("Regler: {}", "Rules: {}"),
    "facts_asked": ("Oplysninger: {}", "Facts: {}"),
    "figures_used": ("Bruger: {}", "Uses: {}"),
    "if_known": ("{} (kan udelades)", "{} (may be left out)"),
    "no_value_from": ("ingen værdi fra {}", "no value from {}"),
    "own_figures": ("med egne tal", "with one's own figures"),
    "working": ("Arbejder", "Working"),
    "year_plan_of": ("Implementeringsplan {}", "Implementation plan {}"),
    "status_report_of": ("Statusrapport {}", "Status report {}"),
    "timetable_of": ("Tidsplan {}", "Timetable {}"),
    "ledger_of": ("Videreførelse til {}", "Carry-over into {}"),
    "comparison_of": ("Ændringer i {}", "Changes in {}"),
    "draft": ("Udkast, ikke godkendt", "Draft, not approved"),
    "approved_by": ("Godkendt af {} den {}", "Approved by {} on {}"),
    "overview": ("Overblik", "Overview"),
    "in_the_plan": ("{} af planens {} anbefalinger er i årets plan.", "{} of the plan's {} recommendations are in it."),
    "scheduled_in": ("Planlagt igangsat i {}", "Scheduled to start in {}"),
    "deferred_into": ("Udskudt til {}", "Put off into {}"),
    "carried_into": ("Videreført til {}", "Carried over into {}"),
    "recurring_in": ("Gentages i {}", "Recurring in {}"),
    "none_scheduled": ("Ingen anbefalinger er planlagt igangsat i {}.", "No recommendation is scheduled for {}."),
    "state_of_each": ("Status", "State of each"),
    "focus_areas": ("Øvrige indsatser", "Other efforts"),
    "entries": ("Anbefalinger i planen", "Recommendations in the plan"),
    "findings": ("Bemærkninger", "Findings"),
    "findings_caption": ("Hvad planen mangler", "What the plan lacks"),
    "bodies": ("Organer", "Bodies"),
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
    "overdue": ("Overskredne frister", "Overdue promises"),
    "overdue_caption": ("Ventede resultater, der ikke er kommet", "Expected results that have not come"),
    "contradictory": ("Modstridende udsagn", "Contradictory statements"),
    "carried_often": ("Videreført mere end én gang", "Carried over more than once"),
    "nothing": ("Ingen.", "None."),
    "differences": ("Ændringer", "Changes"),
    "differences_since": ("Ændringer siden {}", "Changes since {}"),
    "windows": ("Tidsvinduer", "Windows"),
    "windows_caption": ("Tidligste og seneste start", "Earliest and latest start"),
    "timetable": ("Tidsplan", "Timetable"),
    "timetable_caption": ("Hvornår arbejdet begynder", "When the work begins"),
    "timetable_words": (
        "Sikkert: arbejdet begynder med sikkerhed i perioden. Muligt: det kan begynde i den eller i en anden. Nej: det "
        "begynder ikke i den. Ukendt: det kan ikke siges ud fra det, der er oplyst.",
        "Certain: the work surely begins in the period. Possible: it may begin in it or in another. No: it does not "
        "begin in it. Unknown: it cannot be told from what is known.",
    ),
    "whole_plan": ("hele planen", "the whole plan"),
    "own_period": ("eget tidspunkt", "its own date"),
    "and_more": ("{} af {} rækker vises", "{} of {} rows are shown"),
    "counted_as_of": ("{} pr. {}", "{} as of {}"),
    "state_of": ("Status for {} anbefalinger", "State of {} recommendations"),
    "blocked_of": ("{} af {} anbefalinger er blokeret", "{} of {} recommendations are blocked"),
    "waiting_of": ("{} af {} anbefalinger afventer delvist", "{} of {} recommendations are partly waiting"),
    "ready_of": ("{} af {} anbefalinger er klar", "{} of {} recommendations are ready"),
    "overdue_of": (
        "{} af {} anbefalinger har en overskredet forventning",
        "{} of {} recommendations have an overdue promise",
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
    "schedule_of": ("Planlægning {}", "Schedule {}"),
    "placed": ("Placeret", "Placed"),
    "placed_of": ("{} af {} anbefalinger har fået plads", "{} of {} recommendations have a place"),
    "unplaced": ("Ikke placeret", "Not placed"),
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
    "simulated": ("{} gentagelser, {}, frø {}", "{} runs, {}, seed {}"),
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
    "chart_limit": ("grænse", "limit"),
    "over_limit": ("over grænsen", "above the limit"),
    "perhaps_over_limit": ("måske over grænsen", "perhaps above the limit"),
    "picture_words": ("Linjer: {}. Perioder: {}.", "Rows: {}. Periods: {}."),
    "groups": ("Grupper", "Groups"),
    "groups_caption": ("Hver anbefaling står i netop én gruppe", "Every recommendation stands in exactly one group"),
    "commitment": ("Hvad blev der af planen for {}", "What became of the plan for {}"),
    "commitment_unknown": (
        "Planen for {} er ikke blandt kilderne; andelene er ukendte.",
        "The plan for {} is not among the sources; the shares are unknown.",
    ),
    "completed": ("afsluttet", "completed"),
    "cancelled": ("bortfaldet", "cancelled"),
    "carried": ("videreført", "carried over"),
    "pushed_out": ("udskudt", "pushed out"),
    "added": ("tilføjet", "added"),
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
    "about": ("Indhold i arket", "What it holds"),
    "table": ("Tabel {}. ", "Table {}. "),
    "rows": ("Rækker", "Rows"),
}


def heading(key: str, lang: str = "da") -> str:
    """The heading of a column; one that the data name, such as a period, is its own heading.

    >>> heading("awaits"), heading("awaits", "en")
    ('afventer', 'awaits')
    """
    place = language(lang)
    return HEADINGS[key][place] if key in HEADINGS else key


def phrase(key: str, lang: str = "da") -> str:
    """A fixed phrase of answers and explanations.

    >>> phrase("unknown")
    'ukendt'
    """
    return _PHRASES[key][language(lang)]


_ENGLISH_MONTHS = tuple(
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def day_words(day: datetime.date | None, lang: str = "da") -> str:
    """A day as it is written, and 'unknown' for ``None``.

    >>> day_words(datetime.date(2017, 1, 15)), day_words(None, "en")
    ('15. januar 2017', 'unknown')
    """
    if day is None:
        return phrase("unknown", lang)
    if language(lang):
        return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"
    return f"{day.day}. {MONTH_NAMES[day.month - 1]} {day.year}"


def period_words(period: Period, lang: str = "da") -> str:
    """A period as it is written.

    >>> from praksisplan.periods import parse_period
    >>> period_words(parse_period("primo 2017"))
    'primo 2017'
    """
    language(lang)
    return str(period)
