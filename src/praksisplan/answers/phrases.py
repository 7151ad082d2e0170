"""The fixed phrases of answers."""

from __future__ import annotations

from praksisplan.text import Phrases

_PHRASES = {
    "unknown": ("ukendt", "unknown"),
    "never": ("aldrig", "never"),
    "begun": ("begyndt", "begun"),
    "never_comes": ("kommer ikke", "will not come"),
    "undetermined": (
        "Det kan ikke afgøres, om disse er klar, fordi kilden ikke oplyser, hvad de afventer eller mangler: {}",
        "It cannot be determined whether these are ready, because no source says what they await or lack: {}",
    ),
    "no_promise": ("uden dato", "no date"),
    "yes": ("ja", "yes"),
    "no": ("nej", "no"),
    "recommendation": ("anbefaling", "recommendation"),
    "missing": ("findes ikke i planen", "not in the plan"),
    "strand": ("delspor", "strand"),
    "window": ("tidligst {earliest}, senest {latest}", "earliest {earliest}, latest {latest}"),
    "never_window": ("aldrig, medmindre afventningen ophæves", "never, unless the wait is lifted"),
    "either": ("enten", "either"),
    "or": ("eller", "or"),
    "alternative": ("en af flere muligheder", "one of several alternatives"),
    "instead_of": ("i stedet for anbefaling {}", "in place of recommendation {}"),
    "awaits_more": ("afventer også andet, som ikke er nævnt", "also awaits something that is not named"),
    "also_more": ("også andet, som ikke er nævnt", "also something that is not named"),
    "continues_in": ("videreføres i", "continues in"),
    "replaced_by": ("afløst af", "replaced by"),
    "milestone": ("milepæl", "milestone"),
    "jointly": ("håndteres sammen med", "handled together with"),
    "by": ("af", "by"),
    "by_whom": ("hvem der siger det", "who says so"),
    "seen_above": ("se ovenfor", "see above"),
    "in_cycle": ("venter i ring", "waits in a circle"),
    "expected": ("forventet", "expected"),
    "awaits_nothing": ("der er ikke oplyst noget, den afventer", "no prerequisite is recorded"),
    "as_of": ("pr.", "as of"),
    "from": ("fra", "from"),
    "reached": ("nået", "reached"),
    "deemed": ("betragtes som", "deemed"),
    "deferred_to": ("udskudt til", "deferred to"),
    "and_more": ("{} af {} rækker vises", "{} of {} rows are shown"),
    "of_target": ("{}", "{}"),
    "counted_as_of": ("{} pr. {}", "{} as of {}"),
    "state_of": ("Status for {0:anbefaling|anbefalinger}", "State of {0:recommendation|recommendations}"),
    "blocked_of": (
        "{0} af {1:anbefaling|anbefalinger} er blokeret",
        "{0} of {1:recommendation|recommendations} {0:=is|are} blocked",
    ),
    "waiting_of": (
        "{0} af {1:anbefaling|anbefalinger} afventer delvist",
        "{0} of {1:recommendation|recommendations} {0:=is|are} partly waiting",
    ),
    "partly_waiting": (
        "{0:anbefaling|anbefalinger} afventer delvist: {1}",
        "{0:recommendation|recommendations} {0:=is|are} partly waiting: {1}",
    ),
    "ready_of": (
        "{0} af {1:anbefaling|anbefalinger} er klar",
        "{0} of {1:recommendation|recommendations} {0:=is|are} ready",
    ),
    "overdue_of": (
        "For {0} af {1:anbefaling|anbefalinger} er en forventet frist overskredet",
        "{0} of {1:recommendation|recommendations} {0:=is|are} overdue",
    ),
    "stale_of": (
        "{0} af {1:åben anbefaling|åbne anbefalinger} og {2} af {3:åben afventning|åbne afventninger} er senest omtalt "
        "for mere end {4} siden",
        "{0} of {1:open recommendation|open recommendations} and {2} of {3:open wait|open waits} were last spoken of "
        "more than {4} ago",
    ),
    "progress_of": (
        "{0} af {1:indikator|indikatorer} har nået målet, {2} er på kurs, {3} er bagud, {4} er ukendt",
        "{0} of {1:indicator|indicators} {0:=has|have} reached the target, {2} on course, {3} behind, {4} unknown",
    ),
    "course_reached": ("målet {target} er nået", "the target {target} is reached"),
    "course_judged": (
        "{course}; på lige vej fra {baseline} ({baseline_in}) til {target} ({target_by}) er "
        "værdien {required} ved udgangen af den målte periode",
        "{course}; on a straight path from {baseline} ({baseline_in}) to {target} ({target_by}) "
        "the value is {required} at the end of the measured period",
    ),
    "course_unknown": ("ukendt; ikke oplyst: {lacking}", "unknown; not known: {lacking}"),
    "reading": (
        "Læst: {0:anbefaling|anbefalinger}, {1:oplysning|oplysninger}, {2:bemærkning|bemærkninger}; "
        "{3:stykke|stykker} tekst er ikke brugt",
        "Read: {0:recommendation|recommendations}, {1:fact|facts}, {2:finding|findings}; "
        "{3:piece|pieces} of text not used",
    ),
    "read_of": ("Anbefaling {}: {}", "Recommendation {}: {}"),
    "inferred": ("udledt", "inferred"),
    "curves": ("Fremdrift", "Progress"),
    "curves_caption": ("Målte værdier på vej til målet", "Measured values on the way to the target"),
    "plugins_count": ("Installerede tilføjelser: {}", "Installed plug-ins: {}"),
    "portfolio_of": ("Svar for {0:plan|planer}", "Answers of {0:plan|plans}"),
    "released_of": (
        "{0} af {1:anbefaling|anbefalinger} bliver klar",
        "{0} of {1:recommendation|recommendations} {0:=becomes|become} ready",
    ),
    "forecast_of": (
        "Tidsvinduer for {0} af {1:anbefaling|anbefalinger}",
        "Windows for {0} of {1:recommendation|recommendations}",
    ),
    "ledger_count": (
        "{1} af {2:anbefaling|anbefalinger} videreføres til {0}",
        "{1} of {2:recommendation|recommendations} {1:=is|are} carried over into {0}",
    ),
    "year_plan_count": (
        "Implementeringsplan {0}: {1} af {2:anbefaling|anbefalinger}",
        "Implementation plan {0}: {1} of {2:recommendation|recommendations}",
    ),
    "succession_count": (
        "{0} af {1:anbefaling|anbefalinger} er ikke omtalt i {2}",
        "{0} of {1:recommendation|recommendations} {0:=is|are} lost: not mentioned in {2}",
    ),
    "open_of": (
        "{0} af {1:anbefaling|anbefalinger} {0:=er åben|er åbne}",
        "{0} of {1:recommendation|recommendations} {0:=is|are} open",
    ),
    "proposals_of": (
        "{0} af {1:anbefaling|anbefalinger} har et forslag, der afventer beslutning",
        "{0} of {1:recommendation|recommendations} {0:=has|have} a proposal that awaits a decision",
    ),
    "timetable_count": ("Tidsplan for {0:anbefaling|anbefalinger}", "Timetable of {0:recommendation|recommendations}"),
    "likely_count": (
        "Sandsynlig start for {0} af {1:anbefaling|anbefalinger}",
        "Likely start of {0} of {1:recommendation|recommendations}",
    ),
    "efforts_count": ("Status for {0:indsats|indsatser}", "State of {0:effort|efforts}"),
    "load_count": ("Belastning af {0:organ|organer}", "Load of {0:body|bodies}"),
    "changes_count": ("{0:ændring|ændringer}", "{0:change|changes}"),
    "happened_count": ("{0:hændelse|hændelser} i {1}", "{0:happening|happenings} in {1}"),
    "findings_count": ("{0:bemærkning|bemærkninger}", "{0:finding|findings}"),
    "placed_of": (
        "{0} af {1:anbefaling|anbefalinger} er placeret",
        "{0} of {1:recommendation|recommendations} {0:=is|are} placed",
    ),
    "web": ("Nettet af afventninger", "Web of waits"),
    "web_caption": (
        "Hvad der afventes, og hvilke anbefalinger der afventer det",
        "What is awaited, and which recommendations await it",
    ),
    "holds": ("{0:anbefaling|anbefalinger} afventer", "{0:recommendation awaits|recommendations await} it"),
    "promises": ("Forventningernes historie", "Promise history"),
    "promises_caption": (
        "Hvad der er oplyst hvornår, og hvilke perioder det var forventet i",
        "What was stated when, and the periods it was promised for",
    ),
    "stated": ("oplyst", "stated"),
    "calendar_count": ("{:post i kalenderen|poster i kalenderen}", "{:entry|entries} in the calendar"),
    "promises_count": ("{0}: {1:hændelse|hændelser}", "{0}: {1:happening|happenings}"),
    "timetable": ("Tidsplan", "Timetable"),
    "timetable_caption": ("Hvornår arbejdet begynder", "When the work begins"),
    "load_chart": ("Belastning over tid", "Load over time"),
    "load_chart_caption": (
        "Hvor mange anbefalinger hvert organ arbejder med i hver periode, mindst–højst",
        "How many recommendations each body is working on in each period, at least–at most",
    ),
    "of_limit": ("{} af {}", "{} of {}"),
    "schedule_chart": ("Placeret over tid", "Placed over time"),
    "schedule_chart_caption": (
        "I hvilke perioder der arbejdes på hver anbefaling, og hvad der bestemmer starten",
        "In which periods each recommendation is worked on, and what determines the start",
    ),
}

