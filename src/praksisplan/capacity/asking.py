"""Questions of practice capacity by name: from plain data, as a service or a scenario brings it, to a ruling."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable
from typing import Any, get_type_hints

import attrs

from praksisplan.arguments import FileText
from praksisplan.capacity.areas import (
    coverage,
    coverage_gap,
    is_threatened,
    may_add_capacity,
    may_pay_supplement,
)
from praksisplan.capacity.arguments import checked_call
from praksisplan.capacity.changes import (
    extra_capacity_after_sharing,
    may_relocate,
    may_run_regional_clinic,
    may_share_capacity,
)
from praksisplan.capacity.generations import (
    may_change_generation_by_notice,
    may_change_generation_by_permission,
)
from praksisplan.capacity.hiring import (
    deadline_to_fill,
    may_hire,
    may_train,
)
from praksisplan.capacity.lists import (
    choice_is_secured,
    keeps_home_visits,
    may_choose_anew_after_move,
    may_choose_clinic,
    may_close_list,
)
from praksisplan.capacity.ownership import (
    has_valid_form,
    licence_clinic_surplus,
    may_acquire_licence,
    may_issue_out_of_hours_licence,
)
from praksisplan.capacity.parameters import DatedValue, shipped
from praksisplan.capacity.ruling import Ruling
from praksisplan.capacity.specialists import (
    cap_after_drawing,
    may_own_practice,
    may_run_full_time,
    paid_fee,
    part_time_cap,
    part_time_least_turnover,
    part_time_payment,
    three_hour_cap,
)
from praksisplan.capacity.therapists import (
    may_use_new_owner_room,
    may_use_stand_in,
    psychologist_addresses,
    psychologist_hours,
    psychologist_minimum,
    room_for_new_owners,
    within_clinic_amount,
    within_thirty_hours,
)
from praksisplan.errors import Fault, PlanError, shown
from praksisplan.fields import identifier
from praksisplan.model import nearest
from praksisplan.storage import Format
from praksisplan.storage.conversion import plain_value
from praksisplan.storage.values import read_value
from praksisplan.text import language

__all__ = ["QUESTIONS", "TITLES", "ask", "facts_of", "ruling_record", "title"]

QUESTIONS: dict[str, Callable[..., Ruling]] = {
    function.__name__: function
    for function in (
        may_close_list,
        may_choose_clinic,
        choice_is_secured,
        keeps_home_visits,
        may_choose_anew_after_move,
        coverage,
        coverage_gap,
        is_threatened,
        may_add_capacity,
        may_pay_supplement,
        may_acquire_licence,
        may_issue_out_of_hours_licence,
        has_valid_form,
        licence_clinic_surplus,
        may_hire,
        deadline_to_fill,
        may_train,
        may_share_capacity,
        extra_capacity_after_sharing,
        may_change_generation_by_permission,
        may_change_generation_by_notice,
        may_relocate,
        may_run_regional_clinic,
        paid_fee,
        part_time_cap,
        part_time_payment,
        cap_after_drawing,
        three_hour_cap,
        part_time_least_turnover,
        may_run_full_time,
        may_own_practice,
        within_thirty_hours,
        within_clinic_amount,
        room_for_new_owners,
        may_use_new_owner_room,
        may_use_stand_in,
        psychologist_hours,
        psychologist_minimum,
        psychologist_addresses,
    )
}
"""Every question that a ruling answers, by the name of its function."""

TITLES: dict[str, tuple[str, str]] = {
    "may_close_list": ("Må listen lukkes for tilgang?", "May the list be closed?"),
    "may_choose_clinic": ("Må patienten vælge klinikken?", "May the patient choose the clinic?"),
    "choice_is_secured": (
        "Er det frie lægevalg sikret i området?",
        "Is the free choice of doctor secured in the area?",
    ),
    "keeps_home_visits": (
        "Har patienten ret til hjemmebesøg af klinikken?",
        "Has the patient a right to home visits by the clinic?",
    ),
    "may_choose_anew_after_move": (
        "Må patienten vælge læge på ny efter at være flyttet?",
        "May the patient choose a doctor anew after moving?",
    ),
    "coverage": (
        "Er der højst så mange indbyggere pr. kapacitet som normen?",
        "Are there no more people per capacity than the norm?",
    ),
    "coverage_gap": (
        "Har området de kapaciteter, som normen kræver?",
        "Has the area the capacities that the norm asks for?",
    ),
    "is_threatened": ("Er området lægedækningstruet?", "Is the area threatened by a shortage of doctors?"),
    "may_add_capacity": (
        "Må der oprettes en ny kapacitet i kommunen?",
        "May a new capacity be made in the municipality?",
    ),
    "may_pay_supplement": (
        "Må regionen aftale et midlertidigt tillæg i området?",
        "May the region agree a temporary supplement in the area?",
    ),
    "may_acquire_licence": (
        "Må lægen erhverve flere ydernumre?",
        "May the doctor acquire more licences?",
    ),
    "may_issue_out_of_hours_licence": (
        "Giver regionens politik plads til flere vagtydernumre?",
        "Does the policy of the region leave room for more out-of-hours licences?",
    ),
    "has_valid_form": (
        "Passer klinikken med sin praksisform?",
        "Does the clinic fit its form of practice?",
    ),
    "licence_clinic_surplus": (
        "Dækker omsætningen omkostningsbidraget for et ydernummer på licens?",
        "Does the turnover of a licence clinic cover its cost share?",
    ),
    "may_hire": (
        "Må klinikken besætte flere kapaciteter med ansatte læger?",
        "May the clinic fill more capacities with hired doctors?",
    ),
    "deadline_to_fill": (
        "Kan den ledige kapacitet stadig besættes i tide?",
        "Can the vacant capacity still be filled in time?",
    ),
    "may_train": (
        "Må klinikken have så mange uddannelseslæger?",
        "May the clinic have so many doctors in training?",
    ),
    "may_share_capacity": (
        "Må kapaciteten drives som delepraksis, fordi området er lægedækningstruet?",
        "May the capacity be shared because the area is threatened by a shortage of doctors?",
    ),
    "extra_capacity_after_sharing": (
        "Får praksis en ekstra kapacitet, når delepraksis er udløbet?",
        "Does the practice get an extra capacity when the sharing has run out?",
    ),
    "may_change_generation_by_permission": (
        "Kan generationsskiftet tillades som planlagt?",
        "Can the generational change be permitted as planned?",
    ),
    "may_change_generation_by_notice": (
        "Må ejeren begynde et generationsskifte ved blot at meddele det?",
        "May the owner begin a generational change by notice alone?",
    ),
    "may_relocate": (
        "Skal regionen godkende, at praksis flytter?",
        "Must the region approve that the practice moves?",
    ),
    "may_run_regional_clinic": (
        "Må regionen drive sin egen klinik så længe?",
        "May the region run a clinic of its own for so long?",
    ),
    "paid_fee": (
        "Udbetales hele honoraret, eller er omsætningen over knækgrænsen?",
        "Is the whole fee paid, or is the turnover above the knee?",
    ),
    "part_time_cap": (
        "Hvad er omsætningsloftet for deltidspraksis?",
        "What is the turnover cap of part-time practice?",
    ),
    "part_time_payment": (
        "Udbetales hele månedens arbejde i deltidspraksis?",
        "Is all work of the month in part-time practice paid?",
    ),
    "cap_after_drawing": (
        "Hvad er der tilbage af omsætningsloftet efter modregning?",
        "What is left of the turnover cap after drawing on it?",
    ),
    "three_hour_cap": (
        "Hvad er omsætningsloftet for et 3-timers ydernummer?",
        "What is the turnover cap of a three-hour licence?",
    ),
    "part_time_least_turnover": (
        "Er omsætningen i deltidspraksis stor nok?",
        "Is the turnover of the part-time practice large enough?",
    ),
    "may_run_full_time": (
        "Må praksis drives på fuld tid ved siden af andet arbejde?",
        "May the practice be full-time beside other work?",
    ),
    "may_own_practice": (
        "Må speciallægen have egen praksis efter sin alder?",
        "May the specialist own a practice at this age?",
    ),
    "within_thirty_hours": (
        "Holder fysioterapeuten sig under 30 timer om ugen?",
        "Does the physiotherapist stay below thirty hours a week?",
    ),
    "within_clinic_amount": (
        "Holder klinikken sig inden for sin kapacitet i kroner?",
        "Does the clinic keep within its capacity as an amount?",
    ),
    "room_for_new_owners": (
        "Hvor meget af rammen er afsat til nye ejere?",
        "How much of the frame is set aside for new owners?",
    ),
    "may_use_new_owner_room": (
        "Må fysioterapeuten bruge det, der er afsat til nye ejere?",
        "May the physiotherapist use what is set aside for new owners?",
    ),
    "may_use_stand_in": ("Må fysioterapeuten bruge vikar?", "May the physiotherapist use a stand-in?"),
    "psychologist_hours": (
        "Har psykologen timer nok til et ydernummer?",
        "Does the psychologist have hours enough for a licence?",
    ),
    "psychologist_minimum": (
        "Afregner psykologen nok med regionen?",
        "Does the psychologist settle enough with the region?",
    ),
    "psychologist_addresses": (
        "Bruges psykologens ydernummer fra én adresse?",
        "Is the psychologist's licence used from one address?",
    ),
}
"""Every question in words, Danish and English."""


def title(question: str, lang: str = "da") -> str:
    """A question in words.

    >>> title("may_close_list")
    'Må listen lukkes for tilgang?'
    """
    return TITLES[question][language(lang)]


@checked_call
@attrs.frozen
class OwnValue:
    """A caller's own figure, laid over the shipped one. Danish: *egen værdi*."""

    name: str = attrs.field(converter=identifier)
    dated: DatedValue


