"""The sentences of faults and findings: a code -> Danish and English, with named fields.

``{name}`` writes the value of a field as the language writes it (labels, numbers, lists); ``{name!r}`` quotes it. Where
one code has several sentences, a dot and a word tell them apart: ``wrong-type.text``. The sentence of a fault follows a
place, so it begins with a small letter and has no full stop; it says what is wrong, then what to do.
"""

from __future__ import annotations

__all__ = ["FAULTS", "FINDINGS"]

# fmt: off
_EXPECTED: dict[str, tuple[str, str]] = {
    # fields and arguments
    "wrong-type.text": ("tekst", "text"),
    "wrong-type.flag": ("sandt eller falsk (True eller False)", "True or False"),
    "wrong-type.several": ("flere værdier", "several values"),
    "wrong-type.count": ("{count} værdier", "{count} values"),
    "wrong-type.mapping": ("et opslag (dict)", "a mapping (dict)"),
    "wrong-type.callable": ("en funktion", "a function"),
    "wrong-type.instance": ("af klassen {kinds}", "an instance of {kinds}"),
    "wrong-type.one-of": ("en af {known}", "one of {known}"),
    "unknown-word.one-of": ("en af {known}", "one of {known}"),
    "unknown-language": ("»da« eller »en«", "'da' or 'en'"),
    "bad-number": ("et tal", "a number"),
    "bad-number.least": ("et tal på mindst {least}", "a number of at least {least}"),
    "bad-number.above": ("et tal over {least}", "a number above {least}"),
    "bad-number.most": ("et tal på højst {most}", "a number of at most {most}"),
    "bad-number.range": ("et tal fra {least} til {most}", "a number from {least} to {most}"),
    "bad-number.whole": ("et helt tal", "a whole number"),
    "bad-number.whole-least": ("et helt tal på mindst {least}", "a whole number of at least {least}"),
    "bad-number.whole-most": ("et helt tal på højst {most}", "a whole number of at most {most}"),
    "bad-number.whole-range": ("et helt tal fra {least} til {most}", "a whole number from {least} to {most}"),
    "bad-number.exact": ("et helt tal, en Fraction eller fx »1/12«",
        "a whole number, a Fraction or text such as '1/12'"),
    "bad-number.year": ("et årstal fra {first} til {last}", "a year from {first} to {last}"),
    "not-a-date": ("en dato uden klokkeslæt (datetime.date)", "a datetime.date without time of day"),
}
"""What a value must be: the sentence is "expected …, got …", and the field ``found``."""

FAULTS: dict[str, tuple[str, str]] = {
    # fields and arguments
    "wrong-type.unordered": ("skal være værdier i rækkefølge, men er {found!r}; brug sorted(...)",
        "expected values in order, got {found!r}; use sorted(...)"),
    "wrong-type.plan": ("skal være en Plan, men er {found!r}; load_plan() eller datasets.load() giver en",
        "expected a Plan, got {found!r}; load_plan() or datasets.load() gives one"),
    "wrong-type.period": ("skal være en Period, men er {found!r}; parse_period() laver en af ord",
        "expected a Period, got {found!r}; parse_period() makes one from words"),
    "wrong-type.year-plan": ("skal være en YearPlan, men er {found!r}; year_plan() giver en",
        "expected a YearPlan, got {found!r}; year_plan() gives one"),
    "empty-text": ("teksten mangler", "the text must not be empty"),
    "bad-id": ("ugyldigt id {found!r}: brug små bogstaver, cifre, »-«, »_« eller ».«, og begynd med et bogstav",
        "invalid id {found!r}: use lower-case letters, digits, '-', '_' or '.', starting with a letter"),
    "out-of-range.day": ("skal ligge fra {first} til {last}, men er {found}",
        "must be within {first} to {last}, got {found}"),
    "too-long": ("må højst være på {most:,} tegn, men er på {count:,}",
        "expected at most {most:,} characters, got {count:,}"),
    "forbidden-character": ("ugyldigt tegn {sign} på plads {position} i {text!r}: usynligt, eller det styrer visningen",
        "invalid character {sign} at position {position} of {text!r}: invisible, or it steers the display"),
    # several rooms
    "not-installed": ("{package} er ikke installeret; kør: python -m pip install {packages} (tilvalget {extra!r})",
        "{package} is not installed; run: python -m pip install {packages} (the extra {extra!r})"),
    # documents
    "unknown-format.document": ("skal være en af {known}, men er {found!r}", "expected one of {known}, got {found!r}"),
    "needs-word": ("en skabelon kan kun bruges til Word; giv filen endelsen .docx",
        "a template can only be used for Word; give the file the suffix .docx"),
    "bad-template": ("skabelonen er ikke et Word-dokument; åbn den i Word, og gem den som .docx",
        "the template is not a Word document; open it in Word and save it as .docx"),
    "missing-style": ("skabelonen mangler typografierne {missing}; skriv en rapport som .docx uden skabelon, ret dens "
        "typografier, og brug den fil som skabelon",
        "the template lacks the styles {missing}; write a report as .docx without a template, change its styles and "
        "use that file as the template"),
    "no-picture": ("dokumentet har hverken en tidsplan eller et diagram at tegne; skriv det som md, html, docx, xlsx, "
        "csv eller json",
        "the document has neither a timeline nor a chart to draw; write it as md, html, docx, xlsx, csv or json"),
    "order.amounts": ("det mindste ({least:g}) må ikke overstige det største ({most:g})",
        "least ({least:g}) must not exceed most ({most:g})"),
    "too-long.cell": ("en celle i Excel rummer højst {most:,} tegn, men teksten er på {count:,}: {text!r}",
        "a cell of Excel holds at most {most:,} characters, got {count:,}: {text!r}"),
} | {
    code: (f"skal være {danish}, men er {{found!r}}", f"expected {english}, got {{found!r}}")
    for code, (danish, english) in _EXPECTED.items()
}