phrase: Phrases = Phrases(_PHRASES)

PICTURES = {
    "critical": ("kritisk vej", "critical path"),
    "web_words": (
        "Begivenheder og anbefalinger, der afventes eller afventer: {}. Afventninger: {}. Uden åben afventning: {}.",
        "Events and recommendations that await or are awaited: {}. Waits: {}. Without an open wait: {}.",
    ),
    "web_event": ("begivenhed, der afventes", "awaited event"),
    "web_critical": ("afventes af flere anbefalinger", "awaited by several recommendations"),
    "web_blocked": ("blokeret anbefaling", "blocked recommendation"),
    "web_partial": ("anbefaling, der afventer delvist", "partly waiting recommendation"),
    "web_open": ("anbefaling, der afventes", "awaited recommendation"),
    "web_free": ("uden åben afventning", "without an open wait"),
    "curve_path": ("lige vej til målet", "straight path to the target"),
    "curve_points": ("målt", "measured"),
    "web_strand": ("kun et delspor afventer", "only a strand waits"),
    "web_choice": ("en af flere muligheder: én er nok", "one of several alternatives: one is enough"),
    "web_late": ("forventet dato overskredet", "expected date has passed"),
    "chart_limit": ("grænse", "limit"),
    "over_limit": ("over grænsen", "above the limit"),
    "perhaps_over_limit": ("måske over grænsen", "perhaps above the limit"),
    "picture_words": ("Linjer: {}. Perioder: {}.", "Rows: {}. Periods: {}."),
    "certain": ("sikkert", "certain"),
    "possible": ("muligt", "possible"),
}
"""The words that pictures add of their own."""
