"""The Danish words of time. To teach the library another word, add it to the table that says what it means."""

from __future__ import annotations

__all__ = [
    "AFTER",
    "APPROXIMATELY",
    "BEFORE",
    "FROM",
    "HALVES",
    "LEAD_INS",
    "MONTHS",
    "MONTH_NAMES",
    "ORDINALS",
    "QUARTERS",
    "REFUSALS",
    "SEASONS",
    "SEASON_NAMES",
    "THIRDS",
    "UNTIL",
    "UNTIL_END_OF",
    "WEEKDAYS",
]

MONTH_NAMES = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
"""The months as they are written in full."""

MONTHS = {name: number for number, name in enumerate(MONTH_NAMES, 1)} | {
    short: number
    for number, shorts in enumerate(
        ("jan", "feb febr", "mar mrt mart", "apr", "", "jun", "", "aug", "sep sept", "okt oct", "nov", "dec"), 1
    )
    for short in shorts.split()
}
"""Month names and what is cut from them. *Jul* is Christmas; 'jul.' and 'jul' beside a day or month are July."""

SEASON_NAMES = ("forår", "sommer", "efterår", "vinter")
"""The seasons, in the order of `Conventions.seasons`."""

SEASONS = {form: index for index, name in enumerate(SEASON_NAMES) for form in (name, name + "et", name + "en")}
"""Seasons with and without the article."""

WEEKDAYS = {
    form: index
    for index, forms in enumerate(
        (
            "mandag man",
            "tirsdag tirs tir",
            "onsdag ons",
            "torsdag tors tor",
            "fredag fre",
            "lørdag lør",
            "søndag søn",
        )
    )
    for form in forms.split()
}
"""Weekdays in full and cut short; Monday is 0."""

THIRDS = (
    r"primo|(?:i )?(?:den )?(?:starten|begyndelsen|indledningen)(?: af| på| i)?|start|tidligt(?: i| på)?|tidlig"
    r"|først(?: i| på)|(?:den )?første (?:del|tredjedel) af",
    r"medio|(?:i )?midten af|midt(?: i| på)?|(?:den )?(?:midterste|anden|mellemste) (?:del|tredjedel) af",
    r"ultimo|(?:i )?(?:slutningen|enden)(?: af| på)?|slut|sidst(?: i| på)|sent(?: i| på)?"
    r"|(?:den )?sidste (?:del|tredjedel) af",
)
"""Words for the first, second and last third of a period (regular expressions)."""

QUARTERS = r"kvartal|kvartalet|kvt|kvrt|kv|q|k"
"""Words for a quarter (a regular expression)."""

HALVES = r"halvår|halvåret|halve år|halvdel|h"
"""Words for a half-year (a regular expression)."""

_ORDINAL_WORDS = (
    "første anden tredje fjerde femte sjette syvende ottende niende tiende ellevte tolvte trettende fjortende femtende "
    "sekstende syttende attende nittende tyvende enogtyvende toogtyvende treogtyvende fireogtyvende femogtyvende "
    "seksogtyvende syvogtyvende otteogtyvende niogtyvende tredivte enogtredivte"
)
ORDINALS = {word: number for number, word in enumerate(_ORDINAL_WORDS.split(), 1)} | {"andet": 2, "tredivende": 30}
"""Ordinals in words."""

APPROXIMATELY = r"ca|cirka|circa|omkring|omkr|omtrent|omtrentlig|omtrentligt"
"""Words that keep the interval and mark it approximate."""

LEAD_INS = (
    r"i løbet af|i perioden?|i årene|i tidsrummet|inden ?for|hen ?over|over|gennem|igennem|under|hele|i|på|ved|den|det"
    r"|forventes|forventet|forventeligt|formentligt?|planlagt(?: til)?|planlægges(?: til)?|dato"
    r"|(?:er )?(?:afsluttet|gennemført|igangsat|påbegyndt)|afsluttes|gennemføres|igangsættes|påbegyndes"
    r"|\w*perioden?|årene|månederne|tidsrummet|(?:kalender|budget|finans|regnskabs)?år(?:et)?"
)
"""Words before a period that change nothing in it."""

