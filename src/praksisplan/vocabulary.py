"""The Danish and English words of every value with a name, and of every heading, both ways."""

from __future__ import annotations

import datetime
from enum import Enum
from typing import TypeVar

from praksisplan.errors import Fault, PlanError, shown
from praksisplan.model import (
    Anchor,
    BodyKind,
    ConstraintKind,
    EntryReason,
    EventKind,
    HappeningKind,
    Matter,
    Outcome,
    PlacementDriver,
    PracticeArea,
    ProductKind,
    Severity,
    SolveEnd,
    SolveStatus,
    SourceKind,
    Standing,
    Status,
    TemporalKind,
    Theme,
    UnplacedReason,
    nearest,
)
from praksisplan.periods import Chance
from praksisplan.periods.words import MONTH_NAMES
from praksisplan.text import LANGUAGES, language

__all__ = ["HEADINGS", "LABELS", "LANGUAGES", "day_words", "heading", "label", "member", "phrase"]

LABELS: dict[Enum, tuple[str, str]] = {
    Status.NOT_STARTED: ("ikke igangsat", "not started"),
    Status.TO_BE_CONCRETISED: ("skal konkretiseres", "to be concretised"),
    Status.ONGOING: ("igangværende", "ongoing"),
    Status.PERMANENT: ("igangværende og vedvarende", "ongoing and permanent"),
    Status.AWAITING: ("afventer", "awaiting"),
    Status.DEFERRED: ("udskudt", "deferred"),
    Status.COMPLETED: ("afsluttet", "completed"),
    Status.CANCELLED: ("bortfaldet", "cancelled"),
    Standing.PROPOSED: ("foreslået", "proposed"),
    Standing.REPORTED: ("oplyst", "reported"),
    Standing.PROVISIONAL: ("foreløbigt", "provisional"),
    Standing.DECIDED: ("besluttet", "decided"),
    Anchor.PRACTICE_PLAN: ("praksisplanen", "the practice plan"),
    Anchor.HEALTH_AGREEMENT: ("sundhedsaftalen", "the health agreement"),
    Outcome.COMPLETION: ("afslutning", "completion"),
    Outcome.REPORT: ("afrapportering", "report"),
    Outcome.START: ("igangsættelse", "start"),
    EventKind.REPORT: ("afrapportering", "report"),
    EventKind.CLARIFICATION: ("afklaring", "clarification"),
    EventKind.NEGOTIATION: ("forhandling", "negotiation"),
    EventKind.AGREEMENT: ("aftale", "agreement"),
    EventKind.ANALYSIS: ("analyse", "analysis"),
    EventKind.EVALUATION: ("evaluering", "evaluation"),
    EventKind.DECISION: ("beslutning", "decision"),
    EventKind.DISCUSSION: ("drøftelse", "discussion"),
    EventKind.CONSULTATION: ("høring", "consultation"),
    EventKind.REQUIREMENT: ("krav", "requirement"),
    EventKind.START: ("igangsættelse", "start of work"),
    EventKind.WORK: ("arbejde", "work"),
    BodyKind.COMMITTEE: ("udvalg", "committee"),
    BodyKind.WORKING_GROUP: ("arbejdsgruppe", "working group"),
    BodyKind.REGION: ("region", "region"),
    BodyKind.MUNICIPALITY: ("kommune", "municipality"),
    BodyKind.STATE: ("stat", "state"),
    BodyKind.ORGANISATION: ("organisation", "organisation"),
    BodyKind.UNIT: ("enhed", "unit"),
    Matter.PLAN: ("praksisplanen", "the practice plan"),
    Matter.YEAR_PLAN: ("implementeringsplanen", "the year plan"),
    Matter.PRINCIPLE: ("principielle spørgsmål", "matters of principle"),
    Matter.PROGRESS: ("fremdrift", "progress"),
    Matter.WORKING_GROUP: ("arbejdsgrupper og kommissorier", "working groups and their terms"),
    Matter.STATUS_REPORT: ("årsrapporten", "the yearly report"),
    Matter.AGREEMENT: ("behov for underliggende aftale", "need of an underlying agreement"),
    Matter.CAPACITY: ("kapacitet", "capacity"),
    Matter.HEALTH_AGREEMENT: ("sundhedsaftalen", "the health agreement"),
    PracticeArea.GENERAL_PRACTICE: ("almen praksis", "general practice"),
    PracticeArea.SPECIALIST_PRACTICE: ("speciallægepraksis", "specialist practice"),
    PracticeArea.PSYCHOLOGY: ("psykologpraksis", "psychology"),
    PracticeArea.PHYSIOTHERAPY: ("fysioterapi", "physiotherapy"),
    PracticeArea.PODIATRY: ("fodterapi", "podiatry"),
    PracticeArea.CHIROPRACTIC: ("kiropraktik", "chiropractic"),
    PracticeArea.DENTISTRY: ("tandlægepraksis", "dentistry"),
    PracticeArea.ALL: ("alle praksisområder", "all practice areas"),
    Theme.CAPACITY: ("kapacitet og tilgængelighed", "capacity and accessibility"),
    Theme.COOPERATION: ("sammenhæng og samarbejde", "cooperation"),
    Theme.QUALITY: ("kvalitetsudvikling", "quality"),
    TemporalKind.ONE_OFF: ("engangsopgave", "one-off"),
    TemporalKind.CONTINUING: ("fortsat", "continuing"),
    TemporalKind.RECURRING: ("tilbagevendende", "recurring"),
    TemporalKind.CONDITIONAL: ("betinget", "conditional"),
    TemporalKind.EVENT_DRIVEN: ("hændelsesstyret", "event-driven"),
    TemporalKind.STAGED: ("trinvis", "staged"),
    ProductKind.FORM: ("blanket", "form"),
    ProductKind.GUIDELINE: ("vejledning", "guideline"),
    ProductKind.MATERIAL: ("materiale", "material"),
    ProductKind.TOOL: ("redskab", "tool"),
    ProductKind.WEBSITE: ("hjemmeside", "website"),
    SourceKind.PRACTICE_PLAN: ("praksisplan", "practice plan"),
    SourceKind.YEAR_PLAN: ("implementeringsplan", "year plan"),
    SourceKind.STATUS_REPORT: ("statusrapport", "status report"),
    SourceKind.TIMETABLE: ("tidsplan", "timetable"),
    SourceKind.MINUTES: ("referat", "minutes"),
    SourceKind.WEB_PAGE: ("hjemmeside", "web page"),
    Severity.ERROR: ("fejl", "error"),
    Severity.WARNING: ("advarsel", "warning"),
    Severity.NOTE: ("notits", "note"),
    Chance.CERTAIN: ("sikkert", "certain"),
    Chance.POSSIBLE: ("muligt", "possible"),
    Chance.NO: ("nej", "no"),
    Chance.UNKNOWN: ("ukendt", "unknown"),
    HappeningKind.COMPLETED: ("afsluttet", "completed"),
    HappeningKind.CANCELLED: ("bortfaldet", "cancelled"),
    HappeningKind.STARTED: ("igangsat", "started"),
    HappeningKind.UNDER_WAY: ("i gang", "under way"),
    HappeningKind.DEFERRED: ("udskudt", "deferred"),
    HappeningKind.PROMISED: ("forventet", "promised"),
    HappeningKind.SLIPPED: ("forsinket", "slipped"),
    HappeningKind.DELIVERED: ("indtruffet", "delivered"),
    HappeningKind.DECIDED: ("besluttet", "decided"),
    HappeningKind.DECLINED: ("afvist", "declined"),
    PlacementDriver.HORIZON: ("periodens begyndelse", "the beginning of the period"),
    PlacementDriver.EARLIEST: ("tidligste start", "earliest start"),
    PlacementDriver.AWAIT: ("afventning", "a wait"),
    PlacementDriver.CAPACITY: ("kapacitet", "capacity"),
    PlacementDriver.MEETING: ("møde", "a meeting"),
    PlacementDriver.LATER: ("kunne begynde før", "could begin earlier"),
    UnplacedReason.CYCLE: ("venter i ring", "waits in a circle"),
    UnplacedReason.AWAITS_UNKNOWN: ("afventer noget uden kendt tidspunkt", "awaits what has no known time"),
    UnplacedReason.CAPACITY_FULL: ("ikke plads", "no room"),
    UnplacedReason.NO_MEETING: ("intet møde", "no meeting"),
    UnplacedReason.OUTSIDE_PERIOD: ("uden for perioden", "outside the period"),
    UnplacedReason.DEADLINE: ("fristen kan ikke holdes", "the deadline cannot be kept"),
    ConstraintKind.WAIT: ("afventning", "a wait"),
    ConstraintKind.EARLIEST: ("tidligste start", "earliest start"),
    ConstraintKind.DEADLINE: ("frist", "deadline"),
    ConstraintKind.MEETING: ("møde", "a meeting"),
    ConstraintKind.CAPACITY: ("kapacitet", "capacity"),
    ConstraintKind.HORIZON: ("perioden", "the period"),
    SolveStatus.OPTIMAL: ("bevist kortest", "proven shortest"),
    SolveStatus.FEASIBLE: ("ikke bevist kortest", "not proven shortest"),
    SolveStatus.INFEASIBLE: ("der er ikke plads til alle", "there is no place for all"),
    SolveStatus.UNKNOWN: ("ikke afgjort, om der er plads til alle", "whether there is a place for all is not settled"),
    SolveEnd.PROVEN: ("der er ikke mere at finde", "there is nothing more to find"),
    SolveEnd.TIME: ("tiden er brugt", "the time is used up"),
    SolveEnd.ABORTED: ("løseren brød sammen", "the solver broke off"),
    EntryReason.SCHEDULED: ("planlagt igangsat", "scheduled"),
    EntryReason.DEFERRED_IN: ("udskudt til året", "deferred in"),
    EntryReason.CARRIED_OVER: ("videreført", "carried over"),
    EntryReason.COMPLETED: ("afsluttet før året", "completed before the year"),
    EntryReason.LATER: ("senere", "later"),
    EntryReason.UNSCHEDULED: ("uden tidspunkt", "unscheduled"),
}
"""Danish and English label of every member of the enumerations of the model."""

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
    "recommendations": ("anbefalinger", "recommendations"),
    "practice_area": ("praksisområde", "practice area"),
    "period": ("periode", "period"),
    "reason": ("grundlag", "reason"),
    "due": ("forfalder", "due"),
    "times_carried": ("antal videreførelser", "times carried"),
    "responsible": ("ansvarlig", "responsible"),
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
    "count": ("antal", "count"),
    "share": ("andel", "share"),
    "numbers": ("numre", "numbers"),
    "likely": ("sandsynligvis", "likely"),
    "by_90": ("90 % inden", "90 % by"),
}
"""Danish and English heading of every column of a table."""

