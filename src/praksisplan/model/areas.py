"""The parts of primary health care, and the themes that plans and reports are divided by."""

from __future__ import annotations

from praksisplan.terms import Term


class PracticeArea(Term):
    """The part of primary health care that a plan or an effort covers. Danish: *praksisområde*."""

    GENERAL_PRACTICE = "general_practice", "almen praksis", "general practice", "gp", "almen", "almen medicin"
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
    2023.
    """

    CAPACITY = "capacity", "kapacitet og tilgængelighed", "capacity and accessibility"
    """*kapacitet og tilgængelighed*, with recruitment"""
    COOPERATION = "cooperation", "sammenhæng og samarbejde", "cooperation"
    """*samarbejde og sammenhæng*"""
    QUALITY = "quality", "kvalitetsudvikling", "quality"
