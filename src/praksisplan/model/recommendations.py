"""The recommendations of a plan, and the words for how they stand."""

from __future__ import annotations

import attrs

from praksisplan.fields import Several, checked, identifier, identifiers, optional, refers
from praksisplan.model.numbers import as_number, as_numbers
from praksisplan.model.sources import Citation
from praksisplan.terms import Term
from praksisplan.text import clean_text


class Status(Term):
    """The status of a recommendation. Danish: *status*."""

    NOT_STARTED = (
        "not_started",
        "ikke igangsat",
        "not started",
        "not begun, unstarted, pending, planned, ikke begyndt, ikke startet, planlagt",
    )
    TO_BE_CONCRETISED = "to_be_concretised", "skal konkretiseres", "to be concretised"
    ONGOING = (
        "ongoing",
        "igangværende",
        "ongoing",
        "in progress, under way, underway, started, begun, active, i gang, påbegyndt, igangsat, begyndt",
    )
    PERMANENT = (
        "permanent",
        "igangværende og vedvarende",
        "ongoing and permanent",
        "continuous, recurring, løbende, vedvarende",
    )
    """*igangværende og vedvarende*: under way, and without an end"""
    AWAITING = "awaiting", "afventer", "awaiting", "waiting, on hold, blocked, awaits, venter, blokeret"
    """*afventer*, in the document's own word; the waits tell what is awaited"""
    DEFERRED = "deferred", "udskudt", "deferred", "postponed, put off, delayed, pushed, udsat, skubbet"
    COMPLETED = (
        "completed",
        "afsluttet",
        "completed",
        "done, finished, complete, closed, færdig, gennemført, lukket, slut",
    )
    CANCELLED = (
        "cancelled",
        "bortfaldet",
        "cancelled",
        "dropped, canceled, abandoned, withdrawn, rejected, droppet, aflyst, opgivet, udgår",
    )


class Standing(Term):
    """How authoritative a statement is. Danish: *vægt*."""

    PROPOSED = "proposed", "foreslået", "proposed", "suggested, suggestion, proposal, draft, foreslås, forslag"
    """*foreslået*: changes nothing until it is decided"""
    REPORTED = "reported", "oplyst", "reported", "told, stated, said, meddelt"
    PROVISIONAL = "provisional", "foreløbigt", "provisional", "preliminary, tentative, midlertidig"
    DECIDED = "decided", "besluttet", "decided", "agreed, approved, adopted, final, vedtaget, godkendt"
    CONFIRMED = "confirmed", "bekræftet", "confirmed", "verified"
    """*bekræftet*: by another than the one responsible"""


class Anchor(Term):
    """The place where the work on a recommendation is anchored. Danish: *ophæng*."""

    PRACTICE_PLAN = "practice_plan", "praksisplanen", "the practice plan"
    HEALTH_AGREEMENT = "health_agreement", "sundhedsaftalen", "the health agreement"


class TemporalKind(Term):
    """The distribution of work over time. Danish: *tidsmæssig karakter*.

    Continuing and recurring work never ends by itself.
    """

    ONE_OFF = "one_off", "engangsopgave", "one-off"
    """*engangsopgave*: it is done when its result is there"""
    CONTINUING = "continuing", "fortsat", "continuing"
    """*fortsat*, *kontinuerligt*"""
    RECURRING = "recurring", "tilbagevendende", "recurring"
    """*løbende*, *årligt*: again and again"""
    CONDITIONAL = "conditional", "betinget", "conditional"
    """*hvor det er nødvendigt*: only where its condition holds"""
    EVENT_DRIVEN = "event_driven", "hændelsesstyret", "event-driven"
    """*ved ansøgning*, *når patienten udskrives*: each time something happens"""
    STAGED = "staged", "trinvis", "staged"
    """*først …, dernæst …*: in named steps"""


@checked
class Strand:
    """A part of a recommendation with a state and waits of its own. Danish: *delspor*.

    >>> Strand("psykiatri", "Psykiatri").id
    'psykiatri'
    """

    id: str = attrs.field(converter=identifier)
    title: str = attrs.field(converter=clean_text)


@checked
class Recommendation:
    """A numbered recommendation. Danish: *anbefaling*.

    ``number`` is text and unique within the plan; ``title`` is in the words of the person who entered the plan.
    Everything that changes (status, waits, responsible bodies) is in the statements of the log. ``condition`` describes
    in a few words when it applies, ``refers_to`` are sections that it refers to, ``similar`` the numbers of
    recommendations with nearly the same text, and ``topics`` slugs of its subjects.

    >>> Recommendation(29, section="4.1.1", title="Udbred redskaber til at finde sårbare patienter").number
    '29'
    """

    number: str = attrs.field(converter=as_number)
    section: str = attrs.field(converter=as_number, metadata=refers("sections"))
    title: str = attrs.field(converter=clean_text)
    strands: tuple[Strand, ...] = attrs.field(default=(), converter=Several[Strand])
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=Several[Citation])
    temporal: TemporalKind | None = attrs.field(default=None, converter=optional(TemporalKind))
    condition: str = attrs.field(default="", converter=clean_text)
    refers_to: tuple[str, ...] = attrs.field(default=(), converter=as_numbers, metadata=refers("sections"))
    similar: tuple[str, ...] = attrs.field(default=(), converter=as_numbers, metadata=refers("recommendations"))
    topics: tuple[str, ...] = attrs.field(default=(), converter=identifiers)