_PHRASES: dict[str, tuple[str, str]] = {
    "unknown": ("ukendt", "unknown"),
    "not_told": ("ikke oplyst", "not told"),
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
    "responsible": ("ansvarlige", "responsible"),
    "jointly": ("håndteres sammen med", "handled together with"),
    "statement": ("udsagn", "statement"),
    "bundled_plans": ("Medfølgende planer", "Bundled plans"),
    "solving": ("Bedste {}, mindst {}", "Best {}, at least {}"),
    "runs_done": ("{} af {} gentagelser", "{} of {} runs"),
    "proven_gap": ("{} enheder, ingen plan kan være kortere end {}", "{} units, no schedule can be shorter than {}"),
    "conflict": ("Krav, der ikke kan holdes sammen", "Demands that cannot be kept together"),
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
    "none_scheduled": ("Ingen anbefalinger er planlagt igangsat i {}.", "No recommendation is scheduled for {}."),
    "state_of_each": ("Status", "State of each"),
    "focus_areas": ("Øvrige indsatser", "Other efforts"),
    "entries": ("Anbefalinger i planen", "Recommendations in the plan"),
    "findings": ("Bemærkninger", "Findings"),
    "findings_caption": ("Hvad planen mangler", "What the plan lacks"),
    "bodies": ("Ansvarlige", "Responsible bodies"),
    "bodies_caption": ("Hvem der har ansvar for hvad", "Who is responsible for what"),
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

E = TypeVar("E", bound=Enum)


def label(value: Enum, lang: str = "da") -> str:
    """The word for a named value.

    >>> label(Status.PERMANENT)
    'igangværende og vedvarende'
    >>> label(Status.PERMANENT, "en")
    'ongoing and permanent'
    """
    return LABELS[value][language(lang)]


def member(kind: type[E], word: str) -> E:
    """The named value for a word in either language, or its slug; a `PlanError` with the nearest words if none.

    >>> member(Status, "Igangværende")
    <Status.ONGOING: 'ongoing'>
    """
    folded = word.strip().casefold()
    for value in kind:
        if folded in (value.value, *LABELS[value]):
            return value
    known = tuple(LABELS[value][0] for value in kind)
    raise PlanError(
        Fault(
            "unknown-word",
            "",
            f"{shown(word)} is no {kind.__name__}",
            f"{shown(word)} er ikke kendt her",
            nearest=nearest(folded, known),
        )
    )


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