@functools.cache
def facts_of(question: str) -> type[Any]:
    """The class of what a question is asked with: its arguments, and a caller's own figures as ``parameters``.

    Raises `PlanError` with the nearest names for a question that there is not.
    """
    function = QUESTIONS.get(question)
    if function is None:
        raise PlanError(
            Fault(
                "unknown-question",
                "question",
                f"there is no question {shown(question)}",
                f"der er intet spørgsmål {shown(question)}",
                nearest=nearest(str(question), tuple(QUESTIONS)),
            )
        )
    kinds = {**get_type_hints(function, include_extras=True), "parameters": tuple[OwnValue, ...]}
    plain = {**get_type_hints(function), "parameters": tuple[OwnValue, ...]}
    fields: dict[str, Any] = {}
    for name, one in inspect.signature(function).parameters.items():
        default = attrs.NOTHING if one.default is inspect.Parameter.empty else one.default
        fields[name] = attrs.field(type=plain[name], default=() if name == "parameters" else default)
    ordered = dict(sorted(fields.items(), key=lambda item: item[1]._default is not attrs.NOTHING))
    made = attrs.make_class(f"{question}_facts", ordered, frozen=True)
    made.__annotations__ = {name: kinds[name] for name in ordered}
    return checked_call(made)


@checked_call
def ask(question: str, text: FileText, format: Format = "json") -> Ruling:
    """The ruling on facts in JSON or YAML. Danish: *spørgsmål*.

    The keys are the arguments of the function; ``parameters`` are a caller's own figures. Raises one `PlanError` with
    every fault, at its line and column.

    >>> facts = '{"clinic": {"id": "k", "kind": "solo", "capacities": 1, "enrolled": 1599}, "on": "2024-01-01"}'
    >>> ask("may_close_list", facts).verdict.value
    'no'
    """
    facts = read_value(text, facts_of(question), format)
    given = {field.name: getattr(facts, field.name) for field in attrs.fields(type(facts))}
    own: Iterable[OwnValue] = given.pop("parameters", ())
    given["parameters"] = shipped().with_values([(one.name, one.dated) for one in own])
    try:
        return QUESTIONS[question](**given)
    except PlanError as error:  # facts that do not agree: they stand in the text
        faults = (attrs.evolve(one, path=f"$.{one.path}") if one.path in given else one for one in error.faults)
        raise PlanError(*faults) from None


def ruling_record(ruling: Ruling, lang: str = "da") -> dict[str, Any]:
    """A ruling as plain lists and objects, as JSON takes them, beside its sentence in a language.

    >>> facts = '{"clinic": {"id": "k", "kind": "solo", "capacities": 1, "enrolled": 1600}, "on": "2024-01-01"}'
    >>> record = ruling_record(ask("may_close_list", facts), "en")
    >>> record["text"][:20], record["ruling"]["verdict"]
    ('Yes: 1,600 enrolled,', 'yes')
    """
    return {"text": ruling.text(lang), "lang": lang, "ruling": plain_value(ruling)}
