"""The municipalities of Denmark by name and code, and their regions."""

from __future__ import annotations

import datetime
from collections import Counter

import pytest

from praksisplan.capacity import MUNICIPALITIES, municipality
from praksisplan.errors import PlanError

IN_2026, IN_2027 = datetime.date(2026, 12, 31), datetime.date(2027, 1, 1)


def test_there_are_98_and_so_many_in_each_region():
    assert len(MUNICIPALITIES) == len({one.code for one in MUNICIPALITIES}) == len({one.name for one in MUNICIPALITIES})
    west = {"Region Syddanmark": 22, "Region Midtjylland": 19, "Region Nordjylland": 11}
    before = {"Region Hovedstaden": 29, "Region Sjælland": 17, **west}
    assert Counter(one.region(on=IN_2026) for one in MUNICIPALITIES) == before
    assert Counter(one.region(on=IN_2027) for one in MUNICIPALITIES) == {"Region Østdanmark": 46, **west}
    assert sum(before.values()) == 98


@pytest.mark.parametrize(
    ("words", "code", "name"),
    [
        ("0101", "0101", "København"),
        ("101", "0101", "København"),
        ("Københavns Kommune", "0101", "København"),
        ("frederiksberg kommune", "0147", "Frederiksberg"),
        ("Høje Taastrup", "0169", "Høje-Taastrup"),
        ("Høje-Tåstrup Kommune", "0169", "Høje-Taastrup"),
        ("Bornholms Regionskommune", "0400", "Bornholm"),
        ("Assens Kommune", "0420", "Assens"),
        ("Nordfyn", "0480", "Nordfyns"),
        ("Nordfyns Kommune", "0480", "Nordfyns"),
        ("Ærø Kommune", "0492", "Ærø"),
        ("Åbenrå", "0580", "Aabenraa"),
        ("ÅRHUS", "0751", "Aarhus"),
        ("Vesthimmerland Kommune", "0820", "Vesthimmerlands"),
        ("  Ikast-Brande   Kommune ", "0756", "Ikast-Brande"),
        ("860", "0860", "Hjørring"),
    ],
)
def test_a_municipality_is_known_by_its_names_and_its_code(words, code, name):
    assert (municipality(words).code, municipality(words).name) == (code, name)


@pytest.mark.parametrize("one", MUNICIPALITIES, ids=lambda one: one.name)
def test_each_is_found_by_everything_that_it_is_called(one):
    genitive = one.name if one.name.endswith("s") else f"{one.name}s"
    for words in (one.name, one.code, one.code.lstrip("0"), f"{one.name} Kommune", f"{genitive} kommune"):
        assert municipality(words) == one


@pytest.mark.parametrize(
    ("words", "nearest"),
    [
        ("Kobenhavn", ("København",)),
        ("Copenhagen", ("København",)),
        ("Arhus", ("Aarhus",)),
        ("Odense M", ("Odense",)),
        ("Kommune", ()),
        ("", ()),
        ("0411", ()),
    ],
)
def test_what_is_none_is_refused_with_the_nearest(words, nearest):
    with pytest.raises(PlanError) as caught:
        municipality(words)
    [fault] = caught.value.faults
    assert (fault.code, fault.path, fault.nearest) == ("unknown-municipality", "words", nearest)


@pytest.mark.parametrize("value", [None, 101, b"0101", ["0101"], True])
def test_what_is_no_text_is_refused_by_its_name(value):
    with pytest.raises(PlanError) as caught:
        municipality(value)
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [("wrong-type", "words")]