FINDINGS: dict[str, tuple[str, str, str]] = {
    # checks
    "duplicate-number": ("error", "Nummeret er allerede brugt som {first}.",
        "Duplicate number: already used as {first}."),
    "unknown-number": ("error", "Et udsagn handler om anbefaling {number}, som ikke findes i planen.",
        "A statement is about recommendation {number}, which is not in the plan."),
    "unknown-number.event": ("error", "Et udsagn handler om begivenhed {event}, som ikke findes i planen.",
        "A statement is about event {event}, which is not in the plan."),
    "self-wait": ("error", "Anbefalingen afventer sig selv.", "The recommendation awaits itself."),
    "wait-cycle": ("error", "{count} anbefalinger afventer hinanden i ring; den korteste ring: {circle}.",
        "Circular dependency of {count} recommendations; the shortest circle: {circle}."),
    "wait-cycle.long": ("error", "{count} anbefalinger afventer hinanden i ring; en af ringene: {circle}.",
        "Circular dependency of {count} recommendations; one of the circles: {circle}."),
    "awaits-nothing": ("warning",
        "Anbefalingen er afventende, men kilden oplyser ikke hvad. Den kan derfor ikke meldes klar.",
        "The recommendation awaits something that the source does not name, so it can never be ready."),
    "awaits-cancelled": ("warning", "Afventer anbefaling {target}, som er bortfaldet; afventningen er stadig åben.",
        "Awaits recommendation {target}, which is cancelled; the wait stays open."),
    "awaits-cancelled.event": ("warning", "Afventer »{title}«, som ikke kommer; afventningen er stadig åben.",
        "Awaits '{title}', which will not come; the wait stays open."),
    "awaits-permanent": ("warning", "Afventer anbefaling {target}, som er vedvarende; afventningen er stadig åben.",
        "Awaits recommendation {target}, which is permanent; the wait stays open."),
    "awaits-missing": ("error", "Afventer {target}, som ikke findes i planen.",
        "Awaits {target}, which is not in the plan."),
    "awaits-completed": ("warning", "Afventer anbefaling {target}, som allerede var afsluttet.",
        "Awaits recommendation {target}, which was already completed."),
    "overdue-promise": ("warning", "Var forventet {expected} ({outcome}), men er ikke kommet.",
        "Was expected {expected} ({outcome}) and has not come."),
    "statements-disagree": ("warning", "Samme kilde siger både »{later}« og »{earlier}«.",
        "One source says both '{later}' and '{earlier}'."),
    "verdicts-differ": ("warning", "En kilde siger »{earlier}«, en senere siger »{later}«; ingen af dem er bekræftet.",
        "One source says '{earlier}', a later one '{later}'; neither is confirmed."),
    "strands-finished": ("warning", "Alle delspor er afsluttet eller bortfaldet, men anbefalingen er det ikke.",
        "Every strand is completed or cancelled, but the recommendation is not."),
    "proposal-undecided": ("note", "Foreslået: {status}; forslaget er ikke behandlet.",
        "Proposed: {status}; the proposal has not been decided."),
    "proposal-undecided.until": ("note", "Foreslået: {status} til {until}; forslaget er ikke behandlet.",
        "Proposed: {status} to {until}; the proposal has not been decided."),
    "decision-without-mandate": ("error", "{body} har ikke mandat til {matter}.",
        "{body} has no mandate for {matter}."),
    "decision-without-mandate.unknown": ("error", "Det fremgår ikke, hvem der traf beslutningen, eller hvad den angår.",
        "The decision lacks a body or a subject."),
    "statement-outside-plan": ("warning", "{period} ligger uden for planens periode {plan}.",
        "{period} lies outside the plan's period {plan}."),
    "fact-without-citation": ("warning", "Der er ikke angivet nogen kilde.", "No source is cited."),
}
"""The severity of a finding before its sentences, which are whole: with a capital and a full stop."""
# fmt: on
