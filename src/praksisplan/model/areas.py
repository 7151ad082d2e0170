"""The parts of primary health care, and the themes that plans and reports are divided by."""

from __future__ import annotations

from enum import Enum

__all__ = ["PracticeArea", "Theme"]


class PracticeArea(Enum):
    """The part of primary health care that a plan or an effort is for. Danish: *praksisområde*."""

    GENERAL_PRACTICE = "general_practice"
    SPECIALIST_PRACTICE = "specialist_practice"
    PSYCHOLOGY = "psychology"
    PHYSIOTHERAPY = "physiotherapy"
    PODIATRY = "podiatry"
    CHIROPRACTIC = "chiropractic"
    DENTISTRY = "dentistry"
    ALL = "all"
    """*på tværs af alle praksisområder*"""


class Theme(Enum):
    """What an effort or a section is to bring about. Danish: *tema*.

    The three main sections of the specialist plans of Region Hovedstaden, and of its status report of 2023.
    """

    CAPACITY = "capacity"
    """*kapacitet og tilgængelighed*, with recruitment"""
    COOPERATION = "cooperation"
    """*samarbejde og sammenhæng*"""
    QUALITY = "quality"
    """*kvalitetsudvikling*"""