UNTIL = (
    r"senest(?: den| i| ved| på)?|(?:ind|frem )?til og med|t ?o ?m|(?:ind)?til|ikke senere end"
    r"|(?:med )?(?:tids|svar|hørings|ansøgnings|aflevering?s)?frist(?:en)?(?: er| den| til)?|deadline(?: er| den)?"
)
"""Words of a deadline that includes the day or period named after them."""

BEFORE = r"(?:i god tid )?(?:inden|før|forud for)|frem (?:til|mod)"
"""Words of a deadline that stops before the day or period named after them."""

UNTIL_END_OF = (
    r"(?:(?:senest|inden|før|frem til|indtil|til|til og med|ved|med)(?: ved| med)? )?(?:udgangen|udløbet) (?:af|på)"
)
"""Words of a deadline that includes the whole of the period named after them."""

FROM = (
    r"fra og med|f ?o ?m|(?:gældende|gælder|virkning|startende|(?:træder |trådte |trådt )?i kraft)(?: fra(?: og med)?"
    r"| pr| per)?|(?:med virkning (?:fra(?: og med)?|pr|per))|fra|siden|pr|per|tidligst|ikke før|ikke tidligere end"
)
"""Words of a period that begins with what is named after them and is open to the right."""

AFTER = r"efter"
"""Words of a period that begins when what is named after them is over."""

REFUSALS = (
    (
        "recurring",
        r"\b(?:hver|hvert|alle år|årligt?|årlige|halvårligt?e?|kvartals?vise?|kvartalsvist|månedsvis|månedligt?e?"
        r"|ugentligt?e?|dagligt?e?|løbende|jævnligt|regelmæssigt?e?|kontinuerligt?|gange? (?:om|i|pr|per|årlig)"
        r"|om (?:året|foråret|sommeren|efteråret|vinteren|måneden|ugen)|tilbagevendende|vedvarende|fast)\b",
        "it recurs, or goes on without a date",
        "det gentages eller løber uden dato",
    ),
    (
        "relative",
        r"\b(?:kommende|næste|næstkommende|forrige|foregående|følgende|sidste|seneste|indeværende|nuværende|samme|dette"
        r"|denne"
        r"|i år|i fjor|i dag|i morgen|i går|dags dato|nu|aktuelt|p ?t|resten|årets|året efter|året før|året ud"
        r"|siden sidst|fremover|fremadrettet|efterfølgende|herefter|derefter|på \w+dag"
        r"|om (?:\d+|\w+) (?:år|måned(?:er)?|uger?|dage?)"
        r"|for \w+ \w+ siden)\b",
        "it is told from a day that is not named; write the date or the year",
        "det regnes fra en dag, som ikke er nævnt; skriv datoen eller årstallet",
    ),
    (
        "duration",
        r"(?:\d+|\ben\b|\bet\b|\bto\b|\btre\b|\bfire\b|\bfem\b|\bseks\b|\bsyv\b|\botte\b|\bni\b|\bti\b|\btolv\b|\bhalvandet\b"
        r"|\bhalvt\b|\bflere\b|\bnogle\b|\bet par\b)[ -]*"
        r"(?:års?|årig|måneder|måneders|måned|mdr|uger|uge|ugers|dages?|dag|kvartaler|halvår|arbejdsdage|hverdage)\b",
        "it is a length of time; say when it begins or ends",
        "det er en varighed; skriv hvornår den begynder eller slutter",
    ),
    (
        "no-date",
        r"\b(?:snart|snarest|hurtigst|hurtigt|straks|senere|indtil videre"
        r"|når|afventer|behov|aftale|sigt|ad hoc|uafklaret|ukendt|fastlagt|fastsat|fastlægges|afklares|uvist"
        r"|tbd|tba|dato|mulighed|muligt|lejlighed|først)\b",
        "it names a condition or nothing, and no time",
        "det nævner en betingelse eller intet, og ingen tid",
    ),
)
"""What has no date: a code, the words by which it is known (a regular expression), and why, in English and Danish."""
