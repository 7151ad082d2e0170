"""Practice capacity: legal rules as questions about facts, with dated, cited, replaceable figures.

Each name is loaded on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from praksisplan.lazy import lazy

if TYPE_CHECKING:
    __all__: list[str]

    from praksisplan.capacity.batch import *
    from praksisplan.capacity.distribution import *
    from praksisplan.capacity.facts import *
    from praksisplan.capacity.figures import *
    from praksisplan.capacity.ledger import *
    from praksisplan.capacity.municipalities import *
    from praksisplan.capacity.plans import *
    from praksisplan.capacity.questions.areas import *
    from praksisplan.capacity.questions.changes import *
    from praksisplan.capacity.questions.chiropractors import *
    from praksisplan.capacity.questions.choice import *
    from praksisplan.capacity.questions.lists import *
    from praksisplan.capacity.questions.ownership import *
    from praksisplan.capacity.questions.physiotherapists import *
    from praksisplan.capacity.questions.podiatrists import *
    from praksisplan.capacity.questions.psychologists import *
    from praksisplan.capacity.questions.specialists import *
    from praksisplan.capacity.questions.staff import *
    from praksisplan.capacity.regional import *
    from praksisplan.capacity.rules import *
    from praksisplan.capacity.ruling import *
    from praksisplan.capacity.schema import *
    from praksisplan.terms import Verdict as Verdict

HOMES = {
    "facts": (
        "Area AuthorityDecision CapacityChange ChoiceReason Clinic ClinicKind CoverageInstrument DistributionMethod "
        "Doctor MoveKind Offer OutsideWork Place Population SharingGround Speciality Threat ThreatKind distance_km"
    ),
    "municipalities": "MUNICIPALITIES Municipality municipality",
    "figures": (
        "DatedValue Figure FigureSeries Figures LegalBasis LegalSource MissingFigure SourceGrade default_figures "
        "figure findings legal_bases"
    ),
    "rules": "Concerned Force LawAt LawChanges LegalRule law_at law_changes legal_rules",
    "ruling": "Reason Ruling Verdict",
    "questions.lists": "may_close_list",
    "questions.choice": "may_choose_clinic choice_is_secured keeps_home_visits may_choose_anew_after_move",
    "questions.areas": "coverage coverage_gap is_threatened may_add_capacity may_pay_supplement",
    "questions.ownership": (
        "may_acquire_licence may_keep_licences may_issue_out_of_hours_licence has_valid_form licence_clinic_surplus"
    ),
    "questions.staff": (
        "may_hire may_hire_phase_three_doctor may_hire_extra_doctor deadline_to_fill may_train may_employ_stand_in"
    ),
    "questions.changes": (
        "may_share_capacity may_share_on_other_grounds extra_capacity_after_sharing "
        "may_change_generation_by_permission may_change_generation_by_notice may_relocate may_run_satellite "
        "may_open_regional_clinic may_run_regional_clinic"
    ),
    "questions.specialists": (
        "paid_fee part_time_cap cap_after_drawing part_time_payment three_hour_cap part_time_least_turnover "
        "full_time_least_turnover may_run_full_time may_own_practice"
    ),
    "questions.physiotherapists": (
        "within_thirty_hours within_clinic_amount within_clinic_licences room_for_new_owners may_use_new_owner_room "
        "may_use_stand_in"
    ),
    "questions.psychologists": "psychologist_hours psychologist_minimum psychologist_addresses",
    "questions.podiatrists": "podiatrist_minimum",
    "questions.chiropractors": "may_add_chiropractor_capacity chiropractor_minimum chiropractor_addresses",
    "batch": "may_close_lists",
    "distribution": "Advert AreaShare Distribution Moves Share Tie TwoLevels distribute distribute_in_two_levels moves",
    "schema": "capacity_schema",
    "ledger": "CapacityInterval TargetYear capacity_at target_path",
    "regional": "Instrument decided_changes instruments",
    "plans": "AreaNeed NewLicences YearlyAssessment licences_for_choice new_licences yearly_assessment",
}
"""The names of each module, the questions in the order in which they are read."""

if not TYPE_CHECKING:
    __getattr__, __dir__, __all__ = lazy(__name__, "", HOMES)
