"""The kinds of plans, the parts of primary health care, and the themes that plans and reports are divided by."""

from __future__ import annotations

from praksisplan.errors import Words
from praksisplan.terms import Term
from praksisplan.text import PlanLanguage, language


class PlanKind(Term):
    """The kind of a plan. Danish: *plantype*.

    The numbered items of a practice plan are *anbefalinger*; those of the other plans may have another name, `item`.
    """

    PRACTICE_PLAN = "practice_plan", "praksisplan", "practice plan"
    LOCAL_HEALTH_PLAN = "local_health_plan", "nærsundhedsplan", "local health plan"
    HEALTH_AGREEMENT = "health_agreement", "sundhedsaftale", "health agreement"
    NATIONAL_HEALTH_PLAN = "national_health_plan", "national sundhedsplan", "national health plan"
    ACTION_PLAN = "action_plan", "handleplan", "action plan", "handlingsplan"

    @property
    def item(self) -> Words:
        """The name of one numbered item of such a plan. Danish: *anbefaling*, *indsats*, *handling*."""
        if self is PlanKind.PRACTICE_PLAN:
            return Words("anbefaling", "recommendation")
        return Words("handling", "action") if self is PlanKind.ACTION_PLAN else Words("indsats", "initiative")

    def language(self, lang: str) -> str:
        """A language in which phrases, labels and headings call the items of a plan what this kind calls them."""
        place = language(lang)
        return lang if self is PlanKind.PRACTICE_PLAN else PlanLanguage(lang, self.item[place])


class PracticeArea(Term):
    """The part of primary health care that a plan or an effort covers. Danish: *praksisområde*."""

    GENERAL_PRACTICE = "general_practice", "almen praksis", "general practice", "gp, almen, almen medicin"
    SPECIALIST_PRACTICE = "specialist_practice", "speciallægepraksis", "specialist practice"
    PSYCHOLOGY = "psychology", "psykologpraksis", "psychology"
    PHYSIOTHERAPY = "physiotherapy", "fysioterapi", "physiotherapy"
    PODIATRY = "podiatry", "fodterapi", "podiatry"
    CHIROPRACTIC = "chiropractic", "kiropraktik", "chiropractic"
    DENTISTRY = "dentistry", "tandlægepraksis", "dentistry"
    ALL = "all", "alle praksisområder", "all practice areas"
    """*på tværs af alle praksisområder*"""


class Theme(Term):
    """The aim of an effort or a section. Danish: *tema*.

    The themes are the three main sections of the specialist plans of Region Hovedstaden, and of its status report of
    2023, which tells of recruitment and accessibility under headings of their own.
    """

    CAPACITY = "capacity", "kapacitet og tilgængelighed", "capacity and accessibility"
    """*kapacitet og tilgængelighed*: the whole section, or capacity planning alone"""
    RECRUITMENT = "recruitment", "rekruttering", "recruitment"
    ACCESSIBILITY = "accessibility", "tilgængelighed", "accessibility"
    COOPERATION = "cooperation", "sammenhæng og samarbejde", "cooperation"
    """*samarbejde og sammenhæng*"""
    QUALITY = "quality", "kvalitetsudvikling", "quality"
