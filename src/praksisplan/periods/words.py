"""The Danish words of time. To teach the library another word, add it to the table that says what it means."""

from __future__ import annotations

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

SEASONS = {form: index for index, name in enumerate(SEASON_NAMES) for form in (name, name + "et", name + "en")} | {
    "vår": 0,
    "våren": 0,
}
"""Seasons with and without the article, and other words for them."""

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
    r"primo|(?:i )?(?:den )?(?:starten|begyndelsen|indledningen)(?: af| på| i)?|start|tidligt(?: i| på)?|tidlige?"
    r"|først(?: i| på)|(?:den )?første (?:del|tredjedel) af",
    r"medio|(?:i )?midten af|midt(?: i| på)?|(?:den )?(?:midterste|anden|mellemste) (?:del|tredjedel) af",
    r"ultimo|(?:i )?(?:slutningen|enden)(?: af| på)?|slut|sidst(?: i| på)|sent(?: i| på)?|sene"
    r"|(?:den )?sidste (?:del|tredjedel) af",
)
"""Words for the first, second and last third of a period (regular expressions)."""

HALF_OF = (r"1 halvdel(?: af| i)?", r"2 halvdel(?: af| i)?")
"""Words for the first and second half of a period, with the ordinal as a number (regular expressions)."""

YEAR_WORDS = r"år|(?:kalender|plan|overgangs|implementerings)?året|kalenderår"
"""Words before a calendar year (a regular expression)."""

FINANCIAL_YEARS = r"(?:regnskabs|budget|finans)år(?:et)?"
"""Words for a year of account, which may lie in two calendar years (a regular expression)."""

_NUMBER_WORDS = (
    "en to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten tyve"
)
NUMBERS = {word: number for number, word in enumerate(_NUMBER_WORDS.split(), 1)} | {"et": 1, "tredive": 30}
"""Numbers in words."""

UNITS = {
    "dag": ("day", 1),
    "dage": ("day", 1),
    "uge": ("day", 7),
    "uger": ("day", 7),
    "måned": ("month", 1),
    "måneder": ("month", 1),
    "mdr": ("month", 1),
    "kvartaler": ("month", 3),
    "år": ("month", 12),
}
"""What the first or last so many of a period are counted in: days or months, and how many of them."""

DAY_PARTS = r"(?:morgen|formiddag|middag|eftermiddag|aften|nat)(?:en)?"
"""Words for a part of a day (a regular expression)."""

QUARTERS = r"kvartal|kvartalet|kvart|kvt|kvrt|kv|q|k"
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
    r"|for|både|såvel"
    r"|forventes|forventet|forventeligt|formentligt?|planlagt(?: til)?|planlægges(?: til)?|dato"
    r"|(?:er )?(?:afsluttet|færdig|færdiggjort|gennemført|igangsat|iværksat|opstartet|påbegyndt)|begynder|starter"
    r"|(?:afslutt|færdiggør|gennemfør|igangsætt|iværksætt|opstart|påbegynd)es|(?:med )?opstart|med start"
    r"|allerede|efter planen"
    r"|\w*perioden?|\w*årene|månederne|tidsrummet"
)
"""Words before a period that change nothing in it."""

UNTIL = (
    r"senest(?: den| i løbet af| i| ved| på)?|(?:ind|frem )?til og med|t ?o ?m|(?:ind)?til|ikke senere end"
    r"|(?:med )?(?:tids|svar|hørings|ansøgnings|aflevering?s)?frist(?:en)?(?: er| den| til)?|deadline(?: er| den)?"
)
"""Words of a deadline that includes the day or period named after them."""

BEFORE = r"(?:i god tid |kort |lige |umiddelbart )?(?:inden|før|forud for)|frem (?:til|mod)"
"""Words of a deadline that stops before the day or period named after them."""

END_OF = r"(?:(?:ved|med) )?(?:udgangen|udløbet) (?:af|på)"
"""Words for the moment at which the period named after them is over."""

FROM = (
    r"fra og med|f ?o ?m|(?:gældende|gælder|(?:med )?virkning|startende|(?:træder |trådte |trådt )?i ?kraft"
    r"|(?:med )?ikrafttræde(?:n|nde|lse)(?:sdato)?(?:en|n)?|ikrafttræder)(?: fra(?: og med)?| pr| per)?"
    r"|fra|siden|pr|per|tidligst|ikke før|ikke tidligere end"
)
"""Words of a period that begins with what is named after them and is open to the right."""

AFTER = r"(?:kort |lige |umiddelbart )?efter"
"""Words of a period that begins when what is named after them is over."""

BETWEEN = r"(?:i ?)?mellem"
"""Words before two periods with *og* between them: from the first day of the one to the last of the other."""

ONWARD = r"(?:og )?(?:frem|fremefter|fremover|fremad|frem i tiden|videre frem|ff)|(?:og|eller) senere"
"""Words behind a period that open it to the right."""

BEHIND = r"forventet|forventeligt|planlagt"
"""Words behind a period that change nothing in it."""

ENGLISH = (
    {
        "up to and including": "til og med",
        "through": "til og med",
        "by the end of": "inden udgangen af",
        "no later than the end of": "inden udgangen af",
        "before the end of": "inden udgangen af",
        "until the end of": "til udgangen af",
        "to the end of": "til udgangen af",
        "after the end of": "efter udgangen af",
        "no later than": "senest",
        "not later than": "senest",
        "by": "senest",
        "no earlier than": "tidligst",
        "not before": "tidligst",
        "with effect from": "fra",
        "effective from": "fra",
        "as of": "fra",
        "from": "fra",
        "since": "siden",
        "until": "til",
        "to": "til",
        "before": "inden",
        "after": "efter",
        "about": "ca",
        "around": "ca",
        "approximately": "ca",
        "between": "mellem",
        "both": "både",
        "and": "og",
        "or": "eller",
        "in the course of": "i",
        "in": "i",
        "during": "i",
        "on": "i",
        "of": "af",
        "the": "",
        "turn of the year": "årsskiftet",
        "school year": "skoleåret",
        "financial year": "regnskabsåret",
        "fiscal year": "regnskabsåret",
        "budget year": "budgetåret",
        "calendar year": "kalenderåret",
        "early": "primo",
        "beginning of": "primo",
        "start of": "primo",
        "mid": "medio",
        "middle of": "medio",
        "late": "ultimo",
        "end of": "ultimo",
        "first": "første",
        "second": "anden",
        "third": "tredje",
        "fourth": "fjerde",
        "last": "sidste",
        "half": "halvdel",
        "quarter": "kvartal",
        "quarters": "kvartaler",
        "months": "måneder",
        "days": "dage",
        "week": "uge",
        "weeks": "uger",
        "spring": "forår",
        "summer": "sommer",
        "autumn": "efterår",
        "winter": "vinter",
        "at": "kl",
    }
    | dict(
        zip(
            "monday tuesday wednesday thursday friday saturday sunday".split(),  # noqa: SIM905
            "mandag tirsdag onsdag torsdag fredag lørdag søndag".split(),  # noqa: SIM905
            strict=True,
        )
    )
    | dict(
        zip(
            "one two three four five six seven eight nine ten eleven twelve".split(),  # noqa: SIM905
            map(str, range(1, 13)),
            strict=True,
        )
    )
)
"""English words of time, and the Danish ones in whose place they stand; the longest that fits is taken."""

ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ENGLISH_MONTHS = tuple(
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
"""The months as they are written in English."""

CANONICAL = {
    "approximately": ("ca. {}", "about {}"),
    "thirds": ("primo |medio |ultimo ", "early |mid-|late "),
    "until": ("til og med {last}", "up to and including {last}"),
    "from": ("fra {first}", "from {first}"),
    "day": ("{first}", "{first}"),
    "days": ("{first} - {last}", "{first} - {last}"),
    "week": ("uge {number} {year}", "week {number} {year}"),
    "third_of_month": ("{third}{month} {year}", "{third}{month} {year}"),
    "month": ("{month} {year}", "{month} {year}"),
    "months": ("{month} - {last_month} {year}", "{month} - {last_month} {year}"),
    "months_of_years": ("{month} {year} - {last_month} {last_year}", "{month} {year} - {last_month} {last_year}"),
    "quarter": ("{number}. kvartal {year}", "{ordinal} quarter of {year}"),
    "spring": ("foråret {year}", "spring {year}"),
    "summer": ("sommeren {year}", "summer {year}"),
    "autumn": ("efteråret {year}", "autumn {year}"),
    "winter": ("vinteren {year}/{short}", "winter {year}/{short}"),
    "third_of_year": ("{third}{year}", "{third}{year}"),
    "half": ("{number}. halvår {year}", "{ordinal} half of {year}"),
    "year": ("{year}", "{year}"),
    "years": ("{year}-{last_year}", "{year}-{last_year}"),
    "school": ("skoleåret {year}/{short}", "school year {year}/{short}"),
    "turn": ("årsskiftet {year}/{short}", "turn of the year {year}/{short}"),
}
"""The canonical words of each shape of an interval, in Danish and English."""

REFUSALS = (
    (
        "recurring",
        r"\b(?:hver|hvert|alle år|årligt?|årlige|halvårligt?e?|kvartals?vise?|kvartalsvist|månedsvis|månedligt?e?"
        r"|ugentligt?e?|dagligt?e?|løbende|jævnligt|regelmæssigt?e?|kontinuerligt?|gange? (?:om|i|pr|per|årlig)"
        r"|om (?:året|foråret|sommeren|efteråret|vinteren|måneden|ugen)|tilbagevendende|vedvarende|fast)\b",
    ),
    (
        "relative",
        r"\b(?:kommende|næste|næstkommende|forrige|foregående|følgende|sidste|seneste|indeværende|nuværende|samme|dette"
        r"|denne"
        r"|i år|i fjor|i dag|i morgen|i går|dags dato|nu|aktuelt|p ?t|resten|(?:kalender)?årets|(?:af|i|på) året$"
        r"|året efter|året før|året ud"
        r"|siden sidst|fremover|fremadrettet|efterfølgende|herefter|derefter|på \w+dag"
        r"|om (?:\d+|\w+) (?:år|måned(?:er)?|uger?|dage?)"
        r"|for \w+ \w+ siden)\b",
    ),
    (
        "duration",
        r"(?:(?<!\d)\d{1,4}|\ben\b|\bet\b|\bto\b|\btre\b|\bfire\b|\bfem\b|\bseks\b|\bsyv\b|\botte\b|\bni\b|\bti\b|\btolv\b|\bhalvandet\b"
        r"|\bhalvt\b|\bflere\b|\bnogle\b|\bet par\b)[ -]*"
        r"(?:års?|årig|måneder|måneders|måned|mdr|uger|uge|ugers|dages?|dag|kvartaler|halvår|arbejdsdage|hverdage)\b",
    ),
    (
        "no-date.condition",
        r"\b(?:snart|snarest|hurtigst|hurtigt|straks|senere|indtil videre"
        r"|når|afventer|behov|aftale|sigt|ad hoc|uafklaret|ukendt|fastlagt|fastsat|fastlægges|afklares|uvist"
        r"|tbd|tba|dato|mulighed|muligt|lejlighed|først)\b",
    ),
)
"""What has no date: the code of its fault, and the words by which it is known (a regular expression)."""
